/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed/feed.h"

#include <stdlib.h>

#include "decision/decision.h"
#include "participation/participation.h"
#include "party/party.h"
#include "role/role.h"
#include "tree/tree.h"

struct feed_scope feed_public(const struct id *party)
{
	return (struct feed_scope){ .person = &person_public, .whole = party == NULL, .party = party, .parties = party ? 1 : 0 };
}

struct feed_scope feed_own(const struct programme *programme, const struct person *person, struct day day, struct arena *arena)
{
	struct row_list mandates = REFERRING(programme, mandate, person, person->id);
	struct id *party = arena_array(arena, struct id, mandates.count);
	struct feed_scope scope = { .person = person, .party = party };

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (id_known(mandate->party) && period_has(mandate->from, mandate->until, day))
			party[scope.parties++] = mandate->party;
	}
	scope.whole = scope.parties == 0 || access_may(programme, person, RIGHT_EDIT, NULL, day, NULL);
	return scope;
}

static bool is_contact(const struct programme *programme, const struct person *person, const struct node *node, struct day day)
{
	struct row_list roles = REFERRING(programme, role, node, node->id);

	for (size_t i = 0; id_known(person->id) && i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		if ((id_equal(role->contact, person->id) || id_equal(role->deputy, person->id)) && role->state != ROLE_DECLINED &&
		    period_has(role->from, role->until, day))
			return true;
	}
	return false;
}

bool feed_concerns_node(const struct programme *programme, const struct feed_scope *scope, const struct node *node, struct day day)
{
	if (scope->whole || !node || !node->parent)
		return true;
	for (size_t i = 0; i < scope->parties; i++)
		if (participation_standing(participation_effective(programme, scope->party[i], node, day)) == STANDING_PARTICIPATES ||
		    role_holds(programme, node, scope->party[i], day))
			return true;
	return is_contact(programme, scope->person, node, day);
}

static bool is_ours(const struct feed_scope *scope, struct id party)
{
	for (size_t i = 0; i < scope->parties; i++)
		if (id_equal(scope->party[i], party))
			return true;
	return false;
}

/* The parties a row names: whether it names any, and one of ours. A record of parties is named by itself. */
static bool names_ours(const struct feed_scope *scope, const struct record *record, const void *row, bool *names)
{
	*names = record == &party_record;
	if (*names)
		return is_ours(scope, row_id(row));
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		if (field->kind != KIND_ID || !field->refers_to || !str_is(str_of(field->refers_to), "party") || field_empty(field, row))
			continue;
		*names = true;
		if (is_ours(scope, *FIELD_AT(row, field, struct id)))
			return true;
	}
	return false;
}

bool feed_concerns(const struct programme *programme, const struct feed_scope *scope, const struct record *record, const void *row,
	struct day day)
{
	const struct node *node = row_node(programme, record, row);
	bool names;

	if (scope->whole || names_ours(scope, record, row, &names))
		return true;
	/* An action that another party carries afterwards, or an update that another gave, still concerns who takes part in it. */
	if (names && (!node || !node->parent || record == &participation_record || record == &role_record))
		return false;
	return feed_concerns_node(programme, scope, node, day);
}

/* Events */

struct gathering {
	const struct programme  *programme;
	const struct feed_scope *scope;
	struct day               today;
	struct feed_events       events;
	size_t                   without;
};

static bool sees(const struct gathering *gathering, const struct record *record, const void *row)
{
	return access_sees(gathering->programme, gathering->scope->person, record, row, gathering->today);
}

/* On the last day of what is known; on the day itself where that is all. */
static void add_due(struct gathering *gathering, struct feed_event event, const struct node *node)
{
	if (!day_known(event.day)) {
		gathering->without += feed_concerns_node(gathering->programme, gathering->scope, node, gathering->today);
		return;
	}
	event.first = event.last = day_last(event.day);
	if (feed_concerns_node(gathering->programme, gathering->scope, node, day_of_number(event.last)))
		gathering->events.at[gathering->events.count++] = event;
}

static void add_milestones(struct gathering *gathering, const struct action *action, const struct node *node)
{
	struct row_list milestones = REFERRING(gathering->programme, milestone, action, action->id);

	for (size_t i = 0; i < milestones.count; i++) {
		const struct milestone *milestone = ROW(milestone, milestones, i);
		bool done = day_known(milestone->reached);
		if (sees(gathering, &milestone_record, milestone))
			add_due(gathering, (struct feed_event){ .kind = FEED_MILESTONE, .record = &milestone_record, .row = milestone, .action = action,
				.day = done ? milestone->reached : milestone->planned, .done = done }, node);
	}
}

/* The last day is worth telling of what is to be done: not of an idea, and no more of what is done or stopped. */
static bool has_end(const struct action *action)
{
	return action->status != ACTION_IDEA && action->status != ACTION_DONE && action->status != ACTION_STOPPED;
}

