/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan_form.h"

#include "html/faults.h"

static const char *named(const struct request *req, const char *before, const struct body *body)
{
	return str_cstring(req->arena, str_format(req->arena, "%s-%.*s", before, STR_ARG(body->key)));
}

static bool exists(const struct request *req, const struct body *body)
{
	return period_has(body->from, body->until, req->today);
}

void plan_bodies_model(const struct request *req, struct model *model, enum body_kind first)
{
	struct row_list bodies = programme_rows(req->programme, &body_record);

	model_text(model, "add_body", request_address(req, str_format(req->arena, "/edit/body/new?back=%.*s", STR_ARG(req->path))));
	model_text(model, "bodies_fault", faults_of(req, &req->faults, "bodies"));
	model_list(model, "bodies");
	model_flag(model, "has_bodies", false);
	for (size_t i = 0; i < bodies.count; i++) {
		const struct body *body = ROW(body, bodies, i);
		const char *ask = named(req, "ask", body), *due = named(req, "due", body);
		struct str asked = request_field(req, ask), fault = faults_of(req, &req->faults, due);
		struct model *item;

		if (!exists(req, body))
			continue;
		item = model_item(model, "bodies");
		model_flag(model, "has_bodies", true);
		model_text(item, "body", row_title(req->programme, &body_record, body, req->arena));
		model_text(item, "ask", str_of(ask));
		model_text(item, "due", str_of(due));
		model_flag(item, "decides", str_is(asked, "decides") || (!str_is(req->method, "POST") && first != BODY_UNKNOWN && body->kind == first));
		model_flag(item, "opinion", str_is(asked, "opinion"));
		/* Planned back from the body's own calendar: the first meeting for which papers can still be in time. */
		model_text(item, "due_typed", str_is(req->method, "POST") ? request_field(req, due)
			: day_text(body_next_meeting(body, day_add(req->today, (int32_t)body->papers_days.value)), req->arena));
		model_text(item, "fault", fault);
	}
}

size_t plan_bodies_read(struct request *req, struct id subject, struct referral *referrals)
{
	struct row_list bodies = programme_rows(req->programme, &body_record);
	size_t count = 0, decide = 0;

	for (size_t i = 0; i < bodies.count; i++) {
		const struct body *body = ROW(body, bodies, i);
		struct str ask = request_field(req, named(req, "ask", body)), due = str_trim(request_field(req, named(req, "due", body)));
		struct referral *referral = &referrals[count];
		if (!exists(req, body) || ask.len == 0)
			continue;
		*referral = (struct referral){ .id = id_new(), .subject = subject, .body = body->id, .opinion_only = str_is(ask, "opinion") };
		if (!day_read(due, &referral->due))
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = named(req, "due", body), .place = body->name,
				.message = N_("{0} is no day. Write one as 2024-05-22 or 22-5-2024."), .arg = { due } });
		else if (day_known(referral->due) && day_last(referral->due) < day_first(req->today))
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = named(req, "due", body), .place = body->name,
				.message = N_("That day has gone by.") });
		decide += !referral->opinion_only;
		count++;
	}
	if (decide == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "bodies", .message = N_("Choose at least one body that decides.") });
	return count;
}
