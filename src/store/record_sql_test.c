/* SPDX-License-Identifier: EUPL-1.2 */
/* Every record through the SQL made from its description, and whole programmes through the tables. */
#include "store/record_sql.h"

#include <string.h>

#include "exchange/exchange.h"
#include "programme/sample.h"
#include "test/databases.h"
#include "test/lev.h"

struct one { const struct record *record; void *row; size_t count; };

static bool read_one(void *context, const struct value *columns, size_t count)
{
	struct one *one = context;
	struct value *kept = arena_array(test_arena(), struct value, count);

	for (size_t i = 0; i < count; i++) {
		kept[i] = columns[i];
		kept[i].text = str_copy(test_arena(), columns[i].text);
	}
	one->count++;
	one->row = arena_take(test_arena(), one->record->size);
	CHECK(record_row(one->record, kept, count, one->row, test_arena()));
	return true;
}

static void check_stored(struct connection *connection, const struct record *record, struct id programme, const void *row)
{
	struct value id = value_id(programme, test_arena());
	struct one one = { .record = record };

	CHECK_NUMBER(connection_run(connection, record_sql(record)->load, &id, 1, read_one, &one), OUTCOME_DONE);
	CHECK_NUMBER(one.count, row ? 1 : 0);
	if (row && !(row_equal(record, row, one.row) && id_equal(row_id(row), row_id(one.row))))
		fail_msg("%s comes back otherwise", record->name);
}

static void write_one(struct connection *connection, const char *sql, const struct record *record, struct id programme, const void *row)
{
	struct value values[RECORD_VALUES_MOST];
	size_t count = record_values(record, programme, row, values, test_arena());

	CHECK_NUMBER(connection_run(connection, sql, values, count, NULL, NULL), OUTCOME_DONE);
	CHECK_NUMBER(connection_changed(connection), 1);
}

/* Added with each field at its limits, changed to another, removed: in a transaction that is given up, as the rows point nowhere. */
ON_EACH_DATABASE(every_record_comes_back_from_its_table_with_each_field_at_its_limits)
{
	struct sample sample = { .state = 7, .arena = test_arena() };
	struct faults faults = { .arena = test_arena() };
	struct store *store = fresh_store(kind);
	struct connection *connection = connection_open(address_of_store(store), DATABASE_WRITE, &faults);
	struct id programme = id_new();

	CHECK(connection_begin(connection) == OUTCOME_DONE);
	for (size_t r = 0; r < record_count; r++) {
		const struct record *record = records[r];
		struct id id = sample_id(r);
		struct value keys[] = { value_id(programme, test_arena()), value_id(id, test_arena()) };
		union sample_room room;

		for (int limit = 0; limit < SAMPLE_LIMITS + 8; limit++) {
			if (limit < SAMPLE_LIMITS)
				sample_row_limit(&sample, record, (enum sample_limit)limit, room.row);
			else
				sample_row(&sample, record, room.row);
			*(struct id *)(void *)room.row = id;
			write_one(connection, limit ? record_sql(record)->update : record_sql(record)->insert, record, programme, room.row);
			check_stored(connection, record, programme, room.row);
		}
		CHECK_NUMBER(connection_run(connection, record_sql(record)->remove, keys, 2, NULL, NULL), OUTCOME_DONE);
		check_stored(connection, record, programme, NULL);
	}
	connection_rollback(connection);
	connection_close(connection);
}

ON_EACH_DATABASE(a_row_of_another_programme_is_never_touched)
{
	struct small one, other = small_programme("other");
	struct store *store = small_store(kind, &one), *again;
	struct theme *renamed = arena_copy(test_arena(), &one.theme, sizeof one.theme);

	/* The same id in two programmes: an extension that was copied. */
	other.theme.id = other.action.theme = one.theme.id;
	other.action.id = one.action.id;
	add_small(store, &other);
	renamed->name = STR("Anders");
	write_change(store, one.facts.id, &theme_record, &one.theme, renamed);
	write_change(store, one.facts.id, &action_record, &one.action, NULL);
	again = open_store(address_of_store(store), 0);
	CHECK_STR(((const struct theme *)row_now(again, one.facts.id, &theme_record, one.theme.id))->name, "Anders");
	CHECK(!row_now(again, one.facts.id, &action_record, one.action.id));
	CHECK(row_equal(&theme_record, row_now(again, other.facts.id, &theme_record, one.theme.id), &other.theme));
	CHECK(row_equal(&action_record, row_now(again, other.facts.id, &action_record, one.action.id), &other.action));
	check_verified(again, one.facts.id);
	check_verified(again, other.facts.id);
}

ON_EACH_DATABASE(what_is_loaded_is_what_stood_in_memory)
{
	struct faults faults = { .arena = test_arena() };
	struct exchange_report report = { 0 };
	struct store *store = fresh_store(kind), *again;
	const struct programme *written, *loaded;
	struct id id;

	CHECK(exchange_import(store, STR("lev.json"), test_file("data/lev/lev-2024-2026.json"), ID_NONE, &id, &report, &faults));
	written = store_programme_by_id(store, id);
	again = open_store(address_of_store(store), 0);
	loaded = store_programme(again, STR("lev-2024-2026"));
	check_same_programme(loaded, written);
	CHECK(programme_rows(loaded, &action_record).count > 5);
	programme_release(loaded);
	programme_release(written);
	check_verified(again, id);
}
