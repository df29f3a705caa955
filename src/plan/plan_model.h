/* SPDX-License-Identifier: EUPL-1.2 */
/* Plan versions as pages show them: a frozen plan read again, what differs between two in words, drawn, and as papers. */
#ifndef PLAN_PLAN_MODEL_H
#define PLAN_PLAN_MODEL_H

#include "http/request.h"
#include "paper/paper.h"
#include "plan/plan.h"

/* A programme in memory from the JSON of plan_canonical; NULL with faults where it is none. The caller releases it. */
const struct programme *plan_read(struct str canonical, struct faults *faults);
/* The bytes whose SHA-256 is the version's hash, as they are kept. They wait for the disk: routes with ROUTE_WAITS. */
bool plan_bytes(const struct request *req, const struct plan_version *version, struct str *bytes, struct faults *faults);
/* What was frozen; NULL with faults where the version was recorded without its content, or it cannot be read now. The caller releases it. */
const struct programme *plan_frozen(const struct request *req, const struct plan_version *version, struct faults *faults);

/* Two plans beside each other. `version` NULL: the plan as it stands today. */
struct plan_side { struct plan_at at; const struct plan_version *version; };
struct plan_comparison { struct plan_side before, after; struct plan_changes changes; };
/* Compares; false with faults. plan_comparison_end in any case. */
bool plan_comparison(const struct request *req, const struct plan_version *before, const struct plan_version *after,
	struct plan_comparison *comparison, struct faults *faults);
void plan_comparison_end(struct plan_comparison *comparison);

/* "version 2", "today". */
struct str plan_side_words(const struct request *req, const struct plan_side *side);
/* One change in words, in the reader's language. */
struct plan_said {
	struct str               what;          /* "M-03 Techno-Plaza", a theme, "the programme" */
	struct str               label;         /* "Last day", "Milestone: Opening"; of a whole node empty */
	struct str               before, after; /* values; "–" where there is none */
	struct str               sentence;      /* label, before and after in a sentence, without `what` */
	struct str               address;       /* page of it below the programme; empty where it is no more */
	const struct theme      *theme;         /* it stands in; NULL: none */
};
struct plan_said plan_say(const struct request *req, const struct plan_comparison *comparison, const struct plan_change *change);
/* "adopted by 4 of 4, opinion of 1": what the bodies said, as seen on the request's day. */
struct str plan_outcome_words(const struct request *req, const struct subject *subject);
/* number, name, address, state, state_label, day_words, frozen, hash, incomplete, outcome ...: a row of partial plan/version_row. */
void plan_version_model(const struct request *req, struct model *item, const struct plan_version *version);
/* said of { body, outcome_label, day, due, opinion, adopts, rejects, record }, has_said: what each body said about it; partial plan/said. */
void plan_said_model(const struct request *req, struct model *item, const struct plan_version *version);
/* Who must agree to a change, and whether they did: partial plan/agreement. A flag false where the office may do it. */
void plan_agreement_model(const struct request *req, struct model *item, const struct plan_change *change);
/* `plan_holds` = which version holds now, for the home of the programme: partial plan/holds. */
void plan_holds_model(const struct request *req, struct model *model);
/* `classes` = what saving a form of this record can ask others to agree to: partial plan/classes. False where the classes do not hold. */
void plan_classes_model(const struct request *req, struct model *model, const struct record *record);

/* How many changes of each kind there are, and where: rows of the picture and of its table. */
struct plan_tally { const struct theme *theme; size_t of[CHANGE_KIND_COUNT], all; };
struct plan_tallies { struct plan_tally *at; size_t count; struct plan_tally sum; };
struct plan_tallies plan_tally(const struct plan_comparison *comparison, struct arena *arena);
/* A bar for each theme; and what moved in time, each before and after. NULL where there is nothing of it. */
struct svg *plan_bars(const struct request *req, const struct plan_comparison *comparison);
struct svg *plan_moves(const struct request *req, const struct plan_comparison *comparison);

/* How a plan becomes a paper: `address` of the server for links, "/" for a page, empty for none. */
struct paper *plan_version_paper(const struct request *req, const struct plan_version *version, const struct programme *plan, struct str address);
struct paper *plan_comparison_paper(const struct request *req, const struct plan_comparison *comparison, struct str address);
/* The part of a report about the programme, or a theme (`node`; none: all), that tells what has changed since the plan was adopted; nothing where none was. */
void plan_write_deviation(const struct request *req, struct id node, struct paper *paper, struct str address);

#endif
