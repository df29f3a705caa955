/* SPDX-License-Identifier: EUPL-1.2 */
/* From a request to its handler: route, programme, day, language, person, rights, token; each refusal in one place. */
#include "html/faults.h"
#include "http/parse.h"
#include "http/server_own.h"
#include "rooms.h"
#include "tree/tree.h"

static bool is_get(const struct request *request)
{
	return request->head || str_is(request->method, "GET");
}

bool server_is_https(const struct server *server)
{
	return server && server->https;
}

/* Language by choice (?language=, kept in a cookie), then by Accept-Language, else Dutch. */
static void find_language(struct request *request, struct str accept_language)
{
	if (language_parse(request_query(request, "language"), &request->language))
		return;
	if (language_parse(request_cookie(request, "speerpunt-language"), &request->language))
		return;
	request->language = language_accepted(accept_language, LANGUAGE_NL);
}

static bool day_of(struct request *request, const char *name, struct day *day)
{
	struct str text = request_query(request, name);

	if (text.len == 0)
		return true;
	if (day_read(text, day) && day_exact(*day))
		return true;
	return faults_add(&request->faults, (struct fault){ .kind = FAULT_INVALID, .field = name,
		.message = N_("{0} is no day. Write one as 2024-05-22 or 22-5-2024."), .arg = { text } });
}

static void find_days(struct request *request)
{
	request->today = moment_day(clock_now());
	request->day = request->today;
	if (!day_of(request, "known", &request->known))
		return;
	if (day_known(request->known) && day_first(request->known) > day_first(request->today)) {
		faults_add(&request->faults, (struct fault){ .kind = FAULT_INVALID, .field = "known",
			.message = N_("What will be known later cannot be shown yet. Use “on” for a day ahead.") });
		return;
	}
	if (day_known(request->known))
		request->day = request->known;
	day_of(request, "on", &request->day);
}

/* A redirect within the server: without the slash at the end. */
static bool redirect_slash(struct request *request, struct response *response)
{
	size_t question = str_find(request->target, '?');
	struct str path = str_to(request->target, question);

	if (path.len < 2 || path.at[path.len - 1] != '/')
		return false;
	while (path.len > 1 && path.at[path.len - 1] == '/')
		path.len--;
	response->status = 308;
	respond_header(response, "Location", str_format(request->arena, "%.*s%.*s", STR_ARG(path),
		STR_ARG(str_from(request->target, question))));
	return true;
}

bool dispatch_prepare(struct request *request, struct response *response)
{
	struct server *server = request->server;
	struct str allowed, key;
	bool waits;

	request->person = &person_public;
	find_days(request);
	if (redirect_slash(request, response))
		return false;
	request->route = route_find(server->options.routes, server->options.route_count, request->method, request->path,
		request->arena, &request->parameters, &allowed);
	if (!request->route) {
		if (allowed.len > 0) {
			response->status = 405;
			respond_header(response, "Allow", allowed);
			respond_text(response, 405, "text/plain; charset=utf-8",
				language_text(request->language, N_("That cannot be done with this page.")));
			return false;
		}
		return true;            /* the page that says so may know who is signed in */
	}
	waits = request->route->flags & ROUTE_WAITS || !is_get(request) || day_known(request->known);
	if (!session_look(request))
		waits = true;
	key = request_parameter(request, "programme");
	if (!waits && key.len > 0)
		waits = !store_programme_ready(request->store, key, &request->programme);
	return waits;
}

/* "lev-2024-2026:17": this reader wrote that version; a node that is behind loads it first. */
static int64_t seen_version(struct request *request)
{
	struct str seen = request_cookie(request, "speerpunt-seen");
	size_t colon = str_find(seen, ':');
	int64_t version = 0;

	if (str_equal(str_to(seen, colon), request->programme_key))
		str_integer(str_from(seen, colon + 1), &version);
	return version;
}

static bool find_programme(struct request *request, struct response *response)
{
	struct str key = request_parameter(request, "programme");
	const struct programme *now;

	if (key.len == 0)
		return true;
	request->programme_key = key;
	if (!request->programme)
		request->programme = store_programme(request->store, key);
	if (request->programme && request->programme->version < seen_version(request)) {
		programme_release(request->programme);
		request->programme = store_programme_fresh(request->store, key);
	}
	if (request->programme && !(request->route->flags & ROUTE_SECRET) && !access_sees_programme(request->programme, request->person, request->today)) {
		programme_release(request->programme);
		request->programme = NULL;
	}
	if (request->programme && day_known(request->known)) {
		/* Today's rights decide; what was known then is shown. */
		now = request->programme;
		request->programme = store_programme_known(request->store, now->id, request->known);
		programme_release(now);
		if (!request->programme) {
			faults_add(&request->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
				.message = N_("On {0} this system did not know this programme yet."),
				.arg = { language_day(request->language, request->arena, request->known) } });
			respond_faults(response, request, NULL, NULL);
			return false;
		}
	}
	if (request->programme && is_get(request) && day_first(request->day) > day_first(request->today)) {
		now = request->programme;
		request->programme = access_ahead(now, request->today);
		programme_release(now);
	}
	if (request->programme)
		return true;
	respond_not_found(response, request);
	return false;
}

static void find_person(struct request *request)
{
	struct person *person;

	if (!request->session)
		return;
	person = arena_new(request->arena, struct person);
	*person = (struct person){ request->session->person, request->session->name, request->session->keeper };
	request->person = person;
}

/* A form comes from our own pages: its token, and where the browser says so, its origin. */
static bool check_token(struct request *request, struct response *response)
{
	struct str given = request_field(request, "csrf"), expected;
	struct str host = request->origin;
	size_t scheme = str_search(host, STR("://"));
	bool fine;

	if (is_get(request) || request->route->flags & ROUTE_NO_TOKEN)
		return true;
	expected = session_csrf(request);
	fine = given.len > 0 && given.len == expected.len && request->form_secret.len == 0 &&
		hash_equal(hash_of(given), hash_of(expected));
	if (fine && scheme != SIZE_MAX)
		fine = str_equal_nocase(str_from(host, scheme + 3), request->host);
	if (fine)
		return true;
	faults_add(&request->faults, (struct fault){ .kind = FAULT_FORBIDDEN,
		.message = N_("This form is no longer valid; perhaps you signed in or out meanwhile. Load the page again and send it once more.") });
	respond_faults(response, request, NULL, NULL);
	return false;
}

static bool check_right(struct request *request, struct response *response)
{
	if (request->route->right == RIGHT_NONE || !request->programme)
		return true;
	if (access_may(request->programme, request->person, request->route->right, NULL, request->today, &request->faults))
		return true;
	respond_faults(response, request, NULL, NULL);
	return false;
}

void dispatch_run(struct request *request, struct response *response)
{
	session_find(request);
	find_person(request);
	if (!request->route) {
		respond_not_found(response, request);
	} else if (find_programme(request, response)) {
		if (request->faults.count > 0)
			respond_faults(response, request, NULL, NULL);
		else if (check_token(request, response) && check_right(request, response))
			request->route->handler(request, response);
	}
	if (response->status == 0)
		respond_faults(response, request, NULL, NULL);
	respond_finish(response, request);
}

void dispatch_language(struct request *request, struct str accept_language)
{
	find_language(request, accept_language);
}
