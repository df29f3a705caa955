/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Above this many chunks, or with more dead bytes than live ones (and more than a page of them), texts are copied together. */
#define CHUNKS_MOST  32
#define GARBAGE_LEAST 4096
/* A draft looks through the rows this often after a change before it makes the orders anew. */
#define LOOKS_MOST   8
#define ROW_MOST     4096

struct chunk {
	atomic_size_t users;
	struct arena  arena;
};

/* Rows in one order: as pointers for readers, as numbers for the order that is made from this one. */
struct order {
	const void **at;
	uint32_t    *number;
};

struct orders {
	atomic_size_t           users;
	size_t                  count, field_count;
	struct order           *people;
	struct order           *key;            /* NULL: the record has no key */
	_Atomic(struct order *) field[];        /* of a KIND_ID; NULL: not indexed and not asked for yet */
};

/* By what rows are sorted: for people, or first by a key or by the id they refer to. */
struct sorting {
	const struct record *record;
	const struct field  *field;             /* NULL: for people */
	const char          *rows;
};

/* An id as two numbers, which compare quicker than sixteen bytes. */
struct id_number { uint64_t high, low; };

static inline struct id_number id_number(const void *id)
{
	struct id_number number;

	memcpy(&number, id, sizeof(number));
	number.high = __builtin_bswap64(number.high);
	number.low = __builtin_bswap64(number.low);
	return number;
}

static inline bool number_below(struct id_number a, struct id_number b)
{
	return a.high != b.high ? a.high < b.high : a.low < b.low;
}

static inline int number_compare(struct id_number a, struct id_number b)
{
	return number_below(a, b) ? -1 : number_below(b, a);
}

struct rows rows_of(const struct programme *programme, const struct record *record)
{
	struct rows rows;

	memcpy(&rows, (const char *)programme + record->rows, sizeof(rows));
	return rows;
}

