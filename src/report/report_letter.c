/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letter to a council: one page that says what was done, what the municipality gets, where it stands and what is asked of it; then an
 * annex with the tables. No sentence is cut off: what is too long for the page stands in the annex alone.
 */
#include "report/report_words.h"

#include "tree/tree.h"

/* So that it stays one page, whatever was recorded. */
enum { ITEMS_MOST = 3, LINE_MOST = 190 };

static struct str say(const struct report_content *content, const char *english)
{
	return report_say(content, english, content->party->name, STR_NONE, STR_NONE);
}

static bool fits(struct str text)
{
	return str_length(text) <= LINE_MOST;
}

/* At most so many items; the rest by number. Gives whether this one was shown. */
struct items { const struct report_content *content; struct paper *paper; size_t shown, left; };

static void item(struct items *items, struct str text)
{
	if (items->shown == ITEMS_MOST || !fits(text)) {
		items->left++;
		return;
	}
	paper_item(items->paper, text, STR_NONE);
	items->shown++;
}

static void rest(const struct items *items)
{
	if (items->left > 0 && items->shown > 0)
		paper_item(items->paper, report_plural(items->content, N_("and {0} more, in the annex"), N_("and {0} more, in the annex"), items->left), STR_NONE);
	else if (items->left > 0)
		paper_item(items->paper, report_plural(items->content, N_("{0} point, in the annex"), N_("{0} points, in the annex"), items->left), STR_NONE);
}

static void write_address(const struct report_content *content, struct paper *paper)
{
	struct str name = tree_facts(content->programme)->name;

	paper_term(paper, say(content, N_("To")), say(content, N_("the council of {0}")));
	paper_term(paper, say(content, N_("Sender")), report_say(content, N_("the programme office of {0}"), name, STR_NONE, STR_NONE));
	paper_term(paper, say(content, N_("Date")), report_day_text(content, content->today));
	paper_term(paper, say(content, N_("Subject")), report_say(content, N_("progress, {0}"),
		language_period(content->wanted->language, content->arena, content->wanted->from, content->wanted->until), STR_NONE, STR_NONE));
	paper_text(paper, PAPER_PLAIN, say(content, N_("Dear members of the council,")));
	paper_text(paper, PAPER_PLAIN, report_say(content,
		N_("This letter tells how {0} is going: what was done, what {1} gets, how it stood on {2}, and what we ask of you. The annex has the whole picture."),
		name, content->party->name, report_day_text(content, content->day)));
}

static void write_done(const struct report_content *content, struct paper *paper)
{
	struct items items = { content, paper, 0, 0 };

	paper_heading(paper, 1, say(content, N_("What was done")));
	for (size_t i = 0; i < content->changes; i++)
		if (content->change[i].kind == CHANGE_STATUS && content->change[i].action->status == ACTION_DONE)
			item(&items, report_say(content, N_("Done: {0}."), report_action_name(content->change[i].action, content->arena), STR_NONE, STR_NONE));
	for (size_t i = 0; i < content->reached_count; i++)
		item(&items, report_say(content, N_("Reached: {0} ({1}), {2}."), content->reached[i].milestone->title,
			report_action_name(content->reached[i].action, content->arena), report_day_text(content, content->reached[i].milestone->reached)));
	rest(&items);
	if (items.shown + items.left == 0)
		paper_text(paper, PAPER_PLAIN, say(content, N_("In this period no action was recorded as done and no milestone as reached.")));
	if (content->missed_count > 0)
		paper_text(paper, PAPER_PLAIN, report_plural(content, N_("{0} milestone was missed; it stands in the annex."),
			N_("{0} milestones were missed; they stand in the annex."), content->missed_count));
}

static void write_out(const struct report_content *content, struct paper *paper)
{
	struct items items = { content, paper, 0, 0 };

	for (size_t i = 0; i < content->out.count; i++) {
		struct str reason = report_reason(content, content->out.at[i].entry);
		struct str node = report_node_name(content, content->out.at[i].node);

		item(&items, reason.len > 0 ? report_say(content, N_("{0} does not take part in {1}: {2}."), content->party->name, node, reason)
			: report_say(content, N_("{0} does not take part in {1}."), content->party->name, node, STR_NONE));
	}
	rest(&items);
}

static void write_gets(const struct report_content *content, struct paper *paper)
{
	struct items items = { content, paper, 0, 0 };

	paper_heading(paper, 1, say(content, N_("What {0} gets")));
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("{0} takes part in {1} of the {2} actions."), content->party->name,
		report_number(content, content->actions), report_number(content, content->all)));
	for (size_t i = 0; i < content->figures; i++)
		if (content->figure[i].value.known)
			item(&items, report_figure_text(content, &content->figure[i]));
	rest(&items);
	if (items.shown + items.left == 0)
		paper_text(paper, PAPER_PLAIN, say(content, N_("Figures about results are not known yet.")));
	write_out(content, paper);
}

