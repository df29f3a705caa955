/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/log.h"
#include "html/faults.h"
#include "http/server_own.h"
#include "http/static_file.h"
#include "rooms.h"
#include "tree/tree.h"

void respond_header(struct response *response, const char *name, struct str value)
{
	if (response->header_count < sizeof response->header / sizeof response->header[0])
		response->header[response->header_count++] = (struct header){ name, value };
}

static void add_cookie(struct response *response, struct str cookie)
{
	if (response->cookie_count < sizeof response->cookie / sizeof response->cookie[0])
		response->cookie[response->cookie_count++] = cookie;
}

static const char *secure(const struct request *request)
{
	return server_is_https(request->server) ? "; Secure" : "";
}

/* The frame */

/* The page's own address with another query: what is given replaces, an empty value takes away. */
static struct str with_query(const struct request *request, const char *name, struct str value)
{
	struct buf out = { 0 };
	struct str copy;
	char separator = '?';

	buf_add(&out, str_to(request->target, str_find(request->target, '?')));
	for (size_t i = 0; i < request->query.count; i++) {
		const struct pair *pair = &request->query.at[i];
		if (str_is(pair->name, name))
			continue;
		buf_add_char(&out, separator);
		buf_add_url(&out, pair->name);
		buf_add_char(&out, '=');
		buf_add_url(&out, pair->value);
		separator = '&';
	}
	if (value.len > 0) {
		buf_addf(&out, "%c%s=", separator, name);
		buf_add_url(&out, value);
	}
	copy = buf_copy(&out, request->arena);
	buf_clear(&out);
	return copy;
}

static void programme_model(struct request *request, struct model *frame)
{
	const struct programme_facts *facts = tree_facts(request->programme);
	struct model *programme = model_object(frame, "programme");

	model_text(programme, "name", facts->name);
	model_text(programme, "address", request_address(request, STR("")));
	model_text(programme, "base", str_format(request->arena, "/%.*s", STR_ARG(request->programme_key)));
	model_text(programme, "language", facts->language);
	model_text(programme, "region", facts->region);
	model_flag(programme, "example", facts->example);
	model_flag(programme, "draft", facts->visibility == VISIBILITY_DRAFT);
	model_text(frame, "search_address", request_address(request, STR("/search")));
	model_text(frame, "history_address", request_address(request, STR("/history")));
}

/* Whether the page asked for is this place, or below it. */
static bool is_here(const struct request *request, struct str page)
{
	struct str here = str_from(request->path, 1 + request->programme_key.len);

	if (page.len == 0)
		return here.len == 0;
	return str_starts(here, page) && (here.len == page.len || here.at[page.len] == '/');
}

/* Each menu: a list, and how it is told that the page asked for stands in it. */
static const struct menu_names { const char *list, *any, *current; } menus[MENU_COUNT] = {
	[MENU_MAIN] = { "navigation", "has_navigation", "navigation_current" },
	[MENU_MORE] = { "navigation_more", "has_more", "more_current" },
	[MENU_OFFICE] = { "navigation_office", "has_office", "office_current" },
};

static void navigation_model(struct request *request, struct model *frame)
{
	for (size_t i = 0; i < MENU_COUNT; i++) {
		model_list(frame, menus[i].list);
		model_flag(frame, menus[i].any, false);
		model_flag(frame, menus[i].current, false);
	}
	for (const struct navigation *entry = room_navigation; request->programme && entry->label; entry++) {
		const struct menu_names *menu = &menus[entry->menu];
		bool current = is_here(request, str_of(entry->page));
		struct model *item;

		if (!access_may(request->programme, request->person, entry->right, NULL, request->today, NULL))
			continue;
		item = model_item(frame, menu->list);
		model_words(item, "label", entry->label);
		model_words(item, "about", entry->about ? entry->about : "");
		model_text(item, "address", request_address(request, str_of(entry->page)));
		model_flag(item, "current", current);
		model_flag(frame, menu->any, true);
		if (current)
			model_flag(frame, menu->current, true);
	}
	/* A member does here what is of their party; the office all of it. */
	model_words(frame, "office_label", request->programme &&
		access_may(request->programme, request->person, RIGHT_EDIT, NULL, request->today, NULL) ? N_("Office") : N_("For your party"));
}

