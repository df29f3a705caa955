/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages of actions, of a region of five towns and of one of eighteen. */
#include "action/action.h"
#include "store/store.h"
#include "test/site.h"
#include "test/test.h"
#include "tree/tree.h"

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

/* A programme of a hundred and one actions in one theme, but for the last, which stands in none. */
static void make_long(void)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("lang"), .name = STR("Lang"), .language = STR("nl") };
	struct theme theme = { .id = id_new(), .key = STR("een"), .name = STR("Een") };
	struct action actions[101];
	struct change changes[103] = { { &programme_facts_record, NULL, &facts }, { &theme_record, NULL, &theme } };
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = facts.id, .changes = changes, .count = 103, .faults = &faults };

	for (size_t i = 0; i < 101; i++) {
		actions[i] = (struct action){ .id = id_new(), .number = str_format(test_arena(), "X-%03zu", i + 1), .title = STR("Iets"),
			.theme = i < 100 ? theme.id : ID_NONE };
		changes[2 + i] = (struct change){ &action_record, NULL, &actions[i] };
	}
	CHECK(store_write(site_store(), &command));
}

TEST(a_hundred_actions_fill_a_page_and_none_is_lost)
{
	struct page first, second;

	make_long();
	first = site_round_get(PUBLIC, "/lang/actions");
	CHECK_HAS(first.text, "101 actiepunten");
	CHECK_HAS(first.text, "X-100");
	CHECK_HAS_NOT(first.text, "X-101");
	CHECK_HAS(first.text, "rel=\"next\" href=\"/lang/actions?page=2\"");
	second = site_round_get(PUBLIC, "/lang/actions?page=2");
	CHECK_HAS(second.text, "X-101");
	CHECK_HAS(second.text, "id=\"s-loose\"");
	CHECK_HAS_NOT(second.text, "X-100");
	CHECK_HAS(second.text, "rel=\"prev\"");
	CHECK_HAS_NOT(second.text, "rel=\"next\"");
	CHECK_HAS(site_round_get(PUBLIC, "/lang/actions?theme=een").text, "100 actiepunten");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/lang/actions?theme=een").text, "rel=\"next\"");
}
