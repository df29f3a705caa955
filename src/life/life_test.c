/* SPDX-License-Identifier: EUPL-1.2 */
#include "life/life.h"

#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static const struct id own_id = { .byte = { 0x01, 0x8F, [6] = 0x70, [15] = 1 } };

/* A programme with the period and the steps, of which those without a title end the list. */
static const struct programme *life(const char *first, const char *last, const char *horizon, const struct step *steps)
{
	struct programme       *draft = programme_empty(own_id);
	struct programme_facts  facts = { .id = own_id, .key = STR("x"), .name = STR("X"), .language = STR("nl"),
		.first = test_day(first), .last = test_day(last), .horizon = test_day(horizon) };

	programme_put(draft, &programme_facts_record, &facts);
	for (; steps && steps->title.len > 0; steps++) {
		struct step step = *steps;
		step.id = id_new();
		programme_put(draft, &step_record, &step);
	}
	return programme_publish(draft);
}

static struct str at(const struct programme *programme, enum stage stage, const char *day)
{
	return str_of(words_wire(&stage_state_words, (int)life_stage(programme, stage, test_day(day)).state));
}

TEST(execution_follows_from_the_period_and_the_horizon)
{
	const struct programme *lev = life("2024-01-01", "2026-12-31", "2027-01-01", NULL);

	CHECK_STR(at(lev, STAGE_EXECUTION, "2023-12-31"), "ahead");
	CHECK_STR(at(lev, STAGE_EXECUTION, "2024-01-01"), "under_way");
	CHECK_STR(at(lev, STAGE_EXECUTION, "2027-01-01"), "under_way");
	CHECK_STR(at(lev, STAGE_EXECUTION, "2027-01-02"), "reached");
	programme_release(lev);
	lev = life("2024", "2026", "2025-06-30", NULL);         /* a horizon within the programme does not shorten it */
	CHECK_STR(at(lev, STAGE_EXECUTION, "2026-12-31"), "under_way");
	CHECK_STR(at(lev, STAGE_EXECUTION, "2027-01-01"), "reached");
	programme_release(lev);
	lev = life("2024", "", "", NULL);
	CHECK_STR(at(lev, STAGE_EXECUTION, "2099-01-01"), "under_way");
	programme_release(lev);
	lev = life("", "2026", "", NULL);
	CHECK_STR(at(lev, STAGE_EXECUTION, "2025-01-01"), "");
	programme_release(lev);
}

/* Planned mid-April, signed 22 May: ahead until the day before, reached on the day itself. */
TEST(a_stage_is_reached_from_the_day_of_the_step_that_concludes_it)
{
	struct step steps[3] = {
		{ .stage = STAGE_AGREEMENT, .title = STR("Draft"), .day = { 2024, 2, 1 } },
		{ .stage = STAGE_AGREEMENT, .title = STR("Signing"), .planned = { 2024, 4, 0 }, .day = { 2024, 5, 22 }, .concludes = true },
	};
	const struct programme *lev = life("2024", "2026", "", steps);

	CHECK_STR(at(lev, STAGE_AGREEMENT, "2024-01-31"), "ahead");
	CHECK_STR(at(lev, STAGE_AGREEMENT, "2024-02-01"), "under_way");
	CHECK_STR(at(lev, STAGE_AGREEMENT, "2024-05-21"), "under_way");
	CHECK_STR(at(lev, STAGE_AGREEMENT, "2024-05-22"), "reached");
	CHECK_STR(life_stage(lev, STAGE_AGREEMENT, test_day("2025-01-01")).deciding->title, "Signing");
	CHECK_STR(day_text(life_stage(lev, STAGE_AGREEMENT, test_day("2025-01-01")).until, test_arena()), "2024-05-22");
	CHECK_STR(day_text(life_stage(lev, STAGE_AGREEMENT, test_day("2025-01-01")).from, test_arena()), "2024-02-01");
	CHECK_STR(at(lev, STAGE_VISION, "2025-01-01"), "");
	programme_release(lev);
}

TEST(stages_overlap_and_a_step_elsewhere_moves_none)
{
	struct step steps[4] = {
		{ .stage = STAGE_PLAN, .title = STR("Brainstorm"), .day = { 2024, 3, 1 } },
		{ .stage = STAGE_AGREEMENT, .title = STR("Signing"), .day = { 2024, 5, 22 }, .concludes = true },
		{ .stage = STAGE_RENEWAL, .title = STR("Merger"), .day = { 2026, 1, 0 }, .concludes = true, .outside = true },
	};
	const struct programme *lev = life("2024", "2026", "", steps);

	CHECK_STR(at(lev, STAGE_PLAN, "2024-04-01"), "under_way");
	CHECK_STR(at(lev, STAGE_AGREEMENT, "2024-04-01"), "ahead");
	CHECK_STR(at(lev, STAGE_EXECUTION, "2024-04-01"), "under_way");
	CHECK_STR(at(lev, STAGE_RENEWAL, "2026-06-01"), "");
	programme_release(lev);
}

/* It took place, the day is not known: it counts from the day it was planned for, else always. */
TEST(a_step_whose_day_is_not_known_is_done_no_earlier_than_planned)
{
	struct step end = { .planned = { 2023, 12, 31 }, .happened = true }, kickoff = { .happened = true }, planned = { .planned = { 2023, 0, 0 } };

	CHECK(!step_done(&end, test_day("2021-06-01")));
	CHECK(!step_done(&end, test_day("2023-12-30")));
	CHECK(step_done(&end, test_day("2023-12-31")));
	CHECK(step_done(&kickoff, test_day("1999-01-01")));
	CHECK(!step_done(&planned, test_day("2099-01-01")));
	CHECK(day_equal(step_day(&end), test_day("2023-12-31")) && !day_known(step_day(&kickoff)));
}

TEST(the_next_step_is_the_first_that_is_not_done_and_not_gone_by)
{
	struct step steps[5] = {
		{ .title = STR("Missed"), .planned = { 2024, 1, 0 } },
		{ .title = STR("Signing"), .planned = { 2024, 4, 0 }, .day = { 2024, 5, 22 } },
		{ .title = STR("Some day") },
		{ .title = STR("Evaluation"), .planned = { 2026, 0, 0 } },
	};
	const struct programme *lev = life("2024", "2026", "", steps);

	CHECK_STR(life_next(lev, test_day("2024-01-31"))->title, "Missed");
	CHECK_STR(life_next(lev, test_day("2024-05-21"))->title, "Signing");
	CHECK_STR(life_next(lev, test_day("2024-05-22"))->title, "Evaluation");
	CHECK_STR(life_next(lev, test_day("2026-12-31"))->title, "Evaluation");
	CHECK(!life_next(lev, test_day("2027-01-01")));
	programme_release(lev);
}

TEST(a_step_does_not_end_before_it_begins)
{
	struct step step = { .id = id_new(), .title = STR("Talks"), .day = { 2023, 0, 0 }, .last = { 2023, 3, 0 } };

	CHECK_STR(test_check(test_lev(), &step_record, &step), "");
	step.last = test_day("2022-12");
	CHECK_STR(test_check(test_lev(), &step_record, &step), "last: The last day lies before the first day.");
}
