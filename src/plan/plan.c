/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan.h"

#include "action/action.h"
#include "goal/goal.h"
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

static bool in_plan(const struct action *action)
{
	return !action->outside && action->visibility == VISIBILITY_PUBLISHED && action->status != ACTION_IDEA;
}

bool plan_complete(const struct programme *programme, struct day day, struct faults *faults)
{
	struct row_list actions = programme_rows(programme, &action_record);
	struct str place = faults->place;
	size_t before = faults->count;

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (!in_plan(action) || !action_open(action))
			continue;
		faults->place = str_format(faults->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title));
		action_complete(programme, action, day, faults);
	}
	faults->place = place;
	return faults->count == before;
}

/* What a plan consists of, in the order in which it can be read again. */
static const struct record *const parts[] = {
	&programme_facts_record, &party_record, &inhabitants_record, &theme_record, &topic_record, &goal_record, &action_record,
	&milestone_record, &result_figure_record, &participation_record, &role_record, &fund_record, &budget_line_record,
	&budget_part_record,
};

/* Drafts are left out, with what hangs on them. */
static bool belongs(const struct programme *programme, const struct record *record, const void *row)
{
	const struct node *node = row_node(programme, record, row);
	const struct action *action = node && node->record == &action_record ? node->row : NULL;

	return row_visibility(record, row) == VISIBILITY_PUBLISHED && (!action || in_plan(action));
}

struct str plan_canonical(const struct programme *programme, struct arena *arena)
{
	struct buf out = { 0 };
	struct str text;

	buf_addf(&out, "{\"format\":\"speerpunt-plan/1\",\"programme\":\"%.*s\"", STR_ARG(id_text(programme->id, arena)));
	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
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

enum change_class plan_class(const struct programme *programme, const struct plan_change *change)
{
	enum change_class class = CLASS_OFFICE;
	int64_t before = 0, after = 0, difference;

	if (change->record == &budget_line_record) {
		before = change->before ? ((const struct budget_line *)change->before)->amount.cents : 0;
		after = change->after ? ((const struct budget_line *)change->after)->amount.cents : 0;
	}
	difference = before > after ? before - after : after - before;
	for (size_t i = 0; i < programme->change_rules.count; i++) {
		const struct change_rule *rule = &programme->change_rules.at[i];
		if (rule->kind == change->kind && (!rule->above.known || difference > rule->above.cents) && rule->change_class > class)
			class = rule->change_class;
	}
	return class;
}
