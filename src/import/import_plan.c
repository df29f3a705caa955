/* SPDX-License-Identifier: EUPL-1.2 */
/* From rows to changes: which row of the programme each is about, what differs, and everything that is wrong with its cells. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/import_own.h"
#include "participation/participation.h"
#include "party/party.h"
#include "role/role.h"
#include "tree/tree.h"

/* The plan */

static void *grown(struct arena *arena, const void *at, size_t count, size_t *room, size_t size)
{
	void *more;

	if (count < *room)
		return (void *)(uintptr_t)at;
	*room = *room ? 2 * *room : 64;
	more = arena_take_array(arena, *room, size);
	if (count)
		memcpy(more, at, count * size);
	return more;
}

size_t import_add_row(struct work *work, enum import_state state, struct str title, const char *why)
{
	struct import_plan *plan = work->plan;

	plan->row = grown(work->arena, plan->row, plan->row_count, &plan->row_room, sizeof *plan->row);
	plan->row[plan->row_count] = (struct import_row){ .sheet = work->sheet, .number = work->at->number, .state = state,
		.title = title, .why = why, .at = work->at };
	return plan->row_count++;
}

static struct str shortened(struct str text)
{
	size_t end = text.len < 80 ? text.len : 80;

	while (end < text.len && end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	return str_to(text, end);
}

static struct str wrong_key(struct work *work, size_t row, size_t column)
{
	return str_format(work->arena, "wrong %zu %zu", row, column);
}

static void fault_of(struct work *work, size_t row, size_t column, struct str label, const struct fault *fault)
{
	struct import_plan *plan = work->plan;
	struct import_row *of = &plan->row[row];
	const struct sheet *sheet = &work->source->workbook->sheet[of->sheet];
	struct import_fault told = { .fault = *fault, .label = label, .sheet = of->sheet, .column = column, .row = of->number };

	of->state = IMPORT_WRONG;
	import_map_put(&work->known, wrong_key(work, row, column), ID_NONE, work->arena);
	if (++plan->faults > IMPORT_FAULTS_MOST)
		return;
	told.value = shortened(sheet_cell(of->at, column)->text);
	told.fault.place = sheet_address(sheet, column, of->number, work->arena);
	for (size_t i = 0; i < 3; i++)
		told.fault.arg[i] = shortened(str_copy(work->arena, told.fault.arg[i]));
	plan->fault = grown(work->arena, plan->fault, plan->fault_count, &plan->fault_room, sizeof *plan->fault);
	plan->fault[plan->fault_count++] = told;
}

void import_fault_at(struct work *work, size_t column, struct str label, const struct fault *fault)
{
	fault_of(work, work->row, column, label, fault);
}

void import_faults_at(struct work *work, size_t column, struct str label, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		import_fault_at(work, column, label, &faults->at[i]);
}

/* The column of the sheet that is read into this field; SIZE_MAX where none is. */
static size_t column_for(const struct import_sheet *choice, const struct record *record, const char *field, int number)
{
	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++) {
		const struct import_column *column = choice->column[c] < 0 ? NULL : &choice->columns.at[choice->column[c]];
		if (!column || !field)
			continue;
		if (column->is == COLUMN_FIELD && column->record == record && column->number == number && strcmp(column->field->name, field) == 0)
			return c;
		if (column->is == COLUMN_PERIOD && column->record == record && number == 0) {
			const struct import_table *table = column->how;
			if (strcmp(table->period[0], field) == 0 || strcmp(table->period[1], field) == 0)
				return c;
		}
	}
	return SIZE_MAX;
}

static size_t identity_column(const struct import_sheet *choice)
{
	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		if (choice->column[c] >= 0 && choice->columns.at[choice->column[c]].identifies)
			return c;
	return 0;
}

/* A fault about a field, at the column that is read into it, else where the row says what it is about. */
static void fault_of_field(struct work *work, const struct record *record, const struct field *field, int number, const struct fault *fault)
{
	size_t column = column_for(work->sheet_choice, record, field->name, number);

	import_fault_at(work, column == SIZE_MAX ? identity_column(work->sheet_choice) : column,
		field->label ? language_text(WORK_LANGUAGE(work), field->label) : STR_NONE, fault);
}

/* Changes, by the id of their row */

static struct str id_key(const struct id *id)
{
	return (struct str){ (const char *)id->byte, sizeof id->byte };
}

static struct import_change *change_of(struct work *work, struct id id)
{
	const struct map_entry *entry = import_map_find(&work->changed, id_key(&id));
	size_t index;

	if (!entry)
		return NULL;
	memcpy(&index, entry->id.byte, sizeof index);
	return &work->plan->change[index];
}

