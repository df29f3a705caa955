/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One programme, whole, in memory: every record as a plain array sorted by id, immutable, counted by references.
 * A write makes the next version: the tables that changed are copied and changed, the others shared (docs/design.md, The shape).
 * Rules are pure functions over it and a day. What grows without bound (journal, sent mail) stays outside.
 */
#ifndef PROGRAMME_PROGRAMME_H
#define PROGRAMME_PROGRAMME_H

#include "base/hash.h"
#include "programme/field.h"

struct programme_facts;
struct theme;
struct topic;
struct goal;
struct action;
struct milestone;
struct result_figure;
struct figure_aim;
struct party;
struct inhabitants;
struct membership;
struct mandate;
struct participation;
struct role;
struct document;
struct document_version;
struct step;
struct fact;
struct proposal;
struct round;
struct update;
struct reading;
struct question;
struct help_offer;
struct fund;
struct budget_line;
struct budget_part;
struct spending;
struct agreement;
struct signatory;
struct service;
struct funding_contribution;
struct signature;
struct signature_request;
struct plan_version;
struct change_rule;
struct body;
struct subject;
struct referral;
struct decision;
struct condition;
struct council_item;
struct report;
struct meeting;
struct invitation;
struct attendance;
struct conclusion;
struct task;
struct involvement_aim;
struct signup_round;
struct signup_offer;
struct signup_reaction;
struct signup_answer;

#define ROWS(type) struct { const struct type *at; size_t count; }

struct programme_own;

struct programme {
	struct id     id;               /* of the programme, of its root node and of its one row in `facts` */
	int64_t       version;          /* number of the last journal row in it */
	struct hash   head;             /* hash of that row */
	struct moment changed;          /* its moment */

	ROWS(programme_facts) facts;    /* one row, once it has any */
	ROWS(party)           parties;
	ROWS(inhabitants)     inhabitants;
	ROWS(membership)      memberships;
	ROWS(mandate)         mandates;
	ROWS(document)        documents;
	ROWS(document_version) document_versions;
	ROWS(theme)           themes;
	ROWS(topic)           topics;
	ROWS(goal)            goals;
	ROWS(action)          actions;
	ROWS(milestone)       milestones;
	ROWS(result_figure)   result_figures;
	ROWS(figure_aim)      figure_aims;
	ROWS(participation)   participations;
	ROWS(role)            roles;
	ROWS(step)            steps;
	ROWS(fact)            stated_facts;
	ROWS(proposal)        proposals;
	ROWS(round)           rounds;
	ROWS(update)          updates;
	ROWS(reading)         readings;
	ROWS(question)        questions;
	ROWS(help_offer)      help_offers;
	ROWS(fund)            funds;
	ROWS(budget_line)     budget_lines;
	ROWS(budget_part)     budget_parts;
	ROWS(spending)        spendings;
	ROWS(agreement)       agreements;
	ROWS(signatory)       signatories;
	ROWS(service)         services;
	ROWS(funding_contribution) funding_contributions;
	ROWS(signature)       signatures;
	ROWS(signature_request) signature_requests;
	ROWS(plan_version)    plan_versions;
	ROWS(change_rule)     change_rules;
	ROWS(body)            bodies;
	ROWS(subject)         subjects;
	ROWS(referral)        referrals;
	ROWS(decision)        decisions;
	ROWS(condition)       conditions;
	ROWS(council_item)    council_items;
	ROWS(report)          reports;
	ROWS(meeting)         meetings;
	ROWS(invitation)      invitations;
	ROWS(attendance)      attendances;
	ROWS(conclusion)      conclusions;
	ROWS(task)            tasks;
	ROWS(involvement_aim) involvement_aims;
	ROWS(signup_round)    signup_rounds;
	ROWS(signup_offer)    signup_offers;
	ROWS(signup_reaction) signup_reactions;
	ROWS(signup_answer)   signup_answers;

	struct programme_own *own;      /* tables, indexes, count: programme.c */
};

/* A node of the tree programme -> theme -> topic -> action. Made with the programme; lives as long. */
struct node {
	struct id            id;
	const struct record *record;    /* &programme_facts_record, &theme_record, &topic_record or &action_record */
	const void          *row;
	const struct node   *parent;    /* NULL for the root */
	const struct node   *child;     /* the first, in the order for people */
	const struct node   *next;      /* sibling */
	int                  depth;     /* 0 root */
};

/* Rows in the order for people. */
struct row_list {
	const void *const *at;
	size_t             count;
};

/* The row with this id; NULL where there is none. */
const void *programme_find(const struct programme *programme, const struct record *record, struct id id);
#define programme_row(programme, type, id) ((const struct type *)programme_find((programme), &type##_record, (id)))
/* Any record's row with this id. */
const void *programme_find_any(const struct programme *programme, struct id id, const struct record **record);
/* The row whose key field is `key`; NULL where there is none or the record has no key. */
const void *programme_by_key(const struct programme *programme, const struct record *record, struct str key);
/* By key, else by the text of an id: what stands in addresses. */
const void *programme_by_address(const struct programme *programme, const struct record *record, struct str part);
/* All rows of a record in the order for people. */
struct row_list programme_rows(const struct programme *programme, const struct record *record);
/* Rows of `record` whose KIND_ID member at `offset` is `id`, in the order for people. Quick where the field is `indexed`. */
struct row_list programme_referring(const struct programme *programme, const struct record *record, size_t offset, struct id id);
#define REFERRING(programme, type, member, id) \
	programme_referring((programme), &type##_record, offsetof(struct type, member), (id))
/* A typed row of a list: ROW(role, list, i)->party */
#define ROW(type, list, i) ((const struct type *)(list).at[i])

/* The tree. The root comes first, then depth first in the order for people: all nodes, once each. */
const struct node *programme_root(const struct programme *programme);
const struct node *programme_node(const struct programme *programme, struct id id);    /* NULL where there is none */
struct node_list { const struct node *at; size_t count; } programme_nodes(const struct programme *programme);
/* The node a row belongs to: itself, its field `node`, what record->node says, else the root. */
const struct node *row_node(const struct programme *programme, const struct record *record, const void *row);
struct str node_title(const struct programme *programme, const struct node *node, struct arena *arena);
bool node_under(const struct node *node, const struct node *above);     /* itself counts */

/* Page of a row without the programme's part: "/actions/M-03". */
struct str row_address(const struct programme *programme, const struct record *record, const void *row, struct arena *arena);
struct str row_title(const struct programme *programme, const struct record *record, const void *row, struct arena *arena);

/*
 * Making versions. A draft is one thread's own; the reading functions above work on it too. Publishing makes it immutable.
 * Rows, lists and nodes that were read from a draft hold until its next change.
 */
struct programme *programme_empty(struct id id);
struct programme *programme_draft(const struct programme *from);
/* Adds the row or replaces the one with its id; everything is copied. */
void programme_put(struct programme *draft, const struct record *record, const void *row);
void programme_remove(struct programme *draft, const struct record *record, struct id id);
/* Builds what reading needs; from now on nobody changes it. Returns the draft, counted once. */
const struct programme *programme_publish(struct programme *draft);
void programme_discard(struct programme *draft);

const struct programme *programme_keep(const struct programme *programme);      /* one more reader; from any thread */
void programme_release(const struct programme *programme);                     /* NULL is fine */
size_t programme_size(const struct programme *programme);                      /* bytes, about */

#endif
