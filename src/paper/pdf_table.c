/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables on sheets, and terms, which are rows of two. A row stays whole unless it is longer than a sheet. */
#include <string.h>

#include "paper/pdf_own.h"
#include "paper/symbols.h"

static const struct letter caption_letter = { 10, 1.35, 600, INK, false }, head_letter = { 8.5, 1.3, 700, INK_SOFT, false },
	first_letter = { 9.25, 1.36, 600, INK, false }, number_letter = { 9.25, 1.36, 400, INK, true }, unknown_letter = { 9.25, 1.36, 400, INK_SOFT, false },
	sum_letter = { 9.25, 1.36, 700, INK, true }, term_letter = { 10, 1.4, 600, INK, false }, text_letter = { 10, 1.4, 400, INK, false };

#define PAD_ABOVE   4.5
#define PAD_BESIDE  5.0
#define MARK        8.5
#define MARK_INDENT 12.0

static bool is_number(const struct cell *cell)
{
	return cell->kind == CELL_COUNT || cell->kind == CELL_MONEY || cell->kind == CELL_DECIMAL;
}

/* A number, a day, the word of a mark: better on one line. */
static bool stays_whole(const struct cell *cell)
{
	return (cell->kind != CELL_TEXT && !cell_unknown(cell)) || cell->kind == CELL_MARK;
}

static bool has_mark(const struct cell *cell)
{
	return cell->kind == CELL_MARK && symbols_has(str_of(cell->mark));
}

static const struct letter *cell_letter(const struct grid *grid, size_t row, size_t column)
{
	if (grid_total(grid, row))
		return &sum_letter;
	if (cell_unknown(grid_cell(grid, row, column)))
		return &unknown_letter;
	if (column == 0)
		return &first_letter;
	return is_number(grid_cell(grid, row, column)) ? &number_letter : &pdf_cell;
}

/* How wide a letter is, in hundredths of the size, near enough to tell which of two words is the wider. */
static int letter_width(char c)
{
	if (((unsigned char)c & 0xC0) == 0x80)
		return 0;               /* it goes on with the letter before it */
	if (strchr("ijl.,:;'|! ", c))
		return 26;
	if (strchr("frt()-/", c))
		return 37;
	if (strchr("mwMW", c))
		return 86;
	return c >= 'A' && c <= 'Z' ? 68 : 58;
}

