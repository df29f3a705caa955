/* SPDX-License-Identifier: EUPL-1.2 */
/* What differs between two plans (docs/rules.md 4). */
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "goal/goal.h"
#include "role/role.h"
#include "tree/tree.h"

/* With its place: the node's in the newer tree, after all those the node's in the older one; then as it was found. */
struct placed { struct plan_change change; size_t node, found; };

struct comparing {
	struct plan_at before, after;
	struct arena  *arena;
	struct placed *at;
	size_t         count, room;
};

static size_t place_of(const struct comparing *comparing, const struct node *node)
{
	struct node_list newer = programme_nodes(comparing->after.programme), older = programme_nodes(comparing->before.programme);
	const struct node *there = node ? programme_node(comparing->after.programme, node->id) : NULL;

	return there ? (size_t)(there - newer.at) : node ? newer.count + (size_t)(programme_node(comparing->before.programme, node->id) - older.at) : 0;
}

static void add(struct comparing *comparing, struct plan_change change)
{
	const struct node *newer = change.node ? programme_node(comparing->after.programme, change.node->id) : NULL;

	if (comparing->count == comparing->room) {
		size_t room = comparing->room ? 2 * comparing->room : 32;
		struct placed *at = arena_array(comparing->arena, struct placed, room);
		if (comparing->count > 0)
			memcpy(at, comparing->at, comparing->count * sizeof *at);
		comparing->at = at;
		comparing->room = room;
	}
	change.node = newer ? newer : change.node;
	comparing->at[comparing->count] = (struct placed){ change, place_of(comparing, change.node), comparing->count };
	comparing->count++;
}

/* Rows that are compared field by field. Lead and participation are compared as they hold. */
static const struct record *const compared[] = {
	&theme_record, &topic_record, &goal_record, &action_record, &milestone_record, &result_figure_record, &budget_line_record,
	&budget_part_record,
};

/* A day that comes or goes unknown moved to no other year. */
static enum plan_change_kind moved(const struct field *field, const void *before, const void *after)
{
	const struct day *was = FIELD_AT(before, field, struct day), *is = FIELD_AT(after, field, struct day);

	return day_known(*was) && day_known(*is) && was->year != is->year ? CHANGE_MOVED_YEAR : CHANGE_MOVED;
}

static enum plan_change_kind kind_of(const struct record *record, const struct field *field, const void *before, const void *after)
{
	if (record == &budget_line_record || record == &budget_part_record)
		return CHANGE_MONEY;
	if (field->kind == KIND_DAY)
		return moved(field, before, after);
	if (record == &action_record && strcmp(field->name, "status") == 0)
		return ((const struct action *)after)->status == ACTION_STOPPED || ((const struct action *)before)->status == ACTION_STOPPED
			? CHANGE_STOPPED : CHANGE_STATUS;
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
			add(comparing, (struct plan_change){ kind_of(record, field, before, after), record, before, after, field, node, ID_NONE });
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
			add(comparing, (struct plan_change){ whole_kind(record, true), record, NULL, rows.at[i], NULL, node, ID_NONE });
	}
	rows = programme_rows(before, record);
	for (size_t i = 0; i < rows.count; i++)
		if (!programme_find(after, record, row_id(rows.at[i])))
			add(comparing, (struct plan_change){ whole_kind(record, false), record, rows.at[i], NULL, NULL,
				row_node(before, record, rows.at[i]), ID_NONE });
}

static void compare_leads(struct comparing *comparing, const struct node *before, const struct node *after)
{
	const struct role *was = role_lead(comparing->before.programme, before, comparing->before.day);
	const struct role *is = role_lead(comparing->after.programme, after, comparing->after.day);

	if ((was != NULL) != (is != NULL) || (was && !id_equal(was->party, is->party)))
		add(comparing, (struct plan_change){ CHANGE_LEAD, &role_record, was, is, NULL, after, is ? is->party : was->party });
}

static bool same_standing(const struct participation *a, const struct participation *b)
{
	return participation_standing(a) == participation_standing(b) && (!a || id_equal(a->counterpart, b->counterpart));
}

static void compare_standing(struct comparing *comparing, const struct node *before, const struct node *after, struct id party)
{
	const struct participation *was = participation_own(comparing->before.programme, party, before->id, comparing->before.day);
	const struct participation *is = participation_own(comparing->after.programme, party, after->id, comparing->after.day);

	if ((was != NULL) != (is != NULL) || !same_standing(was, is))
		add(comparing, (struct plan_change){ CHANGE_PARTICIPATION, &participation_record, was, is, NULL, after, party });
}

