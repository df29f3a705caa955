/* SPDX-License-Identifier: EUPL-1.2 */
/* The picture: from bars and marks to shapes, each row for itself, so that a page can let its names stand and paper can break between rows. */
#include "timeline/timeline_model.h"

#include "agreement/agreement.h"
#include "decision/decision.h"
#include "html/svg.h"
#include "plan/plan.h"
#include "http/static_file.h"
#include "progress/progress_model.h"
#include "timeline/timeline_words_model.h"
#include "tree/tree.h"

/* Sizes in units of the picture, which is as wide as a page of 1280 leaves beside the names; a phone's is narrow. */
enum { WIDE = 908, NARROW = 340, ROW = 30, BAR = 22, LANE = 20, BAND = 22, SYMBOL = 14, MARK = 6, GAP = 5, LEAST = 5, OPEN = 28, CUT = 13 };
enum { STEP_LANES = 16, MILESTONE_LANES = 6, ROUND_LANES = 6, LINE_LANES = 3, STEP_WORDS = 260, MILESTONE_WORDS = 190, ROUND_WORDS = 160 };
#define LETTERS 13.0
#define SMALL   12.0

/*
 * Where a picture is drawn. A phone shows the same rows, each squeezed into its width with the words left out (static/speerpunt.css); only the
 * names of the years are drawn anew for it, `narrow`.
 */
struct canvas {
	const struct request  *req;
	const struct timeline *timeline;
	double                 width;
	bool                   narrow;
};

static struct svg *open_row(const struct canvas *canvas, double height)
{
	struct svg *svg = svg_open(canvas->req->arena, "sp-gantt__row", canvas->width, height, STR_NONE, STR_NONE);

	svg_stretch(svg);
	return svg;
}

static struct str fill(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

static struct str word(const struct request *req, const char *english)
{
	return language_text(req->language, english);
}

static struct str day_words(const struct request *req, struct day day)
{
	return language_day(req->language, req->arena, day);
}

/* The classes of a thing in some state. */
static const char *mark_class(const struct request *req, enum timeline_state state)
{
	return str_format(req->arena, "sp-gantt__mark sp-gantt__mark--%s", words_wire(&timeline_state_words, (int)state)).at;
}

static const char *bar_class(const struct request *req, const struct action *action)
{
	return str_format(req->arena, "sp-gantt__bar sp-status--%s", action->status == ACTION_UNKNOWN ? "unknown"
		: words_wire(&action_status_words, (int)action->status)).at;
}

static const char *light_class(const struct request *req, enum light light)
{
	return str_format(req->arena, "sp-gantt__light sp-light--%s", words_wire(&light_words, (int)light)).at;
}

/* Marks */

static void draw_sign(struct svg *svg, enum timeline_state state, double x, double y)
{
	const struct svg_point check[] = { { x - 2.8, y + 0.2 }, { x - 0.8, y + 2.2 }, { x + 2.8, y - 2 } };

	if (state == TIMELINE_REACHED) {
		svg_path(svg, "sp-gantt__sign", check, 3, false);
	} else if (state == TIMELINE_MISSED) {
		svg_line(svg, "sp-gantt__sign", x - 2, y - 2, x + 2, y + 2);
		svg_line(svg, "sp-gantt__sign", x - 2, y + 2, x + 2, y - 2);
	}
}

static void draw_shape(struct svg *svg, const char *class, const struct record *record, double x, double y, double size)
{
	const struct svg_point diamond[] = { { x, y - size - 1 }, { x + size + 1, y }, { x, y + size + 1 }, { x - size - 1, y } };

	if (record == &milestone_record)
		svg_path(svg, class, diamond, 4, true);
	else if (record == &round_record)
		svg_rect(svg, class, x - size, y - size, 2 * size, 2 * size);
	else
		svg_circle(svg, class, x, y, size);
}

/* Where the middle of a mark's day lies. */
static double mark_x(const struct canvas *canvas, int32_t day)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	return (timeline_x(frame, canvas->width, day) + timeline_x_end(frame, canvas->width, day)) / 2;
}

