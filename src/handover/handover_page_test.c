/* SPDX-License-Identifier: EUPL-1.2 */
/* Handing over, as the office does it: on the site with the open round, where the member leads for Duiven. */
#include "test/site.h"

#include "account/account.h"
#include "action/action.h"
#include "handover/handover.h"
#include "test/test.h"

static const char *person_page(void)
{
	return str_format(test_arena(), "/ronde/people/%s/handover", id_text(site_person(MEMBER), test_arena()).at).at;
}

static const char *fields(const char *format)
{
	return str_format(test_arena(), format, id_text(site_person(MEMBER), test_arena()).at).at;
}

static struct id contact_of(const char *number)
{
	const struct programme *programme = site_round_programme();
	const struct action *action = action_by_number(programme, str_of(number));
	const struct role *lead = role_lead(programme, programme_node(programme, action->id), moment_day(clock_now()));
	struct id contact = lead ? lead->contact : ID_NONE;

	programme_release(programme);
	return contact;
}

static size_t roles(void)
{
	const struct programme *programme = site_round_programme();
	size_t count = programme->roles.count;

	programme_release(programme);
	return count;
}

static struct str today(void)
{
	return day_text(moment_day(clock_now()), test_arena());
}

TEST(handing_over_lists_all_that_somebody_holds_and_what_goes_along)
{
	struct page page = site_round_get(OFFICE, person_page());

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Medewerker");
	CHECK_HAS(page.text, "R-01");
	CHECK_HAS(page.text, "R-02");
	CHECK_HAS(page.text, "open actiepunten");
	CHECK_NUMBER(site_round_get(MEMBER, person_page()).status, 403);
	CHECK_NUMBER(site_round_get(OFFICE, "/ronde/people/01900000-0000-7000-8000-000000000000/handover").status, 404);
	CHECK_HAS(site_round_get(OFFICE, "/ronde/people").text, "/handover");
	CHECK_HAS(site_round_get(OFFICE, "/ronde/parties/duiven").text, "/parties/duiven/handover");
	CHECK_HAS_NOT(site_round_get(MEMBER, "/ronde/parties/duiven").text, "/parties/duiven/handover");
}

TEST(faults_of_handing_over_are_shown_by_field_and_keep_what_was_typed)
{
	size_t before = roles();
	struct page page = site_round_post(OFFICE, person_page(), fields("day=ooit&to-%s=new&name-x=&step=do"));

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Geef de eerste dag");
	CHECK_HAS(page.text, "geen e-mailadres");
	CHECK_HAS(page.text, "value=\"ooit\"");
	page = site_round_post(OFFICE, person_page(), fields("day=2026-03-18&to-%s=01900000-0000-7000-8000-000000000000"));
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Kies iemand uit de lijst");
	CHECK_NUMBER(roles(), before);
}

/* Preview, do, undo: the whole path of an alderman who is succeeded after elections by somebody not known yet. */
TEST(handing_over_is_shown_first_done_in_one_step_and_taken_back_in_one)
{
	const char *typed = str_format(test_arena(), "%s&day=%s", fields("to-%s=new"), today().at).at;
	const char *whole = str_format(test_arena(), "%s&name-%s=Nieuwe+Wethouder&email-%s=nieuw@duiven.example&function-%s=wethouder", typed,
		id_text(site_person(MEMBER), test_arena()).at, id_text(site_person(MEMBER), test_arena()).at, id_text(site_person(MEMBER), test_arena()).at).at;
	struct id before = contact_of("R-01");
	struct account account;
	size_t count = roles(), at;
	struct page page = site_round_post(OFFICE, "/ronde/parties/duiven/handover", whole);
	struct str number;

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Nieuwe Wethouder");
	CHECK_HAS(page.text, "R-01");
	/* Nothing was done, and nobody made, by looking. */
	CHECK_NUMBER(roles(), count);
	CHECK(!account_by_email(site_store(), STR("nieuw@duiven.example"), test_arena(), &account));
	page = site_round_post(OFFICE, "/ronde/parties/duiven/handover", str_format(test_arena(), "%s&step=do", whole).at);
	CHECK_NUMBER(page.status, 303);
	CHECK(account_by_email(site_store(), STR("nieuw@duiven.example"), test_arena(), &account));
	CHECK(id_equal(contact_of("R-01"), account.person));
	CHECK(id_equal(contact_of("R-02"), account.person));
	CHECK_HAS(site_round_get(OFFICE, "/ronde/roles").text, "Nieuwe Wethouder");
	CHECK_HAS_NOT(site_round_get(OFFICE, "/ronde/history").text, "nieuw@duiven");
	/* Yesterday it was the member's. */
	CHECK_HAS(site_round_get(OFFICE, str_format(test_arena(), "/ronde/roles?on=%s", day_text(day_add(moment_day(clock_now()), -1), test_arena()).at).at).text, "Medewerker");
	/* The whole step back. */
	page = site_round_get(OFFICE, "/ronde/history");
	at = str_search(page.text, STR("name=\"command\" value=\""));
	CHECK(at != SIZE_MAX);
	number = str_from(page.text, at + sizeof "name=\"command\" value=\"" - 1);
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/undo", str_format(test_arena(), "command=%.*s", (int)str_find(number, '"'), number.at).at).status, 303);
	CHECK(id_equal(contact_of("R-01"), before));
	CHECK_NUMBER(roles(), count);
}

TEST(what_is_left_without_an_owner_is_listed_before_and_told_after)
{
	const char *typed = str_format(test_arena(), "%s&day=%s", fields("to-%s=nobody"), today().at).at;
	size_t at, count = roles();
	struct str number;
	struct page page = site_round_post(OFFICE, person_page(), typed);

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Blijft zonder eigenaar");
	CHECK_NUMBER(site_round_post(OFFICE, person_page(), str_format(test_arena(), "%s&step=do", typed).at).status, 303);
	CHECK(!id_known(contact_of("R-01")));
	page = site_round_get(OFFICE, "/ronde/roles");
	CHECK_HAS(page.text, "Zonder eigenaar zijn nu");
	CHECK_HAS(page.text, "Zonder contactpersoon");
	page = site_round_get(OFFICE, "/ronde/history");
	at = str_search(page.text, STR("name=\"command\" value=\""));
	CHECK(at != SIZE_MAX);
	number = str_from(page.text, at + sizeof "name=\"command\" value=\"" - 1);
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/undo", str_format(test_arena(), "command=%.*s", (int)str_find(number, '"'), number.at).at).status, 303);
	CHECK_NUMBER(roles(), count);
}
