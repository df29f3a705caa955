/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail as people meet it: the outbox and the jobs of the office, a round's reminders by hand, a link to sign in, an invitation. What a mail says is
 * read from the folder it is written to.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mail/mail.h"
#include "test/site.h"
#include "test/test.h"

static struct { char folder[32]; bool made; } own;

static void let_no_mail_leave(void)
{
	struct faults faults = { .arena = test_arena() };

	mail_options_set(&(struct mail_options){ .require_tls = false }, &faults);
}

static void take_away(void)
{
	DIR *at = opendir(own.folder);
	struct dirent *entry;

	while (at && (entry = readdir(at)))
		unlinkat(dirfd(at), entry->d_name, 0);
	if (at)
		closedir(at);
	rmdir(own.folder);
}

static void let_mail_leave(void)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>") };

	if (!own.made) {
		strcpy(own.folder, "/tmp/speerpunt-mail-XXXXXX");
		CHECK(mkdtemp(own.folder));
		own.made = true;
		atexit(take_away);
	}
	options.directory = str_of(own.folder);
	CHECK(mail_options_set(&options, &faults));
}

static const char *round_page(const char *rest)
{
	return str_format(test_arena(), "/ronde/rounds/%s%s", site_round(), rest).at;
}

/* The address of the first mail in the outbox of a state. */
static const char *first_mail(const char *outbox)
{
	struct str text = site_round_get(OFFICE, outbox).text;
	size_t at = str_search(text, STR("data-label=\"Mail\"><a href=\""));

	CHECK(at != SIZE_MAX);
	text = str_from(text, at + sizeof "data-label=\"Mail\"><a href=\"" - 1);
	return str_cstring(test_arena(), str_to(text, str_find(text, '"')));
}

TEST(where_no_mail_can_leave_the_office_is_told_plainly_and_offered_no_reminders)
{
	let_no_mail_leave();
	CHECK_HAS(site_round_get(OFFICE, round_page("")).text, "Deze server kan geen mail versturen. Maak eigen links");
	CHECK_HAS_NOT(site_round_get(OFFICE, round_page("")).text, "/reminders");
	CHECK_HAS_NOT(site_round_get(PUBLIC, round_page("")).text, "kan geen mail versturen");
	CHECK_HAS(site_round_get(OFFICE, "/ronde/mail").text, "Deze server kan geen mail versturen");
	CHECK_HAS(site_round_get(OFFICE, "/ronde/jobs").text, "Deze server kan geen mail versturen");
	CHECK_NUMBER(site_round_get(OFFICE, round_page("/reminders")).status, 303);
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/sign-in").text, "Mail mij een link");
}

TEST(outbox_and_jobs_are_the_offices_alone)
{
	static const char *const pages[] = { "/ronde/mail", "/ronde/jobs", "/mail", "/ronde/mail/01926f00-0000-7000-8000-000000000001" };

	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		CHECK_NUMBER(site_round_get(PUBLIC, pages[i]).status, 303);
		CHECK_NUMBER(site_round_get(MEMBER, pages[i]).status, 403);
	}
	CHECK_NUMBER(site_round_get(MEMBER, round_page("/reminders")).status, 403);
	CHECK_NUMBER(site_round_get(OFFICE, "/ronde/mail").status, 200);
	/* The server's own mail is its keeper's, and no office's. */
	CHECK_NUMBER(site_round_get(OFFICE, "/mail").status, 403);
	CHECK_NUMBER(site_round_get(OFFICE, "/ronde/mail/01926f00-0000-7000-8000-000000000001").status, 404);
	CHECK_NUMBER(site_round_get(OFFICE, "/ronde/mail/x").status, 404);
}

TEST(the_office_sees_every_job_and_has_one_run_but_not_the_servers)
{
	struct page page = site_round_get(OFFICE, "/ronde/jobs");

	CHECK_HAS(page.text, "Mail van rondes");
	CHECK_HAS(page.text, "Uitgaande mail van de server");
	CHECK_HAS_NOT(page.text, "value=\"server_mail\"");
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/jobs", "job=mail").status, 303);
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/jobs", "job=server_mail").status, 403);
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/jobs", "job=no_such").status, 404);
	CHECK_NUMBER(site_round_post(MEMBER, "/ronde/jobs", "job=mail").status, 403);
}

TEST(the_rest_is_reminded_with_one_click_after_it_was_said_who_that_is)
{
	struct page page;
	const char *mail;

	let_mail_leave();
	CHECK_HAS(site_round_get(OFFICE, round_page("")).text, "/reminders");
	page = site_round_get(OFFICE, round_page("/reminders"));
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Er gaat 1 herinnering weg");
	CHECK_HAS(page.text, "Medewerker");
	CHECK_HAS(page.text, "Het College");
	page = site_round_post(OFFICE, round_page("/reminders"), "");
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(site_round_get(OFFICE, round_page("")).text, "Herinneringen onderweg: 1. Geen mail bereikt de contactpersoon van: Het College.");
	/* Nobody is mailed twice on a day. */
	page = site_round_get(OFFICE, round_page("/reminders"));
	CHECK_HAS(page.text, "Niemand krijgt nu een herinnering");
	CHECK_HAS(page.text, "Heeft vandaag al een mail gekregen");
	CHECK_HAS_NOT(page.text, "type=\"submit\">Verstuur");
	/* It stands with the lead, for the office alone. */
	CHECK_HAS(site_round_get(OFFICE, round_page("")).text, "herinnering door het bureau");
	CHECK_HAS_NOT(site_round_get(PUBLIC, round_page("")).text, "herinnering door het bureau");
	CHECK_HAS_NOT(site_round_get(MEMBER, round_page("")).text, "herinnering door het bureau");
	/* The office reads it, without the link it holds. */
	mail = first_mail("/ronde/mail?state=waiting");
	page = site_round_get(OFFICE, mail);
	CHECK_HAS(page.text, "Herinnering: Deze ronde");
	CHECK_HAS(page.text, "Beste Medewerker,");
	CHECK_HAS(page.text, "/ronde/update/…");
	CHECK_NUMBER(site_round_get(MEMBER, mail).status, 403);
	CHECK_NUMBER(site_round_post(MEMBER, mail, "what=drop").status, 403);
	/* It is withdrawn, and sent after all. */
	CHECK_NUMBER(site_round_post(OFFICE, mail, "what=drop").status, 303);
	CHECK_HAS(site_round_get(OFFICE, mail).text, "ingetrokken");
	CHECK_NUMBER(site_round_post(OFFICE, mail, "what=again").status, 303);
	CHECK_HAS(site_round_get(OFFICE, "/ronde/mail?state=waiting").text, "Medewerker");
	let_no_mail_leave();
}

