/* SPDX-License-Identifier: EUPL-1.2 */
/* Which mail of a round goes to whom and when, and mail about questions and help. Letters are read from the outbox; none leaves. */
#include "progress/round_mail.h"

#include <stdlib.h>
#include <unistd.h>

#include "access/access.h"
#include "account/account.h"
#include "test/databases.h"

static const char home[] = "https://lev.example.nl";

/* Two leads: Anna for Duiven (two actions, one of them with Bob as deputy) and for the school (one). */
struct scene {
	struct store *store;
	struct small  small;
	struct party  school;
	struct round  round;
	struct action actions[3];
	struct role   leads[3];
	struct id     anna, bob, office;
};

/* In Amsterdam, in the winter of the year whose ids are still to come: the clock of ids never goes back. */
static struct moment at(const char *day, int hour, int minute)
{
	struct day parsed;

	CHECK(day_parse(str_of(day), &parsed));
	return (struct moment){ (int64_t)day_first(parsed) * 86400000 + ((int64_t)(hour - 1) * 60 + minute) * 60000 };
}

static struct id know(struct store *store, const char *name)
{
	struct faults faults = { .arena = test_arena() };
	struct id person = ID_NONE;

	CHECK(person_know(store, str_format(test_arena(), "%s@example.nl", name), str_of(name), &person, &faults));
	return person;
}

static void put(struct scene *scene, const struct record *record, const void *before, const void *after)
{
	write_change(scene->store, scene->small.facts.id, record, before, after);
}

/* Mail is made where it could leave; the folder is none, so that it stays in the outbox. */
static void let_mail_be_made(void)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .directory = STR("/nowhere/at/all") };

	CHECK(mail_options_set(&options, &faults));
}

static struct scene scene_of(enum database_kind kind)
{
	struct scene scene = { .round = { .id = id_new(), .name = STR("Winterronde"), .text = STR("Fijne dagen."), .opens = { 2098, 12, 30 },
		.due = { 2099, 1, 10 }, .closes = { 2099, 1, 20 }, .remind_before = { 3, true }, .remind_after = { 2, true } } };

	clock_set(at("2098-12-29", 12, 0));
	scene.store = small_store(kind, &scene.small);
	scene.anna = know(scene.store, "anna");
	scene.bob = know(scene.store, "bob");
	scene.office = know(scene.store, "office");
	scene.school = (struct party){ .id = id_new(), .key = STR("school"), .name = STR("Het College"), .kind = PARTY_EDUCATION };
	put(&scene, &party_record, NULL, &scene.school);
	put(&scene, &round_record, NULL, &scene.round);
	for (size_t i = 0; i < 3; i++) {
		scene.actions[i] = (struct action){ .id = id_new(), .number = str_format(test_arena(), "W-%02zu", i + 1), .title = STR("Werk"),
			.theme = scene.small.theme.id, .status = ACTION_RUNNING, .start = { 2098, 1, 1 } };
		put(&scene, &action_record, NULL, &scene.actions[i]);
		scene.leads[i] = (struct role){ .id = id_new(), .node = scene.actions[i].id, .kind = ROLE_LEAD, .state = ROLE_ACCEPTED, .contact = scene.anna,
			.party = i < 2 ? scene.small.party.id : scene.school.id, .deputy = i == 0 ? scene.bob : ID_NONE };
		put(&scene, &role_record, NULL, &scene.leads[i]);
	}
	let_mail_be_made();
	return scene;
}

static void tell(struct scene *scene, size_t action, struct id person)
{
	struct update update = { .id = id_new(), .action = scene->actions[action].id, .round = scene->round.id, .day = moment_day(clock_now()),
		.moment = clock_now(), .light = LIGHT_ON_TRACK, .text = STR("Gaat goed."), .help_wanted = STR("Een lokaal."), .party = scene->leads[action].party, .person = person };

	put(scene, &update_record, NULL, &update);
}

static void work(struct scene *scene, struct moment moment)
{
	clock_set(moment);
	CHECK(job_work(scene->store, str_of(home)) >= 0);
}

