/* SPDX-License-Identifier: EUPL-1.2 */
/* Giving updates and looking at a round, as people do. The tests share one site: each says what it leaves behind. */
#include "test/site.h"

#include "action/action.h"
#include "progress/progress.h"
#include "test/test.h"

static struct id action_id(const char *number)
{
	const struct programme *programme = site_round_programme();
	const struct action *action = action_by_number(programme, str_of(number));
	struct id id = action ? action->id : ID_NONE;

	programme_release(programme);
	return id;
}

static const char *with_id(const char *format, const char *number)
{
	return str_format(test_arena(), format, id_text(action_id(number), test_arena()).at).at;
}

static size_t updates_of(const char *number)
{
	const struct programme *programme = site_round_programme();
	size_t count = REFERRING(programme, update, action, action_by_number(programme, str_of(number))->id).count;

	programme_release(programme);
	return count;
}

static void asks_to_sign_in(const char *address)
{
	struct page page = site_round_get(PUBLIC, address);

	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(page.location, "/sign-in?back=");
}

/* The personal link that the office makes for the member; the whole path. */
static const char *personal_link(void)
{
	const char *address = str_format(test_arena(), "/ronde/rounds/%s", site_round()).at;
	struct str text = site_round_get(OFFICE, address).text, path;
	size_t at = str_search(text, STR("name=\"person\" value=\""));
	struct str person;

	CHECK(at != SIZE_MAX);
	person = str_to(str_from(text, at + sizeof "name=\"person\" value=\"" - 1), 36);
	text = site_round_post(OFFICE, str_format(test_arena(), "/ronde/rounds/%s/link", site_round()).at,
		str_format(test_arena(), "person=%.*s", STR_ARG(person)).at).text;
	at = str_search(text, STR("/ronde/update/"));
	CHECK(at != SIZE_MAX);
	path = str_from(text, at);
	return str_cstring(test_arena(), str_to(path, str_find(path, '<')));
}

TEST(a_round_shows_who_is_asked_and_names_of_people_to_the_office_alone)
{
	const char *address = str_format(test_arena(), "/ronde/rounds/%s", site_round()).at;
	struct page office = site_round_get(OFFICE, address), everybody = site_round_get(PUBLIC, address);

	CHECK_NUMBER(office.status, 200);
	CHECK_HAS(office.text, "Medewerker");
	CHECK_HAS(office.text, "geen contactpersoon");
	CHECK_HAS(office.text, "Actie R-04");
	CHECK_NUMBER(everybody.status, 200);
	CHECK_HAS(everybody.text, "Het College");
	CHECK_HAS_NOT(everybody.text, "Medewerker");
	CHECK_HAS_NOT(everybody.text, "geen contactpersoon");
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/rounds").text, "Deze ronde");
}

TEST(only_who_works_on_an_action_and_the_office_give_updates)
{
	asks_to_sign_in("/ronde/actions/R-01/update");
	CHECK_NUMBER(site_round_get(MEMBER, "/ronde/actions/R-01/update").status, 200);
	CHECK_NUMBER(site_round_get(MEMBER, "/ronde/actions/R-03/update").status, 403);
	CHECK_HAS(site_round_get(OFFICE, "/ronde/actions/R-03/update").text, "U schrijft dit op voor de trekker");
	CHECK_NUMBER(site_round_get(MEMBER, "/ronde/actions/R-77/update").status, 404);
	asks_to_sign_in("/ronde/update");
	CHECK_NUMBER(site_round_get(PUBLIC, "/ronde/update/niet-geheim").status, 404);
}

TEST(every_fault_of_the_form_is_shown_and_what_was_typed_stays)
{
	const char *fields = str_format(test_arena(), "text-%s=Zonder+licht&seen-%s=&spent-%s=veel&light-%s=&internal-%s=Stil",
		with_id("%s", "R-02"), with_id("%s", "R-02"), with_id("%s", "R-02"), with_id("%s", "R-02"), with_id("%s", "R-02")).at;
	size_t before = updates_of("R-02");
	struct page page = site_round_post(MEMBER, "/ronde/update", fields);

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "R-02, Hoe gaat het?");
	CHECK_HAS(page.text, with_id("#f-light-%s", "R-02"));
	CHECK_HAS(page.text, with_id("#f-spent-%s", "R-02"));
	CHECK_HAS(page.text, "Zonder licht");
	CHECK_HAS(page.text, "Stil");
	CHECK_NUMBER(updates_of("R-02"), before);
}

