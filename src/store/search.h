/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Search: every field marked `search` of every record, kept by the writer in the same transaction. SQLite: FTS5 with
 * unicode61 and removed diacritics, words match by their beginning. PostgreSQL: tsvector, configuration 'simple' with prefixes, so
 * that both databases find the same. The order is our own, so that it is the same too.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/buf.h"
#include "store/store.h"

struct search_hit {
	const struct record *record;
	struct id            id;
	struct str           title;
	struct str           excerpt;   /* plain text; a found word stands between \x02 and \x03 */
};
struct search_hits { struct search_hit *at; size_t count; };

/* Best first, at most `most`. Any text is a fair query; one without a word finds nothing. False where the database failed.
   Rights are the caller's: every hit's row has to be visible to the reader (access_sees). Internal fields are never indexed. */
bool store_search(struct store *store, struct id programme, struct str query, size_t most,
	struct arena *arena, struct search_hits *hits);

#endif
