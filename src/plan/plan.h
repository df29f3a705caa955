/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plan versions (docs/rules.md 4): a version freezes all nodes, actions, participation and budget as canonical JSON with its SHA-256. It can be
 * tabled only when every action in it is complete. Any two versions, or a version and today, can be compared.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "decision/decision.h"
#include "money/money.h"
#include "proposal/proposal.h"

struct plan_version {
	struct id     id;
	struct count  number;
	struct str    name, text;               /* what is in it, for who decides */
	struct moment frozen;
	struct str    hash;                     /* SHA-256 of the canonical JSON, which is kept as a file; empty: recorded without its content */
	struct count  actions, complete;        /* open actions in it when it was frozen, and how many of them were complete */
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
/* The version with this number; NULL: none. */
const struct plan_version *plan_version_numbered(const struct programme *programme, int64_t number);
/* The number that comes next. */
int64_t plan_version_next(const struct programme *programme);
/* Recorded as it was decided elsewhere or earlier: gaps warn, nothing is refused. */
bool plan_version_recorded(const struct plan_version *version);
/* Whether it may be put to bodies: every action in it was complete, or it was decided before. NULL: there is none to refuse. */
bool plan_version_ready(const struct plan_version *version);
/* The day on which its roles and standings are read: recorded as adopted or tabled, else frozen. */
struct day plan_version_day(const struct plan_version *version);
/* The newest subject by which it was put to bodies, as seen on the day; NULL: not put to any. */
const struct subject *plan_version_subject(const struct programme *programme, const struct plan_version *version, struct day day);

/* One thing that an open action of the plan lacks. */
struct plan_gap { const struct action *action; const char *field, *message; };
struct plan_completeness {
	size_t                 actions, complete;       /* open actions of the plan; those that lack nothing */
	const struct plan_gap *gap;
	size_t                 gaps;
};
struct plan_completeness plan_completeness(const struct programme *programme, struct day day, struct arena *arena);
/* The form in which it is filled in, below the programme: "/edit/action/0190...#f-result". */
struct str plan_gap_address(const struct plan_gap *gap, struct arena *arena);
/* Everything that is missing for tabling, at once, each with the field to fill in and the address of its form. True: nothing. */
bool plan_complete(const struct programme *programme, struct day day, struct faults *faults);
/* Whether the action belongs to the plan: published, of the programme itself, and no mere idea. */
bool plan_has(const struct action *action);
/* The canonical JSON of the plan as it stands: the same bytes on every server. */
struct str plan_canonical(const struct programme *programme, struct arena *arena);
/* The plan as it stands, without what plan_canonical leaves out: to be compared with a frozen one. The caller releases it. */
const struct programme *plan_published(const struct programme *programme);

/* MOVED: within a year; MOVED_YEAR: to another year. STATUS: any but STOPPED. */
enum plan_change_kind {
	CHANGE_UNKNOWN, CHANGE_ADDED, CHANGE_DROPPED, CHANGE_MOVED, CHANGE_MOVED_YEAR, CHANGE_LEAD, CHANGE_MONEY, CHANGE_PARTICIPATION, CHANGE_TEXT,
	CHANGE_STATUS, CHANGE_STOPPED, CHANGE_TARGET, CHANGE_KIND_COUNT
};
extern const struct words plan_change_words;
struct plan_change {
	enum plan_change_kind kind;
	const struct record  *record;
	const void           *before, *after;   /* rows of the two programmes; NULL: added, dropped */
	const struct field   *field;            /* what differs; NULL: the whole */
	const struct node    *node;             /* of the newer one, else of the older */
	struct id             party;            /* of a standing or a lead: whose */
};
struct plan_changes { const struct plan_change *at; size_t count; };
/* A plan as it stood on a day: a frozen version (plan_model.h reads it) on the day it was frozen, or the programme today. */
struct plan_at { const struct programme *programme; struct day day; };
/*
 * From one to the other, in the order of the newer tree, what was dropped last. Rows are the same where their id is. Lead and participation are
 * compared as they hold on the two days, so a new entry that says the same is no change.
 */
struct plan_changes plan_compare(struct plan_at before, struct plan_at after, struct arena *arena);
/* What writing one row changes of the plan: `before` NULL adds it, `after` NULL removes it. Nothing where it is no part of the plan. */
struct plan_changes plan_compare_row(const struct programme *programme, const struct record *record, const void *before, const void *after,
	struct day day, struct arena *arena);

/* Who must agree to a change of a kind: the programme's own table (docs/rules.md 4, change classes). */
struct change_rule { struct id id; enum plan_change_kind kind; struct money above; enum change_class change_class; };
extern const struct record change_rule_record;
/* What was not known before is filled in by the office. */
enum change_class plan_class(const struct programme *programme, const struct plan_change *change);
/* Whether the classes hold: a version is adopted, and the programme's table leaves something to others than the office. */
bool plan_classes_hold(const struct programme *programme, struct day day);
/*
 * Who must agree to a change of one row, as plan_class says for each thing it changes: the highest. CLASS_OFFICE where the classes do not
 * hold. `why`, where given: one of the changes that ask for it.
 */
enum change_class plan_class_of_row(const struct programme *programme, const struct record *record, const void *before, const void *after,
	struct day day, struct plan_change *why, struct arena *arena);
/* A table to begin with: rules with new ids, made by the caller. */
struct change_rule_start { enum plan_change_kind kind; int64_t above; enum change_class change_class; };
extern const struct change_rule_start change_rule_start[];
extern const size_t change_rule_start_count;

#endif
