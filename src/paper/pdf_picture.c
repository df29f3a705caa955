/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pictures (html/svg.h) on a sheet. A picture has classes and no looks; what static/speerpunt.css says of them for a page is said here for
 * paper. A class that is not here is drawn as a plain line, so that nothing is missing where a look is.
 */
#include <math.h>
#include <string.h>

#include "paper/letters.h"
#include "paper/pdf_own.h"
#include "paper/symbols.h"

/* Beside colours 0xRRGGBB. */
enum { UNSAID = 1 << 24, NOTHING, TONE, TINT, EDGE };

enum { WHITE = 0xFFFFFF, OK_GREEN = 0x1C6A3B, OK_TINT = 0xE5F3E9, FAULT = 0xA61F19, FAULT_TINT = 0xFCEBE9, FRESH = 0x66408F, FRESH_TINT = 0xF2ECF8,
	WARNING_TINT = 0xFDF0D3, BRAND_SOFT = 0xD6EBE8, STILL_TINT = 0xEEF0EF };

/* What a group or a link gives to what lies in it. */
struct tones { unsigned tone, tint, edge; };

static const struct { const char *class; struct tones tones; } toned[] = {
	{ "sp-status--idea", { FRESH, FRESH_TINT, FRESH } }, { "sp-status--proposed", { FRESH, FRESH_TINT, FRESH } },
	{ "sp-status--planned", { CALM, CALM_TINT, CALM } }, { "sp-status--running", { BRAND, BRAND_SOFT, BRAND } },
	{ "sp-status--paused", { WARNING, WARNING_TINT, WARNING } }, { "sp-status--done", { WHITE, OK_GREEN, OK_GREEN } },
	{ "sp-status--stopped", { INK, 0xDFE3E2, INK } }, { "sp-status--silent", { INK_SOFT, WHITE, LINE_STRONG } },
	{ "sp-status--unknown", { INK_SOFT, WHITE, LINE_STRONG } },
	{ "sp-light--on_track", { OK_GREEN, OK_TINT, OK_GREEN } }, { "sp-light--at_risk", { WARNING, WARNING_TINT, WARNING } },
	{ "sp-light--off_track", { FAULT, FAULT_TINT, FAULT } }, { "sp-light--silent", { INK_SOFT, STILL_TINT, INK_SOFT } },
	{ "sp-standing--participates", { BRAND, 0xD9ECE9, BRAND } }, { "sp-standing--participates-also", { BRAND, 0xD9ECE9, BRAND } },
	{ "sp-standing--joins_other_region", { 0x7A4300, 0xFBE6C4, 0x7A4300 } },
	{ "sp-standing--does_not_participate", { 0x5A3D3B, 0xEFE8E6, 0x5A3D3B } },
	{ "sp-standing--undecided", { FRESH, FRESH_TINT, FRESH } }, { "sp-standing--observer", { CALM, CALM_TINT, CALM } },
	/* A word in a bar takes the bar's tone, beside it the colour of its edge. */
	{ "sp-gantt__beside", { EDGE, WHITE, EDGE } },
};

struct look {
	unsigned fill, stroke;
	double   width, dash[2];
	double   size;                  /* of letters */
	int      weight;
	bool     middle;                /* a text stands on both sides of its place */
};

