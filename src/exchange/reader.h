/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a programme's JSON: objects whose keys are ticked off as they are asked for, so that what nobody asked for can be warned of;
 * values that are what was expected or a fault with their place; references by the file's own ids. Private to exchange/.
 */
#ifndef EXCHANGE_READER_H
#define EXCHANGE_READER_H

#include <jansson.h>

#include "exchange/exchange.h"

struct reader;

/* A JSON value and where it stands. */
struct value_at {
	json_t    *json;                /* NULL: absent or null */
	struct str place;
};

/* An object being read. */
struct item {
	struct reader *reader;
	json_t        *json;
	struct str     place;           /* "actions[3]"; empty for the file as a whole */
	const char    *read[64];        /* keys that were asked for */
	size_t         read_count;
};

struct list {
	struct value_at at;
	size_t          count;
};

/* The entries of a list that have an id by which the rest of the file refers to them. */
struct name {
	struct str key;                 /* empty: none or a wrong one; the entry is skipped */
	struct str title;               /* what a reader calls it */
	struct id  id;                  /* of the row it becomes */
};
struct names {
	struct list  list;
	struct name *at;                /* list.count of them, in the order of the file */
	json_t      *index;             /* key -> position */
	struct arena *arena;
	const char  *unknown;           /* N_(): there is no such one */
};

/* Which key of the file a field of a record was read from; a field not listed has the same name. Ends with { NULL, NULL }. */
struct key_of {
	const char *field;              /* "*": every field that is not listed before */
	const char *key;                /* "": the object itself */
};

struct reader {
	struct arena           *arena;
	struct faults          *faults;
	struct exchange_report *report;
	bool                    dutch;          /* language of the texts this puts in; else English */
	struct programme       *draft;          /* what was read so far: the rules are asked about it */
	struct id               programme;
	struct change          *changes;
	size_t                  count, room;
	size_t                  before;         /* faults there were before this file */
	size_t                  warning_room;
	struct names            parties, documents, themes, labels, topics, goals, actions, meetings, decisions, indicators,
	                        bodies, findings, recommendations, people, rounds, updates, milestones, figures,
	                        agreements, plan_versions, funds, lines, subjects;
	struct name             agreement;      /* the one that stands apart from the list; key empty: none */
	struct person_entry    *person;         /* people.list.count of them */
};

/* A text that the import itself puts into the programme, in the programme's language. */
struct str reader_words(const struct reader *reader, const char *dutch, const char *english);
/* `text` with one more line; as it is where `line` is empty. */
struct str reader_line(struct reader *reader, struct str text, struct str line);
/* `text` with the line "label: value"; as it is where `value` is empty. */
struct str reader_labelled(struct reader *reader, struct str text, struct str label, struct str value);
/* `text`, a separator and `more`, as far as they are not empty. */
struct str reader_joined(struct reader *reader, struct str text, struct str separator, struct str more);

/* Adds a fault at a place, unless one was found there already. Returns false. */
bool reader_fault(struct reader *reader, struct str place, const char *message, struct str a, struct str b);
/* Checks the row against what was read so far and keeps it. Its faults get the place of the key they were read from. */
void reader_add(struct reader *reader, const struct record *record, const void *row, struct str place, const struct key_of *keys);

/* In two steps, where rows are only right together, as a line and its given parts: first all of them are kept, then each is checked. */
void reader_put(struct reader *reader, const struct record *record, const void *row);
void reader_check(struct reader *reader, const struct record *record, const void *row, struct str place, const struct key_of *keys);
/* The same for a row that was kept already and refers to what comes after it: it is written as it was first, and changed at the end. */
void reader_change(struct reader *reader, const struct record *record, const void *before, const void *after, struct str place,
	const struct key_of *keys);

/* Registers the ids of a list. Each reference to it can be resolved from then on, also from before its entry. */
void names_read(struct item *in, const char *list, const char *title, const char *unknown, struct names *names);
/* The same for lists that lie in the entries of another list, such as the milestones of all actions; there an id may be absent. */
void names_read_within(struct item *in, const char *outer, const char *list, const char *title, const char *unknown, struct names *names);
/* The id of the row that such an entry becomes. */
struct id names_own(const struct names *names, struct item *item);
void names_clear(struct names *names);
/* The entry with this key; NULL where there is none. */
const struct name *names_find(const struct names *names, struct str key);
/* Opens the entry at a position; false where it has to be skipped. */
bool names_open(struct reader *reader, const struct names *names, size_t i, struct item *item);

/* False where it is no object: a fault, unless it is absent. */
bool item_open(struct reader *reader, struct value_at value, struct item *item);
/* Warns of each key nobody asked for. */
void item_close(struct item *item);

struct value_at item_value(struct item *item, const char *key);
struct str item_place(const struct item *item, const char *key);
struct list item_list(struct item *item, const char *key);
struct value_at list_entry(struct reader *reader, const struct list *list, size_t i);

/* Values; unknown where absent, null or, with a fault, something else. */
struct str     item_text(struct item *item, const char *key);
struct day     item_day(struct item *item, const char *key);
struct day     item_year(struct item *item, const char *key);
bool           item_bool(struct item *item, const char *key, bool otherwise);
bool           item_said(struct item *item, const char *key);   /* there, and not null */
struct count   item_count(struct item *item, const char *key);
struct money   item_money(struct item *item, const char *key);
struct decimal item_decimal(struct item *item, const char *key);
/* RFC 3339; absent: noon of `day`, where that is exact. */
struct moment  item_moment(struct item *item, const char *key, struct day day);
int            item_word(struct item *item, const char *key, const struct words *words);
/* A list of texts, joined. */
struct str     item_texts(struct item *item, const char *key, struct str separator);
/* The fault that something needed is absent. */
bool           item_missing(struct item *item, const char *key);

/* An entry of `names` that the key, or a value, names; NULL where absent or, with a fault, unknown. */
const struct name *item_name(struct item *item, const char *key, const struct names *names);
const struct name *value_name(struct reader *reader, struct value_at value, const struct names *names);
struct id          item_id(struct item *item, const char *key, const struct names *names);
struct ids         item_ids(struct item *item, const char *key, const struct names *names);
/* The titles of a list of ids, joined. */
struct str         item_titles(struct item *item, const char *key, const struct names *names, struct str separator);

/* source, certainty, inferred_fields (as fields of the record, by `keys`) and note. */
struct provenance item_provenance(struct item *item, const struct key_of *keys);
/* Whether the key is among inferred_fields, or the whole object is inferred. */
bool item_inferred(struct item *item, const char *key);

/* A number as the programme's language writes it. */
struct str reader_decimal(struct reader *reader, struct decimal decimal);
struct str reader_money(struct reader *reader, struct money money);
struct str reader_day(struct reader *reader, struct day day);

#endif
