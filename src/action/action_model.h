/* SPDX-License-Identifier: EUPL-1.2 */
/* An action as a row of a list, the same on every page (partial action/row), and what such a list was asked to show. */
#ifndef ACTION_ACTION_MODEL_H
#define ACTION_ACTION_MODEL_H

#include "action/action.h"
#include "http/request.h"

/* number, title, address, status, status_label, period, period_unknown, late, light, light_label, has_light, silent_since, outside, draft, in, municipalities,
   participation_unknown, lead {title, address}, theme {title, address}. */
void action_row_model(const struct request *req, struct model *item, const struct action *action);

/* ?theme=, ?status=, ?light= (how it goes), ?municipality= (takes part), ?party= (has any role), ?lead=unknown. What is not known there is not
   asked. */
struct action_filter {
	const struct theme *theme;
	const struct party *municipality, *party;
	int                 status;             /* -1: any */
	int                 light;              /* enum light; 0: any */
	bool                unassigned;         /* without a known lead */
};
struct action_filter action_filter_read(const struct request *req);
/* Whether this reader sees the action and it was asked for. */
bool action_filter_passes(const struct request *req, const struct action_filter *filter, const struct action *action);
/* What partial action/filter prints; `filtered`: something was asked; `chosen`: what, in words; `filter_party`: the name of that party. */
void action_filter_model(const struct request *req, struct model *model, const struct action_filter *filter);
/* The address of a page below the programme that asks for the same, without a page number. */
struct str action_filter_address(const struct request *req, struct str page, const struct action_filter *filter);

#endif
