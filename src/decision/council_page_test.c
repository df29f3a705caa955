/* SPDX-License-Identifier: EUPL-1.2 */
/* Questions, motions and promises of councils in the Liemers: put, asked of a party, answered once and read by all. */
#include "test/site.h"

#include "test/lev.h"
#include "test/test.h"

static struct page put(enum visitor visitor, const char *council, const char *fields)
{
	site_post(OFFICE, "/bodies/usual", "");
	return site_post(visitor, "/questions/new", str_format(test_arena(), "council=%s&%s", council, fields).at);
}

/* Address below the programme of what was put. */
static const char *address(struct page page)
{
	struct str at = str_from(page.location, sizeof "/lev-2024-2026" - 1);

	CHECK_NUMBER(page.status, 303);
	return str_format(test_arena(), "%.*s", STR_ARG(str_to(at, str_find(at, '?')))).at;
}

static const char *below(const char *question, const char *part)
{
	return str_format(test_arena(), "%s/%s", question, part).at;
}

/* Sent from the page as it stands now: what its form says was seen of the answer goes along. */
static struct page answer(enum visitor visitor, const char *question, const char *fields)
{
	struct page page = site_get(visitor, question);
	size_t at = str_search(page.text, STR("name=\"seen\" value=\""));
	struct str seen = at == SIZE_MAX ? STR_NONE : str_to(str_from(page.text, at + sizeof "name=\"seen\" value=\"" - 1), 64);

	return site_post(visitor, below(question, "answer"), str_format(test_arena(), "seen=%.*s&%s", STR_ARG(seen), fields).at);
}

/* Sent away: to sign in, or for want of the form's token. */
static bool turned_away(struct page page)
{
	return page.status == 401 || page.status == 403;
}

TEST(before_a_council_asked_anything_the_page_says_who_asks_here)
{
	CHECK_HAS(site_get(PUBLIC, "/questions").text, "Er is geen vraag, motie of toezegging vastgelegd.");
	CHECK_HAS_NOT(site_get(PUBLIC, "/questions").text, "/questions/new");
	site_post(OFFICE, "/bodies/usual", "");
	CHECK_HAS(site_get(OFFICE, "/questions").text, "/questions/new");
	CHECK_HAS_NOT(site_get(MEMBER, "/questions").text, "/questions/new");
}

TEST(councillors_and_the_office_for_them_put_a_question_and_nobody_else)
{
	CHECK(turned_away(put(PUBLIC, "raad-duiven", "kind=question&title=Waarom&day=2025-01-10")));
	CHECK_NUMBER(put(MEMBER, "raad-duiven", "kind=question&title=Waarom&day=2025-01-10").status, 403);
	CHECK_NUMBER(site_get(MEMBER, "/questions/new").status, 403);
	CHECK_NUMBER(site_get(OFFICE, "/questions/new?body=raad-duiven").status, 200);
	CHECK_HAS_NOT(site_get(PUBLIC, "/questions").text, "Waarom");
}

TEST(a_question_that_is_not_right_says_why_and_keeps_what_was_typed)
{
	struct page page = put(OFFICE, "college-duiven", "kind=question&title=Wie+betaalt&day=2099-01-10&text=Graag+snel.");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Vragen, moties en toezeggingen zijn van een raad.");
	CHECK_HAS(page.text, "Die dag is nog niet geweest.");
	CHECK_HAS(page.text, "value=\"Wie betaalt\"");
	CHECK_HAS(page.text, "Graag snel.");
	CHECK_NUMBER(put(OFFICE, "raad-duiven", "kind=question&title=&day=2025-01-10").status, 422);
}

