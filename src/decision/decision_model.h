/* SPDX-License-Identifier: EUPL-1.2 */
/* Subjects and what bodies said of them, as pages show them. */
#ifndef DECISION_DECISION_MODEL_H
#define DECISION_DECISION_MODEL_H

#include "decision/decision.h"
#include "http/request.h"

/* "adopted by 4 of 5, opinion of 1, 1 condition open"; empty while it is being prepared. */
struct str subject_words(const struct request *req, const struct subject *subject);
/* title, address, kind, state (wire), state_label, tone, outcome, tabled, due (the next one that is open), late: partial decision/subject_item. */
void subject_item_model(const struct request *req, struct model *item, const struct subject *subject);
/* All subjects that the reader may see. */
struct row_list subjects_seen(const struct request *req);
/* Subjects that the reader may see and that stand before this body without a word of it; of all bodies where `body` is none. The next due first. */
struct row_list subjects_before(const struct request *req, struct id body);
/* Whether the reader may record what this body decided: its own people, or the office for it. */
bool body_may_record(const struct request *req, const struct body *body);
/* When a body is to decide on a subject; unknown: no day was set, or it is not asked. */
struct day subject_due(const struct programme *programme, const struct subject *subject, struct id body);

#endif
