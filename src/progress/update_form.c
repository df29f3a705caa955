/* SPDX-License-Identifier: EUPL-1.2 */
#include "progress/update_form.h"

#include <string.h>

#include "html/faults.h"
#include "html/show.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "tree/tree.h"

/* "light-0190...": lives as long as the request. */
static const char *named(const struct request *req, const char *name, struct id id)
{
	return str_format(req->arena, "%s-%.*s", name, STR_ARG(id_text(id, req->arena))).at;
}

static struct str typed_text(const struct request *req, const char *name, struct id id)
{
	return request_field(req, named(req, name, id));
}

static bool left(const struct request *req, struct id action)
{
	return typed_text(req, "light", action).len == 0 && str_trim(typed_text(req, "text", action)).len == 0;
}

/* The model */

/* `name`: what was typed, else `known`; `name_fault` beside it. */
static void field_model(const struct request *req, struct model *item, const char *name, struct id id, bool typed, struct str known)
{
	const char *fault = str_format(req->arena, "%s_fault", name).at;

	model_text(item, name, typed ? typed_text(req, name, id) : known);
	model_text(item, fault, faults_of(req, &req->faults, named(req, name, id)));
}

static void lights_model(const struct request *req, struct model *item, struct id action, bool typed, const struct update *correct)
{
	static const enum light given[] = { LIGHT_ON_TRACK, LIGHT_AT_RISK, LIGHT_OFF_TRACK };
	struct str chosen = typed ? typed_text(req, "light", action)
		: correct ? str_of(words_wire(&light_words, (int)correct->light)) : STR_NONE;

	model_list(item, "lights");
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		struct model *one = model_item(item, "lights");
		progress_light_model(req, one, given[i]);
		model_flag(one, "chosen", str_is(chosen, words_wire(&light_words, (int)given[i])));
	}
	model_text(item, "light_fault", faults_of(req, &req->faults, named(req, "light", action)));
}

static bool ticked(const struct request *req, const char *name, struct id of, struct id id)
{
	struct pairs values = request_fields(req, named(req, name, of));
	struct str wanted = id_text(id, req->arena);

	for (size_t i = 0; i < values.count; i++)
		if (str_equal(values.at[i].value, wanted))
			return true;
	return false;
}

static void milestones_model(const struct request *req, struct model *item, const struct action *action, bool typed,
	const struct update *correct)
{
	struct row_list milestones = REFERRING(req->programme, milestone, action, action->id);

	size_t shown = 0;

	model_list(item, "milestones");
	for (size_t i = 0; i < milestones.count; i++) {
		const struct milestone *milestone = ROW(milestone, milestones, i);
		struct model *one;
		bool reached = correct && ids_have(correct->milestones, milestone->id);
		if (day_known(milestone->reached) && !reached)
			continue;
		shown++;
		one = model_item(item, "milestones");
		model_text(one, "value", id_text(milestone->id, req->arena));
		model_text(one, "title", milestone->title);
		show_day(req, one, "planned", milestone->planned);
		model_flag(one, "missed", day_known(milestone->planned) && day_last(milestone->planned) < day_first(req->today));
		model_flag(one, "ticked", typed ? ticked(req, "milestones", action->id, milestone->id) : reached);
	}
	model_flag(item, "has_milestones", shown > 0);
}

static const struct reading *reading_of(const struct programme *programme, const struct update *update, const struct result_figure *figure)
{
	struct row_list readings = update ? REFERRING(programme, reading, update, update->id) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < readings.count; i++)
		if (id_equal(ROW(reading, readings, i)->figure, figure->id))
			return readings.at[i];
	return NULL;
}

static void figures_model(const struct request *req, struct model *item, const struct action *action, bool typed, const struct update *correct)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action->id);

	model_list(item, "figures");
	for (size_t i = 0; i < figures.count; i++) {
		const struct result_figure *figure = ROW(result_figure, figures, i);
		const struct reading *reading = reading_of(req->programme, correct, figure);
		struct figure_now now = figure_now(req->programme, figure, req->today, true);
		struct model *one = model_item(item, "figures");

		model_text(one, "id", id_text(figure->id, req->arena));
		model_text(one, "name", figure->name);
		model_text(one, "unit", figure->unit);
		model_text(one, "aim", figure->aim.known ? language_decimal(req->language, req->arena, figure->aim) : STR_NONE);
		model_text(one, "now", now.value.known ? language_decimal(req->language, req->arena, now.value) : STR_NONE);
		model_flag(one, "cumulative", figure->cumulative);
		field_model(req, one, "figure", figure->id, typed,
			reading ? language_decimal(req->language, req->arena, reading->value) : STR_NONE);
	}
}

