/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail of rounds (docs/rules.md 7): the request, the reminders, and what the office sends by hand. Each person gets one mail about all
 * actions that were not answered yet: a lead's contact person, or, where mail does not reach that one, the deputy. Who was mailed about
 * the round on the day a reminder is due, or later, does not get that reminder too.
 */
#ifndef PROGRESS_ROUND_MAIL_H
#define PROGRESS_ROUND_MAIL_H

#include "mail/mail.h"
#include "progress/progress.h"

struct round_post {
	struct store           *store;
	const struct programme *programme;
	const struct round     *round;
	struct moment           now;
	struct str              address;        /* of this server, without a slash at the end */
	struct arena           *arena;
};

/* Who is still to answer. */
struct round_letter {
	struct id       person;
	bool            deputy;         /* stands in for a contact person who is not reached */
	struct row_list actions;
	struct ids      parties;        /* that lead them */
	struct day      mailed;         /* the last time about this round; unknown: never */
};
struct round_letters {
	struct round_letter *at;
	size_t               count;
	struct ids           unreached; /* parties whose lead no mail reaches, about one action at least */
};
struct round_letters round_letters(const struct round_post *post);
/* What may be sent by hand today: who had mail about the round today is left alone. */
bool round_letter_today(const struct round_post *post, const struct round_letter *letter);
/* Queues it; ROUND_MAIL_NONE: by hand, once a day. *sent grows where it was not there yet. False: the database failed. */
bool round_letter_send(const struct round_post *post, const struct round_letter *letter, enum round_mail mail, int64_t *sent);

/* The address by which `person` reaches its part of an open round without an account; empty where the database failed. `secret`: what the link hides. */
struct str round_link(const struct round_post *post, struct id person, struct str *secret);
/* A contact person or deputy of the action's lead whom mail reaches, other than `except`; ID_NONE where there is none. */
struct id round_reach(struct store *store, const struct programme *programme, const struct action *action, struct id except, struct day day);

/* What is asked and offered waits so long for what else comes for the same person. */
enum { TALK_SETTLES_MS = 10 * 60000 };

extern const struct job round_mail_job, talk_mail_job;

#endif
