/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <stdlib.h>

#include "base/day.h"

static struct day day(const char *text)
{
	struct day day;

	CHECK(day_parse(str_of(text), &day));
	return day;
}

/* What a reader makes of a text, in the wire form; "unknown", or "refused", and then the day is unknown. */
static struct str outcome(bool (*reader)(struct str text, struct day *day), const char *text)
{
	struct day read = day_make(1999, 9, 9);
	bool       is = reader(str_of(text), &read);

	CHECK(is || !day_known(read));
	if (!is)
		return STR("refused");
	return day_known(read) ? day_text(read, test_arena()) : STR("unknown");
}

struct reading {
	const char *text, *read;
};

TEST(the_wire_form_is_a_year_a_month_or_a_day)
{
	static const struct reading rows[] = {
		{ "", "unknown" },
		{ "2024", "2024" },
		{ "2024-04", "2024-04" },
		{ "2024-05-22", "2024-05-22" },
		{ "0001-01-01", "0001-01-01" },
		{ "9999-12-31", "9999-12-31" },
		{ "2024-02-29", "2024-02-29" },
		{ "2000-02-29", "2000-02-29" },
		{ "2023-02-29", "refused" },
		{ "1900-02-29", "refused" },
		{ "2024-04-31", "refused" },
		{ "2024-13", "refused" },
		{ "2024-00", "refused" },
		{ "2024-13-01", "refused" },
		{ "2024-01-00", "refused" },
		{ "2024-01-32", "refused" },
		{ "0000", "refused" },
		{ "0000-01-01", "refused" },
		{ "2024-5-1", "refused" },
		{ "2024-5", "refused" },
		{ "24-05-22", "refused" },
		{ "2024/05/22", "refused" },
		{ "2024-05/22", "refused" },
		{ "2024-05-22 ", "refused" },
		{ " 2024", "refused" },
		{ "2024-05-22T00:00", "refused" },
		{ "2024-05-", "refused" },
		{ "2024-", "refused" },
		{ "202", "refused" },
		{ "20240522", "refused" },
		{ "-024", "refused" },
		{ "+024", "refused" },
		{ "2024-+1", "refused" },
		{ "22-5-2024", "refused" },
		{ "22 mei 2024", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(outcome(day_parse, rows[i].text), rows[i].read);
}

TEST(a_day_is_read_as_people_type_it)
{
	static const struct reading rows[] = {
		{ "", "unknown" },
		{ "  ", "unknown" },
		{ " 2024-05-22 ", "2024-05-22" },
		{ "2024", "2024" },
		{ "2024-04", "2024-04" },
		{ "2024-5-1", "2024-05-01" },
		{ "2024-5", "2024-05" },
		{ "2024/05/22", "2024-05-22" },
		{ "22-5-2024", "2024-05-22" },
		{ "22-05-2024", "2024-05-22" },
		{ "22/05/2024", "2024-05-22" },
		{ "22.5.2024", "2024-05-22" },
		{ "5-2024", "2024-05" },
		{ "05/2024", "2024-05" },
		{ "29-2-2024", "2024-02-29" },
		{ "22 mei 2024", "2024-05-22" },
		{ "22 May 2024", "2024-05-22" },
		{ "22  MEI   2024", "2024-05-22" },
		{ "22-mei-2024", "2024-05-22" },
		{ "1 jan. 2027", "2027-01-01" },
		{ "1 sept. 2024", "2024-09-01" },
		{ "1 mrt 2024", "2024-03-01" },
		{ "1 maart 2024", "2024-03-01" },
		{ "1 March 2024", "2024-03-01" },
		{ "3 okt 2024", "2024-10-03" },
		{ "3 Oct 2024", "2024-10-03" },
		{ "augustus 2024", "2024-08" },
		{ "August 2024", "2024-08" },
		{ "mei 2024", "2024-05" },
		{ "dec. 2024", "2024-12" },
		{ "31-2-2024", "refused" },
		{ "29-2-2023", "refused" },
		{ "31 april 2024", "refused" },
		{ "0 mei 2024", "refused" },
		{ "2024-13", "refused" },
		{ "13-2024", "refused" },
		{ "5-22-2024", "refused" },
		{ "0000-01-01", "refused" },
		{ "1-1-0000", "refused" },
		{ "22-5-24", "refused" },
		{ "22-5", "refused" },
		{ "22/5-2024", "refused" },
		{ "22-5-2024-", "refused" },
		{ "-22-5-2024", "refused" },
		{ "22--5-2024", "refused" },
		{ "1-22-5-2024", "refused" },
		{ "222-5-2024", "refused" },
		{ "22 mei", "refused" },
		{ "mei", "refused" },
		{ "22 2024", "refused" },
		{ "ma 2024", "refused" },
		{ "maa 2024", "refused" },
		{ "jan feb 2024", "refused" },
		{ "1 1 jan 2024", "refused" },
		{ "22e mei 2024", "refused" },
		{ "voor de zomer", "refused" },
		{ "medio april", "refused" },
		{ ".", "refused" },
		{ "-", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(outcome(day_read, rows[i].text), rows[i].read);
}

TEST(a_partial_day_stands_for_its_first_as_a_start_and_its_last_as_an_end)
{
	static const struct {
		const char *day, *first, *last;
	} rows[] = {
		{ "2024", "2024-01-01", "2024-12-31" },
		{ "2024-02", "2024-02-01", "2024-02-29" },
		{ "2023-02", "2023-02-01", "2023-02-28" },
		{ "1900-02", "1900-02-01", "1900-02-28" },
		{ "2024-12", "2024-12-01", "2024-12-31" },
		{ "2024-05-22", "2024-05-22", "2024-05-22" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CHECK_STR(day_text(day_of_number(day_first(day(rows[i].day))), test_arena()), rows[i].first);
		CHECK_STR(day_text(day_of_number(day_last(day(rows[i].day))), test_arena()), rows[i].last);
	}
	CHECK(day_first(DAY_UNKNOWN) == DAY_BEFORE_ALL);
	CHECK(day_last(DAY_UNKNOWN) == DAY_AFTER_ALL);
}

TEST(days_are_numbered_from_1970)
{
	CHECK_NUMBER(day_first(day("1970-01-01")), 0);
	CHECK_NUMBER(day_first(day("1969-12-31")), -1);
	CHECK_NUMBER(day_first(day("2000-03-01")), 11017);
	CHECK_NUMBER(day_first(day("2024-05-22")), 19865);
	CHECK_NUMBER(day_first(day("0001-01-01")), -719162);
	CHECK_NUMBER(day_first(day("9999-12-31")), 2932896);
	CHECK(!day_known(day_of_number(-719163)));
	CHECK(!day_known(day_of_number(2932897)));
	CHECK(!day_known(day_of_number(DAY_BEFORE_ALL)));
	CHECK(!day_known(day_of_number(DAY_AFTER_ALL)));
}

TEST(every_number_is_one_day_and_every_day_one_number)
{
	struct day before = DAY_UNKNOWN;

	for (int32_t number = -719162; number <= 2932896; number++) {
		struct day is = day_of_number(number);

		if (day_first(is) != number || !day_exact(is) ||
			(day_known(before) && day_compare(before, is) >= 0))
			fail_msg("number %d", number);
		before = is;
	}
}

TEST(days_are_added_over_months_and_leap_years)
{
	static const struct {
		const char *day;
		int32_t     days;
		const char *sum;
	} rows[] = {
		{ "2024-02-28", 1, "2024-02-29" },
		{ "2024-02-28", 2, "2024-03-01" },
		{ "2023-02-28", 1, "2023-03-01" },
		{ "2024-01-01", -1, "2023-12-31" },
		{ "2024-01-01", 366, "2025-01-01" },
		{ "2024-05-22", 0, "2024-05-22" },
		{ "9999-12-31", 1, "" },
		{ "0001-01-01", -1, "" },
		{ "2024-05-22", INT32_MAX, "" },
		{ "2024-05", 1, "" },
		{ "", 1, "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(day_text(day_add(day(rows[i].day), rows[i].days), test_arena()), rows[i].sum);
}

TEST(only_a_day_that_exists_is_made)
{
	CHECK(day_equal(day_make(2024, 2, 29), day("2024-02-29")));
	CHECK(!day_known(day_make(2023, 2, 29)));
	CHECK(!day_known(day_make(0, 1, 1)));
	CHECK(!day_known(day_make(10000, 1, 1)));
	CHECK(!day_known(day_make(2024, 13, 1)));
	CHECK(!day_known(day_make(2024, 0, 1)));
	CHECK(!day_known(day_make(2024, 1, 0)));
	CHECK(!day_known(day_make(2024, 257, 1)));
}

TEST(the_week_starts_on_monday)
{
	CHECK_NUMBER(day_weekday(day("2024-05-20")), 0);
	CHECK_NUMBER(day_weekday(day("2024-05-22")), 2);
	CHECK_NUMBER(day_weekday(day("2024-05-26")), 6);
	CHECK_NUMBER(day_weekday(day("1970-01-01")), 3);
	CHECK_NUMBER(day_weekday(day("0001-01-01")), 0);
	CHECK_NUMBER(day_weekday(day("9999-12-31")), 4);
	CHECK_NUMBER(day_weekday(day("2024-05")), -1);
	CHECK_NUMBER(day_weekday(DAY_UNKNOWN), -1);
}

static int by_day(const void *a, const void *b)
{
	return day_compare(*(const struct day *)a, *(const struct day *)b);
}

TEST(days_sort_by_first_day_the_more_precise_first_the_unknown_last)
{
	struct day list[] = { DAY_UNKNOWN, day("2024"), day("2024-02"), day("2024-01-01"), day("2023-12-31"),
		day("2024-01"), day("2024-01-02") };
	static const char *const sorted[] = { "2023-12-31", "2024-01-01", "2024-01", "2024", "2024-01-02",
		"2024-02", "" };

	qsort(list, 7, sizeof(list[0]), by_day);
	for (size_t i = 0; i < 7; i++)
		CHECK_STR(day_text(list[i], test_arena()), sorted[i]);
	CHECK_NUMBER(day_compare(DAY_UNKNOWN, DAY_UNKNOWN), 0);
	CHECK(!day_equal(day("2024"), day("2024-01-01")));
	CHECK(day_equal(DAY_UNKNOWN, day("")));
}

TEST(a_period_has_both_its_days)
{
	static const struct {
		const char *from, *until, *day;
		bool        has;
	} rows[] = {
		{ "2024-01-01", "2026-12-31", "2023-12-31", false },
		{ "2024-01-01", "2026-12-31", "2024-01-01", true },
		{ "2024-01-01", "2026-12-31", "2026-12-31", true },
		{ "2024-01-01", "2026-12-31", "2027-01-01", false },
		{ "2024", "2026", "2023-12-31", false },
		{ "2024", "2026", "2024-01-01", true },
		{ "2024", "2026", "2026-12-31", true },
		{ "2024", "2026", "2027-01-01", false },
		{ "2024-02", "2024-02", "2024-02-29", true },
		{ "2024-02", "2024-02", "2024-03-01", false },
		{ "2024-05-22", "2024-05-22", "2024-05-22", true },
		{ "", "2026", "0001-01-01", true },
		{ "", "2026", "2027-01-01", false },
		{ "2024", "", "9999-12-31", true },
		{ "2024", "", "2023-12-31", false },
		{ "", "", "2024-05-22", true },
		{ "", "", "", false },
		{ "2024", "2026", "", false },
		{ "2024-02", "2026", "2024", false },
		{ "2024", "2026", "2024-02", true },
		{ "2026", "2024", "2025-01-01", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (period_has(day(rows[i].from), day(rows[i].until), day(rows[i].day)) != rows[i].has)
			fail_msg("row %zu", i);
}

TEST(periods_overlap_where_they_share_a_day)
{
	static const struct {
		const char *from_a, *until_a, *from_b, *until_b;
		bool        overlaps;
	} rows[] = {
		{ "2024", "2024", "2025", "2025", false },
		{ "2024", "2025-01-01", "2025", "2025", true },
		{ "2024-05-22", "2024-05-22", "2024-05-22", "2024-05-22", true },
		{ "2024-05-22", "2024-05-22", "2024-05-23", "2024-05-23", false },
		{ "2024", "2026", "2025", "2025", true },
		{ "", "2024", "2024-12-31", "", true },
		{ "", "2024", "2025", "", false },
		{ "", "", "2024", "2024", true },
		{ "", "", "", "", true },
		{ "2024-02", "2024-02", "2024-02-29", "2024-03", true },
		{ "2023-02", "2023-02", "2023-03", "2023-03", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct day from_a = day(rows[i].from_a), until_a = day(rows[i].until_a);
		struct day from_b = day(rows[i].from_b), until_b = day(rows[i].until_b);

		if (period_overlaps(from_a, until_a, from_b, until_b) != rows[i].overlaps ||
		    period_overlaps(from_b, until_b, from_a, until_a) != rows[i].overlaps)
			fail_msg("row %zu", i);
	}
}
