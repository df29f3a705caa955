/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports on the Liemers as it was recorded, and on a small region of their own in which everything happens around a quarter. */
#include "report/report_words.h"

#include "access/access.h"
#include "base/language_catalogue.h"
#include "programme/sample.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct moment noon(const char *day)
{
	struct moment moment;

	CHECK(moment_parse(str_format(test_arena(), "%sT12:00:00.000Z", day), &moment));
	return moment;
}

/* Made at noon of `today`, of the period, as things stood at its end. */
static struct report_wanted wanted(enum report_kind kind, const char *from, const char *until, const char *today)
{
	struct report_wanted made = { .kind = kind, .from = test_day(from), .until = test_day(until), .language = LANGUAGE_NL, .moment = noon(today) };

	made.day = report_day(made.until, test_day(today));
	return made;
}

static struct str text_of(const struct programme *programme, const struct report_wanted *made)
{
	return paper_plain(report_paper(programme, made, test_arena()));
}

static struct str refused(const struct programme *programme, const struct report_wanted *made)
{
	struct faults faults = { .arena = test_arena() };
	struct str lines[8];
	bool fine = report_check(programme, made, &faults);
	size_t count = 0;

	CHECK_NUMBER(fine, faults.count == 0);
	for (size_t i = 0; i < faults.count && count < 8; i++)
		lines[count++] = str_of(faults.at[i].field);
	return str_join(test_arena(), lines, count, STR(" "));
}

/* A small region in the first quarter of 2026 */

enum { WORK = 1, LEISURE, DUIVEN, ZEVENAAR, DOESBURG, SCHOOL, HANSE, ROUND, W1, W2, W3, V1, SECRET, FIGURE, SECRET_UPDATE,
	ENTRY = 40, ROLE = 60, MILESTONE = 80, UPDATE = 100, READING = 140, REPORT = 160 };

static void put_party(struct programme *draft, size_t number, const char *key, const char *name, enum party_kind kind)
{
	programme_put(draft, &party_record, &(struct party){ .id = sample_id(number), .key = str_of(key), .name = str_of(name), .kind = kind });
}

static void put_action(struct programme *draft, size_t number, const char *text, const char *title, size_t theme, enum action_status status)
{
	programme_put(draft, &action_record, &(struct action){ .id = sample_id(number), .number = str_of(text), .title = str_of(title),
		.theme = sample_id(theme), .status = status, .start = test_day("2025-01-01"), .last = test_day("2026-12-31"),
		.visibility = number == SECRET ? VISIBILITY_DRAFT : VISIBILITY_PUBLISHED });
}

static void put_entry(struct programme *draft, size_t number, size_t party, size_t node, enum standing standing, const char *from, const char *reason)
{
	programme_put(draft, &participation_record, &(struct participation){ .id = sample_id(ENTRY + number), .party = sample_id(party),
		.node = sample_id(node), .standing = standing, .from = test_day(from), .reason = str_of(reason), .internal = STR("Binnenskamers"),
		.counterpart = standing == STANDING_JOINS_OTHER_REGION ? sample_id(HANSE) : ID_NONE });
}

static void put_lead(struct programme *draft, size_t number, size_t party, size_t action)
{
	programme_put(draft, &role_record, &(struct role){ .id = sample_id(ROLE + number), .node = sample_id(action), .party = sample_id(party),
		.kind = ROLE_LEAD, .state = ROLE_ACCEPTED });
}

static void tell(struct programme *draft, size_t number, size_t action, const char *day, enum light light, const char *text)
{
	programme_put(draft, &update_record, &(struct update){ .id = sample_id(UPDATE + number), .action = sample_id(action), .day = test_day(day),
		.light = light, .text = str_of(text), .internal = STR("Binnenskamers") });
}

static void put_milestone(struct programme *draft, size_t number, const char *title, const char *planned, const char *reached)
{
	programme_put(draft, &milestone_record, &(struct milestone){ .id = sample_id(MILESTONE + number), .action = sample_id(W1), .title = str_of(title),
		.planned = test_day(planned), .reached = test_day(reached) });
}

/* Duiven and Zevenaar take part, Duiven not in leisure since July; Doesburg in nothing. Nobody told anything yet. */
static struct programme *region(enum updates_public updates_public)
{
	struct programme *draft = programme_empty(sample_id(0));

