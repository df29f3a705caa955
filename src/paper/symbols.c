/* SPDX-License-Identifier: EUPL-1.2 */
#include "paper/symbols.h"

#include <ctype.h>
#include <expat.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "http/static_file.h"

enum { SYMBOLS_MOST = 64, SHAPES_MOST = 256 };

enum paint { PAINT_NONE, PAINT_COLOUR, PAINT_WHITE };

struct shape {
	enum { SHAPE_PATH, SHAPE_CIRCLE, SHAPE_RECT } kind;
	const char *path;
	double      at[5];                      /* cx cy r; x y width height rx */
	enum paint  fill, stroke;
	double      width, dash[2];
	bool        round_cap, round_join;
};

struct symbol {
	const char *name;
	double      size;
	size_t      first, count;
};

static pthread_once_t loaded = PTHREAD_ONCE_INIT;
static struct arena arena;
static struct symbol symbols[SYMBOLS_MOST];
static struct shape shapes[SHAPES_MOST];
static size_t symbol_count, shape_count;

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

static double number(const char **attributes, const char *name, double otherwise)
{
	const char *value = attribute(attributes, name);

	return value ? strtod(value, NULL) : otherwise;
}

static enum paint paint(const char **attributes, const char *name, enum paint otherwise)
{
	const char *value = attribute(attributes, name);

	if (!value)
		return otherwise;
	return strcmp(value, "none") == 0 ? PAINT_NONE : strcmp(value, "#fff") == 0 ? PAINT_WHITE : PAINT_COLOUR;
}

static bool is(const char **attributes, const char *name, const char *value)
{
	const char *has = attribute(attributes, name);

	return has && strcmp(has, value) == 0;
}

static void add_shape(const char *element, const char **attributes)
{
	static const char *const places[2][5] = { { "cx", "cy", "r", "", "" }, { "x", "y", "width", "height", "rx" } };
	struct shape *shape = &shapes[shape_count];
	const char *dash = attribute(attributes, "stroke-dasharray");
	char *rest;

	shape->kind = strcmp(element, "path") == 0 ? SHAPE_PATH : strcmp(element, "circle") == 0 ? SHAPE_CIRCLE : SHAPE_RECT;
	if (shape->kind == SHAPE_PATH)
		shape->path = str_cstring(&arena, str_of(attribute(attributes, "d")));
	for (size_t i = 0; shape->kind != SHAPE_PATH && i < 5; i++)
		shape->at[i] = number(attributes, places[shape->kind == SHAPE_RECT][i], 0);
	shape->stroke = paint(attributes, "stroke", PAINT_NONE);
	shape->fill = paint(attributes, "fill", shape->stroke ? PAINT_NONE : PAINT_COLOUR);
	shape->width = number(attributes, "stroke-width", 1);
	shape->round_cap = is(attributes, "stroke-linecap", "round");
	shape->round_join = is(attributes, "stroke-linejoin", "round");
	if (dash) {
		shape->dash[0] = strtod(dash, &rest);
		shape->dash[1] = strtod(rest, NULL);
	}
	shape_count++;
	symbols[symbol_count - 1].count++;
}

static void begin(__attribute__((unused)) void *context, const char *element, const char **attributes)
{
	const char *box = attribute(attributes, "viewBox");

	if (strcmp(element, "symbol") == 0 && symbol_count < SYMBOLS_MOST && box)
		symbols[symbol_count++] = (struct symbol){ .name = str_cstring(&arena, str_of(attribute(attributes, "id"))),
			.size = strtod(strrchr(box, ' '), NULL), .first = shape_count };
	else if (symbol_count > 0 && shape_count < SHAPES_MOST &&
		 (strcmp(element, "path") == 0 || strcmp(element, "circle") == 0 || strcmp(element, "rect") == 0))
		add_shape(element, attributes);
}

static void load(void)
{
	const struct static_file *file = static_find(static_address("symbols.svg"));
	XML_Parser parser = XML_ParserCreate(NULL);

	if (!parser)
		abort();                /* no memory */
	XML_SetStartElementHandler(parser, begin);
	if (!file || XML_Parse(parser, (const char *)file->at[0], (int)file->size[0], 1) != XML_STATUS_OK)
		log_error("paper", "the symbols could not be read");
	XML_ParserFree(parser);
}

