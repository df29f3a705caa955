/* SPDX-License-Identifier: EUPL-1.2 */
/* What comes in as bytes: paths, queries, forms, cookies. Nothing here trusts anything; fuzz/form.c and fuzz/path.c feed it. */
#ifndef HTTP_PARSE_H
#define HTTP_PARSE_H

#include "http/request.h"

enum { FIELDS_MOST = 1000 };

/* application/x-www-form-urlencoded (WHATWG URL, 5.1). False: too many fields, or a name or value that is no UTF-8 text. */
bool parse_form(struct str text, struct arena *arena, struct pairs *pairs);
/* "a=1; b=2" (RFC 6265 4.2.1). What is no pair is skipped. */
void parse_cookies(struct str text, struct arena *arena, struct pairs *pairs);
/*
 * A request target in origin form: path decoded once, query parsed. False: no "/" in front, a NUL, "..", "//", a backslash, no UTF-8,
 * or too many fields.
 */
bool parse_target(struct str target, struct arena *arena, struct str *path, struct pairs *query);
/* Whether a field name is a token (RFC 9110 5.6.2). */
bool parse_is_token(struct str name);

#endif
