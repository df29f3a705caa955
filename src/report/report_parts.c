/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a report, each a heading with its tables. */
#include "report/report_words.h"

#include "tree/tree.h"

#define COLUMNS(table) table, sizeof(table) / sizeof((table)[0])

/* English labels become columns in the report's language. Without a caption where the heading above says the same. */
struct column { const char *label; enum paper_align align; int width; };

static const struct paper_column *columns_of(const struct report_content *content, const struct column *columns, size_t count)
{
	struct paper_column *made = arena_array(content->arena, struct paper_column, count);

	for (size_t i = 0; i < count; i++)
		made[i] = (struct paper_column){ language_text(content->wanted->language, columns[i].label), columns[i].align, columns[i].width };
	return made;
}

static void begin_table(const struct report_content *content, struct paper *paper, const char *caption, const struct column *columns, size_t count)
{
	paper_table(paper, caption ? report_say(content, caption, STR_NONE, STR_NONE, STR_NONE) : STR_NONE,
		columns_of(content, columns, count), count);
}

static void heading(const struct report_content *content, struct paper *paper, int level, const char *english)
{
	paper_heading(paper, level, report_say(content, english, content->party ? content->party->name : STR_NONE, STR_NONE, STR_NONE));
}

static void sentence(const struct report_content *content, struct paper *paper, enum paper_style style, const char *english)
{
	paper_text(paper, style, report_say(content, english, content->party ? content->party->name : STR_NONE, STR_NONE, STR_NONE));
}

static void text_cell(const struct report_content *content, struct paper *paper, struct str text)
{
	paper_cell_text(paper, text.len > 0 ? text : report_unknown(content), STR_NONE);
}

static void action_cell(const struct report_content *content, struct paper *paper, const struct action *action)
{
	paper_cell_text(paper, report_action_name(action, content->arena), report_row_link(content, &action_record, action));
	paper_own(paper);
}

/* In the programme's own words. */
static void own_cell(struct paper *paper, struct str text)
{
	paper_cell_text(paper, text, STR_NONE);
	paper_own(paper);
}

static void day_cell(const struct report_content *content, struct paper *paper, struct day day)
{
	if (day_known(day))
		paper_cell_day(paper, day);
	else
		paper_cell_text(paper, report_unknown(content), STR_NONE);
}

/* Who takes part in what */

static const char *standing_mark(const struct report_content *content, const struct participation *entry)
{
	enum standing standing = participation_standing(entry);

	if (standing == STANDING_UNKNOWN)
		return "standing-unknown";
	return str_format(content->arena, "standing-%s%c", words_wire(&standing_words, (int)standing), '\0').at;
}

static void standing_cell(const struct report_content *content, struct paper *paper, const struct participation *entry)
{
	paper_cell_mark(paper, standing_mark(content, entry),
		language_text(content->wanted->language, words_label(&standing_words, (int)participation_standing(entry))));
}

static void node_cell(const struct report_content *content, struct paper *paper, const struct node *node)
{
	paper_cell_text(paper, report_node_name(content, node), report_row_link(content, node->record, node->row));
	if (node->parent)
		paper_own(paper);
}

static struct str executors_text(const struct report_content *content, const struct node *node)
{
	struct row_list executors = role_executors(content->programme, node, content->day, content->arena, NULL);
	struct str *names = arena_array(content->arena, struct str, executors.count);

	for (size_t i = 0; i < executors.count; i++)
		names[i] = report_party_name(content, ROW(role, executors, i)->party);
	return str_join(content->arena, names, executors.count, STR(", "));
}

static struct str in_actions(const struct report_content *content, struct id party, const struct node *node)
{
	struct participation_share share = participation_in_actions(content->programme, party, node, content->day, content->arena);

	if (share.all == 0)
		return STR("–");
	return report_say(content, N_("{0} of {1}"), report_number(content, share.in), report_number(content, share.all), STR_NONE);
}

static void since_cell(const struct report_content *content, struct paper *paper, const struct participation *entry)
{
	day_cell(content, paper, entry ? entry->from : DAY_UNKNOWN);
}

