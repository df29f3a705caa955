/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <string.h>

#include "programme/table.h"

/* More in one list is no choice but an attack. */
#define LIST_MOST 1000

static bool invalid(const struct field *field, const char *message, struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name, .message = message });
}

static bool invalid_with(const struct field *field, const char *message, struct str a, struct str b, struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name, .message = message,
		.arg = { a, b } });
}

static struct str number_text(size_t number, struct faults *faults)
{
	return str_format(faults->arena, "%zu", number);
}

static const char *required_message(const struct field *field)
{
	switch (field->kind) {
	case KIND_ID:
	case KIND_WORD:
		return N_("This is needed; choose one.");
	case KIND_IDS:
		return N_("This is needed; choose at least one.");
	case KIND_BOOL:
		return N_("This has to be ticked.");
	default:
		return N_("This is needed; fill it in.");
	}
}

/* What may stand in a host, or begin one: letters, digits, an IPv6 address in brackets, letters beyond ASCII. */
static bool host_starts(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '[' || c >= 0x80;
}

static bool address_fits(struct str address)
{
	struct str lower = str_to(address, 8), rest;
	size_t     host;

	if (str_equal_nocase(lower, STR("https://")))
		rest = str_from(address, 8);
	else if (str_equal_nocase(str_to(address, 7), STR("http://")))
		rest = str_from(address, 7);
	else
		return false;
	for (size_t i = 0; i < rest.len; i++)
		if ((unsigned char)rest.at[i] <= ' ' || rest.at[i] == 0x7F || memchr("\"<>\\^`{|}", rest.at[i], 9))
			return false;
	for (host = 0; host < rest.len && !memchr("/?#", rest.at[host], 3); host++)
		if (rest.at[host] == '@')
			return false;
	return host > 0 && host_starts((unsigned char)rest.at[0]);
}

static bool key_fits(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (!((key.at[i] >= 'a' && key.at[i] <= 'z') || (key.at[i] >= '0' && key.at[i] <= '9') || key.at[i] == '-'))
			return false;
	return true;
}

static bool key_check(const struct programme *programme, const struct record *record, const struct field *field,
	const void *row, struct faults *faults)
{
	struct str  key = *FIELD_AT(row, field, struct str);
	const void *other;

	if (!key_fits(key))
		return invalid_with(field, N_("\"{0}\" cannot stand in an address; use a-z, 0-9 and hyphens: {1}."), key,
			str_slug(faults->arena, key), faults);
	other = programme_by_key(programme, record, key);
	if (!other || id_equal(row_id(other), row_id(row)))
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field->name,
		.message = N_("\"{0}\" is already used by {1}; choose another."),
		.arg = { key, row_title(programme, record, other, faults->arena) },
		.address = row_address(programme, record, other, faults->arena) });
}

static bool text_check(const struct field *field, struct str text, struct faults *faults)
{
	bool        good = true;
	size_t      length;
	struct hash hash;

	if (!str_is_text(text))
		return invalid(field, N_("This text has characters that cannot be kept; type it as plain text."), faults);
	length = str_length(text);
	if (length > field_most(field))
		good = invalid_with(field, N_("This text has {0} characters; at most {1} fit."), number_text(length, faults),
			number_text(field_most(field), faults), faults);
	if (!field->lines && !field->markdown && (str_find(text, '\n') < text.len || str_find(text, '\r') < text.len))
		good = invalid(field, N_("This text must stand on one line; take the line breaks out."), faults);
	if (field->file && !hash_parse(text, &hash))
		good = invalid(field, N_("This is no SHA-256 of a file: 64 digits and letters a-f."), faults);
	if (field->address && !address_fits(text))
		good = invalid(field, N_("This is no web address; it must look like https://www.example.nl/page."), faults);
	return good;
}

static bool word_check(const struct field *field, int value, struct faults *faults)
{
	if (value >= 0 && (size_t)value < field->words->count)
		return true;
	return invalid(field, N_("This is not one of the choices; pick one from the list."), faults);
}

static bool count_check(const struct field *field, struct count count, struct faults *faults)
{
	if (count.value >= 0 && (uint64_t)count.value <= field_most(field))
		return true;
	return invalid_with(field, N_("This must be a whole number from 0 to {0}."), number_text(field_most(field), faults),
		STR_NONE, faults);
}

static bool refers(const struct programme *programme, const struct field *field, struct id id)
{
	const struct record *record;

	if (!field->refers_to || strcmp(field->refers_to, "person") == 0)
		return true;
	if (strcmp(field->refers_to, "node") == 0)
		return node_exists(programme, id);
	record = record_named(str_of(field->refers_to));
	assert(record);
	return programme_find(programme, record, id) != NULL;
}

static bool reference_check(const struct programme *programme, const struct record *record, const struct field *field,
	const void *row, struct id id, struct faults *faults)
{
	if (field->refers_to && strcmp(field->refers_to, record->name) == 0 && id_equal(id, row_id(row)))
		return invalid(field, N_("This cannot refer to itself; choose another."), faults);
	if (refers(programme, field, id))
		return true;
	return invalid(field, N_("What this refers to does not exist, or no more; choose one from the list."), faults);
}

