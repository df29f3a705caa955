/* SPDX-License-Identifier: EUPL-1.2 */
#include "job/job.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"

enum {
	LEASE_MS = 5 * 60 * 1000, RENEW_MS = 60 * 1000, POLL_MS = 1000, REFRESH_MS = 30 * 1000,
	RUNS_MOST = 10000, TAKEN_MOST = 64, NAME_BYTES = 64, NODE_BYTES = 96
};

/* What this process holds of one job. */
struct lease {
	struct store     *store;
	const struct job *job;
	struct str        programme;    /* its id as text; empty: the server's own */
	struct str        holder;       /* of this run alone */
	int64_t           held_until, due;
	int               tries;
	const atomic_bool *stopping;
	struct arena     *arena;
	bool              got;
};

struct job_runner {
	struct store   *store;
	struct arena    arena;          /* of the address */
	struct str      address;
	pthread_t       thread;
	pthread_mutex_t lock;
	pthread_cond_t  woken;
	bool            awake;
	atomic_bool     stopping;
};

int64_t job_wait_ms(int tries)
{
	static const int minutes[] = { 1, 5, 15, 60 };
	size_t last = sizeof minutes / sizeof minutes[0] - 1;
	size_t at = tries > 0 ? (size_t)tries - 1 : 0;

	return (int64_t)minutes[at < last ? at : last] * 60 * 1000;
}

static struct str node_name(struct arena *arena)
{
	char host[NAME_BYTES + 1] = "";

	gethostname(host, NAME_BYTES);
	return str_format(arena, "%.*s:%d", NAME_BYTES, host, (int)getpid());
}

/* Leases */

/* One statement for both databases: of two nodes the second waits for the first's row and then finds it held. Taken again by who took it
   already, whose answer was lost on the way. */
static const char take_job[] =
	"INSERT INTO job (programme_id, name, due, held_until, holder, node, began) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
	" ON CONFLICT (programme_id, name) DO UPDATE SET due = ?3, held_until = ?4, holder = ?5, node = ?6, began = ?7"
	" WHERE job.holder = ?5 OR (job.held_until <= ?7 AND (job.due <= ?7 OR job.held_until > 0)) RETURNING tries";

static bool read_tries(void *context, const struct value *columns, size_t count)
{
	struct lease *lease = context;
	(void)count;

	lease->tries = (int)columns[0].integer;
	lease->got = true;
	return true;
}

static enum outcome take_work(struct connection *connection, void *context)
{
	struct lease *lease = context;
	int64_t now = clock_now().ms;
	struct value values[] = { value_text(lease->programme), value_text(str_of(lease->job->name)),
		value_integer(lease->due = now + lease->job->every_ms), value_integer(lease->held_until = now + LEASE_MS),
		value_text(lease->holder), value_text(node_name(lease->arena)), value_integer(now) };

	lease->got = false;
	return connection_run(connection, take_job, values, 7, read_tries, lease);
}

static const char renew_job[] = "UPDATE job SET held_until = ?4 WHERE programme_id = ?1 AND name = ?2 AND holder = ?3";
static enum outcome renew_work(struct connection *connection, void *context)
{
	struct lease *lease = context;
	struct value values[] = { value_text(lease->programme), value_text(str_of(lease->job->name)), value_text(lease->holder),
		value_integer(lease->held_until) };
	enum outcome outcome = connection_run(connection, renew_job, values, 4, NULL, NULL);

	lease->got = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	return outcome;
}

bool job_goes_on(struct job_run *run)
{
	struct lease *lease = run->lease;
	int64_t now = clock_now().ms;

	if (!lease)
		return true;
	if (!lease->got || (lease->stopping && atomic_load(lease->stopping)))
		return false;
	if (lease->held_until - now > LEASE_MS - RENEW_MS)
		return true;
	lease->held_until = now + LEASE_MS;
	return store_do(lease->store, renew_work, lease) && lease->got;
}

