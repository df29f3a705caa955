/* SPDX-License-Identifier: EUPL-1.2 */
/* Files as they are uploaded: the packing and, where the first byte is odd, the parts of a workbook that are packed here. */
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "sheet/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(zip_t *zip, const char *path, struct str text)
{
	zip_int64_t index = zip_file_add(zip, path, zip_source_buffer(zip, text.at, text.len, 0), 0);
	zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* The input is one part, said by the first byte; the others are there and plain. */
static struct str packed(const uint8_t *data, size_t size, struct arena *arena)
{
	static const char *const paths[] = { "xl/workbook.xml", "xl/s.xml", "xl/strings.xml", "xl/styles.xml" };
	static const struct str plain[] = { STR_INIT("<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"),
		STR_INIT("<worksheet><sheetData><row><c t=\"s\" s=\"1\"><v>0</v></c></row></sheetData></worksheet>"),
		STR_INIT("<sst><si><t>a</t></si></sst>"), STR_INIT("<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>") };
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	struct str out = { NULL, 0 };
	zip_int64_t length;
	char *bytes;

	zip_source_keep(source);
	add(zip, "_rels/.rels", STR("<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></R>"));
	add(zip, "xl/_rels/workbook.xml.rels", STR("<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
		"<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/><Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></R>"));
	for (size_t i = 0; i < 4; i++)
		add(zip, paths[i], (size_t)(data[0] >> 1 & 3) == i ? (struct str){ (const char *)data + 1, size - 1 } : plain[i]);
	if (zip_close(zip) == 0 && zip_source_open(source) == 0) {
		zip_source_seek(source, 0, SEEK_END);
		length = zip_source_tell(source);
		zip_source_seek(source, 0, SEEK_SET);
		bytes = arena_take(arena, (size_t)length + 1);
		zip_source_read(source, bytes, (zip_uint64_t)length);
		zip_source_close(source);
		out = (struct str){ bytes, (size_t)length };
	}
	zip_source_free(source);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct workbook workbook;
	struct str bytes = { (const char *)data, size };

	if (size > 0 && data[0] & 1 && data[0] != 'P')
		bytes = packed(data, size, &arena);
	if (sheet_read(bytes, &workbook, &faults) != (faults.count == 0))
		__builtin_trap();
	for (size_t s = 0; faults.count == 0 && s < workbook.count; s++)
		for (size_t r = 0; r < workbook.sheet[s].row_count; r++)
			for (size_t c = 0; c < workbook.sheet[s].row[r].count; c++)
				if (sheet_cell(&workbook.sheet[s].row[r], c)->text.len > 4 * SHEET_CELL_MOST)
					__builtin_trap();
	arena_clear(&arena);
	return 0;
}
