/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of goals (docs/rules.md 10, 11). */
#include "action/action.h"
#include "attention/attention.h"
#include "goal/goal.h"

static bool is_served(const struct programme *programme, struct id goal)
{
	for (size_t i = 0; i < programme->actions.count; i++)
		if (ids_have(programme->actions.at[i].goals, goal))
			return true;
	return false;
}

/* While no action names a goal at all, that is told once, of the actions. */
static void find_no_action(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list goals = programme_rows(search->programme, &goal_record);
	bool any = false;

	for (size_t i = 0; i < search->programme->actions.count && !any; i++)
		any = search->programme->actions.at[i].goals.count > 0;
	for (size_t i = 0; any && i < goals.count && !search->over; i++)
		if (!is_served(search->programme, ROW(goal, goals, i)->id))
			attention_add(search, kind, &(struct attention){ .record = &goal_record, .row = goals.at[i],
				.arg = { ROW(goal, goals, i)->text }, .address = STR("/actions") });
}

const struct attention_kind goal_attention[] = {
	{ "goal_without_action", N_("Goal without action"), N_("No action serves the goal: {0}"), N_("Name it in an action"), find_no_action, false },
	ATTENTION_END
};
