/* SPDX-License-Identifier: EUPL-1.2 */
#include "involvement/involvement.h"

#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

enum { THEME = 10, SCHOOL = 20, FIRM, BUREAU, TOWN, ACTIONS = 100, ROLES = 200, MEETING = 300 };

static void put_party(struct programme *draft, size_t n, enum party_kind kind, const char *branches)
{
	struct party party = { .id = sample_id(n), .key = str_format(test_arena(), "p%zu", n), .name = str_format(test_arena(), "P %zu", n), .kind = kind,
		.branches = str_of(branches) };
	programme_put(draft, &party_record, &party);
}

static void put_action(struct programme *draft, size_t n, enum action_status status, const char *start, const char *last)
{
	struct action action = { .id = sample_id(ACTIONS + n), .number = str_format(test_arena(), "A-%zu", n), .title = STR("Actie"), .status = status,
		.theme = n < 3 ? sample_id(THEME) : ID_NONE, .start = test_day(start), .last = test_day(last) };
	programme_put(draft, &action_record, &action);
}

static void put_role(struct programme *draft, size_t n, size_t action, size_t party, enum role_kind kind, enum role_state state)
{
	struct role role = { .id = sample_id(ROLES + n), .node = sample_id(ACTIONS + action), .party = sample_id(party), .kind = kind, .state = state };
	programme_put(draft, &role_record, &role);
}

/* Four actions that count and two that do not; the executing organisation leads one of them. */
static struct programme *scene(void)
{
	struct programme *draft = programme_empty(sample_id(1));
	struct programme_facts facts = { .id = sample_id(1), .key = STR("p"), .name = STR("P") };
	struct theme theme = { .id = sample_id(THEME), .key = STR("retail"), .name = STR("Retail"), .branches = STR("Retail, horeca") };

	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &theme_record, &theme);
	put_party(draft, SCHOOL, PARTY_EDUCATION, "");
	put_party(draft, FIRM, PARTY_COMPANY, "bouw, retail");
	put_party(draft, BUREAU, PARTY_EXECUTING_ORGANISATION, "retail");
	put_party(draft, TOWN, PARTY_MUNICIPALITY, "");
	put_action(draft, 1, ACTION_RUNNING, "2025-01-01", "2025-12-31");
	put_action(draft, 2, ACTION_PLANNED, "2025-07-01", "2026-06-30");
	put_action(draft, 3, ACTION_DONE, "2025-01-01", "2025-03-31");
	put_action(draft, 4, ACTION_RUNNING, "", "");
	put_action(draft, 5, ACTION_IDEA, "2025-01-01", "2025-12-31");
	put_action(draft, 6, ACTION_STOPPED, "2025-01-01", "2025-12-31");
	put_role(draft, 1, 1, SCHOOL, ROLE_LEAD, ROLE_ACCEPTED);
	put_role(draft, 2, 1, FIRM, ROLE_PARTNER, ROLE_ON_RECORD);
	put_role(draft, 3, 2, FIRM, ROLE_ADVISOR, ROLE_ASKED);
	put_role(draft, 4, 3, FIRM, ROLE_LEAD, ROLE_ON_RECORD);
	put_role(draft, 5, 4, BUREAU, ROLE_LEAD, ROLE_ACCEPTED);
	put_role(draft, 6, 5, SCHOOL, ROLE_LEAD, ROLE_ACCEPTED);
	return draft;
}

static struct involvement whole(const struct programme *programme, const char *day)
{
	struct involvement_scope scope = involvement_on(programme_root(programme), test_day(day));
	return involvement_of(programme, &scope, test_arena());
}

/* Ideas and stopped actions are no part of it; a role that was only asked for does not count; executing organisations stand apart. */
TEST(only_planned_running_and_done_actions_count_and_only_roles_that_stand)
{
	struct programme *draft = scene();
	struct involvement is = whole(draft, "2025-06-01");

	CHECK_NUMBER(is.actions, 4);
	CHECK_NUMBER(is.role[SECTOR_EDUCATION].in, 1);
	CHECK_NUMBER(is.role[SECTOR_EDUCATION].of, 4);
	CHECK_NUMBER(is.role[SECTOR_BUSINESS].in, 2);
	CHECK_NUMBER(is.leads[SECTOR_EDUCATION].in, 1);
	CHECK_NUMBER(is.leads[SECTOR_BUSINESS].in, 1);
	CHECK_NUMBER(is.role[SECTOR_GOVERNMENT].in, 0);
	CHECK_NUMBER(is.led_by_executing, 1);
	CHECK_NUMBER(is.led_by_nobody, 1);
	/* With and without add up to all; what is done stands with the business that led it. */
	CHECK_NUMBER(is.with[SECTOR_BUSINESS].all + is.without[SECTOR_BUSINESS].all, 4);
	CHECK_NUMBER(is.with[SECTOR_BUSINESS].done, 1);
	CHECK_NUMBER(is.without[SECTOR_BUSINESS].done, 0);
	programme_discard(draft);
}

