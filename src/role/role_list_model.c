/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role_list_model.h"

#include "account/account.h"
#include "action/action.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/session.h"
#include "party/party.h"
#include "role/role_model.h"
#include "sheet/csv_write.h"
#include "tree/tree.h"

enum { DAYS_TO_ANSWER = 14 };

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL);
}

static struct str name_of(const struct request *req, struct id person)
{
	return is_office(req) ? person_name(req->store, person, req->arena) : STR_NONE;
}

static struct str on_day(const struct request *req, struct day day)
{
	return day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE;
}

/* Roles that hold on the day on nodes this reader sees, in the order of the tree. */
static struct row_list roles_on(const struct request *req)
{
	struct node_list nodes = programme_nodes(req->programme);
	const void **at = arena_array(req->arena, const void *, req->programme->roles.count);
	size_t count = 0;

	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list roles = REFERRING(req->programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++) {
			const struct role *role = ROW(role, roles, i);
			if (role->state != ROLE_DECLINED && period_has(role->from, role->until, req->day) &&
			    access_sees(req->programme, req->person, &role_record, role, req->today))
				at[count++] = role;
		}
	}
	return (struct row_list){ at, count };
}

/* Mandates that hold on the day: all for the office, else those of the parties one acts for, and one's own. */
static struct row_list mandates_on(const struct request *req)
{
	struct row_list mandates = programme_rows(req->programme, &mandate_record);
	const void **at = arena_array(req->arena, const void *, mandates.count);
	size_t count = 0;

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (period_has(mandate->from, mandate->until, req->day) &&
		    (access_sees(req->programme, req->person, &mandate_record, mandate, req->today) ||
		     access_acts_for(req->programme, req->person, mandate->party, req->today)))
			at[count++] = mandate;
	}
	return (struct row_list){ at, count };
}

static void node_model(const struct request *req, struct model *item, struct id id)
{
	const struct node *node = programme_node(req->programme, id);
	const struct action *action = node && node->record == &action_record ? node->row : NULL;

	model_text(item, "number", action ? action->number : STR_NONE);
	model_text(item, "node", action ? action->title : node ? node_title(req->programme, node, req->arena) : STR_NONE);
	model_text(item, "node_address", node ? request_address(req, row_address(req->programme, node->record, node->row, req->arena)) : STR_NONE);
}

static void held_model(const struct request *req, struct model *item, const struct role *role)
{
	node_model(req, item, role->node);
	model_words(item, "kind", words_label(&role_kind_words, (int)role->kind));
	model_words(item, "state_label", words_label(&role_state_words, (int)role->state));
	model_flag(item, "counts", role_counts(role));
	show_row(req, item, "party", &party_record, role->party);
	model_text(item, "function", role_function(req, role->contact, role->party));
	model_text(item, "name", name_of(req, role->contact));
	model_flag(item, "nobody", !id_known(role->contact));
	model_text(item, "deputy_function", role_function(req, role->deputy, role->party));
	model_text(item, "deputy_name", name_of(req, role->deputy));
	model_flag(item, "has_deputy", id_known(role->deputy));
	show_period(req, item, "period", role->from, role->until);
}

static void mandate_model(const struct request *req, struct model *item, const struct mandate *mandate)
{
	model_text(item, "name", person_name(req->store, mandate->person, req->arena));
	model_words(item, "capacity", words_label(&capacity_words, (int)mandate->capacity));
	show_row(req, item, "party", &party_record, mandate->party);
	model_text(item, "function", mandate->function);
	show_period(req, item, "period", mandate->from, mandate->until);
}

/* What wants the office */

static bool chosen_before(const struct request *req, struct id role)
{
	struct pairs chosen = request_fields(req, "role");
	struct str id = id_text(role, req->arena);

	for (size_t i = 0; i < chosen.count; i++)
		if (str_equal(chosen.at[i].value, id))
			return true;
	return false;
}

static void wanting_model(const struct request *req, struct model *item, const struct role *role, enum role_want want)
{
	struct str id = id_text(role->id, req->arena);

	held_model(req, item, role);
	model_text(item, "id", id);
	model_text(item, "asked_on", on_day(req, role->asked_on));
	model_text(item, "answer_by", on_day(req, role->answer_by));
	model_text(item, "answered_on", on_day(req, role->answered_on));
	model_flag(item, "overdue", role_overdue(role, req->today));
	model_text(item, "reason", role->state_reason);
	model_flag(item, "was_referred", want == ROLE_WAS_REFERRED);
	model_text(item, "referred_function", role->referred_function);
	model_text(item, "referred_name", name_of(req, role->referred));
	model_flag(item, "may_ask", want != ROLE_WANTS_CONTACT);
	model_flag(item, "chosen", chosen_before(req, role->id));
	model_flag(item, "may_withdraw", role_answerable(role));
	model_text(item, "withdraw", request_address(req, str_format(req->arena, "/roles/%.*s/withdrawal", STR_ARG(id))));
	model_text(item, "answer", request_address(req, str_format(req->arena, "/roles/%.*s/answer", STR_ARG(id))));
	model_text(item, "edit", request_address(req, str_format(req->arena, "/edit/role/%.*s?back=/%.*s/roles", STR_ARG(id), STR_ARG(req->programme_key))));
}

