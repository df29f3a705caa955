/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "action/action.h"
#include "document/document.h"
#include "goal/goal.h"
#include "participation/participation.h"
#include "party/party.h"
#include "programme/sample.h"
#include "role/role.h"
#include "test/test.h"
#include "tree/tree.h"

static const struct id own_id = { .byte = { 0x01, 0x8F, [6] = 0x70, [15] = 1 } };

/* One party, one theme with one action. */
static struct programme *small_programme(void)
{
	struct programme      *draft = programme_empty(own_id);
	struct programme_facts facts = { .id = own_id, .key = STR("lev"), .name = STR("Vision"), .language = STR("nl") };
	struct party           party = { .id = sample_id(1), .key = STR("duiven"), .name = STR("Duiven"), .kind = 1 };
	struct theme           theme = { .id = sample_id(2), .key = STR("leisure"), .name = STR("Leisure") };
	struct action          action = { .id = sample_id(3), .number = STR("M-01"), .title = STR("Map"), .theme = sample_id(2) };

	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &party_record, &party);
	programme_put(draft, &theme_record, &theme);
	programme_put(draft, &action_record, &action);
	return draft;
}

/* The fault at `field` in words; empty where there is none. */
static struct str fault_at(const struct faults *faults, const char *field)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->at[i].field && strcmp(faults->at[i].field, field) == 0)
			return fault_text(&faults->at[i], test_arena());
	return STR_NONE;
}

static struct str text_of(char c, size_t length)
{
	char *text = arena_take(test_arena(), length);

	memset(text, c, length);
	return (struct str){ text, length };
}

static void check_party(struct party party, const char *field, const char *says)
{
	struct programme *draft = small_programme();
	struct faults     faults = { .arena = test_arena() };
	bool              good = row_check(draft, &party_record, &party, &faults);

	CHECK(good == (faults.count == 0));
	if (says)
		CHECK_HAS(fault_at(&faults, field), says);
	else
		CHECK_STR(fault_at(&faults, field), "");
	programme_discard(draft);
}

static struct party zevenaar(void)
{
	return (struct party){ .id = sample_id(7), .key = STR("zevenaar"), .name = STR("Zevenaar"), .kind = 1 };
}

/* What is said of Zevenaar's row at `field` after this change to it; `says` NULL: nothing. */
#define CHECK_PARTY(change, field, says)                     \
	do {                                                 \
		struct party party = zevenaar();             \
		change;                                      \
		check_party(party, field, says);             \
	} while (0)

TEST(what_is_needed_has_to_be_there)
{
	CHECK_PARTY(party.name = STR(""), "name", "fill it in");
	CHECK_PARTY(party.kind = 0, "kind", "choose one");
	CHECK_PARTY(party.id = ID_NONE, "id", "needs an id");
}

TEST(a_text_has_at_most_so_many_characters_however_many_bytes)
{
	struct str  euro = text_of('x', 600);
	char       *at = arena_take(test_arena(), 600);

	for (size_t i = 0; i < 600; i += 3)
		memcpy(at + i, "€", 3);
	euro.at = at;
	CHECK_PARTY(party.name = euro, "name", NULL);
	CHECK_PARTY(party.name = text_of('x', 200), "name", NULL);
	CHECK_PARTY(party.name = text_of('x', 201), "name", "201 characters; at most 200");
}

TEST(a_text_of_one_line_holds_no_line_break)
{
	CHECK_PARTY(party.name = STR("Zeve\nnaar"), "name", "one line");
	CHECK_PARTY(party.name = STR("Zeve\x01naar"), "name", "plain text");
}

TEST(a_word_must_be_one_of_the_words)
{
	CHECK_PARTY(party.kind = 99, "kind", "not one of the choices");
}

TEST(a_key_is_made_of_few_characters_and_used_once)
{
	CHECK_PARTY(party.key = STR("De Liemers"), "key", "de-liemers");
	CHECK_PARTY(party.key = STR("duiven"), "key", "already used by Duiven");
	CHECK_PARTY(party.id = sample_id(1); party.key = STR("duiven"), "key", NULL);
}