const void *import_row_now(struct work *work, const struct record *record, struct id id)
{
	const struct import_change *change = change_of(work, id);

	return change ? change->change.after : programme_find(work->source->programme, record, id);
}

static void mark(struct work *work, bool is_new)
{
	struct import_row *row = &work->plan->row[work->row];

	if (row->state == IMPORT_SAME)
		row->state = is_new ? IMPORT_NEW : IMPORT_CHANGED;
}

static void add_change(struct work *work, struct change change, int number)
{
	struct import_plan *plan = work->plan;
	struct id index = { { 0 } }, id = row_id(change.after ? change.after : change.before);

	plan->change = grown(work->arena, plan->change, plan->change_count, &plan->change_room, sizeof *plan->change);
	plan->change[plan->change_count] = (struct import_change){ change, work->row, number };
	memcpy(index.byte, &plan->change_count, sizeof plan->change_count);
	import_map_put(&work->changed, id_key(&id), index, work->arena);
	plan->change_count++;
}

/*
 * Two rows of the file about one thing, a milestone beside its action and on a sheet of its own: what one of them leaves as it stands
 * does not undo what the other changes. Two that change the same field to different values are a mistake.
 */
static void put_again(struct work *work, struct import_change *change, const void *after)
{
	const struct record *record = change->change.record;
	void *merged;

	if (!change->change.after || row_equal(record, change->change.after, after))
		return;
	merged = arena_copy(work->arena, change->change.after, record->size);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		const void *before = change->change.before, *pending = change->change.after;

		if (field_equal(field, pending, after) || (before ? field_equal(field, before, after) : field_empty(field, after)))
			continue;
		if (before ? !field_equal(field, before, pending) : !field_empty(field, pending))
			fault_of_field(work, record, field, change->number, &(struct fault){ .kind = FAULT_INVALID,
				.message = N_("Row {0} says otherwise of the same: “{1}”."), .arg = {
					str_format(work->arena, "%u", work->plan->row[change->row].number),
					import_value_text(work->source->programme, field, pending, WORK_LANGUAGE(work), work->arena) } });
		else
			field_copy(field, merged, after);
	}
	if (!row_equal(record, change->change.after, merged))
		mark(work, false);
	change->change.after = merged;
}

void import_plan_put(struct work *work, const struct record *record, const void *after, int number)
{
	struct import_change *change = change_of(work, row_id(after));
	const void *before = programme_find(work->source->programme, record, row_id(after));
	const void *kept = arena_copy(work->arena, after, record->size);

	if (change) {
		put_again(work, change, after);
	} else if (!before || !row_equal(record, before, after)) {
		mark(work, !before && record == work->sheet_choice->table->record);
		add_change(work, (struct change){ record, before, kept }, number);
	}
}

void import_plan_remove(struct work *work, const struct record *record, struct id id, int number)
{
	const void *before = programme_find(work->source->programme, record, id);

	if (!before || change_of(work, id))
		return;
	mark(work, false);
	add_change(work, (struct change){ record, before, NULL }, number);
}

/* Cells */

const struct cell *import_cell_at(const struct work *work, size_t column)
{
	static const struct cell empty;
	const struct sheet *sheet = &work->source->workbook->sheet[work->sheet];
	const struct sheet_row *row = work->at, *header = sheet->row + work->sheet_choice->header;
	const struct cell *cell = sheet_cell(row, column);

	while (cell->below && row > header + 1 && row[-1].number + 1 == row->number)
		cell = sheet_cell(--row, column);
	return cell->merged ? &empty : cell;
}

static const struct import_column *column_at(const struct work *work, size_t column)
{
	int chosen = column < SHEET_COLUMNS_MOST ? work->sheet_choice->column[column] : -1;
	return chosen < 0 ? NULL : &work->sheet_choice->columns.at[chosen];
}

static size_t width(const struct work *work)
{
	return work->source->workbook->sheet[work->sheet].column_count;
}

/* Which row it is about */

/* "action|0|m-03"; false where what has to be given is not. */
static bool identity(struct work *work, const struct record *record, const struct import_way *way, size_t index, const void *row, struct str *key)
{
	struct str part[5];
	size_t count = 0;

	part[count++] = str_format(work->arena, "%s|%zu", record->name, index);
	for (size_t i = 0; i < 4 && way->fields[i]; i++) {
		const struct field *field = record_field(record, way->fields[i]);
		struct str text = field_text(field, row, work->arena), slug;

		if (text.len == 0 && (field->required || i == 0))
			return false;
		slug = field->kind == KIND_TEXT ? str_slug(work->arena, text) : text;
		part[count++] = slug.len ? slug : text;
	}
	*key = str_join(work->arena, part, count, STR("|"));
	return true;
}

