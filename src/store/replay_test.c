/* SPDX-License-Identifier: EUPL-1.2 */
/* Random commands, good and bad: journal, tables and memory tell the same story, on both databases. */
#include <string.h>

#include "exchange/exchange.h"
#include "programme/sample.h"
#include "test/databases.h"
#include "test/lev.h"

enum { COMMANDS = 90, CHANGES_MOST = 4 };

/* A walk through a programme; `model` is what the accepted commands made of it, applied by the test itself. */
struct walk {
	struct store     *store;
	struct id         programme;
	struct sample     sample;
	struct programme *model;
	size_t            accepted, refused;
	int64_t           commands[COMMANDS];   /* accepted ones, by their first row */
};

static size_t number(struct walk *walk, size_t bound)
{
	return sample_number(&walk->sample, bound);
}

/* Any row of the model; NULL where that record has none. */
static const void *any_row(struct walk *walk, const struct record **record)
{
	struct row_list rows;

	*record = records[number(walk, record_count)];
	rows = programme_rows(walk->model, *record);
	return rows.count ? rows.at[number(walk, rows.count)] : NULL;
}

static void *copy_of(const struct record *record, const void *row)
{
	void *copy = arena_take(test_arena(), record->size);

	row_copy(record, copy, row, test_arena());
	return copy;
}

/* Some fields otherwise: now and then with a value that cannot stand. */
static void *changed(struct walk *walk, const struct record *record, const void *row)
{
	void *copy = copy_of(record, row);
	union sample_room other;

	sample_row(&walk->sample, record, other.row);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		bool reference = field->kind == KIND_ID || field->kind == KIND_IDS || field->key;
		if (number(walk, 4) == 0 && (!reference || number(walk, 40) == 0) && !field_empty(field, other.row))
			field_parse(field, copy, str_copy(test_arena(), field_text(field, other.row, test_arena())), test_arena());
	}
	return copy;
}

/* Like another row, under an id of its own; keys have to differ. */
static void *added(struct walk *walk, const struct record *record, const void *row)
{
	void *copy = copy_of(record, row);

	*(struct id *)copy = sample_id(1000 * (1 + record_index(record)) + number(walk, 20));
	for (size_t i = 0; i < record->field_count; i++)
		if (record->field[i].key || strcmp(record->field[i].name, "number") == 0)
			field_parse(&record->field[i], copy, str_format(test_arena(), "n%zu", number(walk, 1000)), test_arena());
	return copy;
}

static struct change any_change(struct walk *walk)
{
	const struct record *record;
	const void *row = NULL;

	while (!row)
		row = any_row(walk, &record);
	switch (number(walk, 5)) {
	case 0: case 1:
		return (struct change){ record, copy_of(record, row), changed(walk, record, row) };
	case 2:
		return (struct change){ record, copy_of(record, row), NULL };
	default:
		return (struct change){ record, NULL, added(walk, record, row) };
	}
}

static void apply(struct walk *walk, const struct change *change, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (change[i].after)
			programme_put(walk->model, change[i].record, change[i].after);
		else
			programme_remove(walk->model, change[i].record, row_id(change[i].before));
}

static void write_some(struct walk *walk, const struct change *change, size_t count, int64_t undoes)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = walk->programme, .via = VIA_ACCOUNT, .changes = change, .count = count, .undoes = undoes,
		.faults = &faults };

	if (!store_write(walk->store, &command)) {
		CHECK(faults.count > 0);
		walk->refused++;
		return;
	}
	apply(walk, change, count);
	walk->commands[walk->accepted++] = command.version - (int64_t)count + 1;
}

static void undo_one(struct walk *walk)
{
	struct journal_filter filter = { .command = walk->commands[number(walk, walk->accepted)], .with_was = true };
	struct change *change;
	struct journal_row *row;
	size_t count;

	CHECK(journal_read(walk->store, walk->programme, &filter, test_arena(), &row, &count));
	change = arena_array(test_arena(), struct change, count);
	for (size_t i = 0; i < count; i++)
		change[i] = (struct change){ row[i].record, row[i].after, row[i].was };
	write_some(walk, change, count, filter.command);
}