static bool worries(const struct report_action *action)
{
	return action->light == LIGHT_OFF_TRACK || action->light == LIGHT_AT_RISK || action->light == LIGHT_SILENT;
}

static struct str worry_text(const struct report_content *content, const struct report_action *action)
{
	struct str name = report_action_name(action->action, content->arena), word = report_standing_word(content, action), whole;

	if (action->silent)
		return report_say(content, N_("{0}: no answer. An update was asked by {1}."), name, report_day_text(content, action->silent->due), STR_NONE);
	whole = str_format(content->arena, "%.*s: %.*s. %.*s", STR_ARG(name), STR_ARG(word), STR_ARG(report_line(content, action->latest->text)));
	return fits(whole) ? whole : report_say(content, N_("{0}: {1}; see the annex."), name, word, STR_NONE);
}

static void write_stands(const struct report_content *content, struct paper *paper)
{
	struct items items = { content, paper, 0, 0 };

	paper_heading(paper, 1, say(content, N_("Where it stands")));
	if (content->actions == 0) {
		paper_text(paper, PAPER_PLAIN, report_say(content, N_("It is not recorded that {0} takes part in any action."), content->party->name, STR_NONE, STR_NONE));
		return;
	}
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("Of these {0} actions: {1}."), report_number(content, content->actions),
		report_counts_text(content), STR_NONE));
	for (size_t i = 0; i < content->actions; i++)
		if (worries(&content->action[i]))
			item(&items, worry_text(content, &content->action[i]));
	rest(&items);
}

/* Whether the letter asks for an update of the action already. */
static bool said(const struct report_content *content, const struct node *node)
{
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].node == node)
			return content->action[i].silent != NULL;
	return false;
}

/* What it has to decide and what it is asked to help with come first; then what else waits for it. An action that is silent is said once. */
static void write_asks(const struct report_content *content, struct paper *paper)
{
	struct attention_list waits = report_attention(content);
	struct items items = { content, paper, 0, 0 };

	paper_heading(paper, 1, say(content, N_("What we ask of you")));
	for (size_t i = 0; i < content->undecided.count; i++) {
		const struct participation *entry = content->undecided.at[i].entry;
		struct str node = report_node_name(content, content->undecided.at[i].node);
		item(&items, day_known(entry->decide_by)
			? report_say(content, N_("Decide by {1} whether {0} takes part in {2}."), content->party->name, report_day_text(content, entry->decide_by), node)
			: report_say(content, N_("Decide whether {0} takes part in {1}."), content->party->name, node, STR_NONE));
	}
	for (size_t i = 0; i < content->actions; i++) {
		const struct update *wish = report_help(content, &content->action[i]);
		if (wish && ids_have(wish->help_from, content->party->id))
			item(&items, report_say(content, N_("Help with {0}: {1}"), report_action_name(content->action[i].action, content->arena),
				report_line(content, wish->help_wanted), STR_NONE));
	}
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].silent && content->action[i].lead && id_equal(content->action[i].lead->party, content->party->id))
			item(&items, report_say(content, N_("{0} leads {1} itself: see to it that an update comes."), content->party->name,
				report_action_name(content->action[i].action, content->arena), STR_NONE));
	for (size_t i = 0; i < waits.count; i++)
		if (waits.at[i].record != &update_record && waits.at[i].record != &participation_record && !said(content, waits.at[i].node))
			item(&items, report_attention_text(content, &waits.at[i]));
	rest(&items);
	if (items.shown + items.left == 0)
		paper_text(paper, PAPER_PLAIN, say(content, N_("At this moment we ask nothing of you.")));
}

void report_write_letter(const struct report_content *content, struct paper *paper)
{
	write_address(content, paper);
	write_done(content, paper);
	write_gets(content, paper);
	write_stands(content, paper);
	write_asks(content, paper);
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("Kind regards, the programme office of {0}"), tree_facts(content->programme)->name, STR_NONE, STR_NONE));
	paper_page_break(paper);
	report_write_participation(content, paper);
	report_write_progress(content, paper);
	report_write_results(content, paper);
	report_write_milestones(content, paper);
	report_write_changes(content, paper);
	report_write_since_last(content, paper);
	report_write_help(content, paper);
	report_write_attention(content, paper);
	report_write_unknown(content, paper);
	report_write_about(content, paper);
}
