/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan.h"

#include <string.h>

#include "action/action.h"
#include "goal/goal.h"
#include "participation/participation.h"
#include "programme/record_json.h"
#include "role/role.h"
#include "tree/tree.h"

struct day plan_version_adopted_on(const struct programme *programme, const struct plan_version *version, struct day day)
{
	struct arena arena = { 0 };
	struct row_list subjects = subject_of_plan(programme, version->id, &arena);
	struct day adopted = day_known(version->adopted) && day_first(version->adopted) <= day_first(day) ? version->adopted : DAY_UNKNOWN;

	for (size_t i = 0; i < subjects.count && !day_known(adopted); i++) {
		struct subject_standing standing = subject_standing(programme, subjects.at[i], day);
		if (standing.state == SUBJECT_ADOPTED || standing.state == SUBJECT_HOLDS_FOR_SOME)
			adopted = standing.day;
	}
	arena_clear(&arena);
	return adopted;
}

const struct plan_version *plan_version_adopted(const struct programme *programme, struct day day)
{
	const struct plan_version *newest = NULL;
	struct day newest_on = DAY_UNKNOWN;

	for (size_t i = 0; i < programme->plan_versions.count; i++) {
		const struct plan_version *version = &programme->plan_versions.at[i];
		struct day on = plan_version_adopted_on(programme, version, day);
		int compared = day_compare(newest_on, on);
		if (!day_known(on) || (newest && (compared > 0 || (compared == 0 && count_compare(newest->number, version->number) > 0))))
			continue;
		newest = version;
		newest_on = on;
	}
	return newest;
}

const struct plan_version *plan_version_numbered(const struct programme *programme, int64_t number)
{
	for (size_t i = 0; i < programme->plan_versions.count; i++)
		if (programme->plan_versions.at[i].number.value == number)
			return &programme->plan_versions.at[i];
	return NULL;
}

int64_t plan_version_next(const struct programme *programme)
{
	int64_t number = 0;

	for (size_t i = 0; i < programme->plan_versions.count; i++)
		if (programme->plan_versions.at[i].number.value > number)
			number = programme->plan_versions.at[i].number.value;
	return number + 1;
}

bool plan_version_recorded(const struct plan_version *version)
{
	return day_known(version->tabled) || day_known(version->adopted) || day_known(version->rejected);
}

bool plan_version_ready(const struct plan_version *version)
{
	return !version || plan_version_recorded(version) || !version->actions.known || version->complete.value >= version->actions.value;
}

struct day plan_version_day(const struct plan_version *version)
{
	struct day recorded = day_known(version->adopted) ? version->adopted : day_known(version->tabled) ? version->tabled : version->rejected;

	return day_known(recorded) ? day_of_number(day_last(recorded)) : version->frozen.ms > 0 ? moment_day(version->frozen) : DAY_UNKNOWN;
}

const struct subject *plan_version_subject(const struct programme *programme, const struct plan_version *version, struct day day)
{
	struct arena arena = { 0 };
	struct row_list subjects = subject_of_plan(programme, version->id, &arena);
	const struct subject *newest = NULL;

	for (size_t i = 0; i < subjects.count; i++) {
		const struct subject *subject = ROW(subject, subjects, i);
		if (subject->visibility == VISIBILITY_PUBLISHED && !(day_known(subject->tabled) && day_first(subject->tabled) > day_first(day)) &&
		    (!newest || day_compare(newest->tabled, subject->tabled) <= 0))
			newest = subject;
	}
	arena_clear(&arena);
	return newest;
}

static bool put_to_bodies(const struct programme *programme, const struct plan_version *version, struct day day, bool *rejected)
{
	struct arena arena = { 0 };
	struct row_list subjects = subject_of_plan(programme, version->id, &arena);
	bool tabled = day_known(version->tabled) && day_first(version->tabled) <= day_first(day);

	*rejected = day_known(version->rejected) && day_first(version->rejected) <= day_first(day);
	for (size_t i = 0; i < subjects.count; i++) {
		enum subject_state state = subject_standing(programme, subjects.at[i], day).state;
		tabled = tabled || state == SUBJECT_BEFORE_BODIES;
		*rejected = *rejected || state == SUBJECT_REJECTED;
	}
	arena_clear(&arena);
	return tabled;
}

enum plan_state plan_version_state(const struct programme *programme, const struct plan_version *version, struct day day)
{
	bool rejected, tabled;

	if (day_known(plan_version_adopted_on(programme, version, day)))
		return id_equal(plan_version_adopted(programme, day)->id, version->id) ? PLAN_ADOPTED : PLAN_REPLACED;
	tabled = put_to_bodies(programme, version, day, &rejected);
	return rejected ? PLAN_REJECTED : tabled ? PLAN_TABLED : PLAN_CONCEPT;
}

