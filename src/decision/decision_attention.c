/* SPDX-License-Identifier: EUPL-1.2 */
/* What of decisions, and of the questions and promises of councils, asks for attention (docs/rules.md 5, 10). */
#include "attention/attention.h"
#include "decision/decision.h"
#include "party/party.h"

static bool waits(const struct attention_search *search, const struct subject *subject)
{
	enum subject_state state = subject_standing(search->programme, subject, search->day).state;

	return state == SUBJECT_BEFORE_BODIES || state == SUBJECT_HOLDS_FOR_SOME;
}

/* Who puts things before a council: its clerk. Of other bodies nobody in particular. */
static struct id clerk_of(const struct attention_search *search, const struct body *body)
{
	struct row_list mandates = programme_rows(search->programme, &mandate_record);

	for (size_t i = 0; i < mandates.count && id_known(body->party) && body->kind == BODY_COUNCIL; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (mandate->capacity == CAPACITY_CLERK && id_equal(mandate->party, body->party) && period_has(mandate->from, mandate->until, search->day))
			return mandate->person;
	}
	return ID_NONE;
}

/* Asked, and it has said nothing. */
static void find_awaited(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list referrals = programme_rows(search->programme, &referral_record);

	for (size_t i = 0; i < referrals.count && !search->over; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct subject *subject = programme_row(search->programme, subject, referral->subject);
		const struct body *body = programme_row(search->programme, body, referral->body);

		if (subject && body && attention_near(search, referral->due) && waits(search, subject) &&
		    subject_said(search->programme, subject, body, search->day).outcome == DECISION_NONE)
			attention_add(search, kind, &(struct attention){ .record = &referral_record, .row = referral, .party = body->party,
				.person = clerk_of(search, body), .since = day_known(referral->sent) ? referral->sent : subject->tabled, .by = referral->due,
				.node = programme_node(search->programme, subject->node), .arg = { body->name, subject->title },
				.address = str_format(search->arena, "/decisions/%.*s", STR_ARG(id_text(subject->id, search->arena))) });
	}
}

/* Without a day it is open from the decision on; with one it asks for attention once that is near. */
static void find_conditions(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list subjects = programme_rows(search->programme, &subject_record);

	for (size_t s = 0; s < subjects.count && !search->over; s++) {
		const struct subject *subject = ROW(subject, subjects, s);
		struct row_list conditions = conditions_open(search->programme, subject, search->day, search->arena);

		for (size_t i = 0; i < conditions.count; i++) {
			const struct condition *condition = ROW(condition, conditions, i);
			const struct decision *decision = programme_row(search->programme, decision, condition->decision);
			const struct body *body = decision ? programme_row(search->programme, body, decision->body) : NULL;

			if (!body || (day_known(condition->due) && !attention_near(search, condition->due)))
				continue;
			attention_add(search, kind, &(struct attention){ .record = &condition_record, .row = condition, .since = decision->day,
				.by = condition->due, .arg = { body->name, condition->text, subject->title } });
		}
	}
}

/* One body adopted with an amendment, others decide on the same, and nobody has asked them. */
static void find_amendments(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list decisions = programme_rows(search->programme, &decision_record);

	for (size_t i = 0; i < decisions.count && !search->over; i++) {
		const struct decision *decision = ROW(decision, decisions, i);
		const struct subject *subject = programme_row(search->programme, subject, decision->subject);
		const struct body *body = programme_row(search->programme, body, decision->body);

		if (subject && body && decision->amended && !id_known(decision->confirmation) && day_first(decision->day) <= day_first(search->day) &&
		    decision_of(search->programme, subject, body->id, search->day) == decision &&
		    subject_standing(search->programme, subject, search->day).asked > 1)
			attention_add(search, kind, &(struct attention){ .record = &decision_record, .row = decision, .since = decision->day,
				.arg = { body->name, subject->title } });
	}
}

static void find_items(struct attention_search *search, const struct attention_kind *kind, bool promises)
{
	struct row_list items = programme_rows(search->programme, &council_item_record);

	for (size_t i = 0; i < items.count && !search->over; i++) {
		const struct council_item *item = ROW(council_item, items, i);
		const struct body *body = programme_row(search->programme, body, item->body);

		if (!body || (item->kind == COUNCIL_PROMISE) != promises || day_first(item->day) > day_first(search->day) ||
		    !council_item_open(item, search->day) || (day_known(item->due) && !attention_near(search, item->due)))
			continue;
		attention_add(search, kind, &(struct attention){ .record = &council_item_record, .row = item, .party = item->answered_by,
			.since = item->day, .by = item->due, .arg = { body->name, item->title } });
	}
}

static void find_unanswered(struct attention_search *search, const struct attention_kind *kind)
{
	find_items(search, kind, false);
}

static void find_promises(struct attention_search *search, const struct attention_kind *kind)
{
	find_items(search, kind, true);
}

const struct attention_kind decision_attention[] = {
	{ "decision_awaited", N_("Decision awaited"), N_("{0} has not decided yet on: {1}."), N_("Record what it decided"), find_awaited, true },
	{ "condition_open", N_("Condition not met"), N_("{0} adopted “{2}” on a condition that is not met: {1}"), N_("Say how it was met"), find_conditions, false },
	{ "amendment_not_put", N_("Amendment not put to the others"), N_("{0} adopted “{1}” with an amendment that the others were not asked about."),
		N_("Ask the others to confirm"), find_amendments, false },
	{ "council_question_open", N_("Question or motion of a council unanswered"), N_("{0} waits for an answer: {1}."), N_("Answer it"), find_unanswered,
		false },
	{ "promise_open", N_("Promise to a council not kept yet"), N_("Promised to {0}: {1}."), N_("Say what was done"), find_promises, false },
	ATTENTION_END
};
