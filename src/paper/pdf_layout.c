/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper taken apart into pieces that stay whole, and these given to sheets. */
#include "paper/pdf_own.h"

static const struct letter title_letter = { 24, 1.2, 700, INK, false }, lead_letter = { 12, 1.45, 400, INK, false },
	figure_letter = { 20, 1.2, 700, INK, true }, label_letter = { 9, 1.3, 400, INK_SOFT, false },
	kicker_letter = { 10.5, 1.4, 600, BRAND, false };
/* Of headings, from level 1 on. */
static const struct { struct letter letter; double space; } heading[] = {
	{ { 17, 1.25, 700, BRAND, false }, 26 }, { { 13, 1.3, 700, INK, false }, 18 }, { { 11, 1.35, 700, INK, false }, 14 },
	{ { 10.5, 1.4, 600, INK_SOFT, false }, 12 },
};

#define TEXT_WIDEST 540         /* longer lines are hard to read */
#define ITEM_INDENT 16
#define NOTE_PAD    9
#define NOTE_INDENT 30

struct piece *piece_add(struct sheets *sheets, enum piece_kind kind, const struct block *block)
{
	struct piece *piece;

	sheets->piece = arena_grow(sheets->arena, sheets->piece, sheets->count, &sheets->room, sizeof *piece);
	piece = &sheets->piece[sheets->count++];
	*piece = (struct piece){ .kind = kind, .block = block, .left = sheets->left, .header = NO_HEADER };
	return piece;
}

static struct passage *kept(struct sheets *sheets, struct passage passage)
{
	return arena_copy(sheets->arena, &passage, sizeof passage);
}

struct piece *layout_text(struct sheets *sheets, const struct block *block, struct passage passage, const char *tag, double left, double space)
{
	struct passage *copy = kept(sheets, passage);
	size_t first = sheets->count;

	for (size_t line = 0; line < passage.lines; line++) {
		struct piece *piece = piece_add(sheets, PIECE_LINES, block);
		piece->passage = copy;
		piece->count = 1;
		piece->tag = tag;
		piece->left = left;
		piece->from = line;
		piece->until = line + 1;
		piece->space = line == 0 ? space : 0;
		piece->height = passage_line(copy);
		/* Neither the first line nor the last stands alone. */
		piece->keep = passage.lines > 1 && (line == 0 || line + 2 == passage.lines);
	}
	return &sheets->piece[first];
}

static double text_width(const struct sheets *sheets)
{
	return sheets->measure < TEXT_WIDEST ? sheets->measure : TEXT_WIDEST;
}

static struct rich plain(struct sheets *sheets, struct str text)
{
	return rich_of(sheets->arena, text, STR_NONE);
}

static void keep_with_next(struct sheets *sheets, const struct piece *from)
{
	for (size_t i = (size_t)(from - sheets->piece); i < sheets->count; i++)
		sheets->piece[i].keep = true;
}

/* A reader by ear goes from heading to heading: no level is left out on the way down. The title is the first. */
static const char *heading_tag(int level, int *above)
{
	static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5" };

	*above = level > *above + 1 ? *above + 1 : level;
	return tags[*above];
}

static void layout_heading(struct sheets *sheets, const struct block *block, int *above)
{
	const struct letter *letter = &heading[block->level - 1].letter;
	struct passage passage = passage_of(sheets, block->text, letter, text_width(sheets), PAPER_START);
	struct piece *first = layout_text(sheets, block, passage, heading_tag(block->level, above), sheets->left,
		heading[block->level - 1].space);

	first->heading = ++sheets->headings;
	keep_with_next(sheets, first);
}

/* What follows a heading stands close below it, what follows more than a text apart from it. */
static double space_above(const struct sheets *sheets, const struct block *block, double space)
{
	if (block == sheets->paper->block)
		return space;
	switch (block[-1].kind) {
	case BLOCK_HEADING: return space < 5 ? space : 5;
	case BLOCK_TABLE:
	case BLOCK_TERM:
	case BLOCK_FIGURE:
	case BLOCK_PICTURE: return space > 13 ? space : 13;
	default:            return space;
	}
}

static void layout_note(struct sheets *sheets, const struct block *block)
{
	struct passage passage = passage_of(sheets, block->text, &pdf_plain, text_width(sheets) - NOTE_INDENT - NOTE_PAD, PAPER_START);
	struct piece *first = layout_text(sheets, block, passage, "P", sheets->left + NOTE_INDENT, space_above(sheets, block, 10));

	first->pad = NOTE_PAD;
	first->height += NOTE_PAD;
	sheets->piece[sheets->count - 1].height += NOTE_PAD;
}

