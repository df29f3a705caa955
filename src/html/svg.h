/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pictures on pages, drawn on the server as SVG. Colour and letters come from classes: a picture has no style of its own, so the
 * policy of the pages holds. Whole numbers and tenths are written, nothing finer. A picture says in words what it shows, and the
 * page has the same figures in a table beside it.
 *
 *     struct svg *svg = svg_open(req->arena, "sp-line", 320, 120, title, description);
 *     svg_line(svg, "sp-line__axis", 20, 100, 310, 100);
 *     model_safe(model, "picture", svg_close(svg));
 *
 * What is drawn is recorded first, so that the same picture goes into a paper as well (paper/paper.h): its writers walk the shapes.
 */
#ifndef HTML_SVG_H
#define HTML_SVG_H

#include "base/buf.h"

struct svg;
struct svg_point { double x, y; };

/* Classes and texts are kept by pointer: in the arena or static. `class` may be NULL everywhere. `description` may be empty. */
struct svg *svg_open(struct arena *arena, const char *class, double width, double height, struct str title, struct str description);
void svg_rect(struct svg *svg, const char *class, double x, double y, double width, double height);
void svg_line(struct svg *svg, const char *class, double x1, double y1, double x2, double y2);
void svg_circle(struct svg *svg, const char *class, double x, double y, double radius);
/* Straight lines from point to point; `closed`: back to the first. Nothing where there are none. */
void svg_path(struct svg *svg, const char *class, const struct svg_point *point, size_t count, bool closed);
/* `x`, `y`: where its base line begins, or what its class says. */
void svg_text(struct svg *svg, const char *class, double x, double y, struct str text);
/* What follows until svg_group_end belongs together; `title` shows where a mouse rests on it and may be empty. */
void svg_group(struct svg *svg, const char *class, struct str title);
void svg_group_end(struct svg *svg);
/* The same, and a link: a picture with links is no image but a group, so that a keyboard reaches them. `title` is what the link says. */
void svg_link(struct svg *svg, const char *class, struct str address, struct str title);
void svg_link_end(struct svg *svg);
/* A symbol: "/static/symbols.svg#status-done". */
void svg_use(struct svg *svg, const char *class, struct str symbol, double x, double y, double width, double height);
/* The next shape can be led to, as "#name" of its page. */
void svg_name(struct svg *svg, const char *name);
/* Lets the picture fill whatever room its class gives it, each side for itself: for lines behind something else. */
void svg_stretch(struct svg *svg);
/* The picture as markup, with the groups ended that are still open. One without words is left out for readers by ear. */
struct safe_html svg_close(struct svg *svg);

/* What was drawn, in its order; for who puts it on something else than a page. */
enum svg_kind { SVG_RECT, SVG_LINE, SVG_CIRCLE, SVG_PATH, SVG_TEXT, SVG_GROUP, SVG_GROUP_END, SVG_USE, SVG_LINK, SVG_LINK_END };
struct svg_shape {
	enum svg_kind           kind;
	bool                    closed;         /* of a path */
	const char             *class, *name;   /* or NULL */
	double                  x, y;           /* a circle's middle, a line's beginning, a text's base line */
	double                  width, height;  /* never below 0; of a line: where it ends; of a circle: its radius, both */
	union {
		struct str      text;           /* of a text, the title of a group or a link, a symbol's address */
		struct {
			const struct svg_point *point;          /* of a path */
			size_t                  count;
		};
	};
	struct str              address;        /* of a link */
};
struct svg_drawing {
	const char             *class;
	double                  width, height;
	struct str              title, description;
	bool                    stretched, has_links;
	const struct svg_shape *shape;
	size_t                  count;
};
/* A view, until the next shape. Groups may still be open. */
struct svg_drawing svg_drawing(const struct svg *svg);

#endif
