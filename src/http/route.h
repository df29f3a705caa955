/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes: one table a room, all named in rooms.c. The table also yields 404, 405 with Allow, HEAD, and docs/developers/routes.md.
 * Patterns: "/{programme}/actions/{action}": a name in braces stands for one part of the path. A literal part wins over a name.
 * {programme} is special: the server looks the programme up, 404 where it is unknown or not the reader's to see.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/request.h"

enum route_flags {
	ROUTE_WAITS    = 1,             /* runs on a worker; every POST does */
	ROUTE_UPLOAD   = 2,             /* takes multipart/form-data */
	ROUTE_NO_TOKEN = 4,             /* a POST without CSRF token: none but sign-in links and the like, which carry a secret */
	ROUTE_JSON     = 8,             /* takes application/json in its body */
	ROUTE_FORM     = 16,            /* asks for something: another day to look at is not offered */
	ROUTE_SECRET   = 32             /* a secret in its address opens it, also in a programme that is not public: the handler answers
	                                   respond_spent where the secret does not fit */
};

struct route {
	const char *method;             /* "GET", "POST" */
	const char *pattern;
	enum right  right;              /* checked on the programme's root before the handler; RIGHT_NONE: the handler's own business */
	void      (*handler)(struct request *, struct response *);
	int         flags;
	const char *about;              /* one English sentence for the list of routes */
};

/* Ends each room's table. */
#define ROUTES_END { NULL, NULL, RIGHT_NONE, NULL, 0, NULL }

/* The route for a method and path with its parameters; NULL: *allowed says which methods that path has ("GET, HEAD"), empty for 404. */
const struct route *route_find(const struct route *const *tables, size_t table_count, struct str method, struct str path,
	struct arena *arena, struct pairs *parameters, struct str *allowed);

#endif