static size_t ways_of(const struct import_table *table)
{
	size_t count = 0;

	while (count < sizeof table->way / sizeof table->way[0] && table->way[count].fields[0])
		count++;
	return count;
}

static void know(struct work *work, const struct record *record, const struct import_way *ways, size_t count, const void *row)
{
	struct str key;

	for (size_t i = 0; i < count; i++)
		if (identity(work, record, &ways[i], i, row, &key))
			import_map_put(&work->known, key, row_id(row), work->arena);
}

static void know_all(struct work *work, const struct record *record, const struct import_way *ways, size_t count)
{
	struct row_list rows = programme_rows(work->source->programme, record);
	struct str done = str_format(work->arena, "all of %s", record->name);

	if (import_map_find(&work->known, done))
		return;
	import_map_put(&work->known, done, ID_NONE, work->arena);
	for (size_t i = 0; i < rows.count; i++)
		know(work, record, ways, count, rows.at[i]);
}

enum found { FOUND_NONE, FOUND_ONE, FOUND_SEVERAL, FOUND_NO_WAY };

static enum found recognise(struct work *work, const struct record *record, const struct import_way *ways, size_t count, const void *row,
	struct id *id)
{
	bool any = false;

	know_all(work, record, ways, count);
	for (size_t i = 0; i < count; i++) {
		const struct map_entry *entry;
		struct str key;

		if (!identity(work, record, &ways[i], i, row, &key))
			continue;
		any = true;
		entry = import_map_find(&work->known, key);
		if (entry) {
			*id = entry->id;
			return entry->doubtful ? FOUND_SEVERAL : FOUND_ONE;
		}
		if (ways[i].decides)
			return FOUND_NONE;
	}
	return any ? FOUND_NONE : FOUND_NO_WAY;
}

/* One cell into the row; an empty one leaves what stands. */
static void read_into(struct work *work, size_t c, const struct record *record, const struct field *field, void *row, bool *given)
{
	const struct cell *cell = import_cell_at(work, c);
	const struct import_column *column = column_at(work, c);
	struct faults faults = { .arena = work->arena };
	enum import_cell_says says = import_cell_says(work, cell);

	if (says == CELL_SAYS_NOTHING)
		return;
	*given = true;
	if (says == CELL_SAYS_CLEAR)
		field_clear(field, row);
	else if (!import_cell_read(work, record, field, row, cell, &faults))
		import_faults_at(work, c, column->label, &faults);
}

static void read_period(struct work *work, size_t c, void *row)
{
	const struct import_column *column = column_at(work, c);
	const struct import_table *table = column->how;
	const struct cell *cell = import_cell_at(work, c);
	const struct field *from = record_field(table->record, table->period[0]), *until = record_field(table->record, table->period[1]);
	struct faults faults = { .arena = work->arena };
	enum import_cell_says says = import_cell_says(work, cell);

	if (says == CELL_SAYS_CLEAR) {
		field_clear(from, row);
		field_clear(until, row);
	} else if (says == CELL_SAYS_VALUE && !import_period_read(work, from, until, row, cell, &faults)) {
		import_faults_at(work, c, column->label, &faults);
	}
}

/* What identifies the row, read beforehand; what is wrong with it is told when the row is read. */
static void read_identity(struct work *work, void *row)
{
	for (size_t c = 0; c < width(work); c++) {
		const struct import_column *column = column_at(work, c);
		struct faults faults = { .arena = work->arena };

		if (column && column->identifies && column->is == COLUMN_FIELD && column->number == 0 &&
		    import_cell_says(work, import_cell_at(work, c)) == CELL_SAYS_VALUE)
			import_cell_read(work, column->record, column->field, row, import_cell_at(work, c), &faults);
	}
}

static void *new_row(struct work *work, const struct record *record, const void *from)
{
	void *row = arena_take(work->arena, record->size);
	struct id id = id_new();

	if (from)
		memcpy(row, from, record->size);
	else
		memcpy(row, &id, sizeof id);
	return row;
}

/* Rows beside each other: milestones, figures, inhabitants */

/* The day in a header "Inhabitants 1-1-2024". */
static struct day header_day(struct work *work, size_t column)
{
	const struct sheet *sheet = &work->source->workbook->sheet[work->sheet];
	struct str header = work->sheet_choice->header < sheet->row_count
		? import_plain_text(sheet_cell(&sheet->row[work->sheet_choice->header], column)->text, work->arena) : STR_NONE;
	struct day day;

	for (size_t i = 0; i < header.len; i++)
		if (header.at[i] == ' ' && import_day_of_words(str_trim(str_from(header, i)), false, &day))
			return day;
	return DAY_UNKNOWN;
}

