/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Questions, motions and promises of councils: put, asked of a party, answered once and read by all. A programme of its own on the site,
 * "raden", of two municipalities and two themes; the member acts for Duiven. Stories share it, so each has its own question.
 */
#include "test/site.h"

#include "access/access.h"
#include "decision/decision.h"
#include "party/party.h"
#include "test/test.h"
#include "tree/tree.h"

#define ROOT "/raden"

static struct id work_theme;

static void make(void)
{
	static bool made;
	struct faults faults = { .arena = test_arena() };
	struct programme_facts facts = { .id = id_new(), .key = STR("raden"), .name = STR("Raden"), .language = STR("nl") };
	struct theme work = { .id = id_new(), .key = STR("werk"), .name = STR("Werk") }, leisure = { .id = id_new(), .key = STR("vrije-tijd"), .name = STR("Vrije tijd") };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party zevenaar = { .id = id_new(), .key = STR("zevenaar"), .name = STR("Zevenaar"), .kind = PARTY_MUNICIPALITY };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER, .party = duiven.id };
	struct body of_duiven = { .id = id_new(), .key = STR("raad-duiven"), .name = STR("Raad Duiven"), .kind = BODY_COUNCIL, .party = duiven.id };
	struct body of_zevenaar = { .id = id_new(), .key = STR("raad-zevenaar"), .name = STR("Raad Zevenaar"), .kind = BODY_COUNCIL, .party = zevenaar.id };
	struct body executive = { .id = id_new(), .key = STR("college-duiven"), .name = STR("College Duiven"), .kind = BODY_EXECUTIVE, .party = duiven.id };
	struct change changes[] = { { &programme_facts_record, NULL, &facts }, { &theme_record, NULL, &work }, { &theme_record, NULL, &leisure },
		{ &party_record, NULL, &duiven }, { &party_record, NULL, &zevenaar }, { &mandate_record, NULL, &office }, { &mandate_record, NULL, &member },
		{ &body_record, NULL, &of_duiven }, { &body_record, NULL, &of_zevenaar }, { &body_record, NULL, &executive } };
	struct command command = { .programme = facts.id, .changes = changes, .count = sizeof changes / sizeof changes[0], .faults = &faults };

	if (made)
		return;
	made = true;
	work_theme = work.id;
	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static struct page get(enum visitor visitor, const char *address)
{
	make();
	return site_round_get(visitor, str_format(test_arena(), "%s%s", ROOT, address).at);
}

static struct page post(enum visitor visitor, const char *address, const char *fields)
{
	make();
	return site_round_post(visitor, str_format(test_arena(), "%s%s", ROOT, address).at, fields);
}

static struct page put(enum visitor visitor, const char *council, const char *fields)
{
	return post(visitor, "/questions/new", str_format(test_arena(), "council=%s&%s", council, fields).at);
}

/* Address below the programme of what was put. */
static const char *address(struct page page)
{
	struct str at = str_from(page.location, sizeof ROOT - 1);

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
	struct page page = get(visitor, question);
	size_t at = str_search(page.text, STR("name=\"seen\" value=\""));
	struct str seen = at == SIZE_MAX ? STR_NONE : str_to(str_from(page.text, at + sizeof "name=\"seen\" value=\"" - 1), 64);

	return post(visitor, below(question, "answer"), str_format(test_arena(), "seen=%.*s&%s", STR_ARG(seen), fields).at);
}

/* Sent away: to sign in, or for want of the form's token. */
static bool turned_away(struct page page)
{
	return page.status == 401 || page.status == 403;
}

TEST(before_a_council_asked_anything_the_page_says_who_asks_here)
{
	CHECK_HAS(get(PUBLIC, "/questions").text, "Er is geen vraag, motie of toezegging vastgelegd.");
	CHECK_HAS_NOT(get(PUBLIC, "/questions").text, "/questions/new");
	CHECK_HAS(get(OFFICE, "/questions").text, "/questions/new");
	CHECK_HAS_NOT(get(MEMBER, "/questions").text, "/questions/new");
}

