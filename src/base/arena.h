/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory with one lifetime: everything taken from an arena is given back at once by arena_clear.
 * A request has one, a version of a programme's table has one, a test has one (docs/design.md, Memory).
 * No memory left ends the process: what was acknowledged is on disk, and sizes that a stranger chooses are limited before.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *block;      /* the newest; older ones hang below it */
	size_t              size;       /* bytes asked from the system so far */
};

/* A zero-filled `struct arena` is ready for use too. */
void arena_init(struct arena *arena);
/* Gives back everything; the arena can be used again. */
void arena_clear(struct arena *arena);
/* The same, but keeps its newest block for what comes next: for one row after another. */
void arena_reset(struct arena *arena);
/* `size` bytes, zero-filled, aligned for any type. Never NULL; size 0 gives a valid pointer. */
void *arena_take(struct arena *arena, size_t size);
/* `count` times `size` bytes, zero-filled; ends the process where the product overflows. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);
/* A copy of `size` bytes. */
void *arena_copy(struct arena *arena, const void *at, size_t size);

/* A list at `at` of `count` items of `size` bytes, with room for one more: where there is none it moves to a larger place, and *room says so. */
void *arena_grow(struct arena *arena, void *at, size_t count, size_t *room, size_t size);

#define arena_new(arena, type)          ((type *)arena_take((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_take_array((arena), (count), sizeof(type)))

/* Heap memory for the few things with a lifetime of their own; ends the process where there is none. */
void *memory_take(size_t size);                 /* zero-filled; free() gives it back */
void *memory_resize(void *at, size_t size);

#endif
