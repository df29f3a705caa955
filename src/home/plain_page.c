/* SPDX-License-Identifier: EUPL-1.2 */
/* What machines ask: is it well, what may be crawled, where to report a weakness (RFC 9309, RFC 9116). */
#include "http/request.h"
#include "http/route.h"

static const char is_well[] = "SELECT 1";

static enum outcome ask(struct connection *connection, void *context)
{
	(void)context;
	return connection_run(connection, is_well, NULL, 0, NULL, NULL);
}

/* GET /health: 200 where the database answers, 503 where not. */
static void show_health(struct request *req, struct response *res)
{
	bool well = store_read(req->store, ask, NULL);

	respond_text(res, well ? 200 : 503, "text/plain; charset=utf-8", well ? STR("ok\n") : STR("the database does not answer\n"));
}

/* GET /robots.txt: the pages of days and histories are endless; the plain ones may be found. */
static void show_robots(struct request *req, struct response *res)
{
	(void)req;
	respond_text(res, 200, "text/plain; charset=utf-8",
		STR("User-agent: *\nDisallow: /*?*on=\nDisallow: /*?*known=\nDisallow: /*/history\nDisallow: /*/search\nDisallow: /sign-in\n"));
}

/* GET /.well-known/security.txt */
static void show_security(struct request *req, struct response *res)
{
	struct day until = day_of_number(day_first(req->today) + 180);

	respond_text(res, 200, "text/plain; charset=utf-8", str_format(req->arena,
		"Contact: https://%.*s/\nExpires: %.*sT00:00:00.000Z\nPreferred-Languages: nl, en\n", STR_ARG(req->host),
		STR_ARG(day_text(until, req->arena))));
}

const struct route plain_routes[] = {
	{ "GET", "/health", RIGHT_NONE, show_health, ROUTE_WAITS, "Whether the server and its database answer" },
	{ "GET", "/robots.txt", RIGHT_NONE, show_robots, 0, "What may be crawled" },
	{ "GET", "/.well-known/security.txt", RIGHT_NONE, show_security, 0, "Where to report a weakness" },
	ROUTES_END
};
