/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a workbook: libzip for the package, expat for its parts, piece by piece. The parts are found by their relationships, as
 * ECMA-376 has it, not by their usual names; prefixes of names are skipped, so that every writer's namespaces will do.
 */
#include <expat.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "sheet/sheet_own.h"

enum {
	STYLE_PERCENT = 16, ENTRIES_MOST = 4000, RATIO_MOST = 400, DEPTH_MOST = 64, STYLES_MOST = 65536, MERGES_MOST = 20000, TEXTS_MOST = 4000000
};
/* Of all parts together; of the texts kept in memory; below the first a part may be packed as tightly as it likes. */
static const uint64_t unpacked_most = 400u << 20, texts_most = 96u << 20, ratio_from = 4u << 20;

struct part {
	struct str id, target;          /* of a relationship */
	enum { PART_OTHER, PART_WORKBOOK, PART_SHEET, PART_STRINGS, PART_STYLES } kind;
};

struct entry { struct str name, relation; bool hidden; };
struct area { uint32_t row[2], column[2]; };

struct number_format { int64_t id; uint8_t style; };

struct reading {
	struct arena  *arena;
	struct faults *faults;
	zip_t         *zip;
	uint64_t       unpacked, texts;
	bool           refused;         /* a fault has been added */
	size_t         cells;

	/* The package */
	struct part   *part;
	size_t         part_count, part_room;
	struct entry   sheet[SHEET_SHEETS_MOST];
	size_t         sheet_count;
	bool           from_1904;

	struct str    *string;
	size_t         string_count, string_room;

	struct number_format *format;
	size_t         format_count, format_room;
	uint8_t       *style;           /* enum day_shown of each cell format, and STYLE_PERCENT */
	size_t         style_count, style_room;

	/* The part being read */
	XML_Parser     parser;
	int            depth;
	struct buf     text;            /* of the element being read */
	bool           in_text, in_formats, in_phonetic;

	/* The sheet being read */
	struct sheet_making making;
	uint32_t       row_number;
	size_t         column;
	bool           in_row, in_cell, formula, has_value;
	char           type;            /* n s i(nline) t(str) b e d */
	size_t         cell_style;
	struct buf     value;
	struct area   *area;
	size_t         area_count, area_room;
};

static void refuse(struct reading *reading, const char *message, struct str a, struct str b)
{
	if (!reading->refused)
		sheet_refuse(reading->faults, message, a, b);
	reading->refused = true;
	if (reading->parser)
		XML_StopParser(reading->parser, XML_FALSE);
}

static void refuse_damaged(struct reading *reading)
{
	refuse(reading, N_("This workbook is damaged or was cut off on its way. Open it in Excel or LibreOffice, save it again as an Excel workbook (.xlsx), and send that file."),
		STR_NONE, STR_NONE);
}

/* A table that grows on the heap. */
static void *room_for(void *at, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return at;
	*room = *room ? 2 * *room : 64;
	return memory_resize(at, *room * size);
}

/* Names and attributes, without their prefixes */

static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static struct str attribute(const XML_Char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return str_of(attributes[i + 1]);
	return STR_NONE;
}

/* "r:id", whatever the prefix. */
static struct str attribute_local(const XML_Char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strchr(attributes[i], ':') && strcmp(local(attributes[i]), name) == 0)
			return str_of(attributes[i + 1]);
	return STR_NONE;
}

static bool is_true(struct str text)
{
	return str_is(text, "1") || str_is(text, "true");
}

/* The package */

static zip_int64_t find_entry(struct reading *reading, struct str path)
{
	return zip_name_locate(reading->zip, str_cstring(reading->arena, path), ZIP_FL_NOCASE);
}

static bool entry_allowed(struct reading *reading, const zip_stat_t *stat)
{
	bool known = (stat->valid & ZIP_STAT_SIZE) && (stat->valid & ZIP_STAT_COMP_SIZE);

	if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method != ZIP_EM_NONE) {
		refuse(reading, N_("This workbook is locked with a password. Take the password away, save it, and send it again."), STR_NONE, STR_NONE);
		return false;
	}
	if (known && stat->size > ratio_from && stat->size / RATIO_MOST > stat->comp_size) {
		refuse(reading, N_("This workbook unpacks to far more than it seems to hold, and is not read. Copy the table into a new workbook and send that."),
			STR_NONE, STR_NONE);
		return false;
	}
	return true;
}

