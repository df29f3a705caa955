/* SPDX-License-Identifier: EUPL-1.2 */
/* Between the files of import/: tables, names by which things are found, and the work of making a plan. */
#ifndef IMPORT_IMPORT_OWN_H
#define IMPORT_IMPORT_OWN_H

#include "import/import.h"

/* Fields that together tell one row from another; the first way whose fields are all given decides, or the next is tried. */
struct import_way { const char *fields[4]; bool decides; };

/* Rows of another record that stand in the same row, some columns each: milestones of an action. */
struct import_group {
	const char          *name, *label;      /* "milestone", N_("Milestone") */
	const struct record *record;
	const char          *owner;             /* field that refers to the row */
	const char          *identity;          /* field by which it is known again */
	const char          *fields[8];         /* the columns, in their order */
	size_t               most;
	const char          *words;             /* for its headers */
};

/* A list of parties in one cell: each is a row of another record. */
struct import_link {
	const char          *name, *label, *hint;
	const struct record *record;            /* &role_record or &membership_record */
	int                  kind;              /* of a role */
	bool                 single;
	const char          *words;
};

struct work;

struct import_table {
	const char                *name, *label;
	const struct record       *record;
	const char                *words;       /* what its sheet may be called */
	struct import_way          way[3];
	const char                *left_out;    /* fields that are no column */
	const char                *first;       /* fields that come first among the columns of a template */
	const struct import_group *group[3];
	const struct import_link  *link[4];
	const char                *period[2];   /* fields that one cell can hold: "1-1-2025 t/m 31-12-2026" */
	bool                       matrix;      /* a column for each party */
	void                     (*complete)(struct work *work, void *row, bool is_new);        /* what the file does not say */
};

/* Words for the headers of a field: "nummer|nr|code". */
const char *import_header_words(const struct record *record, const struct field *field);

/* Names: from a text to an id, quickly. */
struct map_entry { struct str key; struct id id; uint32_t hash; bool doubtful; };
struct map { struct map_entry *at; size_t count, room; };
/* Whether it is there. */
const struct map_entry *import_map_find(const struct map *map, struct str key);
/* Two ids under one key make it doubtful. */
void import_map_put(struct map *map, struct str key, struct id id, struct arena *arena);
void import_map_clear(struct map *map);

/* The work of making a plan. */
struct change_of { struct id id; size_t index; };
struct work {
	const struct import_source  *source;
	const struct import_choices *choices;
	struct import_plan          *plan;
	struct arena                *arena;
	struct map                   names;     /* "party|duiven" -> id: by key, code, name, number */
	struct map                   known;     /* "action|0|m-03" -> id: rows by what identifies them */
	struct map                   changed;   /* id as text -> its change, as an id whose first bytes are the index */
	struct map                   words;     /* of words: label, wire word, synonym */
	const void                  *words_done[16];
	const struct record         *names_done[16];
	size_t                       words_count, names_count;

	/* The row being read */
	size_t                       sheet;
	const struct import_sheet   *sheet_choice;
	const struct sheet_row      *at;
	size_t                       row;       /* of the plan */
	struct id                    heading;   /* theme or topic that a line above names */
	struct str                   action;    /* number of the action it is about, where a name is sought among what is that action's; empty: none */
};

/* import_find.c */
void import_find_begin(struct work *work, const struct record *record);
void import_find_add(struct work *work, const struct record *record, const void *row);
/* The id of what `text` names; adds a fault that names the nearest where there is none, or more than one. `record` NULL: any node. */
bool import_find_row(struct work *work, const struct record *record, struct str text, struct id *id, struct faults *faults);
/* The same without a fault. */
bool import_find_quietly(struct work *work, const struct record *record, struct str text, struct id *id);
/* The value of a word by wire word, label in either language, or another word for it; -1. */
int import_find_word(struct work *work, const struct words *words, struct str text);
/* The labels that can be chosen, in the reader's language. */
struct str import_word_choices(struct work *work, const struct words *words);

/* import_cell.c */
enum import_cell_says { CELL_SAYS_NOTHING, CELL_SAYS_CLEAR, CELL_SAYS_VALUE };
/* White space that does not break, and marks that are not seen, made plain; trimmed. */
struct str import_plain_text(struct str text, struct arena *arena);
enum import_cell_says import_cell_says(const struct work *work, const struct cell *cell);
/* The value of a cell into a field. False with a fault. */
bool import_cell_read(struct work *work, const struct record *record, const struct field *field, void *row, const struct cell *cell,
	struct faults *faults);
/* "1-1-2025 t/m 31-12-2026" into two fields. */
bool import_period_read(struct work *work, const struct field *from, const struct field *until, void *row, const struct cell *cell,
	struct faults *faults);
/* A day in words, months and quarters too. `last`: a quarter stands for its last month. */
bool import_day_of_words(struct str text, bool last, struct day *day);
/* Names in one cell, divided by ; or lines, or commas where the whole is no name. */
bool import_ids_of_cell(struct work *work, const struct record *record, struct str text, struct ids *ids, struct faults *faults);

/* import_plan.c */
const void *import_row_now(struct work *work, const struct record *record, struct id id);
/* Has the plan hold this row as it shall be. */
void import_plan_put(struct work *work, const struct record *record, const void *after, int number);
void import_plan_remove(struct work *work, const struct record *record, struct id id, int number);
/* A fault about a cell of the row being read. `column` of the sheet. */
void import_fault_at(struct work *work, size_t column, struct str label, const struct fault *fault);
void import_faults_at(struct work *work, size_t column, struct str label, const struct faults *faults);
size_t import_add_row(struct work *work, enum import_state state, struct str title, const char *why);
/* The cell of the row being read, with what stands above it where it lies below a merged one. */
const struct cell *import_cell_at(const struct work *work, size_t column);
/* Lists of parties: roles, memberships. */
void import_links_read(struct work *work, const struct import_link *link, struct id owner, const struct ids *wanted);
/* An entry of the same party on the same node that began earlier and is open ends on the day before this one begins. */
void import_end_earlier_entry(struct work *work, const void *entry);
/* import_matrix.c */
void import_matrix_read(struct work *work);

#define WORK_LANGUAGE(work) ((work)->source->language)

#endif
