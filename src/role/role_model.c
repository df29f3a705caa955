/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role_model.h"

#include "html/show.h"
#include "party/party.h"

struct str role_function(const struct request *req, struct id person, struct id party)
{
	const struct programme *programme = req->programme;

	for (size_t i = 0; id_known(person) && i < programme->mandates.count; i++) {
		const struct mandate *mandate = &programme->mandates.at[i];
		if (id_equal(mandate->person, person) && id_equal(mandate->party, party) && mandate->function.len > 0 &&
		    period_has(mandate->from, mandate->until, req->day))
			return mandate->function;
	}
	return STR_NONE;
}

void role_item_model(const struct request *req, struct model *item, const struct role *role)
{
	const struct party *party = programme_row(req->programme, party, role->party);
	bool dated = day_known(role->from) || day_known(role->until);

	model_text(item, "title", party ? party->name : STR("?"));
	model_text(item, "address", party
		? request_address(req, row_address(req->programme, &party_record, party, req->arena)) : STR_NONE);
	model_words(item, "party_kind", words_label(&party_kind_words, party ? (int)party->kind : 0));
	model_text(item, "period", dated ? language_period(req->language, req->arena, role->from, role->until) : STR_NONE);
	model_text(item, "state", str_of(words_wire(&role_state_words, (int)role->state)));
	model_words(item, "state_label", words_label(&role_state_words, (int)role->state));
	model_flag(item, "asked", role->state == ROLE_ASKED || role->state == ROLE_STATE_UNKNOWN);
	model_flag(item, "together", role->together);
	model_text(item, "contact", role_function(req, role->contact, role->party));
	model_text(item, "deputy", role_function(req, role->deputy, role->party));
	show_provenance(req, item, &role_record, role);
	show_edit(req, item, &role_record, role);
}

static void add_roles(const struct request *req, struct model *model, const char *name, struct row_list roles)
{
	model_list(model, name);
	model_flag(model, str_cstring(req->arena, str_format(req->arena, "has_%s", name)), roles.count > 0);
	for (size_t i = 0; i < roles.count; i++)
		role_item_model(req, model_item(model, name), roles.at[i]);
}

static void add_executors(const struct request *req, struct model *model, const struct node *node)
{
	const struct node *from;
	struct row_list executors = role_executors(req->programme, node, req->day, req->arena, &from);
	struct model *above;

	add_roles(req, model, "executors", executors);
	if (!from || from == node) {
		model_flag(model, "executors_from", false);
		return;
	}
	above = model_object(model, "executors_from");
	model_text(above, "title", node_title(req->programme, from, req->arena));
	model_text(above, "address", request_address(req, row_address(req->programme, from->record, from->row, req->arena)));
}

void role_model(const struct request *req, struct model *model, const struct node *node)
{
	const struct role *lead = role_lead(req->programme, node, req->day);
	bool adds = access_may(req->programme, req->person, RIGHT_EDIT, node, req->today, NULL) ||
		access_may(req->programme, req->person, RIGHT_PROPOSE, node, req->today, NULL);

	model_flag(model, "lead_unknown", !lead);
	if (lead)
		role_item_model(req, model_object(model, "lead"), lead);
	else
		model_flag(model, "lead", false);
	add_executors(req, model, node);
	add_roles(req, model, "partners", role_on(req->programme, node, ROLE_PARTNER, req->day, req->arena));
	add_roles(req, model, "advisors", role_on(req->programme, node, ROLE_ADVISOR, req->day, req->arena));
	model_text(model, "role_add", adds && !day_known(req->known)
		? request_address(req, str_format(req->arena, "/edit/role/new?node=%.*s", STR_ARG(id_text(node->id, req->arena))))
		: STR_NONE);
}
