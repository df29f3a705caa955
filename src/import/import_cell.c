/* SPDX-License-Identifier: EUPL-1.2 */
/* One cell into one field: what people and spreadsheets make of days, numbers, words and names. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "import/import_own.h"
#include "party/party.h"

/* White space that does not break a line, and marks without width. Length at `at`; *space: it stands for a space. */
static size_t odd_space(struct str text, size_t at, bool *space)
{
	static const struct { struct str bytes; bool space; } odd[] = {
		{ STR_INIT("\u00a0"), true }, { STR_INIT("\u2007"), true }, { STR_INIT("\u2009"), true }, { STR_INIT("\u202f"), true },
		{ STR_INIT("\u200b"), false }, { STR_INIT("\u200e"), false }, { STR_INIT("\ufeff"), false }, { STR_INIT("\u00ad"), false },
	};

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		if (str_starts(str_from(text, at), odd[i].bytes)) {
			*space = odd[i].space;
			return odd[i].bytes.len;
		}
	return 0;
}

struct str import_plain_text(struct str text, struct arena *arena)
{
	char *copy;
	size_t length = 0;
	bool space;

	if (text.len == 0 || (!memchr(text.at, 0xC2, text.len) && !memchr(text.at, 0xE2, text.len) && !memchr(text.at, 0xEF, text.len)))
		return str_trim(text);
	copy = arena_take(arena, text.len);
	for (size_t i = 0; i < text.len;) {
		size_t odd = odd_space(text, i, &space);
		if (odd && space)
			copy[length++] = ' ';
		if (!odd)
			copy[length++] = text.at[i];
		i += odd ? odd : 1;
	}
	return str_trim((struct str){ copy, length });
}

static bool is_hyphen(struct str text)
{
	return str_is(text, "-") || str_is(text, "–") || str_is(text, "—") || str_is(text, "--");
}

enum import_cell_says import_cell_says(const struct work *work, const struct cell *cell)
{
	static const char *const clear[] = { "leeg maken", "leegmaken", "(leeg maken)", "clear", "(clear)", "wissen" };
	struct str text;

	if (cell->kind == CELL_EMPTY)
		return CELL_SAYS_NOTHING;
	if (cell->kind != CELL_TEXT)
		return CELL_SAYS_VALUE;
	text = import_plain_text(cell->text, work->arena);
	if (text.len == 0)
		return CELL_SAYS_NOTHING;
	if (is_hyphen(text))
		return work->choices->hyphen_clears ? CELL_SAYS_CLEAR : CELL_SAYS_NOTHING;
	for (size_t i = 0; i < sizeof clear / sizeof clear[0]; i++)
		if (str_equal_nocase(text, str_of(clear[i])))
			return CELL_SAYS_CLEAR;
	return CELL_SAYS_VALUE;
}

/* Days */

static int quarter_of(struct str word)
{
	static const char *const words[4][5] = {
		{ "q1", "k1", "1e", "eerste", "1st" }, { "q2", "k2", "2e", "tweede", "2nd" },
		{ "q3", "k3", "3e", "derde", "3rd" }, { "q4", "k4", "4e", "vierde", "4th" },
	};

	for (int quarter = 0; quarter < 4; quarter++)
		for (size_t i = 0; i < 5; i++)
			if (str_equal_nocase(word, str_of(words[quarter][i])))
				return quarter + 1;
	return 0;
}

/* "Q3 2026", "2026 Q3", "2026-Q3", "3e kwartaal 2026", "derde kwartaal van 2026". */
static bool quarter_read(struct str text, bool last, struct day *day)
{
	int quarter = 0, year = 0;
	bool other = false;

	for (size_t i = 0; i < text.len;) {
		size_t end = i;
		int64_t number;
		struct str word;

		while (end < text.len && !strchr(" -/'", text.at[end]))
			end++;
		word = (struct str){ text.at + i, end - i };
		if (word.len == 4 && str_integer(word, &number) && number > 1900)
			year = (int)number;
		else if (quarter_of(word))
			quarter = quarter_of(word);
		else if (word.len > 0 && !str_equal_nocase(word, STR("kwartaal")) && !str_equal_nocase(word, STR("quarter")) &&
			 !str_equal_nocase(word, STR("van")) && !str_equal_nocase(word, STR("of")))
			other = true;
		i = end + 1;
	}
	if (other || !quarter || !year)
		return false;
	*day = (struct day){ .year = (int16_t)year, .month = (int8_t)(last ? 3 * quarter : 3 * quarter - 2) };
	return true;
}

