/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/decision.h"

const struct decision *decision_of(const struct programme *programme, const struct subject *subject, struct id body, struct day day)
{
	struct row_list rows = REFERRING(programme, decision, subject, subject->id);
	const struct decision *newest = NULL;

	/* A body decides once; a correction comes later and replaces what was recorded before. */
	for (size_t i = 0; i < rows.count; i++) {
		const struct decision *decision = ROW(decision, rows, i);
		if (id_equal(decision->body, body) && day_first(decision->day) <= day_first(day) &&
		    (!newest || id_equal(decision->replaces, newest->id) || id_compare(newest->id, decision->id) < 0))
			newest = decision;
	}
	return newest;
}

static bool adopts(enum decision_outcome outcome)
{
	return outcome == DECISION_ADOPTED || outcome == DECISION_ADOPTED_WITH_CONDITIONS;
}

/* The agreement by which this party has confirmed the plan version that the subject is about. */
static const struct agreement *confirmed_by(const struct programme *programme, const struct subject *subject, struct id party, struct day day)
{
	for (size_t i = 0; i < programme->agreements.count && id_known(subject->plan_version) && id_known(party); i++) {
		const struct agreement *agreement = &programme->agreements.at[i];
		if (id_equal(agreement->confirms, subject->plan_version) && day_known(agreement_signed_on(programme, agreement, day)) &&
		    agreement_signed_by(programme, agreement, party, day))
			return agreement;
	}
	return NULL;
}

struct body_said subject_said(const struct programme *programme, const struct subject *subject, const struct body *body, struct day day)
{
	const struct decision *decision = decision_of(programme, subject, body->id, day);
	const struct agreement *agreement;

	if (decision)
		return (struct body_said){ decision->outcome == DECISION_WITHDRAWN ? DECISION_NONE : decision->outcome, decision->day, decision, NULL };
	agreement = confirmed_by(programme, subject, body->party, day);
	if (agreement)
		return (struct body_said){ DECISION_ADOPTED, agreement_signed_on(programme, agreement, day), NULL, agreement };
	return (struct body_said){ 0 };
}

bool council_item_open(const struct council_item *item, struct day day)
{
	return !day_known(item->answered) || day_first(item->answered) > day_first(day);
}

struct row_list conditions_open(const struct programme *programme, const struct subject *subject, struct day day, struct arena *arena)
{
	struct row_list decisions = REFERRING(programme, decision, subject, subject->id);
	const void **at = arena_array(arena, const void *, programme->conditions.count);
	size_t count = 0;

	for (size_t i = 0; i < decisions.count; i++) {
		const struct decision *decision = ROW(decision, decisions, i);
		struct row_list conditions = REFERRING(programme, condition, decision, decision->id);
		/* Those of a decision that was corrected went with it. */
		if (decision_of(programme, subject, decision->body, day) != decision)
			continue;
		for (size_t c = 0; c < conditions.count; c++) {
			const struct condition *condition = ROW(condition, conditions, c);
			if (!day_known(condition->met) || day_first(condition->met) > day_first(day))
				at[count++] = condition;
		}
	}
	return (struct row_list){ at, count };
}

struct tally {
	struct subject_standing standing;
	int64_t                 weight_rejected;
	struct day              last_adopted, first_rejected;
};

static void count_body(const struct programme *programme, const struct subject *subject, const struct referral *referral, struct day day,
	struct tally *tally)
{
	const struct body *body = programme_row(programme, body, referral->body);
	struct body_said said;
	int64_t weight;

	if (!body)
		return;
	said = subject_said(programme, subject, body, day);
	if (referral->opinion_only) {
		tally->standing.opinions_asked++;
		tally->standing.opinions += said.outcome != DECISION_NONE;
		return;
	}
	weight = body->weight.known ? body->weight.value : 1;
	tally->standing.asked++;
	tally->standing.weight_all += weight;
	if (adopts(said.outcome)) {
		tally->standing.adopted++;
		tally->standing.weight_adopted += weight;
		if (!day_known(tally->last_adopted) || day_compare(tally->last_adopted, said.day) < 0)
			tally->last_adopted = said.day;
	} else if (said.outcome == DECISION_REJECTED) {
		tally->standing.rejected++;
		tally->weight_rejected += weight;
		if (!day_known(tally->first_rejected) || day_compare(said.day, tally->first_rejected) < 0)
			tally->first_rejected = said.day;
	} else if (said.outcome == DECISION_NONE) {
		tally->standing.open++;
	} else {
		tally->standing.noted++;
	}
}

static struct tally count_bodies(const struct programme *programme, const struct subject *subject, struct day day)
{
	struct row_list referrals = REFERRING(programme, referral, subject, subject->id);
	struct tally tally = { 0 };

	for (size_t i = 0; i < referrals.count; i++)
		count_body(programme, subject, referrals.at[i], day, &tally);
	return tally;
}

static enum subject_state decided(const struct subject *subject, const struct tally *tally)
{
	const struct subject_standing *now = &tally->standing;
	int64_t all = (int64_t)now->asked, adopted = (int64_t)now->adopted, rejected = (int64_t)now->rejected;