static void helpers_model(const struct request *req, struct model *item, struct id action, bool typed, const struct update *last)
{
	struct row_list parties = programme_rows(req->programme, &party_record);

	model_list(item, "helpers");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *one;
		if (!party_exists(party, req->today))
			continue;
		one = model_item(item, "helpers");
		model_text(one, "value", id_text(party->id, req->arena));
		model_text(one, "name", party->name);
		model_flag(one, "ticked", typed ? ticked(req, "help_from", action, party->id) : last && ids_have(last->help_from, party->id));
	}
}

static void last_model(const struct request *req, struct model *item, const struct update *last)
{
	struct model *one;

	model_list(item, "last");
	if (!last)
		return;
	one = model_item(item, "last");
	progress_light_model(req, one, last->light);
	model_text(one, "day", language_day(req->language, req->arena, last->day));
	model_text(one, "text", last->text);
}

static void asked_model(const struct request *req, struct model *item, const struct action *action)
{
	struct row_list questions = questions_open(req->programme, action, req->today, req->arena);

	model_list(item, "questions");
	for (size_t i = 0; i < questions.count; i++)
		model_text(model_item(item, "questions"), "text", ROW(question, questions, i)->text);
}

/* The folded part opens where it has something to mend or to say. */
static void more_model(const struct request *req, struct model *item, struct id action, const struct update *correct)
{
	static const char *const folded[] = { "next_step", "help_wanted", "spent", "internal" };
	bool fault = false;

	for (size_t i = 0; i < sizeof folded / sizeof folded[0]; i++)
		fault = fault || faults_of(req, &req->faults, named(req, folded[i], action)).len > 0;
	model_flag(item, "more_open", fault || correct);
}

void update_form_model(struct request *req, struct model *model, const struct action *action, const struct round *round,
	const struct update *correct, bool typed)
{
	const struct update *last = progress_latest(req->programme, action, req->today, true);
	const struct update *known = correct ? correct : last;
	const struct update *answer = round ? round_answer(req->programme, round, action, req->today) : NULL;
	struct model *item = model_item(model, "tells");
	struct str money = known && known->spent.known ? money_text(known->spent, req->arena) : STR_NONE;

	/* What was left for later stays empty, also where another action on the page has a fault. */
	typed = typed && request_has_field(req, named(req, "seen", action->id));
	model_text(item, "id", id_text(action->id, req->arena));
	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "result", action->result);
	model_text(item, "last_day", day_known(action->last) ? language_day(req->language, req->arena, action->last) : STR_NONE);
	model_flag(item, "late", action_late(action, req->today));
	model_text(item, "seen", last ? id_text(last->id, req->arena) : STR_NONE);
	model_flag(item, "answered", answer != NULL && !correct);
	last_model(req, item, correct ? NULL : last);
	asked_model(req, item, action);
	lights_model(req, item, action->id, typed, correct);
	field_model(req, item, "text", action->id, typed, correct ? correct->text : STR_NONE);
	field_model(req, item, "next_step", action->id, typed, known ? known->next_step : STR_NONE);
	field_model(req, item, "help_wanted", action->id, typed, known ? known->help_wanted : STR_NONE);
	field_model(req, item, "spent", action->id, typed, money);
	field_model(req, item, "internal", action->id, typed, correct ? correct->internal : STR_NONE);
	model_text(item, "milestones_fault", faults_of(req, &req->faults, named(req, "milestones", action->id)));
	milestones_model(req, item, action, typed, correct);
	more_model(req, item, action->id, correct);
	figures_model(req, item, action, typed, correct);
	helpers_model(req, item, action->id, typed, known);
}

/* Reading */

static void add_change(struct telling *telling, const struct record *record, const void *before, const void *after)
{
	if (telling->count == telling->room) {
		struct change *more = arena_array(telling->arena, struct change, telling->room ? 2 * telling->room : 16);
		if (telling->count)
			memcpy(more, telling->at, telling->count * sizeof *more);
		telling->at = more;
		telling->room = telling->room ? 2 * telling->room : 16;
	}
	telling->at[telling->count++] = (struct change){ record, before, after };
}

