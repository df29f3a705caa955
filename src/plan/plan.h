/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plan versions (docs/rules.md 4): a version freezes all nodes, actions, participation and budget as canonical JSON with its SHA-256. It can be
 * tabled only when every action in it is complete. Any two versions, or a version and today, can be compared.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "decision/decision.h"
#include "money/money.h"

struct plan_version {
	struct id     id;
	struct count  number;
	struct str    name, text;               /* what is in it, for who decides */
	struct moment frozen;
	struct str    hash;                     /* SHA-256 of the canonical JSON, which is kept as a file */
	struct id     document;                 /* the document it is known as; recorded from a source */
	struct day    tabled, adopted, rejected;        /* recorded from a source; else they follow from its subject's decisions */
	struct id     person;
	struct provenance provenance;
};
extern const struct record plan_version_record;

enum plan_state { PLAN_CONCEPT, PLAN_TABLED, PLAN_ADOPTED, PLAN_REJECTED, PLAN_REPLACED };
extern const struct words plan_state_words;
enum plan_state plan_version_state(const struct programme *programme, const struct plan_version *version, struct day day);
/* The day on which it was adopted, as seen on `day`: recorded, or decided by the bodies; unknown: not (yet). */
struct day plan_version_adopted_on(const struct programme *programme, const struct plan_version *version, struct day day);
/* The version that holds on the day: the newest adopted one; NULL: none. */
const struct plan_version *plan_version_adopted(const struct programme *programme, struct day day);
/* Everything that is missing for tabling, at once, each with the field to fill in and the address of its form. True: nothing. */
bool plan_complete(const struct programme *programme, struct day day, struct faults *faults);
/* The canonical JSON of the plan as it stands: the same bytes on every server. */
struct str plan_canonical(const struct programme *programme, struct arena *arena);

enum plan_change_kind {
	CHANGE_UNKNOWN, CHANGE_ADDED, CHANGE_DROPPED, CHANGE_MOVED, CHANGE_LEAD, CHANGE_MONEY, CHANGE_PARTICIPATION, CHANGE_TEXT, CHANGE_STATUS, CHANGE_TARGET
};
extern const struct words plan_change_words;
struct plan_change {
	enum plan_change_kind kind;
	const struct record  *record;
	const void           *before, *after;   /* rows of the two programmes; NULL: added, dropped */
	const struct field   *field;            /* what differs; NULL: the whole */
	const struct node    *node;             /* of the newer one, else of the older */
};
struct plan_changes { const struct plan_change *at; size_t count; };
/* A plan as it stood on a day: a frozen version (plan_model.h reads it) on the day it was frozen, or the programme today. */
struct plan_at { const struct programme *programme; struct day day; };
/*
 * From one to the other, in the order of the newer tree, what was dropped last. Rows are the same where their id is. Lead and participation are
 * compared as they hold on the two days, so a new entry that says the same is no change.
 */
struct plan_changes plan_compare(struct plan_at before, struct plan_at after, struct arena *arena);

/* Who must agree to a change of a kind: the programme's own table (docs/rules.md 4, change classes). */
enum change_class { CLASS_OFFICE, CLASS_PORTFOLIO_HOLDERS, CLASS_COUNCILS };
extern const struct words change_class_words;
struct change_rule { struct id id; enum plan_change_kind kind; struct money above; enum change_class change_class; };
extern const struct record change_rule_record;
enum change_class plan_class(const struct programme *programme, const struct plan_change *change);

#endif
