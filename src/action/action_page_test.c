/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages of actions, of a region of five towns and of one of eighteen. */
#include "test/site.h"
#include "test/test.h"

static size_t times(struct str text, const char *part)
{
	size_t count = 0;
	size_t at;

	while ((at = str_search(text, str_of(part))) != SIZE_MAX) {
		count++;
		text = str_from(text, at + 1);
	}
	return count;
}

TEST(a_short_list_of_actions_is_one_table)
{
	struct page page = site_get(PUBLIC, "/actions");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "9 actiepunten");
	CHECK_HAS_NOT(page.text, "id=\"s-leisure\"");
	CHECK_HAS_NOT(page.text, "Geheim plan");
}

/* Each action once, under its theme in the order of the vision, whatever its number. */
TEST(a_long_list_of_actions_stands_under_its_themes)
{
	struct page page = site_example_get("/voorbeeldregio/actions?on=2026-11-24");

	CHECK_HAS(page.text, "62 actiepunten");
	CHECK_NUMBER(times(page.text, "<tr>\n<th scope=\"row\""), 62);
	CHECK_NUMBER(times(page.text, "<span class=\"sp-muted\">12 actiepunten</span>"), 5);
	CHECK(str_search(page.text, STR("id=\"s-werk\"")) < str_search(page.text, STR("id=\"s-energie\"")));
	CHECK(str_search(page.text, STR("id=\"s-logistiek\"")) < str_search(page.text, STR("id=\"s-loose\"")));
	CHECK(str_search(page.text, STR("id=\"s-loose\"")) < str_search(page.text, STR("id=\"s-beside\"")));
	CHECK_HAS_NOT(page.text, "Verhuizing van het streekbureau");
	/* It is no longer than a page, so there are no others. */
	CHECK_HAS_NOT(page.text, "rel=\"next\"");
	CHECK_HAS(site_example_get("/voorbeeldregio/actions?page=7").text, "62 actiepunten");
}

TEST(actions_can_be_chosen_by_how_they_go)
{
	struct page page = site_example_get("/voorbeeldregio/actions?light=off_track&on=2026-11-24");

	CHECK_HAS(page.text, "<option value=\"off_track\" selected>");
	CHECK_HAS(page.text, "L-10");
	CHECK_HAS_NOT(page.text, "W-01");
	CHECK_HAS(site_example_get("/voorbeeldregio/actions?light=silent&on=2026-12-05").text, "M-05");
	CHECK_HAS(site_example_get("/voorbeeldregio/actions?light=purple").text, "62 actiepunten");
	CHECK_HAS(site_example_get("/voorbeeldregio/actions?light=on_track&theme=werk&on=2026-11-24").text, "W-01");
	/* Where no round was ever planned and nothing told there is nothing to choose. */
	CHECK_HAS_NOT(site_get(PUBLIC, "/actions").text, "name=\"light\"");
}

TEST(those_that_stand_the_same_way_toward_an_action_are_told_together)
{
	struct page page = site_example_get("/voorbeeldregio/actions/V-11?on=2026-11-24");

	CHECK_HAS(page.text, "<strong>14</strong>");
	CHECK_HAS(page.text, "Oosterdrecht (Regio Merkeldal)");
	CHECK_HAS(page.text, "/voorbeeldregio/participation/aalbrink/V-11");
	CHECK_HAS_NOT(page.text, "via <span lang=\"nl\">Economisch programma");
	CHECK_HAS(site_get(PUBLIC, "/actions/V-01?on=2025-03-01").text, "sp-standings__who");
}
