/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(the_matrix_shows_who_stands_apart)
{
	struct page page = site_get(PUBLIC, "/participation");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Doesburg haakt aan bij Hanzesteden");
	CHECK_HAS(page.text, "Montferland richt zich ook op Achterhoek");
	CHECK_HAS(page.text, "sp-cell--joins_other_region");
	CHECK_HAS(page.text, "/lev-2024-2026/participation/doesburg/leisure-promotion");
	CHECK_HAS(page.text, "4 van 5");
	CHECK_HAS_NOT(page.text, "Deelname toevoegen");
}

/* What a portfolio holder wants first: where it differs, and how it adds up. */
TEST(the_matrix_tells_the_differences_and_the_totals)
{
	struct page page = site_get(PUBLIC, "/participation");

	CHECK_HAS(page.text, "Alle 5 gemeenten doen mee");
	CHECK_HAS(page.text, "Doesburg doet hier niet mee aan Promotie van de vrijetijdseconomie, maar haakt aan bij Hanzesteden");
	CHECK_HAS(page.text, "<th scope=\"row\">Doet mee aan actiepunten</th>\n<td>8 van 9</td>");
	CHECK_HAS(page.text, "<th scope=\"row\">Trekt actiepunten</th>\n<td>0</td>");
	CHECK_HAS(site_get(PUBLIC, "/participation?theme=leisure").text, "<th scope=\"row\">Doet mee aan actiepunten</th>\n<td>1 van 2</td>");
	/* The legend explains what occurs, and no more. */
	CHECK_HAS_NOT(page.text, "nog niet besloten");
}

TEST(the_matrix_hides_a_draft_from_the_public_and_shows_it_to_the_office)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation").text, "Geheim");
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation?party=duiven").text, "Geheim");
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation?party=duiven").text, "Alleen voor het bureau");
	CHECK_HAS(site_get(OFFICE, "/participation").text, "Geheim plan");
	CHECK_HAS(site_get(OFFICE, "/participation").text, "Deelname toevoegen");
}

TEST(the_matrix_of_an_earlier_day_says_unknown_and_not_no)
{
	struct page page = site_get(PUBLIC, "/participation?on=2023-12-31");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "sp-cell--unknown");
	CHECK_HAS_NOT(page.text, "class=\"sp-cell sp-cell--participates");
	CHECK_HAS(page.text, "/participation/doesburg/leisure?on=2023-12-31");
}

/* The merger of 2029: the day before it the new municipality is told beside the table, on the day it has a column. */
TEST(the_matrix_has_the_municipalities_of_the_day)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation?on=2028-12-31").text, "participation?party=nieuwe-gemeente-liemers");
	CHECK_HAS(site_get(PUBLIC, "/participation?on=2028-12-31").text, "bestaat niet op deze dag, wel vanaf 1 januari 2029");
	CHECK_HAS(site_get(PUBLIC, "/participation?on=2029-01-01").text, "participation?party=nieuwe-gemeente-liemers");
}

TEST(the_matrix_can_be_narrowed)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation?theme=leisure").text, "Arbeidsmarktontwikkeling");
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation?show=topics").text, "V-01");
	CHECK_HAS(site_get(PUBLIC, "/participation?theme=nowhere&show=nonsense&party=nobody").text, "V-01");
	CHECK_HAS(site_get(PUBLIC, "/participation?party=doesburg").text, "id=\"party\"");
}

TEST(a_cell_is_explained_with_its_entry_and_its_source)
{
	struct page page = site_get(PUBLIC, "/participation/doesburg/leisure-promotion");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "maar haakt aan bij Hanzesteden");
	CHECK_HAS(page.text, "/parties/hanzesteden");
	CHECK_HAS(page.text, "precies hierbij vastgelegd");
	CHECK_HAS(page.text, "liemerseambassade.nl");
}

TEST(an_inherited_standing_names_where_it_comes_from)
{
	struct page page = site_get(PUBLIC, "/participation/doesburg/V-01");

	CHECK_HAS(page.text, "Dit volgt uit wat hoger is vastgelegd");
	CHECK_HAS(page.text, "Promotie van de vrijetijdseconomie");
	CHECK_NUMBER(site_get(PUBLIC, "/participation/doesburg/v-01").status, 200);
	CHECK_NUMBER(site_get(PUBLIC, "/participation/doesburg/programme").status, 200);
}

