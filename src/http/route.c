/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/route.h"

/* Whether the path has the form of the pattern. *literals: how many parts are equal to the letter; more wins. */
static bool fits(struct str pattern, struct str path, struct arena *arena, struct pairs *parameters, size_t *literals)
{
	struct str left = str_from(pattern, 1), right = str_from(path, 1), want, have;

	*parameters = (struct pairs){ arena_array(arena, struct pair, 8), 0 };
	*literals = 0;
	while (str_next(&left, '/', &want)) {
		if (!str_next(&right, '/', &have))
			return false;
		if (want.len > 2 && want.at[0] == '{') {
			if (have.len == 0 || parameters->count == 8)
				return false;
			parameters->at[parameters->count++] = (struct pair){ str_to(str_from(want, 1), want.len - 2), have };
		} else if (str_equal(want, have)) {
			(*literals)++;
		} else {
			return false;
		}
	}
	return !str_next(&right, '/', &have);
}

static struct str with_method(struct str allowed, const char *method, struct arena *arena)
{
	if (str_search(allowed, str_of(method)) != SIZE_MAX)
		return allowed;
	return allowed.len ? str_format(arena, "%.*s, %s", STR_ARG(allowed), method) : str_of(method);
}

const struct route *route_find(const struct route *const *tables, size_t table_count, struct str method, struct str path,
	struct arena *arena, struct pairs *parameters, struct str *allowed)
{
	const struct route *best = NULL;
	size_t best_literals = 0;
	bool head = str_is(method, "HEAD");

	*allowed = STR_NONE;
	for (size_t t = 0; t < table_count; t++)
		for (const struct route *route = tables[t]; route->method; route++) {
			struct pairs found;
			size_t literals;

			if (!fits(str_of(route->pattern), path, arena, &found, &literals))
				continue;
			*allowed = with_method(*allowed, route->method, arena);
			if (str_is(str_of(route->method), "GET"))
				*allowed = with_method(*allowed, "HEAD", arena);
			if (!str_is(method, route->method) && !(head && str_is(str_of(route->method), "GET")))
				continue;
			if (best && literals <= best_literals)
				continue;
			best = route;
			best_literals = literals;
			*parameters = found;
		}
	return best;
}
