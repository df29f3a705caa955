/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/programme.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "programme/table.h"

struct programme_own {
	atomic_size_t users;
	bool          published;
	struct tree  *tree;             /* NULL in a draft: to be made */
	struct table *table[];          /* by record_index; NULL: no row ever */
};

static struct table *table_of(const struct programme *programme, const struct record *record)
{
	size_t index = record_index(record);

	assert(index < record_count);
	return programme->own->table[index];
}

/* Finding */

const void *programme_find(const struct programme *programme, const struct record *record, struct id id)
{
	struct rows rows = rows_of(programme, record);
	size_t      i = rows_find(record, rows, id);

	if (i == rows.count || !id_equal(row_id(rows_at(record, rows, i)), id))
		return NULL;
	return rows_at(record, rows, i);
}

const void *programme_find_any(const struct programme *programme, struct id id, const struct record **record)
{
	for (size_t i = 0; i < record_count; i++) {
		const void *row = programme_find(programme, records[i], id);

		if (row) {
			if (record)
				*record = records[i];
			return row;
		}
	}
	return NULL;
}

const void *programme_by_key(const struct programme *programme, const struct record *record, struct str key)
{
	struct table *table = table_of(programme, record);

	return table ? table_by_key(table, key) : NULL;
}

const void *programme_by_address(const struct programme *programme, const struct record *record, struct str part)
{
	const void *row = programme_by_key(programme, record, part);
	struct id   id;

	if (row || part.len != ID_TEXT_LENGTH || !id_parse(part, &id))
		return row;
	return programme_find(programme, record, id);
}

struct row_list programme_rows(const struct programme *programme, const struct record *record)
{
	struct table *table = table_of(programme, record);

	return table ? table_people(table) : (struct row_list){ NULL, 0 };
}

struct row_list programme_referring(const struct programme *programme, const struct record *record, size_t offset, struct id id)
{
	struct table *table = table_of(programme, record);
	size_t        field = 0;

	while (field < record->field_count
		&& (record->field[field].kind != KIND_ID || record->field[field].offset != offset))
		field++;
	assert(field < record->field_count);
	return table ? table_referring(table, field, id) : (struct row_list){ NULL, 0 };
}

/* What a row is called and where it is shown */

const struct node *row_node(const struct programme *programme, const struct record *record, const void *row)
{
	const struct field *field = record_field(record, "node");
	const struct node  *node = NULL;

	if (record->node_parent)
		node = programme_node(programme, row_id(row));
	if (!node && field && field->kind == KIND_ID)
		node = programme_node(programme, *FIELD_AT(row, field, struct id));
	if (!node && record->node)
		node = programme_node(programme, record->node(programme, row));
	return node ? node : programme_root(programme);
}

struct str row_title(const struct programme *programme, const struct record *record, const void *row, struct arena *arena)
{
	return record->title(programme, row, arena);
}

struct str row_address(const struct programme *programme, const struct record *record, const void *row, struct arena *arena)
{
	const struct node *node;

	if (record_is_root(record))
		return STR_NONE;
	if (record->address)
		return record->address(programme, row, arena);
	node = row_node(programme, record, row);
	if (record_is_root(node->record) || !node->record->address)
		return STR_NONE;
	return node->record->address(programme, node->row, arena);
}

/* Versions */

static struct programme *programme_new(struct id id)
{
	struct programme *programme = memory_take(sizeof(*programme));

	programme->own = memory_take(sizeof(*programme->own) + record_count * sizeof(struct table *));
	programme->id = id;
	atomic_init(&programme->own->users, 1);
	return programme;
}

static void rows_show(struct programme *programme, const struct table *table)
{
	struct rows rows = { table->count ? table->rows : NULL, table->count };

	memcpy((char *)programme + table->record->rows, &rows, sizeof(rows));
}

struct programme *programme_empty(struct id id)
{
	return programme_new(id);
}

struct programme *programme_draft(const struct programme *from)
{
	struct programme     *draft = programme_new(from->id);
	struct programme_own *own = draft->own;

	assert(from->own->published);
	*draft = *from;
	draft->own = own;
	own->tree = tree_keep(from->own->tree);
	for (size_t i = 0; i < record_count; i++)
		own->table[i] = table_keep(from->own->table[i]);
	return draft;
}

/* The table of this record, the draft's own from now on. */
static struct table *table_to_change(struct programme *draft, const struct record *record)
{
	size_t        index = record_index(record);
	struct table *table;

	assert(!draft->own->published && index < record_count);
	table = draft->own->table[index];
	if (!table || !table->open) {
		draft->own->table[index] = table_open(record, table);
		table_release(table);
		table = draft->own->table[index];
	}
	if (record->node_parent) {
		tree_release(draft->own->tree);
		draft->own->tree = NULL;
	}
	return table;
}

void programme_put(struct programme *draft, const struct record *record, const void *row)
{
	struct table *table = table_to_change(draft, record);

	table_put(table, row);
	rows_show(draft, table);
}

void programme_remove(struct programme *draft, const struct record *record, struct id id)
{
	struct table *table;

	if (!programme_find(draft, record, id))
		return;
	table = table_to_change(draft, record);
	table_remove(table, id);
	rows_show(draft, table);
}

struct tree *programme_tree(const struct programme *programme)
{
	struct programme_own *own = programme->own;

	if (!own->tree)
		own->tree = tree_make(programme);
	return own->tree;
}

const struct programme *programme_publish(struct programme *draft)
{
	struct programme_own *own = draft->own;
	bool                  nodes_move = false;

	for (size_t i = 0; i < record_count; i++) {
		struct table *table = own->table[i];

		if (!table || !table->open)
			continue;
		table_close(table);
		rows_show(draft, table);
		nodes_move = nodes_move || records[i]->node_parent;
	}
	/* A tree made in the draft points at rows and texts that closing a table may have moved. */
	if (nodes_move) {
		tree_release(own->tree);
		own->tree = NULL;
	}
	programme_tree(draft);
	own->published = true;
	return draft;
}

static void programme_free(const struct programme *programme)
{
	struct programme_own *own = programme->own;

	tree_release(own->tree);
	for (size_t i = 0; i < record_count; i++)
		table_release(own->table[i]);
	free(own);
	free((void *)(uintptr_t)programme);
}

void programme_discard(struct programme *draft)
{
	if (!draft)
		return;
	assert(!draft->own->published);
	programme_free(draft);
}

const struct programme *programme_keep(const struct programme *programme)
{
	atomic_fetch_add_explicit(&programme->own->users, 1, memory_order_relaxed);
	return programme;
}

void programme_release(const struct programme *programme)
{
	if (programme && atomic_fetch_sub_explicit(&programme->own->users, 1, memory_order_acq_rel) == 1)
		programme_free(programme);
}

size_t programme_size(const struct programme *programme)
{
	struct programme_own *own = programme->own;
	size_t                size = sizeof(*programme) + sizeof(*own) + record_count * sizeof(struct table *);

	if (own->tree)
		size += tree_size(own->tree);
	for (size_t i = 0; i < record_count; i++)
		if (own->table[i])
			size += table_size(own->table[i]);
	return size;
}
