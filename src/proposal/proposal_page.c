/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposals: what members propose, before and after; the office accepts or declines with a reason; who proposed may withdraw. */
#include "account/account.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "plan/plan_form.h"
#include "plan/plan_model.h"
#include "programme/record_json.h"
#include "proposal/proposal.h"
#include "tree/tree.h"

/* The row that a proposal keeps as JSON; NULL where it keeps none, or none that this version of the program can read. */
static void *kept_row(struct request *req, const struct record *record, struct str text)
{
	struct faults faults = { .arena = req->arena };
	json_t *json = text.len ? json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
	void *row = NULL;

	if (json) {
		row = arena_take(req->arena, record->size);
		if (!row_from_json(record, json, row, &faults))
			row = NULL;
		json_decref(json);
	}
	return row;
}

static void summary_model(struct request *req, struct model *item, const struct proposal *proposal)
{
	const struct record *record = record_named(proposal->record);
	const struct party *party = programme_row(req->programme, party, proposal->party);
	void *row = kept_row(req, record, proposal->becomes.len ? proposal->becomes : proposal->was);

	model_text(item, "address", request_address(req, row_address(req->programme, &proposal_record, proposal, req->arena)));
	model_words(item, "record", record->label);
	model_text(item, "about", row ? row_title(req->programme, record, row, req->arena) : STR_NONE);
	model_flag(item, "adds", proposal->was.len == 0);
	model_flag(item, "removes", proposal->becomes.len == 0);
	model_text(item, "party", party ? party->name : STR_NONE);
	model_text(item, "person", person_name(req->store, proposal->person, req->arena));
	model_text(item, "moment", language_moment(req->language, req->arena, proposal->moment));
	model_words(item, "state_label", words_label(&proposal_state_words, (int)proposal->state));
	model_flag(item, "open", proposal->state == PROPOSAL_OPEN);
	model_flag(item, "accepted", proposal->state == PROPOSAL_ACCEPTED);
	model_flag(item, "declined", proposal->state == PROPOSAL_DECLINED);
	model_words(item, "level_label", proposal->level == CLASS_OFFICE ? "" : words_label(&change_class_words, (int)proposal->level));
	model_text(item, "reason", proposal->reason);
	model_text(item, "answer", proposal->answer);
}

/* GET /{programme}/proposals */
static void show_proposals(struct request *req, struct response *res)
{
	struct row_list all = programme_rows(req->programme, &proposal_record);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Proposals"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "open");
	model_list(model, "answered");
	for (size_t i = 0; i < all.count; i++) {
		const struct proposal *proposal = ROW(proposal, all, i);
		if (access_sees(req->programme, req->person, &proposal_record, proposal, req->today))
			summary_model(req, model_item(model, proposal->state == PROPOSAL_OPEN ? "open" : "answered"), proposal);
	}
	respond_page(res, req, "proposal/proposals", model);
}

static const struct proposal *asked(struct request *req, struct response *res)
{
	const struct proposal *proposal = NULL;
	struct id id;

	if (id_parse(request_parameter(req, "proposal"), &id))
		proposal = programme_row(req->programme, proposal, id);
	if (proposal && access_sees(req->programme, req->person, &proposal_record, proposal, req->today))
		return proposal;
	respond_not_found(res, req);
	return NULL;
}

static void difference_model(struct request *req, struct model *model, const struct record *record, const void *was, const void *becomes)
{
	model_list(model, "differences");
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct model *item;

		if (!field->label || (was && becomes && field_equal(field, was, becomes)) ||
		    (!was && field_empty(field, becomes)) || (!becomes && field_empty(field, was)) ||
		    !access_sees_field(req->programme, req->person, record, field, req->today))
			continue;
		item = model_item(model, "differences");
		model_words(item, "label", field->label);
		model_text(item, "was", was && !field_empty(field, was) ? show_field(req, record, field, was) : STR_NONE);
		model_text(item, "becomes", becomes && !field_empty(field, becomes) ? show_field(req, record, field, becomes) : STR_NONE);
	}
}

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

/* The office; and where the portfolio holders must agree, they. */
static bool may_answer(const struct request *req, const struct proposal *proposal)
{
	return is_office(req) || (proposal->level == CLASS_PORTFOLIO_HOLDERS && proposal_portfolio_holder(req->programme, req->person->id, req->today));
}

