/* SPDX-License-Identifier: EUPL-1.2 */
/* Sheets drawn, each thing in its tag. What is drawn outside of a tag that holds texts is dress; pdf_finish.c says so in the file. */
#include <cairo-pdf.h>
#include <string.h>

#include "paper/pdf_own.h"
#include "paper/symbols.h"

static const struct letter foot_letter = { 8, 1.3, 400, INK_SOFT, false }, example_letter = { 8.5, 1.3, 700, WARNING, false };

void tag_begin_with(struct sheets *sheets, struct element element, const char *attributes)
{
	if (sheets->elements == sheets->element_room) {
		sheets->element_room = sheets->element_room ? sheets->element_room * 2 : 512;
		sheets->element = memory_resize(sheets->element, sheets->element_room * sizeof element);
	}
	sheets->element[sheets->elements++] = element;
	cairo_tag_begin(sheets->cairo, element.tag, attributes);
}

void tag_begin(struct sheets *sheets, struct element element)
{
	tag_begin_with(sheets, element, NULL);
}

void tag_end(struct sheets *sheets, const char *tag)
{
	cairo_tag_end(sheets->cairo, tag);
}

void rule(struct sheets *sheets, double x, double y, double width, double thickness, unsigned colour)
{
	colour_set(sheets->cairo, colour);
	cairo_rectangle(sheets->cairo, x, y, width, thickness);
	cairo_fill(sheets->cairo);
}

/* Ends the lists that lie deeper than `level`. */
static void end_lists(struct sheets *sheets, int level)
{
	for (; sheets->deep > level; sheets->deep--) {
		tag_end(sheets, "LBody");
		tag_end(sheets, "LI");
		tag_end(sheets, "L");
	}
}

/* Ends what is open but does not hold `piece`; all where it is NULL. */
static void end_others(struct sheets *sheets, const struct piece *piece)
{
	if (sheets->table && (!piece || piece->block != sheets->table))
		tag_end(sheets, "Table");
	if (sheets->terms && (!piece || piece->kind != PIECE_PAIR))
		tag_end(sheets, "L");
	if (sheets->contents && (!piece || piece->kind != PIECE_ENTRY))
		tag_end(sheets, "TOC");
	if (!piece || !piece->block || piece->block->kind != BLOCK_ITEM)
		end_lists(sheets, 0);
	sheets->table = sheets->table && piece && piece->block == sheets->table ? sheets->table : NULL;
	sheets->terms = sheets->terms && piece && piece->kind == PIECE_PAIR;
	sheets->contents = sheets->contents && piece && piece->kind == PIECE_ENTRY;
}

void draw_end(struct sheets *sheets)
{
	end_others(sheets, NULL);
}

static void begin_table(struct sheets *sheets, const struct block *block)
{
	if (sheets->table)
		return;
	tag_begin(sheets, (struct element){ .tag = "Table" });
	sheets->table = block;
}

static struct element element_of(const struct sheets *sheets, const char *tag, bool own)
{
	return (struct element){ .tag = tag, .language = own && paper_two_languages(sheets->paper) ? paper_language(sheets->paper, true) : NULL };
}

static void draw_label(struct sheets *sheets, const struct piece *piece)
{
	int64_t number = piece->block->number;
	double x = piece->left - 12, middle = piece->y + passage_line(piece->passage) / 2;
	struct str text = str_format(sheets->arena, "%lld.", (long long)number);
	struct passage label;

	tag_begin(sheets, (struct element){ .tag = "Lbl" });
	label = passage_of(sheets, rich_of(sheets->arena, number ? text : STR("•"), STR_NONE), &pdf_plain, number ? 28 : 12,
		number ? PAPER_END : PAPER_START);
	passage_draw(sheets, &label, 0, 1, number ? piece->left - 33 : x + 2, middle - passage_line(&label) / 2, false);
	tag_end(sheets, "Lbl");
}

/* An item opens what holds it: in the list of the item before, below that, or above it. */
static void begin_item(struct sheets *sheets, const struct piece *piece)
{
	int level = piece->block->level > sheets->deep ? sheets->deep : piece->block->level;
	bool numbered = piece->block->number > 0;

	end_lists(sheets, level + 1);
	if (sheets->deep == level + 1 && sheets->numbered[level] != numbered)
		end_lists(sheets, level);
	if (sheets->deep == level + 1) {
		tag_end(sheets, "LBody");
		tag_end(sheets, "LI");
	} else {
		tag_begin(sheets, (struct element){ .tag = "L", .numbering = numbered ? "Decimal" : "Disc" });
		sheets->deep++;
		sheets->numbered[level] = numbered;
	}
	tag_begin(sheets, (struct element){ .tag = "LI" });
	draw_label(sheets, piece);
	tag_begin(sheets, element_of(sheets, "LBody", piece->block->own));
}

