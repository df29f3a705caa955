/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in and out, invitations, one's own account. A link is only looked at by GET and used by POST, so that a mail program that
 * opens links ahead uses none up.
 */
#include <time.h>

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
	model_flag(model, "by_mail", mail_leaves());
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

/* A link that signs in once, by the server's own mail. */
static void mail_link(struct request *req, const struct account *account)
{
	enum language language = req->language;
	struct mail mail = { .person = account->person, .key = str_format(req->arena, "sign-in/%.*s", STR_ARG(id_text(id_new(), req->arena))) };
	struct letter *letter;
	struct str address;

	language_parse(mail_language_chosen(req->store, account->person, req->arena), &language);
	mail.secret = link_new(req->store, LINK_SIGN_IN, account->person, req->arena);
	if (mail.secret.len == 0)
		return;
	address = request_absolute(req, str_format(req->arena, "/sign-in/%.*s", STR_ARG(mail.secret)));
	letter = letter_new(req->arena, language, language_text(language, N_("Your link to sign in")));
	letter_text(letter, language_fill(language, req->arena, N_("Dear {0},"), account->name, STR_NONE, STR_NONE));
	letter_text(letter, language_text(language, N_("With this link you sign in, once, within an hour.")));
	letter_button(letter, language_text(language, N_("Sign in")), address);
	letter_small(letter, language_text(language, N_("Did you not ask for it? Then leave it: without the link nobody comes in.")), STR_NONE);
	mail.language = language;
	mail.letter = letter;
	mail_queue(req->store, &mail, NULL);
}

enum { ANSWER_MS = 300 };

/* POST /sign-in with what = link. The answer is the same and takes as long, whether there is such an account or not. */
static void ask_link(struct request *req, struct response *res)
{
	int64_t until = clock_running_ms() + ANSWER_MS, left;
	struct account account;

	if (!mail_leaves() || !account_may_ask(req->store, request_field(req, "email"), req->address, &req->faults)) {
		res->status = req->faults.count > 0 ? (int)faults_kind(&req->faults) : 0;
		respond_page(res, req, "account/sign_in", sign_in_model(req));
		return;
	}
	if (account_by_email(req->store, request_field(req, "email"), req->arena, &account) && account.has_account && !account.erased)
		mail_link(req, &account);
	left = until - clock_running_ms();
	if (left > 0)
		nanosleep(&(struct timespec){ .tv_nsec = left * 1000000 }, NULL);
	flash(res, req, FLASH_OK, N_("If somebody has an account with this address, a link is on its way there. It works once, within an hour."), STR_NONE);
	respond_see_other(res, req, STR("/sign-in"));
}

/* POST /sign-in: what = link, or with address and password */
static void sign_in(struct request *req, struct response *res)
{
	struct id person;

	if (str_is(request_field(req, "what"), "link")) {
		ask_link(req, res);
		return;
	}
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

/* In which language mail comes. */
static void languages_model(struct request *req, struct model *model)
{
	struct str chosen = mail_language_chosen(req->store, req->person->id, req->arena);
	static const struct { const char *code, *label; } choices[] = {
		{ "", N_("that of the programme") }, { "nl", N_("Dutch") }, { "en", N_("English") },
	};

	model_list(model, "mail_languages");
	for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
		struct model *item = model_item(model, "mail_languages");
		model_text(item, "value", str_of(choices[i].code));
		model_words(item, "label", choices[i].label);
		model_flag(item, "selected", str_is(chosen, choices[i].code));
	}
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
	model_text(model, "typed_email", str_is(request_field(req, "what"), "email") ? request_field(req, "email") : account->email);
	languages_model(req, model);
	model_flag(model, "comes_back", !mail_reaches(req->store, account->person));
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

/* What an open session alone may not change needs the password, where there is one. */
static bool confirmed(struct request *req, const struct account *account, const char *field)
{
	struct id person;

	if (!account->has_password || account_sign_in(req->store, account->email, request_field(req, field), req->address, &person, &req->faults))
		return true;
	for (size_t i = 0; i < req->faults.count; i++)
		if (req->faults.at[i].field)
			req->faults.at[i].field = field;
	return false;
}

static bool change_password(struct request *req, const struct account *account)
{
	return confirmed(req, account, "old_password") && account_set_password(req->store, account->person, request_field(req, "password"), &req->faults);
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

static bool change_mail_language(struct request *req)
{
	return mail_language_set(req->store, req->person->id, request_field(req, "language")) ||
	       faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
}

/* POST /account: what = name | password | email | language | digest | end_calendar */
static void change_account(struct request *req, struct response *res)
{
	struct account account;
	bool done;

	if (!signed_in(req, res, &account))
		return;
	if (str_is(request_field(req, "what"), "password"))
		done = change_password(req, &account);
	else if (str_is(request_field(req, "what"), "email"))
		done = confirmed(req, &account, "email_password") && account_change_address(req->store, account.person, request_field(req, "email"), &req->faults);
	else if (str_is(request_field(req, "what"), "language"))
		done = change_mail_language(req);
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
	{ "POST", "/sign-in", RIGHT_NONE, sign_in, 0, "Signs in, or mails a link that does" },
	{ "POST", "/sign-out", RIGHT_NONE, sign_out, 0, "Signs out, here or everywhere" },
	{ "GET",  "/sign-in/{secret}", RIGHT_NONE, show_link, ROUTE_WAITS, "A link that signs in once" },
	{ "POST", "/sign-in/{secret}", RIGHT_NONE, use_link, 0, "Signs in by a link" },
	{ "GET",  "/invitation/{secret}", RIGHT_NONE, show_invitation, ROUTE_WAITS, "Name and password for a new account" },
	{ "POST", "/invitation/{secret}", RIGHT_NONE, take_invitation, 0, "Sets name and password" },
	{ "GET",  "/account", RIGHT_NONE, show_account, ROUTE_WAITS, "One's own account" },
	{ "POST", "/account", RIGHT_NONE, change_account, 0, "Changes one's own name or password, or ends a calendar's address" },
	ROUTES_END
};
