/* SPDX-License-Identifier: EUPL-1.2 */
/* Letters compiled into the program by tools/embed_letters.py. */
#ifndef PAPER_LETTERS_OWN_H
#define PAPER_LETTERS_OWN_H

#include <stddef.h>

struct letters_file {
	const char          *name;
	const unsigned char *bytes;
	size_t               size;
};
extern const struct letters_file letters_files[];
extern const size_t letters_file_count;

#endif
