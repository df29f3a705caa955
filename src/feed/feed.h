/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Feeds: what is to happen, for a calendar, and what is new, for a reader of news (docs/rules.md 17). A feed is of the whole programme, of
 * a party, or of a person; it tells what that reader may see and nothing else. The rules here choose; calendar.h and atom.h write.
 */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include "access/access.h"
#include "action/action.h"
#include "life/life.h"
#include "progress/progress.h"

/* For whom: what `person` may see, and of that what concerns one of these parties or the person; or all of it. */
struct feed_scope {
	const struct person *person;
	bool                 whole;
	const struct id     *party;
	size_t               parties;
};
/* What everybody may see: of the programme, or of one party. */
struct feed_scope feed_public(const struct id *party);
/*
 * A person's own: for the office the whole programme, for who acts for a party that party, and what the person is the contact or deputy
 * for. Who acts for nobody here has the whole programme, as everybody sees it.
 */
struct feed_scope feed_own(const struct programme *programme, const struct person *person, struct day day, struct arena *arena);

/* Whether a node concerns them on a day: one of the parties takes part or holds a role, or the person is a contact there. */
bool feed_concerns_node(const struct programme *programme, const struct feed_scope *scope, const struct node *node, struct day day);
/* The same of any row: one that names a party concerns that party alone; what belongs to no node concerns everybody. */
bool feed_concerns(const struct programme *programme, const struct feed_scope *scope, const struct record *record, const void *row,
	struct day day);

enum feed_kind { FEED_MILESTONE, FEED_END, FEED_STEP, FEED_ROUND, FEED_DECISION };
struct feed_event {
	enum feed_kind       kind;
	const struct record *record;
	const void          *row;
	const struct action *action;    /* of a milestone or an end */
	struct day           day;       /* as precise as it is known */
	int32_t              first, last;       /* the days it stands on, both included */
	bool                 done;      /* reached, took place, or decided */
};
struct feed_events { struct feed_event *at; size_t count; };
/*
 * Milestones, last days of actions that go on, steps, rounds, and the days on which bodies are to decide or decided, by day. What is due in a month or a year stands on the last day of it, as
 * it does everywhere; a step of which the month is known stands on all its days. What has no day, and a step of which no more than the year
 * is known, is left out: `without` says how many.
 */
struct feed_events feed_events(const struct programme *programme, const struct feed_scope *scope, struct day today, struct arena *arena,
	size_t *without);

#endif
