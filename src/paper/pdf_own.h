/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper on sheets. First everything is measured as pieces, each of which stays whole (pdf_layout.c, pdf_table.c); then the pieces are
 * given to sheets; then each sheet is drawn with the tags that tell a reader by ear what is what (pdf_draw.c); last the file gets what
 * cairo does not write (pdf_finish.c). All measures are points.
 */
#ifndef PAPER_PDF_OWN_H
#define PAPER_PDF_OWN_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "html/svg.h"
#include "paper/paper_own.h"

/* Of static/theme.css, 0xRRGGBB. */
enum {
	INK = 0x14262B, INK_SOFT = 0x4B5B60, LINE = 0xD9DEDB, LINE_STRONG = 0x7B8A8C, BRAND = 0x0B4F57, BRAND_TINT = 0xE4F1EF,
	ACCENT = 0xF0AB1F, LINK = 0x0A5C66, CALM = 0x234F86, CALM_TINT = 0xE8F0F9, WARNING = 0x835000
};

/* How a text is set. */
struct letter {
	double   size, line;            /* line: its height as a part of the size */
	int      weight;                /* 400, 600, 700 */
	unsigned colour;
	bool     even;                  /* figures of one width, for columns of them */
};
extern const struct letter pdf_plain, pdf_small, pdf_cell;

/* A text that has been measured. */
struct passage {
	PangoLayout         *layout;    /* freed with the sheets */
	const struct letter *letter;
	struct rich          text;      /* as it can be shown */
	double               width, height;
	enum paper_align     align;
	size_t               lines;
	bool                 has_link, mixed;   /* mixed: also what is no link, so that a line shows where one is */
};

enum piece_kind {
	PIECE_LINES,                    /* lines of a text */
	PIECE_ENTRY,                    /* of the table of contents */
	PIECE_HEADER, PIECE_ROW,        /* of a table */
	PIECE_PAIR,                     /* a term and what it is: a row of two */
	PIECE_FIGURES,                  /* figures beside each other */
	PIECE_PICTURE,
	PIECE_BREAK                     /* a new sheet begins */
};

enum { NO_HEADER = -1 };

struct piece {
	enum piece_kind     kind;
	const struct block *block;      /* NULL: of the paper's head */
	const char         *tag;        /* of a text: "P", "H2" */
	struct passage     *passage;    /* one of a text; of a row one for each column; of figures two for each */
	size_t              count;      /* passages */
	size_t              from, until;        /* lines of the text */
	const size_t       *part;       /* of a row longer than a sheet: for each passage its first line and the one after its last */
	size_t              row;
	const double       *column;     /* of a table: where each begins, and where the last ends */
	int                 header;     /* of a row: the piece that is repeated above it on a new sheet */
	double              space;      /* above it, unless it begins a sheet */
	double              left, pad, height;  /* pad: above the text, in the height */
	bool                keep;       /* on one sheet with the next piece */
	int                 heading;    /* from 1: of which it is, or to which it leads; else 0 */
	size_t              page;       /* from 0 */
	double              y;
};

/* What cairo cannot say of a tag; one for each, in the order in which they begin. */
struct element {
	const char *tag;
	const char *language;           /* where it is not the paper's */
	struct str  words;              /* of a picture, of a link: where it leads */
	const char *scope;              /* of a header cell: "Column", "Row" */
	size_t      span;               /* columns that a cell takes, where more than one */
	const char *numbering;          /* of a list: "Disc", "Decimal" */
	double      box[4];             /* of a picture: left, bottom, right, top */
};

struct sheets {
	const struct paper *paper;
	struct arena       *arena;
	PangoContext       *context;
	double              width, height;                      /* of a sheet */
	double              left, top, bottom, measure;         /* where texts and tables stand */
	struct piece       *piece;
	size_t              count, room, pages;
	PangoLayout       **layout;
	size_t              layouts, layout_room;
	int                 headings;
	/* While it is drawn. */
	cairo_surface_t    *surface;
	cairo_t            *cairo;
	struct element     *element;
	size_t              elements, element_room;
	const struct block *table;      /* that is open */
	bool                terms, contents;            /* a list of terms, the table of contents is open */
	int                 deep;       /* lists that are open in each other */
	bool                numbered[ITEM_DEEPEST + 1];
};

/* Gives back what was measured, and the letters. */
void sheets_clear(struct sheets *sheets);

/* pdf_text.c. Measures `text` to `width`. */
struct passage passage_of(struct sheets *sheets, struct rich text, const struct letter *letter, double width, enum paper_align align);
double passage_line(const struct passage *passage);     /* height of one */
/* How wide the text must be lest its longest word breaks; lest it breaks at all where it does not. */
double text_least(struct sheets *sheets, struct str text, const struct letter *letter, bool breaks);
/* Its lines, the first one's top left at x, y. With `spans` each part gets a tag of its own, Link or Span. */
void passage_draw(struct sheets *sheets, const struct passage *passage, size_t from, size_t until, double x, double y, bool spans);

/* pdf_layout.c */
struct piece *piece_add(struct sheets *sheets, enum piece_kind kind, const struct block *block);
/* Pieces for the lines of a text, none of which stands alone on a sheet. The first of them. */
struct piece *layout_text(struct sheets *sheets, const struct block *block, struct passage passage, const char *tag, double left, double space);
/* All of the paper, given to sheets. */
void layout_paper(struct sheets *sheets);

/* pdf_table.c. Where each column begins, and where the last ends. */
const double *table_columns(struct sheets *sheets, const struct grid *grid);
void layout_table(struct sheets *sheets, const struct block *block);
void layout_pair(struct sheets *sheets, const struct block *block, bool first);
void draw_row(struct sheets *sheets, const struct piece *piece, double y, bool tagged);
void draw_pair(struct sheets *sheets, const struct piece *piece);

/* pdf_draw.c */
void tag_begin(struct sheets *sheets, struct element element);
void tag_end(struct sheets *sheets, const char *tag);
/* `attributes`: of cairo's own, or NULL. */
void tag_begin_with(struct sheets *sheets, struct element element, const char *attributes);
void rule(struct sheets *sheets, double x, double y, double width, double thickness, unsigned colour);
void draw_sheet(struct sheets *sheets, size_t page);
void draw_end(struct sheets *sheets);   /* ends what is open */

/* pdf_picture.c */
void picture_draw(struct sheets *sheets, const struct svg_drawing *drawing, double x, double y, double scale);

/* pdf_finish.c. The file as it goes out: with its language, the words of pictures and links; the same bytes each time. */
bool pdf_finish(const struct sheets *sheets, struct str file, struct buf *out);

#endif
