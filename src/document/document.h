/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents: the vision, agreements, plans, also of other organisations, as references (docs/rules.md 1, 8). */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "programme/programme.h"

enum document_kind {
	DOCUMENT_UNKNOWN, DOCUMENT_VISION, DOCUMENT_ACTION_PLAN, DOCUMENT_SERVICE_AGREEMENT, DOCUMENT_EXTERNAL_PROGRAMME_PLAN,
	DOCUMENT_AMBITION_DOCUMENT, DOCUMENT_EVALUATION, DOCUMENT_COUNCIL_PROPOSAL, DOCUMENT_COUNCIL_LETTER, DOCUMENT_REPORT,
	DOCUMENT_OTHER, DOCUMENT_KIND_COUNT
};
extern const struct words document_kind_words;

struct document {
	struct id          id;
	struct str         key, title;
	enum document_kind kind;
	struct id          owner;               /* party */
	struct str         state;               /* in the words of the source: "vastgesteld" */
	struct day         published;           /* year or day it dates from */
	struct day         planned;             /* planned adoption */
	struct str         planned_words;       /* "voor de zomer van 2024" */
	struct day         adopted;             /* adopted, ratified or signed */
	struct day         first, last;         /* period it covers */
	struct str         scope;               /* what it covers, where that is wider than the programme */
	struct str         summary;             /* Markdown */
	struct str         address;             /* where it can be read */
	enum visibility    visibility;
	struct provenance  provenance;
};
extern const struct record document_record;

/* Themes for which this document is the leading plan. */
struct row_list document_leads(const struct programme *programme, struct id document);

#endif
