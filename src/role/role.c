/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role.h"

static bool holds(const struct role *role, struct day day)
{
	return role->state != ROLE_DECLINED && period_has(role->from, role->until, day);
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
