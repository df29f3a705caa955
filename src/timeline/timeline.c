/* SPDX-License-Identifier: EUPL-1.2 */
#include "timeline/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "agreement/agreement.h"
#include "decision/decision.h"
#include "plan/plan.h"
#include "tree/tree.h"

static const struct word states[] = {
	[TIMELINE_COMING] = { "coming", N_("to come") },
	[TIMELINE_REACHED] = { "reached", N_("reached") },
	[TIMELINE_MISSED] = { "missed", N_("missed") },
	[TIMELINE_OVERDUE] = { "overdue", N_("its day went by; not known whether it took place") },
};
const struct words timeline_state_words = WORDS_OF(states);

static const struct word scales[] = {
	[TIMELINE_YEARS] = { "year", N_("By year") },
	[TIMELINE_QUARTERS] = { "quarter", N_("By quarter") },
};
const struct words timeline_scale_words = WORDS_OF(scales);

static const struct word orders[] = {
	[TIMELINE_BY_THEME] = { "theme", N_("By theme") },
	[TIMELINE_BY_START] = { "start", N_("By start") },
};
const struct words timeline_order_words = WORDS_OF(orders);

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t most_of(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The frame */

static int32_t quarter_first(int32_t number)
{
	struct day day = day_of_number(number);
	return day_first((struct day){ day.year, (int8_t)((day.month - 1) / 3 * 3 + 1), 1 });
}

static int32_t quarter_last(int32_t number)
{
	struct day day = day_of_number(number);
	return day_last((struct day){ day.year, (int8_t)((day.month - 1) / 3 * 3 + 3), 0 });
}

/* The first and last day that any of the rows is known to touch. */
struct reach { int32_t first, last; };

static void reach_to(struct reach *reach, struct day from, struct day until)
{
	if (!day_known(from))
		from = until;
	if (!day_known(until))
		until = from;
	if (!day_known(from))
		return;
	reach->first = least(reach->first, day_first(from));
	reach->last = most_of(reach->last, day_last(until));
}

static struct reach reach_of(struct row_list actions, struct row_list steps)
{
	struct reach reach = { DAY_AFTER_ALL, DAY_BEFORE_ALL };

	for (size_t i = 0; i < actions.count; i++)
		if (!ROW(action, actions, i)->outside)
			reach_to(&reach, ROW(action, actions, i)->start, ROW(action, actions, i)->last);
	/* What others decide elsewhere does not stretch the picture of this programme. */
	for (size_t i = 0; i < steps.count; i++)
		if (!ROW(step, steps, i)->outside)
			reach_to(&reach, step_day(ROW(step, steps, i)), step_day(ROW(step, steps, i)));
	return reach;
}

enum { DAYS_BEFORE_MOST = 366 };

static struct timeline_frame frame_of(const struct programme *programme, struct row_list actions, struct row_list steps)
{
	const struct programme_facts *facts = tree_facts(programme);
	struct reach reach = reach_of(actions, steps);
	struct timeline_frame frame = { .first = reach.first, .last = DAY_BEFORE_ALL, .horizon = day_last(facts->horizon),
		.end = day_last(facts->last) };

	if (day_known(facts->first))
		frame.first = most_of(least(reach.first, day_first(facts->first)), day_first(facts->first) - DAYS_BEFORE_MOST);
	if (day_known(facts->last))
		frame.last = day_last(facts->last);
	if (day_known(facts->horizon))
		frame.last = most_of(frame.last, day_last(facts->horizon));
	if (frame.last == DAY_BEFORE_ALL)
		frame.last = most_of(reach.last, day_known(facts->first) ? day_last(facts->first) : DAY_BEFORE_ALL);
	if (frame.first == DAY_AFTER_ALL && frame.last != DAY_BEFORE_ALL)
		frame.first = frame.last;
	if (frame.first > frame.last)
		return (struct timeline_frame){ .first = 0, .last = -1, .horizon = frame.horizon, .end = frame.end };
	frame.first = quarter_first(frame.first);
	frame.last = quarter_last(frame.last);
	return frame;
}

/* Bars */

bool timeline_bar(const struct timeline_frame *frame, struct day from, struct day until, struct timeline_bar *bar)
{
	int32_t last = least(frame->last, frame->horizon);
	int32_t known_first = day_known(from) ? day_first(from) : day_first(until);
	int32_t known_last = day_known(until) ? day_last(until) : day_last(from);

	*bar = (struct timeline_bar){ .open_first = !day_known(from), .open_last = !day_known(until), .sure_first = 0, .sure_last = -1 };
	if ((!day_known(from) && !day_known(until)) || frame->last < frame->first)
		return false;
	if (known_last < frame->first || known_first > last || known_last < known_first)
		return false;
	bar->first = most_of(known_first, frame->first);
	bar->last = least(known_last, last);
	bar->before = known_first < frame->first;
	bar->cut = frame->horizon != DAY_AFTER_ALL && known_last > frame->horizon;
	bar->after = known_last > frame->last && !bar->cut;
	/* It has begun for certain on the last day it can begin, and goes on for certain until the first day it can end. */
	bar->sure_first = most_of(day_last(day_known(from) ? from : until), frame->first);
	bar->sure_last = least(day_first(day_known(until) ? until : from), last);
	return true;
}

/* Marks */

static int32_t middle_of(int32_t first, int32_t last)
{
	return first + (last - first) / 2;
}

static void place_mark(const struct timeline_frame *frame, struct timeline_mark *mark, struct day planned, struct day until, bool middle)
{
	if (!day_known(mark->day))
		return;
	mark->first = day_first(mark->day);
	mark->last = day_known(until) ? day_last(until) : day_last(mark->day);
	mark->at = middle ? middle_of(mark->first, mark->last) : mark->last;
	mark->drawn = frame->first <= mark->at && mark->at <= frame->last;
	if (day_known(planned))
		mark->planned_at = middle ? middle_of(day_first(planned), day_last(planned)) : day_last(planned);
	mark->moved = day_known(planned) && !day_equal(planned, mark->day) && mark->planned_at != mark->at &&
		frame->first <= mark->planned_at && mark->planned_at <= frame->last;
}

static struct timeline_mark milestone_mark(const struct timeline_frame *frame, const struct milestone *milestone, struct day day)
{
	bool reached = day_known(milestone->reached) && day_first(milestone->reached) <= day_first(day);
	struct timeline_mark mark = { .record = &milestone_record, .row = milestone,
		.day = reached ? milestone->reached : milestone->planned };

	if (reached)
		mark.state = TIMELINE_REACHED;
	else if (day_known(milestone->planned) && day_last(milestone->planned) < day_first(day))
		mark.state = TIMELINE_MISSED;
	place_mark(frame, &mark, milestone->planned, DAY_UNKNOWN, false);
	return mark;
}

static struct timeline_mark step_mark(const struct timeline_frame *frame, const struct step *step, struct day day)
{
	bool done = step_done(step, day);
	struct timeline_mark mark = { .record = &step_record, .row = step };

	mark.state = done ? TIMELINE_REACHED : TIMELINE_COMING;
	/* What took place on a day that nobody knows did not take place on the planned one. */
	mark.day = done ? step->day : day_known(step->planned) ? step->planned : step->day;
	if (!done && day_known(mark.day) && day_last(mark.day) < day_first(day))
		mark.state = TIMELINE_OVERDUE;
	place_mark(frame, &mark, step->planned, done ? step->last : DAY_UNKNOWN, true);
	return mark;
}

static struct timeline_mark round_mark(const struct timeline_frame *frame, const struct round *round, struct day day)
{
	struct timeline_mark mark = { .record = &round_record, .row = round, .day = round->due };

	mark.state = round_state(round, day) == ROUND_CLOSED ? TIMELINE_REACHED : TIMELINE_COMING;
	place_mark(frame, &mark, DAY_UNKNOWN, DAY_UNKNOWN, false);
	return mark;
}

static int compare_marks(const void *a, const void *b)
{
	const struct timeline_mark *one = a, *other = b;
	bool known = day_known(one->day), other_known = day_known(other->day);

	if (known != other_known)
		return known ? -1 : 1;
	if (known && one->at != other->at)
		return one->at < other->at ? -1 : 1;
	return id_compare(row_id(one->row), row_id(other->row));
}

static struct timeline_marks sorted(struct timeline_mark *at, size_t count)
{
	if (count > 1)
		qsort(at, count, sizeof *at, compare_marks);
	return (struct timeline_marks){ at, count };
}

static struct timeline_marks milestones_of(const struct programme *programme, const struct timeline_frame *frame,
	const struct action *action, struct day day, struct arena *arena)
{
	struct row_list milestones = REFERRING(programme, milestone, action, action->id);
	struct timeline_mark *at = arena_array(arena, struct timeline_mark, milestones.count);

	for (size_t i = 0; i < milestones.count; i++)
		at[i] = milestone_mark(frame, ROW(milestone, milestones, i), day);
	return sorted(at, milestones.count);
}

/* Groups */

/* The place of an action's group: its theme's, then without theme, then beside the programme. */
static size_t group_place(const struct programme *programme, const struct action *action, struct row_list themes)
{
	const struct theme *theme = action_theme(programme, action);
	size_t place = 0;

	if (action->outside)
		return themes.count + 1;
	while (place < themes.count && themes.at[place] != theme)
		place++;
	return place;
}

static void add_row(struct timeline_group *group, const struct timeline_row *row)
{
	group->rows.at[group->rows.count++] = *row;
	group->first = group->drawn ? least(group->first, row->bar.first) : row->bar.first;
	group->last = group->drawn ? most_of(group->last, row->bar.last) : row->bar.last;
	group->drawn = true;
}

static int compare_rows(const void *a, const void *b)
{
	const struct action *one = ((const struct timeline_row *)a)->action, *other = ((const struct timeline_row *)b)->action;
	int order = day_compare(one->start, other->start);

	if (order == 0)
		order = day_compare(one->last, other->last);
	return order ? order : str_compare(one->number, other->number);
}

static int compare_in_groups(const void *a, const void *b)
{
	const struct timeline_row *one = a, *other = b;

	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	return compare_rows(a, b);
}

/* Room in each group for as many rows as it may get; groups that stay empty are left out. */
static void fill_groups(struct timeline *timeline, const struct programme *programme, struct row_list actions, struct row_list themes,
	struct day day, struct arena *arena)
{
	size_t places = themes.count + 2, *room = arena_array(arena, size_t, places);
	struct timeline_group *group = arena_array(arena, struct timeline_group, places);

	for (size_t i = 0; i < actions.count; i++)
		room[group_place(programme, actions.at[i], themes)]++;
	for (size_t g = 0; g < places; g++) {
		group[g].theme = g < themes.count ? themes.at[g] : NULL;
		group[g].outside = g == themes.count + 1;
		group[g].rows.at = arena_array(arena, struct timeline_row, room[g]);
	}
	timeline->apart.at = arena_array(arena, struct timeline_row, actions.count);
	for (size_t i = 0; i < actions.count; i++) {
		struct timeline_row row = { .action = actions.at[i], .place = group_place(programme, actions.at[i], themes) };
		row.milestones = milestones_of(programme, &timeline->frame, row.action, day, arena);
		if (timeline_bar(&timeline->frame, row.action->start, row.action->last, &row.bar)) {
			add_row(&group[row.place], &row);
			timeline->rows++;
		} else {
			timeline->apart.at[timeline->apart.count++] = row;
		}
	}
	timeline->group = group;
	for (size_t g = 0; g < places; g++) {
		if (group[g].rows.count == 0)
			continue;
		qsort(group[g].rows.at, group[g].rows.count, sizeof *group[g].rows.at, compare_rows);
		group[timeline->groups++] = group[g];
	}
}

struct timeline timeline_of(const struct programme *programme, struct row_list actions, struct row_list steps, struct row_list rounds,
	struct day day, struct arena *arena)
{
	struct timeline timeline = { .frame = frame_of(programme, actions, steps) };
	struct timeline_mark *step = arena_array(arena, struct timeline_mark, steps.count);
	struct timeline_mark *round = arena_array(arena, struct timeline_mark, rounds.count);

	fill_groups(&timeline, programme, actions, tree_themes(programme, false, arena), day, arena);
	for (size_t i = 0; i < steps.count; i++)
		step[i] = step_mark(&timeline.frame, steps.at[i], day);
	for (size_t i = 0; i < rounds.count; i++)
		round[i] = round_mark(&timeline.frame, rounds.at[i], day);
	timeline.steps = sorted(step, steps.count);
	timeline.rounds = sorted(round, rounds.count);
	return timeline;
}

/* What was decided has taken place; what is before the bodies is still to come. */
static bool version_mark(const struct timeline *timeline, const struct programme *programme, const struct plan_version *version, struct day day,
	struct timeline_mark *mark)
{
	enum plan_state state = plan_version_state(programme, version, day);
	const struct subject *subject = plan_version_subject(programme, version, day);

	*mark = (struct timeline_mark){ .record = &plan_version_record, .row = version, .state = state == PLAN_TABLED ? TIMELINE_COMING : TIMELINE_REACHED };
	mark->day = state == PLAN_ADOPTED || state == PLAN_REPLACED ? plan_version_adopted_on(programme, version, day)
		: state == PLAN_REJECTED ? day_known(version->rejected) || !subject ? version->rejected : subject_standing(programme, subject, day).day
		: state == PLAN_TABLED ? day_known(version->tabled) || !subject ? version->tabled : subject->tabled : DAY_UNKNOWN;
	place_mark(&timeline->frame, mark, DAY_UNKNOWN, DAY_UNKNOWN, true);
	return day_known(mark->day);
}

void timeline_add_versions(struct timeline *timeline, const struct programme *programme, struct day day, struct arena *arena)
{
	struct row_list versions = programme_rows(programme, &plan_version_record);
	struct timeline_mark *mark = arena_array(arena, struct timeline_mark, timeline->steps.count + versions.count);
	size_t count = timeline->steps.count;

	if (count > 0)
		memcpy(mark, timeline->steps.at, count * sizeof *mark);
	for (size_t i = 0; i < versions.count; i++)
		count += version_mark(timeline, programme, versions.at[i], day, &mark[count]);
	timeline->steps = sorted(mark, count);
}

/* Signed on a day, or still to be: an offer that was taken back is none. */
static bool signing_mark(const struct timeline *timeline, const struct programme *programme, const struct agreement *agreement, struct day day,
	struct timeline_mark *mark)
{
	struct day signed_on = agreement_signed_on(programme, agreement, day), planned = agreement->planned_signing;
	bool is_signed = day_known(signed_on), late = !is_signed && day_known(planned) && day_last(planned) < day_first(day);

	*mark = (struct timeline_mark){ .record = &agreement_record, .row = agreement, .day = is_signed ? signed_on : planned,
		.state = is_signed ? TIMELINE_REACHED : late ? TIMELINE_OVERDUE : TIMELINE_COMING };
	place_mark(&timeline->frame, mark, planned, DAY_UNKNOWN, true);
	return day_known(mark->day) && agreement_state(programme, agreement, day) != AGREEMENT_WITHDRAWN;
}

static bool service_mark(const struct timeline *timeline, const struct service *service, struct day day, struct timeline_mark *mark)
{
	bool delivered = day_known(service->delivered) && day_first(service->delivered) <= day_first(day);

	*mark = (struct timeline_mark){ .record = &service_record, .row = service, .day = delivered ? service->delivered : service->due,
		.state = delivered ? TIMELINE_REACHED : service_late(service, day) ? TIMELINE_OVERDUE : TIMELINE_COMING };
	place_mark(&timeline->frame, mark, service->due, DAY_UNKNOWN, false);
	return day_known(mark->day);
}

void timeline_add_agreements(struct timeline *timeline, const struct programme *programme, struct row_list agreements, struct day day,
	struct arena *arena)
{
	struct timeline_mark *mark = arena_array(arena, struct timeline_mark, timeline->steps.count + agreements.count + programme->services.count + 1);
	size_t count = timeline->steps.count;

	if (count > 0)
		memcpy(mark, timeline->steps.at, count * sizeof *mark);
	for (size_t i = 0; i < agreements.count; i++) {
		const struct agreement *agreement = ROW(agreement, agreements, i);
		struct row_list services = REFERRING(programme, service, agreement, agreement->id);
		enum agreement_state state = agreement_state(programme, agreement, day);
		count += signing_mark(timeline, programme, agreement, day, &mark[count]);
		for (size_t s = 0; s < services.count && (agreement_stands(programme, agreement, day) || state == AGREEMENT_ENDED); s++)
			count += service_mark(timeline, services.at[s], day, &mark[count]);
	}
	timeline->steps = sorted(mark, count);
}

/* The last day by which a body that has not spoken is to decide; unknown: none was set. */
static struct day last_due(const struct programme *programme, const struct subject *subject, struct day day)
{
	struct row_list referrals = REFERRING(programme, referral, subject, subject->id);
	struct day last = DAY_UNKNOWN;

	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *body = programme_row(programme, body, referral->body);

		if (body && !referral->opinion_only && day_known(referral->due) &&
		    subject_said(programme, subject, body, day).outcome == DECISION_NONE && (!day_known(last) || day_compare(last, referral->due) < 0))
			last = referral->due;
	}
	return last;
}

