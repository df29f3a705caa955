/* SPDX-License-Identifier: EUPL-1.2 */
#include "progress/progress_model.h"

#include "document/document_model.h"
#include "html/show.h"
#include "party/party.h"
#include "tree/tree.h"

bool progress_sees_all(const struct request *req, const struct node *node)
{
	return access_may(req->programme, req->person, RIGHT_READ_DRAFT, NULL, req->today, NULL) ||
	       access_may(req->programme, req->person, RIGHT_UPDATE_ACTION, node, req->today, NULL);
}

void progress_light_model(const struct request *req, struct model *item, enum light light)
{
	(void)req;
	model_text(item, "light", str_of(words_wire(&light_words, (int)light)));
	model_words(item, "light_label", words_label(&light_words, (int)light));
	model_flag(item, "has_light", light != LIGHT_NONE);
}

void progress_action_light(const struct request *req, struct model *item, const struct action *action)
{
	bool all = progress_sees_all(req, programme_node(req->programme, action->id));
	struct progress progress = progress_of(req->programme, action, req->day, all);

	progress_light_model(req, item, progress.light);
	model_text(item, "silent_since", progress.light == LIGHT_SILENT
		? language_day(req->language, req->arena, progress.round->due) : STR_NONE);
}

void progress_counts_model(const struct request *req, struct model *model, const char *name, const struct node *node)
{
	struct progress_counts counts = progress_count(req->programme, node, req->day, progress_sees_all(req, node), req->arena);

	model_list(model, name);
	for (int light = LIGHT_NONE + 1; light < LIGHT_COUNT; light++) {
		struct model *item;
		if (counts.of[light] == 0)
			continue;
		item = model_item(model, name);
		progress_light_model(req, item, (enum light)light);
		model_number(item, "number", (int64_t)counts.of[light]);
	}
}

static struct str party_name(const struct request *req, struct id id)
{
	const struct party *party = programme_row(req->programme, party, id);
	return party ? party->name : STR_NONE;
}

static void reached_model(const struct request *req, struct model *item, const struct update *update)
{
	model_list(item, "reached");
	for (size_t i = 0; i < update->milestones.count; i++) {
		const struct milestone *milestone = programme_row(req->programme, milestone, update->milestones.at[i]);
		if (milestone)
			model_text(model_item(item, "reached"), "title", milestone->title);
	}
}

static void readings_model(const struct request *req, struct model *item, const struct update *update)
{
	struct row_list readings = REFERRING(req->programme, reading, update, update->id);

	model_list(item, "readings");
	for (size_t i = 0; i < readings.count; i++) {
		const struct reading *reading = ROW(reading, readings, i);
		const struct result_figure *figure = programme_row(req->programme, result_figure, reading->figure);
		struct model *one = model_item(item, "readings");
		model_text(one, "figure", figure ? figure->name : STR_NONE);
		model_text(one, "of_party", party_name(req, reading->party));
		model_text(one, "unit", figure ? figure->unit : STR_NONE);
		model_text(one, "value", language_decimal(req->language, req->arena, reading->value));
	}
}

static void proof_model(const struct request *req, struct model *item, const struct update *update)
{
	bool any = false;

	model_list(item, "proof");
	for (size_t i = 0; i < update->proof.count; i++) {
		const struct document *document = programme_row(req->programme, document, update->proof.at[i]);
		if (!document || !access_sees(req->programme, req->person, &document_record, document, req->today))
			continue;
		any = true;
		document_link_model(req, model_item(item, "proof"), document);
	}
	model_flag(item, "has_proof", any);
}

/* What a correction takes back stands beside it; which update took this one back, and when. */
static void correction_model(const struct request *req, struct model *item, const struct update *update, bool all)
{
	const struct update *earlier = programme_row(req->programme, update, update->corrects);
	struct row_list later = REFERRING(req->programme, update, corrects, update->id);
	struct model *one;

	model_list(item, "corrects");
	model_list(item, "corrected_by");
	if (earlier && (all || update_public(req->programme, earlier, req->day))) {
		one = model_item(item, "corrects");
		progress_light_model(req, one, earlier->light);
		model_text(one, "day", language_day(req->language, req->arena, earlier->day));
		model_text(one, "text", earlier->text);
		model_text(one, "earlier", id_text(earlier->id, req->arena));
	}
	for (size_t i = 0; i < later.count; i++) {
		const struct update *next = ROW(update, later, i);
		if (day_first(next->day) > day_first(req->day) || !(all || update_public(req->programme, next, req->day)))
			continue;
		one = model_item(item, "corrected_by");
		model_text(one, "day", language_day(req->language, req->arena, next->day));
		model_text(one, "later", id_text(next->id, req->arena));
	}
}

