/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A subject is put to the bodies, decided, corrected, and what follows from it. A programme of its own on the site, "besluit", of three municipalities
 * and two themes; the member acts for Duiven. Stories share it, so each has its own subject.
 */
#include "test/site.h"

#include "access/access.h"
#include "decision/decision.h"
#include "party/party.h"
#include "test/test.h"
#include "tree/tree.h"

#define ROOT "/besluit"

static void write_changes(struct id programme, const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static void make(void)
{
	static const char *const keys[] = { "doesburg", "duiven", "westervoort", "zevenaar" };
	static const char *const names[] = { "Doesburg", "Duiven", "Westervoort", "Zevenaar" };
	static bool made;
	struct programme_facts facts = { .id = id_new(), .key = STR("besluit"), .name = STR("Besluiten"), .language = STR("nl") };
	struct theme work = { .id = id_new(), .key = STR("werk"), .name = STR("Werk") };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER };

	if (made)
		return;
	made = true;
	write_changes(facts.id, (struct change[]){ { &programme_facts_record, NULL, &facts }, { &theme_record, NULL, &work }, { &mandate_record, NULL, &office } }, 3);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct party town = { .id = id_new(), .key = str_of(keys[i]), .name = str_of(names[i]), .kind = PARTY_MUNICIPALITY };

		if (i == 1)
			member.party = town.id;
		write_changes(facts.id, (struct change[]){ { &party_record, NULL, &town } }, 1);
	}
	write_changes(facts.id, (struct change[]){ { &mandate_record, NULL, &member } }, 1);
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

/* Sent away: to sign in, or for want of the form's token. */
static bool turned_away(struct page page)
{
	return page.status == 401 || page.status == 403;
}

static void bodies(void)
{
	CHECK_NUMBER(post(OFFICE, "/bodies/usual", "").status, 303);
}

/* Address below the programme of what an answer leads to, without a question. */
static const char *leads_to(struct page page)
{
	struct str at = str_from(page.location, sizeof ROOT - 1);

	CHECK_NUMBER(page.status, 303);
	return str_format(test_arena(), "%.*s", STR_ARG(str_to(at, str_find(at, '?')))).at;
}

static const char *put(const char *fields)
{
	bodies();
	return leads_to(post(OFFICE, "/decisions/new", fields));
}

static struct page record(enum visitor visitor, const char *subject, const char *body, const char *fields)
{
	return post(visitor, str_format(test_arena(), "%s/bodies/%s", subject, body).at, fields);
}

/* The address on a page of a subject that ends so, below the subject: "/decisions/{id}/confirmation". */
static const char *address_on(struct page page, const char *subject, const char *before, const char *after)
{
	struct str start = str_format(test_arena(), "%s%s", subject, before);
	size_t from = 0, at;

	while ((at = str_search(str_from(page.text, from), start)) != SIZE_MAX) {
		from += at + start.len;
		if (str_starts(str_from(page.text, from + 36), str_of(after)))
			return str_format(test_arena(), "%.*s%.*s%s", STR_ARG(start), 36, page.text.at + from, after).at;
	}
	fail_msg("no address %.*s...%s on the page", STR_ARG(start), after);
	return NULL;
}

TEST(before_there_is_a_body_the_page_says_where_to_begin)
{
	struct page page = get(OFFICE, "/bodies");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Er is nog geen orgaan vastgelegd.");
	CHECK_HAS(page.text, "Gemeenteraad Duiven");
	CHECK_HAS(get(PUBLIC, "/decisions").text, "Er is nog niets aan een orgaan voorgelegd.");
	CHECK_HAS_NOT(get(PUBLIC, "/bodies").text, "Voeg deze toe");
	CHECK(turned_away(post(PUBLIC, "/bodies/usual", "")));
	CHECK_NUMBER(post(MEMBER, "/bodies/usual", "").status, 403);
}

TEST(the_usual_bodies_are_added_once)
{
	struct page page;

	bodies();
	bodies();
	page = get(OFFICE, "/bodies");
	CHECK_HAS(page.text, "/bodies/raad-duiven");
	CHECK_HAS(page.text, "/bodies/college-zevenaar");
	CHECK_HAS_NOT(page.text, "Voeg deze toe");
	CHECK_HAS(get(PUBLIC, "/bodies/raad-duiven").text, "Er ligt niets voor bij dit orgaan.");
	CHECK_NUMBER(get(PUBLIC, "/bodies/raad-nergens").status, 404);
}