static bool count_unpacked(struct reading *reading, size_t more)
{
	reading->unpacked += more;
	if (reading->unpacked <= unpacked_most)
		return true;
	refuse(reading, N_("This workbook unpacks to far more than it seems to hold, and is not read. Copy the table into a new workbook and send that."),
		STR_NONE, STR_NONE);
	return false;
}

static void no_dtd(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
	struct reading *reading = context;
	(void)name;
	(void)system;
	(void)public;
	(void)internal;

	refuse(reading, N_("This workbook holds a document type (DTD), which no spreadsheet program writes, and is not read."), STR_NONE, STR_NONE);
}

static bool feed(struct reading *reading, zip_file_t *file)
{
	for (;;) {
		void *room = XML_GetBuffer(reading->parser, 65536);
		zip_int64_t got = room ? zip_fread(file, room, 65536) : -1;

		if (got < 0)
			return false;
		if (!count_unpacked(reading, (size_t)got))
			return true;
		if (XML_ParseBuffer(reading->parser, (int)got, got == 0) != XML_STATUS_OK)
			return false;
		if (got == 0)
			return true;
	}
}

/* Reads one part with these handlers. False: it is not there, or was refused. */
static bool read_part(struct reading *reading, struct str path, XML_StartElementHandler start, XML_EndElementHandler end,
	XML_CharacterDataHandler text)
{
	zip_int64_t number = find_entry(reading, path);
	zip_stat_t stat;
	zip_file_t *file;

	if (number < 0 || zip_stat_index(reading->zip, (zip_uint64_t)number, 0, &stat) != 0 || !entry_allowed(reading, &stat))
		return false;
	file = zip_fopen_index(reading->zip, (zip_uint64_t)number, 0);
	if (!file) {
		refuse_damaged(reading);
		return false;
	}
	reading->parser = XML_ParserCreate(NULL);
	reading->depth = 0;
	XML_SetUserData(reading->parser, reading);
	XML_SetElementHandler(reading->parser, start, end);
	XML_SetCharacterDataHandler(reading->parser, text);
	XML_SetStartDoctypeDeclHandler(reading->parser, no_dtd);
	if (!feed(reading, file))
		refuse_damaged(reading);
	XML_ParserFree(reading->parser);
	reading->parser = NULL;
	zip_fclose(file);
	return !reading->refused;
}

/* Every start handler asks this first. */
static bool deeper(struct reading *reading)
{
	if (++reading->depth > DEPTH_MOST)
		refuse_damaged(reading);
	return !reading->refused;
}

static void shallower(void *context, const XML_Char *name)
{
	(void)name;
	((struct reading *)context)->depth--;
}

/* Relationships: xl/_rels/workbook.xml.rels says where the sheets are. */

static void start_relation(void *context, const XML_Char *name, const XML_Char **attributes)
{
	static const struct { const char *ending; int kind; } kinds[] = {
		{ "/officeDocument", PART_WORKBOOK }, { "/worksheet", PART_SHEET }, { "/sharedStrings", PART_STRINGS }, { "/styles", PART_STYLES },
	};
	struct reading *reading = context;
	struct str type = attribute(attributes, "Type");
	struct part part = { .id = str_copy(reading->arena, attribute(attributes, "Id")),
		.target = str_copy(reading->arena, attribute(attributes, "Target")) };

	if (!deeper(reading) || strcmp(local(name), "Relationship") != 0 || str_is(attribute(attributes, "TargetMode"), "External"))
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_ends(type, str_of(kinds[i].ending)))
			part.kind = kinds[i].kind;
	if (reading->part_count == ENTRIES_MOST)
		return;
	reading->part = room_for(reading->part, reading->part_count, &reading->part_room, sizeof part);
	reading->part[reading->part_count++] = part;
}

/* A target as a path in the package: "/xl/x.xml" as it is, "worksheets/sheet1.xml" below the folder, "../" upwards. */
static struct str resolve(struct reading *reading, struct str folder, struct str target)
{
	if (target.len > 0 && target.at[0] == '/')
		return str_from(target, 1);
	while (str_starts(target, STR("../"))) {
		size_t slash = folder.len;
		target = str_from(target, 3);
		while (slash > 0 && folder.at[slash - 1] != '/')
			slash--;
		folder = str_to(folder, slash > 0 ? slash - 1 : 0);
	}
	if (str_starts(target, STR("./")))
		target = str_from(target, 2);
	return folder.len ? str_format(reading->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target)) : target;
}

