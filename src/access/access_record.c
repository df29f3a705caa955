/* SPDX-License-Identifier: EUPL-1.2 */
/* A mandate, described once. */
#include "access/access.h"

#include "base/language.h"
#include "party/party.h"
#include "tree/tree.h"

static const struct word capacities[] = {
	[CAPACITY_NONE] = { "", N_("none") },
	[CAPACITY_OFFICE] = { "office", N_("programme office") },
	[CAPACITY_MEMBER] = { "member", N_("official or project leader") },
	[CAPACITY_SIGNATORY] = { "signatory", N_("portfolio holder or signatory") },
	[CAPACITY_COUNCILLOR] = { "councillor", N_("councillor") },
	[CAPACITY_CLERK] = { "clerk", N_("council clerk") },
	[CAPACITY_EVALUATOR] = { "evaluator", N_("evaluator") },
	[CAPACITY_CONTACT] = { "contact", N_("contact person, without an account") },
};
const struct words capacity_words = WORDS_OF(capacities);

static const struct field fields[] = {
	FIELD(mandate, person, .label = N_("Person"), .refers_to = "person", .required = true, .indexed = true),
	WORDS(mandate, capacity, .label = N_("Capacity"), .words = &capacity_words, .required = true),
	FIELD(mandate, party, .label = N_("For"), .refers_to = "party", .indexed = true),
	FIELD(mandate, function, .label = N_("Function"), .max = 120),
	FIELD(mandate, from, .label = N_("From")),
	FIELD(mandate, until, .label = N_("Until"), .hint = N_("The last day, included.")),
	PROVENANCE_FIELDS(mandate),
};

/* In the language of the programme, as all titles are. */
static struct str capacity_in_words(const struct programme *programme, enum capacity capacity)
{
	enum language language = LANGUAGE_EN;

	if (programme->facts.count > 0)
		language_parse(tree_facts(programme)->language, &language);
	return language_text(language, words_label(&capacity_words, (int)capacity));
}

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct mandate *mandate = row;
	const struct party *party = programme_row(programme, party, mandate->party);
	struct str function = mandate->function.len ? mandate->function : capacity_in_words(programme, mandate->capacity);

	return party ? str_format(arena, "%.*s – %.*s", STR_ARG(party->name), STR_ARG(function)) : function;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)row;
	(void)arena;
	return STR("/people");
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct mandate *mandate = row;
	size_t before = faults->count;
	(void)programme;

	if (!id_known(mandate->party) && mandate->capacity != CAPACITY_OFFICE && mandate->capacity != CAPACITY_EVALUATOR)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("Say for which party this person acts.") });
	if (day_known(mandate->from) && day_known(mandate->until) && day_last(mandate->until) < day_first(mandate->from))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until",
			.message = N_("The last day lies before the first day.") });
	return faults->count == before;
}

const struct record mandate_record = RECORD(mandate, mandates, fields,
	.label = N_("Mandate"), .plural = N_("Mandates"), .title = title, .address = address, .check = check,
	.provenance = offsetof(struct mandate, provenance));
