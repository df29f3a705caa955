/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/exchange.h"

#include <jansson.h>
#include <stdio.h>
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

static bool import_regional(struct store *store, struct str text, struct id actor, struct id *programme,
	struct exchange_report *report, struct faults *faults)
{
	struct exchange_changes changes;
	struct command          command;

	if (!exchange_read(text, &changes, report, faults) || !is_new(store, report->key, faults))
		return false;
	command = (struct command){ .programme = changes.programme, .actor = actor, .via = VIA_IMPORT, .changes = changes.at,
		.count = changes.count, .faults = faults };
	if (!store_write(store, &command))
		return false;
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
