/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs, links and pictures of a DOCX. */
#include <string.h>
#include <unistr.h>

#include "paper/docx_own.h"
#include "paper/letters.h"
#include "paper/pdf_own.h"
#include "paper/symbols.h"

static bool xml_holds(ucs4_t point)
{
	return point == '\t' || point == '\n' || (point >= ' ' && point != 0xFFFE && point != 0xFFFF);
}

void docx_add_text(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		ucs4_t point = 0xFFFD;
		int size = u8_mbtoucr(&point, (const uint8_t *)text.at + at, text.len - at);
		if (size > 0 && xml_holds(point))
			buf_add_html(out, (struct str){ text.at + at, (size_t)size });
		else if (size <= 0)
			buf_add_cstring(out, "\xEF\xBF\xBD");
		at += size > 0 ? (size_t)size : 1;
	}
}

static size_t link_number(struct docx *docx, struct str address)
{
	for (size_t i = 0; i < docx->links; i++)
		if (str_equal(docx->link[i], address))
			return i;
	docx->link = arena_grow(docx->arena, docx->link, docx->links, &docx->link_room, sizeof *docx->link);
	docx->link[docx->links] = address;
	return docx->links++;
}

size_t docx_new_list(struct docx *docx, struct docx_list list)
{
	docx->list = arena_grow(docx->arena, docx->list, docx->lists, &docx->list_room, sizeof list);
	docx->list[docx->lists] = list;
	return docx->lists++;
}

/* One look, line by line. */
static void add_run(struct docx *docx, const struct run *run, bool own, bool link, bool alone)
{
	struct buf *out = &docx->body;
	struct str rest = run->text, line;
	bool first = true;

	buf_add_cstring(out, "<w:r><w:rPr>");
	buf_add_cstring(out, link ? "<w:rStyle w:val=\"Hyperlink\"/>" : "");
	buf_add_cstring(out, run->strong ? "<w:b/>" : "");
	buf_add_cstring(out, run->emphasis ? "<w:i/>" : "");
	buf_add_cstring(out, run->struck ? "<w:strike/>" : "");
	/* Said again: a table's own look comes before that of a style for letters. */
	buf_add_cstring(out, link ? "<w:color w:val=\"0A5C66\"/>" : "");
	buf_add_cstring(out, link && alone ? "<w:u w:val=\"none\"/>" : "");
	if (own && paper_two_languages(docx->paper))
		buf_addf(out, "<w:lang w:val=\"%s\"/>", paper_language(docx->paper, true));
	buf_add_cstring(out, "</w:rPr>");
	if (str_is(run->text, "\n"))
		buf_add_cstring(out, "<w:br/>");
	else
		for (; str_next(&rest, '\n', &line); first = false) {
			buf_add_cstring(out, first ? "" : "<w:br/>");
			buf_add_cstring(out, "<w:t xml:space=\"preserve\">");
			docx_add_text(out, line);
			buf_add_cstring(out, "</w:t>");
		}
	buf_add_cstring(out, "</w:r>");
}

void docx_add_rich(struct docx *docx, struct rich text, bool own)
{
	for (size_t i = 0; i < text.count; i++) {
		bool link = address_goes(text.run[i].address);
		if (link)
			buf_addf(&docx->body, "<w:hyperlink r:id=\"link%zu\" w:history=\"1\">", link_number(docx, text.run[i].address));
		add_run(docx, &text.run[i], own, link, text.count == 1);
		buf_add_cstring(&docx->body, link ? "</w:hyperlink>" : "");
	}
}

void docx_add_words(struct docx *docx, struct str words)
{
	docx_add_rich(docx, rich_of(docx->arena, words, STR_NONE), false);
}

static cairo_status_t add_bytes(void *context, const unsigned char *bytes, unsigned length)
{
	buf_add(context, (struct str){ (const char *)bytes, length });
	return CAIRO_STATUS_SUCCESS;
}

static struct str png(struct docx *docx, cairo_surface_t *surface)
{
	struct buf out = { 0 };
	struct str bytes;

	cairo_surface_write_to_png_stream(surface, add_bytes, &out);
	bytes = buf_copy(&out, docx->arena);
	buf_clear(&out);
	return bytes;
}

static size_t add_picture(struct docx *docx, struct docx_picture picture)
{
	docx->picture = arena_grow(docx->arena, docx->picture, docx->pictures, &docx->picture_room, sizeof picture);
	docx->picture[docx->pictures] = picture;
	return docx->pictures++;
}

size_t docx_mark(struct docx *docx, const char *mark)
{
	enum { SIDE = 72 };
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct docx_picture picture = { .mark = mark };

	for (size_t i = 0; i < docx->pictures; i++)
		if (docx->picture[i].mark && strcmp(docx->picture[i].mark, mark) == 0)
			return i;
	surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
	cairo = cairo_create(surface);
	symbols_draw(cairo, str_of(mark), 0, 0, SIDE, mark_colour(mark));
	cairo_destroy(cairo);
	picture.bytes = png(docx, surface);
	cairo_surface_destroy(surface);
	return add_picture(docx, picture);
}

/* Three dots for each point it was drawn in: sharp in print. */
size_t docx_drawing(struct docx *docx, struct svg *svg)
{
	enum { DOTS = 3, SIDE_MOST = 8000 };
	struct svg_drawing drawing = svg_drawing(svg);
	double longest = drawing.width > drawing.height ? drawing.width : drawing.height;
	double scale = longest * DOTS > SIDE_MOST ? SIDE_MOST / longest : DOTS;
	struct sheets sheet = { .paper = docx->paper, .arena = docx->arena, .context = letters_context() };
	struct docx_picture picture = { .mark = NULL };

	sheet.surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(drawing.width * scale) + 1, (int)(drawing.height * scale) + 1);
	sheet.cairo = cairo_create(sheet.surface);
	cairo_set_source_rgb(sheet.cairo, 1, 1, 1);
	cairo_paint(sheet.cairo);
	picture_draw(&sheet, &drawing, 0, 0, scale);
	cairo_destroy(sheet.cairo);
	picture.bytes = png(docx, sheet.surface);
	cairo_surface_destroy(sheet.surface);
	sheets_clear(&sheet);
	return add_picture(docx, picture);
}

void docx_add_picture(struct docx *docx, size_t picture, double width, double height, struct str words)
{
	struct buf *out = &docx->body;
	long long wide = (long long)(width * EMUS), high = (long long)(height * EMUS);
	size_t number = ++docx->drawings;

	buf_addf(out, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%lld\" cy=\"%lld\"/>"
		"<wp:docPr id=\"%zu\" name=\"Picture %zu\" descr=\"", wide, high, number, number);
	docx_add_text(out, words);
	buf_add_cstring(out, words.len ? "\"/>" : "\"><a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative "
		"xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></wp:docPr>");
	buf_addf(out, "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
		"<pic:cNvPr id=\"%zu\" name=\"Picture %zu\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"picture%zu\"/><a:stretch>"
		"<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm>"
		"<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
		number, number, picture, wide, high);
}
