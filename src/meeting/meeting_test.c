/* SPDX-License-Identifier: EUPL-1.2 */
#include "meeting/meeting.h"

#include "access/access.h"
#include "feed/calendar.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"

enum { FIRST = 700 };

static struct programme *with_meeting(struct meeting *meeting, const char *planned, const char *day)
{
	struct programme *draft = programme_empty(sample_id(1));

	*meeting = (struct meeting){ .id = sample_id(FIRST), .key = STR("overleg"), .title = STR("Overleg"), .planned = test_day(planned), .day = test_day(day) };
	programme_put(draft, &meeting_record, meeting);
	return draft;
}

/* Planned and real day are two values; whether it was held follows from the real one, never from a day that went by. */
TEST(a_meeting_is_held_from_its_real_day_and_overdue_when_only_its_planned_day_went_by)
{
	static const struct { const char *planned, *day, *on; bool held, coming, overdue; } rows[] = {
		{ "2026-06-10", "", "2026-06-09", false, true, false },
		{ "2026-06-10", "", "2026-06-10", false, true, false },
		{ "2026-06-10", "", "2026-06-11", false, true, true },
		{ "2026-06", "", "2026-06-30", false, true, false },
		{ "2026-06", "", "2026-07-01", false, true, true },
		{ "2026-06-10", "2026-06-12", "2026-06-11", false, true, false },
		{ "2026-06-10", "2026-06-12", "2026-06-12", true, false, false },
		{ "", "", "2026-06-12", false, true, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct meeting meeting = { .planned = test_day(rows[i].planned), .day = test_day(rows[i].day) };
		struct day on = test_day(rows[i].on);
		CHECK_NUMBER(meeting_held(&meeting, on), rows[i].held);
		CHECK_NUMBER(meeting_coming(&meeting, on), rows[i].coming);
		CHECK_NUMBER(meeting_overdue(&meeting, on), rows[i].overdue);
		meeting.cancelled = true;
		CHECK(!meeting_held(&meeting, on) && !meeting_coming(&meeting, on) && !meeting_overdue(&meeting, on));
	}
}

TEST(a_time_is_hours_and_minutes)
{
	CHECK_NUMBER(meeting_minute(STR("14:00")), 840);
	CHECK_NUMBER(meeting_minute(STR("00:05")), 5);
	CHECK_NUMBER(meeting_minute(STR("24:00")), -1);
	CHECK_NUMBER(meeting_minute(STR("9:00")), -1);
	CHECK_NUMBER(meeting_minute(STR("14.00")), -1);
	CHECK_NUMBER(meeting_minute(STR("14:60")), -1);
	CHECK_NUMBER(meeting_minute(STR("")), -1);
}

static const char *fault_of(const struct programme *programme, const struct meeting *meeting)
{
	struct faults faults = { .arena = test_arena() };

	meeting_record.check(programme, meeting, &faults);
	return faults.count ? faults.at[0].field : "";
}

TEST(a_meeting_refuses_times_that_are_none_and_a_cancelled_one_that_was_held)
{
	struct meeting meeting;
	struct programme *programme = with_meeting(&meeting, "2026-06-10", "");

	CHECK_STR(str_of(fault_of(programme, &meeting)), "");
	meeting.starts = STR("half twee");
	CHECK_STR(str_of(fault_of(programme, &meeting)), "starts");
	meeting.starts = STR("13:30");
	meeting.ends = STR("13:30");
	CHECK_STR(str_of(fault_of(programme, &meeting)), "ends");
	meeting.starts = STR_NONE;
	CHECK_STR(str_of(fault_of(programme, &meeting)), "starts");
	meeting.ends = STR_NONE;
	meeting.answer_by = test_day("2026-06-11");
	CHECK_STR(str_of(fault_of(programme, &meeting)), "answer_by");
	meeting.answer_by = test_day("2026-06-10");
	CHECK_STR(str_of(fault_of(programme, &meeting)), "");
	meeting.cancelled = true;
	meeting.day = test_day("2026-06-10");
	CHECK_STR(str_of(fault_of(programme, &meeting)), "cancelled");
	programme_discard(programme);
}

static void came(struct programme *draft, size_t n, struct id party, enum sector sector, int64_t number)
{
	struct attendance attendance = { .id = sample_id(FIRST + n), .meeting = sample_id(FIRST), .party = party, .sector = sector, .number = { number, true } };
	programme_put(draft, &attendance_record, &attendance);
}

/* Executing organisations count in no sector and stand apart; who is of no party here counts in the sector that was said. */
TEST(who_was_there_is_counted_by_sector_and_executing_organisations_apart)
{
	struct meeting meeting;
	struct programme *draft = with_meeting(&meeting, "", "2026-06-10");
	struct party executor = { .id = sample_id(FIRST + 50), .key = STR("bureau"), .name = STR("Bureau"), .kind = PARTY_EXECUTING_ORGANISATION };
	struct party school = { .id = sample_id(FIRST + 51), .key = STR("vakschool"), .name = STR("Vakschool"), .kind = PARTY_EDUCATION };
	struct attended attended;

	programme_put(draft, &party_record, &executor);
	programme_put(draft, &party_record, &school);
	came(draft, 1, executor.id, SECTOR_NONE, 2);
	came(draft, 2, school.id, SECTOR_NONE, 1);
	came(draft, 3, school.id, SECTOR_NONE, 3);
	came(draft, 4, ID_NONE, SECTOR_BUSINESS, 1);
	came(draft, 5, ID_NONE, SECTOR_NONE, 5);
	attended = meeting_attended(draft, &meeting);
	CHECK_NUMBER(attended.of[SECTOR_EDUCATION], 4);
	CHECK_NUMBER(attended.of[SECTOR_BUSINESS], 1);
	CHECK_NUMBER(attended.of[SECTOR_GOVERNMENT], 0);
	CHECK_NUMBER(attended.executing, 2);
	CHECK_NUMBER(attended.unknown, 5);
	CHECK_NUMBER(attended.all, 12);
	CHECK_NUMBER(meeting_attended_by(draft, &meeting, school.id), 4);
	programme_discard(draft);
}

TEST(an_invitation_is_answered_up_to_the_day_itself_and_of_those_who_come_the_people_count)
{
	struct meeting meeting;
	struct programme *draft = with_meeting(&meeting, "2026-06-10", "");
	struct invitation one = { .id = sample_id(FIRST + 1), .meeting = meeting.id, .person = sample_id(FIRST + 9), .answer = INVITATION_COMES, .number = { 3, true } };
	struct invitation two = { .id = sample_id(FIRST + 2), .meeting = meeting.id, .person = sample_id(FIRST + 8) };
	struct invitation_counts counts;
	struct faults faults = { .arena = test_arena() };

	programme_put(draft, &invitation_record, &one);
	programme_put(draft, &invitation_record, &two);
	CHECK(invitation_answerable(draft, &two, test_day("2026-06-10")));
	CHECK(!invitation_answerable(draft, &two, test_day("2026-06-11")));
	CHECK_NUMBER((int64_t)meeting_asked_of(draft, two.person, test_day("2026-06-10"), test_arena()).count, 1);
	CHECK_NUMBER((int64_t)meeting_asked_of(draft, ID_NONE, test_day("2026-06-10"), test_arena()).count, 0);
	counts = meeting_invited(draft, &meeting);
	CHECK_NUMBER((int64_t)counts.come, 1);
	CHECK_NUMBER((int64_t)counts.open, 1);
	CHECK_NUMBER(counts.people, 3);
	/* The same person is not invited twice. */
	two.id = sample_id(FIRST + 3);
	CHECK(!invitation_record.check(draft, &two, &faults));
	programme_discard(draft);
}

TEST(a_task_is_late_from_the_day_after_until_it_is_done)
{
	struct task task = { .by = test_day("2026-06-10") };

	CHECK(!task_late(&task, test_day("2026-06-10")));
	CHECK(task_late(&task, test_day("2026-06-11")));
	task.done = test_day("2026-06-12");
	CHECK(task_late(&task, test_day("2026-06-11")));
	CHECK(!task_late(&task, test_day("2026-06-12")) && !task_open(&task, test_day("2026-06-12")));
	task.done = DAY_UNKNOWN;
	task.by = DAY_UNKNOWN;
	CHECK(!task_late(&task, test_day("2026-06-11")) && task_open(&task, test_day("2026-06-11")));
}

/* What belongs to a meeting that is not for everybody is no more visible than the meeting; who was invited never is to the public. */
TEST(what_belongs_to_a_draft_meeting_is_a_draft_and_invitations_are_for_the_office_and_whom_they_concern)
{
	struct meeting meeting;
	struct programme *draft = with_meeting(&meeting, "2026-06-10", "");
	struct conclusion conclusion = { .id = sample_id(FIRST + 1), .meeting = meeting.id, .text = STR("Besloten") };
	struct invitation invitation = { .id = sample_id(FIRST + 2), .meeting = meeting.id, .person = sample_id(FIRST + 9) };
	struct person guest = { .id = sample_id(FIRST + 9) };
	struct day day = test_day("2026-06-01");

	programme_put(draft, &conclusion_record, &conclusion);
	programme_put(draft, &invitation_record, &invitation);
	CHECK(access_sees(draft, &person_public, &conclusion_record, &conclusion, day));
	CHECK(!access_sees(draft, &person_public, &invitation_record, &invitation, day));
	CHECK(access_sees(draft, &guest, &invitation_record, &invitation, day));
	meeting.visibility = VISIBILITY_DRAFT;
	programme_put(draft, &meeting_record, &meeting);
	CHECK(!access_sees(draft, &person_public, &meeting_record, &meeting, day));
	CHECK(!access_sees(draft, &person_public, &conclusion_record, &conclusion, day));
	CHECK(access_sees(draft, &guest, &meeting_record, &meeting, day));
	CHECK(access_sees(draft, &guest, &conclusion_record, &conclusion, day));
	programme_discard(draft);
}

/* A meeting whose time is known takes that time, in UTC; what is known to the day lasts the day. */
TEST(a_meeting_in_a_calendar_has_its_time_and_takes_it)
{
	struct moment from, until;
	struct calendar_event event = { .uid = STR("u"), .summary = STR("Overleg"), .first = 20614, .last = 20614, .created = { 1 }, .modified = { 1 } };
	struct calendar calendar = { .name = STR("n"), .address = STR("https://example.nl"), .language = STR("nl"), .modified = { 1 }, .event = &event, .events = 1 };
	struct str text = calendar_write(&calendar, test_arena());

	CHECK(str_search(text, STR("DTSTART;VALUE=DATE:20260610")) != SIZE_MAX);
	CHECK(str_search(text, STR("TRANSPARENT")) != SIZE_MAX);
	moment_parse(STR("2026-06-10T12:00:00Z"), &from);
	moment_parse(STR("2026-06-10T14:30:00Z"), &until);
	event.starts = from;
	event.ends = until;
	text = calendar_write(&calendar, test_arena());
	CHECK(str_search(text, STR("DTSTART:20260610T120000Z")) != SIZE_MAX);
	CHECK(str_search(text, STR("DTEND:20260610T143000Z")) != SIZE_MAX);
	CHECK(str_search(text, STR("OPAQUE")) != SIZE_MAX);
}
