/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/document_model.h"

#include "file/file_type.h"

struct str document_file_address(const struct request *req, const struct document *document, const struct document_version *version)
{
	return request_address(req, str_format(req->arena, "/documents/%.*s/versions/%lld", STR_ARG(document->key), (long long)version->number.value));
}

void document_link_model(const struct request *req, struct model *item, const struct document *document)
{
	const struct document_version *newest = document_newest(req->programme, document->id);
	const struct file_type *type = newest ? file_type_of(newest->media_type) : NULL;

	model_text(item, "title", document->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &document_record, document, req->arena)));
	model_flag(item, "internal_only", document->visibility == VISIBILITY_DRAFT);
	model_text(item, "picture", type && type->picture && type->inline_shown ? document_file_address(req, document, newest) : STR_NONE);
}
