/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/migration.h"

#include "base/log.h"
#include "base/moment.h"
#include "store/embedded_sql.h"

static bool read_number(void *context, const struct value *columns, size_t count)
{
	(void)count;
	*(int64_t *)context = columns[0].kind == VALUE_INTEGER ? columns[0].integer : 0;
	return true;
}

static const char is_there_sqlite[] = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'";
static const char is_there_postgresql[] =
	"SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_migration'";
static const char others_sqlite[] = "SELECT count(*) FROM sqlite_master WHERE type = 'table'";
static const char others_postgresql[] = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()";
static const char newest_applied[] = "SELECT max(number) FROM schema_migration";
static const char note_applied[] = "INSERT INTO schema_migration (number, name, applied) VALUES (?1, ?2, ?3)";

static int64_t number(struct connection *connection, const char *sqlite, const char *postgresql)
{
	const char *sql = connection_kind(connection) == DATABASE_SQLITE ? sqlite : postgresql;
	int64_t value = -1;

	return connection_run(connection, sql, NULL, 0, read_number, &value) == OUTCOME_DONE ? value : -1;
}

int migration_newest(void)
{
	return embedded_sql_count ? embedded_sql[embedded_sql_count - 1].number : 0;
}

int migration_at(struct connection *connection)
{
	int64_t there = number(connection, is_there_sqlite, is_there_postgresql);

	if (there <= 0)
		return (int)there;
	return (int)number(connection, newest_applied, newest_applied);
}

static bool serves(const struct embedded_sql *sql, struct connection *connection)
{
	return sql->kind == EMBEDDED_BOTH ||
	       (sql->kind == EMBEDDED_SQLITE) == (connection_kind(connection) == DATABASE_SQLITE);
}

/* All steps up to the newest in one transaction: a database is up to date or as it was. */
static enum outcome apply(struct connection *connection, int from)
{
	enum outcome outcome = OUTCOME_DONE;

	if (from == 0)
		outcome = connection_script(connection,
			"CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT");
	for (size_t i = 0; i < embedded_sql_count && outcome == OUTCOME_DONE; i++) {
		const struct embedded_sql *sql = &embedded_sql[i];
		struct value values[] = { value_integer(sql->number), value_text(str_of(sql->name)), value_integer(clock_now().ms) };

		if (sql->number <= from || !serves(sql, connection))
			continue;
		outcome = connection_script(connection, sql->text);
		if (outcome == OUTCOME_DONE)
			outcome = connection_run(connection, note_applied, values, 3, NULL, NULL);
		log_info("migration", "%s", sql->name);
	}
	return outcome;
}

bool migration_run(struct connection *connection, struct faults *faults)
{
	bool fine = false;
	int at;

	if (connection_begin(connection) != OUTCOME_DONE)
		goto unavailable;
	/* Two nodes that start at once on one PostgreSQL: the second waits here and then finds the work done. */
	if (connection_kind(connection) == DATABASE_POSTGRESQL)
		connection_script(connection, "SELECT pg_advisory_xact_lock(7310579810)");
	at = migration_at(connection);
	if (at < 0)
		goto unavailable;
	if (at == 0 && number(connection, others_sqlite, others_postgresql) > 0) {
		connection_rollback(connection);
		return faults_add(faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("This database holds tables of something else. Give Speerpunt a database of its own.") });
	}
	if (at > migration_newest()) {
		connection_rollback(connection);
		return faults_add(faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("This database was made by a newer version of Speerpunt (schema {0}; this version knows {1}). Use that version."),
			.arg = { str_format(faults->arena, "%d", at), str_format(faults->arena, "%d", migration_newest()) } });
	}
	fine = apply(connection, at) == OUTCOME_DONE && connection_commit(connection) == OUTCOME_DONE;
	if (fine)
		return true;
unavailable:
	connection_rollback(connection);
	return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The database could not be brought up to date. The log says why.") });
}
