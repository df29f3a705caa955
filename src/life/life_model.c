/* SPDX-License-Identifier: EUPL-1.2 */
#include "life/life_model.h"

#include "html/markdown.h"
#include "html/show.h"

struct str life_planned(const struct request *req, const struct step *step)
{
	struct str year = str_format(req->arena, "%d", step->planned.year);

	if (step->planned_words.len == 0)
		return day_known(step->planned) ? language_day(req->language, req->arena, step->planned) : STR_NONE;
	if (!day_known(step->planned) || str_search(step->planned_words, year) != SIZE_MAX)
		return step->planned_words;
	return str_format(req->arena, "%.*s %.*s", STR_ARG(step->planned_words), STR_ARG(year));
}

static struct str fill(const struct request *req, const char *english, struct str a, struct str b)
{
	return language_fill(req->language, req->arena, english, a, b, STR_NONE);
}

/* The days it took, else its day; empty where not known. */
static struct str actual(const struct request *req, const struct step *step)
{
	if (!day_known(step->day))
		return STR_NONE;
	if (day_known(step->last))
		return language_period(req->language, req->arena, step->day, step->last);
	return language_day(req->language, req->arena, step->day);
}

/* Planned and actual are two values: both are told where both are known. */
static struct str when(const struct request *req, const struct step *step, bool done)
{
	struct str planned = life_planned(req, step), day = actual(req, step);

	if (done && planned.len > 0 && day.len > 0)
		return fill(req, N_("Planned for {0}, done on {1}."), planned, day);
	if (done && planned.len > 0)
		return fill(req, N_("Planned for {0}. It took place; the day is not known."), planned, STR_NONE);
	if (done && day.len == 0)
		return language_text(req->language, N_("It took place; the day is not known."));
	if (!done && planned.len > 0)
		return fill(req, N_("Planned for {0}."), planned, STR_NONE);
	if (!done && day.len == 0)
		return language_text(req->language, N_("It is not known whether and when this takes place."));
	return STR_NONE;
}

static struct str day_words(const struct request *req, const struct step *step)
{
	struct str day = actual(req, step);
	/* What was done on a day that nobody knows was not done on the planned one. */
	return day.len > 0 || step->happened ? day : life_planned(req, step);
}

void life_step_model(const struct request *req, struct model *item, const struct step *step)
{
	bool done = step_done(step, req->day);
	const struct node *node = programme_node(req->programme, step->node);

	model_text(item, "id", id_text(step->id, req->arena));
	model_text(item, "title", step->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &step_record, step, req->arena)));
	model_flag(item, "done", done);
	model_flag(item, "overdue", !done && !day_known(step->day) && day_known(step->planned) &&
		day_last(step->planned) < day_first(req->day));
	model_text(item, "day", day_words(req, step));
	model_text(item, "day_iso", day_text(step->happened ? step->day : step_day(step), req->arena));
	model_text(item, "when", when(req, step, done));
	model_safe(item, "text", markdown_html(step->text, 4, req->arena));
	model_flag(item, "has_text", step->text.len > 0);
	model_text(item, "who", step->who);
	model_text(item, "place", step->place);
	model_words(item, "kind", step->kind == STEP_UNKNOWN || step->kind == STEP_OTHER ? ""
		: words_label(&step_kind_words, (int)step->kind));
	show_row(req, item, "node", node && node->parent ? node->record : &step_record, node && node->parent ? node->id : ID_NONE);
	show_provenance(req, item, &step_record, step);
	show_edit(req, item, &step_record, step);
}

static struct str stage_when(const struct request *req, const struct life_stage *stage)
{
	const struct step *step = stage->deciding;

	if (step && !access_sees(req->programme, req->person, &step_record, step, req->day))
		return STR_NONE;
	switch (stage->state) {
	case STAGE_REACHED:
		if (step && !day_known(step->day))
			return language_text(req->language, N_("day not known"));
		return step ? actual(req, step) : language_day(req->language, req->arena, stage->until);
	case STAGE_UNDER_WAY:
		if (stage->stage == STAGE_EXECUTION)
			return language_period(req->language, req->arena, stage->from, stage->until);
		return day_known(stage->from) ? fill(req, N_("since {0}"), language_day(req->language, req->arena, stage->from), STR_NONE)
			: STR_NONE;
	case STAGE_AHEAD:
		if (!step)
			return language_day(req->language, req->arena, stage->from);
		return day_words(req, step);
	default:
		return STR_NONE;
	}
}

void life_stages_model(const struct request *req, struct model *model)
{
	model_list(model, "stages");
	for (int which = STAGE_VISION; which < STAGE_COUNT; which++) {
		struct life_stage stage = life_stage(req->programme, (enum stage)which, req->day);
		const char *wire = words_wire(&stage_words, which);
		struct model *item = model_item(model, "stages");

		model_text(item, "stage", str_of(wire));
		model_words(item, "name", words_label(&stage_words, which));
		model_text(item, "state", str_of(words_wire(&stage_state_words, (int)stage.state)));
		model_words(item, "state_label", words_label(&stage_state_words, (int)stage.state));
		model_text(item, "when", stage_when(req, &stage));
		show_row(req, item, "deciding", &step_record, stage.deciding ? stage.deciding->id : ID_NONE);
		model_text(item, "address", request_address(req, str_format(req->arena, "/steps#stage-%s", wire)));
	}
}
