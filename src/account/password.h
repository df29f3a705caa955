/* SPDX-License-Identifier: EUPL-1.2 */
/* Passwords: Argon2id through libsodium, 2 passes over 19 MiB (about 25 ms), at most four at once. */
#ifndef ACCOUNT_PASSWORD_H
#define ACCOUNT_PASSWORD_H

#include "base/fault.h"

/* The text to store; empty where there was no memory for it. */
struct str password_hash(struct str password, struct arena *arena);
/* Whether it is the password; with an empty hash false, after the same time. */
bool password_fits(struct str hash, struct str password, struct arena *arena);
/* At least 12 characters, at most 1,000 bytes, not the address or the name. */
bool password_strong(struct str password, struct str email, struct str name, struct faults *faults);

#endif