static void write_in(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Takes part in"), PAPER_START, 4 }, { N_("Since"), PAPER_START, 2 }, { N_("In actions"), PAPER_START, 2 },
		{ N_("Who executes it"), PAPER_START, 3 }, { N_("Remark"), PAPER_START, 3 },
	};
	bool remarks = false;

	if (content->in.count == 0) {
		sentence(content, paper, PAPER_PLAIN, N_("Nowhere is it recorded that {0} takes part in a theme."));
		return;
	}
	for (size_t i = 0; i < content->in.count; i++)
		remarks = remarks || report_reason(content, content->in.at[i].entry).len > 0;
	begin_table(content, paper, NULL, columns, sizeof columns / sizeof columns[0] - !remarks);
	for (size_t i = 0; i < content->in.count; i++) {
		const struct report_standing *standing = &content->in.at[i];
		struct str executors = executors_text(content, standing->node);

		node_cell(content, paper, standing->node);
		since_cell(content, paper, standing->entry);
		paper_cell_text(paper, in_actions(content, content->party->id, standing->node), STR_NONE);
		text_cell(content, paper, executors);
		if (remarks)
			paper_cell_text(paper, report_reason(content, standing->entry), STR_NONE);
	}
}

static void standing_rows(const struct report_content *content, struct paper *paper, const struct report_standings *standings)
{
	for (size_t i = 0; i < standings->count; i++) {
		const struct participation *entry = standings->at[i].entry;

		node_cell(content, paper, standings->at[i].node);
		standing_cell(content, paper, entry);
		since_cell(content, paper, entry);
		text_cell(content, paper, report_reason(content, entry));
	}
}

static const struct column out_columns[] = {
	{ N_("What"), PAPER_START, 4 }, { N_("How it stands"), PAPER_START, 3 }, { N_("Since"), PAPER_START, 2 }, { N_("Why"), PAPER_START, 5 },
};

static void write_out(const struct report_content *content, struct paper *paper)
{
	heading(content, paper, 2, N_("What {0} does not take part in, and why"));
	if (content->out.count == 0) {
		sentence(content, paper, PAPER_PLAIN, N_("Of nothing it is recorded that {0} stays out of it."));
	} else {
		begin_table(content, paper, NULL, COLUMNS(out_columns));
		standing_rows(content, paper, &content->out);
	}
	if (content->undecided.count + content->observes.count + content->unknown.count == 0)
		return;
	heading(content, paper, 2, N_("Not decided, reading along, or not known"));
	begin_table(content, paper, NULL, COLUMNS(out_columns));
	standing_rows(content, paper, &content->undecided);
	standing_rows(content, paper, &content->observes);
	standing_rows(content, paper, &content->unknown);
}

/* What differs from the whole, by name. */
static struct str apart_text(const struct report_content *content, struct id party)
{
	struct node_list nodes = programme_nodes(content->programme);
	struct str *part = arena_array(content->arena, struct str, nodes.count);
	size_t count = 0;

	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		const struct participation *entry = participation_effective(content->programme, party, node, content->day);
		struct str reason;

		if (!participation_explicit(entry, node) || !node_under(node, content->node) || node == content->node ||
		    (entry->standing == STANDING_PARTICIPATES && entry->also_oriented_to.count == 0) || !report_published(node))
			continue;
		reason = report_reason(content, entry);
		part[count++] = str_format(content->arena, "%.*s: %.*s%s%.*s", STR_ARG(report_node_name(content, node)),
			STR_ARG(language_text(content->wanted->language, words_label(&standing_words, (int)entry->standing))),
			reason.len > 0 ? "; " : "", STR_ARG(reason));
	}
	return str_join(content->arena, part, count, STR(". "));
}

static void write_municipalities(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Municipality"), PAPER_START, 3 }, { N_("How it stands"), PAPER_START, 3 }, { N_("In actions"), PAPER_START, 2 },
		{ N_("What differs"), PAPER_START, 6 },
	};
	struct row_list parties = party_municipalities(content->programme, content->day, content->arena);

	heading(content, paper, 1, N_("Who takes part"));
	if (parties.count == 0) {
		sentence(content, paper, PAPER_PLAIN, N_("No municipality is known in this programme."));
		return;
	}
	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);

		paper_cell_text(paper, party->name, report_row_link(content, &party_record, party));
		standing_cell(content, paper, participation_effective(content->programme, party->id, content->node, content->day));
		paper_cell_text(paper, in_actions(content, party->id, content->node), STR_NONE);
		paper_cell_text(paper, apart_text(content, party->id), STR_NONE);
	}
}

