/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of the product in the reader's language. Sources are English; Dutch comes from po/nl.po, compiled into the program.
 * No setlocale: a request carries its language.
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/day.h"
#include "base/moment.h"
#include "base/money.h"

enum language { LANGUAGE_NL, LANGUAGE_EN, LANGUAGE_COUNT };

const char   *language_code(enum language language);            /* "nl", "en" */
bool          language_parse(struct str code, enum language *language);     /* "nl", "nl-NL", "en-GB" */
/* The best of ours for an Accept-Language field (RFC 9110 12.5.4); `otherwise` where none fits. */
enum language language_accepted(struct str accept_language, enum language otherwise);

/* `english` in `language`; itself where no translation stands. */
struct str language_text(enum language language, const char *english);
/* With {0} {1} {2} filled in. */
struct str language_fill(enum language language, struct arena *arena, const char *english,
	struct str a, struct str b, struct str c);
/* `one` or `many` by count, {0} being the count. */
struct str language_plural(enum language language, struct arena *arena, const char *one, const char *many, int64_t count);

/* For people: "22 mei 2024" or "22 May 2024", "mei 2024", "2024"; "nog niet bekend" where unknown. */
struct str language_day(enum language language, struct arena *arena, struct day day);
struct str language_day_short(enum language language, struct arena *arena, struct day day);     /* 22-5-2024 | 22/05/2024 */
/* "1 januari 2024 t/m 31 december 2026", "vanaf 2024", "t/m 2026"; one day where both are; unknown where both are. */
struct str language_period(enum language language, struct arena *arena, struct day from, struct day until);
struct str language_moment(enum language language, struct arena *arena, struct moment moment);  /* 22 mei 2024, 09:30 */
struct str language_count(enum language language, struct arena *arena, struct count count);     /* 25.000 | 25,000 */
struct str language_money(enum language language, struct arena *arena, struct money money);     /* € 1.234,56 | €1,234.56 */
struct str language_decimal(enum language language, struct arena *arena, struct decimal decimal);

#endif
