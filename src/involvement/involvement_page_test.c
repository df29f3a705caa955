/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

#include "account/account.h"
#include "action/action.h"
#include "progress/progress.h"
#include "test/lev.h"

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

/* From the public page, without an account: bad input is told by field and keeps what was typed. */
TEST(help_is_offered_from_the_public_page_and_nothing_counts_before_the_address_is_confirmed)
{
	struct page page = site_round_get(PUBLIC, "/ronde/actions/R-01/offer");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Hulp aanbieden");
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-01").text, "/ronde/actions/R-01/offer");
	page = site_round_post(PUBLIC, "/ronde/actions/R-01/offer", "kind=lead&text=&name=Jan&email=geenadres&organisation=Bakker");
	CHECK(page.status == 422 || page.status == 503);
	CHECK_HAS(page.text, "geenadres");
	CHECK_NUMBER(site_round_get(PUBLIC, "/ronde/actions/bestaatniet/offer").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/actions/X-99/offer").status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, "/ronde/offer/verkeerd").status, 404);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, "/ronde/offer/verkeerd", "").status, 404);
}

/* What came in is the office's to answer; the public reads it once it was taken up, and never who it was. */
TEST(an_offer_from_outside_is_open_until_the_office_answers_and_public_once_it_is_taken_up)
{
	const struct programme *programme = site_round_programme();
	struct faults faults = { .arena = test_arena() };
	struct help_offer offer = { .id = id_new(), .action = action_by_number(programme, STR("R-02"))->id, .kind = OFFER_LEAD, .organisation = STR("Bakkerij Brood"),
		.sector = SECTOR_BUSINESS, .text = STR("Wij willen dit trekken"), .day = moment_day(clock_now()), .state = OFFER_OPEN };
	struct change change = { &help_offer_record, NULL, &offer };
	struct command command = { .programme = programme->id, .changes = &change, .count = 1, .faults = &faults };
	const char *address = str_cstring(test_arena(), str_format(test_arena(), "/ronde/offers/%.*s", STR_ARG(id_text(offer.id, test_arena()))));
	struct page page;

	programme_release(programme);
	CHECK(person_know(site_store(), STR("bakker@example.nl"), STR("Jan Bakker"), &offer.person, &faults));
	CHECK(store_write(site_store(), &command));
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/actions/R-02").text, "Wij willen dit trekken");
	CHECK(site_round_get(PUBLIC, "/ronde/offers").status != 200);
	CHECK_NUMBER(site_round_get(MEMBER, "/ronde/offers").status, 403);
	CHECK_HAS(site_round_get(OFFICE, "/ronde/offers").text, "Jan Bakker");
	page = site_round_post(OFFICE, address, "state=taken&answer=");
	CHECK_NUMBER(page.status, 422);
	CHECK_NUMBER(site_round_post(OFFICE, address, "state=taken&answer=Graag").status, 303);
	page = site_round_get(PUBLIC, "/ronde/actions/R-02");
	CHECK_HAS(page.text, "Wij willen dit trekken");
	CHECK_HAS_NOT(page.text, "Jan Bakker");
}
