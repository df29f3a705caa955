/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of a paper, as the programs see them that open them; test/paper_test.py opens them with real ones. */
#include "test/test.h"

#include <pthread.h>
#include <string.h>

#include "paper/letters.h"
#include "paper/paper.h"
#include "sheet/sheet.h"

static struct faults *faults(void)
{
	struct faults *faults = arena_new(test_arena(), struct faults);

	faults->arena = test_arena();
	return faults;
}

typedef bool writer(const struct paper *paper, struct buf *out, struct faults *faults);

static struct str file(writer *write, const struct paper *paper)
{
	struct buf out = { 0 };
	struct str copy;

	CHECK(write(paper, &out, faults()));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

static struct paper *open_paper(void)
{
	return paper_new(test_arena(), &(struct paper_head){ .title = STR("Voortgang"), .subject = STR("De Liemers"), .author = STR("Bureau"),
		.language = LANGUAGE_NL, .content_language = STR("nl"), .moment = { 1700000000000 }, .footer = STR("Alle bedragen in euro"),
		.contents = true });
}

static const struct paper_column columns[] = { { .label = STR_INIT("Actie"), .width = 3 }, { .label = STR_INIT("Bedrag") },
	{ .label = STR_INIT("Licht") }, { .label = STR_INIT("Einde") } };

static void add_rows(struct paper *paper, struct str title, size_t count)
{
	paper_table(paper, title, columns, 4);
	for (size_t i = 0; i < count; i++) {
		paper_cell_text(paper, str_format(test_arena(), "M-%03zu Actie", i), STR("https://example.nl/m"));
		paper_cell_money(paper, (struct money){ (int64_t)i * 12345, i % 5 != 0 });
		paper_cell_mark(paper, "light-off_track", STR("loopt vast"));
		paper_cell_day(paper, (struct day){ 2026, 1, (int8_t)(1 + i % 28) });
	}
}

static struct workbook *workbook(const struct paper *paper)
{
	struct workbook *book = arena_new(test_arena(), struct workbook);

	CHECK(sheet_read(file(paper_xlsx, paper), book, faults()));
	return book;
}

static struct str cell(const struct workbook *book, size_t sheet, size_t row, size_t column)
{
	CHECK(sheet < book->count && row < book->sheet[sheet].row_count);
	return sheet_cell(&book->sheet[sheet].row[row], column)->text;
}

TEST(a_workbook_has_a_sheet_for_each_part_and_says_what_it_is)
{
	struct paper *paper = open_paper();
	struct workbook *book;

	paper_heading(paper, 1, STR("Geld"));
	paper_heading(paper, 2, STR("Per actie"));
	add_rows(paper, STR("Wat het kost"), 3);
	paper_cell_text(paper, STR("Som"), STR_NONE);
	paper_cell_money(paper, (struct money){ 37035, true });
	paper_row_total(paper);
	paper_table(paper, STR_NONE, columns, 1);
	paper_heading(paper, 1, STR("Zonder tabel"));
	paper_heading(paper, 1, STR("Partijen [alle]"));
	add_rows(paper, STR_NONE, 1);
	book = workbook(paper);
	CHECK_NUMBER(book->count, 3);
	CHECK_STR(book->sheet[0].name, "Geld");
	CHECK_STR(book->sheet[1].name, "Partijen  alle");
	CHECK_STR(book->sheet[2].name, "Over dit bestand");
	CHECK_STR(cell(book, 0, 0, 0), "Wat het kost");
	CHECK_STR(cell(book, 0, 1, 1), "Bedrag");
	CHECK_STR(cell(book, 0, 2, 1), "");
	CHECK_STR(cell(book, 0, 3, 0), "M-001 Actie");
	CHECK_STR(cell(book, 0, 3, 1), "123.45");
	CHECK_STR(cell(book, 0, 3, 2), "loopt vast");
	CHECK_STR(cell(book, 0, 3, 3), "2026-01-02");
	CHECK_NUMBER(sheet_cell(&book->sheet[0].row[3], 1)->kind, CELL_NUMBER);
	CHECK_NUMBER(sheet_cell(&book->sheet[0].row[3], 3)->kind, CELL_DAY);
	CHECK_STR(cell(book, 0, 5, 1), "370.35");
	CHECK_STR(cell(book, 0, 7, 0), "Niets te tonen.");
	CHECK_STR(cell(book, 1, 1, 0), "M-000 Actie");
	CHECK_STR(cell(book, 2, 0, 1), "Voortgang");
}

TEST(a_workbook_of_a_paper_without_tables_opens_as_well)
{
	struct workbook *book = workbook(open_paper());

	CHECK_NUMBER(book->count, 1);
	CHECK_STR(cell(book, 0, 0, 1), "Voortgang");
	CHECK_STR(cell(book, 0, 3, 1), "14 november 2023, 23:13");
}

TEST(what_looks_like_a_formula_is_a_text_in_a_workbook)
{
	struct paper *paper = open_paper();
	struct workbook *book;

	paper_table(paper, STR_NONE, columns, 2);
	paper_cell_text(paper, STR("=HYPERLINK(\"http://x\")"), STR_NONE);
	paper_cell_text(paper, STR("+31 & <b>"), STR("javascript:x"));
	book = workbook(paper);
	CHECK_STR(cell(book, 0, 1, 0), "=HYPERLINK(\"http://x\")");
	CHECK_NUMBER(sheet_cell(&book->sheet[0].row[1], 0)->kind, CELL_TEXT);
	CHECK_STR(cell(book, 0, 1, 1), "+31 & <b>");
}

static struct paper *whole_paper(void)
{
	struct paper *paper = open_paper();

