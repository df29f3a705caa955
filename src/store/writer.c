/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one writer. It takes all that waits, makes one transaction of it, and answers when that is durable: many commits cost one.
 * Each command stands or falls alone: what a rule refuses touches no table; where a statement fails, the batch is rolled back and
 * its jobs are done again one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/record_sql.h"
#include "store/store_own.h"
#include "tree/tree.h"

enum { BATCH_MOST = 256, PROGRAMMES_MOST = 64 };

struct job {
	struct command *command;        /* or */
	store_work      work;
	void           *context;
	bool            done, fine;
	enum outcome    outcome;
	struct job     *next;
};

/* A programme that the batch writes: the draft grows with each command. */
struct edited {
	struct id         id;
	struct programme *draft;
	bool              adds;         /* it is not in the directory yet */
	bool              touched;
};

struct writer {
	struct store      *store;
	struct connection *connection;
	pthread_t          thread;
	pthread_mutex_t    lock;
	pthread_cond_t     work, done;
	struct job        *first, *last;
	bool               stopping;
};

struct batch {
	struct writer *writer;
	struct arena   arena;
	struct job    *job[BATCH_MOST];
	size_t         jobs;
	struct edited  edited[PROGRAMMES_MOST];
	size_t         programmes;
};

static const char find_version[] = "SELECT version FROM programme WHERE id = ?1";
static const char lock_version[] = "SELECT version FROM programme WHERE id = ?1 FOR UPDATE";

static bool read_integer(void *context, const struct value *columns, size_t count)
{
	(void)count;
	*(int64_t *)context = columns[0].integer;
	return true;
}

/* The newest version, locked, as a draft. NULL: the database failed. A programme that is not there gives an empty one. */
static struct edited *edit(struct batch *batch, struct id id)
{
	struct writer *writer = batch->writer;
	struct edited *edited;
	const struct programme *programme;
	struct value value = value_id(id, &batch->arena);
	bool postgresql = connection_kind(writer->connection) == DATABASE_POSTGRESQL;
	int64_t version = -1;

	for (size_t i = 0; i < batch->programmes; i++)
		if (id_equal(batch->edited[i].id, id))
			return &batch->edited[i];
	if (batch->programmes == PROGRAMMES_MOST ||
	    connection_run(writer->connection, postgresql ? lock_version : find_version, &value, 1, read_integer, &version) != OUTCOME_DONE)
		return NULL;
	edited = &batch->edited[batch->programmes];
	*edited = (struct edited){ .id = id, .adds = version < 0 };
	if (edited->adds) {
		edited->draft = programme_empty(id);
	} else {
		programme = cache_programme(writer->store->cache, id);
		if (programme && programme->version != version) {
			/* Another node wrote since. */
			programme_release(programme);
			cache_drop(writer->store->cache, id);
			programme = cache_programme(writer->store->cache, id);
		}
		if (!programme || programme->version != version) {
			programme_release(programme);
			return NULL;
		}
		edited->draft = programme_draft(programme);
		programme_release(programme);
	}
	batch->programmes++;
	return edited;
}

/* Takes back the first `count` changes of a refused command. */
static void take_back(struct programme *draft, const struct command *command, const void **before, size_t count)
{
	while (count-- > 0) {
		const struct change *change = &command->changes[count];
		struct id id = row_id(change->after ? change->after : change->before);
		if (before[count])
			programme_put(draft, change->record, before[count]);
		else
			programme_remove(draft, change->record, id);
	}
}

static bool conflict(struct command *command)
{
	return faults_add(command->faults, (struct fault){ .kind = FAULT_CONFLICT,
		.message = N_("Somebody else changed this while you were at it. Nothing of yours is lost: compare, and save again.") });
}

/* Puts a change into the draft; *was gets a copy of what stood there. False: what stands is not what `before` says. */
static bool apply(struct programme *draft, const struct change *change, const void **was, struct arena *arena)
{
	struct id id = row_id(change->after ? change->after : change->before);
	const void *now = programme_find(draft, change->record, id);
	void *copy;

	*was = NULL;
	if ((now != NULL) != (change->before != NULL) || (now && !row_equal(change->record, now, change->before)))
		return false;
	if (now) {
		copy = arena_take(arena, change->record->size);
		row_copy(change->record, copy, now, arena);
		*was = copy;
	}
	if (change->after)
		programme_put(draft, change->record, change->after);
	else
		programme_remove(draft, change->record, id);
	return true;
}

