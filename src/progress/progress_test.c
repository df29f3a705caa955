/* SPDX-License-Identifier: EUPL-1.2 */
/* Progress on a small region of its own: three actions, two leads, rounds over 2026. */
#include "progress/progress.h"

#include "action/action.h"
#include "party/party.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

enum { THEME = 1, DUIVEN, SCHOOL, ONE, TWO, THREE, Q1, Q2, CONTACT, FIRST_UPDATE = 100 };

static void put_action(struct programme *draft, size_t number, const char *text, enum action_status status, const char *start)
{
	struct action action = { .id = sample_id(number), .number = str_of(text), .title = str_of(text), .theme = sample_id(THEME),
		.status = status, .start = test_day(start), .last = test_day("2026-12-31") };
	programme_put(draft, &action_record, &action);
}

static void put_lead(struct programme *draft, size_t number, size_t party, size_t action, bool contact)
{
	struct role role = { .id = sample_id(number), .node = sample_id(action), .party = sample_id(party), .kind = ROLE_LEAD,
		.state = ROLE_ACCEPTED, .contact = contact ? sample_id(CONTACT) : ID_NONE };
	programme_put(draft, &role_record, &role);
}

/* ONE and TWO are led by Duiven, THREE by a school without contact person; quarters are asked by the 15th of the month after. */
static struct programme *region(enum updates_public updates_public)
{
	struct programme *draft = programme_empty(sample_id(0));
	struct programme_facts facts = { .id = sample_id(0), .key = STR("region"), .name = STR("Region"), .language = STR("nl"),
		.updates_public = updates_public };
	struct party duiven = { .id = sample_id(DUIVEN), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party school = { .id = sample_id(SCHOOL), .key = STR("school"), .name = STR("School"), .kind = PARTY_EDUCATION };
	struct theme theme = { .id = sample_id(THEME), .key = STR("work"), .name = STR("Work") };
	struct round first = { .id = sample_id(Q1), .name = STR("Q1"), .opens = test_day("2026-04-01"), .due = test_day("2026-04-15"),
		.remind_before = { 3, true }, .remind_after = { 2, true } };
	struct round second = { .id = sample_id(Q2), .name = STR("Q2"), .opens = test_day("2026-07-01"), .due = test_day("2026-07-15"),
		.closes = test_day("2026-07-20") };

	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &party_record, &duiven);
	programme_put(draft, &party_record, &school);
	programme_put(draft, &theme_record, &theme);
	put_action(draft, ONE, "W-01", ACTION_RUNNING, "2025-01-01");
	put_action(draft, TWO, "W-02", ACTION_RUNNING, "2025-01-01");
	put_action(draft, THREE, "W-03", ACTION_RUNNING, "2026-05-01");
	put_lead(draft, 50, DUIVEN, ONE, true);
	put_lead(draft, 51, DUIVEN, TWO, true);
	put_lead(draft, 52, SCHOOL, THREE, false);
	programme_put(draft, &round_record, &first);
	programme_put(draft, &round_record, &second);
	return draft;
}

static void tell(struct programme *draft, size_t number, size_t action, size_t round, const char *day, enum light light, size_t corrects)
{
	struct update update = { .id = sample_id(FIRST_UPDATE + number), .action = sample_id(action), .round = round ? sample_id(round) : ID_NONE,
		.day = test_day(day), .light = light, .text = STR("Told."), .corrects = corrects ? sample_id(FIRST_UPDATE + corrects) : ID_NONE };
	programme_put(draft, &update_record, &update);
}

static const struct action *action_of(const struct programme *programme, size_t number)
{
	return programme_row(programme, action, sample_id(number));
}

static enum light light_on(const struct programme *programme, size_t action, const char *day, bool all)
{
	return progress_of(programme, action_of(programme, action), test_day(day), all).light;
}

TEST(a_round_is_planned_then_open_then_closed)
{
	const struct programme *programme = programme_publish(region(UPDATES_PUBLIC_AT_ONCE));
	const struct round *first = programme_row(programme, round, sample_id(Q1)), *second = programme_row(programme, round, sample_id(Q2));
	static const struct { const char *day; enum round_state first, second; } rows[] = {
		{ "2026-03-31", ROUND_PLANNED, ROUND_PLANNED }, { "2026-04-01", ROUND_OPEN, ROUND_PLANNED },
		{ "2026-04-29", ROUND_OPEN, ROUND_PLANNED }, { "2026-04-30", ROUND_CLOSED, ROUND_PLANNED },
		{ "2026-07-20", ROUND_CLOSED, ROUND_OPEN }, { "2026-07-21", ROUND_CLOSED, ROUND_CLOSED },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		CHECK_NUMBER(round_state(first, test_day(rows[i].day)), rows[i].first);
		CHECK_NUMBER(round_state(second, test_day(rows[i].day)), rows[i].second);
	}
	programme_release(programme);
}