	programme_put(draft, &programme_facts_record, &(struct programme_facts){ .id = sample_id(0), .key = STR("regio"), .name = STR("Regio Oost"),
		.language = STR("nl"), .first = test_day("2024-01-01"), .last = test_day("2027-12-31"), .updates_public = updates_public });
	put_party(draft, DUIVEN, "duiven", "Duiven", PARTY_MUNICIPALITY);
	put_party(draft, ZEVENAAR, "zevenaar", "Zevenaar", PARTY_MUNICIPALITY);
	put_party(draft, DOESBURG, "doesburg", "Doesburg", PARTY_MUNICIPALITY);
	put_party(draft, SCHOOL, "college", "Het College", PARTY_EDUCATION);
	put_party(draft, HANSE, "hanze", "Hanzesteden", PARTY_EXTERNAL_REGION);
	programme_put(draft, &theme_record, &(struct theme){ .id = sample_id(WORK), .key = STR("werk"), .name = STR("Werk"), .position = { 1, true } });
	programme_put(draft, &theme_record, &(struct theme){ .id = sample_id(LEISURE), .key = STR("vrij"), .name = STR("Vrije tijd"), .position = { 2, true } });
	put_action(draft, W1, "W-01", "Techniekdag", WORK, ACTION_RUNNING);
	put_action(draft, W2, "W-02", "Stagebank", WORK, ACTION_RUNNING);
	put_action(draft, W3, "W-03", "Banenkrant", WORK, ACTION_DONE);
	put_action(draft, V1, "V-01", "Fietsroute", LEISURE, ACTION_RUNNING);
	put_action(draft, SECRET, "W-99", "Geheimplan", WORK, ACTION_RUNNING);
	put_entry(draft, 1, DUIVEN, 0, STANDING_PARTICIPATES, "2024-01-01", "");
	put_entry(draft, 2, DUIVEN, LEISURE, STANDING_JOINS_OTHER_REGION, "2025-07-01", "Raadsbesluit");
	put_entry(draft, 3, ZEVENAAR, 0, STANDING_PARTICIPATES, "2024-01-01", "");
	put_entry(draft, 4, DOESBURG, 0, STANDING_DOES_NOT_PARTICIPATE, "2024-01-01", "Eigenkoers");
	put_lead(draft, 1, DUIVEN, W1);
	put_lead(draft, 2, SCHOOL, W2);
	programme_put(draft, &result_figure_record, &(struct result_figure){ .id = sample_id(FIGURE), .action = sample_id(W1), .name = STR("Bezoekers"),
		.unit = STR("mensen"), .aim = { 5000000, true } });
	tell(draft, SECRET_UPDATE, SECRET, "2026-02-01", LIGHT_ON_TRACK, "Geheimbericht");
	return draft;
}

/* Everything that happens around the quarter. */
static struct programme *quarter(void)
{
	struct programme *draft = region(UPDATES_PUBLIC_AT_ONCE);

	tell(draft, 1, W1, "2025-12-31", LIGHT_ON_TRACK, "Dagervoor.");
	tell(draft, 2, W1, "2026-01-01", LIGHT_AT_RISK, "Eerstedag.");
	tell(draft, 4, W1, "2026-04-01", LIGHT_ON_TRACK, "Dagerna.");
	programme_put(draft, &update_record, &(struct update){ .id = sample_id(UPDATE + 3), .action = sample_id(W1), .day = test_day("2026-03-31"),
		.light = LIGHT_OFF_TRACK, .text = STR("Laatstedag."), .next_step = STR("Nieuwe zaal zoeken"), .help_wanted = STR("Een grote zaal"),
		.help_from = { (struct id[]){ sample_id(DUIVEN) }, 1 }, .spent = { 1250000, true } });
	programme_put(draft, &reading_record, &(struct reading){ .id = sample_id(READING + 1), .update = sample_id(UPDATE + 3),
		.figure = sample_id(FIGURE), .value = { 1250000, true } });
	programme_put(draft, &reading_record, &(struct reading){ .id = sample_id(READING + 2), .update = sample_id(UPDATE + 4),
		.figure = sample_id(FIGURE), .value = { 9999000, true } });
	put_milestone(draft, 1, "Paalvooraf", "2025-12-01", "2025-12-31");
	put_milestone(draft, 2, "Paaleen", "2025-12-15", "2026-01-01");
	put_milestone(draft, 3, "Paaltwee", "2026-03-31", "2026-03-31");
	put_milestone(draft, 4, "Paalna", "2026-04-01", "2026-04-01");
	put_milestone(draft, 5, "Paalgemist", "2026-03-30", "");
	put_milestone(draft, 6, "Paallaat", "2026-02-01", "2026-04-02");
	programme_put(draft, &round_record, &(struct round){ .id = sample_id(ROUND), .name = STR("Ronde"), .opens = test_day("2026-03-01"),
		.due = test_day("2026-03-15"), .closes = test_day("2026-04-20") });
	return draft;
}

static struct report_wanted first_quarter(enum report_kind kind, size_t party)
{
	struct report_wanted made = wanted(kind, "2026-01-01", "2026-03-31", "2026-05-01");

	made.party = party ? sample_id(party) : ID_NONE;
	return made;
}

TEST(an_update_counts_on_the_first_and_the_last_day_of_the_period_and_not_on_the_days_beside_it)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	struct str text = text_of(programme, &made);

	CHECK_HAS(text, "2 updates zijn in deze periode gegeven.");
	CHECK_HAS(text, "Eerstedag.");
	CHECK_HAS(text, "Laatstedag.");
	CHECK_HAS_NOT(text, "Dagervoor.");
	CHECK_HAS_NOT(text, "Dagerna.");
	/* And a day less on either side leaves them out. */
	made.from = test_day("2026-01-02");
	made.until = test_day("2026-03-30");
	made.day = test_day("2026-03-30");
	text = text_of(programme, &made);
	CHECK_HAS(text, "0 updates zijn in deze periode gegeven.");
	/* How it stood that day was told before the period, and says when. */
	CHECK_HAS(text, "Eerstedag.");
	CHECK_HAS(text, "gemeld op 1 januari 2026");
	CHECK_HAS_NOT(text, "Laatstedag.");
	programme_release(programme);
}

