/* SPDX-License-Identifier: EUPL-1.2 */
#include "timeline/timeline.h"

#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static int32_t number(const char *day)
{
	return day_first(test_day(day));
}

/* A frame of four years with 29 February 2024 in it; the plan's horizon is a day after the programme's last. */
static struct timeline_frame frame(void)
{
	return (struct timeline_frame){ .first = number("2024-01-01"), .last = number("2027-03-31"), .horizon = number("2027-01-01"),
		.end = number("2026-12-31") };
}

static struct day maybe(const char *text)
{
	return text ? test_day(text) : DAY_UNKNOWN;
}

static struct str day_of(int32_t day)
{
	return day_text(day_of_number(day), test_arena());
}

/* "2024-05-22..2024-06-01 sure 2024-05-22..2024-06-01 cut" */
static const char *told(const char *from, const char *until)
{
	struct timeline_frame own = frame();
	struct timeline_bar bar;
	struct str sure = STR("none");

	if (!timeline_bar(&own, maybe(from), maybe(until), &bar))
		return "nothing";
	if (bar.sure_first <= bar.sure_last)
		sure = str_format(test_arena(), "%.*s..%.*s", STR_ARG(day_of(bar.sure_first)), STR_ARG(day_of(bar.sure_last)));
	return str_format(test_arena(), "%.*s..%.*s sure %.*s%s%s%s%s%s", STR_ARG(day_of(bar.first)), STR_ARG(day_of(bar.last)), STR_ARG(sure),
		bar.open_first ? " ?first" : "", bar.open_last ? " ?last" : "", bar.before ? " before" : "", bar.after ? " after" : "",
		bar.cut ? " cut" : "").at;
}

