/* SPDX-License-Identifier: EUPL-1.2 */
/* What each sheet is and what its columns are: guessed from headers, chosen by hand, kept as text. */
#include <string.h>

#include "base/buf.h"
#include "import/import_own.h"
#include "participation/participation.h"
#include "party/party.h"

enum { HEADER_LOOKED = 25 };            /* rows from the top among which the headers are looked for */

/* Headers as they may be written, to the number of the column plus one. */
struct wordings { struct map map; struct arena *arena; };

static void wording(struct wordings *wordings, struct str text, size_t column)
{
	struct str slug = str_slug(wordings->arena, text);
	struct id id = { { (uint8_t)((column + 1) & 0xFF), (uint8_t)((column + 1) >> 8) } };

	if (slug.len > 0 && !import_map_find(&wordings->map, slug))
		import_map_put(&wordings->map, slug, id, wordings->arena);
}

static size_t column_of(const struct map_entry *entry)
{
	return (size_t)(entry->id.byte[0] | entry->id.byte[1] << 8) - 1;
}

/* Everything a field may be called: labels, name, other words. Calls `each` with each. */
static void every_word(const struct record *record, const struct field *field, const char *more,
	void (*each)(void *context, struct str word), void *context)
{
	struct str lists[] = { str_of(import_header_words(record, field)), str_of(more) }, word;

	for (int language = 0; language < LANGUAGE_COUNT; language++)
		each(context, language_text((enum language)language, field->label));
	each(context, str_of(field->name));
	for (size_t i = 0; i < 2; i++)
		while (str_next(&lists[i], '|', &word))
			each(context, word);
}

struct own_words { struct wordings *wordings; size_t column; };

static void add_own(void *context, struct str word)
{
	struct own_words *own = context;
	wording(own->wordings, word, own->column);
}

/* "Milestone 2", "Milestone 2: planned", "planned milestone 2"; the first also without its number. */
struct group_words { struct wordings *wordings; size_t column; struct str group; int number; };

static void add_grouped(void *context, struct str word)
{
	struct group_words *group = context;
	struct arena *arena = group->wordings->arena;

	wording(group->wordings, str_format(arena, "%.*s %d %.*s", STR_ARG(group->group), group->number, STR_ARG(word)), group->column);
	wording(group->wordings, str_format(arena, "%.*s %.*s %d", STR_ARG(group->group), STR_ARG(word), group->number), group->column);
	wording(group->wordings, str_format(arena, "%.*s %.*s %d", STR_ARG(word), STR_ARG(group->group), group->number), group->column);
	if (group->number > 1)
		return;
	wording(group->wordings, str_format(arena, "%.*s %.*s", STR_ARG(group->group), STR_ARG(word)), group->column);
	wording(group->wordings, str_format(arena, "%.*s %.*s", STR_ARG(word), STR_ARG(group->group)), group->column);
}

static void add_group_words(struct wordings *wordings, const struct import_column *column, size_t index, struct str group)
{
	const struct import_group *how = column->how;
	struct group_words words = { wordings, index, group, column->number };

	if (strcmp(column->field->name, how->fields[0]) == 0) {
		wording(wordings, str_format(wordings->arena, "%.*s %d", STR_ARG(group), column->number), index);
		if (column->number == 1)
			wording(wordings, group, index);
	}
	every_word(column->record, column->field, "", add_grouped, &words);
}

static void add_list(struct wordings *wordings, const char *list, size_t column)
{
	struct str rest = str_of(list), word;

	while (str_next(&rest, '|', &word))
		wording(wordings, word, column);
}