static void help_model(const struct request *req, struct model *item, const struct update *update)
{
	struct row_list offers = REFERRING(req->programme, help_offer, update, update->id);
	bool signed_in = access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);

	model_text(item, "help_wanted", update->help_wanted);
	model_list(item, "help_from");
	for (size_t i = 0; i < update->help_from.count; i++)
		show_row(req, model_item(item, "help_from"), "party", &party_record, update->help_from.at[i]);
	model_list(item, "offers");
	for (size_t i = 0; i < offers.count; i++) {
		const struct help_offer *offer = ROW(help_offer, offers, i);
		struct model *one;
		if (day_first(offer->day) > day_first(req->day))
			continue;
		one = model_item(item, "offers");
		model_text(one, "party", party_name(req, offer->party));
		model_text(one, "text", offer->text);
		model_text(one, "day", language_day(req->language, req->arena, offer->day));
	}
	model_text(item, "offer_address", signed_in && help_open(req->programme, update, req->today)
		? request_address(req, str_format(req->arena, "/updates/%.*s/help", STR_ARG(id_text(update->id, req->arena)))) : STR_NONE);
}

static void questions_model(const struct request *req, struct model *item, const struct update *update, bool works)
{
	struct row_list questions = REFERRING(req->programme, question, update, update->id);
	bool office = access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);

	model_list(item, "questions");
	for (size_t i = 0; works && i < questions.count; i++) {
		struct model *one = model_item(item, "questions");
		model_text(one, "text", ROW(question, questions, i)->text);
		model_text(one, "moment", language_moment(req->language, req->arena, ROW(question, questions, i)->moment));
	}
	model_text(item, "ask_address", office
		? request_address(req, str_format(req->arena, "/updates/%.*s/question", STR_ARG(id_text(update->id, req->arena)))) : STR_NONE);
}

/* Who may give updates may correct the last one. */
static struct str correct_address(const struct request *req, const struct update *update, bool works)
{
	const struct action *action = programme_row(req->programme, action, update->action);

	if (!works || day_known(req->known) || !day_equal(req->day, req->today) || !action ||
	    progress_latest(req->programme, action, req->today, true) != update)
		return STR_NONE;
	return request_address(req, str_format(req->arena, "/actions/%.*s/update?corrects=%.*s", STR_ARG(action->number),
		STR_ARG(id_text(update->id, req->arena))));
}

static void update_model(const struct request *req, struct model *item, const struct update *update, bool works, bool all)
{
	const struct round *round = programme_row(req->programme, round, update->round);
	bool internal = access_sees_field(req->programme, req->person, &update_record, record_field(&update_record, "internal"), req->today);

	model_text(item, "id", id_text(update->id, req->arena));
	progress_light_model(req, item, update->light);
	model_text(item, "day", language_day(req->language, req->arena, update->day));
	model_text(item, "text", update->text);
	model_text(item, "next_step", update->next_step);
	model_text(item, "spent", update->spent.known ? language_money(req->language, req->arena, update->spent) : STR_NONE);
	model_text(item, "internal", internal ? update->internal : STR_NONE);
	model_text(item, "party", party_name(req, update->party));
	model_flag(item, "on_behalf", update->on_behalf);
	model_text(item, "round", round ? round->name : STR_NONE);
	model_flag(item, "corrected", update_corrected(req->programme, update, req->day));
	model_flag(item, "unchanged", update->unchanged);
	model_flag(item, "not_public", !update_public(req->programme, update, req->day));
	model_text(item, "correct_address", correct_address(req, update, works));
	correction_model(req, item, update, all);
	proof_model(req, item, update);
	reached_model(req, item, update);
	readings_model(req, item, update);
	help_model(req, item, update);
	questions_model(req, item, update, works);
}

void progress_model(const struct request *req, struct model *model, const struct action *action)
{
	const struct node *node = programme_node(req->programme, action->id);
	bool works = access_may(req->programme, req->person, RIGHT_UPDATE_ACTION, node, req->today, NULL);
	bool all = progress_sees_all(req, node);
	struct row_list updates = progress_updates(req->programme, action, req->day, all, req->arena);
	const struct round *round = round_for(req->programme, action, req->day);

	progress_action_light(req, model, action);
	model_list(model, "latest_updates");
	model_list(model, "earlier_updates");
	for (size_t i = 0; i < updates.count; i++)
		update_model(req, model_item(model, i == 0 ? "latest_updates" : "earlier_updates"), updates.at[i], works, all);
	model_number(model, "earlier_count", updates.count > 1 ? (int64_t)updates.count - 1 : 0);
	model_text(model, "update_address", works && action_open(action) && day_equal(req->day, req->today) && !day_known(req->known)
		? request_address(req, str_format(req->arena, "/actions/%.*s/update", STR_ARG(action->number))) : STR_NONE);
	model_text(model, "asked_by", round && !round_answer(req->programme, round, action, req->day)
		? language_day(req->language, req->arena, round->due) : STR_NONE);
}
