/* SPDX-License-Identifier: EUPL-1.2 */
/* Programmes in memory: a bound on their bytes, never an older one after a newer, and what was known on a day. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "store/store_own.h"
#include "test/databases.h"
#include "test/lev.h"

enum { PROGRAMMES = 8 };

/* Each with a text that makes it weigh something. */
static void add_heavy(struct store *store, struct small heavy[PROGRAMMES])
{
	char *text = arena_take(test_arena(), 40000);

	memset(text, 'x', 40000);
	for (int i = 0; i < PROGRAMMES; i++) {
		heavy[i] = small_programme(str_format(test_arena(), "programme-%d", i).at);
		heavy[i].facts.vision = (struct str){ text, 40000 };
		add_small(store, &heavy[i]);
	}
}

static bool in_memory(struct store *store, const struct small *small, size_t *bytes)
{
	const struct programme *programme;
	bool ready = store_programme_ready(store, small->facts.key, &programme);

	if (programme)
		*bytes += programme_size(programme);
	programme_release(programme);
	return ready;
}

ON_EACH_DATABASE(no_more_is_kept_in_memory_than_was_asked_for)
{
	struct small heavy[PROGRAMMES];
	struct store *store = fresh_store(kind);
	size_t bytes, each;

	add_heavy(store, heavy);
	bytes = 0;
	CHECK(in_memory(store, &heavy[0], &bytes));
	each = bytes;
	store = open_store(address_of_store(store), each * 5 / 2);
	for (int round = 0; round < 3; round++)
		for (int i = 0; i < PROGRAMMES; i++) {
			const struct programme *programme = store_programme(store, heavy[i].facts.key);
			int ready = 0;

			CHECK(programme);
			CHECK(row_equal(&programme_facts_record, tree_facts(programme), &heavy[i].facts));
			CHECK_NUMBER(programme_rows(programme, &action_record).count, 1);
			programme_release(programme);
			bytes = 0;
			for (int k = 0; k < PROGRAMMES; k++)
				ready += in_memory(store, &heavy[k], &bytes);
			CHECK(bytes <= each * 5 / 2);
			CHECK_NUMBER(ready, round == 0 && i == 0 ? 1 : 2);
			CHECK(in_memory(store, &heavy[i], &bytes));
		}
}

ON_EACH_DATABASE(however_small_the_bound_the_one_in_use_is_there)
{
	struct small heavy[PROGRAMMES];
	struct store *store = fresh_store(kind);
	struct action changed;

	add_heavy(store, heavy);
	store = open_store(address_of_store(store), 1);
	for (int i = 0; i < PROGRAMMES; i++) {
		changed = heavy[i].action;
		changed.title = STR("Veranderd");
		write_change(store, heavy[i].facts.id, &action_record, &heavy[i].action, &changed);
		CHECK(row_equal(&action_record, row_now(store, heavy[i].facts.id, &action_record, changed.id), &changed));
	}
	for (int i = 0; i < PROGRAMMES; i++)
		check_verified(store, heavy[i].facts.id);
}

ON_EACH_DATABASE(a_programme_that_is_held_outlives_its_place_in_memory)
{
	struct small heavy[PROGRAMMES];
	struct store *store = fresh_store(kind);
	const struct programme *held[PROGRAMMES];
	struct action changed;

	add_heavy(store, heavy);
	store = open_store(address_of_store(store), 1);
	for (int i = 0; i < PROGRAMMES; i++)
		held[i] = store_programme(store, heavy[i].facts.key);
	changed = heavy[0].action;
	changed.title = STR("Veranderd");
	write_change(store, heavy[0].facts.id, &action_record, &heavy[0].action, &changed);
	for (int i = 0; i < PROGRAMMES; i++) {
		CHECK(row_equal(&programme_facts_record, tree_facts(held[i]), &heavy[i].facts));
		CHECK(row_equal(&action_record, programme_row(held[i], action, heavy[i].action.id), &heavy[i].action));
		programme_release(held[i]);
	}
}

