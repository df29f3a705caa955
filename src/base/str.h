/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text: bytes of UTF-8 with a length, never changed in place. An empty text and an absent one are the same: len 0.
 * A `struct str` owns nothing; the bytes live as long as the arena or the literal they came from.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct str {
	const char *at;
	size_t      len;
};

#define STR(literal)      ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_INIT(literal) { "" literal, sizeof(literal) - 1 }   /* the same, for static tables */
#define STR_NONE          ((struct str){ NULL, 0 })
/* For printf: printf("%.*s", STR_ARG(text)) */
#define STR_ARG(text)     (int)(text).len, (text).at ? (text).at : ""

struct str str_of(const char *cstring);                          /* NULL gives an empty text */
bool str_equal(struct str a, struct str b);
bool str_is(struct str a, const char *cstring);
bool str_equal_nocase(struct str a, struct str b);               /* ASCII letters only: field names, hosts */
int  str_compare(struct str a, struct str b);                    /* by bytes: <0, 0, >0 */
bool str_starts(struct str text, struct str prefix);
bool str_ends(struct str text, struct str suffix);
struct str str_from(struct str text, size_t start);              /* the rest from byte `start`; empty beyond the end */
struct str str_to(struct str text, size_t end);                  /* the first `end` bytes at most */
struct str str_trim(struct str text);                            /* without white space at both ends */
/* Position of the first `c`; text.len where there is none. */
size_t str_find(struct str text, char c);
/* Position of `part` in `text`; SIZE_MAX where there is none. */
size_t str_search(struct str text, struct str part);
/* Takes the part before `separator` off the front of *rest; false once *rest is used up. "a,,b" gives a, (empty), b; "a," only a. */
bool str_next(struct str *rest, char separator, struct str *part);

struct str  str_copy(struct arena *arena, struct str text);
/* NUL-terminated copy, for the line that calls a C library. */
const char *str_cstring(struct arena *arena, struct str text);
struct str  str_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str  str_join(struct arena *arena, const struct str *parts, size_t count, struct str separator);
/* "{0}", "{1}", "{2}" in `pattern` replaced by arg[0..2]. */
struct str  str_fill(struct arena *arena, struct str pattern, const struct str arg[3]);

/* Whole text is a whole decimal number, with an optional minus, within int64. */
bool str_integer(struct str text, int64_t *value);
/* Bytes of the control character (U+0000 to U+001F, U+007F to U+009F) at a place in UTF-8, other than tab, line feed and carriage return;
   0: there is none. */
size_t str_control_at(struct str text, size_t at);
/* Well-formed UTF-8 without NUL or control characters other than tab, line feed and carriage return. */
bool str_is_text(struct str text);
/* Number of code points of well-formed UTF-8. */
size_t str_length(struct str text);
/* ASCII letters lowered, by copy. */
struct str str_lower(struct arena *arena, struct str text);
/* "Vrijetijdseconomie & retail" -> "vrijetijdseconomie-retail": what stands in an address. Accents are dropped; may be empty. */
struct str str_slug(struct arena *arena, struct str text);

#endif
