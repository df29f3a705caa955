/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt user: people and their accounts from the command line. */
#include <limits.h>
#include <string.h>

#include "account/account.h"
#include "command/command.h"

static bool find(struct call *call, struct store *store, const char *email, struct account *account)
{
	if (account_by_email(store, str_of(email), &call->arena, account))
		return true;
	faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
		.message = N_("There is nobody with address {0}. `speerpunt user list` shows them."), .arg = { str_of(email) } });
	return false;
}

static bool list(struct call *call, struct store *store)
{
	struct account_list accounts = account_all(store, &call->arena);

	for (size_t i = 0; i < accounts.count; i++) {
		const struct account *account = &accounts.at[i];
		if (!account->erased)
			printf("%.*s\t%.*s\t%s\t%s\n", STR_ARG(account->email), STR_ARG(account->name), account->keeper ? "keeper" : "-",
				account->has_password ? "password" : account->has_account ? "no password" : "no account");
	}
	return true;
}

/* The end of the link's address; after that of the server, where it was given. */
static void say_link(struct str address, const char *page, struct str secret)
{
	while (address.len > 0 && address.at[address.len - 1] == '/')
		address.len--;
	printf("%.*s%s%.*s\n", STR_ARG(address), page, STR_ARG(secret));
}

static bool add(struct call *call, struct store *store, const char *email, struct str name, bool keeper, struct str address)
{
	struct id person;

	if (!account_add(store, str_of(email), name.len ? name : str_of(email), keeper, &person, &call->faults))
		return false;
	say_link(address, "/invitation/", link_new(store, LINK_INVITATION, person, &call->arena));
	return true;
}

static bool give_link(struct call *call, struct store *store, const char *email, struct str address)
{
	struct account account;

	/* A contact person gets an account with the first link: who keeps the server may let anybody in. */
	if (!find(call, store, email, &account) || (!account.has_account &&
	    !account_add(store, account.email, account.name, false, &account.person, &call->faults)))
		return false;
	say_link(address, "/sign-in/", link_new(store, LINK_SIGN_IN, account.person, &call->arena));
	return true;
}

static bool erase(struct call *call, struct store *store, const char *email)
{
	struct account account;

	return find(call, store, email, &account) && account_erase(store, account.person);
}

static int run(struct call *call)
{
	struct str name = call_option(call, "--name"), address = call_option(call, "--address");
	bool keeper = call_flag(call, "--keeper");
	struct store *store;
	int status = call_usage(call, &verb_user, 1, 2);
	const char *what, *email;
	bool done = false;

	if (status)
		return status;
	what = call->argv[0];
	email = call->argc > 1 ? call->argv[1] : NULL;
	if (strcmp(what, "list") != 0 && (!email || (strcmp(what, "add") && strcmp(what, "link") && strcmp(what, "erase")))) {
		call_say(call, N_("Usage: speerpunt {0} {1}"), str_of("user"), str_of(verb_user.arguments), STR_NONE);
		return EXIT_USAGE;
	}
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	if (strcmp(what, "list") == 0)
		done = list(call, store);
	else if (strcmp(what, "add") == 0)
		done = add(call, store, email, name, keeper, address);
	else if (strcmp(what, "link") == 0)
		done = give_link(call, store, email, address);
	else
		done = erase(call, store, email);
	if (!done)
		status = call_refused(call);
	store_close(store);
	return status;
}

const struct verb verb_user = {
	"user", "list | add|link|erase ADDRESS", N_("Lists, adds and erases people; gives sign-in links"),
	"  add --name NAME [--keeper]   prints the end of an invitation's address\n"
	"  link                         prints the end of an address that signs in once, within an hour; makes the account of a contact person\n"
	"  --address ADDRESS            of your server: makes it a whole link\n"
	"  erase                        takes name, address and password away for good\n", run,
};
