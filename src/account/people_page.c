/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The people of a programme: who acts for whom. The office invites; the link is shown to it, to be sent by whatever it uses.
 * A member looks after the people of the own party.
 */
#include "account/account.h"
#include "html/faults.h"
#include "html/form.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "mail/mail.h"
#include "party/party.h"
#include "tree/tree.h"

/* Who can be chosen as contact person: everybody with a mandate that has not ended, by name and party. */
static void offer_people(const struct request *req, form_person each, void *context)
{
	struct row_list mandates = programme_rows(req->programme, &mandate_record);

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		const struct party *party = programme_row(req->programme, party, mandate->party);
		struct str name = person_name(req->store, mandate->person, req->arena);
		bool again = false;

		for (size_t earlier = 0; earlier < i; earlier++)
			again = again || id_equal(ROW(mandate, mandates, earlier)->person, mandate->person);
		if (!again && name.len > 0 && period_has(DAY_UNKNOWN, mandate->until, req->today))
			each(context, mandate->person, party ? str_format(req->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(party->name)) : name);
	}
}

void (*form_people)(const struct request *req, form_person each, void *context) = offer_people;

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL);
}

static void mandates_model(struct request *req, struct model *model)
{
	struct row_list mandates = programme_rows(req->programme, &mandate_record);
	bool office = is_office(req);
	struct id own = access_party(req->programme, req->person, req->today);

	model_list(model, "people");
	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		struct account account = { 0 };
		struct model *item;

		if (!office && !(id_known(own) && id_equal(mandate->party, own)) && !id_equal(mandate->person, req->person->id))
			continue;
		item = model_item(model, "people");
		account_by_id(req->store, mandate->person, req->arena, &account);
		model_text(item, "name", account.name);
		model_text(item, "email", account.email);
		model_flag(item, "has_password", account.has_password);
		model_words(item, "capacity", words_label(&capacity_words, (int)mandate->capacity));
		model_text(item, "function", mandate->function);
		show_row(req, item, "party", &party_record, mandate->party);
		show_period(req, item, "period", mandate->from, mandate->until);
		model_flag(item, "ended", !period_has(mandate->from, mandate->until, req->today));
		show_edit(req, item, &mandate_record, mandate);
		model_text(item, "person", id_text(mandate->person, req->arena));
		model_flag(item, "may_link", office && id_known(account.person) && !account.erased && !account.has_password &&
			mandate->capacity != CAPACITY_CONTACT);
		model_flag(item, "comes_back", office && account.email.len > 0 && !mail_reaches(req->store, mandate->person));
		/* Who signs in with a password changes the address by that. */
		model_text(item, "move", office && id_known(account.person) && !account.erased && !account.has_password
			? request_address(req, str_format(req->arena, "/people/%.*s/address", STR_ARG(id_text(mandate->person, req->arena)))) : STR_NONE);
		model_text(item, "handover", office && !day_known(req->known) ? request_address(req, str_format(req->arena, "/people/%.*s/handover",
			STR_ARG(id_text(mandate->person, req->arena)))) : STR_NONE);
	}
}

static void option(struct model *model, const char *list, struct str value, struct str label, bool selected)
{
	struct model *item = model_item(model, list);

	model_text(item, "value", value);
	model_text(item, "label", label);
	model_flag(item, "selected", selected);
}

static void invitation_form(struct request *req, struct model *model)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct str capacity = request_field(req, "capacity"), party = request_field(req, "party");
	bool office = is_office(req);
	struct id own = access_party(req->programme, req->person, req->today);

	model_list(model, "capacities");
	for (size_t i = 1; i < capacity_words.count; i++)
		if (office || i == CAPACITY_MEMBER || i == CAPACITY_CONTACT)
			option(model, "capacities", str_of(capacity_words.at[i].wire),
				language_text(req->language, capacity_words.at[i].label),
				capacity.len ? str_is(capacity, capacity_words.at[i].wire) : i == CAPACITY_MEMBER);
	model_list(model, "parties");
	for (size_t i = 0; i < parties.count; i++)
		if (office || id_equal(row_id(parties.at[i]), own))
			option(model, "parties", id_text(row_id(parties.at[i]), req->arena), ROW(party, parties, i)->name,
				str_equal(party, id_text(row_id(parties.at[i]), req->arena)));
	model_text(model, "email", request_field(req, "email"));
	model_text(model, "name", request_field(req, "name"));
	model_text(model, "function", request_field(req, "function"));
}

