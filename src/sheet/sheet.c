/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/sheet.h"

#include <string.h>

#include "sheet/sheet_own.h"

bool sheet_refuse(struct faults *faults, const char *message, struct str a, struct str b)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "file", .message = message, .arg = { a, b } });
}

/* Addresses */

const struct cell *sheet_cell(const struct sheet_row *row, size_t column)
{
	static const struct cell empty;

	return column < row->count ? &row->at[column] : &empty;
}

struct str sheet_column_name(size_t column, struct arena *arena)
{
	char name[4];
	size_t at = sizeof name;

	do {
		name[--at] = (char)('A' + column % 26);
		column = column / 26;
	} while (column-- > 0 && at > 0);
	return str_copy(arena, (struct str){ name + at, sizeof name - at });
}

struct str sheet_address(const struct sheet *sheet, size_t column, uint32_t row, struct arena *arena)
{
	return str_format(arena, "%.*s%s%.*s%u", STR_ARG(sheet->name), sheet->name.len ? "!" : "",
		STR_ARG(sheet_column_name(column, arena)), row);
}

/* Making */

void sheet_begin(struct sheet_making *making, struct sheet *sheet, size_t *cells, struct faults *faults)
{
	making->arena = faults->arena;
	making->sheet = sheet;
	making->row = NULL;
	making->row_room = 0;
	making->count = 0;
	making->number = 0;
	making->cells = cells;
	making->faults = faults;
}

void sheet_begin_row(struct sheet_making *making, uint32_t number, bool hidden)
{
	making->number = number;
	making->hidden = hidden;
	making->count = 0;
}

bool sheet_put(struct sheet_making *making, size_t column, struct cell cell)
{
	if (cell.kind == CELL_EMPTY && !cell.merged)
		return true;
	if (column >= SHEET_COLUMNS_MOST)
		return sheet_refuse(making->faults,
			N_("{0} lies beyond the {1} columns that can be read. Take away what is not needed, and send the file again."),
			sheet_address(making->sheet, column, making->number, making->arena), str_format(making->arena, "%d", SHEET_COLUMNS_MOST));
	if (cell.text.len > SHEET_CELL_MOST && str_length(cell.text) > SHEET_CELL_MOST)
		return sheet_refuse(making->faults, N_("{0} holds more than {1} characters. Make its text shorter."),
			sheet_address(making->sheet, column, making->number, making->arena), str_format(making->arena, "%d", SHEET_CELL_MOST));
	while (making->count <= column)
		making->cell[making->count++] = (struct cell){ 0 };
	making->cell[column] = cell;
	return true;
}

static void grow(struct sheet_making *making)
{
	size_t room = making->row_room ? 2 * making->row_room : 64;
	struct sheet_row *row = arena_array(making->arena, struct sheet_row, room);

	if (making->row_room)
		memcpy(row, making->row, making->row_room * sizeof *row);
	making->row = row;
	making->row_room = room;
}

bool sheet_end_row(struct sheet_making *making)
{
	struct sheet *sheet = making->sheet;
	size_t size = making->count * sizeof making->cell[0];

	if (making->count == 0)
		return true;
	*making->cells += making->count;
	if (sheet->row_count == SHEET_ROWS_MOST || *making->cells > SHEET_CELLS_MOST)
		return sheet_refuse(making->faults,
			N_("The sheet {0} is larger than what can be read at once: {1} rows. Divide it over several files."),
			sheet->name, str_format(making->arena, "%d", SHEET_ROWS_MOST));
	if (sheet->row_count == making->row_room)
		grow(making);
	making->row[sheet->row_count++] = (struct sheet_row){ .at = arena_copy(making->arena, making->cell, size),
		.count = making->count, .number = making->number, .hidden = making->hidden };
	if (making->count > sheet->column_count)
		sheet->column_count = making->count;
	making->count = 0;
	return true;
}

void sheet_end(struct sheet_making *making)
{
	making->sheet->row = making->row;
}

/* Number formats */

static bool begins(const char *at, size_t left, const char *word)
{
	size_t length = strlen(word);

	return left >= length && str_equal_nocase((struct str){ at, length }, str_of(word));
}

/* Length of what is no token at `at`: a quoted text, an escaped character, brackets, AM/PM; 0: a token begins here. */
static size_t skipped(const char *at, size_t left)
{
	const char *end;

	switch (*at) {
	case '"':
		end = left > 1 ? memchr(at + 1, '"', left - 1) : NULL;
		return end ? (size_t)(end - at) + 1 : left;
	case '[':
		end = memchr(at, ']', left);
		return end ? (size_t)(end - at) + 1 : left;
	case '\\':
	case '_':
	case '*':
		return left > 1 ? 2 : 1;
	}
	if (begins(at, left, "AM/PM"))
		return 5;
	return begins(at, left, "A/P") ? 3 : 0;
}

