/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/svg.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

struct svg {
	struct arena *arena;
	struct buf    out;
	size_t        groups;
};

/* Beyond this nothing is on any screen; what is no number at all is written as 0. */
#define LARGEST 1e6

static void add_number(struct svg *svg, double number)
{
	double held = isnan(number) ? 0 : number > LARGEST ? LARGEST : number < -LARGEST ? -LARGEST : number;
	long   tenths = (long)(held * 10 + (held < 0 ? -0.5 : 0.5)), whole = labs(tenths) / 10, rest = labs(tenths) % 10;

	buf_addf(&svg->out, rest ? "%s%ld.%ld" : "%s%ld", tenths < 0 ? "-" : "", whole, rest);
}

static void number(struct svg *svg, const char *name, double value)
{
	buf_addf(&svg->out, " %s=\"", name);
	add_number(svg, value);
	buf_add_char(&svg->out, '"');
}

static void begin(struct svg *svg, const char *element, const char *class)
{
	buf_addf(&svg->out, "<%s", element);
	if (class) {
		buf_add_cstring(&svg->out, " class=\"");
		buf_add_html(&svg->out, str_of(class));
		buf_add_char(&svg->out, '"');
	}
}

static void words(struct svg *svg, const char *element, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(&svg->out, "<%s>", element);
	buf_add_html(&svg->out, text);
	buf_addf(&svg->out, "</%s>", element);
}

struct svg *svg_open(struct arena *arena, const char *class, double width, double height, struct str title, struct str description)
{
	struct svg *svg = arena_new(arena, struct svg);

	svg->arena = arena;
	begin(svg, "svg", class);
	buf_add_cstring(&svg->out, " viewBox=\"0 0 ");
	add_number(svg, width);
	buf_add_char(&svg->out, ' ');
	add_number(svg, height);
	buf_add_char(&svg->out, '"');
	number(svg, "width", width);
	number(svg, "height", height);
	buf_add_cstring(&svg->out, " role=\"img\">");
	words(svg, "title", title);
	words(svg, "desc", description);
	return svg;
}

void svg_rect(struct svg *svg, const char *class, double x, double y, double width, double height)
{
	begin(svg, "rect", class);
	number(svg, "x", x);
	number(svg, "y", y);
	number(svg, "width", width > 0 ? width : 0);
	number(svg, "height", height > 0 ? height : 0);
	buf_add_cstring(&svg->out, "/>");
}

void svg_line(struct svg *svg, const char *class, double x1, double y1, double x2, double y2)
{
	begin(svg, "line", class);
	number(svg, "x1", x1);
	number(svg, "y1", y1);
	number(svg, "x2", x2);
	number(svg, "y2", y2);
	buf_add_cstring(&svg->out, "/>");
}

void svg_circle(struct svg *svg, const char *class, double x, double y, double radius)
{
	begin(svg, "circle", class);
	number(svg, "cx", x);
	number(svg, "cy", y);
	number(svg, "r", radius > 0 ? radius : 0);
	buf_add_cstring(&svg->out, "/>");
}

void svg_path(struct svg *svg, const char *class, const struct svg_point *point, size_t count, bool closed)
{
	if (count == 0)
		return;
	begin(svg, "path", class);
	buf_add_cstring(&svg->out, " d=\"");
	for (size_t i = 0; i < count; i++) {
		buf_add_char(&svg->out, i ? 'L' : 'M');
		add_number(svg, point[i].x);
		buf_add_char(&svg->out, ' ');
		add_number(svg, point[i].y);
	}
	buf_add_cstring(&svg->out, closed ? "Z\"/>" : "\"/>");
}

void svg_text(struct svg *svg, const char *class, double x, double y, struct str text)
{
	begin(svg, "text", class);
	number(svg, "x", x);
	number(svg, "y", y);
	buf_add_char(&svg->out, '>');
	buf_add_html(&svg->out, text);
	buf_add_cstring(&svg->out, "</text>");
}

void svg_group(struct svg *svg, const char *class, struct str title)
{
	begin(svg, "g", class);
	buf_add_char(&svg->out, '>');
	words(svg, "title", title);
	svg->groups++;
}

void svg_group_end(struct svg *svg)
{
	assert(svg->groups > 0);
	buf_add_cstring(&svg->out, "</g>");
	svg->groups--;
}

void svg_use(struct svg *svg, const char *class, struct str symbol, double x, double y, double width, double height)
{
	begin(svg, "use", class);
	buf_add_cstring(&svg->out, " href=\"");
	buf_add_html(&svg->out, symbol);
	buf_add_char(&svg->out, '"');
	number(svg, "x", x);
	number(svg, "y", y);
	number(svg, "width", width);
	number(svg, "height", height);
	buf_add_cstring(&svg->out, "/>");
}

struct safe_html svg_close(struct svg *svg)
{
	struct safe_html picture;

	while (svg->groups > 0)
		svg_group_end(svg);
	buf_add_cstring(&svg->out, "</svg>");
	picture.text = buf_copy(&svg->out, svg->arena);
	buf_clear(&svg->out);
	return picture;
}