static void banner_model(struct request *request, struct model *frame)
{
	bool known = day_known(request->known), on = !day_equal(request->day, known ? request->known : request->today);
	struct model *banner;
	struct str day;

	if (!request->programme || (!known && !on)) {
		model_flag(frame, "on_banner", false);
		return;
	}
	banner = model_object(frame, "on_banner");
	day = language_day(request->language, request->arena, on ? request->day : request->known);
	if (known && on)
		model_text(banner, "text", language_fill(request->language, request->arena,
			N_("You read what held on {0}, as this system knew it on {1}."), day,
			language_day(request->language, request->arena, request->known), STR_NONE));
	else
		model_text(banner, "text", language_fill(request->language, request->arena, known
			? N_("You read what this system knew on {0}.") : N_("You read what holds on {0}, as we know it now."),
			day, STR_NONE, STR_NONE));
	model_text(banner, "kind", known ? STR("known") : STR("on"));
	model_flag(banner, "is_known", known);
	model_text(banner, "reset_address", str_to(request->target, str_find(request->target, '?')));
}

static void picker_model(struct request *request, struct model *frame)
{
	struct model *picker;

	if (!request->programme || !request->route || request->route->right == RIGHT_NONE ||
	    request->route->flags & ROUTE_FORM || strcmp(request->route->method, "GET") != 0) {
		model_flag(frame, "day_picker", false);
		return;
	}
	picker = model_object(frame, "day_picker");
	model_text(picker, "address", str_to(request->target, str_find(request->target, '?')));
	model_text(picker, "value", day_text(request->day, request->arena));
	model_text(picker, "today", day_text(request->today, request->arena));
	model_list(picker, "hidden");
	for (size_t i = 0; i < request->query.count; i++) {
		const struct pair *pair = &request->query.at[i];
		struct model *hidden;
		if (str_is(pair->name, "on") || str_is(pair->name, "language"))
			continue;
		hidden = model_item(picker, "hidden");
		model_text(hidden, "name", pair->name);
		model_text(hidden, "value", pair->value);
	}
}

static void languages_model(struct request *request, struct model *frame)
{
	static const struct { enum language language; const char *name; } names[] = {
		{ LANGUAGE_NL, "Nederlands" }, { LANGUAGE_EN, "English" },
	};

	model_list(frame, "languages");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct model *item = model_item(frame, "languages");
		struct str code = str_of(language_code(names[i].language));
		model_text(item, "code", code);
		model_text(item, "label", str_of(names[i].name));
		model_text(item, "address", str_is(request->method, "POST") ? str_format(request->arena, "/?language=%.*s", STR_ARG(code))
			: with_query(request, "language", code));
		model_flag(item, "current", names[i].language == request->language);
	}
}

/* What the page before had to say; it goes with this page. */
static bool flash_model(struct request *request, struct model *frame)
{
	struct str cookie = request_cookie(request, "speerpunt-flash");
	struct arena *arena = request->arena;
	struct buf text = { 0 };
	struct model *item;
	size_t dot = str_find(cookie, '.');

	model_list(frame, "flash");
	if (cookie.len == 0)
		return false;
	/* Hex of UTF-8 after the kind: no character of a cookie needs quoting. */
	for (size_t i = dot + 1; i + 1 < cookie.len; i += 2) {
		static const char digits[] = "0123456789abcdef";
		const char *high = strchr(digits, cookie.at[i]), *low = strchr(digits, cookie.at[i + 1]);
		if (!high || !low || !*high || !*low)
			break;
		buf_add_char(&text, (char)((high - digits) * 16 + (low - digits)));
	}
	if (text.len > 0 && str_is_text(buf_str(&text))) {
		struct str kind = str_to(cookie, dot);
		item = model_item(frame, "flash");
		model_text(item, "kind", str_is(kind, "warning") || str_is(kind, "error") ? kind : STR("ok"));
		model_flag(item, "is_error", str_is(kind, "error"));
		model_text(item, "text", buf_copy(&text, arena));
	}
	buf_clear(&text);
	return true;
}

