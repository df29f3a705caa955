/* SPDX-License-Identifier: EUPL-1.2 */
/* Any text as Markdown in a paper: as a page it has no element that runs or fetches, every file is made, and it ends. */
#include <stdlib.h>

#include "paper/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
const char *__lsan_default_suppressions(void);

/* It reaches what it keeps by offsets: test/test.c. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const never[] = { "<script", "<img", "<iframe", "<style", "<form", "<h1", "href=\"javascript:", "href=\"data:" };
	struct arena  arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct buf    out = { 0 };
	struct str    text = { (const char *)bytes, size }, html;
	struct paper *paper = paper_new(&arena, &(struct paper_head){ .title = text, .language = LANGUAGE_NL });

	paper_markdown(paper, 1, text);
	paper_item(paper, text, text);
	html = str_lower(&arena, paper_html(paper, 2).text);
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		if (str_search(html, str_of(never[i])) != SIZE_MAX)
			abort();
	paper_plain(paper);
	if (!paper_docx(paper, &out, &faults) || !paper_pdf(paper, &out, &faults))
		abort();
	buf_clear(&out);
	arena_clear(&arena);
	return 0;
}
