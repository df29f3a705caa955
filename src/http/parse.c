/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/parse.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

/* A broken escape stays as it is. */
static struct str decode(struct str text, bool plus, struct arena *arena)
{
	char *out = arena_take(arena, text.len + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '%' && i + 2 < text.len && hex(text.at[i + 1]) >= 0 && hex(text.at[i + 2]) >= 0) {
			c = (char)(hex(text.at[i + 1]) * 16 + hex(text.at[i + 2]));
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		out[length++] = c;
	}
	return (struct str){ out, length };
}

bool parse_form(struct str text, struct arena *arena, struct pairs *pairs)
{
	size_t most = 1;
	struct str rest = text, part;

	*pairs = (struct pairs){ 0 };
	for (size_t i = 0; i < text.len; i++)
		most += text.at[i] == '&';
	if (most > FIELDS_MOST)
		return false;
	pairs->at = arena_array(arena, struct pair, most);
	while (str_next(&rest, '&', &part)) {
		size_t equals = str_find(part, '=');
		struct pair *pair = &pairs->at[pairs->count];
		if (part.len == 0)
			continue;
		pair->name = decode(str_to(part, equals), true, arena);
		pair->value = decode(str_from(part, equals + 1), true, arena);
		if (!str_is_text(pair->name) || !str_is_text(pair->value))
			return false;
		pairs->count++;
	}
	return true;
}

void parse_cookies(struct str text, struct arena *arena, struct pairs *pairs)
{
	size_t most = 1;
	struct str part;

	for (size_t i = 0; i < text.len; i++)
		most += text.at[i] == ';';
	*pairs = (struct pairs){ arena_array(arena, struct pair, most < 64 ? most : 64), 0 };
	while (pairs->count < 64 && str_next(&text, ';', &part)) {
		size_t equals;
		part = str_trim(part);
		equals = str_find(part, '=');
		if (equals == 0 || equals == part.len)
			continue;
		pairs->at[pairs->count++] = (struct pair){ str_to(part, equals), str_from(part, equals + 1) };
	}
}

static bool path_allowed(struct str path)
{
	struct str rest = str_from(path, 1), part;

	if (path.len == 0 || path.at[0] != '/' || !str_is_text(path))
		return false;
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '\\' || (unsigned char)path.at[i] < ' ')
			return false;
	if (str_search(path, STR("//")) != SIZE_MAX)
		return false;
	while (str_next(&rest, '/', &part))
		if (str_is(part, "..") || str_is(part, "."))
			return false;
	return true;
}

bool parse_target(struct str target, struct arena *arena, struct str *path, struct pairs *query)
{
	size_t question = str_find(target, '?');

	*query = (struct pairs){ 0 };
	*path = decode(str_to(target, question), false, arena);
	return path_allowed(*path) && parse_form(str_from(target, question + 1), arena, query);
}

bool parse_is_token(struct str name)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool fine = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
		for (size_t o = 0; o < sizeof others - 1 && !fine; o++)
			fine = c == others[o];
		if (!fine)
			return false;
	}
	return name.len > 0;
}
