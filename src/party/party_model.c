/* SPDX-License-Identifier: EUPL-1.2 */
#include "party/party_model.h"

#include "role/role_model.h"
#include "tree/tree.h"

bool party_may_add(const struct request *req)
{
	return !day_known(req->known) && (access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) ||
		access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL));
}

struct str party_page_of(const struct request *req, const struct record *record, const void *row)
{
	return request_address(req, row_address(req->programme, record, row, req->arena));
}

struct str party_fill(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

struct str party_number(const struct request *req, size_t number)
{
	return str_format(req->arena, "%zu", number);
}

/* Roles the party holds on the day on nodes that this reader sees. */
struct row_list party_roles_seen(const struct request *req, const struct party *party)
{
	struct row_list roles = role_of_party(req->programme, party->id, req->day, req->arena);
	const void **at = arena_array(req->arena, const void *, roles.count);
	size_t count = 0;

	for (size_t i = 0; i < roles.count; i++)
		if (access_sees(req->programme, req->person, &role_record, roles.at[i], req->day))
			at[count++] = roles.at[i];
	return (struct row_list){ at, count };
}

const struct participation *party_entry(const struct request *req, const struct party *party, const struct node *node)
{
	return participation_effective(req->programme, party->id, node, req->day);
}

/* Nodes of the tree that belong to the programme and that this reader sees. */
bool party_counts_node(const struct request *req, const struct node *node)
{
	return !participation_outside(node) && participation_sees(req, node);
}

struct party_themes party_themes(const struct request *req, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct party_themes themes = { 0 };

	for (size_t i = 0; i < nodes.count; i++) {
		const struct participation *entry;
		if (nodes.at[i].record != &theme_record)
			continue;
		entry = party_entry(req, party, &nodes.at[i]);
		themes.all++;
		themes.known += entry != NULL;
		themes.in += participation_standing(entry) == STANDING_PARTICIPATES;
	}
	return themes;
}