/* Keeps what somebody asked for meanwhile: a `due` that is sooner than the lease had put there. */
static const char end_job[] =
	"UPDATE job SET held_until = 0, holder = '', ended = ?4, tries = ?5, done = ?6, said = ?7, said_of = ?8,"
	" due = CASE WHEN due < ?10 THEN due ELSE ?9 END WHERE programme_id = ?1 AND name = ?2 AND holder = ?3";

struct ending { const struct lease *lease; const struct job_run *run; bool fine; };

static enum outcome end_work(struct connection *connection, void *context)
{
	const struct ending *ending = context;
	const struct lease *lease = ending->lease;
	const struct job_run *run = ending->run;
	int tries = ending->fine ? 0 : lease->tries + 1;
	int64_t now = clock_now().ms, next = now + (ending->fine ? lease->job->every_ms : job_wait_ms(tries));
	struct str said = run->fault;

	if (ending->fine)
		said = run->words && run->done > 0 ? str_of(run->words) : STR_NONE;
	if (ending->fine && run->next.ms && run->next.ms < next)
		next = run->next.ms;
	return connection_run(connection, end_job, (struct value[]){ value_text(lease->programme), value_text(str_of(lease->job->name)),
		value_text(lease->holder), value_integer(now), value_integer(tries), value_integer(run->done), value_text(said),
		value_text(ending->fine ? STR_NONE : run->fault_of), value_integer(next), value_integer(lease->due) }, 10, NULL, NULL);
}

/* Takes the job and runs it. False where the database failed; *ran: it was to be had. */
static bool run_one(struct store *store, const struct job *job, struct str programme, struct str address, const atomic_bool *stopping, bool *ran)
{
	struct arena arena = { 0 };
	struct lease lease = { .store = store, .job = job, .programme = programme, .holder = secret_new(&arena), .stopping = stopping,
		.arena = &arena };
	struct job_run run = { .store = store, .address = address, .arena = &arena, .lease = &lease };
	struct ending ending = { &lease, &run, true };
	bool done = store_do(store, take_work, &lease);
	struct id id = ID_NONE;

	*ran = done && lease.got;
	if (*ran) {
		id_parse(programme, &id);
		run.now = clock_now();
		run.programme = job->each_programme ? store_programme_by_id(store, id) : NULL;
		/* A programme that cannot be read now is the database's fault, not the job's. */
		if (job->each_programme && !run.programme) {
			ending.fine = false;
			run.fault = STR(N_("The programme could not be read from the database. It is tried again."));
		} else {
			ending.fine = job->run(&run);
		}
		if (!ending.fine)
			log_warning("job", "%s failed", job->name);
		programme_release(run.programme);
		done = store_do(store, end_work, &ending);
	}
	arena_clear(&arena);
	return done;
}

/* What is due */

static const struct job *job_named(struct str name)
{
	for (size_t i = 0; i < job_count; i++)
		if (str_is(name, jobs[i]->name))
			return jobs[i];
	return NULL;
}

static const char add_job[] =
	"INSERT INTO job (programme_id, name, due) VALUES (?1, ?2, 0) ON CONFLICT (programme_id, name) DO NOTHING";

static enum outcome add_work(struct connection *connection, void *context)
{
	const struct programme_list *list = context;
	char id[ID_TEXT_LENGTH + 1];
	enum outcome outcome = OUTCOME_DONE;

	for (size_t i = 0; i < job_count && outcome == OUTCOME_DONE; i++)
		for (size_t k = 0; k < (jobs[i]->each_programme ? list->count : 1) && outcome == OUTCOME_DONE; k++) {
			struct value values[] = { value_text(STR_NONE), value_text(str_of(jobs[i]->name)) };
			if (jobs[i]->each_programme) {
				id_write(list->at[k].id, id);
				values[0] = value_text(str_of(id));
			}
			outcome = connection_run(connection, add_job, values, 2, NULL, NULL);
		}
	return outcome;
}

/* Every job of every programme has its row; the rows of `known` programmes stand already. */
static bool add_jobs(struct store *store, size_t *known)
{
	struct arena arena = { 0 };
	struct programme_list list = store_programmes(store, &arena);
	bool done = list.count == *known || store_do(store, add_work, &list);

	if (done)
		*known = list.count;
	arena_clear(&arena);
	return done;
}

