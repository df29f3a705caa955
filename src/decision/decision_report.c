/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/decision_report.h"

struct telling {
	struct paper           *paper;
	const struct programme *programme;
	struct id               party;
	struct day              from, day;
	enum language           language;
	bool                    headed, tabled;
};

static void head(struct telling *telling)
{
	if (!telling->headed)
		paper_heading(telling->paper, 1, language_text(telling->language, N_("Decisions, questions and promises")));
	telling->headed = true;
}

static void table(struct telling *telling, const char *caption, const char *const *heads)
{
	static const int widths[] = { 6, 4, 3, 3 };
	struct paper_column columns[4];

	if (telling->tabled)
		return;
	telling->tabled = true;
	head(telling);
	for (size_t i = 0; i < 4; i++)
		columns[i] = (struct paper_column){ language_text(telling->language, heads[i]), PAPER_START, widths[i] };
	paper_table(telling->paper, language_text(telling->language, caption), columns, 4);
}

static void cell_own(struct telling *telling, struct str text)
{
	paper_cell_text(telling->paper, text, STR_NONE);
	paper_own(telling->paper);
}

static void cell_day(struct telling *telling, struct day day)
{
	if (day_known(day))
		paper_cell_day(telling->paper, day);
	else
		paper_cell_text(telling->paper, STR("–"), STR_NONE);
}

static bool ours(const struct telling *telling, const struct body *body)
{
	return body && (!id_known(telling->party) || id_equal(body->party, telling->party));
}

/* What hangs on a draft is a draft. */
static bool public_node(const struct programme *programme, struct id id)
{
	for (const struct node *node = programme_node(programme, id); node; node = node->parent)
		if (row_visibility(node->record, node->row) != VISIBILITY_PUBLISHED)
			return false;
	return true;
}

static bool in_period(const struct telling *telling, struct day day)
{
	return day_known(day) && day_last(day) >= day_first(telling->from) && day_first(day) <= day_last(telling->day);
}

static void write_subject(struct telling *telling, const struct subject *subject)
{
	static const char *const heads[] = { N_("What"), N_("Body"), N_("Outcome"), N_("Day") };
	struct row_list referrals = REFERRING(telling->programme, referral, subject, subject->id);
	enum subject_state state = subject_standing(telling->programme, subject, telling->day).state;

	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *body = programme_row(telling->programme, body, referral->body);
		struct body_said said;

		if (!ours(telling, body))
			continue;
		said = subject_said(telling->programme, subject, body, telling->day);
		if (said.outcome == DECISION_NONE ? state != SUBJECT_BEFORE_BODIES && state != SUBJECT_HOLDS_FOR_SOME : !in_period(telling, said.day))
			continue;
		table(telling, N_("Decided in this time, and awaited"), heads);
		cell_own(telling, subject->title);
		cell_own(telling, body->name);
		paper_cell_text(telling->paper, language_text(telling->language, said.outcome == DECISION_NONE
			? day_known(referral->due) && day_last(referral->due) < day_first(telling->day) ? N_("past its day") : N_("awaited")
			: words_label(&decision_outcome_words, (int)said.outcome)), STR_NONE);
		cell_day(telling, said.outcome == DECISION_NONE ? referral->due : said.day);
	}
}

static void write_item(struct telling *telling, const struct council_item *item)
{
	static const char *const heads[] = { N_("What was asked or promised"), N_("Council"), N_("On"), N_("Answered on") };
	const struct body *body = programme_row(telling->programme, body, item->body);
	bool answered = day_known(item->answered) && day_first(item->answered) <= day_last(telling->day);

	if (!ours(telling, body) || !public_node(telling->programme, item->node) || day_first(item->day) > day_last(telling->day) ||
	    (answered && !in_period(telling, item->answered)))
		return;
	table(telling, N_("Questions, motions and promises"), heads);
	cell_own(telling, item->title);
	cell_own(telling, body->name);
	cell_day(telling, item->day);
	if (answered)
		paper_cell_day(telling->paper, item->answered);
	else
		paper_cell_text(telling->paper, language_text(telling->language, N_("open")), STR_NONE);
}

void decision_write_report(struct paper *paper, const struct programme *programme, struct id party, struct day from, struct day day,
	enum language language)
{
	struct telling telling = { paper, programme, party, from, day, language, false, false };
	struct row_list subjects = programme_rows(programme, &subject_record), items = programme_rows(programme, &council_item_record);

	for (size_t i = 0; i < subjects.count; i++)
		if (ROW(subject, subjects, i)->visibility == VISIBILITY_PUBLISHED && public_node(programme, ROW(subject, subjects, i)->node))
			write_subject(&telling, subjects.at[i]);
	telling.tabled = false;
	for (size_t i = 0; i < items.count; i++)
		write_item(&telling, items.at[i]);
}
