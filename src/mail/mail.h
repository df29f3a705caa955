/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail: an outbox in the database, sent by the job "mail" through SMTP (libcurl), or written as files (--mail-dir). A mail has a key
 * within its programme: queued again under the same key it is not queued twice, so whatever queues may be run again after a crash. A mail
 * is held by a lease while it is sent, and the server's word that it took it is written down at once; one whose sender died between the two is not
 * sent again by itself but shown to the office as doubtful.
 * The journal never holds an address; the outbox does, and forgets it 90 days after the mail went out.
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "mail/letter.h"
#include "store/store.h"

enum mail_state {
	MAIL_UNKNOWN,
	MAIL_WAITING,           /* to be sent, or to be tried again */
	MAIL_SENT,              /* the server took it */
	MAIL_BOUNCED,           /* refused for good, at once or by a report that came back (RFC 3464) */
	MAIL_GIVEN_UP,          /* tried for three days */
	MAIL_DOUBTFUL,          /* the sender died while it was sent: it may have gone out */
	MAIL_DROPPED            /* the office took it back */
};
extern const struct words mail_state_words;

struct mail {
	struct id            programme;         /* ID_NONE: of the server: sign-in links, invitations */
	struct str           key;               /* "round/<id>/ask/<person>": once in a programme */
	struct id            person;            /* to whom; the address is looked up when it is queued */
	struct str           to;                /* an address, where the person has no row; else empty */
	enum language        language;          /* language of its words, mail_language(...) */
	const struct letter *letter;
	struct moment        not_before;        /* unknown: at once */
};

/*
 * Puts it in the outbox, durably. True also where the key stood there already (*queued false). False: no address is known, or the database
 * failed. Waits.
 */
bool mail_queue(struct store *store, const struct mail *mail, bool *queued);
/* The same within another piece of work of the writer (store_do), so that both stand or fall together. */
enum outcome mail_queue_in(struct connection *connection, const struct mail *mail, bool *queued);
/* What the person chose, else the programme's own. */
enum language mail_language(struct store *store, struct id person, const struct programme *programme);
/* Whether an address of this person is known and no mail to it bounced since it was last changed. */
bool mail_reaches(struct store *store, struct id person);
/* The state of the mail with this key; MAIL_UNKNOWN where none was queued. */
enum mail_state mail_state_of(struct store *store, struct id programme, struct str key);

/* How mail leaves, given once at start. */
struct mail_options {
	struct str smtp;                /* "smtp://mail.example.nl:587", "smtps://..."; empty: none */
	struct str user, password;
	bool       require_tls;         /* STARTTLS must succeed; false only for loopback */
	struct str from;                /* "Programmabureau De Liemers <lev@example.nl>" */
	struct str directory;           /* --mail-dir: one .eml file a mail; used where `smtp` is empty */
};
bool mail_options_set(const struct mail_options *options, struct faults *faults);
/* Whether mail can leave at all; pages say so where not. */
bool mail_leaves(void);

extern const struct job mail_job;

#endif
