/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for roles and answering, as people do. A programme of its own on the site, "rollen", not public: the member's Duiven is asked to
 * lead A-01, a school without any account A-02; a third party holds A-03 on record.
 */
#include "test/site.h"

#include "account/account.h"
#include "action/action.h"
#include "mail/mail.h"
#include "party/party.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct { struct id programme, duiven, school, roles[3]; int people; } scene;

static void write_changes(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static const struct programme *programme_now(void)
{
	return store_programme_by_id(site_store(), scene.programme);
}

static struct role role_now(size_t i)
{
	const struct programme *programme = programme_now();
	const struct role *role = programme_row(programme, role, scene.roles[i]);
	struct role copy;

	CHECK(role);
	row_copy(&role_record, &copy, role, test_arena());
	programme_release(programme);
	return copy;
}

static void put_role(struct role role)
{
	struct role before = role_now(0);

	for (size_t i = 0; i < 3; i++)
		if (id_equal(scene.roles[i], role.id))
			before = role_now(i);
	if (!row_equal(&role_record, &before, &role))
		write_changes((struct change[]){ { &role_record, &before, &role } }, 1);
}

static void make(void)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("rollen"), .name = STR("Geheim in wording"), .language = STR("nl"),
		.visibility = VISIBILITY_DRAFT };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party school = { .id = id_new(), .key = STR("school"), .name = STR("Het College"), .kind = PARTY_EDUCATION };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER, .party = duiven.id,
		.function = STR("accounthouder") };
	static const char *const numbers[] = { "A-01", "A-02", "A-03" };

	if (id_known(scene.programme))
		return;
	scene.programme = facts.id;
	scene.duiven = duiven.id;
	scene.school = school.id;
	write_changes((struct change[]){ { &programme_facts_record, NULL, &facts } }, 1);
	write_changes((struct change[]){ { &party_record, NULL, &duiven }, { &party_record, NULL, &school }, { &mandate_record, NULL, &office },
		{ &mandate_record, NULL, &member } }, 4);
	for (size_t i = 0; i < 3; i++) {
		struct action action = { .id = id_new(), .number = str_of(numbers[i]), .title = str_format(test_arena(), "Actie %s", numbers[i]),
			.status = ACTION_PLANNED, .start = test_day("2026-01-01"), .last = test_day("2026-12-31") };
		struct role role = { .id = scene.roles[i] = id_new(), .node = action.id, .party = i == 0 ? duiven.id : school.id, .kind = ROLE_LEAD,
			.contact = i == 0 ? site_person(MEMBER) : ID_NONE, .state = i == 2 ? ROLE_ON_RECORD : ROLE_STATE_UNKNOWN,
			.provenance.source = i == 2 ? STR("Actieplan") : STR_NONE };
		write_changes((struct change[]){ { &action_record, NULL, &action }, { &role_record, NULL, &role } }, 2);
	}
}

/* Puts the school's role as it was in the beginning, with a new contact person of its own. */
static struct id fresh_contact(const char *name)
{
	struct role role;
	struct page page;
	struct account contact;
	const char *email = str_format(test_arena(), "persoon%d@school.example", ++scene.people).at;

	make();
	page = site_round_post(OFFICE, "/rollen/people", str_format(test_arena(), "capacity=contact&party=%s&function=directeur&name=%s&email=%s",
		id_text(scene.school, test_arena()).at, name, email).at);
	CHECK_NUMBER(page.status, 303);
	CHECK(account_by_email(site_store(), str_of(email), test_arena(), &contact));
	CHECK(!contact.has_account);
	role = role_now(1);
	role.contact = contact.person;
	role.state = ROLE_STATE_UNKNOWN;
	role.asked_on = role.answer_by = role.answered_on = DAY_UNKNOWN;
	role.state_reason = role.referred_function = STR_NONE;
	role.referred = ID_NONE;
	role.on_behalf = false;
	put_role(role);
	return contact.person;
}

static const char *role_text(size_t i)
{
	return id_text(scene.roles[i], test_arena()).at;
}

static struct str in_days(int days)
{
	return day_text(day_add(moment_day(clock_now()), days), test_arena());
}

