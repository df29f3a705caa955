/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions of signed-in people, on the server; the cookie holds a secret whose hash is stored. "__Host-speerpunt" with Secure where
 * the public address is https, else "speerpunt". The same secret gives the CSRF token of every form of that session.
 */
#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "http/request.h"

struct session {
	struct id     person;
	struct str    name, email;      /* of the account */
	bool          keeper;           /* looks after this server: the office's rights in every programme */
	struct str    csrf;
	struct moment created;
	int64_t       seen_version;     /* its own last write; a node that is behind loads first */
};

/* Signs in on this response. Any session that the request had ends. ROUTE_WAITS only. */
bool session_open(struct request *request, struct response *response, struct id person);
void session_close(struct request *request, struct response *response);
/* Ends every session of this person, on every node. */
bool session_close_all(struct request *request, struct id person);
/* The token that forms carry as `csrf`. The public has one too, bound to a cookie, so that sign-in is protected. */
struct str session_csrf(struct request *request);

#endif
