/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in and out, invitations, one's own account. A link is only looked at by GET and used by POST, so that a mail program that
 * opens links ahead uses none up.
 */
#include "account/account.h"
#include "digest/digest_job.h"
#include "html/faults.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "mail/mail.h"
#include "tree/tree.h"

/* What waits for them, where nothing else was asked. */
static struct str first_sight(const struct request *req)
{
	struct str back = request_back(req);
	return back.len > 1 ? back : STR("/attention");
}

static struct model *sign_in_model(struct request *req)
{
	struct model *model = model_new(req->arena);
	struct str back = request_back(req);

	model_words(model, "title", N_("Sign in"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "back", back);
	model_flag(model, "asked", back.len > 1);
	model_text(model, "email", request_field(req, "email"));
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /sign-in */
static void show_sign_in(struct request *req, struct response *res)
{
	if (id_known(req->person->id))
		respond_see_other(res, req, first_sight(req));
	else
		respond_page(res, req, "account/sign_in", sign_in_model(req));
}

/* POST /sign-in */
static void sign_in(struct request *req, struct response *res)
{
	struct id person;

	if (!account_sign_in(req->store, request_field(req, "email"), request_field(req, "password"), req->address, &person,
		&req->faults)) {
		res->status = (int)faults_kind(&req->faults);
		respond_page(res, req, "account/sign_in", sign_in_model(req));
		return;
	}
	if (session_open(req, res, person))
		respond_see_other(res, req, first_sight(req));
	else
		respond_faults(res, req, NULL, NULL);
}

/* POST /sign-out */
static void sign_out(struct request *req, struct response *res)
{
	if (str_is(request_field(req, "everywhere"), "1") && id_known(req->person->id))
		session_close_all(req, req->person->id);
	session_close(req, res);
	respond_see_other(res, req, STR("/"));
}

/* GET /sign-in/{secret} */
static void show_link(struct request *req, struct response *res)
{
	struct model *model;
	struct account account;
	struct id person;

	if (!link_look(req->store, request_parameter(req, "secret"), LINK_SIGN_IN, &person) ||
	    !account_by_id(req->store, person, req->arena, &account)) {
		respond_spent(res, req);
		return;
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("Sign in"));
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "name", account.name);
	respond_page(res, req, "account/sign_in_link", model);
}

/* POST /sign-in/{secret} */
static void use_link(struct request *req, struct response *res)
{
	struct id person;

	if (!link_use(req->store, request_parameter(req, "secret"), LINK_SIGN_IN, &person)) {
		respond_spent(res, req);
		return;
	}
	if (session_open(req, res, person))
		respond_see_other(res, req, STR("/attention"));
	else
		respond_faults(res, req, NULL, NULL);
}

static struct model *invitation_model(struct request *req, const struct account *account)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Welcome"));
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "email", account->email);
	model_text(model, "name", request_has_field(req, "name") ? request_field(req, "name") : account->name);
	faults_model(req, model, &req->faults);
	return model;
}

static bool invited(struct request *req, struct response *res, struct account *account)
{
	struct id person;

	if (link_look(req->store, request_parameter(req, "secret"), LINK_INVITATION, &person) &&
	    account_by_id(req->store, person, req->arena, account))
		return true;
	respond_spent(res, req);
	return false;
}

/* GET /invitation/{secret} */
static void show_invitation(struct request *req, struct response *res)
{
	struct account account;

	if (invited(req, res, &account))
		respond_page(res, req, "account/invitation", invitation_model(req, &account));
}

