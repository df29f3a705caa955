/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper's tables as a workbook: for each heading of level 1 a sheet, and last of all one that says what the file is. */
#include "base/log.h"
#include "paper/paper_own.h"
#include "sheet/xlsx_write.h"

enum { WIDTH_ALL = 120, WIDTH_LEAST = 10, WIDTH_MOST = 60, ROWS_MOST = 1000000 };

struct sheet {
	const struct paper *paper;
	struct xlsx        *xlsx;
	struct str          name;       /* of the part at hand */
	bool                open;       /* it has a sheet already */
	size_t              row;        /* the next that is free */
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

static void set_widths(const struct sheet *sheet, const struct grid *grid)
{
	int all = 0;

	for (size_t column = 0; column < grid->columns; column++)
		all += grid_width(grid, column);
	for (size_t column = 0; column < grid->columns; column++) {
		double width = (double)WIDTH_ALL * grid_width(grid, column) / all;
		xlsx_width(sheet->xlsx, column, column, width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width);
	}
}

/* The header stays in sight, and filters, of the first table of a sheet; a sheet has room for one of each. */
static void dress(const struct sheet *sheet, const struct grid *grid, size_t header)
{
	size_t rows = grid_rows(grid);

	set_widths(sheet, grid);
	xlsx_freeze(sheet->xlsx, header + 1, 1);
	while (rows > 0 && grid_total(grid, rows - 1))
		rows--;
	if (rows > 0)
		xlsx_filter(sheet->xlsx, header, header + rows, 0, grid->columns - 1);
}

static void write_table(struct sheet *sheet, const struct grid *grid)
{
	size_t header, rows = grid_rows(grid);
	bool first = !sheet->open;

	if (first) {
		xlsx_sheet(sheet->xlsx, sheet->name);
		sheet->open = true;
		sheet->row = 0;
	}
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
	if (first)
		dress(sheet, grid, header);
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
			sheet.name = rich_plain(block->text, paper->arena);
			sheet.open = false;
		} else if (block->kind == BLOCK_TABLE) {
			write_table(&sheet, block->grid);
		}
	}
	write_about(&sheet);
	return xlsx_finish(sheet.xlsx, out) || paper_failed(faults);
}
