/* SPDX-License-Identifier: EUPL-1.2 */
#include "progress/progress.h"

#include <stdlib.h>
#include <string.h>

#include "participation/participation.h"
#include "party/party.h"
#include "tree/tree.h"

/* Rounds last this long beyond the day the update was asked by, unless they say otherwise. */
enum { DAYS_AFTER_DUE = 14 };

struct day round_closing(const struct round *round)
{
	return day_known(round->closes) ? round->closes : day_add(round->due, DAYS_AFTER_DUE);
}

enum round_state round_state(const struct round *round, struct day day)
{
	if (day_first(day) < day_first(round->opens))
		return ROUND_PLANNED;
	return day_first(day) <= day_last(round_closing(round)) ? ROUND_OPEN : ROUND_CLOSED;
}

const struct update *round_answer(const struct programme *programme, const struct round *round, const struct action *action, struct day day)
{
	struct row_list updates = REFERRING(programme, update, action, action->id);

	for (size_t i = 0; i < updates.count; i++) {
		const struct update *update = ROW(update, updates, i);
		if (id_equal(update->round, round->id) && day_first(update->day) <= day_first(day))
			return update;
	}
	return NULL;
}

static bool below(const struct programme *programme, const struct action *action, struct id above)
{
	const struct node *node = programme_node(programme, action->id), *top = id_known(above) ? programme_node(programme, above) : NULL;
	return node && (!id_known(above) || (top && node_under(node, top)));
}

bool round_asks(const struct programme *programme, const struct round *round, const struct action *action)
{
	struct row_list updates;

	if (action->outside || action->visibility != VISIBILITY_PUBLISHED || !below(programme, action, round->node))
		return false;
	updates = REFERRING(programme, update, action, action->id);
	for (size_t i = 0; i < updates.count; i++)
		if (id_equal(ROW(update, updates, i)->round, round->id))
			return true;
	/* What is done or stopped by now without an answer: nobody knows whether it was asked. */
	return action->status == ACTION_RUNNING && !(day_known(action->start) && day_first(action->start) > day_last(round->due));
}

const struct round *round_for(const struct programme *programme, const struct action *action, struct day day)
{
	struct row_list rounds = programme_rows(programme, &round_record);
	const struct round *found = NULL;

	for (size_t i = 0; i < rounds.count; i++) {
		const struct round *round = ROW(round, rounds, i);
		if (round_state(round, day) == ROUND_OPEN && round_asks(programme, round, action) &&
		    (!found || day_first(round->due) < day_first(found->due)))
			found = round;
	}
	return found;
}

static struct id person_of(const struct role *lead)
{
	return id_known(lead->contact) ? lead->contact : lead->deputy;
}

/* By party in the order of ids, so by age; nobody last. */
static int by_lead(const void *a, const void *b)
{
	const struct ask *left = a, *right = b;
	int party;

	if (!left->lead != !right->lead)
		return left->lead ? -1 : 1;
	party = id_compare(left->party, right->party);
	return party ? party : id_compare(left->person, right->person);
}

static struct ask *ask_for(struct ask_list *list, struct id party, struct id person, const struct role *lead)
{
	struct ask *ask;

	for (size_t i = 0; i < list->count; i++)
		if (id_equal(list->at[i].party, party) && id_equal(list->at[i].person, person))
			return &list->at[i];
	ask = &list->at[list->count++];
	*ask = (struct ask){ .lead = lead, .party = party, .person = person };
	return ask;
}

struct ask_list round_asked(const struct programme *programme, const struct round *round, struct day day, struct arena *arena)
{
	struct row_list actions = programme_rows(programme, &action_record);
	struct ask_list list = { arena_array(arena, struct ask, actions.count + 1), 0 };
	size_t *whose = arena_array(arena, size_t, actions.count + 1);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct role *lead;
		struct ask *ask;

		whose[i] = SIZE_MAX;
		if (!round_asks(programme, round, action))
			continue;
		lead = role_lead(programme, programme_node(programme, action->id), day);
		ask = ask_for(&list, lead ? lead->party : ID_NONE, lead ? person_of(lead) : ID_NONE, lead);
		ask->actions.count++;
		ask->answered += round_answer(programme, round, action, day) != NULL;
		whose[i] = (size_t)(ask - list.at);
	}
	for (size_t k = 0; k < list.count; k++) {
		const void **at = arena_array(arena, const void *, list.at[k].actions.count);
		size_t count = 0;
		for (size_t i = 0; i < actions.count; i++)
			if (whose[i] == k)
				at[count++] = actions.at[i];
		list.at[k].actions.at = at;
	}
	if (list.count)
		qsort(list.at, list.count, sizeof *list.at, by_lead);
	return list;
}

