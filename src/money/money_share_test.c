/* SPDX-License-Identifier: EUPL-1.2 */
#include "money/money.h"

#include "base/buf.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

/* Four take part all year; Doesburg joins another region, or takes part from a day on. */
static const struct { const char *key, *code; int64_t inhabitants; } five[] = {
	{ "doesburg", "0221", 11000 }, { "duiven", "0226", 25000 }, { "montferland", "1955", 36500 },
	{ "westervoort", "0293", 15000 }, { "zevenaar", "0299", 45000 },
};
enum { FIVE = 5 };

struct region {
	struct programme *draft;
	struct id         programme, theme, party[FIVE];
};

static void put_standing(struct region *region, int party, enum standing standing, const char *from, const char *until)
{
	struct participation entry = { .id = id_new(), .party = region->party[party], .node = region->theme, .standing = standing,
		.from = test_day(from), .until = test_day(until) };

	programme_put(region->draft, &participation_record, &entry);
}

/* The five, of which the last four participate in the one theme there is. */
static struct region region_of_five(void)
{
	struct region region = { .programme = id_new(), .theme = id_new() };
	struct programme_facts facts = { .id = region.programme, .key = STR("vijf"), .name = STR("Vijf"), .language = STR("nl") };
	struct theme theme = { .id = region.theme, .key = STR("promotie"), .name = STR("Promotie") };

	region.draft = programme_empty(region.programme);
	programme_put(region.draft, &programme_facts_record, &facts);
	programme_put(region.draft, &theme_record, &theme);
	for (int i = 0; i < FIVE; i++) {
		struct party party = { .id = id_new(), .key = str_of(five[i].key), .name = str_of(five[i].key), .kind = PARTY_MUNICIPALITY,
			.code = str_of(five[i].code) };
		struct inhabitants inhabitants = { .id = id_new(), .party = party.id, .day = test_day("2024-01-01"),
			.number = { five[i].inhabitants, true } };
		region.party[i] = party.id;
		programme_put(region.draft, &party_record, &party);
		programme_put(region.draft, &inhabitants_record, &inhabitants);
		if (i > 0)
			put_standing(&region, i, STANDING_PARTICIPATES, "", "");
	}
	return region;
}

static struct budget_line line_of(const struct region *region, enum budget_key key, int64_t cents, int year)
{
	return (struct budget_line){ .id = id_new(), .node = region->theme, .title = STR("Campagne"), .year = { year, true },
		.amount = { cents, cents >= 0 }, .key = key };
}

static void put_part(struct region *region, const struct budget_line *line, int party, int64_t hundredths, int64_t cents)
{
	struct budget_part part = { .id = id_new(), .line = line->id, .party = region->party[party],
		.percentage = { hundredths * 10, hundredths >= 0 }, .amount = { cents, cents >= 0 } };

	programme_put(region->draft, &budget_part_record, &part);
}

/* "duiven 20576.13 montferland 30041.15": what each pays; the state where it cannot be shared. */
static struct str shares_of(struct region *region, const struct budget_line *line)
{
	static const char *const states[] = { "", "no payer", "amount unknown", "key unknown", "inhabitants unknown", "parts wrong" };
	struct buf out = { 0 };
	struct share_list shares;

	programme_put(region->draft, &budget_line_record, line);
	shares = money_share(region->draft, line, test_arena());
	buf_add_cstring(&out, states[shares.state]);
	for (size_t i = 0; i < shares.count && shares.state == SHARE_DONE; i++)
		buf_addf(&out, "%s%.*s %.*s", i ? " " : "", STR_ARG(shares.at[i].party->name),
			STR_ARG(money_text(shares.at[i].amount, test_arena())));
	struct str text = buf_copy(&out, test_arena());
	buf_clear(&out);
	return text;
}

TEST(a_line_is_shared_by_inhabitants_over_those_who_take_part)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_INHABITANTS, 10000000, 2025);

	put_standing(&region, 0, STANDING_JOINS_OTHER_REGION, "", "");
	CHECK_STR(shares_of(&region, &line), "duiven 20576.13 montferland 30041.15 westervoort 12345.68 zevenaar 37037.04");
	programme_discard(region.draft);
}

