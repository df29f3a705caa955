/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Static files, compiled into the program by tools/embed_files.py with a hash of their content in their address, so that a browser
 * may keep them for good.
 */
#ifndef HTTP_STATIC_FILE_H
#define HTTP_STATIC_FILE_H

#include "base/str.h"

struct static_file {
	const char          *name;              /* "speerpunt.css" */
	const char          *address;           /* "/static/speerpunt.3fa9c2d81b04.css" */
	const char          *type;
	const unsigned char *at[3];             /* as it is, gzip, brotli; NULL where that is no smaller */
	size_t               size[3];
};
extern const struct static_file static_files[];
extern const size_t static_file_count;

/* The address of a file by its name; empty where there is none. */
struct str static_address(const char *name);
/* The file at an address; NULL where there is none. */
const struct static_file *static_find(struct str address);

#endif
