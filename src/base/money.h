/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Money and other counted things, whole numbers only; each knows whether it is known: unknown is never 0.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include "base/str.h"

struct money   { int64_t cents;       bool known; };    /* euro cents */
struct count   { int64_t value;       bool known; };    /* inhabitants, places in an order, years */
struct decimal { int64_t thousandths; bool known; };    /* a result figure: three decimals are enough */

/* For qsort: smaller first, unknown last. */
int count_compare(struct count a, struct count b);

/* "1234.56", "1234", "-5.00": the wire form. Empty is unknown. False where it is none or overflows. */
bool money_parse(struct str text, struct money *money);
/* The same and what Dutch hands type: "1.234,56", "EUR 1.234", "€ 12,5". A lone dot before exactly three digits groups
 * thousands, a lone comma begins decimals: "1,234" is refused as money, which has two, and read by count_read, which has none.
 * "1,234.56" can be read in one way only, and is. */
bool money_read(struct str text, struct money *money);
struct str money_text(struct money money, struct arena *arena);
bool count_parse(struct str text, struct count *count);
bool count_read(struct str text, struct count *count);
struct str count_text(struct count count, struct arena *arena);
bool decimal_parse(struct str text, struct decimal *decimal);
bool decimal_read(struct str text, struct decimal *decimal);
struct str decimal_text(struct decimal decimal, struct arena *arena);

#endif