static const struct { const char *class; struct look look; } looks[] = {
	{ "sp-gantt__major",         { NOTHING, LINE_STRONG, 1, { 0 }, 0, 0, false } },
	{ "sp-gantt__minor",         { NOTHING, LINE, 1, { 0 }, 0, 0, false } },
	{ "sp-gantt__today",         { NOTHING, FAULT, 2, { 0 }, 0, 0, false } },
	{ "sp-gantt__end",           { NOTHING, INK_SOFT, 1.5, { 2, 3 }, 0, 0, false } },
	{ "sp-gantt__horizon",       { NOTHING, INK, 2, { 7, 4 }, 0, 0, false } },
	{ "sp-gantt__band",          { UNSAID, UNSAID, 0, { 0 }, 13, 700, false } },
	{ "sp-gantt__small",         { UNSAID, UNSAID, 0, { 0 }, 12, 500, false } },
	{ "sp-gantt__word",          { TONE, UNSAID, 0, { 0 }, 13, 500, false } },
	{ "sp-gantt__named",         { UNSAID, UNSAID, 0, { 0 }, 0, 600, false } },
	{ "sp-gantt__middle",        { UNSAID, UNSAID, 0, { 0 }, 0, 0, true } },
	{ "sp-gantt__catch",         { NOTHING, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-gantt__sure",          { TINT, EDGE, 1.5, { 0 }, 0, 0, false } },
	{ "sp-gantt__soft",          { WHITE, EDGE, 1.5, { 4, 3 }, 0, 0, false } },
	{ "sp-gantt__open",          { NOTHING, EDGE, 1.5, { 3, 3 }, 0, 0, false } },
	{ "sp-gantt__moved",         { NOTHING, INK_SOFT, 1.5, { 3, 3 }, 0, 0, false } },
	{ "sp-gantt__on",            { NOTHING, TONE, 2, { 0 }, 0, 0, false } },
	{ "sp-gantt__span",          { LINE_STRONG, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-gantt__range",         { NOTHING, 0xAEB5B7, 3, { 0 }, 0, 0, false } },
	{ "sp-gantt__was",           { WHITE, INK_SOFT, 1.5, { 0 }, 0, 0, false } },
	{ "sp-gantt__mark",          { WHITE, INK, 1.75, { 0 }, 0, 0, false } },
	{ "sp-gantt__mark--reached", { OK_GREEN, OK_GREEN, 1.75, { 0 }, 0, 0, false } },
	{ "sp-gantt__mark--missed",  { FAULT, FAULT, 1.75, { 0 }, 0, 0, false } },
	{ "sp-gantt__mark--overdue", { WHITE, WARNING, 1.75, { 3, 2 }, 0, 0, false } },
	{ "sp-gantt__sign",          { NOTHING, WHITE, 1.75, { 0 }, 0, 0, false } },
	{ "sp-plan__name",           { UNSAID, UNSAID, 0, { 0 }, 14, 700, false } },
	{ "sp-plan__word",           { UNSAID, UNSAID, 0, { 0 }, 14, 500, false } },
	{ "sp-plan__added",          { OK_GREEN, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-plan__dropped",        { WHITE, FAULT, 2, { 4, 3 }, 0, 0, false } },
	{ "sp-plan__moved",          { 0xEFA517, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-plan__changed",        { BRAND, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-plan__was",            { WHITE, INK_SOFT, 1.5, { 4, 3 }, 0, 0, false } },
	{ "sp-plan__is",             { BRAND, NOTHING, 0, { 0 }, 0, 0, false } },
	{ "sp-plan__year",           { NOTHING, LINE, 1, { 0 }, 0, 0, false } },
};

enum { GROUPS_MOST = 16 };

struct drawing {
	struct sheets *sheets;
	double         scale;
	struct tones   tones[GROUPS_MOST];
	int            deep;
};

static struct tones tones(const struct drawing *drawing)
{
	return drawing->tones[drawing->deep < GROUPS_MOST ? drawing->deep : GROUPS_MOST - 1];
}

static void begin_group(struct drawing *drawing, const char *class)
{
	struct str rest = str_of(class), one;
	struct tones now = tones(drawing), above = now;

	while (str_next(&rest, ' ', &one))
		for (size_t i = 0; i < sizeof toned / sizeof toned[0]; i++)
			if (str_is(one, toned[i].class))
				now = toned[i].tones;
	if (now.tone == EDGE)
		now = (struct tones){ above.edge, above.tint, above.edge };
	if (++drawing->deep < GROUPS_MOST)
		drawing->tones[drawing->deep] = now;
}

static void add_look(struct look *look, const struct look *more)
{
	if (more->fill != UNSAID)
		look->fill = more->fill;
	if (more->stroke != UNSAID)
		look->stroke = more->stroke;
	if (more->width > 0) {
		look->width = more->width;
		memcpy(look->dash, more->dash, sizeof look->dash);
	}
	if (more->size > 0)
		look->size = more->size;
	if (more->weight > 0)
		look->weight = more->weight;
	look->middle = look->middle || more->middle;
}

static unsigned colour(const struct drawing *drawing, unsigned said)
{
	struct tones now = tones(drawing);

	return said == TONE ? now.tone : said == TINT ? now.tint : said == EDGE ? now.edge : said;
}

static struct look look_of(const struct drawing *drawing, const struct svg_shape *shape)
{
	struct look look = { .fill = shape->kind == SVG_TEXT ? INK : NOTHING, .stroke = shape->kind == SVG_TEXT ? NOTHING : INK_SOFT, .width = 1,
		.size = 13, .weight = 500 };
	struct str rest = str_of(shape->class), one;

	while (str_next(&rest, ' ', &one))
		for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
			if (str_is(one, looks[i].class))
				add_look(&look, &looks[i].look);
	look.fill = colour(drawing, look.fill);
	look.stroke = colour(drawing, look.stroke);
	return look;
}

static void paint(cairo_t *cairo, const struct look *look)
{
	if (look->fill < UNSAID) {
		colour_set(cairo, look->fill);
		cairo_fill_preserve(cairo);
	}
	if (look->stroke < UNSAID) {
		colour_set(cairo, look->stroke);
		cairo_set_line_width(cairo, look->width);
		cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
		cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
		cairo_set_dash(cairo, look->dash, look->dash[0] > 0 ? 2 : 0, 0);
		cairo_stroke_preserve(cairo);
	}
	cairo_new_path(cairo);
}

static void trace(cairo_t *cairo, const struct svg_shape *shape)
{
	cairo_new_path(cairo);
	switch (shape->kind) {
	case SVG_RECT:
		cairo_rectangle(cairo, shape->x, shape->y, shape->width, shape->height);
		break;
	case SVG_LINE:
		cairo_move_to(cairo, shape->x, shape->y);
		cairo_line_to(cairo, shape->width, shape->height);
		break;
	case SVG_CIRCLE:
		cairo_arc(cairo, shape->x, shape->y, shape->width, 0, 2 * M_PI);
		cairo_close_path(cairo);
		break;
	default:
		for (size_t i = 0; i < shape->count; i++)
			cairo_line_to(cairo, shape->point[i].x, shape->point[i].y);
		if (shape->closed)
			cairo_close_path(cairo);
	}
}

/* A text is set in the size it has on the sheet: so it is one with the other texts of the file. */
static void write_text(struct drawing *drawing, const struct svg_shape *shape)
{
	struct look look = look_of(drawing, shape);
	const struct letter letter = { look.size * drawing->scale, 1.2, look.weight, look.fill, false };
	struct letter *kept = arena_copy(drawing->sheets->arena, &letter, sizeof letter);
	struct passage passage = passage_of(drawing->sheets, rich_of(drawing->sheets->arena, shape->text, STR_NONE), kept, 1e4, PAPER_START);
	cairo_matrix_t matrix;
	double x = shape->x, y = shape->y;

	if (shape->text.len == 0)
		return;
	cairo_user_to_device(drawing->sheets->cairo, &x, &y);
	if (look.middle) {
		PangoRectangle area;
		pango_layout_get_extents(passage.layout, NULL, &area);
		x -= (double)area.width / PANGO_SCALE / 2;
	}
	cairo_get_matrix(drawing->sheets->cairo, &matrix);
	cairo_identity_matrix(drawing->sheets->cairo);
	passage_draw(drawing->sheets, &passage, 0, 1, x, y - passage_line(&passage) / 2 - letter.size * 0.35, false);
	cairo_set_matrix(drawing->sheets->cairo, &matrix);
}

static void draw_shape(struct drawing *drawing, const struct svg_shape *shape)
{
	struct look look;
	size_t hash;

	switch (shape->kind) {
	case SVG_GROUP:
	case SVG_LINK:
		begin_group(drawing, shape->class);
		break;
	case SVG_GROUP_END:
	case SVG_LINK_END:
		drawing->deep--;
		break;
	case SVG_USE:
		hash = str_find(shape->text, '#');
		symbols_draw(drawing->sheets->cairo, str_from(shape->text, hash + 1), shape->x, shape->y,
			shape->width < shape->height ? shape->width : shape->height, tones(drawing).tone);
		break;
	case SVG_TEXT:
		write_text(drawing, shape);
		break;
	default:
		look = look_of(drawing, shape);
		trace(drawing->sheets->cairo, shape);
		paint(drawing->sheets->cairo, &look);
	}
}

void picture_draw(struct sheets *sheets, const struct svg_drawing *picture, double x, double y, double scale)
{
	struct drawing drawing = { .sheets = sheets, .scale = scale, .tones = { { INK_SOFT, WHITE, INK_SOFT } } };

	cairo_save(sheets->cairo);
	cairo_translate(sheets->cairo, x, y);
	cairo_scale(sheets->cairo, scale, scale);
	cairo_rectangle(sheets->cairo, 0, 0, picture->width, picture->height);
	cairo_clip(sheets->cairo);
	for (size_t i = 0; i < picture->count; i++)
		draw_shape(&drawing, &picture->shape[i]);
	cairo_restore(sheets->cairo);
}
