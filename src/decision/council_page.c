/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Questions, motions and promises of councils (docs/rules.md 5). A councillor or clerk puts one, the office answers or asks a party to; an answer
 * given once is seen by all councils.
 */
#include "decision/council_model.h"

#include "access/access.h"
#include "base/hash.h"
#include "html/form.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "tree/tree.h"

/* What is put: from what it is to by when an answer is asked. The council is that of the address; the answer is not the asker's to fill in. */
static struct record put_form(void)
{
	struct record record = council_item_record;

	record.field = record_field(&council_item_record, "kind");
	record.field_count = (size_t)(record_field(&council_item_record, "answer") - record.field);
	return record;
}

/* What a form showed of the answer, so that two who answer at the same time do not write over each other. */
static struct str seen_of(const struct request *req, const struct council_item *item)
{
	return hash_text(hash_of(item->answer), req->arena);
}

static void not_ahead(struct request *req, const char *field, struct day day)
{
	if (day_known(day) && day_first(day) > day_first(req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = N_("That day has not come yet.") });
}

/* The council the reader may put a question for; the first, in the order for people. */
static const struct body *own_council(const struct request *req)
{
	struct row_list bodies = programme_rows(req->programme, &body_record);

	for (size_t i = 0; i < bodies.count; i++)
		if ((ROW(body, bodies, i)->kind == BODY_COUNCIL || ROW(body, bodies, i)->kind == BODY_ADVISORY_COUNCIL) &&
		    access_may_for(req->programme, req->person, RIGHT_PUT_QUESTION, ROW(body, bodies, i)->party, req->today, NULL))
			return ROW(body, bodies, i);
	return NULL;
}

/* GET /{programme}/questions: ?body=KEY, ?kind=question */
static void show_items(struct request *req, struct response *res)
{
	const struct body *body = programme_by_key(req->programme, &body_record, request_query(req, "body"));
	int kind = words_value(&council_kind_words, request_query(req, "kind"));
	struct row_list items = council_items(req, &(struct council_choice){ .body = body ? body->id : ID_NONE,
		.kind = kind > 0 ? (enum council_kind)kind : COUNCIL_UNKNOWN });
	const struct body *own = day_known(req->known) ? NULL : own_council(req);
	struct model *model = model_new(req->arena);
	size_t count[2] = { 0, 0 };

	model_words(model, "title", N_("Questions, motions and promises"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "open_items");
	model_list(model, "answered_items");
	for (size_t i = 0; i < items.count; i++) {
		bool open = council_item_open(items.at[i], req->day);

		council_item_model(req, model_item(model, open ? "open_items" : "answered_items"), items.at[i]);
		count[open]++;
	}
	model_flag(model, "has_open", count[1] > 0);
	model_flag(model, "has_answered", count[0] > 0);
	model_flag(model, "any", count[0] + count[1] > 0);
	model_list(model, "kinds");
	for (int k = COUNCIL_QUESTION; k <= COUNCIL_PROMISE; k++) {
		struct model *choice = model_item(model, "kinds");
		model_text(choice, "value", str_of(words_wire(&council_kind_words, k)));
		model_words(choice, "label", words_label(&council_kind_words, k));
		model_flag(choice, "selected", k == kind);
	}
	model_text(model, "only", body ? body->name : STR_NONE);
	model_text(model, "body_key", body ? body->key : STR_NONE);
	model_text(model, "here", request_address(req, STR("/questions")));
	model_text(model, "put", own ? request_address(req, str_format(req->arena, "/questions/new?body=%.*s", STR_ARG(own->key))) : STR_NONE);
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "decision/questions", model);
}

/* One */

static bool may_answer(const struct request *req, const struct council_item *item)
{
	return !day_known(req->known) && access_may_for(req->programme, req->person, RIGHT_ANSWER_QUESTION, item->answered_by, req->today, NULL);
}

static struct model *one_model(struct request *req, const struct council_item *item)
{
	bool office = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	bool typed = str_is(req->method, "POST"), seen_now = !typed || faults_kind(&req->faults) == FAULT_CONFLICT;
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct str here = request_address(req, row_address(req->programme, &council_item_record, item, req->arena));
	struct model *model = model_new(req->arena);

