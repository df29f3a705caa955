/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What cairo 1.16 cannot write and PDF/UA-1 (ISO 14289-1) asks for, put into its file by qpdf: the language, the words of pictures and
 * links, which cells are headers, that everything without a tag is dress, and an identity that is the same for the same content.
 */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "paper/pdf_own.h"

struct finishing {
	const struct sheets *sheets;
	qpdf_data            file;
	size_t               element;   /* the next */
	bool                 known;     /* the tags of the file are those that were begun */
	bool                 fine;
};

static void set(struct finishing *finishing, qpdf_oh object, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(finishing->file, object, key, value);
	qpdf_oh_release(finishing->file, value);
}

static qpdf_oh text(struct finishing *finishing, struct str words)
{
	return qpdf_oh_new_unicode_string(finishing->file, str_cstring(finishing->sheets->arena, words));
}

static qpdf_oh name(struct finishing *finishing, const char *word)
{
	return qpdf_oh_new_name(finishing->file, str_format(finishing->sheets->arena, "/%s", word).at);
}

/* "<< /O /Table /Scope /Row >>", which `written` is. */
static void set_attributes(struct finishing *finishing, qpdf_oh node, struct str written)
{
	set(finishing, node, "/A", qpdf_oh_parse(finishing->file, str_cstring(finishing->sheets->arena, written)));
}

static void describe(struct finishing *finishing, qpdf_oh node, const struct element *element)
{
	struct arena *arena = finishing->sheets->arena;

	if (element->language)
		set(finishing, node, "/Lang", text(finishing, str_of(element->language)));
	if (element->scope)
		set_attributes(finishing, node, str_format(arena, "<< /O /Table /Scope /%s >>", element->scope));
	if (element->span > 1)
		set_attributes(finishing, node, str_format(arena, "<< /O /Table /ColSpan %zu >>", element->span));
	if (element->numbering)
		set_attributes(finishing, node, str_format(arena, "<< /O /List /ListNumbering /%s >>", element->numbering));
	if (strcmp(element->tag, "Figure") == 0) {
		set(finishing, node, "/Alt", text(finishing, element->words));
		set_attributes(finishing, node, str_format(arena, "<< /O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f] >>", element->box[0],
			element->box[1], element->box[2], element->box[3]));
	}
}

/* The place to press on says where it leads. */
static void describe_link(struct finishing *finishing, qpdf_oh kid, const struct element *element)
{
	qpdf_oh annotation = qpdf_oh_get_key(finishing->file, kid, "/Obj");

	if (qpdf_oh_is_dictionary(finishing->file, annotation))
		set(finishing, annotation, "/Contents", text(finishing, element->words));
	qpdf_oh_release(finishing->file, annotation);
}

static void walk(struct finishing *finishing, qpdf_oh node);

static void walk_kid(struct finishing *finishing, qpdf_oh kid, const struct element *element)
{
	if (!qpdf_oh_is_dictionary(finishing->file, kid))
		return;
	if (qpdf_oh_has_key(finishing->file, kid, "/S"))
		walk(finishing, kid);
	else if (qpdf_oh_has_key(finishing->file, kid, "/Obj"))
		describe_link(finishing, kid, element);
}

/* The tags stand in the tree in the order in which they began. */
static void walk(struct finishing *finishing, qpdf_oh node)
{
	qpdf_oh kids = qpdf_oh_get_key(finishing->file, node, "/K"), tag = qpdf_oh_get_key(finishing->file, node, "/S");
	const struct element *element = &finishing->sheets->element[finishing->element];
	const char *is = qpdf_oh_get_name(finishing->file, tag);

	if (finishing->element >= finishing->sheets->elements || strcmp(is + 1, element->tag) != 0) {
		/* Another cairo than those known: better a PDF that says less of itself than none. */
		finishing->known = false;
		log_warning("paper", "a PDF has the tag %s where another is expected; it does not say that it keeps to PDF/UA", is);
	}
	qpdf_oh_release(finishing->file, tag);
	if (finishing->known) {
		finishing->element++;
		describe(finishing, node, element);
		if (qpdf_oh_is_array(finishing->file, kids)) {
			int count = qpdf_oh_get_array_n_items(finishing->file, kids);
			for (int i = 0; i < count && finishing->known; i++) {
				qpdf_oh kid = qpdf_oh_get_array_item(finishing->file, kids, i);
				walk_kid(finishing, kid, element);
				qpdf_oh_release(finishing->file, kid);
			}
		} else {
			walk_kid(finishing, kids, element);
		}
	}
	qpdf_oh_release(finishing->file, kids);
}

