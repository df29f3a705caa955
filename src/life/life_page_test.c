/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(a_step_tells_planned_against_actual)
{
	struct page page = site_get(PUBLIC, "/steps?on=2026-11-24");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Gepland: medio april 2024. Gedaan: 22 mei 2024.");
	CHECK_HAS(page.text, "Dit is gebeurd; de dag is niet bekend.");
	CHECK_HAS(page.text, "niet bekend of het is gedaan");
	CHECK_HAS(page.text, "id=\"stage-agreement\"");
	CHECK_HAS_NOT(page.text, "/edit/");
}

TEST(before_the_signing_it_stands_ahead)
{
	struct page page = site_get(PUBLIC, "/steps?on=2024-05-21");

	CHECK_HAS_NOT(page.text, "Gedaan: 22 mei 2024.");
	CHECK_HAS(page.text, "Gepland: medio april 2024.");
	CHECK_HAS(site_get(PUBLIC, "/steps?on=2024-05-22").text, "Gedaan: 22 mei 2024.");
}

TEST(decisions_elsewhere_stand_apart)
{
	struct page page = site_get(PUBLIC, "/steps");
	size_t apart = str_search(page.text, STR("Elders, maar het raakt dit programma"));

	CHECK(apart < str_search(page.text, STR("In beginsel op 1 januari 2029 samengaan")));
	CHECK(apart > str_search(page.text, STR("Ondertekening van de dienstverleningsovereenkomst")));
}

TEST(the_office_adds_a_step_to_its_stage)
{
	CHECK_HAS(site_get(OFFICE, "/steps").text, "/edit/step/new?stage=evaluation");
}

/* The vision was adopted; on which day is not known. */
TEST(a_step_done_on_an_unknown_day_says_so)
{
	struct page page = site_get(PUBLIC, "/steps");
	struct str step = str_from(page.text, str_search(page.text, STR("LEV 2024-2026: vastgesteld")) - 200);

	CHECK_HAS(str_to(step, 200), "dag niet bekend");
}
