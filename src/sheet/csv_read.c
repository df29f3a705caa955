/* SPDX-License-Identifier: EUPL-1.2 */
/* CSV (RFC 4180) as it really comes: other separators, other encodings, quotes over lines, what Excel adds. */
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "sheet/sheet_own.h"

/* Encodings */

static void add_point(struct buf *out, uint32_t point)
{
	char bytes[4];
	size_t count;

	if (point < 0x80) {
		bytes[0] = (char)point;
		count = 1;
	} else if (point < 0x800) {
		bytes[0] = (char)(0xC0 | point >> 6);
		bytes[1] = (char)(0x80 | (point & 0x3F));
		count = 2;
	} else if (point < 0x10000) {
		bytes[0] = (char)(0xE0 | point >> 12);
		bytes[1] = (char)(0x80 | (point >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (point & 0x3F));
		count = 3;
	} else {
		bytes[0] = (char)(0xF0 | point >> 18);
		bytes[1] = (char)(0x80 | (point >> 12 & 0x3F));
		bytes[2] = (char)(0x80 | (point >> 6 & 0x3F));
		bytes[3] = (char)(0x80 | (point & 0x3F));
		count = 4;
	}
	buf_add(out, (struct str){ bytes, count });
}

/* A lone surrogate becomes U+FFFD. */
static void from_utf16(struct str bytes, bool big, struct buf *out)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	uint32_t high = 0;

	for (size_t i = 0; i + 1 < bytes.len; i += 2) {
		uint32_t unit = big ? (uint32_t)at[i] << 8 | at[i + 1] : (uint32_t)at[i + 1] << 8 | at[i];
		bool low = unit >= 0xDC00 && unit <= 0xDFFF;

		if (high && !low)
			add_point(out, 0xFFFD);
		if (unit >= 0xD800 && unit <= 0xDBFF) {
			high = unit;
			continue;
		}
		if (low)
			unit = high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
		high = 0;
		add_point(out, unit);
	}
	if (high)
		add_point(out, 0xFFFD);
}

static void from_windows_1252(struct str bytes, struct buf *out)
{
	/* 0x80 to 0x9F; the five that are not assigned are control characters, as the WHATWG Encoding Standard has it. */
	static const uint16_t high[32] = {
		0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
	};

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		add_point(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
	}
}

/* UTF-16 without a mark: every other byte of the beginning is 0. */
static int looks_utf16(struct str bytes)
{
	size_t even = 0, odd = 0, pairs = (bytes.len < 400 ? bytes.len : 400) / 2;

	for (size_t i = 0; i < pairs; i++) {
		even += bytes.at[2 * i] == 0;
		odd += bytes.at[2 * i + 1] == 0;
	}
	if (pairs < 2)
		return 0;
	return odd > pairs * 3 / 4 && even == 0 ? 1 : even > pairs * 3 / 4 && odd == 0 ? 2 : 0;
}

/* Control characters are dropped if they are few: what is binary is refused. */
static bool clean(struct buf *text, struct faults *faults)
{
	size_t to = 0, dropped = 0;

	for (size_t i = 0; i < text->len;) {
		size_t control = str_control_at(buf_str(text), i);

		dropped += control > 0;
		if (control == 0)
			text->at[to++] = text->at[i];
		i += control ? control : 1;
	}
	text->len = to;
	if (dropped > 16 && dropped > text->len / 100)
		return sheet_refuse(faults, N_("This file is neither an Excel workbook (.xlsx) nor CSV. Open it in Excel or LibreOffice, choose “Save as” and the type “Excel workbook (.xlsx)”, and send that file."), STR_NONE, STR_NONE);
	return true;
}

static bool to_text(struct str bytes, struct buf *out, struct faults *faults)
{
	int wide = looks_utf16(bytes);

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from(bytes, 3);
	if (str_starts(bytes, STR("\xFF\xFE")))
		from_utf16(str_from(bytes, 2), false, out);
	else if (str_starts(bytes, STR("\xFE\xFF")))
		from_utf16(str_from(bytes, 2), true, out);
	else if (wide)
		from_utf16(bytes, wide == 2, out);
	else if (u8_check((const uint8_t *)bytes.at, bytes.len))
		from_windows_1252(bytes, out);
	else
		buf_add(out, bytes);
	return clean(out, faults);
}

/* Records */

struct csv {
	struct str    text;
	size_t        at, line;
	char          separator;
	struct buf    field;
	struct arena *arena;
	size_t        open_line;        /* where a quote was opened that is never closed; 0: none */
};

static bool at_line_end(const struct csv *csv)
{
	return csv->at >= csv->text.len || csv->text.at[csv->at] == '\n' || csv->text.at[csv->at] == '\r';
}

