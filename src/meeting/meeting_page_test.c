/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Meetings as people use them, in a programme of their own on the site, "overleg": the office invites, somebody answers by link, the door
 * counts who comes in, and a conclusion becomes an action. The member's Duiven is a party of it.
 */
#include "test/site.h"

#include "account/account.h"
#include "action/action.h"
#include "meeting/meeting_mail.h"
#include "mail/mail.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct { struct id programme, duiven, school, today, ahead, draft, conclusion; } scene;

static void write_changes(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static void make(void)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("overleg"), .name = STR("Overlegprogramma"), .language = STR("nl") };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party school = { .id = id_new(), .key = STR("school"), .name = STR("Het College"), .kind = PARTY_EDUCATION };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER, .party = duiven.id };
	struct day now = moment_day(clock_now());
	struct meeting today = { .id = id_new(), .key = STR("vandaag"), .title = STR("Werkoverleg vandaag"), .kind = MEETING_WORKING, .planned = now,
		.starts = STR("14:00"), .ends = STR("16:00"), .place = STR("Gemeentehuis"), .internal = STR("Alleen voor het bureau") };
	struct meeting ahead = { .id = id_new(), .key = STR("straks"), .title = STR("Bestuurlijk overleg"), .kind = MEETING_PORTFOLIO,
		.planned = day_add(now, 20), .starts = STR("09:30") };
	struct meeting draft = { .id = id_new(), .key = STR("geheim"), .title = STR("Geheim overleg"), .kind = MEETING_STEERING,
		.planned = day_add(now, 30), .visibility = VISIBILITY_DRAFT };
	struct conclusion conclusion = { .id = id_new(), .meeting = today.id, .text = STR("Stagemarkt voor techniek") };

	if (id_known(scene.programme))
		return;
	scene.programme = facts.id;
	scene.duiven = duiven.id;
	scene.school = school.id;
	scene.today = today.id;
	scene.ahead = ahead.id;
	scene.draft = draft.id;
	scene.conclusion = conclusion.id;
	write_changes((struct change[]){ { &programme_facts_record, NULL, &facts } }, 1);
	write_changes((struct change[]){ { &party_record, NULL, &duiven }, { &party_record, NULL, &school }, { &mandate_record, NULL, &office },
		{ &mandate_record, NULL, &member }, { &meeting_record, NULL, &today }, { &meeting_record, NULL, &ahead },
		{ &meeting_record, NULL, &draft }, { &conclusion_record, NULL, &conclusion } }, 8);
}

static const struct programme *programme_now(void)
{
	return store_programme_by_id(site_store(), scene.programme);
}

TEST(meetings_that_come_and_were_held_stand_apart_and_a_draft_is_not_for_the_public)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, "/overleg/meetings");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Bestuurlijk overleg");
	CHECK_HAS_NOT(page.text, "Geheim overleg");
	CHECK_HAS_NOT(page.text, "Bijeenkomst toevoegen");
	CHECK_HAS(site_round_get(OFFICE, "/overleg/meetings").text, "Geheim overleg");
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meetings/geheim").status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meetings/geheim/calendar.ics").status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meetings/geheim/report.pdf").status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meetings/bestaatniet").status, 404);
	page = site_round_get(PUBLIC, "/overleg/meetings/vandaag");
	CHECK_HAS(page.text, "Stagemarkt voor techniek");
	CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
	CHECK_HAS_NOT(page.text, "Maak hier een actiepunt van");
	CHECK_HAS(site_round_get(OFFICE, "/overleg/meetings/vandaag").text, "Alleen voor het bureau");
	/* The home says what comes next; the list of the LEV tells what its steps tell. */
	CHECK_HAS(site_round_get(PUBLIC, "/overleg").text, "Volgende bijeenkomst");
	CHECK_HAS(site_get(PUBLIC, "/meetings").text, "Brainstormbijeenkomst over het actieplan");
}

TEST(a_meeting_can_be_put_into_a_calendar_and_its_report_read_as_a_file)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, "/overleg/meetings/vandaag/calendar.ics");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "BEGIN:VEVENT");
	CHECK_HAS(page.text, "LOCATION:Gemeentehuis");
	page = site_round_get(PUBLIC, "/overleg/meetings/vandaag/report.pdf");
	CHECK_NUMBER(page.status, 200);
	CHECK(str_starts(page.text, STR("%PDF-")));
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meetings/vandaag/report.docx").status, 200);
}

