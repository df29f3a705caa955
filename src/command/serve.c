/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt serve: the server, until it is told to stop. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "account/account.h"
#include "base/log.h"
#include "command/command.h"
#include "http/server.h"
#include "rooms.h"

static bool number(struct call *call, const char *option, int64_t least, int64_t most, int64_t *value)
{
	struct str text = call_option(call, option);

	if (text.len == 0)
		return true;
	if (str_integer(text, value) && *value >= least && *value <= most)
		return true;
	return faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("{0} takes a whole number from {1} to {2}."),
		.arg = { str_of(option), str_format(&call->arena, "%lld", (long long)least),
		         str_format(&call->arena, "%lld", (long long)most) } });
}

/* For a first look: an address that signs the keeper in, once. */
static void print_sign_in(struct call *call, struct store *store, struct str address)
{
	struct account_list accounts = account_all(store, &call->arena);

	for (size_t i = 0; i < accounts.count; i++) {
		if (!accounts.at[i].keeper || accounts.at[i].erased)
			continue;
		call_say(call, N_("Sign in as the programme office (works once, for an hour):\n  {0}/sign-in/{1}"), address,
			link_new(store, LINK_SIGN_IN, accounts.at[i].person, &call->arena), STR_NONE);
		return;
	}
	call_say(call, N_("Nobody can sign in yet: `speerpunt init` makes the first account."), STR_NONE, STR_NONE, STR_NONE);
}

static int run(struct call *call)
{
	struct server_options options = { .bind = "127.0.0.1", .port = 8080, .routes = room_routes, .route_count = room_route_count };
	struct str bind = call_option(call, "--bind"), clock = call_option(call, "--clock");
	struct str templates = call_option(call, "--templates");
	bool sign_in = call_flag(call, "--sign-in-link"), quiet = call_flag(call, "--quiet");
	int64_t port = 8080, cache = 64, threads = 0, workers = 0;
	struct store_options store_options = { .where = call->database, .create = true };
	struct server *server;
	sigset_t stop;
	int signal_number, status;

	options.public_address = call_option(call, "--address");
	options.behind_proxy = call_flag(call, "--behind-proxy");
	number(call, "--port", 0, 65535, &port);
	number(call, "--cache", 1, 1 << 20, &cache);
	number(call, "--threads", 0, 256, &threads);
	number(call, "--workers", 0, 1024, &workers);
	if (clock.len > 0) {
		struct moment moment;
		struct day day;
		if (moment_parse(clock, &moment))
			clock_set(moment);
		else if (day_parse(clock, &day) && day_exact(day))
			clock_set((struct moment){ (int64_t)day_first(day) * 86400000 + 43200000 });
		else
			faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("--clock takes a day, such as 2026-03-01.") });
	}
	status = call_usage(call, &verb_serve, 0, 0);
	if (status)
		return status;
	if (call->faults.count > 0)
		return call_refused(call), EXIT_USAGE;

	/* Every thread started from here leaves these signals to sigwait below. */
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);

	store_options.cache_bytes = (size_t)cache << 20;
	options.store = store_open(&store_options, &call->faults);
	if (!options.store)
		return call_refused(call);
	options.port = (int)port;
	options.threads = (int)threads;
	options.workers = (int)workers;
	if (bind.len > 0)
		options.bind = str_cstring(&call->arena, bind);
	if (templates.len > 0)
		options.template_directory = str_cstring(&call->arena, templates);
	if (!quiet)
		log_level_set(LOG_INFO);
	server = server_start(&options, &call->faults);
	if (!server) {
		status = call_refused(call);
		store_close(options.store);
		return status;
	}
	struct str address = options.public_address.len ? options.public_address
		: str_format(&call->arena, "http://%s:%d", options.bind, server_port(server));
	call_say(call, N_("Speerpunt is at {0}"), address, STR_NONE, STR_NONE);
	if (sign_in)
		print_sign_in(call, options.store, address);
	call_say(call, N_("Ctrl+C stops it."), STR_NONE, STR_NONE, STR_NONE);
	sigwait(&stop, &signal_number);
	server_stop(server);
	store_close(options.store);
	return EXIT_DONE;
}

const struct verb verb_serve = {
	"serve", "", N_("Serves the pages"),
	"  --port N (8080; 0: any free)    --bind ADDRESS (127.0.0.1)\n"
	"  --address URL      as the outside sees this server, behind its proxy\n"
	"  --behind-proxy     believe the proxy's X-Forwarded-For\n"
	"  --cache MIB (64)   memory for programmes    --threads N    --workers N\n"
	"  --sign-in-link     print an address that signs the keeper in, once\n"
	"  --templates DIR    development: read templates from here, again when they change\n"
	"  --clock DAY        development: stop the clock on this day\n"
	"  --quiet            warnings only\n", run,
};
