/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The outbox for the office: what waits, went, came back, and what is doubtful; each mail can be read, sent again, withdrawn. The server's own mail
 * (sign-in links) is the keeper's. What a link hides is never shown: who reads a mail here must not come in as somebody else.
 */
#include "http/route.h"
#include "http/session.h"
#include "mail/mail.h"
#include "tree/tree.h"

enum { A_PAGE = 50, PAGES_MOST = 1000 };

static struct id programme_of(const struct request *req)
{
	return req->programme ? req->programme->id : ID_NONE;
}

static struct str page_address(const struct request *req, struct str page)
{
	return req->programme ? request_address(req, page) : page;
}

/* The server's own outbox shows who signed in where: for its keeper alone. */
static bool may_look(struct request *req, struct response *res)
{
	if (req->programme || req->person->keeper)
		return true;
	if (id_known(req->person->id))
		respond_forbidden(res, req, RIGHT_PEOPLE);
	else
		respond_see_other(res, req, STR("/sign-in?back=/mail"));
	return false;
}

/* What waits for its next try may be sent at once. */
static bool may_send_again(const struct mail_line *line)
{
	if (line->state == MAIL_WAITING)
		return line->due.ms > clock_now().ms;
	return line->state != MAIL_UNKNOWN && line->state != MAIL_SENT;
}

static bool may_drop(enum mail_state state)
{
	return state == MAIL_WAITING || state == MAIL_DOUBTFUL || state == MAIL_BOUNCED || state == MAIL_GIVEN_UP;
}

static void line_model(const struct request *req, struct model *item, const struct mail_line *line)
{
	bool later = line->state == MAIL_WAITING && line->due.ms > clock_now().ms;

	model_text(item, "mail_address", page_address(req, str_format(req->arena, "/mail/%.*s", STR_ARG(id_text(line->id, req->arena)))));
	model_text(item, "subject", line->subject);
	model_text(item, "name", line->name);
	model_text(item, "to", line->address);
	model_words(item, "state", words_label(&mail_state_words, (int)line->state));
	model_flag(item, "fine", line->state == MAIL_SENT);
	model_flag(item, "wrong", line->state == MAIL_BOUNCED || line->state == MAIL_GIVEN_UP);
	model_flag(item, "doubtful", line->state == MAIL_DOUBTFUL);
	model_text(item, "when", language_moment(req->language, req->arena, line->ended.ms ? line->ended : line->queued));
	model_text(item, "queued", language_moment(req->language, req->arena, line->queued));
	model_text(item, "due", later ? language_moment(req->language, req->arena, line->due) : STR_NONE);
	model_text(item, "ended", line->ended.ms ? language_moment(req->language, req->arena, line->ended) : STR_NONE);
	model_number(item, "tries", line->tries);
	model_flag(item, "tried", line->tries > 0);
	model_text(item, "said", line->said);
	model_flag(item, "may_send", may_send_again(line) && line->address.len > 0);
	model_flag(item, "may_drop", may_drop(line->state) && line->address.len > 0);
}

static void states_model(const struct request *req, struct model *model, enum mail_state chosen)
{
	struct mail_counts counts = mail_count(req->store, programme_of(req));
	int64_t all = 0;

	for (size_t i = 1; i < mail_state_words.count; i++)
		all += counts.of[i];
	model_list(model, "states");
	for (size_t i = 0; i < mail_state_words.count; i++) {
		struct model *item;
		if (i > 0 && counts.of[i] == 0 && (enum mail_state)i != chosen)
			continue;
		item = model_item(model, "states");
		model_words(item, "label", i ? words_label(&mail_state_words, (int)i) : N_("all mail"));
		model_number(item, "number", i ? counts.of[i] : all);
		model_text(item, "address", i ? str_format(req->arena, "%.*s?state=%s", STR_ARG(page_address(req, STR("/mail"))),
			words_wire(&mail_state_words, (int)i)) : page_address(req, STR("/mail")));
		model_flag(item, "current", (enum mail_state)i == chosen);
	}
	model_flag(model, "none", all == 0);
	model_flag(model, "any_doubtful", counts.of[MAIL_DOUBTFUL] > 0);
}

static struct str page_link(const struct request *req, enum mail_state state, int64_t page)
{
	return str_format(req->arena, "%.*s?state=%s&page=%lld", STR_ARG(page_address(req, STR("/mail"))), words_wire(&mail_state_words, (int)state),
		(long long)page);
}