void report_write_participation(const struct report_content *content, struct paper *paper)
{
	if (!content->party) {
		write_municipalities(content, paper);
		return;
	}
	heading(content, paper, 1, N_("What {0} takes part in"));
	write_in(content, paper);
	write_out(content, paper);
}

/* How it goes */

static struct str lead_text(const struct report_content *content, const struct report_action *action)
{
	return action->lead ? report_party_name(content, action->lead->party) : STR_NONE;
}

static void write_overview(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 6 }, { N_("How it goes"), PAPER_START, 3 }, { N_("Lead"), PAPER_START, 4 }, { N_("Runs until"), PAPER_START, 3 },
		{ N_("Last told on"), PAPER_START, 3 },
	};

	begin_table(content, paper, N_("All actions, what needs attention first"), COLUMNS(columns));
	for (size_t i = 0; i < content->actions; i++) {
		const struct report_action *action = &content->action[i];

		action_cell(content, paper, action->action);
		paper_cell_mark(paper, report_standing_mark(content, action), report_standing_word(content, action));
		text_cell(content, paper, lead_text(content, action));
		day_cell(content, paper, action->action->last);
		if (action->latest)
			paper_cell_day(paper, action->latest->day);
		else
			paper_cell_text(paper, report_say(content, N_("never"), STR_NONE, STR_NONE, STR_NONE), STR_NONE);
	}
}

/* What was told last of each, for who goes on with it in a spreadsheet: elsewhere it stands in sentences. */
static void write_told_list(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 5 }, { N_("Told on"), PAPER_START, 3 }, { N_("What was told"), PAPER_START, 9 },
		{ N_("Next step"), PAPER_START, 6 }, { N_("Help wanted"), PAPER_START, 6 },
	};

	paper_workbook_table(paper, report_say(content, N_("What was told last"), STR_NONE, STR_NONE, STR_NONE),
		columns_of(content, COLUMNS(columns)), sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < content->actions; i++) {
		const struct update *latest = content->action[i].latest;
		if (!latest)
			continue;
		action_cell(content, paper, content->action[i].action);
		paper_cell_day(paper, latest->day);
		own_cell(paper, latest->text);
		own_cell(paper, latest->next_step);
		own_cell(paper, latest->help_wanted);
	}
}

static struct str light_text(const struct report_content *content, enum light light)
{
	return language_text(content->wanted->language, words_label(&light_words, (int)light));
}

static void own_text(struct paper *paper, struct str text)
{
	paper_text(paper, PAPER_PLAIN, text);
	paper_own(paper);
}

/* "on track", "bezoekers 1.250 mensen", what stands in the small line below what was told. */
static struct str facts_text(const struct report_content *content, const struct report_action *action)
{
	const struct update *latest = action->latest;
	struct row_list readings = latest ? REFERRING(content->programme, reading, update, latest->id) : (struct row_list){ NULL, 0 };
	struct str *part = arena_array(content->arena, struct str, readings.count + 4);
	size_t count = 0;

	part[count++] = report_standing_word(content, action);
	if (latest)
		part[count++] = report_say(content, latest->unchanged ? N_("told on {0}, unchanged") : N_("told on {0}"), report_day_text(content, latest->day),
			STR_NONE, STR_NONE);
	part[count++] = report_say(content, N_("lead: {0}"), action->lead ? report_party_name(content, action->lead->party) : report_unknown(content),
		STR_NONE, STR_NONE);
	for (size_t i = 0; i < readings.count; i++) {
		const struct reading *reading = ROW(reading, readings, i);
		const struct result_figure *figure = programme_row(content->programme, result_figure, reading->figure);
		struct str of = report_party_name(content, reading->party);
		if (figure && (!content->party || of.len == 0 || id_equal(reading->party, content->party->id)))
			part[count++] = str_format(content->arena, "%.*s%s%.*s %.*s%s%.*s", STR_ARG(figure->name), of.len ? " " : "", STR_ARG(of),
				STR_ARG(language_decimal(content->wanted->language, content->arena, reading->value)), figure->unit.len ? " " : "", STR_ARG(figure->unit));
	}
	return str_join(content->arena, part, count, STR(" · "));
}

