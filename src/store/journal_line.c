/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/journal_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <jansson.h>
#include <string.h>

#include "programme/record_json.h"

enum { SALT_BYTES = 16, DIGEST_LENGTH = 64 };

const struct str redacted_text = STR_INIT("[weggehaald]");

static bool salted(const struct field *field)
{
	return field->kind == KIND_TEXT && !field->key;
}

static struct str digest(struct str salt, struct str text, struct arena *arena)
{
	struct str parts[] = { salt, text };
	return hash_text(hash_of_parts(parts, 2), arena);
}

static json_t *parse(struct str text)
{
	return json_loadb(text.at ? text.at : "", text.len, JSON_REJECT_DUPLICATES, NULL);
}

static struct str string_of(const json_t *json)
{
	return json_is_string(json) ? (struct str){ json_string_value(json), json_string_length(json) } : STR_NONE;
}

/* The salt under which this very text stood before; empty where it did not. */
static struct str kept_salt(const json_t *texts, const struct field *field, struct str text)
{
	const json_t *pair = texts ? json_object_get(texts, field->name) : NULL;

	if (!json_is_array(pair) || !str_equal(string_of(json_array_get(pair, 1)), text))
		return STR_NONE;
	return string_of(json_array_get(pair, 0));
}

static struct str new_salt(struct arena *arena)
{
	uint8_t bytes[SALT_BYTES];
	struct buf hex = { 0 };
	struct str salt;

	random_bytes(bytes, sizeof bytes);
	buf_add_hex(&hex, bytes, sizeof bytes);
	salt = buf_copy(&hex, arena);
	buf_clear(&hex);
	return salt;
}

void line_make(const struct record *record, const void *row, const struct line *previous, struct line *line, struct arena *arena)
{
	json_t *before = previous ? parse(previous->texts) : NULL;
	void *shown = arena_copy(arena, row, record->size);
	struct buf texts = { 0 }, after = { 0 };

	buf_add_char(&texts, '{');
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str *text = (struct str *)(void *)((char *)shown + field->offset), salt;

		if (!salted(field) || text->len == 0)
			continue;
		salt = kept_salt(before, field, *text);
		if (salt.len == 0)
			salt = new_salt(arena);
		buf_addf(&texts, "%s\"%s\":[\"%.*s\",", texts.len > 1 ? "," : "", field->name, STR_ARG(salt));
		buf_add_json(&texts, *text);
		buf_add_char(&texts, ']');
		*text = digest(salt, *text, arena);
	}
	buf_add_char(&texts, '}');
	row_to_json(record, shown, true, &after);
	line->texts = buf_copy(&texts, arena);
	line->after = buf_copy(&after, arena);
	buf_clear(&texts);
	buf_clear(&after);
	json_decref(before);
}

static void add_number(struct buf *out, struct str name, int64_t number)
{
	buf_add(out, name);
	buf_add_integer(out, number);
}

static void add_word(struct buf *out, struct str name, struct str word)
{
	buf_add(out, name);
	buf_add(out, word);
	buf_add_char(out, '"');
}

void line_bytes(const struct line *line, struct buf *out)
{
	char moment[MOMENT_TEXT];

	buf_reserve(out, line->after.len + 512);
	add_number(out, STR("{\"seq\":"), line->seq);
	add_word(out, STR(",\"moment\":\""), moment_write(line->moment, moment));
	if (line->actor.len > 0)
		add_word(out, STR(",\"actor\":\""), line->actor);
	add_word(out, STR(",\"via\":\""), line->via);
	add_number(out, STR(",\"command\":"), line->command);
	if (line->undoes > 0)
		add_number(out, STR(",\"undoes\":"), line->undoes);
	add_word(out, STR(",\"record\":\""), line->record);
	add_word(out, STR(",\"id\":\""), line->id);
	add_number(out, STR(",\"before\":"), line->before);
	buf_add(out, STR(",\"after\":"));
	buf_add(out, line->after);
	buf_add_char(out, '}');
}

struct hash line_hash(struct hash previous, const struct line *line)
{
	struct buf bytes = { 0 };
	struct str parts[2] = { { (const char *)previous.byte, sizeof previous.byte } };
	struct hash hash;

	line_bytes(line, &bytes);
	parts[1] = buf_str(&bytes);
	hash = hash_of_parts(parts, 2);
	buf_clear(&bytes);
	return hash;
}