/* "ask anna, before bob": all that was made about the round, in order. */
static struct str made(const struct scene *scene)
{
	struct str prefix = str_format(test_arena(), "round/%s/", id_text(scene->round.id, test_arena()).at);
	struct mail_lines lines = mail_about(scene->store, scene->small.facts.id, prefix, test_arena());
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < lines.count; i++) {
		struct str rest = str_from(lines.at[i].key, prefix.len);
		buf_addf(&out, "%s%.*s %.*s", i ? ", " : "", STR_ARG(str_to(rest, str_find(rest, '/'))), STR_ARG(lines.at[i].name));
	}
	text = buf_copy(&out, test_arena());
	buf_clear(&out);
	return text;
}

static struct str letter_now(const struct scene *scene, size_t newest)
{
	struct mail_lines lines = mail_list(scene->store, scene->small.facts.id, MAIL_UNKNOWN, newest, 1, test_arena());
	struct mail_line line;
	struct str text;

	CHECK_NUMBER(lines.count, 1);
	CHECK(mail_read(scene->store, scene->small.facts.id, lines.at[0].id, test_arena(), &line, &text));
	return str_format(test_arena(), "%.*s\n%.*s", STR_ARG(line.subject), STR_ARG(text));
}

ON_EACH_DATABASE(each_mail_of_a_round_goes_at_its_hour_over_the_end_of_the_year_to_who_has_not_answered)
{
	struct scene scene = scene_of(kind);

	work(&scene, at("2098-12-29", 23, 0));
	work(&scene, at("2098-12-30", 8, 59));
	CHECK_STR(made(&scene), "");
	work(&scene, at("2098-12-30", 9, 0));
	CHECK_STR(made(&scene), "ask anna");
	work(&scene, at("2099-01-01", 0, 30));
	work(&scene, at("2099-01-07", 8, 50));
	CHECK_STR(made(&scene), "ask anna");
	work(&scene, at("2099-01-07", 9, 0));
	CHECK_STR(made(&scene), "ask anna, before anna");
	tell(&scene, 0, scene.anna);
	tell(&scene, 1, scene.anna);
	work(&scene, at("2099-01-12", 9, 0));
	CHECK_STR(made(&scene), "ask anna, before anna, after anna");
	CHECK_HAS(letter_now(&scene, 0), "W-03");
	CHECK_HAS_NOT(letter_now(&scene, 0), "W-01");
	tell(&scene, 2, scene.anna);
	work(&scene, at("2099-01-20", 12, 0));
	work(&scene, at("2099-02-20", 12, 0));
	CHECK_STR(made(&scene), "ask anna, before anna, after anna");
}

ON_EACH_DATABASE(who_was_down_sends_the_last_mail_whose_time_has_come_and_not_at_night)
{
	struct scene scene = scene_of(kind);

	work(&scene, at("2099-01-13", 3, 0));
	CHECK_STR(made(&scene), "");
	work(&scene, at("2099-01-13", 9, 0));
	CHECK_STR(made(&scene), "after anna");
	CHECK_HAS(letter_now(&scene, 0), "Winterronde: uw update werd uiterlijk 10 januari 2099 verwacht");
}

ON_EACH_DATABASE(one_mail_holds_all_that_a_person_answers_for_and_the_deputy_has_it_where_the_contact_is_not_reached)
{
	struct scene scene = scene_of(kind);
	const struct programme *programme;

	work(&scene, at("2098-12-30", 9, 0));
	CHECK_HAS(letter_now(&scene, 0), "Winterronde: hoe gaat het? Uw update graag uiterlijk 10 januari 2099\n");
	CHECK_HAS(letter_now(&scene, 0), "Beste anna,");
	CHECK_HAS(letter_now(&scene, 0), "Fijne dagen.");
	CHECK_HAS(letter_now(&scene, 0), "- W-01 Werk (nog niets gemeld)\n- W-02 Werk");
	CHECK_HAS(letter_now(&scene, 0), "https://lev.example.nl/small/update/…");
	CHECK_HAS(letter_now(&scene, 0), "U krijgt deze mail omdat u contactpersoon bent van Duiven, Het College.");
	run_sql(address_of_store(scene.store), "UPDATE person SET bounced = 1, language = 'en' WHERE name = 'anna'");
	run_sql(address_of_store(scene.store), "UPDATE person SET language = 'en' WHERE name = 'bob'");
	work(&scene, at("2098-12-30", 9, 10));
	CHECK_STR(made(&scene), "ask anna, ask bob");
	CHECK_HAS(letter_now(&scene, 0), "Winterronde: how does it go? Your update by 10 January 2099\n");
	CHECK_HAS(letter_now(&scene, 0), "You get this mail because you stand in for a contact person of Duiven.");
	CHECK_HAS(letter_now(&scene, 0), "W-01");
	CHECK_HAS_NOT(letter_now(&scene, 0), "W-02");
	/* The links open what each answers for. */
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	CHECK_NUMBER(round_actions_of(programme, programme_row(programme, round, scene.round.id), scene.anna, moment_day(clock_now()), test_arena()).count, 3);
	CHECK_NUMBER(round_actions_of(programme, programme_row(programme, round, scene.round.id), scene.bob, moment_day(clock_now()), test_arena()).count, 1);
	CHECK_NUMBER(round_actions_of(programme, programme_row(programme, round, scene.round.id), ID_NONE, moment_day(clock_now()), test_arena()).count, 0);
	programme_release(programme);
}

