/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/exchange.h"

#include <jansson.h>
#include <string.h>

#include "action/action.h"
#include "agreement/agreement.h"
#include "base/buf.h"
#include "base/language.h"
#include "document/document.h"
#include "fact/fact.h"
#include "goal/goal.h"
#include "life/life.h"
#include "money/money.h"
#include "party/party.h"
#include "progress/progress.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static const char first_lev[] = "data/lev/lev-2020-2023.json", lev[] = "data/lev/lev-2024-2026.json";
static const char example[] = "data/voorbeeldregio/voorbeeldregio.json";
static const char other[] = "test/data/other-programme.json", refused[] = "test/data/refused-programme.json";

struct told {
	struct exchange_changes changes;
	struct exchange_report  report;
	struct faults           faults;
	bool                    done;
};

static struct told read_text(struct str text)
{
	struct told reading = { .faults = { .arena = test_arena() } };

	reading.done = exchange_read(text, &reading.changes, &reading.report, &reading.faults);
	return reading;
}

/* Its faults, a line each: "actions[0].start: ...". */
static struct str faults_of(const struct told *reading)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < reading->faults.count; i++) {
		const struct fault *fault = &reading->faults.at[i];
		buf_addf(&text, "%.*s: %.*s\n", STR_ARG(fault->place), STR_ARG(fault_text(fault, test_arena())));
	}
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

/* Its warnings, a line each. */
static struct str warnings_of(const struct told *reading)
{
	struct str *lines = arena_array(test_arena(), struct str, reading->report.warning_count + 1);

	for (size_t i = 0; i < reading->report.warning_count; i++)
		lines[i] = str_format(test_arena(), "%.*s: %s", STR_ARG(reading->report.warnings[i].place), reading->report.warnings[i].message);
	return str_join(test_arena(), lines, reading->report.warning_count, STR("\n"));
}

/* A programme with one member more: "\"actions\":[...]". */
static struct told read_small(const char *members)
{
	return read_text(str_format(test_arena(), "{\"format\":\"regional-programme/1\",\"id\":\"small\",\"name\":\"Small\","
		"\"parties\":[{\"id\":\"duiven\",\"name\":\"Duiven\",\"kind\":\"municipality\"},"
		"{\"id\":\"zevenaar\",\"name\":\"Zevenaar\",\"kind\":\"municipality\"},"
		"{\"id\":\"east\",\"name\":\"East\",\"kind\":\"external_region\"}],"
		"\"themes\":[{\"id\":\"leisure\",\"name\":\"Leisure\"}]%s%s}", *members ? "," : "", members));
}

TEST(each_file_of_the_repository_is_read_without_fault_or_warning)
{
	static const char *const files[] = { first_lev, lev, other, example };

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct told reading = read_text(test_file(files[i]));
		size_t      added = 0;

		CHECK_STR(faults_of(&reading), "");
		CHECK_STR(warnings_of(&reading), "");
		CHECK(reading.done);
		for (size_t c = 0; c < reading.changes.count; c++)
			added += !reading.changes.at[c].before;
		CHECK_NUMBER(reading.report.added, added);
	}
}

TEST(what_the_format_does_not_know_is_warned_of_with_its_place)
{
	struct told reading = read_small("\"colour\":\"green\",\"actions\":[{\"id\":\"map\",\"title\":\"Map\",\"theme\":\"leisure\","
		"\"weight\":3,\"milestones\":[{\"title\":\"First\",\"by\":\"duiven\"}]}]");

	CHECK_STR(faults_of(&reading), "");
	CHECK_STR(warnings_of(&reading), "actions[0].milestones[0].by: This key is not known and was skipped.\n"
		"actions[0].weight: This key is not known and was skipped.\ncolour: This key is not known and was skipped.");
}

/* What is wrong in it stands in data/lev/README.md, in this order. */
TEST(every_fault_of_a_file_is_named_with_its_place_at_once)
{
	static const struct { const char *place, *says; } expected[] = {
		{ "parties[4].id", "streekbureau" }, { "themes[1].name", "A text is expected" },
		{ "participation[1].party", "nergenshuizen" }, { "participation[3].valid_from", "overlaps" },
		{ "participation[4].counterpart", "Name the other region that Oosterkwel" }, { "participation[5].mode", "maybe" },
		{ "actions[0].start", "2024-13" }, { "actions[1].theme", "tourism" }, { "actions[2].end", "2027-01-02" },
		{ "actions[3].milestones[0].planned", "2025-09-30" }, { "actions[4].number", "S-03" }, { "actions[4].goals[0]", "g-unknown" },
	};
	struct told reading = read_text(test_file(refused));
	struct str     faults = faults_of(&reading);

	CHECK(!reading.done);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		const struct fault *fault = NULL;
		for (size_t f = 0; f < reading.faults.count && !fault; f++)
			if (str_is(reading.faults.at[f].place, expected[i].place))
				fault = &reading.faults.at[f];
		CHECK_HAS(faults, expected[i].place);
		CHECK_HAS(fault_text(fault, test_arena()), expected[i].says);
	}
	CHECK_NUMBER(reading.faults.count, sizeof expected / sizeof expected[0]);
}

struct refusal {
	const char *member, *fault;     /* begins so */
};

static void check_refusals(const struct refusal *refusal, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct told reading = read_small(refusal[i].member);

		CHECK(!reading.done);
		CHECK_NUMBER(reading.faults.count, 1);
		CHECK_STR(str_to(faults_of(&reading), strlen(refusal[i].fault)), refusal[i].fault);
	}
}
#define CHECK_REFUSALS(table) check_refusals((table), sizeof(table) / sizeof((table)[0]))

