/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Stated facts: what sources say that no other record holds (yet): findings and recommendations of an evaluation, contributions
 * and indicators as far as they are known, facts around the programme, open questions, and contradictions, of which each
 * reading is kept with its source and one is marked as the one in use (docs/rules.md, General).
 */
#ifndef FACT_FACT_H
#define FACT_FACT_H

#include "programme/programme.h"

enum fact_kind {
	FACT_UNKNOWN, FACT_CONTEXT, FACT_OPEN_QUESTION, FACT_READING, FACT_FINDING, FACT_RECOMMENDATION, FACT_CONTRIBUTION,
	FACT_INDICATOR, FACT_KIND_COUNT
};
extern const struct words fact_kind_words;

struct fact {
	struct id      id, node, party;         /* what and whom it is about; none: the programme */
	enum fact_kind kind;
	struct str     about;                   /* subject in a few words; readings of one contradiction share it */
	struct str     text;
	struct day     day;                     /* year or day it is about */
	struct money   amount;
	bool           in_use;                  /* of a contradiction: the reading that the rest of the programme follows */
	struct str     follow_up;               /* of a recommendation: what was done with it */
	struct count   position;
	struct provenance provenance;
};
extern const struct record fact_record;

/* Facts of one kind, in order. In the arena. */
struct row_list fact_of_kind(const struct programme *programme, enum fact_kind kind, struct arena *arena);

#endif
