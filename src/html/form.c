/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/form.h"

#include "html/faults.h"

enum { SHORT_TEXT_MOST = 120 };         /* code points */

static void option(struct model *item, struct str value, struct str label, bool selected)
{
	struct model *made = model_item(item, "options");

	model_text(made, "value", value);
	model_text(made, "label", label);
	model_flag(made, "selected", selected);
}

/* What is chosen, as typed or as the row has it, and whether the form offers it. */
struct choice { struct str value; bool offered; };
struct choices { struct choice *at; size_t count; };

/* `value`: ids with a space between. */
static struct choices choices_of(struct str value, struct arena *arena)
{
	struct choices choices = { arena_array(arena, struct choice, value.len / 2 + 1), 0 };
	struct str part;

	while (str_next(&value, ' ', &part))
		if (part.len > 0)
			choices.at[choices.count++] = (struct choice){ part, false };
	return choices;
}

static bool chosen(struct choices *choices, struct str one)
{
	for (size_t i = 0; i < choices->count; i++)
		if (str_equal(choices->at[i].value, one))
			return choices->at[i].offered = true;
	return false;
}

static void word_options(const struct request *req, struct model *item, const struct field *field, struct str value)
{
	for (size_t i = 0; i < field->words->count; i++) {
		struct str wire = str_of(field->words->at[i].wire);
		option(item, wire, language_text(req->language, field->words->at[i].label), str_equal(wire, value));
	}
}

static void node_options(const struct request *req, struct model *item, struct choices *choices)
{
	struct node_list nodes = programme_nodes(req->programme);

	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		struct str id = id_text(node->id, req->arena), title = node_title(req->programme, node, req->arena);
		static const char indent[] = "\u2003\u2003\u2003\u2003";

		if (node->parent && !access_sees(req->programme, req->person, node->record, node->row, req->today))
			continue;
		option(item, id, str_format(req->arena, "%.*s%.*s", (node->depth > 4 ? 4 : node->depth) * 3, indent, STR_ARG(title)),
			chosen(choices, id));
	}
}

static void row_options(const struct request *req, struct model *item, const struct field *field, struct choices *choices)
{
	const struct record *record = record_named(str_of(field->refers_to));
	struct row_list rows = programme_rows(req->programme, record);

	for (size_t i = 0; i < rows.count; i++) {
		struct str id = id_text(row_id(rows.at[i]), req->arena);
		if (access_sees(req->programme, req->person, record, rows.at[i], req->today))
			option(item, id, row_title(req->programme, record, rows.at[i], req->arena), chosen(choices, id));
	}
}

struct person_options { const struct request *req; struct model *item; struct choices *choices; };

static void person_option(void *context, struct id person, struct str name)
{
	struct person_options *options = context;
	struct str id = id_text(person, options->req->arena);
	option(options->item, id, name, chosen(options->choices, id));
}

/* What is chosen but not offered stays chosen: a row this reader does not see, a person whose mandate ended. Else saving clears it. */
static void unseen_options(const struct request *req, struct model *item, const struct choices *choices)
{
	struct id id;

	for (size_t i = 0; i < choices->count; i++)
		if (!choices->at[i].offered && id_parse(choices->at[i].value, &id))
			option(item, choices->at[i].value, language_text(req->language, N_("(chosen earlier, not in this list)")), true);
}

static void reference_options(const struct request *req, struct model *item, const struct field *field, struct str value)
{
	struct str to = str_of(field->refers_to);
	struct choices choices = choices_of(value, req->arena);

	if (field->kind == KIND_ID)
		option(item, STR_NONE, language_text(req->language, field->required ? N_("Choose …") : N_("none / not known")),
			choices.count == 0);
	if (str_is(to, "node"))
		node_options(req, item, &choices);
	else if (str_is(to, "person") && form_people)
		form_people(req, person_option, &(struct person_options){ req, item, &choices });
	else if (record_named(to))
		row_options(req, item, field, &choices);
	unseen_options(req, item, &choices);
}

/* What stands in the field: what a person would type. A decimal has a comma, because a dot before three digits groups thousands. */
static struct str shown_value(const struct request *req, const struct field *field, const void *row)
{
	struct str text = field_text(field, row, req->arena);

	if (field->kind == KIND_DECIMAL || field->kind == KIND_MONEY) {
		char *copy = arena_copy(req->arena, text.at ? text.at : "", text.len);
		for (size_t i = 0; i < text.len; i++)
			if (copy[i] == '.')
				copy[i] = ',';
		return (struct str){ copy, text.len };
	}
	/* A year below 1000 is written without zeros there, and could not be read again. */
	if (field->kind == KIND_DAY && FIELD_AT(row, field, struct day)->year >= 1000)
		return language_day_short(req->language, req->arena, *FIELD_AT(row, field, struct day));
	return text;
}

static void add_word(struct buf *out, struct str word)
{
	if (out->len > 0)
		buf_add_char(out, ' ');
	buf_add(out, word);
}

