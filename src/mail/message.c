/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/message.h"

#include <string.h>

#include "base/buf.h"

/* An encoded word holds this many bytes of text at most: 45 in base 64 are 60, and "=?UTF-8?B?" and "?=" make 72 of 75. */
enum { WORD_BYTES = 45, LINE_MOST = 76, SUBJECT_BYTES = 600, NAME_BYTES = 300, ADDRESS_BYTES = 254, LOCAL_BYTES = 64, LABEL_BYTES = 63 };

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_atom(char c)
{
	return is_alnum(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* Parts of `what`, divided by dots, none empty. */
static bool dotted(struct str text, bool (*what)(char), size_t part_most, size_t parts_least)
{
	size_t length = 0, parts = 1;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '.' && !what(text.at[i]))
			return false;
		length = text.at[i] == '.' ? 0 : length + 1;
		parts += text.at[i] == '.';
		if (length > part_most || (text.at[i] == '.' && (i == 0 || text.at[i - 1] == '.')))
			return false;
	}
	return length > 0 && parts >= parts_least;
}

static bool is_label(char c)
{
	return is_alnum(c) || c == '-';
}

bool mail_address_good(struct str address)
{
	size_t at = str_find(address, '@');
	struct str local = str_to(address, at), host = str_from(address, at + 1);

	return address.len <= ADDRESS_BYTES && at < address.len && local.len <= LOCAL_BYTES && dotted(local, is_atom, LOCAL_BYTES, 1) &&
	       dotted(host, is_label, LABEL_BYTES, 2) && host.at[0] != '-' && host.at[host.len - 1] != '-';
}

bool mailbox_parse(struct str text, struct arena *arena, struct mailbox *mailbox)
{
	size_t open;
	struct buf name = { 0 };

	text = str_trim(text);
	open = str_find(text, '<');
	*mailbox = (struct mailbox){ STR_NONE, text };
	if (open < text.len && text.at[text.len - 1] == '>') {
		struct str quoted = str_trim(str_to(text, open));
		mailbox->address = str_trim(str_to(str_from(text, open + 1), text.len - open - 2));
		if (quoted.len >= 2 && quoted.at[0] == '"' && quoted.at[quoted.len - 1] == '"')
			quoted = str_to(str_from(quoted, 1), quoted.len - 2);
		for (size_t i = 0; i < quoted.len; i++)
			if (quoted.at[i] != '\\' || (i > 0 && quoted.at[i - 1] == '\\'))
				buf_add_char(&name, quoted.at[i]);
		mailbox->name = buf_copy(&name, arena);
		buf_clear(&name);
	}
	return mail_address_good(mailbox->address);
}

/* What may stand in a header: UTF-8, white space and control characters as one blank each, at most so many bytes of whole characters. */
static struct str one_line(struct str text, size_t most, struct arena *arena)
{
	struct buf out = { 0 };
	struct str line;
	size_t end;

	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(&out, (unsigned char)text.at[i] < ' ' || text.at[i] == 127 ? ' ' : text.at[i]);
	line = str_trim(buf_str(&out));
	end = line.len;
	if (end > most)
		for (end = most; end > 0 && ((unsigned char)line.at[end] & 0xc0) == 0x80;)
			end--;
	line = str_copy(arena, str_to(line, end));
	buf_clear(&out);
	/* Bytes that are no UTF-8 come from nowhere in this program; they would make a header nobody can read. */
	return str_is_text(line) ? line : STR("?");
}

static void add_base64(struct buf *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.len; i += 3) {
		uint32_t group = 0;
		for (size_t k = 0; k < 3; k++)
			group = group << 8 | (i + k < bytes.len ? (unsigned char)bytes.at[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(out, i + k <= bytes.len ? digits[group >> (18 - 6 * k) & 63] : '=');
	}
}

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	/* What looks like an encoded word would be read as one. */
	return str_search(text, STR("=?")) == SIZE_MAX;
}

/* RFC 2047: words of whole characters, each on a line of its own; `lead` bytes stand before the first already. */
static void add_encoded(struct buf *out, struct str text, size_t lead)
{
	size_t most = lead >= WORD_BYTES - 15 ? 15 : WORD_BYTES - lead;

	while (text.len > 0) {
		size_t end = text.len < most ? text.len : most;
		while (end > 0 && end < text.len && ((unsigned char)text.at[end] & 0xc0) == 0x80)
			end--;
		buf_add_cstring(out, "=?UTF-8?B?");
		add_base64(out, str_to(text, end));
		buf_add_cstring(out, "?=");
		text = str_from(text, end);
		if (text.len)
			buf_add_cstring(out, "\r\n ");
		most = WORD_BYTES;
	}
}

/* Folded at blanks; a word of more than 900 bytes would break the line, so such a text is encoded instead. */
static void add_plain(struct buf *out, struct str text, size_t lead)
{
	struct str word;
	size_t at = lead;
	bool first = true;

	while (str_next(&text, ' ', &word)) {
		if (!first && at + 1 + word.len > LINE_MOST) {
			buf_add_cstring(out, "\r\n");
			at = 0;
		}
		if (!first)
			buf_add_char(out, ' ');
		buf_add(out, word);
		at += word.len + 1;
		first = false;
	}
}

