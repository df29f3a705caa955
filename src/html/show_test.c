/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include "action/action.h"
#include "html/mustache.h"
#include "html/show.h"
#include "programme/sample.h"
#include "role/role.h"
#include "tree/tree.h"

enum { ROOT = 1, THEME, ACTION, DRAFT, MANDATE, OFFICIAL, OFFICE };

/* A theme with two actions, one of them a draft; one person of the office. */
static const struct programme *small(void)
{
	struct programme *draft = programme_empty(sample_id(ROOT));

	programme_put(draft, &programme_facts_record, &(struct programme_facts){ .id = sample_id(ROOT), .key = STR("lev"),
		.name = STR("Liemers"), .language = STR("nl") });
	programme_put(draft, &theme_record, &(struct theme){ .id = sample_id(THEME), .key = STR("retail"), .name = STR("Retail & more") });
	programme_put(draft, &action_record, &(struct action){ .id = sample_id(ACTION), .number = STR("R-01"), .title = STR("Centres"),
		.theme = sample_id(THEME), .start = { 2024, 5, 0 }, .status = ACTION_RUNNING });
	programme_put(draft, &action_record, &(struct action){ .id = sample_id(DRAFT), .number = STR("R-02"), .title = STR("Secret"),
		.theme = sample_id(THEME), .visibility = VISIBILITY_DRAFT });
	programme_put(draft, &mandate_record, &(struct mandate){ .id = sample_id(MANDATE), .person = sample_id(OFFICE),
		.capacity = CAPACITY_OFFICE });
	return programme_publish(draft);
}

static struct request asked_by(const struct programme *programme, const struct person *person)
{
	struct day today = day_make(2025, 3, 1);

	return (struct request){ .arena = test_arena(), .programme = programme, .programme_key = STR("lev"), .person = person,
		.language = LANGUAGE_EN, .today = today, .day = today, .faults = { .arena = test_arena() } };
}

static struct str printed(const char *text, const struct model *model)
{
	struct buf out = { 0 };
	struct str copy;

	CHECK(mustache_render_text(str_of(text), NULL, NULL, model, test_arena(), &out));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

#define ROW_TEXT "{{#row}}{{title}} {{address}}{{/row}}{{^row}}none{{/row}}"

TEST(a_link_to_a_row_is_made_for_those_who_see_it)
{
	static const struct person office = { .id = { { 0 } } };
	struct person      of_office = office;
	const struct programme *programme = small();
	struct request     req = asked_by(programme, &person_public);
	struct model      *model = model_new(test_arena());

	of_office.id = sample_id(OFFICE);
	show_row(&req, model, "row", &action_record, sample_id(ACTION));
	CHECK_HAS(printed(ROW_TEXT, model), "Centres /lev/actions/R-01");
	show_row(&req, model, "row", &action_record, sample_id(DRAFT));
	CHECK_STR(printed(ROW_TEXT, model), "none");
	show_row(&req, model, "row", &action_record, ID_NONE);
	CHECK_STR(printed(ROW_TEXT, model), "none");
	req.person = &of_office;
	show_row(&req, model, "row", &action_record, sample_id(DRAFT));
	CHECK_HAS(printed(ROW_TEXT, model), "Secret");
	/* Rights are those of today, also when another day is read. */
	req.day = day_make(2019, 1, 1);
	show_row(&req, model, "row", &action_record, sample_id(DRAFT));
	CHECK_HAS(printed(ROW_TEXT, model), "?on=2019-01-01");
	programme_release(programme);
}

static struct str field_of(const struct request *req, const struct record *record, const char *name, const void *row)
{
	return show_field(req, record, record_field(record, name), row);
}

TEST(a_field_is_shown_in_words)
{
	const struct programme *programme = small();
	struct request      req = asked_by(programme, &person_public);
	struct id           goals[] = { sample_id(THEME), sample_id(DRAFT) };
	const struct action action = { .theme = sample_id(THEME), .start = { 2024, 5, 0 }, .status = ACTION_RUNNING,
		.labels = { goals, 2 }, .continues = true };
	const struct role   role = { .contact = sample_id(OFFICIAL) };

	CHECK_STR(field_of(&req, &action_record, "theme", &action), "Retail & more");
	CHECK_STR(field_of(&req, &action_record, "topic", &action), "not yet known");
	CHECK_STR(field_of(&req, &action_record, "start", &action), "May 2024");
	CHECK_STR(field_of(&req, &action_record, "last", &action), "not yet known");
	CHECK_STR(field_of(&req, &action_record, "continues", &action), "yes");
	CHECK_STR(field_of(&req, &action_record, "title", &action), "not yet known");
	CHECK_STR(field_of(&req, &role_record, "contact", &role), "a person");
	/* The title of a draft is told to nobody who may not read it. */
	CHECK_STR(field_of(&req, &action_record, "labels", &action), "Retail & more, (no longer there)");
	programme_release(programme);
}

#define SOURCE_TEXT "{{#provenance}}{{source_short}}|{{source_address}}|{{certainty_word}}|{{inferred}}|{{note}}{{/provenance}}" \
	"{{^provenance}}none{{/provenance}}"

TEST(a_source_is_a_link_only_where_it_is_an_address)
{
	static const struct { const char *source, *shown; } rows[] = {
		{ "https://www.gelderland.nl/a/b?c", "gelderland.nl|https://www.gelderland.nl/a/b?c|stated||" },
		{ "http://x.example?q", "x.example|http://x.example?q|stated||" },
		{ "https://gelderland.nl@elsewhere.example/x", "elsewhere.example|https://gelderland.nl@elsewhere.example/x|stated||" },
		{ "https://elsewhere.example\\@gelderland.nl/", "elsewhere.example|https://elsewhere.example\\@gelderland.nl/|stated||" },
		{ "javascript://x.example/%0aalert(1)", "javascript://x.example/%0aalert(1)||stated||" },
		{ "Vision 2024, page 3", "Vision 2024, page 3||stated||" },
	};
	const struct programme *programme = small();
	struct request req = asked_by(programme, &person_public);
	struct model  *model = model_new(test_arena());

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct action action = { .provenance = { .source = str_of(rows[i].source), .certainty = CERTAINTY_STATED } };
		show_provenance(&req, model, &action_record, &action);
		CHECK_STR(printed(SOURCE_TEXT, model), rows[i].shown);
	}
	show_provenance(&req, model, &action_record, &(struct action){ 0 });
	CHECK_STR(printed(SOURCE_TEXT, model), "none");
	show_provenance(&req, model, &action_record, &(struct action){ .provenance = { .note = STR("n"), .inferred = STR("start last") } });
	CHECK_STR(printed(SOURCE_TEXT, model), "|||start, last day|n");
	programme_release(programme);
}

