/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the office does with the plan: freeze a version, record one that was decided earlier, put one to the bodies, and say who must agree
 * to which change of an adopted plan.
 */
#include <string.h>

#include "action/action.h"
#include "decision/decision.h"
#include "document/document.h"
#include "file/file.h"
#include "html/faults.h"
#include "html/form.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "plan/plan_form.h"
#include "plan/plan_model.h"
#include "tree/tree.h"

static bool typed(const struct request *req)
{
	return str_is(req->method, "POST");
}

static struct str number_words(const struct request *req, size_t count)
{
	return language_count(req->language, req->arena, (struct count){ (int64_t)count, true });
}

static struct model *form_page(struct request *req, const char *title)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", title);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "cancel", request_address(req, STR("/plan")));
	model_list(model, "breadcrumbs");
	return model;
}

static void typed_field(const struct request *req, struct model *model, const char *name, const char *fault_name, struct str otherwise)
{
	model_text(model, name, typed(req) ? request_field(req, name) : otherwise);
	model_text(model, fault_name, faults_of(req, &req->faults, name));
}

/* Everything a plan lacks, by action, with the form where each is filled in; `now`, where given: only what still lacks there has a form. */
static void gaps_model(const struct request *req, struct model *model, const struct plan_completeness *completeness, const struct plan_completeness *now)
{
	const struct action *about = NULL;
	struct model *item = NULL;
	size_t mended = 0;

	model_list(model, "gaps");
	model_flag(model, "has_gaps", completeness->gaps > 0);
	for (size_t i = 0; i < completeness->gaps; i++) {
		const struct plan_gap *gap = &completeness->gap[i];
		bool lacks = !now;
		struct model *missing;
		for (size_t n = 0; now && n < now->gaps && !lacks; n++)
			lacks = id_equal(now->gap[n].action->id, gap->action->id) && strcmp(now->gap[n].field, gap->field) == 0;
		mended += !lacks;
		if (!about || !id_equal(gap->action->id, about->id)) {
			item = model_item(model, "gaps");
			model_text(item, "title", row_title(req->programme, &action_record, gap->action, req->arena));
			model_text(item, "page", request_address(req, row_address(req->programme, &action_record, gap->action, req->arena)));
			about = gap->action;
		}
		missing = model_item(item, "missing");
		model_words(missing, "text", gap->message);
		model_text(missing, "mend", lacks ? request_address(req, plan_gap_address(gap, req->arena)) : STR_NONE);
	}
	model_text(model, "mended", mended > 0 ? language_plural(req->language, req->arena,
		N_("{0} of these was filled in since: freeze a new version to put it to the bodies."),
		N_("{0} of these were filled in since: freeze a new version to put it to the bodies."), (int64_t)mended) : STR_NONE);
}

/* Freezing */

static struct model *freeze_model(struct request *req)
{
	struct plan_completeness completeness = plan_completeness(req->programme, req->today, req->arena);
	const struct programme *plan = plan_published(req->programme);
	struct model *model = form_page(req, N_("Freeze a version of the plan"));

	faults_model(req, model, &req->faults);
	typed_field(req, model, "name", "name_fault", STR_NONE);
	typed_field(req, model, "text", "text_fault", STR_NONE);
	model_number(model, "number", plan_version_next(req->programme));
	model_number(model, "themes", (int64_t)tree_themes(plan, false, req->arena).count);
	model_number(model, "actions", (int64_t)tree_actions(plan, programme_root(plan), req->arena).count);
	model_number(model, "milestones", (int64_t)plan->milestones.count);
	model_number(model, "entries", (int64_t)plan->participations.count);
	model_number(model, "lines", (int64_t)plan->budget_lines.count);
	model_text(model, "complete_words", language_fill(req->language, req->arena, N_("{0} of {1} actions complete"),
		number_words(req, completeness.complete), number_words(req, completeness.actions), STR_NONE));
	gaps_model(req, model, &completeness, NULL);
	programme_release(plan);
	return model;
}