static struct str without_words_before(struct str text)
{
	static const char *const words[] = { "t/m ", "t.m. ", "tot en met ", "vanaf ", "sinds ", "per ", "tot ", "from ", "since ", "until ", "op " };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_equal_nocase(str_to(text, strlen(words[i])), str_of(words[i])))
			return str_trim(str_from(text, strlen(words[i])));
	if (str_equal_nocase(str_to(text, 3), STR("t/m")))
		return str_trim(str_from(text, 3));
	return text;
}

bool import_day_of_words(struct str text, bool last, struct day *day)
{
	size_t time;

	text = without_words_before(text);
	/* "2027-01-01T00:00:00", "1-1-2027 0:00:00": a day with a time that says nothing. */
	time = str_find(text, 'T');
	if (time == 10 && day_parse(str_to(text, 10), day))
		return true;
	time = str_search(text, STR(" 0:00"));
	if (time == SIZE_MAX)
		time = str_search(text, STR(" 00:00"));
	if (time != SIZE_MAX)
		text = str_to(text, time);
	return (day_read(text, day) && day_known(*day)) || quarter_read(text, last, day);
}

/* A number where a day belongs: a year, or the serial number of a day whose format was lost. */
static bool day_of_number_cell(struct work *work, struct str text, struct day *day)
{
	double number = strtod(str_cstring(work->arena, text), NULL);

	if (number >= 1900 && number < 2200 && number == floor(number)) {
		*day = (struct day){ .year = (int16_t)number };
		return true;
	}
	*day = number >= 20000 && number < 100000 ? sheet_serial_day(number, work->source->workbook->from_1904) : DAY_UNKNOWN;
	return day_known(*day);
}

static bool is_last(const struct field *field)
{
	return strcmp(field->name, "last") == 0 || strcmp(field->name, "until") == 0 || strcmp(field->name, "planned") == 0;
}

static bool read_day(struct work *work, const struct field *field, void *row, const struct cell *cell, struct str text, struct faults *faults)
{
	struct day *day = (struct day *)(void *)((char *)row + field->offset);
	int64_t number;

	/* CSV says of no cell what it is: the same number there as in a workbook. */
	if (cell->kind == CELL_TEXT && text.len == 5 && str_integer(text, &number) && day_of_number_cell(work, text, day))
		return true;
	if (cell->kind == CELL_DAY ? day_parse(text, day)
	    : cell->kind == CELL_NUMBER ? day_of_number_cell(work, text, day) : import_day_of_words(text, is_last(field), day))
		return true;
	*day = DAY_UNKNOWN;
	return field_fault(field, text, faults);
}

/* Numbers */

/* "1 234,56" without its spaces, "45 %" without its sign. */
static struct str number_text(struct str text, bool *percent, struct arena *arena)
{
	char *copy = arena_take(arena, text.len + 1);
	size_t length = 0;

	*percent = str_ends(text, STR("%"));
	if (*percent)
		text = str_trim(str_to(text, text.len - 1));
	for (size_t i = 0; i < text.len; i++) {
		bool between = text.at[i] == ' ' && i > 0 && i + 1 < text.len && text.at[i - 1] >= '0' && text.at[i - 1] <= '9' &&
			text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
		if (!between)
			copy[length++] = text.at[i];
	}
	return (struct str){ copy, length };
}

/* A number as a spreadsheet holds it, rounded to what the field can hold: what its reader sees is rounded too. */
static struct str rounded(struct work *work, const struct cell *cell, const struct field *field)
{
	double number = strtod(str_cstring(work->arena, cell->text), NULL);
	int places = field->kind == KIND_MONEY ? 2 : 3;

	if (field->kind == KIND_COUNT)
		return cell->text;
	if (cell->percent)
		number *= 100;
	if (fabs(number) > 1e12)
		return cell->text;
	return str_format(work->arena, "%.*f", places, round(number * pow(10, places)) / pow(10, places));
}

static bool read_number(struct work *work, const struct field *field, void *row, const struct cell *cell, struct str text, struct faults *faults)
{
	bool percent = false;
	struct str plain;

	if (cell->kind == CELL_NUMBER) {
		plain = rounded(work, cell, field);
		if (field->kind != KIND_COUNT) {
			/* The wire form, whatever groups and marks people type. */
			if (field_parse(field, row, plain, work->arena))
				return true;
			return field_fault(field, text, faults);
		}
		text = plain;
	}
	plain = number_text(text, &percent, work->arena);
	if (percent && field->kind != KIND_DECIMAL)
		return field_fault(field, text, faults);
	if (cell->kind == CELL_DAY)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name,
			.message = N_("This cell holds a day, {0}, where a number belongs. Give the cell a number format."), .arg = { text } });
	return field_read(field, row, plain, faults);
}