static void compare_participation(struct comparing *comparing, const struct node *before, const struct node *after)
{
	struct row_list parties = programme_rows(comparing->after.programme, &party_record);

	for (size_t i = 0; i < parties.count; i++)
		compare_standing(comparing, before, after, row_id(parties.at[i]));
	parties = programme_rows(comparing->before.programme, &party_record);
	for (size_t i = 0; i < parties.count; i++)
		if (!programme_find(comparing->after.programme, &party_record, row_id(parties.at[i])))
			compare_standing(comparing, before, after, row_id(parties.at[i]));
}

/* In the order of the newer tree; what hangs on a node that is no more comes last, in the order of the older one. */
static int by_place(const void *a, const void *b)
{
	const struct placed *one = a, *other = b;

	if (one->node != other->node)
		return one->node < other->node ? -1 : 1;
	if (one->change.kind != other->change.kind)
		return one->change.kind < other->change.kind ? -1 : 1;
	return one->found < other->found ? -1 : 1;
}

static struct plan_changes in_order(struct comparing *comparing)
{
	struct plan_change *at = arena_array(comparing->arena, struct plan_change, comparing->count);

	if (comparing->count > 0)
		qsort(comparing->at, comparing->count, sizeof *comparing->at, by_place);
	for (size_t i = 0; i < comparing->count; i++)
		at[i] = comparing->at[i].change;
	return (struct plan_changes){ at, comparing->count };
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
	return in_order(&comparing);
}

/* One row */

static bool counts(const struct programme *programme, const struct record *record, const void *row)
{
	const struct node *node = row ? row_node(programme, record, row) : NULL;

	if (!row || row_visibility(record, row) != VISIBILITY_PUBLISHED)
		return false;
	if (record == &action_record)
		return plan_has(row);
	return !node || node->record != &action_record || plan_has(node->row);
}

static bool leads(const struct role *role)
{
	return role && role->kind == ROLE_LEAD && role->state != ROLE_DECLINED;
}

/* A role that does not lead, a contact person, an answer: none of it changes who leads. */
static void compare_role(struct comparing *comparing, const struct role *was, const struct role *is, const struct node *node)
{
	bool led = leads(was), does = leads(is);
	const struct role *other = node && does && !led ? role_lead(comparing->before.programme, node, comparing->before.day) : NULL;

	if ((!led && !does) || (led && does && id_equal(was->party, is->party) && id_equal(was->node, is->node) &&
	    day_equal(was->from, is->from) && day_equal(was->until, is->until)))
		return;
	add(comparing, (struct plan_change){ CHANGE_LEAD, &role_record, led ? was : other, does ? is : NULL, NULL, node, does ? is->party : was->party });
}

static void compare_entry(struct comparing *comparing, const struct participation *was, const struct participation *is, const struct node *node)
{
	if (!was || !is || !same_standing(was, is) || !id_equal(was->party, is->party) || !id_equal(was->node, is->node) ||
	    !day_equal(was->from, is->from) || !day_equal(was->until, is->until))
		add(comparing, (struct plan_change){ CHANGE_PARTICIPATION, &participation_record, was, is, NULL, node, is ? is->party : was->party });
}

struct plan_changes plan_compare_row(const struct programme *programme, const struct record *record, const void *before, const void *after,
	struct day day, struct arena *arena)
{
	struct plan_at at = { programme, day };
	struct comparing comparing = { .before = at, .after = at, .arena = arena };
	bool was = counts(programme, record, before), is = counts(programme, record, after), known = false;
	const struct node *node = row_node(programme, record, before ? before : after);

	for (size_t r = 0; r < sizeof compared / sizeof compared[0]; r++)
		known = known || compared[r] == record;
	if (!was && !is)
		return in_order(&comparing);
	if (record == &role_record)
		compare_role(&comparing, was ? before : NULL, is ? after : NULL, node);
	else if (record == &participation_record)
		compare_entry(&comparing, was ? before : NULL, is ? after : NULL, node);
	else if (known && was && is)
		compare_rows(&comparing, record, before, after, node);
	else if (known)
		add(&comparing, (struct plan_change){ whole_kind(record, is), record, was ? before : NULL, is ? after : NULL, NULL, node, ID_NONE });
	return in_order(&comparing);
}
