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

bool chain_add(struct chain *chain, const struct line *line)
{
	const struct record *record = record_named(line->record);
	const struct line *before;
	struct id id;

	if (line->seq != chain->rows + 1)
		return wrong(chain, line, N_("a row is missing or out of order"));
	if (!hash_equal(line_hash(chain->head, line), line->hash))
		return wrong(chain, line, N_("its hash does not follow from the row before and its own bytes"));
	if (!record || !id_parse(line->id, &id) || !id_known(id))
		return wrong(chain, line, N_("it names a record that this version does not know"));
	before = replay_line(chain->replay, id);
	if (line->before != (before ? before->seq : 0))
		return wrong(chain, line, N_("it does not point at the row before of the same record"));
	if (!line_texts_fit(record, line, before))
		return wrong(chain, line, N_("a text does not fit its digest"));
	replay_add(chain->replay, id, line);
	chain->rows++;
	chain->head = line->hash;
	chain->moment = line->moment;
	return true;
}

struct checking {
	struct chain chain;
	struct arena arena, row;
	struct id    id;
	size_t       rows;              /* of the tables */
	bool         fit;               /* the tables hold what the journal says */
};

static const char find_lines[] = "SELECT " LINE_COLUMNS " FROM journal WHERE programme_id = ?1 ORDER BY seq";
static bool read_line(void *context, const struct value *columns, size_t count)
{
	struct checking *checking = context;
	struct line line;

	if (!line_view(columns, count, &line))
		return wrong(&checking->chain, &line, N_("its hash is none"));
	return chain_add(&checking->chain, &line);
}

static const char find_version[] = "SELECT version, head FROM programme WHERE id = ?1";
static bool read_version(void *context, const struct value *columns, size_t count)
{
	struct checking *checking = context;
	struct hash head;
	(void)count;

	checking->fit = columns[0].integer == checking->chain.rows && hash_parse(columns[1].text, &head) &&
		hash_equal(head, checking->chain.head);
	return true;
}

/* Redacted texts stand in the tables as in the journal, because redacting writes a row of its own. */
static bool check_row(void *context, const struct record *record, const void *row)
{
	struct checking *checking = context;
	const struct line *line = replay_line(checking->chain.replay, row_id(row));

	checking->rows++;
	checking->fit = checking->fit && line && line_holds(record, line, row, &checking->row);
	arena_reset(&checking->row);
	return checking->fit;
}

static enum outcome check_tables(struct connection *connection, struct checking *checking, struct value *id)
{
	enum outcome outcome = connection_run(connection, find_version, id, 1, read_version, checking);

	if (outcome == OUTCOME_DONE)
		outcome = load_rows(connection, checking->id, check_row, checking);
	checking->fit = checking->fit && outcome == OUTCOME_DONE && checking->rows == replay_standing(checking->chain.replay);
	return outcome == OUTCOME_VIOLATION ? OUTCOME_DONE : outcome;
}

/* Journal and tables in one snapshot: on a running server others write in the meantime. */
static enum outcome check(struct connection *connection, void *context)
{
	struct checking *checking = context;
	struct value id = value_id(checking->id, &checking->arena);
	enum outcome outcome = OUTCOME_LOST;

	chain_start(&checking->chain, &checking->arena);
	checking->rows = 0;
	checking->fit = false;
	if (snapshot_begin(connection))
		outcome = connection_run(connection, find_lines, &id, 1, read_line, checking);
	if (outcome == OUTCOME_DONE && !checking->chain.wrong)
		outcome = check_tables(connection, checking, &id);
	connection_rollback(connection);
	return outcome;
}

static bool give(const struct chain *chain, struct id programme, struct verified *verified)
{
	*verified = (struct verified){ chain->rows, programme, chain->head, chain->wrong, chain->why };
	return chain->wrong == 0;
}

bool journal_verify(struct store *store, struct id programme, struct verified *verified)
{
	struct checking checking = { .id = programme };
	bool read = store_read(store, check, &checking), fine;

	if (read && !checking.chain.wrong && !checking.fit) {
		checking.chain.wrong = checking.chain.rows;
		checking.chain.why = N_("the tables do not hold what the journal says");
	}
	fine = give(&checking.chain, programme, verified) && read;
	arena_clear(&checking.arena);
	arena_clear(&checking.row);
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
