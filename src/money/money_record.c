/* SPDX-License-Identifier: EUPL-1.2 */
/* Funds, budget lines, their given parts and what was spent, described once, with what they refuse. */
#include "money/money.h"

static const struct word keys[] = {
	[KEY_UNKNOWN] = { "", N_("key not known") },
	[KEY_EQUAL] = { "equal", N_("equally") },
	[KEY_INHABITANTS] = { "inhabitants", N_("by inhabitants") },
	[KEY_PERCENTAGE] = { "percentage", N_("by given percentages") },
	[KEY_FIXED] = { "fixed", N_("given amounts") },
	[KEY_BASE_INHABITANTS] = { "base_inhabitants", N_("a base each, the rest by inhabitants") },
	[KEY_RATE] = { "rate", N_("a rate per inhabitant") },
	[KEY_OTHER_SOURCE] = { "other_source", N_("paid by another source") },
};
const struct words budget_key_words = WORDS_OF(keys);

static bool refuse(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

static struct str line_address(const struct programme *programme, struct id line, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/money/lines/%.*s", STR_ARG(id_text(line, arena)));
}

/* Funds */

static const struct field fund_fields[] = {
	FIELD(fund, name, .label = N_("Name"), .required = true, .search = true),
	FIELD(fund, party, .label = N_("Who gives"), .refers_to = "party"),
	FIELD(fund, co_financing, .label = N_("Co-financing asked"), .hint = N_("In percent: at least this part must come from others. Empty: nothing is asked.")),
	FIELD(fund, in_kind_counts, .label = N_("Support in kind counts as co-financing")),
	FIELD(fund, conditions, .label = N_("Conditions"), .lines = true, .max = 2000, .search = true),
	FIELD(fund, from, .label = N_("From"), .rare = true),
	FIELD(fund, until, .label = N_("Until"), .hint = N_("The last day, included."), .rare = true),
	PROVENANCE_FIELDS(fund),
};

static struct str fund_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct fund *)row)->name;
}

static struct str fund_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/money#fund-%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static bool fund_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct fund *fund = row;
	size_t before = faults->count;

	(void)programme;
	if (fund->co_financing.known && (fund->co_financing.thousandths < 0 || fund->co_financing.thousandths > 100000))
		refuse(faults, "co_financing", N_("A part of the whole is from 0 to 100 percent."));
	if (day_known(fund->from) && day_known(fund->until) && day_last(fund->until) < day_first(fund->from))
		refuse(faults, "until", N_("The last day lies before the first day."));
	return faults->count == before;
}

const struct record fund_record = RECORD(fund, funds, fund_fields,
	.label = N_("Fund"), .plural = N_("Funds"), .title = fund_title, .address = fund_address, .check = fund_check,
	.provenance = offsetof(struct fund, provenance));

/* Budget lines */

static const struct field line_fields[] = {
	FIELD(budget_line, node, .label = N_("For"), .hint = N_("The programme, a theme, a topic or an action."), .refers_to = "node", .required = true, .indexed = true),
	FIELD(budget_line, title, .label = N_("Description"), .required = true, .search = true),
	FIELD(budget_line, year, .label = N_("Year"), .max = 2200, .required = true),
	FIELD(budget_line, amount, .label = N_("Amount"), .hint = N_("Excluding VAT. Empty: not known yet.")),
	WORDS(budget_line, key, .label = N_("How it is shared"), .words = &budget_key_words, .required = true),
	FIELD(budget_line, rate, .label = N_("Rate per inhabitant"), .hint = N_("In euros, with a rate per inhabitant: 0,80.")),
	FIELD(budget_line, payer, .label = N_("Paid by"), .hint = N_("With another source: who pays it all."), .refers_to = "party"),
	FIELD(budget_line, reference, .label = N_("Inhabitants on"), .hint = N_("Empty: on 1 January of the year."), .rare = true),
	FIELD(budget_line, fund, .label = N_("Fund"), .hint = N_("Money of the fund, or what co-finances it."), .refers_to = "fund", .rare = true),
	FIELD(budget_line, with_vat, .label = N_("The amount includes VAT"), .rare = true),
	FIELD(budget_line, in_kind, .label = N_("Support in kind"), .hint = N_("Hours or a room: shown apart from money."), .rare = true),
	FIELD(budget_line, quantity, .label = N_("How many"), .rare = true),
	FIELD(budget_line, unit, .label = N_("Of what"), .hint = N_("Hours, days, half-days of a room."), .max = 40, .rare = true),
	FIELD(budget_line, unit_price, .label = N_("What one is worth"), .rare = true),
	FIELD(budget_line, indexed, .label = N_("Indexed yearly by"), .hint = N_("In percent."), .rare = true),
	FIELD(budget_line, index_name, .label = N_("After which index"), .max = 120, .rare = true),
	WORDS(budget_line, visibility, .label = N_("Who can read it"), .words = &visibility_words, .rare = true),
	PROVENANCE_FIELDS(budget_line),
};

