/* SPDX-License-Identifier: EUPL-1.2 */
/* Verify: whatever is done to a journal or its tables behind the store's back is found, and the first row that does not fit is named. */
#include "store/journal.h"

#include <stdio.h>

#include "life/life.h"
#include "test/databases.h"

enum { ROWS = 8 };

/* Rows 1-4 make the programme; 5 and 6 change the action, 7 adds a step, 8 changes the party. */
static struct store *damaged_store(enum database_kind kind, struct small *small)
{
	struct store *store = open_store(fresh_database(kind), 0);
	struct action first, second;
	struct step step = { .id = id_new(), .title = STR("Eerste stap") };
	struct party party;
	struct id programme;

	*small = small_programme("small");
	add_small(store, small);
	programme = small->facts.id;
	first = small->action;
	party = small->party;
	first.title = STR("Twee kaarten");
	second = first;
	second.status = ACTION_RUNNING;
	party.description = STR("Een gemeente in de Liemers.");
	write_change(store, programme, &action_record, &small->action, &first);
	write_change(store, programme, &action_record, &first, &second);
	write_change(store, programme, &step_record, NULL, &step);
	write_change(store, programme, &party_record, &small->party, &party);
	return store;
}

static const char *const tables[] = { "programme", "journal", "party", "theme", "action", "step" };
enum { TABLES = sizeof tables / sizeof tables[0] };

static void keep_tables(struct str where)
{
	for (size_t i = 0; i < TABLES; i++)
		run_sql(where, str_format(test_arena(), "CREATE TABLE kept_%s AS SELECT * FROM %s", tables[i], tables[i]).at);
}

static void bring_back(struct str where)
{
	struct str script = STR("BEGIN;");

	for (size_t i = TABLES; i-- > 0;)
		script = str_format(test_arena(), "%.*s DELETE FROM %s;", STR_ARG(script), tables[i]);
	for (size_t i = 0; i < TABLES; i++)
		script = str_format(test_arena(), "%.*s INSERT INTO %s SELECT * FROM kept_%s;", STR_ARG(script), tables[i], tables[i]);
	run_sql(where, str_format(test_arena(), "%.*s COMMIT", STR_ARG(script)).at);
}

static const struct damage { const char *sql; int64_t wrong; const char *why; } damages[] = {
	/* The chain. */
	{ "UPDATE journal SET hash = (SELECT hash FROM journal WHERE seq = 1) WHERE seq = 3", 3, "hash does not follow" },
	{ "UPDATE journal SET hash = 'none' WHERE seq = 3", 3, "its hash is none" },
	{ "UPDATE journal SET hash = '' WHERE seq = 1", 1, "its hash is none" },
	{ "UPDATE journal SET moment = moment + 1 WHERE seq = 5", 5, "hash does not follow" },
	{ "UPDATE journal SET actor = '01900000-0000-7000-8000-000000000001' WHERE seq = 5", 5, "hash does not follow" },
	{ "UPDATE journal SET via = 'system' WHERE seq = 2", 2, "hash does not follow" },
	{ "UPDATE journal SET undoes = 5 WHERE seq = 6", 6, "hash does not follow" },
	{ "UPDATE journal SET command = 5 WHERE seq = 6", 6, "hash does not follow" },
	{ "UPDATE journal SET before = 4 WHERE seq = 6", 6, "hash does not follow" },
	{ "UPDATE journal SET record = 'theme' WHERE seq = 4", 4, "hash does not follow" },
	{ "UPDATE journal SET after = replace(after, 'planned', 'running') WHERE seq = 4", 4, "hash does not follow" },
	{ "UPDATE journal SET after = 'null' WHERE seq = 7", 7, "hash does not follow" },
	{ "UPDATE journal SET after = '' WHERE seq = 7", 7, "hash does not follow" },
	/* The texts beside it. */
	{ "UPDATE journal SET texts = replace(texts, 'Duiven', 'Didam') WHERE seq = 2", 2, "text does not fit its digest" },
	{ "UPDATE journal SET texts = replace(texts, 'Duiven', 'Duiven ') WHERE seq = 8", 8, "text does not fit its digest" },
	{ "UPDATE journal SET texts = replace(texts, '\"title\":', '\"why\":') WHERE seq = 7", 7, "text does not fit its digest" },
	{ "UPDATE journal SET texts = '' WHERE seq = 4", 4, "text does not fit its digest" },
	{ "UPDATE journal SET texts = '{' WHERE seq = 4", 4, "text does not fit its digest" },
	{ "UPDATE journal SET texts = '[]' WHERE seq = 4", 4, "text does not fit its digest" },
	/* Rows gone or moved: the first one left that does not follow. */
	{ "DELETE FROM journal WHERE seq = 1", 2, "missing or out of order" },
	{ "DELETE FROM journal WHERE seq = 4", 5, "missing or out of order" },
	{ "DELETE FROM journal WHERE seq IN (6, 7)", 8, "missing or out of order" },
	{ "UPDATE journal SET seq = 20 WHERE seq = 3", 4, "missing or out of order" },
	{ "DELETE FROM journal WHERE seq = 8", 7, "the tables do not hold" },
	{ "DELETE FROM journal WHERE seq > 1", 1, "the tables do not hold" },
	/* The tables. */
	{ "UPDATE action SET title = 'Drie kaarten'", ROWS, "the tables do not hold" },
	{ "UPDATE action SET status = 'done'", ROWS, "the tables do not hold" },
	{ "UPDATE action SET start = '2024-04'", ROWS, "the tables do not hold" },
	{ "UPDATE action SET continues = 1", ROWS, "the tables do not hold" },
	{ "UPDATE action SET why = ''", ROWS, "the tables do not hold" },
	{ "UPDATE action SET why = '[weggehaald]'", ROWS, "the tables do not hold" },
	{ "UPDATE theme SET position = 2", ROWS, "the tables do not hold" },
	{ "UPDATE theme SET position = NULL", ROWS, "the tables do not hold" },
	{ "DELETE FROM step", ROWS, "the tables do not hold" },
	{ "INSERT INTO step (programme_id, id, title) SELECT id, '01900000-0000-7000-8000-000000000001', 'Erbij' FROM programme", ROWS,
	  "the tables do not hold" },
	{ "UPDATE step SET id = '01900000-0000-7000-8000-000000000001'", ROWS, "the tables do not hold" },
	{ "UPDATE programme SET version = 7", ROWS, "the tables do not hold" },
	{ "UPDATE programme SET head = (SELECT hash FROM journal WHERE seq = 7)", ROWS, "the tables do not hold" },
	/* A text taken out by hand: the row as it stands still has it. */
	{ "UPDATE journal SET texts = '{}' WHERE seq = 8", ROWS, "the tables do not hold" },
};

