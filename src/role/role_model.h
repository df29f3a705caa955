/* SPDX-License-Identifier: EUPL-1.2 */
/* The roles on a node, the same on every page that shows one: partial role/roles. */
#ifndef ROLE_ROLE_MODEL_H
#define ROLE_ROLE_MODEL_H

#include "http/request.h"
#include "role/role.h"

/*
 * lead {...}, lead_unknown; lists executors, partners, advisors of {...}, with has_executors, has_partners, has_advisors;
 * executors_from {title, address}, absent where the node names its own; role_add: address of the form where this reader may add
 * one. What stands in each {...}: role_item_model.
 */
void role_model(const struct request *req, struct model *model, const struct node *node);
/*
 * One role: title and address of the party, party_kind, period (empty where not known), state, state_label, asked (no answer yet),
 * together (with the first executor), contact and deputy (the function of the person, never the name), provenance, edit.
 */
void role_item_model(const struct request *req, struct model *item, const struct role *role);
/* In which function a person acts for a party on the day; empty where nothing says so. */
struct str role_function(const struct request *req, struct id person, struct id party);

#endif
