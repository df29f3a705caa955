/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper as DOCX (ECMA-376): paper_docx.c writes its text, docx_text.c runs and links, docx_package.c the parts around it and the zip.
 */
#ifndef PAPER_DOCX_OWN_H
#define PAPER_DOCX_OWN_H

#include "paper/paper_own.h"

/* Twentieths of a point, and EMU: what the format counts in. */
enum { TWIPS = 20, EMUS = 12700 };

struct docx_picture {
	const char *mark;               /* of a symbol that stands in many places; else NULL */
	struct str  bytes;              /* PNG */
};

struct docx_list {                      /* a numbered list: each begins on its own */
	int     level;
	int64_t start;
};

struct docx {
	const struct paper  *paper;
	struct arena        *arena;
	struct buf           body;
	struct str          *link;              /* addresses, in the order in which they were met */
	size_t               links, link_room;
	struct docx_picture *picture;
	size_t               pictures, picture_room;
	struct docx_list    *list;
	size_t               lists, list_room;
	int64_t              last[ITEM_DEEPEST + 1];    /* number of the last item of each level; 0: none */
	int                  headings;
	size_t               drawings;
};

/* Its number, from 0. */
size_t docx_new_list(struct docx *docx, struct docx_list list);
/* Escaped; what XML cannot hold is left out. */
void docx_add_text(struct buf *out, struct str text);
/* Runs of a text, with its language where it is not the paper's. */
void docx_add_rich(struct docx *docx, struct rich text, bool own);
void docx_add_words(struct docx *docx, struct str words);
/* A picture in a line, of so many points; without words it is dress. */
void docx_add_picture(struct docx *docx, size_t picture, double width, double height, struct str words);
size_t docx_mark(struct docx *docx, const char *mark);
size_t docx_drawing(struct docx *docx, struct svg *drawing);
/* Width of the text, and of the sheet, in points. */
double docx_measure(const struct paper *paper);
void   docx_sheet(const struct paper *paper, double *width, double *height);

/* The whole file from the body. */
bool docx_package(struct docx *docx, struct buf *out);

#endif
