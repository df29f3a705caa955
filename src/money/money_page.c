/* SPDX-License-Identifier: EUPL-1.2 */
/* The money of a programme in a year, and one budget line with everybody's share and the reason for it (docs/rules.md 2). */
#include "fact/fact.h"
#include "html/show.h"
#include "html/svg.h"
#include "http/route.h"
#include "money/money_model.h"
#include "tree/tree_model.h"

/* Sums over lines that this reader sees and that count, in cents. */
struct sum { int64_t cents; size_t lines, unknown; };
struct totals { struct sum municipalities, others, in_kind; int64_t spent, forecast; size_t lines, unknown, told, forecasts; };

static void add_line(const struct request *req, struct totals *totals, const struct budget_line *line)
{
	struct money amount = money_amount(req->programme, line, req->arena), spent = money_spent(req->programme, line, ID_NONE, req->day);
	const struct spending *forecast = money_forecast(req->programme, line, req->day);
	struct sum *sum = line->in_kind ? &totals->in_kind : line->key == KEY_OTHER_SOURCE ? &totals->others : &totals->municipalities;

	if (!money_counts(req->programme, line))
		return;
	totals->lines++;
	totals->unknown += !amount.known;
	sum->lines++;
	sum->unknown += !amount.known;
	sum->cents += amount.known ? amount.cents : 0;
	totals->told += spent.known;
	totals->spent += spent.known ? spent.cents : 0;
	totals->forecasts += forecast != NULL;
	totals->forecast += forecast ? forecast->amount.cents : 0;
}

static struct str cents_words(const struct request *req, int64_t cents)
{
	return money_words(req, (struct money){ cents, true });
}

static int64_t whole(const struct totals *totals)
{
	return totals->municipalities.cents + totals->others.cents + totals->in_kind.cents;
}

/* A part of the programme: a theme or an action without one, or what hangs on the programme itself. */
struct part { const struct node *node; struct totals totals; };
struct part_list { struct part *at; size_t count; struct totals all; };

static bool in_part(const struct budget_line *line, const struct node *part, const struct request *req)
{
	const struct node *node = programme_node(req->programme, line->node);
	return node && (part->parent ? node_under(node, part) : node == part);
}

static struct part_list parts_of(const struct request *req, struct row_list lines)
{
	const struct node *root = programme_root(req->programme);
	size_t most = 1;
	struct part_list list = { 0 };

	for (const struct node *child = root->child; child; child = child->next)
		most++;
	list.at = arena_array(req->arena, struct part, most);
	for (const struct node *node = root; node; node = node == root ? root->child : node->next) {
		struct part part = { .node = node };
		for (size_t i = 0; i < lines.count; i++)
			if (in_part(ROW(budget_line, lines, i), node, req))
				add_line(req, &part.totals, ROW(budget_line, lines, i));
		if (part.totals.lines > 0)
			list.at[list.count++] = part;
	}
	for (size_t i = 0; i < lines.count; i++)
		add_line(req, &list.all, ROW(budget_line, lines, i));
	return list;
}

static struct str part_title(const struct request *req, const struct node *node)
{
	return node->parent ? node_title(req->programme, node, req->arena) : language_text(req->language, N_("The programme as a whole"));
}

/* The picture: a bar for each part, by who pays, as wide as the page; the largest part fills it. */

enum { BAR_WIDTH = 640, BAR_HEIGHT = 20 };

static double bar_part(struct svg *svg, const char *class, double x, int64_t cents, int64_t most)
{
	double width = (double)cents * BAR_WIDTH / (double)most;

	if (cents > 0)
		svg_rect(svg, class, x, 0, width < 1 ? 1 : width, BAR_HEIGHT);
	return x + width;
}

static void bar_model(const struct request *req, struct model *item, const struct totals *totals, int64_t most)
{
	struct svg *svg = svg_open(req->arena, "sp-money__bar", BAR_WIDTH, BAR_HEIGHT, STR_NONE, STR_NONE);
	double x = 0;

	svg_stretch(svg);
	if (most > 0) {
		x = bar_part(svg, "sp-money__municipalities", x, totals->municipalities.cents, most);
		x = bar_part(svg, "sp-money__others", x, totals->others.cents, most);
		bar_part(svg, "sp-money__kind", x, totals->in_kind.cents, most);
	}
	model_safe(item, "bar", svg_close(svg));
	model_text(item, "whole", totals->lines > totals->unknown ? cents_words(req, whole(totals)) : STR_NONE);
}

