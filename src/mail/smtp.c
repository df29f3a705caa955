/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The mail server, through libcurl. What it says is read from libcurl's own account of the conversation, because what a refusal means depends
 * on when it comes: to the recipient or to the message it is about this mail, to all else it is about us.
 */
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "mail/mail_own.h"

enum { CONNECT_SECONDS = 20, SECONDS_MOST = 180, SAID_BYTES = 400 };

static struct {
	struct arena        arena;
	struct mail_options options;
	struct mailbox      from;
	bool                set;
} own;

const struct mail_options *mail_options(void)
{
	return &own.options;
}

const struct mailbox *mail_from(void)
{
	return &own.from;
}

bool mail_leaves(void)
{
	return own.set && (own.options.smtp.len > 0 || own.options.directory.len > 0);
}

/* Of "smtp://host:25/name": the host, without a port. */
static struct str host_of(struct str url)
{
	struct str host = str_from(url, str_search(url, STR("://")) + 3);

	host = str_to(host, str_find(host, '/'));
	if (str_starts(host, STR("[")))
		return str_to(str_from(host, 1), str_find(host, ']') - 1);
	return str_to(host, str_find(host, ':'));
}

static bool is_loopback(struct str host)
{
	return str_is(host, "localhost") || str_is(host, "::1") || str_starts(host, STR("127."));
}

bool mail_options_set(const struct mail_options *options, struct faults *faults)
{
	bool smtps = str_starts(options->smtp, STR("smtps://"));
	struct arena *arena = &own.arena;
	size_t before = faults->count;

	if (options->smtp.len > 0 && !smtps && !str_starts(options->smtp, STR("smtp://")))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("{0} is no mail server. One looks like smtp://mail.example.nl:587."),
			.arg = { options->smtp } });
	else if (str_find(options->smtp, '@') < options->smtp.len)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("Name and password of the mail server do not belong on the command line: put them in a file and give --smtp-login FILE.") });
	if ((options->smtp.len > 0 || options->directory.len > 0) && !mailbox_parse(options->from, arena, &own.from))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("Say who the mail is from: --mail-from \"Programme office <office@example.nl>\".") });
	if (faults->count > before)
		return false;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	own.options = (struct mail_options){ .smtp = str_copy(arena, options->smtp), .user = str_copy(arena, options->user),
		.password = str_copy(arena, options->password), .ca_file = str_copy(arena, options->ca_file), .from = str_copy(arena, options->from),
		.directory = str_copy(arena, options->directory), .require_tls = options->require_tls || !is_loopback(host_of(options->smtp)) };
	own.from.name = str_copy(arena, own.from.name);
	own.from.address = str_copy(arena, own.from.address);
	own.set = true;
	return true;
}

/* One conversation */

enum stage { STAGE_BEFORE, STAGE_SENDER, STAGE_RECIPIENT, STAGE_MESSAGE };

struct smtp {
	CURL              *curl;
	struct curl_slist *recipient;
	enum stage         stage;
	struct buf         said;                /* the server's answer to the last command */
	bool               asked;               /* a command went out since */
	bool               left;                /* said goodbye */
	struct str         message;
	size_t             at;
	bool               whole;               /* it has all but the last byte's sign, and was told to take it */
	bool               refused;             /* `last` said no */
	bool             (*last)(void *), (*goes_on)(void *);
	void              *context, *of_goes_on;
	bool               broken_off;
	char               error[CURL_ERROR_SIZE];
};

static int listen_in(CURL *curl, curl_infotype type, char *at, size_t size, void *context)
{
	struct smtp *smtp = context;
	struct str line = { at, size };
	(void)curl;

	/* What it says to our leave-taking is about no mail. */
	if (type == CURLINFO_HEADER_OUT && str_starts(line, STR("QUIT")))
		smtp->left = true;
	if (smtp->left)
		return 0;
	if (type == CURLINFO_HEADER_OUT) {
		smtp->asked = true;
		if (str_starts(line, STR("MAIL FROM")))
			smtp->stage = STAGE_SENDER;
		else if (str_starts(line, STR("RCPT TO")))
			smtp->stage = STAGE_RECIPIENT;
		else if (str_starts(line, STR("DATA")))
			smtp->stage = STAGE_MESSAGE;
		else
			smtp->stage = STAGE_BEFORE;
	} else if (type == CURLINFO_DATA_OUT) {
		smtp->asked = true;
	} else if (type == CURLINFO_HEADER_IN) {
		if (smtp->asked)
			smtp->said.len = 0;
		smtp->asked = false;
		if (smtp->said.len < SAID_BYTES) {
			buf_add_cstring(&smtp->said, smtp->said.len ? " " : "");
			buf_add(&smtp->said, str_trim(str_to(line, SAID_BYTES)));
		}
	}
	return 0;
}

/* The end of the message is asked for once it has all of it: from then on the server can have it. */
static size_t give(char *to, size_t size, size_t number, void *context)
{
	struct smtp *smtp = context;
	size_t count = smtp->message.len - smtp->at < size * number ? smtp->message.len - smtp->at : size * number;

	if (count == 0 && !smtp->whole) {
		smtp->refused = !smtp->last(smtp->context);
		if (smtp->refused)
			return CURL_READFUNC_ABORT;
		smtp->whole = true;
	}
	memcpy(to, smtp->message.at + smtp->at, count);
	smtp->at += count;
	return count;
}

