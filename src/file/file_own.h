/* SPDX-License-Identifier: EUPL-1.2 */
/* Between file.c and its helpers. */
#ifndef FILE_FILE_OWN_H
#define FILE_FILE_OWN_H

#include "base/buf.h"
#include "base/fault.h"

/* file_scan.c: asks clamd (INSTREAM) over "unix:PATH" or "tcp:HOST:PORT". False with a fault: a virus, or no clear answer: then nothing is let in. */
bool file_scan(struct str scanner, struct str name, struct str bytes, const char *field, struct faults *faults);

/* file_picture.c: the picture without where, when and with what it was taken, and without thumbnail; which way up and its colours stay. */
bool file_picture_clean(struct str bytes, struct buf *clean);

#endif
