/* SPDX-License-Identifier: EUPL-1.2 */
/* Mail from the inside: between the outbox, the job that empties it and the mail server. */
#ifndef MAIL_MAIL_OWN_H
#define MAIL_MAIL_OWN_H

#include "mail/mail.h"
#include "mail/message.h"

/* Once a day at least each outbox is looked at: what is old is forgotten. A mail that is queued has its job run at once. */
#define MAIL_EVERY_MS ((int64_t)24 * 60 * 60 * 1000)

const struct mail_options *mail_options(void);
const struct mailbox *mail_from(void);

/* The mail server. */
struct smtp;
enum smtp_end {
	SMTP_TOOK,              /* it has the mail */
	SMTP_LATER,             /* not now, for this mail */
	SMTP_REFUSED,           /* never, for this mail */
	SMTP_DOUBTFUL,          /* it may have it: it fell silent after the last byte */
	SMTP_OUT_OF_REACH,      /* no mail goes: not reached, not trusted, or it takes none from us */
	SMTP_BROKEN_OFF         /* by us, before it could have it */
};
struct smtp_reply {
	enum smtp_end end;
	bool          address;          /* refused because of the address */
	struct str    said;             /* in its own words */
};
/* `goes_on` is asked again and again; false breaks off what the server cannot have yet: this program is to end. */
struct smtp *smtp_open(bool (*goes_on)(void *), void *context);
void smtp_close(struct smtp *smtp);
/* Asks `last` before the last byte, after which the server can have it; false there ends it, and nothing was sent. */
struct smtp_reply smtp_send(struct smtp *smtp, struct str to, struct str message, bool (*last)(void *), void *context, struct arena *arena);

#endif
