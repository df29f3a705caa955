/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/day.h"

#define YEAR_LAST   9999
#define DAY_OF_1970 719162      /* days from 0001-01-01 to 1970-01-01 */

static const int16_t days_before_month[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

/* Full and shortened, Dutch and English, lower case, each between spaces. */
static const char *const month_names[12] = {
	" januari january jan ",
	" februari february feb ",
	" maart march mrt mar ",
	" april apr ",
	" mei may ",
	" juni june jun ",
	" juli july jul ",
	" augustus august aug ",
	" september sept sep ",
	" oktober october okt oct ",
	" november nov ",
	" december dec ",
};

bool day_known(struct day day)
{
	return day.year != 0;
}

bool day_exact(struct day day)
{
	return day.day != 0;
}

bool day_equal(struct day a, struct day b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	return days_before_month[month] - days_before_month[month - 1] + (month == 2 && leap(year));
}

static int32_t number_of(int year, int month, int day)
{
	int before = year - 1;

	return before * 365 + before / 4 - before / 100 + before / 400 + days_before_month[month - 1] +
	       (month > 2 && leap(year)) + day - 1 - DAY_OF_1970;
}

int32_t day_first(struct day day)
{
	if (!day_known(day))
		return DAY_BEFORE_ALL;
	return number_of(day.year, day.month ? day.month : 1, day.day ? day.day : 1);
}

int32_t day_last(struct day day)
{
	int month = day.month ? day.month : 12;

	if (!day_known(day))
		return DAY_AFTER_ALL;
	return number_of(day.year, month, day.day ? day.day : days_in_month(day.year, month));
}

struct day day_of_number(int32_t number)
{
	int year, month = 1, rest;

	if (number < number_of(1, 1, 1) || number > number_of(YEAR_LAST, 12, 31))
		return DAY_UNKNOWN;
	/* 400 years have 146,097 days; the estimate is at most one year off. */
	year = (int)(((int64_t)number + DAY_OF_1970) * 400 / 146097) + 1;
	while (number < number_of(year, 1, 1))
		year--;
	while (year < YEAR_LAST && number >= number_of(year + 1, 1, 1))
		year++;
	rest = number - number_of(year, 1, 1);
	while (rest >= days_in_month(year, month))
		rest -= days_in_month(year, month++);
	return (struct day){ (int16_t)year, (int8_t)month, (int8_t)(rest + 1) };
}

struct day day_add(struct day day, int32_t days)
{
	int32_t number;

	if (!day_exact(day) || __builtin_add_overflow(day_first(day), days, &number))
		return DAY_UNKNOWN;
	return day_of_number(number);
}

struct day day_make(int year, int month, int day)
{
	if (year < 1 || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
		day > days_in_month(year, month))
		return DAY_UNKNOWN;
	return (struct day){ (int16_t)year, (int8_t)month, (int8_t)day };
}

int day_weekday(struct day day)
{
	if (!day_exact(day))
		return -1;
	/* 0001-01-01 was a Monday. */
	return (day_first(day) + DAY_OF_1970) % 7;
}

static int precision(struct day day)
{
	return day.day ? 2 : day.month ? 1 : 0;
}

int day_compare(struct day a, struct day b)
{
	int32_t first_a = day_known(a) ? day_first(a) : DAY_AFTER_ALL;
	int32_t first_b = day_known(b) ? day_first(b) : DAY_AFTER_ALL;

	if (first_a != first_b)
		return first_a < first_b ? -1 : 1;
	return precision(b) - precision(a);
}

bool period_has(struct day from, struct day until, struct day day)
{
	return day_known(day) && day_first(from) <= day_first(day) && day_last(day) <= day_last(until);
}

bool period_overlaps(struct day from_a, struct day until_a, struct day from_b, struct day until_b)
{
	return day_first(from_a) <= day_last(until_b) && day_first(from_b) <= day_last(until_a);
}

/* Digits only, at least `least` and at most `most` of them; -1 where it is no such number. */
static int number_read(struct str text, size_t least, size_t most)
{
	int number = 0;

	if (text.len < least || text.len > most)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		number = number * 10 + (text.at[i] - '0');
	}
	return number;
}

/* Sets *day to a day of the given precision; false where there is no such day. */
static bool year_only(int year, struct day *day)
{
	if (year < 1 || year > YEAR_LAST)
		return false;
	*day = (struct day){ (int16_t)year, 0, 0 };
	return true;
}

