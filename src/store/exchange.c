/* SPDX-License-Identifier: EUPL-1.2 */
/* Export and import of a journal as JSON Lines: the same bytes for the same programme from any database. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "store/exchange_own.h"
#include "store/record_sql.h"
#include "store/store_own.h"
#include "tree/tree.h"

enum { LINE_BYTES_MOST = 4 * 1024 * 1024 };

struct exporting { FILE *out; struct value id; struct arena *arena; struct buf text; bool broken; };

static const char find_lines[] = "SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 ORDER BY seq";
static bool export_line(void *context, const struct value *columns, size_t count)
{
	struct exporting *exporting = context;
	struct line line;

	exporting->text.len = 0;
	exporting->broken = !line_view(columns, count, &line);
	if (!exporting->broken) {
		line_export(&line, &exporting->text);
		exporting->broken = fwrite(exporting->text.at, 1, exporting->text.len, exporting->out) != exporting->text.len;
	}
	return !exporting->broken;
}

static enum outcome export_work(struct connection *connection, void *context)
{
	struct exporting *exporting = context;
	return connection_run(connection, find_lines, &exporting->id, 1, export_line, exporting);
}

bool journal_export(struct store *store, struct id id, FILE *out, struct faults *faults)
{
	const struct programme *programme = store_programme_by_id(store, id);
	struct exporting exporting = { .out = out, .arena = faults->arena, .id = value_id(id, faults->arena) };
	bool done;

	if (!programme)
		return faults_add(faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("There is no such programme.") });
	fprintf(out, "{\"format\":\"speerpunt-journal/1\",\"programme\":\"%.*s\",\"key\":\"%.*s\"}\n", STR_ARG(exporting.id.text),
		STR_ARG(tree_facts(programme)->key));
	programme_release(programme);
	done = store_read(store, export_work, &exporting) && !exporting.broken && !ferror(out);
	buf_clear(&exporting.text);
	return done || faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The export could not be written to its end.") });
}

static bool at_line(struct faults *faults, int64_t number, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = message,
		.place = str_format(faults->arena, "line %lld", (long long)number) });
}

static bool read_head(struct str text, struct export_head *head, struct arena *arena)
{
	json_t *json = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
	const char *format = json_string_value(json_object_get(json, "format"));
	const char *programme = json_string_value(json_object_get(json, "programme"));
	bool fine = format && strcmp(format, "speerpunt-journal/1") == 0 && programme && id_parse(str_of(programme), &head->programme) &&
		id_known(head->programme);

	head->key = str_copy(arena, str_of(json_string_value(json_object_get(json, "key"))));
	json_decref(json);
	return fine;
}

bool export_read(FILE *in, struct chain *chain, struct export_head *head,
	void (*each)(void *context, const struct line *line), void *context, struct faults *faults)
{
	char *at = NULL;
	size_t room = 0;
	ssize_t length;
	int64_t number = 0;
	bool fine = true;

	*head = (struct export_head){ 0 };
	while (fine && (length = getline(&at, &room, in)) > 0) {
		struct str text = { at, (size_t)length };
		struct line line;

		number++;
		if (text.at[text.len - 1] != '\n' || text.len > LINE_BYTES_MOST) {
			fine = at_line(faults, number, N_("The file is cut off here, or the line is too long."));
		} else if (number == 1) {
			text.len--;
			fine = read_head(text, head, chain->arena) || at_line(faults, 1, N_("This is no export of Speerpunt (speerpunt-journal/1)."));
		} else {
			text.len--;
			if (each)
				text = str_copy(chain->arena, text);
			fine = line_import(text, &line) || at_line(faults, number, N_("This is no line of a journal."));
			fine = fine && (chain_add(chain, &line) || at_line(faults, number, chain->why));
			if (fine && each)
				each(context, &line);
		}
	}
	free(at);
	if (fine && (number < 2 || ferror(in)))
		return at_line(faults, number + 1, N_("The file holds no journal."));
	return fine;
}

struct importing {
	struct store           *store;
	struct chain            chain;
	struct export_head      head;
	struct line            *line;
	size_t                  count, room;
	const struct programme *programme;      /* as the journal ends */
	struct faults          *faults;
	struct arena           *arena;
};

