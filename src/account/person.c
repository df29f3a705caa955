/* SPDX-License-Identifier: EUPL-1.2 */
/* People without regard to accounts: those that come from elsewhere, and their names, kept in memory for a minute, as history and proposals
   ask for the same few again and again. */
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

/* People from elsewhere. The work may run twice, so it begins each time from the ids that were given. */

struct taking { struct person_entry *at; const struct id *given; size_t count; struct arena *arena; };

static bool read_id(void *context, const struct value *columns, size_t count)
{
	(void)count;
	return id_parse(columns[0].text, context);
}

static const char find_person[] = "SELECT id FROM person WHERE email = ?1 AND email <> ''";
static const char insert_person[] = "INSERT INTO person (id, name, email, phone) VALUES (?1, ?2, ?3, ?4)";
static enum outcome take_work(struct connection *connection, void *context)
{
	struct taking *taking = context;
	enum outcome outcome = OUTCOME_DONE;

	for (size_t i = 0; i < taking->count && outcome == OUTCOME_DONE; i++) {
		struct person_entry *entry = &taking->at[i];
		struct value email = value_text(entry->email);
		struct value values[] = { value_id(taking->given[i], taking->arena), value_text(entry->name), email,
			entry->phone.len ? value_text(entry->phone) : (struct value){ .kind = VALUE_NULL } };

		entry->id = ID_NONE;
		outcome = connection_run(connection, find_person, &email, 1, read_id, &entry->id);
		/* Its own id: what an earlier run wrote before the connection was lost. */
		entry->added = !id_known(entry->id) || id_equal(entry->id, taking->given[i]);
		if (outcome == OUTCOME_DONE && !id_known(entry->id)) {
			entry->id = taking->given[i];
			outcome = connection_run(connection, insert_person, values, 4, NULL, NULL);
		}
	}
	return outcome;
}

bool person_take(struct store *store, struct person_entry *at, size_t count)
{
	struct arena arena = { 0 };
	struct id *given = arena_array(&arena, struct id, count + 1);
	struct taking taking = { at, given, count, &arena };
	bool done;

	for (size_t i = 0; i < count; i++)
		given[i] = at[i].id;
	done = count == 0 || store_do(store, take_work, &taking);
	arena_clear(&arena);
	return done;
}

static const char delete_person[] = "DELETE FROM person WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM account WHERE person_id = ?1)";
static enum outcome give_back_work(struct connection *connection, void *context)
{
	struct taking *taking = context;
	enum outcome outcome = OUTCOME_DONE;

	for (size_t i = 0; i < taking->count && outcome == OUTCOME_DONE; i++) {
		struct value id = value_id(taking->at[i].id, taking->arena);
		if (taking->at[i].added)
			outcome = connection_run(connection, delete_person, &id, 1, NULL, NULL);
	}
	return outcome;
}

void person_give_back(struct store *store, const struct person_entry *at, size_t count)
{
	struct arena arena = { 0 };
	struct taking taking = { (struct person_entry *)(uintptr_t)at, NULL, count, &arena };

	store_do(store, give_back_work, &taking);
	arena_clear(&arena);
}

bool person_know(struct store *store, struct str email, struct str name, struct id *person, struct faults *faults)
{
	struct person_entry entry = { .id = id_new(), .email = str_lower(faults->arena, str_trim(email)), .name = str_trim(name) };

	if (!person_fits(entry.email, entry.name, faults))
		return false;
	if (!person_take(store, &entry, 1))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	*person = entry.id;
	return true;
}
