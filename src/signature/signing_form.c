/* SPDX-License-Identifier: EUPL-1.2 */
#include "signature/signing_form.h"

#include <string.h>

#include "base/buf.h"
#include "base/hash.h"

enum { MINUTE_MS = 60000 };
static const int64_t day_ms = 86400000;

static struct str code_hash(const struct signer *signer, struct str code, struct arena *arena)
{
	struct str parts[] = { signer->secret, STR("/"), id_text(signer->signatory, arena), STR("/"), code };
	return hash_text(hash_of_parts(parts, sizeof parts / sizeof parts[0]), arena);
}

/* Every number of six digits as likely as another: what lies above the last whole million is drawn again. */
static struct str code_new(struct arena *arena)
{
	const uint32_t whole = UINT32_MAX - UINT32_MAX % 1000000;
	uint32_t number;

	do
		random_bytes(&number, sizeof number);
	while (number >= whole);
	return str_format(arena, "%0*u", CODE_DIGITS, number % 1000000);
}

/* One statement with its values and what it reads. */
struct statement { const char *sql; struct value values[9]; size_t count; row_reader reader; void *context; };

static enum outcome statement_work(struct connection *connection, void *context)
{
	struct statement *statement = context;
	return connection_run(connection, statement->sql, statement->values, statement->count, statement->reader, statement->context);
}

struct reading_signing { struct arena *arena; struct signing *signing; bool found; };

static bool read_signing(void *context, const struct value *columns, size_t count)
{
	struct reading_signing *reading = context;
	struct signing *signing = reading->signing;
	(void)count;

	reading->found = true;
	signing->name = str_copy(reading->arena, columns[0].text);
	signing->function = str_copy(reading->arena, columns[1].text);
	signing->sent.ms = columns[2].integer;
	signing->expires.ms = columns[3].integer;
	signing->tries = columns[4].integer;
	signing->open = signing->tries < CODE_TRIES && signing->expires.ms >= clock_now().ms;
	return true;
}

static const char find_signing[] =
	"SELECT name, function, sent_at, expires, tries FROM signing WHERE programme_id = ?1 AND signatory = ?2 AND person_id = ?3";
bool signing_read(struct store *store, const struct signer *signer, struct arena *arena, struct signing *signing)
{
	struct reading_signing reading = { arena, signing, false };
	struct statement statement = { find_signing, { value_id(signer->programme, arena), value_id(signer->signatory, arena), value_id(signer->person, arena) },
		3, read_signing, &reading };

	*signing = (struct signing){ 0 };
	return store_read(store, statement_work, &statement) && reading.found;
}

static const char put_signing[] =
	"INSERT INTO signing (programme_id, signatory, person_id, name, function, code, sent_at, expires, tries)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)"
	" ON CONFLICT (programme_id, signatory) DO UPDATE SET person_id = ?3, name = ?4, function = ?5, code = ?6, sent_at = ?7, expires = ?8, tries = 0";
struct str signing_begin(struct store *store, const struct signer *signer, struct str name, struct str function, struct arena *arena)
{
	struct str code = code_new(arena);
	int64_t now = clock_now().ms;
	struct statement statement = { put_signing, { value_id(signer->programme, arena), value_id(signer->signatory, arena), value_id(signer->person, arena),
		value_text(name), value_text(function), value_text(code_hash(signer, code, arena)), value_integer(now),
		value_integer(now + (int64_t)CODE_MINUTES * MINUTE_MS) }, 8, NULL, NULL };

	return store_do(store, statement_work, &statement) ? code : STR_NONE;
}

struct trying { struct arena *arena; struct str code; };

static bool read_code(void *context, const struct value *columns, size_t count)
{
	struct trying *trying = context;
	(void)count;
	trying->code = str_copy(trying->arena, columns[0].text);
	return true;
}

static const char try_signing[] =
	"UPDATE signing SET tries = tries + 1 WHERE programme_id = ?1 AND signatory = ?2 AND person_id = ?3 AND expires >= ?4 AND tries < ?5 RETURNING code";
