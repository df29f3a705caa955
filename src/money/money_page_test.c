/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

/* The value a form offers for a name: `list` is the field's, `label` what a person reads. */
static const char *choice(const char *label)
{
	struct str form = site_get(OFFICE, "/money/lines/new").text;
	size_t at = str_search(form, str_format(test_arena(), "%s</option>", label));
	size_t value;

	CHECK(at < form.len);
	for (value = at; value > 0 && !str_starts(str_from(form, value), STR("value=\"")); value--)
		;
	return str_cstring(test_arena(), str_to(str_from(form, value + 7), 36));
}

/* Adds a line; its address without the programme's part. */
static const char *add_line(const char *fields)
{
	struct page page = site_post(OFFICE, "/money/lines/new", fields);

	CHECK_NUMBER(page.status, 303);
	return str_cstring(test_arena(), str_from(page.location, sizeof "/lev-2024-2026" - 1));
}

static const char *on_promotion(const char *fields)
{
	return str_format(test_arena(), "node=%s&%s", choice("Promotie van de vrijetijdseconomie"), fields).at;
}

TEST(where_no_budget_line_is_on_record_the_page_says_so_and_never_zero)
{
	struct page page = site_get(PUBLIC, "/money");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Er is geen begrotingsregel vastgelegd.");
	CHECK_HAS(page.text, "/lev-2024-2026/facts#contributions");
	CHECK_HAS_NOT(page.text, "€ 0");
	CHECK_HAS_NOT(page.text, "/money/lines/new");
	CHECK_HAS(site_get(OFFICE, "/money").text, "/money/lines/new");
}

TEST(a_line_says_what_each_pays_and_why)
{
	const char *line = add_line(on_promotion("title=Campagne&year=2025&amount=100&key=equal"));
	struct str text = site_get(PUBLIC, line).text;

	CHECK_HAS(text, "gelijk verdeeld over 4, het hele jaar");
	CHECK_HAS(text, "€ 25,00");
	CHECK_HAS_NOT(text, "Doesburg");
	CHECK_HAS_NOT(text, "/edit");
	text = site_get(PUBLIC, "/money?year=2025").text;
	CHECK_HAS(text, "Campagne");
	CHECK_HAS(text, "sp-money__municipalities");
	CHECK_HAS(text, "€ 100,00");
	CHECK_HAS(site_get(PUBLIC, "/money?on=2025-03-01").text, "Campagne");
	CHECK_HAS(site_get(PUBLIC, "/money?year=2024").text, "Van dit jaar is geen begrotingsregel vastgelegd.");
	CHECK_HAS(site_get(PUBLIC, "/parties/duiven?on=2025-03-01").text, "gelijk verdeeld over 4, het hele jaar");
	CHECK_HAS(site_get(PUBLIC, "/themes/leisure").text, "Campagne");
}

TEST(an_amount_that_is_not_known_is_said_and_what_to_do)
{
	struct str text = site_get(PUBLIC, add_line(on_promotion("title=Later&year=2027&key=equal"))).text;

	CHECK_HAS(text, "Bedrag nog niet bekend");
	CHECK_HAS(text, "Vul het bedrag in zodra het bekend is.");
	CHECK_HAS_NOT(text, "€ 0");
	text = site_get(PUBLIC, "/money?year=2027").text;
	CHECK_HAS(text, "van 1 regel is het bedrag niet bekend");
	CHECK_HAS_NOT(text, "€ 0");
	/* Whatever the day that is looked at, no year is left out. */
	text = site_get(PUBLIC, "/parties/duiven?on=2010-03-01").text;
	CHECK_HAS(text, "Later");
	CHECK_HAS_NOT(text, "€ 0");
}

TEST(a_draft_is_read_by_the_office_alone_and_counted_for_nobody)
{
	const char *line = add_line(on_promotion("title=Stille+post&year=2026&amount=77&key=equal&visibility=draft"));

	CHECK_NUMBER(site_get(PUBLIC, line).status, 404);
	CHECK_NUMBER(site_get(OFFICE, line).status, 200);
	CHECK_HAS_NOT(site_get(PUBLIC, "/money?year=2026").text, "Stille post");
	CHECK_HAS(site_get(OFFICE, "/money?year=2026").text, "Stille post");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/duiven?on=2026-03-01").text, "Stille post");
	CHECK_HAS_NOT(site_get(PUBLIC, "/money/what-if?year=2026&suppose=duiven:leisure-promotion:does_not_participate").text, "Stille post");
}

TEST(percentages_are_saved_with_their_line_or_not_at_all)
{
	const char *fields = on_promotion("title=Vaste+delen&year=2028&amount=1000&key=percentage"
		"&part-duiven=25&part-montferland=25&part-westervoort=12,5&part-zevenaar=");
	struct page page = site_post(OFFICE, "/money/lines/new", str_format(test_arena(), "%s30", fields).at);
	const char *line;

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "92.5");
	CHECK_HAS(page.text, "value=\"12,5\"");
	CHECK_HAS_NOT(site_get(PUBLIC, "/money?year=2028").text, "Vaste delen");
	line = add_line(str_format(test_arena(), "%s37,5", fields).at);
	CHECK_HAS(site_get(PUBLIC, line).text, "37,5% zoals afgesproken");
	CHECK_HAS(site_get(PUBLIC, line).text, "€ 375,00");
	/* Two parts at once: neither could be changed by itself. */
	CHECK_NUMBER(site_post(OFFICE, str_format(test_arena(), "%s/edit", line).at, str_format(test_arena(), "%s27,5&part-duiven=35",
		on_promotion("title=Vaste+delen&year=2028&amount=1000&key=percentage&part-montferland=25&part-westervoort=12,5&part-zevenaar=")).at).status, 303);
	CHECK_HAS(site_get(PUBLIC, line).text, "€ 275,00");
}

