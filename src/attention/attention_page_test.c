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

/* The office and the member take part in two programmes here: the Liemers and the round of "ronde". */
TEST(after_signing_in_somebody_sees_what_waits_for_them_in_each_of_their_programmes)
{
	struct page page = site_round_get(MEMBER, "/attention");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Regio Ronde");
	CHECK_HAS(page.text, "R-01 Actie R-01 is niet compleet.");
	CHECK_HAS(page.text, "href=\"/lev-2024-2026/attention\"");
	page = site_round_get(PUBLIC, "/attention");
	CHECK_NUMBER(page.status, 303);
	CHECK_STR(page.location, "/sign-in?back=/attention");
}

TEST(the_list_is_filtered_by_who_has_to_act_by_theme_and_by_kind)
{
	struct str text = site_get(PUBLIC, "/attention?on=2026-06-01&kind=theme_without_lead").text;

	CHECK_HAS(text, "Maakindustrie heeft geen trekker.");
	CHECK_HAS_NOT(text, "evaluatie gepland.");
	text = site_get(PUBLIC, "/attention?on=2026-06-01&theme=logistics").text;
	CHECK_HAS(text, "Logistiek heeft geen trekker.");
	CHECK_HAS_NOT(text, "Maakindustrie heeft geen trekker.");
	text = site_get(PUBLIC, "/attention?on=2026-06-01&party=liemersnovum").text;
	CHECK_HAS(text, "M-03 Derde convenant");
	CHECK_HAS_NOT(text, "heeft geen trekker.");
	text = site_get(PUBLIC, "/attention?on=2026-06-01&party=doesburg&kind=action_silent").text;
	CHECK_HAS(text, "In deze keuze vraagt niets aandacht.");
	/* What is not known is not asked for. */
	CHECK_HAS(site_get(PUBLIC, "/attention?on=2026-06-01&kind=nonsense").text, "Maakindustrie heeft geen trekker.");
}

/* Other stories answer the round of this region; that its actions do not say when they are done stays. */
TEST(a_lead_finds_the_door_to_the_field_that_lacks_and_the_public_reads_without_one)
{
	struct str member = site_round_get(MEMBER, "/ronde/attention").text, public = site_round_get(PUBLIC, "/ronde/attention").text;

	CHECK_HAS(member, "R-01 Actie R-01 is niet compleet. Er staat niet wanneer het klaar is.");
	CHECK_HAS(member, "#f-result\">Vul aan wat ontbreekt</a>");
	CHECK_HAS(public, "R-01 Actie R-01 is niet compleet. Er staat niet wanneer het klaar is.");
	CHECK_HAS_NOT(public, "/edit/");
	CHECK_HAS_NOT(public, "zonder contactpersoon");
	CHECK_HAS(site_round_get(OFFICE, "/ronde/attention").text, "Het College trekt of voert uit zonder contactpersoon");
	CHECK_HAS(site_round_get(MEMBER, "/ronde/parties/duiven").text, "/ronde/attention?party=duiven");
}

/* Machines read the same list, under the same rights. */
TEST(the_list_is_to_be_had_as_json_and_holds_no_draft_either)
{
	struct page page = site_get_json(PUBLIC, "/attention?on=2026-06-01&kind=evaluation_due");

	CHECK_NUMBER(page.status, 200);
	CHECK_STR(page.text, "{\"day\":\"2026-06-01\",\"items\":[{\"kind\":\"evaluation_due\",\"what\":\"Het programma loopt af, en er is geen evaluatie gepland.\","
		"\"to_do\":\"Plan de evaluatie\",\"party\":null,\"by\":\"2027-01-01\",\"late\":false,\"own\":false,\"address\":\"/lev-2024-2026?on=2026-06-01\"}]}");
	CHECK_HAS_NOT(site_get_json(PUBLIC, "/attention?on=2026-06-01").text, "Geheim");
	CHECK_HAS(site_get_json(OFFICE, "/attention?on=2026-06-01").text, "Geheim plan");
	CHECK_HAS(site_get_json(OFFICE, "/attention?on=2026-06-01").text, "\"own\":true");
}
