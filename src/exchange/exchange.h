/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Exchange: whole programmes in, from a file. Two formats are known: regional-programme/1 (data/lev/README.md), which
 * anybody can write, and our own export (store/journal.h). A file is taken in whole or not at all: every fault is named by
 * its place in the file, all of them at once, and nothing is written where there is one. What the format does not know is
 * skipped and warned of, so that nothing vanishes silently.
 */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "account/account.h"
#include "store/store.h"

/* What was skipped, and where. */
struct exchange_warning {
	struct str  place;                  /* "actions[3].colour"; empty: the file as a whole */
	const char *message;                /* English, translated when shown */
};

/* What came of reading a file. Everything it points at lies in the arena of the faults it was read with. */
struct exchange_report {
	struct str        key;              /* of the programme: "lev-2024-2026" */
	size_t            added;            /* rows; of our own export: lines of its journal */
	size_t           *added_of;         /* rows by record_index; NULL for our own export */
	const struct exchange_warning *warnings;    /* one for each key that was skipped */
	size_t            warning_count;
};

/* What a file wants to add, in an order in which a row comes after those it refers to; a row that refers to what comes after it is changed
   once more at the end. */
struct exchange_changes {
	struct id            programme;     /* a new id: each reading makes new ids */
	const struct change *at;
	size_t               count;
	/* People whom the rows name, apart from them: they go into no journal. */
	struct person_entry *people;
	size_t               people_count;
};

/* Most entries of one list in a file. */
#define EXCHANGE_LIST_MOST 10000

/* Reads regional-programme/1 without a database. False with all its faults, each with its place: "participation[3].valid_from". */
bool exchange_read(struct str text, struct exchange_changes *changes, struct exchange_report *report, struct faults *faults);

/*
 * Reads a file of either format and writes what it holds as one command of `actor`. Who is known here by the address that a file
 * names is the same person; others are added without an account. `file_name` may be empty; it is the place of a
 * fault that has none in the file. *programme is the programme's id. False with faults: nothing was written.
 */
bool exchange_import(struct store *store, struct str file_name, struct str text, struct id actor, struct id *programme,
	struct exchange_report *report, struct faults *faults);

#endif