bool plan_has(const struct action *action)
{
	return !action->outside && action->visibility == VISIBILITY_PUBLISHED && action->status != ACTION_IDEA;
}

struct plan_completeness plan_completeness(const struct programme *programme, struct day day, struct arena *arena)
{
	struct row_list actions = programme_rows(programme, &action_record);
	struct plan_completeness completeness = { 0 };
	struct faults faults = { .arena = arena };
	struct plan_gap *gap;

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (!plan_has(action) || !action_open(action))
			continue;
		completeness.actions++;
		faults.place = id_text(action->id, arena);
		completeness.complete += action_complete(programme, action, day, &faults);
	}
	completeness.gap = gap = arena_array(arena, struct plan_gap, faults.count);
	for (size_t i = 0; i < faults.count; i++) {
		struct id id = ID_NONE;
		id_parse(faults.at[i].place, &id);
		gap[completeness.gaps++] = (struct plan_gap){ programme_row(programme, action, id), faults.at[i].field, faults.at[i].message };
	}
	return completeness;
}

struct str plan_gap_address(const struct plan_gap *gap, struct arena *arena)
{
	struct str id = id_text(gap->action->id, arena);

	if (strcmp(gap->field, "lead") == 0)
		return str_format(arena, "/edit/role/new?node=%.*s&kind=lead", STR_ARG(id));
	if (strcmp(gap->field, "participation") == 0)
		return str_format(arena, "/edit/participation/new?node=%.*s&standing=participates", STR_ARG(id));
	return str_format(arena, "/edit/action/%.*s#f-%s", STR_ARG(id), gap->field);
}

bool plan_complete(const struct programme *programme, struct day day, struct faults *faults)
{
	struct plan_completeness completeness = plan_completeness(programme, day, faults->arena);
	struct str place = faults->place;

	for (size_t i = 0; i < completeness.gaps; i++) {
		const struct plan_gap *gap = &completeness.gap[i];
		faults->place = str_format(faults->arena, "%.*s %.*s", STR_ARG(gap->action->number), STR_ARG(gap->action->title));
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = gap->field, .message = gap->message,
			.address = plan_gap_address(gap, faults->arena) });
	}
	faults->place = place;
	return completeness.gaps == 0;
}

/* What a plan consists of, in the order in which it can be read again. */
static const struct record *const parts[] = {
	&programme_facts_record, &party_record, &inhabitants_record, &theme_record, &topic_record, &goal_record, &action_record,
	&milestone_record, &result_figure_record, &participation_record, &role_record, &fund_record, &budget_line_record,
	&budget_part_record,
};

/* Drafts are left out, with what hangs on them: on an action, and on a budget line. */
static bool belongs(const struct programme *programme, const struct record *record, const void *row)
{
	const struct node *node = row_node(programme, record, row);
	const struct action *action = node && node->record == &action_record ? node->row : NULL;
	const struct budget_line *line = record == &budget_part_record
		? programme_row(programme, budget_line, ((const struct budget_part *)row)->line) : NULL;

	return row_visibility(record, row) == VISIBILITY_PUBLISHED && (!action || plan_has(action)) &&
		(!line || line->visibility == VISIBILITY_PUBLISHED);
}

enum { PARTS = sizeof parts / sizeof parts[0] };

const struct programme *plan_published(const struct programme *programme)
{
	struct programme *draft = NULL;

	for (size_t p = 0; p < PARTS; p++) {
		struct row_list rows = programme_rows(programme, parts[p]);
		for (size_t i = 0; i < rows.count; i++) {
			if (belongs(programme, parts[p], rows.at[i]))
				continue;
			draft = draft ? draft : programme_draft(programme);
			programme_remove(draft, parts[p], row_id(rows.at[i]));
		}
	}
	return draft ? programme_publish(draft) : programme_keep(programme);
}

struct str plan_canonical(const struct programme *programme, struct arena *arena)
{
	struct buf out = { 0 };
	struct str text;

	buf_addf(&out, "{\"format\":\"speerpunt-plan/1\",\"programme\":\"%.*s\"", STR_ARG(id_text(programme->id, arena)));
	for (size_t p = 0; p < PARTS; p++) {
		struct row_list rows = programme_rows(programme, parts[p]);
		const char *separator = "";
		buf_addf(&out, ",\n\"%s\":[", parts[p]->name);
		for (size_t i = 0; i < rows.count; i++) {
			if (!belongs(programme, parts[p], rows.at[i]))
				continue;
			buf_add_cstring(&out, separator);
			row_to_json(parts[p], rows.at[i], false, &out);
			separator = ",\n";
		}
		buf_add_char(&out, ']');
	}
	buf_add_cstring(&out, "}\n");
	text = buf_copy(&out, arena);
	buf_clear(&out);
	return text;
}