TEST(a_value_of_another_kind_is_a_fault)
{
	static const struct refusal refusals[] = {
		{ "\"note\":3", "note: A text is expected" },
		{ "\"example\":\"yes\"", "example: true or false" },
		{ "\"plan_horizon\":2027", "plan_horizon: A text is expected" },
		{ "\"plan_horizon\":\"2027-02-29\"", "plan_horizon: “2027-02-29” is no day" },
		{ "\"topics\":{}", "topics: A list is expected" },
		{ "\"topics\":[3]", "topics[0]: An object is expected" },
		{ "\"topics\":[null]", "topics[0]: An object is expected" },
		{ "\"region\":[]", "region: An object is expected" },
		{ "\"status\":\"asleep\"", "status: “asleep” is no word for this; it must be one of: in_preparation, in_execution, closed." },
		{ "\"contributions\":[{\"party\":\"duiven\",\"year\":\"2024\"}]", "contributions[0].year: A year is expected" },
		{ "\"contributions\":[{\"party\":\"duiven\",\"amount_eur\":1.005}]", "contributions[0].amount_eur: An amount" },
		{ "\"contributions\":[{\"party\":\"duiven\",\"amount_eur\":1e300}]", "contributions[0].amount_eur: An amount" },
		{ "\"contributions\":[{\"party\":\"duiven\",\"amount_eur\":9223372036854775807}]", "contributions[0].amount_eur: An amount" },
		{ "\"contributions\":[{\"amount_eur\":1}]", "contributions[0].party: This is needed" },
		{ "\"open_questions\":[4]", "open_questions[0]: A text is expected" },
		{ "\"context\":[{\"about\":\"x\",\"facts\":{\"a\":{}}}]", "context[0].facts.a: A fact is" },
	};

	CHECK_REFUSALS(refusals);
}

TEST(a_reference_that_leads_nowhere_is_a_fault)
{
	static const struct refusal refusals[] = {
		{ "\"topics\":[{\"id\":\"t\",\"name\":\"T\",\"theme\":\"sport\"}]", "topics[0].theme: There is no theme “sport”" },
		{ "\"topics\":[{\"id\":\"t\",\"name\":\"T\"}]", "topics[0].theme: This is needed" },
		{ "\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"lead\":\"han\"}]", "actions[0].lead: There is no party “han”" },
		{ "\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"partners\":[\"east\",\"east\"]}]", "actions[0].partners[1]: East has this role" },
		{ "\"participation\":[{\"party\":\"duiven\",\"scope\":\"programme\",\"scope_id\":\"large\",\"mode\":\"participates\"}]",
			"participation[0].scope_id: This programme is “small”, not “large”" },
		{ "\"participation\":[{\"party\":\"duiven\",\"scope\":\"theme\",\"scope_id\":\"leisure\",\"mode\":\"also_oriented_to\"}]",
			"participation[0].counterpart: Name the region" },
		{ "\"participation\":[{\"party\":\"duiven\",\"scope\":\"executor\",\"scope_id\":\"east\",\"mode\":\"observer\"}]",
			"participation[0].mode: A party belongs" },
		{ "\"decisions\":[{\"id\":\"d\",\"subject\":\"Go on\",\"based_on\":[\"f1\"]}]", "decisions[0].based_on[0]: There is no finding “f1”" },
		{ "\"known_conflicts\":[{\"about\":\"x\",\"a\":\"1\",\"b\":\"2\",\"in_use\":\"c\"}]", "known_conflicts[0].in_use: “c” is none" },
		{ "\"known_conflicts\":[{\"about\":\"x\",\"a\":\"1\"}]", "known_conflicts[0].b: This is needed" },
	};

	CHECK_REFUSALS(refusals);
}

TEST(a_file_that_is_no_json_names_line_and_column)
{
	static const struct { const char *text, *fault; } files[] = {
		{ "", "line 1, column 0: " },
		{ "{\n  \"id\": \"a\",\n  oops\n}", "line 3, column 6: This is no JSON at line 3, column 6;" },
		{ "{\n  \"id\": \"a\"", "line 2, column 11: The file breaks off" },
		{ "{ \"id\": \"a\", \"id\": \"b\" }", "line 1, column 17: A key stands twice" },
		{ "{}\n{}", "line 2, column 1: There is more after" },
		{ "{ \"id\": \"\xff\" }", "line 1, column 9: The text is not in UTF-8" },
		{ "{}", "format: This is no file of format regional-programme/1" },
		{ "[]", "format: This is no file of format regional-programme/1" },
		{ "{ \"format\": \"regional-programme/2\" }", "format: This is no file of format regional-programme/1" },
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct told reading = read_text(str_of(files[i].text));

		CHECK(!reading.done);
		CHECK_NUMBER(reading.faults.count, 1);
		CHECK_STR(str_to(faults_of(&reading), strlen(files[i].fault)), files[i].fault);
	}
}

TEST(the_least_programme_has_an_id_a_name_and_two_lists)
{
	struct told reading = read_text(STR("{\"format\":\"regional-programme/1\"}"));

	CHECK_HAS(faults_of(&reading), "parties: This is needed");
	CHECK_HAS(faults_of(&reading), "themes: This is needed");
	CHECK_HAS(faults_of(&reading), "\nid: This is needed");
	CHECK_HAS(faults_of(&reading), "\nname: This is needed");
	CHECK_NUMBER(reading.faults.count, 4);
	reading = read_text(STR("{\"format\":\"regional-programme/1\",\"id\":\"x\",\"name\":\"X\",\"parties\":[],\"themes\":[]}"));
	CHECK(reading.done);
	CHECK_NUMBER(reading.report.added, 1);
}

