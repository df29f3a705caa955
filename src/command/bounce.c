/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * speerpunt bounce: the mail server gives it what comes back (docs/operating/mail.md). A mail server answers every exit status but 0 with a report of
 * its own, so what is no report is passed over; only where the database fails is it asked to come again.
 */
#include "command/command.h"
#include "mail/bounce.h"
#include "mail/mail.h"

enum { REPORT_BYTES_MOST = 1 << 20, EXIT_COME_AGAIN = 75 };     /* EX_TEMPFAIL of sysexits.h */

static struct str read_all(struct call *call, FILE *in)
{
	char *text = arena_take(&call->arena, REPORT_BYTES_MOST);
	size_t size = fread(text, 1, REPORT_BYTES_MOST, in);
	char rest[4096];

	/* What is too long is read to its end: else the mail server thinks that we failed. */
	while (fread(rest, 1, sizeof rest, in) > 0)
		;
	return (struct str){ text, size };
}

static int run(struct call *call)
{
	struct bounce bounce;
	struct store *store;
	bool failed = false, marked;
	int status = call_usage(call, &verb_bounce, 0, 0);

	if (status)
		return status;
	if (!bounce_read(read_all(call, stdin), &call->arena, &bounce) || !bounce.failed) {
		call_say(call, N_("This is no report that a mail of ours did not arrive. It is passed over."), STR_NONE, STR_NONE, STR_NONE);
		return EXIT_DONE;
	}
	store = call_store(call, false);
	if (!store)
		return EXIT_COME_AGAIN;
	marked = mail_bounce(store, bounce.programme, bounce.mail, bounce.said, bounce.address, &failed);
	store_close(store);
	if (failed)
		return EXIT_COME_AGAIN;
	call_say(call, marked ? N_("The mail is marked as come back.") : N_("There is no such mail here. The report is passed over."),
		STR_NONE, STR_NONE, STR_NONE);
	return EXIT_DONE;
}

const struct verb verb_bounce = {
	"bounce", "", N_("Reads from standard input what a mail server sent back (RFC 3464), and marks the mail"), "", run,
};
