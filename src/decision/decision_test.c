/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/decision.h"

#include "test/lev.h"
#include "test/test.h"

static const char *const five[] = { "doesburg", "duiven", "montferland", "westervoort", "zevenaar" };
enum { FIVE = 5 };

/* A subject put to the executives of the five on 1 June 2024. */
struct asked {
	struct programme *draft;
	struct subject    subject;
	struct body       body[FIVE];
};

static struct asked asked_of_five(enum subject_rule rule)
{
	struct asked asked = { .draft = programme_draft(test_lev()) };

	asked.subject = (struct subject){ .id = id_new(), .title = STR("Uitvoeringsplan"), .rule = rule, .tabled = test_day("2024-06-01") };
	programme_put(asked.draft, &subject_record, &asked.subject);
	for (int i = 0; i < FIVE; i++) {
		struct referral referral = { .id = id_new(), .subject = asked.subject.id, .due = test_day("2024-07-01") };
		asked.body[i] = (struct body){ .id = id_new(), .party = test_party(asked.draft, five[i]), .key = str_of(five[i]),
			.name = str_of(five[i]), .kind = BODY_EXECUTIVE };
		referral.body = asked.body[i].id;
		programme_put(asked.draft, &body_record, &asked.body[i]);
		programme_put(asked.draft, &referral_record, &referral);
	}
	return asked;
}

static struct decision decide(struct asked *asked, int body, enum decision_outcome outcome, const char *day)
{
	struct decision decision = { .id = id_new(), .subject = asked->subject.id, .body = asked->body[body].id, .outcome = outcome, .day = test_day(day) };

	programme_put(asked->draft, &decision_record, &decision);
	return decision;
}

/* "before_bodies 2 of 5", with the day once there is one. */
static struct str standing_on(const struct asked *asked, const char *day)
{
	struct subject_standing standing = subject_standing(asked->draft, &asked->subject, test_day(day));

	return str_format(test_arena(), "%s %zu of %zu%s%.*s", words_wire(&subject_state_words, (int)standing.state), standing.adopted,
		standing.asked, day_known(standing.day) ? " " : "", STR_ARG(day_text(standing.day, test_arena())));
}

TEST(where_all_must_the_last_one_adopts_and_one_rejects)
{
	struct asked asked = asked_of_five(RULE_ALL);

	CHECK_STR(standing_on(&asked, "2024-05-31"), "prepared 0 of 5");
	CHECK_STR(standing_on(&asked, "2024-06-01"), "before_bodies 0 of 5");
	for (int i = 0; i < 4; i++)
		decide(&asked, i, i == 2 ? DECISION_ADOPTED_WITH_CONDITIONS : DECISION_ADOPTED, "2024-06-11");
	CHECK_STR(standing_on(&asked, "2024-06-30"), "before_bodies 4 of 5");
	decide(&asked, 4, DECISION_ADOPTED, "2024-07-02");
	CHECK_STR(standing_on(&asked, "2024-07-01"), "before_bodies 4 of 5");
	CHECK_STR(standing_on(&asked, "2024-07-02"), "adopted 5 of 5 2024-07-02");
	programme_discard(asked.draft);

	asked = asked_of_five(RULE_ALL);
	decide(&asked, 1, DECISION_ADOPTED, "2024-06-10");
	decide(&asked, 0, DECISION_REJECTED, "2024-06-12");
	decide(&asked, 3, DECISION_REJECTED, "2024-06-20");
	CHECK_STR(standing_on(&asked, "2024-06-25"), "rejected 1 of 5 2024-06-12");
	programme_discard(asked.draft);
}

/* Who only takes note has neither adopted nor rejected. */
TEST(taking_note_is_no_adoption)
{
	struct asked asked = asked_of_five(RULE_ALL);
	struct subject_standing standing;

	for (int i = 0; i < FIVE; i++)
		decide(&asked, i, i ? DECISION_ADOPTED : DECISION_NOTED, "2024-06-11");
	standing = subject_standing(asked.draft, &asked.subject, test_day("2024-07-01"));
	CHECK(standing.state == SUBJECT_BEFORE_BODIES);
	CHECK_NUMBER(standing.noted, 1);
	CHECK_NUMBER(standing.open, 0);
	programme_discard(asked.draft);
}

