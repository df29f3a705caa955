/* SPDX-License-Identifier: EUPL-1.2 */
/* Money of regional-programme/1: funds, budget lines with the parts that were given, and what was spent on them. */
#include "exchange/regional.h"

#include "money/money.h"

static const struct key_of fund_keys[] = { { "from", "valid_from" }, { "until", "valid_to" }, { NULL, NULL } };
static const struct key_of line_keys[] = {
	{ "node", "scope_id" }, { "amount", "amount_eur" }, { "rate", "rate_eur" }, { "reference", "inhabitants_on" },
	{ "unit_price", "unit_price_eur" }, { "indexed", "indexed_percent" }, { NULL, NULL },
};
static const struct key_of part_keys[] = { { "amount", "amount_eur" }, { "line", "" }, { "parts", "" }, { NULL, NULL } };
static const struct key_of spending_keys[] = { { "amount", "amount_eur" }, { "day", "day" }, { NULL, NULL } };

struct id regional_about(struct item *item)
{
	enum scope scope = (enum scope)item_word(item, "scope", &scope_words);

	if (scope == SCOPE_EXECUTOR)
		reader_fault(item->reader, item_place(item, "scope"), N_("This is about the programme, a theme, a topic or an action."),
			STR_NONE, STR_NONE);
	return regional_scoped(item, scope);
}

static void read_funds(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->funds;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct fund fund = { .id = names->at[i].id };

		if (!names_open(reader, names, i, &item))
			continue;
		fund.name = item_text(&item, "name");
		fund.party = item_id(&item, "party", &reader->parties);
		fund.co_financing = item_decimal(&item, "co_financing");
		fund.in_kind_counts = item_bool(&item, "in_kind_counts", false);
		fund.conditions = item_text(&item, "conditions");
		fund.from = item_day(&item, "valid_from");
		fund.until = item_day(&item, "valid_to");
		fund.provenance = item_provenance(&item, fund_keys);
		reader_add(reader, &fund_record, &fund, item.place, fund_keys);
		item_close(&item);
	}
}

/* The line with its parts: each is right only beside the others, so all are kept before one is checked. */
static void read_parts(struct item *in, const struct budget_line *line)
{
	struct reader      *reader = in->reader;
	struct list         list = item_list(in, "parts");
	struct budget_part *parts = arena_array(reader->arena, struct budget_part, list.count + 1);
	struct str         *place = arena_array(reader->arena, struct str, list.count + 1);
	struct item         item;
	size_t              count = 0;

	for (size_t i = 0; i < list.count; i++) {
		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		parts[count] = (struct budget_part){ .id = id_new(), .line = line->id, .party = item_id(&item, "party", &reader->parties),
			.percentage = item_decimal(&item, "percentage"), .amount = item_money(&item, "amount_eur") };
		reader_put(reader, &budget_part_record, &parts[count]);
		place[count++] = item.place;
		item_close(&item);
	}
	reader_check(reader, &budget_line_record, line, in->place, line_keys);
	for (size_t i = 0; i < count; i++)
		reader_check(reader, &budget_part_record, &parts[i], place[i], part_keys);
}

static void read_lines(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->lines;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct budget_line line = { .id = names->at[i].id };

		if (!names_open(reader, names, i, &item))
			continue;
		line.node = regional_about(&item);
		line.title = item_text(&item, "title");
		line.year = item_count(&item, "year");
		line.amount = item_money(&item, "amount_eur");
		line.with_vat = item_bool(&item, "with_vat", false);
		line.key = (enum budget_key)item_word(&item, "key", &budget_key_words);
		line.reference = item_day(&item, "inhabitants_on");
		line.rate = item_decimal(&item, "rate_eur");
		line.payer = item_id(&item, "payer", &reader->parties);
		line.fund = item_id(&item, "fund", &reader->funds);
		line.in_kind = item_bool(&item, "in_kind", false);
		line.quantity = item_decimal(&item, "quantity");
		line.unit = item_text(&item, "unit");
		line.unit_price = item_money(&item, "unit_price_eur");
		line.indexed = item_decimal(&item, "indexed_percent");
		line.index_name = item_text(&item, "index_name");
		line.visibility = (enum visibility)item_word(&item, "visibility", &visibility_words);
		line.provenance = item_provenance(&item, line_keys);
		reader_put(reader, &budget_line_record, &line);
		read_parts(&item, &line);
		item_close(&item);
	}
}

static void read_spending(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "spending");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct spending spending = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		spending.line = item_id(&item, "line", &reader->lines);
		spending.party = item_id(&item, "party", &reader->parties);
		spending.day = item_day(&item, "day");
		spending.amount = item_money(&item, "amount_eur");
		spending.forecast = item_bool(&item, "forecast", false);
		spending.text = item_text(&item, "text");
		spending.provenance = item_provenance(&item, spending_keys);
		reader_add(reader, &spending_record, &spending, item.place, spending_keys);
		item_close(&item);
	}
}

void regional_money(struct item *file)
{
	read_funds(file);
	read_lines(file);
	read_spending(file);
}