static bool stands_as(const struct programme *draft, const struct record *record, const void *row)
{
	const void *stands = programme_find(draft, record, row_id(row));

	return stands && row_equal(record, stands, row);
}

/* The whole command into the draft, checked as it stands after it; refused, the draft is as it was. */
static bool check_command(struct batch *batch, struct edited *edited, struct command *command)
{
	const void **was = arena_array(&batch->arena, const void *, command->count);
	size_t done = 0, faults = command->faults->count;

	for (; done < command->count; done++)
		if (!apply(edited->draft, &command->changes[done], &was[done], &batch->arena)) {
			conflict(command);
			break;
		}
	for (size_t i = 0; done == command->count && i < command->count; i++) {
		const struct change *change = &command->changes[i];
		if (change->record->fixed && change->before && !command->undoes && !command->redacts)
			faults_add(command->faults, (struct fault){ .kind = FAULT_INVALID,
				.message = N_("This is never changed once it was given. Write a new one that corrects it.") });
		if (!change->after)
			row_check_removal(edited->draft, change->record, row_id(change->before), command->faults);
		/* A row that a later change of the same command removes or changes again is checked there. */
		else if (stands_as(edited->draft, change->record, change->after))
			row_check(edited->draft, change->record, change->after, command->faults);
		if (change->before && change->record->check_before && command->faults->count == faults)
			change->record->check_before(edited->draft, change->before, command->faults);
	}
	if (command->faults->count == faults && edited->draft->facts.count == 0)
		faults_add(command->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("There is no such programme.") });
	if (command->faults->count == faults)
		return true;
	take_back(edited->draft, command, was, done);
	return false;
}

struct previous { struct line line; struct arena *arena; bool found; };

static const char find_previous[] =
	"SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 AND record_id = ?2 ORDER BY seq DESC LIMIT 1";
static bool read_previous(void *context, const struct value *columns, size_t count)
{
	struct previous *previous = context;
	previous->found = line_read(columns, count, &previous->line, previous->arena);
	return true;
}

static const char insert_line[] =
	"INSERT INTO journal (programme_id, seq, command, before, undoes, moment, actor, via, record, record_id, after, texts, hash)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

enum outcome journal_insert(struct connection *connection, struct value programme, const struct line *line, struct arena *arena)
{
	struct value values[] = { programme, value_integer(line->seq), value_integer(line->command), value_integer(line->before),
		value_integer(line->undoes), value_integer(line->moment.ms), value_text(line->actor), value_text(line->via),
		value_text(line->record), value_text(line->id), value_text(line->after), value_text(line->texts),
		value_text(hash_text(line->hash, arena)) };

	return connection_run(connection, insert_line, values, 13, NULL, NULL);
}

/* One change's journal row. */
static enum outcome write_line(struct batch *batch, struct edited *edited, const struct command *command, const struct change *change,
	int64_t first, struct moment moment)
{
	struct connection *connection = batch->writer->connection;
	struct arena *arena = &batch->arena;
	struct id id = row_id(change->after ? change->after : change->before);
	struct value keys[] = { value_id(edited->id, arena), value_id(id, arena) };
	struct previous previous = { .arena = arena };
	struct line line = { .seq = edited->draft->version + 1, .command = first, .undoes = command->undoes, .moment = moment,
		.actor = id_text(command->actor, arena), .via = str_of(words_wire(&via_words, (int)command->via)),
		.record = str_of(change->record->name), .id = id_text(id, arena), .after = STR("null"), .texts = STR("{}") };
	/* Also of a new row: it may be one that was removed and comes back. */
	enum outcome outcome = connection_run(connection, find_previous, keys, 2, read_previous, &previous);

	if (outcome != OUTCOME_DONE)
		return outcome;
	line.before = previous.found ? previous.line.seq : 0;
	if (change->after)
		line_make(change->record, change->after, previous.found ? &previous.line : NULL, &line, arena);
	line.hash = line_hash(edited->draft->head, &line);
	outcome = journal_insert(connection, keys[0], &line, arena);
	edited->draft->version = line.seq;
	edited->draft->head = line.hash;
	edited->draft->changed = moment;
	return outcome;
}

static enum outcome write_row(struct batch *batch, const struct edited *edited, const struct change *change)
{
	const struct record_sql *sql = record_sql(change->record);
	struct connection *connection = batch->writer->connection;
	struct value values[RECORD_VALUES_MOST];
	size_t count;

