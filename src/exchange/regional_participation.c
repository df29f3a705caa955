/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Participation of regional-programme/1: the entries themselves, membership of an organisation, and what a list of municipalities
 * beside an action says that the entries above it do not.
 */
#include "exchange/regional.h"

#include <stdlib.h>

#include "action/action.h"
#include "participation/participation.h"
#include "party/party.h"
#include "tree/tree.h"

static const struct word scopes[] = {
	{ "", "" }, { "programme", "" }, { "theme", "" }, { "topic", "" }, { "action", "" }, { "executor", "" },
};
const struct words scope_words = WORDS_OF(scopes);

enum mode { MODE_NONE, MODE_PARTICIPATES, MODE_ALSO, MODE_JOINS, MODE_DOES_NOT, MODE_UNDECIDED, MODE_OBSERVER, MODE_PARTIAL };
static const struct word modes[] = {
	{ "", "" }, { "participates", "" }, { "also_oriented_to", "" }, { "joins_other_region", "" }, { "does_not_participate", "" },
	{ "undecided", "" }, { "observer", "" }, { "partial", "" },
};
static const struct words mode_words = WORDS_OF(modes);

static const enum standing standings[] = {
	[MODE_NONE] = STANDING_UNKNOWN, [MODE_PARTICIPATES] = STANDING_PARTICIPATES, [MODE_ALSO] = STANDING_PARTICIPATES,
	[MODE_JOINS] = STANDING_JOINS_OTHER_REGION, [MODE_DOES_NOT] = STANDING_DOES_NOT_PARTICIPATE,
	[MODE_UNDECIDED] = STANDING_UNDECIDED, [MODE_OBSERVER] = STANDING_OBSERVER,
	[MODE_PARTIAL] = STANDING_UNDECIDED,    /* in which parts is not known: to be worked out per topic */
};

static const struct key_of keys[] = {
	{ "node", "scope_id" }, { "standing", "mode" }, { "from", "valid_from" }, { "until", "valid_to" },
	{ "also_oriented_to", "counterpart" }, { "organisation", "scope_id" }, { "partial", "mode" }, { NULL, NULL },
};

struct id regional_scoped(struct item *item, enum scope scope)
{
	struct reader *reader = item->reader;
	struct str     id = item_text(item, "scope_id");

	switch (scope) {
	case SCOPE_PROGRAMME:
		if (str_equal(id, reader->report->key))
			return reader->programme;
		reader_fault(reader, item_place(item, "scope_id"), N_("This programme is “{0}”, not “{1}”."), reader->report->key, id);
		return ID_NONE;
	case SCOPE_THEME:
		return item_id(item, "scope_id", &reader->themes);
	case SCOPE_TOPIC:
		return item_id(item, "scope_id", &reader->topics);
	case SCOPE_ACTION:
		return item_id(item, "scope_id", &reader->actions);
	default:
		return ID_NONE;
	}
}

static void read_membership(struct item *item, enum mode mode)
{
	struct reader    *reader = item->reader;
	struct membership membership = {
		.id = id_new(),
		.party = item_id(item, "party", &reader->parties),
		.organisation = item_id(item, "scope_id", &reader->parties),
		.partial = mode == MODE_PARTIAL,
		.from = item_day(item, "valid_from"),
		.until = item_day(item, "valid_to"),
		.provenance = item_provenance(item, keys),
	};

	item_value(item, "counterpart");
	if (mode != MODE_PARTICIPATES && mode != MODE_PARTIAL)
		reader_fault(reader, item_place(item, "mode"),
			N_("A party belongs to an organisation, “participates”, or belongs to parts of it, “partial”; else leave the entry out."),
			STR_NONE, STR_NONE);
	else
		reader_add(reader, &membership_record, &membership, item->place, keys);
}