static void add_column(struct wordings *wordings, const struct programme *programme, const struct import_column *column, size_t index)
{
	const struct import_group *group = column->how;
	const struct import_link *link = column->how;
	const struct party *party;
	struct str rest, word;

	switch (column->is) {
	case COLUMN_FIELD:
		if (column->number == 0) {
			every_word(column->record, column->field, "", add_own, &(struct own_words){ wordings, index });
			return;
		}
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			add_group_words(wordings, column, index, language_text((enum language)language, group->label));
		rest = str_of(group->words);
		while (str_next(&rest, '|', &word))
			add_group_words(wordings, column, index, word);
		return;
	case COLUMN_PERIOD:
		wording(wordings, column->label, index);
		add_list(wordings, "periode|looptijd|planning|period|doorlooptijd|tijd|start eind|van tot|van t m", index);
		return;
	case COLUMN_LINKS:
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			wording(wordings, language_text((enum language)language, link->label), index);
		add_list(wordings, link->words, index);
		return;
	case COLUMN_PARTY:
		party = programme_row(programme, party, column->party);
		wording(wordings, party->name, index);
		wording(wordings, party->key, index);
		wording(wordings, party->code, index);
		wording(wordings, str_format(wordings->arena, "gemeente %.*s", STR_ARG(party->name)), index);
		return;
	}
}

static struct wordings wordings_of(const struct import_source *source, struct import_columns columns)
{
	struct wordings wordings = { .arena = source->arena };

	for (size_t i = 0; i < columns.count; i++)
		add_column(&wordings, source->programme, &columns.at[i], i);
	return wordings;
}

/* "Inhabitants 1-1-2024", "Deadline (t/m)", "Naam *": the header without what stands behind it. */
static const struct map_entry *shortened(const struct wordings *wordings, struct str header)
{
	size_t bracket = str_find(header, '(');
	const struct map_entry *entry = bracket < header.len && bracket > 0
		? import_map_find(&wordings->map, str_slug(wordings->arena, str_to(header, bracket))) : NULL;

	for (size_t i = 0; !entry && i < header.len; i++) {
		struct day day;
		if (header.at[i] == ' ' && import_day_of_words(str_trim(str_from(header, i)), false, &day))
			entry = import_map_find(&wordings->map, str_slug(wordings->arena, str_to(header, i)));
	}
	return entry;
}

/* The same field of the next group that is not taken yet: a second column "Inhabitants 2024". */
static int next_free(struct import_columns columns, int taken, const bool *used)
{
	const struct import_column *column = &columns.at[taken];

	for (size_t i = (size_t)taken + 1; column->number && i < columns.count; i++)
		if (columns.at[i].how == column->how && columns.at[i].field == column->field && !used[i])
			return (int)i;
	return -1;
}

/* The columns that this row would be the headers of. How many are known. */
static size_t match(const struct import_source *source, const struct wordings *wordings, struct import_columns columns,
	const struct sheet_row *row, int *column)
{
	bool *used = arena_array(source->arena, bool, columns.count + 1);
	size_t known = 0;

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++) {
		struct str header = import_plain_text(sheet_cell(row, c)->text, source->arena);
		const struct map_entry *entry = header.len ? import_map_find(&wordings->map, str_slug(source->arena, header)) : NULL;

		column[c] = -1;
		if (!entry && header.len)
			entry = shortened(wordings, header);
		if (entry)
			column[c] = (int)column_of(entry);
		if (column[c] >= 0 && used[column[c]])
			column[c] = next_free(columns, column[c], used);
		if (column[c] >= 0) {
			used[column[c]] = true;
			known++;
		}
	}
	return known;
}

/* A matrix has what it is about in its first column, whatever that is called. */
static void guess_node_column(const struct import_sheet *choice, const struct sheet *sheet, int *column)
{
	size_t parties = 0;

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++) {
		if (column[c] >= 0 && choice->columns.at[column[c]].is == COLUMN_FIELD)
			return;
		parties += column[c] >= 0;
	}
	for (size_t c = 0; parties > 0 && c < sheet->column_count; c++)
		if (column[c] < 0) {
			column[c] = 0;
			return;
		}
}

