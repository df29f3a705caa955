/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/log.h"

#define SECRET_BYTES 32

_Static_assert(sizeof(struct hash) == crypto_hash_sha256_BYTES, "a hash is one SHA-256 digest");

static void start_sodium(void)
{
	if (sodium_init() >= 0)
		return;
	log_error("sodium", "cannot start");
	abort();
}

/* Before the first use of libsodium that needs it, from whichever thread comes first. */
static void ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, start_sodium);
}

struct hash hash_of(struct str bytes)
{
	return hash_of_parts(&bytes, 1);
}

struct hash hash_of_parts(const struct str *parts, size_t count)
{
	crypto_hash_sha256_state state;
	struct hash              hash;

	ready();
	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++)
		if (parts[i].len)
			crypto_hash_sha256_update(&state, (const unsigned char *)parts[i].at, parts[i].len);
	crypto_hash_sha256_final(&state, hash.byte);
	return hash;
}

bool hash_equal(struct hash a, struct hash b)
{
	return sodium_memcmp(a.byte, b.byte, sizeof(a.byte)) == 0;
}

struct str hash_text(struct hash hash, struct arena *arena)
{
	size_t length = 2 * sizeof(hash.byte);
	char  *text = arena_take(arena, length + 1);

	sodium_bin2hex(text, length + 1, hash.byte, sizeof(hash.byte));
	return (struct str){ text, length };
}

bool hash_parse(struct str text, struct hash *hash)
{
	size_t length;

	*hash = (struct hash){ { 0 } };
	if (text.len != 2 * sizeof(hash->byte))
		return false;
	if (sodium_hex2bin(hash->byte, sizeof(hash->byte), text.at, text.len, NULL, &length, NULL) == 0 &&
	    length == sizeof(hash->byte))
		return true;
	*hash = (struct hash){ { 0 } };
	return false;
}

void random_bytes(void *at, size_t size)
{
	ready();
	randombytes_buf(at, size);
}

struct str secret_new(struct arena *arena)
{
	unsigned char bytes[SECRET_BYTES];
	struct str    secret;

	random_bytes(bytes, sizeof(bytes));
	secret = base64url(bytes, sizeof(bytes), arena);
	sodium_memzero(bytes, sizeof(bytes));
	return secret;
}

struct str base64url(const void *bytes, size_t size, struct arena *arena)
{
	/* Without padding, with room for the NUL. */
	size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char  *text = arena_take(arena, room);

	sodium_bin2base64(text, room, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return (struct str){ text, room - 1 };
}
