/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a report says, gathered once from the programme, before anybody makes words of it: the actions it is about, worst first, what they
 * told in the period, milestones, figures, changes, and how a municipality stands toward each part. Only what everybody may read: no
 * draft, no note of the office, no update whose round has not closed where updates wait for that.
 */
#ifndef REPORT_REPORT_CONTENT_H
#define REPORT_REPORT_CONTENT_H

#include "action/action.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "report/report.h"
#include "role/role.h"

struct report_action {
	const struct action *action;
	const struct node   *node;
	enum light           light;             /* on the report's day; LIGHT_NONE: nothing told, or not (or no longer) running */
	const struct update *latest;            /* the newest that everybody may read; NULL: none ever */
	const struct round  *silent;            /* the round that got no answer, where it is silent */
	const struct role   *lead;              /* NULL: not known */
	const struct update *spent;             /* the newest that tells what was spent; NULL: none */
	struct row_list      updates;           /* of the period, newest first, without those that a later one corrects */
	enum light           earlier;           /* on the day of the last report, where there is one */
	size_t               place;             /* in the tree */
};

struct report_milestone {
	const struct action    *action;
	const struct milestone *milestone;
};

struct report_figure {
	const struct action        *action;
	const struct result_figure *figure;
	struct decimal              aim, value; /* unknown: nobody told it yet */
	struct day                  day;
	bool                        own;        /* of the municipality the report is for; else of the whole region */
};

enum report_change_kind { CHANGE_ADDED, CHANGE_DROPPED, CHANGE_STATUS, CHANGE_MOVED, CHANGE_LEAD, CHANGE_STANDING };
struct report_change {
	enum report_change_kind kind;
	const struct action    *action;         /* NULL where a standing changed higher up; as it was, where it was dropped */
	const struct node      *node;           /* of the standing */
	const struct party     *party;          /* whose standing */
	struct str              was, became;    /* in the report's language */
};

/* How the municipality stands toward a node. */
struct report_standing {
	const struct node          *node;
	const struct participation *entry;      /* NULL: nothing was recorded */
};
struct report_standings { struct report_standing *at; size_t count; };

struct report_content {
	const struct programme     *programme;
	const struct report_wanted *wanted;
	struct arena               *arena;
	struct day                  today, day;
	const struct node          *node;       /* the theme, else the root */
	const struct party         *party;      /* the municipality; NULL: none in particular */

	struct report_action       *action;     /* worst first; what the municipality takes part in, where there is one */
	size_t                      actions;
	size_t                      light[LIGHT_COUNT];         /* of those that have begun and are open */
	size_t                      not_begun;  /* ideas, proposed and planned ones of which nothing was told */
	size_t                      status[ACTION_STATUS_COUNT];
	size_t                      told;       /* updates given in the period */
	size_t                      all;        /* actions below the node, also those it does not take part in */

	struct report_milestone    *reached, *missed;
	size_t                      reached_count, missed_count;
	struct report_figure       *figure;
	size_t                      figures;
	struct money                spent;      /* of the actions that told it, in all */
	size_t                      spent_count;
	struct report_change       *change;
	size_t                      changes;
	bool                        changes_known;      /* false: the programme was not here yet when the period began */

	struct report_standings     in, out, undecided, observes, unknown;     /* of the municipality */
	size_t                      leads;      /* of the actions above, those that the municipality leads itself */
	const struct report        *last;       /* the last report on the same, before this one's day */
};

struct report_content *report_content(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena);
/* An idea, proposed or planned, and nothing told of it. */
bool report_not_begun(const struct report_action *action);
/* The newest wish for help of the action that nobody has answered yet; NULL where there is none. */
const struct update *report_help(const struct report_content *content, const struct report_action *action);
/* Whether everybody may read of the node, and it belongs to the programme: no draft, nothing outside it. */
bool report_published(const struct node *node);
/* "M-03 Third covenant". */
struct str report_action_name(const struct action *action, struct arena *arena);

#endif
