/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan from concept to adopted, as the office, bodies and readers meet it. A programme of its own on the site, "plan": five municipalities, each
 * with its council, and the portfolio holders; P-01 is complete, P-02 has no result and no lead. The member is a portfolio holder of Duiven.
 */
#include "test/site.h"

#include "action/action.h"
#include "base/hash.h"
#include "decision/decision.h"
#include "participation/participation.h"
#include "party/party.h"
#include "plan/plan.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

enum { TOWNS = 5 };
static const char *const names[TOWNS] = { "doesburg", "duiven", "montferland", "westervoort", "zevenaar" };
static struct { struct id programme, theme, actions[2], towns[TOWNS], councils[TOWNS], holders; } scene;

static void write_changes(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static void make_town(size_t i)
{
	struct str key = str_of(names[i]);
	struct party town = { .id = scene.towns[i] = id_new(), .key = key, .name = key, .kind = PARTY_MUNICIPALITY };
	struct body council = { .id = scene.councils[i] = id_new(), .key = str_format(test_arena(), "raad-%s", names[i]), .name = key,
		.kind = BODY_COUNCIL, .party = town.id };
	struct participation entry = { .id = id_new(), .party = town.id, .node = scene.programme, .standing = STANDING_PARTICIPATES };

	write_changes((struct change[]){ { &party_record, NULL, &town }, { &body_record, NULL, &council }, { &participation_record, NULL, &entry } }, 3);
}

static void make(void)
{
	struct programme_facts facts = { .id = scene.programme = id_new(), .key = STR("plan"), .name = STR("Plannen"), .language = STR("nl") };
	struct theme theme = { .id = scene.theme = id_new(), .key = STR("werk"), .name = STR("Werk") };
	struct action complete = { .id = scene.actions[0] = id_new(), .number = STR("P-01"), .title = STR("Banenmarkt"), .result = STR("Gehouden."),
		.theme = theme.id, .status = ACTION_PLANNED, .start = test_day("2026-01-01"), .last = test_day("2026-12-31") };
	struct action lacking = { .id = scene.actions[1] = id_new(), .number = STR("P-02"), .title = STR("Stagefonds"), .theme = theme.id,
		.status = ACTION_PLANNED, .start = test_day("2026-01-01"), .last = test_day("2026-12-31") };
	struct action draft = { .id = id_new(), .number = STR("P-99"), .title = STR("Stille post"), .theme = theme.id, .status = ACTION_PLANNED,
		.visibility = VISIBILITY_DRAFT };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct body holders = { .id = scene.holders = id_new(), .key = STR("pho"), .name = STR("Portefeuillehouders"), .kind = BODY_PORTFOLIO_MEETING };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_SIGNATORY };
	struct role lead = { .id = id_new(), .node = complete.id, .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };

	write_changes((struct change[]){ { &programme_facts_record, NULL, &facts }, { &theme_record, NULL, &theme }, { &action_record, NULL, &complete },
		{ &action_record, NULL, &lacking }, { &action_record, NULL, &draft }, { &mandate_record, NULL, &office }, { &body_record, NULL, &holders } }, 7);
	for (size_t i = 0; i < TOWNS; i++)
		make_town(i);
	lead.party = member.party = scene.towns[1];
	write_changes((struct change[]){ { &role_record, NULL, &lead }, { &mandate_record, NULL, &member } }, 2);
}

static struct page get(enum visitor visitor, const char *page)
{
	return site_round_get(visitor, str_format(test_arena(), "/plan%s", page).at);
}

static struct page post(enum visitor visitor, const char *page, const char *fields)
{
	return site_round_post(visitor, str_format(test_arena(), "/plan%s", page).at, fields);
}

static const char *id(struct id of)
{
	return str_cstring(test_arena(), id_text(of, test_arena()));
}

/* What was frozen, between its two marks. */
static struct str frozen_part(const char *page)
{
	struct str text = get(PUBLIC, page).text;
	size_t from = str_search(text, STR("id=\"frozen\""));

