/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper as plain text. Cells stand apart by tabs, so a table pasted into a sheet is a table again. */
#include <string.h>

#include "paper/paper_own.h"

/* In one line: what would break a row becomes a space. */
static void add_line(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r' ? ' ' : text.at[i]);
}

static void add_rich(struct buf *out, struct rich text)
{
	for (size_t i = 0; i < text.count; i++) {
		struct str address = text.run[i].address;
		buf_add(out, text.run[i].text);
		if (address_goes(address) && !str_equal(address, text.run[i].text))
			buf_addf(out, " (%.*s)", STR_ARG(address));
	}
}

static void add_table(struct buf *out, const struct paper *paper, const struct grid *grid)
{
	if (grid->caption.len > 0) {
		add_line(out, grid->caption);
		buf_add_char(out, '\n');
	}
	for (size_t column = 0; column < grid->columns; column++) {
		buf_add_cstring(out, column ? "\t" : "");
		add_line(out, grid->column[column].label);
	}
	for (size_t row = 0; row < grid_rows(grid); row++) {
		buf_add_char(out, '\n');
		for (size_t column = 0; column < grid->columns; column++) {
			buf_add_cstring(out, column ? "\t" : "");
			add_line(out, rich_plain(grid_cell(grid, row, column)->text, paper->arena));
		}
	}
	if (grid_rows(grid) == 0)
		buf_addf(out, "\n%.*s", STR_ARG(paper_words(paper, paper_nothing)));
	buf_add_char(out, '\n');
}

static void add_item(struct buf *out, const struct block *block)
{
	buf_addf(out, "%*s", 2 * block->level, "");
	if (block->number)
		buf_addf(out, "%lld. ", (long long)block->number);
	else
		buf_add_cstring(out, "- ");
	add_rich(out, block->text);
	buf_add_char(out, '\n');
}

static void add_block(struct buf *out, const struct paper *paper, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
	case BLOCK_TEXT:
		add_rich(out, block->text);
		buf_add_char(out, '\n');
		break;
	case BLOCK_ITEM:
		add_item(out, block);
		break;
	case BLOCK_TERM:
		buf_addf(out, "%.*s: ", STR_ARG(block->label));
		add_rich(out, block->text);
		buf_add_char(out, '\n');
		break;
	case BLOCK_FIGURE:
		add_rich(out, block->text);
		buf_addf(out, " %.*s\n", STR_ARG(block->label));
		break;
	case BLOCK_PICTURE:
		buf_addf(out, block->label.len ? "[%.*s]\n" : "%.*s", STR_ARG(block->label));
		break;
	case BLOCK_TABLE:
		add_table(out, paper, block->grid);
		break;
	case BLOCK_WORKBOOK_TABLE:
	case BLOCK_PAGE_BREAK:
		break;
	}
}

/* Items, terms and figures that follow each other stand close. */
static bool together(enum block_kind a, enum block_kind b)
{
	return a == b && (a == BLOCK_ITEM || a == BLOCK_TERM || a == BLOCK_FIGURE);
}

struct str paper_plain(const struct paper *paper)
{
	const struct paper_head *head = &paper->head;
	struct buf out = { 0 };
	struct str copy;

	buf_addf(&out, "%.*s\n", STR_ARG(head->title));
	if (head->example)
		buf_addf(&out, "%.*s\n", STR_ARG(paper_words(paper, paper_example)));
	for (size_t i = 0; i < paper->count; i++) {
		if (paper->block[i].kind == BLOCK_PAGE_BREAK)
			continue;
		if (i == 0 || !together(paper->block[i - 1].kind, paper->block[i].kind))
			buf_add_char(&out, '\n');
		add_block(&out, paper, &paper->block[i]);
	}
	copy = buf_copy(&out, paper->arena);
	buf_clear(&out);
	return copy;
}
