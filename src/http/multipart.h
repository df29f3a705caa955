/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart/form-data (RFC 7578) as it comes in, piece by piece: fields and files. A small file stays in memory, a larger one lies in a
 * nameless temporary file that is mapped when the body is whole, so that an upload of 25 MB costs no memory while it waits.
 * Nothing here trusts anything; fuzz/multipart.c feeds it. A route takes it with ROUTE_UPLOAD; a handler asks request_file (request.h).
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "base/fault.h"
#include "http/request.h"

enum {
	UPLOAD_FILE_BYTES_MOST = 25 * 1024 * 1024,              /* one file */
	UPLOAD_FILES_MOST = 20,                                 /* in one form */
	UPLOAD_BYTES_MOST = 4 * UPLOAD_FILE_BYTES_MOST + 1024 * 1024   /* one form with all its files */
};

struct multipart;

/* `content_type`: "multipart/form-data; boundary=...". NULL where it is another type or names no usable boundary. */
struct multipart *multipart_open(struct str content_type, struct arena *arena);
/* The next bytes of the body. What follows a fault or the end is skipped. */
void multipart_feed(struct multipart *multipart, struct str bytes);
/*
 * The body is whole: fields and files that were on the form. A file field with nothing chosen is left out. False with one fault: broken
 * (400), a file or the form too large (413), no room to keep it meanwhile (503). The bytes of files live until multipart_close.
 */
bool multipart_end(struct multipart *multipart, struct pairs *fields, struct uploads *files, struct faults *faults);
void multipart_close(struct multipart *multipart);              /* NULL is fine */

#endif
