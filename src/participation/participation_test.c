/* SPDX-License-Identifier: EUPL-1.2 */
#include "participation/participation.h"

#include "action/action.h"
#include "party/party.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

/* An entry as an editor would make it. */
static struct participation entry(const struct programme *programme, const char *party, const char *node, enum standing standing,
	const char *from, const char *until)
{
	return (struct participation){ .id = id_new(), .party = test_party(programme, party), .node = test_node(programme, node)->id,
		.standing = standing, .from = test_day(from), .until = test_day(until) };
}

static const struct programme *with(const struct programme *programme, const struct participation *entry)
{
	struct programme *draft = programme_draft(programme);

	programme_put(draft, &participation_record, entry);
	return programme_publish(draft);
}

/* Doesburg joins another region for promotion, yet takes part in one action under it. */
TEST(a_deeper_entry_wins_over_a_higher_one)
{
	struct participation    one = entry(test_lev(), "doesburg", "V-01", STANDING_PARTICIPATES, "2025", "2025-06-30");
	const struct programme *lev = with(test_lev(), &one);

	CHECK_STR(str_of(test_standing(lev, "doesburg", "leisure", "2025-03-01")), "participates");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "leisure-promotion", "2025-03-01")), "joins_other_region");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "V-01", "2024-12-31")), "joins_other_region");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "V-01", "2025-01-01")), "participates");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "V-01", "2025-06-30")), "participates");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "V-01", "2025-07-01")), "joins_other_region");
	CHECK_STR(str_of(test_standing(lev, "doesburg", "V-02", "2025-03-01")), "participates");
	programme_release(lev);
}

TEST(a_deeper_no_wins_over_a_higher_yes)
{
	struct participation    one = entry(test_lev(), "duiven", "V-01", STANDING_DOES_NOT_PARTICIPATE, "", "");
	const struct programme *lev = with(test_lev(), &one);

	CHECK_STR(str_of(test_standing(lev, "duiven", "V-01", "2025-03-01")), "does_not_participate");
	CHECK_STR(str_of(test_standing(lev, "duiven", "leisure-promotion", "2025-03-01")), "participates");
	programme_release(lev);
}

TEST(where_nothing_was_recorded_the_standing_is_unknown)
{
	const struct programme *lev = test_lev();

	CHECK(!participation_effective(lev, test_party(lev, "lindus"), test_node(lev, "M-01"), test_day("2025-03-01")));
	CHECK(!participation_effective(lev, test_party(lev, "duiven"), test_node(lev, "M-01"), test_day("2023-12-31")));
	CHECK(!participation_effective(lev, test_party(lev, "duiven"), test_node(lev, "M-01"), DAY_UNKNOWN));
	CHECK_NUMBER(participation_standing(NULL), STANDING_UNKNOWN);
	CHECK(!participation_why(lev, test_party(lev, "lindus"), test_node(lev, ""), test_day("2025-03-01")).node);
}

TEST(an_explanation_names_the_entry_and_where_it_stands)
{
	const struct programme     *lev = test_lev();
	struct participation_reason reason = participation_why(lev, test_party(lev, "doesburg"), test_node(lev, "V-01"),
		test_day("2025-03-01"));

	CHECK(reason.inherited);
	CHECK(reason.node == test_node(lev, "leisure-promotion"));
	CHECK(id_equal(reason.entry->counterpart, test_party(lev, "hanzesteden")));
	CHECK(!participation_explicit(reason.entry, test_node(lev, "V-01")));
	CHECK(participation_explicit(reason.entry, reason.node));
}

/* Unknown and "joins another region" are neither in: 4 of the 5 for promotion, none before the programme. */
TEST(only_who_takes_part_counts_as_in)
{
	const struct programme          *lev = test_lev();
	struct participation_counts      counts = participation_count(lev, test_node(lev, "leisure-promotion"), test_day("2025-03-01"),
		test_arena());

	CHECK_NUMBER(counts.all, 5);
	CHECK_NUMBER(counts.in, 4);
	CHECK_NUMBER(counts.of[STANDING_JOINS_OTHER_REGION], 1);
	CHECK_NUMBER(counts.of[STANDING_UNKNOWN], 0);
	counts = participation_count(lev, test_node(lev, ""), test_day("2023-12-31"), test_arena());
	CHECK_NUMBER(counts.in, 0);
	CHECK_NUMBER(counts.of[STANDING_UNKNOWN], 5);
	/* After the planned first day of the new municipality six exist; how it stands is not known. */
	counts = participation_count(lev, test_node(lev, ""), test_day("2029-01-01"), test_arena());
	CHECK_NUMBER(counts.all, 6);
	CHECK_NUMBER(counts.of[STANDING_UNKNOWN], 1);
}

