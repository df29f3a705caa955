/* SPDX-License-Identifier: EUPL-1.2 */
#include "signup/signup.h"

#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

enum { PARTIES_MOST = 18, OFFERS_MOST = 5 };

/* A region of so many municipalities of 10,000, 11,000 ... inhabitants and so many themes, each with a line of the year. */
struct region {
	struct programme   *draft;
	const struct programme *now;            /* the draft as it stood when last looked at */
	struct signup_round round;
	struct id           programme, party[PARTIES_MOST], theme[OFFERS_MOST], offer[OFFERS_MOST];
	int                 parties, offers;
};

static void put_offer(struct region *region, int o, struct id node, enum budget_key key, int64_t cents)
{
	struct signup_offer offer = { .id = id_new(), .round = region->round.id, .node = node, .position = { o + 1, true }, .concept = STR("Samen") };
	struct budget_line line = { .id = id_new(), .node = node, .title = STR("Kosten"), .year = { 2027, true }, .key = key,
		.amount = { cents, key != KEY_RATE }, .rate = { 800, key == KEY_RATE } };

	region->offer[o] = offer.id;
	programme_put(region->draft, &signup_offer_record, &offer);
	programme_put(region->draft, &budget_line_record, &line);
}

/* The first offer is the whole with a fee of EUR 0.80 per inhabitant; the others are themes with a budget. */
static struct region region_of(int parties, int offers, int64_t cents)
{
	struct region region = { .programme = id_new(), .parties = parties, .offers = offers };
	struct programme_facts facts = { .id = region.programme, .key = STR("regio"), .name = STR("Regio"), .language = STR("nl") };

	region.draft = programme_empty(region.programme);
	programme_put(region.draft, &programme_facts_record, &facts);
	region.round = (struct signup_round){ .id = id_new(), .key = STR("aanmelden"), .title = STR("Aanmelden 2027"), .year = { 2027, true },
		.reactions_due = test_day("2026-05-01"), .final_due = test_day("2026-06-01"), .answers_due = test_day("2026-10-01"), .sent = test_day("2026-03-01") };
	for (int i = 0; i < parties; i++) {
		struct party party = { .id = id_new(), .key = str_format(test_arena(), "gemeente-%02d", i), .name = str_format(test_arena(), "Gemeente %02d", i),
			.kind = PARTY_MUNICIPALITY, .code = str_format(test_arena(), "%04d", i) };
		struct inhabitants inhabitants = { .id = id_new(), .party = party.id, .day = test_day("2026-01-01"), .number = { 10000 + 1000 * i, true } };
		region.party[i] = party.id;
		programme_put(region.draft, &party_record, &party);
		programme_put(region.draft, &inhabitants_record, &inhabitants);
	}
	programme_put(region.draft, &signup_round_record, &region.round);
	put_offer(&region, 0, region.programme, KEY_RATE, 0);
	for (int o = 1; o < offers; o++) {
		struct theme theme = { .id = id_new(), .key = str_format(test_arena(), "opgave-%d", o), .name = str_format(test_arena(), "Opgave %d", o) };
		region.theme[o] = theme.id;
		programme_put(region.draft, &theme_record, &theme);
		put_offer(&region, o, theme.id, o % 2 ? KEY_INHABITANTS : KEY_EQUAL, cents);
	}
	return region;
}

static void answer(struct region *region, int offer, int party, enum signup_outcome outcome, int64_t up_to)
{
	struct signup_answer row = { .id = id_new(), .offer = region->offer[offer], .party = region->party[party], .outcome = outcome,
		.up_to = { up_to, outcome == SIGNUP_JOINS_UP_TO }, .day = test_day("2026-07-01") };

	programme_put(region->draft, &signup_answer_record, &row);
}

/* As it stands now; what is put afterwards comes into the next. */
static const struct programme *look(struct region *region)
{
	programme_release(region->now);
	region->now = programme_publish(region->draft);
	region->draft = programme_draft(region->now);
	return region->now;
}

static void end(struct region *region)
{
	programme_discard(region->draft);
	programme_release(region->now);
}

static struct signup_table table_of(struct region *region)
{
	return signup_table(look(region), &region->round, test_day("2026-08-01"), test_arena());
}

TEST(a_round_goes_through_its_phases_by_day)
{
	struct region region = region_of(1, 1, 0);
	struct signup_round round = region.round;

	CHECK_NUMBER(signup_phase(&round, test_day("2026-02-28")), SIGNUP_PREPARED);
	CHECK_NUMBER(signup_phase(&round, test_day("2026-03-01")), SIGNUP_REACTIONS);
	CHECK_NUMBER(signup_phase(&round, test_day("2026-05-01")), SIGNUP_REACTIONS);
	CHECK_NUMBER(signup_phase(&round, test_day("2026-05-02")), SIGNUP_FINAL_OFFER);
	round.offered = test_day("2026-06-03");
	CHECK_NUMBER(signup_phase(&round, test_day("2026-06-02")), SIGNUP_FINAL_OFFER);
	CHECK_NUMBER(signup_phase(&round, test_day("2026-06-03")), SIGNUP_ANSWERING);
	/* Past its day it stays open until the office closes it. */
	CHECK_NUMBER(signup_phase(&round, test_day("2026-12-01")), SIGNUP_ANSWERING);
	round.closed = test_day("2026-12-02");
	CHECK_NUMBER(signup_phase(&round, test_day("2026-12-01")), SIGNUP_ANSWERING);
	CHECK_NUMBER(signup_phase(&round, test_day("2026-12-02")), SIGNUP_CLOSED);
	round.sent = DAY_UNKNOWN;
	CHECK_NUMBER(signup_phase(&round, test_day("2027-01-01")), SIGNUP_PREPARED);
	end(&region);
}