	if (!change->after) {
		values[0] = value_id(edited->id, &batch->arena);
		values[1] = value_id(row_id(change->before), &batch->arena);
		return connection_run(connection, sql->remove, values, 2, NULL, NULL);
	}
	count = record_values(change->record, edited->id, change->after, values, &batch->arena);
	return connection_run(connection, change->before ? sql->update : sql->insert, values, count, NULL, NULL);
}

static const char insert_programme[] =
	"INSERT INTO programme (id, key, name, version, head, changed) VALUES (?1, ?2, ?3, 0, '', 0)";

static const char redact_lines_find[] =
	"SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 AND record_id = ?2 AND seq < ?3 ORDER BY seq";
static const char redact_line[] = "UPDATE journal SET texts = ?3 WHERE programme_id = ?1 AND seq = ?2";

struct redacting { struct line *at; size_t count, room; struct arena *arena; };

static bool read_redacting(void *context, const struct value *columns, size_t count)
{
	struct redacting *redacting = context;

	if (redacting->count == redacting->room) {
		size_t room = redacting->room ? 2 * redacting->room : 16;
		struct line *more = arena_array(redacting->arena, struct line, room);
		if (redacting->count)
			memcpy(more, redacting->at, redacting->count * sizeof *more);
		redacting->at = more;
		redacting->room = room;
	}
	return line_read(columns, count, &redacting->at[redacting->count++], redacting->arena);
}

/* Every text of the field in all earlier rows goes; the digests stay. */
static enum outcome redact(struct batch *batch, const struct edited *edited, const struct command *command)
{
	struct connection *connection = batch->writer->connection;
	struct redacting redacting = { .arena = &batch->arena };
	const struct change *change = &command->changes[0];
	struct value values[] = { value_id(edited->id, &batch->arena),
		value_id(row_id(change->after ? change->after : change->before), &batch->arena), value_integer(edited->draft->version) };
	enum outcome outcome = connection_run(connection, redact_lines_find, values, 3, read_redacting, &redacting);

	for (size_t i = 0; i < redacting.count && outcome == OUTCOME_DONE; i++) {
		values[1] = value_integer(redacting.at[i].seq);
		values[2] = value_text(line_without(redacting.at[i].texts, command->redact_field, &batch->arena));
		outcome = connection_run(connection, redact_line, values, 3, NULL, NULL);
	}
	return outcome == OUTCOME_DONE ? search_forget(connection) : outcome;
}

static enum outcome write_command(struct batch *batch, struct edited *edited, struct command *command)
{
	int64_t first = edited->draft->version + 1;
	struct moment moment = clock_now();
	enum outcome outcome = OUTCOME_DONE;

	if (moment.ms < edited->draft->changed.ms)
		moment = edited->draft->changed;        /* a clock that was set back does not turn the chain around */
	if (edited->adds) {
		const struct programme_facts *facts = tree_facts(edited->draft);
		struct value values[] = { value_id(edited->id, &batch->arena), value_text(facts->key), value_text(facts->name) };
		outcome = connection_run(batch->writer->connection, insert_programme, values, 3, NULL, NULL);
		edited->adds = false;
	}
	for (size_t i = 0; i < command->count && outcome == OUTCOME_DONE; i++) {
		const struct change *change = &command->changes[i];
		struct id id = row_id(change->after ? change->after : change->before);

		outcome = write_line(batch, edited, command, change, first, moment);
		if (outcome == OUTCOME_DONE)
			outcome = write_row(batch, edited, change);
		if (outcome == OUTCOME_DONE)
			outcome = search_write(batch->writer->connection, edited->draft, change->record, id, change->after, &batch->arena);
	}
	if (outcome == OUTCOME_DONE && command->redacts)
		outcome = redact(batch, edited, command);
	edited->touched = true;
	command->version = edited->draft->version;
	return outcome;
}

static const char key_taken[] = "SELECT count(*) FROM programme WHERE key = ?1 AND id <> ?2";

/* Short names are unique on a server; within a programme row_check sees to it. */
static bool check_key(struct batch *batch, struct edited *edited, struct command *command)
{
	const struct programme_facts *facts = tree_facts(edited->draft);
	struct value values[] = { value_text(facts->key), value_id(edited->id, &batch->arena) };
	int64_t taken = 0;
	bool asks = edited->adds;

	for (size_t i = 0; i < command->count; i++)
		asks = asks || command->changes[i].record == &programme_facts_record;
	if (!asks || connection_run(batch->writer->connection, key_taken, values, 2, read_integer, &taken) != OUTCOME_DONE || taken == 0)
		return true;
	return faults_add(command->faults, (struct fault){ .kind = FAULT_INVALID, .field = "key",
		.message = N_("There is a programme {0} on this server already. Choose another short name, or remove that one first."),
		.arg = { facts->key } });
}

