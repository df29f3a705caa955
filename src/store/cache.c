/* SPDX-License-Identifier: EUPL-1.2 */
/* The directory of programmes and those in memory, with a bound on their bytes. Two requests for one programme load it once. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/store_own.h"
#include "tree/tree.h"

enum { KNOWN_KEPT = 8 };

struct place {
	struct programme_entry   entry;         /* texts on the heap */
	const struct programme  *programme;     /* NULL: not in memory */
	bool                     loading;
	uint64_t                 used;          /* by the cache's count of uses */
};

struct known {
	struct id               id;
	struct day              day;
	int64_t                 version;        /* of the programme when this was replayed: a redaction makes a new one */
	const struct programme *programme;
	uint64_t                used;
};

struct cache {
	struct store   *store;
	size_t          bytes;
	pthread_mutex_t lock;
	pthread_cond_t  loaded;
	struct place   *place;
	size_t          count, room;
	uint64_t        uses;
	struct known    known[KNOWN_KEPT];
};

struct cache *cache_open(struct store *store, size_t bytes)
{
	struct cache *cache = memory_take(sizeof *cache);

	cache->store = store;
	cache->bytes = bytes ? bytes : (size_t)64 << 20;
	pthread_mutex_init(&cache->lock, NULL);
	pthread_cond_init(&cache->loaded, NULL);
	return cache;
}

static void clear_entry(struct programme_entry *entry)
{
	free((void *)(uintptr_t)entry->key.at);
	free((void *)(uintptr_t)entry->name.at);
}

void cache_close(struct cache *cache)
{
	for (size_t i = 0; i < cache->count; i++) {
		programme_release(cache->place[i].programme);
		clear_entry(&cache->place[i].entry);
	}
	for (size_t i = 0; i < KNOWN_KEPT; i++)
		programme_release(cache->known[i].programme);
	pthread_mutex_destroy(&cache->lock);
	pthread_cond_destroy(&cache->loaded);
	free(cache->place);
	free(cache);
}

static struct place *place_of(struct cache *cache, struct id id)
{
	for (size_t i = 0; i < cache->count; i++)
		if (id_equal(cache->place[i].entry.id, id))
			return &cache->place[i];
	return NULL;
}

static struct str heap_copy(struct str text)
{
	char *copy = memory_take(text.len + 1);

	if (text.len)
		memcpy(copy, text.at, text.len);
	return (struct str){ copy, text.len };
}

/* Under the lock. The texts of `entry` are copied. */
static struct place *put_entry(struct cache *cache, const struct programme_entry *entry)
{
	struct place *place = place_of(cache, entry->id);

	if (!place) {
		if (cache->count == cache->room) {
			cache->room = cache->room ? 2 * cache->room : 16;
			cache->place = memory_resize(cache->place, cache->room * sizeof *cache->place);
		}
		place = &cache->place[cache->count++];
		memset(place, 0, sizeof *place);
	} else {
		clear_entry(&place->entry);
	}
	place->entry = *entry;
	place->entry.key = heap_copy(entry->key);
	place->entry.name = heap_copy(entry->name);
	return place;
}

static const char read_directory[] = "SELECT id, key, name, first, last, visibility, example, version FROM programme";
static bool read_entry(void *context, const struct value *columns, size_t count)
{
	struct cache *cache = context;
	struct programme_entry entry = { .key = columns[1].text, .name = columns[2].text, .example = columns[6].integer != 0,
		.version = columns[7].integer };
	struct place *place;
	int visibility = words_value(&visibility_words, columns[5].text);
	(void)count;

	id_parse(columns[0].text, &entry.id);
	day_parse(columns[3].text, &entry.first);
	day_parse(columns[4].text, &entry.last);
	entry.visibility = visibility > 0 ? (enum visibility)visibility : VISIBILITY_PUBLISHED;
	pthread_mutex_lock(&cache->lock);
	place = place_of(cache, entry.id);
	/* Read before this node's own writer put a newer one. */
	if (place && place->entry.version > entry.version) {
		pthread_mutex_unlock(&cache->lock);
		return true;
	}
	place = put_entry(cache, &entry);
	if (place->programme && place->programme->version < entry.version) {
		programme_release(place->programme);
		place->programme = NULL;
	}
	pthread_mutex_unlock(&cache->lock);
	return true;
}

bool cache_read_directory(struct cache *cache, struct connection *connection)
{
	return connection_run(connection, read_directory, NULL, 0, read_entry, cache) == OUTCOME_DONE;
}

/* Under the lock: the least used go until the rest fits; the one just used stays. */
static void fit(struct cache *cache, const struct programme *stays)
{
	for (;;) {
		size_t bytes = 0;
		struct place *oldest = NULL;

		for (size_t i = 0; i < cache->count; i++) {
			struct place *place = &cache->place[i];
			if (!place->programme)
				continue;
			bytes += programme_size(place->programme);
			if (place->programme != stays && (!oldest || place->used < oldest->used))
				oldest = place;
		}
		if (bytes <= cache->bytes || !oldest)
			return;
		programme_release(oldest->programme);
		oldest->programme = NULL;
	}
}

