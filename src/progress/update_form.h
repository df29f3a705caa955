/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The form of updates: one or many actions on one page, each with its own fields, named by what they are and the action's id
 * ("light-0190..."). Nothing is asked that the programme knows; what was told last time stands beside it. An action whose light and
 * sentence are both empty was left for later.
 */
#ifndef PROGRESS_UPDATE_FORM_H
#define PROGRESS_UPDATE_FORM_H

#include "http/request.h"
#include "progress/progress.h"

/* Who tells it, and for whom. */
struct teller {
	struct id person, party;        /* party: none: each action's lead */
	bool      on_behalf;            /* the office writes it down */
};

/* The changes that one form asks for: an update each, with its readings, the milestones it reached and the documents that prove it. */
struct told { const struct action *action; struct update *update; };
struct telling {
	struct arena  *arena;
	struct change *at;
	size_t         count, room;
	struct told   *told;
	size_t         updates;         /* of them */
};

/* `tells` = list, one item an action: all that partial progress/update_fields prints. `correct`: the update that is corrected, whose
   values stand in the fields; NULL: what was told last does. `typed`: shown as it was typed. */
void update_form_model(struct request *req, struct model *model, const struct action *action, const struct round *round,
	const struct update *correct, bool typed);
/* Reads the action's fields and adds what follows from them; faults by field. True also where it was left for later. */
bool update_form_read(struct request *req, const struct action *action, const struct round *round, const struct update *correct,
	struct teller teller, struct telling *telling);
/* Keeps the photos and documents that came with the updates; each becomes a document of its action. Only once all else is well. */
bool update_form_keep(struct request *req, struct telling *telling);

#endif
