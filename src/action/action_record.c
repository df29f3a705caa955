/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions, milestones and result figures, described once, with what they refuse. */
#include "action/action.h"

#include <string.h>

#include "party/party.h"
#include "tree/tree.h"

static const struct word statuses[ACTION_STATUS_COUNT] = {
	[ACTION_UNKNOWN] = { "", N_("status not known") },
	[ACTION_IDEA] = { "idea", N_("idea") },
	[ACTION_PROPOSED] = { "proposed", N_("proposed") },
	[ACTION_PLANNED] = { "planned", N_("planned") },
	[ACTION_RUNNING] = { "running", N_("running") },
	[ACTION_PAUSED] = { "paused", N_("paused") },
	[ACTION_DONE] = { "done", N_("done") },
	[ACTION_STOPPED] = { "stopped", N_("stopped") },
};
const struct words action_status_words = WORDS_OF(statuses);

static const struct word origins[] = {
	[ORIGIN_UNKNOWN] = { "", N_("not recorded") },
	[ORIGIN_VISION] = { "vision", N_("the vision") },
	[ORIGIN_BRAINSTORM] = { "brainstorm", N_("a brainstorm") },
	[ORIGIN_LEADING_PLAN] = { "leading_plan", N_("a leading plan") },
	[ORIGIN_RECOMMENDATION] = { "recommendation", N_("a recommendation") },
	[ORIGIN_COUNCIL] = { "council", N_("a council") },
	[ORIGIN_EARLIER_PROGRAMME] = { "earlier_programme", N_("an earlier programme") },
	[ORIGIN_MEETING] = { "meeting", N_("a meeting") },
};
const struct words origin_words = WORDS_OF(origins);

static const struct field action_fields[] = {
	FIELD(action, number, .label = N_("Number"), .hint = N_("Unique in the programme, such as M-03."), .required = true, .max = 20, .search = true),
	FIELD(action, key, .hidden = true, .max = 60),
	FIELD(action, title, .label = N_("Title"), .required = true, .search = true),
	FIELD(action, result, .label = N_("Result"), .hint = N_("When is it done? So that anyone can tell."), .lines = true, .max = 2000, .search = true),
	FIELD(action, why, .label = N_("Why"), .lines = true, .max = 2000, .search = true),
	FIELD(action, theme, .label = N_("Theme"), .group = N_("Place in the programme"), .refers_to = "theme", .indexed = true),
	FIELD(action, topic, .label = N_("Topic"), .refers_to = "topic", .indexed = true),
	FIELD(action, goals, .label = N_("Goals it serves"), .refers_to = "goal"),
	FIELD(action, labels, .label = N_("Cross-cutting themes"), .refers_to = "theme", .rare = true),
	FIELD(action, start, .label = N_("Start"), .group = N_("Time"), .hint = N_("A day, a month or a year: 22-5-2024, 5-2024 or 2024.")),
	FIELD(action, start_words, .label = N_("Start in words"), .max = 60, .rare = true),
	FIELD(action, last, .label = N_("Last day"), .hint = N_("Included. Not after the horizon of the plan.")),
	FIELD(action, last_words, .label = N_("Last day in words"), .max = 60, .rare = true),
	FIELD(action, continues, .label = N_("Continues after the horizon"), .rare = true),
	FIELD(action, continues_reason, .label = N_("Why it continues"), .lines = true, .max = 500, .rare = true),
	FIELD(action, continues_with, .label = N_("Who carries it afterwards"), .refers_to = "party", .rare = true),
	WORDS(action, status, .label = N_("Status"), .group = N_("State"), .words = &action_status_words),
	FIELD(action, status_reason, .label = N_("Reason for the status"), .hint = N_("Needed when it is paused or stopped."), .lines = true, .max = 500),
	FIELD(action, reached, .label = N_("What has come of it"), .lines = true, .max = 2000, .search = true, .rare = true),
	WORDS(action, origin, .label = N_("Origin"), .group = N_("Where it comes from"), .words = &origin_words, .rare = true),
	FIELD(action, origin_text, .label = N_("Origin in words"), .max = 500, .rare = true),
	FIELD(action, predecessor, .label = N_("Continues from an earlier programme"), .hint = N_("Programme and action: lev-2020-2023/V-01."), .max = 120, .rare = true),
	FIELD(action, leading_item, .label = N_("Item of the leading plan"), .max = 300, .rare = true),
	FIELD(action, outside, .label = N_("A party's own project, outside the programme"), .rare = true),
	WORDS(action, visibility, .label = N_("Who can read it"), .words = &visibility_words),
	FIELD(action, internal, .label = N_("Note for the office"), .hint = N_("Only the programme office can read this."), .internal = true, .lines = true, .max = 2000, .rare = true),
	PROVENANCE_FIELDS(action),
};

