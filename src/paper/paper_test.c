/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

#include "html/svg.h"
#include "http/static_file.h"
#include "paper/paper.h"

static struct paper *open_paper(enum language language)
{
	return paper_new(test_arena(), &(struct paper_head){ .title = STR("Voortgang"), .subject = STR("De Liemers"), .language = language,
		.content_language = STR("nl"), .moment = { 1700000000000 } });
}

static struct str html(const struct paper *paper)
{
	struct str rest = paper_html(paper, 2).text, symbols = static_address("symbols.svg"), part[100];
	size_t count = 0, at;

	/* The hash of the symbols' content is not of interest here. */
	for (; count < 98 && (at = str_search(rest, symbols)) != SIZE_MAX; rest = str_from(rest, at + symbols.len)) {
		part[count++] = str_to(rest, at);
		part[count++] = STR("/static/symbols.svg");
	}
	part[count++] = rest;
	return str_join(test_arena(), part, count, STR_NONE);
}

TEST(an_empty_paper_is_its_title)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_text(paper, PAPER_LEAD, STR_NONE);
	CHECK_STR(html(paper), "");
	CHECK_STR(paper_plain(paper), "Voortgang\n");
}

TEST(headings_fall_below_the_page_s_own)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_heading(paper, 1, STR("A & B"));
	paper_heading(paper, 9, STR("C"));
	CHECK_STR(html(paper), "<h2>A &amp; B</h2><h5>C</h5>");
	CHECK_STR(paper_html(paper, 6).text, "<h6>A &amp; B</h6><h6>C</h6>");
	CHECK_STR(paper_plain(paper), "Voortgang\n\nA & B\n\nC\n");
}

TEST(a_text_holds_nothing_that_is_no_text)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_heading(paper, 1, STR("a\x01\x1F\tb\xFF\xC3" "c\xED\xA0\x80"));
	CHECK_STR(html(paper), "<h2>a\tb\xEF\xBF\xBD\xEF\xBF\xBD" "c\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD</h2>");
}

TEST(what_follows_each_other_stands_in_one_list)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_term(paper, STR("Aan"), STR("de raad"));
	paper_term(paper, STR("Van"), STR("het bureau"));
	paper_figure(paper, STR("4 van 11"), STR("met trekker"));
	paper_item(paper, STR("een"), STR("https://a.nl/x?a=1&b=2"));
	paper_item(paper, STR("twee"), STR("javascript:alert(1)"));
	CHECK_STR(html(paper), "<dl class=\"sp-facts\"><div><dt>Aan</dt><dd>de raad</dd></div><div><dt>Van</dt><dd>het bureau</dd></div></dl>"
		"<dl class=\"sp-figures\"><div><dt>met trekker</dt><dd>4 van 11</dd></div></dl>"
		"<ul><li><a href=\"https://a.nl/x?a=1&amp;b=2\">een</a></li><li>twee</li></ul>");
	CHECK_STR(paper_plain(paper), "Voortgang\n\nAan: de raad\nVan: het bureau\n\n4 van 11 met trekker\n\n"
		"- een (https://a.nl/x?a=1&b=2)\n- twee\n");
}