TEST(milestones_are_reached_or_missed_by_the_end_of_the_period)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	const struct report_content *content = report_content(programme, &made, test_arena());
	struct str text = text_of(programme, &made);

	CHECK_NUMBER(content->reached_count, 2);
	CHECK_STR(content->reached[0].milestone->title, "Paaleen");
	CHECK_STR(content->reached[1].milestone->title, "Paaltwee");
	CHECK_NUMBER(content->missed_count, 2);
	CHECK_STR(content->missed[0].milestone->title, "Paallaat");
	CHECK_STR(content->missed[1].milestone->title, "Paalgemist");
	CHECK_HAS_NOT(text, "Paalvooraf");
	CHECK_HAS_NOT(str_to(text, str_search(text, STR("Wat er op Duiven wacht"))), "Paalna");
	/* On the planned day itself it is not missed yet. */
	made.until = made.day = test_day("2026-03-30");
	CHECK_NUMBER(report_content(programme, &made, test_arena())->missed_count, 1);
	programme_release(programme);
}

/* Duiven told its own 300 of 400; Zevenaar told nothing yet, so for Zevenaar it is the region's, marked so. */
TEST(a_municipality_reads_its_own_figure_and_its_own_aim_where_they_were_told)
{
	struct programme *draft = quarter();
	const struct programme *programme;
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);

	programme_put(draft, &result_figure_record, &(struct result_figure){ .id = sample_id(FIGURE), .action = sample_id(W1), .name = STR("Bezoekers"),
		.unit = STR("mensen"), .aim = { 5000000, true }, .municipal = FIGURE_SUM });
	programme_put(draft, &reading_record, &(struct reading){ .id = sample_id(990), .update = sample_id(UPDATE + 3), .figure = sample_id(FIGURE), .party = sample_id(DUIVEN),
		.value = { 300000, true } });
	programme_put(draft, &figure_aim_record, &(struct figure_aim){ .id = sample_id(991), .figure = sample_id(FIGURE), .party = sample_id(DUIVEN), .aim = { 400000, true } });
	programme = programme_publish(draft);
	CHECK_HAS(text_of(programme, &made), "W-01 Techniekdag\tBezoekers\t300\t400\tmensen\t31 maart 2026\tDuiven");
	made.party = sample_id(ZEVENAAR);
	CHECK_HAS(text_of(programme, &made), "W-01 Techniekdag\tBezoekers\t300\t5.000\tmensen\t31 maart 2026\thele regio");
	programme_release(programme);
}

TEST(figures_and_money_are_those_of_the_day_and_are_marked_as_of_the_whole_region)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	struct str text = text_of(programme, &made);

	CHECK_HAS(text, "W-01 Techniekdag\tBezoekers\t1.250\t5.000\tmensen\t31 maart 2026\thele regio");
	CHECK_HAS_NOT(text, "9.999");
	CHECK_HAS(text, "Van 1 van de 3 actiepunten is gemeld wat er is uitgegeven.");
	CHECK_HAS(text, "12.500,00");
	/* Of the whole programme nothing needs that mark. */
	made.party = ID_NONE;
	CHECK_HAS(text_of(programme, &made), "W-01 Techniekdag\tBezoekers\t1.250\t5.000\tmensen\t31 maart 2026\n");
	programme_release(programme);
}

TEST(a_municipality_reads_its_own_figure_where_it_was_told)
{
	struct programme *draft = quarter();
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	const struct programme *programme;

	programme_put(draft, &result_figure_record, &(struct result_figure){ .id = sample_id(FIGURE), .action = sample_id(W1), .name = STR("Bezoekers"),
		.unit = STR("mensen"), .aim = { 5000000, true }, .municipal = FIGURE_SUM });
	programme_put(draft, &figure_aim_record, &(struct figure_aim){ .id = sample_id(READING + 9), .figure = sample_id(FIGURE), .party = sample_id(DUIVEN),
		.aim = { 800000, true } });
	programme_put(draft, &reading_record, &(struct reading){ .id = sample_id(READING + 3), .update = sample_id(UPDATE + 3), .figure = sample_id(FIGURE),
		.party = sample_id(DUIVEN), .value = { 300000, true } });
	programme = programme_publish(draft);
	CHECK_HAS(text_of(programme, &made), "W-01 Techniekdag\tBezoekers\t300\t800\tmensen\t31 maart 2026\tDuiven");
	CHECK_HAS(text_of(programme, &made), "Bezoekers Duiven 300 mensen");
	/* Zevenaar told nothing of itself: it reads the region's, and nothing of Duiven's. */
	made.party = sample_id(ZEVENAAR);
	CHECK_HAS(text_of(programme, &made), "W-01 Techniekdag\tBezoekers\t300\t5.000\tmensen\t31 maart 2026\thele regio");
	CHECK_HAS_NOT(text_of(programme, &made), "Bezoekers Duiven");
	programme_release(programme);
}

