/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The seam over libmicrohttpd: epoll with a pool of threads; workers for what waits, while the connection sleeps. Only this file and
 * the page cache know the library; 0.9.75 and 1.0 both serve.
 */
#include <arpa/inet.h>
#include <malloc.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "http/answer.h"
#include "http/multipart.h"
#include "http/parse.h"
#include "http/server_own.h"
#include "http/static_file.h"

enum {
	BODY_BYTES_MOST = 1 << 20, CONNECTIONS = 4096, CONNECTIONS_AN_ADDRESS = 1024, IDLE_SECONDS = 30, MEMORY_BYTES = 32 * 1024,
	QUEUE_MOST = 1024, WORKERS = 16, STOP_SECONDS = 10, HEADERS_MOST = 100, DROP_TIMES = 4
};

/* One exchange, from its first header to the end of its answer. */
struct call {
	struct server         *server;
	struct MHD_Connection *connection;
	struct arena           arena;
	struct request         request;
	struct response        response;
	struct buf             body;
	struct str             target, accept_encoding, accept_language, content_type;
	struct multipart      *multipart;       /* of a form with files */
	int64_t                length;          /* Content-Length, where given */
	size_t                 received;
	bool                   expects;         /* waits for 100 Continue before it sends */
	bool                   begun, too_large, ran, waiting;
	int                    refused;         /* a status for what the library lets through */
	struct call           *next;
};

struct worker_pool {
	pthread_mutex_t lock;
	pthread_cond_t  work, idle;
	struct call    *first, *last;
	size_t          queued, running, count;
	bool            stopping;
	pthread_t       thread[256];
};

/* Headers */

struct heard { struct call *call; int hosts, lengths, codings, count; bool malformed; };

static enum MHD_Result hear_header(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct heard *heard = context;
	struct call *call = heard->call;
	struct request *request = &call->request;
	struct str name = str_of(key), text = str_of(value);
	(void)kind;

	heard->count++;
	heard->malformed = heard->malformed || !parse_is_token(name);
	for (size_t i = 0; i < text.len; i++)
		heard->malformed = heard->malformed || ((unsigned char)text.at[i] < ' ' && text.at[i] != '\t') || text.at[i] == 127;
	if (str_equal_nocase(name, STR("Host"))) {
		heard->hosts++;
		request->host = text;
	} else if (str_equal_nocase(name, STR("Content-Length"))) {
		heard->lengths++;
		str_integer(text, &call->length);
	} else if (str_equal_nocase(name, STR("Expect"))) {
		call->expects = true;
	} else if (str_equal_nocase(name, STR("Transfer-Encoding"))) {
		heard->codings++;
	} else if (str_equal_nocase(name, STR("Cookie"))) {
		parse_cookies(text, &call->arena, &request->cookies);
	} else if (str_equal_nocase(name, STR("Accept"))) {
		request->accept = text;
	} else if (str_equal_nocase(name, STR("Accept-Encoding"))) {
		call->accept_encoding = text;
	} else if (str_equal_nocase(name, STR("Accept-Language"))) {
		call->accept_language = text;
	} else if (str_equal_nocase(name, STR("Content-Type"))) {
		call->content_type = text;
	} else if (str_equal_nocase(name, STR("If-None-Match"))) {
		request->if_none_match = text;
	} else if (str_equal_nocase(name, STR("Range"))) {
		request->range = text;
	} else if (str_equal_nocase(name, STR("If-Range"))) {
		request->if_range = text;
	} else if (str_equal_nocase(name, STR("Origin"))) {
		request->origin = text;
	} else if (str_equal_nocase(name, STR("User-Agent"))) {
		request->user_agent = text;
	} else if (str_equal_nocase(name, STR("X-Forwarded-For")) && call->server->options.behind_proxy) {
		/* The proxy appends what it sees: the last one is its word, the others are anybody's. */
		struct str part;
		while (str_next(&text, ',', &part))
			request->address = str_trim(part);
	}
	return heard->count > HEADERS_MOST ? MHD_NO : MHD_YES;
}

