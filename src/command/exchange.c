/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt import, export, verify: programmes in and out, and the proof that nothing was changed on the way. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "command/command.h"
#include "exchange/exchange.h"
#include "file/file.h"
#include "plan/plan.h"
#include "store/journal.h"

enum { FILE_BYTES_MOST = 256 * 1024 * 1024 };

static bool read_file(struct call *call, const char *name, struct buf *out)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	char piece[65536];
	size_t got;

	while (file && (got = fread(piece, 1, sizeof piece, file)) > 0 && out->len < FILE_BYTES_MOST)
		buf_add(out, (struct str){ piece, got });
	if (!file || ferror(file) || out->len >= FILE_BYTES_MOST) {
		faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
			.message = N_("{0} cannot be read: {1}"),
			.arg = { str_of(name), str_of(file && !ferror(file) ? "larger than 256 MiB" : strerror(errno)) } });
		if (file && file != stdin)
			fclose(file);
		return false;
	}
	if (file != stdin)
		fclose(file);
	return true;
}

/* "file.json: actions[3].colour: This key is not known and was skipped." */
static void say_warning(struct call *call, const char *name, const struct exchange_warning *warning)
{
	fprintf(stderr, "%s: %.*s%s%.*s\n", name, STR_ARG(warning->place), warning->place.len ? ": " : "",
		STR_ARG(language_text(call->language, warning->message)));
}

static int import_one(struct call *call, struct store *store, const char *name)
{
	struct buf text = { 0 };
	struct exchange_report report = { 0 };
	struct id programme;
	int status = EXIT_DONE;

	call->faults.count = 0;
	if (!read_file(call, name, &text) ||
	    !exchange_import(store, str_of(name), buf_str(&text), ID_NONE, &programme, &report, &call->faults)) {
		status = call_refused(call);
		call_say(call, N_("{0}: refused; nothing was written."), str_of(name), STR_NONE, STR_NONE);
	} else {
		for (size_t i = 0; i < report.warning_count; i++)
			say_warning(call, name, &report.warnings[i]);
		call_say(call, N_("{0}: imported {1}, {2} records."), str_of(name), report.key,
			str_format(&call->arena, "%zu", report.added));
	}
	buf_clear(&text);
	return status;
}

/* One table into a programme that is there. */
static int run_import_sheet(struct call *call, struct sheet_call *asked)
{
	struct buf bytes = { 0 };
	int status = call_usage(call, &verb_import, 1, 1);

	if (status)
		return status;
	if (asked->into.len == 0 || asked->kind.len == 0) {
		call_say(call, N_("A table needs both: --into PROGRAMME and --kind KIND."), STR_NONE, STR_NONE, STR_NONE);
		return EXIT_USAGE;
	}
	asked->file = call->argv[0];
	if (!read_file(call, asked->file, &bytes)) {
		status = call_refused(call);
	} else {
		asked->bytes = buf_str(&bytes);
		status = call_import_sheet(call, asked);
	}
	buf_clear(&bytes);
	return status;
}

static int run_import(struct call *call)
{
	struct sheet_call asked = { .into = call_option(call, "--into"), .kind = call_option(call, "--kind"),
		.sheet = call_option(call, "--sheet"), .dry_run = call_flag(call, "--dry-run") };
	struct store *store;
	int status;

	if (asked.into.len || asked.kind.len || asked.sheet.len || asked.dry_run)
		return run_import_sheet(call, &asked);
	status = call_usage(call, &verb_import, 1, INT_MAX);
	if (status)
		return status;
	store = call_store(call, true);
	if (!store)
		return EXIT_REFUSED;
	for (int i = 0; i < call->argc; i++)
		if (import_one(call, store, call->argv[i]) != EXIT_DONE)
			status = EXIT_REFUSED;
	store_close(store);
	return status;
}

const struct verb verb_import = {
	"import", "FILE...", N_("Takes programmes in: regional-programme/1 or our own export; or a table into a programme"),
	"  FILE               \"-\" reads standard input. Each file is taken in whole or not at all.\n"
	"  --into PROGRAMME   FILE is a table (.xlsx or CSV) for this programme; with\n"
	"  --kind KIND        what it holds: actions, parties, participation or updates\n"
	"  --sheet NAME       only this sheet of it\n"
	"  --dry-run          says what it would do and writes nothing\n", run_import,
};

/* The bytes that were frozen: sha256sum over them gives the version's hash. */
static bool export_version(struct call *call, struct store *store, const struct programme *programme, struct str number)
{
	const struct plan_version *version;
	struct hash hash;
	struct str bytes;
	int64_t value;

	version = str_integer(number, &value) ? plan_version_numbered(programme, value) : NULL;
	if (!version || !hash_parse(version->hash, &hash))
		return faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
			.message = N_("There is no frozen version {0} of the plan here."), .arg = { number } });
	if (!file_read(store, programme->id, hash, &call->arena, &bytes))
		return faults_add(&call->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("This file cannot be read at the moment.") });
	return fwrite(bytes.at, 1, bytes.len, stdout) == bytes.len && fflush(stdout) == 0;
}

static int run_export(struct call *call)
{
	const struct programme *programme;
	struct store *store;
	struct str version = call_option(call, "--plan-version");
	int status = call_usage(call, &verb_export, 1, 1);

	if (status)
		return status;
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	programme = call_programme(call, store, call->argv[0]);
	if (!programme)
		status = EXIT_REFUSED;
	else if (version.len > 0 ? !export_version(call, store, programme, version)
		: !journal_export(store, programme->id, stdout, &call->faults) || fflush(stdout) != 0)
		status = call_refused(call);
	programme_release(programme);
	store_close(store);
	return status;
}

