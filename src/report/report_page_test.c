/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports as people ask for them: everybody reads, the office freezes. The tests share one site. */
#include "test/site.h"

#include "base/hash.h"
#include "test/test.h"

static bool begins(struct str text, const char *with)
{
	return str_starts(text, str_of(with));
}

/* Everything that comes after `part` in the text, up to `end`. */
static struct str after(struct str text, const char *part, char end)
{
	size_t at = str_search(text, str_of(part));
	struct str rest = str_from(text, at == SIZE_MAX ? text.len : at + str_of(part).len);

	return str_to(rest, str_find(rest, end));
}

TEST(everybody_chooses_a_report_and_reads_it_at_once)
{
	struct page page = site_get(PUBLIC, "/reports");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Per gemeente");
	CHECK_HAS(page.text, "/lev-2024-2026/reports?kind=letter&amp;party=doesburg&amp;period=");
	CHECK_HAS(page.text, "/lev-2024-2026/parties/doesburg/planning-control");
	page = site_get(PUBLIC, "/reports?kind=progress&party=doesburg&period=2025");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Voortgangsrapport Doesburg, 2025");
	CHECK_HAS(page.text, "haakt aan bij Hanzesteden");
	CHECK_HAS(page.text, "<a href=\"/lev-2024-2026/actions/M-03\">M-03");
	CHECK_HAS(page.text, "/lev-2024-2026/reports/as/pdf?kind=progress&amp;party=doesburg&amp;period=2025&amp;in=nl");
	CHECK_HAS_NOT(page.text, "name=\"title\"");
}

TEST(no_draft_and_no_note_is_in_a_report_whoever_asks)
{
	static const char *const addresses[] = {
		"/reports?kind=progress&period=all", "/reports?kind=progress&party=duiven&period=all", "/reports?kind=letter&party=duiven&period=all",
		"/reports?kind=progress&theme=leisure&period=all", "/parties/duiven/planning-control?period=all", "/parties/duiven/planning-control.txt",
		"/reports/as/pdf?kind=progress&period=all", "/reports/as/xlsx?kind=progress&party=duiven&period=all",
	};

	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++)
		for (int visitor = PUBLIC; visitor < VISITOR_COUNT; visitor++) {
			struct page page = site_get((enum visitor)visitor, addresses[i]);
			CHECK_NUMBER(page.status, 200);
			CHECK_HAS_NOT(page.text, "Geheim plan");
			CHECK_HAS_NOT(page.text, "X-99");
			CHECK_HAS_NOT(page.text, "Geheime reden");
			CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
		}
	/* The office does see it elsewhere: the bait is there. */
	CHECK_HAS(site_get(OFFICE, "/actions").text, "Geheim plan");
}

TEST(what_cannot_be_reported_is_said_by_its_field_and_what_was_typed_stays)
{
	struct page page = site_get(PUBLIC, "/reports?kind=letter&period=2025");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "kies de gemeente");
	page = site_get(PUBLIC, "/reports?kind=progress&party=atlantis&period=2025");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "atlantis");
	page = site_get(PUBLIC, "/reports?kind=progress&period=own&from=gisteren&until=31-12-2025");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "value=\"gisteren\"");
	CHECK_HAS(page.text, "value=\"31-12-2025\"");
	page = site_get(PUBLIC, "/reports?kind=progress&period=own&from=1-1-2999&until=31-12-2999");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "nog niet begonnen");
	CHECK_NUMBER(site_get(PUBLIC, "/reports?kind=gossip").status, 422);
	CHECK_NUMBER(site_get(PUBLIC, "/reports?kind=progress&period=2025-Q9").status, 422);
	CHECK_NUMBER(site_get(PUBLIC, "/reports?kind=progress&party=liemerse-ambassade&period=2025").status, 422);
	CHECK_NUMBER(site_get(PUBLIC, "/reports/as/pdf?kind=letter&period=2025").status, 422);
	CHECK_NUMBER(site_get(PUBLIC, "/reports/as/odt?kind=progress&period=2025").status, 404);
}

TEST(own_days_hold_where_they_are_typed_beside_a_choice_that_was_left_alone)
{
	CHECK_HAS(site_get(PUBLIC, "/reports?kind=progress&period=2026&was=2026&from=2-1-2025&until=3-2-2025").text, "2 januari 2025 t/m 3 februari 2025");
	CHECK_HAS(site_get(PUBLIC, "/reports?kind=progress&period=own&from=2-1-2025&until=3-2-2025").text, "2 januari 2025 t/m 3 februari 2025");
	/* Another choice than stood there was made on purpose. */
	CHECK_HAS(site_get(PUBLIC, "/reports?kind=progress&period=2025-Q1&was=own&from=2-1-2025&until=3-2-2025").text,
		"1 januari 2025 t/m 31 maart 2025");
}

TEST(a_report_is_read_as_things_stood_on_another_day)
{
	struct page page = site_get(PUBLIC, "/reports?kind=progress&party=doesburg&period=2025&on=2025-06-30");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "De stand is die op 30 juni 2025.");
	CHECK_HAS(page.text, "on=2025-06-30");
	CHECK_NUMBER(site_get(PUBLIC, "/reports?kind=progress&period=2025&on=2999-01-01").status, 422);
}

TEST(a_letter_is_in_the_language_of_the_programme_unless_asked_otherwise)
{
	CHECK_HAS(site_get(PUBLIC, "/reports?kind=letter&party=duiven&period=2025").text, "Geachte leden van de raad,");
	CHECK_HAS(site_get(PUBLIC, "/reports?kind=letter&party=duiven&period=2025&in=en").text, "Dear members of the council,");
}