static void wants_model(const struct request *req, struct model *model)
{
	static const char *const labels[ROLE_WANT_COUNT] = {
		[ROLE_WAS_REFERRED] = N_("Referred to somebody else: ask that person"), [ROLE_WANTS_ANSWER] = N_("Asked, not answered yet"),
		[ROLE_WAS_DECLINED] = N_("Declined: find another"), [ROLE_WANTS_ASKING] = N_("Not asked yet"),
		[ROLE_WANTS_CONTACT] = N_("Without a contact person"),
	};
	struct row_list roles = programme_rows(req->programme, &role_record);
	bool any = false;

	model_list(model, "wants");
	for (int want = ROLE_WANTS_NOTHING + 1; want < ROLE_WANT_COUNT; want++) {
		struct model *group = NULL;
		size_t count = 0;
		for (size_t i = 0; i < roles.count; i++) {
			if (role_wants(req->programme, roles.at[i], req->today) != (enum role_want)want)
				continue;
			if (!group) {
				group = model_item(model, "wants");
				model_words(group, "label", labels[want]);
				model_text(group, "anchor", str_format(req->arena, "want-%d", want));
				/* Those without anybody to ask are many in a new programme, and not urgent. */
				model_flag(group, "folded", want == ROLE_WANTS_CONTACT);
			}
			wanting_model(req, model_item(group, "roles"), roles.at[i], (enum role_want)want);
			count++;
			any = any || want != ROLE_WANTS_CONTACT;
		}
		if (group)
			model_number(group, "number", (int64_t)count);
	}
	model_flag(model, "may_ask", any);
}

struct model *role_list_model(struct request *req)
{
	struct row_list roles = roles_on(req), mandates = mandates_on(req);
	struct model *model = model_new(req->arena);
	bool office = is_office(req) && !day_known(req->known);
	struct str answer_by = request_field(req, "answer_by");

	model_words(model, "title", N_("Who is what"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "day", language_day(req->language, req->arena, req->day));
	model_text(model, "csv", request_address(req, STR("/roles.csv")));
	model_flag(model, "office", office);
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
	model_text(model, "asking", request_address(req, STR("/roles/asking")));
	model_text(model, "answer_by", answer_by.len ? answer_by
		: language_day_short(req->language, req->arena, day_add(req->today, DAYS_TO_ANSWER)));
	model_text(model, "answer_by_fault", faults_of(req, &req->faults, "answer_by"));
	model_list(model, "wants");
	model_flag(model, "may_ask", false);
	if (office)
		wants_model(req, model);
	model_list(model, "roles");
	for (size_t i = 0; i < roles.count; i++)
		held_model(req, model_item(model, "roles"), roles.at[i]);
	model_flag(model, "has_roles", roles.count > 0);
	model_list(model, "mandates");
	for (size_t i = 0; i < mandates.count; i++)
		mandate_model(req, model_item(model, "mandates"), mandates.at[i]);
	model_flag(model, "has_mandates", mandates.count > 0);
	faults_model(req, model, &req->faults);
	return model;
}

static void party_cells(const struct request *req, struct csv *csv, struct id id)
{
	const struct party *party = programme_row(req->programme, party, id);

	csv_text(csv, party ? party->name : STR_NONE);
	csv_text(csv, party ? party->code : STR_NONE);
}

static void role_line(const struct request *req, struct csv *csv, const struct role *role)
{
	const struct node *node = programme_node(req->programme, role->node);

	csv_text(csv, language_text(req->language, N_("Role")));
	csv_text(csv, language_text(req->language, words_label(&role_kind_words, (int)role->kind)));
	csv_text(csv, node ? node_title(req->programme, node, req->arena) : STR_NONE);
	party_cells(req, csv, role->party);
	csv_text(csv, role_function(req, role->contact, role->party));
	csv_text(csv, name_of(req, role->contact));
	csv_text(csv, name_of(req, role->deputy));
	csv_day(csv, role->from);
	csv_day(csv, role->until);
	csv_text(csv, language_text(req->language, words_label(&role_state_words, (int)role->state)));
	csv_end_row(csv);
}

static void mandate_line(const struct request *req, struct csv *csv, const struct mandate *mandate)
{
	csv_text(csv, language_text(req->language, N_("Mandate")));
	csv_text(csv, language_text(req->language, words_label(&capacity_words, (int)mandate->capacity)));
	csv_text(csv, STR_NONE);
	party_cells(req, csv, mandate->party);
	csv_text(csv, mandate->function);
	csv_text(csv, person_name(req->store, mandate->person, req->arena));
	csv_text(csv, STR_NONE);
	csv_day(csv, mandate->from);
	csv_day(csv, mandate->until);
	csv_text(csv, STR_NONE);
	csv_end_row(csv);
}

struct str role_list_csv(struct request *req)
{
	static const char *const heads[] = { N_("Kind"), N_("What"), N_("In"), N_("Party"), N_("Code"), N_("Function"), N_("Name"), N_("Deputy"),
		N_("From"), N_("Until"), N_("Answer") };
	struct csv csv = csv_begin(req->language);
	struct row_list roles = roles_on(req), mandates = mandates_on(req);

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		csv_text(&csv, language_text(req->language, heads[i]));
	csv_end_row(&csv);
	for (size_t i = 0; i < roles.count; i++)
		role_line(req, &csv, roles.at[i]);
	for (size_t i = 0; i < mandates.count; i++)
		mandate_line(req, &csv, mandates.at[i]);
	return csv_finish(&csv, req->arena);
}
