/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/csv_write.h"

#include <string.h>

struct csv csv_begin(enum language language)
{
	struct csv csv = { .language = language };

	buf_add_cstring(&csv.out, "\xEF\xBB\xBF");
	return csv;
}

static void begin_cell(struct csv *csv)
{
	if (csv->begun)
		buf_add_char(&csv->out, csv->language == LANGUAGE_NL ? ';' : ',');
	csv->begun = true;
	buf_add_char(&csv->out, '"');
}

void csv_text(struct csv *csv, struct str text)
{
	begin_cell(csv);
	if (text.len > 0 && memchr("=+-@\t\r", text.at[0], 6))
		buf_add_char(&csv->out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_add_char(&csv->out, '"');
		buf_add_char(&csv->out, text.at[i]);
	}
	buf_add_char(&csv->out, '"');
}

/* "1234.56", with the decimal sign of the language: a number may begin with a minus. */
static void number(struct csv *csv, struct str text)
{
	begin_cell(csv);
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(&csv->out, text.at[i] == '.' && csv->language == LANGUAGE_NL ? ',' : text.at[i]);
	buf_add_char(&csv->out, '"');
}

void csv_count(struct csv *csv, struct count count)
{
	struct arena arena = { 0 };

	number(csv, count.known ? str_format(&arena, "%lld", (long long)count.value) : STR_NONE);
	arena_clear(&arena);
}

void csv_money(struct csv *csv, struct money money)
{
	struct arena arena = { 0 };

	number(csv, money.known ? money_text(money, &arena) : STR_NONE);
	arena_clear(&arena);
}

void csv_decimal(struct csv *csv, struct decimal decimal)
{
	struct arena arena = { 0 };

	number(csv, decimal.known ? decimal_text(decimal, &arena) : STR_NONE);
	arena_clear(&arena);
}

void csv_day(struct csv *csv, struct day day)
{
	struct arena arena = { 0 };

	csv_text(csv, day_text(day, &arena));
	arena_clear(&arena);
}

void csv_end_row(struct csv *csv)
{
	buf_add_cstring(&csv->out, "\r\n");
	csv->begun = false;
}

struct str csv_finish(struct csv *csv, struct arena *arena)
{
	struct str text = buf_copy(&csv->out, arena);

	buf_clear(&csv->out);
	return text;
}
