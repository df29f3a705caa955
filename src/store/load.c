/* SPDX-License-Identifier: EUPL-1.2 */
/* A programme out of the database: its tables as they stand, or its journal as it stood. */
#include "base/log.h"
#include "store/record_sql.h"
#include "store/store_own.h"

struct loading {
	struct programme    *draft;
	const struct record *record;
	struct arena        *arena;     /* of one row */
	void                *row;
	bool                 broken, found;
};

static bool read_row(void *context, const struct value *columns, size_t count)
{
	struct loading *loading = context;

	arena_clear(loading->arena);
	loading->row = arena_take(loading->arena, loading->record->size);
	if (!record_row(loading->record, columns, count, loading->row, loading->arena)) {
		log_error("load", "%s: a row cannot be read", loading->record->name);
		loading->broken = true;
		return false;
	}
	programme_put(loading->draft, loading->record, loading->row);
	return true;
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

static bool load_tables(struct connection *connection, struct loading *loading, struct value *id)
{
	for (size_t i = 0; i < record_count; i++) {
		loading->record = records[i];
		if (connection_run(connection, record_sql(records[i])->load, id, 1, read_row, loading) != OUTCOME_DONE || loading->broken)
			return false;
	}
	return true;
}

const struct programme *load_programme(struct connection *connection, struct id id, bool *failed)
{
	struct arena arena = { 0 }, row = { 0 };
	struct loading loading = { .draft = programme_empty(id), .arena = &row };
	struct value value = value_id(id, &arena);
	const struct programme *programme = NULL;

	*failed = connection_begin(connection) != OUTCOME_DONE;
	/* One snapshot of all tables: SQLite gives it by itself, PostgreSQL when asked before the first read. */
	if (!*failed && connection_kind(connection) == DATABASE_POSTGRESQL)
		*failed = connection_script(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY") != OUTCOME_DONE;
	*failed = *failed || connection_run(connection, find_version, &value, 1, read_version, &loading) != OUTCOME_DONE;
	if (!*failed && loading.found)
		*failed = !load_tables(connection, &loading, &value);
	connection_rollback(connection);
	if (*failed || !loading.found)
		programme_discard(loading.draft);
	else
		programme = programme_publish(loading.draft);
	arena_clear(&arena);
	arena_clear(&row);
	return programme;
}

struct known { struct replay *replay; struct arena *arena; struct line line; bool any; };

static const char find_lines_until[] =
	"SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 AND moment <= ?2 ORDER BY seq";
static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct known *known = context;

	if (!line_read(columns, count, &known->line, known->arena))
		return false;
	known->any = true;
	replay_add(known->replay, &known->line);
	return true;
}

const struct programme *load_known(struct connection *connection, struct id id, struct moment until, bool *failed)
{
	struct arena arena = { 0 };
	struct known known = { .replay = replay_new(&arena), .arena = &arena };
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
