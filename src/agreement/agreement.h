/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The service agreement (dienstverleningsovereenkomst; docs/rules.md 3): clients, a contractor, services, contributions and a text that is
 * frozen once offered. Its state follows from facts and is never chosen.
 */
#ifndef AGREEMENT_AGREEMENT_H
#define AGREEMENT_AGREEMENT_H

#include "programme/programme.h"

struct agreement {
	struct id       id;
	struct str      key, title;
	struct id       contractor;             /* party */
	struct str      text;                   /* Markdown */
	struct day      first, last;
	struct day      planned_signing;
	struct str      planned_words;
	struct id       replaces;               /* an amendment replaces another from its first day on */
	struct id       confirms;               /* the plan version that it confirms; counts as its signatories' decision */
	bool            in_order;               /* signatories of a party sign in their order */
	struct moment   frozen;                 /* when the text was frozen; unknown: a draft */
	struct str      hash;                   /* SHA-256 of its canonical bytes */
	struct str      canonical, pdf;         /* SHA-256 of the kept files: those bytes, and the PDF that was made of them */
	struct id       document;               /* the document it is known as */
	enum visibility visibility;
	struct provenance provenance;
};

/* Who signs for a party. `needed` says how many of the party's signatories must; unknown with all of them: all must. */
struct signatory {
	struct id    id, agreement, party, person;
	struct str   function;                  /* "burgemeester", "directeur" */
	bool         client;                    /* its party is a client; else the contractor */
	struct count place;                     /* order within the party */
	struct count needed;
	bool         proof_asked;               /* of mandate */
	struct id    proof;                     /* document */
};

struct service {
	struct id    id, agreement, node;
	struct count number;
	struct str   title, result;             /* what is delivered */
	struct day   due, delivered;
	struct str   proof;                     /* what shows it */
	struct id    document;
	struct ids   actions, lines;            /* actions and budget lines that fulfil it */
};

/* What a party pays by the agreement in a year. Entered; where a budget line computes another amount the difference is shown. */
struct funding_contribution { struct id id, agreement, party, line; struct count year; struct money amount; };

enum signature_how { SIGNED_UNKNOWN, SIGNED_BY_LINK, SIGNED_ON_PAPER, SIGNED_ELSEWHERE, SIGNED_WITH_ACCOUNT };
enum signature_act { SIGNATURE_UNKNOWN, SIGNATURE_SIGNED, SIGNATURE_REFUSED, SIGNATURE_WITHDRAWN };
extern const struct words signature_how_words, signature_act_words;
struct signature {
	struct id          id, agreement, signatory;
	enum signature_act act;
	enum signature_how how;
	struct day         day;
	struct moment      moment;
	struct str         function, place, reason;
	struct str         hash;                /* of what was signed */
	struct id          document;            /* the scan, or the PDF signed elsewhere */
	struct id          person;
	struct provenance  provenance;
};

extern const struct record agreement_record, signatory_record, service_record, funding_contribution_record, signature_record;

enum agreement_state { AGREEMENT_DRAFT, AGREEMENT_OFFERED, AGREEMENT_SIGNED, AGREEMENT_IN_FORCE, AGREEMENT_ENDED, AGREEMENT_REPLACED };
extern const struct words agreement_state_words;
enum agreement_state agreement_state(const struct programme *programme, const struct agreement *agreement, struct day day);
/* The act of a signatory that holds on the day: of those of no later day the one recorded last. NULL: none yet. */
const struct signature *signatory_act(const struct programme *programme, const struct signatory *signatory, struct day day);
/* Whether as many of a party's signatories have signed as must. */
bool agreement_signed_by(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day);
/* The day on which the last one needed signed; unknown: not signed. */
struct day agreement_signed_on(const struct programme *programme, const struct agreement *agreement, struct day day);
/*
 * The bytes that are frozen: canonical JSON of the agreement's text, parties, signatories, services and contributions. The same on every
 * server. Once frozen, no change is taken after which these bytes would have another hash: so a frozen text never changes.
 */
struct str agreement_canonical(const struct programme *programme, const struct agreement *agreement, struct arena *arena);
struct str agreement_hash(const struct programme *programme, const struct agreement *agreement, struct arena *arena);
/* What it still lacks to be offered: a text, a first day, a contractor, clients, signatories. One fault each, by field. */
bool agreement_complete(const struct programme *programme, const struct agreement *agreement, struct faults *faults);
/* Parties that sign it, each once, the contractor last. */
struct row_list agreement_parties(const struct programme *programme, const struct agreement *agreement, struct arena *arena);

#endif
