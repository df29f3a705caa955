/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail of sign-up rounds (docs/rules.md 1): the concept, the final offer, and reminders, each with a personal link that opens the page of the
 * party without an account, until the round is closed. To the party's contact persons; where it has none, to who acts for it.
 */
#ifndef SIGNUP_SIGNUP_MAIL_H
#define SIGNUP_SIGNUP_MAIL_H

#include "job/job.h"
#include "signup/signup.h"

enum { SIGNUP_LINK_DAYS_AFTER = 60 };

/* Who is written to for the party on the day. In the arena. */
struct ids signup_contacts(const struct programme *programme, struct id party, struct day day, struct arena *arena);
/* A new link of this person for this party; empty where the database failed. */
struct str signup_link(struct store *store, const struct programme *programme, const struct signup_round *round, struct id party, struct id person,
	struct arena *arena);

extern const struct job signup_mail_job;

#endif
