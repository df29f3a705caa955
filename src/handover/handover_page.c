/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Handing over, from the person who leaves or from a party after elections: first everything is listed, then shown as it would become,
 * then done in one step, which the history takes back in one step.
 */
#include "account/account.h"
#include "handover/handover.h"
#include "html/faults.h"
#include "html/form.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "tree/tree.h"

static const char NOBODY[] = "nobody", NEW[] = "new";

/* Somebody who was typed in, not known before the step is done. */
struct newcomer { struct id id; struct str name, email, function; };

/* What the form says. */
struct leaving {
	const struct party *party;              /* NULL: of one person, whatever the party */
	struct ids          people;             /* who may leave */
	struct handover     handover;
	struct passing     *passings;
	struct newcomer    *newcomers;
	size_t              newcomer_count;
	struct str          address;
};

static const char *named(const struct request *req, const char *name, struct id id)
{
	return str_format(req->arena, "%s-%.*s", name, STR_ARG(id_text(id, req->arena))).at;
}

static struct str typed(const struct request *req, const char *name, struct id id)
{
	return str_trim(request_field(req, named(req, name, id)));
}

static struct str name_of(const struct request *req, const struct leaving *leaving, struct id person)
{
	for (size_t i = 0; leaving && i < leaving->newcomer_count; i++)
		if (id_equal(leaving->newcomers[i].id, person))
			return leaving->newcomers[i].name;
	if (!id_known(person))
		return language_text(req->language, N_("nobody yet"));
	return person_name(req->store, person, req->arena);
}

/* "Lindus – M-03 Techno-Plaza" and what it is: lead, contact person. */
static void duty_model(const struct request *req, struct model *item, const struct duty *duty)
{
	const struct record *record = duty->mandate ? &mandate_record : &role_record;
	const void *row = duty->mandate ? (const void *)duty->mandate : duty->role;
	struct day from = duty->mandate ? duty->mandate->from : duty->role->from, until = duty->mandate ? duty->mandate->until : duty->role->until;

	model_text(item, "id", id_text(row_id(row), req->arena));
	model_text(item, "title", row_title(req->programme, record, row, req->arena));
	model_words(item, "what", duty->mandate ? words_label(&capacity_words, (int)duty->mandate->capacity)
		: words_label(&role_kind_words, (int)duty->role->kind));
	model_flag(item, "as_deputy", duty->kind == DUTY_DEPUTY);
	model_flag(item, "is_mandate", duty->kind == DUTY_MANDATE);
	show_period(req, item, "period", from, until);
}

static void open_model(const struct request *req, struct model *item, struct open_work open)
{
	model_text(item, "actions", open.actions ? language_plural(req->language, req->arena, N_("{0} open action"), N_("{0} open actions"), (int64_t)open.actions) : STR_NONE);
	model_text(item, "asked", open.asked ? language_plural(req->language, req->arena, N_("{0} update asked for"), N_("{0} updates asked for"), (int64_t)open.asked) : STR_NONE);
	model_text(item, "questions", open.questions ? language_plural(req->language, req->arena, N_("{0} open question"), N_("{0} open questions"), (int64_t)open.questions) : STR_NONE);
}

/* Choices: whoever acts for somebody here, and those that are no person yet. */

struct choosing { const struct request *req; struct model *item; const char *list; struct str chosen; struct id leaver; };

static void choice(struct choosing *choosing, struct str value, struct str label)
{
	struct model *one = model_item(choosing->item, choosing->list);

	model_text(one, "value", value);
	model_text(one, "label", label);
	model_flag(one, "selected", str_equal(value, choosing->chosen));
}

static void person_choice(void *context, struct id person, struct str name)
{
	struct choosing *choosing = context;

	if (!id_equal(person, choosing->leaver))
		choice(choosing, id_text(person, choosing->req->arena), name);
}

