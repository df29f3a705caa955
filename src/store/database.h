/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One face for two databases. Statements are written once, with ?1 ?2 and SQLite's type names; the PostgreSQL driver
 * translates ("$1", BIGINT, BYTEA, no STRICT). A statement is a constant text: drivers keep it prepared by its address.
 * Where the databases need different words, database_kind tells and both texts stand under each other.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/fault.h"
#include "base/id.h"

enum database_kind { DATABASE_SQLITE, DATABASE_POSTGRESQL };
enum database_access { DATABASE_READ, DATABASE_WRITE };

struct connection;

/* How a statement or a commit ended. */
enum outcome {
	OUTCOME_DONE,
	OUTCOME_VIOLATION,      /* a unique, foreign key or check constraint refused it */
	OUTCOME_LOST            /* disk, network, server: logged; the connection reconnects by itself on its next use */
};

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_TEXT, VALUE_BYTES };
struct value {
	enum value_kind kind;
	int64_t         integer;
	struct str      text;           /* VALUE_TEXT, VALUE_BYTES */
};
struct value value_integer(int64_t integer);
struct value value_text(struct str text);               /* empty is the empty text, not NULL */
struct value value_text_or_null(struct str text);
struct value value_bytes(const void *at, size_t size);
struct value value_id(struct id id, struct arena *arena);       /* its text; NULL for ID_NONE */
#define VALUE_NONE ((struct value){ VALUE_NULL, 0, { 0, 0 } })

/* Called for each row; the values live during the call only. False stops reading. */
typedef bool (*row_reader)(void *context, const struct value *columns, size_t count);

/* `where`: a file name, or "postgresql://..."; NULL with a fault where it cannot be opened. */
struct connection *connection_open(struct str where, enum database_access access, struct faults *faults);
void connection_close(struct connection *connection);
enum database_kind connection_kind(const struct connection *connection);

/* Runs a statement; `reader` may be NULL. */
enum outcome connection_run(struct connection *connection, const char *sql,
	const struct value *values, size_t count, row_reader reader, void *context);
/* Rows changed by the last connection_run. */
int64_t connection_changed(const struct connection *connection);
/* Runs a text of several statements, as migrations are. */
enum outcome connection_script(struct connection *connection, const char *sql);

enum outcome connection_begin(struct connection *connection);           /* BEGIN IMMEDIATE on SQLite */
enum outcome connection_commit(struct connection *connection);          /* durable when it returns DONE */
void         connection_rollback(struct connection *connection);

#endif
