/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/decision_part_model.h"

#include "access/access.h"
#include "decision/council_model.h"
#include "decision/decision_model.h"
#include "html/show.h"
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

static void before_model(const struct request *req, struct model *part, const struct body *body)
{
	struct row_list before = subjects_before(req, body->id);

	for (size_t i = 0; i < before.count; i++) {
		struct model *item = model_item(part, "before");
		struct day due = subject_due(req->programme, before.at[i], body->id);

		subject_item_model(req, item, before.at[i]);
		show_row(req, item, "body", &body_record, body->id);
		model_text(item, "own_due", shown(req, due));
		model_flag(item, "own_late", late(req, due));
	}
}

/* What this body said, by itself or by a signed agreement. */
static void said_model(const struct request *req, struct model *part, const struct body *body, const struct subject *subject)
{
	struct body_said said;
	struct model *item;

	if (!access_sees(req->programme, req->person, &subject_record, subject, req->day))
		return;
	said = subject_said(req->programme, subject, body, req->day);
	if (said.outcome == DECISION_NONE)
		return;
	item = model_item(part, "decided");
	subject_item_model(req, item, subject);
	show_row(req, item, "body", &body_record, body->id);
	model_words(item, "said", said.agreement ? N_("agreed by signing") : words_label(&decision_outcome_words, (int)said.outcome));
	model_text(item, "day", shown(req, said.day));
	model_flag(part, "has_decided", true);
}

/* The lists are there also where nothing is in them. */
static struct model *part_new(const struct request *req, struct model *model)
{
	struct model *part = model_object(model, "decisions_of");

	model_list(part, "before");
	model_list(part, "decided");
	model_list(part, "about");
	model_list(part, "items");
	model_flag(part, "has_decided", false);
	model_text(part, "all", request_address(req, STR("/decisions")));
	model_text(part, "all_questions", request_address(req, STR("/questions")));
	return part;
}

static size_t items_model(const struct request *req, struct model *part, const struct council_choice *choice)
{
	struct row_list items = council_items(req, choice);

	for (size_t i = 0; i < items.count; i++)
		council_item_model(req, model_item(part, "items"), items.at[i]);
	model_flag(part, "has_items", items.count > 0);
	return items.count;
}

static size_t decided_count(const struct request *req, const struct body *body)
{
	struct row_list referrals = REFERRING(req->programme, referral, body, body->id);
	size_t count = 0;

	for (size_t i = 0; i < referrals.count; i++) {
		const struct subject *subject = programme_row(req->programme, subject, ROW(referral, referrals, i)->subject);

		count += subject && access_sees(req->programme, req->person, &subject_record, subject, req->day) &&
			subject_said(req->programme, subject, body, req->day).outcome != DECISION_NONE;
	}
	return count;
}

void decision_of_party_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list bodies = REFERRING(req->programme, body, party, party->id);
	struct model *part = part_new(req, model);
	size_t before = 0, decided = 0, items;

	for (size_t b = 0; b < bodies.count; b++) {
		const struct body *body = ROW(body, bodies, b);
		struct row_list referrals = REFERRING(req->programme, referral, body, body->id);

		before += subjects_before(req, body->id).count;
		decided += decided_count(req, body);
		before_model(req, part, body);
		for (size_t i = 0; i < referrals.count; i++) {
			const struct subject *subject = programme_row(req->programme, subject, ROW(referral, referrals, i)->subject);
			if (subject)
				said_model(req, part, body, subject);
		}
	}
	items = items_model(req, part, &(struct council_choice){ .party = party->id });
	model_flag(part, "has_before", before > 0);
	model_flag(part, "has_about", false);
	model_flag(part, "ours", true);
	model_text(part, "put", STR_NONE);
	model_flag(part, "any", before + decided + items > 0);
}

static bool within(const struct request *req, const struct subject *subject, const struct node *node)
{
	const struct node *at = programme_node(req->programme, subject->node);

	while (at && at != node)
		at = at->parent;
	return at != NULL;
}

void decision_of_node_model(const struct request *req, struct model *model, const struct node *node)
{
	struct row_list subjects = programme_rows(req->programme, &subject_record);
	bool puts = !day_known(req->known) && programme_rows(req->programme, &body_record).count > 0 &&
		access_may(req->programme, req->person, RIGHT_PUT_QUESTION, NULL, req->today, NULL);
	struct model *part = part_new(req, model);
	size_t about = 0, items;

	for (size_t i = 0; i < subjects.count; i++) {
		const struct subject *subject = ROW(subject, subjects, i);

		if (!within(req, subject, node) || !access_sees(req->programme, req->person, &subject_record, subject, req->day))
			continue;
		subject_item_model(req, model_item(part, "about"), subject);
		about++;
	}
	items = items_model(req, part, &(struct council_choice){ .node = node });
	model_flag(part, "has_before", false);
	model_flag(part, "has_about", about > 0);
	model_flag(part, "ours", false);
	model_text(part, "put", puts ? request_address(req, str_format(req->arena, "/questions/new?node=%.*s", STR_ARG(id_text(row_id(node->row), req->arena))))
		: STR_NONE);
	model_flag(part, "any", about + items > 0 || puts);
}

void decision_next_model(const struct request *req, struct model *model)
{
	struct row_list before = subjects_before(req, ID_NONE);

	if (before.count > 0)
		subject_item_model(req, model_object(model, "next_decision"), before.at[0]);
	else
		model_flag(model, "next_decision", false);
}
