/* SPDX-License-Identifier: EUPL-1.2 */
/* Agreements for who reads them: the list, one with everything that was agreed, and its files. */
#include "agreement/agreement_model.h"
#include "document/document.h"
#include "file/file.h"
#include "html/faults.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "plan/plan.h"
#include "signature/signature_model.h"
#include "tree/tree.h"

/* JSON */

static void json_member(struct buf *out, const char *name, struct str text)
{
	buf_addf(out, "%s\"%s\":", out->len > 0 && out->at[out->len - 1] != '{' ? "," : "", name);
	if (text.len > 0)
		buf_add_json(out, text);
	else
		buf_add_cstring(out, "null");
}

static struct str key_of(const struct request *req, struct id id)
{
	const struct party *party = programme_row(req->programme, party, id);
	return party ? party->key : STR_NONE;
}

static void json_agreement(const struct request *req, struct buf *out, const struct agreement *agreement)
{
	struct row_list parties = agreement_parties(req->programme, agreement, req->arena);

	buf_add_char(out, '{');
	json_member(out, "key", agreement->key);
	json_member(out, "title", agreement->title);
	json_member(out, "state", str_of(words_wire(&agreement_state_words, (int)agreement_state(req->programme, agreement, req->day))));
	json_member(out, "because", agreement_state_sentence(req, agreement));
	json_member(out, "first", day_text(agreement->first, req->arena));
	json_member(out, "last", day_text(agreement->last, req->arena));
	json_member(out, "planned_signing", day_text(agreement->planned_signing, req->arena));
	json_member(out, "signed_on", day_text(agreement_signed_on(req->programme, agreement, req->day), req->arena));
	json_member(out, "contractor", key_of(req, agreement->contractor));
	json_member(out, "hash", agreement->hash);
	buf_add_cstring(out, ",\"parties\":[");
	for (size_t i = 0; i < parties.count; i++) {
		buf_add_cstring(out, i > 0 ? ",{" : "{");
		json_member(out, "party", ROW(party, parties, i)->key);
		buf_addf(out, ",\"signed\":%s}", agreement_signed_by(req->programme, agreement, row_id(parties.at[i]), req->day) ? "true" : "false");
	}
	buf_add_char(out, ']');
}

