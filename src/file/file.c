/* SPDX-License-Identifier: EUPL-1.2 */
#include "file/file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "file/file_own.h"
#include "file/file_type.h"
#include "programme/programme.h"

static const int64_t programme_bytes_most = (int64_t)5 << 30, day_ms = 86400000;
enum { NAME_MOST = 200, UNNAMED_DAYS = 30, PATH_MOST = 4096 };

static struct file_settings settings;

/* Nobody cleans while somebody keeps: a file that is about to be named must not go. */
static pthread_rwlock_t cleaning = PTHREAD_RWLOCK_INITIALIZER;

void file_settings_set(const struct file_settings *given, struct arena *arena)
{
	settings = (struct file_settings){ str_copy(arena, given->folder), str_copy(arena, given->scanner), given->programme_bytes_most };
}

/* The folder */

/* Of a programme: "speerpunt.db.files/0190...". False where the name is longer than a path can be. */
static bool folder_of(struct store *store, struct id programme, char path[PATH_MOST])
{
	struct str where = store_where(store);
	char id[ID_TEXT_LENGTH + 1];
	int length;

	id_write(programme, id);
	length = settings.folder.len > 0
		? snprintf(path, PATH_MOST, "%.*s/%s", STR_ARG(settings.folder), id)
		: snprintf(path, PATH_MOST, "%.*s.files/%s", STR_ARG(where), id);
	return length > 0 && length < PATH_MOST - 128;
}

static bool sync_folder(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = folder >= 0 && fsync(folder) == 0;

	if (folder >= 0)
		close(folder);
	return fine;
}

/* Makes the folder and those above it that are not there; each is durable in the one above. */
static bool make_folder(const char *path)
{
	char above[PATH_MOST];
	char *slash;

	if (mkdir(path, 0700) != 0 && errno == EEXIST)
		return true;
	snprintf(above, sizeof above, "%s", path);
	slash = strrchr(above, '/');
	if (slash && slash != above)
		*slash = '\0';
	else
		snprintf(above, sizeof above, "%s", slash ? "/" : ".");
	if (access(path, F_OK) != 0 && (!slash || slash == above || !make_folder(above) || mkdir(path, 0700) != 0))
		return false;
	return sync_folder(above);
}

static bool write_all(int file, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t written = write(file, bytes.at, bytes.len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_from(bytes, (size_t)written);
	}
	return true;
}

static bool is_there(const char *path, size_t size)
{
	struct stat found;
	return stat(path, &found) == 0 && S_ISREG(found.st_mode) && (size_t)found.st_size == size;
}

/* Under its name the file is whole or not there: written beside it, synced, then named, and the name synced. */
static bool write_file(const char *folder, const char *name, struct str bytes)
{
	char path[PATH_MOST + 80], beside[PATH_MOST + 80];
	int file;
	bool fine;

	if (!make_folder(folder))
		return false;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (is_there(path, bytes.len))
		return sync_folder(folder);
	snprintf(beside, sizeof beside, "%s/.new-XXXXXX", folder);
	file = mkostemp(beside, O_CLOEXEC);
	if (file < 0)
		return false;
	fine = write_all(file, bytes) && fsync(file) == 0;
	fine = close(file) == 0 && fine;
	fine = fine && rename(beside, path) == 0 && sync_folder(folder);
	if (!fine)
		unlink(beside);
	return fine;
}

/* Keeping */

struct keeping { struct value values[5]; };

static const char note_file[] =
	"INSERT INTO kept_file (programme_id, hash, size, kept, bytes) VALUES (?1, ?2, ?3, ?4, ?5)"
	" ON CONFLICT (programme_id, hash) DO UPDATE SET kept = excluded.kept, unnamed = 0";
static enum outcome note_work(struct connection *connection, void *context)
{
	struct keeping *keeping = context;
	return connection_run(connection, note_file, keeping->values, 5, NULL, NULL);
}

/* On a connection of its own: the one writer would stand still while 25 MB go over the network. */
static bool note_with_bytes(struct store *store, struct keeping *keeping, struct faults *faults)
{
	struct connection *connection = connection_open(store_where(store), DATABASE_WRITE, faults);
	bool fine = connection && connection_begin(connection) == OUTCOME_DONE && note_work(connection, keeping) == OUTCOME_DONE &&
		connection_commit(connection) == OUTCOME_DONE;

	connection_close(connection);
	return fine;
}

