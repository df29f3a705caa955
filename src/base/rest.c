/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/rest.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A mapping as proc(5) tells it in smaps: a line with its place, then lines of figures. */
struct mapping { uintptr_t from, until; bool of_file; unsigned long own_kb; };

/* "7f0c-7f1d r-xp 00000000 fe:00 1234  /usr/lib/..": read only, private, of a file. */
static bool begins(const char *line, struct mapping *mapping)
{
	char access[5];
	unsigned long from, until;

	if (sscanf(line, "%lx-%lx %4s", &from, &until, access) != 3)
		return false;
	*mapping = (struct mapping){ from, until, access[0] == 'r' && access[1] == '-' && access[3] == 'p' && strchr(line, '/'), 0 };
	return true;
}

/* Pages that are the process's own (the loader wrote in them) are nowhere else: a mapping with any is left alone. */
static void give_back(const struct mapping *mapping)
{
	if (mapping->of_file && mapping->own_kb == 0)
		madvise((void *)mapping->from, mapping->until - mapping->from, MADV_DONTNEED);
}

void memory_rest(void)
{
	FILE *maps = fopen("/proc/self/smaps", "re");
	struct mapping mapping = { 0 };
	char *line = NULL;
	size_t room = 0;
	unsigned long kb;

	malloc_trim(0);
	if (!maps)
		return;
	while (getline(&line, &room, maps) > 0) {
		struct mapping next;

		if (sscanf(line, "Anonymous: %lu kB", &kb) == 1 || sscanf(line, "Swap: %lu kB", &kb) == 1) {
			mapping.own_kb += kb;
		} else if (begins(line, &next)) {
			give_back(&mapping);
			mapping = next;
		}
	}
	give_back(&mapping);
	free(line);
	fclose(maps);
}
