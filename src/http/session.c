/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/session.h"

#include <pthread.h>
#include <string.h>

#include "http/server_own.h"

enum {
	IDLE_MS = 8 * 3600 * 1000, LASTS_DAYS = 7, KEPT = 4096, FRESH_MS = 2000, SEEN_AGAIN_MS = 300000, TEXT_BYTES = 256
};

/* Sessions seen lately, so that a signed-in page asks the database once in two seconds at most. One place a token. */
struct kept_session {
	struct hash token;
	int64_t     checked_ms;         /* on the running clock; 0: nothing here */
	struct id   person;
	bool        keeper;
	int64_t     created;
	char        name[TEXT_BYTES], email[TEXT_BYTES];
};
static struct kept_session kept[KEPT];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct kept_session *place(struct hash token)
{
	return &kept[((size_t)token.byte[0] << 8 | token.byte[1]) % KEPT];
}

static const char *cookie_name(const struct request *request)
{
	return server_is_https(request->server) ? "__Host-speerpunt" : "speerpunt";
}

struct str session_cookie(const struct request *request)
{
	return request_cookie(request, cookie_name(request));
}

static struct str derived(struct str purpose, struct str secret, struct arena *arena)
{
	struct str parts[] = { purpose, secret };
	struct hash hash = hash_of_parts(parts, 2);
	return base64url(hash.byte, sizeof hash.byte, arena);
}

static struct session *session_from(struct request *request, const struct kept_session *from, struct str secret)
{
	struct session *session = arena_new(request->arena, struct session);

	session->person = from->person;
	session->name = str_copy(request->arena, str_of(from->name));
	session->email = str_copy(request->arena, str_of(from->email));
	session->keeper = from->keeper;
	session->created.ms = from->created;
	session->csrf = derived(STR("csrf"), secret, request->arena);
	return session;
}

bool session_look(struct request *request)
{
	struct str secret = session_cookie(request);
	struct hash token;
	struct kept_session found;
	bool fresh;

	if (secret.len == 0)
		return true;
	token = hash_of(secret);
	pthread_mutex_lock(&lock);
	found = *place(token);
	pthread_mutex_unlock(&lock);
	fresh = found.checked_ms && hash_equal(found.token, token) && clock_running_ms() - found.checked_ms < FRESH_MS;
	if (fresh)
		request->session = session_from(request, &found, secret);
	return fresh;
}

struct asking { struct value token; struct kept_session found; int64_t seen, expires; bool there; };

static void copy_text(char out[TEXT_BYTES], struct str text)
{
	size_t length = text.len < TEXT_BYTES - 1 ? text.len : TEXT_BYTES - 1;

	if (length)
		memcpy(out, text.at, length);
	out[length] = '\0';
}

static const char find_session[] =
	"SELECT s.person_id, s.created, s.seen, s.expires, a.keeper, p.name, p.email FROM login_session s"
	" JOIN account a ON a.person_id = s.person_id JOIN person p ON p.id = s.person_id WHERE s.token = ?1 AND p.erased = 0";
static bool read_session(void *context, const struct value *columns, size_t count)
{
	struct asking *asking = context;
	(void)count;
	asking->there = id_parse(columns[0].text, &asking->found.person);
	asking->found.created = columns[1].integer;
	asking->seen = columns[2].integer;
	asking->expires = columns[3].integer;
	asking->found.keeper = columns[4].integer != 0;
	copy_text(asking->found.name, columns[5].text);
	copy_text(asking->found.email, columns[6].text);
	return true;
}

static enum outcome find_work(struct connection *connection, void *context)
{
	struct asking *asking = context;
	asking->there = false;
	return connection_run(connection, find_session, &asking->token, 1, read_session, asking);
}

static const char note_seen[] = "UPDATE login_session SET seen = ?2 WHERE token = ?1";
static enum outcome seen_work(struct connection *connection, void *context)
{
	struct asking *asking = context;
	struct value values[] = { asking->token, value_integer(asking->seen) };
	return connection_run(connection, note_seen, values, 2, NULL, NULL);
}

