/* SPDX-License-Identifier: EUPL-1.2 */
/* Progress as pages show it, the same everywhere. */
#ifndef PROGRESS_PROGRESS_MODEL_H
#define PROGRESS_PROGRESS_MODEL_H

#include "http/request.h"
#include "progress/progress.h"

/* Whether this reader also sees updates of the node that are not public yet. */
bool progress_sees_all(const struct request *req, const struct node *node);
/* `light`, `light_label`, has_light: partial html/light. */
void progress_light_model(const struct request *req, struct model *item, enum light light);
/* The same of an action on the request's day, and `silent_since`. */
void progress_action_light(const struct request *req, struct model *item, const struct action *action);
/* `name` = list of { light, light_label, number } worst first, without those that count none; `name_none`: nothing was told yet. */
void progress_counts_model(const struct request *req, struct model *model, const char *name, const struct node *node);
/* All that the page of an action says of its progress: partial progress/of_action. */
void progress_model(const struct request *req, struct model *model, const struct action *action);

#endif
