/* SPDX-License-Identifier: EUPL-1.2 */
#include "signup/signup.h"

#include "account/account.h"
#include "party/party.h"
#include "signup/signup_mail.h"
#include "store/store.h"
#include "test/site.h"
#include "test/test.h"

/* Adds by a form; the page it leads to, without the programme's part. */
static const char *add(const char *address, const char *fields)
{
	struct page page = site_post(OFFICE, address, fields);

	CHECK_NUMBER(page.status, 303);
	return str_cstring(test_arena(), str_from(page.location, sizeof "/lev-2024-2026" - 1));
}

/* The id that a form offers beside a label. */
static const char *choice(const char *address, const char *label)
{
	struct str form = site_get(OFFICE, address).text;
	size_t at = str_search(form, str_format(test_arena(), "%s</option>", label));

	CHECK(at < form.len);
	for (; at > 0 && !str_starts(str_from(form, at), STR("value=\"")); at--)
		;
	return str_cstring(test_arena(), str_to(str_from(form, at + 7), 36));
}

static const char *with(const char *format, const char *a, const char *b)
{
	return str_cstring(test_arena(), str_format(test_arena(), format, a, b));
}

static void step(const char *which)
{
	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/step", with("step=%s%s", which, "")).status, 303);
}

/* The id of the one offer, from the page of Duiven. */
static const char *offer(void)
{
	struct str text = site_get(OFFICE, "/signups/aanmelden/parties/duiven").text;
	size_t at = str_search(text, STR("id=\"o-"));

	CHECK(at < text.len);
	return str_cstring(test_arena(), str_to(str_from(text, at + 6), 36));
}

/* A round that offers the promotion of leisure, which costs EUR 100.00 by inhabitants, equally. Prepared. */
static void prepare(void)
{
	add("/edit/signup_round/new", "key=aanmelden&title=Aanmelden+2099&year=2099&reactions_due=2098-05-01&final_due=2098-06-01&answers_due=2098-10-01");
	add("/edit/signup_offer/new", with("round=%s&node=%s&concept=Samen+uitnodigen&concept_asks=Een+ambtenaar", choice("/edit/signup_offer/new", "Aanmelden 2099"),
		choice("/edit/signup_offer/new", "Promotie van de vrijetijdseconomie")));
	add("/money/lines/new", with("title=Campagne&year=2099&amount=100&key=equal&node=%s%s", choice("/money/lines/new", "Promotie van de vrijetijdseconomie"), ""));
}

static void until_the_concept_is_sent_nobody_but_the_office_sees_the_round(void)
{
	prepare();
	CHECK_NUMBER(site_get(PUBLIC, "/signups/aanmelden").status, 404);
	CHECK_NUMBER(site_get(MEMBER, "/signups/aanmelden/parties/duiven").status, 404);
	CHECK_HAS_NOT(site_get(PUBLIC, "/signups").text, "Aanmelden 2099");
	CHECK_HAS_NOT(site_get(MEMBER, "/signups").text, "/edit/signup_round/new");
	CHECK_HAS(site_get(OFFICE, "/signups/aanmelden").text, "value=\"send\"");
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/step", "step=send").status, 403);
	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/step", "step=close").status, 409);
	step("send");
	CHECK_NUMBER(site_get(PUBLIC, "/signups/aanmelden").status, 200);
	/* The day before it was not sent. */
	CHECK_HAS(site_get(PUBLIC, "/signups/aanmelden?on=2024-01-01").text, "in voorbereiding");
	CHECK_HAS(site_get(PUBLIC, "/parties/duiven").text, "Nu aan ons gevraagd");
}

static void a_party_reacts_for_itself_and_what_is_for_the_office_stays_there(void)
{
	struct page stranger = site_post(PUBLIC, "/signups/aanmelden/parties/duiven", "text=Goed");

	CHECK(stranger.status == 401 || stranger.status == 403);
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/zevenaar", "text=Goed").status, 403);
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", "text=").status, 422);
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", "text=Geheim+bezwaar&internal=1").status, 303);
	CHECK_HAS(site_get(MEMBER, "/signups/aanmelden/parties/duiven").text, "Geheim bezwaar");
	CHECK_HAS(site_get(OFFICE, "/signups/aanmelden/parties/duiven").text, "Geheim bezwaar");
	CHECK_HAS_NOT(site_get(PUBLIC, "/signups/aanmelden/parties/duiven").text, "Geheim bezwaar");
	CHECK_HAS_NOT(site_get(PUBLIC, "/search?q=bezwaar").text, "Geheim");
}

