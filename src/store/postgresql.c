/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * PostgreSQL through libpq. A statement is prepared once a connection under a name made from its address; ?1 becomes $1, and in scripts
 * the type words of SQLite become those of PostgreSQL. A lost connection is made anew at its next use outside a transaction.
 */
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/driver.h"

enum { STATEMENTS = 512, COLUMNS_MOST = 64, VALUES_MOST = 64, TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23 };

struct postgresql {
	struct connection face;
	PGconn           *handle;
	bool              within;       /* a transaction */
	const char       *kept[STATEMENTS];
};

static void without_notices(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static enum outcome failed(struct postgresql *postgresql, const PGresult *result, const char *sql)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	log_error("postgresql", "%s (%s) at %.80s", message ? message : "connection lost", state ? state : "-", sql);
	if (PQstatus(postgresql->handle) == CONNECTION_OK && state && strncmp(state, "23", 2) == 0)
		return OUTCOME_VIOLATION;
	return OUTCOME_LOST;
}

/* Brings back a lost connection, unless a transaction was under way: its statements are gone and must be done again by who knows them. */
static bool connected(struct postgresql *postgresql)
{
	if (PQstatus(postgresql->handle) == CONNECTION_OK)
		return true;
	if (postgresql->within)
		return false;
	PQreset(postgresql->handle);
	memset(postgresql->kept, 0, sizeof postgresql->kept);
	if (PQstatus(postgresql->handle) != CONNECTION_OK)
		return false;
	log_info("postgresql", "connected again");
	return true;
}

/* ?1 to $1, outside quotes. */
static void translate_statement(const char *sql, struct buf *out)
{
	bool quoted = false;

	for (; *sql; sql++) {
		if (*sql == '\'')
			quoted = !quoted;
		buf_add_char(out, *sql == '?' && !quoted ? '$' : *sql);
	}
}

/* INTEGER, BLOB and STRICT in definitions of tables. */
static void translate_script(const char *sql, struct buf *out)
{
	static const struct { const char *from, *to; } words[] = {
		{ " INTEGER", " BIGINT" }, { " BLOB", " BYTEA" }, { ") STRICT", ")" },
	};

	while (*sql) {
		size_t i, count = sizeof words / sizeof words[0];
		for (i = 0; i < count; i++)
			if (strncmp(sql, words[i].from, strlen(words[i].from)) == 0)
				break;
		if (i < count) {
			buf_add_cstring(out, words[i].to);
			sql += strlen(words[i].from);
		} else {
			buf_add_char(out, *sql++);
		}
	}
}

static bool prepare(struct postgresql *postgresql, const char *sql, char name[32], enum outcome *outcome)
{
	size_t at = ((uintptr_t)sql >> 3) % STATEMENTS;
	struct buf text = { 0 };
	PGresult *result;
	bool fine;

	for (size_t i = 0; i < STATEMENTS; i++, at = (at + 1) % STATEMENTS)
		if (postgresql->kept[at] == sql || !postgresql->kept[at])
			break;
	snprintf(name, 32, "s%zu", at);
	if (postgresql->kept[at] == sql)
		return true;
	translate_statement(sql, &text);
	result = PQprepare(postgresql->handle, name, text.at, 0, NULL);
	fine = PQresultStatus(result) == PGRES_COMMAND_OK;
	if (fine)
		postgresql->kept[at] = sql;
	else
		*outcome = failed(postgresql, result, sql);
	PQclear(result);
	buf_clear(&text);
	return fine;
}

struct parameters {
	const char *at[VALUES_MOST];
	int         length[VALUES_MOST], format[VALUES_MOST];
};

static void fill(struct parameters *parameters, const struct value *values, size_t count, struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		parameters->format[i] = values[i].kind == VALUE_BYTES;
		parameters->length[i] = (int)values[i].text.len;
		switch (values[i].kind) {
		case VALUE_NULL:    parameters->at[i] = NULL; break;
		case VALUE_INTEGER: parameters->at[i] = str_format(arena, "%lld", (long long)values[i].integer).at; break;
		case VALUE_TEXT:    parameters->at[i] = str_cstring(arena, values[i].text); break;
		case VALUE_BYTES:   parameters->at[i] = values[i].text.at; break;
		}
	}
}

static struct value column(const PGresult *result, int row, int at, struct arena *arena)
{
	struct str text = { PQgetvalue(result, row, at), (size_t)PQgetlength(result, row, at) };
	int64_t integer = 0;

	if (PQgetisnull(result, row, at))
		return VALUE_NONE;
	switch (PQftype(result, at)) {
	case TYPE_BOOL:
		return value_integer(text.at[0] == 't');
	case TYPE_INT2: case TYPE_INT4: case TYPE_INT8:
		str_integer(text, &integer);
		return value_integer(integer);
	case TYPE_BYTEA: {
		size_t size;
		unsigned char *bytes = PQunescapeBytea((const unsigned char *)text.at, &size);
		void *copy = arena_copy(arena, bytes, size);
		PQfreemem(bytes);
		return value_bytes(copy, size);
	}
	default:
		return value_text(text);
	}
}