static const struct symbol *find(struct str name)
{
	pthread_once(&loaded, load);
	for (size_t i = 0; i < symbol_count; i++)
		if (str_is(name, symbols[i].name))
			return &symbols[i];
	return NULL;
}

bool symbols_has(struct str name)
{
	return find(name) != NULL;
}

/* An arc of SVG (SVG 1.1, F.6.5), without a rotation, as cairo draws one. */
static void arc_to(cairo_t *cairo, double radius, bool large, bool sweep, double x, double y)
{
	double x0, y0, dx, dy, half, up, middle_x, middle_y, from, until;

	cairo_get_current_point(cairo, &x0, &y0);
	dx = (x - x0) / 2;
	dy = (y - y0) / 2;
	half = hypot(dx, dy);
	if (half == 0)
		return;
	if (radius < half)
		radius = half;
	up = sqrt(radius * radius - half * half) / half * (large == sweep ? -1 : 1);
	middle_x = x0 + dx - up * dy;
	middle_y = y0 + dy + up * dx;
	from = atan2(y0 - middle_y, x0 - middle_x);
	until = atan2(y - middle_y, x - middle_x);
	if (sweep)
		cairo_arc(cairo, middle_x, middle_y, radius, from, until);
	else
		cairo_arc_negative(cairo, middle_x, middle_y, radius, from, until);
}

/* The next numbers of a path; false where there are none. In the flags of an arc a number may follow without a space. */
static bool numbers(const char **at, bool arc, double *number, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *end;
		while (isspace((unsigned char)**at) || **at == ',')
			(*at)++;
		if (arc && (i == 3 || i == 4) && (**at == '0' || **at == '1')) {
			number[i] = *(*at)++ - '0';
			continue;
		}
		number[i] = strtod(*at, &end);
		if (end == *at)
			return false;
		*at = end;
	}
	return true;
}

/* One step of a path, its numbers counted from where the last one ended. */
static void step(cairo_t *cairo, char command, double n[7], const double last[2])
{
	double x, y;

	cairo_get_current_point(cairo, &x, &y);
	switch (command) {
	case 'm': cairo_rel_move_to(cairo, n[0], n[1]); break;
	case 'l': cairo_rel_line_to(cairo, n[0], n[1]); break;
	case 'h': cairo_rel_line_to(cairo, n[0], 0); break;
	case 'v': cairo_rel_line_to(cairo, 0, n[0]); break;
	case 'c': cairo_rel_curve_to(cairo, n[0], n[1], n[2], n[3], n[4], n[5]); break;
	case 's': cairo_rel_curve_to(cairo, last[0], last[1], n[0], n[1], n[2], n[3]); break;
	case 'a': arc_to(cairo, n[0], n[3] != 0, n[4] != 0, x + n[5], y + n[6]); break;
	}
}

static size_t numbers_of(char command)
{
	switch (command) {
	case 'm': case 'l': return 2;
	case 'h': case 'v': return 1;
	case 'c':           return 6;
	case 's':           return 4;
	case 'a':           return 7;
	default:            return 0;
	}
}

/* From numbers of the whole square to numbers from where the last step ended. */
static void relative(cairo_t *cairo, char command, double *n, size_t count)
{
	double x, y;

	cairo_get_current_point(cairo, &x, &y);
	if (command == 'v')
		n[0] -= y;
	for (size_t i = command == 'a' ? 5 : 0; command != 'v' && i < count; i++)
		n[i] -= (i - (command == 'a' ? 5 : 0)) % 2 ? y : x;
}

static void trace(cairo_t *cairo, const char *path)
{
	double n[7], last[2] = { 0 };   /* last: the mirrored point of a curve, for the one that goes on smoothly */
	char command = 0;

	cairo_move_to(cairo, 0, 0);
	cairo_new_path(cairo);
	while (*path) {
		size_t count;
		char lower;
		if (isalpha((unsigned char)*path))
			command = *path++;
		lower = (char)tolower((unsigned char)command);
		count = numbers_of(lower);
		if (lower == 'z')
			cairo_close_path(cairo);
		if (count == 0 || !numbers(&path, lower == 'a', n, count)) {
			while (isspace((unsigned char)*path))
				path++;
			if (*path && !isalpha((unsigned char)*path))
				return;
			continue;
		}
		if (!cairo_has_current_point(cairo))
			cairo_move_to(cairo, 0, 0);
		if (command != lower)
			relative(cairo, lower, n, count);
		step(cairo, lower, n, last);
		last[0] = lower == 'c' ? n[4] - n[2] : lower == 's' ? n[2] - n[0] : 0;
		last[1] = lower == 'c' ? n[5] - n[3] : lower == 's' ? n[3] - n[1] : 0;
		if (lower == 'm')
			command = command == 'M' ? 'L' : 'l';
	}
}

