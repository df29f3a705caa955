/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/language_catalogue.h"

static const char unknown_text[] = N_("not yet known");

static const char *const month_names[12] = { N_("January"), N_("February"), N_("March"), N_("April"),
	N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December") };

/* How a language writes; English needs no catalogue, it is the source. */
static const struct writing {
	const char                      *code;
	const struct language_catalogue *catalogue;
	char                             group, point;
	const char                      *before_money, *before_debt;
	const char                      *short_day, *short_month;
} writings[LANGUAGE_COUNT] = {
	[LANGUAGE_NL] = { "nl", &language_catalogue_nl, '.', ',', "€ ", "€ -", "%d-%d-%d", "%d-%d" },
	[LANGUAGE_EN] = { "en", NULL, ',', '.', "€", "-€", "%02d/%02d/%04d", "%02d/%04d" },
};

static const struct writing *writing_of(enum language language)
{
	return &writings[(unsigned)language < LANGUAGE_COUNT ? language : LANGUAGE_EN];
}

const char *language_code(enum language language)
{
	return writing_of(language)->code;
}

bool language_parse(struct str code, enum language *language)
{
	struct str primary = str_to(code, str_find(code, '-'));

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (!str_equal_nocase(primary, str_of(writings[i].code)))
			continue;
		*language = (enum language)i;
		return true;
	}
	return false;
}

/* "0.8" in thousandths; -1 where it is no weight of RFC 9110 12.4.2. */
static int weight_read(struct str text)
{
	int weight = 0, unit = 1000;

	if (text.len == 0 || text.len > 5 || (text.len > 1 && text.at[1] != '.'))
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (i == 1)
			continue;
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		weight += (text.at[i] - '0') * unit;
		unit /= 10;
	}
	return weight <= 1000 ? weight : -1;
}

/* "nl-NL;q=0.8" taken apart; a weight that is none is -1. */
static int range_read(struct str item, struct str *range)
{
	int weight = 1000;

	str_next(&item, ';', range);
	*range = str_trim(*range);
	item = str_trim(item);
	if (item.len)
		weight = str_equal_nocase(str_to(item, 2), STR("q=")) ? weight_read(str_from(item, 2)) : -1;
	return weight;
}

/* What the reader makes of one of our languages: how much, and how early it was named. */
struct wish {
	int weight;             /* -1: not named */
	int place;
};

static bool better(struct wish a, struct wish b)
{
	return a.weight != b.weight ? a.weight > b.weight : a.place < b.place;
}

enum language language_accepted(struct str accept_language, enum language otherwise)
{
	struct wish   wish[LANGUAGE_COUNT], best = { 0, 0 };
	struct str    item, range;
	enum language language, answer = otherwise;
	int           rest = 0, place = 0;

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		wish[i] = (struct wish){ -1, 0 };
	while (str_next(&accept_language, ',', &item)) {
		struct wish named = { range_read(item, &range), place++ };

		if (str_is(range, "*") && named.weight > rest)
			rest = named.weight;
		else if (language_parse(range, &language) && better(named, wish[language]))
			wish[language] = named;
	}
	/* "*" is every language that was not named: then ours by preference. */
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (wish[i].weight < 0)
			wish[i] = (struct wish){ rest, place + (i != (int)otherwise) };
		if (wish[i].weight > 0 && better(wish[i], best)) {
			best = wish[i];
			answer = (enum language)i;
		}
	}
	return answer;
}

static int by_english(const void *english, const void *translation)
{
	return strcmp(english, ((const struct translation *)translation)->english);
}

struct str language_text(enum language language, const char *english)
{
	const struct language_catalogue *catalogue = writing_of(language)->catalogue;
	const struct translation        *found = NULL;

	if (english && catalogue)
		found = bsearch(english, catalogue->at, catalogue->count, sizeof(*found), by_english);
	return str_of(found ? found->translated : english);
}