	CHECK(from < text.len);
	text = str_from(text, from);
	return str_to(text, str_search(text, STR("</article>")));
}

/* The newest subject of the programme, decided by these: an outcome each, in the order of their councils; NULL: nothing said. */
static struct id first_version(void)
{
	const struct programme *programme = store_programme_by_id(site_store(), scene.programme);
	struct id version = programme->plan_versions.at[0].id;

	programme_release(programme);
	return version;
}

static void decide(const char *const outcomes[TOWNS])
{
	const struct programme *programme = store_programme_by_id(site_store(), scene.programme);
	const struct subject *subject = programme_rows(programme, &subject_record).at[0];
	struct decision decision = { .subject = subject->id, .day = subject->tabled };

	for (size_t i = 0; i < TOWNS; i++) {
		struct condition condition = { .id = id_new(), .text = STR("Geld voor twee jaar.") };
		if (!outcomes[i])
			continue;
		decision.id = condition.decision = id_new();
		decision.body = scene.councils[i];
		decision.outcome = (enum decision_outcome)words_value(&decision_outcome_words, str_of(outcomes[i]));
		decision.text = STR("Gezien.");
		write_changes((struct change[]){ { &decision_record, NULL, &decision }, { &condition_record, NULL, &condition } },
			decision.outcome == DECISION_ADOPTED_WITH_CONDITIONS ? 2 : 1);
	}
	programme_release(programme);
}

static const char *all_councils(const char *day, const char *last)
{
	return str_cstring(test_arena(), str_format(test_arena(), "ask-raad-doesburg=%s&due-raad-doesburg=%s&ask-raad-duiven=decides&due-raad-duiven=%s"
		"&ask-raad-montferland=decides&ask-raad-westervoort=decides&ask-raad-zevenaar=decides", last, day, day));
}

static void freeze_lacks(void)
{
	struct page page = get(PUBLIC, "/plan");

	CHECK_HAS(page.text, "1 van 2 actiepunten compleet");
	CHECK_HAS(page.text, "Er is geen trekker bekend.");
	CHECK_HAS_NOT(page.text, "/edit/");
	CHECK_HAS_NOT(page.text, "Stille post");
	CHECK_HAS(get(OFFICE, "/plan").text, str_format(test_arena(), "/plan/edit/role/new?node=%s&amp;kind=lead", id(scene.actions[1])).at);
	CHECK_NUMBER(get(MEMBER, "/plan/versions/new").status, 403);
	CHECK_NUMBER(post(OFFICE, "/plan/versions/new", "name=").status, 422);
	page = post(OFFICE, "/plan/versions/new", "name=Eerste&text=Voor+de+raden.");
	CHECK_STR(page.location, "/plan/plan/versions/1");
	/* Nothing changed since: a second one would be the same. */
	page = post(OFFICE, "/plan/versions/new", "name=Nog+eens");
	CHECK_NUMBER(page.status, 409);
	CHECK_HAS(page.text, "Versie 1 bevat precies dit al.");
}

static void refused_and_mended(void)
{
	struct page page = post(OFFICE, "/plan/versions/1/bodies", all_councils("", "opinion"));
	struct str before = frozen_part("/plan/versions/1");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "er ontbreken 2 dingen");
	CHECK_HAS(page.text, "Er is geen trekker bekend.");
	CHECK_HAS(page.text, str_format(test_arena(), "/plan/edit/action/%s#f-result", id(scene.actions[1])).at);
	/* Nor by another form: what is not complete is put to nobody. */
	CHECK_NUMBER(post(OFFICE, "/edit/subject/new", str_format(test_arena(), "title=Sluiproute&plan_version=%s",
		id(first_version())).at).status, 422);
	CHECK_NUMBER(post(OFFICE, str_format(test_arena(), "/edit/action/%s", id(scene.actions[1])).at, "result=Er+is+een+fonds.").status, 303);
	CHECK_NUMBER(post(OFFICE, "/edit/role/new", str_format(test_arena(), "node=%s&kind=lead&party=%s&state=accepted", id(scene.actions[1]),
		id(scene.towns[0])).at).status, 303);
	CHECK_HAS(get(PUBLIC, "/plan").text, "2 van 2 actiepunten compleet");
	/* What was frozen stays as it was, incomplete. */
	CHECK(str_equal(before, frozen_part("/plan/versions/1")));
	CHECK_HAS(get(OFFICE, "/plan/versions/1/bodies").text, "2 hiervan zijn intussen ingevuld");
}

