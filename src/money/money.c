/* SPDX-License-Identifier: EUPL-1.2 */
#include "money/money.h"

#include <stdlib.h>

#include "tree/tree.h"

/* Amount times weight: 10^13 cents times 10^9 inhabitants times 366 days does not fit in 64 bits. */
__extension__ typedef __int128 wide;

bool money_counts(const struct programme *programme, const struct budget_line *line)
{
	return line->visibility == VISIBILITY_PUBLISHED &&
	       (line->provenance.certainty != CERTAINTY_ILLUSTRATIVE || tree_facts(programme)->example);
}

/* `by` thousandths of an amount, half a cent up. */
static struct money times(int64_t cents, int64_t thousandths)
{
	return (struct money){ (int64_t)(((wide)cents * thousandths + 500) / 1000), true };
}

struct money money_indexed(const struct budget_line *line, int32_t year)
{
	struct money amount = line->amount;

	if (!amount.known || !line->indexed.known || !line->year.known || year < line->year.value)
		return (struct money){ 0 };
	for (int64_t each = line->year.value; each < year; each++)
		amount.cents = (int64_t)(((wide)amount.cents * (100000 + line->indexed.thousandths) + 50000) / 100000);
	return amount;
}

/* What of a line is known before anybody shares it. */
static struct money own_amount(const struct budget_line *line)
{
	if (!line->amount.known && line->in_kind && line->quantity.known && line->unit_price.known)
		return times(line->unit_price.cents, line->quantity.thousandths);
	return line->amount;
}

struct money money_amount(const struct programme *programme, const struct budget_line *line, struct arena *arena)
{
	struct share_list shares;

	if (line->key != KEY_RATE)
		return own_amount(line);
	shares = money_share(programme, line, arena);
	return shares.state == SHARE_DONE ? shares.amount : (struct money){ 0 };
}

/* Sharing */

struct sharing {
	const struct programme   *programme;
	const struct budget_line *line;
	struct share_of          *at;
	size_t                    count;
	int64_t                  *weight;       /* of each */
	struct arena             *arena;
	struct share_list         list;
};

static bool asks_inhabitants(enum budget_key key)
{
	return key == KEY_INHABITANTS || key == KEY_BASE_INHABITANTS || key == KEY_RATE;
}

/* The municipalities that participate on at least one day of the year, by name. */
static void find_payers(struct sharing *sharing)
{
	int16_t year = (int16_t)sharing->line->year.value;
	int32_t first = day_first(day_make(year, 1, 1)), last = day_last(day_make(year, 12, 31));
	const struct node *node = programme_node(sharing->programme, sharing->line->node);
	struct row_list parties = programme_rows(sharing->programme, &party_record);

	sharing->at = arena_array(sharing->arena, struct share_of, parties.count);
	sharing->weight = arena_array(sharing->arena, int64_t, parties.count);
	for (size_t i = 0; i < parties.count && node; i++) {
		const struct party *party = parties.at[i];
		int32_t days = party->kind == PARTY_MUNICIPALITY
			? participation_days(sharing->programme, party, node, first, last) : 0;
		if (days > 0)
			sharing->at[sharing->count++] = (struct share_of){ .party = party, .days = days, .year_days = last - first + 1 };
	}
}

static bool find_inhabitants(struct sharing *sharing)
{
	const struct budget_line *line = sharing->line;
	struct day day = day_known(line->reference) ? line->reference : day_make((int)line->year.value, 1, 1);
	bool all = true;

	for (size_t i = 0; i < sharing->count; i++) {
		struct share_of *share = &sharing->at[i];
		share->inhabitants = party_inhabitants(sharing->programme, share->party->id, day);
		if (share->inhabitants)
			sharing->list.inhabitants += share->inhabitants->number.value;
		all = all && share->inhabitants;
	}
	return all;
}

/* The given part of each payer; false where a part is of somebody who does not pay. */
static bool find_parts(struct sharing *sharing)
{
	struct row_list parts = REFERRING(sharing->programme, budget_part, line, sharing->line->id);
	size_t found = 0;

	for (size_t i = 0; i < sharing->count; i++) {
		struct share_of *share = &sharing->at[i];
		for (size_t p = 0; p < parts.count; p++) {
			const struct budget_part *part = ROW(budget_part, parts, p);
			if (!id_equal(part->party, share->party->id))
				continue;
			share->percentage = part->percentage;
			share->base = part->amount;
			found++;
		}
	}
	return found == parts.count;
}

/* Ties go to the larger weight, then to the lower municipality code, so the same figures come out on every server. */
struct remainder { size_t share; wide left; int64_t weight; struct str code; };

static int by_remainder(const void *a, const void *b)
{
	const struct remainder *one = a, *other = b;

	if (one->left != other->left)
		return one->left > other->left ? -1 : 1;
	if (one->weight != other->weight)
		return one->weight > other->weight ? -1 : 1;
	return str_compare(one->code, other->code);
}

