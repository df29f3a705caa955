/* SPDX-License-Identifier: EUPL-1.2 */
/* A comparison as pictures: how much changed in each theme, and what moved in time. */
#include <string.h>

#include "action/action.h"
#include "html/svg.h"
#include "plan/plan_model.h"
#include "timeline/timeline.h"
#include "tree/tree.h"

/* Wide enough for words that a phone still shows large enough to read. */
enum { WIDTH = 520, NAME_HEIGHT = 18, BAR_HEIGHT = 18, ROW_HEIGHT = 46, LETTER = 14, LEGEND_HEIGHT = 26, MOVES_MOST = 30, SPAN_HEIGHT = 8 };

struct plan_tallies plan_tally(const struct plan_comparison *comparison, struct arena *arena)
{
	const struct plan_changes *changes = &comparison->changes;
	struct plan_tallies tallies = { .at = arena_array(arena, struct plan_tally, changes->count) };

	for (size_t i = 0; i < changes->count; i++) {
		const struct plan_change *change = &changes->at[i];
		const struct theme *theme = change->node ? tree_theme(change->node) : NULL;
		size_t t = 0;
		while (t < tallies.count && !(theme && tallies.at[t].theme ? id_equal(tallies.at[t].theme->id, theme->id) : tallies.at[t].theme == theme))
			t++;
		if (t == tallies.count)
			tallies.at[tallies.count++] = (struct plan_tally){ .theme = theme };
		tallies.at[t].of[change->kind]++;
		tallies.at[t].all++;
		tallies.sum.of[change->kind]++;
		tallies.sum.all++;
	}
	return tallies;
}

/* Four groups that the eye tells apart by colour and by pattern of place: always in this order. */
static const struct { const char *class, *label; unsigned kinds; } groups[] = {
	{ "sp-plan__added", N_("added"), 1u << CHANGE_ADDED },
	{ "sp-plan__dropped", N_("dropped"), 1u << CHANGE_DROPPED },
	{ "sp-plan__moved", N_("moved"), 1u << CHANGE_MOVED | 1u << CHANGE_MOVED_YEAR },
	{ "sp-plan__changed", N_("changed"), ~(1u << CHANGE_ADDED | 1u << CHANGE_DROPPED | 1u << CHANGE_MOVED | 1u << CHANGE_MOVED_YEAR) },
};
enum { GROUPS = sizeof groups / sizeof groups[0] };

static size_t in_group(const struct plan_tally *tally, size_t group)
{
	size_t count = 0;

	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
		count += groups[group].kinds >> kind & 1u ? tally->of[kind] : 0;
	return count;
}

static struct str count_words(const struct request *req, size_t count)
{
	return language_count(req->language, req->arena, (struct count){ (int64_t)count, true });
}

/* "added 2, moved 3" */
static struct str tally_words(const struct request *req, const struct plan_tally *tally)
{
	struct str words = STR_NONE;

	for (size_t g = 0; g < GROUPS; g++) {
		size_t count = in_group(tally, g);
		if (count > 0)
			words = str_format(req->arena, "%.*s%s%.*s %.*s", STR_ARG(words), words.len > 0 ? ", " : "", STR_ARG(count_words(req, count)),
				STR_ARG(language_text(req->language, groups[g].label)));
	}
	return words;
}

static void legend(const struct request *req, struct svg *svg, const struct plan_tally *sum, double y)
{
	double x = 0;

	for (size_t g = 0; g < GROUPS; g++) {
		struct str label = language_text(req->language, groups[g].label);
		if (in_group(sum, g) == 0)
			continue;
		svg_rect(svg, groups[g].class, x, y, 12, 12);
		svg_text(svg, "sp-plan__word", x + 17, y + 11, label);
		x += 17 + timeline_text_width(label, LETTER) + 16;
	}
}

struct svg *plan_bars(const struct request *req, const struct plan_comparison *comparison)
{
	struct plan_tallies tallies = plan_tally(comparison, req->arena);
	size_t most = 0;
	struct svg *svg;

	if (tallies.count == 0)
		return NULL;
	for (size_t i = 0; i < tallies.count; i++)
		most = tallies.at[i].all > most ? tallies.at[i].all : most;
	svg = svg_open(req->arena, "sp-plan__picture", WIDTH, (double)(ROW_HEIGHT * (int)tallies.count + LEGEND_HEIGHT),
		language_text(req->language, N_("Changes by theme")), tally_words(req, &tallies.sum));
	for (size_t i = 0; i < tallies.count; i++) {
		const struct plan_tally *tally = &tallies.at[i];
		struct str name = tally->theme ? tally->theme->name : language_text(req->language, N_("the programme as a whole"));
		double y = (double)(ROW_HEIGHT * (int)i), x = 0;

		svg_group(svg, NULL, str_format(req->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(tally_words(req, tally))));
		svg_text(svg, "sp-plan__name", 0, y + LETTER, timeline_fitting(name, LETTER, WIDTH, req->arena));
		for (size_t g = 0; g < GROUPS; g++) {
			size_t count = in_group(tally, g);
			double width = (double)count * (WIDTH - 40) / (double)most;
			if (count == 0)
				continue;
			svg_rect(svg, groups[g].class, x, y + NAME_HEIGHT + 3, width < 2 ? 2 : width, BAR_HEIGHT);
			x += width < 2 ? 2 : width;
		}
		svg_text(svg, "sp-plan__word", x + 6, y + NAME_HEIGHT + 3 + LETTER, count_words(req, tally->all));
		svg_group_end(svg);
	}
	legend(req, svg, &tallies.sum, (double)(ROW_HEIGHT * (int)tallies.count + 6));
	return svg;
}

