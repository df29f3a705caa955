/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(the_parties_stand_by_kind_municipalities_first)
{
	struct page page = site_get(PUBLIC, "/parties");

	CHECK_NUMBER(page.status, 200);
	CHECK(str_search(page.text, STR("Gemeenten</h2>")) < str_search(page.text, STR("Uitvoeringsorganisaties</h2>")));
	CHECK_HAS(page.text, "vanaf 1 januari 2029");
	CHECK_HAS(page.text, "11.081");
	CHECK_HAS_NOT(page.text, "Partij toevoegen");
	CHECK_HAS(site_get(OFFICE, "/parties").text, "Partij toevoegen");
}

TEST(a_council_reads_in_short_what_its_municipality_does)
{
	struct page page = site_get(PUBLIC, "/parties/doesburg");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "3 van 3 speerpunten");
	CHECK_HAS(page.text, "Promotie van de vrijetijdseconomie</a> <span class=\"sp-muted\">wel met <span lang=\"nl\">Hanzesteden");
	CHECK_HAS(page.text, "Waar wij niet aan meedoen, en waarom");
	CHECK_HAS(page.text, "aan 1 van 2 actiepunten");
	CHECK_HAS(page.text, "11.081");
}

TEST(a_municipality_tells_who_succeeds_it_from_when)
{
	CHECK_HAS(site_get(PUBLIC, "/parties/doesburg").text, "/parties/nieuwe-gemeente-liemers");
	CHECK_HAS(site_get(PUBLIC, "/parties/doesburg").text, "vanaf 1 januari 2029");
}

TEST(a_party_page_hides_a_draft_in_lists_and_counts)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/duiven").text, "Geheim");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/duiven").text, "Alleen voor het bureau");
	CHECK_HAS(site_get(PUBLIC, "/parties/duiven").text, "aan 2 van 2 actiepunten");
	CHECK_HAS(site_get(OFFICE, "/parties/duiven").text, "Geheim plan");
}

TEST(another_region_tells_who_goes_along_with_it)
{
	CHECK_HAS(site_get(PUBLIC, "/parties/hanzesteden").text, "Doesburg doet hier niet mee aan Promotie");
	CHECK_HAS(site_get(PUBLIC, "/parties/achterhoek").text, "Montferland doet mee aan Promotie");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/hanzesteden?on=2023-12-31").text, "Doesburg doet hier niet mee");
}

TEST(an_executing_organisation_tells_its_roles_and_documents)
{
	struct page page = site_get(PUBLIC, "/parties/logistics-valley-la");

	CHECK_HAS(page.text, "Voert uit: Logistiek.");
	CHECK_HAS(page.text, "Programmaplan Logistics Valley 2024-2028");
}

TEST(a_party_that_does_not_exist_yet_says_from_when)
{
	CHECK_HAS(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers").text, "bestaat niet op deze dag, wel vanaf 1 januari 2029");
	CHECK_HAS(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers").text, "Opvolger van");
	CHECK_NUMBER(site_get(PUBLIC, "/parties/nobody").status, 404);
}