/* Adds a share of `cents` to each by its weight, all rounded down, the cents that are left one each by largest remainder. */
static bool add_by_weight(struct sharing *sharing, int64_t cents)
{
	struct remainder *remainder = arena_array(sharing->arena, struct remainder, sharing->count);
	wide all = 0;
	int64_t left = cents;

	for (size_t i = 0; i < sharing->count; i++)
		all += sharing->weight[i];
	if (all == 0)
		return cents == 0;
	for (size_t i = 0; i < sharing->count; i++) {
		wide product = (wide)cents * sharing->weight[i];
		sharing->at[i].amount.cents += (int64_t)(product / all);
		left -= (int64_t)(product / all);
		remainder[i] = (struct remainder){ i, product % all, sharing->weight[i], sharing->at[i].party->code };
	}
	qsort(remainder, sharing->count, sizeof *remainder, by_remainder);
	for (int64_t i = 0; i < left; i++) {
		struct share_of *share = &sharing->at[remainder[i].share];
		share->amount.cents++;
		share->extra_cent = true;
	}
	return true;
}

static void weigh(struct sharing *sharing, bool by_inhabitants)
{
	for (size_t i = 0; i < sharing->count; i++)
		sharing->weight[i] = sharing->at[i].days * (by_inhabitants ? sharing->at[i].inhabitants->number.value : 1);
}

static enum share_state share_percentages(struct sharing *sharing, int64_t cents)
{
	int64_t sum = 0;

	for (size_t i = 0; i < sharing->count; i++) {
		sharing->weight[i] = sharing->at[i].percentage.thousandths;
		sum += sharing->weight[i];
	}
	return sum == 100000 && add_by_weight(sharing, cents) ? SHARE_DONE : SHARE_PARTS_WRONG;
}

static enum share_state share_bases(struct sharing *sharing, int64_t cents, bool rest)
{
	int64_t left = cents;

	for (size_t i = 0; i < sharing->count; i++) {
		sharing->at[i].amount.cents = sharing->at[i].base.cents;
		left -= sharing->at[i].base.cents;
	}
	if (left < 0 || (!rest && left > 0))
		return SHARE_PARTS_WRONG;
	if (!rest)
		return SHARE_DONE;
	weigh(sharing, true);
	return add_by_weight(sharing, left) ? SHARE_DONE : SHARE_INHABITANTS_UNKNOWN;
}

static enum share_state share_rate(struct sharing *sharing)
{
	struct money sum = { 0, true };

	if (!sharing->line->rate.known)
		return SHARE_AMOUNT_UNKNOWN;
	for (size_t i = 0; i < sharing->count; i++) {
		struct share_of *share = &sharing->at[i];
		/* Thousandths of a euro are tenths of a cent; half a cent rounds up. */
		share->amount.cents = (int64_t)(((wide)share->inhabitants->number.value * sharing->line->rate.thousandths + 5) / 10);
		sum.cents += share->amount.cents;
	}
	sharing->list.amount = sum;
	return SHARE_DONE;
}

static enum share_state share_out(struct sharing *sharing)
{
	const struct budget_line *line = sharing->line;
	struct money amount = own_amount(line);
	bool parts;

	if (!line->year.known || line->key == KEY_UNKNOWN)
		return SHARE_KEY_UNKNOWN;
	find_payers(sharing);
	parts = find_parts(sharing);
	if (sharing->count == 0)
		return SHARE_NO_PAYER;
	if (!amount.known && line->key != KEY_RATE)
		return SHARE_AMOUNT_UNKNOWN;
	if (asks_inhabitants(line->key) && !find_inhabitants(sharing))
		return SHARE_INHABITANTS_UNKNOWN;
	for (size_t i = 0; i < sharing->count; i++)
		sharing->at[i].amount.known = true;
	sharing->list.amount = amount;
	switch (line->key) {
	case KEY_EQUAL:
	case KEY_INHABITANTS:
		weigh(sharing, line->key == KEY_INHABITANTS);
		return add_by_weight(sharing, amount.cents) ? SHARE_DONE : SHARE_INHABITANTS_UNKNOWN;
	case KEY_PERCENTAGE:
		return parts ? share_percentages(sharing, amount.cents) : SHARE_PARTS_WRONG;
	case KEY_FIXED:
	case KEY_BASE_INHABITANTS:
		return parts ? share_bases(sharing, amount.cents, line->key == KEY_BASE_INHABITANTS) : SHARE_PARTS_WRONG;
	default:
		return share_rate(sharing);
	}
}

static struct share_list one_payer(const struct programme *programme, const struct budget_line *line, struct arena *arena)
{
	struct share_of *share = arena_new(arena, struct share_of);

	*share = (struct share_of){ .party = programme_row(programme, party, line->payer), .amount = own_amount(line) };
	return (struct share_list){ .at = share, .count = share->party != NULL, .amount = share->amount,
		.state = !share->party ? SHARE_NO_PAYER : share->amount.known ? SHARE_DONE : SHARE_AMOUNT_UNKNOWN };
}

struct share_list money_share(const struct programme *programme, const struct budget_line *line, struct arena *arena)
{
	struct sharing sharing = { .programme = programme, .line = line, .arena = arena };

