/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The example region (data/voorbeeldregio): that it shows every feature filled, and stays an example. Days are arguments, so these hold on
 * whatever day the tests run.
 */
#include "action/action.h"
#include "agreement/agreement.h"
#include "decision/decision.h"
#include "money/money.h"
#include "party/party.h"
#include "progress/progress.h"
#include "role/role.h"
#include "signup/signup.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static const char example[] = "data/voorbeeldregio/voorbeeldregio.json";
/* The last day of its updates: its newest round is open. */
static const char written[] = "2026-11-24";

TEST(the_example_has_eighteen_municipalities_five_tasks_and_sixty_actions)
{
	const struct programme *programme = test_programme(example);
	struct row_list         themes = tree_themes(programme, false, test_arena());

	CHECK(tree_facts(programme)->example);
	CHECK_NUMBER(party_municipalities(programme, test_day(written), test_arena()).count, 18);
	CHECK_NUMBER(themes.count, 5);
	for (size_t i = 0; i < themes.count; i++)
		CHECK_NUMBER(tree_actions(programme, programme_node(programme, row_id(themes.at[i])), test_arena()).count, 12);
	programme_release(programme);
}

/* A code of Statistics Netherlands is below 2000; nobody takes an invented one for real. */
TEST(the_example_names_nothing_real)
{
	const struct programme *programme = test_programme(example);
	struct row_list         parties = programme_rows(programme, &party_record), real = programme_rows(test_lev(), &party_record);

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		CHECK(party->code.len == 0 || party->code.at[0] == '9');
		CHECK_NUMBER(party->website.len, 0);
		for (size_t k = 0; k < real.count; k++)
			if (str_equal_nocase(party->name, ROW(party, real, k)->name))
				fail_msg("%.*s is a party of the Liemers", STR_ARG(party->name));
	}
	programme_release(programme);
}

TEST(every_standing_light_status_and_answer_occurs_in_the_example)
{
	const struct programme *programme = test_programme(example);
	bool standing[STANDING_COUNT] = { false }, light[LIGHT_COUNT] = { false }, status[ACTION_STATUS_COUNT] = { false };
	bool answer[ROLE_ON_RECORD + 1] = { false };

	for (size_t i = 0; i < programme->participations.count; i++)
		standing[programme->participations.at[i].standing] = true;
	for (size_t i = 0; i < programme->updates.count; i++)
		light[programme->updates.at[i].light] = true;
	for (size_t i = 0; i < programme->actions.count; i++)
		status[programme->actions.at[i].status] = true;
	for (size_t i = 0; i < programme->roles.count; i++)
		answer[programme->roles.at[i].state] = true;
	for (int i = STANDING_UNKNOWN + 1; i < STANDING_COUNT; i++)
		if (!standing[i])
			fail_msg("no entry is %s", words_wire(&standing_words, i));
	CHECK(light[LIGHT_OFF_TRACK] && light[LIGHT_AT_RISK] && light[LIGHT_ON_TRACK]);
	for (int i = ACTION_PROPOSED; i < ACTION_STATUS_COUNT; i++)
		if (!status[i])
			fail_msg("no action is %s", words_wire(&action_status_words, i));
	CHECK(answer[ROLE_ASKED] && answer[ROLE_ACCEPTED] && answer[ROLE_DECLINED]);
	programme_release(programme);
}