/* Reads two programmes in turn where there is room for one, so that each reading loads. */
struct reading { struct store *store; const struct small *small; atomic_bool *stop; bool wrong; pthread_t thread; };
static void *read_on(void *context)
{
	struct reading *reading = context;

	for (int i = 0; !atomic_load(reading->stop); i++) {
		const struct programme *programme = store_programme(reading->store, reading->small[i % 2].facts.key);
		reading->wrong = reading->wrong || !programme || !str_equal(tree_facts(programme)->key, reading->small[i % 2].facts.key);
		programme_release(programme);
	}
	return NULL;
}

/* What was acknowledged is seen at once, also where a reader was loading what stood before. */
ON_EACH_DATABASE(after_a_write_nobody_reads_what_stood_before)
{
	enum { READERS = 3 };
	struct small heavy[PROGRAMMES];
	struct store *store = fresh_store(kind);
	struct reading reading[READERS];
	atomic_bool stop = false;
	struct action stands;
	int older = 0;

	add_heavy(store, heavy);
	store = open_store(address_of_store(store), 1);
	for (int i = 0; i < READERS; i++) {
		reading[i] = (struct reading){ store, heavy, &stop, false, 0 };
		CHECK_NUMBER(pthread_create(&reading[i].thread, NULL, read_on, &reading[i]), 0);
	}
	stands = heavy[0].action;
	for (int i = 0; i < 60; i++) {
		struct action changed = stands;
		const struct programme *programme;
		int64_t version;

		changed.title = str_format(test_arena(), "Versie %d", i);
		version = write_change(store, heavy[0].facts.id, &action_record, &stands, &changed);
		stands = changed;
		for (int k = 0; k < 5; k++) {
			programme = store_programme_by_id(store, heavy[0].facts.id);
			older += !programme || programme->version < version ||
				!str_equal(programme_row(programme, action, stands.id)->title, stands.title);
			programme_release(programme);
		}
	}
	atomic_store(&stop, true);
	for (int i = 0; i < READERS; i++) {
		pthread_join(reading[i].thread, NULL);
		CHECK(!reading[i].wrong);
	}
	CHECK_NUMBER(older, 0);
}

ON_EACH_DATABASE(programmes_are_listed_by_first_day_newest_first)
{
	static const struct { const char *key; struct day first; } table[] = {
		{ "b-2020", { 2020, 1, 1 } }, { "a-2024", { 2024, 5, 0 } }, { "c-2024", { 2024, 5, 0 } }, { "d-2022", { 2022, 0, 0 } } };
	struct store *store = fresh_store(kind), *again;
	struct programme_list list;
	struct str keys = STR_NONE;

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct small small = small_programme(table[i].key);
		small.facts.first = table[i].first;
		small.facts.example = i == 1;
		small.facts.visibility = i == 2 ? VISIBILITY_DRAFT : VISIBILITY_PUBLISHED;
		add_small(store, &small);
	}
	again = open_store(address_of_store(store), 0);
	list = store_programmes(again, test_arena());
	for (size_t i = 0; i < list.count; i++)
		keys = str_format(test_arena(), "%.*s %.*s", STR_ARG(keys), STR_ARG(list.at[i].key));
	CHECK_STR(keys, " a-2024 c-2024 d-2022 b-2020");
	CHECK(list.at[0].example && !list.at[1].example);
	CHECK(list.at[1].visibility == VISIBILITY_DRAFT && list.at[0].visibility == VISIBILITY_PUBLISHED);
	CHECK(day_equal(list.at[0].first, table[1].first));
	CHECK_NUMBER(list.at[3].version, 4);
	CHECK_STR(list.at[3].name, "Klein programma");
}

/* What was known */

/* A moment in Amsterdam, in winter: an hour before UTC. */
static struct moment at(const char *text)
{
	struct moment moment;

	CHECK(moment_parse(str_of(text), &moment));
	return moment;
}

