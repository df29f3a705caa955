/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan_model.h"

#include <string.h>

#include "programme/record_json.h"

static bool no_plan(struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("This is no frozen plan (speerpunt-plan/1).") });
}

/* The rows of one record, in room that is used again for each. */
static bool read_rows(struct programme *draft, const struct record *record, json_t *list, struct faults *faults)
{
	void *row = arena_take(faults->arena, record->size);
	size_t i;
	json_t *object;

	json_array_foreach(list, i, object) {
		memset(row, 0, record->size);
		if (!row_from_json(record, object, row, faults))
			return false;
		programme_put(draft, record, row);
	}
	return true;
}

const struct programme *plan_read(struct str canonical, struct faults *faults)
{
	json_t *json = json_loadb(canonical.at, canonical.len, JSON_REJECT_DUPLICATES, NULL);
	const char *format = json_string_value(json_object_get(json, "format")), *name = json_string_value(json_object_get(json, "programme"));
	struct programme *draft;
	struct id id = ID_NONE;
	const char *key;
	json_t *list;
	bool fine = format && strcmp(format, "speerpunt-plan/1") == 0 && name && id_parse(str_of(name), &id) && id_known(id);

	if (!fine) {
		json_decref(json);
		no_plan(faults);
		return NULL;
	}
	draft = programme_empty(id);
	json_object_foreach(json, key, list) {
		const struct record *record = json_is_array(list) ? record_named(str_of(key)) : NULL;
		if (json_is_array(list))
			fine = fine && (record ? read_rows(draft, record, list, faults) : no_plan(faults));
	}
	json_decref(json);
	if (fine)
		return programme_publish(draft);
	programme_discard(draft);
	return NULL;
}
