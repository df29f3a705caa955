/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(home_tells_where_the_programme_stands_and_who_is_to_act)
{
	struct page page = site_get(PUBLIC, "?on=2026-06-01");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "De Liemers de positie geven van een sterke economische regio.");
	CHECK_HAS(page.text, "sp-life__stage--under_way");
	CHECK_HAS(page.text, "Nog 214 dagen, tot en met 1 januari 2027.");
	CHECK_HAS(page.text, "Het programma loopt af, en er is geen evaluatie gepland.");
	CHECK_HAS(page.text, "en het is niet besloten wat erna komt.");
	CHECK_HAS(page.text, "/lev-2024-2026/attention?on=2026-06-01\">Alle ");
	CHECK_HAS(page.text, "Alle 5 gemeenten doen mee");
	CHECK_HAS(page.text, "Doesburg doet hier niet mee aan Promotie van de vrijetijdseconomie");
	CHECK_HAS(page.text, "/lev-2024-2026/themes/logistics?on=2026-06-01");
}

TEST(home_on_an_earlier_day_tells_of_that_day)
{
	struct page page = site_get(PUBLIC, "?on=2023-06-01");

	CHECK_HAS(page.text, "moet nog beginnen");
	CHECK_HAS(page.text, "Begint over 214 dagen, op 1 januari 2024.");
	CHECK_HAS_NOT(page.text, "er is geen evaluatie gepland");
	CHECK_HAS_NOT(page.text, "Alle 5 gemeenten doen mee");
	CHECK_HAS(page.text, "Nog niet bekend wie meedoet");
	CHECK_HAS_NOT(page.text, "Wat is er nieuw");
}

TEST(a_programme_that_is_over_asks_for_no_leads)
{
	struct page page = site_get(PUBLIC, "?on=2027-06-01");

	CHECK_HAS(page.text, "Afgelopen: 1 januari 2027.");
	CHECK_HAS_NOT(page.text, "heeft geen trekker");
	CHECK_HAS_NOT(site_get(OFFICE, "/attention?on=2027-06-01").text, "heeft geen trekker");
}

TEST(what_is_new_tells_the_public_nothing_of_drafts)
{
	struct page page = site_get(PUBLIC, "");

	CHECK_HAS(page.text, "Wat is er nieuw");
	CHECK_HAS_NOT(page.text, "Geheim");
	CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
	CHECK_HAS_NOT(page.text, "/edit/");
	/* Other stories write news of their own: only so many lines stand at home. */
	CHECK_HAS(site_get(OFFICE, "/actions").text, "Geheim plan");
	CHECK_HAS(site_get(OFFICE, "").text, "/edit/programme_facts/");
}

/* A reader finds the own municipality at once; the list of first steps is the office's alone, and gone where all stands. */
TEST(everybody_finds_their_own_municipality_and_nobody_is_told_to_begin_what_stands)
{
	CHECK_HAS(site_get(PUBLIC, "").text, "Wat doet uw gemeente?");
	CHECK_HAS(site_get(PUBLIC, "").text, "<a href=\"/lev-2024-2026/parties/doesburg\" lang=\"nl\">Doesburg</a>");
	CHECK_HAS_NOT(site_get(PUBLIC, "").text, "Begin hier");
	CHECK_HAS_NOT(site_get(OFFICE, "").text, "Begin hier");
}

/* Everybody gets the same short menu; what only the office does is folded away from who cannot do it. */
TEST(the_menu_of_the_office_is_not_for_the_public_and_that_of_a_member_is_named_after_the_party)
{
	struct str public = site_get(PUBLIC, "/documents").text, member = site_get(MEMBER, "").text, office = site_get(OFFICE, "/people").text;

	CHECK_HAS(public, "<summary aria-current=\"true\">Meer</summary>");
	CHECK_HAS(public, "Wie is gevraagd hoe het gaat, en wie heeft geantwoord");
	CHECK_HAS_NOT(public, "/lev-2024-2026/proposals");
	CHECK_HAS_NOT(public, "sp-navigation__office");
	CHECK_HAS(member, "<summary>Voor uw partij</summary>");
	CHECK_HAS(office, "<summary aria-current=\"true\">Bureau</summary>");
	CHECK_HAS(office, "<a href=\"/lev-2024-2026/people\" aria-current=\"page\">");
}

/* Who comes to the server sees at once what is real and what is not; and on every page of the example. */
TEST(an_example_stands_apart_from_the_real_programmes_and_says_so_on_every_page)
{
	static const char *const pages[] = { "", "/actions", "/actions/W-02", "/participation", "/themes/werk", "/parties/wendelstad", "/rounds",
		"/documents", "/facts", "/steps", "/history", "/search?q=bus", "/vision" };
	struct page page = site_example_get("/");

	CHECK_HAS(page.text, "Voorbeeld om te proberen");
	CHECK(str_search(page.text, STR("Voorbeeld om te proberen")) < str_search(page.text, STR("href=\"/voorbeeldregio\"")));
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		CHECK_HAS(site_example_get(str_format(test_arena(), "/voorbeeldregio%s", pages[i]).at).text, "Deze regio is verzonnen");
	CHECK_HAS_NOT(site_get(PUBLIC, "").text, "Deze regio is verzonnen");
}
