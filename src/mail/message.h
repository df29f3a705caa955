/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A message as it travels: headers of RFC 5322 and RFC 2047, and the same words as plain text and as HTML (RFC 2046 5.1.4), all in seven
 * bits and lines of at most 76. Whatever stands in a name, a subject or an address, it becomes no header of its own.
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "base/moment.h"

/* "Programmabureau De Liemers <lev@example.nl>", or the address alone. */
struct mailbox { struct str name, address; };

/* An address that can be used in a header and to a mail server as it is: a dot-atom, @, a host name with a dot (RFC 5321 4.1.2), all ASCII. */
bool mail_address_good(struct str address);
/* False where it is none; the name is without its quotes. */
bool mailbox_parse(struct str text, struct arena *arena, struct mailbox *mailbox);

struct message {
	struct str     id;              /* without <>: "mail.programme@example.nl" */
	struct moment  date;
	struct mailbox from, to;
	struct str     subject;
	struct str     language;        /* "nl" */
	struct str     text, html;      /* UTF-8; lines end with a line feed */
	struct str     unsubscribe;     /* address of a page, where this kind of mail can be ended (RFC 2369, 8058); may be empty */
};
/* Lines end with CR LF. */
struct str message_make(const struct message *message, struct arena *arena);
/* "Wed, 22 May 2024 09:30:00 +0000" */
struct str message_date(struct moment moment, struct arena *arena);

#endif
