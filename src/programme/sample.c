/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/sample.h"

#include <string.h>

/* splitmix64: small, and the same everywhere. */
static uint64_t next(struct sample *sample)
{
	uint64_t x = sample->state += 0x9E3779B97F4A7C15u;

	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

size_t sample_number(struct sample *sample, size_t bound)
{
	return bound ? (size_t)(next(sample) % bound) : 0;
}

struct id sample_id(size_t number)
{
	struct id id = { { 0x01, 0x90 } };

	for (int i = 0; i < 6; i++)
		id.byte[7 - i] = (uint8_t)((number + 1) >> (8 * i));
	id.byte[6] = 0x70 | (id.byte[6] & 0x0F);
	id.byte[8] = 0x80;
	return id;
}

/* Characters that some writer along the way has to escape, and one of each length in UTF-8. */
static const char *const characters[] = { "a", "z", "0", "-", "\"", "\\", "<", "&", "'", ",", ";", "=", "{", "é", "€", "😀", "\n" };
#define CHARACTER_COUNT (sizeof(characters) / sizeof(characters[0]))

static struct str text_of_length(struct sample *sample, const struct field *field, size_t length)
{
	size_t     kinds = field->key ? 4 : field->lines || field->markdown ? CHARACTER_COUNT : CHARACTER_COUNT - 1;
	struct str start = field->address ? STR("https://x.nl/") : STR("");
	size_t     len = start.len;
	char      *text = arena_take(sample->arena, len + length * 4);

	memcpy(text, start.at, start.len);
	for (size_t i = start.len; i < length; i++) {
		/* At the ends a letter: white space there is trimmed from what a person types. */
		bool        end = i == 0 || i + 1 == length;
		const char *character = characters[end || field->address ? 0 : sample_number(sample, kinds)];

		memcpy(text + len, character, strlen(character));
		len += strlen(character);
	}
	return (struct str){ text, len };
}

static struct ids ids_of_count(struct sample *sample, size_t count)
{
	struct id *at = arena_array(sample->arena, struct id, count);
	size_t     first = sample_number(sample, sample->ids ? sample->ids : 1000);

	for (size_t i = 0; i < count; i++)
		at[i] = sample_id(first + i);
	return (struct ids){ at, count };
}

static void fill_least(struct sample *sample, const struct field *field, void *at)
{
	switch (field->kind) {
	case KIND_ID:
		*(struct id *)at = (struct id){ .byte = { [15] = 1 } };
		break;
	case KIND_IDS:
		*(struct ids *)at = ids_of_count(sample, 1);
		break;
	case KIND_TEXT:
		*(struct str *)at = text_of_length(sample, field, 1);
		break;
	case KIND_DAY:
		*(struct day *)at = (struct day){ .year = 1 };
		break;
	case KIND_WORD:
		*(int *)at = 1;
		break;
	case KIND_BOOL:
		*(bool *)at = true;
		break;
	case KIND_COUNT:
		*(struct count *)at = (struct count){ 0, true };
		break;
	case KIND_MONEY:
		*(struct money *)at = (struct money){ -INT64_MAX, true };
		break;
	case KIND_DECIMAL:
		*(struct decimal *)at = (struct decimal){ -INT64_MAX, true };
		break;
	case KIND_MOMENT:
		*(struct moment *)at = (struct moment){ 1 };
		break;
	}
}

static void fill_most(struct sample *sample, const struct field *field, void *at)
{
	switch (field->kind) {
	case KIND_ID:
		memset(at, 0xFF, sizeof(struct id));
		break;
	case KIND_IDS:
		*(struct ids *)at = ids_of_count(sample, 100);
		break;
	case KIND_TEXT:
		*(struct str *)at = text_of_length(sample, field, field_most(field));
		break;
	case KIND_DAY:
		*(struct day *)at = (struct day){ 9999, 12, 31 };
		break;
	case KIND_WORD:
		*(int *)at = (int)field->words->count - 1;
		break;
	case KIND_BOOL:
		*(bool *)at = true;
		break;
	case KIND_COUNT:
		*(struct count *)at = (struct count){ (int64_t)field_most(field), true };
		break;
	case KIND_MONEY:
		*(struct money *)at = (struct money){ INT64_MAX, true };
		break;
	case KIND_DECIMAL:
		*(struct decimal *)at = (struct decimal){ INT64_MAX, true };
		break;
	case KIND_MOMENT:
		*(struct moment *)at = (struct moment){ 253402300799999 };
		break;
	}
}

static struct day any_day(struct sample *sample)
{
	struct day day = { (int16_t)(1990 + sample_number(sample, 60)), 0, 0 };

	if (sample_number(sample, 3))
		day.month = (int8_t)(1 + sample_number(sample, 12));
	if (day.month && sample_number(sample, 3))
		day.day = (int8_t)(1 + sample_number(sample, 28));
	return day;
}

static void fill_any(struct sample *sample, const struct field *field, void *at)
{
	int64_t number = (int64_t)sample_number(sample, 2000000) - 1000000;
	size_t  longest = field_most(field) < 30 ? field_most(field) : 30;

	switch (field->kind) {
	case KIND_ID:
		*(struct id *)at = sample_id(sample_number(sample, sample->ids ? sample->ids : 1000));
		break;
	case KIND_IDS:
		*(struct ids *)at = ids_of_count(sample, 1 + sample_number(sample, 4));
		break;
	case KIND_TEXT:
		*(struct str *)at = text_of_length(sample, field, 1 + sample_number(sample, longest));
		break;
	case KIND_DAY:
		*(struct day *)at = any_day(sample);
		break;
	case KIND_WORD:
		*(int *)at = (int)sample_number(sample, field->words->count);
		break;
	case KIND_BOOL:
		*(bool *)at = true;
		break;
	case KIND_COUNT:
		*(struct count *)at = (struct count){ (int64_t)sample_number(sample, field_most(field) + 1), true };
		break;
	case KIND_MONEY:
		*(struct money *)at = (struct money){ number, true };
		break;
	case KIND_DECIMAL:
		*(struct decimal *)at = (struct decimal){ number, true };
		break;
	case KIND_MOMENT:
		*(struct moment *)at = (struct moment){ 1700000000000 + number };
		break;
	}
}

void sample_row(struct sample *sample, const struct record *record, void *row)
{
	memset(row, 0, record->size);
	for (size_t i = 0; i < record->field_count; i++)
		if (sample_number(sample, 2))
			fill_any(sample, &record->field[i], (char *)row + record->field[i].offset);
}

void sample_row_limit(struct sample *sample, const struct record *record, enum sample_limit limit, void *row)
{
	memset(row, 0, record->size);
	for (size_t i = 0; i < record->field_count && limit != SAMPLE_EMPTY; i++) {
		void *at = (char *)row + record->field[i].offset;

		if (limit == SAMPLE_LEAST)
			fill_least(sample, &record->field[i], at);
		else
			fill_most(sample, &record->field[i], at);
	}
}
