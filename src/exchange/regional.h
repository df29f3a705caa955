/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of regional-programme/1 (data/lev/README.md), read one after another into the same reader. Private to exchange/. */
#ifndef EXCHANGE_REGIONAL_H
#define EXCHANGE_REGIONAL_H

#include "exchange/reader.h"

/* Where all rows of an object with one place for its faults were read from: the object itself. */
extern const struct key_of whole[];

/* Where in the tree, or in which organisation, something holds. */
enum scope { SCOPE_NONE, SCOPE_PROGRAMME, SCOPE_THEME, SCOPE_TOPIC, SCOPE_ACTION, SCOPE_EXECUTOR };
extern const struct words scope_words;

void regional_ids(struct item *file);           /* every id of the file, so that references can be resolved */
void regional_facts(struct item *file);         /* the programme itself */
void regional_parties(struct item *file);
void regional_documents(struct item *file);     /* and the agreement */
void regional_tree(struct item *file);          /* themes, topics, goals */
void regional_actions(struct item *file);
void regional_documents_about(struct item *file);       /* what documents are about, once the tree stands */
void regional_participation(struct item *file);
void regional_steps(struct item *file);         /* meetings, decisions, evaluation */
void regional_agreements(struct item *file);    /* agreements and plan versions, recorded as they were */
/* What is told of a meeting beside its step: agenda, who was there, conclusions, tasks. */
struct step;
void regional_meeting(struct item *item, const struct step *step, bool brainstorm);
void regional_signups(struct item *file);       /* sign-up rounds with what was answered */
void regional_stated(struct item *file);        /* what is kept as a stated fact */
void regional_people(struct item *file);        /* persons, mandates, roles with their contact persons */
void regional_progress(struct item *file);      /* rounds and updates with what hangs on them */
void regional_money(struct item *file);         /* funds, budget lines with their given parts, what was spent */
void regional_decisions(struct item *file);     /* what is put to bodies, what they decided, what councils asked; who must agree to a change */

/* A body that decides: an entry of `bodies` that has a kind. */
void regional_body(struct item *item, struct id id, struct str place);
/* The agreement that a key names; none, with its fault, where there is no such one. */
struct id regional_agreement_id(struct item *item, const char *key);
/* The node that `scope` and `scope_id` name; none where absent. */
struct id regional_about(struct item *item);

/* A party's role in a node, on record where a source tells it. `place`: of the party's id in the file. */
void regional_role(struct reader *reader, struct id node, const struct name *party, int kind, bool together,
	struct provenance provenance, struct str place);
/* The node that `scope_id` names within a scope; none, with its fault, where there is no such one. */
struct id regional_scoped(struct item *item, enum scope scope);
/* The node a `theme` key names: the theme, else the programme. */
struct id regional_node(struct item *item);

#endif