static void tabled_and_adopted(void)
{
	struct page page = post(OFFICE, "/plan/versions/new", "name=Tweede");
	static const char *const said[TOWNS] = { "opinion", "adopted", "adopted", "adopted_with_conditions", "adopted" };
	static const char *const some[TOWNS] = { NULL, "adopted", NULL, NULL, NULL };

	CHECK_STR(page.location, "/plan/plan/versions/2");
	CHECK_HAS(post(OFFICE, "/plan/versions/2/bodies", "rule=all").text, "minstens één orgaan dat besluit");
	CHECK_HAS(post(OFFICE, "/plan/versions/2/bodies", all_councils("31-2-2026", "decides")).text, "is geen dag");
	CHECK_HAS(post(OFFICE, "/plan/versions/2/bodies", all_councils("1-1-2020", "decides")).text, "Die dag is al voorbij.");
	CHECK_NUMBER(post(OFFICE, "/plan/versions/2/bodies", all_councils("31-12-2099", "opinion")).status, 303);
	page = get(PUBLIC, "/plan");
	CHECK_HAS(page.text, ">aangeboden<");
	CHECK_HAS(page.text, "vastgesteld door 0 van 4, 0 van 1 zienswijzen");
	CHECK_HAS(page.text, "Van geen enkele versie");
	page = post(OFFICE, "/plan/versions/2/bodies", all_councils("31-12-2099", "opinion"));
	CHECK_NUMBER(page.status, 409);
	CHECK_HAS(page.text, "Deze versie is al aan de organen aangeboden.");
	decide(some);
	CHECK_HAS(get(PUBLIC, "/plan").text, "vastgesteld door 1 van 4");
	CHECK_HAS(get(PUBLIC, "/plan/versions/2").text, "heeft nog niet besloten");
	CHECK_HAS(get(PUBLIC, "/plan/versions/2").text, "om een zienswijze gevraagd");
	decide((const char *const[TOWNS]){ said[0], NULL, said[2], said[3], said[4] });
	page = get(PUBLIC, "/plan");
	CHECK_HAS(page.text, "vastgesteld door 4 van 4, zienswijze van 1, 1 voorwaarde open");
	CHECK_HAS(page.text, "Sinds de vaststelling is er niets veranderd.");
	CHECK_HAS_NOT(get(PUBLIC, "/plan?on=2020-01-01").text, "vastgesteld door 4");
	/* Where a reader looks first, and over time. */
	CHECK_HAS(get(PUBLIC, "").text, "/plan/plan/versions/2");
	CHECK_HAS(get(PUBLIC, "/timeline").text, "2. Tweede");
	CHECK_HAS_NOT(get(PUBLIC, "/timeline?theme=werk").text, "2. Tweede");
}

static void moved_by_the_office_alone(void)
{
	CHECK_NUMBER(post(OFFICE, str_format(test_arena(), "/edit/action/%s", id(scene.actions[0])).at, "last=30-11-2026").status, 303);
	CHECK_HAS(get(PUBLIC, "/plan").text, "1 wijziging sindsdien");
	CHECK_HAS(get(PUBLIC, "/plan").text, "31 december 2026");
	CHECK_HAS_NOT(get(PUBLIC, "/plan").text, "moeten instemmen");
	CHECK_HAS(get(PUBLIC, "/reports?kind=progress").text, "P-01 Banenmarkt. Laatste dag: was 31 december 2026, is nu 30 november 2026");
	CHECK_HAS_NOT(get(PUBLIC, "/reports?kind=progress&party=duiven").text, "Afwijking van het vastgestelde plan");
}

