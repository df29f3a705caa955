/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/multipart.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "http/parse.h"

enum {
	BOUNDARY_MOST = 70, HEADERS_MOST = 8 * 1024, FIELD_BYTES_MOST = 1024 * 1024, MEMORY_BYTES_MOST = 64 * 1024, NAME_MOST = 400,
	PADDING_MOST = 64
};
/* Of all uploads under way together, so that a flood of them cannot fill the disk. */
static const size_t under_way_most = (size_t)2 << 30;
static atomic_size_t under_way;

enum state { PREAMBLE, AFTER_DELIMITER, HEADERS, BODY, DONE, BROKEN, FILE_TOO_LARGE, FORM_TOO_LARGE, NO_ROOM };

/* One file: in memory until it grows, then on disk. */
struct spool {
	struct str  name, file_name, media_type;
	struct buf  memory;
	int         file;               /* -1: still in memory */
	size_t      size;
	void       *mapped;
};

struct multipart {
	struct arena *arena;
	struct str    delimiter;        /* "\r\n--boundary" */
	enum state    state;
	struct buf    held;             /* came in and is not yet understood */
	size_t        received, counted;
	size_t        parts, field_bytes;       /* field_bytes: of fields and of the heads of all parts */
	struct pairs  fields;
	size_t        field_room;
	struct str    field_name;       /* of the part being read, where it is a field */
	struct buf    field;
	bool          in_file, skipped; /* the part being read is a file; one that nobody chose */
	struct spool  spool[UPLOAD_FILES_MOST];
	size_t        spools;
	struct str    culprit;          /* name of the file that was too large */
};

/* Parameters: ; name=value, ; name="value" */

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static struct str skip_space(struct str text)
{
	while (text.len > 0 && is_space(text.at[0]))
		text = str_from(text, 1);
	return text;
}

/* Browsers write a quote, CR and LF in a name as %22, %0D and %0A (WHATWG HTML, multipart encoding); old ones a quote as \". */
static struct str unquote(struct str text, struct arena *arena)
{
	char *out = arena_take(arena, text.len + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_from(text, i);
		if (str_starts(rest, STR("\\\""))) {
			out[length++] = '"';
			i++;
		} else if (str_starts(rest, STR("%22"))) {
			out[length++] = '"';
			i += 2;
		} else if (str_starts(rest, STR("%0D")) || str_starts(rest, STR("%0A"))) {
			out[length++] = ' ';
			i += 2;
		} else {
			out[length++] = text.at[i];
		}
	}
	return (struct str){ out, length };
}

/* Takes the next parameter off *rest. False: none follows; *broken says whether what follows is no parameter. */
static bool next_parameter(struct str *rest, struct str *name, struct str *value, bool *broken, struct arena *arena)
{
	size_t end;

	*rest = skip_space(*rest);
	if (rest->len == 0)
		return false;
	*broken = true;
	if (rest->at[0] != ';')
		return false;
	*rest = skip_space(str_from(*rest, 1));
	if (rest->len == 0) {           /* "; " at the end is common and harmless */
		*broken = false;
		return false;
	}
	end = str_find(*rest, '=');
	if (end == rest->len)
		return false;
	*name = str_trim(str_to(*rest, end));
	*rest = skip_space(str_from(*rest, end + 1));
	if (rest->len > 0 && rest->at[0] == '"') {
		for (end = 1; end < rest->len && rest->at[end] != '"'; end++)
			if (rest->at[end] == '\\' && end + 1 < rest->len && rest->at[end + 1] == '"')
				end++;
		if (end >= rest->len)
			return false;
		*value = unquote(str_from(str_to(*rest, end), 1), arena);
		*rest = str_from(*rest, end + 1);
	} else {
		end = str_find(*rest, ';');
		*value = str_trim(str_to(*rest, end));
		*rest = str_from(*rest, end);
	}
	*broken = !parse_is_token(*name);
	return !*broken;
}

static bool boundary_allowed(struct str boundary)
{
	static const char others[] = "'()+_,-./:=? ";

	if (boundary.len == 0 || boundary.len > BOUNDARY_MOST || boundary.at[boundary.len - 1] == ' ')
		return false;
	for (size_t i = 0; i < boundary.len; i++) {
		char c = boundary.at[i];
		if (!((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c && strchr(others, c))))
			return false;
	}
	return true;
}

struct multipart *multipart_open(struct str content_type, struct arena *arena)
{
	size_t semicolon = str_find(content_type, ';');
	struct str rest = str_from(content_type, semicolon), name, value, boundary = STR_NONE;
	struct multipart *multipart;
	bool broken = false;

