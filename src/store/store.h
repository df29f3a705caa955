/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The store: the database, the one writer with group commit, and the programmes in memory.
 * Any thread may call anything here.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "programme/programme.h"
#include "store/database.h"

struct store;

struct store_options {
	struct str where;               /* file or postgresql://...; empty: speerpunt.db */
	size_t     cache_bytes;         /* bound on programmes kept in memory; 0: 64 MiB. At least the one in use stays */
	bool       create;              /* make a database that is not there (SQLite) */
	int        readers;             /* read connections; 0: 2 */
};

/* Opens, migrates up to date, starts the writer. NULL with faults: cannot be opened, or its schema is newer than this program. */
struct store *store_open(const struct store_options *options, struct faults *faults);
/* Finishes what was submitted, then closes. */
void store_close(struct store *store);
enum database_kind store_kind(const struct store *store);
/* The file or address it was opened with. */
struct str store_where(const struct store *store);

/*
 * Programmes. Each call gives a counted reference (programme_release), or NULL where there is none.
 */
struct programme_entry {
	struct id       id;
	struct str      key, name;      /* "lev-2024-2026", "Liemerse Economische Visie ..." */
	struct day      first, last;
	enum visibility visibility;
	bool            example;
	int64_t         version;
};
struct programme_list { struct programme_entry *at; size_t count; };
struct programme_list store_programmes(struct store *store, struct arena *arena);       /* by first day, newest first */
const struct programme *store_programme(struct store *store, struct str key);
/* Without waiting: false where it has to be loaded first (a worker's job); else *programme as store_programme gives it. */
bool store_programme_ready(struct store *store, struct str key, const struct programme **programme);
/* Read anew from the database: for a node that is behind what its reader wrote. */
const struct programme *store_programme_fresh(struct store *store, struct str key);
/* Hears now what other processes wrote: programmes that are newer in the database are read anew when next wanted. */
bool store_refresh(struct store *store);
/* Its version, 0 where there is no such programme. Never waits for the database. */
int64_t store_programme_version(struct store *store, struct str key);
const struct programme *store_programme_by_id(struct store *store, struct id id);
/* As this system knew it at the end of `day` (?known=): the journal replayed up to then; kept in a small cache. */
const struct programme *store_programme_known(struct store *store, struct id id, struct day day);

/*
 * Writing. A command is some changes that stand or fall together. `before` NULL: add; `after` NULL: remove; both: change.
 * The writer checks against the newest version: `before` is still what stands (else FAULT_CONFLICT), row_check (FAULT_INVALID),
 * row_check_removal. Returns when the commit is durable.
 */
struct change {
	const struct record *record;
	const void          *before, *after;
};

enum via { VIA_SYSTEM, VIA_ACCOUNT, VIA_LINK, VIA_IMPORT, VIA_FILE };   /* how the actor came in; FILE: read in from a spreadsheet */
extern const struct words via_words;

struct command {
	struct id            programme; /* a new one is made where the first change adds a row to `facts` with this id */
	struct id            actor;     /* a person; ID_NONE: the system */
	enum via             via;
	const struct change *changes;
	size_t               count;
	int64_t              undoes;    /* number of the command's first journal row that this one takes back; 0: none */
	bool                 redacts;   /* takes the earlier texts of `redact_field` (NULL: all) of its one row out of the journal */
	const char          *redact_field;
	struct faults       *faults;    /* why it was refused */
	int64_t              version;   /* out: the programme's version after it */
};
bool store_write(struct store *store, struct command *command);

/*
 * What is not a programme's (accounts, sessions, links, persons, settings): runs in the writer's own transaction, alone or with
 * others; false undoes only its own statements. True is returned only once durable. It may run twice after a lost connection.
 */
typedef enum outcome (*store_work)(struct connection *connection, void *context);
bool store_do(struct store *store, store_work work, void *context);
/* The same with a read connection; waits for a free one. */
bool store_read(struct store *store, store_work work, void *context);

#endif