TEST(a_file_is_what_its_name_says)
{
	CHECK(begins(site_get(PUBLIC, "/reports/as/pdf?kind=progress&period=2025").text, "%PDF-1."));
	CHECK(begins(site_get(PUBLIC, "/reports/as/docx?kind=letter&party=duiven&period=2025").text, "PK"));
	CHECK(begins(site_get(PUBLIC, "/reports/as/xlsx?kind=letter&party=duiven&period=2025").text, "PK"));
	CHECK_NUMBER(site_get(PUBLIC, "/reports/as/pdf?kind=progress&period=2025").status, 200);
}

TEST(text_for_planning_and_control_has_a_fixed_address_and_is_plain_where_asked)
{
	struct page page = site_get(PUBLIC, "/parties/doesburg/planning-control");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Kopiëren voor uw eigen planning en control");
	CHECK_HAS(page.text, "Doesburg doet mee sinds 2024, in 3 van de 3 actiepunten.");
	CHECK_HAS(page.text, "class=\"sp-copy\"");
	page = site_get(PUBLIC, "/parties/doesburg/planning-control.txt?period=2025");
	CHECK_NUMBER(page.status, 200);
	CHECK(begins(page.text, "Maakindustrie\nDoesburg doet mee sinds 2024, in 3 van de 3 actiepunten. Stand van de actiepunten op 31 december 2025:"));
	CHECK_HAS_NOT(page.text, "<");
	CHECK_HAS(site_get(PUBLIC, "/parties/doesburg/planning-control?in=en").text, "Doesburg has taken part since 2024");
	CHECK_NUMBER(site_get(PUBLIC, "/parties/liemerse-ambassade/planning-control").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/parties/atlantis/planning-control.txt").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/parties/doesburg/planning-control?period=toen").status, 422);
}

TEST(a_municipality_leads_to_its_report_its_letter_and_its_text)
{
	struct str text = site_get(PUBLIC, "/parties/duiven").text;

	CHECK_HAS(text, "/lev-2024-2026/reports?kind=progress&amp;party=duiven");
	CHECK_HAS(text, "/lev-2024-2026/reports?kind=letter&amp;party=duiven");
	CHECK_HAS(text, "/lev-2024-2026/parties/duiven/planning-control");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/liemerse-ambassade").text, "planning-control");
}

TEST(only_the_office_freezes_and_everybody_finds_what_was_frozen_with_its_files)
{
	static const char *const fields = "kind=letter&party=duiven&period=2025&title=Brief+over+2025";
	struct page page, list, file;
	struct str address, hash;

	CHECK_NUMBER(site_post(MEMBER, "/reports", fields).status, 403);
	CHECK_HAS(site_get(OFFICE, "/reports?kind=letter&party=duiven&period=2025").text, "name=\"title\"");
	page = site_post(OFFICE, "/reports", fields);
	CHECK_NUMBER(page.status, 303);
	CHECK(begins(page.location, "/lev-2024-2026/reports/"));
	address = str_from(page.location, sizeof "/lev-2024-2026" - 1);
	/* Sent twice, it is one. */
	CHECK_STR(site_post(OFFICE, "/reports", fields).location, str_cstring(test_arena(), page.location));
	list = site_get(PUBLIC, "/reports");
	CHECK_HAS(list.text, "Brief over 2025");
	page = site_get(PUBLIC, str_cstring(test_arena(), address));
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Brief over 2025");
	CHECK_HAS(page.text, "31 december 2025");
	hash = after(page.text, "<code>", '<');
	CHECK_NUMBER(hash.len, 64);
	CHECK_HAS(list.text, str_cstring(test_arena(), hash));
	/* Its bytes are those of the hash, and no other. */
	file = site_get(PUBLIC, str_format(test_arena(), "%.*s/pdf", STR_ARG(address)).at);
	CHECK_NUMBER(file.status, 200);
	CHECK(begins(file.text, "%PDF-1."));
	CHECK_STR(hash_text(hash_of(file.text), test_arena()), str_cstring(test_arena(), hash));
	CHECK_NUMBER(site_get(PUBLIC, str_format(test_arena(), "%.*s/odt", STR_ARG(address)).at).status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/reports/0190f0f0-0000-7000-8000-000000000000").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/reports/nothing").status, 404);
	/* A refused one is not frozen, and says why. */
	page = site_post(OFFICE, "/reports", "kind=letter&period=2025&title=Niets");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "kies de gemeente");
	CHECK_HAS_NOT(site_get(PUBLIC, "/reports").text, "Niets</a>");
}

TEST(the_next_report_counts_from_the_one_that_was_frozen)
{
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/reports", "kind=progress&party=duiven&period=own&from=1-1-2020&until=31-12-2020&title=Verslag+2020").status, 303);
	/* It was frozen today, about a day long ago; a report made today counts from that day only once it is of a later one. */
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/reports?kind=progress&party=duiven&period=own&from=1-1-2019&until=31-12-2019").text, "Verslag 2020”");
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/reports").text, "Verslag 2020");
}

TEST(a_report_of_an_open_round_says_what_was_told)
{
	struct page page = site_round_get(PUBLIC, "/ronde/reports?kind=progress&period=all");

	/* The programme has no period of its own. */
	CHECK_NUMBER(page.status, 422);
	page = site_round_get(PUBLIC, "/ronde/reports?kind=progress");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "R-04 Actie R-04");
	CHECK_HAS(page.text, "Van 1 actiepunt is geen trekker bekend: R-04");
	CHECK_HAS_NOT(page.text, "Geheime notitie");
}
