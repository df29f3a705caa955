/* SPDX-License-Identifier: EUPL-1.2 */
#include <libical/ical.h>
#include <string.h>

#include "test/site.h"
#include "test/test.h"

/* The part of a calendar about one thing: the event whose summary begins so. */
static struct str event(struct str text, const char *summary)
{
	size_t at = str_search(text, str_format(test_arena(), "\r\nSUMMARY:%s", summary));
	struct str before = str_to(text, at);
	size_t begin = 0, found;

	if (at == SIZE_MAX)
		fail_msg("no event %s", summary);
	while ((found = str_search(str_from(before, begin), STR("BEGIN:VEVENT"))) != SIZE_MAX)
		begin += found + 1;
	text = str_from(text, begin - 1);
	return str_to(text, str_search(text, STR("END:VEVENT")));
}

/* As another program reads it: how many events, and no fault in any. */
static int events_in(struct str text)
{
	icalcomponent *calendar = icalparser_parse_string(str_cstring(test_arena(), text));
	int count;

	CHECK(calendar);
	CHECK_NUMBER(icalcomponent_count_errors(calendar), 0);
	CHECK(icalrestriction_check(calendar));
	count = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
	icalcomponent_free(calendar);
	return count;
}

TEST(the_calendar_of_the_programme_has_its_steps_and_the_last_days_of_its_actions)
{
	struct page page = site_get(PUBLIC, "/calendar.ics");

	CHECK_NUMBER(page.status, 200);
	CHECK(events_in(page.text) > 5);
	CHECK_HAS(event(page.text, "Ondertekening van de dienstverleningsovereenkomst"), "DTSTART;VALUE=DATE:20240522\r\nDTEND;VALUE=DATE:20240523");
	/* The third covenant of Techno-Plaza ends somewhere in 2028. */
	CHECK_HAS(event(page.text, "Laatste dag: M-03"), "DTSTART;VALUE=DATE:20281231\r\n");
	CHECK_HAS(event(page.text, "Laatste dag: M-03"), "STATUS:TENTATIVE");
	CHECK_HAS(event(page.text, "Laatste dag: M-03"), "CATEGORIES:Maakindustrie");
	CHECK_HAS(page.text, "X-WR-CALNAME:Liemerse Economische Visie (LEV) 2024-2026");
}

TEST(a_calendar_speaks_the_language_of_the_programme_unless_asked)
{
	CHECK_HAS(site_get(PUBLIC, "/calendar.ics?lang=en").text, "SUMMARY:Last day: M-03");
	CHECK_HAS(site_get(PUBLIC, "/calendar.ics").text, "SUMMARY:Laatste dag: M-03");
}

TEST(a_party_has_a_calendar_of_its_own)
{
	struct page page = site_get(PUBLIC, "/parties/doesburg/calendar.ics"), school = site_round_get(PUBLIC, "/ronde/parties/school/calendar.ics");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Doesburg");
	events_in(page.text);
	/* The school leads one action, so a round asks it; Duiven leads two others. */
	CHECK_HAS(school.text, "R-03");
	CHECK_HAS(school.text, "Deze ronde");
	CHECK_HAS_NOT(school.text, "Opening");
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/parties/duiven/calendar.ics").text, "Opening (R-01)");
	CHECK_NUMBER(site_get(PUBLIC, "/parties/nergens/calendar.ics").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/parties/nergens/news.atom").status, 404);
}

/* Whoever asks: a feed that anybody can hand on tells what everybody may see. */
TEST(a_public_feed_never_tells_a_draft_or_a_note_not_even_to_the_office)
{
	static const char *const feeds[] = { "/calendar.ics", "/news.atom", "/parties/duiven/calendar.ics", "/parties/duiven/news.atom" };

	for (size_t i = 0; i < sizeof feeds / sizeof feeds[0]; i++)
		for (int visitor = PUBLIC; visitor < VISITOR_COUNT; visitor++) {
			struct page page = site_get((enum visitor)visitor, feeds[i]);
			CHECK_NUMBER(page.status, 200);
			CHECK_HAS_NOT(page.text, "X-99");
			CHECK_HAS_NOT(page.text, "Geheim");
			CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
			CHECK_HAS_NOT(page.text, "bureau@example.nl");
		}
}

/* The note on Duiven's entry was changed by the office: for the public nothing changed. */
TEST(a_note_that_changed_is_no_news_for_who_may_not_read_it)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/news.atom").text, "Deelname");
	CHECK_HAS_NOT(site_get(PUBLIC, "").text, "Deelname Duiven");
}