static struct str folder_of(struct str path)
{
	size_t slash = path.len;

	while (slash > 0 && path.at[slash - 1] != '/')
		slash--;
	return str_to(path, slash > 0 ? slash - 1 : 0);
}

static bool read_relations(struct reading *reading, struct str path)
{
	struct str folder = folder_of(path), name = str_from(path, folder.len ? folder.len + 1 : 0);

	reading->part_count = 0;
	return read_part(reading, str_format(reading->arena, "%.*s%s_rels/%.*s.rels", STR_ARG(folder), folder.len ? "/" : "", STR_ARG(name)),
		start_relation, shallower, NULL);
}

static struct str part_of(struct reading *reading, int kind, struct str folder)
{
	for (size_t i = 0; i < reading->part_count; i++)
		if ((int)reading->part[i].kind == kind)
			return resolve(reading, folder, reading->part[i].target);
	return STR_NONE;
}

/* xl/workbook.xml */

static void start_workbook(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;

	if (!deeper(reading))
		return;
	if (strcmp(local(name), "workbookPr") == 0)
		reading->from_1904 = is_true(attribute(attributes, "date1904"));
	if (strcmp(local(name), "sheet") != 0)
		return;
	if (reading->sheet_count == SHEET_SHEETS_MOST) {
		refuse(reading, N_("This workbook has more than {0} sheets. Copy the one you need into a new workbook."),
			str_format(reading->arena, "%d", SHEET_SHEETS_MOST), STR_NONE);
		return;
	}
	reading->sheet[reading->sheet_count++] = (struct entry){
		.name = str_copy(reading->arena, attribute(attributes, "name")),
		.relation = str_copy(reading->arena, attribute_local(attributes, "id")),
		.hidden = str_is(attribute(attributes, "state"), "hidden") || str_is(attribute(attributes, "state"), "veryHidden"),
	};
}

/* Texts: <si> in xl/sharedStrings.xml and <is> in a cell: <t>, or runs <r><t>; what stands in <rPh> is how to say it. */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* _x000D_ stands for a character that XML cannot hold; only what may stand in a text comes out of it. */
static struct str unescape(struct reading *reading, struct str text)
{
	char *out;
	size_t length = 0;

	if (str_search(text, STR("_x")) == SIZE_MAX)
		return str_copy(reading->arena, text);
	out = arena_take(reading->arena, text.len + 1);
	for (size_t i = 0; i < text.len; i++) {
		int value = 0;
		bool code = i + 6 < text.len && text.at[i] == '_' && text.at[i + 1] == 'x' && text.at[i + 6] == '_';

		for (size_t j = 2; code && j < 6; j++) {
			code = hex(text.at[i + j]) >= 0;
			value = value * 16 + hex(text.at[i + j]);
		}
		if (code && value < 128) {
			if (value >= ' ' || value == '\n' || value == '\t')
				out[length++] = (char)value;
			i += 6;
		} else {
			out[length++] = text.at[i];
		}
	}
	return (struct str){ out, length };
}

static bool keep_text(struct reading *reading, struct str *kept)
{
	reading->texts += reading->text.len + sizeof *kept;
	if (reading->texts > texts_most) {
		refuse(reading, N_("The texts of this workbook are more than can be read at once. Divide it over several files."), STR_NONE, STR_NONE);
		return false;
	}
	*kept = unescape(reading, buf_str(&reading->text));
	return true;
}

static void add_text(void *context, const XML_Char *text, int length)
{
	struct reading *reading = context;

	if (!reading->in_text || reading->in_phonetic)
		return;
	if (reading->text.len + (size_t)length > 4 * SHEET_CELL_MOST)
		refuse(reading, N_("A cell of this workbook holds more than {0} characters. Make its text shorter."),
			str_format(reading->arena, "%d", SHEET_CELL_MOST), STR_NONE);
	else
		buf_add(&reading->text, (struct str){ text, (size_t)length });
}

