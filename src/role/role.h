/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Roles: what a party does on a node (docs/rules.md 1). Another thing than standing. At most one lead a node on any day.
 * Executor is handed down the tree until a deeper node names its own; lead, partner and advisor are not. The first executor stands
 * apart from those it works together with. A role is held through a contact person and an optional deputy, and is asked,
 * accepted, declined, or on record from a source.
 */
#ifndef ROLE_ROLE_H
#define ROLE_ROLE_H

#include "programme/programme.h"

enum role_kind { ROLE_UNKNOWN, ROLE_LEAD, ROLE_EXECUTOR, ROLE_PARTNER, ROLE_ADVISOR };
extern const struct words role_kind_words;

enum role_state { ROLE_STATE_UNKNOWN, ROLE_ASKED, ROLE_ACCEPTED, ROLE_DECLINED, ROLE_ON_RECORD };
extern const struct words role_state_words;

struct role {
	struct id       id, node, party;
	enum role_kind  kind;
	bool            together;               /* of an executor: works together with the first one */
	enum role_state state;
	struct str      state_reason;           /* why declined */
	struct id       contact, deputy;        /* persons */
	struct day      from, until;            /* both included */
	struct provenance provenance;
};
extern const struct record role_record;

/* The lead of this very node on the day; NULL where none is known. A declined one is none. */
const struct role *role_lead(const struct programme *programme, const struct node *node, struct day day);
/* Roles of one kind on this very node that hold on the day, declined ones left out. */
struct row_list role_on(const struct programme *programme, const struct node *node, enum role_kind kind, struct day day,
	struct arena *arena);
/* Executors on the day, the first one first: of the node itself, else of the nearest node above that names any. `from`, where given:
   the node that names them. */
struct row_list role_executors(const struct programme *programme, const struct node *node, struct day day, struct arena *arena,
	const struct node **from);
/* Whether the party holds any role on the node on the day: on the node itself, or as an executor that is handed down to it. */
bool role_holds(const struct programme *programme, const struct node *node, struct id party, struct day day);
/* Roles a party holds on the day, in the order of the tree. */
struct row_list role_of_party(const struct programme *programme, struct id party, struct day day, struct arena *arena);

#endif
