/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The weekly overview: who wants it, and making it. One is put into the outbox and written down as made in one piece of work, so a run that
 * dies between two people goes on with the second.
 */
#include "digest/digest_job.h"

#include "account/account.h"
#include "attention/attention_model.h"
#include "digest/digest.h"
#include "mail/mail.h"
#include "party/party.h"
#include "tree/tree.h"

enum { EVERY_MS = 3600 * 1000, OWN_SHOWN = 15, OTHERS_SHOWN = 10, LINK_DAYS = 400, WANTED_MOST = 4096 };

/* Who wants it */

struct wish { struct value programme, person; struct str last; bool wanted, found; };

static bool note_found(void *context, const struct value *columns, size_t count)
{
	(void)columns;
	(void)count;
	((struct wish *)context)->found = true;
	return true;
}

static const char find_wish[] = "SELECT 1 FROM digest WHERE programme_id = ?1 AND person_id = ?2";
static enum outcome find_work(struct connection *connection, void *context)
{
	struct wish *wish = context;

	wish->found = false;
	return connection_run(connection, find_wish, (struct value[]){ wish->programme, wish->person }, 2, note_found, wish);
}

bool digest_wanted(struct store *store, struct id programme, struct id person)
{
	struct arena arena = { 0 };
	struct wish wish = { .programme = value_id(programme, &arena), .person = value_id(person, &arena) };
	bool wanted = store_read(store, find_work, &wish) && wish.found;

	arena_clear(&arena);
	return wanted;
}

static const char add_wish[] =
	"INSERT INTO digest (programme_id, person_id, last) VALUES (?1, ?2, ?3) ON CONFLICT (programme_id, person_id) DO NOTHING";
static const char end_wish[] = "DELETE FROM digest WHERE programme_id = ?1 AND person_id = ?2";
static enum outcome want_work(struct connection *connection, void *context)
{
	struct wish *wish = context;
	struct value values[] = { wish->programme, wish->person, value_text(wish->last) };

	return wish->wanted ? connection_run(connection, add_wish, values, 3, NULL, NULL)
		: connection_run(connection, end_wish, values, 2, NULL, NULL);
}

bool digest_want(struct store *store, const struct programme *programme, struct id person, bool wanted)
{
	struct arena arena = { 0 };
	struct wish wish = { .programme = value_id(programme->id, &arena), .person = value_id(person, &arena), .wanted = wanted,
		.last = day_text(digest_monday(programme, clock_now()), &arena) };
	bool done = store_do(store, want_work, &wish);

	arena_clear(&arena);
	return done;
}

/* Making one */

/* Somebody who is to get it, with the marks of the last one. */
struct reader { struct id person; struct str told; };
struct readers { struct reader *at; size_t count; struct arena *arena; struct value values[2]; };

static bool note_reader(void *context, const struct value *columns, size_t count)
{
	struct readers *readers = context;
	struct reader *reader = &readers->at[readers->count];
	(void)count;

	if (!id_parse(columns[0].text, &reader->person))
		return true;
	reader->told = str_copy(readers->arena, columns[1].text);
	return ++readers->count < WANTED_MOST;
}

static const char find_readers[] =
	"SELECT person_id, told FROM digest WHERE programme_id = ?1 AND last < ?2 ORDER BY person_id";
static enum outcome readers_work(struct connection *connection, void *context)
{
	struct readers *readers = context;

	readers->count = 0;
	return connection_run(connection, find_readers, readers->values, 2, note_reader, readers);
}

/* What is settled with one piece of work. */
struct making { struct value values[4]; const struct mail *mail; bool sent; };

static const char settle[] = "UPDATE digest SET last = ?3, told = ?4 WHERE programme_id = ?1 AND person_id = ?2 AND last < ?3";
static enum outcome make_work(struct connection *connection, void *context)
{
	struct making *making = context;
	enum outcome outcome = connection_run(connection, settle, making->values, 4, NULL, NULL);