TEST(news_says_what_changed_in_words_and_links_to_its_page)
{
	struct page page = site_get(PUBLIC, "/news.atom");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "<title>Wat is er nieuw: Liemerse Economische Visie (LEV) 2024-2026</title>");
	CHECK_HAS(page.text, "Het programma is ingelezen uit een bestand");
	CHECK_HAS(page.text, "rel=\"self\"");
	CHECK_HAS(site_get(PUBLIC, "/news.atom?lang=en").text, "The programme was read in from a file");
	CHECK_HAS(site_get(PUBLIC, "").text, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Nieuws van dit programma\" href=\"/lev-2024-2026/news.atom\">");
	page = site_round_get(PUBLIC, "/ronde/news.atom");
	CHECK_HAS(page.text, "<title>Rol");
}

/* One's own calendar */

static struct str own_address(struct str text)
{
	size_t at = str_search(text, STR("/calendar/"));

	if (at == SIZE_MAX)
		fail_msg("no address was shown");
	text = str_from(text, at);
	return str_to(text, str_find(text, '<'));
}

static struct page own_calendar(struct str address)
{
	return site_round_get(PUBLIC, address.at);
}

TEST(ones_own_calendar_stands_at_a_secret_address_until_it_is_ended)
{
	struct page made = site_post(OFFICE, "/calendars", "what=make"), page;
	struct str address = str_copy(test_arena(), own_address(made.text)), newer;

	address = str_of(str_cstring(test_arena(), address));
	CHECK_NUMBER(made.status, 200);
	page = own_calendar(address);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "mijn deel");
	/* The office's own calendar tells what the office may see: the draft has no day, so give it no place; the steps it has. */
	CHECK_HAS(page.text, "Ondertekening");
	/* It is shown once. */
	CHECK_HAS_NOT(site_get(OFFICE, "/calendars").text, address.at);
	CHECK_HAS(site_get(OFFICE, "/calendars").text, "U hebt een adres");
	/* A new one ends the old. */
	made = site_post(OFFICE, "/calendars", "what=make");
	newer = str_of(str_cstring(test_arena(), own_address(made.text)));
	CHECK_NUMBER(own_calendar(address).status, 404);
	CHECK_NUMBER(own_calendar(newer).status, 200);
	CHECK_NUMBER(site_post(OFFICE, "/calendars", "what=end").status, 303);
	CHECK_NUMBER(own_calendar(newer).status, 404);
	CHECK_HAS_NOT(site_get(OFFICE, "/calendars").text, "U hebt een adres");
}

TEST(an_address_that_never_was_answers_as_one_that_was_ended)
{
	CHECK_NUMBER(site_round_get(PUBLIC, "/calendar/geheim.ics").status, 404);
	CHECK_NUMBER(site_round_get(OFFICE, "/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").status, 404);
}

TEST(the_calendars_of_a_person_stand_on_the_account_page_and_end_there)
{
	struct page made = site_round_post(MEMBER, "/ronde/calendars", "what=make"), account, calendar;
	struct str address = str_of(str_cstring(test_arena(), own_address(made.text))), id;

	calendar = own_calendar(address);
	CHECK_NUMBER(calendar.status, 200);
	/* Duiven leads; nobody says that it takes part in the others. */
	CHECK_HAS(calendar.text, "R-01");
	CHECK_HAS_NOT(calendar.text, "R-03");
	account = site_round_get(MEMBER, "/account");
	CHECK_HAS(account.text, "Regio Ronde");
	id = str_from(account.text, str_search(account.text, STR("name=\"programme\" value=\"")) + strlen("name=\"programme\" value=\""));
	CHECK_NUMBER(site_round_post(MEMBER, "/account", str_format(test_arena(), "what=end_calendar&programme=%.*s", 36, id.at).at).status, 303);
	CHECK_NUMBER(own_calendar(address).status, 404);
	CHECK_NUMBER(site_round_post(MEMBER, "/account", "what=end_calendar&programme=niets").status, 404);
}

TEST(who_is_not_signed_in_makes_no_address)
{
	struct page page = site_post(PUBLIC, "/calendars", "what=make");

	CHECK(page.status == 303 || page.status == 403);
	CHECK_HAS(site_get(PUBLIC, "/calendars").text, "/sign-in?back=/lev-2024-2026/calendars");
}

TEST(the_page_of_calendars_tells_where_they_are)
{
	struct page page = site_get(PUBLIC, "/calendars");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "webcal://");
	CHECK_HAS(page.text, "/lev-2024-2026/calendar.ics");
	CHECK_HAS(page.text, "/lev-2024-2026/parties/doesburg/calendar.ics");
	CHECK_HAS(page.text, "/lev-2024-2026/parties/doesburg/news.atom");
	CHECK_HAS(page.text, "geen bekende dag");
	CHECK_HAS(site_get(PUBLIC, "/parties/duiven").text, "/lev-2024-2026/parties/duiven/calendar.ics");
	CHECK_HAS(site_get(PUBLIC, "/timeline").text, "/lev-2024-2026/calendar.ics");
}
