/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

#include "action/action.h"
#include "html/faults.h"
#include "html/form.h"
#include "html/model_own.h"
#include "html/mustache.h"
#include "programme/sample.h"
#include "role/role.h"
#include "tree/tree.h"

enum { ROOT = 1, THEME, SECOND_THEME, TOPIC, ACTION, DRAFT };

static const struct programme *small(void)
{
	struct programme *draft = programme_empty(sample_id(ROOT));

	programme_put(draft, &programme_facts_record, &(struct programme_facts){ .id = sample_id(ROOT), .name = STR("Liemers") });
	programme_put(draft, &theme_record, &(struct theme){ .id = sample_id(THEME), .name = STR("Retail"), .position = { 2, true } });
	programme_put(draft, &theme_record, &(struct theme){ .id = sample_id(SECOND_THEME), .name = STR("Industry"), .position = { 1, true } });
	programme_put(draft, &topic_record, &(struct topic){ .id = sample_id(TOPIC), .theme = sample_id(THEME), .name = STR("<Centres>") });
	programme_put(draft, &action_record, &(struct action){ .id = sample_id(ACTION), .number = STR("R-01"), .title = STR("Shops"),
		.topic = sample_id(TOPIC) });
	programme_put(draft, &action_record, &(struct action){ .id = sample_id(DRAFT), .number = STR("R-02"), .title = STR("Secret"),
		.theme = sample_id(THEME), .visibility = VISIBILITY_DRAFT });
	return programme_publish(draft);
}

static const struct person keeper = { .keeper = true };

static struct request asked_by(const struct programme *programme, const struct person *person)
{
	struct day today = day_make(2025, 3, 1);

	return (struct request){ .arena = test_arena(), .programme = programme, .programme_key = STR("lev"), .person = person,
		.language = LANGUAGE_EN, .today = today, .day = today, .faults = { .arena = test_arena() } };
}

static const struct model_value *value_of(const struct model *model, const char *name)
{
	for (const struct model_value *value = model->first; value; value = value->next)
		if (strcmp(value->name, name) == 0)
			return value;
	fail_msg("the model has no %s", name);
	return NULL;
}

static struct str text_of(const struct model *model, const char *name)
{
	return value_of(model, name)->text;
}

static bool flag_of(const struct model *model, const char *name)
{
	return value_of(model, name)->flag;
}

static const struct model *item_named(const struct model *form, const char *name)
{
	static const char *const lists[] = { "fields", "rare_fields" };

	for (size_t i = 0; i < 2; i++)
		for (const struct model_item *item = value_of(form, lists[i])->first; item; item = item->next)
			if (str_is(text_of(item->model, "name"), name))
				return item->model;
	return NULL;
}

/* "label|label*": the chosen ones with a star. */
static struct str options_of(const struct model *field)
{
	struct buf out = { 0 };
	struct str copy;

	for (const struct model_item *item = value_of(field, "options")->first; item; item = item->next) {
		if (out.len > 0)
			buf_add_char(&out, '|');
		buf_add(&out, text_of(item->model, "label"));
		if (flag_of(item->model, "selected"))
			buf_add_char(&out, '*');
	}
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

static void send(struct request *req, const char *name, struct str value)
{
	struct pair *more = arena_array(test_arena(), struct pair, req->fields.count + 1);

	for (size_t i = 0; i < req->fields.count; i++)
		more[i] = req->fields.at[i];
	more[req->fields.count] = (struct pair){ str_of(name), value };
	req->fields = (struct pairs){ more, req->fields.count + 1 };
}

static struct str with_crlf(struct str text)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n')
			buf_add_char(&out, '\r');
		buf_add_char(&out, text.at[i]);
	}
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

/* What a browser sends of one field that nobody touched. */
static void send_field(struct request *req, const struct model *field)
{
	const char *name = str_cstring(test_arena(), text_of(field, "name"));

	if (flag_of(field, "is_check") || flag_of(field, "is_checks"))
		send(req, str_format(test_arena(), "%s_shown", name).at, STR("1"));
	if (flag_of(field, "is_check")) {
		if (flag_of(field, "checked"))
			send(req, name, STR("1"));
	} else if (flag_of(field, "is_choice") || flag_of(field, "is_checks")) {
		const struct model_item *item = value_of(field, "options")->first;
		bool sent = false;
		for (const struct model_item *at = item; at; at = at->next)
			if (flag_of(at->model, "selected")) {
				send(req, name, text_of(at->model, "value"));
				sent = true;
			}
		/* A browser takes the first where none is selected. */
		if (!sent && item && flag_of(field, "is_choice"))
			send(req, name, text_of(item->model, "value"));
	} else {
		send(req, name, with_crlf(text_of(field, "value")));
	}
}

static void send_form(struct request *req, const struct model *form)
{
	static const char *const lists[] = { "fields", "rare_fields" };

	req->fields.count = 0;
	for (size_t i = 0; i < 2; i++)
		for (const struct model_item *item = value_of(form, lists[i])->first; item; item = item->next)
			send_field(req, item->model);
}

