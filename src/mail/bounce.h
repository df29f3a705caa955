/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reports that a mail did not arrive (RFC 3464), as mail servers send them back. Only one that names a mail of ours by its Message-ID counts: nobody
 * else can know those.
 */
#ifndef MAIL_BOUNCE_H
#define MAIL_BOUNCE_H

#include "base/id.h"

struct bounce {
	struct id  programme, mail;     /* programme: none: the server's own mail */
	bool       failed;              /* it will not arrive; false: only late, or it did arrive */
	bool       address;             /* because of the address itself: nobody has it, or nobody reads it any more */
	struct str said;                /* "5.1.1: smtp; 550 no such user" */
};
/* False where the text is no such report about a mail of ours. */
bool bounce_read(struct str text, struct arena *arena, struct bounce *bounce);
/* Whether a status such as "5.1.1" (RFC 3463) is about the address, not about who sends, what is sent or the way there. */
bool bounce_about_address(struct str status);

#endif