TEST(who_takes_part_from_a_day_on_pays_by_days)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_INHABITANTS, 5000000, 2025);
	struct share_list shares;

	put_standing(&region, 0, STANDING_PARTICIPATES, "2025-07-01", "");
	CHECK_STR(shares_of(&region, &line),
		"doesburg 2182.37 duiven 9839.02 montferland 14364.97 westervoort 5903.41 zevenaar 17710.23");
	shares = money_share(region.draft, &line, test_arena());
	CHECK_NUMBER(shares.at[0].days, 184);
	CHECK_NUMBER(shares.at[0].year_days, 365);
	CHECK_NUMBER(shares.inhabitants, 132500);
	programme_discard(region.draft);
}

TEST(a_hundred_over_three_gives_the_cent_that_is_left_to_the_lowest_code)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_EQUAL, 10000, 2025);

	for (size_t i = 0; i < region.draft->participations.count; i++)
		if (id_equal(region.draft->participations.at[i].party, region.party[4]))
			programme_remove(region.draft, &participation_record, region.draft->participations.at[i].id);
	CHECK_STR(shares_of(&region, &line), "duiven 33.34 montferland 33.33 westervoort 33.33");
	programme_discard(region.draft);
}

/* On the edges: the last day of the year alone, a leap year, a partial day, the party's own first day. */
TEST(the_days_of_a_year_are_counted_with_both_ends)
{
	static const struct { const char *from, *until; int year; int32_t days, of; } rows[] = {
		{ "2025-12-31", "", 2025, 1, 365 }, { "2026-01-01", "", 2025, 0, 0 }, { "", "2025-01-01", 2025, 1, 365 },
		{ "", "2024-12-31", 2025, 0, 0 }, { "2024-02-29", "2024-02-29", 2024, 1, 366 }, { "2024", "2024", 2024, 366, 366 },
		{ "2025-03", "2025-03", 2025, 31, 365 }, { "", "", 2024, 366, 366 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct region region = region_of_five();
		struct budget_line line = line_of(&region, KEY_EQUAL, 100, rows[i].year);
		struct share_list shares;
		put_standing(&region, 0, STANDING_PARTICIPATES, rows[i].from, rows[i].until);
		shares = money_share(region.draft, &line, test_arena());
		CHECK_NUMBER(shares.count, rows[i].days ? 5 : 4);
		if (rows[i].days) {
			CHECK_NUMBER(shares.at[0].days, rows[i].days);
			CHECK_NUMBER(shares.at[0].year_days, rows[i].of);
		}
		programme_discard(region.draft);
	}
}

TEST(a_municipality_that_ends_within_the_year_pays_until_its_last_day)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_EQUAL, 36500, 2025);
	struct party duiven = *programme_row(region.draft, party, region.party[1]);
	struct share_list shares;

	duiven.last = test_day("2025-06-30");
	programme_put(region.draft, &party_record, &duiven);
	shares = money_share(region.draft, &line, test_arena());
	CHECK_NUMBER(shares.at[0].days, 181);
	programme_discard(region.draft);
}

TEST(given_percentages_amounts_and_bases)
{
	struct region region = region_of_five();
	struct budget_line percentage = line_of(&region, KEY_PERCENTAGE, 100001, 2025), fixed = line_of(&region, KEY_FIXED, 100000, 2025),
		base = line_of(&region, KEY_BASE_INHABITANTS, 10000000, 2025);

	put_part(&region, &percentage, 1, 2500, -1);
	put_part(&region, &percentage, 2, 2500, -1);
	put_part(&region, &percentage, 3, 1667, -1);
	CHECK_STR(shares_of(&region, &percentage), "parts wrong");
	put_part(&region, &percentage, 4, 3333, -1);
	/* 250.0025, 250.0025, 166.701667, 333.303333: the cent goes to the largest remainder. */
	CHECK_STR(shares_of(&region, &percentage), "duiven 250.00 montferland 250.00 westervoort 166.70 zevenaar 333.31");
	put_part(&region, &fixed, 1, -1, 40000);
	put_part(&region, &fixed, 4, -1, 59999);
	CHECK_STR(shares_of(&region, &fixed), "parts wrong");
	put_part(&region, &fixed, 2, -1, 1);
	CHECK_STR(shares_of(&region, &fixed), "duiven 400.00 montferland 0.01 westervoort 0.00 zevenaar 599.99");
	for (int i = 1; i < FIVE; i++)
		put_part(&region, &base, i, -1, 250000);
	/* 90,000.00 by inhabitants over 121,500, and 2,500.00 each. */
	CHECK_STR(shares_of(&region, &base), "duiven 21018.52 montferland 29537.04 westervoort 13611.11 zevenaar 35833.33");
	base.amount.cents = 999999;
	CHECK_STR(shares_of(&region, &base), "parts wrong");
	programme_discard(region.draft);
}

