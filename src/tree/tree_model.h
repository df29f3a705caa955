/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Themes as several pages show them: the card, its actions by status, who takes part and who stands apart; and the programmes
 * before and after this one. Drafts count for nobody.
 */
#ifndef TREE_TREE_MODEL_H
#define TREE_TREE_MODEL_H

#include "http/request.h"
#include "tree/tree.h"

/* Address of a form for who may add or propose; empty for others, and while a day as known is read. */
struct str tree_adding(const struct request *req, struct str page);

/* title, address, emphasis of { line }, has_emphasis, description (plain), leading_plan { title, address }, executors, counts, standings. */
void tree_card_model(const struct request *req, struct model *item, const struct theme *theme);
/* actions (in words; empty where there are none), counts of { status, label, number }, what needs a look first. */
void tree_counts_model(const struct request *req, struct model *item, const struct node *node);
/* executors of { party { title, address }, together }, from the node itself or the nearest above. */
void tree_executors_model(const struct request *req, struct model *item, const struct node *node);
/*
 * in, municipalities, everybody, participation_unknown (nothing recorded about anybody), participation (in words), has_apart, and apart of
 * { sentence, address, reason, standing, standing_label }: who does not simply take part, in the node or in a topic below it; more_apart: in
 * words, how many are left out.
 */
enum tree_apart {
	TREE_APART_ALL,
	TREE_APART_OWN,         /* only what was recorded for the node itself: the rest is told above it on the same page */
	TREE_APART_SHORT        /* with many municipalities the first few, without reasons: for a card */
};
void tree_standings_model(const struct request *req, struct model *item, const struct node *node, enum tree_apart which);
/* rows of partial action/table: those of the programme, or told beside it, as far as this reader sees them. How many there were. */
size_t tree_actions_model(const struct request *req, struct model *item, struct row_list actions, bool outside);

/* labels of { title, address }, has_labels: the cross-cutting themes. */
void tree_labels_model(const struct request *req, struct model *model);

/* How many of the published actions below a node have a lead. */
struct tree_leads { size_t with, all; };
struct tree_leads tree_leads(const struct request *req, const struct node *node);

/*
 * Another programme by its key, as known on the request's `known`; NULL where it is not on this server or not this reader's to
 * see. Counted: programme_release. It may wait.
 */
const struct programme *tree_neighbour(const struct request *req, struct str key);
/* What the public gets is not kept where a page tells of another programme: that one changes, or is hidden, without this one. */
void tree_keep_fresh(const struct request *req, struct response *res);
/* `name` = { title, address }: the address is empty where the programme is not to be read here. The flag false without a key. May wait. */
void tree_neighbour_model(const struct request *req, struct model *model, const char *name, struct str key);

#endif
