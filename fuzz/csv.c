/* SPDX-License-Identifier: EUPL-1.2 */
/* Pasted text and CSV: whatever it is, what comes out of it is text. */
#include "sheet/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct workbook workbook;

	if (sheet_read_text((struct str){ (const char *)data, size }, &workbook, &faults) != (faults.count == 0))
		__builtin_trap();
	for (size_t r = 0; faults.count == 0 && r < workbook.sheet[0].row_count; r++)
		for (size_t c = 0; c < workbook.sheet[0].row[r].count; c++)
			if (!str_is_text(workbook.sheet[0].row[r].at[c].text))
				__builtin_trap();
	arena_clear(&arena);
	return 0;
}