static void choices_model(const struct request *req, struct model *item, struct id leaver, struct str chosen, const char *first, bool new_one)
{
	struct choosing choosing = { req, item, "choices", chosen, leaver };

	model_list(item, "choices");
	if (first)
		choice(&choosing, STR_NONE, language_text(req->language, first));
	choice(&choosing, str_of(NOBODY), language_text(req->language, N_("nobody yet")));
	if (new_one)
		choice(&choosing, str_of(NEW), language_text(req->language, N_("somebody new: fill in below")));
	form_people(req, person_choice, &choosing);
}

/* Reading */

static struct id read_successor(struct request *req, struct leaving *leaving, struct id person, const char *field, struct str value)
{
	struct newcomer *newcomer = &leaving->newcomers[leaving->newcomer_count];
	struct account account;
	size_t before = req->faults.count;
	struct id id = ID_NONE;

	if (str_is(value, NOBODY))
		return ID_NONE;
	if (str_is(value, NEW)) {
		*newcomer = (struct newcomer){ id_new(), typed(req, "name", person), str_lower(req->arena, typed(req, "email", person)),
			typed(req, "function", person) };
		person_fits(newcomer->email, newcomer->name, &req->faults);
		for (size_t i = before; i < req->faults.count; i++) {
			req->faults.at[i].place = name_of(req, NULL, person);
			req->faults.at[i].field = named(req, req->faults.at[i].field, person);
		}
		if (req->faults.count == before && account_by_email(req->store, newcomer->email, req->arena, &account) && !account.erased)
			newcomer->id = account.person;
		leaving->newcomer_count++;
		return newcomer->id;
	}
	if (!id_parse(value, &id) || !id_known(id) || person_name(req->store, id, req->arena).len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = N_("Choose somebody from the list, or nobody yet."),
			.place = name_of(req, NULL, person) });
	return id;
}

static void add_passing(struct request *req, struct leaving *leaving, struct id person, struct id item)
{
	const char *field = named(req, "to", id_known(item) ? item : person);
	struct str value = str_trim(request_field(req, field));

	if (value.len == 0)
		return;
	leaving->passings[leaving->handover.passing_count++] = (struct passing){ person, item, read_successor(req, leaving, person, field, value) };
}

/* Whoever takes over does not leave in the same step. */
static void check_stays(struct request *req, const struct leaving *leaving)
{
	for (size_t i = 0; i < leaving->handover.passing_count; i++) {
		const struct passing *passing = &leaving->passings[i];
		for (size_t k = 0; k < leaving->handover.passing_count; k++)
			if (id_known(passing->successor) && id_equal(leaving->passings[k].person, passing->successor)) {
				faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = named(req, "to", passing->person),
					.message = N_("{0} hands over too in this step. Choose somebody who stays."),
					.arg = { name_of(req, leaving, passing->successor) } });
				break;
			}
	}
}

static void read_form(struct request *req, struct leaving *leaving)
{
	size_t most = leaving->people.count + req->programme->roles.count * 2 + req->programme->mandates.count + 1;

	leaving->passings = arena_array(req->arena, struct passing, most);
	leaving->newcomers = arena_array(req->arena, struct newcomer, most);
	leaving->handover.passings = leaving->passings;
	leaving->handover.party = leaving->party ? leaving->party->id : ID_NONE;
	if (!day_read(request_field(req, "day"), &leaving->handover.day) || !day_exact(leaving->handover.day)) {
		leaving->handover.day = req->today;
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "day",
			.message = N_("Give the first day of whoever takes over, such as 22-5-2024.") });
	}
	for (size_t i = 0; i < leaving->people.count; i++) {
		struct duties duties = handover_duties(req->programme, leaving->people.at[i], leaving->handover.party, leaving->handover.day, req->arena);
		add_passing(req, leaving, leaving->people.at[i], ID_NONE);
		for (size_t k = 0; !leaving->party && k < duties.count; k++)
			add_passing(req, leaving, leaving->people.at[i], duties.at[k].mandate ? duties.at[k].mandate->id : duties.at[k].role->id);
	}
	if (req->faults.count == 0 && leaving->handover.passing_count == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "day",
			.message = N_("Nobody was chosen to hand over.") });
	check_stays(req, leaving);
}

