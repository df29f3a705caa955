/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports on the Liemers as it was recorded, and on a small region of their own in which everything happens around a quarter. */
#include "report/report_words.h"

#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct moment noon(const char *day)
{
	struct moment moment;

	CHECK(moment_parse(str_format(test_arena(), "%sT12:00:00.000Z", day), &moment));
	return moment;
}

/* Made at noon of `today`, of the period, as things stood at its end. */
static struct report_wanted wanted(enum report_kind kind, const char *from, const char *until, const char *today)
{
	struct report_wanted made = { .kind = kind, .from = test_day(from), .until = test_day(until), .language = LANGUAGE_NL, .moment = noon(today) };

	made.day = report_day(made.until, test_day(today));
	return made;
}

static struct str text_of(const struct programme *programme, const struct report_wanted *made)
{
	return paper_plain(report_paper(programme, made, test_arena()));
}

static struct str refused(const struct programme *programme, const struct report_wanted *made)
{
	struct faults faults = { .arena = test_arena() };
	struct str lines[8];
	size_t count = 0;

	CHECK_NUMBER(report_check(programme, made, &faults), faults.count == 0);
	for (size_t i = 0; i < faults.count && count < 8; i++)
		lines[count++] = str_of(faults.at[i].field);
	return str_join(test_arena(), lines, count, STR(" "));
}