	faults_model_of(req, model, &req->faults, &council_item_record);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	council_item_model(req, model, item);
	model_text(model, "text", item->text);
	model_text(model, "answer", council_item_open(item, req->day) ? STR_NONE : item->answer);
	model_text(model, "answering", may_answer(req, item) ? str_format(req->arena, "%.*s/answer", STR_ARG(here)) : STR_NONE);
	model_text(model, "answer_typed", typed ? request_field(req, "answer") : item->answer);
	model_text(model, "seen", seen_now ? seen_of(req, item) : request_field(req, "seen"));
	model_text(model, "answer_fault", faults_of(req, &req->faults, "answer"));
	model_text(model, "answered_typed", typed ? request_field(req, "answered") : day_text(day_known(item->answered) ? item->answered : req->today, req->arena));
	model_text(model, "answered_fault", faults_of(req, &req->faults, "answered"));
	model_text(model, "asking", office && council_item_open(item, req->today) ? str_format(req->arena, "%.*s/asked", STR_ARG(here)) : STR_NONE);
	model_list(model, "parties");
	for (size_t i = 0; office && i < parties.count; i++) {
		struct model *choice = model_item(model, "parties");
		model_text(choice, "value", ROW(party, parties, i)->key);
		model_text(choice, "label", ROW(party, parties, i)->name);
		model_flag(choice, "selected", id_equal(ROW(party, parties, i)->id, item->answered_by));
	}
	show_edit(req, model, &council_item_record, item);
	show_provenance(req, model, &council_item_record, item);
	model_text(model, "all", request_address(req, STR("/questions")));
	show_breadcrumbs(req, model, programme_node(req->programme, item->node) ? programme_node(req->programme, item->node) : programme_root(req->programme));
	return model;
}

static const struct council_item *asked_item(struct request *req, struct response *res)
{
	struct id id;
	const struct council_item *item = id_parse(request_parameter(req, "question"), &id) ? programme_row(req->programme, council_item, id) : NULL;

	if (item && council_item_seen(req, item))
		return item;
	respond_not_found(res, req);
	return NULL;
}

/* GET /{programme}/questions/{question} */
static void show_item(struct request *req, struct response *res)
{
	const struct council_item *item = asked_item(req, res);

	if (item)
		respond_page(res, req, "decision/question", one_model(req, item));
}

static void keep(struct request *req, struct response *res, const struct council_item *item, const struct council_item *after, const char *said)
{
	if (req->faults.count == 0 && command_write(req, &council_item_record, item, after)) {
		flash(res, req, FLASH_OK, said, STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &council_item_record, item, req->arena)));
	} else {
		respond_faults(res, req, "decision/question", one_model(req, item));
	}
}

/* POST /{programme}/questions/{question}/answer: by the office, or by the party that is asked. An answer can be worded better; history keeps both. */
static void answer(struct request *req, struct response *res)
{
	const struct council_item *item = asked_item(req, res);
	struct council_item after;

	if (!item)
		return;
	if (!access_may_for(req->programme, req->person, RIGHT_ANSWER_QUESTION, item->answered_by, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	after = *item;
	field_read(record_field(&council_item_record, "answer"), &after, request_field(req, "answer"), &req->faults);
	field_read(record_field(&council_item_record, "answered"), &after, request_field(req, "answered"), &req->faults);
	if (!day_known(after.answered) && req->faults.count == 0)
		after.answered = req->today;
	not_ahead(req, "answered", after.answered);
	if (!str_equal(request_field(req, "seen"), seen_of(req, item)))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("Somebody answered it in the meantime. Read that answer first; what you typed is still here.") });
	if (after.answer.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer", .message = N_("Write the answer, or what was done.") });
	if (!id_known(after.answered_by))
		after.answered_by = access_party(req->programme, req->person, req->today);
	keep(req, res, item, &after, N_("Answered. All councils can read it."));
}

/* POST /{programme}/questions/{question}/asked: which party is to answer; empty: the office itself. */
static void ask_party(struct request *req, struct response *res)
{
	const struct council_item *item = asked_item(req, res);
	const struct party *party = programme_by_key(req->programme, &party_record, request_field(req, "party"));
	struct council_item after;

	if (!item)
		return;
	after = *item;
	after.answered_by = party ? party->id : ID_NONE;
	if (request_field(req, "party").len > 0 && !party)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "party", .message = N_("There is no such party.") });
	if (!council_item_open(item, req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("Somebody answered it in the meantime.") });
	keep(req, res, item, &after, party ? N_("This party is asked to answer.") : N_("The programme office answers."));
}

