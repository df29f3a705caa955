/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of actions, their milestones and result figures (docs/rules.md 4, 10). */
#include "action/action.h"
#include "attention/attention.h"
#include "role/role.h"
#include "tree/tree.h"

/* Of the programme itself and meant to be done; an idea need not be worked out yet. */
static bool is_meant(const struct attention_search *search, const struct action *action)
{
	return !search->over && !action->outside && action_open(action) && action->status != ACTION_IDEA;
}

static struct str form_of(const struct attention_search *search, const struct record *record, struct id id, const char *field)
{
	return str_format(search->arena, "/edit/%s/%.*s#f-%s", record->name, STR_ARG(id_text(id, search->arena)), field);
}

static struct attention about(const struct attention_search *search, const struct action *action)
{
	struct attention found = { .record = &action_record, .row = action, .node = programme_node(search->programme, action->id),
		.arg = { row_title(search->programme, &action_record, action, search->arena) } };

	attention_to_lead(search, &found);
	return found;
}

/* The first day on which it was to be known; unknown where that lies ahead or nobody knows. */
static struct day begun(const struct attention_search *search, const struct action *action)
{
	return day_known(action->start) && day_first(action->start) <= day_first(search->day) ? action->start : DAY_UNKNOWN;
}

static void find_no_lead(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct node *node = programme_node(search->programme, action->id);
		struct attention found;

		if (!is_meant(search, action) || !node || role_lead(search->programme, node, search->day))
			continue;
		found = about(search, action);
		found.since = begun(search, action);
		found.address = str_format(search->arena, "/edit/role/new?node=%.*s&kind=lead", STR_ARG(id_text(action->id, search->arena)));
		attention_add(search, kind, &found);
	}
}

/* Lead and participation are matters of their own. */
static void find_incomplete(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct { bool lacks; const char *field, *words; } parts[ATTENTION_REMARKS] = {
			{ action->result.len == 0, "result", N_("It is not said when it is done.") },
			{ !action_theme(search->programme, action), "theme", N_("It stands in no theme.") },
			{ !day_known(action->start), "start", N_("The start is not known.") },
			{ !day_known(action->last), "last", N_("The last day is not known.") },
		};
		struct attention found;
		const char *first = NULL;
		size_t count = 0;

		if (!is_meant(search, action))
			continue;
		found = about(search, action);
		for (size_t k = 0; k < ATTENTION_REMARKS; k++)
			if (parts[k].lacks) {
				first = first ? first : parts[k].field;
				found.remark[count++] = parts[k].words;
			}
		if (!count)
			continue;
		found.since = begun(search, action);
		found.address = form_of(search, &action_record, action->id, first);
		attention_add(search, kind, &found);
	}
}

/* Whether the programme has goals, and an action names one. */
static bool names_goals(const struct programme *programme)
{
	for (size_t i = 0; programme->goals.count > 0 && i < programme->actions.count; i++)
		if (programme->actions.at[i].goals.count > 0)
			return true;
	return false;
}

/* While none of them names a goal that is one line, not one for each. */
static void find_no_goals(struct attention_search *search, const struct attention_kind *kind)
{
	if (search->programme->goals.count > 0 && search->programme->actions.count > 0 && !search->over && !names_goals(search->programme))
		attention_add(search, kind, &(struct attention){ .record = &programme_facts_record, .row = tree_facts(search->programme),
			.address = STR("/actions") });
}

static void find_no_goal(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; names_goals(search->programme) && i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		struct attention found;

		if (!is_meant(search, action) || action->goals.count > 0)
			continue;
		found = about(search, action);
		found.address = form_of(search, &action_record, action->id, "goals");
		attention_add(search, kind, &found);
	}
}

static void find_late(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		struct attention found;

		if (action->outside || !action_late(action, search->day) || search->over)
			continue;
		found = about(search, action);
		found.since = day_add(day_of_number(day_last(action->last)), 1);
		found.by = action->last;
		found.address = form_of(search, &action_record, action->id, "status");
		attention_add(search, kind, &found);
	}
}

/* A milestone that was not reached, of an action that goes on: missed, or to come within ATTENTION_SOON_DAYS. */
static void find_milestones(struct attention_search *search, const struct attention_kind *kind, bool missed)
{
	struct row_list milestones = programme_rows(search->programme, &milestone_record);

	for (size_t i = 0; i < milestones.count && !search->over; i++) {
		const struct milestone *milestone = ROW(milestone, milestones, i);
		const struct action *action = programme_row(search->programme, action, milestone->action);
		bool reached = day_known(milestone->reached) && day_first(milestone->reached) <= day_first(search->day);
		struct attention found;

		if (reached || !action || action->outside || !action_open(action) || !attention_near(search, milestone->planned) ||
		    (day_last(milestone->planned) < day_first(search->day)) != missed)
			continue;
		found = about(search, action);
		found.record = &milestone_record;
		found.row = milestone;
		found.arg[1] = milestone->title;
		found.by = milestone->planned;
		found.since = missed ? day_add(day_of_number(day_last(milestone->planned)), 1) : DAY_UNKNOWN;
		found.address = missed ? form_of(search, &milestone_record, milestone->id, "reached") : STR_NONE;
		attention_add(search, kind, &found);
	}
}

static void find_missed(struct attention_search *search, const struct attention_kind *kind)
{
	find_milestones(search, kind, true);
}

static void find_coming(struct attention_search *search, const struct attention_kind *kind)
{
	find_milestones(search, kind, false);
}

const struct attention_kind action_attention[] = {
	{ "action_without_lead", N_("Action without lead"), N_("{0} has no lead."), N_("Name a lead"), find_no_lead, false },
	{ "action_incomplete", N_("Action not complete"), N_("{0} is not complete."), N_("Fill in what lacks"), find_incomplete, false },
	{ "actions_without_goals", N_("Actions without goals"), N_("No action names the goal it serves."), N_("Name the goals in the actions"),
		find_no_goals, false },
	{ "action_without_goal", N_("Action without goal"), N_("{0} serves no goal yet."), N_("Name the goal"), find_no_goal, false },
	{ "action_past_last_day", N_("Action past its last day"), N_("{0} is past its last day and not done."),
		N_("Say that it is done, or give another last day"), find_late, true },
	{ "milestone_missed", N_("Milestone missed"), N_("{0}: the milestone “{1}” was not reached in time."),
		N_("Say when it was reached, or plan it anew"), find_missed, true },
	{ "milestone_coming", N_("Milestone coming"), N_("{0}: the milestone “{1}” comes soon."), N_("See the action"), find_coming, false },
	ATTENTION_END
};
