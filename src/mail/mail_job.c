/* SPDX-License-Identifier: EUPL-1.2 */
/* The job that empties the outbox: one mail after another, each held by a lease of its own while it is sent. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"
#include "mail/mail_own.h"

enum { HELD_MS = 5 * 60 * 1000 };
static const int64_t given_up_after_ms = 3 * 86400000, forgotten_after_ms = 90 * 86400000LL;

int64_t mail_wait_ms(int tries);

/* After the n-th try that failed: the first ones soon, because a server that does not know us yet says "later" once (greylisting). */
int64_t mail_wait_ms(int tries)
{
	static const int minutes[] = { 5, 15, 30, 60, 120, 240 };
	size_t last = sizeof minutes / sizeof minutes[0] - 1;
	size_t at = tries > 0 ? (size_t)tries - 1 : 0;

	return (int64_t)minutes[at < last ? at : last] * 60 * 1000;
}

/* One mail under way. */
struct sending {
	struct store *store;
	struct arena *arena;
	struct str    programme, holder;
	int64_t       now;
	/* Of the mail: */
	struct str    id, address, language, subject, text, html, secret, unsubscribe;
	int64_t       queued, since;
	int           tries;
	bool          got, kept;
	/* What came of it: */
	enum mail_state state;
	int64_t       due;
	struct str    said;
	bool          bounces;          /* because of the address */
};

/* Who died after the server could have it: nobody knows, unless its holder lives after all and says so. */
static const char find_doubtful[] =
	"UPDATE mail SET state = 'doubtful', ended = ?2, held_until = 0"
	" WHERE programme_id = ?1 AND state = 'waiting' AND sending > 0 AND held_until <= ?2";
static const char forget_old[] =
	"UPDATE mail SET address = '', subject = '', text = '', html = '', secret = '', said = '', unsubscribe = ''"
	" WHERE programme_id = ?1 AND state <> 'waiting' AND ended < ?2 AND address <> ''";

struct tidying { struct str programme; int64_t now; int64_t doubtful; };

static enum outcome tidy_work(struct connection *connection, void *context)
{
	struct tidying *tidying = context;
	struct value values[] = { value_text(tidying->programme), value_integer(tidying->now), value_integer(tidying->now - forgotten_after_ms) };
	enum outcome outcome = connection_run(connection, find_doubtful, values, 2, NULL, NULL);

	tidying->doubtful = connection_changed(connection);
	values[1] = values[2];
	return outcome == OUTCOME_DONE ? connection_run(connection, forget_old, values, 2, NULL, NULL) : outcome;
}

/* Of two nodes that want the same one the second finds it held, and looks again. */
static const char take_mail[] =
	"UPDATE mail SET held_until = ?3, holder = ?4 WHERE programme_id = ?1 AND (held_until <= ?2 OR holder = ?4) AND id = ("
	" SELECT id FROM mail WHERE programme_id = ?1 AND state = 'waiting' AND sending = 0 AND due <= ?2 AND (held_until <= ?2 OR holder = ?4)"
	" ORDER BY due, id LIMIT 1)"
	" RETURNING id, address, language, subject, text, html, secret, unsubscribe, queued, since, tries";

static bool read_mail(void *context, const struct value *columns, size_t count)
{
	struct sending *sending = context;
	struct str *text[] = { &sending->id, &sending->address, &sending->language, &sending->subject, &sending->text, &sending->html,
		&sending->secret, &sending->unsubscribe };
	(void)count;

	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		*text[i] = str_copy(sending->arena, columns[i].text);
	sending->queued = columns[8].integer;
	sending->since = columns[9].integer;
	sending->tries = (int)columns[10].integer;
	sending->got = true;
	return true;
}

static enum outcome take_work(struct connection *connection, void *context)
{
	struct sending *sending = context;
	struct value values[] = { value_text(sending->programme), value_integer(sending->now), value_integer(sending->now + HELD_MS),
		value_text(sending->holder) };

	sending->got = false;
	return connection_run(connection, take_mail, values, 4, read_mail, sending);
}

static const char note_last[] =
	"UPDATE mail SET sending = ?4, held_until = ?5 WHERE programme_id = ?1 AND id = ?2 AND holder = ?3 AND state = 'waiting'";
