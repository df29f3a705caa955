/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/letter.h"

#include <string.h>

#include "base/fault.h"

enum { LINE_MOST = 72, PARTS_MORE = 16 };

enum part_kind { PART_HEADING, PART_TEXT, PART_ITEM, PART_BUTTON, PART_SMALL };

struct part {
	enum part_kind kind;
	struct str     text, address, remark;
};

struct letter {
	struct arena *arena;
	enum language language;
	struct str    subject;
	struct part  *part;
	size_t        count, room;
};

struct letter *letter_new(struct arena *arena, enum language language, struct str subject)
{
	struct letter *letter = arena_new(arena, struct letter);

	*letter = (struct letter){ .arena = arena, .language = language, .subject = subject };
	return letter;
}

static void add(struct letter *letter, struct part part)
{
	if (letter->count == letter->room) {
		struct part *more = arena_array(letter->arena, struct part, letter->room + PARTS_MORE);
		if (letter->count)
			memcpy(more, letter->part, letter->count * sizeof *more);
		letter->part = more;
		letter->room += PARTS_MORE;
	}
	letter->part[letter->count++] = part;
}

void letter_heading(struct letter *letter, struct str text)
{
	add(letter, (struct part){ PART_HEADING, text, STR_NONE, STR_NONE });
}

/* The paragraphs of a text: what empty lines divide. */
static bool next_paragraph(struct str *rest, struct str *paragraph)
{
	while (rest->len > 0) {
		size_t end = 0;
		while (end < rest->len && !(rest->at[end] == '\n' && str_trim(str_to(str_from(*rest, end + 1),
			str_find(str_from(*rest, end + 1), '\n'))).len == 0))
			end++;
		*paragraph = str_trim(str_to(*rest, end));
		*rest = str_from(*rest, end + 1);
		if (paragraph->len > 0)
			return true;
	}
	return false;
}

void letter_text(struct letter *letter, struct str text)
{
	struct str paragraph;

	while (next_paragraph(&text, &paragraph))
		add(letter, (struct part){ PART_TEXT, paragraph, STR_NONE, STR_NONE });
}

void letter_item(struct letter *letter, struct str text, struct str address, struct str remark)
{
	add(letter, (struct part){ PART_ITEM, text, address, remark });
}

void letter_button(struct letter *letter, struct str label, struct str address)
{
	add(letter, (struct part){ PART_BUTTON, label, address, STR_NONE });
}

void letter_small(struct letter *letter, struct str text, struct str address)
{
	add(letter, (struct part){ PART_SMALL, text, address, STR_NONE });
}

struct str letter_subject(const struct letter *letter)
{
	return letter->subject;
}

enum language letter_language(const struct letter *letter)
{
	return letter->language;
}

/* Plain text */

/* Where a line of flowed text begins so, a blank goes before it (RFC 3676 4.4). */
static bool stuffed(struct str line)
{
	return str_starts(line, STR(" ")) || str_starts(line, STR(">")) || str_starts(line, STR("From "));
}

static void end_line(struct buf *out, struct str line, bool flows)
{
	if (stuffed(line))
		buf_add_char(out, ' ');
	buf_add(out, line);
	buf_add_cstring(out, flows ? " \n" : "\n");
}

/* One line, flowed over as many as it takes; `lead` before the first, blanks before the others. A word that is too long, such as an
   address, stands whole on a line of its own. */
static void flow(struct buf *out, struct str lead, struct str text)
{
	struct buf line = { 0 };
	struct str word;
	size_t begun;

	buf_add(&line, lead);
	begun = line.len;
	while (str_next(&text, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (line.len > begun && str_length(buf_str(&line)) + 1 + str_length(word) + 1 > LINE_MOST) {
			end_line(out, buf_str(&line), true);
			line.len = 0;
			begun = 0;
		}
		if (line.len > begun)
			buf_add_char(&line, ' ');
		buf_add(&line, word);
	}
	end_line(out, str_trim(buf_str(&line)).len ? buf_str(&line) : STR_NONE, false);
	buf_clear(&line);
}

/* Each line of a text by itself. */
static void flow_lines(struct buf *out, struct str lead, struct str text)
{
	struct str line;

	while (str_next(&text, '\n', &line))
		flow(out, lead, str_trim(line));
}

static void part_as_text(struct buf *out, const struct letter *letter, const struct part *part, bool again)
{
	switch (part->kind) {
	case PART_HEADING:
		flow_lines(out, STR_NONE, part->text);
		for (size_t i = str_length(part->text) < LINE_MOST ? str_length(part->text) : LINE_MOST; i > 0; i--)
			buf_add_char(out, '-');
		buf_add_char(out, '\n');
		break;
	case PART_TEXT:
		flow_lines(out, STR_NONE, part->text);
		break;
	case PART_ITEM:
		flow_lines(out, STR("- "), part->remark.len
			? str_format(letter->arena, "%.*s (%.*s)", STR_ARG(part->text), STR_ARG(part->remark)) : part->text);
		if (part->address.len)
			flow(out, STR_NONE, part->address);
		break;
	case PART_BUTTON:
		flow(out, STR_NONE, str_format(letter->arena, "%.*s:", STR_ARG(part->text)));
		flow(out, STR_NONE, part->address);
		break;
	case PART_SMALL:
		if (!again)
			buf_add_cstring(out, "-- \n");  /* a signature's dashes (RFC 3676 4.3) */
		flow_lines(out, STR_NONE, part->text);
		if (part->address.len)
			flow(out, STR_NONE, part->address);
		break;
	}
}

struct str letter_as_text(const struct letter *letter)
{
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < letter->count; i++) {
		const struct part *part = &letter->part[i];
		bool again = i > 0 && part[-1].kind == part->kind;
		if (i > 0 && !(again && part->kind == PART_ITEM && part->address.len == 0 && part[-1].address.len == 0))
			buf_add_char(&out, '\n');
		part_as_text(&out, letter, part, again);
	}
	text = buf_copy(&out, letter->arena);
	buf_clear(&out);
	return text;
}