TEST(a_silent_action_is_named_as_silent_and_comes_after_what_is_worse)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	const struct report_content *content = report_content(programme, &made, test_arena());

	CHECK_NUMBER(content->actions, 3);
	CHECK_NUMBER(content->action[0].light, LIGHT_OFF_TRACK);
	CHECK_NUMBER(content->action[1].light, LIGHT_SILENT);
	CHECK_STR(content->action[1].action->number, "W-02");
	CHECK_STR(content->action[2].action->number, "W-03");
	CHECK_STR(report_counts_text(content), "1 loopt vast, 1 gaf geen antwoord, 1 is klaar");
	CHECK_HAS(text_of(programme, &made), "Er is om een update gevraagd, uiterlijk 15 maart 2026. Die is niet gekomen.");
	CHECK_HAS(text_of(programme, &made), "Dat telt nooit als op koers.");
	programme_release(programme);
}

TEST(what_a_municipality_stays_out_of_stands_by_name_with_the_reason)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	struct str text = text_of(programme, &made);

	CHECK_HAS(text, "Duiven doet mee aan 1 van de 2 speerpunten.");
	CHECK_HAS(text, "Werk\t1 januari 2024\t3 van 3");
	CHECK_HAS(text, "Vrije tijd\thaakt elders aan\t1 juli 2025\thaakt aan bij Hanzesteden; Raadsbesluit");
	CHECK_HAS_NOT(text, "Fietsroute");
	/* On the day before it still took part. */
	made = wanted(REPORT_PROGRESS, "2025-01-01", "2025-06-30", "2026-05-01");
	made.party = sample_id(DUIVEN);
	text = text_of(programme, &made);
	CHECK_HAS(text, "Duiven doet mee aan 2 van de 2 speerpunten.");
	CHECK_HAS(text, "Fietsroute");
	programme_release(programme);
}

TEST(a_municipality_that_takes_part_in_nothing_reads_that_and_why)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DOESBURG);
	struct str text = text_of(programme, &made);

	CHECK_HAS(text, "Doesburg doet mee aan 0 van de 2 speerpunten.");
	CHECK_HAS(text, "Nergens is vastgelegd dat Doesburg aan een speerpunt meedoet.");
	CHECK_HAS(text, "Werk\tdoet niet mee\t1 januari 2024\tEigenkoers");
	CHECK_HAS(text, "Nergens is vastgelegd dat Doesburg aan een actiepunt meedoet.");
	CHECK_HAS_NOT(text, "Techniekdag");
	made.kind = REPORT_LETTER;
	text = text_of(programme, &made);
	CHECK_HAS(text, "Doesburg doet mee in 0 van de 4 actiepunten.");
	CHECK_HAS(text, "Doesburg doet niet mee aan Werk: Eigenkoers.");
	CHECK_HAS(text, "Op dit moment vragen wij niets van u.");
	programme_release(programme);
}

TEST(a_letter_asks_for_the_help_that_is_wanted_of_this_municipality)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_LETTER, DUIVEN);
	struct str text = text_of(programme, &made), letter = str_to(text, str_search(text, STR("Waaraan Duiven meedoet")));

	CHECK_HAS(letter, "Aan de raad van Duiven");
	CHECK_HAS(letter, "2 mijlpalen zijn bereikt, 2 zijn gemist.");
	CHECK_HAS(letter, "Bereikt: Paaltwee (W-01 Techniekdag), 31 maart 2026.");
	CHECK_HAS(letter, "Bezoekers: 1.250 van 5.000 mensen (hele regio), 31 maart 2026");
	CHECK_HAS(letter, "W-01 Techniekdag: loopt vast. Laatstedag.");
	CHECK_HAS(letter, "W-02 Stagebank: geen antwoord.");
	CHECK_HAS(letter, "Hulp bij W-01 Techniekdag: Een grote zaal");
	CHECK_HAS_NOT(letter, "vragen wij niets");
	made.party = sample_id(ZEVENAAR);
	text = text_of(programme, &made);
	CHECK_HAS_NOT(str_to(text, str_search(text, STR("Waaraan Zevenaar meedoet"))), "Een grote zaal");
	programme_release(programme);
}