	making->sent = false;
	if (outcome != OUTCOME_DONE || connection_changed(connection) != 1 || !making->mail)
		return outcome;
	outcome = mail_queue_in(connection, making->mail, &making->sent);
	/* Nobody knows an address: it is not tried again before next week. */
	return outcome == OUTCOME_VIOLATION ? OUTCOME_DONE : outcome;
}

/* Its words */

struct writing { const struct job_run *run; struct letter *letter; enum language language; struct arena *arena; bool own; };

static struct str words(const struct writing *writing, const char *english, struct str a, struct str b)
{
	return language_fill(writing->language, writing->arena, english, a, b, STR_NONE);
}

static struct str page(const struct writing *writing, struct str place)
{
	return str_format(writing->arena, "%.*s/%.*s%.*s", STR_ARG(writing->run->address), STR_ARG(tree_facts(writing->run->programme)->key),
		STR_ARG(place));
}

/* "Duiven: Give the updates, by 15 June 2026" */
static struct str remark(const struct writing *writing, const struct attention *attention)
{
	const struct party *party = programme_row(writing->run->programme, party, attention->party);
	struct str to_do = language_text(writing->language, attention->kind->to_do), who = STR_NONE, by = STR_NONE;

	if (!writing->own)
		who = str_format(writing->arena, "%.*s: ", STR_ARG(party ? party->name : language_text(writing->language, N_("programme office"))));
	if (day_known(attention->by))
		by = str_format(writing->arena, ", %.*s", STR_ARG(words(writing, N_("by {0}"),
			language_day(writing->language, writing->arena, attention->by), STR_NONE)));
	return str_format(writing->arena, "%.*s%.*s%.*s", STR_ARG(who), STR_ARG(to_do), STR_ARG(by));
}

static void add_lines(struct writing *writing, const char *heading, struct attention_list list, size_t most)
{
	const struct programme *programme = writing->run->programme;

	if (list.count == 0)
		return;
	letter_heading(writing->letter, language_text(writing->language, heading));
	for (size_t i = 0; i < list.count && i < most; i++)
		letter_item(writing->letter, attention_words(writing->language, writing->arena, &list.at[i]), page(writing, writing->own
			? attention_place(programme, &list.at[i], writing->arena) : attention_page(programme, &list.at[i], writing->arena)),
			remark(writing, &list.at[i]));
	if (list.count > most)
		letter_text(writing->letter, language_plural(writing->language, writing->arena, N_("And {0} more thing."), N_("And {0} more things."),
			(int64_t)(list.count - most)));
}

static void add_count_of_others(struct writing *writing, const struct digest *digest)
{
	struct str late = str_format(writing->arena, "%zu", digest->others_late), all = str_format(writing->arena, "%zu", digest->others_old);

	if (digest->others_old > 0)
		letter_text(writing->letter, words(writing, N_("Still open for others: {0}, of which {1} past their day."), all, late));
}

static struct str subject_of(const struct writing *writing, const struct digest *digest)
{
	size_t own = digest->own_new.count + digest->own_old.count;
	struct str what = own ? language_plural(writing->language, writing->arena, N_("{0} thing waits for you"), N_("{0} things wait for you"),
		(int64_t)own) : language_text(writing->language, N_("what is new"));

	return str_format(writing->arena, "%.*s: %.*s", STR_ARG(tree_facts(writing->run->programme)->name), STR_ARG(what));
}