static struct str line_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct budget_line *line = row;

	(void)programme;
	return line->year.known ? str_format(arena, "%.*s (%lld)", STR_ARG(line->title), (long long)line->year.value) : line->title;
}

static struct str line_page(const struct programme *programme, const void *row, struct arena *arena)
{
	return line_address(programme, row_id(row), arena);
}

static struct str percent_text(int64_t thousandths, struct arena *arena)
{
	return decimal_text((struct decimal){ thousandths, true }, arena);
}

/* What the given parts add up to does not fit: says what they come to and what they should. */
static bool refuse_sum(const struct programme *programme, const struct budget_line *line, struct faults *faults)
{
	struct row_list parts = REFERRING(programme, budget_part, line, line->id);
	int64_t percent = 0, cents = 0;

	for (size_t i = 0; i < parts.count; i++) {
		percent += ROW(budget_part, parts, i)->percentage.thousandths;
		cents += ROW(budget_part, parts, i)->amount.cents;
	}
	if (line->key == KEY_PERCENTAGE)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "parts",
			.message = N_("The percentages of who pays add up to {0}; they must make exactly 100."),
			.arg = { percent_text(percent, faults->arena) } });
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "parts",
		.message = line->key == KEY_FIXED ? N_("The amounts of who pays add up to {0}; they must make exactly {1}.")
			: N_("The bases add up to {0}, more than the whole amount of {1}."),
		.arg = { money_text((struct money){ cents, true }, faults->arena), money_text(line->amount, faults->arena) } });
}

/* Every given part is of a party that pays, and together they fit. Where nobody pays yet, the line stands and needs attention. */
static void check_parts(const struct programme *programme, const struct budget_line *line, struct faults *faults)
{
	struct share_list shares = money_share(programme, line, faults->arena);
	struct row_list parts = REFERRING(programme, budget_part, line, line->id);
	size_t before = faults->count;

	if (shares.state != SHARE_PARTS_WRONG)
		return;
	for (size_t p = 0; p < parts.count; p++) {
		const struct budget_part *part = ROW(budget_part, parts, p);
		const struct party *party = programme_row(programme, party, part->party);
		bool pays = false;
		for (size_t i = 0; i < shares.count; i++)
			pays = pays || id_equal(shares.at[i].party->id, part->party);
		if (!pays)
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "parts",
				.message = N_("{0} does not take part here in {1}, so it has no part in the costs."),
				.arg = { party ? party->name : STR("?"), count_text(line->year, faults->arena) } });
	}
	if (faults->count == before)
		refuse_sum(programme, line, faults);
}

static bool line_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct budget_line *line = row;
	size_t before = faults->count;

	if (line->year.known && line->year.value < 1900)
		refuse(faults, "year", N_("Write the year with four digits, such as 2025."));
	if (line->amount.known && line->amount.cents < 0)
		refuse(faults, "amount", N_("An amount is not below 0."));
	if (line->key == KEY_OTHER_SOURCE && !id_known(line->payer))
		refuse(faults, "payer", N_("Name the party that pays this."));
	if (line->key != KEY_OTHER_SOURCE && id_known(line->payer))
		refuse(faults, "payer", N_("A payer is named only where another source pays it all; else the key says who pays."));
	if (line->key == KEY_RATE && (!line->rate.known || line->rate.thousandths < 0))
		refuse(faults, "rate", N_("Give the rate per inhabitant, such as 0,80."));
	if (line->key == KEY_RATE && line->amount.known)
		refuse(faults, "amount", N_("With a rate per inhabitant the shares make the amount. Leave it empty."));
	if (line->key != KEY_RATE && line->rate.known)
		refuse(faults, "rate", N_("A rate is given only with the key “a rate per inhabitant”."));
	if (!line->in_kind && (line->quantity.known || line->unit_price.known))
		refuse(faults, "in_kind", N_("Hours and rooms are support in kind: tick it, or leave number and worth empty."));
	if (line->indexed.known && line->index_name.len == 0)
		refuse(faults, "index_name", N_("Name the index that the percentage comes from."));
	if (faults->count == before)
		check_parts(programme, line, faults);
	return faults->count == before;
}

const struct record budget_line_record = RECORD(budget_line, budget_lines, line_fields,
	.label = N_("Budget line"), .plural = N_("Budget lines"), .title = line_title, .address = line_page, .check = line_check,
	.provenance = offsetof(struct budget_line, provenance), .visibility = offsetof(struct budget_line, visibility));

