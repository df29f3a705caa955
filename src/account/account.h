/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Accounts: people who sign in, and the links by which they come. A person need not have an account: a contact person is known by name and
 * address, and answers by a link. Personal data lives in its own tables, apart from every
 * programme, so that it can be erased without breaking a chain (docs/rules.md 14). What a person may do follows from mandates
 * (access/access.h); an account only says who it is. All of these wait for the database: worker threads only.
 */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "base/language.h"
#include "store/store.h"

struct account {
	struct id     person;
	struct str    email, name;
	bool          has_account;      /* false: known by name and address only, such as a contact person that an import brought */
	bool          keeper;           /* looks after this server */
	bool          has_password;
	bool          erased;
	struct moment created;          /* of the account */
};
struct account_list { struct account *at; size_t count; };

/* Adds one, without a password yet; a person with that address who had none gets it, and the name. Faults: no e-mail address, no name, an
   account with that address. */
bool account_add(struct store *store, struct str email, struct str name, bool keeper, struct id *person, struct faults *faults);
/* People, also without an account. */
bool account_by_email(struct store *store, struct str email, struct arena *arena, struct account *account);
bool account_by_id(struct store *store, struct id person, struct arena *arena, struct account *account);
struct account_list account_all(struct store *store, struct arena *arena);
bool account_rename(struct store *store, struct id person, struct str name, struct faults *faults);
/* Another address for the person and, where there is one, the account. Faults: no address, somebody else's. */
bool account_change_address(struct store *store, struct id person, struct str email, struct faults *faults);
/* Takes name, address and password away for good, also out of the mail that was sent; the id stays in the journals. */
bool account_erase(struct store *store, struct id person);

/*
 * Passwords: Argon2id (libsodium, 2 passes, 19 MiB). At least 12 characters; not the address or the name.
 */
bool account_set_password(struct store *store, struct id person, struct str password, struct faults *faults);
/*
 * Checks an address and password. Ten failures for one address or from one network address within 15 minutes: FAULT_TOO_MANY until they
 * are older. The same fault and the same time for a wrong password, an unknown address and an account without password.
 */
bool account_sign_in(struct store *store, struct str email, struct str password, struct str network_address,
	struct id *person, struct faults *faults);

/* Counts a wish for a link by mail: at most three for an address and twenty from a network address within a quarter of an hour, else
   FAULT_TOO_MANY. */
bool account_may_ask(struct store *store, struct str email, struct str network_address, struct faults *faults);

/* Counts one more for a subject, "signing code:..."; false where that makes more than `most` within a quarter of an hour (*failed false) or the
   database failed. */
bool account_counts(struct store *store, struct str subject, int64_t most, bool *failed);

/*
 * Links that carry a secret of 256 bits, stored hashed, ending after a time.
 */
enum link_purpose {
	LINK_UNKNOWN,
	LINK_SIGN_IN,                   /* signs in once; one hour */
	LINK_INVITATION,                /* sets name and password, then signs in; 14 days */
	LINK_UPDATE,                    /* the form of a round, as often as wanted until it expires; subject: the round's id */
	LINK_DIGEST,                    /* ends the weekly overview of a programme, without signing in */
	LINK_ROLE,                      /* the roles a person is asked for, until it expires or the asking is taken back; subject: empty */
	LINK_SIGNATURE,                 /* signs an agreement, 30 days; subject: the id of the request (signature/signature.h), which says when it ends */
	LINK_MEETING,                   /* the answer to an invitation, until the meeting is over; subject: the invitation's id */
	LINK_SIGNUP,                    /* what a party is asked in a sign-up round; subject: the ids of round and party, a slash between */
	LINK_OFFER,                     /* confirms an offer of help or an asking to lead, once; subject: the offer's id */
	LINK_FEED                       /* a calendar at a secret address, until it is revoked; subject: what is in it */
};
/* The secret; empty where the database failed. */
struct str link_new(struct store *store, enum link_purpose purpose, struct id person, struct arena *arena);
/* Whose link this is while it holds; looking does not use it. */
bool link_look(struct store *store, struct str secret, enum link_purpose purpose, struct id *person);
/* Uses it up: true for one caller only. */
bool link_use(struct store *store, struct str secret, enum link_purpose purpose, struct id *person);

/*
 * Links for one thing of a programme, good for more than one visit. A person has at most one of a purpose, programme and subject at a
 * time that anybody was told of: a new one does not end the earlier, which stands in a mail already.
 */
struct link {
	enum link_purpose purpose;
	struct id         person, programme;
	struct str        subject;
	struct moment     expires;      /* unknown: never */
	struct moment     created;      /* unknown: made before this was written down */
};
struct links { struct link *at; size_t count; };
/* The secret; empty where the database failed. */
struct str link_new_for(struct store *store, const struct link *link, struct arena *arena);
/* What the link is for, while it holds. */
bool link_find(struct store *store, struct str secret, enum link_purpose purpose, struct arena *arena, struct link *link);
/* The same, also once its time is over: for a page that says what became of it. */
bool link_recall(struct store *store, struct str secret, enum link_purpose purpose, struct arena *arena, struct link *link);
/* A person's links of one purpose that hold, oldest first; without their secrets, which nobody has but the person. */
struct links link_list(struct store *store, enum link_purpose purpose, struct id person, struct arena *arena);
/* Ends all links of this purpose, person, programme and subject. */
bool link_revoke(struct store *store, const struct link *link);

/* Whether this looks like an e-mail address. */
bool person_address_plausible(struct str email);
/* Whether they can be an e-mail address and a name; a fault for each that cannot. */
bool person_fits(struct str email, struct str name, struct faults *faults);
/* The person with that address, as they are; else a new one with this name, without an account. Faults: no e-mail address, no name. */
bool person_know(struct store *store, struct str email, struct str name, struct id *person, struct faults *faults);
/*
 * People that come from elsewhere, such as with a programme that is taken in. Who is there by this address is that person, whatever the
 * name; the others are added, without an account, under the id given. False: nobody was added.
 */
struct person_entry {
	struct id  id;                  /* in: for a new one; out: whose it is */
	struct str email, name, phone;  /* the address in lower case; phone may be empty */
	bool       added;               /* out */
};
bool person_take(struct store *store, struct person_entry *at, size_t count);
/* Takes those that were added away again, where what they came with was refused. */
void person_give_back(struct store *store, const struct person_entry *at, size_t count);

/* Programmes in which somebody has a mandate, or had one; by age. */
struct ids account_programmes(struct store *store, struct id person, struct arena *arena);

/* Name of a person; empty where erased or unknown. Kept in memory for a minute, so pages may ask often. */
struct str person_name(struct store *store, struct id person, struct arena *arena);
/* Forgets what person_name keeps: after a change. */
void person_forget(void);

#endif
