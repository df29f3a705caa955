/* SPDX-License-Identifier: EUPL-1.2 */
/* Keeping a change as a proposal instead of making it: for every form that changes a row. */
#ifndef PROPOSAL_PROPOSAL_FORM_H
#define PROPOSAL_PROPOSAL_FORM_H

#include "http/request.h"
#include "proposal/proposal.h"

/* Keeps it for who must agree, with the form's `proposal_reason`. True when durable; `made` is what was kept. */
bool proposal_make(struct request *req, const struct record *record, const void *before, const void *after, enum change_class level,
	struct proposal *made);
/* For a command of many rows, which no proposal holds: false, with one fault that names the first, where others must agree to any of them. */
bool proposal_not_needed(struct request *req, const struct change *changes, size_t count);
/* Where others than the office must agree: says so and leads to the proposal, where it is put to them. False, and nothing answered, elsewhere. */
bool proposal_awaits_others(struct request *req, struct response *res, const struct proposal *proposal);

#endif
