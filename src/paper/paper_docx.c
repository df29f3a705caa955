/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper as DOCX, in styles with names, so that an official can go on with it. */
#include <string.h>

#include "html/svg.h"
#include "paper/docx_own.h"
#include "paper/letters.h"
#include "paper/pdf_own.h"
#include "paper/symbols.h"

static void add(struct docx *docx, const char *markup)
{
	buf_add_cstring(&docx->body, markup);
}

static void open_paragraph(struct docx *docx, const char *style)
{
	buf_addf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void add_paragraph(struct docx *docx, const char *style, struct rich text, bool own)
{
	open_paragraph(docx, style);
	docx_add_rich(docx, text, own);
	add(docx, "</w:p>");
}

static void add_line(struct docx *docx, const char *style, struct str words)
{
	if (words.len > 0)
		add_paragraph(docx, style, rich_of(docx->arena, words, STR_NONE), false);
}

static void add_head(struct docx *docx)
{
	const struct paper_head *head = &docx->paper->head;
	struct str made = head->moment.ms ? language_fill(head->language, docx->arena, paper_made_on,
		language_moment(head->language, docx->arena, head->moment), STR_NONE, STR_NONE) : STR_NONE;

	add_line(docx, "Subtitle", head->subject);
	add_line(docx, "Title", head->title);
	if (head->author.len > 0 && made.len > 0)
		add_line(docx, "Small", str_format(docx->arena, "%.*s · %.*s", STR_ARG(head->author), STR_ARG(made)));
	else
		add_line(docx, "Small", head->author.len ? head->author : made);
	if (head->example)
		add_line(docx, "Normal", paper_words(docx->paper, paper_not_real));
}

/* A field of Word's own, filled in already but for the numbers of pages, which nobody knows before it lays the text out. */
static void add_contents(struct docx *docx)
{
	const struct paper *paper = docx->paper;
	const char *field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u "
		"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
	int number = 0;

	if (!paper_has_contents(paper))
		return;
	add_line(docx, "TOCHeading", paper_words(paper, paper_contents));
	for (size_t i = 0; i < paper->count; i++) {
		const struct block *block = &paper->block[i];
		if (block->kind != BLOCK_HEADING || ++number == 0 || block->level > CONTENTS_DEEPEST)
			continue;
		buf_addf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"TOC%d\"/></w:pPr>%s<w:hyperlink w:anchor=\"_Toc%d\" w:history=\"1\">", block->level, field, number);
		field = "";
		docx_add_rich(docx, block->text, block->own);
		add(docx, "</w:hyperlink></w:p>");
	}
	add(docx, "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
}

static void add_heading(struct docx *docx, const struct block *block)
{
	int number = ++docx->headings;

	buf_addf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/></w:pPr><w:bookmarkStart w:id=\"%d\" w:name=\"_Toc%d\"/>", block->level,
		number, number);
	docx_add_rich(docx, block->text, block->own);
	buf_addf(&docx->body, "<w:bookmarkEnd w:id=\"%d\"/></w:p>", number);
}

/* A numbered list that does not go on with the one before it begins anew; the format asks a number of its own for that. */
static size_t list_of(struct docx *docx, const struct block *block)
{
	bool goes_on = docx->last[block->level] > 0 && block->number == docx->last[block->level] + 1;

	for (int deeper = block->level + 1; deeper <= ITEM_DEEPEST; deeper++)
		docx->last[deeper] = 0;
	docx->last[block->level] = block->number;
	if (block->number == 0)
		return 1;
	if (goes_on)
		for (size_t i = docx->lists; i > 0; i--)
			if (docx->list[i - 1].level == block->level)
				return i + 1;
	return docx_new_list(docx, (struct docx_list){ block->level, block->number }) + 2;
}

static void add_item(struct docx *docx, const struct block *block)
{
	buf_addf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%zu\"/></w:numPr></w:pPr>",
		block->number ? "ListNumber" : "ListBullet", block->level, list_of(docx, block));
	docx_add_rich(docx, block->text, block->own);
	add(docx, "</w:p>");
}

