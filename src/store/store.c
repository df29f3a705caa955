/* SPDX-License-Identifier: EUPL-1.2 */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "store/driver.h"
#include "store/migration.h"
#include "store/store_own.h"

static const struct word via_table[] = {
	[VIA_SYSTEM] = { "system", N_("the system") },
	[VIA_ACCOUNT] = { "account", N_("an account") },
	[VIA_LINK] = { "link", N_("a personal link") },
	[VIA_IMPORT] = { "import", N_("import") },
	[VIA_FILE] = { "file", N_("a file that was read in") },
};
const struct words via_words = WORDS_OF(via_table);

enum { LISTEN_WAIT_MS = 500 };

/* Hears what other nodes wrote. A notification says only that something changed: the directory says what, so a lost one costs nothing. */
struct listener {
	struct store *store;
	pthread_t     thread;
	int           stop[2];          /* a pipe: its end wakes the thread, so that closing need not wait for it */
	bool          started;
};

/* The listener is kept beside the store, so that only the databases that have one know of it. */
struct store_whole {
	struct store    store;
	struct listener listener;
};

static struct listener *listener_of(struct store *store)
{
	return &((struct store_whole *)store)->listener;
}

/* Until something was said to the connection (NULL: there is none), or for a while. False: the store is being closed. */
static bool wait_for(const struct listener *listener, struct connection *connection)
{
	struct pollfd waiting[] = { { .fd = listener->stop[0], .events = POLLIN },
		{ .fd = connection ? postgresql_socket(connection) : -1, .events = POLLIN } };

	poll(waiting, 2, LISTEN_WAIT_MS);
	return waiting[0].revents == 0;
}

static void *listen(void *context)
{
	struct listener *listener = context;
	struct store *store = listener->store;
	struct arena arena = { 0 };
	struct faults faults;
	struct connection *connection = NULL;

	do {
		bool lost = false, heard;

		if (!connection) {
			arena_clear(&arena);
			faults = (struct faults){ .arena = &arena };
			connection = connection_open(store->where, DATABASE_READ, &faults);
			if (connection && (connection_script(connection, "LISTEN speerpunt") != OUTCOME_DONE ||
			                   !cache_read_directory(store->cache, connection))) {
				connection_close(connection);
				connection = NULL;
			}
			continue;
		}
		heard = postgresql_notified(connection, &lost);
		if (heard && !lost)
			lost = !cache_read_directory(store->cache, connection);
		if (lost) {
			connection_close(connection);
			connection = NULL;
		}
	} while (wait_for(listener, connection));
	connection_close(connection);
	arena_clear(&arena);
	return NULL;
}

static void start_listening(struct store *store)
{
	struct listener *listener = listener_of(store);

	if (connection_kind(store->reader[0]) != DATABASE_POSTGRESQL)
		return;
	listener->store = store;
	if (pipe2(listener->stop, O_CLOEXEC) != 0) {
		log_error("store", "cannot hear what other nodes write: no pipe");
		return;
	}
	listener->started = pthread_create(&listener->thread, NULL, listen, listener) == 0;
}

static bool open_readers(struct store *store, int wanted, struct faults *faults)
{
	store->readers = 0;
	for (int i = 0; i < wanted && i < READERS_MOST; i++) {
		store->reader[i] = connection_open(store->where, DATABASE_READ, faults);
		if (!store->reader[i])
			return false;
		store->readers++;
	}
	return true;
}

static bool may_open(const struct store_options *options, struct str where, struct faults *faults)
{
	if (options->create || str_starts(where, STR("postgres")) || access(str_cstring(faults->arena, where), F_OK) == 0)
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_NOT_FOUND,
		.message = N_("There is no database {0}. `speerpunt init` makes one; --database names another."), .arg = { where } });
}

struct store *store_open(const struct store_options *options, struct faults *faults)
{
	struct store_whole *whole;
	struct store *store;
	struct str where = options->where.len ? options->where : STR("speerpunt.db");
	struct connection *connection;
	bool fine;