/* What was agreed, paid for and decided: each key, each state and each outcome once at least. */
TEST(what_was_agreed_in_the_example_shows_every_state)
{
	const struct programme *programme = test_programme(example);
	bool key[KEY_OTHER_SOURCE + 1] = { false }, stands[AGREEMENT_WITHDRAWN + 1] = { false }, outcome[DECISION_OPINION + 1] = { false };
	bool subject[SUBJECT_WITHDRAWN + 1] = { false }, kind[COUNCIL_PROMISE + 1] = { false }, answer[SIGNUP_OTHER_REGION + 1] = { false };
	bool unknown = false, corrected = false, amended = false, open = false, answered = false;

	for (size_t i = 0; i < programme->budget_lines.count; i++) {
		key[programme->budget_lines.at[i].key] = true;
		unknown |= !programme->budget_lines.at[i].amount.known && programme->budget_lines.at[i].key != KEY_RATE;
	}
	for (size_t i = 0; i < programme->agreements.count; i++)
		stands[agreement_state(programme, &programme->agreements.at[i], test_day(written))] = true;
	for (size_t i = 0; i < programme->decisions.count; i++) {
		outcome[programme->decisions.at[i].outcome] = true;
		corrected |= id_known(programme->decisions.at[i].replaces);
		amended |= programme->decisions.at[i].amended && id_known(programme->decisions.at[i].confirmation);
	}
	for (size_t i = 0; i < programme->subjects.count; i++)
		subject[subject_standing(programme, &programme->subjects.at[i], test_day(written)).state] = true;
	for (size_t i = 0; i < programme->council_items.count; i++) {
		kind[programme->council_items.at[i].kind] = true;
		open |= !day_known(programme->council_items.at[i].answered);
		answered |= day_known(programme->council_items.at[i].answered);
	}
	for (size_t i = 0; i < programme->signup_answers.count; i++)
		answer[programme->signup_answers.at[i].outcome] = true;
	for (int i = KEY_EQUAL; i <= KEY_OTHER_SOURCE; i++)
		if (!key[i])
			fail_msg("no line has the key %s", words_wire(&budget_key_words, i));
	for (int i = DECISION_ADOPTED; i <= DECISION_OPINION; i++)
		if (!outcome[i] && i != DECISION_WITHDRAWN)
			fail_msg("no body said %s", words_wire(&decision_outcome_words, i));
	CHECK(unknown && corrected && amended && open && answered);
	CHECK(stands[AGREEMENT_DRAFT] && stands[AGREEMENT_OFFERED] && stands[AGREEMENT_IN_FORCE]);
	CHECK(subject[SUBJECT_BEFORE_BODIES] && subject[SUBJECT_ADOPTED] && subject[SUBJECT_REJECTED] && subject[SUBJECT_WITHDRAWN]);
	CHECK(kind[COUNCIL_QUESTION] && kind[COUNCIL_MOTION] && kind[COUNCIL_PROMISE]);
	CHECK(answer[SIGNUP_OPEN] && answer[SIGNUP_JOINS] && answer[SIGNUP_JOINS_UP_TO] && answer[SIGNUP_DOES_NOT_JOIN]);
	CHECK_NUMBER(programme->signup_answers.count, 67);
	programme_release(programme);
}

static const struct round *round_named(const struct programme *programme, const char *name)
{
	for (size_t i = 0; i < programme->rounds.count; i++)
		if (str_is(programme->rounds.at[i].name, name))
			return &programme->rounds.at[i];
	fail_msg("no round %s", name);
	return NULL;
}

/* Three in four leads answer; the newest round is under way, and the next ones are planned. */
TEST(the_rounds_of_the_example_are_answered_by_most_and_not_by_all)
{
	const struct programme *programme = test_programme(example);
	const struct round     *now = round_named(programme, "Vierde kwartaal 2026");
	size_t                  planned = 0;

	CHECK_NUMBER(round_state(now, test_day(written)), ROUND_OPEN);
	for (size_t i = 0; i < programme->rounds.count; i++) {
		const struct round *round = &programme->rounds.at[i];
		struct share        share;

		planned += round_state(round, test_day(written)) == ROUND_PLANNED;
		if (round_state(round, test_day(written)) == ROUND_PLANNED)
			continue;
		share = round_share(programme, round, test_day(written), test_arena());
		CHECK(share.answered < share.asked);
		CHECK(share.answered * 2 > share.asked);
	}
	CHECK(planned >= 4);
	programme_release(programme);
}