struct row_list round_actions_of(const struct programme *programme, const struct round *round, struct id person, struct day day, struct arena *arena)
{
	struct row_list actions = programme_rows(programme, &action_record);
	const void **at = arena_array(arena, const void *, actions.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < actions.count && id_known(person); i++) {
		const struct role *lead = round_asks(programme, round, actions.at[i])
			? role_lead(programme, programme_node(programme, row_id(actions.at[i])), day) : NULL;
		if (lead && (id_equal(lead->contact, person) || id_equal(lead->deputy, person)))
			at[count++] = actions.at[i];
	}
	return (struct row_list){ at, count };
}

struct share round_share(const struct programme *programme, const struct round *round, struct day day, struct arena *arena)
{
	struct ask_list list = round_asked(programme, round, day, arena);
	struct share share = { 0 };

	for (size_t i = 0; i < list.count; i++) {
		if (!list.at[i].lead)
			continue;
		share.asked++;
		share.answered += list.at[i].answered == list.at[i].actions.count;
	}
	return share;
}

struct row_list round_latest(const struct programme *programme, struct day day, size_t most, struct arena *arena)
{
	struct row_list rounds = programme_rows(programme, &round_record);
	const void **at = arena_array(arena, const void *, most);
	size_t count = 0;

	for (size_t i = 0; i < rounds.count && count < most; i++)
		if (round_state(rounds.at[i], day) != ROUND_PLANNED)
			at[count++] = rounds.at[i];
	return (struct row_list){ at, count };
}

bool update_public(const struct programme *programme, const struct update *update, struct day day)
{
	const struct round *round;

	if (tree_facts(programme)->updates_public == UPDATES_PUBLIC_AT_ONCE)
		return true;
	round = programme_row(programme, round, update->round);
	return !round || round_state(round, day) == ROUND_CLOSED;
}

/* Given by the day, and readable. */
static bool stands(const struct programme *programme, const struct update *update, struct day day, bool all)
{
	return day_first(update->day) <= day_first(day) && (all || update_public(programme, update, day));
}

static bool corrected(const struct programme *programme, const struct update *update, struct day day, bool all)
{
	struct row_list later = REFERRING(programme, update, corrects, update->id);

	for (size_t i = 0; i < later.count; i++)
		if (stands(programme, later.at[i], day, all))
			return true;
	return false;
}

bool update_corrected(const struct programme *programme, const struct update *update, struct day day)
{
	return corrected(programme, update, day, true);
}

const struct update *progress_latest(const struct programme *programme, const struct action *action, struct day day, bool all)
{
	struct row_list updates = REFERRING(programme, update, action, action->id);

	for (size_t i = 0; i < updates.count; i++)
		if (stands(programme, updates.at[i], day, all) && !corrected(programme, updates.at[i], day, all))
			return updates.at[i];
	return NULL;
}

struct row_list progress_updates(const struct programme *programme, const struct action *action, struct day day, bool all, struct arena *arena)
{
	struct row_list updates = REFERRING(programme, update, action, action->id);
	const void **at = arena_array(arena, const void *, updates.count);
	size_t count = 0;

	for (size_t i = 0; i < updates.count; i++)
		if (stands(programme, updates.at[i], day, all))
			at[count++] = updates.at[i];
	return (struct row_list){ at, count };
}

/* The newest round past its due day that asked for the action, where it was not answered: by any update since that round opened. */
static const struct round *unanswered(const struct programme *programme, const struct action *action, const struct update *latest, struct day day)
{
	struct row_list rounds = programme_rows(programme, &round_record);

	for (size_t i = 0; i < rounds.count; i++) {
		const struct round *round = ROW(round, rounds, i);
		if (day_last(round->due) >= day_first(day) || !round_asks(programme, round, action))
			continue;
		if (latest && day_first(latest->day) >= day_first(round->opens))
			return NULL;
		return round_answer(programme, round, action, day) ? NULL : round;
	}
	return NULL;
}