static void layout_paragraph(struct sheets *sheets, const struct block *block)
{
	static const struct letter *const letters[] = { [PAPER_PLAIN] = &pdf_plain, [PAPER_LEAD] = &lead_letter, [PAPER_SMALL] = &pdf_small };

	if (block->style == PAPER_NOTE)
		layout_note(sheets, block);
	else
		layout_text(sheets, block, passage_of(sheets, block->text, letters[block->style], text_width(sheets), PAPER_START), "P",
			sheets->left, space_above(sheets, block, 8));
}

static void layout_item(struct sheets *sheets, const struct block *block)
{
	double indent = ITEM_INDENT * (block->level + 1);
	bool follows = block > sheets->paper->block && block[-1].kind == BLOCK_ITEM;

	layout_text(sheets, block, passage_of(sheets, block->text, &pdf_plain, text_width(sheets) - indent, PAPER_START), "LBody",
		sheets->left + indent, follows ? 2 : space_above(sheets, block, 6));
}

/* Figures in rows, as evenly filled as can be. The block after them. */
static const struct block *layout_figures(struct sheets *sheets, const struct block *block, const struct block *end)
{
	size_t count = 0, most = (size_t)(sheets->measure / 112), rows, columns;

	while (block + count < end && block[count].kind == BLOCK_FIGURE)
		count++;
	rows = (count + most - 1) / most;
	columns = (count + rows - 1) / rows;
	for (size_t at = 0; at < count; at += columns) {
		size_t here = count - at < columns ? count - at : columns;
		double width = sheets->measure / (double)columns - 24;
		struct piece *piece = piece_add(sheets, PIECE_FIGURES, block + at);
		piece->space = at ? 12 : 14;
		piece->count = 2 * here;
		piece->passage = arena_array(sheets->arena, struct passage, piece->count);
		for (size_t i = 0; i < here; i++) {
			struct passage *pair = piece->passage + 2 * i;
			/* The space keeps them apart for who does not see where they stand. */
			pair[0] = passage_of(sheets, plain(sheets, str_format(sheets->arena, "%.*s ", STR_ARG(rich_plain(block[at + i].text, sheets->arena)))),
				&figure_letter, width, PAPER_START);
			pair[1] = passage_of(sheets, plain(sheets, block[at + i].label), &label_letter, width, PAPER_START);
			if (pair[0].height + pair[1].height > piece->height)
				piece->height = pair[0].height + pair[1].height;
		}
	}
	return block + count;
}

static void layout_picture(struct sheets *sheets, const struct block *block)
{
	struct svg_drawing drawing = svg_drawing(block->picture);
	double most = sheets->bottom - sheets->top - 60, scale = drawing.width > 0 ? sheets->measure / drawing.width : 1;
	struct piece *piece = piece_add(sheets, PIECE_PICTURE, block);

	/* Drawn for a screen, in its points: on paper three quarters of that, or what fits. */
	scale = scale < 0.75 ? scale : 0.75;
	if (drawing.height * scale > most)
		scale = most / drawing.height;
	piece->space = 12;
	piece->height = drawing.height * scale;
	piece->pad = scale;
	piece->keep = block->label.len > 0;
	if (block->label.len > 0)
		layout_text(sheets, block, passage_of(sheets, plain(sheets, block->label), &pdf_small, text_width(sheets), PAPER_START), "P",
			sheets->left, 4);
}

static void layout_blocks(struct sheets *sheets)
{
	const struct block *block = sheets->paper->block, *end = block + sheets->paper->count;
	int above = 0;

	for (; block < end; block++) {
		switch (block->kind) {
		case BLOCK_HEADING:    layout_heading(sheets, block, &above); break;
		case BLOCK_TEXT:       layout_paragraph(sheets, block); break;
		case BLOCK_ITEM:       layout_item(sheets, block); break;
		case BLOCK_TERM:       layout_pair(sheets, block, block == sheets->paper->block || block[-1].kind != BLOCK_TERM); break;
		case BLOCK_FIGURE:     block = layout_figures(sheets, block, end) - 1; break;
		case BLOCK_PICTURE:    layout_picture(sheets, block); break;
		case BLOCK_TABLE:      layout_table(sheets, block); break;
		case BLOCK_WORKBOOK_TABLE: break;
		case BLOCK_PAGE_BREAK: piece_add(sheets, PIECE_BREAK, block); break;
		}
	}
}

static void layout_line(struct sheets *sheets, struct str text, const struct letter *letter, const char *tag, double space)
{
	if (text.len > 0)
		keep_with_next(sheets, layout_text(sheets, NULL, passage_of(sheets, plain(sheets, text), letter, text_width(sheets), PAPER_START), tag,
			sheets->left, space));
}

