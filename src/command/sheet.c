/* SPDX-License-Identifier: EUPL-1.2 */
/* speerpunt import FILE.xlsx --into PROGRAMME --kind actions: what the pages of import do, by the same plan. */
#include <string.h>

#include "command/command.h"
#include "import/import.h"

static const struct import_kind *kind_asked(struct call *call, struct str name)
{
	const struct import_kind *kind = import_kind_named(name);
	struct str *names;

	if (kind)
		return kind;
	names = arena_array(&call->arena, struct str, import_kind_count);
	for (size_t i = 0; i < import_kind_count; i++)
		names[i] = str_of(import_kinds[i].name);
	faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .field = "--kind",
		.message = N_("“{0}” is no kind of import. Choose one of: {1}."),
		.arg = { name, str_join(&call->arena, names, import_kind_count, STR(", ")) } });
	return NULL;
}

/* Only this sheet is read, whatever the others look like. */
static bool choose_sheet(struct call *call, const struct import_source *source, struct str name, struct import_choices *choices)
{
	bool found = false;
	struct str *names = arena_array(&call->arena, struct str, source->workbook->count + 1);

	for (size_t s = 0; s < source->workbook->count; s++) {
		names[s] = source->workbook->sheet[s].name;
		if (str_equal_nocase(names[s], name)) {
			found = true;
			if (!choices->sheet[s].table)
				import_guess_sheet(source, choices, s, source->kind->table[0], 0);
		} else {
			choices->sheet[s].table = NULL;
		}
	}
	return found || faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .field = "--sheet",
		.message = N_("There is no sheet {0}. There is: {1}."),
		.arg = { name, str_join(&call->arena, names, source->workbook->count, STR(", ")) } });
}

/* "Acties!C7: Last day: ..." on standard error; the cell is the place. */
static void say_faults(struct call *call, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->fault_count; i++) {
		const struct import_fault *told = &plan->fault[i];
		const struct fault *fault = &told->fault;
		struct str text = language_fill(call->language, &call->arena, fault->message, fault->arg[0], fault->arg[1], fault->arg[2]);

		faults_add(&call->faults, (struct fault){ .kind = FAULT_INVALID, .place = fault->place, .message = N_("{0}: {1}"),
			.arg = { told->label.len ? told->label : STR("-"), text } });
	}
}

static const char *const state_words[IMPORT_STATES] = {
	[IMPORT_SAME] = "unchanged", [IMPORT_NEW] = "new", [IMPORT_CHANGED] = "changed", [IMPORT_SKIPPED] = "skipped", [IMPORT_WRONG] = "wrong",
};

static void print_plan(struct call *call, const struct import_plan *plan, bool written)
{
	if (call->json) {
		printf("{\"written\":%s", written ? "true" : "false");
		for (size_t i = 0; i < IMPORT_STATES; i++)
			printf(",\"%s\":%zu", state_words[i], plan->of[i]);
		printf("}\n");
		return;
	}
	for (size_t i = 0; i < IMPORT_STATES; i++)
		printf("%s\t%zu\n", state_words[i], plan->of[i]);
}

static int write_plan(struct call *call, struct store *store, const struct programme *programme, struct str file, const struct import_plan *plan,
	bool dry_run)
{
	struct command command = { .programme = programme->id, .via = VIA_FILE, .faults = &call->faults, .count = plan->change_count,
		.changes = import_plan_changes(plan, &call->arena) };

	if (!dry_run && plan->change_count > 0 && !store_write(store, &command)) {
		call_refused(call);
		call_say(call, N_("{0}: refused; nothing was written."), file, STR_NONE, STR_NONE);
		return EXIT_REFUSED;
	}
	print_plan(call, plan, !dry_run && plan->change_count > 0);
	if (plan->change_count == 0)
		call_say(call, N_("{0}: all {1} rows are there already."), file, str_format(&call->arena, "%zu", plan->of[IMPORT_SAME]), STR_NONE);
	else if (dry_run)
		call_say(call, N_("{0}: would write {1} changes; nothing was written."), file, str_format(&call->arena, "%zu", plan->change_count), STR_NONE);
	else
		call_say(call, N_("{0}: written, {1} changes."), file, str_format(&call->arena, "%zu", plan->change_count), STR_NONE);
	return EXIT_DONE;
}

static int import_into(struct call *call, struct store *store, const struct programme *programme, const struct import_kind *kind,
	const struct sheet_call *asked)
{
	struct str file = str_of(asked->file);
	struct workbook workbook;
	struct import_source source = { .programme = programme, .workbook = &workbook, .kind = kind, .language = call->language,
		.file_name = file, .now = clock_now(), .today = moment_day(clock_now()), .arena = &call->arena };
	struct import_choices choices;
	struct import_plan plan = { 0 };
	int status = EXIT_REFUSED;

	if (!sheet_read(asked->bytes, &workbook, &call->faults))
		return call_refused(call);
	import_guess(&source, &choices);
	if ((asked->sheet.len && !choose_sheet(call, &source, asked->sheet, &choices)) || !import_choices_check(&source, &choices, &call->faults))
		return call_refused(call);
	if (!import_plan_make(&source, &choices, &plan)) {
		say_faults(call, &plan);
		call_refused(call);
		call_say(call, N_("{0}: {1} cells are not right; nothing was written."), file, str_format(&call->arena, "%zu", plan.faults), STR_NONE);
	} else {
		status = write_plan(call, store, programme, file, &plan, asked->dry_run);
	}
	import_plan_clear(&plan);
	return status;
}

int call_import_sheet(struct call *call, const struct sheet_call *asked)
{
	const struct import_kind *kind = kind_asked(call, asked->kind);
	const struct programme *programme;
	struct store *store;
	int status;

	if (!kind)
		return call_refused(call);
	store = call_store(call, false);
	if (!store)
		return EXIT_REFUSED;
	programme = call_programme(call, store, str_cstring(&call->arena, asked->into));
	status = programme ? import_into(call, store, programme, kind, asked) : EXIT_REFUSED;
	programme_release(programme);
	store_close(store);
	return status;
}