const struct programme *cache_programme(struct cache *cache, struct id id)
{
	const struct programme *programme = NULL;
	struct connection *connection;
	struct place *place;
	bool failed;

	pthread_mutex_lock(&cache->lock);
	while ((place = place_of(cache, id)) && !place->programme && place->loading)
		pthread_cond_wait(&cache->loaded, &cache->lock);
	if (place && place->programme) {
		place->used = ++cache->uses;
		programme = programme_keep(place->programme);
	}
	if (!place || programme) {
		pthread_mutex_unlock(&cache->lock);
		return programme;
	}
	place->loading = true;
	pthread_mutex_unlock(&cache->lock);

	connection = store_borrow(cache->store);
	programme = load_programme(connection, id, &failed);
	store_return(cache->store, connection);

	pthread_mutex_lock(&cache->lock);
	place = place_of(cache, id);
	place->loading = false;
	if (programme && place->programme && place->programme->version >= programme->version) {
		/* The writer put a newer one meanwhile. */
		programme_release(programme);
		programme = programme_keep(place->programme);
		place->used = ++cache->uses;
	} else if (programme && programme->version >= place->entry.version) {
		programme_release(place->programme);
		place->programme = programme_keep(programme);
		place->used = ++cache->uses;
		fit(cache, programme);
	}
	/* Else a newer one was put and has left memory again: this one is only for who asked before that. */
	pthread_cond_broadcast(&cache->loaded);
	pthread_mutex_unlock(&cache->lock);
	return programme;
}

static struct known *known_of(struct cache *cache, struct id id, struct day day, int64_t version)
{
	for (size_t i = 0; i < KNOWN_KEPT; i++)
		if (cache->known[i].programme && id_equal(cache->known[i].id, id) && day_equal(cache->known[i].day, day) &&
		    cache->known[i].version == version)
			return &cache->known[i];
	return NULL;
}

const struct programme *cache_known(struct cache *cache, struct id id, struct day day)
{
	const struct programme *programme = NULL, *now = cache_programme(cache, id);
	int64_t version = now ? now->version : 0;
	struct connection *connection;
	struct known *known;
	bool failed;

	programme_release(now);
	if (!now)
		return NULL;
	pthread_mutex_lock(&cache->lock);
	known = known_of(cache, id, day, version);
	if (known) {
		known->used = ++cache->uses;
		programme = programme_keep(known->programme);
	}
	pthread_mutex_unlock(&cache->lock);
	if (programme)
		return programme;

	connection = store_borrow(cache->store);
	programme = load_known(connection, id, moment_end_of_day(day), &failed);
	store_return(cache->store, connection);
	if (!programme)
		return NULL;

	pthread_mutex_lock(&cache->lock);
	known = &cache->known[0];
	for (size_t i = 1; i < KNOWN_KEPT; i++)
		if (cache->known[i].used < known->used)
			known = &cache->known[i];
	programme_release(known->programme);
	*known = (struct known){ id, day, version, programme_keep(programme), ++cache->uses };
	pthread_mutex_unlock(&cache->lock);
	return programme;
}

bool cache_ready(struct cache *cache, struct str key, const struct programme **programme)
{
	bool ready = true;

	*programme = NULL;
	pthread_mutex_lock(&cache->lock);
	for (size_t i = 0; i < cache->count; i++) {
		struct place *place = &cache->place[i];
		if (!str_equal(place->entry.key, key))
			continue;
		ready = place->programme != NULL;
		if (ready) {
			place->used = ++cache->uses;
			*programme = programme_keep(place->programme);
		}
		break;
	}
	pthread_mutex_unlock(&cache->lock);
	return ready;
}

int64_t cache_version(struct cache *cache, struct str key)
{
	int64_t version = 0;

	pthread_mutex_lock(&cache->lock);
	for (size_t i = 0; i < cache->count && !version; i++)
		if (str_equal(cache->place[i].entry.key, key))
			version = cache->place[i].entry.version;
	pthread_mutex_unlock(&cache->lock);
	return version;
}

bool cache_find(struct cache *cache, struct str key, struct id *id)
{
	bool found = false;

	pthread_mutex_lock(&cache->lock);
	for (size_t i = 0; i < cache->count && !found; i++)
		if (str_equal(cache->place[i].entry.key, key)) {
			*id = cache->place[i].entry.id;
			found = true;
		}
	pthread_mutex_unlock(&cache->lock);
	return found;
}

/* The newest period first. */
static int newest_first(const void *a, const void *b)
{
	const struct programme_entry *left = a, *right = b;
	int day = day_compare(right->first, left->first);
	return day ? day : str_compare(left->key, right->key);
}

struct programme_list cache_list(struct cache *cache, struct arena *arena)
{
	struct programme_list list;

	pthread_mutex_lock(&cache->lock);
	list.count = cache->count;
	list.at = arena_array(arena, struct programme_entry, list.count + 1);
	for (size_t i = 0; i < list.count; i++) {
		list.at[i] = cache->place[i].entry;
		list.at[i].key = str_copy(arena, list.at[i].key);
		list.at[i].name = str_copy(arena, list.at[i].name);
	}
	pthread_mutex_unlock(&cache->lock);
	qsort(list.at, list.count, sizeof *list.at, newest_first);
	return list;
}

void cache_put(struct cache *cache, const struct programme *programme)
{
	const struct programme_facts *facts = tree_facts(programme);
	struct programme_entry entry = { programme->id, facts->key, facts->name, facts->first, facts->last, facts->visibility,
		facts->example, programme->version };
	struct place *place;

	pthread_mutex_lock(&cache->lock);
	place = put_entry(cache, &entry);
	if (!place->programme || place->programme->version <= programme->version) {
		programme_release(place->programme);
		place->programme = programme_keep(programme);
		place->used = ++cache->uses;
		fit(cache, programme);
	}
	pthread_mutex_unlock(&cache->lock);
}

void cache_drop(struct cache *cache, struct id id)
{
	struct place *place;

	pthread_mutex_lock(&cache->lock);
	place = place_of(cache, id);
	if (place) {
		programme_release(place->programme);
		place->programme = NULL;
	}
	for (size_t i = 0; i < KNOWN_KEPT; i++)
		if (id_equal(cache->known[i].id, id)) {
			programme_release(cache->known[i].programme);
			cache->known[i] = (struct known){ 0 };
		}
	pthread_mutex_unlock(&cache->lock);
}
