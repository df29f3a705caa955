/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Offers and asks from outside (docs/rules.md 9): an entrepreneur or a school offers help on an action, or asks to lead one, from its public page.
 * Nothing of it reaches the programme before the address was confirmed by the link that is mailed to it; then it is open until the office
 * answers, and the answer goes out by mail. What is not confirmed within two days is forgotten.
 */
#include <sodium.h>

#include "account/account.h"
#include "action/action.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "involvement/offer_model.h"
#include "mail/mail.h"
#include "progress/progress.h"
#include "tree/tree.h"

#define WAITS_MS (2 * INT64_C(86400000))

/* What was filled in, until the address is confirmed. */
struct waiting {
	struct id         id;
	struct str        name, email;
	struct help_offer offer;
};

static bool sees(const struct request *req, const struct record *record, const void *row)
{
	return access_sees(req->programme, req->person, record, row, req->today);
}

static const struct action *asked_action(struct request *req, struct response *res)
{
	const struct action *action = action_by_number(req->programme, request_parameter(req, "action"));

	if (action && sees(req, &action_record, action) && action_open(action))
		return action;
	respond_not_found(res, req);
	return NULL;
}

static struct str action_page(const struct request *req, const struct action *action, const char *part)
{
	return request_address(req, str_format(req->arena, "%.*s%s", STR_ARG(row_address(req->programme, &action_record, action, req->arena)), part));
}

/* What waits for its confirmation */

static struct str one_line(struct str text)
{
	return str_to(text, str_search(text, STR("\n")) == SIZE_MAX ? text.len : str_search(text, STR("\n")));
}

static struct str packed(const struct help_offer *offer, struct arena *arena)
{
	return str_format(arena, "%.*s\n%d\n%d\n%.*s\n%.*s", STR_ARG(id_text(offer->action, arena)), (int)offer->kind, (int)offer->sector,
		STR_ARG(one_line(offer->organisation)), STR_ARG(offer->text));
}

static struct str next_line(struct str *text)
{
	struct str line = one_line(*text);

	*text = line.len < text->len ? str_from(*text, line.len + 1) : STR_NONE;
	return line;
}

static bool unpack(struct str text, struct help_offer *offer)
{
	int64_t kind, sector;

	*offer = (struct help_offer){ .state = OFFER_OPEN };
	if (!id_parse(next_line(&text), &offer->action) || !str_integer(next_line(&text), &kind) || !str_integer(next_line(&text), &sector))
		return false;
	offer->kind = kind == OFFER_LEAD ? OFFER_LEAD : OFFER_HELP;
	offer->sector = sector > SECTOR_NONE && sector <= SECTOR_SOCIETY ? (enum sector)sector : SECTOR_NONE;
	offer->organisation = next_line(&text);
	offer->text = text;
	return true;
}

struct keeping { struct value values[7]; struct waiting *waiting; struct arena *arena; bool found; };

static const char forget_old[] = "DELETE FROM offer_waiting WHERE expires < ?1";
static const char keep_new[] =
	"INSERT INTO offer_waiting (programme_id, id, secret, expires, name, email, offer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static enum outcome keep_work(struct connection *connection, void *context)
{
	struct keeping *keeping = context;
	struct value now = value_integer(clock_now().ms);
	enum outcome outcome = connection_run(connection, forget_old, &now, 1, NULL, NULL);

	return outcome == OUTCOME_DONE ? connection_run(connection, keep_new, keeping->values, 7, NULL, NULL) : outcome;
}

static bool read_waiting(void *context, const struct value *columns, size_t count)
{
	struct keeping *keeping = context;

	(void)count;
	keeping->found = id_parse(columns[0].text, &keeping->waiting->id) && unpack(str_copy(keeping->arena, columns[3].text), &keeping->waiting->offer);
	keeping->waiting->name = str_copy(keeping->arena, columns[1].text);
	keeping->waiting->email = str_copy(keeping->arena, columns[2].text);
	return true;
}

static const char find_waiting[] =
	"SELECT id, name, email, offer FROM offer_waiting WHERE programme_id = ?1 AND secret = ?2 AND expires >= ?3";
static enum outcome find_work(struct connection *connection, void *context)
{
	struct keeping *keeping = context;
	return connection_run(connection, find_waiting, keeping->values, 3, read_waiting, keeping);
}

