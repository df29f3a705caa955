/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role.h"

#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"

static struct role role(const struct programme *programme, const char *node, const char *party, enum role_kind kind,
	const char *from, const char *until)
{
	return (struct role){ .id = id_new(), .node = test_node(programme, node)->id, .party = test_party(programme, party), .kind = kind,
		.state = ROLE_ACCEPTED, .from = test_day(from), .until = test_day(until) };
}

static const struct programme *with(const struct programme *programme, const struct role *role)
{
	struct programme *draft = programme_draft(programme);

	programme_put(draft, &role_record, role);
	return programme_publish(draft);
}

static const char *lead_of(const struct programme *programme, const char *node, const char *day)
{
	const struct role *lead = role_lead(programme, test_node(programme, node), test_day(day));

	if (!lead)
		return "";
	return id_equal(lead->party, test_party(programme, "lindus")) ? "lindus" : "another";
}

/* Logistics Valley executes logistics together with the embassy, also in its actions, until one names its own. */
TEST(executors_are_handed_down_until_a_deeper_node_names_its_own)
{
	struct role             own = role(test_lev(), "L-02", "han", ROLE_EXECUTOR, "2025", "");
	const struct programme *lev = with(test_lev(), &own);
	const struct node      *from;
	struct row_list         executors = role_executors(lev, test_node(lev, "L-02"), test_day("2024-12-31"), test_arena(), &from);

	CHECK_NUMBER(executors.count, 2);
	CHECK(id_equal(ROW(role, executors, 0)->party, test_party(lev, "logistics-valley-la")));
	CHECK(from == test_node(lev, "logistics"));
	executors = role_executors(lev, test_node(lev, "L-02"), test_day("2025-01-01"), test_arena(), &from);
	CHECK_NUMBER(executors.count, 1);
	CHECK(id_equal(ROW(role, executors, 0)->party, test_party(lev, "han")));
	CHECK(from == test_node(lev, "L-02"));
	executors = role_executors(lev, test_node(lev, "L-03"), test_day("2025-01-01"), test_arena(), NULL);
	CHECK_NUMBER(executors.count, 2);
	programme_release(lev);
}

TEST(without_any_executor_there_is_none_and_no_node_names_it)
{
	const struct node *from = test_node(test_first_lev(), "");

	CHECK_NUMBER(role_executors(test_first_lev(), test_node(test_first_lev(), "V-01"), test_day("2022-01-01"), test_arena(),
		&from).count, 0);
	CHECK(!from);
}

TEST(the_first_executor_comes_first_whoever_was_entered_first)
{
	struct role             together = role(test_lev(), "M-01", "lindus", ROLE_EXECUTOR, "", "");
	struct role             first = role(test_lev(), "M-01", "han", ROLE_EXECUTOR, "", "");
	struct programme       *draft = programme_draft(test_lev());
	const struct programme *lev;

	together.together = true;
	programme_put(draft, &role_record, &together);
	programme_put(draft, &role_record, &first);
	lev = programme_publish(draft);
	CHECK(id_equal(ROW(role, role_on(lev, test_node(lev, "M-01"), ROLE_EXECUTOR, test_day("2025-01-01"), test_arena()), 0)->party,
		test_party(lev, "han")));
	programme_release(lev);
}

TEST(a_lead_is_not_handed_down_and_not_taken_for_one_where_declined)
{
	struct role             lead = role(test_lev(), "manufacturing", "lindus", ROLE_LEAD, "2025", "2025-06-30");
	const struct programme *lev = with(test_lev(), &lead);

	CHECK_STR(str_of(lead_of(lev, "manufacturing", "2024-12-31")), "");
	CHECK_STR(str_of(lead_of(lev, "manufacturing", "2025-01-01")), "lindus");
	CHECK_STR(str_of(lead_of(lev, "manufacturing", "2025-06-30")), "lindus");
	CHECK_STR(str_of(lead_of(lev, "manufacturing", "2025-07-01")), "");
	CHECK_STR(str_of(lead_of(lev, "M-01", "2025-03-01")), "");
	CHECK_STR(str_of(lead_of(lev, "M-03", "2025-03-01")), "another");
	programme_release(lev);
	lead.state = ROLE_DECLINED;
	lev = with(test_lev(), &lead);
	CHECK_STR(str_of(lead_of(lev, "manufacturing", "2025-03-01")), "");
	CHECK_NUMBER(role_of_party(lev, test_party(lev, "lindus"), test_day("2025-03-01"), test_arena()).count, 3);
	programme_release(lev);
}

