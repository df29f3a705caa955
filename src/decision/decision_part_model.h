/* SPDX-License-Identifier: EUPL-1.2 */
/* Decisions and questions on the pages of what they are about: a municipality, a theme, an action, the programme's home. */
#ifndef DECISION_DECISION_PART_MODEL_H
#define DECISION_DECISION_PART_MODEL_H

#include "decision/decision.h"
#include "http/request.h"

/*
 * `decisions_of` { any, before: [subject, body, own_due, own_late], decided: [subject, body, said, day], items: [question], has_...; all,
 * all_questions, put }: partial decision/of. Of the bodies of a party; or about a node and what lies below it.
 */
void decision_of_party_model(const struct request *req, struct model *model, const struct party *party);
void decision_of_node_model(const struct request *req, struct model *model, const struct node *node);
/* `next_decision` { title, address, due, late, outcome ... }: what stands before a body and is due first. False where nothing does. */
void decision_next_model(const struct request *req, struct model *model);

#endif
