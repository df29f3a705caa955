/* SPDX-License-Identifier: EUPL-1.2 */
#include "progress/round_mail.h"

#include <string.h>

#include "account/account.h"
#include "party/party.h"
#include "tree/tree.h"

enum { EVERY_MINUTES = 10 };

/* Who is to be mailed */

static struct id reach_of_role(struct store *store, const struct role *lead, struct id except)
{
	if (!lead)
		return ID_NONE;
	if (!id_equal(lead->contact, except) && mail_reaches(store, lead->contact))
		return lead->contact;
	return !id_equal(lead->deputy, except) && mail_reaches(store, lead->deputy) ? lead->deputy : ID_NONE;
}

struct id round_reach(struct store *store, const struct programme *programme, const struct action *action, struct id except, struct day day)
{
	return reach_of_role(store, role_lead(programme, programme_node(programme, action->id), day), except);
}

static void add_id(struct ids *ids, struct id id, struct arena *arena)
{
	struct id *more;

	if (ids_have(*ids, id))
		return;
	more = arena_array(arena, struct id, ids->count + 1);
	if (ids->count)
		memcpy(more, ids->at, ids->count * sizeof *more);
	more[ids->count++] = id;
	ids->at = more;
}

static struct round_letter *letter_to(struct round_letters *letters, struct id person, size_t most, struct arena *arena)
{
	struct round_letter *letter;

	for (size_t i = 0; i < letters->count; i++)
		if (id_equal(letters->at[i].person, person))
			return &letters->at[i];
	letter = &letters->at[letters->count++];
	letter->person = person;
	letter->actions.at = arena_array(arena, const void *, most);
	return letter;
}

static struct str key_prefix(const struct round_post *post)
{
	return str_format(post->arena, "round/%.*s/", STR_ARG(id_text(post->round->id, post->arena)));
}

static void note_mailed(const struct round_post *post, struct round_letters *letters)
{
	struct mail_lines lines = mail_about(post->store, post->programme->id, key_prefix(post), post->arena);

	for (size_t i = 0; i < lines.count; i++)
		for (size_t k = 0; k < letters->count; k++)
			if (lines.at[i].state != MAIL_DROPPED && id_equal(lines.at[i].person, letters->at[k].person))
				letters->at[k].mailed = moment_day(lines.at[i].queued);
}

struct round_letters round_letters(const struct round_post *post)
{
	struct day day = moment_day(post->now);
	struct row_list actions = programme_rows(post->programme, &action_record);
	struct round_letters letters = { .at = arena_array(post->arena, struct round_letter, actions.count + 1) };

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct role *lead;
		struct round_letter *letter;
		struct id person;

		if (!round_asks(post->programme, post->round, action) || round_answer(post->programme, post->round, action, day))
			continue;
		lead = role_lead(post->programme, programme_node(post->programme, action->id), day);
		if (!lead)
			continue;
		person = reach_of_role(post->store, lead, ID_NONE);
		if (!id_known(person)) {
			add_id(&letters.unreached, lead->party, post->arena);
			continue;
		}
		letter = letter_to(&letters, person, actions.count, post->arena);
		letter->deputy = letter->deputy || !id_equal(lead->contact, person);
		((const void **)(uintptr_t)letter->actions.at)[letter->actions.count++] = action;
		add_id(&letter->parties, lead->party, post->arena);
	}
	note_mailed(post, &letters);
	return letters;
}

bool round_letter_today(const struct round_post *post, const struct round_letter *letter)
{
	return !day_known(letter->mailed) || day_first(letter->mailed) < day_first(moment_day(post->now));
}

/* What it says */

struct str round_link(const struct round_post *post, struct id person, struct str *secret)
{
	struct link link = { .purpose = LINK_UPDATE, .person = person, .programme = post->programme->id,
		.subject = id_text(post->round->id, post->arena), .expires = moment_end_of_day(round_closing(post->round)) };

	*secret = link_new_for(post->store, &link, post->arena);
	return secret->len == 0 ? STR_NONE : str_format(post->arena, "%.*s/%.*s/update/%.*s", STR_ARG(post->address),
		STR_ARG(tree_facts(post->programme)->key), STR_ARG(*secret));
}

static struct str names_of(const struct round_post *post, struct ids parties)
{
	struct str *name = arena_array(post->arena, struct str, parties.count + 1);

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = programme_row(post->programme, party, parties.at[i]);
		name[i] = party ? party->name : STR_NONE;
	}
	return str_join(post->arena, name, parties.count, STR(", "));
}

/* "last time: on track, 3 July 2026" */
static struct str last_told(const struct round_post *post, const struct action *action, enum language language)
{
	const struct update *update = progress_latest(post->programme, action, moment_day(post->now), true);

	if (!update)
		return language_text(language, N_("nothing told yet"));
	return language_fill(language, post->arena, N_("last time: {0}, {1}"),
		language_text(language, words_label(&light_words, (int)update->light)), language_day(language, post->arena, update->day), STR_NONE);
}

static struct str subject_of(const struct round_post *post, enum round_mail mail, bool late, enum language language)
{
	const char *words = late ? N_("{0}: your update was due on {1}") : N_("Reminder: {0}, your update by {1}");

	if (mail == ROUND_MAIL_ASK && !late)
		words = N_("{0}: how does it go? Your update by {1}");
	return language_fill(language, post->arena, words, post->round->name, language_day(language, post->arena, post->round->due), STR_NONE);
}

