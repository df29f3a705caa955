/* SPDX-License-Identifier: EUPL-1.2 */
/* What differs between two plans (docs/rules.md 4). */
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "goal/goal.h"
#include "role/role.h"
#include "tree/tree.h"

struct comparing {
	struct plan_at      before, after;
	struct arena       *arena;
	struct plan_change *at;
	size_t              count, room;
};

static void add(struct comparing *comparing, struct plan_change change)
{
	if (comparing->count == comparing->room) {
		size_t room = comparing->room ? 2 * comparing->room : 32;
		struct plan_change *at = arena_array(comparing->arena, struct plan_change, room);
		if (comparing->count > 0)
			memcpy(at, comparing->at, comparing->count * sizeof *at);
		comparing->at = at;
		comparing->room = room;
	}
	comparing->at[comparing->count++] = change;
}

/* Rows that are compared field by field. Lead and participation are compared as they hold. */
static const struct record *const compared[] = {
	&theme_record, &topic_record, &goal_record, &action_record, &milestone_record, &result_figure_record, &budget_line_record,
	&budget_part_record,
};

static enum plan_change_kind kind_of(const struct record *record, const struct field *field)
{
	if (record == &budget_line_record || record == &budget_part_record)
		return CHANGE_MONEY;
	if (field->kind == KIND_DAY)
		return CHANGE_MOVED;
	if (strcmp(field->name, "status") == 0)
		return CHANGE_STATUS;
	if (record == &result_figure_record && (strcmp(field->name, "aim") == 0 || strcmp(field->name, "unit") == 0))
		return CHANGE_TARGET;
	return CHANGE_TEXT;
}

/* Where a fact comes from, and what updates tell since, are no part of a plan. */
static bool is_plan(const struct record *record, const struct field *field)
{
	static const char *const told[] = { "source", "certainty", "inferred", "note", "reached", "value", "day", "key", "position", "status_reason" };

	if (field->hidden || field->internal)
		return false;
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (strcmp(field->name, told[i]) == 0)
			return record == &budget_line_record && strcmp(field->name, "key") == 0;
	return true;
}

static void compare_rows(struct comparing *comparing, const struct record *record, const void *before, const void *after, const struct node *node)
{
	for (size_t f = 0; f < record->field_count; f++) {
		const struct field *field = &record->field[f];
		if (is_plan(record, field) && !field_equal(field, before, after))
			add(comparing, (struct plan_change){ kind_of(record, field), record, before, after, field, node });
	}
}

static enum plan_change_kind whole_kind(const struct record *record, bool added)
{
	if (record == &budget_line_record || record == &budget_part_record)
		return CHANGE_MONEY;
	return added ? CHANGE_ADDED : CHANGE_DROPPED;
}

static void compare_record(struct comparing *comparing, const struct record *record)
{
	const struct programme *before = comparing->before.programme, *after = comparing->after.programme;
	struct row_list rows = programme_rows(after, record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct node *node = row_node(after, record, rows.at[i]);
		const void *was = programme_find(before, record, row_id(rows.at[i]));
		if (was)
			compare_rows(comparing, record, was, rows.at[i], node);
		else
			add(comparing, (struct plan_change){ whole_kind(record, true), record, NULL, rows.at[i], NULL, node });
	}
	rows = programme_rows(before, record);
	for (size_t i = 0; i < rows.count; i++)
		if (!programme_find(after, record, row_id(rows.at[i])))
			add(comparing, (struct plan_change){ whole_kind(record, false), record, rows.at[i], NULL, NULL,
				row_node(before, record, rows.at[i]) });
}

static void compare_leads(struct comparing *comparing, const struct node *before, const struct node *after)
{
	const struct role *was = role_lead(comparing->before.programme, before, comparing->before.day);
	const struct role *is = role_lead(comparing->after.programme, after, comparing->after.day);

	if ((was != NULL) != (is != NULL) || (was && !id_equal(was->party, is->party)))
		add(comparing, (struct plan_change){ CHANGE_LEAD, &role_record, was, is, NULL, after });
}

/* The entry on the node itself that holds on the day. */
static const struct participation *own_entry(struct plan_at at, const struct node *node, struct id party)
{
	const struct participation *entry = participation_effective(at.programme, party, node, at.day);
	return participation_explicit(entry, node) ? entry : NULL;
}

static bool same_standing(const struct participation *a, const struct participation *b)
{
	return participation_standing(a) == participation_standing(b) && (!a || id_equal(a->counterpart, b->counterpart));
}

static void compare_participation(struct comparing *comparing, const struct node *before, const struct node *after)
{
	struct row_list parties = programme_rows(comparing->after.programme, &party_record);

	for (size_t i = 0; i < parties.count; i++) {
		const struct participation *was = own_entry(comparing->before, before, row_id(parties.at[i]));
		const struct participation *is = own_entry(comparing->after, after, row_id(parties.at[i]));
		if ((was != NULL) != (is != NULL) || !same_standing(was, is))
			add(comparing, (struct plan_change){ CHANGE_PARTICIPATION, &participation_record, was, is, NULL, after });
	}
}

/* In the order of the newer tree; what hangs on a node that is no more comes last, in the order of the older one. */
static int by_place(const void *a, const void *b)
{
	const struct plan_change *one = a, *other = b;
	bool dropped_one = !one->after, dropped_other = !other->after;

	if (dropped_one != dropped_other)
		return dropped_one ? 1 : -1;
	if (one->node != other->node)
		return one->node < other->node ? -1 : 1;
	return (one->kind > other->kind) - (one->kind < other->kind);
}

struct plan_changes plan_compare(struct plan_at before, struct plan_at after, struct arena *arena)
{
	struct comparing comparing = { .before = before, .after = after, .arena = arena };
	struct node_list nodes = programme_nodes(after.programme);

	for (size_t r = 0; r < sizeof compared / sizeof compared[0]; r++)
		compare_record(&comparing, compared[r]);
	for (size_t n = 0; n < nodes.count; n++) {
		const struct node *node = &nodes.at[n], *was = programme_node(before.programme, node->id);
		if (!was)
			continue;
		compare_leads(&comparing, was, node);
		compare_participation(&comparing, was, node);
	}
	if (comparing.count > 0)
		qsort(comparing.at, comparing.count, sizeof *comparing.at, by_place);
	return (struct plan_changes){ comparing.at, comparing.count };
}