void flash(struct response *response, struct request *request, enum flash_kind kind, const char *english, struct str arg)
{
	static const char *const kinds[] = { [FLASH_OK] = "ok", [FLASH_WARNING] = "warning", [FLASH_ERROR] = "error" };
	struct str text = language_fill(request->language, request->arena, english, arg, STR_NONE, STR_NONE);
	struct buf value = { 0 };

	text = str_to(text, 600);
	buf_addf(&value, "speerpunt-flash=%s.", kinds[kind]);
	buf_add_hex(&value, text.at, text.len);
	buf_addf(&value, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=60%s", secure(request));
	add_cookie(response, buf_copy(&value, request->arena));
	buf_clear(&value);
}

static void person_model(struct request *request, struct model *frame)
{
	struct model *person;

	if (!id_known(request->person->id)) {
		model_flag(frame, "person", false);
		model_text(frame, "csrf", STR_NONE);
		model_text(frame, "sign_in_address", str_is(request->method, "GET") && !str_starts(request->path, STR("/sign-in")) &&
			!str_starts(request->path, STR("/invitation"))
			? str_format(request->arena, "/sign-in?back=%.*s", STR_ARG(str_to(request->target, str_find(request->target, '?'))))
			: STR("/sign-in"));
		return;
	}
	person = model_object(frame, "person");
	model_text(person, "name", request->person->name);
	model_text(person, "address", STR("/account"));
	model_text(frame, "csrf", session_csrf(request));
	model_text(frame, "sign_in_address", STR("/sign-in"));
}

/* Empty, not 0, where nothing waits or nobody is signed in. */
static void attention_model(const struct request *request, struct model *frame)
{
	size_t count = request->programme && id_known(request->person->id) ? page_attention(request) : 0;

	model_text(frame, "attention_count", count ? str_format(request->arena, "%zu", count) : STR_NONE);
	model_text(frame, "attention_address", count ? request_address(request, STR("/attention")) : STR_NONE);
}

/* Puts the frame's names beside those of the page, so that page and frame are one model. */
static void frame_model(struct response *response, struct request *request, struct model *frame)
{
	model_text(frame, "language", str_of(language_code(request->language)));
	model_text(frame, "static_css", static_address("speerpunt.css"));
	model_text(frame, "static_symbols", static_address("symbols.svg"));
	model_text(frame, "static_logo", static_address("logo.svg"));
	model_text(frame, "static_favicon", static_address("favicon.svg"));
	model_text(frame, "static_htmx", static_address("htmx.js"));
	model_text(frame, "version", request->programme ? str_format(request->arena, "%lld", (long long)request->programme->version) : STR_NONE);
	attention_model(request, frame);
	model_text(frame, "print_address", STR_NONE);
	if (request->programme) {
		programme_model(request, frame);
	} else {
		model_flag(frame, "programme", false);
		model_text(frame, "search_address", STR_NONE);
		model_text(frame, "history_address", STR_NONE);
	}
	navigation_model(request, frame);
	banner_model(request, frame);
	picker_model(request, frame);
	languages_model(request, frame);
	person_model(request, frame);
	if (flash_model(request, frame)) {
		response->cacheable = false;
		add_cookie(response, str_format(request->arena, "speerpunt-flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s", secure(request)));
	}
}

void respond_page(struct response *response, struct request *request, const char *template, struct model *model)
{
	struct server *server = request->server;
	struct buf content = { 0 };
	struct model *frame = model_new(request->arena);

	if (response->status == 0)
		response->status = 200;
	response->type = STR("text/html; charset=utf-8");
	response->cacheable = response->status == 200 && str_is(request->method, "GET") && !request->session && request->programme &&
		!day_known(request->known) && request_cookie(request, "speerpunt-flash").len == 0;
	frame_model(response, request, frame);
	if (!model_has(model, "breadcrumbs"))
		model_list(frame, "breadcrumbs");
	if (!model_has(model, "content_language"))
		model_text(frame, "content_language", request->programme ? tree_facts(request->programme)->language : STR_NONE);
	model_inherit(model, frame);
	if (!templates_render(server->templates, template, request->language, model, server->strict, &content))
		buf_add_cstring(&content, "");
	/* Not copied: a page may be large, and the frame is written before it goes. */
	model_safe(frame, "content", (struct safe_html){ buf_str(&content) });
	model_inherit(frame, model);
	response->body.len = 0;
	templates_render(server->templates, "html/layout", request->language, frame, server->strict, &response->body);
	buf_clear(&content);
	response->cacheable = response->cacheable && !request->token_given && !request->host_told;
}

void respond_see_other(struct response *response, struct request *request, struct str address)
{
	response->status = 303;
	respond_header(response, "Location", str_copy(request->arena, address));
}

void respond_text(struct response *response, int status, const char *type, struct str text)
{
	response->status = status;
	response->type = str_of(type);
	response->body.len = 0;
	buf_add(&response->body, text);
}

void respond_json(struct response *response, int status, struct str json)
{
	respond_text(response, status, "application/json", json);
}

/* RFC 9457 */
static void respond_problem(struct response *response, struct request *request, enum fault_kind kind)
{
	struct buf out = { 0 };

	buf_addf(&out, "{\"status\":%d,\"title\":", (int)kind);
	buf_add_json(&out, language_text(request->language, fault_title(kind)));
	buf_add_cstring(&out, ",\"detail\":");
	buf_add_json(&out, request->faults.count ? fault_words(request, &request->faults.at[0]) : STR_NONE);
	buf_add_cstring(&out, ",\"instance\":");
	buf_add_json(&out, request->path);
	buf_add_cstring(&out, ",\"errors\":[");
	for (size_t i = 0; i < request->faults.count; i++) {
		buf_addf(&out, "%s{\"field\":\"%s\",\"detail\":", i ? "," : "", request->faults.at[i].field ? request->faults.at[i].field : "");
		buf_add_json(&out, fault_words(request, &request->faults.at[i]));
		buf_add_char(&out, '}');
	}
	buf_add_cstring(&out, "]}");
	respond_text(response, (int)kind, "application/problem+json", buf_str(&out));
	buf_clear(&out);
}

const char *fault_title(enum fault_kind kind)
{
	switch (kind) {
	case FAULT_MALFORMED:     return N_("This request cannot be understood");
	case FAULT_NOT_SIGNED_IN: return N_("Sign in first");
	case FAULT_FORBIDDEN:     return N_("You may not do this");
	case FAULT_NOT_FOUND:     return N_("This page is not here");
	case FAULT_CONFLICT:      return N_("Something changed meanwhile");
	case FAULT_TOO_LARGE:     return N_("This is too large");
	case FAULT_INVALID:       return N_("Something is not right yet");
	case FAULT_TOO_MANY:      return N_("Wait a moment");
	case FAULT_UNAVAILABLE:   return N_("This does not work at the moment");
	default:                  return N_("Something went wrong on our side");
	}
}

static void respond_error_page(struct response *response, struct request *request, enum fault_kind kind)
{
	struct model *model = model_new(request->arena);

	response->status = kind ? (int)kind : 500;
	model_words(model, "title", fault_title(kind));
	model_number(model, "status", response->status);
	model_flag(model, "not_found", kind == FAULT_NOT_FOUND);
	model_flag(model, "forbidden", kind == FAULT_FORBIDDEN);
	model_flag(model, "not_signed_in", kind == FAULT_NOT_SIGNED_IN);
	model_flag(model, "conflict", kind == FAULT_CONFLICT);
	model_flag(model, "invalid", kind == FAULT_INVALID);
	model_flag(model, "ours", kind == FAULT_NONE || kind == FAULT_UNAVAILABLE);
	model_text(model, "home", request->programme ? request_address(request, STR("")) : STR("/"));
	model_text(model, "sign_in", str_format(request->arena, "/sign-in?back=%.*s", STR_ARG(request->target)));
	faults_model(request, model, &request->faults);
	respond_page(response, request, "html/error", model);
	if (kind == FAULT_UNAVAILABLE || kind == FAULT_TOO_MANY)
		respond_header(response, "Retry-After", STR("30"));
}

void respond_faults(struct response *response, struct request *request, const char *template, struct model *model)
{
	enum fault_kind kind = faults_kind(&request->faults);

	if (request->wants_json) {
		respond_problem(response, request, kind ? kind : (enum fault_kind)500);
	} else if (kind == FAULT_NOT_SIGNED_IN && !request->session && str_is(request->method, "GET")) {
		struct buf back = { 0 };
		buf_add_cstring(&back, "/sign-in?back=");
		buf_add_url(&back, request->target);
		respond_see_other(response, request, buf_copy(&back, request->arena));
		buf_clear(&back);
	} else if (template && (kind == FAULT_INVALID || kind == FAULT_CONFLICT || kind == FAULT_UNAVAILABLE)) {
		response->status = (int)kind;
		respond_page(response, request, template, model);
	} else {
		respond_error_page(response, request, kind);
	}
}

void respond_not_found(struct response *response, struct request *request)
{
	request->faults.count = 0;
	faults_add(&request->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
		.message = N_("There is no page at this address, or it is not public.") });
	respond_faults(response, request, NULL, NULL);
}

