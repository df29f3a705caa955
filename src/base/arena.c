/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define ALIGNMENT   _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)4 << 10)
#define LARGE_BLOCK ((size_t)256 << 10)

/* Under the address sanitizer every piece is a block of its own, so that it sees a step beyond the end. */
#if defined(__SANITIZE_ADDRESS__)
#define PIECES_APART 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIECES_APART 1
#endif
#endif
#ifndef PIECES_APART
#define PIECES_APART 0
#endif

struct arena_block {
	struct arena_block        *older;
	size_t                     used, room;
	_Alignas(max_align_t) char at[];
};

static _Noreturn void end_without_memory(void)
{
	log_error("memory", "none left");
	abort();
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void arena_clear(struct arena *arena)
{
	while (arena->block) {
		struct arena_block *older = arena->block->older;

		free(arena->block);
		arena->block = older;
	}
	arena->size = 0;
}

void arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->block;

	if (PIECES_APART || !kept) {
		arena_clear(arena);
		return;
	}
	arena->block = kept->older;
	arena_clear(arena);
	memset(kept->at, 0, kept->used);
	kept->used = 0;
	kept->older = NULL;
	arena->block = kept;
	arena->size = sizeof(*kept) + kept->room;
}

static struct arena_block *block_new(struct arena *arena, size_t room)
{
	struct arena_block *block = memory_take(sizeof(*block) + room);

	block->room = room;
	arena->size += sizeof(*block) + room;
	return block;
}

/* A block for one piece hangs below the newest, whose room is still of use. */
static void *take_alone(struct arena *arena, size_t size)
{
	struct arena_block *block = block_new(arena, size);

	block->used = size;
	if (arena->block) {
		block->older = arena->block->older;
		arena->block->older = block;
	} else {
		arena->block = block;
	}
	return block->at;
}

static size_t next_room(const struct arena *arena)
{
	size_t room = arena->block ? arena->block->room * 2 : FIRST_BLOCK;

	if (room < FIRST_BLOCK)
		return FIRST_BLOCK;
	return room < LARGE_BLOCK ? room : LARGE_BLOCK;
}

void *arena_take(struct arena *arena, size_t size)
{
	size_t room;
	void  *at;

	if (size > SIZE_MAX / 2)
		end_without_memory();
	if (PIECES_APART)
		return take_alone(arena, size);

	size = size ? (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;
	if (!arena->block || arena->block->room - arena->block->used < size) {
		struct arena_block *block;

		room = next_room(arena);
		if (size > room / 4)
			return take_alone(arena, size);
		block = block_new(arena, room);
		block->older = arena->block;
		arena->block = block;
	}
	at = arena->block->at + arena->block->used;
	arena->block->used += size;
	return at;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		end_without_memory();
	return arena_take(arena, total);
}

void *arena_copy(struct arena *arena, const void *at, size_t size)
{
	void *copy = arena_take(arena, size);

	if (size)
		memcpy(copy, at, size);
	return copy;
}

void *arena_grow(struct arena *arena, void *at, size_t count, size_t *room, size_t size)
{
	void *larger;

	if (count < *room)
		return at;
	*room = *room ? *room * 2 : 16;
	larger = arena_take_array(arena, *room, size);
	if (count)
		memcpy(larger, at, count * size);
	return larger;
}

void *memory_take(size_t size)
{
	void *at = calloc(1, size ? size : 1);

	if (!at)
		end_without_memory();
	return at;
}

void *memory_resize(void *at, size_t size)
{
	at = realloc(at, size ? size : 1);
	if (!at)
		end_without_memory();
	return at;
}
