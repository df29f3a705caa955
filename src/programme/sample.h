/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows for tests, made from the descriptions, so that a new field is tried everywhere without a line in a test.
 * The same seed gives the same rows.
 */
#ifndef PROGRAMME_SAMPLE_H
#define PROGRAMME_SAMPLE_H

#include "programme/programme.h"

struct sample {
	uint64_t      state;
	struct arena *arena;            /* texts and lists of the rows */
	size_t        ids;              /* references are to one of this many ids; 0: 1,000 */
};

enum sample_limit { SAMPLE_EMPTY, SAMPLE_LEAST, SAMPLE_MOST, SAMPLE_LIMITS };

/* From 0 to below `bound`. */
size_t sample_number(struct sample *sample, size_t bound);
/* The id with this number: higher numbers sort later. Never ID_NONE. */
struct id sample_id(size_t number);
/* Any row: about half of its fields filled, with values their kinds allow. Its id is ID_NONE. */
void sample_row(struct sample *sample, const struct record *record, void *row);
/* Every field unknown, or as small or as large as it may be. Its id is ID_NONE. */
void sample_row_limit(struct sample *sample, const struct record *record, enum sample_limit limit, void *row);
/* Room for any record's row. */
union sample_room { max_align_t align; char row[4096]; };

#endif