void respond_spent(struct response *response, struct request *request)
{
	struct model *model = model_new(request->arena);

	if (request->programme && !access_sees_programme(request->programme, request->person, request->today)) {
		programme_release(request->programme);
		request->programme = NULL;
	}
	response->status = (int)FAULT_NOT_FOUND;
	model_words(model, "title", N_("This link works no more"));
	respond_page(response, request, "html/spent_link", model);
}

bool respond_past(struct response *response, struct request *request)
{
	if (!day_known(request->known))
		return false;
	faults_add(&request->faults, (struct fault){ .kind = FAULT_CONFLICT,
		.message = N_("This is the programme as it was known on {0}. Return to today to change it."),
		.arg = { language_day(request->language, request->arena, request->known) } });
	respond_faults(response, request, NULL, NULL);
	return true;
}

void respond_forbidden(struct response *response, struct request *request, enum right right)
{
	request->faults.count = 0;
	faults_add(&request->faults, (struct fault){ .kind = id_known(request->person->id) ? FAULT_FORBIDDEN : FAULT_NOT_SIGNED_IN,
		.message = N_("You may not {0}. Who may: {1}."),
		.arg = { str_of(right_label[right]), str_of(access_holders(right)) } });
	respond_faults(response, request, NULL, NULL);
}

