/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Recording what a body decided, and what follows from it: conditions, what it excepts as participation, and the others that are asked to confirm an
 * amendment. By the body's own people, or by the office for it.
 */
#include <string.h>

#include "access/access.h"
#include "decision/decision_model.h"
#include "document/document.h"
#include "file/file.h"
#include "file/file_type.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "participation/participation.h"
#include "party/party.h"
#include "tree/tree.h"

enum { CONDITIONS_MOST = 6, CONFIRM_WEEKS = 6 };

/* What the address asks about. */
struct asked {
	const struct subject  *subject;
	const struct body     *body;
	const struct referral *referral;
	const struct decision *now;     /* what it decided already: this is a correction; NULL: nothing yet */
};

static const struct referral *referral_of(const struct programme *programme, struct id subject, struct id body)
{
	struct row_list referrals = REFERRING(programme, referral, subject, subject);

	for (size_t i = 0; i < referrals.count; i++)
		if (id_equal(ROW(referral, referrals, i)->body, body))
			return referrals.at[i];
	return NULL;
}

static const struct subject *subject_asked(const struct request *req)
{
	struct id id;
	const struct subject *subject = id_parse(request_parameter(req, "subject"), &id) ? programme_row(req->programme, subject, id) : NULL;

	return subject && access_sees(req->programme, req->person, &subject_record, subject, req->today) ? subject : NULL;
}

