/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Handing over (docs/rules.md 7): who leaves gives all duties on in one step, and what is left without an owner is listed. A duty is a role
 * held as contact person or deputy, or a mandate. Open work (actions, updates asked for, questions) hangs on the roles and goes along by
 * itself. What was, stays readable: a role or mandate that runs ends the day before, and a new one begins; one that begins later changes hands
 * as it is.
 */
#ifndef HANDOVER_HANDOVER_H
#define HANDOVER_HANDOVER_H

#include "progress/progress.h"

enum duty_kind { DUTY_NONE, DUTY_CONTACT, DUTY_DEPUTY, DUTY_MANDATE };

struct duty {
	enum duty_kind        kind;
	struct id             person;           /* whose it is */
	const struct role    *role;             /* of a contact person or deputy */
	const struct mandate *mandate;
};
struct duties { struct duty *at; size_t count; };

/* What the person holds on the day or is to hold after it, for `party` alone where one is given. Mandates first, then roles as in the tree. */
struct duties handover_duties(const struct programme *programme, struct id person, struct id party, struct day day, struct arena *arena);
/* Everybody who holds anything for the party then, portfolio holders first. Ids in the arena. */
struct ids handover_people(const struct programme *programme, struct id party, struct day day, struct arena *arena);

/* What hangs on a lead's role and goes along. */
struct open_work { size_t actions, asked, questions; };
struct open_work handover_open(const struct programme *programme, const struct duty *duty, struct day day, struct arena *arena);

/* To whom it goes; `item`: the role or mandate it is about, none: all that this person has no line of its own for. */
struct passing {
	struct id person, item;
	struct id successor;                    /* none: nobody yet */
};
struct handover {
	struct id             party;            /* only what is held for this party; none: all */
	struct day            day;              /* the first day of whoever takes over; exact */
	const struct passing *passings;
	size_t                passing_count;
};

/* One row as it is and as it becomes: `before` NULL: added; `after` NULL: removed. */
struct handed { const struct record *record; const void *before, *after; };
/* One duty that is given on; successor none: it is left without an owner. */
struct given { struct duty duty; struct id successor; };
struct plan {
	struct handed *at;
	size_t         count;
	struct given  *given;
	size_t         given_count, unowned;
};
/* How many ids of new rows the plan can need. */
size_t handover_ids(const struct programme *programme, const struct handover *handover);
/* The whole step. `fresh`: so many ids, for the rows that begin. */
struct plan handover_plan(const struct programme *programme, const struct handover *handover, const struct id *fresh, struct arena *arena);

#endif
