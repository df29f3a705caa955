/* SPDX-License-Identifier: EUPL-1.2 */
/* Meetings, invitations, attendance, conclusions and tasks, described once, with what they refuse. */
#include "meeting/meeting.h"

static const struct word kinds[MEETING_KIND_COUNT] = {
	[MEETING_UNKNOWN] = { "", N_("kind not known") },
	[MEETING_BRAINSTORM] = { "brainstorm", N_("brainstorm") },
	[MEETING_PORTFOLIO] = { "portfolio_holders", N_("portfolio holders' meeting") },
	[MEETING_STEERING] = { "steering", N_("steering group") },
	[MEETING_WORKING] = { "working", N_("working meeting") },
	[MEETING_PUBLIC] = { "public", N_("public meeting") },
	[MEETING_OTHER] = { "other", N_("other meeting") },
};
const struct words meeting_kind_words = WORDS_OF(kinds);

static const struct word answers[] = {
	[INVITATION_OPEN] = { "", N_("no answer yet") },
	[INVITATION_COMES] = { "comes", N_("comes") },
	[INVITATION_DECLINES] = { "declines", N_("cannot come") },
};
const struct words invitation_answer_words = WORDS_OF(answers);

static bool refuse(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

static struct str meeting_page(const struct programme *programme, struct id id, const char *part, struct arena *arena)
{
	const struct meeting *meeting = programme_row(programme, meeting, id);

	return meeting ? str_format(arena, "/meetings/%.*s%s", STR_ARG(meeting->key), part) : STR("/meetings");
}

static struct str meeting_name(const struct programme *programme, struct id id)
{
	const struct meeting *meeting = programme_row(programme, meeting, id);
	return meeting ? meeting->title : STR("?");
}

static struct id meeting_node(const struct programme *programme, struct id id)
{
	const struct meeting *meeting = programme_row(programme, meeting, id);
	return meeting ? meeting->node : ID_NONE;
}

/* The meeting */

static const struct field meeting_fields[] = {
	FIELD(meeting, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(meeting, title, .label = N_("Title"), .required = true, .search = true),
	WORDS(meeting, kind, .label = N_("Kind"), .words = &meeting_kind_words, .required = true),
	FIELD(meeting, node, .label = N_("What it is about"), .hint = N_("Left empty: the programme as a whole."), .refers_to = "node", .indexed = true),
	FIELD(meeting, planned, .label = N_("Planned on"), .group = N_("When and where")),
	FIELD(meeting, planned_words, .label = N_("Planned, in words"), .hint = N_("For example: after the summer."), .max = 100, .rare = true),
	FIELD(meeting, starts, .label = N_("Begins at"), .hint = N_("For example: 14:00."), .max = 5),
	FIELD(meeting, ends, .label = N_("Ends at"), .max = 5),
	FIELD(meeting, place, .label = N_("Place"), .max = 200, .search = true),
	FIELD(meeting, host, .label = N_("Organised by"), .refers_to = "party", .rare = true),
	FIELD(meeting, text, .label = N_("Why, and for whom"), .hint = N_("Stands in the invitation too."), .group = N_("What it is for"), .lines = true, .max = 2000, .search = true),
	FIELD(meeting, agenda, .label = N_("Agenda"), .markdown = true, .max = 10000, .search = true),
	FIELD(meeting, answer_by, .label = N_("Answer asked by"), .hint = N_("Who has not answered then gets one reminder.")),
	FIELD(meeting, day, .label = N_("Held on"), .hint = N_("Leave empty until it has taken place."), .group = N_("What came of it")),
	FIELD(meeting, notes, .label = N_("Notes"), .hint = N_("Everybody who sees the meeting can read these."), .markdown = true, .max = 20000, .search = true),
	FIELD(meeting, internal, .label = N_("Note for the office"), .lines = true, .max = 2000, .internal = true),
	FIELD(meeting, happened, .label = N_("It took place, on a day that is not known"), .rare = true),
	FIELD(meeting, cancelled, .label = N_("It is cancelled"), .rare = true),
	FIELD(meeting, cancelled_reason, .label = N_("Why it is cancelled"), .max = 300, .rare = true),
	FIELD(meeting, step, .label = N_("Step in the life of the programme"), .hint = N_("Where it is told among the steps too, it stands on the timeline once."), .refers_to = "step", .indexed = true, .rare = true),
	WORDS(meeting, visibility, .label = N_("Who can read it"), .words = &visibility_words),
	PROVENANCE_FIELDS(meeting),
};

static struct str meeting_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct meeting *)row)->title;
}

static struct str meeting_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/meetings/%.*s", STR_ARG(((const struct meeting *)row)->key));
}

static int meeting_compare(const void *a, const void *b)
{
	int days = day_compare(meeting_day(a), meeting_day(b));
	return days ? days : id_compare(((const struct meeting *)a)->id, ((const struct meeting *)b)->id);
}

