/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper as part of a page, dressed as docs/developers/look.md says. */
#include <stdio.h>

#include "html/svg.h"
#include "http/static_file.h"
#include "paper/paper_own.h"

struct writing {
	const struct paper *paper;
	struct buf          out;
	int                 heading;
};

static void add(struct writing *writing, const char *markup)
{
	buf_add_cstring(&writing->out, markup);
}

static void add_language(struct writing *writing, bool own)
{
	if (!own || !paper_two_languages(writing->paper))
		return;
	add(writing, " lang=\"");
	buf_add_html(&writing->out, writing->paper->head.content_language);
	buf_add_char(&writing->out, '"');
}

/* "<p class="c" lang="nl">", without a class where it is NULL. */
static void open_element(struct writing *writing, const char *element, const char *class, bool own)
{
	buf_addf(&writing->out, "<%s", element);
	if (class)
		buf_addf(&writing->out, " class=\"%s\"", class);
	add_language(writing, own);
	add(writing, ">");
}

static void add_lines(struct buf *out, struct str text)
{
	struct str line;

	for (bool first = true; str_next(&text, '\n', &line); first = false) {
		if (!first)
			buf_add_cstring(out, "<br>");
		buf_add_html(out, line);
	}
}

static void add_run(struct buf *out, const struct run *run)
{
	if (run->address.len > 0) {
		buf_add_cstring(out, "<a href=\"");
		buf_add_html(out, run->address);
		buf_add_cstring(out, "\">");
	}
	buf_add_cstring(out, run->strong ? "<strong>" : "");
	buf_add_cstring(out, run->emphasis ? "<em>" : "");
	buf_add_cstring(out, run->struck ? "<del>" : "");
	buf_add_cstring(out, run->code ? "<code>" : "");
	/* A line feed alone is a break; at the end of a text it is none for str_next. */
	if (str_is(run->text, "\n"))
		buf_add_cstring(out, "<br>");
	else
		add_lines(out, run->text);
	buf_add_cstring(out, run->code ? "</code>" : "");
	buf_add_cstring(out, run->struck ? "</del>" : "");
	buf_add_cstring(out, run->emphasis ? "</em>" : "");
	buf_add_cstring(out, run->strong ? "</strong>" : "");
	buf_add_cstring(out, run->address.len > 0 ? "</a>" : "");
}

static void add_rich(struct writing *writing, struct rich text)
{
	for (size_t i = 0; i < text.count; i++)
		add_run(&writing->out, &text.run[i]);
}

static void add_heading(struct writing *writing, const struct block *block)
{
	char element[3] = "h6";
	int level = writing->heading + block->level - 1;

	element[1] = (char)('0' + (level < 1 ? 1 : level > 6 ? 6 : level));
	open_element(writing, element, NULL, block->own);
	add_rich(writing, block->text);
	buf_addf(&writing->out, "</%s>", element);
}

/* By the address that has the hash of its content, as templates write it. */
static void add_symbol(struct writing *writing, const char *name)
{
	buf_addf(&writing->out, "<svg class=\"sp-symbol\" aria-hidden=\"true\"><use href=\"%.*s#", STR_ARG(static_address("symbols.svg")));
	buf_add_html(&writing->out, str_of(name));
	add(writing, "\"></use></svg>");
}

static void add_text(struct writing *writing, const struct block *block)
{
	static const char *const class[] = { [PAPER_PLAIN] = NULL, [PAPER_LEAD] = "sp-lead", [PAPER_SMALL] = "sp-muted" };

	if (block->style == PAPER_NOTE) {
		add(writing, "<div class=\"utrecht-alert utrecht-alert--info\">");
		add_symbol(writing, "info");
		add(writing, "<div class=\"utrecht-alert__content\">");
	}
	open_element(writing, "p", block->style == PAPER_NOTE ? NULL : class[block->style], block->own);
	add_rich(writing, block->text);
	add(writing, block->style == PAPER_NOTE ? "</p></div></div>" : "</p>");
}

/* The items from `at` on that follow each other; lists lie in the items above them. Gives the block after them. */
static size_t add_items(struct writing *writing, size_t at)
{
	const struct block *block = writing->paper->block;
	const char *open[ITEM_DEEPEST + 2];
	int deep = -1;

	for (; at < writing->paper->count && block[at].kind == BLOCK_ITEM; at++) {
		const char *list = block[at].number ? "ol" : "ul";
		/* An item can lie one list deeper than the one before it. */
		int level = block[at].level > deep + 1 ? deep + 1 : block[at].level;
		for (; deep > level || (deep == level && open[deep] != list); deep--)
			buf_addf(&writing->out, "</li></%s>", open[deep]);
		if (deep == level) {
			add(writing, "</li>");
		} else if (block[at].number > 1) {
			buf_addf(&writing->out, "<ol start=\"%lld\">", (long long)block[at].number);
			open[++deep] = list;
		} else {
			buf_addf(&writing->out, "<%s>", list);
			open[++deep] = list;
		}
		open_element(writing, "li", NULL, block[at].own);
		add_rich(writing, block[at].text);
	}
	for (; deep >= 0; deep--)
		buf_addf(&writing->out, "</li></%s>", open[deep]);
	return at;
}

/* Terms, or figures, that follow each other. */
static size_t add_pairs(struct writing *writing, size_t at, enum block_kind kind, const char *class)
{
	const struct block *block = writing->paper->block;

	buf_addf(&writing->out, "<dl class=\"%s\">", class);
	for (; at < writing->paper->count && block[at].kind == kind; at++) {
		add(writing, "<div><dt>");
		buf_add_html(&writing->out, block[at].label);
		add(writing, "</dt>");
		open_element(writing, "dd", NULL, block[at].own);
		add_rich(writing, block[at].text);
		add(writing, "</dd></div>");
	}
	add(writing, "</dl>");
	return at;
}

