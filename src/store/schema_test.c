/* SPDX-License-Identifier: EUPL-1.2 */
/* The schema that the migrations make, against the descriptions of the records; and the migrations themselves. */
#include <stdlib.h>
#include <string.h>

#include "store/embedded_sql.h"
#include "store/migration.h"
#include "store/record_sql.h"
#include "test/databases.h"

/* A text of lines, sorted. */
static struct str sorted(struct str *line, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && str_compare(line[k], line[k - 1]) < 0; k--) {
			struct str kept = line[k];
			line[k] = line[k - 1];
			line[k - 1] = kept;
		}
	return str_join(test_arena(), line, count, STR("\n"));
}

static struct str sorted_text(struct str text)
{
	struct str *line = arena_array(test_arena(), struct str, text.len + 1), one;
	size_t count = 0;

	while (str_next(&text, '\n', &one))
		line[count++] = one;
	return sorted(line, count);
}

/* The names of the records' tables as a list in SQL. */
static struct str record_names(void)
{
	struct str *name = arena_array(test_arena(), struct str, record_count);

	for (size_t i = 0; i < record_count; i++)
		name[i] = str_format(test_arena(), "'%s'", records[i]->name);
	return str_join(test_arena(), name, record_count, STR(", "));
}

/* Asks with the names of the records' tables in place of %.*s. */
static struct str ask_of_records(struct store *store, const char *sqlite, const char *postgresql)
{
	struct str names = record_names();
	const char *pattern = store_kind(store) == DATABASE_SQLITE ? sqlite : postgresql;
	size_t at = str_search(str_of(pattern), STR("{names}"));

	return sorted_text(ask_sql(address_of_store(store), str_format(test_arena(), "%.*s%.*s%s", (int)at, pattern, STR_ARG(names),
		pattern + at + sizeof "{names}" - 1).at));
}

static struct str expected_columns(void)
{
	struct str *line = arena_array(test_arena(), struct str, record_count * RECORD_VALUES_MOST);
	size_t count = 0;

	for (size_t r = 0; r < record_count; r++) {
		line[count++] = str_format(test_arena(), "%s|programme_id|TEXT NOT NULL", records[r]->name);
		line[count++] = str_format(test_arena(), "%s|id|TEXT NOT NULL", records[r]->name);
		for (size_t i = 0; i < records[r]->field_count; i++)
			line[count++] = str_format(test_arena(), "%s|%s|%s", records[r]->name, records[r]->field[i].name,
				record_column_type(&records[r]->field[i]));
	}
	return sorted(line, count);
}

ON_EACH_DATABASE(every_field_has_its_column_and_no_column_is_without_field)
{
	struct str columns = ask_of_records(fresh_store(kind),
		"SELECT m.name, c.name, c.type || CASE WHEN c.\"notnull\" THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || c.dflt_value, '')"
		" FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name IN ({names})",
		"SELECT table_name, column_name, CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' ELSE data_type END"
		" || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || replace(column_default, '::text', ''), '')"
		" FROM information_schema.columns WHERE table_schema = current_schema() AND table_name IN ({names})");

	test_check_str(columns, expected_columns(), __FILE__, __LINE__);
}

/* Beside the records: the directory, the journal, search, files, jobs, mail, and what is nobody's programme. */
ON_EACH_DATABASE(every_table_is_a_record_or_known_here)
{
	struct str tables = ask_of_records(fresh_store(kind),
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search\\_index%' ESCAPE '\\' AND name NOT IN ({names})",
		"SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT IN ({names})");

	CHECK_STR(tables, "account\nattempt\ndigest\nimport_file\nimport_mapping\njob\njournal\nkept_file\nlink\nlogin_session\nmail\noffer_waiting\nperson\nprogramme\nschema_migration\nsearch_text\nsignature_name\nsigning");
}

static struct str expected_references(void)
{
	struct str *line = arena_array(test_arena(), struct str, record_count * RECORD_VALUES_MOST);
	size_t count = 0;

	for (size_t r = 0; r < record_count; r++)
		for (size_t i = 0; i < records[r]->field_count; i++) {
			const struct field *field = &records[r]->field[i];
			if (field->kind == KIND_ID && field->refers_to && record_named(str_of(field->refers_to)))
				line[count++] = str_format(test_arena(), "%s|%s|%s", records[r]->name, field->name, field->refers_to);
		}
	return sorted(line, count);
}

ON_EACH_DATABASE(every_reference_to_one_record_is_a_foreign_key)
{
	struct str keys = ask_of_records(fresh_store(kind),
		"SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f"
		" WHERE f.\"from\" <> 'programme_id' AND m.name IN ({names})",
		"SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text FROM pg_constraint c"
		" CROSS JOIN unnest(c.conkey) k JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k"
		" WHERE c.contype = 'f' AND a.attname <> 'programme_id' AND c.conrelid::regclass::text IN ({names})");

	test_check_str(keys, expected_references(), __FILE__, __LINE__);
}