TEST(an_action_without_an_update_within_its_round_is_silent_from_the_day_after)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	const struct programme *programme;

	tell(draft, 1, ONE, Q1, "2026-04-10", LIGHT_ON_TRACK, 0);
	programme = programme_publish(draft);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-09", true), LIGHT_NONE);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-10", true), LIGHT_ON_TRACK);
	CHECK_NUMBER(light_on(programme, TWO, "2026-04-15", true), LIGHT_NONE);
	CHECK_NUMBER(light_on(programme, TWO, "2026-04-16", true), LIGHT_SILENT);
	/* What it told before does not make it green. */
	CHECK_NUMBER(light_on(programme, ONE, "2026-07-15", true), LIGHT_ON_TRACK);
	CHECK_NUMBER(light_on(programme, ONE, "2026-07-16", true), LIGHT_SILENT);
	/* It began after the first round, and is asked in the second. */
	CHECK_NUMBER(light_on(programme, THREE, "2026-04-16", true), LIGHT_NONE);
	CHECK_NUMBER(light_on(programme, THREE, "2026-07-16", true), LIGHT_SILENT);
	programme_release(programme);
}

TEST(an_update_that_comes_late_ends_the_silence)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	const struct programme *programme;

	tell(draft, 1, TWO, 0, "2026-05-03", LIGHT_AT_RISK, 0);
	programme = programme_publish(draft);
	CHECK_NUMBER(light_on(programme, TWO, "2026-05-02", true), LIGHT_SILENT);
	CHECK_NUMBER(light_on(programme, TWO, "2026-05-03", true), LIGHT_AT_RISK);
	programme_release(programme);
}

TEST(a_correction_takes_the_place_of_what_it_corrects)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	const struct programme *programme;
	const struct action *one;

	tell(draft, 1, ONE, Q1, "2026-04-10", LIGHT_OFF_TRACK, 0);
	tell(draft, 2, ONE, Q1, "2026-04-12", LIGHT_ON_TRACK, 1);
	programme = programme_publish(draft);
	one = action_of(programme, ONE);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-11", true), LIGHT_OFF_TRACK);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-12", true), LIGHT_ON_TRACK);
	CHECK_NUMBER(progress_updates(programme, one, test_day("2026-04-12"), true, test_arena()).count, 2);
	CHECK(!update_corrected(programme, programme_row(programme, update, sample_id(FIRST_UPDATE + 1)), test_day("2026-04-11")));
	CHECK(update_corrected(programme, programme_row(programme, update, sample_id(FIRST_UPDATE + 1)), test_day("2026-04-12")));
	programme_release(programme);
}

TEST(where_the_programme_chose_so_an_update_is_public_once_its_round_is_closed)
{
	struct programme *draft = region(UPDATES_PUBLIC_WHEN_CLOSED);
	const struct programme *programme;

	tell(draft, 1, ONE, 0, "2026-02-01", LIGHT_ON_TRACK, 0);
	tell(draft, 2, ONE, Q1, "2026-04-10", LIGHT_OFF_TRACK, 0);
	programme = programme_publish(draft);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-12", false), LIGHT_ON_TRACK);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-12", true), LIGHT_OFF_TRACK);
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-30", false), LIGHT_OFF_TRACK);
	/* It answered: nobody is told that it kept silent, though what it said is not public yet. */
	CHECK_NUMBER(light_on(programme, ONE, "2026-04-20", false), LIGHT_ON_TRACK);
	programme_release(programme);
}

TEST(a_round_asks_each_lead_once_about_all_its_actions)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	const struct programme *programme;
	struct ask_list list;
	struct share share;

	tell(draft, 1, ONE, Q2, "2026-07-03", LIGHT_ON_TRACK, 0);
	programme = programme_publish(draft);
	list = round_asked(programme, programme_row(programme, round, sample_id(Q2)), test_day("2026-07-03"), test_arena());
	CHECK_NUMBER(list.count, 2);
	CHECK(id_equal(list.at[0].party, sample_id(DUIVEN)) && id_equal(list.at[0].person, sample_id(CONTACT)));
	CHECK_NUMBER(list.at[0].actions.count, 2);
	CHECK_NUMBER(list.at[0].answered, 1);
	CHECK(id_equal(list.at[1].party, sample_id(SCHOOL)) && !id_known(list.at[1].person));
	/* A lead has answered who answered about all its actions. */
	share = round_share(programme, programme_row(programme, round, sample_id(Q2)), test_day("2026-07-03"), test_arena());
	CHECK_NUMBER(share.asked, 2);
	CHECK_NUMBER(share.answered, 0);
	/* In the first round the third action did not run yet. */
	list = round_asked(programme, programme_row(programme, round, sample_id(Q1)), test_day("2026-04-03"), test_arena());
	CHECK_NUMBER(list.count, 1);
	programme_release(programme);
}

TEST(a_theme_counts_its_actions_worst_first_and_every_one_once)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	const struct programme *programme;
	struct progress_counts counts;

	tell(draft, 1, ONE, Q1, "2026-04-10", LIGHT_AT_RISK, 0);
	programme = programme_publish(draft);
	counts = progress_count(programme, programme_node(programme, sample_id(THEME)), test_day("2026-05-05"), true, test_arena());
	CHECK_NUMBER(counts.all, 3);
	CHECK_NUMBER(counts.of[LIGHT_AT_RISK], 1);
	CHECK_NUMBER(counts.of[LIGHT_SILENT], 1);
	CHECK_NUMBER(counts.of[LIGHT_NONE], 1);
	CHECK_NUMBER(progress_worst(counts), LIGHT_AT_RISK);
	programme_release(programme);
}

