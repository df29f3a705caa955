/* SPDX-License-Identifier: EUPL-1.2 */
/* Export and import: the same bytes everywhere, all of a file or nothing. */
#include <stdlib.h>
#include <string.h>

#include "life/life.h"
#include "store/search.h"
#include "test/databases.h"
#include "test/lev.h"

/* A chain with everything in it: texts that need escaping, a change, a removal, an undo, a redaction. */
static struct store *store_with_history(enum database_kind kind, struct small *small)
{
	struct store *store = small_store(kind, small);
	struct id programme = small->facts.id;
	struct action first = small->action, second;
	struct step step = { .id = id_new(), .title = STR("Weg en weer \"terug\""), .day = { 2024, 5, 0 } };
	struct faults faults = { .arena = test_arena() };
	struct change back = { &step_record, NULL, &step };
	int64_t removal;

	first.title = STR("\\ \"aanhaling\" <b> 😀 é");
	first.result = STR("Twee\nregels,\ten een tab");
	second = first;
	second.status = ACTION_RUNNING;
	write_change(store, programme, &action_record, &small->action, &first);
	write_change(store, programme, &step_record, NULL, &step);
	removal = write_change(store, programme, &step_record, &step, NULL);
	CHECK(store_write(store, &(struct command){ .programme = programme, .actor = id_new(), .via = VIA_LINK, .changes = &back, .count = 1,
		.undoes = removal, .faults = &faults }));
	write_change(store, programme, &action_record, &first, &second);
	CHECK(journal_redact(store, programme, &action_record, first.id, "why", id_new(), &faults));
	return store;
}

/* The first `count` lines, the head too. */
static struct str lines(struct str text, size_t count)
{
	struct str rest = text, line;

	while (count-- > 0)
		CHECK(str_next(&rest, '\n', &line));
	return str_to(text, text.len - rest.len);
}

static struct str replaced(struct str text, const char *part, const char *by)
{
	size_t at = str_search(text, str_of(part));

	CHECK(at != SIZE_MAX);
	return str_format(test_arena(), "%.*s%s%.*s", (int)at, text.at, by, STR_ARG(str_from(text, at + str_of(part).len)));
}

static void check_imports(struct store *store, struct str text)
{
	struct faults faults = { .arena = test_arena() };

	if (!import_text(store, text, &faults))
		fail_msg("the import is refused: %.*s", STR_ARG(faults_text(&faults)));
}

static struct str whole_database(struct store *store)
{
	return ask_sql(address_of_store(store), "SELECT id || head, version FROM programme UNION ALL SELECT programme_id || hash || texts, seq FROM journal"
		" UNION ALL SELECT programme_id || id || title || why, 0 FROM action UNION ALL SELECT programme_id || id || title, 0 FROM step"
		" UNION ALL SELECT programme_id || record_id || body, 0 FROM search_text ORDER BY 1, 2");
}

ON_EACH_DATABASE(what_comes_in_is_the_programme_that_went_out)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	struct str text = export_text(from, small.facts.id);
	const struct programme *left, *right;
	struct search_hits hits;

	check_imports(to, text);
	left = store_programme(from, STR("small"));
	right = store_programme(to, STR("small"));
	check_same_programme(right, left);
	programme_release(left);
	programme_release(right);
	right = store_programme_fresh(to, STR("small"));
	left = store_programme(from, STR("small"));
	check_same_programme(right, left);
	programme_release(left);
	programme_release(right);
	check_verified(to, small.facts.id);
	CHECK(store_search(to, small.facts.id, STR("aanhaling"), 10, test_arena(), &hits));
	CHECK_NUMBER(hits.count, 1);
	test_check_str(export_text(to, small.facts.id), text, __FILE__, __LINE__);
	test_check_str(whole_database(to), whole_database(from), __FILE__, __LINE__);
}

