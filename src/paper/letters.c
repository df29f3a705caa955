/* SPDX-License-Identifier: EUPL-1.2 */
#include "paper/letters.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/log.h"
#include "paper/letters_own.h"

/* As the file calls itself, after its thinnest; the weights lie on one axis. */
const char letters_family[] = "Figtree Light";

static pthread_once_t loaded = PTHREAD_ONCE_INIT;
static FcConfig *config;
static FcCharSet *covered;

/* The library reads by name only: each file is a place in memory with a name, kept as long as the process lives. */
static void add_file(const struct letters_file *file)
{
	int memory = memfd_create(file->name, MFD_CLOEXEC);
	size_t at = 0;
	char name[40];

	while (memory >= 0 && at < file->size) {
		ssize_t written = write(memory, file->bytes + at, file->size - at);
		if (written <= 0)
			break;
		at += (size_t)written;
	}
	snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
	if (at < file->size || !FcConfigAppFontAddFile(config, (const FcChar8 *)name))
		log_error("paper", "the letters %s could not be read", file->name);
}

static void load(void)
{
	FcFontSet *fonts;

	config = FcConfigCreate();
	covered = FcCharSetCreate();
	if (!config || !covered)
		abort();                /* no memory */
	for (size_t i = 0; i < letters_file_count; i++)
		add_file(&letters_files[i]);
	fonts = FcConfigGetFonts(config, FcSetApplication);
	for (int i = 0; fonts && i < fonts->nfont; i++) {
		FcCharSet *set;
		if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &set) == FcResultMatch)
			FcCharSetMerge(covered, set, NULL);
	}
}

PangoContext *letters_context(void)
{
	PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	cairo_font_options_t *options = cairo_font_options_create();
	PangoContext *context;

	pthread_once(&loaded, load);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	context = pango_font_map_create_context(map);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	pango_context_set_round_glyph_positions(context, FALSE);
	cairo_font_options_destroy(options);
	g_object_unref(map);
	return context;
}

/* Has no look of its own: joins letters, chooses between forms of one, turns the direction. */
static bool without_look(ucs4_t point)
{
	return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) ||
	       (point >= 0xFE00 && point <= 0xFE0F) || point == 0xAD || point == 0xFEFF || point == 0x2028 || point == 0x2029;
}

static void add_shown(struct buf *out, struct str bytes, ucs4_t point)
{
	if (point == '\n' || without_look(point))
		buf_add(out, bytes);
	else if (point == '\t')
		buf_add_char(out, ' ');
	else if (point == 0xFFFD || !FcCharSetHasChar(covered, point))
		buf_add_cstring(out, point < ' ' ? "" : "\xEF\xBF\xBD");
	else
		buf_add(out, bytes);
}

struct str letters_shown(struct str text, struct arena *arena)
{
	struct buf out = { 0 };
	struct str shown;
	bool plain = true;

	for (size_t i = 0; i < text.len && plain; i++)
		plain = (unsigned char)text.at[i] < 0x7F && ((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n');
	if (plain)
		return text;
	pthread_once(&loaded, load);
	for (size_t at = 0; at < text.len;) {
		ucs4_t point = 0xFFFD;
		int size = u8_mbtoucr(&point, (const uint8_t *)text.at + at, text.len - at);
		struct str bytes = { text.at + at, size > 0 ? (size_t)size : 1 };
		add_shown(&out, bytes, size > 0 ? point : 0xFFFD);
		at += bytes.len;
	}
	shown = buf_copy(&out, arena);
	buf_clear(&out);
	return shown;
}