static bool any_given(struct work *work, const struct import_group *group, int number, size_t *first)
{
	for (size_t c = 0; c < width(work); c++) {
		const struct import_column *column = column_at(work, c);
		if (column && column->how == group && column->number == number && import_cell_says(work, import_cell_at(work, c)) != CELL_SAYS_NOTHING) {
			*first = c;
			return true;
		}
	}
	return false;
}

static void read_group(struct work *work, const struct import_group *group, int number, struct id owner)
{
	const struct field *to = record_field(group->record, group->owner), *identity = record_field(group->record, group->identity);
	const struct import_way way = { { group->owner, group->identity }, true };
	size_t first, at = column_for(work->sheet_choice, group->record, group->identity, number);
	void *row = new_row(work, group->record, NULL);
	struct id id = ID_NONE;
	bool given = false;

	if (!any_given(work, group, number, &first))
		return;
	memcpy((char *)row + to->offset, &owner, sizeof owner);
	if (at != SIZE_MAX)
		read_into(work, at, group->record, identity, row, &given);
	if (field_empty(identity, row) && identity->kind == KIND_DAY) {
		struct day day = header_day(work, first);
		memcpy((char *)row + identity->offset, &day, sizeof day);
	}
	if (field_empty(identity, row)) {
		if (!given)
			import_fault_at(work, first, column_at(work, first)->label, &(struct fault){ .kind = FAULT_INVALID,
				.message = N_("This says nothing without its {0}, in a column of its own."),
				.arg = { str_lower(work->arena, language_text(WORK_LANGUAGE(work), identity->label)) } });
		return;
	}
	if (recognise(work, group->record, &way, 1, row, &id) == FOUND_ONE)
		row = new_row(work, group->record, import_row_now(work, group->record, id));
	for (size_t c = 0; c < width(work); c++)
		if (c != at && column_at(work, c) && column_at(work, c)->how == group && column_at(work, c)->number == number)
			read_into(work, c, group->record, column_at(work, c)->field, row, &given);
	know(work, group->record, &way, 1, row);
	import_plan_put(work, group->record, row, number);
}

/* Lists of parties */

static bool holds(const struct import_link *link, const void *row, struct id owner, struct day today, struct id *party)
{
	if (link->record == &role_record) {
		const struct role *role = row;
		*party = role->party;
		return id_equal(role->node, owner) && (int)role->kind == link->kind && role->state != ROLE_DECLINED &&
			period_has(DAY_UNKNOWN, role->until, today);
	}
	const struct membership *membership = row;
	*party = membership->organisation;
	return id_equal(membership->party, owner) && period_has(DAY_UNKNOWN, membership->until, today);
}

/* It ends yesterday; what has not begun yet goes. */
static void end_link(struct work *work, const struct import_link *link, const void *row)
{
	void *after = new_row(work, link->record, row);
	const struct field *until = record_field(link->record, "until"), *from = record_field(link->record, "from");
	struct day yesterday = day_add(work->source->today, -1), begins = *FIELD_AT(row, from, struct day);

	if (day_known(begins) && day_first(begins) > day_last(yesterday)) {
		import_plan_remove(work, link->record, row_id(row), 0);
		return;
	}
	memcpy((char *)after + until->offset, &yesterday, sizeof yesterday);
	import_plan_put(work, link->record, after, 0);
}

static void add_link(struct work *work, const struct import_link *link, struct id owner, struct id party, struct day from, bool together)
{
	struct role role = { .id = id_new(), .node = owner, .party = party, .kind = (enum role_kind)link->kind, .state = ROLE_ON_RECORD,
		.together = together && link->kind == ROLE_EXECUTOR, .from = from };
	struct membership membership = { .id = id_new(), .party = owner, .organisation = party, .from = from };

	if (work->source->file_name.len > 0)
		role.provenance = (struct provenance){ .source = work->source->file_name, .certainty = CERTAINTY_STATED };
	import_plan_put(work, link->record, link->record == &role_record ? (const void *)&role : (const void *)&membership, 0);
}

void import_links_read(struct work *work, const struct import_link *link, struct id owner, const struct ids *wanted)
{
	const struct programme *programme = work->source->programme;
	struct row_list rows = link->record == &role_record ? REFERRING(programme, role, node, owner) : REFERRING(programme, membership, party, owner);
	struct ids there = { arena_array(work->arena, struct id, rows.count + 1), 0 };
	bool ended = false;
	struct id party;

	for (size_t i = 0; i < rows.count; i++) {
		if (!holds(link, rows.at[i], owner, work->source->today, &party))
			continue;
		if (ids_have(*wanted, party)) {
			((struct id *)(uintptr_t)there.at)[there.count++] = party;
		} else {
			end_link(work, link, rows.at[i]);
			ended = true;
		}
	}
	for (size_t i = 0; i < wanted->count; i++)
		if (!ids_have(there, wanted->at[i]))
			add_link(work, link, owner, wanted->at[i], ended ? work->source->today : DAY_UNKNOWN, i > 0 || there.count > 0);
}

