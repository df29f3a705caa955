/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/access.h"

#include <string.h>

#include "action/action.h"
#include "agreement/agreement.h"
#include "document/document.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "proposal/proposal.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

/*
 * The Liemers with one person in each capacity. LiemersNovum leads M-03, Lindus is its partner; LiemersNovum's own are told apart
 * from those of the other party. M-09 is a draft that LiemersNovum is asked to lead.
 */
enum who {
	PUBLIC, STRANGER, KEEPER, OFFICE, MEMBER, OTHER_MEMBER, SIGNATORY, OTHER_SIGNATORY, COUNCILLOR, CLERK, EVALUATOR, FORMER_OFFICE,
	WHO_COUNT
};

static const struct { enum capacity capacity; const char *party; } mandates[WHO_COUNT] = {
	[OFFICE] = { CAPACITY_OFFICE, "" }, [MEMBER] = { CAPACITY_MEMBER, "liemersnovum" }, [OTHER_MEMBER] = { CAPACITY_MEMBER, "rotra" },
	[SIGNATORY] = { CAPACITY_SIGNATORY, "liemersnovum" }, [OTHER_SIGNATORY] = { CAPACITY_SIGNATORY, "rotra" },
	[COUNCILLOR] = { CAPACITY_COUNCILLOR, "duiven" }, [CLERK] = { CAPACITY_CLERK, "duiven" },
	[EVALUATOR] = { CAPACITY_EVALUATOR, "" }, [FORMER_OFFICE] = { CAPACITY_OFFICE, "" },
};

struct scene {
	const struct programme *programme;
	struct person           person[WHO_COUNT];
	struct id               draft;          /* action M-09 */
};

static const char today[] = "2025-03-01";

static void put_mandates(struct scene *scene, struct programme *draft)
{
	for (int who = STRANGER; who < WHO_COUNT; who++) {
		struct mandate mandate = { .id = id_new(), .capacity = mandates[who].capacity };

		scene->person[who] = (struct person){ .id = id_new(), .name = STR("A"), .keeper = who == KEEPER };
		if (mandate.capacity == CAPACITY_NONE)
			continue;
		mandate.person = scene->person[who].id;
		mandate.party = *mandates[who].party ? test_party(draft, mandates[who].party) : ID_NONE;
		mandate.until = who == FORMER_OFFICE ? test_day("2025-02-28") : DAY_UNKNOWN;
		programme_put(draft, &mandate_record, &mandate);
	}
}

static struct scene scene_set(void)
{
	struct scene      scene = { .person[PUBLIC] = person_public };
	struct programme *draft = programme_draft(test_lev());
	struct action     action = { .id = id_new(), .number = STR("M-09"), .title = STR("Open days"), .visibility = VISIBILITY_DRAFT };
	struct role       asked = { .id = id_new(), .node = action.id, .party = test_party(draft, "liemersnovum"), .kind = ROLE_LEAD,
		.state = ROLE_ASKED };

	put_mandates(&scene, draft);
	programme_put(draft, &action_record, &action);
	programme_put(draft, &role_record, &asked);
	scene.draft = action.id;
	scene.programme = programme_publish(draft);
	return scene;
}