static void check_round(struct request *req, const struct record *record, const void *row)
{
	static union sample_room back;

	row_copy(record, &back, row, test_arena());
	req->faults.count = 0;
	send_form(req, form_fields(req, record, row, NULL, &req->faults));
	if (!form_read(req, record, &back)) {
		print_error("%s.%s: %.*s\n", record->name, req->faults.at[0].field,
			STR_ARG(fault_text(&req->faults.at[0], test_arena())));
		fail();
	}
	for (size_t i = 0; i < record->field_count; i++)
		if (!field_equal(&record->field[i], row, &back)) {
			print_error("%s.%s was \"%.*s\", became \"%.*s\"\n", record->name, record->field[i].name,
				STR_ARG(field_text(&record->field[i], row, test_arena())),
				STR_ARG(field_text(&record->field[i], &back, test_arena())));
			fail();
		}
}

/* Also where what is chosen is not in the lists: the rows below refer to what is not there. */
TEST(a_form_that_is_saved_untouched_changes_nothing)
{
	static union sample_room row;
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct sample  sample = { .state = 1, .arena = test_arena() };

	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		req.language = (enum language)language;
		for (size_t i = 0; i < record_count; i++) {
			for (int times = 0; times < 10; times++) {
				sample_row(&sample, records[i], &row);
				check_round(&req, records[i], &row);
			}
			for (int limit = 0; limit < SAMPLE_LIMITS; limit++) {
				sample_row_limit(&sample, records[i], (enum sample_limit)limit, &row);
				check_round(&req, records[i], &row);
			}
		}
	}
	programme_release(programme);
}

TEST(every_form_renders_strictly)
{
	static union sample_room row;
	const struct programme *programme = small();
	struct request    req = asked_by(programme, &keeper);
	struct sample     sample = { .state = 2, .arena = test_arena() };
	struct faults     faults = { .arena = test_arena() };
	struct templates *templates = templates_open(NULL, &faults);

	CHECK(templates);
	for (size_t i = 0; i < record_count; i++) {
		struct buf out = { 0 };
		sample_row(&sample, records[i], &row);
		req.faults.count = 0;
		faults_add(&req.faults, (struct fault){ .kind = FAULT_INVALID, .field = records[i]->field[0].name, .message = "wrong" });
		CHECK(templates_render(templates, "html/form_body", LANGUAGE_NL, form_fields(&req, records[i], &row, NULL, &req.faults),
			true, &out));
		CHECK_HAS(buf_str(&out), "name=\"");
		buf_clear(&out);
	}
	templates_close(templates);
	programme_release(programme);
}

TEST(nodes_are_offered_as_the_tree_to_those_who_see_them)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct role    role = { .node = sample_id(TOPIC) };

	CHECK_STR(options_of(item_named(form_fields(&req, &role_record, &role, NULL, &req.faults), "node")),
		"Choose …|Liemers|\u2003Industry|\u2003Retail|\u2003\u2003<Centres>*|\u2003\u2003\u2003R-01 Shops|\u2003\u2003R-02 Secret");
	req.person = &person_public;
	CHECK_HAS_NOT(options_of(item_named(form_fields(&req, &role_record, &role, NULL, &req.faults), "node")), "Secret");
	role.node = sample_id(DRAFT);
	CHECK_HAS(options_of(item_named(form_fields(&req, &role_record, &role, NULL, &req.faults), "node")),
		"|(chosen earlier, not in this list)*");
	programme_release(programme);
}

static void two_people(const struct request *req, form_person each, void *context)
{
	(void)req;
	each(context, sample_id(90), STR("Official A"));
	each(context, sample_id(91), STR("Official B"));
}

TEST(people_come_from_the_room_that_knows_them)
{
	void (*before)(const struct request *, form_person, void *) = form_people;
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct role    role = { .contact = sample_id(91), .deputy = sample_id(92) };
	struct model  *form;

	form_people = two_people;
	form = form_fields(&req, &role_record, &role, NULL, &req.faults);
	CHECK_STR(options_of(item_named(form, "contact")), "none / not known|Official A|Official B*");
	/* Whose mandate ended stays the deputy until somebody chooses another. */
	CHECK_STR(options_of(item_named(form, "deputy")), "none / not known|Official A|Official B|(chosen earlier, not in this list)*");
	form_people = NULL;
	CHECK_STR(options_of(item_named(form_fields(&req, &role_record, &role, NULL, &req.faults), "contact")),
		"none / not known|(chosen earlier, not in this list)*");
	form_people = before;
	programme_release(programme);
}