static struct str peer_address(struct MHD_Connection *connection, struct arena *arena)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";

	if (info && info->client_addr && info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr, text, sizeof text);
	else if (info && info->client_addr && info->client_addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, text, sizeof text);
	return str_copy(arena, str_of(text));
}

/* What the library lets through and a careful server does not (docs/operating/security.md). Gives a status, 0 for none. */
static int refuse(struct call *call, const char *method, const char *version)
{
	struct heard heard = { .call = call };
	struct request *request = &call->request;

	MHD_get_connection_values(call->connection, MHD_HEADER_KIND, hear_header, &heard);
	if (heard.count > HEADERS_MOST)
		return 431;
	if (heard.malformed || heard.hosts > 1 || heard.lengths > 1 || heard.codings > 1 || (heard.lengths > 0 && heard.codings > 0))
		return 400;
	if (heard.hosts == 0 && strcmp(version, "HTTP/1.0") != 0)
		return 400;
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 && strcmp(method, "POST") != 0)
		return 405;
	if (!parse_target(call->target, &call->arena, &request->path, &request->query))
		return 400;
	return 0;
}

static bool prefers_json(struct str accept)
{
	size_t json = str_search(accept, STR("application/json")), problem = str_search(accept, STR("application/problem+json"));
	size_t html = str_search(accept, STR("text/html"));

	return (json != SIZE_MAX || problem != SIZE_MAX) && html == SIZE_MAX;
}

/* A form with files, on a route that takes them: understood while it comes in. */
static void begin_upload(struct call *call)
{
	const struct server_options *options = &call->server->options;
	struct pairs parameters;
	struct str allowed;
	const struct route *route = route_find(options->routes, options->route_count, call->request.method, call->request.path,
		&call->arena, &parameters, &allowed);

	if (route && route->flags & ROUTE_UPLOAD)
		call->multipart = multipart_open(call->content_type, &call->arena);
}

static size_t body_most(const struct call *call)
{
	return call->multipart ? UPLOAD_BYTES_MOST : BODY_BYTES_MOST;
}

static void begin(struct call *call, const char *method, const char *version)
{
	struct request *request = &call->request;

	request->arena = &call->arena;
	request->server = call->server;
	request->store = call->server->options.store;
	request->faults.arena = &call->arena;
	request->method = str_of(method);
	request->head = strcmp(method, "HEAD") == 0;
	request->target = call->target;
	request->address = peer_address(call->connection, &call->arena);
	call->refused = refuse(call, method, version);
	request->wants_json = prefers_json(request->accept);
	dispatch_language(request, call->accept_language);
	if (!call->refused && str_is(request->method, "POST"))
		begin_upload(call);
}

/* Answers */

static enum MHD_Result queue(struct MHD_Connection *connection, int status, struct MHD_Response *response)
{
	enum MHD_Result result = MHD_queue_response(connection, (unsigned)status, response);

	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result answer_plain(struct call *call, int status)
{
	static const char sorry[] = "This request cannot be served.\n";
	struct MHD_Response *response = MHD_create_response_from_buffer(sizeof sorry - 1, (void *)(uintptr_t)sorry, MHD_RESPMEM_PERSISTENT);

	MHD_add_response_header(response, "Content-Type", "text/plain; charset=utf-8");
	if (status == 405)
		MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
	if (status == 400 || status == 413)
		MHD_add_response_header(response, "Connection", "close");
	answer_security_headers(response);
	return queue(call->connection, status, response);
}

static enum MHD_Result answer_static(struct call *call, const struct static_file *file)
{
	static const char *const names[] = { [CODING_GZIP] = "gzip", [CODING_BROTLI] = "br" };
	enum coding coding = coding_accepted(call->accept_encoding);
	struct MHD_Response *response;