/* Whoever opens a paper far from the site must not be led astray, nor into it. */
TEST(an_address_is_followed_only_where_it_is_whole_and_harmless)
{
	static const struct { const char *address; bool goes; } rows[] = {
		{ "https://example.nl/a", true }, { "HTTP://example.nl", true }, { "mailto:raad@example.nl", true },
		{ "javascript:alert(1)", false }, { "/lev/actions", true }, { "//example.nl", false }, { "https://", false },
		{ "data:text/html,x", false }, { "https://a.nl/\" onclick", false }, { "https://a.nl/a b", false }, { "file:///etc/passwd", false },
		{ "https://a.nl/\n", false }, { "", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct paper *paper = open_paper(LANGUAGE_NL);
		paper_item(paper, STR("x"), str_of(rows[i].address));
		CHECK(rows[i].goes == (str_search(html(paper), STR("<a ")) != SIZE_MAX));
	}
}

static const struct paper_column columns[] = { { .label = STR_INIT("Actie"), .width = 3 }, { .label = STR_INIT("Bedrag") },
	{ .label = STR_INIT("Licht"), .align = PAPER_CENTRE } };

TEST(a_table_says_what_each_cell_is)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_table(paper, STR("Geld"), columns, 3);
	paper_cell_text(paper, STR("M-01"), STR("https://a.nl"));
	paper_cell_money(paper, (struct money){ 123456, true });
	paper_cell_mark(paper, "light-off_track", STR("loopt vast"));
	paper_cell_text(paper, STR("Som"), STR_NONE);
	paper_cell_money(paper, (struct money){ 0 });
	paper_row_total(paper);
	CHECK_STR(html(paper), "<div class=\"sp-scroll\"><table class=\"utrecht-table utrecht-table--html-table sp-table sp-table--cards\">"
		"<caption>Geld</caption><thead><tr><th scope=\"col\">Actie</th><th scope=\"col\" class=\"sp-table__number\">Bedrag</th>"
		"<th scope=\"col\">Licht</th></tr></thead>"
		"<tbody><tr><th scope=\"row\" data-label=\"Actie\"><a href=\"https://a.nl\">M-01</a></th>"
		"<td class=\"sp-table__number\" data-label=\"Bedrag\">€ 1.234,56</td>"
		"<td data-label=\"Licht\"><span class=\"sp-light sp-light--off_track\"><svg class=\"sp-symbol\" aria-hidden=\"true\">"
		"<use href=\"/static/symbols.svg#light-off_track\"></use></svg>loopt vast</span></td></tr></tbody>"
		"<tfoot><tr class=\"sp-table__total\"><th scope=\"row\" data-label=\"Actie\">Som</th>"
		"<td class=\"sp-table__number\" data-label=\"Bedrag\"><span class=\"sp-unknown\">nog niet bekend</span></td><td data-label=\"Licht\"></td></tr></tfoot></table></div>");
	CHECK_STR(paper_plain(paper), "Voortgang\n\nGeld\nActie\tBedrag\tLicht\nM-01\t€ 1.234,56\tloopt vast\nSom\tnog niet bekend\t\n");
}

TEST(a_table_without_rows_says_so)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_table(paper, STR_NONE, columns, 2);
	CHECK_HAS(html(paper), "<tbody><tr><td colspan=\"2\" class=\"sp-muted\">Niets te tonen.</td></tr></tbody>");
	CHECK_HAS(paper_plain(paper), "Actie\tBedrag\nNiets te tonen.\n");
}

TEST(markdown_becomes_the_paper_s_own_blocks)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_markdown(paper, 2, STR("# Kop\n\nEen **vet** en *schuin* woord, [ver](https://a.nl) en [dichtbij](/lev).\nVolgende regel.\n\n"
		"1. een\n   - dieper\n2. twee\n\n> apart\n\n| A | B |\n|---|--:|\n| *x* | 2 |\n"));
	CHECK_STR(html(paper), "<h4>Kop</h4><p>Een <strong>vet</strong> en <em>schuin</em> woord, <a href=\"https://a.nl\">ver</a> en dichtbij."
		"<br>Volgende regel.</p><ol><li>een<ul><li>dieper</li></ul></li><li>twee</li></ol>"
		"<div class=\"utrecht-alert utrecht-alert--info\"><svg class=\"sp-symbol\" aria-hidden=\"true\">"
		"<use href=\"/static/symbols.svg#info\"></use></svg><div class=\"utrecht-alert__content\"><p>apart</p></div></div>"
		"<div class=\"sp-scroll\"><table class=\"utrecht-table utrecht-table--html-table sp-table sp-table--cards\">"
		"<thead><tr><th scope=\"col\">A</th><th scope=\"col\" class=\"sp-table__number\">B</th></tr></thead>"
		"<tbody><tr><th scope=\"row\" data-label=\"A\"><em>x</em></th><td class=\"sp-table__number\" data-label=\"B\">2</td></tr></tbody>"
		"</table></div>");
	CHECK_HAS(paper_plain(paper), "1. een\n  - dieper\n2. twee\n");
}

TEST(markdown_brings_no_markup_of_its_own)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_markdown(paper, 1, STR("a <script>x</script> <b onclick=x>b</b> ![c](https://a.nl/p.png) [d](javascript:e)\n\n<iframe src=x>\n"));
	CHECK_STR(html(paper), "<p>a x b c d</p>");
}

/* A thousand lists in one another are no reason to go as deep. */
TEST(markdown_is_capped_in_length_and_depth)
{
	struct paper *paper = open_paper(LANGUAGE_NL), *deep = open_paper(LANGUAGE_NL);
	enum { LONG = 70000, DEEP = 90 };
	char *text = arena_take(test_arena(), LONG);

	memset(text, '*', LONG);
	paper_markdown(paper, 1, (struct str){ text, LONG });
	CHECK_HAS(html(paper), "<p>****");
	for (size_t i = 0; i < DEEP; i++)
		memcpy(text + 2 * i, "- ", 2);
	text[2 * DEEP] = 'x';
	paper_markdown(deep, 1, (struct str){ text, 2 * DEEP + 1 });
	CHECK_HAS(html(deep), "<ul><li><ul><li><ul><li><ul><li><ul><li></li><li>");
	CHECK_HAS(html(deep), "<li>x</li></ul></li></ul></li></ul></li></ul></li></ul>");
	CHECK_HAS_NOT(html(deep), "<ul><li><ul><li><ul><li><ul><li><ul><li><ul><li>");
}

