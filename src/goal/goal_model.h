/* SPDX-License-Identifier: EUPL-1.2 */
/* Goals with the actions that serve them: partial goal/goals. */
#ifndef GOAL_GOAL_MODEL_H
#define GOAL_GOAL_MODEL_H

#include "goal/goal.h"
#include "http/request.h"

/* Adds the goals of this very node to the list "goals": id, text, serving of { number, title, address, status, status_label },
   none_serves, provenance, edit. How many there were. */
size_t goal_list_model(const struct request *req, struct model *model, const struct node *node);

#endif
