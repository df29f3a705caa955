/* SPDX-License-Identifier: EUPL-1.2 */
#include "handover/handover.h"

#include "party/party.h"
#include "access/access.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"

enum { LEAVER = 900, NEXT, OTHER, FRESH = 950 };

static struct role role(const char *node, enum role_kind kind, size_t contact, size_t deputy, const char *from, const char *until)
{
	return (struct role){ .id = id_new(), .node = test_node(test_lev(), node)->id, .party = test_party(test_lev(), "duiven"), .kind = kind,
		.state = ROLE_ACCEPTED, .contact = contact ? sample_id(contact) : ID_NONE, .deputy = deputy ? sample_id(deputy) : ID_NONE,
		.from = test_day(from), .until = test_day(until) };
}

static struct mandate mandate(size_t person, enum capacity capacity, const char *from, const char *until)
{
	return (struct mandate){ .id = id_new(), .person = sample_id(person), .capacity = capacity, .party = test_party(test_lev(), "duiven"),
		.function = STR("wethouder"), .from = test_day(from), .until = test_day(until) };
}

static const struct programme *with(const struct role *roles, size_t role_count, const struct mandate *mandates, size_t mandate_count)
{
	struct programme *draft = programme_draft(test_lev());

	for (size_t i = 0; i < role_count; i++)
		programme_put(draft, &role_record, &roles[i]);
	for (size_t i = 0; i < mandate_count; i++)
		programme_put(draft, &mandate_record, &mandates[i]);
	return programme_publish(draft);
}

static struct plan plan(const struct programme *programme, const struct passing *passings, size_t count, const char *day)
{
	struct handover handover = { .day = test_day(day), .passings = passings, .passing_count = count };
	size_t ids = handover_ids(programme, &handover);
	struct id *fresh = arena_array(test_arena(), struct id, ids + 1);

	for (size_t i = 0; i < ids; i++)
		fresh[i] = sample_id(FRESH + i);
	return handover_plan(programme, &handover, fresh, test_arena());
}

/* As it stands after the plan. */
static const struct programme *after(const struct programme *programme, const struct plan *plan)
{
	struct programme *draft = programme_draft(programme);

	for (size_t i = 0; i < plan->count; i++)
		if (plan->at[i].after)
			programme_put(draft, plan->at[i].record, plan->at[i].after);
		else
			programme_remove(draft, plan->at[i].record, row_id(plan->at[i].before));
	return programme_publish(draft);
}

static size_t contact_on(const struct programme *programme, const char *node, const char *day)
{
	const struct role *lead = role_lead(programme, test_node(programme, node), test_day(day));

	for (size_t i = LEAVER; lead && i <= OTHER; i++)
		if (id_equal(lead->contact, sample_id(i)))
			return i;
	return 0;
}

TEST(who_leaves_hands_a_role_on_from_a_day_and_what_was_stays_readable)
{
	struct role leads = role("M-01", ROLE_LEAD, LEAVER, 0, "2024-01-01", "");
	const struct programme *lev = with(&leads, 1, NULL, 0), *later;
	struct plan step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_id(NEXT) } }, 1, "2025-03-01");

	CHECK_NUMBER(step.count, 2);
	CHECK_NUMBER(step.given_count, 1);
	CHECK_NUMBER(step.unowned, 0);
	later = after(lev, &step);
	CHECK_NUMBER(contact_on(later, "M-01", "2025-02-28"), LEAVER);
	CHECK_NUMBER(contact_on(later, "M-01", "2025-03-01"), NEXT);
	CHECK_NUMBER(role_lead(later, test_node(later, "M-01"), test_day("2025-03-01"))->state, ROLE_ACCEPTED);
	for (size_t i = 0; i < step.count; i++)
		CHECK_STR(test_check(later, step.at[i].record, step.at[i].after), "");
	programme_release(later);
	programme_release(lev);
}

/* Each case: the role's period, the day, and what comes of it. */
TEST(what_begins_later_changes_hands_as_it_is_and_what_has_ended_stays)
{
	static const struct { const char *from, *until, *day; size_t rows; } cases[] = {
		{ "", "", "2025-03-01", 2 },
		{ "2024", "2026", "2025-03-01", 2 },
		{ "2025-02-28", "", "2025-03-01", 2 },
		{ "2025-03-01", "", "2025-03-01", 1 },
		{ "2025-04-01", "", "2025-03-01", 1 },
		{ "2024-01-01", "2025-02-28", "2025-03-01", 0 },
		{ "2024-01-01", "2025-03-01", "2025-03-01", 2 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct role leads = role("M-01", ROLE_LEAD, LEAVER, 0, cases[i].from, cases[i].until);
		const struct programme *lev = with(&leads, 1, NULL, 0), *later;
		struct plan step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_id(NEXT) } }, 1, cases[i].day);

		CHECK_NUMBER(step.count, cases[i].rows);
		later = after(lev, &step);
		for (size_t k = 0; k < step.count; k++)
			CHECK_STR(test_check(later, step.at[k].record, step.at[k].after), "");
		programme_release(later);
		programme_release(lev);
	}
}