/* POST /invitation/{secret}: the name and password first, and only then is the link used up. */
static void take_invitation(struct request *req, struct response *res)
{
	struct account account;
	struct id person;

	if (!invited(req, res, &account))
		return;
	account_rename(req->store, account.person, request_field(req, "name"), &req->faults);
	if (req->faults.count > 0 ||
	    !account_set_password(req->store, account.person, request_field(req, "password"), &req->faults)) {
		respond_faults(res, req, "account/invitation", invitation_model(req, &account));
		return;
	}
	if (!link_use(req->store, request_parameter(req, "secret"), LINK_INVITATION, &person)) {
		respond_spent(res, req);
		return;
	}
	if (session_open(req, res, person))
		respond_see_other(res, req, STR("/attention"));
	else
		respond_faults(res, req, NULL, NULL);
}

static bool signed_in(struct request *req, struct response *res, struct account *account)
{
	if (!id_known(req->person->id)) {
		respond_see_other(res, req, STR("/sign-in?back=/account"));
		return false;
	}
	if (account_by_id(req->store, req->person->id, req->arena, account))
		return true;
	respond_not_found(res, req);
	return false;
}

enum { PROGRAMMES_SHOWN = 24 };

/* Which of one's programmes send a weekly overview. */
static void digests_model(struct request *req, struct model *model)
{
	struct programme_list list = store_programmes(req->store, req->arena);
	struct ids own = account_programmes(req->store, req->person->id, req->arena);
	size_t shown = 0;

	model_list(model, "digests");
	for (size_t i = 0; i < list.count && shown < PROGRAMMES_SHOWN; i++) {
		const struct programme_entry *entry = &list.at[i];
		struct model *item;
		if (!req->person->keeper && !ids_have(own, entry->id))
			continue;
		shown++;
		item = model_item(model, "digests");
		model_text(item, "id", id_text(entry->id, req->arena));
		model_text(item, "title", entry->name.len ? entry->name : entry->key);
		model_flag(item, "wanted", digest_wanted(req->store, entry->id, req->person->id));
	}
	model_flag(model, "has_digests", shown > 0);
	model_flag(model, "mail_leaves", mail_leaves());
}

static bool has_calendar(const struct links *links, struct id programme)
{
	for (size_t i = 0; i < links->count; i++)
		if (id_equal(links->at[i].programme, programme))
			return true;
	return false;
}

static void calendar_model(const struct request *req, struct model *model, struct id id, const struct link *link)
{
	const struct programme *programme = store_programme_by_id(req->store, id);
	struct model *item;

	if (programme || link) {
		item = model_item(model, "calendars");
		model_text(item, "programme", programme ? str_copy(req->arena, tree_facts(programme)->name) : STR_NONE);
		model_text(item, "address", programme ? str_format(req->arena, "/%.*s/calendars", STR_ARG(tree_facts(programme)->key)) : STR_NONE);
		model_text(item, "id", id_text(id, req->arena));
		model_flag(item, "made", link != NULL);
		model_text(item, "since", link && link->created.ms ? language_day(req->language, req->arena, moment_day(link->created)) : STR_NONE);
		model_flag(model, "has_calendars", true);
	}
	programme_release(programme);
}

/* The secret addresses of one's own calendars, each of one programme; and the programmes in which one has none yet. */
static void calendars_model(const struct request *req, struct model *model)
{
	struct links links = link_list(req->store, LINK_FEED, req->person->id, req->arena);
	struct ids own = account_programmes(req->store, req->person->id, req->arena);

	model_list(model, "calendars");
	model_flag(model, "has_calendars", false);
	for (size_t i = 0; i < links.count; i++)
		calendar_model(req, model, links.at[i].programme, &links.at[i]);
	for (size_t i = 0; i < own.count && i < PROGRAMMES_SHOWN; i++)
		if (!has_calendar(&links, own.at[i]))
			calendar_model(req, model, own.at[i], NULL);
}

static bool end_calendar(struct request *req)
{
	struct link link = { .purpose = LINK_FEED, .person = req->person->id };

	if (id_parse(request_field(req, "programme"), &link.programme) && link_revoke(req->store, &link))
		return true;
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("That is not there (any more).") });
}