static bool subject_mark(const struct timeline *timeline, const struct programme *programme, const struct subject *subject, struct day day,
	struct timeline_mark *mark)
{
	struct subject_standing standing = subject_standing(programme, subject, day);
	bool waits = standing.state == SUBJECT_BEFORE_BODIES || standing.state == SUBJECT_HOLDS_FOR_SOME;

	if (id_known(subject->plan_version) || id_known(subject->agreement) || standing.state == SUBJECT_PREPARED || standing.state == SUBJECT_WITHDRAWN)
		return false;
	*mark = (struct timeline_mark){ .record = &subject_record, .row = subject, .day = waits ? last_due(programme, subject, day) : standing.day,
		.state = waits ? TIMELINE_COMING : TIMELINE_REACHED };
	if (waits && day_known(mark->day) && day_last(mark->day) < day_first(day))
		mark->state = TIMELINE_OVERDUE;
	place_mark(&timeline->frame, mark, DAY_UNKNOWN, DAY_UNKNOWN, true);
	return day_known(mark->day);
}

void timeline_add_subjects(struct timeline *timeline, const struct programme *programme, struct row_list subjects, struct day day, struct arena *arena)
{
	struct timeline_mark *mark = arena_array(arena, struct timeline_mark, timeline->steps.count + subjects.count + 1);
	size_t count = timeline->steps.count;

	if (count > 0)
		memcpy(mark, timeline->steps.at, count * sizeof *mark);
	for (size_t i = 0; i < subjects.count; i++)
		count += subject_mark(timeline, programme, subjects.at[i], day, &mark[count]);
	timeline->steps = sorted(mark, count);
}

