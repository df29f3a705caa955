/* SPDX-License-Identifier: EUPL-1.2 */
/* Which bodies are asked, each by when: on the forms that put a plan version, or a change of one, to them. */
#ifndef PLAN_PLAN_FORM_H
#define PLAN_PLAN_FORM_H

#include "decision/decision.h"
#include "http/request.h"

/*
 * bodies of { body, ask, due, decides, opinion, due_typed, fault }, has_bodies, bodies_fault, add_body: partial plan/bodies_table. Those of the
 * kind `first` are chosen until somebody says otherwise.
 */
void plan_bodies_model(const struct request *req, struct model *model, enum body_kind first);
/* Who is asked, as typed, into room for every body; how many. Faults by field: no body that decides, a day that is none or has gone by. */
size_t plan_bodies_read(struct request *req, struct id subject, struct referral *referrals);

#endif