/* False and answered where it is not there, or not the person's to record. */
static bool find_asked(struct request *req, struct response *res, struct asked *asked)
{
	*asked = (struct asked){ subject_asked(req), programme_by_key(req->programme, &body_record, request_parameter(req, "body")), NULL, NULL };
	if (asked->subject && asked->body)
		asked->referral = referral_of(req->programme, asked->subject->id, asked->body->id);
	if (!asked->referral) {
		respond_not_found(res, req);
		return false;
	}
	if (!access_may_for(req->programme, req->person, RIGHT_RECORD_DECISION, asked->body->party, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return false;
	}
	asked->now = subject_said(req->programme, asked->subject, asked->body, req->today).decision;
	return true;
}

static bool typed(const struct request *req)
{
	return str_is(req->method, "POST");
}

static const char *numbered(const struct request *req, const char *name, int number)
{
	return str_cstring(req->arena, str_format(req->arena, "%s-%d", name, number));
}

static const char *excepting(const struct request *req, const struct node *node)
{
	return str_cstring(req->arena, str_format(req->arena, "except-%.*s", STR_ARG(id_text(node->id, req->arena))));
}

/* The form */

static void field_model(const struct request *req, struct model *model, const struct decision *now, const char *name)
{
	const struct field *field = record_field(&decision_record, name);
	struct str value = typed(req) ? request_field(req, name) : now ? field_text(field, now, req->arena) : STR_NONE;

	model_text(model, str_cstring(req->arena, str_format(req->arena, "%s_typed", name)), value);
	model_text(model, str_cstring(req->arena, str_format(req->arena, "%s_fault", name)), faults_of(req, &req->faults, name));
}

static void outcomes_model(const struct request *req, struct model *model, const struct asked *asked)
{
	static const enum decision_outcome deciding[] = { DECISION_ADOPTED, DECISION_ADOPTED_WITH_CONDITIONS, DECISION_NOTED, DECISION_REJECTED, DECISION_WITHDRAWN };
	static const enum decision_outcome opinion[] = { DECISION_OPINION, DECISION_WITHDRAWN };
	bool only = asked->referral->opinion_only;
	size_t count = only ? sizeof opinion / sizeof opinion[0] : sizeof deciding / sizeof deciding[0];

	model_list(model, "outcomes");
	for (size_t i = 0; i < count; i++) {
		enum decision_outcome outcome = only ? opinion[i] : deciding[i];
		struct str wire = str_of(words_wire(&decision_outcome_words, (int)outcome));
		struct model *item = model_item(model, "outcomes");

		model_text(item, "value", wire);
		model_words(item, "label", words_label(&decision_outcome_words, (int)outcome));
		model_flag(item, "checked", typed(req) ? str_equal(request_field(req, "outcome"), wire) : asked->now ? asked->now->outcome == outcome : only && i == 0);
	}
	model_text(model, "outcome_fault", faults_of(req, &req->faults, "outcome"));
}

/* Rows to fill in; a correction begins with the conditions as they stand. */
static void conditions_model(const struct request *req, struct model *model, const struct asked *asked)
{
	struct row_list now = asked->now ? REFERRING(req->programme, condition, decision, asked->now->id) : (struct row_list){ NULL, 0 };
	bool any = faults_of(req, &req->faults, "conditions").len > 0;

	model_list(model, "conditions");
	for (int i = 0; i < CONDITIONS_MOST; i++) {
		const struct condition *condition = !typed(req) && (size_t)i < now.count ? ROW(condition, now, (size_t)i) : NULL;
		const char *text = numbered(req, "condition", i), *due = numbered(req, "condition_due", i);
		struct model *item = model_item(model, "conditions");

		model_number(item, "number", i + 1);
		model_text(item, "text_name", str_of(text));
		model_text(item, "due_name", str_of(due));
		model_text(item, "text_typed", condition ? condition->text : request_field(req, text));
		model_text(item, "due_typed", condition ? day_text(condition->due, req->arena) : request_field(req, due));
		model_text(item, "fault", faults_of(req, &req->faults, due));
		any |= condition || request_field(req, text).len > 0 || request_field(req, due).len > 0;
	}
	model_flag(model, "any_condition", any);
	model_text(model, "conditions_fault", faults_of(req, &req->faults, "conditions"));
}

static void except_model(const struct request *req, struct model *model, const struct asked *asked)
{
	struct node_list nodes = programme_nodes(req->programme);

	model_flag(model, "excepts", asked->subject->rule == RULE_EACH_FOR_ITSELF && !asked->referral->opinion_only);
	model_flag(model, "any_excepted", false);
	model_list(model, "nodes");
	for (size_t i = 0; asked->subject->rule == RULE_EACH_FOR_ITSELF && i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		bool checked = typed(req) ? request_field(req, excepting(req, node)).len > 0 : asked->now && ids_have(asked->now->except, node->id);
		struct model *item;

		if (!node->parent || !access_sees(req->programme, req->person, node->record, node->row, req->today))
			continue;
		item = model_item(model, "nodes");
		model_text(item, "name", str_of(excepting(req, node)));
		model_text(item, "title", node_title(req->programme, node, req->arena));
		model_flag(item, "checked", checked);
		if (checked)
			model_flag(model, "any_excepted", true);
	}
}

static struct model *form_model(struct request *req, const struct asked *asked)
{
	static const char *const fields[] = { "day", "text", "reference", "votes_for", "votes_against", "votes_blank", "voters" };
	struct model *model = model_new(req->arena);
	bool own = access_acts_for(req->programme, req->person, asked->body->party, req->today);

	model_words(model, "title", asked->now ? N_("Correct a decision") : N_("Record a decision"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "subject", asked->subject->title);
	model_text(model, "body", asked->body->name);
	model_flag(model, "correction", asked->now != NULL);
	model_flag(model, "opinion_only", asked->referral->opinion_only);
	model_flag(model, "for_body", !own && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL));
	faults_model_of(req, model, &req->faults, &decision_record);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		field_model(req, model, asked->now, fields[i]);
	outcomes_model(req, model, asked);
	conditions_model(req, model, asked);
	except_model(req, model, asked);
	model_flag(model, "any_vote", asked->body->weighs || request_field(req, "votes_for").len || request_field(req, "votes_against").len ||
		request_field(req, "votes_blank").len || (asked->now && asked->now->votes_for.known));
	model_flag(model, "amended", typed(req) ? request_field(req, "amended").len > 0 : asked->now && asked->now->amended);
	model_text(model, "file_kinds", file_endings(req->arena));
	model_text(model, "file_fault", faults_of(req, &req->faults, "file"));
	model_text(model, "body_fault", faults_of(req, &req->faults, "body"));
	model_text(model, "action", req->path);
	model_text(model, "back", request_address(req, row_address(req->programme, &subject_record, asked->subject, req->arena)));
	model_list(model, "breadcrumbs");
	return model;
}

/* GET /{programme}/decisions/{subject}/bodies/{body} */
static void show_form(struct request *req, struct response *res)
{
	struct asked asked;

	if (find_asked(req, res, &asked))
		respond_page(res, req, "decision/decide", form_model(req, &asked));
}

/* What was typed */

static struct ids excepted(struct request *req)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct id *at = arena_array(req->arena, struct id, nodes.count);
	size_t count = 0;

	for (size_t i = 0; i < nodes.count; i++)
		if (nodes.at[i].parent && request_field(req, excepting(req, &nodes.at[i])).len > 0)
			at[count++] = nodes.at[i].id;
	return (struct ids){ at, count };
}