static void start_string(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;
	(void)attributes;

	if (!deeper(reading))
		return;
	name = local(name);
	if (strcmp(name, "si") == 0)
		reading->text.len = 0;
	else if (strcmp(name, "rPh") == 0)
		reading->in_phonetic = true;
	else if (strcmp(name, "t") == 0)
		reading->in_text = true;
}

static void end_string(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	shallower(context, name);
	name = local(name);
	if (strcmp(name, "t") == 0) {
		reading->in_text = false;
	} else if (strcmp(name, "rPh") == 0) {
		reading->in_phonetic = false;
	} else if (strcmp(name, "si") == 0 && reading->string_count < TEXTS_MOST) {
		reading->string = room_for(reading->string, reading->string_count, &reading->string_room, sizeof *reading->string);
		if (keep_text(reading, &reading->string[reading->string_count]))
			reading->string_count++;
	}
}

/* xl/styles.xml: which cells show a day */

/* Those that stand in no file: ECMA-376 18.8.30, and the ones for East Asia. */
static uint8_t built_in(int64_t id)
{
	if (id == 9 || id == 10)
		return STYLE_PERCENT;
	if (id == 17)
		return SHOWS_MONTH;
	return (id >= 14 && id <= 16) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58) ? SHOWS_DAY : SHOWS_NO_DAY;
}

static uint8_t style_of(const struct reading *reading, int64_t id)
{
	for (size_t i = 0; i < reading->format_count; i++)
		if (reading->format[i].id == id)
			return reading->format[i].style;
	return built_in(id);
}

static void start_style(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;
	struct str code = attribute(attributes, "formatCode");
	int64_t id = 0;

	if (!deeper(reading))
		return;
	name = local(name);
	if (strcmp(name, "cellXfs") == 0)
		reading->in_formats = true;
	str_integer(attribute(attributes, "numFmtId"), &id);
	if (strcmp(name, "numFmt") == 0 && reading->format_count < 1000) {
		reading->format = room_for(reading->format, reading->format_count, &reading->format_room, sizeof *reading->format);
		reading->format[reading->format_count++] = (struct number_format){ id,
			(uint8_t)((unsigned)sheet_format_shows(code) | (sheet_format_percent(code) ? STYLE_PERCENT : 0)) };
	}
	if (strcmp(name, "xf") == 0 && reading->in_formats && reading->style_count < STYLES_MOST) {
		reading->style = room_for(reading->style, reading->style_count, &reading->style_room, 1);
		reading->style[reading->style_count++] = style_of(reading, id);
	}
}

static void end_style(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	shallower(context, name);
	if (strcmp(local(name), "cellXfs") == 0)
		reading->in_formats = false;
}

/* Values */

/* As Excel shows it without a format: 15 digits and no exponent. Empty: no number. */
static struct str number_words(struct reading *reading, struct str text, double *number)
{
	char digits[64], *end;

	if (text.len == 0 || text.len >= sizeof digits || text.at[0] == ' ')
		return STR_NONE;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789+-.eE", text.at[i]))
			return STR_NONE;
	memcpy(digits, text.at, text.len);
	digits[text.len] = 0;
	*number = strtod(digits, &end);
	if (*end || !isfinite(*number))
		return STR_NONE;
	snprintf(digits, sizeof digits, "%.15g", *number);
	if (strchr(digits, 'e'))
		snprintf(digits, sizeof digits, fabs(*number) < 1 ? "%.17f" : "%.0f", fabs(*number) < 1e40 ? *number : 0);
	return str_copy(reading->arena, str_of(digits));
}

static struct cell day_cell(struct reading *reading, struct day day, enum day_shown shown)
{
	if (shown == SHOWS_MONTH || shown == SHOWS_YEAR)
		day.day = 0;
	if (shown == SHOWS_YEAR)
		day.month = 0;
	return (struct cell){ .kind = CELL_DAY, .text = day_text(day, reading->arena) };
}

static struct cell number_cell(struct reading *reading, struct str text)
{
	uint8_t style = reading->cell_style < reading->style_count ? reading->style[reading->cell_style] : SHOWS_NO_DAY;
	enum day_shown shown = (enum day_shown)(style & (STYLE_PERCENT - 1));
	double number;
	struct str words = number_words(reading, text, &number);
	struct day day;

