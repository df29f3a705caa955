/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "programme/sample.h"
#include "test/test.h"

static union sample_room room, copy;

/* Runs `try_row` on every record's rows at their limits and on twenty others. */
static void with_rows(void (*try_row)(const struct record *record, const void *row))
{
	struct sample sample = { .state = 1, .arena = test_arena() };

	for (size_t i = 0; i < record_count; i++) {
		for (int limit = 0; limit < SAMPLE_LIMITS + 20; limit++) {
			if (limit < SAMPLE_LIMITS)
				sample_row_limit(&sample, records[i], (enum sample_limit)limit, room.row);
			else
				sample_row(&sample, records[i], room.row);
			*(struct id *)(void *)room.row = sample_id((size_t)limit);
			try_row(records[i], room.row);
		}
	}
}

static void by_text(const struct record *record, const void *row)
{
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str          text = field_text(field, row, test_arena());

		memset(copy.row, 0xAA, record->size);
		if (!field_parse(field, copy.row, text, test_arena()) || !field_equal(field, row, copy.row))
			fail_msg("%s.%s does not come back from \"%.*s\"", record->name, field->name, STR_ARG(text));
		CHECK((text.len == 0) == field_empty(field, row));
	}
}

TEST(every_field_comes_back_from_its_text)
{
	with_rows(by_text);
}

/* To a person who types, a dot before three digits groups thousands; a comma is never in doubt. */
static struct str with_comma(struct str text)
{
	char *copied = arena_copy(test_arena(), text.at, text.len);

	for (size_t i = 0; i < text.len; i++)
		if (copied[i] == '.')
			copied[i] = ',';
	return (struct str){ copied, text.len };
}

static void by_hand(const struct record *record, const void *row)
{
	struct faults faults = { .arena = test_arena() };

	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str          text = field_text(field, row, test_arena());

		if (field->kind == KIND_DECIMAL)
			text = with_comma(text);
		memset(copy.row, 0xAA, record->size);
		if (!field_read(field, copy.row, text, &faults) || !field_equal(field, row, copy.row))
			fail_msg("%s.%s cannot be typed as \"%.*s\"", record->name, field->name, STR_ARG(text));
	}
	CHECK_NUMBER(faults.count, 0);
}

TEST(every_field_can_be_typed_as_its_text)
{
	with_rows(by_hand);
}

static void copied(const struct record *record, const void *row)
{
	row_copy(record, copy.row, row, test_arena());
	CHECK(row_equal(record, row, copy.row));
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];

		if (field->kind == KIND_TEXT && !field_empty(field, row))
			CHECK(FIELD_AT(row, field, struct str)->at != FIELD_AT(copy.row, field, struct str)->at);
		if (field_empty(field, row))
			continue;
		field_clear(field, copy.row);
		CHECK(field_empty(field, copy.row));
		CHECK(!row_equal(record, row, copy.row));
		row_copy(record, copy.row, row, test_arena());
	}
}

TEST(a_copy_is_equal_until_one_field_differs)
{
	with_rows(copied);
}

TEST(records_are_found_by_name)
{
	for (size_t i = 0; i < record_count; i++) {
		CHECK(record_named(str_of(records[i]->name)) == records[i]);
		CHECK_NUMBER(record_index(records[i]), i);
		for (size_t j = 0; j < records[i]->field_count; j++)
			CHECK(record_field(records[i], records[i]->field[j].name) == &records[i]->field[j]);
	}
	CHECK(record_named(STR("nothing")) == NULL);
	CHECK(record_field(records[0], "nothing") == NULL);
}

