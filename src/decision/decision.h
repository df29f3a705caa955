/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Decisions (besluitvorming; docs/rules.md 5): a subject is put to named bodies, each with a due day; the state of a subject is computed
 * from what they decided, never typed. And questions, motions and promises of councils, open until answered.
 */
#ifndef DECISION_DECISION_H
#define DECISION_DECISION_H

#include "agreement/agreement.h"

enum body_kind { BODY_UNKNOWN, BODY_COUNCIL, BODY_EXECUTIVE, BODY_PORTFOLIO_MEETING, BODY_BOARD, BODY_ADVISORY_COUNCIL, BODY_TABLE, BODY_OTHER };
extern const struct words body_kind_words;

/* A college, a council, a board, of a party or of the programme (party none). */
struct body {
	struct id      id, party;
	struct str     key, name;
	enum body_kind kind;
	struct count   weight;          /* of its vote in a weighted majority; unknown: 1 */
	bool           weighs;          /* its members have weighted votes: for, against and blank are recorded */
	struct count   papers_days;     /* papers are due so many days before it meets */
	struct str     calendar;        /* its meeting days and recesses, one a line: "2026-12-10", "2026-12-19 2027-01-04 recess" */
	struct day     from, until;
	struct provenance provenance;
};

enum subject_kind { SUBJECT_UNKNOWN, SUBJECT_VISION, SUBJECT_AGREEMENT, SUBJECT_PLAN_VERSION, SUBJECT_RENEWAL, SUBJECT_PARTICIPATION, SUBJECT_OTHER };
enum subject_rule { RULE_ALL, RULE_MAJORITY, RULE_MAJORITY_OF_WEIGHTS, RULE_EACH_FOR_ITSELF };
extern const struct words subject_kind_words, subject_rule_words;

struct subject {
	struct id         id, node;     /* node: what it is about; none: the programme */
	enum subject_kind kind;
	struct str        title, text;
	struct id         document, agreement, plan_version;    /* what is put to them; none or one */
	enum subject_rule rule;
	struct day        tabled;       /* put to the bodies on */
	struct day        withdrawn;
	enum visibility   visibility;
	struct provenance provenance;
};

/* A body is asked about a subject. */
struct referral {
	struct id    id, subject, body;
	bool         opinion_only;      /* it may give its opinion (zienswijze), which neither adopts nor rejects */
	struct day   due, sent;
};

enum decision_outcome { DECISION_NONE, DECISION_ADOPTED, DECISION_ADOPTED_WITH_CONDITIONS, DECISION_NOTED, DECISION_REJECTED, DECISION_WITHDRAWN, DECISION_OPINION };
extern const struct words decision_outcome_words;

struct decision {
	struct id             id, subject, body;
	enum decision_outcome outcome;
	struct day            day;
	struct str            text;             /* the opinion, the amendment, what was said */
	struct str            reference;        /* of the body's own papers */
	struct id             document;
	struct count          votes_for, votes_against, votes_blank, voters;
	struct ids            except;           /* nodes a body excepts (RULE_EACH_FOR_ITSELF) */
	bool                  amended;          /* adopted with an amendment */
	struct id             confirmation;     /* the subject by which the others are asked to confirm the amendment; none */
	struct id             replaces;         /* the decision this corrects; both stay readable */
	struct id             person;           /* who recorded it */
	bool                  on_behalf;        /* the office recorded it for the body */
	struct provenance     provenance;
};

struct condition { struct id id, decision; struct str text; struct day due, met; struct str how; };

enum council_kind { COUNCIL_UNKNOWN, COUNCIL_QUESTION, COUNCIL_MOTION, COUNCIL_PROMISE };
extern const struct words council_kind_words;
/* A question, motion or promise of a council on a node. */
struct council_item {
	struct id         id, node, body;
	enum council_kind kind;
	struct str        title, text;
	struct day        day, due;
	struct str        answer;               /* or what was done */
	struct day        answered;
	struct id         answered_by;          /* the party that answered, or is asked to; none: the programme office */
	struct id         person;
	struct provenance provenance;
};

/* Not answered by the day. */
bool council_item_open(const struct council_item *item, struct day day);

extern const struct record body_record, subject_record, referral_record, decision_record, condition_record, council_item_record;

/* The decision of a body on a subject that holds on the day: the newest that no other replaces; NULL: not decided. */
const struct decision *decision_of(const struct programme *programme, const struct subject *subject, struct id body, struct day day);

enum subject_state { SUBJECT_PREPARED, SUBJECT_BEFORE_BODIES, SUBJECT_ADOPTED, SUBJECT_REJECTED, SUBJECT_HOLDS_FOR_SOME, SUBJECT_WITHDRAWN };
extern const struct words subject_state_words;
/*
 * How a subject stands: "adopted by 4 of 5". `all`: adopted once every body that decides has adopted it, rejected by the first that rejects.
 * `majority`, of bodies or of weights: adopted once more than half adopted, rejected once that cannot be any more. `each_for_itself`: holds
 * for those who adopt. A body that only takes note has neither adopted nor rejected. A signed agreement that confirms the plan version counts as
 * the decision of every party that signed it (docs/rules.md 5).
 */
struct subject_standing {
	enum subject_state state;
	size_t             asked;               /* bodies that decide */
	size_t             adopted, noted, rejected, open;      /* of those */
	size_t             opinions_asked, opinions;            /* of bodies that may only give their opinion */
	size_t             conditions_open;
	struct day         day;                 /* on which it was adopted or rejected */
	int64_t            weight_adopted, weight_all;
};
struct subject_standing subject_standing(const struct programme *programme, const struct subject *subject, struct day day);
/* What one body said, by a decision of its own or by a signed agreement. */
struct body_said { enum decision_outcome outcome; struct day day; const struct decision *decision; const struct agreement *agreement; };
struct body_said subject_said(const struct programme *programme, const struct subject *subject, const struct body *body, struct day day);
/* Subjects about a plan version. */
struct row_list subject_of_plan(const struct programme *programme, struct id plan_version, struct arena *arena);
/* Conditions of the decisions on a subject that are not met by the day. */
struct row_list conditions_open(const struct programme *programme, const struct subject *subject, struct day day, struct arena *arena);

/* The last meeting of the body on or before `due` that does not fall in a recess, by its calendar; unknown: it has none. */
struct day body_meets(const struct body *body, struct day due);
/* The first meeting on or after a day that does not fall in a recess; unknown: its calendar has none. */
struct day body_next_meeting(const struct body *body, struct day from);
/* Its calendar, line by line; what cannot be read is left out. In the arena. */
struct body_day { struct day from, until; bool recess; };       /* a meeting: `from` alone */
struct body_day_list { struct body_day *at; size_t count; };
struct body_day_list body_calendar(const struct body *body, struct arena *arena);
/* The day by which papers must be with the body for that meeting. */
struct day body_papers_due(const struct body *body, struct day due);

#endif
