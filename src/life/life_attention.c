/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of the steps of a programme's life (docs/rules.md 10). */
#include "attention/attention.h"
#include "life/life.h"

static bool is_signing(const struct step *step)
{
	return step->stage == STAGE_AGREEMENT && step->kind == STEP_SIGNING;
}

static void add_step(struct attention_search *search, const struct attention_kind *kind, const struct step *step)
{
	bool past = day_known(step->planned) && day_last(step->planned) < day_first(search->day);

	attention_add(search, kind, &(struct attention){ .record = &step_record, .row = step, .by = step->planned, .arg = { step->title },
		.since = past ? day_add(day_of_number(day_last(step->planned)), 1) : DAY_UNKNOWN,
		.address = past ? str_format(search->arena, "/edit/step/%.*s#f-day", STR_ARG(id_text(step->id, search->arena))) : STR_NONE });
}

/* Steps of the programme itself that are not done. */
static void find_steps(struct attention_search *search, const struct attention_kind *kind,
	bool (*wanted)(const struct attention_search *, const struct step *))
{
	struct row_list steps = programme_rows(search->programme, &step_record);

	for (size_t i = 0; i < steps.count; i++)
		if (!ROW(step, steps, i)->outside && !step_done(steps.at[i], search->day) && wanted(search, steps.at[i]))
			add_step(search, kind, steps.at[i]);
}

/* A step with an actual day to come is announced, not late. */
static bool is_overdue(const struct attention_search *search, const struct step *step)
{
	return !is_signing(step) && !day_known(step->day) && day_known(step->planned) && day_last(step->planned) < day_first(search->day);
}

static void find_overdue(struct attention_search *search, const struct attention_kind *kind)
{
	find_steps(search, kind, is_overdue);
}

static bool is_coming(const struct attention_search *search, const struct step *step)
{
	return attention_near(search, step_day(step)) && day_last(step_day(step)) >= day_first(search->day);
}

static void find_coming(struct attention_search *search, const struct attention_kind *kind)
{
	find_steps(search, kind, is_coming);
}

/* An agreement that is to be signed: once its day has gone by, or the programme runs already. */
static bool is_unsigned(const struct attention_search *search, const struct step *step)
{
	return is_signing(step) && !is_coming(search, step) && !day_known(step->day) && !search->over &&
		(search->begun || (day_known(step->planned) && day_last(step->planned) < day_first(search->day)));
}

static void find_unsigned(struct attention_search *search, const struct attention_kind *kind)
{
	find_steps(search, kind, is_unsigned);
}

const struct attention_kind life_attention[] = {
	{ "step_overdue", N_("Step past its day"), N_("{0}: not known to have taken place."), N_("Record when it took place"), find_overdue, true },
	{ "step_coming", N_("Step to come"), N_("{0} comes soon."), N_("See the step"), find_coming, false },
	{ "agreement_unsigned", N_("Agreement not signed"), N_("{0}: not known to be signed."), N_("Record when it was signed"), find_unsigned, true },
	ATTENTION_END
};