static double held_x(const struct canvas *canvas, double x)
{
	double least = MARK + 1, most = canvas->width - MARK - 1;
	return x < least ? least : x > most ? most : x;
}

/* From where to where a mark is drawn: its days, and where it was planned before. */
static void mark_extent(const struct canvas *canvas, const struct timeline_mark *mark, struct timeline_label *label)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	double x = held_x(canvas, mark_x(canvas, mark->at)), planned = held_x(canvas, mark_x(canvas, mark->planned_at));
	double from = timeline_x(frame, canvas->width, mark->first), until = timeline_x_end(frame, canvas->width, mark->last);

	label->left = x < from ? x : from;
	label->right = x > until ? x : until;
	if (x - MARK - 2 < label->left)
		label->left = x - MARK - 2;
	if (x + MARK + 2 > label->right)
		label->right = x + MARK + 2;
	if (mark->moved && planned - MARK < label->left)
		label->left = planned - MARK;
	if (mark->moved && planned + MARK > label->right)
		label->right = planned + MARK;
	if (label->left < 0)
		label->left = 0;
	if (label->right > canvas->width)
		label->right = canvas->width;
}

static void draw_mark(const struct canvas *canvas, struct svg *svg, const struct timeline_mark *mark, double y)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	double x = held_x(canvas, mark_x(canvas, mark->at)), from = timeline_x(frame, canvas->width, mark->first),
	       until = timeline_x_end(frame, canvas->width, mark->last), planned = held_x(canvas, mark_x(canvas, mark->planned_at));

	if (mark->moved) {
		svg_line(svg, "sp-gantt__moved", planned, y, x, y);
		draw_shape(svg, "sp-gantt__was", mark->record, planned, y, MARK - 2);
	}
	/* The days it can be, or took. */
	if (until - from > 2 * MARK + 2)
		svg_line(svg, "sp-gantt__range", from < 1 ? 1 : from, y, until > canvas->width - 1 ? canvas->width - 1 : until, y);
	draw_shape(svg, mark_class(canvas->req, mark->state), mark->record, x, y, MARK);
	draw_sign(svg, mark->state, x, y);
}

static struct str title_of(const struct canvas *canvas, const struct timeline_mark *mark)
{
	return row_title(canvas->req->programme, mark->record, mark->row, canvas->req->arena);
}

/* Labels of the drawn marks, in the order of the marks. */
static struct timeline_label *labels_of(const struct canvas *canvas, const struct timeline_marks *marks, double most, size_t lanes_most,
	size_t *count, size_t *lanes)
{
	struct timeline_label *label = arena_array(canvas->req->arena, struct timeline_label, marks->count);

	*count = 0;
	for (size_t i = 0; i < marks->count; i++) {
		struct str words;
		if (!marks->at[i].drawn)
			continue;
		words = timeline_fitting(title_of(canvas, &marks->at[i]), SMALL, most, canvas->req->arena);
		mark_extent(canvas, &marks->at[i], &label[*count]);
		label[*count].width = words.len ? timeline_text_width(words, SMALL) + 2 * GAP : 0;
		(*count)++;
	}
	*lanes = timeline_lanes(label, *count, canvas->width, lanes_most);
	return label;
}

/* Marks in their lanes from `top` down. `links`: each is a link of its own; else they stand in a link that says it all. */
static void draw_marks(const struct canvas *canvas, struct svg *svg, const struct timeline_marks *marks, const struct timeline_label *label,
	double most, double top, bool links)
{
	const struct request *req = canvas->req;
	size_t at = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct timeline_mark *mark = &marks->at[i];
		double y;
		if (!mark->drawn)
			continue;
		y = top + (double)label[at].lane * LANE + LANE / 2.0;
		if (links)
			svg_link(svg, NULL, request_address(req, row_address(req->programme, mark->record, mark->row, req->arena)), timeline_mark_words(req, mark));
		draw_mark(canvas, svg, mark, y);
		if (label[at].shown)
			svg_text(svg, "sp-gantt__small", label[at].x + GAP, y + 4, timeline_fitting(title_of(canvas, mark), SMALL, most, req->arena));
		if (links)
			svg_link_end(svg);
		at++;
	}
}