TEST(an_address_begins_with_http_and_a_host)
{
	static const char *const good[] = { "https://www.duiven.nl", "HTTP://duiven.nl:8080/a?b=c#d", "https://[::1]/",
		"https://x/@handle" };
	static const char *const bad[] = { "www.duiven.nl", "https://", "https:///pad", "ftp://duiven.nl", "javascript:alert(1)",
		"https://a b.nl", "https://duiven.nl/\"onclick", "https://bank.nl@evil.nl/", "https://-x" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK_PARTY(party.website = str_of(good[i]), "website", NULL);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK_PARTY(party.website = str_of(bad[i]), "website", "https://www.example.nl/page");
}

TEST(what_a_row_refers_to_exists_and_is_not_itself)
{
	CHECK_PARTY(party.successor = sample_id(1), "successor", NULL);
	CHECK_PARTY(party.successor = sample_id(2), "successor", "does not exist");
	CHECK_PARTY(party.successor = sample_id(7), "successor", "itself");
}

static struct str check_entry(struct id node)
{
	struct programme    *draft = small_programme();
	struct participation entry = { .id = sample_id(8), .party = sample_id(1), .node = node, .standing = STANDING_PARTICIPATES };
	struct faults        faults = { .arena = test_arena() };
	struct str           fault;

	row_check(draft, &participation_record, &entry, &faults);
	fault = fault_at(&faults, "node");
	programme_discard(draft);
	return fault;
}

TEST(a_node_is_the_programme_a_theme_a_topic_or_an_action)
{
	CHECK_STR(check_entry(own_id), "");
	CHECK_STR(check_entry(sample_id(2)), "");
	CHECK_STR(check_entry(sample_id(3)), "");
	CHECK_HAS(check_entry(sample_id(1)), "does not exist");
	CHECK_HAS(check_entry(sample_id(9)), "does not exist");
}

static struct str check_goals(struct id *goals, size_t count)
{
	struct programme *draft = small_programme();
	struct goal       goal = { .id = sample_id(5), .node = own_id, .text = STR("More jobs") };
	struct action     action = *programme_row(draft, action, sample_id(3));
	struct faults     faults = { .arena = test_arena() };
	struct str        fault;

	programme_put(draft, &goal_record, &goal);
	action.goals = (struct ids){ goals, count };
	row_check(draft, &action_record, &action, &faults);
	fault = fault_at(&faults, "goals");
	programme_discard(draft);
	return fault;
}

TEST(a_list_names_what_exists_once)
{
	CHECK_STR(check_goals((struct id[]){ sample_id(5) }, 1), "");
	CHECK_HAS(check_goals((struct id[]){ sample_id(5), sample_id(5) }, 2), "twice");
	CHECK_HAS(check_goals((struct id[]){ sample_id(6) }, 1), "does not exist");
	CHECK_HAS(check_goals(arena_array(test_arena(), struct id, 1001), 1001), "at most 1000");
}

TEST(a_programme_has_one_row_of_facts)
{
	struct programme      *draft = small_programme();
	struct programme_facts facts = *draft->facts.at;
	struct faults          faults = { .arena = test_arena() };

	CHECK(row_check(draft, &programme_facts_record, &facts, &faults));
	facts.id = sample_id(70);
	CHECK(!row_check(draft, &programme_facts_record, &facts, &faults));
	CHECK_HAS(fault_at(&faults, "id"), "one row of facts");
	programme_discard(draft);
}

TEST(every_fault_is_heard_at_once)
{
	struct programme *draft = small_programme();
	struct party      party = { .id = sample_id(7), .website = STR("x"), .successor = sample_id(99) };
	struct faults     faults = { .arena = test_arena() };

	CHECK(!row_check(draft, &party_record, &party, &faults));
	CHECK(fault_at(&faults, "key").len && fault_at(&faults, "name").len && fault_at(&faults, "kind").len);
	CHECK(fault_at(&faults, "website").len && fault_at(&faults, "successor").len);
	programme_discard(draft);
}

/* Removing */

static struct str removal(struct programme *draft, const struct record *record, struct id id)
{
	struct faults faults = { .arena = test_arena() };

	if (row_check_removal(draft, record, id, &faults)) {
		CHECK_NUMBER(faults.count, 0);
		return STR_NONE;
	}
	CHECK_NUMBER(faults.count, 1);
	return fault_text(&faults.at[0], test_arena());
}

TEST(what_others_refer_to_is_not_removed_and_the_refusal_names_them)
{
	struct programme *draft = small_programme();

	CHECK_STR(removal(draft, &party_record, sample_id(1)), "");
	CHECK_STR(removal(draft, &action_record, sample_id(3)), "");
	CHECK_HAS(removal(draft, &theme_record, sample_id(2)), "Map refers to this");
	for (size_t i = 0; i < 4; i++) {
		struct party party = zevenaar();

		party.id = sample_id(50 + i);
		party.successor = sample_id(1);
		party.key = party.name = str_format(test_arena(), "village-%zu", i);
		programme_put(draft, &party_record, &party);
		if (i == 1)
			CHECK_HAS(removal(draft, &party_record, sample_id(1)), "village-0 and village-1 refer");
		if (i == 2)
			CHECK_HAS(removal(draft, &party_record, sample_id(1)), "village-0, village-1 and village-2 refer");
	}
	CHECK_HAS(removal(draft, &party_record, sample_id(1)), "village-0, village-1, village-2 and more refer");
	programme_discard(draft);
}

TEST(a_name_in_a_list_holds_a_removal_up_as_well)
{
	struct programme *draft = small_programme();
	struct goal       goal = { .id = sample_id(5), .node = own_id, .text = STR("More jobs") };
	struct action     action = *programme_row(draft, action, sample_id(3));

	action.goals = (struct ids){ &goal.id, 1 };
	programme_put(draft, &goal_record, &goal);
	CHECK_STR(removal(draft, &goal_record, goal.id), "");
	programme_put(draft, &action_record, &action);
	CHECK_HAS(removal(draft, &goal_record, goal.id), "Map");
	programme_discard(draft);
}

TEST(the_facts_of_a_programme_stay)
{
	struct programme *draft = small_programme();

	CHECK_HAS(removal(draft, &programme_facts_record, own_id), "cannot be removed");
	programme_discard(draft);
}
