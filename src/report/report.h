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
	struct moment    moment;        /* of making; its day is today */
	struct str       address;       /* of the server, for links: "https://lev.example.nl"; "/": they stay on it; empty: none */
	/* The programme as this system knew it on the eve of the period, and at its end: what changed lies between them. */
	const struct programme *before; /* NULL: it was not here yet, and what changed is not known */
	const struct programme *after;  /* NULL: as it stands now */
};
/* The days of which `before` and `after` are wanted. The second is unknown where the period has not ended yet. */
struct day report_eve(const struct report_wanted *wanted);
struct day report_end(const struct report_wanted *wanted);
/* As things stood at the end of the period, or today where it has not ended: what `day` is unless somebody asks otherwise. */
struct day report_day(struct day until, struct day today);
/* Whether it can be made: adds every fault by field (kind, party, from, until). */
bool report_check(const struct programme *programme, const struct report_wanted *wanted, struct faults *faults);
/* The paper. Only what everybody may read. */
struct paper *report_paper(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena);
/* "Voortgangsrapport Doesburg, derde kwartaal 2025": what it is called unless somebody gives it another name. */
struct str report_title(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena);

/*
 * A period in one word, for addresses that can be shared: "2025-Q3", "2025-H1", "2025"; "all" is the programme's own. False where it is none.
 */
bool report_period(const struct programme *programme, struct str word, struct day *from, struct day *until);
/* "third quarter of 2025", "2025", else its days. */
struct str report_period_text(enum language language, struct arena *arena, struct day from, struct day until);
/* The words that are offered on a day: the last and this quarter, half-year and year, then the whole programme. */
struct report_period { struct str word, label; };
enum { REPORT_PERIODS = 7 };
void report_periods(const struct programme *programme, struct day today, enum language language, struct arena *arena,
	struct report_period period[REPORT_PERIODS]);

/*
 * "Copy for your own planning and control": of one municipality, for each theme three sentences and the figures, as plain text.
 * Its kind is REPORT_PROGRESS, its party the municipality.
 */
struct report_text {
	struct str        title;                /* of the theme */
	struct str        sentence[3];
	const struct str *figure;               /* "Bezoekers: 1.250 van 5.000 (hele regio), 31 maart 2026" */
	size_t            figures;
};
struct report_texts { const struct report_text *at; size_t count; };
struct report_texts report_planning(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena);

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
/* The newest report to or about this party (none: the programme as a whole) that was frozen by the day; NULL where there is none. "Since
   the last report" counts from the day it told of. */
const struct report *report_last(const struct programme *programme, struct id party, struct day day);

#endif
