/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The form of updates on a telephone: one tap, photos, figures by municipality. A programme of its own on the site, "vormen": Duiven, whose
 * official is the member, leads V-01 and V-02; it takes part with Zevenaar.
 */
#include "test/site.h"

#include "account/account.h"
#include "action/action.h"
#include "document/document.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static struct { struct id programme, duiven, zevenaar, actions[2], figure, round; } scene;

static void write_rows(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static void make(void)
{
	struct day today = moment_day(clock_now());
	struct programme_facts facts = { .id = id_new(), .key = STR("vormen"), .name = STR("Regio Vormen"), .language = STR("nl") };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party zevenaar = { .id = id_new(), .key = STR("zevenaar"), .name = STR("Zevenaar"), .kind = PARTY_MUNICIPALITY };
	struct party westervoort = { .id = id_new(), .key = STR("westervoort"), .name = STR("Westervoort"), .kind = PARTY_MUNICIPALITY };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER, .party = duiven.id };
	struct round round = { .id = id_new(), .name = STR("Ronde"), .opens = day_add(today, -2), .due = day_add(today, 7) };

	if (id_known(scene.programme))
		return;
	scene.programme = facts.id;
	scene.duiven = duiven.id;
	scene.zevenaar = zevenaar.id;
	scene.round = round.id;
	write_rows((struct change[]){ { &programme_facts_record, NULL, &facts } }, 1);
	write_rows((struct change[]){ { &party_record, NULL, &duiven }, { &party_record, NULL, &zevenaar }, { &party_record, NULL, &westervoort },
		{ &mandate_record, NULL, &office }, { &mandate_record, NULL, &member }, { &round_record, NULL, &round } }, 6);
	for (size_t i = 0; i < 2; i++) {
		struct action action = { .id = scene.actions[i] = id_new(), .number = i ? STR("V-02") : STR("V-01"), .title = i ? STR("Twee") : STR("Een"),
			.status = ACTION_RUNNING, .start = day_add(today, -100), .last = day_add(today, 100) };
		struct role lead = { .id = id_new(), .node = action.id, .party = duiven.id, .kind = ROLE_LEAD, .state = ROLE_ACCEPTED, .contact = site_person(MEMBER) };
		struct update before = { .id = id_new(), .action = action.id, .day = day_add(today, -50), .moment = { clock_now().ms - 50 * 86400000LL }, .light = LIGHT_AT_RISK, .text = STR("Wacht op de vergunning."),
			.next_step = STR("Bellen met de provincie"), .party = duiven.id, .spent = { 120000, true } };
		struct participation in = { .id = id_new(), .party = duiven.id, .node = action.id, .standing = STANDING_PARTICIPATES };
		struct participation also = { .id = id_new(), .party = zevenaar.id, .node = action.id, .standing = STANDING_PARTICIPATES };
		write_rows((struct change[]){ { &action_record, NULL, &action }, { &role_record, NULL, &lead }, { &update_record, NULL, &before },
			{ &participation_record, NULL, &in }, { &participation_record, NULL, &also } }, 5);
	}
	scene.figure = id_new();
	write_rows((struct change[]){ { &result_figure_record, NULL, &(struct result_figure){ .id = scene.figure, .action = scene.actions[1],
		.name = STR("Leerplekken"), .municipal = FIGURE_SUM, .method = STR("Ondertekende contracten"), .aim = { 40000, true } } } }, 1);
}

static const struct programme *programme_now(void)
{
	make();
	return store_programme_by_id(site_store(), scene.programme);
}

/* The newest update of V-01 or V-02; its texts in the test's memory. */
static struct update newest(size_t action)
{
	const struct programme *programme = programme_now();
	struct update update;

	row_copy(&update_record, &update, REFERRING(programme, update, action, scene.actions[action]).at[0], test_arena());
	programme_release(programme);
	return update;
}

static size_t count_of(const struct record *record)
{
	const struct programme *programme = programme_now();
	size_t count = programme_rows(programme, record).count;

	programme_release(programme);
	return count;
}

static const char *id_of(size_t action)
{
	return id_text(scene.actions[action], test_arena()).at;
}

static const char *seen(size_t action)
{
	return id_text(newest(action).id, test_arena()).at;
}

static const char *link(void)
{
	struct link link = { .purpose = LINK_UPDATE, .person = site_person(MEMBER), .programme = scene.programme };

	make();
	link.programme = scene.programme;
	link.subject = id_text(scene.round, test_arena());
	return str_format(test_arena(), "/vormen/update/%.*s", STR_ARG(link_new_for(site_store(), &link, test_arena()))).at;
}

/* Address of the file that came with the newest update. */
static const char *file_of(size_t action)
{
	const struct programme *programme = programme_now();
	struct update update = newest(action);
	const struct document *document = programme_row(programme, document, update.proof.at[0]);
	const char *address = str_format(test_arena(), "/vormen/documents/%.*s/versions/1", STR_ARG(document->key)).at;

	programme_release(programme);
	return address;
}

static const char *with_id(const char *name, size_t action)
{
	return str_format(test_arena(), "%s-%s", name, id_of(action)).at;
}