static struct str action_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct action *action = row;
	(void)programme;
	return str_format(arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title));
}

static struct str action_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/actions/%.*s", STR_ARG(((const struct action *)row)->number));
}

static bool action_parent(const void *row, struct id *parent)
{
	const struct action *action = row;
	*parent = id_known(action->topic) ? action->topic : action->theme;
	return true;
}

static int action_compare(const void *a, const void *b)
{
	return str_compare(((const struct action *)a)->number, ((const struct action *)b)->number);
}

static bool number_fits(struct str number)
{
	for (size_t i = 0; i < number.len; i++) {
		char c = number.at[i];
		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'))
			return false;
	}
	return number.len > 0 && number.at[0] != '.';
}

/* Another action with exactly this number; by number is the order for people. */
static const struct action *other_numbered(struct row_list actions, struct str number, struct id except)
{
	size_t low = 0, high = actions.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(ROW(action, actions, middle)->number, number) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < actions.count && str_equal(ROW(action, actions, low)->number, number); low++)
		if (!id_equal(ROW(action, actions, low)->id, except))
			return ROW(action, actions, low);
	return NULL;
}

/* Another action with this number in either case. Each way to write its letters is looked up: a file of ten thousand is checked in one go. */
static const struct action *same_number(const struct programme *programme, const struct action *action)
{
	enum { LENGTH_MOST = 20, LETTERS_MOST = 6 };
	struct row_list actions = programme_rows(programme, &action_record);
	struct str number = action->number;
	size_t letter[LETTERS_MOST], letters = 0;
	char written[LENGTH_MOST];

	for (size_t i = 0; i < number.len && number.len <= LENGTH_MOST; i++)
		if ((number.at[i] | 32) >= 'a' && (number.at[i] | 32) <= 'z' && letters++ < LETTERS_MOST)
			letter[letters - 1] = i;
	if (number.len > LENGTH_MOST || letters > LETTERS_MOST) {
		for (size_t i = 0; i < actions.count; i++)
			if (str_equal_nocase(ROW(action, actions, i)->number, number) && !id_equal(ROW(action, actions, i)->id, action->id))
				return ROW(action, actions, i);
		return NULL;
	}
	memcpy(written, number.at ? number.at : "", number.len);
	for (size_t way = 0; way < (size_t)1 << letters; way++) {
		const struct action *other;

		for (size_t i = 0; i < letters; i++)
			written[letter[i]] = (char)((number.at[letter[i]] | 32) & ~(way >> i & 1 ? 32 : 0));
		other = other_numbered(actions, (struct str){ written, number.len }, action->id);
		if (other)
			return other;
	}
	return NULL;
}

static void check_number(const struct programme *programme, const struct action *action, struct faults *faults)
{
	const struct action *other = same_number(programme, action);

	if (action->number.len > 0 && !number_fits(action->number))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "number",
			.message = N_("A number has letters, digits, hyphens and dots only, such as M-03.") });
	if (other)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "number",
			.message = N_("Number {0} belongs to {1} already."), .arg = { action->number, other->title } });
}