/* No line is a dash, no known amount is unknown; neither is 0. */
static struct str sum_words(const struct request *req, const struct sum *sum)
{
	if (sum->lines == 0)
		return STR("–");
	return sum->lines > sum->unknown ? cents_words(req, sum->cents) : language_text(req->language, N_("not yet known"));
}

static void totals_model(const struct request *req, struct model *item, const struct totals *totals)
{
	model_text(item, "municipalities", sum_words(req, &totals->municipalities));
	model_text(item, "others", sum_words(req, &totals->others));
	model_text(item, "kind", sum_words(req, &totals->in_kind));
	model_text(item, "spent", totals->told > 0 ? cents_words(req, totals->spent) : STR_NONE);
	model_text(item, "forecast", totals->forecasts > 0 ? cents_words(req, totals->forecast) : STR_NONE);
	model_text(item, "unknown", totals->unknown > 0 ? language_plural(req->language, req->arena,
		N_("of {0} line the amount is not known"), N_("of {0} lines the amount is not known"), (int64_t)totals->unknown) : STR_NONE);
}

static void parts_model(const struct request *req, struct model *model, struct row_list lines)
{
	struct part_list parts = parts_of(req, lines);
	int64_t most = 0;

	for (size_t i = 0; i < parts.count; i++)
		most = whole(&parts.at[i].totals) > most ? whole(&parts.at[i].totals) : most;
	model_list(model, "parts");
	for (size_t i = 0; i < parts.count; i++) {
		const struct node *node = parts.at[i].node;
		struct model *item = model_item(model, "parts");
		model_text(item, "title", part_title(req, node));
		model_text(item, "address", node->parent ? request_address(req, row_address(req->programme, node->record, node->row, req->arena)) : STR_NONE);
		totals_model(req, item, &parts.at[i].totals);
		bar_model(req, item, &parts.at[i].totals, most);
	}
	totals_model(req, model_object(model, "all"), &parts.all);
	model_flag(model, "has_parts", parts.count > 0);
	model_flag(model, "has_picture", most > 0);
}

/* Who pays: each municipality's shares together, then every other source; money and support in kind apart. */
static void payers_model(const struct request *req, struct model *model, struct row_list lines)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct share_list *shares = arena_array(req->arena, struct share_list, lines.count);
	size_t unshared = 0;
	bool any = false;

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		if (!money_counts(req->programme, line))
			continue;
		shares[i] = money_share(req->programme, line, req->arena);
		unshared += shares[i].state != SHARE_DONE;
	}
	model_list(model, "payers");
	for (size_t p = 0; p < parties.count; p++) {
		const struct party *party = parties.at[p];
		struct sum cash = { 0 }, kind = { 0 };
		struct model *item;

		for (size_t i = 0; i < lines.count; i++)
			for (size_t s = 0; s < shares[i].count && shares[i].state == SHARE_DONE; s++) {
				const struct share_of *share = &shares[i].at[s];
				struct sum *sum = ROW(budget_line, lines, i)->in_kind ? &kind : &cash;
				if (!id_equal(share->party->id, party->id))
					continue;
				sum->lines++;
				sum->cents += share->amount.cents;
			}
		if (cash.lines + kind.lines == 0)
			continue;
		any = true;
		item = model_item(model, "payers");
		show_row(req, item, "party", &party_record, party->id);
		model_words(item, "sort", words_label(&party_kind_words, (int)party->kind));
		model_text(item, "cash", sum_words(req, &cash));
		model_text(item, "kind", sum_words(req, &kind));
	}
	model_flag(model, "has_payers", any);
	model_text(model, "unshared", unshared > 0 ? language_plural(req->language, req->arena,
		N_("{0} line cannot be shared yet: open it to see why."), N_("{0} lines cannot be shared yet: open one to see why."), (int64_t)unshared) : STR_NONE);
}

