/* SPDX-License-Identifier: EUPL-1.2 */
#include "account/account.h"

#include <pthread.h>
#include <string.h>

#include "account/password.h"
#include "mail/message.h"

/*
 * Every statement below serves one function and stands above it. `now` is in milliseconds.
 */

/* What mail can be sent to as it is. */
bool person_address_plausible(struct str email)
{
	return mail_address_good(email);
}

bool person_fits(struct str email, struct str name, struct faults *faults)
{
	size_t before = faults->count;

	if (!person_address_plausible(email))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "email",
			.message = N_("This is no e-mail address. One looks like name@example.nl.") });
	if (name.len == 0)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "name", .message = N_("Give a name.") });
	else if (str_length(name) > 200 || !str_is_text(name))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "name",
			.message = N_("Give a name of at most 200 characters.") });
	return faults->count == before;
}

struct addition { struct id person, there; struct str email, name; bool keeper; struct arena *arena; bool taken; };

static bool note_person(void *context, const struct value *columns, size_t count)
{
	struct addition *addition = context;
	(void)count;
	id_parse(columns[0].text, &addition->there);
	addition->taken = columns[1].kind == VALUE_TEXT;
	return true;
}

static const char find_address[] =
	"SELECT person.id, account.person_id FROM person LEFT JOIN account ON account.person_id = person.id"
	" WHERE person.email = ?1 AND person.email <> ''";
static const char insert_person[] = "INSERT INTO person (id, name, email) VALUES (?1, ?2, ?3)";
static const char name_person[] = "UPDATE person SET name = ?2 WHERE id = ?1 AND email = ?3";
static const char insert_account[] =
	"INSERT INTO account (person_id, email, keeper, created) VALUES (?1, ?2, ?3, ?4)";

static enum outcome add_work(struct connection *connection, void *context)
{
	struct addition *addition = context;
	struct value email = value_text(addition->email), id;
	enum outcome outcome;

	addition->taken = false;
	addition->there = ID_NONE;
	outcome = connection_run(connection, find_address, &email, 1, note_person, addition);
	if (outcome != OUTCOME_DONE || addition->taken)
		return addition->taken ? OUTCOME_VIOLATION : outcome;
	id = value_id(id_known(addition->there) ? addition->there : addition->person, addition->arena);
	struct value person[] = { id, value_text(addition->name), email };
	struct value account[] = { id, email, value_integer(addition->keeper), value_integer(clock_now().ms) };
	outcome = connection_run(connection, id_known(addition->there) ? name_person : insert_person, person, 3, NULL, NULL);
	return outcome == OUTCOME_DONE ? connection_run(connection, insert_account, account, 4, NULL, NULL) : outcome;
}

bool account_add(struct store *store, struct str email, struct str name, bool keeper, struct id *person, struct faults *faults)
{
	struct addition addition = { .person = id_new(), .email = str_lower(faults->arena, str_trim(email)),
		.name = str_trim(name), .keeper = keeper, .arena = faults->arena };

	if (!person_fits(addition.email, addition.name, faults) || faults->count > 0)
		return false;
	if (!store_do(store, add_work, &addition)) {
		if (addition.taken)
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "email",
				.message = N_("There is an account with address {0} already."), .arg = { addition.email } });
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
			.message = N_("It could not be written now. Try again.") });
	}
	*person = id_known(addition.there) ? addition.there : addition.person;
	person_forget();
	return true;
}

/* One row a call: person, email, name, keeper, whether it has a password, erased, created, the person again where it has an account. */
#define ACCOUNT_COLUMNS \
	"SELECT person.id, person.email, person.name, account.keeper, account.password IS NOT NULL, person.erased, " \
	"account.created, account.person_id FROM person LEFT JOIN account ON account.person_id = person.id"

struct search { const char *sql; struct value key; bool keyed; struct arena *arena; struct account *at; size_t count, room; };

static bool read_account(void *context, const struct value *columns, size_t count)
{
	struct search *search = context;
	struct account *account;
	(void)count;

	if (search->count == search->room) {
		size_t room = search->room ? 2 * search->room : 8;
		struct account *more = arena_array(search->arena, struct account, room);
		if (search->count)
			memcpy(more, search->at, search->count * sizeof *more);
		search->at = more;
		search->room = room;
	}
	account = &search->at[search->count++];
	id_parse(columns[0].text, &account->person);
	account->email = str_copy(search->arena, columns[1].text);
	account->name = str_copy(search->arena, columns[2].text);
	account->has_account = columns[7].kind == VALUE_TEXT;
	account->keeper = columns[3].kind != VALUE_NULL && columns[3].integer != 0;
	account->has_password = columns[4].integer != 0;
	account->erased = columns[5].kind != VALUE_NULL && columns[5].integer != 0;
	account->created.ms = columns[6].kind != VALUE_NULL ? columns[6].integer : 0;
	return true;
}

