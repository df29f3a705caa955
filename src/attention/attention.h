/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What needs attention (wat vraagt aandacht; docs/rules.md 10): one list, derived from the programme in memory, never typed in. For every
 * thing that holds the programme up: who has to do what, since when, by when, and the page where it is done.
 * A kind is one function and one line in the table of the room that knows it; attention.c walks all tables. This header knows no
 * room, so every room's rules may include it.
 *
 *	static void find_without_lead(struct attention_search *search, const struct attention_kind *kind)
 *	{
 *		... attention_add(search, kind, &(struct attention){ .record = &theme_record, .row = theme, .arg = { theme->name } });
 *	}
 *	const struct attention_kind tree_attention[] = {
 *		{ "theme_without_lead", N_("Theme without lead"), N_("{0} has no lead."), N_("Name a lead"), find_without_lead },
 *		ATTENTION_END
 *	};
 */
#ifndef ATTENTION_ATTENTION_H
#define ATTENTION_ATTENTION_H

#include "access/access.h"

struct attention_kind;

struct attention {
	const struct attention_kind *kind;
	const struct record *record;            /* what it is about, and a row of it: whoever may not see the row does not see this */
	const void          *row;
	const struct node   *node;              /* where it stands in the tree; NULL: row_node of the row */
	struct id            party;             /* who has to act; none: the programme office */
	struct id            person;            /* the party's contact person for it, where known */
	struct day           since, by;         /* unknown: not known since when; no day was set */
	struct str           arg[3];            /* {0} {1} {2} of the kind's words */
	const char          *remark[4];         /* N_() sentences that follow them, as many as there are: "The start is not known." */
	struct str           address;           /* page where it is done, below the programme; empty: the row's own */
	bool                 internal;          /* for who sees drafts and questions only: the office, and the party itself */
};
enum { ATTENTION_REMARKS = 4, ATTENTION_SOON_DAYS = 30 };       /* what is due within so many days asks for attention already */

struct attention_search {
	const struct programme *programme;
	struct day              day;            /* exact */
	bool                    begun, over;    /* the first day has come; the last one, of programme and plan, has gone by */
	struct arena           *arena;
	struct attention       *at;
	size_t                  count, room;
};

struct attention_kind {
	const char *name;               /* "theme_without_lead": in addresses and JSON, never changed */
	const char *label;              /* N_("Theme without lead"), for groups and filters */
	const char *words;              /* N_("{0} has no lead.") */
	const char *to_do;              /* N_("Name a lead"): the words of the link */
	void      (*find)(struct attention_search *search, const struct attention_kind *kind);
	bool        urgent;             /* holds others up: comes first where days are equal */
};
#define ATTENTION_END { NULL, NULL, NULL, NULL, NULL, false }

/* Every room's table; in rooms.c. */
extern const struct attention_kind *const attention_tables[];
extern const size_t attention_table_count;

/* Adds it, with its kind and its node filled in; the rest as `found` has it. */
void attention_add(struct attention_search *search, const struct attention_kind *kind, const struct attention *found);
/* Who leads its node on the day, through the contact person or the deputy: it is theirs to do. Left as it is where nobody leads. */
void attention_to_lead(const struct attention_search *search, struct attention *found);
/* Whether `by` has come within ATTENTION_SOON_DAYS, or has gone by. False where it is unknown. */
bool attention_near(const struct attention_search *search, struct day by);

/* In the order to be dealt with: past its day first, then by day, urgent before not, then since longest, then as in the tree. */
struct attention_list { const struct attention *at; size_t count; };
/* Everything that needs attention on the day, in one pass. */
struct attention_list attention_of(const struct programme *programme, struct day day, struct arena *arena);
/* Of those what this person may see; own part first (their party's, or the office's), then the rest. `own`: how many are theirs. */
struct attention_list attention_for(const struct programme *programme, const struct person *person, struct attention_list all,
	struct day day, struct arena *arena, size_t *own);
/* What is past its day. */
bool attention_late(const struct attention *attention, struct day day);
/* Page of what it is about, and of where it is done, below the programme. The same where the room names no other. */
struct str attention_page(const struct programme *programme, const struct attention *attention, struct arena *arena);
struct str attention_place(const struct programme *programme, const struct attention *attention, struct arena *arena);
/* The same thing on another day, or in another version, has the same mark: "theme_without_lead/0190.../0190...". */
struct str attention_mark(const struct attention *attention, struct arena *arena);
const struct attention_kind *attention_kind_named(struct str name);     /* NULL where there is none */

#endif