static void a_party_answers_and_changes_its_answer(void)
{
	const char *id;
	struct page page;

	id = offer();
	/* Before the final offer nothing is answered. */
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=joins%s", id, "")).status, 422);
	step("offer");
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/zevenaar", with("outcome-%s=joins%s", id, "")).status, 403);
	page = site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=joins_up_to&remark-%s=Nog+even", id, id));
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Nog even");
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=onzin%s", id, "")).status, 422);
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=joins_up_to&up_to-%s=15", id, id)).status, 303);
	/* Of six, five still open: a sixth if they join, and all of it if they do not. */
	page = site_get(PUBLIC, "/signups/aanmelden");
	CHECK_HAS(page.text, "€ 16,67</span> <span class=\"sp-cell__more\">/ € 100,00");
	CHECK_HAS(page.text, "€ 85,00");
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=joins&reference-%s=College+12+mei", id, id)).status, 303);
	page = site_get(PUBLIC, "/signups/aanmelden/parties/duiven");
	CHECK_HAS(page.text, "College 12 mei");
	CHECK_HAS_NOT(page.text, "door het bureau");
	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/parties/doesburg", with("outcome-%s=does_not_join%s", id, "")).status, 303);
	CHECK_HAS(site_get(PUBLIC, "/signups/aanmelden/parties/doesburg").text, "opgeschreven door het bureau");
}

static void a_link_opens_the_page_of_one_party_and_a_wrong_one_says_so(void)
{
	const struct programme *programme;
	const struct signup_round *round;
	const struct party *duiven;
	struct str secret;
	const char *id, *address;

	id = offer();
	programme = store_programme(site_store(), STR("lev-2024-2026"));
	round = programme_by_key(programme, &signup_round_record, STR("aanmelden"));
	duiven = programme_by_key(programme, &party_record, STR("duiven"));
	secret = signup_link(site_store(), programme, round, duiven->id, site_person(MEMBER), test_arena());
	programme_release(programme);
	address = with("/signup/%s%s", str_cstring(test_arena(), secret), "");
	CHECK_HAS(site_get(PUBLIC, address).text, "Duiven");
	CHECK_NUMBER(site_post(PUBLIC, address, str_cstring(test_arena(), str_format(test_arena(),
		"outcome-%s=joins&reference-%s=College+12+mei&remark-%s=Langs+de+link", id, id, id))).status, 303);
	CHECK_HAS(site_get(PUBLIC, "/signups/aanmelden/parties/duiven").text, "Langs de link");
	CHECK_NUMBER(site_post(PUBLIC, address, with("outcome-%s=joins_up_to%s", id, "")).status, 422);
	CHECK_NUMBER(site_get(PUBLIC, "/signup/niet-geheim").status, 404);
}

static void the_office_closes_it_and_makes_it_participation(void)
{
	const char *id = offer();
	struct page page;

	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/entries", "").status, 409);
	step("close");
	CHECK_NUMBER(site_post(MEMBER, "/signups/aanmelden/parties/duiven", with("outcome-%s=does_not_join%s", id, "")).status, 409);
	CHECK_NUMBER(site_get(MEMBER, "/signups/aanmelden/entries").status, 403);
	CHECK_HAS(site_get(OFFICE, "/attention").text, "/signups/aanmelden/entries");
	page = site_get(OFFICE, "/signups/aanmelden/entries");
	CHECK_HAS(page.text, "College 12 mei");
	CHECK_HAS(page.text, "31 december 2098");
	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/entries", "").status, 303);
	CHECK_HAS(site_get(PUBLIC, "/participation/duiven/leisure-promotion?on=2099-02-01").text, "College 12 mei");
	CHECK_NUMBER(site_post(OFFICE, "/signups/aanmelden/entries", "").status, 409);
}

/* One round from its first day to its last: each part goes on where the one before it ended. */
TEST(a_round_runs_from_concept_to_participation)
{
	until_the_concept_is_sent_nobody_but_the_office_sees_the_round();
	a_party_reacts_for_itself_and_what_is_for_the_office_stays_there();
	a_party_answers_and_changes_its_answer();
	a_link_opens_the_page_of_one_party_and_a_wrong_one_says_so();
	the_office_closes_it_and_makes_it_participation();
}