TEST(what_two_of_three_adopted_is_not_adopted_yet_and_the_last_adopts_it)
{
	const char *subject = put("title=Visie+op+wonen&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides&"
		"ask-raad-westervoort=decides&ask-raad-doesburg=opinion");
	struct page page;

	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted&day=2025-01-20&reference=25-001").status, 303);
	CHECK_NUMBER(record(OFFICE, subject, "raad-zevenaar", "outcome=adopted_with_conditions&day=2025-01-22&condition-0=Jaarlijks+verslag&condition_due-0=2025-12-01").status, 303);
	CHECK_NUMBER(record(OFFICE, subject, "raad-doesburg", "outcome=opinion&day=2025-01-23&text=Let+op+de+Hanzesteden.").status, 303);
	page = get(PUBLIC, subject);
	CHECK_HAS(page.text, "vastgesteld door 2 van 3, zienswijze van 1, 1 voorwaarde open");
	CHECK_HAS(page.text, "Let op de Hanzesteden.");
	CHECK_HAS(page.text, "25-001");
	CHECK_HAS(page.text, "vastgelegd door het programmabureau");
	CHECK_NUMBER(record(OFFICE, subject, "raad-westervoort", "outcome=adopted&day=2025-02-03").status, 303);
	CHECK_HAS(get(PUBLIC, subject).text, "vastgesteld door 3 van 3");
	CHECK_HAS(get(PUBLIC, str_format(test_arena(), "%s?on=2025-01-25", subject).at).text, "vastgesteld door 2 van 3");
	CHECK_HAS(get(PUBLIC, "/bodies/raad-zevenaar").text, "Visie op wonen");
	CHECK_HAS(get(PUBLIC, "/decisions?body=raad-zevenaar").text, "Visie op wonen");
	CHECK_HAS_NOT(get(PUBLIC, "/decisions?body=college-duiven").text, "Visie op wonen");
}

/* Every fault at once, by its field, and nothing typed is lost. */
TEST(a_decision_that_is_not_right_says_why_and_keeps_what_was_typed)
{
	const char *subject = put("title=Visie+op+water&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-doesburg=opinion");
	struct page page = record(OFFICE, subject, "raad-duiven", "day=2099-01-01&reference=25-777&condition-0=Eerst+geld");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Die dag is nog niet geweest.");
	CHECK_HAS(page.text, "value=\"25-777\"");
	CHECK_HAS(page.text, "value=\"Eerst geld\"");
	CHECK_HAS(page.text, "Voorwaarden horen bij een besluit");
	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted_with_conditions&day=2025-01-20").status, 422);
	CHECK_NUMBER(record(OFFICE, subject, "raad-doesburg", "outcome=adopted&day=2025-01-20").status, 422);
	CHECK_NUMBER(record(OFFICE, subject, "raad-doesburg", "outcome=opinion&day=2025-01-20").status, 422);
	CHECK_NUMBER(record(OFFICE, subject, "raad-nergens", "outcome=adopted&day=2025-01-20").status, 404);
	CHECK_HAS(get(PUBLIC, subject).text, "vastgesteld door 0 van 1");
}

TEST(a_body_s_own_people_and_the_office_record_it_and_nobody_else)
{
	const char *subject = put("title=Visie+op+groen&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides");

	CHECK(turned_away(record(PUBLIC, subject, "raad-duiven", "outcome=adopted&day=2025-01-20")));
	CHECK_NUMBER(record(MEMBER, subject, "raad-zevenaar", "outcome=adopted&day=2025-01-20").status, 403);
	CHECK_HAS_NOT(get(PUBLIC, subject).text, "Leg vast wat het besloot");
}

/* A body decides once; a correction replaces it and the old one stays readable. */
TEST(a_correction_keeps_the_earlier_one_visible)
{
	const char *subject = put("title=Visie+op+lucht&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides");
	struct page page;

	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=rejected&day=2025-01-20&text=Verkeerd+genoteerd.").status, 303);
	CHECK_HAS(get(PUBLIC, subject).text, "afgewezen");
	CHECK_HAS(get(OFFICE, str_format(test_arena(), "%s/bodies/raad-duiven", subject).at).text, "Verkeerd genoteerd.");
	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted&day=2025-01-20").status, 303);
	page = get(PUBLIC, subject);
	CHECK_HAS(page.text, "vastgesteld door 1 van 2");
	CHECK_HAS(page.text, "Wat eerder was vastgelegd");
	CHECK_HAS(page.text, "Verkeerd genoteerd.");
}

TEST(a_condition_is_open_until_somebody_says_how_it_was_met_and_that_can_be_undone)
{
	const char *subject = put("title=Visie+op+werk&kind=vision&when=now&ask-raad-duiven=decides");
	const char *address;

	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted_with_conditions&day=2025-01-20&condition-0=Eerst+een+plan").status, 303);
	address = address_on(get(OFFICE, subject), subject, "/conditions/", "");
	CHECK_NUMBER(post(OFFICE, address, "met=2025-03-01&how=").status, 422);
	CHECK(turned_away(post(PUBLIC, address, "met=2025-03-01&how=Af")));
	CHECK_NUMBER(post(OFFICE, address, "met=2025-03-01&how=Het+plan+is+er.").status, 303);
	CHECK_HAS(get(PUBLIC, subject).text, "Het plan is er.");
	CHECK_HAS_NOT(get(PUBLIC, subject).text, "voorwaarde open");
	CHECK_NUMBER(post(OFFICE, address, "").status, 303);
	CHECK_HAS(get(PUBLIC, subject).text, "1 voorwaarde open");
}