/* What a reference names must be a record, so that a check never meets a word it does not know. */
TEST(every_description_is_whole)
{
	for (size_t i = 0; i < record_count; i++) {
		const struct record *record = records[i];

		CHECK(record->label && record->plural && record->title);
		CHECK(record->size <= sizeof(room));
		for (size_t j = 0; j < record->field_count; j++) {
			const struct field *field = &record->field[j];
			bool                refers = field->refers_to && strcmp(field->refers_to, "node") != 0
				&& strcmp(field->refers_to, "person") != 0;

			if (field->kind == KIND_WORD && !field->words)
				fail_msg("%s.%s has no words", record->name, field->name);
			if (field->kind == KIND_IDS && !field->refers_to)
				fail_msg("%s.%s refers to nothing", record->name, field->name);
			if (refers && !record_named(str_of(field->refers_to)))
				fail_msg("%s.%s refers to no record", record->name, field->name);
			if (!field->label && !field->hidden)
				fail_msg("%s.%s has no label", record->name, field->name);
		}
	}
}

/* One member of each kind. */
struct thing {
	struct id      id, other;
	struct ids     list;
	struct str     text, lines;
	struct day     day;
	int            word;
	bool           yes;
	struct count   count;
	struct money   money;
	struct decimal decimal;
	struct moment  moment;
};

static const struct field thing_field[] = {
	FIELD(thing, other), FIELD(thing, list), FIELD(thing, text), FIELD(thing, lines, .lines = true), FIELD(thing, day),
	WORDS(thing, word, .words = &certainty_words), FIELD(thing, yes), FIELD(thing, count), FIELD(thing, money),
	FIELD(thing, decimal), FIELD(thing, moment),
};
static const struct record thing_record = { .name = "thing", .size = sizeof(struct thing), RECORD_FIELDS(thing_field) };

#define ID_A "01900000-0001-7000-8000-000000000000"

TEST(what_is_no_value_is_refused_and_leaves_the_field_unknown)
{
	static const struct { const char *field, *typed, *says; } table[] = {
		{ "other", "not-an-id", "pick from the list" },
		{ "list", ID_A " nonsense", "pick from the list" },
		{ "text", "tab\x01here", "plain text" },
		{ "text", "\xFF\xFE", "plain text" },
		{ "day", "31-2-2024", "22-5-2024" },
		{ "word", "guessed", "stated, inferred, illustrative" },
		{ "yes", "perhaps", "true or false" },
		{ "count", "many", "whole number" },
		{ "money", "1,2,3", "1234,56" },
		{ "decimal", "1.2345", "three decimals" },
		{ "moment", "yesterday", "2024-05-22T09:30" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct field *field = record_field(&thing_record, table[i].field);
		struct faults       faults = { .arena = test_arena() };
		struct thing        thing;

		memset(&thing, 0x01, sizeof(thing));
		if (field_read(field, &thing, str_of(table[i].typed), &faults))
			fail_msg("%s takes \"%s\"", table[i].field, table[i].typed);
		CHECK_NUMBER(faults.count, 1);
		CHECK(faults.at[0].field == field->name);
		CHECK_HAS(fault_text(&faults.at[0], test_arena()), table[i].says);
		CHECK(field_empty(field, &thing));
		CHECK(!field_parse(field, &thing, str_of(table[i].typed), test_arena()));
		CHECK(field_empty(field, &thing));
	}
}

TEST(what_people_type_is_trimmed_and_understood)
{
	struct faults faults = { .arena = test_arena() };
	struct thing  thing = { 0 };

	CHECK(field_read(record_field(&thing_record, "lines"), &thing, STR("  one\r\ntwo\rthree\n\n "), &faults));
	CHECK_STR(thing.lines, "one\ntwo\nthree");
	CHECK(field_read(record_field(&thing_record, "yes"), &thing, STR(" Ja "), &faults));
	CHECK(thing.yes);
	CHECK(field_read(record_field(&thing_record, "yes"), &thing, STR("nee"), &faults));
	CHECK(!thing.yes);
	CHECK(field_read(record_field(&thing_record, "list"), &thing, STR(ID_A ",\n " ID_A " "), &faults));
	CHECK_NUMBER(thing.list.count, 2);
	CHECK(field_read(record_field(&thing_record, "money"), &thing, STR("1.234,56"), &faults));
	CHECK(thing.money.known && thing.money.cents == 123456);
	CHECK(field_read(record_field(&thing_record, "money"), &thing, STR("   "), &faults));
	CHECK(!thing.money.known);
	CHECK_NUMBER(faults.count, 0);
}
