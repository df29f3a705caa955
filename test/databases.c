/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/databases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "mail/mail.h"
#include "store/store_own.h"

enum { OPEN_MOST = 16, MADE_MOST = 32 };

static struct {
	struct store *open[OPEN_MOST];
	struct made { enum database_kind kind; int number; bool keep; } made[MADE_MOST];
	int           count;            /* of `made` by this test */
	int           numbers;          /* of all made so far: each one's number is its name */
	int           kept[MADE_MOST];  /* of PostgreSQL, up to date, for the next test: making one takes long */
	int           keeps;
	char          folder[40];       /* of the SQLite files */
} own;

/* Of the server: postgresql://user@host:port/postgres; NULL: there is none. A schema there serves as a database: it is made at once. */
static const char *server(void)
{
	return getenv("SPEERPUNT_POSTGRESQL");
}

static struct str name_of(int number)
{
	return str_format(test_arena(), "speerpunt_test_%d_%d", (int)getpid(), number);
}

static struct str address_of(struct made made)
{
	if (made.kind == DATABASE_SQLITE)
		return str_format(test_arena(), "%s/%d.db", own.folder, made.number);
	return str_format(test_arena(), "%s?options=-csearch_path%%3D%.*s", server(), STR_ARG(name_of(made.number)));
}

/* A connection of its own for each statement: drivers keep a text prepared by its address, and these texts come and go. */
static bool script(struct str where, const char *sql)
{
	struct faults faults = { .arena = test_arena() };
	struct connection *connection = connection_open(where, DATABASE_WRITE, &faults);
	bool done = connection && connection_script(connection, sql) == OUTCOME_DONE;

	connection_close(connection);
	return done;
}

static bool server_does(const char *verb, int number, const char *rest)
{
	return script(str_of(server()), str_format(test_arena(), "%s %.*s%s", verb, STR_ARG(name_of(number)), rest).at);
}

static void take_away(struct made made)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

	if (made.kind == DATABASE_POSTGRESQL)
		server_does("DROP SCHEMA", made.number, " CASCADE");
	else
		for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
			unlink(str_format(test_arena(), "%.*s%s", STR_ARG(address_of(made)), endings[i]).at);
}

static void tidy(void)
{
	for (int i = 0; i < OPEN_MOST; i++)
		if (own.open[i])
			close_store(own.open[i]);
	clock_set((struct moment){ 0 });
	mail_options_set(&(struct mail_options){ .smtp = STR_NONE }, &(struct faults){ .arena = test_arena() });
	while (own.count > 0) {
		struct made made = own.made[--own.count];
		if (made.keep && own.keeps < MADE_MOST)
			own.kept[own.keeps++] = made.number;
		else
			take_away(made);
	}
}

static void take_all_away(void)
{
	tidy();
	while (own.keeps > 0)
		take_away((struct made){ DATABASE_POSTGRESQL, own.kept[--own.keeps], false });
	rmdir(own.folder);
	arena_clear(test_arena());
}

static struct made new_one(enum database_kind kind, int number, bool keep)
{
	if (own.numbers == 0) {
		strcpy(own.folder, "/tmp/speerpunt-databases-XXXXXX");
		CHECK(mkdtemp(own.folder));
		test_after_each(tidy);
		atexit(take_all_away);
	}
	CHECK(own.count < MADE_MOST);
	own.made[own.count] = (struct made){ kind, number ? number : ++own.numbers, keep };
	return own.made[own.count++];
}

void need_database(enum database_kind kind)
{
	if (kind == DATABASE_POSTGRESQL && !server()) {
		print_message("no SPEERPUNT_POSTGRESQL: run it under test/with_postgresql.py\n");
		skip();
	}
}

static struct str make_database(enum database_kind kind, bool keep)
{
	struct made made = new_one(kind, 0, keep);

	if (kind == DATABASE_POSTGRESQL && !server_does("CREATE SCHEMA", made.number, ""))
		fail_msg("the server gives no new schema");
	return address_of(made);
}

