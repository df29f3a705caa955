/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line: one verb a file. Data goes to standard output, words to standard error; exit status 0: done, 1: refused or
 * failed with the reason, 2: wrong usage.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdio.h>

#include "base/language.h"
#include "store/store.h"

struct call {
	int           argc;             /* what follows the verb, options taken out by call_option */
	char        **argv;
	struct str    database;         /* --database, default speerpunt.db */
	enum language language;         /* --lang */
	bool          json;             /* --json */
	struct arena  arena;
	struct faults faults;
};

struct verb {
	const char *name, *arguments, *about;   /* "import", "FILE...", N_("...") */
	const char *options;                    /* lines for --help, English */
	int       (*run)(struct call *);
};
extern const struct verb *const verbs[];
extern const size_t verb_count;

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

/* Takes "--name VALUE" or "--name=VALUE" out of the arguments; empty where it is not there. */
struct str call_option(struct call *call, const char *name);
/* Takes "--name" out of the arguments. */
bool call_flag(struct call *call, const char *name);
/* Says a line on standard error in the reader's language; {0} {1} {2} are filled in. */
void call_say(struct call *call, const char *english, struct str a, struct str b, struct str c);
/* Every fault on a line of its own, "place: field: message"; with --json a problem (RFC 9457) on standard output. Gives EXIT_REFUSED. */
int call_refused(struct call *call);
/* Options or arguments are left that the verb does not know, or too few: says so. Gives EXIT_USAGE; 0 where all is well. */
int call_usage(struct call *call, const struct verb *verb, int least, int most);
/* Opens the database; `create`: makes it where it is not there. NULL: call_refused has been said. */
struct store *call_store(struct call *call, bool create);
/* import FILE --into PROGRAMME --kind KIND: a table into a programme that is there (sheet.c). */
struct sheet_call { const char *file; struct str bytes, into, kind, sheet; bool dry_run; };
int call_import_sheet(struct call *call, const struct sheet_call *asked);

/* The programme named on the command line, to be released; NULL after saying which there are. */
const struct programme *call_programme(struct call *call, struct store *store, const char *key);

/* Takes the options of mail (CALL_MAIL_OPTIONS) out of the arguments and settles how it leaves; faults say what is wrong. */
void call_mail(struct call *call);
#define CALL_MAIL_OPTIONS \
	"  --smtp URL         mail server: smtp://mail.example.nl:587 (STARTTLS) or smtps://...\n" \
	"  --smtp-login FILE  its user name and password, a line each; else SPEERPUNT_SMTP_USER and SPEERPUNT_SMTP_PASSWORD\n" \
	"  --smtp-ca FILE     certificates to trust, for a mail server that has its own\n" \
	"  --smtp-tls         STARTTLS also to this machine itself\n" \
	"  --mail-from ADDR   who mail is from: \"Programme office <office@example.nl>\"\n" \
	"  --mail-dir DIR     without a mail server: write each mail as a file\n"
/* "2026-03-01" (at noon) or a moment; false where it is neither. */
bool call_clock(struct str text, struct moment *moment);

extern const struct verb verb_init, verb_serve, verb_import, verb_export, verb_verify, verb_user, verb_migrate, verb_check, verb_report, verb_work, verb_bounce;

#endif