static enum outcome last_work(struct connection *connection, void *context)
{
	struct sending *sending = context;
	int64_t now = clock_now().ms;
	struct value values[] = { value_text(sending->programme), value_text(sending->id), value_text(sending->holder), value_integer(now),
		value_integer(now + HELD_MS) };
	enum outcome outcome = connection_run(connection, note_last, values, 5, NULL, NULL);

	sending->kept = outcome == OUTCOME_DONE && connection_changed(connection) == 1;
	return outcome;
}

/* The server can have it from now on: written down first, and only by who still holds it. */
static bool before_last(void *context)
{
	struct sending *sending = context;
	return store_do(sending->store, last_work, sending) && sending->kept;
}

/* A secret has done its work once the mail has gone. The holder's word counts, also where the lease ran out meanwhile. */
static const char note_end[] =
	"UPDATE mail SET state = ?4, due = ?5, tries = ?6, said = ?7, ended = ?8, sending = 0, held_until = 0, holder = ''"
	" WHERE programme_id = ?1 AND id = ?2 AND holder = ?3";
static const char take_secret_out[] =
	"UPDATE mail SET text = replace(text, secret, '…'), html = replace(html, secret, '…'), secret = ''"
	" WHERE programme_id = ?1 AND id = ?2 AND state = 'sent' AND secret <> ''";
static const char note_bounce[] =
	"UPDATE person SET bounced = ?3 WHERE id = (SELECT person_id FROM mail WHERE programme_id = ?1 AND id = ?2)"
	" AND email = (SELECT address FROM mail WHERE programme_id = ?1 AND id = ?2)";

static enum outcome end_work(struct connection *connection, void *context)
{
	struct sending *sending = context;
	int64_t now = clock_now().ms;
	struct value values[] = { value_text(sending->programme), value_text(sending->id), value_text(sending->holder),
		value_text(str_of(words_wire(&mail_state_words, (int)sending->state))), value_integer(sending->due), value_integer(sending->tries),
		value_text(sending->said), value_integer(sending->state == MAIL_WAITING ? 0 : now) };
	enum outcome outcome = connection_run(connection, note_end, values, 8, NULL, NULL);

	values[2] = value_integer(now);
	if (outcome == OUTCOME_DONE && sending->state == MAIL_SENT)
		outcome = connection_run(connection, take_secret_out, values, 2, NULL, NULL);
	if (outcome == OUTCOME_DONE && sending->bounces)
		outcome = connection_run(connection, note_bounce, values, 3, NULL, NULL);
	return outcome;
}

/* Not this time. */
static void put_off(struct sending *sending)
{
	int64_t now = clock_now().ms;

	sending->tries++;
	sending->due = now + mail_wait_ms(sending->tries);
	sending->state = now - sending->since >= given_up_after_ms ? MAIL_GIVEN_UP : MAIL_WAITING;
}

static struct str message_of(const struct sending *sending, struct arena *arena)
{
	struct str from = mail_from()->address;
	struct message message = { .date = { sending->queued }, .from = *mail_from(), .to = { STR_NONE, sending->address },
		.subject = sending->subject, .language = sending->language, .text = sending->text, .html = sending->html,
		.unsubscribe = sending->unsubscribe };

	message.id = str_format(arena, "%.*s.%.*s@%.*s", STR_ARG(sending->id), STR_ARG(sending->programme.len ? sending->programme : STR("server")),
		STR_ARG(str_from(from, str_find(from, '@') + 1)));
	return message_make(&message, arena);
}

/* Whole or not at all, under the mail's own name: written twice it is one. */
static bool write_file(struct str directory, struct str id, struct str message, struct arena *arena)
{
	const char *path = str_format(arena, "%.*s/%.*s.eml", STR_ARG(directory), STR_ARG(id)).at;
	const char *part = str_format(arena, "%s.part", path).at;
	int file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
	bool fine = out && fwrite(message.at, 1, message.len, out) == message.len && fflush(out) == 0 && fsync(file) == 0;

	if (out)
		fine = fclose(out) == 0 && fine;
	return fine && rename(part, path) == 0;
}

static const char *const out_of_reach = N_("No mail can be sent: {0}");

/* Addresses that are kept for examples (RFC 2606) are nobody's: no mail server is bothered with them. */
static bool invented(struct str address)
{
	return str_ends(address, STR(".invalid")) || str_ends(address, STR(".example"));
}

