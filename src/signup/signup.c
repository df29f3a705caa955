/* SPDX-License-Identifier: EUPL-1.2 */
#include "signup/signup.h"

#include "party/party.h"
#include "tree/tree.h"

enum signup_phase signup_phase(const struct signup_round *round, struct day day)
{
	int32_t on = day_first(day);

	if (!day_known(round->sent) || day_first(round->sent) > on)
		return SIGNUP_PREPARED;
	if (day_known(round->closed) && day_first(round->closed) <= on)
		return SIGNUP_CLOSED;
	if (day_known(round->offered) && day_first(round->offered) <= on)
		return SIGNUP_ANSWERING;
	return day_last(round->reactions_due) >= on ? SIGNUP_REACTIONS : SIGNUP_FINAL_OFFER;
}

struct day signup_due(const struct signup_round *round, enum signup_phase phase)
{
	switch (phase) {
	case SIGNUP_REACTIONS:   return round->reactions_due;
	case SIGNUP_FINAL_OFFER: return round->final_due;
	case SIGNUP_ANSWERING:   return round->answers_due;
	default:                 return DAY_UNKNOWN;
	}
}

struct day signup_from(const struct signup_round *round)
{
	return day_known(round->from) || !round->year.known ? round->from : day_make((int)round->year.value, 1, 1);
}

bool signup_asks(const struct programme *programme, const struct signup_round *round, struct id party)
{
	const struct party *row = programme_row(programme, party, party);

	return row && row->kind == PARTY_MUNICIPALITY && (round->parties.count == 0 || ids_have(round->parties, party)) &&
	       period_overlaps(row->first, row->last, signup_from(round), round->until);
}

struct row_list signup_parties(const struct programme *programme, const struct signup_round *round, struct arena *arena)
{
	struct row_list parties = programme_rows(programme, &party_record);
	const void **at = arena_array(arena, const void *, parties.count);
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++)
		if (signup_asks(programme, round, row_id(parties.at[i])))
			at[count++] = parties.at[i];
	return (struct row_list){ at, count };
}

struct row_list signup_offers(const struct programme *programme, const struct signup_round *round, struct arena *arena)
{
	struct row_list offers = REFERRING(programme, signup_offer, round, round->id);
	return (struct row_list){ arena_copy(arena, offers.at, offers.count * sizeof *offers.at), offers.count };
}

static bool offered(const struct signup_round *round, struct day day)
{
	return day_known(round->offered) && day_first(round->offered) <= day_first(day);
}

struct str signup_offer_text(const struct signup_round *round, const struct signup_offer *offer, struct day day)
{
	return offered(round, day) && offer->offer.len > 0 ? offer->offer : offer->concept;
}

struct str signup_offer_asks(const struct signup_round *round, const struct signup_offer *offer, struct day day)
{
	return offered(round, day) && offer->asks.len > 0 ? offer->asks : offer->concept_asks;
}

const struct signup_answer *signup_answer_of(const struct programme *programme, const struct signup_offer *offer, struct id party, struct day day)
{
	struct row_list answers = REFERRING(programme, signup_answer, offer, offer->id);

	for (size_t i = 0; i < answers.count; i++) {
		const struct signup_answer *answer = ROW(signup_answer, answers, i);
		if (id_equal(answer->party, party) && day_first(answer->day) <= day_first(day))
			return answer;
	}
	return NULL;
}

bool signup_open(const struct signup_answer *answer)
{
	return !answer || answer->outcome == SIGNUP_OPEN;
}

struct row_list signup_reactions_of(const struct programme *programme, const struct signup_round *round, struct id party, struct arena *arena)
{
	struct row_list reactions = REFERRING(programme, signup_reaction, round, round->id);
	const void **at = arena_array(arena, const void *, reactions.count);
	size_t count = 0;

	for (size_t i = 0; i < reactions.count; i++)
		if (id_equal(ROW(signup_reaction, reactions, i)->party, party))
			at[count++] = reactions.at[i];
	return (struct row_list){ at, count };
}

/* Costs */

/* The offer of the round that a node falls under: its own, else that of the nearest node above. */
static const struct signup_offer *offer_above(struct row_list offers, const struct node *node)
{
	for (; node; node = node->parent)
		for (size_t i = 0; i < offers.count; i++)
			if (id_equal(ROW(signup_offer, offers, i)->node, node->id))
				return offers.at[i];
	return NULL;
}

struct row_list signup_lines(const struct programme *programme, const struct signup_round *round, const struct signup_offer *offer, struct arena *arena)
{
	struct row_list offers = REFERRING(programme, signup_offer, round, round->id);
	const struct node *node = programme_node(programme, offer->node);
	struct row_list lines = node && round->year.known ? money_lines(programme, node, (int32_t)round->year.value, arena) : (struct row_list){ NULL, 0 };
	const void **at = arena_array(arena, const void *, lines.count);
	size_t count = 0;

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		if (line->key != KEY_OTHER_SOURCE && !line->in_kind && offer_above(offers, programme_node(programme, line->node)) == offer)
			at[count++] = line;
	}
	return (struct row_list){ at, count };
}