/* A place to go to. It holds nothing: a heading may go on on the next sheet. */
static void name_place(struct sheets *sheets, const struct piece *piece)
{
	struct str place = str_format(sheets->arena, "name='h%d' x=%d y=%d", piece->heading, (int)piece->left, (int)piece->y);

	cairo_tag_begin(sheets->cairo, CAIRO_TAG_DEST, place.at);
	cairo_tag_end(sheets->cairo, CAIRO_TAG_DEST);
}

static void draw_note(struct sheets *sheets, const struct piece *piece, double height)
{
	rule(sheets, sheets->left, piece->y, piece->left + piece->passage->width + 9 - sheets->left, height, CALM_TINT);
	rule(sheets, sheets->left, piece->y, 3, height, CALM);
	if (piece->from == 0)
		symbols_draw(sheets->cairo, STR("info"), sheets->left + 11, piece->y + piece->pad + 1.5, 12, CALM);
}

/* The lines of one text that stand on this sheet, `count` pieces of them. */
static void draw_lines(struct sheets *sheets, const struct piece *piece, size_t count)
{
	const struct passage *passage = piece->passage;
	size_t until = piece[count - 1].until;
	bool item = piece->block && piece->block->kind == BLOCK_ITEM, whole = piece->from == 0 && until == passage->lines;
	bool own = piece->block && piece->block->own;

	if (piece->block && piece->block->kind == BLOCK_TEXT && piece->block->style == PAPER_NOTE)
		draw_note(sheets, piece, piece[count - 1].y + piece[count - 1].height - piece->y);
	if (piece->heading && piece->from == 0)
		name_place(sheets, piece);
	if (item && piece->from == 0)
		begin_item(sheets, piece);
	else if (!item && piece->from == 0)
		tag_begin(sheets, element_of(sheets, piece->tag, own));
	passage_draw(sheets, passage, piece->from, until, piece->left, piece->y + piece->pad, item || passage->has_link || !whole);
	if (!item && until == passage->lines)
		tag_end(sheets, piece->tag);
}

static size_t page_of_heading(const struct sheets *sheets, int heading)
{
	for (size_t i = 0; i < sheets->count; i++)
		if (sheets->piece[i].kind == PIECE_LINES && sheets->piece[i].heading == heading)
			return sheets->piece[i].page;
	return 0;
}

static void draw_entry(struct sheets *sheets, const struct piece *piece)
{
	const struct passage *passage = piece->passage;
	double right = sheets->left + (sheets->measure < 540 ? sheets->measure : 540), line = passage_line(passage);
	/* The space keeps it apart from the words for who does not see where it stands. */
	struct str number = str_format(sheets->arena, " %zu", page_of_heading(sheets, piece->heading) + 1);
	struct passage page = passage_of(sheets, rich_of(sheets->arena, number, STR_NONE), passage->letter, 34, PAPER_END);

	if (!sheets->contents)
		tag_begin(sheets, (struct element){ .tag = "TOC" });
	sheets->contents = true;
	rule(sheets, piece->left, piece->y + piece->height - 0.5, right - piece->left, 0.5, LINE);
	tag_begin(sheets, (struct element){ .tag = "TOCI" });
	tag_begin(sheets, (struct element){ .tag = "Reference" });
	tag_begin_with(sheets, (struct element){ .tag = "Link", .words = rich_plain(passage->text, sheets->arena) },
		str_format(sheets->arena, "dest='h%d'", piece->heading).at);
	passage_draw(sheets, passage, 0, passage->lines, piece->left, piece->y, false);
	passage_draw(sheets, &page, 0, 1, right - 34, piece->y + piece->height - line, false);
	tag_end(sheets, "Link");
	tag_end(sheets, "Reference");
	tag_end(sheets, "TOCI");
}

static void draw_figures(struct sheets *sheets, const struct piece *piece)
{
	double step = piece->passage[0].width + 24, x = piece->left;

	for (size_t i = 0; i < piece->count; i += 2, x += step) {
		rule(sheets, x, piece->y, 2.5, piece->height, ACCENT);
		tag_begin(sheets, element_of(sheets, "P", piece->block[i / 2].own));
		passage_draw(sheets, &piece->passage[i], 0, piece->passage[i].lines, x + 11, piece->y, false);
		passage_draw(sheets, &piece->passage[i + 1], 0, piece->passage[i + 1].lines, x + 11, piece->y + piece->passage[i].height, false);
		tag_end(sheets, "P");
	}
}

