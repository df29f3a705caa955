/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

TEST(an_empty_text_and_an_absent_one_are_the_same)
{
	CHECK(str_equal(STR_NONE, STR("")));
	CHECK(str_equal(str_of(NULL), str_of("")));
	CHECK(str_is(STR_NONE, ""));
	CHECK(str_is(STR(""), NULL));
	CHECK_NUMBER(str_compare(STR_NONE, STR("")), 0);
	CHECK(str_equal_nocase(STR_NONE, STR("")));
	CHECK(str_starts(STR_NONE, STR_NONE));
	CHECK(str_ends(STR_NONE, STR_NONE));
	CHECK_NUMBER(str_find(STR_NONE, 'a'), 0);
	CHECK_STR(str_trim(STR_NONE), "");
	CHECK_STR(str_from(STR_NONE, 0), "");
	CHECK_STR(str_to(STR_NONE, 5), "");
	CHECK_STR(str_copy(test_arena(), STR_NONE), "");
	CHECK_STR(str_lower(test_arena(), STR_NONE), "");
	CHECK_STR(str_slug(test_arena(), STR_NONE), "");
	CHECK_STR(str_join(test_arena(), NULL, 0, STR(", ")), "");
	CHECK_NUMBER(strlen(str_cstring(test_arena(), STR_NONE)), 0);
	CHECK(str_is_text(STR_NONE));
}

TEST(texts_sort_by_their_bytes_the_shorter_first)
{
	CHECK(str_compare(STR("a"), STR("b")) < 0);
	CHECK(str_compare(STR("b"), STR("a")) > 0);
	CHECK(str_compare(STR("a"), STR("ab")) < 0);
	CHECK(str_compare(STR("Z"), STR("a")) < 0);
	CHECK(str_compare(STR("z"), STR("\u00e9")) < 0);
	CHECK(str_compare(STR("a\0b"), STR("a\0c")) < 0);
	CHECK_NUMBER(str_compare(STR("ab"), STR("ab")), 0);
}

TEST(only_ascii_letters_are_the_same_in_either_case)
{
	CHECK(str_equal_nocase(STR("Content-Type"), STR("content-type")));
	CHECK(!str_equal_nocase(STR("\u00c9"), STR("\u00e9")));
	CHECK(!str_equal_nocase(STR("@"), STR("`")));
	CHECK(!str_equal_nocase(STR("ab"), STR("abc")));
}

TEST(parts_of_a_text_stay_within_it)
{
	CHECK_STR(str_from(STR("Zevenaar"), 5), "aar");
	CHECK_STR(str_from(STR("Zevenaar"), 8), "");
	CHECK_STR(str_from(STR("Zevenaar"), 99), "");
	CHECK_STR(str_to(STR("Zevenaar"), 3), "Zev");
	CHECK_STR(str_to(STR("Zevenaar"), 99), "Zevenaar");
	CHECK(str_starts(STR("/lev/plan"), STR("/lev")));
	CHECK(!str_starts(STR("/le"), STR("/lev")));
	CHECK(str_ends(STR("plan.pdf"), STR(".pdf")));
	CHECK(!str_ends(STR("pdf"), STR(".pdf")));
	CHECK_STR(str_trim(STR(" \t\r\n Duiven \v\f ")), "Duiven");
	CHECK_STR(str_trim(STR("  ")), "");
}

TEST(a_part_is_found_at_its_first_place)
{
	CHECK_NUMBER(str_find(STR("a=b=c"), '='), 1);
	CHECK_NUMBER(str_find(STR("abc"), '='), 3);
	CHECK_NUMBER(str_search(STR("aabaab"), STR("ab")), 1);
	CHECK_NUMBER(str_search(STR("abc"), STR("")), 0);
	CHECK(str_search(STR("abc"), STR("abcd")) == SIZE_MAX);
	CHECK(str_search(STR_NONE, STR("a")) == SIZE_MAX);
}