TEST(a_role_is_refused_with_what_is_wrong_and_what_would_be_right)
{
	static const struct {
		const char     *node, *party, *from, *until;
		enum role_kind  kind;
		enum role_state state;
		bool            together;
		const char     *source, *fault;
	} cases[] = {
		{ "M-01", "lindus", "", "", ROLE_LEAD, ROLE_ACCEPTED, false, "", "" },
		{ "M-03", "lindus", "", "", ROLE_LEAD, ROLE_ACCEPTED, false, "", "kind: LiemersNovum is the lead in that time." },
		{ "M-03", "lindus", "", "2023-12-31", ROLE_LEAD, ROLE_ACCEPTED, false, "", "kind: LiemersNovum is the lead" },
		{ "M-03", "lindus", "", "", ROLE_LEAD, ROLE_DECLINED, false, "", "" },
		{ "M-03", "lindus", "", "", ROLE_PARTNER, ROLE_ACCEPTED, false, "", "party: Lindus has this role already in that time." },
		{ "M-03", "lindus", "", "", ROLE_ADVISOR, ROLE_ACCEPTED, false, "", "" },
		{ "M-01", "han", "", "", ROLE_LEAD, ROLE_ACCEPTED, true, "", "together: Only an executor" },
		{ "M-01", "han", "", "", ROLE_EXECUTOR, ROLE_ACCEPTED, true, "", "" },
		{ "M-01", "han", "", "", ROLE_LEAD, ROLE_ON_RECORD, false, "", "source: A role on record from a source names the source." },
		{ "M-01", "han", "", "", ROLE_LEAD, ROLE_ON_RECORD, false, "https://x.nl/", "" },
		{ "M-01", "han", "2025-02", "2025-01", ROLE_LEAD, ROLE_ASKED, false, "", "until: The last day lies before the first day." },
		{ "M-01", "han", "", "", ROLE_UNKNOWN, ROLE_ASKED, false, "", "kind: This is needed" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct role one = role(test_lev(), cases[i].node, cases[i].party, cases[i].kind, cases[i].from, cases[i].until);
		struct str  fault;

		one.state = cases[i].state;
		one.together = cases[i].together;
		one.provenance.source = str_of(cases[i].source);
		fault = test_check(test_lev(), &role_record, &one);
		CHECK_STR(str_to(fault, str_of(cases[i].fault).len), cases[i].fault);
		CHECK((fault.len == 0) == !*cases[i].fault);
	}
}

/* A lead who leaves makes room from the day after. */
TEST(there_is_one_lead_at_a_time_and_the_next_begins_the_day_after)
{
	struct role             first = role(test_lev(), "M-01", "lindus", ROLE_LEAD, "", "2025-06-30");
	const struct programme *lev = with(test_lev(), &first);
	struct role             next = role(lev, "M-01", "han", ROLE_LEAD, "2025-06-30", "");

	CHECK_HAS(test_check(lev, &role_record, &next), "kind: Lindus is the lead");
	next.from = test_day("2025-07-01");
	CHECK_STR(test_check(lev, &role_record, &next), "");
	programme_release(lev);
}

/* Whatever roles the rules let in: on no day has a node two leads, and a lead found is one that holds. */
TEST(no_node_has_two_leads_on_a_day_whatever_was_entered)
{
	struct sample           sample = { .state = 7, .arena = test_arena() };
	static const char *const parties[] = { "lindus", "han", "ecorys" };
	struct programme       *draft = programme_draft(test_lev());
	const struct programme *lev;
	struct id               node = test_node(test_lev(), "M-01")->id;

	for (int i = 0; i < 200; i++) {
		size_t        from = sample_number(&sample, 300);
		struct role   one = role(test_lev(), "M-01", parties[sample_number(&sample, 3)], ROLE_LEAD, "", "");
		struct faults faults = { .arena = test_arena() };

		one.from = day_add(day_make(2025, 1, 1), (int32_t)from);
		one.until = day_add(one.from, (int32_t)sample_number(&sample, 20));
		one.state = sample_number(&sample, 4) ? ROLE_ACCEPTED : ROLE_DECLINED;
		if (row_check(draft, &role_record, &one, &faults))
			programme_put(draft, &role_record, &one);
	}
	lev = programme_publish(draft);
	for (int32_t d = 0; d < 330; d++) {
		struct day         day = day_add(day_make(2025, 1, 1), d);
		const struct role *lead = role_lead(lev, programme_node(lev, node), day);
		size_t             leads = role_on(lev, programme_node(lev, node), ROLE_LEAD, day, test_arena()).count;

		CHECK(leads <= 1);
		CHECK((lead != NULL) == (leads == 1));
		CHECK(!lead || (lead->state != ROLE_DECLINED && period_has(lead->from, lead->until, day)));
	}
	programme_release(lev);
}

TEST(only_what_is_accepted_or_on_record_from_a_source_counts)
{
	static const struct { enum role_state state; bool counts, answerable; } cases[] = {
		{ ROLE_STATE_UNKNOWN, false, false }, { ROLE_ASKED, false, true }, { ROLE_ACCEPTED, true, false }, { ROLE_DECLINED, false, true },
		{ ROLE_ON_RECORD, true, false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct role one = { .state = cases[i].state };
		CHECK(role_counts(&one) == cases[i].counts);
		CHECK(role_answerable(&one) == cases[i].answerable);
	}
}

TEST(a_role_wants_one_thing_of_the_office_the_first_that_fits)
{
	static const struct {
		enum role_state state;
		bool            contact, referred;
		const char     *party, *until;
		enum role_want  want;
	} cases[] = {
		{ ROLE_STATE_UNKNOWN, false, false, "lindus", "", ROLE_WANTS_CONTACT },
		{ ROLE_STATE_UNKNOWN, true, false, "lindus", "", ROLE_WANTS_ASKING },
		{ ROLE_STATE_UNKNOWN, true, false, "lindus", "2025-02-28", ROLE_WANTS_NOTHING },
		{ ROLE_STATE_UNKNOWN, true, false, "lindus", "2025-03-01", ROLE_WANTS_ASKING },
		{ ROLE_STATE_UNKNOWN, false, false, "hanzesteden", "", ROLE_WANTS_NOTHING },
		{ ROLE_ASKED, true, false, "lindus", "", ROLE_WANTS_ANSWER },
		{ ROLE_ASKED, true, true, "lindus", "", ROLE_WAS_REFERRED },
		{ ROLE_ASKED, true, false, "lindus", "2025-02", ROLE_WANTS_NOTHING },
		{ ROLE_DECLINED, true, false, "lindus", "", ROLE_WAS_DECLINED },
		{ ROLE_ACCEPTED, true, false, "lindus", "", ROLE_WANTS_NOTHING },
		{ ROLE_ACCEPTED, false, false, "lindus", "", ROLE_WANTS_CONTACT },
		{ ROLE_ON_RECORD, false, false, "lindus", "", ROLE_WANTS_CONTACT },
		{ ROLE_ON_RECORD, true, false, "lindus", "", ROLE_WANTS_NOTHING },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct role one = role(test_lev(), "M-01", cases[i].party, ROLE_LEAD, "", cases[i].until);
		one.state = cases[i].state;
		one.contact = cases[i].contact ? sample_id(1) : ID_NONE;
		one.referred = cases[i].referred ? sample_id(2) : ID_NONE;
		CHECK_NUMBER(role_wants(test_lev(), &one, test_day("2025-03-01")), cases[i].want);
	}
}

TEST(an_answer_is_late_from_the_day_after_it_was_asked_by)
{
	struct role one = { .state = ROLE_ASKED, .answer_by = test_day("2025-03-15") };

	CHECK(!role_overdue(&one, test_day("2025-03-15")));
	CHECK(role_overdue(&one, test_day("2025-03-16")));
	one.referred = sample_id(1);
	CHECK(!role_overdue(&one, test_day("2025-03-16")));
	one = (struct role){ .state = ROLE_DECLINED, .answer_by = test_day("2025-03-15") };
	CHECK(!role_overdue(&one, test_day("2025-03-16")));
}

TEST(a_person_is_shown_the_roles_they_were_asked_for_and_no_other)
{
	struct role asked = role(test_lev(), "M-01", "lindus", ROLE_LEAD, "", ""), ended = role(test_lev(), "M-02", "lindus", ROLE_LEAD, "", "2025-02-28");
	struct role never = role(test_lev(), "L-02", "lindus", ROLE_LEAD, "", ""), others = role(test_lev(), "L-03", "lindus", ROLE_PARTNER, "", "");
	struct programme *draft = programme_draft(test_lev());
	const struct programme *lev;
	struct row_list list;

	asked.contact = ended.contact = never.contact = sample_id(1);
	others.contact = sample_id(2);
	asked.asked_on = ended.asked_on = others.asked_on = test_day("2025-02-01");
	asked.state = ended.state = others.state = ROLE_ASKED;
	programme_put(draft, &role_record, &asked);
	programme_put(draft, &role_record, &ended);
	programme_put(draft, &role_record, &never);
	programme_put(draft, &role_record, &others);
	lev = programme_publish(draft);
	list = role_asked_of(lev, sample_id(1), test_day("2025-03-01"), test_arena());
	CHECK_NUMBER(list.count, 1);
	CHECK(id_equal(ROW(role, list, 0)->id, asked.id));
	CHECK_NUMBER(role_asked_of(lev, sample_id(1), test_day("2025-02-28"), test_arena()).count, 2);
	CHECK_NUMBER(role_asked_of(lev, ID_NONE, test_day("2025-03-01"), test_arena()).count, 0);
	programme_release(lev);
}

static bool holds(const struct programme *programme, const char *node, const char *party, const char *day)
{
	return role_holds(programme, test_node(programme, node), test_party(programme, party), test_day(day));
}

/* Who executes the theme has a role in each of its actions, until one names its own; who leads the theme has none in them. */
TEST(a_party_holds_a_role_that_is_handed_down_and_no_other)
{
	struct role own = role(test_lev(), "L-02", "han", ROLE_EXECUTOR, "2025", "");
	struct role lead = role(test_lev(), "logistics", "duiven", ROLE_LEAD, "", "");
	const struct programme *first = with(test_lev(), &own), *lev = with(first, &lead);

	CHECK(holds(lev, "logistics", "logistics-valley-la", "2024-12-31"));
	CHECK(holds(lev, "L-02", "logistics-valley-la", "2024-12-31"));
	CHECK(!holds(lev, "L-02", "han", "2024-12-31"));
	CHECK(holds(lev, "L-02", "han", "2025-01-01"));
	CHECK(!holds(lev, "L-02", "logistics-valley-la", "2025-01-01"));
	CHECK(holds(lev, "logistics", "duiven", "2025-01-01"));
	CHECK(!holds(lev, "L-02", "duiven", "2025-01-01"));
	programme_release(lev);
	programme_release(first);
}

TEST(a_declined_role_is_none)
{
	struct role declined = role(test_lev(), "M-01", "duiven", ROLE_PARTNER, "", "");
	const struct programme *lev;

	declined.state = ROLE_DECLINED;
	declined.state_reason = STR("Geen tijd");
	lev = with(test_lev(), &declined);
	CHECK(!holds(lev, "M-01", "duiven", "2025-01-01"));
	programme_release(lev);
}
