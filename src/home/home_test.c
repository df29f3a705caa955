/* SPDX-License-Identifier: EUPL-1.2 */
#include "home/home.h"

#include "life/life.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct home_phase on(const char *day)
{
	return home_phase(test_lev(), test_day(day));
}

static struct str time_on(const char *day)
{
	return str_of(words_wire(&home_time_words, (int)on(day).time));
}

TEST(a_programme_ends_with_the_later_of_its_last_day_and_its_plan)
{
	CHECK_STR(day_text(on("2026-11-24").last, test_arena()), "2027-01-01");
	CHECK_NUMBER(on("2026-11-24").days, 38);
	CHECK_NUMBER(on("2027-01-01").days, 0);
	CHECK_STR(time_on("2027-01-01"), "ending");
	CHECK_STR(time_on("2027-01-02"), "over");
	CHECK_NUMBER(on("2027-01-02").days, 1);
}

TEST(a_programme_is_ahead_until_its_first_day)
{
	CHECK_STR(time_on("2023-12-31"), "ahead");
	CHECK_NUMBER(on("2023-12-31").days, 1);
	CHECK_STR(time_on("2024-01-01"), "running");
}

TEST(the_last_year_begins_a_year_before_the_end)
{
	CHECK_STR(time_on("2025-12-31"), "running");
	CHECK_NUMBER(on("2025-12-31").days, 366);
	CHECK_STR(time_on("2026-01-01"), "ending");
}

TEST(evaluation_and_renewal_fall_due_in_the_last_year)
{
	CHECK(!on("2025-12-31").evaluation_due);
	CHECK(!on("2025-12-31").renewal_due);
	CHECK(on("2026-01-01").evaluation_due);
	CHECK(on("2026-01-01").renewal_due);
	CHECK(on("2027-06-01").evaluation_due);
}

TEST(a_planned_evaluation_is_no_longer_due)
{
	struct step step = { .id = id_new(), .stage = STAGE_EVALUATION, .title = STR("Evaluatie"), .planned = test_day("2026-12") };
	struct programme *draft = programme_draft(test_lev());
	const struct programme *lev;
	struct home_phase phase;

	programme_put(draft, &step_record, &step);
	lev = programme_publish(draft);
	phase = home_phase(lev, test_day("2026-06-01"));
	programme_release(lev);
	CHECK(!phase.evaluation_due);
	CHECK(phase.renewal_due);
}

TEST(a_programme_with_a_successor_needs_no_renewal)
{
	CHECK(!home_phase(test_first_lev(), test_day("2023-06-01")).renewal_due);
}

TEST(without_days_the_time_of_a_programme_is_unknown)
{
	struct day day = test_day("2026-11-24");

	CHECK_NUMBER(home_period(DAY_UNKNOWN, DAY_UNKNOWN, day).time, HOME_TIME_UNKNOWN);
	CHECK_NUMBER(home_period(test_day("2020"), DAY_UNKNOWN, day).time, HOME_TIME_RUNNING);
	CHECK_NUMBER(home_period(DAY_UNKNOWN, test_day("2026"), day).time, HOME_TIME_ENDING);
	CHECK_NUMBER(home_period(DAY_UNKNOWN, test_day("2026"), day).days, 37);
}
