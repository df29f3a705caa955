/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/record_json.h"

#include <string.h>

#include "action/action.h"
#include "programme/sample.h"
#include "test/test.h"

static union sample_room room, copy;

/* Every string is JSON by our own writer and by jansson's reader. */
static void there_and_back(const struct record *record, const void *row)
{
	struct faults faults = { .arena = test_arena() };
	struct buf    first = { 0 }, second = { 0 };
	json_t       *object;

	row_to_json(record, row, true, &first);
	object = json_loadb(first.at, first.len, JSON_REJECT_DUPLICATES, NULL);
	if (!object)
		fail_msg("%s gives no JSON: %.*s", record->name, (int)first.len, first.at);
	memset(copy.row, 0xAA, record->size);
	CHECK(row_from_json(record, object, copy.row, &faults));
	json_decref(object);
	CHECK_NUMBER(faults.count, 0);
	CHECK(row_equal(record, row, copy.row));
	row_to_json(record, copy.row, true, &second);
	CHECK(str_equal(buf_str(&first), buf_str(&second)));
	buf_clear(&first);
	buf_clear(&second);
}

TEST(every_record_comes_back_from_json_with_each_field_at_its_limits)
{
	struct sample sample = { .state = 2, .arena = test_arena() };

	for (size_t i = 0; i < record_count; i++) {
		for (int limit = 0; limit < SAMPLE_LIMITS + 50; limit++) {
			if (limit < SAMPLE_LIMITS)
				sample_row_limit(&sample, records[i], (enum sample_limit)limit, room.row);
			else
				sample_row(&sample, records[i], room.row);
			*(struct id *)(void *)room.row = sample_id((size_t)limit);
			there_and_back(records[i], room.row);
		}
	}
}

TEST(json_leaves_out_what_is_unknown_and_what_is_internal)
{
	struct action action = { .id = sample_id(0), .number = STR("M-03"), .title = STR("Een <b>\"kaart\"</b>"),
		.status = ACTION_RUNNING, .internal = STR("ours") };
	struct buf    buf = { 0 };

	row_to_json(&action_record, &action, false, &buf);
	CHECK_HAS(buf_str(&buf), "\"number\":\"M-03\"");
	CHECK_HAS(buf_str(&buf), "\"status\":\"running\"");
	CHECK_HAS_NOT(buf_str(&buf), "ours");
	CHECK_HAS_NOT(buf_str(&buf), "theme");
	CHECK_HAS_NOT(buf_str(&buf), "<b>");
	buf_clear(&buf);
	row_to_json(&action_record, &action, true, &buf);
	CHECK_HAS(buf_str(&buf), "\"internal\":\"ours\"");
	buf_clear(&buf);
}

TEST(json_faults_name_the_member_and_what_it_should_be)
{
	static const struct { const char *json, *field, *says; } table[] = {
		{ "[]", NULL, "JSON object" },
		{ "{\"colour\":\"red\"}", "colour", "no member" },
		{ "{\"title\":7}", "title", "string" },
		{ "{\"title\":\"a\\u0001b\"}", "title", "plain text" },
		{ "{\"goals\":\"none\"}", "goals", "list" },
		{ "{\"goals\":[\"none\"]}", "goals", "pick from the list" },
		{ "{\"goals\":[1]}", "goals", "list" },
		{ "{\"continues\":\"yes\"}", "continues", "true or false" },
		{ "{\"start\":\"2024-13\"}", "start", "not a day" },
		{ "{\"status\":\"finished\"}", "status", "running" },
		{ "{\"id\":\"1\"}", "id", "36 characters" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct faults faults = { .arena = test_arena() };
		struct action action;
		json_t       *json = json_loads(table[i].json, JSON_DECODE_ANY, NULL);

		CHECK(json != NULL);
		CHECK(!row_from_json(&action_record, json, &action, &faults));
		json_decref(json);
		CHECK_NUMBER(faults.count, 1);
		CHECK_STR(str_of(faults.at[0].field), table[i].field ? table[i].field : "");
		CHECK_HAS(fault_text(&faults.at[0], test_arena()), table[i].says);
	}
}

TEST(null_in_json_is_unknown)
{
	struct faults faults = { .arena = test_arena() };
	struct action action;
	json_t       *json = json_loads("{\"title\":null,\"theme\":null,\"continues\":null,\"goals\":null}", 0, NULL);

	CHECK(row_from_json(&action_record, json, &action, &faults));
	json_decref(json);
	CHECK(action.title.len == 0 && !id_known(action.theme) && !action.continues && action.goals.count == 0);
}
