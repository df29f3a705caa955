/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"

#include "action/action.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "test/test.h"
#include "tree/tree.h"

/* The public's reading of the LEV: nobody has told anything, and nothing is made up. */
TEST(a_council_sees_what_it_does_gets_and_what_goes_wrong_before_all_else)
{
	struct page page = site_get(PUBLIC, "/parties/doesburg");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Wat doen wij");
	CHECK_HAS(page.text, "Wat krijgen wij");
	CHECK_HAS(page.text, "Wat gaat er mis");
	CHECK_HAS(page.text, "Niet mee aan");
	CHECK_HAS(page.text, "wel met <span lang=\"nl\">Hanzesteden");
	CHECK(str_search(page.text, STR("Wat gaat er mis")) < str_search(page.text, STR("Waar wij aan meedoen")));
	CHECK_HAS(page.text, "Nog niemand heeft verteld hoe het gaat.");
}

/* On the site with the open round: what was told by the stories of progress, or what is told here. */
TEST(the_picture_tells_progress_with_its_public_sentence_and_keeps_drafts_and_notes_out)
{
	struct page page = site_round_get(PUBLIC, "/ronde/parties/duiven");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Wat gaat er mis");
	CHECK_HAS_NOT(page.text, "Geheime notitie");
	page = site_get(PUBLIC, "/parties/duiven");
	CHECK_HAS_NOT(page.text, "Geheim plan");
	CHECK_HAS_NOT(page.text, "Alleen voor het bureau");
	CHECK_HAS_NOT(page.text, "Geheime reden");
	CHECK_HAS_NOT(page.text, "Medewerker");
}

TEST(a_school_has_no_picture_of_a_council_and_a_town_that_is_not_yet_there_neither)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/liemersnovum").text, "Wat krijgen wij");
	CHECK_HAS_NOT(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers").text, "Wat krijgen wij");
	CHECK_HAS(site_get(PUBLIC, "/parties/nieuwe-gemeente-liemers?on=2029-06-01").text, "Wat krijgen wij");
}

/*
 * A programme of its own on the site, "beeld": Duiven takes part in B-01 (loopt vast, own figure), B-02 (op koers, a figure of the region) and B-03 (silent since
 * the last round), not in B-04. The round closed ten days ago; B-01 was told since, and asks Duiven for help.
 */
static struct { struct id programme; struct day today; } scene;

static void write_rows(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static struct update told(struct id action, int days, enum light light, const char *text)
{
	return (struct update){ .id = id_new(), .action = action, .day = day_add(scene.today, days), .light = light, .text = str_of(text),
		.moment = { clock_now().ms + days * 86400000LL }, .internal = STR("Geheime notitie") };
}

static void make(void)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("beeld"), .name = STR("Regio Beeld"), .language = STR("nl") };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party zevenaar = { .id = id_new(), .key = STR("zevenaar"), .name = STR("Zevenaar"), .kind = PARTY_MUNICIPALITY };
	struct mandate alderman = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_SIGNATORY, .party = duiven.id, .function = STR("wethouder economie") };
	struct mandate hidden = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_MEMBER, .party = duiven.id, .function = STR("stille kracht") };
	struct round round;
	struct action actions[4];
	static const char *const numbers[] = { "B-01", "B-02", "B-03", "B-04" };

	if (id_known(scene.programme))
		return;
	scene.today = moment_day(clock_now());
	scene.programme = facts.id;
	round = (struct round){ .id = id_new(), .name = STR("Ronde"), .opens = day_add(scene.today, -40), .due = day_add(scene.today, -20), .closes = day_add(scene.today, -10) };
	write_rows((struct change[]){ { &programme_facts_record, NULL, &facts } }, 1);
	write_rows((struct change[]){ { &party_record, NULL, &duiven }, { &party_record, NULL, &zevenaar }, { &mandate_record, NULL, &alderman },
		{ &mandate_record, NULL, &hidden }, { &round_record, NULL, &round } }, 5);
	for (size_t i = 0; i < 4; i++) {
		struct participation entry = { .id = id_new(), .party = duiven.id, .standing = i == 3 ? STANDING_DOES_NOT_PARTICIPATE : STANDING_PARTICIPATES,
			.reason = i == 3 ? STR("Geen water in de gemeente") : STR_NONE };
		actions[i] = (struct action){ .id = id_new(), .number = str_of(numbers[i]), .title = str_format(test_arena(), "Actie %s", numbers[i]), .status = ACTION_RUNNING,
			.start = day_add(scene.today, -100), .last = day_add(scene.today, 100) };
		entry.node = actions[i].id;
		write_rows((struct change[]){ { &action_record, NULL, &actions[i] }, { &participation_record, NULL, &entry } }, 2);
	}
	struct update first = told(actions[0].id, -30, LIGHT_ON_TRACK, "Het begon goed.");
	struct update wrong = told(actions[0].id, -5, LIGHT_OFF_TRACK, "De brug is gezakt.");
	struct update fine = told(actions[1].id, -25, LIGHT_ON_TRACK, "Volgens plan.");
	struct update silent = told(actions[2].id, -60, LIGHT_ON_TRACK, "Lang geleden.");
	struct result_figure own = { .id = id_new(), .action = actions[0].id, .name = STR("Leerplekken"), .municipal = FIGURE_SUM };
	struct result_figure whole = { .id = id_new(), .action = actions[1].id, .name = STR("Bezoekers"), .value = { 750000, true }, .day = day_add(scene.today, -90) };
	struct reading reading = { .id = id_new(), .update = wrong.id, .figure = own.id, .party = duiven.id, .value = { 12000, true } };

	wrong.help_wanted = STR("Een hijskraan");
	wrong.help_from = (struct ids){ &duiven.id, 1 };
	write_rows((struct change[]){ { &update_record, NULL, &first }, { &update_record, NULL, &wrong }, { &update_record, NULL, &fine }, { &update_record, NULL, &silent },
		{ &result_figure_record, NULL, &own }, { &result_figure_record, NULL, &whole }, { &reading_record, NULL, &reading } }, 7);
}