void *line_row(const struct record *record, const struct line *line, struct arena *arena)
{
	struct faults faults = { .arena = arena };
	json_t *after, *texts;
	void *row = NULL;

	if (str_is(line->after, "null"))
		return NULL;
	after = parse(line->after);
	texts = parse(line->texts);
	row = arena_take(arena, record->size);
	if (!after || !texts || !row_from_json(record, after, row, &faults))
		row = NULL;
	for (size_t i = 0; row && i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str *text = (struct str *)(void *)((char *)row + field->offset);
		const json_t *pair;

		if (!salted(field) || text->len == 0)
			continue;
		pair = json_object_get(texts, field->name);
		*text = json_is_array(pair) ? str_copy(arena, string_of(json_array_get(pair, 1))) : redacted_text;
	}
	json_decref(after);
	json_decref(texts);
	return row;
}

/* Takes `"name":` off the front of *rest. */
static bool take(struct str *rest, struct str expected)
{
	if (!str_starts(*rest, expected))
		return false;
	*rest = str_from(*rest, expected.len);
	return true;
}

/* Up to the next quote. */
static bool take_string(struct str *rest, struct str *value)
{
	size_t end = str_find(*rest, '"');

	if (end == rest->len)
		return false;
	*value = str_to(*rest, end);
	*rest = str_from(*rest, end + 1);
	return true;
}

/* Up to the quote that no backslash stands before. */
static bool take_escaped(struct str *rest, struct str *value)
{
	size_t end = 0;

	while (end < rest->len && rest->at[end] != '"')
		end += rest->at[end] == '\\' ? 2 : 1;
	if (end >= rest->len)
		return false;
	*value = str_to(*rest, end);
	*rest = str_from(*rest, end + 1);
	return true;
}

/* One entry of `texts`: "name":["salt","text"]. */
struct entry { struct str whole, name, salt, text; };

static bool take_entry(struct str *rest, struct entry *entry)
{
	struct str start = *rest;

	if (!take(rest, STR("\"")) || !take_string(rest, &entry->name) || !take(rest, STR(":[\"")) || !take_string(rest, &entry->salt) ||
	    !take(rest, STR(",\"")) || !take_escaped(rest, &entry->text) || !take(rest, STR("]")))
		return false;
	entry->whole = str_to(start, start.len - rest->len);
	return true;
}

/* `"name":"digest"` as it stands in `after`, which holds no text that could look like it. Empty: not there. */
static struct str stated(struct str after, struct str name)
{
	char pattern[64];
	size_t length = name.len + 4, at;

	if (length > sizeof pattern)
		return STR_NONE;
	pattern[0] = '"';
	memcpy(pattern + 1, name.at, name.len);
	memcpy(pattern + 1 + name.len, "\":\"", 3);
	at = str_search(after, (struct str){ pattern, length });
	if (at == SIZE_MAX || after.len - at < length + DIGEST_LENGTH + 1 || after.at[at + length + DIGEST_LENGTH] != '"')
		return STR_NONE;
	return str_to(str_from(after, at), length + DIGEST_LENGTH + 1);
}

static bool has_text(const struct record *record, struct str name)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (salted(&record->field[i]) && str_is(name, record->field[i].name))
			return true;
	return false;
}

static bool digest_fits(const struct entry *entry, struct str stands)
{
	struct str parts[2] = { entry->salt, entry->text };
	json_t *decoded = NULL;
	struct hash expected, is;
	bool fit = hash_parse(stands, &expected);

	if (str_find(entry->text, '\\') < entry->text.len) {
		decoded = json_loadb(entry->text.at - 1, entry->text.len + 2, JSON_DECODE_ANY, NULL);
		parts[1] = string_of(decoded);
	}
	is = hash_of_parts(parts, 2);
	json_decref(decoded);
	return fit && hash_equal(is, expected);
}

bool line_texts_fit(const struct record *record, const struct line *line, const struct line *proven)
{
	struct str rest = line->texts;
	struct entry entry;

	if (!take(&rest, STR("{")))
		return false;
	while (rest.len > 1) {
		struct str stands;

		if (!take_entry(&rest, &entry) || !(str_starts(rest, STR(",\"")) ? take(&rest, STR(",")) : str_is(rest, "}")))
			return false;
		stands = stated(line->after, entry.name);
		if (stands.len == 0)
			return false;
		if (proven && str_search(proven->texts, entry.whole) != SIZE_MAX && str_search(proven->after, stands) != SIZE_MAX)
			continue;
		if (!has_text(record, entry.name) ||
		    !digest_fits(&entry, str_to(str_from(stands, stands.len - DIGEST_LENGTH - 1), DIGEST_LENGTH)))
			return false;
	}
	return str_is(rest, "}");
}

/* The text of the field's entry; false where it was taken out. */
static bool find_entry(struct str texts, const char *name, struct entry *entry)
{
	struct str rest = str_from(texts, 1);

	while (take_entry(&rest, entry)) {
		if (str_is(entry->name, name))
			return true;
		take(&rest, STR(","));
	}
	return false;
}

