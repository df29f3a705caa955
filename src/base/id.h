/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ids: UUID version 7 (RFC 9562 5.7), made here, so that they sort by the moment they were made and no database has to count.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/str.h"

struct id {
	uint8_t byte[16];
};

/* A list of ids: the goals an action serves, the regions a party is also oriented to. In the order they were chosen. */
struct ids {
	const struct id *at;
	size_t           count;
};

#define ID_NONE ((struct id){ { 0 } })
#define ID_TEXT_LENGTH 36

/* A new id: later ones sort after earlier ones of this process, also within one millisecond. Safe from any thread. */
struct id  id_new(void);
bool       id_known(struct id id);
bool       id_equal(struct id a, struct id b);
int        id_compare(struct id a, struct id b);
bool       ids_have(struct ids ids, struct id id);
bool       id_parse(struct str text, struct id *id);            /* 36 characters with hyphens, either case; empty gives ID_NONE */
struct str id_text(struct id id, struct arena *arena);          /* lower case; empty for ID_NONE */
void       id_write(struct id id, char text[ID_TEXT_LENGTH + 1]);

#endif
