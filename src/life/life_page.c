/* SPDX-License-Identifier: EUPL-1.2 */
/* The steps of a programme's life, stage by stage: planned against actual. */
#include "html/show.h"
#include "http/route.h"
#include "life/life_model.h"
#include "tree/tree_model.h"

static bool sees(const struct request *req, const struct step *step)
{
	return access_sees(req->programme, req->person, &step_record, step, req->day);
}

/* Steps of a stage in time order; of no stage where `stage` is STAGE_NONE. Those elsewhere stand apart. */
static size_t steps_model(const struct request *req, struct model *model, enum stage stage, bool outside)
{
	struct row_list steps = programme_rows(req->programme, &step_record);
	size_t count = 0;

	model_list(model, "steps");
	for (size_t i = 0; i < steps.count; i++) {
		const struct step *step = ROW(step, steps, i);
		if (step->outside != outside || (!outside && step->stage != stage) || !sees(req, step))
			continue;
		life_step_model(req, model_item(model, "steps"), step);
		count++;
	}
	return count;
}

static void stage_model(const struct request *req, struct model *group, enum stage stage)
{
	struct life_stage life = life_stage(req->programme, stage, req->day);
	const char *wire = words_wire(&stage_words, (int)stage);
	size_t count = steps_model(req, group, stage, false);

	model_text(group, "stage", str_of(wire));
	model_words(group, "name", words_label(&stage_words, (int)stage));
	model_words(group, "state_label", words_label(&stage_state_words, (int)life.state));
	model_flag(group, "none", count == 0);
	model_flag(group, "execution", stage == STAGE_EXECUTION);
	show_period(req, group, "period", stage == STAGE_EXECUTION ? life.from : DAY_UNKNOWN,
		stage == STAGE_EXECUTION ? life.until : DAY_UNKNOWN);
	model_text(group, "add", tree_adding(req, str_format(req->arena, "/edit/step/new?stage=%s&back=/%.*s/steps", wire,
		STR_ARG(req->programme_key))));
}

/* GET /{programme}/steps */
static void show_steps(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Steps"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	life_stages_model(req, model);
	for (int stage = STAGE_VISION; stage < STAGE_COUNT; stage++)
		stage_model(req, model_item(model, "groups"), (enum stage)stage);
	model_flag(model, "has_others", steps_model(req, model_object(model, "others"), STAGE_NONE, false) > 0);
	model_flag(model, "has_outside", steps_model(req, model_object(model, "outside"), STAGE_NONE, true) > 0);
	model_flag(model, "none_at_all", req->programme->steps.count == 0);
	model_text(model, "add", tree_adding(req, str_format(req->arena, "/edit/step/new?back=/%.*s/steps", STR_ARG(req->programme_key))));
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "life/steps", model);
}

const struct route life_routes[] = {
	{ "GET", "/{programme}/steps", RIGHT_READ, show_steps, 0, "The steps of the programme's life, planned against actual" },
	ROUTES_END
};
