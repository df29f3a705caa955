/* SPDX-License-Identifier: EUPL-1.2 */
#include "signup/signup_model.h"

#include "html/faults.h"
#include "html/show.h"
#include "money/money_model.h"
#include "participation/participation_model.h"

struct row_list signup_seen(const struct request *req)
{
	struct row_list rounds = programme_rows(req->programme, &signup_round_record);
	const void **at = arena_array(req->arena, const void *, rounds.count);
	size_t count = 0;

	for (size_t i = 0; i < rounds.count; i++)
		if (access_sees(req->programme, req->person, &signup_round_record, rounds.at[i], req->today))
			at[count++] = rounds.at[i];
	return (struct row_list){ at, count };
}

const char *signup_named(const struct request *req, const char *name, struct id offer)
{
	return str_cstring(req->arena, str_format(req->arena, "%s-%.*s", name, STR_ARG(id_text(offer, req->arena))));
}

static struct str node_words(const struct request *req, const struct node *node)
{
	return !node ? STR("?") : node->parent ? participation_node_title(req, node) : language_text(req->language, N_("The programme as a whole"));
}

static bool sees_offer(const struct request *req, const struct signup_offer *offer)
{
	const struct node *node = programme_node(req->programme, offer->node);
	return node && participation_sees(req, node);
}

/* An answer as a mark and a word: the standing it would become. */
static const char *mark(const struct signup_answer *answer)
{
	switch (answer ? answer->outcome : SIGNUP_OPEN) {
	case SIGNUP_JOINS:
	case SIGNUP_JOINS_UP_TO:   return "participates";
	case SIGNUP_DOES_NOT_JOIN: return "does_not_participate";
	case SIGNUP_OTHER_REGION:  return "joins_other_region";
	default:                   return answer ? "undecided" : "unknown";
	}
}

static void answer_model(const struct request *req, struct model *item, const struct signup_answer *answer)
{
	model_text(item, "mark", str_of(mark(answer)));
	model_words(item, "outcome", words_label(&signup_outcome_words, answer ? (int)answer->outcome : SIGNUP_OPEN));
	model_flag(item, "answered", answer != NULL);
	model_text(item, "up_to", answer ? money_words(req, answer->up_to) : STR_NONE);
	show_row(req, item, "counterpart", &party_record, answer ? answer->counterpart : ID_NONE);
	model_text(item, "mandate", answer ? answer->mandate : STR_NONE);
	model_text(item, "remark", answer ? answer->remark : STR_NONE);
	model_text(item, "reference", answer ? answer->reference : STR_NONE);
	show_row(req, item, "decision", &decision_record, answer ? answer->decision : ID_NONE);
	model_text(item, "answered_on", answer ? language_day(req->language, req->arena, answer->day) : STR_NONE);
	model_flag(item, "on_behalf", answer && answer->on_behalf);
}

static void both_model(const struct request *req, struct model *item, struct signup_money both)
{
	model_text(item, "all_join", money_words(req, both.all_join));
	model_text(item, "none_join", money_words(req, both.none_join));
	model_flag(item, "differs", both.all_join.known != both.none_join.known || both.all_join.cents != both.none_join.cents);
}

void signup_item(const struct request *req, struct model *item, const struct signup_round *round)
{
	enum signup_phase phase = signup_phase(round, req->day);
	struct day due = signup_due(round, phase);
	struct row_list parties = signup_parties(req->programme, round, req->arena), offers = signup_offers(req->programme, round, req->arena);
	int64_t answered = 0;

	for (size_t o = 0; o < offers.count; o++)
		for (size_t p = 0; p < parties.count; p++)
			answered += !signup_open(signup_answer_of(req->programme, offers.at[o], row_id(parties.at[p]), req->day));
	model_text(item, "round_title", round->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &signup_round_record, round, req->arena)));
	model_words(item, "phase", words_label(&signup_phase_words, (int)phase));
	model_flag(item, "prepared", phase == SIGNUP_PREPARED);
	model_flag(item, "reacting", phase == SIGNUP_REACTIONS);
	model_flag(item, "offering", phase == SIGNUP_FINAL_OFFER);
	model_flag(item, "answering", phase == SIGNUP_ANSWERING);
	model_flag(item, "closed", phase == SIGNUP_CLOSED);
	model_text(item, "due", day_known(due) ? language_day(req->language, req->arena, due) : STR_NONE);
	model_flag(item, "late", day_known(due) && day_last(due) < day_first(req->day));
	model_number(item, "answered", answered);
	model_number(item, "asked", (int64_t)(offers.count * parties.count));
	model_number(item, "parties_asked", (int64_t)parties.count);
}

