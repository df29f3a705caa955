/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tests: TEST(the_sentence_of_the_rule) { CHECK(...); } anywhere in an x_test.c registers itself; cmocka runs them.
 * A failed check ends its test. `build/speerpunt-test [part of a name]...` runs those whose file or name has that part.
 */
#ifndef TEST_TEST_H
#define TEST_TEST_H

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

struct test {
	const char  *file, *name;
	void       (*run)(void **state);
	struct test *next;
};

void test_register(struct test *test);
/* Has `tidy` called after each test from now on, also after one that failed. One such function is enough for all. */
void test_after_each(void (*tidy)(void));

#define TEST(name_)                                                                        \
	static void test_##name_(void **state);                                            \
	static struct test test_entry_##name_ = { __FILE__, #name_, test_##name_, NULL };  \
	__attribute__((constructor)) static void test_register_##name_(void)               \
	{                                                                                  \
		test_register(&test_entry_##name_);                                        \
	}                                                                                  \
	static void test_##name_(__attribute__((unused)) void **state)

/* Memory of the running test, given back after it. */
struct arena *test_arena(void);
/* Shows both texts where they differ. */
void test_check_str(struct str is, struct str expected, const char *file, int line);
/* Whether `text` has `part`; shows the text where not. */
void test_check_has(struct str text, const char *part, bool expected, const char *file, int line);

#define CHECK(expression)          assert_true(expression)
#define CHECK_NUMBER(is, expected) assert_int_equal((is), (expected))
#define CHECK_STR(is, expected)    test_check_str((is), str_of(expected), __FILE__, __LINE__)
#define CHECK_HAS(text, part)      test_check_has((text), (part), true, __FILE__, __LINE__)
#define CHECK_HAS_NOT(text, part)  test_check_has((text), (part), false, __FILE__, __LINE__)

#endif
