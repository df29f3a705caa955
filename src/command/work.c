/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt work: what the server does by itself, done once, for who serves no pages or wants it now. How mail leaves, for serve too. */
#include <stdlib.h>

#include "command/command.h"
#include "job/job.h"
#include "mail/mail.h"

enum { LOGIN_BYTES = 1024 };

/* Two lines: user name, password. */
static bool read_login(struct call *call, struct str path, struct mail_options *options)
{
	char *text = arena_take(&call->arena, LOGIN_BYTES);
	FILE *file = fopen(str_cstring(&call->arena, path), "r");
	struct str rest = { text, file ? fread(text, 1, LOGIN_BYTES, file) : 0 };

	if (file)
		fclose(file);
	str_next(&rest, '\n', &options->user);
	str_next(&rest, '\n', &options->password);
	options->user = str_trim(options->user);
	options->password = str_ends(options->password, STR("\r")) ? str_to(options->password, options->password.len - 1) : options->password;
	if (options->user.len && options->password.len)
		return true;
	return faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID,
		.message = N_("--smtp-login takes a file with two lines, the user name and the password: {0} is none."), .arg = { path } });
}

void call_mail(struct call *call)
{
	struct mail_options options = { .smtp = call_option(call, "--smtp"), .ca_file = call_option(call, "--smtp-ca"),
		.from = call_option(call, "--mail-from"), .directory = call_option(call, "--mail-dir"), .require_tls = call_flag(call, "--smtp-tls") };
	struct str login = call_option(call, "--smtp-login");

	if (login.len > 0) {
		read_login(call, login, &options);
	} else {
		options.user = str_of(getenv("SPEERPUNT_SMTP_USER"));
		options.password = str_of(getenv("SPEERPUNT_SMTP_PASSWORD"));
	}
	mail_options_set(&options, &call->faults);
}

static int run_work(struct call *call)
{
	struct str address = call_option(call, "--address"), clock = call_option(call, "--clock");
	struct store *store;
	struct moment moment;
	int64_t runs;
	int status;

	call_mail(call);
	if (clock.len > 0 && !call_clock(clock, &moment))
		faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("--clock takes a day, such as 2026-03-01.") });
	else if (clock.len > 0)
		clock_set(moment);
	status = call_usage(call, &verb_work, 0, 0);
	if (status)
		return status;
	if (call->faults.count > 0)
		return call_refused(call), EXIT_USAGE;
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	runs = job_work(store, address);
	store_close(store);
	if (runs < 0)
		call_say(call, N_("The database could not be read or written. Nothing is lost: do it again."), STR_NONE, STR_NONE, STR_NONE);
	else
		call_say(call, N_("Jobs that were due and have run: {0}."), str_format(&call->arena, "%lld", (long long)runs), STR_NONE, STR_NONE);
	return runs < 0 ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_work = {
	"work", "", N_("Does once what serve does by itself: sends mail, reminds, cleans up"),
	"  --address URL      as the outside sees the server, for links in mail\n"
	CALL_MAIL_OPTIONS
	"  --clock DAY        development: stop the clock on this day\n", run_work,
};