/* HTML */

static void add_lines(struct buf *out, struct str text)
{
	struct str line;
	bool first = true;

	while (str_next(&text, '\n', &line)) {
		buf_add_cstring(out, first ? "" : "<br>\n");
		buf_add_html(out, line);
		first = false;
	}
}

static void add_link(struct buf *out, struct str address, const char *style)
{
	buf_add_cstring(out, "<a href=\"");
	buf_add_html(out, address);
	buf_addf(out, "\" style=\"%s\">", style);
}

/* Colours of the pages, as a mail program without style sheets can show them. */
#define STYLE_BODY   "margin:0;padding:16px;background:#ffffff;color:#14262b;font:16px/1.5 Arial,Helvetica,sans-serif"
#define STYLE_LINK   "color:#0a5c66"
#define STYLE_BUTTON "display:inline-block;padding:12px 20px;background:#0b4f57;color:#ffffff;font-weight:bold;text-decoration:none;border-radius:4px"
#define STYLE_SMALL  "margin:0 0 8px;color:#4b5b60;font-size:14px"

static void part_as_html(struct buf *out, const struct letter *letter, const struct part *part)
{
	switch (part->kind) {
	case PART_HEADING:
		buf_add_cstring(out, "<h2 style=\"margin:24px 0 8px;font-size:18px;line-height:1.3\">");
		add_lines(out, part->text);
		buf_add_cstring(out, "</h2>\n");
		break;
	case PART_TEXT:
		buf_add_cstring(out, "<p style=\"margin:0 0 16px\">");
		add_lines(out, part->text);
		buf_add_cstring(out, "</p>\n");
		break;
	case PART_ITEM:
		buf_add_cstring(out, "<li style=\"margin:0 0 8px\">");
		if (part->address.len)
			add_link(out, part->address, STYLE_LINK);
		add_lines(out, part->text);
		buf_add_cstring(out, part->address.len ? "</a>" : "");
		if (part->remark.len) {
			buf_add_cstring(out, "<br>\n<span style=\"color:#4b5b60;font-size:14px\">");
			add_lines(out, part->remark);
			buf_add_cstring(out, "</span>");
		}
		buf_add_cstring(out, "</li>\n");
		break;
	case PART_BUTTON:
		buf_add_cstring(out, "<p style=\"margin:24px 0 8px\">");
		add_link(out, part->address, STYLE_BUTTON);
		buf_add_html(out, part->text);
		buf_add_cstring(out, "</a></p>\n<p style=\"" STYLE_SMALL ";word-break:break-all\">");
		buf_add_html(out, language_text(letter->language, N_("If the button does not work, use this address:")));
		buf_add_char(out, ' ');
		add_link(out, part->address, STYLE_LINK);
		buf_add_html(out, part->address);
		buf_add_cstring(out, "</a></p>\n");
		break;
	case PART_SMALL:
		buf_add_cstring(out, "<p style=\"" STYLE_SMALL "\">");
		if (part->address.len)
			add_link(out, part->address, STYLE_LINK);
		add_lines(out, part->text);
		buf_add_cstring(out, part->address.len ? "</a></p>\n" : "</p>\n");
		break;
	}
}

struct str letter_as_html(const struct letter *letter)
{
	struct buf out = { 0 };
	struct str html;

	buf_addf(&out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>", language_code(letter->language));
	buf_add_html(&out, letter->subject);
	buf_add_cstring(&out, "</title>\n</head>\n<body style=\"" STYLE_BODY "\">\n<div style=\"max-width:600px\">\n");
	for (size_t i = 0; i < letter->count; i++) {
		const struct part *part = &letter->part[i];
		bool list = part->kind == PART_ITEM, listed = i > 0 && part[-1].kind == PART_ITEM;
		if (part->kind == PART_SMALL && (i == 0 || part[-1].kind != PART_SMALL))
			buf_add_cstring(&out, "<hr style=\"margin:24px 0 16px;border:0;border-top:1px solid #d9dedb\">\n");
		if (list && !listed)
			buf_add_cstring(&out, "<ul style=\"margin:0 0 16px;padding:0 0 0 20px\">\n");
		part_as_html(&out, letter, part);
		if (list && (i + 1 == letter->count || letter->part[i + 1].kind != PART_ITEM))
			buf_add_cstring(&out, "</ul>\n");
	}
	buf_add_cstring(&out, "</div>\n</body>\n</html>\n");
	html = buf_copy(&out, letter->arena);
	buf_clear(&out);
	return html;
}
