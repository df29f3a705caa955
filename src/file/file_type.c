/* SPDX-License-Identifier: EUPL-1.2 */
#include "file/file_type.h"

#include <magic.h>
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/log.h"

enum { LOOKED_AT_BYTES = 1024 * 1024, ENTRIES_MOST = 20000 };

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF   "application/vnd.oasis.opendocument."

/* A text can be read as any of the kinds of text: there the ending says which. */
static const struct known {
	struct file_type type;
	const char      *folder;        /* of an archive by Office: where its parts lie */
	bool             text;
} known[] = {
	{ { "application/pdf", ".pdf", N_("PDF"), true, false }, NULL, false },
	{ { OOXML "wordprocessingml.document", ".docx", N_("text document (Word)"), false, false }, "word/", false },
	{ { OOXML "spreadsheetml.sheet", ".xlsx", N_("spreadsheet (Excel)"), false, false }, "xl/", false },
	{ { OOXML "presentationml.presentation", ".pptx", N_("slides (PowerPoint)"), false, false }, "ppt/", false },
	{ { ODF "text", ".odt", N_("text document (OpenDocument)"), false, false }, NULL, false },
	{ { ODF "spreadsheet", ".ods", N_("spreadsheet (OpenDocument)"), false, false }, NULL, false },
	{ { ODF "presentation", ".odp", N_("slides (OpenDocument)"), false, false }, NULL, false },
	{ { "image/jpeg", ".jpg .jpeg", N_("photo (JPEG)"), true, true }, NULL, false },
	{ { "image/png", ".png", N_("picture (PNG)"), true, true }, NULL, false },
	{ { "image/webp", ".webp", N_("picture (WebP)"), true, true }, NULL, false },
	{ { "text/plain", ".txt", N_("plain text"), false, false }, NULL, true },
	{ { "text/csv", ".csv", N_("table (CSV)"), false, false }, NULL, true },
	{ { "text/markdown", ".md", N_("text (Markdown)"), false, false }, NULL, true },
	{ { "text/calendar", ".ics", N_("calendar"), false, false }, NULL, true },
};

static const struct known *known_of(struct str media_type)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_is(media_type, known[i].type.media_type))
			return &known[i];
	return NULL;
}

const struct file_type *file_type_of(struct str media_type)
{
	const struct known *found = known_of(media_type);
	return found ? &found->type : NULL;
}

struct str file_endings(struct arena *arena)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		struct str rest = str_of(known[i].type.endings), ending;
		while (str_next(&rest, ' ', &ending)) {
			if (out.len > 0)
				buf_add_char(&out, ',');
			buf_add(&out, ending);
		}
	}
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

/* ".pdf" of "Plan.PDF"; empty where the name has none. */
static struct str ending_of(struct str name, struct arena *arena)
{
	for (size_t i = name.len; i > 1; i--)
		if (name.at[i - 1] == '.')
			return str_lower(arena, str_from(name, i - 1));
	return STR_NONE;
}

static const struct known *known_by_ending(struct str ending)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		struct str rest = str_of(known[i].type.endings), one;
		while (str_next(&rest, ' ', &one))
			if (str_equal(one, ending))
				return &known[i];
	}
	return NULL;
}

/* What the bytes are */

static bool entry_is(zip_t *archive, const char *name, char *text, size_t room)
{
	zip_file_t *entry = zip_fopen(archive, name, 0);
	zip_int64_t got;

	if (!entry)
		return false;
	got = zip_fread(entry, text, room - 1);
	zip_fclose(entry);
	text[got > 0 ? got : 0] = '\0';
	return got > 0;
}

struct archive { const struct known *known; bool macros; };

static struct archive look_in(zip_t *archive)
{
	struct archive found = { NULL, false };
	zip_int64_t count = zip_get_num_entries(archive, 0);
	char text[100];

	/* OpenDocument says what it is in its first entry. */
	if (entry_is(archive, "mimetype", text, sizeof text)) {
		found.known = known_of(str_trim(str_of(text)));
		return found;
	}
	if (zip_name_locate(archive, "[Content_Types].xml", 0) < 0)
		return found;
	for (zip_int64_t i = 0; i < count && i < ENTRIES_MOST; i++) {
		struct str name = str_of(zip_get_name(archive, (zip_uint64_t)i, 0));
		found.macros = found.macros || str_ends(name, STR("vbaProject.bin"));
		for (size_t k = 0; k < sizeof known / sizeof known[0] && !found.known; k++)
			if (known[k].folder && str_starts(name, str_of(known[k].folder)))
				found.known = &known[k];
	}
	return found;
}

static struct archive archive_of(struct str bytes)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *archive;
	struct archive found = { NULL, false };

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
	archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (archive) {
		found = look_in(archive);
		zip_discard(archive);
	} else if (source) {
		zip_source_free(source);
	}
	zip_error_fini(&error);
	return found;
}

/* As libmagic says: "image/png"; empty where it has no word for it. */
static struct str media_type_of(struct str bytes, struct arena *arena)
{
	/* A cookie is one thread's at a time; making one takes a few milliseconds, which an upload can spare. */
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF);
	struct str found = STR_NONE;

	if (magic && magic_load(magic, NULL) == 0) {
		const char *text = magic_buffer(magic, bytes.at, bytes.len < LOOKED_AT_BYTES ? bytes.len : LOOKED_AT_BYTES);
		found = str_copy(arena, str_of(text));
	} else {
		log_error("file", "libmagic has no database");
	}
	if (magic)
		magic_close(magic);
	return found;
}