TEST(nothing_changed_is_one_tap_and_says_so)
{
	struct update before, update;
	struct page page;
	const char *fields;

	make();
	before = newest(0);
	page = site_round_get(MEMBER, "/vormen/actions/V-01/update");
	CHECK_HAS(page.text, "Niets veranderd");
	CHECK_HAS(page.text, "Wacht op de vergunning.");
	CHECK_HAS(page.text, "Bellen met de provincie");
	fields = str_format(test_arena(), "same-%s=1&seen-%s=%s", id_of(0), id_of(0), seen(0)).at;
	CHECK_NUMBER(site_round_post(MEMBER, "/vormen/actions/V-01/update", fields).status, 303);
	update = newest(0);
	CHECK(!id_equal(update.id, before.id) && update.unchanged);
	CHECK_NUMBER(update.light, LIGHT_AT_RISK);
	CHECK_STR(update.text, "Wacht op de vergunning.");
	CHECK_STR(update.next_step, "Bellen met de provincie");
	CHECK_NUMBER(update.spent.cents, 120000);
	CHECK(id_equal(update.round, scene.round));
	CHECK_HAS(site_round_get(PUBLIC, "/vormen/actions/V-01").text, "niets veranderd");
	/* A second tap of the same finger tells nothing twice. */
	CHECK_NUMBER(site_round_post(MEMBER, "/vormen/actions/V-01/update", fields).status, 303);
	CHECK(id_equal(newest(0).id, update.id));
}

TEST(one_tap_for_all_leaves_what_was_told_already_and_takes_what_was_typed)
{
	struct update first = (make(), newest(0));
	const char *address = link();
	const char *fields = str_format(test_arena(), "same-all=1&seen-%s=%s&seen-%s=%s&light-%s=on_track&text-%s=Vergunning+binnen.", id_of(0), seen(0), id_of(1),
		seen(1), id_of(1), id_of(1)).at;

	CHECK_NUMBER(site_round_post(PUBLIC, address, fields).status, 303);
	/* V-01 was told in this round by the story above, or is told now; V-02 as it was typed. */
	CHECK(newest(0).unchanged);
	CHECK(id_equal(first.round, scene.round) == id_equal(newest(0).id, first.id));
	CHECK_STR(newest(1).text, "Vergunning binnen.");
	CHECK(!newest(1).unchanged);
}

TEST(a_photo_or_document_comes_with_the_update_by_the_link_and_is_internal_unless_said)
{
	const char *address = (make(), link());
	const char *const internal[] = { with_id("light", 0), NULL, "on_track", with_id("text", 0), NULL, "Met bewijs.", with_id("seen", 0), NULL, seen(0),
		with_id("proof", 0), "verslag geheim.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", NULL, NULL, NULL };
	const char *const open[] = { with_id("light", 1), NULL, "on_track", with_id("text", 1), NULL, "Met openbaar bewijs.", with_id("seen", 1), NULL, seen(1),
		with_id("proof_label", 1), NULL, "public", with_id("proof", 1), "convenant.pdf", "%PDF-1.4\n2 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", NULL, NULL, NULL };
	const struct programme *programme;
	const struct document *document;
	struct update update;

	CHECK_NUMBER(site_send_form(PUBLIC, address, internal).status, 303);
	update = newest(0);
	CHECK_STR(update.text, "Met bewijs.");
	CHECK_NUMBER(update.proof.count, 1);
	programme = programme_now();
	document = programme_row(programme, document, update.proof.at[0]);
	CHECK(document && document->visibility == VISIBILITY_DRAFT && id_equal(document->node, scene.actions[0]));
	CHECK_STR(document->title, "verslag geheim");
	CHECK(document_newest(programme, document->id));
	programme_release(programme);
	CHECK_HAS(site_round_get(OFFICE, "/vormen/actions/V-01").text, "verslag geheim");
	CHECK_HAS(site_round_get(MEMBER, "/vormen/actions/V-01").text, "verslag geheim");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/vormen/actions/V-01").text, "verslag geheim");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/vormen/documents").text, "verslag geheim");
	CHECK_HAS_NOT(site_round_get(PUBLIC, "/vormen/history").text, "verslag geheim");
	CHECK_NUMBER(site_send_form(PUBLIC, address, open).status, 303);
	CHECK_HAS(site_round_get(PUBLIC, "/vormen/actions/V-02").text, "convenant");
	/* The file itself: as it came in, to who may see its document. */
	CHECK_NUMBER(site_round_get(PUBLIC, file_of(0)).status, 404);
	CHECK_NUMBER(site_round_get(MEMBER, file_of(0)).status, 200);
	CHECK_HAS(site_round_get(OFFICE, file_of(0)).text, "%PDF-1.4\n1 0 obj");
	CHECK_HAS(site_round_get(PUBLIC, file_of(1)).text, "%PDF-1.4\n2 0 obj");
	CHECK_NUMBER(site_round_get(PUBLIC, str_format(test_arena(), "%s2", file_of(1)).at).status, 404);
}