TEST(a_majority_is_more_than_half_and_has_its_day)
{
	struct asked asked = asked_of_five(RULE_MAJORITY);

	decide(&asked, 0, DECISION_ADOPTED, "2024-06-10");
	decide(&asked, 1, DECISION_REJECTED, "2024-06-11");
	decide(&asked, 2, DECISION_ADOPTED, "2024-06-12");
	CHECK_STR(standing_on(&asked, "2024-06-12"), "before_bodies 2 of 5");
	decide(&asked, 3, DECISION_ADOPTED, "2024-06-20");
	decide(&asked, 4, DECISION_ADOPTED, "2024-06-25");
	CHECK_STR(standing_on(&asked, "2024-06-30"), "adopted 4 of 5 2024-06-20");
	programme_discard(asked.draft);

	asked = asked_of_five(RULE_MAJORITY);
	decide(&asked, 0, DECISION_REJECTED, "2024-06-10");
	decide(&asked, 1, DECISION_REJECTED, "2024-06-11");
	CHECK_STR(standing_on(&asked, "2024-06-12"), "before_bodies 0 of 5");
	decide(&asked, 2, DECISION_REJECTED, "2024-06-12");
	CHECK_STR(standing_on(&asked, "2024-06-13"), "rejected 0 of 5 2024-06-12");
	programme_discard(asked.draft);
}

TEST(weights_can_outvote_numbers)
{
	static const int64_t weights[FIVE] = { 11, 25, 36, 15, 45 };
	struct asked asked = asked_of_five(RULE_MAJORITY_OF_WEIGHTS);

	for (int i = 0; i < FIVE; i++) {
		asked.body[i].weight = (struct count){ weights[i], true };
		programme_put(asked.draft, &body_record, &asked.body[i]);
		decide(&asked, i, i == 2 || i == 4 ? DECISION_ADOPTED : DECISION_REJECTED, "2024-06-10");
	}
	CHECK_STR(standing_on(&asked, "2024-06-10"), "adopted 2 of 5 2024-06-10");
	programme_discard(asked.draft);
}

TEST(each_for_itself_holds_for_those_who_adopt)
{
	struct asked asked = asked_of_five(RULE_EACH_FOR_ITSELF);

	decide(&asked, 0, DECISION_REJECTED, "2024-06-10");
	CHECK_STR(standing_on(&asked, "2024-06-10"), "before_bodies 0 of 5");
	decide(&asked, 1, DECISION_ADOPTED, "2024-06-11");
	CHECK_STR(standing_on(&asked, "2024-06-11"), "holds_for_some 1 of 5 2024-06-11");
	programme_discard(asked.draft);
}

TEST(a_correction_replaces_what_was_recorded_and_an_opinion_decides_nothing)
{
	struct asked asked = asked_of_five(RULE_ALL);
	struct decision wrong = decide(&asked, 0, DECISION_REJECTED, "2024-06-10"), again = wrong;
	struct body council = { .id = id_new(), .key = STR("raad"), .name = STR("Raad"), .kind = BODY_COUNCIL };
	struct referral referral = { .id = id_new(), .subject = asked.subject.id, .body = council.id, .opinion_only = true };
	struct decision opinion = { .id = id_new(), .subject = asked.subject.id, .body = council.id, .outcome = DECISION_OPINION, .day = test_day("2024-06-12") };
	struct subject_standing standing;

	again.id = id_new();
	again.outcome = DECISION_ADOPTED;
	CHECK_HAS(test_check(asked.draft, &decision_record, &again), "replaces: ");
	again.replaces = wrong.id;
	CHECK_STR(test_check(asked.draft, &decision_record, &again), "");
	programme_put(asked.draft, &decision_record, &again);
	CHECK_STR(standing_on(&asked, "2024-06-30"), "before_bodies 1 of 5");

	programme_put(asked.draft, &body_record, &council);
	CHECK_HAS(test_check(asked.draft, &decision_record, &opinion), "was not asked");
	programme_put(asked.draft, &referral_record, &referral);
	CHECK_STR(test_check(asked.draft, &decision_record, &opinion), "");
	programme_put(asked.draft, &decision_record, &opinion);
	standing = subject_standing(asked.draft, &asked.subject, test_day("2024-06-30"));
	CHECK_NUMBER(standing.asked, 5);
	CHECK_NUMBER(standing.opinions, 1);
	opinion.id = id_new();
	opinion.outcome = DECISION_REJECTED;
	CHECK_HAS(test_check(asked.draft, &decision_record, &opinion), "opinion only");
	programme_discard(asked.draft);
}

