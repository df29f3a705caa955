/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement.h"

#include "action/action.h"
#include "base/hash.h"
#include "money/money.h"
#include "party/party.h"
#include "timeline/timeline.h"
#include "tree/tree.h"
#include "test/lev.h"
#include "test/test.h"

/* The agreement of two municipalities and the embassy, for which a chair and a director sign. */
struct signing {
	struct programme *draft;
	struct agreement  agreement;
	struct signatory  mayor, alderman, chair, director;
};

static struct signatory put_signatory(struct signing *signing, const char *party, const char *function, bool client)
{
	struct signatory signatory = { .id = id_new(), .agreement = signing->agreement.id, .party = test_party(signing->draft, party),
		.function = str_of(function), .client = client };

	programme_put(signing->draft, &signatory_record, &signatory);
	return signatory;
}

static struct signing signing_of_three(void)
{
	struct signing signing = { .draft = programme_draft(test_lev()) };

	signing.agreement = (struct agreement){ .id = id_new(), .key = STR("dvo-2"), .title = STR("Dienstverlening"), .text = STR("# Wat"),
		.contractor = test_party(signing.draft, "liemerse-ambassade"), .first = test_day("2024-06-01"), .last = test_day("2027-01-01") };
	programme_put(signing.draft, &agreement_record, &signing.agreement);
	signing.mayor = put_signatory(&signing, "doesburg", "burgemeester", true);
	signing.alderman = put_signatory(&signing, "duiven", "wethouder", true);
	signing.chair = put_signatory(&signing, "liemerse-ambassade", "voorzitter", false);
	signing.director = put_signatory(&signing, "liemerse-ambassade", "directeur", false);
	return signing;
}

static void freeze(struct signing *signing)
{
	signing->agreement.frozen = (struct moment){ (int64_t)day_first(test_day("2024-04-15")) * 86400000 + 43200000 };
	signing->agreement.hash = agreement_hash(signing->draft, &signing->agreement, test_arena());
	programme_put(signing->draft, &agreement_record, &signing->agreement);
}

static struct signature act_of(const struct signing *signing, const struct signatory *signatory, enum signature_act act, const char *day)
{
	return (struct signature){ .id = id_new(), .agreement = signing->agreement.id, .signatory = signatory->id, .act = act,
		.how = SIGNED_BY_LINK, .day = test_day(day), .hash = signing->agreement.hash };
}

static void put_act(struct signing *signing, const struct signatory *signatory, enum signature_act act, const char *day)
{
	struct signature signature = act_of(signing, signatory, act, day);
	programme_put(signing->draft, &signature_record, &signature);
}

static const char *state_on(const struct signing *signing, const char *day)
{
	return words_wire(&agreement_state_words, (int)agreement_state(signing->draft, &signing->agreement, test_day(day)));
}