static struct plan plan_of(struct request *req, const struct leaving *leaving)
{
	size_t count = handover_ids(req->programme, &leaving->handover);
	struct id *fresh = arena_array(req->arena, struct id, count + 1);

	for (size_t i = 0; i < count; i++)
		fresh[i] = id_new();
	return handover_plan(req->programme, &leaving->handover, fresh, req->arena);
}

/* The form */

static void person_model(struct request *req, struct model *item, const struct leaving *leaving, struct id person)
{
	struct duties duties = handover_duties(req->programme, person, leaving->party ? leaving->party->id : ID_NONE, leaving->handover.day, req->arena);
	struct open_work all = { 0 };

	model_text(item, "id", id_text(person, req->arena));
	model_text(item, "name", name_of(req, NULL, person));
	choices_model(req, item, person, typed(req, "to", person), leaving->party ? N_("stays") : NULL, true);
	model_text(item, "to_fault", faults_of(req, &req->faults, named(req, "to", person)));
	model_text(item, "new_name", typed(req, "name", person));
	model_text(item, "name_fault", faults_of(req, &req->faults, named(req, "name", person)));
	model_text(item, "new_email", typed(req, "email", person));
	model_text(item, "email_fault", faults_of(req, &req->faults, named(req, "email", person)));
	model_text(item, "new_function", typed(req, "function", person));
	model_flag(item, "new_open", str_is(typed(req, "to", person), NEW));
	model_list(item, "duties");
	for (size_t i = 0; i < duties.count; i++) {
		struct model *one = model_item(item, "duties");
		struct open_work open = handover_open(req->programme, &duties.at[i], req->today, req->arena);
		struct id row = duties.at[i].mandate ? duties.at[i].mandate->id : duties.at[i].role->id;

		duty_model(req, one, &duties.at[i]);
		open_model(req, one, open);
		model_flag(one, "single", !leaving->party);
		model_list(one, "choices");
		if (!leaving->party)
			choices_model(req, one, person, typed(req, "to", row), N_("as for everything"), false);
		all.actions += open.actions;
		all.asked += open.asked;
		all.questions += open.questions;
	}
	model_flag(item, "has_duties", duties.count > 0);
	model_number(item, "duty_count", (int64_t)duties.count);
	open_model(req, model_object(item, "all"), all);
}

static struct model *form_model(struct request *req, const struct leaving *leaving)
{
	struct model *model = model_new(req->arena);
	struct str day = request_field(req, "day");
	bool any = false;

	model_words(model, "title", N_("Hand over"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "self", leaving->address);
	model_text(model, "party", leaving->party ? leaving->party->name : STR_NONE);
	model_text(model, "who", leaving->party || leaving->people.count != 1 ? STR_NONE : name_of(req, NULL, leaving->people.at[0]));
	model_text(model, "day", day.len ? day : language_day_short(req->language, req->arena, leaving->handover.day));
	model_text(model, "day_fault", faults_of(req, &req->faults, "day"));
	model_text(model, "people_page", request_address(req, STR("/people")));
	model_list(model, "people");
	for (size_t i = 0; i < leaving->people.count; i++) {
		person_model(req, model_item(model, "people"), leaving, leaving->people.at[i]);
		any = true;
	}
	model_flag(model, "any", any);
	faults_model(req, model, &req->faults);
	return model;
}

/* The preview */

/* What was typed and chosen, to be sent again with "do it". */
static void kept_model(const struct request *req, struct model *model)
{
	model_list(model, "kept");
	for (size_t i = 0; i < req->fields.count; i++) {
		struct model *one;
		if (str_is(req->fields.at[i].name, "csrf") || str_is(req->fields.at[i].name, "step") || req->fields.at[i].value.len == 0)
			continue;
		one = model_item(model, "kept");
		model_text(one, "name", req->fields.at[i].name);
		model_text(one, "value", req->fields.at[i].value);
	}
}

static struct model *preview_model(struct request *req, const struct leaving *leaving, const struct plan *plan)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Hand over: is this right?"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "self", leaving->address);
	model_text(model, "party", leaving->party ? leaving->party->name : STR_NONE);
	model_text(model, "day", language_day(req->language, req->arena, leaving->handover.day));
	model_text(model, "last_day", language_day(req->language, req->arena, day_add(leaving->handover.day, -1)));
	model_list(model, "passes");
	model_list(model, "unowned");
	for (size_t i = 0; i < plan->given_count; i++) {
		const struct given *given = &plan->given[i];
		struct model *one = model_item(model, id_known(given->successor) ? "passes" : "unowned");
		duty_model(req, one, &given->duty);
		model_text(one, "from", name_of(req, leaving, given->duty.person));
		model_text(one, "to", name_of(req, leaving, given->successor));
		open_model(req, one, handover_open(req->programme, &given->duty, req->today, req->arena));
	}
	model_number(model, "passed", (int64_t)(plan->given_count - plan->unowned));
	model_flag(model, "has_passes", plan->given_count > plan->unowned);
	model_number(model, "unowned_count", (int64_t)plan->unowned);
	model_flag(model, "has_unowned", plan->unowned > 0);
	kept_model(req, model);
	return model;
}