TEST(an_amendment_goes_back_to_the_others_as_a_subject_of_its_own)
{
	const char *subject = put("title=Visie+op+verkeer&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides&ask-raad-doesburg=opinion");
	const char *address, *confirmation;
	struct page page;

	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted&day=2025-01-20&amended=yes").status, 422);
	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted&day=2025-01-20&amended=yes&text=De+fiets+voorop.").status, 303);
	page = get(OFFICE, subject);
	CHECK_HAS(page.text, "Het is niet voor iedereen hetzelfde.");
	address = address_on(page, subject, "/decisions/", "/confirmation");
	confirmation = leads_to(post(OFFICE, address, ""));
	page = get(PUBLIC, confirmation);
	CHECK_HAS(page.text, "Amendement van Gemeenteraad Duiven op: Visie op verkeer");
	CHECK_HAS(page.text, "De fiets voorop.");
	CHECK_HAS(page.text, "Gemeenteraad Zevenaar");
	CHECK_HAS_NOT(page.text, "Gemeenteraad Doesburg");
	CHECK_HAS(get(PUBLIC, subject).text, "Voorgelegd aan de anderen");
	CHECK_HAS(get(PUBLIC, "/bodies/raad-zevenaar").text, "Amendement van Gemeenteraad Duiven");
}

TEST(what_a_body_excepts_becomes_its_participation_once_it_was_shown)
{
	const char *subject = put("title=Ieder+voor+zich&kind=participation&rule=each_for_itself&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides");
	const char *address;
	struct page page;
	size_t at;

	page = get(OFFICE, str_format(test_arena(), "%s/bodies/raad-duiven", subject).at);
	at = str_search(page.text, STR("name=\"except-"));
	CHECK(at != SIZE_MAX);
	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", str_format(test_arena(), "outcome=adopted&day=2025-01-20&except-%.*s=yes", 36,
		page.text.at + at + sizeof "name=\"except-" - 1).at).status, 303);
	page = get(OFFICE, subject);
	CHECK_HAS(page.text, "geldt voor wie vaststelde");
	address = address_on(page, subject, "/decisions/", "/participation");
	CHECK_HAS(get(OFFICE, address).text, "wordt: <strong>doet niet mee</strong>");
	CHECK_NUMBER(post(OFFICE, address, "").status, 303);
	CHECK_HAS(get(OFFICE, address).text, "Er is niets over te nemen");
}

TEST(what_is_withdrawn_waits_for_nobody_and_can_be_put_again)
{
	const char *subject = put("title=Visie+op+zon&kind=vision&when=now&ask-raad-duiven=decides");

	CHECK_NUMBER(post(MEMBER, str_format(test_arena(), "%s/withdrawal", subject).at, "").status, 403);
	CHECK_NUMBER(post(OFFICE, str_format(test_arena(), "%s/withdrawal", subject).at, "").status, 303);
	CHECK_HAS(get(PUBLIC, subject).text, "ingetrokken");
	CHECK_HAS_NOT(get(PUBLIC, "/bodies/raad-duiven").text, "Visie op zon");
	CHECK_NUMBER(post(OFFICE, str_format(test_arena(), "%s/withdrawal", subject).at, "").status, 303);
	CHECK_HAS(get(PUBLIC, "/bodies/raad-duiven").text, "Visie op zon");
}

TEST(a_subject_asks_for_a_body_that_decides)
{
	struct page page;

	bodies();
	page = post(OFFICE, "/decisions/new", "title=Zonder+organen&when=now&ask-raad-duiven=opinion");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "value=\"Zonder organen\"");
	page = post(OFFICE, "/decisions/new", "when=now&ask-raad-duiven=decides&due-raad-duiven=32-1-2025");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "32-1-2025");
}

/* Where people look first: their municipality, and the home. */
TEST(a_municipality_sees_what_is_before_its_bodies_and_what_they_decided)
{
	const char *subject = put("title=Visie+op+buurten&kind=vision&when=now&ask-raad-duiven=decides&ask-raad-zevenaar=decides");
	struct page page;

	page = get(PUBLIC, "/parties/duiven");
	CHECK_HAS(page.text, "Ligt nu bij ons voor");
	CHECK_HAS(page.text, "Visie op buurten");
	CHECK_HAS_NOT(get(PUBLIC, "/parties/doesburg").text, "Visie op buurten");
	CHECK_HAS(get(PUBLIC, "").text, "Als eerste te besluiten: <a href=\"");
	CHECK_NUMBER(record(OFFICE, subject, "raad-duiven", "outcome=adopted&day=2025-01-20").status, 303);
	CHECK_HAS_NOT(get(PUBLIC, "/timeline").text, "Visie op buurten");
	CHECK_NUMBER(record(OFFICE, subject, "raad-zevenaar", "outcome=adopted&day=2025-01-22").status, 303);
	CHECK_HAS(get(PUBLIC, "/timeline").text, "Visie op buurten");
	page = get(PUBLIC, "/parties/duiven");
	CHECK_HAS(page.text, "Wat wij besloten");
	CHECK_HAS(page.text, "vastgesteld 20 januari 2025");
	CHECK_HAS(get(PUBLIC, "/parties/zevenaar").text, "Visie op buurten");
	CHECK_HAS_NOT(get(PUBLIC, "/parties/duiven?on=2023-12-01").text, "vastgesteld 20 januari 2025");
}
