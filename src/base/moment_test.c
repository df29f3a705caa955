/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include "base/moment.h"

static struct moment moment(const char *text)
{
	struct moment moment;

	CHECK(moment_parse(str_of(text), &moment));
	return moment;
}

/* Summer time begins at 01:00 UTC on the last Sunday of March, and ends so in October. */
TEST(a_moment_has_its_day_and_clock_in_amsterdam)
{
	static const struct {
		const char *moment, *day;
		int         passed, clock;      /* minutes since midnight; as the clock shows */
	} rows[] = {
		{ "2024-01-15T12:00:00Z", "2024-01-15", 780, 780 },
		{ "2024-07-15T12:00:00Z", "2024-07-15", 840, 840 },
		{ "2024-12-31T22:59:59.999Z", "2024-12-31", 1439, 1439 },
		{ "2024-12-31T23:00:00Z", "2025-01-01", 0, 0 },
		{ "2024-06-30T21:59:59Z", "2024-06-30", 1439, 1439 },
		{ "2024-06-30T22:00:00Z", "2024-07-01", 0, 0 },
		{ "2024-03-30T23:00:00Z", "2024-03-31", 0, 0 },
		{ "2024-03-31T00:59:59Z", "2024-03-31", 119, 119 },
		{ "2024-03-31T01:00:00Z", "2024-03-31", 120, 180 },
		{ "2024-03-31T21:59:59Z", "2024-03-31", 1379, 1439 },
		{ "2024-03-31T22:00:00Z", "2024-04-01", 0, 0 },
		{ "2024-10-26T22:00:00Z", "2024-10-27", 0, 0 },
		{ "2024-10-27T00:59:59Z", "2024-10-27", 179, 179 },
		{ "2024-10-27T01:00:00Z", "2024-10-27", 180, 120 },
		{ "2024-10-27T22:59:59Z", "2024-10-27", 1499, 1439 },
		{ "2024-10-27T23:00:00Z", "2024-10-28", 0, 0 },
		{ "2023-03-26T00:59:59Z", "2023-03-26", 119, 119 },
		{ "2023-03-26T01:00:00Z", "2023-03-26", 120, 180 },
		{ "2025-10-26T00:59:59Z", "2025-10-26", 179, 179 },
		{ "2025-10-26T01:00:00Z", "2025-10-26", 180, 120 },
		{ "2002-03-31T00:59:59Z", "2002-03-31", 119, 119 },
		{ "2002-03-31T01:00:00Z", "2002-03-31", 120, 180 },
		{ "1960-01-01T11:30:30.5Z", "1960-01-01", 750, 750 },
		{ "", "", -1, -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct moment is = moment(rows[i].moment);

		CHECK_STR(day_text(moment_day(is), test_arena()), rows[i].day);
		CHECK_NUMBER(moment_minute(is), rows[i].passed);
		CHECK_NUMBER(moment_clock_minute(is), rows[i].clock);
	}
}

TEST(a_day_ends_just_before_the_next_midnight_in_amsterdam)
{
	static const struct {
		const char *day, *end;
	} rows[] = {
		{ "2024-01-15", "2024-01-15T22:59:59.999Z" },
		{ "2024-07-15", "2024-07-15T21:59:59.999Z" },
		{ "2024-03-30", "2024-03-30T22:59:59.999Z" },
		{ "2024-03-31", "2024-03-31T21:59:59.999Z" },
		{ "2024-10-26", "2024-10-26T21:59:59.999Z" },
		{ "2024-10-27", "2024-10-27T22:59:59.999Z" },
		{ "2024-12-31", "2024-12-31T22:59:59.999Z" },
		{ "2024-12", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct day day;

		CHECK(day_parse(str_of(rows[i].day), &day));
		CHECK_STR(moment_text(moment_end_of_day(day), test_arena()), rows[i].end);
	}
}

TEST(the_end_of_every_day_lies_in_it_and_the_next_moment_does_not)
{
	struct day day = day_make(1999, 1, 1);

	for (; day.year < 2031; day = day_add(day, 1)) {
		struct moment end = moment_end_of_day(day);

		if (!day_equal(moment_day(end), day) || moment_clock_minute(end) != 1439 ||
		    !day_equal(moment_day((struct moment){ end.ms + 1 }), day_add(day, 1)) ||
		    moment_minute((struct moment){ end.ms + 1 }) != 0)
			fail_msg("%d-%d-%d", day.year, day.month, day.day);
	}
}

TEST(a_moment_is_read_as_rfc_3339)
{
	static const struct {
		const char *text, *read;
	} rows[] = {
		{ "", "" },
		{ "2024-05-22T09:30:00.123Z", "2024-05-22T09:30:00.123Z" },
		{ "2024-05-22T09:30:00Z", "2024-05-22T09:30:00.000Z" },
		{ "2024-05-22t09:30:00z", "2024-05-22T09:30:00.000Z" },
		{ "2024-05-22T09:30:00.5Z", "2024-05-22T09:30:00.500Z" },
		{ "2024-05-22T09:30:00.123999999Z", "2024-05-22T09:30:00.123Z" },
		{ "2024-05-22T09:30:00+02:00", "2024-05-22T07:30:00.000Z" },
		{ "2024-05-22T23:30:00-01:30", "2024-05-23T01:00:00.000Z" },
		{ "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z" },
		{ "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z" },
		{ "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
		{ "2024-05-22", "refused" },
		{ "2024-05-22T", "refused" },
		{ "2024-05-22T09:30Z", "refused" },
		{ "2024-05-22 09:30:00Z", "refused" },
		{ "2024-05-22T09:30:00", "refused" },
		{ "2024-05-22T09:30:00.Z", "refused" },
		{ "2024-05-22T24:00:00Z", "refused" },
		{ "2024-05-22T09:60:00Z", "refused" },
		{ "2024-05-22T09:30:60Z", "refused" },
		{ "2024-02-30T09:30:00Z", "refused" },
		{ "2024-05T09:30:00Z", "refused" },
		{ "2024-05-22T9:30:00Z", "refused" },
		{ "2024-05-22T09:30:00Zx", "refused" },
		{ "2024-05-22T09:30:00+0200", "refused" },
		{ "2024-05-22T09:30:00+02:00x", "refused" },
		{ "2024-05-22T09:30:00+24:00", "refused" },
		{ "T09:30:00Z", "refused" },
		{ "now", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct moment read = { 42 };
		bool          is = moment_parse(str_of(rows[i].text), &read);

		CHECK(is || read.ms == 0);
		CHECK_STR(is ? moment_text(read, test_arena()) : STR("refused"), rows[i].read);
	}
}

TEST(a_moment_beyond_the_calendar_is_shown_as_unknown)
{
	static const int64_t beyond[] = { 0, INT64_MIN, INT64_MAX, INT64_MAX / 2, 253402300800000,
		-62135596800001 };

	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		CHECK_STR(moment_text((struct moment){ beyond[i] }, test_arena()), "");
		CHECK_STR(moment_http((struct moment){ beyond[i] }, test_arena()), "");
		CHECK(!day_known(moment_day((struct moment){ beyond[i] })));
	}
}

TEST(a_moment_on_the_web_is_in_gmt)
{
	CHECK_STR(moment_http(moment("2024-05-22T09:30:00.999Z"), test_arena()),
		"Wed, 22 May 2024 09:30:00 GMT");
	CHECK_STR(moment_http(moment("1994-11-06T08:49:37Z"), test_arena()), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(the_clock_stops_where_it_is_set_and_runs_again)
{
	int64_t before = clock_running_ms();

	clock_set(moment("2024-05-22T09:30:00Z"));
	CHECK_STR(moment_text(clock_now(), test_arena()), "2024-05-22T09:30:00.000Z");
	clock_set((struct moment){ 0 });
	CHECK(clock_now().ms > moment("2024-05-22T09:30:00Z").ms);
	CHECK(clock_running_ms() >= before);
}
