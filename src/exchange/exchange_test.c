/* SPDX-License-Identifier: EUPL-1.2 */
/* Import into a database and out of it again. SQLite only: both databases are held to the same journal by the store's own tests. */
#include "exchange/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/journal.h"
#include "test/lev.h"
#include "test/test.h"

static const char lev[] = "data/lev/lev-2024-2026.json";

struct place {
	char          folder[40], file[64];
	struct store *store;
	struct faults faults;
};

static void open_store(struct place *place)
{
	struct store_options options = { .create = true };

	strcpy(place->folder, "/tmp/speerpunt-exchange-XXXXXX");
	CHECK(mkdtemp(place->folder));
	snprintf(place->file, sizeof place->file, "%s/speerpunt.db", place->folder);
	place->faults = (struct faults){ .arena = test_arena() };
	options.where = str_of(place->file);
	place->store = store_open(&options, &place->faults);
	CHECK(place->store);
}

static void close_store(struct place *place)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

	store_close(place->store);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		unlink(str_format(test_arena(), "%s%s", place->file, endings[i]).at);
	CHECK_NUMBER(rmdir(place->folder), 0);
}

static bool import(struct place *place, struct str text, struct id *programme, struct exchange_report *report)
{
	place->faults.count = 0;
	return exchange_import(place->store, STR("a.json"), text, ID_NONE, programme, report, &place->faults);
}

static struct str export(struct place *place, struct id programme)
{
	char      *bytes = NULL;
	size_t     size = 0;
	FILE      *out = open_memstream(&bytes, &size);
	struct str text;

	CHECK(journal_export(place->store, programme, out, &place->faults));
	fclose(out);
	text = str_copy(test_arena(), (struct str){ bytes, size });
	free(bytes);
	return text;
}

TEST(a_programme_is_taken_in_as_one_command)
{
	struct place             place;
	struct exchange_report   report;
	const struct programme  *programme;
	struct journal_filter    filter = { .most = 1000 };
	struct journal_row      *rows;
	struct id                id;
	size_t                   count;

	open_store(&place);
	CHECK(import(&place, test_file(lev), &id, &report));
	CHECK_STR(report.key, "lev-2024-2026");
	programme = store_programme(place.store, STR("lev-2024-2026"));
	CHECK(programme && id_equal(programme->id, id));
	CHECK_NUMBER(programme->version, report.added);
	CHECK_STR(str_of(test_standing(programme, "doesburg", "leisure-promotion", "2025-03-01")), "joins_other_region");
	CHECK(journal_read(place.store, id, &filter, test_arena(), &rows, &count));
	CHECK_NUMBER(count, report.added);
	for (size_t i = 0; i < count; i++) {
		CHECK_NUMBER(rows[i].command, 1);
		CHECK_NUMBER(rows[i].via, VIA_IMPORT);
	}
	programme_release(programme);
	close_store(&place);
}

TEST(a_refused_file_leaves_nothing_behind)
{
	struct place           place;
	struct exchange_report report;
	struct id              id;

	open_store(&place);
	CHECK(!import(&place, test_file("test/data/refused-programme.json"), &id, &report));
	CHECK_NUMBER(place.faults.count, 12);
	CHECK(!id_known(id));
	CHECK_NUMBER(store_programmes(place.store, test_arena()).count, 0);
	CHECK(!import(&place, STR("{"), &id, &report));
	CHECK_NUMBER(store_programmes(place.store, test_arena()).count, 0);
	close_store(&place);
}

TEST(a_programme_that_is_here_already_is_refused_with_the_way_out)
{
	struct place            place;
	struct exchange_report  report;
	const struct programme *programme;
	struct id               id, again;

	open_store(&place);
	CHECK(import(&place, test_file(lev), &id, &report));
	CHECK(!import(&place, test_file(lev), &again, &report));
	CHECK_NUMBER(place.faults.count, 1);
	CHECK_NUMBER(place.faults.at[0].kind, FAULT_CONFLICT);
	CHECK_STR(place.faults.at[0].place, "id");
	CHECK_HAS(fault_text(&place.faults.at[0], test_arena()), "give the file another id");
	programme = store_programme(place.store, STR("lev-2024-2026"));
	CHECK(id_equal(programme->id, id));
	programme_release(programme);
	close_store(&place);
}

TEST(both_programmes_of_the_liemers_and_another_stand_beside_each_other)
{
	static const char *const files[] = { "data/lev/lev-2020-2023.json", lev, "test/data/other-programme.json" };
	struct place           place;
	struct exchange_report report;
	struct id              id;

	open_store(&place);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		CHECK(import(&place, test_file(files[i]), &id, &report));
	CHECK_NUMBER(store_programmes(place.store, test_arena()).count, 3);
	close_store(&place);
}

TEST(an_export_taken_in_elsewhere_gives_the_same_bytes)
{
	struct place           here, elsewhere;
	struct exchange_report report;
	struct verified        verified;
	struct id              id, same;
	struct str             bytes;
	size_t                 added;

	open_store(&here);
	open_store(&elsewhere);
	CHECK(import(&here, test_file(lev), &id, &report));
	added = report.added;
	bytes = export(&here, id);
	CHECK(import(&elsewhere, bytes, &same, &report));
	CHECK(id_equal(same, id));
	CHECK_NUMBER(report.added, added);
	CHECK_STR(report.key, "lev-2024-2026");
	test_check_str(export(&elsewhere, id), bytes, __FILE__, __LINE__);
	CHECK(journal_verify(elsewhere.store, id, &verified));
	CHECK_NUMBER(verified.rows, report.added);
	close_store(&elsewhere);
	close_store(&here);
}