static struct model *people_model(struct request *req, struct str link, struct str link_for)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("People"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "self", request_address(req, STR("/people")));
	model_text(model, "roles", request_address(req, STR("/roles")));
	model_flag(model, "by_mail", mail_leaves());
	model_text(model, "link", link);
	model_text(model, "link_for", link_for);
	model_text(model, "add_party", req->programme->parties.count == 0 && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, STR("/edit/party/new?kind=municipality")) : STR_NONE);
	mandates_model(req, model);
	invitation_form(req, model);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/people */
static void show_people(struct request *req, struct response *res)
{
	respond_page(res, req, "account/people", people_model(req, STR_NONE, STR_NONE));
}

/* Whether it is on its way; else who invites sends the link by other means. */
static bool mail_invitation(struct request *req, struct id person, struct str name, struct str secret, struct str address)
{
	enum language language = mail_language(req->store, person, req->programme);
	struct str programme = tree_facts(req->programme)->name;
	struct letter *letter = letter_new(req->arena, language, language_fill(language, req->arena, N_("Invitation to {0}"), programme, STR_NONE, STR_NONE));
	struct mail mail = { .programme = req->programme->id, .person = person, .language = language, .letter = letter, .secret = secret,
		.key = str_format(req->arena, "invitation/%.*s", STR_ARG(id_text(id_new(), req->arena))) };

	letter_text(letter, language_fill(language, req->arena, N_("Dear {0},"), name, STR_NONE, STR_NONE));
	letter_text(letter, language_fill(language, req->arena,
		N_("{0} invites you to work together in {1}. The link asks for your name and a password of your choice, and then you are in."),
		req->person->name, programme, STR_NONE));
	letter_button(letter, language_text(language, N_("Accept the invitation")), address);
	letter_small(letter, language_text(language, N_("The link works for 14 days. It is yours alone.")), STR_NONE);
	return mail_queue(req->store, &mail, NULL);
}

/* By mail where mail leaves, unless the link is wanted; else it is shown once, here: only its hash is kept. */
static void give_invitation(struct request *req, struct response *res, struct id person, struct str name)
{
	struct str secret = link_new(req->store, LINK_INVITATION, person, req->arena);
	struct str address = request_absolute(req, str_format(req->arena, "/invitation/%.*s", STR_ARG(secret)));

	if (mail_leaves() && !str_is(request_field(req, "how"), "link") && mail_invitation(req, person, name, secret, address)) {
		flash(res, req, FLASH_OK, N_("An invitation is on its way to {0}."), name);
		respond_see_other(res, req, request_address(req, STR("/people")));
		return;
	}
	respond_page(res, req, "account/people", people_model(req, address, name));
}

/* A member may invite members and name contact persons of the own party only. */
static void check_invitation(struct request *req, const struct mandate *mandate)
{
	struct id own = access_party(req->programme, req->person, req->today);

	if (is_office(req))
		return;
	if ((mandate->capacity != CAPACITY_MEMBER && mandate->capacity != CAPACITY_CONTACT) || !id_known(own) || !id_equal(mandate->party, own))
		access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, &req->faults);
}

/* A contact person gets no account and no invitation: name and address are known from now on, and links can be sent there. */
static void add_contact(struct request *req, struct response *res, struct mandate *mandate)
{
	if (req->faults.count == 0)
		row_check(req->programme, &mandate_record, mandate, &req->faults);
	if (req->faults.count > 0 || !person_know(req->store, request_field(req, "email"), request_field(req, "name"), &mandate->person, &req->faults) ||
	    !command_write(req, &mandate_record, NULL, mandate)) {
		respond_faults(res, req, "account/people", people_model(req, STR_NONE, STR_NONE));
		return;
	}
	flash(res, req, FLASH_OK, N_("{0} can now be chosen as contact person."), person_name(req->store, mandate->person, req->arena));
	respond_see_other(res, req, request_address(req, STR("/people")));
}