struct timeline_rows timeline_ordered(const struct timeline *timeline, enum timeline_order order, struct arena *arena)
{
	struct timeline_rows rows = { arena_array(arena, struct timeline_row, timeline->rows + timeline->apart.count), 0 };

	for (size_t g = 0; g < timeline->groups; g++)
		for (size_t i = 0; i < timeline->group[g].rows.count; i++)
			rows.at[rows.count++] = timeline->group[g].rows.at[i];
	for (size_t i = 0; i < timeline->apart.count; i++)
		rows.at[rows.count++] = timeline->apart.at[i];
	if (rows.count > 1)
		qsort(rows.at, rows.count, sizeof *rows.at, order == TIMELINE_BY_THEME ? compare_in_groups : compare_rows);
	return rows;
}

/* The scale */

enum { QUARTER_WIDTH = 210, DAYS_OF_QUARTER = 91, WIDTH_MOST = 16000 };

double timeline_width(const struct timeline_frame *frame, enum timeline_scale scale, double room)
{
	double width = (double)(frame->last - frame->first + 1) / DAYS_OF_QUARTER * QUARTER_WIDTH;

	if (scale == TIMELINE_YEARS || width < room)
		return room;
	return width < WIDTH_MOST ? width : WIDTH_MOST;
}

double timeline_x(const struct timeline_frame *frame, double width, int32_t day)
{
	return ((double)day - frame->first) * width / ((double)frame->last - frame->first + 1);
}

