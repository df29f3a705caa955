/* SPDX-License-Identifier: EUPL-1.2 */
#include "attention/attention.h"

#include <stdlib.h>
#include <string.h>

#include "role/role.h"
#include "tree/tree.h"

void attention_add(struct attention_search *search, const struct attention_kind *kind, const struct attention *found)
{
	struct attention *added;

	if (search->count == search->room) {
		struct attention *more = arena_array(search->arena, struct attention, search->room ? 2 * search->room : 64);
		if (search->count)
			memcpy(more, search->at, search->count * sizeof *more);
		search->room = search->room ? 2 * search->room : 64;
		search->at = more;
	}
	added = &search->at[search->count++];
	*added = *found;
	added->kind = kind;
	if (!added->node)
		added->node = row_node(search->programme, added->record, added->row);
}

void attention_to_lead(const struct attention_search *search, struct attention *found)
{
	const struct node *node = found->node ? found->node : row_node(search->programme, found->record, found->row);
	const struct role *lead = node ? role_lead(search->programme, node, search->day) : NULL;

	if (!lead)
		return;
	found->party = lead->party;
	found->person = id_known(lead->contact) ? lead->contact : lead->deputy;
}

bool attention_near(const struct attention_search *search, struct day by)
{
	return day_known(by) && day_last(by) <= day_first(search->day) + ATTENTION_SOON_DAYS;
}

bool attention_late(const struct attention *attention, struct day day)
{
	return day_known(attention->by) && day_last(attention->by) < day_first(day);
}

static int compare_numbers(int32_t a, int32_t b)
{
	return (a > b) - (a < b);
}

/* Nodes lie in one array, in the order of the tree. */
static int compare_nodes(const struct node *a, const struct node *b)
{
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return (a > b) - (a < b);
}

static int compare(const void *a, const void *b, void *context)
{
	const struct attention *left = a, *right = b;
	const struct day *day = context;
	int order = attention_late(right, *day) - attention_late(left, *day);

	/* An unknown day lies after all others. */
	if (!order)
		order = compare_numbers(day_last(left->by), day_last(right->by));
	if (!order)
		order = right->kind->urgent - left->kind->urgent;
	if (!order && day_known(left->since) != day_known(right->since))
		order = day_known(left->since) ? -1 : 1;
	if (!order)
		order = compare_numbers(day_first(left->since), day_first(right->since));
	if (!order)
		order = compare_nodes(left->node, right->node);
	if (!order)
		order = strcmp(left->kind->name, right->kind->name);
	return order ? order : id_compare(row_id(left->row), row_id(right->row));
}

static bool is_over(const struct programme_facts *facts, struct day day)
{
	int32_t last = day_last(facts->last);

	if (!day_known(facts->last))
		return false;
	if (day_known(facts->horizon) && day_last(facts->horizon) > last)
		last = day_last(facts->horizon);
	return last < day_first(day);
}

struct attention_list attention_of(const struct programme *programme, struct day day, struct arena *arena)
{
	const struct programme_facts *facts = tree_facts(programme);
	struct attention_search search = { .programme = programme, .day = day_of_number(day_first(day)), .arena = arena,
		.begun = day_known(facts->first) && day_first(facts->first) <= day_first(day), .over = is_over(facts, day) };

	for (size_t i = 0; i < attention_table_count; i++)
		for (const struct attention_kind *kind = attention_tables[i]; kind->name; kind++)
			kind->find(&search, kind);
	if (search.count)
		qsort_r(search.at, search.count, sizeof *search.at, compare, &search.day);
	return (struct attention_list){ search.at, search.count };
}

/* Theirs by name, or of a party they act for; what is nobody's is the office's. */
static bool is_own(const struct programme *programme, const struct person *person, bool office, const struct attention *attention, struct day day)
{
	if (!id_known(person->id))
		return false;
	if (id_equal(attention->person, person->id))
		return true;
	return id_known(attention->party) ? access_acts_for(programme, person, attention->party, day) : office;
}

struct attention_list attention_for(const struct programme *programme, const struct person *person, struct attention_list all,
	struct day day, struct arena *arena, size_t *own)
{
	bool office = access_may(programme, person, RIGHT_EDIT, NULL, day, NULL);
	struct attention *at = arena_array(arena, struct attention, all.count);
	bool *seen = arena_array(arena, bool, all.count), *mine = arena_array(arena, bool, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++) {
		const struct attention *attention = &all.at[i];
		mine[i] = is_own(programme, person, office, attention, day);
		seen[i] = (!attention->internal || office || mine[i]) && access_sees(programme, person, attention->record, attention->row, day);
	}
	for (size_t i = 0; i < all.count; i++)
		if (seen[i] && mine[i])
			at[count++] = all.at[i];
	*own = count;
	for (size_t i = 0; i < all.count; i++)
		if (seen[i] && !mine[i])
			at[count++] = all.at[i];
	return (struct attention_list){ at, count };
}

struct str attention_page(const struct programme *programme, const struct attention *attention, struct arena *arena)
{
	return row_address(programme, attention->record, attention->row, arena);
}

struct str attention_place(const struct programme *programme, const struct attention *attention, struct arena *arena)
{
	return attention->address.len ? attention->address : attention_page(programme, attention, arena);
}

struct str attention_mark(const struct attention *attention, struct arena *arena)
{
	struct str row = id_text(row_id(attention->row), arena), party = id_known(attention->party) ? id_text(attention->party, arena) : STR_NONE;

	return str_format(arena, "%s/%.*s/%.*s", attention->kind->name, STR_ARG(row), STR_ARG(party));
}

const struct attention_kind *attention_kind_named(struct str name)
{
	for (size_t i = 0; i < attention_table_count; i++)
		for (const struct attention_kind *kind = attention_tables[i]; kind->name; kind++)
			if (str_is(name, kind->name))
				return kind;
	return NULL;
}