TEST(null_everywhere_is_unknown_everywhere)
{
	struct told reading = read_small("\"language\":null,\"region\":null,\"period\":null,\"goal\":null,\"agreement\":null,"
		"\"evaluation\":null,\"documents\":null,\"meetings\":null,\"actions\":[{\"id\":\"a\",\"number\":null,\"title\":\"A\",\"theme\":null,"
		"\"topic\":null,\"lead\":null,\"partners\":null,\"municipalities\":null,\"start\":null,\"end\":null,\"status\":null,"
		"\"milestones\":null,\"result_figures\":null,\"continues\":null,\"funding\":null,\"source\":null,\"certainty\":null,"
		"\"inferred_fields\":null,\"note\":null,\"goals\":null,\"is_lev_action\":null,\"programme_owned\":null}]");

	CHECK_STR(faults_of(&reading), "");
	CHECK_STR(warnings_of(&reading), "");
	CHECK_NUMBER(reading.report.added_of[record_index(&role_record)], 0);
	CHECK_NUMBER(reading.report.added_of[record_index(&participation_record)], 0);
}

TEST(a_row_comes_after_those_it_refers_to)
{
	static const char *const files[] = { first_lev, lev, other, example };

	for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
		struct told    reading = read_text(test_file(files[f]));
		struct programme *draft = programme_empty(reading.changes.programme);
		struct faults     faults = { .arena = test_arena() };

		for (size_t i = 0; i < reading.changes.count; i++) {
			const struct record *record = reading.changes.at[i].record;

			/* A line and its given parts are right only together; of a frozen text its freezing comes last. */
			if (record != &budget_line_record && record != &budget_part_record && record != &signature_record)
				row_check(draft, record, reading.changes.at[i].after, &faults);
			programme_put(draft, record, reading.changes.at[i].after);
		}
		for (size_t i = 0; i < reading.changes.count; i++)
			row_check(draft, reading.changes.at[i].record, reading.changes.at[i].before ? reading.changes.at[i].after :
				programme_find(draft, reading.changes.at[i].record, row_id(reading.changes.at[i].after)), &faults);
		programme_discard(draft);
		CHECK_NUMBER(faults.count, 0);
	}
}

/* The Liemers: what stands where */

TEST(the_promotion_row_stands_as_the_sources_tell)
{
	static const struct { const char *party, *standing; } row[] = {
		{ "doesburg", "joins_other_region" }, { "duiven", "participates" }, { "montferland", "participates" },
		{ "westervoort", "participates" }, { "zevenaar", "participates" }, { "nieuwe-gemeente-liemers", "" },
	};
	const struct programme     *programme = test_lev();
	const struct node          *promotion = test_node(programme, "leisure-promotion");
	const struct participation *entry;

	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
		CHECK_STR(str_of(test_standing(programme, row[i].party, "leisure-promotion", "2025-03-01")), row[i].standing);
	entry = participation_effective(programme, test_party(programme, "doesburg"), promotion, test_day("2025-03-01"));
	CHECK(id_equal(entry->counterpart, test_party(programme, "hanzesteden")));
	entry = participation_effective(programme, test_party(programme, "montferland"), promotion, test_day("2025-03-01"));
	CHECK_NUMBER(entry->also_oriented_to.count, 1);
	CHECK(ids_have(entry->also_oriented_to, test_party(programme, "achterhoek")));
	entry = participation_effective(programme, test_party(programme, "duiven"), promotion, test_day("2025-03-01"));
	CHECK_NUMBER(entry->provenance.certainty, CERTAINTY_INFERRED);
	CHECK_STR(str_of(test_standing(programme, "doesburg", "leisure-promotion", "2023-12-31")), "");
}

TEST(what_is_not_known_stays_unknown)
{
	const struct programme *programme = test_lev();
	const struct action    *retail = test_node(programme, "V-02")->row, *campaign = test_node(programme, "V-01")->row;

	CHECK(!role_lead(programme, test_node(programme, "V-02"), test_day("2025-03-01")));
	CHECK(!day_known(retail->start) && !day_known(retail->last));
	CHECK_NUMBER(retail->status, ACTION_PROPOSED);
	CHECK_STR(retail->status_reason, "Volgens de bron aangekondigd.");
	CHECK(day_equal(campaign->start, test_day("2024")) && !day_known(campaign->last));
	for (size_t i = 0; i < programme->stated_facts.count; i++)
		if (programme->stated_facts.at[i].kind == FACT_CONTRIBUTION)
			CHECK(!programme->stated_facts.at[i].amount.known);
}

TEST(a_school_covenant_beyond_the_horizon_is_on_record)
{
	const struct programme *programme = test_lev();
	const struct action    *plaza = test_node(programme, "M-03")->row;

	CHECK_STR(day_text(plaza->last, test_arena()), "2028");
	CHECK(action_beyond_horizon(programme, plaza) && action_recorded(plaza) && plaza->continues);
	CHECK_HAS(plaza->continues_reason, "convenant");
	CHECK(!id_known(plaza->continues_with));
}

TEST(roles_and_leading_plan_come_from_the_themes)
{
	const struct programme *programme = test_lev();
	const struct node      *action = test_node(programme, "L-02"), *from;
	struct row_list         executors = role_executors(programme, action, test_day("2025-03-01"), test_arena(), &from);
	const struct theme     *logistics = test_node(programme, "logistics")->row;
	const struct role      *lead = role_lead(programme, test_node(programme, "V-01"), test_day("2025-03-01"));

	CHECK_NUMBER(executors.count, 2);
	CHECK(id_equal(ROW(role, executors, 0)->party, test_party(programme, "logistics-valley-la")));
	CHECK(ROW(role, executors, 1)->together && id_equal(ROW(role, executors, 1)->party, test_party(programme, "liemerse-ambassade")));
	CHECK(from->row == logistics);
	CHECK_STR(((const struct document *)programme_find(programme, &document_record, logistics->leading_plan))->key, "lv-plan-2024-2028");
	CHECK_NUMBER(lead->state, ROLE_ON_RECORD);
	CHECK_NUMBER(lead->provenance.certainty, CERTAINTY_INFERRED);
	CHECK(logistics->position.known && logistics->position.value == 2);
}

