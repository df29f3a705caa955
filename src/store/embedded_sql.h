/* SPDX-License-Identifier: EUPL-1.2 */
/* Migrations compiled into the program by tools/embed_sql.py, in order. */
#ifndef STORE_EMBEDDED_SQL_H
#define STORE_EMBEDDED_SQL_H

#include <stddef.h>

enum embedded_sql_kind { EMBEDDED_BOTH, EMBEDDED_SQLITE, EMBEDDED_POSTGRESQL };
struct embedded_sql {
	int                    number;
	const char            *name;
	enum embedded_sql_kind kind;
	const char            *text;
};
extern const struct embedded_sql embedded_sql[];
extern const size_t embedded_sql_count;

#endif