static void read_rows(const PGresult *result, row_reader reader, void *context, struct arena *arena)
{
	int rows = PQntuples(result), count = PQnfields(result);
	struct value columns[COLUMNS_MOST];

	for (int row = 0; row < rows; row++) {
		for (int at = 0; at < count && at < COLUMNS_MOST; at++)
			columns[at] = column(result, row, at, arena);
		if (!reader(context, columns, (size_t)count))
			break;
	}
}

static enum outcome run(struct connection *connection, const char *sql, const struct value *values, size_t count,
	row_reader reader, void *context)
{
	struct postgresql *postgresql = (struct postgresql *)connection;
	struct parameters parameters;
	struct arena arena = { 0 };
	enum outcome outcome = OUTCOME_DONE;
	PGresult *result;
	char name[32];

	if (!connected(postgresql))
		return OUTCOME_LOST;
	if (!prepare(postgresql, sql, name, &outcome))
		return outcome;
	fill(&parameters, values, count, &arena);
	result = PQexecPrepared(postgresql->handle, name, (int)count, parameters.at, parameters.length, parameters.format, 0);
	switch (PQresultStatus(result)) {
	case PGRES_TUPLES_OK:
		if (reader)
			read_rows(result, reader, context, &arena);
		/* fall through */
	case PGRES_COMMAND_OK:
		connection->changed = 0;
		str_integer(str_of(PQcmdTuples(result)), &connection->changed);
		break;
	default:
		outcome = failed(postgresql, result, sql);
	}
	PQclear(result);
	arena_clear(&arena);
	return outcome;
}

static enum outcome execute(struct postgresql *postgresql, const char *sql)
{
	PGresult *result = PQexec(postgresql->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	enum outcome outcome = OUTCOME_DONE;

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		outcome = failed(postgresql, result, sql);
	else if (strcmp(sql, "COMMIT") == 0 && strcmp(PQcmdStatus(result), "COMMIT") != 0)
		outcome = OUTCOME_VIOLATION;    /* an earlier statement had failed: it was rolled back */
	PQclear(result);
	return outcome;
}

static enum outcome script(struct connection *connection, const char *sql)
{
	struct postgresql *postgresql = (struct postgresql *)connection;
	struct buf text = { 0 };
	enum outcome outcome;

	if (!connected(postgresql))
		return OUTCOME_LOST;
	translate_script(sql, &text);
	outcome = execute(postgresql, text.len ? text.at : "");
	buf_clear(&text);
	return outcome;
}

static enum outcome begin(struct connection *connection)
{
	struct postgresql *postgresql = (struct postgresql *)connection;
	enum outcome outcome;

	if (!connected(postgresql))
		return OUTCOME_LOST;
	outcome = execute(postgresql, "BEGIN");
	/* A connection that died while it was idle is found out here. */
	if (outcome == OUTCOME_LOST && connected(postgresql))
		outcome = execute(postgresql, "BEGIN");
	postgresql->within = outcome == OUTCOME_DONE;
	return outcome;
}

static enum outcome commit(struct connection *connection)
{
	struct postgresql *postgresql = (struct postgresql *)connection;

	postgresql->within = false;
	return execute(postgresql, "COMMIT");
}

static void rollback(struct connection *connection)
{
	struct postgresql *postgresql = (struct postgresql *)connection;

	if (postgresql->within && PQstatus(postgresql->handle) == CONNECTION_OK)
		execute(postgresql, "ROLLBACK");
	postgresql->within = false;
}

static void close_connection(struct connection *connection)
{
	struct postgresql *postgresql = (struct postgresql *)connection;

	PQfinish(postgresql->handle);
	free(postgresql);
}

static const struct driver driver = { DATABASE_POSTGRESQL, close_connection, run, script, begin, commit, rollback };

struct connection *postgresql_connect(struct str where, enum database_access access, struct faults *faults)
{
	struct postgresql *postgresql = memory_take(sizeof *postgresql);
	(void)access;

	postgresql->face.driver = &driver;
	postgresql->handle = PQconnectdb(str_cstring(faults->arena, where));
	PQsetNoticeProcessor(postgresql->handle, without_notices, NULL);
	if (PQstatus(postgresql->handle) == CONNECTION_OK && PQsetClientEncoding(postgresql->handle, "UTF8") == 0 &&
	    PQserverVersion(postgresql->handle) >= 150000)
		return &postgresql->face;
	/* The address may hold a password: only the server's own words are logged. */
	log_error("postgresql", "%s", PQerrorMessage(postgresql->handle));
	faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
		.message = N_("The PostgreSQL database cannot be reached. Is the address right, does the server run, is it version 15 or later?") });
	close_connection(&postgresql->face);
	return NULL;
}

int postgresql_socket(struct connection *connection)
{
	return PQsocket(((struct postgresql *)connection)->handle);
}

bool postgresql_notified(struct connection *connection, bool *lost)
{
	PGconn *handle = ((struct postgresql *)connection)->handle;
	PGnotify *notification;
	bool any = false;

	*lost = !PQconsumeInput(handle) || PQstatus(handle) != CONNECTION_OK;
	while ((notification = PQnotifies(handle))) {
		any = true;
		PQfreemem(notification);
	}
	return any;
}
