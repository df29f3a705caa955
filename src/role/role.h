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
	struct day      asked_on, answer_by;    /* the contact person got a link; an answer is asked by */
	struct day      answered_on;
	bool            on_behalf;              /* the office wrote down the answer */
	struct id       referred;               /* somebody else is the right contact, says who was asked; none: nobody was named */
	struct str      referred_function;
	struct provenance provenance;
};
extern const struct record role_record;

/* Whether it counts where involvement is counted (docs/rules.md 9): accepted, or on record from a source. */
bool role_counts(const struct role *role);
/* Whether who was asked can still answer: asked, or declined and free to think again. Accepted is accepted. */
bool role_answerable(const struct role *role);
/* Asked, and not answered by the day it was asked by. */
bool role_overdue(const struct role *role, struct day day);
/*
 * What a role that has not ended by the day wants of the office: to ask whom it was referred to, to wait for the answer, to find another
 * after a refusal, to ask, to find a contact person. The first that fits. What is on record from a source needs no asking; nobody speaks for
 * another region or for a sector as a whole.
 */
enum role_want { ROLE_WANTS_NOTHING, ROLE_WAS_REFERRED, ROLE_WANTS_ANSWER, ROLE_WAS_DECLINED, ROLE_WANTS_ASKING, ROLE_WANTS_CONTACT, ROLE_WANT_COUNT };
enum role_want role_wants(const struct programme *programme, const struct role *role, struct day day);
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
/* What a person is asked for, or was, and can be answered or seen: roles they are the contact person of that were asked and have not ended. */
struct row_list role_asked_of(const struct programme *programme, struct id person, struct day day, struct arena *arena);
/* Roles a party holds on the day, in the order of the tree. */
struct row_list role_of_party(const struct programme *programme, struct id party, struct day day, struct arena *arena);

#endif
