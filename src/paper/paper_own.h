/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a paper is made of, for its writers: blocks in their order, each with a text in runs. Everything is ready to be shown: the
 * words are in the reader's language, and no address leads anywhere but to http, https and mailto.
 */
#ifndef PAPER_PAPER_OWN_H
#define PAPER_PAPER_OWN_H

#include "paper/paper.h"

/* A piece of text in one look. A line feed in it begins a new line. */
struct run {
	struct str text;
	struct str address;             /* where it leads; or empty */
	bool       strong, emphasis, struck, code;
};

struct rich {
	const struct run *run;
	size_t            count;
};

enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_ITEM, BLOCK_TERM, BLOCK_FIGURE, BLOCK_PICTURE, BLOCK_PAGE_BREAK, BLOCK_TABLE, BLOCK_WORKBOOK_TABLE };

struct block {
	enum block_kind  kind;
	enum paper_style style;         /* of a text */
	int              level;         /* of a heading 1 to 4; of an item how deep it lies, from 0 */
	int64_t          number;        /* of an item in a numbered list; else 0 */
	struct str       label;         /* the term; what a figure counts; the words of a picture */
	struct rich      text;
	struct svg      *picture;
	struct grid     *grid;          /* of a table */
	bool             own;           /* in the programme's own language */
};

enum cell_kind { CELL_TEXT, CELL_COUNT, CELL_MONEY, CELL_DECIMAL, CELL_DAY, CELL_MARK };

struct cell {
	enum cell_kind kind;
	struct rich    text;            /* what is shown, whatever the kind */
	struct count   count;
	struct money   money;
	struct decimal decimal;
	struct day     day;
	const char    *mark;            /* a symbol of static/symbols.svg */
	bool           own;             /* in the programme's own language */
	bool           total;           /* in the first cell of a row: the row is a sum */
};

struct grid {
	struct str           caption;
	struct paper_column *column;
	size_t               columns;
	struct cell         *cell;      /* row after row */
	size_t               count, room;
};

struct paper {
	struct arena     *arena;
	struct paper_head head;
	struct block     *block;
	size_t            count, room;
	bool             *own;          /* of what was added last: in the programme's own language */
};

enum { HEADING_DEEPEST = 4, ITEM_DEEPEST = 5 };

/* `text`, without what no text has: broken UTF-8, control characters. Every text of a paper went through it. */
struct str    text_clean(struct arena *arena, struct str text);
struct block *paper_add(struct paper *paper, enum block_kind kind);
struct rich   rich_of(struct arena *arena, struct str text, struct str address);
struct str    rich_plain(struct rich text, struct arena *arena);        /* its words, lines kept */
bool          rich_empty(struct rich text);
/* Whether a reader of the paper can follow it, wherever the paper is. */
bool          address_goes(struct str address);

/* A cell of the table at hand, with a text in runs. */
void paper_cell_rich(struct paper *paper, struct rich text);

size_t grid_rows(const struct grid *grid);      /* the last may be short of cells */
const struct cell *grid_cell(const struct grid *grid, size_t row, size_t column);       /* an empty one where none was filled */
bool   grid_total(const struct grid *grid, size_t row);
/* A number or a day that nobody knows. */
bool   cell_unknown(const struct cell *cell);
/* Where a column stands: as it was told, numbers at the end where nothing was told. */
enum paper_align grid_align(const struct grid *grid, size_t column);
/* Parts of the whole, never 0. */
int    grid_width(const struct grid *grid, size_t column);

/* "light" of the mark "light-off_track"; the whole where it is of no kind. */
struct str mark_kind(const char *mark);

/* The fault of a file that could not be made, whose cause is in the log; false. */
bool paper_failed(struct faults *faults);

/* Said in every form of a paper. */
extern const char paper_nothing[], paper_example[], paper_not_real[], paper_made_on[], paper_contents[], paper_page_of[];
/* Whether it has a table of contents: asked for, and with enough to go to. */
enum { CONTENTS_DEEPEST = 2, CONTENTS_LEAST = 3 };
bool paper_has_contents(const struct paper *paper);

/* In the language of the paper's product. */
struct str paper_words(const struct paper *paper, const char *english);
/* "nl-NL": of what is in the product's words, or the programme's own. */
const char *paper_language(const struct paper *paper, bool own);
/* Whether what is the programme's own is in another language than the product's words. */
bool paper_two_languages(const struct paper *paper);

#endif