static void redact_one(struct walk *walk)
{
	struct faults faults = { .arena = test_arena() };
	const struct record *record;
	const void *row = any_row(walk, &record), *now;
	const struct field *field = &record->field[number(walk, record->field_count)];

	if (!row || field->kind != KIND_TEXT || field->key || !journal_redact(walk->store, walk->programme, record, row_id(row), field->name,
		ID_NONE, &faults))
		return;
	now = row_now(walk->store, walk->programme, record, row_id(row));
	CHECK(field->address || field_empty(field, row) || str_equal(*FIELD_AT(now, field, struct str), redacted_text));
	programme_put(walk->model, record, now);
}

static void walk_on(struct walk *walk)
{
	for (int i = 0; i < COMMANDS; i++) {
		struct change change[CHANGES_MOST];
		size_t kind = number(walk, 10), count = number(walk, 4) ? 1 : 1 + number(walk, CHANGES_MOST);

		if (kind == 0) {
			redact_one(walk);
		} else if (kind <= 2 && walk->accepted > 0) {
			undo_one(walk);
		} else {
			for (size_t c = 0; c < count; c++)
				change[c] = any_change(walk);
			write_some(walk, change, count, 0);
		}
	}
}

/* Versions and heads are the store's; the model knows the rows. */
static void check_rows(const struct programme *is, struct walk *walk)
{
	walk->model->version = is->version;
	walk->model->head = is->head;
	walk->model->changed = is->changed;
	check_same_programme(is, walk->model);
}

static void check_story(struct walk *walk, struct store *elsewhere)
{
	const struct programme *memory = store_programme_by_id(walk->store, walk->programme), *tables, *journal;
	struct str text = export_text(walk->store, walk->programme);
	struct faults faults = { .arena = test_arena() };

	check_rows(memory, walk);
	tables = store_programme_fresh(walk->store, tree_facts(memory)->key);
	check_same_programme(tables, memory);
	journal = store_programme_known(walk->store, walk->programme, moment_day(clock_now()));
	check_same_programme(journal, memory);
	check_verified(walk->store, walk->programme);
	if (!import_text(elsewhere, text, &faults))
		fail_msg("the import is refused: %.*s", STR_ARG(faults_text(&faults)));
	test_check_str(export_text(elsewhere, walk->programme), text, __FILE__, __LINE__);
	check_verified(elsewhere, walk->programme);
	programme_release(journal);
	journal = store_programme_fresh(elsewhere, tree_facts(memory)->key);
	check_same_programme(journal, memory);
	programme_release(memory);
	programme_release(tables);
	programme_release(journal);
}

ON_EACH_DATABASE(journal_tables_and_memory_tell_one_story_whatever_is_done)
{
	static const uint64_t seeds[] = { 1, 20240522, 0xF00D };

	for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
		struct walk walk = { .sample = { .state = seeds[i], .arena = test_arena(), .ids = 5 } };
		struct store *elsewhere = fresh_store(kind);
		struct exchange_report report = { 0 };
		struct faults faults = { .arena = test_arena() };
		const struct programme *start;

		print_message("seed %llu\n", (unsigned long long)seeds[i]);
		walk.store = fresh_store(kind);
		CHECK(exchange_import(walk.store, STR("lev.json"), test_file("data/lev/lev-2024-2026.json"), ID_NONE, &walk.programme, &report,
			&faults));
		start = store_programme_by_id(walk.store, walk.programme);
		walk.model = programme_draft(start);
		programme_release(start);
		walk_on(&walk);
		check_story(&walk, elsewhere);
		programme_discard(walk.model);
		CHECK(walk.accepted > COMMANDS / 4 && walk.refused > COMMANDS / 20);
	}
}