TEST(a_programme_keeps_its_bytes_on_its_way_through_both_databases)
{
	struct small small;
	struct store *first, *second, *third;
	struct str text;

	need_database(DATABASE_POSTGRESQL);
	first = store_with_history(DATABASE_SQLITE, &small);
	second = fresh_store(DATABASE_POSTGRESQL);
	third = fresh_store(DATABASE_SQLITE);
	text = export_text(first, small.facts.id);
	check_imports(second, text);
	test_check_str(export_text(second, small.facts.id), text, __FILE__, __LINE__);
	check_imports(third, export_text(second, small.facts.id));
	test_check_str(export_text(third, small.facts.id), text, __FILE__, __LINE__);
	check_verified(second, small.facts.id);
	check_verified(third, small.facts.id);
}

ON_EACH_DATABASE(a_file_that_is_not_whole_and_sound_changes_nothing)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	struct str text = export_text(from, small.facts.id), head = lines(text, 1), rest = str_from(text, head.len), before = whole_database(to);
	struct { const char *what; struct str text; const char *says; } table[] = {
		{ "nothing", STR(""), "no journal" },
		{ "only the first line", head, "no journal" },
		{ "cut within a line", str_to(text, text.len - 20), "cut off" },
		{ "cut within the first line", str_to(text, 30), "cut off" },
		{ "without the last line feed", str_to(text, text.len - 1), "cut off" },
		{ "no first line", rest, "no export of Speerpunt" },
		{ "another format", replaced(text, "speerpunt-journal/1", "speerpunt-journal/9"), "no export of Speerpunt" },
		{ "no JSON at all", STR("hello\nworld\n"), "no export of Speerpunt" },
		{ "a first line without programme", str_format(test_arena(), "{\"format\":\"speerpunt-journal/1\",\"key\":\"small\"}\n%.*s", STR_ARG(rest)),
		  "no export of Speerpunt" },
		{ "a line that is none", str_format(test_arena(), "%.*s{\"seq\":1}\n%.*s", STR_ARG(head), STR_ARG(rest)), "no line of a journal" },
		{ "an empty line", str_format(test_arena(), "%.*s\n%.*s", STR_ARG(head), STR_ARG(rest)), "no line of a journal" },
		{ "the first row missing", str_format(test_arena(), "%.*s%.*s", STR_ARG(head),
			STR_ARG(str_from(text, lines(text, 2).len))), "missing or out of order" },
		{ "a row in the middle missing", str_format(test_arena(), "%.*s%.*s", STR_ARG(lines(text, 4)),
			STR_ARG(str_from(text, lines(text, 5).len))), "missing or out of order" },
		{ "a text altered", replaced(text, "Duiven\"]", "Didam\"]"), "text does not fit" },
		{ "a row altered", replaced(text, "\"running\"", "\"stopped\""), "hash does not follow" },
		{ "an actor altered", replaced(text, "\"via\":\"link\"", "\"via\":\"account\""), "hash does not follow" },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct faults faults = { .arena = test_arena() };

		if (import_text(to, table[i].text, &faults))
			fail_msg("%s: taken in", table[i].what);
		CHECK_NUMBER(faults.count, 1);
		CHECK_HAS(faults_text(&faults), table[i].says);
		CHECK(faults.at[0].place.len > 0);
		test_check_str(whole_database(to), before, __FILE__, __LINE__);
		CHECK_NUMBER(store_programmes(to, test_arena()).count, 0);
	}
	check_imports(to, text);
	check_verified(to, small.facts.id);
}

/* The head names one programme, the chain makes another. */
ON_EACH_DATABASE(a_first_line_that_names_another_programme_is_refused)
{
	struct small small;
	struct store *from = small_store(kind, &small), *to = fresh_store(kind);
	struct str text = export_text(from, small.facts.id);
	struct faults faults = { .arena = test_arena() };
	struct str other = replaced(text, str_cstring(test_arena(), id_text(small.facts.id, test_arena())), "01900000-0000-7000-8000-000000000001");

	CHECK(!import_text(to, other, &faults));
	CHECK_HAS(faults_text(&faults), "422 The first line names another programme");
	CHECK_STR(whole_database(to), "");
}

ON_EACH_DATABASE(the_same_file_twice_adds_nothing)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	struct str text = export_text(from, small.facts.id), before;
	struct faults faults = { .arena = test_arena() };

	check_imports(to, text);
	before = whole_database(to);
	CHECK(!import_text(to, text, &faults));
	CHECK_HAS(faults_text(&faults), "409 Programme small is here already, up to this very row");
	test_check_str(whole_database(to), before, __FILE__, __LINE__);
	check_verified(to, small.facts.id);
}