/* The office asks; the link it then sees. */
static const char *link_for(size_t i)
{
	struct page page = site_round_post(OFFICE, "/rollen/roles/asking", str_format(test_arena(), "role=%s&answer_by=%s", role_text(i),
		in_days(10).at).at);
	size_t at = str_search(page.text, STR("/rollen/role/"));

	CHECK_NUMBER(page.status, 200);
	CHECK(at != SIZE_MAX);
	page.text = str_from(page.text, at);
	return str_cstring(test_arena(), str_to(page.text, str_find(page.text, '<')));
}

static struct page answer(const char *link, size_t i, const char *fields)
{
	struct str id = id_text(scene.roles[i], test_arena());
	struct buf body = { 0 };
	struct str text, rest = str_of(fields), part;

	while (str_next(&rest, '&', &part)) {
		size_t is = str_find(part, '=');
		buf_addf(&body, "%s%.*s-%s%.*s", body.len ? "&" : "", (int)is, part.at, id.at, STR_ARG(str_from(part, is)));
	}
	text = buf_copy(&body, test_arena());
	buf_clear(&body);
	return site_round_post(PUBLIC, link, str_cstring(test_arena(), text));
}

TEST(a_contact_person_is_known_without_an_account_and_the_journal_knows_only_an_id)
{
	struct id person = fresh_contact("Jet+Zonderaccount");
	struct account account;
	struct page page = site_round_get(OFFICE, "/rollen/people");

	CHECK(account_by_id(site_store(), person, test_arena(), &account) && !account.has_account);
	CHECK_HAS(page.text, "Jet Zonderaccount");
	CHECK_HAS(page.text, "contactpersoon, zonder account");
	CHECK_HAS_NOT(site_round_get(OFFICE, "/rollen/history").text, "school.example");
	/* Chosen like anybody else, and given no right at all. */
	CHECK_HAS(site_round_get(OFFICE, str_format(test_arena(), "/rollen/edit/role/%s", role_text(1)).at).text, "Jet Zonderaccount (Het College)");
	CHECK_NUMBER(site_round_post(OFFICE, "/rollen/people", str_format(test_arena(), "capacity=contact&party=%s&name=&email=geen",
		id_text(scene.school, test_arena()).at).at).status, 422);
}

TEST(a_role_is_asked_by_a_link_and_accepted_without_an_account_in_a_programme_that_is_not_public)
{
	const char *link;
	struct page page;

	fresh_contact("Jet");
	link = link_for(1);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
	CHECK(day_equal(role_now(1).asked_on, moment_day(clock_now())));
	CHECK_NUMBER(site_round_get(PUBLIC, "/rollen").status, 404);
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Actie A-02");
	CHECK_HAS(page.text, "trekker");
	CHECK_HAS_NOT(page.text, "Actie A-01");
	CHECK_NUMBER(answer(link, 1, "answer=accept").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_ACCEPTED);
	CHECK(!role_now(1).on_behalf);
	CHECK_HAS(site_round_get(PUBLIC, link).text, "Toegezegd");
	/* What is accepted is not unsaid by the same link. */
	CHECK_NUMBER(answer(link, 1, "answer=decline&reason=Toch+niet").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_ACCEPTED);
}

TEST(who_declines_says_why_and_may_think_again)
{
	const char *link;
	struct page page;

	fresh_contact("Jet");
	link = link_for(1);
	page = answer(link, 1, "answer=decline&reason=");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Zeg in één zin waarom niet.");
	CHECK_HAS(page.text, str_format(test_arena(), "#f-reason-%s", role_text(1)).at);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
	CHECK_NUMBER(answer(link, 1, "answer=decline&reason=Geen+mensen.").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_DECLINED);
	CHECK_HAS(site_round_get(OFFICE, "/rollen/roles").text, "Geen mensen.");
	CHECK_HAS(site_round_get(PUBLIC, link).text, "Geen mensen.");
	CHECK_NUMBER(answer(link, 1, "answer=accept").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_ACCEPTED);
	CHECK_STR(role_now(1).state_reason, "");
}

