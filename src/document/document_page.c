/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents, and one document with what hangs on it: a leading plan leads a theme, lends topics and is carried out by actions. */
#include "action/action.h"
#include "document/document_model.h"
#include "file/file.h"
#include "file/file_type.h"
#include "html/faults.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "tree/tree.h"

static struct str page_of(const struct request *req, const struct record *record, const void *row)
{
	return request_address(req, row_address(req->programme, record, row, req->arena));
}

static struct str adding(const struct request *req)
{
	bool adds = !day_known(req->known) && (access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) ||
		access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL));

	return adds ? request_address(req, STR("/edit/document/new")) : STR_NONE;
}

static void link_model(const struct request *req, struct model *model, const char *list, const struct record *record, const void *row)
{
	struct model *item = model_item(model, list);

	model_text(item, "title", row_title(req->programme, record, row, req->arena));
	model_text(item, "address", page_of(req, record, row));
}

static bool leads_model(const struct request *req, struct model *model, const struct document *document)
{
	struct row_list themes = document_leads(req->programme, document->id);

	model_list(model, "leads");
	for (size_t i = 0; i < themes.count; i++)
		link_model(req, model, "leads", &theme_record, themes.at[i]);
	return themes.count > 0;
}

/* Whether it covers days before the programme's first or after its last: shown, because it then holds more than the programme. */
static bool wider_than_programme(const struct request *req, const struct document *document)
{
	const struct programme_facts *facts = tree_facts(req->programme);

	return (day_known(document->first) && day_known(facts->first) && day_first(document->first) < day_first(facts->first)) ||
	       (day_known(document->last) && day_known(facts->last) && day_last(document->last) > day_last(facts->last));
}

/* "22 May 2024", else what is planned, else the year it dates from. */
static void days_model(const struct request *req, struct model *model, const struct document *document)
{
	show_day(req, model, "adopted", document->adopted);
	show_day(req, model, "published", document->published);
	show_day(req, model, "planned", document->planned);
	model_text(model, "planned_words", document->planned_words);
	model_flag(model, "is_planned", day_known(document->planned) || document->planned_words.len > 0);
	show_period(req, model, "period", document->first, document->last);
	model_flag(model, "wider", wider_than_programme(req, document));
	model_flag(model, "no_day", !day_known(document->adopted) && !day_known(document->published) &&
		!day_known(document->planned) && document->planned_words.len == 0);
}

static void document_model(const struct request *req, struct model *model, const struct document *document)
{
	model_text(model, "title", document->title);
	model_text(model, "address", page_of(req, &document_record, document));
	model_words(model, "kind", words_label(&document_kind_words, (int)document->kind));
	model_text(model, "state", document->state);
	model_text(model, "scope", document->scope);
	model_text(model, "read_at", document->address);
	model_flag(model, "draft", document->visibility == VISIBILITY_DRAFT);
	show_row(req, model, "owner", &party_record, document->owner);
	days_model(req, model, document);
	model_flag(model, "is_leading", leads_model(req, model, document));
}