	if (!str_equal_nocase(str_trim(str_to(content_type, semicolon)), STR("multipart/form-data")))
		return NULL;
	while (next_parameter(&rest, &name, &value, &broken, arena))
		if (str_equal_nocase(name, STR("boundary")) && boundary.len == 0)
			boundary = value;
	if (broken || !boundary_allowed(boundary))
		return NULL;
	multipart = memory_take(sizeof *multipart);
	multipart->arena = arena;
	multipart->delimiter = str_format(arena, "\r\n--%.*s", STR_ARG(boundary));
	/* The first delimiter stands at the very beginning, the others after a line end: so all look the same. */
	buf_add(&multipart->held, STR("\r\n"));
	return multipart;
}

/* Files */

static int open_nameless(void)
{
	const char *const folders[] = { getenv("TMPDIR"), "/var/tmp", "/tmp" };

	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		char path[4096];
		int file = folders[i] ? open(folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;

		if (file >= 0)
			return file;
		if (!folders[i] || snprintf(path, sizeof path, "%s/speerpunt-upload-XXXXXX", folders[i]) >= (int)sizeof path)
			continue;
		file = mkostemp(path, O_CLOEXEC);       /* a file system without nameless files */
		if (file >= 0) {
			unlink(path);
			return file;
		}
	}
	return -1;
}

static bool write_all(int file, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t written = write(file, bytes.at, bytes.len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_from(bytes, (size_t)written);
	}
	return true;
}

static bool refuse(struct multipart *multipart, enum state state)
{
	multipart->state = state;
	return false;
}

static bool no_room(struct multipart *multipart, const char *why)
{
	log_warning("upload", "cannot be kept meanwhile: %s", why);
	return refuse(multipart, NO_ROOM);
}

static bool add_to_file(struct multipart *multipart, struct str bytes)
{
	struct spool *spool = &multipart->spool[multipart->spools - 1];

	if (spool->size + bytes.len > UPLOAD_FILE_BYTES_MOST) {
		multipart->culprit = spool->file_name;
		return refuse(multipart, FILE_TOO_LARGE);
	}
	if (atomic_fetch_add(&under_way, bytes.len) + bytes.len > under_way_most) {
		atomic_fetch_sub(&under_way, bytes.len);
		return no_room(multipart, "too much is being uploaded at once");
	}
	multipart->counted += bytes.len;
	spool->size += bytes.len;
	if (spool->file < 0 && spool->size <= MEMORY_BYTES_MOST) {
		buf_add(&spool->memory, bytes);
		return true;
	}
	if (spool->file < 0) {
		spool->file = open_nameless();
		if (spool->file < 0 || !write_all(spool->file, buf_str(&spool->memory)))
			return no_room(multipart, strerror(errno));
		buf_clear(&spool->memory);
	}
	return write_all(spool->file, bytes) || no_room(multipart, strerror(errno));
}

static bool add_to_field(struct multipart *multipart, struct str bytes)
{
	multipart->field_bytes += bytes.len;
	if (multipart->field_bytes > FIELD_BYTES_MOST)
		return refuse(multipart, FORM_TOO_LARGE);
	buf_add(&multipart->field, bytes);
	return true;
}

static bool add(struct multipart *multipart, struct str bytes)
{
	if (multipart->in_file)
		return add_to_file(multipart, bytes);
	if (!multipart->skipped)
		return add_to_field(multipart, bytes);
	return bytes.len == 0 || refuse(multipart, BROKEN);     /* bytes of a file that nobody chose */
}

/* Parts */

/* "C:\\fakepath\\plan.pdf" and "../../plan.pdf" are plan.pdf: what stands before is the sender's business. */
static struct str base_name(struct str name, struct arena *arena)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = name.len; i > 0; i--)
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\') {
			name = str_from(name, i);
			break;
		}
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.at[i] >= ' ' && name.at[i] != 127)
			buf_add_char(&out, name.at[i]);
	copy = str_trim(buf_copy(&out, arena));
	buf_clear(&out);
	return copy;
}

struct part { bool is_form, has_name, has_file_name; struct str name, file_name, media_type; };

static bool read_disposition(struct multipart *multipart, struct str value, struct part *part)
{
	size_t semicolon = str_find(value, ';');
	struct str rest = str_from(value, semicolon), name, text;
	bool broken = false;

	part->is_form = str_equal_nocase(str_trim(str_to(value, semicolon)), STR("form-data"));
	while (next_parameter(&rest, &name, &text, &broken, multipart->arena)) {
		bool is_name = str_equal_nocase(name, STR("name")), is_file = str_equal_nocase(name, STR("filename"));
		if ((is_name && part->has_name) || (is_file && part->has_file_name))
			return false;           /* two of them: which one would whom believe? */
		if (is_name) {
			part->name = text;
			part->has_name = true;
		} else if (is_file) {
			part->file_name = text;
			part->has_file_name = true;
		}
	}
	return !broken && part->is_form && part->has_name && str_is_text(part->name) && str_is_text(part->file_name) &&
		part->name.len <= NAME_MOST;
}