static const char forget_one[] = "DELETE FROM offer_waiting WHERE programme_id = ?1 AND secret = ?2";
static enum outcome forget_work(struct connection *connection, void *context)
{
	struct keeping *keeping = context;
	return connection_run(connection, forget_one, keeping->values, 2, NULL, NULL);
}

static struct str hashed(struct str secret, struct arena *arena)
{
	return hash_text(hash_of(secret), arena);
}

/* The secret of the link; empty where the database failed. */
static struct str keep(struct request *req, const struct waiting *waiting)
{
	unsigned char random[32];
	struct str secret;
	struct keeping keeping;

	randombytes_buf(random, sizeof random);
	secret = hash_text(hash_of((struct str){ (const char *)random, sizeof random }), req->arena);
	keeping = (struct keeping){ .values = { value_id(req->programme->id, req->arena), value_id(waiting->id, req->arena),
		value_text(hashed(secret, req->arena)), value_integer(clock_now().ms + WAITS_MS), value_text(waiting->name),
		value_text(waiting->email), value_text(packed(&waiting->offer, req->arena)) } };
	return store_do(req->store, keep_work, &keeping) ? secret : STR_NONE;
}

static bool find(struct request *req, struct waiting *waiting)
{
	struct keeping keeping = { .waiting = waiting, .arena = req->arena, .values = { value_id(req->programme->id, req->arena),
		value_text(hashed(request_parameter(req, "secret"), req->arena)), value_integer(clock_now().ms) } };

	return store_read(req->store, find_work, &keeping) && keeping.found;
}

/* Offering */

static struct model *offer_form(struct request *req, const struct action *action)
{
	struct model *model = model_new(req->arena);
	bool lead = str_is(request_has_field(req, "kind") ? request_field(req, "kind") : request_query(req, "kind"), "lead");
	int chosen = words_value(&sector_words, request_field(req, "sector"));
	static const char *const fields[] = { "text", "sector", "name", "email", "organisation" };

	model_words(model, "title", N_("Offer help, or ask to lead"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "action_title", action->title);
	model_text(model, "action_address", action_page(req, action, ""));
	model_text(model, "csrf", session_csrf(req));
	model_flag(model, "lead", lead);
	model_flag(model, "mail", mail_leaves());
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		struct model *field = model_object(model, fields[i]);
		model_text(field, "value", request_field(req, fields[i]));
		model_text(field, "fault", faults_of(req, &req->faults, fields[i]));
	}
	model_list(model, "sectors");
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
		struct model *item = model_item(model, "sectors");
		model_text(item, "wire", str_of(words_wire(&sector_words, sector)));
		model_words(item, "label", words_label(&sector_words, sector));
		model_flag(item, "selected", sector == chosen);
	}
	faults_model(req, model, &req->faults);
	show_breadcrumbs(req, model, programme_node(req->programme, action->id));
	return model;
}

/* GET /{programme}/actions/{action}/offer */
static void show_form(struct request *req, struct response *res)
{
	const struct action *action = asked_action(req, res);

	if (action)
		respond_page(res, req, "involvement/offer", offer_form(req, action));
}

static bool read_offer(struct request *req, const struct action *action, struct waiting *waiting)
{
	int sector = words_value(&sector_words, request_field(req, "sector"));
	struct help_offer offer = { .id = id_new(), .action = action->id, .person = id_new(), .day = req->today, .state = OFFER_OPEN,
		.kind = str_is(request_field(req, "kind"), "lead") ? OFFER_LEAD : OFFER_HELP, .text = str_trim(request_field(req, "text")),
		.organisation = str_trim(request_field(req, "organisation")), .sector = sector > 0 ? (enum sector)sector : SECTOR_NONE };

	*waiting = (struct waiting){ .id = offer.id, .name = str_trim(request_field(req, "name")), .email = str_trim(request_field(req, "email")), .offer = offer };
	person_fits(waiting->email, waiting->name, &req->faults);
	if (sector <= 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "sector", .message = N_("Choose the sector you speak for.") });
	row_check(req->programme, &help_offer_record, &offer, &req->faults);
	if (!mail_leaves())
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This server sends no mail now, so your address cannot be confirmed. Tell the programme office.") });
	return req->faults.count == 0 && account_may_ask(req->store, waiting->email, req->address, &req->faults);
}