/* GET /{programme}/plan/versions/new */
static void show_freeze(struct request *req, struct response *res)
{
	if (!respond_past(res, req))
		respond_page(res, req, "plan/freeze", freeze_model(req));
}

/* Keeps what stands as the version's content. The file is there before the row that names it. */
static bool keep_content(struct request *req, struct plan_version *version, struct day day)
{
	struct plan_completeness completeness = plan_completeness(req->programme, day, req->arena);
	struct str bytes = plan_canonical(req->programme, req->arena);
	struct hash hash;

	if (!file_keep_as_it_is(req->store, req->programme->id, bytes, &hash, &req->faults))
		return false;
	version->hash = hash_text(hash, req->arena);
	version->frozen = clock_now();
	version->person = req->person->id;
	version->actions = (struct count){ (int64_t)completeness.actions, true };
	version->complete = (struct count){ (int64_t)completeness.complete, true };
	return true;
}

/* The same content twice would be two versions that nobody can tell apart. */
static void check_new(struct request *req)
{
	struct str hash = hash_text(hash_of(plan_canonical(req->programme, req->arena)), req->arena);
	struct row_list versions = programme_rows(req->programme, &plan_version_record);

	for (size_t i = 0; i < versions.count; i++) {
		const struct plan_version *version = ROW(plan_version, versions, i);
		if (!plan_version_recorded(version) && str_equal(version->hash, hash)) {
			faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("Version {0} holds exactly this already."),
				.arg = { str_format(req->arena, "%lld", (long long)version->number.value) },
				.address = row_address(req->programme, &plan_version_record, version, req->arena) });
			return;
		}
	}
}

/* POST /{programme}/plan/versions/new */
static void freeze(struct request *req, struct response *res)
{
	struct plan_version version = { .id = id_new(), .number = { plan_version_next(req->programme), true }, .name = str_trim(request_field(req, "name")),
		.text = str_trim(request_field(req, "text")) };

	if (respond_past(res, req))
		return;
	check_new(req);
	if (version.name.len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "name", .message = N_("Give the version a name.") });
	if (req->faults.count == 0 && keep_content(req, &version, req->today) && command_write(req, &plan_version_record, NULL, &version)) {
		flash(res, req, FLASH_OK, N_("Frozen: {0}"), row_title(req->programme, &plan_version_record, &version, req->arena));
		respond_see_other(res, req, request_address(req, row_address(req->programme, &plan_version_record, &version, req->arena)));
	} else {
		respond_faults(res, req, "plan/freeze", freeze_model(req));
	}
}

/* A version that was decided elsewhere or earlier */

static struct model *record_model(struct request *req, const struct plan_version *version)
{
	struct model *model = form_fields(req, &plan_version_record, version, typed(req) ? &req->fields : NULL, &req->faults);

	model_words(model, "title", N_("Record a version that was decided earlier"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "cancel", request_address(req, STR("/plan")));
	model_flag(model, "rare_open", true);
	model_flag(model, "keeps", typed(req) && request_field(req, "content").len > 0);
	model_list(model, "breadcrumbs");
	return model;
}

/* GET /{programme}/plan/versions/record */
static void show_record(struct request *req, struct response *res)
{
	struct plan_version version = { .number = { plan_version_next(req->programme), true } };

	if (!respond_past(res, req))
		respond_page(res, req, "plan/record", record_model(req, &version));
}

/* POST /{programme}/plan/versions/record */
static void record_version(struct request *req, struct response *res)
{
	struct plan_version version = { .id = id_new() };
	bool keeps = request_field(req, "content").len > 0;

	if (respond_past(res, req))
		return;
	form_read(req, &plan_version_record, &version);
	if (!plan_version_recorded(&version))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "adopted",
			.message = N_("Say when it was adopted, put to the bodies or rejected. A version that is still to be decided is frozen instead.") });
	if (req->faults.count == 0)
		row_check(req->programme, &plan_version_record, &version, &req->faults);
	if (req->faults.count == 0 && (!keeps || keep_content(req, &version, plan_version_day(&version))) &&
	    command_write(req, &plan_version_record, NULL, &version)) {
		flash(res, req, FLASH_OK, N_("Recorded: {0}"), row_title(req->programme, &plan_version_record, &version, req->arena));
		respond_see_other(res, req, request_address(req, row_address(req->programme, &plan_version_record, &version, req->arena)));
	} else {
		respond_faults(res, req, "plan/record", record_model(req, &version));
	}
}