struct str fresh_database(enum database_kind kind)
{
	return make_database(kind, false);
}

struct store *open_store(struct str where, size_t cache_bytes)
{
	struct store_options options = { .where = where, .cache_bytes = cache_bytes, .create = true, .readers = 2 };
	struct faults faults = { .arena = test_arena() };
	int place = 0;

	while (place < OPEN_MOST && own.open[place])
		place++;
	CHECK(place < OPEN_MOST);
	log_level_set(LOG_ERROR);       /* what it tells of each migration would hide what the tests tell */
	own.open[place] = store_open(&options, &faults);
	log_level_set(LOG_INFO);
	if (!own.open[place])
		fail_msg("the store cannot be opened: %.*s", STR_ARG(faults_text(&faults)));
	return own.open[place];
}

void close_store(struct store *store)
{
	for (int i = 0; i < OPEN_MOST; i++)
		if (own.open[i] == store)
			own.open[i] = NULL;
	store_close(store);
}

/* Takes every row of an earlier test out of a database of PostgreSQL; people last, whose keys are checked at once. */
static const char empty_all[] =
	"DO $$ DECLARE name text; BEGIN FOR name IN SELECT table_name FROM information_schema.tables"
	" WHERE table_schema = current_schema() AND table_name <> 'schema_migration' ORDER BY table_name = 'person'"
	" LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP; END $$";

struct store *fresh_store(enum database_kind kind)
{
	struct str where;

	if (kind == DATABASE_SQLITE || own.keeps == 0)
		return open_store(make_database(kind, kind == DATABASE_POSTGRESQL), 0);
	where = address_of(new_one(kind, own.kept[--own.keeps], true));
	run_sql(where, empty_all);
	return open_store(where, 0);
}

struct str address_of_store(const struct store *store)
{
	return store->where;
}

void run_sql(struct str where, const char *sql)
{
	if (!script(where, sql))
		fail_msg("this cannot be run on the test's database: %s", sql);
}

static bool add_row(void *context, const struct value *columns, size_t count)
{
	struct buf *out = context;

	if (out->len > 0)
		buf_add_char(out, '\n');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(out, '|');
		if (columns[i].kind == VALUE_INTEGER)
			buf_add_integer(out, columns[i].integer);
		else
			buf_add(out, columns[i].text);
	}
	return true;
}

struct str ask_sql(struct str where, const char *sql)
{
	struct faults faults = { .arena = test_arena() };
	struct connection *connection = connection_open(where, DATABASE_READ, &faults);
	struct buf out = { 0 };
	struct str copy;
	bool done = connection && connection_run(connection, sql, NULL, 0, add_row, &out) == OUTCOME_DONE;

	connection_close(connection);
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	if (!done)
		fail_msg("this cannot be asked of the test's database: %s", sql);
	return copy;
}

struct small small_programme(const char *key)
{
	struct id theme = id_new();

	return (struct small){
		.facts = { .id = id_new(), .key = str_of(key), .name = STR("Klein programma"), .language = STR("nl"),
			.first = { 2024, 1, 1 }, .last = { 2026, 12, 31 } },
		.party = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY },
		.theme = { .id = theme, .key = STR("leisure"), .name = STR("Vrijetijdseconomie"), .position = { 1, true } },
		.action = { .id = id_new(), .number = STR("V-01"), .title = STR("Een kaart van de Liemers"), .theme = theme,
			.why = STR("Bezoekers weten de weg niet."), .result = STR("Er hangt een kaart."), .status = ACTION_PLANNED },
	};
}

void add_small(struct store *store, const struct small *small)
{
	struct change changes[] = { { &programme_facts_record, NULL, &small->facts }, { &party_record, NULL, &small->party },
		{ &theme_record, NULL, &small->theme }, { &action_record, NULL, &small->action } };
	struct faults faults = { .arena = test_arena() };

	if (!try_write(store, small->facts.id, changes, 4, &faults))
		fail_msg("the small programme is refused: %.*s", STR_ARG(faults_text(&faults)));
}

