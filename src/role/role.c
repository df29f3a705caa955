/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role.h"

#include "party/party.h"

static bool holds(const struct role *role, struct day day)
{
	return role->state != ROLE_DECLINED && period_has(role->from, role->until, day);
}

bool role_counts(const struct role *role)
{
	return role->state == ROLE_ACCEPTED || role->state == ROLE_ON_RECORD;
}

bool role_answerable(const struct role *role)
{
	return role->state == ROLE_ASKED || role->state == ROLE_DECLINED;
}

bool role_overdue(const struct role *role, struct day day)
{
	return role->state == ROLE_ASKED && !id_known(role->referred) && day_known(role->answer_by) && day_last(role->answer_by) < day_first(day);
}

/* Nobody can speak for a sector as a whole or for a region that is no party to the programme. */
static bool has_people(const struct programme *programme, struct id id)
{
	const struct party *party = programme_row(programme, party, id);
	return party && party->kind != PARTY_SECTOR && party->kind != PARTY_EXTERNAL_REGION;
}

/* Whether another has the role in the meantime, or was asked for it. */
static bool taken_over(const struct programme *programme, const struct role *declined, struct day day)
{
	struct row_list roles = REFERRING(programme, role, node, declined->node);

	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		if (role->kind == declined->kind && role->state != ROLE_DECLINED &&
		    (!day_known(role->until) || day_last(role->until) >= day_first(day)))
			return true;
	}
	return false;
}

enum role_want role_wants(const struct programme *programme, const struct role *role, struct day day)
{
	if (!has_people(programme, role->party) || (day_known(role->until) && day_last(role->until) < day_first(day)))
		return ROLE_WANTS_NOTHING;
	if (role->state == ROLE_ASKED)
		return id_known(role->referred) ? ROLE_WAS_REFERRED : ROLE_WANTS_ANSWER;
	if (role->state == ROLE_DECLINED)
		return taken_over(programme, role, day) ? ROLE_WANTS_NOTHING : ROLE_WAS_DECLINED;
	if (!id_known(role->contact))
		return ROLE_WANTS_CONTACT;
	return role->state == ROLE_STATE_UNKNOWN ? ROLE_WANTS_ASKING : ROLE_WANTS_NOTHING;
}

const struct role *role_lead(const struct programme *programme, const struct node *node, struct day day)
{
	struct row_list roles = REFERRING(programme, role, node, node->id);

	for (size_t i = 0; i < roles.count; i++)
		if (ROW(role, roles, i)->kind == ROLE_LEAD && holds(roles.at[i], day))
			return roles.at[i];
	return NULL;
}

struct row_list role_on(const struct programme *programme, const struct node *node, enum role_kind kind, struct day day,
	struct arena *arena)
{
	struct row_list roles = REFERRING(programme, role, node, node->id);
	const void **at = arena_array(arena, const void *, roles.count);
	size_t count = 0;

	for (int together = 0; together < 2; together++)
		for (size_t i = 0; i < roles.count; i++) {
			const struct role *role = ROW(role, roles, i);
			if (role->kind == kind && role->together == together && holds(role, day))
				at[count++] = role;
		}
	return (struct row_list){ at, count };
}

struct row_list role_executors(const struct programme *programme, const struct node *node, struct day day, struct arena *arena,
	const struct node **from)
{
	for (; node; node = node->parent) {
		struct row_list executors = role_on(programme, node, ROLE_EXECUTOR, day, arena);
		if (executors.count > 0) {
			if (from)
				*from = node;
			return executors;
		}
	}
	if (from)
		*from = NULL;
	return (struct row_list){ NULL, 0 };
}

/* Holding roles on this very node: whether the party has one, of any kind or as an executor; and whether anybody executes. */
static bool holds_here(const struct programme *programme, const struct node *node, struct id party, struct day day, bool only_executor,
	bool *executed)
{
	struct row_list roles = REFERRING(programme, role, node, node->id);
	bool found = false;

	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		if (!holds(role, day))
			continue;
		*executed = *executed || role->kind == ROLE_EXECUTOR;
		found = found || (id_equal(role->party, party) && (!only_executor || role->kind == ROLE_EXECUTOR));
	}
	return found;
}

bool role_holds(const struct programme *programme, const struct node *node, struct id party, struct day day)
{
	bool executed = false;

	if (holds_here(programme, node, party, day, false, &executed))
		return true;
	while (!executed && (node = node->parent) != NULL)
		if (holds_here(programme, node, party, day, true, &executed))
			return true;
	return false;
}

struct row_list role_of_party(const struct programme *programme, struct id party, struct day day, struct arena *arena)
{
	struct node_list nodes = programme_nodes(programme);
	const void **at = arena_array(arena, const void *, programme->roles.count);
	size_t count = 0;

	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list roles = REFERRING(programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++)
			if (id_equal(ROW(role, roles, i)->party, party) && holds(roles.at[i], day))
				at[count++] = roles.at[i];
	}
	return (struct row_list){ at, count };
}

struct row_list role_asked_of(const struct programme *programme, struct id person, struct day day, struct arena *arena)
{
	struct node_list nodes = programme_nodes(programme);
	const void **at = arena_array(arena, const void *, programme->roles.count);
	size_t count = 0;

	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list roles = REFERRING(programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++) {
			const struct role *role = ROW(role, roles, i);
			bool ended = day_known(role->until) && day_last(role->until) < day_first(day);
			if (id_known(person) && id_equal(role->contact, person) && day_known(role->asked_on) && !ended &&
			    (role_answerable(role) || role->state == ROLE_ACCEPTED))
				at[count++] = role;
		}
	}
	return (struct row_list){ at, count };
}
