/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents as other pages show them. */
#ifndef DOCUMENT_DOCUMENT_MODEL_H
#define DOCUMENT_DOCUMENT_MODEL_H

#include "document/document.h"
#include "http/request.h"

/* Where the file of a version is to be had. */
struct str document_file_address(const struct request *req, const struct document *document, const struct document_version *version);
/* A link to a document: title, address, internal_only; `picture` is its file where that is one that can be shown, else empty. */
void document_link_model(const struct request *req, struct model *item, const struct document *document);

#endif