static enum outcome run_command(struct batch *batch, struct job *job)
{
	struct edited *edited = edit(batch, job->command->programme);
	const void **was;
	size_t faults = job->command->faults->count;

	if (!edited)
		return OUTCOME_LOST;
	if (!check_command(batch, edited, job->command))
		return OUTCOME_DONE;
	if (!check_key(batch, edited, job->command)) {
		was = arena_array(&batch->arena, const void *, job->command->count);
		for (size_t i = 0; i < job->command->count; i++)
			was[i] = job->command->changes[i].before;
		take_back(edited->draft, job->command, was, job->command->count);
		return OUTCOME_DONE;
	}
	job->fine = job->command->faults->count == faults;
	return write_command(batch, edited, job->command);
}

static enum outcome run_job(struct batch *batch, struct job *job)
{
	enum outcome outcome;

	job->fine = false;
	if (job->command)
		return run_command(batch, job);
	outcome = job->work(batch->writer->connection, job->context);
	job->fine = outcome == OUTCOME_DONE;
	return outcome;
}

static const char update_programme[] =
	"UPDATE programme SET key = ?2, name = ?3, first = ?4, last = ?5, visibility = ?6, example = ?7, version = ?8, head = ?9,"
	" changed = ?10 WHERE id = ?1";

static enum outcome write_directory(struct batch *batch)
{
	enum outcome outcome = OUTCOME_DONE;

	for (size_t i = 0; i < batch->programmes && outcome == OUTCOME_DONE; i++) {
		const struct edited *edited = &batch->edited[i];
		const struct programme_facts *facts = tree_facts(edited->draft);
		struct arena *arena = &batch->arena;
		struct value values[] = { value_id(edited->id, arena), value_text(facts->key), value_text(facts->name),
			value_text(day_text(facts->first, arena)), value_text(day_text(facts->last, arena)),
			value_text(str_of(words_wire(&visibility_words, (int)facts->visibility))), value_integer(facts->example),
			value_integer(edited->draft->version), value_text(hash_text(edited->draft->head, arena)),
			value_integer(edited->draft->changed.ms) };
		if (edited->touched)
			outcome = connection_run(batch->writer->connection, update_programme, values, 10, NULL, NULL);
		if (edited->touched && outcome == OUTCOME_DONE && connection_kind(batch->writer->connection) == DATABASE_POSTGRESQL)
			outcome = connection_script(batch->writer->connection, "NOTIFY speerpunt");
	}
	return outcome;
}

static void publish(struct batch *batch, bool committed)
{
	for (size_t i = 0; i < batch->programmes; i++) {
		struct edited *edited = &batch->edited[i];
		if (committed && edited->touched) {
			const struct programme *programme = programme_publish(edited->draft);
			cache_put(batch->writer->store->cache, programme);
			programme_release(programme);
		} else {
			programme_discard(edited->draft);
		}
	}
	batch->programmes = 0;
}

/* PostgreSQL: locks are taken in the order of ids, so that two nodes cannot wait for each other. */
static int by_programme(const void *a, const void *b)
{
	const struct job *left = *(struct job *const *)a, *right = *(struct job *const *)b;

	if (!left->command || !right->command)
		return (left->command != NULL) - (right->command != NULL);
	return id_compare(left->command->programme, right->command->programme);
}

static enum outcome lock_programmes(struct batch *batch)
{
	struct job *order[BATCH_MOST];

	if (connection_kind(batch->writer->connection) != DATABASE_POSTGRESQL)
		return OUTCOME_DONE;
	memcpy(order, batch->job, batch->jobs * sizeof *order);
	qsort(order, batch->jobs, sizeof *order, by_programme);
	for (size_t i = 0; i < batch->jobs; i++)
		if (order[i]->command && !edit(batch, order[i]->command->programme))
			return OUTCOME_LOST;
	return OUTCOME_DONE;
}

/* All jobs of the batch in one transaction. Anything but DONE: nothing of it happened. */
static enum outcome run_batch(struct batch *batch)
{
	struct connection *connection = batch->writer->connection;
	enum outcome outcome = connection_begin(connection);

