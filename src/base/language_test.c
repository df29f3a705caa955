/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

#include "base/language.h"
#include "base/language_catalogue.h"

static struct day day(const char *text)
{
	struct day day;

	CHECK(day_parse(str_of(text), &day));
	return day;
}

TEST(the_catalogue_is_sorted_and_each_text_stands_in_it_once)
{
	const struct language_catalogue *nl = &language_catalogue_nl;

	CHECK(nl->count > 12);
	for (size_t i = 1; i < nl->count; i++)
		CHECK(strcmp(nl->at[i - 1].english, nl->at[i].english) < 0);
	for (size_t i = 0; i < nl->count; i++)
		CHECK_STR(language_text(LANGUAGE_NL, nl->at[i].english), nl->at[i].translated);
}

TEST(a_text_without_translation_is_shown_in_english)
{
	CHECK_STR(language_text(LANGUAGE_NL, "not yet known"), "nog niet bekend");
	CHECK_STR(language_text(LANGUAGE_EN, "not yet known"), "not yet known");
	CHECK_STR(language_text(LANGUAGE_NL, "no such text"), "no such text");
	CHECK_STR(language_text(LANGUAGE_NL, ""), "");
	CHECK_STR(language_text(LANGUAGE_NL, NULL), "");
	CHECK_STR(language_fill(LANGUAGE_NL, test_arena(), "from {0}", STR("2024"), STR_NONE, STR_NONE),
		"vanaf 2024");
	CHECK_STR(language_fill(LANGUAGE_EN, test_arena(), "{1} {0} {2}", STR("b"), STR("a"), STR("c")),
		"a b c");
}

