/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail of meetings (docs/rules.md 6): the invitation, one reminder to who has not answered, and one the day before to who comes. Each has a
 * personal link that opens the answer without an account, until the meeting is over.
 */
#ifndef MEETING_MEETING_MAIL_H
#define MEETING_MEETING_MAIL_H

#include "mail/mail.h"
#include "meeting/meeting.h"

struct meeting_post {
	struct store           *store;
	const struct programme *programme;
	struct str              address;        /* of this server, without a slash at the end */
	struct arena           *arena;
};

enum meeting_mail { MEETING_MAIL_ASK, MEETING_MAIL_REMIND, MEETING_MAIL_TOMORROW };

/* The address where this invitation is answered; empty where the database failed. `secret`: what the link hides. */
struct str meeting_link(const struct meeting_post *post, const struct meeting *meeting, const struct invitation *invitation, struct str *secret);
/* Queues the mail, once of each kind; *sent grows where it was not there yet. False: no mail reaches the person, or the database failed. */
bool meeting_mail_send(const struct meeting_post *post, const struct meeting *meeting, const struct invitation *invitation,
	enum meeting_mail mail, int64_t *sent);
/* "donderdag 3 december 2026, 14:00 - 16:00": when, in words; the planned words where no day is known. */
struct str meeting_when(enum language language, struct arena *arena, const struct meeting *meeting);

extern const struct job meeting_mail_job;

#endif