struct due_one { char programme[ID_TEXT_LENGTH + 1]; const struct job *job; };
struct due { struct due_one at[TAKEN_MOST]; size_t count; int64_t now; };

static bool read_due(void *context, const struct value *columns, size_t count)
{
	struct due *due = context;
	struct due_one *one = &due->at[due->count];
	struct id id;
	(void)count;

	one->job = job_named(columns[1].text);
	one->programme[0] = '\0';
	if (!one->job || !id_parse(columns[0].text, &id))
		return true;    /* of another version of this program */
	if (id_known(id))
		id_write(id, one->programme);
	due->count++;
	return due->count < TAKEN_MOST;
}

static const char find_due[] =
	"SELECT programme_id, name FROM job WHERE held_until <= ?1 AND (due <= ?1 OR held_until > 0) ORDER BY due, programme_id, name";
static enum outcome due_work(struct connection *connection, void *context)
{
	struct due *due = context;
	struct value now = value_integer(due->now = clock_now().ms);

	due->count = 0;
	return connection_run(connection, find_due, &now, 1, read_due, due);
}

/* One pass over what is due. How many ran; -1: the database failed. */
static int64_t run_due(struct store *store, struct str address, const atomic_bool *stopping)
{
	struct due due;
	int64_t runs = 0;

	if (!store_read(store, due_work, &due))
		return -1;
	/* What another process wrote counts too. */
	if (due.count > 0 && !store_refresh(store))
		return -1;
	for (size_t i = 0; i < due.count && !(stopping && atomic_load(stopping)); i++) {
		bool ran;
		if (!run_one(store, due.at[i].job, str_of(due.at[i].programme), address, stopping, &ran))
			return -1;
		runs += ran;
	}
	return runs;
}

int64_t job_work(struct store *store, struct str address)
{
	size_t known = SIZE_MAX;
	int64_t all = 0, runs = store_refresh(store) && add_jobs(store, &known) ? 1 : -1;

	while (runs > 0 && all < RUNS_MOST) {
		runs = run_due(store, address, NULL);
		all += runs;
	}
	return runs < 0 ? -1 : all;
}

/* The runner */

/* Until somebody wakes it, or for a while. */
static void wait_a_while(struct job_runner *runner)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += POLL_MS / 1000;
	pthread_mutex_lock(&runner->lock);
	while (!runner->awake && !atomic_load(&runner->stopping) &&
	       pthread_cond_timedwait(&runner->woken, &runner->lock, &until) == 0)
		;
	runner->awake = false;
	pthread_mutex_unlock(&runner->lock);
}

static void *run_all(void *context)
{
	struct job_runner *runner = context;
	size_t known = SIZE_MAX;
	int64_t refreshed = 0, runs;

	while (!atomic_load(&runner->stopping)) {
		if (clock_running_ms() - refreshed >= REFRESH_MS && store_refresh(runner->store))
			refreshed = clock_running_ms();
		runs = add_jobs(runner->store, &known) ? run_due(runner->store, runner->address, &runner->stopping) : -1;
		if (runs <= 0)
			wait_a_while(runner);
	}
	return NULL;
}

struct job_runner *job_start(struct store *store, struct str address)
{
	struct job_runner *runner = memory_take(sizeof *runner);
	pthread_condattr_t clock;

	runner->store = store;
	runner->address = str_copy(&runner->arena, address);
	pthread_mutex_init(&runner->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&runner->woken, &clock);
	pthread_condattr_destroy(&clock);
	pthread_create(&runner->thread, NULL, run_all, runner);
	return runner;
}

void job_stop(struct job_runner *runner)
{
	if (!runner)
		return;
	pthread_mutex_lock(&runner->lock);
	atomic_store(&runner->stopping, true);
	pthread_cond_signal(&runner->woken);
	pthread_mutex_unlock(&runner->lock);
	pthread_join(runner->thread, NULL);
	pthread_mutex_destroy(&runner->lock);
	pthread_cond_destroy(&runner->woken);
	arena_clear(&runner->arena);
	free(runner);
}