ON_EACH_DATABASE(verify_names_the_first_row_that_does_not_fit)
{
	struct small small;
	struct store *store = damaged_store(kind, &small);
	struct str where = address_of_store(store);
	struct verified verified;

	keep_tables(where);
	for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		run_sql(where, damages[i].sql);
		if (journal_verify(store, small.facts.id, &verified))
			fail_msg("not seen: %s", damages[i].sql);
		if (verified.wrong != damages[i].wrong || str_search(str_of(verified.why), str_of(damages[i].why)) == SIZE_MAX)
			fail_msg("%s: row %lld, %s", damages[i].sql, (long long)verified.wrong, verified.why ? verified.why : "-");
		bring_back(where);
		if (!journal_verify(store, small.facts.id, &verified))
			fail_msg("not brought back: %s", damages[i].sql);
	}
	CHECK_NUMBER(verified.rows, ROWS);
	CHECK(id_equal(verified.programme, small.facts.id));
}

/* What tables cannot hold at all is no reason to call them fine, or the database gone. */
ON_EACH_DATABASE(a_table_row_that_cannot_be_read_does_not_fit)
{
	struct small small;
	struct store *store = damaged_store(kind, &small);
	struct verified verified;

	run_sql(address_of_store(store), "UPDATE action SET status = 'finished'");
	CHECK(!journal_verify(store, small.facts.id, &verified));
	CHECK_NUMBER(verified.wrong, ROWS);
	CHECK_HAS(str_of(verified.why), "the tables do not hold");
}

/* Only its own chain: damage in one programme is none of the other's. */
ON_EACH_DATABASE(each_programme_has_a_chain_of_its_own)
{
	struct small one, other = small_programme("other");
	struct store *store = small_store(kind, &one);
	struct verified verified;

	add_small(store, &other);
	run_sql(address_of_store(store), str_format(test_arena(), "UPDATE journal SET moment = 5 WHERE seq = 2 AND programme_id = '%.*s'",
		STR_ARG(id_text(one.facts.id, test_arena()))).at);
	CHECK(!journal_verify(store, one.facts.id, &verified));
	CHECK_NUMBER(verified.wrong, 2);
	check_verified(store, other.facts.id);
}

static struct str replaced(struct str text, const char *part, const char *by)
{
	size_t at = str_search(text, str_of(part));

	CHECK(at != SIZE_MAX);
	return str_format(test_arena(), "%.*s%s%.*s", (int)at, text.at, by, STR_ARG(str_from(text, at + str_of(part).len)));
}

static bool verify_text(struct str text, struct verified *verified, struct faults *faults)
{
	FILE *in = fmemopen((void *)(uintptr_t)text.at, text.len, "r");
	bool fine;

	CHECK(in);
	fine = journal_verify_file(in, verified, faults);
	fclose(in);
	return fine;
}

ON_EACH_DATABASE(an_export_verifies_by_itself)
{
	struct small small;
	struct store *store = damaged_store(kind, &small);
	struct str whole = export_text(store, small.facts.id);
	struct faults faults = { .arena = test_arena() };
	struct verified verified;

	CHECK(verify_text(whole, &verified, &faults));
	CHECK_NUMBER(verified.rows, ROWS);
	CHECK(id_equal(verified.programme, small.facts.id));
	CHECK(!verify_text(replaced(whole, "Twee kaarten", "Drie kaarten"), &verified, &faults));
	CHECK_NUMBER(verified.wrong, 5);
	CHECK_HAS(str_of(verified.why), "text does not fit");
	faults.count = 0;
	CHECK(!verify_text(replaced(whole, "\"running\"", "\"stopped\""), &verified, &faults));
	CHECK_NUMBER(verified.wrong, 6);
}