static void read_links(struct work *work, size_t c, struct id owner)
{
	const struct import_column *column = column_at(work, c);
	const struct import_link *link = column->how;
	const struct cell *cell = import_cell_at(work, c);
	struct faults faults = { .arena = work->arena };
	enum import_cell_says says = import_cell_says(work, cell);
	struct ids wanted = { NULL, 0 };

	if (says == CELL_SAYS_NOTHING)
		return;
	if (says == CELL_SAYS_VALUE && import_ids_of_cell(work, &party_record, import_plain_text(cell->text, work->arena), &wanted, &faults) &&
	    link->single && wanted.count > 1)
		faults_add(&faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("One party leads. Name one here, and the others as executors or partners.") });
	if (faults.count > 0)
		import_faults_at(work, c, column->label, &faults);
	else
		import_links_read(work, link, owner, &wanted);
}

void import_end_earlier_entry(struct work *work, const void *row)
{
	const struct participation *entry = row;
	struct row_list entries = REFERRING(work->source->programme, participation, party, entry->party);

	if (!day_exact(entry->from))
		return;
	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *earlier = import_row_now(work, &participation_record, row_id(entries.at[i]));
		struct participation ended;

		if (!earlier || !id_equal(earlier->node, entry->node) || id_equal(earlier->id, entry->id) ||
		    (day_known(earlier->from) && day_first(earlier->from) >= day_first(entry->from)) || !period_has(earlier->from, earlier->until, entry->from))
			continue;
		ended = *earlier;
		ended.until = day_add(entry->from, -1);
		import_plan_put(work, &participation_record, &ended, 0);
	}
}

/* Rows that are not read */

static bool in_words(struct str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

static const struct cell *first_cell(struct work *work, size_t *filled, size_t *numbers)
{
	const struct cell *first = NULL;

	*filled = *numbers = 0;
	for (size_t c = 0; c < width(work); c++) {
		const struct cell *cell = sheet_cell(work->at, c);
		if (cell->kind == CELL_EMPTY || (cell->kind == CELL_TEXT && import_plain_text(cell->text, work->arena).len == 0))
			continue;
		first = first ? first : cell;
		*filled += 1;
		*numbers += cell->kind == CELL_NUMBER || cell->kind == CELL_NOT_CALCULATED;
	}
	return first;
}

static bool is_total(struct work *work, struct str text, size_t filled, size_t numbers)
{
	static const char *const totals[] = { "totaal", "total", "subtotaal", "subtotal", "eindtotaal", "som", "totalen", "totals" };
	struct str slug = str_slug(work->arena, text);
	size_t word = str_find(slug, '-');

	return in_words(slug, totals, sizeof totals / sizeof totals[0]) ||
		(filled > 1 && filled == numbers + 1 && in_words(str_to(slug, word), totals, sizeof totals / sizeof totals[0]));
}

static bool is_example(struct str text)
{
	return str_equal_nocase(str_to(text, 10), STR("voorbeeld:")) || str_equal_nocase(str_to(text, 8), STR("example:"));
}

static bool is_header_again(struct work *work)
{
	const struct sheet *sheet = &work->source->workbook->sheet[work->sheet];
	size_t same = 0;

	for (size_t c = 0; c < width(work) && work->sheet_choice->header < sheet->row_count; c++) {
		struct str here = sheet_cell(work->at, c)->text, there = sheet_cell(&sheet->row[work->sheet_choice->header], c)->text;
		if (here.len > 0 && !str_equal(here, there))
			return false;
		same += here.len > 0;
	}
	return same > 1;
}

/* A line of its own that names a theme or a topic: what follows belongs to it. */
static bool is_heading(struct work *work, struct str text)
{
	static const char *const words[] = { "thema ", "thema: ", "speerpunt ", "speerpunt: ", "theme: ", "onderwerp: ", "programmalijn " };
	struct id id;

	if (!record_field(work->sheet_choice->table->record, "theme"))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_equal_nocase(str_to(text, strlen(words[i])), str_of(words[i]))) {
			text = str_trim(str_from(text, strlen(words[i])));
			break;
		}
	if (!import_find_quietly(work, &theme_record, text, &id) && !import_find_quietly(work, &topic_record, text, &id))
		return false;
	work->heading = id;
	return true;
}

static bool anything_read(struct work *work)
{
	for (size_t c = 0; c < width(work); c++)
		if (column_at(work, c) && import_cell_says(work, import_cell_at(work, c)) != CELL_SAYS_NOTHING)
			return true;
	return false;
}