static void add_picture(struct writing *writing, const struct block *block)
{
	add(writing, "<figure>");
	buf_add_safe(&writing->out, svg_close(block->picture));
	if (block->label.len > 0) {
		open_element(writing, "figcaption", "sp-muted", block->own);
		buf_add_html(&writing->out, block->label);
		add(writing, "</figcaption>");
	}
	add(writing, "</figure>");
}

static void add_mark(struct writing *writing, const struct cell *cell)
{
	struct str kind = mark_kind(cell->mark);

	add(writing, "<span class=\"sp-");
	buf_add_html(&writing->out, kind);
	add(writing, " sp-");
	buf_add_html(&writing->out, kind);
	add(writing, "--");
	buf_add_html(&writing->out, str_from(str_of(cell->mark), kind.len + 1));
	add(writing, "\">");
	add_symbol(writing, cell->mark);
	add_rich(writing, cell->text);
	add(writing, "</span>");
}

static void add_cell(struct writing *writing, const struct grid *grid, size_t row, size_t column)
{
	const struct cell *cell = grid_cell(grid, row, column);
	const char *element = column == 0 ? "th" : "td";

	buf_addf(&writing->out, "<%s%s", element, column == 0 ? " scope=\"row\"" : "");
	if (grid_align(grid, column) == PAPER_END)
		add(writing, " class=\"sp-table__number\"");
	if (grid->column[column].label.len > 0) {
		add(writing, " data-label=\"");
		buf_add_html(&writing->out, grid->column[column].label);
		add(writing, "\"");
	}
	add_language(writing, cell->own);
	add(writing, ">");
	add(writing, cell_unknown(cell) ? "<span class=\"sp-unknown\">" : "");
	if (cell->kind == CELL_MARK)
		add_mark(writing, cell);
	else
		add_rich(writing, cell->text);
	add(writing, cell_unknown(cell) ? "</span>" : "");
	buf_addf(&writing->out, "</%s>", element);
}

static void add_rows(struct writing *writing, const struct grid *grid, size_t from, size_t until, const char *part)
{
	if (from == until)
		return;
	buf_addf(&writing->out, "<%s>", part);
	for (size_t row = from; row < until; row++) {
		add(writing, grid_total(grid, row) ? "<tr class=\"sp-table__total\">" : "<tr>");
		for (size_t column = 0; column < grid->columns; column++)
			add_cell(writing, grid, row, column);
		add(writing, "</tr>");
	}
	buf_addf(&writing->out, "</%s>", part);
}

static void add_table_head(struct writing *writing, const struct grid *grid, bool own)
{
	if (grid->caption.len > 0) {
		add(writing, "<caption>");
		buf_add_html(&writing->out, grid->caption);
		add(writing, "</caption>");
	}
	open_element(writing, "thead", NULL, own);
	add(writing, "<tr>");
	for (size_t column = 0; column < grid->columns; column++) {
		add(writing, grid_align(grid, column) == PAPER_END ? "<th scope=\"col\" class=\"sp-table__number\">" : "<th scope=\"col\">");
		buf_add_html(&writing->out, grid->column[column].label);
		add(writing, "</th>");
	}
	add(writing, "</tr></thead>");
}

static void add_table(struct writing *writing, const struct block *block)
{
	const struct grid *grid = block->grid;
	size_t rows = grid_rows(grid), sums = rows;

	while (sums > 0 && grid_total(grid, sums - 1))
		sums--;
	add(writing, "<div class=\"sp-scroll\"><table class=\"utrecht-table utrecht-table--html-table sp-table sp-table--cards\">");
	add_table_head(writing, grid, block->own);
	add_rows(writing, grid, 0, sums, "tbody");
	add_rows(writing, grid, sums, rows, "tfoot");
	if (rows == 0) {
		buf_addf(&writing->out, "<tbody><tr><td colspan=\"%zu\" class=\"sp-muted\">", grid->columns);
		buf_add_html(&writing->out, paper_words(writing->paper, paper_nothing));
		add(writing, "</td></tr></tbody>");
	}
	add(writing, "</table></div>");
}

/* Gives the block after what it wrote. */
static size_t add_block(struct writing *writing, size_t at)
{
	const struct block *block = &writing->paper->block[at];

	switch (block->kind) {
	case BLOCK_HEADING:    add_heading(writing, block); break;
	case BLOCK_TEXT:       add_text(writing, block); break;
	case BLOCK_ITEM:       return add_items(writing, at);
	case BLOCK_TERM:       return add_pairs(writing, at, BLOCK_TERM, "sp-facts");
	case BLOCK_FIGURE:     return add_pairs(writing, at, BLOCK_FIGURE, "sp-figures");
	case BLOCK_PICTURE:    add_picture(writing, block); break;
	case BLOCK_TABLE:      add_table(writing, block); break;
	case BLOCK_WORKBOOK_TABLE:
	case BLOCK_PAGE_BREAK: break;
	}
	return at + 1;
}

struct safe_html paper_html(const struct paper *paper, int heading)
{
	struct writing writing = { .paper = paper, .heading = heading };
	struct safe_html html;

	for (size_t at = 0; at < paper->count;)
		at = add_block(&writing, at);
	html.text = buf_copy(&writing.out, paper->arena);
	buf_clear(&writing.out);
	return html;
}
