/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/reader.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/moment.h"

#define WARNINGS_MOST 1000
#define DECIMAL_MOST  9.0e12        /* whole number part: far within 64 bits, exact in a double */

/* Texts */

struct str reader_words(const struct reader *reader, const char *dutch, const char *english)
{
	return str_of(reader->dutch ? dutch : english);
}

struct str reader_joined(struct reader *reader, struct str text, struct str separator, struct str more)
{
	if (text.len == 0 || more.len == 0)
		return text.len ? text : more;
	return str_join(reader->arena, (struct str[]){ text, more }, 2, separator);
}

struct str reader_line(struct reader *reader, struct str text, struct str line)
{
	return reader_joined(reader, text, STR("\n"), line);
}

struct str reader_labelled(struct reader *reader, struct str text, struct str label, struct str value)
{
	if (value.len == 0)
		return text;
	return reader_line(reader, text, str_format(reader->arena, "%.*s: %.*s", STR_ARG(label), STR_ARG(value)));
}

static enum language language_of(const struct reader *reader)
{
	return reader->dutch ? LANGUAGE_NL : LANGUAGE_EN;
}

struct str reader_decimal(struct reader *reader, struct decimal decimal)
{
	return decimal.known ? language_decimal(language_of(reader), reader->arena, decimal) : STR_NONE;
}

struct str reader_money(struct reader *reader, struct money money)
{
	return money.known ? language_money(language_of(reader), reader->arena, money) : STR_NONE;
}

struct str reader_day(struct reader *reader, struct day day)
{
	return day_known(day) ? language_day(language_of(reader), reader->arena, day) : STR_NONE;
}

/* Faults and warnings */

/* One fault a place: "no text" and "this is needed" about one value is one mistake. Only the last ones can be of the same object. */
static bool told(const struct reader *reader, struct str place)
{
	const struct faults *faults = reader->faults;
	size_t first = faults->count > 64 ? faults->count - 64 : 0;

	for (size_t i = first; i < faults->count; i++)
		if (str_equal(faults->at[i].place, place))
			return true;
	return false;
}

bool reader_fault(struct reader *reader, struct str place, const char *message, struct str a, struct str b)
{
	if (told(reader, place))
		return false;
	return faults_add(reader->faults, (struct fault){ .kind = FAULT_INVALID, .message = message, .arg = { a, b }, .place = place });
}

static void warn(struct reader *reader, struct exchange_warning warning)
{
	struct exchange_report *report = reader->report;
	struct exchange_warning *at = NULL;

	if (report->warning_count == WARNINGS_MOST)
		return;
	if (report->warning_count == reader->warning_room) {
		reader->warning_room = reader->warning_room ? reader->warning_room * 2 : 8;
		at = arena_array(reader->arena, struct exchange_warning, reader->warning_room);
		for (size_t i = 0; i < report->warning_count; i++)
			at[i] = report->warnings[i];
		report->warnings = at;
	} else {
		at = (struct exchange_warning *)(uintptr_t)report->warnings;
	}
	if (report->warning_count == WARNINGS_MOST - 1)
		warning = (struct exchange_warning){ STR_NONE, N_("There are more keys that this format does not know; they were skipped too.") };
	at[report->warning_count++] = warning;
}

/* Rows */

static const char *key_of_field(const struct key_of *keys, const char *field)
{
	for (; keys && keys->field; keys++)
		if (strcmp(keys->field, "*") == 0 || (field && strcmp(keys->field, field) == 0))
			return keys->key;
	return field ? field : "";
}

static const char *field_of_key(const struct key_of *keys, const char *key)
{
	for (; keys && keys->field; keys++)
		if (strcmp(keys->key, key) == 0)
			return keys->field;
	return key;
}

static struct str place_below(struct arena *arena, struct str place, const char *key)
{
	if (place.len == 0 || !*key)
		return place.len ? place : str_of(key);
	return str_format(arena, "%.*s.%s", STR_ARG(place), key);
}

static void *copy_row(struct reader *reader, const struct record *record, const void *row)
{
	void *copy = arena_copy(reader->arena, row, record->size);

	row_copy(record, copy, row, reader->arena);
	return copy;
}