struct str language_fill(enum language language, struct arena *arena, const char *english, struct str a,
	struct str b, struct str c)
{
	return str_fill(arena, language_text(language, english), (const struct str[3]){ a, b, c });
}

struct str language_plural(
	enum language language, struct arena *arena, const char *one, const char *many, int64_t count)
{
	struct str number = language_count(language, arena, (struct count){ count, true });

	return language_fill(language, arena, count == 1 ? one : many, number, STR_NONE, STR_NONE);
}

struct str language_day(enum language language, struct arena *arena, struct day day)
{
	struct str month;

	if (!day_known(day))
		return language_text(language, unknown_text);
	if (!day.month)
		return str_format(arena, "%d", day.year);
	month = language_text(language, month_names[day.month - 1]);
	if (!day.day)
		return str_format(arena, "%.*s %d", STR_ARG(month), day.year);
	return str_format(arena, "%d %.*s %d", day.day, STR_ARG(month), day.year);
}

struct str language_day_short(enum language language, struct arena *arena, struct day day)
{
	const struct writing *writing = writing_of(language);

	if (!day_known(day))
		return language_text(language, unknown_text);
	if (!day.month)
		return str_format(arena, "%d", day.year);
	if (!day.day)
		return str_format(arena, writing->short_month, day.month, day.year);
	return str_format(arena, writing->short_day, day.day, day.month, day.year);
}

struct str language_period(enum language language, struct arena *arena, struct day from, struct day until)
{
	struct str first = language_day(language, arena, from), last = language_day(language, arena, until);

	/* Both unknown, or one day, one month, one year. */
	if (day_equal(from, until))
		return first;
	if (!day_known(until))
		return language_fill(language, arena, N_("from {0}"), first, STR_NONE, STR_NONE);
	if (!day_known(from))
		return language_fill(language, arena, N_("until {0}"), last, STR_NONE, STR_NONE);
	return language_fill(language, arena, N_("{0} until {1}"), first, last, STR_NONE);
}

struct str language_moment(enum language language, struct arena *arena, struct moment moment)
{
	struct str day = language_day(language, arena, moment_day(moment));
	int        minute = moment_clock_minute(moment);

	if (minute < 0)
		return day;
	return str_format(arena, "%.*s, %02d:%02d", STR_ARG(day), minute / 60, minute % 60);
}

/* The wire form of a number without its sign, in a language's own marks. */
static struct str number_text(enum language language, struct arena *arena, struct str wire)
{
	const struct writing *writing = writing_of(language);
	size_t                point = str_find(wire, '.');
	struct buf            buf = { 0 };
	struct str            text;

	for (size_t i = 0; i < wire.len; i++) {
		if (i && i < point && (point - i) % 3 == 0)
			buf_add_char(&buf, writing->group);
		buf_add_char(&buf, i == point ? writing->point : wire.at[i]);
	}
	text = buf_copy(&buf, arena);
	buf_clear(&buf);
	return text;
}

/* `before`, or `before_minus` where it is less than nothing, and the number; unknown where there is none. */
static struct str signed_text(enum language language, struct arena *arena, struct str wire,
	const char *before, const char *before_minus)
{
	bool       minus = str_starts(wire, STR("-"));
	struct str number = number_text(language, arena, str_from(wire, minus));

	if (wire.len == 0)
		return language_text(language, unknown_text);
	return str_format(arena, "%s%.*s", minus ? before_minus : before, STR_ARG(number));
}

struct str language_count(enum language language, struct arena *arena, struct count count)
{
	return signed_text(language, arena, count_text(count, arena), "", "-");
}

struct str language_money(enum language language, struct arena *arena, struct money money)
{
	const struct writing *writing = writing_of(language);

	return signed_text(
		language, arena, money_text(money, arena), writing->before_money, writing->before_debt);
}

struct str language_decimal(enum language language, struct arena *arena, struct decimal decimal)
{
	return signed_text(language, arena, decimal_text(decimal, arena), "", "-");
}