TEST(a_link_to_sign_in_is_mailed_and_nobody_learns_who_has_an_account)
{
	struct page known, unknown, again;

	let_mail_leave();
	CHECK_HAS(site_round_get(PUBLIC, "/sign-in").text, "Mail mij een link");
	known = site_round_post(PUBLIC, "/sign-in", "what=link&email=duiven@example.nl");
	unknown = site_round_post(PUBLIC, "/sign-in", "what=link&email=nobody@example.nl");
	CHECK_NUMBER(known.status, 303);
	CHECK_NUMBER(unknown.status, 303);
	CHECK_STR(known.location, "/sign-in");
	CHECK_STR(unknown.location, "/sign-in");
	CHECK_HAS(site_round_get(PUBLIC, "/sign-in").text, "Heeft iemand een account met dit adres");
	site_round_post(PUBLIC, "/sign-in", "what=link&email=nobody@example.nl");
	site_round_post(PUBLIC, "/sign-in", "what=link&email=nobody@example.nl");
	again = site_round_post(PUBLIC, "/sign-in", "what=link&email=nobody@example.nl");
	CHECK_NUMBER(again.status, 429);
	CHECK_HAS(again.text, "wacht een kwartier");
	let_no_mail_leave();
}

TEST(an_invitation_goes_by_mail_unless_its_link_is_wanted)
{
	struct page page;

	let_mail_leave();
	page = site_round_post(OFFICE, "/ronde/people", "email=nieuw@example.nl&name=Nieuwe&capacity=evaluator");
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(site_round_get(OFFICE, "/ronde/people").text, "Er is een uitnodiging onderweg naar Nieuwe.");
	CHECK_HAS(site_round_get(OFFICE, first_mail("/ronde/mail?state=waiting")).text, "nodigt u uit om mee te werken in Regio Ronde");
	page = site_round_post(OFFICE, "/ronde/people", "email=ander@example.nl&name=Ander&capacity=evaluator&how=link");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "/invitation/");
	let_no_mail_leave();
	page = site_round_post(OFFICE, "/ronde/people", "email=derde@example.nl&name=Derde&capacity=evaluator");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "/invitation/");
}

/* The part of a page of people that is about this one. */
static struct str about_person(const char *name)
{
	struct str text = site_round_get(OFFICE, "/ronde/people").text;
	size_t at = str_search(text, str_format(test_arena(), "sp-task__what\">%s", name)), end;

	CHECK(at != SIZE_MAX);
	text = str_from(text, at);
	end = str_search(text, STR("</li>"));
	return str_to(text, end);
}

TEST(the_office_mends_an_address_of_who_has_no_password)
{
	struct str part;
	const char *address;
	size_t at;

	let_no_mail_leave();
	CHECK_NUMBER(site_round_post(OFFICE, "/ronde/people", "email=fout@example.nl&name=Typfout&capacity=evaluator").status, 200);
	part = about_person("Typfout");
	at = str_search(part, STR("/address\""));
	CHECK(at != SIZE_MAX);
	address = str_format(test_arena(), "/ronde/people/%.*s/address", ID_TEXT_LENGTH, str_from(part, at - ID_TEXT_LENGTH).at).at;
	CHECK_HAS(site_round_get(OFFICE, address).text, "fout@example.nl");
	CHECK_NUMBER(site_round_post(MEMBER, address, "email=goed@example.nl").status, 403);
	CHECK_NUMBER(site_round_post(OFFICE, address, "email=geen-adres").status, 422);
	CHECK_NUMBER(site_round_post(OFFICE, address, "email=duiven@example.nl").status, 422);
	CHECK_NUMBER(site_round_post(OFFICE, address, "email=Goed@example.nl").status, 303);
	CHECK_HAS(about_person("Typfout"), "goed@example.nl");
}

TEST(everybody_chooses_the_language_of_the_own_mail)
{
	CHECK_HAS(site_round_get(MEMBER, "/account").text, "<option value=\"\" selected>die van het programma");
	CHECK_NUMBER(site_round_post(MEMBER, "/account", "what=language&language=en").status, 303);
	CHECK_HAS(site_round_get(MEMBER, "/account").text, "<option value=\"en\" selected>");
	CHECK_NUMBER(site_round_post(MEMBER, "/account", "what=language&language=xx").status, 303);
	CHECK_HAS(site_round_get(MEMBER, "/account").text, "<option value=\"\" selected>");
	CHECK_NUMBER(site_round_post(MEMBER, "/account", "what=email&email=geen").status, 422);
	CHECK_HAS(site_round_post(MEMBER, "/account", "what=email&email=geen").text, "value=\"geen\"");
}
