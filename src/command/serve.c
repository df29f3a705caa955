/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt serve: the server, until it is told to stop. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "account/account.h"
#include "base/log.h"
#include "base/rest.h"
#include "command/command.h"
#include "http/server.h"
#include "job/job.h"
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

bool call_clock(struct str text, struct moment *moment)
{
	struct day day;

	if (moment_parse(text, moment) && moment->ms)
		return true;
	if (!day_parse(text, &day) || !day_exact(day))
		return false;
	*moment = (struct moment){ (int64_t)day_first(day) * 86400000 + 43200000 };
	return true;
}

/* For tests that play years: the clock stands where a file says, which is looked at again and again. */
struct clock_file {
	const char        *path;
	struct job_runner *runner;
	atomic_bool        stopping;
	pthread_t          thread;
};

/* Sets the clock where the file says something new; what it says that is no time is passed over. */
static bool read_clock(const char *path)
{
	struct moment moment;
	char text[64];
	FILE *file = fopen(path, "r");
	size_t size = file ? fread(text, 1, sizeof text, file) : 0;

	if (file)
		fclose(file);
	if (!call_clock(str_trim((struct str){ text, size }), &moment) || moment.ms == clock_now().ms)
		return false;
	clock_set(moment);
	return true;
}

static void *follow_clock(void *context)
{
	struct clock_file *clock = context;
	const struct timespec tick = { .tv_nsec = 50000000 };

	while (!atomic_load(&clock->stopping)) {
		if (read_clock(clock->path))
			job_wake(clock->runner);
		nanosleep(&tick, NULL);
	}
	return NULL;
}

static void start_clock(struct clock_file *clock, struct job_runner *runner)
{
	clock->runner = runner;
	if (clock->path)
		pthread_create(&clock->thread, NULL, follow_clock, clock);
}

static void stop_clock(struct clock_file *clock)
{
	atomic_store(&clock->stopping, true);
	if (clock->path)
		pthread_join(clock->thread, NULL);
}

static int run(struct call *call)
{
	struct server_options options = { .bind = "127.0.0.1", .port = 8080, .routes = room_routes, .route_count = room_route_count };
	struct str bind = call_option(call, "--bind"), clock = call_option(call, "--clock");
	struct str templates = call_option(call, "--templates"), clock_path = call_option(call, "--clock-file");
	struct clock_file clock_file = { .path = clock_path.len ? str_cstring(&call->arena, clock_path) : NULL };
	bool sign_in = call_flag(call, "--sign-in-link"), quiet = call_flag(call, "--quiet");
	int64_t port = 8080, cache = 64, threads = 0, workers = 0;
	struct store_options store_options = { .where = call->database, .create = true };
	struct job_runner *runner;
	struct server *server;
	sigset_t stop;
	int signal_number, status;

	options.public_address = call_option(call, "--address");
	options.behind_proxy = call_flag(call, "--behind-proxy");
	number(call, "--port", 0, 65535, &port);
	number(call, "--cache", 1, 1 << 20, &cache);
	number(call, "--threads", 0, 256, &threads);
	number(call, "--workers", 0, 1024, &workers);
	call_mail(call);
	if (clock.len > 0) {
		struct moment moment;
		if (call_clock(clock, &moment))
			clock_set(moment);
		else
			faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("--clock takes a day, such as 2026-03-01.") });
	}
	if (clock_file.path && !read_clock(clock_file.path))
		faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("--clock-file takes a file with a day or a moment in it: {0} holds none."), .arg = { clock_path } });
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
	runner = job_start(options.store, address);
	start_clock(&clock_file, runner);
	memory_rest();
	sigwait(&stop, &signal_number);
	stop_clock(&clock_file);
	/* The job that runs ends while the last pages are answered. */
	server_stop(server);
	job_stop(runner);
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
	CALL_MAIL_OPTIONS
	"  --clock DAY        development: stop the clock on this day\n"
	"  --clock-file FILE  development: the same, the day or moment read from a file again and again\n"
	"  --quiet            warnings only\n", run,
};