TEST(a_bar_shows_what_is_known_and_no_more)
{
	static const struct { const char *from, *until, *told; } rows[] = {
		/* to the day, and one day */
		{ "2024-05-22", "2024-06-01", "2024-05-22..2024-06-01 sure 2024-05-22..2024-06-01" },
		{ "2024-02-29", "2024-02-29", "2024-02-29..2024-02-29 sure 2024-02-29..2024-02-29" },
		/* a year, a month: the edge is uncertain */
		{ "2024", "2025", "2024-01-01..2025-12-31 sure 2024-12-31..2025-01-01" },
		{ "2024", "2024", "2024-01-01..2024-12-31 sure none" },
		{ "2024-02", "2025-02", "2024-02-01..2025-02-28 sure 2024-02-29..2025-02-01" },
		/* one side that nobody knows: never today, never the horizon */
		{ "2024-05-22", NULL, "2024-05-22..2024-05-22 sure 2024-05-22..2024-05-22 ?last" },
		{ NULL, "2024-05-22", "2024-05-22..2024-05-22 sure 2024-05-22..2024-05-22 ?first" },
		{ "2024", NULL, "2024-01-01..2024-12-31 sure none ?last" },
		{ NULL, "2026", "2026-01-01..2026-12-31 sure none ?first" },
		{ NULL, NULL, "nothing" },
		/* the horizon: on the day itself it ends, a day later it is cut */
		{ "2026-01-01", "2026-12-31", "2026-01-01..2026-12-31 sure 2026-01-01..2026-12-31" },
		{ "2026-01-01", "2027-01-01", "2026-01-01..2027-01-01 sure 2026-01-01..2027-01-01" },
		{ "2026-01-01", "2027-01-02", "2026-01-01..2027-01-01 sure 2026-01-01..2027-01-01 cut" },
		{ "2025", "2028", "2025-01-01..2027-01-01 sure 2025-12-31..2027-01-01 cut" },
		{ "2027-01-01", "2027-01-02", "2027-01-01..2027-01-01 sure 2027-01-01..2027-01-01 cut" },
		{ "2027-01-02", "2027-02-01", "nothing" },
		{ "2028", NULL, "nothing" },
		/* longer than the programme on both sides; before it altogether */
		{ "2020", "2030", "2024-01-01..2027-01-01 sure 2024-01-01..2027-01-01 before cut" },
		{ "2020-01-01", "2023-12-31", "nothing" },
		{ "2020-01-01", "2024-01-01", "2024-01-01..2024-01-01 sure 2024-01-01..2024-01-01 before" },
		/* what ends before it begins is drawn as nothing */
		{ "2025-02-01", "2025-01-31", "nothing" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_STR(str_of(told(rows[i].from, rows[i].until)), rows[i].told);
}

TEST(without_a_horizon_nothing_is_cut)
{
	struct timeline_frame own = { .first = number("2024-01-01"), .last = number("2024-12-31"), .horizon = DAY_AFTER_ALL, .end = DAY_AFTER_ALL };
	struct timeline_bar bar;

	CHECK(timeline_bar(&own, test_day("2024-06-01"), test_day("2025-06-01"), &bar));
	CHECK(bar.after && !bar.cut);
	CHECK_STR(day_of(bar.last), "2024-12-31");
}

/* Property: whatever the days, what is drawn lies in the frame and before the horizon, and what is certain in what is drawn. */
TEST(whatever_the_days_a_bar_stays_in_its_frame)
{
	struct timeline_frame own = frame();
	struct timeline_bar bar;

	for (int32_t from = own.first - 40; from < own.last + 40; from += 13)
		for (int32_t length = 0; length < 1500; length += 61)
			for (int precision = 0; precision < 4; precision++) {
				struct day first = day_of_number(from), last = day_of_number(from + length);
				if (precision & 1)
					first.day = 0;
				if (precision & 2)
					last.day = last.month = 0;
				if (!timeline_bar(&own, first, last, &bar))
					continue;
				CHECK(own.first <= bar.first && bar.first <= bar.last && bar.last <= own.horizon);
				if (bar.sure_first <= bar.sure_last)
					CHECK(bar.first <= bar.sure_first && bar.sure_last <= bar.last);
				CHECK(bar.cut == (day_last(last) > own.horizon));
			}
}

/* The whole of a programme */

static struct timeline lev_on(const char *day)
{
	const struct programme *lev = test_lev();

	return timeline_of(lev, programme_rows(lev, &action_record), programme_rows(lev, &step_record), programme_rows(lev, &round_record),
		test_day(day), test_arena());
}

TEST(the_frame_has_the_whole_programme_and_its_horizon_in_whole_quarters)
{
	struct timeline timeline = lev_on("2025-06-01");

	CHECK_STR(day_of(timeline.frame.first), "2024-01-01");
	CHECK_STR(day_of(timeline.frame.last), "2027-03-31");
	CHECK_STR(day_of(timeline.frame.horizon), "2027-01-01");
	CHECK_STR(day_of(timeline.frame.end), "2026-12-31");
}

/* V-01 and L-01 begin in 2024 and nobody knows when they end; M-03 lasts beyond the horizon; of six no day is known. */
TEST(actions_of_which_no_day_is_known_stand_apart)
{
	struct timeline timeline = lev_on("2025-06-01");

	CHECK_NUMBER(timeline.rows, 3);
	CHECK_NUMBER(timeline.groups, 3);
	CHECK_NUMBER(timeline.apart.count, 6);
	for (size_t g = 0; g < timeline.groups; g++)
		for (size_t i = 0; i < timeline.group[g].rows.count; i++) {
			const struct timeline_row *row = &timeline.group[g].rows.at[i];
			bool techno = str_is(row->action->number, "M-03");
			CHECK(row->bar.cut == techno);
			CHECK(row->bar.open_last == !techno);
			CHECK(action_theme(test_lev(), row->action) == timeline.group[g].theme);
		}
}

static const struct timeline_mark *mark_of(const struct timeline_marks *marks, const char *part)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->at[i].record == &step_record && str_search(((const struct step *)marks->at[i].row)->title, str_of(part)) != SIZE_MAX)
			return &marks->at[i];
	fail_msg("no step %s", part);
	return NULL;
}

/* Planned for the middle of April 2024, done on 22 May. */
TEST(a_step_that_moved_shows_both_days)
{
	struct timeline before = lev_on("2024-05-21"), after = lev_on("2024-05-22");
	const struct timeline_mark *signing = mark_of(&after.steps, "Ondertekening van de dienst");

	CHECK(signing->state == TIMELINE_REACHED && signing->drawn && signing->moved);
	CHECK_STR(day_of(signing->at), "2024-05-22");
	CHECK(signing->planned_at >= number("2024-04-01") && signing->planned_at <= number("2024-04-30"));
	signing = mark_of(&before.steps, "Ondertekening van de dienst");
	CHECK(signing->state == TIMELINE_OVERDUE && !signing->moved);
	CHECK_STR(day_text(signing->day, test_arena()), "2024-04");
	CHECK(mark_of(&(struct timeline_marks){ lev_on("2024-03-31").steps.at, before.steps.count }, "Ondertekening van de dienst")->state ==
		TIMELINE_COMING);
}

