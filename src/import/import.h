/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Import from a spreadsheet (docs/rules.md, Import): a file of any table becomes additions and changes of a programme.
 *
 * A kind of import (actions, parties, who takes part, updates) has tables; each sheet of the file is taken for one of them, or left.
 * The columns of a table follow from the descriptions of its records, so that a field that is added there is a column here. What a
 * sheet's columns are is guessed from its headers and can be chosen by hand. A plan then holds every change and everything that is
 * wrong, each with its cell; it is written whole or not at all. An empty cell leaves what stands; only "clear" empties it.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "base/hash.h"
#include "base/language.h"
#include "job/job.h"
#include "programme/programme.h"
#include "sheet/sheet.h"
#include "store/store.h"

enum {
	IMPORT_FAULTS_MOST = 500,               /* told one by one; the others are counted */
	IMPORT_GROUPS_MOST = 12                 /* milestones beside each other in one row */
};

struct import_table;

struct import_kind {
	const char *name;                       /* "actions": in addresses and on the command line */
	const char *label, *about;              /* N_() */
	const struct import_table *const *table;
	size_t table_count;                     /* the first is what a sheet is taken for where nothing tells otherwise */
};
extern const struct import_kind import_kinds[];
extern const size_t import_kind_count;
const struct import_kind *import_kind_named(struct str name);   /* NULL where there is none */

/* One column a table can have. */
struct import_column {
	struct str name;                        /* "title", "milestone.2.planned", "lead", "party.duiven": kept with a file */
	struct str label;                       /* in the reader's language */
	struct str hint;                        /* what may stand in it; may be empty */
	const struct record *record;
	const struct field  *field;             /* NULL: a list of parties, a period, a party of the matrix */
	int  number;                            /* of a group of columns, from 1; 0: of the row itself */
	enum { COLUMN_FIELD, COLUMN_PERIOD, COLUMN_LINKS, COLUMN_PARTY } is;
	const void *how;                        /* own to import/ */
	struct id party;                        /* of the matrix */
	bool identifies;                        /* by this a row is known again */
	bool rare;
};
struct import_columns { struct import_column *at; size_t count; };
/* `groups`: so many milestones and the like beside each other; 0: as many as anybody has, at least three. */
struct import_columns import_columns(const struct import_table *table, const struct programme *programme, enum language language,
	size_t groups, struct arena *arena);
struct str import_table_label(const struct import_table *table, enum language language);
struct str import_table_name(const struct import_table *table);
const struct record *import_table_record(const struct import_table *table);

/* What a file is read with. The arena holds everything that is made. */
struct import_source {
	const struct programme   *programme;
	const struct workbook    *workbook;
	const struct import_kind *kind;
	enum language             language;     /* of the reader: in which it is told what would be right */
	struct id                 person;       /* who imports; none: the command line */
	struct str                file_name;    /* shown as the source of roles that are added */
	struct day                today;
	struct moment             now;
	struct arena             *arena;
};

/* What each sheet is, and each of its columns. */
struct import_sheet {
	const struct import_table *table;       /* NULL: not read */
	struct import_columns      columns;     /* that it can have */
	size_t                     header;      /* index among the rows of the sheet; row_count: it has none */
	int                        column[SHEET_COLUMNS_MOST];  /* for each column of the sheet: among `columns`; -1: not read */
	bool                       remembered;  /* as chosen for such headers before */
};
struct import_choices {
	struct import_sheet *sheet;             /* as many as the workbook has */
	size_t               count;
	bool                 hyphen_clears;     /* "-" empties, as "clear" does; else it leaves what stands */
	bool                 skip_hidden;       /* rows that are hidden are not read */
	struct day           since;             /* for cells of the matrix that name no day */
};

/* The best guess from headers and names of sheets. */
void import_guess(const struct import_source *source, struct import_choices *choices);
/* The sheet is this table; header row and columns guessed anew. `header`: row number as the spreadsheet shows it; 0: to be found. */
void import_guess_sheet(const struct import_source *source, struct import_choices *choices, size_t sheet,
	const struct import_table *table, uint32_t header);
/* As text, to be kept with the file: a line for each thing chosen. And back; what no longer exists is left out. */
struct str import_choices_text(const struct import_source *source, const struct import_choices *choices);
void import_choices_read(const struct import_source *source, struct str text, struct import_choices *choices);
/* The headers of a sheet as one text, the same for files of the same make; and its columns as text. For the table of mappings. */
struct str import_headers_text(const struct import_source *source, const struct import_choices *choices, size_t sheet);
struct str import_mapping_text(const struct import_source *source, const struct import_choices *choices, size_t sheet);
/* Takes a remembered mapping; columns it does not name are not read. */
void import_mapping_read(const struct import_source *source, struct import_choices *choices, size_t sheet, struct str text);
/* Whether it can be read so: something is read, no field twice, what identifies a row is among it. */
bool import_choices_check(const struct import_source *source, const struct import_choices *choices, struct faults *faults);

