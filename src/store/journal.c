/* SPDX-License-Identifier: EUPL-1.2 */
/* The journal as history: rows with what stood before and after. */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "store/store_own.h"

struct reading {
	struct id                    programme;
	const struct journal_filter *filter;
	struct arena                *arena;
	struct line                 *line, *was;
	size_t                       count, room;
	struct line                 *one;       /* where read_one puts its row */
	bool                         found;
};

static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct reading *reading = context;
	return reading->count < reading->room && line_read(columns, count, &reading->line[reading->count++], reading->arena);
}

static bool read_one(void *context, const struct value *columns, size_t count)
{
	struct reading *reading = context;
	reading->found = line_read(columns, count, reading->one, reading->arena);
	return true;
}

#define FIND "SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1"
#define NEWEST " AND seq < ?2 ORDER BY seq DESC LIMIT ?3"
static const char find_all[] = FIND NEWEST;
static const char find_row[] = FIND " AND record_id = ?4" NEWEST;
static const char find_command[] = FIND " AND command = ?4" NEWEST;
static const char find_record[] = FIND " AND record = ?4" NEWEST;
static const char find_seq[] = FIND " AND seq = ?2";

static enum outcome read_work(struct connection *connection, void *context)
{
	struct reading *reading = context;
	const struct journal_filter *filter = reading->filter;
	struct value values[4] = { value_id(reading->programme, reading->arena),
		value_integer(filter->below ? filter->below : INT64_MAX), value_integer((int64_t)reading->room) };
	const char *sql = find_all;
	enum outcome outcome;

	if (id_known(filter->id)) {
		sql = find_row;
		values[3] = value_id(filter->id, reading->arena);
	} else if (filter->command) {
		sql = find_command;
		values[3] = value_integer(filter->command);
	} else if (filter->record) {
		sql = find_record;
		values[3] = value_text(str_of(filter->record->name));
	}
	reading->count = 0;
	outcome = connection_run(connection, sql, values, sql == find_all ? 3 : 4, read_line, reading);
	for (size_t i = 0; outcome == OUTCOME_DONE && filter->with_was && i < reading->count; i++) {
		reading->was[i] = (struct line){ 0 };
		if (reading->line[i].before == 0)
			continue;
		values[1] = value_integer(reading->line[i].before);
		reading->one = &reading->was[i];
		outcome = connection_run(connection, find_seq, values, 2, read_one, reading);
	}
	return outcome;
}

static bool row_of(const struct line *line, const struct line *was, struct journal_row *row, struct arena *arena)
{
	int via = words_value(&via_words, line->via);

	*row = (struct journal_row){ .seq = line->seq, .command = line->command, .before = line->before, .undoes = line->undoes,
		.moment = line->moment, .via = via < 0 ? VIA_SYSTEM : (enum via)via, .record = record_named(line->record),
		.hash = line->hash };
	id_parse(line->actor, &row->actor);
	if (!row->record || !id_parse(line->id, &row->id))
		return false;
	row->after = line_row(row->record, line, arena);
	if (was && was->seq)
		row->was = line_row(row->record, was, arena);
	return true;
}

bool journal_read(struct store *store, struct id programme, const struct journal_filter *filter,
	struct arena *arena, struct journal_row **rows, size_t *count)
{
	struct reading reading = { .programme = programme, .filter = filter, .arena = arena,
		.room = filter->most ? filter->most : 50 };

	reading.line = arena_array(arena, struct line, reading.room);
	reading.was = arena_array(arena, struct line, reading.room);
	*count = 0;
	*rows = arena_array(arena, struct journal_row, reading.room);
	if (!store_read(store, read_work, &reading))
		return false;
	for (size_t i = 0; i < reading.count; i++)
		if (row_of(&reading.line[i], filter->with_was ? &reading.was[i] : NULL, &(*rows)[*count], arena))
			(*count)++;
	return true;
}

struct counting {
	struct id                programme;
	const struct record     *record;
	struct arena            *arena;
	struct journal_revision *at;
	size_t                   count, room;
};

static bool read_revision(void *context, const struct value *columns, size_t count)
{
	struct counting *counting = context;
	struct journal_revision *revision;
	(void)count;

	if (counting->count == counting->room) {
		size_t room = counting->room ? counting->room * 2 : 64;
		struct journal_revision *more = arena_array(counting->arena, struct journal_revision, room);
		if (counting->count)
			memcpy(more, counting->at, counting->count * sizeof *more);
		counting->at = more;
		counting->room = room;
	}
	revision = &counting->at[counting->count++];
	*revision = (struct journal_revision){ .writes = columns[1].integer, .first = { columns[2].integer }, .last = { columns[3].integer } };
	return id_parse(columns[0].text, &revision->id);
}

static const char count_revisions[] =
	"SELECT record_id, count(*), min(moment), max(moment) FROM journal WHERE programme_id = ?1 AND record = ?2 GROUP BY record_id";
static enum outcome count_work(struct connection *connection, void *context)
{
	struct counting *counting = context;
	struct value values[2] = { value_id(counting->programme, counting->arena), value_text(str_of(counting->record->name)) };
	size_t before = counting->count;
	enum outcome outcome = connection_run(connection, count_revisions, values, 2, read_revision, counting);

	if (outcome != OUTCOME_DONE)
		counting->count = before;
	return outcome;
}

static int compare_revisions(const void *a, const void *b)
{
	return id_compare(((const struct journal_revision *)a)->id, ((const struct journal_revision *)b)->id);
}

bool journal_revisions(struct store *store, struct id programme, const struct record *const *of, size_t count, struct arena *arena,
	struct journal_revisions *revisions)
{
	struct counting counting = { .programme = programme, .arena = arena };

	for (size_t i = 0; i < count; i++) {
		counting.record = of[i];
		if (!store_read(store, count_work, &counting))
			return false;
	}
	if (counting.count > 1)
		qsort(counting.at, counting.count, sizeof *counting.at, compare_revisions);
	*revisions = (struct journal_revisions){ counting.at, counting.count };
	return true;
}

const struct journal_revision *journal_revision(const struct journal_revisions *revisions, struct id id)
{
	struct journal_revision wanted = { .id = id };

	return revisions->count ? bsearch(&wanted, revisions->at, revisions->count, sizeof wanted, compare_revisions) : NULL;
}

bool journal_redact(struct store *store, struct id programme, const struct record *record, struct id id, const char *field,
	struct id actor, struct faults *faults)
{
	const struct programme *now = store_programme_by_id(store, id_known(programme) ? programme : ID_NONE);
	const void *row = now ? programme_find(now, record, id) : NULL;
	struct change change = { record, row, NULL };
	struct command command = { .programme = programme, .actor = actor, .via = VIA_ACCOUNT, .changes = &change, .count = 1,
		.redacts = true, .redact_field = field, .faults = faults };
	void *without;
	bool done;

	if (!row) {
		programme_release(now);
		return faults_add(faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("That is not there (any more).") });
	}
	without = arena_take(faults->arena, record->size);
	row_copy(record, without, row, faults->arena);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *at = &record->field[i];
		struct str *text = (struct str *)(void *)((char *)without + at->offset);
		if (at->kind == KIND_TEXT && !at->key && text->len > 0 && (!field || strcmp(field, at->name) == 0))
			*text = at->address ? STR_NONE : redacted_text;
	}
	change.after = without;
	done = store_write(store, &command);
	programme_release(now);
	return done;
}
