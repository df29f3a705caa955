/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/record_json.h"

#include <string.h>

static void add_id(struct id id, struct buf *out)
{
	char text[ID_TEXT_LENGTH + 1];

	id_write(id, text);
	buf_add_char(out, '"');
	buf_add(out, (struct str){ text, ID_TEXT_LENGTH });
	buf_add_char(out, '"');
}

static void add_ids(struct ids ids, struct buf *out)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < ids.count; i++) {
		if (i)
			buf_add_char(out, ',');
		add_id(ids.at[i], out);
	}
	buf_add_char(out, ']');
}

/* Days, amounts and moments: short, so what they take from the arena stays within its first block. */
static void add_text_form(const struct field *field, const void *row, struct buf *out)
{
	struct arena arena = { 0 };

	buf_add_json(out, field_text(field, row, &arena));
	arena_clear(&arena);
}

static void add_value(const struct field *field, const void *row, struct buf *out)
{
	switch (field->kind) {
	case KIND_ID:
		add_id(*FIELD_AT(row, field, struct id), out);
		break;
	case KIND_IDS:
		add_ids(*FIELD_AT(row, field, struct ids), out);
		break;
	case KIND_TEXT:
		buf_add_json(out, *FIELD_AT(row, field, struct str));
		break;
	case KIND_BOOL:
		buf_add(out, STR("true"));
		break;
	case KIND_COUNT:
		buf_add_integer(out, FIELD_AT(row, field, struct count)->value);
		break;
	case KIND_WORD:
		buf_add_json(out, str_of(words_wire(field->words, *FIELD_AT(row, field, int))));
		break;
	default:
		add_text_form(field, row, out);
	}
}

void row_to_json(const struct record *record, const void *row, bool internal, struct buf *out)
{
	buf_add(out, STR("{\"id\":"));
	add_id(row_id(row), out);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];

		if (field_empty(field, row) || (field->internal && !internal))
			continue;
		buf_add(out, STR(",\""));
		buf_add_cstring(out, field->name);
		buf_add(out, STR("\":"));
		add_value(field, row, out);
	}
	buf_add_char(out, '}');
}

static struct str json_text(const json_t *value)
{
	return (struct str){ json_string_value(value), json_string_length(value) };
}

static bool wrong_type(const char *member, const char *message, struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = member, .message = message });
}

static const char *type_message(enum field_kind kind)
{
	switch (kind) {
	case KIND_IDS:
		return N_("This must be a list of ids, each a string.");
	case KIND_BOOL:
		return N_("This must be true or false.");
	case KIND_COUNT:
		return N_("This must be a whole number without quotes.");
	default:
		return N_("This must be a string.");
	}
}

static bool ids_from_json(const struct field *field, const json_t *list, struct ids *ids, struct faults *faults)
{
	size_t     count = json_array_size(list);
	struct id *at = arena_array(faults->arena, struct id, count);

	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_array_get(list, i);

		if (!json_is_string(value))
			return wrong_type(field->name, type_message(KIND_IDS), faults);
		if (!id_parse(json_text(value), &at[i]) || !id_known(at[i]))
			return field_fault(field, json_text(value), faults);
	}
	*ids = count ? (struct ids){ at, count } : (struct ids){ 0 };
	return true;
}

static bool string_from_json(const struct field *field, const json_t *value, void *row, struct faults *faults)
{
	struct str text = json_text(value);

	if (field->kind == KIND_TEXT && str_is_text(text))
		text = str_copy(faults->arena, text);
	return field_parse(field, row, text, faults->arena) || field_fault(field, text, faults);
}

static bool value_from_json(const struct field *field, const json_t *value, void *row, struct faults *faults)
{
	void *at = (char *)row + field->offset;

	if (json_is_null(value))
		return true;
	if (field->kind == KIND_IDS && json_is_array(value))
		return ids_from_json(field, value, at, faults);
	if (field->kind == KIND_BOOL && json_is_boolean(value)) {
		*(bool *)at = json_is_true(value);
		return true;
	}
	if (field->kind == KIND_COUNT && json_is_integer(value)) {
		*(struct count *)at = (struct count){ json_integer_value(value), true };
		return true;
	}
	if (field->kind == KIND_IDS || field->kind == KIND_BOOL || field->kind == KIND_COUNT || !json_is_string(value))
		return wrong_type(field->name, type_message(field->kind), faults);
	return string_from_json(field, value, row, faults);
}

static bool id_from_json(const json_t *value, void *row, struct faults *faults)
{
	struct id id;

	if (json_is_null(value))
		return true;
	if (!json_is_string(value) || !id_parse(json_text(value), &id))
		return wrong_type("id", N_("This must be an id: 36 characters, such as 01900000-0000-7000-8000-000000000000."),
			faults);
	memcpy(row, &id, sizeof(id));
	return true;
}

static bool unknown_member(const struct record *record, const char *name, struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
		.field = str_cstring(faults->arena, str_of(name)),
		.message = N_("A \"{0}\" has no member \"{1}\"; the API description lists its members."),
		.arg = { str_of(record->name), str_of(name) } });
}

bool row_from_json(const struct record *record, const json_t *object, void *row, struct faults *faults)
{
	bool          good = true;
	const char   *name;
	const json_t *value;
	void         *at;

	memset(row, 0, record->size);
	if (!json_is_object(object))
		return wrong_type(NULL, N_("This must be a JSON object."), faults);
	/* jansson asks for an object it may change even to walk it. */
	for (at = json_object_iter((json_t *)(uintptr_t)object); at;
	     at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
		const struct field *field;

		name = json_object_iter_key(at);
		value = json_object_iter_value(at);
		field = record_field(record, name);
		if (strcmp(name, "id") == 0)
			good = id_from_json(value, row, faults) && good;
		else if (field)
			good = value_from_json(field, value, row, faults) && good;
		else
			good = unknown_member(record, name, faults) && good;
	}
	return good;
}
