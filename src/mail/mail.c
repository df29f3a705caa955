/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/mail.h"

#include <string.h>

#include "mail/mail_own.h"
#include "tree/tree.h"

static const struct word state_table[] = {
	[MAIL_UNKNOWN] = { "", N_("nothing") },
	[MAIL_WAITING] = { "waiting", N_("waiting") },
	[MAIL_SENT] = { "sent", N_("sent") },
	[MAIL_BOUNCED] = { "bounced", N_("came back") },
	[MAIL_GIVEN_UP] = { "given_up", N_("given up") },
	[MAIL_DOUBTFUL] = { "doubtful", N_("doubtful") },
	[MAIL_DROPPED] = { "dropped", N_("withdrawn") },
};
const struct words mail_state_words = WORDS_OF(state_table);

static enum mail_state state_of(struct str wire)
{
	int value = words_value(&mail_state_words, wire);
	return value > 0 ? (enum mail_state)value : MAIL_UNKNOWN;
}

/* People */

struct reach { struct value id; struct arena *arena; struct str address, language; bool bounced; };

static const char find_reach[] = "SELECT email, language, bounced FROM person WHERE id = ?1 AND erased = 0";
static bool read_reach(void *context, const struct value *columns, size_t count)
{
	struct reach *reach = context;
	(void)count;

	reach->address = str_copy(reach->arena, columns[0].text);
	reach->language = str_copy(reach->arena, columns[1].text);
	reach->bounced = columns[2].integer != 0;
	return true;
}

static enum outcome reach_work(struct connection *connection, void *context)
{
	struct reach *reach = context;
	return connection_run(connection, find_reach, &reach->id, 1, read_reach, reach);
}

bool mail_reaches(struct store *store, struct id person)
{
	struct arena arena = { 0 };
	struct reach reach = { .id = value_id(person, &arena), .arena = &arena };
	bool reaches = id_known(person) && store_read(store, reach_work, &reach) && mail_address_good(reach.address) && !reach.bounced;

	arena_clear(&arena);
	return reaches;
}

struct str mail_language_chosen(struct store *store, struct id person, struct arena *arena)
{
	struct reach reach = { .id = value_id(person, arena), .arena = arena };

	return id_known(person) && store_read(store, reach_work, &reach) ? reach.language : STR_NONE;
}

enum language mail_language(struct store *store, struct id person, const struct programme *programme)
{
	struct arena arena = { 0 };
	enum language language = LANGUAGE_NL;

	if (!language_parse(mail_language_chosen(store, person, &arena), &language) && programme)
		language_parse(tree_facts(programme)->language, &language);
	arena_clear(&arena);
	return language;
}

struct choice { struct value values[2]; };

static const char choose_language[] = "UPDATE person SET language = ?2 WHERE id = ?1 AND erased = 0";
static enum outcome choose_work(struct connection *connection, void *context)
{
	struct choice *choice = context;
	return connection_run(connection, choose_language, choice->values, 2, NULL, NULL);
}

bool mail_language_set(struct store *store, struct id person, struct str code)
{
	struct arena arena = { 0 };
	enum language language;
	struct choice choice = { { value_id(person, &arena), value_text(language_parse(code, &language) ? str_of(language_code(language)) : STR_NONE) } };
	bool done = store_do(store, choose_work, &choice);

	arena_clear(&arena);
	return done;
}

/* Queueing */

static const char queue_mail[] =
	"INSERT INTO mail (programme_id, id, key, person_id, address, language, subject, text, html, secret, unsubscribe, state, queued, since, due)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting', ?12, ?13, ?13) ON CONFLICT (programme_id, key) DO NOTHING";

static enum outcome queue(struct connection *connection, const struct mail *mail, bool *queued, struct arena *arena)
{
	struct reach reach = { .id = value_id(mail->person, arena), .arena = arena, .address = mail->to };
	int64_t now = clock_now().ms, since = mail->not_before.ms > now ? mail->not_before.ms : now;
	struct str programme = id_text(mail->programme, arena);
	enum outcome outcome = OUTCOME_DONE;