	if (!file->at[coding])
		coding = CODING_NONE;
	response = MHD_create_response_from_buffer(file->size[coding], (void *)(uintptr_t)file->at[coding], MHD_RESPMEM_PERSISTENT);
	if (coding != CODING_NONE)
		MHD_add_response_header(response, "Content-Encoding", names[coding]);
	MHD_add_response_header(response, "Content-Type", file->type);
	MHD_add_response_header(response, "Vary", "Accept-Encoding");
	MHD_add_response_header(response, "Cache-Control", "public, max-age=31536000, immutable");
	answer_security_headers(response);
	return queue(call->connection, 200, response);
}

static bool is_public_get(const struct call *call)
{
	return !call->refused && (call->request.head || str_is(call->request.method, "GET")) &&
	       session_cookie(&call->request).len == 0 && request_cookie(&call->request, "speerpunt-flash").len == 0 &&
	       request_cookie(&call->request, "speerpunt-seen").len == 0 && !call->request.wants_json;
}

static struct str programme_of(struct str path)
{
	struct str rest = str_from(path, 1);
	return str_to(rest, str_find(rest, '/'));
}

/* A page that nobody changed. */
static bool answer_kept(struct call *call, enum MHD_Result *result)
{
	struct request *request = &call->request;
	int64_t version = store_programme_version(request->store, programme_of(request->path));
	int queued;

	if (!version || !page_cache_answer(call->server->pages, call->connection, call->target, request->language, version,
		day_first(moment_day(clock_now())), coding_accepted(call->accept_encoding), request->if_none_match, &queued))
		return false;
	*result = (enum MHD_Result)queued;
	return true;
}

static void keep(struct call *call)
{
	struct request *request = &call->request;

	if (call->response.cacheable && request->programme && is_public_get(call))
		page_cache_put(call->server->pages, call->target, request->language, request->programme->version,
			day_first(request->today), &call->response);
}

static bool has_header(const struct response *response, const char *name)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (strcmp(response->header[i].name, name) == 0)
			return true;
	return false;
}

static enum MHD_Result answer(struct call *call)
{
	struct response *from = &call->response;
	struct MHD_Response *response;
	int status = from->status;
	enum MHD_Result result;

