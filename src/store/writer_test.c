/* SPDX-License-Identifier: EUPL-1.2 */
/* Commands: each stands or falls alone, whoever writes beside it, and the chain stays whole. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "life/life.h"
#include "participation/participation.h"
#include "test/databases.h"

static struct action titled(struct action action, const char *title)
{
	action.title = str_of(title);
	return action;
}

/* What must not change when a command is refused. */
struct state { int64_t version; struct str tables; };
static struct state state_of(struct store *store, struct id programme)
{
	const struct programme *now = store_programme_by_id(store, programme);
	struct state state = { now->version, ask_sql(address_of_store(store),
		"SELECT 'rows', count(*) FROM journal UNION ALL SELECT 'head', version FROM programme UNION ALL SELECT head, changed FROM programme"
		" UNION ALL SELECT id || title, 0 FROM action UNION ALL SELECT id || name, 0 FROM theme UNION ALL SELECT id || name, 0 FROM party"
		" UNION ALL SELECT id || title, 0 FROM step UNION ALL SELECT record_id || body, 0 FROM search_text ORDER BY 1") };

	programme_release(now);
	return state;
}

static void check_unchanged(struct store *store, struct id programme, struct state before)
{
	struct state now = state_of(store, programme);

	CHECK_NUMBER(now.version, before.version);
	test_check_str(now.tables, before.tables, __FILE__, __LINE__);
	check_verified(store, programme);
}

/* Each refused: what it says stands is not what stands. */
ON_EACH_DATABASE(what_was_changed_meanwhile_is_a_conflict_and_nothing_is_written)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action mine = titled(small.action, "Van mij"), theirs = titled(small.action, "Van hen");
	struct theme gone = { .id = id_new(), .key = STR("gone"), .name = STR("Weg") };
	struct party again = small.party;
	struct { const struct record *record; const void *before, *after; } table[] = {
		{ &action_record, &small.action, &mine },
		{ &action_record, &small.action, NULL },
		{ &action_record, NULL, &mine },
		{ &party_record, NULL, &again },
		{ &theme_record, &gone, NULL },
		{ &theme_record, &gone, &gone },
	};
	struct state before;

	write_change(store, small.facts.id, &action_record, &small.action, &theirs);
	before = state_of(store, small.facts.id);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct faults faults = { .arena = test_arena() };
		struct change change = { table[i].record, table[i].before, table[i].after };

		CHECK(!try_write(store, small.facts.id, &change, 1, &faults));
		CHECK_NUMBER(faults.count, 1);
		CHECK_NUMBER(faults.at[0].kind, FAULT_CONFLICT);
		check_unchanged(store, small.facts.id, before);
	}
	CHECK_STR(((const struct action *)row_now(store, small.facts.id, &action_record, small.action.id))->title, "Van hen");
}

struct writing {
	struct store  *store;
	struct id      programme;
	struct change *change;          /* one command each */
	size_t         count, done;
	struct arena   arena;
	struct faults  faults;
	atomic_int    *ready;           /* threads that are about to write */
	pthread_t      thread;
};

static void *write_all(void *context)
{
	struct writing *writing = context;

	writing->faults.arena = &writing->arena;
	atomic_fetch_add(writing->ready, 1);
	for (size_t i = 0; i < writing->count; i++) {
		struct command command = { .programme = writing->programme, .via = VIA_ACCOUNT, .changes = &writing->change[i], .count = 1,
			.faults = &writing->faults };
		writing->done += store_write(writing->store, &command);
	}
	return NULL;
}

static void start(struct writing *writing)
{
	CHECK_NUMBER(pthread_create(&writing->thread, NULL, write_all, writing), 0);
}

static enum fault_kind finish(struct writing *writing)
{
	enum fault_kind kind;

	pthread_join(writing->thread, NULL);
	kind = faults_kind(&writing->faults);
	arena_clear(&writing->arena);
	return kind;
}