static void keep_line(void *context, const struct line *line)
{
	struct importing *importing = context;

	if (importing->count == importing->room) {
		importing->room = importing->room ? 2 * importing->room : 1024;
		importing->line = memory_resize(importing->line, importing->room * sizeof *line);
	}
	importing->line[importing->count++] = *line;
}

static bool read_version(void *context, const struct value *columns, size_t count)
{
	struct line *stands = context;
	(void)count;
	stands->seq = columns[0].integer;
	hash_parse(columns[1].text, &stands->hash);
	return true;
}

static const char find_version[] = "SELECT version, head FROM programme WHERE id = ?1";
static const char find_key[] = "SELECT version, head FROM programme WHERE key = ?1 AND id <> ?2";
static const char remove_texts[] = "DELETE FROM search_text WHERE programme_id = ?1";
static const char insert_programme[] =
	"INSERT INTO programme (id, key, name, first, last, visibility, example, version, head, changed)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char update_programme[] =
	"UPDATE programme SET key = ?2, name = ?3, first = ?4, last = ?5, visibility = ?6, example = ?7, version = ?8, head = ?9,"
	" changed = ?10 WHERE id = ?1";

/* What is here already must be the beginning of what comes in. */
static bool continues(struct importing *importing, const struct line *stands)
{
	if (stands->seq == 0)
		return true;
	if (stands->seq == (int64_t)importing->count && hash_equal(stands->hash, importing->line[importing->count - 1].hash))
		return faults_add(importing->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("Programme {0} is here already, up to this very row. There is nothing to add."), .arg = { importing->head.key } });
	if (stands->seq < (int64_t)importing->count && hash_equal(stands->hash, importing->line[stands->seq - 1].hash))
		return true;
	return faults_add(importing->faults, (struct fault){ .kind = FAULT_CONFLICT,
		.message = N_("Programme {0} is here already and has gone its own way since. Import into another database, or remove it there first."),
		.arg = { importing->head.key } });
}

/* Rows of tables are made anew from where the journal ends; records in reverse order go first. */
static enum outcome write_rows(struct connection *connection, struct importing *importing, struct value id, bool stands)
{
	enum outcome outcome = OUTCOME_DONE;
	struct arena row = { 0 };

	for (size_t r = record_count; stands && r-- > 0 && outcome == OUTCOME_DONE;)
		outcome = connection_run(connection, record_sql_clear(records[r]), &id, 1, NULL, NULL);
	if (stands && outcome == OUTCOME_DONE)
		outcome = connection_run(connection, remove_texts, &id, 1, NULL, NULL);
	for (size_t r = 0; r < record_count && outcome == OUTCOME_DONE; r++) {
		struct row_list rows = programme_rows(importing->programme, records[r]);
		for (size_t i = 0; i < rows.count && outcome == OUTCOME_DONE; i++) {
			struct value values[RECORD_VALUES_MOST];
			size_t count = record_values(records[r], importing->head.programme, rows.at[i], values, &row);
			outcome = connection_run(connection, record_sql(records[r])->insert, values, count, NULL, NULL);
			if (outcome == OUTCOME_DONE)
				outcome = search_write(connection, importing->programme, records[r], row_id(rows.at[i]), rows.at[i], &row);
			arena_clear(&row);
		}
	}
	return outcome;
}

static const char redact_line[] = "UPDATE journal SET texts = ?3 WHERE programme_id = ?1 AND seq = ?2 AND length(texts) > length(?3)";

/* What was redacted where the file comes from goes from the rows that are here already too. */
static enum outcome redact_lines(struct connection *connection, struct importing *importing, struct value id, int64_t until)
{
	enum outcome outcome = OUTCOME_DONE;