size_t rows_find(const struct record *record, struct rows rows, struct id id)
{
	struct id_number wanted = id_number(&id);
	size_t           low = 0, high = rows.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (number_below(id_number(rows_at(record, rows, middle)), wanted))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Chunks */

static struct chunk *chunk_new(void)
{
	struct chunk *chunk = memory_take(sizeof(*chunk));

	atomic_init(&chunk->users, 1);
	return chunk;
}

static void chunk_release(struct chunk *chunk)
{
	if (atomic_fetch_sub_explicit(&chunk->users, 1, memory_order_acq_rel) != 1)
		return;
	arena_clear(&chunk->arena);
	free(chunk);
}

/* Orders */

static struct order *order_new(size_t count)
{
	struct order *order = memory_take(sizeof(*order) + count * (sizeof(void *) + sizeof(uint32_t)));

	order->at = (const void **)(order + 1);
	order->number = (uint32_t *)(order->at + count);
	return order;
}

static struct orders *orders_new(size_t count, size_t field_count)
{
	struct orders *orders = memory_take(sizeof(*orders) + field_count * sizeof(orders->field[0]));

	atomic_init(&orders->users, 1);
	orders->count = count;
	orders->field_count = field_count;
	return orders;
}

static struct orders *orders_keep(struct orders *orders)
{
	if (orders)
		atomic_fetch_add_explicit(&orders->users, 1, memory_order_relaxed);
	return orders;
}

static void orders_release(struct orders *orders)
{
	if (!orders || atomic_fetch_sub_explicit(&orders->users, 1, memory_order_acq_rel) != 1)
		return;
	for (size_t i = 0; i < orders->field_count; i++)
		free(atomic_load(&orders->field[i]));
	free(orders->people);
	free(orders->key);
	free(orders);
}

static int compare_people(const struct record *record, const void *a, const void *b)
{
	int order = record->compare ? record->compare(a, b) : 0;

	return order ? order : number_compare(id_number(a), id_number(b));
}

/* A total order: no two rows are equal in it. */
static int compare_rows(const struct sorting *by, const void *a, const void *b)
{
	int order = 0;

	if (by->field && by->field->kind == KIND_ID)
		order = number_compare(id_number(FIELD_AT(a, by->field, char)), id_number(FIELD_AT(b, by->field, char)));
	else if (by->field)
		order = str_compare(*FIELD_AT(a, by->field, struct str), *FIELD_AT(b, by->field, struct str));
	return order ? order : compare_people(by->record, a, b);
}

static int compare_numbers(const void *a, const void *b, void *context)
{
	const struct sorting *by = context;

	return compare_rows(by, by->rows + *(const uint32_t *)a * by->record->size,
		by->rows + *(const uint32_t *)b * by->record->size);
}

/* What sorting by a reference needs of a row that already has its place among people. */
struct reference {
	struct id_number to;
	uint32_t         rank, number;
};

static int compare_references(const void *a, const void *b)
{
	const struct reference *x = a, *y = b;
	int                     order = number_compare(x->to, y->to);

	return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

static void sort_references(const struct sorting *by, uint32_t *number, size_t count)
{
	struct reference *reference = memory_take(count * sizeof(*reference));

	for (size_t i = 0; i < count; i++)
		reference[i] = (struct reference){
			id_number(by->rows + number[i] * by->record->size + by->field->offset), (uint32_t)i, number[i] };
	qsort(reference, count, sizeof(*reference), compare_references);
	for (size_t i = 0; i < count; i++)
		number[i] = reference[i].number;
	free(reference);
}

/* How many of the `count` sorted rows come before `row`. */
static size_t rows_before(const struct sorting *by, const uint32_t *number, size_t count, const char *row)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (compare_rows(by, by->rows + number[middle] * by->record->size, row) < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

/* What changed since the orders were made. */
struct difference {
	uint32_t *now;          /* number now of the row that had this number then; TABLE_NEW: changed or gone */
	uint32_t *fresh;        /* numbers of the new and changed rows, in the order for people once that is made */
	size_t    fresh_count;
};

/* The rows of `old` that stand unchanged, in its order. */
static size_t still_there(const struct order *old, size_t old_count, const uint32_t *now, uint32_t *kept)
{
	size_t count = 0;

	for (size_t i = 0; old && i < old_count; i++) {
		uint32_t number = now[old->number[i]];

		if (number != TABLE_NEW)
			kept[count++] = number;
	}
	return count;
}

/* The fresh rows put between those that stayed: a binary search each, and one copy of all. */
static struct order *order_make(const struct sorting *by, size_t count, const struct order *old, size_t old_count,
	const uint32_t *now, const uint32_t *fresh, size_t fresh_count)
{
	struct order *order = order_new(count);
	uint32_t     *kept = memory_take((old_count + 1) * sizeof(*kept)), *rest = kept, *to = order->number;
	size_t        rest_count = still_there(old, old_count, now, kept);

	for (size_t i = 0; i < fresh_count; i++) {
		size_t before = rows_before(by, rest, rest_count, by->rows + fresh[i] * by->record->size);

		memcpy(to, rest, before * sizeof(*to));
		to += before;
		rest += before;
		rest_count -= before;
		*to++ = fresh[i];
	}
	memcpy(to, rest, rest_count * sizeof(*to));
	assert((size_t)(to - order->number) + rest_count == count);
	free(kept);
	for (size_t i = 0; i < count; i++)
		order->at[i] = by->rows + order->number[i] * by->record->size;
	return order;
}

/* An order that was not kept before holds every row for the first time. */
static struct order *order_of_all(const struct sorting *by, const struct order *people, size_t count)
{
	struct order *order;
	uint32_t     *number = memory_take(count * sizeof(*number) + 1);

	if (count)
		memcpy(number, people->number, count * sizeof(*number));
	if (count > 1)
		sort_references(by, number, count);
	order = order_make(by, count, NULL, 0, NULL, number, count);
	free(number);
	return order;
}

static struct difference difference_find(const struct table *table, size_t old_count)
{
	struct difference difference = {
		.now = memory_take(old_count * sizeof(uint32_t) + 1),
		.fresh = memory_take(table->count * sizeof(uint32_t) + 1),
	};

	memset(difference.now, 0xFF, old_count * sizeof(uint32_t));
	for (size_t i = 0; i < table->count; i++) {
		if (table->was[i] == TABLE_NEW)
			difference.fresh[difference.fresh_count++] = (uint32_t)i;
		else
			difference.now[table->was[i]] = (uint32_t)i;
	}
	return difference;
}

static const struct field *key_field(const struct record *record)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (record->field[i].key)
			return &record->field[i];
	return NULL;
}

/* Keeps `fresh` itself in the order for people. */
static struct order *order_sorted(struct sorting *by, const struct table *table, const struct order *old, size_t old_count,
	const struct difference *difference, uint32_t *fresh)
{
	if (by->field && by->field->kind == KIND_ID && difference->fresh_count > 1)
		sort_references(by, fresh, difference->fresh_count);
	else if (difference->fresh_count > 1 && (by->field || by->record->compare))
		qsort_r(fresh, difference->fresh_count, sizeof(*fresh), compare_numbers, by);
	return order_make(by, table->count, old, old_count, difference->now, fresh, difference->fresh_count);
}

static void orders_make(struct table *table)
{
	const struct record *record = table->record;
	struct orders       *old = table->orders, *orders = orders_new(table->count, record->field_count);
	size_t               old_count = old ? old->count : 0;
	struct difference    difference = difference_find(table, old_count);
	struct sorting       by = { .record = record, .rows = table->rows };
	uint32_t            *fresh = memory_take(difference.fresh_count * sizeof(*fresh) + 1);
	size_t               fresh_size = difference.fresh_count * sizeof(*fresh);

	orders->people = order_sorted(&by, table, old ? old->people : NULL, old_count, &difference, difference.fresh);
	by.field = key_field(record);
	if (by.field) {
		memcpy(fresh, difference.fresh, fresh_size);
		orders->key = order_sorted(&by, table, old ? old->key : NULL, old_count, &difference, fresh);
	}
	for (size_t i = 0; i < record->field_count; i++) {
		struct order *before = old ? atomic_load_explicit(&old->field[i], memory_order_acquire) : NULL;

		by.field = &record->field[i];
		if (by.field->kind != KIND_ID || !(by.field->indexed || before))
			continue;
		if (before || !old) {
			memcpy(fresh, difference.fresh, fresh_size);
			atomic_store(&orders->field[i], order_sorted(&by, table, before, old_count, &difference, fresh));
		} else {
			atomic_store(&orders->field[i], order_of_all(&by, orders->people, table->count));
		}
	}
	free(fresh);
	free(difference.now);
	free(difference.fresh);
	orders_release(old);
	table->orders = orders;
}

/* The orders as the rows stand now. */
static struct orders *orders_now(struct table *table)
{
	if (!table->changed && table->orders)
		return table->orders;
	orders_make(table);
	for (size_t i = 0; i < table->count; i++)
		table->was[i] = (uint32_t)i;
	table->changed = false;
	return table->orders;
}

/* Changing */

static void grow(struct table *table, size_t room)
{
	table->rows = memory_resize(table->rows, room * table->record->size);
	table->was = memory_resize(table->was, room * sizeof(*table->was));
	table->room = room;
}

/* A little room to grow, in steps of a sixteenth at most: versions in a row then ask for the same size, which the allocator has
   at hand from the version before the last, where an ever larger one would come from the system each time. */
static size_t room_for(size_t count)
{
	size_t step = 4;

	while (step * 32 <= count)
		step *= 2;
	return (count / step + 2) * step;
}

struct table *table_open(const struct record *record, const struct table *from)
{
	struct table *table = memory_take(sizeof(*table));
	size_t        chunks = from ? from->chunk_count : 0;

	assert(record->size <= ROW_MOST);
	atomic_init(&table->users, 1);
	table->record = record;
	table->open = true;
	table->chunk = memory_take((chunks + 1) * sizeof(struct chunk *));
	if (from) {
		grow(table, room_for(from->count));
		memcpy(table->rows, from->rows, from->count * record->size);
		table->count = from->count;
		for (size_t i = 0; i < from->count; i++)
			table->was[i] = (uint32_t)i;
		for (size_t i = 0; i < chunks; i++) {
			table->chunk[i] = from->chunk[i];
			atomic_fetch_add_explicit(&table->chunk[i]->users, 1, memory_order_relaxed);
		}
		table->text_bytes = from->text_bytes;
		table->live_bytes = from->live_bytes;
		table->orders = orders_keep(from->orders);
	}
	table->chunk[chunks] = chunk_new();
	table->chunk_count = chunks + 1;
	table->changed = true;
	return table;
}

static void changes(struct table *table)
{
	assert(table->open);
	table->changed = true;
	table->looked = 0;
	if (table->scratch.block)
		arena_clear(&table->scratch);
}

static struct rows rows_in(const struct table *table)
{
	return (struct rows){ table->rows, table->count };
}

static bool row_is(const struct table *table, size_t number, struct id id)
{
	return number < table->count && id_equal(row_id(table->rows + number * table->record->size), id);
}

/* Moves the rows from `number` on, and where they stood, `by` places. */
static void shift(struct table *table, size_t number, int by)
{
	size_t size = table->record->size, rest = table->count - number;
	char  *row = table->rows + number * size;

	memmove(row + by * (ptrdiff_t)size, row, rest * size);
	memmove(table->was + number + by, table->was + number, rest * sizeof(*table->was));
	table->count += (size_t)(ptrdiff_t)by;
}

void table_put(struct table *table, const void *row)
{
	const struct record *record = table->record;
	_Alignas(max_align_t) char copy[ROW_MOST];
	size_t size = row_size(record, row), number = table->count;
	struct arena *arena = &table->chunk[table->chunk_count - 1]->arena;

	/* Copied before anything moves: `row` may well be one of this table's. */
	row_place(record, copy, row, size ? arena_take(arena, size) : NULL);
	changes(table);
	if (number && number_compare(id_number(copy), id_number(table->rows + (number - 1) * record->size)) <= 0)
		number = rows_find(record, rows_in(table), row_id(copy));
	if (row_is(table, number, row_id(copy))) {
		table->live_bytes -= row_size(record, table->rows + number * record->size);
	} else {
		assert(table->count < TABLE_NEW - 1);
		if (table->count == table->room)
			grow(table, table->room * 2 + 4);
		shift(table, number, 1);
	}
	memcpy(table->rows + number * record->size, copy, record->size);
	table->was[number] = TABLE_NEW;
	table->text_bytes += size;
	table->live_bytes += size;
}

void table_remove(struct table *table, struct id id)
{
	size_t number = rows_find(table->record, rows_in(table), id);

	if (!row_is(table, number, id))
		return;
	changes(table);
	table->live_bytes -= row_size(table->record, table->rows + number * table->record->size);
	shift(table, number + 1, -1);
}

static void chunks_release(struct table *table)
{
	for (size_t i = 0; i < table->chunk_count; i++)
		chunk_release(table->chunk[i]);
	table->chunk_count = 0;
}

static void copy_together(struct table *table)
{
	struct chunk *chunk = chunk_new();
	char         *place = arena_take(&chunk->arena, table->live_bytes);

	for (size_t i = 0; i < table->count; i++) {
		char *row = table->rows + i * table->record->size;

		place = row_place(table->record, row, row, place);
	}
	chunks_release(table);
	table->chunk[0] = chunk;
	table->chunk_count = 1;
	table->text_bytes = table->live_bytes;
}

void table_close(struct table *table)
{
	size_t garbage = table->text_bytes - table->live_bytes;

	if (table->chunk_count > CHUNKS_MOST || (garbage > GARBAGE_LEAST && garbage > table->live_bytes))
		copy_together(table);
	if (table->room > room_for(table->count) + table->count / 8) {
		grow(table, room_for(table->count));
		table->changed = true;
	}
	orders_now(table);
	table->open = false;
	arena_clear(&table->scratch);
	free(table->was);
	table->was = NULL;
}

struct table *table_keep(struct table *table)
{
	if (table)
		atomic_fetch_add_explicit(&table->users, 1, memory_order_relaxed);
	return table;
}

void table_release(struct table *table)
{
	if (!table || atomic_fetch_sub_explicit(&table->users, 1, memory_order_acq_rel) != 1)
		return;
	orders_release(table->orders);
	chunks_release(table);
	arena_clear(&table->scratch);
	free(table->chunk);
	free(table->was);
	free(table->rows);
	free(table);
}

static size_t order_size(const struct order *order, size_t count)
{
	return order ? sizeof(*order) + count * (sizeof(void *) + sizeof(uint32_t)) : 0;
}

size_t table_size(struct table *table)
{
	struct orders *orders = table->orders;
	size_t         size = sizeof(*table) + table->room * table->record->size;

	for (size_t i = 0; i < table->chunk_count; i++)
		size += sizeof(struct chunk) + table->chunk[i]->arena.size;
	if (!orders)
		return size;
	size += sizeof(*orders) + order_size(orders->people, orders->count) + order_size(orders->key, orders->count);
	for (size_t i = 0; i < orders->field_count; i++)
		size += sizeof(void *) + order_size(atomic_load(&orders->field[i]), orders->count);
	return size;
}

/* Reading */

struct row_list table_people(struct table *table)
{
	return (struct row_list){ (const void *const *)orders_now(table)->people->at, table->count };
}

/* Whether a draft should rather look through its rows than sort them again for one question. */
static bool look_through(struct table *table)
{
	return table->open && table->changed && table->looked++ < LOOKS_MOST;
}

static const void *look_for_key(const struct table *table, const struct field *field, struct str key)
{
	const void *found = NULL;

	for (size_t i = 0; i < table->count; i++) {
		const char *row = table->rows + i * table->record->size;

		if (str_equal(*FIELD_AT(row, field, struct str), key)
			&& (!found || compare_people(table->record, row, found) < 0))
			found = row;
	}
	return found;
}

const void *table_by_key(struct table *table, struct str key)
{
	const struct field *field = key_field(table->record);
	const struct order *order;
	size_t              low = 0, high = table->count;

	if (!field || key.len == 0)
		return NULL;
	if (look_through(table))
		return look_for_key(table, field, key);
	order = orders_now(table)->key;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(*FIELD_AT(order->at[middle], field, struct str), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < table->count && str_equal(*FIELD_AT(order->at[low], field, struct str), key))
		return order->at[low];
	return NULL;
}

static int compare_pointers(const void *a, const void *b, void *by)
{
	return compare_rows(by, *(const void *const *)a, *(const void *const *)b);
}

static struct row_list look_for_reference(struct table *table, const struct field *field, struct id id)
{
	const struct record *record = table->record;
	const void         **at;
	size_t               count = 0;
	struct sorting       by = { .record = record };

	for (size_t i = 0; i < table->count; i++)
		count += id_equal(*FIELD_AT(table->rows + i * record->size, field, struct id), id);
	if (count == 0)
		return (struct row_list){ NULL, 0 };
	at = arena_array(&table->scratch, const void *, count);
	count = 0;
	for (size_t i = 0; i < table->count; i++)
		if (id_equal(*FIELD_AT(table->rows + i * record->size, field, struct id), id))
			at[count++] = table->rows + i * record->size;
	if (record->compare)
		qsort_r(at, count, sizeof(*at), compare_pointers, &by);
	return (struct row_list){ (const void *const *)at, count };
}

/* Makes the order by a field that is not indexed when it is first asked for: whoever is first wins, others use theirs. */
static struct order *field_order(struct table *table, size_t field)
{
	struct orders *orders = orders_now(table);
	struct sorting by = { table->record, &table->record->field[field], table->rows };
	struct order  *order = atomic_load_explicit(&orders->field[field], memory_order_acquire), *none = NULL;

	if (order)
		return order;
	order = order_of_all(&by, orders->people, table->count);
	if (atomic_compare_exchange_strong(&orders->field[field], &none, order))
		return order;
	free(order);
	return none;
}

static size_t references_below(const struct order *order, size_t count, const struct field *field, struct id_number id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (number_below(id_number(FIELD_AT(order->at[middle], field, char)), id))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct row_list table_referring(struct table *table, size_t number, struct id id)
{
	const struct field *field = &table->record->field[number];
	const struct order *order;
	size_t              start, end;

	if (look_through(table))
		return look_for_reference(table, field, id);
	order = field_order(table, number);
	start = references_below(order, table->count, field, id_number(&id));
	for (end = start; end < table->count; end++)
		if (!id_equal(*FIELD_AT(order->at[end], field, struct id), id))
			break;
	return (struct row_list){ (const void *const *)order->at + start, end - start };
}
