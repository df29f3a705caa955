/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The server: libmicrohttpd (epoll, thread pool), workers for what waits, the page cache, static files.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/route.h"

struct server;

struct server_options {
	struct store             *store;
	const char               *bind;                 /* "127.0.0.1" */
	int                       port;                 /* 0: any free one */
	int                       threads, workers;     /* 0: as the machine has cores; 0: 16 */
	const struct route *const *routes;              /* rooms.c */
	size_t                    route_count;
	struct str                public_address;       /* "https://lev.example.nl"; empty: http://bind:port */
	bool                      behind_proxy;         /* X-Forwarded-For and -Proto of the loopback peer are believed */
	size_t                    page_cache_bytes;     /* 0: 32 MiB */
	const char               *template_directory;   /* development: templates are read from here and again when they change; NULL: the compiled-in ones */
};

struct server *server_start(const struct server_options *options, struct faults *faults);
int            server_port(const struct server *server);
/* Refuses new connections, lets what runs finish (10 s at most), then ends. */
void           server_stop(struct server *server);

/* Runs one request through the same path without a socket: for scenarios in tests. `raw` fields of the request are the caller's. */
struct exchange {
	const char *method;
	struct str  target, body, type, cookie, accept, accept_language;
	/* out */
	int         status;
	struct buf  answer;
	struct buf  answer_headers;     /* "name: value\n" lines */
};
void server_exchange(struct server *server, struct exchange *exchange);

#endif
