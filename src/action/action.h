/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Actions (actiepunten), their milestones and result figures (docs/rules.md 4).
 * The plan has a horizon: no action and no milestone ends after it, unless the action says that it `continues`, with the reason
 * and who carries it afterwards. What a source tells of elsewhere (certainty stated or inferred, with a source) is recorded as it
 * was: there a gap warns and refuses nothing.
 */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include "programme/programme.h"

enum action_status {
	ACTION_UNKNOWN, ACTION_IDEA, ACTION_PROPOSED, ACTION_PLANNED, ACTION_RUNNING, ACTION_PAUSED, ACTION_DONE, ACTION_STOPPED,
	ACTION_STATUS_COUNT
};
extern const struct words action_status_words;

enum origin {
	ORIGIN_UNKNOWN, ORIGIN_VISION, ORIGIN_BRAINSTORM, ORIGIN_LEADING_PLAN, ORIGIN_RECOMMENDATION, ORIGIN_COUNCIL,
	ORIGIN_EARLIER_PROGRAMME, ORIGIN_MEETING
};
extern const struct words origin_words;

struct action {
	struct id          id;
	struct str         number;              /* unique in the programme: "M-03" */
	struct str         key;                 /* the name it has in an imported file; may be empty */
	struct str         title;
	struct str         result;              /* when is it done */
	struct str         why;
	struct id          theme, topic;        /* none: of the programme as a whole */
	struct day         start, last;         /* both included; as precise as known */
	struct str         start_words, last_words;     /* "medio april", "voor de zomer" */
	enum action_status status;
	struct str         status_reason;       /* paused, stopped */
	bool               continues;           /* loopt door: beyond the horizon */
	struct str         continues_reason;
	struct id          continues_with;      /* party that carries it afterwards */
	struct ids         goals;
	struct ids         labels;              /* cross-cutting themes */
	enum origin        origin;
	struct str         origin_text;
	struct str         predecessor;         /* "lev-2020-2023/kijk-verder": programme and number or key */
	struct str         leading_item;        /* the item of the leading plan it carries out */
	bool               outside;             /* a project of a party itself, outside the programme, told beside it */
	struct str         reached;             /* what is known to have come of it, until updates tell */
	enum visibility    visibility;
	struct str         internal;            /* note for the office */
	struct provenance  provenance;
};

struct milestone {
	struct id  id, action;
	struct str title;
	struct day planned;
	struct str planned_words;
	struct day reached;                     /* the actual day; unknown: not yet */
	struct provenance provenance;
};

/* Whether a result figure is told for each municipality, and what the region's own value then is. */
enum figure_municipal {
	FIGURE_WHOLE,                   /* the region's value is told, no other */
	FIGURE_SUM,                     /* each municipality's is told; the region's is their sum */
	FIGURE_APART                    /* each municipality's is told, and the region's apart: what cannot be added up, such as a share */
};
extern const struct words figure_municipal_words;

struct result_figure {
	struct id      id, action;
	struct str     name, unit;
	struct decimal aim, value;
	struct day     day;                     /* of the value */
	bool           cumulative;
	enum figure_municipal municipal;
	struct str     method;                  /* how it is counted */
	struct provenance provenance;
};

/* What is aimed at from a day on: of one municipality, or of the whole where the aim was restated. What was aimed at before stays readable. */
struct figure_aim {
	struct id      id, figure, party;       /* party none: the whole */
	struct day     from;                    /* unknown: from the beginning */
	struct decimal aim;
	struct str     reason;                  /* why it is another one than before */
	struct provenance provenance;
};

extern const struct record action_record, milestone_record, result_figure_record, figure_aim_record;

/* The action with this number, in either case; NULL where there is none. Addresses hold the number. */
const struct action *action_by_number(const struct programme *programme, struct str number);
/* The action with this key of an imported file; NULL where there is none. */
const struct action *action_by_key(const struct programme *programme, struct str key);
/* The action's theme: its own, else its topic's; NULL where it has neither. */
const struct theme *action_theme(const struct programme *programme, const struct action *action);
/* Planned to run on the day and not yet done or stopped. */
bool action_open(const struct action *action);
/* Its last day has gone by on `day` while it is neither done nor stopped. */
bool action_late(const struct action *action, struct day day);
/* Recorded from a source as it was elsewhere: gaps warn, nothing is refused. */
bool action_recorded(const struct action *action);
/* Its last day lies after the programme's horizon. False where either is unknown. */
bool action_beyond_horizon(const struct programme *programme, const struct action *action);

/*
 * What an action lacks to be put to a body in a plan (docs/rules.md 4): lead, result, theme, start, last day, a municipality that
 * participates. One fault each with the field to fill in; true where nothing lacks.
 */
bool action_complete(const struct programme *programme, const struct action *action, struct day day, struct faults *faults);

/* What the figure aims at on the day, of the whole (party ID_NONE) or of a municipality; unknown where nothing was said. */
struct decimal figure_aim_on(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day);
/* The row that says so; NULL where the figure itself does, or nothing. */
const struct figure_aim *figure_aim_row(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day);

/* How many actions below a node have each status; those outside the programme are left out. */
struct action_counts { size_t of[ACTION_STATUS_COUNT]; size_t all; };
struct action_counts action_count(const struct programme *programme, const struct node *node, struct arena *arena);

#endif