/* Putting it to the bodies */

/* The subject by which it is before the bodies, or was decided; NULL: it can be put to them. */
static const struct subject *put_before(const struct request *req, const struct plan_version *version)
{
	const struct subject *subject = plan_version_subject(req->programme, version, req->today);

	return subject && subject_standing(req->programme, subject, req->today).state != SUBJECT_WITHDRAWN ? subject : NULL;
}

static struct model *put_model(struct request *req, const struct plan_version *version, const struct programme *plan)
{
	struct plan_completeness lacks = plan_completeness(plan, plan_version_day(version), req->arena);
	struct plan_completeness now = plan_completeness(req->programme, req->today, req->arena);
	struct model *model = form_page(req, N_("Put the plan to the bodies"));

	faults_model(req, model, &req->faults);
	plan_version_model(req, model, version);
	model_flag(model, "already", put_before(req, version) != NULL);
	gaps_model(req, model, &lacks, &now);
	model_flag(model, "refused", lacks.gaps > 0);
	model_text(model, "refused_words", lacks.gaps > 0 ? language_plural(req->language, req->arena,
		N_("This version cannot be put to the bodies: {0} thing is missing."), N_("This version cannot be put to the bodies: {0} things are missing."),
		(int64_t)lacks.gaps) : STR_NONE);
	model_text(model, "freeze", request_address(req, STR("/plan/versions/new")));
	plan_bodies_model(req, model, BODY_UNKNOWN);
	model_list(model, "rules");
	for (int rule = RULE_ALL; rule <= RULE_EACH_FOR_ITSELF; rule++) {
		struct model *item = model_item(model, "rules");
		model_text(item, "value", str_of(words_wire(&subject_rule_words, rule)));
		model_words(item, "label", words_label(&subject_rule_words, rule));
		model_flag(item, "selected", str_is(request_field(req, "rule"), words_wire(&subject_rule_words, rule)));
	}
	model_text(model, "back", request_address(req, row_address(req->programme, &plan_version_record, version, req->arena)));
	return model;
}

/* The version of the address with its content; NULL and answered where it is none that can be put to a body. */
static const struct programme *asked_plan(struct request *req, struct response *res, const struct plan_version **version)
{
	const struct programme *plan;
	int64_t number;

	*version = str_integer(request_parameter(req, "version"), &number) ? plan_version_numbered(req->programme, number) : NULL;
	if (!*version) {
		respond_not_found(res, req);
		return NULL;
	}
	plan = plan_frozen(req, *version, &req->faults);
	if (!plan)
		respond_faults(res, req, NULL, NULL);
	return plan;
}

/* GET /{programme}/plan/versions/{version}/bodies */
static void show_put(struct request *req, struct response *res)
{
	const struct plan_version *version;
	const struct programme *plan;

	if (respond_past(res, req) || !(plan = asked_plan(req, res, &version)))
		return;
	respond_page(res, req, "plan/bodies", put_model(req, version, plan));
	programme_release(plan);
}