static bool month_only(int year, int month, struct day *day)
{
	if (month < 1 || month > 12 || !year_only(year, day))
		return false;
	day->month = (int8_t)month;
	return true;
}

static bool whole_day(int year, int month, int number, struct day *day)
{
	*day = day_make(year, month, number);
	return day_known(*day);
}

bool day_parse(struct str text, struct day *day)
{
	int  year = number_read(str_to(text, 4), 4, 4);
	int  month = number_read(str_to(str_from(text, 5), 2), 2, 2);
	int  number = number_read(str_from(text, 8), 2, 2);
	bool hyphens = (text.len < 5 || text.at[4] == '-') && (text.len < 8 || text.at[7] == '-');

	*day = DAY_UNKNOWN;
	if (!hyphens)
		return false;
	switch (text.len) {
	case 0:
		return true;
	case 4:
		return year_only(year, day);
	case 7:
		return month_only(year, month, day);
	case 10:
		return whole_day(year, month, number, day);
	default:
		return false;
	}
}

/* Splits at `separator` in at most three parts; 0 where there are more or one is empty. */
static size_t split(struct str text, char separator, struct str part[3])
{
	size_t count = 0;

	if (text.len && text.at[text.len - 1] == separator)
		return 0;
	while (text.len) {
		if (count == 3 || !str_next(&text, separator, &part[count]) || part[count].len == 0)
			return 0;
		count++;
	}
	return count;
}

/* "22-5-2024", "5-2024" and, the year first, "2024-5-22", "2024-5"; with any one of - / . between. */
static bool numbers_read(struct str text, struct day *day)
{
	struct str part[3];
	size_t     digits = 0, count;
	int        year, month;
	bool       year_first;
	char       separator;

	while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
		digits++;
	separator = digits < text.len ? text.at[digits] : '\0';
	if (separator != '-' && separator != '/' && separator != '.')
		return false;
	count = split(text, separator, part);
	if (count < 2)
		return false;
	year_first = part[0].len == 4;
	year = number_read(part[year_first ? 0 : count - 1], 4, 4);
	month = number_read(part[year_first ? 1 : count - 2], 1, 2);
	if (count == 2)
		return month_only(year, month, day);
	return whole_day(year, month, number_read(part[year_first ? 2 : 0], 1, 2), day);
}

/* 1 to 12 for a month's name, "sept." with its dot too; 0 where it is none. */
static int month_named(struct str name)
{
	char   wanted[16];
	size_t length = 0;

	if (str_ends(name, STR(".")))
		name.len--;
	if (name.len < 3 || name.len > sizeof(wanted) - 2)
		return 0;
	wanted[length++] = ' ';
	for (size_t i = 0; i < name.len; i++) {
		char c = (char)(name.at[i] | 0x20);

		if (c < 'a' || c > 'z')
			return 0;
		wanted[length++] = c;
	}
	wanted[length++] = ' ';
	for (int i = 0; i < 12; i++)
		if (str_search(str_of(month_names[i]), (struct str){ wanted, length }) != SIZE_MAX)
			return i + 1;
	return 0;
}

/* "22 mei 2024", "1 jan. 2027", "mei 2024", "22-mei-2024". */
static bool words_read(struct str text, struct day *day)
{
	char       separator = str_find(text, ' ') < text.len ? ' ' : '-';
	struct str part[3], rest = text;
	size_t     count = 0;
	int        year, month;

	while (rest.len) {
		if (count == 3 || !str_next(&rest, separator, &part[count]))
			return false;
		/* Two spaces between words are one. */
		count += part[count].len != 0;
	}
	if (count < 2)
		return false;
	year = number_read(part[count - 1], 4, 4);
	month = month_named(part[count - 2]);
	if (count == 2)
		return month_only(year, month, day);
	return whole_day(year, month, number_read(part[0], 1, 2), day);
}

bool day_read(struct str text, struct day *day)
{
	text = str_trim(text);
	if (day_parse(text, day) || numbers_read(text, day) || words_read(text, day))
		return true;
	*day = DAY_UNKNOWN;
	return false;
}

struct str day_text(struct day day, struct arena *arena)
{
	if (!day_known(day))
		return STR_NONE;
	if (!day.month)
		return str_format(arena, "%04d", day.year);
	if (!day.day)
		return str_format(arena, "%04d-%02d", day.year, day.month);
	return str_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}