TEST(one_is_one_and_the_rest_are_many)
{
	static const struct {
		int64_t     count;
		const char *nl, *en;
	} rows[] = {
		{ 0, "0 pebbles", "0 pebbles" },
		{ 1, "1 pebble", "1 pebble" },
		{ 2, "2 pebbles", "2 pebbles" },
		{ -1, "-1 pebbles", "-1 pebbles" },
		{ 12345, "12.345 pebbles", "12,345 pebbles" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CHECK_STR(language_plural(
				  LANGUAGE_NL, test_arena(), "{0} pebble", "{0} pebbles", rows[i].count),
			rows[i].nl);
		CHECK_STR(language_plural(
				  LANGUAGE_EN, test_arena(), "{0} pebble", "{0} pebbles", rows[i].count),
			rows[i].en);
	}
}

TEST(a_language_is_known_by_its_code_in_any_country)
{
	static const struct {
		const char *code, *is;
	} rows[] = {
		{ "nl", "nl" },
		{ "nl-NL", "nl" },
		{ "NL-be", "nl" },
		{ "en-GB", "en" },
		{ "EN", "en" },
		{ "de", "none" },
		{ "nld", "none" },
		{ "n", "none" },
		{ "", "none" },
		{ "-nl", "none" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enum language language = LANGUAGE_COUNT;
		bool          is = language_parse(str_of(rows[i].code), &language);

		CHECK_STR(str_of(is ? language_code(language) : "none"), rows[i].is);
	}
}

TEST(a_browser_gets_the_language_it_likes_best)
{
	static const struct {
		const char   *field;
		enum language otherwise, accepted;
	} rows[] = {
		{ "", LANGUAGE_NL, LANGUAGE_NL },
		{ "", LANGUAGE_EN, LANGUAGE_EN },
		{ "en", LANGUAGE_NL, LANGUAGE_EN },
		{ "nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7", LANGUAGE_EN, LANGUAGE_NL },
		{ "en-US,en;q=0.9,nl;q=0.8", LANGUAGE_NL, LANGUAGE_EN },
		{ "nl;q=0.3, en;q=0.31", LANGUAGE_NL, LANGUAGE_EN },
		{ "nl;q=0.001, en;q=0", LANGUAGE_EN, LANGUAGE_NL },
		{ "nl ; q=0.5 , EN ; Q=1.000", LANGUAGE_NL, LANGUAGE_EN },
		{ "en;q=0.2, en-GB;q=0.9, nl;q=0.5", LANGUAGE_NL, LANGUAGE_EN },
		/* As much liked: the one named first. */
		{ "en,nl", LANGUAGE_NL, LANGUAGE_EN },
		{ "nl;q=0.5,en;q=0.5", LANGUAGE_EN, LANGUAGE_NL },
		/* None of ours. */
		{ "de, fr;q=0.5", LANGUAGE_NL, LANGUAGE_NL },
		{ "de, en;q=0.1", LANGUAGE_NL, LANGUAGE_EN },
		/* Any, and not this one. */
		{ "*", LANGUAGE_NL, LANGUAGE_NL },
		{ "*", LANGUAGE_EN, LANGUAGE_EN },
		{ "de, *;q=0.5", LANGUAGE_EN, LANGUAGE_EN },
		{ "nl;q=0, *", LANGUAGE_NL, LANGUAGE_EN },
		{ "nl;q=0.1, *;q=0.5", LANGUAGE_NL, LANGUAGE_EN },
		{ "en;q=0", LANGUAGE_EN, LANGUAGE_EN },
		/* Malformed weights are not heard. */
		{ "en;q=2, nl;q=0.1", LANGUAGE_EN, LANGUAGE_NL },
		{ "en;q=x, nl;q=0.1", LANGUAGE_EN, LANGUAGE_NL },
		{ "en;q=-1, nl;q=0.1", LANGUAGE_EN, LANGUAGE_NL },
		{ "en;q=0.5555, nl;q=0.1", LANGUAGE_EN, LANGUAGE_NL },
		{ "en;q=, nl;q=0.1", LANGUAGE_EN, LANGUAGE_NL },
		{ ",,;;,en", LANGUAGE_NL, LANGUAGE_EN },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (language_accepted(str_of(rows[i].field), rows[i].otherwise) != rows[i].accepted)
			fail_msg("%s", rows[i].field);
}

TEST(a_day_is_shown_as_precise_as_it_is_known)
{
	static const struct {
		const char *day, *nl, *en, *short_nl, *short_en;
	} rows[] = {
		{ "2024-05-22", "22 mei 2024", "22 May 2024", "22-5-2024", "22/05/2024" },
		{ "2024-03-01", "1 maart 2024", "1 March 2024", "1-3-2024", "01/03/2024" },
		{ "2024-05", "mei 2024", "May 2024", "5-2024", "05/2024" },
		{ "2024", "2024", "2024", "2024", "2024" },
		{ "", "nog niet bekend", "not yet known", "nog niet bekend", "not yet known" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CHECK_STR(language_day(LANGUAGE_NL, test_arena(), day(rows[i].day)), rows[i].nl);
		CHECK_STR(language_day(LANGUAGE_EN, test_arena(), day(rows[i].day)), rows[i].en);
		CHECK_STR(language_day_short(LANGUAGE_NL, test_arena(), day(rows[i].day)), rows[i].short_nl);
		CHECK_STR(language_day_short(LANGUAGE_EN, test_arena(), day(rows[i].day)), rows[i].short_en);
	}
}

/* What is shown can be typed back. */
TEST(every_month_is_read_as_it_is_shown)
{
	for (int month = 1; month <= 12; month++)
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			struct day is = day_make(2024, month, 3), read;

			CHECK(day_read(language_day((enum language)language, test_arena(), is), &read));
			CHECK(day_equal(is, read));
			CHECK(day_read(language_day_short((enum language)language, test_arena(), is), &read));
			CHECK(day_equal(is, read));
		}
}

TEST(a_period_names_its_known_sides)
{
	static const struct {
		const char *from, *until, *nl, *en;
	} rows[] = {
		{ "2024-01-01", "2026-12-31", "1 januari 2024 t/m 31 december 2026",
			"1 January 2024 until 31 December 2026" },
		{ "2024", "", "vanaf 2024", "from 2024" },
		{ "", "2026", "t/m 2026", "until 2026" },
		{ "2024-04", "2026", "april 2024 t/m 2026", "April 2024 until 2026" },
		{ "2024-05-22", "2024-05-22", "22 mei 2024", "22 May 2024" },
		{ "2024", "2024", "2024", "2024" },
		{ "", "", "nog niet bekend", "not yet known" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct day from = day(rows[i].from), until = day(rows[i].until);

		CHECK_STR(language_period(LANGUAGE_NL, test_arena(), from, until), rows[i].nl);
		CHECK_STR(language_period(LANGUAGE_EN, test_arena(), from, until), rows[i].en);
	}
}

TEST(a_moment_is_shown_by_the_clocks_of_amsterdam)
{
	static const struct {
		const char *moment, *nl, *en;
	} rows[] = {
		{ "2024-05-22T07:30:00Z", "22 mei 2024, 09:30", "22 May 2024, 09:30" },
		{ "2024-12-31T23:05:59Z", "1 januari 2025, 00:05", "1 January 2025, 00:05" },
		{ "2024-03-31T01:00:00Z", "31 maart 2024, 03:00", "31 March 2024, 03:00" },
		{ "2024-10-27T22:59:00Z", "27 oktober 2024, 23:59", "27 October 2024, 23:59" },
		{ "", "nog niet bekend", "not yet known" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct moment moment;

		CHECK(moment_parse(str_of(rows[i].moment), &moment));
		CHECK_STR(language_moment(LANGUAGE_NL, test_arena(), moment), rows[i].nl);
		CHECK_STR(language_moment(LANGUAGE_EN, test_arena(), moment), rows[i].en);
	}
}

TEST(numbers_are_grouped_as_the_language_does)
{
	static const struct {
		int64_t     value;
		const char *count_nl, *count_en, *money_nl, *money_en, *decimal_nl, *decimal_en;
	} rows[] = {
		{ 0, "0", "0", "€ 0,00", "€0.00", "0", "0" },
		{ 7, "7", "7", "€ 0,07", "€0.07", "0,007", "0.007" },
		{ 999, "999", "999", "€ 9,99", "€9.99", "0,999", "0.999" },
		{ 1000, "1.000", "1,000", "€ 10,00", "€10.00", "1", "1" },
		{ 123456, "123.456", "123,456", "€ 1.234,56", "€1,234.56", "123,456", "123.456" },
		{ 1234500, "1.234.500", "1,234,500", "€ 12.345,00", "€12,345.00", "1.234,5", "1,234.5" },
		{ -123456, "-123.456", "-123,456", "€ -1.234,56", "-€1,234.56", "-123,456", "-123.456" },
		{ INT64_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808",
			"€ -92.233.720.368.547.758,08", "-€92,233,720,368,547,758.08",
			"-9.223.372.036.854.775,808", "-9,223,372,036,854,775.808" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct count   count = { rows[i].value, true };
		struct money   money = { rows[i].value, true };
		struct decimal decimal = { rows[i].value, true };

		CHECK_STR(language_count(LANGUAGE_NL, test_arena(), count), rows[i].count_nl);
		CHECK_STR(language_count(LANGUAGE_EN, test_arena(), count), rows[i].count_en);
		CHECK_STR(language_money(LANGUAGE_NL, test_arena(), money), rows[i].money_nl);
		CHECK_STR(language_money(LANGUAGE_EN, test_arena(), money), rows[i].money_en);
		CHECK_STR(language_decimal(LANGUAGE_NL, test_arena(), decimal), rows[i].decimal_nl);
		CHECK_STR(language_decimal(LANGUAGE_EN, test_arena(), decimal), rows[i].decimal_en);
	}
}

TEST(an_unknown_number_is_never_nought)
{
	CHECK_STR(language_count(LANGUAGE_NL, test_arena(), (struct count){ 0 }), "nog niet bekend");
	CHECK_STR(language_money(LANGUAGE_EN, test_arena(), (struct money){ 0 }), "not yet known");
	CHECK_STR(language_decimal(LANGUAGE_NL, test_arena(), (struct decimal){ 0 }), "nog niet bekend");
}

/* An editor who sees an amount and types it again must not change it. */
TEST(money_and_counts_are_read_as_they_are_shown)
{
	static const int64_t values[] = { 0, 7, 999, 1000, 100000, 123456, 123456789, 100000000, -250000 };

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			struct money money = { values[i], true };
			struct count count = { values[i], true };

			CHECK(money_read(
				language_money((enum language)language, test_arena(), money), &money));
			CHECK(count_read(
				language_count((enum language)language, test_arena(), count), &count));
			CHECK_NUMBER(money.cents, values[i]);
			CHECK_NUMBER(count.value, values[i]);
		}
}