static bool mail_confirmation(struct request *req, const struct waiting *waiting, const struct action *action, struct str secret)
{
	struct letter *letter = letter_new(req->arena, req->language, language_text(req->language, N_("Confirm your offer")));
	struct mail mail = { .programme = req->programme->id, .to = waiting->email, .language = req->language, .letter = letter, .secret = secret,
		.key = str_format(req->arena, "offer/%.*s", STR_ARG(id_text(waiting->id, req->arena))) };
	bool queued;

	letter_text(letter, language_fill(req->language, req->arena, N_("Dear {0},"), waiting->name, STR_NONE, STR_NONE));
	letter_text(letter, language_fill(req->language, req->arena, N_("From this address help was offered, or the lead asked, for {0}. Was it you? Then confirm it."),
		action->title, STR_NONE, STR_NONE));
	letter_button(letter, language_text(req->language, N_("Yes, it was me")),
		request_absolute(req, request_address(req, str_format(req->arena, "/offer/%.*s", STR_ARG(secret)))));
	letter_small(letter, language_text(req->language, N_("Was it not you? Do nothing: it is forgotten within two days.")), STR_NONE);
	return mail_queue(req->store, &mail, &queued);
}

/* POST /{programme}/actions/{action}/offer */
static void take_form(struct request *req, struct response *res)
{
	const struct action *action = asked_action(req, res);
	struct waiting waiting;
	struct str secret;

	if (!action)
		return;
	if (read_offer(req, action, &waiting)) {
		secret = keep(req, &waiting);
		if (secret.len > 0 && mail_confirmation(req, &waiting, action, secret)) {
			flash(res, req, FLASH_OK, N_("Look in your mail: with the link there you confirm it. Only then the programme office sees it."), STR_NONE);
			respond_see_other(res, req, action_page(req, action, ""));
			return;
		}
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be kept now. Try again.") });
	}
	respond_faults(res, req, "involvement/offer", offer_form(req, action));
}

/* Confirming */

