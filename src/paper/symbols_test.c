/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <stdlib.h>

#include "paper/symbols.h"

enum { SIDE = 48 };

/* How many of its points are inked. */
static int inked(const char *name)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
	cairo_t *cairo = cairo_create(surface);
	int count = 0;

	symbols_draw(cairo, str_of(name), 0, 0, SIDE, 0x0B4F57);
	CHECK_NUMBER(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
	cairo_surface_flush(surface);
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			count += (cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface))[4 * x + 3] > 127;
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return count;
}

TEST(each_mark_has_a_form_of_its_own)
{
	static const char *const marks[] = { "light-on_track", "light-at_risk", "light-off_track", "light-silent", "light-", "status-idea",
		"status-proposed", "status-planned", "status-running", "status-paused", "status-done", "status-stopped", "status-silent",
		"standing-participates", "standing-participates-also", "standing-joins_other_region", "standing-does_not_participate",
		"standing-undecided", "standing-observer", "standing-unknown", "stage-reached", "stage-ahead", "info", "print", "source" };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		int count = inked(marks[i]);
		CHECK(symbols_has(str_of(marks[i])));
		CHECK(count > SIDE * SIDE / 30 && count < SIDE * SIDE);
	}
}

/* A circle of radius 7 in 16 takes 60 of 100 points, a square of 13.6 takes 72. */
TEST(a_mark_has_the_size_it_has_on_a_page)
{
	CHECK(abs(inked("light-on_track") - SIDE * SIDE * 60 / 100) < SIDE);
	CHECK(abs(inked("light-off_track") - SIDE * SIDE * 72 / 100) < 2 * SIDE);
}

TEST(a_mark_that_is_none_draws_nothing)
{
	CHECK(!symbols_has(STR("light-nothing")));
	CHECK_NUMBER(inked("light-nothing"), 0);
	CHECK_NUMBER(inked(""), 0);
}
