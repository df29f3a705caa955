/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/xlsx_write.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/log.h"

const char xlsx_media_type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

enum { TEXT_MOST = 32767, NAME_MOST = 31, LINK_MOST = 2000, HINT_MOST = 255 };

struct xlsx {
	struct arena   arena;
	lxw_workbook  *workbook;
	lxw_worksheet *sheet;
	lxw_format    *style[XLSX_STYLES], *link;
	struct formats { lxw_format *text, *count, *decimal, *money, *day, *month, *year; } plain, sum;
	bool           sums;            /* what is written is a sum */
	int            file;            /* in memory */
	unsigned       sheets;
};

static lxw_format *text_format(struct xlsx *xlsx, const char *pattern)
{
	lxw_format *format = workbook_add_format(xlsx->workbook);

	format_set_num_format(format, pattern);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	return format;
}

static lxw_format *value_format(struct xlsx *xlsx, const char *pattern, bool sum)
{
	lxw_format *format = text_format(xlsx, pattern);

	if (sum) {
		format_set_bold(format);
		format_set_top(format, LXW_BORDER_THIN);
	}
	return format;
}

static struct formats make_formats(struct xlsx *xlsx, bool sum)
{
	return (struct formats){ .text = value_format(xlsx, "@", sum), .count = value_format(xlsx, "#,##0", sum),
		.decimal = value_format(xlsx, "#,##0.###", sum), .money = value_format(xlsx, "#,##0.00", sum),
		.day = value_format(xlsx, "d-m-yyyy", sum), .month = value_format(xlsx, "mmm yyyy", sum),
		.year = value_format(xlsx, "0", sum) };
}

static const struct formats *formats(const struct xlsx *xlsx)
{
	return xlsx->sums ? &xlsx->sum : &xlsx->plain;
}

void xlsx_sum(struct xlsx *xlsx, bool sum)
{
	xlsx->sums = sum;
}

static void make_styles(struct xlsx *xlsx)
{
	for (size_t i = 0; i < XLSX_STYLES; i++)
		xlsx->style[i] = text_format(xlsx, "@");
	format_set_bold(xlsx->style[XLSX_HEADER]);
	format_set_bg_color(xlsx->style[XLSX_HEADER], 0xDCE9F2);
	format_set_bottom(xlsx->style[XLSX_HEADER], LXW_BORDER_THIN);
	format_set_text_wrap(xlsx->style[XLSX_HEADER]);
	format_set_bold(xlsx->style[XLSX_TITLE]);
	format_set_font_size(xlsx->style[XLSX_TITLE], 14);
	format_set_text_wrap(xlsx->style[XLSX_LINES]);
	format_set_font_color(xlsx->style[XLSX_MUTED], 0x595959);
	format_set_text_wrap(xlsx->style[XLSX_MUTED]);
	xlsx->plain = make_formats(xlsx, false);
	xlsx->sum = make_formats(xlsx, true);
	xlsx->link = workbook_add_format(xlsx->workbook);
	format_set_underline(xlsx->link, LXW_UNDERLINE_SINGLE);
	format_set_font_color(xlsx->link, 0x154273);
	format_set_align(xlsx->link, LXW_ALIGN_VERTICAL_TOP);
}

struct xlsx *xlsx_new(struct str title, struct str subject, struct moment moment)
{
	struct xlsx *xlsx = memory_take(sizeof *xlsx);
	lxw_doc_properties properties = { 0 };
	lxw_workbook_options options = { 0 };

	/* The library writes to a file by name; this one has no place on disk. */
	xlsx->file = memfd_create("speerpunt-xlsx", MFD_CLOEXEC);
	xlsx->workbook = workbook_new_opt(str_cstring(&xlsx->arena, str_format(&xlsx->arena, "/proc/self/fd/%d", xlsx->file)), &options);
	if (!xlsx->workbook)
		abort();                /* no memory */
	properties.title = (char *)(uintptr_t)str_cstring(&xlsx->arena, title);
	properties.subject = (char *)(uintptr_t)str_cstring(&xlsx->arena, subject);
	properties.created = (time_t)(moment.ms / 1000);
	workbook_set_properties(xlsx->workbook, &properties);
	make_styles(xlsx);
	return xlsx;
}

/* The first `most` code points. */
static struct str cut(struct str text, size_t most)
{
	size_t at = 0;

