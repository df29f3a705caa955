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

/* name and bytes of one file, with what is different. */
static struct page send(enum visitor visitor, const char *address, const char *name, const char *bytes, const char *words)
{
	return site_send_form(visitor, address, (const char *const []){ "words", NULL, words, "file", name, bytes, NULL });
}

TEST(the_office_keeps_a_file_and_a_version_after_it)
{
	const char *address = "/lev-2024-2026/documents/lev-2/versions";
	struct page page;

	CHECK_HAS_NOT(site_get(PUBLIC, "/documents/lev-2").text, "type=\"file\"");
	CHECK_HAS(site_get(OFFICE, "/documents/lev-2").text, "type=\"file\"");
	CHECK_NUMBER(send(OFFICE, address, "plan.pdf", "%PDF-1.7 een", "").status, 303);
	CHECK_NUMBER(send(OFFICE, address, "plan.pdf", "%PDF-1.7 twee", "Bijlage erbij").status, 303);
	page = site_get(PUBLIC, "/documents/lev-2");
	CHECK_HAS(page.text, "Bijlage erbij");
	CHECK_HAS(page.text, "/documents/lev-2/versions/2");
	CHECK_HAS(page.text, "/documents/lev-2/versions/1");
	CHECK_HAS(site_get(PUBLIC, "/documents/lev-2/versions/1").text, "%PDF-1.7 een");
}

TEST(a_file_that_cannot_be_kept_says_why_and_keeps_what_was_typed)
{
	const char *address = "/lev-2024-2026/documents/lev-2/versions";
	struct page page;

	CHECK_NUMBER(send(OFFICE, address, "plan.pdf", "%PDF-1.7 vier", "").status, 303);
	page = send(OFFICE, address, "plan.pdf", "%PDF-1.7 vier", "Hetzelfde");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Precies dit bestand is al een versie van het document.");
	CHECK_HAS(page.text, "value=\"Hetzelfde\"");
	page = send(OFFICE, address, "", "", "Leeg");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Kies een bestand.");
	CHECK_NUMBER(send(OFFICE, address, "plan.exe", "MZ", "").status, 422);
	CHECK_NUMBER(send(OFFICE, "/lev-2024-2026/documents/nothing/versions", "plan.pdf", "%PDF-1.7", "").status, 404);
	CHECK_NUMBER(send(MEMBER, address, "plan.pdf", "%PDF-1.7 drie", "").status, 403);
}
