/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A record is described once: a table of its fields. SQL, JSON, journal, import, export, forms and their checks walk this
 * table (docs/developers/add-a-field.md). The struct itself is ordinary C; FIELD takes name, offset and kind from the member,
 * and a member of a type without a kind does not compile.
 */
#ifndef PROGRAMME_FIELD_H
#define PROGRAMME_FIELD_H

#include "base/day.h"
#include "base/fault.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/money.h"
#include "base/words.h"

struct programme;
struct node;

enum field_kind {
	/* kind         C type           SQL (SQLite | PostgreSQL)     JSON */
	KIND_ID,     /* struct id        TEXT                          "0190..." or null */
	KIND_IDS,    /* struct ids       TEXT, ids with a space between   ["0190...", ...] */
	KIND_TEXT,   /* struct str       TEXT                          "..." (empty: left out) */
	KIND_DAY,    /* struct day       TEXT "2024-04"                "2024-04" or left out */
	KIND_WORD,   /* an enum          TEXT, the wire word           "participates" */
	KIND_BOOL,   /* bool             INTEGER 0 or 1 | BIGINT       true (false: left out) */
	KIND_COUNT,  /* struct count     INTEGER, NULL unknown         12 */
	KIND_MONEY,  /* struct money     INTEGER cents                 "1234.56" */
	KIND_DECIMAL,/* struct decimal   INTEGER thousandths           "1.5" */
	KIND_MOMENT  /* struct moment    INTEGER milliseconds          "2024-05-22T09:30:00.000Z" */
};

struct field {
	const char         *name;       /* column, JSON member, form field */
	size_t              offset;
	enum field_kind     kind;
	const char         *label;      /* English; translated when shown */
	const char         *hint;       /* one sentence below the label, where it helps */
	const char         *group;      /* heading that starts above this field in a form */
	const struct words *words;      /* KIND_WORD */
	const char         *refers_to;  /* KIND_ID, KIND_IDS: a record's name, "node" for any node, "person" */
	size_t              max;        /* KIND_TEXT: code points (0: 200); KIND_COUNT: the largest value (0: 10^9) */
	bool required;
	bool lines;                     /* a text of several lines */
	bool markdown;                  /* several lines, shown as Markdown */
	bool address;                   /* an http or https address */
	bool file;                      /* SHA-256 of a kept file, 64 hex digits (src/file): while a record names it, the file stays */
	bool key;                       /* unique within the programme, part of addresses: a-z 0-9 - */
	bool search;                    /* found by search */
	bool indexed;                   /* KIND_ID: programme_referring is quick */
	bool internal;                  /* a note for the office only: RIGHT_READ_INTERNAL */
	bool rare;                      /* behind "more" in a form (docs/rules.md 16) */
	bool hidden;                    /* set by the program, never in a form */
};

#define KIND_OF(member) _Generic((member), \
	struct id: KIND_ID, struct ids: KIND_IDS, struct str: KIND_TEXT, struct day: KIND_DAY, bool: KIND_BOOL, \
	struct count: KIND_COUNT, struct money: KIND_MONEY, struct decimal: KIND_DECIMAL, struct moment: KIND_MOMENT)

