/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Proposals: a member proposes a change of one row; the office accepts it, which makes the change, or declines it with a reason
 * (docs/rules.md 15). The proposal keeps the row as it was and as it would be, in canonical JSON.
 */
#ifndef PROPOSAL_PROPOSAL_H
#define PROPOSAL_PROPOSAL_H

#include "programme/programme.h"

/* Who must agree to a change of an adopted plan (docs/rules.md 4, change classes). */
enum change_class { CLASS_OFFICE, CLASS_PORTFOLIO_HOLDERS, CLASS_COUNCILS };
extern const struct words change_class_words;

enum proposal_state { PROPOSAL_OPEN, PROPOSAL_ACCEPTED, PROPOSAL_DECLINED, PROPOSAL_WITHDRAWN };
extern const struct words proposal_state_words;

struct proposal {
	struct id           id;
	struct str          record;             /* name of the record */
	struct id           row;                /* its row; new where it is an addition */
	struct str          was, becomes;       /* canonical JSON; empty `was`: add; empty `becomes`: remove */
	struct str          reason;
	struct id           party;              /* on whose behalf */
	struct id           person;             /* who proposed it */
	struct moment       moment;
	enum proposal_state state;
	struct str          answer;             /* the office's reason */
	struct id           answered_by;
	struct moment       answered;
	enum change_class   level;              /* who must agree: the office alone, or others before it takes effect */
	struct id           subject;            /* by which it was put to the bodies that must agree; none: not put to any */
};
extern const struct record proposal_record;

/* Open proposals, oldest first. */
struct row_list proposal_open(const struct programme *programme, struct arena *arena);
/* Open proposals about one row. */
size_t proposal_about(const struct programme *programme, struct id row);

/* Whether the person holds a portfolio on the day, for any party: agrees to what is for the portfolio holders. */
bool proposal_portfolio_holder(const struct programme *programme, struct id person, struct day day);
/* Whether the bodies that it was put to have adopted it by the day. */
bool proposal_adopted(const struct programme *programme, const struct proposal *proposal, struct day day);
/*
 * Whether the person, of the office or not, may accept it now with this answer. What the portfolio holders must agree to: one of them does, or the
 * office records in its answer when and where they did, or the bodies adopted it. What the councils must decide: once they have. Adds why not.
 */
bool proposal_may_accept(const struct programme *programme, const struct proposal *proposal, struct id person, bool office, struct day day,
	struct faults *faults);

#endif
