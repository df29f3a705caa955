/* SPDX-License-Identifier: EUPL-1.2 */
/* The report of a meeting, as page, PDF and Word: what it was for, who was there by party and sector, what was concluded and who does what. */
#include "meeting/meeting_mail.h"
#include "meeting/meeting_model.h"
#include "paper/paper.h"
#include "tree/tree.h"

struct writing {
	struct request       *req;
	const struct meeting *meeting;
	struct paper         *paper;
	enum language         language;
};

static struct str say(const struct writing *writing, const char *english)
{
	return language_text(writing->language, english);
}

static void term(const struct writing *writing, const char *english, struct str text)
{
	if (text.len > 0)
		paper_term(writing->paper, say(writing, english), text);
}

static void write_head(const struct writing *writing)
{
	const struct meeting *meeting = writing->meeting;
	const struct party *host = programme_row(writing->req->programme, party, meeting->host);

	term(writing, N_("Kind"), say(writing, words_label(&meeting_kind_words, (int)meeting->kind)));
	term(writing, N_("When"), meeting_when(writing->language, writing->req->arena, meeting));
	if (day_known(meeting->day) && day_known(meeting->planned) && !day_equal(meeting->day, meeting->planned))
		term(writing, N_("Was planned on"), language_day(writing->language, writing->req->arena, meeting->planned));
	term(writing, N_("Place"), meeting->place);
	term(writing, N_("Organised by"), host ? host->name : STR_NONE);
	if (meeting->text.len > 0) {
		paper_text(writing->paper, PAPER_PLAIN, meeting->text);
		paper_own(writing->paper);
	}
	if (meeting->agenda.len > 0) {
		paper_heading(writing->paper, 1, say(writing, N_("Agenda")));
		paper_markdown(writing->paper, 2, meeting->agenda);
	}
}

/* By party, each once, then who was of no party here. */
static void write_attendance(const struct writing *writing)
{
	const struct programme *programme = writing->req->programme;
	struct row_list rows = REFERRING(programme, attendance, meeting, writing->meeting->id);
	struct paper_column columns[] = { { say(writing, N_("Who")), PAPER_START, 4 }, { say(writing, N_("How many")), PAPER_END, 1 } };

	if (rows.count == 0)
		return;
	paper_heading(writing->paper, 1, say(writing, N_("Who was there")));
	paper_table(writing->paper, STR_NONE, columns, 2);
	for (size_t i = 0; i < rows.count; i++) {
		const struct attendance *attendance = ROW(attendance, rows, i);
		const struct party *party = programme_row(programme, party, attendance->party);
		struct str sector = say(writing, words_label(&sector_words, (int)attendance->sector));
		bool before = false;
		for (size_t k = 0; k < i && party; k++)
			before = before || id_equal(ROW(attendance, rows, k)->party, party->id);
		if (before)
			continue;
		paper_cell_text(writing->paper, party ? party->name : attendance->organisation.len ? attendance->organisation : sector, STR_NONE);
		paper_own(writing->paper);
		paper_cell_count(writing->paper, party ? (struct count){ meeting_attended_by(programme, writing->meeting, party->id), true } : attendance->number);
	}
	paper_cell_text(writing->paper, say(writing, N_("Together")), STR_NONE);
	paper_cell_count(writing->paper, (struct count){ meeting_attended(programme, writing->meeting).all, true });
	paper_row_total(writing->paper);
}

static void write_conclusions(const struct writing *writing)
{
	const struct programme *programme = writing->req->programme;
	struct row_list rows = REFERRING(programme, conclusion, meeting, writing->meeting->id);

	if (rows.count > 0)
		paper_heading(writing->paper, 1, say(writing, N_("Conclusions")));
	for (size_t i = 0; i < rows.count; i++) {
		paper_item(writing->paper, ROW(conclusion, rows, i)->text, STR_NONE);
		paper_own(writing->paper);
	}
}

static void write_tasks(const struct writing *writing)
{
	const struct programme *programme = writing->req->programme;
	struct row_list rows = REFERRING(programme, task, meeting, writing->meeting->id);
	struct paper_column columns[] = { { say(writing, N_("What")), PAPER_START, 4 }, { say(writing, N_("Who")), PAPER_START, 2 },
		{ say(writing, N_("By")), PAPER_START, 2 }, { say(writing, N_("Done on")), PAPER_START, 2 } };

	if (rows.count == 0)
		return;
	paper_heading(writing->paper, 1, say(writing, N_("Who does what")));
	paper_table(writing->paper, STR_NONE, columns, 4);
	for (size_t i = 0; i < rows.count; i++) {
		const struct task *task = ROW(task, rows, i);
		const struct party *party = programme_row(programme, party, task->party);
		paper_cell_text(writing->paper, task->title, STR_NONE);
		paper_own(writing->paper);
		paper_cell_text(writing->paper, party ? party->name : say(writing, N_("the programme office")), STR_NONE);
		if (day_known(task->by))
			paper_cell_day(writing->paper, task->by);
		else
			paper_cell_text(writing->paper, say(writing, N_("no day agreed")), STR_NONE);
		if (day_known(task->done))
			paper_cell_day(writing->paper, task->done);
		else
			paper_cell_text(writing->paper, say(writing, N_("open")), STR_NONE);
	}
}

struct paper *meeting_paper(struct request *req, const struct meeting *meeting)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	struct paper_head head = { .title = meeting->title, .subject = facts->name, .language = req->language,
		.content_language = facts->language, .moment = req->programme->changed, .example = facts->example };
	struct writing writing = { req, meeting, paper_new(req->arena, &head), req->language };

	write_head(&writing);
	write_attendance(&writing);
	if (meeting->notes.len > 0) {
		paper_heading(writing.paper, 1, say(&writing, N_("Notes")));
		paper_markdown(writing.paper, 2, meeting->notes);
	}
	write_conclusions(&writing);
	write_tasks(&writing);
	return writing.paper;
}
