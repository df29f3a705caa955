/* SPDX-License-Identifier: EUPL-1.2 */
/* How a party stands, in words, the same on every page that says so. */
#ifndef PARTICIPATION_PARTICIPATION_MODEL_H
#define PARTICIPATION_PARTICIPATION_MODEL_H

#include "http/request.h"
#include "participation/participation.h"
#include "party/party.h"

/* "Doesburg goes along with Hanzesteden for Promotion." One sentence, in the reader's language, of an entry or NULL. */
struct str participation_sentence(const struct request *req, const struct party *party, const struct node *node,
	const struct participation *entry);
/* What follows from a standing: vote, money, duty to report (docs/rules.md 1). English, translated when shown. */
const char *participation_meaning(enum standing standing);
/* "unknown" for none, else the wire word: for class names and symbols. */
struct str participation_word(enum standing standing);
/* "the programme" for the root, else the node's own title. */
struct str participation_node_title(const struct request *req, const struct node *node);
/* Names of these parties, "Achterhoek, Hanzesteden". */
struct str participation_names(const struct request *req, struct ids parties);
/* Whether this reader may see the node: no draft that is not theirs. */
bool participation_sees(const struct request *req, const struct node *node);
/* Whether the node is an action outside the programme, told beside it. */
bool participation_outside(const struct node *node);
/* What partial html/standing prints: standing, standing_label. */
void participation_standing_model(struct model *model, const struct participation *entry);

/* GET /{programme}/participation/{party}/{node}, in the room's one table of routes (reason_page.c). */
void participation_show_reason(struct request *req, struct response *res);

#endif
