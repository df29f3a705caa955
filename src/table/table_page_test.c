/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"
#include "test/test.h"

TEST(every_list_can_be_had_as_a_file)
{
	struct page page = site_get(PUBLIC, "/tables");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "/lev-2024-2026/tables/action.xlsx");
	CHECK_HAS(page.text, "/lev-2024-2026/tables/participation.csv");
	CHECK_HAS_NOT(page.text, "/tables/report");
	CHECK_HAS_NOT(page.text, "/tables/mandate");
	CHECK_HAS_NOT(page.text, "/tables/proposal");
	CHECK_NUMBER(site_get(PUBLIC, "/tables/mandate.csv").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/tables/action.pdf").status, 404);
	CHECK_NUMBER(site_get(PUBLIC, "/tables/.csv").status, 404);
}

TEST(a_list_is_written_as_a_spreadsheet_of_the_language_reads_it)
{
	struct page page = site_get(PUBLIC, "/tables/action.csv");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "\"Nummer\";\"Titel\"");
	CHECK_HAS(page.text, "\"M-03\";");
	CHECK_HAS(site_get(PUBLIC, "/tables/participation.csv").text, "\"Doesburg\";");
	CHECK_HAS(site_get(PUBLIC, "/tables/role.csv").text, "\"M-03\";");
}

/* Unknown is an empty cell: no dash and no zero, which somebody would add up. */
TEST(what_is_unknown_is_an_empty_cell)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/tables/action.csv").text, "nog niet bekend");
}

TEST(a_file_holds_no_more_than_the_pages_do)
{
	CHECK_HAS_NOT(site_get(PUBLIC, "/tables/action.csv").text, "Geheim plan");
	CHECK_HAS_NOT(site_get(PUBLIC, "/tables/participation.csv").text, "X-99");
	CHECK_HAS_NOT(site_get(PUBLIC, "/tables/participation.csv").text, "Geheime reden");
	CHECK_HAS_NOT(site_get(PUBLIC, "/tables/participation.csv").text, "Alleen voor het bureau");
	CHECK_HAS(site_get(OFFICE, "/tables/action.csv").text, "Geheim plan");
	CHECK_HAS(site_get(OFFICE, "/tables/participation.csv").text, "Alleen voor het bureau");
}

TEST(a_workbook_is_a_workbook)
{
	struct page page = site_get(PUBLIC, "/tables/action.xlsx");

	CHECK_NUMBER(page.status, 200);
	CHECK(str_starts(page.text, STR("PK")));
}