static enum outcome search_work(struct connection *connection, void *context)
{
	struct search *search = context;
	search->count = 0;
	return connection_run(connection, search->sql, &search->key, search->keyed, read_account, search);
}

static bool find_one(struct store *store, struct search *search, struct account *account)
{
	if (!store_read(store, search_work, search) || search->count == 0)
		return false;
	*account = search->at[0];
	return true;
}

static const char by_email[] = ACCOUNT_COLUMNS " WHERE person.email = ?1 AND person.email <> ''";
bool account_by_email(struct store *store, struct str email, struct arena *arena, struct account *account)
{
	struct search search = { .sql = by_email, .key = value_text(str_lower(arena, str_trim(email))), .keyed = true, .arena = arena };
	return find_one(store, &search, account);
}

static const char by_person[] = ACCOUNT_COLUMNS " WHERE person.id = ?1";
bool account_by_id(struct store *store, struct id person, struct arena *arena, struct account *account)
{
	struct search search = { .sql = by_person, .key = value_id(person, arena), .keyed = true, .arena = arena };
	return find_one(store, &search, account);
}

static const char everyone[] = ACCOUNT_COLUMNS " ORDER BY person.name, person.id";
struct account_list account_all(struct store *store, struct arena *arena)
{
	struct search search = { .sql = everyone, .arena = arena };

	if (!store_read(store, search_work, &search))
		return (struct account_list){ NULL, 0 };
	return (struct account_list){ search.at, search.count };
}

/* One or more statements with the same values: enough for the small writes below. */
enum { SMALL_MOST = 8 };
struct small { const char *sql[SMALL_MOST]; struct value values[7]; size_t count; int64_t changed; };

static enum outcome small_work(struct connection *connection, void *context)
{
	struct small *small = context;

	for (size_t i = 0; i < SMALL_MOST && small->sql[i]; i++) {
		enum outcome outcome = connection_run(connection, small->sql[i], small->values, small->count, NULL, NULL);
		if (outcome != OUTCOME_DONE)
			return outcome;
		if (i == 0)
			small->changed = connection_changed(connection);
	}
	return OUTCOME_DONE;
}

static const char rename_person[] = "UPDATE person SET name = ?2 WHERE id = ?1";
bool account_rename(struct store *store, struct id person, struct str name, struct faults *faults)
{
	struct small small = { { rename_person }, { value_id(person, faults->arena), value_text(str_trim(name)) }, 2, 0 };

	if (str_trim(name).len == 0 || str_length(name) > 200 || !str_is_text(name))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "name",
			.message = N_("Give a name of at most 200 characters.") });
	if (!store_do(store, small_work, &small))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	person_forget();
	return true;
}

/* The address is unique, so an erased one becomes the id: nobody can sign in with it. */
static const char erase_person[] = "UPDATE person SET name = '', email = '', phone = NULL, erased = 1 WHERE id = ?1";
static const char erase_account[] = "UPDATE account SET email = ?1, password = NULL, keeper = 0 WHERE person_id = ?1";
static const char erase_sessions[] = "DELETE FROM login_session WHERE person_id = ?1";
static const char erase_links[] = "DELETE FROM link WHERE person_id = ?1";
static const char erase_digests[] = "DELETE FROM digest WHERE person_id = ?1";
static const char erase_signing[] = "DELETE FROM signing WHERE person_id = ?1";
static const char erase_signature_name[] = "UPDATE signature_name SET name = '', address = '' WHERE person_id = ?1";
static const char erase_mail[] =
	"UPDATE mail SET address = '', subject = '', text = '', html = '', secret = '', said = '', unsubscribe = '',"
	" state = CASE WHEN state = 'waiting' THEN 'dropped' ELSE state END WHERE person_id = ?1";
