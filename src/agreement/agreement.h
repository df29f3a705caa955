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
	struct day      withdrawn;              /* the offer was taken back on this day, before anybody had signed */
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

enum agreement_state { AGREEMENT_DRAFT, AGREEMENT_OFFERED, AGREEMENT_SIGNED, AGREEMENT_IN_FORCE, AGREEMENT_ENDED, AGREEMENT_REPLACED,
	AGREEMENT_WITHDRAWN };
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
/* Whether its offer can still be taken back on the day: offered, and no signature holds or ever held. */
bool agreement_can_be_withdrawn(const struct programme *programme, const struct agreement *agreement, struct day day);
/* The agreement that has taken its place by the day, signed; NULL: none. */
const struct agreement *agreement_replaced_by(const struct programme *programme, const struct agreement *agreement, struct day day);
/* What it still lacks to be offered: a text, a first day, a contractor, clients, signatories. One fault each, by field. */
bool agreement_complete(const struct programme *programme, const struct agreement *agreement, struct faults *faults);
/* Parties that sign it, each once, the contractor last. */
struct row_list agreement_parties(const struct programme *programme, const struct agreement *agreement, struct arena *arena);
/* Its clients: parties that sign on their side. */
struct row_list agreement_clients(const struct programme *programme, const struct agreement *agreement, struct arena *arena);
/* Whether the party signs it, or carries it out. */
bool agreement_binds(const struct programme *programme, const struct agreement *agreement, struct id party);

/*
 * What the budget makes of a party's contribution in a year (docs/rules.md 2): its shares in the budget lines that the services name or, where
 * they name none, in all lines of the programme that count; of one line where `line` is known. In kind is left out. Unknown: the party has no
 * share in any, or one of them cannot be computed yet.
 */
struct money agreement_computed(const struct programme *programme, const struct agreement *agreement, struct id party, int64_t year, struct id line,
	struct arena *arena);
/* Contributions as the budget makes them: of every client (of every payer, where no client was named yet) in every year of the agreement. */
struct contributions { struct funding_contribution *at; size_t count; };
struct contributions agreement_from_budget(const struct programme *programme, const struct agreement *agreement, struct arena *arena);

/*
 * Coverage, both ways: services that no action or budget line fulfils, and actions, budget lines and contributions that no service asks for. Of one
 * agreement, or (NULL) of all that are to be signed or hold on the day. The lists hold drafts too: who shows them leaves out what may not be seen.
 */
struct agreement_coverage {
	struct row_list services, actions, lines, contributions;
	size_t          service_count;          /* of all services, also those that are fulfilled */
};
struct agreement_coverage agreement_coverage(const struct programme *programme, const struct agreement *agreement, struct day day, struct arena *arena);
/* Whether it is to be signed or holds on the day: offered, signed or in force. */
bool agreement_stands(const struct programme *programme, const struct agreement *agreement, struct day day);
/* Due on the day or before, and not known to be delivered by then. */
bool service_late(const struct service *service, struct day day);

#endif
