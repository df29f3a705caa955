/* SPDX-License-Identifier: EUPL-1.2 */
/* What of meetings and their tasks asks for attention (docs/rules.md 10). */
#include "attention/attention.h"
#include "meeting/meeting.h"

static struct str with_part(const struct attention_search *search, const struct meeting *meeting, const char *part)
{
	return str_format(search->arena, "/meetings/%.*s%s", STR_ARG(meeting->key), part);
}

static struct str edit_at(const struct attention_search *search, const struct meeting *meeting, const char *field)
{
	return str_format(search->arena, "/edit/meeting/%.*s#f-%s", STR_ARG(id_text(meeting->id, search->arena)), field);
}

static void find_without_agenda(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &meeting_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct meeting *meeting = ROW(meeting, rows, i);
		struct day when = meeting_day(meeting);
		if (meeting_coming(meeting, search->day) && !meeting_overdue(meeting, search->day) && meeting->agenda.len == 0 &&
		    attention_near(search, when))
			attention_add(search, kind, &(struct attention){ .record = &meeting_record, .row = meeting, .by = when, .arg = { meeting->title },
				.address = edit_at(search, meeting, "agenda") });
	}
}

/* One line for a party, however many of it were asked. */
static bool told_before(struct row_list rows, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (ROW(invitation, rows, k)->answer == INVITATION_OPEN && id_equal(ROW(invitation, rows, k)->party, ROW(invitation, rows, i)->party))
			return true;
	return false;
}

static void find_unanswered(struct attention_search *search, const struct attention_kind *kind)
{
	for (size_t m = 0; m < search->programme->meetings.count; m++) {
		const struct meeting *meeting = &search->programme->meetings.at[m];
		struct row_list rows = REFERRING(search->programme, invitation, meeting, meeting->id);
		struct day by = day_known(meeting->answer_by) ? meeting->answer_by : meeting_day(meeting);
		for (size_t i = 0; i < rows.count; i++) {
			const struct invitation *invitation = ROW(invitation, rows, i);
			if (invitation->answer != INVITATION_OPEN || !id_known(invitation->party) ||
			    !invitation_answerable(search->programme, invitation, search->day) || !attention_near(search, by) || told_before(rows, i))
				continue;
			attention_add(search, kind, &(struct attention){ .record = &invitation_record, .row = invitation, .party = invitation->party,
				.person = invitation->person, .since = invitation->invited_on, .by = by, .arg = { meeting->title },
				.address = str_format(search->arena, "/meetings/%.*s/invitations/%.*s", STR_ARG(meeting->key),
					STR_ARG(id_text(invitation->id, search->arena))) });
		}
	}
}

static void find_overdue(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &meeting_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct meeting *meeting = ROW(meeting, rows, i);
		if (meeting_overdue(meeting, search->day))
			attention_add(search, kind, &(struct attention){ .record = &meeting_record, .row = meeting, .by = meeting->planned,
				.arg = { meeting->title }, .address = edit_at(search, meeting, "day") });
	}
}

static void find_without_notes(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &meeting_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct meeting *meeting = ROW(meeting, rows, i);
		if (meeting_held(meeting, search->day) && meeting->notes.len == 0 &&
		    REFERRING(search->programme, conclusion, meeting, meeting->id).count == 0)
			attention_add(search, kind, &(struct attention){ .record = &meeting_record, .row = meeting, .since = meeting->day,
				.arg = { meeting->title }, .address = edit_at(search, meeting, "notes") });
	}
}

static void find_tasks(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &task_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct task *task = ROW(task, rows, i);
		const struct meeting *meeting = programme_row(search->programme, meeting, task->meeting);
		if (meeting && task_open(task, search->day) && attention_near(search, task->by))
			attention_add(search, kind, &(struct attention){ .record = &task_record, .row = task, .party = task->party,
				.since = meeting_day(meeting), .by = task->by, .arg = { task->title }, .address = with_part(search, meeting, "#tasks") });
	}
}

const struct attention_kind meeting_attention[] = {
	{ "invitation_unanswered", N_("Invitation not answered"), N_("You are invited: {0}."), N_("Say whether you come"), find_unanswered, true },
	{ "meeting_without_agenda", N_("Meeting without an agenda"), N_("{0} has no agenda yet."), N_("Write the agenda"), find_without_agenda, false },
	{ "meeting_overdue", N_("Meeting of which nothing is known"), N_("{0}: its day went by, and nothing says that it took place."), N_("Say when it was held"), find_overdue, false },
	{ "meeting_without_notes", N_("Meeting without notes"), N_("{0} was held, and nothing is written down of it."), N_("Write what came of it"), find_without_notes, false },
	{ "task_due", N_("Task of a meeting"), N_("{0} was agreed and is not done."), N_("See the task"), find_tasks, true },
	ATTENTION_END
};