/* A merger in 2029 is a decision of others: it does not stretch the picture, and cannot be drawn in it where it lies beyond. */
TEST(what_others_decide_elsewhere_does_not_stretch_the_picture)
{
	struct step step = { .id = id_new(), .title = STR("Samengaan"), .planned = { 2029, 1, 1 }, .outside = true };
	const void *steps[] = { &step };
	struct timeline timeline = timeline_of(test_lev(), programme_rows(test_lev(), &action_record), (struct row_list){ steps, 1 },
		(struct row_list){ NULL, 0 }, test_day("2025-01-01"), test_arena());

	CHECK_STR(day_of(timeline.frame.last), "2027-03-31");
	CHECK_NUMBER(timeline.steps.count, 1);
	CHECK(!timeline.steps.at[0].drawn);
}

/* A small programme of its own. */

static struct programme *small(struct day first, struct day last, struct day horizon)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("klein"), .name = STR("Klein"), .first = first, .last = last, .horizon = horizon };
	struct programme *draft = programme_empty(facts.id);

	programme_put(draft, &programme_facts_record, &facts);
	return draft;
}

static struct action add_action(struct programme *draft, const char *name, struct day start, struct day last)
{
	struct action action = { .id = id_new(), .number = str_of(name), .title = str_of(name), .start = start, .last = last,
		.status = ACTION_RUNNING };

	programme_put(draft, &action_record, &action);
	return action;
}

static struct timeline timeline_on(const struct programme *programme, const char *day)
{
	return timeline_of(programme, programme_rows(programme, &action_record), programme_rows(programme, &step_record),
		programme_rows(programme, &round_record), test_day(day), test_arena());
}

TEST(a_programme_without_days_spans_what_its_actions_know)
{
	struct programme *draft = small(DAY_UNKNOWN, DAY_UNKNOWN, DAY_UNKNOWN);
	const struct programme *programme;
	struct timeline timeline;

	add_action(draft, "A-1", test_day("2024-05-22"), test_day("2025-02"));
	programme = programme_publish(draft);
	timeline = timeline_on(programme, "2024-06-01");
	CHECK_STR(day_of(timeline.frame.first), "2024-04-01");
	CHECK_STR(day_of(timeline.frame.last), "2025-03-31");
	CHECK(timeline.frame.horizon == DAY_AFTER_ALL);
	CHECK_NUMBER(timeline.rows, 1);
	programme_release(programme);
}

TEST(where_no_day_is_known_at_all_there_is_no_picture)
{
	struct programme *draft = small(DAY_UNKNOWN, DAY_UNKNOWN, DAY_UNKNOWN);
	const struct programme *programme;
	struct timeline timeline;

	add_action(draft, "A-1", DAY_UNKNOWN, DAY_UNKNOWN);
	programme = programme_publish(draft);
	timeline = timeline_on(programme, "2024-06-01");
	CHECK(timeline.frame.last < timeline.frame.first);
	CHECK_NUMBER(timeline.rows, 0);
	CHECK_NUMBER(timeline.apart.count, 1);
	CHECK_NUMBER(timeline_ticks(&timeline.frame, TIMELINE_MONTH, 900, test_arena()).count, 0);
	programme_release(programme);
}

/* Preparations of the year before are seen; what began long before is cut at the left. */
TEST(what_came_long_before_does_not_stretch_the_picture)
{
	struct programme *draft = small(test_day("2024-01-01"), test_day("2026-12-31"), DAY_UNKNOWN);
	const struct programme *programme;
	struct timeline timeline;

	add_action(draft, "A-1", test_day("2019-01-01"), test_day("2024-06-30"));
	programme = programme_publish(draft);
	timeline = timeline_on(programme, "2024-06-01");
	CHECK_STR(day_of(timeline.frame.first), "2022-10-01");
	CHECK(timeline.group[0].rows.at[0].bar.before);
	programme_release(programme);
}

static enum timeline_state milestone_on(const struct programme *programme, const char *day)
{
	return timeline_on(programme, day).group[0].rows.at[0].milestones.at[0].state;
}

TEST(a_milestone_is_missed_the_day_after_and_reached_on_the_day_itself)
{
	struct programme *draft = small(test_day("2024-01-01"), test_day("2026-12-31"), DAY_UNKNOWN);
	struct action action = add_action(draft, "A-1", test_day("2024-01-01"), test_day("2025-12-31"));
	struct milestone milestone = { .id = id_new(), .action = action.id, .title = STR("Opening"), .planned = test_day("2025-03"),
		.reached = test_day("2025-04-10") };
	const struct programme *programme;
	struct timeline_mark mark;

	programme_put(draft, &milestone_record, &milestone);
	programme = programme_publish(draft);
	CHECK_NUMBER(milestone_on(programme, "2025-03-31"), TIMELINE_COMING);
	CHECK_NUMBER(milestone_on(programme, "2025-04-01"), TIMELINE_MISSED);
	CHECK_NUMBER(milestone_on(programme, "2025-04-09"), TIMELINE_MISSED);
	CHECK_NUMBER(milestone_on(programme, "2025-04-10"), TIMELINE_REACHED);
	mark = timeline_on(programme, "2025-04-10").group[0].rows.at[0].milestones.at[0];
	CHECK(mark.moved);
	/* Planned for a month, it was to be reached by its last day. */
	CHECK_STR(day_of(mark.planned_at), "2025-03-31");
	programme_release(programme);
}

