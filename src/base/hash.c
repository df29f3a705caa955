/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/log.h"

#define SECRET_BYTES 32

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

/*
 * SHA-256 comes from libcrypto, which uses the processor's own instructions for it: five times libsodium's speed on the short
 * texts of a journal. A thread keeps its context, because making one costs as much as a digest.
 */
static EVP_MD       *sha256;
static pthread_key_t context_key;

static void free_context(void *context)
{
	EVP_MD_CTX_free(context);
}

static void start_digests(void)
{
	sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (sha256 && pthread_key_create(&context_key, free_context) == 0)
		return;
	log_error("libcrypto", "has no SHA-256");
	abort();
}

static EVP_MD_CTX *context_of_thread(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	EVP_MD_CTX           *context;

	pthread_once(&once, start_digests);
	context = pthread_getspecific(context_key);
	if (context)
		return context;
	context = EVP_MD_CTX_new();
	if (!context || !EVP_DigestInit_ex2(context, sha256, NULL) || pthread_setspecific(context_key, context) != 0) {
		log_error("libcrypto", "no memory for a digest");
		abort();
	}
	return context;
}

/* By the thread that starts the program: on the one that uses it first libcrypto leaves memory behind when that thread ends. */
__attribute__((constructor)) static void start_with_the_program(void)
{
	context_of_thread();
}

struct hash hash_of(struct str bytes)
{
	return hash_of_parts(&bytes, 1);
}

struct hash hash_of_parts(const struct str *parts, size_t count)
{
	EVP_MD_CTX *context = context_of_thread();
	struct hash hash;
	int         fine = EVP_DigestInit_ex2(context, NULL, NULL);

	for (size_t i = 0; i < count; i++)
		if (parts[i].len)
			fine = fine && EVP_DigestUpdate(context, parts[i].at, parts[i].len);
	if (!fine || !EVP_DigestFinal_ex(context, hash.byte, NULL)) {
		log_error("libcrypto", "a digest failed");
		abort();
	}
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