	*queued = false;
	if (mail->to.len == 0 && id_known(mail->person))
		outcome = reach_work(connection, &reach);
	if (outcome == OUTCOME_DONE && !mail_address_good(reach.address))
		return OUTCOME_VIOLATION;
	if (outcome == OUTCOME_DONE)
		outcome = connection_run(connection, queue_mail, (struct value[]){ value_text(programme), value_id(id_new(), arena),
			value_text(mail->key), value_text(id_text(mail->person, arena)), value_text(reach.address),
			value_text(str_of(language_code(mail->language))), value_text(letter_subject(mail->letter)),
			value_text(letter_as_text(mail->letter)), value_text(letter_as_html(mail->letter)), value_text(mail->secret),
			value_text(mail->unsubscribe), value_integer(now), value_integer(since) }, 13, NULL, NULL);
	*queued = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	if (*queued)
		outcome = job_run_at_in(connection, programme, programme.len ? mail_job.name : server_mail_job.name, (struct moment){ since });
	return outcome;
}

enum outcome mail_queue_in(struct connection *connection, const struct mail *mail, bool *queued)
{
	struct arena arena = { 0 };
	enum outcome outcome = queue(connection, mail, queued, &arena);

	arena_clear(&arena);
	return outcome;
}

struct queueing { const struct mail *mail; bool queued, unknown; };

/* An address that is not known is no failure of the writer's batch. */
static enum outcome queue_work(struct connection *connection, void *context)
{
	struct queueing *queueing = context;
	enum outcome outcome = mail_queue_in(connection, queueing->mail, &queueing->queued);

	queueing->unknown = outcome == OUTCOME_VIOLATION;
	return queueing->unknown ? OUTCOME_DONE : outcome;
}

bool mail_queue(struct store *store, const struct mail *mail, bool *queued)
{
	struct queueing queueing = { .mail = mail };
	bool done = store_do(store, queue_work, &queueing) && !queueing.unknown;

	if (queued)
		*queued = done && queueing.queued;
	return done;
}

/* Looking */

struct looking {
	const char       *sql;
	struct value      values[5];
	size_t            count;
	struct arena     *arena;
	struct mail_lines lines;
	size_t            room;
	struct str        text, secret;
};

/* The name is the person's as it is now; where erased, nobody's. */
#define LINES_WITH(text, secret) \
	"SELECT mail.id, mail.person_id, mail.key, coalesce(person.name, ''), mail.address, mail.subject, mail.said, mail.state, mail.queued," \
	" mail.due, mail.ended, mail.tries, " text ", " secret " FROM mail LEFT JOIN person ON person.id = mail.person_id WHERE mail.programme_id = ?1"
#define LINES LINES_WITH("''", "''")

static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct looking *looking = context;
	struct arena *arena = looking->arena;
	struct mail_line *line;
	(void)count;

	if (looking->lines.count == looking->room) {
		size_t room = looking->room ? 2 * looking->room : 16;
		struct mail_line *more = arena_array(arena, struct mail_line, room);
		if (looking->lines.count)
			memcpy(more, looking->lines.at, looking->lines.count * sizeof *more);
		looking->lines.at = more;
		looking->room = room;
	}
	line = &looking->lines.at[looking->lines.count++];
	*line = (struct mail_line){ .key = str_copy(arena, columns[2].text), .name = str_copy(arena, columns[3].text),
		.address = str_copy(arena, columns[4].text), .subject = str_copy(arena, columns[5].text), .said = str_copy(arena, columns[6].text),
		.state = state_of(columns[7].text), .queued = { columns[8].integer }, .due = { columns[9].integer }, .ended = { columns[10].integer },
		.tries = (int)columns[11].integer };
	id_parse(columns[0].text, &line->id);
	id_parse(columns[1].text, &line->person);
	looking->text = str_copy(arena, columns[12].text);
	looking->secret = str_copy(arena, columns[13].text);
	return true;
}

static enum outcome look_work(struct connection *connection, void *context)
{
	struct looking *looking = context;

	looking->lines.count = 0;
	return connection_run(connection, looking->sql, looking->values, looking->count, read_line, looking);
}

