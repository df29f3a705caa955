/* SPDX-License-Identifier: EUPL-1.2 */
/* SQLite: WAL, synchronous=FULL, foreign keys on, what is deleted is overwritten (redaction). Statements stay prepared by the address of their text. */
#include <sqlite3.h>
#include <stdlib.h>

#include "base/log.h"
#include "store/driver.h"

enum { STATEMENTS = 512, BUSY_MS = 10000, COLUMNS_MOST = 64 };

struct sqlite {
	struct connection face;
	sqlite3          *handle;
	bool              reads;
	struct { const char *sql; sqlite3_stmt *statement; } kept[STATEMENTS];
};

static enum outcome failed(struct sqlite *sqlite, int code, const char *sql)
{
	log_error("sqlite", "%s (%d) at %.80s", sqlite3_errmsg(sqlite->handle), code, sql);
	return (code & 0xff) == SQLITE_CONSTRAINT ? OUTCOME_VIOLATION : OUTCOME_LOST;
}

static sqlite3_stmt *prepared(struct sqlite *sqlite, const char *sql, bool *own)
{
	size_t at = ((uintptr_t)sql >> 3) % STATEMENTS;
	sqlite3_stmt *statement = NULL;

	*own = false;
	for (size_t i = 0; i < 16; i++, at = (at + 1) % STATEMENTS) {
		if (sqlite->kept[at].sql == sql)
			return sqlite->kept[at].statement;
		if (sqlite->kept[at].sql)
			continue;
		if (sqlite3_prepare_v3(sqlite->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK) {
			sqlite->kept[at].sql = sql;
			sqlite->kept[at].statement = statement;
		}
		return statement;
	}
	*own = sqlite3_prepare_v2(sqlite->handle, sql, -1, &statement, NULL) == SQLITE_OK;
	return statement;
}

static int bind(sqlite3_stmt *statement, const struct value *values, size_t count)
{
	int code = SQLITE_OK;

	for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
		int at = (int)i + 1;
		switch (values[i].kind) {
		case VALUE_NULL:    code = sqlite3_bind_null(statement, at); break;
		case VALUE_INTEGER: code = sqlite3_bind_int64(statement, at, values[i].integer); break;
		case VALUE_TEXT:    code = sqlite3_bind_text64(statement, at, values[i].text.at, values[i].text.len, SQLITE_STATIC, SQLITE_UTF8); break;
		case VALUE_BYTES:   code = sqlite3_bind_blob64(statement, at, values[i].text.at, values[i].text.len, SQLITE_STATIC); break;
		}
	}
	return code;
}

static size_t columns_of(sqlite3_stmt *statement, struct value *columns)
{
	size_t count = (size_t)sqlite3_column_count(statement);

	if (count > COLUMNS_MOST)
		count = COLUMNS_MOST;
	for (size_t i = 0; i < count; i++) {
		int at = (int)i;
		switch (sqlite3_column_type(statement, at)) {
		case SQLITE_NULL:
			columns[i] = VALUE_NONE;
			break;
		case SQLITE_INTEGER:
			columns[i] = value_integer(sqlite3_column_int64(statement, at));
			break;
		case SQLITE_BLOB:
			columns[i] = value_bytes(sqlite3_column_blob(statement, at), (size_t)sqlite3_column_bytes(statement, at));
			break;
		default: {
			const char *text = (const char *)sqlite3_column_text(statement, at);
			columns[i] = value_text((struct str){ text, (size_t)sqlite3_column_bytes(statement, at) });
		}
		}
	}
	return count;
}

static enum outcome run(struct connection *connection, const char *sql, const struct value *values, size_t count,
	row_reader reader, void *context)
{
	struct sqlite *sqlite = (struct sqlite *)connection;
	struct value columns[COLUMNS_MOST];
	bool own;
	sqlite3_stmt *statement = prepared(sqlite, sql, &own);
	enum outcome outcome = OUTCOME_DONE;
	int code;

	if (!statement)
		return failed(sqlite, sqlite3_errcode(sqlite->handle), sql);
	code = bind(statement, values, count);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW && reader && !reader(context, columns, columns_of(statement, columns)))
			break;
	}
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		outcome = failed(sqlite, code, sql);
	connection->changed = sqlite3_changes64(sqlite->handle);
	if (own) {
		sqlite3_finalize(statement);
	} else {
		sqlite3_reset(statement);
		sqlite3_clear_bindings(statement);
	}
	return outcome;
}

static enum outcome script(struct connection *connection, const char *sql)
{
	struct sqlite *sqlite = (struct sqlite *)connection;
	int code = sqlite3_exec(sqlite->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? OUTCOME_DONE : failed(sqlite, code, sql);
}

static enum outcome begin(struct connection *connection)
{
	struct sqlite *sqlite = (struct sqlite *)connection;
	return script(connection, sqlite->reads ? "BEGIN" : "BEGIN IMMEDIATE");
}

static enum outcome commit(struct connection *connection)
{
	return script(connection, "COMMIT");
}

static void rollback(struct connection *connection)
{
	struct sqlite *sqlite = (struct sqlite *)connection;

	if (!sqlite3_get_autocommit(sqlite->handle))
		sqlite3_exec(sqlite->handle, "ROLLBACK", NULL, NULL, NULL);
}

static void close_connection(struct connection *connection)
{
	struct sqlite *sqlite = (struct sqlite *)connection;

	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(sqlite->kept[i].statement);
	sqlite3_close(sqlite->handle);
	free(sqlite);
}

static const struct driver driver = { DATABASE_SQLITE, close_connection, run, script, begin, commit, rollback };

struct connection *sqlite_connect(struct str where, enum database_access access, struct faults *faults)
{
	struct sqlite *sqlite = memory_take(sizeof *sqlite);
	const char *name = str_cstring(faults->arena, where);
	int code;

	sqlite->face.driver = &driver;
	sqlite->reads = access == DATABASE_READ;
	code = sqlite3_open_v2(name, &sqlite->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_timeout(sqlite->handle, BUSY_MS);
		sqlite3_extended_result_codes(sqlite->handle, 1);
		code = sqlite3_exec(sqlite->handle,
			"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456;"
			"PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;", NULL, NULL, NULL);
	}
	if (code == SQLITE_OK && sqlite->reads)
		code = sqlite3_exec(sqlite->handle, "PRAGMA query_only=ON", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return &sqlite->face;
	log_error("sqlite", "%s", sqlite->handle ? sqlite3_errmsg(sqlite->handle) : sqlite3_errstr(code));
	faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
		.message = N_("The database {0} cannot be opened. Is it a database of Speerpunt, and may this user write it?"),
		.arg = { where } });
	close_connection(&sqlite->face);
	return NULL;
}
