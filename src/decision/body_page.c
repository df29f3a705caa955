/* SPDX-License-Identifier: EUPL-1.2 */
/* The bodies that decide, and one of them: what is before it, what it decided, what it asked. */
#include "access/access.h"
#include "decision/decision_model.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "tree/tree.h"

static struct str shown(const struct request *req, struct day day)
{
	return day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE;
}

static bool late(const struct request *req, struct day due)
{
	return day_known(due) && day_last(due) < day_first(req->day);
}

static struct str number(const struct request *req, size_t count)
{
	return count ? language_count(req->language, req->arena, (struct count){ (int64_t)count, true }) : STR_NONE;
}

/* What it said of a subject by itself, and may be seen. */
static bool said_of(const struct request *req, const struct referral *referral, const struct body *body, const struct subject **subject,
	struct body_said *said)
{
	*subject = programme_row(req->programme, subject, referral->subject);
	if (!*subject || !access_sees(req->programme, req->person, &subject_record, *subject, req->day))
		return false;
	*said = subject_said(req->programme, *subject, body, req->day);
	return said->outcome != DECISION_NONE;
}

/* The usual bodies */

struct usual { enum body_kind kind; const char *key, *name; };
static const struct usual usual[] = {
	{ BODY_COUNCIL, "raad", N_("Council of {0}") }, { BODY_EXECUTIVE, "college", N_("Executive of {0}") },
};

static bool has_kind(const struct programme *programme, struct id party, enum body_kind kind)
{
	struct row_list bodies = REFERRING(programme, body, party, party);

	for (size_t i = 0; i < bodies.count; i++)
		if (ROW(body, bodies, i)->kind == kind)
			return true;
	return false;
}

/* A council and an executive for each municipality that has none; in the programme's own language. */
static struct row_list usual_missing(const struct request *req)
{
	struct row_list parties = party_municipalities(req->programme, req->today, req->arena);
	const void **at = arena_array(req->arena, const void *, 2 * parties.count + 1);
	enum language language = LANGUAGE_NL;
	size_t count = 0;

	language_parse(tree_facts(req->programme)->language, &language);
	for (size_t i = 0; i < parties.count; i++)
		for (size_t u = 0; u < sizeof usual / sizeof usual[0]; u++) {
			const struct party *party = ROW(party, parties, i);
			struct body *body;

			if (has_kind(req->programme, party->id, usual[u].kind))
				continue;
			body = arena_new(req->arena, struct body);
			*body = (struct body){ .id = id_new(), .party = party->id, .kind = usual[u].kind,
				.key = str_format(req->arena, "%s-%.*s", usual[u].key, STR_ARG(party->key)),
				.name = language_fill(language, req->arena, usual[u].name, party->name, STR_NONE, STR_NONE) };
			at[count++] = body;
		}
	return (struct row_list){ at, count };
}

/* All bodies */

static void body_item(const struct request *req, struct model *item, const struct body *body)
{
	struct row_list referrals = REFERRING(req->programme, referral, body, body->id), before = subjects_before(req, body->id);
	size_t decided = 0;
	bool any_late = false;

	for (size_t i = 0; i < referrals.count; i++) {
		const struct subject *subject;
		struct body_said said;
		decided += said_of(req, ROW(referral, referrals, i), body, &subject, &said);
	}
	for (size_t i = 0; i < before.count; i++)
		any_late |= late(req, subject_due(req->programme, ROW(subject, before, i), body->id));
	model_text(item, "name", body->name);
	model_text(item, "address", request_address(req, row_address(req->programme, &body_record, body, req->arena)));
	show_row(req, item, "party", &party_record, body->party);
	model_text(item, "waiting", number(req, before.count));
	model_flag(item, "late", any_late);
	model_text(item, "decided", number(req, decided));
	model_text(item, "meets", shown(req, body_next_meeting(body, req->day)));
}

static struct model *bodies_model(struct request *req)
{
	bool edits = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	struct row_list bodies = programme_rows(req->programme, &body_record), missing = { NULL, 0 };
	struct model *model = model_new(req->arena);
	bool any = false;

