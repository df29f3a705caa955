/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Home: where a programme is in its time. It ends with the later of its last day and the horizon of its plan. In its last year
 * evaluation and renewal fall due (docs/rules.md 10, 13).
 */
#ifndef HOME_HOME_H
#define HOME_HOME_H

#include "programme/programme.h"

enum home_time { HOME_TIME_UNKNOWN, HOME_TIME_AHEAD, HOME_TIME_RUNNING, HOME_TIME_ENDING, HOME_TIME_OVER };
extern const struct words home_time_words;

struct home_phase {
	enum home_time time;
	struct day     first, last;     /* last: of programme and plan together */
	int32_t        days;            /* ahead: until the first day; running, ending: until the last (0: that is today); over: since */
	bool           evaluation_due;  /* ending or over, and no evaluation is known or planned */
	bool           renewal_due;     /* ending or over, no decision about what comes after it, and no programme that does */
};
struct home_phase home_phase(const struct programme *programme, struct day day);
/* The same for a period alone: without what is due. */
struct home_phase home_period(struct day first, struct day last, struct day day);

#endif