TEST(an_update_whose_round_is_open_is_in_no_report_until_it_closes)
{
	struct programme *draft = region(UPDATES_PUBLIC_WHEN_CLOSED);
	struct report_wanted made = wanted(REPORT_PROGRESS, "2026-01-01", "2026-03-31", "2026-04-20");
	const struct programme *programme;

	programme_put(draft, &round_record, &(struct round){ .id = sample_id(ROUND), .name = STR("Ronde"), .opens = test_day("2026-03-01"),
		.due = test_day("2026-03-15"), .closes = test_day("2026-04-20") });
	programme_put(draft, &update_record, &(struct update){ .id = sample_id(UPDATE), .action = sample_id(W1), .round = sample_id(ROUND),
		.day = test_day("2026-03-10"), .light = LIGHT_AT_RISK, .text = STR("Wachtbericht") });
	programme_put(draft, &reading_record, &(struct reading){ .id = sample_id(READING), .update = sample_id(UPDATE), .figure = sample_id(FIGURE),
		.value = { 77000, true } });
	programme = programme_publish(draft);
	CHECK_HAS_NOT(text_of(programme, &made), "Wachtbericht");
	CHECK_HAS_NOT(text_of(programme, &made), "\t77\t");
	/* It answered, so it is not silent either. */
	CHECK_NUMBER(report_content(programme, &made, test_arena())->light[LIGHT_SILENT], 2);
	made.moment = noon("2026-04-21");
	CHECK_HAS(text_of(programme, &made), "Wachtbericht");
	CHECK_HAS(text_of(programme, &made), "\t77\t");
	programme_release(programme);
}

TEST(a_correction_takes_the_place_of_what_it_corrects)
{
	struct programme *draft = quarter();
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	const struct programme *programme;

	programme_put(draft, &update_record, &(struct update){ .id = sample_id(UPDATE + 9), .action = sample_id(W1), .day = test_day("2026-03-31"),
		.moment = { 5 }, .light = LIGHT_AT_RISK, .text = STR("Rechtgezet."), .corrects = sample_id(UPDATE + 3) });
	programme = programme_publish(draft);
	CHECK_HAS(text_of(programme, &made), "Rechtgezet.");
	CHECK_HAS_NOT(text_of(programme, &made), "Laatstedag.");
	CHECK_HAS(text_of(programme, &made), "2 updates zijn in deze periode gegeven.");
	programme_release(programme);
}

/* What changed */

TEST(what_changed_lies_between_the_programme_on_the_eve_and_at_the_end)
{
	struct programme *old = quarter(), *now = quarter();
	struct report_wanted made = first_quarter(REPORT_PROGRESS, ZEVENAAR);
	const struct programme *before, *programme;
	struct str text;

	programme_remove(old, &action_record, sample_id(W2));
	programme_remove(old, &role_record, sample_id(ROLE + 2));
	put_action(old, W3, "W-03", "Banenkrant", WORK, ACTION_RUNNING);
	put_action(old, 200, "W-07", "Oudidee", WORK, ACTION_PLANNED);
	put_action(old, 201, "W-08", "Oudgeheim", WORK, ACTION_PLANNED);
	programme_put(old, &action_record, &(struct action){ .id = sample_id(201), .number = STR("W-08"), .title = STR("Oudgeheim"),
		.theme = sample_id(WORK), .visibility = VISIBILITY_DRAFT });
	programme_put(now, &action_record, &(struct action){ .id = sample_id(W1), .number = STR("W-01"), .title = STR("Techniekdag"),
		.theme = sample_id(WORK), .status = ACTION_STOPPED, .status_reason = STR("Geen zaal"), .start = test_day("2025-01-01"), .last = test_day("2027-06-30") });
	before = programme_publish(old);
	programme = programme_publish(now);
	text = text_of(programme, &made);
	CHECK_HAS(text, "stond dit programma nog niet in dit systeem");
	CHECK_HAS_NOT(text, "toegevoegd\tW-02");
	made.before = before;
	text = text_of(programme, &made);
	CHECK_HAS_NOT(text, "stond dit programma nog niet in dit systeem");
	CHECK_HAS(text, "toegevoegd\tW-02 Stagebank");
	CHECK_HAS(text, "andere status\tW-03 Banenkrant");
	CHECK_HAS(text, "\tloopt\tgedaan");
	CHECK_HAS(text, "\tloopt\tgestopt: Geen zaal");
	CHECK_HAS(text, "verschoven\tW-01 Techniekdag");
	CHECK_HAS(text, "\t1 januari 2025 t/m 31 december 2026\t1 januari 2025 t/m 30 juni 2027");
	CHECK_HAS(text, "vervallen\tW-07 Oudidee\tgepland");
	CHECK_HAS_NOT(text, "Oudgeheim");
	/* What changed after the period is not told: at its end all was as before. */
	made.after = before;
	text = text_of(programme, &made);
	CHECK_HAS_NOT(text, "gestopt: Geen zaal");
	CHECK_HAS(text, "In deze periode is niets toegevoegd, klaar gekomen, gestopt of verschoven.");
	programme_release(before);
	programme_release(programme);
}