TEST(items_lie_no_deeper_than_one_below_the_item_before)
{
	struct paper *paper = open_paper(LANGUAGE_NL);

	paper_markdown(paper, 1, STR("3. drie\n\n   nog iets\n4. vier\n\n- los\n"));
	CHECK_STR(html(paper), "<ol start=\"3\"><li>drie<br>nog iets</li><li>vier</li></ol><ul><li>los</li></ul>");
}

TEST(the_programme_s_own_words_are_marked_in_a_paper_in_another_language)
{
	struct paper *paper = open_paper(LANGUAGE_EN);

	paper_heading(paper, 1, STR("Progress"));
	paper_markdown(paper, 1, STR("Voortgang"));
	paper_term(paper, STR("Lead"), STR("Het bureau"));
	paper_own(paper);
	paper_table(paper, STR_NONE, columns, 2);
	paper_cell_text(paper, STR("Actie"), STR_NONE);
	paper_own(paper);
	paper_cell_day(paper, (struct day){ 2024, 5, 22 });
	CHECK_HAS(html(paper), "<h2>Progress</h2><p lang=\"nl\">Voortgang</p>");
	CHECK_HAS(html(paper), "<dt>Lead</dt><dd lang=\"nl\">Het bureau</dd>");
	CHECK_HAS(html(paper), "<th scope=\"row\" data-label=\"Actie\" lang=\"nl\">Actie</th><td data-label=\"Bedrag\">22 May 2024</td>");
	CHECK_HAS_NOT(html((paper = open_paper(LANGUAGE_NL), paper_markdown(paper, 1, STR("Voortgang")), paper)), "lang=");
}

TEST(a_picture_stands_with_its_words)
{
	struct paper *paper = open_paper(LANGUAGE_NL);
	struct svg *svg = svg_open(test_arena(), NULL, 10, 10, STR("Lijn"), STR_NONE);

	svg_line(svg, NULL, 0, 0, 10, 10);
	paper_picture(paper, svg, STR("Een lijn die stijgt"));
	CHECK_STR(html(paper), "<figure><svg viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" role=\"img\"><title>Lijn</title>"
		"<line x1=\"0\" y1=\"0\" x2=\"10\" y2=\"10\"/></svg><figcaption class=\"sp-muted\">Een lijn die stijgt</figcaption></figure>");
	CHECK_HAS(paper_plain(paper), "[Een lijn die stijgt]");
}

/* Written as PDF; two papers of one text each. */
static struct str pdf_of(const char *text)
{
	struct paper *paper = paper_new(test_arena(), &(struct paper_head){ .title = str_of(text), .language = LANGUAGE_NL, .content_language = STR("nl"),
		.moment = { 1700000000000 } });
	struct faults faults = { .arena = test_arena() };
	struct buf out = { 0 };
	struct str bytes;

	paper_text(paper, PAPER_PLAIN, str_of(text));
	CHECK(paper_pdf(paper, &out, &faults));
	bytes = buf_copy(&out, test_arena());
	buf_clear(&out);
	return bytes;
}

TEST(sheets_stand_behind_a_pdf_the_same_bytes_each_time_and_what_is_no_pdf_is_refused)
{
	struct str file = pdf_of("Overeenkomst"), behind = pdf_of("Bewijs");
	struct faults faults = { .arena = test_arena() };
	struct buf once = { 0 }, again = { 0 }, none = { 0 };

	CHECK(paper_pdf_append(file, behind, &once, &faults));
	CHECK(paper_pdf_append(file, behind, &again, &faults));
	CHECK(once.len > file.len && str_equal(buf_str(&once), buf_str(&again)));
	CHECK_NUMBER(faults.count, 0);
	CHECK(!paper_pdf_append(file, STR("no PDF"), &none, &faults));
	CHECK(!paper_pdf_append(STR_NONE, behind, &none, &faults));
	CHECK_NUMBER(faults.count, 2);
	CHECK_NUMBER(faults.at[0].kind, FAULT_UNAVAILABLE);
	buf_clear(&once);
	buf_clear(&again);
	buf_clear(&none);
}
