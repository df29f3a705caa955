/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines of an export: what is read is written again as the same bytes. */
#include "store/journal_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct str text = str_copy(&arena, (struct str){ (const char *)data, size });
	const struct record *record;
	struct line line;

	if (line_import(text, &line, &arena) && (record = record_named(line.record))) {
		line_row(record, &line, &arena);
		line_texts_fit(record, &line, &arena);
	}
	arena_clear(&arena);
	return 0;
}
