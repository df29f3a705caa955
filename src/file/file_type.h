/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which kinds of files are taken (docs/operating/files.md says why these): recognised by their bytes with libmagic and, for documents
 * that are an archive inside, by what is in it. The ending of the name has to fit, because that is what a reader's computer goes by.
 */
#ifndef FILE_FILE_TYPE_H
#define FILE_FILE_TYPE_H

#include "base/fault.h"

struct file_type {
	const char *media_type;
	const char *endings;            /* ".jpg .jpeg": the first is the usual one */
	const char *label;              /* N_("photo (JPEG)") */
	bool        inline_shown;       /* a browser may show it by itself: PDF and pictures made of dots */
	bool        picture;            /* may carry a place and a camera, and can be shown in a page */
};

/* The type of that media type; NULL where it is none of ours. */
const struct file_type *file_type_of(struct str media_type);
/* All endings, for <input accept>: ".pdf,.docx,...". */
struct str file_endings(struct arena *arena);

/* What these bytes are, if the name's ending fits. NULL with a fault on `field` that says what is wrong and what would be right. */
const struct file_type *file_recognise(struct str name, struct str bytes, const char *field, struct faults *faults);

#endif
