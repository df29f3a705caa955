/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include "party/party.h"
#include "tree/tree.h"

const struct report *report_last(const struct programme *programme, struct id party, struct day day)
{
	struct row_list reports = programme_rows(programme, &report_record);

	for (size_t i = 0; i < reports.count; i++) {
		const struct report *report = ROW(report, reports, i);
		if (id_equal(report->party, party) && day_first(moment_day(report->moment)) <= day_first(day))
			return report;
	}
	return NULL;
}

struct day report_day(struct day until, struct day today)
{
	return day_last(until) < day_first(today) ? day_of_number(day_last(until)) : today;
}

struct day report_eve(const struct report_wanted *wanted)
{
	return day_of_number(day_first(wanted->from) - 1);
}

struct day report_end(const struct report_wanted *wanted)
{
	return day_last(wanted->until) < day_first(moment_day(wanted->moment)) ? day_of_number(day_last(wanted->until)) : DAY_UNKNOWN;
}

/* Whether */

static bool check_party(const struct programme *programme, const struct report_wanted *wanted, struct faults *faults)
{
	const struct party *party = programme_row(programme, party, wanted->party);

	if (!id_known(wanted->party))
		return wanted->kind != REPORT_LETTER || faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("A letter goes to one council: choose the municipality.") });
	if (!party)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("This municipality is not here.") });
	if (party->kind != PARTY_MUNICIPALITY)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("{0} is no municipality. A report is about the programme, a theme or a municipality."), .arg = { party->name } });
	if (!party_exists(party, wanted->day))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("{0} does not exist on {1}."), .arg = { party->name, day_text(wanted->day, faults->arena) } });
	return true;
}

static bool check_node(const struct programme *programme, const struct report_wanted *wanted, struct faults *faults)
{
	const struct node *node = programme_node(programme, wanted->node);

	if (!id_known(wanted->node) || (node && node->record == &theme_record))
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "theme",
		.message = N_("A report is about the whole programme or about one of its themes.") });
}

static bool check_period(const struct report_wanted *wanted, struct faults *faults)
{
	struct day today = moment_day(wanted->moment);
	size_t before = faults->count;

	if (!day_known(wanted->from))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "from", .message = N_("Give the first day of the period.") });
	if (!day_known(wanted->until))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until", .message = N_("Give the last day of the period.") });
	if (faults->count > before)
		return false;
	if (day_last(wanted->until) < day_first(wanted->from))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until", .message = N_("The period ends before it begins.") });
	if (day_first(wanted->from) > day_first(today))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "from",
			.message = N_("This period has not begun yet; it begins on {0}."), .arg = { day_text(wanted->from, faults->arena) } });
	if (day_first(wanted->day) > day_first(today))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "on",
			.message = N_("How things will stand on {0} nobody can report yet."), .arg = { day_text(wanted->day, faults->arena) } });
	return faults->count == before;
}

bool report_check(const struct programme *programme, const struct report_wanted *wanted, struct faults *faults)
{
	size_t before = faults->count;

	if (wanted->kind <= REPORT_UNKNOWN || wanted->kind >= REPORT_KIND_COUNT)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "kind",
			.message = N_("Choose a progress report or a letter to the council.") });
	check_party(programme, wanted, faults);
	check_node(programme, wanted, faults);
	check_period(wanted, faults);
	return faults->count == before;
}

/* Periods */

static bool part_of_year(int year, int first_month, int months, struct day *from, struct day *until)
{
	*from = day_make(year, first_month, 1);
	*until = first_month + months > 12 ? day_make(year, 12, 31) : day_add(day_make(year, first_month + months, 1), -1);
	return day_known(*from) && day_known(*until);
}

bool report_period(const struct programme *programme, struct str word, struct day *from, struct day *until)
{
	const struct programme_facts *facts = tree_facts(programme);
	int64_t year = 0;
	int part = word.len == 7 ? word.at[6] - '0' : 0;

	if (str_is(word, "all")) {
		*from = facts->first;
		*until = facts->last;
		return day_known(*from) && day_known(*until);
	}
	if (word.len < 4 || !str_integer(str_to(word, 4), &year) || year < 1)
		return false;
	if (word.len == 4)
		return part_of_year((int)year, 1, 12, from, until);
	if (word.len != 7 || word.at[4] != '-')
		return false;
	if (word.at[5] == 'Q' && part >= 1 && part <= 4)
		return part_of_year((int)year, 3 * part - 2, 3, from, until);
	return word.at[5] == 'H' && part >= 1 && part <= 2 && part_of_year((int)year, 6 * part - 5, 6, from, until);
}