static void cell_model(const struct request *req, struct model *item, const struct signup_round *round, const struct signup_table *table, size_t o, size_t p)
{
	const struct signup_cell *cell = signup_cell(table, o, p);
	const struct party *party = table->parties.at[p];

	model_text(item, "party", party->name);
	model_text(item, "node", node_words(req, programme_node(req->programme, ROW(signup_offer, table->offers, o)->node)));
	answer_model(req, item, cell->answer);
	both_model(req, item, cell->share);
	model_flag(item, "open", cell->open);
	model_flag(item, "pays", cell->share.all_join.cents != 0 || !cell->share.all_join.known);
	model_text(item, "over", money_words(req, cell->over));
	model_text(item, "address", request_address(req, str_format(req->arena, "/signups/%.*s/parties/%.*s#o-%.*s", STR_ARG(round->key), STR_ARG(party->key),
		STR_ARG(id_text(row_id(table->offers.at[o]), req->arena)))));
}

/* How many join an offer, and how many are open. */
static void column_model(const struct request *req, struct model *column, const struct signup_table *table, size_t o)
{
	const struct signup_offer *offer = table->offers.at[o];
	const struct node *node = programme_node(req->programme, offer->node);
	int64_t joined = 0, open = 0;

	for (size_t p = 0; p < table->parties.count; p++) {
		const struct signup_cell *cell = signup_cell(table, o, p);
		joined += !cell->open && (cell->answer->outcome == SIGNUP_JOINS || cell->answer->outcome == SIGNUP_JOINS_UP_TO);
		open += cell->open;
	}
	model_text(column, "node", node_words(req, node));
	model_text(column, "node_address", request_address(req, row_address(req->programme, node->record, node->row, req->arena)));
	both_model(req, column, table->offer[o]);
	model_number(column, "joined", joined);
	model_number(column, "open_count", open);
}

void signup_matrix_model(const struct request *req, struct model *model, const struct signup_round *round)
{
	struct signup_table table = signup_table(req->programme, round, req->day, req->arena);

	model_list(model, "columns");
	model_list(model, "rows");
	for (size_t o = 0; o < table.offers.count; o++)
		if (sees_offer(req, table.offers.at[o]))
			column_model(req, model_item(model, "columns"), &table, o);
	for (size_t p = 0; p < table.parties.count; p++) {
		const struct party *party = table.parties.at[p];
		struct model *row = model_item(model, "rows");
		model_text(row, "name", party->name);
		model_text(row, "party_address", request_address(req, str_format(req->arena, "/signups/%.*s/parties/%.*s", STR_ARG(round->key), STR_ARG(party->key))));
		both_model(req, row, table.party[p]);
		model_list(row, "cells");
		for (size_t o = 0; o < table.offers.count; o++)
			if (sees_offer(req, table.offers.at[o]))
				cell_model(req, model_item(row, "cells"), round, &table, o, p);
	}
	both_model(req, model_object(model, "whole_sum"), table.whole);
	model_flag(model, "unknown", table.unknown);
	model_flag(model, "has_offers", table.offers.count > 0);
}

/* One party */

static struct str typed(const struct request *req, const char *name, struct id offer, struct str otherwise)
{
	const char *field = signup_named(req, name, offer);
	return request_has_field(req, field) ? request_field(req, field) : otherwise;
}

