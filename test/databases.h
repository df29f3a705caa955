/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Fresh databases for tests, of both kinds. A story about the store is told once and runs on each:
 *   ON_EACH_DATABASE(a_story) { struct store *store = fresh_store(kind); ... }
 * makes the tests a_story_on_sqlite and a_story_on_postgresql; the second is skipped where test/with_postgresql.py gives no server.
 * After each test the stores that it left open are closed and its databases taken away; the clock runs and no mail leaves.
 */
#ifndef TEST_DATABASES_H
#define TEST_DATABASES_H

#include "action/action.h"
#include "party/party.h"
#include "store/journal.h"
#include "test/test.h"
#include "tree/tree.h"

#define ON_EACH_DATABASE(name_)                                                \
	static void story_##name_(enum database_kind kind);                    \
	TEST(name_##_on_sqlite)                                                \
	{                                                                      \
		story_##name_(DATABASE_SQLITE);                                \
	}                                                                      \
	TEST(name_##_on_postgresql)                                            \
	{                                                                      \
		need_database(DATABASE_POSTGRESQL);                            \
		story_##name_(DATABASE_POSTGRESQL);                            \
	}                                                                      \
	static void story_##name_(enum database_kind kind)

/* Skips the running test where there is no such server. */
void need_database(enum database_kind kind);
/* The address of a new database without any table. */
struct str fresh_database(enum database_kind kind);
/* Opened on what is there, or fails the test. `cache_bytes` 0: as a server has it. */
struct store *open_store(struct str where, size_t cache_bytes);
/* Only what open_store gave. */
void close_store(struct store *store);
/* On a database without a row, up to date. One that a test adds tables to comes from open_store(fresh_database(kind), 0). */
struct store *fresh_store(enum database_kind kind);

/* Where its database is. */
struct str address_of_store(const struct store *store);
/* Behind the store's back: a statement, or what a question gives: rows joined by a line feed, columns by a bar. */
void run_sql(struct str where, const char *sql);
struct str ask_sql(struct str where, const char *sql);

/* A small programme: a municipality, a theme and an action under it, each with texts. */
struct small {
	struct programme_facts facts;
	struct party           party;
	struct theme           theme;
	struct action          action;
};
/* Its rows, not written yet; each call gives other ids. `key` of the programme. */
struct small small_programme(const char *key);
/* Writes it as one command. */
void add_small(struct store *store, const struct small *small);
/* A fresh store with the small programme "small" in it. */
struct store *small_store(enum database_kind kind, struct small *small);

/* A command of these changes. False with *faults. */
bool try_write(struct store *store, struct id programme, const struct change *changes, size_t count, struct faults *faults);
/* One change that has to succeed; gives the programme's version after it. */
int64_t write_change(struct store *store, struct id programme, const struct record *record, const void *before, const void *after);
/* The first fault's kind and all their words, for CHECK_STR: "409 Somebody else ...". Empty: none. */
struct str faults_text(const struct faults *faults);
/* A copy of the row as it stands, in the running test's memory; NULL where there is none. */
const void *row_now(struct store *store, struct id programme, const struct record *record, struct id id);

/* That both hold the same rows, and are the same version with the same head. */
void check_same_programme(const struct programme *is, const struct programme *expected);
/* That the chain verifies; says why where not. */
void check_verified(struct store *store, struct id programme);
/* The programme's export, in the running test's memory. */
struct str export_text(struct store *store, struct id programme);
bool import_text(struct store *store, struct str text, struct faults *faults);

#endif
