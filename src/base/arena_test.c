/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

static bool all_zero(const unsigned char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i])
			return false;
	return true;
}

TEST(every_piece_is_zero_aligned_and_apart_from_the_others)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 24, 1000, 1025, 5000, 70000, 3, 300000, 16 };
	unsigned char      *piece[12];

	for (size_t i = 0; i < 12; i++) {
		piece[i] = arena_take(test_arena(), sizes[i]);
		CHECK(piece[i] != NULL);
		CHECK_NUMBER((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		CHECK(all_zero(piece[i], sizes[i]));
		memset(piece[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < 12; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			CHECK_NUMBER(piece[i][j], i + 1);
}

TEST(a_cleared_arena_is_ready_again_and_zero)
{
	struct arena   arena = { 0 };
	unsigned char *at = arena_take(&arena, 100);

	memset(at, 0xff, 100);
	CHECK(arena.size >= 100);
	arena_clear(&arena);
	CHECK_NUMBER(arena.size, 0);
	at = arena_take(&arena, 100);
	CHECK(all_zero(at, 100));
	arena_clear(&arena);
	arena_clear(&arena);
}

TEST(an_arena_that_is_reset_keeps_one_block_and_gives_zeroes)
{
	struct arena arena = { 0 };

	arena_reset(&arena);
	CHECK(arena.size == 0);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 100; i++) {
			char *piece = arena_take(&arena, 100);

			for (int k = 0; k < 100; k++)
				CHECK(piece[k] == 0);
			memset(piece, 0x55, 100);
		}
		arena_reset(&arena);
		CHECK(arena.size < (size_t)64 << 10);
	}
	arena_take(&arena, (size_t)1 << 20);
	arena_reset(&arena);
	CHECK(*(char *)arena_take(&arena, 1) == 0);
	arena_clear(&arena);
	CHECK(arena.size == 0);
}

TEST(many_small_pieces_cost_little_more_than_their_size)
{
	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < 10000; i++)
		arena_take(&arena, 16);
	CHECK(arena.size >= 160000);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
	CHECK(arena.size < 2 * 160000 + 300000);
#endif
	arena_clear(&arena);
}

TEST(a_copy_is_the_same_and_another)
{
	static const char text[] = "voor de zomer";
	char             *copy = arena_copy(test_arena(), text, sizeof(text));
	int64_t          *row = arena_array(test_arena(), int64_t, 5);

	CHECK(copy != text);
	CHECK_NUMBER(memcmp(copy, text, sizeof(text)), 0);
	CHECK(all_zero((unsigned char *)row, 5 * sizeof(*row)));
	CHECK(arena_copy(test_arena(), NULL, 0) != NULL);
}

TEST(a_list_grows_and_keeps_what_it_holds)
{
	size_t room = 0, *list = NULL;

	for (size_t i = 0; i < 1000; i++) {
		list = arena_grow(test_arena(), list, i, &room, sizeof *list);
		CHECK(room > i);
		list[i] = i;
	}
	for (size_t i = 0; i < 1000; i++)
		CHECK_NUMBER(list[i], i);
}