TEST(somebody_else_is_named_and_asked_in_turn_and_the_first_link_ends)
{
	const char *link, *next;
	struct page page;
	struct account other;

	fresh_contact("Jet");
	link = link_for(1);
	page = answer(link, 1, "answer=other&function=&name=Piet+Ander&email=piet");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Zeg in welke functie");
	CHECK_HAS(page.text, "geen e-mailadres");
	CHECK_HAS(page.text, "Piet Ander");
	CHECK(!account_by_email(site_store(), STR("piet"), test_arena(), &other));
	CHECK_NUMBER(answer(link, 1, "answer=other&function=teamleider&name=Piet+Ander&email=piet@school.example").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
	page = site_round_get(OFFICE, "/rollen/roles");
	CHECK_HAS(page.text, "Piet Ander");
	CHECK_HAS(page.text, "teamleider");
	CHECK_HAS_NOT(site_round_get(OFFICE, "/rollen/history").text, "Piet Ander");
	/* The one who was asked sees the function only, and not what the office keeps. */
	CHECK_HAS_NOT(site_round_get(PUBLIC, link).text, "piet@school.example");
	next = link_for(1);
	CHECK(account_by_email(site_store(), STR("piet@school.example"), test_arena(), &other));
	CHECK(id_equal(role_now(1).contact, other.person));
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, next).status, 200);
	CHECK_NUMBER(answer(link, 1, "answer=accept").status, 404);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
}

TEST(a_link_that_is_wrong_past_its_time_taken_back_or_of_another_programme_opens_nothing)
{
	static const int64_t day_ms = 86400000;
	struct moment now = clock_now();
	struct page page;
	const char *link;

	fresh_contact("Jet");
	link = link_for(1);
	page = site_round_get(PUBLIC, "/rollen/role/niet-geheim");
	CHECK_NUMBER(page.status, 404);
	CHECK_HAS_NOT(page.text, "Geheim in wording");
	CHECK_NUMBER(site_round_get(PUBLIC, str_format(test_arena(), "%sx", link).at).status, 404);
	CHECK_NUMBER(site_round_get(PUBLIC, str_format(test_arena(), "/ronde%s", link + sizeof "/rollen" - 1).at).status, 404);
	/* A link for a role is none for a round. */
	CHECK_NUMBER(site_round_get(PUBLIC, str_format(test_arena(), "/rollen/update/%s", link + sizeof "/rollen/role/" - 1).at).status, 404);
	/* Late is welcome, for thirty days. */
	clock_set((struct moment){ now.ms + 39 * day_ms });
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 200);
	clock_set((struct moment){ now.ms + 41 * day_ms });
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 404);
	CHECK_NUMBER(answer(link, 1, "answer=accept").status, 404);
	clock_set((struct moment){ 0 });
	CHECK_NUMBER(site_round_post(OFFICE, str_format(test_arena(), "/rollen/roles/%s/withdrawal", role_text(1)).at, "x=").status, 303);
	CHECK_NUMBER(role_now(1).state, ROLE_STATE_UNKNOWN);
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 404);
	/* Asked again, the earlier link stays ended: it was taken back. */
	link_for(1);
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 404);
}

TEST(a_member_answers_for_the_own_party_alone_and_the_office_for_whoever_told_it)
{
	struct role role;
	struct page page;

	fresh_contact("Jet");
	link_for(0);
	link_for(1);
	page = site_round_get(MEMBER, "/rollen/roles/answers");
	CHECK_HAS(page.text, "Actie A-01");
	CHECK_HAS_NOT(page.text, "Actie A-02");
	CHECK_NUMBER(site_round_get(MEMBER, str_format(test_arena(), "/rollen/roles/%s/answer", role_text(1)).at).status, 403);
	CHECK_NUMBER(site_round_post(MEMBER, "/rollen/roles/answers", str_format(test_arena(), "answer-%s=accept&answer-%s=accept", role_text(0),
		role_text(1)).at).status, 303);
	CHECK_NUMBER(role_now(0).state, ROLE_ACCEPTED);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
	CHECK_NUMBER(site_round_post(OFFICE, str_format(test_arena(), "/rollen/roles/%s/answer", role_text(1)).at, str_format(test_arena(),
		"answer-%s=accept", role_text(1)).at).status, 303);
	role = role_now(1);
	CHECK_NUMBER(role.state, ROLE_ACCEPTED);
	CHECK(role.on_behalf);
	CHECK_NUMBER(site_round_get(PUBLIC, "/rollen/roles/answers").status, 404);
	CHECK_NUMBER(site_round_post(MEMBER, "/rollen/roles/asking", str_format(test_arena(), "role=%s&answer_by=%s", role_text(0), in_days(3).at).at).status, 403);
}

