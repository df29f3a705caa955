/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* The public's reading of the LEV: nobody has told anything, and nothing is made up. */
TEST(a_council_sees_what_it_does_gets_and_what_goes_wrong_before_all_else)
{
	struct page page = site_get(PUBLIC, "/parties/doesburg");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Wat doen wij");
	CHECK_HAS(page.text, "Wat krijgen wij");
	CHECK_HAS(page.text, "Wat gaat er mis");
	CHECK_HAS(page.text, "Niet mee aan");
	CHECK_HAS(page.text, "wel met <span lang=\"nl\">Hanzesteden");
	CHECK(str_search(page.text, STR("Wat gaat er mis")) < str_search(page.text, STR("Waar wij aan meedoen")));
	CHECK_HAS(page.text, "Nog niemand heeft verteld hoe het gaat.");
}

/* On the site with the open round: what was told by the stories of progress, or what is told here. */
TEST(the_picture_tells_progress_with_its_public_sentence_and_keeps_drafts_and_notes_out)
{
	struct page page = site_round_get(PUBLIC, "/ronde/parties/duiven");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Wat gaat er mis");
	CHECK_HAS_NOT(page.text, "Geheime notitie");
	page = site_get(PUBLIC, "/parties/duiven");
	CHECK_HAS_NOT(page.text, "Geheim plan");
	CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
	CHECK_HAS_NOT(page.text, "Geheime reden");
	CHECK_HAS_NOT(page.text, "Medewerker");
}

TEST(a_school_has_no_picture_of_a_council_and_a_town_that_is_not_yet_there_neither)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/liemersnovum").text, "Wat krijgen wij");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers").text, "Wat krijgen wij");
	CHECK_HAS(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers?on=2029-06-01").text, "Wat krijgen wij");
}
