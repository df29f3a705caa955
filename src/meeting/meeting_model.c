/* SPDX-License-Identifier: EUPL-1.2 */
#include "meeting/meeting_model.h"

#include "action/action.h"
#include "html/show.h"
#include "meeting/meeting_mail.h"
#include "tree/tree.h"

static bool sees(const struct request *req, const struct record *record, const void *row)
{
	return access_sees(req->programme, req->person, record, row, req->today);
}

void meeting_line_model(const struct request *req, struct model *item, const struct meeting *meeting)
{
	struct attended attended = meeting_attended(req->programme, meeting);

	model_text(item, "title", meeting->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &meeting_record, meeting, req->arena)));
	model_words(item, "kind", words_label(&meeting_kind_words, (int)meeting->kind));
	model_text(item, "when", meeting_when(req->language, req->arena, meeting));
	model_text(item, "place", meeting->place);
	model_flag(item, "cancelled", meeting->cancelled);
	model_flag(item, "overdue", meeting_overdue(meeting, req->day));
	model_flag(item, "draft", meeting->visibility != VISIBILITY_PUBLISHED);
	model_text(item, "attended", attended.all == 0 ? STR_NONE : language_plural(req->language, req->arena,
		N_("{0} person was there"), N_("{0} people were there"), attended.all));
}

void meeting_next_model(const struct request *req, struct model *model)
{
	const struct meeting *next = meeting_next(req->programme, req->day);

	if (next && sees(req, &meeting_record, next))
		meeting_line_model(req, model_object(model, "next_meeting"), next);
	else
		model_flag(model, "next_meeting", false);
}

void meeting_tasks_model(const struct request *req, struct model *model, struct row_list tasks)
{
	model_list(model, "tasks");
	for (size_t i = 0; i < tasks.count; i++) {
		const struct task *task = ROW(task, tasks, i);
		struct model *item;
		if (!sees(req, &task_record, task))
			continue;
		item = model_item(model, "tasks");
		model_text(item, "title", task->title);
		model_text(item, "address", request_address(req, row_address(req->programme, &task_record, task, req->arena)));
		show_row(req, item, "party", &party_record, task->party);
		model_text(item, "by", day_known(task->by) ? language_day(req->language, req->arena, task->by) : STR_NONE);
		model_flag(item, "open", task_open(task, req->day));
		model_flag(item, "late", task_late(task, req->day));
		model_text(item, "done", task_open(task, req->day) ? STR_NONE : language_day(req->language, req->arena, task->done));
		model_text(item, "outcome", task->outcome);
		show_edit(req, item, &task_record, task);
	}
}

static struct row_list open_tasks_of(const struct request *req, struct id party)
{
	struct row_list tasks = REFERRING(req->programme, task, party, party);
	const void **at = arena_array(req->arena, const void *, tasks.count);
	size_t count = 0;

	for (size_t i = 0; i < tasks.count; i++)
		if (task_open(tasks.at[i], req->day) && sees(req, &task_record, tasks.at[i]))
			at[count++] = tasks.at[i];
	return (struct row_list){ at, count };
}

/* Invited, as far as this reader may know, or there. */
static bool concerns(const struct request *req, const struct meeting *meeting, struct id party)
{
	struct row_list invitations = REFERRING(req->programme, invitation, meeting, meeting->id);

	for (size_t i = 0; i < invitations.count; i++)
		if (id_equal(ROW(invitation, invitations, i)->party, party) && sees(req, &invitation_record, invitations.at[i]))
			return true;
	return meeting_attended_by(req->programme, meeting, party) > 0;
}

static struct model *of_model(const struct request *req, struct model *model)
{
	struct model *of = model_object(model, "meetings_of");

	model_list(of, "meetings");
	model_list(of, "conclusions");
	model_list(of, "tasks");
	model_flag(of, "has_meetings", false);
	model_flag(of, "has_tasks", false);
	model_text(of, "all", request_address(req, STR("/meetings")));
	return of;
}

void meeting_of_party_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list meetings = programme_rows(req->programme, &meeting_record), tasks = open_tasks_of(req, party->id);
	struct model *of = of_model(req, model);
	size_t shown = 0;

	for (size_t i = meetings.count; i-- > 0;)
		if (sees(req, &meeting_record, meetings.at[i]) && concerns(req, meetings.at[i], party->id)) {
			meeting_line_model(req, model_item(of, "meetings"), meetings.at[i]);
			shown++;
		}
	meeting_tasks_model(req, of, tasks);
	model_flag(of, "has_meetings", shown > 0);
	model_flag(of, "has_tasks", tasks.count > 0);
	model_flag(of, "any", shown + tasks.count > 0);
}

void meeting_of_node_model(const struct request *req, struct model *model, const struct node *node)
{
	struct row_list meetings = REFERRING(req->programme, meeting, node, node->id);
	struct row_list conclusions = node->record == &action_record ? REFERRING(req->programme, conclusion, action, node->id)
		: (struct row_list){ NULL, 0 };
	struct model *of = of_model(req, model);
	size_t shown = 0;

	for (size_t i = meetings.count; i-- > 0;)
		if (sees(req, &meeting_record, meetings.at[i])) {
			meeting_line_model(req, model_item(of, "meetings"), meetings.at[i]);
			shown++;
		}
	model_flag(of, "has_meetings", shown > 0);
	for (size_t i = 0; i < conclusions.count; i++)
		if (sees(req, &conclusion_record, conclusions.at[i])) {
			const struct conclusion *conclusion = ROW(conclusion, conclusions, i);
			struct model *item = model_item(of, "conclusions");
			model_text(item, "text", conclusion->text);
			show_row(req, item, "meeting", &meeting_record, conclusion->meeting);
			shown++;
		}
	model_flag(of, "any", shown > 0);
}

/* The moment its clocks show so many minutes on a day, also where they change that day. */
static struct moment moment_at(struct day day, int minute)
{
	struct moment moment = { moment_end_of_day(day_add(day, -1)).ms + 1 + minute * INT64_C(60000) };

	moment.ms += (int64_t)(minute - moment_clock_minute(moment)) * 60000;
	return moment;
}

bool meeting_event(const struct request *req, const struct meeting *meeting, struct calendar_event *event)
{
	struct day day = meeting_day(meeting);

	if (!day_known(day) || meeting->cancelled)
		return false;
	*event = (struct calendar_event){ .uid = id_text(meeting->id, req->arena), .summary = meeting->title, .place = meeting->place,
		.description = meeting->agenda.len ? meeting->agenda : meeting->text, .first = day_first(day), .last = day_last(day),
		.tentative = !day_exact(day), .sequence = req->programme->version, .created = req->programme->changed,
		.modified = req->programme->changed,
		.category = { language_text(req->language, words_label(&meeting_kind_words, (int)meeting->kind)) } };
	if (day_exact(day) && meeting->starts.len > 0) {
		event->starts = moment_at(day, meeting_minute(meeting->starts));
		if (meeting->ends.len > 0)
			event->ends = moment_at(day, meeting_minute(meeting->ends));
	}
	return true;
}