/* A row of marks alone: steps, or rounds. */
static struct safe_html marks_picture(const struct canvas *canvas, const struct timeline_marks *marks, double most, size_t lanes_most)
{
	size_t count, lanes;
	struct timeline_label *label = labels_of(canvas, marks, most, lanes_most, &count, &lanes);
	struct svg *svg = open_row(canvas, (double)(lanes ? lanes : 1) * LANE + 2 * GAP);

	draw_marks(canvas, svg, marks, label, most, GAP, true);
	return svg_close(svg);
}

/* Bars */

struct bar_place { double left, right; };

static struct bar_place bar_place(const struct canvas *canvas, const struct timeline_bar *bar)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	struct bar_place place = { timeline_x(frame, canvas->width, bar->first), timeline_x_end(frame, canvas->width, bar->last) };

	/* One day of many years is still to be seen. */
	if (place.right - place.left < LEAST)
		place.right = place.left + LEAST;
	if (place.right > canvas->width) {
		place.left -= place.right - canvas->width;
		place.right = canvas->width;
	}
	return place;
}

static void draw_chevrons(struct svg *svg, const char *class, double x, double y, double direction)
{
	for (int i = 0; i < 2; i++) {
		double at = x + i * 5 * direction;
		const struct svg_point chevron[] = { { at, y + 6 }, { at + 4.5 * direction, y + BAR / 2.0 }, { at, y + BAR - 6 } };
		svg_path(svg, class, chevron, 3, false);
	}
}

/* A side on which nobody knows when: no edge, but a dashed line that leads on to a question mark. */
static void draw_open(struct svg *svg, double x, double y, double direction)
{
	double end = x + direction * (OPEN - 10), middle = y + BAR / 2.0;

	svg_line(svg, "sp-gantt__open", x, middle, end, middle);
	svg_text(svg, "sp-gantt__small sp-gantt__middle", end + direction * 5, middle + 4, STR("?"));
}

static void draw_bar(const struct canvas *canvas, struct svg *svg, const struct timeline_bar *bar, struct bar_place place, double y)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	double sure_left = timeline_x(frame, canvas->width, bar->sure_first), sure_right = timeline_x_end(frame, canvas->width, bar->sure_last);
	bool sure = bar->sure_first <= bar->sure_last;

	if (!sure || bar->sure_first > bar->first || bar->sure_last < bar->last)
		svg_rect(svg, "sp-gantt__soft", place.left + 0.5, y + 0.5, place.right - place.left - 1, BAR - 1);
	if (sure) {
		if (bar->sure_first == bar->first)
			sure_left = place.left;
		if (bar->sure_last == bar->last)
			sure_right = place.right;
		svg_rect(svg, "sp-gantt__sure", sure_left + 0.5, y + 0.5, sure_right - sure_left - 1, BAR - 1);
	}
	if (bar->open_first)
		draw_open(svg, place.left, y, -1);
	if (bar->open_last)
		draw_open(svg, place.right, y, 1);
	if (bar->before)
		draw_chevrons(svg, "sp-gantt__on", place.left + 11, y, -1);
	if (bar->cut || bar->after)
		draw_chevrons(svg, "sp-gantt__on", place.right - 11, y, 1);
}

/* Symbol and word of the status, and of how it goes. */
static double label_width(const struct request *req, const struct action *action, enum light light)
{
	double width = SYMBOL + GAP + timeline_text_width(timeline_status_word(req, action), LETTERS) + 2 * GAP;

	if (light != LIGHT_NONE)
		width += 2 * GAP + SYMBOL + GAP + timeline_text_width(timeline_light_word(req, light), LETTERS);
	return width;
}

static struct str symbol(const struct request *req, const char *kind, const char *name)
{
	return str_format(req->arena, "%.*s#%s-%s", STR_ARG(static_address("symbols.svg")), kind, name);
}