/* Whose it is, what it is, who made it and when. */
static void layout_head(struct sheets *sheets)
{
	const struct paper_head *head = &sheets->paper->head;
	struct str made = head->moment.ms ? language_fill(head->language, sheets->arena, paper_made_on,
		language_moment(head->language, sheets->arena, head->moment), STR_NONE, STR_NONE) : STR_NONE;
	struct str parts[] = { head->author, made };
	size_t from = head->author.len == 0, count = 2 - from - (made.len == 0);

	layout_line(sheets, head->subject, &kicker_letter, "P", 0);
	layout_line(sheets, head->title, &title_letter, "H1", 4);
	layout_line(sheets, str_join(sheets->arena, parts + from, count, STR(" · ")), &pdf_small, "P", 6);
	if (head->example)
		layout_line(sheets, paper_words(sheets->paper, paper_not_real), &pdf_plain, "P", 6);
}

/* Entries take the room of their page's number, which is not known yet. */
static void layout_contents(struct sheets *sheets)
{
	static const struct letter entry[] = { { 11, 1.5, 600, INK, false }, { 10, 1.5, 400, INK, false } };
	const struct paper *paper = sheets->paper;
	int number = 0;

	if (!paper_has_contents(paper))
		return;
	layout_line(sheets, paper_words(paper, paper_contents), &heading[1].letter, "P", 28);
	for (size_t i = 0; i < paper->count; i++) {
		const struct block *block = &paper->block[i];
		double indent = block->level > 1 ? ITEM_INDENT : 0;
		struct piece *piece;
		if (block->kind != BLOCK_HEADING || ++number == 0 || block->level > CONTENTS_DEEPEST)
			continue;
		piece = piece_add(sheets, PIECE_ENTRY, block);
		piece->heading = number;
		piece->left = sheets->left + indent;
		piece->passage = kept(sheets, passage_of(sheets, block->text, &entry[block->level - 1], text_width(sheets) - indent - 40, PAPER_START));
		piece->count = 1;
		piece->height = piece->passage->height;
		piece->space = block->level == 1 ? 5 : 0;
	}
	piece_add(sheets, PIECE_BREAK, NULL);
}

/* Where the pieces from `at` on that stay together end. */
static size_t chain_end(const struct sheets *sheets, size_t at)
{
	while (at + 1 < sheets->count && sheets->piece[at].keep && sheets->piece[at + 1].kind != PIECE_BREAK)
		at++;
	return at + 1;
}

static double header_height(const struct sheets *sheets, const struct piece *piece)
{
	return piece->header == NO_HEADER ? 0 : sheets->piece[piece->header].height;
}

/* How high the pieces are, the first of them without the space above it. */
static double chain_height(const struct sheets *sheets, size_t at, size_t end)
{
	double height = sheets->piece[at].height;

	for (size_t i = at + 1; i < end; i++)
		height += sheets->piece[i].space + sheets->piece[i].height;
	return height;
}

struct place { size_t page; double y; bool fresh; };

static void next_sheet(const struct sheets *sheets, struct place *place)
{
	if (place->fresh)
		return;
	*place = (struct place){ place->page + 1, sheets->top, true };
}

static void put(struct sheets *sheets, struct piece *piece, struct place *place)
{
	place->y += place->fresh ? header_height(sheets, piece) : piece->space;
	piece->page = place->page;
	piece->y = place->y;
	place->y += piece->height;
	place->fresh = false;
}

static bool fits(const struct sheets *sheets, const struct place *place, size_t at, size_t end)
{
	double above = place->fresh ? header_height(sheets, &sheets->piece[at]) : sheets->piece[at].space;

	return place->y + above + chain_height(sheets, at, end) <= sheets->bottom + 0.01;
}

static void give_to_sheets(struct sheets *sheets)
{
	struct place place = { 0, sheets->top, true };

	for (size_t at = 0; at < sheets->count;) {
		size_t end = chain_end(sheets, at);
		if (sheets->piece[at].kind == PIECE_BREAK) {
			next_sheet(sheets, &place);
			sheets->piece[at].page = place.page;
			at++;
			continue;
		}
		if (!fits(sheets, &place, at, end))
			next_sheet(sheets, &place);
		for (; at < end; at++) {
			/* Only where together they are longer than a sheet. */
			if (!fits(sheets, &place, at, at + 1))
				next_sheet(sheets, &place);
			put(sheets, &sheets->piece[at], &place);
		}
	}
	sheets->pages = place.page + !(place.fresh && place.page > 0);
}

void layout_paper(struct sheets *sheets)
{
	layout_head(sheets);
	layout_contents(sheets);
	layout_blocks(sheets);
	give_to_sheets(sheets);
}