static bool list_check(const struct programme *programme, const struct record *record, const struct field *field,
	const void *row, struct faults *faults)
{
	struct ids ids = *FIELD_AT(row, field, struct ids);

	if (ids.count > LIST_MOST)
		return invalid_with(field, N_("{0} are chosen here; at most {1} fit."), number_text(ids.count, faults),
			number_text(LIST_MOST, faults), faults);
	for (size_t i = 0; i < ids.count; i++) {
		if (ids_have((struct ids){ ids.at, i }, ids.at[i]))
			return invalid(field, N_("The same one is chosen twice; choose it once."), faults);
		if (!reference_check(programme, record, field, row, ids.at[i], faults))
			return false;
	}
	return true;
}

static bool field_check(const struct programme *programme, const struct record *record, const struct field *field,
	const void *row, struct faults *faults)
{
	if (field_empty(field, row))
		return !field->required || invalid(field, required_message(field), faults);
	switch (field->kind) {
	case KIND_ID:
		return reference_check(programme, record, field, row, *FIELD_AT(row, field, struct id), faults);
	case KIND_IDS:
		return list_check(programme, record, field, row, faults);
	case KIND_TEXT:
		return text_check(field, *FIELD_AT(row, field, struct str), faults)
			&& (!field->key || key_check(programme, record, field, row, faults));
	case KIND_WORD:
		return word_check(field, *FIELD_AT(row, field, int), faults);
	case KIND_COUNT:
		return count_check(field, *FIELD_AT(row, field, struct count), faults);
	default:
		return true;
	}
}

static bool id_check(const struct programme *programme, const struct record *record, const void *row, struct faults *faults)
{
	if (!id_known(row_id(row)))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "id",
			.message = N_("A row needs an id; make a new one.") });
	if (record_is_root(record) && !id_equal(row_id(row), programme->id))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "id",
			.message = N_("A programme has one row of facts, with the programme's own id.") });
	/* The journal tells rows apart by their ids alone. */
	for (size_t i = 0; i < record_count; i++)
		if (records[i] != record && programme_find(programme, records[i], row_id(row)))
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "id",
				.message = N_("Something else has this id; make a new one.") });
	return true;
}

bool row_check(const struct programme *programme, const struct record *record, const void *row, struct faults *faults)
{
	bool good = id_check(programme, record, row, faults);

	for (size_t i = 0; i < record->field_count; i++)
		good = field_check(programme, record, &record->field[i], row, faults) && good;
	if (record->check)
		good = record->check(programme, row, faults) && good;
	return good;
}

/* Removal */

struct in_the_way {
	const struct record *record[3];
	const void          *row[3];
	size_t               count;     /* all, also those not named */
};

/* An id that refers to no record by name (what a proposal is about) outlives what it named, and holds nothing up. */
static bool field_names(const struct field *field, const void *row, struct id id)
{
	if (!field->refers_to || strcmp(field->refers_to, "person") == 0)
		return false;
	if (field->kind == KIND_ID)
		return id_equal(*FIELD_AT(row, field, struct id), id);
	return field->kind == KIND_IDS && ids_have(*FIELD_AT(row, field, struct ids), id);
}

static bool row_names(const struct record *record, const void *row, struct id id)
{
	struct id parent;

	for (size_t i = 0; i < record->field_count; i++)
		if (field_names(&record->field[i], row, id))
			return true;
	return record->node_parent && record->node_parent(row, &parent) && id_equal(parent, id);
}

static void look_in(const struct programme *programme, const struct record *record, struct id id, struct in_the_way *way)
{
	struct rows rows = rows_of(programme, record);

	for (size_t i = 0; i < rows.count; i++) {
		const void *row = rows_at(record, rows, i);

		if (!row_names(record, row, id) || id_equal(row_id(row), id))
			continue;
		if (way->count < 3) {
			way->record[way->count] = record;
			way->row[way->count] = row;
		}
		way->count++;
	}
}

bool row_check_removal(const struct programme *programme, const struct record *record, struct id id, struct faults *faults)
{
	static const char *const message[] = {
		N_("{0} refers to this; change or remove that first."),
		N_("{0} and {1} refer to this; change or remove those first."),
		N_("{0}, {1} and {2} refer to this; change or remove those first."),
		N_("{0}, {1}, {2} and more refer to this; change or remove those first."),
	};
	struct in_the_way way = { 0 };
	struct fault      fault = { .kind = FAULT_INVALID };

	if (record_is_root(record))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("The facts of the programme itself cannot be removed; change them instead.") });
	for (size_t i = 0; i < record_count; i++)
		look_in(programme, records[i], id, &way);
	if (way.count == 0)
		return true;
	fault.message = message[(way.count < 4 ? way.count : 4) - 1];
	fault.address = row_address(programme, way.record[0], way.row[0], faults->arena);
	for (size_t i = 0; i < way.count && i < 3; i++)
		fault.arg[i] = row_title(programme, way.record[i], way.row[i], faults->arena);
	return faults_add(faults, fault);
}
