/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts of a paper on its sheets: measured, broken into lines, drawn. */
#include <string.h>

#include "paper/letters.h"
#include "paper/pdf_own.h"
#include "paper/symbols.h"

const struct letter pdf_plain = { 10.5, 1.45, 400, INK, false }, pdf_small = { 9, 1.4, 400, INK_SOFT, false },
	pdf_cell = { 9.25, 1.36, 400, INK, false };

enum { WIDTH_LEAST = 16 };

static struct rich shown(struct rich text, struct arena *arena)
{
	struct run *run = arena_array(arena, struct run, text.count ? text.count : 1);

	for (size_t i = 0; i < text.count; i++) {
		run[i] = text.run[i];
		run[i].text = letters_shown(run[i].text, arena);
		if (!address_goes(run[i].address))
			run[i].address = STR_NONE;
	}
	return (struct rich){ run, text.count };
}

static void keep_layout(struct sheets *sheets, PangoLayout *layout)
{
	if (sheets->layouts == sheets->layout_room) {
		sheets->layout_room = sheets->layout_room ? sheets->layout_room * 2 : 256;
		sheets->layout = memory_resize(sheets->layout, sheets->layout_room * sizeof *sheets->layout);
	}
	sheets->layout[sheets->layouts++] = layout;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t until)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)until;
	pango_attr_list_insert(list, attribute);
}

/* An amount stays with its sign, and "t/m" is one word. */
static void keep_whole(PangoAttrList *list, struct str text)
{
	static const struct str sign = STR_INIT("€ "), word = STR_INIT("t/m");

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_from(text, i);
		size_t length = str_starts(rest, word) ? word.len : str_starts(rest, sign) ? sign.len + 1 : 0;
		if (length > 0 && i + length <= text.len)
			add_attribute(list, pango_attr_allow_breaks_new(FALSE), i, i + length);
	}
}

static PangoAttrList *attributes(struct rich text, const struct letter *letter)
{
	PangoAttrList *list = pango_attr_list_new();
	size_t from = 0;

	/* A word that is longer than its line breaks without a hyphen: it may be an address. */
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	if (letter->even)
		pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
	for (size_t i = 0; i < text.count; i++) {
		const struct run *run = &text.run[i];
		size_t until = from + run->text.len;
		if (run->strong)
			add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, until);
		if (run->emphasis)
			add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, until);
		/* Pango draws no colour here; it divides the line where a link begins and ends. */
		if (run->address.len > 0 || run->struck)
			add_attribute(list, pango_attr_foreground_new((guint16)i, run->struck, 1), from, until);
		from = until;
	}
	return list;
}

static PangoLayout *layout_of(struct sheets *sheets, struct str text, const struct letter *letter)
{
	PangoLayout *layout = pango_layout_new(sheets->context);
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, letters_family);
	pango_font_description_set_absolute_size(font, letter->size * PANGO_SCALE);
	pango_font_description_set_weight(font, (PangoWeight)letter->weight);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_text(layout, text.at ? text.at : "", (int)text.len);
	return layout;
}

struct passage passage_of(struct sheets *sheets, struct rich text, const struct letter *letter, double width, enum paper_align align)
{
	struct passage passage = { .letter = letter, .text = shown(text, sheets->arena), .align = align,
		.width = width < WIDTH_LEAST ? WIDTH_LEAST : width };
	struct str whole = rich_plain(passage.text, sheets->arena);
	PangoAttrList *list = attributes(passage.text, letter);

	keep_whole(list, whole);
	passage.layout = layout_of(sheets, whole, letter);
	keep_layout(sheets, passage.layout);
	pango_layout_set_attributes(passage.layout, list);
	pango_attr_list_unref(list);
	pango_layout_set_width(passage.layout, (int)(passage.width * PANGO_SCALE));
	pango_layout_set_wrap(passage.layout, PANGO_WRAP_WORD_CHAR);
	passage.lines = (size_t)pango_layout_get_line_count(passage.layout);
	passage.height = (double)passage.lines * passage_line(&passage);
	for (size_t i = 0; i < text.count; i++) {
		passage.has_link |= passage.text.run[i].address.len > 0;
		passage.mixed |= passage.text.run[i].address.len == 0;
	}
	return passage;
}

double passage_line(const struct passage *passage)
{
	return passage->letter->size * passage->letter->line;
}

double text_least(struct sheets *sheets, struct str text, const struct letter *letter, bool breaks)
{
	PangoLayout *layout = layout_of(sheets, letters_shown(text, sheets->arena), letter);
	PangoRectangle area;

	pango_layout_set_width(layout, breaks ? 0 : -1);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	pango_layout_get_extents(layout, NULL, &area);
	g_object_unref(layout);
	return (double)area.width / PANGO_SCALE + 0.5;
}

