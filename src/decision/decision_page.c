/* SPDX-License-Identifier: EUPL-1.2 */
/* What is and was decided: all subjects, and one with what each body said, its conditions, corrections and opinions. */
#include "agreement/agreement.h"
#include "decision/decision_model.h"
#include "document/document_model.h"
#include "html/faults.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "plan/plan.h"
#include "tree/tree.h"

/* The list */

static const struct { const char *name, *title; enum subject_state states[3]; size_t count; } groups[] = {
	{ "open", N_("Before the bodies"), { SUBJECT_BEFORE_BODIES, SUBJECT_HOLDS_FOR_SOME }, 2 },
	{ "prepared", N_("Being prepared"), { SUBJECT_PREPARED }, 1 },
	{ "decided", N_("Decided"), { SUBJECT_ADOPTED, SUBJECT_REJECTED, SUBJECT_WITHDRAWN }, 3 },
};

static bool in_group(size_t group, enum subject_state state)
{
	for (size_t i = 0; i < groups[group].count; i++)
		if (groups[group].states[i] == state)
			return true;
	return false;
}

static bool is_asked(const struct request *req, const struct subject *subject, struct id body)
{
	struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);

	for (size_t i = 0; i < referrals.count; i++)
		if (id_equal(ROW(referral, referrals, i)->body, body))
			return true;
	return false;
}

static void groups_model(const struct request *req, struct model *model, const struct body *body)
{
	struct row_list subjects = programme_rows(req->programme, &subject_record);
	size_t shown = 0;

	model_list(model, "groups");
	for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
		struct model *group = NULL;

		for (size_t i = 0; i < subjects.count; i++) {
			const struct subject *subject = ROW(subject, subjects, i);

			if (!access_sees(req->programme, req->person, &subject_record, subject, req->day) || (body && !is_asked(req, subject, body->id)) ||
			    !in_group(g, subject_standing(req->programme, subject, req->day).state))
				continue;
			if (!group) {
				group = model_item(model, "groups");
				model_text(group, "name", str_of(groups[g].name));
				model_words(group, "heading", groups[g].title);
			}
			subject_item_model(req, model_item(group, "subjects"), subject);
			shown++;
		}
	}
	model_flag(model, "any", shown > 0);
}

static void bodies_choice(const struct request *req, struct model *model, const struct body *chosen)
{
	struct row_list bodies = programme_rows(req->programme, &body_record);

	model_list(model, "bodies");
	for (size_t i = 0; i < bodies.count; i++) {
		struct model *item = model_item(model, "bodies");
		model_text(item, "value", ROW(body, bodies, i)->key);
		model_text(item, "label", ROW(body, bodies, i)->name);
		model_flag(item, "selected", bodies.at[i] == (const void *)chosen);
	}
	model_flag(model, "has_bodies", bodies.count > 1);
}

/* GET /{programme}/decisions */
static void show_decisions(struct request *req, struct response *res)
{
	const struct body *body = programme_by_key(req->programme, &body_record, request_query(req, "body"));
	bool edits = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Decisions"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	groups_model(req, model, body);
	bodies_choice(req, model, body);
	model_text(model, "only", body ? body->name : STR_NONE);
	model_text(model, "here", request_address(req, STR("/decisions")));
	model_text(model, "all_bodies", request_address(req, STR("/bodies")));
	model_text(model, "add", edits ? request_address(req, STR("/decisions/new")) : STR_NONE);
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "decision/decisions", model);
}

/* One subject */

static const char *rule_explained(enum subject_rule rule)
{
	switch (rule) {
	case RULE_MAJORITY:            return N_("It is adopted once more than half of the bodies have adopted it.");
	case RULE_MAJORITY_OF_WEIGHTS: return N_("It is adopted once the bodies that adopted it weigh more than half of all together.");
	case RULE_EACH_FOR_ITSELF:     return N_("It holds for those who adopt it.");
	default:                       return N_("It is adopted on the day of the last body that must decide; one rejection rejects it.");
	}
}

