/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement.h"

#include "base/hash.h"
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
