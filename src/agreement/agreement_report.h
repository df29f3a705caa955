/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of a report that tells what was agreed to be delivered, and what was. */
#ifndef AGREEMENT_AGREEMENT_REPORT_H
#define AGREEMENT_AGREEMENT_REPORT_H

#include "agreement/agreement.h"
#include "base/language.h"
#include "paper/paper.h"

/*
 * A heading of level 1 with a table of the services of every agreement that holds on the day, or held; of one party where `party` is given. Only of
 * agreements that everybody may read. Writes nothing where there is no service.
 */
void agreement_write_services(struct paper *paper, const struct programme *programme, struct id party, struct day day, enum language language);

#endif
