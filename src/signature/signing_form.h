/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is kept outside the programme while somebody signs, and after: who is signing with the code that was mailed, and the names of who signed.
 * A code has six digits, works CODE_MINUTES minutes and CODE_TRIES times, and is kept hashed together with a secret that is not in the database
 * (of the link, or of the session), so that the database alone does not tell it. All of these wait for the database.
 */
#ifndef SIGNATURE_SIGNING_FORM_H
#define SIGNATURE_SIGNING_FORM_H

#include "base/moment.h"
#include "store/store.h"

enum { CODE_DIGITS = 6, CODE_MINUTES = 15, CODE_TRIES = 5, CODES_A_WHILE = 3, CODES_A_NETWORK = 20, CODES_A_REQUEST = 10, PROOFS_A_WHILE = 5 };

/* Who is signing: one person for one signatory, with what only the reader's side knows. */
struct signer { struct id programme, signatory, person; struct str secret; };

/* What was typed and waits for its code. */
struct signing {
	struct str    name, function;
	struct moment sent, expires;
	int64_t       tries;
	bool          open;             /* the code can still be given */
};
/* False: nothing waits, or the database failed. */
bool signing_read(struct store *store, const struct signer *signer, struct arena *arena, struct signing *signing);
/* Begins, or begins again with another code, which is given back; empty where the database failed. */
struct str signing_begin(struct store *store, const struct signer *signer, struct str name, struct str function, struct arena *arena);
enum signing_try { TRY_FITS, TRY_WRONG, TRY_OVER, TRY_FAILED };         /* OVER: too late, or tried too often */
/* Counts the try before it looks, so many at once count as many. */
enum signing_try signing_try(struct store *store, const struct signer *signer, struct str code);
bool signing_end(struct store *store, const struct signer *signer);
/* Takes away what was begun and left for a day. */
bool signing_forget(struct store *store, struct id programme, struct moment now);

/* The names of who signed, as they gave them, and the address that a code went to. Erased with the person. */
struct signature_name { struct id signature, person; struct str name, address; };
struct signature_names { struct signature_name *at; size_t count; };
bool signature_name_keep(struct store *store, struct id programme, const struct signature_name *name);
/* Of the whole programme. */
struct signature_names signature_names(struct store *store, struct id programme, struct arena *arena);
/* The one of this signature; NULL: none, or erased. */
const struct signature_name *signature_name_of(const struct signature_names *names, struct id signature);

#endif
