/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* The part of a page about one thing: from the last `before` ahead of `at` on. */
static struct str from(struct str text, const char *part)
{
	size_t at = str_search(text, str_of(part));

	if (at == SIZE_MAX)
		fail_msg("no %s", part);
	return str_from(text, at);
}

TEST(the_timeline_draws_what_is_known_and_links_each_bar_to_its_action)
{
	struct page page = site_get(PUBLIC, "/timeline?on=2025-06-01");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "<a class=\"sp-gantt__bar sp-status--running\" href=\"/lev-2024-2026/actions/M-03?on=2025-06-01\"><title>M-03 Derde convenant");
	/* What the bar says: the days as they are known, how it stands, and that it goes on. */
	CHECK_HAS(page.text, ": 2025 t/m 2028. loopt. Het loopt door na de horizon van het plan, 1 januari 2027.");
	CHECK_HAS(page.text, "het einde is nog niet bekend");
	CHECK_HAS(page.text, "id=\"today\"");
	CHECK_HAS(page.text, "horizon van het plan");
	CHECK_HAS(page.text, "einde van het programma");
	CHECK_HAS(page.text, "role=\"group\"");
	CHECK_HAS_NOT(page.text, "style=");
}

TEST(an_action_without_a_known_day_stands_beside_the_picture)
{
	struct page page = site_get(PUBLIC, "/timeline?on=2025-06-01");
	struct str apart = from(page.text, "id=\"s-apart\"");

	apart = str_to(apart, str_search(apart, STR("</section>")));
	CHECK_HAS(apart, "M-01");
	CHECK_HAS(apart, "dagen nog niet bekend");
	CHECK_HAS_NOT(apart, "M-03");
	CHECK_HAS_NOT(page.text, "href=\"/lev-2024-2026/actions/M-01?on=2025-06-01\"><title>");
	/* Only who can mend it is led to the days. */
	CHECK_HAS_NOT(apart, "#start");
	CHECK_HAS(from(site_get(OFFICE, "/timeline").text, "id=\"s-apart\""), "#start\">Vul de dagen in");
}

TEST(a_draft_is_drawn_for_the_office_and_for_nobody_else)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/timeline").text, "Geheim plan");
	CHECK_HAS_NOT(site_get(PUBLIC, "/timeline?scale=quarter&order=start").text, "X-99");
	CHECK_HAS_NOT(site_get(PUBLIC, "/timeline?status=proposed").text, "X-99");
	CHECK_HAS(site_get(OFFICE, "/timeline").text, "Geheim plan");
}

TEST(the_timeline_can_be_narrowed)
{
	struct page page = site_get(PUBLIC, "/timeline?theme=logistics");

	CHECK_HAS(page.text, "actions/L-01");
	CHECK_HAS_NOT(page.text, "actions/M-03");
	CHECK_HAS(page.text, "alleen <span lang=\"nl\">Logistiek</span>");
	/* Doesburg takes part in all but one of nine; it goes along with another region for promotion. */
	CHECK_HAS(site_get(PUBLIC, "/timeline?municipality=doesburg&on=2025-06-01").text, "8 actiepunten");
	CHECK_HAS_NOT(site_get(PUBLIC, "/timeline?municipality=doesburg&on=2025-06-01").text, "actions/V-01");
	CHECK_HAS(site_get(PUBLIC, "/timeline?status=done").text, "Geen actiepunt past bij deze keuze");
}

/* LiemersNovum leads M-03; Logistics Valley Liemers-Achterhoek executes the theme logistics, and so every action in it. */
TEST(any_role_counts_also_one_that_is_handed_down)
{
	struct page page = site_get(PUBLIC, "/timeline?party=liemersnovum&on=2025-06-01");

	CHECK_HAS(page.text, "actions/M-03");
	CHECK_HAS_NOT(page.text, "actions/L-01");
	page = site_get(PUBLIC, "/timeline?party=logistics-valley-la&on=2025-06-01");
	CHECK_HAS(page.text, "actions/L-01");
	CHECK_HAS(page.text, "actions/L-02");
	CHECK_HAS_NOT(page.text, "actions/M-03");
}

TEST(what_is_not_understood_is_not_asked)
{
	struct page page = site_get(PUBLIC, "/timeline?scale=eeuw&order=omgekeerd&theme=niets&status=mooi&party=niemand");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "9 actiepunten");
	CHECK_HAS(page.text, "Per jaar</a>");
	CHECK_NUMBER(site_get(PUBLIC, "/timeline?on=morgen").status, 422);
}

TEST(by_quarters_the_months_have_names_and_the_choice_is_kept)
{
	struct page page = site_get(PUBLIC, "/timeline?scale=quarter&theme=manufacturing&on=2025-06-01");

	CHECK_HAS(page.text, "sp-gantt--quarters");
	CHECK_HAS(page.text, ">september</text>");
	CHECK_HAS(page.text, ">K2 2025</text>");
	CHECK_HAS(page.text, "href=\"/lev-2024-2026/timeline?scale=year&amp;theme=manufacturing&amp;on=2025-06-01#today\"");
	CHECK_HAS(page.text, "<input type=\"hidden\" name=\"scale\" value=\"quarter\">");
	CHECK_HAS_NOT(page.text, "class=\"sp-gantt__narrow");
}

/* The table has the same, in words: by theme, or what begins first first. */
TEST(the_same_stands_in_a_table_that_can_be_ordered)
{
	struct str by_theme = from(site_get(PUBLIC, "/timeline?on=2025-06-01").text, "id=\"s-table\"");
	struct str by_start = from(site_get(PUBLIC, "/timeline?on=2025-06-01&order=start").text, "id=\"s-table\"");

	CHECK(str_search(by_theme, STR("M-03")) < str_search(by_theme, STR("V-01")));
	CHECK(str_search(by_theme, STR("M-03")) < str_search(by_theme, STR("L-01")));
	CHECK(str_search(by_start, STR("L-01")) < str_search(by_start, STR("V-01")));
	CHECK(str_search(by_start, STR("V-01")) < str_search(by_start, STR("M-03")));
	CHECK(str_search(by_start, STR("M-03")) < str_search(by_start, STR("M-01")));
	CHECK_HAS(by_start, "loopt door na het plan");
	CHECK_HAS(by_start, "nog niet bekend");
}

/* Signed on 22 May 2024, planned for April. */
TEST(the_steps_show_planned_against_actual_on_the_day_that_is_looked_at)
{
	struct page before = site_get(PUBLIC, "/timeline?on=2024-05-21"), after = site_get(PUBLIC, "/timeline?on=2024-05-22");

	CHECK_HAS(after.text, "Ondertekening van de dienstverleningsovereenkomst: 22 mei 2024 (heeft plaatsgevonden; gepland voor april 2024).");
	CHECK_HAS(before.text, "Ondertekening van de dienstverleningsovereenkomst: april 2024 (de dag is voorbij");
	CHECK_HAS(from(after.text, "id=\"s-dated\""), "gepland <span class=\"sp-gantt__day\">4-2024");
}

TEST(milestones_and_rounds_of_a_running_programme_are_drawn)
{
	struct page page = site_round_get(PUBLIC, "/ronde/timeline");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "sp-gantt__mark--coming");
	CHECK_HAS(page.text, "Opening");
	CHECK_HAS(page.text, "Deze ronde");
	CHECK_HAS(page.text, "Rondes van updates");
}
