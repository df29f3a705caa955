/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Involvement (betrokkenheid; docs/rules.md 9): how far education and business carry the plan. Over actions that are planned, running or
 * done: in how many a party of a sector has a role, and how many it leads; over meetings: of whom those who were there. Always a numerator
 * and a denominator, with the rows behind both. A denominator of 0 is no share at all. Executing organisations count in no sector and stand apart.
 * What an action came to stands beside it, with and without a sector, as counts: no cause is claimed.
 */
#ifndef INVOLVEMENT_INVOLVEMENT_H
#define INVOLVEMENT_INVOLVEMENT_H

#include "action/action.h"
#include "meeting/meeting.h"
#include "role/role.h"

enum involvement_measure {
	INVOLVEMENT_UNKNOWN, INVOLVEMENT_EDUCATION_ROLE, INVOLVEMENT_BUSINESS_ROLE, INVOLVEMENT_EDUCATION_LEADS, INVOLVEMENT_BUSINESS_LEADS,
	INVOLVEMENT_EDUCATION_MEETINGS, INVOLVEMENT_BUSINESS_MEETINGS, INVOLVEMENT_MEASURE_COUNT
};
extern const struct words involvement_measure_words;

/* "Half of all actions with a business in a role by the end of 2025." */
struct involvement_aim {
	struct id    id, node;                  /* node: a theme; none: the programme */
	enum involvement_measure measure;
	struct count percent;                   /* 1 to 100 */
	struct day   by;
	struct str   text;                      /* why, or who asked for it */
	struct provenance provenance;
};
extern const struct record involvement_aim_record;

/* What is counted over: a node, and the days from and until (either unknown: open). Roles are taken as they stand on `day`. */
struct involvement_scope {
	const struct node *node;
	struct day         from, until;
	struct day         day;
};
/* The programme or a theme as it stands on a day. */
struct involvement_scope involvement_on(const struct node *node, struct day day);
/* In a quarter that has begun: what ran in it and which meetings were held in it, roles as on its last day, or on `day` where that is sooner. */
struct involvement_scope involvement_in(const struct node *node, int year, int quarter, struct day day);

struct sector_share { int64_t in, of; };
/* Whether it reaches so many percent: false without a denominator. */
bool share_reaches(struct sector_share share, int64_t percent);

/* Actions that count: published, of the programme itself, planned, running or done, and within the days asked for. */
struct row_list involvement_actions(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena);
/* The role by which a sector is in an action: its lead first. NULL: it is not. `lead`: only by leading it. */
const struct role *involvement_role(const struct programme *programme, const struct action *action, enum sector sector, bool lead, struct day day);
/* The lead of the action that counts; NULL. */
const struct role *involvement_lead(const struct programme *programme, const struct action *action, struct day day);

/* Of some actions: how they stand. */
struct involvement_results { int64_t done, silent, on_track, all; };

struct involvement {
	struct sector_share role[SECTOR_SOCIETY + 1];       /* actions in which the sector has a role */
	struct sector_share leads[SECTOR_SOCIETY + 1];
	struct sector_share meetings[SECTOR_SOCIETY + 1];   /* people at meetings, of those of a known sector */
	struct involvement_results with[SECTOR_SOCIETY + 1], without[SECTOR_SOCIETY + 1];
	int64_t actions;
	int64_t led_by_executing;       /* actions led by an executing organisation: apart */
	int64_t led_by_nobody;
	int64_t from_the_sector;        /* actions with a party of a branch that the theme names */
	bool    has_branches;           /* the node is a theme that names any */
	int64_t executing_attended, unknown_attended;
	int64_t held;                   /* meetings of which is known who was there */
};
struct involvement involvement_of(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena);
struct sector_share involvement_share(const struct involvement *involvement, enum involvement_measure measure);
/* Meetings held within the scope of which is known who was there. */
struct row_list involvement_meetings(const struct programme *programme, const struct involvement_scope *scope, struct arena *arena);
/* Whether both name a branch: lists with commas, in any case. */
bool branches_meet(struct str one, struct str other);

enum aim_state { AIM_NO_DATA, AIM_BELOW, AIM_REACHED, AIM_MISSED };
extern const struct words aim_state_words;
/* No data without a denominator; reached whenever the share reaches it; missed after its day. */
enum aim_state involvement_aim_state(const struct programme *programme, const struct involvement_aim *aim, struct day day, struct sector_share *share);

#endif
