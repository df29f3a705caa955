/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/buf.h"

struct str str_of(const char *cstring)
{
	return cstring ? (struct str){ cstring, strlen(cstring) } : STR_NONE;
}

bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(struct str a, const char *cstring)
{
	return str_equal(a, str_of(cstring));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_equal_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	return true;
}

int str_compare(struct str a, struct str b)
{
	size_t shortest = a.len < b.len ? a.len : b.len;
	int    order = shortest ? memcmp(a.at, b.at, shortest) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str text, struct str prefix)
{
	return str_equal(str_to(text, prefix.len), prefix);
}

bool str_ends(struct str text, struct str suffix)
{
	return text.len >= suffix.len && str_equal(str_from(text, text.len - suffix.len), suffix);
}

struct str str_from(struct str text, size_t start)
{
	return start < text.len ? (struct str){ text.at + start, text.len - start } : STR_NONE;
}

struct str str_to(struct str text, size_t end)
{
	return end < text.len ? (struct str){ text.at, end } : text;
}

static bool white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
	while (text.len && white(text.at[0]))
		text = str_from(text, 1);
	while (text.len && white(text.at[text.len - 1]))
		text.len--;
	return text;
}

size_t str_find(struct str text, char c)
{
	const char *found = text.len ? memchr(text.at, c, text.len) : NULL;

	return found ? (size_t)(found - text.at) : text.len;
}

size_t str_search(struct str text, struct str part)
{
	const char *found;

	if (part.len == 0)
		return 0;
	found = text.len ? memmem(text.at, text.len, part.at, part.len) : NULL;
	return found ? (size_t)(found - text.at) : SIZE_MAX;
}

bool str_next(struct str *rest, char separator, struct str *part)
{
	size_t end = str_find(*rest, separator);

	if (rest->len == 0) {
		*part = STR_NONE;
		return false;
	}
	*part = str_to(*rest, end);
	*rest = str_from(*rest, end + 1);
	return true;
}

const char *str_cstring(struct arena *arena, struct str text)
{
	char *copy = arena_take(arena, text.len + 1);

	if (text.len)
		memcpy(copy, text.at, text.len);
	return copy;
}

struct str str_copy(struct arena *arena, struct str text)
{
	return text.len ? (struct str){ str_cstring(arena, text), text.len } : STR_NONE;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	int     length;
	char   *at;

	assert(format);
	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(length >= 0);
	at = arena_take(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(at, (size_t)length + 1, format, args);
	va_end(args);
	return (struct str){ at, (size_t)length };
}

static struct str take_from_buf(struct buf *buf, struct arena *arena)
{
	struct str text = buf_copy(buf, arena);

	buf_clear(buf);
	return text;
}

struct str str_join(struct arena *arena, const struct str *parts, size_t count, struct str separator)
{
	struct buf buf = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add(&buf, separator);
		buf_add(&buf, parts[i]);
	}
	return take_from_buf(&buf, arena);
}

/* The number of the placeholder "{0}", "{1}" or "{2}" that `text` begins with; -1 for none. */
static int placeholder(struct str text)
{
	bool is = text.len >= 3 && text.at[0] == '{' && text.at[1] >= '0' && text.at[1] <= '2' &&
		text.at[2] == '}';

	return is ? text.at[1] - '0' : -1;
}

struct str str_fill(struct arena *arena, struct str pattern, const struct str arg[3])
{
	struct buf buf = { 0 };

	while (pattern.len) {
		size_t plain = str_find(pattern, '{');
		int    number;

		buf_add(&buf, str_to(pattern, plain));
		pattern = str_from(pattern, plain);
		number = placeholder(pattern);
		if (number >= 0)
			buf_add(&buf, arg[number]);
		else
			buf_add(&buf, str_to(pattern, 1));
		pattern = str_from(pattern, number >= 0 ? 3 : 1);
	}
	return take_from_buf(&buf, arena);
}

