/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Paper: one document, said once, written as a page (HTML), PDF, DOCX and XLSX. A report or an agreement is built as a paper by its
 * room; the four writers know no room. The same paper gives the same bytes, whenever and wherever it is written.
 *
 *	struct paper *paper = paper_new(arena, &(struct paper_head){ .title = ..., .language = LANGUAGE_NL, .content_language = STR("nl") });
 *	paper_heading(paper, 1, STR("Voortgang"));
 *	paper_text(paper, PAPER_LEAD, text);
 *	paper_table(paper, caption, columns, 3);
 *	paper_cell_text(paper, action->title, address);
 *	paper_cell_day(paper, action->last);
 *	paper_cell_money(paper, spent);
 *	done = paper_pdf(paper, &out, &faults);
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/language.h"

struct paper;
struct svg;

struct paper_head {
	struct str    title, subject;           /* subject: the programme's name */
	struct str    author;                   /* who issues it */
	enum language language;                 /* of the product's words, numbers and days in it */
	struct str    content_language;         /* of the programme's own texts: "nl" */
	struct moment moment;                   /* of making: written on it, and the only time in the files */
	struct str    footer;                   /* at the foot of every sheet, beside the page number; may be empty */
	bool          example;                  /* invented: marked so on every sheet */
	bool          landscape, a3;            /* else A4 upright */
	bool          contents;                 /* with a table of contents */
};

/*
 * All texts are kept by pointer: in the arena or static. Addresses are absolute; in a paper that is only ever written as a page they may
 * also lie within this server: "/lev-2024-2026/actions/M-03".
 */
struct paper *paper_new(struct arena *arena, const struct paper_head *head);
const struct paper_head *paper_head(const struct paper *paper);
struct arena *paper_arena(const struct paper *paper);           /* the one it was made in */

enum paper_style { PAPER_PLAIN, PAPER_LEAD, PAPER_SMALL, PAPER_NOTE };  /* NOTE: set apart, "let op" */
void paper_heading(struct paper *paper, int level, struct str text);            /* 1 to 4; the title itself is above them */
void paper_text(struct paper *paper, enum paper_style style, struct str text);  /* a paragraph, plain */
/* The programme's own Markdown: headings fall below `level`, lists, links, emphasis, tables. */
void paper_markdown(struct paper *paper, int level, struct str text);
void paper_item(struct paper *paper, struct str text, struct str address);      /* of a list; `address` may be empty */
/* A term and what it is: "Aangeboden aan" "de raad van Doesburg". Those that follow each other stand as one list. */
void paper_term(struct paper *paper, struct str term, struct str text);
/* A figure to see at a glance: "4 of 11", what it counts. Those that follow each other stand beside each other. */
void paper_figure(struct paper *paper, struct str figure, struct str label);
/* A picture drawn with html/svg.h, and its words. Not in XLSX. */
void paper_picture(struct paper *paper, struct svg *picture, struct str words);
void paper_page_break(struct paper *paper);     /* PDF and DOCX; in XLSX a new sheet begins at each heading of level 1 */

/* What was added last, a block or a cell, is in the programme's own language (content_language); so is all Markdown. Readers by ear
   then hear it well in a paper whose product's words are in another. */
void paper_own(struct paper *paper);

/* Tables. Cells fill row after row, `count` a row. */
enum paper_align { PAPER_START, PAPER_END, PAPER_CENTRE };
struct paper_column {                   /* the first one heads its rows */
	struct str       label;
	enum paper_align align;         /* a column of numbers stands at its end without it */
	int              width;         /* parts of the whole; 0: 1 */
};
void paper_table(struct paper *paper, struct str caption, const struct paper_column *columns, size_t count);
/* The same for the workbook alone: a list of what the other forms tell in sentences. */
void paper_workbook_table(struct paper *paper, struct str caption, const struct paper_column *columns, size_t count);
void paper_cell_text(struct paper *paper, struct str text, struct str address);         /* `address` may be empty */
void paper_cell_count(struct paper *paper, struct count count);
void paper_cell_money(struct paper *paper, struct money money);
void paper_cell_decimal(struct paper *paper, struct decimal decimal);
void paper_cell_day(struct paper *paper, struct day day);
/* A light, a standing, a status: a mark with form and colour, and its word. `mark`: a symbol of static/symbols.svg, "light-off_track". */
void paper_cell_mark(struct paper *paper, const char *mark, struct str word);
/* The row filled last is a sum: set apart. */
void paper_row_total(struct paper *paper);

/* Writers. False with a fault: it could not be made (logged). */
struct safe_html paper_html(const struct paper *paper, int heading);    /* headings from <h{heading}> on, without the title */
bool paper_pdf(const struct paper *paper, struct buf *out, struct faults *faults);     /* tagged, with contents, language, page numbers */
bool paper_docx(const struct paper *paper, struct buf *out, struct faults *faults);    /* styles with names, so an official can go on with it */
bool paper_xlsx(const struct paper *paper, struct buf *out, struct faults *faults);    /* every table, one sheet for each heading of level 1 */
struct str paper_plain(const struct paper *paper);                      /* plain text, for the clipboard */

/*
 * Sheets behind those of a PDF that is there already, both made by paper_pdf: its own pages stay the very pages they are, and the tags of both
 * are one tree. False with a fault: one of them could not be read (logged).
 */
bool paper_pdf_append(struct str file, struct str behind, struct buf *out, struct faults *faults);

#endif
