/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/show.h"

#include <string.h>

#include "html/markdown.h"

static struct str title_of(const struct request *req, const struct field *field, struct id id)
{
	const struct record *record;
	const void *row;

	if (str_is(str_of(field->refers_to), "person"))
		return language_text(req->language, N_("a person"));
	row = programme_find_any(req->programme, id, &record);
	if (!row || !access_sees(req->programme, req->person, record, row, req->today))
		return language_text(req->language, N_("(no longer there)"));
	return row_title(req->programme, record, row, req->arena);
}

static struct str titles_of(const struct request *req, const struct field *field, struct ids ids)
{
	struct str *titles = arena_array(req->arena, struct str, ids.count + 1);

	for (size_t i = 0; i < ids.count; i++)
		titles[i] = title_of(req, field, ids.at[i]);
	return str_join(req->arena, titles, ids.count, STR(", "));
}

struct str show_field(const struct request *req, const struct record *record, const struct field *field, const void *row)
{
	(void)record;
	if (field->kind == KIND_BOOL)
		return language_text(req->language, *FIELD_AT(row, field, bool) ? N_("yes") : N_("no"));
	if (field->kind == KIND_WORD)
		return language_text(req->language, words_label(field->words, *FIELD_AT(row, field, int)));
	if (field_empty(field, row))
		return language_text(req->language, N_("not yet known"));
	switch (field->kind) {
	case KIND_ID:      return title_of(req, field, *FIELD_AT(row, field, struct id));
	case KIND_IDS:     return titles_of(req, field, *FIELD_AT(row, field, struct ids));
	case KIND_DAY:     return language_day(req->language, req->arena, *FIELD_AT(row, field, struct day));
	case KIND_COUNT:   return language_count(req->language, req->arena, *FIELD_AT(row, field, struct count));
	case KIND_MONEY:   return language_money(req->language, req->arena, *FIELD_AT(row, field, struct money));
	case KIND_DECIMAL: return language_decimal(req->language, req->arena, *FIELD_AT(row, field, struct decimal));
	case KIND_MOMENT:  return language_moment(req->language, req->arena, *FIELD_AT(row, field, struct moment));
	default:           return field->markdown ? markdown_plain(*FIELD_AT(row, field, struct str), req->arena)
		: *FIELD_AT(row, field, struct str);
	}
}

void show_row(const struct request *req, struct model *model, const char *name, const struct record *record, struct id id)
{
	const void *row = id_known(id) ? programme_find(req->programme, record, id) : NULL;
	struct model *item;

	if (!row || !access_sees(req->programme, req->person, record, row, req->today)) {
		model_flag(model, name, false);
		return;
	}
	item = model_object(model, name);
	model_text(item, "title", row_title(req->programme, record, row, req->arena));
	model_text(item, "address", request_address(req, row_address(req->programme, record, row, req->arena)));
}

static bool is_address(struct str source)
{
	return str_starts(source, STR("http://")) || str_starts(source, STR("https://"));
}

/* "liemerseambassade.nl" of an address; a document's name as it is. */
static struct str short_source(struct str source)
{
	struct str host = source;
	size_t length = 0, at;

	if (!is_address(source))
		return source;
	host = str_from(source, str_find(source, ':') + 3);
	while (length < host.len && !strchr("/?#\\", host.at[length]))
		length++;
	host = str_to(host, length);
	/* A name before the @ is no place: http://gelderland.nl@elsewhere.example */
	while ((at = str_find(host, '@')) < host.len)
		host = str_from(host, at + 1);
	return str_starts(host, STR("www.")) ? str_from(host, 4) : host;
}

/* The labels of the fields that were derived, in the reader's language. */
static struct str inferred_words(const struct request *req, const struct record *record, struct str inferred)
{
	struct buf out = { 0 };
	struct str name, copy;

