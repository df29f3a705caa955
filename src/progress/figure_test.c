/* SPDX-License-Identifier: EUPL-1.2 */
/* Result figures of the region and of its municipalities: three of them, of which one leaves in the middle of 2026. */
#include "progress/progress.h"

#include "participation/participation.h"
#include "party/party.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

enum { DUIVEN = 1, ZEVENAAR, WESTERVOORT, ACTION, FIGURE, UPDATE = 100, READING = 300, ENTRY = 500, AIM = 600 };
static const size_t towns[] = { DUIVEN, ZEVENAAR, WESTERVOORT };

static void take_part(struct programme *draft, size_t town, const char *until)
{
	struct participation entry = { .id = sample_id(ENTRY + town), .party = sample_id(town), .node = sample_id(ACTION),
		.standing = STANDING_PARTICIPATES, .until = test_day(until) };
	programme_put(draft, &participation_record, &entry);
}

static struct programme *region(enum figure_municipal municipal, bool cumulative, const char *value)
{
	static const char *const names[] = { "", "Duiven", "Zevenaar", "Westervoort" };
	struct programme *draft = programme_empty(sample_id(0));
	struct programme_facts facts = { .id = sample_id(0), .key = STR("region"), .name = STR("Region"), .language = STR("nl") };
	struct action action = { .id = sample_id(ACTION), .number = STR("W-01"), .title = STR("Work"), .status = ACTION_RUNNING };
	struct result_figure figure = { .id = sample_id(FIGURE), .action = action.id, .name = STR("Places"), .municipal = municipal, .cumulative = cumulative,
		.aim = { 100000, true }, .day = test_day("2025-12-31") };

	decimal_parse(str_of(value), &figure.value);
	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &action_record, &action);
	programme_put(draft, &result_figure_record, &figure);
	for (size_t i = 0; i < 3; i++) {
		struct party party = { .id = sample_id(towns[i]), .key = str_slug(test_arena(), str_of(names[towns[i]])), .name = str_of(names[towns[i]]),
			.kind = PARTY_MUNICIPALITY };
		programme_put(draft, &party_record, &party);
		take_part(draft, towns[i], towns[i] == WESTERVOORT ? "2026-06-30" : "");
	}
	return draft;
}

/* One update with readings: "3" of each town, empty for one that told nothing; the whole last. */
static void tell(struct programme *draft, size_t number, const char *day, const char *const values[4], size_t corrects)
{
	struct update update = { .id = sample_id(UPDATE + number), .action = sample_id(ACTION), .day = test_day(day), .light = LIGHT_ON_TRACK,
		.text = STR("Told."), .moment = { (int64_t)number }, .corrects = corrects ? sample_id(UPDATE + corrects) : ID_NONE };

	programme_put(draft, &update_record, &update);
	for (size_t i = 0; i < 4; i++) {
		struct reading reading = { .id = sample_id(READING + 4 * number + i), .update = update.id, .figure = sample_id(FIGURE),
			.party = i < 3 ? sample_id(towns[i]) : ID_NONE };
		if (decimal_parse(str_of(values[i]), &reading.value) && reading.value.known)
			programme_put(draft, &reading_record, &reading);
	}
}

/* "12 of 2/3" of the region: value, how many told, how many take part; "-" where nothing is known. */
static const char *now(const struct programme *programme, const char *day)
{
	struct figure_now now = figure_now(programme, programme_row(programme, result_figure, sample_id(FIGURE)), test_day(day), true);

	if (!now.value.known)
		return "-";
	return str_format(test_arena(), now.is_sum ? "%.*s of %zu/%zu" : "%.*s", STR_ARG(decimal_text(now.value, test_arena())), now.told, now.of).at;
}

static const char *own(const struct programme *programme, size_t town, const char *day)
{
	struct figure_now now = figure_of(programme, programme_row(programme, result_figure, sample_id(FIGURE)), sample_id(town), test_day(day), true);

	return now.value.known ? decimal_text(now.value, test_arena()).at : "-";
}

TEST(the_region_is_what_its_municipalities_told_added_up_and_never_twice)
{
	static const struct { const char *day, *sum, *cumulative; } cases[] = {
		{ "2025-12-30", "-", "-" },                     /* before anything */
		{ "2025-12-31", "5", "5" },                     /* what stands with the figure, until a municipality tells */
		{ "2026-01-31", "5", "5" },
		{ "2026-02-01", "3 of 1/3", "3 of 1/3" },       /* the first: one told of three that take part */
		{ "2026-03-01", "15 of 3/3", "15 of 3/3" },     /* 4 replaces 3: the whole so far, not what came since */
		{ "2026-06-30", "15 of 3/3", "15 of 3/3" },
		{ "2026-07-01", "10 of 2/2", "15 of 3/3" },     /* Westervoort left: its 5 goes with it, what was reached stays */
		{ "2026-08-01", "12 of 2/2", "17 of 3/3" },     /* 8 corrects 6 */
	};

	for (int cumulative = 0; cumulative < 2; cumulative++) {
		struct programme *draft = region(FIGURE_SUM, cumulative, "5");
		const struct programme *programme;

		tell(draft, 1, "2026-02-01", (const char *const[]){ "3", "", "", "" }, 0);
		tell(draft, 2, "2026-03-01", (const char *const[]){ "4", "6", "5", "" }, 0);
		tell(draft, 3, "2026-08-01", (const char *const[]){ "4", "8", "5", "" }, 2);
		programme = programme_publish(draft);
		for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
			CHECK_STR(str_of(now(programme, cases[i].day)), cumulative ? cases[i].cumulative : cases[i].sum);
		CHECK_STR(str_of(own(programme, DUIVEN, "2026-02-28")), "3");
		CHECK_STR(str_of(own(programme, ZEVENAAR, "2026-02-28")), "-");
		CHECK_STR(str_of(own(programme, ZEVENAAR, "2026-08-01")), "8");
		programme_release(programme);
	}
}

