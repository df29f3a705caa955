/* SPDX-License-Identifier: EUPL-1.2 */
/* The paper of a report: its head, and the progress report. */
#include "report/report_words.h"

#include "agreement/agreement_report.h"
#include "decision/decision_report.h"
#include "tree/tree.h"

/* A report of so few actions is read without a table of contents. */
enum { ACTIONS_WITHOUT_CONTENTS = 20 };

static struct str scope_name(const struct report_content *content)
{
	return content->node->parent ? report_node_name(content, content->node) : tree_facts(content->programme)->name;
}

static size_t themes_in(const struct report_content *content, size_t *all)
{
	struct row_list themes = tree_themes(content->programme, false, content->arena);
	size_t in = 0;

	*all = themes.count;
	for (size_t i = 0; i < themes.count; i++)
		in += participation_standing(participation_effective(content->programme, content->party->id,
			programme_node(content->programme, row_id(themes.at[i])), content->day)) == STANDING_PARTICIPATES;
	return in;
}

static struct str lead_sentence(const struct report_content *content)
{
	struct str actions = report_say(content, N_("{0} of the {1}"), report_number(content, content->actions), report_number(content, content->all), STR_NONE);
	size_t all, in;

	if (!content->party)
		return report_plural(content, N_("This is about {0} action."), N_("This is about {0} actions."), content->actions);
	if (content->node->parent)
		return report_say(content, N_("{0} takes part in {1} actions of {2}."), content->party->name, actions, scope_name(content));
	in = themes_in(content, &all);
	return str_format(content->arena, "%.*s %.*s",
		STR_ARG(report_say(content, N_("{0} takes part in {1} of the {2} themes."), content->party->name, report_number(content, in), report_number(content, all))),
		STR_ARG(report_say(content, N_("It takes part in {0} actions."), actions, STR_NONE, STR_NONE)));
}

static void figure(const struct report_content *content, struct paper *paper, size_t number, const char *label)
{
	if (number > 0)
		paper_figure(paper, report_number(content, number), report_say(content, label, STR_NONE, STR_NONE, STR_NONE));
}

/* Worst first, each counted by itself. */
static void light_figures(const struct report_content *content, struct paper *paper)
{
	for (int light = LIGHT_NONE + 1; light < LIGHT_COUNT; light++)
		figure(content, paper, content->light[light], words_label(&light_words, light));
	figure(content, paper, content->light[LIGHT_NONE], words_label(&light_words, LIGHT_NONE));
	figure(content, paper, content->not_begun, N_("not begun"));
	figure(content, paper, content->status[ACTION_STOPPED], words_label(&action_status_words, ACTION_STOPPED));
	figure(content, paper, content->status[ACTION_DONE], words_label(&action_status_words, ACTION_DONE));
}

static void write_short(const struct report_content *content, struct paper *paper)
{
	paper_heading(paper, 1, report_say(content, N_("In short"), STR_NONE, STR_NONE, STR_NONE));
	paper_text(paper, PAPER_LEAD, lead_sentence(content));
	paper_text(paper, PAPER_PLAIN, report_say(content, N_("This report is about {0}. It tells how things stood on {1}."),
		language_period(content->wanted->language, content->arena, content->wanted->from, content->wanted->until),
		report_day_text(content, content->day), STR_NONE));
	light_figures(content, paper);
	paper_item(paper, report_plural(content, N_("{0} update was given in this period."), N_("{0} updates were given in this period."), content->told), STR_NONE);
	paper_item(paper, report_plural(content, N_("{0} milestone was reached in this period."), N_("{0} milestones were reached in this period."), content->reached_count), STR_NONE);
	if (content->missed_count)
		paper_item(paper, report_plural(content, N_("{0} milestone was missed."), N_("{0} milestones were missed."), content->missed_count), STR_NONE);
	if (content->party && content->leads)
		paper_item(paper, report_say(content, N_("{0} leads {1} of these actions."), content->party->name, report_number(content, content->leads), STR_NONE), STR_NONE);
	for (size_t i = 0; content->party && i < content->out.count; i++)
		paper_item(paper, report_say(content, N_("{0} does not take part in {1}."), content->party->name,
			report_node_name(content, content->out.at[i].node), STR_NONE), STR_NONE);
	if (content->light[LIGHT_SILENT])
		paper_text(paper, PAPER_NOTE, report_say(content, N_("Where no answer came, nobody knows how it goes. That is never counted as on track."), STR_NONE, STR_NONE, STR_NONE));
}

static void write_report(const struct report_content *content, struct paper *paper)
{
	write_short(content, paper);
	report_write_participation(content, paper);
	report_write_progress(content, paper);
	report_write_results(content, paper);
	report_write_milestones(content, paper);
	if (!content->node->parent) {
		struct id party = content->party ? content->party->id : ID_NONE;

		agreement_write_services(paper, content->programme, party, content->day, content->wanted->language);
		decision_write_report(paper, content->programme, party, content->wanted->from, content->day, content->wanted->language);
	}
	report_write_changes(content, paper);
	report_write_since_last(content, paper);
	report_write_help(content, paper);
	report_write_attention(content, paper);
	report_write_unknown(content, paper);
	report_write_about(content, paper);
}

/* A letter says its period below its address; one line above it is enough. */
static struct str head_title(const struct report_content *content)
{
	if (content->wanted->kind == REPORT_LETTER)
		return report_say(content, N_("To the council of {0}"), content->party ? content->party->name : STR_NONE, STR_NONE, STR_NONE);
	return report_title(content->programme, content->wanted, content->arena);
}

struct paper *report_paper(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena)
{
	const struct report_content *content = report_content(programme, wanted, arena);
	const struct programme_facts *facts = tree_facts(programme);
	struct paper *paper = paper_new(arena, &(struct paper_head){ .title = head_title(content),
		.subject = facts->name,
		.author = report_say(content, N_("Programme office"), STR_NONE, STR_NONE, STR_NONE), .language = wanted->language,
		.content_language = facts->language, .moment = wanted->moment, .footer = facts->name, .example = facts->example,
		.contents = wanted->kind == REPORT_PROGRESS && content->actions > ACTIONS_WITHOUT_CONTENTS });

	if (wanted->kind == REPORT_LETTER)
		report_write_letter(content, paper);
	else
		write_report(content, paper);
	return paper;
}
