/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail: an outbox in the database, sent by the job "mail" through SMTP (libcurl), or written as files (--mail-dir). A mail has a key
 * within its programme: queued again under the same key it is not queued twice, so whatever queues may be run again after a crash. A mail
 * is held by a lease while it is sent. Just before the server gets its last byte, and so can take it, that is written down, and the server's word
 * at once after; one whose sender died between the two is not sent again by itself but shown to the office as doubtful.
 * The journal never holds an address; the outbox does, and forgets it with the texts 90 days after the mail went out.
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "job/job.h"
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
	struct id            programme;         /* ID_NONE: of the server: sign-in links */
	struct str           key;               /* "round/<id>/ask/<person>": once in a programme */
	struct id            person;            /* to whom; the address is looked up when it is queued */
	struct str           to;                /* an address, where the person has no row; else empty */
	enum language        language;          /* language of its words, mail_language(...) */
	const struct letter *letter;
	struct moment        not_before;        /* unknown: at once */
	struct str           secret;            /* of a link in the letter: taken out of the outbox once it has gone, never shown; may be empty */
	struct str           unsubscribe;       /* page that ends this kind of mail, by a GET and, as RFC 8058 has it, by a bare POST; empty: none */
};

/*
 * Puts it in the outbox, durably. True also where the key stood there already (*queued false; NULL is fine). False: no address is known, or the
 * database failed. Waits.
 */
bool mail_queue(struct store *store, const struct mail *mail, bool *queued);
/* The same within another piece of work of the writer (store_do), so that both stand or fall together; VIOLATION where no address is known. */
enum outcome mail_queue_in(struct connection *connection, const struct mail *mail, bool *queued);
/* What the person chose, else the programme's own (NULL: Dutch). */
enum language mail_language(struct store *store, struct id person, const struct programme *programme);
/* Sets it: "nl", "en", empty for the programme's. */
bool mail_language_set(struct store *store, struct id person, struct str code);
/* The choice itself; empty: the programme's. */
struct str mail_language_chosen(struct store *store, struct id person, struct arena *arena);
/* Whether an address of this person is known and no mail to it bounced since it was last changed. */
bool mail_reaches(struct store *store, struct id person);
/* The state of the mail with this key; MAIL_UNKNOWN where none was queued. */
enum mail_state mail_state_of(struct store *store, struct id programme, struct str key);

/* The outbox as the office sees it. */
struct mail_line {
	struct id       id, person;
	struct str      key, name, address, subject, said;      /* said: the mail server's last word; address: empty once forgotten */
	enum mail_state state;
	struct moment   queued, due, ended;     /* due: of the next try, while it waits */
	int             tries;
};
struct mail_lines { struct mail_line *at; size_t count; };
/* Of one state (MAIL_UNKNOWN: of any), newest first, `skip` left out; at most `most`. */
struct mail_lines mail_list(struct store *store, struct id programme, enum mail_state state, size_t skip, size_t most, struct arena *arena);
/* All whose key begins so, "round/<id>/", oldest first. */
struct mail_lines mail_about(struct store *store, struct id programme, struct str prefix, struct arena *arena);
/* How many there are of each state. */
struct mail_counts { int64_t of[MAIL_DROPPED + 1]; };
struct mail_counts mail_count(struct store *store, struct id programme);
/* One with its plain text, in which secrets are left out; false where there is none. */
bool mail_read(struct store *store, struct id programme, struct id mail, struct arena *arena, struct mail_line *line, struct str *text);
/* Has it sent again, to the person's address as it is now; only what waits, bounced, was given up, dropped or is doubtful. */
bool mail_send_again(struct store *store, struct id programme, struct id mail);
/* Takes back what has not gone out; a doubtful one is settled so. */
bool mail_drop(struct store *store, struct id programme, struct id mail);
/* A report says that it did not arrive; `address`: because of the address itself. False: there is no such mail, or the database failed (*failed). */
bool mail_bounce(struct store *store, struct id programme, struct id mail, struct str said, bool address, bool *failed);

/* How mail leaves, given once at start. */
struct mail_options {
	struct str smtp;                /* "smtp://mail.example.nl:587", "smtps://..."; empty: none */
	struct str user, password;
	struct str ca_file;             /* certificates to trust; empty: those of the system */
	bool       require_tls;         /* STARTTLS must succeed; false only for loopback */
	struct str from;                /* "Programmabureau De Liemers <lev@example.nl>" */
	struct str directory;           /* --mail-dir: one .eml file a mail; used where `smtp` is empty */
};
bool mail_options_set(const struct mail_options *options, struct faults *faults);
/* Whether mail can leave at all; pages say so where not. */
bool mail_leaves(void);

/* Of each programme, and of the server itself. */
extern const struct job mail_job, server_mail_job;

#endif