TEST(a_figure_told_apart_is_not_added_up_and_one_of_the_region_alone_has_no_town)
{
	static const enum figure_municipal kinds[] = { FIGURE_APART, FIGURE_WHOLE };

	for (size_t i = 0; i < 2; i++) {
		struct programme *draft = region(kinds[i], false, "");
		const struct programme *programme;

		tell(draft, 1, "2026-02-01", (const char *const[]){ "40", "60", "", "52" }, 0);
		programme = programme_publish(draft);
		CHECK_STR(str_of(now(programme, "2026-02-01")), "52");
		CHECK_STR(str_of(now(programme, "2026-01-31")), "-");
		CHECK_STR(str_of(own(programme, ZEVENAAR, "2026-02-01")), "60");
		programme_release(programme);
	}
}

TEST(a_sum_beyond_what_a_number_holds_is_unknown_not_wrong)
{
	struct programme *draft = region(FIGURE_SUM, false, "");
	const struct programme *programme;

	tell(draft, 1, "2026-02-01", (const char *const[]){ "9000000000000000", "9000000000000000", "1", "" }, 0);
	programme = programme_publish(draft);
	CHECK_STR(str_of(now(programme, "2026-02-01")), "-");
	programme_release(programme);
}

TEST(those_are_asked_who_take_part_on_the_day)
{
	const struct programme *programme = programme_publish(region(FIGURE_SUM, false, ""));
	const struct result_figure *figure = programme_row(programme, result_figure, sample_id(FIGURE));

	CHECK_NUMBER(figure_parties(programme, figure, test_day("2026-06-30"), test_arena()).count, 3);
	CHECK_NUMBER(figure_parties(programme, figure, test_day("2026-07-01"), test_arena()).count, 2);
	programme_release(programme);
}

static void aim(struct programme *draft, size_t number, size_t town, const char *from, const char *value)
{
	struct figure_aim row = { .id = sample_id(AIM + number), .figure = sample_id(FIGURE), .party = town ? sample_id(town) : ID_NONE, .from = test_day(from) };

	decimal_parse(str_of(value), &row.aim);
	programme_put(draft, &figure_aim_record, &row);
}

TEST(an_aim_that_is_restated_holds_from_its_day_and_the_one_before_stays_readable)
{
	static const struct { size_t town; const char *day, *aim; } cases[] = {
		{ 0, "2026-06-30", "100" },     /* what stands with the figure */
		{ 0, "2026-07-01", "80" },
		{ 0, "2027-01-01", "90" },
		{ DUIVEN, "2026-01-01", "30" }, /* from the beginning */
		{ DUIVEN, "2026-07-01", "25" },
		{ ZEVENAAR, "2026-07-01", "" }, /* never said: unknown, and not a share of the whole */
	};
	struct programme *draft = region(FIGURE_SUM, false, "");
	const struct programme *programme;
	const struct result_figure *figure;
	struct figure_aim again;

	aim(draft, 2, 0, "2027-01-01", "90");
	aim(draft, 1, 0, "2026-07-01", "80");
	aim(draft, 4, DUIVEN, "2026-07-01", "25");
	aim(draft, 3, DUIVEN, "", "30");
	programme = programme_publish(draft);
	figure = programme_row(programme, result_figure, sample_id(FIGURE));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(decimal_text(figure_aim_on(programme, figure, cases[i].town ? sample_id(cases[i].town) : ID_NONE, test_day(cases[i].day)),
			test_arena()), cases[i].aim);
	CHECK_NUMBER(REFERRING(programme, figure_aim, figure, figure->id).count, 4);
	again = (struct figure_aim){ .id = sample_id(AIM + 9), .figure = figure->id, .from = test_day("2026-07-01"), .aim = { 70000, true } };
	CHECK_HAS(test_check(programme, &figure_aim_record, &again), "from: An aim from that day is there already, 80.");
	again.from = test_day("2026-07-02");
	CHECK_STR(test_check(programme, &figure_aim_record, &again), "");
	programme_release(programme);
}

TEST(an_aim_or_a_reading_is_refused_where_it_cannot_be_of_that_town)
{
	struct programme *draft = region(FIGURE_WHOLE, false, "");
	const struct programme *programme;
	struct party school = { .id = sample_id(9), .key = STR("school"), .name = STR("School"), .kind = PARTY_EDUCATION };
	struct figure_aim row = { .id = sample_id(AIM), .figure = sample_id(FIGURE), .party = sample_id(DUIVEN), .aim = { 1000, true } };
	struct reading reading = { .id = sample_id(READING), .update = sample_id(UPDATE + 1), .figure = sample_id(FIGURE), .party = school.id, .value = { 1000, true } };

	programme_put(draft, &party_record, &school);
	tell(draft, 1, "2026-02-01", (const char *const[]){ "", "", "", "5" }, 0);
	programme = programme_publish(draft);
	CHECK_HAS(test_check(programme, &figure_aim_record, &row), "party: Places is told for the region alone.");
	row.party = school.id;
	CHECK_HAS(test_check(programme, &figure_aim_record, &row), "party: School is no municipality.");
	CHECK_HAS(test_check(programme, &reading_record, &reading), "party: School is no municipality.");
	reading.party = ID_NONE;
	CHECK_HAS(test_check(programme, &reading_record, &reading), "figure: An update tells result figure Places once.");
	programme_release(programme);
}