/* Doing it */

/* People who were typed in are known from now on; the plan then names them by the id they got. */
static bool know_newcomers(struct request *req, struct leaving *leaving)
{
	for (size_t i = 0; i < leaving->newcomer_count; i++) {
		struct newcomer *newcomer = &leaving->newcomers[i];
		struct id known;
		if (!person_know(req->store, newcomer->email, newcomer->name, &known, &req->faults))
			return false;
		for (size_t k = 0; k < leaving->handover.passing_count; k++)
			if (id_equal(leaving->passings[k].successor, newcomer->id))
				leaving->passings[k].successor = known;
		newcomer->id = known;
	}
	return true;
}

/* The function of somebody new, where a mandate passes; a mandate as contact person where only roles do. */
static size_t settle_newcomer(struct request *req, const struct newcomer *newcomer, const struct plan *plan, struct change *changes, size_t count)
{
	struct id party = ID_NONE;

	for (size_t i = 0; i < plan->count; i++) {
		const struct mandate *mandate = plan->at[i].after;
		if (plan->at[i].record == &mandate_record && mandate && id_equal(mandate->person, newcomer->id)) {
			struct mandate *own = arena_copy(req->arena, mandate, sizeof *mandate);
			if (newcomer->function.len > 0)
				own->function = newcomer->function;
			changes[i].after = own;
			return count;
		}
	}
	if (REFERRING(req->programme, mandate, person, newcomer->id).count > 0)
		return count;
	for (size_t i = 0; i < plan->count && !id_known(party); i++) {
		const struct role *role = plan->at[i].after;
		if (plan->at[i].record == &role_record && role && (id_equal(role->contact, newcomer->id) || id_equal(role->deputy, newcomer->id)))
			party = role->party;
	}
	if (id_known(party)) {
		struct mandate *mandate = arena_new(req->arena, struct mandate);
		*mandate = (struct mandate){ .id = id_new(), .person = newcomer->id, .capacity = CAPACITY_CONTACT, .party = party,
			.function = newcomer->function, .from = req->today };
		changes[count++] = (struct change){ &mandate_record, NULL, mandate };
	}
	return count;
}

static bool hand_over(struct request *req, struct leaving *leaving)
{
	struct plan plan;
	struct change *changes;
	size_t count;

	if (!know_newcomers(req, leaving))
		return false;
	plan = plan_of(req, leaving);
	changes = arena_array(req->arena, struct change, plan.count + leaving->newcomer_count + 1);
	for (count = 0; count < plan.count; count++)
		changes[count] = (struct change){ plan.at[count].record, plan.at[count].before, plan.at[count].after };
	for (size_t i = 0; i < leaving->newcomer_count; i++)
		count = settle_newcomer(req, &leaving->newcomers[i], &plan, changes, count);
	return count == 0 || command_write_all(req, changes, count);
}

