/* SPDX-License-Identifier: EUPL-1.2 */
#include "involvement/involvement.h"

#include "tree/tree.h"

static const struct word measures[INVOLVEMENT_MEASURE_COUNT] = {
	[INVOLVEMENT_UNKNOWN] = { "", N_("not chosen") },
	[INVOLVEMENT_EDUCATION_ROLE] = { "education_role", N_("actions with education in a role") },
	[INVOLVEMENT_BUSINESS_ROLE] = { "business_role", N_("actions with business in a role") },
	[INVOLVEMENT_EDUCATION_LEADS] = { "education_leads", N_("actions led by education") },
	[INVOLVEMENT_BUSINESS_LEADS] = { "business_leads", N_("actions led by business") },
	[INVOLVEMENT_EDUCATION_MEETINGS] = { "education_meetings", N_("people at meetings from education") },
	[INVOLVEMENT_BUSINESS_MEETINGS] = { "business_meetings", N_("people at meetings from business") },
};
const struct words involvement_measure_words = WORDS_OF(measures);

static const struct word states[] = {
	[AIM_NO_DATA] = { "no_data", N_("nothing to count yet") },
	[AIM_BELOW] = { "below", N_("not reached yet") },
	[AIM_REACHED] = { "reached", N_("reached") },
	[AIM_MISSED] = { "missed", N_("not reached by its day") },
};
const struct words aim_state_words = WORDS_OF(states);

static const struct field fields[] = {
	WORDS(involvement_aim, measure, .label = N_("What is counted"), .words = &involvement_measure_words, .required = true),
	FIELD(involvement_aim, percent, .label = N_("At least, in percent"), .hint = N_("Half is 50."), .max = 100, .required = true),
	FIELD(involvement_aim, by, .label = N_("By"), .required = true),
	FIELD(involvement_aim, node, .label = N_("Of which part"), .hint = N_("A theme; left empty: the programme as a whole."), .refers_to = "theme", .indexed = true),
	FIELD(involvement_aim, text, .label = N_("Why"), .lines = true, .max = 500, .search = true),
	PROVENANCE_FIELDS(involvement_aim),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct involvement_aim *aim = row;
	const struct theme *theme = programme_row(programme, theme, aim->node);

	return str_format(arena, "%lld %% %s%s%.*s", (long long)aim->percent.value, words_wire(&involvement_measure_words, (int)aim->measure),
		theme ? ", " : "", STR_ARG(theme ? theme->name : STR_NONE));
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)row, (void)arena;
	return STR("/involvement#aims");
}

static int compare(const void *a, const void *b)
{
	const struct involvement_aim *one = a, *other = b;
	int days = day_compare(one->by, other->by);
	return days ? days : id_compare(one->id, other->id);
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct involvement_aim *aim = row;

	(void)programme;
	if (aim->percent.known && aim->percent.value < 1)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "percent", .message = N_("An aim is at least 1 percent.") });
	return true;
}

const struct record involvement_aim_record = RECORD(involvement_aim, involvement_aims, fields,
	.label = N_("Aim for involvement"), .plural = N_("Aims for involvement"), .title = title, .address = address, .check = check,
	.compare = compare, .provenance = offsetof(struct involvement_aim, provenance));