static void read_decision(struct request *req, const struct asked *asked, struct decision *decision)
{
	static const char *const fields[] = { "day", "text", "reference", "votes_for", "votes_against", "votes_blank", "voters" };
	int outcome = words_value(&decision_outcome_words, request_field(req, "outcome"));

	*decision = (struct decision){ .id = id_new(), .subject = asked->subject->id, .body = asked->body->id, .person = req->person->id,
		.replaces = asked->now ? asked->now->id : ID_NONE, .document = asked->now ? asked->now->document : ID_NONE,
		.confirmation = asked->now ? asked->now->confirmation : ID_NONE, .outcome = outcome > 0 ? (enum decision_outcome)outcome : DECISION_NONE,
		.amended = request_field(req, "amended").len > 0,
		.on_behalf = !access_acts_for(req->programme, req->person, asked->body->party, req->today) &&
			access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) };
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		field_read(record_field(&decision_record, fields[i]), decision, request_field(req, fields[i]), &req->faults);
	if (asked->subject->rule == RULE_EACH_FOR_ITSELF)
		decision->except = excepted(req);
	if (!decision->amended)
		decision->confirmation = ID_NONE;
	if (day_known(decision->day) && day_first(decision->day) > day_last(req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "day", .message = N_("That day has not come yet. Record a decision once it was taken.") });
	if (decision->outcome == DECISION_OPINION && decision->text.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "text", .message = N_("Write the opinion, or its main point.") });
	if (decision->amended && decision->text.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "text", .message = N_("Write the amendment: the others are asked to confirm it.") });
}

/* How many conditions were typed, into room for CONDITIONS_MOST. A correction keeps what was met of a condition with the same text. */
static size_t read_conditions(struct request *req, const struct asked *asked, const struct decision *decision, struct condition *conditions)
{
	struct row_list before = asked->now ? REFERRING(req->programme, condition, decision, asked->now->id) : (struct row_list){ NULL, 0 };
	bool wanted = decision->outcome == DECISION_ADOPTED_WITH_CONDITIONS;
	size_t count = 0;

	for (int i = 0; i < CONDITIONS_MOST; i++) {
		struct condition *condition = &conditions[count];
		const char *due = numbered(req, "condition_due", i);

		*condition = (struct condition){ .id = id_new(), .decision = decision->id };
		field_read(record_field(&condition_record, "text"), condition, request_field(req, numbered(req, "condition", i)), &req->faults);
		if (!day_read(str_trim(request_field(req, due)), &condition->due))
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = due,
				.message = N_("{0} is no day. Write one as 2024-05-22 or 22-5-2024."), .arg = { request_field(req, due) } });
		for (size_t b = 0; b < before.count; b++)
			if (str_equal(ROW(condition, before, b)->text, condition->text)) {
				condition->met = ROW(condition, before, b)->met;
				condition->how = ROW(condition, before, b)->how;
			}
		count += condition->text.len > 0;
	}
	if (wanted && count == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "conditions", .message = N_("Write at least one condition.") });
	if (!wanted && count > 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "conditions",
			.message = N_("Conditions belong to a decision “adopted with conditions”.") });
	return count;
}