TEST(a_rate_makes_the_amount_each_share_half_up)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_RATE, -1, 2025);

	line.rate = (struct decimal){ 805, true };
	put_standing(&region, 0, STANDING_PARTICIPATES, "2025-07-01", "");
	/* 11,000 x 0.805 = 8,855.00, whole-year. */
	CHECK_STR(shares_of(&region, &line), "doesburg 8855.00 duiven 20125.00 montferland 29382.50 westervoort 12075.00 zevenaar 36225.00");
	CHECK_STR(money_text(money_amount(region.draft, &line, test_arena()), test_arena()), "106662.50");
	line.rate = (struct decimal){ 333, true };
	struct inhabitants odd = { .id = id_new(), .party = region.party[0], .day = test_day("2024-06-01"), .number = { 11005, true } };
	programme_put(region.draft, &inhabitants_record, &odd);
	/* 3,664.665 rounds to 3,664.67. */
	CHECK_HAS(shares_of(&region, &line), "doesburg 3664.67 ");
	programme_discard(region.draft);
}

TEST(what_is_not_known_is_not_shared)
{
	struct region region = region_of_five(), nobody = region_of_five();
	struct budget_line line = line_of(&region, KEY_INHABITANTS, -1, 2025), unknown = line_of(&region, KEY_UNKNOWN, 100, 2025),
		unshared = line_of(&nobody, KEY_EQUAL, 100, 2025), other = line_of(&region, KEY_OTHER_SOURCE, 12345, 2025);
	struct row_list figures = REFERRING(region.draft, inhabitants, party, region.party[2]);

	CHECK_STR(shares_of(&region, &line), "amount unknown");
	CHECK_STR(shares_of(&region, &unknown), "key unknown");
	CHECK_STR(shares_of(&region, &other), "no payer");
	other.payer = region.party[0];
	CHECK_STR(shares_of(&region, &other), "doesburg 123.45");
	programme_remove(region.draft, &inhabitants_record, row_id(figures.at[0]));
	line.amount = (struct money){ 100, true };
	CHECK_STR(shares_of(&region, &line), "inhabitants unknown");
	CHECK(!money_share(region.draft, &line, test_arena()).at[0].amount.known);
	while (nobody.draft->participations.count > 0)
		programme_remove(nobody.draft, &participation_record, nobody.draft->participations.at[0].id);
	CHECK_STR(shares_of(&nobody, &unshared), "no payer");
	programme_discard(region.draft);
	programme_discard(nobody.draft);
}

/* 10,000 lines of whatever key, amount and days: the shares add up to the amount, and none is off by more than a cent. */
TEST(shares_always_add_up)
{
	static const enum budget_key keys[] = { KEY_EQUAL, KEY_INHABITANTS };
	struct sample sample = { .state = 20260101, .arena = test_arena() };

	for (int round = 0; round < 200; round++) {
		struct region region = region_of_five();
		for (int i = 0; i < 3; i++) {
			int16_t month = (int16_t)(1 + sample_number(&sample, 12));
			struct participation entry = { .id = id_new(), .party = region.party[sample_number(&sample, FIVE)], .node = region.programme,
				.standing = 1 + (enum standing)sample_number(&sample, STANDING_COUNT - 1), .from = { 2025, (int8_t)month, 0 } };
			programme_put(region.draft, &participation_record, &entry);
		}
		for (int i = 0; i < 50; i++) {
			int64_t cents = (int64_t)sample_number(&sample, i % 2 ? 100 : 100000000000);
			struct budget_line line = line_of(&region, keys[sample_number(&sample, 2)], cents, 2025);
			struct share_list shares = money_share(region.draft, &line, test_arena());
			int64_t sum = 0;
			CHECK(shares.state == SHARE_DONE);
			for (size_t s = 0; s < shares.count; s++)
				sum += shares.at[s].amount.cents;
			CHECK_NUMBER(sum, cents);
		}
		programme_discard(region.draft);
	}
}

