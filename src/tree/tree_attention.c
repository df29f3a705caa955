/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of the programme itself and its themes (docs/rules.md 10). */
#include "attention/attention.h"
#include "role/role.h"
#include "tree/tree.h"

/* The form of the programme's own facts, at one field. */
static struct str own_form(const struct attention_search *search, const char *field)
{
	return str_format(search->arena, "/edit/programme_facts/%.*s#f-%s", STR_ARG(id_text(search->programme->id, search->arena)), field);
}

static void add_own(struct attention_search *search, const struct attention_kind *kind, const char *field)
{
	const struct programme_facts *facts = tree_facts(search->programme);

	/* A programme without any facts of its own has just been made. */
	if (search->programme->facts.count == 0)
		return;
	attention_add(search, kind, &(struct attention){ .record = &programme_facts_record, .row = facts, .address = own_form(search, field) });
}

static void find_no_aim(struct attention_search *search, const struct attention_kind *kind)
{
	if (tree_facts(search->programme)->aim.len == 0 && !search->over)
		add_own(search, kind, "aim");
}

static void find_no_period(struct attention_search *search, const struct attention_kind *kind)
{
	const struct programme_facts *facts = tree_facts(search->programme);

	if (!day_known(facts->first))
		add_own(search, kind, "first");
	else if (!day_known(facts->last))
		add_own(search, kind, "last");
}

/* A plan is there as soon as there are actions. */
static void find_no_horizon(struct attention_search *search, const struct attention_kind *kind)
{
	if (!day_known(tree_facts(search->programme)->horizon) && search->programme->actions.count > 0 && !search->over)
		add_own(search, kind, "horizon");
}

static void add_theme(struct attention_search *search, const struct attention_kind *kind, const struct node *node, const char *role)
{
	const struct theme *theme = node->row;

	attention_add(search, kind, &(struct attention){ .record = &theme_record, .row = theme, .node = node, .arg = { theme->name },
		.since = search->begun ? tree_facts(search->programme)->first : DAY_UNKNOWN,
		.address = str_format(search->arena, "/edit/role/new?node=%.*s&kind=%s", STR_ARG(id_text(theme->id, search->arena)), role) });
}

static void find_no_lead(struct attention_search *search, const struct attention_kind *kind)
{
	struct node_list nodes = programme_nodes(search->programme);

	for (size_t i = 0; i < nodes.count && !search->over; i++)
		if (nodes.at[i].record == &theme_record && !role_lead(search->programme, &nodes.at[i], search->day))
			add_theme(search, kind, &nodes.at[i], "lead");
}

static void find_no_executor(struct attention_search *search, const struct attention_kind *kind)
{
	struct node_list nodes = programme_nodes(search->programme);

	for (size_t i = 0; i < nodes.count && !search->over; i++)
		if (nodes.at[i].record == &theme_record &&
		    role_executors(search->programme, &nodes.at[i], search->day, search->arena, NULL).count == 0)
			add_theme(search, kind, &nodes.at[i], "executor");
}

const struct attention_kind tree_attention[] = {
	{ "vision_without_aim", N_("Vision without aim"), N_("The vision does not say what it is for."), N_("Write down the aim"),
		find_no_aim, false },
	{ "vision_without_period", N_("Vision without period"), N_("It is not known from when until when the programme runs."),
		N_("Fill in the period"), find_no_period, false },
	{ "plan_without_horizon", N_("Plan without horizon"), N_("The plan has no last day by which its actions end."),
		N_("Fill in the last day of the plan"), find_no_horizon, false },
	{ "theme_without_lead", N_("Theme without lead"), N_("{0} has no lead."), N_("Name a lead"), find_no_lead, false },
	{ "theme_without_executor", N_("Theme without executor"), N_("Nobody is known to execute {0}."), N_("Name an executor"),
		find_no_executor, false },
	ATTENTION_END
};