/* A file that came along becomes a document of the subject, as public as the subject is. Only once all else is well. */
static size_t keep_file(struct request *req, const struct asked *asked, struct decision *decision, struct change *changes)
{
	const struct upload *sent = request_file(req, "file");
	struct document *document = arena_new(req->arena, struct document);
	struct document_version *version = arena_new(req->arena, struct document_version);
	struct kept_file kept;
	struct id id = id_new();

	if (req->faults.count || !sent || sent->file_name.len == 0 ||
	    !file_keep(req->store, req->programme->id, sent->file_name, sent->bytes, "file", &kept, &req->faults))
		return 0;
	*document = (struct document){ .id = id, .key = str_format(req->arena, "besluit-%.*s", STR_ARG(str_from(id_text(id, req->arena), 19))),
		.title = str_format(req->arena, "%.*s – %.*s", STR_ARG(asked->body->name), STR_ARG(asked->subject->title)),
		.kind = asked->body->kind == BODY_COUNCIL ? DOCUMENT_COUNCIL_PROPOSAL : DOCUMENT_OTHER, .owner = asked->body->party,
		.node = asked->subject->node, .published = decision->day, .visibility = asked->subject->visibility };
	*version = (struct document_version){ .id = id_new(), .document = id, .number = { 1, true }, .hash = hash_text(kept.hash, req->arena),
		.file_name = kept.name, .media_type = kept.media_type, .size = { kept.size, true }, .kept = clock_now(), .person = req->person->id };
	decision->document = id;
	changes[0] = (struct change){ &document_record, NULL, document };
	changes[1] = (struct change){ &document_version_record, NULL, version };
	return 2;
}

/* POST /{programme}/decisions/{subject}/bodies/{body}: the decision, its conditions and its document in one command. */
static void record(struct request *req, struct response *res)
{
	struct condition conditions[CONDITIONS_MOST];
	struct change changes[CONDITIONS_MOST + 3];
	struct decision decision;
	struct asked asked;
	size_t count, written;

	if (!find_asked(req, res, &asked))
		return;
	read_decision(req, &asked, &decision);
	count = read_conditions(req, &asked, &decision, conditions);
	row_check(req->programme, &decision_record, &decision, &req->faults);
	written = keep_file(req, &asked, &decision, changes);
	changes[written++] = (struct change){ &decision_record, NULL, &decision };
	for (size_t i = 0; i < count; i++)
		changes[written++] = (struct change){ &condition_record, NULL, &conditions[i] };
	if (req->faults.count == 0 && command_write_all(req, changes, written)) {
		flash(res, req, FLASH_OK, N_("Recorded: {0}"), language_text(req->language, words_label(&decision_outcome_words, (int)decision.outcome)));
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, asked.subject, req->arena)));
	} else {
		respond_faults(res, req, "decision/decide", form_model(req, &asked));
	}
}

/* What follows from it */

static const struct decision *decision_asked(struct request *req, struct response *res, const struct subject **subject, const struct body **body)
{
	const struct decision *decision = NULL;
	struct id id;

	*subject = subject_asked(req);
	if (*subject && id_parse(request_parameter(req, "decision"), &id))
		decision = programme_row(req->programme, decision, id);
	*body = decision && id_equal(decision->subject, (*subject)->id) ? programme_row(req->programme, body, decision->body) : NULL;
	if (*body)
		return decision;
	respond_not_found(res, req);
	return NULL;
}