TEST(a_list_gives_its_parts_one_by_one)
{
	static const struct {
		const char *list, *parts;
	} rows[] = {
		{ "", "" },
		{ "a", "[a]" },
		{ "a,b", "[a][b]" },
		{ "a,,b", "[a][][b]" },
		{ "a,", "[a]" },
		{ ",a", "[][a]" },
		{ ",", "[]" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str rest = str_of(rows[i].list), part, parts = STR_NONE;

		while (str_next(&rest, ',', &part))
			parts = str_format(test_arena(), "%.*s[%.*s]", STR_ARG(parts), STR_ARG(part));
		CHECK_STR(parts, rows[i].parts);
		CHECK_NUMBER(rest.len, 0);
	}
}

TEST(a_text_is_made_from_others)
{
	const struct str parts[] = { STR("Doesburg"), STR_NONE, STR("Duiven") };

	CHECK_STR(str_join(test_arena(), parts, 3, STR(", ")), "Doesburg, , Duiven");
	CHECK_STR(str_join(test_arena(), parts, 1, STR(", ")), "Doesburg");
	CHECK_STR(str_format(test_arena(), "%d of %.*s", 3, STR_ARG(parts[0])), "3 of Doesburg");
	CHECK_STR(str_format(test_arena(), "%.*s", STR_ARG(STR_NONE)), "");
	CHECK_STR(str_lower(test_arena(), STR("LEV \u00c9\u00e9n")), "lev \u00c9\u00e9n");
	CHECK_NUMBER(strlen(str_cstring(test_arena(), STR("LEV"))), 3);
}

TEST(placeholders_are_filled_once)
{
	static const struct {
		const char *pattern, *filled;
	} rows[] = {
		{ "", "" },
		{ "no placeholder", "no placeholder" },
		{ "{0}", "A" },
		{ "{2}{1}{0}", "{0}BA" },
		{ "{0} and {0}", "A and A" },
		{ "{3} {x} {} { {0", "{3} {x} {} { {0" },
		{ "{{0}}", "{A}" },
		{ "{0", "{0" },
		{ "{", "{" },
	};
	/* What stands in an argument is text, never a placeholder. */
	const struct str arg[3] = { STR("A"), STR("B"), STR("{0}") };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(str_fill(test_arena(), str_of(rows[i].pattern), arg), rows[i].filled);
}

TEST(a_whole_number_is_digits_within_int64)
{
	static const struct {
		const char *text, *read;
	} rows[] = {
		{ "0", "0" },
		{ "-0", "0" },
		{ "007", "7" },
		{ "-12", "-12" },
		{ "9223372036854775807", "9223372036854775807" },
		{ "-9223372036854775808", "-9223372036854775808" },
		{ "9223372036854775808", "refused" },
		{ "-9223372036854775809", "refused" },
		{ "99999999999999999999999999", "refused" },
		{ "", "refused" },
		{ "-", "refused" },
		{ "+1", "refused" },
		{ " 1", "refused" },
		{ "1 ", "refused" },
		{ "1.0", "refused" },
		{ "1e3", "refused" },
		{ "--1", "refused" },
		{ "0x10", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t value = 42;
		bool    is = str_integer(str_of(rows[i].text), &value);

		CHECK_STR(is ? str_format(test_arena(), "%lld", (long long)value) : STR("refused"),
			rows[i].read);
		CHECK(is || value == 42);
	}
	CHECK(!str_integer(STR("1\0"), &(int64_t){ 0 }));
}

TEST(text_is_well_formed_and_without_control_characters)
{
	static const struct {
		struct str text;
		bool       is;
	} rows[] = {
		{ STR_INIT("Zevenaar"), true },
		{ STR_INIT("a\tb\r\nc"), true },
		{ STR_INIT("\u00a0\u00e9\u20ac\U0001f6b2"), true },
		{ STR_INIT("a\0b"), false },
		{ STR_INIT("\x01"), false },
		{ STR_INIT("\x1b[31m"), false },
		{ STR_INIT("\x7f"), false },
		{ STR_INIT("\xc2\x80"), false },        /* U+0080 */
		{ STR_INIT("\xc2\x9f"), false },
		{ STR_INIT("\x80"), false },            /* a continuation of nothing */
		{ STR_INIT("\xc3"), false },            /* cut off */
		{ STR_INIT("\xc0\xaf"), false },        /* overlong / */
		{ STR_INIT("\xed\xa0\x80"), false },    /* a surrogate */
		{ STR_INIT("\xf4\x90\x80\x80"), false },/* beyond U+10FFFF */
		{ STR_INIT("\xff"), false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_is_text(rows[i].text) != rows[i].is)
			fail_msg("row %zu", i);
}

TEST(length_is_in_code_points)
{
	CHECK_NUMBER(str_length(STR("")), 0);
	CHECK_NUMBER(str_length(STR("abc")), 3);
	CHECK_NUMBER(str_length(STR("\u00e9\u20ac\U0001f6b2")), 3);
	CHECK_NUMBER(str_length(STR("e\u0301")), 2);
}

TEST(a_slug_is_what_stands_in_an_address)
{
	static const struct {
		const char *text, *slug;
	} rows[] = {
		{ "Vrijetijdseconomie & retail", "vrijetijdseconomie-retail" },
		{ "  Logistiek  ", "logistiek" },
		{ "'s-Heerenberg", "s-heerenberg" },
		{ "Foto\u2019s en video's", "fotos-en-videos" },
		{ "Co\u00f6rdinatie \u00e9n re\u00fcnie", "coordinatie-en-reunie" },
		{ "Coo\u0308rdinatie", "coordinatie" },
		{ "Stra\u00dfe, \u00d8re, \u0141\u00f3d\u017a", "strasse-ore-lodz" },
		{ "\u0132ssel, \ufb01ets, 50 m\u00b2", "ijssel-fiets-50-m2" },
		{ "M-07", "m-07" },
		{ "a/b\\c?d#e%20", "a-b-c-d-e-20" },
		{ "---", "" },
		{ "\u65e5\u672c", "" },
		{ "plan \u65e5 2024", "plan-2024" },
		{ "../../etc", "etc" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(str_slug(test_arena(), str_of(rows[i].text)), rows[i].slug);
	CHECK_STR(str_slug(test_arena(), STR("\xff\xfe")), "");
}