/* Each year of which a line is seen, and the one that is shown. */
static void years_model(const struct request *req, struct model *model, struct row_list lines, int64_t shown)
{
	int64_t first = shown, last = shown;

	for (size_t i = 0; i < lines.count; i++) {
		struct count year = ROW(budget_line, lines, i)->year;
		first = year.known && year.value < first ? year.value : first;
		last = year.known && year.value > last ? year.value : last;
	}
	model_list(model, "years");
	for (int64_t year = first; year <= last; year++) {
		bool any = year == shown;
		struct model *item;
		for (size_t i = 0; i < lines.count && !any; i++)
			any = ROW(budget_line, lines, i)->year.value == year;
		if (!any)
			continue;
		item = model_item(model, "years");
		model_number(item, "number", year);
		model_text(item, "address", request_address(req, str_format(req->arena, "/money?year=%lld", (long long)year)));
		model_flag(item, "current", year == shown);
	}
	model_number(model, "year_shown", shown);
}

static struct str percent_words(const struct request *req, int64_t hundredths)
{
	return language_decimal(req->language, req->arena, (struct decimal){ hundredths * 10, true });
}

/* On which nodes, in which years, others pay how much beside it: one for each node and year. */
static void covers_model(const struct request *req, struct model *item, const struct fund *fund, struct row_list lines)
{
	model_list(item, "covers");
	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		const struct node *node = programme_node(req->programme, line->node);
		struct cover cover;
		struct model *one;
		bool before = false;

		for (size_t k = 0; k < i && !before; k++)
			before = id_equal(ROW(budget_line, lines, k)->fund, fund->id) && id_equal(ROW(budget_line, lines, k)->node, line->node) &&
				ROW(budget_line, lines, k)->year.value == line->year.value;
		if (before || !id_equal(line->fund, fund->id) || !money_counts(req->programme, line) || !node)
			continue;
		cover = money_cover(req->programme, line, req->arena);
		one = model_item(item, "covers");
		model_text(one, "node", part_title(req, node));
		model_number(one, "year", line->year.value);
		model_text(one, "reached", cover.known ? percent_words(req, cover.reached) : STR_NONE);
		model_flag(one, "short", cover.known && cover.falls_short);
	}
}

static void funds_model(const struct request *req, struct model *model, struct row_list lines)
{
	struct row_list funds = programme_rows(req->programme, &fund_record);

	model_list(model, "funds");
	for (size_t i = 0; i < funds.count; i++) {
		const struct fund *fund = ROW(fund, funds, i);
		struct model *item = model_item(model, "funds");

		model_text(item, "anchor", str_format(req->arena, "fund-%.*s", STR_ARG(id_text(fund->id, req->arena))));
		model_text(item, "name", fund->name);
		show_row(req, item, "party", &party_record, fund->party);
		model_text(item, "asked", fund->co_financing.known ? language_decimal(req->language, req->arena, fund->co_financing) : STR_NONE);
		model_flag(item, "in_kind_counts", fund->in_kind_counts);
		model_text(item, "conditions", fund->conditions);
		covers_model(req, item, fund, lines);
		show_provenance(req, item, &fund_record, fund);
		show_edit(req, item, &fund_record, fund);
	}
	model_flag(model, "has_funds", funds.count > 0);
}

/* What sources say of contributions, where no line is on record. */
static size_t contributions(const struct request *req)
{
	struct row_list facts = programme_rows(req->programme, &fact_record);
	size_t count = 0;

	for (size_t i = 0; i < facts.count; i++)
		count += ROW(fact, facts, i)->kind == FACT_CONTRIBUTION &&
			access_sees(req->programme, req->person, &fact_record, facts.at[i], req->today);
	return count;
}