static int look_around(void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up)
{
	struct smtp *smtp = context;
	(void)down_all, (void)down, (void)up_all, (void)up;

	if (!smtp->whole && !smtp->goes_on(smtp->of_goes_on))
		smtp->broken_off = true;
	return smtp->broken_off;
}

struct smtp *smtp_open(bool (*goes_on)(void *), void *context)
{
	struct smtp *smtp = memory_take(sizeof *smtp);
	struct arena arena = { 0 };
	CURL *curl = curl_easy_init();

	smtp->curl = curl;
	smtp->goes_on = goes_on;
	smtp->of_goes_on = context;
	if (!curl)
		return smtp;
	curl_easy_setopt(curl, CURLOPT_URL, str_cstring(&arena, own.options.smtp));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(own.options.require_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (own.options.ca_file.len)
		curl_easy_setopt(curl, CURLOPT_CAINFO, str_cstring(&arena, own.options.ca_file));
	if (own.options.user.len) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, str_cstring(&arena, own.options.user));
		curl_easy_setopt(curl, CURLOPT_PASSWORD, str_cstring(&arena, own.options.password));
	}
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, str_format(&arena, "<%.*s>", STR_ARG(own.from.address)).at);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SECONDS_MOST);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_READDATA, smtp);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_around);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, smtp);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen_in);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, smtp);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->error);
	arena_clear(&arena);
	return smtp;
}

void smtp_close(struct smtp *smtp)
{
	if (!smtp)
		return;
	curl_easy_cleanup(smtp->curl);
	curl_slist_free_all(smtp->recipient);
	buf_clear(&smtp->said);
	free(smtp);
}

/* The class of its answer: 2, 4, 5; 0: none was heard since the last command. */
static int class_of(const struct smtp *smtp)
{
	return !smtp->asked && smtp->said.len >= 3 && smtp->said.at[0] >= '2' && smtp->said.at[0] <= '5' ? smtp->said.at[0] - '0' : 0;
}

/* "550 5.7.1": about who sends or what the message is, not about the address (RFC 3463). */
static bool about_address(struct str said)
{
	return str_search(said, STR(" 5.7.")) == SIZE_MAX && str_search(said, STR(" 5.3.")) == SIZE_MAX && str_search(said, STR(" 5.6.")) == SIZE_MAX;
}

static enum smtp_end meaning(const struct smtp *smtp, CURLcode code)
{
	int class = class_of(smtp);
	bool closing = str_starts(buf_str(&smtp->said), STR("421"));

	if (code == CURLE_OK)
		return SMTP_TOOK;
	if (smtp->refused)
		return SMTP_LATER;
	if (smtp->broken_off)
		return SMTP_BROKEN_OFF;
	/* All was given, and it did not answer. */
	if (smtp->whole && class != 4 && class != 5)
		return SMTP_DOUBTFUL;
	if (smtp->stage < STAGE_RECIPIENT || closing)
		return SMTP_OUT_OF_REACH;
	return class == 5 ? SMTP_REFUSED : class == 4 ? SMTP_LATER : SMTP_OUT_OF_REACH;
}

/* Its own words where it took or refused something, in one line of text, else libcurl's. */
static struct str words_of(const struct smtp *smtp, CURLcode code, struct arena *arena)
{
	struct str heard = buf_str(&smtp->said);
	bool its = code == CURLE_OK ? heard.len > 0 : class_of(smtp) >= 4;
	struct str said = its ? heard : str_of(smtp->error[0] ? smtp->error : curl_easy_strerror(code));
	struct buf out = { 0 };

	for (size_t i = 0; i < said.len && i < SAID_BYTES; i++)
		buf_add_char(&out, said.at[i] >= ' ' && said.at[i] <= '~' ? said.at[i] : '?');
	said = buf_copy(&out, arena);
	buf_clear(&out);
	return said;
}

struct smtp_reply smtp_send(struct smtp *smtp, struct str to, struct str message, bool (*last)(void *), void *context, struct arena *arena)
{
	struct smtp_reply reply = { .end = SMTP_OUT_OF_REACH };
	CURLcode code;

	if (!smtp->curl)
		return reply;
	curl_slist_free_all(smtp->recipient);
	smtp->recipient = curl_slist_append(NULL, str_format(arena, "<%.*s>", STR_ARG(to)).at);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, smtp->recipient);
	smtp->stage = STAGE_BEFORE;
	smtp->said.len = 0;
	smtp->asked = smtp->left = smtp->whole = smtp->refused = smtp->broken_off = false;
	smtp->message = message;
	smtp->at = 0;
	smtp->last = last;
	smtp->context = context;
	smtp->error[0] = '\0';
	code = curl_easy_perform(smtp->curl);
	reply.end = meaning(smtp, code);
	reply.said = words_of(smtp, code, arena);
	reply.address = reply.end == SMTP_REFUSED && smtp->stage == STAGE_RECIPIENT && about_address(reply.said);
	return reply;
}