static void own_line(const struct report_content *content, struct paper *paper, const char *english, struct str text)
{
	if (text.len > 0)
		paper_text(paper, PAPER_PLAIN, report_say(content, english, report_line(content, text), STR_NONE, STR_NONE));
}

/* Everything an action told, the last time in full, earlier ones of the period as one line each. */
static void write_told(const struct report_content *content, struct paper *paper, const struct report_action *action)
{
	const struct update *latest = action->latest;
	enum action_status status = action->action->status;

	paper_heading(paper, 3, report_action_name(action->action, content->arena));
	paper_own(paper);
	if (action->silent)
		paper_text(paper, PAPER_NOTE, report_say(content, N_("An update was asked by {0}. None was given."),
			report_day_text(content, action->silent->due), STR_NONE, STR_NONE));
	if (latest)
		own_text(paper, latest->text);
	paper_text(paper, PAPER_SMALL, facts_text(content, action));
	if (status == ACTION_PAUSED)
		own_line(content, paper, N_("Paused: {0}"), action->action->status_reason);
	if (status == ACTION_STOPPED)
		own_line(content, paper, N_("Stopped: {0}"), action->action->status_reason);
	if (latest)
		own_line(content, paper, N_("Next step: {0}"), latest->next_step);
	for (size_t i = 0; i < action->updates.count; i++) {
		const struct update *update = ROW(update, action->updates, i);
		if (update != latest)
			paper_item(paper, str_format(content->arena, "%.*s (%.*s): %.*s", STR_ARG(report_day_text(content, update->day)),
				STR_ARG(light_text(content, update->light)), STR_ARG(report_line(content, update->text))), STR_NONE);
	}
}

void report_write_progress(const struct report_content *content, struct paper *paper)
{
	heading(content, paper, 1, N_("How it goes"));
	if (content->actions == 0) {
		paper_text(paper, PAPER_PLAIN, content->party
			? report_say(content, N_("It is not recorded that {0} takes part in any action."), content->party->name, STR_NONE, STR_NONE)
			: report_say(content, N_("There are no actions that everybody may read."), STR_NONE, STR_NONE, STR_NONE));
		return;
	}
	write_overview(content, paper);
	write_told_list(content, paper);
	if (content->told + content->light[LIGHT_SILENT] == 0)
		sentence(content, paper, PAPER_PLAIN, N_("In this period no update was given."));
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].latest || content->action[i].silent)
			write_told(content, paper, &content->action[i]);
}

/* What comes of it */

static void write_figures(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 6 }, { N_("Figure"), PAPER_START, 4 }, { N_("Value"), PAPER_END, 2 }, { N_("Aim"), PAPER_END, 2 },
		{ N_("Unit"), PAPER_START, 2 }, { N_("On"), PAPER_START, 3 }, { N_("For whom"), PAPER_START, 3 },
	};
	size_t count = sizeof columns / sizeof columns[0] - !content->party;

	begin_table(content, paper, N_("Result figures"), columns, count);
	for (size_t i = 0; i < content->figures; i++) {
		const struct report_figure *figure = &content->figure[i];

		action_cell(content, paper, figure->action);
		own_cell(paper, figure->figure->name);
		if (figure->value.known)
			paper_cell_decimal(paper, figure->value);
		else
			paper_cell_text(paper, report_unknown(content), STR_NONE);
		if (figure->aim.known)
			paper_cell_decimal(paper, figure->aim);
		else
			paper_cell_text(paper, report_unknown(content), STR_NONE);
		own_cell(paper, figure->figure->unit);
		day_cell(content, paper, figure->value.known ? figure->day : DAY_UNKNOWN);
		if (content->party)
			paper_cell_text(paper, figure->own ? content->party->name
				: report_say(content, N_("whole region"), STR_NONE, STR_NONE, STR_NONE), STR_NONE);
	}
}

