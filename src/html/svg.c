/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/svg.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

struct svg {
	struct arena      *arena;
	struct svg_drawing drawing;
	struct svg_shape  *shape;
	size_t             room, groups;
	const char        *name;                /* of the next shape; or NULL */
	bool               in_link;             /* links do not nest */
};

/* Beyond this nothing is on any screen; what is no number at all is 0. */
#define LARGEST 1e6

static double held(double number)
{
	return isnan(number) ? 0 : number > LARGEST ? LARGEST : number < -LARGEST ? -LARGEST : number;
}

static double size(double number)
{
	return number > 0 ? held(number) : 0;
}

struct svg *svg_open(struct arena *arena, const char *class, double width, double height, struct str title, struct str description)
{
	struct svg *svg = arena_new(arena, struct svg);

	svg->arena = arena;
	svg->drawing = (struct svg_drawing){ .class = class, .width = held(width), .height = held(height),
		.title = title, .description = description };
	return svg;
}

static struct svg_shape *add(struct svg *svg, enum svg_kind kind, const char *class)
{
	struct svg_shape *shape;

	svg->drawing.shape = svg->shape = arena_grow(svg->arena, svg->shape, svg->drawing.count, &svg->room, sizeof *shape);
	shape = &svg->shape[svg->drawing.count++];
	*shape = (struct svg_shape){ .kind = kind, .class = class, .name = svg->name };
	svg->name = NULL;
	return shape;
}

void svg_rect(struct svg *svg, const char *class, double x, double y, double width, double height)
{
	struct svg_shape *shape = add(svg, SVG_RECT, class);

	shape->x = held(x);
	shape->y = held(y);
	shape->width = size(width);
	shape->height = size(height);
}

void svg_line(struct svg *svg, const char *class, double x1, double y1, double x2, double y2)
{
	struct svg_shape *shape = add(svg, SVG_LINE, class);

	shape->x = held(x1);
	shape->y = held(y1);
	shape->width = held(x2);
	shape->height = held(y2);
}

void svg_circle(struct svg *svg, const char *class, double x, double y, double radius)
{
	struct svg_shape *shape = add(svg, SVG_CIRCLE, class);

	shape->x = held(x);
	shape->y = held(y);
	shape->width = shape->height = size(radius);
}

void svg_path(struct svg *svg, const char *class, const struct svg_point *point, size_t count, bool closed)
{
	struct svg_shape *shape;
	struct svg_point *copy;

	if (count == 0)
		return;
	copy = arena_array(svg->arena, struct svg_point, count);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct svg_point){ held(point[i].x), held(point[i].y) };
	shape = add(svg, SVG_PATH, class);
	shape->point = copy;
	shape->count = count;
	shape->closed = closed;
}

void svg_text(struct svg *svg, const char *class, double x, double y, struct str text)
{
	struct svg_shape *shape = add(svg, SVG_TEXT, class);

	shape->x = held(x);
	shape->y = held(y);
	shape->text = text;
}

void svg_group(struct svg *svg, const char *class, struct str title)
{
	add(svg, SVG_GROUP, class)->text = title;
	svg->groups++;
}

void svg_group_end(struct svg *svg)
{
	assert(svg->groups > 0);
	add(svg, SVG_GROUP_END, NULL);
	svg->groups--;
}

void svg_link(struct svg *svg, const char *class, struct str address, struct str title)
{
	struct svg_shape *shape = add(svg, SVG_LINK, class);

	assert(!svg->in_link);
	shape->address = address;
	shape->text = title;
	svg->in_link = svg->drawing.has_links = true;
}

void svg_link_end(struct svg *svg)
{
	assert(svg->in_link);
	add(svg, SVG_LINK_END, NULL);
	svg->in_link = false;
}

void svg_name(struct svg *svg, const char *name)
{
	svg->name = name;
}

void svg_stretch(struct svg *svg)
{
	svg->drawing.stretched = true;
}

void svg_use(struct svg *svg, const char *class, struct str symbol, double x, double y, double width, double height)
{
	struct svg_shape *shape = add(svg, SVG_USE, class);

	shape->text = symbol;
	shape->x = held(x);
	shape->y = held(y);
	shape->width = size(width);
	shape->height = size(height);
}

struct svg_drawing svg_drawing(const struct svg *svg)
{
	return svg->drawing;
}

static void add_number(struct buf *out, double number)
{
	long tenths = (long)(number * 10 + (number < 0 ? -0.5 : 0.5)), rest = labs(tenths) % 10;

	if (tenths < 0)
		buf_add_char(out, '-');
	buf_add_integer(out, labs(tenths) / 10);
	if (rest > 0) {
		buf_add_char(out, '.');
		buf_add_integer(out, rest);
	}
}

static void attribute(struct buf *out, const char *name, double value)
{
	buf_add_char(out, ' ');
	buf_add_cstring(out, name);
	buf_add_cstring(out, "=\"");
	add_number(out, value);
	buf_add_char(out, '"');
}

