/* SPDX-License-Identifier: EUPL-1.2 */
/* Leases, as several nodes on one database live with them. The jobs are the program's own; the rows tell who held what. */
#include "job/job.h"

#include "mail/mail.h"
#include "test/databases.h"

static const struct moment noon = { 1710504000000 };

static struct moment later(int64_t seconds)
{
	return (struct moment){ noon.ms + seconds * 1000 };
}

static struct job_state state_of(struct store *store, struct id programme, const struct job *job)
{
	struct job_states states = job_states(store, programme, LANGUAGE_NL, test_arena());

	for (size_t i = 0; i < states.count; i++)
		if (states.at[i].job == job)
			return states.at[i];
	fail_msg("there is no job %s", job->name);
	return (struct job_state){ 0 };
}

static void set_job(struct store *store, const char *set)
{
	run_sql(address_of_store(store), str_format(test_arena(), "UPDATE job SET %s WHERE name = 'mail'", set).at);
}

static bool ran_at(struct store *store, const struct small *small, struct moment moment)
{
	return state_of(store, small->facts.id, &mail_job).began.ms == moment.ms;
}

ON_EACH_DATABASE(every_job_runs_once_and_again_when_its_time_has_come)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct job_state state;

	clock_set(noon);
	CHECK_NUMBER(state_of(store, small.facts.id, &mail_job).began.ms, 0);
	CHECK_NUMBER(job_work(store, STR_NONE), (int)job_count);
	CHECK_NUMBER(job_work(store, STR_NONE), 0);
	state = state_of(store, small.facts.id, &mail_job);
	CHECK_NUMBER(state.ended.ms, noon.ms);
	CHECK(!state.failed && !state.running);
	CHECK_STR(state.said, "Er was niets te doen.");
	CHECK_NUMBER(state.next.ms, noon.ms + mail_job.every_ms);
	clock_set((struct moment){ noon.ms + mail_job.every_ms });
	CHECK(job_work(store, STR_NONE) > 0);
	CHECK(ran_at(store, &small, clock_now()));
	/* A programme of its own, jobs of its own. */
	CHECK_NUMBER(job_states(store, ID_NONE, LANGUAGE_NL, test_arena()).count + job_states(store, small.facts.id, LANGUAGE_NL, test_arena()).count,
		job_count);
}

ON_EACH_DATABASE(what_another_node_holds_is_left_alone_until_its_lease_has_run_out)
{
	struct small small;
	struct store *store = small_store(kind, &small);

	clock_set(noon);
	job_work(store, STR_NONE);
	set_job(store, str_format(test_arena(), "due = %lld, holder = 'another', held_until = %lld", (long long)later(86400).ms,
		(long long)later(300).ms).at);
	CHECK(state_of(store, small.facts.id, &mail_job).running);
	clock_set(later(299));
	job_work(store, STR_NONE);
	CHECK(ran_at(store, &small, noon));
	/* It died: whoever comes next does it, though it was not due for a day. */
	clock_set(later(300));
	job_work(store, STR_NONE);
	CHECK(ran_at(store, &small, later(300)));
}

ON_EACH_DATABASE(two_nodes_run_a_job_once)
{
	struct small small;
	struct store *store = small_store(kind, &small), *other = open_store(address_of_store(store), 0);
	int64_t runs;

	clock_set(noon);
	job_work(store, STR_NONE);
	CHECK_NUMBER(job_work(other, STR_NONE), 0);
	CHECK(job_run_now(other, small.facts.id, &mail_job));
	clock_set(later(1));
	runs = job_work(store, STR_NONE) + job_work(other, STR_NONE);
	CHECK_NUMBER(runs, 1);
	close_store(other);
}

ON_EACH_DATABASE(what_is_asked_for_while_a_job_runs_is_done_after_it)
{
	struct small small;
	struct store *store = small_store(kind, &small);

	clock_set(noon);
	job_work(store, STR_NONE);
	clock_set(later(10));
	CHECK(job_run_now(store, small.facts.id, &mail_job));
	CHECK(job_run_at(store, small.facts.id, &mail_job, later(500)));        /* no later than was asked before */
	job_work(store, STR_NONE);
	CHECK(ran_at(store, &small, later(10)));
	CHECK(job_run_at(store, small.facts.id, &mail_job, later(60)));
	clock_set(later(59));
	job_work(store, STR_NONE);
	CHECK(ran_at(store, &small, later(10)));
	clock_set(later(60));
	job_work(store, STR_NONE);
	CHECK(ran_at(store, &small, later(60)));
}

TEST(a_job_that_fails_is_tried_again_later_each_time)
{
	static const int minutes[] = { 1, 5, 15, 60, 60, 60 };

	for (int i = 0; i < 6; i++)
		CHECK_NUMBER(job_wait_ms(i + 1) / 60000, minutes[i]);
}

ON_EACH_DATABASE(a_clock_that_jumps_over_the_end_of_the_year_runs_each_job_once)
{
	struct small small;
	struct store *store = small_store(kind, &small);

	clock_set((struct moment){ 1735685999000 });            /* 31 December 2024, 23:59:59 in Amsterdam */
	job_work(store, STR_NONE);
	clock_set((struct moment){ 1767222000000 });            /* a year and a day on */
	CHECK_NUMBER(job_work(store, STR_NONE), (int)job_count);
	CHECK_NUMBER(job_work(store, STR_NONE), 0);
}
