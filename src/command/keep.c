/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt migrate and check: for who keeps the server. */
#include "command/command.h"
#include "html/mustache.h"
#include "rooms.h"
#include "store/journal.h"
#include "store/migration.h"

static int run_migrate(struct call *call)
{
	struct store *store;
	int status = call_usage(call, &verb_migrate, 0, 0);

	if (status)
		return status;
	store = call_store(call, true);         /* opening brings it up to date */
	if (!store)
		return EXIT_REFUSED;
	printf("%d\n", migration_newest());
	call_say(call, N_("The database is up to date."), STR_NONE, STR_NONE, STR_NONE);
	store_close(store);
	return EXIT_DONE;
}

const struct verb verb_migrate = {
	"migrate", "", N_("Brings the database up to this version; serve does so by itself"), "", run_migrate,
};

/* The list of routes for the developers' documentation, from the one table. */
static void print_routes(void)
{
	puts("| method | address | right | what |\n|---|---|---|---|");
	for (size_t t = 0; t < room_route_count; t++)
		for (const struct route *route = room_routes[t]; route->method; route++)
			printf("| %s | `%s` | %s | %s |\n", route->method, route->pattern,
				route->right == RIGHT_NONE ? "–" : right_label[route->right], route->about ? route->about : "");
}

static bool check_programmes(struct call *call, struct store *store)
{
	struct programme_list list = store_programmes(store, &call->arena);
	bool fine = true;

	for (size_t i = 0; i < list.count; i++) {
		const struct programme *programme = store_programme(store, list.at[i].key);
		struct verified verified = { 0 };
		struct str key = list.at[i].key;

		if (!programme || (!journal_verify(store, list.at[i].id, &verified) && !verified.wrong)) {
			call_say(call, N_("{0}: the database could not be read."), key, STR_NONE, STR_NONE);
			fine = false;
		} else if (verified.wrong) {
			call_say(call, N_("{0}: row {1} does not fit: {2}"), key,
				str_format(&call->arena, "%lld", (long long)verified.wrong), language_text(call->language, verified.why));
			fine = false;
		} else {
			call_say(call, N_("{0}: {1} journal rows, all fit."), key,
				str_format(&call->arena, "%lld", (long long)verified.rows), STR_NONE);
		}
		programme_release(programme);
	}
	return fine;
}

static int run_check(struct call *call)
{
	bool routes = call_flag(call, "--routes");
	struct templates *templates;
	struct store *store;
	bool fine;
	int status = call_usage(call, &verb_check, 0, 0);

	if (status)
		return status;
	if (routes) {
		print_routes();
		return EXIT_DONE;
	}
	templates = templates_open(NULL, &call->faults);
	if (!templates)
		return call_refused(call);
	templates_close(templates);
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	fine = check_programmes(call, store);
	store_close(store);
	call_say(call, fine ? N_("All is well.") : N_("Not all is well: see above."), STR_NONE, STR_NONE, STR_NONE);
	return fine ? EXIT_DONE : EXIT_REFUSED;
}

const struct verb verb_check = {
	"check", "", N_("Checks the database, every journal and the templates"),
	"  --routes   prints the list of routes instead\n", run_check,
};