static enum standing standing_of(const struct signup_answer *answer)
{
	switch (answer->outcome) {
	case SIGNUP_JOINS:
	case SIGNUP_JOINS_UP_TO:   return STANDING_PARTICIPATES;
	case SIGNUP_DOES_NOT_JOIN: return STANDING_DOES_NOT_PARTICIPATE;
	case SIGNUP_OTHER_REGION:  return STANDING_JOINS_OTHER_REGION;
	default:                   return STANDING_UNDECIDED;
	}
}

/* An entry of the party on the node in the way of what holds from the round's first day. What began earlier ends on the day before; else it is taken away. */
static void make_way(struct programme *draft, const struct programme *programme, const struct signup_round *round, struct id party, struct id node)
{
	struct row_list entries = REFERRING(programme, participation, party, party);
	struct day from = signup_from(round);

	for (size_t i = 0; i < entries.count; i++) {
		struct participation entry = *ROW(participation, entries, i);
		if (!id_equal(entry.node, node) || !period_overlaps(entry.from, entry.until, from, round->until))
			continue;
		if (day_first(entry.from) < day_first(from) && day_exact(from)) {
			entry.until = day_add(from, -1);
			programme_put(draft, &participation_record, &entry);
		} else {
			programme_remove(draft, &participation_record, entry.id);
		}
	}
}

/* A scratch copy in which everybody stands as answered, and who is open joins or does not. */
static struct programme *supposed(const struct programme *programme, const struct signup_round *round, const struct signup_table *table, bool join)
{
	struct programme *draft = programme_draft(programme);

	for (size_t o = 0; o < table->offers.count; o++)
		for (size_t p = 0; p < table->parties.count; p++) {
			const struct signup_cell *cell = signup_cell(table, o, p);
			/* An id that no entry has: none is made at that moment, which is the last there is. */
			struct participation entry = { .id = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, [8] = (uint8_t)(o >> 8), [9] = (uint8_t)o,
				[10] = (uint8_t)(p >> 8), [11] = (uint8_t)p } }, .node = ROW(signup_offer, table->offers, o)->node, .party = row_id(table->parties.at[p]), .from = signup_from(round), .until = round->until,
				.standing = !cell->open ? standing_of(cell->answer) : join ? STANDING_PARTICIPATES : STANDING_DOES_NOT_PARTICIPATE };

			make_way(draft, programme, round, entry.party, entry.node);
			programme_put(draft, &participation_record, &entry);
		}
	return draft;
}

static struct money *side(struct signup_money *both, bool join)
{
	return join ? &both->all_join : &both->none_join;
}

static void add(struct money *sum, struct money more)
{
	sum->cents += more.cents;
	sum->known = sum->known && more.known;
}

struct building {
	const struct programme    *programme;
	const struct signup_round *round;
	struct arena              *arena;
	struct signup_table        table;
	struct signup_cell        *cell;
	struct signup_money       *offer, *party;
};

/* Adds one line to the cells of its offer; with nobody in it nobody pays, and nothing is shared. */
static void add_line(struct building *building, struct programme *draft, size_t offer, const struct budget_line *line, bool join)
{
	struct share_list shares = money_share(draft, line, building->arena);
	struct signup_cell *cells = &building->cell[offer * building->table.parties.count];

	if (shares.state == SHARE_NO_PAYER)
		return;
	if (shares.state != SHARE_DONE) {
		building->table.unknown = true;
		side(&building->offer[offer], join)->known = false;
		for (size_t s = 0; s < shares.count; s++)
			for (size_t p = 0; p < building->table.parties.count; p++)
				if (id_equal(shares.at[s].party->id, row_id(building->table.parties.at[p])))
					side(&cells[p].share, join)->known = false;
		return;
	}
	add(side(&building->offer[offer], join), shares.amount);
	for (size_t s = 0; s < shares.count; s++)
		for (size_t p = 0; p < building->table.parties.count; p++)
			if (id_equal(shares.at[s].party->id, row_id(building->table.parties.at[p])))
				add(side(&cells[p].share, join), shares.at[s].amount);
}

static void share_out(struct building *building, bool join)
{
	struct programme *draft = supposed(building->programme, building->round, &building->table, join);

	for (size_t o = 0; o < building->table.offers.count; o++) {
		struct row_list lines = signup_lines(building->programme, building->round, building->table.offers.at[o], building->arena);
		for (size_t i = 0; i < lines.count; i++)
			add_line(building, draft, o, lines.at[i], join);
	}
	programme_discard(draft);
}

/* By how much the worse of the two goes above what was promised at most. */
static struct money over(const struct signup_cell *cell)
{
	int64_t all = cell->share.all_join.known ? cell->share.all_join.cents : 0, none = cell->share.none_join.known ? cell->share.none_join.cents : 0;
	int64_t worse = all > none ? all : none;

	if (!cell->answer || cell->answer->outcome != SIGNUP_JOINS_UP_TO || !cell->answer->up_to.known || worse <= cell->answer->up_to.cents)
		return (struct money){ 0 };
	return (struct money){ worse - cell->answer->up_to.cents, true };
}