/* Words and names */

static bool read_word(struct work *work, const struct field *field, void *row, struct str text, struct faults *faults)
{
	int value = import_find_word(work, field->words, text);

	if (value < 0 || !field->words->at[value].label)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name,
			.message = N_("“{0}” is not one of the choices: {1}."), .arg = { text, import_word_choices(work, field->words) } });
	*(int *)(void *)((char *)row + field->offset) = value;
	return true;
}

static const struct record *referred(const struct field *field)
{
	return strcmp(field->refers_to, "node") == 0 ? NULL : record_named(str_of(field->refers_to));
}

/* A milestone is first sought among those of the action that the row is about: more actions can have one called so. */
static bool find_within(struct work *work, const struct record *record, struct str text, struct id *id, struct faults *faults)
{
	if (work->action.len > 0 && import_find_quietly(work, record, str_format(work->arena, "%.*s %.*s", STR_ARG(work->action), STR_ARG(text)), id))
		return true;
	return faults ? import_find_row(work, record, text, id, faults) : import_find_quietly(work, record, text, id);
}

bool import_ids_of_cell(struct work *work, const struct record *record, struct str text, struct ids *ids, struct faults *faults)
{
	size_t most = 1, count = 0, before = faults->count;
	struct id *at, one;
	char divider = '\n';
	struct str rest = text, part;

	if (find_within(work, record, text, &one, NULL)) {
		*ids = (struct ids){ arena_copy(work->arena, &one, sizeof one), 1 };
		return true;
	}
	if (str_find(text, ';') < text.len)
		divider = ';';
	else if (str_find(text, '\n') == text.len)
		divider = ',';
	for (size_t i = 0; i < text.len; i++)
		most += text.at[i] == divider;
	at = arena_array(work->arena, struct id, most);
	while (str_next(&rest, divider, &part)) {
		part = str_trim(part);
		if (part.len > 0 && find_within(work, record, part, &one, faults) && !ids_have((struct ids){ at, count }, one))
			at[count++] = one;
	}
	*ids = (struct ids){ at, count };
	return faults->count == before;
}

static bool read_ids(struct work *work, const struct record *record, const struct field *field, void *row, struct str text,
	struct faults *faults)
{
	const struct field *owner = record_field(record, "action");
	const struct action *action = NULL;
	bool done;

	if (owner && owner->kind == KIND_ID && referred(field) == &milestone_record)
		action = programme_row(work->source->programme, action, *FIELD_AT(row, owner, struct id));
	work->action = action ? action->number : STR_NONE;
	done = import_ids_of_cell(work, referred(field), text, (struct ids *)(void *)((char *)row + field->offset), faults);
	work->action = STR_NONE;
	return done;
}

/* A text of one line loses the line ends somebody typed in a cell; other text keeps them. */
static struct str one_line(const struct field *field, struct str text, struct arena *arena)
{
	char *copy;
	size_t length = 0;

	if (field->lines || field->markdown || (str_find(text, '\n') == text.len && str_find(text, '\r') == text.len))
		return text;
	copy = arena_take(arena, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != '\r' && text.at[i] != '\n')
			copy[length++] = text.at[i];
		else if (length > 0 && copy[length - 1] != ' ')
			copy[length++] = ' ';
	return (struct str){ copy, length };
}

/* A municipality's code that lost its zeros, or has the letters of Statistics Netherlands before it. */
static struct str code_text(struct str text, struct arena *arena)
{
	int64_t number;

	if (text.len == 6 && str_equal_nocase(str_to(text, 2), STR("GM")) && str_integer(str_from(text, 2), &number))
		return str_from(text, 2);
	return text.len < 4 && str_integer(text, &number) && number > 0 ? str_format(arena, "%04d", (int)number) : text;
}

static bool read_text(struct work *work, const struct record *record, const struct field *field, void *row, const struct cell *cell,
	struct str text, struct faults *faults)
{
	struct day day;

	if (cell->kind == CELL_DAY && day_parse(text, &day))
		text = language_day_short(WORK_LANGUAGE(work), work->arena, day);
	/* 'so begins a text that would else be a formula: our own lists write it so. */
	if (text.len > 1 && text.at[0] == '\'' && strchr("=+-@", text.at[1]))
		text = str_from(text, 1);
	if (record == &party_record && strcmp(field->name, "code") == 0)
		text = code_text(text, work->arena);
	return field_read(field, row, one_line(field, text, work->arena), faults);
}

