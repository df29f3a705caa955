/* SPDX-License-Identifier: EUPL-1.2 */
/* News as an Atom feed (RFC 4287). The same news gives the same bytes. */
#ifndef FEED_ATOM_H
#define FEED_ATOM_H

#include "base/hash.h"
#include "base/id.h"
#include "base/moment.h"

struct atom_entry {
	struct str    id;               /* an IRI that never changes: atom_id */
	struct str    title, summary;   /* plain text; summary may be empty */
	struct str    address;          /* of the page, whole */
	struct str    category;         /* empty: none */
	struct moment updated;
};

struct atom_feed {
	struct str         id;
	struct str         title, subtitle, author;
	struct str         language;
	struct str         self, page;  /* whole addresses: of the feed, of what it is about */
	struct moment      updated;
	struct atom_entry *entry;
	size_t             entries;
};

/* "urn:uuid:..." made of an id and a number: the same for the same two, on every server and at every address. */
struct str atom_id(struct id id, int64_t number, struct arena *arena);
struct str atom_write(const struct atom_feed *feed, struct arena *arena);

#endif