void respond_finish(struct response *response, struct request *request)
{
	enum language chosen;

	if (request->form_secret.len > 0) {
		response->cacheable = false;
		add_cookie(response, str_format(request->arena, "speerpunt-form=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400%s",
			STR_ARG(request->form_secret), secure(request)));
	}
	if (language_parse(request_query(request, "language"), &chosen)) {
		response->cacheable = false;
		add_cookie(response, str_format(request->arena, "speerpunt-language=%s; Path=/; SameSite=Lax; Max-Age=31536000%s",
			language_code(chosen), secure(request)));
	}
	if (request->written)
		add_cookie(response, str_format(request->arena, "speerpunt-seen=%.*s:%lld; Path=/; HttpOnly; SameSite=Lax; Max-Age=60%s",
			STR_ARG(request->programme_key), (long long)request->written, secure(request)));
}

struct str request_absolute(struct request *request, struct str address)
{
	struct str own = request->server->options.public_address;

	if (own.len > 0)
		return str_format(request->arena, "%.*s%.*s", STR_ARG(own), STR_ARG(address));
	/* Anybody can ask by any name. */
	request->host_told = true;
	if (request->origin.len > 0)
		return str_format(request->arena, "%.*s%.*s", STR_ARG(request->origin), STR_ARG(address));
	return str_format(request->arena, "http://%.*s%.*s", STR_ARG(request->host), STR_ARG(address));
}

static bool write_changes(struct request *request, const struct change *changes, size_t count, int64_t undoes, enum via via)
{
	struct command command = { .programme = request->programme->id, .actor = request->person->id,
		.via = request->by_link ? VIA_LINK : via,
		.changes = changes, .count = count, .undoes = undoes, .faults = &request->faults };
	bool written = store_write(request->store, &command);

	if (written)
		request->written = command.version;
	return written;
}

bool command_write_all(struct request *request, const struct change *changes, size_t count)
{
	return write_changes(request, changes, count, 0, VIA_ACCOUNT);
}

bool command_import(struct request *request, const struct change *changes, size_t count)
{
	return write_changes(request, changes, count, 0, VIA_FILE);
}

bool command_undo(struct request *request, const struct change *changes, size_t count, int64_t undoes)
{
	return write_changes(request, changes, count, undoes, VIA_ACCOUNT);
}

bool command_write(struct request *request, const struct record *record, const void *before, const void *after)
{
	struct change change = { record, before, after };
	return write_changes(request, &change, 1, 0, VIA_ACCOUNT);
}
