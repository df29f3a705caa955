/* SPDX-License-Identifier: EUPL-1.2 */
#include "progress/update_form.h"

#include <string.h>

#include "document/document.h"
#include "file/file.h"
#include "file/file_type.h"
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

/* "figure-0190..." of the whole, "figure-0190....0191..." of a municipality. */
static const char *figure_name(const struct request *req, struct id figure, struct id party)
{
	const char *whole = named(req, "figure", figure);
	return id_known(party) ? str_format(req->arena, "%s.%.*s", whole, STR_ARG(id_text(party, req->arena))).at : whole;
}

/* What stood in the field when it was opened: the newest value told. */
static struct decimal figure_known(const struct request *req, const struct result_figure *figure, struct id party)
{
	return id_known(party) ? figure_of(req->programme, figure, party, req->today, true).value : figure_now(req->programme, figure, req->today, true).value;
}

/* The parties a figure is asked for: none for the whole, then the municipalities. */
static struct ids figure_asked(const struct request *req, const struct result_figure *figure)
{
	struct row_list parties = figure->municipal == FIGURE_WHOLE ? (struct row_list){ NULL, 0 }
		: figure_parties(req->programme, figure, req->today, req->arena);
	struct id *at = arena_array(req->arena, struct id, parties.count + 1);
	size_t count = 0;

	/* The sum follows; it is asked itself only where nobody takes part. */
	if (figure->municipal != FIGURE_SUM || parties.count == 0)
		at[count++] = ID_NONE;
	for (size_t i = 0; i < parties.count; i++)
		at[count++] = row_id(parties.at[i]);
	return (struct ids){ at, count };
}

/* Another number than the one that stood in the field. */
static bool figure_changed(const struct request *req, const struct result_figure *figure, struct id party)
{
	struct str typed = str_trim(request_field(req, figure_name(req, figure->id, party)));
	struct decimal known = figure_known(req, figure, party), value;

	return typed.len > 0 && !(decimal_read(typed, &value) && known.known && value.thousandths == known.thousandths);
}

static bool figures_changed(const struct request *req, struct id action)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action);

	for (size_t i = 0; i < figures.count; i++) {
		struct ids asked = figure_asked(req, figures.at[i]);
		for (size_t k = 0; k < asked.count; k++)
			if (figure_changed(req, figures.at[i], asked.at[k]))
				return true;
	}
	return false;
}

/* Nothing that was typed is lost: whoever only ticks a milestone or sends a photo is asked how it goes. */
static bool left(const struct request *req, struct id action)
{
	return typed_text(req, "light", action).len == 0 && str_trim(typed_text(req, "text", action)).len == 0 &&
		str_trim(typed_text(req, "internal", action)).len == 0 && request_fields(req, named(req, "milestones", action)).count == 0 &&
		!request_file(req, named(req, "proof", action)) && !figures_changed(req, action);
}

/* "Nothing changed", in one tap: for this action, or for all that are still to be told. */
static bool tapped(const struct request *req, struct id action)
{
	return request_has_field(req, named(req, "same", action)) || request_has_field(req, "same-all");
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

static const struct reading *reading_of(const struct programme *programme, const struct update *update, struct id figure, struct id party)
{
	struct row_list readings = update ? REFERRING(programme, reading, update, update->id) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < readings.count; i++)
		if (id_equal(ROW(reading, readings, i)->figure, figure) && id_equal(ROW(reading, readings, i)->party, party))
			return readings.at[i];
	return NULL;
}

static struct str decimal_words(const struct request *req, struct decimal value)
{
	return value.known ? language_decimal(req->language, req->arena, value) : STR_NONE;
}

static void figure_field_model(const struct request *req, struct model *field, const struct result_figure *figure, struct id party, bool typed,
	const struct update *correct)
{
	const struct party *municipality = programme_row(req->programme, party, party);
	const char *name = figure_name(req, figure->id, party);
	const struct reading *reading = reading_of(req->programme, correct, figure->id, party);
	struct decimal known = figure_known(req, figure, party);

	model_text(field, "field", str_of(name));
	model_text(field, "party", municipality ? municipality->name : STR_NONE);
	model_text(field, "aim", decimal_words(req, figure_aim_on(req->programme, figure, party, req->today)));
	model_text(field, "now", decimal_words(req, known));
	model_text(field, "value", typed ? request_field(req, name) : decimal_words(req, correct ? (reading ? reading->value : (struct decimal){ 0, false }) : known));
	model_text(field, "fault", faults_of(req, &req->faults, name));
}

