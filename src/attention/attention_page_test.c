/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(everybody_reads_what_holds_the_programme_up_and_nobody_of_the_public_reads_a_draft)
{
	struct page page = site_get(PUBLIC, "/attention?on=2026-06-01");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Maakindustrie heeft geen trekker.");
	CHECK_HAS(page.text, "Het programma loopt af, en er is geen evaluatie gepland.");
	CHECK_HAS_NOT(page.text, "Geheim plan");
	CHECK_HAS_NOT(page.text, "/edit/");
	CHECK_HAS_NOT(page.text, "Voor anderen");
	CHECK_HAS(site_get(OFFICE, "/attention?on=2026-06-01").text, "X-99 Geheim plan heeft geen trekker.");
}

TEST(the_office_finds_its_own_part_first_with_the_door_to_where_it_is_done)
{
	struct str text = site_get(OFFICE, "/attention?on=2026-06-01").text;
	size_t mine = str_search(text, STR("id=\"s-mine\"")), rest = str_search(text, STR("id=\"s-rest\""));

	CHECK(mine < rest && rest < text.len);
	CHECK_HAS(str_to(text, rest), "Wijs een trekker aan</a>");
	CHECK_HAS(str_to(text, rest), "kind=lead");
	CHECK_HAS(text, "sp-mine");
}