TEST(what_goes_to_nobody_yet_is_listed_as_left_without_an_owner)
{
	struct role roles[] = { role("M-01", ROLE_LEAD, LEAVER, OTHER, "", ""), role("M-02", ROLE_PARTNER, OTHER, LEAVER, "", "") };
	struct mandate holds = mandate(LEAVER, CAPACITY_SIGNATORY, "2022-06-01", "");
	const struct programme *lev = with(roles, 2, &holds, 1), *later;
	struct plan step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, ID_NONE } }, 1, "2026-03-18");

	CHECK_NUMBER(step.given_count, 3);
	CHECK_NUMBER(step.unowned, 3);
	CHECK_NUMBER(step.given[0].duty.kind, DUTY_MANDATE);
	later = after(lev, &step);
	CHECK_NUMBER(contact_on(later, "M-01", "2026-03-17"), LEAVER);
	CHECK(!id_known(role_lead(later, test_node(later, "M-01"), test_day("2026-03-18"))->contact));
	/* The deputy stays deputy: nobody was put forward. */
	CHECK(id_equal(role_lead(later, test_node(later, "M-01"), test_day("2026-03-18"))->deputy, sample_id(OTHER)));
	CHECK_NUMBER(handover_duties(later, sample_id(LEAVER), ID_NONE, test_day("2026-03-18"), test_arena()).count, 0);
	CHECK_NUMBER(handover_duties(later, sample_id(LEAVER), ID_NONE, test_day("2026-03-17"), test_arena()).count, 3);
	programme_release(later);
	programme_release(lev);
}

TEST(one_line_can_go_to_another_than_all_the_rest)
{
	struct role roles[] = { role("M-01", ROLE_LEAD, LEAVER, 0, "", ""), role("M-02", ROLE_LEAD, LEAVER, 0, "", "") };
	const struct programme *lev = with(roles, 2, NULL, 0), *later;
	struct plan step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_id(NEXT) },
		{ sample_id(LEAVER), roles[1].id, sample_id(OTHER) } }, 2, "2025-03-01");

	later = after(lev, &step);
	CHECK_NUMBER(contact_on(later, "M-01", "2025-03-01"), NEXT);
	CHECK_NUMBER(contact_on(later, "M-02", "2025-03-01"), OTHER);
	programme_release(later);
	programme_release(lev);
}

/* Contact person and deputy of one role go at once: one row ends, one begins. */
TEST(elections_replace_several_people_in_one_step)
{
	struct role both = role("M-01", ROLE_LEAD, LEAVER, OTHER, "", "");
	struct mandate holds[] = { mandate(LEAVER, CAPACITY_SIGNATORY, "2022-06-01", ""), mandate(OTHER, CAPACITY_SIGNATORY, "2022-06-01", "") };
	const struct programme *lev = with(&both, 1, holds, 2), *later;
	struct plan step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_id(NEXT) },
		{ sample_id(OTHER), ID_NONE, sample_id(NEXT) } }, 2, "2026-06-01");
	struct row_list mandates;

	CHECK_NUMBER(handover_people(lev, test_party(lev, "duiven"), test_day("2026-06-01"), test_arena()).count, 2);
	/* Two mandates end, one begins: nobody holds the same mandate twice. One role ends, one begins, without a deputy who is the contact person. */
	CHECK_NUMBER(step.count, 5);
	later = after(lev, &step);
	mandates = REFERRING(later, mandate, person, sample_id(NEXT));
	CHECK_NUMBER(mandates.count, 1);
	CHECK_NUMBER(ROW(mandate, mandates, 0)->capacity, CAPACITY_SIGNATORY);
	CHECK_STR(ROW(mandate, mandates, 0)->function, "wethouder");
	CHECK(day_equal(ROW(mandate, mandates, 0)->from, test_day("2026-06-01")));
	CHECK_NUMBER(contact_on(later, "M-01", "2026-06-01"), NEXT);
	CHECK(!id_known(role_lead(later, test_node(later, "M-01"), test_day("2026-06-01"))->deputy));
	programme_release(later);
	programme_release(lev);
}