/* "1 of 6": a theme with six actions, one of which the party is in. */
TEST(a_theme_tells_in_how_many_of_its_actions_a_party_takes_part)
{
	struct participation         out = entry(test_lev(), "duiven", "leisure", STANDING_DOES_NOT_PARTICIPATE, "", "");
	struct participation         in = entry(test_lev(), "duiven", "V-02", STANDING_PARTICIPATES, "", "");
	struct programme            *draft = programme_draft(test_lev());
	const struct node           *leisure = test_node(test_lev(), "leisure");
	const struct programme      *lev;
	struct participation_share   share;

	for (size_t i = 0; i < draft->participations.count; i++)        /* one entry of one party on one node at a time */
		if (id_equal(draft->participations.at[i].party, out.party) && !id_equal(draft->participations.at[i].node, draft->id))
			programme_remove(draft, &participation_record, draft->participations.at[i--].id);
	for (int i = 1; i <= 6; i++) {
		struct action action = { .id = id_new(), .number = str_format(test_arena(), "X-%02d", i), .title = STR("x"),
			.theme = leisure->id };
		action.outside = i == 5;
		action.visibility = i == 6 ? VISIBILITY_DRAFT : VISIBILITY_PUBLISHED;
		programme_put(draft, &action_record, &action);
	}
	programme_put(draft, &participation_record, &out);
	programme_put(draft, &participation_record, &in);
	lev = programme_publish(draft);
	share = participation_in_actions(lev, out.party, test_node(lev, "leisure"), test_day("2025-03-01"), test_arena());
	CHECK_NUMBER(share.in, 1);
	CHECK_NUMBER(share.all, 6);     /* V-01, V-02, X-01 to X-04: neither the one outside the programme nor the draft */
	programme_release(lev);
}

/* What is refused */

static const struct {
	const char   *party, *node, *from, *until, *counterpart, *also;
	enum standing standing;
	const char   *fault;            /* begins so; empty: it may be written */
} entries[] = {
	{ "duiven", "V-01", "2025", "2025", "", "", STANDING_PARTICIPATES, "" },
	{ "doesburg", "leisure-promotion", "", "2023-12-31", "", "", STANDING_PARTICIPATES, "" },
	{ "doesburg", "leisure-promotion", "", "2024-01-01", "", "", STANDING_PARTICIPATES,
	  "from: This overlaps with the entry “joins another region” from 2024" },
	{ "doesburg", "leisure-promotion", "2031", "", "", "", STANDING_PARTICIPATES, "from: This overlaps" },
	{ "lindus", "leisure-promotion", "2031", "", "", "", STANDING_PARTICIPATES, "" },
	{ "duiven", "V-01", "", "", "", "", STANDING_JOINS_OTHER_REGION, "counterpart: Name the other region that Duiven goes along with." },
	{ "duiven", "V-01", "", "", "hanzesteden", "", STANDING_JOINS_OTHER_REGION, "" },
	{ "duiven", "V-01", "", "", "duiven", "", STANDING_JOINS_OTHER_REGION, "counterpart: A party cannot go along with itself." },
	{ "duiven", "V-01", "", "", "hanzesteden", "", STANDING_PARTICIPATES, "counterpart: Another region is named only" },
	{ "duiven", "V-01", "", "", "", "achterhoek", STANDING_PARTICIPATES, "" },
	{ "duiven", "V-01", "", "", "", "achterhoek", STANDING_OBSERVER, "also_oriented_to: Only a party that takes part" },
	{ "duiven", "V-01", "2025-02-01", "2025-01-31", "", "", STANDING_UNDECIDED, "until: The last day lies before the first day." },
	{ "duiven", "V-01", "2025-01-31", "2025-01", "", "", STANDING_UNDECIDED, "" },
	{ "duiven", "V-01", "", "", "", "", STANDING_UNKNOWN, "standing: This is needed" },
};

TEST(an_entry_is_refused_with_what_is_wrong_and_what_would_be_right)
{
	const struct programme *lev = test_lev();

	for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
		struct participation one = entry(lev, entries[i].party, entries[i].node, entries[i].standing, entries[i].from,
			entries[i].until);
		struct id            also = *entries[i].also ? test_party(lev, entries[i].also) : ID_NONE;
		struct str           fault;

		one.counterpart = *entries[i].counterpart ? test_party(lev, entries[i].counterpart) : ID_NONE;
		one.also_oriented_to = (struct ids){ &also, id_known(also) };
		fault = test_check(lev, &participation_record, &one);
		if (!*entries[i].fault)
			CHECK_STR(fault, "");
		CHECK_STR(str_to(fault, str_of(entries[i].fault).len), entries[i].fault);
	}
}

TEST(an_entry_that_is_changed_does_not_stand_in_its_own_way)
{
	const struct programme *lev = test_lev();
	struct participation    one = *participation_effective(lev, test_party(lev, "doesburg"), test_node(lev, "leisure-promotion"),
		test_day("2025-03-01"));

	one.until = test_day("2026-12-31");
	CHECK_STR(test_check(lev, &participation_record, &one), "");
}

