/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/driver.h"

struct value value_integer(int64_t integer)
{
	return (struct value){ .kind = VALUE_INTEGER, .integer = integer };
}

struct value value_text(struct str text)
{
	return (struct value){ .kind = VALUE_TEXT, .text = { text.at ? text.at : "", text.len } };
}

struct value value_text_or_null(struct str text)
{
	return text.len ? value_text(text) : VALUE_NONE;
}

struct value value_bytes(const void *at, size_t size)
{
	return (struct value){ .kind = VALUE_BYTES, .text = { at ? at : "", size } };
}

struct value value_id(struct id id, struct arena *arena)
{
	return id_known(id) ? value_text(id_text(id, arena)) : VALUE_NONE;
}

struct connection *connection_open(struct str where, enum database_access access, struct faults *faults)
{
	if (str_starts(where, STR("postgresql://")) || str_starts(where, STR("postgres://")))
		return postgresql_connect(where, access, faults);
	return sqlite_connect(where, access, faults);
}

void connection_close(struct connection *connection)
{
	if (connection)
		connection->driver->close(connection);
}

enum database_kind connection_kind(const struct connection *connection)
{
	return connection->driver->kind;
}

enum outcome connection_run(struct connection *connection, const char *sql,
	const struct value *values, size_t count, row_reader reader, void *context)
{
	return connection->driver->run(connection, sql, values, count, reader, context);
}

int64_t connection_changed(const struct connection *connection)
{
	return connection->changed;
}

enum outcome connection_script(struct connection *connection, const char *sql)
{
	return connection->driver->script(connection, sql);
}

enum outcome connection_begin(struct connection *connection)
{
	return connection->driver->begin(connection);
}

enum outcome connection_commit(struct connection *connection)
{
	return connection->driver->commit(connection);
}

void connection_rollback(struct connection *connection)
{
	connection->driver->rollback(connection);
}
