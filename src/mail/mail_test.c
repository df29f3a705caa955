/* SPDX-License-Identifier: EUPL-1.2 */
/* The outbox on both databases: what is queued once, what is sent once, and what is said about it. Mail is written as files here; the mail
   server itself is in test/mail_test.py. */
#include "mail/mail.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "test/databases.h"

static const struct moment noon = { 1710504000000 };            /* 15 March 2024, 12:00 UTC */

static struct moment later(int64_t minutes)
{
	return (struct moment){ noon.ms + minutes * 60000 };
}

static struct letter *hello(enum language language)
{
	struct letter *letter = letter_new(test_arena(), language, STR("Dag é"));

	letter_text(letter, STR("Een regel."));
	letter_button(letter, STR("Kijk"), STR("https://lev.example.nl/ronde/update/geheim"));
	return letter;
}

/* A folder for this test's mail; taken away when the tests end. */
static struct { char at[16][32]; size_t count; } folders;

static void take_folders_away(void)
{
	for (size_t i = 0; i < folders.count; i++) {
		DIR *at = opendir(folders.at[i]);
		struct dirent *entry;
		while (at && (entry = readdir(at)))
			unlinkat(dirfd(at), entry->d_name, 0);
		if (at)
			closedir(at);
		rmdir(folders.at[i]);
	}
}

static void mail_to(struct str folder)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .directory = folder };

	CHECK(mail_options_set(&options, &faults));
}

static struct str mail_folder(void)
{
	char *path;

	if (folders.count == 0)
		atexit(take_folders_away);
	CHECK(folders.count < sizeof folders.at / sizeof folders.at[0]);
	path = strcpy(folders.at[folders.count++], "/tmp/speerpunt-mail-XXXXXX");
	CHECK(mkdtemp(path));
	mail_to(str_of(path));
	return str_of(path);
}

static size_t files_in(struct str folder)
{
	DIR *at = opendir(folder.at);
	struct dirent *entry;
	size_t count = 0;

	CHECK(at);
	while ((entry = readdir(at)))
		count += str_ends(str_of(entry->d_name), STR(".eml"));
	closedir(at);
	return count;
}

static struct id add_person(struct store *store, const char *email)
{
	struct faults faults = { .arena = test_arena() };
	struct id person;

	CHECK(account_add(store, str_of(email), STR("Jo"), false, &person, &faults));
	return person;
}


static struct mail mail_for(const struct small *small, struct id person, const char *key)
{
	return (struct mail){ .programme = small->facts.id, .key = str_of(key), .person = person, .letter = hello(LANGUAGE_NL), .secret = STR("geheim") };
}

static void set_mail(struct store *store, const char *set)
{
	run_sql(address_of_store(store), str_format(test_arena(), "UPDATE mail SET %s", set).at);
}

ON_EACH_DATABASE(the_same_key_is_queued_once_and_goes_out_once)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "round/1/ask/2");
	struct str folder = mail_folder();
	bool queued;

	clock_set(noon);
	CHECK(mail_queue(store, &mail, &queued) && queued);
	CHECK(mail_queue(store, &mail, &queued) && !queued);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_WAITING);
	CHECK(job_work(store, STR_NONE) > 0);
	CHECK_NUMBER(files_in(folder), 1);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_SENT);
	CHECK(mail_queue(store, &mail, &queued) && !queued);
	CHECK_NUMBER(job_work(store, STR_NONE), 0);
	CHECK_NUMBER(files_in(folder), 1);
	/* Another programme may use the same key; the server has keys of its own. */
	mail.programme = ID_NONE;
	CHECK(mail_queue(store, &mail, &queued) && queued);
	CHECK_NUMBER(job_work(store, STR_NONE), 1);
	CHECK_NUMBER(files_in(folder), 2);
}

