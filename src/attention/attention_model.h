/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention as pages show it, the same everywhere. */
#ifndef ATTENTION_ATTENTION_MODEL_H
#define ATTENTION_ATTENTION_MODEL_H

#include "attention/attention.h"
#include "http/request.h"

/* All that this reader sees on the request's day; the first `own` are theirs. */
struct attention_seen { struct attention_list list; size_t own; };
struct attention_seen attention_seen(const struct request *req);

/* The sentence in this language, remarks and all. */
struct str attention_words(enum language language, struct arena *arena, const struct attention *attention);
/* Where this reader does something about it: a whole address; empty for who only reads. `own`: it is theirs. */
struct str attention_door(const struct request *req, const struct attention *attention, bool own);
/* what, address, to_do, door, party { title, address } (false: the office), since, by, late, own: partial attention/line. */
void attention_line_model(const struct request *req, struct model *item, const struct attention *attention, bool own);

/*
 * `attention` = { lines, count (in words), more: address of the whole list } of a party, of what stands below a node, or of all (both NULL), at
 * most `most` lines; the flag false where there is nothing: partial attention/first.
 */
void attention_first_model(const struct request *req, struct model *model, const struct party *party, const struct node *node, size_t most);
/* Whether it is of this party to do (NULL: whoever's), and stands below this node (NULL: anywhere). */
bool attention_is_of(const struct attention *attention, const struct party *party, const struct node *node);

#endif