struct progress progress_of(const struct programme *programme, const struct action *action, struct day day, bool all)
{
	struct progress progress = { .update = progress_latest(programme, action, day, all) };

	if (!action_open(action))
		return progress;
	/* Whether a lead kept silent does not depend on who reads. */
	if (action->status == ACTION_RUNNING)
		progress.round = unanswered(programme, action, progress_latest(programme, action, day, true), day);
	if (progress.round)
		progress.light = LIGHT_SILENT;
	else if (progress.update)
		progress.light = progress.update->light;
	return progress;
}

struct progress_counts progress_count(const struct programme *programme, const struct node *node, struct day day, bool all, struct arena *arena)
{
	struct row_list actions = tree_actions(programme, node, arena);
	struct progress_counts counts = { 0 };

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside || action->visibility != VISIBILITY_PUBLISHED)
			continue;
		counts.of[progress_of(programme, action, day, all).light]++;
		counts.all++;
	}
	return counts;
}

enum light progress_worst(struct progress_counts counts)
{
	for (int light = LIGHT_NONE + 1; light < LIGHT_COUNT; light++)
		if (counts.of[light])
			return (enum light)light;
	return LIGHT_NONE;
}

/* What was told by a day, to who may read all of it, or to everybody on the day `open`. */
struct hearing { struct day day, open; bool all; };

static bool heard(const struct programme *programme, const struct update *update, const struct hearing *hearing)
{
	return day_first(update->day) <= day_first(hearing->day) && (hearing->all || update_public(programme, update, hearing->open));
}

static bool taken_back(const struct programme *programme, const struct update *update, const struct hearing *hearing)
{
	struct row_list later = REFERRING(programme, update, corrects, update->id);

	for (size_t i = 0; i < later.count; i++)
		if (heard(programme, later.at[i], hearing))
			return true;
	return false;
}

/* The newest reading of the party (none: of the whole) that is heard; `now` where it is newer than all of them. */
static struct figure_now newest_reading(const struct programme *programme, const struct result_figure *figure, struct id party,
	const struct hearing *hearing, struct figure_now now)
{
	struct row_list readings = REFERRING(programme, reading, figure, figure->id);

	for (size_t i = 0; i < readings.count; i++) {
		const struct reading *reading = ROW(reading, readings, i);
		const struct update *update = programme_row(programme, update, reading->update);
		if (!id_equal(reading->party, party) || !update || !heard(programme, update, hearing) || taken_back(programme, update, hearing))
			continue;
		/* Newer than what stood: `update_record.compare` puts the newest first. */
		if (now.update ? update_record.compare(update, now.update) < 0
			       : !now.value.known || !day_known(now.day) || day_first(update->day) >= day_first(now.day))
			now = (struct figure_now){ .value = reading->value, .day = update->day, .update = update, .own = id_known(party) };
	}
	return now;
}

static bool takes_part(const struct programme *programme, const struct result_figure *figure, const struct party *party, struct day day)
{
	const struct node *node = programme_node(programme, figure->action);

	return node && participation_standing(participation_effective(programme, party->id, node, day)) == STANDING_PARTICIPATES;
}

struct row_list figure_parties(const struct programme *programme, const struct result_figure *figure, struct day day, struct arena *arena)
{
	struct row_list all = party_municipalities(programme, day, arena);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (takes_part(programme, figure, all.at[i], day))
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}

/* Adds what one municipality told; one that told nothing only counts among those that could have. */
static void add_told(struct figure_now *sum, struct figure_now one)
{
	sum->of++;
	if (!one.value.known)
		return;
	sum->told++;
	/* Beyond what a number can hold nothing is known. */
	sum->value.known = (sum->told == 1 || sum->value.known) &&
		!__builtin_add_overflow(sum->value.thousandths, one.value.thousandths, &sum->value.thousandths);
	if (!sum->update || update_record.compare(one.update, sum->update) < 0) {
		sum->update = one.update;
		sum->day = one.day;
	}
}