	keep(call);
	if (from->cacheable && is_public_get(call) && answer_kept(call, &result))
		return result;
	if (from->from_file)
		response = MHD_create_response_from_fd_at_offset64(from->file_size, from->file, from->file_at);
	else
		response = MHD_create_response_from_buffer(from->body.len, from->body.at ? (void *)from->body.at : (void *)(uintptr_t)"",
			from->body.at ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
	from->from_file = from->from_file && !response;
	from->body = (struct buf){ 0 };
	if (from->type.len > 0)
		MHD_add_response_header(response, "Content-Type", str_cstring(&call->arena, from->type));
	for (size_t i = 0; i < from->header_count; i++)
		MHD_add_response_header(response, from->header[i].name, str_cstring(&call->arena, from->header[i].value));
	for (size_t i = 0; i < from->cookie_count; i++)
		MHD_add_response_header(response, "Set-Cookie", str_cstring(&call->arena, from->cookie[i]));
	if (!has_header(from, "Cache-Control"))
		MHD_add_response_header(response, "Cache-Control", call->request.session ? "no-store" : "private, no-cache");
	MHD_add_response_header(response, "Vary", "Accept-Encoding, Accept-Language, Cookie");
	if (has_header(from, "Content-Security-Policy"))
		answer_file_headers(response);
	else
		answer_security_headers(response);
	return queue(call->connection, status, response);
}

/* Workers */

static void *work(void *context)
{
	struct worker_pool *pool = context;

	pthread_mutex_lock(&pool->lock);
	for (;;) {
		struct call *call;

		while (!pool->first && !pool->stopping)
			pthread_cond_wait(&pool->work, &pool->lock);
		call = pool->first;
		if (!call)
			break;
		pool->first = call->next;
		if (!pool->first)
			pool->last = NULL;
		pool->queued--;
		pool->running++;
		pthread_mutex_unlock(&pool->lock);
		dispatch_run(&call->request, &call->response);
		call->ran = true;
		MHD_resume_connection(call->connection);
		pthread_mutex_lock(&pool->lock);
		pool->running--;
		pthread_cond_broadcast(&pool->idle);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

static bool hand_over(struct call *call)
{
	struct worker_pool *pool = call->server->workers;
	bool taken = false;

	pthread_mutex_lock(&pool->lock);
	if (pool->queued < QUEUE_MOST && !pool->stopping) {
		MHD_suspend_connection(call->connection);
		call->next = NULL;
		if (pool->last)
			pool->last->next = call;
		else
			pool->first = call;
		pool->last = call;
		pool->queued++;
		taken = true;
		pthread_cond_signal(&pool->work);
	}
	pthread_mutex_unlock(&pool->lock);
	return taken;
}

/* The library's callbacks */

/* Called with the target as it was sent, before anything is decoded. */
static void *hear_target(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct call *call = memory_take(sizeof *call);

	call->server = context;
	call->connection = connection;
	call->target = str_copy(&call->arena, str_of(uri));
	return call;
}

static size_t leave_escapes(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

/*
 * A body that is too large is read on and dropped for a while: who is still sending would otherwise see a broken connection instead of
 * our answer. What goes on and on is cut off.
 */
static enum MHD_Result read_body(struct call *call, const char *data, size_t *size)
{
	struct str bytes = { data, *size };

	*size = 0;
	call->received += bytes.len;
	if (call->received > DROP_TIMES * body_most(call))
		return MHD_NO;
	if (call->received > body_most(call))
		call->too_large = true;
	else if (call->multipart)
		multipart_feed(call->multipart, bytes);
	else if (!call->refused)
		buf_add(&call->body, bytes);
	return MHD_YES;
}

static void say_too_large(struct call *call)
{
	faults_add(&call->request.faults, (struct fault){ .kind = FAULT_TOO_LARGE,
		.message = N_("This is more than can be sent at once here: {0} MB. Nothing was saved; send it in parts."),
		.arg = { str_format(&call->arena, "%zu", body_most(call) >> 20) } });
}

/* Refused before the body is read: what is announced is far too much, or its sender waits for our word. */
static bool refused_early(const struct call *call)
{
	size_t most = body_most(call);

	return call->length > 0 && (size_t)call->length > (call->expects ? most : DROP_TIMES * most);
}

static enum MHD_Result answer_early(struct call *call)
{
	call->request.person = &person_public;
	call->request.today = call->request.day = moment_day(clock_now());
	say_too_large(call);
	respond_faults(&call->response, &call->request, NULL, NULL);
	respond_header(&call->response, "Connection", STR("close"));
	return answer(call);
}

static bool read_fields(struct call *call)
{
	struct str type = str_trim(str_to(call->content_type, str_find(call->content_type, ';')));

	if (call->multipart) {
		multipart_feed(call->multipart, buf_str(&call->body));
		multipart_end(call->multipart, &call->request.fields, &call->request.files, &call->request.faults);
		return true;
	}
	if (call->body.len == 0)
		return true;
	if (str_equal_nocase(type, STR("application/json"))) {
		call->request.body = buf_str(&call->body);
		return true;
	}
	if (!str_equal_nocase(type, STR("application/x-www-form-urlencoded"))) {
		call->refused = 415;
		return false;
	}
	if (parse_form(buf_str(&call->body), &call->arena, &call->request.fields))
		return true;
	call->refused = 400;
	return false;
}

static enum MHD_Result run(struct call *call)
{
	const struct static_file *file;
	enum MHD_Result result;

	if (call->refused)
		return answer_plain(call, call->refused);
	if (is_public_get(call) && answer_kept(call, &result))
		return result;
	if (str_starts(call->request.path, STR("/static/"))) {
		file = static_find(call->request.path);
		return file ? answer_static(call, file) : answer_plain(call, 404);
	}
	if (call->too_large)
		say_too_large(call);
	else if (!read_fields(call))
		return answer_plain(call, call->refused);
	if (dispatch_prepare(&call->request, &call->response)) {
		call->waiting = true;
		return hand_over(call) ? MHD_YES : answer_plain(call, 503);
	}
	if (call->response.status == 0)
		dispatch_run(&call->request, &call->response);
	return answer(call);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *data, size_t *size, void **own)
{
	struct call *call = *own;
	(void)context;
	(void)url;

	call->connection = connection;
	if (!call->begun) {
		call->begun = true;
		begin(call, method, version);
		/* An answer given in this first call would end the connection: right for what is refused, and for nothing else. */
		if (call->refused)
			return answer_plain(call, call->refused);
		return refused_early(call) ? answer_early(call) : MHD_YES;
	}
	if (*size > 0)
		return read_body(call, data, size);
	if (call->waiting)
		return call->ran ? answer(call) : MHD_YES;
	return run(call);
}

static void finish(void *context, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode code)
{
	struct call *call = *own;
	(void)context;
	(void)connection;
	(void)code;

	if (!call)
		return;
	programme_release(call->request.programme);
	multipart_close(call->multipart);
	if (call->response.from_file)
		close(call->response.file);
	buf_clear(&call->response.body);
	buf_clear(&call->body);
	arena_clear(&call->arena);
	free(call);
	*own = NULL;
}

static void no_words(void *context, const char *format, va_list arguments)
{
	(void)context;
	(void)format;
	(void)arguments;
}

/* Start and stop */

static struct worker_pool *workers_start(size_t count)
{
	struct worker_pool *pool = memory_take(sizeof *pool);

	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->work, NULL);
	pthread_cond_init(&pool->idle, NULL);
	pool->count = count < 256 ? count : 256;
	for (size_t i = 0; i < pool->count; i++)
		pthread_create(&pool->thread[i], NULL, work, pool);
	return pool;
}

static void workers_stop(struct worker_pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	while (pool->queued > 0 || pool->running > 0)
		pthread_cond_wait(&pool->idle, &pool->lock);
	pool->stopping = true;
	pthread_cond_broadcast(&pool->work);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->count; i++)
		pthread_join(pool->thread[i], NULL);
	pthread_mutex_destroy(&pool->lock);
	pthread_cond_destroy(&pool->work);
	pthread_cond_destroy(&pool->idle);
	free(pool);
}

static struct MHD_Daemon *daemon_start(struct server *server, int threads)
{
	const struct server_options *options = &server->options;
	bool six = strchr(options->bind, ':') != NULL;
	struct sockaddr_in four_address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)options->port) };
	struct sockaddr_in6 six_address = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)options->port) };
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (six ? MHD_USE_IPv6 : 0);

	if (inet_pton(six ? AF_INET6 : AF_INET, options->bind, six ? (void *)&six_address.sin6_addr : (void *)&four_address.sin_addr) != 1)
		return NULL;
	return MHD_start_daemon(flags, (uint16_t)options->port, NULL, NULL, handle, server,
		MHD_OPTION_SOCK_ADDR, six ? (struct sockaddr *)(void *)&six_address : (struct sockaddr *)(void *)&four_address,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)CONNECTIONS_AN_ADDRESS,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_BYTES,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_EXTERNAL_LOGGER, no_words, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, hear_target, server,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, finish, NULL,
		MHD_OPTION_END);
}

