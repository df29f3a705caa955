/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of who takes part (docs/rules.md 1, 10). */
#include "action/action.h"
#include "attention/attention.h"
#include "participation/participation.h"
#include "party/party.h"
#include "tree/tree.h"

/* What a municipality stands toward: the themes, and the actions of the programme without one. */
static bool is_part(const struct node *node)
{
	const struct action *action = node->record == &action_record ? node->row : NULL;

	return node->depth == 1 && (!action || (!action->outside && action->visibility == VISIBILITY_PUBLISHED && action_open(action)));
}

/*
 * One line for each municipality, not one for each cell of the matrix: how many of the parts of the programme nothing was recorded for. With
 * an entry on the programme as a whole there are none.
 */
static void find_unknown(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list parties = party_municipalities(search->programme, search->day, search->arena);
	struct participation_table table = participation_table(search->programme, parties, search->day, search->arena);

	for (size_t p = 0; p < parties.count && !search->over; p++) {
		const struct party *party = ROW(party, parties, p);
		const struct node *first = NULL;
		size_t unknown = 0, all = 0;

		for (size_t n = 0; n < table.nodes.count; n++) {
			const struct node *node = &table.nodes.at[n];
			if (!is_part(node))
				continue;
			all++;
			if (participation_table_entry(&table, node, p))
				continue;
			first = first ? first : node;
			unknown++;
		}
		if (!unknown)
			continue;
		if (unknown == all)
			first = programme_root(search->programme);
		attention_add(search, kind, &(struct attention){ .record = &party_record, .row = party, .node = first, .party = party->id,
			.arg = { party->name, str_format(search->arena, "%zu", unknown), str_format(search->arena, "%zu", all) },
			.address = str_format(search->arena, "/participation?party=%.*s#party", STR_ARG(party->key)) });
	}
}

static void find_undecided(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list entries = programme_rows(search->programme, &participation_record);

	for (size_t i = 0; i < entries.count && !search->over; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		const struct party *party = programme_row(search->programme, party, entry->party);
		const struct node *node = programme_node(search->programme, entry->node);

		if (entry->standing != STANDING_UNDECIDED || !party || !node || !party_exists(party, search->day) ||
		    !period_has(entry->from, entry->until, search->day))
			continue;
		attention_add(search, kind, &(struct attention){ .record = &participation_record, .row = entry, .node = node, .party = party->id,
			.since = entry->from, .by = entry->decide_by,
			.arg = { party->name, node_title(search->programme, node, search->arena) },
			.address = str_format(search->arena, "/edit/participation/%.*s#f-standing", STR_ARG(id_text(entry->id, search->arena))) });
	}
}

/* Asked only where something is known of some municipality: with nothing recorded at all the line above says so once. */
static void find_no_municipality(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list parties = party_municipalities(search->programme, search->day, search->arena);
	struct participation_table table = participation_table(search->programme, parties, search->day, search->arena);

	for (size_t n = 0; n < table.nodes.count && !search->over; n++) {
		const struct node *node = &table.nodes.at[n];
		const struct action *action = node->record == &action_record ? node->row : NULL;
		struct participation_counts counts;
		struct attention found = { .record = &action_record, .row = action, .node = node };

		if (!action || action->outside || !action_open(action) || action->status == ACTION_IDEA)
			continue;
		counts = participation_table_count(&table, node);
		if (counts.in > 0 || counts.of[STANDING_UNKNOWN] == counts.all)
			continue;
		attention_to_lead(search, &found);
		found.arg[0] = row_title(search->programme, &action_record, action, search->arena);
		found.address = str_format(search->arena, "/edit/participation/new?node=%.*s", STR_ARG(id_text(action->id, search->arena)));
		attention_add(search, kind, &found);
	}
}

const struct attention_kind participation_attention[] = {
	{ "standing_unknown", N_("Participation not known"), N_("{0}: of {1} of {2} parts of the programme it is not known whether it takes part."),
		N_("Record it"), find_unknown, false },
	{ "standing_undecided", N_("Participation not decided"), N_("{0} has not decided yet on {1}."), N_("Record the decision"),
		find_undecided, true },
	{ "action_without_municipality", N_("Action without municipality"), N_("No municipality takes part in {0}."),
		N_("Record who takes part"), find_no_municipality, false },
	ATTENTION_END
};
