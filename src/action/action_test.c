/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/action.h"

#include "participation/participation.h"
#include "party/party.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

/* An action as the office would type it: no source, so the rules hold it to the plan. */
static struct action typed(const struct programme *programme, const char *number, const char *start, const char *last)
{
	return (struct action){ .id = id_new(), .number = str_of(number), .title = STR("Open days"),
		.theme = test_node(programme, "manufacturing")->id, .start = test_day(start), .last = test_day(last) };
}

static const struct programme *with(const struct programme *programme, const struct record *record, const void *row)
{
	struct programme *draft = programme_draft(programme);

	programme_put(draft, record, row);
	return programme_publish(draft);
}

static void check_fault(struct str fault, const char *expected)
{
	CHECK_STR(str_to(fault, str_of(expected).len), expected);
	CHECK((fault.len == 0) == !*expected);
}

/* The plan runs t/m 1 January 2027. */
TEST(no_action_ends_after_the_horizon_of_the_plan)
{
	static const struct { const char *last, *fault; } cases[] = {
		{ "2027-01-01", "" }, { "2026", "" }, { "", "" },
		{ "2027-01-02", "last: The plan runs until 2027-01-01; this ends 2027-01-02. Choose an earlier day" },
		{ "2027-01", "last: The plan runs until" }, { "2027", "last: The plan runs until" },
		{ "2024-12-31", "last: The last day lies before the first day." },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct action action = typed(test_lev(), "M-09", "2025", cases[i].last);
		check_fault(test_check(test_lev(), &action_record, &action), cases[i].fault);
	}
}

TEST(work_that_outlives_the_plan_says_why_and_who_carries_it)
{
	struct action action = typed(test_lev(), "M-09", "2025", "2028");

	action.continues = true;
	CHECK_STR(test_check(test_lev(), &action_record, &action), "continues_reason: Say why it continues after the horizon of the plan.\n"
		"continues_with: Say who carries it after the horizon of the plan.");
	action.continues_reason = STR("The covenant runs until 2028.");
	check_fault(test_check(test_lev(), &action_record, &action), "continues_with: Say who");
	action.continues_with = test_party(test_lev(), "liemersnovum");
	CHECK_STR(test_check(test_lev(), &action_record, &action), "");
}

/* The covenant of Techno-Plaza runs until 2028; so it was decided elsewhere. */
TEST(what_a_source_tells_is_recorded_as_it_was)
{
	const struct programme *lev = test_lev();
	struct action           action = *(const struct action *)test_node(lev, "M-03")->row;

	CHECK_STR(test_check(lev, &action_record, &action), "");
	action.continues = false;
	CHECK_STR(test_check(lev, &action_record, &action), "");
	action.provenance.certainty = CERTAINTY_ILLUSTRATIVE;
	check_fault(test_check(lev, &action_record, &action), "last: The plan runs until");
	action.provenance.certainty = CERTAINTY_STATED;
	action.provenance.source = STR_NONE;
	check_fault(test_check(lev, &action_record, &action), "last: The plan runs until");
}

TEST(without_a_horizon_an_action_may_end_when_it_likes)
{
	struct action action = typed(test_first_lev(), "M-09", "2022", "2035");

	CHECK_STR(test_check(test_first_lev(), &action_record, &action), "");
}

TEST(a_milestone_lies_within_its_action)
{
	static const struct { const char *planned, *fault; } cases[] = {
		{ "", "" }, { "2025-03-01", "" }, { "2025-09-30", "" }, { "2025-03", "" }, { "2025", "" },
		{ "2025-02-28", "planned: The action starts 2025-03-01; a milestone lies within its action." },
		{ "2025-10-01", "planned: The action ends 2025-09-30; a milestone lies within its action." },
		{ "2024", "planned: The action starts" },
	};
	struct action           action = typed(test_lev(), "M-09", "2025-03-01", "2025-09-30");
	const struct programme *lev = with(test_lev(), &action_record, &action);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct milestone milestone = { .id = id_new(), .action = action.id, .title = STR("First"), .planned = test_day(cases[i].planned) };
		check_fault(test_check(lev, &milestone_record, &milestone), cases[i].fault);
	}
	programme_release(lev);
}

TEST(a_milestone_without_an_end_of_its_action_lies_within_the_plan)
{
	struct action           action = typed(test_lev(), "M-09", "2025", "");
	const struct programme *lev = with(test_lev(), &action_record, &action);
	struct milestone        milestone = { .id = id_new(), .action = action.id, .title = STR("First"), .planned = test_day("2027-01-01") };

	CHECK_STR(test_check(lev, &milestone_record, &milestone), "");
	milestone.planned = test_day("2027-01-02");
	check_fault(test_check(lev, &milestone_record, &milestone), "planned: The plan runs until 2027-01-01.");
	programme_release(lev);
}

TEST(an_action_does_not_move_away_from_its_milestones)
{
	struct action           action = typed(test_lev(), "M-09", "2025", "2025");
	const struct programme *one = with(test_lev(), &action_record, &action), *lev;
	struct milestone        milestone = { .id = id_new(), .action = action.id, .title = STR("First"), .planned = test_day("2025-06-15") };

	lev = with(one, &milestone_record, &milestone);
	action.last = test_day("2025-06-14");
	check_fault(test_check(lev, &action_record, &action), "last: Milestone First (2025-06-15) would lie after the last day.");
	action.last = test_day("2025-06-15");
	action.start = test_day("2025-06-16");
	CHECK_HAS(test_check(lev, &action_record, &action), "start: Milestone First (2025-06-15) would lie before the start.");
	programme_release(lev);
	programme_release(one);
}