static void check_place(const struct programme *programme, const struct action *action, struct faults *faults)
{
	const struct topic *topic = programme_row(programme, topic, action->topic);
	const struct theme *theme = programme_row(programme, theme, action->theme);

	if (topic && id_known(action->theme) && !id_equal(topic->theme, action->theme))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "topic",
			.message = N_("Topic {0} belongs to another theme."), .arg = { topic->name } });
	if (theme && theme->cross_cutting)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "theme",
			.message = N_("{0} runs through all themes: choose it under cross-cutting themes."), .arg = { theme->name } });
	for (size_t i = 0; i < action->labels.count; i++) {
		const struct theme *label = programme_row(programme, theme, action->labels.at[i]);
		if (label && !label->cross_cutting)
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "labels",
				.message = N_("{0} is not a cross-cutting theme."), .arg = { label->name } });
	}
}

static void check_time(const struct programme *programme, const struct action *action, struct faults *faults)
{
	struct day horizon = tree_facts(programme)->horizon;

	if (day_known(action->start) && day_known(action->last) && day_last(action->last) < day_first(action->start))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
			.message = N_("The last day lies before the first day.") });
	if (action_beyond_horizon(programme, action) && !action->continues && !action_recorded(action))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
			.message = N_("The plan runs until {0}; this ends {1}. Choose an earlier day, or say that it continues, why, and who carries it afterwards."),
			.arg = { day_text(horizon, faults->arena), day_text(action->last, faults->arena) } });
	if (action->continues && !action_recorded(action)) {
		if (action->continues_reason.len == 0)
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "continues_reason",
				.message = N_("Say why it continues after the horizon of the plan.") });
		if (!id_known(action->continues_with))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "continues_with",
				.message = N_("Say who carries it after the horizon of the plan.") });
	}
}

/* A milestone that was inside its action must stay inside when the action moves. */
static void check_milestones(const struct programme *programme, const struct action *action, struct faults *faults)
{
	struct row_list milestones = REFERRING(programme, milestone, action, action->id);

	for (size_t i = 0; i < milestones.count; i++) {
		const struct milestone *milestone = ROW(milestone, milestones, i);
		if (!day_known(milestone->planned))
			continue;
		if (day_known(action->start) && day_last(milestone->planned) < day_first(action->start))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "start",
				.message = N_("Milestone {0} ({1}) would lie before the start."),
				.arg = { milestone->title, day_text(milestone->planned, faults->arena) } });
		if (day_known(action->last) && day_first(milestone->planned) > day_last(action->last))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
				.message = N_("Milestone {0} ({1}) would lie after the last day."),
				.arg = { milestone->title, day_text(milestone->planned, faults->arena) } });
	}
}

static bool action_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct action *action = row;
	size_t before = faults->count;

	check_number(programme, action, faults);
	check_place(programme, action, faults);
	check_time(programme, action, faults);
	check_milestones(programme, action, faults);
	if ((action->status == ACTION_PAUSED || action->status == ACTION_STOPPED) && action->status_reason.len == 0 &&
	    !action_recorded(action))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "status_reason",
			.message = N_("Say why it is paused or stopped.") });
	return faults->count == before;
}

const struct record action_record = RECORD(action, actions, action_fields,
	.label = N_("Action"), .plural = N_("Actions"), .title = action_title, .address = action_address,
	.check = action_check, .node_parent = action_parent, .compare = action_compare,
	.provenance = offsetof(struct action, provenance), .visibility = offsetof(struct action, visibility),
	.next = N_("Then, on its own page: who leads it, who takes part in it and its milestones."));

/* Milestones and figures live with their action. */

static struct str address_of_action(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct action *action = programme_row(programme, action, id);
	return action ? action_address(programme, action, arena) : STR("/actions");
}

static const struct field milestone_fields[] = {
	FIELD(milestone, action, .label = N_("Action"), .refers_to = "action", .required = true, .indexed = true),
	FIELD(milestone, title, .label = N_("Milestone"), .required = true, .search = true),
	FIELD(milestone, planned, .label = N_("Planned")),
	FIELD(milestone, planned_words, .label = N_("Planned in words"), .max = 60, .rare = true),
	FIELD(milestone, reached, .label = N_("Reached on"), .hint = N_("Empty: not reached yet.")),
	PROVENANCE_FIELDS(milestone),
};