ON_EACH_DATABASE(of_two_who_change_one_row_at_once_exactly_one_wins)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action stands = small.action;

	for (int round = 0; round < 15; round++) {
		struct action one = titled(stands, "Een"), two = titled(stands, "Twee");
		struct change change[2] = { { &action_record, &stands, &one }, { &action_record, &stands, &two } };
		struct writing writing[2];
		atomic_int ready = 0;
		enum fault_kind kinds[2];

		one.why = two.why = str_format(test_arena(), "Ronde %d", round);
		for (int i = 0; i < 2; i++) {
			writing[i] = (struct writing){ store, small.facts.id, &change[i], 1, 0, { 0 }, { 0 }, &ready, 0 };
			start(&writing[i]);
		}
		for (int i = 0; i < 2; i++)
			kinds[i] = finish(&writing[i]);
		CHECK_NUMBER(writing[0].done + writing[1].done, 1);
		CHECK_NUMBER(kinds[writing[0].done ? 1 : 0], FAULT_CONFLICT);
		CHECK_NUMBER(kinds[writing[0].done ? 0 : 1], FAULT_NONE);
		stands = writing[0].done ? one : two;
		CHECK(row_equal(&action_record, row_now(store, small.facts.id, &action_record, stands.id), &stands));
	}
	check_verified(store, small.facts.id);
}

ON_EACH_DATABASE(many_who_write_different_rows_all_succeed_in_one_chain)
{
	enum { WRITERS = 8, EACH = 12 };
	struct small small;
	struct store *store = small_store(kind, &small);
	struct writing writing[WRITERS];
	atomic_int ready = 0;
	const struct programme *memory, *tables;

	for (int w = 0; w < WRITERS; w++) {
		struct step *step = arena_array(test_arena(), struct step, EACH);
		struct change *change = arena_array(test_arena(), struct change, EACH);

		for (int i = 0; i < EACH; i++) {
			step[i] = (struct step){ .id = id_new(), .title = str_format(test_arena(), "Stap %d-%d", w, i), .stage = STAGE_PLAN };
			change[i] = (struct change){ &step_record, NULL, &step[i] };
		}
		writing[w] = (struct writing){ store, small.facts.id, change, EACH, 0, { 0 }, { 0 }, &ready, 0 };
	}
	for (int w = 0; w < WRITERS; w++)
		start(&writing[w]);
	for (int w = 0; w < WRITERS; w++) {
		CHECK_NUMBER(finish(&writing[w]), FAULT_NONE);
		CHECK_NUMBER(writing[w].done, EACH);
	}
	memory = store_programme_by_id(store, small.facts.id);
	CHECK_NUMBER(memory->version, 4 + WRITERS * EACH);
	CHECK_NUMBER(programme_rows(memory, &step_record).count, WRITERS * EACH);
	tables = store_programme_fresh(store, STR("small"));
	check_same_programme(tables, memory);
	programme_release(memory);
	programme_release(tables);
	check_verified(store, small.facts.id);
}

/* Holds the writer, so that what is submitted meanwhile becomes one group. */
struct gate { atomic_bool entered, open; };
static enum outcome hold(struct connection *connection, void *context)
{
	struct gate *gate = context;
	(void)connection;

	atomic_store(&gate->entered, true);
	while (!atomic_load(&gate->open))
		usleep(200);
	return OUTCOME_DONE;
}

struct doing { struct store *store; store_work work; void *context; bool done; pthread_t thread; };
static void *do_work(void *context)
{
	struct doing *doing = context;
	doing->done = store_do(doing->store, doing->work, doing->context);
	return NULL;
}

static void start_doing(struct doing *doing)
{
	CHECK_NUMBER(pthread_create(&doing->thread, NULL, do_work, doing), 0);
}

static const char insert_person[] = "INSERT INTO person (id, name, email) VALUES ('p', 'Iemand', '')";
static enum outcome add_person(struct connection *connection, void *context)
{
	(void)context;
	return connection_run(connection, insert_person, NULL, 0, NULL, NULL);
}