static void write_spent(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 6 }, { N_("Told on"), PAPER_START, 3 }, { N_("Spent so far"), PAPER_END, 3 },
	};

	heading(content, paper, 2, N_("Money spent"));
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("Of {0} of the {1} actions it was told what was spent. Amounts are of the whole action, by all who pay together."),
		report_number(content, content->spent_count), report_number(content, content->actions), STR_NONE));
	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < content->actions; i++) {
		const struct report_action *action = &content->action[i];
		if (!action->spent)
			continue;
		action_cell(content, paper, action->action);
		paper_cell_day(paper, action->spent->day);
		paper_cell_money(paper, action->spent->spent);
	}
	if (content->spent_count > 1) {
		paper_cell_text(paper, report_say(content, N_("Together"), STR_NONE, STR_NONE, STR_NONE), STR_NONE);
		paper_cell_text(paper, STR_NONE, STR_NONE);
		paper_cell_money(paper, content->spent);
		paper_row_total(paper);
	}
}

/* What is known to have come of an action of which no update told yet. */
static void write_known(const struct report_content *content, struct paper *paper)
{
	for (size_t i = 0; i < content->actions; i++) {
		const struct action *action = content->action[i].action;
		if (action->reached.len == 0 || content->action[i].latest)
			continue;
		paper_item(paper, str_format(content->arena, "%.*s: %.*s", STR_ARG(report_action_name(action, content->arena)),
			STR_ARG(report_line(content, action->reached))), report_row_link(content, &action_record, action));
		paper_own(paper);
	}
}

void report_write_results(const struct report_content *content, struct paper *paper)
{
	heading(content, paper, 1, content->party ? N_("What {0} gets") : N_("What comes of it"));
	if (content->figures == 0)
		sentence(content, paper, PAPER_PLAIN, N_("No result figures are recorded with these actions."));
	else
		write_figures(content, paper);
	write_known(content, paper);
	if (content->spent_count > 0)
		write_spent(content, paper);
}

/* Milestones */

static void milestone_table(const struct report_content *content, struct paper *paper, const struct report_milestone *milestones, size_t count)
{
	static const struct column columns[] = {
		{ N_("Milestone"), PAPER_START, 5 }, { N_("Action"), PAPER_START, 5 }, { N_("Planned"), PAPER_START, 3 }, { N_("Reached"), PAPER_START, 3 },
	};

	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < count; i++) {
		const struct milestone *milestone = milestones[i].milestone;

		own_cell(paper, milestone->title);
		action_cell(content, paper, milestones[i].action);
		if (milestone->planned_words.len > 0)
			own_cell(paper, milestone->planned_words);
		else
			day_cell(content, paper, milestone->planned);
		if (day_known(milestone->reached) && day_first(milestone->reached) <= day_first(content->day))
			paper_cell_day(paper, milestone->reached);
		else
			paper_cell_text(paper, report_say(content, N_("not reached"), STR_NONE, STR_NONE, STR_NONE), STR_NONE);
	}
}

void report_write_milestones(const struct report_content *content, struct paper *paper)
{
	heading(content, paper, 1, N_("Milestones"));
	heading(content, paper, 2, N_("Reached in this period"));
	if (content->reached_count > 0)
		milestone_table(content, paper, content->reached, content->reached_count);
	else
		sentence(content, paper, PAPER_PLAIN, N_("No milestone was recorded as reached in this period."));
	if (content->missed_count == 0)
		return;
	heading(content, paper, 2, N_("Missed"));
	milestone_table(content, paper, content->missed, content->missed_count);
}

/* What changed */

static struct str change_word(const struct report_content *content, const struct report_change *change)
{
	static const char *const words[] = {
		[CHANGE_ADDED] = N_("added"), [CHANGE_DROPPED] = N_("dropped"), [CHANGE_STATUS] = N_("other state"),
		[CHANGE_MOVED] = N_("moved in time"), [CHANGE_LEAD] = N_("other lead"), [CHANGE_STANDING] = N_("other participation"),
	};

	return report_say(content, words[change->kind], STR_NONE, STR_NONE, STR_NONE);
}