/* GET /{programme}/offer/{secret}: a mail program that looks ahead confirms nothing */
static void show_waiting(struct request *req, struct response *res)
{
	struct waiting waiting;
	struct model *model = model_new(req->arena);

	if (!find(req, &waiting)) {
		respond_spent(res, req);
		return;
	}
	model_words(model, "title", N_("Confirm your offer"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "text", waiting.offer.text);
	model_text(model, "organisation", waiting.offer.organisation);
	model_words(model, "kind", words_label(&offer_kind_words, (int)waiting.offer.kind));
	show_row(req, model, "action", &action_record, waiting.offer.action);
	respond_page(res, req, "involvement/confirm", model);
}

/* POST /{programme}/offer/{secret} */
static void confirm(struct request *req, struct response *res)
{
	struct keeping keeping = { .values = { value_id(req->programme->id, req->arena), value_text(hashed(request_parameter(req, "secret"), req->arena)) } };
	struct person holder = { .id = ID_NONE };
	struct waiting waiting;
	const struct action *action;
	bool written;

	if (!find(req, &waiting) || !(action = programme_row(req->programme, action, waiting.offer.action))) {
		respond_spent(res, req);
		return;
	}
	waiting.offer.id = waiting.id;
	waiting.offer.day = req->today;
	written = programme_row(req->programme, help_offer, waiting.id) != NULL;
	if (!written && person_know(req->store, waiting.email, waiting.name, &waiting.offer.person, &req->faults)) {
		holder.id = waiting.offer.person;
		req->person = &holder;
		req->by_link = true;
		written = command_write(req, &help_offer_record, NULL, &waiting.offer);
		req->person = &person_public;
	}
	if (!written) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	store_do(req->store, forget_work, &keeping);
	flash(res, req, FLASH_OK, N_("Thank you. The programme office answers by mail."), STR_NONE);
	respond_see_other(res, req, action_page(req, action, ""));
}

/* The office */

static struct model *offers_model(struct request *req)
{
	struct row_list rows = programme_rows(req->programme, &help_offer_record);
	struct model *model = model_new(req->arena);
	size_t open = 0;

	model_words(model, "title", N_("Offers from outside"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_list(model, "offers");
	for (size_t i = 0; i < rows.count; i++) {
		const struct help_offer *offer = ROW(help_offer, rows, i);
		struct model *item;
		if (offer->state == OFFER_STANDS)
			continue;
		item = model_item(model, "offers");
		offer_line_model(req, item, offer);
		model_text(item, "name", person_name(req->store, offer->person, req->arena));
		model_flag(item, "open", offer->state == OFFER_OPEN);
		model_text(item, "id", id_text(offer->id, req->arena));
		model_text(item, "take", request_address(req, str_format(req->arena, "/offers/%.*s", STR_ARG(id_text(offer->id, req->arena)))));
		open += offer->state == OFFER_OPEN;
	}
	model_flag(model, "any_open", open > 0);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/offers */
static void show_offers(struct request *req, struct response *res)
{
	respond_page(res, req, "involvement/offers", offers_model(req));
}

static void mail_answer(struct request *req, const struct help_offer *offer)
{
	enum language language = mail_language(req->store, offer->person, req->programme);
	const struct action *action = programme_row(req->programme, action, offer->action);
	struct letter *letter = letter_new(req->arena, language, language_fill(language, req->arena, N_("Your offer: {0}"), action ? action->title : STR_NONE, STR_NONE, STR_NONE));
	struct mail mail = { .programme = req->programme->id, .person = offer->person, .language = language, .letter = letter,
		.key = str_format(req->arena, "offer/%.*s/answer", STR_ARG(id_text(offer->id, req->arena))) };
	bool queued;

	if (!mail_leaves() || !mail_reaches(req->store, offer->person))
		return;
	letter_text(letter, language_fill(language, req->arena, N_("Dear {0},"), person_name(req->store, offer->person, req->arena), STR_NONE, STR_NONE));
	letter_text(letter, language_text(language, offer->state == OFFER_TAKEN ? N_("Your offer is taken up. The programme office answers:")
		: N_("Your offer is not taken up. The programme office answers:")));
	letter_text(letter, offer->answer);
	mail_queue(req->store, &mail, &queued);
}

/* POST /{programme}/offers/{offer}: state, answer */
static void answer(struct request *req, struct response *res)
{
	const struct help_offer *offer = NULL;
	int state = words_value(&offer_state_words, request_field(req, "state"));
	struct help_offer after;
	struct id id;

	if (id_parse(request_parameter(req, "offer"), &id))
		offer = programme_row(req->programme, help_offer, id);
	if (!offer || offer->state == OFFER_STANDS) {
		respond_not_found(res, req);
		return;
	}
	after = *offer;
	after.state = (enum offer_state)(state > 0 ? state : OFFER_OPEN);
	after.answer = str_trim(request_field(req, "answer"));
	after.answered = req->today;
	if (state != OFFER_TAKEN && state != OFFER_DECLINED)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "state", .message = N_("Choose whether it is taken up.") });
	if (after.answer.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer", .message = N_("Write what you answer: who offered it gets it by mail.") });
	if (req->faults.count > 0 || !command_write(req, &help_offer_record, offer, &after)) {
		respond_faults(res, req, "involvement/offers", offers_model(req));
		return;
	}
	mail_answer(req, &after);
	flash(res, req, FLASH_OK, after.state == OFFER_TAKEN ? N_("Taken up, and answered. It stands with the action now; a role is asked on that page.")
		: N_("Answered."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/offers")));
}

const struct route offer_routes[] = {
	{ "GET",  "/{programme}/actions/{action}/offer", RIGHT_READ, show_form, ROUTE_WAITS | ROUTE_FORM, "Offering help on an action, or asking to lead it, without an account" },
	{ "POST", "/{programme}/actions/{action}/offer", RIGHT_READ, take_form, 0, "Offers it; it counts once the address is confirmed" },
	{ "GET",  "/{programme}/offer/{secret}", RIGHT_READ, show_waiting, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "What the link of the mail confirms" },
	{ "POST", "/{programme}/offer/{secret}", RIGHT_READ, confirm, ROUTE_NO_TOKEN | ROUTE_SECRET, "Confirms it" },
	{ "GET",  "/{programme}/offers", RIGHT_EDIT, show_offers, ROUTE_WAITS | ROUTE_FORM, "Offers from outside, for the office to answer" },
	{ "POST", "/{programme}/offers/{offer}", RIGHT_EDIT, answer, 0, "Answers one" },
	ROUTES_END
};