/* The best header row of a sheet for a table: what comes of it is put into *choice. How many columns are known. */
static size_t guess_table(const struct import_source *source, const struct sheet *sheet, const struct import_table *table,
	uint32_t header, struct import_sheet *choice)
{
	struct import_columns columns = import_columns(table, source->programme, source->language, IMPORT_GROUPS_MOST, source->arena);
	struct wordings wordings = wordings_of(source, columns);
	size_t best = 0;

	*choice = (struct import_sheet){ .table = table, .columns = columns };
	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		choice->column[c] = -1;
	for (size_t r = 0; r < sheet->row_count && (header || r < HEADER_LOOKED); r++) {
		int column[SHEET_COLUMNS_MOST];
		size_t known;

		if (header && sheet->row[r].number != header)
			continue;
		known = match(source, &wordings, columns, &sheet->row[r], column);
		if (known > best || header) {
			best = known;
			choice->header = r;
			memcpy(choice->column, column, sizeof column);
		}
	}
	if (table->matrix)
		guess_node_column(choice, sheet, choice->column);
	import_map_clear(&wordings.map);
	return best;
}

static bool called_so(const struct import_source *source, const struct import_table *table, struct str name)
{
	struct str slug = str_slug(source->arena, name), rest = str_of(table->words), word;

	while (str_next(&rest, '|', &word))
		if (slug.len > 0 && str_equal(slug, str_slug(source->arena, word)))
			return true;
	return false;
}

static bool has_column(const struct import_sheet *choice, const char *field)
{
	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		if (choice->column[c] >= 0 && choice->columns.at[choice->column[c]].number == 0 &&
		    str_is(choice->columns.at[choice->column[c]].name, field))
			return true;
	return false;
}

/* A row can be known again by this way: what must be there is, and something is. */
static bool way_open(const struct import_sheet *choice, const struct import_way *way)
{
	bool any = false;

	for (size_t i = 0; i < 4 && way->fields[i]; i++) {
		const struct field *field = record_field(choice->table->record, way->fields[i]);
		bool has = has_column(choice, way->fields[i]);
		if (field->required && !has)
			return false;
		any = any || has;
	}
	return any;
}

static bool identified(const struct import_sheet *choice)
{
	if (choice->table->matrix)
		return has_column(choice, "node");
	for (size_t i = 0; i < sizeof choice->table->way / sizeof choice->table->way[0]; i++)
		if (choice->table->way[i].fields[0] && way_open(choice, &choice->table->way[i]))
			return true;
	return false;
}

static size_t guess_sheet(const struct import_source *source, const struct sheet *sheet, struct import_sheet *choice)
{
	size_t best = 0;

	for (size_t t = 0; t < source->kind->table_count; t++) {
		const struct import_table *table = source->kind->table[t];
		struct import_sheet guess;
		size_t known = guess_table(source, sheet, table, 0, &guess);
		size_t worth = known * 2 + (known > 0 && identified(&guess)) + (called_so(source, table, sheet->name) ? 5 : 0);

		if (t == 0 || (known > 0 && worth > best)) {
			*choice = guess;
			best = worth;
		}
	}
	return best;
}

void import_guess(const struct import_source *source, struct import_choices *choices)
{
	size_t visible = 0, fitting = 0;
	bool *fits;

	*choices = (struct import_choices){ .count = source->workbook->count };
	choices->sheet = arena_array(source->arena, struct import_sheet, choices->count + 1);
	fits = arena_array(source->arena, bool, choices->count + 1);
	for (size_t s = 0; s < choices->count; s++) {
		const struct sheet *sheet = &source->workbook->sheet[s];

		if (sheet->row_count == 0 || sheet->hidden)
			continue;
		fits[s] = guess_sheet(source, sheet, &choices->sheet[s]) >= 3 && identified(&choices->sheet[s]);
		fitting += fits[s];
		visible++;
	}
	/* What fits is read. Where nothing does, the one sheet there is, so that its columns can be chosen. */
	for (size_t s = 0; s < choices->count; s++)
		if (!fits[s] && (fitting > 0 || visible > 1))
			choices->sheet[s].table = NULL;
}

void import_guess_sheet(const struct import_source *source, struct import_choices *choices, size_t sheet,
	const struct import_table *table, uint32_t header)
{
	if (table)
		guess_table(source, &source->workbook->sheet[sheet], table, header, &choices->sheet[sheet]);
	else
		choices->sheet[sheet].table = NULL;
}

/* As text */