static void quoted(struct csv *csv)
{
	size_t opened = csv->line;

	for (csv->at++; csv->at < csv->text.len; csv->at++) {
		char c = csv->text.at[csv->at];

		if (c == '"' && csv->at + 1 < csv->text.len && csv->text.at[csv->at + 1] == '"') {
			csv->at++;
		} else if (c == '"') {
			csv->at++;
			return;
		}
		csv->line += c == '\n';
		buf_add_char(&csv->field, c);
	}
	csv->open_line = opened;
}

/* One field; *more: another follows in this record. */
static void read_field(struct csv *csv, bool *more)
{
	csv->field.len = 0;
	/* ="0221" is how Excel is made to keep a zero. */
	if (csv->at + 1 < csv->text.len && csv->text.at[csv->at] == '=' && csv->text.at[csv->at + 1] == '"')
		csv->at++;
	if (csv->at < csv->text.len && csv->text.at[csv->at] == '"')
		quoted(csv);
	while (!at_line_end(csv) && csv->text.at[csv->at] != csv->separator)
		buf_add_char(&csv->field, csv->text.at[csv->at++]);
	*more = csv->at < csv->text.len && csv->text.at[csv->at] == csv->separator;
	if (*more)
		csv->at++;
}

static void end_line(struct csv *csv)
{
	if (csv->at < csv->text.len && csv->text.at[csv->at] == '\r')
		csv->at++;
	if (csv->at < csv->text.len && csv->text.at[csv->at] == '\n')
		csv->at++;
	csv->line++;
}

/* How many of the first records have as many fields as the first that has more than one, and how many that are. */
static size_t fits(struct str text, char separator)
{
	struct csv csv = { .text = text, .line = 1, .separator = separator };
	size_t fields = 0, same = 0, other = 0;

	for (size_t record = 0; record < 20 && csv.at < text.len && csv.at < 100000; record++) {
		size_t count = 0;
		bool more = true;
		for (; more; count++)
			read_field(&csv, &more);
		end_line(&csv);
		if (count > 1 && fields == 0)
			fields = count;
		same += count > 1 && count == fields;
		other += count > 1 && count != fields;
	}
	buf_clear(&csv.field);
	return same == 0 || csv.open_line ? 0 : same * 1000 / (1 + other) + fields;
}

static char find_separator(struct str text)
{
	static const char candidates[] = { '\t', ';', ',' };
	size_t best = 0;
	char separator = ';';

	for (size_t i = 0; i < sizeof candidates; i++) {
		size_t fit = fits(text, candidates[i]);
		if (fit > best) {
			best = fit;
			separator = candidates[i];
		}
	}
	return separator;
}

/* "sep=;" on the first line, as Excel understands it. */
static struct str after_sep(struct str text, char *separator)
{
	struct csv csv = { .text = text, .at = 5 };

	if (text.len < 5 || !str_equal_nocase(str_to(text, 4), STR("sep=")) || !at_line_end(&csv))
		return text;
	*separator = text.at[4];
	end_line(&csv);
	return str_from(text, csv.at);
}

static bool read_records(struct csv *csv, struct sheet *sheet, struct faults *faults)
{
	struct sheet_making making;
	size_t cells = 0;
	uint32_t number = 0;

	sheet_begin(&making, sheet, &cells, faults);
	while (csv->at < csv->text.len) {
		bool more = true;

		sheet_begin_row(&making, ++number, false);
		for (size_t column = 0; more; column++) {
			struct str text;

			read_field(csv, &more);
			text = str_trim(buf_str(&csv->field));
			if (text.len > 0 && !sheet_put(&making, column, (struct cell){ .text = str_copy(csv->arena, text), .kind = CELL_TEXT }))
				return false;
		}
		end_line(csv);
		if (!sheet_end_row(&making))
			return false;
	}
	sheet_end(&making);
	if (csv->open_line)
		return sheet_refuse(faults, N_("A quotation mark on line {0} is opened and never closed, so where its cell ends cannot be told. Close or remove it."),
			str_format(faults->arena, "%zu", csv->open_line), STR_NONE);
	return true;
}

bool csv_read(struct str bytes, struct workbook *workbook, struct faults *faults)
{
	struct buf text = { 0 };
	struct csv csv = { .line = 1, .arena = faults->arena };
	struct sheet *sheet = arena_new(faults->arena, struct sheet);
	bool fine = to_text(bytes, &text, faults);

	if (fine) {
		csv.text = after_sep(buf_str(&text), &csv.separator);
		if (!csv.separator)
			csv.separator = find_separator(csv.text);
		fine = read_records(&csv, sheet, faults);
	}
	if (fine && sheet->row_count == 0)
		fine = sheet_refuse(faults, N_("This file is empty."), STR_NONE, STR_NONE);
	workbook->sheet = sheet;
	workbook->count = 1;
	workbook->format = csv.separator == '\t' ? N_("text with tabs") : N_("CSV");
	workbook->separator = csv.separator;
	buf_clear(&csv.field);
	buf_clear(&text);
	return fine;
}