ON_EACH_DATABASE(a_mail_waits_for_its_moment_and_where_no_mail_can_leave)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct str folder = mail_folder();

	clock_set(noon);
	mail.not_before = later(60);
	mail_to(STR_NONE);
	CHECK(!mail_leaves());
	CHECK(mail_queue(store, &mail, NULL));
	clock_set(later(61));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_WAITING);
	mail_to(folder);
	mail.key = STR("b");
	mail.not_before = later(120);
	CHECK(mail_queue(store, &mail, NULL));
	job_work(store, STR_NONE);
	/* Nothing has to be queued for what waits to be looked at again. */
	clock_set(later(2 * 24 * 60));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, STR("a")), MAIL_SENT);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, STR("b")), MAIL_SENT);
	CHECK_NUMBER(files_in(folder), 2);
}

ON_EACH_DATABASE(a_mail_before_its_moment_does_not_go)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct str folder = mail_folder();

	clock_set(noon);
	mail.not_before = later(60);
	CHECK(mail_queue(store, &mail, NULL));
	job_work(store, STR_NONE);
	clock_set(later(59));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 0);
	clock_set(later(60));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 1);
}

ON_EACH_DATABASE(nobody_is_reached_without_an_address_that_works)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id person = add_person(store, "jo@example.nl");
	struct mail mail = mail_for(&small, person, "a");
	bool queued;

	CHECK(mail_reaches(store, person));
	CHECK(!mail_reaches(store, ID_NONE));
	CHECK(!mail_reaches(store, id_new()));
	mail.person = id_new();
	CHECK(!mail_queue(store, &mail, &queued) && !queued);
	mail.to = STR("jan@example.nl\nBcc: alle@example.nl");
	CHECK(!mail_queue(store, &mail, &queued) && !queued);
	mail.to = STR("jan@example.nl");
	CHECK(mail_queue(store, &mail, &queued) && queued);
	run_sql(address_of_store(store), "UPDATE person SET bounced = 1");
	CHECK(!mail_reaches(store, person));
	CHECK(account_erase(store, person));
	mail.to = STR_NONE;
	mail.person = person;
	mail.key = STR("b");
	CHECK(!mail_queue(store, &mail, &queued) && !queued);
}

ON_EACH_DATABASE(a_mail_whose_sender_died_before_the_server_could_have_it_is_sent_after_all)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct str folder = mail_folder();

	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	set_mail(store, str_format(test_arena(), "holder = 'another', held_until = %lld", (long long)later(5).ms).at);
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 0);
	clock_set(later(5));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 1);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_SENT);
}

ON_EACH_DATABASE(a_mail_whose_sender_died_between_sending_and_noting_it_is_doubtful_and_not_sent_again_by_itself)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct str folder = mail_folder();
	struct mail_lines lines;

	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	set_mail(store, str_format(test_arena(), "holder = 'another', sending = 1, held_until = %lld", (long long)later(5).ms).at);
	job_work(store, STR_NONE);
	lines = mail_list(store, small.facts.id, MAIL_WAITING, 0, 10, test_arena());
	CHECK_NUMBER(lines.count, 1);
	/* Nobody takes it away from who may still be sending it. */
	CHECK(!mail_send_again(store, small.facts.id, lines.at[0].id));
	CHECK(!mail_drop(store, small.facts.id, lines.at[0].id));
	clock_set(later(5));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_DOUBTFUL);
	clock_set(later(10000));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 0);
	/* The office decides. */
	CHECK(mail_send_again(store, small.facts.id, lines.at[0].id));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 1);
	CHECK(!mail_send_again(store, small.facts.id, lines.at[0].id));
}