static void draw_label(const struct request *req, struct svg *svg, const struct action *action, enum light light, double x, double y)
{
	const char *status = words_wire(&action_status_words, (int)action->status);

	svg_use(svg, NULL, symbol(req, "status", status), x, y + 4, SYMBOL, SYMBOL);
	x += SYMBOL + GAP;
	svg_text(svg, NULL, x, y + 15.5, timeline_status_word(req, action));
	if (light == LIGHT_NONE)
		return;
	x += timeline_text_width(timeline_status_word(req, action), LETTERS) + 2 * GAP;
	svg_group(svg, light_class(req, light), STR_NONE);
	svg_use(svg, NULL, symbol(req, "light", words_wire(&light_words, (int)light)), x, y + 4, SYMBOL, SYMBOL);
	svg_text(svg, NULL, x + SYMBOL + GAP, y + 15.5, timeline_light_word(req, light));
	svg_group_end(svg);
}

static void place_label(const struct canvas *canvas, struct svg *svg, const struct timeline_row *row, enum light light, struct bar_place bar,
	double y)
{
	const struct request *req = canvas->req;
	double width = label_width(req, row->action, light), x;
	double left = bar.left + (row->bar.before ? CUT : 0) + GAP, right = bar.right - (row->bar.cut || row->bar.after ? CUT : 0);
	double sure = timeline_x(&canvas->timeline->frame, canvas->width, row->bar.sure_first) + GAP;
	double behind = bar.right + (row->bar.open_last ? OPEN : 0) + GAP, before = bar.left - (row->bar.open_first ? OPEN : 0) - GAP;

	/* In what is certain of the bar, if there is room, so that no edge runs through the words. */
	if (row->bar.sure_first <= row->bar.sure_last && timeline_place(sure, right, width, 0) == TIMELINE_INSIDE)
		left = sure > left ? sure : left;
	if (timeline_place(left, right, width, 0) == TIMELINE_INSIDE)
		x = left;
	else if (behind + width <= canvas->width)
		x = behind;
	else if (before - width >= 0)
		x = before - width + GAP;
	else
		return;         /* it stands in the words of the bar, and in the table */
	svg_group(svg, x == left ? "sp-gantt__in" : "sp-gantt__beside", STR_NONE);
	draw_label(req, svg, row->action, light, x, y);
	svg_group_end(svg);
}

static struct safe_html row_picture(const struct canvas *canvas, const struct timeline_row *row, enum light light)
{
	const struct request *req = canvas->req;
	size_t count, lanes;
	struct timeline_label *label = labels_of(canvas, &row->milestones, MILESTONE_WORDS, MILESTONE_LANES, &count, &lanes);
	double height = ROW + (double)lanes * LANE, y = (ROW - BAR) / 2.0;
	struct svg *svg = open_row(canvas, height);
	struct bar_place place = bar_place(canvas, &row->bar);

	svg_link(svg, bar_class(req, row->action),
		request_address(req, row_address(req->programme, &action_record, row->action, req->arena)), timeline_row_words(req, row, light));
	draw_bar(canvas, svg, &row->bar, place, y);
	place_label(canvas, svg, row, light, place, y);
	draw_marks(canvas, svg, &row->milestones, label, MILESTONE_WORDS, ROW - 2, false);
	svg_link_end(svg);
	return svg_close(svg);
}

static struct safe_html group_picture(const struct canvas *canvas, const struct timeline_group *group)
{
	const struct timeline_frame *frame = &canvas->timeline->frame;
	double middle = ROW / 2.0;
	double left = timeline_x(frame, canvas->width, group->first), right = timeline_x_end(frame, canvas->width, group->last);
	struct svg *svg = open_row(canvas, ROW);

	svg_rect(svg, "sp-gantt__span", left, middle - 2, right - left < LEAST ? LEAST : right - left, 4);
	return svg_close(svg);
}

/* Head, grid and lines */

static struct str tick_words(const struct request *req, const struct timeline_tick *tick, bool with_year)
{
	struct str year = str_format(req->arena, "%d", tick->year), number = str_format(req->arena, "%d", tick->number), month;

	switch (tick->unit) {
	case TIMELINE_YEAR:
		return year;
	case TIMELINE_QUARTER:
		return with_year ? fill(req, N_("Q{0} {1}"), number, year, STR_NONE) : fill(req, N_("Q{0}"), number, STR_NONE, STR_NONE);
	default:
		month = day_words(req, (struct day){ (int16_t)tick->year, (int8_t)tick->number, 0 });
		return str_to(month, str_find(month, ' '));
	}
}