TEST(a_coming_merger_names_the_successor_of_four)
{
	const struct programme *programme = test_lev();
	struct id               successor = test_party(programme, "nieuwe-gemeente-liemers");
	struct row_list         four = REFERRING(programme, party, successor, successor);

	CHECK_NUMBER(four.count, 4);
	for (size_t i = 0; i < four.count; i++)
		CHECK(!day_known(ROW(party, four, i)->last));
	CHECK_STR(day_text(programme_row(programme, party, successor)->first, test_arena()), "2029-01-01");
	CHECK(!id_known(programme_row(programme, party, test_party(programme, "montferland"))->successor));
}

TEST(membership_of_the_executor_is_not_participation)
{
	const struct programme *programme = test_first_lev();
	struct id               doesburg = test_party(programme, "doesburg");
	struct row_list         memberships = REFERRING(programme, membership, party, doesburg);

	CHECK_NUMBER(memberships.count, 1);
	CHECK(ROW(membership, memberships, 0)->partial);
	CHECK_STR(str_of(test_standing(programme, "doesburg", "", "2021-06-01")), "participates");
	CHECK_NUMBER(REFERRING(programme, membership, organisation, test_party(programme, "logistics-valley")).count, 2);
}

/* The signing is told by the agreement and again among the meetings. */
TEST(one_signing_is_one_step_planned_and_done)
{
	const struct programme *programme = test_lev();
	const struct step      *signing = NULL;

	for (size_t i = 0; i < programme->steps.count; i++)
		if (programme->steps.at[i].kind == STEP_SIGNING) {
			CHECK(!signing);
			signing = &programme->steps.at[i];
		}
	CHECK_STR(day_text(signing->planned, test_arena()), "2024-04");
	CHECK_STR(signing->planned_words, "medio april");
	CHECK_STR(day_text(signing->day, test_arena()), "2024-05-22");
	CHECK_STR(signing->place, "gemeentehuis Westervoort");
	CHECK_HAS(signing->who, "Duiven (burgemeester), Montferland (burgemeester)");
	CHECK_HAS(signing->who, "Liemerse Ambassade (voorzitter), Liemerse Ambassade (directeur)");
	CHECK(signing->concludes);
}

