/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Giving updates: for one action, for all one's own, or by the personal link of a round, with no account. The office writes down what a
 * lead tells it, marked so. It may ask back, never rewrite; and who can help says so.
 */
#include "account/account.h"
#include "html/faults.h"
#include "html/form.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "progress/round_mail.h"
#include "progress/update_form.h"
#include "tree/tree.h"

/* One form: whose it is, what it asks about, where it is sent. */
struct form {
	struct row_list      actions;
	const struct round  *round;     /* NULL: that of each action that is open now */
	const struct update *correct;
	struct teller        teller;
	struct str           action;    /* address it is sent to; empty: its own */
	bool                 by_link;
};

static const struct round *round_of(const struct request *req, const struct form *form, const struct action *action)
{
	return form->round ? form->round : round_for(req->programme, action, req->today);
}

static size_t answered(const struct request *req, const struct form *form)
{
	size_t count = 0;

	for (size_t i = 0; i < form->actions.count; i++)
		count += round_answer(req->programme, form->round, form->actions.at[i], req->today) != NULL;
	return count;
}

/* Actions that were told of before, and not yet in this round. */
static size_t told_before(const struct request *req, const struct form *form)
{
	size_t count = 0;

	for (size_t i = 0; i < form->actions.count; i++) {
		const struct round *round = round_of(req, form, form->actions.at[i]);
		count += progress_latest(req->programme, form->actions.at[i], req->today, true) &&
			!(round && round_answer(req->programme, round, form->actions.at[i], req->today));
	}
	return count;
}

static struct model *form_page_model(struct request *req, const struct form *form)
{
	bool typed = str_is(req->method, "POST");
	const struct party *party = programme_row(req->programme, party, form->teller.party);
	struct model *model = model_new(req->arena);