ON_EACH_DATABASE(a_reminder_by_hand_goes_once_a_day_and_takes_the_place_of_one_that_is_due_that_day)
{
	struct scene scene = scene_of(kind);
	const struct programme *programme;
	struct round_post post;
	struct round_letters letters;
	int64_t sent = 0;

	work(&scene, at("2098-12-30", 9, 0));
	clock_set(at("2099-01-07", 8, 0));
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	post = (struct round_post){ scene.store, programme, programme_row(programme, round, scene.round.id), clock_now(), str_of(home), test_arena() };
	letters = round_letters(&post);
	CHECK_NUMBER(letters.count, 1);
	CHECK_NUMBER(letters.unreached.count, 0);
	CHECK(round_letter_today(&post, &letters.at[0]));
	CHECK(round_letter_send(&post, &letters.at[0], ROUND_MAIL_NONE, &sent));
	CHECK(round_letter_send(&post, &letters.at[0], ROUND_MAIL_NONE, &sent));
	CHECK_NUMBER(sent, 1);
	letters = round_letters(&post);
	CHECK(!round_letter_today(&post, &letters.at[0]));
	programme_release(programme);
	work(&scene, at("2099-01-07", 9, 0));
	work(&scene, at("2099-01-08", 9, 0));
	CHECK_STR(made(&scene), "ask anna, again anna");
	work(&scene, at("2099-01-12", 9, 0));
	CHECK_STR(made(&scene), "ask anna, again anna, after anna");
}

ON_EACH_DATABASE(without_an_address_of_the_server_or_a_way_out_no_mail_of_a_round_is_made)
{
	struct scene scene = scene_of(kind);
	struct job_states states;
	struct faults faults = { .arena = test_arena() };

	clock_set(at("2098-12-30", 9, 0));
	CHECK(job_work(scene.store, STR_NONE) >= 0);
	CHECK_STR(made(&scene), "");
	states = job_states(scene.store, scene.small.facts.id, LANGUAGE_NL, test_arena());
	for (size_t i = 0; i < states.count; i++)
		if (states.at[i].job == &round_mail_job)
			CHECK_HAS(states.at[i].said, "geef --address");
	mail_options_set(&(struct mail_options){ .require_tls = false }, &faults);
	work(&scene, at("2098-12-30", 10, 0));
	CHECK_STR(made(&scene), "");
	let_mail_be_made();
	work(&scene, at("2098-12-30", 12, 0));
	CHECK_STR(made(&scene), "ask anna");
}

/* Questions and offers of help */

static struct id update_of(struct scene *scene, size_t action)
{
	const struct programme *programme = store_programme_by_id(scene->store, scene->small.facts.id);
	const struct update *update = progress_latest(programme, programme_row(programme, action, scene->actions[action].id), moment_day(clock_now()), true);
	struct id id = update ? update->id : ID_NONE;

	programme_release(programme);
	return id;
}

static void ask_back(struct scene *scene, size_t action, const char *text, struct id by)
{
	struct question question = { .id = id_new(), .update = update_of(scene, action), .text = str_of(text), .person = by, .moment = clock_now() };

	put(scene, &question_record, NULL, &question);
	CHECK(job_run_at(scene->store, scene->small.facts.id, &talk_mail_job, (struct moment){ clock_now().ms + TALK_SETTLES_MS }));
}

