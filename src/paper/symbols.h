/* SPDX-License-Identifier: EUPL-1.2 */
/* The symbols of the pages (static/symbols.svg) on cairo: one drawing for each thing that has a state, wherever it is shown. */
#ifndef PAPER_SYMBOLS_H
#define PAPER_SYMBOLS_H

#include <cairo.h>

#include "base/str.h"

/* A colour, 0xRRGGBB. */
void colour_set(cairo_t *cairo, unsigned colour);

bool symbols_has(struct str name);
/* In a square of `size` whose top left corner is x, y; strokes take `colour`. Nothing where there is no such symbol. */
void symbols_draw(cairo_t *cairo, struct str name, double x, double y, double size, unsigned colour);
/* The colour that the pages give a mark: "light-off_track". */
unsigned mark_colour(const char *mark);

#endif