bool line_holds(const struct record *record, const struct line *line, const void *row, struct arena *arena)
{
	void *shown = arena_copy(arena, row, record->size);
	struct buf json = { 0 };
	bool holds = str_is(line->record, record->name);

	for (size_t i = 0; i < record->field_count && holds; i++) {
		const struct field *field = &record->field[i];
		struct str *text = (struct str *)(void *)((char *)shown + field->offset), stands;
		struct entry entry;

		if (!salted(field) || text->len == 0)
			continue;
		if (find_entry(line->texts, field->name, &entry)) {
			buf_add_json(&json, *text);
			holds = str_equal(buf_str(&json), (struct str){ entry.text.at - 1, entry.text.len + 2 });
			json.len = 0;
		} else {
			holds = str_equal(*text, redacted_text);
		}
		stands = stated(line->after, str_of(field->name));
		holds = holds && stands.len > 0;
		*text = str_to(str_from(stands, stands.len - (stands.len ? DIGEST_LENGTH + 1 : 0)), DIGEST_LENGTH);
	}
	if (holds)
		row_to_json(record, shown, true, &json);
	holds = holds && str_equal(buf_str(&json), line->after);
	buf_clear(&json);
	return holds;
}

struct str line_without(struct str texts, const char *field, struct arena *arena)
{
	json_t *json = field ? parse(texts) : NULL, *pair;
	const char *name;
	struct buf out = { 0 };
	struct str copy;

	if (!json)
		return STR("{}");
	buf_add_char(&out, '{');
	json_object_foreach(json, name, pair) {
		if (strcmp(name, field) == 0)
			continue;
		buf_addf(&out, "%s\"%s\":[\"%.*s\",", out.len > 1 ? "," : "", name, STR_ARG(string_of(json_array_get(pair, 0))));
		buf_add_json(&out, string_of(json_array_get(pair, 1)));
		buf_add_char(&out, ']');
	}
	buf_add_char(&out, '}');
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	json_decref(json);
	return copy;
}

void line_export(const struct line *line, struct buf *out)
{
	line_bytes(line, out);
	out->len--;             /* the closing brace comes later */
	buf_add_cstring(out, ",\"texts\":");
	buf_add(out, line->texts);
	buf_add_cstring(out, ",\"hash\":\"");
	buf_add_hex(out, line->hash.byte, sizeof line->hash.byte);
	buf_add_cstring(out, "\"}\n");
}

static bool take_integer(struct str *rest, int64_t *value)
{
	size_t length = 0;

	while (length < rest->len && rest->at[length] >= '0' && rest->at[length] <= '9')
		length++;
	if (!str_integer(str_to(*rest, length), value))
		return false;
	*rest = str_from(*rest, length);
	return true;
}

bool line_import(struct str text, struct line *line)
{
	static const size_t tail = sizeof ",\"hash\":\"" - 1 + DIGEST_LENGTH + sizeof "\"}" - 1;
	struct str rest = text, moment, end;
	size_t texts;

	*line = (struct line){ 0 };
	if (rest.len < tail)
		return false;
	end = str_from(rest, rest.len - tail);
	rest = str_to(rest, rest.len - tail);
	if (!take(&end, STR(",\"hash\":\"")) || !hash_parse(str_to(end, DIGEST_LENGTH), &line->hash))
		return false;
	if (!take(&rest, STR("{\"seq\":")) || !take_integer(&rest, &line->seq) || !take(&rest, STR(",\"moment\":\"")) ||
	    !take_string(&rest, &moment) || !moment_parse(moment, &line->moment))
		return false;
	if (take(&rest, STR(",\"actor\":\"")) && !take_string(&rest, &line->actor))
		return false;
	if (!take(&rest, STR(",\"via\":\"")) || !take_string(&rest, &line->via) || !take(&rest, STR(",\"command\":")) ||
	    !take_integer(&rest, &line->command))
		return false;
	if (take(&rest, STR(",\"undoes\":")) && !take_integer(&rest, &line->undoes))
		return false;
	if (!take(&rest, STR(",\"record\":\"")) || !take_string(&rest, &line->record) || !take(&rest, STR(",\"id\":\"")) ||
	    !take_string(&rest, &line->id) || !take(&rest, STR(",\"before\":")) || !take_integer(&rest, &line->before) ||
	    !take(&rest, STR(",\"after\":")))
		return false;
	/* No text stands in `after`, only digests, days and words, so the first of these is the one. */
	texts = str_search(rest, STR(",\"texts\":"));
	if (texts == SIZE_MAX)
		return false;
	line->after = str_to(rest, texts);
	line->texts = str_from(rest, texts + sizeof ",\"texts\":" - 1);
	return line->after.len > 0 && line->texts.len > 1;
}