static void conditions_model(const struct request *req, struct model *item, const struct decision *decision, bool may)
{
	struct row_list conditions = REFERRING(req->programme, condition, decision, decision->id);

	model_list(item, "conditions");
	for (size_t i = 0; i < conditions.count; i++) {
		const struct condition *condition = ROW(condition, conditions, i);
		bool met = day_known(condition->met) && day_first(condition->met) <= day_first(req->day);
		struct model *row = model_item(item, "conditions");

		model_text(row, "text", condition->text);
		model_text(row, "due", day_known(condition->due) ? language_day(req->language, req->arena, condition->due) : STR_NONE);
		model_flag(row, "late", !met && day_known(condition->due) && day_last(condition->due) < day_first(req->day));
		model_flag(row, "is_met", met);
		model_text(row, "met", met ? language_day(req->language, req->arena, condition->met) : STR_NONE);
		model_text(row, "how", met ? condition->how : STR_NONE);
		model_text(row, "id", id_text(condition->id, req->arena));
		model_text(row, "how_typed", str_equal(request_parameter(req, "condition"), id_text(condition->id, req->arena)) ? request_field(req, "how") : STR_NONE);
		model_text(row, "met_typed", day_text(req->today, req->arena));
		model_text(row, "answer", may ? request_address(req, str_format(req->arena, "/decisions/%.*s/conditions/%.*s",
			STR_ARG(id_text(decision->subject, req->arena)), STR_ARG(id_text(condition->id, req->arena)))) : STR_NONE);
	}
	model_flag(item, "has_conditions", conditions.count > 0);
}

static void except_model(const struct request *req, struct model *item, const struct decision *decision)
{
	model_list(item, "excepted");
	for (size_t i = 0; i < decision->except.count; i++) {
		const struct node *node = programme_node(req->programme, decision->except.at[i]);
		struct model *row;

		if (!node || !access_sees(req->programme, req->person, node->record, node->row, req->day))
			continue;
		row = model_item(item, "excepted");
		model_text(row, "title", node_title(req->programme, node, req->arena));
		model_text(row, "address", request_address(req, row_address(req->programme, node->record, node->row, req->arena)));
	}
	model_flag(item, "has_excepted", decision->except.count > 0);
}

static struct str votes_words(const struct request *req, const struct decision *decision)
{
	struct str words;

	if (!decision->votes_for.known && !decision->votes_against.known && !decision->votes_blank.known)
		return STR_NONE;
	words = language_fill(req->language, req->arena, N_("{0} for, {1} against, {2} blank"), language_count(req->language, req->arena, decision->votes_for),
		language_count(req->language, req->arena, decision->votes_against), language_count(req->language, req->arena, decision->votes_blank));
	return decision->voters.known ? str_format(req->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(language_plural(req->language, req->arena,
		N_("cast by {0} member"), N_("cast by {0} members"), decision->voters.value))) : words;
}

static const char *tone_of(enum decision_outcome outcome)
{
	switch (outcome) {
	case DECISION_ADOPTED:
	case DECISION_ADOPTED_WITH_CONDITIONS: return "ok";
	case DECISION_REJECTED:                return "error";
	default:                               return "";
	}
}

static void decision_model(const struct request *req, struct model *item, const struct decision *decision, bool may)
{
	const struct document *document = programme_row(req->programme, document, decision->document);

	model_words(item, "outcome", words_label(&decision_outcome_words, (int)decision->outcome));
	model_text(item, "outcome_tone", str_of(tone_of(decision->outcome)));
	model_text(item, "day", day_known(decision->day) ? language_day(req->language, req->arena, decision->day) : STR_NONE);
	model_safe(item, "said", markdown_html(decision->text, 4, req->arena));
	model_flag(item, "has_text", decision->text.len > 0);
	model_text(item, "reference", decision->reference);
	model_text(item, "votes", votes_words(req, decision));
	model_flag(item, "on_behalf", decision->on_behalf);
	model_flag(item, "amended", decision->amended);
	show_row(req, item, "confirmation", &subject_record, decision->confirmation);
	model_text(item, "ask_others", decision->amended && !id_known(decision->confirmation) && may ? request_address(req,
		str_format(req->arena, "/decisions/%.*s/decisions/%.*s/confirmation", STR_ARG(id_text(decision->subject, req->arena)),
		STR_ARG(id_text(decision->id, req->arena)))) : STR_NONE);
	model_text(item, "into_participation", decision->except.count > 0 && may && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, str_format(req->arena, "/decisions/%.*s/decisions/%.*s/participation", STR_ARG(id_text(decision->subject, req->arena)),
		STR_ARG(id_text(decision->id, req->arena)))) : STR_NONE);
	model_flag(item, "has_document", document && access_sees(req->programme, req->person, &document_record, document, req->day));
	if (document && access_sees(req->programme, req->person, &document_record, document, req->day))
		document_link_model(req, model_object(item, "document"), document);
	conditions_model(req, item, decision, may);
	except_model(req, item, decision);
	show_provenance(req, item, &decision_record, decision);
}