bool account_erase(struct store *store, struct id person)
{
	struct arena arena = { 0 };
	struct small small = { { erase_person, erase_account, erase_sessions, erase_links, erase_digests, erase_signing,
		erase_signature_name, erase_mail }, { value_id(person, &arena) }, 1, 0 };
	bool done = store_do(store, small_work, &small);

	arena_clear(&arena);
	person_forget();
	return done;
}

/* What came back from the old address says nothing about the new one. */
static const char change_person_address[] = "UPDATE person SET email = ?2, bounced = 0 WHERE id = ?1 AND erased = 0";
static const char change_account_address[] = "UPDATE account SET email = ?2 WHERE person_id = ?1";

struct moving { struct value values[2]; bool taken; };

static bool note_taken(void *context, const struct value *columns, size_t count)
{
	(void)count;
	((struct moving *)context)->taken = columns[0].integer > 0;
	return true;
}

static const char address_taken[] = "SELECT count(*) FROM person WHERE email = ?2 AND id <> ?1";
static enum outcome move_work(struct connection *connection, void *context)
{
	struct moving *moving = context;
	enum outcome outcome = connection_run(connection, address_taken, moving->values, 2, note_taken, moving);

	if (outcome == OUTCOME_DONE && !moving->taken)
		outcome = connection_run(connection, change_person_address, moving->values, 2, NULL, NULL);
	if (outcome == OUTCOME_DONE && !moving->taken)
		outcome = connection_run(connection, change_account_address, moving->values, 2, NULL, NULL);
	return outcome;
}

bool account_change_address(struct store *store, struct id person, struct str email, struct faults *faults)
{
	struct str address = str_lower(faults->arena, str_trim(email));
	struct moving moving = { { value_id(person, faults->arena), value_text(address) }, false };

	if (!person_address_plausible(address))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "email",
			.message = N_("This is no e-mail address. One looks like name@example.nl.") });
	if (!store_do(store, move_work, &moving))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	if (moving.taken)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "email",
			.message = N_("There is an account with address {0} already."), .arg = { address } });
	person_forget();
	return true;
}

/* Passwords */

static const char set_password[] = "UPDATE account SET password = ?2 WHERE person_id = ?1";
bool account_set_password(struct store *store, struct id person, struct str password, struct faults *faults)
{
	struct account account;
	struct small small = { .sql = { set_password }, .count = 2 };
	struct str hash;

	if (!account_by_id(store, person, faults->arena, &account))
		return faults_add(faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("There is no such account.") });
	if (!password_strong(password, account.email, account.name, faults))
		return false;
	hash = password_hash(password, faults->arena);
	small.values[0] = value_id(person, faults->arena);
	small.values[1] = value_text(hash);
	if (hash.len == 0 || !store_do(store, small_work, &small))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	return true;
}

/*
 * Failures are counted for the address and for the network address, each in windows of 15 minutes. The count goes up before the
 * password is looked at, so that many guesses at once count as many.
 */
enum { WINDOW_MS = 15 * 60 * 1000, FAILURES_AN_ADDRESS = 10, FAILURES_A_NETWORK = 50 };

struct attempt { struct str subject[2]; int64_t counted[2]; struct str hash; struct id person; struct arena *arena; };

static const char forget_windows[] = "DELETE FROM attempt WHERE started < ?1";
static const char count_attempt[] =
	"INSERT INTO attempt (subject, started, number) VALUES (?1, ?2, 1)"
	" ON CONFLICT (subject) DO UPDATE SET number = attempt.number + 1 RETURNING number";
static const char read_hash[] =
	"SELECT account.person_id, account.password FROM account JOIN person ON person.id = account.person_id"
	" WHERE account.email = ?1 AND person.erased = 0";

static bool read_number(void *context, const struct value *columns, size_t count)
{
	(void)count;
	*(int64_t *)context = columns[0].integer;
	return true;
}

static bool read_password(void *context, const struct value *columns, size_t count)
{
	struct attempt *attempt = context;
	(void)count;
	id_parse(columns[0].text, &attempt->person);
	if (columns[1].kind == VALUE_TEXT)
		attempt->hash = str_copy(attempt->arena, columns[1].text);
	return true;
}

static enum outcome attempt_work(struct connection *connection, void *context)
{
	struct attempt *attempt = context;
	int64_t now = clock_now().ms;
	struct value before = value_integer(now - WINDOW_MS);
	enum outcome outcome = connection_run(connection, forget_windows, &before, 1, NULL, NULL);