static void said(struct buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	buf_add_char(out, ' ');
	buf_add_cstring(out, name);
	buf_add_cstring(out, "=\"");
	buf_add_html(out, str_of(value));
	buf_add_char(out, '"');
}

static void begin(struct buf *out, const char *element, const char *class, const char *name)
{
	buf_add_char(out, '<');
	buf_add_cstring(out, element);
	said(out, "class", class);
	said(out, "id", name);
}

static void words(struct buf *out, const char *element, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(out, "<%s>", element);
	buf_add_html(out, text);
	buf_addf(out, "</%s>", element);
}

static void box(struct buf *out, const struct svg_shape *shape)
{
	attribute(out, "x", shape->x);
	attribute(out, "y", shape->y);
	attribute(out, "width", shape->width);
	attribute(out, "height", shape->height);
	buf_add_cstring(out, "/>");
}

static void write_path(struct buf *out, const struct svg_shape *shape)
{
	buf_add_cstring(out, " d=\"");
	for (size_t i = 0; i < shape->count; i++) {
		buf_add_char(out, i ? 'L' : 'M');
		add_number(out, shape->point[i].x);
		buf_add_char(out, ' ');
		add_number(out, shape->point[i].y);
	}
	buf_add_cstring(out, shape->closed ? "Z\"/>" : "\"/>");
}

static void write(struct buf *out, const struct svg_shape *shape)
{
	static const char *const element[] = { [SVG_RECT] = "rect", [SVG_LINE] = "line", [SVG_CIRCLE] = "circle", [SVG_PATH] = "path",
		[SVG_TEXT] = "text", [SVG_GROUP] = "g", [SVG_USE] = "use", [SVG_LINK] = "a" };

	if (shape->kind == SVG_GROUP_END || shape->kind == SVG_LINK_END) {
		buf_add_cstring(out, shape->kind == SVG_GROUP_END ? "</g>" : "</a>");
		return;
	}
	begin(out, element[shape->kind], shape->class, shape->name);
	switch (shape->kind) {
	case SVG_RECT:
		box(out, shape);
		break;
	case SVG_LINE:
		attribute(out, "x1", shape->x);
		attribute(out, "y1", shape->y);
		attribute(out, "x2", shape->width);
		attribute(out, "y2", shape->height);
		buf_add_cstring(out, "/>");
		break;
	case SVG_CIRCLE:
		attribute(out, "cx", shape->x);
		attribute(out, "cy", shape->y);
		attribute(out, "r", shape->width);
		buf_add_cstring(out, "/>");
		break;
	case SVG_PATH:
		write_path(out, shape);
		break;
	case SVG_TEXT:
		attribute(out, "x", shape->x);
		attribute(out, "y", shape->y);
		buf_add_char(out, '>');
		buf_add_html(out, shape->text);
		buf_add_cstring(out, "</text>");
		break;
	case SVG_GROUP:
		buf_add_char(out, '>');
		words(out, "title", shape->text);
		break;
	case SVG_LINK:
		buf_add_cstring(out, " href=\"");
		buf_add_html(out, shape->address);
		buf_add_cstring(out, "\">");
		words(out, "title", shape->text);
		break;
	case SVG_USE:
		buf_add_cstring(out, " href=\"");
		buf_add_html(out, shape->text);
		buf_add_char(out, '"');
		box(out, shape);
		break;
	case SVG_GROUP_END:
	case SVG_LINK_END:
		break;
	}
}

struct safe_html svg_close(struct svg *svg)
{
	const struct svg_drawing *drawing = &svg->drawing;
	struct safe_html picture;
	struct buf out = { 0 };

	assert(!svg->in_link);
	while (svg->groups > 0)
		svg_group_end(svg);
	begin(&out, "svg", drawing->class, NULL);
	buf_add_cstring(&out, " viewBox=\"0 0 ");
	add_number(&out, drawing->width);
	buf_add_char(&out, ' ');
	add_number(&out, drawing->height);
	buf_add_char(&out, '"');
	attribute(&out, "width", drawing->width);
	attribute(&out, "height", drawing->height);
	if (drawing->stretched)
		buf_add_cstring(&out, " preserveAspectRatio=\"none\"");
	if (drawing->has_links)
		buf_add_cstring(&out, " role=\"group\">");
	else
		buf_add_cstring(&out, drawing->title.len || drawing->description.len ? " role=\"img\">" : " aria-hidden=\"true\">");
	words(&out, "title", drawing->title);
	words(&out, "desc", drawing->description);
	for (size_t i = 0; i < drawing->count; i++)
		write(&out, &drawing->shape[i]);
	buf_add_cstring(&out, "</svg>");
	picture.text = buf_copy(&out, svg->arena);
	buf_clear(&out);
	return picture;
}