static void draw_band(const struct canvas *canvas, struct svg *svg, enum timeline_unit unit, double y, bool first)
{
	struct timeline_ticks ticks = timeline_ticks(&canvas->timeline->frame, unit, canvas->width, canvas->req->arena);

	for (size_t i = 0; i < ticks.count; i++) {
		const struct timeline_tick *tick = &ticks.at[i];
		struct str words = tick_words(canvas->req, tick, first);
		double room = tick->end - tick->x - GAP;

		svg_line(svg, first ? "sp-gantt__major" : "sp-gantt__minor", tick->x, y, tick->x, y + BAND);
		if (first)
			words = timeline_fitting(words, LETTERS, room, canvas->req->arena);
		else if (timeline_text_width(words, SMALL) > room)
			words = STR_NONE;
		if (words.len > 0)
			svg_text(svg, first ? "sp-gantt__band" : "sp-gantt__small", tick->x + GAP, y + 15.5, words);
	}
}

/* Today (or the day that is looked at), the last day of the programme and the horizon, as far as they lie in the frame. */
struct line { int32_t day; const char *class; struct str words; };
enum { LINES = 3 };

static void add_line(const struct canvas *canvas, struct line *lines, size_t *count, const struct line *line)
{
	if (line->day < canvas->timeline->frame.first || line->day > canvas->timeline->frame.last)
		return;
	lines[(*count)++] = *line;
}

static size_t lines_of(const struct canvas *canvas, struct line *lines)
{
	const struct request *req = canvas->req;
	const struct timeline_frame *frame = &canvas->timeline->frame;
	bool today = day_equal(req->day, req->today);
	size_t count = 0;

	add_line(canvas, lines, &count, &(struct line){ day_first(req->day), "sp-gantt__today",
		today ? word(req, N_("today")) : day_words(req, req->day) });
	if (frame->end != frame->horizon)
		add_line(canvas, lines, &count, &(struct line){ frame->end, "sp-gantt__end", word(req, N_("end of the programme")) });
	add_line(canvas, lines, &count, &(struct line){ frame->horizon, "sp-gantt__horizon", frame->end == frame->horizon
		? word(req, N_("end of programme and plan")) : word(req, N_("horizon of the plan")) });
	return count;
}

/* Today's line stands in the middle of its day; an end at the end of its day. */
static double line_x(const struct canvas *canvas, const struct line *line, const struct line *lines)
{
	if (line == lines && line->day == day_first(canvas->req->day))
		return mark_x(canvas, line->day);
	return timeline_x_end(&canvas->timeline->frame, canvas->width, line->day);
}

static struct safe_html head_picture(const struct canvas *canvas, enum timeline_scale scale)
{
	struct line lines[LINES];
	struct timeline_label label[LINES] = { 0 };
	size_t count = canvas->narrow ? 0 : lines_of(canvas, lines), lanes;
	double bottom;
	struct svg *svg;

	for (size_t i = 0; i < count; i++)
		label[i] = (struct timeline_label){ .left = line_x(canvas, &lines[i], lines), .right = line_x(canvas, &lines[i], lines),
			.width = timeline_text_width(lines[i].words, SMALL) + 2 * GAP };
	lanes = timeline_lanes(label, count, canvas->width, LINE_LANES);
	bottom = (canvas->narrow ? 1 : 2) * BAND + (double)lanes * (LANE - 2);
	svg = svg_open(canvas->req->arena, "sp-gantt__row", canvas->width, bottom, STR_NONE, STR_NONE);
	draw_band(canvas, svg, scale == TIMELINE_YEARS ? TIMELINE_YEAR : TIMELINE_QUARTER, 0, true);
	if (!canvas->narrow)
		draw_band(canvas, svg, scale == TIMELINE_YEARS ? TIMELINE_QUARTER : TIMELINE_MONTH, BAND, false);
	for (size_t i = 0; i < count; i++)
		svg_line(svg, lines[i].class, label[i].left, 2 * BAND + (double)label[i].lane * (LANE - 2), label[i].left, bottom);
	for (size_t i = 0; i < count; i++)
		if (label[i].shown)
			svg_text(svg, "sp-gantt__small sp-gantt__named", label[i].x + GAP, 2 * BAND + (double)label[i].lane * (LANE - 2) + 12.5, lines[i].words);
	return svg_close(svg);
}