TEST(the_state_of_an_agreement_follows_from_facts)
{
	struct signing signing = signing_of_three();

	CHECK_STR(str_of(state_on(&signing, "2024-05-01")), "draft");
	freeze(&signing);
	CHECK_STR(str_of(state_on(&signing, "2024-04-14")), "draft");
	CHECK_STR(str_of(state_on(&signing, "2024-04-15")), "offered");
	put_act(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-20");
	put_act(&signing, &signing.alderman, SIGNATURE_SIGNED, "2024-05-22");
	put_act(&signing, &signing.chair, SIGNATURE_SIGNED, "2024-05-22");
	CHECK_STR(str_of(state_on(&signing, "2024-05-22")), "offered");
	put_act(&signing, &signing.director, SIGNATURE_SIGNED, "2024-05-22");
	CHECK_STR(str_of(state_on(&signing, "2024-05-21")), "offered");
	CHECK_STR(str_of(state_on(&signing, "2024-05-22")), "signed");
	CHECK_STR(str_of(state_on(&signing, "2024-05-31")), "signed");
	CHECK_STR(str_of(state_on(&signing, "2024-06-01")), "in_force");
	CHECK_STR(str_of(state_on(&signing, "2027-01-01")), "in_force");
	CHECK_STR(str_of(state_on(&signing, "2027-01-02")), "ended");
	CHECK_STR(day_text(agreement_signed_on(signing.draft, &signing.agreement, test_day("2025")), test_arena()), "2024-05-22");
	programme_discard(signing.draft);
}

/* Of chair and director either may sign. */
TEST(any_so_many_of_a_party_is_enough_where_it_says_so)
{
	struct signing signing = signing_of_three();

	signing.chair.needed = signing.director.needed = (struct count){ 1, true };
	programme_put(signing.draft, &signatory_record, &signing.chair);
	programme_put(signing.draft, &signatory_record, &signing.director);
	freeze(&signing);
	CHECK(!agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-06-01")));
	put_act(&signing, &signing.director, SIGNATURE_SIGNED, "2024-05-30");
	CHECK(!agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-05-29")));
	CHECK(agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-05-30")));
	programme_discard(signing.draft);
}

TEST(a_frozen_text_never_changes)
{
	struct signing signing = signing_of_three();
	struct service service = { .id = id_new(), .agreement = signing.agreement.id, .number = { 1, true }, .title = STR("Monitor") };
	struct agreement other;

	programme_put(signing.draft, &service_record, &service);
	freeze(&signing);
	CHECK_STR(test_check(signing.draft, &agreement_record, &signing.agreement), "");
	other = signing.agreement;
	other.text = STR("# Wat anders");
	programme_put(signing.draft, &agreement_record, &other);
	CHECK_HAS(test_check(signing.draft, &agreement_record, &other), "frozen");
	programme_put(signing.draft, &agreement_record, &signing.agreement);
	/* When a service was delivered is told afterwards; what was agreed is not. */
	service.delivered = test_day("2025-03-01");
	programme_put(signing.draft, &service_record, &service);
	CHECK_STR(test_check(signing.draft, &service_record, &service), "");
	service.due = test_day("2025-03-01");
	programme_put(signing.draft, &service_record, &service);
	CHECK_HAS(test_check(signing.draft, &service_record, &service), "frozen");
	programme_discard(signing.draft);
}

TEST(what_cannot_be_signed_is_refused)
{
	struct signing signing = signing_of_three();
	struct signature signature = act_of(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-20");
	struct signatory twice = signing.alderman;

	CHECK_HAS(test_check(signing.draft, &signature_record, &signature), "not been offered yet");
	signature.provenance.source = STR("https://www.westervoort.nl");
	signature.how = SIGNED_ON_PAPER;
	CHECK_STR(test_check(signing.draft, &signature_record, &signature), "");
	freeze(&signing);
	signature = act_of(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-20");
	CHECK_STR(test_check(signing.draft, &signature_record, &signature), "");
	signature.hash = STR("0000");
	CHECK_HAS(test_check(signing.draft, &signature_record, &signature), "not the text that was offered");
	put_act(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-20");
	signature = act_of(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-21");
	CHECK_HAS(test_check(signing.draft, &signature_record, &signature), "has signed already");
	signature = act_of(&signing, &signing.mayor, SIGNATURE_WITHDRAWN, "2024-05-21");
	CHECK_STR(test_check(signing.draft, &signature_record, &signature), "");
	signature = act_of(&signing, &signing.chair, SIGNATURE_WITHDRAWN, "2024-05-21");
	CHECK_HAS(test_check(signing.draft, &signature_record, &signature), "act: ");
	signature = act_of(&signing, &signing.chair, SIGNATURE_REFUSED, "2024-05-21");
	CHECK_HAS(test_check(signing.draft, &signature_record, &signature), "reason: ");
	signing.mayor.person = id_new();
	programme_put(signing.draft, &signatory_record, &signing.mayor);
	twice.person = signing.mayor.person;
	CHECK_HAS(test_check(signing.draft, &signatory_record, &twice), "Nobody signs for two parties");
	programme_discard(signing.draft);
}

TEST(a_withdrawn_signature_counts_no_more_and_an_order_is_kept)
{
	struct signing signing = signing_of_three();
	struct signature early;

	signing.agreement.in_order = true;
	programme_put(signing.draft, &agreement_record, &signing.agreement);
	signing.chair.place = (struct count){ 1, true };
	signing.director.place = (struct count){ 2, true };
	programme_put(signing.draft, &signatory_record, &signing.chair);
	programme_put(signing.draft, &signatory_record, &signing.director);
	freeze(&signing);
	early = act_of(&signing, &signing.director, SIGNATURE_SIGNED, "2024-05-01");
	CHECK_HAS(test_check(signing.draft, &signature_record, &early), "signs first");
	put_act(&signing, &signing.chair, SIGNATURE_SIGNED, "2024-05-01");
	CHECK_STR(test_check(signing.draft, &signature_record, &early), "");
	put_act(&signing, &signing.director, SIGNATURE_SIGNED, "2024-05-01");
	CHECK(agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-05-02")));
	put_act(&signing, &signing.chair, SIGNATURE_WITHDRAWN, "2024-05-03");
	CHECK(agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-05-02")));
	CHECK(!agreement_signed_by(signing.draft, &signing.agreement, signing.chair.party, test_day("2024-05-03")));
	programme_discard(signing.draft);
}

TEST(an_agreement_says_at_once_what_it_lacks_to_be_offered)
{
	struct signing signing = signing_of_three();
	struct agreement empty = { .id = id_new(), .key = STR("leeg"), .title = STR("Leeg") };
	struct faults faults = { .arena = test_arena() };

	CHECK(agreement_complete(signing.draft, &signing.agreement, &faults));
	CHECK(!agreement_complete(signing.draft, &empty, &faults));
	CHECK_NUMBER(faults.count, 4);
	CHECK_NUMBER(agreement_parties(signing.draft, &signing.agreement, test_arena()).count, 3);
	programme_discard(signing.draft);
}

static struct id put_line(struct signing *signing, int64_t year, int64_t cents)
{
	struct budget_line line = { .id = id_new(), .node = signing->draft->id, .title = STR("Monitor"), .year = { year, true },
		.amount = { cents, true }, .key = KEY_EQUAL };

	programme_put(signing->draft, &budget_line_record, &line);
	return line.id;
}

/* EUR 100.00 equally over everybody who takes part: what the two clients pay of it, and that only of lines that count. */
TEST(a_contribution_is_computed_from_the_lines_that_the_services_name)
{
	struct signing signing = signing_of_three();
	struct id named = put_line(&signing, 2025, 10000), other = put_line(&signing, 2025, 20000);
	const struct budget_line *line = programme_row(signing.draft, budget_line, named);
	struct share_list shares = money_share(signing.draft, line, test_arena());
	struct service service = { .id = id_new(), .agreement = signing.agreement.id, .number = { 1, true }, .title = STR("Monitor") };
	struct id doesburg = signing.mayor.party;
	int64_t one = 0, all;

	CHECK(shares.count >= 4);
	for (size_t i = 0; i < shares.count; i++)
		if (id_equal(shares.at[i].party->id, doesburg))
			one = shares.at[i].amount.cents;
	CHECK(one > 0);
	all = agreement_computed(signing.draft, &signing.agreement, doesburg, 2025, ID_NONE, test_arena()).cents;
	CHECK(all >= 3 * one - 1 && all <= 3 * one + 1);
	CHECK(!agreement_computed(signing.draft, &signing.agreement, doesburg, 2026, ID_NONE, test_arena()).known);
	CHECK(!agreement_computed(signing.draft, &signing.agreement, signing.chair.party, 2025, ID_NONE, test_arena()).known);
	CHECK(agreement_computed(signing.draft, &signing.agreement, doesburg, 2025, other, test_arena()).cents > one);
	service.lines = (struct ids){ &named, 1 };
	programme_put(signing.draft, &service_record, &service);
	CHECK_NUMBER(agreement_computed(signing.draft, &signing.agreement, doesburg, 2025, ID_NONE, test_arena()).cents, one);
	/* Two clients, in the one year that a line is of. */
	CHECK_NUMBER(agreement_from_budget(signing.draft, &signing.agreement, test_arena()).count, 2);
	programme_discard(signing.draft);
}

TEST(coverage_is_shown_both_ways)
{
	struct signing signing = signing_of_three();
	struct id line = put_line(&signing, 2025, 10000), first = signing.draft->actions.at[0].id;
	struct service bare = { .id = id_new(), .agreement = signing.agreement.id, .number = { 1, true }, .title = STR("Monitor") };
	struct service full = { .id = id_new(), .agreement = signing.agreement.id, .number = { 2, true }, .title = STR("Bezoek"),
		.actions = { &first, 1 }, .lines = { &line, 1 } };
	struct funding_contribution loose = { .id = id_new(), .agreement = signing.agreement.id, .party = signing.mayor.party, .year = { 2025, true } };
	struct agreement_coverage before = agreement_coverage(signing.draft, &signing.agreement, test_day("2025-01-01"), test_arena()), after;

	CHECK_NUMBER(before.service_count, 0);
	CHECK_NUMBER(before.lines.count, 1);
	programme_put(signing.draft, &funding_contribution_record, &loose);
	CHECK_NUMBER(agreement_coverage(signing.draft, &signing.agreement, test_day("2025-01-01"), test_arena()).contributions.count, 1);
	programme_put(signing.draft, &service_record, &bare);
	programme_put(signing.draft, &service_record, &full);
	after = agreement_coverage(signing.draft, &signing.agreement, test_day("2025-01-01"), test_arena());
	CHECK_NUMBER(after.service_count, 2);
	CHECK_NUMBER(after.services.count, 1);
	CHECK(id_equal(row_id(after.services.at[0]), bare.id));
	CHECK_NUMBER(after.actions.count, before.actions.count - 1);
	CHECK_NUMBER(after.lines.count, 0);
	CHECK_NUMBER(after.contributions.count, 0);
	/* A draft counts for itself alone: of all that stand there is none yet. */
	CHECK_NUMBER(agreement_coverage(signing.draft, NULL, test_day("2025-01-01"), test_arena()).service_count, 0);
	programme_discard(signing.draft);
}

TEST(an_offer_is_taken_back_only_before_anybody_signed)
{
	struct signing signing = signing_of_three();
	struct agreement back;

	back = signing.agreement;
	back.withdrawn = test_day("2024-05-01");
	CHECK_HAS(test_check(signing.draft, &agreement_record, &back), "nothing to take back");
	freeze(&signing);
	CHECK(agreement_can_be_withdrawn(signing.draft, &signing.agreement, test_day("2024-05-01")));
	back = signing.agreement;
	back.withdrawn = test_day("2024-05-01");
	CHECK_STR(test_check(signing.draft, &agreement_record, &back), "");
	CHECK_STR(str_of(words_wire(&agreement_state_words, (int)agreement_state(signing.draft, &back, test_day("2024-04-30")))), "offered");
	CHECK_STR(str_of(words_wire(&agreement_state_words, (int)agreement_state(signing.draft, &back, test_day("2024-05-01")))), "withdrawn");
	put_act(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-04-20");
	CHECK(!agreement_can_be_withdrawn(signing.draft, &signing.agreement, test_day("2024-05-01")));
	CHECK_HAS(test_check(signing.draft, &agreement_record, &back), "has signed already");
	programme_discard(signing.draft);
}

/* Signing planned in April, done on 22 May; a service due and not delivered. */
TEST(the_timeline_marks_the_signing_and_what_is_due)
{
	struct signing signing = signing_of_three();
	struct service service = { .id = id_new(), .agreement = signing.agreement.id, .number = { 1, true }, .title = STR("Monitor"), .due = test_day("2025-06-01") };
	struct row_list none = { NULL, 0 };
	const void *own;
	struct timeline timeline;

	signing.agreement.planned_signing = test_day("2024-04");
	programme_put(signing.draft, &agreement_record, &signing.agreement);
	programme_put(signing.draft, &service_record, &service);
	freeze(&signing);
	put_act(&signing, &signing.mayor, SIGNATURE_SIGNED, "2024-05-20");
	put_act(&signing, &signing.alderman, SIGNATURE_SIGNED, "2024-05-22");
	put_act(&signing, &signing.chair, SIGNATURE_SIGNED, "2024-05-22");
	put_act(&signing, &signing.director, SIGNATURE_SIGNED, "2024-05-22");
	own = programme_row(signing.draft, agreement, signing.agreement.id);
	timeline = timeline_of(signing.draft, tree_actions(signing.draft, programme_root(signing.draft), test_arena()), none, none, test_day("2025-06-02"), test_arena());
	timeline_add_agreements(&timeline, signing.draft, (struct row_list){ &own, 1 }, test_day("2025-06-02"), test_arena());
	CHECK_NUMBER(timeline.steps.count, 2);
	CHECK(timeline.steps.at[0].record == &agreement_record && timeline.steps.at[0].state == TIMELINE_REACHED && timeline.steps.at[0].moved);
	CHECK_NUMBER(timeline.steps.at[0].at, day_first(test_day("2024-05-22")));
	CHECK(timeline.steps.at[1].record == &service_record && timeline.steps.at[1].state == TIMELINE_OVERDUE);
	programme_discard(signing.draft);
}
