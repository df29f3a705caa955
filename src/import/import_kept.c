/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that wait for the next step, and what was chosen for headers before. What is older than a day goes with the next file, and by a job. */
#include "import/import.h"

static const char insert_file[] = "INSERT INTO import_file (programme_id, id, person, kind, file_name, bytes, choices, kept)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char remove_old[] = "DELETE FROM import_file WHERE programme_id = ?1 AND kept < ?2";
static const char remove_oldest[] = "DELETE FROM import_file WHERE programme_id = ?1 AND person = ?2 AND id NOT IN"
	" (SELECT id FROM import_file WHERE programme_id = ?1 AND person = ?2 ORDER BY kept DESC, id DESC LIMIT ?3)";

struct keeping { struct id programme; struct import_kept *kept; struct moment now; };

static struct value old_than_a_day(struct moment now)
{
	return value_integer(now.ms - IMPORT_KEPT_MS);
}

static enum outcome keep_work(struct connection *connection, void *context)
{
	const struct keeping *keeping = context;
	const struct import_kept *kept = keeping->kept;
	struct arena arena = { 0 };
	struct value values[] = { value_id(keeping->programme, &arena), value_id(kept->id, &arena), value_id(kept->person, &arena),
		value_text(kept->kind), value_text(kept->file_name), value_bytes(kept->bytes.at, kept->bytes.len), value_text(kept->choices),
		value_integer(keeping->now.ms) };
	struct value old[] = { values[0], old_than_a_day(keeping->now) }, oldest[] = { values[0], values[2], value_integer(IMPORT_KEPT_MOST) };
	enum outcome outcome = connection_run(connection, remove_old, old, 2, NULL, NULL);

	if (outcome == OUTCOME_DONE)
		outcome = connection_run(connection, insert_file, values, 8, NULL, NULL);
	if (outcome == OUTCOME_DONE)
		outcome = connection_run(connection, remove_oldest, oldest, 3, NULL, NULL);
	arena_clear(&arena);
	return outcome;
}

bool import_keep(struct store *store, struct id programme, struct import_kept *kept, struct moment now)
{
	struct keeping keeping = { programme, kept, now };

	kept->id = id_new();
	kept->kept = now;
	return store_do(store, keep_work, &keeping);
}

struct looking {
	struct value        values[4];
	struct import_kept *kept;
	struct import_kept_list list;
	struct str         *text;
	struct arena       *arena;
	bool                found;
};

static const char find_file[] = "SELECT kind, file_name, bytes, choices, kept FROM import_file"
	" WHERE programme_id = ?1 AND id = ?2 AND person = ?3 AND kept >= ?4";

static bool read_file(void *context, const struct value *columns, size_t count)
{
	struct looking *looking = context;
	struct import_kept *kept = looking->kept;

	(void)count;
	kept->kind = str_copy(looking->arena, columns[0].text);
	kept->file_name = str_copy(looking->arena, columns[1].text);
	kept->bytes = str_copy(looking->arena, columns[2].text);
	kept->choices = str_copy(looking->arena, columns[3].text);
	kept->kept = (struct moment){ columns[4].integer };
	looking->found = true;
	return true;
}

static enum outcome find_work(struct connection *connection, void *context)
{
	struct looking *looking = context;

	looking->found = false;
	return connection_run(connection, find_file, looking->values, 4, read_file, looking);
}

bool import_kept_find(struct store *store, struct id programme, struct id id, struct id person, struct moment now,
	struct import_kept *kept, struct arena *arena)
{
	struct looking looking = { .kept = kept, .arena = arena, .values = { value_id(programme, arena), value_id(id, arena),
		value_id(person, arena), old_than_a_day(now) } };

	*kept = (struct import_kept){ .id = id, .person = person };
	return store_read(store, find_work, &looking) && looking.found;
}

/* One statement, with its values. */
struct statement { const char *sql; struct value values[6]; size_t count; int64_t changed; };

static enum outcome run_statement(struct connection *connection, void *context)
{
	struct statement *statement = context;
	enum outcome outcome = connection_run(connection, statement->sql, statement->values, statement->count, NULL, NULL);

	statement->changed = connection_changed(connection);
	return outcome;
}

static const char update_choices[] = "UPDATE import_file SET choices = ?3 WHERE programme_id = ?1 AND id = ?2";

bool import_kept_choose(struct store *store, struct id programme, struct id id, struct str choices)
{
	struct arena arena = { 0 };
	struct statement statement = { update_choices, { value_id(programme, &arena), value_id(id, &arena), value_text(choices) }, 3, 0 };
	bool done = store_do(store, run_statement, &statement);

	arena_clear(&arena);
	return done;
}