	for (size_t i = 0; i < 2 && outcome == OUTCOME_DONE && attempt->subject[i].len > 0; i++) {
		struct value values[] = { value_text(attempt->subject[i]), value_integer(now) };
		outcome = connection_run(connection, count_attempt, values, 2, read_number, &attempt->counted[i]);
	}
	return outcome;
}

static enum outcome password_work(struct connection *connection, void *context)
{
	struct attempt *attempt = context;
	struct value email = value_text(str_from(attempt->subject[0], 8));
	return connection_run(connection, read_hash, &email, 1, read_password, attempt);
}

static const char forget_attempts[] = "DELETE FROM attempt WHERE subject = ?1 OR subject = ?2";
bool account_sign_in(struct store *store, struct str email, struct str password, struct str network_address,
	struct id *person, struct faults *faults)
{
	struct arena *arena = faults->arena;
	struct attempt attempt = { .arena = arena };
	struct small forget = { .sql = { forget_attempts }, .count = 2 };

	attempt.subject[0] = str_format(arena, "account:%.*s", STR_ARG(str_lower(arena, str_trim(email))));
	attempt.subject[1] = str_format(arena, "network:%.*s", STR_ARG(network_address));
	if (!store_do(store, attempt_work, &attempt) || !store_read(store, password_work, &attempt))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("Signing in does not work now. Try again.") });
	if (attempt.counted[0] > FAILURES_AN_ADDRESS || attempt.counted[1] > FAILURES_A_NETWORK)
		return faults_add(faults, (struct fault){ .kind = FAULT_TOO_MANY,
			.message = N_("Too many attempts. Wait a quarter of an hour, or ask the office for a sign-in link.") });
	if (!password_fits(attempt.hash, password, arena))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "password",
			.message = N_("Address and password do not fit together.") });
	forget.values[0] = value_text(attempt.subject[0]);
	forget.values[1] = value_text(attempt.subject[0]);
	store_do(store, small_work, &forget);
	*person = attempt.person;
	return true;
}

enum { WISHES_AN_ADDRESS = 3, WISHES_A_NETWORK = 20 };

bool account_may_ask(struct store *store, struct str email, struct str network_address, struct faults *faults)
{
	struct arena *arena = faults->arena;
	struct attempt attempt = { .arena = arena };

	attempt.subject[0] = str_format(arena, "link:%.*s", STR_ARG(str_to(str_lower(arena, str_trim(email)), 254)));
	attempt.subject[1] = str_format(arena, "links from:%.*s", STR_ARG(network_address));
	if (!store_do(store, attempt_work, &attempt))
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	if (attempt.counted[0] > WISHES_AN_ADDRESS || attempt.counted[1] > WISHES_A_NETWORK)
		return faults_add(faults, (struct fault){ .kind = FAULT_TOO_MANY,
			.message = N_("A few links were asked for already. Look into your mail, or wait a quarter of an hour.") });
	return true;
}

bool account_counts(struct store *store, struct str subject, int64_t most, bool *failed)
{
	struct attempt attempt = { .subject = { subject, STR_NONE } };

	*failed = !store_do(store, attempt_work, &attempt);
	return !*failed && attempt.counted[0] <= most;
}

/* Links */

static const char *const purposes[] = { [LINK_UNKNOWN] = "", [LINK_SIGN_IN] = "sign_in", [LINK_INVITATION] = "invitation",
	[LINK_UPDATE] = "update", [LINK_DIGEST] = "digest", [LINK_FEED] = "feed", [LINK_ROLE] = "role", [LINK_SIGNUP] = "signup", [LINK_MEETING] = "meeting", [LINK_OFFER] = "offer",
	[LINK_SIGNATURE] = "signature" };
static const int64_t lasts_ms[] = { [LINK_SIGN_IN] = 3600000, [LINK_INVITATION] = 14 * 86400000LL };

static struct str secret_hash(struct str secret, struct arena *arena)
{
	return hash_text(hash_of(secret), arena);
}

static const char insert_link[] = "INSERT INTO link (token, purpose, person_id, expires) VALUES (?1, ?2, ?3, ?4)";
static const char forget_links[] = "DELETE FROM link WHERE expires < ?4 - 5184000000 AND token <> ?1 AND purpose = ?2 AND person_id = ?3";
struct str link_new(struct store *store, enum link_purpose purpose, struct id person, struct arena *arena)
{
	struct str secret = secret_new(arena);
	struct small small = { { insert_link, forget_links }, { value_text(secret_hash(secret, arena)),
		value_text(str_of(purposes[purpose])), value_id(person, arena),
		value_integer(clock_now().ms + lasts_ms[purpose]) }, 4, 0 };

