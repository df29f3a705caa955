/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The life of a programme: vision, agreement, plan, execution, evaluation, renewal. Stages overlap; each is told by its steps:
 * dated facts such as a signing, a meeting or a decision. Planned and actual are two values.
 */
#ifndef LIFE_LIFE_H
#define LIFE_LIFE_H

#include "programme/programme.h"

enum stage {
	STAGE_NONE, STAGE_VISION, STAGE_AGREEMENT, STAGE_PLAN, STAGE_EXECUTION, STAGE_EVALUATION, STAGE_RENEWAL, STAGE_COUNT
};
extern const struct words stage_words;

enum step_kind { STEP_UNKNOWN, STEP_MEETING, STEP_DECISION, STEP_SIGNING, STEP_ADOPTION, STEP_EVALUATION, STEP_OTHER, STEP_KIND_COUNT };
extern const struct words step_kind_words;

struct step {
	struct id      id, node;                /* node: none: the programme */
	enum stage     stage;
	enum step_kind kind;
	struct str     title;
	struct str     text;
	struct day     planned;
	struct str     planned_words;           /* "medio april" */
	struct day     day;                     /* when it was done; unknown: not yet, or not known when (see `happened`) */
	struct day     last;                    /* its last day, where it took longer */
	bool           happened;                /* done, though the day is not known */
	bool           concludes;               /* with it the stage has been reached */
	struct str     place;
	struct str     who;                     /* bodies and parties, in words */
	bool           outside;                 /* a decision elsewhere that touches the programme */
	struct provenance provenance;
};
extern const struct record step_record;

enum stage_state { STAGE_UNKNOWN, STAGE_AHEAD, STAGE_UNDER_WAY, STAGE_REACHED };
extern const struct words stage_state_words;

/*
 * How far a stage is on a day. Vision, agreement and plan are reached from the day of the step that concludes them. Execution is
 * under way from the first day of the programme until the later of its last day and the plan's horizon, and reached after it.
 * Evaluation and renewal are reached by a concluding step. A stage with a step on or before the day that does not conclude it is
 * under way; with only planned ones ahead; without any unknown.
 */
struct life_stage {
	enum stage         stage;
	enum stage_state   state;
	const struct step *deciding;            /* the step that says so; NULL */
	struct day         from, until;         /* what is known of it */
};
struct life_stage life_stage(const struct programme *programme, enum stage stage, struct day day);

/* Whether a step lies behind on the day. One that happened on an unknown day counts from its planned day; without that, always. */
bool step_done(const struct step *step, struct day day);
/* The day it sorts by: the actual one, else the planned one. */
struct day step_day(const struct step *step);
/* The next planned step after the day; NULL where none is known. */
const struct step *life_next(const struct programme *programme, struct day day);

#endif