/* Behind all rows, and before them: as high as they are together. */
static struct safe_html grid_picture(const struct canvas *canvas, enum timeline_scale scale)
{
	enum timeline_unit units[] = { scale == TIMELINE_YEARS ? TIMELINE_QUARTER : TIMELINE_MONTH, scale == TIMELINE_YEARS ? TIMELINE_YEAR : TIMELINE_QUARTER };
	struct svg *svg = svg_open(canvas->req->arena, "sp-gantt__grid", canvas->width, BAND, STR_NONE, STR_NONE);

	svg_stretch(svg);
	for (size_t u = 0; u < 2; u++) {
		struct timeline_ticks ticks = timeline_ticks(&canvas->timeline->frame, units[u], canvas->width, canvas->req->arena);
		for (size_t i = 0; i < ticks.count; i++)
			svg_line(svg, u ? "sp-gantt__major" : "sp-gantt__minor", ticks.at[i].x, 0, ticks.at[i].x, BAND);
	}
	return svg_close(svg);
}

static struct safe_html lines_picture(const struct canvas *canvas)
{
	struct svg *svg = svg_open(canvas->req->arena, "sp-gantt__lines", canvas->width, BAND, STR_NONE, STR_NONE);
	struct line lines[LINES];
	size_t count = lines_of(canvas, lines);

	svg_stretch(svg);
	svg_name(svg, "today");
	for (size_t i = 0; i < count; i++)
		svg_line(svg, lines[i].class, line_x(canvas, &lines[i], lines), 0, line_x(canvas, &lines[i], lines), BAND);
	return svg_close(svg);
}

/* The legend: only what occurs. */

struct occurs { bool soft, open, on, reached, coming, missed, overdue, moved, step, round; };

static void hear_marks(struct occurs *occurs, const struct timeline_marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		const struct timeline_mark *mark = &marks->at[i];
		if (!mark->drawn)
			continue;
		occurs->step = occurs->step || mark->record == &step_record || mark->record == &plan_version_record ||
			mark->record == &agreement_record || mark->record == &service_record || mark->record == &subject_record;
		occurs->round = occurs->round || mark->record == &round_record;
		occurs->moved = occurs->moved || mark->moved;
		occurs->overdue = occurs->overdue || mark->state == TIMELINE_OVERDUE;
		if (mark->record != &milestone_record)
			continue;
		occurs->reached = occurs->reached || mark->state == TIMELINE_REACHED;
		occurs->coming = occurs->coming || mark->state == TIMELINE_COMING;
		occurs->missed = occurs->missed || mark->state == TIMELINE_MISSED;
	}
}

static struct occurs occurs_in(const struct timeline *timeline)
{
	struct occurs occurs = { 0 };

	hear_marks(&occurs, &timeline->steps);
	hear_marks(&occurs, &timeline->rounds);
	for (size_t g = 0; g < timeline->groups; g++)
		for (size_t i = 0; i < timeline->group[g].rows.count; i++) {
			const struct timeline_row *row = &timeline->group[g].rows.at[i];
			const struct timeline_bar *bar = &row->bar;
			occurs.open = occurs.open || bar->open_first || bar->open_last;
			occurs.soft = occurs.soft || bar->sure_first > bar->sure_last || bar->sure_first > bar->first || bar->sure_last < bar->last;
			occurs.on = occurs.on || bar->cut || bar->after || bar->before;
			hear_marks(&occurs, &row->milestones);
		}
	return occurs;
}

enum sample { SAMPLE_BAR, SAMPLE_SOFT, SAMPLE_OPEN, SAMPLE_ON, SAMPLE_MARK, SAMPLE_MOVED };
enum { SAMPLE_WIDTH = 48 };