TEST(councillors_and_the_office_for_them_put_a_question_and_nobody_else)
{
	CHECK(turned_away(put(PUBLIC, "raad-duiven", "kind=question&title=Waarom&day=2025-01-10")));
	CHECK_NUMBER(put(MEMBER, "raad-duiven", "kind=question&title=Waarom&day=2025-01-10").status, 403);
	CHECK_NUMBER(get(MEMBER, "/questions/new").status, 403);
	CHECK_NUMBER(get(OFFICE, "/questions/new?body=raad-duiven").status, 200);
	CHECK_HAS_NOT(get(PUBLIC, "/questions").text, "Waarom");
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
	struct page page = get(PUBLIC, question);

	CHECK_HAS(page.text, "Er is nog geen antwoord.");
	CHECK_HAS(page.text, "sp-tag sp-tag--warning\">open, ");
	CHECK_HAS(get(PUBLIC, "/bodies/raad-duiven").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(get(PUBLIC, "/bodies/raad-zevenaar").text, "Wie betaalt de bus");
	CHECK_NUMBER(answer(OFFICE, question, "answer=De+provincie.&answered=2025-02-01").status, 303);
	page = get(PUBLIC, question);
	CHECK_HAS(page.text, "De provincie.");
	CHECK_HAS(page.text, "beantwoord 1 februari 2025");
	CHECK_HAS_NOT(page.text, "name=\"answer\"");
	CHECK_HAS(get(PUBLIC, "/questions").text, "Wie betaalt de bus");
	CHECK_HAS(get(PUBLIC, "/questions?body=raad-duiven&kind=question").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(get(PUBLIC, "/questions?body=raad-zevenaar").text, "Wie betaalt de bus");
	CHECK_HAS_NOT(get(PUBLIC, "/questions?kind=motion").text, "Wie betaalt de bus");
}

/* Before it was asked it was not there; before it was answered there was no answer. */
TEST(on_an_earlier_day_it_is_open_or_not_there_yet)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=promise&title=Jaarlijks+een+brief&day=2025-01-10"));

	CHECK_NUMBER(answer(OFFICE, question, "answer=De+brief+is+verstuurd.&answered=2025-03-01").status, 303);
	CHECK_HAS_NOT(get(PUBLIC, below(question, "")).text, "De brief is verstuurd.");
	CHECK_NUMBER(get(PUBLIC, str_format(test_arena(), "%s?on=2025-01-09", question).at).status, 404);
	CHECK_HAS_NOT(get(PUBLIC, str_format(test_arena(), "%s?on=2025-02-28", question).at).text, "De brief is verstuurd.");
	CHECK_HAS(get(PUBLIC, str_format(test_arena(), "%s?on=2025-03-01", question).at).text, "De brief is verstuurd.");
	CHECK_HAS_NOT(get(PUBLIC, "/questions?on=2025-01-09").text, "Jaarlijks een brief");
}

TEST(a_party_answers_once_the_office_asks_it_to)
{
	const char *question = address(put(OFFICE, "raad-zevenaar", "kind=question&title=Hoeveel+bedrijven&day=2025-01-10"));

	CHECK_NUMBER(answer(MEMBER, question, "answer=Veel&answered=2025-02-01").status, 403);
	CHECK(turned_away(answer(PUBLIC, question, "answer=Veel&answered=2025-02-01")));
	CHECK_NUMBER(post(MEMBER, below(question, "asked"), "party=duiven").status, 403);
	CHECK_NUMBER(post(OFFICE, below(question, "asked"), "party=nergens").status, 422);
	CHECK_NUMBER(post(OFFICE, below(question, "asked"), "party=zevenaar").status, 303);
	CHECK_NUMBER(answer(MEMBER, question, "answer=Veel&answered=2025-02-01").status, 403);
	CHECK_NUMBER(post(OFFICE, below(question, "asked"), "party=duiven").status, 303);
	CHECK_HAS(get(MEMBER, question).text, "name=\"answer\"");
	CHECK_NUMBER(answer(MEMBER, question, "answer=Twaalf+bedrijven.&answered=2025-02-01").status, 303);
	CHECK_HAS(get(PUBLIC, question).text, "Twaalf bedrijven.");
	CHECK_NUMBER(post(OFFICE, below(question, "asked"), "party=zevenaar").status, 409);
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
	CHECK_HAS(get(PUBLIC, question).text, "Er is nog geen antwoord.");
}

TEST(two_who_answer_at_the_same_time_do_not_write_over_each_other)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=question&title=Wanneer+begint+het&day=2025-01-10"));
	struct page page;

	CHECK_NUMBER(answer(OFFICE, question, "answer=In+mei.&answered=2025-02-01").status, 303);
	page = post(OFFICE, below(question, "answer"), "seen=&answer=In+juni.&answered=2025-02-02");
	CHECK_NUMBER(page.status, 409);
	CHECK_HAS(page.text, "In mei.");
	CHECK_HAS(page.text, "In juni.");
	CHECK_NUMBER(answer(OFFICE, question, "answer=In+juli.&answered=2025-02-03").status, 303);
	CHECK_HAS(get(PUBLIC, question).text, "In juli.");
}

/* On the page of what it is about, and of the council's own municipality; the office and councillors put one from there. */
TEST(a_question_stands_where_it_is_about)
{
	struct str node;
	const char *fields;

	make();
	node = id_text(work_theme, test_arena());
	fields = str_format(test_arena(), "kind=question&title=Wie+doet+dit&day=2025-01-10&node=%.*s", STR_ARG(node)).at;
	CHECK_HAS(get(OFFICE, "/themes/werk").text, "/questions/new?node=");
	CHECK_HAS_NOT(get(PUBLIC, "/themes/werk").text, "/questions/new");
	CHECK_HAS_NOT(get(MEMBER, "/themes/werk").text, "/questions/new");
	CHECK_NUMBER(put(OFFICE, "raad-duiven", fields).status, 303);
	CHECK_HAS(get(PUBLIC, "/themes/werk").text, "Wie doet dit");
	CHECK_HAS(get(PUBLIC, "/parties/duiven").text, "Wie doet dit");
	CHECK_HAS_NOT(get(PUBLIC, "/parties/zevenaar").text, "Wie doet dit");
	CHECK_HAS_NOT(get(PUBLIC, "/themes/vrije-tijd").text, "Wie doet dit");
	CHECK_HAS_NOT(get(PUBLIC, "/themes/werk?on=2025-01-09").text, "Wie doet dit");
}

/* Who puts a question does not answer it on the same form. */
TEST(what_is_put_is_open_whatever_came_along)
{
	const char *question = address(put(OFFICE, "raad-duiven", "kind=question&title=Zelf+beantwoord&day=2025-01-10&answer=Zomaar&answered=2025-01-11"));

	CHECK_HAS(get(PUBLIC, question).text, "Er is nog geen antwoord.");
	CHECK_HAS_NOT(get(OFFICE, "/questions/new?body=raad-duiven").text, "name=\"answer\"");
}

TEST(a_question_that_is_not_there_is_not_found)
{
	CHECK_NUMBER(get(PUBLIC, "/questions/nergens").status, 404);
	CHECK_NUMBER(post(OFFICE, "/questions/nergens/asked", "party=duiven").status, 404);
}
