/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SHA-256 (FIPS 180-4), random bytes and their text forms.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct hash {
	uint8_t byte[32];
};

struct hash hash_of(struct str bytes);
/* The digest of the parts one after another, as if they were one text. */
struct hash hash_of_parts(const struct str *parts, size_t count);
bool        hash_equal(struct hash a, struct hash b);           /* in constant time */
struct str  hash_text(struct hash hash, struct arena *arena);   /* 64 lower-case hex digits */
bool        hash_parse(struct str text, struct hash *hash);

void       random_bytes(void *at, size_t size);                 /* from the kernel; ends the process where it has none */
/* A secret of 256 bits as 43 characters of base64url: links, sessions, CSRF. Stored only as hash_of(secret). */
struct str secret_new(struct arena *arena);
struct str base64url(const void *bytes, size_t size, struct arena *arena);

#endif