ON_EACH_DATABASE(the_office_reads_a_mail_without_its_secret_and_takes_it_back)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct mail_line line;
	struct mail_lines lines;
	struct str text, folder = mail_folder();

	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	lines = mail_list(store, small.facts.id, MAIL_UNKNOWN, 0, 10, test_arena());
	CHECK(mail_read(store, small.facts.id, lines.at[0].id, test_arena(), &line, &text));
	CHECK_STR(line.name, "Jo");
	CHECK_STR(line.address, "jo@example.nl");
	CHECK_HAS(text, "Een regel.");
	CHECK_HAS(text, "/ronde/update/…");
	CHECK_HAS_NOT(text, "geheim");
	CHECK(!mail_read(store, ID_NONE, lines.at[0].id, test_arena(), &line, &text));
	CHECK(mail_drop(store, small.facts.id, lines.at[0].id));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 0);
	CHECK_NUMBER(mail_count(store, small.facts.id).of[MAIL_DROPPED], 1);
	CHECK_NUMBER(mail_count(store, ID_NONE).of[MAIL_DROPPED], 0);
	/* Once sent, the secret is in nobody's outbox any more. */
	CHECK(mail_send_again(store, small.facts.id, lines.at[0].id));
	job_work(store, STR_NONE);
	CHECK_NUMBER(files_in(folder), 1);
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM mail WHERE text LIKE '%geheim%' OR html LIKE '%geheim%' OR secret <> ''"), "0");
}

ON_EACH_DATABASE(what_came_back_tells_that_its_address_does_not_work_until_it_is_sent_again)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id person = add_person(store, "jo@example.nl");
	struct mail mail = mail_for(&small, person, "a");
	struct mail_lines lines;
	bool failed;

	mail_folder();
	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	lines = mail_list(store, small.facts.id, MAIL_UNKNOWN, 0, 10, test_arena());
	/* What has not gone cannot come back: somebody makes it up. */
	CHECK(!mail_bounce(store, small.facts.id, lines.at[0].id, STR("5.1.1"), true, &failed) && !failed);
	CHECK(mail_reaches(store, person));
	job_work(store, STR_NONE);
	CHECK(mail_bounce(store, small.facts.id, lines.at[0].id, STR("5.2.2 mailbox full"), false, &failed));
	CHECK(mail_reaches(store, person));
	CHECK(mail_bounce(store, small.facts.id, lines.at[0].id, STR("5.1.1 no such user"), true, &failed));
	CHECK(!mail_reaches(store, person));
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_BOUNCED);
	CHECK_STR(mail_list(store, small.facts.id, MAIL_BOUNCED, 0, 1, test_arena()).at[0].said, "5.1.1 no such user");
	CHECK(mail_send_again(store, small.facts.id, lines.at[0].id));
	CHECK(mail_reaches(store, person));
}

ON_EACH_DATABASE(address_and_texts_are_forgotten_after_ninety_days)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct mail_lines lines;

	mail_folder();
	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	job_work(store, STR_NONE);
	clock_set(later(90 * 24 * 60 - 60));
	job_work(store, STR_NONE);
	CHECK_STR(mail_list(store, small.facts.id, MAIL_SENT, 0, 1, test_arena()).at[0].address, "jo@example.nl");
	clock_set(later(92 * 24 * 60));
	job_work(store, STR_NONE);
	lines = mail_list(store, small.facts.id, MAIL_SENT, 0, 1, test_arena());
	CHECK_STR(lines.at[0].address, "");
	CHECK_STR(lines.at[0].subject, "");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT text || html || said FROM mail"), "");
	/* What it was about stays, so it is not sent anew. */
	CHECK_STR(lines.at[0].key, "a");
	CHECK(!mail_send_again(store, small.facts.id, lines.at[0].id));
}