/* The body's last meeting within six weeks; without a calendar the last day of those. */
static struct day confirm_by(const struct request *req, const struct body *body)
{
	struct day last = day_add(req->today, CONFIRM_WEEKS * 7), meets = body_meets(body, last);

	return day_known(meets) && day_first(meets) > day_first(req->today) ? meets : last;
}

/* POST /{programme}/decisions/{subject}/decisions/{decision}/confirmation: a subject of its own, put to all others that decide. */
static void ask_others(struct request *req, struct response *res)
{
	const struct subject *subject;
	const struct body *body;
	const struct decision *decision = decision_asked(req, res, &subject, &body);
	struct row_list referrals;
	struct referral *asked;
	struct subject confirmation;
	struct decision after;
	struct change *changes;
	enum language language = req->language;
	size_t count = 0;

	if (!decision)
		return;
	if (!access_may_for(req->programme, req->person, RIGHT_RECORD_DECISION, body->party, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	if (id_known(decision->confirmation) || !decision->amended) {
		flash(res, req, FLASH_WARNING, decision->amended ? N_("The others were asked already.") : N_("There is no amendment to confirm."), STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, subject, req->arena)));
		return;
	}
	language_parse(tree_facts(req->programme)->language, &language);
	referrals = REFERRING(req->programme, referral, subject, subject->id);
	asked = arena_array(req->arena, struct referral, referrals.count + 1);
	changes = arena_array(req->arena, struct change, referrals.count + 2);
	confirmation = (struct subject){ .id = id_new(), .node = subject->node, .kind = subject->kind, .text = decision->text, .tabled = req->today,
		.visibility = subject->visibility,
		.title = language_fill(language, req->arena, N_("Amendment of {0} to: {1}"), body->name, subject->title, STR_NONE) };
	after = *decision;
	after.confirmation = confirmation.id;
	changes[0] = (struct change){ &subject_record, NULL, &confirmation };
	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *other = programme_row(req->programme, body, referral->body);

		if (!other || referral->opinion_only || id_equal(other->id, body->id))
			continue;
		asked[count] = (struct referral){ .id = id_new(), .subject = confirmation.id, .body = other->id, .due = confirm_by(req, other) };
		changes[count + 1] = (struct change){ &referral_record, NULL, &asked[count] };
		count++;
	}
	changes[count + 1] = (struct change){ &decision_record, decision, &after };
	if (command_write_all(req, changes, count + 2)) {
		flash(res, req, FLASH_OK, N_("The others are asked to confirm the amendment."), STR_NONE);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &subject_record, &confirmation, req->arena)));
	} else {
		respond_faults(res, req, NULL, NULL);
	}
}

/* What a body excepts, as entries: where another holds on that day it ends the day before. */
struct taking { struct change *changes; size_t count, entries; struct participation *rows; };

static void take_over(struct request *req, const struct decision *decision, const struct body *body, const struct subject *subject, struct taking *taking)
{
	struct str words = str_format(req->arena, "%.*s, %.*s%s%.*s", STR_ARG(body->name), STR_ARG(language_day(req->language, req->arena, decision->day)),
		decision->reference.len ? ", " : "", STR_ARG(decision->reference));

	taking->changes = arena_array(req->arena, struct change, 2 * decision->except.count + 1);
	taking->rows = arena_array(req->arena, struct participation, 2 * decision->except.count + 1);
	for (size_t i = 0; i < decision->except.count; i++) {
		const struct participation *now = participation_own(req->programme, body->party, decision->except.at[i], decision->day);
		struct participation *ended = &taking->rows[2 * i], *entry = &taking->rows[2 * i + 1];

		if ((now && now->standing == STANDING_DOES_NOT_PARTICIPATE) || !programme_node(req->programme, decision->except.at[i]))
			continue;
		*entry = (struct participation){ .id = id_new(), .party = body->party, .node = decision->except.at[i], .standing = STANDING_DOES_NOT_PARTICIPATE,
			.from = decision->day, .reason = subject->title, .decision = words };
		if (now) {
			*ended = *now;
			ended->until = day_add(decision->day, -1);
			entry->until = now->until;
			taking->changes[taking->count++] = day_known(now->from) && day_first(now->from) >= day_first(decision->day)
				? (struct change){ &participation_record, now, NULL } : (struct change){ &participation_record, now, ended };
		}
		taking->changes[taking->count++] = (struct change){ &participation_record, NULL, entry };
		taking->entries++;
	}
}

