/* SPDX-License-Identifier: EUPL-1.2 */
#include "participation/participation.h"

#include <string.h>

#include "action/action.h"
#include "party/party.h"
#include "tree/tree.h"

const struct participation *participation_own(const struct programme *programme, struct id party, struct id node, struct day day)
{
	struct row_list entries = REFERRING(programme, participation, node, node);

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		if (id_equal(entry->party, party) && period_has(entry->from, entry->until, day))
			return entry;
	}
	return NULL;
}

const struct participation *participation_effective(const struct programme *programme,
	struct id party, const struct node *node, struct day day)
{
	for (; node; node = node->parent) {
		const struct participation *entry = participation_own(programme, party, node->id, day);
		if (entry)
			return entry;
	}
	return NULL;
}

enum standing participation_standing(const struct participation *entry)
{
	return entry ? entry->standing : STANDING_UNKNOWN;
}

/* The next day after `day` on which something that decides for the party may be otherwise; DAY_AFTER_ALL: none. */
static int32_t next_turn(const struct programme *programme, const struct party *party, const struct node *node, int32_t day)
{
	int32_t next = DAY_AFTER_ALL;

	if (day_first(party->first) > day)
		next = day_first(party->first);
	if (day_last(party->last) >= day && day_last(party->last) < next)
		next = day_last(party->last) + 1;
	for (; node; node = node->parent) {
		struct row_list entries = REFERRING(programme, participation, node, node->id);
		for (size_t i = 0; i < entries.count; i++) {
			const struct participation *entry = ROW(participation, entries, i);
			int32_t from = day_first(entry->from), until = day_last(entry->until);
			if (!id_equal(entry->party, party->id))
				continue;
			if (from > day && from < next)
				next = from;
			if (until >= day && until < next)
				next = until + 1;
		}
	}
	return next;
}

int32_t participation_days(const struct programme *programme, const struct party *party, const struct node *node,
	int32_t first, int32_t last)
{
	int32_t days = 0;

	for (int32_t day = first, next; day <= last; day = next) {
		struct day now = day_of_number(day);
		next = next_turn(programme, party, node, day);
		if (next > last)
			next = last + 1;
		if (party_exists(party, now) &&
		    participation_standing(participation_effective(programme, party->id, node, now)) == STANDING_PARTICIPATES)
			days += next - day;
	}
	return days;
}

bool participation_explicit(const struct participation *entry, const struct node *node)
{
	return entry && id_equal(entry->node, node->id);
}

const struct participation *participation_overlap(const struct programme *programme, struct id party, struct id node,
	struct day from, struct day until, struct id except)
{
	struct row_list entries = REFERRING(programme, participation, node, node);

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		if (id_equal(entry->party, party) && !id_equal(entry->id, except) &&
		    period_overlaps(entry->from, entry->until, from, until))
			return entry;
	}
	return NULL;
}

struct participation_counts participation_count(const struct programme *programme, const struct node *node, struct day day,
	struct arena *arena)
{
	struct row_list municipalities = party_municipalities(programme, day, arena);
	struct participation_counts counts = { .all = municipalities.count };

	for (size_t i = 0; i < municipalities.count; i++) {
		enum standing standing = participation_standing(
			participation_effective(programme, row_id(municipalities.at[i]), node, day));
		counts.of[standing]++;
		counts.in += standing == STANDING_PARTICIPATES;
	}
	return counts;
}

struct participation_share participation_in_actions(const struct programme *programme, struct id party,
	const struct node *node, struct day day, struct arena *arena)
{
	struct row_list actions = tree_actions(programme, node, arena);
	struct participation_share share = { 0 };

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside || action->visibility != VISIBILITY_PUBLISHED)
			continue;
		share.all++;
		share.in += participation_standing(participation_effective(programme, party,
			programme_node(programme, action->id), day)) == STANDING_PARTICIPATES;
	}
	return share;
}

static size_t place_of(const struct participation_table *table, const struct node *node)
{
	return (size_t)(node - table->nodes.at);
}

/* The entries on the node itself, over what was handed down. */
static void own_entries(const struct programme *programme, struct row_list parties, const struct node *node, struct day day,
	const struct participation **row)
{
	struct row_list entries = REFERRING(programme, participation, node, node->id);

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		if (!period_has(entry->from, entry->until, day))
			continue;
		for (size_t p = 0; p < parties.count; p++)
			if (id_equal(row_id(parties.at[p]), entry->party) && !participation_explicit(row[p], node))
				row[p] = entry;
	}
}