static struct str milestone_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct milestone *)row)->title;
}

static struct str milestone_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return address_of_action(programme, ((const struct milestone *)row)->action, arena);
}

static struct id milestone_node(const struct programme *programme, const void *row)
{
	(void)programme;
	return ((const struct milestone *)row)->action;
}

static bool milestone_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct milestone *milestone = row;
	const struct action *action = programme_row(programme, action, milestone->action);
	struct day horizon = tree_facts(programme)->horizon;
	size_t before = faults->count;

	if (!action || !day_known(milestone->planned))
		return true;
	if (day_known(action->start) && day_last(milestone->planned) < day_first(action->start))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "planned",
			.message = N_("The action starts {0}; a milestone lies within its action."),
			.arg = { day_text(action->start, faults->arena) } });
	if (day_known(action->last) && day_first(milestone->planned) > day_last(action->last))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "planned",
			.message = N_("The action ends {0}; a milestone lies within its action."),
			.arg = { day_text(action->last, faults->arena) } });
	if (day_known(horizon) && day_last(milestone->planned) > day_last(horizon) && !action->continues && !action_recorded(action))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "planned",
			.message = N_("The plan runs until {0}."), .arg = { day_text(horizon, faults->arena) } });
	return faults->count == before;
}

static int milestone_compare(const void *a, const void *b)
{
	const struct milestone *left = a, *right = b;
	int day = day_compare(left->planned, right->planned);
	return day ? day : id_compare(left->id, right->id);
}

const struct record milestone_record = RECORD(milestone, milestones, milestone_fields,
	.label = N_("Milestone"), .plural = N_("Milestones"), .title = milestone_title, .address = milestone_address,
	.node = milestone_node, .check = milestone_check, .compare = milestone_compare,
	.provenance = offsetof(struct milestone, provenance));

static const struct word municipals[] = {
	[FIGURE_WHOLE] = { "", N_("no, only for the region") },
	[FIGURE_SUM] = { "sum", N_("yes, and the region is their sum") },
	[FIGURE_APART] = { "apart", N_("yes, and the region is told apart") },
};
const struct words figure_municipal_words = WORDS_OF(municipals);

static const struct field figure_fields[] = {
	FIELD(result_figure, action, .label = N_("Action"), .refers_to = "action", .required = true, .indexed = true),
	FIELD(result_figure, name, .label = N_("What is counted"), .required = true, .search = true),
	FIELD(result_figure, unit, .label = N_("Unit"), .max = 40),
	FIELD(result_figure, aim, .label = N_("Aim")),
	FIELD(result_figure, cumulative, .label = N_("Adds up over the years"), .hint = N_("Otherwise the newest value replaces the one before.")),
	FIELD(result_figure, value, .label = N_("Value so far")),
	FIELD(result_figure, day, .label = N_("On")),
	WORDS(result_figure, municipal, .label = N_("Also for each municipality"), .words = &figure_municipal_words,
		.hint = N_("The update then asks it for each municipality that takes part. Choose “told apart” for what cannot be added up, such as a percentage."), .rare = true),
	FIELD(result_figure, method, .label = N_("How it is counted"), .hint = N_("What counts and what does not, and where the number comes from."), .lines = true, .max = 500, .rare = true),
	PROVENANCE_FIELDS(result_figure),
};

static struct str figure_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct result_figure *)row)->name;
}

static struct str figure_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return address_of_action(programme, ((const struct result_figure *)row)->action, arena);
}

static struct id figure_node(const struct programme *programme, const void *row)
{
	(void)programme;
	return ((const struct result_figure *)row)->action;
}

static bool figure_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct result_figure *figure = row;
	struct row_list figures = REFERRING(programme, result_figure, action, figure->action);
	size_t others = 0;

	for (size_t i = 0; i < figures.count; i++)
		others += !id_equal(ROW(result_figure, figures, i)->id, figure->id);
	if (others >= 3)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "name",
			.message = N_("An action has at most three result figures. Choose what tells most.") });
	return true;
}

