/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/bounce.h"

#include "base/buf.h"

enum { PARTS_MOST = 32, SAID_BYTES = 300, DEPTH_MOST = 3 };

/* Takes one line off, without its end. */
static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	*line = str_to(*rest, str_find(*rest, '\n'));
	*rest = str_from(*rest, line->len + 1);
	if (str_ends(*line, STR("\r")))
		line->len--;
	return true;
}

/* Headers of a text or of one block of fields, up to the empty line. */
struct headers { struct str text, rest; };

static struct headers headers_of(struct str text)
{
	struct headers headers = { text, text };
	struct str line;

	while (next_line(&headers.rest, &line))
		if (line.len == 0) {
			headers.text = str_to(text, text.len - headers.rest.len);
			return headers;
		}
	headers.text = text;
	return headers;
}

/* A field's value, its further lines put behind it; empty where there is none. */
static struct str field_of(struct headers headers, const char *name, struct arena *arena)
{
	struct buf value = { 0 };
	struct str line, found;
	bool within = false;

	while (next_line(&headers.text, &line)) {
		size_t colon = str_find(line, ':');
		if (within && line.len > 0 && (line.at[0] == ' ' || line.at[0] == '\t')) {
			buf_add_char(&value, ' ');
			buf_add(&value, str_trim(line));
		} else if (within) {
			break;
		} else if (colon < line.len && str_equal_nocase(str_trim(str_to(line, colon)), str_of(name))) {
			within = true;
			buf_add(&value, str_trim(str_from(line, colon + 1)));
		}
	}
	found = buf_copy(&value, arena);
	buf_clear(&value);
	return found;
}

/* "multipart/report; boundary=...": whether the type is so; parameters have their say below. */
static bool has_type(struct str content_type, const char *type)
{
	return str_equal_nocase(str_trim(str_to(content_type, str_find(content_type, ';'))), str_of(type));
}

static struct str boundary_of(struct str content_type)
{
	struct str rest = content_type, part, value;

	while (str_next(&rest, ';', &part)) {
		size_t equals = str_find(part, '=');
		if (!str_equal_nocase(str_trim(str_to(part, equals)), STR("boundary")))
			continue;
		value = str_trim(str_from(part, equals + 1));
		if (value.len >= 2 && value.at[0] == '"')
			value = str_to(str_from(value, 1), str_find(str_from(value, 1), '"'));
		return value;
	}
	return STR_NONE;
}

/* The parts between lines "--boundary", whole with their headers. */
static size_t parts_of(struct str body, struct str boundary, struct str *parts)
{
	struct str rest = body, line;
	size_t count = 0, begun = SIZE_MAX;

	while (boundary.len > 0 && count < PARTS_MOST) {
		size_t at = body.len - rest.len;
		bool more = next_line(&rest, &line);
		if (more && !(str_starts(line, STR("--")) && str_starts(str_from(line, 2), boundary)))
			continue;
		if (begun != SIZE_MAX)
			parts[count++] = str_to(str_from(body, begun), at - begun);
		if (!more || str_starts(str_from(line, 2 + boundary.len), STR("--")))
			break;
		begun = body.len - rest.len;
	}
	return count;
}

/* "<mail.programme@host>", both ids of ours; "server" for the server's own. Of several the first that is one of ours counts. */
static bool read_identity(struct str identity, struct bounce *bounce)
{
	struct str local = str_from(identity, str_find(identity, '<') + 1), rest;
	struct id mail, programme = ID_NONE;

	local = str_to(local, str_find(local, '@'));
	rest = str_from(local, ID_TEXT_LENGTH + 1);
	if (local.len <= ID_TEXT_LENGTH || local.at[ID_TEXT_LENGTH] != '.' || !id_parse(str_to(local, ID_TEXT_LENGTH), &mail) || !id_known(mail))
		return false;
	if (!str_is(rest, "server") && !(id_parse(rest, &programme) && id_known(programme)))
		return false;
	if (!id_known(bounce->mail)) {
		bounce->mail = mail;
		bounce->programme = programme;
	}
	return true;
}

bool bounce_about_address(struct str status)
{
	/* 5.4.1 is how some refuse an address they do not have. */
	return str_starts(status, STR("5.1.")) || str_starts(status, STR("5.2.1")) || str_is(status, "5.4.1") || str_is(status, "5.0.0");
}

static struct str one_line(struct str text, struct arena *arena)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < text.len && i < SAID_BYTES; i++)
		buf_add_char(&out, text.at[i] >= ' ' && text.at[i] <= '~' ? text.at[i] : '?');
	text = buf_copy(&out, arena);
	buf_clear(&out);
	return text;
}

/* Blocks of fields: of the report as a whole, then one for each recipient. A mail of ours has one. */
static void read_status(struct str text, struct arena *arena, struct bounce *bounce)
{
	while (text.len > 0) {
		struct headers block = headers_of(text);
		struct str action = field_of(block, "Action", arena), status = field_of(block, "Status", arena);

		text = block.rest;
		if (!str_equal_nocase(action, STR("failed")))
			continue;
		bounce->failed = true;
		status = str_trim(str_to(status, str_find(status, ' ')));
		bounce->address = bounce_about_address(status);
		bounce->said = one_line(str_format(arena, "%.*s: %.*s", STR_ARG(str_to(status, SAID_BYTES)),
			STR_ARG(str_to(field_of(block, "Diagnostic-Code", arena), SAID_BYTES))), arena);
	}
}

/* What a part that was sent back says: the headers of the mail, whole or alone. */
static bool read_returned(struct str text, struct arena *arena, struct bounce *bounce)
{
	return read_identity(field_of(headers_of(text), "Message-ID", arena), bounce);
}

static bool read_part(struct str part, int depth, struct arena *arena, struct bounce *bounce, bool *status)
{
	struct headers headers = headers_of(part);
	struct str type = field_of(headers, "Content-Type", arena);
	struct str parts[PARTS_MOST];
	bool named = false;

	if (has_type(type, "message/delivery-status")) {
		read_status(headers.rest, arena, bounce);
		*status = true;
		return false;
	}
	if (has_type(type, "message/rfc822") || has_type(type, "text/rfc822-headers") || has_type(type, "message/rfc822-headers"))
		return read_returned(headers.rest, arena, bounce);
	if (depth < DEPTH_MOST && str_starts(str_lower(arena, type), STR("multipart/"))) {
		size_t count = parts_of(headers.rest, boundary_of(type), parts);
		for (size_t i = 0; i < count; i++)
			named = read_part(parts[i], depth + 1, arena, bounce, status) || named;
	}
	return named;
}

bool bounce_read(struct str text, struct arena *arena, struct bounce *bounce)
{
	bool status = false, named;

	*bounce = (struct bounce){ 0 };
	named = read_part(text, 0, arena, bounce, &status);
	return named && status;
}
