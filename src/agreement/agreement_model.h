/* SPDX-License-Identifier: EUPL-1.2 */
/* Agreements as pages show them: on their own page, of a municipality, in a report. */
#ifndef AGREEMENT_AGREEMENT_MODEL_H
#define AGREEMENT_AGREEMENT_MODEL_H

#include "agreement/agreement.h"
#include "html/model.h"
#include "http/request.h"
#include "paper/paper.h"

/* Agreements that the reader may see, the newest first day first. */
struct row_list agreements_seen(const struct request *req);
/* The one of the address, which may end in ".pdf" and the like; NULL where there is none that this reader sees. */
const struct agreement *agreement_asked(const struct request *req, struct str *ending);
/* Its page, or what lies below it: "/amendment", with ?on=. */
struct str agreement_address_of(const struct request *req, const struct agreement *agreement, const char *below);
/* Which fact makes its state what it is, in a sentence. */
struct str agreement_state_sentence(const struct request *req, const struct agreement *agreement);
/* What it is, in a sentence: who does what for whom, from when until when. */
struct str agreement_sentence(const struct request *req, const struct agreement *agreement);
/* title, address, state, state_label, draft, ok, period, parties, signed ...: a row of the list. */
void agreement_item_model(const struct request *req, struct model *item, const struct agreement *agreement);
/* What is entered beside what the budget computes, in words: "€ 100.00 more than the budget computes". */
struct str agreement_difference_words(const struct request *req, const struct agreement *agreement, const struct funding_contribution *contribution);
/* `services`, `contributions` and their sum: partials agreement/services and agreement/contributions. */
void agreement_services_model(const struct request *req, struct model *model, const struct agreement *agreement);
void agreement_contributions_model(const struct request *req, struct model *model, const struct agreement *agreement);
/* `coverage`: what stands on one side alone; of one agreement or (NULL) of all that stand. Partial agreement/coverage. */
void agreement_coverage_model(const struct request *req, struct model *model, const struct agreement *agreement);
/* `agreed` = what a party agreed, pays by it and gets: partial agreement/of_party. False where it is party to none. */
void agreement_of_party_model(const struct request *req, struct model *model, const struct party *party);
/* Whether the reader is of the office and looks at today's knowledge. */
bool agreement_office(const struct request *req);
/* The form of a row, from which one comes back to the agreement's page. */
struct str agreement_edit_address(const struct request *req, const struct agreement *agreement, const struct record *record, const void *row);

/*
 * The agreement as a paper: text, parties, services, contributions and, at its end, the hash of what it was made of. A draft is marked on every
 * sheet. `frozen` is the moment written on it. In the programme's own language.
 */
struct paper *agreement_paper(struct request *req, const struct agreement *agreement);

#endif
