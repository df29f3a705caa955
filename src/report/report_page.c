/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reports: choose one and read it at once, take it along as a file; the office freezes it, and what was frozen is listed with its files as
 * they were. Everything chosen stands in the address, so that it can be shared.
 */
#include "file/file.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "plan/plan_model.h"
#include "report/report.h"
#include "tree/tree.h"

/* What was asked, from the address or from the form that freezes; its programmes are released by asked_end. */
struct asked {
	struct report_wanted wanted;
	struct str           kind, party, theme, period, from, until, language, on;        /* as it was typed */
	bool                 any;       /* something was asked at all */
};

static struct str given(const struct request *req, const char *name)
{
	return str_is(req->method, "POST") ? request_field(req, name) : request_query(req, name);
}

static void read_day(struct request *req, const char *field, struct str text, struct day *day)
{
	if (text.len > 0 && !day_read(text, day))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
			.message = N_("{0} is no day. Write one as 2024-05-22 or 22-5-2024."), .arg = { text } });
}

/* Own days, where they are chosen, or typed beside a choice that was left as it stood on the form; this year where nothing is said. */
static void read_period(struct request *req, struct asked *asked)
{
	bool typed = asked->from.len + asked->until.len > 0;

	if (asked->period.len == 0 && !typed)
		asked->period = str_format(req->arena, "%d", req->today.year);
	if (typed && (asked->period.len == 0 || str_equal(asked->period, given(req, "was"))))
		asked->period = STR("own");
	if (str_is(asked->period, "own")) {
		read_day(req, "from", asked->from, &asked->wanted.from);
		read_day(req, "until", asked->until, &asked->wanted.until);
	} else if (!report_period(req->programme, asked->period, &asked->wanted.from, &asked->wanted.until)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "period",
			.message = N_("{0} is no period. Write one as 2025-Q3, 2025-H1, 2025 or all."), .arg = { asked->period } });
	}
}

static struct id named(struct request *req, const char *field, const struct record *record, struct str name)
{
	const void *row = name.len ? programme_by_address(req->programme, record, name) : NULL;

	if (name.len > 0 && !row)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = N_("There is no {0} here."), .arg = { name } });
	return row ? row_id(row) : ID_NONE;
}

/* A letter goes out in the programme's language, a report is read in the reader's; either can be asked in the other. */
static enum language language_of(const struct request *req, const struct asked *asked)
{
	enum language language = req->language;

	if (asked->language.len == 0 && asked->wanted.kind == REPORT_LETTER)
		language_parse(tree_facts(req->programme)->language, &language);
	language_parse(asked->language, &language);
	return language;
}

static void asked_read(struct request *req, struct asked *asked)
{
	int kind;

	*asked = (struct asked){ .kind = given(req, "kind"), .party = given(req, "party"), .theme = given(req, "theme"), .period = given(req, "period"),
		.from = str_trim(given(req, "from")), .until = str_trim(given(req, "until")), .language = given(req, "in"), .on = given(req, "on") };
	asked->any = asked->kind.len > 0;
	kind = asked->any ? words_value(&report_kind_words, asked->kind) : (int)REPORT_PROGRESS;
	asked->wanted.kind = kind > 0 ? (enum report_kind)kind : REPORT_UNKNOWN;
	asked->wanted.moment = clock_now();
	/* Links of a page stay on this server; a file needs its whole address. */
	asked->wanted.address = STR("/");
	asked->wanted.party = named(req, "party", &party_record, asked->party);
	asked->wanted.node = named(req, "theme", &theme_record, asked->theme);
	asked->wanted.language = language_of(req, asked);
	read_period(req, asked);
	asked->wanted.day = report_day(asked->wanted.until, req->today);
	read_day(req, "on", asked->on, &asked->wanted.day);
	if (day_known(req->known) && day_first(req->known) < day_first(asked->wanted.day))
		asked->wanted.day = req->known;
	if (asked->any && req->faults.count == 0)
		report_check(req->programme, &asked->wanted, &req->faults);
}

