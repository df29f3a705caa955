/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt init: a database with its first office account. */
#include "account/account.h"
#include "command/command.h"

static bool has_keeper(struct store *store, struct arena *arena)
{
	struct account_list accounts = account_all(store, arena);

	for (size_t i = 0; i < accounts.count; i++)
		if (accounts.at[i].keeper && !accounts.at[i].erased)
			return true;
	return false;
}

static int run(struct call *call)
{
	struct str email = call_option(call, "--email"), name = call_option(call, "--name");
	bool quiet = call_flag(call, "--quiet");
	struct store *store;
	struct id person;
	struct str secret;
	int status = call_usage(call, &verb_init, 0, 0);

	if (status)
		return status;
	if (email.len == 0) {
		call_say(call, N_("Say who keeps this server: --email ADDRESS and --name NAME."), STR_NONE, STR_NONE, STR_NONE);
		return EXIT_USAGE;
	}
	store = call_store(call, true);
	if (!store)
		return EXIT_REFUSED;
	if (has_keeper(store, &call->arena)) {
		faults_add(&call->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("This database has been set up already. `speerpunt user link ADDRESS` gives a sign-in link.") });
		status = call_refused(call);
	} else if (!account_add(store, email, name.len ? name : email, true, &person, &call->faults)) {
		status = call_refused(call);
	} else if (!quiet) {
		secret = link_new(store, LINK_INVITATION, person, &call->arena);
		printf("/invitation/%.*s\n", STR_ARG(secret));
		call_say(call, N_("Set up. `speerpunt serve` starts the server; the address above, after the server's own, sets the password."),
			STR_NONE, STR_NONE, STR_NONE);
	}
	store_close(store);
	return status;
}

const struct verb verb_init = {
	"init", "", N_("Sets up a database with its first office account"),
	"  --email ADDRESS   --name NAME   of who keeps this server\n  --quiet           no link\n", run,
};