static bool put(struct store *store, struct id programme, struct str bytes, struct hash *hash, struct faults *faults)
{
	struct arena *arena = faults->arena;
	struct keeping keeping;
	char folder[PATH_MOST];
	struct str name;
	bool fine;

	*hash = hash_of(bytes);
	name = hash_text(*hash, arena);
	keeping = (struct keeping){ { value_id(programme, arena), value_text(name), value_integer((int64_t)bytes.len),
		value_integer(clock_now().ms), VALUE_NONE } };
	pthread_rwlock_rdlock(&cleaning);
	if (store_kind(store) == DATABASE_POSTGRESQL) {
		struct faults unsaid = { .arena = arena };
		keeping.values[4] = value_bytes(bytes.at, bytes.len);
		fine = note_with_bytes(store, &keeping, &unsaid);
	} else {
		fine = folder_of(store, programme, folder) && write_file(folder, str_cstring(arena, name), bytes);
		if (!fine)
			log_error("file", "cannot be written: %s", strerror(errno));
		fine = fine && store_do(store, note_work, &keeping);
	}
	pthread_rwlock_unlock(&cleaning);
	return fine || faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
		.message = N_("The file could not be kept: the disk or the database does not take it now. Nothing was saved; try again later.") });
}

bool file_keep_as_it_is(struct store *store, struct id programme, struct str bytes, struct hash *hash, struct faults *faults)
{
	return put(store, programme, bytes, hash, faults);
}

/* At most NAME_MOST code points, with the ending. */
static struct str shortened(struct str name, struct arena *arena)
{
	struct str ending = STR_NONE, stem = name;

	if (str_length(name) <= NAME_MOST)
		return str_copy(arena, name);
	for (size_t i = name.len; i > 0 && name.len - i < 10; i--)
		if (name.at[i - 1] == '.') {
			ending = str_from(name, i - 1);
			stem = str_to(name, i - 1);
			break;
		}
	while (str_length(stem) + str_length(ending) > NAME_MOST) {
		stem.len--;
		while (stem.len > 0 && ((unsigned char)stem.at[stem.len] & 0xc0) == 0x80)
			stem.len--;
	}
	return str_format(arena, "%.*s%.*s", STR_ARG(stem), STR_ARG(ending));
}

static bool fits_programme(struct store *store, struct id programme, size_t more, const char *field, struct faults *faults)
{
	int64_t most = settings.programme_bytes_most ? settings.programme_bytes_most : programme_bytes_most;
	int64_t total = file_total(store, programme);

	if (total < 0)
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .field = field,
			.message = N_("The file could not be kept: the disk or the database does not take it now. Nothing was saved; try again later.") });
	if (total + (int64_t)more <= most)
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
		.message = N_("The files of this programme together may be {0} MB. Give the address of the file instead, or ask the keeper of this server for more room."),
		.arg = { str_format(faults->arena, "%lld", (long long)(most >> 20)) } });
}

bool file_keep(struct store *store, struct id programme, struct str name, struct str bytes, const char *field,
	struct kept_file *kept, struct faults *faults)
{
	struct str short_name = shortened(name, faults->arena);
	const struct file_type *type = file_recognise(short_name, bytes, field, faults);
	struct buf clean = { 0 };
	bool fine;

	if (!type || (settings.scanner.len > 0 && !file_scan(settings.scanner, short_name, bytes, field, faults)))
		return false;
	if (type->picture) {
		if (!file_picture_clean(bytes, &clean)) {
			buf_clear(&clean);
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
				.message = N_("“{0}” cannot be read as a picture; perhaps it is damaged. Open it, save it again and choose it once more."),
				.arg = { short_name } });
		}
		bytes = buf_str(&clean);
	}
	*kept = (struct kept_file){ .name = short_name, .media_type = str_of(type->media_type), .size = (int64_t)bytes.len };
	fine = fits_programme(store, programme, bytes.len, field, faults) && put(store, programme, bytes, &kept->hash, faults);
	buf_clear(&clean);
	return fine;
}

/* Reading */

struct reading { struct value values[2]; struct arena *arena; struct str bytes; bool there; int64_t number; };

static bool read_bytes(void *context, const struct value *columns, size_t count)
{
	struct reading *reading = context;
	(void)count;
	reading->there = columns[0].kind == VALUE_BYTES;
	if (reading->there)
		reading->bytes = str_copy(reading->arena, columns[0].text);
	return false;
}

