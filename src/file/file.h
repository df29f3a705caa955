/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Kept files, by the SHA-256 of their bytes. With SQLite they lie in a folder beside the database, one folder a programme; with
 * PostgreSQL in a table, so that every node has them. A file is on disk, durable, before the record that names it is written: after a
 * crash there may be a file that nothing names, never a record whose file is not there. What no record names is cleaned away later.
 * All of this waits for disk or database: worker threads and routes with ROUTE_WAITS only.
 */
#ifndef FILE_FILE_H
#define FILE_FILE_H

#include "store/store.h"

/* What holds for the process; set once at start, before anything is kept (command/serve.c). */
struct file_settings {
	struct str folder;              /* --files; empty: the database's name with ".files" */
	struct str scanner;             /* --clamd: "unix:/run/clamav/clamd.ctl" or "tcp:host:port"; empty: nothing is scanned */
	int64_t    programme_bytes_most;        /* of all files of a programme together; 0: 5 GiB */
};
void file_settings_set(const struct file_settings *settings, struct arena *arena);
/* Whether `scanner` is an address that could be one; adds a fault that says how it must look. */
bool file_scanner_fits(struct str scanner, struct faults *faults);

/* A file as it was kept. */
struct kept_file {
	struct hash hash;               /* of the bytes as they are kept */
	struct str  name, media_type;   /* name: of the sender, shortened; media_type: what the bytes are, never what the sender said */
	int64_t     size;
};

/*
 * Looks at what came in (its kind by its bytes, the ending of its name, a virus), takes the place and the camera out of a photo, and
 * keeps it. False with faults by `field`, each saying what would be right: empty, no kind that is taken, another kind than its name
 * says, a virus, the scanner or the disk does not answer, the programme's files are full. `bytes` is at most 25 MB (http/multipart.h).
 */
bool file_keep(struct store *store, struct id programme, struct str name, struct str bytes, const char *field,
	struct kept_file *kept, struct faults *faults);
/* Takes a file in as it is: from an export, whose files were looked at before. */
bool file_keep_as_it_is(struct store *store, struct id programme, struct str bytes, struct hash *hash, struct faults *faults);

/* An open file: to be read from `descriptor`, or else from `bytes` (in the arena). */
struct file_bytes { int descriptor; struct str bytes; int64_t size; };
/* False: not there, or it cannot be read now. Who opens it closes it. */
bool file_open(struct store *store, struct id programme, struct hash hash, struct arena *arena, struct file_bytes *file);
void file_close(struct file_bytes *file);
/* All of it in the arena. */
bool file_read(struct store *store, struct id programme, struct hash hash, struct arena *arena, struct str *bytes);

/* Bytes of all files of a programme together; -1 where the database does not answer. */
int64_t file_total(struct store *store, struct id programme);

/* Every file that a record of the programme names now (a field with `file`), each once. */
struct hash_list { struct hash *at; size_t count; };
struct hash_list file_named(const struct programme *programme, struct arena *arena);
/*
 * One round of cleaning for a programme: marks what no record names any more, and takes away what was marked longer than 30 days ago,
 * so that a removal can be undone until then. For a daily job. How many were taken away; -1: the database does not answer.
 */
int64_t file_clean(struct store *store, const struct programme *programme, struct moment now);

#endif
