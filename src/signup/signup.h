/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The sign-up round (aanmeldronde; docs/rules.md 1): how participation is filled. A concept goes to every municipality with, per node, what is
 * offered, what it asks and what it costs by docs/rules.md 2; they react by a day; a final offer follows; each joins or not, per node, up to an
 * amount and with a mandate. Closed, what came out becomes entries of participation. While it runs the shares are shown twice: as they would
 * fall if all who are still open joined, and if none of them did.
 */
#ifndef SIGNUP_SIGNUP_H
#define SIGNUP_SIGNUP_H

#include "decision/decision.h"
#include "money/money.h"

struct signup_round {
	struct id    id;
	struct str   key, title;
	struct count year;              /* whose costs are shown */
	struct day   from, until;       /* what is joined holds from, until; from unknown: 1 January of the year */
	struct str   text;              /* Markdown: what it is about */
	struct str   final_text;        /* Markdown: what was done with the reactions; goes with the final offer */
	struct ids   parties;           /* who is asked; none: every municipality */
	struct day   reactions_due;     /* reactions by */
	struct day   final_due;         /* the final offer is planned for */
	struct day   answers_due;       /* answers by */
	struct day   sent;              /* the concept went out; until then the round is the office's alone (access_sees) */
	struct day   offered;           /* the final offer went out */
	struct day   reminded;          /* the office had everybody reminded who was awaited */
	struct day   closed;
	struct day   entered;           /* what came out was made into entries */
	struct provenance provenance;
};

/* One node that is offered. Its costs are the budget lines of the node and below it, of the round's year: signup_lines. */
struct signup_offer {
	struct id    id, round, node;
	struct count position;
	struct str   concept;           /* what is offered, as the concept has it */
	struct str   concept_asks;      /* what it asks of who joins, as the concept has it */
	struct money concept_amount;    /* what its lines came to, all joining, when the concept went out */
	struct str   offer, asks;       /* the final offer; empty: as the concept */
	struct str   change;            /* what changed since the concept, and why */
};

/* What a party, or a body of it, says of the concept: of one node, or of the whole. */
struct signup_reaction {
	struct id  id, round, offer;    /* offer: none: of the whole */
	struct id  party, body;         /* body: none: of the party as such */
	struct day day;
	struct str text;
	bool       internal;            /* for the office and the party itself */
	struct str taken_up;            /* what the office did with it */
	bool       on_behalf;           /* the office wrote it down */
	struct id  person;
};

enum signup_outcome {
	SIGNUP_OPEN,                    /* told to be open still: who decides, by when, is in `remark` */
	SIGNUP_JOINS,
	SIGNUP_JOINS_UP_TO,
	SIGNUP_DOES_NOT_JOIN,
	SIGNUP_OTHER_REGION
};
extern const struct words signup_outcome_words;

/* The answer of a party on one offer; changed until the round is closed, what it was stays in the history. */
struct signup_answer {
	struct id           id, offer, party;
	enum signup_outcome outcome;
	struct money        up_to;      /* SIGNUP_JOINS_UP_TO, a year */
	struct id           counterpart;        /* SIGNUP_OTHER_REGION: the region it goes along with */
	struct str          mandate;    /* who may decide on behalf of the party, and what about */
	struct day          day;
	struct id           decision;   /* a decision on record here */
	struct str          reference;  /* or the decision in words: "college 12 mei 2026, nr. 14" */
	struct str          remark;
	bool                on_behalf;  /* the office wrote it down */
	struct id           person;
};

extern const struct record signup_round_record, signup_offer_record, signup_reaction_record, signup_answer_record;

enum signup_phase { SIGNUP_PREPARED, SIGNUP_REACTIONS, SIGNUP_FINAL_OFFER, SIGNUP_ANSWERING, SIGNUP_CLOSED };
extern const struct words signup_phase_words;
/* Where it stands on the day: prepared until it is sent; reactions until their day is over; then the final offer is awaited; answering until it is closed. */
enum signup_phase signup_phase(const struct signup_round *round, struct day day);
/* The day on which the phase ends as planned; unknown: it does not, or no day was set. */
struct day signup_due(const struct signup_round *round, enum signup_phase phase);
/* The day from which what is joined holds. */
struct day signup_from(const struct signup_round *round);

/* Who is asked, by name; what is offered, in its order. Lists in the arena. */
struct row_list signup_parties(const struct programme *programme, const struct signup_round *round, struct arena *arena);
struct row_list signup_offers(const struct programme *programme, const struct signup_round *round, struct arena *arena);
bool signup_asks(const struct programme *programme, const struct signup_round *round, struct id party);
/* What the final offer says once there is one, before that the concept. */
struct str signup_offer_text(const struct signup_round *round, const struct signup_offer *offer, struct day day);
struct str signup_offer_asks(const struct signup_round *round, const struct signup_offer *offer, struct day day);
/* The answer that holds on the day; NULL: none was given. */
const struct signup_answer *signup_answer_of(const struct programme *programme, const struct signup_offer *offer, struct id party, struct day day);
/* Whether it is still to be decided: no answer, or told to be open. */
bool signup_open(const struct signup_answer *answer);
/* Reactions of a party on the round. */
struct row_list signup_reactions_of(const struct programme *programme, const struct signup_round *round, struct id party, struct arena *arena);

/*
 * The lines an offer is paid by: those of the round's year on its node and below it that count, are money and are shared by a key; a line below another node of the
 * round belongs to that one.
 */
struct row_list signup_lines(const struct programme *programme, const struct signup_round *round, const struct signup_offer *offer, struct arena *arena);

/* Twice the same: if all who are open join, and if none of them does. Unknown where a line cannot be shared. */
struct signup_money { struct money all_join, none_join; };
struct signup_cell {
	const struct signup_answer *answer;
	bool                        open;
	struct signup_money         share;
	struct money                over;       /* by how much a share goes above what was promised at most, in the worse of the two; unknown: it does not */
};
struct signup_table {
	struct row_list           offers, parties;
	const struct signup_cell *cell;         /* a row for each offer, a column for each party */
	const struct signup_money *offer;       /* of each: what is shared, the sum of the shares of everybody */
	const struct signup_money *party;       /* of each: all its shares; what is not known is left out */
	struct signup_money       whole;
	bool                      unknown;      /* a line could not be shared: sums are of the rest */
};
struct signup_table signup_table(const struct programme *programme, const struct signup_round *round, struct day day, struct arena *arena);
const struct signup_cell *signup_cell(const struct signup_table *table, size_t offer, size_t party);

/* What an answer becomes when the round is closed. */
struct signup_entry {
	const struct signup_offer  *offer;
	const struct signup_answer *answer;
	struct participation        entry;
	const struct participation *before;     /* the entry that is in the way and began earlier; NULL: none. It ends on the day before: `ended` */
	struct participation        ended;
	const struct participation *blocked;    /* one that begins in that time and so is in the way; NULL: none */
};
struct signup_entry_list { struct signup_entry *at; size_t count; size_t blocked, open; };
/* Of every answer; `open`: how many were not answered at all and become nothing. Ids of new entries are unknown until written. */
struct signup_entry_list signup_entries(const struct programme *programme, const struct signup_round *round, struct day day, struct arena *arena);

#endif
