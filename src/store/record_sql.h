/* SPDX-License-Identifier: EUPL-1.2 */
/* The SQL of every record, made once from its description; rows to values and back. */
#ifndef STORE_RECORD_SQL_H
#define STORE_RECORD_SQL_H

#include "programme/programme.h"
#include "store/database.h"

enum { RECORD_VALUES_MOST = 64 };

struct record_sql {
	const char *load;               /* programme_id -> id, then the fields in their order; by id */
	const char *insert;             /* programme_id, id, fields */
	const char *update;             /* the same */
	const char *remove;             /* programme_id, id */
	const char *clear;              /* programme_id */
};

/* Made at the first call; the texts live as long as the process, so drivers can keep them prepared by address. */
const struct record_sql *record_sql(const struct record *record);
/* DELETE of all rows of a programme. */
const char *record_sql_clear(const struct record *record);
/* Values of insert and update. Returns how many. */
size_t record_values(const struct record *record, struct id programme, const void *row, struct value *values, struct arena *arena);
/* A row from the columns of load; texts lie in the columns. False where a column holds what its field cannot. */
bool record_row(const struct record *record, const struct value *columns, size_t count, void *row, struct arena *arena);
/* The column type of a field: "TEXT NOT NULL DEFAULT ''". For the test that holds migrations and descriptions together. */
const char *record_column_type(const struct field *field);

#endif
