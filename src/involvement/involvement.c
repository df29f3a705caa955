/* SPDX-License-Identifier: EUPL-1.2 */
#include "involvement/involvement.h"

#include "progress/progress.h"
#include "tree/tree.h"

struct involvement_scope involvement_on(const struct node *node, struct day day)
{
	return (struct involvement_scope){ .node = node, .until = day, .day = day };
}

struct involvement_scope involvement_in(const struct node *node, int year, int quarter, struct day day)
{
	struct day first = day_make(year, 3 * quarter - 2, 1);
	struct day next = quarter == 4 ? day_make(year + 1, 1, 1) : day_make(year, 3 * quarter + 1, 1);
	struct day last = day_add(next, -1);

	if (day_first(day) < day_first(last))
		last = day;
	return (struct involvement_scope){ .node = node, .from = first, .until = last, .day = last };
}

bool share_reaches(struct sector_share share, int64_t percent)
{
	return share.of > 0 && share.in * 100 >= percent * share.of;
}

/* An illustrative fact is counted in an example only (docs/rules.md 1). */
static bool counts(const struct programme *programme, const struct provenance *provenance)
{
	return provenance->certainty != CERTAINTY_ILLUSTRATIVE || tree_facts(programme)->example;
}

static bool action_counts_in(const struct programme *programme, const struct action *action, const struct involvement_scope *scope)
{
	const struct node *node = programme_node(programme, action->id);

	if (action->outside || action->visibility != VISIBILITY_PUBLISHED || !counts(programme, &action->provenance) ||
	    !node || !node_under(node, scope->node))
		return false;
	if (action->status != ACTION_PLANNED && action->status != ACTION_RUNNING && action->status != ACTION_DONE)
		return false;
	/* Of a period only what may have run in it: an action without days lies in every one. */
	return !day_known(scope->from) || period_overlaps(action->start, action->last, scope->from, scope->until);
}

struct row_list involvement_actions(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena)
{
	struct row_list rows = programme_rows(programme, &action_record);
	const void **at = arena_array(arena, const void *, rows.count);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++)
		if (action_counts_in(programme, rows.at[i], scope))
			at[count++] = rows.at[i];
	return (struct row_list){ at, count };
}

static bool role_holds_on(const struct programme *programme, const struct role *role, struct day day)
{
	return role_counts(role) && counts(programme, &role->provenance) && period_has(role->from, role->until, day);
}

static bool role_of_sector(const struct programme *programme, const struct role *role, enum sector sector)
{
	const struct party *party = programme_row(programme, party, role->party);
	return party && party->kind != PARTY_EXECUTING_ORGANISATION && party_sector(party) == sector;
}

const struct role *involvement_lead(const struct programme *programme, const struct action *action, struct day day)
{
	const struct role *lead = role_lead(programme, programme_node(programme, action->id), day);
	return lead && role_holds_on(programme, lead, day) ? lead : NULL;
}

const struct role *involvement_role(const struct programme *programme, const struct action *action, enum sector sector, bool lead, struct day day)
{
	const struct role *leads = involvement_lead(programme, action, day);
	struct row_list roles = REFERRING(programme, role, node, action->id);

	if (leads && role_of_sector(programme, leads, sector))
		return leads;
	for (size_t i = 0; i < roles.count && !lead; i++)
		if (role_holds_on(programme, roles.at[i], day) && role_of_sector(programme, roles.at[i], sector))
			return roles.at[i];
	return NULL;
}

/* Meetings */

struct row_list involvement_meetings(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena)
{
	struct row_list rows = programme_rows(programme, &meeting_record);
	const void **at = arena_array(arena, const void *, rows.count);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++) {
		const struct meeting *meeting = ROW(meeting, rows, i);
		const struct node *node = row_node(programme, &meeting_record, meeting);
		if (meeting->visibility != VISIBILITY_PUBLISHED || !counts(programme, &meeting->provenance) || !meeting_held(meeting, scope->until) ||
		    !node_under(node, scope->node) || meeting_attended(programme, meeting).all == 0)
			continue;
		if (!day_known(scope->from) || (day_known(meeting->day) && day_first(meeting->day) >= day_first(scope->from)))
			at[count++] = meeting;
	}
	return (struct row_list){ at, count };
}

static void count_meetings(const struct programme *programme, const struct involvement_scope *scope, struct involvement *involvement, struct arena *arena)
{
	struct row_list meetings = involvement_meetings(programme, scope, arena);
	int64_t all = 0;

	involvement->held = (int64_t)meetings.count;
	for (size_t i = 0; i < meetings.count; i++) {
		struct attended attended = meeting_attended(programme, meetings.at[i]);
		for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
			involvement->meetings[sector].in += attended.of[sector];
			all += attended.of[sector];
		}
		involvement->executing_attended += attended.executing;
		involvement->unknown_attended += attended.unknown;
	}
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++)
		involvement->meetings[sector].of = all;
}

