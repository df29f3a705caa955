/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The translations of one language, made from its po file by tools/po_table.py. For language.c only.
 */
#ifndef BASE_LANGUAGE_CATALOGUE_H
#define BASE_LANGUAGE_CATALOGUE_H

#include <stddef.h>

struct translation {
	const char *english, *translated;
};

struct language_catalogue {
	const struct translation *at;           /* sorted by the bytes of `english`, each once */
	size_t                    count;
};

extern const struct language_catalogue language_catalogue_nl;

#endif