static bool meeting_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct meeting *meeting = row;
	size_t before = faults->count;

	(void)programme;
	if (meeting->starts.len > 0 && meeting_minute(meeting->starts) < 0)
		refuse(faults, "starts", N_("Give the time as hours and minutes, such as 14:00."));
	if (meeting->ends.len > 0 && meeting_minute(meeting->ends) < 0)
		refuse(faults, "ends", N_("Give the time as hours and minutes, such as 14:00."));
	else if (meeting->ends.len > 0 && meeting->starts.len == 0)
		refuse(faults, "starts", N_("Say when it begins, too."));
	else if (meeting->ends.len > 0 && meeting_minute(meeting->ends) <= meeting_minute(meeting->starts))
		refuse(faults, "ends", N_("It ends before it begins."));
	if (meeting->cancelled && (day_known(meeting->day) || meeting->happened))
		refuse(faults, "cancelled", N_("A meeting that took place was not cancelled."));
	if (day_known(meeting->answer_by) && day_known(meeting->planned) && day_first(meeting->answer_by) > day_last(meeting->planned))
		refuse(faults, "answer_by", N_("An answer is of use before the meeting, not after it."));
	return faults->count == before;
}

const struct record meeting_record = RECORD(meeting, meetings, meeting_fields,
	.label = N_("Meeting"), .plural = N_("Meetings"), .title = meeting_title, .address = meeting_address, .check = meeting_check,
	.compare = meeting_compare, .provenance = offsetof(struct meeting, provenance), .visibility = offsetof(struct meeting, visibility),
	.next = N_("Then you invite people, on the page of the meeting."));

/* Invitations */

static const struct field invitation_fields[] = {
	FIELD(invitation, meeting, .label = N_("Meeting"), .refers_to = "meeting", .required = true, .indexed = true),
	FIELD(invitation, party, .label = N_("Party"), .refers_to = "party", .indexed = true),
	FIELD(invitation, person, .label = N_("Person"), .refers_to = "person", .indexed = true),
	WORDS(invitation, answer, .label = N_("Answer"), .words = &invitation_answer_words),
	FIELD(invitation, number, .label = N_("How many come"), .max = 999),
	FIELD(invitation, remark, .label = N_("Remark"), .hint = N_("For the office."), .max = 500, .lines = true, .internal = true),
	FIELD(invitation, invited_on, .label = N_("Invited on"), .hidden = true),
	FIELD(invitation, answered_on, .label = N_("Answered on"), .hidden = true),
	FIELD(invitation, on_behalf, .label = N_("Written down by the office"), .hidden = true),
};

static struct str party_or_sector(const struct programme *programme, struct id id, struct str otherwise)
{
	const struct party *party = programme_row(programme, party, id);
	return party ? party->name : otherwise;
}

static struct str invitation_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct invitation *invitation = row;
	return str_format(arena, "%.*s: %.*s", STR_ARG(meeting_name(programme, invitation->meeting)),
		STR_ARG(party_or_sector(programme, invitation->party, STR("?"))));
}

static struct str invitation_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return meeting_page(programme, ((const struct invitation *)row)->meeting, "#invited", arena);
}

static struct id invitation_node(const struct programme *programme, const void *row)
{
	return meeting_node(programme, ((const struct invitation *)row)->meeting);
}

/* The same person, or the party as a whole, once. */
static bool invitation_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct invitation *invitation = row;
	struct row_list others = REFERRING(programme, invitation, meeting, invitation->meeting);
	size_t before = faults->count;

	if (!id_known(invitation->party) && !id_known(invitation->person))
		refuse(faults, "party", N_("Say who is invited: a party, a person, or both."));
	for (size_t i = 0; i < others.count; i++) {
		const struct invitation *other = ROW(invitation, others, i);
		if (!id_equal(other->id, invitation->id) && id_equal(other->person, invitation->person) &&
		    (id_known(other->person) || id_equal(other->party, invitation->party))) {
			refuse(faults, id_known(invitation->person) ? "person" : "party", N_("This person or party is invited already."));
			break;
		}
	}
	return faults->count == before;
}

const struct record invitation_record = RECORD(invitation, invitations, invitation_fields,
	.label = N_("Invitation"), .plural = N_("Invitations"), .title = invitation_title, .address = invitation_address,
	.check = invitation_check, .node = invitation_node);

/* Attendance */

static const struct field attendance_fields[] = {
	FIELD(attendance, meeting, .label = N_("Meeting"), .refers_to = "meeting", .required = true, .indexed = true),
	FIELD(attendance, party, .label = N_("Party"), .refers_to = "party", .indexed = true),
	WORDS(attendance, sector, .label = N_("Sector"), .hint = N_("Of who belongs to no party here."), .words = &sector_words),
	FIELD(attendance, organisation, .label = N_("Organisation"), .hint = N_("Its name, not that of a person."), .max = 120),
	FIELD(attendance, number, .label = N_("How many"), .max = 9999, .required = true),
};