bool line_view(const struct value *columns, size_t count, struct line *line)
{
	if (count != 12)
		return false;
	*line = (struct line){ .seq = columns[0].integer, .command = columns[1].integer, .before = columns[2].integer,
		.undoes = columns[3].integer, .moment = { columns[4].integer }, .actor = columns[5].text, .via = columns[6].text,
		.record = columns[7].text, .id = columns[8].text, .after = columns[9].text, .texts = columns[10].text };
	return hash_parse(columns[11].text, &line->hash);
}

bool line_read(const struct value *columns, size_t count, struct line *line, struct arena *arena)
{
	struct str *texts[] = { &line->actor, &line->via, &line->record, &line->id, &line->after, &line->texts };
	bool fine = line_view(columns, count, line);

	for (size_t i = 0; fine && i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = str_copy(arena, *texts[i]);
	return fine;
}

/* Replay: a table of the last line of each id, open addressing. */

/* The texts of a line lie in `at`, which serves the next line of the same row too. */
struct slot { struct id id; struct line line; char *at; size_t room; bool used; };
struct replay { struct arena *arena; struct slot *slot; size_t room, count; };

struct replay *replay_new(struct arena *arena)
{
	struct replay *replay = arena_new(arena, struct replay);

	replay->arena = arena;
	replay->room = 1024;
	replay->slot = arena_array(arena, struct slot, replay->room);
	return replay;
}

static struct slot *slot_of(struct replay *replay, struct id id)
{
	uint64_t mixed;
	size_t at;

	memcpy(&mixed, id.byte + 8, sizeof mixed);
	mixed = (mixed ^ id.byte[5] ^ ((uint64_t)id.byte[4] << 8)) * 0x9e3779b97f4a7c15u;
	for (at = (size_t)(mixed >> 20) & (replay->room - 1); replay->slot[at].used; at = (at + 1) & (replay->room - 1))
		if (id_equal(replay->slot[at].id, id))
			break;
	return &replay->slot[at];
}

static void grow(struct replay *replay)
{
	struct slot *old = replay->slot;
	size_t room = replay->room;

	replay->room *= 2;
	replay->slot = arena_array(replay->arena, struct slot, replay->room);
	for (size_t i = 0; i < room; i++)
		if (old[i].used)
			*slot_of(replay, old[i].id) = old[i];
}

static struct str put(char **at, struct str text)
{
	struct str copy = { *at, text.len };

	memcpy(*at, text.at, text.len);
	*at += text.len;
	return copy;
}

void replay_add(struct replay *replay, struct id id, const struct line *line)
{
	size_t needed = line->record.len + line->after.len + line->texts.len;
	struct slot *slot = slot_of(replay, id);
	char *at;

	if (!slot->used) {
		if (2 * ++replay->count > replay->room) {
			grow(replay);
			slot = slot_of(replay, id);
		}
		slot->used = true;
		slot->id = id;
	}
	if (needed > slot->room) {
		slot->room = needed + needed / 4;
		slot->at = arena_take(replay->arena, slot->room);
	}
	at = slot->at;
	slot->line = *line;
	slot->line.actor = slot->line.via = slot->line.id = STR_NONE;
	slot->line.record = put(&at, line->record);
	slot->line.after = put(&at, line->after);
	slot->line.texts = put(&at, line->texts);
}

const struct line *replay_line(struct replay *replay, struct id id)
{
	struct slot *slot = slot_of(replay, id);
	return slot->used ? &slot->line : NULL;
}

size_t replay_standing(const struct replay *replay)
{
	size_t standing = 0;

	for (size_t i = 0; i < replay->room; i++)
		standing += replay->slot[i].used && !str_is(replay->slot[i].line.after, "null");
	return standing;
}

static int by_id(const void *a, const void *b)
{
	return id_compare((*(struct slot *const *)a)->id, (*(struct slot *const *)b)->id);
}

bool replay_into(struct replay *replay, struct programme *draft)
{
	struct slot **order = arena_array(replay->arena, struct slot *, replay->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < replay->room; i++)
		if (replay->slot[i].used)
			order[count++] = &replay->slot[i];
	qsort(order, count, sizeof *order, by_id);
	for (size_t i = 0; i < count; i++) {
		const struct line *line = &order[i]->line;
		const struct record *record = record_named(line->record);
		void *row;

		if (str_is(line->after, "null"))
			continue;
		row = record ? line_row(record, line, replay->arena) : NULL;
		if (!row)
			return false;
		programme_put(draft, record, row);
	}
	return true;
}