#define FIELD(type, member, ...) \
	{ .name = #member, .offset = offsetof(struct type, member), .kind = KIND_OF(((struct type *)0)->member), __VA_ARGS__ }
/* An enum member with its words. */
#define WORDS(type, member, ...) \
	{ .name = #member, .offset = offsetof(struct type, member), .kind = KIND_WORD, __VA_ARGS__ }

/*
 * Where a fact comes from: beside every record. An illustrative fact is never counted in a figure, except in a programme that
 * is itself marked as an example (docs/rules.md 1).
 */
enum certainty { CERTAINTY_UNKNOWN, CERTAINTY_STATED, CERTAINTY_INFERRED, CERTAINTY_ILLUSTRATIVE };
extern const struct words certainty_words;

struct provenance {
	struct str     source;          /* an address or the name of a document */
	enum certainty certainty;
	struct str     inferred;        /* names of fields of a stated record that we derived, a space between */
	struct str     note;            /* public remark: how the fact is to be read */
};

/* The four lines that every record with a `struct provenance provenance` member ends its table with. */
#define PROVENANCE_FIELDS(type) \
	{ .name = "source", .offset = offsetof(struct type, provenance.source), .kind = KIND_TEXT, .label = N_("Source"), \
	  .hint = N_("Address or document this fact comes from."), .group = N_("Where this comes from"), .max = 500, .rare = true }, \
	{ .name = "certainty", .offset = offsetof(struct type, provenance.certainty), .kind = KIND_WORD, .label = N_("Certainty"), \
	  .words = &certainty_words, .rare = true }, \
	{ .name = "inferred", .offset = offsetof(struct type, provenance.inferred), .kind = KIND_TEXT, .hidden = true, .max = 500 }, \
	{ .name = "note", .offset = offsetof(struct type, provenance.note), .kind = KIND_TEXT, .label = N_("Remark"), \
	  .hint = N_("Everybody can read this."), .max = 2000, .lines = true, .search = true, .rare = true }

/* Who may see a record at all (docs/rules.md 15). */
enum visibility { VISIBILITY_PUBLISHED, VISIBILITY_DRAFT };
extern const struct words visibility_words;

/*
 * A record: one kind of thing a programme is made of. Its struct begins with `struct id id`.
 */
struct record {
	const char         *name;       /* table, JSON, history: "participation" */
	const char         *label;      /* English, singular: "Participation entry" */
	const char         *plural;
	size_t              size;       /* of the struct */
	size_t              rows;       /* offset in struct programme of its ROWS */
	const struct field *field;
	size_t              field_count;

	/* What a reader calls this row; in the arena or the row. Required. */
	struct str (*title)(const struct programme *, const void *row, struct arena *);
	/* Page that shows it, without the programme's part: "/actions/M-03"; NULL: the page of its node. */
	struct str (*address)(const struct programme *, const void *row, struct arena *);
	/* Rules beyond the fields' own; adds every fault it finds. May be NULL. Run by forms, import and, again, by the writer. */
	bool (*check)(const struct programme *, const void *row, struct faults *);
	/*
	 * What no change may undo, whatever becomes of the row: the programme as it stands after the whole command, and the row as it was. Adds
	 * every fault it finds. May be NULL. Run by the writer, for what is changed and for what is removed.
	 */
	bool (*check_before)(const struct programme *, const void *before, struct faults *);
	/* Set where a row is a node of the tree: gives its parent's id; false where this row is no node after all. */
	bool (*node_parent)(const void *row, struct id *parent);
	/* Order among its kind for people; NULL: by id, so by age. */
	int (*compare)(const void *a, const void *b);
	/* The node on which rights and history hang, other than its own or its field `node`. May be NULL. */
	struct id (*node)(const struct programme *, const void *row);
	size_t provenance;              /* offset of struct provenance; 0: none */
	size_t visibility;              /* offset of an enum visibility member; 0: always published */
	bool   by_program;              /* not edited by hand: no form (proposals) */
	bool   fixed;                   /* never changed once written: what follows is a new row (updates). Undone and redacted it can be */
	const char *next;               /* one sentence: what comes after adding one, in another form; NULL: nothing in particular */
};

#define RECORD_FIELDS(table) .field = (table), .field_count = sizeof(table) / sizeof((table)[0])
#define RECORD(type, member, table, ...) \
	{ .name = #type, .size = sizeof(struct type), .rows = offsetof(struct programme, member), RECORD_FIELDS(table), __VA_ARGS__ }

/* Every record of the product, in the order in which they can be written (a record after those it refers to). See rooms.c. */
extern const struct record *const records[];
extern const size_t record_count;

const struct record *record_named(struct str name);             /* NULL where there is none */
size_t               record_index(const struct record *record);
const struct field  *record_field(const struct record *record, const char *name);   /* NULL where there is none */

/* A member of a row, by its description. */
#define FIELD_AT(row, field, type) ((const type *)((const char *)(row) + (field)->offset))

static inline struct id row_id(const void *row) { return *(const struct id *)row; }
const struct provenance *row_provenance(const struct record *record, const void *row);     /* NULL where it has none */
enum visibility row_visibility(const struct record *record, const void *row);

bool field_equal(const struct field *field, const void *row_a, const void *row_b);
bool field_empty(const struct field *field, const void *row);
void field_clear(const struct field *field, void *row);         /* makes it unknown */
void field_copy(const struct field *field, void *row, const void *from);        /* texts and lists are not copied */
/* `max`, or what holds where none is given: code points of a text, the largest count. */
size_t field_most(const struct field *field);
bool row_equal(const struct record *record, const void *a, const void *b);
/* A copy of `from` in `to` (record->size bytes) with its texts and lists in the arena. */
void row_copy(const struct record *record, void *to, const void *from, struct arena *arena);
/* Bytes of the texts and lists: what row_copy takes from the arena. */
size_t row_size(const struct record *record, const void *row);
/* row_copy with the texts and lists at `place`, which has row_size bytes (NULL where that is 0). Gives the end of what it took. */
char *row_place(const struct record *record, void *to, const void *from, char *place);

/* The wire form: "participates", "2024-04", ids with a space between. Empty where unknown. */
struct str field_text(const struct field *field, const void *row, struct arena *arena);
/* Reads the wire form into the row (texts are not copied). False where it is none; the row's member is then unknown. */
bool field_parse(const struct field *field, void *row, struct str text, struct arena *arena);
/* Reads what a person typed (day_read, money_read ..., texts trimmed, line ends made LF); adds a fault where it is none. */
bool field_read(const struct field *field, void *row, struct str input, struct faults *faults);
/* Adds the fault that `input` is no value of this field, saying what would be. False. */
bool field_fault(const struct field *field, struct str input, struct faults *faults);

/*
 * The fields' own rules (required, length, word, address, key) and the references and unique keys within the programme, then
 * record->check. Adds every fault, by field. The one check for forms, import, API and writer.
 */
bool row_check(const struct programme *programme, const struct record *record, const void *row, struct faults *faults);
/* Whether `row` may be removed: nothing else refers to it. Names what does. */
bool row_check_removal(const struct programme *programme, const struct record *record, struct id id, struct faults *faults);

#endif