static struct model *account_model(struct request *req, const struct account *account)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Your account"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "email", account->email);
	model_text(model, "name", request_has_field(req, "name") ? request_field(req, "name") : account->name);
	model_flag(model, "keeper", account->keeper);
	model_flag(model, "has_password", account->has_password);
	digests_model(req, model);
	calendars_model(req, model);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /account */
static void show_account(struct request *req, struct response *res)
{
	struct account account;

	if (signed_in(req, res, &account))
		respond_page(res, req, "account/account", account_model(req, &account));
}

/* A new password needs the old one, where there is one. */
static bool change_password(struct request *req, const struct account *account)
{
	struct id person;

	if (account->has_password && !account_sign_in(req->store, account->email, request_field(req, "old_password"), req->address,
		&person, &req->faults)) {
		for (size_t i = 0; i < req->faults.count; i++)
			if (req->faults.at[i].field)
				req->faults.at[i].field = "old_password";
		return false;
	}
	return account_set_password(req->store, account->person, request_field(req, "password"), &req->faults);
}

/* digest_shown: programmes that were on the form; digest: those that were ticked. */
static bool change_digests(struct request *req)
{
	struct pairs shown = request_fields(req, "digest_shown"), chosen = request_fields(req, "digest");
	struct ids own = account_programmes(req->store, req->person->id, req->arena);

	for (size_t i = 0; i < shown.count; i++) {
		const struct programme *programme = NULL;
		bool wanted = false, done;
		struct id id;

		if (id_parse(shown.at[i].value, &id) && (req->person->keeper || ids_have(own, id)))
			programme = store_programme_by_id(req->store, id);
		if (!programme)
			continue;
		for (size_t k = 0; k < chosen.count; k++)
			wanted = wanted || str_equal(chosen.at[k].value, shown.at[i].value);
		done = digest_want(req->store, programme, req->person->id, wanted);
		programme_release(programme);
		if (!done)
			return faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
				.message = N_("It could not be written now. Try again.") });
	}
	return true;
}

/* POST /account: what = name | password | digest | end_calendar */
static void change_account(struct request *req, struct response *res)
{
	struct account account;
	bool done;

	if (!signed_in(req, res, &account))
		return;
	if (str_is(request_field(req, "what"), "password"))
		done = change_password(req, &account);
	else if (str_is(request_field(req, "what"), "digest"))
		done = change_digests(req);
	else if (str_is(request_field(req, "what"), "end_calendar"))
		done = end_calendar(req);
	else
		done = account_rename(req->store, account.person, request_field(req, "name"), &req->faults);
	if (!done) {
		respond_faults(res, req, "account/account", account_model(req, &account));
		return;
	}
	flash(res, req, FLASH_OK, N_("Saved."), STR_NONE);
	respond_see_other(res, req, STR("/account"));
}

const struct route account_routes[] = {
	{ "GET",  "/sign-in", RIGHT_NONE, show_sign_in, 0, "Sign in with address and password" },
	{ "POST", "/sign-in", RIGHT_NONE, sign_in, 0, "Signs in" },
	{ "POST", "/sign-out", RIGHT_NONE, sign_out, 0, "Signs out, here or everywhere" },
	{ "GET",  "/sign-in/{secret}", RIGHT_NONE, show_link, ROUTE_WAITS, "A link that signs in once" },
	{ "POST", "/sign-in/{secret}", RIGHT_NONE, use_link, 0, "Signs in by a link" },
	{ "GET",  "/invitation/{secret}", RIGHT_NONE, show_invitation, ROUTE_WAITS, "Name and password for a new account" },
	{ "POST", "/invitation/{secret}", RIGHT_NONE, take_invitation, 0, "Sets name and password" },
	{ "GET",  "/account", RIGHT_NONE, show_account, ROUTE_WAITS, "One's own account" },
	{ "POST", "/account", RIGHT_NONE, change_account, 0, "Changes one's own name or password, or ends a calendar's address" },
	ROUTES_END
};