static void figures_model(const struct request *req, struct model *item, const struct action *action, bool typed, const struct update *correct)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action->id);

	model_list(item, "figures");
	for (size_t i = 0; i < figures.count; i++) {
		const struct result_figure *figure = ROW(result_figure, figures, i);
		struct ids asked = figure_asked(req, figure);
		struct model *one = model_item(item, "figures");

		model_text(one, "figure_id", id_text(figure->id, req->arena));
		model_text(one, "name", figure->name);
		model_text(one, "unit", figure->unit);
		model_text(one, "method", figure->method);
		model_flag(one, "cumulative", figure->cumulative);
		model_flag(one, "several", asked.count > 1 || (asked.count == 1 && id_known(asked.at[0])));
		model_flag(one, "is_sum", figure->municipal == FIGURE_SUM && asked.count > 0 && id_known(asked.at[0]));
		model_text(one, "sum_now", decimal_words(req, figure_now(req->programme, figure, req->today, true).value));
		model_list(one, "fields");
		for (size_t k = 0; k < asked.count; k++)
			figure_field_model(req, model_item(one, "fields"), figure, asked.at[k], typed, correct);
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
	static const char *const folded[] = { "next_step", "help_wanted", "spent", "internal", "proof" };
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
	model_flag(item, "may_same", last != NULL && !correct);
	model_text(item, "proof_kinds", str_format(req->arena, "image/*,%.*s", STR_ARG(file_endings(req->arena))));
	model_text(item, "proof_fault", faults_of(req, &req->faults, named(req, "proof", action->id)));
	model_flag(item, "proof_public", typed && str_is(typed_text(req, "proof_label", action->id), "public"));
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

static void add_told(struct telling *telling, const struct action *action, struct update *update)
{
	struct told *more = arena_array(telling->arena, struct told, telling->updates + 1);

	if (telling->updates)
		memcpy(more, telling->told, telling->updates * sizeof *more);
	telling->told = more;
	telling->told[telling->updates++] = (struct told){ action, update };
	add_change(telling, &update_record, NULL, update);
}

/* Faults from `first` on are of this action: they get its fields' names, and say where they are. */
static void own_faults(struct request *req, size_t first, struct id id, struct str place)
{
	for (size_t i = first; i < req->faults.count; i++) {
		struct fault *fault = &req->faults.at[i];
		const struct field *field = fault->field ? record_field(&update_record, fault->field) : NULL;

		fault->place = field && field->label ? str_format(req->arena, "%.*s, %.*s", STR_ARG(place),
			STR_ARG(language_text(req->language, field->label))) : place;
		fault->field = named(req, fault->field ? fault->field : "text", id);
	}
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

/* New values of result figures. The number that stood there already is told again only where a correction takes it back otherwise. */
static void read_figure(struct request *req, const struct result_figure *figure, struct id party, const struct update *update, struct telling *telling)
{
	const char *name = figure_name(req, figure->id, party);
	const struct party *municipality = programme_row(req->programme, party, party);
	struct str typed = str_trim(request_field(req, name));
	struct reading *reading;
	size_t before = req->faults.count;

	if (typed.len == 0 || (!id_known(update->corrects) && !figure_changed(req, figure, party)))
		return;
	reading = arena_new(req->arena, struct reading);
	*reading = (struct reading){ .id = id_new(), .update = update->id, .figure = figure->id, .party = party };
	field_read(record_field(&reading_record, "value"), reading, typed, &req->faults);
	for (size_t i = before; i < req->faults.count; i++) {
		req->faults.at[i].place = municipality ? str_format(req->arena, "%.*s, %.*s", STR_ARG(figure->name), STR_ARG(municipality->name)) : figure->name;
		req->faults.at[i].field = name;
	}
	add_change(telling, &reading_record, NULL, reading);
}

static void read_figures(struct request *req, const struct action *action, const struct update *update, struct telling *telling)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action->id);

	for (size_t i = 0; i < figures.count; i++) {
		struct ids asked = figure_asked(req, figures.at[i]);
		for (size_t k = 0; k < asked.count; k++)
			read_figure(req, figures.at[i], asked.at[k], update, telling);
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

/* All that was told before, told again today. */
static bool tell_same(struct request *req, const struct action *action, const struct round *round, struct teller teller, struct telling *telling)
{
	const struct update *last = progress_latest(req->programme, action, req->today, true);
	const struct role *lead = role_lead(req->programme, programme_node(req->programme, action->id), req->today);
	struct update *update;

	if (!last || (round && !request_has_field(req, named(req, "same", action->id)) && round_answer(req->programme, round, action, req->today)))
		return true;
	update = arena_new(req->arena, struct update);
	*update = (struct update){ .id = id_new(), .action = action->id, .round = round ? round->id : ID_NONE, .day = req->today, .moment = clock_now(),
		.light = last->light, .text = last->text, .next_step = last->next_step, .help_wanted = last->help_wanted, .help_from = last->help_from,
		.spent = last->spent, .person = teller.person, .on_behalf = teller.on_behalf, .unchanged = true,
		.party = id_known(teller.party) ? teller.party : lead ? lead->party : ID_NONE };
	if (told_already(req, action, update))
		return true;
	add_told(telling, action, update);
	return req->faults.count == 0;
}

bool update_form_read(struct request *req, const struct action *action, const struct round *round, const struct update *correct,
	struct teller teller, struct telling *telling)
{
	const struct role *lead = role_lead(req->programme, programme_node(req->programme, action->id), req->today);
	struct update *update;
	size_t before = req->faults.count;

	telling->arena = req->arena;
	if (left(req, action->id))
		return correct || !tapped(req, action->id) || tell_same(req, action, round, teller, telling);
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
	own_faults(req, before, action->id, action->number.len ? action->number : action->title);
	if (correct)
		update->proof = correct->proof;
	add_told(telling, action, update);
	read_figures(req, action, update, telling);
	reach_milestones(req, update, telling);
	return req->faults.count == before;
}

/* Proof */

/* A photo tells by itself little: what it is of, and when. A document keeps its name. */
static struct str proof_title(const struct request *req, const struct action *action, const struct kept_file *kept, bool photo)
{
	enum language language = LANGUAGE_NL;
	size_t dot = kept->name.len;

	language_parse(tree_facts(req->programme)->language, &language);
	if (photo)
		return language_fill(language, req->arena, N_("Photo with {0}, {1}"), action->number.len ? action->number : action->title,
			language_day(language, req->arena, req->today), STR_NONE);
	while (dot > 0 && kept->name.at[dot - 1] != '.')
		dot--;
	return dot > 1 ? str_to(kept->name, dot - 1) : kept->name;
}

static struct id add_document(struct request *req, const struct told *told, const struct kept_file *kept, struct telling *telling)
{
	struct document *document = arena_new(req->arena, struct document);
	struct document_version *version = arena_new(req->arena, struct document_version);
	bool photo = str_starts(kept->media_type, STR("image/"));
	struct id id = id_new();

	*document = (struct document){ .id = id, .title = proof_title(req, told->action, kept, photo), .kind = photo ? DOCUMENT_PHOTO : DOCUMENT_OTHER,
		.key = str_format(req->arena, "%s-%.*s", photo ? "foto" : "stuk", STR_ARG(str_from(id_text(id, req->arena), 19))),
		.owner = told->update->party, .node = told->action->id, .published = req->today,
		.visibility = str_is(typed_text(req, "proof_label", told->action->id), "public") ? VISIBILITY_PUBLISHED : VISIBILITY_DRAFT };
	*version = (struct document_version){ .id = id_new(), .document = id, .number = { 1, true }, .hash = hash_text(kept->hash, req->arena),
		.file_name = kept->name, .media_type = kept->media_type, .size = { kept->size, true }, .kept = clock_now(), .person = told->update->person };
	add_change(telling, &document_record, NULL, document);
	add_change(telling, &document_version_record, NULL, version);
	return id;
}

/* A file that is sent twice with one update is kept once. */
static bool seen_before(const struct uploads *files, size_t until)
{
	for (size_t i = 0; i < until; i++)
		if (str_equal(files->at[i].bytes, files->at[until].bytes))
			return true;
	return false;
}

static void keep_proof(struct request *req, struct told *told, struct telling *telling)
{
	const char *field = named(req, "proof", told->action->id);
	struct uploads files = request_files(req, field);
	struct id *proof = arena_array(req->arena, struct id, told->update->proof.count + files.count + 1);
	size_t count = told->update->proof.count, before = req->faults.count;
	struct kept_file kept;

	if (count)
		memcpy(proof, told->update->proof.at, count * sizeof *proof);
	for (size_t i = 0; i < files.count; i++)
		if (!seen_before(&files, i) &&
		    file_keep(req->store, req->programme->id, files.at[i].file_name, files.at[i].bytes, field, &kept, &req->faults))
			proof[count++] = add_document(req, told, &kept, telling);
	told->update->proof = (struct ids){ proof, count };
	for (size_t i = before; i < req->faults.count; i++)
		req->faults.at[i].place = told->action->number.len ? told->action->number : told->action->title;
}

bool update_form_keep(struct request *req, struct telling *telling)
{
	for (size_t i = 0; i < telling->updates; i++)
		keep_proof(req, &telling->told[i], telling);
	return req->faults.count == 0;
}
