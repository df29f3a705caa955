/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of the programme's course: what is to be decided before it runs, and before it ends (docs/rules.md 10, 13). */
#include "attention/attention.h"
#include "home/home.h"
#include "life/life.h"
#include "tree/tree.h"

static void add_stage(struct attention_search *search, const struct attention_kind *kind, enum stage stage, struct day since, struct day by)
{
	attention_add(search, kind, &(struct attention){ .record = &programme_facts_record, .row = tree_facts(search->programme),
		.since = since, .by = by, .address = str_format(search->arena, "/steps#stage-%s", words_wire(&stage_words, (int)stage)) });
}

/* The programme runs while no step says that this stage was reached. */
static void find_stage(struct attention_search *search, const struct attention_kind *kind, enum stage stage)
{
	if (search->begun && !search->over && life_stage(search->programme, stage, search->day).state != STAGE_REACHED)
		add_stage(search, kind, stage, tree_facts(search->programme)->first, DAY_UNKNOWN);
}

static void find_no_vision(struct attention_search *search, const struct attention_kind *kind)
{
	find_stage(search, kind, STAGE_VISION);
}

static void find_no_plan(struct attention_search *search, const struct attention_kind *kind)
{
	find_stage(search, kind, STAGE_PLAN);
}

static void find_no_evaluation(struct attention_search *search, const struct attention_kind *kind)
{
	struct home_phase phase = home_phase(search->programme, search->day);

	if (phase.evaluation_due)
		add_stage(search, kind, STAGE_EVALUATION, DAY_UNKNOWN, phase.last);
}

static void find_no_renewal(struct attention_search *search, const struct attention_kind *kind)
{
	struct home_phase phase = home_phase(search->programme, search->day);

	if (phase.renewal_due)
		add_stage(search, kind, STAGE_RENEWAL, DAY_UNKNOWN, phase.last);
}

const struct attention_kind home_attention[] = {
	{ "vision_not_adopted", N_("Vision not adopted"), N_("The programme runs, and the vision is not known to be adopted."),
		N_("Record the decision on the vision"), find_no_vision, false },
	{ "plan_not_adopted", N_("Plan not adopted"), N_("The programme runs, and its plan is not known to be adopted."),
		N_("Record the decision on the plan"), find_no_plan, false },
	{ "evaluation_due", N_("Evaluation not planned"), N_("The programme nears its end, and no evaluation is planned."),
		N_("Plan the evaluation"), find_no_evaluation, true },
	{ "renewal_due", N_("What comes after is not decided"), N_("The programme nears its end, and it is not decided what comes after it."),
		N_("Decide: stop, extend or make a new programme"), find_no_renewal, true },
	ATTENTION_END
};