TEST(a_standing_and_a_lead_that_changed_within_the_period_are_changes_known_from_their_days)
{
	struct programme *draft = quarter();
	struct report_wanted made = wanted(REPORT_PROGRESS, "2025-07-01", "2025-12-31", "2026-05-01");
	const struct programme *programme;
	struct str text;

	programme_put(draft, &role_record, &(struct role){ .id = sample_id(ROLE + 1), .node = sample_id(W1), .party = sample_id(DUIVEN),
		.kind = ROLE_LEAD, .state = ROLE_ACCEPTED, .until = test_day("2025-09-30") });
	programme_put(draft, &role_record, &(struct role){ .id = sample_id(ROLE + 5), .node = sample_id(W1), .party = sample_id(SCHOOL),
		.kind = ROLE_LEAD, .state = ROLE_ACCEPTED, .from = test_day("2025-10-01") });
	programme = programme_publish(draft);
	text = text_of(programme, &made);
	CHECK_HAS(text, "andere deelname\tDuiven: Vrije tijd\tdoet mee\thaakt elders aan");
	CHECK_HAS(text, "andere trekker\tW-01 Techniekdag");
	CHECK_HAS(text, "\tDuiven\tHet College");
	made = wanted(REPORT_PROGRESS, "2025-07-02", "2025-09-30", "2026-05-01");
	text = text_of(programme, &made);
	CHECK_HAS_NOT(text, "andere deelname");
	CHECK_HAS_NOT(text, "andere trekker");
	programme_release(programme);
}

TEST(since_the_last_report_counts_from_the_day_that_one_told_of)
{
	struct programme *draft = quarter();
	struct report_wanted made = first_quarter(REPORT_LETTER, DUIVEN);
	const struct programme *programme;
	struct str text;

	programme_put(draft, &report_record, &(struct report){ .id = sample_id(REPORT), .kind = REPORT_LETTER, .party = sample_id(DUIVEN),
		.title = STR("Brief over 2025"), .day = test_day("2025-12-31"), .moment = noon("2026-01-20") });
	programme_put(draft, &report_record, &(struct report){ .id = sample_id(REPORT + 1), .kind = REPORT_LETTER, .party = sample_id(ZEVENAAR),
		.title = STR("Brief aan anderen"), .day = test_day("2026-02-28"), .moment = noon("2026-03-01") });
	programme = programme_publish(draft);
	text = text_of(programme, &made);
	CHECK_HAS(text, "De vorige rapportage was “Brief over 2025”, met de stand op 31 december 2025.");
	CHECK_HAS(text, "W-01 Techniekdag\top koers\tloopt vast");
	CHECK_HAS(text, "W-02 Stagebank\tnog niets gemeld\tgeen antwoord");
	CHECK_HAS_NOT(text, "Brief aan anderen");
	CHECK(report_last(programme, sample_id(DUIVEN), test_day("2026-01-20")) != NULL);
	CHECK(report_last(programme, sample_id(DUIVEN), test_day("2026-01-19")) == NULL);
	programme_release(programme);
}

/* Nothing else */

/* Words of at least four letters, each once. */
struct vocabulary { struct str word[20000]; size_t count; };

static bool letter(char c)
{
	/* With an accent: two bytes from 0xC3 on. What has three bytes is a mark of quotation or a dash. */
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c == 0xC3;
}

static bool has_word(const struct vocabulary *vocabulary, struct str word)
{
	for (size_t i = 0; i < vocabulary->count; i++)
		if (str_equal_nocase(vocabulary->word[i], word))
			return true;
	return false;
}

static bool next_word(struct str *rest, struct str *word)
{
	size_t at = 0, end;

	while (at < rest->len && !letter(rest->at[at]))
		at++;
	for (end = at; end < rest->len && letter(rest->at[end]); end++)
		end += (unsigned char)rest->at[end] == 0xC3;
	*word = str_to(str_from(*rest, at), end - at);
	*rest = str_from(*rest, end);
	return word->len > 0;
}

static void learn(struct vocabulary *vocabulary, struct str text)
{
	struct str word;

	while (next_word(&text, &word))
		if (word.len > 3 && vocabulary->count < 20000 && !has_word(vocabulary, word))
			vocabulary->word[vocabulary->count++] = word;
}

static void learn_programme(struct vocabulary *vocabulary, const struct programme *programme)
{
	for (size_t r = 0; r < record_count; r++) {
		struct row_list rows = programme_rows(programme, records[r]);
		for (size_t i = 0; i < rows.count; i++) {
			if (!access_sees(programme, &person_public, records[r], rows.at[i], test_day("2026-05-01")))
				continue;
			for (size_t f = 0; f < records[r]->field_count; f++)
				if (!records[r]->field[f].internal && records[r]->field[f].kind == KIND_TEXT)
					learn(vocabulary, *FIELD_AT(rows.at[i], &records[r]->field[f], struct str));
		}
	}
}

/* The first word of the report that is neither the product's nor of what everybody may read of the programme. */
static struct str foreign_word(const struct programme *programme, const struct report_wanted *made)
{
	struct vocabulary *known = arena_new(test_arena(), struct vocabulary);
	struct str text = text_of(programme, made), word;

	for (size_t i = 0; i < language_catalogue_nl.count; i++)
		learn(known, str_of(language_catalogue_nl.at[i].translated));
	learn_programme(known, programme);
	/* A bait that everybody could read anyway would prove nothing. */
	CHECK(!has_word(known, STR("Binnenskamers")) && !has_word(known, STR("Geheimplan")) && !has_word(known, STR("Geheimbericht")));
	while (next_word(&text, &word))
		if (word.len > 3 && !has_word(known, word))
			return word;
	return STR_NONE;
}