/* The region it is also oriented to has to be named; that of a party that joins another region is asked for by the record. */
static void read_counterpart(struct item *item, enum mode mode, struct participation *entry)
{
	struct id counterpart = item_id(item, "counterpart", &item->reader->parties);

	if (mode != MODE_ALSO) {
		entry->counterpart = counterpart;
	} else if (id_known(counterpart)) {
		entry->also_oriented_to = (struct ids){ arena_copy(item->reader->arena, &counterpart, sizeof counterpart), 1 };
	} else {
		reader_fault(item->reader, item_place(item, "counterpart"), N_("Name the region it is also oriented to."), STR_NONE, STR_NONE);
	}
}

static void read_entry(struct item *item, enum scope scope, enum mode mode)
{
	struct reader       *reader = item->reader;
	struct participation entry = {
		.id = id_new(),
		.party = item_id(item, "party", &reader->parties),
		.node = regional_scoped(item, scope),
		.standing = standings[mode],
		.from = item_day(item, "valid_from"),
		.until = item_day(item, "valid_to"),
		.reason = item_text(item, "reason"),
		.decision = item_text(item, "decision"),
		.decided_by = item_text(item, "decided_by"),
		.decide_by = item_day(item, "decide_by"),
		.internal = item_text(item, "internal"),
		.provenance = item_provenance(item, keys),
	};

	read_counterpart(item, mode, &entry);
	if (mode == MODE_PARTIAL)
		entry.reason = reader_line(reader, entry.reason, reader_words(reader,
			"Doet niet in alle onderdelen mee; in welke wel is niet bekend.", "Takes part in some parts only; in which is not known."));
	reader_add(reader, &participation_record, &entry, item->place, keys);
}

static void read_entries(struct item *file)
{
	struct list list = item_list(file, "participation");
	struct item item;

	for (size_t i = 0; i < list.count; i++) {
		enum scope scope;
		enum mode  mode;

		if (!item_open(file->reader, list_entry(file->reader, &list, i), &item))
			continue;
		scope = (enum scope)item_word(&item, "scope", &scope_words);
		mode = (enum mode)item_word(&item, "mode", &mode_words);
		if (scope == SCOPE_NONE)
			item_missing(&item, "scope");
		else if (scope == SCOPE_EXECUTOR)
			read_membership(&item, mode);
		else
			read_entry(&item, scope, mode);
		item_close(&item);
	}
}

/*
 * The list of municipalities beside an action.
 */

/* The days from and until which the action runs, as far as the programme goes: what holds after it says nothing about the list. */
static void days_of(const struct reader *reader, const struct action *action, int32_t *first, int32_t *last)
{
	const struct programme_facts *facts = tree_facts(reader->draft);
	int32_t end = day_last(facts->last);

	if (day_known(facts->last) && day_known(facts->horizon) && day_last(facts->horizon) > end)
		end = day_last(facts->horizon);
	*first = day_first(day_known(action->start) ? action->start : facts->first);
	*last = day_last(action->last) < end ? day_last(action->last) : end;
	if (*last < *first)
		*last = *first;
}

static int by_number(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
	return (left > right) - (left < right);
}

/* The days on which the party's standing toward the action may change, in order: the first, and where an entry begins or has ended. */
static size_t days_of_change(const struct reader *reader, struct row_list entries, int32_t first, int32_t last, int32_t **days)
{
	size_t count = 1;

	*days = arena_array(reader->arena, int32_t, entries.count * 2 + 1);
	(*days)[0] = first;
	for (size_t i = 0; i < entries.count; i++) {
		int32_t from = day_first(ROW(participation, entries, i)->from), until = day_last(ROW(participation, entries, i)->until);
		if (from > first && from <= last)
			(*days)[count++] = from;
		if (until >= first && until < last)
			(*days)[count++] = until + 1;
	}
	qsort(*days, count, sizeof **days, by_number);
	return count;
}

