/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

static const char *const pages[] = { "/vision", "/themes", "/themes/leisure", "/themes/logistics", "/themes/circular" };

TEST(the_pages_of_the_tree_hide_a_draft_from_the_public)
{
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct page page = site_get(PUBLIC, pages[i]);
		CHECK_NUMBER(page.status, 200);
		CHECK_HAS_NOT(page.text, "Geheim");
		CHECK_HAS_NOT(page.text, "X-99");
		CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
		CHECK_HAS_NOT(page.text, "/edit/");
	}
}

TEST(the_vision_explains_the_day_between_programme_and_plan)
{
	struct page page = site_get(PUBLIC, "/vision");

	CHECK_HAS(page.text, "1 januari 2024 t/m 31 december 2026");
	CHECK_HAS(page.text, "Het actieplan loopt 1 dag langer dan het programma.");
	CHECK_HAS(page.text, "<strong>Maakindustrie</strong>");
}

TEST(the_vision_names_goals_that_nobody_serves)
{
	struct page page = site_get(PUBLIC, "/vision");

	CHECK_HAS(page.text, "Nog geen actiepunt draagt aan dit doel bij.");
	CHECK_HAS(page.text, "Geen doel bekend voor:");
}

TEST(the_vision_keeps_both_readings_of_a_contradiction)
{
	struct page page = site_get(PUBLIC, "/vision");

	CHECK_HAS(page.text, "gepland: medio april 2024");
	CHECK_HAS(page.text, "werkelijk: 22 mei 2024");
	CHECK_HAS(page.text, "sp-reading--in-use");
}

/* The programme before is not on this server: its name is told, without a link that leads nowhere. */
TEST(a_programme_that_is_not_here_is_no_link)
{
	struct page page = site_get(PUBLIC, "/vision");

	CHECK_HAS(page.text, "lev-2020-2023");
	CHECK_HAS_NOT(page.text, "href=\"/lev-2020-2023");
}

TEST(a_theme_tells_for_each_municipality_in_how_much_it_takes_part)
{
	struct page page = site_get(PUBLIC, "/themes/leisure");

	CHECK_HAS(page.text, "1 van 2 actiepunten");
	CHECK_HAS(page.text, "2 van 2 actiepunten");
	CHECK_HAS(page.text, "/participation/doesburg/leisure-promotion");
	CHECK_HAS(page.text, "id=\"leisure-promotion\"");
	CHECK_HAS(page.text, "V-01");
	CHECK_HAS(page.text, "partner in V-02");
}

TEST(a_theme_tells_that_its_leading_plan_is_wider)
{
	struct page page = site_get(PUBLIC, "/themes/logistics");

	CHECK_HAS(page.text, "In dit speerpunt gaat het plan van een andere organisatie voor.");
	CHECK_HAS(page.text, "Loopt langer dan dit programma: 1 januari 2024 t/m 31 december 2026");
	CHECK_HAS(page.text, "Strategische projecten lopen tot en met: 2030");
	CHECK_HAS(page.text, "samen met");
}

TEST(the_office_adds_to_a_theme_from_its_page)
{
	struct page page = site_get(OFFICE, "/themes/leisure");

	CHECK_HAS(page.text, "/edit/action/new?theme=");
	CHECK_HAS(page.text, "/edit/topic/new?theme=");
	CHECK_HAS(page.text, "Geheim plan");
	CHECK_HAS(site_get(MEMBER, "/themes/leisure").text, "/edit/action/new?theme=");
	CHECK_HAS_NOT(site_get(MEMBER, "/themes/leisure").text, "Geheim plan");
}

TEST(a_theme_on_a_day_before_the_programme_knows_of_nobody)
{
	struct page page = site_get(PUBLIC, "/themes/leisure?on=2023-12-31");

	CHECK_HAS(page.text, "Nog niet bekend wie meedoet");
	CHECK_HAS_NOT(page.text, "Doesburg doet hier niet mee");
	CHECK_HAS(page.text, "0 van 2 actiepunten");
}

TEST(a_cross_cutting_theme_is_a_label_without_standing)
{
	struct page page = site_get(PUBLIC, "/themes/circular");

	CHECK_HAS(page.text, "Nog niets draagt dit label.");
	CHECK_HAS_NOT(page.text, "gemeenten doen mee");
}

TEST(a_theme_that_is_not_there_is_not_found)
{
	CHECK_NUMBER(site_get(PUBLIC, "/themes/nothing").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/themes/leisure-promotion").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/themes/%00").status == 200, 0);
}