static const char find_bytes[] = "SELECT bytes FROM kept_file WHERE programme_id = ?1 AND hash = ?2";
static enum outcome bytes_work(struct connection *connection, void *context)
{
	struct reading *reading = context;
	reading->there = false;
	return connection_run(connection, find_bytes, reading->values, 2, read_bytes, reading);
}

bool file_open(struct store *store, struct id programme, struct hash hash, struct arena *arena, struct file_bytes *file)
{
	struct str name = hash_text(hash, arena);
	struct reading reading = { { value_id(programme, arena), value_text(name) }, .arena = arena };
	char path[PATH_MOST + 80];
	struct stat found;

	*file = (struct file_bytes){ .descriptor = -1 };
	if (store_kind(store) == DATABASE_POSTGRESQL) {
		if (!store_read(store, bytes_work, &reading) || !reading.there)
			return false;
		file->bytes = reading.bytes;
		file->size = (int64_t)reading.bytes.len;
		return true;
	}
	if (!folder_of(store, programme, path))
		return false;
	snprintf(path + strlen(path), 80, "/%.*s", STR_ARG(name));
	file->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file->descriptor < 0)
		return false;
	if (fstat(file->descriptor, &found) != 0 || !S_ISREG(found.st_mode)) {
		file_close(file);
		return false;
	}
	file->size = found.st_size;
	return true;
}

void file_close(struct file_bytes *file)
{
	if (file->descriptor >= 0)
		close(file->descriptor);
	file->descriptor = -1;
}

bool file_read(struct store *store, struct id programme, struct hash hash, struct arena *arena, struct str *bytes)
{
	struct file_bytes file;
	char *at;
	size_t length = 0;

	if (!file_open(store, programme, hash, arena, &file))
		return false;
	*bytes = file.bytes;
	if (file.descriptor < 0)
		return true;
	at = arena_take(arena, (size_t)file.size);
	while (length < (size_t)file.size) {
		ssize_t got = read(file.descriptor, at + length, (size_t)file.size - length);
		if (got <= 0)
			break;
		length += (size_t)got;
	}
	file_close(&file);
	*bytes = (struct str){ at, length };
	return length == (size_t)file.size;
}

static bool read_number(void *context, const struct value *columns, size_t count)
{
	struct reading *reading = context;
	(void)count;
	reading->number = columns[0].integer;
	return false;
}

static const char sum_sizes[] = "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM kept_file WHERE programme_id = ?1";
static enum outcome total_work(struct connection *connection, void *context)
{
	struct reading *reading = context;
	return connection_run(connection, sum_sizes, reading->values, 1, read_number, reading);
}

int64_t file_total(struct store *store, struct id programme)
{
	struct arena arena = { 0 };
	struct reading reading = { { value_id(programme, &arena) }, .arena = &arena };
	bool fine = store_read(store, total_work, &reading);

	arena_clear(&arena);
	return fine ? reading.number : -1;
}

/* Cleaning */

static int compare_hashes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct hash));
}

struct hash_list file_named(const struct programme *programme, struct arena *arena)
{
	struct hash_list list = { NULL, 0 };
	size_t most = 0, kept = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t r = 0; r < record_count; r++)
			for (size_t f = 0; f < records[r]->field_count; f++) {
				const struct field *field = &records[r]->field[f];
				struct row_list rows;
				if (!field->file)
					continue;
				rows = programme_rows(programme, records[r]);
				most += rows.count;
				for (size_t i = 0; pass == 1 && i < rows.count; i++)
					list.count += hash_parse(*FIELD_AT(rows.at[i], field, struct str), &list.at[list.count]);
			}
		if (pass == 0)
			list.at = arena_array(arena, struct hash, most + 1);
	}
	if (list.count > 0)
		qsort(list.at, list.count, sizeof *list.at, compare_hashes);
	for (size_t i = 0; i < list.count; i++)
		if (i == 0 || !hash_equal(list.at[i], list.at[i - 1]))
			list.at[kept++] = list.at[i];
	list.count = kept;
	return list;
}

struct found_file { struct str hash; int64_t kept, unnamed; bool named; };
struct cleaning {
	struct value       programme;
	struct arena      *arena;
	struct hash_list   named;
	struct found_file *at;
	size_t             count, room;
	int64_t            now;
	struct str        *gone;
	size_t             gone_count;
};