ON_EACH_DATABASE(an_earlier_part_first_and_then_the_rest_is_the_whole)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	struct str text = export_text(from, small.facts.id), before;
	struct faults faults = { .arena = test_arena() };

	check_imports(to, lines(text, 5));
	CHECK_NUMBER(store_programme_version(to, STR("small")), 4);
	check_verified(to, small.facts.id);
	check_imports(to, lines(text, 8));
	CHECK_NUMBER(store_programme_version(to, STR("small")), 7);
	check_verified(to, small.facts.id);
	check_imports(to, text);
	check_verified(to, small.facts.id);
	test_check_str(whole_database(to), whole_database(from), __FILE__, __LINE__);
	before = whole_database(to);
	CHECK(!import_text(to, lines(text, 7), &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_CONFLICT);
	test_check_str(whole_database(to), before, __FILE__, __LINE__);
}

ON_EACH_DATABASE(what_went_its_own_way_since_is_refused)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	const struct action *stands;
	struct action own;
	struct str text = export_text(from, small.facts.id), before;
	struct faults faults = { .arena = test_arena() };

	check_imports(to, lines(text, 5));
	stands = row_now(to, small.facts.id, &action_record, small.action.id);
	own = *stands;
	own.title = STR("Een eigen weg");
	write_change(to, small.facts.id, &action_record, stands, &own);
	before = whole_database(to);
	CHECK(!import_text(to, text, &faults));
	CHECK_HAS(faults_text(&faults), "409 Programme small is here already and has gone its own way");
	test_check_str(whole_database(to), before, __FILE__, __LINE__);
	CHECK_STR(((const struct action *)row_now(to, small.facts.id, &action_record, own.id))->title, "Een eigen weg");
	check_verified(to, small.facts.id);
}

ON_EACH_DATABASE(another_programme_of_the_same_name_is_refused)
{
	struct small small, other;
	struct store *from = store_with_history(kind, &small), *to = small_store(kind, &other);
	struct str before = whole_database(to);
	struct faults faults = { .arena = test_arena() };

	CHECK(!import_text(to, export_text(from, small.facts.id), &faults));
	CHECK_HAS(faults_text(&faults), "409 There is another programme small on this server already.");
	test_check_str(whole_database(to), before, __FILE__, __LINE__);
	CHECK(!store_programme_by_id(to, small.facts.id));
	check_verified(to, other.facts.id);
}

/* What came in goes on as if it had begun here. */
ON_EACH_DATABASE(an_imported_programme_can_be_written)
{
	struct small small;
	struct store *from = store_with_history(kind, &small), *to = fresh_store(kind);
	const struct action *stands;
	struct action changed;

	check_imports(to, export_text(from, small.facts.id));
	stands = row_now(to, small.facts.id, &action_record, small.action.id);
	changed = *stands;
	changed.title = STR("Na de verhuizing");
	CHECK_NUMBER(write_change(to, small.facts.id, &action_record, stands, &changed), 11);
	check_verified(to, small.facts.id);
	check_imports(from, export_text(to, small.facts.id));
	CHECK_STR(((const struct action *)row_now(from, small.facts.id, &action_record, small.action.id))->title, "Na de verhuizing");
	check_verified(from, small.facts.id);
}

TEST(an_export_that_cannot_be_written_to_its_end_says_so)
{
	struct small small;
	struct store *store = small_store(DATABASE_SQLITE, &small);
	struct faults faults = { .arena = test_arena() };
	char room[100];
	FILE *out = fmemopen(room, sizeof room, "w");

	setvbuf(out, NULL, _IONBF, 0);
	CHECK(!journal_export(store, small.facts.id, out, &faults));
	CHECK_HAS(faults_text(&faults), "503 ");
	fclose(out);
	faults.count = 0;
	CHECK(!journal_export(store, id_new(), stderr, &faults));
	CHECK_HAS(faults_text(&faults), "404 ");
}
