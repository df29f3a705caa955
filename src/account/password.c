/* SPDX-License-Identifier: EUPL-1.2 */
/* Passwords: Argon2id, a few at a time, because each takes 19 MiB. */
#include "account/password.h"

#include <pthread.h>
#include <sodium.h>

enum { PASSES = 2, MEMORY_BYTES = 19 * 1024 * 1024, AT_ONCE = 4 };

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t  freed = PTHREAD_COND_INITIALIZER;
static int             busy;

static void enter(void)
{
	pthread_mutex_lock(&gate);
	while (busy >= AT_ONCE)
		pthread_cond_wait(&freed, &gate);
	busy++;
	pthread_mutex_unlock(&gate);
}

static void leave(void)
{
	pthread_mutex_lock(&gate);
	busy--;
	pthread_cond_signal(&freed);
	pthread_mutex_unlock(&gate);
}

struct str password_hash(struct str password, struct arena *arena)
{
	char *text = arena_take(arena, crypto_pwhash_STRBYTES);
	int failed;

	enter();
	failed = sodium_init() < 0 ||
		crypto_pwhash_str_alg(text, password.at ? password.at : "", password.len, PASSES, MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13);
	leave();
	return failed ? STR_NONE : str_of(text);
}

bool password_fits(struct str hash, struct str password, struct arena *arena)
{
	bool fits;

	/* Nobody's password takes as long as somebody's, so the time does not tell which addresses are known. */
	if (hash.len == 0) {
		password_hash(password, arena);
		return false;
	}
	enter();
	fits = sodium_init() >= 0 &&
		crypto_pwhash_str_verify(str_cstring(arena, hash), password.at ? password.at : "", password.len) == 0;
	leave();
	return fits;
}

bool password_strong(struct str password, struct str email, struct str name, struct faults *faults)
{
	if (str_length(password) < 12)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "password",
			.message = N_("A password has at least 12 characters. A few words in a row are easy to remember.") });
	if (password.len > 1000)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "password",
			.message = N_("A password has at most 1,000 characters.") });
	if (str_equal_nocase(password, email) || (name.len > 0 && str_equal_nocase(password, name)))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "password",
			.message = N_("A password is not one's own name or address.") });
	return true;
}