	model_words(model, "title", form->correct ? N_("Correct an update") : N_("How does it go?"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "party", party ? party->name : STR_NONE);
	model_text(model, "programme_name", tree_facts(req->programme)->name);
	model_text(model, "round", form->round ? form->round->name : STR_NONE);
	model_text(model, "round_text", form->round ? form->round->text : STR_NONE);
	model_text(model, "due", form->round ? language_day(req->language, req->arena, form->round->due) : STR_NONE);
	model_flag(model, "on_behalf", form->teller.on_behalf);
	model_flag(model, "by_link", form->by_link);
	model_flag(model, "corrects", form->correct != NULL);
	model_flag(model, "several", form->actions.count > 1);
	model_flag(model, "same_all", !form->correct && form->actions.count > 1 && told_before(req, form) > 1);
	model_flag(model, "when_closed", tree_facts(req->programme)->updates_public == UPDATES_PUBLIC_WHEN_CLOSED);
	model_flag(model, "any", form->actions.count > 0);
	model_list(model, "tells");
	for (size_t i = 0; i < form->actions.count; i++)
		update_form_model(req, model, ROW(action, form->actions, i), round_of(req, form, ROW(action, form->actions, i)),
			form->correct, typed);
	model_flag(model, "all_answered", form->round && form->actions.count > 0 && answered(req, form) == form->actions.count);
	faults_model(req, model, &req->faults);
	return model;
}

/* Reads and writes what was filled in, all of it or nothing. Returns how many updates were given; -1: the form was answered again. */
static int64_t take(struct request *req, struct response *res, const struct form *form)
{
	const struct person *asking = req->person;
	struct person holder = { .id = form->teller.person };
	struct telling telling = { 0 };

	for (size_t i = 0; i < form->actions.count; i++) {
		const struct action *action = ROW(action, form->actions, i);
		update_form_read(req, action, round_of(req, form, action), form->correct, form->teller, &telling);
	}
	/* For this one write the holder of the link is who acts; the page is the public's. */
	if (form->by_link)
		req->person = &holder;
	req->by_link = form->by_link;
	if (req->faults.count == 0 && telling.count > 0 && update_form_keep(req, &telling))
		command_write_all(req, telling.at, telling.count);
	req->person = asking;
	if (req->faults.count == 0)
		return (int64_t)telling.updates;
	respond_faults(res, req, "progress/update", form_page_model(req, form));
	return -1;
}

static struct row_list one_row(const struct request *req, const void *row)
{
	const void **at = arena_array(req->arena, const void *, 1);
	at[0] = row;
	return (struct row_list){ at, 1 };
}

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

/* Of one action */

static bool form_of_action(struct request *req, struct response *res, struct form *form)
{
	const struct action *action = action_by_number(req->programme, request_parameter(req, "action"));
	struct str corrects = request_query(req, "corrects");
	const struct node *node = action ? programme_node(req->programme, action->id) : NULL;
	struct id party = access_party(req->programme, req->person, req->today), id;

	if (!action || !access_sees(req->programme, req->person, &action_record, action, req->today)) {
		respond_not_found(res, req);
		return false;
	}
	if (!access_may(req->programme, req->person, RIGHT_UPDATE_ACTION, node, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return false;
	}
	*form = (struct form){ .actions = one_row(req, action) };
	form->round = round_for(req->programme, action, req->today);
	form->teller = (struct teller){ .person = req->person->id, .party = is_office(req) ? ID_NONE : party, .on_behalf = is_office(req) };
	if (corrects.len > 0 && id_parse(corrects, &id))
		form->correct = programme_row(req->programme, update, id);
	if (corrects.len > 0 && (!form->correct || !id_equal(form->correct->action, action->id))) {
		respond_not_found(res, req);
		return false;
	}
	return true;
}

/* GET /{programme}/actions/{action}/update, ?corrects= */
static void show_of_action(struct request *req, struct response *res)
{
	struct form form;

	if (form_of_action(req, res, &form))
		respond_page(res, req, "progress/update", form_page_model(req, &form));
}

/* POST /{programme}/actions/{action}/update */
static void take_of_action(struct request *req, struct response *res)
{
	const struct action *action;
	struct form form;
	int64_t given;

	if (!form_of_action(req, res, &form))
		return;
	action = form.actions.at[0];
	given = take(req, res, &form);
	if (given < 0)
		return;
	flash(res, req, given ? FLASH_OK : FLASH_WARNING, given ? N_("Thank you. Your update of {0} stands.")
		: N_("Nothing was sent: say how it goes, and one sentence."), action->title);
	respond_see_other(res, req, request_address(req, row_address(req->programme, &action_record, action, req->arena)));
}

/* All one's own */

static struct row_list own_actions(const struct request *req, struct id party)
{
	struct row_list actions = programme_rows(req->programme, &action_record);
	const void **at = arena_array(req->arena, const void *, actions.count);
	size_t count = 0;

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct role *lead = role_lead(req->programme, programme_node(req->programme, action->id), req->today);
		if (lead && id_equal(lead->party, party) && action->status == ACTION_RUNNING && !action->outside)
			at[count++] = action;
	}
	return (struct row_list){ at, count };
}

static struct form own_form(const struct request *req)
{
	struct id party = access_party(req->programme, req->person, req->today);

	return (struct form){ .actions = id_known(party) ? own_actions(req, party) : (struct row_list){ NULL, 0 },
		.teller = { .person = req->person->id, .party = party } };
}

/* GET /{programme}/update */
static void show_own(struct request *req, struct response *res)
{
	struct form form = own_form(req);

	respond_page(res, req, "progress/update", form_page_model(req, &form));
}

/* Back to the form, which now says what was told and what is left. */
static void respond_thanks(struct request *req, struct response *res, int64_t given, struct str again)
{
	flash(res, req, given ? FLASH_OK : FLASH_WARNING, given ? N_("Thank you. What you filled in stands.")
		: N_("Nothing was sent: say how it goes, and one sentence."), STR_NONE);
	respond_see_other(res, req, again);
}

/* POST /{programme}/update */
static void take_own(struct request *req, struct response *res)
{
	struct form form = own_form(req);
	int64_t given = take(req, res, &form);

	if (given >= 0)
		respond_thanks(req, res, given, request_address(req, STR("/update")));
}

/* By the link of a round */

/* The party that leads them all; none where several do: then each update is given for its own action's lead. */
static struct id one_lead(const struct request *req, struct row_list actions)
{
	struct id party = ID_NONE;