	paper_heading(paper, 1, STR("Geld"));
	paper_markdown(paper, 1, STR("Een *woord* en een [weg](https://example.nl).\n\n- een\n- twee\n"));
	paper_term(paper, STR("Aan"), STR("de raad"));
	paper_figure(paper, STR("4"), STR("actiepunten"));
	add_rows(paper, STR("Acties"), 60);
	paper_heading(paper, 1, STR("Rest"));
	paper_heading(paper, 2, STR("Meer"));
	return paper;
}

/* A frozen report is known by the SHA-256 of its files: they must not change by being made again, nor by what was made before. */
TEST(the_same_paper_gives_the_same_bytes)
{
	static writer *const writers[] = { paper_pdf, paper_docx, paper_xlsx };

	for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
		struct str one = file(writers[i], whole_paper()), two;
		file(writers[i], open_paper());
		two = file(writers[i], whole_paper());
		CHECK(one.len > 1000 && str_equal(one, two));
	}
}

/* Reports are made on the server's workers, several at once. */
struct making { struct paper *paper; struct buf out; bool done; };

static void *make(void *context)
{
	struct making *making = context;
	struct faults none = { 0 };

	making->done = paper_pdf(making->paper, &making->out, &none);
	return NULL;
}

TEST(papers_made_at_the_same_time_do_not_meet)
{
	enum { THREADS = 4 };
	struct making making[THREADS] = { 0 };
	pthread_t thread[THREADS];
	struct arena arena[THREADS] = { 0 };

	for (int i = 0; i < THREADS; i++) {
		making[i].paper = paper_new(&arena[i], paper_head(whole_paper()));
		paper_heading(making[i].paper, 1, STR("Gelijk"));
		paper_markdown(making[i].paper, 1, STR("Een *woord* en een [weg](https://example.nl) ✓"));
	}
	for (int i = 0; i < THREADS; i++)
		CHECK_NUMBER(pthread_create(&thread[i], NULL, make, &making[i]), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(thread[i], NULL);
	for (int i = 0; i < THREADS; i++)
		CHECK(making[i].done && str_equal(buf_str(&making[i].out), buf_str(&making[0].out)));
	for (int i = 0; i < THREADS; i++) {
		buf_clear(&making[i].out);
		arena_clear(&arena[i]);
	}
}

TEST(a_pdf_says_its_language_and_that_it_is_tagged)
{
	struct str pdf = file(paper_pdf, open_paper());

	CHECK(str_starts(pdf, STR("%PDF-1.7")));
	CHECK(str_ends(str_trim(pdf), STR("%%EOF")));
}

TEST(what_has_no_letter_is_shown_as_such)
{
	CHECK_STR(letters_shown(STR("Łódź\n€ ✓ 😀\tΩ"), test_arena()), "Łódź\n€ ✓ 😀 Ω");
	CHECK_STR(letters_shown(STR("a中b\x01\xFFz"), test_arena()), "a\xEF\xBF\xBD" "b\xEF\xBF\xBDz");
	CHECK_STR(letters_shown(STR("☺\xEF\xB8\x8F"), test_arena()), "☺\xEF\xB8\x8F");
}