	if (line->key == KEY_OTHER_SOURCE)
		return one_payer(programme, line, arena);
	sharing.list.state = share_out(&sharing);
	/* Where it cannot be shared it still says who would pay, and nothing of how much. */
	for (size_t i = 0; i < sharing.count && sharing.list.state != SHARE_DONE; i++)
		sharing.at[i].amount = (struct money){ 0 };
	sharing.list.at = sharing.at;
	sharing.list.count = sharing.count;
	return sharing.list;
}

/* Looking up and adding up */

struct row_list money_lines(const struct programme *programme, const struct node *node, int32_t year, struct arena *arena)
{
	struct node_list nodes = programme_nodes(programme);
	const void **at = arena_array(arena, const void *, programme->budget_lines.count);
	size_t count = 0;

	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list lines = REFERRING(programme, budget_line, node, nodes.at[n].id);
		for (size_t i = 0; i < lines.count && node_under(&nodes.at[n], node); i++) {
			const struct budget_line *line = ROW(budget_line, lines, i);
			if (money_counts(programme, line) && (year == 0 || (line->year.known && line->year.value == year)))
				at[count++] = line;
		}
	}
	return (struct row_list){ at, count };
}

struct money_sums money_sums(const struct programme *programme, const struct node *node, int32_t year, struct day day, struct arena *arena)
{
	struct row_list lines = money_lines(programme, node, year, arena);
	struct money_sums sums = { .lines = lines.count };

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		struct money amount = money_amount(programme, line, arena);
		struct money spent = money_spent(programme, line, ID_NONE, day);
		int64_t *sum = line->in_kind ? &sums.in_kind : line->key == KEY_OTHER_SOURCE ? &sums.others : &sums.municipalities;

		sums.unknown += !amount.known;
		*sum += amount.known ? amount.cents : 0;
		sums.spent += spent.known ? spent.cents : 0;
	}
	return sums;
}

struct payment_list money_of_party(const struct programme *programme, struct id party, int32_t year, struct arena *arena)
{
	struct row_list lines = money_lines(programme, programme_root(programme), year, arena);
	struct payment_due *at = arena_array(arena, struct payment_due, lines.count);
	size_t count = 0;

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		struct share_list shares = money_share(programme, line, arena);
		for (size_t s = 0; s < shares.count; s++)
			if (id_equal(shares.at[s].party->id, party))
				at[count++] = (struct payment_due){ line, shares.at[s] };
	}
	return (struct payment_list){ at, count };
}

static bool told_by(const struct spending *spending, struct day day)
{
	return !day_known(day) || day_first(spending->day) <= day_first(day);
}

struct money money_spent(const struct programme *programme, const struct budget_line *line, struct id party, struct day day)
{
	struct row_list rows = REFERRING(programme, spending, line, line->id);
	struct money sum = { 0 };

	for (size_t i = 0; i < rows.count; i++) {
		const struct spending *spending = ROW(spending, rows, i);
		if (spending->forecast || !told_by(spending, day) || (id_known(party) && !id_equal(spending->party, party)))
			continue;
		sum.cents += spending->amount.cents;
		sum.known = true;
	}
	return sum;
}

const struct spending *money_forecast(const struct programme *programme, const struct budget_line *line, struct day day)
{
	struct row_list rows = REFERRING(programme, spending, line, line->id);
	const struct spending *newest = NULL;

	for (size_t i = 0; i < rows.count; i++) {
		const struct spending *spending = ROW(spending, rows, i);
		if (spending->forecast && told_by(spending, day) && (!newest || day_compare(newest->day, spending->day) <= 0))
			newest = spending;
	}
	return newest;
}

struct cover money_cover(const struct programme *programme, const struct budget_line *line, struct arena *arena)
{
	const struct fund *fund = programme_row(programme, fund, line->fund);
	struct row_list lines = REFERRING(programme, budget_line, node, line->node);
	struct cover cover = { .known = fund != NULL };
	wide others = 0, all = 0;

	for (size_t i = 0; i < lines.count && fund; i++) {
		const struct budget_line *each = ROW(budget_line, lines, i);
		struct money amount = money_amount(programme, each, arena);
		if (!id_equal(each->fund, fund->id) || count_compare(each->year, line->year) != 0 || !money_counts(programme, each) ||
		    (each->in_kind && !fund->in_kind_counts))
			continue;
		cover.known = cover.known && amount.known;
		all += amount.cents;
		others += each->key == KEY_OTHER_SOURCE && id_equal(each->payer, fund->party) ? 0 : amount.cents;
	}
	if (!fund || all == 0)
		cover.known = false;
	if (!cover.known)
		return cover;
	cover.reached = (int64_t)(others * 10000 / all);
	cover.asked = fund->co_financing.known ? fund->co_financing.thousandths / 10 : 0;
	/* Compared exactly: 49.999 % is not half. */
	cover.falls_short = fund->co_financing.known && others * 100000 < all * fund->co_financing.thousandths;
	return cover;
}