static void keep(struct reader *reader, const struct record *record, const void *before, const void *after)
{
	if (reader->count == reader->room) {
		reader->room = reader->room ? reader->room * 2 : 256;
		reader->changes = memory_resize(reader->changes, reader->room * sizeof *reader->changes);
	}
	reader->changes[reader->count++] = (struct change){ .record = record, .before = before ? copy_row(reader, record, before) : NULL,
		.after = copy_row(reader, record, after) };
}

void reader_check(struct reader *reader, const struct record *record, const void *row, struct str place, const struct key_of *keys)
{
	struct faults found = { .arena = reader->arena };

	row_check(reader->draft, record, row, &found);
	for (size_t i = 0; i < found.count; i++) {
		struct fault fault = found.at[i];

		fault.place = place_below(reader->arena, place, key_of_field(keys, fault.field));
		fault.field = NULL;
		fault.address = STR_NONE;       /* of a page that there will not be */
		if (!told(reader, fault.place))
			faults_add(reader->faults, fault);
	}
}

void reader_put(struct reader *reader, const struct record *record, const void *row)
{
	keep(reader, record, NULL, row);
	programme_put(reader->draft, record, row);
}

void reader_change(struct reader *reader, const struct record *record, const void *before, const void *after, struct str place,
	const struct key_of *keys)
{
	reader_check(reader, record, after, place, keys);
	keep(reader, record, before, after);
	programme_put(reader->draft, record, after);
}

void reader_add(struct reader *reader, const struct record *record, const void *row, struct str place, const struct key_of *keys)
{
	reader_change(reader, record, NULL, row, place, keys);
}

/* Objects */

bool item_open(struct reader *reader, struct value_at value, struct item *item)
{
	*item = (struct item){ .reader = reader, .json = value.json, .place = value.place };
	if (!value.json)
		return false;
	if (json_is_object(value.json))
		return true;
	return reader_fault(reader, value.place, N_("An object is expected here: { ... }."), STR_NONE, STR_NONE);
}

void item_close(struct item *item)
{
	struct arena *arena = item->reader->arena;
	const char   *key;
	json_t       *value;

	json_object_foreach(item->json, key, value) {
		bool read = false;

		for (size_t i = 0; i < item->read_count && !read; i++)
			read = strcmp(item->read[i], key) == 0;
		if (!read)
			warn(item->reader, (struct exchange_warning){ place_below(arena, item->place, str_is_text(str_of(key)) ? key : "?"),
				N_("This key is not known and was skipped.") });
	}
}

struct str item_place(const struct item *item, const char *key)
{
	return place_below(item->reader->arena, item->place, key);
}

struct value_at item_value(struct item *item, const char *key)
{
	json_t *json = json_object_get(item->json, key);
	bool    seen = false;

	for (size_t i = 0; i < item->read_count && !seen; i++)
		seen = item->read[i] == key || strcmp(item->read[i], key) == 0;
	if (!seen) {
		assert(item->read_count < sizeof item->read / sizeof item->read[0]);
		item->read[item->read_count++] = key;
	}
	return (struct value_at){ json_is_null(json) ? NULL : json, item_place(item, key) };
}

bool item_said(struct item *item, const char *key)
{
	return item_value(item, key).json != NULL;
}

bool item_missing(struct item *item, const char *key)
{
	return reader_fault(item->reader, item_place(item, key), N_("This is needed; fill it in."), STR_NONE, STR_NONE);
}

struct list item_list(struct item *item, const char *key)
{
	struct list list = { .at = item_value(item, key) };

	if (list.at.json && !json_is_array(list.at.json)) {
		reader_fault(item->reader, list.at.place, N_("A list is expected here: [ ... ]."), STR_NONE, STR_NONE);
		list.at.json = NULL;
	}
	list.count = json_array_size(list.at.json);
	if (list.count > EXCHANGE_LIST_MOST) {
		reader_fault(item->reader, list.at.place, N_("This list has {0} entries; at most {1} fit."),
			str_format(item->reader->arena, "%zu", list.count), str_format(item->reader->arena, "%d", EXCHANGE_LIST_MOST));
		list.count = 0;
	}
	return list;
}

struct value_at list_entry(struct reader *reader, const struct list *list, size_t i)
{
	json_t *json = json_array_get(list->at.json, i);