TEST(only_the_office_invites_opens_the_door_and_makes_actions)
{
	static const char *const posts[] = { "/overleg/meetings/straks/invitations", "/overleg/meetings/vandaag/attendance",
		"/overleg/meetings/vandaag/attendance/removal" };

	make();
	for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++)
		CHECK_NUMBER(site_round_post(MEMBER, posts[i], "party=duiven").status, 403);
	CHECK_NUMBER(site_round_get(MEMBER, "/overleg/meetings/vandaag/door").status, 403);
	CHECK(site_round_get(PUBLIC, "/overleg/meetings/vandaag/door").status != 200);
}

static const struct invitation *invitation_of(const struct programme *programme, struct id meeting, struct id party)
{
	struct row_list rows = REFERRING(programme, invitation, meeting, meeting);

	for (size_t i = 0; i < rows.count; i++)
		if (id_equal(ROW(invitation, rows, i)->party, party))
			return rows.at[i];
	return NULL;
}

TEST(a_party_is_invited_through_its_people_once_and_answers_for_itself)
{
	struct page page;
	const struct programme *programme;
	const struct invitation *invitation;
	const char *address;

	make();
	page = site_round_post(OFFICE, "/overleg/meetings/straks/invitations", "");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Kies een partij of een sector");
	page = site_round_post(OFFICE, "/overleg/meetings/straks/invitations", "name=Iemand&email=geenadres");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "geenadres");
	page = site_round_post(OFFICE, "/overleg/meetings/straks/invitations", "party=duiven&sector=education");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Het College");
	page = site_round_post(OFFICE, "/overleg/meetings/straks/invitations", "party=duiven");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "al uitgenodigd");

	programme = programme_now();
	invitation = invitation_of(programme, scene.ahead, scene.duiven);
	CHECK(invitation && id_equal(invitation->person, site_person(MEMBER)));
	address = str_cstring(test_arena(), str_format(test_arena(), "/overleg/meetings/straks/invitations/%.*s", STR_ARG(id_text(invitation->id, test_arena()))));
	programme_release(programme);
	/* The public sees neither who is invited nor the answer's form. */
	CHECK_NUMBER(site_round_get(PUBLIC, address).status, 404);
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/overleg/meetings/straks").text, "/invitations/");
	page = site_round_post(MEMBER, address, "answer=comes&number=nul");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "nul");
	CHECK_NUMBER(site_round_post(MEMBER, address, "answer=").status, 422);
	CHECK_NUMBER(site_round_post(MEMBER, address, "answer=comes&number=2&remark=Vegetarisch").status, 303);
	CHECK_HAS(site_round_get(OFFICE, "/overleg/meetings/straks").text, "Vegetarisch");
	page = site_round_get(PUBLIC, "/overleg/meetings/straks");
	CHECK_HAS_NOT(page.text, "Vegetarisch");
	CHECK_HAS(page.text, "2 komen");
}

/* With the link alone, and no account; a wrong link tells nothing of what it could be. */
TEST(who_has_the_link_answers_without_an_account)
{
	const struct programme *programme;
	const struct invitation *invitation;
	struct meeting_post post = { .store = site_store(), .address = STR("http://localhost"), .arena = test_arena() };
	struct id person;
	struct faults faults = { .arena = test_arena() };
	struct invitation made;
	struct str secret, link;
	const char *address;

	make();
	CHECK(person_know(site_store(), STR("gast@example.nl"), STR("Gast"), &person, &faults));
	made = (struct invitation){ .id = id_new(), .meeting = scene.ahead, .person = person };
	write_changes((struct change[]){ { &invitation_record, NULL, &made } }, 1);
	programme = programme_now();
	post.programme = programme;
	link = meeting_link(&post, programme_row(programme, meeting, scene.ahead), &made, &secret);
	CHECK(link.len > 0);
	address = str_cstring(test_arena(), str_format(test_arena(), "/overleg/meeting/%.*s", STR_ARG(secret)));
	programme_release(programme);
	CHECK_HAS(site_round_get(PUBLIC, address).text, "Beste Gast");
	CHECK_NUMBER(site_round_get(PUBLIC, "/overleg/meeting/verkeerd").status, 404);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, "/overleg/meeting/verkeerd", "answer=comes").status, 404);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, address, "answer=declines&remark=%3Cscript%3E").status, 303);
	CHECK_HAS(site_round_get(PUBLIC, str_cstring(test_arena(), str_format(test_arena(), "%s/calendar.ics", address))).text, "BEGIN:VCALENDAR");
	CHECK_HAS_NOT(site_round_get(OFFICE, "/overleg/meetings/straks").text, "<script>");
	programme = programme_now();
	invitation = programme_row(programme, invitation, made.id);
	CHECK_NUMBER((int)invitation->answer, INVITATION_DECLINES);
	programme_release(programme);
}

