/* SPDX-License-Identifier: EUPL-1.2 */
#include "role/role_form.h"

#include "account/account.h"
#include "action/action.h"
#include "html/faults.h"
#include "html/show.h"
#include "party/party.h"

/* "answer-0190...": lives as long as the request. */
static const char *named(const struct request *req, const char *name, struct id id)
{
	return str_format(req->arena, "%s-%.*s", name, STR_ARG(id_text(id, req->arena))).at;
}

static struct str typed(const struct request *req, const char *name, struct id id)
{
	return str_trim(request_field(req, named(req, name, id)));
}

/* What the office was told by telephone needs no asking first. */
static bool open_for(const struct answering *answering, const struct role *role)
{
	return role_answerable(role) || (answering->on_behalf && role->state == ROLE_STATE_UNKNOWN);
}

/* The model */

static void field_model(const struct request *req, struct model *item, const char *name, struct id id)
{
	model_text(item, name, typed(req, name, id));
	model_text(item, str_format(req->arena, "%s_fault", name).at, faults_of(req, &req->faults, named(req, name, id)));
}

/* What it means to take it on, in one sentence. */
static const char *duty(enum role_kind kind)
{
	switch (kind) {
	case ROLE_LEAD:     return N_("The lead answers for it, and tells in each round in two minutes how it goes.");
	case ROLE_EXECUTOR: return N_("The executor carries out the work.");
	case ROLE_PARTNER:  return N_("A partner works along.");
	case ROLE_ADVISOR:  return N_("An adviser is asked for advice.");
	default:            return "";
	}
}

static void about_model(const struct request *req, struct model *item, const struct role *role)
{
	const struct node *node = programme_node(req->programme, role->node);
	const struct action *action = node && node->record == &action_record ? node->row : NULL;

	model_words(item, "kind", words_label(&role_kind_words, (int)role->kind));
	model_words(item, "duty", duty(role->kind));
	model_words(item, "node_kind", node ? (node->parent ? node->record->label : N_("Programme")) : "");
	model_text(item, "number", action ? action->number : STR_NONE);
	model_text(item, "node", action ? action->title : node ? node_title(req->programme, node, req->arena) : STR_NONE);
	model_text(item, "result", action ? action->result : STR_NONE);
	model_text(item, "runs", action && (day_known(action->start) || day_known(action->last))
		? language_period(req->language, req->arena, action->start, action->last) : STR_NONE);
	model_text(item, "period", day_known(role->from) || day_known(role->until)
		? language_period(req->language, req->arena, role->from, role->until) : STR_NONE);
	show_row(req, item, "party", &party_record, role->party);
}

static void role_model_of(const struct request *req, struct model *item, const struct role *role, bool answerable)
{
	static const struct { const char *value, *label; } answers[] = {
		{ "accept", N_("Yes, we take it on") }, { "decline", N_("No") }, { "other", N_("Somebody else is the right contact") },
	};
	struct str chosen = typed(req, "answer", role->id);

	model_text(item, "id", id_text(role->id, req->arena));
	about_model(req, item, role);
	model_text(item, "answer_by", day_known(role->answer_by) ? language_day(req->language, req->arena, role->answer_by) : STR_NONE);
	model_flag(item, "accepted", role->state == ROLE_ACCEPTED);
	model_flag(item, "declined", role->state == ROLE_DECLINED);
	model_text(item, "state_reason", role->state_reason);
	model_flag(item, "referred", id_known(role->referred));
	model_text(item, "referred_function", role->referred_function);
	model_text(item, "answered_on", day_known(role->answered_on) ? language_day(req->language, req->arena, role->answered_on) : STR_NONE);
	model_flag(item, "answerable", answerable);
	model_list(item, "answers");
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		struct model *one = model_item(item, "answers");
		model_text(one, "value", str_of(answers[i].value));
		model_words(one, "label", answers[i].label);
		model_flag(one, "chosen", str_is(chosen, answers[i].value));
	}
	model_text(item, "answer_fault", faults_of(req, &req->faults, named(req, "answer", role->id)));
	field_model(req, item, "reason", role->id);
	field_model(req, item, "function", role->id);
	field_model(req, item, "name", role->id);
	field_model(req, item, "email", role->id);
	model_flag(item, "other_open", str_is(chosen, "other") || typed(req, "name", role->id).len > 0 || typed(req, "email", role->id).len > 0);
	model_flag(item, "reason_open", str_is(chosen, "decline") || typed(req, "reason", role->id).len > 0);
}