TEST(the_stages_of_both_programmes_follow_from_their_steps)
{
	static const struct { bool first; enum stage stage; const char *day; enum stage_state state; } cases[] = {
		{ true, STAGE_VISION, "2022-01-01", STAGE_REACHED }, { true, STAGE_AGREEMENT, "2022-01-01", STAGE_UNKNOWN },
		{ true, STAGE_PLAN, "2022-01-01", STAGE_UNKNOWN }, { true, STAGE_EXECUTION, "2022-01-01", STAGE_UNDER_WAY },
		{ true, STAGE_EXECUTION, "2024-01-01", STAGE_REACHED }, { true, STAGE_EVALUATION, "2022-01-01", STAGE_AHEAD },
		{ true, STAGE_EVALUATION, "2023-06-01", STAGE_UNDER_WAY }, { true, STAGE_EVALUATION, "2024-06-01", STAGE_REACHED },
		{ true, STAGE_RENEWAL, "2023-12-31", STAGE_AHEAD }, { true, STAGE_RENEWAL, "2024-12-31", STAGE_REACHED },
		{ false, STAGE_VISION, "2024-06-01", STAGE_REACHED }, { false, STAGE_AGREEMENT, "2024-05-21", STAGE_AHEAD },
		{ false, STAGE_AGREEMENT, "2024-05-22", STAGE_REACHED }, { false, STAGE_PLAN, "2024-05-21", STAGE_AHEAD },
		{ false, STAGE_PLAN, "2024-05-22", STAGE_REACHED }, { false, STAGE_EXECUTION, "2027-01-01", STAGE_UNDER_WAY },
		{ false, STAGE_EXECUTION, "2027-01-02", STAGE_REACHED }, { false, STAGE_EVALUATION, "2026-06-01", STAGE_UNKNOWN },
		{ false, STAGE_RENEWAL, "2026-06-01", STAGE_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct life_stage stage = life_stage(cases[i].first ? test_first_lev() : test_lev(), cases[i].stage, test_day(cases[i].day));
		if (stage.state != cases[i].state)
			fail_msg("case %zu: %s is %s on %s", i, words_wire(&stage_words, (int)cases[i].stage),
				words_wire(&stage_state_words, (int)stage.state), cases[i].day);
	}
}

TEST(readings_that_contradict_are_all_kept_and_one_is_in_use)
{
	struct row_list readings = fact_of_kind(test_first_lev(), FACT_READING, test_arena());
	size_t          leader = 0, in_use = 0;

	for (size_t i = 0; i < readings.count; i++)
		if (str_is(ROW(fact, readings, i)->about, "geld voor LEADER")) {
			leader++;
			in_use += ROW(fact, readings, i)->in_use;
			CHECK(ROW(fact, readings, i)->provenance.source.len > 0);
		}
	CHECK_NUMBER(leader, 3);
	CHECK_NUMBER(in_use, 1);
	CHECK_NUMBER(readings.count, 9);
}

TEST(the_aim_of_the_programme_is_a_goal_too)
{
	const struct programme *programme = test_lev();

	CHECK_STR(tree_facts(programme)->aim, "De Liemers de positie geven van een sterke economische regio.");
	CHECK_NUMBER(programme->goals.count, 1);
	CHECK(id_equal(programme->goals.at[0].node, programme->id));
	CHECK_HAS(programme->goals.at[0].provenance.source, "westervoort.nl");
	CHECK_HAS(tree_facts(programme)->vision, "**Maakindustrie**");
}

/* Lists of municipalities beside an action */

static struct told read_list(const char *action)
{
	return read_small(str_format(test_arena(), "\"period\":{\"start\":\"2024\",\"end\":\"2026\"},\"participation\":["
		"{\"party\":\"duiven\",\"scope\":\"programme\",\"scope_id\":\"small\",\"mode\":\"participates\",\"valid_from\":\"2024\"}],"
		"\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"theme\":\"leisure\",\"source\":\"https://x.nl\",\"certainty\":\"stated\",%s}]",
		action).at);
}

/* The last one, and how many there are. */
static const struct participation *entries_of(const struct told *reading, size_t *count)
{
	const struct participation *last = NULL;

	*count = 0;
	for (size_t i = 0; i < reading->changes.count; i++)
		if (reading->changes.at[i].record == &participation_record) {
			last = reading->changes.at[i].after;
			++*count;
		}
	return last;
}

TEST(a_stated_list_of_municipalities_also_says_who_does_not_take_part)
{
	struct told              reading = read_list("\"municipalities\":[\"zevenaar\"]");
	size_t                      count;
	const struct participation *entry = entries_of(&reading, &count);

	CHECK_STR(faults_of(&reading), "");
	CHECK_NUMBER(count, 3);
	CHECK_NUMBER(entry->standing, STANDING_DOES_NOT_PARTICIPATE);
	CHECK_NUMBER(entry->provenance.certainty, CERTAINTY_INFERRED);
	CHECK_HAS(entry->reason, "Staat niet bij de gemeenten");
}

TEST(a_list_that_says_what_holds_already_adds_nothing)
{
	struct told reading = read_list("\"municipalities\":[\"duiven\"]");
	size_t         count;

	entries_of(&reading, &count);
	CHECK_NUMBER(count, 1);
}

TEST(a_list_we_inferred_says_nothing_of_those_it_does_not_name)
{
	struct told              reading = read_list("\"municipalities\":[\"zevenaar\"],\"inferred_fields\":[\"municipalities\"]");
	size_t                      count;
	const struct participation *entry = entries_of(&reading, &count);

	CHECK_NUMBER(count, 2);
	CHECK_NUMBER(entry->standing, STANDING_PARTICIPATES);
	CHECK_NUMBER(entry->provenance.certainty, CERTAINTY_INFERRED);
}

TEST(no_list_says_nothing_and_an_empty_one_says_none)
{
	struct told reading = read_list("\"municipalities\":null");
	size_t         count;

	entries_of(&reading, &count);
	CHECK_NUMBER(count, 1);
	reading = read_list("\"municipalities\":[]");
	CHECK_NUMBER(entries_of(&reading, &count)->standing, STANDING_DOES_NOT_PARTICIPATE);
	CHECK_NUMBER(count, 2);
}

/* Oosterkwel is not on the list of the market hall. It joins another region there until 2027, as the topic has it; from then on
   it would take part, and the list says no. */
TEST(a_list_overrides_only_the_days_on_which_the_entries_above_say_otherwise)
{
	const struct programme *programme = test_programme(other);

	CHECK_STR(str_of(test_standing(programme, "oosterkwel", "S-01", "2026-12-31")), "joins_other_region");
	CHECK_STR(str_of(test_standing(programme, "oosterkwel", "S-01", "2027-01-01")), "does_not_participate");
	CHECK_STR(str_of(test_standing(programme, "bovendam", "S-01", "2026-06-01")), "participates");
	CHECK_STR(str_of(test_standing(programme, "lindervoorde", "T-02", "2025-06-01")), "does_not_participate");
	CHECK_STR(str_of(test_standing(programme, "bovendam", "S-02", "2026-06-01")), "observer");
	programme_release(programme);
}

/* Zevenaar joins the programme halfway; the source lists it for the whole action. */
TEST(a_list_is_entered_only_until_the_entries_above_say_the_same)
{
	struct told reading = read_small("\"period\":{\"start\":\"2024\",\"end\":\"2026\"},\"participation\":["
		"{\"party\":\"zevenaar\",\"scope\":\"programme\",\"scope_id\":\"small\",\"mode\":\"participates\",\"valid_from\":\"2025-07\"}],"
		"\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"theme\":\"leisure\",\"start\":\"2024-02\",\"municipalities\":[\"zevenaar\"]}]");
	size_t                      count;
	const struct participation *entry = entries_of(&reading, &count);

	CHECK_NUMBER(count, 2);
	CHECK_NUMBER(entry->standing, STANDING_PARTICIPATES);
	CHECK_STR(day_text(entry->from, test_arena()), "2024-02");
	CHECK_STR(day_text(entry->until, test_arena()), "2025-06-30");
}

/* People, rounds and updates */

static struct str all_texts(const struct programme *programme);

/* An action with a milestone and a figure, its lead's contact person, a round, and these updates. */
static struct told read_round(const char *updates)
{
	return read_small(str_format(test_arena(), "\"persons\":[{\"id\":\"p\",\"name\":\"Projectleider Duiven\",\"email\":\"Lead@Duiven.invalid\"}],"
		"\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"status\":\"ongoing\",\"milestones\":[{\"id\":\"m\",\"title\":\"Open\"}],"
		"\"result_figures\":[{\"id\":\"f\",\"name\":\"Visitors\",\"municipal\":\"sum\",\"method\":\"Heads\",\"aims\":[{\"party\":\"duiven\",\"aim\":5}]}]},{\"id\":\"b\",\"title\":\"B\",\"milestones\":[{\"id\":\"n\",\"title\":\"N\"}]}],"
		"\"rounds\":[{\"id\":\"r\",\"name\":\"Spring\",\"opens\":\"2026-03-16\",\"due\":\"2026-04-03\"}],\"updates\":[%s]", updates).at);
}

/* The only row of a record that a reading adds. */
static const void *only_row(const struct told *reading, const struct record *record)
{
	const void *row = NULL;

	CHECK_NUMBER(reading->report.added_of[record_index(record)], 1);
	for (size_t i = 0; i < reading->changes.count; i++)
		if (reading->changes.at[i].record == record)
			row = reading->changes.at[i].after;
	return row;
}

TEST(an_update_is_read_with_all_that_hangs_on_it)
{
	struct told reading = read_round("{\"id\":\"u\",\"action\":\"a\",\"round\":\"r\",\"day\":\"2026-03-20\",\"light\":\"at_risk\","
		"\"text\":\"Slow\",\"internal\":\"Ring\",\"milestones\":[\"m\"],\"spent_eur\":1250.5,\"next_step\":\"Go on\",\"help_wanted\":\"Hall\","
		"\"help_from\":[\"zevenaar\"],\"party\":\"duiven\",\"person\":\"p\",\"on_behalf\":true,\"unchanged\":true,\"readings\":[{\"figure\":\"f\",\"party\":\"duiven\",\"value\":12.5}],"
		"\"questions\":[{\"text\":\"Why?\",\"day\":\"2026-03-23\",\"person\":\"p\"}],"
		"\"help_offers\":[{\"party\":\"zevenaar\",\"text\":\"Ours\",\"day\":\"2026-03-25\"}]}");
	const struct update        *update = only_row(&reading, &update_record);
	const struct question      *question = only_row(&reading, &question_record);
	const struct person_entry  *person = reading.changes.people;

	CHECK_STR(faults_of(&reading), "");
	CHECK_STR(warnings_of(&reading), "");
	CHECK_NUMBER(reading.changes.people_count, 1);
	CHECK_STR(person->email, "lead@duiven.invalid");
	CHECK(id_equal(update->person, person->id) && id_equal(question->person, person->id));
	CHECK_NUMBER(update->light, LIGHT_AT_RISK);
	CHECK_NUMBER(update->spent.cents, 125050);
	CHECK_STR(moment_text(update->moment, test_arena()), "2026-03-20T12:00:00.000Z");
	CHECK_STR(moment_text(question->moment, test_arena()), "2026-03-23T12:00:00.000Z");
	CHECK(update->unchanged && id_known(((const struct reading *)only_row(&reading, &reading_record))->party));
	CHECK_NUMBER(((const struct figure_aim *)only_row(&reading, &figure_aim_record))->aim.thousandths, 5000);
	CHECK(update->on_behalf && update->milestones.count == 1 && update->help_from.count == 1);
	CHECK(id_equal(update->round, row_id(only_row(&reading, &round_record))));
	CHECK(id_equal(((const struct help_offer *)only_row(&reading, &help_offer_record))->update, update->id));
}

/* People stand beside the rows: no row holds a name or an address. */
TEST(what_is_personal_is_in_no_row)
{
	struct told    reading = read_round("");
	struct programme *draft = programme_empty(reading.changes.programme);
	const struct programme *programme;

	for (size_t i = 0; i < reading.changes.count; i++)
		programme_put(draft, reading.changes.at[i].record, reading.changes.at[i].after);
	programme = programme_publish(draft);
	CHECK_HAS_NOT(all_texts(programme), "Projectleider");
	CHECK_HAS_NOT(all_texts(programme), "duiven.invalid");
	programme_release(programme);
}

TEST(a_fault_in_an_update_is_named_with_its_place)
{
	static const struct refusal refusals[] = {
		{ "{}", "updates[0].id: An id is needed" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026\",\"light\":\"on_track\",\"text\":\"T\"}", "updates[0].day: This must be an exact day" },
		{ "{\"id\":\"u\",\"action\":\"c\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\"}", "updates[0].action: There is no action “c”" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"silent\",\"text\":\"T\"}", "updates[0].light: Choose on track" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"red\",\"text\":\"T\"}", "updates[0].light: “red” is no word" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"milestones\":[\"x\"]}",
			"updates[0].milestones[0]: No milestone in this file has the id “x”" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"milestones\":[\"n\"]}",
			"updates[0].milestones: Milestone N is of another action" },
		{ "{\"id\":\"u\",\"action\":\"b\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"readings\":[{\"figure\":\"f\",\"value\":1}]}",
			"updates[0].readings[0].figure: Result figure Visitors is of another action" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"person\":\"q\"}",
			"updates[0].person: There is no person “q”" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"questions\":[{\"text\":\"Why?\"}]}",
			"updates[0].questions[0].day: This is needed" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"moment\":\"noon\"}",
			"updates[0].moment: “noon” is no moment" },
		{ "{\"id\":\"u\",\"action\":\"a\",\"day\":\"2026-03-20\",\"light\":\"on_track\",\"text\":\"T\",\"help_offers\":[{\"party\":\"duiven\","
			"\"text\":\"Ours\",\"day\":\"2026-03-21\"}]}", "updates[0].help_offers[0].update: This update asks for no help" },
	};

	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		struct told reading = read_round(refusals[i].member);

		CHECK(!reading.done);
		CHECK_STR(str_to(faults_of(&reading), strlen(refusals[i].fault)), refusals[i].fault);
		CHECK_NUMBER(reading.faults.count, 1);
	}
}

