/* SPDX-License-Identifier: EUPL-1.2 */
/* Questions, motions and promises of councils, as pages show them. */
#ifndef DECISION_COUNCIL_MODEL_H
#define DECISION_COUNCIL_MODEL_H

#include "decision/decision.h"
#include "http/request.h"

/* Which of them: of one body, of the councils of one party, on a node and below it, of one kind. What is not given chooses nothing. */
struct council_choice {
	struct id          body, party;
	const struct node *node;
	enum council_kind  kind;
};
/* Whether the reader may see it on the day: it was asked by then. */
bool council_item_seen(const struct request *req, const struct council_item *item);
/* Those the reader may see on the day: the open ones first, the one to be answered first on top; then the answered ones, the newest first. */
struct row_list council_items(const struct request *req, const struct council_choice *choice);
/* title, address, kind, day, open, due, late, answered, and body, about, answered_by { title, address }: partial decision/question_item. */
void council_item_model(const struct request *req, struct model *item, const struct council_item *council_item);

#endif