void session_find(struct request *request)
{
	struct str secret = session_cookie(request);
	struct asking asking = { 0 };
	int64_t now = clock_now().ms;

	if (request->session || secret.len == 0)
		return;
	asking.found.token = hash_of(secret);
	asking.token = value_text(hash_text(asking.found.token, request->arena));
	if (!store_read(request->store, find_work, &asking) || !asking.there || now > asking.expires || now - asking.seen > IDLE_MS)
		return;
	if (now - asking.seen > SEEN_AGAIN_MS) {
		asking.seen = now;
		store_do(request->store, seen_work, &asking);
	}
	asking.found.checked_ms = clock_running_ms();
	pthread_mutex_lock(&lock);
	*place(asking.found.token) = asking.found;
	pthread_mutex_unlock(&lock);
	request->session = session_from(request, &asking.found, secret);
}

static void set_cookie(struct request *request, struct response *response, struct str value, int64_t seconds)
{
	if (response->cookie_count == sizeof response->cookie / sizeof response->cookie[0])
		return;
	response->cookie[response->cookie_count++] = str_format(request->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s; Max-Age=%lld",
		cookie_name(request), STR_ARG(value), server_is_https(request->server) ? "; Secure" : "", (long long)seconds);
}

struct opening { struct value values[5], old; };

static const char insert_session[] = "INSERT INTO login_session (token, person_id, created, seen, expires) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char remove_session[] = "DELETE FROM login_session WHERE token = ?1";
static const char forget_sessions[] = "DELETE FROM login_session WHERE expires < ?1";

static enum outcome open_work(struct connection *connection, void *context)
{
	struct opening *opening = context;
	enum outcome outcome = connection_run(connection, forget_sessions, &opening->values[2], 1, NULL, NULL);

	if (outcome == OUTCOME_DONE)
		outcome = connection_run(connection, remove_session, &opening->old, 1, NULL, NULL);
	return outcome == OUTCOME_DONE ? connection_run(connection, insert_session, opening->values, 5, NULL, NULL) : outcome;
}

static void forget(struct str secret)
{
	struct hash token = hash_of(secret);
	struct kept_session *at = place(token);

	pthread_mutex_lock(&lock);
	if (hash_equal(at->token, token))
		at->checked_ms = 0;
	pthread_mutex_unlock(&lock);
}

bool session_open(struct request *request, struct response *response, struct id person)
{
	struct str secret = secret_new(request->arena), old = session_cookie(request);
	int64_t now = clock_now().ms, lasts = (int64_t)LASTS_DAYS * 86400;
	struct opening opening = {
		{ value_text(hash_text(hash_of(secret), request->arena)), value_id(person, request->arena), value_integer(now),
		  value_integer(now), value_integer(now + lasts * 1000) },
		value_text(hash_text(hash_of(old), request->arena)) };

	if (!store_do(request->store, open_work, &opening))
		return faults_add(&request->faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("Signing in does not work now. Try again.") });
	forget(old);
	set_cookie(request, response, secret, lasts);
	return true;
}

static enum outcome close_work(struct connection *connection, void *context)
{
	return connection_run(connection, remove_session, context, 1, NULL, NULL);
}

void session_close(struct request *request, struct response *response)
{
	struct str secret = session_cookie(request);
	struct value token = value_text(hash_text(hash_of(secret), request->arena));

	store_do(request->store, close_work, &token);
	forget(secret);
	set_cookie(request, response, STR_NONE, 0);
}

static const char remove_all[] = "DELETE FROM login_session WHERE person_id = ?1";
static enum outcome close_all_work(struct connection *connection, void *context)
{
	return connection_run(connection, remove_all, context, 1, NULL, NULL);
}

bool session_close_all(struct request *request, struct id person)
{
	struct value id = value_id(person, request->arena);

	if (!store_do(request->store, close_all_work, &id))
		return false;
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < KEPT; i++)
		if (kept[i].checked_ms && id_equal(kept[i].person, person))
			kept[i].checked_ms = 0;
	pthread_mutex_unlock(&lock);
	return true;
}

struct str session_csrf(struct request *request)
{
	struct str secret = request_cookie(request, "speerpunt-form");

	request->token_given = true;
	if (request->session)
		return request->session->csrf;
	if (secret.len == 0) {
		if (request->form_secret.len == 0)
			request->form_secret = secret_new(request->arena);
		secret = request->form_secret;
	}
	return derived(STR("form"), secret, request->arena);
}