static void json_parts(const struct request *req, struct buf *out, const struct agreement *agreement)
{
	struct row_list services = REFERRING(req->programme, service, agreement, agreement->id);
	struct row_list paid = REFERRING(req->programme, funding_contribution, agreement, agreement->id);

	json_member(out, "text", agreement->text);
	buf_add_cstring(out, ",\"services\":[");
	for (size_t i = 0; i < services.count; i++) {
		const struct service *service = ROW(service, services, i);
		buf_add_cstring(out, i > 0 ? ",{" : "{");
		buf_addf(out, "\"number\":%lld", (long long)service->number.value);
		json_member(out, "title", service->title);
		json_member(out, "result", service->result);
		json_member(out, "due", day_text(service->due, req->arena));
		json_member(out, "proof", service->proof);
		json_member(out, "delivered", day_text(service->delivered, req->arena));
		buf_add_char(out, '}');
	}
	buf_add_cstring(out, "],\"contributions\":[");
	for (size_t i = 0; i < paid.count; i++) {
		const struct funding_contribution *one = ROW(funding_contribution, paid, i);
		buf_add_cstring(out, i > 0 ? ",{" : "{");
		json_member(out, "party", key_of(req, one->party));
		buf_addf(out, ",\"year\":%lld", (long long)one->year.value);
		json_member(out, "amount", money_text(one->amount, req->arena));
		json_member(out, "computed", money_text(agreement_computed(req->programme, agreement, one->party, one->year.value, one->line, req->arena), req->arena));
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

static void respond_buf(const struct request *req, struct response *res, struct buf *out)
{
	respond_json(res, 200, buf_copy(out, req->arena));
	buf_clear(out);
}

/* The list */

/* GET /{programme}/agreements */
static void show_agreements(struct request *req, struct response *res)
{
	struct row_list agreements = agreements_seen(req);
	struct model *model = model_new(req->arena);
	struct buf out = { 0 };

	if (req->wants_json) {
		buf_add_cstring(&out, "{\"agreements\":[");
		for (size_t i = 0; i < agreements.count; i++) {
			buf_add_cstring(&out, i > 0 ? "," : "");
			json_agreement(req, &out, agreements.at[i]);
			buf_add_char(&out, '}');
		}
		buf_add_cstring(&out, "]}");
		respond_buf(req, res, &out);
		return;
	}
	model_words(model, "title", N_("Agreements"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "agreements");
	for (size_t i = 0; i < agreements.count; i++)
		agreement_item_model(req, model_item(model, "agreements"), agreements.at[i]);
	model_flag(model, "has_agreements", agreements.count > 0);
	model_text(model, "add", agreement_office(req) ? request_address(req, STR("/edit/agreement/new?visibility=draft")) : STR_NONE);
	agreement_coverage_model(req, model, NULL);
	model_list(model, "breadcrumbs");
	respond_page(res, req, "agreement/agreements", model);
}

/* One */

/* Everything it still lacks to be offered, each with its place. */
static void lacks_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct faults faults = { .arena = req->arena };
	struct str edit = request_address(req, str_format(req->arena, "/edit/agreement/%.*s", STR_ARG(id_text(agreement->id, req->arena))));
	bool office = agreement_office(req) && agreement_state(req->programme, agreement, req->today) == AGREEMENT_DRAFT;

	model_list(model, "lacks");
	if (office)
		agreement_complete(req->programme, agreement, &faults);
	for (size_t i = 0; i < faults.count; i++) {
		struct model *item = model_item(model, "lacks");
		model_text(item, "text", fault_words(req, &faults.at[i]));
		model_text(item, "mend", str_is(str_of(faults.at[i].field), "signatories") ? STR("#add-signatory")
			: str_format(req->arena, "%.*s?back=%.*s#f-%s", STR_ARG(edit), STR_ARG(agreement_address_of(req, agreement, "")), faults.at[i].field));
	}
	model_flag(model, "has_lacks", faults.count > 0);
	model_flag(model, "can_offer", office && faults.count == 0);
}

static struct str adding(const struct request *req, const struct agreement *agreement, const char *record)
{
	return request_address(req, str_format(req->arena, "/edit/%s/new?agreement=%.*s&back=%.*s", record, STR_ARG(id_text(agreement->id, req->arena)),
		STR_ARG(agreement_address_of(req, agreement, ""))));
}

static struct str next_service(const struct request *req, const struct agreement *agreement)
{
	struct row_list services = REFERRING(req->programme, service, agreement, agreement->id);
	int64_t last = services.count > 0 ? ROW(service, services, services.count - 1)->number.value : 0;

	return str_format(req->arena, "%.*s&number=%lld", STR_ARG(adding(req, agreement, "service")), (long long)last + 1);
}

/* What the office can do with it now. */
static void office_model(struct request *req, struct model *model, const struct agreement *agreement)
{
	bool office = agreement_office(req), open = office && agreement->frozen.ms == 0;
	enum agreement_state state = agreement_state(req->programme, agreement, req->today);

	model_flag(model, "office", office);
	model_flag(model, "writes", open);
	model_flag(model, "is_frozen", agreement->frozen.ms > 0);
	model_text(model, "edit_text", open ? str_format(req->arena, "%.*s#f-text", STR_ARG(agreement_edit_address(req, agreement, &agreement_record, agreement)))
		: STR_NONE);
	model_text(model, "edit_agreement", office ? agreement_edit_address(req, agreement, &agreement_record, agreement) : STR_NONE);
	model_text(model, "add_service", open ? next_service(req, agreement) : STR_NONE);
	model_text(model, "add_signatory", open ? adding(req, agreement, "signatory") : STR_NONE);
	model_text(model, "add_contribution", open ? adding(req, agreement, "funding_contribution") : STR_NONE);
	model_text(model, "page", agreement_address_of(req, agreement, ""));
	/* What was signed before it came here is recorded: there is nothing to offer any more. */
	model_text(model, "offer", open && state == AGREEMENT_DRAFT ? agreement_address_of(req, agreement, "/offer") : STR_NONE);
	model_flag(model, "may_amend", office && (state == AGREEMENT_SIGNED || state == AGREEMENT_IN_FORCE || state == AGREEMENT_ENDED));
	model_text(model, "ask", office && state == AGREEMENT_OFFERED ? agreement_address_of(req, agreement, "/signatures") : STR_NONE);
	model_text(model, "withdrawal", office && agreement_can_be_withdrawn(req->programme, agreement, req->today) ? agreement_address_of(req, agreement, "/withdrawal")
		: STR_NONE);
	model_words(model, "client_function", N_("alderman"));
	model_text(model, "history", request_address(req, str_format(req->arena, "/history/agreement/%.*s", STR_ARG(id_text(agreement->id, req->arena)))));
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
}

static void show_seen_row(const struct request *req, struct model *model, const char *name, const struct record *record, struct id id)
{
	const void *row = programme_find(req->programme, record, id);

	if (row && access_sees(req->programme, req->person, record, row, req->today))
		show_row(req, model, name, record, id);
	else
		model_flag(model, name, false);
}

static void chain_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list all = agreements_seen(req);

	show_seen_row(req, model, "replaces", &agreement_record, agreement->replaces);
	model_list(model, "amendments");
	for (size_t i = 0; i < all.count; i++)
		if (id_equal(ROW(agreement, all, i)->replaces, agreement->id))
			agreement_item_model(req, model_item(model, "amendments"), all.at[i]);
}

static void signatories_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list signatories = REFERRING(req->programme, signatory, agreement, agreement->id);

	model_list(model, "signatory_edits");
	for (size_t i = 0; i < signatories.count && agreement_office(req) && agreement->frozen.ms == 0; i++) {
		struct model *item = model_item(model, "signatory_edits");
		model_text(item, "title", row_title(req->programme, &signatory_record, signatories.at[i], req->arena));
		model_text(item, "address", agreement_edit_address(req, agreement, &signatory_record, signatories.at[i]));
	}
	model_flag(model, "has_signatory_edits", signatories.count > 0 && agreement_office(req) && agreement->frozen.ms == 0);
}

