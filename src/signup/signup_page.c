/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sign-up rounds (docs/rules.md 1): the list, the matrix as it runs, and what is asked of one municipality. Its own people answer signed in or by a
 * personal link; what the office hears it writes down, marked so.
 */
#include "account/account.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "signup/signup_model.h"
#include "tree/tree.h"

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) && !day_known(req->known);
}

static struct model *page_model(const struct request *req, struct str title)
{
	struct model *model = model_new(req->arena);

	model_text(model, "title", title);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "breadcrumbs");
	return model;
}

static const struct signup_round *round_asked(struct request *req, struct response *res)
{
	const struct signup_round *round = programme_by_address(req->programme, &signup_round_record, request_parameter(req, "signup"));

	if (round && access_sees(req->programme, req->person, &signup_round_record, round, req->today))
		return round;
	respond_not_found(res, req);
	return NULL;
}

/* GET /{programme}/signups */
static void show_list(struct request *req, struct response *res)
{
	struct model *model = page_model(req, language_text(req->language, N_("Sign-up rounds")));
	struct row_list rounds = signup_seen(req);

	model_list(model, "rounds");
	for (size_t i = 0; i < rounds.count; i++)
		signup_item(req, model_item(model, "rounds"), rounds.at[i]);
	model_flag(model, "none", rounds.count == 0);
	model_text(model, "add", is_office(req) ? request_address(req, STR("/edit/signup_round/new")) : STR_NONE);
	respond_page(res, req, "signup/list", model);
}

/* GET /{programme}/signups/{signup} */
static void show_round(struct request *req, struct response *res)
{
	const struct signup_round *round = round_asked(req, res);
	bool office = is_office(req);
	struct str address;
	struct model *model;

	if (!round)
		return;
	model = page_model(req, round->title);
	address = row_address(req->programme, &signup_round_record, round, req->arena);
	signup_item(req, model, round);
	signup_matrix_model(req, model, round);
	model_text(model, "text", round->text);
	model_text(model, "final_text", signup_phase(round, req->day) >= SIGNUP_ANSWERING ? round->final_text : STR_NONE);
	model_text(model, "holds", language_period(req->language, req->arena, signup_from(round), round->until));
	model_number(model, "year", round->year.value);
	model_flag(model, "office", office);
	model_text(model, "step", request_address(req, str_format(req->arena, "%.*s/step", STR_ARG(address))));
	model_text(model, "entries", office && day_known(round->closed) ? request_address(req, str_format(req->arena, "%.*s/entries", STR_ARG(address))) : STR_NONE);
	model_text(model, "entered", day_known(round->entered) ? language_day(req->language, req->arena, round->entered) : STR_NONE);
	model_text(model, "add_offer", office && !day_known(round->offered) ? request_address(req, str_format(req->arena, "/edit/signup_offer/new?round=%.*s",
		STR_ARG(id_text(round->id, req->arena)))) : STR_NONE);
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
	show_edit(req, model, &signup_round_record, round);
	model_text(model, "all", request_address(req, STR("/signups")));
	respond_page(res, req, "signup/round", model);
}

/* One party */

struct asked { const struct signup_round *round; const struct party *party; bool answers, reacts, on_behalf; struct id person; };

static void open_for(struct request *req, struct asked *asked)
{
	enum signup_phase phase = signup_phase(asked->round, req->today);

	asked->reacts = phase == SIGNUP_REACTIONS || phase == SIGNUP_FINAL_OFFER;
	asked->answers = phase == SIGNUP_ANSWERING;
}

static bool find_asked(struct request *req, struct response *res, struct asked *asked)
{
	bool acts;

	*asked = (struct asked){ .round = round_asked(req, res), .person = req->person->id };
	if (!asked->round)
		return false;
	asked->party = programme_by_address(req->programme, &party_record, request_parameter(req, "party"));
	if (!asked->party || !signup_asks(req->programme, asked->round, asked->party->id)) {
		respond_not_found(res, req);
		return false;
	}
	acts = access_acts_for(req->programme, req->person, asked->party->id, req->today) &&
	       access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL) && !day_known(req->known);
	if (acts || is_office(req))
		open_for(req, asked);
	asked->on_behalf = !acts;
	return true;
}

static struct model *party_model(struct request *req, const struct asked *asked, struct str action)
{
	struct model *model = page_model(req, str_format(req->arena, "%.*s – %.*s", STR_ARG(asked->party->name), STR_ARG(asked->round->title)));