	if (words.len == 0)
		return (struct cell){ .kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = str_copy(reading->arena, text) };
	day = shown ? sheet_serial_day(number, reading->from_1904) : DAY_UNKNOWN;
	if (day_known(day))
		return day_cell(reading, day, shown);
	return (struct cell){ .kind = CELL_NUMBER, .text = words, .percent = style & STYLE_PERCENT };
}

/* What XML 1.0 lets through that a text of ours does not hold. */
static struct cell text_cell(struct str text)
{
	text = str_trim(text);
	return (struct cell){ .kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text };
}

static struct cell shared_cell(struct reading *reading, struct str text)
{
	int64_t number;

	if (!str_integer(text, &number) || number < 0 || (size_t)number >= reading->string_count) {
		refuse_damaged(reading);
		return (struct cell){ 0 };
	}
	return text_cell(reading->string[number]);
}

static struct cell make_cell(struct reading *reading)
{
	struct str text = str_trim(buf_str(&reading->value)), kept;
	struct day day;

	switch (reading->type) {
	case 's':
		return text.len ? shared_cell(reading, text) : (struct cell){ 0 };
	case 'i':
		return keep_text(reading, &kept) ? text_cell(kept) : (struct cell){ 0 };
	case 't':
		reading->text.len = 0;
		buf_add(&reading->text, buf_str(&reading->value));
		return keep_text(reading, &kept) ? text_cell(kept) : (struct cell){ 0 };
	case 'b':
		return (struct cell){ .kind = text.len ? CELL_BOOL : CELL_EMPTY, .text = is_true(text) ? STR("1") : STR("0") };
	case 'e':
		return (struct cell){ .kind = CELL_ERROR, .text = str_copy(reading->arena, text.len ? text : STR("#?")) };
	case 'd':
		if (day_parse(str_to(text, 10), &day) && day_known(day))
			return day_cell(reading, day, SHOWS_DAY);
		return text_cell(str_copy(reading->arena, text));
	default:
		return number_cell(reading, text);
	}
}

/* xl/worksheets/sheet1.xml */

/* "C7" as column 2, row 7; false where it is no such reference. */
static bool read_reference(struct str text, size_t *column, uint32_t *row)
{
	size_t i = 0, letters = 0;
	uint64_t number = 0;

	for (; i < text.len && (text.at[i] | 32) >= 'a' && (text.at[i] | 32) <= 'z' && i < 4; i++)
		letters = letters * 26 + (size_t)((text.at[i] | 32) - 'a' + 1);
	if (i == 0 || i == text.len)
		return false;
	for (; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || number > 10000000)
			return false;
		number = number * 10 + (uint64_t)(text.at[i] - '0');
	}
	*column = letters - 1;
	*row = (uint32_t)number;
	return number > 0;
}

static void start_row(struct reading *reading, const XML_Char **attributes)
{
	int64_t number;

	if (!str_integer(attribute(attributes, "r"), &number) || number <= (int64_t)reading->row_number || number > 10000000)
		number = (int64_t)reading->row_number + 1;
	reading->row_number = (uint32_t)number;
	reading->column = 0;
	reading->in_row = true;
	sheet_begin_row(&reading->making, reading->row_number, is_true(attribute(attributes, "hidden")));
}

static void start_cell(struct reading *reading, const XML_Char **attributes)
{
	struct str type = attribute(attributes, "t");
	int64_t style = 0;
	uint32_t row;
	size_t column;

	if (read_reference(attribute(attributes, "r"), &column, &row) && column >= reading->column)
		reading->column = column;
	str_integer(attribute(attributes, "s"), &style);
	reading->cell_style = style < 0 ? 0 : (size_t)style;
	reading->type = str_is(type, "inlineStr") ? 'i' : str_is(type, "str") ? 't' : type.len == 1 ? type.at[0] : 'n';
	reading->value.len = reading->text.len = 0;
	reading->in_cell = true;
	reading->formula = reading->has_value = false;
}

static void start_columns(struct reading *reading, const XML_Char **attributes)
{
	int64_t first = 0, last = 0;

	if (!is_true(attribute(attributes, "hidden")) || !str_integer(attribute(attributes, "min"), &first) ||
	    !str_integer(attribute(attributes, "max"), &last))
		return;
	for (int64_t i = first < 1 ? 1 : first; i <= last && i <= SHEET_COLUMNS_MOST; i++)
		reading->making.sheet->hidden_column[i - 1] = true;
}