TEST(mail_of_a_round_goes_out_at_the_hour_and_once_for_what_was_missed)
{
	const struct programme *programme = programme_publish(region(UPDATES_PUBLIC_AT_ONCE));
	const struct round *round = programme_row(programme, round, sample_id(Q1));
	static const struct { const char *day; int minute; enum round_mail mail; } rows[] = {
		{ "2026-03-31", 1000, ROUND_MAIL_NONE }, { "2026-04-01", 539, ROUND_MAIL_NONE }, { "2026-04-01", 540, ROUND_MAIL_ASK },
		{ "2026-04-12", 539, ROUND_MAIL_ASK }, { "2026-04-12", 540, ROUND_MAIL_BEFORE }, { "2026-04-15", 1439, ROUND_MAIL_BEFORE },
		{ "2026-04-16", 1000, ROUND_MAIL_ASK }, { "2026-04-17", 540, ROUND_MAIL_AFTER }, { "2026-04-29", 1000, ROUND_MAIL_AFTER },
		{ "2026-04-30", 1000, ROUND_MAIL_NONE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_NUMBER(round_mail_due(programme, round, test_day(rows[i].day), rows[i].minute), rows[i].mail);
	programme_release(programme);
}

TEST(a_result_figure_is_what_the_newest_uncorrected_update_told)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	struct result_figure figure = { .id = sample_id(60), .action = sample_id(ONE), .name = STR("Visitors"), .aim = { 1000000, true },
		.value = { 5000, true }, .day = test_day("2026-01-01") };
	struct reading first = { .id = sample_id(61), .update = sample_id(FIRST_UPDATE + 1), .figure = figure.id, .value = { 7000, true } };
	struct reading second = { .id = sample_id(62), .update = sample_id(FIRST_UPDATE + 2), .figure = figure.id, .value = { 6000, true } };
	const struct programme *programme;
	const struct result_figure *now;

	tell(draft, 1, ONE, Q1, "2026-04-10", LIGHT_ON_TRACK, 0);
	tell(draft, 2, ONE, Q1, "2026-04-12", LIGHT_ON_TRACK, 1);
	programme_put(draft, &result_figure_record, &figure);
	programme_put(draft, &reading_record, &first);
	programme_put(draft, &reading_record, &second);
	programme = programme_publish(draft);
	now = programme_row(programme, result_figure, figure.id);
	CHECK_NUMBER(figure_now(programme, now, test_day("2025-12-31"), true).value.known, false);
	CHECK_NUMBER(figure_now(programme, now, test_day("2026-02-01"), true).value.thousandths, 5000);
	CHECK_NUMBER(figure_now(programme, now, test_day("2026-04-11"), true).value.thousandths, 7000);
	CHECK_NUMBER(figure_now(programme, now, test_day("2026-04-12"), true).value.thousandths, 6000);
	programme_release(programme);
}

TEST(help_is_wanted_until_somebody_offers_it_or_the_next_update)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	struct update update = { .id = sample_id(FIRST_UPDATE), .action = sample_id(ONE), .day = test_day("2026-04-10"),
		.light = LIGHT_AT_RISK, .text = STR("Stuck."), .help_wanted = STR("A hall for a day.") };
	struct help_offer offer = { .id = sample_id(70), .update = update.id, .party = sample_id(SCHOOL), .text = STR("Ours."),
		.day = test_day("2026-04-20") };
	const struct programme *programme;
	const struct update *wish;

	programme_put(draft, &update_record, &update);
	programme_put(draft, &help_offer_record, &offer);
	tell(draft, 5, ONE, 0, "2026-06-01", LIGHT_ON_TRACK, 0);
	programme = programme_publish(draft);
	wish = programme_row(programme, update, update.id);
	CHECK(help_open(programme, wish, test_day("2026-04-19")));
	CHECK(!help_open(programme, wish, test_day("2026-04-20")));
	CHECK(!help_open(programme, wish, test_day("2026-06-01")));
	programme_release(programme);
}

TEST(an_update_refuses_what_is_not_its_own)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);
	struct milestone milestone = { .id = sample_id(80), .action = sample_id(TWO), .title = STR("Opening") };
	struct id milestones[] = { milestone.id };
	struct update update = { .id = sample_id(90), .action = sample_id(ONE), .day = test_day("2026-04"), .light = LIGHT_SILENT,
		.text = STR("Told."), .milestones = { milestones, 1 } };
	struct str faults;

	programme_put(draft, &milestone_record, &milestone);
	faults = test_check(draft, &update_record, &update);
	CHECK_HAS(faults, "day: This must be an exact day.");
	CHECK_HAS(faults, "light: Choose on track, at risk or off track.");
	CHECK_HAS(faults, "milestones: Milestone Opening is of another action.");
	programme_discard(draft);
}
