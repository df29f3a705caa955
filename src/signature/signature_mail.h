/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail about signing (docs/rules.md 3). Pages write down what happened; the job makes the mail that follows from it, each under a key that is
 * made once: who was asked gets the link, who does not answer is reminded, who is next in the order is asked, the office hears of a refusal and
 * of a wish for another link, and everybody hears that all have signed. A mail that cannot leave waits in the outbox.
 */
#ifndef SIGNATURE_SIGNATURE_MAIL_H
#define SIGNATURE_SIGNATURE_MAIL_H

#include "mail/mail.h"
#include "signature/signature.h"

struct signature_post {
	struct store           *store;
	const struct programme *programme;
	struct moment           now;
	struct str              address;        /* of this server, without a slash at the end */
	struct arena           *arena;
};

/* A new secret address for the request, beside those in mails that went out; empty where the database failed. */
struct str signature_link(const struct signature_post *post, const struct signature_request *request, struct str *secret);
/* Whether mail about this request was made today. */
bool signature_mailed_today(const struct signature_post *post, const struct signature_request *request);
/* Queues the mail with the link, once for a request; a reminder once a day. False: no address, or the database failed. */
bool signature_mail_ask(const struct signature_post *post, const struct signature_request *request, int64_t *sent);
bool signature_mail_remind(const struct signature_post *post, const struct signature_request *request, int64_t *sent);
/* Mails the code for signing. */
bool signature_mail_code(const struct signature_post *post, const struct signatory *signatory, struct id person, struct str code);
/* The newest mail about the request; false where none was made. */
bool signature_mail_line(struct store *store, const struct programme *programme, const struct signature_request *request, struct arena *arena,
	struct mail_line *line);

extern const struct job signature_mail_job;

#endif
