/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/moment.h"

#include <assert.h>
#include <stdatomic.h>
#include <time.h>

#define MS_SECOND 1000
#define MS_MINUTE ((int64_t)60 * MS_SECOND)
#define MS_HOUR   (60 * MS_MINUTE)
#define MS_DAY    (24 * MS_HOUR)

static _Atomic int64_t stopped_at;      /* 0: the clock runs */

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;
	int             result = clock_gettime(clock, &now);

	assert(result == 0);
	return (int64_t)now.tv_sec * MS_SECOND + now.tv_nsec / 1000000;
}

struct moment clock_now(void)
{
	int64_t stopped = atomic_load(&stopped_at);

	return (struct moment){ stopped ? stopped : clock_ms(CLOCK_REALTIME) };
}

void clock_set(struct moment moment)
{
	atomic_store(&stopped_at, moment.ms);
}

int64_t clock_running_ms(void)
{
	return clock_ms(CLOCK_MONOTONIC);
}

/* Rounded down, also before 1970. */
static int64_t floor_divide(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

static struct day day_of_ms(int64_t ms)
{
	int64_t number = floor_divide(ms, MS_DAY);

	/* As far from every calendar as can be: day_of_number calls it unknown. */
	if (number < INT32_MIN || number > INT32_MAX)
		return DAY_UNKNOWN;
	return day_of_number((int32_t)number);
}

/* 01:00 UTC on the last Sunday of a month that has 31 days. */
static int64_t change_of_clocks(int year, int month)
{
	struct day last = day_make(year, month, 31);
	int32_t    sunday = day_first(last) - (day_weekday(last) + 1) % 7;

	return sunday * MS_DAY + MS_HOUR;
}

static bool summer_time(int64_t ms)
{
	struct day day = day_of_ms(ms);

	return day_known(day) && ms >= change_of_clocks(day.year, 3) && ms < change_of_clocks(day.year, 10);
}

/* Milliseconds as the clocks in Amsterdam show them. */
static int64_t local_ms(struct moment moment)
{
	return moment.ms + MS_HOUR + (summer_time(moment.ms) ? MS_HOUR : 0);
}

/* The moment a local day begins. Clocks never change within two hours of midnight. */
static int64_t midnight(int32_t number)
{
	int64_t winter = number * MS_DAY - MS_HOUR;

	return summer_time(winter) ? winter - MS_HOUR : winter;
}

/* Known, and within the years that a day can have. */
static bool within_calendar(struct moment moment)
{
	return moment.ms && day_known(day_of_ms(moment.ms));
}

struct day moment_day(struct moment moment)
{
	return within_calendar(moment) ? day_of_ms(local_ms(moment)) : DAY_UNKNOWN;
}

int moment_minute(struct moment moment)
{
	struct day day = moment_day(moment);

	return day_known(day) ? (int)((moment.ms - midnight(day_first(day))) / MS_MINUTE) : -1;
}

int moment_clock_minute(struct moment moment)
{
	struct day day = moment_day(moment);

	return day_known(day) ? (int)((local_ms(moment) - day_first(day) * MS_DAY) / MS_MINUTE) : -1;
}

struct moment moment_end_of_day(struct day day)
{
	return (struct moment){ day_exact(day) ? midnight(day_first(day) + 1) - 1 : 0 };
}

/* A moment in UTC, as people write it. */
struct utc {
	struct day day;
	int        hour, minute, second, ms;
};

static struct utc utc_of(struct moment moment)
{
	struct day day = day_of_ms(moment.ms);
	int64_t    ms = moment.ms - day_first(day) * MS_DAY;

	return (struct utc){ day, (int)(ms / MS_HOUR), (int)(ms / MS_MINUTE % 60), (int)(ms / MS_SECOND % 60),
		(int)(ms % MS_SECOND) };
}

/* The last `digits` decimals of a number. */
static char *put(char *at, int number, int digits, char after)
{
	for (int i = digits; i-- > 0; number /= 10)
		at[i] = (char)('0' + number % 10);
	at[digits] = after;
	return at + digits + 1;
}

struct str moment_write(struct moment moment, char at[MOMENT_TEXT])
{
	struct utc utc;
	char *end = at;

	if (!within_calendar(moment))
		return STR_NONE;
	utc = utc_of(moment);
	end = put(end, utc.day.year, 4, '-');
	end = put(end, utc.day.month, 2, '-');
	end = put(end, utc.day.day, 2, 'T');
	end = put(end, utc.hour, 2, ':');
	end = put(end, utc.minute, 2, ':');
	end = put(end, utc.second, 2, '.');
	put(end, utc.ms, 3, 'Z');
	return (struct str){ at, MOMENT_TEXT };
}

struct str moment_text(struct moment moment, struct arena *arena)
{
	char at[MOMENT_TEXT];

	return str_copy(arena, moment_write(moment, at));
}

struct str moment_http(struct moment moment, struct arena *arena)
{
	/* Fixed by RFC 9110, whatever the reader's language. */
	static const char weekdays[7][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec" };
	struct utc utc;

	if (!within_calendar(moment))
		return STR_NONE;
	utc = utc_of(moment);
	return str_format(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", weekdays[day_weekday(utc.day)],
		utc.day.day, months[utc.day.month - 1], utc.day.year, utc.hour, utc.minute, utc.second);
}

/* Two digits of at most `most` off the front of *rest, after the character `before` where that is not NUL. */
static bool take_two(struct str *rest, char before, int most, int *number)
{
	size_t start = before != '\0';

	if (rest->len < start + 2 || (before && rest->at[0] != before))
		return false;
	*number = 0;
	for (size_t i = start; i < start + 2; i++) {
		if (rest->at[i] < '0' || rest->at[i] > '9')
			return false;
		*number = *number * 10 + (rest->at[i] - '0');
	}
	*rest = str_from(*rest, start + 2);
	return *number <= most;
}

/* ".123456" off the front of *rest, in whole milliseconds; what is finer is dropped. */
static bool take_fraction(struct str *rest, int *ms)
{
	int    weight = 100;
	size_t i = 1;

	*ms = 0;
	if (!str_starts(*rest, STR(".")))
		return true;
	for (; i < rest->len && rest->at[i] >= '0' && rest->at[i] <= '9'; i++, weight /= 10)
		*ms += (rest->at[i] - '0') * weight;
	*rest = str_from(*rest, i);
	return i > 1;
}

/* "Z" or "+02:00", and nothing after it. */
static bool take_offset(struct str rest, int *minutes)
{
	char sign = rest.len ? rest.at[0] : '\0';
	int  hour, minute;

	*minutes = 0;
	if (str_equal_nocase(rest, STR("Z")))
		return true;
	if ((sign != '+' && sign != '-') || !take_two(&rest, sign, 23, &hour) ||
		!take_two(&rest, ':', 59, &minute))
		return false;
	*minutes = (hour * 60 + minute) * (sign == '-' ? -1 : 1);
	return rest.len == 0;
}

bool moment_parse(struct str text, struct moment *moment)
{
	struct str rest = str_from(text, 11);
	struct day day;
	int        hour, minute, second, ms, offset;

	*moment = (struct moment){ 0 };
	if (text.len == 0)
		return true;
	if (!day_parse(str_to(text, 10), &day) || !day_exact(day) || text.len < 11 ||
		(text.at[10] | 0x20) != 't')
		return false;
	if (!take_two(&rest, '\0', 23, &hour) || !take_two(&rest, ':', 59, &minute) ||
		!take_two(&rest, ':', 59, &second) || !take_fraction(&rest, &ms) ||
		!take_offset(rest, &offset))
		return false;
	moment->ms = day_first(day) * MS_DAY + hour * MS_HOUR + (minute - offset) * MS_MINUTE +
		second * MS_SECOND + ms;
	return true;
}
