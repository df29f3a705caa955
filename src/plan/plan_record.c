/* SPDX-License-Identifier: EUPL-1.2 */
/* Plan versions and change rules, described once, with what they refuse. */
#include "plan/plan.h"

static const struct word states[] = {
	[PLAN_CONCEPT] = { "concept", N_("concept") },
	[PLAN_TABLED] = { "tabled", N_("put to the bodies") },
	[PLAN_ADOPTED] = { "adopted", N_("adopted") },
	[PLAN_REJECTED] = { "rejected", N_("rejected") },
	[PLAN_REPLACED] = { "replaced", N_("replaced by a newer one") },
};
const struct words plan_state_words = WORDS_OF(states);

static const struct word changes[] = {
	[CHANGE_UNKNOWN] = { "", N_("change") },
	[CHANGE_ADDED] = { "added", N_("added") },
	[CHANGE_DROPPED] = { "dropped", N_("dropped") },
	[CHANGE_MOVED] = { "moved", N_("moved within a year") },
	[CHANGE_MOVED_YEAR] = { "moved_year", N_("moved to another year") },
	[CHANGE_LEAD] = { "lead", N_("another lead") },
	[CHANGE_MONEY] = { "money", N_("other money") },
	[CHANGE_PARTICIPATION] = { "participation", N_("other participation") },
	[CHANGE_TEXT] = { "text", N_("other text") },
	[CHANGE_STATUS] = { "status", N_("other status") },
	[CHANGE_STOPPED] = { "stopped", N_("stopped") },
	[CHANGE_TARGET] = { "target", N_("another aim") },
};
const struct words plan_change_words = WORDS_OF(changes);

/* Versions */

static const struct field version_fields[] = {
	FIELD(plan_version, number, .label = N_("Number"), .max = 9999, .required = true),
	FIELD(plan_version, name, .label = N_("Name"), .hint = N_("For example: action plan for the councils."), .required = true, .search = true),
	FIELD(plan_version, text, .label = N_("Explanation"), .hint = N_("What is in it, for who decides."), .markdown = true, .max = 20000, .search = true),
	FIELD(plan_version, document, .label = N_("Known as document"), .refers_to = "document", .rare = true),
	FIELD(plan_version, tabled, .label = N_("Put to the bodies on"), .hint = N_("Recorded from a source; else it follows from the decisions."), .rare = true),
	FIELD(plan_version, adopted, .label = N_("Adopted on"), .rare = true),
	FIELD(plan_version, rejected, .label = N_("Rejected on"), .rare = true),
	FIELD(plan_version, frozen, .label = N_("Frozen"), .hidden = true),
	FIELD(plan_version, hash, .label = N_("SHA-256"), .max = 64, .file = true, .hidden = true),
	FIELD(plan_version, actions, .label = N_("Open actions in it"), .hidden = true),
	FIELD(plan_version, complete, .label = N_("Of those complete"), .hidden = true),
	FIELD(plan_version, person, .label = N_("Frozen by"), .refers_to = "person", .hidden = true),
	PROVENANCE_FIELDS(plan_version),
};

static struct str version_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct plan_version *version = row;

	(void)programme;
	return str_format(arena, "%lld. %.*s", (long long)version->number.value, STR_ARG(version->name));
}

static struct str version_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/plan/versions/%lld", (long long)((const struct plan_version *)row)->number.value);
}

/* The newest first. */
static int version_compare(const void *a, const void *b)
{
	return count_compare(((const struct plan_version *)b)->number, ((const struct plan_version *)a)->number);
}

static bool refuse(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

static bool version_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct plan_version *version = row, *was = programme_row(programme, plan_version, version->id);
	size_t before = faults->count;
	bool recorded = plan_version_recorded(version);

	for (size_t i = 0; i < programme->plan_versions.count; i++)
		if (!id_equal(programme->plan_versions.at[i].id, version->id) &&
		    count_compare(programme->plan_versions.at[i].number, version->number) == 0)
			refuse(faults, "number", N_("There is a version with that number already."));
	if (recorded && version->provenance.source.len == 0)
		refuse(faults, "source", N_("A day that was recorded names its source; else the decisions say when."));
	if (!recorded && version->frozen.ms == 0)
		refuse(faults, "adopted", N_("A version is made by freezing the plan. One that was decided earlier is recorded with its days and source."));
	if (version->frozen.ms > 0 && version->hash.len == 0)
		refuse(faults, "hash", N_("A frozen version has a hash."));
	if (was && was->hash.len > 0 && (!str_equal(was->hash, version->hash) || was->frozen.ms != version->frozen.ms ||
	    count_compare(was->number, version->number) != 0 || !str_equal(was->name, version->name) || !str_equal(was->text, version->text)))
		refuse(faults, "number", N_("What was frozen keeps its number, name, explanation and content for ever. Freeze a new version instead."));
	return faults->count == before;
}

const struct record plan_version_record = RECORD(plan_version, plan_versions, version_fields,
	.label = N_("Plan version"), .plural = N_("Plan versions"), .title = version_title, .address = version_address, .check = version_check,
	.compare = version_compare, .provenance = offsetof(struct plan_version, provenance));

/* Change rules */

static const struct field rule_fields[] = {
	WORDS(change_rule, kind, .label = N_("Kind of change"), .words = &plan_change_words, .required = true),
	FIELD(change_rule, above, .label = N_("Only above"), .hint = N_("With other money: only a difference larger than this.")),
	WORDS(change_rule, change_class, .label = N_("Who must agree"), .words = &change_class_words),
};

static struct str rule_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return str_of(words_wire(&plan_change_words, (int)((const struct change_rule *)row)->kind));
}

static struct str rule_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)row, (void)arena;
	return STR("/plan#changes");
}

static bool rule_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct change_rule *rule = row;
	size_t before = faults->count;

	if (rule->above.known && rule->kind != CHANGE_MONEY)
		refuse(faults, "above", N_("A limit is given only with other money."));
	for (size_t i = 0; i < programme->change_rules.count; i++) {
		const struct change_rule *other = &programme->change_rules.at[i];
		if (!id_equal(other->id, rule->id) && other->kind == rule->kind && other->above.known == rule->above.known &&
		    other->above.cents == rule->above.cents)
			refuse(faults, "kind", N_("There is a rule for this kind of change already."));
	}
	return faults->count == before;
}

const struct record change_rule_record = RECORD(change_rule, change_rules, rule_fields,
	.label = N_("Change rule"), .plural = N_("Change rules"), .title = rule_title, .address = rule_address, .check = rule_check);
