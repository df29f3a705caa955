/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/decision_model.h"

#include <stdlib.h>

#include "access/access.h"
#include "plan/plan_model.h"

struct str subject_words(const struct request *req, const struct subject *subject)
{
	struct subject_standing standing = subject_standing(req->programme, subject, req->day);

	return standing.state == SUBJECT_PREPARED && standing.opinions == 0 ? STR_NONE : plan_outcome_words(req, subject);
}

static const char *tone_of(enum subject_state state)
{
	switch (state) {
	case SUBJECT_ADOPTED:        return "ok";
	case SUBJECT_REJECTED:       return "error";
	case SUBJECT_BEFORE_BODIES:
	case SUBJECT_HOLDS_FOR_SOME: return "warning";
	default:                     return "";
	}
}

/* Closed: nobody is waited for any more. */
static bool open(enum subject_state state)
{
	return state == SUBJECT_BEFORE_BODIES || state == SUBJECT_HOLDS_FOR_SOME;
}

struct day subject_due(const struct programme *programme, const struct subject *subject, struct id body)
{
	struct row_list referrals = REFERRING(programme, referral, subject, subject->id);

	for (size_t i = 0; i < referrals.count; i++)
		if (id_equal(ROW(referral, referrals, i)->body, body))
			return ROW(referral, referrals, i)->due;
	return DAY_UNKNOWN;
}

/* The first day by which a body that has not spoken is to do so. */
static struct day next_due(const struct request *req, const struct subject *subject)
{
	struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);
	struct day first = DAY_UNKNOWN;

	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *body = programme_row(req->programme, body, referral->body);

		if (body && day_known(referral->due) && subject_said(req->programme, subject, body, req->day).outcome == DECISION_NONE &&
		    (!day_known(first) || day_compare(referral->due, first) < 0))
			first = referral->due;
	}
	return first;
}

void subject_item_model(const struct request *req, struct model *item, const struct subject *subject)
{
	struct subject_standing standing = subject_standing(req->programme, subject, req->day);
	struct day due = open(standing.state) ? next_due(req, subject) : DAY_UNKNOWN;

	model_text(item, "title", subject->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &subject_record, subject, req->arena)));
	model_words(item, "kind", words_label(&subject_kind_words, (int)subject->kind));
	model_text(item, "state", str_of(words_wire(&subject_state_words, (int)standing.state)));
	model_words(item, "state_label", words_label(&subject_state_words, (int)standing.state));
	model_text(item, "tone", str_of(tone_of(standing.state)));
	model_text(item, "state_day", day_known(standing.day) ? language_day(req->language, req->arena, standing.day) : STR_NONE);
	model_text(item, "outcome", subject_words(req, subject));
	model_text(item, "tabled", day_known(subject->tabled) ? language_day(req->language, req->arena, subject->tabled) : STR_NONE);
	model_text(item, "due", day_known(due) ? language_day(req->language, req->arena, due) : STR_NONE);
	model_flag(item, "late", day_known(due) && day_last(due) < day_first(req->day));
	model_flag(item, "draft", subject->visibility == VISIBILITY_DRAFT);
}

struct awaited { const struct subject *subject; struct day due; };

/* What has no day comes last. */
static int by_due(const void *a, const void *b)
{
	const struct awaited *one = a, *other = b;
	bool known = day_known(one->due), known_other = day_known(other->due);

	if (known != known_other)
		return known ? -1 : 1;
	return known && day_compare(one->due, other->due) ? day_compare(one->due, other->due) : id_compare(one->subject->id, other->subject->id);
}

static bool waits_for(const struct request *req, const struct subject *subject, struct id body, struct day *due)
{
	struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);

	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *asked = programme_row(req->programme, body, referral->body);

		if (!asked || (id_known(body) && !id_equal(referral->body, body)) ||
		    subject_said(req->programme, subject, asked, req->day).outcome != DECISION_NONE)
			continue;
		*due = id_known(body) ? referral->due : next_due(req, subject);
		return true;
	}
	return false;
}

struct row_list subjects_seen(const struct request *req)
{
	struct row_list subjects = programme_rows(req->programme, &subject_record);
	const void **at = arena_array(req->arena, const void *, subjects.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < subjects.count; i++)
		if (access_sees(req->programme, req->person, &subject_record, subjects.at[i], req->day))
			at[count++] = subjects.at[i];
	return (struct row_list){ at, count };
}

struct row_list subjects_before(const struct request *req, struct id body)
{
	struct row_list subjects = programme_rows(req->programme, &subject_record);
	struct awaited *awaited = arena_array(req->arena, struct awaited, subjects.count + 1);
	const void **at = arena_array(req->arena, const void *, subjects.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < subjects.count; i++) {
		const struct subject *subject = ROW(subject, subjects, i);

		if (access_sees(req->programme, req->person, &subject_record, subject, req->day) &&
		    open(subject_standing(req->programme, subject, req->day).state) && waits_for(req, subject, body, &awaited[count].due))
			awaited[count++].subject = subject;
	}
	if (count > 1)
		qsort(awaited, count, sizeof *awaited, by_due);
	for (size_t i = 0; i < count; i++)
		at[i] = awaited[i].subject;
	return (struct row_list){ at, count };
}

bool body_may_record(const struct request *req, const struct body *body)
{
	return !day_known(req->known) && access_may_for(req->programme, req->person, RIGHT_RECORD_DECISION, body->party, req->today, NULL);
}
