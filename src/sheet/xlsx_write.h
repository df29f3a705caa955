/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing a workbook (.xlsx) by libxlsxwriter: templates to fill in, lists in reports. Rows and columns are counted from 0.
 * A text is always written as text, whatever it begins with, in a cell that stays text when it is typed in again: so "=1+1" never
 * becomes a formula, "0221" keeps its zero and "4-2024" does not turn into a day.
 *
 *	struct xlsx *file = xlsx_new(STR("Actions"), STR("Liemers Economic Vision"), clock_now());
 *	xlsx_sheet(file, STR("Actions"));
 *	xlsx_text(file, 0, 0, STR("Number"), XLSX_HEADER);
 *	xlsx_text(file, 1, 0, action->number, XLSX_PLAIN);
 *	xlsx_day(file, 1, 1, action->start);
 *	done = xlsx_finish(file, &bytes);
 */
#ifndef SHEET_XLSX_WRITE_H
#define SHEET_XLSX_WRITE_H

#include "base/buf.h"
#include "base/day.h"
#include "base/moment.h"
#include "base/money.h"

extern const char xlsx_media_type[];    /* of an .xlsx, for Content-Type */

struct xlsx;

enum xlsx_style { XLSX_PLAIN, XLSX_HEADER, XLSX_TITLE, XLSX_LINES, XLSX_MUTED, XLSX_STYLES };

/* `moment` is written as the moment of making: the same content and moment give the same content of the file. NULL never. */
struct xlsx *xlsx_new(struct str title, struct str subject, struct moment moment);
/* A new sheet, written to from here on. A name that Excel does not take is made to fit. */
void xlsx_sheet(struct xlsx *xlsx, struct str name);
/* The sheet is there but not shown: for lists to choose from. */
void xlsx_hide(struct xlsx *xlsx);
/* The sheet that opens first. */
void xlsx_open_here(struct xlsx *xlsx);

/* Unknown values and empty texts leave the cell empty. Text beyond 32,767 characters, the most of a cell, is cut with "...". */
void xlsx_text(struct xlsx *xlsx, size_t row, size_t column, struct str text, enum xlsx_style style);
void xlsx_count(struct xlsx *xlsx, size_t row, size_t column, struct count count);
void xlsx_decimal(struct xlsx *xlsx, size_t row, size_t column, struct decimal decimal);
void xlsx_money(struct xlsx *xlsx, size_t row, size_t column, struct money money);
/* As precise as it is known: a day and a month are days to Excel, shown d-m-yyyy and mmm yyyy; a year is a number. */
void xlsx_day(struct xlsx *xlsx, size_t row, size_t column, struct day day);
/* A link with words; to an http or https address, else only the words are written. */
void xlsx_link(struct xlsx *xlsx, size_t row, size_t column, struct str address, struct str words);

/* What is written from here on is a sum: bold, with a line above; until it is told otherwise. */
void xlsx_sum(struct xlsx *xlsx, bool sum);

/* In characters. */
void xlsx_width(struct xlsx *xlsx, size_t first, size_t last, double width);
/* How an empty column behaves when somebody types in it: as text (true), as days d-m-yyyy (false, with xlsx_width after it kept). */
enum xlsx_column { XLSX_COLUMN_GENERAL, XLSX_COLUMN_TEXT, XLSX_COLUMN_DAY };
void xlsx_column(struct xlsx *xlsx, size_t column, double width, enum xlsx_column kind);
/* Stays in sight while one scrolls: the first `rows` and `columns`. */
void xlsx_freeze(struct xlsx *xlsx, size_t rows, size_t columns);
/* Buttons to filter in row `row`, over the columns, for the rows to `last`. */
void xlsx_filter(struct xlsx *xlsx, size_t row, size_t last, size_t first_column, size_t last_column);
/* A remark on a cell, shown when one points at it. */
void xlsx_remark(struct xlsx *xlsx, size_t row, size_t column, struct str text);
/* The cells of a column, first to last row, offer what stands in the column `list_column` of sheet `list`, rows 0 to count - 1. `strict`:
   nothing else can be typed; else Excel asks whether one is sure. `title` and `hint` are shown beside the cell. */
void xlsx_choices(struct xlsx *xlsx, size_t first, size_t last, size_t column, struct str list, size_t list_column, size_t count,
	bool strict, struct str hint);

/* The bytes of the file; nothing is left of `xlsx` after it. False where it could not be made: logged. */
bool xlsx_finish(struct xlsx *xlsx, struct buf *out);

#endif