TEST(an_answer_given_once_is_read_by_every_council)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=question&title=Wie+betaalt+de+bus&day=2025-01-10&due=2025-02-10"));
	struct page page = site_get(PUBLIC, question);

	CHECK_HAS(page.text, "Er is nog geen antwoord.");
	CHECK_HAS(page.text, "sp-tag sp-tag--warning\">open, ");
	CHECK_HAS(site_get(PUBLIC, "/bodies/raad-duiven").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(site_get(PUBLIC, "/bodies/raad-zevenaar").text, "Wie betaalt de bus");
	CHECK_NUMBER(answer(OFFICE, question, "answer=De+provincie.&answered=2025-02-01").status, 303);
	page = site_get(PUBLIC, question);
	CHECK_HAS(page.text, "De provincie.");
	CHECK_HAS(page.text, "beantwoord 1 februari 2025");
	CHECK_HAS_NOT(page.text, "name=\"answer\"");
	CHECK_HAS(site_get(PUBLIC, "/questions").text, "Wie betaalt de bus");
	CHECK_HAS(site_get(PUBLIC, "/questions?body=raad-duiven&kind=question").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(site_get(PUBLIC, "/questions?body=raad-zevenaar").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(site_get(PUBLIC, "/questions?kind=motion").text, "Wie betaalt de bus");
}

/* Before it was asked it was not there; before it was answered there was no answer. */
TEST(on_an_earlier_day_it_is_open_or_not_there_yet)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=promise&title=Jaarlijks+een+brief&day=2025-01-10"));

	CHECK_NUMBER(answer(OFFICE, question, "answer=De+brief+is+verstuurd.&answered=2025-03-01").status, 303);
	CHECK_HAS_NOT(site_get(PUBLIC, below(question, "")).text, "De brief is verstuurd.");
	CHECK_NUMBER(site_get(PUBLIC, str_format(test_arena(), "%s?on=2025-01-09", question).at).status, 404);
	CHECK_HAS_NOT(site_get(PUBLIC, str_format(test_arena(), "%s?on=2025-02-28", question).at).text, "De brief is verstuurd.");
	CHECK_HAS(site_get(PUBLIC, str_format(test_arena(), "%s?on=2025-03-01", question).at).text, "De brief is verstuurd.");
	CHECK_HAS_NOT(site_get(PUBLIC, "/questions?on=2025-01-09").text, "Jaarlijks een brief");
}

TEST(a_party_answers_once_the_office_asks_it_to)
{
	const char *question = address(put(OFFICE, "raad-zevenaar", "kind=question&title=Hoeveel+bedrijven&day=2025-01-10"));

	CHECK_NUMBER(answer(MEMBER, question, "answer=Veel&answered=2025-02-01").status, 403);
	CHECK(turned_away(answer(PUBLIC, question, "answer=Veel&answered=2025-02-01")));
	CHECK_NUMBER(site_post(MEMBER, below(question, "asked"), "party=duiven").status, 403);
	CHECK_NUMBER(site_post(OFFICE, below(question, "asked"), "party=nergens").status, 422);
	CHECK_NUMBER(site_post(OFFICE, below(question, "asked"), "party=zevenaar").status, 303);
	CHECK_NUMBER(answer(MEMBER, question, "answer=Veel&answered=2025-02-01").status, 403);
	CHECK_NUMBER(site_post(OFFICE, below(question, "asked"), "party=duiven").status, 303);
	CHECK_HAS(site_get(MEMBER, question).text, "name=\"answer\"");
	CHECK_NUMBER(answer(MEMBER, question, "answer=Twaalf+bedrijven.&answered=2025-02-01").status, 303);
	CHECK_HAS(site_get(PUBLIC, question).text, "Twaalf bedrijven.");
	CHECK_NUMBER(site_post(OFFICE, below(question, "asked"), "party=zevenaar").status, 409);
}

TEST(an_answer_has_words_and_a_day_that_has_been)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=motion&title=Meer+groen&day=2025-01-10"));
	struct page page = answer(OFFICE, question, "answer=Er+komt+groen.&answered=2099-02-01");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Die dag is nog niet geweest.");
	CHECK_HAS(page.text, "Er komt groen.");
	CHECK_NUMBER(answer(OFFICE, question, "answer=&answered=2025-02-01").status, 422);
	CHECK_NUMBER(answer(OFFICE, question, "answer=Groen&answered=2025-01-09").status, 422);
	CHECK_HAS(site_get(PUBLIC, question).text, "Er is nog geen antwoord.");
}

TEST(two_who_answer_at_the_same_time_do_not_write_over_each_other)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=question&title=Wanneer+begint+het&day=2025-01-10"));
	struct page page;

	CHECK_NUMBER(answer(OFFICE, question, "answer=In+mei.&answered=2025-02-01").status, 303);
	page = site_post(OFFICE, below(question, "answer"), "seen=&answer=In+juni.&answered=2025-02-02");
	CHECK_NUMBER(page.status, 409);
	CHECK_HAS(page.text, "In mei.");
	CHECK_HAS(page.text, "In juni.");
	CHECK_NUMBER(answer(OFFICE, question, "answer=In+juli.&answered=2025-02-03").status, 303);
	CHECK_HAS(site_get(PUBLIC, question).text, "In juli.");
}

/* On the page of what it is about, and of the council's own municipality; the office and councillors put one from there. */
TEST(a_question_stands_where_it_is_about)
{
	struct page action = (site_post(OFFICE, "/bodies/usual", ""), site_get(OFFICE, "/actions/M-03"));
	size_t at = str_search(action.text, STR("/questions/new?node="));
	const char *node = str_format(test_arena(), "%.*s", 36, action.text.at + at + sizeof "/questions/new?node=" - 1).at;
	const char *fields = str_format(test_arena(), "kind=question&title=Wie+doet+dit&day=2025-01-10&node=%s", node).at;

	CHECK(at != SIZE_MAX);
	CHECK_NUMBER(put(OFFICE, "raad-duiven", fields).status, 303);
	CHECK_HAS(site_get(PUBLIC, "/actions/M-03").text, "Wie doet dit");
	CHECK_HAS(site_get(PUBLIC, "/parties/duiven").text, "Wie doet dit");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/zevenaar").text, "Wie doet dit");
	CHECK_HAS_NOT(site_get(PUBLIC, "/actions/M-07").text, "Wie doet dit");
	CHECK_HAS_NOT(site_get(PUBLIC, "/actions/M-03").text, "/questions/new");
	CHECK_HAS_NOT(site_get(PUBLIC, "/actions/M-03?on=2025-01-09").text, "Wie doet dit");
}

/* Who puts a question does not answer it on the same form. */
TEST(what_is_put_is_open_whatever_came_along)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=question&title=Zelf+beantwoord&day=2025-01-10&answer=Zomaar&answered=2025-01-11"));

	CHECK_HAS(site_get(PUBLIC, question).text, "Er is nog geen antwoord.");
	CHECK_HAS_NOT(site_get(OFFICE, "/questions/new?body=raad-duiven").text, "name=\"answer\"");
}

TEST(a_question_that_is_not_there_is_not_found)
{
	CHECK_NUMBER(site_get(PUBLIC, "/questions/nergens").status, 404);
	CHECK_NUMBER(site_post(OFFICE, "/questions/nergens/asked", "party=duiven").status, 404);
}