const struct verb verb_export = {
	"export", "PROGRAMME", N_("Writes a programme's whole journal to standard output as JSON Lines"),
	"  --plan-version N   only the bytes of that frozen version of its plan: sha256sum gives its hash\n", run_export,
};

static int say_verified(struct call *call, struct str name, const struct verified *verified)
{
	struct str rows = str_format(&call->arena, "%lld", (long long)verified->rows);
	struct str wrong = str_format(&call->arena, "%lld", (long long)verified->wrong);

	if (call->json)
		printf("{\"programme\":\"%.*s\",\"rows\":%.*s,\"head\":\"%.*s\",\"wrong\":%.*s}\n", STR_ARG(name), STR_ARG(rows),
			STR_ARG(hash_text(verified->head, &call->arena)), STR_ARG(wrong));
	if (verified->wrong) {
		call_say(call, N_("{0}: row {1} does not fit: {2}"), name, wrong, language_text(call->language, verified->why));
		return EXIT_REFUSED;
	}
	if (!call->json)
		printf("%.*s\t%.*s\t%.*s\n", STR_ARG(name), STR_ARG(rows), STR_ARG(hash_text(verified->head, &call->arena)));
	return EXIT_DONE;
}

static int verify_file(struct call *call, const char *name)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	struct verified verified = { 0 };
	int status;

	if (!file) {
		faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
			.message = N_("{0} cannot be read: {1}"), .arg = { str_of(name), str_of(strerror(errno)) } });
		return call_refused(call);
	}
	if (!journal_verify_file(file, &verified, &call->faults))
		status = verified.wrong ? say_verified(call, str_of(name), &verified) : call_refused(call);
	else
		status = say_verified(call, str_of(name), &verified);
	if (file != stdin)
		fclose(file);
	return status;
}

/* Why a kept file does not fit the hash that a record names; NULL: it does. */
static const char *unfit(struct store *store, struct id programme, struct str named)
{
	struct arena arena = { 0 };
	struct hash hash;
	struct str bytes;
	const char *why = NULL;

	if (!hash_parse(named, &hash) || !file_read(store, programme, hash, &arena, &bytes))
		why = N_("its file is not there, or cannot be read");
	else if (!hash_equal(hash_of(bytes), hash))
		why = N_("its file does not have the hash that was recorded");
	arena_clear(&arena);
	return why;
}

static bool say_unfit(struct call *call, struct str key, struct str title, const char *why)
{
	if (why)
		call_say(call, N_("{0}: {1} does not fit: {2}"), key, title, language_text(call->language, why));
	return !why;
}

/* What was frozen, against the files that are kept of it: every version of the plan, every agreement. The first that does not fit is named. */
static bool verify_frozen(struct call *call, struct store *store, const struct programme *programme, struct str key, size_t *frozen)
{
	for (size_t i = 0; i < programme->plan_versions.count; i++) {
		const struct plan_version *version = &programme->plan_versions.at[i];
		if (version->hash.len == 0)
			continue;
		if (!say_unfit(call, key, row_title(programme, &plan_version_record, version, &call->arena), unfit(store, programme->id, version->hash)))
			return false;
		++*frozen;
	}
	for (size_t i = 0; i < programme->agreements.count; i++) {
		const struct agreement *agreement = &programme->agreements.at[i];
		const char *why = agreement->canonical.len > 0 ? unfit(store, programme->id, agreement->canonical) : NULL;
		if (!why && agreement->canonical.len > 0 && !str_equal(agreement->hash, agreement->canonical))
			why = N_("its text and its file have different hashes");
		if (!why && agreement->pdf.len > 0)
			why = unfit(store, programme->id, agreement->pdf);
		if (!say_unfit(call, key, row_title(programme, &agreement_record, agreement, &call->arena), why))
			return false;
		*frozen += agreement->canonical.len > 0;
	}
	return true;
}

static bool verify_kept(struct call *call, struct store *store, struct str key)
{
	const struct programme *programme = store_programme(store, key);
	size_t frozen = 0;
	bool fine = programme && verify_frozen(call, store, programme, key, &frozen);

	if (!programme)
		call_say(call, N_("{0}: the database could not be read."), key, STR_NONE, STR_NONE);
	if (fine && frozen > 0 && !call->json)
		call_say(call, N_("{0}: {1} frozen, all fit."), key, str_format(&call->arena, "%zu", frozen), STR_NONE);
	programme_release(programme);
	return fine;
}

static int run_verify(struct call *call)
{
	struct programme_list list;
	struct store *store;
	int status = call_usage(call, &verb_verify, 0, INT_MAX);

	if (status)
		return status;
	for (int i = 0; i < call->argc; i++)
		if (verify_file(call, call->argv[i]) != EXIT_DONE)
			status = EXIT_REFUSED;
	if (call->argc > 0)
		return status;
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	list = store_programmes(store, &call->arena);
	for (size_t i = 0; i < list.count; i++) {
		struct verified verified = { 0 };
		if (!journal_verify(store, list.at[i].id, &verified) && !verified.wrong) {
			call_say(call, N_("{0}: the database could not be read."), list.at[i].key, STR_NONE, STR_NONE);
			status = EXIT_REFUSED;
		} else if (say_verified(call, list.at[i].key, &verified) != EXIT_DONE || !verify_kept(call, store, list.at[i].key)) {
			status = EXIT_REFUSED;
		}
	}
	store_close(store);
	return status;
}

const struct verb verb_verify = {
	"verify", "[FILE...]", N_("Checks every journal row of a database, or of exports, and every frozen text against its file"), "", run_verify,
};
