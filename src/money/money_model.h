/* SPDX-License-Identifier: EUPL-1.2 */
/* Money as pages show it, the same everywhere: lines, shares in words, and what a node or a municipality has to do with them. */
#ifndef MONEY_MONEY_MODEL_H
#define MONEY_MONEY_MODEL_H

#include "http/request.h"
#include "money/money.h"

/* Whether this reader sees the line: itself, and the node it hangs on. */
bool money_sees(const struct request *req, const struct budget_line *line);
/* The lines on a node and below it that this reader sees, of a year (0: of all), in the order of the tree; drafts for who sees drafts. */
struct row_list money_lines_seen(const struct request *req, const struct node *node, int64_t year);
/* The year asked for by ?year=, else that of the day. */
int64_t money_year(const struct request *req);
/* An amount for people; empty where it is not known. */
struct str money_words(const struct request *req, struct money amount);
/* Why a share is what it is: "45,050 of 121,950 inhabitants, all year". */
struct str money_share_words(const struct request *req, const struct budget_line *line, const struct share_list *shares, const struct share_of *share);
/* title, address, year, amount, key, payer, node, draft, in_kind, not_counted, spent, forecast: a row of partial money/lines. */
void money_line_item(const struct request *req, struct model *item, const struct budget_line *line);
/* `money` = the lines of a node and below it, for its page: partial money/of_node. False where there are none and none can be added. */
void money_of_node_model(const struct request *req, struct model *model, const struct node *node);
/* `pays` = what a municipality pays, by year and line: partial money/of_party. False for other parties and where no line is known. */
void money_of_party_model(const struct request *req, struct model *model, const struct party *party);

#endif
