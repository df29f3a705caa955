/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The journal: every change of a programme is one row in a chain of hashes (docs/rules.md 14). It is the one mechanism behind
 * history, ?known=, export, import and verify.
 *
 * hash = SHA-256(hash of the row before (32 zero bytes before the first) || line), where line is the row's canonical JSON:
 *   {"seq":7,"moment":"2024-05-22T09:30:00.123Z","actor":"0190...","via":"account","command":7,"undoes":3,
 *    "record":"action","id":"0190...","before":4,"after":{...}}
 * `actor` and `undoes` are left out where there is none. `command` is the seq of the first row of its command. `before` is the
 * seq of the row that last wrote this record's row (0: none before). `after` is the row as row_to_json gives it, internal fields
 * too, with each text of KIND_TEXT without `key` replaced by the hex of SHA-256(salt || text); null: removed.
 * Beside it, outside the hash: texts = {"title":["<salt: 32 hex digits>","the text"],...}. Redacting takes an entry away.
 * An unchanged text keeps its salt, so an unchanged field has an unchanged digest.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdio.h>

#include "store/store.h"

struct journal_row {
	int64_t              seq, command, before, undoes;
	struct moment        moment;
	struct id            actor;
	enum via             via;
	const struct record *record;
	struct id            id;
	const void          *after;     /* a row of the record; NULL: removed. Redacted texts read as REDACTED */
	const void          *was;       /* the row before; NULL: added. Only where journal_read was asked for it */
	struct hash          hash;
};

/* Stands in place of a text that was taken out. */
extern const struct str redacted_text;

struct journal_filter {
	const struct record *record;    /* NULL: every record */
	struct id            id;        /* ID_NONE: every row */
	int64_t              command;   /* only this command; 0: any */
	int64_t              below;     /* only seq below this; 0: no bound */
	size_t               most;      /* at most so many; 0: 50 */
	bool                 with_was;
};
/* Newest first. False where the database could not be read. */
bool journal_read(struct store *store, struct id programme, const struct journal_filter *filter,
	struct arena *arena, struct journal_row **rows, size_t *count);

/* How often a row was written, and when first and last: every row of these records that the journal knows, by id. */
struct journal_revision { struct id id; int64_t writes; struct moment first, last; };
struct journal_revisions { const struct journal_revision *at; size_t count; };
bool journal_revisions(struct store *store, struct id programme, const struct record *const *of, size_t count, struct arena *arena,
	struct journal_revisions *revisions);
/* Of one row; NULL where the journal does not know it. */
const struct journal_revision *journal_revision(const struct journal_revisions *revisions, struct id id);

/* Takes the texts of these fields of a record's row out of the journal for good, and out of the row as it stands (the present
   text becomes redacted_text). `field` NULL: all its texts. The chain still verifies. Itself a journal row. */
bool journal_redact(struct store *store, struct id programme, const struct record *record, struct id id, const char *field,
	struct id actor, struct faults *faults);

/*
 * Export: JSON Lines, the same bytes for the same programme from any database. First line
 *   {"format":"speerpunt-journal/1","programme":"<id>","key":"lev-2024-2026"}
 * then each row's line with ,"texts":{...},"hash":"..." at its end. Import into a database that has no such programme, or one that
 * holds an earlier part of the same chain: the rest is added. All or nothing; every row is verified.
 */
bool journal_export(struct store *store, struct id programme, FILE *out, struct faults *faults);
bool journal_import(struct store *store, FILE *in, struct faults *faults);

struct verified {
	int64_t     rows;
	struct id   programme;
	struct hash head;
	int64_t     wrong;              /* seq of the first row that does not fit; 0: all fit */
	const char *why;                /* N_(): what does not fit */
};
/* Reads a whole chain: hashes, numbers, texts against digests, and that the tables hold what the journal says. */
bool journal_verify(struct store *store, struct id programme, struct verified *verified);
/* The same for an export. */
bool journal_verify_file(FILE *in, struct verified *verified, struct faults *faults);

#endif
