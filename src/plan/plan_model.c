/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan/plan_model.h"

#include <pthread.h>
#include <string.h>

#include "file/file.h"
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

bool plan_bytes(const struct request *req, const struct plan_version *version, struct str *bytes, struct faults *faults)
{
	struct hash hash;

	if (!hash_parse(version->hash, &hash))
		return faults_add(faults, (struct fault){ .kind = FAULT_NOT_FOUND,
			.message = N_("This version was recorded as it was decided; its content is not kept here.") });
	if (!file_read(req->store, req->programme->id, hash, req->arena, bytes))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
	if (!hash_equal(hash_of(*bytes), hash))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("The kept file does not fit the hash of this version, so it is not shown. Tell the keeper of this server.") });
	return true;
}

/*
 * The last few that were read: what is frozen never changes, so they are never stale. They are few, and go with the process.
 */
enum { KEPT_MOST = 6 };
static struct { struct hash hash; const struct programme *plan; int64_t used; } kept[KEPT_MOST];
static int64_t uses;
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;

static const struct programme *kept_of(struct id programme, struct hash hash)
{
	const struct programme *plan = NULL;

	pthread_mutex_lock(&kept_lock);
	for (size_t i = 0; i < KEPT_MOST && !plan; i++)
		if (kept[i].plan && hash_equal(kept[i].hash, hash) && id_equal(kept[i].plan->id, programme)) {
			kept[i].used = ++uses;
			plan = programme_keep(kept[i].plan);
		}
	pthread_mutex_unlock(&kept_lock);
	return plan;
}

static void keep(struct hash hash, const struct programme *plan)
{
	size_t oldest = 0;

	pthread_mutex_lock(&kept_lock);
	for (size_t i = 1; i < KEPT_MOST; i++)
		if (kept[i].used < kept[oldest].used)
			oldest = i;
	programme_release(kept[oldest].plan);
	kept[oldest].hash = hash;
	kept[oldest].plan = programme_keep(plan);
	kept[oldest].used = ++uses;
	pthread_mutex_unlock(&kept_lock);
}

const struct programme *plan_frozen(const struct request *req, const struct plan_version *version, struct faults *faults)
{
	const struct programme *plan = NULL;
	struct hash hash;
	struct str bytes;

	if (hash_parse(version->hash, &hash))
		plan = kept_of(req->programme->id, hash);
	if (plan || !plan_bytes(req, version, &bytes, faults))
		return plan;
	plan = plan_read(bytes, faults);
	if (plan)
		keep(hash, plan);
	return plan;
}
