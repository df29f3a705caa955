/* SPDX-License-Identifier: EUPL-1.2 */
/* Putting something to the bodies: the subject and who is asked, in one command. */
#include "access/access.h"
#include "agreement/agreement.h"
#include "decision/decision_model.h"
#include "document/document.h"
#include "html/form.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "plan/plan_form.h"
#include "tree/tree.h"

/* What a link says it is about: ?agreement=KEY, ?document=KEY or ?node=ID. */
static void begin_with(const struct request *req, struct subject *subject)
{
	const struct agreement *agreement = programme_by_address(req->programme, &agreement_record, request_query(req, "agreement"));
	const struct document *document = programme_by_address(req->programme, &document_record, request_query(req, "document"));
	struct id id;

	if (agreement) {
		subject->agreement = agreement->id;
		subject->kind = SUBJECT_AGREEMENT;
		subject->title = agreement->title;
	} else if (document) {
		subject->document = document->id;
		subject->kind = document->kind == DOCUMENT_VISION ? SUBJECT_VISION : SUBJECT_OTHER;
		subject->title = document->title;
	}
	if (id_parse(request_query(req, "node"), &id) && programme_node(req->programme, id))
		subject->node = id;
}

static struct model *put_model(struct request *req, const struct subject *subject)
{
	bool typed = str_is(req->method, "POST");
	struct model *model = form_fields(req, &subject_record, subject, typed ? &req->fields : NULL, &req->faults);

	model_words(model, "title", N_("Put something to the bodies"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	plan_bodies_model(req, model, BODY_UNKNOWN);
	model_text(model, "action", req->path);
	model_text(model, "back", request_address(req, STR("/decisions")));
	model_list(model, "breadcrumbs");
	return model;
}

/* GET /{programme}/decisions/new */
static void show_new(struct request *req, struct response *res)
{
	struct subject subject = { .id = id_new() };

	begin_with(req, &subject);
	respond_page(res, req, "decision/put", put_model(req, &subject));
}

/* POST /{programme}/decisions/new */
static void put(struct request *req, struct response *res)
{
	size_t bodies = programme_rows(req->programme, &body_record).count, count;
	struct referral *referrals = arena_array(req->arena, struct referral, bodies + 1);
	struct change *changes = arena_array(req->arena, struct change, bodies + 1);
	struct subject subject = { .id = id_new() };

	form_read(req, &subject_record, &subject);
	if (str_is(request_field(req, "when"), "now") && !day_known(subject.tabled))
		subject.tabled = req->today;
	count = plan_bodies_read(req, subject.id, referrals);
	row_check(req->programme, &subject_record, &subject, &req->faults);
	changes[0] = (struct change){ &subject_record, NULL, &subject };
	for (size_t i = 0; i < count; i++)
		changes[i + 1] = (struct change){ &referral_record, NULL, &referrals[i] };
	if (req->faults.count == 0 && command_write_all(req, changes, count + 1)) {
		flash(res, req, FLASH_OK, day_known(subject.tabled) ? N_("Put to the bodies: {0}") : N_("Kept as being prepared: {0}"), subject.title);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, &subject, req->arena)));
	} else {
		respond_faults(res, req, "decision/put", put_model(req, &subject));
	}
}

const struct route put_routes[] = {
	{ "GET",  "/{programme}/decisions/new", RIGHT_EDIT, show_new, ROUTE_WAITS | ROUTE_FORM, "Form to put something to the bodies" },
	{ "POST", "/{programme}/decisions/new", RIGHT_EDIT, put, 0, "Puts something to the bodies" },
	ROUTES_END
};