double timeline_x_end(const struct timeline_frame *frame, double width, int32_t day)
{
	return timeline_x(frame, width, day + 1);
}

static int months_of(enum timeline_unit unit)
{
	return unit == TIMELINE_YEAR ? 12 : unit == TIMELINE_QUARTER ? 3 : 1;
}

struct timeline_ticks timeline_ticks(const struct timeline_frame *frame, enum timeline_unit unit, double width, struct arena *arena)
{
	struct day first = day_of_number(frame->first), last = day_of_number(frame->last);
	int months = months_of(unit), month = (first.month - 1) / months * months + 1, year = first.year;
	size_t room = frame->last < frame->first ? 0 : (size_t)((last.year - first.year + 1) * 12 / months + 1);
	struct timeline_ticks ticks = { arena_array(arena, struct timeline_tick, room), 0 };

	while (room > 0 && day_first((struct day){ (int16_t)year, (int8_t)month, 1 }) <= frame->last) {
		struct timeline_tick *tick = &ticks.at[ticks.count++];
		int32_t from = day_first((struct day){ (int16_t)year, (int8_t)month, 1 });
		int32_t until = day_last((struct day){ (int16_t)year, (int8_t)(month + months - 1), 0 });

		*tick = (struct timeline_tick){ .unit = unit, .year = year, .number = (month - 1) / months + 1 };
		tick->x = timeline_x(frame, width, most_of(from, frame->first));
		tick->end = timeline_x_end(frame, width, least(until, frame->last));
		month += months;
		if (month > 12)
			month = 1, year++;
	}
	return ticks;
}

