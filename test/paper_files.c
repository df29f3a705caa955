/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes a few papers in all their forms into a folder, for test/paper_test.py, which opens them as an official would:
 *   speerpunt-paper-files FOLDER
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "paper/paper.h"
#include "html/svg.h"

typedef bool writer(const struct paper *paper, struct buf *out, struct faults *faults);

static const char lorem[] = "Ondernemers en scholen maken samen een plan voor stageplaatsen in de regio, met een vaste contactpersoon per bedrijf "
	"en een jaarlijkse terugblik. De gemeenten betalen naar inwonertal; wie niet meedoet, betaalt niet en stemt niet mee.";

static struct paper *open_paper(struct arena *arena, struct paper_head head)
{
	head.title = head.title.len ? head.title : STR("Voortgang van de economische visie");
	head.subject = STR("Economische visie De Liemers");
	head.author = STR("Programmabureau");
	head.content_language = STR("nl");
	head.moment = (struct moment){ 1700000000000 };
	return paper_new(arena, &head);
}

static void add_marks(struct paper *paper)
{
	static const char *const marks[] = { "light-on_track", "light-at_risk", "light-off_track", "light-silent", "status-idea", "status-proposed",
		"status-planned", "status-running", "status-paused", "status-done", "status-stopped", "status-silent", "standing-participates",
		"standing-participates-also", "standing-joins_other_region", "standing-does_not_participate", "standing-undecided",
		"standing-observer", "standing-unknown", "stage-reached", "stage-under_way", "stage-ahead" };
	static const struct paper_column columns[] = { { .label = STR_INIT("Merk") }, { .label = STR_INIT("Vorm") } };

	paper_table(paper, STR("Alle merken"), columns, 2);
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		paper_cell_text(paper, str_of(marks[i]), STR_NONE);
		paper_cell_mark(paper, marks[i], STR("woord"));
	}
}

static void add_actions(struct paper *paper, struct arena *arena, int count)
{
	static const struct paper_column columns[] = { { .label = STR_INIT("Actiepunt"), .width = 5 }, { .label = STR_INIT("Trekker"), .width = 3 },
		{ .label = STR_INIT("Hoe het gaat"), .width = 2 }, { .label = STR_INIT("Einde"), .width = 2 },
		{ .label = STR_INIT("Uitgegeven"), .width = 2 } };
	static const struct { const char *mark, *word; } lights[] = { { "light-on_track", "op schema" }, { "light-at_risk", "vraagt aandacht" },
		{ "light-off_track", "loopt vast" }, { "light-silent", "niets gehoord" } };
	int64_t sum = 0;

	paper_table(paper, STR("Actiepunten"), columns, 5);
	for (int i = 0; i < count; i++) {
		int64_t cents = (int64_t)i * 1234567 % 99999900;
		paper_cell_text(paper, str_format(arena, "M-%03d Samenwerking tussen ondernemers, onderwijs en overheid versterken", i + 1),
			str_format(arena, "https://lev.example.nl/lev/action/%d", i + 1));
		paper_cell_text(paper, i % 7 ? STR("Liemerse Ambassade") : STR("nog niet bekend"), STR_NONE);
		paper_cell_mark(paper, lights[i % 4].mark, str_of(lights[i % 4].word));
		paper_cell_day(paper, i % 5 ? (struct day){ 2026, (int8_t)(1 + i % 12), (int8_t)(i % 3 ? 1 + i % 28 : 0) } : DAY_UNKNOWN);
		paper_cell_money(paper, (struct money){ cents, i % 6 != 0 });
		sum += i % 6 ? cents : 0;
	}
	if (count == 0)
		return;
	paper_cell_text(paper, STR("Samen"), STR_NONE);
	for (int i = 0; i < 3; i++)
		paper_cell_text(paper, STR_NONE, STR_NONE);
	paper_cell_money(paper, (struct money){ sum, true });
	paper_row_total(paper);
}

static struct svg *picture(struct arena *arena)
{
	struct svg *svg = svg_open(arena, "sp-gantt__row", 620, 90, STR("Tijdlijn van drie actiepunten"), STR("Twee lopen, een is klaar"));
	static const char *const status[] = { "sp-gantt__bar sp-status--running", "sp-gantt__bar sp-status--done", "sp-gantt__bar sp-status--planned" };