static bool read_found(void *context, const struct value *columns, size_t count)
{
	struct cleaning *cleaner = context;
	struct found_file *found;
	struct hash hash;
	(void)count;

	if (cleaner->count == cleaner->room) {
		size_t room = cleaner->room ? 2 * cleaner->room : 64;
		struct found_file *at = arena_array(cleaner->arena, struct found_file, room);
		if (cleaner->count > 0)
			memcpy(at, cleaner->at, cleaner->count * sizeof *at);
		cleaner->at = at;
		cleaner->room = room;
	}
	found = &cleaner->at[cleaner->count];
	*found = (struct found_file){ str_copy(cleaner->arena, columns[0].text), columns[1].integer, columns[2].integer, false };
	if (!hash_parse(found->hash, &hash))
		return true;
	found->named = cleaner->named.count > 0 &&
		bsearch(&hash, cleaner->named.at, cleaner->named.count, sizeof hash, compare_hashes) != NULL;
	cleaner->count++;
	return true;
}

static const char list_files[] = "SELECT hash, kept, unnamed FROM kept_file WHERE programme_id = ?1";
static enum outcome list_work(struct connection *connection, void *context)
{
	struct cleaning *cleaner = context;
	cleaner->count = 0;
	return connection_run(connection, list_files, &cleaner->programme, 1, read_found, cleaner);
}

/* What was kept again meanwhile is no longer marked with the moment we read: then nothing happens to it. */
static const char mark_file[] = "UPDATE kept_file SET unnamed = ?3 WHERE programme_id = ?1 AND hash = ?2 AND unnamed = ?4";
static const char remove_file[] = "DELETE FROM kept_file WHERE programme_id = ?1 AND hash = ?2 AND unnamed = ?3";
static enum outcome clean_work(struct connection *connection, void *context)
{
	struct cleaning *cleaner = context;

	cleaner->gone_count = 0;
	for (size_t i = 0; i < cleaner->count; i++) {
		const struct found_file *found = &cleaner->at[i];
		struct value values[4] = { cleaner->programme, value_text(found->hash), value_integer(found->unnamed), value_integer(found->unnamed) };
		bool begins = !found->named && !found->unnamed && found->kept < cleaner->now - day_ms;
		bool ends = !found->named && found->unnamed && found->unnamed < cleaner->now - UNNAMED_DAYS * day_ms;
		enum outcome outcome = OUTCOME_DONE;

		if (begins || (found->named && found->unnamed)) {
			values[2] = value_integer(begins ? cleaner->now : 0);
			outcome = connection_run(connection, mark_file, values, 4, NULL, NULL);
		} else if (ends) {
			outcome = connection_run(connection, remove_file, values, 3, NULL, NULL);
			if (outcome == OUTCOME_DONE && connection_changed(connection) == 1)
				cleaner->gone[cleaner->gone_count++] = found->hash;
		}
		if (outcome != OUTCOME_DONE)
			return outcome;
	}
	return OUTCOME_DONE;
}

static void unlink_gone(struct store *store, struct id programme, const struct cleaning *cleaner)
{
	char path[PATH_MOST + 80];
	size_t length;

	if (store_kind(store) == DATABASE_POSTGRESQL || !folder_of(store, programme, path))
		return;
	length = strlen(path);
	for (size_t i = 0; i < cleaner->gone_count; i++) {
		snprintf(path + length, 80, "/%.*s", STR_ARG(cleaner->gone[i]));
		if (unlink(path) != 0 && errno != ENOENT)
			log_warning("file", "cannot be taken away: %s", strerror(errno));
	}
}

int64_t file_clean(struct store *store, const struct programme *programme, struct moment now)
{
	struct arena arena = { 0 };
	struct cleaning cleaner = { .programme = value_id(programme->id, &arena), .arena = &arena, .now = now.ms,
		.named = file_named(programme, &arena) };
	int64_t gone = -1;

	pthread_rwlock_wrlock(&cleaning);
	if (store_read(store, list_work, &cleaner)) {
		cleaner.gone = arena_array(&arena, struct str, cleaner.count + 1);
		if (store_do(store, clean_work, &cleaner)) {
			unlink_gone(store, programme->id, &cleaner);
			gone = (int64_t)cleaner.gone_count;
		}
	}
	pthread_rwlock_unlock(&cleaning);
	arena_clear(&arena);
	return gone;
}