	if (!may_open(options, where, faults))
		return NULL;
	connection = connection_open(where, DATABASE_WRITE, faults);
	if (!connection)
		return NULL;
	fine = migration_run(connection, faults);
	connection_close(connection);
	if (!fine)
		return NULL;
	whole = memory_take(sizeof *whole);
	store = &whole->store;
	store->where = str_copy(&store->arena, where);
	pthread_mutex_init(&store->lock, NULL);
	pthread_cond_init(&store->free_reader, NULL);
	store->cache = cache_open(store, options->cache_bytes);
	fine = open_readers(store, options->readers ? options->readers : 4, faults);
	if (fine && !cache_read_directory(store->cache, store->reader[0]))
		fine = faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The database could not be read.") });
	if (fine)
		store->writer = writer_open(store, faults);
	if (!fine || !store->writer) {
		store_close(store);
		return NULL;
	}
	start_listening(store);
	return store;
}

void store_close(struct store *store)
{
	struct listener *listener;

	if (!store)
		return;
	listener = listener_of(store);
	if (listener->started) {
		close(listener->stop[1]);
		pthread_join(listener->thread, NULL);
		close(listener->stop[0]);
	}
	writer_close(store->writer);
	cache_close(store->cache);
	for (int i = 0; i < store->readers; i++)
		connection_close(store->reader[i]);
	pthread_mutex_destroy(&store->lock);
	pthread_cond_destroy(&store->free_reader);
	arena_clear(&store->arena);
	free((struct store_whole *)store);
}

enum database_kind store_kind(const struct store *store)
{
	return connection_kind(store->reader[0]);
}

struct str store_where(const struct store *store)
{
	return store->where;
}

struct connection *store_borrow(struct store *store)
{
	struct connection *connection = NULL;

	pthread_mutex_lock(&store->lock);
	while (!connection) {
		for (int i = 0; i < store->readers && !connection; i++)
			if (!store->busy[i]) {
				store->busy[i] = true;
				connection = store->reader[i];
			}
		if (!connection)
			pthread_cond_wait(&store->free_reader, &store->lock);
	}
	pthread_mutex_unlock(&store->lock);
	return connection;
}

void store_return(struct store *store, struct connection *connection)
{
	pthread_mutex_lock(&store->lock);
	for (int i = 0; i < store->readers; i++)
		if (store->reader[i] == connection)
			store->busy[i] = false;
	pthread_cond_signal(&store->free_reader);
	pthread_mutex_unlock(&store->lock);
}

struct programme_list store_programmes(struct store *store, struct arena *arena)
{
	return cache_list(store->cache, arena);
}

const struct programme *store_programme(struct store *store, struct str key)
{
	struct id id;

	return cache_find(store->cache, key, &id) ? cache_programme(store->cache, id) : NULL;
}

const struct programme *store_programme_by_id(struct store *store, struct id id)
{
	return cache_programme(store->cache, id);
}

const struct programme *store_programme_known(struct store *store, struct id id, struct day day)
{
	return cache_known(store->cache, id, day);
}

bool store_programme_ready(struct store *store, struct str key, const struct programme **programme)
{
	return cache_ready(store->cache, key, programme);
}

const struct programme *store_programme_fresh(struct store *store, struct str key)
{
	struct id id;

	if (!cache_find(store->cache, key, &id))
		return NULL;
	cache_drop(store->cache, id);
	return cache_programme(store->cache, id);
}

bool store_refresh(struct store *store)
{
	struct connection *connection = store_borrow(store);
	bool done = cache_read_directory(store->cache, connection) || cache_read_directory(store->cache, connection);

	store_return(store, connection);
	return done;
}

int64_t store_programme_version(struct store *store, struct str key)
{
	return cache_version(store->cache, key);
}

bool store_write(struct store *store, struct command *command)
{
	return writer_submit(store->writer, command);
}

bool store_do(struct store *store, store_work work, void *context)
{
	return writer_do(store->writer, work, context);
}

bool store_read(struct store *store, store_work work, void *context)
{
	struct connection *connection = store_borrow(store);
	enum outcome outcome = work(connection, context);

	/* A connection that was lost while it lay idle comes back at its next use: once more. */
	if (outcome == OUTCOME_LOST)
		outcome = work(connection, context);
	store_return(store, connection);
	return outcome == OUTCOME_DONE;
}