/* Putting one */

static struct model *new_model(struct request *req, const struct council_item *item, const struct body *body)
{
	bool typed = str_is(req->method, "POST");
	struct record form = put_form();
	struct model *model = form_fields(req, &form, item, typed ? &req->fields : NULL, &req->faults);

	model_words(model, "title", N_("Put a question, motion or promise on record"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "council", body->name);
	model_text(model, "action", request_address(req, STR("/questions/new")));
	model_text(model, "body_key", body->key);
	model_text(model, "back", request_address(req, row_address(req->programme, &body_record, body, req->arena)));
	model_list(model, "breadcrumbs");
	return model;
}

/* The council of the form; NULL and answered where it is none of the person's. */
static const struct body *council_of(struct request *req, struct response *res, struct str key)
{
	const struct body *body = key.len ? programme_by_key(req->programme, &body_record, key) : own_council(req);

	if (!body) {
		respond_not_found(res, req);
		return NULL;
	}
	if (access_may_for(req->programme, req->person, RIGHT_PUT_QUESTION, body->party, req->today, &req->faults))
		return body;
	respond_faults(res, req, NULL, NULL);
	return NULL;
}

/* GET /{programme}/questions/new: ?body=KEY, ?node=ID */
static void show_new(struct request *req, struct response *res)
{
	const struct body *body = council_of(req, res, request_query(req, "body"));
	struct council_item item = { .id = id_new(), .kind = COUNCIL_QUESTION, .day = req->today };
	struct id node;

	if (!body)
		return;
	item.body = body->id;
	if (id_parse(request_query(req, "node"), &node) && programme_node(req->programme, node))
		item.node = node;
	respond_page(res, req, "decision/question_form", new_model(req, &item, body));
}

/* POST /{programme}/questions/new */
static void put(struct request *req, struct response *res)
{
	const struct body *body = council_of(req, res, request_field(req, "council"));
	struct council_item item = { .id = id_new(), .person = req->person->id };
	struct record form = put_form();

	if (!body)
		return;
	form_read(req, &form, &item);
	item.body = body->id;
	not_ahead(req, "day", item.day);
	row_check(req->programme, &council_item_record, &item, &req->faults);
	if (req->faults.count == 0 && command_write(req, &council_item_record, NULL, &item)) {
		flash(res, req, FLASH_OK, N_("Kept. It stays open until it is answered."), STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &council_item_record, &item, req->arena)));
	} else {
		respond_faults(res, req, "decision/question_form", new_model(req, &item, body));
	}
}

const struct route council_routes[] = {
	{ "GET",  "/{programme}/questions", RIGHT_READ, show_items, 0, "Questions, motions and promises of councils; the open ones first" },
	{ "GET",  "/{programme}/questions/new", RIGHT_PUT_QUESTION, show_new, ROUTE_WAITS | ROUTE_FORM, "Form to put a question for a council" },
	{ "POST", "/{programme}/questions/new", RIGHT_PUT_QUESTION, put, 0, "Puts a question, motion or promise on record" },
	{ "GET",  "/{programme}/questions/{question}", RIGHT_READ, show_item, 0, "One question, motion or promise, and its answer" },
	{ "POST", "/{programme}/questions/{question}/answer", RIGHT_ANSWER_QUESTION, answer, 0, "Answers it" },
	{ "POST", "/{programme}/questions/{question}/asked", RIGHT_EDIT, ask_party, 0, "Asks a party to answer it" },
	ROUTES_END
};