TEST(who_did_not_answer_is_silent_once_the_round_is_past_its_day)
{
	const struct programme *programme = test_programme(example);
	struct progress_counts  before = progress_count(programme, programme_root(programme), test_day("2026-12-04"), true, test_arena());
	struct progress_counts  after = progress_count(programme, programme_root(programme), test_day("2026-12-05"), true, test_arena());

	CHECK(before.of[LIGHT_SILENT] < after.of[LIGHT_SILENT]);
	CHECK(after.of[LIGHT_OFF_TRACK] > 2 && after.of[LIGHT_AT_RISK] > 2 && after.of[LIGHT_ON_TRACK] > 15);
	CHECK_NUMBER(progress_of(programme, test_node(programme, "M-05")->row, test_day("2026-12-05"), true).light, LIGHT_SILENT);
	programme_release(programme);
}

TEST(help_is_wanted_in_the_example_answered_and_not)
{
	const struct programme *programme = test_programme(example);
	size_t                  open = 0;

	for (size_t i = 0; i < programme->updates.count; i++)
		open += help_open(programme, &programme->updates.at[i], test_day(written));
	CHECK(open >= 4);
	CHECK(programme->help_offers.count >= 4 && programme->questions.count >= 4);
	CHECK_NUMBER(questions_open(programme, test_node(programme, "L-11")->row, test_day(written), test_arena()).count, 1);
	CHECK_NUMBER(questions_open(programme, test_node(programme, "M-08")->row, test_day(written), test_arena()).count, 0);
	programme_release(programme);
}

/* The region's figure is the sum of what was told for each town; an aim was restated halfway. */
TEST(a_figure_of_the_example_is_told_for_each_municipality)
{
	const struct programme *programme = test_programme(example);
	struct row_list         figures = REFERRING(programme, result_figure, action, test_node(programme, "W-08")->id);
	const struct result_figure *talks = figures.at[0];
	struct figure_now       now = figure_now(programme, talks, test_day(written), true);

	CHECK(now.is_sum);
	CHECK_NUMBER(now.value.thousandths, 210000);
	CHECK_NUMBER(now.told, 17);
	CHECK(figure_of(programme, talks, test_party(programme, "hoogwende"), test_day(written), true).value.known);
	CHECK(!figure_of(programme, talks, test_party(programme, "stakenburg"), test_day(written), true).value.known);
	CHECK_NUMBER(figure_aim_on(programme, talks, ID_NONE, test_day("2026-06-30")).thousandths, 300000);
	CHECK_NUMBER(figure_aim_on(programme, talks, ID_NONE, test_day("2026-07-01")).thousandths, 340000);
	programme_release(programme);
}

TEST(roles_of_the_example_were_asked_and_one_answer_is_overdue)
{
	const struct programme *programme = test_programme(example);
	size_t                  overdue = 0;

	for (size_t i = 0; i < programme->roles.count; i++)
		overdue += role_overdue(&programme->roles.at[i], test_day(written));
	CHECK(overdue >= 1);
	programme_release(programme);
}

TEST(participation_in_the_example_varies_as_regions_do)
{
	const struct programme *programme = test_programme(example);

	CHECK_STR(str_of(test_standing(programme, "oosterdrecht", "vrijetijd", written)), "joins_other_region");
	CHECK_STR(str_of(test_standing(programme, "oosterdrecht", "V-02", written)), "participates");
	CHECK_STR(str_of(test_standing(programme, "stakenburg", "W-03", written)), "participates");
	CHECK_STR(str_of(test_standing(programme, "stakenburg", "W-01", written)), "joins_other_region");
	CHECK_STR(str_of(test_standing(programme, "dorsterveen", "energie", "2025-06-30")), "undecided");
	CHECK_STR(str_of(test_standing(programme, "dorsterveen", "energie", "2025-07-01")), "participates");
	CHECK_STR(str_of(test_standing(programme, "rietmonde", "energie", written)), "undecided");
	CHECK_STR(str_of(test_standing(programme, "tillervoort", "", "2025-12-31")), "observer");
	CHECK_STR(str_of(test_standing(programme, "nieuw-wende", "E-03", "2026-07-01")), "does_not_participate");
	CHECK_STR(str_of(test_standing(programme, "kwelmonde", "M-04", written)), "participates");
	CHECK_STR(str_of(test_standing(programme, "aalbrink", "E-07", written)), "does_not_participate");
	programme_release(programme);
}