static bool may_change(const struct request *req)
{
	return !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

/* GET /{programme}/money */
static void show_money(struct request *req, struct response *res)
{
	const struct node *root = programme_root(req->programme);
	struct row_list all = money_lines_seen(req, root, 0), lines;
	int64_t year = money_year(req);
	struct model *model = model_new(req->arena);
	bool changes = may_change(req);

	lines = money_lines_seen(req, root, year);
	model_words(model, "title", N_("Money"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	years_model(req, model, all, year);
	parts_model(req, model, lines);
	payers_model(req, model, lines);
	model_list(model, "lines");
	for (size_t i = 0; i < lines.count; i++)
		money_line_item(req, model_item(model, "lines"), lines.at[i]);
	model_flag(model, "has_lines", lines.count > 0);
	model_flag(model, "none_at_all", all.count == 0);
	model_text(model, "contributions", contributions(req) > 0 ? request_address(req, STR("/facts#contributions")) : STR_NONE);
	funds_model(req, model, all);
	model_text(model, "add", changes ? request_address(req, str_format(req->arena, "/money/lines/new?year=%lld", (long long)year)) : STR_NONE);
	model_text(model, "add_fund", tree_adding(req, STR("/edit/fund/new")));
	model_text(model, "what_if", all.count > 0 ? request_address(req, STR("/money/what-if")) : STR_NONE);
	show_breadcrumbs(req, model, root);
	respond_page(res, req, "money/money", model);
}

/* One line */

static void unshared_model(struct model *model, enum share_state state)
{
	static const struct { const char *why, *what; } said[] = {
		[SHARE_NO_PAYER] = { N_("No municipality takes part in this in that year, so nobody can be asked to pay it."),
			N_("Record who takes part, or name another source that pays it.") },
		[SHARE_AMOUNT_UNKNOWN] = { N_("The amount is not known yet."), N_("Fill in the amount as soon as it is known.") },
		[SHARE_KEY_UNKNOWN] = { N_("It was not said by which key the municipalities share this."), N_("Choose a key.") },
		[SHARE_INHABITANTS_UNKNOWN] = { N_("Of a municipality that pays, the inhabitants are not known."),
			N_("Add its number of inhabitants on its own page.") },
		[SHARE_PARTS_WRONG] = { N_("The parts that were given do not make the whole."), N_("Mend the parts.") },
	};
	struct model *item;

	model_flag(model, "unshared", false);
	if (state == SHARE_DONE)
		return;
	item = model_object(model, "unshared");
	model_words(item, "why", said[state].why);
	model_words(item, "what", said[state].what);
}

static void shares_model(const struct request *req, struct model *model, const struct budget_line *line)
{
	struct share_list shares = money_share(req->programme, line, req->arena);

	model_list(model, "shares");
	for (size_t i = 0; i < shares.count; i++) {
		const struct share_of *share = &shares.at[i];
		struct money spent = money_spent(req->programme, line, share->party->id, req->day);
		struct model *item = model_item(model, "shares");

		show_row(req, item, "party", &party_record, share->party->id);
		model_text(item, "share", money_words(req, share->amount));
		model_text(item, "why", money_share_words(req, line, &shares, share));
		model_text(item, "share_spent", money_words(req, spent));
	}
	model_flag(model, "has_shares", shares.count > 0);
	model_text(model, "shared", shares.state == SHARE_DONE ? money_words(req, shares.amount) : STR_NONE);
	unshared_model(model, shares.state);
}

/* Whether it goes over or under, in words. */
static void outcome_model(const struct request *req, struct model *model, const struct budget_line *line)
{
	struct money amount = money_amount(req->programme, line, req->arena), spent = money_spent(req->programme, line, ID_NONE, req->day);
	const struct spending *forecast = money_forecast(req->programme, line, req->day);
	int64_t over = forecast && amount.known ? forecast->amount.cents - amount.cents : 0;
	const char *english = over > 0 ? N_("{0} more than the budget is expected by the end of the year.")
		: over < 0 ? N_("{0} less than the budget is expected by the end of the year.") : N_("The budget is expected to be spent by the end of the year.");

	if (!amount.known || !(forecast || spent.known))
		model_text(model, "outcome", STR_NONE);
	else if (forecast)
		model_text(model, "outcome", language_fill(req->language, req->arena, english, cents_words(req, over < 0 ? -over : over), STR_NONE, STR_NONE));
	else
		model_text(model, "outcome", language_fill(req->language, req->arena, spent.cents > amount.cents
			? N_("{0} more was spent than the budget.") : N_("{0} of the budget is left."),
			cents_words(req, spent.cents > amount.cents ? spent.cents - amount.cents : amount.cents - spent.cents), STR_NONE, STR_NONE));
}

static void spendings_model(const struct request *req, struct model *model, const struct budget_line *line)
{
	struct row_list rows = REFERRING(req->programme, spending, line, line->id);
	bool any = false;

	model_list(model, "spendings");
	for (size_t i = 0; i < rows.count; i++) {
		const struct spending *spending = ROW(spending, rows, i);
		struct model *item;
		if (day_first(spending->day) > day_first(req->day))
			continue;
		any = true;
		item = model_item(model, "spendings");
		model_text(item, "day", language_day(req->language, req->arena, spending->day));
		model_text(item, "sum", money_words(req, spending->amount));
		model_flag(item, "is_forecast", spending->forecast);
		model_text(item, "text", spending->text);
		show_row(req, item, "party", &party_record, spending->party);
		show_provenance(req, item, &spending_record, spending);
		show_edit(req, item, &spending_record, spending);
	}
	model_flag(model, "has_spendings", any);
	model_text(model, "add_spending", tree_adding(req, str_format(req->arena, "/edit/spending/new?line=%.*s", STR_ARG(id_text(line->id, req->arena)))));
}

static void facts_model(const struct request *req, struct model *model, const struct budget_line *line)
{
	struct day reference = day_known(line->reference) ? line->reference : day_make((int)line->year.value, 1, 1);
	bool counts = line->key == KEY_INHABITANTS || line->key == KEY_BASE_INHABITANTS || line->key == KEY_RATE;
	struct id page = line->id;

	model_flag(model, "with_vat", line->with_vat);
	model_text(model, "reference", counts ? language_day(req->language, req->arena, reference) : STR_NONE);
	show_row(req, model, "fund", &fund_record, line->fund);
	model_text(model, "quantity", line->quantity.known ? language_decimal(req->language, req->arena, line->quantity) : STR_NONE);
	model_text(model, "unit", line->unit);
	model_text(model, "unit_price", money_words(req, line->unit_price));
	model_text(model, "indexed", line->indexed.known ? language_decimal(req->language, req->arena, line->indexed) : STR_NONE);
	model_text(model, "index_name", line->index_name);
	model_text(model, "next_year", money_words(req, money_indexed(line, (int32_t)line->year.value + 1)));
	model_text(model, "change", may_change(req) ? request_address(req, str_format(req->arena, "/money/lines/%.*s/edit",
		STR_ARG(id_text(page, req->arena)))) : STR_NONE);
	model_text(model, "history", request_address(req, str_format(req->arena, "/history/budget_line/%.*s", STR_ARG(id_text(page, req->arena)))));
	model_text(model, "whole", request_address(req, str_format(req->arena, "/money?year=%lld", (long long)line->year.value)));
}

/* GET /{programme}/money/lines/{line} */
static void show_line(struct request *req, struct response *res)
{
	const struct budget_line *line = programme_by_address(req->programme, &budget_line_record, request_parameter(req, "line"));
	struct model *model;

	if (!line || !money_sees(req, line)) {
		respond_not_found(res, req);
		return;
	}
	model = model_new(req->arena);
	money_line_item(req, model, line);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	facts_model(req, model, line);
	shares_model(req, model, line);
	outcome_model(req, model, line);
	spendings_model(req, model, line);
	show_provenance(req, model, &budget_line_record, line);
	show_edit(req, model, &budget_line_record, line);
	show_breadcrumbs(req, model, programme_node(req->programme, line->node));
	respond_page(res, req, "money/line", model);
}

const struct route money_routes[] = {
	{ "GET", "/{programme}/money", RIGHT_READ, show_money, 0, "The money of a year: by theme, by who pays, lines and funds" },
	{ "GET", "/{programme}/money/lines/{line}", RIGHT_READ, show_line, 0, "A budget line: everybody's share and why, what was spent" },
	ROUTES_END
};