	for (int64_t i = 0; i < until && outcome == OUTCOME_DONE; i++) {
		struct value values[] = { id, value_integer(i + 1), value_text(importing->line[i].texts) };
		outcome = connection_run(connection, redact_line, values, 3, NULL, NULL);
	}
	return outcome == OUTCOME_DONE ? search_forget(connection) : outcome;
}

static enum outcome import_work(struct connection *connection, void *context)
{
	struct importing *importing = context;
	const struct programme_facts *facts = tree_facts(importing->programme);
	struct arena *arena = importing->arena;
	const struct line *last = &importing->line[importing->count - 1];
	struct line stands = { 0 }, other = { 0 };
	struct value id = value_id(importing->head.programme, arena);
	struct value key[] = { value_text(facts->key), id };
	struct value entry[] = { id, key[0], value_text(facts->name), value_text(day_text(facts->first, arena)),
		value_text(day_text(facts->last, arena)), value_text(str_of(words_wire(&visibility_words, (int)facts->visibility))),
		value_integer(facts->example), value_integer(last->seq), value_text(hash_text(last->hash, arena)),
		value_integer(last->moment.ms) };
	struct arena row = { 0 };
	enum outcome outcome;

	importing->faults->count = 0;
	outcome = connection_run(connection, find_version, &id, 1, read_version, &stands);
	if (outcome == OUTCOME_DONE)
		outcome = connection_run(connection, find_key, key, 2, read_version, &other);
	if (outcome != OUTCOME_DONE)
		return outcome;
	if (other.seq) {
		faults_add(importing->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("There is another programme {0} on this server already."), .arg = { facts->key } });
		return OUTCOME_VIOLATION;
	}
	if (!continues(importing, &stands))
		return OUTCOME_VIOLATION;
	outcome = connection_run(connection, stands.seq ? update_programme : insert_programme, entry, 10, NULL, NULL);
	for (size_t i = (size_t)stands.seq; i < importing->count && outcome == OUTCOME_DONE; i++) {
		outcome = journal_insert(connection, id, &importing->line[i], &row);
		arena_clear(&row);
	}
	if (outcome == OUTCOME_DONE)
		outcome = write_rows(connection, importing, id, stands.seq > 0);
	if (outcome == OUTCOME_DONE && stands.seq > 0)
		outcome = redact_lines(connection, importing, id, stands.seq);
	if (outcome == OUTCOME_DONE && connection_kind(connection) == DATABASE_POSTGRESQL)
		outcome = connection_script(connection, "NOTIFY speerpunt");
	return outcome;
}

bool journal_import(struct store *store, FILE *in, struct faults *faults)
{
	struct arena arena = { 0 };
	struct importing importing = { .store = store, .faults = faults, .arena = &arena };
	struct programme *draft;
	bool done = false;

	chain_start(&importing.chain, &arena);
	if (!export_read(in, &importing.chain, &importing.head, keep_line, &importing, faults))
		goto out;
	draft = programme_empty(importing.head.programme);
	draft->version = importing.chain.rows;
	draft->head = importing.chain.head;
	draft->changed = importing.chain.moment;
	if (!replay_into(importing.chain.replay, draft) || draft->facts.count != 1) {
		programme_discard(draft);
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("The journal ends without a programme that this version can read.") });
		goto out;
	}
	/* No row says of which programme it is: its facts do, by their own id. */
	if (!id_equal(draft->facts.at[0].id, draft->id)) {
		programme_discard(draft);
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("The first line names another programme than the rows."),
			.place = STR("line 1") });
		goto out;
	}
	importing.programme = programme_publish(draft);
	done = store_do(store, import_work, &importing);
	if (done)
		cache_put(store->cache, importing.programme);
	else if (faults->count == 0)
		faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	programme_release(importing.programme);
out:
	free(importing.line);
	arena_clear(&arena);
	return done;
}