static struct str opening_of(const struct round_post *post, enum round_mail mail, bool late, enum language language)
{
	const char *words = late
		? N_("For {0} your update was asked by {1}. It is not there yet. You can still give it until {2}; it takes two minutes, on your phone too, and you need no account.")
		: N_("This is a reminder. For {0} we would like to hear by {1} how it goes. It takes two minutes, on your phone too, and you need no account.");

	if (mail == ROUND_MAIL_ASK && !late)
		words = N_("For {0} we would like to hear by {1} how it goes. It takes two minutes, on your phone too, and you need no account.");
	return language_fill(language, post->arena, words, tree_facts(post->programme)->name, language_day(language, post->arena, post->round->due),
		language_day(language, post->arena, round_closing(post->round)));
}

static const struct letter *letter_of(const struct round_post *post, const struct round_letter *to, enum round_mail mail, enum language language,
	struct str link)
{
	bool late = day_first(moment_day(post->now)) > day_last(post->round->due);
	struct letter *letter = letter_new(post->arena, language, subject_of(post, mail, late, language));
	struct str name = person_name(post->store, to->person, post->arena), parties = names_of(post, to->parties);

	letter_text(letter, language_fill(language, post->arena, N_("Dear {0},"), name, STR_NONE, STR_NONE));
	letter_text(letter, opening_of(post, mail, late, language));
	letter_text(letter, post->round->text);
	for (size_t i = 0; i < to->actions.count; i++) {
		const struct action *action = ROW(action, to->actions, i);
		letter_item(letter, str_format(post->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title)), STR_NONE,
			last_told(post, action, language));
	}
	letter_button(letter, language_text(language, N_("Give your update")), link);
	letter_small(letter, language_fill(language, post->arena, to->deputy
		? N_("You get this mail because you stand in for a contact person of {0}.")
		: N_("You get this mail because you are contact person of {0}."), parties, STR_NONE, STR_NONE), STR_NONE);
	letter_small(letter, language_fill(language, post->arena,
		N_("The link is yours: whoever has it can give these updates, until {0}. Is somebody else the one to ask? Answer this mail."),
		language_day(language, post->arena, round_closing(post->round)), STR_NONE, STR_NONE), STR_NONE);
	return letter;
}

bool round_letter_send(const struct round_post *post, const struct round_letter *to, enum round_mail mail, int64_t *sent)
{
	static const char *const names[] = { [ROUND_MAIL_ASK] = "ask", [ROUND_MAIL_BEFORE] = "before", [ROUND_MAIL_AFTER] = "after" };
	enum language language = mail_language(post->store, to->person, post->programme);
	struct mail queued = { .programme = post->programme->id, .person = to->person, .language = language };
	struct str which = mail ? str_of(names[mail]) : str_format(post->arena, "again/%.*s", STR_ARG(day_text(moment_day(post->now), post->arena)));
	struct str link;
	bool new_one;

	queued.key = str_format(post->arena, "%.*s%.*s/%.*s", STR_ARG(key_prefix(post)), STR_ARG(which), STR_ARG(id_text(to->person, post->arena)));
	if (mail_state_of(post->store, post->programme->id, queued.key) != MAIL_UNKNOWN)
		return true;
	link = round_link(post, to->person, &queued.secret);
	if (link.len == 0)
		return false;
	queued.letter = letter_of(post, to, mail, language, link);
	if (!mail_queue(post->store, &queued, &new_one))
		return false;
	*sent += new_one;
	return true;
}

/* The job */

static bool mail_round(struct job_run *run, const struct round *round, enum round_mail mail)
{
	struct round_post post = { run->store, run->programme, round, run->now, run->address, run->arena };
	struct round_letters letters = round_letters(&post);
	int32_t since = day_first(round_mail_day(round, mail));
	bool fine = true;

	for (size_t i = 0; i < letters.count && fine && job_goes_on(run); i++) {
		const struct round_letter *letter = &letters.at[i];
		if (!day_known(letter->mailed) || day_first(letter->mailed) < since)
			fine = round_letter_send(&post, letter, mail, &run->done);
	}
	return fine;
}

static bool mail_rounds(struct job_run *run)
{
	struct row_list rounds = programme_rows(run->programme, &round_record);
	struct day day = moment_day(run->now);
	int minute = moment_clock_minute(run->now), from = 60 * tree_mail_hour(run->programme);
	bool fine = true;

	run->words = N_("Mails of rounds made: {0}.");
	if (minute < from && from - minute < EVERY_MINUTES)
		run->next.ms = run->now.ms + (int64_t)(from - minute) * 60000 - run->now.ms % 60000;
	if (minute < from || !mail_leaves())
		return true;
	for (size_t i = 0; i < rounds.count && fine; i++) {
		enum round_mail mail = round_mail_due(run->programme, rounds.at[i], day, minute);
		if (mail == ROUND_MAIL_NONE)
			continue;
		if (run->address.len == 0) {
			run->fault = STR(N_("Mail of rounds holds links, and the address of this server is not known: give --address."));
			return false;
		}
		fine = mail_round(run, rounds.at[i], mail);
	}
	if (!fine)
		run->fault = STR(N_("The mail could not be put into the outbox: the database failed. It is tried again."));
	return fine;
}

const struct job round_mail_job = {
	"round_mail", N_("Mail of rounds"), N_("Asks every lead of a round for an update, and reminds who has not answered."), true,
	(int64_t)EVERY_MINUTES * 60000, mail_rounds,
};