TEST(a_fault_about_people_and_roles_is_named_with_its_place)
{
	static const struct refusal refusals[] = {
		{ "\"persons\":[{\"id\":\"p\",\"name\":\"P\"}]", "persons[0].email: This is needed" },
		{ "\"persons\":[{\"id\":\"p\",\"name\":\"P\",\"email\":\"nobody\"}]", "persons[0].email: “nobody” is no e-mail address" },
		{ "\"persons\":[{\"id\":\"p\",\"email\":\"p@x.invalid\"}]", "persons[0].name: This is needed" },
		{ "\"persons\":[{\"id\":\"p\",\"name\":\"P\",\"email\":\"p@x.invalid\"},{\"id\":\"q\",\"name\":\"Q\",\"email\":\"P@x.invalid\"}]",
			"persons[1].email: P@x.invalid stands twice" },
		{ "\"mandates\":[{\"capacity\":\"office\"}]", "mandates[0].person: This is needed" },
		{ "\"mandates\":[{\"person\":\"p\",\"capacity\":\"office\"}]", "mandates[0].person: There is no person “p”" },
		{ "\"roles\":[{\"party\":\"duiven\",\"kind\":\"lead\"}]", "roles[0].scope: This is needed" },
		{ "\"roles\":[{\"scope\":\"executor\",\"scope_id\":\"east\",\"party\":\"duiven\",\"kind\":\"lead\"}]", "roles[0].scope: A role is held" },
		{ "\"roles\":[{\"scope\":\"theme\",\"scope_id\":\"leisure\",\"party\":\"duiven\",\"kind\":\"boss\"}]", "roles[0].kind: “boss” is no word" },
		{ "\"roles\":[{\"scope\":\"theme\",\"scope_id\":\"leisure\",\"party\":\"duiven\",\"kind\":\"lead\"},"
			"{\"scope\":\"theme\",\"scope_id\":\"leisure\",\"party\":\"zevenaar\",\"kind\":\"lead\"}]", "roles[1].kind: Duiven is the lead" },
		{ "\"roles\":[{\"scope\":\"theme\",\"scope_id\":\"leisure\",\"party\":\"duiven\",\"kind\":\"lead\",\"contact\":\"p\"}]",
			"roles[0].contact: There is no person “p”" },
		{ "\"rounds\":[{\"id\":\"r\",\"name\":\"R\",\"opens\":\"2026-03\",\"due\":\"2026-04-03\"}]", "rounds[0].opens: This must be an exact day" },
		{ "\"rounds\":[{\"id\":\"r\",\"name\":\"R\",\"opens\":\"2026-04-04\",\"due\":\"2026-04-03\"}]", "rounds[0].due: The update is asked" },
		{ "\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"milestones\":[{\"id\":\"m\",\"title\":\"M\"}]},"
			"{\"id\":\"b\",\"title\":\"B\",\"milestones\":[{\"id\":\"m\",\"title\":\"M\"}]}]", "actions[1].milestones[0].id: “m” stands twice" },
		{ "\"visibility\":\"secret\"", "visibility: “secret” is no word" },
		{ "\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"result_figures\":[{\"name\":\"F\",\"aims\":[{\"party\":\"duiven\",\"aim\":5}]}]}]",
			"actions[0].result_figures[0].aims[0].party: F is told for the region alone" },
		{ "\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"result_figures\":[{\"name\":\"F\",\"municipal\":\"all\"}]}]",
			"actions[0].result_figures[0].municipal: “all” is no word" },
		{ "\"roles\":[{\"scope\":\"theme\",\"scope_id\":\"leisure\",\"party\":\"duiven\",\"kind\":\"lead\",\"state\":\"asked\"}]",
			"roles[0].contact: Somebody has to be asked" },
	};

	CHECK_REFUSALS(refusals);
}

