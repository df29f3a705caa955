/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letters of papers: those of the pages, and DejaVu Sans for what those lack (Greek, Cyrillic, arrows, signs, some emoji). They are part
 * of the program, so that a paper is the same on every machine, also on one without any letters (docs/decisions/0013). Nothing of the
 * system's is looked at.
 */
#ifndef PAPER_LETTERS_H
#define PAPER_LETTERS_H

#include <pango/pango.h>

#include "base/str.h"

extern const char letters_family[];

/* Measures in points. g_object_unref() gives it back. For one thread at a time. */
PangoContext *letters_context(void);
/* `text` as it can be shown: what there is no letter for becomes the sign for that, as does what is no UTF-8; a tab becomes a space. */
struct str letters_shown(struct str text, struct arena *arena);

#endif