	return (struct value_at){ json, str_format(reader->arena, "%.*s[%zu]", STR_ARG(list->at.place), i) };
}

/* Values */

static struct str text_of(struct reader *reader, struct value_at value)
{
	if (!value.json)
		return STR_NONE;
	if (!json_is_string(value.json)) {
		reader_fault(reader, value.place, N_("A text is expected here, between quotation marks; null where it is not known."),
			STR_NONE, STR_NONE);
		return STR_NONE;
	}
	return str_copy(reader->arena, (struct str){ json_string_value(value.json), json_string_length(value.json) });
}

struct str item_text(struct item *item, const char *key)
{
	return text_of(item->reader, item_value(item, key));
}

struct day item_day(struct item *item, const char *key)
{
	struct str text = item_text(item, key);
	struct day day = DAY_UNKNOWN;

	if (!day_parse(text, &day))
		reader_fault(item->reader, item_place(item, key), N_("“{0}” is no day; write 2024, 2024-04 or 2024-05-22."), text, STR_NONE);
	return day;
}

/* Noon in UTC is the same day in the programme's calendar. */
struct moment item_moment(struct item *item, const char *key, struct day day)
{
	enum { DAY_MS = 24 * 3600 * 1000 };
	struct str    text = item_text(item, key);
	struct moment moment = { 0 };

	if (text.len == 0)
		return (struct moment){ day_exact(day) ? day_first(day) * (int64_t)DAY_MS + DAY_MS / 2 : 0 };
	if (!moment_parse(text, &moment))
		reader_fault(item->reader, item_place(item, key), N_("“{0}” is no moment; write 2024-05-22T09:30:00Z."), text, STR_NONE);
	return moment;
}

struct day item_year(struct item *item, const char *key)
{
	struct value_at value = item_value(item, key);
	json_int_t      year = json_integer_value(value.json);

	if (!value.json)
		return DAY_UNKNOWN;
	if (json_is_integer(value.json) && year >= 1 && year <= 9999)
		return (struct day){ .year = (int16_t)year };
	reader_fault(item->reader, value.place, N_("A year is expected here: a whole number, such as 2024."), STR_NONE, STR_NONE);
	return DAY_UNKNOWN;
}

bool item_bool(struct item *item, const char *key, bool otherwise)
{
	struct value_at value = item_value(item, key);

	if (!value.json)
		return otherwise;
	if (!json_is_boolean(value.json))
		reader_fault(item->reader, value.place, N_("true or false is expected here."), STR_NONE, STR_NONE);
	return json_is_true(value.json);
}

struct count item_count(struct item *item, const char *key)
{
	struct value_at value = item_value(item, key);

	if (!value.json)
		return (struct count){ 0, false };
	if (json_is_integer(value.json))
		return (struct count){ json_integer_value(value.json), true };
	reader_fault(item->reader, value.place, N_("A whole number is expected here, without quotation marks."), STR_NONE, STR_NONE);
	return (struct count){ 0, false };
}

/* A number in parts of 1/scale; false where it has finer ones, is too large or is no number. */
static bool in_parts(const json_t *json, int scale, int64_t *parts)
{
	double number = json_number_value(json), scaled = number * scale;

	if (json_is_integer(json))
		return !__builtin_mul_overflow((int64_t)json_integer_value(json), (int64_t)scale, parts);
	if (!json_is_real(json) || !(fabs(number) < DECIMAL_MOST))
		return false;
	*parts = (int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5));
	/* What was written with few decimals differs from the double next to it by far less than this. */
	return fabs(scaled - (double)*parts) <= 1e-6 + fabs(scaled) * 1e-14;
}

struct money item_money(struct item *item, const char *key)
{
	struct value_at value = item_value(item, key);
	struct money    money = { 0, true };

	if (!value.json)
		return (struct money){ 0, false };
	if (in_parts(value.json, 100, &money.cents))
		return money;
	reader_fault(item->reader, value.place, N_("An amount in euros is expected here: a number with at most two decimals."),
		STR_NONE, STR_NONE);
	return (struct money){ 0, false };
}

struct decimal item_decimal(struct item *item, const char *key)
{
	struct value_at value = item_value(item, key);
	struct decimal  decimal = { 0, true };