/* The part of `months` months that the day lies in, or the one before it. */
static struct str period_word(struct day day, int months, bool before, struct arena *arena)
{
	int year = day.year, part = (day.month - 1) / months - before;

	if (part < 0) {
		year--;
		part += 12 / months;
	}
	if (months == 12)
		return str_format(arena, "%04d", year);
	return str_format(arena, "%04d-%c%d", year, months == 3 ? 'Q' : 'H', part + 1);
}

void report_periods(const struct programme *programme, struct day today, enum language language, struct arena *arena,
	struct report_period period[REPORT_PERIODS])
{
	static const struct { int months; bool before; const char *label; } offered[REPORT_PERIODS - 1] = {
		{ 3, true, N_("Last quarter: {0}") }, { 3, false, N_("This quarter: {0}") }, { 6, true, N_("Last half-year: {0}") },
		{ 6, false, N_("This half-year: {0}") }, { 12, true, N_("Last year: {0}") }, { 12, false, N_("This year: {0}") },
	};

	for (size_t i = 0; i < REPORT_PERIODS; i++) {
		struct day from = DAY_UNKNOWN, until = DAY_UNKNOWN;
		bool whole = i == REPORT_PERIODS - 1;

		period[i].word = whole ? STR("all") : period_word(today, offered[i].months, offered[i].before, arena);
		if (!report_period(programme, period[i].word, &from, &until))
			period[i].word = STR_NONE;
		period[i].label = language_fill(language, arena, whole ? N_("The whole programme: {0}") : offered[i].label,
			whole ? language_period(language, arena, from, until) : report_period_text(language, arena, from, until), STR_NONE, STR_NONE);
	}
}

/* "third quarter of 2025" where it is exactly that. */
static struct str named_part(enum language language, struct arena *arena, struct day from, struct day until)
{
	static const struct { int first_month, months; const char *words; } parts[] = {
		{ 1, 3, N_("first quarter of {0}") }, { 4, 3, N_("second quarter of {0}") }, { 7, 3, N_("third quarter of {0}") },
		{ 10, 3, N_("fourth quarter of {0}") }, { 1, 6, N_("first half of {0}") }, { 7, 6, N_("second half of {0}") }, { 1, 12, "{0}" },
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct day first, last;
		if (part_of_year(from.year, parts[i].first_month, parts[i].months, &first, &last) && day_first(first) == day_first(from) &&
		    day_last(last) == day_last(until))
			return language_fill(language, arena, parts[i].words, str_format(arena, "%d", from.year), STR_NONE, STR_NONE);
	}
	return STR_NONE;
}

struct str report_period_text(enum language language, struct arena *arena, struct day from, struct day until)
{
	struct str named = named_part(language, arena, from, until);
	return named.len > 0 ? named : language_period(language, arena, from, until);
}

struct str report_title(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena)
{
	const struct party *party = programme_row(programme, party, wanted->party);
	const struct node *node = programme_node(programme, wanted->node);
	struct str theme = node ? node_title(programme, node, arena) : STR_NONE;
	struct str about = party && node ? str_format(arena, "%.*s, %.*s", STR_ARG(party->name), STR_ARG(theme)) : party ? party->name : theme;
	struct str period = report_period_text(wanted->language, arena, wanted->from, wanted->until);

	if (wanted->kind == REPORT_LETTER)
		return language_fill(wanted->language, arena, N_("Letter to the council of {0}, {1}"), about, period, STR_NONE);
	if (about.len == 0)
		return language_fill(wanted->language, arena, N_("Progress report, {0}"), period, STR_NONE, STR_NONE);
	return language_fill(wanted->language, arena, N_("Progress report {0}, {1}"), about, period, STR_NONE);
}