ON_EACH_DATABASE(a_folder_that_cannot_be_written_is_told_and_tried_again_for_three_days)
{
	static const int waits[] = { 5, 15, 30, 60, 120, 240, 240 };
	struct small small;
	struct store *store = small_store(kind, &small);
	struct mail mail = mail_for(&small, add_person(store, "jo@example.nl"), "a");
	struct job_states states;
	struct mail_line line;
	struct str text;
	int64_t minutes = 0;

	mail_to(STR("/nowhere/at/all"));
	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
		job_work(store, STR_NONE);
		line = mail_list(store, small.facts.id, MAIL_WAITING, 0, 1, test_arena()).at[0];
		CHECK_NUMBER(line.tries, (int)i + 1);
		CHECK_NUMBER((line.due.ms - later(minutes).ms) / 60000, waits[i]);
		minutes += waits[i];
		clock_set(later(minutes));
	}
	states = job_states(store, small.facts.id, LANGUAGE_NL, test_arena());
	for (size_t i = 0; i < states.count; i++)
		if (states.at[i].job == &mail_job) {
			CHECK(states.at[i].failed);
			CHECK_HAS(states.at[i].said, "/nowhere/at/all");
		}
	clock_set(later(3 * 24 * 60));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_GIVEN_UP);
	CHECK(mail_read(store, small.facts.id, line.id, test_arena(), &line, &text));
	CHECK(mail_send_again(store, small.facts.id, line.id));
	CHECK_NUMBER(mail_state_of(store, small.facts.id, mail.key), MAIL_WAITING);
}

ON_EACH_DATABASE(a_server_out_of_reach_is_told_and_addresses_kept_for_examples_are_not_tried)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id invented = add_person(store, "jo@example.invalid");
	struct mail mail = mail_for(&small, invented, "a");
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .smtp = STR("smtp://127.0.0.1:1") };
	struct faults faults = { .arena = test_arena() };
	struct job_states states;

	CHECK(mail_options_set(&options, &faults));
	clock_set(noon);
	CHECK(mail_queue(store, &mail, NULL));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, STR("a")), MAIL_BOUNCED);
	CHECK(!mail_reaches(store, invented));
	mail = mail_for(&small, add_person(store, "jo@example.nl"), "b");
	CHECK(mail_queue(store, &mail, NULL));
	job_work(store, STR_NONE);
	CHECK_NUMBER(mail_state_of(store, small.facts.id, STR("b")), MAIL_WAITING);
	states = job_states(store, small.facts.id, LANGUAGE_NL, test_arena());
	for (size_t i = 0; i < states.count; i++)
		if (states.at[i].job == &mail_job) {
			CHECK(states.at[i].failed);
			CHECK_HAS(states.at[i].said, "Er kan geen mail weg: ");
		}
}

ON_EACH_DATABASE(mail_is_in_the_language_a_person_chose_else_in_the_programmes)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct id person = add_person(store, "jo@example.nl");
	const struct programme *programme = store_programme_by_id(store, small.facts.id);

	CHECK_NUMBER(mail_language(store, person, programme), LANGUAGE_NL);
	CHECK(mail_language_set(store, person, STR("en")));
	CHECK_NUMBER(mail_language(store, person, programme), LANGUAGE_EN);
	CHECK_STR(mail_language_chosen(store, person, test_arena()), "en");
	CHECK(mail_language_set(store, person, STR_NONE));
	CHECK_NUMBER(mail_language(store, person, programme), LANGUAGE_NL);
	CHECK_NUMBER(mail_language(store, id_new(), NULL), LANGUAGE_NL);
	programme_release(programme);
}

TEST(how_mail_leaves_is_checked_at_start)
{
	static const struct { struct mail_options options; const char *says; } cases[] = {
		{ { .smtp = STR_INIT("mail.example.nl:587"), .from = STR_INIT("a@example.nl") }, "is no mail server" },
		{ { .smtp = STR_INIT("smtp://jan:geheim@mail.example.nl"), .from = STR_INIT("a@example.nl") }, "do not belong on the command line" },
		{ { .smtp = STR_INIT("smtp://mail.example.nl") }, "Say who the mail is from" },
		{ { .directory = STR_INIT("/tmp"), .from = STR_INIT("Bureau") }, "Say who the mail is from" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct faults faults = { .arena = test_arena() };
		CHECK(!mail_options_set(&cases[i].options, &faults));
		CHECK_HAS(faults_text(&faults), cases[i].says);
		CHECK_HAS_NOT(faults_text(&faults), "geheim");
	}
}