static struct str proposal_page(struct page page)
{
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(page.location, "/plan/proposals/");
	return str_from(page.location, sizeof "/plan" - 1);
}

static void for_the_portfolio_holders(void)
{
	const char *edit = str_cstring(test_arena(), str_format(test_arena(), "/edit/action/%s", id(scene.actions[0])));
	const char *proposal;
	struct page page;

	CHECK_NUMBER(post(MEMBER, "/plan/classes", "kind-moved_year=portfolio_holders").status, 403);
	CHECK_NUMBER(post(OFFICE, "/plan/classes", "kind-text=office").status, 422);
	CHECK_NUMBER(post(OFFICE, "/plan/classes", "kind-moved_year=portfolio_holders&kind-participation=councils&above_portfolio_holders=veel").status, 422);
	CHECK_NUMBER(post(OFFICE, "/plan/classes", "kind-moved_year=portfolio_holders&kind-participation=councils&above_portfolio_holders=5000").status, 303);
	CHECK_HAS(get(PUBLIC, "/plan/classes").text, "5.000,00");
	CHECK_HAS(get(OFFICE, edit).text, "naar een ander jaar verschoven");
	/* Within the year is the office's; to another year is not. */
	CHECK_HAS(post(OFFICE, edit, "last=31-10-2026").location, "/actions/P-01");
	page = post(OFFICE, edit, "last=28-2-2027");
	proposal = str_cstring(test_arena(), proposal_page(page));
	CHECK_HAS(get(PUBLIC, "/actions/P-01").text, "31 oktober 2026");
	CHECK_HAS(get(MEMBER, proposal).text, "28 februari 2027");
	CHECK_HAS(get(PUBLIC, proposal).location, "/sign-in");
	page = post(OFFICE, proposal, "answer_kind=accept");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Zeg wanneer en waar de portefeuillehouders instemden");
	CHECK_NUMBER(post(MEMBER, proposal, "answer_kind=accept").status, 303);
	CHECK_HAS(get(PUBLIC, "/actions/P-01").text, "28 februari 2027");
	CHECK_HAS(get(PUBLIC, "/plan").text, ">ingestemd<");
	/* Taking it back would change what they agreed to. */
	page = get(OFFICE, "/history");
	page.text = str_from(page.text, str_search(page.text, STR("name=\"command\" value=\"")) + sizeof "name=\"command\" value=\"" - 1);
	page = post(OFFICE, "/undo", str_format(test_arena(), "command=%.*s", STR_ARG(str_to(page.text, str_find(page.text, '"')))).at);
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(get(PUBLIC, "/actions/P-01").text, "28 februari 2027");
}

static void money_above_a_limit(void)
{
	struct page page = post(OFFICE, "/money/lines/new", str_format(test_arena(), "node=%s&title=Campagne&year=2026&amount=4000&key=equal", id(scene.actions[0])).at);
	const char *line = str_cstring(test_arena(), str_format(test_arena(), "%.*s/edit", STR_ARG(str_from(page.location, sizeof "/plan" - 1))));
	const char *parts = "amount=10000&key=percentage&part-doesburg=20&part-duiven=20&part-montferland=20&part-westervoort=20&part-zevenaar=20";

	CHECK_HAS(page.location, "/plan/money/lines/");
	CHECK_HAS(get(OFFICE, line).text, "5.000,00");
	/* 6,000 more is more than the office may; 5,000 is not. */
	proposal_page(post(OFFICE, line, "amount=10000"));
	CHECK_HAS(get(PUBLIC, "/money?year=2026").text, "4.000,00");
	CHECK_HAS(post(OFFICE, line, parts).text, "zij worden één ding tegelijk gevraagd");
	CHECK_HAS(post(OFFICE, line, "amount=9000").location, "/plan/money/lines/");
	CHECK_HAS(get(PUBLIC, "/money?year=2026").text, "9.000,00");
}