static bool read_line(struct multipart *multipart, struct str line, struct part *part)
{
	size_t colon = str_find(line, ':');
	struct str name = str_to(line, colon), value = str_trim(str_from(line, colon + 1));

	if (colon == line.len || !parse_is_token(name))
		return false;
	if (str_equal_nocase(name, STR("Content-Disposition")))
		return !part->has_name && read_disposition(multipart, value, part);
	if (str_equal_nocase(name, STR("Content-Type")))
		part->media_type = str_lower(multipart->arena, str_trim(str_to(value, str_find(value, ';'))));
	else if (str_equal_nocase(name, STR("Content-Transfer-Encoding")))
		return str_equal_nocase(value, STR("binary")) || str_equal_nocase(value, STR("8bit")) ||
		       str_equal_nocase(value, STR("7bit"));
	return true;
}

static bool begin_file(struct multipart *multipart, const struct part *part)
{
	multipart->in_file = part->file_name.len > 0;
	multipart->skipped = !multipart->in_file;
	if (multipart->skipped)
		return true;
	if (multipart->spools == UPLOAD_FILES_MOST)
		return refuse(multipart, FORM_TOO_LARGE);
	multipart->spool[multipart->spools++] = (struct spool){ .file = -1, .name = part->name, .media_type = part->media_type,
		.file_name = base_name(part->file_name, multipart->arena) };
	return true;
}

/* `text`: the lines of a part's head. */
static bool begin_part(struct multipart *multipart, struct str text)
{
	struct str copy;
	struct part part = { 0 };

	multipart->field_bytes += text.len;
	if (multipart->field_bytes > FIELD_BYTES_MOST || ++multipart->parts > FIELDS_MOST + UPLOAD_FILES_MOST)
		return refuse(multipart, FORM_TOO_LARGE);
	copy = str_copy(multipart->arena, text);
	while (copy.len > 0) {
		size_t end = str_search(copy, STR("\r\n"));
		struct str line = str_to(copy, end == SIZE_MAX ? copy.len : end);
		copy = str_from(copy, end == SIZE_MAX ? copy.len : end + 2);
		if (!read_line(multipart, line, &part))
			return false;
	}
	if (!part.has_name)
		return false;
	multipart->in_file = multipart->skipped = false;
	multipart->field_name = part.name;
	return !part.has_file_name || begin_file(multipart, &part);
}

static void add_pair(struct multipart *multipart, struct str name, struct str value)
{
	struct pairs *fields = &multipart->fields;

	if (fields->count == multipart->field_room) {
		size_t room = multipart->field_room ? 2 * multipart->field_room : 32;
		struct pair *at = arena_array(multipart->arena, struct pair, room);
		if (fields->count > 0)
			memcpy(at, fields->at, fields->count * sizeof *at);
		fields->at = at;
		multipart->field_room = room;
	}
	fields->at[fields->count++] = (struct pair){ name, value };
}

static void end_part(struct multipart *multipart)
{
	struct str value;

	if (multipart->in_file || multipart->skipped)
		return;
	value = buf_copy(&multipart->field, multipart->arena);
	multipart->field.len = 0;
	if (multipart->fields.count == FIELDS_MOST)
		multipart->state = FORM_TOO_LARGE;
	else if (!str_is_text(value))
		multipart->state = BROKEN;
	else
		add_pair(multipart, multipart->field_name, value);
}

/* One step over what is held from *at on; false where more has to come in first. */

static bool step_delimiter(struct multipart *multipart, struct str rest, size_t *at)
{
	struct str padded = skip_space(rest);

	if (rest.len < 2)
		return false;
	if (str_starts(rest, STR("--"))) {
		multipart->state = DONE;
		return true;
	}
	if (rest.len - padded.len > PADDING_MOST || (padded.len >= 2 && !str_starts(padded, STR("\r\n")))) {
		multipart->state = BROKEN;
		return true;
	}
	if (padded.len < 2)
		return false;
	*at += rest.len - padded.len + 2;
	multipart->state = HEADERS;
	return true;
}

static bool step_headers(struct multipart *multipart, struct str rest, size_t *at)
{
	size_t end = str_search(rest, STR("\r\n\r\n"));

	if (end == SIZE_MAX && rest.len <= HEADERS_MOST)
		return false;
	multipart->state = BODY;
	if (end == SIZE_MAX || end > HEADERS_MOST || !begin_part(multipart, str_to(rest, end)))
		multipart->state = multipart->state == BODY ? BROKEN : multipart->state;
	*at += end == SIZE_MAX ? rest.len : end + 4;
	return true;
}