static const char list_all[] = LINES " ORDER BY mail.id DESC LIMIT ?2 OFFSET ?3";
static const char list_of_state[] = LINES " AND mail.state = ?4 ORDER BY mail.id DESC LIMIT ?2 OFFSET ?3";
struct mail_lines mail_list(struct store *store, struct id programme, enum mail_state state, size_t skip, size_t most, struct arena *arena)
{
	struct looking looking = { .sql = state ? list_of_state : list_all, .count = state ? 4 : 3, .arena = arena, .values = {
		value_text(id_text(programme, arena)), value_integer((int64_t)most), value_integer((int64_t)skip),
		value_text(str_of(words_wire(&mail_state_words, (int)state))) } };

	store_read(store, look_work, &looking);
	return looking.lines;
}

static const char list_about[] = LINES " AND substr(mail.key, 1, ?3) = ?2 ORDER BY mail.id";
struct mail_lines mail_about(struct store *store, struct id programme, struct str prefix, struct arena *arena)
{
	struct looking looking = { .sql = list_about, .count = 3, .arena = arena, .values = { value_text(id_text(programme, arena)),
		value_text(prefix), value_integer((int64_t)str_length(prefix)) } };

	store_read(store, look_work, &looking);
	return looking.lines;
}

static const char list_key[] = LINES " AND mail.key = ?2";
enum mail_state mail_state_of(struct store *store, struct id programme, struct str key)
{
	struct arena arena = { 0 };
	struct looking looking = { .sql = list_key, .count = 2, .arena = &arena, .values = { value_text(id_text(programme, &arena)), value_text(key) } };
	enum mail_state state = MAIL_UNKNOWN;

	if (store_read(store, look_work, &looking) && looking.lines.count > 0)
		state = looking.lines.at[0].state;
	arena_clear(&arena);
	return state;
}

static const char list_one[] = LINES_WITH("mail.text", "mail.secret") " AND mail.id = ?2";
bool mail_read(struct store *store, struct id programme, struct id mail, struct arena *arena, struct mail_line *line, struct str *text)
{
	struct looking looking = { .sql = list_one, .count = 2, .arena = arena, .values = { value_text(id_text(programme, arena)),
		value_text(id_text(mail, arena)) } };
	struct buf out = { 0 };
	size_t at;

	if (!store_read(store, look_work, &looking) || looking.lines.count == 0)
		return false;
	*line = looking.lines.at[0];
	while (looking.secret.len > 0 && (at = str_search(looking.text, looking.secret)) != SIZE_MAX) {
		buf_add(&out, str_to(looking.text, at));
		buf_add_cstring(&out, "…");
		looking.text = str_from(looking.text, at + looking.secret.len);
	}
	buf_add(&out, looking.text);
	*text = buf_copy(&out, arena);
	buf_clear(&out);
	return true;
}

struct counting { struct str programme; struct mail_counts counts; };

static bool read_count(void *context, const struct value *columns, size_t count)
{
	struct counting *counting = context;
	(void)count;

	counting->counts.of[state_of(columns[0].text)] = columns[1].integer;
	return true;
}

static const char count_states[] = "SELECT state, count(*) FROM mail WHERE programme_id = ?1 GROUP BY state";
static enum outcome count_work(struct connection *connection, void *context)
{
	struct counting *counting = context;
	struct value programme = value_text(counting->programme);

	memset(&counting->counts, 0, sizeof counting->counts);
	return connection_run(connection, count_states, &programme, 1, read_count, counting);
}

struct mail_counts mail_count(struct store *store, struct id programme)
{
	struct arena arena = { 0 };
	struct counting counting = { .programme = id_text(programme, &arena) };

	store_read(store, count_work, &counting);
	arena_clear(&arena);
	return counting.counts;
}

/* Changing */

struct changing { struct value values[6]; struct id mail; struct str programme, said; bool address, changed; struct arena *arena; };