static struct str known_title(struct store *store, const struct small *small, const char *day)
{
	const struct programme *known = store_programme_known(store, small->facts.id, test_day(day));
	const struct action *action = known ? programme_row(known, action, small->action.id) : NULL;
	struct str title = !known ? STR("(nothing)") : action ? str_copy(test_arena(), action->title) : STR("(removed)");

	programme_release(known);
	return title;
}

ON_EACH_DATABASE(what_was_known_at_the_end_of_a_day_comes_back)
{
	struct small small = small_programme("small");
	struct store *store = fresh_store(kind);
	struct action first = small.action, second = small.action;
	const struct programme *now, *known;
	static const struct { const char *day, *title; } table[] = {
		{ "2024-01-09", "(nothing)" },
		{ "2024-01-10", "Een kaart van de Liemers" },
		{ "2024-01-11", "Een kaart van de Liemers" },
		{ "2024-01-12", "Nog net" },                    /* 23:59:59.999 in Amsterdam */
		{ "2024-01-13", "Twee keer" },                  /* midnight, and once more that day */
		{ "2024-01-19", "Twee keer" },
		{ "2024-01-20", "(removed)" },
		{ "2024-12-31", "(removed)" },
		{ "9999-12-31", "(removed)" },
	};

	clock_set(at("2024-01-10T09:00:00Z"));
	add_small(store, &small);
	clock_set(at("2024-01-12T22:59:59.999Z"));
	first.title = STR("Nog net");
	write_change(store, small.facts.id, &action_record, &small.action, &first);
	clock_set(at("2024-01-12T23:00:00Z"));
	second.title = STR("Net niet");
	write_change(store, small.facts.id, &action_record, &first, &second);
	first = second;
	first.title = STR("Twee keer");
	clock_set(at("2024-01-13T10:00:00Z"));
	write_change(store, small.facts.id, &action_record, &second, &first);
	clock_set(at("2024-01-20T10:00:00Z"));
	write_change(store, small.facts.id, &action_record, &first, NULL);

	for (int twice = 0; twice < 2; twice++)         /* read, then out of memory */
		for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
			CHECK_STR(known_title(store, &small, table[i].day), table[i].title);
	known = store_programme_known(store, small.facts.id, test_day("2024-01-12"));
	CHECK_NUMBER(known->version, 5);
	CHECK_NUMBER(known->changed.ms, at("2024-01-12T22:59:59.999Z").ms);
	programme_release(known);
	known = store_programme_known(store, small.facts.id, test_day("2024-01-20"));
	now = store_programme_by_id(store, small.facts.id);
	check_same_programme(known, now);
	programme_release(known);
	programme_release(now);
	CHECK(!store_programme_known(store, id_new(), test_day("2024-01-20")));
	CHECK(!store_programme_known(store, small.facts.id, test_day("2024-01")));
	CHECK(!store_programme_known(store, small.facts.id, DAY_UNKNOWN));
}

/* Today is not over: what is written later today is known at its end. */
ON_EACH_DATABASE(what_is_known_today_grows_with_each_write)
{
	struct small small;
	struct store *store;
	struct action changed;

	clock_set(at("2024-01-10T09:00:00Z"));
	store = small_store(kind, &small);
	CHECK_STR(known_title(store, &small, "2024-01-10"), "Een kaart van de Liemers");
	changed = small.action;
	changed.title = STR("Later op de dag");
	write_change(store, small.facts.id, &action_record, &small.action, &changed);
	CHECK_STR(known_title(store, &small, "2024-01-10"), "Later op de dag");
	CHECK_STR(known_title(store, &small, "2024-01-09"), "(nothing)");
}

/* Several nodes on one PostgreSQL */

enum { WAIT_MS = 10000 };

