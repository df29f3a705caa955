/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A calendar as iCalendar (RFC 5545, RFC 7986), written by libical. Most events last whole days; a meeting whose time is known is written in
 * UTC, so that there is no zone to define.
 * The same calendar gives the same bytes.
 */
#ifndef FEED_CALENDAR_H
#define FEED_CALENDAR_H

#include "base/day.h"
#include "base/moment.h"

struct calendar_event {
	struct str    uid;              /* never changes while the thing is the same */
	struct str    summary, description, place, address;    /* empty: left out */
	struct str    category[2];
	int32_t       first, last;      /* days of base/day.h, both included */
	struct moment starts, ends;     /* where the time of day is known; unknown: whole days */
	bool          tentative;        /* its day is not known to the day */
	int64_t       sequence;         /* goes up whenever it changes */
	struct moment created, modified;
};

struct calendar {
	struct str             name, description, address;
	struct str             language;        /* "nl" */
	struct moment          modified;
	struct calendar_event *event;
	size_t                 events;
};

struct str calendar_write(const struct calendar *calendar, struct arena *arena);

#endif