static void answer(struct request *req, struct response *res, struct leaving *leaving)
{
	struct plan plan;

	read_form(req, leaving);
	if (req->faults.count == 0 && str_is(request_field(req, "step"), "do")) {
		plan = plan_of(req, leaving);
		if (hand_over(req, leaving)) {
			flash(res, req, plan.unowned ? FLASH_WARNING : FLASH_OK, plan.unowned
				? N_("Handed over. Without an owner now: {0}. The history takes the whole step back.") : N_("Handed over. The history takes the whole step back."),
				str_format(req->arena, "%zu", plan.unowned));
			respond_see_other(res, req, request_address(req, STR("/roles")));
			return;
		}
	}
	if (req->faults.count > 0) {
		respond_faults(res, req, "handover/form", form_model(req, leaving));
		return;
	}
	plan = plan_of(req, leaving);
	respond_page(res, req, "handover/preview", preview_model(req, leaving, &plan));
}

/* From the person */

static bool of_person(struct request *req, struct response *res, struct leaving *leaving)
{
	struct id *at = arena_new(req->arena, struct id);

	*leaving = (struct leaving){ .people = { at, 1 }, .handover.day = req->today };
	if (!id_parse(request_parameter(req, "person"), at) || (REFERRING(req->programme, mandate, person, *at).count == 0 &&
	    handover_duties(req->programme, *at, ID_NONE, req->today, req->arena).count == 0)) {
		respond_not_found(res, req);
		return false;
	}
	leaving->address = request_address(req, str_format(req->arena, "/people/%.*s/handover", STR_ARG(id_text(*at, req->arena))));
	return true;
}

/* GET /{programme}/people/{person}/handover */
static void show_person(struct request *req, struct response *res)
{
	struct leaving leaving;

	if (of_person(req, res, &leaving))
		respond_page(res, req, "handover/form", form_model(req, &leaving));
}

/* POST /{programme}/people/{person}/handover: step = do, else a preview */
static void take_person(struct request *req, struct response *res)
{
	struct leaving leaving;

	if (of_person(req, res, &leaving))
		answer(req, res, &leaving);
}

/* From the party, several at once */

static bool of_party(struct request *req, struct response *res, struct leaving *leaving)
{
	const struct party *party = programme_by_address(req->programme, &party_record, request_parameter(req, "party"));

	if (!party) {
		respond_not_found(res, req);
		return false;
	}
	*leaving = (struct leaving){ .party = party, .handover.day = req->today,
		.people = handover_people(req->programme, party->id, req->today, req->arena) };
	leaving->address = request_address(req, str_format(req->arena, "/parties/%.*s/handover", STR_ARG(party->key)));
	return true;
}

/* GET /{programme}/parties/{party}/handover */
static void show_party(struct request *req, struct response *res)
{
	struct leaving leaving;

	if (of_party(req, res, &leaving))
		respond_page(res, req, "handover/form", form_model(req, &leaving));
}

/* POST /{programme}/parties/{party}/handover */
static void take_party(struct request *req, struct response *res)
{
	struct leaving leaving;

	if (of_party(req, res, &leaving))
		answer(req, res, &leaving);
}

const struct route handover_routes[] = {
	{ "GET",  "/{programme}/people/{person}/handover", RIGHT_PEOPLE, show_person, ROUTE_WAITS | ROUTE_FORM, "All that somebody who leaves hands over" },
	{ "POST", "/{programme}/people/{person}/handover", RIGHT_PEOPLE, take_person, 0, "Shows what comes of it, or hands over" },
	{ "GET",  "/{programme}/parties/{party}/handover", RIGHT_PEOPLE, show_party, ROUTE_WAITS | ROUTE_FORM, "The same for several people of a party at once, after elections" },
	{ "POST", "/{programme}/parties/{party}/handover", RIGHT_PEOPLE, take_party, 0, "Shows what comes of it, or hands over" },
	ROUTES_END
};
