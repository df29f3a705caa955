/* SPDX-License-Identifier: EUPL-1.2 */
/* A paper as PDF: see pdf_own.h. */
#include <cairo-pdf.h>
#include <stdlib.h>

#include "base/log.h"
#include "paper/letters.h"
#include "paper/pdf_own.h"

/* A4 and A3, ISO 216, in points. */
#define A4_SHORT 595.28
#define A4_LONG  841.89
#define A3_LONG  1190.55
#define MARGIN_SIDE   56
#define MARGIN_TOP    58
#define MARGIN_BOTTOM 64

static cairo_status_t add_bytes(void *context, const unsigned char *bytes, unsigned length)
{
	buf_add(context, (struct str){ (const char *)bytes, length });
	return CAIRO_STATUS_SUCCESS;
}

static void set_sizes(struct sheets *sheets)
{
	const struct paper_head *head = &sheets->paper->head;
	double shorter = head->a3 ? A4_LONG : A4_SHORT, longer = head->a3 ? A3_LONG : A4_LONG;

	sheets->width = head->landscape ? longer : shorter;
	sheets->height = head->landscape ? shorter : longer;
	sheets->left = MARGIN_SIDE;
	sheets->measure = sheets->width - 2 * MARGIN_SIDE;
	sheets->top = MARGIN_TOP;
	sheets->bottom = sheets->height - MARGIN_BOTTOM;
}

static void set_metadata(struct sheets *sheets, cairo_pdf_metadata_t what, struct str text)
{
	if (text.len > 0)
		cairo_pdf_surface_set_metadata(sheets->surface, what, str_cstring(sheets->arena, text));
}

static void describe(struct sheets *sheets)
{
	const struct paper_head *head = &sheets->paper->head;
	/* Cairo puts the clock's time where it is given none. */
	struct moment moment = head->moment.ms ? head->moment : (struct moment){ 1 };

	set_metadata(sheets, CAIRO_PDF_METADATA_TITLE, head->title);
	set_metadata(sheets, CAIRO_PDF_METADATA_SUBJECT, head->subject);
	set_metadata(sheets, CAIRO_PDF_METADATA_AUTHOR, head->author);
	set_metadata(sheets, CAIRO_PDF_METADATA_CREATOR, STR("Speerpunt"));
	set_metadata(sheets, CAIRO_PDF_METADATA_CREATE_DATE,
		str_format(sheets->arena, "%.19sZ", str_cstring(sheets->arena, moment_text(moment, sheets->arena))));
}

static void add_outline(struct sheets *sheets)
{
	int open[HEADING_DEEPEST + 1] = { CAIRO_PDF_OUTLINE_ROOT }, number = 0;

	for (size_t i = 0; i < sheets->paper->count; i++) {
		const struct block *block = &sheets->paper->block[i];
		struct str name;
		if (block->kind != BLOCK_HEADING)
			continue;
		name = rich_plain(block->text, sheets->arena);
		open[block->level] = cairo_pdf_surface_add_outline(sheets->surface, open[block->level - 1], str_cstring(sheets->arena, name),
			str_format(sheets->arena, "dest='h%d'", ++number).at, block->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
		for (int level = block->level + 1; level <= HEADING_DEEPEST; level++)
			open[level] = open[block->level];
	}
}

static bool draw(struct sheets *sheets, struct buf *file)
{
	cairo_status_t status;

	sheets->surface = cairo_pdf_surface_create_for_stream(add_bytes, file, sheets->width, sheets->height);
	cairo_pdf_surface_restrict_to_version(sheets->surface, CAIRO_PDF_VERSION_1_5);
	sheets->cairo = cairo_create(sheets->surface);
	describe(sheets);
	tag_begin(sheets, (struct element){ .tag = "Document" });
	for (size_t page = 0; page < sheets->pages; page++)
		draw_sheet(sheets, page);
	draw_end(sheets);
	tag_end(sheets, "Document");
	add_outline(sheets);
	status = cairo_status(sheets->cairo);
	cairo_destroy(sheets->cairo);
	cairo_surface_finish(sheets->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(sheets->surface);
	cairo_surface_destroy(sheets->surface);
	if (status != CAIRO_STATUS_SUCCESS)
		log_error("paper", "a PDF could not be made: %s", cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS;
}

void sheets_clear(struct sheets *sheets)
{
	for (size_t i = 0; i < sheets->layouts; i++)
		g_object_unref(sheets->layout[i]);
	free(sheets->layout);
	free(sheets->element);
	g_object_unref(sheets->context);
}

bool paper_pdf(const struct paper *paper, struct buf *out, struct faults *faults)
{
	struct sheets sheets = { .paper = paper, .arena = paper->arena, .context = letters_context() };
	struct buf file = { 0 };
	bool done;

	set_sizes(&sheets);
	layout_paper(&sheets);
	done = draw(&sheets, &file) && pdf_finish(&sheets, buf_str(&file), out);
	buf_clear(&file);
	sheets_clear(&sheets);
	return done || paper_failed(faults);
}