/* Who else must agree, and whether they were asked. */
static void others_model(struct request *req, struct model *model, const struct proposal *proposal)
{
	const struct subject *subject = programme_row(req->programme, subject, proposal->subject);
	bool open = proposal->state == PROPOSAL_OPEN && proposal->level != CLASS_OFFICE;
	struct model *others;

	model_flag(model, "others", false);
	if (proposal->level == CLASS_OFFICE)
		return;
	others = model_object(model, "others");
	model_words(others, "who", words_label(&change_class_words, (int)proposal->level));
	model_flag(others, "holders", open && proposal->level == CLASS_PORTFOLIO_HOLDERS);
	model_flag(others, "councils", open && proposal->level == CLASS_COUNCILS);
	model_text(others, "subject", subject ? request_address(req, row_address(req->programme, &subject_record, subject, req->arena)) : STR_NONE);
	model_text(others, "outcome", subject ? plan_outcome_words(req, subject) : STR_NONE);
	model_flag(others, "adopted", proposal_adopted(req->programme, proposal, req->today));
	model_flag(others, "may_put", open && !subject && is_office(req));
	if (open && !subject && is_office(req))
		plan_bodies_model(req, others, proposal->level == CLASS_COUNCILS ? BODY_COUNCIL : BODY_PORTFOLIO_MEETING);
}

static struct model *proposal_model(struct request *req, const struct proposal *proposal)
{
	const struct record *record = record_named(proposal->record);
	const void *was = kept_row(req, record, proposal->was), *becomes = kept_row(req, record, proposal->becomes);
	const void *now = programme_find(req->programme, record, proposal->row);
	struct model *model = model_new(req->arena);
	bool open = proposal->state == PROPOSAL_OPEN;

	model_words(model, "title", N_("Proposal"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	summary_model(req, model, proposal);
	if (was || becomes)
		difference_model(req, model, record, was, becomes);
	else
		model_list(model, "differences");
	model_text(model, "now_address", now ? request_address(req, row_address(req->programme, record, now, req->arena)) : STR_NONE);
	model_flag(model, "changed_since", open && was && (!now || !row_equal(record, was, now)));
	others_model(req, model, proposal);
	model_flag(model, "may_answer", open && may_answer(req, proposal));
	/* Until the councils have adopted it there is nothing to accept. */
	model_flag(model, "waits", proposal->level == CLASS_COUNCILS && !proposal_adopted(req->programme, proposal, req->today));
	model_flag(model, "may_withdraw", open && id_known(req->person->id) && id_equal(req->person->id, proposal->person));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "given_answer", request_field(req, "answer"));
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/proposals/{proposal} */
static void show_proposal(struct request *req, struct response *res)
{
	const struct proposal *proposal = asked(req, res);

	if (proposal)
		respond_page(res, req, "proposal/proposal", proposal_model(req, proposal));
}

/* The proposed change and the answer go together in one command, so that neither stands without the other. */
static bool accept(struct request *req, const struct proposal *proposal, struct proposal *answered)
{
	const struct record *record = record_named(proposal->record);
	const void *now = programme_find(req->programme, record, proposal->row);
	const void *was = kept_row(req, record, proposal->was), *becomes = kept_row(req, record, proposal->becomes);
	struct change changes[2];

	if (!was && !becomes)
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("What was proposed here has been taken out, or cannot be read any more. Decline it with a word.") });
	if ((was && (!now || !row_equal(record, was, now))) || (!was && now))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("This has been changed since it was proposed. Decline it with a word, or make the change yourself.") });
	if (becomes && !row_check(req->programme, record, becomes, &req->faults))
		return false;
	changes[0] = (struct change){ record, was ? now : NULL, becomes };
	changes[1] = (struct change){ &proposal_record, proposal, answered };
	return command_write_all(req, changes, 2);
}

