/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds of regional-programme/1, and the updates with what they told, what was asked about them and who offered help. */
#include "exchange/regional.h"

#include "progress/progress.h"

static const struct key_of round_keys[] = { { "node", "scope_id" }, { NULL, NULL } };

static void read_round(struct item *item, const struct name *name)
{
	enum scope   scope = (enum scope)item_word(item, "scope", &scope_words);
	struct round round = {
		.id = name->id,
		.name = item_text(item, "name"),
		.opens = item_day(item, "opens"),
		.due = item_day(item, "due"),
		.closes = item_day(item, "closes"),
		.remind_before = item_count(item, "remind_before"),
		.remind_after = item_count(item, "remind_after"),
		.text = item_text(item, "text"),
	};

	if (scope == SCOPE_EXECUTOR)
		reader_fault(item->reader, item_place(item, "scope"), N_("A round is for the programme, a theme, a topic or an action."),
			STR_NONE, STR_NONE);
	else if (scope != SCOPE_NONE)
		round.node = regional_scoped(item, scope);
	reader_add(item->reader, &round_record, &round, item->place, round_keys);
}

static void read_readings(struct item *in, struct id update)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "readings");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct reading reading = { .id = id_new(), .update = update };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		reading.figure = item_id(&item, "figure", &reader->figures);
		reading.party = item_id(&item, "party", &reader->parties);
		reading.value = item_decimal(&item, "value");
		reader_add(reader, &reading_record, &reading, item.place, NULL);
		item_close(&item);
	}
}

static void read_questions(struct item *in, struct id update)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "questions");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct question question = { .id = id_new(), .update = update };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		question.text = item_text(&item, "text");
		question.person = item_id(&item, "person", &reader->people);
		question.moment = item_moment(&item, "moment", item_day(&item, "day"));
		if (question.moment.ms == 0)
			item_missing(&item, "day");
		reader_add(reader, &question_record, &question, item.place, NULL);
		item_close(&item);
	}
}

static void read_offers(struct item *in, struct id update)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "help_offers");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct help_offer offer = { .id = id_new(), .update = update };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		offer.party = item_id(&item, "party", &reader->parties);
		offer.text = item_text(&item, "text");
		offer.day = item_day(&item, "day");
		reader_add(reader, &help_offer_record, &offer, item.place, NULL);
		item_close(&item);
	}
}

static const struct key_of update_keys[] = { { "spent", "spent_eur" }, { NULL, NULL } };

static void read_update(struct item *item, const struct name *name)
{
	struct reader *reader = item->reader;
	struct update  update = {
		.id = name->id,
		.action = item_id(item, "action", &reader->actions),
		.round = item_id(item, "round", &reader->rounds),
		.day = item_day(item, "day"),
		.light = (enum light)item_word(item, "light", &light_words),
		.text = item_text(item, "text"),
		.internal = item_text(item, "internal"),
		.milestones = item_ids(item, "milestones", &reader->milestones),
		.spent = item_money(item, "spent_eur"),
		.next_step = item_text(item, "next_step"),
		.help_wanted = item_text(item, "help_wanted"),
		.help_from = item_ids(item, "help_from", &reader->parties),
		.proof = item_ids(item, "proof", &reader->documents),
		.party = item_id(item, "party", &reader->parties),
		.person = item_id(item, "person", &reader->people),
		.on_behalf = item_bool(item, "on_behalf", false),
		.unchanged = item_bool(item, "unchanged", false),
		.corrects = item_id(item, "corrects", &reader->updates),
	};

	update.moment = item_moment(item, "moment", update.day);
	reader_add(reader, &update_record, &update, item->place, update_keys);
	read_readings(item, update.id);
	read_questions(item, update.id);
	read_offers(item, update.id);
}

void regional_progress(struct item *file)
{
	struct reader *reader = file->reader;
	struct item    item;

	for (size_t i = 0; i < reader->rounds.list.count; i++)
		if (names_open(reader, &reader->rounds, i, &item)) {
			read_round(&item, &reader->rounds.at[i]);
			item_close(&item);
		}
	for (size_t i = 0; i < reader->updates.list.count; i++)
		if (names_open(reader, &reader->updates, i, &item)) {
			read_update(&item, &reader->updates.at[i]);
			item_close(&item);
		}
}
