/* SPDX-License-Identifier: EUPL-1.2 */
/* A chain under examination, and the reading of an export: between verify.c and exchange.c. */
#ifndef STORE_EXCHANGE_OWN_H
#define STORE_EXCHANGE_OWN_H

#include <stdio.h>

#include "store/journal_line.h"

struct chain {
	struct arena  *arena;
	struct replay *replay;
	int64_t        rows;
	struct hash    head;
	struct moment  moment;
	int64_t        wrong;
	const char    *why;
};

void chain_start(struct chain *chain, struct arena *arena);
/* False, with wrong and why set, where the line does not follow. The line may be a view: what is kept of it is copied. */
bool chain_add(struct chain *chain, const struct line *line);

struct export_head { struct id programme; struct str key; };
/* Reads a whole export into the chain. `each`, where given, gets every line that fits; its texts live in the chain's arena. */
bool export_read(FILE *in, struct chain *chain, struct export_head *head,
	void (*each)(void *context, const struct line *line), void *context, struct faults *faults);

#endif
