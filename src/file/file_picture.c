/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A photo tells where it was taken, when, and with whose telephone. Before it is kept all of that goes, with the small picture inside
 * it; only which way up it has to be shown stays, and its colours and dots are as they were. The library works on a file.
 */
#include <fcntl.h>
#include <gexiv2/gexiv2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "file/file_own.h"

/* Its reader of XMP is not made for many threads. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void)
{
	gexiv2_initialize();
	gexiv2_log_set_level(GEXIV2_LOG_LEVEL_MUTE);
}

static bool clean_file(const char *path)
{
	GExiv2Metadata *metadata = gexiv2_metadata_new();
	GError *error = NULL;
	GExiv2Orientation orientation;
	bool fine = gexiv2_metadata_open_path(metadata, path, &error);

	if (fine) {
		orientation = gexiv2_metadata_try_get_orientation(metadata, NULL);
		gexiv2_metadata_clear(metadata);
		if (orientation > GEXIV2_ORIENTATION_NORMAL)
			gexiv2_metadata_try_set_orientation(metadata, orientation, NULL);
		fine = gexiv2_metadata_save_file(metadata, path, &error);
	}
	if (error) {
		log_info("picture", "cannot be cleaned: %s", error->message);
		g_error_free(error);
	}
	g_object_unref(metadata);
	return fine;
}

static bool write_file(const char *path, struct str bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool fine = file >= 0;

	while (fine && bytes.len > 0) {
		ssize_t written = write(file, bytes.at, bytes.len);
		fine = written > 0;
		if (fine)
			bytes = str_from(bytes, (size_t)written);
	}
	if (file >= 0 && close(file) != 0)
		fine = false;
	return fine;
}

static bool read_file(const char *path, struct buf *out)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	char piece[65536];
	ssize_t got = -1;

	while (file >= 0 && (got = read(file, piece, sizeof piece)) > 0)
		buf_add(out, (struct str){ piece, (size_t)got });
	if (file >= 0)
		close(file);
	return got == 0 && out->len > 0;
}

bool file_picture_clean(struct str bytes, struct buf *clean)
{
	const char *temporary = getenv("TMPDIR");
	char folder[4096], path[4160];
	bool fine;

	pthread_once(&once, begin);
	if (snprintf(folder, sizeof folder, "%s/speerpunt-picture-XXXXXX", temporary ? temporary : "/tmp") >= (int)sizeof folder ||
	    !mkdtemp(folder)) {
		log_error("picture", "no temporary folder");
		return false;
	}
	snprintf(path, sizeof path, "%s/picture", folder);
	fine = write_file(path, bytes);
	if (fine) {
		pthread_mutex_lock(&lock);
		fine = clean_file(path);
		pthread_mutex_unlock(&lock);
	}
	fine = fine && read_file(path, clean);
	unlink(path);
	rmdir(folder);
	return fine;
}
