/* SPDX-License-Identifier: EUPL-1.2 */
#include "money/money_model.h"

#include "html/show.h"
#include "participation/participation_model.h"
#include "tree/tree_model.h"

bool money_sees(const struct request *req, const struct budget_line *line)
{
	const struct node *node = programme_node(req->programme, line->node);

	return access_sees(req->programme, req->person, &budget_line_record, line, req->today) && (!node || participation_sees(req, node));
}

struct row_list money_lines_seen(const struct request *req, const struct node *node, int64_t year)
{
	struct node_list nodes = programme_nodes(req->programme);
	const void **at = arena_array(req->arena, const void *, req->programme->budget_lines.count);
	size_t count = 0;

	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list lines = REFERRING(req->programme, budget_line, node, nodes.at[n].id);
		for (size_t i = 0; i < lines.count && node_under(&nodes.at[n], node); i++) {
			const struct budget_line *line = ROW(budget_line, lines, i);
			if (money_sees(req, line) && (year == 0 || (line->year.known && line->year.value == year)))
				at[count++] = line;
		}
	}
	return (struct row_list){ at, count };
}

int64_t money_year(const struct request *req)
{
	int64_t year;

	return str_integer(request_query(req, "year"), &year) && year >= 1900 && year <= 2200 ? year : req->day.year;
}

struct str money_words(const struct request *req, struct money amount)
{
	return amount.known ? language_money(req->language, req->arena, amount) : STR_NONE;
}

static struct str fill(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

static struct str number(const struct request *req, int64_t value)
{
	return language_count(req->language, req->arena, (struct count){ value, true });
}

/* How long of the year it takes part. */
static struct str days_words(const struct request *req, const struct share_of *share)
{
	if (share->days == share->year_days)
		return language_text(req->language, N_("all year"));
	return fill(req, N_("{0} of {1} days"), number(req, share->days), number(req, share->year_days), STR_NONE);
}

static struct str inhabitants_words(const struct request *req, const struct share_list *shares, const struct share_of *share)
{
	if (!share->inhabitants)
		return language_text(req->language, N_("inhabitants not known"));
	return fill(req, N_("{0} of {1} inhabitants, {2}"), language_count(req->language, req->arena, share->inhabitants->number),
		number(req, shares->inhabitants), days_words(req, share));
}

/* A rate in whole cents reads as money; a finer one as it is. */
static struct str rate_words(const struct request *req, struct decimal rate)
{
	return rate.thousandths % 10 == 0 ? money_words(req, (struct money){ rate.thousandths / 10, rate.known })
		: fill(req, N_("€ {0}"), language_decimal(req->language, req->arena, rate), STR_NONE, STR_NONE);
}

static struct str key_words(const struct request *req, const struct budget_line *line, const struct share_list *shares, const struct share_of *share)
{
	switch (line->key) {
	case KEY_EQUAL:
		return fill(req, N_("the same for each of {0}, {1}"), number(req, (int64_t)shares->count), days_words(req, share), STR_NONE);
	case KEY_INHABITANTS:
		return inhabitants_words(req, shares, share);
	case KEY_PERCENTAGE:
		return share->percentage.known ? fill(req, N_("{0}% as given"), language_decimal(req->language, req->arena, share->percentage),
			STR_NONE, STR_NONE) : language_text(req->language, N_("no percentage given"));
	case KEY_FIXED:
		return language_text(req->language, share->base.known ? N_("an amount as given") : N_("no amount given"));
	case KEY_BASE_INHABITANTS:
		return fill(req, N_("a base of {0}; of the rest {1}"), share->base.known ? money_words(req, share->base) : STR("–"),
			inhabitants_words(req, shares, share), STR_NONE);
	case KEY_RATE:
		return share->inhabitants ? fill(req, N_("{0} inhabitants times {1}"), language_count(req->language, req->arena,
			share->inhabitants->number), rate_words(req, line->rate), STR_NONE) : language_text(req->language, N_("inhabitants not known"));
	case KEY_OTHER_SOURCE:
		return language_text(req->language, N_("pays it all"));
	default:
		return language_text(req->language, N_("key not known"));
	}
}

struct str money_share_words(const struct request *req, const struct budget_line *line, const struct share_list *shares, const struct share_of *share)
{
	struct str words = key_words(req, line, shares, share);

	return share->extra_cent ? fill(req, N_("{0}; with a cent that was left by rounding"), words, STR_NONE, STR_NONE) : words;
}

void money_line_item(const struct request *req, struct model *item, const struct budget_line *line)
{
	const struct node *node = programme_node(req->programme, line->node);
	const struct spending *forecast = money_forecast(req->programme, line, req->day);
	struct model *there = model_object(item, "node");

	model_text(item, "title", line->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &budget_line_record, line, req->arena)));
	model_number(item, "year", line->year.value);
	model_text(item, "amount", money_words(req, money_amount(req->programme, line, req->arena)));
	model_words(item, "key", words_label(&budget_key_words, (int)line->key));
	show_row(req, item, "payer", &party_record, line->payer);
	model_text(there, "title", node ? node_title(req->programme, node, req->arena) : STR_NONE);
	model_text(there, "address", node ? request_address(req, row_address(req->programme, node->record, node->row, req->arena)) : STR_NONE);
	model_flag(item, "draft", line->visibility == VISIBILITY_DRAFT);
	model_flag(item, "in_kind", line->in_kind);
	model_flag(item, "not_counted", line->visibility == VISIBILITY_PUBLISHED && !money_counts(req->programme, line));
	model_text(item, "spent", money_words(req, money_spent(req->programme, line, ID_NONE, req->day)));
	model_text(item, "forecast", forecast ? money_words(req, forecast->amount) : STR_NONE);
}