	if (!value.json)
		return (struct decimal){ 0, false };
	if (in_parts(value.json, 1000, &decimal.thousandths))
		return decimal;
	reader_fault(item->reader, value.place, N_("A number with at most three decimals is expected here."), STR_NONE, STR_NONE);
	return (struct decimal){ 0, false };
}

static struct str all_words(struct reader *reader, const struct words *words)
{
	struct str list = STR_NONE;

	for (size_t i = *words->at[0].wire ? 0 : 1; i < words->count; i++)
		list = reader_joined(reader, list, STR(", "), str_of(words->at[i].wire));
	return list;
}

int item_word(struct item *item, const char *key, const struct words *words)
{
	struct str text = item_text(item, key);
	int        value = text.len ? words_value(words, text) : 0;

	if (value >= 0)
		return value;
	reader_fault(item->reader, item_place(item, key), N_("“{0}” is no word for this; it must be one of: {1}."), text,
		all_words(item->reader, words));
	return 0;
}

struct str item_texts(struct item *item, const char *key, struct str separator)
{
	struct list list = item_list(item, key);
	struct str *text = arena_array(item->reader->arena, struct str, list.count);
	size_t      count = 0;

	for (size_t i = 0; i < list.count; i++) {
		text[count] = text_of(item->reader, list_entry(item->reader, &list, i));
		count += text[count].len > 0;
	}
	return str_join(item->reader->arena, text, count, separator);
}

/* Names */

const struct name *names_find(const struct names *names, struct str key)
{
	json_t *position = key.len ? json_object_get(names->index, str_cstring(names->arena, key)) : NULL;

	return position ? &names->at[json_integer_value(position)] : NULL;
}

static struct str name_key(struct reader *reader, struct names *names, struct item *item, size_t i)
{
	struct str key = item_text(item, "id");

	if (key.len == 0) {
		reader_fault(reader, item_place(item, "id"), N_("An id is needed: small letters, digits and hyphens."), STR_NONE, STR_NONE);
		return STR_NONE;
	}
	if (names_find(names, key)) {
		reader_fault(reader, item_place(item, "id"), N_("“{0}” stands twice in this list; give this one another id."), key, STR_NONE);
		return STR_NONE;
	}
	json_object_set_new(names->index, str_cstring(reader->arena, key), json_integer((json_int_t)i));
	return key;
}

void names_read(struct item *in, const char *list, const char *title, const char *unknown, struct names *names)
{
	struct reader *reader = in->reader;

	*names = (struct names){ .list = item_list(in, list), .index = json_object(),
		.arena = reader->arena, .unknown = unknown };
	names->at = arena_array(reader->arena, struct name, names->list.count);
	for (size_t i = 0; i < names->list.count; i++) {
		struct value_at value = list_entry(reader, &names->list, i);
		struct item     item;
		json_t         *text;

		if (!json_is_object(value.json)) {
			reader_fault(reader, value.place, N_("An object is expected here: { ... }."), STR_NONE, STR_NONE);
			continue;
		}
		item_open(reader, value, &item);
		names->at[i] = (struct name){ .key = name_key(reader, names, &item, i), .id = id_new() };
		text = json_object_get(value.json, title);
		names->at[i].title = json_is_string(text) ? str_copy(reader->arena, str_of(json_string_value(text))) : names->at[i].key;
	}
}

static void read_within(struct reader *reader, struct names *names, const struct list *inner, const char *title)
{
	for (size_t i = 0; i < inner->count; i++) {
		struct item item;
		json_t     *text;

		if (!json_is_object(json_array_get(inner->at.json, i)))
			continue;       /* a fault, told where the entry is read */
		item_open(reader, list_entry(reader, inner, i), &item);
		if (!item_said(&item, "id"))
			continue;
		names->at[names->list.count] = (struct name){ .key = name_key(reader, names, &item, names->list.count), .id = id_new() };
		text = json_object_get(item.json, title);
		names->at[names->list.count].title = json_is_string(text) ? str_copy(reader->arena, str_of(json_string_value(text))) : STR_NONE;
		names->list.count++;
	}
}