/* Puts it to the bodies that must agree: the subject, who is asked, and where it belongs, in one command. */
static bool put(struct request *req, const struct proposal *proposal)
{
	size_t most = programme_rows(req->programme, &body_record).count, count;
	const struct record *record = record_named(proposal->record);
	const void *row = kept_row(req, record, proposal->becomes.len ? proposal->becomes : proposal->was);
	struct subject subject = { .id = id_new(), .kind = SUBJECT_OTHER, .tabled = req->today, .text = proposal->reason };
	struct referral *referrals = arena_array(req->arena, struct referral, most);
	struct change *changes = arena_array(req->arena, struct change, most + 2);
	struct proposal asked_now = *proposal;
	const struct node *node = row ? row_node(req->programme, record, row) : NULL;
	enum language language = LANGUAGE_NL;

	language_parse(tree_facts(req->programme)->language, &language);
	subject.node = node && node->parent ? node->id : ID_NONE;
	subject.title = language_fill(language, req->arena, N_("Change of the plan: {0}"), row ? row_title(req->programme, record, row, req->arena) : proposal->record,
		STR_NONE, STR_NONE);
	asked_now.subject = subject.id;
	count = plan_bodies_read(req, subject.id, referrals);
	changes[0] = (struct change){ &subject_record, NULL, &subject };
	for (size_t i = 0; i < count; i++)
		changes[i + 1] = (struct change){ &referral_record, NULL, &referrals[i] };
	changes[count + 1] = (struct change){ &proposal_record, proposal, &asked_now };
	return req->faults.count == 0 && command_write_all(req, changes, count + 2);
}

/* POST /{programme}/proposals/{proposal}: answer_kind = accept, decline, withdraw, put */
static void answer_proposal(struct request *req, struct response *res)
{
	const struct proposal *proposal = asked(req, res);
	struct str kind = request_field(req, "answer_kind");
	struct proposal answered;
	bool own, done = false, puts = str_is(kind, "put");

	if (!proposal)
		return;
	own = id_known(req->person->id) && id_equal(req->person->id, proposal->person);
	answered = *proposal;
	answered.answer = str_trim(request_field(req, "answer"));
	answered.answered_by = req->person->id;
	answered.answered = clock_now();
	answered.state = str_is(kind, "accept") ? PROPOSAL_ACCEPTED : str_is(kind, "decline") ? PROPOSAL_DECLINED : PROPOSAL_WITHDRAWN;
	if (proposal->state != PROPOSAL_OPEN)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("This proposal has been answered already.") });
	else if (puts || (!(own && answered.state == PROPOSAL_WITHDRAWN) && !may_answer(req, proposal)))
		access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, &req->faults);
	if (req->faults.count == 0 && !puts && answered.state == PROPOSAL_ACCEPTED)
		proposal_may_accept(req->programme, &answered, req->person->id, is_office(req), req->today, &req->faults);
	if (req->faults.count == 0 && puts) {
		if (put(req, proposal)) {
			flash(res, req, FLASH_OK, N_("Put to the bodies. Once they have adopted it, the change can be made here."), STR_NONE);
			respond_see_other(res, req, request_address(req, row_address(req->programme, &proposal_record, proposal, req->arena)));
			return;
		}
	} else if (req->faults.count == 0) {
		if (answered.state == PROPOSAL_ACCEPTED)
			done = accept(req, proposal, &answered);
		else if (row_check(req->programme, &proposal_record, &answered, &req->faults))
			done = command_write(req, &proposal_record, proposal, &answered);
	}
	if (!done) {
		respond_faults(res, req, "proposal/proposal", proposal_model(req, proposal));
		return;
	}
	flash(res, req, FLASH_OK, answered.state == PROPOSAL_ACCEPTED ? N_("Accepted; the change has been made.")
		: answered.state == PROPOSAL_DECLINED ? N_("Declined.") : N_("Withdrawn."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/proposals")));
}

const struct route proposal_routes[] = {
	{ "GET",  "/{programme}/proposals", RIGHT_PROPOSE, show_proposals, ROUTE_WAITS, "Proposals: all for the office, one's own for a member" },
	{ "GET",  "/{programme}/proposals/{proposal}", RIGHT_PROPOSE, show_proposal, ROUTE_WAITS, "A proposal, before and after" },
	{ "POST", "/{programme}/proposals/{proposal}", RIGHT_PROPOSE, answer_proposal, 0, "Accepts, declines or withdraws a proposal, or puts it to the bodies that must agree" },
	ROUTES_END
};