static size_t talks(const struct scene *scene)
{
	return mail_about(scene->store, scene->small.facts.id, STR("talk/"), test_arena()).count;
}

ON_EACH_DATABASE(what_the_office_asks_within_a_few_minutes_is_one_mail_and_none_where_it_was_answered)
{
	struct scene scene = scene_of(kind);

	clock_set(at("2099-01-02", 10, 0));
	for (size_t i = 0; i < 3; i++)
		tell(&scene, i, scene.anna);
	clock_set(at("2099-01-02", 10, 1));
	ask_back(&scene, 0, "Hoeveel bezoekers?", scene.office);
	clock_set(at("2099-01-02", 10, 5));
	ask_back(&scene, 1, "Sinds wanneer?", scene.office);
	work(&scene, at("2099-01-02", 10, 10));
	CHECK_NUMBER(talks(&scene), 0);
	work(&scene, at("2099-01-02", 10, 11));
	CHECK_NUMBER(talks(&scene), 1);
	CHECK_HAS(letter_now(&scene, 0), "Een vraag over Werk\n");
	CHECK_HAS(letter_now(&scene, 0), "Hoeveel bezoekers?");
	CHECK_HAS(letter_now(&scene, 0), "Sinds wanneer?");
	/* In a round that is open the form opens by a link of one's own. */
	CHECK_HAS(letter_now(&scene, 0), "https://lev.example.nl/small/update/…");
	work(&scene, at("2099-01-02", 11, 30));
	CHECK_NUMBER(talks(&scene), 1);
	/* What comes later is another mail, without what was told before. */
	ask_back(&scene, 2, "En verder?", scene.office);
	work(&scene, at("2099-01-02", 11, 41));
	CHECK_NUMBER(talks(&scene), 2);
	CHECK_HAS(letter_now(&scene, 0), "En verder?");
	CHECK_HAS_NOT(letter_now(&scene, 0), "Sinds wanneer?");
	/* Answered before the mail went: no mail. */
	clock_set(at("2099-01-03", 10, 0));
	ask_back(&scene, 2, "Nog iets?", scene.office);
	clock_set(at("2099-01-03", 10, 4));
	tell(&scene, 2, scene.anna);
	work(&scene, at("2099-01-03", 10, 30));
	CHECK_NUMBER(talks(&scene), 2);
}

ON_EACH_DATABASE(nobody_is_mailed_about_what_they_said_themselves)
{
	struct scene scene = scene_of(kind);
	struct help_offer own, others;
	struct str letter;

	clock_set(at("2099-01-02", 10, 0));
	tell(&scene, 0, scene.anna);
	tell(&scene, 2, scene.anna);
	clock_set(at("2099-01-02", 10, 1));
	ask_back(&scene, 2, "Mijn eigen vraag.", scene.anna);
	own = (struct help_offer){ .id = id_new(), .update = update_of(&scene, 0), .party = scene.small.party.id, .text = STR("Wij zelf."),
		.day = moment_day(clock_now()) };
	put(&scene, &help_offer_record, NULL, &own);
	work(&scene, at("2099-01-02", 10, 30));
	CHECK_NUMBER(talks(&scene), 0);
	others = (struct help_offer){ .id = id_new(), .update = update_of(&scene, 0), .party = scene.school.id, .text = STR("Een lokaal is vrij."),
		.day = moment_day(clock_now()) };
	put(&scene, &help_offer_record, NULL, &others);
	CHECK(job_run_at(scene.store, scene.small.facts.id, &talk_mail_job, (struct moment){ clock_now().ms + TALK_SETTLES_MS }));
	work(&scene, at("2099-01-02", 10, 45));
	CHECK_NUMBER(talks(&scene), 1);
	letter = letter_now(&scene, 0);
	CHECK_HAS(letter, "Er is hulp aangeboden voor Werk\n");
	CHECK_HAS(letter, "Het College biedt hulp aan:");
	CHECK_HAS(letter, "Een lokaal is vrij.");
	CHECK_HAS_NOT(letter, "Mijn eigen vraag.");
}
