/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include "base/words.h"

enum colour { COLOUR_UNKNOWN, GREEN, AMBER };

static const struct word table[] = {
	{ "", "not yet known" }, [AMBER] = { "amber", "Amber" }, [GREEN] = { "green", "Green" }
};
static const struct words colours = WORDS_OF(table);

TEST(a_word_has_the_value_it_stands_at)
{
	CHECK_NUMBER(words_value(&colours, STR("green")), GREEN);
	CHECK_NUMBER(words_value(&colours, STR("amber")), AMBER);
	CHECK_NUMBER(words_value(&colours, STR_NONE), COLOUR_UNKNOWN);
	CHECK_NUMBER(words_value(&colours, STR("Green")), -1);
	CHECK_NUMBER(words_value(&colours, STR("gree")), -1);
	CHECK_NUMBER(words_value(&colours, STR("greens")), -1);
}

TEST(a_value_outside_the_table_is_shown_as_unknown)
{
	CHECK_STR(str_of(words_wire(&colours, AMBER)), "amber");
	CHECK_STR(str_of(words_label(&colours, GREEN)), "Green");
	CHECK_STR(str_of(words_wire(&colours, COLOUR_UNKNOWN)), "");
	CHECK_STR(str_of(words_label(&colours, 3)), "not yet known");
	CHECK_STR(str_of(words_label(&colours, -1)), "not yet known");
}