TEST(a_condition_is_open_until_it_was_met)
{
	struct asked asked = asked_of_five(RULE_ALL);
	struct decision decision = decide(&asked, 0, DECISION_ADOPTED_WITH_CONDITIONS, "2024-06-10");
	struct condition condition = { .id = id_new(), .decision = decision.id, .text = STR("Ieder kwartaal een bericht"), .met = test_day("2024-10-01") };

	CHECK_HAS(test_check(asked.draft, &condition_record, &condition), "how: ");
	condition.how = STR("Eerste bericht verstuurd");
	programme_put(asked.draft, &condition_record, &condition);
	CHECK_NUMBER(subject_standing(asked.draft, &asked.subject, test_day("2024-09-30")).conditions_open, 1);
	CHECK_NUMBER(subject_standing(asked.draft, &asked.subject, test_day("2024-10-01")).conditions_open, 0);
	programme_discard(asked.draft);
}

/* The LEV's agreement did so on 22 May 2024. */
TEST(a_signed_agreement_that_confirms_the_plan_is_the_decision_of_who_signed)
{
	struct asked asked = asked_of_five(RULE_ALL);
	struct agreement agreement = { .id = id_new(), .key = STR("dvo-2"), .title = STR("Dienstverlening"), .confirms = id_new() };

	asked.subject.plan_version = agreement.confirms;
	programme_put(asked.draft, &subject_record, &asked.subject);
	programme_put(asked.draft, &agreement_record, &agreement);
	for (int i = 0; i < FIVE; i++) {
		struct signatory signatory = { .id = id_new(), .agreement = agreement.id, .party = asked.body[i].party, .function = STR("wethouder") };
		struct signature signature = { .id = id_new(), .agreement = agreement.id, .signatory = signatory.id, .act = SIGNATURE_SIGNED,
			.how = SIGNED_ON_PAPER, .day = test_day(i == 4 ? "2024-06-05" : "2024-06-03") };
		programme_put(asked.draft, &signatory_record, &signatory);
		programme_put(asked.draft, &signature_record, &signature);
	}
	CHECK_STR(standing_on(&asked, "2024-06-04"), "before_bodies 0 of 5");
	CHECK_STR(standing_on(&asked, "2024-06-05"), "adopted 5 of 5 2024-06-05");
	programme_discard(asked.draft);
}

TEST(days_are_planned_back_from_the_calendar_of_a_body)
{
	struct body council = { .calendar = STR("2026-12-10\n2026-12-19 2027-01-04\n2026-12-22\n2027-01-21\n"), .papers_days = { 14, true } };

	CHECK_STR(day_text(body_papers_due(&council, test_day("2026-12-31")), test_arena()), "2026-11-26");
	CHECK_STR(day_text(body_meets(&council, test_day("2027-02-01")), test_arena()), "2027-01-21");
	CHECK(!day_known(body_meets(&council, test_day("2026-12-09"))));
	council.calendar = STR("2026-12-10\nkerst");
	council.id = id_new();
	council.key = council.name = STR("raad");
	council.kind = BODY_COUNCIL;
	CHECK_HAS(test_check(test_lev(), &body_record, &council), "“kerst”");
}