TEST(an_action_is_refused_with_what_is_wrong_and_what_would_be_right)
{
	const struct programme *lev = test_lev();
	struct action           action = typed(lev, "m-03", "2025", "2025");
	struct id               label = row_id(programme_by_key(lev, &theme_record, STR("circular")));

	check_fault(test_check(lev, &action_record, &action), "number: Number m-03 belongs to Derde convenant Techno-Plaza");
	action.number = STR("M 09");
	check_fault(test_check(lev, &action_record, &action), "number: A number has letters, digits, hyphens and dots only");
	action.number = STR("M-09");
	action.topic = test_node(lev, "retail")->id;
	check_fault(test_check(lev, &action_record, &action), "topic: Topic Detailhandel en retail belongs to another theme.");
	action.topic = ID_NONE;
	action.labels = (struct ids){ &action.theme, 1 };
	check_fault(test_check(lev, &action_record, &action), "labels: Maakindustrie is not a cross-cutting theme.");
	action.labels = (struct ids){ &label, 1 };
	CHECK_STR(test_check(lev, &action_record, &action), "");
	action.labels.count = 0;
	action.theme = label;
	check_fault(test_check(lev, &action_record, &action), "theme: Circulaire economie runs through all themes");
	action.theme = ID_NONE;
	action.status = ACTION_PAUSED;
	check_fault(test_check(lev, &action_record, &action), "status_reason: Say why it is paused or stopped.");
	action.status_reason = STR("No room.");
	CHECK_STR(test_check(lev, &action_record, &action), "");
	action.status = ACTION_DONE;
	action.status_reason = STR_NONE;
	CHECK_STR(test_check(lev, &action_record, &action), "");
}

TEST(an_action_has_at_most_three_result_figures)
{
	const struct programme *lev = programme_keep(test_lev());
	struct result_figure    figure = { .action = test_node(test_lev(), "M-01")->id, .name = STR("Visits") };

	for (int i = 0; i < 3; i++) {
		const struct programme *next;
		figure.id = id_new();
		CHECK_STR(test_check(lev, &result_figure_record, &figure), "");
		next = with(lev, &result_figure_record, &figure);
		programme_release(lev);
		lev = next;
	}
	CHECK_STR(test_check(lev, &result_figure_record, &figure), "");         /* one of the three may be changed */
	figure.id = id_new();
	check_fault(test_check(lev, &result_figure_record, &figure), "name: An action has at most three result figures.");
	programme_release(lev);
}

static struct str lacks(const struct programme *programme, const char *number)
{
	struct faults faults = { .arena = test_arena() };
	struct str    text = STR_NONE;

	action_complete(programme, test_node(programme, number)->row, test_day("2025-03-01"), &faults);
	for (size_t i = 0; i < faults.count; i++)
		text = str_format(test_arena(), "%.*s%s%s", STR_ARG(text), i ? " " : "", faults.at[i].field);
	return text;
}

TEST(what_an_action_lacks_for_a_plan_is_named_all_at_once)
{
	struct programme       *draft = programme_draft(test_lev());
	struct action           action = typed(test_lev(), "M-09", "2025", "2025");
	struct role             lead = { .id = id_new(), .node = action.id, .party = test_party(test_lev(), "lindus"), .kind = ROLE_LEAD,
		.state = ROLE_ASKED };
	const struct programme *lev;

	action.result = STR("Six companies are open for a day.");
	programme_put(draft, &action_record, &action);
	programme_put(draft, &role_record, &lead);
	lev = programme_publish(draft);
	CHECK_STR(lacks(lev, "M-09"), "");
	CHECK_STR(lacks(lev, "M-01"), "lead result start last");
	CHECK_STR(lacks(lev, "V-01"), "result last");
	CHECK_STR(lacks(test_first_lev(), "P-04"), "result theme start last participation");
	programme_release(lev);
}

TEST(an_action_is_late_the_day_after_its_last_day_until_it_is_done)
{
	struct action action = typed(test_lev(), "M-09", "2025", "2025-06");

	CHECK(!action_late(&action, test_day("2025-06-30")));
	CHECK(action_late(&action, test_day("2025-07-01")));
	action.status = ACTION_STOPPED;
	CHECK(!action_late(&action, test_day("2025-07-01")));
	action.status = ACTION_RUNNING;
	action.last = DAY_UNKNOWN;
	CHECK(!action_late(&action, test_day("2099-01-01")));
}

TEST(projects_outside_the_programme_and_drafts_are_not_counted)
{
	const struct programme *first = test_first_lev();
	struct action_counts    counts = action_count(first, test_node(first, "agro"), test_arena());
	struct action           draft = typed(test_lev(), "M-09", "", "");
	const struct programme *lev;

	CHECK_NUMBER(counts.all, 0);
	counts = action_count(first, test_node(first, "manufacturing"), test_arena());
	CHECK_NUMBER(counts.all, 1);
	CHECK_NUMBER(counts.of[ACTION_RUNNING], 1);
	draft.visibility = VISIBILITY_DRAFT;
	lev = with(test_lev(), &action_record, &draft);
	CHECK_NUMBER(action_count(lev, test_node(lev, "manufacturing"), test_arena()).all, 3);
	programme_release(lev);
}

TEST(numbers_are_found_in_either_case_and_keys_as_they_are)
{
	const struct programme *lev = test_lev();

	CHECK_STR(action_by_number(lev, STR("v-01"))->key, "a-campaign");
	CHECK_STR(action_by_key(lev, STR("a-campaign"))->number, "V-01");
	CHECK(!action_by_number(lev, STR("V-99")) && !action_by_key(lev, STR("")) && !action_by_key(lev, STR("A-CAMPAIGN")));
	CHECK_STR(action_theme(lev, action_by_number(lev, STR("V-01")))->key, "leisure");
}
