/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <stdio.h>
#include <string.h>

#define EXCERPT 40

/* Fontconfig keeps what it read for as long as the process lives, and reaches it by offsets, which the search for lost memory of a
   sanitized build does not follow. libxlsxwriter (1.1.4) loses a copy of the formula of each list of choices, some twenty bytes a column; a
   workbook that we forget to close loses more than copied texts, and is still found. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:lxw_strdup";
}

static struct test  *first, **next_place = &first;
static struct arena  arena;
static int           passed;
static void        (*after_each)(void);

void test_register(struct test *test)
{
	*next_place = test;
	next_place = &test->next;
}

void test_after_each(void (*tidy)(void))
{
	after_each = tidy;
}

struct arena *test_arena(void)
{
	return &arena;
}

/* Some text from `start`, so that a long page does not fill the screen. */
static struct str excerpt(struct str text, size_t start)
{
	return str_to(str_from(text, start), EXCERPT);
}

void test_check_str(struct str is, struct str expected, const char *file, int line)
{
	size_t same = 0, start;

	if (str_equal(is, expected))
		return;
	while (same < is.len && same < expected.len && is.at[same] == expected.at[same])
		same++;
	start = same < EXCERPT / 2 ? 0 : same - EXCERPT / 2;
	print_error("differs at byte %zu of %zu, expected %zu\n", same, is.len, expected.len);
	print_error("      is: \"%.*s\"\n", STR_ARG(excerpt(is, start)));
	print_error("expected: \"%.*s\"\n", STR_ARG(excerpt(expected, start)));
	_fail(file, line);
}

void test_check_has(struct str text, const char *part, bool expected, const char *file, int line)
{
	if ((str_search(text, str_of(part)) != SIZE_MAX) == expected)
		return;
	print_error("%s \"%s\" in:\n%.*s\n", expected ? "there is no" : "there is", part, STR_ARG(text));
	_fail(file, line);
}

/* The path within the tree: "base/day_test.c". What stands above it differs by computer, and a filter may match it. */
static const char *path_in_tree(const char *file)
{
	const char *path = file;

	for (const char *at = file; *at; at++)
		if ((at == file || at[-1] == '/') && (!strncmp(at, "src/", 4) || !strncmp(at, "test/", 5)))
			path = at[0] == 's' ? at + 4 : at;
	return path;
}

static bool wanted(const struct test *test, int count, char **part)
{
	for (int i = 0; i < count; i++)
		if (strstr(path_in_tree(test->file), part[i]) || strstr(test->name, part[i]))
			return true;
	return count == 0;
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (after_each)
		after_each();
	arena_clear(&arena);
	return 0;
}

/* A test that fails or is skipped leaves by a long jump, so what comes back has passed. */
static void run(void **state)
{
	struct test *test = *state;
	void        *own = NULL;

	test->run(&own);
	passed++;
}

/* The wanted ones into `list`, where it is not NULL. */
static size_t collect(int count, char **part, struct arena *names, struct CMUnitTest *list)
{
	size_t found = 0;

	for (struct test *test = first; test; test = test->next) {
		if (!wanted(test, count, part))
			continue;
		if (list)
			list[found] = (struct CMUnitTest){
				.name = str_format(names, "%s %s", path_in_tree(test->file), test->name).at,
				.test_func = run,
				.setup_func = set_up,
				.teardown_func = tear_down,
				.initial_state = test,
			};
		found++;
	}
	return found;
}

int main(int argc, char **argv)
{
	struct arena       names = { 0 };
	size_t             count = collect(argc - 1, argv + 1, &names, NULL);
	struct CMUnitTest *list = arena_array(&names, struct CMUnitTest, count);
	int                failed, skipped;

	collect(argc - 1, argv + 1, &names, list);
	failed = count ? _cmocka_run_group_tests("speerpunt", list, count, NULL, NULL) : 0;
	skipped = (int)count - passed - failed;
	arena_clear(&names);
	if (count == 0)
		fprintf(stderr, "no test has that in its file or name\n");
	fflush(stderr);
	printf("%d passed, %d failed", passed, failed);
	if (skipped)
		printf(", %d skipped", skipped);
	printf("\n");
	return count == 0 || failed ? 1 : 0;
}