static void wait_for_version(struct store *store, const char *key, int64_t version)
{
	int64_t start = clock_running_ms();

	while (store_programme_version(store, str_of(key)) != version) {
		if (clock_running_ms() - start > WAIT_MS)
			fail_msg("%s stands at version %lld, not at %lld, after ten seconds", key,
				(long long)store_programme_version(store, str_of(key)), (long long)version);
		usleep(1000);
	}
}

TEST(what_one_node_writes_another_hears_on_postgresql)
{
	struct small small = small_programme("small"), other = small_programme("other");
	struct store *here, *there;
	struct action one, two;
	struct faults faults = { .arena = test_arena() };
	struct change stale = { &action_record, &small.action, &two };

	need_database(DATABASE_POSTGRESQL);
	here = fresh_store(DATABASE_POSTGRESQL);
	there = open_store(address_of_store(here), 0);
	one = two = small.action;
	one.title = STR("Van hier");
	two.title = STR("Van daar");

	add_small(here, &small);
	wait_for_version(there, "small", 4);
	CHECK(row_equal(&action_record, row_now(there, small.facts.id, &action_record, small.action.id), &small.action));
	write_change(here, small.facts.id, &action_record, &small.action, &one);
	wait_for_version(there, "small", 5);
	CHECK_STR(((const struct action *)row_now(there, small.facts.id, &action_record, one.id))->title, "Van hier");

	CHECK(!try_write(there, small.facts.id, &stale, 1, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_CONFLICT);
	two.why = one.why;
	write_change(there, small.facts.id, &action_record, &one, &two);
	wait_for_version(here, "small", 6);
	CHECK_STR(((const struct action *)row_now(here, small.facts.id, &action_record, one.id))->title, "Van daar");
	add_small(there, &other);
	wait_for_version(here, "other", 4);
	CHECK_NUMBER(store_programmes(here, test_arena()).count, 2);
	check_verified(here, small.facts.id);
	check_verified(there, other.facts.id);
}

/* Without waiting to hear of each other: the row in the directory is the lock. */
struct member { struct store *store; struct id programme; struct change *change; size_t count, done; struct arena arena; pthread_t thread; };
static void *write_from_node(void *context)
{
	struct member *node = context;

	for (size_t i = 0; i < node->count; i++) {
		struct faults faults = { .arena = &node->arena };
		struct command command = { .programme = node->programme, .changes = &node->change[i], .count = 1, .faults = &faults };
		node->done += store_write(node->store, &command);
	}
	return NULL;
}

TEST(two_nodes_that_write_at_once_make_one_chain_on_postgresql)
{
	enum { NODES = 2, EACH = 20 };
	struct small small;
	struct member node[NODES];
	struct store *store;

	need_database(DATABASE_POSTGRESQL);
	store = small_store(DATABASE_POSTGRESQL, &small);
	for (int n = 0; n < NODES; n++) {
		struct theme *theme = arena_array(test_arena(), struct theme, EACH);

		node[n] = (struct member){ .store = n ? open_store(address_of_store(store), 0) : store, .programme = small.facts.id,
			.change = arena_array(test_arena(), struct change, EACH), .count = EACH };
		for (int i = 0; i < EACH; i++) {
			theme[i] = (struct theme){ .id = id_new(), .key = str_format(test_arena(), "thema-%d-%d", n, i), .name = STR("Thema") };
			node[n].change[i] = (struct change){ &theme_record, NULL, &theme[i] };
		}
	}
	for (int n = 0; n < NODES; n++)
		CHECK_NUMBER(pthread_create(&node[n].thread, NULL, write_from_node, &node[n]), 0);
	for (int n = 0; n < NODES; n++) {
		pthread_join(node[n].thread, NULL);
		arena_clear(&node[n].arena);
		CHECK_NUMBER(node[n].done, EACH);
	}
	for (int n = 0; n < NODES; n++) {
		wait_for_version(node[n].store, "small", 4 + NODES * EACH);
		check_verified(node[n].store, small.facts.id);
		CHECK(row_now(node[n].store, small.facts.id, &theme_record, row_id(node[1 - n].change[EACH - 1].after)));
	}
}
