/* SPDX-License-Identifier: EUPL-1.2 */
/* Request targets: what is let through never leaves its folder. */
#include "http/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str target = { (const char *)data, size }, path;
	struct arena arena = { 0 };
	struct pairs query;

	if (parse_target(target, &arena, &path, &query) &&
	    (path.at[0] != '/' || str_search(path, STR("/../")) != SIZE_MAX || str_find(path, '\0') < path.len))
		__builtin_trap();
	arena_clear(&arena);
	return 0;
}