/* Why a row is not read; NULL: it is. */
static const char *skipped(struct work *work)
{
	size_t filled, numbers;
	const struct cell *first = first_cell(work, &filled, &numbers);
	struct str text = first ? import_plain_text(first->text, work->arena) : STR_NONE;

	if (work->at->hidden && work->choices->skip_hidden)
		return N_("hidden");
	if (is_example(text))
		return N_("the example of the template");
	if (is_total(work, text, filled, numbers))
		return N_("a row of totals");
	if (is_header_again(work))
		return N_("the headers again");
	if (filled == 1 && !work->sheet_choice->table->matrix && is_heading(work, text))
		return N_("a heading: what follows belongs to it");
	if (!anything_read(work))
		return N_("nothing in the columns that are read");
	return NULL;
}

/* One row */

static struct str first_text(struct work *work)
{
	size_t filled, numbers;
	const struct cell *first = first_cell(work, &filled, &numbers);

	return first ? shortened(first->text) : STR_NONE;
}

static void put_under_heading(struct work *work, void *row)
{
	const struct programme *programme = work->source->programme;
	const struct record *record = work->sheet_choice->table->record;
	const struct topic *topic = programme_row(programme, topic, work->heading);
	const struct field *theme = record_field(record, "theme"), *of_topic = record_field(record, "topic");

	if (!id_known(work->heading) || !theme || !of_topic || column_for(work->sheet_choice, record, "theme", 0) != SIZE_MAX ||
	    column_for(work->sheet_choice, record, "topic", 0) != SIZE_MAX)
		return;
	memcpy((char *)row + theme->offset, topic ? &topic->theme : &work->heading, sizeof work->heading);
	memcpy((char *)row + of_topic->offset, topic ? &topic->id : &ID_NONE, sizeof work->heading);
}

/* What is never changed once written must say the same. */
static void compare_fixed(struct work *work, const struct record *record, const void *stands, const void *says)
{
	for (size_t c = 0; c < width(work); c++) {
		const struct import_column *column = column_at(work, c);
		if (column && column->is == COLUMN_FIELD && import_cell_says(work, import_cell_at(work, c)) != CELL_SAYS_NOTHING &&
		    !field_equal(column->field, stands, says))
			import_fault_at(work, c, column->label, &(struct fault){ .kind = FAULT_INVALID,
				.message = N_("This was given already, with “{0}” here. It is never changed afterwards: write a new one with another sentence."),
				.arg = { import_value_text(work->source->programme, column->field, stands, WORK_LANGUAGE(work), work->arena) } });
	}
	(void)record;
}

/* The same thing on an earlier row of the file; a row below merged cells goes on with it. */
static bool said_before(struct work *work, struct id id, size_t column)
{
	struct str key = str_format(work->arena, "row of %.*s", STR_ARG(id_text(id, work->arena)));
	const struct map_entry *entry = import_map_find(&work->known, key);
	struct id number = { { 0 } };
	uint32_t before;

	if (!entry) {
		memcpy(number.byte, &work->at->number, sizeof work->at->number);
		import_map_put(&work->known, key, number, work->arena);
		return false;
	}
	if (sheet_cell(work->at, column)->below)
		return false;
	memcpy(&before, entry->id.byte, sizeof before);
	import_fault_at(work, column, column_at(work, column) ? column_at(work, column)->label : STR_NONE, &(struct fault){ .kind = FAULT_INVALID,
		.message = N_("Row {0} is about the same. Put the two together in one row."), .arg = { str_format(work->arena, "%u", before) } });
	return true;
}

static void read_own(struct work *work, void *row)
{
	bool given;

	put_under_heading(work, row);
	for (size_t c = 0; c < width(work); c++) {
		const struct import_column *column = column_at(work, c);
		if (column && column->number == 0 && column->is == COLUMN_FIELD)
			read_into(work, c, column->record, column->field, row, &given);
		else if (column && column->is == COLUMN_PERIOD)
			read_period(work, c, row);
	}
}

static void read_beside(struct work *work, struct id owner)
{
	const struct import_table *table = work->sheet_choice->table;

	for (size_t c = 0; c < width(work); c++)
		if (column_at(work, c) && column_at(work, c)->is == COLUMN_LINKS)
			read_links(work, c, owner);
	for (size_t g = 0; g < sizeof table->group / sizeof table->group[0] && table->group[g]; g++)
		for (int number = 1; number <= (int)table->group[g]->most; number++)
			read_group(work, table->group[g], number, owner);
}

