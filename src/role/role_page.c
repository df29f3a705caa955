/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking a party for a role, and its answer (docs/rules.md 1). The office asks; the contact person gets a personal link and needs no
 * account. Members of the party answer signed in; what the office hears by telephone it writes down, marked so.
 */
#include "account/account.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "mail/mail.h"
#include "party/party.h"
#include "role/role_form.h"
#include "role/role_list_model.h"
#include "tree/tree.h"

enum { LINK_DAYS_AFTER = 30, ANSWER_DAYS_MOST = 365 };

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

static const struct role *role_of_text(const struct request *req, struct str text)
{
	struct id id;
	return id_parse(text, &id) ? programme_row(req->programme, role, id) : NULL;
}

/* GET /{programme}/roles */
static void show_list(struct request *req, struct response *res)
{
	respond_page(res, req, "role/list", role_list_model(req));
}

/* GET /{programme}/roles.csv */
static void show_csv(struct request *req, struct response *res)
{
	respond_text(res, 200, "text/csv; charset=utf-8", role_list_csv(req));
	respond_header(res, "Content-Disposition", str_format(req->arena, "attachment; filename=\"%.*s-%.*s.csv\"",
		STR_ARG(req->programme_key), STR_ARG(day_text(req->day, req->arena))));
}

/* Asking */

/* One person with the roles they are asked for in this command. */
struct asked { struct account contact; const struct role **roles; size_t count; };
struct asking {
	struct day     answer_by;
	struct asked  *people;
	size_t         count;
	struct change *changes;
	size_t         change_count;
};

static struct asked *asked_person(struct request *req, struct asking *asking, struct id person, size_t most)
{
	struct asked *asked;

	for (size_t i = 0; i < asking->count; i++)
		if (id_equal(asking->people[i].contact.person, person))
			return &asking->people[i];
	asked = &asking->people[asking->count];
	if (!account_by_id(req->store, person, req->arena, &asked->contact) || asked->contact.erased)
		return NULL;
	asked->roles = arena_array(req->arena, const struct role *, most);
	asking->count++;
	return asked;
}

static bool cannot_ask(struct request *req, const struct role *role, const char *message)
{
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "role", .message = message,
		.arg = { row_title(req->programme, &role_record, role, req->arena) },
		.address = str_format(req->arena, "/edit/role/%.*s", STR_ARG(id_text(role->id, req->arena))) });
}

/* Who was named as the right contact acts for the party from now on, as its contact person. */
static void add_mandate(struct request *req, struct asking *asking, const struct role *role)
{
	struct row_list mandates = REFERRING(req->programme, mandate, person, role->referred);
	struct mandate *mandate;

	for (size_t i = 0; i < mandates.count; i++)
		if (id_equal(ROW(mandate, mandates, i)->party, role->party) &&
		    period_has(ROW(mandate, mandates, i)->from, ROW(mandate, mandates, i)->until, req->today))
			return;
	for (size_t i = 0; i < asking->change_count; i++) {
		const struct mandate *made = asking->changes[i].after;
		if (asking->changes[i].record == &mandate_record && id_equal(made->person, role->referred) && id_equal(made->party, role->party))
			return;
	}
	mandate = arena_new(req->arena, struct mandate);
	*mandate = (struct mandate){ .id = id_new(), .person = role->referred, .capacity = CAPACITY_CONTACT, .party = role->party,
		.function = role->referred_function, .from = req->today };
	asking->changes[asking->change_count++] = (struct change){ &mandate_record, NULL, mandate };
}

static void ask_role(struct request *req, struct asking *asking, const struct role *role, size_t most)
{
	struct role *after = arena_copy(req->arena, role, sizeof *role);
	bool ended = day_known(role->until) && day_last(role->until) < day_first(req->today);
	struct asked *asked;

	if (role->state == ROLE_ACCEPTED || role->state == ROLE_ON_RECORD || ended) {
		cannot_ask(req, role, ended ? N_("{0}: this role has ended.") : N_("{0}: this role stands already and needs no answer."));
		return;
	}
	if (id_known(role->referred)) {
		after->contact = role->referred;
		after->deputy = id_equal(role->deputy, role->referred) ? ID_NONE : role->deputy;
	}
	if (!id_known(after->contact)) {
		cannot_ask(req, role, N_("{0}: choose the contact person first."));
		return;
	}
	asked = asked_person(req, asking, after->contact, most);
	if (!asked) {
		cannot_ask(req, role, N_("{0}: no address of its contact person is known."));
		return;
	}
	after->state = ROLE_ASKED;
	after->state_reason = STR_NONE;
	after->asked_on = req->today;
	after->answer_by = asking->answer_by;
	after->answered_on = DAY_UNKNOWN;
	after->on_behalf = false;
	after->referred = ID_NONE;
	after->referred_function = STR_NONE;
	asked->roles[asked->count++] = after;
	if (id_known(role->referred))
		add_mandate(req, asking, role);
	if (!row_equal(&role_record, role, after))
		asking->changes[asking->change_count++] = (struct change){ &role_record, role, after };
}