/* Branches */

static struct str next_branch(struct str *list)
{
	size_t comma = str_search(*list, STR(","));
	struct str one = str_trim(comma == SIZE_MAX ? *list : str_to(*list, comma));

	*list = comma == SIZE_MAX ? STR_NONE : str_from(*list, comma + 1);
	return one;
}

bool branches_meet(struct str one, struct str other)
{
	while (one.len > 0) {
		struct str branch = next_branch(&one), rest = other;
		while (branch.len > 0 && rest.len > 0)
			if (str_equal_nocase(branch, next_branch(&rest)))
				return true;
	}
	return false;
}

static bool is_from_the_sector(const struct programme *programme, const struct action *action, struct str branches, struct day day)
{
	struct row_list roles = REFERRING(programme, role, node, action->id);

	for (size_t i = 0; i < roles.count; i++) {
		const struct party *party = programme_row(programme, party, ROW(role, roles, i)->party);
		if (party && party->kind != PARTY_EXECUTING_ORGANISATION && role_holds_on(programme, roles.at[i], day) &&
		    branches_meet(party->branches, branches))
			return true;
	}
	return false;
}

/* All of it */

static void count_result(const struct programme *programme, const struct action *action, struct involvement_results *results, struct day day)
{
	enum light light = progress_of(programme, action, day, false).light;

	results->all++;
	results->done += action->status == ACTION_DONE;
	results->silent += action->status != ACTION_DONE && light == LIGHT_SILENT;
	results->on_track += action->status != ACTION_DONE && light == LIGHT_ON_TRACK;
}

static void count_action(const struct programme *programme, const struct action *action, struct involvement *involvement, struct day day)
{
	const struct role *lead = involvement_lead(programme, action, day);
	const struct party *leader = lead ? programme_row(programme, party, lead->party) : NULL;

	involvement->led_by_executing += leader && leader->kind == PARTY_EXECUTING_ORGANISATION;
	involvement->led_by_nobody += !leader;
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
		bool in = involvement_role(programme, action, (enum sector)sector, false, day) != NULL;
		involvement->role[sector].of++;
		involvement->role[sector].in += in;
		involvement->leads[sector].of++;
		involvement->leads[sector].in += involvement_role(programme, action, (enum sector)sector, true, day) != NULL;
		count_result(programme, action, in ? &involvement->with[sector] : &involvement->without[sector], day);
	}
}

struct involvement involvement_of(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena)
{
	struct involvement involvement = { 0 };
	struct row_list actions = involvement_actions(programme, scope, arena);
	struct str branches = scope->node->record == &theme_record ? ((const struct theme *)scope->node->row)->branches : STR_NONE;

	involvement.actions = (int64_t)actions.count;
	involvement.has_branches = branches.len > 0;
	for (size_t i = 0; i < actions.count; i++) {
		count_action(programme, actions.at[i], &involvement, scope->day);
		involvement.from_the_sector += branches.len > 0 && is_from_the_sector(programme, actions.at[i], branches, scope->day);
	}
	count_meetings(programme, scope, &involvement, arena);
	return involvement;
}

struct sector_share involvement_share(const struct involvement *involvement, enum involvement_measure measure)
{
	switch (measure) {
	case INVOLVEMENT_EDUCATION_ROLE:     return involvement->role[SECTOR_EDUCATION];
	case INVOLVEMENT_BUSINESS_ROLE:      return involvement->role[SECTOR_BUSINESS];
	case INVOLVEMENT_EDUCATION_LEADS:    return involvement->leads[SECTOR_EDUCATION];
	case INVOLVEMENT_BUSINESS_LEADS:     return involvement->leads[SECTOR_BUSINESS];
	case INVOLVEMENT_EDUCATION_MEETINGS: return involvement->meetings[SECTOR_EDUCATION];
	case INVOLVEMENT_BUSINESS_MEETINGS:  return involvement->meetings[SECTOR_BUSINESS];
	default:                             return (struct sector_share){ 0, 0 };
	}
}

enum aim_state involvement_aim_state(const struct programme *programme, const struct involvement_aim *aim, struct day day, struct sector_share *share)
{
	const struct node *node = id_known(aim->node) ? programme_node(programme, aim->node) : programme_root(programme);
	struct involvement_scope scope = involvement_on(node ? node : programme_root(programme), day);
	struct arena arena = { 0 };
	struct involvement involvement = involvement_of(programme, &scope, &arena);

	arena_clear(&arena);
	*share = involvement_share(&involvement, aim->measure);
	if (share->of == 0)
		return AIM_NO_DATA;
	if (share_reaches(*share, aim->percent.value))
		return AIM_REACHED;
	return day_known(aim->by) && day_last(aim->by) < day_first(day) ? AIM_MISSED : AIM_BELOW;
}
