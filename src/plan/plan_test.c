/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan_model.h"

#include "action/action.h"
#include "base/buf.h"
#include "base/hash.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct action action_copy(const struct programme *programme, const char *number)
{
	return *action_by_number(programme, str_of(number));
}

/* "moved last M-03; added M-99": what plan_compare finds. */
static struct str changes_of(const struct programme *before, const struct programme *after, const char *day)
{
	struct plan_changes changes = plan_compare((struct plan_at){ before, test_day(day) }, (struct plan_at){ after, test_day(day) }, test_arena());
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < changes.count; i++) {
		const struct plan_change *change = &changes.at[i];
		const struct node *node = change->node;
		buf_addf(&out, "%s%s", i ? "; " : "", words_wire(&plan_change_words, (int)change->kind));
		if (change->field)
			buf_addf(&out, " %s", change->field->name);
		buf_addf(&out, " %.*s", STR_ARG(node && node->record == &action_record ? ((const struct action *)node->row)->number
			: node && node->record == &theme_record ? ((const struct theme *)node->row)->key : STR("programme")));
	}
	text = buf_copy(&out, test_arena());
	buf_clear(&out);
	return text;
}

TEST(a_frozen_plan_is_read_again_as_the_same_plan)
{
	struct str frozen = plan_canonical(test_lev(), test_arena());
	struct faults faults = { .arena = test_arena() };
	const struct programme *again = plan_read(frozen, &faults);

	CHECK(again != NULL);
	CHECK_STR(changes_of(again, test_lev(), "2026-01-01"), "");
	CHECK(str_equal(frozen, plan_canonical(again, test_arena())));
	CHECK(!plan_read(STR("{\"format\":\"speerpunt-plan/2\"}"), &faults));
	CHECK(!plan_read(STR("{\"format\":\"speerpunt-plan/1\",\"programme\":\"01a21368-9585-72b9-a706-ed6d3c6c9928\",\"nothing\":[]}"), &faults));
	programme_release(again);
}

TEST(a_frozen_plan_holds_no_draft_and_no_note_of_the_office)
{
	struct programme *draft = programme_draft(test_lev());
	struct action secret = { .id = id_new(), .number = STR("X-99"), .title = STR("Geheim plan"), .status = ACTION_PLANNED, .visibility = VISIBILITY_DRAFT };
	struct action noted = action_copy(draft, "M-01");
	struct milestone hidden = { .id = id_new(), .action = secret.id, .title = STR("Stille stap") };
	struct str frozen;

	noted.internal = STR("Alleen voor het bureau");
	programme_put(draft, &action_record, &secret);
	programme_put(draft, &milestone_record, &hidden);
	programme_put(draft, &action_record, &noted);
	frozen = plan_canonical(draft, test_arena());
	CHECK_HAS_NOT(frozen, "Geheim plan");
	CHECK_HAS_NOT(frozen, "Stille stap");
	CHECK_HAS_NOT(frozen, "Alleen voor het bureau");
	programme_discard(draft);
}

TEST(two_plans_are_compared_by_what_changed)
{
	struct programme *draft = programme_draft(test_lev());
	struct action moved = action_copy(draft, "M-01"), retold = action_copy(draft, "V-02"), added = { .id = id_new(), .number = STR("Z-01"),
		.title = STR("Nieuw"), .status = ACTION_PLANNED, .theme = test_node(draft, "logistics")->id };
	struct role lead = { .id = id_new(), .node = moved.id, .party = test_party(draft, "zevenaar"), .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };
	struct budget_line line = { .id = id_new(), .node = retold.id, .title = STR("Campagne"), .year = { 2026, true }, .amount = { 100, true }, .key = KEY_EQUAL };
	struct participation out = { .id = id_new(), .node = moved.id, .party = test_party(draft, "duiven"), .standing = STANDING_DOES_NOT_PARTICIPATE,
		.from = test_day("2026-02-01") };
	const struct programme *after;

	moved.last = test_day("2026-11-30");
	retold.result = STR("Anders");
	programme_put(draft, &action_record, &moved);
	programme_put(draft, &action_record, &retold);
	programme_put(draft, &action_record, &added);
	programme_put(draft, &role_record, &lead);
	programme_put(draft, &budget_line_record, &line);
	programme_put(draft, &participation_record, &out);
	after = programme_publish(draft);
	CHECK_STR(changes_of(test_lev(), after, "2026-01-01"), "moved last M-01; lead M-01; added Z-01; money V-02; text result V-02");
	/* From the day on which it holds. */
	CHECK_HAS(changes_of(test_lev(), after, "2026-02-01"), "participation M-01");
	CHECK_HAS(changes_of(after, test_lev(), "2026-01-01"), "dropped Z-01");
	programme_release(after);
}