/* A tap that was sent twice is one person; the first who comes in says that it is held today. */
TEST(the_door_counts_each_tap_once_and_can_take_it_back)
{
	const struct programme *programme;
	struct str id = id_text(id_new(), test_arena());
	const char *tap = str_cstring(test_arena(), str_format(test_arena(), "party=duiven&id=%.*s", STR_ARG(id)));
	const struct meeting *meeting;
	struct page page;

	make();
	CHECK_NUMBER(site_round_get(OFFICE, "/overleg/meetings/vandaag/door").status, 200);
	CHECK_NUMBER(site_round_post(OFFICE, "/overleg/meetings/vandaag/attendance", tap).status, 303);
	CHECK_NUMBER(site_round_post(OFFICE, "/overleg/meetings/vandaag/attendance", tap).status, 303);
	page = site_round_post(OFFICE, "/overleg/meetings/vandaag/attendance", "organisation=Bakkerij+Brood");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Bakkerij Brood");
	CHECK_NUMBER(site_round_post(OFFICE, "/overleg/meetings/vandaag/attendance", "organisation=Bakkerij+Brood&sector=business").status, 303);
	programme = programme_now();
	meeting = programme_row(programme, meeting, scene.today);
	CHECK_NUMBER(meeting_attended(programme, meeting).all, 2);
	CHECK_NUMBER(meeting_attended(programme, meeting).of[SECTOR_BUSINESS], 1);
	CHECK(day_equal(meeting->day, moment_day(clock_now())));
	programme_release(programme);
	CHECK_HAS(site_round_get(PUBLIC, "/overleg/meetings/vandaag").text, "Bakkerij Brood");
	CHECK_NUMBER(site_round_post(OFFICE, "/overleg/meetings/vandaag/attendance/removal", str_cstring(test_arena(), str_format(test_arena(), "id=%.*s", STR_ARG(id)))).status, 303);
	programme = programme_now();
	CHECK_NUMBER(meeting_attended(programme, programme_row(programme, meeting, scene.today)).all, 1);
	programme_release(programme);
	/* Not before the day. */
	page = site_round_post(OFFICE, "/overleg/meetings/straks/attendance", "party=duiven");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "gaat open op de dag zelf");
}

TEST(a_conclusion_becomes_one_draft_action_that_says_where_it_came_from)
{
	const char *address;
	const struct programme *programme;
	const struct conclusion *conclusion;
	const struct action *action;
	struct page page;

	make();
	address = str_cstring(test_arena(), str_format(test_arena(), "/overleg/meetings/vandaag/conclusions/%.*s/action", STR_ARG(id_text(scene.conclusion, test_arena()))));
	CHECK_NUMBER(site_round_post(MEMBER, address, "x=1").status, 403);
	page = site_round_post(OFFICE, address, "x=1");
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(page.location, "/overleg/edit/action/");
	CHECK_NUMBER(site_round_post(OFFICE, address, "x=1").status, 409);
	programme = programme_now();
	conclusion = programme_row(programme, conclusion, scene.conclusion);
	action = programme_row(programme, action, conclusion->action);
	CHECK(action);
	CHECK_STR(action->title, "Stagemarkt voor techniek");
	CHECK_NUMBER((int)action->origin, ORIGIN_MEETING);
	CHECK_HAS(action->origin_text, "Werkoverleg vandaag");
	CHECK_NUMBER((int)action->visibility, VISIBILITY_DRAFT);
	address = str_cstring(test_arena(), str_format(test_arena(), "/overleg/actions/%.*s", STR_ARG(action->number)));
	programme_release(programme);
	CHECK_HAS(site_round_get(OFFICE, address).text, "Werkoverleg vandaag");
	/* A draft is no business of the public, neither there nor at the meeting. */
	CHECK_NUMBER(site_round_get(PUBLIC, address).status, 404);
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/overleg/meetings/vandaag").text, "Werd actiepunt");
}

/* The example region tells of three meetings that were held and one that comes; each stands once, not again among the steps. */
TEST(the_example_region_has_meetings_held_and_one_that_comes)
{
	struct page page = site_example_get("/voorbeeldregio/meetings"), one = site_example_get("/voorbeeldregio/meetings/streekdag-2026");
	size_t at = str_search(page.text, STR("Streekdag 2026"));

	CHECK_NUMBER(page.status, 200);
	CHECK(at != SIZE_MAX && str_search(str_from(page.text, at + 1), STR("Streekdag 2026")) == SIZE_MAX);
	CHECK_HAS(page.text, "Radenavond: wat stoppen we");
	CHECK_HAS(one.text, "twee per jaar");
	CHECK_HAS(one.text, "Uren van ambtenaren");
	CHECK_HAS(site_example_get("/voorbeeldregio/involvement/business").text, "/voorbeeldregio/meetings/streekdag-2026");
}