/* The actions whose first or last day changed, each once. */
struct moved { const struct action *before, *after; };

static size_t find_moved(const struct plan_comparison *comparison, struct moved *moved)
{
	size_t count = 0;

	for (size_t i = 0; i < comparison->changes.count; i++) {
		const struct plan_change *change = &comparison->changes.at[i];
		if (change->record != &action_record || !change->field || change->field->kind != KIND_DAY || (count > 0 && moved[count - 1].after == change->after))
			continue;
		moved[count++] = (struct moved){ change->before, change->after };
	}
	return count;
}

static void reach(int32_t *first, int32_t *last, struct day day)
{
	if (!day_known(day))
		return;
	*first = day_first(day) < *first ? day_first(day) : *first;
	*last = day_last(day) > *last ? day_last(day) : *last;
}

/* One span; without a known side it has no edge there, and nothing is drawn of what is not known at all. */
static void span(struct svg *svg, const struct timeline_frame *frame, const char *class, const struct action *action, double y)
{
	struct timeline_bar bar;

	if (timeline_bar(frame, action->start, action->last, &bar)) {
		double x = timeline_x(frame, WIDTH, bar.first), end = timeline_x_end(frame, WIDTH, bar.last);
		svg_rect(svg, class, x, y, end - x < 2 ? 2 : end - x, SPAN_HEIGHT);
	}
}

static struct str period_words(const struct request *req, const struct action *action)
{
	return language_period(req->language, req->arena, action->start, action->last);
}

static void years(const struct request *req, struct svg *svg, const struct timeline_frame *frame, double height)
{
	struct timeline_ticks ticks = timeline_ticks(frame, TIMELINE_YEAR, WIDTH, req->arena);

	for (size_t i = 0; i < ticks.count; i++) {
		svg_line(svg, "sp-plan__year", ticks.at[i].x, 0, ticks.at[i].x, height);
		if (ticks.at[i].end - ticks.at[i].x > 36)
			svg_text(svg, "sp-plan__word", ticks.at[i].x + 4, LETTER, str_format(req->arena, "%d", ticks.at[i].year));
	}
}

struct svg *plan_moves(const struct request *req, const struct plan_comparison *comparison)
{
	struct moved *moved = arena_array(req->arena, struct moved, comparison->changes.count);
	size_t all = find_moved(comparison, moved), count = all < MOVES_MOST ? all : MOVES_MOST;
	struct timeline_frame frame = { INT32_MAX, INT32_MIN, DAY_AFTER_ALL, DAY_AFTER_ALL };
	double height = (double)(24 + 44 * (int)count + 4);
	struct svg *svg;

	for (size_t i = 0; i < count; i++) {
		reach(&frame.first, &frame.last, moved[i].before->start);
		reach(&frame.first, &frame.last, moved[i].before->last);
		reach(&frame.first, &frame.last, moved[i].after->start);
		reach(&frame.first, &frame.last, moved[i].after->last);
	}
	if (count == 0 || frame.last < frame.first)
		return NULL;
	svg = svg_open(req->arena, "sp-plan__picture", WIDTH, height, language_text(req->language, N_("What moved in time")),
		language_plural(req->language, req->arena, N_("{0} action moved."), N_("{0} actions moved."), (int64_t)all));
	years(req, svg, &frame, height);
	for (size_t i = 0; i < count; i++) {
		double y = (double)(24 + 44 * (int)i);
		struct str name = str_format(req->arena, "%.*s %.*s", STR_ARG(moved[i].after->number), STR_ARG(moved[i].after->title));

		svg_group(svg, NULL, language_fill(req->language, req->arena, N_("{0}: was {1}, is now {2}"), name, period_words(req, moved[i].before),
			period_words(req, moved[i].after)));
		svg_text(svg, "sp-plan__name", 0, y + LETTER, timeline_fitting(name, LETTER, WIDTH, req->arena));
		span(svg, &frame, "sp-plan__was", moved[i].before, y + NAME_HEIGHT + 1);
		span(svg, &frame, "sp-plan__is", moved[i].after, y + NAME_HEIGHT + 3 + SPAN_HEIGHT);
		svg_group_end(svg);
	}
	return svg;
}