TEST(every_fault_of_a_line_and_its_parts_is_told_at_once)
{
	struct page page = site_post(OFFICE, "/money/lines/new", "title=&year=25x&key=percentage&part-duiven=veel");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "href=\"#f-title\"");
	CHECK_HAS(page.text, "href=\"#f-year\"");
	CHECK_HAS(page.text, "href=\"#f-part-duiven\"");
	CHECK_HAS(page.text, "value=\"veel\"");
}

TEST(only_the_office_changes_a_line)
{
	CHECK_NUMBER(site_get(MEMBER, "/money/lines/new").status, 403);
	CHECK_NUMBER(site_post(MEMBER, "/money/lines/new", "title=x").status, 403);
	CHECK_NUMBER(site_get(PUBLIC, "/money/lines/nergens").status, 404);
}

TEST(a_forecast_says_how_much_goes_over)
{
	const char *line = add_line(on_promotion("title=Evenement&year=2025&amount=200&key=equal"));
	const char *id = line + sizeof "/money/lines/" - 1;

	CHECK_NUMBER(site_post(OFFICE, "/edit/spending/new", str_format(test_arena(), "line=%s&day=2025-05-01&amount=80", id).at).status, 303);
	CHECK_HAS(site_get(PUBLIC, line).text, "Van de begroting is € 120,00 over.");
	CHECK_NUMBER(site_post(OFFICE, "/edit/spending/new", str_format(test_arena(), "line=%s&day=2025-06-01&amount=230&forecast=1&forecast_shown=1", id).at).status, 303);
	CHECK_HAS(site_get(PUBLIC, line).text, "€ 30,00 meer uitgegeven dan begroot");
	/* On an earlier day nobody had told it yet. */
	CHECK_HAS_NOT(site_get(PUBLIC, str_format(test_arena(), "%s?on=2025-04-01", line).at).text, "€ 80,00");
}

TEST(what_if_sets_old_and_new_shares_side_by_side_and_stores_nothing)
{
	const char *asked = "/money/what-if?year=2029&suppose=doesburg:leisure-promotion:participates";
	struct str text;

	add_line(on_promotion("title=Gidsen&year=2029&amount=100&key=equal"));
	add_line(on_promotion("title=Onbekend&year=2029&key=equal"));
	text = site_get(PUBLIC, asked).text;
	CHECK_HAS(text, "Doesburg");
	CHECK_HAS(text, "+€ 20,00");
	CHECK_HAS(text, "\u2212€ 5,00");
	CHECK_HAS(text, "1 regel kan niet worden verdeeld en telt hier niet mee.");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/doesburg?on=2029-01-01").text, "€ 20,00");
	CHECK_HAS(site_get(PUBLIC, "/money/what-if?year=2029&suppose=doesburg:leisure-promotion:observer").text, "Niemand zou meer of minder betalen.");
}

TEST(a_supposition_becomes_part_of_the_address)
{
	struct page page = site_get(PUBLIC, "/money/what-if?year=2029&suppose=duiven:leisure:observer&party=doesburg&node=leisure-promotion&standing=participates");

	CHECK_NUMBER(page.status, 303);
	CHECK_STR(page.location, "/lev-2024-2026/money/what-if?year=2029&suppose=duiven:leisure:observer&suppose=doesburg:leisure-promotion:participates");
}

TEST(what_if_refuses_in_words_what_it_does_not_know)
{
	struct page page = site_get(PUBLIC, "/money/what-if?suppose=atlantis:leisure:participates&suppose=duiven:niets:misschien&suppose=duiven:X-99:participates");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Er is hier geen gemeente “atlantis”.");
	CHECK_HAS(page.text, "Er is hier geen thema, onderwerp of actiepunt “niets”.");
	CHECK_HAS(page.text, "“misschien” is geen manier");
	CHECK_HAS(page.text, "actiepunt “X-99”");
	CHECK_HAS_NOT(page.text, "Geheim plan");
}

/* What hangs on a draft is as hidden as the draft. */
TEST(a_line_on_a_draft_action_is_not_there_for_the_public)
{
	const char *line = add_line(str_format(test_arena(), "node=%s&title=Huur+voor+Geheim+plan&year=2026&amount=5&key=other_source&payer=%s",
		choice("X-99 Geheim plan"), choice("Duiven")).at);

	CHECK_NUMBER(site_get(PUBLIC, line).status, 404);
	CHECK_HAS_NOT(site_get(PUBLIC, "/money?year=2026").text, "Huur voor");
	CHECK_HAS_NOT(site_get(PUBLIC, "/money?year=2026").text, "Geheim plan");
}

TEST(what_if_keeps_its_question_in_another_year_and_can_become_a_proposal)
{
	struct str text;

	add_line(on_promotion("title=Nog+later&year=2031&amount=100&key=equal"));
	add_line(on_promotion("title=Veel+later&year=2033&amount=100&key=equal"));
	text = site_get(PUBLIC, "/money/what-if?year=2031&suppose=doesburg:leisure-promotion:participates").text;
	CHECK_HAS(text, "what-if?year=2033&amp;suppose=doesburg:leisure-promotion:participates");
	CHECK_HAS_NOT(text, "what-if?year=2032");
	CHECK_HAS_NOT(text, "/edit/participation/new");
	CHECK_HAS(site_get(MEMBER, "/money/what-if?year=2031&suppose=doesburg:leisure-promotion:participates").text, "standing=participates");
}
