/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/moment.h"

#define THREADS 4
#define EACH    25000

static struct id made[THREADS][EACH];

static void *make_ids(void *row)
{
	struct id *ids = row;

	for (size_t i = 0; i < EACH; i++)
		ids[i] = id_new();
	return NULL;
}

static int by_id(const void *a, const void *b)
{
	return id_compare(*(const struct id *)a, *(const struct id *)b);
}

TEST(ids_of_four_threads_all_differ_and_each_thread_sees_them_rise)
{
	pthread_t  thread[THREADS];
	struct id *all = &made[0][0];

	for (size_t i = 0; i < THREADS; i++)
		CHECK_NUMBER(pthread_create(&thread[i], NULL, make_ids, made[i]), 0);
	for (size_t i = 0; i < THREADS; i++)
		CHECK_NUMBER(pthread_join(thread[i], NULL), 0);
	for (size_t i = 0; i < THREADS; i++)
		for (size_t j = 1; j < EACH; j++)
			CHECK(id_compare(made[i][j - 1], made[i][j]) < 0);

	qsort(all, (size_t)THREADS * EACH, sizeof(*all), by_id);
	for (size_t i = 1; i < (size_t)THREADS * EACH; i++)
		CHECK(!id_equal(all[i - 1], all[i]));
}

static int64_t ms_of(struct id id)
{
	int64_t ms = 0;

	for (int i = 0; i < 6; i++)
		ms = ms << 8 | id.byte[i];
	return ms;
}

TEST(an_id_is_a_uuid_of_version_7_with_its_moment)
{
	int64_t   before = clock_now().ms;
	struct id id = id_new();

	CHECK_NUMBER(id.byte[6] >> 4, 7);
	CHECK_NUMBER(id.byte[8] >> 6, 2);
	CHECK(ms_of(id) >= before);
	CHECK(ms_of(id) <= clock_now().ms + 1000);
	CHECK(id_known(id));
}

TEST(ids_rise_while_the_clock_stands_still_or_goes_back)
{
	struct id before = id_new();

	clock_set((struct moment){ 1000 });
	for (int i = 0; i < 100000; i++) {
		struct id next = id_new();

		if (id_compare(before, next) >= 0 || next.byte[6] >> 4 != 7 || next.byte[8] >> 6 != 2) {
			clock_set((struct moment){ 0 });
			fail_msg("id %d", i);
		}
		before = next;
	}
	clock_set((struct moment){ 0 });
}

TEST(an_id_is_written_with_hyphens_and_read_in_either_case)
{
	static const char text[] = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
	struct id         id, upper;
	char              written[ID_TEXT_LENGTH + 1];

	CHECK(id_parse(STR("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), &id));
	CHECK(id_parse(STR("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), &upper));
	CHECK(id_equal(id, upper));
	CHECK_NUMBER(id.byte[0], 0x01);
	CHECK_NUMBER(id.byte[15], 0x8f);
	CHECK_STR(id_text(id, test_arena()), text);
	id_write(id, written);
	CHECK_STR(str_of(written), text);
	CHECK_STR(id_text(ID_NONE, test_arena()), "");
	CHECK(id_parse(STR_NONE, &id));
	CHECK(!id_known(id));
}

TEST(what_is_no_id_is_refused)
{
	static const char *const rows[] = {
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
		"017f22e279b07cc398c4dc0c0c07398f",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
		"017f22e2 79b0-7cc3-98c4-dc0c0c07398f",
		"017f22e-279b0-7cc3-98c4-dc0c0c07398f",
		"{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
		"------------------------------------",
		" ",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct id id = id_new();

		if (id_parse(str_of(rows[i]), &id) || id_known(id))
			fail_msg("%s", rows[i]);
	}
}

TEST(a_list_of_ids_has_what_stands_in_it)
{
	struct id  list[] = { id_new(), id_new() };
	struct ids ids = { list, 2 };

	CHECK(ids_have(ids, list[0]));
	CHECK(ids_have(ids, list[1]));
	CHECK(!ids_have(ids, id_new()));
	CHECK(!ids_have((struct ids){ 0 }, list[0]));
}