static struct str attendance_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct attendance *attendance = row;
	struct str who = party_or_sector(programme, attendance->party, attendance->organisation);

	return str_format(arena, "%.*s: %lld%s%.*s", STR_ARG(meeting_name(programme, attendance->meeting)),
		(long long)attendance->number.value, who.len ? " " : "", STR_ARG(who));
}

static struct str attendance_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return meeting_page(programme, ((const struct attendance *)row)->meeting, "#attended", arena);
}

static struct id attendance_node(const struct programme *programme, const void *row)
{
	return meeting_node(programme, ((const struct attendance *)row)->meeting);
}

static bool attendance_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct attendance *attendance = row;
	size_t before = faults->count;

	(void)programme;
	if (attendance->number.known && attendance->number.value < 1)
		refuse(faults, "number", N_("At least one: who was not there is not written down."));
	if (id_known(attendance->party) && attendance->sector != SECTOR_NONE)
		refuse(faults, "sector", N_("A party has a sector of its own: leave this one empty."));
	return faults->count == before;
}

const struct record attendance_record = RECORD(attendance, attendances, attendance_fields,
	.label = N_("Attendance"), .plural = N_("Attendance, by party"), .title = attendance_title, .address = attendance_address,
	.check = attendance_check, .node = attendance_node);

/* Conclusions */

static const struct field conclusion_fields[] = {
	FIELD(conclusion, meeting, .label = N_("Meeting"), .refers_to = "meeting", .required = true, .indexed = true),
	FIELD(conclusion, text, .label = N_("Conclusion"), .required = true, .lines = true, .max = 1000, .search = true),
	FIELD(conclusion, place, .label = N_("Place in the order"), .max = 999, .rare = true),
	FIELD(conclusion, action, .label = N_("Became action"), .refers_to = "action", .indexed = true, .rare = true),
	PROVENANCE_FIELDS(conclusion),
};

static struct str conclusion_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct conclusion *)row)->text;
}

static struct str conclusion_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return meeting_page(programme, ((const struct conclusion *)row)->meeting, "#conclusions", arena);
}

static int conclusion_compare(const void *a, const void *b)
{
	const struct conclusion *one = a, *other = b;
	int places = count_compare(one->place, other->place);
	return places ? places : id_compare(one->id, other->id);
}

static struct id conclusion_node(const struct programme *programme, const void *row)
{
	return meeting_node(programme, ((const struct conclusion *)row)->meeting);
}

const struct record conclusion_record = RECORD(conclusion, conclusions, conclusion_fields,
	.label = N_("Conclusion"), .plural = N_("Conclusions"), .title = conclusion_title, .address = conclusion_address,
	.compare = conclusion_compare, .node = conclusion_node, .provenance = offsetof(struct conclusion, provenance));

/* Tasks */

static const struct field task_fields[] = {
	FIELD(task, meeting, .label = N_("Meeting"), .refers_to = "meeting", .required = true, .indexed = true),
	FIELD(task, conclusion, .label = N_("Conclusion"), .refers_to = "conclusion", .indexed = true, .rare = true),
	FIELD(task, title, .label = N_("What is to be done"), .required = true, .max = 300, .search = true),
	FIELD(task, party, .label = N_("Who does it"), .hint = N_("Left empty: the programme office."), .refers_to = "party", .indexed = true),
	FIELD(task, by, .label = N_("By")),
	FIELD(task, done, .label = N_("Done on")),
	FIELD(task, outcome, .label = N_("What came of it"), .max = 500, .lines = true, .search = true),
	PROVENANCE_FIELDS(task),
};

static struct str task_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct task *)row)->title;
}

static struct str task_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return meeting_page(programme, ((const struct task *)row)->meeting, "#tasks", arena);
}

static int task_compare(const void *a, const void *b)
{
	const struct task *one = a, *other = b;
	int days = day_compare(one->by, other->by);
	return days ? days : id_compare(one->id, other->id);
}

static struct id task_node(const struct programme *programme, const void *row)
{
	return meeting_node(programme, ((const struct task *)row)->meeting);
}

static bool task_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct task *task = row;
	const struct conclusion *conclusion = programme_row(programme, conclusion, task->conclusion);

	if (conclusion && !id_equal(conclusion->meeting, task->meeting))
		return refuse(faults, "conclusion", N_("This conclusion is of another meeting."));
	return true;
}

const struct record task_record = RECORD(task, tasks, task_fields,
	.label = N_("Task"), .plural = N_("Tasks"), .title = task_title, .address = task_address, .check = task_check,
	.compare = task_compare, .node = task_node, .provenance = offsetof(struct task, provenance));
