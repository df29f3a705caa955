/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/day.h"
#include "sheet/xlsx_write.h"
#include "test/test.h"

/* What each cell is: "C7 text Duiven", a line each; what was refused: "refused: ...". */

static const char *const kinds[] = { "empty", "text", "number", "day", "bool", "error", "not calculated" };

static struct str told(const struct workbook *workbook)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t s = 0; s < workbook->count; s++) {
		const struct sheet *sheet = &workbook->sheet[s];
		for (size_t r = 0; r < sheet->row_count; r++)
			for (size_t c = 0; c < sheet->row[r].count; c++) {
				const struct cell *cell = sheet_cell(&sheet->row[r], c);
				if (cell->kind == CELL_EMPTY && !cell->merged)
					continue;
				buf_add(&out, sheet_address(sheet, c, sheet->row[r].number, test_arena()));
				buf_addf(&out, " %s", kinds[cell->kind]);
				buf_addf(&out, "%s%s%s%s%s", sheet->hidden || sheet->row[r].hidden || sheet->hidden_column[c] ? " hidden" : "",
					cell->merged ? " merged" : "", cell->below ? " below" : "", cell->percent ? " percent" : "", cell->text.len ? " " : "");
				buf_add(&out, cell->text);
				buf_add_char(&out, '\n');
			}
	}
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

static struct str read_as(bool (*reader)(struct str, struct workbook *, struct faults *), struct str bytes)
{
	struct faults faults = { .arena = test_arena() };
	struct workbook workbook;

	if (reader(bytes, &workbook, &faults)) {
		CHECK_NUMBER(faults.count, 0);
		return told(&workbook);
	}
	CHECK_NUMBER(faults.count, 1);
	return str_format(test_arena(), "refused: %.*s", STR_ARG(fault_text(&faults.at[0], test_arena())));
}

static struct str read_file(struct str bytes)
{
	return read_as(sheet_read, bytes);
}

/* A workbook put together by hand */

struct entry { const char *path; struct str text; };

static struct str zip_of(const struct entry *entries, size_t count, bool stored)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_int64_t size;
	char *bytes;

	CHECK(zip);
	zip_source_keep(source);
	for (size_t i = 0; i < count; i++) {
		zip_int64_t index = zip_file_add(zip, entries[i].path, zip_source_buffer(zip, entries[i].text.at, entries[i].text.len, 0), 0);
		CHECK(index >= 0);
		if (stored)
			zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
	}
	CHECK_NUMBER(zip_close(zip), 0);
	zip_source_open(source);
	zip_source_seek(source, 0, SEEK_END);
	size = zip_source_tell(source);
	zip_source_seek(source, 0, SEEK_SET);
	bytes = arena_take(test_arena(), (size_t)size + 1);
	CHECK_NUMBER(zip_source_read(source, bytes, (zip_uint64_t)size), size);
	zip_source_close(source);
	zip_source_free(source);
	return (struct str){ bytes, (size_t)size };
}

struct parts { const char *workbook, *sheet, *strings, *styles, *second; };

static struct str workbook_of(struct parts parts)
{
	static const char rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
		"<Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"/xl/workbook.xml\"/>"
		"</Relationships>";
	static const char book_rels[] = "<Relationships>"
		"<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/one.xml\"/>"
		"<Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"../xl/two.xml\"/>"
		"<Relationship Id=\"r3\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>"
		"<Relationship Id=\"r4\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
	struct entry entries[] = {
		{ "_rels/.rels", str_of(rels) }, { "xl/_rels/workbook.xml.rels", str_of(book_rels) },
		{ "xl/workbook.xml", parts.workbook ? str_of(parts.workbook) : STR("<workbook><sheets><sheet name=\"Acties\" r:id=\"r1\"/></sheets></workbook>") },
		{ "xl/worksheets/one.xml", str_format(test_arena(), "<worksheet>%s</worksheet>", parts.sheet ? parts.sheet : "") },
		{ "xl/strings.xml", str_format(test_arena(), "<sst>%s</sst>", parts.strings ? parts.strings : "") },
		{ "xl/styles.xml", str_format(test_arena(), "<styleSheet>%s</styleSheet>", parts.styles ? parts.styles : "") },
		{ "xl/two.xml", str_format(test_arena(), "<worksheet>%s</worksheet>", parts.second ? parts.second : "") },
	};
	return zip_of(entries, sizeof entries / sizeof entries[0], false);
}