/* Faults from `first` on are of this action, or of this figure: they get its fields' names. */
static void own_faults(struct request *req, size_t first, struct id id, const char *as)
{
	for (size_t i = first; i < req->faults.count; i++)
		req->faults.at[i].field = named(req, as ? as : req->faults.at[i].field ? req->faults.at[i].field : "text", id);
}

static struct ids ticked_ids(struct request *req, const char *name, struct id of)
{
	struct pairs values = request_fields(req, named(req, name, of));
	struct ids ids = { arena_array(req->arena, struct id, values.count + 1), 0 };
	struct id *at = (struct id *)arena_array(req->arena, struct id, values.count + 1);

	for (size_t i = 0; i < values.count; i++)
		ids.count += id_parse(values.at[i].value, &at[ids.count]);
	ids.at = at;
	return ids;
}

static void read_field(struct request *req, struct update *update, const char *name)
{
	field_read(record_field(&update_record, name), update, typed_text(req, name, update->action), &req->faults);
}

/* New values of result figures; the same number as before is told again only where it was typed. */
static void read_figures(struct request *req, const struct action *action, const struct update *update, struct telling *telling)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action->id);

	for (size_t i = 0; i < figures.count; i++) {
		const struct result_figure *figure = ROW(result_figure, figures, i);
		struct str typed = str_trim(typed_text(req, "figure", figure->id));
		struct reading *reading;
		size_t before = req->faults.count;

		if (typed.len == 0)
			continue;
		reading = arena_new(req->arena, struct reading);
		*reading = (struct reading){ .id = id_new(), .update = update->id, .figure = figure->id };
		field_read(record_field(&reading_record, "value"), reading, typed, &req->faults);
		own_faults(req, before, figure->id, "figure");
		add_change(telling, &reading_record, NULL, reading);
	}
}

static void reach_milestones(struct request *req, const struct update *update, struct telling *telling)
{
	for (size_t i = 0; i < update->milestones.count; i++) {
		const struct milestone *milestone = programme_row(req->programme, milestone, update->milestones.at[i]);
		struct milestone *reached;
		if (!milestone || day_known(milestone->reached))
			continue;
		reached = arena_copy(req->arena, milestone, sizeof *milestone);
		reached->reached = update->day;
		add_change(telling, &milestone_record, milestone, reached);
	}
}

/* Whether this very update came in already: the form was sent twice. A fault where another one came in since it was opened. */
static bool told_already(struct request *req, const struct action *action, const struct update *update)
{
	const struct update *last = progress_latest(req->programme, action, req->today, true);
	struct str seen = typed_text(req, "seen", action->id);

	if (!last || str_equal(seen, id_text(last->id, req->arena)))
		return false;
	if (last->light == update->light && str_equal(last->text, update->text) && id_equal(last->person, update->person))
		return true;
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .field = "text",
		.message = N_("Another update of this action came in while you were writing: “{0}”. Read it, and send yours again if it still holds."),
		.arg = { last->text } });
}

bool update_form_read(struct request *req, const struct action *action, const struct round *round, const struct update *correct,
	struct teller teller, struct telling *telling)
{
	const struct role *lead = role_lead(req->programme, programme_node(req->programme, action->id), req->today);
	struct update *update;
	size_t before = req->faults.count;

	telling->arena = req->arena;
	if (left(req, action->id))
		return true;
	update = arena_new(req->arena, struct update);
	*update = (struct update){ .id = id_new(), .action = action->id, .round = round ? round->id : ID_NONE, .day = req->today,
		.moment = clock_now(), .person = teller.person, .on_behalf = teller.on_behalf, .corrects = correct ? correct->id : ID_NONE,
		.party = id_known(teller.party) ? teller.party : lead ? lead->party : ID_NONE };
	read_field(req, update, "light");
	read_field(req, update, "text");
	read_field(req, update, "next_step");
	read_field(req, update, "help_wanted");
	read_field(req, update, "spent");
	read_field(req, update, "internal");
	update->milestones = ticked_ids(req, "milestones", action->id);
	update->help_from = update->help_wanted.len ? ticked_ids(req, "help_from", action->id) : (struct ids){ NULL, 0 };
	row_check(req->programme, &update_record, update, &req->faults);
	if (req->faults.count == before && told_already(req, action, update))
		return true;
	own_faults(req, before, action->id, NULL);
	add_change(telling, &update_record, NULL, update);
	telling->updates++;
	telling->update = telling->update ? telling->update : update;
	read_figures(req, action, update, telling);
	reach_milestones(req, update, telling);
	return req->faults.count == before;
}
