/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/search.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "html/markdown.h"
#include "store/store_own.h"

enum { EXCERPT_BEFORE = 60, EXCERPT_BYTES = 220, WORDS_MOST = 12, FOUND_MOST = 5000 };

/* Small letters without accents; everything but letters and digits is a space. The same on both databases, so both find the same. */
static struct str fold(struct str text, struct arena *arena)
{
	size_t length = 0;
	uint8_t *lower = u8_casefold((const uint8_t *)(text.at ? text.at : ""), text.len, NULL, UNINORM_NFKD, NULL, &length);
	struct buf out = { 0 };
	struct str copy;

	for (size_t at = 0; lower && at < length;) {
		ucs4_t letter;
		int bytes = u8_mbtouc(&letter, lower + at, length - at);
		if (uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_M))
			;       /* an accent */
		else if (uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
			buf_add(&out, (struct str){ (const char *)lower + at, (size_t)bytes });
		else if (out.len > 0 && out.at[out.len - 1] != ' ')
			buf_add_char(&out, ' ');
		at += (size_t)bytes;
	}
	free(lower);
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static const char write_text[] =
	"INSERT INTO search_text (programme_id, record, record_id, title, body, folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
	" ON CONFLICT (programme_id, record_id) DO UPDATE SET title = excluded.title, body = excluded.body, folded = excluded.folded";
static const char remove_text[] = "DELETE FROM search_text WHERE programme_id = ?1 AND record_id = ?2";

enum outcome search_write(struct connection *connection, const struct programme *programme, const struct record *record,
	struct id id, const void *row, struct arena *arena)
{
	struct value values[6] = { value_id(programme->id, arena) };
	struct buf body = { 0 };
	struct str title, text;
	bool found = false;

	for (size_t i = 0; i < record->field_count; i++)
		found = found || (record->field[i].search && !record->field[i].internal);
	if (!found)
		return OUTCOME_DONE;
	if (!row) {
		values[1] = value_id(id, arena);
		return connection_run(connection, remove_text, values, 2, NULL, NULL);
	}
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		if (!field->search || field->internal || field_empty(field, row))
			continue;
		if (body.len > 0)
			buf_add_cstring(&body, " – ");
		text = *FIELD_AT(row, field, struct str);
		buf_add(&body, field->markdown ? markdown_plain(text, arena) : text);
	}
	title = row_title(programme, record, row, arena);
	text = buf_copy(&body, arena);
	buf_clear(&body);
	values[1] = value_text(str_of(record->name));
	values[2] = value_id(id, arena);
	values[3] = value_text(title);
	values[4] = value_text(text);
	values[5] = value_text(fold(text, arena));
	return connection_run(connection, write_text, values, 6, NULL, NULL);
}

/* FTS5 only notes that a word is gone, until it happens to rewrite the page the word is on. */
static const char rewrite_index[] = "INSERT INTO search_index (search_index) VALUES ('optimize')";

enum outcome search_forget(struct connection *connection)
{
	if (connection_kind(connection) != DATABASE_SQLITE)
		return OUTCOME_DONE;
	return connection_run(connection, rewrite_index, NULL, 0, NULL, NULL);
}

/* The query */

struct found { struct id id; int64_t rank; };

struct searching {
	struct value        values[3];
	struct str          word[WORDS_MOST];
	size_t              words;
	struct arena       *arena;
	struct found       *found;
	size_t              count;
	struct search_hits *hits;
	size_t              most;
};

static bool is_ascii_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* The same as str_starts of the folded word, for one of letters without accents: most words, so they are not folded one by one. */
static bool starts_folded(struct str word, struct str with)
{
	if (with.len > word.len)
		return false;
	for (size_t i = 0; i < with.len; i++)
		if ((word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]) != with.at[i])
			return false;
	return true;
}

/* Whether a folded word begins at this place of the original text; gives its length in bytes there. */
static size_t match_at(const struct searching *searching, struct str rest)
{
	size_t end = 0;
	struct str word;

	while (end < rest.len && is_ascii_word(rest.at[end]))
		end++;
	if (end == rest.len || !(rest.at[end] & 0x80)) {
		for (size_t i = 0; end > 0 && i < searching->words; i++)
			if (starts_folded(str_to(rest, end), searching->word[i]))
				return end;
		return 0;
	}
	while (end < rest.len) {
		ucs4_t letter;
		int bytes = u8_mbtouc(&letter, (const uint8_t *)rest.at + end, rest.len - end);
		if (!uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M))
			break;
		end += (size_t)bytes;
	}
	if (end == 0)
		return 0;
	word = fold(str_to(rest, end), searching->arena);
	for (size_t i = 0; i < searching->words; i++)
		if (str_starts(word, searching->word[i]))
			return end;
	return 0;
}

