/* SPDX-License-Identifier: EUPL-1.2 */
/* The server from the inside: between mhd.c, dispatch.c, respond.c, session.c, page_cache.c and static_file.c. */
#ifndef HTTP_SERVER_OWN_H
#define HTTP_SERVER_OWN_H

#include "html/mustache.h"
#include "http/server.h"
#include "http/session.h"

struct page_cache;

struct server {
	struct server_options options;
	struct templates     *templates;
	struct page_cache    *pages;
	bool                  https, strict;
	void                 *daemon;           /* mhd.c */
	void                 *workers;
};

bool server_is_https(const struct server *server);

void dispatch_language(struct request *request, struct str accept_language);
/* dispatch.c. First step, on the server's thread: fills in the request; true where the rest must wait for a worker. */
bool dispatch_prepare(struct request *request, struct response *response);
/* The rest: who asks, may they, the handler; afterwards the response is whole. */
void dispatch_run(struct request *request, struct response *response);

/* session.c */
struct str session_cookie(const struct request *request);
/* From memory: false where the database has to be asked. */
bool session_look(struct request *request);
/* From the database: workers only. */
void session_find(struct request *request);

/* respond.c: adds cookies that the request owes, and the head of every answer. */
void respond_finish(struct response *response, struct request *request);

/* page_cache.c */
struct MHD_Connection;
struct page_cache *page_cache_open(size_t bytes);
void page_cache_close(struct page_cache *cache);
enum coding { CODING_NONE, CODING_GZIP, CODING_BROTLI, CODING_COUNT };
/* Answers with the kept page, 200 or 304, where there is one of this version and day; *result is MHD's. */
bool page_cache_answer(struct page_cache *cache, struct MHD_Connection *connection, struct str target, enum language language,
	int64_t version, int32_t today, enum coding coding, struct str if_none_match, int *result);
void page_cache_put(struct page_cache *cache, struct str target, enum language language, int64_t version, int32_t today,
	const struct response *response);
/* The best coding the client takes (RFC 9110 12.5.3). */
enum coding coding_accepted(struct str accept_encoding);

#endif
