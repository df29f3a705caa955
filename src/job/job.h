/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Jobs: what the server does by itself, such as sending mail, reminding leads, making digests, cleaning files. A job is taken by a lease
 * in the database: of several nodes one does it, and what a dead node held comes back by itself when its lease has run out. A job may
 * therefore begin twice; each is written so that doing it again changes nothing (what it makes has a key that can be made once).
 * The office sees each with its last run and what came of it. The time is clock_now(), so a test can set it.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "base/language.h"
#include "store/store.h"

struct lease;

/* One run, of one job, for one programme or for the server as a whole. */
struct job_run {
	struct store           *store;
	const struct programme *programme;      /* NULL: the server's own */
	struct moment           now;
	struct str              address;        /* of this server as the outside sees it, without a slash at the end; empty: not known */
	struct arena           *arena;          /* gone after the run */
	struct lease           *lease;
	/* What came of it, for the office: */
	int64_t                 done;           /* how many things were done; 0: there was nothing to do */
	const char             *words;          /* N_("Mails sent: {0}."); NULL: "Nothing to do." or "Done." */
	struct str              fault;          /* where it failed: N_(what is the matter and what to do about it), for a person */
	struct str              fault_of;       /* {0} of the fault: a host, a folder */
	struct moment           next;           /* when there is more to do, where that is sooner than `every_ms` from now */
};

struct job {
	const char *name;               /* "round_mail": in the database, never changed */
	const char *label;              /* N_("Mail of rounds") */
	const char *about;              /* one sentence for the office */
	bool        each_programme;     /* runs for every programme, with a lease of its own */
	int64_t     every_ms;           /* from the end of one run to the begin of the next; a failed one is tried again, later each time */
	bool      (*run)(struct job_run *run);  /* false: it failed, `fault` says why */
};
/* THE list is in rooms.c. */
extern const struct job *const jobs[];
extern const size_t job_count;

/* For a run of many small things, asked before each: renews the lease; false: end now, the rest comes with the next run. */
bool job_goes_on(struct job_run *run);

/* Runs whatever is due, on a thread of its own, until it is stopped. */
struct job_runner;
struct job_runner *job_start(struct store *store, struct str address);
/* Lets the one that runs finish. */
void job_stop(struct job_runner *runner);
/* Has the runner look at once: something was queued. NULL is fine. */
void job_wake(struct job_runner *runner);
/* Everything that is due at clock_now(), in this thread, until nothing is: for tests and for `speerpunt work`. How many runs; -1: the database failed. */
int64_t job_work(struct store *store, struct str address);

/* For the page of the office: every job of the programme (ID_NONE: of the server) with its last run. */
struct job_state {
	const struct job *job;
	struct moment     began, ended, next;   /* of the last run; unknown: never ran */
	bool              failed;
	bool              running;              /* now, somewhere */
	int               tries;                /* failed in a row */
	int64_t           done;
	struct str        said;                 /* words or fault, in `language` */
	struct str        node;                 /* the process that ran it */
};
struct job_states { struct job_state *at; size_t count; };
struct job_states job_states(struct store *store, struct id programme, enum language language, struct arena *arena);
/* Makes it due now. */
bool job_run_now(struct store *store, struct id programme, const struct job *job);
/* Makes it due at the moment, unless it is sooner already. */
bool job_run_at(struct store *store, struct id programme, const struct job *job, struct moment moment);
/* The same within another piece of work of the writer. `programme`: its id as text, "" for the server. */
enum outcome job_run_at_in(struct connection *connection, struct str programme, const char *name, struct moment moment);
/* How long after its n-th failure in a row a job is tried again. */
int64_t job_wait_ms(int tries);

#endif