static enum outcome add_person_twice(struct connection *connection, void *context)
{
	enum outcome outcome = add_person(connection, context);
	return outcome == OUTCOME_DONE ? add_person(connection, context) : outcome;
}

/* A group of five: by a rule, by somebody else's change and by the database one is refused; the good ones before and after stand. */
ON_EACH_DATABASE(only_what_is_refused_of_a_group_falls)
{
	enum { GROUP = 6 };
	struct small small;
	struct store *store = small_store(kind, &small);
	struct step good[3] = { { .id = id_new(), .title = STR("Voor") }, { .id = id_new(), .title = STR("Tussen") },
		{ .id = id_new(), .title = STR("Na") } };
	struct step nameless = { .id = id_new() };
	struct action stale = titled(small.action, "Verouderd"), mine = titled(small.action, "Mijn");
	struct theme other = { .id = id_new(), .key = STR("leisure"), .name = STR("Dezelfde naam") };
	struct change change[GROUP] = { { &step_record, NULL, &good[0] }, { &step_record, NULL, &nameless },
		{ &step_record, NULL, &good[1] }, { &action_record, &stale, &mine }, { &theme_record, NULL, &other },
		{ &step_record, NULL, &good[2] } };
	static const enum fault_kind expected[GROUP] = { FAULT_NONE, FAULT_INVALID, FAULT_NONE, FAULT_CONFLICT, FAULT_INVALID, FAULT_NONE };
	struct gate gate = { false, false };
	struct doing holding = { .store = store, .work = hold, .context = &gate }, twice = { .store = store, .work = add_person_twice };
	struct writing writing[GROUP];
	atomic_int ready = 0;

	start_doing(&holding);
	while (!atomic_load(&gate.entered))
		usleep(200);
	for (int i = 0; i < GROUP; i++) {
		writing[i] = (struct writing){ store, small.facts.id, &change[i], 1, 0, { 0 }, { 0 }, &ready, 0 };
		start(&writing[i]);
		if (i == 2)
			start_doing(&twice);    /* which the database refuses, so that the whole group is done again one by one */
	}
	while (atomic_load(&ready) < GROUP)
		usleep(200);
	atomic_store(&gate.open, true);
	for (int i = 0; i < GROUP; i++) {
		CHECK_NUMBER(finish(&writing[i]), expected[i]);
		CHECK_NUMBER(writing[i].done, expected[i] == FAULT_NONE);
	}
	pthread_join(holding.thread, NULL);
	pthread_join(twice.thread, NULL);
	CHECK(holding.done);
	CHECK(!twice.done);
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM person"), "0");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT title FROM step ORDER BY title"), "Na\nTussen\nVoor");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM journal"), "7");
	check_verified(store, small.facts.id);
}

ON_EACH_DATABASE(of_a_command_with_one_invalid_change_nothing_is_written)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action changed = titled(small.action, "Veranderd"), nowhere = { .id = id_new(), .number = STR("V-02"),
		.title = STR("Nergens"), .theme = id_new() };
	struct step step = { .id = id_new(), .title = STR("Goed") };
	struct change change[] = { { &action_record, &small.action, &changed }, { &step_record, NULL, &step }, { &party_record, &small.party, NULL },
		{ &action_record, NULL, &nowhere } };
	struct state before = state_of(store, small.facts.id);
	struct faults faults = { .arena = test_arena() };

	CHECK(!try_write(store, small.facts.id, change, 4, &faults));
	CHECK_NUMBER(faults.count, 1);
	CHECK_STR(str_of(faults.at[0].field), "theme");
	check_unchanged(store, small.facts.id, before);
	CHECK(try_write(store, small.facts.id, change, 3, &faults));
	check_verified(store, small.facts.id);
}

