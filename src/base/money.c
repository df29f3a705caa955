/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/money.h"

#include <inttypes.h>

/* Longer than any number that fits; what is longer is refused. */
#define LONGEST 40

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "-1234.56" as a whole number of units of which ten to the power of `places` make one. */
static bool fixed_parse(struct str text, int places, int64_t *value)
{
	bool    minus = str_starts(text, STR("-"));
	size_t  point;
	int     after = 0;
	int64_t sum = 0;

	text = str_from(text, minus);
	point = str_find(text, '.');
	if (point == 0 || point + 1 == text.len || text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (i == point)
			continue;
		if (!digit(text.at[i]) || (i > point && ++after > places))
			return false;
		/* Summed in its own sign: the least int64 has no positive twin. */
		if (__builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, minus ? '0' - text.at[i] : text.at[i] - '0', &sum))
			return false;
	}
	for (; after < places; after++)
		if (__builtin_mul_overflow(sum, 10, &sum))
			return false;
	*value = sum;
	return true;
}

/* "1.234.567": one to three digits, no leading zero, and then threes. */
static bool well_grouped(struct str text, char separator)
{
	struct str group;
	bool       first = true;

	if (text.len == 0 || text.at[0] == '0' || text.at[text.len - 1] == separator)
		return false;
	while (str_next(&text, separator, &group)) {
		if (group.len > 3 || group.len == 0 || (!first && group.len != 3))
			return false;
		first = false;
	}
	return true;
}

static size_t count_of(struct str text, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == c;
	return count;
}

static size_t last_of(struct str text, char c)
{
	size_t i = text.len;

	while (i && text.at[i - 1] != c)
		i--;
	return i;
}

/* Which of . and , stands before the decimals; NUL where neither does and both can only group. */
static char decimal_mark(struct str text, int places)
{
	size_t dots = count_of(text, '.'), commas = count_of(text, ',');

	if (dots && commas)
		return last_of(text, '.') > last_of(text, ',') ? '.' : ',';
	if (dots == 1)
		return last_of(text, '.') + 3 == text.len && well_grouped(text, '.') ? '\0' : '.';
	/* What is counted in whole numbers has no decimals, so there a comma can only group. */
	if (commas == 1)
		return places == 0 ? '\0' : ',';
	return '\0';
}

/* A number without its sign, as Dutch hands type it, in the wire form in `plain`; empty where it is none. */
static struct str plain_of(struct str text, int places, char plain[LONGEST])
{
	char       mark = decimal_mark(text, places);
	char       group = mark == '.' || (!mark && count_of(text, ',')) ? ',' : '.';
	size_t     end = mark ? last_of(text, mark) - 1 : text.len, length = 0;
	struct str whole = str_to(text, end);

	if (text.len > LONGEST || (str_find(whole, group) < whole.len && !well_grouped(whole, group)))
		return STR_NONE;
	for (size_t i = 0; i < text.len; i++) {
		if (i == end)
			plain[length++] = '.';
		else if (digit(text.at[i]))
			plain[length++] = text.at[i];
		else if (text.at[i] != group || i > end)
			return STR_NONE;
	}
	return (struct str){ plain, length };
}

static bool fixed_read(struct str text, int places, int64_t *value)
{
	char       plain[1 + LONGEST] = "-";
	bool       minus = str_starts(text, STR("-"));
	struct str number = plain_of(str_from(text, minus), places, plain + 1);

	if (number.len == 0)
		return false;
	return fixed_parse(minus ? (struct str){ plain, number.len + 1 } : number, places, value);
}

static struct str fixed_text(int64_t value, int places, bool short_form, struct arena *arena)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value, unit = 1;

	for (int i = 0; i < places; i++)
		unit *= 10;
	if (places == 0 || (short_form && size % unit == 0))
		return str_format(arena, "%s%" PRIu64, value < 0 ? "-" : "", size / unit);
	for (; short_form && size % 10 == 0; places--) {
		size /= 10;
		unit /= 10;
	}
	return str_format(
		arena, "%s%" PRIu64 ".%0*" PRIu64, value < 0 ? "-" : "", size / unit, places, size % unit);
}

/* Takes `mark` off the front, or else off the end. */
static bool take_mark(struct str *text, struct str mark)
{
	if (text->len >= mark.len && str_equal_nocase(str_to(*text, mark.len), mark))
		*text = str_from(*text, mark.len);
	else if (text->len >= mark.len && str_equal_nocase(str_from(*text, text->len - mark.len), mark))
		*text = str_to(*text, text->len - mark.len);
	else
		return false;
	return true;
}

/* Also without the spaces that do not break a line, as pages and spreadsheets put them beside the euro. */
static struct str trim_wide(struct str text)
{
	do
		text = str_trim(text);
	while (take_mark(&text, STR("\u00a0")) || take_mark(&text, STR("\u202f")));
	return text;
}

static struct str without_currency(struct str text)
{
	static const struct str marks[] = { STR_INIT("\u20ac"), STR_INIT("EURO"), STR_INIT("EUR") };

	text = trim_wide(text);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (take_mark(&text, marks[i]))
			return trim_wide(text);
	return text;
}

bool money_parse(struct str text, struct money *money)
{
	*money = (struct money){ 0 };
	if (text.len == 0)
		return true;
	money->known = fixed_parse(text, 2, &money->cents);
	return money->known;
}

bool money_read(struct str text, struct money *money)
{
	bool minus;

	*money = (struct money){ 0 };
	text = trim_wide(text);
	if (text.len == 0)
		return true;
	/* The sign stands before the euro, "-€ 5", or after it, "€ -5". */
	minus = str_starts(text, STR("-"));
	text = without_currency(str_from(text, minus));
	if (minus && str_starts(text, STR("-")))
		return false;
	/* "€ 1.234,-" is in whole euros. */
	if (str_ends(text, STR(",-")))
		text = str_to(text, text.len - 2);
	money->known = fixed_read(text, 2, &money->cents);
	if (money->known && minus)
		money->cents = -money->cents;
	return money->known;
}

struct str money_text(struct money money, struct arena *arena)
{
	return money.known ? fixed_text(money.cents, 2, false, arena) : STR_NONE;
}

bool count_parse(struct str text, struct count *count)
{
	*count = (struct count){ 0 };
	if (text.len == 0)
		return true;
	count->known = fixed_parse(text, 0, &count->value);
	return count->known;
}

bool count_read(struct str text, struct count *count)
{
	*count = (struct count){ 0 };
	text = str_trim(text);
	if (text.len == 0)
		return true;
	count->known = fixed_read(text, 0, &count->value);
	return count->known;
}

int count_compare(struct count a, struct count b)
{
	if (a.known != b.known)
		return a.known ? -1 : 1;
	return (a.value > b.value) - (a.value < b.value);
}

struct str count_text(struct count count, struct arena *arena)
{
	return count.known ? fixed_text(count.value, 0, false, arena) : STR_NONE;
}

bool decimal_parse(struct str text, struct decimal *decimal)
{
	*decimal = (struct decimal){ 0 };
	if (text.len == 0)
		return true;
	decimal->known = fixed_parse(text, 3, &decimal->thousandths);
	return decimal->known;
}

bool decimal_read(struct str text, struct decimal *decimal)
{
	*decimal = (struct decimal){ 0 };
	text = str_trim(text);
	if (text.len == 0)
		return true;
	decimal->known = fixed_read(text, 3, &decimal->thousandths);
	return decimal->known;
}

struct str decimal_text(struct decimal decimal, struct arena *arena)
{
	return decimal.known ? fixed_text(decimal.thousandths, 3, true, arena) : STR_NONE;
}