/* Who has a right on the action that LiemersNovum leads, M-03. Docs: rules.md 15. */
static const struct { enum right right; const char *may; } table[] = {
	/*                        public stranger keeper office member other signatory other councillor clerk evaluator former */
	{ RIGHT_NONE,             "yes    yes      yes    yes    yes    yes   yes       yes   yes        yes   yes       yes" },
	{ RIGHT_READ,             "yes    yes      yes    yes    yes    yes   yes       yes   yes        yes   yes       yes" },
	{ RIGHT_READ_DRAFT,       "no     no       yes    yes    no     no    no        no    no         no    yes       no " },
	{ RIGHT_READ_INTERNAL,    "no     no       yes    yes    no     no    no        no    no         no    no        no " },
	{ RIGHT_EDIT,             "no     no       yes    yes    no     no    no        no    no         no    no        no " },
	{ RIGHT_PROPOSE,          "no     no       yes    yes    yes    yes   yes       yes   no         no    no        no " },
	{ RIGHT_UPDATE_ACTION,    "no     no       yes    yes    yes    no    yes       no    no         no    no        no " },
	{ RIGHT_ACCEPT_ROLE,      "no     no       yes    yes    yes    no    yes       no    no         no    no        no " },
	{ RIGHT_PEOPLE,           "no     no       yes    yes    no     no    no        no    no         no    no        no " },
	{ RIGHT_PEOPLE_OF_PARTY,  "no     no       yes    yes    yes    yes   no        no    no         no    no        no " },
	{ RIGHT_REDACT,           "no     no       yes    yes    no     no    no        no    no         no    no        no " },
	{ RIGHT_RECORD_DECISION,  "no     no       yes    yes    yes    yes   yes       yes   no         yes   no        no " },
	{ RIGHT_SIGN,             "no     no       no     no     no     no    yes       yes   no         no    no        no " },
	{ RIGHT_PUT_QUESTION,     "no     no       yes    yes    no     no    no        no    yes        yes   no        no " },
	{ RIGHT_ANSWER_QUESTION,  "no     no       yes    yes    yes    yes   yes       yes   no         no    no        no " },
};

/* What belongs to one party, here Duiven's: to the office, and to who acts for Duiven. */
static const struct { enum right right; const char *may; } of_duiven[] = {
	/*                        public stranger keeper office member other signatory other councillor clerk evaluator former */
	{ RIGHT_RECORD_DECISION,  "no     no       yes    yes    no     no    no        no    no         yes   no        no " },
	{ RIGHT_SIGN,             "no     no       no     no     no     no    no        no    no         no    no        no " },
	{ RIGHT_PUT_QUESTION,     "no     no       yes    yes    no     no    no        no    yes        yes   no        no " },
	{ RIGHT_ANSWER_QUESTION,  "no     no       yes    yes    no     no    no        no    no         no    no        no " },
};

static bool expected(const char *may, int who)
{
	struct str rest = str_of(may), word;

	for (int i = 0; str_next(&rest, ' ', &word);)
		if (word.len > 0 && i++ == who)
			return str_is(word, "yes");
	fail_msg("the table has too few columns");
	return false;
}

TEST(each_capacity_has_the_rights_of_the_table_and_no_other)
{
	struct scene       scene = scene_set();
	const struct node *node = test_node(scene.programme, "M-03");

	CHECK_NUMBER(sizeof table / sizeof table[0], RIGHT_COUNT);
	for (size_t r = 0; r < sizeof table / sizeof table[0]; r++)
		for (int who = 0; who < WHO_COUNT; who++)
			if (access_may(scene.programme, &scene.person[who], table[r].right, node, test_day(today), NULL) !=
			    expected(table[r].may, who))
				fail_msg("right %s, person %d", right_label[table[r].right], who);
	programme_release(scene.programme);
}

TEST(what_belongs_to_a_party_is_done_by_its_own_people_or_the_office)
{
	struct scene scene = scene_set();
	struct id    duiven = test_party(scene.programme, "duiven"), novum = test_party(scene.programme, "liemersnovum");

	for (size_t r = 0; r < sizeof of_duiven / sizeof of_duiven[0]; r++)
		for (int who = 0; who < WHO_COUNT; who++)
			if (access_may_for(scene.programme, &scene.person[who], of_duiven[r].right, duiven, test_day(today), NULL) !=
			    expected(of_duiven[r].may, who))
				fail_msg("right %s, person %d", right_label[of_duiven[r].right], who);
	CHECK(access_may_for(scene.programme, &scene.person[SIGNATORY], RIGHT_SIGN, novum, test_day(today), NULL));
	CHECK(!access_may_for(scene.programme, &scene.person[OTHER_SIGNATORY], RIGHT_SIGN, novum, test_day(today), NULL));
	CHECK(access_may_for(scene.programme, &scene.person[MEMBER], RIGHT_RECORD_DECISION, novum, test_day(today), NULL));
	CHECK(!access_may_for(scene.programme, &scene.person[MEMBER], RIGHT_RECORD_DECISION, ID_NONE, test_day(today), NULL));
	CHECK(access_may_for(scene.programme, &scene.person[OFFICE], RIGHT_RECORD_DECISION, ID_NONE, test_day(today), NULL));
	programme_release(scene.programme);
}

