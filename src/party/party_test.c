/* SPDX-License-Identifier: EUPL-1.2 */
#include "party/party.h"

#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

TEST(the_sector_follows_from_the_kind_unless_it_is_said)
{
	static const enum sector sectors[PARTY_KIND_COUNT] = {
		[PARTY_MUNICIPALITY] = SECTOR_GOVERNMENT, [PARTY_PROVINCE] = SECTOR_GOVERNMENT, [PARTY_WATER_BOARD] = SECTOR_GOVERNMENT,
		[PARTY_NATIONAL_GOVERNMENT] = SECTOR_GOVERNMENT, [PARTY_EDUCATION] = SECTOR_EDUCATION, [PARTY_COMPANY] = SECTOR_BUSINESS,
		[PARTY_BUSINESS_ASSOCIATION] = SECTOR_BUSINESS, [PARTY_CIVIL_SOCIETY] = SECTOR_SOCIETY,
		/* executing organisations, other regions, researchers, sectors as a whole: none */
	};

	for (int kind = 0; kind < PARTY_KIND_COUNT; kind++) {
		struct party party = { .kind = (enum party_kind)kind };
		CHECK_NUMBER(party_sector(&party), sectors[kind]);
		party.sector = SECTOR_BUSINESS;
		CHECK_NUMBER(party_sector(&party), SECTOR_BUSINESS);
	}
}

TEST(a_party_exists_from_its_first_day_until_its_last)
{
	struct party party = { .first = { 2020, 9, 0 }, .last = { 2028, 12, 31 } };

	CHECK(!party_exists(&party, test_day("2020-08-31")));
	CHECK(party_exists(&party, test_day("2020-09-01")));
	CHECK(party_exists(&party, test_day("2028-12-31")));
	CHECK(!party_exists(&party, test_day("2029-01-01")));
	party.last = DAY_UNKNOWN;
	CHECK(party_exists(&party, test_day("2029-01-01")));
}

TEST(municipalities_come_by_name_and_only_those_that_exist)
{
	static const char *const names[] = { "Doesburg", "Duiven", "Montferland", "Westervoort", "Zevenaar" };
	struct row_list          list = party_municipalities(test_lev(), test_day("2028-12-31"), test_arena());

	CHECK_NUMBER(list.count, 5);
	for (size_t i = 0; i < list.count; i++)
		CHECK_STR(ROW(party, list, i)->name, names[i]);
	list = party_municipalities(test_lev(), test_day("2029-01-01"), test_arena());
	CHECK_NUMBER(list.count, 6);
	CHECK_STR(ROW(party, list, 3)->key, "nieuwe-gemeente-liemers");
}

static int64_t inhabitants_on(const struct programme *programme, const char *party, const char *day)
{
	const struct inhabitants *figure = party_inhabitants(programme, test_party(programme, party), test_day(day));

	return figure ? figure->number.value : -1;
}

/* Bovendam has figures of 2023, 2024 and 2025; of Lindervoorde the one of 2025 is not known. */
TEST(the_newest_figure_before_the_day_counts_else_the_oldest_after_it)
{
	const struct programme *example = test_programme("test/data/other-programme.json");

	CHECK_NUMBER(inhabitants_on(example, "bovendam", "2022-06-01"), 18240);
	CHECK_NUMBER(inhabitants_on(example, "bovendam", "2023-12-31"), 18240);
	CHECK_NUMBER(inhabitants_on(example, "bovendam", "2024-01-01"), 18310);
	CHECK_NUMBER(inhabitants_on(example, "bovendam", "2099-01-01"), 18402);
	CHECK_NUMBER(inhabitants_on(example, "lindervoorde", "2025-06-01"), 41377);
	CHECK_NUMBER(inhabitants_on(example, "oosterkwel", "2020-01-01"), 9876);
	CHECK_NUMBER(inhabitants_on(example, "vakschool", "2025-01-01"), -1);
	CHECK_NUMBER(inhabitants_on(test_lev(), "doesburg", "2025-01-01"), 11081);
	programme_release(example);
}

TEST(a_figure_that_was_made_up_counts_in_an_example_only)
{
	const struct programme *example = test_programme("test/data/other-programme.json"), *serious;
	struct programme       *draft = programme_draft(example);
	struct programme_facts  facts = *tree_facts(example);

	facts.example = false;
	programme_put(draft, &programme_facts_record, &facts);
	serious = programme_publish(draft);
	CHECK_NUMBER(inhabitants_on(example, "bovendam", "2025-01-01"), 18402);
	CHECK_NUMBER(inhabitants_on(serious, "bovendam", "2025-01-01"), -1);
	programme_release(serious);
	programme_release(example);
}

TEST(a_party_is_refused_with_what_is_wrong)
{
	struct party party = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };

	CHECK_HAS(test_check(test_lev(), &party_record, &party), "key: \"duiven\" is already used by Duiven");
	party.key = STR("new");
	CHECK_STR(test_check(test_lev(), &party_record, &party), "");
	party.first = test_day("2025-02");
	party.last = test_day("2025-01-31");
	CHECK_STR(test_check(test_lev(), &party_record, &party), "last: The last day lies before the first day.");
	party.first = DAY_UNKNOWN;
	party.successor = party.id;
	CHECK_HAS(test_check(test_lev(), &party_record, &party), "successor: ");
	party.kind = PARTY_UNKNOWN;
	party.successor = ID_NONE;
	CHECK_HAS(test_check(test_lev(), &party_record, &party), "kind: This is needed");
}
