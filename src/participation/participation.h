/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Participation: who takes part in what, from when until when (docs/rules.md 1).
 * An entry is a dated fact about one party and one node. The standing on a day comes from the entry on the node itself,
 * else from the nearest node above that has one; with none it is STANDING_UNKNOWN, never shown as yes or no.
 * Only `participates` counts as in.
 */
#ifndef PARTICIPATION_PARTICIPATION_H
#define PARTICIPATION_PARTICIPATION_H

#include "programme/programme.h"

enum standing {
	STANDING_UNKNOWN, STANDING_PARTICIPATES, STANDING_JOINS_OTHER_REGION, STANDING_DOES_NOT_PARTICIPATE, STANDING_UNDECIDED,
	STANDING_OBSERVER, STANDING_COUNT
};
extern const struct words standing_words;

struct participation {
	struct id     id, party, node;
	enum standing standing;
	struct day    from, until;              /* both included; unknown: open on that side */
	struct id     counterpart;              /* the region gone along with; only, and always, with JOINS_OTHER_REGION */
	struct ids    also_oriented_to;         /* regions it also looks to; only with PARTICIPATES */
	struct str    reason;
	struct str    decision;                 /* the decision it rests on, in words */
	struct str    decided_by;               /* UNDECIDED: who decides */
	struct day    decide_by;                /* UNDECIDED: by when */
	struct str    internal;                 /* note for the office */
	struct provenance provenance;
};
extern const struct record participation_record;

/* The entry on the very node that holds on `day`; NULL where there is none on it, whatever is handed down. */
const struct participation *participation_own(const struct programme *programme, struct id party, struct id node, struct day day);
/* The entry that decides how `party` stands toward `node` on `day`; NULL where nothing was recorded. */
const struct participation *participation_effective(const struct programme *programme,
	struct id party, const struct node *node, struct day day);
/* Its standing; STANDING_UNKNOWN for NULL. */
enum standing participation_standing(const struct participation *entry);
/* Whether the entry stands on this very node and is not handed down to it. */
bool participation_explicit(const struct participation *entry, const struct node *node);

/* On how many days of a period, both its days included, the party exists and participates in the node. */
int32_t participation_days(const struct programme *programme, const struct party *party, const struct node *node,
	int32_t first, int32_t last);

/* The entry of the party on the node whose period overlaps with from..until, other than `except`; NULL where none is in the way. */
const struct participation *participation_overlap(const struct programme *programme, struct id party, struct id node,
	struct day from, struct day until, struct id except);

/* How the municipalities stand toward a node on a day. */
struct participation_counts { size_t of[STANDING_COUNT]; size_t in, all; };
struct participation_counts participation_count(const struct programme *programme, const struct node *node, struct day day,
	struct arena *arena);

/* In how many of the published actions below a node (not outside the programme) the party takes part: "1 of 6". */
struct participation_share { size_t in, all; };
struct participation_share participation_in_actions(const struct programme *programme, struct id party,
	const struct node *node, struct day day, struct arena *arena);

/*
 * The entries that decide for many parties on every node at once: what participation_effective, participation_count and
 * participation_in_actions answer, worked out in one walk down the tree. For the matrix.
 */
struct participation_table {
	struct node_list                   nodes;
	struct row_list                    parties;
	const struct participation *const *entry;       /* a row for each node, a column for each party */
};
struct participation_table participation_table(const struct programme *programme, struct row_list parties, struct day day,
	struct arena *arena);
const struct participation *participation_table_entry(const struct participation_table *table, const struct node *node, size_t party);
/* Of the municipalities among the parties. */
struct participation_counts participation_table_count(const struct participation_table *table, const struct node *node);
struct participation_share participation_table_in_actions(const struct participation_table *table, const struct node *node,
	size_t party);

/* Why a party stands so toward a node: everything an explanation needs (docs/rules.md 1, Explained). */
struct participation_reason {
	const struct participation *entry;      /* NULL: nothing was recorded */
	const struct node          *node;       /* where the entry stands */
	bool                        inherited;  /* it stands on a node above the one asked about */
};
struct participation_reason participation_why(const struct programme *programme, struct id party, const struct node *node,
	struct day day);

/* What stands for a node in an address: "programme", a theme's or topic's key, an action's number, or else its id. */
struct str participation_address_name(const struct programme *programme, const struct node *node, struct arena *arena);
/* The page that explains how a party stands toward a node: "/participation/doesburg/leisure-promotion". */
struct str participation_address(const struct programme *programme, const struct party *party, const struct node *node,
	struct arena *arena);
/* The node of such a name; NULL where there is none. */
const struct node *participation_address_node(const struct programme *programme, struct str part);

#endif