static void outline(cairo_t *cairo, const struct shape *shape)
{
	const double *at = shape->at;

	cairo_new_path(cairo);
	if (shape->kind == SHAPE_PATH) {
		trace(cairo, shape->path);
	} else if (shape->kind == SHAPE_CIRCLE) {
		cairo_arc(cairo, at[0], at[1], at[2], 0, 2 * M_PI);
		cairo_close_path(cairo);
	} else {
		cairo_arc(cairo, at[0] + at[2] - at[4], at[1] + at[4], at[4], -M_PI_2, 0);
		cairo_arc(cairo, at[0] + at[2] - at[4], at[1] + at[3] - at[4], at[4], 0, M_PI_2);
		cairo_arc(cairo, at[0] + at[4], at[1] + at[3] - at[4], at[4], M_PI_2, M_PI);
		cairo_arc(cairo, at[0] + at[4], at[1] + at[4], at[4], M_PI, 3 * M_PI_2);
		cairo_close_path(cairo);
	}
}

void colour_set(cairo_t *cairo, unsigned colour)
{
	cairo_set_source_rgb(cairo, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0, (colour & 0xFF) / 255.0);
}

static void draw_shape(cairo_t *cairo, const struct shape *shape, unsigned colour)
{
	outline(cairo, shape);
	if (shape->fill) {
		colour_set(cairo, shape->fill == PAINT_WHITE ? 0xFFFFFF : colour);
		cairo_fill_preserve(cairo);
	}
	if (shape->stroke) {
		colour_set(cairo, shape->stroke == PAINT_WHITE ? 0xFFFFFF : colour);
		cairo_set_line_width(cairo, shape->width);
		cairo_set_line_cap(cairo, shape->round_cap ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
		cairo_set_line_join(cairo, shape->round_join ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
		cairo_set_dash(cairo, shape->dash, shape->dash[0] > 0 ? 2 : 0, 0);
		cairo_stroke_preserve(cairo);
	}
	cairo_new_path(cairo);
}

void symbols_draw(cairo_t *cairo, struct str name, double x, double y, double size, unsigned colour)
{
	const struct symbol *symbol = find(name);

	if (!symbol)
		return;
	cairo_save(cairo);
	cairo_translate(cairo, x, y);
	cairo_scale(cairo, size / symbol->size, size / symbol->size);
	for (size_t i = 0; i < symbol->count; i++)
		draw_shape(cairo, &shapes[symbol->first + i], colour);
	cairo_restore(cairo);
}

/* static/theme.css and static/speerpunt.css say the same for the pages. */
unsigned mark_colour(const char *mark)
{
	static const struct { const char *mark; unsigned colour; } rows[] = {
		{ "light-on_track", 0x1C6A3B }, { "light-at_risk", 0x835000 }, { "light-off_track", 0xA61F19 },
		{ "status-idea", 0x66408F }, { "status-proposed", 0x66408F }, { "status-planned", 0x234F86 }, { "status-running", 0x0B4F57 },
		{ "status-paused", 0x835000 }, { "status-done", 0x1C6A3B }, { "status-stopped", 0x14262B },
		{ "standing-participates", 0x0B4F57 }, { "standing-participates-also", 0x0B4F57 }, { "standing-joins_other_region", 0x7A4300 },
		{ "standing-does_not_participate", 0x5A3D3B }, { "standing-undecided", 0x66408F }, { "standing-observer", 0x234F86 },
		{ "stage-reached", 0x0B4F57 }, { "stage-under_way", 0x0B4F57 },
		{ "ok", 0x1C6A3B }, { "warning", 0x835000 }, { "error", 0xA61F19 }, { "info", 0x234F86 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(mark, rows[i].mark) == 0)
			return rows[i].colour;
	return 0x4B5B60;
}