/* Words. Widths of the letters the product is shown in (Figtree, medium), in hundredths of their size, from the space to the tilde. */

static const uint8_t letter_widths[] = {
	24, 30, 34, 63, 56, 79, 64, 21, 36, 36, 48, 63, 23, 41, 22, 40, 64, 42, 56, 55, 62, 58, 57, 54, 61, 57, 27, 27, 63, 63, 63, 51,
	99, 69, 61, 72, 69, 59, 55, 76, 75, 28, 52, 62, 52, 85, 77, 78, 59, 78, 63, 61, 56, 71, 70, 97, 63, 62, 64, 33, 40, 33, 56, 44,
	23, 52, 59, 54, 59, 55, 38, 59, 56, 24, 27, 50, 23, 86, 56, 58, 59, 58, 35, 47, 38, 56, 53, 80, 49, 54, 49, 39, 26, 39, 59,
};
/* A letter of another alphabet is rather wide; where our letters are missing, others are a little wider. */
enum { OTHER_LETTER = 70 };
#define LETTERS_OF_OTHERS 1.06

static double letter_width(unsigned char c)
{
	if (c < ' ' || (c & 0xc0) == 0x80)
		return 0;
	return c < 127 ? letter_widths[c - ' '] : OTHER_LETTER;
}

double timeline_text_width(struct str text, double size)
{
	double width = 0;

	for (size_t i = 0; i < text.len; i++)
		width += letter_width((unsigned char)text.at[i]);
	return width * size / 100 * LETTERS_OF_OTHERS;
}