static void add_columns(struct buf *out, const struct import_sheet *choice)
{
	size_t last = 0;

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		if (choice->column[c] >= 0)
			last = c + 1;
	for (size_t c = 0; c < last; c++) {
		if (c > 0)
			buf_add_char(out, ',');
		if (choice->column[c] >= 0)
			buf_add(out, choice->columns.at[choice->column[c]].name);
	}
}

static struct str taken(struct buf *out, struct arena *arena)
{
	struct str copy = buf_copy(out, arena);
	buf_clear(out);
	return copy;
}

static uint32_t header_number(const struct import_source *source, const struct import_choices *choices, size_t sheet)
{
	const struct sheet *of = &source->workbook->sheet[sheet];
	return choices->sheet[sheet].header < of->row_count ? of->row[choices->sheet[sheet].header].number : 0;
}

struct str import_choices_text(const struct import_source *source, const struct import_choices *choices)
{
	struct buf out = { 0 };

	for (size_t s = 0; s < choices->count; s++) {
		const struct import_sheet *choice = &choices->sheet[s];
		if (!choice->table) {
			buf_addf(&out, "sheet %zu - 0 \n", s);
			continue;
		}
		buf_addf(&out, "sheet %zu %s %u ", s, choice->table->name, header_number(source, choices, s));
		add_columns(&out, choice);
		buf_add_char(&out, '\n');
	}
	if (choices->hyphen_clears)
		buf_add_cstring(&out, "hyphen\n");
	if (choices->skip_hidden)
		buf_add_cstring(&out, "hidden\n");
	if (day_known(choices->since)) {
		buf_add_cstring(&out, "since ");
		buf_add(&out, day_text(choices->since, source->arena));
	}
	return taken(&out, source->arena);
}

static const struct import_table *table_named(const struct import_kind *kind, struct str name)
{
	for (size_t t = 0; t < kind->table_count; t++)
		if (str_is(name, kind->table[t]->name))
			return kind->table[t];
	return NULL;
}

static void read_columns(struct import_sheet *choice, struct str names)
{
	struct str name;

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		choice->column[c] = -1;
	for (size_t c = 0; c < SHEET_COLUMNS_MOST && str_next(&names, ',', &name); c++)
		for (size_t i = 0; name.len && i < choice->columns.count; i++)
			if (str_equal(choice->columns.at[i].name, name))
				choice->column[c] = (int)i;
}

static void read_sheet(const struct import_source *source, struct str rest, struct import_choices *choices)
{
	struct str part[3] = { STR_NONE, STR_NONE, STR_NONE };
	const struct import_table *table;
	int64_t sheet, header;

	for (size_t i = 0; i < 3; i++)
		str_next(&rest, ' ', &part[i]);
	if (!str_integer(part[0], &sheet) || sheet < 0 || (size_t)sheet >= choices->count || !str_integer(part[2], &header) || header < 0)
		return;
	table = table_named(source->kind, part[1]);
	import_guess_sheet(source, choices, (size_t)sheet, table, (uint32_t)header);
	if (table)
		read_columns(&choices->sheet[sheet], rest);
}

void import_choices_read(const struct import_source *source, struct str text, struct import_choices *choices)
{
	struct str line, word;

	import_guess(source, choices);
	while (str_next(&text, '\n', &line)) {
		if (!str_next(&line, ' ', &word))
			continue;
		if (str_is(word, "sheet"))
			read_sheet(source, line, choices);
		else if (str_is(word, "hyphen"))
			choices->hyphen_clears = true;
		else if (str_is(word, "hidden"))
			choices->skip_hidden = true;
		else if (str_is(word, "since"))
			day_parse(line, &choices->since);
	}
}

struct str import_headers_text(const struct import_source *source, const struct import_choices *choices, size_t sheet)
{
	const struct import_sheet *choice = &choices->sheet[sheet];
	const struct sheet *of = &source->workbook->sheet[sheet];
	struct buf out = { 0 };

	for (size_t c = 0; choice->table && choice->header < of->row_count && c < of->row[choice->header].count; c++) {
		buf_add(&out, str_slug(source->arena, import_plain_text(of->row[choice->header].at[c].text, source->arena)));
		buf_add_char(&out, '|');
	}
	return taken(&out, source->arena);
}