ON_EACH_DATABASE(what_something_points_at_cannot_be_removed)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct change theme = { &theme_record, &small.theme, NULL };
	struct change both[] = { theme, { &action_record, &small.action, NULL } };
	struct change root = { &programme_facts_record, &small.facts, NULL };
	struct state before = state_of(store, small.facts.id);
	struct faults faults = { .arena = test_arena() };

	CHECK(!try_write(store, small.facts.id, &theme, 1, &faults));
	CHECK_HAS(faults_text(&faults), "422 V-01 Een kaart van de Liemers refers to this");
	faults.count = 0;
	CHECK(!try_write(store, small.facts.id, &root, 1, &faults));
	CHECK_HAS(faults_text(&faults), "422 ");
	check_unchanged(store, small.facts.id, before);
	faults.count = 0;
	CHECK(try_write(store, small.facts.id, both, 2, &faults));
	CHECK(!row_now(store, small.facts.id, &theme_record, small.theme.id));
	check_verified(store, small.facts.id);
}

/* What the page of the history does: the command's rows the other way around, newest first. */
static int64_t undo(struct store *store, struct id programme, int64_t undone)
{
	struct journal_filter filter = { .command = undone, .with_was = true };
	struct faults faults = { .arena = test_arena() };
	struct journal_row *row;
	struct change *change;
	size_t count;
	struct command command = { .programme = programme, .via = VIA_ACCOUNT, .undoes = undone, .faults = &faults };

	CHECK(journal_read(store, programme, &filter, test_arena(), &row, &count));
	change = arena_array(test_arena(), struct change, count);
	for (size_t i = 0; i < count; i++)
		change[i] = (struct change){ row[i].record, row[i].after, row[i].was };
	command.changes = change;
	command.count = count;
	if (!store_write(store, &command))
		fail_msg("the undo is refused: %.*s", STR_ARG(faults_text(&faults)));
	return command.version - (int64_t)count + 1;
}

ON_EACH_DATABASE(an_undo_is_a_new_line_that_brings_the_row_back)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id programme = small.facts.id;
	struct journal_filter filter = { .id = small.action.id };
	struct journal_row *row;
	size_t count;
	int64_t removal = write_change(store, programme, &action_record, &small.action, NULL), undone, again;

	CHECK(!row_now(store, programme, &action_record, small.action.id));
	undone = undo(store, programme, removal);
	CHECK_NUMBER(undone, removal + 1);
	CHECK(row_equal(&action_record, row_now(store, programme, &action_record, small.action.id), &small.action));
	CHECK(journal_read(store, programme, &filter, test_arena(), &row, &count));
	CHECK_NUMBER(count, 3);
	CHECK_NUMBER(row[0].undoes, removal);
	CHECK_NUMBER(row[0].before, removal);
	CHECK_NUMBER(row[1].undoes, 0);
	CHECK(!row[1].after);
	check_verified(store, programme);

	again = undo(store, programme, undone);
	CHECK(!row_now(store, programme, &action_record, small.action.id));
	undo(store, programme, again);
	CHECK(row_equal(&action_record, row_now(store, programme, &action_record, small.action.id), &small.action));
	check_verified(store, programme);
}

ON_EACH_DATABASE(an_undo_takes_back_a_whole_command_or_nothing)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id programme = small.facts.id;
	struct theme theme = { .id = id_new(), .key = STR("logistics"), .name = STR("Logistiek") };
	struct action moved = small.action, twice, later;
	struct faults faults = { .arena = test_arena() };
	struct change change[] = { { &theme_record, NULL, &theme }, { &action_record, &small.action, &moved }, { &action_record, &moved, &twice } };
	struct change back[] = { { &action_record, &twice, &moved }, { &action_record, &moved, &small.action }, { &theme_record, &theme, NULL } };
	struct command command = { .programme = programme, .changes = back, .count = 3, .undoes = 5, .faults = &faults };
	int64_t changed;

	moved.theme = theme.id;
	twice = titled(moved, "Verplaatst");
	later = titled(twice, "Later");
	CHECK(try_write(store, programme, change, 3, &faults));
	changed = write_change(store, programme, &action_record, &twice, &later);
	CHECK(!store_write(store, &command));
	CHECK_NUMBER(faults_kind(&faults), FAULT_CONFLICT);
	CHECK(row_now(store, programme, &theme_record, theme.id));
	undo(store, programme, changed);
	undo(store, programme, 5);
	CHECK(!row_now(store, programme, &theme_record, theme.id));
	CHECK(row_equal(&action_record, row_now(store, programme, &action_record, small.action.id), &small.action));
	check_verified(store, programme);
}