/* Of its widest word, or of the whole text. */
static int looks_wide(struct str text, bool whole)
{
	int widest = 0, width = 0;

	for (size_t i = 0; i < text.len; i++) {
		width = !whole && (text.at[i] == ' ' || text.at[i] == '\n') ? 0 : width + letter_width(text.at[i]);
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* What a column must have lest a word or a number in it breaks: measured of the cell that looks the widest. */
static double column_least(struct sheets *sheets, const struct grid *grid, size_t column)
{
	size_t row = 0, rows = grid_rows(grid);
	int most = 0;
	double head = text_least(sheets, grid->column[column].label, &head_letter, true), cell = 0;

	for (size_t i = 0; i < rows; i++) {
		struct str text = rich_plain(grid_cell(grid, i, column)->text, sheets->arena);
		int wide = looks_wide(text, stays_whole(grid_cell(grid, i, column)));
		if (wide > most) {
			most = wide;
			row = i;
		}
	}
	if (most > 0) {
		const struct cell *widest = grid_cell(grid, row, column);
		cell = text_least(sheets, rich_plain(widest->text, sheets->arena), cell_letter(grid, row, column), !stays_whole(widest)) +
			(has_mark(widest) ? MARK_INDENT : 0);
		cell *= 1.04;           /* one that looks narrower may be a little wider */
	}
	return (head > cell ? head : cell) + 2 * PAD_BESIDE;
}

/* Room by parts; a column that needs more takes it from those that have more than they need. No column may ask half of the whole. */
const double *table_columns(struct sheets *sheets, const struct grid *grid)
{
	size_t count = grid->columns;
	double *place = arena_array(sheets->arena, double, count + 1), *width = arena_array(sheets->arena, double, count);
	double *least = arena_array(sheets->arena, double, count), parts = 0, most = sheets->measure / (count > 2 ? 3 : 2);

	for (size_t i = 0; i < count; i++)
		parts += grid_width(grid, i);
	for (size_t i = 0; i < count; i++) {
		width[i] = sheets->measure * grid_width(grid, i) / parts;
		least[i] = column_least(sheets, grid, i);
		least[i] = least[i] > most ? most : least[i];
	}
	for (int round = 0; round < 4; round++) {
		double lack = 0, spare = 0, share;
		for (size_t i = 0; i < count; i++) {
			lack += width[i] < least[i] ? least[i] - width[i] : 0;
			spare += width[i] > least[i] ? width[i] - least[i] : 0;
		}
		if (lack < 0.01 || spare <= 0)
			break;
		share = lack > spare ? 1 : lack / spare;
		for (size_t i = 0; i < count; i++)
			width[i] = width[i] < least[i] ? width[i] + (least[i] - width[i]) * (lack > spare ? spare / lack : 1) :
				width[i] - (width[i] - least[i]) * share;
	}
	place[0] = sheets->left;
	for (size_t i = 0; i < count; i++)
		place[i + 1] = place[i] + width[i];
	return place;
}

/* The first column begins where the text does. */
static double inset(size_t column)
{
	return column == 0 ? 0 : PAD_BESIDE;
}

static double inner_width(const double *place, size_t column, size_t columns)
{
	return place[column + 1] - place[column] - inset(column) - (column + 1 == columns ? 0 : PAD_BESIDE);
}

static double highest(const struct piece *piece)
{
	double height = 0;

	for (size_t i = 0; i < piece->count; i++)
		height = piece->passage[i].height > height ? piece->passage[i].height : height;
	return height + 2 * PAD_ABOVE;
}

static struct piece *add_row(struct sheets *sheets, enum piece_kind kind, const struct block *block, const double *place, size_t count)
{
	struct piece *piece = piece_add(sheets, kind, block);

	piece->column = place;
	piece->count = count;
	piece->passage = arena_array(sheets->arena, struct passage, count);
	return piece;
}

/* A row that no sheet can hold goes on as further rows, each with as many lines of every cell as fit. */
static void divide(struct sheets *sheets, double room)
{
	struct piece whole = sheets->piece[sheets->count - 1];
	size_t *done = arena_array(sheets->arena, size_t, whole.count);
	bool more = true;

	sheets->count--;
	while (more) {
		struct piece *piece = piece_add(sheets, whole.kind, whole.block);
		size_t *part = arena_array(sheets->arena, size_t, 2 * whole.count);
		double height = 0;
		*piece = whole;
		more = false;
		for (size_t i = 0; i < whole.count; i++) {
			double line = passage_line(&whole.passage[i]);
			size_t left = whole.passage[i].lines - done[i], fit = (size_t)((room - 2 * PAD_ABOVE) / line);
			part[2 * i] = done[i];
			part[2 * i + 1] = done[i] += left < fit ? left : fit;
			height = (double)(part[2 * i + 1] - part[2 * i]) * line > height ? (double)(part[2 * i + 1] - part[2 * i]) * line : height;
			more = more || done[i] < whole.passage[i].lines;
		}
		piece->part = part;
		piece->height = height + 2 * PAD_ABOVE;
	}
}

static void finish_row(struct sheets *sheets)
{
	struct piece *piece = &sheets->piece[sheets->count - 1];
	double room = sheets->bottom - sheets->top - (piece->header == NO_HEADER ? 0 : sheets->piece[piece->header].height);

	piece->height = highest(piece);
	/* A header that takes the sheet leaves its rows no room: then they go on over its end. */
	if (piece->height > room && room > 60)
		divide(sheets, room);
}

static void layout_row(struct sheets *sheets, const struct block *block, const double *place, size_t row, int header)
{
	const struct grid *grid = block->grid;
	struct piece *piece = add_row(sheets, PIECE_ROW, block, place, grid->columns);

	piece->row = row;
	piece->header = header;
	for (size_t i = 0; i < grid->columns; i++) {
		const struct cell *cell = grid_cell(grid, row, i);
		double indent = has_mark(cell) ? MARK_INDENT : 0;
		piece->passage[i] = passage_of(sheets, cell->text, cell_letter(grid, row, i), inner_width(place, i, grid->columns) - indent,
			grid_align(grid, i));
	}
	finish_row(sheets);
}

static void layout_header(struct sheets *sheets, const struct block *block, const double *place)
{
	const struct grid *grid = block->grid;
	struct piece *piece = add_row(sheets, PIECE_HEADER, block, place, grid->columns);

	for (size_t i = 0; i < grid->columns; i++)
		piece->passage[i] = passage_of(sheets, rich_of(sheets->arena, grid->column[i].label, STR_NONE), &head_letter,
			inner_width(place, i, grid->columns), grid_align(grid, i));
	piece->height = highest(piece);
	piece->space = grid->caption.len > 0 ? 2 : 12;
	piece->keep = true;
}

void layout_table(struct sheets *sheets, const struct block *block)
{
	const struct grid *grid = block->grid;
	const double *place = table_columns(sheets, grid);
	size_t rows = grid_rows(grid), before;
	int header;

	if (grid->caption.len > 0) {
		layout_text(sheets, block, passage_of(sheets, rich_of(sheets->arena, grid->caption, STR_NONE), &caption_letter, sheets->measure,
			PAPER_START), "Caption", sheets->left, 14);
		for (before = sheets->count; before > 0 && sheets->piece[before - 1].block == block; before--)
			sheets->piece[before - 1].keep = true;
	}
	header = (int)sheets->count;
	layout_header(sheets, block, place);
	for (size_t row = 0; row < rows; row++) {
		/* A last row alone on a sheet says nothing, and a sum belongs to what it sums. */
		if (row > 0 && row + 1 == rows)
			sheets->piece[sheets->count - 1].keep = true;
		layout_row(sheets, block, place, row, header);
	}
	if (rows == 0) {
		struct piece *piece = add_row(sheets, PIECE_ROW, block, place, 1);
		piece->header = header;
		piece->passage[0] = passage_of(sheets, rich_of(sheets->arena, paper_words(sheets->paper, paper_nothing), STR_NONE), &pdf_small,
			sheets->measure, PAPER_START);
		finish_row(sheets);
	}
}

void layout_pair(struct sheets *sheets, const struct block *block, bool first)
{
	double *place = arena_array(sheets->arena, double, 3);
	struct piece *piece = add_row(sheets, PIECE_PAIR, block, place, 2);

	place[0] = sheets->left;
	place[1] = sheets->left + (sheets->measure > 500 ? 160 : sheets->measure * 0.3);
	place[2] = sheets->left + sheets->measure;
	piece->space = first ? 10 : 0;
	piece->passage[0] = passage_of(sheets, rich_of(sheets->arena, block->label, STR_NONE), &term_letter, inner_width(place, 0, 2), PAPER_START);
	piece->passage[1] = passage_of(sheets, block->text, &text_letter, inner_width(place, 1, 2), PAPER_START);
	finish_row(sheets);
}

/* The text of a cell, in the tag that is told where it is tagged at all. */
static void draw_cell(struct sheets *sheets, const struct piece *piece, size_t column, double y, const struct element *element, const char *mark)
{
	const struct passage *passage = &piece->passage[column];
	double x = piece->column[column] + inset(column);
	size_t from = piece->part ? piece->part[2 * column] : 0, until = piece->part ? piece->part[2 * column + 1] : passage->lines;
	bool spans = element && (passage->has_link || mark) && until > from;

	if (element)
		tag_begin(sheets, *element);
	if (mark && from == 0) {
		symbols_draw(sheets->cairo, str_of(mark), x, y + PAD_ABOVE + (passage_line(passage) - MARK) / 2, MARK, mark_colour(mark));
		x += MARK_INDENT;
	} else if (mark) {
		x += MARK_INDENT;
	}
	passage_draw(sheets, passage, from, until, x, y + PAD_ABOVE, spans);
	if (element)
		tag_end(sheets, element->tag);
}

static void draw_rules(struct sheets *sheets, const struct piece *piece, double y)
{
	double x = sheets->left, width = sheets->measure;

	if (piece->kind == PIECE_HEADER)
		rule(sheets, x, y + piece->height - 1.2, width, 1.2, INK);
	else
		rule(sheets, x, y + piece->height - 0.5, width, 0.5, LINE);
	if (piece->kind == PIECE_ROW && grid_total(piece->block->grid, piece->row))
		rule(sheets, x, y - 0.5, width, 1, INK);
}

static bool own_cell(const struct piece *piece, size_t column)
{
	const struct block *block = piece->block;

	return block->own || (piece->kind == PIECE_ROW && grid_cell(block->grid, piece->row, column)->own);
}

void draw_row(struct sheets *sheets, const struct piece *piece, double y, bool tagged)
{
	bool header = piece->kind == PIECE_HEADER, nothing = piece->count < piece->block->grid->columns;

	draw_rules(sheets, piece, y);
	if (tagged)
		tag_begin(sheets, (struct element){ .tag = "TR" });
	for (size_t i = 0; i < piece->count; i++) {
		const struct cell *cell = header ? NULL : grid_cell(piece->block->grid, piece->row, i);
		struct element element = { .tag = header || (i == 0 && !nothing) ? "TH" : "TD",
			.scope = header ? "Column" : i == 0 && !nothing ? "Row" : NULL };
		if (own_cell(piece, i) && paper_two_languages(sheets->paper))
			element.language = paper_language(sheets->paper, true);
		if (nothing)
			element.span = piece->block->grid->columns;
		draw_cell(sheets, piece, i, y, tagged ? &element : NULL, cell && has_mark(cell) ? cell->mark : NULL);
	}
	if (tagged)
		tag_end(sheets, "TR");
}

void draw_pair(struct sheets *sheets, const struct piece *piece)
{
	struct element term = { .tag = "Lbl" }, text = { .tag = "LBody" };

	if (piece->block->own && paper_two_languages(sheets->paper))
		text.language = paper_language(sheets->paper, true);
	rule(sheets, sheets->left, piece->y, sheets->measure, 0.5, LINE);
	tag_begin(sheets, (struct element){ .tag = "LI" });
	draw_cell(sheets, piece, 0, piece->y, &term, NULL);
	draw_cell(sheets, piece, 1, piece->y, &text, NULL);
	tag_end(sheets, "LI");
}