void money_of_node_model(const struct request *req, struct model *model, const struct node *node)
{
	struct row_list lines = money_lines_seen(req, node, 0);
	bool adds = access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) && !day_known(req->known);
	struct model *money;

	if (lines.count == 0 && !adds) {
		model_flag(model, "money", false);
		return;
	}
	money = model_object(model, "money");
	model_list(money, "lines");
	for (size_t i = 0; i < lines.count; i++)
		money_line_item(req, model_item(money, "lines"), lines.at[i]);
	model_flag(money, "has_lines", lines.count > 0);
	model_text(money, "add", adds ? request_address(req, str_format(req->arena, "/money/lines/new?node=%.*s",
		STR_ARG(id_text(node->id, req->arena)))) : STR_NONE);
	model_text(money, "whole", request_address(req, STR("/money")));
}

/* One line of what the party pays; false where it does not pay it, or not that year. */
static bool pays_line(const struct request *req, struct model *pays, const struct budget_line *line, struct id party, struct money *sum)
{
	struct share_list shares = money_share(req->programme, line, req->arena);

	for (size_t i = 0; i < shares.count; i++) {
		const struct share_of *share = &shares.at[i];
		struct model *item;
		if (!id_equal(share->party->id, party))
			continue;
		item = model_item(pays, "lines");
		money_line_item(req, item, line);
		model_text(item, "share", money_words(req, share->amount));
		model_text(item, "why", money_share_words(req, line, &shares, share));
		if (share->amount.known && !line->in_kind && money_counts(req->programme, line))
			*sum = (struct money){ sum->cents + share->amount.cents, true };
		return true;
	}
	return false;
}

void money_of_party_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list lines = money_lines_seen(req, programme_root(req->programme), 0);
	struct model *pays;
	int64_t first = req->day.year, last = first;
	bool any = false;

	if (party->kind != PARTY_MUNICIPALITY || lines.count == 0) {
		model_flag(model, "pays", false);
		return;
	}
	pays = model_object(model, "pays");
	model_list(pays, "years");
	for (size_t i = 0; i < lines.count; i++) {
		int64_t year = ROW(budget_line, lines, i)->year.value;
		first = year < first ? year : first;
		last = year > last ? year : last;
	}
	for (int64_t year = first; year <= last; year++) {
		struct model *of = model_new(req->arena);
		struct money sum = { 0 };
		bool some = false;
		model_list(of, "lines");
		for (size_t i = 0; i < lines.count; i++)
			if (ROW(budget_line, lines, i)->year.value == year)
				some = pays_line(req, of, lines.at[i], party->id, &sum) || some;
		if (!some)
			continue;
		any = true;
		model_number(of, "of_year", year);
		model_text(of, "sum", money_words(req, sum));
		model_put(model_item(pays, "years"), "of", of);
	}
	model_flag(pays, "none", !any);
	model_text(pays, "whole", request_address(req, STR("/money")));
}