static void draw_picture(struct sheets *sheets, const struct piece *piece)
{
	struct svg_drawing drawing = svg_drawing(piece->block->picture);
	struct str both[] = { drawing.title, drawing.description };
	struct element element = element_of(sheets, "Figure", piece->block->own);

	element.words = text_clean(sheets->arena, str_join(sheets->arena, both, drawing.description.len ? 2 : 1, STR(". ")));
	if (element.words.len == 0)
		element.words = piece->block->label;
	element.box[0] = piece->left;
	element.box[1] = sheets->height - piece->y - piece->height;
	element.box[2] = piece->left + drawing.width * piece->pad;
	element.box[3] = sheets->height - piece->y;
	tag_begin(sheets, element);
	picture_draw(sheets, &drawing, piece->left, piece->y, piece->pad);
	tag_end(sheets, "Figure");
}

static void draw_piece(struct sheets *sheets, const struct piece *piece, size_t lines)
{
	end_others(sheets, piece);
	switch (piece->kind) {
	case PIECE_LINES:
		if (strcmp(piece->tag, "Caption") == 0)
			begin_table(sheets, piece->block);
		draw_lines(sheets, piece, lines);
		break;
	case PIECE_HEADER:
	case PIECE_ROW:
		begin_table(sheets, piece->block);
		draw_row(sheets, piece, piece->y, true);
		break;
	case PIECE_PAIR:
		if (!sheets->terms)
			tag_begin(sheets, (struct element){ .tag = "L", .numbering = "None" });
		sheets->terms = true;
		draw_pair(sheets, piece);
		break;
	case PIECE_ENTRY:   draw_entry(sheets, piece); break;
	case PIECE_FIGURES: draw_figures(sheets, piece); break;
	case PIECE_PICTURE: draw_picture(sheets, piece); break;
	case PIECE_BREAK:   break;
	}
}

/* One line, with dots where it has no room for more. */
static void draw_margin(struct sheets *sheets, struct str text, const struct letter *letter, double x, double y, double width, enum paper_align align)
{
	struct passage passage = passage_of(sheets, rich_of(sheets->arena, text, STR_NONE), letter, width, align);

	pango_layout_set_ellipsize(passage.layout, PANGO_ELLIPSIZE_END);
	passage_draw(sheets, &passage, 0, 1, x, y, false);
}

static void draw_margins(struct sheets *sheets, size_t page)
{
	const struct paper_head *head = &sheets->paper->head;
	struct str number = language_fill(head->language, sheets->arena, paper_page_of, str_format(sheets->arena, "%zu", page + 1),
		str_format(sheets->arena, "%zu", sheets->pages), STR_NONE);
	double foot = sheets->height - 44, above = 30;

	rule(sheets, sheets->left, foot - 6, sheets->measure, 0.5, LINE);
	draw_margin(sheets, head->footer.len ? head->footer : head->subject, &foot_letter, sheets->left, foot, sheets->measure - 80, PAPER_START);
	draw_margin(sheets, number, &foot_letter, sheets->left + sheets->measure - 70, foot, 70, PAPER_END);
	if (page > 0)
		draw_margin(sheets, head->title, &foot_letter, sheets->left, above, sheets->measure - 150, PAPER_START);
	if (head->example)
		draw_margin(sheets, paper_words(sheets->paper, paper_example), &example_letter, sheets->left + sheets->measure - 140, above, 140,
			PAPER_END);
}

/* How many pieces from `at` on are lines of one text on one sheet. */
static size_t lines_together(const struct sheets *sheets, size_t at)
{
	size_t end = at + 1;

	while (end < sheets->count && sheets->piece[at].kind == PIECE_LINES && sheets->piece[end].kind == PIECE_LINES &&
	       sheets->piece[end].passage == sheets->piece[at].passage && sheets->piece[end].page == sheets->piece[at].page)
		end++;
	return end - at;
}

void draw_sheet(struct sheets *sheets, size_t page)
{
	size_t at = 0;
	bool top = true;

	while (at < sheets->count && sheets->piece[at].page < page)
		at++;
	for (size_t lines; at < sheets->count && sheets->piece[at].page == page; at += lines) {
		const struct piece *piece = &sheets->piece[at];
		lines = lines_together(sheets, at);
		/* The header above the rest of its table is no new one to a reader by ear. */
		if (top && piece->kind == PIECE_ROW && piece->header != NO_HEADER)
			draw_row(sheets, &sheets->piece[piece->header], sheets->top, false);
		top = top && piece->kind == PIECE_BREAK;
		draw_piece(sheets, piece, lines);
	}
	draw_margins(sheets, page);
	cairo_show_page(sheets->cairo);
}