static void finish_tags(struct finishing *finishing, qpdf_oh root)
{
	qpdf_oh tree = qpdf_oh_get_key(finishing->file, root, "/StructTreeRoot"), kids = qpdf_oh_get_key(finishing->file, tree, "/K");
	qpdf_oh document = qpdf_oh_is_array(finishing->file, kids) ? qpdf_oh_get_array_item(finishing->file, kids, 0) :
		qpdf_oh_get_key(finishing->file, tree, "/K");

	walk(finishing, document);
	qpdf_oh_release(finishing->file, document);
	qpdf_oh_release(finishing->file, kids);
	qpdf_oh_release(finishing->file, tree);
}

static void add_xml(struct buf *out, const char *before, struct str words, const char *after)
{
	if (words.len == 0)
		return;
	buf_add_cstring(out, before);
	buf_add_html(out, words);
	buf_add_cstring(out, after);
}

/* XMP (ISO 16684-1): the same as the file's own facts, and the part of ISO 14289 it keeps to. */
static struct str facts(struct finishing *finishing)
{
	const struct paper_head *head = &finishing->sheets->paper->head;
	struct arena *arena = finishing->sheets->arena;
	struct buf out = { 0 };
	struct str copy;

	buf_add_cstring(&out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
		"xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">");
	buf_add_cstring(&out, finishing->known ? "<pdfuaid:part>1</pdfuaid:part>" : "");
	buf_add_cstring(&out, "<dc:format>application/pdf</dc:format><xmp:CreatorTool>Speerpunt</xmp:CreatorTool>");
	add_xml(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", head->title, "</rdf:li></rdf:Alt></dc:title>");
	add_xml(&out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", head->subject, "</rdf:li></rdf:Alt></dc:description>");
	add_xml(&out, "<dc:creator><rdf:Seq><rdf:li>", head->author, "</rdf:li></rdf:Seq></dc:creator>");
	add_xml(&out, "<dc:language><rdf:Bag><rdf:li>", str_of(paper_language(finishing->sheets->paper, false)), "</rdf:li></rdf:Bag></dc:language>");
	if (head->moment.ms)
		add_xml(&out, "<xmp:CreateDate>", str_format(arena, "%.19sZ", str_cstring(arena, moment_text(head->moment, arena))), "</xmp:CreateDate>");
	buf_add_cstring(&out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static void replace(struct finishing *finishing, qpdf_oh stream, struct str bytes)
{
	qpdf_oh none = qpdf_oh_new_null(finishing->file);

	qpdf_oh_replace_stream_data(finishing->file, stream, (const unsigned char *)bytes.at, bytes.len, none, none);
	qpdf_oh_release(finishing->file, none);
}

static void finish_root(struct finishing *finishing, qpdf_oh root)
{
	qpdf_oh stream = qpdf_oh_new_stream(finishing->file), dictionary = qpdf_oh_get_dict(finishing->file, stream);

	replace(finishing, stream, facts(finishing));
	set(finishing, dictionary, "/Type", name(finishing, "Metadata"));
	set(finishing, dictionary, "/Subtype", name(finishing, "XML"));
	qpdf_oh_release(finishing->file, dictionary);
	set(finishing, root, "/Metadata", stream);
	set(finishing, root, "/Lang", text(finishing, str_of(paper_language(finishing->sheets->paper, false))));
	set(finishing, root, "/MarkInfo", qpdf_oh_parse(finishing->file, "<< /Marked true >>"));
	set(finishing, root, "/ViewerPreferences", qpdf_oh_parse(finishing->file, "<< /DisplayDocTitle true >>"));
}

/* What is drawn between two tags, from `from` on; dress where it leaves ink. */
static void add_dress(struct buf *out, struct str between, bool ink)
{
	buf_add_cstring(out, ink ? "/Artifact BMC\n" : "");
	buf_add(out, between);
	buf_add_cstring(out, ink ? "\nEMC\n" : "");
}

static bool leaves_ink(struct str operator)
{
	static const char *const inks[] = { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "Tj", "TJ", "'", "\"" };

	for (size_t i = 0; i < sizeof inks / sizeof inks[0]; i++)
		if (str_is(operator, inks[i]))
			return true;
	return false;
}

/* The byte after a text in brackets, which may hold brackets. */
static size_t after_string(struct str page, size_t at)
{
	int deep = 0;

	for (; at < page.len; at++) {
		if (page.at[at] == '\\')
			at++;
		else if (page.at[at] == '(')
			deep++;
		else if (page.at[at] == ')' && --deep == 0)
			return at + 1;
	}
	return page.len;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_delimiter(char c)
{
	return is_space(c) || strchr("()<>[]/", c);
}

/* The next word of a page's description, an operator or what one is told; empty at the end. */
static struct str next_word(struct str page, size_t *at)
{
	size_t from;

	while (*at < page.len && (is_space(page.at[*at]) || strchr("<>[]", page.at[*at])))
		(*at)++;
	from = *at;
	if (from < page.len && page.at[from] == '(') {
		*at = after_string(page, from);
	} else if (from < page.len) {
		(*at)++;
		while (*at < page.len && !is_delimiter(page.at[*at]))
			(*at)++;
	}
	return str_to(str_from(page, from), *at - from);
}

static bool is_operator(struct str word)
{
	char c = word.at[0];

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == '"';
}

/* A page's description, with what stands in no tag marked as dress. */
static void mark_dress(struct str page, struct buf *out)
{
	size_t at = 0, from = 0, operands = 0;
	int deep = 0;
	bool ink = false, hex = false;

	for (;;) {
		struct str word = next_word(page, &at);
		/* Figures of a text in hexadecimals look like words. */
		hex = word.len > 0 && word.at > page.at && word.at[-1] == '<' && (word.at - page.at < 2 || word.at[-2] != '<');
		if (word.len == 0)
			break;
		if (hex || !is_operator(word))
			continue;
		if (str_is(word, "BDC") || str_is(word, "BMC")) {
			if (deep++ == 0) {
				add_dress(out, str_to(str_from(page, from), operands - from), ink);
				from = operands;
			}
		} else if (str_is(word, "EMC")) {
			if (--deep == 0) {
				buf_add(out, str_to(str_from(page, from), at - from));
				buf_add_char(out, '\n');
				from = at;
				ink = false;
			}
		} else if (deep == 0) {
			ink = ink || leaves_ink(word);
		}
		operands = at;
	}
	if (deep == 0)
		add_dress(out, str_from(page, from), ink);
	else
		buf_add(out, str_from(page, from));
}

/* Cairo leaves out that the glyphs of letters in many parts have the numbers they are called by. */
static void finish_font(struct finishing *finishing, qpdf_oh font)
{
	qpdf_oh parts = qpdf_oh_get_key(finishing->file, font, "/DescendantFonts");

	if (qpdf_oh_is_array(finishing->file, parts)) {
		qpdf_oh part = qpdf_oh_get_array_item(finishing->file, parts, 0), kind = qpdf_oh_get_key(finishing->file, part, "/Subtype");
		if (qpdf_oh_is_name_and_equals(finishing->file, kind, "/CIDFontType2") && !qpdf_oh_has_key(finishing->file, part, "/CIDToGIDMap"))
			set(finishing, part, "/CIDToGIDMap", name(finishing, "Identity"));
		qpdf_oh_release(finishing->file, kind);
		qpdf_oh_release(finishing->file, part);
	}
	qpdf_oh_release(finishing->file, parts);
}

static void finish_fonts(struct finishing *finishing, qpdf_oh page)
{
	qpdf_oh resources = qpdf_oh_get_key(finishing->file, page, "/Resources"), fonts = qpdf_oh_get_key(finishing->file, resources, "/Font");

	if (qpdf_oh_is_dictionary(finishing->file, fonts)) {
		qpdf_oh_begin_dict_key_iter(finishing->file, fonts);
		while (qpdf_oh_dict_more_keys(finishing->file)) {
			qpdf_oh font = qpdf_oh_get_key(finishing->file, fonts, qpdf_oh_dict_next_key(finishing->file));
			finish_font(finishing, font);
			qpdf_oh_release(finishing->file, font);
		}
	}
	qpdf_oh_release(finishing->file, fonts);
	qpdf_oh_release(finishing->file, resources);
}

static void finish_page(struct finishing *finishing, qpdf_oh page)
{
	qpdf_oh contents = qpdf_oh_get_key(finishing->file, page, "/Contents");
	unsigned char *bytes = NULL;
	size_t length = 0;
	struct buf marked = { 0 };

	set(finishing, page, "/Tabs", name(finishing, "S"));
	finish_fonts(finishing, page);
	if (qpdf_oh_get_stream_data(finishing->file, contents, qpdf_dl_generalized, NULL, &bytes, &length) & QPDF_ERRORS) {
		finishing->fine = false;
	} else {
		mark_dress((struct str){ (const char *)bytes, length }, &marked);
		replace(finishing, contents, buf_str(&marked));
	}
	free(bytes);
	buf_clear(&marked);
	qpdf_oh_release(finishing->file, contents);
}

static void finish_pages(struct finishing *finishing)
{
	int count = qpdf_get_num_pages(finishing->file);

	for (int i = 0; i < count; i++) {
		qpdf_oh page = qpdf_get_page_n(finishing->file, (size_t)i);
		finish_page(finishing, page);
		qpdf_oh_release(finishing->file, page);
	}
}

/* The form of ISO 32000-1 7.9.4, which cairo leaves incomplete. */
static void finish_date(struct finishing *finishing)
{
	qpdf_oh trailer = qpdf_get_trailer(finishing->file), info = qpdf_oh_get_key(finishing->file, trailer, "/Info");
	qpdf_oh date = qpdf_oh_get_key(finishing->file, info, "/CreationDate");
	struct str said = qpdf_oh_is_string(finishing->file, date) ? str_of(qpdf_oh_get_utf8_value(finishing->file, date)) : STR_NONE;

	if (said.len > 0 && !str_starts(said, STR("D:")))
		set(finishing, info, "/CreationDate", qpdf_oh_new_string(finishing->file, str_format(finishing->sheets->arena, "D:%.*s", STR_ARG(said)).at));
	qpdf_oh_release(finishing->file, date);
	qpdf_oh_release(finishing->file, info);
	qpdf_oh_release(finishing->file, trailer);
}

static bool write_out(struct finishing *finishing, struct buf *out)
{
	if (qpdf_init_write_memory(finishing->file) & QPDF_ERRORS)
		return false;
	qpdf_set_deterministic_ID(finishing->file, QPDF_TRUE);
	qpdf_set_object_stream_mode(finishing->file, qpdf_o_generate);
	qpdf_set_compress_streams(finishing->file, QPDF_TRUE);
	qpdf_set_minimum_pdf_version(finishing->file, "1.7");
	if (qpdf_write(finishing->file) & QPDF_ERRORS)
		return false;
	buf_add(out, (struct str){ (const char *)qpdf_get_buffer(finishing->file), qpdf_get_buffer_length(finishing->file) });
	return true;
}

bool pdf_finish(const struct sheets *sheets, struct str file, struct buf *out)
{
	struct finishing finishing = { .sheets = sheets, .file = qpdf_init(), .known = true, .fine = true };
	bool done = false;
	qpdf_oh root;

	qpdf_silence_errors(finishing.file);
	if (qpdf_read_memory(finishing.file, "paper", file.at, file.len, NULL) & QPDF_ERRORS)
		goto out;
	root = qpdf_get_root(finishing.file);
	finish_tags(&finishing, root);
	finish_root(&finishing, root);
	finish_pages(&finishing);
	finish_date(&finishing);
	qpdf_oh_release(finishing.file, root);
	done = finishing.fine && write_out(&finishing, out);
out:
	if (!done)
		log_error("paper", "a PDF could not be finished: %s",
			qpdf_has_error(finishing.file) ? qpdf_get_error_full_text(finishing.file, qpdf_get_error(finishing.file)) : "a page could not be read");
	qpdf_cleanup(&finishing.file);
	return done;
}