TEST(an_action_without_a_number_gets_the_first_free_one_of_its_theme)
{
	struct told reading = read_small("\"actions\":[{\"id\":\"a\",\"title\":\"A\",\"theme\":\"leisure\"},"
		"{\"id\":\"b\",\"number\":\"L-01\",\"title\":\"B\",\"theme\":\"leisure\"},{\"id\":\"c\",\"title\":\"C\"}]");
	struct str     numbers = STR_NONE;

	for (size_t i = 0; i < reading.changes.count; i++)
		if (reading.changes.at[i].record == &action_record)
			numbers = str_format(test_arena(), "%.*s %.*s", STR_ARG(numbers),
				STR_ARG(((const struct action *)reading.changes.at[i].after)->number));
	CHECK_STR(numbers, " L-02 L-01 P-01");
}

/*
 * Nothing gets lost: each text and number of a file is found in the programme as often as in the file.
 */

/* Keys whose values name things, not tell them: ids and references become rows, words of the format become our own. */
static const char *const structural[] = {
	"format", "id", "language", "country", "status", "kind", "mode", "scope", "scope_id", "certainty", "judgement", "in_use", "stage",
	"origin", "inferred_fields", "predecessor", "successor", "party", "counterpart", "theme", "topic", "from_document", "leading_for",
	"leading_document", "owner", "executor", "in_cooperation_with", "lead", "partners", "municipalities", "client", "contractor",
	"signatories.role", "succeeds", "evaluator", "commissioned_by", "organiser", "based_on", "indicator", "follow_up", "goals",
	"agreement.confirms", "plan_versions.document", "subjects.plan_version", "referrals.body",
	"roles",                /* where `role_text` says the same for the reader: in every party of these files */
	"bodies.members",       /* become names */
	"facts",                /* the same as the text beside them: asked for by itself below */
};