	for (size_t i = 0; i < actions.count; i++) {
		const struct role *lead = role_lead(req->programme, programme_node(req->programme, row_id(actions.at[i])), req->today);
		if (i > 0 && !id_equal(lead->party, party))
			return ID_NONE;
		party = lead->party;
	}
	return party;
}

static bool form_of_link(struct request *req, struct response *res, struct form *form)
{
	struct link link;
	struct id round;

	*form = (struct form){ .by_link = true };
	if (link_find(req->store, request_parameter(req, "secret"), LINK_UPDATE, req->arena, &link) &&
	    id_equal(link.programme, req->programme->id) && id_parse(link.subject, &round))
		form->round = programme_row(req->programme, round, round);
	if (!form->round || round_state(form->round, req->today) == ROUND_CLOSED) {
		respond_spent(res, req);
		return false;
	}
	form->teller.person = link.person;
	form->actions = round_actions_of(req->programme, form->round, link.person, req->today, req->arena);
	form->teller.party = one_lead(req, form->actions);
	return true;
}

/* GET /{programme}/update/{secret} */
static void show_by_link(struct request *req, struct response *res)
{
	struct form form;

	if (form_of_link(req, res, &form))
		respond_page(res, req, "progress/update", form_page_model(req, &form));
}

/* POST /{programme}/update/{secret} */
static void take_by_link(struct request *req, struct response *res)
{
	struct form form;
	int64_t given;

	if (!form_of_link(req, res, &form))
		return;
	given = take(req, res, &form);
	if (given >= 0)
		respond_thanks(req, res, given, req->path);
}

/* Asking back, helping */

static const struct update *asked_update(struct request *req, struct response *res)
{
	const struct update *update = NULL;
	struct id id;

	if (id_parse(request_parameter(req, "update"), &id))
		update = programme_row(req->programme, update, id);
	if (update && access_sees(req->programme, req->person, &update_record, update, req->today))
		return update;
	respond_not_found(res, req);
	return NULL;
}

static struct model *about_update(struct request *req, const struct update *update, const char *title)
{
	const struct action *action = programme_row(req->programme, action, update->action);
	struct model *model = model_new(req->arena);

	model_words(model, "title", title);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "action_title", action->title);
	model_text(model, "action_address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
	model_text(model, "update_text", update->text);
	model_text(model, "help_wanted", update->help_wanted);
	model_text(model, "day", language_day(req->language, req->arena, update->day));
	progress_light_model(req, model, update->light);
	model_text(model, "text", request_field(req, "text"));
	model_text(model, "text_fault", faults_of(req, &req->faults, "text"));
	faults_model(req, model, &req->faults);
	return model;
}

/* In a few minutes, with what else comes for the same people. Where that cannot be noted now, the job's own time comes. */
static void tell_by_mail(const struct request *req)
{
	job_run_at(req->store, req->programme->id, &talk_mail_job, (struct moment){ clock_now().ms + TALK_SETTLES_MS });
}

/* GET /{programme}/updates/{update}/question */
static void show_question(struct request *req, struct response *res)
{
	const struct update *update = asked_update(req, res);

	if (update)
		respond_page(res, req, "progress/question", about_update(req, update, N_("Ask back")));
}

static void respond_to_action(struct request *req, struct response *res, const struct update *update)
{
	respond_see_other(res, req, request_address(req, row_address(req->programme, &action_record,
		programme_row(req->programme, action, update->action), req->arena)));
}

/* POST /{programme}/updates/{update}/question */
static void ask(struct request *req, struct response *res)
{
	const struct update *update = asked_update(req, res);
	struct question question;

	if (!update)
		return;
	question = (struct question){ .id = id_new(), .update = update->id, .text = str_trim(request_field(req, "text")),
		.person = req->person->id, .moment = clock_now() };
	if (!row_check(req->programme, &question_record, &question, &req->faults) ||
	    !command_write(req, &question_record, NULL, &question)) {
		respond_faults(res, req, "progress/question", about_update(req, update, N_("Ask back")));
		return;
	}
	tell_by_mail(req);
	flash(res, req, FLASH_OK, mail_leaves() ? N_("Your question stands with the update. The lead gets a mail, and finds it above the next form.")
		: N_("Your question stands with the update. The lead finds it above the next form."), STR_NONE);
	respond_to_action(req, res, update);
}

static struct model *help_form_model(struct request *req, const struct update *update)
{
	struct model *model = about_update(req, update, N_("Offer help"));
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct id own = access_party(req->programme, req->person, req->today);
	struct str chosen = request_field(req, "party");

