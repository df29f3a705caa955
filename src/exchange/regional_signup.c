/* SPDX-License-Identifier: EUPL-1.2 */
/* Sign-up rounds of regional-programme/1: what was offered, what municipalities said of it and answered. */
#include "exchange/regional.h"

#include "signup/signup.h"

static const struct key_of answer_keys[] = { { "up_to", "up_to_eur" }, { NULL, NULL } };

static void read_answers(struct item *item, struct id offer)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "answers");
	struct item    one;

	for (size_t i = 0; i < list.count; i++) {
		struct signup_answer answer = { .id = id_new(), .offer = offer };

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		answer.party = item_id(&one, "party", &reader->parties);
		answer.outcome = (enum signup_outcome)item_word(&one, "outcome", &signup_outcome_words);
		answer.up_to = item_money(&one, "up_to_eur");
		answer.counterpart = item_id(&one, "counterpart", &reader->parties);
		answer.mandate = item_text(&one, "mandate");
		answer.day = item_day(&one, "day");
		answer.reference = item_text(&one, "reference");
		answer.remark = item_text(&one, "remark");
		answer.on_behalf = item_bool(&one, "on_behalf", false);
		reader_add(reader, &signup_answer_record, &answer, one.place, answer_keys);
		item_close(&one);
	}
}

static const struct key_of offer_keys[] = {
	{ "node", "scope_id" }, { "concept", "text" }, { "concept_asks", "asks" }, { "concept_amount", "concept_eur" }, { "offer", "final_text" },
	{ "asks", "final_asks" }, { NULL, NULL },
};

static void read_offers(struct item *item, struct id round)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "offers");
	struct item    one;

	for (size_t i = 0; i < list.count; i++) {
		struct signup_offer offer = { .id = id_new(), .round = round, .position = { (int64_t)i + 1, true } };
		enum scope scope;

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		scope = (enum scope)item_word(&one, "scope", &scope_words);
		if (scope == SCOPE_NONE || scope == SCOPE_EXECUTOR)
			item_missing(&one, "scope");
		else
			offer.node = regional_scoped(&one, scope);
		offer.concept = item_text(&one, "text");
		offer.concept_asks = item_text(&one, "asks");
		offer.concept_amount = item_money(&one, "concept_eur");
		offer.offer = item_text(&one, "final_text");
		offer.asks = item_text(&one, "final_asks");
		offer.change = item_text(&one, "change");
		reader_add(reader, &signup_offer_record, &offer, one.place, offer_keys);
		read_answers(&one, offer.id);
		item_close(&one);
	}
}

static void read_reactions(struct item *item, struct id round)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "reactions");
	struct item    one;

	for (size_t i = 0; i < list.count; i++) {
		struct signup_reaction reaction = { .id = id_new(), .round = round };

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		reaction.party = item_id(&one, "party", &reader->parties);
		reaction.day = item_day(&one, "day");
		reaction.text = item_text(&one, "text");
		reaction.internal = item_bool(&one, "internal", false);
		reaction.taken_up = item_text(&one, "taken_up");
		reader_add(reader, &signup_reaction_record, &reaction, one.place, NULL);
		item_close(&one);
	}
}

static const struct key_of round_keys[] = {
	{ "key", "id" }, { "from", "valid_from" }, { "until", "valid_to" }, { "sent", "sent_on" }, { "offered", "offered_on" }, { "closed", "closed_on" }, { NULL, NULL },
};

void regional_signups(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "signup_rounds");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct signup_round round = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		round.key = item_text(&item, "id");
		round.title = item_text(&item, "title");
		round.year = item_count(&item, "year");
		round.from = item_day(&item, "valid_from");
		round.until = item_day(&item, "valid_to");
		round.text = item_text(&item, "text");
		round.final_text = item_text(&item, "final_text");
		round.parties = item_ids(&item, "parties", &reader->parties);
		round.reactions_due = item_day(&item, "reactions_due");
		round.final_due = item_day(&item, "final_due");
		round.answers_due = item_day(&item, "answers_due");
		round.sent = item_day(&item, "sent_on");
		round.offered = item_day(&item, "offered_on");
		round.closed = item_day(&item, "closed_on");
		round.provenance = item_provenance(&item, round_keys);
		reader_add(reader, &signup_round_record, &round, item.place, round_keys);
		read_offers(&item, round.id);
		read_reactions(&item, round.id);
		item_close(&item);
	}
}