static struct model *page_model(struct request *req, const struct agreement *agreement)
{
	struct model *model = model_new(req->arena);
	struct day signed_on = agreement_signed_on(req->programme, agreement, req->day);
	bool planned = day_known(agreement->planned_signing);

	agreement_item_model(req, model, agreement);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "all", request_address(req, STR("/agreements")));
	model_text(model, "sentence", agreement_sentence(req, agreement));
	model_text(model, "why", agreement_state_sentence(req, agreement));
	model_text(model, "planned_words", agreement->planned_words);
	model_text(model, "planned", planned ? language_day(req->language, req->arena, agreement->planned_signing) : STR_NONE);
	model_flag(model, "is_planned", planned || agreement->planned_words.len > 0);
	model_text(model, "signed_on", day_known(signed_on) ? language_day(req->language, req->arena, signed_on) : STR_NONE);
	show_row(req, model, "carried_out_by", &party_record, agreement->contractor);
	show_seen_row(req, model, "confirms", &plan_version_record, agreement->confirms);
	show_seen_row(req, model, "document", &document_record, agreement->document);
	chain_model(req, model, agreement);
	agreement_services_model(req, model, agreement);
	agreement_contributions_model(req, model, agreement);
	agreement_coverage_model(req, model, agreement);
	signature_of_agreement_model(req, model, agreement);
	signatories_model(req, model, agreement);
	model_text(model, "signatures", agreement_address_of(req, agreement, "/signatures"));
	model_flag(model, "has_text", agreement->text.len > 0);
	model_safe(model, "text", markdown_html(agreement->text, 3, req->arena));
	model_text(model, "hash", agreement->frozen.ms > 0 ? agreement->hash : STR_NONE);
	model_text(model, "frozen_on", agreement->frozen.ms > 0 ? language_moment(req->language, req->arena, agreement->frozen) : STR_NONE);
	model_text(model, "canonical", agreement->frozen.ms > 0 ? agreement_address_of(req, agreement, ".json") : STR_NONE);
	model_text(model, "key", agreement->key);
	model_text(model, "pdf", agreement->text.len > 0 || agreement->pdf.len > 0 ? agreement_address_of(req, agreement, ".pdf") : STR_NONE);
	model_text(model, "docx", agreement->frozen.ms == 0 && agreement->text.len > 0 ? agreement_address_of(req, agreement, ".docx") : STR_NONE);
	model_text(model, "signed_pdf", agreement->frozen.ms > 0 ? agreement_address_of(req, agreement, "/signed.pdf") : STR_NONE);
	show_provenance(req, model, &agreement_record, agreement);
	office_model(req, model, agreement);
	lacks_model(req, model, agreement);
	faults_model(req, model, &req->faults);
	model_list(model, "breadcrumbs");
	return model;
}

/* Files */

