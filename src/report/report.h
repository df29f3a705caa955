/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reports: what the programme tells a council or a board over a period, as a page, PDF, XLSX and DOCX from one paper (paper/paper.h). A
 * report is a function of (programme, what, reader's language); it says what was entered and nothing else, and leaves out what is not
 * public. A report can be frozen: its files are kept as they are and listed, whatever changes afterwards.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "paper/paper.h"
#include "programme/programme.h"

enum report_kind {
	REPORT_UNKNOWN,
	REPORT_PROGRESS,                /* of the programme, or of one theme (`node`), or of what a municipality takes part in (`party`) */
	REPORT_LETTER,                  /* to the council of `party`: one page, then an annex */
	REPORT_KIND_COUNT
};
extern const struct words report_kind_words;

struct report_wanted {
	enum report_kind kind;
	struct id        node, party;   /* as the kind says; none: the whole programme */
	struct day       from, until;   /* the period it is about, both included */
	struct day       day;           /* as things stood on; not after today */
	enum language    language;
	struct moment    moment;        /* of making */
	struct str       address;       /* of the server, for links: "https://lev.example.nl" */
};
/* Whether it can be made: adds every fault by field (kind, party, from, until). */
bool report_check(const struct programme *programme, const struct report_wanted *wanted, struct faults *faults);
/* The paper. Only what everybody may read. */
struct paper *report_paper(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena);

/* A frozen report. Its files are kept by their SHA-256 (file/file.h); never changed once written. */
struct report {
	struct id        id;
	enum report_kind kind;
	struct id        node, party;
	struct day       from, until, day;
	struct str       title;
	struct str       language;              /* "nl" */
	struct str       pdf, docx, xlsx;       /* SHA-256 of each file */
	struct moment    moment;
	struct id        person;                /* who froze it */
};
extern const struct record report_record;
/* The newest frozen report to or about this party by the day; NULL where there is none. "Since the last report" counts from it. */
const struct report *report_last(const struct programme *programme, struct id party, struct day day);

#endif