/* `place`: in points, where each column begins and where the last ends. */
static void open_table(struct docx *docx, const char *style, struct str caption, const double *place, size_t columns, const char *look)
{
	buf_addf(&docx->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
		"<w:tblLook w:val=\"%s\"/>", style, (int)((place[columns] - place[0]) * TWIPS), look);
	if (caption.len > 0) {
		add(docx, "<w:tblCaption w:val=\"");
		docx_add_text(&docx->body, caption);
		add(docx, "\"/>");
	}
	add(docx, "</w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < columns; i++)
		buf_addf(&docx->body, "<w:gridCol w:w=\"%d\"/>", (int)((place[i + 1] - place[i]) * TWIPS));
	add(docx, "</w:tblGrid>");
}

static void open_cell(struct docx *docx, const double *place, size_t column, size_t span, bool total)
{
	buf_addf(&docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", (int)((place[column + span] - place[column]) * TWIPS));
	if (span > 1)
		buf_addf(&docx->body, "<w:gridSpan w:val=\"%zu\"/>", span);
	if (total)
		add(docx, "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"14262B\"/></w:tcBorders>");
	add(docx, "</w:tcPr>");
}

static void open_cell_paragraph(struct docx *docx, const char *style, enum paper_align align)
{
	static const char *const side[] = { [PAPER_START] = "left", [PAPER_END] = "right", [PAPER_CENTRE] = "center" };

	buf_addf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
	if (align != PAPER_START)
		buf_addf(&docx->body, "<w:jc w:val=\"%s\"/>", side[align]);
	add(docx, "</w:pPr>");
}

/* Two tables that follow each other would be one. */
static void close_table(struct docx *docx)
{
	add(docx, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
}

static void add_cell(struct docx *docx, const struct grid *grid, const double *place, size_t row, size_t column)
{
	const struct cell *cell = grid_cell(grid, row, column);

	open_cell(docx, place, column, 1, grid_total(grid, row));
	open_cell_paragraph(docx, grid_total(grid, row) ? "TableSum" : "TableText", grid_align(grid, column));
	if (cell->kind == CELL_MARK && symbols_has(str_of(cell->mark))) {
		docx_add_picture(docx, docx_mark(docx, cell->mark), 8.5, 8.5, STR_NONE);
		add(docx, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
	}
	docx_add_rich(docx, cell->text, cell->own);
	add(docx, "</w:p></w:tc>");
}

static void add_header(struct docx *docx, const struct grid *grid, const double *place, bool own)
{
	add(docx, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
	for (size_t i = 0; i < grid->columns; i++) {
		open_cell(docx, place, i, 1, false);
		open_cell_paragraph(docx, "TableHead", grid_align(grid, i));
		docx_add_rich(docx, rich_of(docx->arena, grid->column[i].label, STR_NONE), own);
		add(docx, "</w:p></w:tc>");
	}
	add(docx, "</w:tr>");
}

static void add_table(struct docx *docx, const struct block *block, struct sheets *measure)
{
	const struct grid *grid = block->grid;
	const double *place = table_columns(measure, grid);
	size_t rows = grid_rows(grid);

	add_line(docx, "Caption", grid->caption);
	open_table(docx, "ReportTable", grid->caption, place, grid->columns, "04A0");
	add_header(docx, grid, place, block->own);
	for (size_t row = 0; row < rows; row++) {
		add(docx, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
		for (size_t column = 0; column < grid->columns; column++)
			add_cell(docx, grid, place, row, column);
		add(docx, "</w:tr>");
	}
	if (rows == 0) {
		add(docx, "<w:tr>");
		open_cell(docx, place, 0, grid->columns, false);
		open_cell_paragraph(docx, "TableText", PAPER_START);
		docx_add_words(docx, paper_words(docx->paper, paper_nothing));
		add(docx, "</w:p></w:tc></w:tr>");
	}
	close_table(docx);
}

/* The terms that follow each other, as rows of two. The last of them. */
static const struct block *add_terms(struct docx *docx, const struct block *block, const struct block *end)
{
	double measure = docx_measure(docx->paper);
	const double place[] = { 0, measure > 500 ? 160 : measure * 0.3, measure };

	open_table(docx, "ReportTerms", STR_NONE, place, 2, "0480");
	for (; block < end && block->kind == BLOCK_TERM; block++) {
		add(docx, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
		open_cell(docx, place, 0, 1, false);
		open_cell_paragraph(docx, "TableText", PAPER_START);
		docx_add_words(docx, block->label);
		add(docx, "</w:p></w:tc>");
		open_cell(docx, place, 1, 1, false);
		open_cell_paragraph(docx, "TableText", PAPER_START);
		docx_add_rich(docx, block->text, block->own);
		add(docx, "</w:p></w:tc></w:tr>");
	}
	close_table(docx);
	return block - 1;
}

/* The figures that follow each other, up to four beside each other. The last of them. */
static const struct block *add_figures(struct docx *docx, const struct block *block, const struct block *end)
{
	enum { BESIDE_MOST = 4 };
	double place[BESIDE_MOST + 1], measure = docx_measure(docx->paper);
	size_t count = 0, columns;

	while (block + count < end && block[count].kind == BLOCK_FIGURE)
		count++;
	columns = count < BESIDE_MOST ? count : BESIDE_MOST;
	for (size_t i = 0; i <= columns; i++)
		place[i] = measure * (double)i / (double)columns;
	open_table(docx, "ReportFigures", STR_NONE, place, columns, "0000");
	for (size_t at = 0; at < count; at += columns) {
		add(docx, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
		for (size_t i = 0; i < columns; i++) {
			bool filled = at + i < count;
			open_cell(docx, place, i, 1, false);
			add_paragraph(docx, "Figure", filled ? block[at + i].text : (struct rich){ 0 }, filled && block[at + i].own);
			add_paragraph(docx, "FigureLabel", filled ? rich_of(docx->arena, block[at + i].label, STR_NONE) : (struct rich){ 0 }, false);
			add(docx, "</w:tc>");
		}
		add(docx, "</w:tr>");
	}
	close_table(docx);
	return block + count - 1;
}

static void add_picture(struct docx *docx, const struct block *block)
{
	struct svg_drawing drawing = svg_drawing(block->picture);
	double measure = docx_measure(docx->paper), scale = 0.75, width, height;
	struct str both[] = { drawing.title, drawing.description };
	struct str words = str_join(docx->arena, both, drawing.description.len ? 2 : 1, STR(". "));

	if (drawing.width <= 0 || drawing.height <= 0)
		return;
	docx_sheet(docx->paper, &width, &height);
	if (drawing.width * scale > measure)
		scale = measure / drawing.width;
	if (drawing.height * scale > height * 0.7)
		scale = height * 0.7 / drawing.height;
	open_paragraph(docx, block->label.len ? "PictureParagraph" : "Normal");
	docx_add_picture(docx, docx_drawing(docx, block->picture), drawing.width * scale, drawing.height * scale, words.len ? words : block->label);
	add(docx, "</w:p>");
	add_line(docx, "Small", block->label);
}

static void add_blocks(struct docx *docx, struct sheets *measure)
{
	static const char *const styles[] = { [PAPER_PLAIN] = "Normal", [PAPER_LEAD] = "Lead", [PAPER_SMALL] = "Small", [PAPER_NOTE] = "Note" };
	const struct block *block = docx->paper->block, *end = block + docx->paper->count;

	for (; block < end; block++) {
		if (block->kind != BLOCK_ITEM)
			memset(docx->last, 0, sizeof docx->last);
		switch (block->kind) {
		case BLOCK_HEADING:    add_heading(docx, block); break;
		case BLOCK_TEXT:       add_paragraph(docx, styles[block->style], block->text, block->own); break;
		case BLOCK_ITEM:       add_item(docx, block); break;
		case BLOCK_TERM:       block = add_terms(docx, block, end); break;
		case BLOCK_FIGURE:     block = add_figures(docx, block, end); break;
		case BLOCK_PICTURE:    add_picture(docx, block); break;
		case BLOCK_TABLE:      add_table(docx, block, measure); break;
		case BLOCK_WORKBOOK_TABLE: break;
		case BLOCK_PAGE_BREAK: add(docx, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"); break;
		}
	}
}

bool paper_docx(const struct paper *paper, struct buf *out, struct faults *faults)
{
	struct docx docx = { .paper = paper, .arena = paper->arena };
	/* Columns are as wide as in the PDF. */
	struct sheets measure = { .paper = paper, .arena = paper->arena, .context = letters_context(), .measure = docx_measure(paper) };
	bool done;

	add_head(&docx);
	add_contents(&docx);
	add_blocks(&docx, &measure);
	done = docx_package(&docx, out);
	sheets_clear(&measure);
	buf_clear(&docx.body);
	return done || paper_failed(faults);
}
