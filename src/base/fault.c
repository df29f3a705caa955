/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/fault.h"

#include <string.h>

#define FIRST_ROOM 8

static void grow(struct faults *faults)
{
	size_t        room = faults->room ? faults->room * 2 : FIRST_ROOM;
	struct fault *at = arena_array(faults->arena, struct fault, room);

	if (faults->count)
		memcpy(at, faults->at, faults->count * sizeof(*at));
	faults->at = at;
	faults->room = room;
}

bool faults_add(struct faults *faults, struct fault fault)
{
	if (faults->count == faults->room)
		grow(faults);
	for (size_t i = 0; i < 3; i++)
		fault.arg[i] = str_copy(faults->arena, fault.arg[i]);
	fault.place = str_copy(faults->arena, fault.place.len ? fault.place : faults->place);
	fault.address = str_copy(faults->arena, fault.address);
	faults->at[faults->count++] = fault;
	return false;
}

static int gravity(enum fault_kind kind)
{
	switch (kind) {
	case FAULT_FORBIDDEN:
		return 4;
	case FAULT_NOT_FOUND:
		return 3;
	case FAULT_CONFLICT:
		return 2;
	case FAULT_NONE:
		return 0;
	default:
		return 1;
	}
}

enum fault_kind faults_kind(const struct faults *faults)
{
	enum fault_kind kind = FAULT_NONE;

	/* Of two as grave, the first that was found. */
	for (size_t i = 0; i < faults->count; i++)
		if (gravity(faults->at[i].kind) > gravity(kind))
			kind = faults->at[i].kind;
	return kind;
}

struct str fault_text(const struct fault *fault, struct arena *arena)
{
	return str_fill(arena, str_of(fault->message), fault->arg);
}
