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
	/* Another key moves all of it; another title nothing. */
	is.amount = was.amount;
	is.key = KEY_EQUAL;
	change.field = record_field(&budget_line_record, "key");
	CHECK(plan_class(draft, &change) == CLASS_COUNCILS);
	small.above = (struct money){ 0, true };
	programme_put(draft, &change_rule_record, &small);
	change.field = record_field(&budget_line_record, "title");
	CHECK(plan_class(draft, &change) == CLASS_OFFICE);
	programme_discard(draft);
}

/* A plan with something of each kind changed, taken from the LEV by a number that stands for chance. */
static const struct programme *shaken(unsigned seed)
{
	struct programme *draft = programme_draft(test_lev());
	struct row_list actions = programme_rows(test_lev(), &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		struct action action = *ROW(action, actions, i);
		unsigned chance = (seed = seed * 1103515245u + 12345u) >> 16;
		struct milestone milestone = { .id = id_new(), .action = action.id, .title = STR("Stap"), .planned = { 2025, (int8_t)(1 + chance % 12), 0 } };
		struct budget_line line = { .id = id_new(), .node = action.id, .title = STR("Regel"), .year = { 2026, true },
			.amount = { chance, true }, .key = KEY_EQUAL };
		struct role lead = { .id = id_new(), .node = action.id, .party = test_party(draft, "zevenaar"), .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };
		if (chance % 7 == 0) {
			programme_remove(draft, &action_record, action.id);
			continue;
		}
		if (chance % 3 == 0)
			action.last = (struct day){ (int16_t)(2024 + chance % 4), 0, 0 };
		if (chance % 4 == 0)
			action.result = str_format(test_arena(), "Anders %u", chance);
		if (chance % 5 == 0)
			programme_put(draft, &milestone_record, &milestone);
		if (chance % 2 == 0)
			programme_put(draft, &budget_line_record, &line);
		if (chance % 6 == 0)
			programme_put(draft, &role_record, &lead);
		programme_put(draft, &action_record, &action);
	}
	return programme_publish(draft);
}

static enum plan_change_kind mirrored(enum plan_change_kind kind)
{
	return kind == CHANGE_ADDED ? CHANGE_DROPPED : kind == CHANGE_DROPPED ? CHANGE_ADDED : kind;
}

/* The change that says the same the other way round. */
static bool has_mirror(const struct plan_changes *changes, const struct plan_change *change)
{
	size_t found = 0;

	for (size_t i = 0; i < changes->count; i++) {
		const struct plan_change *other = &changes->at[i];
		found += other->kind == mirrored(change->kind) && other->record == change->record && other->field == change->field &&
			other->before == change->after && other->after == change->before && id_equal(other->party, change->party) &&
			id_equal(other->node->id, change->node->id);
	}
	return found == 1;
}

TEST(a_comparison_mirrors_itself_and_of_a_plan_with_itself_is_empty)
{
	struct day day = test_day("2026-01-01");

	for (unsigned seed = 1; seed <= 20; seed++) {
		struct plan_at a = { shaken(seed), day }, b = { shaken(seed + 100), day };
		struct plan_changes there = plan_compare(a, b, test_arena()), back = plan_compare(b, a, test_arena());

		CHECK_NUMBER(plan_compare(a, a, test_arena()).count, 0);
		CHECK(there.count > 0);
		CHECK_NUMBER(there.count, back.count);
		for (size_t i = 0; i < there.count; i++)
			CHECK(has_mirror(&back, &there.at[i]));
		programme_release(a.programme);
		programme_release(b.programme);
	}
}

TEST(a_frozen_plan_is_the_same_bytes_and_the_same_plan_whatever_is_written_afterwards)
{
	for (unsigned seed = 1; seed <= 10; seed++) {
		const struct programme *before = shaken(seed), *again, *after;
		struct str frozen = plan_canonical(before, test_arena());
		struct faults faults = { .arena = test_arena() };

		after = shaken(seed + 1000);
		again = plan_read(frozen, &faults);
		CHECK(again != NULL);
		CHECK(str_equal(plan_canonical(again, test_arena()), frozen));
		CHECK(!str_equal(plan_canonical(after, test_arena()), frozen));
		CHECK_STR(changes_of(again, before, "2026-01-01"), "");
		programme_release(before);
		programme_release(again);
		programme_release(after);
	}
}

TEST(of_a_draft_budget_line_nothing_is_frozen_and_nothing_compared)
{
	struct programme *draft = programme_draft(test_lev());
	struct budget_line line = { .id = id_new(), .node = draft->id, .title = STR("Stil bedrag"), .year = { 2026, true }, .key = KEY_FIXED,
		.visibility = VISIBILITY_DRAFT };
	struct budget_part part = { .id = id_new(), .line = line.id, .party = test_party(draft, "duiven"), .amount = { 123456, true } };
	const struct programme *with, *open;

	programme_put(draft, &budget_line_record, &line);
	programme_put(draft, &budget_part_record, &part);
	with = programme_publish(draft);
	CHECK_HAS_NOT(plan_canonical(with, test_arena()), "Stil bedrag");
	CHECK_HAS_NOT(plan_canonical(with, test_arena()), "1234.56");
	open = plan_published(with);
	CHECK_STR(changes_of(test_lev(), open, "2026-01-01"), "");
	programme_release(open);
	programme_release(with);
}