TEST(an_update_tells_its_figure_reaches_its_milestone_and_keeps_its_note_inside)
{
	const struct programme *programme = site_round_programme();
	const struct action *action = action_by_number(programme, STR("R-01"));
	struct id figure = row_id(REFERRING(programme, result_figure, action, action->id).at[0]);
	struct id milestone = row_id(REFERRING(programme, milestone, action, action->id).at[0]);
	struct str id = id_text(action->id, test_arena());
	struct page page;

	programme_release(programme);
	page = site_round_post(MEMBER, "/ronde/actions/R-01/update", str_format(test_arena(),
		"light-%s=on_track&text-%s=De+deuren+staan+open.&seen-%s=&internal-%s=Geheime+notitie&milestones-%s=%s&figure-%s=1.250,5&help_wanted-%s=Een+zaal",
		id.at, id.at, id.at, id.at, id.at, id_text(milestone, test_arena()).at, id_text(figure, test_arena()).at, id.at).at);
	CHECK_NUMBER(page.status, 303);
	page = site_round_get(PUBLIC, "/ronde/actions/R-01");
	CHECK_HAS(page.text, "De deuren staan open.");
	CHECK_HAS(page.text, "op koers");
	CHECK_HAS(page.text, "1.250,5");
	CHECK_HAS(page.text, "Een zaal");
	CHECK_HAS_NOT(page.text, "Geheime notitie");
	CHECK_HAS(site_round_get(OFFICE, "/ronde/actions/R-01").text, "Geheime notitie");
	/* Nor does it leak by another way. */
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/history").text, "Geheime notitie");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/search?q=geheime").text, "Geheime notitie");
	/* The milestone was reached today. */
	programme = site_round_programme();
	CHECK(day_equal(programme_row(programme, milestone, milestone)->reached, moment_day(clock_now())));
	programme_release(programme);
}

TEST(the_same_form_sent_twice_is_told_once_and_another_one_meanwhile_is_shown)
{
	struct str id = id_text(action_id("R-03"), test_arena());
	const char *first = str_format(test_arena(), "light-%s=at_risk&text-%s=Eerste+keer.&seen-%s=", id.at, id.at, id.at).at;
	const char *other = str_format(test_arena(), "light-%s=on_track&text-%s=Toch+goed.&seen-%s=", id.at, id.at, id.at).at;
	struct page page;

	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/actions/R-03/update", first).status, 303);
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/actions/R-03/update", first).status, 303);
	CHECK_NUMBER(updates_of("R-03"), 1);
	page = site_round_post(OFFICE, "/ronde/actions/R-03/update", other);
	CHECK_NUMBER(page.status, 409);
	CHECK_HAS(page.text, "Eerste keer.");
	CHECK_HAS(page.text, "Toch goed.");
	CHECK_NUMBER(updates_of("R-03"), 1);
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-03").text, "opgeschreven door het bureau");
}

TEST(a_personal_link_gives_updates_of_its_own_actions_without_an_account)
{
	const char *link = personal_link();
	const char *mine = str_format(test_arena(), "light-%s=at_risk&text-%s=Per+telefoon.&seen-%s=", with_id("%s", "R-02"), with_id("%s", "R-02"),
		with_id("%s", "R-02")).at;
	const char *others = str_format(test_arena(), "light-%s=at_risk&text-%s=Niet+van+mij.&seen-%s=", with_id("%s", "R-04"),
		with_id("%s", "R-04"), with_id("%s", "R-04")).at;
	struct page page = site_round_get(PUBLIC, link);

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Actie R-01");
	CHECK_HAS(page.text, "Actie R-02");
	CHECK_HAS_NOT(page.text, "Actie R-03");
	CHECK_NUMBER(site_round_post(PUBLIC, link, others).status, 303);
	CHECK_NUMBER(updates_of("R-04"), 0);
	CHECK_NUMBER(site_round_post(PUBLIC, link, mine).status, 303);
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-02").text, "Per telefoon.");
	/* It opens again; the public got nothing more than the link. */
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 200);
	asks_to_sign_in("/ronde/update");
	CHECK_NUMBER(site_round_get(PUBLIC, str_format(test_arena(), "%sx", link).at).status, 404);
}