/* Replays the journal up to both ends of the period: it waits. */
static void asked_begin(const struct request *req, struct asked *asked)
{
	struct day eve = report_eve(&asked->wanted), end = report_end(&asked->wanted);
	bool known = day_known(req->known);

	if (known && day_first(req->known) < day_first(eve))
		eve = req->known;
	asked->wanted.before = store_programme_known(req->store, req->programme->id, eve);
	asked->wanted.after = day_known(end) && !(known && day_first(req->known) < day_first(end))
		? store_programme_known(req->store, req->programme->id, end) : NULL;
}

static void asked_end(struct asked *asked)
{
	programme_release(asked->wanted.before);
	programme_release(asked->wanted.after);
}

/* Addresses */

static void add_part(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(out, "%c%s=", str_find(buf_str(out), '?') < out->len ? '&' : '?', name);
	buf_add_url(out, value);
}

/* A page below the programme with all that was asked behind it. */
static struct str address_with(const struct request *req, const struct asked *asked, struct str page)
{
	struct buf out = { 0 };
	struct str copy;

	buf_add(&out, str_format(req->arena, "/%.*s%.*s", STR_ARG(req->programme_key), STR_ARG(page)));
	add_part(&out, "kind", str_of(words_wire(&report_kind_words, (int)asked->wanted.kind)));
	add_part(&out, "party", asked->party);
	add_part(&out, "theme", asked->theme);
	add_part(&out, "period", asked->period);
	if (asked->period.len == 0 || str_is(asked->period, "own")) {
		add_part(&out, "from", day_text(asked->wanted.from, req->arena));
		add_part(&out, "until", day_text(asked->wanted.until, req->arena));
	}
	add_part(&out, "in", str_of(language_code(asked->wanted.language)));
	add_part(&out, "on", asked->on);
	add_part(&out, "known", day_text(req->known, req->arena));
	copy = buf_copy(&out, req->arena);
	buf_clear(&out);
	return copy;
}

/* Formats */

struct format {
	const char *name, *label, *ending, *media_type;
	size_t      hash;               /* where struct report keeps it */
	bool      (*write)(const struct paper *, struct buf *, struct faults *);
	bool        shown;              /* a browser may show it by itself */
};