/* The run that byte `at` of the text is of. */
static const struct run *run_at(const struct passage *passage, size_t at)
{
	static const struct run none = { .code = false };

	for (size_t i = 0; i < passage->text.count; i++) {
		if (at < passage->text.run[i].text.len)
			return &passage->text.run[i];
		at -= passage->text.run[i].text.len;
	}
	return &none;
}

/* For cairo, which takes quotes for its own, and for PDF, which takes ASCII. */
static const char *link_attributes(struct sheets *sheets, struct str address)
{
	struct buf out = { 0 };
	struct str copy;

	buf_add_cstring(&out, "uri='");
	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.at[i] >= 0x7F || address.at[i] == '\'')
			buf_addf(&out, "%%%02X", (unsigned char)address.at[i]);
		else
			buf_add_char(&out, address.at[i]);
	buf_add_cstring(&out, "'");
	copy = buf_copy(&out, sheets->arena);
	buf_clear(&out);
	return copy.at;
}

/* The tag inside a text that is open: of a link, or of what is none. */
struct span {
	const char *tag;                /* NULL: none */
	struct str  address;
};

static void end_span(struct sheets *sheets, struct span *span)
{
	if (span->tag)
		tag_end(sheets, span->tag);
	span->tag = NULL;
}

static void begin_span(struct sheets *sheets, struct span *span, const struct run *run)
{
	const char *tag = run->address.len > 0 ? "Link" : "Span";

	if (span->tag && strcmp(span->tag, tag) == 0 && str_equal(span->address, run->address))
		return;
	end_span(sheets, span);
	*span = (struct span){ tag, run->address };
	if (run->address.len > 0)
		tag_begin_with(sheets, (struct element){ .tag = tag, .words = run->address }, link_attributes(sheets, run->address));
	else
		tag_begin(sheets, (struct element){ .tag = tag });
}

/* Where a line ends, the space after its last word has no look. It is given that of a space, so that words stay apart for who reads the
   file by ear or copies from it. */
static void show_spaces(const struct passage *passage, PangoGlyphItem *item)
{
	const char *text = pango_layout_get_text(passage->layout) + item->item->offset;
	hb_codepoint_t space;

	for (int i = 0; i < item->glyphs->num_glyphs; i++)
		if (item->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY && text[item->glyphs->log_clusters[i]] == ' ' &&
		    hb_font_get_nominal_glyph(pango_font_get_hb_font(item->item->analysis.font), ' ', &space))
			item->glyphs->glyphs[i].glyph = space;
}

static double draw_item(struct sheets *sheets, const struct passage *passage, PangoGlyphItem *item, double x, double base)
{
	const struct run *run = run_at(passage, (size_t)item->item->offset);
	double width = (double)pango_glyph_string_get_width(item->glyphs) / PANGO_SCALE, size = passage->letter->size;
	unsigned colour = run->address.len > 0 ? LINK : passage->letter->colour;

	show_spaces(passage, item);
	colour_set(sheets->cairo, colour);
	cairo_move_to(sheets->cairo, x, base);
	pango_cairo_show_glyph_item(sheets->cairo, pango_layout_get_text(passage->layout), item);
	if (run->address.len > 0 && passage->mixed)
		rule(sheets, x, base + size * 0.14, width, size * 0.05, colour);
	if (run->struck)
		rule(sheets, x, base - size * 0.26, width, size * 0.06, colour);
	return width;
}

static void draw_line(struct sheets *sheets, const struct passage *passage, size_t number, double x, double y, struct span *span)
{
	PangoLayoutLine *line = pango_layout_get_line(passage->layout, (int)number);
	/* Capitals, seven tenths of the size, stand in the middle of their line. */
	double base = y + passage_line(passage) / 2 + passage->letter->size * 0.35;
	PangoRectangle area;

	if (passage->align != PAPER_START) {
		pango_layout_line_get_extents(line, NULL, &area);
		x += (passage->width - (double)area.width / PANGO_SCALE) / (passage->align == PAPER_CENTRE ? 2 : 1);
	}
	for (GSList *runs = line->runs; runs; runs = runs->next) {
		PangoGlyphItem *item = runs->data;
		if (span)
			begin_span(sheets, span, run_at(passage, (size_t)item->item->offset));
		x += draw_item(sheets, passage, item, x, base);
	}
	/* A link on two lines is two places to press on. */
	if (span && span->address.len > 0)
		end_span(sheets, span);
}

void passage_draw(struct sheets *sheets, const struct passage *passage, size_t from, size_t until, double x, double y, bool spans)
{
	struct span span = { 0 };

	for (size_t i = from; i < until; i++, y += passage_line(passage))
		draw_line(sheets, passage, i, x, y, spans ? &span : NULL);
	end_span(sheets, &span);
}