void job_wake(struct job_runner *runner)
{
	if (!runner)
		return;
	pthread_mutex_lock(&runner->lock);
	runner->awake = true;
	pthread_cond_signal(&runner->woken);
	pthread_mutex_unlock(&runner->lock);
}

/* For the office */

struct asked { struct str programme; enum language language; struct arena *arena; struct job_states states; };

static struct str said(const struct asked *asked, struct str english, struct str of, int64_t done, bool failed, bool ran)
{
	struct str number = str_format(asked->arena, "%lld", (long long)done);

	if (!ran)
		return STR_NONE;
	if (english.len == 0)
		return language_text(asked->language, failed ? N_("It failed.") : done > 0 ? N_("Done.") : N_("Nothing to do."));
	return language_fill(asked->language, asked->arena, str_cstring(asked->arena, english), failed ? of : number, STR_NONE, STR_NONE);
}

static bool read_state(void *context, const struct value *columns, size_t count)
{
	struct asked *asked = context;
	int64_t held_until = columns[2].integer;
	(void)count;

	for (size_t i = 0; i < asked->states.count; i++) {
		struct job_state *state = &asked->states.at[i];
		if (!str_is(columns[0].text, state->job->name))
			continue;
		state->next.ms = columns[1].integer;
		state->running = held_until > clock_now().ms;
		state->node = str_copy(asked->arena, columns[3].text);
		state->began.ms = columns[4].integer;
		state->ended.ms = columns[5].integer;
		state->tries = (int)columns[6].integer;
		state->failed = state->tries > 0;
		state->done = columns[7].integer;
		state->said = said(asked, columns[8].text, str_copy(asked->arena, columns[9].text), state->done, state->failed, state->ended.ms != 0);
	}
	return true;
}

static const char read_states[] =
	"SELECT name, due, held_until, node, began, ended, tries, done, said, said_of FROM job WHERE programme_id = ?1";
static enum outcome states_work(struct connection *connection, void *context)
{
	struct asked *asked = context;
	struct value programme = value_text(asked->programme);

	return connection_run(connection, read_states, &programme, 1, read_state, asked);
}

struct job_states job_states(struct store *store, struct id programme, enum language language, struct arena *arena)
{
	struct asked asked = { id_text(programme, arena), language, arena, { arena_array(arena, struct job_state, job_count + 1), 0 } };

	for (size_t i = 0; i < job_count; i++)
		if (jobs[i]->each_programme == id_known(programme))
			asked.states.at[asked.states.count++].job = jobs[i];
	store_read(store, states_work, &asked);
	return asked.states;
}

static const char hasten_job[] =
	"INSERT INTO job (programme_id, name, due) VALUES (?1, ?2, ?3)"
	" ON CONFLICT (programme_id, name) DO UPDATE SET due = ?3 WHERE job.due > ?3";
enum outcome job_run_at_in(struct connection *connection, struct str programme, const char *name, struct moment moment)
{
	struct value values[] = { value_text(programme), value_text(str_of(name)), value_integer(moment.ms) };

	return connection_run(connection, hasten_job, values, 3, NULL, NULL);
}

struct hastened { struct str programme; const char *name; struct moment moment; };

static enum outcome hasten_work(struct connection *connection, void *context)
{
	struct hastened *hastened = context;
	return job_run_at_in(connection, hastened->programme, hastened->name, hastened->moment);
}

bool job_run_at(struct store *store, struct id programme, const struct job *job, struct moment moment)
{
	struct arena arena = { 0 };
	struct hastened hastened = { id_text(programme, &arena), job->name, moment };
	bool done = store_do(store, hasten_work, &hastened);

	arena_clear(&arena);
	return done;
}

bool job_run_now(struct store *store, struct id programme, const struct job *job)
{
	return job_run_at(store, programme, job, clock_now());
}
