/* SPDX-License-Identifier: EUPL-1.2 */
/* What a timeline shows, in words: what its picture says, and its table. In the reader's language. */
#ifndef TIMELINE_TIMELINE_WORDS_MODEL_H
#define TIMELINE_TIMELINE_WORDS_MODEL_H

#include "http/request.h"
#include "timeline/timeline.h"

/* "from 2024; the end is not yet known" */
struct str timeline_period_words(const struct request *req, const struct action *action);
/* How an action goes, as far as this reader sees. */
struct progress timeline_progress(const struct request *req, const struct action *action);
struct str timeline_status_word(const struct request *req, const struct action *action);
/* Empty where nothing was asked or told. */
struct str timeline_light_word(const struct request *req, enum light light);
struct str timeline_state_word(const struct request *req, const struct timeline_mark *mark);
/* The day a mark was planned for; unknown for a round. */
struct day timeline_planned(const struct timeline_mark *mark);
/* "Opening: 3 March 2026 (reached; planned for February 2026)." */
struct str timeline_mark_words(const struct request *req, const struct timeline_mark *mark);
/* All that a bar shows: its action, days, status, light, that it goes on, its milestones. */
struct str timeline_row_words(const struct request *req, const struct timeline_row *row, enum light light);

#endif
