/* SPDX-License-Identifier: EUPL-1.2 */
/* The store from the inside: between store.c, writer.c, cache.c, journal.c and search.c. */
#ifndef STORE_STORE_OWN_H
#define STORE_STORE_OWN_H

#include <pthread.h>

#include "store/journal_line.h"
#include "store/store.h"

enum { READERS_MOST = 32 };

struct writer;
struct cache;

struct store {
	struct arena       arena;       /* for what lives as long */
	struct str         where;
	struct writer     *writer;
	struct cache      *cache;

	pthread_mutex_t    lock;        /* of the readers */
	pthread_cond_t     free_reader;
	struct connection *reader[READERS_MOST];
	bool               busy[READERS_MOST];
	int                readers;
};

/* A read connection of one's own until store_return. */
struct connection *store_borrow(struct store *store);
void store_return(struct store *store, struct connection *connection);

/* load.c: reads a programme in one snapshot. NULL: not there, or the database failed (*failed). */
const struct programme *load_programme(struct connection *connection, struct id id, bool *failed);
/* Several reads that see one and the same state: between snapshot_begin and connection_rollback. */
bool snapshot_begin(struct connection *connection);
/* Every row of its tables, one after another, for as long as the call; VIOLATION where one cannot be read or `each` says false. */
enum outcome load_rows(struct connection *connection, struct id programme,
	bool (*each)(void *context, const struct record *record, const void *row), void *context);
/* The journal up to a moment, replayed. */
const struct programme *load_known(struct connection *connection, struct id id, struct moment until, bool *failed);

/* cache.c: the directory and the programmes in memory. */
struct cache *cache_open(struct store *store, size_t bytes);
void cache_close(struct cache *cache);
bool cache_read_directory(struct cache *cache, struct connection *connection);
const struct programme *cache_programme(struct cache *cache, struct id id);
const struct programme *cache_known(struct cache *cache, struct id id, struct day day);
bool cache_ready(struct cache *cache, struct str key, const struct programme **programme);
int64_t cache_version(struct cache *cache, struct str key);
bool cache_find(struct cache *cache, struct str key, struct id *id);
struct programme_list cache_list(struct cache *cache, struct arena *arena);
/* A newer version, made by the writer of this node. */
void cache_put(struct cache *cache, const struct programme *programme);
/* Another wrote: what is older than the directory says is dropped. */
void cache_drop(struct cache *cache, struct id id);

/* writer.c */
struct writer *writer_open(struct store *store, struct faults *faults);
void writer_close(struct writer *writer);
bool writer_submit(struct writer *writer, struct command *command);
bool writer_do(struct writer *writer, store_work work, void *context);

/* What a write does to the search index, in its transaction. `row` NULL: gone. */
enum outcome search_write(struct connection *connection, const struct programme *programme, const struct record *record,
	struct id id, const void *row, struct arena *arena);
/* After a redaction: the index lets go of the words of texts that are gone. */
enum outcome search_forget(struct connection *connection);

#endif
