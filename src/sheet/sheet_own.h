/* SPDX-License-Identifier: EUPL-1.2 */
/* Making sheets: between sheet.c, xlsx_read.c and csv_read.c. */
#ifndef SHEET_SHEET_OWN_H
#define SHEET_SHEET_OWN_H

#include "base/day.h"
#include "sheet/sheet.h"

/* One sheet being made, cell by cell, row by row. */
struct sheet_making {
	struct arena     *arena;
	struct sheet     *sheet;
	struct sheet_row *row;          /* room for row_room */
	size_t            row_room;
	struct cell       cell[SHEET_COLUMNS_MOST];
	uint32_t          count;        /* of the row being made */
	uint32_t          number;
	bool              hidden;
	size_t           *cells;        /* of the whole file so far */
	struct faults    *faults;
};

void sheet_begin(struct sheet_making *making, struct sheet *sheet, size_t *cells, struct faults *faults);
void sheet_begin_row(struct sheet_making *making, uint32_t number, bool hidden);
/* False with a fault where there are too many columns, or the text is too long. Empty cells cost nothing. */
bool sheet_put(struct sheet_making *making, size_t column, struct cell cell);
bool sheet_end_row(struct sheet_making *making);
void sheet_end(struct sheet_making *making);

bool xlsx_read(struct str bytes, struct workbook *workbook, struct faults *faults);
bool csv_read(struct str bytes, struct workbook *workbook, struct faults *faults);

/* One fault about the whole file. False. */
bool sheet_refuse(struct faults *faults, const char *message, struct str a, struct str b);
#endif