TEST(five_hundred_actions_come_in_the_order_of_their_start)
{
	struct programme *draft = small(test_day("2024-01-01"), test_day("2026-12-31"), DAY_UNKNOWN);
	const struct programme *programme;
	struct timeline timeline;
	struct timeline_rows rows;

	for (int i = 0; i < 500; i++) {
		int32_t first = number("2024-01-01") + i * 7919 % 1000;
		add_action(draft, str_format(test_arena(), "A-%03d", i).at, day_of_number(first), day_of_number(first + i % 90));
	}
	programme = programme_publish(draft);
	timeline = timeline_on(programme, "2025-06-01");
	rows = timeline_ordered(&timeline, TIMELINE_BY_START, test_arena());
	CHECK_NUMBER(timeline.rows, 500);
	CHECK_NUMBER(rows.count, 500);
	for (size_t i = 1; i < rows.count; i++)
		CHECK(rows.at[i - 1].bar.first <= rows.at[i].bar.first);
	programme_release(programme);
}

static const char *numbers_in(const char *day, enum timeline_order order)
{
	struct timeline timeline = lev_on(day);
	struct timeline_rows rows = timeline_ordered(&timeline, order, test_arena());
	const char *all = "";

	for (size_t i = 0; i < rows.count; i++)
		all = str_format(test_arena(), "%s%s%.*s", all, i ? " " : "", STR_ARG(rows.at[i].action->number)).at;
	return all;
}

TEST(what_begins_on_an_unknown_day_comes_last)
{
	CHECK_STR(str_of(numbers_in("2025-06-01", TIMELINE_BY_START)), "L-01 V-01 M-03 L-02 L-03 L-04 M-01 M-02 V-02");
	CHECK_STR(str_of(numbers_in("2025-06-01", TIMELINE_BY_THEME)), "M-03 M-01 M-02 L-01 L-02 L-03 L-04 V-01 V-02");
}

/* The scale */

TEST(a_day_is_as_wide_as_any_other_also_in_a_leap_year)
{
	struct timeline_frame own = { .first = number("2024-01-01"), .last = number("2024-12-31") };

	CHECK_NUMBER((int)timeline_x(&own, 366, own.first), 0);
	CHECK_NUMBER((int)timeline_x(&own, 366, number("2024-03-01")), 60);
	CHECK_NUMBER((int)timeline_x_end(&own, 366, own.last), 366);
}

TEST(by_years_it_fits_and_by_quarters_a_quarter_has_room)
{
	struct timeline_frame own = frame(), month = { .first = number("2024-01-01"), .last = number("2024-03-31") };
	struct timeline_frame century = { .first = number("2001-01-01"), .last = number("2100-12-31") };

	CHECK_NUMBER((int)timeline_width(&own, TIMELINE_YEARS, 900), 900);
	CHECK(timeline_width(&own, TIMELINE_QUARTERS, 900) > 12 * 170);
	CHECK_NUMBER((int)timeline_width(&month, TIMELINE_QUARTERS, 900), 900);
	CHECK_NUMBER((int)timeline_width(&century, TIMELINE_QUARTERS, 900), 16000);
}

TEST(ticks_stand_at_the_first_of_each_year_quarter_and_month)
{
	struct timeline_frame own = frame();
	struct timeline_ticks years = timeline_ticks(&own, TIMELINE_YEAR, 1186, test_arena());
	struct timeline_ticks quarters = timeline_ticks(&own, TIMELINE_QUARTER, 1186, test_arena());
	struct timeline_ticks months = timeline_ticks(&own, TIMELINE_MONTH, 1186, test_arena());

	/* 1186 days, so a day is 1 wide. */
	CHECK_NUMBER(years.count, 4);
	CHECK_NUMBER(quarters.count, 13);
	CHECK_NUMBER(months.count, 39);
	CHECK_NUMBER((int)years.at[1].x, 366);
	CHECK_NUMBER(years.at[3].year, 2027);
	CHECK_NUMBER((int)years.at[3].end, 1186);
	CHECK_NUMBER(quarters.at[4].number, 1);
	CHECK_NUMBER(quarters.at[4].year, 2025);
	CHECK_NUMBER((int)(months.at[1].end + 0.5), 60);
	for (size_t i = 1; i < months.count; i++)
		CHECK((int)(months.at[i].x + 0.5) == (int)(months.at[i - 1].end + 0.5));
}

