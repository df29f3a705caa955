/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256

static const char hex_digits[] = "0123456789abcdef";

void buf_clear(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf){ 0 };
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t needed = buf->len + more + 1, room = buf->room ? buf->room : FIRST_ROOM;

	/* A length beyond this is a mistake: such text never fitted in memory. */
	assert(more < SIZE_MAX / 4 && buf->len < SIZE_MAX / 4);
	if (needed <= buf->room)
		return;
	while (room < needed)
		room *= 2;
	buf->at = memory_resize(buf->at, room);
	buf->room = room;
	buf->at[buf->len] = '\0';
}

void buf_add(struct buf *buf, struct str text)
{
	buf_reserve(buf, text.len);
	if (text.len)
		memcpy(buf->at + buf->len, text.at, text.len);
	buf->len += text.len;
	buf->at[buf->len] = '\0';
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, (struct str){ &c, 1 });
}

void buf_add_cstring(struct buf *buf, const char *text)
{
	buf_add(buf, str_of(text));
}

void buf_add_integer(struct buf *buf, int64_t value)
{
	char     digits[20];
	size_t   at = sizeof(digits);
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		digits[--at] = '-';
	buf_add(buf, (struct str){ digits + at, sizeof(digits) - at });
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int     length;

	assert(format);
	buf_reserve(buf, 0);
	va_start(args, format);
	length = vsnprintf(buf->at + buf->len, buf->room - buf->len, format, args);
	va_end(args);
	assert(length >= 0);
	if ((size_t)length >= buf->room - buf->len) {
		buf_reserve(buf, (size_t)length);
		va_start(args, format);
		vsnprintf(buf->at + buf->len, (size_t)length + 1, format, args);
		va_end(args);
	}
	buf->len += (size_t)length;
}

static const char *html_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void buf_add_html(struct buf *buf, struct str text)
{
	size_t plain = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *escape = html_escape(text.at[i]);

		if (!escape)
			continue;
		buf_add(buf, (struct str){ text.at + plain, i - plain });
		buf_add_cstring(buf, escape);
		plain = i + 1;
	}
	buf_add(buf, str_from(text, plain));
}

void buf_add_safe(struct buf *buf, struct safe_html html)
{
	buf_add(buf, html.text);
}

static bool url_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
		c == '.' || c == '_' || c == '~';
}

void buf_add_url(struct buf *buf, struct str text)
{
	buf_reserve(buf, text.len);
	for (size_t i = 0; i < text.len; i++) {
		if (url_unreserved(text.at[i]))
			buf_add_char(buf, text.at[i]);
		else
			buf_addf(buf, "%%%02X", (unsigned)(unsigned char)text.at[i]);
	}
}

static bool json_plain(char c)
{
	return (unsigned char)c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

static void add_json_escape(struct buf *buf, char c)
{
	switch (c) {
	case '"':
		buf_add_cstring(buf, "\\\"");
		break;
	case '\\':
		buf_add_cstring(buf, "\\\\");
		break;
	case '\n':
		buf_add_cstring(buf, "\\n");
		break;
	case '\r':
		buf_add_cstring(buf, "\\r");
		break;
	case '\t':
		buf_add_cstring(buf, "\\t");
		break;
	default:
		buf_addf(buf, "\\u%04x", (unsigned)(unsigned char)c);
	}
}

void buf_add_json(struct buf *buf, struct str text)
{
	size_t plain = 0;

	buf_add_char(buf, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (json_plain(text.at[i]))
			continue;
		buf_add(buf, (struct str){ text.at + plain, i - plain });
		add_json_escape(buf, text.at[i]);
		plain = i + 1;
	}
	buf_add(buf, str_from(text, plain));
	buf_add_char(buf, '"');
}

void buf_add_hex(struct buf *buf, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	buf_reserve(buf, 2 * count);
	for (size_t i = 0; i < count; i++) {
		buf_add_char(buf, hex_digits[byte[i] >> 4]);
		buf_add_char(buf, hex_digits[byte[i] & 15]);
	}
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){ buf->at, buf->len };
}

struct str buf_copy(const struct buf *buf, struct arena *arena)
{
	return str_copy(arena, buf_str(buf));
}