bool str_integer(struct str text, int64_t *value)
{
	bool    minus = str_starts(text, STR("-"));
	int64_t sum = 0;

	text = str_from(text, minus);
	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int digit = text.at[i] - '0';

		/* Summed in its own sign: the least int64 has no positive twin. */
		if (digit < 0 || digit > 9 || __builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, minus ? -digit : digit, &sum))
			return false;
	}
	*value = sum;
	return true;
}

size_t str_control_at(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at];

	if (c < ' ')
		return c != '\t' && c != '\n' && c != '\r';
	/* U+0080 to U+009F begin with 0xC2. */
	if (c == 0xc2 && at + 1 < text.len && (unsigned char)text.at[at + 1] < 0xa0)
		return 2;
	return c == 0x7f;
}

bool str_is_text(struct str text)
{
	if (text.len && u8_check((const uint8_t *)text.at, text.len))
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (str_control_at(text, i))
			return false;
	return true;
}

size_t str_length(struct str text)
{
	size_t length = 0;

	for (size_t i = 0; i < text.len; i++)
		length += ((unsigned char)text.at[i] & 0xc0) != 0x80;
	return length;
}

struct str str_lower(struct arena *arena, struct str text)
{
	char *copy = arena_copy(arena, text.at, text.len);

	for (size_t i = 0; i < text.len; i++)
		copy[i] = lower(copy[i]);
	return (struct str){ copy, text.len };
}

/* Letters that Unicode does not take apart into an ASCII letter and an accent. */
static const struct {
	ucs4_t      letter;
	const char *ascii;
} plain_letters[] = {
	{ 0x00c6, "ae" },
	{ 0x00d0, "d" },
	{ 0x00d8, "o" },
	{ 0x00de, "th" },
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0110, "d" },
	{ 0x0111, "d" },
	{ 0x0131, "i" },
	{ 0x0141, "l" },
	{ 0x0142, "l" },
	{ 0x0152, "oe" },
	{ 0x0153, "oe" },
	{ 0x1e9e, "ss" },
};

static bool combining_accent(ucs4_t c)
{
	return c >= 0x0300 && c <= 0x036f;
}

/* An apostrophe joins: "foto's" is "fotos". */
static bool apostrophe(ucs4_t c)
{
	return c == '\'' || c == 0x2018 || c == 0x2019;
}

static const char *plain_letter(ucs4_t c)
{
	for (size_t i = 0; i < sizeof(plain_letters) / sizeof(plain_letters[0]); i++)
		if (plain_letters[i].letter == c)
			return plain_letters[i].ascii;
	return NULL;
}

static void slug_add(struct buf *slug, ucs4_t c, bool *gap)
{
	char        one[2] = { c < 0x80 ? lower((char)c) : '\0', '\0' };
	bool        kept = (one[0] >= 'a' && one[0] <= 'z') || (one[0] >= '0' && one[0] <= '9');
	const char *letters = kept ? one : plain_letter(c);

	if (combining_accent(c) || apostrophe(c))
		return;
	if (!letters) {
		*gap = true;
		return;
	}
	if (*gap && slug->len)
		buf_add_char(slug, '-');
	*gap = false;
	buf_add_cstring(slug, letters);
}

struct str str_slug(struct arena *arena, struct str text)
{
	size_t     len = 0;
	uint8_t   *apart;
	struct buf slug = { 0 };
	bool       gap = false;

	if (text.len == 0)
		return STR_NONE;
	/* NULL where it is no UTF-8: of that no slug can be made. */
	apart = u8_normalize(UNINORM_NFKD, (const uint8_t *)text.at, text.len, NULL, &len);
	for (size_t i = 0; apart && i < len;) {
		ucs4_t c;

		i += (size_t)u8_mbtouc(&c, apart + i, len - i);
		slug_add(&slug, c, &gap);
	}
	free(apart);
	return take_from_buf(&slug, arena);
}
