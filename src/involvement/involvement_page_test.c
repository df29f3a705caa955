/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* Figures of the LEV, its list behind each, and nothing of the draft. */
TEST(involvement_is_shown_with_its_denominator_and_the_rows_behind_it)
{
	struct page page = site_get(PUBLIC, "/involvement");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Betrokkenheid");
	CHECK_HAS(page.text, "<svg");
	CHECK_HAS(page.text, " van ");
	CHECK_HAS_NOT(page.text, "Geheim");
	CHECK_HAS_NOT(page.text, "/edit/");
	CHECK_HAS(site_get(OFFICE, "/involvement").text, "/edit/involvement_aim/new");
	page = site_get(PUBLIC, "/involvement/education");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "onderwijs");
	CHECK_HAS_NOT(page.text, "Geheim");
	CHECK_HAS_NOT(page.text, "X-99");
}

TEST(what_is_no_sector_theme_or_quarter_is_not_found)
{
	CHECK_NUMBER(site_get(PUBLIC, "/involvement/executing").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/involvement/education?theme=bestaatniet").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/involvement/education?quarter=2025-5").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/involvement/education?quarter=2025-1").status, 200);
	CHECK_NUMBER(site_get(PUBLIC, "/involvement?on=2024-02-01").status, 200);
}

TEST(the_figures_of_involvement_are_a_file_too)
{
	struct page page = site_get(PUBLIC, "/involvement.csv");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "\"Onderdeel\";\"Periode\";");
	CHECK_HAS_NOT(page.text, "Geheim");
}

/* The office sets an aim; bad ones are refused by field; the public may not. */
TEST(an_aim_for_involvement_is_set_by_the_office_and_checked)
{
	struct page page = site_post(OFFICE, "/edit/involvement_aim/new", "measure=business_role&percent=0&by=31-12-2025");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "31-12-2025");
	CHECK_NUMBER(site_post(OFFICE, "/edit/involvement_aim/new", "measure=business_role&percent=101&by=31-12-2025").status, 422);
	CHECK(site_post(PUBLIC, "/edit/involvement_aim/new", "measure=business_role&percent=50&by=31-12-2025").status != 303);
}

TEST(the_example_region_shows_involvement_of_each_theme)
{
	struct page page = site_example_get("/voorbeeldregio/involvement");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "/voorbeeldregio/involvement/education?theme=");
}
