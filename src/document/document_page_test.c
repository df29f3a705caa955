/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(the_documents_mark_a_leading_plan_with_its_theme)
{
	struct page page = site_get(PUBLIC, "/documents");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Leidend programmaplan voor");
	CHECK_HAS(page.text, "22 mei 2024");
	CHECK_HAS(page.text, "voor de zomer van 2024");
	CHECK_HAS_NOT(page.text, "Document toevoegen");
	CHECK_HAS(site_get(OFFICE, "/documents").text, "Document toevoegen");
}

TEST(a_leading_plan_shows_its_topics_and_its_wider_period)
{
	struct page page = site_get(PUBLIC, "/documents/lv-plan-2024-2028");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Toekomstbestendige sector");
	CHECK_HAS(page.text, "ruimer dan het programma");
	CHECK_HAS(page.text, "/parties/logistics-valley-la");
}

/* What people wrote is Markdown: shown as such, never as markup of theirs. */
TEST(a_summary_is_shown_as_markdown)
{
	struct page page = site_get(PUBLIC, "/documents/lev-2");

	CHECK_HAS(page.text, "<strong>Maakindustrie</strong>");
	CHECK_NUMBER(site_get(PUBLIC, "/documents/nothing").status, 404);
}

TEST(a_draft_document_is_the_offices_until_it_is_published)
{
	struct page added = site_post(OFFICE, "/edit/document/new", "key=geheim-stuk&title=Geheim+stuk&kind=report&visibility=draft");

	CHECK_NUMBER(added.status, 303);
	CHECK_HAS_NOT(site_get(PUBLIC, "/documents").text, "Geheim stuk");
	CHECK_NUMBER(site_get(PUBLIC, "/documents/geheim-stuk").status, 404);
	CHECK_HAS(site_get(OFFICE, "/documents").text, "Geheim stuk");
}