static bool continues_character(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* The words around the first that was found, each found one between \x02 and \x03. */
static struct str excerpt(const struct searching *searching, struct str text)
{
	struct buf out = { 0 };
	struct str copy;
	size_t first = text.len, from, until;

	for (size_t at = 0; at < text.len;) {
		struct str rest = str_from(text, at);
		ucs4_t letter;
		int bytes = u8_mbtouc(&letter, (const uint8_t *)rest.at, rest.len);
		if (match_at(searching, rest)) {
			first = at;
			break;
		}
		/* On to the next word. */
		while (at < text.len && uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M)) {
			at += (size_t)bytes;
			if (at < text.len)
				bytes = u8_mbtouc(&letter, (const uint8_t *)text.at + at, text.len - at);
		}
		at += at < text.len ? (size_t)bytes : 0;
	}
	from = first < text.len && first > EXCERPT_BEFORE ? first - EXCERPT_BEFORE : 0;
	while (from > 0 && text.at[from - 1] != ' ')
		from--;
	until = from + EXCERPT_BYTES < text.len ? from + EXCERPT_BYTES : text.len;
	while (until < text.len && continues_character(text.at[until]))
		until++;
	if (from > 0)
		buf_add_cstring(&out, "… ");
	for (size_t at = from; at < until;) {
		bool begins = at == from || text.at[at - 1] == ' ' || !((text.at[at - 1] & 0x80) || is_ascii_word(text.at[at - 1]));
		size_t length = begins ? match_at(searching, str_from(str_to(text, until), at)) : 0;
		if (length) {
			buf_addf(&out, "\x02%.*s\x03", (int)length, text.at + at);
			at += length;
		} else {
			buf_add_char(&out, text.at[at] == '\n' ? ' ' : text.at[at]);
			at++;
		}
	}
	if (until < text.len)
		buf_add_cstring(&out, " …");
	copy = buf_copy(&out, searching->arena);
	buf_clear(&out);
	return copy;
}

/* How much the words are in a folded text: 2 for a whole word, 1 for the beginning of one; and how many words there are. */
static int64_t weight(const struct searching *searching, struct str folded, int64_t *words)
{
	int64_t sum = 0;
	struct str word;

	for (*words = 0; str_next(&folded, ' ', &word); ++*words)
		for (size_t i = 0; i < searching->words; i++)
			if (str_starts(word, searching->word[i]))
				sum += word.len == searching->word[i].len ? 2 : 1;
	return sum;
}

/* Found in the title first, then what has most of the words in fewest. Of the databases' own ranks no two are the same. */
static int64_t rank(const struct searching *searching, struct str title, struct str folded)
{
	struct arena arena = { 0 };
	int64_t words, in_title = weight(searching, fold(title, &arena), &words), in_all = weight(searching, folded, &words);

	arena_clear(&arena);
	return in_title * 1000000 + in_all * 1000 / (words + 10);
}

static bool read_found(void *context, const struct value *columns, size_t count)
{
	struct searching *searching = context;
	struct found *found = &searching->found[searching->count];
	(void)count;

	if (id_parse(columns[0].text, &found->id)) {
		found->rank = rank(searching, columns[1].text, columns[2].text);
		searching->count++;
	}
	return searching->count < FOUND_MOST;
}

static int best_first(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->rank != right->rank)
		return left->rank > right->rank ? -1 : 1;
	return id_compare(left->id, right->id);
}

static bool read_hit(void *context, const struct value *columns, size_t count)
{
	struct searching *searching = context;
	struct search_hit *hit = &searching->hits->at[searching->hits->count];
	(void)count;

	hit->record = record_named(columns[0].text);
	if (!hit->record || !id_parse(columns[1].text, &hit->id))
		return true;
	hit->title = str_copy(searching->arena, columns[2].text);
	hit->excerpt = excerpt(searching, columns[3].text);
	searching->hits->count++;
	return true;
}

/* The index is asked once, not again for each row of the programme, as a join would have it. */
static const char find_sqlite[] =
	"SELECT record_id, title, folded FROM search_text WHERE programme_id = ?1"
	" AND number IN (SELECT rowid FROM search_index WHERE search_index MATCH ?2) ORDER BY record_id LIMIT ?3";
static const char find_postgresql[] =
	"SELECT record_id, title, folded FROM search_text WHERE programme_id = ?1 AND words @@ to_tsquery('simple', ?2)"
	" ORDER BY record_id LIMIT ?3";
static const char find_text[] =
	"SELECT record, record_id, title, body FROM search_text WHERE programme_id = ?1 AND record_id = ?2";

static enum outcome search_work(struct connection *connection, void *context)
{
	struct searching *searching = context;
	bool sqlite = connection_kind(connection) == DATABASE_SQLITE;
	struct buf query = { 0 };
	enum outcome outcome;

	/* Folded words are letters and digits alone: nothing in them means anything to either language of queries. */
	for (size_t i = 0; i < searching->words; i++)
		buf_addf(&query, sqlite ? "%s\"%.*s\"*" : "%s%.*s:*", i ? sqlite ? " AND " : " & " : "", STR_ARG(searching->word[i]));
	searching->values[1] = value_text(buf_str(&query));
	searching->count = searching->hits->count = 0;
	outcome = connection_run(connection, sqlite ? find_sqlite : find_postgresql, searching->values, 3, read_found, searching);
	buf_clear(&query);
	qsort(searching->found, searching->count, sizeof *searching->found, best_first);
	for (size_t i = 0; i < searching->count && i < searching->most && outcome == OUTCOME_DONE; i++) {
		searching->values[1] = value_id(searching->found[i].id, searching->arena);
		outcome = connection_run(connection, find_text, searching->values, 2, read_hit, searching);
	}
	return outcome;
}

bool store_search(struct store *store, struct id programme, struct str query, size_t most,
	struct arena *arena, struct search_hits *hits)
{
	struct searching searching = { .arena = arena, .hits = hits, .most = most };
	struct str rest = fold(query, arena), word;
	bool done;

	*hits = (struct search_hits){ arena_array(arena, struct search_hit, most + 1), 0 };
	while (searching.words < WORDS_MOST && str_next(&rest, ' ', &word))
		if (word.len > 0)
			searching.word[searching.words++] = word;
	if (searching.words == 0)
		return true;
	searching.values[0] = value_id(programme, arena);
	searching.values[2] = value_integer(FOUND_MOST);
	searching.found = memory_take(FOUND_MOST * sizeof *searching.found);
	done = store_read(store, search_work, &searching);
	free(searching.found);
	return done;
}