/* What was recorded earlier and corrected since, the newest first. */
static void corrected_model(const struct request *req, struct model *item, const struct decision *decision)
{
	const struct decision *earlier = decision ? programme_row(req->programme, decision, decision->replaces) : NULL;

	model_list(item, "corrected");
	model_flag(item, "has_corrected", earlier != NULL);
	for (size_t guard = 0; earlier && guard < 100; guard++) {
		struct model *row = model_item(item, "corrected");
		model_words(row, "outcome", words_label(&decision_outcome_words, (int)earlier->outcome));
		model_text(row, "day", day_known(earlier->day) ? language_day(req->language, req->arena, earlier->day) : STR_NONE);
		model_safe(row, "said", markdown_html(earlier->text, 4, req->arena));
		earlier = programme_row(req->programme, decision, earlier->replaces);
	}
}

static void body_said_model(const struct request *req, struct model *item, const struct subject *subject, const struct referral *referral,
	const struct body *body)
{
	struct body_said said = subject_said(req->programme, subject, body, req->day);
	struct day papers = day_known(referral->due) ? body_papers_due(body, referral->due) : DAY_UNKNOWN;
	bool may = body_may_record(req, body), silent = said.outcome == DECISION_NONE;

	model_text(item, "name", body->name);
	model_text(item, "body_address", request_address(req, row_address(req->programme, &body_record, body, req->arena)));
	show_row(req, item, "party", &party_record, body->party);
	model_text(item, "anchor", body->key);
	model_text(item, "due", day_known(referral->due) ? language_day(req->language, req->arena, referral->due) : STR_NONE);
	model_text(item, "papers", silent && day_known(papers) ? language_day(req->language, req->arena, papers) : STR_NONE);
	model_flag(item, "late", silent && day_known(referral->due) && day_last(referral->due) < day_first(req->day));
	model_flag(item, "silent", silent);
	model_flag(item, "has_decision", said.decision != NULL);
	model_text(item, "record", may && !said.agreement ? request_address(req, str_format(req->arena, "/decisions/%.*s/bodies/%.*s",
		STR_ARG(id_text(subject->id, req->arena)), STR_ARG(body->key))) : STR_NONE);
	show_row(req, item, "by_agreement", &agreement_record, said.agreement ? said.agreement->id : ID_NONE);
	model_text(item, "agreed_on", said.agreement && day_known(said.day) ? language_day(req->language, req->arena, said.day) : STR_NONE);
	if (said.decision)
		decision_model(req, item, said.decision, may);
	corrected_model(req, item, said.decision);
}

/* Those that decide, or those that may only give their opinion. */
static void said_list(const struct request *req, struct model *model, const char *list, const struct subject *subject, bool opinions)
{
	struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);
	bool any = false;

	model_list(model, list);
	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *body = programme_row(req->programme, body, referral->body);

		if (!body || referral->opinion_only != opinions)
			continue;
		body_said_model(req, model_item(model, list), subject, referral, body);
		any = true;
	}
	model_flag(model, opinions ? "has_opinions" : "has_deciding", any);
}

/* Where an amendment of one body makes the text differ for it, that is said on top. */
static void differs_model(const struct request *req, struct model *model, const struct subject *subject)
{
	struct row_list referrals = REFERRING(req->programme, referral, subject, subject->id);
	bool any = false;

	model_list(model, "differs");
	for (size_t i = 0; i < referrals.count; i++) {
		const struct body *body = programme_row(req->programme, body, ROW(referral, referrals, i)->body);
		struct body_said said = { 0 };
		struct model *item;

		if (body)
			said = subject_said(req->programme, subject, body, req->day);
		if (!said.decision || (!said.decision->amended && said.decision->except.count == 0))
			continue;
		item = model_item(model, "differs");
		model_text(item, "name", body->name);
		model_text(item, "anchor", body->key);
		model_flag(item, "amended", said.decision->amended);
		model_flag(item, "asked", id_known(said.decision->confirmation));
		show_row(req, item, "confirmation", &subject_record, said.decision->confirmation);
		except_model(req, item, said.decision);
		any = true;
	}
	model_flag(model, "has_differs", any);
}