	for (size_t points = 0; at < text.len; at++)
		if (((unsigned char)text.at[at] & 0xC0) != 0x80 && points++ == most)
			break;
	return str_to(text, at);
}

static struct str name_that_fits(struct xlsx *xlsx, struct str name)
{
	char *copy = arena_take(&xlsx->arena, name.len + 1);
	size_t length = 0;

	for (size_t i = 0; i < name.len; i++)
		copy[length++] = strchr("[]:*?/\\'", name.at[i]) ? ' ' : name.at[i];
	name = str_trim(cut((struct str){ copy, length }, NAME_MOST));
	return name.len ? name : str_format(&xlsx->arena, "%u", xlsx->sheets);
}

void xlsx_sheet(struct xlsx *xlsx, struct str name)
{
	const char *fits;

	xlsx->sheets++;
	fits = str_cstring(&xlsx->arena, name_that_fits(xlsx, name));
	/* Of two with one name the second gets one of Excel's own. */
	xlsx->sheet = workbook_add_worksheet(xlsx->workbook, workbook_get_worksheet_by_name(xlsx->workbook, fits) ? NULL : fits);
	worksheet_set_landscape(xlsx->sheet);
	worksheet_set_paper(xlsx->sheet, 9);    /* A4 */
	worksheet_fit_to_pages(xlsx->sheet, 1, 0);
}

void xlsx_hide(struct xlsx *xlsx)
{
	worksheet_hide(xlsx->sheet);
}

void xlsx_open_here(struct xlsx *xlsx)
{
	worksheet_activate(xlsx->sheet);
	worksheet_set_first_sheet(xlsx->sheet);
}

/* In a workbook _x0041_ stands for A; who writes just that means just that. */
static struct str escape(struct xlsx *xlsx, struct str text)
{
	struct buf out = { 0 };
	struct str copy;

	if (str_search(text, STR("_x")) == SIZE_MAX)
		return text;
	for (size_t i = 0; i < text.len; i++)
		if (i + 6 < text.len && text.at[i] == '_' && text.at[i + 1] == 'x' && text.at[i + 6] == '_')
			buf_add_cstring(&out, "_x005F_");
		else
			buf_add_char(&out, text.at[i]);
	copy = buf_copy(&out, &xlsx->arena);
	buf_clear(&out);
	return copy;
}

void xlsx_text(struct xlsx *xlsx, size_t row, size_t column, struct str text, enum xlsx_style style)
{
	struct str fits = cut(text, TEXT_MOST);

	if (text.len == 0)
		return;
	if (fits.len < text.len)
		fits = str_format(&xlsx->arena, "%.*s...", STR_ARG(cut(text, TEXT_MOST - 3)));
	worksheet_write_string(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)column, str_cstring(&xlsx->arena, escape(xlsx, fits)),
		xlsx->sums ? xlsx->sum.text : xlsx->style[style]);
}

static void write_number(struct xlsx *xlsx, size_t row, size_t column, double number, lxw_format *format)
{
	worksheet_write_number(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)column, number, format);
}

void xlsx_count(struct xlsx *xlsx, size_t row, size_t column, struct count count)
{
	if (count.known)
		write_number(xlsx, row, column, (double)count.value, formats(xlsx)->count);
}

void xlsx_decimal(struct xlsx *xlsx, size_t row, size_t column, struct decimal decimal)
{
	if (decimal.known)
		write_number(xlsx, row, column, (double)decimal.thousandths / 1000, formats(xlsx)->decimal);
}

void xlsx_money(struct xlsx *xlsx, size_t row, size_t column, struct money money)
{
	if (money.known)
		write_number(xlsx, row, column, (double)money.cents / 100, formats(xlsx)->money);
}

void xlsx_day(struct xlsx *xlsx, size_t row, size_t column, struct day day)
{
	lxw_datetime moment = { .year = day.year, .month = day.month ? day.month : 1, .day = day.day ? day.day : 1 };

	if (!day_known(day))
		return;
	if (!day.month)
		write_number(xlsx, row, column, day.year, formats(xlsx)->year);
	else if (day.year < 1901)       /* Excel's calendar begins in 1900, and that year it has wrong */
		xlsx_text(xlsx, row, column, day_text(day, &xlsx->arena), XLSX_PLAIN);
	else
		worksheet_write_datetime(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)column, &moment, day.day ? formats(xlsx)->day : formats(xlsx)->month);
}

