/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt report: a report or a letter on paper, without a server: for who makes five council letters in a row. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "command/command.h"
#include "party/party.h"
#include "report/report.h"
#include "tree/tree.h"

static bool as_html(const struct paper *paper, struct buf *out, struct faults *faults)
{
	const struct paper_head *head = paper_head(paper);
	(void)faults;

	buf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>", language_code(head->language));
	buf_add_html(out, head->title);
	buf_add_cstring(out, "</title></head><body><main><h1>");
	buf_add_html(out, head->title);
	buf_add_cstring(out, "</h1>\n");
	buf_add_safe(out, paper_html(paper, 2));
	buf_add_cstring(out, "</main></body></html>\n");
	return true;
}

static bool as_text(const struct paper *paper, struct buf *out, struct faults *faults)
{
	(void)faults;
	buf_add(out, paper_plain(paper));
	return true;
}

static const struct format { const char *name; bool (*write)(const struct paper *, struct buf *, struct faults *); } formats[] = {
	{ "pdf", paper_pdf }, { "docx", paper_docx }, { "xlsx", paper_xlsx }, { "html", as_html }, { "text", as_text },
};

static const struct format *format_named(struct call *call, struct str name)
{
	struct str names[sizeof formats / sizeof formats[0]];

	if (name.len == 0)
		return &formats[0];
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		names[i] = str_of(formats[i].name);
		if (str_equal(name, names[i]))
			return &formats[i];
	}
	faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .field = "--format", .message = N_("There is no format {0}. There is: {1}."),
		.arg = { name, str_join(&call->arena, names, sizeof formats / sizeof formats[0], STR(", ")) } });
	return NULL;
}

static void read_day(struct call *call, const char *option, struct day *day)
{
	struct str text = call_option(call, option);

	if (text.len > 0 && !day_read(text, day))
		faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .field = option,
			.message = N_("{0} is no day. Write one as 2024-05-22 or 22-5-2024."), .arg = { text } });
}

/* What stands on the command line and needs no programme to be read. */
struct options { struct str kind, party, theme, period, language, address, format, out; struct day from, until, on; };

static struct options read_options(struct call *call)
{
	struct options options = { .kind = call_option(call, "--kind"), .party = call_option(call, "--party"), .theme = call_option(call, "--theme"),
		.period = call_option(call, "--period"), .language = call_option(call, "--language"), .address = call_option(call, "--address"),
		.format = call_option(call, "--format"), .out = call_option(call, "-o") };

	read_day(call, "--from", &options.from);
	read_day(call, "--until", &options.until);
	read_day(call, "--on", &options.on);
	while (str_ends(options.address, STR("/")))
		options.address.len--;
	return options;
}

static struct id named(struct call *call, const struct programme *programme, const struct record *record, const char *option, struct str name)
{
	const void *row = name.len ? programme_by_address(programme, record, name) : NULL;
	struct row_list rows = programme_rows(programme, record);
	struct str *keys = arena_array(&call->arena, struct str, rows.count);

	if (row || name.len == 0)
		return row ? row_id(row) : ID_NONE;
	for (size_t i = 0; i < rows.count; i++)
		keys[i] = field_text(record_field(record, "key"), rows.at[i], &call->arena);
	faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .field = option, .message = N_("There is no {0}. There is: {1}."),
		.arg = { name, str_join(&call->arena, keys, rows.count, STR(", ")) } });
	return ID_NONE;
}

static void read_period(struct call *call, const struct programme *programme, const struct options *options, struct report_wanted *wanted)
{
	wanted->from = options->from;
	wanted->until = options->until;
	if (options->period.len > 0 && !report_period(programme, options->period, &wanted->from, &wanted->until))
		faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .field = "--period",
			.message = N_("{0} is no period. Write one as 2025-Q3, 2025-H1, 2025 or all."), .arg = { options->period } });
}

static void wanted_of(struct call *call, const struct programme *programme, const struct options *options, struct report_wanted *wanted)
{
	int kind = options->kind.len ? words_value(&report_kind_words, options->kind) : (int)REPORT_PROGRESS;

	*wanted = (struct report_wanted){ .kind = kind > 0 ? (enum report_kind)kind : REPORT_UNKNOWN, .moment = clock_now(), .address = options->address };
	wanted->party = named(call, programme, &party_record, "--party", options->party);
	wanted->node = named(call, programme, &theme_record, "--theme", options->theme);
	if (!language_parse(options->language.len ? options->language : tree_facts(programme)->language, &wanted->language))
		wanted->language = LANGUAGE_NL;
	read_period(call, programme, options, wanted);
	wanted->day = day_known(options->on) ? options->on : report_day(wanted->until, moment_day(wanted->moment));
	if (call->faults.count == 0)
		report_check(programme, wanted, &call->faults);
}

static int write_out(struct call *call, struct str name, struct str bytes)
{
	bool standard = name.len == 0 || str_is(name, "-");
	FILE *file = standard ? stdout : fopen(str_cstring(&call->arena, name), "wb");
	bool fine = file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len && fflush(file) == 0;
	int why = errno;

	if (file && !standard)
		fine = fclose(file) == 0 && fine;
	if (fine)
		return EXIT_DONE;
	faults_add(&call->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("{0} cannot be written: {1}"),
		.arg = { standard ? STR("-") : name, str_of(strerror(why)) } });
	return call_refused(call);
}

static int make(struct call *call, struct store *store, const struct programme *programme, const struct options *options, const struct format *format)
{
	struct report_wanted wanted;
	struct buf out = { 0 };
	struct day end;
	int status;

	wanted_of(call, programme, options, &wanted);
	if (call->faults.count > 0)
		return call_refused(call);
	end = report_end(&wanted);
	wanted.before = store_programme_known(store, programme->id, report_eve(&wanted));
	wanted.after = day_known(end) ? store_programme_known(store, programme->id, end) : NULL;
	if (format->write(report_paper(programme, &wanted, &call->arena), &out, &call->faults))
		status = write_out(call, options->out, buf_str(&out));
	else
		status = call_refused(call);
	buf_clear(&out);
	programme_release(wanted.before);
	programme_release(wanted.after);
	return status;
}

static int run_report(struct call *call)
{
	struct options options = read_options(call);
	const struct format *format = format_named(call, options.format);
	int status = call_usage(call, &verb_report, 1, 1);
	const struct programme *programme;
	struct store *store;

	if (status)
		return status;
	if (call->faults.count > 0)
		return call_refused(call);
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	programme = call_programme(call, store, call->argv[0]);
	status = programme ? make(call, store, programme, &options, format) : EXIT_REFUSED;
	programme_release(programme);
	store_close(store);
	return status;
}

const struct verb verb_report = {
	"report", "PROGRAMME", N_("Makes a report of a programme, or a letter to a council"),
	"  --kind progress|letter                (progress)\n"
	"  --party MUNICIPALITY --theme THEME    by the name in their address\n"
	"  --period 2025-Q3|2025-H1|2025|all     or --from DAY --until DAY\n"
	"  --on DAY                              as things stood on it (the end of the period)\n"
	"  --format pdf|docx|xlsx|html|text      (pdf)\n"
	"  --language nl|en                      of the report (the programme's)\n"
	"  --address https://...                 of the server, for links\n"
	"  -o FILE                               (standard output)\n", run_report,
};