/* Whether there is something in it: typed, answered before, or wrong. */
static bool field_model(const struct request *req, struct model *item, const char *name, struct id offer, struct str now)
{
	struct str value = typed(req, name, offer, now), fault = faults_of(req, &req->faults, signup_named(req, name, offer));

	model_text(item, str_cstring(req->arena, str_format(req->arena, "%s_typed", name)), value);
	model_text(item, str_cstring(req->arena, str_format(req->arena, "%s_fault", name)), fault);
	return value.len > 0 || fault.len > 0;
}

static void choices_model(const struct request *req, struct model *item, const struct signup_offer *offer, const struct signup_answer *answer)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct str chosen = typed(req, "outcome", offer->id, answer ? answer->outcome == SIGNUP_OPEN ? STR("open")
		: str_of(words_wire(&signup_outcome_words, (int)answer->outcome)) : STR_NONE);
	struct str region = typed(req, "counterpart", offer->id, answer ? id_text(answer->counterpart, req->arena) : STR_NONE);
	struct str region_fault = faults_of(req, &req->faults, signup_named(req, "counterpart", offer->id));
	bool more = region_fault.len > 0 || str_is(chosen, "other_region");

	model_list(item, "outcomes");
	for (int each = 1; each <= SIGNUP_OTHER_REGION + 1; each++) {
		enum signup_outcome outcome = each > SIGNUP_OTHER_REGION ? SIGNUP_OPEN : (enum signup_outcome)each;
		struct str wire = outcome == SIGNUP_OPEN ? STR("open") : str_of(words_wire(&signup_outcome_words, (int)outcome));
		struct model *one = model_item(item, "outcomes");
		model_text(one, "value", wire);
		model_words(one, "label", words_label(&signup_outcome_words, (int)outcome));
		model_flag(one, "chosen", str_equal(chosen, wire));
	}
	model_list(item, "regions");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = parties.at[i];
		struct model *one;
		if (party->kind != PARTY_EXTERNAL_REGION)
			continue;
		one = model_item(item, "regions");
		model_text(one, "value", id_text(party->id, req->arena));
		model_text(one, "label", party->name);
		model_flag(one, "chosen", str_equal(region, id_text(party->id, req->arena)));
	}
	model_text(item, "outcome_fault", faults_of(req, &req->faults, signup_named(req, "outcome", offer->id)));
	field_model(req, item, "up_to", offer->id, answer && answer->up_to.known ? money_text(answer->up_to, req->arena) : STR_NONE);
	model_text(item, "counterpart_fault", region_fault);
	more |= field_model(req, item, "mandate", offer->id, answer ? answer->mandate : STR_NONE);
	more |= field_model(req, item, "reference", offer->id, answer ? answer->reference : STR_NONE);
	more |= field_model(req, item, "remark", offer->id, answer ? answer->remark : STR_NONE);
	model_flag(item, "details_open", more);
}

static void why_model(const struct request *req, struct model *item, const struct signup_round *round, const struct signup_offer *offer)
{
	struct row_list lines = signup_lines(req->programme, round, offer, req->arena);

	model_list(item, "lines");
	for (size_t i = 0; i < lines.count; i++)
		if (money_sees(req, lines.at[i]))
			money_line_item(req, model_item(item, "lines"), lines.at[i]);
	model_flag(item, "has_lines", lines.count > 0);
}

static void reactions_model(const struct request *req, struct model *item, struct row_list reactions, struct id offer)
{
	bool any = false;

	model_list(item, "reactions");
	for (size_t i = 0; i < reactions.count; i++) {
		const struct signup_reaction *reaction = reactions.at[i];
		struct model *one;
		if (!id_equal(reaction->offer, offer) || day_first(reaction->day) > day_first(req->day) ||
		    !access_sees(req->programme, req->person, &signup_reaction_record, reaction, req->today))
			continue;
		any = true;
		one = model_item(item, "reactions");
		model_text(one, "reaction_text", reaction->text);
		model_text(one, "reaction_day", language_day(req->language, req->arena, reaction->day));
		model_text(one, "taken_up", reaction->taken_up);
		model_flag(one, "internal", reaction->internal);
		model_flag(one, "reaction_on_behalf", reaction->on_behalf);
		model_text(one, "edit", access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
			? request_address(req, str_format(req->arena, "/edit/signup_reaction/%.*s", STR_ARG(id_text(reaction->id, req->arena)))) : STR_NONE);
	}
	model_flag(item, "has_reactions", any);
}

