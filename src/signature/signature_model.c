/* SPDX-License-Identifier: EUPL-1.2 */
#include "signature/signature_model.h"

#include "account/account.h"
#include "document/document.h"
#include "file/file.h"
#include "file/file_type.h"
#include "html/faults.h"
#include "html/show.h"
#include "party/party.h"
#include "signature/signature_mail.h"
#include "tree/tree.h"

bool signature_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

struct str signature_page_address(const struct request *req, const struct agreement *agreement, const char *below)
{
	return request_address(req, str_format(req->arena, "%.*s%s", STR_ARG(row_address(req->programme, &agreement_record, agreement, req->arena)), below));
}

struct str signatory_page_address(const struct request *req, const struct signatory *signatory, const char *below)
{
	const struct agreement *agreement = programme_row(req->programme, agreement, signatory->agreement);

	return agreement ? signature_page_address(req, agreement,
		str_format(req->arena, "/signatories/%.*s%s", STR_ARG(id_text(signatory->id, req->arena)), below).at) : STR_NONE;
}

void signature_mail_model(struct request *req, struct model *item, const struct signature_request *request)
{
	struct mail_line line = { 0 };
	bool made = request && signature_mail_line(req->store, req->programme, request, req->arena, &line);

	model_words(item, "mail_label", made ? words_label(&mail_state_words, (int)line.state) : "");
	model_text(item, "mail_day", made ? language_moment(req->language, req->arena, line.ended.ms ? line.ended : line.queued) : STR_NONE);
	model_flag(item, "mail_late", made && line.state != MAIL_SENT && !(line.state == MAIL_WAITING && line.tries == 0));
	model_text(item, "mail_said", made && line.state != MAIL_SENT ? line.said : STR_NONE);
	model_flag(item, "mail_none", request && !made);
}

/* One signatory */

static bool is_own(const struct request *req, const struct signatory *signatory)
{
	return id_known(req->person->id) && id_equal(signatory->person, req->person->id);
}

static bool can_sign_now(const struct request *req, const struct signatory *signatory, enum signing_state state)
{
	return is_own(req, signatory) && access_may_for(req->programme, req->person, RIGHT_SIGN, signatory->party, req->today, NULL) &&
		signature_turn(req->programme, signatory, req->today) &&
		(state == SIGNING_ASKED || state == SIGNING_NOT_ASKED || state == SIGNING_EXPIRED || state == SIGNING_REFUSED);
}

static void signatory_model(struct request *req, struct model *item, const struct signatory *signatory, bool taken)
{
	struct signing_standing standing = signature_standing(req->programme, signatory, req->day);
	bool office = signature_office(req), given = standing.state == SIGNING_SIGNED;

	model_text(item, "id", id_text(signatory->id, req->arena));
	model_text(item, "function", given && standing.act->function.len ? standing.act->function : signatory->function);
	model_text(item, "name", office || is_own(req, signatory) ? person_name(req->store, signatory->person, req->arena) : STR_NONE);
	model_flag(item, "nobody", office && !id_known(signatory->person));
	model_text(item, "place", count_text(signatory->place, req->arena));
	model_text(item, "state", str_of(words_wire(&signing_state_words, (int)standing.state)));
	model_words(item, "state_label", words_label(&signing_state_words, (int)standing.state));
	model_flag(item, "ok", given);
	model_flag(item, "warning", standing.state == SIGNING_EXPIRED || standing.state == SIGNING_REFUSED);
	model_text(item, "since", day_known(standing.since) ? language_day(req->language, req->arena, standing.since) : STR_NONE);
	model_words(item, "how", given ? words_label(&signature_how_words, (int)standing.act->how) : "");
	model_text(item, "until", standing.state == SIGNING_ASKED ? language_day(req->language, req->arena, standing.request->until) : STR_NONE);
	model_text(item, "anew", standing.request && day_known(standing.request->anew) && office && !given
		? language_day(req->language, req->arena, standing.request->anew) : STR_NONE);
	model_text(item, "sign", taken && can_sign_now(req, signatory, standing.state) ? signatory_page_address(req, signatory, "/signing") : STR_NONE);
	model_text(item, "manage", office ? signatory_page_address(req, signatory, "") : STR_NONE);
	model_flag(item, "may_ask", office && taken && id_known(signatory->person) &&
		(standing.state == SIGNING_NOT_ASKED || standing.state == SIGNING_EXPIRED || standing.state == SIGNING_REFUSED));
	model_flag(item, "chosen", standing.state == SIGNING_NOT_ASKED);
	model_flag(item, "office", office);
	signature_mail_model(req, item, office && standing.state == SIGNING_ASKED ? standing.request : NULL);
}