static void add_actions(struct gathering *gathering)
{
	struct row_list actions = programme_rows(gathering->programme, &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct node *node = programme_node(gathering->programme, action->id);
		if (!sees(gathering, &action_record, action))
			continue;
		if (has_end(action))
			add_due(gathering, (struct feed_event){ .kind = FEED_END, .record = &action_record, .row = action, .action = action,
				.day = action->last }, node);
		if (action->status != ACTION_STOPPED)
			add_milestones(gathering, action, node);
	}
}

static void add_steps(struct gathering *gathering)
{
	struct row_list steps = programme_rows(gathering->programme, &step_record);

	for (size_t i = 0; i < steps.count; i++) {
		const struct step *step = ROW(step, steps, i);
		struct feed_event event = { .kind = FEED_STEP, .record = &step_record, .row = step, .done = day_known(step->day) || step->happened };
		const struct node *node = row_node(gathering->programme, &step_record, step);

		if (!sees(gathering, &step_record, step))
			continue;
		/* It took place on a day that nobody knows: then it is not told on the planned one. */
		event.day = step->happened ? step->day : step_day(step);
		if (!feed_concerns_node(gathering->programme, gathering->scope, node, day_known(event.day) ? event.day : gathering->today))
			continue;
		if (!day_known(event.day) || event.day.month == 0) {
			gathering->without++;
			continue;
		}
		event.first = day_first(event.day);
		event.last = day_known(step->day) && day_known(step->last) ? day_last(step->last) : day_last(event.day);
		gathering->events.at[gathering->events.count++] = event;
	}
}

/* A round concerns a party that it asks: the lead of an action on the day the updates are due. */
static bool asks_us(const struct gathering *gathering, const struct round *round)
{
	struct row_list actions = programme_rows(gathering->programme, &action_record);

	if (gathering->scope->whole)
		return true;
	for (size_t i = 0; i < actions.count; i++) {
		const struct node *node = programme_node(gathering->programme, row_id(actions.at[i]));
		const struct role *lead = role_lead(gathering->programme, node, round->due);
		if (lead && (is_ours(gathering->scope, lead->party) || is_contact(gathering->programme, gathering->scope->person, node, round->due)) &&
		    round_asks(gathering->programme, round, actions.at[i]))
			return true;
	}
	return false;
}

static void add_rounds(struct gathering *gathering)
{
	struct row_list rounds = programme_rows(gathering->programme, &round_record);

	for (size_t i = 0; i < rounds.count; i++) {
		const struct round *round = ROW(round, rounds, i);
		if (sees(gathering, &round_record, round) && asks_us(gathering, round))
			add_due(gathering, (struct feed_event){ .kind = FEED_ROUND, .record = &round_record, .row = round, .day = round->due },
				programme_root(gathering->programme));
	}
}

/* On the day it decided; before that on the day it is to. A body's days concern its party; those of the programme's own bodies everybody. */
static void add_decisions(struct gathering *gathering)
{
	struct row_list referrals = programme_rows(gathering->programme, &referral_record);

	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct subject *subject = programme_row(gathering->programme, subject, referral->subject);
		const struct body *body = programme_row(gathering->programme, body, referral->body);
		enum subject_state state = subject ? subject_standing(gathering->programme, subject, gathering->today).state : SUBJECT_PREPARED;
		struct body_said said;

		if (!body || state == SUBJECT_PREPARED || state == SUBJECT_WITHDRAWN || !sees(gathering, &referral_record, referral) ||
		    (!gathering->scope->whole && id_known(body->party) && !is_ours(gathering->scope, body->party)))
			continue;
		said = subject_said(gathering->programme, subject, body, gathering->today);
		if (said.outcome == DECISION_NONE && state != SUBJECT_BEFORE_BODIES && state != SUBJECT_HOLDS_FOR_SOME)
			continue;
		add_due(gathering, (struct feed_event){ .kind = FEED_DECISION, .record = &referral_record, .row = referral,
			.day = said.outcome == DECISION_NONE ? referral->due : said.day, .done = said.outcome != DECISION_NONE },
			programme_root(gathering->programme));
	}
}

static int compare(const void *a, const void *b)
{
	const struct feed_event *one = a, *other = b;

	if (one->first != other->first)
		return one->first < other->first ? -1 : 1;
	if (one->kind != other->kind)
		return one->kind < other->kind ? -1 : 1;
	return id_compare(row_id(one->row), row_id(other->row));
}

struct feed_events feed_events(const struct programme *programme, const struct feed_scope *scope, struct day today, struct arena *arena,
	size_t *without)
{
	struct gathering gathering = { .programme = programme, .scope = scope, .today = today };
	size_t room = programme->actions.count + programme->milestones.count + programme->steps.count + programme->rounds.count +
		programme->referrals.count;

	gathering.events.at = arena_array(arena, struct feed_event, room);
	add_actions(&gathering);
	add_steps(&gathering);
	add_rounds(&gathering);
	add_decisions(&gathering);
	if (gathering.events.count > 1)
		qsort(gathering.events.at, gathering.events.count, sizeof *gathering.events.at, compare);
	if (without)
		*without = gathering.without;
	return gathering.events;
}