TEST(a_file_of_a_wrong_kind_is_refused_by_its_field_and_nothing_is_told)
{
	const char *address = (make(), link());
	size_t updates = count_of(&update_record), documents = count_of(&document_record);
	const char *const parts[] = { with_id("light", 0), NULL, "on_track", with_id("text", 0), NULL, "Blijft staan.", with_id("seen", 0), NULL, seen(0),
		with_id("proof", 0), "virus.exe", "MZ not a picture", NULL, NULL, NULL };
	const char *const alone[] = { with_id("seen", 0), NULL, seen(0), with_id("proof", 0), "v.pdf", "%PDF-1.4\n3 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", NULL, NULL, NULL };
	struct page page = site_send_form(PUBLIC, address, parts);

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, str_format(test_arena(), "#f-proof-%s", id_of(0)).at);
	CHECK_HAS(page.text, "Blijft staan.");
	/* A photo without a word of how it goes is not lost in silence. */
	page = site_send_form(PUBLIC, address, alone);
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, str_format(test_arena(), "#f-light-%s", id_of(0)).at);
	CHECK_NUMBER(count_of(&update_record), updates);
	CHECK_NUMBER(count_of(&document_record), documents);
}

TEST(a_figure_is_asked_for_each_municipality_that_takes_part_where_the_office_said_so)
{
	const char *duiven, *zevenaar, *figure;
	struct page page;
	size_t readings;

	make();
	duiven = id_text(scene.duiven, test_arena()).at;
	zevenaar = id_text(scene.zevenaar, test_arena()).at;
	figure = id_text(scene.figure, test_arena()).at;
	page = site_round_get(MEMBER, "/vormen/actions/V-02/update");
	CHECK_HAS(page.text, "De regio is de som van de gemeenten.");
	CHECK_HAS(page.text, "Ondertekende contracten");
	CHECK_HAS(page.text, str_format(test_arena(), "name=\"figure-%s.%s\"", figure, zevenaar).at);
	CHECK_HAS_NOT(page.text, str_format(test_arena(), "name=\"figure-%s\"", figure).at);
	CHECK_HAS(page.text, "Zevenaar</span></label></div>");
	CHECK_HAS_NOT(page.text, "Westervoort</span></label></div>");
	page = site_round_post(MEMBER, "/vormen/actions/V-02/update", str_format(test_arena(), "light-%s=on_track&text-%s=Geteld.&seen-%s=%s&figure-%s.%s=12&figure-%s.%s=n.v.t.",
		id_of(1), id_of(1), id_of(1), seen(1), figure, duiven, figure, zevenaar).at);
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Leerplekken, Zevenaar");
	CHECK_HAS(page.text, "value=\"n.v.t.\"");
	page = site_round_post(MEMBER, "/vormen/actions/V-02/update", str_format(test_arena(), "light-%s=on_track&text-%s=Geteld.&seen-%s=%s&figure-%s.%s=12&figure-%s.%s=7,5",
		id_of(1), id_of(1), id_of(1), seen(1), figure, duiven, figure, zevenaar).at);
	CHECK_NUMBER(page.status, 303);
	page = site_round_get(PUBLIC, "/vormen/actions/V-02");
	CHECK_HAS(page.text, "19,5");
	CHECK_HAS(page.text, "Leerplekken, Zevenaar");
	/* The next time the numbers stand in their fields; sent as they are, they tell nothing anew. */
	CHECK_HAS(site_round_get(MEMBER, "/vormen/actions/V-02/update").text, "value=\"7,5\"");
	readings = count_of(&reading_record);
	CHECK_NUMBER(site_round_post(MEMBER, "/vormen/actions/V-02/update", str_format(test_arena(), "light-%s=on_track&text-%s=Weer.&seen-%s=%s&figure-%s.%s=13&figure-%s.%s=7,5",
		id_of(1), id_of(1), id_of(1), seen(1), figure, duiven, figure, zevenaar).at).status, 303);
	CHECK_NUMBER(count_of(&reading_record), readings + 1);
	CHECK_HAS(site_round_get(PUBLIC, "/vormen/actions/V-02").text, "20,5");
}

TEST(a_correction_shows_what_it_takes_back)
{
	struct page page;
	struct update wrong;

	make();
	CHECK_NUMBER(site_round_post(MEMBER, "/vormen/actions/V-01/update", str_format(test_arena(), "light-%s=off_track&text-%s=Foutje.&seen-%s=%s", id_of(0), id_of(0),
		id_of(0), seen(0)).at).status, 303);
	wrong = newest(0);
	CHECK_NUMBER(site_round_post(MEMBER, str_format(test_arena(), "/vormen/actions/V-01/update?corrects=%s", id_text(wrong.id, test_arena()).at).at,
		str_format(test_arena(), "light-%s=on_track&text-%s=Recht+gezet.&seen-%s=%s", id_of(0), id_of(0), id_of(0), seen(0)).at).status, 303);
	page = site_round_get(PUBLIC, "/vormen/actions/V-01");
	CHECK_HAS(page.text, "in plaats van");
	CHECK_HAS(page.text, "<del lang=\"nl\">Foutje.</del>");
	CHECK_HAS(page.text, "verbeterd op");
	CHECK_HAS(page.text, "Recht gezet.");
}