static void add_sample(const struct canvas *canvas, struct model *model, enum sample sample, const struct record *record, enum timeline_state state,
	const char *words)
{
	struct svg *svg = svg_open(canvas->req->arena, "sp-gantt__sample", SAMPLE_WIDTH, BAR, STR_NONE, STR_NONE);
	struct model *item = model_item(model, "legend");
	double middle = SAMPLE_WIDTH / 2.0, y = BAR / 2.0;

	svg_group(svg, "sp-gantt__bar sp-status--running", STR_NONE);
	if (sample == SAMPLE_BAR || sample == SAMPLE_ON)
		svg_rect(svg, "sp-gantt__sure", 0.5, 0.5, SAMPLE_WIDTH - 1, BAR - 1);
	if (sample == SAMPLE_SOFT) {
		svg_rect(svg, "sp-gantt__soft", 0.5, 0.5, SAMPLE_WIDTH - 1, BAR - 1);
		svg_rect(svg, "sp-gantt__sure", 20.5, 0.5, SAMPLE_WIDTH - 21, BAR - 1);
	}
	if (sample == SAMPLE_OPEN) {
		svg_rect(svg, "sp-gantt__sure", 0.5, 0.5, 17, BAR - 1);
		draw_open(svg, 18, 0, 1);
	}
	if (sample == SAMPLE_ON)
		draw_chevrons(svg, "sp-gantt__on", SAMPLE_WIDTH - 11, 0, 1);
	if (sample == SAMPLE_MOVED) {
		svg_line(svg, "sp-gantt__moved", 8, y, SAMPLE_WIDTH - 8, y);
		draw_shape(svg, "sp-gantt__was", record, 8, y, MARK - 2);
		middle = SAMPLE_WIDTH - 8;
	}
	if (sample == SAMPLE_MOVED || sample == SAMPLE_MARK) {
		draw_shape(svg, mark_class(canvas->req, state), record, middle, y, MARK);
		draw_sign(svg, state, middle, y);
	}
	model_safe(item, "picture", svg_close(svg));
	model_words(item, "words", words);
}

static void add_line_sample(const struct canvas *canvas, struct model *model, const struct line *line)
{
	struct svg *svg = svg_open(canvas->req->arena, "sp-gantt__sample", SAMPLE_WIDTH, BAR, STR_NONE, STR_NONE);
	struct model *item = model_item(model, "legend");

	svg_line(svg, line->class, SAMPLE_WIDTH / 2.0, 0, SAMPLE_WIDTH / 2.0, BAR);
	model_safe(item, "picture", svg_close(svg));
	model_text(item, "words", line->words);
}

static void legend_model(const struct canvas *canvas, struct model *model)
{
	struct line lines[LINES];
	size_t count = lines_of(canvas, lines);
	struct occurs occurs = occurs_in(canvas->timeline);

	model_list(model, "legend");
	add_sample(canvas, model, SAMPLE_BAR, NULL, TIMELINE_COMING, N_("from the first day until the last"));
	if (occurs.soft)
		add_sample(canvas, model, SAMPLE_SOFT, NULL, TIMELINE_COMING, N_("only the month or the year is known"));
	if (occurs.open)
		add_sample(canvas, model, SAMPLE_OPEN, NULL, TIMELINE_COMING, N_("the start or the end is not yet known"));
	if (occurs.on)
		add_sample(canvas, model, SAMPLE_ON, NULL, TIMELINE_COMING, N_("goes on beyond the plan or this picture"));
	if (occurs.reached)
		add_sample(canvas, model, SAMPLE_MARK, &milestone_record, TIMELINE_REACHED, N_("milestone reached"));
	if (occurs.coming)
		add_sample(canvas, model, SAMPLE_MARK, &milestone_record, TIMELINE_COMING, N_("milestone to come"));
	if (occurs.missed)
		add_sample(canvas, model, SAMPLE_MARK, &milestone_record, TIMELINE_MISSED, N_("milestone missed"));
	if (occurs.step)
		add_sample(canvas, model, SAMPLE_MARK, &step_record, TIMELINE_REACHED, N_("step of the programme"));
	if (occurs.overdue)
		add_sample(canvas, model, SAMPLE_MARK, &step_record, TIMELINE_OVERDUE, N_("step whose day went by; not known whether it took place"));
	if (occurs.round)
		add_sample(canvas, model, SAMPLE_MARK, &round_record, TIMELINE_COMING, N_("updates are asked by this day"));
	if (occurs.moved)
		add_sample(canvas, model, SAMPLE_MOVED, &step_record, TIMELINE_REACHED, N_("planned for another day than it was done"));
	for (size_t i = 0; i < count; i++)
		add_line_sample(canvas, model, &lines[i]);
}

