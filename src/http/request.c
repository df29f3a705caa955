/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include "http/parse.h"

static struct str first(const struct pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (str_is(pairs->at[i].name, name))
			return pairs->at[i].value;
	return STR_NONE;
}

struct str request_query(const struct request *request, const char *name)
{
	return first(&request->query, name);
}

struct str request_field(const struct request *request, const char *name)
{
	return first(&request->fields, name);
}

struct str request_back(const struct request *request)
{
	struct str back = first(&request->fields, "back");

	if (back.len == 0)
		back = first(&request->query, "back");
	/* "//..." and "/\..." are other servers to a browser. */
	if (back.len == 0 || back.at[0] != '/' || (back.len > 1 && (back.at[1] == '/' || back.at[1] == '\\')))
		return STR_NONE;
	return back;
}

struct str request_parameter(const struct request *request, const char *name)
{
	return first(&request->parameters, name);
}

struct str request_cookie(const struct request *request, const char *name)
{
	return first(&request->cookies, name);
}

bool request_has_field(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->fields.count; i++)
		if (str_is(request->fields.at[i].name, name))
			return true;
	return false;
}

struct pairs request_fields(const struct request *request, const char *name)
{
	struct pairs found = { arena_array(request->arena, struct pair, request->fields.count), 0 };

	for (size_t i = 0; i < request->fields.count; i++)
		if (str_is(request->fields.at[i].name, name))
			found.at[found.count++] = request->fields.at[i];
	return found;
}

const struct upload *request_file(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->files.count; i++)
		if (str_is(request->files.at[i].name, name))
			return &request->files.at[i];
	return NULL;
}

struct uploads request_files(const struct request *request, const char *name)
{
	struct uploads found = { arena_array(request->arena, struct upload, request->files.count), 0 };

	for (size_t i = 0; i < request->files.count; i++)
		if (str_is(request->files.at[i].name, name))
			found.at[found.count++] = request->files.at[i];
	return found;
}

struct str request_address(const struct request *request, struct str page)
{
	size_t hash = str_find(page, '#');
	struct str path = str_to(page, hash), anchor = str_from(page, hash);
	struct buf out = { 0 };
	struct str copy;
	bool asked = str_find(path, '?') < path.len;

	buf_add_char(&out, '/');
	buf_add(&out, request->programme_key);
	buf_add(&out, path);
	if (day_known(request->known)) {
		buf_addf(&out, "%sknown=%.*s", asked ? "&" : "?", STR_ARG(day_text(request->known, request->arena)));
		asked = true;
	}
	if (day_known(request->day) && !day_equal(request->day, day_known(request->known) ? request->known : request->today))
		buf_addf(&out, "%son=%.*s", asked ? "&" : "?", STR_ARG(day_text(request->day, request->arena)));
	buf_add(&out, anchor);
	copy = buf_copy(&out, request->arena);
	buf_clear(&out);
	return copy;
}
