/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Timeline (tijdlijn; docs/rules.md 4, The timeline): the plan over its days. From rows to bars, marks, ticks and places for words; what
 * draws them (timeline_model.h) decides nothing. A day that nobody knows is never drawn as another day: a bar has no edge there, and an
 * action of which no day is known stands apart.
 */
#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

#include "action/action.h"
#include "life/life.h"
#include "progress/progress.h"

/*
 * The days a picture spans, as numbers of base/day.h, both included: whole quarters. From the programme's first day, or earlier where its
 * actions and steps begin earlier (a year at most), until the later of its last day and the horizon. Where neither is known, until the last
 * known day of any of them. Empty (last before first) where no day is known at all.
 */
struct timeline_frame {
	int32_t first, last;
	int32_t horizon, end;           /* last day of the plan, of the programme; DAY_AFTER_ALL where not known */
};

/* What is drawn of a period. */
struct timeline_bar {
	int32_t first, last;            /* both included, within the frame */
	int32_t sure_first, sure_last;  /* the days that belong to it for certain; none: last before first */
	bool    open_first, open_last;  /* nobody knows when it begins, or ends: no edge on that side */
	bool    before, after;          /* goes on outside the frame */
	bool    cut;                    /* lasts beyond the horizon, and is cut there */
};
/* False where nothing of it can be drawn: no day is known, or all of them lie outside the frame or after the horizon. */
bool timeline_bar(const struct timeline_frame *frame, struct day from, struct day until, struct timeline_bar *bar);

/* A step whose day went by was not missed: nothing says whether it took place. */
enum timeline_state { TIMELINE_COMING, TIMELINE_REACHED, TIMELINE_MISSED, TIMELINE_OVERDUE };
extern const struct words timeline_state_words;

/* A milestone, a step or a round: a day, and where it moved the day it was planned for. */
struct timeline_mark {
	const struct record *record;
	const void          *row;
	enum timeline_state  state;
	struct day           day;               /* the actual one, else the planned one; unknown: it cannot be drawn */
	int32_t              at;                /* where it stands: the last day it can be; of a step the middle of its days */
	int32_t              first, last;       /* the days it can be, or took */
	bool                 drawn;             /* lies within the frame */
	bool                 moved;             /* was planned for another day, which is known: `planned_at` */
	int32_t              planned_at;
};
struct timeline_marks { struct timeline_mark *at; size_t count; };

struct timeline_row {
	const struct action  *action;
	size_t                place;            /* of its group: themes in their order, without theme, beside the programme */
	struct timeline_bar   bar;
	struct timeline_marks milestones;
};
struct timeline_rows { struct timeline_row *at; size_t count; };

/* A theme with its actions by start; without theme; or the projects beside the programme. */
struct timeline_group {
	const struct theme  *theme;     /* NULL: none */
	bool                 outside;
	struct timeline_rows rows;
	bool                 drawn;     /* `first` to `last` span what is drawn of them */
	int32_t              first, last;
};

struct timeline {
	struct timeline_frame  frame;
	struct timeline_group *group;
	size_t                 groups;
	struct timeline_marks  steps, rounds;   /* by day; those without one last */
	struct timeline_rows   apart;           /* cannot be drawn: timeline_bar says no */
	size_t                 rows;            /* drawn ones in all groups */
};
/* Of what a reader is shown: lists of actions, steps and rounds in the order for people. */
struct timeline timeline_of(const struct programme *programme, struct row_list actions, struct row_list steps, struct row_list rounds,
	struct day day, struct arena *arena);
/* Puts the versions of the plan among the steps: each on the day it was adopted or rejected, or put to the bodies. */
void timeline_add_versions(struct timeline *timeline, const struct programme *programme, struct day day, struct arena *arena);
/* The same with agreements: the day each was signed by all, or is to be, and the day each of their services is due or was delivered. */
void timeline_add_agreements(struct timeline *timeline, const struct programme *programme, struct row_list agreements, struct day day,
	struct arena *arena);
/*
 * Puts these subjects among the steps: each on the day its outcome was reached, or on the last day by which a body that has not spoken is to
 * decide. A plan version or an agreement that is put to bodies has a mark of its own already.
 */
void timeline_add_subjects(struct timeline *timeline, const struct programme *programme, struct row_list subjects, struct day day, struct arena *arena);
/* All rows, those that stand apart too: by group and then by start, or by start alone. What is not known comes last. */
enum timeline_order { TIMELINE_BY_THEME, TIMELINE_BY_START };
extern const struct words timeline_order_words;
struct timeline_rows timeline_ordered(const struct timeline *timeline, enum timeline_order order, struct arena *arena);

/* The scale. Its width is that of the picture, in units of the picture. */
enum timeline_scale { TIMELINE_YEARS, TIMELINE_QUARTERS };
extern const struct words timeline_scale_words;
/* By years the whole period fits in `room`; by quarters a quarter has room for the names of its months. */
double timeline_width(const struct timeline_frame *frame, enum timeline_scale scale, double room);
/* Where a day begins, and ends. */
double timeline_x(const struct timeline_frame *frame, double width, int32_t day);
double timeline_x_end(const struct timeline_frame *frame, double width, int32_t day);

enum timeline_unit { TIMELINE_YEAR, TIMELINE_QUARTER, TIMELINE_MONTH };
struct timeline_tick {
	enum timeline_unit unit;
	int                year, number;        /* number: of the quarter or month, from 1 */
	double             x, end;
};
struct timeline_ticks { struct timeline_tick *at; size_t count; };
/* Every year, quarter or month of the frame. */
struct timeline_ticks timeline_ticks(const struct timeline_frame *frame, enum timeline_unit unit, double width, struct arena *arena);

/* Words. About how wide a text stands in letters of this size: rather a little too wide than too narrow. */
double timeline_text_width(struct str text, double size);
/* The text, or what fits of it with an ellipsis; empty where not even a few letters do. */
struct str timeline_fitting(struct str text, double size, double room, struct arena *arena);

/* Where a label goes that belongs to a bar from `left` to `right`: in it, behind it or before it, within 0..width; else nowhere. */
enum timeline_place { TIMELINE_NOWHERE, TIMELINE_INSIDE, TIMELINE_BEHIND, TIMELINE_BEFORE };
enum timeline_place timeline_place(double left, double right, double label, double width);

/* Labels beside their marks on lines below each other, so that none overlaps another mark or label on its line. */
struct timeline_label {
	double left, right;             /* from where to where the mark is drawn */
	double width;                   /* of the words, with the room around them */
	/* what comes out: */
	size_t lane;
	double x;                       /* where the words begin */
	bool   shown;                   /* false: there was no room for the words; the mark stands all the same, in the last lane */
};
/* How many lanes were taken, at most `most`. A label that would leave 0..width on the right stands before its mark. */
size_t timeline_lanes(struct timeline_label *label, size_t count, double width, size_t most);

#endif