/* Ticked twice is asked once. */
static bool asked_already(const struct asking *asking, struct id role)
{
	for (size_t i = 0; i < asking->count; i++)
		for (size_t k = 0; k < asking->people[i].count; k++)
			if (id_equal(asking->people[i].roles[k]->id, role))
				return true;
	return false;
}

static void read_answer_by(struct request *req, struct day *day)
{
	if (!day_read(request_field(req, "answer_by"), day) || !day_exact(*day))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer_by",
			.message = N_("Give the day by which you ask an answer, such as 22-5-2024.") });
	else if (day_first(*day) < day_first(req->today) || day_first(*day) > day_first(req->today) + ANSWER_DAYS_MOST)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer_by",
			.message = N_("Choose a day from today on, within a year.") });
}

static bool read_asking(struct request *req, struct asking *asking)
{
	struct pairs chosen = request_fields(req, "role");

	*asking = (struct asking){ .people = arena_array(req->arena, struct asked, chosen.count + 1),
		.changes = arena_array(req->arena, struct change, 2 * chosen.count + 1) };
	read_answer_by(req, &asking->answer_by);
	if (chosen.count == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "role", .message = N_("Tick the roles you ask for.") });
	for (size_t i = 0; i < chosen.count; i++) {
		const struct role *role = role_of_text(req, chosen.at[i].value);
		if (role && !asked_already(asking, role->id))
			ask_role(req, asking, role, chosen.count);
	}
	return req->faults.count == 0;
}

/* The personal link of one person; empty where the database failed. */
static struct str link_of(struct request *req, struct id person, struct day answer_by)
{
	struct link link = { .purpose = LINK_ROLE, .person = person, .programme = req->programme->id,
		.expires = moment_end_of_day(day_add(answer_by, LINK_DAYS_AFTER)) };
	struct str secret = link_new_for(req->store, &link, req->arena);

	return secret.len ? request_absolute(req, request_address(req, str_format(req->arena, "/role/%.*s", STR_ARG(secret)))) : STR_NONE;
}

/* What the contact person reads. */
static struct letter *letter_for(struct request *req, enum language language, const struct asked *asked, struct day answer_by, struct str link)
{
	struct str programme = tree_facts(req->programme)->name;
	struct letter *letter = letter_new(req->arena, language, language_fill(language, req->arena,
		N_("Will you take this on? {0}"), programme, STR_NONE, STR_NONE));

	letter_text(letter, language_fill(language, req->arena, N_("Dear {0},"), asked->contact.name, STR_NONE, STR_NONE));
	letter_text(letter, language_fill(language, req->arena, N_("For {0} you are asked for the following. We would like your answer by {1}."),
		programme, language_day(language, req->arena, answer_by), STR_NONE));
	for (size_t i = 0; i < asked->count; i++)
		letter_item(letter, row_title(req->programme, &role_record, asked->roles[i], req->arena), STR_NONE,
			language_text(language, words_label(&role_kind_words, (int)asked->roles[i]->kind)));
	letter_button(letter, language_text(language, N_("Give your answer")), link);
	letter_text(letter, language_text(language, N_("It takes a minute and needs no account. You can say yes or no, or name who is the right contact.")));
	letter_small(letter, language_text(language, N_("You get this because the programme office named you as contact person. The link is yours alone: do not pass it on.")), STR_NONE);
	return letter;
}

/* The same asking is mailed once, also where the form was sent twice. */
static struct str key_of(struct request *req, const struct asked *asked, struct day answer_by)
{
	struct buf roles = { 0 };
	struct str key;

	for (size_t i = 0; i < asked->count; i++)
		buf_add(&roles, id_text(asked->roles[i]->id, req->arena));
	key = str_format(req->arena, "role/%.*s/%.*s/%.*s/%.*s", STR_ARG(id_text(asked->contact.person, req->arena)),
		STR_ARG(day_text(req->today, req->arena)), STR_ARG(day_text(answer_by, req->arena)),
		STR_ARG(hash_text(hash_of(buf_str(&roles)), req->arena)));
	buf_clear(&roles);
	return key;
}

static bool mail_asked(struct request *req, const struct asked *asked, struct day answer_by, struct str link)
{
	enum language language = mail_language(req->store, asked->contact.person, req->programme);
	struct mail mail = { .programme = req->programme->id, .key = key_of(req, asked, answer_by), .person = asked->contact.person,
		.language = language };
	bool queued;

	if (link.len == 0 || !mail_leaves() || !mail_reaches(req->store, asked->contact.person))
		return false;
	mail.secret = str_from(link, str_search(link, STR("/role/")) + sizeof "/role/" - 1);
	mail.letter = letter_for(req, language, asked, answer_by, link);
	return mail_queue(req->store, &mail, &queued);
}