/* GET /{programme}/documents */
static void show_documents(struct request *req, struct response *res)
{
	struct row_list documents = programme_rows(req->programme, &document_record);
	enum document_kind kind = DOCUMENT_KIND_COUNT;
	struct model *model = model_new(req->arena), *group = NULL;

	model_words(model, "title", N_("Documents"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "groups");
	for (size_t i = 0; i < documents.count; i++) {
		const struct document *document = ROW(document, documents, i);

		if (!access_sees(req->programme, req->person, &document_record, document, req->day))
			continue;
		if (!group || document->kind != kind) {
			kind = document->kind;
			group = model_item(model, "groups");
			model_words(group, "label", words_label(&document_kind_words, (int)kind));
			model_text(group, "anchor", str_format(req->arena, "kind-%d", (int)kind));
		}
		document_model(req, model_item(group, "documents"), document);
	}
	model_flag(model, "none", !group);
	model_text(model, "add", adding(req));
	respond_page(res, req, "document/documents", model);
}

/* Topics that come from it. */
static bool topics_model(const struct request *req, struct model *model, const struct document *document)
{
	struct row_list topics = programme_rows(req->programme, &topic_record);
	bool any = false;

	model_list(model, "topics");
	for (size_t i = 0; i < topics.count; i++)
		if (id_equal(ROW(topic, topics, i)->document, document->id)) {
			link_model(req, model, "topics", &topic_record, topics.at[i]);
			any = true;
		}
	return any;
}

/* Actions in the themes it leads that carry out an item of it. */
static bool actions_model(const struct request *req, struct model *model, const struct document *document)
{
	struct row_list actions = programme_rows(req->programme, &action_record);
	bool any = false;

	model_list(model, "actions");
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct theme *theme = action_theme(req->programme, action);
		struct model *item;

		if (action->leading_item.len == 0 || !theme || !id_equal(theme->leading_plan, document->id) ||
		    !access_sees(req->programme, req->person, &action_record, action, req->day))
			continue;
		item = model_item(model, "actions");
		model_text(item, "title", row_title(req->programme, &action_record, action, req->arena));
		model_text(item, "address", page_of(req, &action_record, action));
		model_text(item, "item", action->leading_item);
		model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
		model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
		any = true;
	}
	return any;
}

/* Its own files, the newest first; a picture of dots is shown. */
static bool versions_model(const struct request *req, struct model *model, const struct document *document)
{
	struct row_list versions = document_versions(req->programme, document->id, req->arena);

	model_list(model, "versions");
	model_list(model, "pictures");
	for (size_t i = 0; i < versions.count; i++) {
		const struct document_version *version = ROW(document_version, versions, i);
		const struct file_type *type = file_type_of(version->media_type);
		struct model *item = model_item(model, "versions");

		model_text(item, "file", document_file_address(req, document, version));
		model_number(item, "number", version->number.value);
		model_text(item, "name", version->file_name);
		model_words(item, "type", type ? type->label : "");
		model_text(item, "size", str_format(req->arena, "%lld kB", (long long)((version->size.value + 1023) / 1024)));
		model_text(item, "kept", language_day(req->language, req->arena, moment_day(version->kept)));
		model_text(item, "words", version->words);
		model_text(item, "hash", version->hash);
		if (i == 0 && type && type->picture && type->inline_shown)
			model_text(model_item(model, "pictures"), "picture", document_file_address(req, document, version));
	}
	return versions.count > 0;
}

/* GET /{programme}/documents/{document}/versions/{number} */
static void show_file(struct request *req, struct response *res)
{
	const struct document *document = programme_by_address(req->programme, &document_record, request_parameter(req, "document"));
	struct row_list versions = document ? document_versions(req->programme, document->id, req->arena) : (struct row_list){ NULL, 0 };
	const struct document_version *version = NULL;
	const struct file_type *type;
	struct file_bytes bytes;
	struct hash hash;
	int64_t number;

	for (size_t i = 0; str_integer(request_parameter(req, "number"), &number) && i < versions.count; i++)
		if (ROW(document_version, versions, i)->number.value == number)
			version = versions.at[i];
	if (!version || !access_sees(req->programme, req->person, &document_version_record, version, req->today) || !hash_parse(version->hash, &hash)) {
		respond_not_found(res, req);
		return;
	}
	if (!file_open(req->store, req->programme->id, hash, req->arena, &bytes)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	type = file_type_of(version->media_type);
	respond_file(res, req, &(struct file_answer){ .hash = hash, .name = version->file_name, .media_type = version->media_type,
		.shown = type && type->inline_shown, .internal = document->visibility != VISIBILITY_PUBLISHED, .file = bytes.descriptor, .bytes = bytes.bytes,
		.size = (uint64_t)bytes.size });
}

/* The form that sends a file, for who may. */
static void sending_model(const struct request *req, struct model *model, const struct document *document)
{
	model_text(model, "send", STR_NONE);
	if (day_known(req->known) || !access_may(req->programme, req->person, RIGHT_EDIT, row_node(req->programme, &document_record, document), req->today, NULL))
		return;
	model_text(model, "send", request_address(req, str_format(req->arena, "/documents/%.*s/versions", STR_ARG(document->key))));
	model_text(model, "file_kinds", file_endings(req->arena));
	model_text(model, "file_fault", faults_of(req, &req->faults, "file"));
	model_text(model, "words_fault", faults_of(req, &req->faults, "words"));
	model_text(model, "words_typed", request_field(req, "words"));
}

static struct model *page_model(const struct request *req, const struct document *document)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	struct model *model = model_new(req->arena);

	faults_model(req, model, &req->faults);
	document_model(req, model, document);
	model_text(model, "content_language", facts->language);
	model_safe(model, "summary", markdown_html(document->summary, 3, req->arena));
	model_flag(model, "has_summary", document->summary.len > 0);
	show_period(req, model, "programme_period", facts->first, facts->last);
	model_flag(model, "has_topics", topics_model(req, model, document));
	model_flag(model, "has_actions", actions_model(req, model, document));
	model_flag(model, "has_versions", versions_model(req, model, document));
	show_row(req, model, "action", &action_record, document->node);
	show_provenance(req, model, &document_record, document);
	show_edit(req, model, &document_record, document);
	model_text(model, "all", request_address(req, STR("/documents")));
	sending_model(req, model, document);
	return model;
}