/* Who sends it just now keeps it: a doubtful or lost one has let go. The address is the person's as it is now. */
static const char send_again[] =
	"UPDATE mail SET state = 'waiting', due = ?3, since = ?3, tries = 0, sending = 0, held_until = 0, holder = '', ended = 0, said = '',"
	" address = coalesce((SELECT email FROM person WHERE person.id = mail.person_id AND erased = 0), address)"
	" WHERE programme_id = ?1 AND id = ?2 AND held_until <= ?3 AND address <> '' AND text <> ''"
	" AND state IN ('waiting', 'bounced', 'given_up', 'doubtful', 'dropped')";
static const char trust_again[] =
	"UPDATE person SET bounced = 0 WHERE id = (SELECT person_id FROM mail WHERE programme_id = ?1 AND id = ?2)";

static enum outcome again_work(struct connection *connection, void *context)
{
	struct changing *changing = context;
	enum outcome outcome = connection_run(connection, send_again, changing->values, 3, NULL, NULL);

	changing->changed = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	if (changing->changed)
		outcome = connection_run(connection, trust_again, changing->values, 2, NULL, NULL);
	if (changing->changed && outcome == OUTCOME_DONE)
		outcome = job_run_at_in(connection, changing->programme, changing->programme.len ? mail_job.name : server_mail_job.name, clock_now());
	return outcome;
}

static struct changing change_of(struct id programme, struct id mail, struct arena *arena)
{
	struct changing changing = { .arena = arena, .mail = mail, .programme = id_text(programme, arena) };

	changing.values[0] = value_text(changing.programme);
	changing.values[1] = value_text(id_text(mail, arena));
	changing.values[2] = value_integer(clock_now().ms);
	return changing;
}

bool mail_send_again(struct store *store, struct id programme, struct id mail)
{
	struct arena arena = { 0 };
	struct changing changing = change_of(programme, mail, &arena);
	bool done = store_do(store, again_work, &changing) && changing.changed;

	arena_clear(&arena);
	return done;
}

static const char drop_mail[] =
	"UPDATE mail SET state = 'dropped', ended = ?3, sending = 0, held_until = 0, holder = ''"
	" WHERE programme_id = ?1 AND id = ?2 AND held_until <= ?3 AND state IN ('waiting', 'bounced', 'given_up', 'doubtful')";
static enum outcome drop_work(struct connection *connection, void *context)
{
	struct changing *changing = context;
	enum outcome outcome = connection_run(connection, drop_mail, changing->values, 3, NULL, NULL);

	changing->changed = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	return outcome;
}

bool mail_drop(struct store *store, struct id programme, struct id mail)
{
	struct arena arena = { 0 };
	struct changing changing = change_of(programme, mail, &arena);
	bool done = store_do(store, drop_work, &changing) && changing.changed;

	arena_clear(&arena);
	return done;
}

/* Only a mail that went out can come back; one that is doubtful went out, then. */
static const char bounce_mail[] =
	"UPDATE mail SET state = 'bounced', ended = ?3, sending = 0, held_until = 0, holder = '', said = ?4"
	" WHERE programme_id = ?1 AND id = ?2 AND (state IN ('sent', 'doubtful', 'bounced') OR sending > 0)";
/* Where the address is still the one it went to. */
static const char bounce_person[] =
	"UPDATE person SET bounced = ?3 WHERE id = (SELECT person_id FROM mail WHERE programme_id = ?1 AND id = ?2)"
	" AND email = (SELECT address FROM mail WHERE programme_id = ?1 AND id = ?2)";
static enum outcome bounce_work(struct connection *connection, void *context)
{
	struct changing *changing = context;
	enum outcome outcome = connection_run(connection, bounce_mail, changing->values, 4, NULL, NULL);

	changing->changed = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	if (changing->changed && changing->address)
		outcome = connection_run(connection, bounce_person, changing->values, 3, NULL, NULL);
	return outcome;
}

bool mail_bounce(struct store *store, struct id programme, struct id mail, struct str said, bool address, bool *failed)
{
	struct arena arena = { 0 };
	struct changing changing = change_of(programme, mail, &arena);

	changing.address = address;
	changing.values[3] = value_text(said);
	*failed = !store_do(store, bounce_work, &changing);
	arena_clear(&arena);
	return !*failed && changing.changed;
}
