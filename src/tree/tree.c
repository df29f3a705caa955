/* SPDX-License-Identifier: EUPL-1.2 */
#include "tree/tree.h"

#include "action/action.h"

/* Where a programme chose none: people are at work, and have not begun on something else. */
enum { HOUR_OF_MAIL = 9 };

const struct programme_facts *tree_facts(const struct programme *programme)
{
	static const struct programme_facts none;
	return programme->facts.count ? programme->facts.at : &none;
}

int tree_mail_hour(const struct programme *programme)
{
	const struct programme_facts *facts = tree_facts(programme);
	return facts->mail_hour.known ? (int)facts->mail_hour.value : HOUR_OF_MAIL;
}

const struct theme *tree_theme(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->record == &theme_record)
			return node->row;
	return NULL;
}

struct row_list tree_themes(const struct programme *programme, bool cross_cutting, struct arena *arena)
{
	struct row_list all = programme_rows(programme, &theme_record);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (ROW(theme, all, i)->cross_cutting == cross_cutting)
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}

struct row_list tree_actions(const struct programme *programme, const struct node *node, struct arena *arena)
{
	struct node_list nodes = programme_nodes(programme);
	const void **at = arena_array(arena, const void *, programme->actions.count);
	size_t count = 0;

	for (size_t i = 0; i < nodes.count; i++)
		if (nodes.at[i].record == &action_record && node_under(&nodes.at[i], node))
			at[count++] = nodes.at[i].row;
	return (struct row_list){ at, count };
}