struct str import_mapping_text(const struct import_source *source, const struct import_choices *choices, size_t sheet)
{
	struct buf out = { 0 };

	buf_addf(&out, "%s ", choices->sheet[sheet].table->name);
	add_columns(&out, &choices->sheet[sheet]);
	return taken(&out, source->arena);
}

void import_mapping_read(const struct import_source *source, struct import_choices *choices, size_t sheet, struct str text)
{
	struct import_sheet *choice = &choices->sheet[sheet];
	uint32_t header = choice->table ? header_number(source, choices, sheet) : 0;
	struct str name = STR_NONE;
	const struct import_table *table;

	str_next(&text, ' ', &name);
	table = table_named(source->kind, name);
	if (!table || !header)
		return;
	import_guess_sheet(source, choices, sheet, table, header);
	read_columns(choice, text);
	choice->remembered = true;
}

/* Whether it can be read so */

static bool sheet_fault(const struct import_source *source, size_t sheet, const char *message, struct str a, struct str b, struct faults *faults)
{
	struct str name = source->workbook->sheet[sheet].name;

	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = message, .arg = { a, b },
		.field = str_cstring(source->arena, str_format(source->arena, "sheet-%zu", sheet)),
		.place = name.len ? name : STR_NONE });
}

static void check_twice(const struct import_source *source, const struct import_choices *choices, size_t sheet, struct faults *faults)
{
	const struct import_sheet *choice = &choices->sheet[sheet];

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		for (size_t d = 0; d < c && choice->column[c] >= 0; d++)
			if (choice->column[d] == choice->column[c]) {
				sheet_fault(source, sheet, N_("Columns {0} are both read as {1}. Choose one of them."),
					str_format(source->arena, "%.*s, %.*s", STR_ARG(sheet_column_name(d, source->arena)), STR_ARG(sheet_column_name(c, source->arena))),
					choice->columns.at[choice->column[c]].label, faults);
				break;
			}
}

/* The labels of the columns by which a row can be known again: "Number or Title". */
static struct str identity_labels(const struct import_source *source, const struct import_sheet *choice)
{
	struct str label[16];
	size_t count = 0;

	for (size_t i = 0; i < choice->columns.count && count < 16; i++)
		if (choice->columns.at[i].identifies && choice->columns.at[i].is == COLUMN_FIELD)
			label[count++] = choice->columns.at[i].label;
	return str_join(source->arena, label, count, STR(", "));
}

static void check_required(const struct import_source *source, const struct import_choices *choices, size_t sheet, struct faults *faults)
{
	const struct import_sheet *choice = &choices->sheet[sheet];

	if (!identified(choice)) {
		sheet_fault(source, sheet, N_("No column tells which row is about what. Choose at least one column for: {0}."),
			identity_labels(source, choice), STR_NONE, faults);
		return;
	}
	/* What is never changed is added whole. */
	for (size_t i = 0; i < choice->columns.count; i++) {
		const struct import_column *column = &choice->columns.at[i];
		if (choice->table->record->fixed && column->field && column->field->required && !has_column(choice, column->field->name))
			sheet_fault(source, sheet, N_("No column is read as {0}, and each row needs it."), column->label, STR_NONE, faults);
	}
	if (choice->table->matrix) {
		for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
			if (choice->column[c] >= 0 && choice->columns.at[choice->column[c]].is == COLUMN_PARTY)
				return;
		sheet_fault(source, sheet, N_("No column is read as a party. Choose which column is which municipality."), STR_NONE, STR_NONE, faults);
	}
}

bool import_choices_check(const struct import_source *source, const struct import_choices *choices, struct faults *faults)
{
	size_t before = faults->count, read = 0;

	for (size_t s = 0; s < choices->count; s++) {
		if (!choices->sheet[s].table)
			continue;
		read++;
		check_twice(source, choices, s, faults);
		check_required(source, choices, s, faults);
	}
	if (read == 0)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "sheet-0",
			.message = N_("No sheet is read. Say of at least one sheet what it is.") });
	return faults->count == before;
}