/* POST /{programme}/people: invites somebody; one who has an account gets the mandate at once. */
static void invite(struct request *req, struct response *res)
{
	struct mandate mandate = { .id = id_new(), .from = req->today };
	struct str email = request_field(req, "email"), name = request_field(req, "name");
	struct account account = { 0 };
	bool known;
	int capacity = words_value(&capacity_words, request_field(req, "capacity"));

	mandate.capacity = capacity > 0 ? (enum capacity)capacity : CAPACITY_NONE;
	id_parse(request_field(req, "party"), &mandate.party);
	mandate.function = str_trim(request_field(req, "function"));
	check_invitation(req, &mandate);
	if (mandate.capacity == CAPACITY_CONTACT) {
		mandate.person = id_new();
		add_contact(req, res, &mandate);
		return;
	}
	known = req->faults.count == 0 && account_by_email(req->store, email, req->arena, &account) && account.has_account;
	mandate.person = known ? account.person : id_new();
	if (req->faults.count == 0)
		row_check(req->programme, &mandate_record, &mandate, &req->faults);
	if (req->faults.count == 0 && !known)
		account_add(req->store, email, name, false, &mandate.person, &req->faults);
	if (req->faults.count > 0 || !command_write(req, &mandate_record, NULL, &mandate)) {
		respond_faults(res, req, "account/people", people_model(req, STR_NONE, STR_NONE));
		return;
	}
	if (known && account.has_password) {
		flash(res, req, FLASH_OK, N_("{0} had an account already and now takes part here too."), account.name);
		respond_see_other(res, req, request_address(req, STR("/people")));
		return;
	}
	give_invitation(req, res, mandate.person, name.len ? name : email);
}

/* POST /{programme}/people/{person}/link: a new invitation for somebody who has not used theirs. */
static void invite_again(struct request *req, struct response *res)
{
	struct account account;
	struct id person;

	if (!id_parse(request_parameter(req, "person"), &person) || !account_by_id(req->store, person, req->arena, &account) ||
	    account.erased || REFERRING(req->programme, mandate, person, person).count == 0)
		respond_not_found(res, req);
	else if (account.has_password)
		respond_see_other(res, req, request_address(req, STR("/people")));
	else if (!account.has_account && !account_add(req->store, account.email, account.name, false, &person, &req->faults))
		respond_faults(res, req, "account/people", people_model(req, STR_NONE, STR_NONE));
	else
		give_invitation(req, res, person, account.name);
}

/* Somebody of this programme who does not sign in with a password: who does changes the address by that. */
static bool movable(struct request *req, struct response *res, struct account *account)
{
	struct id person;

	if (id_parse(request_parameter(req, "person"), &person) && account_by_id(req->store, person, req->arena, account) && !account->erased &&
	    !account->has_password && REFERRING(req->programme, mandate, person, person).count > 0)
		return true;
	respond_not_found(res, req);
	return false;
}

static struct model *address_model(struct request *req, const struct account *account)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Change the address"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "name", account->name);
	model_text(model, "people", request_address(req, STR("/people")));
	model_text(model, "email", request_has_field(req, "email") ? request_field(req, "email") : account->email);
	model_flag(model, "comes_back", !mail_reaches(req->store, account->person));
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/people/{person}/address */
static void show_address(struct request *req, struct response *res)
{
	struct account account;

	if (movable(req, res, &account))
		respond_page(res, req, "account/address", address_model(req, &account));
}

/* POST /{programme}/people/{person}/address */
static void change_address(struct request *req, struct response *res)
{
	struct account account;

	if (!movable(req, res, &account))
		return;
	if (!account_change_address(req->store, account.person, request_field(req, "email"), &req->faults)) {
		respond_faults(res, req, "account/address", address_model(req, &account));
		return;
	}
	flash(res, req, FLASH_OK, N_("Mail for {0} goes to the new address from now on."), account.name);
	respond_see_other(res, req, request_address(req, STR("/people")));
}

const struct route people_routes[] = {
	{ "GET",  "/{programme}/people", RIGHT_PEOPLE_OF_PARTY, show_people, ROUTE_WAITS, "Who acts for whom" },
	{ "POST", "/{programme}/people", RIGHT_PEOPLE_OF_PARTY, invite, 0, "Invites somebody" },
	{ "POST", "/{programme}/people/{person}/link", RIGHT_PEOPLE, invite_again, 0, "A new invitation, by mail or as a link" },
	{ "GET",  "/{programme}/people/{person}/address", RIGHT_PEOPLE, show_address, ROUTE_WAITS | ROUTE_FORM, "The address of somebody without a password" },
	{ "POST", "/{programme}/people/{person}/address", RIGHT_PEOPLE, change_address, 0, "Another address for somebody without a password" },
	ROUTES_END
};