/* Not only an undo brings a row back: an API can, and a command can put one in the place of what it removes. */
ON_EACH_DATABASE(a_row_that_comes_back_follows_the_one_that_was_removed)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action other = titled(small.action, "Opnieuw");
	struct change both[] = { { &action_record, &other, NULL }, { &action_record, NULL, &small.action } };
	struct faults faults = { .arena = test_arena() };

	write_change(store, small.facts.id, &action_record, &small.action, NULL);
	write_change(store, small.facts.id, &action_record, NULL, &other);
	check_verified(store, small.facts.id);
	CHECK(try_write(store, small.facts.id, both, 2, &faults));
	check_verified(store, small.facts.id);
}

/* The journal tells rows apart by their ids alone. */
ON_EACH_DATABASE(two_rows_of_different_records_cannot_have_one_id)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct step step = { .id = small.action.id, .title = STR("Onder een geleend nummer") };
	struct change change = { &step_record, NULL, &step };
	struct state before = state_of(store, small.facts.id);
	struct faults faults = { .arena = test_arena() };

	CHECK(!try_write(store, small.facts.id, &change, 1, &faults));
	CHECK_HAS(faults_text(&faults), "422 Something else has this id");
	check_unchanged(store, small.facts.id, before);
}

ON_EACH_DATABASE(a_programme_begins_with_its_facts_and_a_name_of_its_own)
{
	struct small small, other = small_programme("other");
	struct store *store = small_store(kind, &small);
	struct programme_facts taken = small_programme("small").facts, renamed = other.facts;
	struct change theme = { &theme_record, NULL, &other.theme }, same = { &programme_facts_record, NULL, &taken },
		rename = { &programme_facts_record, &other.facts, &renamed };
	struct faults faults = { .arena = test_arena() };

	CHECK(!try_write(store, other.facts.id, &theme, 1, &faults));
	CHECK_HAS(faults_text(&faults), "404 There is no such programme.");
	faults.count = 0;
	CHECK(!try_write(store, taken.id, &same, 1, &faults));
	CHECK_NUMBER(faults.count, 1);
	CHECK_STR(str_of(faults.at[0].field), "key");
	faults.count = 0;
	add_small(store, &other);
	renamed.key = STR("small");
	CHECK(!try_write(store, other.facts.id, &rename, 1, &faults));
	CHECK_STR(str_of(faults.at[0].field), "key");
	renamed.key = STR("elsewhere");
	faults.count = 0;
	CHECK(try_write(store, other.facts.id, &rename, 1, &faults));
	CHECK_NUMBER(store_programme_version(store, STR("elsewhere")), 5);
	CHECK_NUMBER(store_programme_version(store, STR("other")), 0);
	CHECK_NUMBER(store_programmes(store, test_arena()).count, 2);
	CHECK_STR(ask_sql(address_of_store(store), "SELECT key FROM programme ORDER BY key"), "elsewhere\nsmall");
	check_verified(store, other.facts.id);
}

