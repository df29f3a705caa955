/* SPDX-License-Identifier: EUPL-1.2 */
/* Frozen reports, described once. */
#include "report/report.h"

#include "party/party.h"

static const struct word kinds[REPORT_KIND_COUNT] = {
	[REPORT_UNKNOWN] = { "", N_("kind not known") },
	[REPORT_PROGRESS] = { "progress", N_("progress report") },
	[REPORT_LETTER] = { "letter", N_("letter to the council") },
};
const struct words report_kind_words = WORDS_OF(kinds);

static const struct field fields[] = {
	FIELD(report, title, .label = N_("Title"), .required = true, .search = true),
	WORDS(report, kind, .label = N_("Kind"), .words = &report_kind_words, .required = true),
	FIELD(report, node, .label = N_("Theme"), .refers_to = "node", .indexed = true),
	FIELD(report, party, .label = N_("Municipality"), .refers_to = "party", .indexed = true),
	FIELD(report, from, .label = N_("Period from"), .required = true),
	FIELD(report, until, .label = N_("Period until"), .required = true),
	FIELD(report, day, .label = N_("As things stood on"), .required = true),
	FIELD(report, language, .label = N_("Language"), .max = 10),
	FIELD(report, pdf, .label = N_("PDF"), .required = true, .max = 64, .file = true),
	FIELD(report, docx, .label = N_("Word document"), .required = true, .max = 64, .file = true),
	FIELD(report, xlsx, .label = N_("Workbook"), .required = true, .max = 64, .file = true),
	FIELD(report, moment, .label = N_("Made at"), .hidden = true),
	FIELD(report, person, .label = N_("Frozen by"), .refers_to = "person", .hidden = true),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct report *)row)->title;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/reports/%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct report *report = row;
	(void)programme;

	if (day_known(report->from) && day_known(report->until) && day_last(report->until) < day_first(report->from))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until",
			.message = N_("The period ends before it begins.") });
	return true;
}

/* Newest first. */
static int compare(const void *a, const void *b)
{
	const struct report *left = a, *right = b;

	if (left->moment.ms != right->moment.ms)
		return left->moment.ms > right->moment.ms ? -1 : 1;
	return id_compare(right->id, left->id);
}

const struct record report_record = RECORD(report, reports, fields,
	.label = N_("Report"), .plural = N_("Reports"), .title = title, .address = address, .check = check, .compare = compare,
	.by_program = true, .fixed = true);