	return store_do(store, small_work, &small) ? secret : STR_NONE;
}

struct looking { struct value values[3]; struct id *person; bool found; };

static bool read_person_id(void *context, const struct value *columns, size_t count)
{
	struct looking *looking = context;
	(void)count;
	looking->found = id_parse(columns[0].text, looking->person);
	return true;
}

static const char look_link[] =
	"SELECT person_id FROM link WHERE token = ?1 AND purpose = ?2 AND expires >= ?3 AND used IS NULL";
static enum outcome look_work(struct connection *connection, void *context)
{
	struct looking *looking = context;
	return connection_run(connection, look_link, looking->values, 3, read_person_id, looking);
}

static const char use_link[] =
	"UPDATE link SET used = ?3 WHERE token = ?1 AND purpose = ?2 AND expires >= ?3 AND used IS NULL RETURNING person_id";
static enum outcome use_work(struct connection *connection, void *context)
{
	struct looking *looking = context;
	looking->found = false;
	return connection_run(connection, use_link, looking->values, 3, read_person_id, looking);
}

static struct looking looking_for(struct str secret, enum link_purpose purpose, struct id *person, struct arena *arena)
{
	return (struct looking){ { value_text(secret_hash(secret, arena)), value_text(str_of(purposes[purpose])),
		value_integer(clock_now().ms) }, person, false };
}

bool link_look(struct store *store, struct str secret, enum link_purpose purpose, struct id *person)
{
	struct arena arena = { 0 };
	struct looking looking = looking_for(secret, purpose, person, &arena);
	bool read = store_read(store, look_work, &looking);

	arena_clear(&arena);
	return read && looking.found;
}

bool link_use(struct store *store, struct str secret, enum link_purpose purpose, struct id *person)
{
	struct arena arena = { 0 };
	struct looking looking = looking_for(secret, purpose, person, &arena);
	bool written = store_do(store, use_work, &looking);

	arena_clear(&arena);
	return written && looking.found;
}

/* Links for one thing of a programme. A link that never expires is kept as if for ten thousand years. */
static const int64_t never_ms = 253402300800000;

static void link_values(const struct link *link, struct value *values, struct arena *arena)
{
	values[0] = value_text(str_of(purposes[link->purpose]));
	values[1] = value_id(link->person, arena);
	values[2] = value_id(link->programme, arena);
	values[3] = value_text(link->subject);
}

static const char insert_link_for[] =
	"INSERT INTO link (purpose, person_id, programme_id, subject, token, expires, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
struct str link_new_for(struct store *store, const struct link *link, struct arena *arena)
{
	struct str secret = secret_new(arena);
	struct small small = { .sql = { insert_link_for }, .count = 7 };

	link_values(link, small.values, arena);
	small.values[4] = value_text(secret_hash(secret, arena));
	small.values[5] = value_integer(link->expires.ms ? link->expires.ms : never_ms);
	small.values[6] = value_integer(clock_now().ms);
	return store_do(store, small_work, &small) ? secret : STR_NONE;
}

struct finding { struct value values[3]; struct link *link; struct arena *arena; bool found; };

static bool read_link(void *context, const struct value *columns, size_t count)
{
	struct finding *finding = context;
	(void)count;
	finding->found = id_parse(columns[0].text, &finding->link->person) && id_parse(columns[1].text, &finding->link->programme);
	finding->link->subject = str_copy(finding->arena, columns[2].text);
	finding->link->expires.ms = columns[3].integer == never_ms ? 0 : columns[3].integer;
	return true;
}

static const char find_link[] =
	"SELECT person_id, programme_id, subject, expires FROM link WHERE token = ?1 AND purpose = ?2 AND expires >= ?3 AND used IS NULL";
static enum outcome find_link_work(struct connection *connection, void *context)
{
	struct finding *finding = context;
	return connection_run(connection, find_link, finding->values, 3, read_link, finding);
}

bool link_find(struct store *store, struct str secret, enum link_purpose purpose, struct arena *arena, struct link *link)
{
	struct finding finding = { { value_text(secret_hash(secret, arena)), value_text(str_of(purposes[purpose])),
		value_integer(clock_now().ms) }, link, arena, false };

	*link = (struct link){ .purpose = purpose };
	return store_read(store, find_link_work, &finding) && finding.found;
}

