/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include "base/money.h"

struct reading {
	const char *text, *read;
};

/* What a reader makes of a text, in the wire form; "unknown", or "refused", and then it is unknown. */
static struct str money(bool (*reader)(struct str text, struct money *money), const char *text)
{
	struct money read = { 42, true };
	bool         is = reader(str_of(text), &read);

	CHECK(is || !read.known);
	return !is ? STR("refused") : read.known ? money_text(read, test_arena()) : STR("unknown");
}

static struct str count(bool (*reader)(struct str text, struct count *count), const char *text)
{
	struct count read = { 42, true };
	bool         is = reader(str_of(text), &read);

	CHECK(is || !read.known);
	return !is ? STR("refused") : read.known ? count_text(read, test_arena()) : STR("unknown");
}

static struct str decimal(bool (*reader)(struct str text, struct decimal *decimal), const char *text)
{
	struct decimal read = { 42, true };
	bool           is = reader(str_of(text), &read);

	CHECK(is || !read.known);
	return !is ? STR("refused") : read.known ? decimal_text(read, test_arena()) : STR("unknown");
}

TEST(the_wire_form_of_money_has_a_dot_and_at_most_two_decimals)
{
	static const struct reading rows[] = {
		{ "", "unknown" },
		{ "0", "0.00" },
		{ "1234", "1234.00" },
		{ "1234.56", "1234.56" },
		{ "1234.5", "1234.50" },
		{ "-5.00", "-5.00" },
		{ "-0.01", "-0.01" },
		{ "0.07", "0.07" },
		{ "92233720368547758.07", "92233720368547758.07" },
		{ "-92233720368547758.08", "-92233720368547758.08" },
		{ "92233720368547758.08", "refused" },
		{ "-92233720368547758.09", "refused" },
		{ "92233720368547759", "refused" },
		{ "9223372036854775807", "refused" },
		{ "99999999999999999999999999999999999999999999", "refused" },
		{ "1234.567", "refused" },
		{ "1234,56", "refused" },
		{ "1.234,56", "refused" },
		{ "1234.", "refused" },
		{ ".5", "refused" },
		{ "-", "refused" },
		{ "-.5", "refused" },
		{ ".", "refused" },
		{ "+5", "refused" },
		{ "--5", "refused" },
		{ "1.2.3", "refused" },
		{ " 5", "refused" },
		{ "5 ", "refused" },
		{ "1e3", "refused" },
		{ "EUR 5", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(money(money_parse, rows[i].text), rows[i].read);
	CHECK_STR(money_text((struct money){ 0, false }, test_arena()), "");
}

TEST(money_is_read_as_dutch_hands_type_it)
{
	static const struct reading rows[] = {
		{ "", "unknown" },
		{ " ", "unknown" },
		{ "1234.56", "1234.56" },
		{ "1.234,56", "1234.56" },
		{ "1234,56", "1234.56" },
		{ "1.234.567,89", "1234567.89" },
		{ "1.234.567", "1234567.00" },
		{ "1.234", "1234.00" },
		{ "12.345", "12345.00" },
		{ "12.5", "12.50" },
		{ "12.50", "12.50" },
		{ "12,5", "12.50" },
		{ "EUR 1.234", "1234.00" },
		{ "eur1.234", "1234.00" },
		{ "\u20ac 12,5", "12.50" },
		{ "\u20ac12,50", "12.50" },
		{ "\u20ac\u00a01.234,56", "1234.56" },
		{ "\u00a0\u20ac\u202f5\u00a0", "5.00" },
		{ "1.234 euro", "1234.00" },
		{ "12,50 \u20ac", "12.50" },
		{ "1.234,-", "1234.00" },
		{ "\u20ac 5,-", "5.00" },
		{ "-5", "-5.00" },
		{ "- 5", "-5.00" },
		{ "\u20ac -5,25", "-5.25" },
		{ "-\u20ac 5,25", "-5.25" },
		{ "0", "0.00" },
		{ "0,05", "0.05" },
		/* English, and clear: the last mark stands alone and those before it group in threes. */
		{ "1,234.56", "1234.56" },
		{ "1,234,567.89", "1234567.89" },
		{ "1,234,567", "1234567.00" },
		/* English or Dutch: a factor of a thousand apart. */
		{ "1,234", "refused" },
		{ "12,345", "refused" },
		{ "0.123", "refused" },
		{ "0,123", "refused" },
		{ "1234.567", "refused" },
		{ "0.123.456", "refused" },
		{ "1.23,45", "refused" },
		{ "1,23.45", "refused" },
		{ "1.234.56", "refused" },
		{ "1.2345", "refused" },
		{ "1.234,567", "refused" },
		{ "12.34.567", "refused" },
		{ "1..234", "refused" },
		{ "1.,5", "refused" },
		{ ".234", "refused" },
		{ "1.234.", "refused" },
		{ "1,234,", "refused" },
		{ ",5", "refused" },
		{ "5,", "refused" },
		{ ",", "refused" },
		{ ",-", "refused" },
		{ "EUR", "refused" },
		{ "\u20ac", "refused" },
		{ "EUR EUR 5", "refused" },
		{ "-", "refused" },
		{ "--5", "refused" },
		{ "-\u20ac -5", "refused" },
		{ "+5", "refused" },
		{ "1 234", "refused" },
		{ "5%", "refused" },
		{ "vijf", "refused" },
		{ "$ 5", "refused" },
		{ "92.233.720.368.547.758,07", "92233720368547758.07" },
		{ "92.233.720.368.547.758,08", "refused" },
		{ "999.999.999.999.999.999.999.999.999.999.999.999.999", "refused" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(money(money_read, rows[i].text), rows[i].read);
}

TEST(a_count_is_whole)
{
	static const struct reading wire[] = {
		{ "", "unknown" },
		{ "0", "0" },
		{ "25000", "25000" },
		{ "-3", "-3" },
		{ "9223372036854775807", "9223372036854775807" },
		{ "-9223372036854775808", "-9223372036854775808" },
		{ "9223372036854775808", "refused" },
		{ "25.000", "refused" },
		{ "25,000", "refused" },
		{ "1.0", "refused" },
		{ " 1", "refused" },
	};
	static const struct reading typed[] = {
		{ " 25000 ", "25000" },
		{ "25.000", "25000" },
		{ "25,000", "25000" },
		{ "1.234.567", "1234567" },
		{ "1,234,567", "1234567" },
		{ "2.5", "refused" },
		{ "2,5", "refused" },
		{ "1.234,5", "refused" },
		{ "1,234.0", "refused" },
		{ "0,500", "refused" },
		{ "1.234,567", "refused" },
		{ "ongeveer 25.000", "refused" },
	};

	for (size_t i = 0; i < sizeof(wire) / sizeof(wire[0]); i++)
		CHECK_STR(count(count_parse, wire[i].text), wire[i].read);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		CHECK_STR(count(count_read, typed[i].text), typed[i].read);
	CHECK_STR(count_text((struct count){ 0, false }, test_arena()), "");
}

TEST(a_decimal_has_at_most_three_decimals_and_no_idle_zeros)
{
	static const struct reading wire[] = {
		{ "", "unknown" },
		{ "0", "0" },
		{ "12", "12" },
		{ "12.500", "12.5" },
		{ "1.234", "1.234" },
		{ "-0.125", "-0.125" },
		{ "0.05", "0.05" },
		{ "10.010", "10.01" },
		{ "100", "100" },
		{ "9223372036854775.807", "9223372036854775.807" },
		{ "-9223372036854775.808", "-9223372036854775.808" },
		{ "9223372036854775.808", "refused" },
		{ "1.2345", "refused" },
		{ "1,5", "refused" },
	};
	static const struct reading typed[] = {
		{ "12,5", "12.5" },
		{ "12.5", "12.5" },
		{ "1.234", "1234" },
		{ "0.125", "0.125" },
		{ "0,125", "0.125" },
		{ "1,234", "1.234" },
		{ "1.234,567", "1234.567" },
		{ "1,234.567", "1234.567" },
		{ "1.234,5678", "refused" },
		{ "-3,25", "-3.25" },
		{ "25%", "refused" },
	};

	for (size_t i = 0; i < sizeof(wire) / sizeof(wire[0]); i++)
		CHECK_STR(decimal(decimal_parse, wire[i].text), wire[i].read);
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		CHECK_STR(decimal(decimal_read, typed[i].text), typed[i].read);
	CHECK_STR(decimal_text((struct decimal){ 0, false }, test_arena()), "");
}
