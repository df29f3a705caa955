/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <math.h>

#include "html/svg.h"

static struct svg *open_small(void)
{
	return svg_open(test_arena(), NULL, 10, 5.25, STR("A & B"), STR_NONE);
}

#define OPENED "<svg viewBox=\"0 0 10 5.3\" width=\"10\" height=\"5.3\" role=\"img\"><title>A &amp; B</title>"

TEST(a_picture_says_in_words_what_it_shows)
{
	struct svg *svg = svg_open(test_arena(), "sp-line", 20, 10, STR("Jobs"), STR("More <each> year"));

	CHECK_STR(svg_close(svg).text, "<svg class=\"sp-line\" viewBox=\"0 0 20 10\" width=\"20\" height=\"10\" role=\"img\">"
		"<title>Jobs</title><desc>More &lt;each&gt; year</desc></svg>");
}

TEST(numbers_are_whole_or_have_one_decimal)
{
	static const struct { double number; const char *written; } rows[] = {
		{ 0, "0" }, { -0.04, "0" }, { 0.05, "0.1" }, { 1.5, "1.5" }, { -1.25, "-1.3" }, { 99.96, "100" }, { -0.5, "-0.5" },
		{ NAN, "0" }, { INFINITY, "1000000" }, { -INFINITY, "-1000000" }, { 1e300, "1000000" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct svg *svg = open_small();
		svg_line(svg, NULL, rows[i].number, 0, 0, 0);
		CHECK_STR(svg_close(svg).text, str_format(test_arena(), OPENED "<line x1=\"%s\" y1=\"0\" x2=\"0\" y2=\"0\"/></svg>",
			rows[i].written).at);
	}
}

TEST(whatever_stands_in_a_picture_is_escaped)
{
	struct svg *svg = open_small();

	svg_text(svg, "a\" onload=\"x", 1, 2, STR("<script>alert(1)</script>"));
	svg_use(svg, NULL, STR("#x\" onload='y'"), 0, 0, 1, 1);
	svg_group(svg, NULL, STR("</title><script>"));
	CHECK_STR(svg_close(svg).text, OPENED
		"<text class=\"a&quot; onload=&quot;x\" x=\"1\" y=\"2\">&lt;script&gt;alert(1)&lt;/script&gt;</text>"
		"<use href=\"#x&quot; onload=&#39;y&#39;\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"/>"
		"<g><title>&lt;/title&gt;&lt;script&gt;</title></g></svg>");
}

TEST(a_path_without_points_draws_nothing)
{
	static const struct svg_point points[] = { { 0, 1 }, { 2.55, 3 }, { 4, 5 } };
	struct svg *svg = open_small();

	svg_path(svg, "p", NULL, 0, true);
	svg_path(svg, "p", points, 1, false);
	svg_path(svg, NULL, points, 3, true);
	CHECK_STR(svg_close(svg).text, OPENED "<path class=\"p\" d=\"M0 1\"/><path d=\"M0 1L2.6 3L4 5Z\"/></svg>");
}

/* A browser refuses a whole picture for one negative width. */
TEST(nothing_is_smaller_than_nothing)
{
	struct svg *svg = open_small();

	svg_rect(svg, NULL, 1, 1, -3, NAN);
	svg_circle(svg, NULL, 1, 1, -0.5);
	CHECK_STR(svg_close(svg).text, OPENED "<rect x=\"1\" y=\"1\" width=\"0\" height=\"0\"/><circle cx=\"1\" cy=\"1\" r=\"0\"/></svg>");
}

TEST(groups_that_are_open_end_with_the_picture)
{
	struct svg *svg = open_small();

	svg_group(svg, "a", STR_NONE);
	svg_group(svg, NULL, STR_NONE);
	svg_group_end(svg);
	svg_group(svg, NULL, STR_NONE);
	CHECK_STR(svg_close(svg).text, OPENED "<g class=\"a\"><g></g><g></g></g></svg>");
}

/* What goes into a file is what stands on the page: the same shapes, whole numbers or not. */
TEST(a_picture_can_be_walked_and_written_more_than_once)
{
	struct svg *svg = open_small();
	struct svg_drawing drawing;
	struct str page;

	svg_group(svg, "a", STR("b"));
	svg_text(svg, "before", NAN, 2, STR("before"));
	drawing = svg_drawing(svg);
	CHECK_NUMBER(drawing.count, 2);
	CHECK_NUMBER(drawing.shape[1].kind, SVG_TEXT);
	CHECK(drawing.shape[1].x == 0 && drawing.width == 10);
	CHECK_STR(drawing.shape[1].text, "before");
	CHECK_STR(str_of(drawing.shape[1].class), "before");
	page = svg_close(svg).text;
	CHECK_STR(page, OPENED "<g class=\"a\"><title>b</title><text class=\"before\" x=\"0\" y=\"2\">before</text></g></svg>");
	CHECK(str_equal(page, svg_close(svg).text));
	CHECK_NUMBER(svg_drawing(svg).count, 3);
}

TEST(a_picture_with_links_is_a_group_in_which_a_keyboard_reaches_them)
{
	struct svg *svg = open_small();

	svg_link(svg, "bar", STR("/x?a=1&b=\"2\""), STR("Bar <1>"));
	svg_rect(svg, NULL, 1, 2, 3, 4);
	svg_link_end(svg);
	svg_link(svg, NULL, STR("/bare"), STR_NONE);
	svg_link_end(svg);
	CHECK_STR(svg_close(svg).text, "<svg viewBox=\"0 0 10 5.3\" width=\"10\" height=\"5.3\" role=\"group\"><title>A &amp; B</title>"
		"<a class=\"bar\" href=\"/x?a=1&amp;b=&quot;2&quot;\"><title>Bar &lt;1&gt;</title><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/></a>"
		"<a href=\"/bare\"></a></svg>");
}

TEST(a_picture_without_words_is_left_out_for_readers_by_ear)
{
	struct svg *svg = svg_open(test_arena(), "lines", 10, 4, STR_NONE, STR_NONE);

	svg_stretch(svg);
	svg_name(svg, "today");
	svg_line(svg, NULL, 1, 0, 1, 4);
	svg_line(svg, NULL, 2, 0, 2, 4);
	CHECK_STR(svg_close(svg).text, "<svg class=\"lines\" viewBox=\"0 0 10 4\" width=\"10\" height=\"4\" preserveAspectRatio=\"none\""
		" aria-hidden=\"true\"><line id=\"today\" x1=\"1\" y1=\"0\" x2=\"1\" y2=\"4\"/><line x1=\"2\" y1=\"0\" x2=\"2\" y2=\"4\"/></svg>");
}