TEST(a_refusal_says_which_right_is_missing_and_who_has_it)
{
	struct scene  scene = scene_set();
	struct faults faults = { .arena = test_arena() };

	CHECK(!access_may(scene.programme, &scene.person[PUBLIC], RIGHT_EDIT, NULL, test_day(today), &faults));
	CHECK(!access_may(scene.programme, &scene.person[COUNCILLOR], RIGHT_PEOPLE, NULL, test_day(today), &faults));
	CHECK_NUMBER(faults.count, 2);
	CHECK_NUMBER(faults.at[0].kind, FAULT_NOT_SIGNED_IN);
	CHECK_STR(fault_text(&faults.at[0], test_arena()), "You may not change the programme. Who may: the programme office.");
	CHECK_NUMBER(faults.at[1].kind, FAULT_FORBIDDEN);
	for (int right = RIGHT_READ; right < RIGHT_COUNT; right++)
		CHECK(*right_label[right] && *access_holders((enum right)right));
	programme_release(scene.programme);
}

TEST(a_mandate_holds_until_its_last_day)
{
	struct scene scene = scene_set();

	CHECK(access_may(scene.programme, &scene.person[FORMER_OFFICE], RIGHT_EDIT, NULL, test_day("2025-02-28"), NULL));
	CHECK(!access_may(scene.programme, &scene.person[FORMER_OFFICE], RIGHT_EDIT, NULL, test_day("2025-03-01"), NULL));
	programme_release(scene.programme);
}