void report_write_changes(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("What changed"), PAPER_START, 3 }, { N_("Action"), PAPER_START, 6 }, { N_("Was"), PAPER_START, 4 }, { N_("Became"), PAPER_START, 4 },
	};

	heading(content, paper, 1, N_("What changed in this period"));
	if (!content->changes_known)
		sentence(content, paper, PAPER_NOTE, N_("This programme was not in this system yet when the period began. Which actions were added, done, stopped or moved in it is therefore not known here."));
	if (content->changes == 0 && content->changes_known)
		sentence(content, paper, PAPER_PLAIN, N_("Nothing was added, done, stopped or moved in this period."));
	if (content->changes == 0)
		return;
	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < content->changes; i++) {
		const struct report_change *change = &content->change[i];

		paper_cell_text(paper, change_word(content, change), STR_NONE);
		if (change->kind == CHANGE_STANDING)
			paper_cell_text(paper, str_format(content->arena, "%.*s: %.*s", STR_ARG(change->party->name),
				STR_ARG(report_node_name(content, change->node))), STR_NONE);
		else if (change->kind == CHANGE_DROPPED)
			paper_cell_text(paper, report_action_name(change->action, content->arena), STR_NONE);
		else
			action_cell(content, paper, change->action);
		paper_cell_text(paper, change->was, STR_NONE);
		paper_cell_text(paper, change->became, STR_NONE);
	}
}

/* Since the last report */

static size_t turned(const struct report_content *content)
{
	size_t count = 0;

	for (size_t i = 0; i < content->actions; i++)
		count += content->action[i].light != content->action[i].earlier && action_open(content->action[i].action);
	return count;
}

void report_write_since_last(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 6 }, { N_("Was"), PAPER_START, 3 }, { N_("Is now"), PAPER_START, 3 },
	};

	if (!content->last)
		return;
	heading(content, paper, 1, N_("Since the last report"));
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("The last report was “{0}”. It told how things stood on {1}."), content->last->title,
		report_day_text(content, content->last->day), STR_NONE));
	if (turned(content) == 0) {
		sentence(content, paper, PAPER_PLAIN, N_("Since then no action goes better or worse than it did."));
		return;
	}
	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < content->actions; i++) {
		const struct report_action *action = &content->action[i];

		if (action->light == action->earlier || !action_open(action->action))
			continue;
		action_cell(content, paper, action->action);
		paper_cell_text(paper, light_text(content, action->earlier), STR_NONE);
		paper_cell_mark(paper, report_standing_mark(content, action), report_standing_word(content, action));
	}
}

/* Help, and what nobody knows */

void report_write_help(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 5 }, { N_("Help wanted"), PAPER_START, 7 }, { N_("Who could help"), PAPER_START, 4 },
	};
	bool any = false;

	for (size_t i = 0; i < content->actions; i++) {
		const struct update *wish = report_help(content, &content->action[i]);

		if (!wish)
			continue;
		if (!any) {
			heading(content, paper, 1, N_("Help wanted"));
			begin_table(content, paper, NULL, COLUMNS(columns));
		}
		any = true;
		action_cell(content, paper, content->action[i].action);
		own_cell(paper, report_line(content, wish->help_wanted));
		paper_cell_text(paper, wish->help_from.count > 0 ? report_party_names(content, wish->help_from)
			: report_say(content, N_("not said"), STR_NONE, STR_NONE, STR_NONE), STR_NONE);
	}
}

/* What waits for the municipality itself, as far as everybody may know. */
struct attention_list report_attention(const struct report_content *content)
{
	struct attention_list all = attention_of(content->programme, content->day, content->arena);
	struct attention *own = arena_array(content->arena, struct attention, all.count);
	size_t count = 0, theirs;

	all = attention_for(content->programme, &person_public, all, content->day, content->arena, &theirs);
	for (size_t i = 0; i < all.count; i++)
		if (id_equal(all.at[i].party, content->party->id) && !all.at[i].internal && all.at[i].node &&
		    node_under(all.at[i].node, content->node))
			own[count++] = all.at[i];
	return (struct attention_list){ own, count };
}

struct str report_attention_text(const struct report_content *content, const struct attention *attention)
{
	struct str text = report_say(content, attention->kind->words, attention->arg[0], attention->arg[1], attention->arg[2]);