	signup_party_model(req, model, asked->round, asked->party, asked->answers, asked->reacts);
	model_flag(model, "writes_down", asked->on_behalf && (asked->answers || asked->reacts));
	model_text(model, "round_text", asked->round->text);
	model_text(model, "final_text", asked->answers ? asked->round->final_text : STR_NONE);
	model_text(model, "action", action);
	model_text(model, "csrf", asked->answers || asked->reacts ? session_csrf(req) : STR_NONE);
	model_text(model, "react_by", language_day(req->language, req->arena, asked->round->reactions_due));
	model_text(model, "answer_by", language_day(req->language, req->arena, asked->round->answers_due));
	return model;
}

/* GET /{programme}/signups/{signup}/parties/{party} */
static void show_party(struct request *req, struct response *res)
{
	struct asked asked;

	if (find_asked(req, res, &asked))
		respond_page(res, req, "signup/party", party_model(req, &asked, req->path));
}

/* Taking what was filled in: the answer of one offer. False: nothing was chosen. */
static bool read_answer(struct request *req, const struct asked *asked, const struct signup_offer *offer, struct signup_answer *answer)
{
	static const char *const fields[] = { "up_to", "counterpart", "mandate", "reference", "remark" };
	struct str chosen = request_field(req, signup_named(req, "outcome", offer->id));
	const struct signup_answer *now = signup_answer_of(req->programme, offer, asked->party->id, req->today);
	int outcome = str_is(chosen, "open") ? SIGNUP_OPEN : words_value(&signup_outcome_words, chosen);

	if (chosen.len == 0)
		return false;
	*answer = now ? *now : (struct signup_answer){ .id = id_new(), .offer = offer->id, .party = asked->party->id };
	answer->person = asked->person;
	answer->on_behalf = asked->on_behalf;
	if (outcome < 0) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = signup_named(req, "outcome", offer->id),
			.message = N_("Choose an answer from the list.") });
		return false;
	}
	answer->outcome = (enum signup_outcome)outcome;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		struct field field = *record_field(&signup_answer_record, fields[i]);
		/* Only what belongs to the chosen answer counts: the others may hold what was typed before another was chosen. */
		bool counts = str_is(str_of(fields[i]), "up_to") ? answer->outcome == SIGNUP_JOINS_UP_TO
			: str_is(str_of(fields[i]), "counterpart") ? answer->outcome == SIGNUP_OTHER_REGION : true;
		field.name = signup_named(req, fields[i], offer->id);
		field_read(&field, answer, counts ? request_field(req, field.name) : STR_NONE, &req->faults);
	}
	return true;
}

/* The rule's own faults, each beside the field of its offer. */
static void check_answer(struct request *req, const struct signup_answer *answer)
{
	struct faults own = { .arena = req->arena };

	row_check(req->programme, &signup_answer_record, answer, &own);
	for (size_t i = 0; i < own.count; i++) {
		struct fault fault = own.at[i];
		fault.field = fault.field ? signup_named(req, fault.field, answer->offer) : NULL;
		faults_add(&req->faults, fault);
	}
}

static void read_reaction(struct request *req, const struct asked *asked, struct signup_reaction *reaction)
{
	*reaction = (struct signup_reaction){ .id = id_new(), .round = asked->round->id, .party = asked->party->id, .day = req->today,
		.on_behalf = asked->on_behalf, .person = asked->person, .internal = str_is(request_field(req, "internal"), "1") };
	field_read(record_field(&signup_reaction_record, "text"), reaction, request_field(req, "text"), &req->faults);
	field_read(record_field(&signup_reaction_record, "offer"), reaction, request_field(req, "about"), &req->faults);
	row_check(req->programme, &signup_reaction_record, reaction, &req->faults);
}

/* What came with the form, as changes; how many. */
static size_t read_form(struct request *req, const struct asked *asked, struct change *changes)
{
	struct row_list offers = signup_offers(req->programme, asked->round, req->arena);
	size_t count = 0;

	if (asked->reacts) {
		struct signup_reaction *reaction = arena_new(req->arena, struct signup_reaction);
		read_reaction(req, asked, reaction);
		changes[count++] = (struct change){ &signup_reaction_record, NULL, reaction };
	}
	for (size_t o = 0; o < offers.count && asked->answers; o++) {
		struct signup_answer *answer = arena_new(req->arena, struct signup_answer);
		const struct signup_answer *now = signup_answer_of(req->programme, offers.at[o], asked->party->id, req->today);
		if (!read_answer(req, asked, offers.at[o], answer))
			continue;
		if (now) {
			answer->day = now->day;
			answer->person = now->person;
			answer->on_behalf = now->on_behalf;
			if (row_equal(&signup_answer_record, now, answer))
				continue;
		}
		answer->day = req->today;
		answer->person = asked->person;
		answer->on_behalf = asked->on_behalf;
		check_answer(req, answer);
		changes[count++] = (struct change){ &signup_answer_record, now, answer };
	}
	return count;
}