/* Words */

TEST(a_text_is_as_wide_as_its_letters)
{
	CHECK(timeline_text_width(STR("iii"), 14) < timeline_text_width(STR("mmm"), 14));
	CHECK(timeline_text_width(STR("Techno"), 14) * 2 == timeline_text_width(STR("Techno"), 28));
	/* A letter of two bytes is one letter. */
	CHECK(timeline_text_width(STR("é"), 14) == timeline_text_width(STR("ë"), 14));
	CHECK(timeline_text_width(STR("één"), 14) < timeline_text_width(STR("mmm"), 14));
}

TEST(what_does_not_fit_ends_in_an_ellipsis_at_a_whole_letter)
{
	struct str whole = STR("Ondertekening één");

	CHECK_STR(timeline_fitting(whole, 14, 400, test_arena()), "Ondertekening één");
	for (double room = 0; room < 140; room += 1) {
		struct str fitting = timeline_fitting(whole, 14, room, test_arena());
		CHECK(str_is_text(fitting));
		CHECK(timeline_text_width(fitting, 14) <= room);
		if (fitting.len > 0 && fitting.len < whole.len)
			CHECK_HAS(fitting, "…");
	}
	CHECK_STR(timeline_fitting(whole, 14, 20, test_arena()), "");
}

TEST(a_label_stands_in_its_bar_else_behind_it_else_before_it)
{
	CHECK_NUMBER(timeline_place(100, 200, 80, 900), TIMELINE_INSIDE);
	CHECK_NUMBER(timeline_place(100, 200, 100, 900), TIMELINE_INSIDE);
	CHECK_NUMBER(timeline_place(100, 200, 101, 900), TIMELINE_BEHIND);
	CHECK_NUMBER(timeline_place(700, 800, 101, 900), TIMELINE_BEFORE);
	CHECK_NUMBER(timeline_place(50, 850, 850, 900), TIMELINE_NOWHERE);
}

/* Whether the words of one reach over the other: its mark, or its words. */
static bool reaches(const struct timeline_label *words, const struct timeline_label *other)
{
	double left = words->x, right = words->x + words->width;

	return words->shown && words->lane == other->lane && ((left < other->right && right > other->left) ||
		(other->shown && left < other->x + other->width && right > other->x));
}

static struct timeline_label label_at(double at, double width)
{
	return (struct timeline_label){ .left = at - 6, .right = at + 6, .width = width };
}

/* Sixty marks in so many lanes: how many show their words. */
static size_t shown_in(size_t most)
{
	struct timeline_label label[60];
	size_t lanes, shown = 0;

	for (size_t i = 0; i < 60; i++)
		label[i] = label_at((double)(i * 37 % 900), 40 + (double)(i * 13 % 120));
	lanes = timeline_lanes(label, 60, 900, most);
	CHECK(lanes <= most);
	for (size_t i = 0; i < 60; i++) {
		shown += label[i].shown;
		CHECK(label[i].lane < lanes);
		if (label[i].shown)
			CHECK(label[i].x >= 0 && label[i].x + label[i].width <= 900);
		/* Neither another label nor another mark: only marks may stand upon each other. */
		for (size_t other = 0; other < i; other++)
			CHECK(!reaches(&label[i], &label[other]) && !reaches(&label[other], &label[i]));
	}
	return shown;
}

TEST(labels_that_are_shown_never_overlap)
{
	/* With more lanes more of them are shown. */
	CHECK(shown_in(12) > 40);
	CHECK(shown_in(12) > shown_in(4));
	CHECK(shown_in(4) >= shown_in(1));
}

TEST(marks_on_one_day_stand_below_each_other)
{
	struct timeline_label label[3] = { label_at(890, 60), label_at(890, 60), label_at(890, 60) };

	CHECK_NUMBER(timeline_lanes(label, 3, 900, 2), 2);
	CHECK_NUMBER(label[0].lane, 0);
	CHECK_NUMBER(label[1].lane, 1);
	CHECK(label[1].shown && label[1].x == 890 - 6 - 60);
	/* No room is left: its mark stands, without words. */
	CHECK(!label[2].shown);
	CHECK_NUMBER(label[2].lane, 1);
}