TEST(a_plan_is_complete_when_every_action_is_and_says_everything_at_once)
{
	struct programme *draft = programme_draft(test_lev());
	struct action added = { .id = id_new(), .number = STR("Z-01"), .title = STR("Nieuw"), .status = ACTION_PLANNED };
	struct faults faults = { .arena = test_arena() };
	size_t of_new = 0;

	programme_put(draft, &action_record, &added);
	CHECK(!plan_complete(draft, test_day("2026-01-01"), &faults));
	for (size_t i = 0; i < faults.count; i++)
		of_new += str_starts(faults.at[i].place, STR("Z-01"));
	/* Lead, result, theme, start and last day; the municipalities take part by what stands above. */
	CHECK_NUMBER(of_new, 5);
	programme_discard(draft);
}

TEST(the_newest_adopted_version_holds_and_replaces_the_one_before)
{
	struct programme *draft = programme_draft(test_lev());
	struct plan_version first = { .id = id_new(), .number = { 1, true }, .name = STR("Een"), .adopted = test_day("2024-05-22"),
		.provenance = { .source = STR("https://www.westervoort.nl") } };
	struct plan_version second = { .id = id_new(), .number = { 2, true }, .name = STR("Twee"), .frozen = { 1 }, .hash = STR("ab") };
	struct subject subject = { .id = id_new(), .title = STR("Twee"), .plan_version = second.id, .tabled = test_day("2025-01-10") };
	struct body board = { .id = id_new(), .key = STR("pho"), .name = STR("PHO"), .kind = BODY_PORTFOLIO_MEETING };
	struct referral referral = { .id = id_new(), .subject = subject.id, .body = board.id };
	struct decision decision = { .id = id_new(), .subject = subject.id, .body = board.id, .outcome = DECISION_ADOPTED, .day = test_day("2025-02-01") };

	programme_put(draft, &plan_version_record, &first);
	programme_put(draft, &plan_version_record, &second);
	programme_put(draft, &subject_record, &subject);
	programme_put(draft, &body_record, &board);
	programme_put(draft, &referral_record, &referral);
	programme_put(draft, &decision_record, &decision);
	CHECK(!plan_version_adopted(draft, test_day("2024-05-21")));
	CHECK(id_equal(plan_version_adopted(draft, test_day("2025-01-31"))->id, first.id));
	CHECK(plan_version_state(draft, &second, test_day("2025-01-09")) == PLAN_CONCEPT);
	CHECK(plan_version_state(draft, &second, test_day("2025-01-10")) == PLAN_TABLED);
	CHECK(plan_version_state(draft, &second, test_day("2025-02-01")) == PLAN_ADOPTED);
	CHECK(plan_version_state(draft, &first, test_day("2025-02-01")) == PLAN_REPLACED);
	CHECK_HAS(test_check(draft, &plan_version_record, &(struct plan_version){ .id = id_new(), .number = { 2, true }, .name = STR("Twee") }), "number: ");
	programme_discard(draft);
}

TEST(a_change_above_a_limit_is_for_others_to_agree_to)
{
	struct programme *draft = programme_draft(test_lev());
	struct change_rule small = { .id = id_new(), .kind = CHANGE_MONEY, .change_class = CLASS_PORTFOLIO_HOLDERS };
	struct change_rule large = { .id = id_new(), .kind = CHANGE_MONEY, .above = { 1000000, true }, .change_class = CLASS_COUNCILS };
	struct budget_line was = { .amount = { 5000000, true } }, is = { .amount = { 6000000, true } };
	struct plan_change change = { .kind = CHANGE_MONEY, .record = &budget_line_record, .before = &was, .after = &is };

	CHECK(plan_class(draft, &change) == CLASS_OFFICE);
	programme_put(draft, &change_rule_record, &small);
	programme_put(draft, &change_rule_record, &large);
	CHECK(plan_class(draft, &change) == CLASS_PORTFOLIO_HOLDERS);
	is.amount.cents++;
	CHECK(plan_class(draft, &change) == CLASS_COUNCILS);
	programme_discard(draft);
}