enum signing_try signing_try(struct store *store, const struct signer *signer, struct str code)
{
	struct arena arena = { 0 };
	struct trying trying = { &arena, STR_NONE };
	struct statement statement = { try_signing, { value_id(signer->programme, &arena), value_id(signer->signatory, &arena), value_id(signer->person, &arena),
		value_integer(clock_now().ms), value_integer(CODE_TRIES) }, 5, read_code, &trying };
	enum signing_try answer = TRY_FAILED;

	if (store_do(store, statement_work, &statement))
		answer = trying.code.len == 0 ? TRY_OVER : str_equal(trying.code, code_hash(signer, code, &arena)) ? TRY_FITS : TRY_WRONG;
	arena_clear(&arena);
	return answer;
}

static const char end_signing[] = "DELETE FROM signing WHERE programme_id = ?1 AND signatory = ?2";
bool signing_end(struct store *store, const struct signer *signer)
{
	struct arena arena = { 0 };
	struct statement statement = { end_signing, { value_id(signer->programme, &arena), value_id(signer->signatory, &arena) }, 2, NULL, NULL };
	bool done = store_do(store, statement_work, &statement);

	arena_clear(&arena);
	return done;
}

static const char forget_signing[] = "DELETE FROM signing WHERE programme_id = ?1 AND expires < ?2";
bool signing_forget(struct store *store, struct id programme, struct moment now)
{
	struct arena arena = { 0 };
	struct statement statement = { forget_signing, { value_id(programme, &arena), value_integer(now.ms - day_ms) }, 2, NULL, NULL };
	bool done = store_do(store, statement_work, &statement);

	arena_clear(&arena);
	return done;
}

static const char put_name[] =
	"INSERT INTO signature_name (programme_id, signature, person_id, name, address) VALUES (?1, ?2, ?3, ?4, ?5)"
	" ON CONFLICT (programme_id, signature) DO UPDATE SET person_id = ?3, name = ?4, address = ?5";
bool signature_name_keep(struct store *store, struct id programme, const struct signature_name *name)
{
	struct arena arena = { 0 };
	struct statement statement = { put_name, { value_id(programme, &arena), value_id(name->signature, &arena), value_id(name->person, &arena),
		value_text(name->name), value_text(name->address) }, 5, NULL, NULL };
	bool done = store_do(store, statement_work, &statement);

	arena_clear(&arena);
	return done;
}

struct listing { struct arena *arena; struct signature_names names; size_t room; };

static bool read_name(void *context, const struct value *columns, size_t count)
{
	struct listing *listing = context;
	struct signature_name *name;
	(void)count;

	if (listing->names.count == listing->room) {
		struct signature_name *more = arena_array(listing->arena, struct signature_name, listing->room ? 2 * listing->room : 16);
		if (listing->names.count)
			memcpy(more, listing->names.at, listing->names.count * sizeof *more);
		listing->names.at = more;
		listing->room = listing->room ? 2 * listing->room : 16;
	}
	name = &listing->names.at[listing->names.count++];
	*name = (struct signature_name){ .name = str_copy(listing->arena, columns[2].text), .address = str_copy(listing->arena, columns[3].text) };
	id_parse(columns[0].text, &name->signature);
	if (columns[1].kind == VALUE_TEXT)
		id_parse(columns[1].text, &name->person);
	return true;
}

static const char list_names[] = "SELECT signature, person_id, name, address FROM signature_name WHERE programme_id = ?1 AND name <> ''";
static enum outcome list_work(struct connection *connection, void *context)
{
	struct statement *statement = context;
	((struct listing *)statement->context)->names.count = 0;
	return statement_work(connection, statement);
}

struct signature_names signature_names(struct store *store, struct id programme, struct arena *arena)
{
	struct listing listing = { .arena = arena };
	struct statement statement = { list_names, { value_id(programme, arena) }, 1, read_name, &listing };

	return store_read(store, list_work, &statement) ? listing.names : (struct signature_names){ NULL, 0 };
}

const struct signature_name *signature_name_of(const struct signature_names *names, struct id signature)
{
	for (size_t i = 0; i < names->count; i++)
		if (id_equal(names->at[i].signature, signature))
			return &names->at[i];
	return NULL;
}