/* POST /{programme}/plan/versions/{version}/bodies: the subject and who is asked, in one command. */
static void put(struct request *req, struct response *res)
{
	size_t bodies = programme_rows(req->programme, &body_record).count, count;
	struct subject subject = { .id = id_new(), .kind = SUBJECT_PLAN_VERSION, .tabled = req->today };
	struct referral *referrals = arena_array(req->arena, struct referral, bodies);
	struct change *changes = arena_array(req->arena, struct change, bodies + 1);
	const struct plan_version *version;
	const struct programme *plan;
	int rule = words_value(&subject_rule_words, request_field(req, "rule"));
	enum language language = req->language;

	if (respond_past(res, req) || !(plan = asked_plan(req, res, &version)))
		return;
	subject.plan_version = version->id;
	language_parse(tree_facts(req->programme)->language, &language);
	subject.title = language_fill(language, req->arena, N_("Plan version {0}"), row_title(req->programme, &plan_version_record, version, req->arena),
		STR_NONE, STR_NONE);
	subject.text = version->text;
	subject.rule = rule > 0 ? (enum subject_rule)rule : RULE_ALL;
	count = plan_bodies_read(req, subject.id, referrals);
	if (put_before(req, version))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("This version was put to the bodies already."),
			.address = row_address(req->programme, &subject_record, put_before(req, version), req->arena) });
	if (!plan_version_recorded(version))
		plan_complete(plan, plan_version_day(version), &req->faults);
	changes[0] = (struct change){ &subject_record, NULL, &subject };
	for (size_t i = 0; i < count; i++)
		changes[i + 1] = (struct change){ &referral_record, NULL, &referrals[i] };
	if (req->faults.count == 0 && command_write_all(req, changes, count + 1)) {
		flash(res, req, FLASH_OK, N_("Put to the bodies: {0}"), subject.title);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &plan_version_record, version, req->arena)));
	} else {
		respond_faults(res, req, "plan/bodies", put_model(req, version, plan));
	}
	programme_release(plan);
}

/* Who must agree to which change */

/* Kinds that are ruled as a whole; money has limits. */
static const enum plan_change_kind ruled[] = { CHANGE_ADDED, CHANGE_DROPPED, CHANGE_STOPPED, CHANGE_MOVED, CHANGE_MOVED_YEAR, CHANGE_LEAD,
	CHANGE_PARTICIPATION, CHANGE_TARGET, CHANGE_STATUS, CHANGE_TEXT };
enum { RULED = sizeof ruled / sizeof ruled[0] };

static const char *about_kind(enum plan_change_kind kind)
{
	switch (kind) {
	case CHANGE_ADDED:         return N_("An action, theme, topic or goal comes into the plan.");
	case CHANGE_DROPPED:       return N_("An action, theme, topic or goal goes out of the plan.");
	case CHANGE_STOPPED:       return N_("An action is stopped, or taken up again.");
	case CHANGE_MOVED:         return N_("A first or last day or a milestone moves, within the same year.");
	case CHANGE_MOVED_YEAR:    return N_("A first or last day or a milestone moves to another year.");
	case CHANGE_LEAD:          return N_("Another party leads. Naming a first lead is for the office.");
	case CHANGE_PARTICIPATION: return N_("A municipality takes part, or no longer does.");
	case CHANGE_TARGET:        return N_("A result figure aims at something else.");
	case CHANGE_STATUS:        return N_("An action begins, pauses or is done.");
	default:                   return N_("A title, a result or another text is worded differently.");
	}
}

static enum change_class class_now(const struct programme *programme, enum plan_change_kind kind)
{
	enum change_class class = CLASS_OFFICE;

	for (size_t i = 0; i < programme->change_rules.count; i++)
		if (programme->change_rules.at[i].kind == kind && programme->change_rules.at[i].change_class > class)
			class = programme->change_rules.at[i].change_class;
	return class;
}