TEST(a_cell_of_which_nothing_is_known_says_so)
{
	CHECK_HAS(site_get(PUBLIC, "/participation/doesburg/leisure?on=2020-01-01").text, "Er is niets vastgelegd.");
	CHECK_HAS(site_get(PUBLIC, "/participation/lindus/leisure").text, "Onbekend is geen ja en geen nee.");
}

TEST(a_cell_of_a_draft_or_of_nobody_does_not_exist_for_the_public)
{
	CHECK_NUMBER(site_get(PUBLIC, "/participation/duiven/X-99").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/participation/nobody/leisure").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/participation/duiven/nowhere").status, 404);
	CHECK_NUMBER(site_get(OFFICE, "/participation/duiven/X-99").status, 200);
}

TEST(a_note_for_the_office_stays_with_the_office)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/participation/duiven/programme").text, "Alleen voor het bureau");
	CHECK_HAS_NOT(site_get(MEMBER, "/participation/duiven/programme").text, "Alleen voor het bureau");
	CHECK_HAS(site_get(OFFICE, "/participation/duiven/programme").text, "Alleen voor het bureau");
}

/* The public's page leads to no form; a member proposes, the office adds. */
TEST(who_may_change_an_entry_is_offered_so)
{
	const char *cell = "/participation/duiven/leisure";

	CHECK_HAS_NOT(site_get(PUBLIC, cell).text, "/edit/");
	CHECK_HAS(site_get(MEMBER, cell).text, "Deelname voorstellen");
	CHECK_HAS(site_get(OFFICE, cell).text, "Deelname toevoegen");
	CHECK_HAS(site_get(OFFICE, cell).text, "back=%2Flev-2024-2026%2Fparticipation%2Fduiven%2Fleisure");
}

/* Eighteen by eighty-one: the actions come when asked for, or with one theme. */
TEST(a_large_matrix_begins_with_themes_and_topics)
{
	struct page page = site_example_get("/voorbeeldregio/participation");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "sp-matrix--dense");
	CHECK_HAS_NOT(page.text, "sp-matrix__action");
	CHECK_HAS(page.text, "<option value=\"topics\" selected>");
	CHECK_HAS(site_example_get("/voorbeeldregio/participation?show=actions").text, "sp-matrix__action");
	CHECK_HAS(site_example_get("/voorbeeldregio/participation?theme=energie").text, "sp-matrix__action");
	CHECK_HAS_NOT(site_example_get("/voorbeeldregio/participation?theme=energie&show=topics").text, "sp-matrix__action");
	CHECK_HAS(site_get(PUBLIC, "/participation").text, "sp-matrix__action");
}

TEST(many_that_stand_the_same_way_are_told_as_one)
{
	struct page page = site_example_get("/voorbeeldregio/participation?theme=logistiek&on=2026-11-24");

	CHECK_HAS(page.text, "16 gemeenten doen niet mee aan L-02 Langere kade in Poldersluis");
	CHECK_HAS(page.text, "doet niet mee: 16 gemeenten");
	CHECK_HAS_NOT(page.text, "Aalbrink doet niet mee aan L-02");
	/* Themes before actions, however the tree goes: with all of them no action is told above the table. */
	page = site_example_get("/voorbeeldregio/participation?show=actions&on=2026-11-24");
	CHECK_HAS(page.text, "Rietmonde heeft nog niet besloten over deelname aan Energie en kringlopen");
	CHECK_HAS_NOT(page.text, "gemeenten doen niet mee aan L-02");
}

/* In a narrow column a role is a letter, with its word for readers by ear and below the title. */
TEST(a_role_in_a_narrow_column_is_a_letter_that_is_explained)
{
	struct page page = site_example_get("/voorbeeldregio/participation?theme=logistiek&on=2026-11-24");

	CHECK_HAS(page.text, "<span class=\"sp-hidden\">, trekker</span><span class=\"sp-cell__role\" aria-hidden=\"true\">T</span>");
	CHECK_HAS(page.text, "<span class=\"sp-cell__role\">P</span> partner");
}