/* Sends it, or writes it. False: no other will go either. */
static bool send_one(struct job_run *run, struct sending *sending, struct smtp *smtp)
{
	struct str message = message_of(sending, sending->arena);
	struct smtp_reply reply;

	if (!smtp) {
		if (write_file(mail_options()->directory, sending->id, message, sending->arena)) {
			sending->state = MAIL_SENT;
			return true;
		}
		put_off(sending);
		run->fault = STR(N_("The folder for mail cannot be written: {0}"));
		run->fault_of = mail_options()->directory;
		return false;
	}
	if (invented(sending->address)) {
		sending->said = STR("an address kept for examples (RFC 2606)");
		sending->state = MAIL_BOUNCED;
		sending->bounces = true;
		return true;
	}
	reply = smtp_send(smtp, sending->address, message, before_last, sending, sending->arena);
	sending->said = reply.said;
	sending->bounces = reply.address;
	switch (reply.end) {
	case SMTP_TOOK:     sending->state = MAIL_SENT; break;
	case SMTP_REFUSED:  sending->state = MAIL_BOUNCED; break;
	case SMTP_DOUBTFUL: sending->state = MAIL_DOUBTFUL; break;
	case SMTP_LATER:    put_off(sending); break;
	case SMTP_BROKEN_OFF:
		sending->state = MAIL_WAITING;
		sending->due = clock_now().ms;
		sending->said = STR_NONE;
		break;
	case SMTP_OUT_OF_REACH:
		put_off(sending);
		run->fault = str_of(out_of_reach);
		run->fault_of = str_copy(run->arena, reply.said);
		return false;
	}
	return true;
}

static bool read_next(void *context, const struct value *columns, size_t count)
{
	(void)count;
	if (columns[0].kind == VALUE_INTEGER)
		((struct moment *)context)->ms = columns[0].integer;
	return true;
}

/* What waits, or is under way at another node that may die. */
static const char find_next[] =
	"SELECT min(CASE WHEN due > held_until THEN due ELSE held_until END) FROM mail WHERE programme_id = ?1 AND state = 'waiting'";

struct nexting { struct str programme; struct moment next; };

static enum outcome next_work(struct connection *connection, void *context)
{
	struct nexting *nexting = context;
	struct value programme = value_text(nexting->programme);

	nexting->next.ms = 0;
	return connection_run(connection, find_next, &programme, 1, read_next, &nexting->next);
}

static bool tidy(struct job_run *run, struct str programme)
{
	struct tidying tidying = { .programme = programme, .now = clock_now().ms };

	if (store_do(run->store, tidy_work, &tidying))
		return true;
	run->fault = STR(N_("The outbox could not be read from the database. It is tried again."));
	return false;
}

/* One mail from the outbox; false: there was none, or none can go. */
static bool next_mail(struct job_run *run, struct str programme, struct smtp *smtp, bool *fine)
{
	struct arena arena = { 0 };
	struct sending sending = { .store = run->store, .arena = &arena, .programme = programme, .holder = secret_new(&arena), .now = clock_now().ms };
	bool more = job_goes_on(run) && store_do(run->store, take_work, &sending) && sending.got;

	if (more) {
		*fine = send_one(run, &sending, smtp);
		run->done += sending.state == MAIL_SENT;
		/* A word that cannot be written down leaves the mail held: doubtful, in a while, where the server can have it. */
		more = store_do(run->store, end_work, &sending) && *fine;
	}
	arena_clear(&arena);
	return more;
}

static bool goes_on(void *context)
{
	return job_goes_on(context);
}

static bool empty_outbox(struct job_run *run)
{
	struct nexting nexting = { .programme = run->programme ? id_text(run->programme->id, run->arena) : STR_NONE };
	struct smtp *smtp;
	bool fine = true;

	run->words = N_("Mails sent: {0}.");
	if (!tidy(run, nexting.programme))
		return false;
	if (!mail_leaves())
		return true;
	smtp = mail_options()->smtp.len ? smtp_open(goes_on, run) : NULL;
	while (next_mail(run, nexting.programme, smtp, &fine))
		;
	smtp_close(smtp);
	if (store_read(run->store, next_work, &nexting))
		run->next = nexting.next;
	return fine;
}

const struct job mail_job = {
	"mail", N_("Outgoing mail"), N_("Sends what waits in the outbox, and tries again what could not be sent."), true, MAIL_EVERY_MS, empty_outbox,
};
const struct job server_mail_job = {
	"server_mail", N_("Outgoing mail of the server"), N_("Sends links with which people sign in."), false, MAIL_EVERY_MS, empty_outbox,
};
