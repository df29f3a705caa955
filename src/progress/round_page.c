/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds: the list with its figure, and a round: who was asked, who has answered, whom nothing reaches. */
#include "account/account.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "tree/tree.h"

enum { SHOWN_ROUNDS = 200, COMPARED = 5 };

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL);
}

static void summary_model(const struct request *req, struct model *item, const struct round *round)
{
	struct share share = round_share(req->programme, round, req->day, req->arena);
	enum round_state state = round_state(round, req->day);

	model_text(item, "name", round->name);
	model_text(item, "address", request_address(req, row_address(req->programme, &round_record, round, req->arena)));
	model_words(item, "state_label", words_label(&round_state_words, (int)state));
	model_flag(item, "open", state == ROUND_OPEN);
	model_flag(item, "planned", state == ROUND_PLANNED);
	model_text(item, "opens", language_day(req->language, req->arena, round->opens));
	model_text(item, "due", language_day(req->language, req->arena, round->due));
	model_text(item, "closes", language_day(req->language, req->arena, round_closing(round)));
	model_number(item, "answered", (int64_t)share.answered);
	model_number(item, "asked", (int64_t)share.asked);
	model_flag(item, "has_share", state != ROUND_PLANNED && share.asked > 0);
}

/* GET /{programme}/rounds */
static void show_rounds(struct request *req, struct response *res)
{
	struct row_list rounds = programme_rows(req->programme, &round_record);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Rounds"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_flag(model, "any", rounds.count > 0);
	model_list(model, "rounds");
	for (size_t i = 0; i < rounds.count && i < SHOWN_ROUNDS; i++)
		summary_model(req, model_item(model, "rounds"), ROW(round, rounds, i));
	model_text(model, "add", access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, STR("/edit/round/new")) : STR_NONE);
	respond_page(res, req, "progress/rounds", model);
}

static const struct round *asked_round(struct request *req, struct response *res)
{
	const struct round *round = NULL;
	struct id id;

	if (id_parse(request_parameter(req, "round"), &id))
		round = programme_row(req->programme, round, id);
	if (!round)
		respond_not_found(res, req);
	return round;
}