static struct str typed_value(const struct pairs *typed, const struct field *field, struct arena *arena)
{
	struct buf all = { 0 };
	struct str copy;

	for (size_t i = 0; i < typed->count; i++)
		if (str_is(typed->at[i].name, field->name)) {
			add_word(&all, typed->at[i].value);
			if (field->kind != KIND_IDS)
				break;
		}
	copy = buf_copy(&all, arena);
	buf_clear(&all);
	return copy;
}

/* What fits in half a line: a choice, a day, a number, a short text. */
static bool is_short(const struct field *field)
{
	if (field->kind == KIND_TEXT)
		return !field->lines && !field->markdown && !field->address && field_most(field) <= SHORT_TEXT_MOST;
	return field->kind != KIND_IDS && field->kind != KIND_BOOL;
}

static void field_model(const struct request *req, struct model *item, const struct record *record, const struct field *field,
	const void *row, const struct pairs *typed, const struct faults *faults)
{
	struct str value = typed ? typed_value(typed, field, req->arena) : shown_value(req, field, row);
	struct str fault = faults_of(req, faults, field->name);
	bool list = field->kind == KIND_IDS, choice = field->kind == KIND_ID || field->kind == KIND_WORD;
	(void)record;

	model_text(item, "name", str_of(field->name));
	model_text(item, "id", str_format(req->arena, "f-%s", field->name));
	model_words(item, "label", field->label ? field->label : field->name);
	model_words(item, "hint", field->hint ? field->hint : "");
	model_words(item, "group", field->group ? field->group : "");
	model_text(item, "value", value);
	/* The short name in the address is made from the name where nobody gives one (edit/edit_page.c). */
	model_flag(item, "required", field->required && !(field->key && field->rare));
	model_flag(item, "rare", field->rare);
	model_number(item, "max", (int64_t)field_most(field));
	model_flag(item, "short", is_short(field));
	model_flag(item, "internal", field->internal);
	model_text(item, "fault", fault);
	model_flag(item, "has_fault", fault.len > 0);
	model_flag(item, "is_choice", choice);
	model_flag(item, "is_checks", list);
	model_flag(item, "is_check", field->kind == KIND_BOOL);
	model_flag(item, "checked", field->kind == KIND_BOOL && value.len > 0 && !str_is(value, "0") && !str_is(value, "false"));
	model_flag(item, "is_lines", field->kind == KIND_TEXT && (field->lines || field->markdown));
	model_flag(item, "is_markdown", field->markdown);
	model_flag(item, "is_text", !choice && !list && field->kind != KIND_BOOL && !(field->kind == KIND_TEXT && (field->lines || field->markdown)));
	model_flag(item, "is_day", field->kind == KIND_DAY);
	model_flag(item, "numeric", field->kind == KIND_COUNT || field->kind == KIND_MONEY || field->kind == KIND_DECIMAL);
	model_list(item, "options");
	if (field->kind == KIND_WORD)
		word_options(req, item, field, value);
	else if (choice || list)
		reference_options(req, item, field, value);
}

struct model *form_fields(const struct request *req, const struct record *record, const void *row, const struct pairs *typed,
	const struct faults *faults)
{
	struct model *model = model_new(req->arena);
	bool open = false;

	model_list(model, "fields");
	model_list(model, "rare_fields");
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];

		if (field->hidden || !access_sees_field(req->programme, req->person, record, field, req->today))
			continue;
		if (field->rare && ((!field_empty(field, row) && !field->key) || faults_of(req, faults, field->name).len > 0))
			open = true;
		field_model(req, model_item(model, field->rare ? "rare_fields" : "fields"), record, field, row, typed, faults);
	}
	model_flag(model, "rare_open", open);
	faults_model_of(req, model, faults, record);
	return model;
}

static bool on_form(const struct request *req, const struct field *field)
{
	return request_has_field(req, field->name) ||
	       request_has_field(req, str_cstring(req->arena, str_format(req->arena, "%s_shown", field->name)));
}

/* Checkboxes come in the order of the form: what stays chosen keeps the order it had, so that nothing changes for no reason. */
static struct str as_chosen_before(struct ids before, struct str typed, struct arena *arena)
{
	struct choices choices = choices_of(typed, arena);
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < before.count; i++)
		if (chosen(&choices, id_text(before.at[i], arena)))
			add_word(&out, id_text(before.at[i], arena));
	for (size_t i = 0; i < choices.count; i++)
		if (!choices.at[i].offered)
			add_word(&out, choices.at[i].value);
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

bool form_read(struct request *req, const struct record *record, void *row)
{
	size_t before = req->faults.count;

	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str typed;

		if (field->hidden || !on_form(req, field) ||
		    !access_sees_field(req->programme, req->person, record, field, req->today))
			continue;
		typed = typed_value(&req->fields, field, req->arena);
		if (field->kind == KIND_IDS)
			typed = as_chosen_before(*FIELD_AT(row, field, struct ids), typed, req->arena);
		field_read(field, row, typed, &req->faults);
	}
	return req->faults.count == before;
}