/*
 * What a page took is kept for the next one: giving it back to the system and asking for it anew costs several times what making the page
 * does. At most so much stays with a thread that made a large page.
 */
enum { KEPT_BYTES = 8 << 20, PIECE_BYTES = 4 << 20 };

static void keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_MMAP_THRESHOLD, PIECE_BYTES);
}

struct server *server_start(const struct server_options *options, struct faults *faults)
{
	struct server *server = memory_take(sizeof *server);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int threads = options->threads ? options->threads : cores > 1 ? (int)cores : 2;
	const char *strict = getenv("SPEERPUNT_STRICT");

	keep_memory();
	server->options = *options;
	server->https = str_starts(options->public_address, STR("https://"));
	server->strict = strict && strcmp(strict, "1") == 0;
	answer_https(server->https);
	server->templates = templates_open(options->template_directory, faults);
	if (!server->templates) {
		free(server);
		return NULL;
	}
	server->pages = page_cache_open(options->page_cache_bytes);
	server->workers = workers_start(options->workers ? (size_t)options->workers : WORKERS);
	server->daemon = daemon_start(server, threads);
	if (server->daemon)
		return server;
	faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
		.message = N_("Address {0}, port {1}, cannot be served. Is another program there already? --port names another."),
		.arg = { str_of(options->bind), str_format(faults->arena, "%d", options->port) } });
	server_stop(server);
	return NULL;
}