static void ask_model(struct request *req, struct model *item, const struct round *round, const struct ask *ask, bool office)
{
	size_t given = ask->answered;

	show_row(req, item, "party", &party_record, ask->party);
	model_text(item, "person", office ? person_name(req->store, ask->person, req->arena) : STR_NONE);
	model_text(item, "person_id", office && id_known(ask->person) ? id_text(ask->person, req->arena) : STR_NONE);
	model_flag(item, "no_person", ask->lead && !id_known(ask->person));
	model_text(item, "edit_role", office && ask->lead ? request_address(req, str_format(req->arena, "/edit/role/%.*s",
		STR_ARG(id_text(ask->lead->id, req->arena)))) : STR_NONE);
	model_flag(item, "done", given == ask->actions.count);
	model_number(item, "answered", (int64_t)given);
	model_number(item, "asked", (int64_t)ask->actions.count);
	model_list(item, "actions");
	for (size_t i = 0; i < ask->actions.count; i++) {
		const struct action *action = ROW(action, ask->actions, i);
		const struct update *answer = round_answer(req->programme, round, action, req->day);
		struct model *one = model_item(item, "actions");
		bool told = answer && (update_public(req->programme, answer, req->day) ||
			progress_sees_all(req, programme_node(req->programme, action->id)));

		model_text(one, "number", action->number);
		model_text(one, "title", action->title);
		model_text(one, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
		progress_light_model(req, one, told ? answer->light : LIGHT_NONE);
		model_flag(one, "told", answer != NULL);
		model_text(one, "day", answer ? language_day(req->language, req->arena, answer->day) : STR_NONE);
		model_text(one, "text", told ? answer->text : STR_NONE);
	}
}

/* The share of this round and of the four before it. */
static void shares_model(const struct request *req, struct model *model, const struct round *round)
{
	struct row_list rounds = programme_rows(req->programme, &round_record);
	size_t shown = 0;
	bool reached = false;

	model_list(model, "shares");
	for (size_t i = 0; i < rounds.count && shown < COMPARED; i++) {
		reached = reached || rounds.at[i] == round;
		if (!reached || round_state(rounds.at[i], req->day) == ROUND_PLANNED)
			continue;
		summary_model(req, model_item(model, "shares"), ROW(round, rounds, i));
		shown++;
	}
	model_flag(model, "compare", shown > 1);
}

static struct model *round_model(struct request *req, const struct round *round)
{
	struct ask_list asks = round_asked(req->programme, round, req->day, req->arena);
	struct model *model = model_new(req->arena);
	bool office = is_office(req);
	size_t waiting = 0, answered = 0;

	summary_model(req, model, round);
	model_text(model, "title", round->name);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "text", round->text);
	show_row(req, model, "only", id_known(round->node) ? programme_node(req->programme, round->node)->record : &theme_record, round->node);
	show_edit(req, model, &round_record, round);
	model_flag(model, "office", office);
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
	model_text(model, "link", STR_NONE);
	model_text(model, "link_for", STR_NONE);
	model_text(model, "link_action", request_address(req, str_format(req->arena, "/rounds/%.*s/link", STR_ARG(id_text(round->id, req->arena)))));
	model_list(model, "waiting");
	model_list(model, "answered_by");
	model_list(model, "nobody");
	for (size_t i = 0; i < asks.count; i++) {
		const struct ask *ask = &asks.at[i];
		bool all = ask->answered == ask->actions.count;
		answered += ask->lead && all;
		waiting += ask->lead && !all;
		ask_model(req, model_item(model, !ask->lead ? "nobody" : all ? "answered_by" : "waiting"), round, ask, office);
	}
	model_flag(model, "none", asks.count == 0);
	model_flag(model, "has_nobody", asks.count > 0 && !asks.at[asks.count - 1].lead);
	model_flag(model, "has_waiting", waiting > 0);
	model_flag(model, "has_answered", answered > 0);
	shares_model(req, model, round);
	return model;
}

/* GET /{programme}/rounds/{round} */
static void show_round(struct request *req, struct response *res)
{
	const struct round *round = asked_round(req, res);

	if (round)
		respond_page(res, req, "progress/round", round_model(req, round));
}

/* POST /{programme}/rounds/{round}/link: person = id. The link is shown once; only its hash is kept. */
static void make_link(struct request *req, struct response *res)
{
	const struct round *round = asked_round(req, res);
	struct link link = { .purpose = LINK_UPDATE, .programme = req->programme->id };
	struct ask_list asks;
	struct model *model;
	struct str secret;
	bool asked = false;

	if (!round)
		return;
	asks = round_asked(req->programme, round, req->today, req->arena);
	id_parse(request_field(req, "person"), &link.person);
	for (size_t i = 0; i < asks.count && id_known(link.person); i++)
		asked = asked || id_equal(asks.at[i].person, link.person);
	if (!asked) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("This person is not asked in this round.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	link.subject = id_text(round->id, req->arena);
	link.expires = moment_end_of_day(round_closing(round));
	secret = link_new_for(req->store, &link, req->arena);
	model = round_model(req, round);
	model_text(model, "link", request_absolute(req, request_address(req, str_format(req->arena, "/update/%.*s", STR_ARG(secret)))));
	model_text(model, "link_for", person_name(req->store, link.person, req->arena));
	respond_page(res, req, "progress/round", model);
}

const struct route round_routes[] = {
	{ "GET",  "/{programme}/rounds", RIGHT_READ, show_rounds, 0, "Rounds of updates" },
	{ "GET",  "/{programme}/rounds/{round}", RIGHT_READ, show_round, ROUTE_WAITS, "A round: who was asked and who has answered" },
	{ "POST", "/{programme}/rounds/{round}/link", RIGHT_PEOPLE, make_link, 0, "A personal link for one lead" },
	ROUTES_END
};