ON_EACH_DATABASE(two_new_programmes_of_one_name_in_one_group_are_one)
{
	struct store *store = fresh_store(kind);
	struct programme_facts facts[2] = { small_programme("same").facts, small_programme("same").facts };
	struct change change[2] = { { &programme_facts_record, NULL, &facts[0] }, { &programme_facts_record, NULL, &facts[1] } };
	struct gate gate = { false, false };
	struct doing holding = { .store = store, .work = hold, .context = &gate };
	struct writing writing[2];
	atomic_int ready = 0;

	start_doing(&holding);
	for (int i = 0; i < 2; i++) {
		writing[i] = (struct writing){ store, facts[i].id, &change[i], 1, 0, { 0 }, { 0 }, &ready, 0 };
		start(&writing[i]);
	}
	while (atomic_load(&ready) < 2)
		usleep(200);
	atomic_store(&gate.open, true);
	pthread_join(holding.thread, NULL);
	finish(&writing[0]);
	finish(&writing[1]);
	CHECK_NUMBER(writing[0].done + writing[1].done, 1);
	CHECK_NUMBER(store_programmes(store, test_arena()).count, 1);
	check_verified(store, facts[writing[0].done ? 0 : 1].id);
}

ON_EACH_DATABASE(a_clock_that_is_set_back_does_not_turn_the_chain_around)
{
	struct small small;
	struct store *store;
	struct action changed;
	struct journal_row *row;
	size_t count;

	clock_set((struct moment){ 1700000000000 });
	store = small_store(kind, &small);
	changed = titled(small.action, "Later");
	clock_set((struct moment){ 1600000000000 });
	write_change(store, small.facts.id, &action_record, &small.action, &changed);
	CHECK(journal_read(store, small.facts.id, &(struct journal_filter){ .most = 1 }, test_arena(), &row, &count));
	CHECK_NUMBER(row[0].moment.ms, 1700000000000);
	check_verified(store, small.facts.id);
}

/* The journal as history: whom and what it is asked for, and what stood before. */
ON_EACH_DATABASE(the_journal_gives_what_it_is_asked_for_newest_first)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action changed = titled(small.action, "Anders");
	struct id programme = small.facts.id, person = id_new();
	struct faults faults = { .arena = test_arena() };
	struct change change[] = { { &action_record, &small.action, &changed }, { &party_record, &small.party, NULL } };
	struct command command = { .programme = programme, .actor = person, .via = VIA_LINK, .changes = change, .count = 2, .faults = &faults };
	struct { struct journal_filter filter; const char *seqs; } table[] = {
		{ { 0 }, "6 5 4 3 2 1" },
		{ { .most = 2 }, "6 5" },
		{ { .below = 5 }, "4 3 2 1" },
		{ { .below = 5, .most = 1 }, "4" },
		{ { .record = &action_record }, "5 4" },
		{ { .record = &step_record }, "" },
		{ { .id = small.party.id }, "6 2" },
		{ { .id = programme }, "1" },
		{ { .command = 5 }, "6 5" },
		{ { .command = 1, .below = 4 }, "3 2 1" },
		{ { .command = 2 }, "" },
	};
	struct journal_row *row;
	size_t count;

	CHECK(store_write(store, &command));
	CHECK_NUMBER(command.version, 6);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct str seqs = STR_NONE;
		CHECK(journal_read(store, programme, &table[i].filter, test_arena(), &row, &count));
		for (size_t k = 0; k < count; k++)
			seqs = str_format(test_arena(), "%.*s%s%lld", STR_ARG(seqs), k ? " " : "", (long long)row[k].seq);
		CHECK_STR(seqs, table[i].seqs);
	}
	CHECK(journal_read(store, programme, &(struct journal_filter){ .command = 5, .with_was = true }, test_arena(), &row, &count));
	CHECK(row[0].record == &party_record && !row[0].after && row_equal(&party_record, row[0].was, &small.party));
	CHECK(row[1].record == &action_record && row_equal(&action_record, row[1].after, &changed) &&
		row_equal(&action_record, row[1].was, &small.action));
	CHECK(id_equal(row[0].actor, person) && row[0].via == VIA_LINK && row[0].command == 5 && row[0].before == 2);
}
