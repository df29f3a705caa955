/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Redaction: the office takes a text that should not have been written, a name say, out of the record and out of all its history, for
 * good (docs/rules.md 14). The chain still verifies; what was written stays provably something, and nobody can read what.
 */
#include "html/faults.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "proposal/proposal.h"
#include "store/journal.h"
#include "tree/tree.h"

struct asked { const struct record *record; const void *row; };

static bool find(struct request *req, struct response *res, struct asked *asked)
{
	struct id id;

	asked->record = record_named(request_parameter(req, "record"));
	asked->row = asked->record && id_parse(request_parameter(req, "id"), &id) ? programme_find(req->programme, asked->record, id) : NULL;
	if (!asked->row || day_known(req->known))
		respond_not_found(res, req);
	return asked->row && !day_known(req->known);
}

static bool can_go(const struct field *field, const void *row)
{
	return field->kind == KIND_TEXT && !field->key && field->label && !field_empty(field, row);
}

static struct model *redaction_model(struct request *req, const struct asked *asked)
{
	struct model *model = model_new(req->arena);
	bool any = false;

	model_words(model, "title", N_("Take a text out for good"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "about", row_title(req->programme, asked->record, asked->row, req->arena));
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "back", request_address(req, str_format(req->arena, "/history/%s/%.*s", asked->record->name,
		STR_ARG(id_text(row_id(asked->row), req->arena)))));
	model_list(model, "texts");
	for (size_t i = 0; i < asked->record->field_count; i++) {
		const struct field *field = &asked->record->field[i];
		struct model *item;

		if (!can_go(field, asked->row))
			continue;
		item = model_item(model, "texts");
		model_text(item, "name", str_of(field->name));
		model_words(item, "label", field->label);
		model_text(item, "value", show_field(req, asked->record, field, asked->row));
		any = true;
	}
	model_flag(model, "any", any);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/redaction/{record}/{id} */
static void show_redaction(struct request *req, struct response *res)
{
	struct asked asked;

	if (find(req, res, &asked))
		respond_page(res, req, "history/redaction", redaction_model(req, &asked));
}

/* A proposal about the row holds its texts too. */
static bool redact_proposals(struct request *req, struct id row)
{
	struct row_list proposals = REFERRING(req->programme, proposal, row, row);
	bool done = true;

	for (size_t i = 0; i < proposals.count && done; i++)
		done = journal_redact(req->store, req->programme->id, &proposal_record, row_id(proposals.at[i]), NULL, req->person->id,
			&req->faults);
	return done;
}

/* POST /{programme}/redaction/{record}/{id}: field = name of the text */
static void redact(struct request *req, struct response *res)
{
	struct asked asked;
	const struct field *field;

	if (!find(req, res, &asked))
		return;
	field = record_field(asked.record, str_cstring(req->arena, request_field(req, "field")));
	if (!field || !can_go(field, asked.row))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "field", .message = N_("Choose the text that has to go.") });
	else if (redact_proposals(req, row_id(asked.row)) && journal_redact(req->store, req->programme->id, asked.record, row_id(asked.row),
		field->name, req->person->id, &req->faults)) {
		flash(res, req, FLASH_OK, N_("The text is gone, also from the history."), STR_NONE);
		respond_see_other(res, req, request_address(req, str_format(req->arena, "/history/%s/%.*s", asked.record->name,
			STR_ARG(id_text(row_id(asked.row), req->arena)))));
		return;
	}
	respond_faults(res, req, "history/redaction", redaction_model(req, &asked));
}

const struct route redaction_routes[] = {
	{ "GET",  "/{programme}/redaction/{record}/{id}", RIGHT_REDACT, show_redaction, ROUTE_WAITS, "Which text of a record has to go for good" },
	{ "POST", "/{programme}/redaction/{record}/{id}", RIGHT_REDACT, redact, 0, "Takes a text out of the record and its history" },
	ROUTES_END
};