TEST(every_word_of_a_report_was_entered_for_everybody_to_read_or_is_the_products_own)
{
	const struct programme *programme = programme_publish(quarter());
	static const char *const parties[] = { "doesburg", "duiven", "montferland", "westervoort", "zevenaar" };
	static const size_t own[] = { 0, DUIVEN, ZEVENAAR, DOESBURG };
	struct report_wanted made;

	for (int kind = REPORT_PROGRESS; kind <= REPORT_LETTER; kind++) {
		for (size_t i = kind == REPORT_LETTER; i < sizeof own / sizeof own[0]; i++) {
			made = first_quarter((enum report_kind)kind, own[i]);
			CHECK_STR(foreign_word(programme, &made), "");
		}
		for (size_t i = 0; i < sizeof parties / sizeof parties[0]; i++) {
			made = wanted((enum report_kind)kind, "2024-01-01", "2025-12-31", "2026-05-01");
			made.party = test_party(test_lev(), parties[i]);
			CHECK_STR(foreign_word(test_lev(), &made), "");
		}
	}
	programme_release(programme);
}

TEST(the_report_for_doesburg_has_every_action_it_takes_part_in_and_says_what_it_leaves_to_the_hanseatic_towns)
{
	struct report_wanted made = wanted(REPORT_PROGRESS, "2025-01-01", "2025-12-31", "2026-05-01");
	const struct programme *lev = test_lev();
	struct row_list actions = programme_rows(lev, &action_record);
	struct str text;

	made.party = test_party(lev, "doesburg");
	text = text_of(lev, &made);
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		bool in = participation_standing(participation_effective(lev, made.party, programme_node(lev, action->id), made.day)) == STANDING_PARTICIPATES;
		test_check_has(text, str_cstring(test_arena(), action->title), in, __FILE__, __LINE__);
	}
	CHECK_HAS(text, "Promotie van de vrijetijdseconomie\thaakt elders aan\t2024\thaakt aan bij Hanzesteden (negen Hanzesteden)");
	CHECK_HAS(text, "M-03 Derde convenant Techno-Plaza (technieklokaal voor leerlingen van de basisschool)\tloopt\tLiemersNovum");
	CHECK_HAS(text, "M-01 Ontwikkeling van de arbeidsmarkt voor de maakindustrie\tvoorgesteld\tnog niet bekend\tnog niet bekend\tnooit");
	CHECK_HAS(text, "vele honderden leerlingen");
}

TEST(montferland_takes_part_and_also_looks_to_the_achterhoek)
{
	struct report_wanted made = wanted(REPORT_PROGRESS, "2025-01-01", "2025-12-31", "2026-05-01");

	made.party = test_party(test_lev(), "montferland");
	CHECK_HAS(text_of(test_lev(), &made), "richt zich ook op Achterhoek");
	CHECK_HAS(text_of(test_lev(), &made), "Van geen enkel onderdeel is vastgelegd dat Montferland er niet aan meedoet.");
}

TEST(a_report_can_be_read_in_english)
{
	struct report_wanted made = wanted(REPORT_LETTER, "2025-01-01", "2025-12-31", "2026-05-01");
	struct str text;

	made.party = test_party(test_lev(), "doesburg");
	made.language = LANGUAGE_EN;
	text = text_of(test_lev(), &made);
	CHECK_HAS(text, "To the council of Doesburg");
	CHECK_HAS(text, "Doesburg takes part in 8 of the 9 actions.");
	CHECK_HAS(text, "joins another region\t2024\tgoes along with Hanzesteden");
	CHECK_HAS_NOT(text, "doet mee");
	CHECK_HAS_NOT(text, "nog niet");
}

TEST(a_report_of_a_theme_tells_of_that_theme_alone)
{
	struct report_wanted made = wanted(REPORT_PROGRESS, "2025-01-01", "2025-12-31", "2026-05-01");
	struct str text;

	made.node = test_node(test_lev(), "leisure")->id;
	text = text_of(test_lev(), &made);
	CHECK_HAS(text, "Voortgangsrapport Vrijetijdseconomie inclusief retail, 2025");
	CHECK_HAS(text, "V-01 De campagne");
	CHECK_HAS_NOT(text, "Techno-Plaza");
	CHECK_HAS(text, "Doesburg\tdoet mee\t1 van 2\tPromotie van de vrijetijdseconomie: haakt elders aan; haakt aan bij Hanzesteden");
}

/* Planning and control */

TEST(for_its_own_planning_a_municipality_gets_three_sentences_and_the_figures_of_each_theme)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_PROGRESS, DUIVEN);
	struct report_texts texts = report_planning(programme, &made, test_arena());

	CHECK_NUMBER(texts.count, 2);
	CHECK_STR(texts.at[0].title, "Werk");
	CHECK_STR(texts.at[0].sentence[0], "Duiven doet mee sinds 1 januari 2024, in 3 van de 3 actiepunten.");
	CHECK_STR(texts.at[0].sentence[1], "Stand van de actiepunten op 31 maart 2026: 1 loopt vast, 1 gaf geen antwoord, 1 is klaar.");
	CHECK_STR(texts.at[0].sentence[2], "Gemeld over W-01 Techniekdag: Laatstedag.");
	CHECK_NUMBER(texts.at[0].figures, 2);
	CHECK_STR(texts.at[0].figure[0], "Bezoekers: 1.250 van 5.000 mensen (hele regio), 31 maart 2026");
	CHECK_HAS(texts.at[0].figure[1], "12.500,00");
	CHECK_STR(texts.at[1].sentence[0], "Duiven: haakt elders aan; haakt aan bij Hanzesteden; Raadsbesluit.");
	CHECK_STR(texts.at[1].sentence[1], "In dit speerpunt is geen actiepunt bekend waaraan de gemeente meedoet.");
	programme_release(programme);
}