static struct figure_now sum_of(const struct programme *programme, const struct result_figure *figure, const struct hearing *hearing)
{
	struct row_list parties = programme_rows(programme, &party_record);
	struct figure_now sum = { .is_sum = true };

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		bool in = party->kind == PARTY_MUNICIPALITY && party_exists(party, hearing->day) && takes_part(programme, figure, party, hearing->day);
		struct figure_now one = { 0 };
		if (in || figure->cumulative)
			one = newest_reading(programme, figure, party->id, hearing, one);
		if (in || one.value.known)
			add_told(&sum, one);
	}
	return sum;
}

static struct figure_now figure_heard(const struct programme *programme, const struct result_figure *figure, struct id party,
	const struct hearing *hearing)
{
	bool own = !day_known(figure->day) || day_first(figure->day) <= day_first(hearing->day);
	struct figure_now now = { 0 };

	if (id_known(party))
		return newest_reading(programme, figure, party, hearing, now);
	if (figure->municipal == FIGURE_SUM)
		now = sum_of(programme, figure, hearing);
	if (now.told > 0)
		return now;
	return newest_reading(programme, figure, ID_NONE, hearing,
		own ? (struct figure_now){ .value = figure->value, .day = figure->day } : (struct figure_now){ 0 });
}

struct figure_now figure_now(const struct programme *programme, const struct result_figure *figure, struct day day, bool all)
{
	return figure_heard(programme, figure, ID_NONE, &(struct hearing){ day, day, all });
}

struct figure_now figure_of(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day, bool all)
{
	return id_known(party) ? figure_heard(programme, figure, party, &(struct hearing){ day, day, all }) : (struct figure_now){ 0 };
}

struct figure_now figure_told(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day, struct day open)
{
	struct hearing hearing = { day, open, false };
	struct figure_now own = id_known(party) ? figure_heard(programme, figure, party, &hearing) : (struct figure_now){ 0 };

	return own.value.known ? own : figure_heard(programme, figure, ID_NONE, &hearing);
}

bool help_open(const struct programme *programme, const struct update *update, struct day day)
{
	const struct action *action = programme_row(programme, action, update->action);
	struct row_list offers = REFERRING(programme, help_offer, update, update->id);

	if (update->help_wanted.len == 0 || !action || !action_open(action) || progress_latest(programme, action, day, true) != update)
		return false;
	for (size_t i = 0; i < offers.count; i++)
		if (day_first(ROW(help_offer, offers, i)->day) <= day_first(day))
			return false;
	return true;
}

struct row_list questions_open(const struct programme *programme, const struct action *action, struct day day, struct arena *arena)
{
	struct row_list updates = REFERRING(programme, update, action, action->id);
	const struct update *latest = progress_latest(programme, action, day, true);
	const void **at = arena_array(arena, const void *, programme->questions.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < updates.count; i++) {
		struct row_list asked = REFERRING(programme, question, update, ROW(update, updates, i)->id);
		for (size_t k = 0; k < asked.count; k++) {
			const struct question *question = ROW(question, asked, k);
			bool answered = latest && latest->moment.ms > question->moment.ms && !id_equal(latest->id, question->update);
			if (!answered && day_first(moment_day(question->moment)) <= day_first(day))
				at[count++] = question;
		}
	}
	return (struct row_list){ at, count };
}

struct day round_mail_day(const struct round *round, enum round_mail mail)
{
	switch (mail) {
	case ROUND_MAIL_ASK:    return round->opens;
	case ROUND_MAIL_BEFORE: return day_add(round->due, -(int32_t)round->remind_before.value);
	case ROUND_MAIL_AFTER:  return day_add(round->due, (int32_t)round->remind_after.value);
	case ROUND_MAIL_NONE:   break;
	}
	return DAY_UNKNOWN;
}

enum round_mail round_mail_due(const struct programme *programme, const struct round *round, struct day day, int minute)
{
	/* Before the hour it is still yesterday for the mail. */
	int32_t today = day_first(day) - (minute < 60 * tree_mail_hour(programme));
	int32_t due = day_first(round->due);

	if (today < day_first(round->opens) || day_first(day) > day_last(round_closing(round)))
		return ROUND_MAIL_NONE;
	if (round->remind_after.known && today >= due + round->remind_after.value)
		return ROUND_MAIL_AFTER;
	if (round->remind_before.known && today >= due - round->remind_before.value && today > day_first(round->opens) && today <= due)
		return ROUND_MAIL_BEFORE;
	return ROUND_MAIL_ASK;
}