static bool read_bool(struct work *work, const struct field *field, void *row, const struct cell *cell, struct str text, struct faults *faults)
{
	static const char *const yes[] = { "waar", "true", "ja", "x", "v", "✓", "✔", "yes", "y", "j" }, *const no[] = { "onwaar", "nee", "false", "n" };
	bool *flag = (bool *)(void *)((char *)row + field->offset);

	(void)work;
	*flag = false;
	if (cell->kind == CELL_BOOL || cell->kind == CELL_NUMBER)
		return field_read(field, row, text, faults);
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		if (str_equal_nocase(text, str_of(yes[i])))
			return *flag = true;
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
		if (str_equal_nocase(text, str_of(no[i])))
			return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name,
		.message = N_("“{0}” is neither yes nor no. Write yes or no, or leave the cell empty."), .arg = { text } });
}

/* What no reader can make anything of, whatever the field. */
static bool refuse_broken(const struct cell *cell, struct faults *faults)
{
	if (cell->kind == CELL_ERROR)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("This cell holds an error of the spreadsheet, {0}. Mend its formula, or type the value."), .arg = { cell->text } });
	if (cell->kind == CELL_NOT_CALCULATED)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("This cell holds a formula that was never worked out. Open the file in Excel or LibreOffice, save it and send it again.") });
	return true;
}

bool import_cell_read(struct work *work, const struct record *record, const struct field *field, void *row, const struct cell *cell,
	struct faults *faults)
{
	struct str text = import_plain_text(cell->text, work->arena);

	if (!refuse_broken(cell, faults))
		return false;
	switch (field->kind) {
	case KIND_DAY:
		return read_day(work, field, row, cell, text, faults);
	case KIND_COUNT:
	case KIND_MONEY:
	case KIND_DECIMAL:
		return read_number(work, field, row, cell, text, faults);
	case KIND_WORD:
		return read_word(work, field, row, text, faults);
	case KIND_BOOL:
		return read_bool(work, field, row, cell, text, faults);
	case KIND_ID:
		return import_find_row(work, referred(field), text, (struct id *)(void *)((char *)row + field->offset), faults);
	case KIND_IDS:
		return read_ids(work, record, field, row, text, faults);
	case KIND_TEXT:
		return read_text(work, record, field, row, cell, text, faults);
	case KIND_MOMENT:
		break;
	}
	return field_fault(field, text, faults);
}

/* Where a period is divided: *length of what stands between. */
static size_t divide(struct str text, size_t *length)
{
	static const char *const words[] = { " t/m ", " t.m. ", " tot en met ", " tot ", " until ", " to ", " – ", " — ", " - ", "–", "t/m" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t at = str_search(text, str_of(words[i]));
		if (at != SIZE_MAX) {
			*length = strlen(words[i]);
			return at;
		}
	}
	/* "2024-2026" */
	*length = 1;
	return text.len == 9 && text.at[4] == '-' ? 4 : SIZE_MAX;
}

bool import_period_read(struct work *work, const struct field *from, const struct field *until, void *row, const struct cell *cell,
	struct faults *faults)
{
	struct str text = import_plain_text(cell->text, work->arena), left, right;
	struct day first = DAY_UNKNOWN, last = DAY_UNKNOWN;
	size_t length, at;
	bool fine;

	if (!refuse_broken(cell, faults))
		return false;
	at = divide(text, &length);
	left = at == SIZE_MAX ? text : str_trim(str_to(text, at));
	right = at == SIZE_MAX ? text : str_trim(str_from(text, at + length));
	if (cell->kind == CELL_NUMBER)
		fine = day_of_number_cell(work, text, &first) && day_of_number_cell(work, text, &last);
	else
		fine = (left.len == 0 || import_day_of_words(left, false, &first)) && (right.len == 0 || import_day_of_words(right, true, &last)) && text.len > 0;
	if (!fine)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = from->name,
			.message = N_("“{0}” is not a period; write 1-1-2025 t/m 31-12-2026, or 2025 t/m 2026."), .arg = { text } });
	/* "t/m 2026" says nothing of where it begins. */
	if (day_known(first))
		*(struct day *)(void *)((char *)row + from->offset) = first;
	if (day_known(last))
		*(struct day *)(void *)((char *)row + until->offset) = last;
	return true;
}
