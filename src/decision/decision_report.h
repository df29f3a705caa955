/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of a report that tells what bodies decided and have before them, and what councils asked. */
#ifndef DECISION_DECISION_REPORT_H
#define DECISION_DECISION_REPORT_H

#include "base/language.h"
#include "decision/decision.h"
#include "paper/paper.h"

/*
 * A heading of level 1 with what was decided from `from` to `day` and what is awaited on `day`, of the bodies of `party`, else of all; then questions,
 * motions and promises that are open on the day or were answered in that time. Only what everybody may read. Writes nothing where there is none.
 */
void decision_write_report(struct paper *paper, const struct programme *programme, struct id party, struct day from, struct day day,
	enum language language);

#endif