static void asked_model(struct request *req, struct model *item, const struct asked *asked, struct str link, bool mailed)
{
	model_flag(item, "mailed", mailed);
	model_text(item, "name", asked->contact.name);
	model_text(item, "email", asked->contact.email);
	model_text(item, "link", link);
	model_list(item, "roles");
	for (size_t i = 0; i < asked->count; i++)
		model_text(model_item(item, "roles"), "title", row_title(req->programme, &role_record, asked->roles[i], req->arena));
}

/* POST /{programme}/roles/asking: role = ids, answer_by. Whom mail cannot reach: the link is shown, once; only its hash is kept. */
static void ask(struct request *req, struct response *res)
{
	struct asking asking;
	struct model *model;
	bool by_hand = false;

	if (!read_asking(req, &asking) || (asking.change_count > 0 && !command_write_all(req, asking.changes, asking.change_count))) {
		respond_faults(res, req, "role/list", role_list_model(req));
		return;
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("Asked"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "answer_by", language_day(req->language, req->arena, asking.answer_by));
	model_text(model, "list", request_address(req, STR("/roles")));
	model_list(model, "people");
	for (size_t i = 0; i < asking.count; i++) {
		struct asked *asked = &asking.people[i];
		struct str link = link_of(req, asked->contact.person, asking.answer_by);
		bool mailed = mail_asked(req, asked, asking.answer_by, link);
		asked_model(req, model_item(model, "people"), asked, link, mailed);
		by_hand = by_hand || !mailed;
	}
	model_flag(model, "by_hand", by_hand);
	respond_page(res, req, "role/asked", model);
}

/* POST /{programme}/roles/{role}/withdrawal: the asking is taken back; the link ends with the last role it was for. */
static void withdraw(struct request *req, struct response *res)
{
	const struct role *role = role_of_text(req, request_parameter(req, "role"));
	struct role after;

	if (!role || !role_answerable(role)) {
		respond_not_found(res, req);
		return;
	}
	after = *role;
	after.state = ROLE_STATE_UNKNOWN;
	after.asked_on = after.answer_by = after.answered_on = DAY_UNKNOWN;
	after.state_reason = after.referred_function = STR_NONE;
	after.referred = ID_NONE;
	after.on_behalf = false;
	if (!command_write(req, &role_record, role, &after)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	if (role_asked_of(req->programme, role->contact, req->today, req->arena).count == 1)
		link_revoke(req->store, &(struct link){ .purpose = LINK_ROLE, .person = role->contact, .programme = req->programme->id });
	flash(res, req, FLASH_OK, N_("Taken back: {0} is no longer asked."), row_title(req->programme, &role_record, role, req->arena));
	respond_see_other(res, req, request_address(req, STR("/roles")));
}

/* Answering */

static struct model *answer_model(struct request *req, const struct answering *answering, struct id person)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Will you take this on?"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "programme_name", tree_facts(req->programme)->name);
	model_text(model, "greeting", id_known(person) ? language_fill(req->language, req->arena, N_("Dear {0},"), person_name(req->store, person, req->arena),
		STR_NONE, STR_NONE) : STR_NONE);
	model_text(model, "csrf", session_csrf(req));
	role_answer_model(req, model, answering);
	return model;
}

/* Back to where they were given; the form again where something is wrong. */
static void respond_answered(struct request *req, struct response *res, const struct answering *answering, int64_t given, struct str back)
{
	if (given < 0) {
		respond_faults(res, req, "role/answer", answer_model(req, answering, ID_NONE));
		return;
	}
	flash(res, req, given ? FLASH_OK : FLASH_WARNING, given ? N_("Thank you. Your answer stands.")
		: N_("Nothing was sent: choose an answer."), STR_NONE);
	respond_see_other(res, req, back);
}

/* By the link */

static bool opened(struct request *req, struct response *res, struct answering *answering, struct link *link)
{
	*answering = (struct answering){ .by_link = true };
	if (link_find(req->store, request_parameter(req, "secret"), LINK_ROLE, req->arena, link) &&
	    id_equal(link->programme, req->programme->id))
		answering->roles = role_asked_of(req->programme, link->person, req->today, req->arena);
	if (answering->roles.count > 0)
		return true;
	respond_spent(res, req);
	return false;
}

/* GET /{programme}/role/{secret} */
static void show_by_link(struct request *req, struct response *res)
{
	struct answering answering;
	struct link link;

	if (opened(req, res, &answering, &link))
		respond_page(res, req, "role/answer", answer_model(req, &answering, link.person));
}

/* POST /{programme}/role/{secret} */
static void take_by_link(struct request *req, struct response *res)
{
	struct person holder = { .id = ID_NONE };
	struct answering answering;
	struct link link;
	int64_t given;

	if (!opened(req, res, &answering, &link))
		return;
	/* For this one write the holder of the link is who acts; the page is the public's. */
	holder.id = link.person;
	req->person = &holder;
	req->by_link = true;
	given = role_answer_take(req, &answering);
	req->person = &person_public;
	respond_answered(req, res, &answering, given, req->path);
}

/* Signed in */

static bool may_answer(const struct request *req, const struct role *role)
{
	return is_office(req) || (access_acts_for(req->programme, req->person, role->party, req->today) &&
		access_may(req->programme, req->person, RIGHT_ACCEPT_ROLE, programme_node(req->programme, role->node), req->today, NULL));
}

/* The one role of the address. */
static bool asked_role(struct request *req, struct response *res, struct answering *answering)
{
	const struct role *role = role_of_text(req, request_parameter(req, "role"));
	const void **at = arena_array(req->arena, const void *, 1);

	if (!role || !access_sees(req->programme, req->person, &role_record, role, req->today)) {
		respond_not_found(res, req);
		return false;
	}
	if (!may_answer(req, role)) {
		respond_forbidden(res, req, RIGHT_ACCEPT_ROLE);
		return false;
	}
	at[0] = role;
	*answering = (struct answering){ .roles = { at, 1 }, .on_behalf = is_office(req) };
	return true;
}

/* GET /{programme}/roles/{role}/answer */
static void show_role(struct request *req, struct response *res)
{
	struct answering answering;

	if (asked_role(req, res, &answering))
		respond_page(res, req, "role/answer", answer_model(req, &answering, ID_NONE));
}

/* POST /{programme}/roles/{role}/answer */
static void take_role(struct request *req, struct response *res)
{
	struct answering answering;

	if (asked_role(req, res, &answering))
		respond_answered(req, res, &answering, role_answer_take(req, &answering), answering.on_behalf ? request_address(req, STR("/roles")) : request_address(req, STR("/roles/answers")));
}

/* Everything that the parties one acts for were asked and have not said yes to. */
static struct answering own_answers(const struct request *req)
{
	struct row_list roles = programme_rows(req->programme, &role_record);
	const void **at = arena_array(req->arena, const void *, roles.count);
	size_t count = 0;

	for (size_t i = 0; i < roles.count; i++)
		if (role_answerable(roles.at[i]) && access_acts_for(req->programme, req->person, ROW(role, roles, i)->party, req->today) &&
		    role_wants(req->programme, roles.at[i], req->today) != ROLE_WANTS_NOTHING)
			at[count++] = roles.at[i];
	return (struct answering){ .roles = { at, count } };
}

/* GET /{programme}/roles/answers */
static void show_own(struct request *req, struct response *res)
{
	struct answering answering = own_answers(req);

	respond_page(res, req, "role/answer", answer_model(req, &answering, ID_NONE));
}

/* POST /{programme}/roles/answers */
static void take_own(struct request *req, struct response *res)
{
	struct answering answering = own_answers(req);

	respond_answered(req, res, &answering, role_answer_take(req, &answering), request_address(req, STR("/roles/answers")));
}

const struct route role_routes[] = {
	{ "GET",  "/{programme}/roles", RIGHT_READ, show_list, ROUTE_WAITS, "Who is what on a day; for the office what wants asking or an answer" },
	{ "GET",  "/{programme}/roles.csv", RIGHT_READ, show_csv, ROUTE_WAITS, "The same as a file" },
	{ "POST", "/{programme}/roles/asking", RIGHT_EDIT, ask, 0, "Asks for roles, by a personal link for each contact person" },
	{ "POST", "/{programme}/roles/{role}/withdrawal", RIGHT_EDIT, withdraw, 0, "Takes the asking back" },
	{ "GET",  "/{programme}/roles/answers", RIGHT_PROPOSE, show_own, ROUTE_WAITS | ROUTE_FORM, "What one's own party is asked for" },
	{ "POST", "/{programme}/roles/answers", RIGHT_PROPOSE, take_own, 0, "Answers" },
	{ "GET",  "/{programme}/roles/{role}/answer", RIGHT_PROPOSE, show_role, ROUTE_WAITS | ROUTE_FORM, "The answer for one role, by the party or written down by the office" },
	{ "POST", "/{programme}/roles/{role}/answer", RIGHT_PROPOSE, take_role, 0, "Answers" },
	{ "GET",  "/{programme}/role/{secret}", RIGHT_READ, show_by_link, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "The same by a personal link, with no account" },
	{ "POST", "/{programme}/role/{secret}", RIGHT_READ, take_by_link, ROUTE_NO_TOKEN | ROUTE_SECRET, "Answers" },
	ROUTES_END
};
