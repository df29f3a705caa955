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

void line_bytes(const struct line *line, struct buf *out)
{
	struct arena arena = { 0 };

	buf_addf(out, "{\"seq\":%" PRId64 ",\"moment\":\"%.*s\"", line->seq, STR_ARG(moment_text(line->moment, &arena)));
	if (line->actor.len > 0)
		buf_addf(out, ",\"actor\":\"%.*s\"", STR_ARG(line->actor));
	buf_addf(out, ",\"via\":\"%.*s\",\"command\":%" PRId64, STR_ARG(line->via), line->command);
	if (line->undoes > 0)
		buf_addf(out, ",\"undoes\":%" PRId64, line->undoes);
	buf_addf(out, ",\"record\":\"%.*s\",\"id\":\"%.*s\",\"before\":%" PRId64 ",\"after\":", STR_ARG(line->record),
		STR_ARG(line->id), line->before);
	buf_add(out, line->after);
	buf_add_char(out, '}');
	arena_clear(&arena);
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

bool line_texts_fit(const struct record *record, const struct line *line, struct arena *arena)
{
	json_t *after, *texts = parse(line->texts), *pair;
	const char *name;
	bool fit = json_is_object(texts);

	if (!fit || json_object_size(texts) == 0) {
		json_decref(texts);
		return fit;
	}
	after = parse(line->after);
	json_object_foreach(texts, name, pair) {
		const struct field *field = record_field(record, name);
		struct str stands = string_of(json_object_get(after, name));
		struct str salt = string_of(json_array_get(pair, 0)), text = string_of(json_array_get(pair, 1));
		fit = fit && field && salted(field) && stands.len == DIGEST_LENGTH && str_equal(stands, digest(salt, text, arena));
	}
	json_decref(after);
	json_decref(texts);
	return fit;
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

/* Takes `"name":` off the front of *rest. */
static bool take(struct str *rest, const char *name)
{
	struct str expected = str_of(name);

	if (!str_starts(*rest, expected))
		return false;
	*rest = str_from(*rest, expected.len);
	return true;
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

static bool take_string(struct str *rest, struct str *value)
{
	size_t end = str_find(*rest, '"');

	if (end == rest->len)
		return false;
	*value = str_to(*rest, end);
	*rest = str_from(*rest, end + 1);
	return true;
}

bool line_import(struct str text, struct line *line, struct arena *arena)
{
	static const size_t tail = sizeof ",\"hash\":\"" - 1 + DIGEST_LENGTH + sizeof "\"}" - 1;
	struct str rest = text, moment, end;
	size_t texts;
	(void)arena;

	*line = (struct line){ 0 };
	if (rest.len < tail)
		return false;
	end = str_from(rest, rest.len - tail);
	rest = str_to(rest, rest.len - tail);
	if (!take(&end, ",\"hash\":\"") || !hash_parse(str_to(end, DIGEST_LENGTH), &line->hash))
		return false;
	if (!take(&rest, "{\"seq\":") || !take_integer(&rest, &line->seq) || !take(&rest, ",\"moment\":\"") ||
	    !take_string(&rest, &moment) || !moment_parse(moment, &line->moment))
		return false;
	if (take(&rest, ",\"actor\":\"") && !take_string(&rest, &line->actor))
		return false;
	if (!take(&rest, ",\"via\":\"") || !take_string(&rest, &line->via) || !take(&rest, ",\"command\":") ||
	    !take_integer(&rest, &line->command))
		return false;
	if (take(&rest, ",\"undoes\":") && !take_integer(&rest, &line->undoes))
		return false;
	if (!take(&rest, ",\"record\":\"") || !take_string(&rest, &line->record) || !take(&rest, ",\"id\":\"") ||
	    !take_string(&rest, &line->id) || !take(&rest, ",\"before\":") || !take_integer(&rest, &line->before) ||
	    !take(&rest, ",\"after\":"))
		return false;
	/* No text stands in `after`, only digests, days and words, so the first of these is the one. */
	texts = str_search(rest, STR(",\"texts\":"));
	if (texts == SIZE_MAX)
		return false;
	line->after = str_to(rest, texts);
	line->texts = str_from(rest, texts + sizeof ",\"texts\":" - 1);
	return line->after.len > 0 && line->texts.len > 1;
}

bool line_read(const struct value *columns, size_t count, struct line *line, struct arena *arena)
{
	if (count != 12)
		return false;
	*line = (struct line){ .seq = columns[0].integer, .command = columns[1].integer, .before = columns[2].integer,
		.undoes = columns[3].integer, .moment = { columns[4].integer },
		.actor = str_copy(arena, columns[5].text), .via = str_copy(arena, columns[6].text),
		.record = str_copy(arena, columns[7].text), .id = str_copy(arena, columns[8].text),
		.after = str_copy(arena, columns[9].text), .texts = str_copy(arena, columns[10].text) };
	return hash_parse(columns[11].text, &line->hash);
}

/* Replay: a table of the last line of each id, open addressing. */

struct slot { struct id id; struct line line; bool used; };
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

void replay_add(struct replay *replay, const struct line *line)
{
	struct id id;
	struct slot *slot;

	id_parse(line->id, &id);
	slot = slot_of(replay, id);
	if (!slot->used) {
		if (2 * ++replay->count > replay->room) {
			grow(replay);
			slot = slot_of(replay, id);
		}
		slot->used = true;
		slot->id = id;
	}
	slot->line = *line;
}

const struct line *replay_line(struct replay *replay, struct id id)
{
	struct slot *slot = slot_of(replay, id);
	return slot->used ? &slot->line : NULL;
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