static struct str limit_now(const struct request *req, enum change_class class)
{
	for (size_t i = 0; i < req->programme->change_rules.count; i++) {
		const struct change_rule *rule = &req->programme->change_rules.at[i];
		if (rule->kind == CHANGE_MONEY && rule->change_class == class)
			return money_text(rule->above.known ? rule->above : (struct money){ 0, true }, req->arena);
	}
	return STR_NONE;
}

static struct str limit_start(const struct request *req, enum change_class class)
{
	for (size_t i = 0; i < change_rule_start_count; i++)
		if (change_rule_start[i].kind == CHANGE_MONEY && change_rule_start[i].change_class == class)
			return money_text((struct money){ change_rule_start[i].above, true }, req->arena);
	return STR_NONE;
}

static enum change_class class_start(enum plan_change_kind kind)
{
	for (size_t i = 0; i < change_rule_start_count; i++)
		if (change_rule_start[i].kind == kind)
			return change_rule_start[i].change_class;
	return CLASS_OFFICE;
}

static struct str with_comma(const struct request *req, struct str text)
{
	char *copy = arena_copy(req->arena, text.at ? text.at : "", text.len);

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == '.')
			copy[i] = ',';
	return (struct str){ copy, text.len };
}

static const char *const limit_names[] = { [CLASS_PORTFOLIO_HOLDERS] = "above_portfolio_holders", [CLASS_COUNCILS] = "above_councils" };

static const char *kind_field(const struct request *req, enum plan_change_kind kind)
{
	return str_cstring(req->arena, str_format(req->arena, "kind-%s", words_wire(&plan_change_words, (int)kind)));
}

static struct model *classes_page_model(struct request *req)
{
	static const char *const who[] = { N_("the programme office"), N_("the portfolio holders"), N_("the councils") };
	bool on = false, office = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	struct model *model = form_page(req, N_("Who must agree to a change"));

	for (size_t i = 0; i < req->programme->change_rules.count; i++)
		on = on || req->programme->change_rules.at[i].change_class != CLASS_OFFICE;
	model_flag(model, "on", on);
	model_flag(model, "holds", plan_classes_hold(req->programme, req->today));
	model_flag(model, "office", office);
	model_list(model, "kinds");
	for (size_t i = 0; i < RULED; i++) {
		enum change_class class = on ? class_now(req->programme, ruled[i]) : class_start(ruled[i]);
		struct str given = request_field(req, kind_field(req, ruled[i]));
		struct model *item = model_item(model, "kinds");
		model_words(item, "kind", words_label(&plan_change_words, (int)ruled[i]));
		model_words(item, "about", about_kind(ruled[i]));
		model_words(item, "who", words_label(&change_class_words, (int)class));
		model_text(item, "field", str_of(kind_field(req, ruled[i])));
		for (int option = CLASS_OFFICE; option <= CLASS_COUNCILS; option++) {
			struct model *one = model_item(item, "options");
			const char *wire = option == CLASS_OFFICE ? "office" : words_wire(&change_class_words, option);
			model_text(one, "value", str_of(wire));
			model_words(one, "label", who[option]);
			model_flag(one, "selected", typed(req) ? str_is(given, wire) : option == (int)class);
		}
	}
	faults_model(req, model, &req->faults);
	for (int class = CLASS_PORTFOLIO_HOLDERS; class <= CLASS_COUNCILS; class++) {
		struct str now = on ? limit_now(req, (enum change_class)class) : limit_start(req, (enum change_class)class);
		struct money limit = { 0 };
		money_read(now, &limit);
		model_text(model, limit_names[class], typed(req) ? request_field(req, limit_names[class]) : with_comma(req, now));
		model_text(model, class == CLASS_COUNCILS ? "councils_words" : "portfolio_words", limit.known ? language_money(req->language, req->arena, limit) : STR_NONE);
		model_text(model, class == CLASS_COUNCILS ? "councils_fault" : "portfolio_fault", faults_of(req, &req->faults, limit_names[class]));
	}
	return model;
}