	switch (subject->rule) {
	case RULE_MAJORITY_OF_WEIGHTS:
		all = now->weight_all;
		adopted = now->weight_adopted;
		rejected = tally->weight_rejected;
		/* fall through */
	case RULE_MAJORITY:
		return adopted * 2 > all ? SUBJECT_ADOPTED : rejected * 2 >= all ? SUBJECT_REJECTED : SUBJECT_BEFORE_BODIES;
	case RULE_EACH_FOR_ITSELF:
		if (now->rejected == now->asked)
			return SUBJECT_REJECTED;
		return now->adopted == now->asked ? SUBJECT_ADOPTED : now->adopted > 0 ? SUBJECT_HOLDS_FOR_SOME : SUBJECT_BEFORE_BODIES;
	default:
		return now->rejected > 0 ? SUBJECT_REJECTED : now->adopted == now->asked ? SUBJECT_ADOPTED : SUBJECT_BEFORE_BODIES;
	}
}

/* `on`, where it is earlier than `first` and the state was reached on it already. */
static struct day earlier(const struct programme *programme, const struct subject *subject, enum subject_state state, struct day first,
	struct day on)
{
	struct tally then;

	if (!day_known(on) || (day_known(first) && day_compare(on, first) >= 0))
		return first;
	then = count_bodies(programme, subject, on);
	return decided(subject, &then) == state ? on : first;
}

/* The first day on which the state was what it is on `day`: that of one of the decisions, or of a signed agreement. */
static struct day reached_on(const struct programme *programme, const struct subject *subject, enum subject_state state,
	const struct tally *tally, struct day day)
{
	struct row_list decisions = REFERRING(programme, decision, subject, subject->id);
	struct day first = earlier(programme, subject, state, DAY_UNKNOWN, tally->last_adopted);

	first = earlier(programme, subject, state, first, tally->first_rejected);
	for (size_t i = 0; i < decisions.count; i++)
		if (day_first(ROW(decision, decisions, i)->day) <= day_first(day))
			first = earlier(programme, subject, state, first, ROW(decision, decisions, i)->day);
	return first;
}

struct subject_standing subject_standing(const struct programme *programme, const struct subject *subject, struct day day)
{
	struct tally tally = count_bodies(programme, subject, day);
	struct subject_standing standing = tally.standing;
	struct arena arena = { 0 };

	standing.conditions_open = conditions_open(programme, subject, day, &arena).count;
	arena_clear(&arena);
	if (day_known(subject->withdrawn) && day_first(subject->withdrawn) <= day_first(day)) {
		standing.state = SUBJECT_WITHDRAWN;
		standing.day = subject->withdrawn;
		return standing;
	}
	if (standing.asked == 0 || !day_known(subject->tabled) || day_first(subject->tabled) > day_first(day)) {
		standing.state = standing.adopted + standing.rejected > 0 ? decided(subject, &tally) : SUBJECT_PREPARED;
	} else {
		standing.state = decided(subject, &tally);
	}
	if (standing.state != SUBJECT_BEFORE_BODIES && standing.state != SUBJECT_PREPARED)
		standing.day = reached_on(programme, subject, standing.state, &tally, day);
	return standing;
}

struct row_list subject_of_plan(const struct programme *programme, struct id plan_version, struct arena *arena)
{
	struct row_list rows = programme_rows(programme, &subject_record);
	const void **at = arena_array(arena, const void *, rows.count);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++)
		if (id_equal(ROW(subject, rows, i)->plan_version, plan_version))
			at[count++] = rows.at[i];
	return (struct row_list){ at, count };
}

/* The calendar of a body: a line is a meeting ("2026-12-10") or a recess ("2026-12-19 2027-01-04"). */
static bool next_line(struct str *rest, struct body_day *line)
{
	while (rest->len > 0) {
		size_t end = str_find(*rest, '\n');
		struct str text = str_trim(str_to(*rest, end));
		size_t space = str_find(text, ' ');
		*rest = str_from(*rest, end + 1);
		*line = (struct body_day){ .recess = space < text.len };
		if (day_parse(str_to(text, space), &line->from) && day_exact(line->from) &&
		    (!line->recess || (day_parse(str_trim(str_from(text, space + 1)), &line->until) && day_exact(line->until))))
			return true;
	}
	return false;
}

static bool in_recess(const struct body *body, struct day day)
{
	struct str rest = body->calendar;
	struct body_day line;

	while (next_line(&rest, &line))
		if (line.recess && period_has(line.from, line.until, day))
			return true;
	return false;
}

struct day body_meets(const struct body *body, struct day due)
{
	struct str rest = body->calendar;
	struct body_day line;
	struct day last = DAY_UNKNOWN;

	while (next_line(&rest, &line))
		if (!line.recess && day_first(line.from) <= day_last(due) && !in_recess(body, line.from) &&
		    (!day_known(last) || day_compare(last, line.from) < 0))
			last = line.from;
	return last;
}

struct day body_next_meeting(const struct body *body, struct day from)
{
	struct str rest = body->calendar;
	struct body_day line;
	struct day first = DAY_UNKNOWN;

	while (next_line(&rest, &line))
		if (!line.recess && day_first(line.from) >= day_first(from) && !in_recess(body, line.from) &&
		    (!day_known(first) || day_compare(line.from, first) < 0))
			first = line.from;
	return first;
}

struct body_day_list body_calendar(const struct body *body, struct arena *arena)
{
	struct str rest = body->calendar;
	struct body_day_list list = { NULL, 0 };
	struct body_day line;
	size_t most = 1;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.at[i] == '\n';
	list.at = arena_array(arena, struct body_day, most);
	while (list.count < most && next_line(&rest, &line))
		list.at[list.count++] = line;
	return list;
}

struct day body_papers_due(const struct body *body, struct day due)
{
	struct day meets = body_meets(body, due);

	return body->papers_days.known ? day_add(meets, -(int32_t)body->papers_days.value) : meets;
}
