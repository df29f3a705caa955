/* SPDX-License-Identifier: EUPL-1.2 */
/* Sign-up rounds as pages show them. */
#ifndef SIGNUP_SIGNUP_MODEL_H
#define SIGNUP_SIGNUP_MODEL_H

#include "http/request.h"
#include "signup/signup.h"

/* The rounds this reader sees, newest first. */
struct row_list signup_seen(const struct request *req);
/* title, address, phase, phase_label, due, late, tally of { label, number }: a round in a list. */
void signup_item(const struct request *req, struct model *item, const struct signup_round *round);
/* columns, rows of offers with cells, sums: partial signup/matrix. */
void signup_matrix_model(const struct request *req, struct model *model, const struct signup_round *round);
/* offers of one party with both costs, what is asked, its answer and its reactions: partial signup/offers. `answers`, `reacts`: with the form. */
void signup_party_model(const struct request *req, struct model *model, const struct signup_round *round, const struct party *party, bool answers, bool reacts);
/* `signup` = what is asked of this party now: partial signup/of_party. False where nothing is. */
void signup_of_party_model(const struct request *req, struct model *model, const struct party *party);
/* The name of a form's field of one offer: "outcome-0190...". */
const char *signup_named(const struct request *req, const char *name, struct id offer);

#endif