TEST(texts_of_a_workbook_are_shared_inline_or_rich_and_without_how_to_say_them)
{
	CHECK_STR(read_file(workbook_of((struct parts){
		.strings = "<si><t>Duiven</t></si><si><r><t xml:space=\"preserve\">Lo</t></r><r><rPr><b/></rPr><t>gistiek</t></r><rPh><t>x</t></rPh></si>"
			"<si><t>a_x000D__x000A_b_x0041_</t></si>",
		.sheet = "<sheetData><row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c>"
			"<c r=\"D3\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t=\"s\"><v>2</v></c></row>"
			"<row><c><v>7</v></c></row></sheetData>" })),
		"Acties!A3 text Duiven\nActies!C3 text Logistiek\nActies!D3 text inline\nActies!E3 text a\nbA\nActies!A4 number 7\n");
}

TEST(days_follow_from_the_number_format_also_in_dutch_and_from_1904)
{
	static const char styles[] = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-413]d\\ mmmm\\ yyyy;@\"/><numFmt numFmtId=\"165\" formatCode=\"mmm/yy\"/>"
		"<numFmt numFmtId=\"166\" formatCode=\"jjjj\"/><numFmt numFmtId=\"167\" formatCode=\"#,##0 &quot;dagen&quot;\"/></numFmts>"
		"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
		"<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/></cellXfs>";
	static const char sheet[] = "<sheetData><row><c s=\"1\"><v>46388</v></c><c s=\"2\"><v>46388.5</v></c><c s=\"3\"><v>46388</v></c>"
		"<c s=\"4\"><v>46388</v></c><c s=\"5\"><v>46388</v></c><c s=\"0\"><v>46388</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c>"
		"<c s=\"1\"><v>61</v></c><c t=\"d\"><v>2027-01-01T00:00:00</v></c></row></sheetData>";

	CHECK_STR(read_file(workbook_of((struct parts){ .styles = styles, .sheet = sheet })),
		"Acties!A1 day 2027-01-01\nActies!B1 day 2027-01-01\nActies!C1 day 2027-01\nActies!D1 day 2027\nActies!E1 number 46388\n"
		"Acties!F1 number 46388\nActies!G1 day 1900-02-28\nActies!H1 number 60\nActies!I1 day 1900-03-01\nActies!J1 day 2027-01-01\n");
	CHECK_STR(read_file(workbook_of((struct parts){ .styles = styles, .sheet = "<sheetData><row><c s=\"1\"><v>44926</v></c></row></sheetData>",
		.workbook = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"Acties\" r:id=\"r1\"/></sheets></workbook>" })),
		"Acties!A1 day 2027-01-01\n");
}

