/* SPDX-License-Identifier: EUPL-1.2 */
/* A kept file as an answer: what a browser may do with it, and which part of it was asked. */
#include <unistd.h>

#include "http/request.h"

enum range { RANGE_NONE, RANGE_FITS, RANGE_OUTSIDE };

static bool read_number(struct str text, uint64_t *number)
{
	int64_t value;

	if (text.len == 0 || text.at[0] == '-' || text.at[0] == '+' || !str_integer(text, &value))
		return false;
	*number = (uint64_t)value;
	return true;
}

/* "bytes=0-499", "bytes=500-", "bytes=-500". Several ranges at once, or what is no range: the whole, as RFC 9110 14.2 allows. */
static enum range read_range(struct str text, uint64_t size, uint64_t *from, uint64_t *length)
{
	struct str first, last;
	uint64_t until;
	size_t hyphen;

	if (!str_starts(text, STR("bytes=")))
		return RANGE_NONE;
	text = str_trim(str_from(text, 6));
	hyphen = str_find(text, '-');
	if (hyphen == text.len)
		return RANGE_NONE;
	first = str_to(text, hyphen);
	last = str_from(text, hyphen + 1);
	if (first.len == 0) {
		if (!read_number(last, length))
			return RANGE_NONE;
		*length = *length < size ? *length : size;
		*from = size - *length;
		return *length > 0 ? RANGE_FITS : RANGE_OUTSIDE;
	}
	if (!read_number(first, from) || (last.len > 0 && !read_number(last, &until)))
		return RANGE_NONE;
	if (last.len == 0 || until >= size)
		until = size - 1;
	if (*from >= size)
		return RANGE_OUTSIDE;
	if (until < *from)
		return RANGE_NONE;
	*length = until - *from + 1;
	return RANGE_FITS;
}

/* "attachment; filename=\"een.pdf\"; filename*=UTF-8''%C3%A9%C3%A9n.pdf" (RFC 6266): the first for old programs. */
static struct str disposition(const struct file_answer *answer, struct arena *arena)
{
	struct buf out = { 0 };
	struct str copy;

	buf_add_cstring(&out, answer->shown ? "inline; filename=\"" : "attachment; filename=\"");
	for (size_t i = 0; i < answer->name.len; i++) {
		unsigned char c = (unsigned char)answer->name.at[i];
		if ((c & 0xc0) == 0x80)
			continue;
		buf_add_char(&out, c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : (char)c);
	}
	buf_add_cstring(&out, "\"; filename*=UTF-8''");
	buf_add_url(&out, answer->name);
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static void respond_whole(struct response *response, const struct file_answer *answer, uint64_t from, uint64_t length)
{
	if (answer->file < 0) {
		buf_add(&response->body, str_to(str_from(answer->bytes, (size_t)from), (size_t)length));
		return;
	}
	response->from_file = true;
	response->file = answer->file;
	response->file_at = from;
	response->file_size = length;
}

static void close_file(const struct file_answer *answer)
{
	if (answer->file >= 0)
		close(answer->file);
}

void respond_file(struct response *response, const struct request *request, const struct file_answer *answer)
{
	struct str tag = str_format(request->arena, "\"%.*s\"", STR_ARG(hash_text(answer->hash, request->arena)));
	uint64_t from = 0, length = answer->size;
	bool asked = request->range.len > 0 && !request->head && answer->size > 0 &&
		(request->if_range.len == 0 || str_equal(request->if_range, tag));
	enum range range = asked ? read_range(request->range, answer->size, &from, &length) : RANGE_NONE;

	respond_header(response, "ETag", tag);
	respond_header(response, "Content-Security-Policy", STR("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"));
	if (!answer->internal)
		respond_header(response, "Cache-Control", STR("private, no-cache"));
	if (request->if_none_match.len > 0 && (str_is(request->if_none_match, "*") || str_search(request->if_none_match, tag) != SIZE_MAX)) {
		response->status = 304;
		close_file(answer);
		return;
	}
	response->type = answer->media_type;
	respond_header(response, "Accept-Ranges", STR("bytes"));
	respond_header(response, "Content-Disposition", disposition(answer, request->arena));
	if (range == RANGE_OUTSIDE) {
		response->status = 416;
		respond_header(response, "Content-Range", str_format(request->arena, "bytes */%llu", (unsigned long long)answer->size));
		close_file(answer);
		return;
	}
	response->status = range == RANGE_FITS ? 206 : 200;
	if (range == RANGE_FITS)
		respond_header(response, "Content-Range", str_format(request->arena, "bytes %llu-%llu/%llu", (unsigned long long)from,
			(unsigned long long)(from + length - 1), (unsigned long long)answer->size));
	else
		from = 0, length = answer->size;
	respond_whole(response, answer, from, length);
}
