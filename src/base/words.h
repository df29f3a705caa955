/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words: the fixed values of an enum, each with its wire word (database, JSON, URL) and its label on the screen.
 * The zero of every enum means unknown and has the wire word "" and the label it is shown with.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/str.h"

struct word {
	const char *wire;
	const char *label;              /* English; translated when shown */
};

struct words {
	const struct word *at;          /* indexed by the enum's value */
	size_t             count;
};

#define WORDS_OF(table) { table, sizeof(table) / sizeof((table)[0]) }

/* The enum's value; -1 where there is no such word. */
int         words_value(const struct words *words, struct str wire);
/* Of a value outside the table: those of the zero. */
const char *words_wire(const struct words *words, int value);
const char *words_label(const struct words *words, int value);

#endif