/* An executing organisation of the branch is not the sector itself, and a party without a role that stands is not in it. */
TEST(a_theme_tells_who_comes_from_the_sector_itself)
{
	struct programme *draft = scene();
	struct involvement_scope scope = involvement_on(programme_node(draft, sample_id(THEME)), test_day("2025-06-01"));
	struct involvement is = involvement_of(draft, &scope, test_arena());

	CHECK(is.has_branches);
	CHECK_NUMBER(is.actions, 2);
	CHECK_NUMBER(is.from_the_sector, 1);
	CHECK(branches_meet(STR("metaal, Retail "), STR("retail")));
	CHECK(!branches_meet(STR("metaal,,"), STR(",retail")));
	CHECK(!branches_meet(STR(""), STR("")));
	programme_discard(draft);
}

TEST(in_a_quarter_count_the_actions_that_may_have_run_in_it)
{
	static const struct { int year, quarter; int64_t actions, business; } rows[] = {
		{ 2025, 1, 3, 2 }, { 2025, 2, 2, 1 }, { 2025, 3, 3, 1 }, { 2024, 4, 1, 0 },
	};
	struct programme *draft = scene();

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct involvement_scope scope = involvement_in(programme_root(draft), rows[i].year, rows[i].quarter, test_day("2026-01-15"));
		struct involvement is = involvement_of(draft, &scope, test_arena());
		CHECK_NUMBER(is.actions, rows[i].actions);
		CHECK_NUMBER(is.role[SECTOR_BUSINESS].in, rows[i].business);
	}
	programme_discard(draft);
}

TEST(illustrative_facts_count_in_an_example_only)
{
	struct programme *draft = scene();
	struct role role = { .id = sample_id(ROLES + 9), .node = sample_id(ACTIONS + 2), .party = sample_id(SCHOOL), .kind = ROLE_PARTNER,
		.state = ROLE_ON_RECORD, .provenance.certainty = CERTAINTY_ILLUSTRATIVE };
	struct programme_facts facts = *tree_facts(draft);

	programme_put(draft, &role_record, &role);
	CHECK_NUMBER(whole(draft, "2025-06-01").role[SECTOR_EDUCATION].in, 1);
	facts.example = true;
	programme_put(draft, &programme_facts_record, &facts);
	CHECK_NUMBER(whole(draft, "2025-06-01").role[SECTOR_EDUCATION].in, 2);
	programme_discard(draft);
}

/* Nothing to count gives no share: not 0 %, and no aim is reached or missed by it. */
TEST(without_a_denominator_there_is_no_share)
{
	struct programme *draft = programme_empty(sample_id(1));
	struct involvement_aim aim = { .id = sample_id(2), .measure = INVOLVEMENT_BUSINESS_ROLE, .percent = { 50, true }, .by = test_day("2025-12-31") };
	struct sector_share share;

	CHECK(!share_reaches((struct sector_share){ 0, 0 }, 1));
	CHECK_NUMBER((int)involvement_aim_state(draft, &aim, test_day("2026-06-01"), &share), AIM_NO_DATA);
	CHECK_NUMBER(share.of, 0);
	programme_discard(draft);
}

/* Half is reached at exactly half; below it is open until its day and missed after it. */
TEST(an_aim_is_reached_at_the_share_itself_and_missed_only_after_its_day)
{
	static const struct { int64_t percent; const char *day; enum aim_state state; } rows[] = {
		{ 50, "2025-06-01", AIM_REACHED }, { 51, "2025-12-31", AIM_BELOW }, { 51, "2026-01-01", AIM_MISSED }, { 50, "2026-01-01", AIM_REACHED },
	};
	struct programme *draft = scene();

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct involvement_aim aim = { .measure = INVOLVEMENT_BUSINESS_ROLE, .percent = { rows[i].percent, true }, .by = test_day("2025-12-31") };
		struct sector_share share;
		CHECK_NUMBER((int)involvement_aim_state(draft, &aim, test_day(rows[i].day), &share), (int)rows[i].state);
		CHECK_NUMBER(share.in, 2);
		CHECK_NUMBER(share.of, 4);
	}
	programme_discard(draft);
}

/* Of the people at meetings those of a known sector are the whole; executing organisations and the unknown stand apart. */
TEST(attendance_is_shared_over_the_sectors_alone)
{
	struct programme *draft = scene();
	struct meeting meeting = { .id = sample_id(MEETING), .key = STR("m"), .title = STR("M"), .day = test_day("2025-05-01") };
	static const struct { size_t party; int64_t number; } rows[] = { { SCHOOL, 2 }, { FIRM, 3 }, { TOWN, 5 }, { BUREAU, 4 } };
	struct involvement is;

	programme_put(draft, &meeting_record, &meeting);
	for (size_t i = 0; i < 4; i++) {
		struct attendance attendance = { .id = sample_id(MEETING + 1 + i), .meeting = meeting.id, .party = sample_id(rows[i].party), .number = { rows[i].number, true } };
		programme_put(draft, &attendance_record, &attendance);
	}
	is = whole(draft, "2025-06-01");
	CHECK_NUMBER(is.held, 1);
	CHECK_NUMBER(is.meetings[SECTOR_EDUCATION].in, 2);
	CHECK_NUMBER(is.meetings[SECTOR_EDUCATION].of, 10);
	CHECK_NUMBER(is.executing_attended, 4);
	/* Before it was held it counts for nothing. */
	CHECK_NUMBER(whole(draft, "2025-04-30").held, 0);
	programme_discard(draft);
}