	model_words(model, "title", N_("Bodies"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	faults_model(req, model, &req->faults);
	model_list(model, "bodies");
	for (size_t i = 0; i < bodies.count; i++)
		if (period_has(ROW(body, bodies, i)->from, ROW(body, bodies, i)->until, req->day)) {
			body_item(req, model_item(model, "bodies"), bodies.at[i]);
			any = true;
		}
	model_flag(model, "has_bodies", any);
	if (edits)
		missing = usual_missing(req);
	model_list(model, "missing");
	for (size_t i = 0; i < missing.count; i++)
		model_text(model_item(model, "missing"), "name", ROW(body, missing, i)->name);
	model_text(model, "usual", missing.count ? request_address(req, STR("/bodies/usual")) : STR_NONE);
	model_text(model, "add", edits ? request_address(req, STR("/edit/body/new")) : STR_NONE);
	model_text(model, "all_decisions", request_address(req, STR("/decisions")));
	show_breadcrumbs(req, model, programme_root(req->programme));
	return model;
}

/* GET /{programme}/bodies */
static void show_bodies(struct request *req, struct response *res)
{
	respond_page(res, req, "decision/bodies", bodies_model(req));
}

/* POST /{programme}/bodies/usual */
static void add_usual(struct request *req, struct response *res)
{
	struct row_list missing = usual_missing(req);
	struct change *changes = arena_array(req->arena, struct change, missing.count + 1);

	for (size_t i = 0; i < missing.count; i++)
		changes[i] = (struct change){ &body_record, NULL, missing.at[i] };
	if (missing.count == 0 || command_write_all(req, changes, missing.count)) {
		flash(res, req, FLASH_OK, N_("{0} bodies were added."), language_count(req->language, req->arena, (struct count){ (int64_t)missing.count, true }));
		respond_see_other(res, req, request_address(req, STR("/bodies")));
	} else {
		respond_faults(res, req, "decision/bodies", bodies_model(req));
	}
}

/* One body */

static void before_model(const struct request *req, struct model *model, const struct body *body)
{
	struct row_list before = subjects_before(req, body->id);
	bool may = body_may_record(req, body);

	model_list(model, "before");
	for (size_t i = 0; i < before.count; i++) {
		const struct subject *subject = ROW(subject, before, i);
		struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);
		struct day due = subject_due(req->programme, subject, body->id);
		struct model *item = model_item(model, "before");

		subject_item_model(req, item, subject);
		model_text(item, "own_due", shown(req, due));
		model_flag(item, "own_late", late(req, due));
		model_flag(item, "opinion_only", false);
		for (size_t r = 0; r < referrals.count; r++)
			if (id_equal(ROW(referral, referrals, r)->body, body->id) && ROW(referral, referrals, r)->opinion_only)
				model_flag(item, "opinion_only", true);
		model_text(item, "record", may ? request_address(req, str_format(req->arena, "/decisions/%.*s/bodies/%.*s",
			STR_ARG(id_text(subject->id, req->arena)), STR_ARG(body->key))) : STR_NONE);
	}
	model_flag(model, "has_before", before.count > 0);
}

static size_t open_conditions(const struct request *req, const struct body_said *said)
{
	struct row_list conditions = said->decision ? REFERRING(req->programme, condition, decision, said->decision->id) : (struct row_list){ NULL, 0 };
	size_t count = 0;

	for (size_t i = 0; i < conditions.count; i++)
		count += !day_known(ROW(condition, conditions, i)->met) || day_first(ROW(condition, conditions, i)->met) > day_first(req->day);
	return count;
}

static void decided_model(const struct request *req, struct model *model, const struct body *body)
{
	struct row_list referrals = REFERRING(req->programme, referral, body, body->id);
	bool any = false;

	model_list(model, "decided");
	for (size_t i = 0; i < referrals.count; i++) {
		const struct subject *subject;
		struct body_said said;
		struct model *item;
		size_t conditions;

		if (!said_of(req, ROW(referral, referrals, i), body, &subject, &said))
			continue;
		item = model_item(model, "decided");
		subject_item_model(req, item, subject);
		conditions = open_conditions(req, &said);
		model_words(item, "said", said.agreement ? N_("agreed by signing") : words_label(&decision_outcome_words, (int)said.outcome));
		model_text(item, "day", shown(req, said.day));
		model_text(item, "open_conditions", conditions ? language_plural(req->language, req->arena, N_("{0} condition open"), N_("{0} conditions open"),
			(int64_t)conditions) : STR_NONE);
		any = true;
	}
	model_flag(model, "has_decided", any);
}

/* Questions, motions and promises, the open ones first. */
static void items_model(const struct request *req, struct model *model, const struct body *body)
{
	struct row_list items = REFERRING(req->programme, council_item, body, body->id);
	bool puts = !day_known(req->known) && access_may_for(req->programme, req->person, RIGHT_PUT_QUESTION, body->party, req->today, NULL);
	bool any = false;

	model_flag(model, "asks", body->kind == BODY_COUNCIL || body->kind == BODY_ADVISORY_COUNCIL);
	model_text(model, "put", puts ? request_address(req, str_format(req->arena, "/questions/new?body=%.*s", STR_ARG(body->key))) : STR_NONE);
	model_list(model, "items");
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < items.count; i++) {
			const struct council_item *item = ROW(council_item, items, i);
			bool is_open = council_item_open(item, req->day);
			struct model *row;

			if (is_open != (bool)open || day_first(item->day) > day_last(req->day) ||
			    !access_sees(req->programme, req->person, &council_item_record, item, req->day))
				continue;
			row = model_item(model, "items");
			model_text(row, "title", item->title);
			model_text(row, "address", request_address(req, row_address(req->programme, &council_item_record, item, req->arena)));
			model_words(row, "kind", words_label(&council_kind_words, (int)item->kind));
			model_text(row, "day", shown(req, item->day));
			model_flag(row, "open", is_open);
			model_flag(row, "late", is_open && late(req, item->due));
			model_text(row, "answered", is_open ? STR_NONE : shown(req, item->answered));
			any = true;
		}
	model_flag(model, "has_items", any);
}