static void sum_up(struct building *building)
{
	struct signup_table *table = &building->table;

	for (size_t o = 0; o < table->offers.count; o++) {
		for (size_t p = 0; p < table->parties.count; p++) {
			struct signup_cell *cell = &building->cell[o * table->parties.count + p];
			cell->over = over(cell);
			building->party[p].all_join.cents += cell->share.all_join.known ? cell->share.all_join.cents : 0;
			building->party[p].none_join.cents += cell->share.none_join.known ? cell->share.none_join.cents : 0;
		}
		table->whole.all_join.cents += building->offer[o].all_join.cents;
		table->whole.none_join.cents += building->offer[o].none_join.cents;
	}
}

struct signup_table signup_table(const struct programme *programme, const struct signup_round *round, struct day day, struct arena *arena)
{
	struct building building = { .programme = programme, .round = round, .arena = arena };
	struct signup_table *table = &building.table;
	const struct money nothing = { 0, true };

	table->offers = signup_offers(programme, round, arena);
	table->parties = signup_parties(programme, round, arena);
	table->cell = building.cell = arena_array(arena, struct signup_cell, table->offers.count * table->parties.count);
	table->offer = building.offer = arena_array(arena, struct signup_money, table->offers.count);
	table->party = building.party = arena_array(arena, struct signup_money, table->parties.count);
	table->whole = (struct signup_money){ nothing, nothing };
	for (size_t p = 0; p < table->parties.count; p++)
		building.party[p] = table->whole;
	for (size_t o = 0; o < table->offers.count; o++) {
		building.offer[o] = table->whole;
		for (size_t p = 0; p < table->parties.count; p++) {
			struct signup_cell *cell = &building.cell[o * table->parties.count + p];
			cell->answer = signup_answer_of(programme, table->offers.at[o], row_id(table->parties.at[p]), day);
			cell->open = signup_open(cell->answer);
			cell->share = table->whole;
		}
	}
	share_out(&building, true);
	share_out(&building, false);
	sum_up(&building);
	return building.table;
}

const struct signup_cell *signup_cell(const struct signup_table *table, size_t offer, size_t party)
{
	return &table->cell[offer * table->parties.count + party];
}

/* What becomes of it */

/* In words, as an entry of participation keeps it: the decision on record, its reference, or what was written. */
static struct str decision_words(const struct programme *programme, const struct signup_answer *answer, struct arena *arena)
{
	const struct decision *decision = programme_row(programme, decision, answer->decision);
	const struct body *body = decision ? programme_row(programme, body, decision->body) : NULL;

	if (!decision)
		return answer->reference;
	return str_format(arena, "%.*s, %.*s%s%.*s", STR_ARG(body ? body->name : STR("?")), STR_ARG(day_text(decision->day, arena)),
		decision->reference.len > 0 ? ", " : "", STR_ARG(decision->reference));
}

static struct str reason_of(const struct signup_round *round, const struct signup_answer *answer, struct arena *arena)
{
	struct str parts[3] = { round->title, answer->remark, STR_NONE };
	size_t count = answer->remark.len > 0 ? 2 : 1;

	/* The amount as figures: the entry is read in every language. */
	if (answer->up_to.known)
		parts[count++] = str_format(arena, "≤ € %.*s", STR_ARG(money_text(answer->up_to, arena)));
	return str_to(str_join(arena, parts, count, STR("; ")), 1000);
}

static void find_in_way(const struct programme *programme, struct signup_entry *made)
{
	struct row_list entries = REFERRING(programme, participation, party, made->entry.party);

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		if (!id_equal(entry->node, made->entry.node) || !period_overlaps(entry->from, entry->until, made->entry.from, made->entry.until))
			continue;
		if (day_first(entry->from) >= day_first(made->entry.from) || !day_exact(made->entry.from)) {
			made->blocked = entry;
			continue;
		}
		made->before = entry;
		made->ended = *entry;
		made->ended.until = day_add(made->entry.from, -1);
	}
}

struct signup_entry_list signup_entries(const struct programme *programme, const struct signup_round *round, struct day day, struct arena *arena)
{
	struct row_list offers = signup_offers(programme, round, arena), parties = signup_parties(programme, round, arena);
	struct signup_entry_list list = { .at = arena_array(arena, struct signup_entry, offers.count * parties.count) };

	for (size_t o = 0; o < offers.count; o++)
		for (size_t p = 0; p < parties.count; p++) {
			const struct signup_offer *offer = offers.at[o];
			const struct signup_answer *answer = signup_answer_of(programme, offer, row_id(parties.at[p]), day);
			struct signup_entry *made = &list.at[list.count];

			list.open += answer == NULL;
			if (!answer)
				continue;
			*made = (struct signup_entry){ .offer = offer, .answer = answer, .entry = { .party = answer->party, .node = offer->node,
				.standing = standing_of(answer), .from = signup_from(round), .until = round->until, .counterpart = answer->counterpart,
				.reason = reason_of(round, answer, arena), .decision = decision_words(programme, answer, arena) } };
			find_in_way(programme, made);
			list.blocked += made->blocked != NULL;
			list.count++;
		}
	return list;
}
