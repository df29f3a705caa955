/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the pages of parties share, and the parts of a party's own page: what it takes part in (takes_part_model.c) and, of a municipality,
 * the picture for its council (picture_model.c).
 */
#ifndef PARTY_PARTY_MODEL_H
#define PARTY_PARTY_MODEL_H

#include "http/request.h"
#include "participation/participation_model.h"
#include "party/party.h"

bool party_may_add(const struct request *req);
struct str party_page_of(const struct request *req, const struct record *record, const void *row);
struct str party_fill(const struct request *req, const char *english, struct str a, struct str b, struct str c);
struct str party_number(const struct request *req, size_t number);
/* Roles the party holds on the day on nodes that this reader sees. */
struct row_list party_roles_seen(const struct request *req, const struct party *party);
const struct participation *party_entry(const struct request *req, const struct party *party, const struct node *node);
/* Whether the node belongs to the programme and this reader sees it. */
bool party_counts_node(const struct request *req, const struct node *node);
/* In how many themes it takes part, of how many, and of how many anything is known. */
struct party_themes { size_t in, all, known; };
struct party_themes party_themes(const struct request *req, const struct party *party);

/* A node with the party's standing: title, number, address, explanation, kind, status, standing. */
void party_node_item(const struct request *req, struct model *item, const struct party *party, const struct node *node,
	const struct participation *entry);
/* What it takes part in, what not and why, what is open and what is not known. */
void party_participation_model(const struct request *req, struct model *model, const struct party *party);
/* `summary`: a few sentences. */
void party_summary_model(const struct request *req, struct model *model, const struct party *party, struct row_list roles);
/*
 * `picture` of a municipality that exists on the day, false for others: what do we do, what do we get, what goes wrong; progress worst first, since the
 * last report; result figures, own or regional; help wanted; contact. Partial party/picture and party/picture_more.
 */
void party_picture_model(const struct request *req, struct model *model, const struct party *party);

#endif