struct participation_table participation_table(const struct programme *programme, struct row_list parties, struct day day,
	struct arena *arena)
{
	struct participation_table table = { .nodes = programme_nodes(programme), .parties = parties };
	const struct participation **entry = arena_array(arena, const struct participation *, table.nodes.count * parties.count);

	/* A node comes after its parent. */
	for (size_t n = 0; n < table.nodes.count; n++) {
		const struct node *node = &table.nodes.at[n];
		const struct participation **row = entry + n * parties.count;
		if (node->parent && parties.count > 0)
			memcpy(row, entry + place_of(&table, node->parent) * parties.count, parties.count * sizeof *row);
		own_entries(programme, parties, node, day, row);
	}
	table.entry = entry;
	return table;
}

const struct participation *participation_table_entry(const struct participation_table *table, const struct node *node, size_t party)
{
	return table->entry[place_of(table, node) * table->parties.count + party];
}

struct participation_counts participation_table_count(const struct participation_table *table, const struct node *node)
{
	struct participation_counts counts = { 0 };

	for (size_t p = 0; p < table->parties.count; p++) {
		enum standing standing = participation_standing(participation_table_entry(table, node, p));
		if (ROW(party, table->parties, p)->kind != PARTY_MUNICIPALITY)
			continue;
		counts.all++;
		counts.of[standing]++;
		counts.in += standing == STANDING_PARTICIPATES;
	}
	return counts;
}

struct participation_share participation_table_in_actions(const struct participation_table *table, const struct node *node,
	size_t party)
{
	struct participation_share share = { 0 };

	/* What lies below a node comes right after it. */
	for (size_t n = place_of(table, node); n < table->nodes.count; n++) {
		const struct node *below = &table->nodes.at[n];
		const struct action *action = below->record == &action_record ? below->row : NULL;
		if (below != node && below->depth <= node->depth)
			break;
		if (!action || action->outside || action->visibility != VISIBILITY_PUBLISHED)
			continue;
		share.all++;
		share.in += participation_standing(participation_table_entry(table, below, party)) == STANDING_PARTICIPATES;
	}
	return share;
}

struct participation_reason participation_why(const struct programme *programme, struct id party, const struct node *node,
	struct day day)
{
	const struct participation *entry = participation_effective(programme, party, node, day);

	if (!entry)
		return (struct participation_reason){ 0 };
	return (struct participation_reason){ entry, programme_node(programme, entry->node), !participation_explicit(entry, node) };
}

/* What people call the node in an address, before anything else has that name too. */
static struct str node_name(const struct programme *programme, const struct node *node)
{
	if (node == programme_root(programme))
		return STR("programme");
	if (node->record == &theme_record)
		return ((const struct theme *)node->row)->key;
	if (node->record == &topic_record)
		return ((const struct topic *)node->row)->key;
	return ((const struct action *)node->row)->number;
}

const struct node *participation_address_node(const struct programme *programme, struct str part)
{
	const struct theme *theme = programme_by_key(programme, &theme_record, part);
	const struct topic *topic = programme_by_key(programme, &topic_record, part);
	const struct action *action = action_by_number(programme, part);
	struct id id;

	if (str_is(part, "programme"))
		return programme_root(programme);
	if (theme && programme_node(programme, theme->id))
		return programme_node(programme, theme->id);
	if (topic)
		return programme_node(programme, topic->id);
	if (action)
		return programme_node(programme, action->id);
	return id_parse(part, &id) && id_known(id) ? programme_node(programme, id) : NULL;
}

struct str participation_address_name(const struct programme *programme, const struct node *node, struct arena *arena)
{
	struct str name = node_name(programme, node);

	/* A topic may have the key of a theme: its id tells them apart. */
	if (name.len == 0 || participation_address_node(programme, name) != node)
		return id_text(node->id, arena);
	return name;
}

struct str participation_address(const struct programme *programme, const struct party *party, const struct node *node,
	struct arena *arena)
{
	return str_format(arena, "/participation/%.*s/%.*s", STR_ARG(party->key),
		STR_ARG(participation_address_name(programme, node, arena)));
}
