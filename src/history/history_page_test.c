/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* An import of a whole programme is one line with its kinds and first names; nobody reads hundreds of lines. */
TEST(a_command_of_many_rows_is_told_as_one_thing)
{
	struct page page = site_get(PUBLIC, "/history");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "175 gegevens ingelezen uit een bestand");
	CHECK_HAS(page.text, "Actiepunten <strong>9</strong>");
	CHECK_HAS(page.text, "<details class=\"sp-history__all\">");
	CHECK_HAS_NOT(page.text, "below=");
	CHECK_HAS_NOT(page.text, "Geheim plan");
}

TEST(the_rows_of_one_command_can_be_read_one_by_one)
{
	struct page page = site_get(PUBLIC, "/history?command=1");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "id=\"r175\"");
	CHECK_HAS(page.text, "/history?command=1&amp;below=136");
	page = site_get(PUBLIC, "/history?command=1&below=2");
	CHECK_HAS(page.text, "id=\"r1\"");
	CHECK_HAS_NOT(page.text, "id=\"r2\"");
}
