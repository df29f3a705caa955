/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms, cookies and names of fields as they come from outside. */
#include "http/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena arena = { 0 };
	struct pairs pairs;

	if (parse_form(text, &arena, &pairs))
		for (size_t i = 0; i < pairs.count; i++)
			if (!str_is_text(pairs.at[i].name) || !str_is_text(pairs.at[i].value))
				__builtin_trap();
	parse_cookies(text, &arena, &pairs);
	parse_is_token(text);
	arena_clear(&arena);
	return 0;
}