enum day_shown sheet_format_shows(struct str format)
{
	bool day = false, month = false, year = false;
	char before = 0;                /* the token before */
	size_t i = 0;

	if (begins(format.at, format.len, "General") || begins(format.at, format.len, "Standaard"))
		return SHOWS_NO_DAY;
	while (i < format.len && format.at[i] != ';') {
		size_t skip = skipped(format.at + i, format.len - i), run = 1;
		char c = (char)(format.at[i] | 32), after = 0;

		if (skip > 0) {
			i += skip;
			continue;
		}
		while (i + run < format.len && (format.at[i + run] | 32) == c)
			run++;
		if (c == 'm') {         /* minutes after hours and before seconds */
			for (size_t j = i + run; j < format.len && format.at[j] != ';' && !after;) {
				size_t more = skipped(format.at + j, format.len - j);
				char next = (char)(format.at[j] | 32);
				if (!more && next >= 'a' && next <= 'z')
					after = next;
				j += more ? more : 1;
			}
			if (before != 'h' && before != 'u' && after != 's')
				month = true;
		} else if (c == 'd') {
			day = true;
		} else if (c == 'y' || c == 'j') {      /* j: a Dutch jaar */
			year = true;
		}
		if (c >= 'a' && c <= 'z')
			before = c;
		i += run;
	}
	if (day)
		return SHOWS_DAY;
	return month ? SHOWS_MONTH : year ? SHOWS_YEAR : SHOWS_NO_DAY;
}

bool sheet_format_percent(struct str format)
{
	for (size_t i = 0; i < format.len && format.at[i] != ';';) {
		size_t skip = skipped(format.at + i, format.len - i);
		if (!skip && format.at[i] == '%')
			return true;
		i += skip ? skip : 1;
	}
	return false;
}

struct day sheet_serial_day(double serial, bool from_1904)
{
	int32_t days;

	if (!(serial >= 1 && serial < 2958466))
		return DAY_UNKNOWN;
	days = (int32_t)serial;
	if (from_1904)
		return day_of_number(days - 24107);
	if (days == 60)
		return DAY_UNKNOWN;
	return day_of_number(days - 25569 + (days < 60));
}

/* What kind of file */

static bool is_compound(struct str bytes)
{
	return str_starts(bytes, (struct str){ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 });
}

static bool has_wide(struct str bytes, const char *word)
{
	char wide[64];
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++) {
		wide[2 * i] = word[i];
		wide[2 * i + 1] = 0;
	}
	return str_search(bytes, (struct str){ wide, 2 * length }) != SIZE_MAX;
}

static bool is_web_page(struct str bytes)
{
	struct str start = str_trim(str_to(bytes, 512));

	if (str_starts(start, STR("\xEF\xBB\xBF")))
		start = str_trim(str_from(start, 3));
	return begins(start.at, start.len, "<html") || begins(start.at, start.len, "<!doctype") || begins(start.at, start.len, "<table") ||
	       begins(start.at, start.len, "<?xml");
}

bool sheet_read(struct str bytes, struct workbook *workbook, struct faults *faults)
{
	*workbook = (struct workbook){ 0 };
	if (bytes.len == 0)
		return sheet_refuse(faults, N_("This file is empty."), STR_NONE, STR_NONE);
	if (bytes.len > SHEET_FILE_BYTES_MOST)
		return sheet_refuse(faults, N_("This file is larger than {0} MB, the most that can be read at once. Divide it over several files."),
			str_format(faults->arena, "%d", SHEET_FILE_BYTES_MOST >> 20), STR_NONE);
	if (str_starts(bytes, STR("PK")))
		return xlsx_read(bytes, workbook, faults);
	if (is_compound(bytes))
		return sheet_refuse(faults, has_wide(bytes, "EncryptedPackage")
			? N_("This workbook is locked with a password. Take the password away, save it, and send it again.")
			: N_("This is a workbook of an old Excel (.xls). Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
	if (str_starts(bytes, STR("%PDF")))
		return sheet_refuse(faults, N_("This is a PDF; a table cannot be read from it with certainty. Ask for the file it was made from, as an Excel workbook (.xlsx)."),
			STR_NONE, STR_NONE);
	if (is_web_page(bytes))
		return sheet_refuse(faults, N_("This is a web page or XML, whatever its name says. Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
	return csv_read(bytes, workbook, faults);
}

bool sheet_read_text(struct str text, struct workbook *workbook, struct faults *faults)
{
	*workbook = (struct workbook){ 0 };
	if (str_trim(text).len == 0)
		return sheet_refuse(faults, N_("Nothing was pasted."), STR_NONE, STR_NONE);
	return csv_read(text, workbook, faults);
}