/* What each thing counts as: a milestone that comes or goes moves the action, a figure changes what it aims at. */
static enum plan_change_kind ruled_kind(const struct plan_change *change)
{
	bool whole = change->kind == CHANGE_ADDED || change->kind == CHANGE_DROPPED;

	return whole && change->record == &milestone_record ? CHANGE_MOVED : whole && change->record == &result_figure_record ? CHANGE_TARGET : change->kind;
}

static int64_t worth(const struct programme *programme, const struct budget_line *line)
{
	struct arena arena = { 0 };
	int64_t cents = line ? money_amount(programme, line, &arena).cents : 0;

	arena_clear(&arena);
	return cents;
}

static int64_t apart(int64_t one, int64_t other)
{
	return one > other ? one - other : other - one;
}

/* By how much a line differs: its amount, or all of it where another key, payer or year moves it; by nothing where only its words change. */
static int64_t line_difference(const struct programme *programme, const struct plan_change *change)
{
	static const char *const words[] = { "title", "unit", "index_name", "visibility" };
	int64_t before = worth(programme, change->before), after = worth(programme, change->after);

	for (size_t i = 0; change->field && i < sizeof words / sizeof words[0]; i++)
		if (strcmp(change->field->name, words[i]) == 0)
			return 0;
	if (!change->field || strcmp(change->field->name, "amount") == 0)
		return apart(before, after);
	return before > after ? before : after;
}

/* A given amount by what it differs; another percentage or payer moves all of the line. */
static int64_t part_difference(const struct programme *programme, const struct plan_change *change)
{
	const struct budget_part *before = change->before, *after = change->after;
	int64_t was = before && before->amount.known ? before->amount.cents : 0, is = after && after->amount.known ? after->amount.cents : 0;

	if (was != is)
		return apart(was, is);
	return worth(programme, programme_row(programme, budget_line, (after ? after : before)->line));
}

static int64_t difference_of(const struct programme *programme, const struct plan_change *change)
{
	return change->record == &budget_line_record ? line_difference(programme, change)
		: change->record == &budget_part_record ? part_difference(programme, change) : 0;
}

/* A lead, a day, a text that was not known and now is: nobody had agreed to another. */
static bool fills_in(const struct plan_change *change)
{
	if (change->kind == CHANGE_LEAD)
		return !change->before;
	return change->kind != CHANGE_MONEY && change->field && field_empty(change->field, change->before);
}

enum change_class plan_class(const struct programme *programme, const struct plan_change *change)
{
	int64_t difference = difference_of(programme, change);
	enum change_class class = CLASS_OFFICE;

	for (size_t i = 0; i < programme->change_rules.count && !fills_in(change); i++) {
		const struct change_rule *rule = &programme->change_rules.at[i];
		if (rule->kind == ruled_kind(change) && (!rule->above.known || difference > rule->above.cents) && rule->change_class > class)
			class = rule->change_class;
	}
	return class;
}

bool plan_classes_hold(const struct programme *programme, struct day day)
{
	bool any = false;

	for (size_t i = 0; i < programme->change_rules.count; i++)
		any = any || programme->change_rules.at[i].change_class != CLASS_OFFICE;
	return any && plan_version_adopted(programme, day);
}

enum change_class plan_class_of_row(const struct programme *programme, const struct record *record, const void *before, const void *after,
	struct day day, struct plan_change *why, struct arena *arena)
{
	enum change_class highest = CLASS_OFFICE;
	struct plan_changes changes;

	if (!plan_classes_hold(programme, day))
		return CLASS_OFFICE;
	changes = plan_compare_row(programme, record, before, after, day, arena);
	for (size_t i = 0; i < changes.count; i++) {
		enum change_class class = plan_class(programme, &changes.at[i]);
		if (class <= highest)
			continue;
		highest = class;
		if (why)
			*why = changes.at[i];
	}
	return highest;
}

/* Small things go on, what others decided goes back to them. Money is in cents. */
const struct change_rule_start change_rule_start[] = {
	{ CHANGE_ADDED, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_DROPPED, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_STOPPED, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_MOVED_YEAR, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_LEAD, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_TARGET, 0, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_MONEY, 500000, CLASS_PORTFOLIO_HOLDERS },
	{ CHANGE_MONEY, 5000000, CLASS_COUNCILS },
	{ CHANGE_PARTICIPATION, 0, CLASS_COUNCILS },
};
const size_t change_rule_start_count = sizeof change_rule_start / sizeof change_rule_start[0];
