/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answering for a role: accept, decline with a reason, or say who is the right contact. The same form by a personal link, by a member of
 * the party, and by the office for whoever told it. Its fields are named by what they are and the role's id ("answer-0190...").
 */
#ifndef ROLE_ROLE_FORM_H
#define ROLE_ROLE_FORM_H

#include "http/request.h"
#include "role/role.h"

/* One page of answers: which roles, who answers. */
struct answering {
	struct row_list roles;
	bool            by_link;
	bool            on_behalf;      /* the office writes it down */
};

void role_answer_model(struct request *req, struct model *model, const struct answering *answering);
/*
 * Reads and writes the answers that were given, all or none. How many; -1 with faults by field. What was left empty stays as it is.
 */
int64_t role_answer_take(struct request *req, const struct answering *answering);

#endif