static bool step_body(struct multipart *multipart, struct str rest, size_t *at)
{
	const char *found = rest.len > 0 ? memmem(rest.at, rest.len, multipart->delimiter.at, multipart->delimiter.len) : NULL;
	size_t keep = multipart->delimiter.len - 1, length;

	if (found) {
		length = (size_t)(found - rest.at);
		*at += length + multipart->delimiter.len;
		if (multipart->state == PREAMBLE || add(multipart, str_to(rest, length))) {
			if (multipart->state == BODY)
				end_part(multipart);
			if (multipart->state == BODY || multipart->state == PREAMBLE)
				multipart->state = AFTER_DELIMITER;
		}
		return true;
	}
	/* The delimiter may have begun in the last bytes. */
	if (rest.len <= keep)
		return false;
	*at += rest.len - keep;
	if (multipart->state == BODY)
		add(multipart, str_to(rest, rest.len - keep));
	return false;
}

void multipart_feed(struct multipart *multipart, struct str bytes)
{
	size_t at = 0;
	bool more = true;

	if (multipart->state >= DONE)
		return;
	multipart->received += bytes.len;
	if (multipart->received > UPLOAD_BYTES_MOST) {
		multipart->state = FORM_TOO_LARGE;
		return;
	}
	buf_add(&multipart->held, bytes);
	while (more && multipart->state < DONE) {
		struct str rest = str_from(buf_str(&multipart->held), at);
		if (multipart->state == AFTER_DELIMITER)
			more = step_delimiter(multipart, rest, &at);
		else if (multipart->state == HEADERS)
			more = step_headers(multipart, rest, &at);
		else
			more = step_body(multipart, rest, &at);
	}
	multipart->held.len -= at;
	memmove(multipart->held.at, multipart->held.at + at, multipart->held.len);
}

/* The end */

static bool map_file(struct spool *spool)
{
	if (spool->file < 0)
		return true;
	spool->mapped = mmap(NULL, spool->size, PROT_READ, MAP_PRIVATE, spool->file, 0);
	if (spool->mapped == MAP_FAILED)
		spool->mapped = NULL;
	return spool->mapped != NULL;
}

bool multipart_end(struct multipart *multipart, struct pairs *fields, struct uploads *files, struct faults *faults)
{
	static const char mebibytes[] = "25";
	struct str form = str_format(multipart->arena, "%d", UPLOAD_BYTES_MOST >> 20);

	for (size_t i = 0; i < multipart->spools && multipart->state == DONE; i++)
		if (!map_file(&multipart->spool[i]))
			no_room(multipart, strerror(errno));
	switch (multipart->state) {
	case DONE:
		break;
	case FILE_TOO_LARGE:
		return faults_add(faults, (struct fault){ .kind = FAULT_TOO_LARGE,
			.message = N_("“{0}” is too large: a file may be {1} MB at most. Make it smaller, or give its address instead."),
			.arg = { multipart->culprit, str_of(mebibytes) } });
	case FORM_TOO_LARGE:
		return faults_add(faults, (struct fault){ .kind = FAULT_TOO_LARGE,
			.message = N_("This is too much at once: at most {0} files of {1} MB each, and {2} MB together. Send them in parts."),
			.arg = { str_format(multipart->arena, "%d", UPLOAD_FILES_MOST), str_of(mebibytes), form } });
	case NO_ROOM:
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("There is no room for files at the moment. Nothing was saved; try again in a few minutes.") });
	default:
		return faults_add(faults, (struct fault){ .kind = FAULT_MALFORMED,
			.message = N_("The form did not come in whole. Nothing was saved; load the page again and send it once more.") });
	}
	*fields = multipart->fields;
	*files = (struct uploads){ arena_array(multipart->arena, struct upload, multipart->spools), multipart->spools };
	for (size_t i = 0; i < multipart->spools; i++) {
		struct spool *spool = &multipart->spool[i];
		struct str bytes = spool->mapped ? (struct str){ spool->mapped, spool->size } : buf_str(&spool->memory);
		files->at[i] = (struct upload){ spool->name, spool->file_name, spool->media_type, bytes };
	}
	return true;
}

void multipart_close(struct multipart *multipart)
{
	if (!multipart)
		return;
	for (size_t i = 0; i < multipart->spools; i++) {
		struct spool *spool = &multipart->spool[i];
		if (spool->mapped)
			munmap(spool->mapped, spool->size);
		if (spool->file >= 0)
			close(spool->file);
		buf_clear(&spool->memory);
	}
	atomic_fetch_sub(&under_way, multipart->counted);
	buf_clear(&multipart->held);
	buf_clear(&multipart->field);
	free(multipart);
}
