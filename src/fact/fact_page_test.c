/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* What a municipality pays was not found: it is told as unknown, never as nothing. */
TEST(an_unknown_contribution_is_never_zero)
{
	struct page page = site_get(PUBLIC, "/facts");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Bijdragen in geld");
	CHECK_HAS(page.text, "class=\"sp-table__number\"><span class=\"sp-unknown\">nog niet bekend</span>");
	CHECK_HAS_NOT(page.text, "€ 0");
}

TEST(open_questions_and_contradictions_stand_with_the_facts)
{
	struct page page = site_get(PUBLIC, "/facts");

	CHECK_HAS(page.text, "Bedrag en verdeelsleutel van de bijdragen van de gemeenten");
	CHECK_HAS(page.text, "Waar bronnen elkaar tegenspreken");
	CHECK_HAS(page.text, "Dit programma is nog niet geëvalueerd.");
	CHECK_HAS(page.text, "sp-source--illustrative");
}

TEST(only_those_who_may_add_see_where)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/facts").text, "/edit/");
	CHECK_HAS(site_get(OFFICE, "/facts").text, "/edit/fact/new?kind=open_question");
}

/* The import keeps what followed as "lev-2024-2026/dvo-lev-2"; a reader gets a name and the way there. */
TEST(a_key_of_a_programme_is_told_by_name)
{
	struct page page;

	CHECK_NUMBER(site_post(OFFICE, "/edit/fact/new", "kind=recommendation&about=Uitvoerder&text=Ga+door&follow_up="
		"Opnieuw+gesloten.%0AOpgevolgd+in:+lev-2024-2026/dvo-lev-2%0ADaarna:+lev-2024-2026/brainstorm%0ADan:+nergens/dvo").status, 303);
	page = site_get(PUBLIC, "/facts");
	CHECK_HAS(page.text, "Opgevolgd in: <a href=\"/lev-2024-2026/documents/dvo-lev-2\">Dienstverleningsovereenkomst LEV 2024-2026</a>");
	CHECK_HAS(page.text, "<a href=\"/lev-2024-2026/steps\">Liemerse Economische Visie (LEV) 2024-2026</a>");
	CHECK_HAS(page.text, "Dan: nergens/dvo");
}