/* What is refused, and what a period is called */

TEST(a_report_that_cannot_be_made_says_everything_that_is_wrong)
{
	const struct programme *programme = programme_publish(quarter());
	struct report_wanted made = first_quarter(REPORT_LETTER, 0);

	CHECK_STR(refused(programme, &made), "party");
	made = first_quarter(REPORT_PROGRESS, SCHOOL);
	CHECK_STR(refused(programme, &made), "party");
	made = first_quarter(REPORT_UNKNOWN, DUIVEN);
	CHECK_STR(refused(programme, &made), "kind");
	made = first_quarter(REPORT_PROGRESS, DUIVEN);
	CHECK_STR(refused(programme, &made), "");
	made.node = sample_id(SECRET);
	made.until = DAY_UNKNOWN;
	CHECK_STR(refused(programme, &made), "theme until");
	made = first_quarter(REPORT_PROGRESS, DUIVEN);
	made.until = test_day("2025-12-31");
	CHECK_STR(refused(programme, &made), "until");
	made = wanted(REPORT_PROGRESS, "2026-05-02", "2026-06-30", "2026-05-01");
	CHECK_STR(refused(programme, &made), "from");
	made = wanted(REPORT_PROGRESS, "2026-05-01", "2026-06-30", "2026-05-01");
	CHECK_STR(refused(programme, &made), "");
	CHECK(day_equal(made.day, test_day("2026-05-01")));
	made.day = test_day("2026-05-02");
	CHECK_STR(refused(programme, &made), "on");
	programme_release(programme);
}

TEST(a_period_has_one_word_that_can_be_shared)
{
	static const struct { const char *word, *from, *until; } rows[] = {
		{ "2025-Q1", "2025-01-01", "2025-03-31" }, { "2024-Q1", "2024-01-01", "2024-03-31" }, { "2025-Q4", "2025-10-01", "2025-12-31" },
		{ "2025-H1", "2025-01-01", "2025-06-30" }, { "2025-H2", "2025-07-01", "2025-12-31" }, { "2025", "2025-01-01", "2025-12-31" },
		{ "all", "2024-01-01", "2027-12-31" },
	};
	static const char *const none[] = { "", "2025-Q5", "2025-Q0", "2025-H3", "25", "2025-q1", "2025-Q12", "x025", "2025-", "-025-Q1", "0000" };
	const struct programme *programme = programme_publish(quarter());
	struct report_period offered[REPORT_PERIODS];
	struct day from, until;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		CHECK(report_period(programme, str_of(rows[i].word), &from, &until));
		CHECK(day_equal(from, test_day(rows[i].from)) && day_equal(until, test_day(rows[i].until)));
	}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		CHECK(!report_period(programme, str_of(none[i]), &from, &until));
	/* In January the last quarter, half-year and year lie in the year before. */
	report_periods(programme, test_day("2026-01-15"), LANGUAGE_NL, test_arena(), offered);
	CHECK_STR(offered[0].word, "2025-Q4");
	CHECK_STR(offered[1].word, "2026-Q1");
	CHECK_STR(offered[2].word, "2025-H2");
	CHECK_STR(offered[3].word, "2026-H1");
	CHECK_STR(offered[4].word, "2025");
	CHECK_STR(offered[5].word, "2026");
	CHECK_STR(offered[0].label, "Vorig kwartaal: vierde kwartaal van 2025");
	programme_release(programme);
}

/* What its own bodies decided in the period and have before them; nothing of another town's. */
TEST(a_report_tells_what_was_decided_and_is_awaited_and_what_councils_asked)
{
	const struct programme *example = test_programme("data/voorbeeldregio/voorbeeldregio.json");
	const struct party *town = programme_by_key(example, &party_record, STR("hoogwende"));
	struct report_wanted wanted = { .kind = REPORT_PROGRESS, .node = ID_NONE, .party = town->id, .from = test_day("2025-01-01"), .until = test_day("2026-11-24"), .day = test_day("2026-11-24"),
		.language = LANGUAGE_NL };
	struct str text = paper_plain(report_paper(example, &wanted, test_arena()));

	CHECK_HAS(text, "Besluiten, vragen en toezeggingen");
	CHECK_HAS(text, "Gemeenteraad van Hoogwende");
	CHECK_HAS(text, "Bijgewerkt uitvoeringsplan 2027 vaststellen");
	CHECK_HAS_NOT(text, "Gemeenteraad van Elzenoord");
	programme_release(example);
}