static void read_row(struct work *work)
{
	const struct import_table *table = work->sheet_choice->table;
	const struct record *record = table->record;
	void *row = arena_take(work->arena, record->size);
	size_t at = identity_column(work->sheet_choice), faults;
	struct id id = ID_NONE;
	const void *stands = NULL;
	enum found found;

	work->row = import_add_row(work, IMPORT_SAME, first_text(work), NULL);
	faults = work->plan->faults;
	read_identity(work, row);
	found = recognise(work, record, table->way, ways_of(table), row, &id);
	if (found == FOUND_SEVERAL) {
		import_fault_at(work, at, column_at(work, at)->label, &(struct fault){ .kind = FAULT_INVALID,
			.message = N_("More than one is called so. Say which by its number or short name.") });
		return;
	}
	if (found == FOUND_ONE)
		stands = import_row_now(work, record, id);
	/* Another row of the file takes it away: what only repeats what stood does not bring it back. */
	if (found == FOUND_ONE && !stands)
		return;
	row = new_row(work, record, stands);
	read_own(work, row);
	/* The rule of the record says what a new one misses; here nothing tells what the row is about. */
	if (found == FOUND_NO_WAY && work->plan->faults == faults) {
		import_fault_at(work, at, column_at(work, at)->label, &(struct fault){ .kind = FAULT_INVALID,
			.message = N_("This row does not say what it is about. Fill in this cell.") });
		return;
	}
	if (said_before(work, row_id(row), at))
		return;
	if (stands && record->fixed) {
		if (programme_find(work->source->programme, record, id))
			compare_fixed(work, record, stands, row);
	} else {
		if (table->complete)
			table->complete(work, row, !stands);
		import_plan_put(work, record, row, 0);
	}
	if (!stands || !row_equal(record, stands, row)) {
		know(work, record, table->way, ways_of(table), row);
		import_find_begin(work, record);
		import_find_add(work, record, row);
	}
	work->plan->row[work->row].title = str_copy(work->arena, row_title(work->source->programme, record, row, work->arena));
	read_beside(work, row_id(row));
	if (work->plan->row[work->row].state == IMPORT_CHANGED && !programme_find(work->source->programme, record, row_id(row)))
		work->plan->row[work->row].state = IMPORT_NEW;
}

static void read_sheet(struct work *work, size_t index)
{
	const struct sheet *sheet = &work->source->workbook->sheet[index];

	work->sheet = index;
	work->sheet_choice = &work->choices->sheet[index];
	work->heading = ID_NONE;
	if (work->sheet_choice->table->matrix) {
		import_matrix_read(work);
		return;
	}
	for (size_t r = work->sheet_choice->header + 1; r < sheet->row_count; r++) {
		const char *why;

		work->at = &sheet->row[r];
		why = skipped(work);
		if (why)
			import_add_row(work, IMPORT_SKIPPED, first_text(work), why);
		else
			read_row(work);
	}
}

/* The rules of the records, over the programme as it would be */

static void check_change(struct work *work, const struct programme *draft, const struct import_change *change)
{
	struct faults faults = { .arena = work->arena };
	const struct record *record = change->change.record;
	const struct import_row *row = &work->plan->row[change->row];
	const struct import_sheet *choice = &work->choices->sheet[row->sheet];

	if (change->change.after)
		row_check(draft, record, change->change.after, &faults);
	else
		row_check_removal(draft, record, row_id(change->change.before), &faults);
	for (size_t i = 0; i < faults.count; i++) {
		const char *name = faults.at[i].field;
		const struct field *field = name ? record_field(record, name) : NULL;
		size_t column = choice->table->matrix && change->number > 0 ? (size_t)change->number - 1
			: column_for(choice, record, name, change->number);
		struct str label = field && field->label ? language_text(WORK_LANGUAGE(work), field->label) : STR_NONE;

		/* What could not be read is empty now; that it is needed too says nothing more. */
		if (column != SIZE_MAX && import_map_find(&work->known, wrong_key(work, change->row, column)))
			continue;
		fault_of(work, change->row, column == SIZE_MAX ? identity_column(choice) : column, label, &faults.at[i]);
	}
}

static void check_all(struct work *work)
{
	struct import_plan *plan = work->plan;
	struct programme *draft = programme_draft(work->source->programme);

	for (size_t i = 0; i < plan->change_count; i++) {
		const struct change *change = &plan->change[i].change;
		if (change->after)
			programme_put(draft, change->record, change->after);
		else
			programme_remove(draft, change->record, row_id(change->before));
	}
	plan->draft = programme_publish(draft);
	for (size_t i = 0; i < plan->change_count; i++)
		check_change(work, plan->draft, &plan->change[i]);
}

/* In the order in which they can be written: a record after those it refers to. */
static void put_in_order(struct work *work)
{
	struct import_plan *plan = work->plan;
	struct import_change *sorted = arena_array(work->arena, struct import_change, plan->change_count + 1);
	size_t count = 0;

	for (size_t r = 0; r < record_count; r++)
		for (size_t i = 0; i < plan->change_count; i++)
			if (plan->change[i].change.record == records[r])
				sorted[count++] = plan->change[i];
	plan->change = sorted;
	plan->change_room = count;
}

