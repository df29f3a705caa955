/* SPDX-License-Identifier: EUPL-1.2 */
/* Offers from outside as pages show them. */
#ifndef INVOLVEMENT_OFFER_MODEL_H
#define INVOLVEMENT_OFFER_MODEL_H

#include "http/request.h"
#include "progress/progress.h"

/* kind, who (party or organisation), sector, text, day, state, answer, action {title, address}. */
void offer_line_model(const struct request *req, struct model *item, const struct help_offer *offer);
/* `offers_of` { offers: [line], offer: address of the form }: partial involvement/of_action. */
void offers_of_action_model(const struct request *req, struct model *model, const struct action *action);

#endif