	if (outcome == OUTCOME_DONE)
		outcome = lock_programmes(batch);
	for (size_t i = 0; i < batch->jobs && outcome == OUTCOME_DONE; i++)
		outcome = run_job(batch, batch->job[i]);
	if (outcome == OUTCOME_DONE)
		outcome = write_directory(batch);
	if (outcome == OUTCOME_DONE)
		outcome = connection_commit(connection);
	if (outcome != OUTCOME_DONE)
		connection_rollback(connection);
	publish(batch, outcome == OUTCOME_DONE);
	arena_clear(&batch->arena);
	return outcome;
}

static void say_failed(struct job *job, enum outcome outcome)
{
	job->fine = false;
	job->outcome = outcome;
	if (!job->command)
		return;
	if (outcome == OUTCOME_VIOLATION)
		faults_add(job->command->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("The database refused this change. Load the page again and try once more.") });
	else
		faults_add(job->command->faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("It could not be written now. Try again.") });
}

static void run_jobs(struct batch *batch)
{
	struct batch one = { .writer = batch->writer, .jobs = 1 };
	size_t faults[BATCH_MOST];
	enum outcome outcome;

	for (size_t i = 0; i < batch->jobs; i++)
		faults[i] = batch->job[i]->command ? batch->job[i]->command->faults->count : 0;
	outcome = run_batch(batch);
	if (outcome == OUTCOME_DONE)
		return;
	for (size_t i = 0; i < batch->jobs; i++) {
		struct job *job = batch->job[i];
		if (job->command)
			job->command->faults->count = faults[i];
		/* What may have been committed before the answer was lost is not done again: its maker is told to look. */
		if (batch->jobs > 1 || outcome == OUTCOME_LOST) {
			one.job[0] = job;
			outcome = run_batch(&one);
			if (outcome == OUTCOME_DONE)
				continue;
			if (job->command)
				job->command->faults->count = faults[i];
		}
		say_failed(job, outcome);
	}
}

static bool take_jobs(struct writer *writer, struct batch *batch)
{
	pthread_mutex_lock(&writer->lock);
	while (!writer->first && !writer->stopping)
		pthread_cond_wait(&writer->work, &writer->lock);
	batch->jobs = 0;
	while (writer->first && batch->jobs < BATCH_MOST) {
		batch->job[batch->jobs++] = writer->first;
		writer->first = writer->first->next;
	}
	if (!writer->first)
		writer->last = NULL;
	pthread_mutex_unlock(&writer->lock);
	return batch->jobs > 0;
}

static void *write_all(void *context)
{
	struct writer *writer = context;
	struct batch *batch = memory_take(sizeof *batch);

	batch->writer = writer;
	while (take_jobs(writer, batch)) {
		run_jobs(batch);
		pthread_mutex_lock(&writer->lock);
		for (size_t i = 0; i < batch->jobs; i++)
			batch->job[i]->done = true;
		pthread_cond_broadcast(&writer->done);
		pthread_mutex_unlock(&writer->lock);
	}
	free(batch);
	return NULL;
}

static void submit(struct writer *writer, struct job *job)
{
	pthread_mutex_lock(&writer->lock);
	if (writer->last)
		writer->last->next = job;
	else
		writer->first = job;
	writer->last = job;
	pthread_cond_signal(&writer->work);
	while (!job->done)
		pthread_cond_wait(&writer->done, &writer->lock);
	pthread_mutex_unlock(&writer->lock);
}

bool writer_submit(struct writer *writer, struct command *command)
{
	struct job job = { .command = command };

	submit(writer, &job);
	return job.fine;
}

bool writer_do(struct writer *writer, store_work work, void *context)
{
	struct job job = { .work = work, .context = context };

	submit(writer, &job);
	return job.fine;
}

struct writer *writer_open(struct store *store, struct faults *faults)
{
	struct writer *writer = memory_take(sizeof *writer);

	writer->store = store;
	writer->connection = connection_open(store->where, DATABASE_WRITE, faults);
	if (!writer->connection) {
		free(writer);
		return NULL;
	}
	pthread_mutex_init(&writer->lock, NULL);
	pthread_cond_init(&writer->work, NULL);
	pthread_cond_init(&writer->done, NULL);
	pthread_create(&writer->thread, NULL, write_all, writer);
	return writer;
}

void writer_close(struct writer *writer)
{
	if (!writer)
		return;
	pthread_mutex_lock(&writer->lock);
	writer->stopping = true;
	pthread_cond_signal(&writer->work);
	pthread_mutex_unlock(&writer->lock);
	pthread_join(writer->thread, NULL);
	pthread_mutex_destroy(&writer->lock);
	pthread_cond_destroy(&writer->work);
	pthread_cond_destroy(&writer->done);
	connection_close(writer->connection);
	free(writer);
}