static void party_model(struct request *req, struct model *item, const struct agreement *agreement, const struct party *party, bool taken)
{
	struct row_list signatories = REFERRING(req->programme, signatory, agreement, agreement->id);
	struct signing_count count = signature_count(req->programme, agreement, party->id, req->day);
	size_t shown = 0;

	model_text(item, "party", party->name);
	model_text(item, "party_address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
	model_flag(item, "contractor", id_equal(party->id, agreement->contractor));
	model_flag(item, "complete", count.all > 0 && count.given >= count.needed);
	model_number(item, "given", (int64_t)count.given);
	model_number(item, "needed", (int64_t)count.needed);
	model_flag(item, "some", count.needed < count.all);
	model_flag(item, "several", count.all > 1);
	model_list(item, "signatories");
	for (size_t i = 0; i < signatories.count; i++)
		if (id_equal(ROW(signatory, signatories, i)->party, party->id)) {
			signatory_model(req, model_item(item, "signatories"), ROW(signatory, signatories, i), taken);
			shown++;
		}
	model_flag(item, "nobody_signs", shown == 0);
}

void signature_of_agreement_model(struct request *req, struct model *model, const struct agreement *agreement)
{
	struct model *signing = model_object(model, "signing");
	struct row_list parties = agreement_parties(req->programme, agreement, req->arena);
	struct day signed_on = agreement_signed_on(req->programme, agreement, req->day);
	bool taken = signature_takes(req->programme, agreement, req->day) && !day_known(req->known);
	size_t complete = 0;

	model_list(signing, "parties");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = parties.at[i];
		complete += agreement_signed_by(req->programme, agreement, party->id, req->day);
		party_model(req, model_item(signing, "parties"), agreement, party, taken);
	}
	model_flag(signing, "none", parties.count == 0);
	model_flag(signing, "in_order", agreement->in_order);
	model_text(signing, "complete", str_format(req->arena, "%zu", complete));
	model_text(signing, "all", str_format(req->arena, "%zu", parties.count));
	model_text(signing, "signed_on", day_known(signed_on) ? language_day(req->language, req->arena, signed_on) : STR_NONE);
	model_text(signing, "signatures", signature_page_address(req, agreement, "/signatures"));
	model_text(signing, "signed_pdf", agreement->frozen.ms > 0 ? signature_page_address(req, agreement, "/signed.pdf") : STR_NONE);
	model_text(signing, "content_language", tree_facts(req->programme)->language);
}

/* Forms */

void plain_field_model(const struct request *req, struct model *model, const char *list, const struct plain_field *field)
{
	struct model *item = model_item(model, list);
	struct str fault = faults_of(req, &req->faults, field->name);
	bool typed = request_has_field(req, field->name);

	model_text(item, "name", str_of(field->name));
	model_text(item, "id", str_format(req->arena, "f-%s", field->name));
	model_words(item, "label", field->label);
	model_words(item, "hint", field->hint ? field->hint : "");
	model_words(item, "group", "");
	model_text(item, "value", typed ? request_field(req, field->name) : field->value);
	model_flag(item, "required", field->required);
	model_flag(item, "rare", false);
	model_flag(item, "short", field->day || field->numeric);
	model_flag(item, "internal", field->internal);
	model_text(item, "fault", fault);
	model_flag(item, "has_fault", fault.len > 0);
	model_flag(item, "is_choice", false);
	model_flag(item, "is_checks", false);
	model_flag(item, "is_check", false);
	model_flag(item, "checked", false);
	model_flag(item, "is_lines", field->lines);
	model_flag(item, "is_markdown", false);
	model_flag(item, "is_text", !field->lines);
	model_flag(item, "is_day", field->day);
	model_flag(item, "numeric", field->numeric);
	model_list(item, "options");
}

/* Files */

static bool is_scan(struct str media_type)
{
	return str_is(media_type, "application/pdf") || str_is(media_type, "image/jpeg") || str_is(media_type, "image/png");
}

bool signature_file_keep(struct request *req, const char *field, struct kept_file *kept)
{
	const struct upload *upload = request_file(req, field);
	const struct file_type *type;

	if (!upload)
		return false;
	type = file_recognise(upload->file_name, upload->bytes, field, &req->faults);
	if (!type)
		return false;
	if (!is_scan(str_of(type->media_type)))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = N_("Send a PDF or a photo (JPEG or PNG).") });
	return file_keep(req->store, req->programme->id, upload->file_name, upload->bytes, field, kept, &req->faults);
}

struct id signature_document(struct request *req, const struct signatory *signatory, const char *title, const struct kept_file *kept, struct change *changes)
{
	struct document *document = arena_new(req->arena, struct document);
	struct document_version *version = arena_new(req->arena, struct document_version);
	enum language language = LANGUAGE_NL;
	struct id id = id_new();

	language_parse(tree_facts(req->programme)->language, &language);
	*document = (struct document){ .id = id, .kind = DOCUMENT_OTHER, .owner = signatory->party, .published = req->today, .visibility = VISIBILITY_DRAFT,
		.title = language_fill(language, req->arena, title, row_title(req->programme, &signatory_record, signatory, req->arena), STR_NONE, STR_NONE),
		.key = str_format(req->arena, "stuk-%.*s", STR_ARG(str_from(id_text(id, req->arena), 19))) };
	*version = (struct document_version){ .id = id_new(), .document = id, .number = { 1, true }, .hash = hash_text(kept->hash, req->arena),
		.file_name = kept->name, .media_type = kept->media_type, .size = { kept->size, true }, .kept = clock_now(), .person = req->person->id };
	changes[0] = (struct change){ &document_record, NULL, document };
	changes[1] = (struct change){ &document_version_record, NULL, version };
	return id;
}
