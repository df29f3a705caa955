/* SPDX-License-Identifier: EUPL-1.2 */
/* Goals (doelstellingen): what the programme, a theme or a topic is to reach (docs/rules.md 11). Actions name the goals they serve. */
#ifndef GOAL_GOAL_H
#define GOAL_GOAL_H

#include "programme/programme.h"

struct goal {
	struct id    id, node;          /* programme, theme or topic */
	struct str   text;
	struct count position;
	struct provenance provenance;
};
extern const struct record goal_record;

/* Actions that serve a goal, in the order for people. */
struct row_list goal_actions(const struct programme *programme, struct id goal, struct arena *arena);

#endif