static void calendar_model(const struct request *req, struct model *model, const struct body *body)
{
	struct body_day_list days = body_calendar(body, req->arena);
	bool any = false;

	model_list(model, "calendar");
	for (size_t i = 0; i < days.count; i++) {
		const struct body_day *day = &days.at[i];
		struct model *item;

		if (day_last(day->recess ? day->until : day->from) < day_first(req->day))
			continue;
		item = model_item(model, "calendar");
		model_text(item, "from", shown(req, day->from));
		model_text(item, "until", day->recess ? shown(req, day->until) : STR_NONE);
		model_text(item, "papers", !day->recess && body->papers_days.known ? shown(req, body_papers_due(body, day->from)) : STR_NONE);
		any = true;
	}
	model_flag(model, "has_calendar", any);
}

/* GET /{programme}/bodies/{body} */
static void show_body(struct request *req, struct response *res)
{
	const struct body *body = programme_by_key(req->programme, &body_record, request_parameter(req, "body"));
	struct day meets;
	struct model *model;

	if (!body) {
		respond_not_found(res, req);
		return;
	}
	model = model_new(req->arena);
	meets = body_next_meeting(body, req->day);
	model_text(model, "title", body->name);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "name", body->name);
	model_words(model, "kind", words_label(&body_kind_words, (int)body->kind));
	show_row(req, model, "party", &party_record, body->party);
	model_text(model, "meets", shown(req, meets));
	model_text(model, "papers_by", body->papers_days.known && day_known(meets) ? shown(req, body_papers_due(body, meets)) : STR_NONE);
	model_text(model, "weight", body->weight.known && body->weight.value != 1 ? language_count(req->language, req->arena, body->weight) : STR_NONE);
	before_model(req, model, body);
	decided_model(req, model, body);
	items_model(req, model, body);
	calendar_model(req, model, body);
	show_edit(req, model, &body_record, body);
	show_provenance(req, model, &body_record, body);
	model_text(model, "all", request_address(req, STR("/bodies")));
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "decision/body", model);
}

const struct route body_routes[] = {
	{ "GET",  "/{programme}/bodies", RIGHT_READ, show_bodies, 0, "The bodies that decide, and what is before each" },
	{ "POST", "/{programme}/bodies/usual", RIGHT_EDIT, add_usual, 0, "Adds a council and an executive for each municipality that has none" },
	{ "GET",  "/{programme}/bodies/{body}", RIGHT_READ, show_body, 0, "One body: what is before it, what it decided, what it asked" },
	ROUTES_END
};