static void offer_model(const struct request *req, struct model *item, const struct signup_round *round, const struct signup_table *table, size_t o, size_t p)
{
	const struct signup_offer *offer = table->offers.at[o];
	bool final = signup_phase(round, req->day) >= SIGNUP_ANSWERING;
	bool dearer = final && offer->concept_amount.known && table->offer[o].all_join.known && offer->concept_amount.cents != table->offer[o].all_join.cents;

	cell_model(req, item, round, table, o, p);
	model_text(item, "id", id_text(offer->id, req->arena));
	model_text(item, "node", node_words(req, programme_node(req->programme, offer->node)));
	model_text(item, "text", signup_offer_text(round, offer, req->day));
	model_text(item, "asks", signup_offer_asks(round, offer, req->day));
	model_flag(item, "changed", final && (offer->offer.len > 0 || offer->asks.len > 0 || offer->change.len > 0 || dearer));
	model_text(item, "change", final ? offer->change : STR_NONE);
	model_text(item, "concept", final && offer->offer.len > 0 ? offer->concept : STR_NONE);
	model_text(item, "concept_asks", final && offer->asks.len > 0 ? offer->concept_asks : STR_NONE);
	model_text(item, "concept_amount", dearer ? money_words(req, offer->concept_amount) : STR_NONE);
	model_text(item, "amount", money_words(req, table->offer[o].all_join));
	choices_model(req, item, offer, signup_cell(table, o, p)->answer);
	why_model(req, item, round, offer);
}

void signup_party_model(const struct request *req, struct model *model, const struct signup_round *round, const struct party *party, bool answers, bool reacts)
{
	struct signup_table table = signup_table(req->programme, round, req->day, req->arena);
	struct row_list reactions = signup_reactions_of(req->programme, round, party->id, req->arena);

	signup_item(req, model, round);
	model_text(model, "party_name", party->name);
	model_flag(model, "answers", answers);
	model_flag(model, "reacts", reacts);
	model_list(model, "offers");
	model_number(model, "year", round->year.value);
	for (size_t p = 0; p < table.parties.count; p++) {
		if (!id_equal(row_id(table.parties.at[p]), party->id))
			continue;
		both_model(req, model_object(model, "party_sum"), table.party[p]);
		for (size_t o = 0; o < table.offers.count; o++) {
			struct model *item;
			if (!sees_offer(req, table.offers.at[o]))
				continue;
			item = model_item(model, "offers");
			offer_model(req, item, round, &table, o, p);
			reactions_model(req, item, reactions, row_id(table.offers.at[o]));
		}
	}
	reactions_model(req, model, reactions, ID_NONE);
	model_flag(model, "unknown", table.unknown);
	model_text(model, "reaction_typed", request_field(req, "text"));
	model_text(model, "reaction_about", request_field(req, "about"));
	model_text(model, "reaction_fault", faults_of(req, &req->faults, "text"));
	faults_model(req, model, &req->faults);
}

void signup_of_party_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list rounds = signup_seen(req);
	struct model *asked = model_new(req->arena);
	bool any = false;

	model_list(asked, "rounds");
	for (size_t i = 0; i < rounds.count; i++) {
		const struct signup_round *round = rounds.at[i];
		enum signup_phase phase = signup_phase(round, req->day);
		struct model *item;
		if (!signup_asks(req->programme, round, party->id) || phase == SIGNUP_PREPARED || phase == SIGNUP_CLOSED)
			continue;
		any = true;
		item = model_item(asked, "rounds");
		signup_item(req, item, round);
		model_text(item, "own", request_address(req, str_format(req->arena, "/signups/%.*s/parties/%.*s", STR_ARG(round->key), STR_ARG(party->key))));
	}
	if (any)
		model_put(model, "signup", asked);
	else
		model_flag(model, "signup", false);
}
