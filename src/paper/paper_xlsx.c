/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper's tables as a workbook: for each heading of level 1 a sheet, and last of all one that says what the file is. */
#include "base/log.h"
#include "paper/paper_own.h"
#include "sheet/xlsx_write.h"

enum { WIDTH_ALL = 120, WIDTH_LEAST = 15, WIDTH_MOST = 60, ROWS_MOST = 1000000, COLUMNS_MOST = 100 };

struct sheet {
	const struct paper *paper;
	struct xlsx        *xlsx;
	struct str          name;       /* of the part at hand */
	size_t              row;        /* the next that is free */
	size_t              tables;
	double              width[COLUMNS_MOST];
	size_t              header, rows, columns;      /* of its longest table; rows without sums */
};

static void write_cell(const struct sheet *sheet, size_t row, size_t column, const struct cell *cell)
{
	struct str text = rich_plain(cell->text, sheet->paper->arena);

	switch (cell->kind) {
	case CELL_COUNT:   xlsx_count(sheet->xlsx, row, column, cell->count); break;
	case CELL_MONEY:   xlsx_money(sheet->xlsx, row, column, cell->money); break;
	case CELL_DECIMAL: xlsx_decimal(sheet->xlsx, row, column, cell->decimal); break;
	case CELL_DAY:     xlsx_day(sheet->xlsx, row, column, cell->day); break;
	case CELL_MARK:
	case CELL_TEXT:
		if (cell->text.count == 1 && cell->text.run[0].address.len > 0)
			xlsx_link(sheet->xlsx, row, column, cell->text.run[0].address, text);
		else
			xlsx_text(sheet->xlsx, row, column, text, XLSX_LINES);
	}
}

/* What the words of a table ask of its columns, in characters: a number that does not fit is shown as ###. */
static void note_widths(struct sheet *sheet, const struct grid *grid)
{
	int all = 0;

	for (size_t column = 0; column < grid->columns; column++)
		all += grid_width(grid, column);
	for (size_t column = 0; column < grid->columns && column < COLUMNS_MOST; column++) {
		double width = (double)WIDTH_ALL * grid_width(grid, column) / all;
		width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
		if (width > sheet->width[column])
			sheet->width[column] = width;
	}
}

/* Filters stand in the longest table of a sheet, which has room for those of one; a header stays in sight where it is the only one. */
static void end_sheet(struct sheet *sheet)
{
	if (sheet->tables == 0)
		return;
	for (size_t column = 0; column < COLUMNS_MOST && sheet->width[column] > 0; column++)
		xlsx_width(sheet->xlsx, column, column, sheet->width[column]);
	if (sheet->tables == 1)
		xlsx_freeze(sheet->xlsx, sheet->header + 1, 1);
	if (sheet->rows > 0)
		xlsx_filter(sheet->xlsx, sheet->header, sheet->header + sheet->rows, 0, sheet->columns - 1);
}

static void begin_part(struct sheet *sheet, struct str name)
{
	end_sheet(sheet);
	*sheet = (struct sheet){ .paper = sheet->paper, .xlsx = sheet->xlsx, .name = name };
}

static void note_longest(struct sheet *sheet, const struct grid *grid, size_t header)
{
	size_t rows = grid_rows(grid);

	while (rows > 0 && grid_total(grid, rows - 1))
		rows--;
	if (sheet->tables > 1 && rows <= sheet->rows)
		return;
	sheet->header = header;
	sheet->rows = rows;
	sheet->columns = grid->columns;
}

static void write_table(struct sheet *sheet, const struct grid *grid)
{
	size_t header, rows = grid_rows(grid);

	if (sheet->tables++ == 0)
		xlsx_sheet(sheet->xlsx, sheet->name);
	if (grid->caption.len > 0)
		xlsx_text(sheet->xlsx, sheet->row++, 0, grid->caption, XLSX_TITLE);
	header = sheet->row++;
	for (size_t column = 0; column < grid->columns; column++)
		xlsx_text(sheet->xlsx, header, column, grid->column[column].label, XLSX_HEADER);
	for (size_t row = 0; row < rows && row < ROWS_MOST; row++) {
		xlsx_sum(sheet->xlsx, grid_total(grid, row));
		for (size_t column = 0; column < grid->columns; column++)
			write_cell(sheet, sheet->row, column, grid_cell(grid, row, column));
		sheet->row++;
	}
	xlsx_sum(sheet->xlsx, false);
	if (rows == 0)
		xlsx_text(sheet->xlsx, sheet->row++, 0, paper_words(sheet->paper, paper_nothing), XLSX_MUTED);
	note_widths(sheet, grid);
	note_longest(sheet, grid, header);
	sheet->row++;
}

static void write_about(struct sheet *sheet)
{
	const struct paper_head *head = &sheet->paper->head;
	const struct { const char *label; struct str text; } rows[] = {
		{ N_("Title"), head->title },
		{ N_("Programme"), head->subject },
		{ N_("Issued by"), head->author },
		{ N_("Made on"), language_moment(head->language, sheet->paper->arena, head->moment) },
	};
	size_t row = 0;

	xlsx_sheet(sheet->xlsx, paper_words(sheet->paper, N_("About this file")));
	xlsx_width(sheet->xlsx, 0, 0, 20);
	xlsx_width(sheet->xlsx, 1, 1, 60);
	if (head->example)
		xlsx_text(sheet->xlsx, row++, 0, paper_words(sheet->paper, paper_example), XLSX_TITLE);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].text.len == 0)
			continue;
		xlsx_text(sheet->xlsx, row, 0, paper_words(sheet->paper, rows[i].label), XLSX_PLAIN);
		xlsx_text(sheet->xlsx, row++, 1, rows[i].text, XLSX_LINES);
	}
	if (head->footer.len > 0)
		xlsx_text(sheet->xlsx, row, 1, head->footer, XLSX_LINES);
}

bool paper_xlsx(const struct paper *paper, struct buf *out, struct faults *faults)
{
	struct sheet sheet = { .paper = paper, .name = paper->head.title };

	sheet.xlsx = xlsx_new(paper->head.title, paper->head.subject, paper->head.moment);
	for (size_t i = 0; i < paper->count; i++) {
		const struct block *block = &paper->block[i];
		if (block->kind == BLOCK_HEADING && block->level == 1) {
			begin_part(&sheet, rich_plain(block->text, paper->arena));
		} else if (block->kind == BLOCK_TABLE || block->kind == BLOCK_WORKBOOK_TABLE) {
			write_table(&sheet, block->grid);
		}
	}
	end_sheet(&sheet);
	write_about(&sheet);
	return xlsx_finish(sheet.xlsx, out) || paper_failed(faults);
}