static bool is_structural(const char *list, const char *key)
{
	for (size_t i = 0; i < sizeof structural / sizeof structural[0]; i++)
		if (strcmp(structural[i], key) == 0 || strcmp(structural[i], str_format(test_arena(), "%s.%s", list, key).at) == 0)
			return true;
	return false;
}

struct leaves {
	struct str *at;
	size_t      count, room;
};

static void collect(struct leaves *leaves, const json_t *json, const char *list, const char *key)
{
	struct decimal number = { 0, true };
	struct str     text = STR_NONE;
	const char    *name;
	json_t        *value;
	size_t         i;

	if (json_is_object(json)) {
		json_object_foreach((json_t *)(uintptr_t)json, name, value)
			if (!is_structural(key, name))
				collect(leaves, value, key, name);
	} else if (json_is_array(json)) {
		json_array_foreach((json_t *)(uintptr_t)json, i, value)
			collect(leaves, value, list, key);
	} else if (json_is_string(json)) {
		text = str_copy(test_arena(), str_of(json_string_value(json)));
	} else if (json_is_number(json)) {
		number.thousandths = (int64_t)(json_number_value(json) * 1000 + 0.5);
		text = decimal_text(number, test_arena());
	}
	if (text.len > 0 && leaves->count < leaves->room)
		leaves->at[leaves->count++] = text;
}

/* Every value of every row, as it would be exported, each between line ends. */
static struct str all_texts(const struct programme *programme)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t r = 0; r < record_count; r++) {
		struct row_list rows = programme_rows(programme, records[r]);
		for (size_t i = 0; i < rows.count; i++)
			for (size_t f = 0; f < records[r]->field_count; f++) {
				buf_add(&text, field_text(&records[r]->field[f], rows.at[i], test_arena()));
				buf_add_char(&text, '\n');
			}
	}
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

static size_t times_in(struct str text, struct str part)
{
	size_t times = 0, at;

	while ((at = str_search(text, part)) != SIZE_MAX) {
		times++;
		text = str_from(text, at + part.len);
	}
	return times;
}

/* As it was, or as the import writes it in a sentence: "2024-05-22", "€ 80.000,00", "50%". */
static size_t times_told(struct str texts, struct str leaf)
{
	struct decimal number;
	struct day     day;
	size_t         times = times_in(texts, leaf);

	if (decimal_parse(leaf, &number) && number.known) {
		struct decimal hundredfold = { number.thousandths * 100, true };
		struct str     dutch = language_decimal(LANGUAGE_NL, test_arena(), number);
		struct str     share = str_format(test_arena(), "%.*s%%", STR_ARG(language_decimal(LANGUAGE_NL, test_arena(), hundredfold)));
		times += (str_equal(dutch, leaf) ? 0 : times_in(texts, dutch)) + times_in(texts, share);
	}
	if (day_parse(leaf, &day) && day_known(day) && day_exact(day))
		times += times_in(texts, language_day(LANGUAGE_NL, test_arena(), day));
	return times;
}

static size_t times_leaf(const struct leaves *leaves, struct str leaf)
{
	size_t times = 0;

	for (size_t i = 0; i < leaves->count; i++)
		times += str_equal(leaves->at[i], leaf);
	return times;
}

static void check_nothing_lost(const char *file, const struct programme *programme)
{
	struct str    texts = all_texts(programme), text = test_file(file);
	json_t       *json = json_loadb(text.at, text.len, 0, NULL);
	struct leaves leaves = { .room = 5000 };
	size_t        lost = 0;

	leaves.at = arena_array(test_arena(), struct str, leaves.room);
	collect(&leaves, json, "", "");
	json_decref(json);
	CHECK(leaves.count > 300 && leaves.count < leaves.room);
	for (size_t i = 0; i < leaves.count; i++) {
		size_t in_file = times_leaf(&leaves, leaves.at[i]), told = times_told(texts, leaves.at[i]);
		if (told >= in_file)
			continue;
		print_error("%s: told %zu of %zu times: %.*s\n", file, told, in_file, STR_ARG(leaves.at[i]));
		lost++;
	}
	CHECK_NUMBER(lost, 0);
}

TEST(nothing_in_the_first_programme_of_the_liemers_gets_lost)
{
	check_nothing_lost(first_lev, test_first_lev());
}

TEST(nothing_in_the_second_programme_of_the_liemers_gets_lost)
{
	check_nothing_lost(lev, test_lev());
}

/* Figures around the programme: what its sentences tell is not told again. */
TEST(a_figure_is_told_by_a_sentence_or_by_a_line)
{
	struct told reading = read_small("\"language\":\"nl\",\"context\":[{\"about\":\"x\",\"text\":\"Er kwamen 1,5 miljoen mensen uit Duiven.\","
		"\"facts\":{\"visitors\":1500000,\"from\":[\"duiven\"],\"overnight_stays\":211000,\"sure\":null}}]");
	struct str     text = STR_NONE;

	CHECK_STR(faults_of(&reading), "");
	for (size_t i = 0; i < reading.changes.count; i++)
		if (reading.changes.at[i].record == &fact_record)
			text = ((const struct fact *)reading.changes.at[i].after)->text;
	CHECK_STR(text, "Er kwamen 1,5 miljoen mensen uit Duiven.\novernight stays: 211.000");
	for (size_t i = 0; i < test_lev()->stated_facts.count; i++)
		if (test_lev()->stated_facts.at[i].kind == FACT_CONTEXT)
			CHECK_HAS_NOT(test_lev()->stated_facts.at[i].text, "\n");
}
