/* SPDX-License-Identifier: EUPL-1.2 */
/* A frozen plan, read again. */
#ifndef PLAN_PLAN_MODEL_H
#define PLAN_PLAN_MODEL_H

#include "plan/plan.h"

/* A programme in memory from the JSON of plan_canonical; NULL with faults where it is none. The caller releases it. */
const struct programme *plan_read(struct str canonical, struct faults *faults);

#endif
