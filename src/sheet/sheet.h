/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables as they come from outside: an Excel workbook (.xlsx), CSV as Dutch Excel and others write it, or text copied from a
 * spreadsheet. Whatever it was, it becomes sheets of rows of cells; each cell has an address ("Acties!C7") and a value of a kind.
 * Nothing here trusts anything: sizes are limited, a DTD is refused, nothing is fetched. fuzz/xlsx.c and fuzz/csv.c feed it.
 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base/buf.h"
#include "base/day.h"
#include "base/fault.h"

enum {
	SHEET_ROWS_MOST = 50000,                /* rows with something in them, in one sheet */
	SHEET_COLUMNS_MOST = 200,
	SHEET_SHEETS_MOST = 60,
	SHEET_CELL_MOST = 32767,                /* code points: what a cell of Excel can hold */
	SHEET_CELLS_MOST = 2000000,             /* in the whole file */
	SHEET_FILE_BYTES_MOST = 25 * 1024 * 1024
};

enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_NUMBER,            /* text: "12", "0.5": as Excel shows it without a format, 15 digits */
	CELL_DAY,               /* text: "2027-01-01"; "2027-01" or "2027" where the cell's format shows no more than that */
	CELL_BOOL,              /* text: "1" or "0" */
	CELL_ERROR,             /* text: "#N/A" */
	CELL_NOT_CALCULATED     /* a formula without a value */
};

struct cell {
	struct str     text;            /* always text, whatever the kind; empty for CELL_EMPTY and CELL_NOT_CALCULATED */
	enum cell_kind kind;
	bool           merged;          /* lies under a merged area: its value stands in the area's first cell, and only there */
	bool           below;           /* and that area's first column: what stands above holds here too */
	bool           percent;         /* of a number: "0.45" is shown as 45% */
};

struct sheet_row {
	const struct cell *at;          /* `count` of them: to the last that has something */
	uint32_t           count;
	uint32_t           number;      /* as the spreadsheet shows it, from 1 */
	bool               hidden;
};

struct sheet {
	struct str              name;           /* empty for text without sheets */
	bool                    hidden;
	const struct sheet_row *row;            /* those with something in them, in their order */
	size_t                  row_count, column_count;
	bool                    hidden_column[SHEET_COLUMNS_MOST];
	size_t                  merged_areas;
};

struct workbook {
	const struct sheet *sheet;
	size_t              count;
	const char         *format;             /* N_("Excel workbook") ... */
	char                separator;          /* of text: ';' ',' or a tab; 0: a workbook */
	bool                from_1904;          /* its days are counted from 1904, as the Mac once did */
};

/*
 * Reads a file by what its bytes are, whatever it is called. Everything lies in the arena of the faults. False with a fault that says what
 * is the matter and how to save it so that it can be read.
 */
bool sheet_read(struct str bytes, struct workbook *workbook, struct faults *faults);
/* The same for text that was pasted: tabs between the cells, or as CSV. */
bool sheet_read_text(struct str text, struct workbook *workbook, struct faults *faults);

/* The cell of a row; an empty one beyond its end. */
const struct cell *sheet_cell(const struct sheet_row *row, size_t column);
/* "Acties!C7", "C7" where the sheet has no name; `row` as the spreadsheet shows it, column from 0. */
struct str sheet_address(const struct sheet *sheet, size_t column, uint32_t row, struct arena *arena);
/* "C" for 2. */
struct str sheet_column_name(size_t column, struct arena *arena);

/* What a number format shows of a day (ECMA-376 18.8.30): "d-m-yyyy", "mmm yyyy", "[$-413]jjjj". For the reader and its tests. */
enum day_shown { SHOWS_NO_DAY, SHOWS_DAY, SHOWS_MONTH, SHOWS_YEAR };
enum day_shown sheet_format_shows(struct str format);
/* Whether it shows a number as a percentage: "0.0%". */
bool sheet_format_percent(struct str format);
/* A serial number of Excel: days since the end of 1899, in which 1900 has a 29 February; or since 1904. Unknown where it is none. */
struct day sheet_serial_day(double serial, bool from_1904);

#endif