int server_port(const struct server *server)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	return info ? info->port : server->options.port;
}

/* New connections are refused at once; what was begun is answered. */
void server_stop(struct server *server)
{
	if (server->daemon) {
		MHD_socket listening = MHD_quiesce_daemon(server->daemon);
		if (listening != MHD_INVALID_SOCKET)
			close(listening);
	}
	workers_stop(server->workers);
	if (server->daemon) {
		int64_t until = clock_running_ms() + STOP_SECONDS * 1000;
		const union MHD_DaemonInfo *info;
		/* Answers on their way out; idle connections are nobody's loss. */
		do {
			struct timespec pause = { 0, 20 * 1000 * 1000 };
			nanosleep(&pause, NULL);
			info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
		} while (info && info->num_connections > 0 && clock_running_ms() < until - (STOP_SECONDS - 1) * 1000);
		MHD_stop_daemon(server->daemon);
	}
	page_cache_close(server->pages);
	templates_close(server->templates);
	free(server);
}

/* One request without a socket, the same way through. */
void server_exchange(struct server *server, struct exchange *exchange)
{
	struct call *call = memory_take(sizeof *call);
	struct request *request = &call->request;
	void *own = call;

	call->server = server;
	call->target = str_copy(&call->arena, exchange->target);
	call->content_type = exchange->type.len ? exchange->type : STR("application/x-www-form-urlencoded");
	request->arena = &call->arena;
	request->server = server;
	request->store = server->options.store;
	request->faults.arena = &call->arena;
	request->method = str_of(exchange->method);
	request->head = strcmp(exchange->method, "HEAD") == 0;
	request->target = call->target;
	request->host = STR("localhost");
	request->address = STR("127.0.0.1");
	request->accept = exchange->accept;
	request->wants_json = prefers_json(exchange->accept);
	parse_cookies(exchange->cookie, &call->arena, &request->cookies);
	buf_add(&call->body, exchange->body);
	if (!parse_target(call->target, &call->arena, &request->path, &request->query))
		call->refused = 400;
	else if (strcmp(exchange->method, "POST") == 0)
		begin_upload(call);
	if (call->refused || !read_fields(call)) {
		exchange->status = call->refused;
	} else {
		dispatch_language(request, exchange->accept_language);
		if (dispatch_prepare(request, &call->response) || call->response.status == 0)
			dispatch_run(request, &call->response);
		exchange->status = call->response.status;
	}
	exchange->answer.len = 0;
	buf_add(&exchange->answer, buf_str(&call->response.body));
	if (call->response.from_file) {
		ssize_t got;
		buf_reserve(&exchange->answer, call->response.file_size);
		got = pread(call->response.file, exchange->answer.at, call->response.file_size, (off_t)call->response.file_at);
		exchange->answer.len = got > 0 ? (size_t)got : 0;
	}
	exchange->answer_headers.len = 0;
	for (size_t i = 0; i < call->response.header_count; i++)
		buf_addf(&exchange->answer_headers, "%s: %.*s\n", call->response.header[i].name, STR_ARG(call->response.header[i].value));
	for (size_t i = 0; i < call->response.cookie_count; i++)
		buf_addf(&exchange->answer_headers, "Set-Cookie: %.*s\n", STR_ARG(call->response.cookie[i]));
	finish(NULL, NULL, &own, MHD_REQUEST_TERMINATED_COMPLETED_OK);
}