/* Three of 10,000, 11,000 and 12,000; EUR 100.00 by inhabitants. The first joins, the second does not, the third is open. */
TEST(shares_are_shown_as_if_who_is_open_joined_and_as_if_not)
{
	struct region region = region_of(3, 2, 10000);
	struct signup_table table;

	answer(&region, 1, 0, SIGNUP_JOINS, 0);
	answer(&region, 1, 1, SIGNUP_DOES_NOT_JOIN, 0);
	table = table_of(&region);
	CHECK_NUMBER(signup_cell(&table, 1, 0)->share.all_join.cents, 4545);
	CHECK_NUMBER(signup_cell(&table, 1, 0)->share.none_join.cents, 10000);
	CHECK_NUMBER(signup_cell(&table, 1, 1)->share.all_join.cents, 0);
	CHECK_NUMBER(signup_cell(&table, 1, 2)->share.all_join.cents, 5455);
	CHECK_NUMBER(signup_cell(&table, 1, 2)->share.none_join.cents, 0);
	CHECK(signup_cell(&table, 1, 2)->open);
	CHECK(!signup_cell(&table, 1, 1)->open);
	/* The fee: EUR 0.80 for each of 33,000 inhabitants, or of nobody. */
	CHECK_NUMBER(table.offer[0].all_join.cents, 2640000);
	CHECK_NUMBER(table.offer[0].none_join.cents, 0);
	CHECK_NUMBER(table.party[0].all_join.cents, 804545);
	end(&region);
}

TEST(a_share_above_what_was_promised_at_most_is_not_covered)
{
	struct region region = region_of(3, 2, 10000);
	struct signup_table table;

	answer(&region, 1, 0, SIGNUP_JOINS_UP_TO, 9999);
	answer(&region, 1, 1, SIGNUP_DOES_NOT_JOIN, 0);
	table = table_of(&region);
	CHECK(signup_cell(&table, 1, 0)->over.known);
	CHECK_NUMBER(signup_cell(&table, 1, 0)->over.cents, 1);
	answer(&region, 1, 2, SIGNUP_JOINS, 0);
	table = table_of(&region);
	CHECK(!signup_cell(&table, 1, 0)->over.known);
	end(&region);
}

/* Whatever is answered, both columns add up: the shares of all are what the offer comes to, and the whole is the sum of the offers. */
TEST(both_columns_of_shares_always_add_up)
{
	for (size_t seed = 0; seed < 40; seed++) {
		struct sample sample = { .state = seed, .arena = test_arena() };
		int parties = seed == 0 ? PARTIES_MOST : 1 + (int)sample_number(&sample, 7), offers = seed == 0 ? OFFERS_MOST : 2 + (int)sample_number(&sample, 3);
		struct region region = region_of(parties, offers, 1 + (int64_t)sample_number(&sample, 100000));
		struct signup_table table;
		int64_t whole = 0;

		for (int o = 0; o < offers; o++)
			for (int p = 0; p < parties; p++)
				if (sample_number(&sample, 3))
					answer(&region, o, p, (enum signup_outcome)sample_number(&sample, SIGNUP_DOES_NOT_JOIN + 1), 1);
		table = table_of(&region);
		for (size_t o = 0; o < table.offers.count; o++) {
			int64_t all = 0, none = 0;
			bool some = false;
			for (size_t p = 0; p < table.parties.count; p++) {
				const struct signup_cell *cell = signup_cell(&table, o, p);
				all += cell->share.all_join.cents;
				none += cell->share.none_join.cents;
				some = some || cell->open || cell->answer->outcome != SIGNUP_DOES_NOT_JOIN;
			}
			CHECK_NUMBER(all, table.offer[o].all_join.cents);
			CHECK_NUMBER(none, table.offer[o].none_join.cents);
			/* A budget is shared to the last cent as soon as anybody joins. */
			if (o > 0 && some)
				CHECK_NUMBER(all, ROW(budget_line, signup_lines(region.now, &region.round, table.offers.at[o], test_arena()), 0)->amount.cents);
			whole += all;
		}
		CHECK_NUMBER(whole, table.whole.all_join.cents);
		end(&region);
	}
}

TEST(an_outcome_becomes_an_entry_and_what_stood_there_ends_the_day_before)
{
	struct region region = region_of(2, 2, 10000);
	struct participation was = { .id = id_new(), .party = region.party[0], .node = region.theme[1], .standing = STANDING_UNDECIDED };
	struct participation later = { .id = id_new(), .party = region.party[1], .node = region.theme[1], .standing = STANDING_PARTICIPATES, .from = test_day("2027-03-01") };
	struct signup_entry_list list;

	programme_put(region.draft, &participation_record, &was);
	programme_put(region.draft, &participation_record, &later);
	answer(&region, 1, 0, SIGNUP_JOINS_UP_TO, 5000);
	answer(&region, 1, 1, SIGNUP_DOES_NOT_JOIN, 0);
	list = signup_entries(look(&region), &region.round, test_day("2026-12-01"), test_arena());
	CHECK_NUMBER(list.count, 2);
	CHECK_NUMBER(list.open, 2);
	CHECK_NUMBER(list.blocked, 1);
	CHECK_NUMBER(list.at[0].entry.standing, STANDING_PARTICIPATES);
	CHECK_STR(day_text(list.at[0].entry.from, test_arena()), "2027-01-01");
	CHECK_STR(day_text(list.at[0].ended.until, test_arena()), "2026-12-31");
	CHECK_HAS(list.at[0].entry.reason, "50.00");
	CHECK(list.at[1].blocked && id_equal(list.at[1].blocked->id, later.id));
	end(&region);
}
