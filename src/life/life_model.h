/* SPDX-License-Identifier: EUPL-1.2 */
/* The life of a programme as pages show it: partials life/stages and life/step. */
#ifndef LIFE_LIFE_MODEL_H
#define LIFE_LIFE_MODEL_H

#include "http/request.h"
#include "life/life.h"

/* stages of { stage, name, state, state_label, when, deciding { title, address }, address }: how far each of the six is. */
void life_stages_model(const struct request *req, struct model *model);
/*
 * id, title, address, done, overdue (its planned day went by and nothing says that it took place), day, day_iso (empty where it is
 * not known), when (planned against actual, in words; may be empty), text (Markdown), who, place, kind, node { title, address },
 * provenance, edit.
 */
void life_step_model(const struct request *req, struct model *item, const struct step *step);
/* "mid-April 2024": the planned day in the words of its source, with the year; empty where none is known. */
struct str life_planned(const struct request *req, const struct step *step);

#endif