static void take(struct request *req, struct response *res, const struct asked *asked, struct str back)
{
	struct change *changes = arena_array(req->arena, struct change, signup_offers(req->programme, asked->round, req->arena).count + 1);
	size_t count = read_form(req, asked, changes);

	if (req->faults.count > 0 || (count > 0 && !command_write_all(req, changes, count))) {
		/* By a link the form comes back as the public sees it. */
		if (req->by_link)
			req->person = &person_public;
		respond_faults(res, req, "signup/party", party_model(req, asked, back));
		return;
	}
	flash(res, req, count ? FLASH_OK : FLASH_WARNING, count == 0 ? N_("Nothing was sent: choose an answer.")
		: asked->reacts ? N_("Thank you. Your reaction stands.") : N_("Thank you. Your answer stands. You can change it until the round is closed."), STR_NONE);
	respond_see_other(res, req, back);
}

/* POST /{programme}/signups/{signup}/parties/{party} */
static void take_party(struct request *req, struct response *res)
{
	struct asked asked;

	if (!find_asked(req, res, &asked))
		return;
	if (asked.on_behalf && !is_office(req)) {
		respond_forbidden(res, req, RIGHT_RECORD_DECISION);
		return;
	}
	if (!asked.answers && !asked.reacts) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("Nothing can be filled in now: the round is {0}."),
			.arg = { language_text(req->language, words_label(&signup_phase_words, (int)signup_phase(asked.round, req->today))) } });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	take(req, res, &asked, req->path);
}

/* By the link */

static bool opened(struct request *req, struct response *res, struct asked *asked, struct link *link)
{
	struct str rest, round = STR_NONE;
	struct id id;

	*asked = (struct asked){ .on_behalf = false };
	if (link_find(req->store, request_parameter(req, "secret"), LINK_SIGNUP, req->arena, link) && id_equal(link->programme, req->programme->id)) {
		rest = link->subject;
		str_next(&rest, '/', &round);
		asked->round = id_parse(round, &id) ? programme_row(req->programme, signup_round, id) : NULL;
		asked->party = id_parse(rest, &id) ? programme_row(req->programme, party, id) : NULL;
		asked->person = link->person;
	}
	if (!asked->round || !asked->party || !day_known(asked->round->sent) || !signup_asks(req->programme, asked->round, asked->party->id)) {
		respond_spent(res, req);
		return false;
	}
	open_for(req, asked);
	return true;
}

/* GET /{programme}/signup/{secret} */
static void show_by_link(struct request *req, struct response *res)
{
	struct asked asked;
	struct link link;

	if (opened(req, res, &asked, &link))
		respond_page(res, req, "signup/party", party_model(req, &asked, req->path));
}

/* POST /{programme}/signup/{secret} */
static void take_by_link(struct request *req, struct response *res)
{
	struct person holder = { .id = ID_NONE };
	struct asked asked;
	struct link link;

	if (!opened(req, res, &asked, &link))
		return;
	/* For this one write the holder of the link is who acts; the page is the public's. */
	holder.id = link.person;
	req->person = &holder;
	req->by_link = true;
	take(req, res, &asked, req->path);
	req->person = &person_public;
}

const struct route signup_routes[] = {
	{ "GET",  "/{programme}/signups", RIGHT_READ, show_list, 0, "Sign-up rounds, newest first" },
	{ "GET",  "/{programme}/signups/{signup}", RIGHT_READ, show_round, 0, "A round as it runs: what each joins, and both what it would cost" },
	{ "GET",  "/{programme}/signups/{signup}/parties/{party}", RIGHT_READ, show_party, 0, "What is offered to one municipality, what it asks and costs, and its answer" },
	{ "POST", "/{programme}/signups/{signup}/parties/{party}", RIGHT_PROPOSE, take_party, 0, "Reacts on the concept, or answers" },
	{ "GET",  "/{programme}/signup/{secret}", RIGHT_READ, show_by_link, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "The same by a personal link, with no account" },
	{ "POST", "/{programme}/signup/{secret}", RIGHT_READ, take_by_link, ROUTE_NO_TOKEN | ROUTE_SECRET, "Reacts, or answers" },
	ROUTES_END
};