const struct record result_figure_record = RECORD(result_figure, result_figures, figure_fields,
	.label = N_("Result figure"), .plural = N_("Result figures"), .title = figure_title, .address = figure_address,
	.node = figure_node, .check = figure_check, .provenance = offsetof(struct result_figure, provenance));

/* What is aimed at, by municipality or anew */

static const struct field aim_fields[] = {
	FIELD(figure_aim, figure, .label = N_("Result figure"), .refers_to = "result_figure", .required = true, .indexed = true),
	FIELD(figure_aim, party, .label = N_("Municipality"), .hint = N_("Left empty: the region as a whole."), .refers_to = "party"),
	FIELD(figure_aim, aim, .label = N_("Aim"), .required = true),
	FIELD(figure_aim, from, .label = N_("Holds from"), .hint = N_("Left empty: from the beginning. An aim that held before stays readable.")),
	FIELD(figure_aim, reason, .label = N_("Why it is another aim than before"), .lines = true, .max = 500),
	PROVENANCE_FIELDS(figure_aim),
};

static struct str aim_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct figure_aim *aim = row;
	const struct result_figure *figure = programme_row(programme, result_figure, aim->figure);
	const struct party *party = programme_row(programme, party, aim->party);

	return str_format(arena, "%.*s%s%.*s: %.*s", STR_ARG(figure ? figure->name : STR("?")), party ? ", " : "",
		STR_ARG(party ? party->name : STR_NONE), STR_ARG(decimal_text(aim->aim, arena)));
}

static struct str aim_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct result_figure *figure = programme_row(programme, result_figure, ((const struct figure_aim *)row)->figure);
	return figure ? figure_address(programme, figure, arena) : STR("/actions");
}

static struct id aim_node(const struct programme *programme, const void *row)
{
	const struct result_figure *figure = programme_row(programme, result_figure, ((const struct figure_aim *)row)->figure);
	return figure ? figure->action : ID_NONE;
}

static bool aim_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct figure_aim *aim = row;
	const struct result_figure *figure = programme_row(programme, result_figure, aim->figure);
	const struct party *party = programme_row(programme, party, aim->party);
	struct row_list aims = REFERRING(programme, figure_aim, figure, aim->figure);
	size_t before = faults->count;

	if (party && party->kind != PARTY_MUNICIPALITY)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party", .message = N_("{0} is no municipality."), .arg = { party->name } });
	if (party && figure && figure->municipal == FIGURE_WHOLE)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = N_("{0} is told for the region alone. First say with the figure that it is told for each municipality."), .arg = { figure->name } });
	for (size_t i = 0; i < aims.count; i++) {
		const struct figure_aim *other = ROW(figure_aim, aims, i);
		if (!id_equal(other->id, aim->id) && id_equal(other->party, aim->party) && day_equal(other->from, aim->from))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "from",
				.message = N_("An aim from that day is there already, {0}. Change that one, or give another day."),
				.arg = { decimal_text(other->aim, faults->arena) },
				.address = str_format(faults->arena, "/edit/figure_aim/%.*s", STR_ARG(id_text(other->id, faults->arena))) });
	}
	return faults->count == before;
}

/* By day; one that holds from the beginning first. */
static int aim_compare(const void *a, const void *b)
{
	const struct figure_aim *left = a, *right = b;
	int day = !day_known(left->from) || !day_known(right->from) ? day_known(left->from) - day_known(right->from)
		: day_compare(left->from, right->from);

	return day ? day : id_compare(left->id, right->id);
}

const struct record figure_aim_record = RECORD(figure_aim, figure_aims, aim_fields,
	.label = N_("Aim of a result figure"), .plural = N_("Aims of result figures"), .title = aim_title, .address = aim_address,
	.node = aim_node, .check = aim_check, .compare = aim_compare, .provenance = offsetof(struct figure_aim, provenance));
