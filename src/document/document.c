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
	[DOCUMENT_PHOTO] = { "photo", N_("photo") },
	[DOCUMENT_OTHER] = { "other", N_("other document") },
};
const struct words document_kind_words = WORDS_OF(kinds);

static const struct word labels[] = {
	[VISIBILITY_PUBLISHED] = { "", N_("public: everybody can read it") },
	[VISIBILITY_DRAFT] = { "draft", N_("internal: the programme office, the evaluator and the parties with a role in what it is about") },
};
const struct words document_label_words = WORDS_OF(labels);

static const struct field fields[] = {
	FIELD(document, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(document, title, .label = N_("Title"), .required = true, .search = true),
	WORDS(document, kind, .label = N_("Kind"), .words = &document_kind_words, .required = true),
	FIELD(document, owner, .label = N_("Owner"), .refers_to = "party", .indexed = true),
	FIELD(document, node, .label = N_("What it is about"), .hint = N_("Left empty: the programme as a whole."), .refers_to = "node", .indexed = true, .rare = true),
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
	WORDS(document, visibility, .label = N_("Who can read it"), .words = &document_label_words),
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

static const struct field version_fields[] = {
	FIELD(document_version, document, .label = N_("Document"), .refers_to = "document", .required = true, .indexed = true),
	FIELD(document_version, number, .label = N_("Version"), .required = true, .max = 100000),
	FIELD(document_version, hash, .label = N_("SHA-256"), .required = true, .max = 64, .file = true),
	FIELD(document_version, file_name, .label = N_("File name"), .required = true, .search = true),
	FIELD(document_version, media_type, .label = N_("Kind of file"), .required = true, .max = 100),
	FIELD(document_version, size, .label = N_("Size in bytes"), .required = true),
	FIELD(document_version, kept, .label = N_("Came in")),
	FIELD(document_version, person, .label = N_("Sent by"), .refers_to = "person"),
	FIELD(document_version, words, .label = N_("What is different"), .max = 300, .search = true),
};

static struct str version_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct document_version *version = row;
	const struct document *document = programme_row(programme, document, version->document);

	return str_format(arena, "%.*s – %.*s", STR_ARG(document ? document->title : STR("?")), STR_ARG(version->file_name));
}

static struct str version_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct document_version *version = row;
	const struct document *document = programme_row(programme, document, version->document);

	return document ? str_format(arena, "/documents/%.*s#version-%lld", STR_ARG(document->key), (long long)version->number.value)
		: STR("/documents");
}

static bool version_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct document_version *version = row;
	struct row_list others = REFERRING(programme, document_version, document, version->document);
	bool fine = true;

	if (version->number.known && version->number.value < 1)
		fine = faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "number", .message = N_("A version's number is 1 or more.") });
	for (size_t i = 0; i < others.count; i++) {
		const struct document_version *other = ROW(document_version, others, i);
		if (id_equal(other->id, version->id) || !other->number.known || other->number.value != version->number.value)
			continue;
		fine = faults_add(faults, (struct fault){ .kind = FAULT_CONFLICT, .field = "number",
			.message = N_("Somebody else just added version {0} of this document. Send yours once more; it then follows that one."),
			.arg = { str_format(faults->arena, "%lld", (long long)version->number.value) } });
	}
	return fine;
}

static int version_compare(const void *a, const void *b)
{
	const struct document_version *left = a, *right = b;
	int by_document = id_compare(left->document, right->document);

	return by_document ? by_document : left->number.value < right->number.value ? -1 : left->number.value > right->number.value;
}

const struct record document_version_record = RECORD(document_version, document_versions, version_fields,
	.label = N_("Version of a document"), .plural = N_("Versions of documents"), .title = version_title, .address = version_address,
	.check = version_check, .compare = version_compare, .by_program = true);

const struct document_version *document_newest(const struct programme *programme, struct id document)
{
	struct row_list versions = REFERRING(programme, document_version, document, document);

	return versions.count > 0 ? ROW(document_version, versions, versions.count - 1) : NULL;
}

struct row_list document_versions(const struct programme *programme, struct id document, struct arena *arena)
{
	struct row_list versions = REFERRING(programme, document_version, document, document);
	const void **turned = arena_array(arena, const void *, versions.count);

	for (size_t i = 0; i < versions.count; i++)
		turned[i] = versions.at[versions.count - 1 - i];
	return (struct row_list){ turned, versions.count };
}

const struct document_version *document_version_by_hash(const struct programme *programme, struct id document, struct str hash)
{
	struct row_list versions = REFERRING(programme, document_version, document, document);

	for (size_t i = versions.count; i > 0; i--)
		if (str_equal(ROW(document_version, versions, i - 1)->hash, hash))
			return ROW(document_version, versions, i - 1);
	return NULL;
}

int64_t document_next_number(const struct programme *programme, struct id document)
{
	const struct document_version *newest = document_newest(programme, document);

	return newest && newest->number.known ? newest->number.value + 1 : 1;
}

struct row_list document_leads(const struct programme *programme, struct id document)
{
	return REFERRING(programme, theme, leading_plan, document);
}