/* Migrations */

static const char schema_sqlite[] = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, 2";
static const char schema_postgresql[] =
	"SELECT table_name, column_name, data_type, is_nullable, column_default, generation_expression FROM information_schema.columns"
	" WHERE table_schema = current_schema() UNION ALL SELECT tablename, indexname, replace(indexdef, schemaname || '.', ''), '', '', ''"
	" FROM pg_indexes"
	" WHERE schemaname = current_schema() UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''"
	" FROM pg_constraint WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2, 3";

static struct str schema(enum database_kind kind, struct str where)
{
	return ask_sql(where, kind == DATABASE_SQLITE ? schema_sqlite : schema_postgresql);
}

static bool migrate(struct str where, struct faults *faults)
{
	struct connection *connection = connection_open(where, DATABASE_WRITE, faults);
	bool done = connection && migration_run(connection, faults);

	connection_close(connection);
	return done;
}

/* As a version of the program left it that knew only the steps up to `last`. How many those are. */
static int migrate_to(enum database_kind kind, struct str where, int last)
{
	int steps = 0;

	run_sql(where, "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT");
	for (size_t i = 0; i < embedded_sql_count; i++) {
		const struct embedded_sql *step = &embedded_sql[i];
		if (step->number > last ||
		    (step->kind != EMBEDDED_BOTH && (step->kind == EMBEDDED_SQLITE) != (kind == DATABASE_SQLITE)))
			continue;
		run_sql(where, step->text);
		run_sql(where, str_format(test_arena(), "INSERT INTO schema_migration VALUES (%d, '%s', 1)", step->number, step->name).at);
		steps++;
	}
	return steps;
}

ON_EACH_DATABASE(a_database_comes_up_to_date_from_every_earlier_step)
{
	struct faults faults = { .arena = test_arena() };
	struct str fresh = fresh_database(kind);

	CHECK(migrate(fresh, &faults));
	for (size_t i = 0; i + 1 < embedded_sql_count; i++) {
		int last = embedded_sql[i].number;
		struct str where = fresh_database(kind);
		int steps = migrate_to(kind, where, last);

		CHECK(migrate(where, &faults));
		test_check_str(schema(kind, where), schema(kind, fresh), __FILE__, __LINE__);
		CHECK_STR(ask_sql(where, "SELECT count(*) FROM schema_migration WHERE applied = 1"), str_format(test_arena(), "%d", steps).at);
		test_check_str(ask_sql(where, "SELECT number, name FROM schema_migration ORDER BY number"),
			ask_sql(fresh, "SELECT number, name FROM schema_migration ORDER BY number"), __FILE__, __LINE__);
	}
}

ON_EACH_DATABASE(migrating_twice_changes_nothing)
{
	struct faults faults = { .arena = test_arena() };
	struct str where = fresh_database(kind), before, applied;

	CHECK(migrate(where, &faults));
	before = schema(kind, where);
	applied = ask_sql(where, "SELECT * FROM schema_migration ORDER BY number");
	CHECK(migrate(where, &faults));
	test_check_str(schema(kind, where), before, __FILE__, __LINE__);
	test_check_str(ask_sql(where, "SELECT * FROM schema_migration ORDER BY number"), applied, __FILE__, __LINE__);
}

ON_EACH_DATABASE(a_database_of_a_newer_version_is_refused_as_it_is)
{
	struct faults faults = { .arena = test_arena() };
	struct str where = fresh_database(kind), before;

	CHECK(migrate(where, &faults));
	run_sql(where, "INSERT INTO schema_migration VALUES (9000, 'later', 1)");
	before = schema(kind, where);
	CHECK(!migrate(where, &faults));
	CHECK_NUMBER(faults.count, 1);
	CHECK_NUMBER(faults.at[0].kind, FAULT_CONFLICT);
	CHECK_HAS(faults_text(&faults), "newer version");
	CHECK_HAS(faults_text(&faults), "9000");
	test_check_str(schema(kind, where), before, __FILE__, __LINE__);
}

ON_EACH_DATABASE(a_database_of_something_else_is_left_alone)
{
	struct faults faults = { .arena = test_arena() };
	struct str where = fresh_database(kind), before;

	run_sql(where, "CREATE TABLE cheese (name TEXT)");
	before = schema(kind, where);
	CHECK(!migrate(where, &faults));
	CHECK_HAS(faults_text(&faults), "409 This database holds tables of something else");
	test_check_str(schema(kind, where), before, __FILE__, __LINE__);
}