/* The model of the picture */

static void row_model(const struct canvas *canvas, struct model *item, const struct timeline_row *row)
{
	const struct request *req = canvas->req;
	const struct action *action = row->action;
	struct progress progress = timeline_progress(req, action);

	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
	model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
	model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
	progress_light_model(req, item, progress.light);
	model_flag(item, "draft", action->visibility == VISIBILITY_DRAFT);
	model_safe(item, "picture", row_picture(canvas, row, progress.light));
}

static void group_model(const struct canvas *canvas, struct model *item, const struct timeline_group *group)
{
	const struct request *req = canvas->req;

	model_text(item, "title", group->theme ? group->theme->name : STR_NONE);
	model_text(item, "address", group->theme
		? request_address(req, row_address(req->programme, &theme_record, group->theme, req->arena)) : STR_NONE);
	model_flag(item, "outside", group->outside);
	model_safe(item, "picture", group_picture(canvas, group));
	model_list(item, "rows");
	for (size_t i = 0; i < group->rows.count; i++)
		row_model(canvas, model_item(item, "rows"), &group->rows.at[i]);
}

static void marks_model(const struct canvas *canvas, struct model *model, const char *name, const struct timeline_marks *marks, double most,
	size_t lanes)
{
	size_t drawn = 0;

	for (size_t i = 0; i < marks->count; i++)
		drawn += marks->at[i].drawn;
	if (drawn == 0)
		model_flag(model, name, false);
	else
		model_safe(model_object(model, name), "picture", marks_picture(canvas, marks, most, lanes));
}

/* From when until when, how much there is to see, and as it stands on which day. */
static struct str picture_words(const struct canvas *canvas)
{
	const struct request *req = canvas->req;
	const struct timeline_frame *frame = &canvas->timeline->frame;

	return fill(req, N_("{0}, {1}, as on {2}"), language_plural(req->language, req->arena, N_("{0} action"), N_("{0} actions"),
		(int64_t)canvas->timeline->rows), language_period(req->language, req->arena, day_of_number(frame->first), day_of_number(frame->last)),
		day_words(req, req->day));
}

void timeline_picture_model(const struct request *req, struct model *model, const struct timeline *timeline, enum timeline_scale scale)
{
	const struct timeline_frame *frame = &timeline->frame;
	bool drawn = frame->last >= frame->first && (timeline->rows > 0 || timeline->steps.count > 0 || timeline->rounds.count > 0);
	struct canvas wide = { req, timeline, drawn ? timeline_width(frame, scale, WIDE) : WIDE, false };
	struct canvas narrow = { req, timeline, NARROW, true };

	model_flag(model, "has_picture", drawn);
	model_flag(model, "by_quarters", scale == TIMELINE_QUARTERS);
	model_list(model, "groups");
	if (!drawn)
		return;
	model_text(model, "picture_words", picture_words(&wide));
	model_safe(model, "head", head_picture(&wide, scale));
	/* By quarters a phone scrolls through the same picture. */
	model_flag(model, "has_narrow", scale == TIMELINE_YEARS);
	if (scale == TIMELINE_YEARS)
		model_safe(model, "narrow_head", head_picture(&narrow, scale));
	model_safe(model, "grid", grid_picture(&wide, scale));
	model_safe(model, "lines", lines_picture(&wide));
	marks_model(&wide, model, "steps", &timeline->steps, STEP_WORDS, STEP_LANES);
	marks_model(&wide, model, "rounds", &timeline->rounds, ROUND_WORDS, ROUND_LANES);
	for (size_t g = 0; g < timeline->groups; g++)
		group_model(&wide, model_item(model, "groups"), &timeline->group[g]);
	legend_model(&wide, model);
}
