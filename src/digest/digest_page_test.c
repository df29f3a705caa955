/* SPDX-License-Identifier: EUPL-1.2 */
#include "account/account.h"
#include "digest/digest_job.h"
#include "test/site.h"
#include "test/test.h"

static struct str box(struct str text)
{
	size_t at = str_search(text, STR("name=\"digest_shown\" value=\""));
	struct str rest = str_from(text, at == SIZE_MAX ? text.len : at + sizeof "name=\"digest_shown\" value=\"" - 1);

	return str_to(rest, str_find(rest, '"'));
}

/* Asked for on one's own page, for one programme of several; ended by the link of a letter, without signing in. */
TEST(somebody_asks_for_the_overview_of_a_programme_on_their_own_page)
{
	struct str text = site_round_get(MEMBER, "/account").text, first = box(text);
	struct page page;

	CHECK_HAS(text, "Regio Ronde");
	CHECK_HAS(text, "Weekoverzicht per mail");
	CHECK_HAS_NOT(text, "checked");
	CHECK(first.len > 0);
	page = site_round_post(MEMBER, "/account", str_format(test_arena(), "what=digest&digest_shown=%.*s&digest=%.*s", STR_ARG(first),
		STR_ARG(first)).at);
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(site_round_get(MEMBER, "/account").text, str_format(test_arena(), "name=\"digest\" value=\"%.*s\" checked", STR_ARG(first)).at);
	page = site_round_post(MEMBER, "/account", str_format(test_arena(), "what=digest&digest_shown=%.*s", STR_ARG(first)).at);
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS_NOT(site_round_get(MEMBER, "/account").text, "checked");
}

TEST(the_link_of_a_letter_ends_the_overview_without_signing_in_and_looking_ends_nothing)
{
	const struct programme *programme = site_round_programme();
	struct link link = { .purpose = LINK_DIGEST, .programme = programme->id, .person = site_person(MEMBER) };
	const char *page = str_format(test_arena(), "/digest/%.*s", STR_ARG(link_new_for(site_store(), &link, test_arena()))).at;

	CHECK(digest_want(site_store(), programme, link.person, true));
	CHECK_HAS(site_round_get(PUBLIC, page).text, "Zet deze mails stop");
	CHECK_HAS(site_round_get(PUBLIC, page).text, "Regio Ronde");
	CHECK(digest_wanted(site_store(), programme->id, link.person));
	CHECK_NUMBER(site_round_post_bare(PUBLIC, page, "a=b").status, 303);
	CHECK(!digest_wanted(site_store(), programme->id, link.person));
	CHECK_HAS(site_round_get(PUBLIC, page).text, "U krijgt geen weekoverzicht van");
	/* A mail program does it by one bare request, as often as it likes. */
	CHECK(digest_want(site_store(), programme, link.person, true));
	CHECK_NUMBER(site_round_post_bare(PUBLIC, page, "List-Unsubscribe=One-Click").status, 200);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, page, "List-Unsubscribe=One-Click").status, 200);
	CHECK(!digest_wanted(site_store(), programme->id, link.person));
	CHECK_NUMBER(site_round_get(PUBLIC, "/digest/nonsense").status, 404);
	CHECK_HAS(site_round_get(PUBLIC, "/digest/nonsense").text, "Deze link werkt niet meer");
	CHECK_NUMBER(site_round_post_bare(PUBLIC, "/digest/nonsense", "List-Unsubscribe=One-Click").status, 404);
	programme_release(programme);
}