TEST(an_update_is_corrected_never_changed)
{
	struct str id = id_text(action_id("R-02"), test_arena());
	const struct programme *programme;
	const struct update *update;
	const char *address;

	site_round_post(MEMBER, "/ronde/actions/R-02/update", str_format(test_arena(),
		"light-%s=off_track&text-%s=Verkeerd+getypt.&seen-%s=%s", id.at, id.at, id.at, "x").at);
	programme = site_round_programme();
	update = progress_latest(programme, action_by_number(programme, STR("R-02")), moment_day(clock_now()), true);
	CHECK(update);
	address = str_format(test_arena(), "/ronde/actions/R-02/update?corrects=%s", id_text(update->id, test_arena()).at).at;
	CHECK_HAS(site_round_get(MEMBER, address).text, str_cstring(test_arena(), update->text));
	CHECK_NUMBER(site_round_post(MEMBER, address, str_format(test_arena(), "light-%s=on_track&text-%s=Goed+getypt.&seen-%s=%s", id.at, id.at,
		id.at, id_text(update->id, test_arena()).at).at).status, 303);
	programme_release(programme);
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-02").text, "verbeterd op");
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-02").text, "Goed getypt.");
	/* Nobody edits or removes one by hand. */
	CHECK_NUMBER(site_round_get(OFFICE, str_format(test_arena(), "/ronde/edit/update/%s", with_id("%s", "R-02")).at).status, 404);
}

TEST(the_office_asks_back_and_the_lead_sees_it_above_the_form)
{
	const struct programme *programme = site_round_programme();
	const struct update *update = progress_latest(programme, action_by_number(programme, STR("R-01")), moment_day(clock_now()), true);
	const char *address;

	CHECK(update);
	address = str_format(test_arena(), "/ronde/updates/%s/question", id_text(update->id, test_arena()).at).at;
	programme_release(programme);
	CHECK_NUMBER(site_round_get(MEMBER, address).status, 403);
	CHECK_NUMBER(site_round_post(OFFICE, address, "text=").status, 422);
	CHECK_NUMBER(site_round_post(OFFICE, address, "text=Hoeveel+bezoekers+precies%3F").status, 303);
	CHECK_HAS(site_round_get(MEMBER, "/ronde/actions/R-01/update").text, "Hoeveel bezoekers precies?");
	CHECK_HAS(site_round_get(MEMBER, "/ronde/actions/R-01").text, "Hoeveel bezoekers precies?");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/actions/R-01").text, "Hoeveel bezoekers");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/ronde/history").text, "Hoeveel bezoekers");
}

TEST(who_can_help_says_so_and_the_wish_is_answered)
{
	const struct programme *programme = site_round_programme();
	const struct update *update = progress_latest(programme, action_by_number(programme, STR("R-01")), moment_day(clock_now()), true);
	struct id id = update ? update->id : ID_NONE;
	const char *address;

	CHECK(update && help_open(programme, update, moment_day(clock_now())));
	address = str_format(test_arena(), "/ronde/updates/%s/help", id_text(update->id, test_arena()).at).at;
	programme_release(programme);
	asks_to_sign_in(address);
	CHECK_NUMBER(site_round_post(MEMBER, address, "text=").status, 422);
	CHECK_NUMBER(site_round_post(MEMBER, address, "text=Onze+raadzaal+is+vrij.").status, 303);
	CHECK_HAS(site_round_get(PUBLIC, "/ronde/actions/R-01").text, "Onze raadzaal is vrij.");
	programme = site_round_programme();
	CHECK(!help_open(programme, programme_row(programme, update, id), moment_day(clock_now())));
	programme_release(programme);
}

TEST(the_open_round_comes_first_and_what_is_planned_last)
{
	struct page page = site_example_get("/voorbeeldregio/rounds?on=2026-11-24");
	size_t open = str_search(page.text, STR("Vierde kwartaal 2026")), before = str_search(page.text, STR("Derde kwartaal 2026"));
	size_t next = str_search(page.text, STR("Eerste kwartaal 2027")), later = str_search(page.text, STR("Tweede kwartaal 2027"));

	CHECK(open < before && before < next && next < later && later != SIZE_MAX);
}
