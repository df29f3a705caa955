/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/exchange.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/journal.h"

/* Our own export begins with a line that says so. */
static bool is_journal(struct str text)
{
	return str_search(str_to(text, str_find(text, '\n')), STR("\"speerpunt-journal/1\"")) != SIZE_MAX;
}

/* The id and key in the first line of an export. The journal itself was checked before. */
static void read_heading(struct str text, struct id *programme, struct exchange_report *report, struct arena *arena)
{
	json_t *heading = json_loadb(text.at, str_find(text, '\n'), 0, NULL);

	id_parse(str_of(json_string_value(json_object_get(heading, "programme"))), programme);
	report->key = str_copy(arena, str_of(json_string_value(json_object_get(heading, "key"))));
	json_decref(heading);
}

static size_t lines_of(struct str text)
{
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n' || i + 1 == text.len;
	return lines;
}

static bool import_journal(struct store *store, struct str text, struct id *programme, struct exchange_report *report,
	struct faults *faults)
{
	FILE *in = fmemopen((void *)(uintptr_t)text.at, text.len, "r");
	bool  done;

	if (!in)
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("There is no memory to read the file; try again later.") });
	done = journal_import(store, in, faults);
	fclose(in);
	if (done) {
		read_heading(text, programme, report, faults->arena);
		report->added = lines_of(text) - 1;
	}
	return done;
}

/* A programme with this key may be there already: then the file adds nothing, and what it changes would be lost in silence. */
static bool is_new(struct store *store, struct str key, struct faults *faults)
{
	const struct programme *there = store_programme(store, key);

	if (!there)
		return true;
	programme_release(there);
	return faults_add(faults, (struct fault){ .kind = FAULT_CONFLICT, .place = STR("id"), .arg = { key },
		.message = N_("Programme {0} is here already. Change it on its own pages, or give the file another id to take it in beside it.") });
}

/* Who is whom: the id that the file's rows have, and that of the person who is here by that address already. */
struct known { struct id read, here; };

static int by_read(const void *a, const void *b)
{
	return id_compare(((const struct known *)a)->read, ((const struct known *)b)->read);
}

/* A row names the people who are here. It is the reader's own copy, so it can be changed. */
static void name_people(const struct record *record, const void *row, const struct known *known, size_t count)
{
	for (size_t i = 0; row && i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct id          *id = (struct id *)(uintptr_t)FIELD_AT(row, field, struct id);
		const struct known *found;

		if (field->kind != KIND_ID || !field->refers_to || strcmp(field->refers_to, "person") != 0)
			continue;
		found = bsearch(&(struct known){ .read = *id }, known, count, sizeof *known, by_read);
		if (found)
			*id = found->here;
	}
}

/* False where the database failed. */
static bool take_people(struct store *store, struct exchange_changes *changes, struct faults *faults)
{
	struct known *known = arena_array(faults->arena, struct known, changes->people_count + 1);
	size_t        count = 0;

	for (size_t i = 0; i < changes->people_count; i++)
		known[i].read = changes->people[i].id;
	if (!person_take(store, changes->people, changes->people_count))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	for (size_t i = 0; i < changes->people_count; i++)
		if (!changes->people[i].added)
			known[count++] = (struct known){ known[i].read, changes->people[i].id };
	if (count == 0)
		return true;
	qsort(known, count, sizeof *known, by_read);
	for (size_t i = 0; i < changes->count; i++) {
		name_people(changes->at[i].record, changes->at[i].before, known, count);
		name_people(changes->at[i].record, changes->at[i].after, known, count);
	}
	return true;
}

static bool import_regional(struct store *store, struct str text, struct id actor, struct id *programme,
	struct exchange_report *report, struct faults *faults)
{
	struct exchange_changes changes;
	struct command          command;

	if (!exchange_read(text, &changes, report, faults) || !is_new(store, report->key, faults))
		return false;
	if (!take_people(store, &changes, faults))
		return false;
	command = (struct command){ .programme = changes.programme, .actor = actor, .via = VIA_IMPORT, .changes = changes.at,
		.count = changes.count, .faults = faults };
	if (!store_write(store, &command)) {
		person_give_back(store, changes.people, changes.people_count);
		return false;
	}
	*programme = changes.programme;
	return true;
}

bool exchange_import(struct store *store, struct str file_name, struct str text, struct id actor, struct id *programme,
	struct exchange_report *report, struct faults *faults)
{
	struct str place = faults->place;
	bool       done;

	*report = (struct exchange_report){ 0 };
	*programme = ID_NONE;
	faults->place = file_name;
	done = is_journal(text) ? import_journal(store, text, programme, report, faults) :
		import_regional(store, text, actor, programme, report, faults);
	faults->place = place;
	return done;
}