TEST(a_number_format_shows_a_day_a_month_a_year_or_none)
{
	static const struct { const char *format; enum day_shown shows; } rows[] = {
		{ "d-m-yyyy", SHOWS_DAY }, { "[$-413]d mmm. yyyy", SHOWS_DAY }, { "dd/mm/yyyy hh:mm", SHOWS_DAY }, { "mmm yyyy", SHOWS_MONTH },
		{ "[$-413]mmmm;@", SHOWS_MONTH }, { "yyyy", SHOWS_YEAR }, { "d-m-jjjj", SHOWS_DAY }, { "h:mm", SHOWS_NO_DAY }, { "mm:ss.0", SHOWS_NO_DAY },
		{ "[h]:mm:ss", SHOWS_NO_DAY }, { "General", SHOWS_NO_DAY }, { "Standaard", SHOWS_NO_DAY }, { "0.00E+00", SHOWS_NO_DAY },
		{ "\"dag\" 0", SHOWS_NO_DAY }, { "[Red]0;-0", SHOWS_NO_DAY }, { "0 \\d", SHOWS_NO_DAY }, { "h:mm AM/PM", SHOWS_NO_DAY },
		{ "_-* #,##0.00 _€", SHOWS_NO_DAY }, { "", SHOWS_NO_DAY }, { "\"", SHOWS_NO_DAY }, { "\\", SHOWS_NO_DAY },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (sheet_format_shows(str_of(rows[i].format)) != rows[i].shows)
			fail_msg("%s shows %d", rows[i].format, sheet_format_shows(str_of(rows[i].format)));
}

TEST(a_formula_counts_by_its_kept_value_and_without_one_says_so)
{
	CHECK_STR(read_file(workbook_of((struct parts){ .sheet = "<sheetData><row><c><f>1+1</f><v>2</v></c><c><f>A1*2</f></c>"
		"<c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c><c t=\"e\"><f>NA()</f><v>#N/A</v></c><c t=\"b\"><v>1</v></c>"
		"<c t=\"str\"><f>\"\"</f><v></v></c><c><v>0.30000000000000004</v></c><c><v>1234567890123</v></c><c><v>1E-3</v></c></row></sheetData>" })),
		"Acties!A1 number 2\nActies!B1 not calculated\nActies!C1 text ab\nActies!D1 error #N/A\nActies!E1 bool 1\nActies!G1 number 0.3\n"
		"Acties!H1 number 1234567890123\nActies!I1 number 0.001\n");
}

TEST(what_is_hidden_or_merged_is_marked)
{
	CHECK_STR(read_file(workbook_of((struct parts){
		.workbook = "<x:workbook xmlns:x=\"y\"><x:sheets><x:sheet name=\"Een\" r:id=\"r1\"/><x:sheet name=\"Twee\" state=\"hidden\" r:id=\"r2\"/></x:sheets></x:workbook>",
		.sheet = "<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row>"
			"<row r=\"2\" hidden=\"1\"><c><v>3</v></c></row><row r=\"3\"><c r=\"B3\"><v>4</v></c></row></sheetData>"
			"<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A1:C1\"/></mergeCells>",
		.second = "<sheetData><row><c><v>5</v></c></row></sheetData>" })),
		"Een!A1 number 1\nEen!B1 number hidden merged 2\nEen!C1 empty hidden merged\nEen!A2 number hidden 3\nEen!A3 empty merged below\nEen!B3 number hidden 4\n"
		"Twee!A1 number hidden 5\n");
}

TEST(a_workbook_that_hides_a_dtd_a_bomb_or_damage_is_refused_in_words)
{
	struct str whole = workbook_of((struct parts){ .sheet = "<sheetData><row><c><v>1</v></c></row></sheetData>" });
	struct buf bomb = { 0 };
	size_t size = 40u << 20;

	CHECK_HAS(read_file(workbook_of((struct parts){ .workbook = "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><workbook/>" })),
		"document type (DTD)");
	buf_reserve(&bomb, size);
	memset(bomb.at, ' ', size);
	bomb.at[size] = 0;
	CHECK_HAS(read_file(workbook_of((struct parts){ .sheet = bomb.at })), "unpacks to far more");
	buf_clear(&bomb);
	for (size_t cut = 1; cut < whole.len; cut += 97)
		CHECK_HAS(read_file(str_to(whole, whole.len - cut)), cut + 2 > whole.len ? "CSV" : "cut off");
	CHECK_HAS(read_file(workbook_of((struct parts){ .sheet = "<sheetData><row><c t=\"s\"><v>4</v></c></row></sheetData>" })), "damaged");
	CHECK_HAS(read_file(workbook_of((struct parts){ .sheet = "<sheetData><row>" })), "damaged");
}

TEST(a_file_of_another_kind_is_told_how_to_become_one_that_can_be_read)
{
	static const struct entry ods[] = { { "mimetype", STR_INIT("application/vnd.oasis.opendocument.spreadsheet") } };
	static const struct entry word[] = { { "_rels/.rels", STR_INIT("<R/>") }, { "word/document.xml", STR_INIT("<w/>") } };
	static const struct entry other[] = { { "photo.jpg", STR_INIT("x") } };

	CHECK_HAS(read_file((struct str){ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old", 11 }), "old Excel (.xls). Open it in Excel or LibreOffice, choose “Save as”");
	CHECK_HAS(read_file((struct str){ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 40 }), "password");
	CHECK_HAS(read_file(STR("%PDF-1.7 ...")), "PDF");
	CHECK_HAS(read_file(STR("  <html><table>")), "web page");
	CHECK_HAS(read_file(zip_of(ods, 1, true)), ".ods");
	CHECK_HAS(read_file(zip_of(word, 2, false)), ".docx");
	CHECK_HAS(read_file(zip_of(other, 1, false)), "without a workbook");
	CHECK_HAS(read_file((struct str){ "\x89PNG\0\1\2\3\4\5\6\7\10\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 28 }), "neither");
	CHECK_HAS(read_file(STR("")), "empty");
}

TEST(a_sheet_beyond_the_limits_is_refused)
{
	struct buf sheet = { 0 };

	buf_add_cstring(&sheet, "<sheetData>");
	for (int i = 0; i < SHEET_ROWS_MOST + 1; i++)
		buf_addf(&sheet, "<row><c><v>%d</v></c></row>", i);
	buf_add_cstring(&sheet, "</sheetData>");
	CHECK_HAS(read_file(workbook_of((struct parts){ .sheet = sheet.at })), "50000 rows");
	buf_clear(&sheet);
	CHECK_HAS(read_file(workbook_of((struct parts){ .sheet = "<sheetData><row r=\"2\"><c r=\"GS2\"><v>1</v></c></row></sheetData>" })), "Acties!GS2");
	/* Cells with a format only, as far as one can scroll, are nothing. */
	CHECK_STR(read_file(workbook_of((struct parts){ .sheet = "<sheetData><row r=\"2\"><c r=\"XFD2\" s=\"0\"/></row><row r=\"1048576\"><c r=\"A1048576\"/></row>"
		"<row><c><v>1</v></c></row></sheetData>" })), "Acties!A1048577 number 1\n");
}

TEST(csv_is_read_in_every_encoding_and_with_every_separator)
{
	static const struct { const char *name; struct str bytes; } rows[] = {
		{ "semicolon", STR_INIT("naam;aantal\r\n\"Caf\xC3\xA9; oost\";1,5\r\n") },
		{ "comma and a mark", STR_INIT("\xEF\xBB\xBFnaam,aantal\n\"Caf\xC3\xA9; oost\",\"1,5\"\n") },
		{ "tab", STR_INIT("naam\taantal\rCaf\xC3\xA9; oost\t1,5") },
		{ "windows", STR_INIT("naam;aantal\n\"Caf\xE9; oost\";1,5") },
		{ "windows with a byte that it does not know", STR_INIT("naam;aantal\n\"Caf\xE9; oost\x9D\";1,5") },
		{ "control characters", STR_INIT("naam;aantal\x1F\r\n\"Caf\xC3\xA9;\xC2\x85 oost\";1,5\r\n") },
		{ "said", STR_INIT("sep=|\nnaam|aantal\nCaf\xE9; oost|1,5") },
		{ "little", STR_INIT("\xFF\xFEn\0a\0a\0m\0\t\0a\0a\0n\0t\0a\0l\0\n\0C\0a\0f\0\xE9\0;\0 \0o\0o\0s\0t\0\t\0" "1\0,\0" "5\0") },
		{ "big", STR_INIT("\xFE\xFF\0n\0a\0a\0m\0\t\0a\0a\0n\0t\0a\0l\0\n\0C\0a\0f\0\xE9\0;\0 \0o\0o\0s\0t\0\t\0" "1\0,\0" "5") },
		{ "little without a mark", STR_INIT("n\0a\0a\0m\0\t\0a\0a\0n\0t\0a\0l\0\n\0C\0a\0f\0\xE9\0;\0 \0o\0o\0s\0t\0\t\0" "1\0,\0" "5\0") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str is = read_file(rows[i].bytes);
		if (!str_is(is, "A1 text naam\nB1 text aantal\nA2 text Café; oost\nB2 text 1,5\n"))
			fail_msg("%s: %.*s", rows[i].name, STR_ARG(is));
	}
}

TEST(csv_keeps_lines_in_quotes_and_names_a_quote_that_is_never_closed)
{
	CHECK_STR(read_file(STR("a;b\n\"een\ntwee \"\"drie\"\"\";=\"0221\"\n\n;x\n")),
		"A1 text a\nB1 text b\nA2 text een\ntwee \"drie\"\nB2 text 0221\nB4 text x\n");
	CHECK_HAS(read_file(STR("a;b\n1;\"twee\n3;4\n")), "line 2");
	CHECK_STR(read_as(sheet_read_text, STR("nummer\ttitel\nM-01\t5\" scherm\n")), "A1 text nummer\nB1 text titel\nA2 text M-01\nB2 text 5\" scherm\n");
	CHECK_STR(read_file(STR("een kolom\n1,5\n2,5\n")), "A1 text een kolom\nA2 text 1\nB2 text 5\nA3 text 2\nB3 text 5\n");
	CHECK_HAS(read_as(sheet_read_text, STR(" \n")), "Nothing was pasted");
}

TEST(a_percentage_is_a_number_that_says_so)
{
	CHECK_STR(read_file(workbook_of((struct parts){
		.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" formatCode=\"0 &quot;%&quot;\"/></numFmts>"
			"<cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>",
		.sheet = "<sheetData><row><c s=\"1\"><v>0.45</v></c><c s=\"2\"><v>0.455</v></c><c s=\"3\"><v>45</v></c></row></sheetData>" })),
		"Acties!A1 number percent 0.45\nActies!B1 number percent 0.455\nActies!C1 number 45\n");
}

/* What is written comes back as it was, also what looks like something else. */
TEST(what_xlsx_write_writes_reads_back_the_same)
{
	struct xlsx *xlsx = xlsx_new(STR("Proef"), STR_NONE, (struct moment){ 1700000000000 });
	struct buf out = { 0 };
	struct day day;

	xlsx_sheet(xlsx, STR("Acties"));
	xlsx_text(xlsx, 0, 0, STR("=HYPERLINK(\"x\")"), XLSX_HEADER);
	xlsx_text(xlsx, 0, 1, STR("0221"), XLSX_PLAIN);
	xlsx_text(xlsx, 0, 2, STR("twee\nregels <&> é"), XLSX_LINES);
	xlsx_text(xlsx, 0, 3, STR("_x0041_"), XLSX_PLAIN);
	day_parse(STR("2027-01-01"), &day);
	xlsx_day(xlsx, 1, 0, day);
	day_parse(STR("2027-04"), &day);
	xlsx_day(xlsx, 1, 1, day);
	day_parse(STR("2027"), &day);
	xlsx_day(xlsx, 1, 2, day);
	xlsx_count(xlsx, 2, 0, (struct count){ 25000, true });
	xlsx_money(xlsx, 2, 1, (struct money){ 123456, true });
	xlsx_decimal(xlsx, 2, 2, (struct decimal){ -1500, true });
	xlsx_count(xlsx, 2, 3, (struct count){ 0, false });
	xlsx_link(xlsx, 3, 0, STR("https://example.nl/a?b=c"), STR("adres"));
	xlsx_link(xlsx, 3, 1, STR("javascript:alert(1)"), STR_NONE);
	xlsx_sheet(xlsx, STR("Lijsten"));
	xlsx_hide(xlsx);
	xlsx_text(xlsx, 0, 0, STR("+31"), XLSX_PLAIN);
	CHECK(xlsx_finish(xlsx, &out));
	CHECK_STR(read_file(buf_copy(&out, test_arena())),
		"Acties!A1 text =HYPERLINK(\"x\")\nActies!B1 text 0221\nActies!C1 text twee\nregels <&> é\nActies!D1 text _x0041_\n"
		"Acties!A2 day 2027-01-01\nActies!B2 day 2027-04\nActies!C2 number 2027\nActies!A3 number 25000\nActies!B3 number 1234.56\nActies!C3 number -1.5\n"
		"Acties!A4 text adres\nActies!B4 text javascript:alert(1)\nLijsten!A1 text hidden +31\n");
	buf_clear(&out);
}
