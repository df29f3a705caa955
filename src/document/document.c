/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/document.h"

#include "tree/tree.h"

static const struct word kinds[DOCUMENT_KIND_COUNT] = {
	[DOCUMENT_UNKNOWN] = { "", N_("kind not known") },
	[DOCUMENT_VISION] = { "vision", N_("vision") },
	[DOCUMENT_ACTION_PLAN] = { "action_plan", N_("action plan") },
	[DOCUMENT_SERVICE_AGREEMENT] = { "service_agreement", N_("service agreement") },
	[DOCUMENT_EXTERNAL_PROGRAMME_PLAN] = { "external_programme_plan", N_("programme plan of another organisation") },
	[DOCUMENT_AMBITION_DOCUMENT] = { "ambition_document", N_("ambition document") },
	[DOCUMENT_EVALUATION] = { "evaluation", N_("evaluation") },
	[DOCUMENT_COUNCIL_PROPOSAL] = { "council_proposal", N_("council proposal") },
	[DOCUMENT_COUNCIL_LETTER] = { "council_letter", N_("council letter") },
	[DOCUMENT_REPORT] = { "report", N_("report") },
	[DOCUMENT_OTHER] = { "other", N_("other document") },
};
const struct words document_kind_words = WORDS_OF(kinds);

static const struct field fields[] = {
	FIELD(document, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(document, title, .label = N_("Title"), .required = true, .search = true),
	WORDS(document, kind, .label = N_("Kind"), .words = &document_kind_words, .required = true),
	FIELD(document, owner, .label = N_("Owner"), .refers_to = "party", .indexed = true),
	FIELD(document, state, .label = N_("State"), .max = 100),
	FIELD(document, published, .label = N_("Dates from")),
	FIELD(document, planned, .label = N_("Planned adoption"), .rare = true),
	FIELD(document, planned_words, .label = N_("Planned adoption in words"), .max = 100, .rare = true),
	FIELD(document, adopted, .label = N_("Adopted or signed on")),
	FIELD(document, first, .label = N_("Covers from"), .rare = true),
	FIELD(document, last, .label = N_("Covers until"), .rare = true),
	FIELD(document, scope, .label = N_("What it covers"), .lines = true, .max = 500, .rare = true),
	FIELD(document, summary, .label = N_("Summary"), .markdown = true, .search = true),
	FIELD(document, address, .label = N_("Where it can be read"), .address = true, .max = 500),
	WORDS(document, visibility, .label = N_("Who can read it"), .words = &visibility_words),
	PROVENANCE_FIELDS(document),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct document *)row)->title;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/documents/%.*s", STR_ARG(((const struct document *)row)->key));
}

static int compare(const void *a, const void *b)
{
	const struct document *left = a, *right = b;
	return left->kind != right->kind ? (int)left->kind - (int)right->kind : str_compare(left->title, right->title);
}

const struct record document_record = RECORD(document, documents, fields,
	.label = N_("Document"), .plural = N_("Documents"), .title = title, .address = address, .compare = compare,
	.provenance = offsetof(struct document, provenance), .visibility = offsetof(struct document, visibility));

struct row_list document_leads(const struct programme *programme, struct id document)
{
	return REFERRING(programme, theme, leading_plan, document);
}