TEST(an_amount_is_indexed_yearly)
{
	struct budget_line line = { .year = { 2025, true }, .amount = { 10000000, true }, .indexed = { 2500, true } };

	CHECK_NUMBER(money_indexed(&line, 2025).cents, 10000000);
	CHECK_NUMBER(money_indexed(&line, 2027).cents, 10506250);
	CHECK(!money_indexed(&line, 2024).known);
}

TEST(a_fund_that_asks_half_from_others_sees_the_share_reached)
{
	struct region region = region_of_five();
	struct party province = { .id = id_new(), .key = STR("provincie"), .name = STR("Provincie"), .kind = PARTY_PROVINCE };
	struct fund fund = { .id = id_new(), .name = STR("Regiofonds"), .party = province.id, .co_financing = { 50000, true } };
	struct budget_line own = line_of(&region, KEY_EQUAL, 4999999, 2025), grant = line_of(&region, KEY_OTHER_SOURCE, 5000001, 2025),
		hours = line_of(&region, KEY_OTHER_SOURCE, -1, 2025);
	struct cover cover;

	programme_put(region.draft, &party_record, &province);
	programme_put(region.draft, &fund_record, &fund);
	own.fund = grant.fund = hours.fund = fund.id;
	grant.payer = province.id;
	hours.payer = region.party[1];
	hours.in_kind = true;
	hours.quantity = (struct decimal){ 10500, true };
	hours.unit_price = (struct money){ 8500, true };
	programme_put(region.draft, &budget_line_record, &own);
	programme_put(region.draft, &budget_line_record, &grant);
	programme_put(region.draft, &budget_line_record, &hours);
	cover = money_cover(region.draft, &grant, test_arena());
	CHECK(cover.known && cover.falls_short);
	CHECK_NUMBER(cover.reached, 4999);
	CHECK_NUMBER(money_amount(region.draft, &hours, test_arena()).cents, 89250);
	/* Hours count once the fund allows it. */
	fund.in_kind_counts = true;
	programme_put(region.draft, &fund_record, &fund);
	cover = money_cover(region.draft, &grant, test_arena());
	CHECK(!cover.falls_short);
	CHECK_NUMBER(cover.reached, 5044);
	programme_discard(region.draft);
}

TEST(a_line_with_a_wrong_key_is_refused_in_words)
{
	struct region region = region_of_five();
	struct budget_line line = line_of(&region, KEY_PERCENTAGE, 100, 2025);

	put_part(&region, &line, 0, 2500, -1);
	put_part(&region, &line, 1, 7000, -1);
	programme_put(region.draft, &budget_line_record, &line);
	CHECK_HAS(test_check(region.draft, &budget_line_record, &line), "doesburg does not take part here in 2025");
	put_standing(&region, 0, STANDING_PARTICIPATES, "2025", "");
	CHECK_HAS(test_check(region.draft, &budget_line_record, &line), "add up to 95; they must make exactly 100");
	line = line_of(&region, KEY_RATE, 100, 2025);
	CHECK_HAS(test_check(region.draft, &budget_line_record, &line), "rate: ");
	CHECK_HAS(test_check(region.draft, &budget_line_record, &line), "amount: ");
	line = line_of(&region, KEY_OTHER_SOURCE, 100, 2025);
	CHECK_HAS(test_check(region.draft, &budget_line_record, &line), "payer: ");
	programme_discard(region.draft);
}
