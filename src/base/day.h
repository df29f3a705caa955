/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Days, as precise as they are known: a year, a month of a year, or a day (docs/rules.md, General). No time of day, no zone.
 * A partial day stands for its first day as a start and for its last day as an end; a period includes both its days.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/str.h"

struct day {
	int16_t year;           /* 1 to 9999; 0: unknown */
	int8_t  month;          /* 1 to 12; 0: only the year is known */
	int8_t  day;            /* 1 to 31; 0: only the month is known */
};

#define DAY_UNKNOWN ((struct day){ 0, 0, 0 })
#define DAY_BEFORE_ALL INT32_MIN
#define DAY_AFTER_ALL  INT32_MAX

bool day_known(struct day day);
bool day_exact(struct day day);                         /* known to the day */
bool day_equal(struct day a, struct day b);             /* the same day in the same precision */
/* Days since 1970-01-01 of the first, the last day it can be. Unknown: before all, after all, so an open side is open. */
int32_t day_first(struct day day);
int32_t day_last(struct day day);
struct day day_of_number(int32_t number);              /* unknown outside the years 1 to 9999 */
struct day day_add(struct day day, int32_t days);       /* of an exact day; else unknown */
struct day day_make(int year, int month, int day);      /* unknown where that day does not exist */
/* 0 Monday to 6 Sunday, of an exact day; else -1. */
int day_weekday(struct day day);
/* Sorts by first day, then the more precise first; unknown sorts last. */
int day_compare(struct day a, struct day b);

/* Whether `day`, a partial one with all its days, lies in from..until, both included, either side open where unknown. */
bool period_has(struct day from, struct day until, struct day day);
bool period_overlaps(struct day from_a, struct day until_a, struct day from_b, struct day until_b);

/* "2024", "2024-04", "2024-05-22"; empty text is unknown. False where it is no such day; *day is then unknown. */
bool day_parse(struct str text, struct day *day);
/* The same, and what Dutch hands type: "22-5-2024", "22/05/2024", "5-2024", "22 mei 2024", "1 jan. 2027", "mei 2024" (Dutch and English months). */
bool day_read(struct str text, struct day *day);
/* The wire form; empty where unknown. */
struct str day_text(struct day day, struct arena *arena);

#endif