static bool takes_part(const struct reader *reader, struct id party, const struct action *action, int32_t day)
{
	const struct node *node = programme_node(reader->draft, action->id);

	return participation_standing(participation_effective(reader->draft, party, node->parent, day_of_number(day))) ==
	       STANDING_PARTICIPATES;
}

static bool has_own_entry(const struct reader *reader, struct id party, struct id node)
{
	struct row_list entries = REFERRING(reader->draft, participation, node, node);

	for (size_t i = 0; i < entries.count; i++)
		if (id_equal(ROW(participation, entries, i)->party, party))
			return true;
	return false;
}

static void add_entry(struct reader *reader, const struct participation *entry, struct str place)
{
	struct participation full = *entry;

	full.id = id_new();
	if (full.standing == STANDING_DOES_NOT_PARTICIPATE)
		full.reason = reader_words(reader, "Staat niet bij de gemeenten die de bron voor dit actiepunt noemt.",
			"Is not among the municipalities that the source names for this action.");
	reader_add(reader, &participation_record, &full, place, whole);
}

/*
 * Adds an entry on the action for each time in which the entries above say otherwise than the list: a listed party that does not
 * take part there, one that is not listed and does.
 */
static void add_entries(struct reader *reader, const struct action *action, struct id party, struct participation entry,
	struct str place)
{
	bool            listed = entry.standing == STANDING_PARTICIPATES, open = false;
	struct row_list entries = REFERRING(reader->draft, participation, party, party);
	int32_t         first, last, *days;
	size_t          count;

	days_of(reader, action, &first, &last);
	count = days_of_change(reader, entries, first, last, &days);
	for (size_t i = 0; i < count; i++) {
		bool otherwise = takes_part(reader, party, action, days[i]) != listed;

		if (otherwise && !open)
			entry.from = i ? day_of_number(days[i]) : action->start;
		if (!otherwise && open) {
			entry.until = day_of_number(days[i] - 1);
			add_entry(reader, &entry, place);
		}
		open = otherwise;
	}
	entry.until = action->last;
	if (open)
		add_entry(reader, &entry, place);
}

static void read_list(struct item *item, const struct action *action)
{
	struct reader       *reader = item->reader;
	struct list          list = item_list(item, "municipalities");
	bool                 stated = !item_inferred(item, "municipalities");
	struct ids           listed = item_ids(item, "municipalities", &reader->parties);
	struct participation entry = { .node = action->id, .standing = STANDING_PARTICIPATES, .provenance = {
		.source = action->provenance.source, .certainty = stated ? action->provenance.certainty : CERTAINTY_INFERRED } };

	for (size_t i = 0; i < listed.count && listed.count == list.count; i++) {
		entry.party = listed.at[i];
		if (!has_own_entry(reader, entry.party, action->id))
			add_entries(reader, action, entry.party, entry, list_entry(reader, &list, i).place);
	}
	entry.standing = STANDING_DOES_NOT_PARTICIPATE;
	entry.provenance.certainty = CERTAINTY_INFERRED;
	for (size_t i = 0; stated && i < reader->parties.list.count; i++) {
		const struct party *party = programme_row(reader->draft, party, reader->parties.at[i].id);

		if (!party || party->kind != PARTY_MUNICIPALITY || ids_have(listed, party->id))
			continue;
		entry.party = party->id;
		if (!has_own_entry(reader, entry.party, action->id))
			add_entries(reader, action, entry.party, entry, item_place(item, "municipalities"));
	}
}

void regional_participation(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->actions;
	struct item         item;

	read_entries(file);
	for (size_t i = 0; i < names->list.count; i++) {
		const struct action *action = programme_row(reader->draft, action, names->at[i].id);

		if (!action || !names_open(reader, names, i, &item) || !item_said(&item, "municipalities"))
			continue;
		/* With faults in the tree or the entries the rest would only follow from those. */
		if (reader->faults->count == reader->before)
			read_list(&item, action);
		else
			item_ids(&item, "municipalities", &reader->parties);
	}
}