static bool foldable(struct str text)
{
	struct str word;

	/* Two blanks in a row would fold into an empty line. */
	if (str_search(text, STR("  ")) != SIZE_MAX)
		return false;
	while (str_next(&text, ' ', &word))
		if (word.len > LINE_MOST - 16)
			return false;
	return true;
}

static void add_unstructured(struct buf *out, const char *name, struct str text, struct arena *arena)
{
	struct str line = one_line(text, SUBJECT_BYTES, arena);

	buf_addf(out, "%s: ", name);
	if (is_plain(line) && foldable(line))
		add_plain(out, line, strlen(name) + 2);
	else
		add_encoded(out, line, strlen(name) + 2);
	buf_add_cstring(out, "\r\n");
}

static void add_mailbox(struct buf *out, const char *name, const struct mailbox *mailbox, struct arena *arena)
{
	struct str shown = one_line(mailbox->name, NAME_BYTES, arena);

	buf_addf(out, "%s: ", name);
	if (shown.len > 0 && is_plain(shown) && shown.len + 12 < LINE_MOST) {
		buf_add_char(out, '"');
		for (size_t i = 0; i < shown.len; i++) {
			if (shown.at[i] == '"' || shown.at[i] == '\\')
				buf_add_char(out, '\\');
			buf_add_char(out, shown.at[i]);
		}
		buf_add_char(out, '"');
	} else if (shown.len > 0) {
		add_encoded(out, shown, strlen(name) + 2);
	}
	if (shown.len > 0)
		buf_add_cstring(out, "\r\n ");
	/* Who made the message checked the address; what is none goes out as no address at all. */
	buf_addf(out, "<%.*s>\r\n", STR_ARG(mail_address_good(mailbox->address) ? mailbox->address : STR_NONE));
}

/* Quoted-printable (RFC 2045 6.7). */
static void add_printable(struct buf *out, struct str text)
{
	size_t column = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool last = i + 1 == text.len || text.at[i + 1] == '\n';
		bool plain = c != '=' && ((c > ' ' && c <= '~') || ((c == ' ' || c == '\t') && !last));

		if (c == '\r')
			continue;
		if (c == '\n') {
			buf_add_cstring(out, "\r\n");
			column = 0;
			continue;
		}
		if (column + (plain ? 1 : 3) > LINE_MOST - 1) {
			buf_add_cstring(out, "=\r\n");
			column = 0;
		}
		if (plain)
			buf_add_char(out, (char)c);
		else
			buf_addf(out, "=%02X", c);
		column += plain ? 1 : 3;
	}
	if (column > 0)
		buf_add_cstring(out, "\r\n");
}

struct str message_date(struct moment moment, struct arena *arena)
{
	struct str text = moment_http(moment, arena);

	return str_format(arena, "%.*s+0000", (int)(text.len > 3 ? text.len - 3 : 0), text.at ? text.at : "");
}

/* An address of a page, where it may stand in a header: of visible ASCII, without what would end it. */
static bool is_address_of_page(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] <= ' ' || text.at[i] > '~' || text.at[i] == '<' || text.at[i] == '>')
			return false;
	return text.len > 0 && text.len < 900;
}

static void add_part(struct buf *out, struct str boundary, const char *type, struct str text)
{
	buf_addf(out, "--%.*s\r\nContent-Type: %s\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", STR_ARG(boundary), type);
	add_printable(out, text);
	buf_add_cstring(out, "\r\n");
}

struct str message_make(const struct message *message, struct arena *arena)
{
	struct buf out = { 0 };
	/* "=_" never occurs in quoted-printable text, so no part can end another. */
	struct str boundary = STR("=_speerpunt"), made;

	buf_addf(&out, "Date: %.*s\r\n", STR_ARG(message_date(message->date, arena)));
	add_mailbox(&out, "From", &message->from, arena);
	add_mailbox(&out, "To", &message->to, arena);
	add_unstructured(&out, "Subject", message->subject, arena);
	buf_addf(&out, "Message-ID: <%.*s>\r\n", STR_ARG(message->id));
	buf_add_cstring(&out, "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n");
	if (message->language.len)
		buf_addf(&out, "Content-Language: %.*s\r\n", STR_ARG(message->language));
	if (is_address_of_page(message->unsubscribe))
		buf_addf(&out, "List-Unsubscribe:\r\n <%.*s>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", STR_ARG(message->unsubscribe));
	buf_addf(&out, "Content-Type: multipart/alternative; boundary=\"%.*s\"\r\n\r\n", STR_ARG(boundary));
	add_part(&out, boundary, "text/plain; charset=utf-8; format=flowed", message->text);
	add_part(&out, boundary, "text/html; charset=utf-8", message->html);
	buf_addf(&out, "--%.*s--\r\n", STR_ARG(boundary));
	made = buf_copy(&out, arena);
	buf_clear(&out);
	return made;
}
