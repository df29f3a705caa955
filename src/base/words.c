/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/words.h"

int words_value(const struct words *words, struct str wire)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->at[i].wire && str_is(wire, words->at[i].wire))
			return (int)i;
	return -1;
}

static const struct word *word_of(const struct words *words, int value)
{
	return &words->at[value > 0 && (size_t)value < words->count ? value : 0];
}

const char *words_wire(const struct words *words, int value)
{
	return word_of(words, value)->wire;
}

const char *words_label(const struct words *words, int value)
{
	return word_of(words, value)->label;
}
