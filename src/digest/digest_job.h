/* SPDX-License-Identifier: EUPL-1.2 */
/* Who wants the weekly overview, and the job that makes it. All of these wait for the database. */
#ifndef DIGEST_DIGEST_JOB_H
#define DIGEST_DIGEST_JOB_H

#include "job/job.h"

bool digest_wanted(struct store *store, struct id programme, struct id person);
/* Asks for it, from the next Monday on, or ends it. Asking again changes nothing. */
bool digest_want(struct store *store, const struct programme *programme, struct id person, bool wanted);

extern const struct job digest_job;

#endif