/* GET /{programme}/mail, /mail: ?state= &page= */
static void show_outbox(struct request *req, struct response *res)
{
	int state = words_value(&mail_state_words, request_query(req, "state"));
	enum mail_state chosen = state > 0 ? (enum mail_state)state : MAIL_UNKNOWN;
	struct model *model;
	struct mail_lines lines;
	int64_t page = 1;

	if (!may_look(req, res))
		return;
	if (!str_integer(request_query(req, "page"), &page) || page < 1 || page > PAGES_MOST)
		page = 1;
	lines = mail_list(req->store, programme_of(req), chosen, (size_t)(page - 1) * A_PAGE, A_PAGE + 1, req->arena);
	model = model_new(req->arena);
	model_words(model, "title", N_("Outgoing mail"));
	model_flag(model, "of_server", !req->programme);
	model_text(model, "content_language", req->programme ? tree_facts(req->programme)->language : STR_NONE);
	model_flag(model, "no_mail", !mail_leaves());
	states_model(req, model, chosen);
	model_list(model, "mails");
	for (size_t i = 0; i < lines.count && i < A_PAGE; i++)
		line_model(req, model_item(model, "mails"), &lines.at[i]);
	model_flag(model, "any", lines.count > 0);
	model_text(model, "newer", page > 1 ? page_link(req, chosen, page - 1) : STR_NONE);
	model_text(model, "older", lines.count > A_PAGE ? page_link(req, chosen, page + 1) : STR_NONE);
	model_flag(model, "pages", page > 1 || lines.count > A_PAGE);
	model_text(model, "server_mail", req->programme && req->person->keeper ? STR("/mail") : STR_NONE);
	respond_page(res, req, "mail/outbox", model);
}

static bool asked_mail(struct request *req, struct response *res, struct mail_line *line, struct str *text)
{
	struct id id;

	if (!may_look(req, res))
		return false;
	if (id_parse(request_parameter(req, "mail"), &id) && id_known(id) && mail_read(req->store, programme_of(req), id, req->arena, line, text))
		return true;
	respond_not_found(res, req);
	return false;
}

/* Flowed lines belong together again (RFC 3676): a browser breaks them where it wants. */
static struct str unflowed(struct str text, struct arena *arena)
{
	struct buf out = { 0 };
	struct str line;

	while (str_next(&text, '\n', &line)) {
		bool flows = str_ends(line, STR(" ")) && !str_is(line, "-- ");
		buf_add(&out, str_starts(line, STR(" ")) ? str_from(line, 1) : line);
		if (!flows)
			buf_add_char(&out, '\n');
	}
	line = buf_copy(&out, arena);
	buf_clear(&out);
	return line;
}

/* GET /{programme}/mail/{mail}, /mail/{mail} */
static void show_mail(struct request *req, struct response *res)
{
	struct mail_line line;
	struct model *model;
	struct str text;

	if (!asked_mail(req, res, &line, &text))
		return;
	model = model_new(req->arena);
	line_model(req, model, &line);
	if (line.subject.len)
		model_text(model, "title", line.subject);
	else
		model_words(model, "title", N_("A mail of which the text is forgotten"));
	model_text(model, "text", unflowed(text, req->arena));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "self", req->path);
	model_text(model, "outbox", page_address(req, STR("/mail")));
	model_flag(model, "forgotten", line.address.len == 0);
	respond_page(res, req, "mail/mail", model);
}

/* POST: what = again | drop */
static void settle_mail(struct request *req, struct response *res)
{
	bool again = str_is(request_field(req, "what"), "again");
	struct mail_line line;
	struct str text;
	bool done;

	if (!asked_mail(req, res, &line, &text))
		return;
	done = again ? mail_send_again(req->store, programme_of(req), line.id) : mail_drop(req->store, programme_of(req), line.id);
	if (done)
		flash(res, req, FLASH_OK, again ? N_("It is on its way again.") : N_("It is withdrawn."), STR_NONE);
	else
		flash(res, req, FLASH_WARNING, N_("That cannot be done now: it is being sent, or has gone already."), STR_NONE);
	respond_see_other(res, req, req->path);
}

const struct route mail_routes[] = {
	{ "GET",  "/{programme}/mail", RIGHT_PEOPLE, show_outbox, ROUTE_WAITS | ROUTE_FORM, "Outgoing mail: what waits, went, came back" },
	{ "GET",  "/{programme}/mail/{mail}", RIGHT_PEOPLE, show_mail, ROUTE_WAITS | ROUTE_FORM, "A mail" },
	{ "POST", "/{programme}/mail/{mail}", RIGHT_PEOPLE, settle_mail, 0, "Sends it again, or withdraws it" },
	{ "GET",  "/mail", RIGHT_NONE, show_outbox, ROUTE_WAITS | ROUTE_FORM, "The server's own outgoing mail, for its keeper" },
	{ "GET",  "/mail/{mail}", RIGHT_NONE, show_mail, ROUTE_WAITS | ROUTE_FORM, "One of those" },
	{ "POST", "/mail/{mail}", RIGHT_NONE, settle_mail, 0, "Sends it again, or withdraws it" },
	ROUTES_END
};