TEST(asking_says_what_is_missing_and_asks_nothing_then)
{
	struct page page;

	fresh_contact("Jet");
	page = site_round_post(OFFICE, "/rollen/roles/asking", "answer_by=");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Vink de rollen aan");
	CHECK_HAS(page.text, "Geef de dag waarop u antwoord wilt");
	page = site_round_post(OFFICE, "/rollen/roles/asking", str_format(test_arena(), "role=%s&role=%s&answer_by=1-1-2020", role_text(1), role_text(2)).at);
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Kies een dag vanaf vandaag");
	CHECK_HAS(page.text, "staat al vast");
	CHECK_HAS(page.text, "value=\"1-1-2020\"");
	CHECK_NUMBER(role_now(1).state, ROLE_STATE_UNKNOWN);
	/* Ticked twice is asked once. */
	page = site_round_post(OFFICE, "/rollen/roles/asking", str_format(test_arena(), "role=%s&role=%s&answer_by=%s", role_text(1), role_text(1), in_days(5).at).at);
	CHECK_NUMBER(page.status, 200);
	CHECK_NUMBER(role_now(1).state, ROLE_ASKED);
}

/* In the LEV: roles on record from its plan, by function and never by name for the public. */
TEST(who_was_what_on_a_day_stands_in_a_list_and_in_a_file)
{
	struct page page = site_get(PUBLIC, "/roles?on=2025-01-01");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "LiemersNovum");
	CHECK_HAS(page.text, "volgens een bron");
	CHECK_HAS_NOT(page.text, "Medewerker");
	CHECK_HAS_NOT(page.text, "Geheim plan");
	CHECK_HAS(site_get(OFFICE, "/roles").text, "Medewerker");
	page = site_get(PUBLIC, "/roles.csv?on=2025-01-01");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "\"Soort\";\"Wat\"");
	CHECK_HAS(page.text, "LiemersNovum");
	CHECK_HAS_NOT(page.text, "Medewerker");
	CHECK_HAS_NOT(page.text, "Mandaat\";");
	CHECK_HAS(site_get(OFFICE, "/roles.csv").text, "\"Mandaat\";");
}

TEST(where_mail_leaves_the_contact_person_gets_it_and_the_office_sees_no_link)
{
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .directory = STR("/tmp") };
	struct faults faults = { .arena = test_arena() };
	struct mail_lines lines;
	struct mail_line line;
	struct str text;
	struct page page;
	struct id person = fresh_contact("Jet");
	const char *fields = str_format(test_arena(), "role=%s&answer_by=%s", role_text(1), in_days(10).at).at;

	CHECK(mail_options_set(&options, &faults));
	page = site_round_post(OFFICE, "/rollen/roles/asking", fields);
	site_round_post(OFFICE, "/rollen/roles/asking", fields);
	mail_options_set(&(struct mail_options){ .require_tls = false }, &faults);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "is onderweg");
	CHECK_HAS_NOT(page.text, "/rollen/role/");
	/* Sent twice, mailed once. */
	lines = mail_about(site_store(), scene.programme, str_format(test_arena(), "role/%s/", id_text(person, test_arena()).at), test_arena());
	CHECK_NUMBER(lines.count, 1);
	CHECK(mail_read(site_store(), scene.programme, lines.at[0].id, test_arena(), &line, &text));
	CHECK_HAS(text, "A-02 Actie A-02 (trekker)");
	CHECK_HAS(text, "Beste Jet");
}