static void respond_kept(struct request *req, struct response *res, const struct agreement *agreement, struct str kept, const char *ending, const char *type)
{
	struct file_bytes bytes;
	struct hash hash;

	if (!hash_parse(kept, &hash)) {
		respond_not_found(res, req);
	} else if (!file_open(req->store, req->programme->id, hash, req->arena, &bytes)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
		respond_faults(res, req, NULL, NULL);
	} else {
		respond_file(res, req, &(struct file_answer){ .hash = hash, .name = str_format(req->arena, "%.*s.%s", STR_ARG(agreement->key), ending),
			.media_type = str_of(type), .shown = str_is(str_of(ending), "pdf"), .internal = agreement->visibility == VISIBILITY_DRAFT,
			.file = bytes.descriptor, .bytes = bytes.bytes, .size = (uint64_t)bytes.size });
	}
}

static void respond_made(struct request *req, struct response *res, const struct agreement *agreement, bool pdf)
{
	static const char docx_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	struct paper *paper = agreement_paper(req, agreement);
	struct buf out = { 0 };

	if (pdf ? paper_pdf(paper, &out, &req->faults) : paper_docx(paper, &out, &req->faults))
		respond_file(res, req, &(struct file_answer){ .hash = hash_of(buf_str(&out)), .name = str_format(req->arena, "%.*s.%s", STR_ARG(agreement->key), pdf ? "pdf" : "docx"),
			.media_type = str_of(pdf ? "application/pdf" : docx_type), .shown = pdf, .internal = true, .file = -1, .bytes = buf_str(&out), .size = out.len });
	else
		respond_faults(res, req, NULL, NULL);
	buf_clear(&out);
}

/* The frozen bytes of one that was taken in from a file: made again, and given only if they are those that were frozen. */
static void respond_canonical(struct request *req, struct response *res, const struct agreement *agreement)
{
	struct str bytes = agreement_canonical(req->programme, agreement, req->arena);
	struct hash hash = hash_of(bytes);

	if (agreement->canonical.len > 0)
		respond_kept(req, res, agreement, agreement->canonical, "json", "application/json");
	else if (str_equal(hash_text(hash, req->arena), agreement->hash))
		respond_file(res, req, &(struct file_answer){ .hash = hash, .name = str_format(req->arena, "%.*s.json", STR_ARG(agreement->key)),
			.media_type = STR("application/json"), .internal = agreement->visibility == VISIBILITY_DRAFT, .file = -1, .bytes = bytes, .size = bytes.len });
	else
		respond_not_found(res, req);
}

/* What was frozen is given as it is kept; a draft is made now. */
static void respond_as_file(struct request *req, struct response *res, const struct agreement *agreement, struct str ending)
{
	bool draft = agreement->frozen.ms == 0;

	if (str_is(ending, "json") && !draft)
		respond_canonical(req, res, agreement);
	else if (str_is(ending, "pdf") && agreement->pdf.len > 0)
		respond_kept(req, res, agreement, agreement->pdf, "pdf", "application/pdf");
	else if ((str_is(ending, "pdf") || (str_is(ending, "docx") && draft)) && agreement->text.len > 0)
		respond_made(req, res, agreement, str_is(ending, "pdf"));
	else
		respond_not_found(res, req);
}

/* GET /{programme}/agreements/{agreement}: "dvo-2", or "dvo-2.pdf" and the like */
static void show_agreement(struct request *req, struct response *res)
{
	struct str ending;
	const struct agreement *agreement = agreement_asked(req, &ending);

	if (!agreement) {
		respond_not_found(res, req);
	} else if (ending.len > 0) {
		respond_as_file(req, res, agreement, ending);
	} else if (req->wants_json) {
		struct buf out = { 0 };
		json_agreement(req, &out, agreement);
		json_parts(req, &out, agreement);
		buf_add_char(&out, '}');
		respond_buf(req, res, &out);
	} else {
		respond_page(res, req, "agreement/agreement", page_model(req, agreement));
	}
}

const struct route agreement_routes[] = {
	{ "GET", "/{programme}/agreements", RIGHT_READ, show_agreements, 0, "All agreements: state, parties, period, how many signed" },
	{ "GET", "/{programme}/agreements/{agreement}", RIGHT_READ, show_agreement, ROUTE_WAITS,
	  "An agreement; with .pdf and .json the files that were frozen, of a draft .pdf and .docx as it stands" },
	ROUTES_END
};