#define EDIT_TEXT "{{#edit}}{{address}} {{removal}} {{history}}{{#propose}} propose{{/propose}}{{/edit}}{{^edit}}none{{/edit}}"

TEST(only_those_who_may_are_offered_to_change)
{
	const struct programme *programme = small();
	struct person  office = { .id = sample_id(OFFICE) };
	struct request req = asked_by(programme, &person_public);
	struct model  *model = model_new(test_arena());
	const void    *action = programme_find(programme, &action_record, sample_id(ACTION));
	struct str     id = id_text(sample_id(ACTION), test_arena());

	show_edit(&req, model, &action_record, action);
	CHECK_STR(printed(EDIT_TEXT, model), "none");
	req.person = &office;
	show_edit(&req, model, &action_record, action);
	CHECK_STR(printed(EDIT_TEXT, model), str_format(test_arena(),
		"/lev/edit/action/%.*s /lev/edit/action/%.*s/removal /lev/history/action/%.*s", STR_ARG(id), STR_ARG(id), STR_ARG(id)).at);
	/* What was known then cannot be changed now. */
	req.known = day_make(2024, 1, 1);
	show_edit(&req, model, &action_record, action);
	CHECK_STR(printed(EDIT_TEXT, model), "none");
	programme_release(programme);
}

TEST(an_unknown_day_says_so)
{
	struct request req = asked_by(NULL, &person_public);
	struct model  *model = model_new(test_arena());

	show_day(&req, model, "day", DAY_UNKNOWN);
	CHECK_STR(printed("{{day}}{{#day_unknown}}?{{/day_unknown}}", model), "?");
	show_day(&req, model, "day", day_make(2024, 5, 22));
	CHECK_STR(printed("{{day}}{{#day_unknown}}?{{/day_unknown}}", model), "22 May 2024");
	show_period(&req, model, "time", DAY_UNKNOWN, DAY_UNKNOWN);
	CHECK_STR(printed("{{time}}{{#time_unknown}}?{{/time_unknown}}", model), "?");
	show_period(&req, model, "time", DAY_UNKNOWN, (struct day){ 2026, 0, 0 });
	CHECK_STR(printed("{{time}}{{#time_unknown}}?{{/time_unknown}}", model), "until 2026");
}

TEST(breadcrumbs_lead_from_the_programme_to_the_node)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &person_public);
	struct model  *model = model_new(test_arena());

	show_breadcrumbs(&req, model, programme_node(programme, sample_id(ACTION)));
	CHECK_HAS(printed("{{#breadcrumbs}}[{{label}}]{{/breadcrumbs}}", model), "[Liemers][Retail &amp; more][");
	show_breadcrumbs(&req, model, NULL);
	programme_release(programme);
}
