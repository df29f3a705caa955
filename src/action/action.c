/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/action.h"

#include "participation/participation.h"
#include "role/role.h"
#include "tree/tree.h"

const struct action *action_by_number(const struct programme *programme, struct str number)
{
	for (size_t i = 0; i < programme->actions.count; i++)
		if (str_equal_nocase(programme->actions.at[i].number, number))
			return &programme->actions.at[i];
	return NULL;
}

const struct action *action_by_key(const struct programme *programme, struct str key)
{
	for (size_t i = 0; key.len > 0 && i < programme->actions.count; i++)
		if (str_equal(programme->actions.at[i].key, key))
			return &programme->actions.at[i];
	return NULL;
}

const struct theme *action_theme(const struct programme *programme, const struct action *action)
{
	const struct topic *topic = programme_row(programme, topic, action->topic);
	return programme_row(programme, theme, topic ? topic->theme : action->theme);
}

bool action_open(const struct action *action)
{
	return action->status != ACTION_DONE && action->status != ACTION_STOPPED;
}

bool action_late(const struct action *action, struct day day)
{
	return action_open(action) && day_known(action->last) && day_last(action->last) < day_first(day);
}

bool action_recorded(const struct action *action)
{
	return action->provenance.source.len > 0 &&
	       (action->provenance.certainty == CERTAINTY_STATED || action->provenance.certainty == CERTAINTY_INFERRED);
}

bool action_beyond_horizon(const struct programme *programme, const struct action *action)
{
	struct day horizon = tree_facts(programme)->horizon;
	return day_known(horizon) && day_known(action->last) && day_last(action->last) > day_last(horizon);
}

/* At least one municipality participates in it on some day it runs; asked on its start, today and its last day. */
static bool has_participant(const struct programme *programme, const struct action *action, struct day day, struct arena *arena)
{
	const struct node *node = programme_node(programme, action->id);
	struct day days[3] = { day, DAY_UNKNOWN, DAY_UNKNOWN };

	if (day_known(action->start))
		days[1] = day_of_number(day_first(action->start));
	if (day_known(action->last))
		days[2] = day_of_number(day_last(action->last));
	for (size_t i = 0; node && i < 3; i++)
		if (day_known(days[i]) && participation_count(programme, node, days[i], arena).in > 0)
			return true;
	return false;
}

bool action_complete(const struct programme *programme, const struct action *action, struct day day, struct faults *faults)
{
	const struct node *node = programme_node(programme, action->id);
	size_t before = faults->count;

	if (!node || !role_lead(programme, node, day))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "lead", .message = N_("No lead is known.") });
	if (action->result.len == 0)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "result",
			.message = N_("It is not said when it is done.") });
	if (!action_theme(programme, action))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "theme", .message = N_("It stands in no theme.") });
	if (!day_known(action->start))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "start", .message = N_("The start is not known.") });
	if (!day_known(action->last))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last", .message = N_("The last day is not known.") });
	if (!has_participant(programme, action, day, faults->arena))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "participation",
			.message = N_("No municipality is known to take part.") });
	return faults->count == before;
}

const struct figure_aim *figure_aim_row(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day)
{
	struct row_list aims = REFERRING(programme, figure_aim, figure, figure->id);
	const struct figure_aim *newest = NULL;

	/* They come by day, one without a day first: the last that has begun stands. */
	for (size_t i = 0; i < aims.count; i++) {
		const struct figure_aim *aim = ROW(figure_aim, aims, i);
		if (id_equal(aim->party, party) && (!day_known(aim->from) || day_first(aim->from) <= day_first(day)))
			newest = aim;
	}
	return newest;
}

struct decimal figure_aim_on(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day)
{
	const struct figure_aim *aim = figure_aim_row(programme, figure, party, day);

	return aim ? aim->aim : id_known(party) ? (struct decimal){ 0, false } : figure->aim;
}

struct action_counts action_count(const struct programme *programme, const struct node *node, struct arena *arena)
{
	struct row_list actions = tree_actions(programme, node, arena);
	struct action_counts counts = { 0 };

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside || action->visibility != VISIBILITY_PUBLISHED)
			continue;
		counts.of[action->status]++;
		counts.all++;
	}
	return counts;
}
