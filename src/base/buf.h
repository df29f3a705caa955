/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text under construction, on the heap, growing by itself. Escaping is chosen by the function called: buf_add_html is the
 * one for pages; what is markup already has the type `struct safe_html`, made only by the template engine, the Markdown
 * renderer and the SVG drawer, so that forgetting to escape does not compile.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char  *at;      /* always NUL-terminated once something was added */
	size_t len, room;
};

struct safe_html {
	struct str text;
};

void buf_clear(struct buf *buf);                        /* frees; a zero-filled buf is ready for use */
void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct str text);         /* bytes as they are: not for pages */
void buf_add_char(struct buf *buf, char c);
void buf_add_cstring(struct buf *buf, const char *text);
void buf_add_integer(struct buf *buf, int64_t value);   /* in decimals, with its sign where negative */
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_add_html(struct buf *buf, struct str text);    /* & < > " ' escaped: right in text and in quoted attributes */
void buf_add_safe(struct buf *buf, struct safe_html html);
void buf_add_url(struct buf *buf, struct str text);     /* percent-encoded: all but RFC 3986 unreserved */
void buf_add_json(struct buf *buf, struct str text);    /* with the quotes; also < and > and & as \u00xx: safe inside HTML */
void buf_add_hex(struct buf *buf, const void *bytes, size_t count);
struct str buf_str(const struct buf *buf);              /* a view, until the next change */
struct str buf_copy(const struct buf *buf, struct arena *arena);

#endif
