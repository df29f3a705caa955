/* SPDX-License-Identifier: EUPL-1.2 */
/* Ending the weekly overview from the letter itself, without signing in. A mail program may do so by a bare POST (RFC 8058). */
#include "account/account.h"
#include "digest/digest_job.h"
#include "http/route.h"
#include "tree/tree.h"

/* The programme of the link, counted; NULL where the link holds no more, which is answered. */
static const struct programme *asked(struct request *req, struct response *res, struct link *link)
{
	const struct programme *programme = NULL;

	if (link_find(req->store, request_parameter(req, "secret"), LINK_DIGEST, req->arena, link))
		programme = store_programme_by_id(req->store, link->programme);
	if (programme)
		return programme;
	respond_spent(res, req);
	return NULL;
}

static void respond_ending(struct request *req, struct response *res, const struct programme *programme, bool wanted)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Weekly overview"));
	model_text(model, "content_language", tree_facts(programme)->language);
	model_text(model, "name", tree_facts(programme)->name);
	model_text(model, "action", req->path);
	model_flag(model, "wanted", wanted);
	respond_page(res, req, "digest/ending", model);
}

/* GET /digest/{secret}: only looks, so that a mail program that opens links ahead ends nothing. */
static void show_ending(struct request *req, struct response *res)
{
	struct link link;
	const struct programme *programme = asked(req, res, &link);

	if (programme)
		respond_ending(req, res, programme, digest_wanted(req->store, programme->id, link.person));
	programme_release(programme);
}

/* POST /digest/{secret} */
static void end_it(struct request *req, struct response *res)
{
	struct link link;
	const struct programme *programme = asked(req, res, &link);

	if (!programme)
		return;
	if (!digest_want(req->store, programme, link.person, false)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
		respond_faults(res, req, NULL, NULL);
	} else if (str_is(request_field(req, "List-Unsubscribe"), "One-Click")) {
		/* A mail program follows no redirection. */
		respond_ending(req, res, programme, false);
	} else {
		respond_see_other(res, req, req->path);
	}
	programme_release(programme);
}

const struct route digest_routes[] = {
	{ "GET",  "/digest/{secret}", RIGHT_NONE, show_ending, ROUTE_WAITS, "Whether the weekly overview still goes to the holder of this link" },
	{ "POST", "/digest/{secret}", RIGHT_NONE, end_it, ROUTE_NO_TOKEN, "Ends the weekly overview, without signing in" },
	ROUTES_END
};