/* Given parts */

static const struct field part_fields[] = {
	FIELD(budget_part, line, .label = N_("Budget line"), .refers_to = "budget_line", .required = true, .indexed = true),
	FIELD(budget_part, party, .label = N_("Party"), .refers_to = "party", .required = true),
	FIELD(budget_part, percentage, .label = N_("Percentage")),
	FIELD(budget_part, amount, .label = N_("Amount")),
};

static struct id part_node(const struct programme *programme, const void *row)
{
	const struct budget_line *line = programme_row(programme, budget_line, ((const struct budget_part *)row)->line);
	return line ? line->node : ID_NONE;
}

static struct str part_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct budget_part *part = row;
	const struct budget_line *line = programme_row(programme, budget_line, part->line);
	const struct party *party = programme_row(programme, party, part->party);
	return str_format(arena, "%.*s – %.*s", STR_ARG(line ? line->title : STR("?")), STR_ARG(party ? party->name : STR("?")));
}

static struct str part_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return line_address(programme, ((const struct budget_part *)row)->line, arena);
}

static bool part_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct budget_part *part = row;
	const struct budget_line *line = programme_row(programme, budget_line, part->line);
	struct row_list parts = REFERRING(programme, budget_part, line, part->line);
	size_t before = faults->count;

	if (!line)
		return true;
	for (size_t i = 0; i < parts.count; i++)
		if (!id_equal(row_id(parts.at[i]), part->id) && id_equal(ROW(budget_part, parts, i)->party, part->party))
			refuse(faults, "party", N_("This party has a part in this line already."));
	if (line->key == KEY_PERCENTAGE && (!part->percentage.known || part->percentage.thousandths < 0 ||
	    part->percentage.thousandths > 100000 || part->percentage.thousandths % 10 != 0))
		refuse(faults, "percentage", N_("Give a percentage from 0 to 100, with two decimals at most."));
	if ((line->key == KEY_FIXED || line->key == KEY_BASE_INHABITANTS) && (!part->amount.known || part->amount.cents < 0))
		refuse(faults, "amount", N_("Give an amount that is not below 0."));
	if (line->key != KEY_PERCENTAGE && line->key != KEY_FIXED && line->key != KEY_BASE_INHABITANTS)
		refuse(faults, "line", N_("The key of this line asks for no given parts."));
	if (faults->count == before)
		check_parts(programme, line, faults);
	return faults->count == before;
}

const struct record budget_part_record = RECORD(budget_part, budget_parts, part_fields,
	.label = N_("Given part"), .plural = N_("Given parts"), .title = part_title, .address = part_address, .check = part_check,
	.node = part_node);

/* What was spent */

static const struct field spending_fields[] = {
	FIELD(spending, line, .label = N_("Budget line"), .refers_to = "budget_line", .required = true, .indexed = true),
	FIELD(spending, party, .label = N_("Whose money"), .hint = N_("Empty: of the line as a whole."), .refers_to = "party"),
	FIELD(spending, day, .label = N_("Day"), .required = true),
	FIELD(spending, amount, .label = N_("Amount"), .required = true),
	FIELD(spending, forecast, .label = N_("Forecast for the whole year"), .hint = N_("Not spent, but expected by the end of the year as seen on this day.")),
	FIELD(spending, text, .label = N_("For what"), .lines = true, .max = 500, .search = true),
	PROVENANCE_FIELDS(spending),
};

static struct id spending_node(const struct programme *programme, const void *row)
{
	const struct budget_line *line = programme_row(programme, budget_line, ((const struct spending *)row)->line);
	return line ? line->node : ID_NONE;
}

static struct str spending_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct spending *spending = row;
	const struct budget_line *line = programme_row(programme, budget_line, spending->line);
	return str_format(arena, "%.*s, %.*s", STR_ARG(line ? line->title : STR("?")), STR_ARG(day_text(spending->day, arena)));
}

static struct str spending_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return line_address(programme, ((const struct spending *)row)->line, arena);
}

static int spending_compare(const void *a, const void *b)
{
	return day_compare(((const struct spending *)a)->day, ((const struct spending *)b)->day);
}

static bool spending_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct spending *spending = row;

	(void)programme;
	if (spending->forecast && spending->amount.known && spending->amount.cents < 0)
		return refuse(faults, "amount", N_("An amount is not below 0."));
	return true;
}

const struct record spending_record = RECORD(spending, spendings, spending_fields,
	.label = N_("Spending"), .plural = N_("Spendings"), .title = spending_title, .address = spending_address, .check = spending_check,
	.compare = spending_compare, .node = spending_node, .provenance = offsetof(struct spending, provenance));
