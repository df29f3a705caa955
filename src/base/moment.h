/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Moments: milliseconds since 1970-01-01T00:00:00Z. The programme's calendar is Europe/Amsterdam; its summer time follows
 * Directive 2000/84/EC (from the last Sunday of March to the last Sunday of October, both at 01:00 UTC), so no zone files are needed.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "base/day.h"

struct moment {
	int64_t ms;             /* 0: unknown */
};

/* The clock of the whole program; a test can stop it. */
struct moment clock_now(void);
/* Stops the clock at `moment`; {0} lets it run again. For tests and for --clock. */
void clock_set(struct moment moment);
/* Milliseconds that only go up, for measuring and waiting. */
int64_t clock_running_ms(void);

/* The day in Europe/Amsterdam, and the minutes that passed since its midnight (0 to 1499). Unknown: unknown, -1. */
struct day moment_day(struct moment moment);
int moment_minute(struct moment moment);
/* The time its clocks show, in minutes (0 to 1439): another number only after they changed on that day. Unknown: -1. */
int moment_clock_minute(struct moment moment);
/* The last millisecond of an exact day in Europe/Amsterdam; else unknown. */
struct moment moment_end_of_day(struct day day);
/* "2024-05-22T09:30:00.123Z", RFC 3339 in UTC; always 24 characters; empty where unknown. */
struct str moment_text(struct moment moment, struct arena *arena);
/* The same in the caller's room, which the text is a view on. */
enum { MOMENT_TEXT = 24 };
struct str moment_write(struct moment moment, char at[MOMENT_TEXT]);
/* The same, also with an offset or finer than milliseconds; empty is unknown. False where it is none; *moment is unknown. */
bool moment_parse(struct str text, struct moment *moment);
/* "Wed, 22 May 2024 09:30:00 GMT", RFC 9110 5.6.7. */
struct str moment_http(struct moment moment, struct arena *arena);

#endif
