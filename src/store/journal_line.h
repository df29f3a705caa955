/* SPDX-License-Identifier: EUPL-1.2 */
/* One row of the journal as it is stored, hashed and exported. The format stands in journal.h. */
#ifndef STORE_JOURNAL_LINE_H
#define STORE_JOURNAL_LINE_H

#include "base/buf.h"
#include "store/journal.h"

/* As stored: `after` and `texts` are JSON; the rest plain. */
struct line {
	int64_t       seq, command, before, undoes;
	struct moment moment;
	struct str    actor, via, record, id;           /* wire forms; actor may be empty */
	struct str    after;                            /* "null": removed */
	struct str    texts;                            /* "{}" where there are none */
	struct hash   hash;
};

/*
 * `after` and `texts` for a row. A text equal to that of `previous` (the texts and after of the row before; NULL: none) keeps its salt.
 */
void line_make(const struct record *record, const void *row, const struct line *previous, struct line *line, struct arena *arena);
/* The bytes that are hashed: the canonical line. */
void line_bytes(const struct line *line, struct buf *out);
struct hash line_hash(struct hash previous, const struct line *line);
/* The row that `after` and `texts` stand for, in the arena; NULL where it was removed or cannot be read. A redacted text: redacted_text. */
void *line_row(const struct record *record, const struct line *line, struct arena *arena);
/* Whether every text fits its digest. `proven`: an earlier line of the same row of which that is known, or NULL; what did not
   change since is not computed again. */
bool line_texts_fit(const struct record *record, const struct line *line, const struct line *proven);
/* Whether the row is the one that `line` stands for, given that its texts fit their digests. */
bool line_holds(const struct record *record, const struct line *line, const void *row, struct arena *arena);
/* `texts` without the field's entry (NULL: without any). */
struct str line_without(struct str texts, const char *field, struct arena *arena);
/* One line of an export, with a line feed. */
void line_export(const struct line *line, struct buf *out);
/* And back, as a view on the text. False where it is no such line. */
bool line_import(struct str text, struct line *line);

/* Columns of the table `journal` in the order of line_read: for SELECT. */
#define LINE_COLUMNS "seq, command, before, undoes, moment, actor, via, record, record_id, after, texts, hash"
/* A view on the columns, for as long as they live; line_read copies it into the arena. */
bool line_view(const struct value *columns, size_t count, struct line *line);
bool line_read(const struct value *columns, size_t count, struct line *line, struct arena *arena);

/* Appends a line as it is. */
enum outcome journal_insert(struct connection *connection, struct value programme, const struct line *line, struct arena *arena);

/* The rows that stand after all lines given so far: the last one of each id, copied. */
struct replay;
struct replay *replay_new(struct arena *arena);
void replay_add(struct replay *replay, struct id id, const struct line *line);
/* The last line of an id, until the next replay_add; NULL where there was none. Its actor, via and id are left out. */
const struct line *replay_line(struct replay *replay, struct id id);
/* How many of them stand: were not removed. */
size_t replay_standing(const struct replay *replay);
/* Puts them into a draft of the programme; false where one cannot be read. */
bool replay_into(struct replay *replay, struct programme *draft);

#endif
