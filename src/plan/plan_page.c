/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plan: which version holds, what it still lacks, what has changed since it was adopted, and every version that was frozen, readable for
 * ever. And any two beside each other, or one and today.
 */
#include "action/action.h"
#include "document/document.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "plan/plan_model.h"
#include "sheet/csv_write.h"
#include "tree/tree_model.h"

/* So many lines of what changed stand on the plan itself; the rest one click away. */
enum { DEVIATIONS_SHOWN = 12, GAPS_OPEN = 20 };

struct format {
	const char *name, *label, *media_type;
	bool      (*write)(const struct paper *, struct buf *, struct faults *);
	bool        shown;              /* a browser may show it by itself */
};

static const struct format formats[] = {
	{ "pdf", N_("PDF"), "application/pdf", paper_pdf, true },
	{ "docx", N_("Word document"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", paper_docx, false },
	{ "xlsx", N_("Excel workbook"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", paper_xlsx, false },
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static const struct format *format_named(struct str name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (str_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

static bool may_change(const struct request *req)
{
	return !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

static struct str number_words(const struct request *req, size_t count)
{
	return language_count(req->language, req->arena, (struct count){ (int64_t)count, true });
}

static void respond_bytes(const struct request *req, struct response *res, struct str name, const char *media_type, bool shown, struct str bytes)
{
	respond_file(res, req, &(struct file_answer){ .hash = hash_of(bytes), .name = name, .media_type = str_of(media_type), .shown = shown,
		.file = -1, .bytes = bytes, .size = bytes.len });
}

static void respond_paper(struct request *req, struct response *res, const struct paper *paper, const struct format *format, struct str name)
{
	struct buf out = { 0 };

	if (format->write(paper, &out, &req->faults))
		respond_bytes(req, res, str_format(req->arena, "%.*s.%s", STR_ARG(name), format->name), format->media_type, format->shown, buf_str(&out));
	else
		respond_faults(res, req, NULL, NULL);
	buf_clear(&out);
}

/* How complete the plan is today: all that is missing at once, by action. */
static void gaps_model(const struct request *req, struct model *model)
{
	struct plan_completeness completeness = plan_completeness(req->programme, req->day, req->arena);
	bool mends = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);
	const struct action *about = NULL;
	struct model *item = NULL;

	model_number(model, "actions_all", (int64_t)completeness.actions);
	model_number(model, "actions_complete", (int64_t)completeness.complete);
	model_text(model, "complete_words", language_fill(req->language, req->arena, N_("{0} of {1} actions complete"),
		number_words(req, completeness.complete), number_words(req, completeness.actions), STR_NONE));
	model_flag(model, "no_actions", completeness.actions == 0);
	model_flag(model, "all_complete", completeness.actions > 0 && completeness.gaps == 0);
	model_list(model, "gaps");
	model_flag(model, "has_gaps", completeness.gaps > 0);
	model_flag(model, "gaps_open", completeness.actions - completeness.complete <= GAPS_OPEN);
	for (size_t i = 0; i < completeness.gaps; i++) {
		const struct plan_gap *gap = &completeness.gap[i];
		struct model *missing;
		if (gap->action != about) {
			item = model_item(model, "gaps");
			model_text(item, "title", row_title(req->programme, &action_record, gap->action, req->arena));
			model_text(item, "page", request_address(req, row_address(req->programme, &action_record, gap->action, req->arena)));
			about = gap->action;
		}
		missing = model_item(item, "missing");
		model_words(missing, "text", gap->message);
		model_text(missing, "mend", mends ? request_address(req, plan_gap_address(gap, req->arena)) : STR_NONE);
	}
}

static void change_item(const struct request *req, struct model *item, const struct plan_comparison *comparison, const struct plan_change *change)
{
	struct plan_said said = plan_say(req, comparison, change);

	model_text(item, "what", said.what);
	model_text(item, "sentence", said.sentence);
	model_words(item, "kind", words_label(&plan_change_words, (int)change->kind));
	model_text(item, "page", said.address.len > 0 ? request_address(req, said.address) : STR_NONE);
	plan_agreement_model(req, item, change);
}

/* "3 moved within a year, 1 other money" */
static struct str tally_words(const struct request *req, const struct plan_tally *sum)
{
	struct str words = STR_NONE;

	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
		if (sum->of[kind] > 0)
			words = str_format(req->arena, "%.*s%s%.*s × %.*s", STR_ARG(words), words.len > 0 ? ", " : "", STR_ARG(number_words(req, sum->of[kind])),
				STR_ARG(language_text(req->language, words_label(&plan_change_words, kind))));
	return words;
}

/* Whether what could not be read may be readable the next time: such a page is not kept for others. */
static bool for_now(const struct faults *faults)
{
	return faults_kind(faults) == FAULT_UNAVAILABLE;
}

/* What has changed since the version that holds was adopted; what others must agree to first. False: it could not be read now. */
static bool deviation_model(const struct request *req, struct model *model)
{
	const struct plan_version *version = plan_version_adopted(req->programme, req->day);
	struct faults faults = { .arena = req->arena };
	struct plan_comparison comparison;
	size_t shown = 0;

	model_flag(model, "deviation", false);
	if (!version)
		return true;
	model = model_object(model, "deviation");
	model_flag(model, "readable", plan_comparison(req, version, NULL, &comparison, &faults));
	model_text(model, "why_not", faults.count > 0 ? fault_words(req, &faults.at[0]) : STR_NONE);
	model_flag(model, "none", faults.count == 0 && comparison.changes.count == 0);
	model_text(model, "count", faults.count == 0 ? language_plural(req->language, req->arena, N_("{0} change since"), N_("{0} changes since"),
		(int64_t)comparison.changes.count) : STR_NONE);
	model_text(model, "tally", STR_NONE);
	model_list(model, "changes");
	model_text(model, "whole", request_address(req, str_format(req->arena, "/plan/compare?from=%lld&to=today", (long long)version->number.value)));
	if (faults.count == 0) {
		struct plan_tallies tallies = plan_tally(&comparison, req->arena);
		model_text(model, "tally", tally_words(req, &tallies.sum));
		/* What others must agree to comes first. */
		for (int others = 1; others >= 0; others--)
			for (size_t i = 0; i < comparison.changes.count && shown < DEVIATIONS_SHOWN; i++)
				if ((plan_class(req->programme, &comparison.changes.at[i]) > CLASS_OFFICE) == others) {
					change_item(req, model_item(model, "changes"), &comparison, &comparison.changes.at[i]);
					shown++;
				}
	}
	model_text(model, "more", faults.count == 0 && comparison.changes.count > shown
		? language_plural(req->language, req->arena, N_("and {0} more"), N_("and {0} more"), (int64_t)(comparison.changes.count - shown)) : STR_NONE);
	plan_comparison_end(&comparison);
	return !for_now(&faults);
}

static void version_option(const struct request *req, struct model *model, const char *list, const struct plan_version *version, bool selected)
{
	struct model *item = model_item(model, list);

	model_text(item, "value", version ? str_format(req->arena, "%lld", (long long)version->number.value) : STR("today"));
	model_text(item, "label", version ? row_title(req->programme, &plan_version_record, version, req->arena) : language_text(req->language, N_("today")));
	model_flag(item, "selected", selected);
}

/* Which to compare: versions of which the content is kept, and today. */
static void choice_model(const struct request *req, struct model *model, const struct plan_version *from, const struct plan_version *to)
{
	struct row_list versions = programme_rows(req->programme, &plan_version_record);
	size_t kept = 0;

	model_list(model, "from_choices");
	model_list(model, "to_choices");
	version_option(req, model, "to_choices", NULL, !to);
	for (size_t i = 0; i < versions.count; i++) {
		const struct plan_version *version = versions.at[i];
		if (version->hash.len == 0)
			continue;
		kept++;
		version_option(req, model, "from_choices", version, version == from);
		version_option(req, model, "to_choices", version, version == to);
	}
	version_option(req, model, "from_choices", NULL, kept > 0 && !from);
	model_flag(model, "can_compare", kept > 0);
	model_text(model, "compare", str_format(req->arena, "/%.*s/plan/compare", STR_ARG(req->programme_key)));
}

static void json_text(struct buf *out, const char *name, struct str text)
{
	buf_addf(out, ",\"%s\":", name);
	if (text.len > 0)
		buf_add_json(out, text);
	else
		buf_add_cstring(out, "null");
}

static void json_version(const struct request *req, struct buf *out, const struct plan_version *version)
{
	const struct subject *subject = plan_version_subject(req->programme, version, req->day);

	buf_addf(out, "{\"number\":%lld", (long long)version->number.value);
	json_text(out, "name", version->name);
	json_text(out, "state", str_of(words_wire(&plan_state_words, (int)plan_version_state(req->programme, version, req->day))));
	json_text(out, "frozen", version->frozen.ms > 0 ? moment_text(version->frozen, req->arena) : STR_NONE);
	json_text(out, "adopted", day_text(plan_version_adopted_on(req->programme, version, req->day), req->arena));
	json_text(out, "outcome", subject ? plan_outcome_words(req, subject) : STR_NONE);
	json_text(out, "sha256", version->hash);
	json_text(out, "content", version->hash.len > 0 ? request_address(req, str_format(req->arena, "/plan/versions/%lld.json",
		(long long)version->number.value)) : STR_NONE);
	buf_add_char(out, '}');
}

static void respond_json_buf(const struct request *req, struct response *res, struct buf *out)
{
	respond_header(res, "Vary", STR("Accept"));
	respond_json(res, 200, buf_copy(out, req->arena));
	buf_clear(out);
}

static void plan_json(const struct request *req, struct response *res)
{
	struct plan_completeness completeness = plan_completeness(req->programme, req->day, req->arena);
	struct row_list versions = programme_rows(req->programme, &plan_version_record);
	const struct plan_version *holds = plan_version_adopted(req->programme, req->day);
	struct buf out = { 0 };

	buf_addf(&out, "{\"day\":\"%.*s\",\"actions\":%zu,\"complete\":%zu,\"missing\":[", STR_ARG(day_text(req->day, req->arena)), completeness.actions,
		completeness.complete);
	for (size_t i = 0; i < completeness.gaps; i++) {
		buf_add_cstring(&out, i > 0 ? ",{\"action\":" : "{\"action\":");
		buf_add_json(&out, completeness.gap[i].action->number);
		json_text(&out, "field", str_of(completeness.gap[i].field));
		json_text(&out, "message", language_text(req->language, completeness.gap[i].message));
		buf_add_char(&out, '}');
	}
	buf_addf(&out, "],\"holds\":%s", holds ? "" : "null");
	if (holds)
		buf_addf(&out, "%lld", (long long)holds->number.value);
	buf_add_cstring(&out, ",\"versions\":[");
	for (size_t i = 0; i < versions.count; i++) {
		buf_add_cstring(&out, i > 0 ? "," : "");
		json_version(req, &out, versions.at[i]);
	}
	buf_add_cstring(&out, "]}");
	respond_json_buf(req, res, &out);
}

/* GET /{programme}/plan */
static void show_plan(struct request *req, struct response *res)
{
	struct row_list versions = programme_rows(req->programme, &plan_version_record);
	bool office = may_change(req), read;
	struct model *model;

	if (req->wants_json) {
		plan_json(req, res);
		return;
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("Plan"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	plan_holds_model(req, model);
	if (plan_version_adopted(req->programme, req->day))
		plan_said_model(req, model, plan_version_adopted(req->programme, req->day));
	gaps_model(req, model);
	read = deviation_model(req, model);
	model_list(model, "versions");
	for (size_t i = 0; i < versions.count; i++)
		plan_version_model(req, model_item(model, "versions"), versions.at[i]);
	model_flag(model, "has_versions", versions.count > 0);
	choice_model(req, model, plan_version_adopted(req->programme, req->day), NULL);
	model_text(model, "freeze", office ? request_address(req, STR("/plan/versions/new")) : STR_NONE);
	model_text(model, "record", office ? request_address(req, STR("/plan/versions/record")) : STR_NONE);
	model_text(model, "classes_page", office || plan_classes_hold(req->programme, req->day) ? request_address(req, STR("/plan/classes")) : STR_NONE);
	model_list(model, "breadcrumbs");
	respond_page(res, req, "plan/plan", model);
	res->cacheable = res->cacheable && read;
}

/* One version */

/* The part of the address, "2" or "2.pdf": the version, and what comes behind the point. */
static const struct plan_version *asked_version(const struct request *req, struct str *ending)
{
	struct str part = request_parameter(req, "version");
	size_t point = str_find(part, '.');
	int64_t number;

	*ending = point < part.len ? str_from(part, point + 1) : STR_NONE;
	if (!str_integer(str_to(part, point), &number) || (point < part.len && ending->len == 0))
		return NULL;
	return plan_version_numbered(req->programme, number);
}

static struct str version_file(const struct request *req, const struct plan_version *version)
{
	return str_format(req->arena, "plan-version-%lld", (long long)version->number.value);
}

static void take_version(struct request *req, struct response *res, const struct plan_version *version, struct str ending)
{
	const struct format *format = format_named(ending);
	const struct programme *plan;
	struct str bytes;

	if (str_is(ending, "json")) {
		if (plan_bytes(req, version, &bytes, &req->faults))
			respond_bytes(req, res, str_format(req->arena, "%.*s.json", STR_ARG(version_file(req, version))), "application/json", false, bytes);
		else
			respond_faults(res, req, NULL, NULL);
		return;
	}
	if (!format) {
		respond_not_found(res, req);
		return;
	}
	plan = plan_frozen(req, version, &req->faults);
	if (plan)
		respond_paper(req, res, plan_version_paper(req, version, plan, request_absolute(req, STR_NONE)), format, version_file(req, version));
	else
		respond_faults(res, req, NULL, NULL);
	programme_release(plan);
}

static void files_model(const struct request *req, struct model *model, struct str before, struct str after)
{
	model_list(model, "files");
	for (size_t i = 0; i < FORMATS; i++) {
		struct model *file = model_item(model, "files");
		model_words(file, "label", formats[i].label);
		model_flag(file, "first", i == 0);
		model_text(file, "file", str_format(req->arena, "%.*s.%s%.*s", STR_ARG(before), formats[i].name, STR_ARG(after)));
	}
}

/* The decisions on it, and what the office can do with it now. */
static void version_page_model(const struct request *req, struct model *model, const struct plan_version *version)
{
	struct str page = request_address(req, row_address(req->programme, &plan_version_record, version, req->arena));
	bool office = may_change(req), recorded = plan_version_recorded(version);
	const struct subject *subject = plan_version_subject(req->programme, version, req->day);

	model_text(model, "title", str_format(req->arena, "%.*s: %.*s", STR_ARG(language_fill(req->language, req->arena, N_("Plan version {0}"),
		str_format(req->arena, "%lld", (long long)version->number.value), STR_NONE, STR_NONE)), STR_ARG(version->name)));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	plan_version_model(req, model, version);
	plan_said_model(req, model, version);
	show_row(req, model, "document", &document_record, version->document);
	show_provenance(req, model, &plan_version_record, version);
	show_edit(req, model, &plan_version_record, version);
	model_text(model, "put", office && !recorded && version->hash.len > 0 && (!subject || subject_standing(req->programme, subject, req->day).state == SUBJECT_WITHDRAWN)
		? str_format(req->arena, "%.*s/bodies", STR_ARG(page)) : STR_NONE);
	model_text(model, "compare", version->hash.len > 0 ? request_address(req, str_format(req->arena, "/plan/compare?from=%lld&to=today",
		(long long)version->number.value)) : STR_NONE);
	model_text(model, "file_name", str_format(req->arena, "%.*s.json", STR_ARG(version_file(req, version))));
	model_text(model, "canonical", version->hash.len > 0 ? request_address(req, str_format(req->arena, "/plan/versions/%lld.json",
		(long long)version->number.value)) : STR_NONE);
	model_text(model, "all", request_address(req, STR("/plan")));
	files_model(req, model, str_format(req->arena, "/%.*s/plan/versions/%lld", STR_ARG(req->programme_key), (long long)version->number.value), STR_NONE);
}

/* GET /{programme}/plan/versions/{version}: "2", or "2.pdf" and the like */
static void show_version(struct request *req, struct response *res)
{
	struct str ending;
	const struct plan_version *version = asked_version(req, &ending);
	const struct programme *plan = NULL;
	struct faults faults = { .arena = req->arena };
	struct model *model;

	if (!version) {
		respond_not_found(res, req);
		return;
	}
	if (ending.len > 0) {
		take_version(req, res, version, ending);
		return;
	}
	if (req->wants_json) {
		struct buf out = { 0 };
		json_version(req, &out, version);
		respond_json_buf(req, res, &out);
		return;
	}
	model = model_new(req->arena);
	version_page_model(req, model, version);
	plan = plan_frozen(req, version, &faults);
	model_text(model, "why_not", faults.count > 0 ? fault_words(req, &faults.at[0]) : STR_NONE);
	model_text(model, "text", plan ? STR_NONE : version->text);
	if (plan)
		model_safe(model, "paper", paper_html(plan_version_paper(req, version, plan, STR_NONE), 2));
	else
		model_flag(model, "paper", false);
	model_list(model, "breadcrumbs");
	respond_page(res, req, "plan/version", model);
	res->cacheable = res->cacheable && !for_now(&faults);
	programme_release(plan);
}

/* Two beside each other */

/* ?from=, ?to=: a number, or "today". Without them the version that holds, else the newest that is kept, and today. */
static bool asked_side(struct request *req, const char *name, const struct plan_version *otherwise, const struct plan_version **version)
{
	struct str given = request_query(req, name);
	int64_t number;

	*version = given.len > 0 ? NULL : otherwise;
	if (given.len == 0 || str_is(given, "today"))
		return true;
	*version = str_integer(given, &number) ? plan_version_numbered(req->programme, number) : NULL;
	return *version || faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = name,
		.message = N_("There is no version {0}."), .arg = { given } });
}

static const struct plan_version *newest_kept(const struct request *req)
{
	const struct plan_version *holds = plan_version_adopted(req->programme, req->day);
	struct row_list versions = programme_rows(req->programme, &plan_version_record);

	if (holds && holds->hash.len > 0)
		return holds;
	for (size_t i = 0; i < versions.count; i++)
		if (ROW(plan_version, versions, i)->hash.len > 0)
			return versions.at[i];
	return NULL;
}

static struct str comparison_csv(const struct request *req, const struct plan_comparison *comparison)
{
	static const char *const heads[] = { N_("Theme"), N_("About"), N_("Kind of change"), N_("Field"), N_("Before"), N_("After"), N_("Who must agree") };
	struct csv csv = csv_begin(req->language);

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		csv_text(&csv, language_text(req->language, heads[i]));
	csv_end_row(&csv);
	for (size_t i = 0; i < comparison->changes.count; i++) {
		const struct plan_change *change = &comparison->changes.at[i];
		struct plan_said said = plan_say(req, comparison, change);
		csv_text(&csv, said.theme ? said.theme->name : STR_NONE);
		csv_text(&csv, said.what);
		csv_text(&csv, language_text(req->language, words_label(&plan_change_words, (int)change->kind)));
		csv_text(&csv, said.label);
		csv_text(&csv, said.before);
		csv_text(&csv, said.after);
		csv_text(&csv, language_text(req->language, words_label(&change_class_words, (int)plan_class(req->programme, change))));
		csv_end_row(&csv);
	}
	return csv_finish(&csv, req->arena);
}

static void comparison_json(const struct request *req, struct response *res, const struct plan_comparison *comparison)
{
	struct buf out = { 0 };

	buf_add_cstring(&out, "{\"changes\":[");
	for (size_t i = 0; i < comparison->changes.count; i++) {
		const struct plan_change *change = &comparison->changes.at[i];
		struct plan_said said = plan_say(req, comparison, change);
		buf_add_cstring(&out, i > 0 ? ",{\"kind\":" : "{\"kind\":");
		buf_add_json(&out, str_of(words_wire(&plan_change_words, (int)change->kind)));
		json_text(&out, "record", str_of(change->record->name));
		json_text(&out, "id", id_text(row_id(change->after ? change->after : change->before), req->arena));
		json_text(&out, "about", said.what);
		json_text(&out, "field", change->field ? str_of(change->field->name) : STR_NONE);
		json_text(&out, "before", change->field ? field_text(change->field, change->before, req->arena) : change->before ? said.before : STR_NONE);
		json_text(&out, "after", change->field ? field_text(change->field, change->after, req->arena) : change->after ? said.after : STR_NONE);
		json_text(&out, "class", str_of(words_wire(&change_class_words, (int)plan_class(req->programme, change))));
		buf_add_char(&out, '}');
	}
	buf_add_cstring(&out, "]}");
	respond_json_buf(req, res, &out);
}

static struct model *compare_model(struct request *req, const struct plan_version *from, const struct plan_version *to, const struct plan_comparison *comparison)
{
	struct model *model = model_new(req->arena);
	struct str query;

	model_words(model, "title", N_("Compare plans"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	choice_model(req, model, from, to);
	faults_model(req, model, &req->faults);
	model_text(model, "all", request_address(req, STR("/plan")));
	model_list(model, "breadcrumbs");
	model_flag(model, "comparison", comparison != NULL);
	if (!comparison)
		return model;
	query = str_format(req->arena, "?from=%.*s&to=%.*s%s%.*s", STR_ARG(from ? str_format(req->arena, "%lld", (long long)from->number.value) : STR("today")),
		STR_ARG(to ? str_format(req->arena, "%lld", (long long)to->number.value) : STR("today")),
		day_equal(req->day, req->today) ? "" : "&on=", STR_ARG(day_equal(req->day, req->today) ? STR_NONE : day_text(req->day, req->arena)));
	model_text(model, "between", language_fill(req->language, req->arena, N_("From {0} to {1}"), plan_side_words(req, &comparison->before),
		plan_side_words(req, &comparison->after), STR_NONE));
	files_model(req, model, str_format(req->arena, "/%.*s/plan/compare", STR_ARG(req->programme_key)), query);
	model_text(model, "csv", str_format(req->arena, "/%.*s/plan/compare.csv%.*s", STR_ARG(req->programme_key), STR_ARG(query)));
	model_safe(model, "paper", paper_html(plan_comparison_paper(req, comparison, STR("/")), 2));
	return model;
}

static void respond_comparison(struct request *req, struct response *res, const struct plan_version *from, const struct plan_version *to,
	const struct plan_comparison *comparison)
{
	struct str ending = str_from(req->path, str_search(req->path, STR("/plan/compare")) + sizeof "/plan/compare" - 1);
	const struct format *format = ending.len > 1 ? format_named(str_from(ending, 1)) : NULL;

	if (format)
		respond_paper(req, res, plan_comparison_paper(req, comparison, request_absolute(req, STR_NONE)), format, STR("plan-comparison"));
	else if (str_is(ending, ".csv"))
		respond_bytes(req, res, STR("plan-comparison.csv"), "text/csv; charset=utf-8", false, comparison_csv(req, comparison));
	else if (req->wants_json)
		comparison_json(req, res, comparison);
	else
		respond_page(res, req, "plan/compare", compare_model(req, from, to, comparison));
}

/* GET /{programme}/plan/compare, and the same as a file */
static void show_comparison(struct request *req, struct response *res)
{
	const struct plan_version *from = NULL, *to = NULL;
	struct plan_comparison comparison;
	bool fine = asked_side(req, "from", newest_kept(req), &from);

	fine = asked_side(req, "to", NULL, &to) && fine;
	/* Nothing was frozen yet, and nothing asked: there is only one plan. */
	if (fine && !from && request_query(req, "from").len == 0) {
		if (str_ends(req->path, STR("/compare")))
			respond_page(res, req, "plan/compare", compare_model(req, NULL, NULL, NULL));
		else
			respond_not_found(res, req);
		return;
	}
	if (!fine) {
		respond_faults(res, req, "plan/compare", compare_model(req, from, to, NULL));
		return;
	}
	if (plan_comparison(req, from, to, &comparison, &req->faults))
		respond_comparison(req, res, from, to, &comparison);
	else
		respond_faults(res, req, NULL, NULL);
	plan_comparison_end(&comparison);
}

const struct route plan_routes[] = {
	{ "GET", "/{programme}/plan", RIGHT_READ, show_plan, ROUTE_WAITS, "The plan: which version holds, what lacks, what changed since, every version" },
	{ "GET", "/{programme}/plan/versions/{version}", RIGHT_READ, show_version, ROUTE_WAITS,
	  "A frozen version in full; with .json its hashed bytes, with .pdf, .docx, .xlsx a file" },
	{ "GET", "/{programme}/plan/compare", RIGHT_READ, show_comparison, ROUTE_WAITS, "Two versions, or one and today, beside each other" },
	{ "GET", "/{programme}/plan/compare.pdf", RIGHT_READ, show_comparison, ROUTE_WAITS, "The same as PDF" },
	{ "GET", "/{programme}/plan/compare.docx", RIGHT_READ, show_comparison, ROUTE_WAITS, "The same as a Word document" },
	{ "GET", "/{programme}/plan/compare.xlsx", RIGHT_READ, show_comparison, ROUTE_WAITS, "The same as a workbook" },
	{ "GET", "/{programme}/plan/compare.csv", RIGHT_READ, show_comparison, ROUTE_WAITS, "The same as CSV" },
	ROUTES_END
};
