/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of people, kept in memory for a minute: history and proposals ask for the same few again and again. */
#include <pthread.h>
#include <string.h>

#include "account/account.h"

enum { KEPT = 256, KEPT_MS = 60000, NAME_BYTES = 256 };

static struct kept { struct id person; int64_t until_ms; char name[NAME_BYTES]; size_t len; } kept[KEPT];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

struct asked { struct value id; struct arena *arena; struct str name; };

static bool read_name(void *context, const struct value *columns, size_t count)
{
	struct asked *asked = context;
	(void)count;
	asked->name = str_copy(asked->arena, columns[0].text);
	return true;
}

static const char find_name[] = "SELECT name FROM person WHERE id = ?1 AND erased = 0";
static enum outcome find_work(struct connection *connection, void *context)
{
	struct asked *asked = context;
	asked->name = STR_NONE;
	return connection_run(connection, find_name, &asked->id, 1, read_name, asked);
}

/* A place follows from the id's random end, so one person has one place. */
static struct kept *place(struct id person)
{
	return &kept[person.byte[15] % KEPT];
}

struct str person_name(struct store *store, struct id person, struct arena *arena)
{
	struct asked asked = { .id = value_id(person, arena), .arena = arena };
	struct kept *at = place(person);
	int64_t now = clock_running_ms();
	bool found = false;

	if (!id_known(person))
		return STR_NONE;
	pthread_mutex_lock(&lock);
	if (id_equal(at->person, person) && at->until_ms > now) {
		asked.name = str_copy(arena, (struct str){ at->name, at->len });
		found = true;
	}
	pthread_mutex_unlock(&lock);
	if (found || !store_read(store, find_work, &asked))
		return asked.name;
	pthread_mutex_lock(&lock);
	at->person = person;
	at->until_ms = now + KEPT_MS;
	at->len = asked.name.len < NAME_BYTES ? asked.name.len : 0;
	if (at->len)
		memcpy(at->name, asked.name.at, at->len);
	if (asked.name.len >= NAME_BYTES)
		at->until_ms = 0;       /* too long to keep: asked again each time */
	pthread_mutex_unlock(&lock);
	return asked.name;
}

void person_forget(void)
{
	pthread_mutex_lock(&lock);
	memset(kept, 0, sizeof kept);
	pthread_mutex_unlock(&lock);
}