static struct model *subject_model(struct request *req, const struct subject *subject)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	bool edits = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	struct model *model = model_new(req->arena);

	faults_model(req, model, &req->faults);
	model_text(model, "content_language", facts->language);
	subject_item_model(req, model, subject);
	model_safe(model, "explained", markdown_html(subject->text, 3, req->arena));
	model_flag(model, "has_explanation", subject->text.len > 0);
	model_words(model, "rule", words_label(&subject_rule_words, (int)subject->rule));
	model_words(model, "rule_explained", rule_explained(subject->rule));
	show_row(req, model, "plan_version", &plan_version_record, subject->plan_version);
	show_row(req, model, "agreement", &agreement_record, subject->agreement);
	show_row(req, model, "put_document", &document_record, subject->document);
	show_row(req, model, "about", programme_node(req->programme, subject->node) ? programme_node(req->programme, subject->node)->record : &theme_record,
		subject->node);
	said_list(req, model, "deciding", subject, false);
	said_list(req, model, "opinions", subject, true);
	differs_model(req, model, subject);
	show_edit(req, model, &subject_record, subject);
	show_provenance(req, model, &subject_record, subject);
	model_text(model, "ask_body", edits ? request_address(req, str_format(req->arena, "/edit/referral/new?subject=%.*s&back=%.*s",
		STR_ARG(id_text(subject->id, req->arena)), STR_ARG(req->path))) : STR_NONE);
	model_text(model, "withdrawal", edits ? request_address(req, str_format(req->arena, "/decisions/%.*s/withdrawal", STR_ARG(id_text(subject->id, req->arena))))
		: STR_NONE);
	model_flag(model, "is_withdrawn", day_known(subject->withdrawn));
	model_text(model, "all", request_address(req, STR("/decisions")));
	show_breadcrumbs(req, model, programme_node(req->programme, subject->node) ? programme_node(req->programme, subject->node)
		: programme_root(req->programme));
	return model;
}

static const struct subject *asked_subject(struct request *req, struct response *res)
{
	struct id id;
	const struct subject *subject = id_parse(request_parameter(req, "subject"), &id) ? programme_row(req->programme, subject, id) : NULL;

	if (subject && access_sees(req->programme, req->person, &subject_record, subject, req->day))
		return subject;
	respond_not_found(res, req);
	return NULL;
}

/* GET /{programme}/decisions/{subject} */
static void show_subject(struct request *req, struct response *res)
{
	const struct subject *subject = asked_subject(req, res);

	if (subject)
		respond_page(res, req, "decision/subject", subject_model(req, subject));
}

/* POST /{programme}/decisions/{subject}/withdrawal: takes it back, or puts it to the bodies again. */
static void withdraw(struct request *req, struct response *res)
{
	const struct subject *subject = asked_subject(req, res);
	struct subject after;

	if (!subject)
		return;
	after = *subject;
	after.withdrawn = day_known(subject->withdrawn) ? DAY_UNKNOWN : req->today;
	if (command_write(req, &subject_record, subject, &after)) {
		flash(res, req, FLASH_OK, day_known(after.withdrawn) ? N_("Withdrawn. What was decided stays readable.") : N_("It is before the bodies again."), STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, subject, req->arena)));
	} else {
		respond_faults(res, req, "decision/subject", subject_model(req, subject));
	}
}

/* POST /{programme}/decisions/{subject}/conditions/{condition}: met on a day, with how; without a day it is open again. */
static void answer_condition(struct request *req, struct response *res)
{
	const struct subject *subject = asked_subject(req, res);
	const struct condition *condition = NULL;
	const struct decision *decision = NULL;
	const struct body *body = NULL;
	struct condition after;
	struct id id;

	if (!subject)
		return;
	if (id_parse(request_parameter(req, "condition"), &id))
		condition = programme_row(req->programme, condition, id);
	if (condition)
		decision = programme_row(req->programme, decision, condition->decision);
	if (decision && id_equal(decision->subject, subject->id))
		body = programme_row(req->programme, body, decision->body);
	if (!body) {
		respond_not_found(res, req);
		return;
	}
	if (!access_may_for(req->programme, req->person, RIGHT_RECORD_DECISION, body->party, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	after = *condition;
	field_read(record_field(&condition_record, "met"), &after, request_field(req, "met"), &req->faults);
	field_read(record_field(&condition_record, "how"), &after, request_field(req, "how"), &req->faults);
	if (!day_known(after.met))
		after.how = STR_NONE;
	if (req->faults.count == 0 && command_write(req, &condition_record, condition, &after)) {
		flash(res, req, FLASH_OK, day_known(after.met) ? N_("The condition is marked as met.") : N_("The condition is open again."), STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, subject, req->arena)));
	} else {
		respond_faults(res, req, "decision/subject", subject_model(req, subject));
	}
}

const struct route decision_routes[] = {
	{ "GET",  "/{programme}/decisions", RIGHT_READ, show_decisions, 0, "What is before the bodies and what was decided" },
	{ "GET",  "/{programme}/decisions/{subject}", RIGHT_READ, show_subject, 0, "One subject: what each body said, conditions, opinions, corrections" },
	{ "POST", "/{programme}/decisions/{subject}/withdrawal", RIGHT_EDIT, withdraw, 0, "Takes a subject back from the bodies, or puts it to them again" },
	{ "POST", "/{programme}/decisions/{subject}/conditions/{condition}", RIGHT_RECORD_DECISION, answer_condition, 0, "Marks a condition as met, or as open again" },
	ROUTES_END
};
