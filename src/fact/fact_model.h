/* SPDX-License-Identifier: EUPL-1.2 */
/* Stated facts as pages show them: partials fact/fact, fact/readings. A request for another programme shows that one's facts. */
#ifndef FACT_FACT_MODEL_H
#define FACT_FACT_MODEL_H

#include "fact/fact.h"
#include "http/request.h"

/*
 * id, about, lines of { line }, day, day_unknown, amount, amount_unknown, follow_ups of { line, there { title, address } }, has_follow_up,
 * in_use, note, party and place { title, address },
 * provenance, edit.
 */
void fact_item_model(const struct request *req, struct model *item, const struct fact *fact);
/* Adds those of one kind that this reader sees to the list `name`: below `node`, or all where it is NULL. How many there were. */
size_t fact_list_model(const struct request *req, struct model *model, const char *name, enum fact_kind kind,
	const struct node *node);
/* contradictions of { about, id, readings of facts }: readings with the same subject stand together. How many there were. */
size_t fact_contradictions_model(const struct request *req, struct model *model);
/* How many of one kind this reader sees. */
size_t fact_count(const struct request *req, enum fact_kind kind);

#endif
