/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A timeline as pages show it: drawn as SVG, row by row, and told in a table. The picture has classes only; each bar is a link to its
 * action and says in words what it shows.
 */
#ifndef TIMELINE_TIMELINE_MODEL_H
#define TIMELINE_TIMELINE_MODEL_H

#include "http/request.h"
#include "timeline/timeline.h"

/*
 * has_picture, picture_words; head, grid, lines (pictures), and for a phone narrow_head; steps and rounds { picture }; groups of { title, address,
 * outside, picture, rows of { number, title, address, picture, status, light ..., draft } }; legend of { picture, words }.
 */
void timeline_picture_model(const struct request *req, struct model *model, const struct timeline *timeline, enum timeline_scale scale);
/*
 * rows of { number, title, address, theme { title, address }, start, last, ..., milestones of { title, day, state, state_label } }, in that
 * order; dated of { title, address, kind, day, iso, state, state_label }: steps and rounds.
 */
void timeline_table_model(const struct request *req, struct model *model, const struct timeline *timeline, enum timeline_order order);
/* apart of { number, title, address, why, edit_address ... }: what cannot be drawn. */
void timeline_apart_model(const struct request *req, struct model *model, const struct timeline *timeline);

#endif