/* UTF-8, or one byte a character as old programs write it. */
static bool is_plain_text(struct str bytes)
{
	if (str_is_text(bytes))
		return true;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 127)
			return false;
	}
	return true;
}

/* Text, but in a language that a program carries out. */
static bool is_page_or_program(struct str media_type, struct str bytes)
{
	static const char *const never[] = {
		"text/html", "application/xhtml+xml", "text/xml", "application/xml", "image/svg+xml", "text/rtf", "application/postscript",
		"text/x-shellscript", "text/x-msdos-batch", "text/x-script.python", "application/x-wine-extension-ini",
	};

	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		if (str_is(media_type, never[i]))
			return true;
	return str_starts(bytes, STR("#!")) || str_starts(bytes, STR("<!")) || str_starts(bytes, STR("<?xml"));
}

/* `named`: what the name says; decides among texts, which have no marks of their own. */
static const struct known *recognise(const struct known *named, struct str bytes, struct str media_type, bool *macros)
{
	const struct known *found;

	if (str_starts(bytes, STR("PK\x03\x04"))) {
		struct archive archive = archive_of(bytes);
		*macros = archive.macros;
		return archive.known;
	}
	/* libmagic finds a PDF also behind something else: a page that is a PDF as well is neither to us. */
	if (str_starts(bytes, STR("%PDF-")))
		return known_of(STR("application/pdf"));
	found = known_of(media_type);
	if (found && (found->type.picture || str_is(media_type, "text/calendar")))
		return found;
	if (!is_plain_text(bytes) || is_page_or_program(media_type, bytes))
		return NULL;
	if (named->text && !str_is(str_of(named->type.media_type), "text/calendar"))
		return named;
	return known_of(STR("text/plain"));
}

/* Faults */

/* What to do with kinds that are common and not taken. */
static const struct { const char *endings, *message; } hints[] = {
	{ ".doc .dot .rtf .pages .wpd", N_("“{0}” is a kind of text document that is not taken here. Save it as .docx, .odt or, best, as .pdf.") },
	{ ".xls .xlsb .numbers", N_("“{0}” is a kind of spreadsheet that is not taken here. Save it as .xlsx or .ods.") },
	{ ".ppt .key", N_("“{0}” is a kind of slides that is not taken here. Save it as .pptx, .odp or .pdf.") },
	{ ".docm .xlsm .pptm .dotm .xltm", N_("“{0}” can hold macros: programs that run on who opens it. Save it without them, as .docx, .xlsx or .pptx.") },
	{ ".heic .heif .gif .bmp .tif .tiff .avif .jxl .svg .ai .eps .psd", N_("“{0}” is a kind of picture that is not taken here. Save it as .jpg or .png.") },
	{ ".eml .msg", N_("“{0}” is a mail: it holds addresses of people. Save what matters in it as .pdf.") },
	{ ".zip .7z .rar .gz .tar", N_("“{0}” is an archive. Take the files out of it and send those.") },
	{ ".html .htm .mht .xhtml .xml", N_("“{0}” is a web page. Save it as .pdf, or give its address instead.") },
	{ ".mp4 .mov .avi .mp3 .wav .m4a .mkv .webm", N_("“{0}” is sound or film. Put it where you keep such files, and give its address instead.") },
};

static const struct file_type *unknown_ending(struct str name, struct str ending, const char *field, struct faults *faults)
{
	for (size_t i = 0; i < sizeof hints / sizeof hints[0] && ending.len > 0; i++) {
		struct str rest = str_of(hints[i].endings), one;
		while (str_next(&rest, ' ', &one))
			if (str_equal(one, ending)) {
				faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = hints[i].message,
					.arg = { name } });
				return NULL;
			}
	}
	faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
		.message = N_("“{0}” is no kind of file that is taken here. Taken are: {1}."),
		.arg = { name, file_endings(faults->arena) } });
	return NULL;
}

static const struct file_type *other_kind(struct str name, struct str ending, const struct known *found, struct str media_type,
	struct str bytes, const char *field, struct faults *faults)
{
	const char *message = N_("“{0}” is named {1} but is something else inside{2}. Open it in the program it comes from and save it again as {1}.");
	struct str really = STR_NONE;

	if (str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
		message = N_("“{0}” is protected with a password, or saved by an old program. Save it without a password as {1}.");
	else if (found)
		really = str_format(faults->arena, " (%s)", found->type.endings);
	else if (media_type.len > 0 && !str_is(media_type, "application/octet-stream"))
		really = str_format(faults->arena, " (%.*s)", STR_ARG(media_type));
	faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message, .arg = { name, ending, really } });
	return NULL;
}

const struct file_type *file_recognise(struct str name, struct str bytes, const char *field, struct faults *faults)
{
	struct str ending = ending_of(name, faults->arena), media_type;
	const struct known *named = known_by_ending(ending), *found;
	bool macros = false;

	if (!named)
		return unknown_ending(name, ending, field, faults);
	if (bytes.len == 0) {
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
			.message = N_("“{0}” is empty: it holds no bytes. Open it to see whether it is whole, and choose it again."), .arg = { name } });
		return NULL;
	}
	media_type = media_type_of(bytes, faults->arena);
	found = recognise(named, bytes, media_type, &macros);
	if (found == named && macros) {
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = hints[3].message, .arg = { name } });
		return NULL;
	}
	return found == named ? &named->type : other_kind(name, ending, found, media_type, bytes, field, faults);
}
