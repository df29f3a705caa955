/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/lev.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "action/action.h"
#include "base/buf.h"
#include "party/party.h"
#include "test/test.h"
#include "tree/tree.h"

/* Where the program was built: its folder without "/test". */
static struct str build_folder(void)
{
	static char path[4096];
	ssize_t     length = readlink("/proc/self/exe", path, sizeof path);
	struct str  folder = { path, length > 0 ? (size_t)length : 0 };

	for (int up = 0; up < 2; up++)
		while (folder.len > 0 && folder.at[--folder.len] != '/')
			;
	return folder;
}

/* The compiler was given a path from the build's folder; a test may be started from elsewhere. */
static FILE *open_file(const char *path)
{
	struct str here = str_to(str_of(__FILE__), strlen(__FILE__) - strlen("test/lev.c")), build = build_folder();
	FILE      *file = fopen(path, "rb");

	if (!file)
		file = fopen(str_format(test_arena(), "%.*s%s", STR_ARG(here), path).at, "rb");
	if (!file)
		file = fopen(str_format(test_arena(), "%.*s/%.*s%s", STR_ARG(build), STR_ARG(here), path).at, "rb");
	return file;
}

struct str test_file(const char *path)
{
	FILE      *file = open_file(path);
	struct buf text = { 0 };
	struct str copy;
	char       piece[16384];
	size_t     got;

	if (!file)
		fail_msg("%s cannot be opened", path);
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add(&text, (struct str){ piece, got });
	fclose(file);
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

static void show_faults(const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		print_error("%.*s: %.*s\n", STR_ARG(faults->at[i].place), STR_ARG(fault_text(&faults->at[i], test_arena())));
}

const struct programme *test_programme(const char *path)
{
	struct faults           faults = { .arena = test_arena() };
	struct exchange_report  report;
	struct exchange_changes changes;
	struct programme       *draft;

	if (!exchange_read(test_file(path), &changes, &report, &faults)) {
		show_faults(&faults);
		fail_msg("%s has faults", path);
	}
	draft = programme_empty(changes.programme);
	for (size_t i = 0; i < changes.count; i++)
		programme_put(draft, changes.at[i].record, changes.at[i].after);
	return programme_publish(draft);
}

const struct programme *test_lev(void)
{
	static const struct programme *lev;

	if (!lev)
		lev = test_programme("data/lev/lev-2024-2026.json");
	return lev;
}

const struct programme *test_first_lev(void)
{
	static const struct programme *lev;

	if (!lev)
		lev = test_programme("data/lev/lev-2020-2023.json");
	return lev;
}

const struct node *test_node(const struct programme *programme, const char *key)
{
	struct str  text = str_of(key);
	const void *row = programme_by_key(programme, &theme_record, text);

	if (text.len == 0)
		return programme_root(programme);
	if (!row)
		row = programme_by_key(programme, &topic_record, text);
	if (!row)
		row = action_by_number(programme, text);
	if (!row)
		row = action_by_key(programme, text);
	if (!row)
		fail_msg("there is no node %s", key);
	return programme_node(programme, row_id(row));
}

struct id test_party(const struct programme *programme, const char *key)
{
	const void *party = programme_by_key(programme, &party_record, str_of(key));

	if (!party)
		fail_msg("there is no party %s", key);
	return row_id(party);
}

struct day test_day(const char *text)
{
	struct day day;

	if (!day_parse(str_of(text), &day))
		fail_msg("%s is no day", text);
	return day;
}

const char *test_standing(const struct programme *programme, const char *party, const char *node, const char *day)
{
	return words_wire(&standing_words, (int)participation_standing(participation_effective(programme,
		test_party(programme, party), test_node(programme, node), test_day(day))));
}

struct str test_check(const struct programme *programme, const struct record *record, const void *row)
{
	struct faults faults = { .arena = test_arena() };
	struct buf    text = { 0 };
	struct str    copy;

	row_check(programme, record, row, &faults);
	for (size_t i = 0; i < faults.count; i++)
		buf_addf(&text, "%s%s: %.*s", i ? "\n" : "", faults.at[i].field ? faults.at[i].field : "",
			STR_ARG(fault_text(&faults.at[i], test_arena())));
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}
