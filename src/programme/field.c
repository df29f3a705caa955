/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/field.h"

#include <string.h>

_Static_assert(sizeof(enum certainty) == sizeof(int), "a word's member is read as an int");

static const struct word certainty_word[] = {
	{ "", N_("Unknown") },
	{ "stated", N_("Stated by the source") },
	{ "inferred", N_("Inferred from the source") },
	{ "illustrative", N_("Illustrative") },
};
const struct words certainty_words = WORDS_OF(certainty_word);

static const struct word visibility_word[] = {
	{ "", N_("Published") },
	{ "draft", N_("Draft") },
};
const struct words visibility_words = WORDS_OF(visibility_word);

const struct record *record_named(struct str name)
{
	for (size_t i = 0; i < record_count; i++)
		if (str_is(name, records[i]->name))
			return records[i];
	return NULL;
}

size_t record_index(const struct record *record)
{
	for (size_t i = 0; i < record_count; i++)
		if (records[i] == record)
			return i;
	return record_count;
}

const struct field *record_field(const struct record *record, const char *name)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (strcmp(record->field[i].name, name) == 0)
			return &record->field[i];
	return NULL;
}

const struct provenance *row_provenance(const struct record *record, const void *row)
{
	return record->provenance ? (const struct provenance *)((const char *)row + record->provenance) : NULL;
}

enum visibility row_visibility(const struct record *record, const void *row)
{
	if (!record->visibility)
		return VISIBILITY_PUBLISHED;
	return *(const enum visibility *)((const char *)row + record->visibility);
}

size_t field_most(const struct field *field)
{
	if (field->max)
		return field->max;
	if (field->kind == KIND_COUNT)
		return 1000000000;
	return field->markdown ? 10000 : 200;
}

static bool ids_equal(struct ids a, struct ids b)
{
	return a.count == b.count && (a.count == 0 || memcmp(a.at, b.at, a.count * sizeof(struct id)) == 0);
}

/* A number that is unknown equals another that is, whatever stands beside it. */
static bool number_equal(bool known_a, int64_t a, bool known_b, int64_t b)
{
	return known_a == known_b && (!known_a || a == b);
}

bool field_equal(const struct field *field, const void *row_a, const void *row_b)
{
	const void *a = FIELD_AT(row_a, field, char), *b = FIELD_AT(row_b, field, char);

	switch (field->kind) {
	case KIND_ID:
		return id_equal(*(const struct id *)a, *(const struct id *)b);
	case KIND_IDS:
		return ids_equal(*(const struct ids *)a, *(const struct ids *)b);
	case KIND_TEXT:
		return str_equal(*(const struct str *)a, *(const struct str *)b);
	case KIND_DAY:
		return day_equal(*(const struct day *)a, *(const struct day *)b);
	case KIND_WORD:
		return *(const int *)a == *(const int *)b;
	case KIND_BOOL:
		return *(const bool *)a == *(const bool *)b;
	case KIND_COUNT: {
		const struct count *x = a, *y = b;
		return number_equal(x->known, x->value, y->known, y->value);
	}
	case KIND_MONEY: {
		const struct money *x = a, *y = b;
		return number_equal(x->known, x->cents, y->known, y->cents);
	}
	case KIND_DECIMAL: {
		const struct decimal *x = a, *y = b;
		return number_equal(x->known, x->thousandths, y->known, y->thousandths);
	}
	case KIND_MOMENT:
		return ((const struct moment *)a)->ms == ((const struct moment *)b)->ms;
	}
	return false;
}

bool field_empty(const struct field *field, const void *row)
{
	const void *at = FIELD_AT(row, field, char);

	switch (field->kind) {
	case KIND_ID:
		return !id_known(*(const struct id *)at);
	case KIND_IDS:
		return ((const struct ids *)at)->count == 0;
	case KIND_TEXT:
		return ((const struct str *)at)->len == 0;
	case KIND_DAY:
		return !day_known(*(const struct day *)at);
	case KIND_WORD:
		return *(const int *)at == 0;
	case KIND_BOOL:
		return !*(const bool *)at;
	case KIND_COUNT:
		return !((const struct count *)at)->known;
	case KIND_MONEY:
		return !((const struct money *)at)->known;
	case KIND_DECIMAL:
		return !((const struct decimal *)at)->known;
	case KIND_MOMENT:
		return ((const struct moment *)at)->ms == 0;
	}
	return true;
}

bool row_equal(const struct record *record, const void *a, const void *b)
{
	if (!id_equal(row_id(a), row_id(b)))
		return false;
	for (size_t i = 0; i < record->field_count; i++)
		if (!field_equal(&record->field[i], a, b))
			return false;
	return true;
}

size_t row_size(const struct record *record, const void *row)
{
	size_t size = 0;

	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];

		if (field->kind == KIND_TEXT)
			size += FIELD_AT(row, field, struct str)->len;
		else if (field->kind == KIND_IDS)
			size += FIELD_AT(row, field, struct ids)->count * sizeof(struct id);
	}
	return size;
}

/* Texts and ids have no alignment, so they lie one right after another. */
static char *place_bytes(const void *at, size_t size, char *place)
{
	if (size == 0)
		return place;
	memcpy(place, at, size);
	return place + size;
}

static char *place_text(struct str *text, char *place)
{
	char *end = place_bytes(text->at, text->len, place);

	text->at = text->len ? place : NULL;
	return end;
}

static char *place_ids(struct ids *ids, char *place)
{
	char *end = place_bytes(ids->at, ids->count * sizeof(struct id), place);

	ids->at = ids->count ? (const struct id *)(const void *)place : NULL;
	return end;
}

char *row_place(const struct record *record, void *to, const void *from, char *place)
{
	if (to != from)
		memcpy(to, from, record->size);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		void               *at = (char *)to + field->offset;

		if (field->kind == KIND_TEXT)
			place = place_text(at, place);
		else if (field->kind == KIND_IDS)
			place = place_ids(at, place);
	}
	return place;
}

void row_copy(const struct record *record, void *to, const void *from, struct arena *arena)
{
	size_t size = row_size(record, from);

	row_place(record, to, from, size ? arena_take(arena, size) : NULL);
}