void role_answer_model(struct request *req, struct model *model, const struct answering *answering)
{
	bool open = false;

	model_flag(model, "by_link", answering->by_link);
	model_flag(model, "on_behalf", answering->on_behalf);
	model_flag(model, "several", answering->roles.count > 1);
	model_flag(model, "any", answering->roles.count > 0);
	model_list(model, "roles");
	for (size_t i = 0; i < answering->roles.count; i++) {
		bool answerable = open_for(answering, answering->roles.at[i]);
		role_model_of(req, model_item(model, "roles"), answering->roles.at[i], answerable);
		open = open || answerable;
	}
	model_flag(model, "open", open);
	faults_model(req, model, &req->faults);
}

/* Reading */

/* Faults from `first` on are of this role: they get its fields' names, and say where they are. */
static void own_faults(struct request *req, size_t first, const struct role *role, const char *instead)
{
	const struct node *node = programme_node(req->programme, role->node);

	for (size_t i = first; i < req->faults.count; i++) {
		struct fault *fault = &req->faults.at[i];
		fault->place = node ? node_title(req->programme, node, req->arena) : STR_NONE;
		fault->field = named(req, fault->field && !instead ? fault->field : instead ? instead : "answer", role->id);
	}
}

static bool needs(struct request *req, const struct role *role, const char *field, const char *message)
{
	size_t before = req->faults.count;

	if (typed(req, field, role->id).len > 0)
		return true;
	faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
	own_faults(req, before, role, NULL);
	return false;
}

/* Who was named is looked up or made once all is well; here is only seen whether it can be. */
static void check_other(struct request *req, const struct role *role)
{
	size_t before;

	needs(req, role, "function", N_("Say in which function this person is the right contact."));
	before = req->faults.count;
	person_fits(str_lower(req->arena, typed(req, "email", role->id)), typed(req, "name", role->id), &req->faults);
	own_faults(req, before, role, NULL);
}

/* The role as it stands after the answer; the same as before where none was given. */
static struct role answered(struct request *req, const struct role *role, const struct answering *answering)
{
	struct str answer = typed(req, "answer", role->id);
	struct role after = *role;
	size_t before;

	if (answer.len == 0 || !open_for(answering, role))
		return after;
	after.answered_on = req->today;
	after.on_behalf = answering->on_behalf;
	after.referred = ID_NONE;
	after.referred_function = STR_NONE;
	after.state_reason = STR_NONE;
	if (str_is(answer, "accept")) {
		after.state = ROLE_ACCEPTED;
	} else if (str_is(answer, "decline")) {
		after.state = ROLE_DECLINED;
		if (needs(req, role, "reason", N_("Say why not, in one sentence. The office can then ask another.")))
			after.state_reason = typed(req, "reason", role->id);
	} else if (str_is(answer, "other")) {
		after.state = ROLE_ASKED;
		after.asked_on = day_known(role->asked_on) ? role->asked_on : req->today;
		after.referred_function = typed(req, "function", role->id);
		check_other(req, role);
	} else {
		before = req->faults.count;
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer", .message = N_("Choose one of the answers.") });
		own_faults(req, before, role, NULL);
	}
	before = req->faults.count;
	row_check(req->programme, &role_record, &after, &req->faults);
	own_faults(req, before, role, "answer");
	return after;
}

/* Names and addresses go into the table of persons, never into the programme. */
static bool know_others(struct request *req, const struct answering *answering, struct role *after)
{
	for (size_t i = 0; i < answering->roles.count; i++)
		if (str_is(typed(req, "answer", after[i].id), "other") && open_for(answering, answering->roles.at[i]) &&
		    !person_know(req->store, typed(req, "email", after[i].id), typed(req, "name", after[i].id), &after[i].referred, &req->faults))
			return false;
	return true;
}

int64_t role_answer_take(struct request *req, const struct answering *answering)
{
	struct role *after = arena_array(req->arena, struct role, answering->roles.count + 1);
	struct change *changes = arena_array(req->arena, struct change, answering->roles.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < answering->roles.count; i++)
		after[i] = answered(req, answering->roles.at[i], answering);
	if (req->faults.count > 0 || !know_others(req, answering, after))
		return -1;
	for (size_t i = 0; i < answering->roles.count; i++)
		if (!row_equal(&role_record, answering->roles.at[i], &after[i]))
			changes[count++] = (struct change){ &role_record, answering->roles.at[i], &after[i] };
	if (count > 0 && !command_write_all(req, changes, count))
		return -1;
	return (int64_t)count;
}