/* What comes of each row. */
enum import_state { IMPORT_SAME, IMPORT_NEW, IMPORT_CHANGED, IMPORT_SKIPPED, IMPORT_WRONG, IMPORT_STATES };
struct import_row {
	size_t            sheet;
	uint32_t          number;               /* as the spreadsheet shows it */
	enum import_state state;
	struct str        title;                /* of what it is about */
	const char       *why;                  /* N_(): of one that is skipped */
	const struct sheet_row *at;
};
struct import_change {
	struct change change;
	size_t        row;                      /* among the rows: the one it comes from */
	int           number;                   /* of its group of columns */
};
/* What is wrong with a cell. The fault's place is its address: "Acties!C7". */
struct import_fault {
	struct fault        fault;
	struct str          label;              /* of the column */
	struct str          value;              /* what stands in the cell, shortened */
	size_t              sheet, column;
	uint32_t            row;
};
struct import_plan {
	struct import_row    *row;
	size_t                row_count, row_room;
	struct import_change *change;           /* in the order in which they can be written */
	size_t                change_count, change_room;
	struct import_fault  *fault;            /* IMPORT_FAULTS_MOST at most */
	size_t                fault_count, fault_room;
	size_t                faults;           /* all of them */
	size_t                of[IMPORT_STATES];        /* rows */
	const struct record  *main;             /* what the rows are about; of several tables the first's */
	const struct programme *draft;          /* the programme as it would be: to show titles with; freed by import_plan_clear */
	struct hash           digest;           /* the same for the same changes: what was shown is what is written */
};
/* Everything the file would do. The programme is not touched. True where nothing is wrong. */
bool import_plan_make(const struct import_source *source, const struct import_choices *choices, struct import_plan *plan);
void import_plan_clear(struct import_plan *plan);
/* The changes as the writer takes them; in the arena. */
const struct change *import_plan_changes(const struct import_plan *plan, struct arena *arena);

/* A row of the plan told field by field, `was` to `becomes`, as a reader would type it. */
struct str import_value_text(const struct programme *programme, const struct field *field, const void *row, enum language language,
	struct arena *arena);

/*
 * A workbook to fill in: a sheet for each table of the kind, with lists to choose from and one example that is not read; `filled`:
 * with what the programme holds now. False where it could not be made.
 */
bool import_template(const struct programme *programme, const struct import_kind *kind, enum language language, bool filled,
	struct moment now, struct day today, struct buf *out);

/*
 * Files that were sent and wait for what comes next, a day at most; and what was chosen for headers before. By the person who sent it:
 * nobody else finds it.
 */
struct import_kept {
	struct id     id, person;
	struct str    kind, file_name, bytes, choices;
	struct moment kept;
};
enum { IMPORT_KEPT_MS = 24 * 60 * 60 * 1000, IMPORT_KEPT_MOST = 5 };
/* Keeps it under a new id, and takes away this person's oldest beyond IMPORT_KEPT_MOST and all that is older than a day. */
bool import_keep(struct store *store, struct id programme, struct import_kept *kept, struct moment now);
/* False: there is none, it is somebody else's, or older than a day. */
bool import_kept_find(struct store *store, struct id programme, struct id id, struct id person, struct moment now,
	struct import_kept *kept, struct arena *arena);
bool import_kept_choose(struct store *store, struct id programme, struct id id, struct str choices);
bool import_kept_remove(struct store *store, struct id programme, struct id id, struct id person);
/* Those of the person, newest first, without their bytes. */
struct import_kept_list { struct import_kept *at; size_t count; };
struct import_kept_list import_kept_all(struct store *store, struct id programme, struct id person, struct moment now, struct arena *arena);
/* Takes away what is older than a day. How many; -1: the database does not answer. */
int64_t import_clean(struct store *store, struct id programme, struct moment now);
extern const struct job import_job;             /* does so for every programme */
/* What was chosen for a sheet with these headers; empty where nothing was. */
struct str import_mapping_find(struct store *store, struct id programme, struct str kind, struct str headers, struct arena *arena);
bool import_mapping_keep(struct store *store, struct id programme, struct str kind, struct str headers, struct str columns,
	struct moment now);

/* What a person calls a row in a cell: an action's number, a party's name. */
struct str import_reference_text(const struct programme *programme, const struct record *record, const void *row, struct arena *arena);

#endif
