/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports as mail servers send them back, and whatever else comes to that address. */
#include "mail/bounce.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct bounce bounce;

	if (bounce_read((struct str){ (const char *)data, size }, &arena, &bounce)) {
		if (!id_known(bounce.mail) || (bounce.address && !bounce.failed))
			__builtin_trap();
		for (size_t i = 0; i < bounce.said.len; i++)
			if (bounce.said.at[i] < ' ' || bounce.said.at[i] > '~')
				__builtin_trap();
	}
	arena_clear(&arena);
	return 0;
}