/*
 * Any set of entries: the standing is that of the entry valid on the day on the nearest node.
 */

enum { THEMES = 3, TOPICS = 5, ACTIONS = 8, PARTIES = 4, NODES = 1 + THEMES + TOPICS + ACTIONS, DAYS = 40 };

struct world {
	struct sample     sample;
	struct id         node[NODES];
	size_t            parent[NODES];
	struct id         party[PARTIES];
	/* The naive definition: what stands where on each day; STANDING_UNKNOWN: no entry. */
	enum standing     stands[PARTIES][NODES][DAYS];
	struct programme *draft;
};

static struct day day_number(size_t i)
{
	return day_add(day_make(2025, 1, 1), (int32_t)i);
}

static void grow_tree(struct world *world)
{
	struct programme_facts facts = { .id = sample_id(0), .key = STR("w"), .name = STR("w") };

	world->draft = programme_empty(facts.id);
	programme_put(world->draft, &programme_facts_record, &facts);
	for (size_t n = 0; n < NODES; n++)
		world->node[n] = sample_id(n);
	for (size_t n = 1; n < NODES; n++) {
		struct str key = str_format(test_arena(), "n%zu", n);

		if (n <= THEMES) {
			struct theme theme = { .id = world->node[n], .key = key, .name = key };
			world->parent[n] = 0;
			programme_put(world->draft, &theme_record, &theme);
		} else if (n <= THEMES + TOPICS) {
			struct topic topic = { .id = world->node[n], .key = key, .name = key };
			world->parent[n] = 1 + sample_number(&world->sample, THEMES);
			topic.theme = world->node[world->parent[n]];
			programme_put(world->draft, &topic_record, &topic);
		} else {
			struct action action = { .id = world->node[n], .number = key, .title = key };
			size_t        above = world->parent[n] = sample_number(&world->sample, 1 + THEMES + TOPICS);
			action.theme = above > 0 && above <= THEMES ? world->node[above] : ID_NONE;
			action.topic = above > THEMES ? world->node[above] : ID_NONE;
			programme_put(world->draft, &action_record, &action);
		}
	}
}

static void invite_parties(struct world *world)
{
	for (size_t p = 0; p < PARTIES; p++) {
		struct str   key = str_format(test_arena(), "p%zu", p);
		struct party party = { .id = sample_id(500 + p), .key = key, .name = key, .kind = PARTY_MUNICIPALITY };

		world->party[p] = party.id;
		programme_put(world->draft, &party_record, &party);
	}
}

/* Writes an entry where the rules allow it, and into the naive picture where they did; says whether they agree on that. */
static bool try_entry(struct world *world)
{
	size_t               p = sample_number(&world->sample, PARTIES), n = sample_number(&world->sample, NODES);
	size_t               from = sample_number(&world->sample, DAYS), until = from + sample_number(&world->sample, DAYS - from);
	bool                 is_free = true;
	struct participation one = { .id = id_new(), .party = world->party[p], .node = world->node[n], .from = day_number(from),
		.until = day_number(until), .standing = (enum standing)(1 + sample_number(&world->sample, STANDING_COUNT - 1)) };
	struct faults        faults = { .arena = test_arena() };

	if (one.standing == STANDING_JOINS_OTHER_REGION)
		one.counterpart = world->party[(p + 1) % PARTIES];
	for (size_t d = from; d <= until; d++)
		is_free = is_free && world->stands[p][n][d] == STANDING_UNKNOWN;
	if (row_check(world->draft, &participation_record, &one, &faults) != is_free)
		return false;
	for (size_t d = from; d <= until && is_free; d++)
		world->stands[p][n][d] = one.standing;
	if (is_free)
		programme_put(world->draft, &participation_record, &one);
	return true;
}

static enum standing naive(const struct world *world, size_t p, size_t n, size_t d)
{
	while (world->stands[p][n][d] == STANDING_UNKNOWN && n != 0)
		n = world->parent[n];
	return world->stands[p][n][d];
}

TEST(the_effective_standing_is_that_of_the_nearest_entry_whatever_the_entries)
{
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct world           *world = arena_new(test_arena(), struct world);
		const struct programme *programme;

		world->sample = (struct sample){ .state = seed, .arena = test_arena() };
		grow_tree(world);
		invite_parties(world);
		for (int i = 0; i < 60; i++)
			CHECK(try_entry(world));
		programme = programme_publish(world->draft);
		for (size_t p = 0; p < PARTIES; p++)
			for (size_t n = 0; n < NODES; n++)
				for (size_t d = 0; d < DAYS; d++)
					CHECK_NUMBER(participation_standing(participation_effective(programme, world->party[p],
						programme_node(programme, world->node[n]), day_number(d))), naive(world, p, n, d));
		programme_release(programme);
	}
}
