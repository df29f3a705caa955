/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a file tells of a meeting beside the step it was: agenda, time, who was there, conclusions and tasks. An entry that tells none of
 * these stays a step alone: nothing is filled in that its source does not say.
 */
#include "exchange/regional.h"

#include "life/life.h"
#include "meeting/meeting.h"

static const struct key_of meeting_keys[] = {
	{ "day", "date" }, { "planned_words", "planned_text" }, { "key", "id" }, { "*", "" }, { NULL, NULL },
};

static void read_attendance(struct item *in, struct id meeting)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "attendance");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct attendance attendance = { .id = id_new(), .meeting = meeting };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		attendance.party = item_id(&item, "party", &reader->parties);
		attendance.sector = (enum sector)item_word(&item, "sector", &sector_words);
		attendance.organisation = item_text(&item, "organisation");
		attendance.number = item_count(&item, "number");
		reader_add(reader, &attendance_record, &attendance, item.place, NULL);
		item_close(&item);
	}
}

static void read_conclusions(struct item *in, struct id meeting)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "conclusions");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct conclusion conclusion = { .id = id_new(), .meeting = meeting, .place = { (int64_t)i + 1, true } };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		conclusion.text = item_text(&item, "text");
		conclusion.action = item_id(&item, "action", &reader->actions);
		conclusion.provenance = item_provenance(&item, NULL);
		reader_add(reader, &conclusion_record, &conclusion, item.place, NULL);
		item_close(&item);
	}
}

static void read_tasks(struct item *in, struct id meeting)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "tasks");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct task task = { .id = id_new(), .meeting = meeting };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		task.title = item_text(&item, "title");
		task.party = item_id(&item, "party", &reader->parties);
		task.by = item_day(&item, "by");
		task.done = item_day(&item, "done");
		task.outcome = item_text(&item, "outcome");
		task.provenance = item_provenance(&item, NULL);
		reader_add(reader, &task_record, &task, item.place, NULL);
		item_close(&item);
	}
}

void regional_meeting(struct item *item, const struct step *step, bool brainstorm)
{
	struct reader *reader = item->reader;
	bool           public = item_bool(item, "public_meeting", false);
	struct meeting meeting = {
		.id = id_new(), .key = item_text(item, "id"), .title = step->title, .step = step->id,
		.kind = brainstorm ? MEETING_BRAINSTORM : public ? MEETING_PUBLIC : MEETING_OTHER,
		.planned = step->planned, .planned_words = step->planned_words, .day = step->day, .happened = step->happened,
		.place = step->place, .provenance = step->provenance,
		.starts = item_text(item, "starts"), .ends = item_text(item, "ends"), .text = item_text(item, "purpose"),
		.agenda = item_text(item, "agenda"), .notes = item_text(item, "notes"),
	};
	bool attendance = item_said(item, "attendance"), conclusions = item_said(item, "conclusions"), tasks = item_said(item, "tasks");
	bool lists = attendance || conclusions || tasks;

	if (meeting.agenda.len + meeting.notes.len + meeting.starts.len + meeting.text.len == 0 && !lists)
		return;
	meeting.provenance.inferred = STR_NONE;
	reader_add(reader, &meeting_record, &meeting, item->place, meeting_keys);
	read_attendance(item, meeting.id);
	read_conclusions(item, meeting.id);
	read_tasks(item, meeting.id);
}
