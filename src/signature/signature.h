/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing an agreement (docs/rules.md 3): who of each party is asked, by which link, until when, and how that stands. The agreement, who signs
 * it and the acts themselves (signed, refused, withdrawn) are agreement/agreement.h; here is the asking for them.
 * A link opens the page of one signatory. It works once: it ends with the answer, when it is taken back, when another takes its place, or after
 * REQUEST_DAYS days. What it was stays known, so a link that works no more can say why.
 */
#ifndef SIGNATURE_SIGNATURE_H
#define SIGNATURE_SIGNATURE_H

#include "agreement/agreement.h"

/* How long a link works, and how long before its end who has not answered is reminded. */
enum { REQUEST_DAYS = 30, REQUEST_REMIND_DAYS = 7 };

enum request_end { REQUEST_OPEN, REQUEST_ANSWERED, REQUEST_WITHDRAWN, REQUEST_RENEWED };
extern const struct words request_end_words;

struct signature_request {
	struct id        id, agreement, signatory;
	struct id        person;                /* who was asked: the signatory's person at that time */
	struct moment    moment;                /* of asking */
	struct day       until;                 /* the last day on which the link works */
	enum request_end ended;
	struct day       ended_on;              /* the day on which it ended otherwise than by time */
	struct day       anew;                  /* the day on which the person asked for another link */
};
extern const struct record signature_request_record;

/* The newest request to this signatory by the day; NULL: never asked. */
const struct signature_request *signature_request_of(const struct programme *programme, const struct signatory *signatory, struct day day);
/* Whether its link works on the day, as far as the request itself goes. */
bool signature_request_open(const struct signature_request *request, struct day day);

/* How a signatory stands on a day. */
enum signing_state {
	SIGNING_NOT_ASKED,      /* can be asked */
	SIGNING_LATER,          /* another of the party signs first */
	SIGNING_ASKED,          /* the link works */
	SIGNING_EXPIRED,        /* the link ended by time, unanswered */
	SIGNING_REFUSED,
	SIGNING_SIGNED,
	SIGNING_NOT_NEEDED      /* as many of the party as must have signed */
};
extern const struct words signing_state_words;
struct signing_standing {
	enum signing_state              state;
	const struct signature         *act;            /* that holds; also a withdrawn one; NULL: none */
	const struct signature_request *request;        /* the newest; NULL: never asked */
	struct day                      since;          /* of the state: signed on, asked on; unknown where nothing happened */
};
struct signing_standing signature_standing(const struct programme *programme, const struct signatory *signatory, struct day day);

/* Whether the agreement can be signed on the day: frozen and not taken back, its last day not past, no other in its place. */
bool signature_takes(const struct programme *programme, const struct agreement *agreement, struct day day);
/* Whether nobody of the same party has to sign before this one. */
bool signature_turn(const struct programme *programme, const struct signatory *signatory, struct day day);
/* Whether this one is to be asked now of itself: one before it in the order was asked and has signed. */
bool signature_follows(const struct programme *programme, const struct signatory *signatory, struct day day);

/* How many of a party must sign, and how many have. */
struct signing_count { size_t all, needed, given; };
struct signing_count signature_count(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day);
/* All acts on the agreement by the day, oldest first. */
struct row_list signature_acts(const struct programme *programme, const struct agreement *agreement, struct day day, struct arena *arena);

#endif
