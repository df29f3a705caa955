/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is new in a programme, from its journal: for its home and for the feed of news. It tells of rows as they stand now, so never of what a
 * reader may not see any more; and of changes in which this reader could see something change.
 */
#ifndef HOME_NEWS_MODEL_H
#define HOME_NEWS_MODEL_H

#include "http/request.h"
#include "store/journal.h"

struct news {
	const struct journal_row *row;
	const void               *now;  /* the row as it stands */
};
struct news_list { struct news *at; size_t count; };

/* What is asked. `concerns` may be NULL: everything; else it chooses. */
struct news_filter {
	const struct person *person;            /* who reads */
	int64_t              below;             /* only journal rows below this number; 0: no bound */
	size_t               read, most;        /* so many rows are looked at, and so many pieces told at most */
	bool               (*concerns)(const void *context, const struct record *record, const void *row);
	const void          *context;
};
/* Newest first; one piece for each command: an import of a whole programme is one, and what was changed twice, too. Waits. */
bool news_read(const struct request *req, const struct news_filter *filter, struct news_list *news);
/* "added", "changed", "taken back": N_(). */
const char *news_words(const struct journal_row *row);
/* The labels of what changed and this person may see, "Status, Last day"; empty where it was added. */
struct str news_fields(const struct request *req, const struct person *person, enum language language, const struct news *news);

#endif
