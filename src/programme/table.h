/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A table: the rows of one record in one or more versions of a programme. Private to programme/.
 *
 * The rows are one array sorted by id; their texts and lists lie in chunks. Both are shared by count: a changed table is a new one
 * with a copy of the array, the same chunks and one more for what is new. What gathers there is copied together now and then.
 * The orders (for people, by key, by what a row refers to) are made from those of the table before, so that a small change
 * costs a walk over numbers, not a sort.
 */
#ifndef PROGRAMME_TABLE_H
#define PROGRAMME_TABLE_H

#include <stdatomic.h>

#include "programme/programme.h"

struct chunk;
struct orders;

struct table {
	atomic_size_t        users;
	const struct record *record;
	char                *rows;
	size_t               count, room;
	struct chunk       **chunk;
	size_t               chunk_count;
	size_t               text_bytes;        /* of texts and lists in the chunks */
	size_t               live_bytes;        /* of those, what rows still point at */
	struct orders       *orders;            /* NULL: none made yet */

	/* While open: */
	bool                 open;              /* one draft's own */
	bool                 changed;           /* since `orders` was made */
	uint32_t            *was;               /* where each row stood when `orders` was made, or TABLE_NEW */
	struct arena         scratch;           /* lists made by looking through the rows */
	unsigned             looked;            /* how often since the last change */
};

#define TABLE_NEW UINT32_MAX

/* ROWS(...) of whatever record. */
struct rows { const void *at; size_t count; };
struct rows rows_of(const struct programme *programme, const struct record *record);
static inline const void *rows_at(const struct record *record, struct rows rows, size_t i)
{
	return (const char *)rows.at + i * record->size;
}
/* Number of the first row whose id is not below `id`. */
size_t rows_find(const struct record *record, struct rows rows, struct id id);

/* An open table with what is in `from` (NULL: nothing). */
struct table *table_open(const struct record *record, const struct table *from);
void table_put(struct table *table, const void *row);
void table_remove(struct table *table, struct id id);
/* Makes the orders and gives back the room that is left: from now on nobody changes it. */
void table_close(struct table *table);
struct table *table_keep(struct table *table);
void table_release(struct table *table);                /* NULL is fine */
size_t table_size(struct table *table);

/* Reading: `table` may be open. */
struct row_list table_people(struct table *table);
const void *table_by_key(struct table *table, struct str key);
struct row_list table_referring(struct table *table, size_t field, struct id id);

/* The tree of nodes (tree.c), shared by versions between which no table of nodes changed. */
struct tree;
struct tree *tree_make(const struct programme *programme);
struct tree *tree_keep(struct tree *tree);
void tree_release(struct tree *tree);                   /* NULL is fine */
size_t tree_size(const struct tree *tree);
/* The tree of a programme; a draft makes it when it is first asked for. */
struct tree *programme_tree(const struct programme *programme);

/* Whether a row with this id is a node: without a tree, so cheap in a draft. */
bool node_exists(const struct programme *programme, struct id id);
/* Whether this record is the one whose row is the root. */
static inline bool record_is_root(const struct record *record)
{
	return record->rows == offsetof(struct programme, facts);
}

#endif
