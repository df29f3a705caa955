/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/static_file.h"

#include <string.h>

struct str static_address(const char *name)
{
	for (size_t i = 0; i < static_file_count; i++)
		if (strcmp(static_files[i].name, name) == 0)
			return str_of(static_files[i].address);
	return STR_NONE;
}

const struct static_file *static_find(struct str address)
{
	for (size_t i = 0; i < static_file_count; i++)
		if (str_is(address, static_files[i].address))
			return &static_files[i];
	return NULL;
}