static const struct format formats[] = {
	{ "pdf", N_("PDF"), "pdf", "application/pdf", offsetof(struct report, pdf), paper_pdf, true },
	{ "docx", N_("Word document"), "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	  offsetof(struct report, docx), paper_docx, false },
	{ "xlsx", N_("Excel workbook"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  offsetof(struct report, xlsx), paper_xlsx, false },
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static const struct format *format_named(struct str name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (str_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

static struct str *file_of(struct report *report, const struct format *format)
{
	return (struct str *)((char *)report + format->hash);
}

static struct str kept_of(const struct report *report, const struct format *format)
{
	return *(const struct str *)((const char *)report + format->hash);
}

static struct str file_name(const struct request *req, struct str title, const struct format *format)
{
	return str_format(req->arena, "%.*s.%s", STR_ARG(str_slug(req->arena, title)), format->ending);
}

/* The list and the choice */

static void option(struct model *model, const char *list, struct str value, struct str label, bool selected)
{
	struct model *item = model_item(model, list);

	model_text(item, "value", value);
	model_text(item, "label", label);
	model_flag(item, "selected", selected);
}

static void choices_model(const struct request *req, struct model *model, const struct asked *asked)
{
	struct row_list parties = party_municipalities(req->programme, asked->wanted.day, req->arena);
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct report_period periods[REPORT_PERIODS];
	bool found = str_is(asked->period, "own");

	model_flag(model, "is_letter", asked->wanted.kind == REPORT_LETTER);
	model_flag(model, "is_progress", asked->wanted.kind != REPORT_LETTER);
	model_list(model, "parties");
	for (size_t i = 0; i < parties.count; i++)
		option(model, "parties", ROW(party, parties, i)->key, ROW(party, parties, i)->name, id_equal(row_id(parties.at[i]), asked->wanted.party));
	model_list(model, "themes");
	for (size_t i = 0; i < themes.count; i++)
		option(model, "themes", ROW(theme, themes, i)->key, ROW(theme, themes, i)->name, id_equal(row_id(themes.at[i]), asked->wanted.node));
	report_periods(req->programme, req->today, req->language, req->arena, periods);
	model_list(model, "periods");
	for (size_t i = 0; i < REPORT_PERIODS; i++) {
		bool selected = str_equal(periods[i].word, asked->period);
		if (periods[i].word.len > 0)
			option(model, "periods", periods[i].word, periods[i].label, selected);
		found = found || selected;
	}
	/* A period that came with the address and is not among those offered. */
	if (!found)
		option(model, "periods", asked->period, language_period(req->language, req->arena, asked->wanted.from, asked->wanted.until), true);
	model_flag(model, "own_days", str_is(asked->period, "own"));
	model_text(model, "period", asked->period);
	model_text(model, "from", str_is(asked->period, "own") ? asked->from : STR_NONE);
	model_text(model, "until", str_is(asked->period, "own") ? asked->until : STR_NONE);
	model_list(model, "report_languages");
	option(model, "report_languages", STR("nl"), STR("Nederlands"), asked->wanted.language == LANGUAGE_NL);
	option(model, "report_languages", STR("en"), STR("English"), asked->wanted.language == LANGUAGE_EN);
	model_text(model, "on", asked->on);
	model_text(model, "known", day_text(req->known, req->arena));
}

static void faulty_field(const struct request *req, struct model *model, const char *field, const char *name)
{
	model_text(model, name, faults_of(req, &req->faults, field));
}

static void files_model(const struct request *req, struct model *item, const struct report *report)
{
	model_list(item, "files");
	for (size_t i = 0; i < FORMATS; i++) {
		struct model *file = model_item(item, "files");
		model_words(file, "label", formats[i].label);
		model_text(file, "hash", kept_of(report, &formats[i]));
		model_text(file, "address", request_address(req, str_format(req->arena, "/reports/%.*s/%s", STR_ARG(id_text(report->id, req->arena)), formats[i].name)));
	}
}

static void frozen_model(const struct request *req, struct model *item, const struct report *report)
{
	enum language language;

	model_text(item, "title", report->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &report_record, report, req->arena)));
	model_words(item, "kind", words_label(&report_kind_words, (int)report->kind));
	model_text(item, "period", language_period(req->language, req->arena, report->from, report->until));
	model_text(item, "day", language_day(req->language, req->arena, report->day));
	model_text(item, "frozen", language_moment(req->language, req->arena, report->moment));
	model_text(item, "in", language_parse(report->language, &language) ? str_of(language_code(language)) : STR_NONE);
	show_row(req, item, "party", &party_record, report->party);
	show_row(req, item, "theme", &theme_record, report->node);
	files_model(req, item, report);
}

static void list_model(const struct request *req, struct model *model)
{
	struct row_list reports = programme_rows(req->programme, &report_record);

	model_list(model, "frozen");
	for (size_t i = 0; i < reports.count; i++)
		frozen_model(req, model_item(model, "frozen"), reports.at[i]);
	model_flag(model, "has_frozen", reports.count > 0);
}

/* For who comes without a question: each municipality with its report, letter and text over the last quarter. */
static void municipalities_model(const struct request *req, struct model *model, const struct asked *asked)
{
	struct row_list parties = party_municipalities(req->programme, req->day, req->arena);
	struct report_period periods[REPORT_PERIODS];
	struct asked one = { .wanted = { .language = asked->wanted.language }, .on = asked->on };

	report_periods(req->programme, req->today, req->language, req->arena, periods);
	one.period = periods[0].word;
	model_text(model, "quick_period", periods[0].label);
	model_list(model, "municipalities");
	for (size_t i = 0; !asked->any && i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *item = model_item(model, "municipalities");

		one.party = party->key;
		model_text(item, "title", party->name);
		one.wanted.kind = REPORT_PROGRESS;
		model_text(item, "progress", address_with(req, &one, STR("/reports")));
		one.wanted.kind = REPORT_LETTER;
		language_parse(tree_facts(req->programme)->language, &one.wanted.language);
		model_text(item, "letter", address_with(req, &one, STR("/reports")));
		one.wanted.language = asked->wanted.language;
		model_text(item, "planning", request_address(req, str_format(req->arena, "/parties/%.*s/planning-control", STR_ARG(party->key))));
	}
	model_flag(model, "has_municipalities", !asked->any && parties.count > 0);
}

/* What was asked, for the form that freezes it. */
static void again(struct model *report, const char *name, struct str value)
{
	struct model *item;

	if (value.len == 0)
		return;
	item = model_item(report, "again");
	model_text(item, "name", str_of(name));
	model_text(item, "value", value);
}

/* The paper, and for a report on the programme or a theme what has changed since the plan was adopted, as it stood then. */
static struct paper *paper_of(const struct request *req, const struct report_wanted *wanted)
{
	struct paper *paper = report_paper(req->programme, wanted, req->arena);
	struct request then = *req;

	then.programme = wanted->after ? wanted->after : req->programme;
	then.day = wanted->day;
	then.language = wanted->language;
	if (wanted->kind == REPORT_PROGRESS && !id_known(wanted->party))
		plan_write_deviation(&then, wanted->node, paper, wanted->address);
	return paper;
}

/* The report itself, with the files it can be taken along as. */
static void paper_model(struct request *req, struct model *model, const struct asked *asked)
{
	const struct paper *paper = paper_of(req, &asked->wanted);
	bool office = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
	struct model *report = model_object(model, "report");

	model_text(report, "title", report_title(req->programme, &asked->wanted, req->arena));
	model_text(report, "report_language", str_of(language_code(asked->wanted.language)));
	model_safe(report, "paper", paper_html(paper, 3));
	model_list(report, "files");
	for (size_t i = 0; i < FORMATS; i++) {
		struct model *file = model_item(report, "files");
		model_words(file, "label", formats[i].label);
		model_flag(file, "first", i == 0);
		model_text(file, "address", address_with(req, asked, str_format(req->arena, "/reports/as/%s", formats[i].name)));
	}
	model_flag(report, "may_freeze", office);
	model_list(report, "again");
	again(report, "kind", asked->kind);
	again(report, "party", asked->party);
	again(report, "theme", asked->theme);
	again(report, "period", asked->period);
	again(report, "from", asked->from);
	again(report, "until", asked->until);
	again(report, "in", str_of(language_code(asked->wanted.language)));
	again(report, "on", asked->on);
	model_text(report, "csrf", office ? session_csrf(req) : STR_NONE);
	model_text(report, "freeze", office ? request_address(req, STR("/reports")) : STR_NONE);
}

static struct model *reports_model(struct request *req, const struct asked *asked)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Reports"));
	model_text(model, "self", str_format(req->arena, "/%.*s/reports", STR_ARG(req->programme_key)));
	choices_model(req, model, asked);
	faults_model(req, model, &req->faults);
	faulty_field(req, model, "kind", "kind_fault");
	faulty_field(req, model, "party", "party_fault");
	faulty_field(req, model, "theme", "theme_fault");
	faulty_field(req, model, "period", "period_fault");
	faulty_field(req, model, "from", "from_fault");
	faulty_field(req, model, "until", "until_fault");
	list_model(req, model);
	municipalities_model(req, model, asked);
	if (asked->any && req->faults.count == 0)
		paper_model(req, model, asked);
	else
		model_flag(model, "report", false);
	return model;
}

/* GET /{programme}/reports */
static void show_reports(struct request *req, struct response *res)
{
	struct asked asked;
	struct model *model;

	asked_read(req, &asked);
	if (asked.any && req->faults.count == 0)
		asked_begin(req, &asked);
	model = reports_model(req, &asked);
	if (req->faults.count > 0)
		respond_faults(res, req, "report/reports", model);
	else
		respond_page(res, req, "report/reports", model);
	asked_end(&asked);
}

/* GET /{programme}/reports/as/{format} */
static void take_report(struct request *req, struct response *res)
{
	const struct format *format = format_named(request_parameter(req, "format"));
	const struct paper *paper;
	struct buf out = { 0 };
	struct asked asked;

	if (!format) {
		respond_not_found(res, req);
		return;
	}
	asked_read(req, &asked);
	if (!asked.any)
		report_check(req->programme, &asked.wanted, &req->faults);
	if (req->faults.count > 0) {
		respond_faults(res, req, "report/reports", reports_model(req, &asked));
		return;
	}
	asked_begin(req, &asked);
	asked.wanted.address = request_absolute(req, STR_NONE);
	paper = paper_of(req, &asked.wanted);
	if (format->write(paper, &out, &req->faults))
		respond_file(res, req, &(struct file_answer){ .hash = hash_of(buf_str(&out)), .name = file_name(req, report_title(req->programme, &asked.wanted, req->arena), format),
			.media_type = str_of(format->media_type), .shown = format->shown, .file = -1, .bytes = buf_str(&out), .size = out.len });
	else
		respond_faults(res, req, NULL, NULL);
	buf_clear(&out);
	asked_end(&asked);
}

/* Freezing */

/* The same report frozen a moment ago: the form was sent twice. */
static const struct report *frozen_just_now(const struct request *req, const struct report *report)
{
	struct row_list reports = programme_rows(req->programme, &report_record);

	for (size_t i = 0; i < reports.count; i++) {
		const struct report *other = ROW(report, reports, i);
		if (other->kind == report->kind && id_equal(other->party, report->party) && id_equal(other->node, report->node) &&
		    day_equal(other->from, report->from) && day_equal(other->until, report->until) && day_equal(other->day, report->day) &&
		    str_equal(other->title, report->title) && str_equal(other->language, report->language) &&
		    report->moment.ms - other->moment.ms < 60 * 1000)
			return other;
	}
	return NULL;
}

static bool keep_files(struct request *req, const struct paper *paper, struct report *report)
{
	for (size_t i = 0; i < FORMATS; i++) {
		struct buf out = { 0 };
		struct hash hash;
		bool kept = formats[i].write(paper, &out, &req->faults) &&
			file_keep_as_it_is(req->store, req->programme->id, buf_str(&out), &hash, &req->faults);

		buf_clear(&out);
		if (!kept)
			return false;
		*file_of(report, &formats[i]) = hash_text(hash, req->arena);
	}
	return true;
}

/* POST /{programme}/reports */
static void freeze_report(struct request *req, struct response *res)
{
	struct report report = { .id = id_new(), .person = req->person->id };
	const struct report *same;
	struct asked asked;

	asked_read(req, &asked);
	asked.any = true;
	report.title = str_trim(request_field(req, "title"));
	if (report.title.len == 0)
		report.title = report_title(req->programme, &asked.wanted, req->arena);
	report.kind = asked.wanted.kind;
	report.party = asked.wanted.party;
	report.node = asked.wanted.node;
	report.from = asked.wanted.from;
	report.until = asked.wanted.until;
	report.day = asked.wanted.day;
	report.language = str_of(language_code(asked.wanted.language));
	report.moment = asked.wanted.moment;
	same = frozen_just_now(req, &report);
	if (same && req->faults.count == 0) {
		respond_see_other(res, req, request_address(req, row_address(req->programme, &report_record, same, req->arena)));
		return;
	}
	if (req->faults.count == 0)
		asked_begin(req, &asked);
	asked.wanted.address = request_absolute(req, STR_NONE);
	if (req->faults.count == 0 && keep_files(req, paper_of(req, &asked.wanted), &report) &&
	    command_write(req, &report_record, NULL, &report)) {
		flash(res, req, FLASH_OK, N_("Frozen: {0}"), report.title);
		respond_see_other(res, req, request_address(req, row_address(req->programme, &report_record, &report, req->arena)));
	} else {
		respond_faults(res, req, "report/reports", reports_model(req, &asked));
	}
	asked_end(&asked);
}

/* What was frozen */

static const struct report *frozen_asked(const struct request *req)
{
	struct id id;

	return id_parse(request_parameter(req, "report"), &id) ? programme_row(req->programme, report, id) : NULL;
}

static struct str now_address(const struct request *req, const struct report *report)
{
	const struct party *party = programme_row(req->programme, party, report->party);
	const struct theme *theme = programme_row(req->programme, theme, report->node);
	struct asked asked = { .wanted = { .kind = report->kind, .from = report->from, .until = report->until, .day = report->day },
		.party = party ? party->key : STR_NONE, .theme = theme ? theme->key : STR_NONE };

	language_parse(report->language, &asked.wanted.language);
	return address_with(req, &asked, STR("/reports"));
}

/* GET /{programme}/reports/{report} */
static void show_frozen(struct request *req, struct response *res)
{
	const struct report *report = frozen_asked(req);
	struct model *model;

	if (!report) {
		respond_not_found(res, req);
		return;
	}
	model = model_new(req->arena);
	frozen_model(req, model, report);
	model_text(model, "now", now_address(req, report));
	model_text(model, "all", request_address(req, STR("/reports")));
	respond_page(res, req, "report/frozen", model);
}

/* GET /{programme}/reports/{report}/{format} */
static void take_frozen(struct request *req, struct response *res)
{
	const struct report *report = frozen_asked(req);
	const struct format *format = format_named(request_parameter(req, "format"));
	struct file_bytes file;
	struct hash hash;

	if (!report || !format || !hash_parse(kept_of(report, format), &hash)) {
		respond_not_found(res, req);
		return;
	}
	if (!file_open(req->store, req->programme->id, hash, req->arena, &file)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	respond_file(res, req, &(struct file_answer){ .hash = hash, .name = file_name(req, report->title, format),
		.media_type = str_of(format->media_type), .shown = format->shown, .file = file.descriptor, .bytes = file.bytes, .size = (uint64_t)file.size });
}

/* For the municipality's own planning and control */

/* `title`: above it, where it does not stand on the page already. */
static void text_add(struct buf *out, const struct report_text *text, bool title)
{
	if (title)
		buf_addf(out, "%.*s\n", STR_ARG(text->title));
	for (size_t i = 0; i < 3; i++)
		buf_addf(out, "%.*s%s", STR_ARG(text->sentence[i]), i < 2 ? " " : "\n");
	for (size_t i = 0; i < text->figures; i++)
		buf_addf(out, "- %.*s\n", STR_ARG(text->figure[i]));
}

static struct str text_of(const struct request *req, const struct report_texts *texts)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < texts->count; i++) {
		if (i > 0)
			buf_add_char(&out, '\n');
		text_add(&out, &texts->at[i], true);
	}
	copy = buf_copy(&out, req->arena);
	buf_clear(&out);
	return copy;
}

static struct str planning_address(const struct request *req, const struct party *party, const char *ending)
{
	return request_address(req, str_format(req->arena, "/parties/%.*s/planning-control%s", STR_ARG(party->key), ending));
}

static struct model *planning_model(struct request *req, const struct asked *asked, const struct party *party, const struct report_texts *texts)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Copy for your own planning and control"));
	model_text(model, "party", party->name);
	model_text(model, "party_address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
	model_text(model, "self", planning_address(req, party, ""));
	model_text(model, "fixed", request_absolute(req, str_format(req->arena, "/%.*s/parties/%.*s/planning-control", STR_ARG(req->programme_key), STR_ARG(party->key))));
	model_text(model, "as_text", planning_address(req, party, ".txt"));
	model_text(model, "report_language", str_of(language_code(asked->wanted.language)));
	model_text(model, "period_words", language_period(req->language, req->arena, asked->wanted.from, asked->wanted.until));
	model_text(model, "day_words", language_day(req->language, req->arena, asked->wanted.day));
	choices_model(req, model, asked);
	faults_model(req, model, &req->faults);
	model_list(model, "texts");
	for (size_t i = 0; i < texts->count; i++) {
		struct model *item = model_item(model, "texts");
		struct buf text = { 0 };

		model_text(item, "title", texts->at[i].title);
		model_text(item, "anchor", str_format(req->arena, "text-%zu", i + 1));
		text_add(&text, &texts->at[i], false);
		model_text(item, "text", buf_copy(&text, req->arena));
		buf_clear(&text);
	}
	model_flag(model, "none", texts->count == 0);
	return model;
}

static bool wants_text(const struct request *req)
{
	return str_ends(req->path, STR(".txt")) || (str_search(req->accept, STR("text/plain")) != SIZE_MAX &&
		str_search(req->accept, STR("text/html")) == SIZE_MAX);
}

/* GET /{programme}/parties/{party}/planning-control, and the same with ".txt" behind it */
static void show_planning(struct request *req, struct response *res)
{
	const struct party *party = programme_by_address(req->programme, &party_record, request_parameter(req, "party"));
	struct report_texts texts = { NULL, 0 };
	struct asked asked;

	if (!party || party->kind != PARTY_MUNICIPALITY) {
		respond_not_found(res, req);
		return;
	}
	asked_read(req, &asked);
	asked.wanted.kind = REPORT_PROGRESS;
	asked.wanted.party = party->id;
	asked.wanted.node = ID_NONE;
	if (asked.language.len == 0)
		language_parse(tree_facts(req->programme)->language, &asked.wanted.language);
	if (req->faults.count == 0 && report_check(req->programme, &asked.wanted, &req->faults))
		texts = report_planning(req->programme, &asked.wanted, req->arena);
	if (req->faults.count > 0)
		respond_faults(res, req, "report/planning", planning_model(req, &asked, party, &texts));
	else if (wants_text(req))
		respond_text(res, 200, "text/plain; charset=utf-8", text_of(req, &texts));
	else
		respond_page(res, req, "report/planning", planning_model(req, &asked, party, &texts));
	/* The public's copy is kept by address alone, and here what is accepted matters too. */
	res->cacheable = false;
	respond_header(res, "Vary", STR("Accept"));
}

const struct route report_routes[] = {
	{ "GET", "/{programme}/reports", RIGHT_READ, show_reports, ROUTE_WAITS, "Choose a report, read it, and those that were frozen" },
	{ "POST", "/{programme}/reports", RIGHT_EDIT, freeze_report, 0, "Freezes a report: its files are kept as they are" },
	{ "GET", "/{programme}/reports/as/{format}", RIGHT_READ, take_report, ROUTE_WAITS, "A report as PDF, Word document or workbook" },
	{ "GET", "/{programme}/reports/{report}", RIGHT_READ, show_frozen, 0, "A frozen report" },
	{ "GET", "/{programme}/reports/{report}/{format}", RIGHT_READ, take_frozen, ROUTE_WAITS, "A file of a frozen report, as it was" },
	{ "GET", "/{programme}/parties/{party}/planning-control", RIGHT_READ, show_planning, 0, "Text for a municipality's own planning and control" },
	{ "GET", "/{programme}/parties/{party}/planning-control.txt", RIGHT_READ, show_planning, 0, "The same as plain text" },
	ROUTES_END
};