static const struct letter *write_letter(struct writing *writing, const struct digest *digest, struct str unsubscribe)
{
	const struct programme_facts *facts = tree_facts(writing->run->programme);
	struct letter *letter = letter_new(writing->arena, writing->language, subject_of(writing, digest));

	writing->letter = letter;
	letter_text(letter, words(writing, N_("What needs attention in {0} on {1}."), facts->name,
		language_day(writing->language, writing->arena, moment_day(writing->run->now))));
	writing->own = true;
	add_lines(writing, N_("New for you"), digest->own_new, OWN_SHOWN);
	add_lines(writing, N_("Still waiting for you"), digest->own_old, OWN_SHOWN);
	writing->own = false;
	add_lines(writing, N_("New for others"), digest->others_new, OTHERS_SHOWN);
	add_count_of_others(writing, digest);
	letter_button(letter, language_text(writing->language, N_("See the whole list")), page(writing, STR("/attention")));
	letter_small(letter, language_text(writing->language, N_("You get this every Monday because you asked for it. You end it here, without signing in.")),
		unsubscribe);
	return letter;
}

/* For one person; false where the database failed. `*sent`: a letter stands in the outbox. */
static bool make_one(struct job_run *run, const struct reader *reader, struct day monday, struct attention_list all, bool *sent)
{
	struct arena *arena = run->arena;
	struct day today = moment_day(run->now);
	struct link link = { .purpose = LINK_DIGEST, .person = reader->person, .programme = run->programme->id,
		.expires = moment_end_of_day(day_add(today, LINK_DAYS)) };
	struct making making = { .values = { value_id(run->programme->id, arena), value_id(reader->person, arena),
		value_text(day_text(monday, arena)) } };
	struct mail mail = { .programme = run->programme->id, .person = reader->person };
	struct account account = { 0 };
	struct person person = { .id = reader->person };
	struct attention_list list = { NULL, 0 };
	struct digest digest;
	size_t own = 0;
	bool done;

	/* Somebody who is gone, or takes part no more, gets nothing; when they come back it goes on. */
	if (account_by_id(run->store, reader->person, arena, &account) && !account.erased) {
		person.keeper = account.keeper;
		if (access_takes_part(run->programme, &person, today))
			list = attention_for(run->programme, &person, all, today, arena, &own);
	}
	digest = digest_of(list, own, reader->told, today, arena);
	making.values[3] = value_text(digest_marks(list, arena));
	if (digest_any(&digest)) {
		struct writing writing = { .run = run, .language = mail_language(run->store, reader->person, run->programme), .arena = arena };
		mail.secret = link_new_for(run->store, &link, arena);
		if (mail.secret.len == 0)
			return false;
		mail.unsubscribe = str_format(arena, "%.*s/digest/%.*s", STR_ARG(run->address), STR_ARG(mail.secret));
		mail.language = writing.language;
		mail.letter = write_letter(&writing, &digest, mail.unsubscribe);
		mail.key = str_format(arena, "digest/%.*s/%.*s", STR_ARG(id_text(reader->person, arena)), STR_ARG(day_text(monday, arena)));
		making.mail = &mail;
	}
	done = store_do(run->store, make_work, &making);
	*sent = done && making.sent;
	return done;
}

static bool run_digest(struct job_run *run)
{
	struct day monday = digest_monday(run->programme, run->now);
	struct readers readers = { .at = arena_array(run->arena, struct reader, WANTED_MOST), .arena = run->arena,
		.values = { value_id(run->programme->id, run->arena), value_text(day_text(monday, run->arena)) } };
	struct attention_list all;

	run->next = digest_next(run->programme, run->now);
	run->words = N_("{0} overviews were made.");
	if (!store_read(run->store, readers_work, &readers))
		return false;
	if (readers.count > 0 && run->address.len == 0) {
		run->fault = STR(N_("The letters need the address of this server as the outside sees it: start it with --address."));
		return false;
	}
	all = attention_of(run->programme, moment_day(run->now), run->arena);
	for (size_t i = 0; i < readers.count && job_goes_on(run); i++) {
		bool sent;
		if (!make_one(run, &readers.at[i], monday, all, &sent))
			return false;
		run->done += sent;
	}
	return true;
}

const struct job digest_job = {
	.name = "digest", .label = N_("Weekly overview"), .about = N_("Mails what needs attention on Monday, to those who asked for it."),
	.each_programme = true, .every_ms = EVERY_MS, .run = run_digest,
};