	for (int i = 0; i < 5; i++)
		svg_line(svg, i % 2 ? "sp-gantt__minor" : "sp-gantt__major", 20 + i * 140, 0, 20 + i * 140, 90);
	for (int i = 0; i < 3; i++) {
		svg_group(svg, status[i], STR_NONE);
		svg_rect(svg, i == 2 ? "sp-gantt__soft" : "sp-gantt__sure", 40 + i * 90, 6 + i * 28, 200, 22);
		svg_group(svg, "sp-gantt__in", STR_NONE);
		svg_use(svg, NULL, STR("/static/symbols.svg#status-running"), 46 + i * 90, 10 + i * 28, 14, 14);
		svg_text(svg, "sp-gantt__word", 66 + i * 90, 6 + i * 28 + 15.5, STR("M-01 loopt"));
		svg_group_end(svg);
		svg_group_end(svg);
	}
	svg_line(svg, "sp-gantt__today", 300, 0, 300, 90);
	svg_text(svg, "sp-gantt__small sp-gantt__middle", 300, 88, STR("vandaag"));
	return svg;
}

static void add_chapter(struct paper *paper, struct arena *arena, int number)
{
	paper_heading(paper, 1, str_format(arena, "Thema %d: maakindustrie en techniek", number));
	paper_text(paper, PAPER_LEAD, str_of(lorem));
	paper_figure(paper, STR("4 van 11"), STR("actiepunten hebben een trekker"));
	paper_figure(paper, STR("€ 1.250.000"), STR("toegezegd door gemeenten"));
	paper_figure(paper, STR("3"), STR("besluiten die nog open staan"));
	paper_heading(paper, 2, STR("Wat er gebeurde"));
	paper_markdown(paper, 2, STR("Een alinea met **vet**, *schuin*, `code` en een [verwijzing](https://example.nl/een/lange/weg?x=1).\n\n"
		"- eerst dit\n  - en daaronder dat, met een tekst die langer is dan een regel zodat te zien is hoe die verder gaat op de volgende\n"
		"- dan dat\n\n1. een\n2. twee\n\n> Let op: de raad besluit in juni.\n\n### Onderdeel\n\nNog een ~~oude~~ nieuwe alinea.\n\n"
		"| Partij | Aandeel |\n|---|--:|\n| Duiven | 25 |\n| Zevenaar | 44 |\n"));
	paper_text(paper, PAPER_NOTE, str_of(lorem));
	add_actions(paper, arena, 14);
	paper_heading(paper, 2, STR("Afspraken"));
	paper_term(paper, STR("Aangeboden aan"), STR("de raad van Doesburg"));
	paper_term(paper, STR("Betaald door"), STR("Duiven, Zevenaar, Westervoort en Montferland, naar inwonertal op 1 januari van het jaar ervoor"));
	paper_text(paper, PAPER_SMALL, str_of(lorem));
}

static struct paper *long_one(struct arena *arena)
{
	struct paper *paper = open_paper(arena, (struct paper_head){ .language = LANGUAGE_NL, .contents = true, .example = true,
		.footer = STR("Stand op 14 november 2023") });

	for (int i = 1; i <= 6; i++)
		add_chapter(paper, arena, i);
	paper_heading(paper, 1, STR("Bijlage"));
	paper_picture(paper, picture(arena), STR("De tijdlijn van drie actiepunten."));
	add_marks(paper);
	return paper;
}

static struct paper *many_rows(struct arena *arena)
{
	struct paper *paper = open_paper(arena, (struct paper_head){ .language = LANGUAGE_NL, .landscape = true });

	paper_heading(paper, 1, STR("Alle actiepunten"));
	add_actions(paper, arena, 500);
	return paper;
}

/* What people do not mean to break a file with, and what they do. */
static struct paper *hard_one(struct arena *arena)
{
	static const struct paper_column columns[] = { { .label = STR_INIT("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft") },
		{ .label = STR_INIT("Getal") }, { .label = STR_INIT("") } };
	struct paper *paper = open_paper(arena, (struct paper_head){ .title = STR("<b>&amp; \"titel\" ]]> Łódź İğşç 😀 中文"), .language = LANGUAGE_EN });
	struct buf long_text = { 0 }, word = { 0 }, period = { 0 };

