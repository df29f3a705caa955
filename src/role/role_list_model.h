/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is what on a day: roles and mandates as a dated list, for a page and as CSV; and for the office what still wants asking or an
 * answer. Names of people are for who looks after them; everybody else reads in which function somebody acts.
 */
#ifndef ROLE_ROLE_LIST_MODEL_H
#define ROLE_ROLE_LIST_MODEL_H

#include "http/request.h"
#include "role/role.h"

/* Of template role/list. */
struct model *role_list_model(struct request *req);
struct str role_list_csv(struct request *req);

#endif