static const char remove_file[] = "DELETE FROM import_file WHERE programme_id = ?1 AND id = ?2 AND person = ?3";

bool import_kept_remove(struct store *store, struct id programme, struct id id, struct id person)
{
	struct arena arena = { 0 };
	struct statement statement = { remove_file, { value_id(programme, &arena), value_id(id, &arena), value_id(person, &arena) }, 3, 0 };
	bool done = store_do(store, run_statement, &statement);

	arena_clear(&arena);
	return done;
}

static const char find_all[] = "SELECT id, kind, file_name, kept FROM import_file"
	" WHERE programme_id = ?1 AND person = ?2 AND kept >= ?3 ORDER BY kept DESC, id DESC LIMIT 5";

static bool read_listed(void *context, const struct value *columns, size_t count)
{
	struct looking *looking = context;
	struct import_kept *kept = &looking->list.at[looking->list.count];

	(void)count;
	if (looking->list.count == IMPORT_KEPT_MOST || !id_parse(columns[0].text, &kept->id))
		return false;
	kept->kind = str_copy(looking->arena, columns[1].text);
	kept->file_name = str_copy(looking->arena, columns[2].text);
	kept->kept = (struct moment){ columns[3].integer };
	looking->list.count++;
	return true;
}

static enum outcome list_work(struct connection *connection, void *context)
{
	struct looking *looking = context;

	looking->list.count = 0;
	return connection_run(connection, find_all, looking->values, 3, read_listed, looking);
}

struct import_kept_list import_kept_all(struct store *store, struct id programme, struct id person, struct moment now, struct arena *arena)
{
	struct looking looking = { .list = { arena_array(arena, struct import_kept, IMPORT_KEPT_MOST), 0 }, .arena = arena,
		.values = { value_id(programme, arena), value_id(person, arena), old_than_a_day(now) } };

	return store_read(store, list_work, &looking) ? looking.list : (struct import_kept_list){ NULL, 0 };
}

int64_t import_clean(struct store *store, struct id programme, struct moment now)
{
	struct arena arena = { 0 };
	struct statement statement = { remove_old, { value_id(programme, &arena), old_than_a_day(now) }, 2, 0 };
	bool done = store_do(store, run_statement, &statement);

	arena_clear(&arena);
	return done ? statement.changed : -1;
}

static bool run_clean(struct job_run *run)
{
	int64_t removed = import_clean(run->store, run->programme->id, run->now);

	run->done = removed < 0 ? 0 : removed;
	run->words = N_("{0} files were taken away.");
	run->fault = removed < 0 ? STR("The database does not answer.") : STR_NONE;
	return removed >= 0;
}

const struct job import_job = {
	.name = "import_clean", .label = N_("Files that were not read in"), .each_programme = true, .every_ms = 60 * 60 * 1000,
	.about = N_("Takes away files that were sent for import and were not read in within a day."), .run = run_clean,
};

/* Mappings */

static const char find_mapping[] = "SELECT columns FROM import_mapping WHERE programme_id = ?1 AND kind = ?2 AND headers = ?3";

static bool read_mapping(void *context, const struct value *columns, size_t count)
{
	struct looking *looking = context;
	(void)count;
	*looking->text = str_copy(looking->arena, columns[0].text);
	return true;
}

static enum outcome mapping_work(struct connection *connection, void *context)
{
	struct looking *looking = context;
	return connection_run(connection, find_mapping, looking->values, 3, read_mapping, looking);
}

static struct str headers_key(struct str headers, struct arena *arena)
{
	return hash_text(hash_of(headers), arena);
}

struct str import_mapping_find(struct store *store, struct id programme, struct str kind, struct str headers, struct arena *arena)
{
	struct str text = STR_NONE;
	struct looking looking = { .text = &text, .arena = arena,
		.values = { value_id(programme, arena), value_text(kind), value_text(headers_key(headers, arena)) } };

	return headers.len > 0 && store_read(store, mapping_work, &looking) ? text : STR_NONE;
}

static const char put_mapping[] = "INSERT INTO import_mapping (programme_id, kind, headers, columns, chosen) VALUES (?1, ?2, ?3, ?4, ?5)"
	" ON CONFLICT (programme_id, kind, headers) DO UPDATE SET columns = excluded.columns, chosen = excluded.chosen";

bool import_mapping_keep(struct store *store, struct id programme, struct str kind, struct str headers, struct str columns,
	struct moment now)
{
	struct arena arena = { 0 };
	struct statement statement = { put_mapping, { value_id(programme, &arena), value_text(kind), value_text(headers_key(headers, &arena)),
		value_text(columns), value_integer(now.ms) }, 5, 0 };
	bool done = headers.len == 0 || store_do(store, run_statement, &statement);

	arena_clear(&arena);
	return done;
}