static const char recall_link[] = "SELECT person_id, programme_id, subject, expires FROM link WHERE token = ?1 AND purpose = ?2";
static enum outcome recall_link_work(struct connection *connection, void *context)
{
	struct finding *finding = context;
	return connection_run(connection, recall_link, finding->values, 2, read_link, finding);
}

bool link_recall(struct store *store, struct str secret, enum link_purpose purpose, struct arena *arena, struct link *link)
{
	struct finding finding = { { value_text(secret_hash(secret, arena)), value_text(str_of(purposes[purpose])) }, link, arena, false };

	*link = (struct link){ .purpose = purpose };
	return store_read(store, recall_link_work, &finding) && finding.found;
}

struct listing { struct value values[3]; enum link_purpose purpose; struct links links; size_t room; struct arena *arena; };

static bool read_listed(void *context, const struct value *columns, size_t count)
{
	struct listing *listing = context;
	struct link *link;
	(void)count;

	if (listing->links.count == listing->room) {
		struct link *more = arena_array(listing->arena, struct link, listing->room ? listing->room * 2 : 8);
		if (listing->links.count)
			memcpy(more, listing->links.at, listing->links.count * sizeof *more);
		listing->links.at = more;
		listing->room = listing->room ? listing->room * 2 : 8;
	}
	link = &listing->links.at[listing->links.count++];
	*link = (struct link){ .purpose = listing->purpose, .subject = str_copy(listing->arena, columns[2].text) };
	id_parse(columns[0].text, &link->person);
	id_parse(columns[1].text, &link->programme);
	link->expires.ms = columns[3].integer == never_ms ? 0 : columns[3].integer;
	link->created.ms = columns[4].kind == VALUE_NULL ? 0 : columns[4].integer;
	return true;
}

static const char list_links[] =
	"SELECT person_id, programme_id, subject, expires, created FROM link WHERE purpose = ?1 AND person_id = ?2 AND expires >= ?3"
	" AND used IS NULL AND programme_id IS NOT NULL ORDER BY created, token";
static enum outcome list_links_work(struct connection *connection, void *context)
{
	struct listing *listing = context;
	listing->links.count = 0;
	return connection_run(connection, list_links, listing->values, 3, read_listed, listing);
}

struct links link_list(struct store *store, enum link_purpose purpose, struct id person, struct arena *arena)
{
	struct listing listing = { .values = { value_text(str_of(purposes[purpose])), value_id(person, arena), value_integer(clock_now().ms) },
		.purpose = purpose, .arena = arena };

	return store_read(store, list_links_work, &listing) ? listing.links : (struct links){ NULL, 0 };
}

static const char revoke_links[] =
	"DELETE FROM link WHERE purpose = ?1 AND person_id = ?2 AND programme_id = ?3 AND subject = ?4";
bool link_revoke(struct store *store, const struct link *link)
{
	struct arena arena = { 0 };
	struct small small = { .sql = { revoke_links }, .count = 4 };
	bool done;

	link_values(link, small.values, &arena);
	done = store_do(store, small_work, &small);
	arena_clear(&arena);
	return done;
}

/* Programmes of a person */

struct taking_part { struct value person; struct id at[256]; size_t count; };

static bool note_programme(void *context, const struct value *columns, size_t count)
{
	struct taking_part *part = context;
	(void)count;
	if (id_parse(columns[0].text, &part->at[part->count]))
		part->count++;
	return part->count < sizeof part->at / sizeof part->at[0];
}

/* The one question that begins with a person and not with a programme: asked after signing in and on one's own page. */
static const char find_programmes[] = "SELECT DISTINCT programme_id FROM mandate WHERE person = ?1 ORDER BY programme_id";
static enum outcome programmes_work(struct connection *connection, void *context)
{
	struct taking_part *part = context;
	part->count = 0;
	return connection_run(connection, find_programmes, &part->person, 1, note_programme, part);
}

struct ids account_programmes(struct store *store, struct id person, struct arena *arena)
{
	struct taking_part *part = arena_new(arena, struct taking_part);

	part->person = value_id(person, arena);
	if (!id_known(person) || !store_read(store, programmes_work, part))
		part->count = 0;
	return (struct ids){ part->at, part->count };
}