	for (int i = 0; i < 120; i++)
		buf_addf(&long_text, "Regel %d. %s\n", i, lorem);
	for (int i = 0; i < 400; i++)
		buf_add_cstring(&word, "lang");
	for (int i = 0; i < 80; i++)
		buf_addf(&period, "%.*s 1 mei t/m 31 mei, € 1.%d00,00; ", i % 9, "abcdefghi", i % 10);
	paper_heading(paper, 1, STR("<script>alert(1)</script> & \"kop\""));
	paper_heading(paper, 4, STR("Te diep"));
	paper_heading(paper, 1, buf_copy(&period, arena));
	paper_text(paper, PAPER_PLAIN, buf_copy(&word, arena));
	paper_text(paper, PAPER_PLAIN, buf_copy(&period, arena));
	paper_text(paper, PAPER_PLAIN, STR("Łódź, İstanbul, Ærø, Zürich, Ελλάδα, Москва, ✓ → ≥ €, 😀 👩‍👩‍👧 ☺️ 中文 \x01 <w:p/> {MERGEFIELD} =1+1"));
	paper_markdown(paper, 1, STR("](x) **a <img src=x onerror=y> [k](javascript:alert(1)) [b](https://a.nl/'%22)"));
	paper_table(paper, STR_NONE, columns, 3);
	paper_cell_text(paper, STR("=cmd|' /C calc'!A0"), STR("https://example.nl/a'b"));
	paper_cell_count(paper, (struct count){ 1234567, true });
	paper_cell_text(paper, buf_copy(&word, arena), STR_NONE);
	paper_cell_text(paper, buf_copy(&long_text, arena), STR_NONE);
	paper_cell_decimal(paper, (struct decimal){ 1500, true });
	paper_cell_text(paper, STR("kort"), STR_NONE);
	paper_table(paper, STR("Leeg"), columns, 2);
	paper_term(paper, STR("Lang"), buf_copy(&long_text, arena));
	buf_clear(&long_text);
	buf_clear(&word);
	buf_clear(&period);
	return paper;
}

static struct paper *letter(struct arena *arena)
{
	struct paper *paper = open_paper(arena, (struct paper_head){ .title = STR("Aan de raad van Doesburg"), .language = LANGUAGE_NL });

	paper_text(paper, PAPER_PLAIN, str_of(lorem));
	paper_item(paper, STR("Een ding"), STR("https://example.nl"));
	paper_item(paper, STR("Nog een ding"), STR_NONE);
	paper_page_break(paper);
	paper_heading(paper, 1, STR("Bijlage"));
	add_actions(paper, arena, 0);
	return paper;
}

static struct paper *empty(struct arena *arena)
{
	return open_paper(arena, (struct paper_head){ .language = LANGUAGE_NL, .contents = true });
}

static void write_file(const char *folder, const char *name, const char *ending, writer *write, struct paper *(*make)(struct arena *))
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct buf out = { 0 };
	const char *path = str_cstring(&arena, str_format(&arena, "%s/%s.%s", folder, name, ending));
	FILE *file = fopen(path, "wb");

	if (!file || !write(make(&arena), &out, &faults) || fwrite(out.at, 1, out.len, file) != out.len || fclose(file) != 0) {
		fprintf(stderr, "%s could not be written\n", path);
		exit(1);
	}
	buf_clear(&out);
	arena_clear(&arena);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; struct paper *(*make)(struct arena *); } papers[] = {
		{ "long", long_one }, { "rows", many_rows }, { "hard", hard_one }, { "letter", letter }, { "empty", empty },
	};

	if (argc != 2) {
		fputs("speerpunt-paper-files FOLDER\n", stderr);
		return 2;
	}
	log_level_set(LOG_WARNING);
	for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
		write_file(argv[1], papers[i].name, "pdf", paper_pdf, papers[i].make);
		write_file(argv[1], papers[i].name, "xlsx", paper_xlsx, papers[i].make);
		write_file(argv[1], papers[i].name, "docx", paper_docx, papers[i].make);
	}
	return 0;
}