static size_t place(struct str text, const char *part)
{
	size_t at = str_search(text, str_of(part));

	CHECK(at != SIZE_MAX);
	return at;
}

TEST(the_picture_tells_the_worst_first_what_is_new_and_whose_figure_it_is)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, "/beeld/parties/duiven");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "<strong>3</strong> van 4");
	CHECK_HAS(page.text, "Actie B-04");
	/* What goes wrong, before what goes well; the silent one is no green one. */
	page.text = str_from(page.text, place(page.text, "id=\"s-progress\""));
	CHECK(place(page.text, "De brug is gezakt.") < place(page.text, "Actie B-03"));
	CHECK(place(page.text, "Actie B-03") < place(page.text, "Volgens plan."));
	CHECK_HAS(page.text, "1 verteld sinds de laatste ronde sloot");
	page = site_round_get(PUBLIC, "/beeld/parties/duiven");
	CHECK_HAS(page.text, "<strong>van onszelf</strong>");
	CHECK_HAS(page.text, "regionaal");
	CHECK_HAS(page.text, "vraagt ons");
	CHECK_HAS(page.text, "Een hijskraan");
	CHECK_HAS(page.text, "Geen water in de gemeente");
	CHECK_HAS_NOT(page.text, "Geheime notitie");
}

/* Zevenaar takes part in nothing that was recorded: it gets nothing made up. */
TEST(a_town_of_which_nothing_was_recorded_reads_so)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, "/beeld/parties/zevenaar");
	CHECK_HAS(page.text, "Er is nog niets vastgelegd.");
	CHECK_HAS_NOT(page.text, "De brug is gezakt.");
	CHECK_HAS_NOT(page.text, "<strong>van onszelf</strong>");
}

TEST(on_an_earlier_day_the_picture_is_that_of_the_day)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, str_format(test_arena(), "/beeld/parties/duiven?on=%s", day_text(day_add(scene.today, -22), test_arena()).at).at);
	CHECK_HAS(page.text, "Het begon goed.");
	CHECK_HAS_NOT(page.text, "De brug is gezakt.");
	CHECK_HAS_NOT(page.text, "<strong>van onszelf</strong>");
	CHECK_HAS(page.text, "Niets wat is verteld.");
}

TEST(the_contact_is_told_by_function_to_the_public_and_no_more)
{
	struct page page;

	make();
	page = site_round_get(PUBLIC, "/beeld/parties/duiven");
	CHECK_HAS(page.text, "wethouder economie");
	CHECK_HAS_NOT(page.text, "stille kracht");
	CHECK_HAS_NOT(page.text, "Medewerker");
	CHECK_HAS(site_round_get(MEMBER, "/beeld/parties/duiven").text, "stille kracht");
}
