/* SPDX-License-Identifier: EUPL-1.2 */
/* Any text as Markdown: no element that runs or fetches, no address of another kind, and it ends. */
#include <stdlib.h>

#include "html/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const never[] = { "<script", "<img", "<iframe", "<svg", "<style", "<form", "<h1", "href=\"javascript:",
		"href=\"data:", "href=\"//" };
	struct arena arena = { 0 };
	struct str   text = { (const char *)bytes, size };
	struct str   html = str_lower(&arena, markdown_html(text, 2, &arena).text);

	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		if (str_search(html, str_of(never[i])) != SIZE_MAX)
			abort();
	markdown_plain(text, &arena);
	excerpt_html(text, &arena);
	arena_clear(&arena);
	return 0;
}