	for (size_t i = 0; i < ATTENTION_REMARKS && attention->remark[i]; i++)
		text = str_format(content->arena, "%.*s %.*s", STR_ARG(text), STR_ARG(report_say(content, attention->remark[i], STR_NONE, STR_NONE, STR_NONE)));
	return report_line(content, text);
}

void report_write_attention(const struct report_content *content, struct paper *paper)
{
	static const struct column columns[] = { { N_("What waits"), PAPER_START, 9 }, { N_("Since"), PAPER_START, 3 }, { N_("By when"), PAPER_START, 3 } };
	struct attention_list own = { NULL, 0 };

	if (content->party)
		own = report_attention(content);
	if (own.count == 0)
		return;
	heading(content, paper, 1, N_("What waits for {0}"));
	begin_table(content, paper, NULL, COLUMNS(columns));
	for (size_t i = 0; i < own.count; i++) {
		paper_cell_text(paper, report_attention_text(content, &own.at[i]),
			report_link(content, attention_page(content->programme, &own.at[i], content->arena)));
		day_cell(content, paper, own.at[i].since);
		if (day_known(own.at[i].by))
			paper_cell_day(paper, own.at[i].by);
		else
			paper_cell_text(paper, STR("–"), STR_NONE);
	}
}

static bool lacks_lead(const struct report_action *action) { return !action->lead; }
static bool lacks_period(const struct report_action *action) { return !day_known(action->action->start) && !day_known(action->action->last); }
static bool lacks_result(const struct report_action *action) { return action->action->result.len == 0; }

/* What is open lacks something: "No lead is known of 3 actions: ...". */
static bool write_lack(const struct report_content *content, struct paper *paper, bool begun, bool (*lacks)(const struct report_action *),
	const char *one, const char *many)
{
	struct str *names = arena_array(content->arena, struct str, content->actions);
	size_t count = 0;

	for (size_t i = 0; i < content->actions; i++)
		if (action_open(content->action[i].action) && lacks(&content->action[i]))
			names[count++] = content->action[i].action->number.len > 0 ? content->action[i].action->number : content->action[i].action->title;
	if (count == 0)
		return begun;
	if (!begun)
		heading(content, paper, 1, N_("What is not known"));
	paper_item(paper, str_format(content->arena, "%.*s %.*s", STR_ARG(report_plural(content, one, many, count)),
		STR_ARG(str_join(content->arena, names, count, STR(", ")))), STR_NONE);
	return true;
}

void report_write_unknown(const struct report_content *content, struct paper *paper)
{
	bool begun = write_lack(content, paper, false, lacks_lead, N_("Of {0} action no lead is known:"), N_("Of {0} actions no lead is known:"));

	begun = write_lack(content, paper, begun, lacks_period, N_("Of {0} action no period is known:"), N_("Of {0} actions no period is known:"));
	write_lack(content, paper, begun, lacks_result, N_("Of {0} action it is not said when it is done:"), N_("Of {0} actions it is not said when they are done:"));
}

void report_write_about(const struct report_content *content, struct paper *paper)
{
	struct str address = report_link(content, STR(""));

	heading(content, paper, 1, N_("About this report"));
	paper_term(paper, report_say(content, N_("Programme"), STR_NONE, STR_NONE, STR_NONE), tree_facts(content->programme)->name);
	paper_term(paper, report_say(content, N_("Period"), STR_NONE, STR_NONE, STR_NONE),
		language_period(content->wanted->language, content->arena, content->wanted->from, content->wanted->until));
	paper_term(paper, report_say(content, N_("As things stood on"), STR_NONE, STR_NONE, STR_NONE), report_day_text(content, content->day));
	paper_term(paper, report_say(content, N_("Made on"), STR_NONE, STR_NONE, STR_NONE),
		language_moment(content->wanted->language, content->arena, content->wanted->moment));
	if (address.len > 0 && address.at[0] != '/')
		paper_term(paper, report_say(content, N_("Where it can be followed"), STR_NONE, STR_NONE, STR_NONE), address);
	sentence(content, paper, PAPER_SMALL, N_("This report says what was recorded in the programme and what everybody may read, and nothing else. What is not known is called not known. How actions go is counted, never averaged."));
}