void names_read_within(struct item *in, const char *outer, const char *list, const char *title, const char *unknown, struct names *names)
{
	struct reader *reader = in->reader;
	struct list    all = item_list(in, outer);
	size_t         room = 0;

	*names = (struct names){ .index = json_object(), .arena = reader->arena, .unknown = unknown };
	for (size_t i = 0; i < all.count; i++)
		room += json_array_size(json_object_get(json_array_get(all.at.json, i), list));
	names->at = arena_array(reader->arena, struct name, room + 1);
	for (size_t i = 0; i < all.count; i++) {
		struct item item = { .reader = reader, .json = json_array_get(all.at.json, i), .place = list_entry(reader, &all, i).place };
		struct list inner = { .at = { json_object_get(item.json, list), item_place(&item, list) } };

		inner.count = json_array_size(inner.at.json);
		read_within(reader, names, &inner, title);
	}
}

struct id names_own(const struct names *names, struct item *item)
{
	const struct name *name = names_find(names, item_text(item, "id"));

	return name ? name->id : id_new();
}

void names_clear(struct names *names)
{
	json_decref(names->index);
	names->index = NULL;
}

bool names_open(struct reader *reader, const struct names *names, size_t i, struct item *item)
{
	if (names->at[i].key.len == 0 || !item_open(reader, list_entry(reader, &names->list, i), item))
		return false;
	item_value(item, "id");
	return true;
}

const struct name *value_name(struct reader *reader, struct value_at value, const struct names *names)
{
	struct str         key = text_of(reader, value);
	const struct name *name = names_find(names, key);

	if (!name && key.len > 0)
		reader_fault(reader, value.place, names->unknown, key, STR_NONE);
	return name;
}

const struct name *item_name(struct item *item, const char *key, const struct names *names)
{
	return value_name(item->reader, item_value(item, key), names);
}

struct id item_id(struct item *item, const char *key, const struct names *names)
{
	const struct name *name = item_name(item, key, names);

	return name ? name->id : ID_NONE;
}

struct ids item_ids(struct item *item, const char *key, const struct names *names)
{
	struct list list = item_list(item, key);
	struct id  *at = arena_array(item->reader->arena, struct id, list.count);
	size_t      count = 0;

	for (size_t i = 0; i < list.count; i++) {
		const struct name *name = value_name(item->reader, list_entry(item->reader, &list, i), names);
		if (name)
			at[count++] = name->id;
	}
	return (struct ids){ at, count };
}

struct str item_titles(struct item *item, const char *key, const struct names *names, struct str separator)
{
	struct list list = item_list(item, key);
	struct str *title = arena_array(item->reader->arena, struct str, list.count);
	size_t      count = 0;

	for (size_t i = 0; i < list.count; i++) {
		const struct name *name = value_name(item->reader, list_entry(item->reader, &list, i), names);
		if (name)
			title[count++] = name->title;
	}
	return str_join(item->reader->arena, title, count, separator);
}

/* Where a fact comes from */

static struct str inferred_fields(struct item *item, const struct key_of *keys)
{
	struct list list = item_list(item, "inferred_fields");
	struct str  fields = STR_NONE;

	for (size_t i = 0; i < list.count; i++) {
		struct str key = text_of(item->reader, list_entry(item->reader, &list, i));
		if (key.len > 0)
			fields = reader_joined(item->reader, fields, STR(" "),
				str_of(field_of_key(keys, str_cstring(item->reader->arena, key))));
	}
	return str_copy(item->reader->arena, fields);
}

struct provenance item_provenance(struct item *item, const struct key_of *keys)
{
	return (struct provenance){
		.source = item_text(item, "source"),
		.certainty = (enum certainty)item_word(item, "certainty", &certainty_words),
		.inferred = inferred_fields(item, keys),
		.note = item_text(item, "note"),
	};
}

bool item_inferred(struct item *item, const char *key)
{
	struct list list = item_list(item, "inferred_fields");

	if (item_word(item, "certainty", &certainty_words) == CERTAINTY_INFERRED)
		return true;
	for (size_t i = 0; i < list.count; i++) {
		json_t *name = json_array_get(list.at.json, i);
		if (json_is_string(name) && strcmp(json_string_value(name), key) == 0)
			return true;
	}
	return false;
}