static void for_the_councils(void)
{
	static const char *const all[TOWNS] = { "adopted", "adopted", "adopted", "adopted", "adopted" };
	const char *proposal = str_cstring(test_arena(), proposal_page(post(OFFICE, "/edit/participation/new",
		str_format(test_arena(), "node=%s&party=%s&standing=does_not_participate", id(scene.actions[0]), id(scene.towns[4])).at)));
	struct page page = post(OFFICE, proposal, "answer_kind=accept&answer=De+raden+vinden+het+vast+goed.");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Hierover moeten de raden eerst besluiten.");
	/* A portfolio holder does not even see it. */
	CHECK_NUMBER(get(MEMBER, proposal).status, 404);
	CHECK_NUMBER(post(OFFICE, proposal, str_format(test_arena(), "answer_kind=put&%s", all_councils("", "decides")).at).status, 303);
	CHECK_NUMBER(post(OFFICE, proposal, "answer_kind=accept").status, 422);
	decide(all);
	CHECK_NUMBER(post(OFFICE, proposal, "answer_kind=accept").status, 303);
	page = get(PUBLIC, "/plan/compare?from=2&to=today");
	CHECK_HAS(page.text, "zevenaar: was zoals een niveau hoger, is nu doet niet mee");
	CHECK_HAS(page.text, "sp-plan__is");
}

static void beside_each_other(void)
{
	struct page page = site_get_json(PUBLIC, "/plan");

	CHECK_HAS(page.text, "\"missing\":[");
	CHECK_HAS(get(PUBLIC, "/plan/compare?from=1&to=2").text, "Stagefonds");
	CHECK_HAS(get(PUBLIC, "/plan/compare?from=2&to=2").text, "Tussen deze twee is geen verschil.");
	CHECK_NUMBER(get(PUBLIC, "/plan/compare?from=7&to=2").status, 422);
	CHECK_NUMBER(get(PUBLIC, "/plan/versions/7").status, 404);
	CHECK_NUMBER(get(PUBLIC, "/plan/versions/2.exe").status, 404);
	CHECK_HAS(get(PUBLIC, "/plan/compare.csv?from=2").text, "31 december 2026");
	for (size_t i = 0; i < 3; i++)
		CHECK_NUMBER(get(PUBLIC, ((const char *const[]){ "/plan/versions/2.pdf", "/plan/compare.xlsx?from=1", "/plan/compare.docx?from=1" })[i]).status, 200);
	/* Its hash is that of its bytes. */
	page = get(PUBLIC, "/plan/versions/2.json");
	CHECK_HAS(get(PUBLIC, "/plan/versions/2").text, str_cstring(test_arena(), hash_text(hash_of(page.text), test_arena())));
	CHECK_HAS_NOT(page.text, "Stille post");
}

static void recorded_from_a_source(void)
{
	struct page page = post(OFFICE, "/plan/versions/record", "number=3&name=Van+toen&adopted=2019-05-01");

	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "href=\"#f-source\"");
	CHECK_NUMBER(post(OFFICE, "/plan/versions/record", "number=3&name=Van+toen&source=raadsbesluit").status, 422);
	CHECK_NUMBER(post(OFFICE, "/plan/versions/record", "number=3&name=Van+toen&adopted=2019-05-01&source=raadsbesluit").status, 303);
	CHECK_HAS(get(PUBLIC, "/plan/versions/3").text, "de inhoud wordt hier niet bewaard");
	CHECK_HAS(get(PUBLIC, "/plan?on=2020-01-01").text, "3. Van toen");
	CHECK_HAS(get(PUBLIC, "/plan?on=2019-04-30").text, "Van geen enkele versie");
	/* The newer one holds. */
	CHECK_HAS(get(PUBLIC, "/plan/versions/3").text, "vervangen door een nieuwere");
}

TEST(a_plan_is_refused_mended_tabled_adopted_and_changed_by_who_may)
{
	make();
	freeze_lacks();
	refused_and_mended();
	tabled_and_adopted();
	moved_by_the_office_alone();
	for_the_portfolio_holders();
	money_above_a_limit();
	for_the_councils();
	beside_each_other();
	recorded_from_a_source();
}