void xlsx_link(struct xlsx *xlsx, size_t row, size_t column, struct str address, struct str words)
{
	bool fits = str_starts(address, STR("https://")) || str_starts(address, STR("http://"));

	if (words.len == 0)
		words = address;
	if (!fits || address.len > LINK_MOST ||
	    worksheet_write_url_opt(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)column, str_cstring(&xlsx->arena, address), xlsx->link,
		    str_cstring(&xlsx->arena, cut(words, TEXT_MOST)), NULL) != LXW_NO_ERROR)
		xlsx_text(xlsx, row, column, words, XLSX_PLAIN);
}

void xlsx_width(struct xlsx *xlsx, size_t first, size_t last, double width)
{
	worksheet_set_column(xlsx->sheet, (lxw_col_t)first, (lxw_col_t)last, width, NULL);
}

void xlsx_column(struct xlsx *xlsx, size_t column, double width, enum xlsx_column kind)
{
	lxw_format *const formats[] = { [XLSX_COLUMN_GENERAL] = NULL, [XLSX_COLUMN_TEXT] = xlsx->style[XLSX_PLAIN],
		[XLSX_COLUMN_DAY] = xlsx->plain.day };

	worksheet_set_column(xlsx->sheet, (lxw_col_t)column, (lxw_col_t)column, width, formats[kind]);
}

void xlsx_freeze(struct xlsx *xlsx, size_t rows, size_t columns)
{
	worksheet_freeze_panes(xlsx->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
	if (rows > 0)
		worksheet_repeat_rows(xlsx->sheet, 0, (lxw_row_t)rows - 1);
}

void xlsx_filter(struct xlsx *xlsx, size_t row, size_t last, size_t first_column, size_t last_column)
{
	worksheet_autofilter(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)first_column, (lxw_row_t)last, (lxw_col_t)last_column);
}

void xlsx_remark(struct xlsx *xlsx, size_t row, size_t column, struct str text)
{
	if (text.len > 0)
		worksheet_write_comment(xlsx->sheet, (lxw_row_t)row, (lxw_col_t)column, str_cstring(&xlsx->arena, text));
}

void xlsx_choices(struct xlsx *xlsx, size_t first, size_t last, size_t column, struct str list, size_t list_column, size_t count,
	bool strict, struct str hint)
{
	char cells[2][32];
	lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA, .ignore_blank = LXW_VALIDATION_ON,
		.dropdown = LXW_VALIDATION_ON, .show_error = LXW_VALIDATION_ON,
		.error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_INFORMATION };

	if (count == 0)
		return;
	lxw_rowcol_to_cell_abs(cells[0], 0, (lxw_col_t)list_column, 1, 1);
	lxw_rowcol_to_cell_abs(cells[1], (lxw_row_t)(count - 1), (lxw_col_t)list_column, 1, 1);
	validation.value_formula = (char *)(uintptr_t)str_cstring(&xlsx->arena, str_format(&xlsx->arena, "='%.*s'!%s:%s",
		STR_ARG(name_that_fits(xlsx, list)), cells[0], cells[1]));
	if (hint.len > 0) {
		validation.show_input = LXW_VALIDATION_ON;
		validation.input_message = (char *)(uintptr_t)str_cstring(&xlsx->arena, cut(hint, HINT_MOST));
	}
	worksheet_data_validation_range(xlsx->sheet, (lxw_row_t)first, (lxw_col_t)column, (lxw_row_t)last, (lxw_col_t)column, &validation);
}

static bool read_back(int file, struct buf *out)
{
	struct stat state;
	off_t at = 0;
	size_t start = out->len;

	if (fstat(file, &state) != 0 || state.st_size <= 0)
		return false;
	buf_reserve(out, (size_t)state.st_size);
	while (at < state.st_size) {
		ssize_t got = pread(file, out->at + start + at, (size_t)(state.st_size - at), at);
		if (got <= 0)
			return false;
		at += got;
	}
	out->len = start + (size_t)at;
	out->at[out->len] = 0;
	return true;
}

bool xlsx_finish(struct xlsx *xlsx, struct buf *out)
{
	lxw_error error = workbook_close(xlsx->workbook);
	bool made = error == LXW_NO_ERROR && read_back(xlsx->file, out);

	if (!made)
		log_error("sheet", "a workbook could not be made: %s", lxw_strerror(error));
	close(xlsx->file);
	arena_clear(&xlsx->arena);
	free(xlsx);
	return made;
}
