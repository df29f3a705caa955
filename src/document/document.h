/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents: the vision, agreements, plans, also of other organisations, as references (docs/rules.md 1, 8). */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "programme/programme.h"

enum document_kind {
	DOCUMENT_UNKNOWN, DOCUMENT_VISION, DOCUMENT_ACTION_PLAN, DOCUMENT_SERVICE_AGREEMENT, DOCUMENT_EXTERNAL_PROGRAMME_PLAN,
	DOCUMENT_AMBITION_DOCUMENT, DOCUMENT_EVALUATION, DOCUMENT_COUNCIL_PROPOSAL, DOCUMENT_COUNCIL_LETTER, DOCUMENT_REPORT,
	DOCUMENT_PHOTO, DOCUMENT_OTHER, DOCUMENT_KIND_COUNT
};
extern const struct words document_kind_words;

struct document {
	struct id          id;
	struct str         key, title;
	enum document_kind kind;
	struct id          owner;               /* party */
	struct id          node;                /* what it is about: an action, a theme; none: the whole programme */
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

/*
 * A version of a document's own file. Versions are added, never changed: each keeps its number, its bytes and its address. The newest is
 * what the document is now. Who may read a version is who may read its document (access/access.c).
 */
struct document_version {
	struct id     id, document;
	struct count  number;           /* 1, 2, 3 within the document */
	struct str    hash;             /* SHA-256 of the bytes (file/file.h) */
	struct str    file_name;        /* as it came: "Uitvoeringsprogramma 2024.pdf" */
	struct str    media_type;       /* as its bytes say */
	struct count  size;             /* bytes */
	struct moment kept;
	struct id     person;           /* who sent it; none: not known */
	struct str    words;            /* what is different from the version before */
};
extern const struct record document_version_record;

/* What everybody may read, or the office alone: the words of a document's visibility. */
extern const struct words document_label_words;

/* Its versions, the newest first. */
struct row_list document_versions(const struct programme *programme, struct id document, struct arena *arena);
/* The newest; NULL where the document has no file of its own. */
const struct document_version *document_newest(const struct programme *programme, struct id document);
/* The version of this document with these bytes; NULL where there is none. */
const struct document_version *document_version_by_hash(const struct programme *programme, struct id document, struct str hash);
/* The number a next version gets. */
int64_t document_next_number(const struct programme *programme, struct id document);

/* Themes for which this document is the leading plan. */
struct row_list document_leads(const struct programme *programme, struct id document);

#endif