static void start_area(struct reading *reading, struct str text)
{
	size_t colon = str_find(text, ':'), column[2];
	struct area area;

	if (!read_reference(str_to(text, colon), &column[0], &area.row[0]) ||
	    !read_reference(str_from(text, colon + 1), &column[1], &area.row[1]) || reading->area_count == MERGES_MOST)
		return;
	area.column[0] = (uint32_t)column[0];
	area.column[1] = (uint32_t)column[1];
	reading->area = room_for(reading->area, reading->area_count, &reading->area_room, sizeof area);
	reading->area[reading->area_count++] = area;
}

static void start_sheet(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;

	if (!deeper(reading))
		return;
	name = local(name);
	if (strcmp(name, "row") == 0) {
		start_row(reading, attributes);
	} else if (strcmp(name, "c") == 0 && reading->in_row) {
		start_cell(reading, attributes);
	} else if (strcmp(name, "f") == 0 && reading->in_cell) {
		reading->formula = true;
	} else if ((strcmp(name, "v") == 0 || strcmp(name, "t") == 0) && reading->in_cell) {
		reading->in_text = true;
		reading->has_value = true;
	} else if (strcmp(name, "rPh") == 0) {
		reading->in_phonetic = true;
	} else if (strcmp(name, "col") == 0) {
		start_columns(reading, attributes);
	} else if (strcmp(name, "mergeCell") == 0) {
		start_area(reading, attribute(attributes, "ref"));
	}
}

static void end_cell(struct reading *reading)
{
	struct cell cell = { 0 };

	reading->in_cell = false;
	if (reading->formula && !reading->has_value)
		cell.kind = CELL_NOT_CALCULATED;
	else
		cell = make_cell(reading);
	if (!reading->refused && !sheet_put(&reading->making, reading->column, cell)) {
		reading->refused = true;
		XML_StopParser(reading->parser, XML_FALSE);
	}
	reading->column++;
}

static void end_sheet(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	shallower(context, name);
	if (reading->refused)
		return;
	name = local(name);
	if (strcmp(name, "v") == 0 && reading->in_cell) {
		reading->in_text = false;
		buf_add(&reading->value, buf_str(&reading->text));
		reading->text.len = 0;
	} else if (strcmp(name, "t") == 0) {
		reading->in_text = false;
	} else if (strcmp(name, "rPh") == 0) {
		reading->in_phonetic = false;
	} else if (strcmp(name, "c") == 0 && reading->in_cell) {
		end_cell(reading);
	} else if (strcmp(name, "row") == 0 && reading->in_row) {
		reading->in_row = false;
		if (!sheet_end_row(&reading->making)) {
			reading->refused = true;
			XML_StopParser(reading->parser, XML_FALSE);
		}
	}
}

/* The cells under a merged area other than its first are marked. Areas are given after the rows. */
static void mark_areas(struct reading *reading, struct sheet *sheet)
{
	sheet->merged_areas = reading->area_count;
	for (size_t a = 0; a < reading->area_count; a++) {
		const struct area *area = &reading->area[a];
		size_t low = 0, high = sheet->row_count;

		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (sheet->row[middle].number < area->row[0])
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < sheet->row_count && sheet->row[low].number <= area->row[1]; low++) {
			struct sheet_row *row = (struct sheet_row *)(uintptr_t)&sheet->row[low];
			struct cell *cell;

			if (row->count <= area->column[1] && area->column[1] < SHEET_COLUMNS_MOST) {
				cell = arena_array(reading->arena, struct cell, area->column[1] + 1);
				memcpy(cell, row->at, row->count * sizeof *cell);
				reading->cells += area->column[1] + 1;
				row->at = cell;
				row->count = area->column[1] + 1;
			}
			if (reading->cells > SHEET_CELLS_MOST)
				return;
			for (uint32_t c = area->column[0]; c <= area->column[1] && c < row->count; c++)
				if (c != area->column[0] || row->number != area->row[0]) {
					cell = &((struct cell *)(uintptr_t)row->at)[c];
					cell->merged = true;
					cell->below = c == area->column[0];
				}
		}
	}
}