	model_list(model, "parties");
	model_flag(model, "choose_party", is_office(req));
	for (size_t i = 0; i < parties.count; i++) {
		struct id id = ROW(party, parties, i)->id;
		struct model *one;
		if (!party_exists(parties.at[i], req->today))
			continue;
		one = model_item(model, "parties");
		model_text(one, "value", id_text(id, req->arena));
		model_text(one, "name", ROW(party, parties, i)->name);
		model_flag(one, "selected", chosen.len ? str_equal(chosen, id_text(id, req->arena)) : id_equal(id, own));
	}
	model_text(model, "party_fault", faults_of(req, &req->faults, "party"));
	return model;
}

/* GET /{programme}/updates/{update}/help */
static void show_help(struct request *req, struct response *res)
{
	const struct update *update = asked_update(req, res);

	if (update)
		respond_page(res, req, "progress/help", help_form_model(req, update));
}

/* POST /{programme}/updates/{update}/help */
static void offer_help(struct request *req, struct response *res)
{
	const struct update *update = asked_update(req, res);
	struct help_offer offer;

	if (!update)
		return;
	offer = (struct help_offer){ .id = id_new(), .update = update->id, .party = access_party(req->programme, req->person, req->today),
		.text = str_trim(request_field(req, "text")), .day = req->today };
	if (is_office(req))
		id_parse(request_field(req, "party"), &offer.party);
	if (!row_check(req->programme, &help_offer_record, &offer, &req->faults) ||
	    !command_write(req, &help_offer_record, NULL, &offer)) {
		respond_faults(res, req, "progress/help", help_form_model(req, update));
		return;
	}
	tell_by_mail(req);
	flash(res, req, FLASH_OK, N_("Your offer stands with the action."), STR_NONE);
	respond_to_action(req, res, update);
}

const struct route update_routes[] = {
	{ "GET",  "/{programme}/actions/{action}/update", RIGHT_READ, show_of_action, ROUTE_WAITS | ROUTE_FORM, "The form of an update of one action" },
	{ "POST", "/{programme}/actions/{action}/update", RIGHT_READ, take_of_action, ROUTE_UPLOAD, "Gives an update" },
	{ "GET",  "/{programme}/update", RIGHT_PROPOSE, show_own, ROUTE_WAITS | ROUTE_FORM, "The form of updates of all one's own actions" },
	{ "POST", "/{programme}/update", RIGHT_PROPOSE, take_own, ROUTE_UPLOAD, "Gives the updates that were filled in" },
	{ "GET",  "/{programme}/update/{secret}", RIGHT_READ, show_by_link, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "The same by the personal link of a round, with no account" },
	{ "POST", "/{programme}/update/{secret}", RIGHT_READ, take_by_link, ROUTE_NO_TOKEN | ROUTE_SECRET | ROUTE_UPLOAD, "Gives them" },
	{ "GET",  "/{programme}/updates/{update}/question", RIGHT_EDIT, show_question, ROUTE_WAITS | ROUTE_FORM, "The office asks back" },
	{ "POST", "/{programme}/updates/{update}/question", RIGHT_EDIT, ask, 0, "Asks" },
	{ "GET",  "/{programme}/updates/{update}/help", RIGHT_PROPOSE, show_help, ROUTE_WAITS | ROUTE_FORM, "An offer of help" },
	{ "POST", "/{programme}/updates/{update}/help", RIGHT_PROPOSE, offer_help, 0, "Offers it" },
	ROUTES_END
};
