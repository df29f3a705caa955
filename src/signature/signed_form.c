/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of an agreement that is being signed: as it was offered, and closed by its evidence sheet. */
#include "file/file.h"
#include "signature/signature_model.h"
#include "signature/signature_paper.h"
#include "tree/tree.h"

static bool offered_bytes(struct request *req, const struct agreement *agreement, struct str *bytes)
{
	struct hash hash;

	return hash_parse(agreement->pdf, &hash) && file_read(req->store, req->programme->id, hash, req->arena, bytes);
}

static void respond_away(struct request *req, struct response *res)
{
	faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
	respond_faults(res, req, NULL, NULL);
}

void signature_respond_offered(struct request *req, struct response *res, const struct agreement *agreement)
{
	struct file_bytes bytes;
	struct hash hash;

	if (!hash_parse(agreement->pdf, &hash) || !file_open(req->store, req->programme->id, hash, req->arena, &bytes)) {
		respond_away(req, res);
		return;
	}
	respond_file(res, req, &(struct file_answer){ .hash = hash, .name = str_format(req->arena, "%.*s.pdf", STR_ARG(agreement->key)),
		.media_type = STR("application/pdf"), .shown = true, .internal = true, .file = bytes.descriptor, .bytes = bytes.bytes, .size = (uint64_t)bytes.size });
}

static struct signer_names names_for(struct request *req, const struct agreement *agreement, const struct signatory *own)
{
	struct row_list acts = REFERRING(req->programme, signature, agreement, agreement->id);
	struct signer_names names = { .at = arena_array(req->arena, struct signer_name, acts.count + 1) };
	bool all = access_may(req->programme, req->person, RIGHT_READ_INTERNAL, NULL, req->today, NULL);
	struct signature_names kept = { NULL, 0 };

	if (all || own)
		kept = signature_names(req->store, req->programme->id, req->arena);
	for (size_t i = 0; i < acts.count; i++) {
		const struct signature_name *name = signature_name_of(&kept, row_id(acts.at[i]));
		if (name && (all || id_equal(ROW(signature, acts, i)->signatory, own->id)))
			names.at[names.count++] = (struct signer_name){ name->signature, name->name };
	}
	return names;
}

/* The language of the agreement itself; made at the moment of its last act, so the same facts give the same bytes. */
static struct paper *new_paper(struct request *req, const struct agreement *agreement)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	struct row_list acts = REFERRING(req->programme, signature, agreement, agreement->id);
	struct paper_head head = { .title = agreement->title, .subject = facts->name, .language = LANGUAGE_NL, .content_language = facts->language,
		.moment = agreement->frozen, .footer = agreement->title, .example = facts->example };

	language_parse(facts->language, &head.language);
	head.author = language_text(head.language, N_("Programme office"));
	for (size_t i = 0; i < acts.count; i++)
		if (ROW(signature, acts, i)->moment.ms > head.moment.ms)
			head.moment = ROW(signature, acts, i)->moment;
	return paper_new(req->arena, &head);
}

/* As things stood with the last act, so that tomorrow it says the same. */
static struct day evidence_day(const struct request *req, const struct agreement *agreement)
{
	struct row_list acts = signature_acts(req->programme, agreement, req->day, req->arena);
	struct day last = moment_day(agreement->frozen);

	for (size_t i = 0; i < acts.count; i++) {
		const struct signature *act = ROW(signature, acts, i);
		struct day told = act->moment.ms ? moment_day(act->moment) : act->day;
		if (!day_known(last) || day_first(told) > day_first(last))
			last = told;
	}
	return !day_known(last) || day_first(last) > day_first(req->day) ? req->day : last;
}

static bool make(struct request *req, const struct agreement *agreement, const struct signatory *own, struct buf *out)
{
	struct signer_names names = names_for(req, agreement, own);
	struct paper *paper = new_paper(req, agreement);
	struct str offered = STR_NONE;
	struct buf sheet = { 0 };
	bool kept = offered_bytes(req, agreement, &offered), done;

	if (!kept)
		paper_markdown(paper, 1, agreement->text);
	signature_evidence_named(paper, req->programme, agreement, evidence_day(req, agreement), &names);
	done = paper_pdf(paper, kept ? &sheet : out, &req->faults);
	if (done && kept)
		done = paper_pdf_append(offered, buf_str(&sheet), out, &req->faults);
	buf_clear(&sheet);
	return done;
}

void signature_respond_signed(struct request *req, struct response *res, const struct agreement *agreement, const struct signatory *own)
{
	struct buf out = { 0 };

	if (make(req, agreement, own, &out))
		respond_file(res, req, &(struct file_answer){ .hash = hash_of(buf_str(&out)), .name = str_format(req->arena, "%.*s-%s.pdf", STR_ARG(agreement->key), "getekend"),
			.media_type = STR("application/pdf"), .shown = true, .internal = true, .file = -1, .bytes = buf_str(&out), .size = out.len });
	else
		respond_faults(res, req, NULL, NULL);
	buf_clear(&out);
}
