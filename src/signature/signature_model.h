/* SPDX-License-Identifier: EUPL-1.2 */
/* How signing is shown: on the page of an agreement, on the page of its signatures, and in forms. */
#ifndef SIGNATURE_SIGNATURE_MODEL_H
#define SIGNATURE_SIGNATURE_MODEL_H

#include "html/model.h"
#include "http/request.h"
#include "signature/signature.h"
#include "signature/signing_form.h"

/*
 * `signing` = what partial signature/of_agreement shows: who of each party has signed and who is awaited since when; party and function for
 * everybody, names and the state of each mail for the office. For the office it waits for the database (ROUTE_WAITS).
 */
void signature_of_agreement_model(struct request *req, struct model *model, const struct agreement *agreement);
/* The address below the programme of an agreement's page: "/agreements/dvo-2/signatures", with ?on=. */
struct str signature_page_address(const struct request *req, const struct agreement *agreement, const char *below);
/* That of the office's page about one signatory, or what lies below it. */
struct str signatory_page_address(const struct request *req, const struct signatory *signatory, const char *below);
/* Whether the reader is of the office. */
bool signature_office(const struct request *req);
/* How the mail about a request stands, for the office: `mail_label`, `mail_late`, `mail_said`, `mail_day`. */
void signature_mail_model(struct request *req, struct model *item, const struct signature_request *request);

/*
 * Answers with the signed PDF: the PDF as it was offered, closed by the evidence sheet. The office gets the names of who signed, `own` (which may
 * be NULL) the one of that signatory. Where no PDF is kept, one is made of the frozen text.
 */
void signature_respond_signed(struct request *req, struct response *res, const struct agreement *agreement, const struct signatory *own);
/* Answers with the PDF as it was offered, its very bytes. */
void signature_respond_offered(struct request *req, struct response *res, const struct agreement *agreement);

/* A field of a form that is not of a record, for partial html/form_field in the list `fields`. `value`: what stands in it when nothing was typed. */
struct plain_field { const char *name, *label, *hint; bool required, lines, day, internal, numeric; struct str value; };
void plain_field_model(const struct request *req, struct model *model, const char *list, const struct plain_field *field);

/* The file that was chosen in `field`, of a kind that a signature or mandate can have; kept. False with a fault where it is none. */
struct kept_file;
bool signature_file_keep(struct request *req, const char *field, struct kept_file *kept);
/* It as a document that only the office and those it is meant for read; puts two changes at `changes`. */
struct id signature_document(struct request *req, const struct signatory *signatory, const char *title, const struct kept_file *kept, struct change *changes);

#endif