static struct model *taking_model(struct request *req, const struct decision *decision, const struct subject *subject, const struct body *body,
	const struct taking *taking)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Take over in the participation"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	faults_model(req, model, &req->faults);
	model_text(model, "subject", subject->title);
	model_text(model, "body", body->name);
	show_row(req, model, "party", &party_record, body->party);
	model_text(model, "from", language_day(req->language, req->arena, decision->day));
	model_list(model, "entries");
	model_flag(model, "nothing", taking->entries == 0);
	for (size_t i = 0; i < taking->count; i++) {
		const struct participation *after = taking->changes[i].after, *before = taking->changes[i].before;
		const struct node *node = programme_node(req->programme, after ? after->node : before->node);
		struct model *item = model_item(model, "entries");

		model_text(item, "node", node ? node_title(req->programme, node, req->arena) : STR_NONE);
		model_flag(item, "adds", !before);
		model_words(item, "standing", words_label(&standing_words, (int)(after ? after->standing : before->standing)));
	}
	model_text(model, "action", req->path);
	model_text(model, "back", request_address(req, row_address(req->programme, &subject_record, subject, req->arena)));
	model_list(model, "breadcrumbs");
	return model;
}

/* GET and POST /{programme}/decisions/{subject}/decisions/{decision}/participation: shown first, then written as one command. */
static void take_over_page(struct request *req, struct response *res)
{
	const struct subject *subject;
	const struct body *body;
	const struct decision *decision = decision_asked(req, res, &subject, &body);
	struct taking taking = { 0 };

	if (!decision)
		return;
	if (id_known(body->party))
		take_over(req, decision, body, subject, &taking);
	if (typed(req) && taking.count > 0 && command_write_all(req, taking.changes, taking.count)) {
		flash(res, req, FLASH_OK, N_("Taken over in the participation."), STR_NONE);
		respond_see_other(res, req, request_address(req, STR("/participation")));
		return;
	}
	if (req->faults.count)
		respond_faults(res, req, "decision/taking", taking_model(req, decision, subject, body, &taking));
	else
		respond_page(res, req, "decision/taking", taking_model(req, decision, subject, body, &taking));
}

const struct route decide_routes[] = {
	{ "GET",  "/{programme}/decisions/{subject}/bodies/{body}", RIGHT_RECORD_DECISION, show_form, ROUTE_WAITS | ROUTE_FORM, "Form to record what a body decided" },
	{ "POST", "/{programme}/decisions/{subject}/bodies/{body}", RIGHT_RECORD_DECISION, record, ROUTE_UPLOAD, "Records what a body decided, or corrects it" },
	{ "POST", "/{programme}/decisions/{subject}/decisions/{decision}/confirmation", RIGHT_RECORD_DECISION, ask_others, 0, "Asks the others to confirm an amendment" },
	{ "GET",  "/{programme}/decisions/{subject}/decisions/{decision}/participation", RIGHT_EDIT, take_over_page, ROUTE_FORM, "What a body excepts, as participation: shown first" },
	{ "POST", "/{programme}/decisions/{subject}/decisions/{decision}/participation", RIGHT_EDIT, take_over_page, 0, "Takes over what a body excepts in the participation" },
	ROUTES_END
};