/* GET /{programme}/documents/{document} */
static void show_document(struct request *req, struct response *res)
{
	const struct document *document = programme_by_address(req->programme, &document_record, request_parameter(req, "document"));

	if (!document || !access_sees(req->programme, req->person, &document_record, document, req->day))
		respond_not_found(res, req);
	else
		respond_page(res, req, "document/document", page_model(req, document));
}

/* The version that a sent file would be; false with faults by field. The file itself is kept last, once all else is well. */
static bool read_version(struct request *req, const struct document *document, struct document_version *version)
{
	const struct upload *sent = request_file(req, "file");
	struct kept_file kept;

	*version = (struct document_version){ .id = id_new(), .document = document->id, .number = { document_next_number(req->programme, document->id), true },
		.kept = clock_now(), .person = req->person->id };
	field_read(record_field(&document_version_record, "words"), version, request_field(req, "words"), &req->faults);
	if (!sent || sent->file_name.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "file", .message = N_("Choose a file.") });
	if (req->faults.count || !file_keep(req->store, req->programme->id, sent->file_name, sent->bytes, "file", &kept, &req->faults))
		return false;
	version->hash = hash_text(kept.hash, req->arena);
	version->file_name = kept.name;
	version->media_type = kept.media_type;
	version->size = (struct count){ kept.size, true };
	if (document_version_by_hash(req->programme, document->id, version->hash))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "file",
			.message = N_("This very file is a version of the document already.") });
	return true;
}

/* POST /{programme}/documents/{document}/versions */
static void add_version(struct request *req, struct response *res)
{
	const struct document *document = programme_by_address(req->programme, &document_record, request_parameter(req, "document"));
	struct document_version version;

	if (!document || !access_sees(req->programme, req->person, &document_record, document, req->today)) {
		respond_not_found(res, req);
		return;
	}
	if (read_version(req, document, &version) && command_write(req, &document_version_record, NULL, &version)) {
		flash(res, req, FLASH_OK, N_("The file is kept as version {0}."), str_format(req->arena, "%lld", (long long)version.number.value));
		respond_see_other(res, req, page_of(req, &document_record, document));
		return;
	}
	respond_faults(res, req, "document/document", page_model(req, document));
}

const struct route document_routes[] = {
	{ "GET", "/{programme}/documents", RIGHT_READ, show_documents, 0, "The documents, by kind" },
	{ "GET", "/{programme}/documents/{document}", RIGHT_READ, show_document, 0, "A document: what it is, what it leads and what carries it out" },
	{ "GET", "/{programme}/documents/{document}/versions/{number}", RIGHT_READ, show_file, ROUTE_WAITS, "The file of a version, as it is" },
	{ "POST", "/{programme}/documents/{document}/versions", RIGHT_EDIT, add_version, ROUTE_UPLOAD, "Keeps a file as the newest version of a document" },
	ROUTES_END
};