static void read_sheet(struct reading *reading, struct str folder, const struct entry *entry, struct sheet *sheet)
{
	struct str path = STR_NONE;

	for (size_t i = 0; i < reading->part_count; i++)
		if (reading->part[i].kind == PART_SHEET && str_equal(reading->part[i].id, entry->relation))
			path = resolve(reading, folder, reading->part[i].target);
	sheet->name = entry->name;
	sheet->hidden = entry->hidden;
	if (path.len == 0)              /* a chart, or a dialogue of old */
		return;
	reading->row_number = 0;
	reading->in_row = reading->in_cell = reading->in_text = reading->in_phonetic = false;
	reading->area_count = 0;
	sheet_begin(&reading->making, sheet, &reading->cells, reading->faults);
	if (!read_part(reading, path, start_sheet, end_sheet, add_text)) {
		if (!reading->refused)
			refuse_damaged(reading);
		return;
	}
	sheet_end(&reading->making);
	mark_areas(reading, sheet);
}

/* A package that is no workbook: what it is instead. */
static void refuse_package(struct reading *reading)
{
	if (find_entry(reading, STR("mimetype")) >= 0)
		refuse(reading, N_("This is a file of LibreOffice or OpenOffice (.ods or .odt). Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
	else if (find_entry(reading, STR("xl/workbook.bin")) >= 0)
		refuse(reading, N_("This is a binary workbook (.xlsb). Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
	else if (find_entry(reading, STR("word/document.xml")) >= 0)
		refuse(reading, N_("This is a text document (.docx), not a workbook. Copy its table into Excel or LibreOffice and save that as an Excel workbook (.xlsx), or paste the table below."),
			STR_NONE, STR_NONE);
	else
		refuse(reading, N_("This is a packed file without a workbook in it. Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
}

static bool read_package(struct reading *reading, struct workbook *workbook)
{
	struct str path, folder, strings, styles;
	struct sheet *sheets;

	if (zip_get_num_entries(reading->zip, 0) > ENTRIES_MOST)
		return refuse_package(reading), false;
	if (!read_relations(reading, STR_NONE)) {
		if (!reading->refused)
			refuse_package(reading);
		return false;
	}
	path = part_of(reading, PART_WORKBOOK, STR_NONE);
	folder = folder_of(path);
	if (path.len == 0 || str_ends(path, STR(".bin")) || str_starts(path, STR("word/")) || str_starts(path, STR("ppt/")) ||
	    !read_relations(reading, path) ||
	    !read_part(reading, path, start_workbook, shallower, NULL)) {
		if (!reading->refused)
			refuse_package(reading);
		return false;
	}
	strings = part_of(reading, PART_STRINGS, folder);
	styles = part_of(reading, PART_STYLES, folder);
	if ((strings.len && !read_part(reading, strings, start_string, end_string, add_text) && reading->refused) ||
	    (styles.len && !read_part(reading, styles, start_style, end_style, NULL) && reading->refused))
		return false;
	sheets = arena_array(reading->arena, struct sheet, reading->sheet_count + 1);
	for (size_t i = 0; i < reading->sheet_count && !reading->refused; i++)
		read_sheet(reading, folder, &reading->sheet[i], &sheets[i]);
	workbook->sheet = sheets;
	workbook->count = reading->sheet_count;
	workbook->from_1904 = reading->from_1904;
	return !reading->refused;
}

bool xlsx_read(struct str bytes, struct workbook *workbook, struct faults *faults)
{
	struct reading *reading = memory_take(sizeof *reading);
	zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, NULL);
	bool fine;

	reading->arena = faults->arena;
	reading->faults = faults;
	workbook->format = N_("Excel workbook");
	reading->zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
	if (!reading->zip) {
		if (source)
			zip_source_free(source);
		refuse_damaged(reading);
	} else {
		read_package(reading, workbook);
		zip_discard(reading->zip);
	}
	fine = !reading->refused;
	if (fine && workbook->count == 0)
		fine = sheet_refuse(faults, N_("This workbook has no sheet with cells in it."), STR_NONE, STR_NONE);
	free(reading->part);
	free(reading->string);
	free(reading->format);
	free(reading->style);
	free(reading->area);
	buf_clear(&reading->text);
	buf_clear(&reading->value);
	free(reading);
	return fine;
}