struct store *small_store(enum database_kind kind, struct small *small)
{
	struct store *store = fresh_store(kind);

	*small = small_programme("small");
	add_small(store, small);
	return store;
}

bool try_write(struct store *store, struct id programme, const struct change *changes, size_t count, struct faults *faults)
{
	struct command command = { .programme = programme, .via = VIA_ACCOUNT, .changes = changes, .count = count, .faults = faults };

	return store_write(store, &command);
}

int64_t write_change(struct store *store, struct id programme, const struct record *record, const void *before, const void *after)
{
	struct faults faults = { .arena = test_arena() };
	struct change change = { record, before, after };
	struct command command = { .programme = programme, .via = VIA_ACCOUNT, .changes = &change, .count = 1, .faults = &faults };

	if (!store_write(store, &command))
		fail_msg("the change is refused: %.*s", STR_ARG(faults_text(&faults)));
	return command.version;
}

struct str faults_text(const struct faults *faults)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < faults->count; i++)
		text = str_format(test_arena(), "%.*s%s%d %.*s", STR_ARG(text), i ? "; " : "", (int)faults->at[i].kind,
			STR_ARG(fault_text(&faults->at[i], test_arena())));
	return text;
}

const void *row_now(struct store *store, struct id id_of_programme, const struct record *record, struct id id)
{
	const struct programme *programme = store_programme_by_id(store, id_of_programme);
	const void *row = programme ? programme_find(programme, record, id) : NULL;
	void *copy = row ? arena_take(test_arena(), record->size) : NULL;

	if (row)
		row_copy(record, copy, row, test_arena());
	programme_release(programme);
	return copy;
}

void check_same_programme(const struct programme *is, const struct programme *expected)
{
	CHECK(is && expected);
	CHECK(id_equal(is->id, expected->id));
	for (size_t r = 0; r < record_count; r++) {
		struct row_list left = programme_rows(is, records[r]), right = programme_rows(expected, records[r]);

		if (left.count != right.count)
			fail_msg("%s: %zu rows, expected %zu", records[r]->name, left.count, right.count);
		for (size_t i = 0; i < left.count; i++)
			if (!row_equal(records[r], left.at[i], right.at[i]) || !id_equal(row_id(left.at[i]), row_id(right.at[i])))
				fail_msg("%s: row %zu differs: %.*s", records[r]->name, i,
					STR_ARG(row_title(expected, records[r], right.at[i], test_arena())));
	}
	CHECK_NUMBER(is->version, expected->version);
	CHECK(hash_equal(is->head, expected->head));
	CHECK_NUMBER(is->changed.ms, expected->changed.ms);
}

void check_verified(struct store *store, struct id programme)
{
	struct verified verified;

	if (!journal_verify(store, programme, &verified))
		fail_msg("row %lld of %lld does not fit: %s", (long long)verified.wrong, (long long)verified.rows,
			verified.why ? verified.why : "the journal cannot be read");
}

struct str export_text(struct store *store, struct id programme)
{
	struct faults faults = { .arena = test_arena() };
	char *at = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&at, &size);
	bool done = journal_export(store, programme, out, &faults);
	struct str copy;

	fclose(out);
	copy = str_copy(test_arena(), (struct str){ at, size });
	free(at);
	if (!done)
		fail_msg("there is no export: %.*s", STR_ARG(faults_text(&faults)));
	return copy;
}

bool import_text(struct store *store, struct str text, struct faults *faults)
{
	FILE *in = text.len ? fmemopen((void *)(uintptr_t)text.at, text.len, "r") : fopen("/dev/null", "r");
	bool done;

	CHECK(in);
	done = journal_import(store, in, faults);
	fclose(in);
	return done;
}
