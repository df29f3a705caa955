/* SPDX-License-Identifier: EUPL-1.2 */
#include "meeting/meeting.h"

const struct meeting *meeting_of_row(const struct programme *programme, const struct record *record, const void *row)
{
	struct id id = ID_NONE;

	if (record == &meeting_record)
		return row;
	if (record == &invitation_record)
		id = ((const struct invitation *)row)->meeting;
	else if (record == &attendance_record)
		id = ((const struct attendance *)row)->meeting;
	else if (record == &conclusion_record)
		id = ((const struct conclusion *)row)->meeting;
	else if (record == &task_record)
		id = ((const struct task *)row)->meeting;
	return id_known(id) ? programme_row(programme, meeting, id) : NULL;
}

struct day meeting_day(const struct meeting *meeting)
{
	return day_known(meeting->day) ? meeting->day : meeting->planned;
}

bool meeting_held(const struct meeting *meeting, struct day day)
{
	if (meeting->cancelled)
		return false;
	if (day_known(meeting->day))
		return day_first(meeting->day) <= day_first(day);
	return meeting->happened;
}

bool meeting_coming(const struct meeting *meeting, struct day day)
{
	return !meeting->cancelled && !meeting_held(meeting, day);
}

bool meeting_overdue(const struct meeting *meeting, struct day day)
{
	return meeting_coming(meeting, day) && !day_known(meeting->day) && day_known(meeting->planned) &&
	       day_last(meeting->planned) < day_first(day);
}

const struct meeting *meeting_next(const struct programme *programme, struct day day)
{
	const struct meeting *next = NULL;

	for (size_t i = 0; i < programme->meetings.count; i++) {
		const struct meeting *meeting = &programme->meetings.at[i];
		struct day when = meeting_day(meeting);
		if (meeting->visibility == VISIBILITY_PUBLISHED && meeting_coming(meeting, day) && day_known(when) &&
		    day_last(when) >= day_first(day) && (!next || day_compare(when, meeting_day(next)) < 0))
			next = meeting;
	}
	return next;
}

static int two_digits(const char *at)
{
	return at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' ? 10 * (at[0] - '0') + (at[1] - '0') : -1;
}

int meeting_minute(struct str time)
{
	int hour, minute;

	if (time.len != 5 || time.at[2] != ':')
		return -1;
	hour = two_digits(time.at);
	minute = two_digits(time.at + 3);
	return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? 60 * hour + minute : -1;
}

/* Invitations */

struct invitation_counts meeting_invited(const struct programme *programme, const struct meeting *meeting)
{
	struct row_list rows = REFERRING(programme, invitation, meeting, meeting->id);
	struct invitation_counts counts = { .all = rows.count };

	for (size_t i = 0; i < rows.count; i++) {
		const struct invitation *invitation = ROW(invitation, rows, i);
		if (invitation->answer == INVITATION_COMES) {
			counts.come++;
			counts.people += invitation->number.known ? invitation->number.value : 1;
		} else if (invitation->answer == INVITATION_DECLINES) {
			counts.decline++;
		} else {
			counts.open++;
		}
	}
	return counts;
}

bool invitation_answerable(const struct programme *programme, const struct invitation *invitation, struct day day)
{
	const struct meeting *meeting = programme_row(programme, meeting, invitation->meeting);
	struct day when;

	if (!meeting || meeting->cancelled || meeting->happened)
		return false;
	when = meeting_day(meeting);
	return !day_known(when) || day_last(when) >= day_first(day);
}

struct row_list meeting_asked_of(const struct programme *programme, struct id person, struct day day, struct arena *arena)
{
	struct row_list rows = id_known(person) ? REFERRING(programme, invitation, person, person) : (struct row_list){ NULL, 0 };
	const void **at = arena_array(arena, const void *, rows.count);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++)
		if (invitation_answerable(programme, rows.at[i], day))
			at[count++] = rows.at[i];
	return (struct row_list){ at, count };
}

/* Who was there */

struct attended meeting_attended(const struct programme *programme, const struct meeting *meeting)
{
	struct row_list rows = REFERRING(programme, attendance, meeting, meeting->id);
	struct attended attended = { 0 };

	for (size_t i = 0; i < rows.count; i++) {
		const struct attendance *attendance = ROW(attendance, rows, i);
		const struct party *party = programme_row(programme, party, attendance->party);
		enum sector sector = party ? party_sector(party) : attendance->sector;
		int64_t number = attendance->number.known ? attendance->number.value : 0;

		attended.all += number;
		if (party && party->kind == PARTY_EXECUTING_ORGANISATION)
			attended.executing += number;
		else if (sector == SECTOR_NONE)
			attended.unknown += number;
		else
			attended.of[sector] += number;
	}
	return attended;
}

int64_t meeting_attended_by(const struct programme *programme, const struct meeting *meeting, struct id party)
{
	struct row_list rows = REFERRING(programme, attendance, meeting, meeting->id);
	int64_t number = 0;

	for (size_t i = 0; i < rows.count; i++)
		if (id_equal(ROW(attendance, rows, i)->party, party) && ROW(attendance, rows, i)->number.known)
			number += ROW(attendance, rows, i)->number.value;
	return number;
}

/* Tasks */

bool task_open(const struct task *task, struct day day)
{
	return !day_known(task->done) || day_first(task->done) > day_first(day);
}

bool task_late(const struct task *task, struct day day)
{
	return task_open(task, day) && day_known(task->by) && day_last(task->by) < day_first(day);
}