TEST(what_was_typed_stays_as_it_was_typed)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct action  action = { .title = STR("Shops"), .start = { 2024, 5, 0 }, .continues = true };
	struct model  *form;

	send(&req, "title", STR("  Shops & \"more\""));
	send(&req, "start", STR("somewhere in May"));
	send(&req, "continues_shown", STR("1"));
	send(&req, "theme", id_text(sample_id(SECOND_THEME), test_arena()));
	CHECK(!form_read(&req, &action_record, &action));
	CHECK_NUMBER(req.faults.count, 1);
	form = form_fields(&req, &action_record, &action, &req.fields, &req.faults);
	CHECK_STR(text_of(item_named(form, "title"), "value"), "  Shops & \"more\"");
	CHECK_STR(text_of(item_named(form, "start"), "value"), "somewhere in May");
	CHECK_HAS(text_of(item_named(form, "start"), "fault"), "\"somewhere in May\" is not a day");
	CHECK(flag_of(item_named(form, "start"), "has_fault") && !flag_of(item_named(form, "title"), "has_fault"));
	CHECK(!flag_of(item_named(form, "continues"), "checked") && !action.continues);
	CHECK_STR(options_of(item_named(form, "theme")), "none / not known|Industry*|Retail");
	CHECK_STR(action.title, "Shops & \"more\"");
	CHECK(flag_of(form, "has_faults"));
	programme_release(programme);
}

TEST(a_field_that_was_not_on_the_form_keeps_what_it_had)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct id      goal = sample_id(7);
	struct action  action = { .title = STR("Shops"), .continues = true, .outside = true, .goals = { &goal, 1 }, .labels = { &goal, 1 },
		.key = STR("shops") };

	send(&req, "why", STR("Because"));
	send(&req, "continues_shown", STR("1"));
	send(&req, "goals_shown", STR("1"));
	send(&req, "key", STR("other"));
	send(&req, "id", id_text(goal, test_arena()));
	CHECK(form_read(&req, &action_record, &action));
	CHECK_STR(action.title, "Shops");
	CHECK_STR(action.why, "Because");
	CHECK(!action.continues && action.outside);
	CHECK(action.goals.count == 0 && action.labels.count == 1);
	/* Hidden fields and the id are no business of a form. */
	CHECK_STR(action.key, "shops");
	CHECK(!id_known(action.id));
	programme_release(programme);
}

TEST(a_note_for_the_office_is_neither_shown_to_others_nor_written_by_them)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &person_public);
	struct action  action = { .internal = STR("Between us") };

	CHECK(!item_named(form_fields(&req, &action_record, &action, NULL, &req.faults), "internal"));
	send(&req, "internal", STR("Changed"));
	CHECK(form_read(&req, &action_record, &action));
	CHECK_STR(action.internal, "Between us");
	req.person = &keeper;
	CHECK(flag_of(item_named(form_fields(&req, &action_record, &action, NULL, &req.faults), "internal"), "internal"));
	CHECK(form_read(&req, &action_record, &action));
	CHECK_STR(action.internal, "Changed");
	programme_release(programme);
}

TEST(rare_fields_are_open_where_there_is_something_in_them)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct action  action = { .title = STR("Shops") };

	CHECK(!flag_of(form_fields(&req, &action_record, &action, NULL, &req.faults), "rare_open"));
	action.start_words = STR("before the summer");
	CHECK(flag_of(form_fields(&req, &action_record, &action, NULL, &req.faults), "rare_open"));
	action.start_words = STR_NONE;
	faults_add(&req.faults, (struct fault){ .kind = FAULT_INVALID, .field = "origin_text", .message = "wrong" });
	CHECK(flag_of(form_fields(&req, &action_record, &action, NULL, &req.faults), "rare_open"));
	programme_release(programme);
}

TEST(faults_stand_on_top_and_beside_their_field)
{
	const struct programme *programme = small();
	struct request req = asked_by(programme, &keeper);
	struct model  *model = model_new(test_arena());
	const struct model *first;

	faults_model(&req, model, &req.faults);
	CHECK(!flag_of(model, "has_faults"));
	faults_add(&req.faults, (struct fault){ .kind = FAULT_INVALID, .field = "title", .message = "{0} is wrong.", .arg = { STR("<x>") } });
	faults_add(&req.faults, (struct fault){ .kind = FAULT_INVALID, .field = "title", .message = "So is this.",
		.address = STR("/actions/R-01") });
	faults_add(&req.faults, (struct fault){ .kind = FAULT_INVALID, .message = "All of it." });
	faults_model(&req, model, &req.faults);
	first = value_of(model, "faults")->first->model;
	CHECK(flag_of(model, "has_faults"));
	CHECK_STR(text_of(first, "message"), "<x> is wrong.");
	CHECK_STR(text_of(first, "anchor"), "#f-title");
	CHECK_STR(text_of(value_of(model, "faults")->first->next->model, "address"), "/lev/actions/R-01");
	CHECK_STR(text_of(value_of(model, "faults")->last->model, "anchor"), "");
	CHECK_STR(faults_of(&req, &req.faults, "title"), "<x> is wrong. So is this.");
	CHECK_STR(faults_of(&req, &req.faults, "why"), "");
	programme_release(programme);
}
