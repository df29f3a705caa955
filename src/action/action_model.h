/* SPDX-License-Identifier: EUPL-1.2 */
/* An action as a row of a list, the same on every page: partial action/row. */
#ifndef ACTION_ACTION_MODEL_H
#define ACTION_ACTION_MODEL_H

#include "action/action.h"
#include "http/request.h"

/* number, title, address, status, status_label, period, period_unknown, late, light, light_label, has_light, silent_since, outside, draft, in, municipalities,
   participation_unknown, lead {title, address}, theme {title, address}. */
void action_row_model(const struct request *req, struct model *item, const struct action *action);

#endif