	while (str_next(&inferred, ' ', &name)) {
		const struct field *field = record_field(record, str_cstring(req->arena, name));
		if (name.len == 0)
			continue;
		if (out.len > 0)
			buf_add_cstring(&out, ", ");
		buf_add(&out, field && field->label ? str_lower(req->arena, language_text(req->language, field->label)) : name);
	}
	copy = buf_copy(&out, req->arena);
	buf_clear(&out);
	return copy;
}

void show_provenance(const struct request *req, struct model *model, const struct record *record, const void *row)
{
	const struct provenance *provenance = row_provenance(record, row);
	struct model *item;

	if (!provenance || (provenance->source.len == 0 && provenance->certainty == CERTAINTY_UNKNOWN && provenance->note.len == 0)) {
		model_flag(model, "provenance", false);
		return;
	}
	item = model_object(model, "provenance");
	model_text(item, "source", provenance->source);
	model_text(item, "source_short", short_source(provenance->source));
	model_text(item, "source_address", is_address(provenance->source) ? provenance->source : STR_NONE);
	model_words(item, "certainty", provenance->certainty ? words_label(&certainty_words, (int)provenance->certainty) : "");
	model_text(item, "certainty_word", str_of(words_wire(&certainty_words, (int)provenance->certainty)));
	model_flag(item, "is_stated", provenance->certainty == CERTAINTY_STATED);
	model_text(item, "inferred", inferred_words(req, record, provenance->inferred));
	model_text(item, "note", provenance->note);
}

void show_edit(const struct request *req, struct model *model, const struct record *record, const void *row)
{
	enum right right = record == &mandate_record ? RIGHT_PEOPLE : RIGHT_EDIT;
	const struct node *node = row_node(req->programme, record, row);
	bool edits = access_may(req->programme, req->person, right, node, req->today, NULL);
	bool proposes = !edits && right == RIGHT_EDIT && access_may(req->programme, req->person, RIGHT_PROPOSE, node, req->today, NULL);
	struct str id = id_text(row_id(row), req->arena);
	struct model *item;

	if (record->by_program || day_known(req->known) || (!edits && !proposes)) {
		model_flag(model, "edit", false);
		return;
	}
	item = model_object(model, "edit");
	model_text(item, "address", request_address(req, str_format(req->arena, "/edit/%s/%.*s", record->name, STR_ARG(id))));
	model_text(item, "removal", request_address(req, str_format(req->arena, "/edit/%s/%.*s/removal", record->name, STR_ARG(id))));
	model_text(item, "history", request_address(req, str_format(req->arena, "/history/%s/%.*s", record->name, STR_ARG(id))));
	model_flag(item, "propose", proposes);
	model_text(item, "about", row_title(req->programme, record, row, req->arena));
}

static const char *name_unknown(const struct request *req, const char *name)
{
	return str_cstring(req->arena, str_format(req->arena, "%s_unknown", name));
}

void show_day(const struct request *req, struct model *model, const char *name, struct day day)
{
	model_text(model, name, day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE);
	model_flag(model, name_unknown(req, name), !day_known(day));
}

void show_period(const struct request *req, struct model *model, const char *name, struct day from, struct day until)
{
	bool known = day_known(from) || day_known(until);

	model_text(model, name, known ? language_period(req->language, req->arena, from, until) : STR_NONE);
	model_flag(model, name_unknown(req, name), !known);
}

void show_breadcrumbs(const struct request *req, struct model *model, const struct node *node)
{
	const struct node *path[8];
	size_t deep = 0;

	for (; node && deep < 8; node = node->parent)
		path[deep++] = node;
	model_list(model, "breadcrumbs");
	while (deep > 0) {
		const struct node *at = path[--deep];
		struct model *item = model_item(model, "breadcrumbs");
		model_text(item, "label", node_title(req->programme, at, req->arena));
		model_text(item, "address", request_address(req, row_address(req->programme, at->record, at->row, req->arena)));
	}
}