/* Who leads or executes reports, also where the executor is handed down; a partner does not. */
TEST(an_action_is_reported_on_by_the_party_that_leads_or_executes_it)
{
	static const struct { const char *node, *party; bool may; } cases[] = {
		{ "M-03", "liemersnovum", true }, { "M-03", "liemerse-ambassade", true }, { "M-03", "lindus", false },
		{ "L-02", "logistics-valley", true }, { "L-02", "logistics-valley-la", true }, { "L-02", "liemerse-ambassade", true },
		{ "L-02", "liemersnovum", false }, { "M-01", "lindus", false }, { "", "liemerse-ambassade", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct programme       *draft = programme_draft(test_lev());
		struct person           person = { .id = id_new(), .name = STR("A") };
		struct mandate          mandate = { .id = id_new(), .person = person.id, .capacity = CAPACITY_MEMBER,
			.party = test_party(draft, cases[i].party) };
		const struct programme *lev;

		programme_put(draft, &mandate_record, &mandate);
		lev = programme_publish(draft);
		CHECK_NUMBER(access_may(lev, &person, RIGHT_UPDATE_ACTION, test_node(lev, cases[i].node), test_day(today), NULL), cases[i].may);
		CHECK(!access_may(lev, &person, RIGHT_UPDATE_ACTION, NULL, test_day(today), NULL));
		programme_release(lev);
	}
}

TEST(a_draft_is_seen_by_the_office_the_evaluator_and_those_asked_for_it)
{
	static const bool      sees[WHO_COUNT] = { [KEEPER] = true, [OFFICE] = true, [MEMBER] = true, [SIGNATORY] = true, [EVALUATOR] = true };
	struct scene           scene = scene_set();
	const struct action   *action = programme_row(scene.programme, action, scene.draft);
	struct milestone       milestone = { .id = id_new(), .action = scene.draft, .title = STR("First") };
	struct programme      *draft = programme_draft(scene.programme);
	const struct programme *lev;

	programme_put(draft, &milestone_record, &milestone);
	lev = programme_publish(draft);
	for (int who = 0; who < WHO_COUNT; who++) {
		CHECK_NUMBER(access_sees(lev, &scene.person[who], &action_record, action, test_day(today)), sees[who]);
		/* What hangs on a draft is a draft. */
		CHECK_NUMBER(access_sees(lev, &scene.person[who], &milestone_record, &milestone, test_day(today)), sees[who]);
		CHECK(access_sees(lev, &scene.person[who], &action_record, test_node(lev, "M-03")->row, test_day(today)));
	}
	programme_release(lev);
	programme_release(scene.programme);
}

TEST(a_draft_document_is_seen_by_the_office_and_the_evaluator_only)
{
	static const bool sees[WHO_COUNT] = { [KEEPER] = true, [OFFICE] = true, [EVALUATOR] = true };
	struct scene      scene = scene_set();
	struct document   document = { .id = id_new(), .key = STR("d"), .title = STR("D"), .visibility = VISIBILITY_DRAFT };

	for (int who = 0; who < WHO_COUNT; who++)
		CHECK_NUMBER(access_sees(scene.programme, &scene.person[who], &document_record, &document, test_day(today)), sees[who]);
	programme_release(scene.programme);
}

TEST(a_draft_agreement_with_its_parts_is_seen_by_the_office_the_evaluator_and_once_offered_by_who_signs_it)
{
	struct scene scene = scene_set();
	struct programme *draft = programme_draft(scene.programme);
	struct agreement agreement = { .id = id_new(), .key = STR("dvo"), .title = STR("Dienstverlening"), .visibility = VISIBILITY_DRAFT };
	struct signatory signatory = { .id = id_new(), .agreement = agreement.id, .party = test_party(draft, "liemersnovum"), .function = STR("bestuurder") };
	struct service service = { .id = id_new(), .agreement = agreement.id, .number = { 1, true }, .title = STR("Monitor") };

	programme_put(draft, &agreement_record, &agreement);
	programme_put(draft, &signatory_record, &signatory);
	programme_put(draft, &service_record, &service);
	CHECK(!access_sees(draft, &scene.person[SIGNATORY], &service_record, &service, test_day(today)));
	agreement.frozen.ms = 1700000000000;
	programme_put(draft, &agreement_record, &agreement);
	for (int who = PUBLIC; who < WHO_COUNT; who++) {
		bool expected = who == KEEPER || who == OFFICE || who == EVALUATOR || who == MEMBER || who == SIGNATORY;
		CHECK(access_sees(draft, &scene.person[who], &agreement_record, &agreement, test_day(today)) == expected);
		CHECK(access_sees(draft, &scene.person[who], &service_record, &service, test_day(today)) == expected);
		CHECK(access_sees(draft, &scene.person[who], &signatory_record, &signatory, test_day(today)) == expected);
	}
	agreement.visibility = VISIBILITY_PUBLISHED;
	programme_put(draft, &agreement_record, &agreement);
	CHECK(access_sees(draft, &scene.person[PUBLIC], &service_record, &service, test_day(today)));
	programme_discard(draft);
	programme_release(scene.programme);
}

TEST(notes_of_the_office_are_for_the_office)
{
	static const bool   sees[WHO_COUNT] = { [KEEPER] = true, [OFFICE] = true };
	struct scene        scene = scene_set();
	const struct field *note = record_field(&participation_record, "internal"), *reason = record_field(&participation_record, "reason");

	for (int who = 0; who < WHO_COUNT; who++) {
		CHECK_NUMBER(access_sees_field(scene.programme, &scene.person[who], &participation_record, note, test_day(today)), sees[who]);
		CHECK(access_sees_field(scene.programme, &scene.person[who], &participation_record, reason, test_day(today)));
	}
	programme_release(scene.programme);
}

TEST(mandates_and_proposals_are_seen_by_the_office_and_their_own_person)
{
	struct scene          scene = scene_set();
	const struct mandate *own = ROW(mandate, REFERRING(scene.programme, mandate, person, scene.person[MEMBER].id), 0);
	struct proposal       proposal = { .id = id_new(), .person = scene.person[MEMBER].id };

	for (int who = 0; who < WHO_COUNT; who++) {
		bool sees = who == KEEPER || who == OFFICE || who == MEMBER;
		CHECK_NUMBER(access_sees(scene.programme, &scene.person[who], &mandate_record, own, test_day(today)), sees);
		CHECK_NUMBER(access_sees(scene.programme, &scene.person[who], &proposal_record, &proposal, test_day(today)), sees);
	}
	programme_release(scene.programme);
}

TEST(a_programme_that_is_a_draft_is_there_for_those_with_a_mandate_in_it)
{
	struct scene            scene = scene_set();
	struct programme       *draft = programme_draft(scene.programme);
	struct programme_facts  facts = *tree_facts(scene.programme);
	const struct programme *lev;

	facts.visibility = VISIBILITY_DRAFT;
	programme_put(draft, &programme_facts_record, &facts);
	lev = programme_publish(draft);
	for (int who = 0; who < WHO_COUNT; who++) {
		bool sees = who != PUBLIC && who != STRANGER && who != FORMER_OFFICE;
		CHECK_NUMBER(access_sees_programme(lev, &scene.person[who], test_day(today)), sees);
		CHECK_NUMBER(access_sees(lev, &scene.person[who], &programme_facts_record, tree_facts(lev), test_day(today)), sees);
		CHECK(access_sees_programme(scene.programme, &scene.person[who], test_day(today)));
	}
	programme_release(lev);
	programme_release(scene.programme);
}

TEST(a_person_acts_for_the_party_of_a_mandate_that_may_propose)
{
	static const char *const party[WHO_COUNT] = { [MEMBER] = "liemersnovum", [OTHER_MEMBER] = "rotra", [SIGNATORY] = "liemersnovum",
		[OTHER_SIGNATORY] = "rotra" };
	struct scene scene = scene_set();

	for (int who = 0; who < WHO_COUNT; who++)
		CHECK(id_equal(access_party(scene.programme, &scene.person[who], test_day(today)),
			party[who] ? test_party(scene.programme, party[who]) : ID_NONE));
	programme_release(scene.programme);
}

TEST(a_mandate_names_its_party_unless_it_is_of_the_office_or_an_evaluator)
{
	struct mandate mandate = { .id = id_new(), .person = id_new() };

	for (int capacity = CAPACITY_OFFICE; capacity <= CAPACITY_EVALUATOR; capacity++) {
		bool needs = capacity != CAPACITY_OFFICE && capacity != CAPACITY_EVALUATOR;
		mandate.capacity = (enum capacity)capacity;
		CHECK_STR(test_check(test_lev(), &mandate_record, &mandate), needs ? "party: Say for which party this person acts." : "");
	}
	mandate.from = test_day("2025-02");
	mandate.until = test_day("2025-01");
	CHECK_STR(test_check(test_lev(), &mandate_record, &mandate), "until: The last day lies before the first day.");
}

/* An update of a round that closes on 15 February: on 15 February no day ahead shows it, on 16 February it is public. */
TEST(a_day_ahead_shows_nothing_that_waits_until_its_round_is_closed)
{
	struct programme *draft = programme_draft(test_lev());
	struct programme_facts facts = *tree_facts(draft);
	struct round round = { .id = id_new(), .name = STR("Ronde"), .opens = test_day("2026-01-01"), .due = test_day("2026-02-01"),
		.closes = test_day("2026-02-15") };
	struct update update = { .id = id_new(), .action = test_node(draft, "M-03")->id, .round = round.id, .day = test_day("2026-01-10"),
		.light = LIGHT_AT_RISK, .text = STR("Nog niet voor iedereen") };
	struct question question = { .id = id_new(), .update = update.id, .text = STR("Hoezo?") };
	const struct programme *before, *held, *open;

	facts.updates_public = UPDATES_PUBLIC_WHEN_CLOSED;
	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &round_record, &round);
	programme_put(draft, &update_record, &update);
	programme_put(draft, &question_record, &question);
	before = programme_publish(draft);
	held = access_ahead(before, test_day("2026-02-15"));
	open = access_ahead(before, test_day("2026-02-16"));
	CHECK_NUMBER(held->updates.count, before->updates.count - 1);
	CHECK(!programme_row(held, update, update.id));
	CHECK(!programme_row(held, question, question.id));
	CHECK_NUMBER(held->version, before->version);
	CHECK(open == before);
	programme_release(held);
	programme_release(open);
	programme_release(before);
}
