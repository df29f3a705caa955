/* SPDX-License-Identifier: EUPL-1.2 */
#include "goal/goal.h"

#include "action/action.h"
#include "tree/tree.h"

static const struct field fields[] = {
	FIELD(goal, node, .label = N_("Of"), .hint = N_("The programme, a theme or a topic."), .refers_to = "node", .required = true, .indexed = true),
	FIELD(goal, text, .label = N_("Goal"), .hint = N_("What will be different when it is reached? So that anyone can tell."), .required = true, .lines = true, .max = 1000, .search = true),
	FIELD(goal, position, .label = N_("Place in the order"), .max = 1000, .rare = true),
	PROVENANCE_FIELDS(goal),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct goal *)row)->text;
}

/* Goals have no page of their own: the vision names them all. */
static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/vision#%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct node *node = programme_node(programme, ((const struct goal *)row)->node);

	if (node && node->record == &action_record)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "node",
			.message = N_("A goal belongs to the programme, a theme or a topic. An action names the goals it serves.") });
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct goal *left = a, *right = b;
	int place = count_compare(left->position, right->position);

	return place ? place : id_compare(left->id, right->id);
}

const struct record goal_record = RECORD(goal, goals, fields,
	.label = N_("Goal"), .plural = N_("Goals"), .title = title, .address = address, .check = check, .compare = compare,
	.provenance = offsetof(struct goal, provenance));

struct row_list goal_actions(const struct programme *programme, struct id goal, struct arena *arena)
{
	struct row_list all = programme_rows(programme, &action_record);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (ids_have(ROW(action, all, i)->goals, goal))
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}