/* GET /{programme}/plan/classes */
static void show_classes(struct request *req, struct response *res)
{
	respond_page(res, req, "plan/rules", classes_page_model(req));
}

/* The table as typed: rules that leave something to others. */
static size_t read_rules(struct request *req, struct change_rule *rules)
{
	size_t count = 0;

	for (size_t i = 0; i < RULED; i++) {
		int class = words_value(&change_class_words, request_field(req, kind_field(req, ruled[i])));
		if (class > CLASS_OFFICE)
			rules[count++] = (struct change_rule){ .id = id_new(), .kind = ruled[i], .change_class = (enum change_class)class };
	}
	for (int class = CLASS_PORTFOLIO_HOLDERS; class <= CLASS_COUNCILS; class++) {
		struct str given = str_trim(request_field(req, limit_names[class]));
		struct money limit;
		if (given.len == 0)
			continue;
		if (!money_read(given, &limit) || limit.cents < 0) {
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = limit_names[class],
				.message = N_("“{0}” is no amount. Write it as 1.234,56."), .arg = { given } });
			continue;
		}
		rules[count++] = (struct change_rule){ .id = id_new(), .kind = CHANGE_MONEY, .above = limit, .change_class = (enum change_class)class };
	}
	return count;
}

/* POST /{programme}/plan/classes: the whole table anew; `off` takes it away. */
static void write_classes(struct request *req, struct response *res)
{
	size_t before = req->programme->change_rules.count, count = 0, added = 0;
	struct change_rule *rules = arena_array(req->arena, struct change_rule, RULED + 2);
	struct change *changes = arena_array(req->arena, struct change, before + RULED + 2);
	bool off = request_field(req, "off").len > 0;

	if (respond_past(res, req))
		return;
	if (!off)
		added = read_rules(req, rules);
	if (!off && req->faults.count == 0 && added == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = kind_field(req, ruled[0]),
			.message = N_("This leaves everything to the office. Switch the classes off instead.") });
	for (size_t i = 0; i < before; i++)
		changes[count++] = (struct change){ &change_rule_record, &req->programme->change_rules.at[i], NULL };
	for (size_t i = 0; i < added; i++)
		changes[count++] = (struct change){ &change_rule_record, NULL, &rules[i] };
	if (req->faults.count > 0 || (count > 0 && !command_write_all(req, changes, count))) {
		respond_faults(res, req, "plan/rules", classes_page_model(req));
		return;
	}
	flash(res, req, FLASH_OK, off ? N_("Every change is the office's own again.") : N_("Saved: who must agree to a change."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/plan/classes")));
}

const struct route plan_office_routes[] = {
	{ "GET",  "/{programme}/plan/versions/new", RIGHT_EDIT, show_freeze, ROUTE_FORM, "Form to freeze a version of the plan" },
	{ "POST", "/{programme}/plan/versions/new", RIGHT_EDIT, freeze, 0, "Freezes the plan as it stands" },
	{ "GET",  "/{programme}/plan/versions/record", RIGHT_EDIT, show_record, ROUTE_FORM, "Form to record a version that was decided earlier" },
	{ "POST", "/{programme}/plan/versions/record", RIGHT_EDIT, record_version, 0, "Records a version with its days and source" },
	{ "GET",  "/{programme}/plan/versions/{version}/bodies", RIGHT_EDIT, show_put, ROUTE_WAITS | ROUTE_FORM, "Form to put a version to the bodies" },
	{ "POST", "/{programme}/plan/versions/{version}/bodies", RIGHT_EDIT, put, 0, "Puts a version to the bodies, where nothing lacks" },
	{ "GET",  "/{programme}/plan/classes", RIGHT_READ, show_classes, ROUTE_FORM, "Who must agree to which change of an adopted plan" },
	{ "POST", "/{programme}/plan/classes", RIGHT_EDIT, write_classes, 0, "Says who must agree to which change" },
	ROUTES_END
};
