/* SPDX-License-Identifier: EUPL-1.2 */
/* A programme out of the database: its tables as they stand, or its journal as it stood. */
#include "base/log.h"
#include "store/record_sql.h"
#include "store/store_own.h"

struct reading {
	const struct record *record;
	struct arena         arena;     /* of one row */
	bool               (*each)(void *context, const struct record *record, const void *row);
	void                *context;
	bool                 stopped;
};

static bool read_row(void *context, const struct value *columns, size_t count)
{
	struct reading *reading = context;
	void *row;

	arena_reset(&reading->arena);
	row = arena_take(&reading->arena, reading->record->size);
	if (!record_row(reading->record, columns, count, row, &reading->arena)) {
		log_error("load", "%s: a row cannot be read", reading->record->name);
		reading->stopped = true;
	}
	reading->stopped = reading->stopped || !reading->each(reading->context, reading->record, row);
	return !reading->stopped;
}

enum outcome load_rows(struct connection *connection, struct id programme,
	bool (*each)(void *context, const struct record *record, const void *row), void *context)
{
	struct arena arena = { 0 };
	struct reading reading = { .each = each, .context = context };
	struct value id = value_id(programme, &arena);
	enum outcome outcome = OUTCOME_DONE;

	for (size_t i = 0; i < record_count && outcome == OUTCOME_DONE && !reading.stopped; i++) {
		reading.record = records[i];
		outcome = connection_run(connection, record_sql(records[i])->load, &id, 1, read_row, &reading);
	}
	arena_clear(&arena);
	arena_clear(&reading.arena);
	return outcome == OUTCOME_DONE && reading.stopped ? OUTCOME_VIOLATION : outcome;
}

struct loading { struct programme *draft; bool found; };

static bool put_row(void *context, const struct record *record, const void *row)
{
	struct loading *loading = context;
	programme_put(loading->draft, record, row);
	return true;
}

/* One snapshot of all tables: SQLite gives it by itself, PostgreSQL when asked before the first read. */
bool snapshot_begin(struct connection *connection)
{
	return connection_begin(connection) == OUTCOME_DONE && (connection_kind(connection) != DATABASE_POSTGRESQL ||
		connection_script(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY") == OUTCOME_DONE);
}

static const char find_version[] = "SELECT version, head, changed FROM programme WHERE id = ?1";
static bool read_version(void *context, const struct value *columns, size_t count)
{
	struct loading *loading = context;
	(void)count;
	loading->found = true;
	loading->draft->version = columns[0].integer;
	hash_parse(columns[1].text, &loading->draft->head);
	loading->draft->changed.ms = columns[2].integer;
	return true;
}

const struct programme *load_programme(struct connection *connection, struct id id, bool *failed)
{
	struct arena arena = { 0 };
	struct loading loading = { .draft = programme_empty(id) };
	struct value value = value_id(id, &arena);
	const struct programme *programme = NULL;

	*failed = !snapshot_begin(connection) || connection_run(connection, find_version, &value, 1, read_version, &loading) != OUTCOME_DONE;
	if (!*failed && loading.found)
		*failed = load_rows(connection, id, put_row, &loading) != OUTCOME_DONE;
	connection_rollback(connection);
	if (*failed || !loading.found)
		programme_discard(loading.draft);
	else
		programme = programme_publish(loading.draft);
	arena_clear(&arena);
	return programme;
}

struct known { struct replay *replay; struct line line; bool any; };

static const char find_lines_until[] =
	"SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 AND moment <= ?2 ORDER BY seq";
static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct known *known = context;
	struct id id;

	if (!line_view(columns, count, &known->line) || !id_parse(known->line.id, &id))
		return false;
	known->any = true;
	replay_add(known->replay, id, &known->line);
	return true;
}

const struct programme *load_known(struct connection *connection, struct id id, struct moment until, bool *failed)
{
	struct arena arena = { 0 };
	struct known known = { .replay = replay_new(&arena) };
	struct value values[] = { value_id(id, &arena), value_integer(until.ms) };
	struct programme *draft = NULL;
	const struct programme *programme = NULL;

	*failed = connection_run(connection, find_lines_until, values, 2, read_line, &known) != OUTCOME_DONE;
	if (!*failed && known.any) {
		draft = programme_empty(id);
		draft->version = known.line.seq;
		draft->head = known.line.hash;
		draft->changed = known.line.moment;
		if (replay_into(known.replay, draft)) {
			programme = programme_publish(draft);
		} else {
			*failed = true;
			programme_discard(draft);
		}
	}
	arena_clear(&arena);
	return programme;
}