/* Adopted, and everything but texts for the portfolio holders. */
static struct programme *ruled(void)
{
	struct programme *draft = programme_draft(test_lev());
	struct plan_version version = { .id = id_new(), .number = { 1, true }, .name = STR("Een"), .adopted = test_day("2024-05-22"),
		.provenance = { .source = STR("raadsbesluit") } };
	struct action dated = action_copy(draft, "M-01");

	dated.last = test_day("2026-06-30");
	programme_put(draft, &action_record, &dated);
	programme_put(draft, &plan_version_record, &version);
	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++) {
		struct change_rule rule = { .id = id_new(), .kind = (enum plan_change_kind)kind, .change_class = CLASS_PORTFOLIO_HOLDERS };
		if (kind != CHANGE_TEXT && kind != CHANGE_MOVED)
			programme_put(draft, &change_rule_record, &rule);
	}
	return draft;
}

static enum change_class class_of(const struct programme *programme, const struct record *record, const void *before, const void *after, const char *day)
{
	return plan_class_of_row(programme, record, before, after, test_day(day), NULL, test_arena());
}

TEST(a_change_is_for_who_its_gravest_part_is_for_once_a_plan_is_adopted)
{
	struct programme *programme = ruled();
	const struct action *action = action_by_number(programme, STR("M-01"));
	struct action moved = *action, next_year = *action, stopped = *action, draft = *action, filled = *action;
	struct milestone step = { .id = id_new(), .action = action->id, .title = STR("Stap") };

	moved.last = test_day("2026-09-30");
	moved.title = STR("Anders");
	next_year.last = test_day("2027-01-01");
	stopped.status = ACTION_STOPPED;
	filled.start = test_day("2026-01-01");
	draft.id = id_new();
	draft.visibility = VISIBILITY_DRAFT;
	CHECK(class_of(programme, &action_record, action, &moved, "2026-01-01") == CLASS_OFFICE);
	CHECK(class_of(programme, &action_record, action, &next_year, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	CHECK(class_of(programme, &action_record, action, &stopped, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	CHECK(class_of(programme, &action_record, action, NULL, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	/* Nobody had agreed to another start: none was known. */
	CHECK(class_of(programme, &action_record, action, &filled, "2026-01-01") == CLASS_OFFICE);
	/* A draft is in no plan. */
	CHECK(class_of(programme, &action_record, NULL, &draft, "2026-01-01") == CLASS_OFFICE);
	draft.visibility = VISIBILITY_PUBLISHED;
	CHECK(class_of(programme, &action_record, NULL, &draft, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	/* A milestone that is added moves the action, within what the office may. */
	CHECK(class_of(programme, &milestone_record, NULL, &step, "2026-01-01") == CLASS_OFFICE);
	/* Before it was adopted everything was the office's. */
	CHECK(class_of(programme, &action_record, action, NULL, "2024-05-21") == CLASS_OFFICE);
	programme_discard(programme);
}

TEST(a_first_lead_is_named_by_the_office_and_another_one_by_agreement)
{
	struct programme *programme = ruled();
	const struct action *action = action_by_number(programme, STR("M-01"));
	struct role first = { .id = id_new(), .node = action->id, .party = test_party(programme, "zevenaar"), .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };
	struct role other = first, contact = first, partner = first;

	CHECK(class_of(programme, &role_record, NULL, &first, "2026-01-01") == CLASS_OFFICE);
	programme_put(programme, &role_record, &first);
	other.party = test_party(programme, "duiven");
	contact.contact = id_new();
	partner.kind = ROLE_PARTNER;
	CHECK(class_of(programme, &role_record, &first, &other, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	CHECK(class_of(programme, &role_record, &first, &contact, "2026-01-01") == CLASS_OFFICE);
	CHECK(class_of(programme, &role_record, &first, NULL, "2026-01-01") == CLASS_PORTFOLIO_HOLDERS);
	partner.id = id_new();
	CHECK(class_of(programme, &role_record, NULL, &partner, "2026-01-01") == CLASS_OFFICE);
	programme_discard(programme);
}

TEST(what_was_frozen_keeps_its_number_name_and_hash)
{
	struct programme *draft = programme_draft(test_lev());
	struct plan_version version = { .id = id_new(), .number = { 9, true }, .name = STR("Een"), .frozen = { 1 }, .hash = STR("ab") }, other;

	programme_put(draft, &plan_version_record, &version);
	other = version;
	other.hash = STR("cd");
	CHECK_HAS(test_check(draft, &plan_version_record, &other), "number: ");
	other = version;
	other.name = STR("Twee");
	CHECK_HAS(test_check(draft, &plan_version_record, &other), "number: ");
	other = version;
	other.adopted = test_day("2026-01-01");
	other.provenance.source = STR("raadsbesluit");
	CHECK_HAS_NOT(test_check(draft, &plan_version_record, &other), "number: ");
	programme_discard(draft);
}

TEST(a_version_that_is_not_complete_is_put_to_no_body)
{
	struct programme *draft = programme_draft(test_lev());
	struct plan_version version = { .id = id_new(), .number = { 1, true }, .name = STR("Een"), .frozen = { 1 }, .hash = STR("ab"),
		.actions = { 60, true }, .complete = { 58, true } };
	struct subject subject = { .id = id_new(), .title = STR("Een"), .plan_version = version.id };

	programme_put(draft, &plan_version_record, &version);
	CHECK_HAS(test_check(draft, &subject_record, &subject), "plan_version: ");
	version.complete.value = 60;
	programme_put(draft, &plan_version_record, &version);
	CHECK_HAS_NOT(test_check(draft, &subject_record, &subject), "plan_version: ");
	programme_discard(draft);
}
