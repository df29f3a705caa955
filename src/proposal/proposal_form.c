/* SPDX-License-Identifier: EUPL-1.2 */
#include "proposal/proposal_form.h"

#include "plan/plan.h"
#include "programme/record_json.h"

static struct str row_json(struct request *req, const struct record *record, const void *row)
{
	struct buf text = { 0 };
	struct str copy;

	if (!row)
		return STR_NONE;
	row_to_json(record, row, true, &text);
	copy = buf_copy(&text, req->arena);
	buf_clear(&text);
	return copy;
}

bool proposal_make(struct request *req, const struct record *record, const void *before, const void *after, enum change_class level,
	struct proposal *made)
{
	*made = (struct proposal){
		.id = id_new(), .record = str_of(record->name), .row = row_id(before ? before : after),
		.was = row_json(req, record, before), .becomes = row_json(req, record, after),
		.reason = request_field(req, "proposal_reason"),
		.party = access_party(req->programme, req->person, req->today),
		.person = req->person->id, .moment = clock_now(), .level = level,
	};
	return command_write(req, &proposal_record, NULL, made);
}

bool proposal_not_needed(struct request *req, const struct change *changes, size_t count)
{
	const struct change *first = NULL;
	size_t others = 0;

	for (size_t i = 0; i < count; i++) {
		const struct change *change = &changes[i];
		if (plan_class_of_row(req->programme, change->record, change->before, change->after, req->today, NULL, req->arena) == CLASS_OFFICE)
			continue;
		first = first ? first : change;
		others++;
	}
	return !first || faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID,
		.message = N_("Others must agree to {0} of these changes, since a plan was adopted: to that of {1} first. Make them each on their own form; there they become proposals."),
		.arg = { str_format(req->arena, "%zu", others), row_title(req->programme, first->record, first->after ? first->after : first->before, req->arena) } });
}

bool proposal_awaits_others(struct request *req, struct response *res, const struct proposal *proposal)
{
	if (!id_known(proposal->id) || proposal->level == CLASS_OFFICE)
		return false;
	flash(res, req, FLASH_WARNING, proposal->level == CLASS_COUNCILS ? N_("Nothing has changed yet: the councils must decide about this.")
		: N_("Nothing has changed yet: the portfolio holders must agree to this."), STR_NONE);
	respond_see_other(res, req, request_address(req, row_address(req->programme, &proposal_record, proposal, req->arena)));
	return true;
}