/* As one reads the file: by sheet, row and column. */
static int by_place(const void *a, const void *b)
{
	const struct import_fault *left = a, *right = b;

	if (left->sheet != right->sheet)
		return left->sheet < right->sheet ? -1 : 1;
	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return left->column < right->column ? -1 : left->column > right->column;
}

/* Over everything but new ids and moments. */
static struct hash digest_of(struct work *work)
{
	struct import_plan *plan = work->plan;
	struct buf text = { 0 };
	struct hash hash;

	for (size_t i = 0; i < plan->change_count; i++) {
		const struct change *change = &plan->change[i].change;
		buf_addf(&text, "%s %c ", change->record->name, !change->before ? '+' : change->after ? '*' : '-');
		if (change->before)
			buf_add(&text, id_text(row_id(change->before), work->arena));
		for (size_t f = 0; change->after && f < change->record->field_count; f++) {
			const struct field *field = &change->record->field[f];
			if (field->kind == KIND_ID || field->kind == KIND_IDS || field->kind == KIND_MOMENT)
				continue;
			buf_add(&text, field_text(field, change->after, work->arena));
			buf_add_char(&text, 0x1F);
		}
		buf_add_char(&text, '\n');
	}
	hash = hash_of(buf_str(&text));
	buf_clear(&text);
	return hash;
}

bool import_plan_make(const struct import_source *source, const struct import_choices *choices, struct import_plan *plan)
{
	struct work work = { .source = source, .choices = choices, .plan = plan, .arena = source->arena };

	*plan = (struct import_plan){ .main = source->kind->table[0]->record };
	/* Actions before their milestones, whatever the order of the sheets. */
	for (size_t t = 0; t < source->kind->table_count; t++)
		for (size_t s = 0; s < choices->count; s++)
			if (choices->sheet[s].table == source->kind->table[t])
				read_sheet(&work, s);
	put_in_order(&work);
	check_all(&work);
	plan->digest = digest_of(&work);
	if (plan->fault_count > 1)
		qsort(plan->fault, plan->fault_count, sizeof *plan->fault, by_place);
	for (size_t i = 0; i < plan->row_count; i++)
		plan->of[plan->row[i].state]++;
	import_map_clear(&work.names);
	import_map_clear(&work.known);
	import_map_clear(&work.changed);
	import_map_clear(&work.words);
	return plan->faults == 0;
}

void import_plan_clear(struct import_plan *plan)
{
	programme_release(plan->draft);
	plan->draft = NULL;
}

const struct change *import_plan_changes(const struct import_plan *plan, struct arena *arena)
{
	struct change *changes = arena_array(arena, struct change, plan->change_count + 1);

	for (size_t i = 0; i < plan->change_count; i++)
		changes[i] = plan->change[i].change;
	return changes;
}

/* Values for people */

static struct str names_of(const struct programme *programme, struct ids ids, struct arena *arena)
{
	struct str *names = arena_array(arena, struct str, ids.count + 1);
	const struct record *record;

	for (size_t i = 0; i < ids.count; i++) {
		const void *row = programme_find_any(programme, ids.at[i], &record);
		names[i] = row ? import_reference_text(programme, record, row, arena) : STR("?");
	}
	return str_join(arena, names, ids.count, STR("; "));
}

struct str import_value_text(const struct programme *programme, const struct field *field, const void *row, enum language language,
	struct arena *arena)
{
	if (field_empty(field, row))
		return STR_NONE;
	switch (field->kind) {
	case KIND_ID:
		return field->refers_to && strcmp(field->refers_to, "person") == 0 ? STR_NONE
			: names_of(programme, (struct ids){ FIELD_AT(row, field, struct id), 1 }, arena);
	case KIND_IDS:
		return names_of(programme, *FIELD_AT(row, field, struct ids), arena);
	case KIND_WORD:
		return language_text(language, words_label(field->words, *FIELD_AT(row, field, int)));
	case KIND_BOOL:
		return language_text(language, N_("yes"));
	case KIND_DAY:
		return language_day_short(language, arena, *FIELD_AT(row, field, struct day));
	case KIND_COUNT:
		return language_count(language, arena, *FIELD_AT(row, field, struct count));
	case KIND_MONEY:
		return language_money(language, arena, *FIELD_AT(row, field, struct money));
	case KIND_DECIMAL:
		return language_decimal(language, arena, *FIELD_AT(row, field, struct decimal));
	case KIND_TEXT:
	case KIND_MOMENT:
		break;
	}
	return field_text(field, row, arena);
}