TEST(a_question_to_the_one_who_leaves_is_put_anew_and_an_answer_given_stands)
{
	static const struct { enum role_state before, after; } cases[] = {
		{ ROLE_ASKED, ROLE_STATE_UNKNOWN }, { ROLE_ACCEPTED, ROLE_ACCEPTED }, { ROLE_ON_RECORD, ROLE_ON_RECORD }, { ROLE_STATE_UNKNOWN, ROLE_STATE_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct role one = role("M-01", ROLE_LEAD, LEAVER, 0, "", "");
		const struct programme *lev;
		struct plan step;
		one.state = cases[i].before;
		one.asked_on = test_day("2025-02-01");
		one.provenance.source = STR("Actieplan");
		lev = with(&one, 1, NULL, 0);
		step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_id(NEXT) } }, 1, "2025-03-01");
		CHECK_NUMBER(((const struct role *)step.at[1].after)->state, cases[i].after);
		CHECK(day_known(((const struct role *)step.at[1].after)->asked_on) == (cases[i].before != ROLE_ASKED));
		programme_release(lev);
	}
}

/* What a person holds for another party is no business of this party's. */
TEST(from_a_party_only_what_is_held_for_it_is_handed_on)
{
	struct role own = role("M-01", ROLE_LEAD, LEAVER, 0, "", ""), others = role("M-02", ROLE_LEAD, LEAVER, 0, "", "");
	struct passing all = { sample_id(LEAVER), ID_NONE, sample_id(NEXT) };
	struct handover handover = { .day = test_day("2025-03-01"), .passings = &all, .passing_count = 1 };
	const struct programme *lev;
	struct id fresh[2] = { sample_id(FRESH), sample_id(FRESH + 1) };
	struct plan step;

	others.party = test_party(test_lev(), "lindus");
	lev = with((struct role[]){ own, others }, 2, NULL, 0);
	handover.party = own.party;
	step = handover_plan(lev, &handover, fresh, test_arena());
	CHECK_NUMBER(step.given_count, 1);
	CHECK(id_equal(step.given[0].duty.role->id, own.id));
	CHECK_NUMBER(handover_duties(lev, sample_id(LEAVER), own.party, test_day("2025-03-01"), test_arena()).count, 1);
	CHECK_NUMBER(handover_duties(lev, sample_id(LEAVER), ID_NONE, test_day("2025-03-01"), test_arena()).count, 2);
	programme_release(lev);
}

/* Whatever is held and whoever leaves: after the step they hold nothing from the day on, the rest is as it was, and nothing is refused. */
TEST(after_any_handover_who_left_holds_nothing_and_what_was_before_is_unchanged)
{
	static const char *const nodes[] = { "M-01", "M-02", "L-02", "L-03", "retail" };
	struct sample sample = { .state = 11, .arena = test_arena() };

	for (int round = 0; round < 60; round++) {
		struct role roles[5];
		struct mandate holds[2] = { mandate(LEAVER, CAPACITY_MEMBER, "", ""), mandate(NEXT, CAPACITY_MEMBER, "", "") };
		const struct programme *lev, *later;
		struct plan step;
		for (size_t i = 0; i < 5; i++) {
			size_t contact = LEAVER + sample_number(&sample, 3), deputy = LEAVER + sample_number(&sample, 3);
			roles[i] = role(nodes[i], ROLE_PARTNER, contact, deputy == contact ? 0 : deputy, "", "");
			roles[i].from = sample_number(&sample, 2) ? day_add(test_day("2025-03-01"), (int32_t)sample_number(&sample, 20) - 10) : DAY_UNKNOWN;
		}
		lev = with(roles, 5, holds, 2);
		step = plan(lev, (struct passing[]){ { sample_id(LEAVER), ID_NONE, sample_number(&sample, 2) ? sample_id(NEXT) : ID_NONE } }, 1, "2025-03-01");
		later = after(lev, &step);
		CHECK_NUMBER(handover_duties(later, sample_id(LEAVER), ID_NONE, test_day("2025-03-01"), test_arena()).count, 0);
		for (size_t i = 0; i < step.count; i++)
			if (step.at[i].after)
				CHECK_STR(test_check(later, step.at[i].record, step.at[i].after), "");
		for (size_t i = 0; i < 5; i++) {
			struct row_list before = role_on(lev, test_node(lev, nodes[i]), ROLE_PARTNER, test_day("2025-02-28"), test_arena());
			struct row_list then = role_on(later, test_node(later, nodes[i]), ROLE_PARTNER, test_day("2025-02-28"), test_arena());
			CHECK_NUMBER(then.count, before.count);
			for (size_t k = 0; k < then.count; k++)
				CHECK(id_equal(ROW(role, then, k)->contact, ROW(role, before, k)->contact) &&
					id_equal(ROW(role, then, k)->deputy, ROW(role, before, k)->deputy));
		}
		programme_release(later);
		programme_release(lev);
	}
}
