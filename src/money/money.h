/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Money (geld; docs/rules.md 2): budget lines on nodes, what each is paid from, how a line is shared by its key, and what was spent.
 * Shares are whole cents and add up to the line's amount exactly; what is not known is never 0. The 128-bit arithmetic is in
 * money.c alone.
 */
#ifndef MONEY_MONEY_H
#define MONEY_MONEY_H

#include "participation/participation.h"
#include "party/party.h"

enum budget_key {
	KEY_UNKNOWN,
	KEY_EQUAL,                      /* 1 each */
	KEY_INHABITANTS,                /* inhabitants on the key's reference day */
	KEY_PERCENTAGE,                 /* given percentages, exactly 100.00 together */
	KEY_FIXED,                      /* given amounts, exactly the line's amount together */
	KEY_BASE_INHABITANTS,           /* a given base each, the rest by inhabitants */
	KEY_RATE,                       /* a rate per inhabitant, whole-year: the shares make the amount */
	KEY_OTHER_SOURCE                /* no key: `payer` pays it all (province, company, school, fund) */
};
extern const struct words budget_key_words;

/* Somebody's money with conditions: a province's scheme, a fund. */
struct fund {
	struct id      id;
	struct str     name;
	struct id      party;           /* who gives; none: not known */
	struct decimal co_financing;    /* percent of each line that others must pay at least; unknown: nothing is asked */
	bool           in_kind_counts;  /* support in kind counts as co-financing */
	struct str     conditions;
	struct day     from, until;
	struct provenance provenance;
};

struct budget_line {
	struct id       id, node;
	struct str      title;
	struct count    year;
	struct money    amount;         /* excluding VAT unless `with_vat`; unknown with KEY_RATE, which makes it */
	bool            with_vat;
	enum budget_key key;
	struct day      reference;      /* whose inhabitants; unknown: 1 January of the year */
	struct decimal  rate;           /* euros per inhabitant, KEY_RATE */
	struct id       payer;          /* KEY_OTHER_SOURCE: who pays it all */
	struct id       fund;           /* the fund it falls under: the fund's own money, or what co-finances it on that node in that year; none */
	bool            in_kind;        /* hours, rooms: quantity x unit_price, shown apart */
	struct decimal  quantity;
	struct str      unit;
	struct money    unit_price;
	struct decimal  indexed;        /* percent a year, named in `index_name`, for the lines of later years */
	struct str      index_name;
	enum visibility visibility;
	struct provenance provenance;
};

/* A given percentage (KEY_PERCENTAGE), amount (KEY_FIXED) or base (KEY_BASE_INHABITANTS) of one payer. */
struct budget_part {
	struct id      id, line, party;
	struct decimal percentage;      /* two decimals count */
	struct money   amount;
};

/* Money that went out, or is expected to, on a line. */
struct spending {
	struct id    id, line, party;   /* party: whose money; none: of the line as a whole */
	struct day   day;
	struct money amount;
	bool         forecast;          /* expected for the whole year as seen on `day`; else spent since the last one */
	struct str   text;
	struct provenance provenance;
};

extern const struct record fund_record, budget_line_record, budget_part_record, spending_record;

/* The share of one payer with everything that explains it in words: "45,050 of 121,950 inhabitants, all year". */
struct share_of {
	const struct party       *party;
	struct money              amount;
	int32_t                   days, year_days;      /* it participates in the node, of the days of the year */
	const struct inhabitants *inhabitants;          /* NULL: not asked for, or not known */
	struct decimal            percentage;           /* KEY_PERCENTAGE */
	struct money              base;                 /* KEY_FIXED, KEY_BASE_INHABITANTS */
	bool                      extra_cent;           /* got one of the cents that were left */
};
enum share_state {
	SHARE_DONE, SHARE_NO_PAYER, SHARE_AMOUNT_UNKNOWN, SHARE_KEY_UNKNOWN, SHARE_INHABITANTS_UNKNOWN, SHARE_PARTS_WRONG
};
struct share_list {
	const struct share_of *at;
	size_t                 count;
	enum share_state       state;
	struct money           amount;          /* what was shared; with KEY_RATE what it makes */
	int64_t                inhabitants;     /* of all payers together, where the key asks for them */
};
/* The payers are the municipalities that participate in the node on at least one day of the year; weights by days (docs/rules.md 2). */
struct share_list money_share(const struct programme *programme, const struct budget_line *line, struct arena *arena);
/* The amount in a later year by the line's index; unknown where there is none. Half a cent rounds up. */
struct money money_indexed(const struct budget_line *line, int32_t year);

/* Everything a municipality pays, by year, theme and line. */
struct payment_due { const struct budget_line *line; struct share_of share; };
struct payment_list { const struct payment_due *at; size_t count; };
struct payment_list money_of_party(const struct programme *programme, struct id party, int32_t year, struct arena *arena);

/* What the line comes to: its amount, quantity x unit price of support in kind, or what the rate makes. Unknown where not known. */
struct money money_amount(const struct programme *programme, const struct budget_line *line, struct arena *arena);
/* Whether it counts in sums: published, and not illustrative outside an example. */
bool money_counts(const struct programme *programme, const struct budget_line *line);

/* The lines on a node and below it that count, of a year (0: of all), in the order of the tree. */
struct row_list money_lines(const struct programme *programme, const struct node *node, int32_t year, struct arena *arena);
/* Sums over those lines by what pays them, and what was spent on them by the day; in cents. Unknown amounts are counted and never added. */
struct money_sums { int64_t municipalities, others, in_kind, spent; size_t lines, unknown; };
struct money_sums money_sums(const struct programme *programme, const struct node *node, int32_t year, struct day day, struct arena *arena);

/* What went out on a line by the day, in all or of one party's money; unknown: nothing was told. */
struct money money_spent(const struct programme *programme, const struct budget_line *line, struct id party, struct day day);
/* The newest forecast for the line by the day; NULL: none. */
const struct spending *money_forecast(const struct programme *programme, const struct budget_line *line, struct day day);

/*
 * Co-financing of a fund on the line's node in the line's year: what others pay there under the same fund, of everything there, in
 * hundredths of a percent rounded down. Support in kind counts only where the fund allows it. Not known where an amount is not.
 */
struct cover { int64_t reached, asked; bool known, falls_short; };
struct cover money_cover(const struct programme *programme, const struct budget_line *line, struct arena *arena);

#endif
