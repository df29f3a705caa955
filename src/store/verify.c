/* SPDX-License-Identifier: EUPL-1.2 */
/* Verify: every hash, number and text of a chain, and that the tables hold what the journal says. */
#include <stdlib.h>
#include <string.h>

#include "store/exchange_own.h"
#include "store/store_own.h"

void chain_start(struct chain *chain, struct arena *arena)
{
	*chain = (struct chain){ .arena = arena, .replay = replay_new(arena) };
}

static bool wrong(struct chain *chain, const struct line *line, const char *why)
{
	if (!chain->why) {
		chain->why = why;
		chain->wrong = line->seq ? line->seq : chain->rows + 1;
	}
	return false;
}

/* The number of the row that last wrote this id; 0: none. A table of its own beside the replay, because it is asked before. */
bool chain_add(struct chain *chain, const struct line *line)
{
	const struct record *record = record_named(line->record);
	struct arena row = { 0 };
	struct id id;
	bool fit;

	if (line->seq != chain->rows + 1)
		return wrong(chain, line, N_("a row is missing or out of order"));
	if (!hash_equal(line_hash(chain->head, line), line->hash))
		return wrong(chain, line, N_("its hash does not follow from the row before and its own bytes"));
	if (!record || !id_parse(line->id, &id) || !id_known(id))
		return wrong(chain, line, N_("it names a record that this version does not know"));
	if (line->before != replay_last(chain->replay, id))
		return wrong(chain, line, N_("it does not point at the row before of the same record"));
	fit = line_texts_fit(record, line, &row);
	arena_clear(&row);
	if (!fit)
		return wrong(chain, line, N_("a text does not fit its digest"));
	replay_add(chain->replay, line);
	chain->rows++;
	chain->head = line->hash;
	chain->moment = line->moment;
	return true;
}

struct checking { struct chain chain; struct arena arena; struct value id; const struct programme *tables; };

static const char find_lines[] = "SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 ORDER BY seq";
static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct checking *checking = context;
	struct line line;

	if (!line_read(columns, count, &line, &checking->arena))
		return wrong(&checking->chain, &line, N_("its hash is none"));
	return chain_add(&checking->chain, &line);
}

static enum outcome read_work(struct connection *connection, void *context)
{
	struct checking *checking = context;

	chain_start(&checking->chain, &checking->arena);
	return connection_run(connection, find_lines, &checking->id, 1, read_line, checking);
}

/* Whether two programmes hold the same rows. */
static bool same_rows(const struct programme *a, const struct programme *b)
{
	for (size_t r = 0; r < record_count; r++) {
		const struct record *record = records[r];
		struct row_list left = programme_rows(a, record), right = programme_rows(b, record);
		if (left.count != right.count)
			return false;
		for (size_t i = 0; i < left.count; i++) {
			const void *other = programme_find(b, record, row_id(left.at[i]));
			if (!other || !row_equal(record, left.at[i], other))
				return false;
		}
	}
	return true;
}

/* Redacted texts stand in the tables as in the replay, because redacting writes a row of its own. */
static bool tables_fit(struct store *store, struct checking *checking, struct id id)
{
	struct programme *draft = programme_empty(id);
	const struct programme *replayed, *tables;
	struct connection *connection = store_borrow(store);
	bool failed, fit;

	tables = load_programme(connection, id, &failed);
	store_return(store, connection);
	if (!replay_into(checking->chain.replay, draft) || !tables) {
		programme_discard(draft);
		programme_release(tables);
		return false;
	}
	replayed = programme_publish(draft);
	fit = tables->version == checking->chain.rows && hash_equal(tables->head, checking->chain.head) && same_rows(replayed, tables);
	programme_release(replayed);
	programme_release(tables);
	return fit;
}

static bool give(const struct chain *chain, struct id programme, struct verified *verified)
{
	*verified = (struct verified){ chain->rows, programme, chain->head, chain->wrong, chain->why };
	return chain->wrong == 0;
}

bool journal_verify(struct store *store, struct id programme, struct verified *verified)
{
	struct checking checking = { 0 };
	bool read, fine;

	checking.id = value_id(programme, &checking.arena);
	read = store_read(store, read_work, &checking);
	if (read && !checking.chain.wrong && !tables_fit(store, &checking, programme)) {
		checking.chain.wrong = checking.chain.rows;
		checking.chain.why = N_("the tables do not hold what the journal says");
	}
	fine = give(&checking.chain, programme, verified) && read;
	arena_clear(&checking.arena);
	return fine;
}

bool journal_verify_file(FILE *in, struct verified *verified, struct faults *faults)
{
	struct arena arena = { 0 };
	struct export_head head;
	struct chain chain;
	bool fine;

	chain_start(&chain, &arena);
	fine = export_read(in, &chain, &head, NULL, NULL, faults);
	if (!fine && !chain.wrong) {
		arena_clear(&arena);
		return false;
	}
	fine = give(&chain, head.programme, verified);
	arena_clear(&arena);
	return fine;
}
