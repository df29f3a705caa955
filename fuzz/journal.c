/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines of an export: what is read and written again is read as the same line. */
#include "store/journal_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct str text = str_copy(&arena, (struct str){ (const char *)data, size });
	const struct record *record;
	struct line line, again;
	struct buf out = { 0 };

	if (line_import(text, &line)) {
		line_export(&line, &out);
		if (!line_import((struct str){ out.at, out.len - 1 }, &again) || !str_equal(line.after, again.after) ||
		    !str_equal(line.texts, again.texts) || line.seq != again.seq || line.before != again.before)
			__builtin_trap();
		record = record_named(line.record);
		if (record) {
			line_row(record, &line, &arena);
			line_texts_fit(record, &line, NULL);
		}
	}
	buf_clear(&out);
	arena_clear(&arena);
	return 0;
}
