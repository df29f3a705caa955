/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/xlsx_write.h"

#include <string.h>

#include "test/test.h"

static struct str workbook(void)
{
	struct xlsx *xlsx = xlsx_new(STR("Title"), STR_NONE, (struct moment){ 1700000000000 });
	struct buf out = { 0 };
	struct str copy;

	xlsx_sheet(xlsx, STR("A [strange] name/that does not fit at all"));
	xlsx_text(xlsx, 0, 0, STR("=1+1"), XLSX_HEADER);
	xlsx_sheet(xlsx, STR("A [strange] name/that does not fit at all"));
	xlsx_count(xlsx, 1, 0, (struct count){ 12, true });
	CHECK(xlsx_finish(xlsx, &out));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

/* A zip, made in memory; two sheets of one name are no reason to fail. */
TEST(a_workbook_is_made_without_a_place_on_disk)
{
	struct str one = workbook(), two = workbook();

	CHECK(str_starts(one, STR("PK\x03\x04")));
	CHECK_NUMBER(one.len, two.len);
}