enum { LETTERS_LEAST = 3 };

struct str timeline_fitting(struct str text, double size, double room, struct arena *arena)
{
	struct str ellipsis = STR("…");
	double width = timeline_text_width(ellipsis, size);
	size_t end = 0, letters = 0;

	if (timeline_text_width(text, size) <= room)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		width += letter_width((unsigned char)text.at[i]) * size / 100 * LETTERS_OF_OTHERS;
		if (width > room)
			break;
		/* Never in the middle of a letter of several bytes. */
		if (i + 1 == text.len || (text.at[i + 1] & 0xc0) != 0x80) {
			end = i + 1;
			letters++;
		}
	}
	if (letters < LETTERS_LEAST)
		return STR_NONE;
	return str_format(arena, "%.*s…", STR_ARG(str_trim(str_to(text, end))));
}

enum timeline_place timeline_place(double left, double right, double label, double width)
{
	if (label <= right - left)
		return TIMELINE_INSIDE;
	if (right + label <= width)
		return TIMELINE_BEHIND;
	return left - label >= 0 ? TIMELINE_BEFORE : TIMELINE_NOWHERE;
}

/* From where to where a label takes its lane, with its mark. */
static double label_left(const struct timeline_label *label)
{
	return label->shown && label->x < label->left ? label->x : label->left;
}

static double label_right(const struct timeline_label *label)
{
	return label->shown && label->x + label->width > label->right ? label->x + label->width : label->right;
}

static bool lane_free(const struct timeline_label *label, size_t which, size_t lane)
{
	for (size_t i = 0; i < which; i++)
		if (label[i].lane == lane && label_left(&label[which]) < label_right(&label[i]) && label_right(&label[which]) > label_left(&label[i]))
			return false;
	return true;
}

static size_t first_free(const struct timeline_label *label, size_t which, size_t most)
{
	size_t lane = 0;

	while (lane < most && !lane_free(label, which, lane))
		lane++;
	return lane;
}

static void take_place(struct timeline_label *label, size_t which, size_t lane)
{
	label[which].lane = lane;
	for (size_t i = 0; i < which; i++)
		if (label[i].lane == lane && label[which].left < label[i].x + label[i].width && label[which].right > label[i].x)
			label[i].shown = false;
}

size_t timeline_lanes(struct timeline_label *label, size_t count, double width, size_t most)
{
	size_t lanes = 0;

	for (size_t i = 0; i < count; i++) {
		struct timeline_label *own = &label[i];
		own->x = own->right;
		if (own->x + own->width > width)
			own->x = own->left - own->width;
		own->shown = own->width > 0 && own->x >= 0;
		own->lane = first_free(label, i, most);
		if (own->lane == most) {
			/* The mark alone may still find a place; else it takes one, and words that stood there give way. */
			own->shown = false;
			own->lane = first_free(label, i, most);
			if (own->lane == most)
				take_place(label, i, most - 1);
		}
		if (own->lane + 1 > lanes)
			lanes = own->lane + 1;
	}
	return lanes;
}
