/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Import in steps: a file, its columns, a check, and written or not at all. The file waits in the database between the steps; what is
 * written follows from it, never from what a browser sends back.
 */
#include <string.h>

#include "html/faults.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "import/import.h"
#include "party/party.h"
#include "proposal/proposal_form.h"
#include "role/role.h"
#include "sheet/xlsx_write.h"
#include "tree/tree.h"

enum {
	FIRST_VALUES = 3,               /* of a column, to tell what it is */
	ROWS_SHOWN = 200,               /* of each kind of outcome */
	FAULTS_SHOWN = 200,
	PASTED_MOST = 900 * 1024        /* what fits in a form */
};

/* A file that waits, read anew, with what was chosen for it. */
struct waiting {
	struct import_kept    kept;
	struct workbook       workbook;
	struct import_source  source;
	struct import_choices choices;
};

static struct str import_address(const struct request *req, struct id id, const char *step)
{
	return request_address(req, str_format(req->arena, "/import/%.*s%s", STR_ARG(id_text(id, req->arena)), step));
}

/* Step 1: a file */

static struct str template_address(const struct request *req, const struct import_kind *kind, bool filled)
{
	return request_address(req, str_format(req->arena, "/import/templates/%s.xlsx%s", kind->name, filled ? "?content=now" : ""));
}

static void kinds_model(const struct request *req, struct model *model, struct str chosen)
{
	model_list(model, "kinds");
	for (size_t i = 0; i < import_kind_count; i++) {
		const struct import_kind *kind = &import_kinds[i];
		struct model *item = model_item(model, "kinds");

		model_text(item, "name", str_of(kind->name));
		model_words(item, "label", kind->label);
		model_words(item, "about", kind->about);
		model_flag(item, "chosen", str_is(chosen, kind->name));
		model_text(item, "template", template_address(req, kind, false));
		model_text(item, "filled", template_address(req, kind, true));
	}
}

static struct str file_words(const struct request *req, struct str file_name)
{
	return file_name.len ? file_name : language_text(req->language, N_("pasted text"));
}

static void waiting_model(const struct request *req, struct model *model)
{
	struct import_kept_list list = import_kept_all(req->store, req->programme->id, req->person->id, clock_now(), req->arena);

	model_list(model, "waiting");
	model_flag(model, "any_waiting", list.count > 0);
	for (size_t i = 0; i < list.count; i++) {
		const struct import_kept *kept = &list.at[i];
		const struct import_kind *kind = import_kind_named(kept->kind);
		struct model *item = model_item(model, "waiting");

		model_text(item, "file", file_words(req, kept->file_name));
		model_words(item, "kind", kind ? kind->label : "");
		model_text(item, "moment", language_moment(req->language, req->arena, kept->kept));
		model_text(item, "address", import_address(req, kept->id, ""));
		model_text(item, "removal", import_address(req, kept->id, "/removal"));
	}
}

static struct model *start_model(struct request *req)
{
	struct model *model = model_new(req->arena);
	struct str kind = request_field(req, "kind");

	if (kind.len == 0)
		kind = request_query(req, "kind");
	model_words(model, "title", N_("Import"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "action", request_address(req, STR("/import")));
	model_text(model, "back", request_address(req, STR("")));
	model_text(model, "pasted", request_field(req, "pasted"));
	model_text(model, "most", str_format(req->arena, "%d", SHEET_FILE_BYTES_MOST >> 20));
	kinds_model(req, model, import_kind_named(kind) ? kind : str_of(import_kinds[0].name));
	waiting_model(req, model);
	faults_model(req, model, &req->faults);
	model_text(model, "file_fault", faults_of(req, &req->faults, "file"));
	return model;
}

/* GET /{programme}/import */
static void show_start(struct request *req, struct response *res)
{
	if (!respond_past(res, req))
		respond_page(res, req, "import/start", start_model(req));
}

static void source_init(struct request *req, struct waiting *waiting)
{
	waiting->source = (struct import_source){ .programme = req->programme, .workbook = &waiting->workbook,
		.kind = import_kind_named(waiting->kept.kind), .language = req->language, .person = req->person->id,
		.file_name = waiting->kept.file_name, .today = req->today, .now = clock_now(), .arena = req->arena };
}

static bool read_workbook(struct request *req, struct waiting *waiting)
{
	return waiting->kept.file_name.len > 0 ? sheet_read(waiting->kept.bytes, &waiting->workbook, &req->faults)
		: sheet_read_text(waiting->kept.bytes, &waiting->workbook, &req->faults);
}

/* What was chosen for such headers before goes before a guess. */
static void recall(const struct request *req, struct waiting *waiting)
{
	for (size_t s = 0; s < waiting->choices.count; s++) {
		struct str columns;

		if (!waiting->choices.sheet[s].table)
			continue;
		columns = import_mapping_find(req->store, req->programme->id, waiting->kept.kind,
			import_headers_text(&waiting->source, &waiting->choices, s), req->arena);
		if (columns.len > 0)
			import_mapping_read(&waiting->source, &waiting->choices, s, columns);
	}
}

/* What came in, the file or the pasted text; false with a fault. */
static bool take_in(struct request *req, struct import_kept *kept)
{
	const struct upload *upload = request_file(req, "file");
	struct str pasted = request_field(req, "pasted");

	kept->kind = request_field(req, "kind");
	if (!import_kind_named(kept->kind))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "kind", .message = N_("Choose what the file holds.") });
	if (upload && str_trim(pasted).len > 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "file",
			.message = N_("A file was chosen and a table was pasted. Take one of the two away.") });
	else if (!upload && str_trim(pasted).len == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "file",
			.message = N_("Choose a file, or paste a table from a spreadsheet.") });
	else if (pasted.len > PASTED_MOST)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "pasted",
			.message = N_("This is more than can be pasted. Save it as a file and send that.") });
	if (req->faults.count > 0)
		return false;
	kept->bytes = upload ? upload->bytes : pasted;
	kept->file_name = upload ? (upload->file_name.len ? str_to(upload->file_name, 200) : STR("?")) : STR_NONE;
	if (!str_is_text(kept->file_name))
		kept->file_name = STR("?");
	kept->person = req->person->id;
	return true;
}

/* POST /{programme}/import */
static void take_file(struct request *req, struct response *res)
{
	struct waiting waiting = { 0 };

	if (respond_past(res, req))
		return;
	if (!take_in(req, &waiting.kept) || !read_workbook(req, &waiting)) {
		respond_faults(res, req, "import/start", start_model(req));
		return;
	}
	source_init(req, &waiting);
	import_guess(&waiting.source, &waiting.choices);
	recall(req, &waiting);
	waiting.kept.choices = import_choices_text(&waiting.source, &waiting.choices);
	if (!import_keep(req->store, req->programme->id, &waiting.kept, clock_now())) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The file cannot be kept now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	respond_see_other(res, req, import_address(req, waiting.kept.id, ""));
}

/* The file of the address, read; answers where it is not there any more. */
static bool find_waiting(struct request *req, struct response *res, struct waiting *waiting)
{
	struct id id;

	*waiting = (struct waiting){ 0 };
	if (respond_past(res, req))
		return false;
	if (!id_parse(request_parameter(req, "import"), &id) ||
	    !import_kept_find(req->store, req->programme->id, id, req->person->id, clock_now(), &waiting->kept, req->arena) ||
	    !import_kind_named(waiting->kept.kind) || !read_workbook(req, waiting)) {
		flash(res, req, FLASH_WARNING, N_("This file is not kept any more: it was written, taken away or older than a day. Send it again."), STR_NONE);
		respond_see_other(res, req, request_address(req, STR("/import")));
		return false;
	}
	source_init(req, waiting);
	import_choices_read(&waiting->source, waiting->kept.choices, &waiting->choices);
	return true;
}

/* Step 2: what each column is */

static void first_values(const struct request *req, struct model *item, const struct sheet *sheet, size_t header, size_t column)
{
	struct str value[FIRST_VALUES];
	size_t count = 0;

	for (size_t r = header + 1; r < sheet->row_count && count < FIRST_VALUES; r++) {
		struct str text = sheet_cell(&sheet->row[r], column)->text;
		size_t end = text.len < 60 ? text.len : 60;
		while (end < text.len && end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80)
			end--;
		if (text.len > 0)
			value[count++] = end < text.len ? str_format(req->arena, "%.*s…", (int)end, text.at) : text;
	}
	model_text(item, "values", str_join(req->arena, value, count, STR(" · ")));
}

static void column_option(struct model *item, const char *list, const struct import_column *column, bool selected)
{
	struct model *option = model_item(item, list);

	model_text(option, "value", column->name);
	model_text(option, "label", column->label);
	model_flag(option, "selected", selected);
}

/* Of groups beside each other no more than are in use, and one. */
static int groups_shown(const struct import_sheet *choice)
{
	int most = 3;

	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		if (choice->column[c] >= 0 && choice->columns.at[choice->column[c]].number >= most)
			most = choice->columns.at[choice->column[c]].number + 1;
	return most;
}

static void column_model(const struct request *req, struct model *model, const struct sheet *sheet, const struct import_sheet *choice,
	size_t index, size_t c)
{
	struct model *item = model_item(model, "columns");
	int most = groups_shown(choice);

	model_text(item, "letter", sheet_column_name(c, req->arena));
	model_text(item, "name", str_format(req->arena, "column-%zu-%zu", index, c));
	model_text(item, "header", choice->header < sheet->row_count ? sheet_cell(&sheet->row[choice->header], c)->text : STR_NONE);
	first_values(req, item, sheet, choice->header, c);
	model_flag(item, "unused", choice->column[c] < 0);
	model_list(item, "options");
	model_list(item, "rare");
	for (size_t i = 0; i < choice->columns.count; i++) {
		const struct import_column *column = &choice->columns.at[i];
		if (column->number <= most)
			column_option(item, column->rare ? "rare" : "options", column, choice->column[c] == (int)i);
	}
}

static bool column_filled(const struct sheet *sheet, size_t c)
{
	for (size_t r = 0; r < sheet->row_count; r++)
		if (sheet_cell(&sheet->row[r], c)->kind != CELL_EMPTY)
			return true;
	return false;
}

static void remarks_model(const struct request *req, struct model *item, const struct sheet *sheet)
{
	size_t hidden = 0;

	for (size_t r = 0; r < sheet->row_count; r++)
		hidden += sheet->row[r].hidden;
	model_list(item, "remarks");
	if (sheet->hidden)
		model_words(model_item(item, "remarks"), "text", N_("This sheet is hidden in the file."));
	if (hidden > 0)
		model_text(model_item(item, "remarks"), "text", language_plural(req->language, req->arena,
			N_("{0} row is hidden in the file; it is read as well, unless you choose otherwise below."),
			N_("{0} rows are hidden in the file; they are read as well, unless you choose otherwise below."), (int64_t)hidden));
	if (sheet->merged_areas > 0)
		model_words(model_item(item, "remarks"), "text", N_("There are merged cells. What is merged downwards holds for each row it covers."));
}

static void sheet_model(const struct request *req, struct model *model, const struct waiting *waiting, size_t s)
{
	const struct sheet *sheet = &waiting->workbook.sheet[s];
	const struct import_sheet *choice = &waiting->choices.sheet[s];
	struct model *item = model_item(model, "sheets");
	struct str number = str_format(req->arena, "%zu", s);
	struct str header = choice->table && choice->header < sheet->row_count
		? str_format(req->arena, "%u", sheet->row[choice->header].number) : STR_NONE;

	model_text(item, "number", number);
	model_text(item, "name", sheet->name);
	model_text(item, "rows", language_plural(req->language, req->arena, N_("{0} row"), N_("{0} rows"), (int64_t)sheet->row_count));
	model_text(item, "table", choice->table ? import_table_name(choice->table) : STR_NONE);
	model_text(item, "header", header);
	model_flag(item, "read", choice->table != NULL);
	model_flag(item, "remembered", choice->remembered);
	model_text(item, "fault", faults_of(req, &req->faults, str_cstring(req->arena, str_format(req->arena, "sheet-%zu", s))));
	remarks_model(req, item, sheet);
	model_list(item, "tables");
	for (size_t t = 0; t < waiting->source.kind->table_count; t++) {
		struct model *option = model_item(item, "tables");
		model_text(option, "value", import_table_name(waiting->source.kind->table[t]));
		model_text(option, "label", import_table_label(waiting->source.kind->table[t], req->language));
		model_flag(option, "selected", choice->table == waiting->source.kind->table[t]);
	}
	model_list(item, "columns");
	for (size_t c = 0; choice->table && c < sheet->column_count; c++)
		if (column_filled(sheet, c))
			column_model(req, item, sheet, choice, s, c);
}

static void file_model(struct request *req, struct model *model, const struct waiting *waiting)
{
	model_words(model, "title", N_("Import"));
	model_words(model, "kind", waiting->source.kind->label);
	model_text(model, "kind_name", str_of(waiting->source.kind->name));
	model_text(model, "file", file_words(req, waiting->kept.file_name));
	model_words(model, "format", waiting->workbook.format);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "columns_address", import_address(req, waiting->kept.id, ""));
	model_text(model, "check_address", import_address(req, waiting->kept.id, "/check"));
	model_text(model, "removal", import_address(req, waiting->kept.id, "/removal"));
	model_text(model, "start", request_address(req, STR("/import")));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	faults_model(req, model, &req->faults);
}

static struct model *columns_model(struct request *req, const struct waiting *waiting)
{
	struct model *model = model_new(req->arena);
	struct str since = request_field(req, "since");
	bool matrix = false;

	file_model(req, model, waiting);
	model_list(model, "sheets");
	for (size_t s = 0; s < waiting->choices.count; s++) {
		if (waiting->workbook.sheet[s].row_count > 0)
			sheet_model(req, model, waiting, s);
		matrix = matrix || (waiting->choices.sheet[s].table && str_is(import_table_name(waiting->choices.sheet[s].table), "matrix"));
	}
	model_flag(model, "is_matrix", matrix);
	model_text(model, "since", since.len ? since : day_known(waiting->choices.since)
		? language_day_short(req->language, req->arena, waiting->choices.since) : STR_NONE);
	model_text(model, "since_fault", faults_of(req, &req->faults, "since"));
	model_flag(model, "hyphen_clears", waiting->choices.hyphen_clears);
	model_flag(model, "skip_hidden", waiting->choices.skip_hidden);
	return model;
}

/* GET /{programme}/import/{import} */
static void show_columns(struct request *req, struct response *res)
{
	struct waiting waiting;

	if (find_waiting(req, res, &waiting))
		respond_page(res, req, "import/columns", columns_model(req, &waiting));
}

static struct str sheet_field(const struct request *req, const char *name, size_t s)
{
	return request_field(req, str_cstring(req->arena, str_format(req->arena, "%s-%zu", name, s)));
}

static const struct import_table *table_asked(const struct waiting *waiting, struct str name)
{
	for (size_t t = 0; t < waiting->source.kind->table_count; t++)
		if (str_equal(name, import_table_name(waiting->source.kind->table[t])))
			return waiting->source.kind->table[t];
	return NULL;
}

/* What the form says of a sheet. True where it became another table or another header row: its columns are then guessed anew. */
static bool read_sheet_form(const struct request *req, struct waiting *waiting, size_t s)
{
	struct import_sheet *choice = &waiting->choices.sheet[s];
	const struct sheet *sheet = &waiting->workbook.sheet[s];
	const struct import_table *table = table_asked(waiting, sheet_field(req, "table", s));
	struct str header = sheet_field(req, "header", s);
	int64_t number = 0;
	bool other;

	if (!request_has_field(req, str_cstring(req->arena, str_format(req->arena, "table-%zu", s))))
		return false;
	if (!str_integer(str_trim(header), &number) || number < 0 || number > UINT32_MAX)
		number = 0;
	other = table != choice->table || (table && number > 0 && choice->header < sheet->row_count && sheet->row[choice->header].number != number);
	if (other)
		import_guess_sheet(&waiting->source, &waiting->choices, s, table, table == choice->table ? (uint32_t)number : 0);
	for (size_t c = 0; !other && table && c < sheet->column_count; c++) {
		const char *name = str_cstring(req->arena, str_format(req->arena, "column-%zu-%zu", s, c));
		struct str chosen = request_field(req, name);

		if (!request_has_field(req, name))
			continue;
		choice->column[c] = -1;
		for (size_t i = 0; chosen.len && i < choice->columns.count; i++)
			if (str_equal(choice->columns.at[i].name, chosen))
				choice->column[c] = (int)i;
	}
	return other && table;
}

/* False where the columns of a sheet have to be looked at again. */
static bool read_columns_form(struct request *req, struct waiting *waiting)
{
	struct str since = request_field(req, "since");
	bool again = false;

	for (size_t s = 0; s < waiting->choices.count; s++)
		again = read_sheet_form(req, waiting, s) || again;
	waiting->choices.hyphen_clears = request_has_field(req, "hyphen");
	waiting->choices.skip_hidden = request_has_field(req, "hidden");
	if (request_has_field(req, "since") && !day_read(since, &waiting->choices.since))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "since",
			.message = N_("“{0}” is not a day; write 22-5-2024, or 5-2024 or 2024 where no more is known."), .arg = { since } });
	return !again;
}

/* Kept with the file, and for the next file with such headers. */
static bool keep_choices(struct request *req, const struct waiting *waiting)
{
	if (!import_kept_choose(req->store, req->programme->id, waiting->kept.id, import_choices_text(&waiting->source, &waiting->choices)))
		return false;
	for (size_t s = 0; s < waiting->choices.count; s++)
		if (waiting->choices.sheet[s].table)
			import_mapping_keep(req->store, req->programme->id, waiting->kept.kind,
				import_headers_text(&waiting->source, &waiting->choices, s), import_mapping_text(&waiting->source, &waiting->choices, s), clock_now());
	return true;
}

/* POST /{programme}/import/{import} */
static void choose_columns(struct request *req, struct response *res)
{
	struct waiting waiting;
	bool settled;

	if (!find_waiting(req, res, &waiting))
		return;
	settled = read_columns_form(req, &waiting);
	if (!settled && req->faults.count == 0) {
		/* Another table or another row of headers: what was guessed from it is shown first. */
		import_kept_choose(req->store, req->programme->id, waiting.kept.id, import_choices_text(&waiting.source, &waiting.choices));
		flash(res, req, FLASH_OK, N_("The columns were looked at anew. Check them, and go on."), STR_NONE);
		respond_see_other(res, req, import_address(req, waiting.kept.id, ""));
		return;
	}
	if (!import_choices_check(&waiting.source, &waiting.choices, &req->faults) || req->faults.count > 0) {
		respond_faults(res, req, "import/columns", columns_model(req, &waiting));
		return;
	}
	if (!keep_choices(req, &waiting)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("What you chose cannot be kept now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	respond_see_other(res, req, import_address(req, waiting.kept.id, "/check"));
}

/* Step 3: what it would do */

static struct str value_in(const struct request *req, const struct import_plan *plan, const struct field *field, const void *row)
{
	struct str text;
	size_t end;

	if (!row)
		return STR_NONE;
	text = import_value_text(plan->draft, field, row, req->language, req->arena);
	end = text.len < 400 ? text.len : 400;
	while (end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	return end < text.len ? str_format(req->arena, "%.*s…", (int)end, text.at) : text;
}

/* What is told of a row: all that differs, but not what refers to the row itself, nor where it comes from. */
static bool tells(const struct import_plan *plan, const struct change *of, const struct field *field)
{
	bool main = of->record == plan->main;

	if (!field->label || field->hidden || (field->refers_to && strcmp(field->refers_to, "person") == 0))
		return false;
	if (!main && field->refers_to && (strcmp(field->refers_to, "node") == 0 || strcmp(field->refers_to, plan->main->name) == 0))
		return false;
	if (of->before && of->after)
		return !field_equal(field, of->before, of->after);
	return main && !field_empty(field, of->after ? of->after : of->before);
}

static void tell(struct model *item, struct str label, struct str was, struct str now)
{
	struct model *told = model_item(item, "changes");

	model_text(told, "label", label);
	model_text(told, "was", was);
	model_text(told, "now", now);
}

/* "Start, planned 9-2025": a row beside the main one that is added or goes, in one line. */
static struct str in_one_line(const struct request *req, const struct import_plan *plan, const struct record *record, const void *row)
{
	struct str part[8];
	size_t count = 0;

	part[count++] = row_title(plan->draft, record, row, req->arena);
	for (size_t f = 0; f < record->field_count && count < 8; f++) {
		const struct field *field = &record->field[f];
		bool day_or_number = field->kind == KIND_DAY || field->kind == KIND_COUNT || field->kind == KIND_DECIMAL;

		if (day_or_number && field->label && !field_empty(field, row))
			part[count++] = str_format(req->arena, "%.*s %.*s", STR_ARG(str_lower(req->arena, language_text(req->language, field->label))),
				STR_ARG(value_in(req, plan, field, row)));
	}
	return str_join(req->arena, part, count, STR(", "));
}

/* A role or a membership: the party, and since or until when. */
static void link_model(const struct request *req, struct model *item, const struct import_plan *plan, const struct change *of)
{
	const void *row = of->after ? of->after : of->before;
	const struct role *role = row;
	const struct membership *membership = row;
	bool is_role = of->record == &role_record;
	const struct party *party = programme_row(plan->draft, party, is_role ? role->party : membership->organisation);
	struct str label = language_text(req->language, is_role ? words_label(&role_kind_words, (int)role->kind) : of->record->label);
	struct str name = party ? party->name : STR("?");

	if (!of->before)
		tell(item, label, STR_NONE, name);
	else if (!of->after)
		tell(item, label, name, STR_NONE);
	else
		tell(item, label, name, language_fill(req->language, req->arena, N_("until {0}"), language_day_short(req->language, req->arena,
			is_role ? role->until : membership->until), STR_NONE, STR_NONE));
}

static void change_model(const struct request *req, struct model *item, const struct import_plan *plan, const struct import_change *change)
{
	const struct change *of = &change->change;
	const struct record *record = of->record;
	struct str label = language_text(req->language, record->label);

	if (record == &role_record || record == &membership_record) {
		link_model(req, item, plan, of);
		return;
	}
	if (record != plan->main && !(of->before && of->after)) {
		struct str line = in_one_line(req, plan, record, of->after ? of->after : of->before);
		tell(item, label, of->before ? line : STR_NONE, of->after ? line : STR_NONE);
		return;
	}
	if (record != plan->main)
		label = str_format(req->arena, "%.*s %.*s: ", STR_ARG(label), STR_ARG(row_title(plan->draft, record, of->after, req->arena)));
	for (size_t f = 0; f < record->field_count; f++) {
		const struct field *field = &record->field[f];
		struct str name = field->label ? language_text(req->language, field->label) : STR_NONE;

		if (tells(plan, of, field))
			tell(item, record == plan->main ? name : str_format(req->arena, "%.*s%.*s", STR_ARG(label), STR_ARG(str_lower(req->arena, name))),
				value_in(req, plan, field, of->before), value_in(req, plan, field, of->after));
	}
}

static void row_model(const struct request *req, struct model *model, const struct waiting *waiting, const struct import_plan *plan,
	const char *list, size_t r, const size_t *first, const size_t *next)
{
	const struct import_row *row = &plan->row[r];
	const struct sheet *sheet = &waiting->workbook.sheet[row->sheet];
	struct model *item = model_item(model, list);

	model_text(item, "title", row->title);
	model_text(item, "place", sheet->name.len ? str_format(req->arena, "%.*s %u", STR_ARG(sheet->name), row->number)
		: str_format(req->arena, "%u", row->number));
	model_words(item, "why", row->why ? row->why : "");
	model_list(item, "changes");
	for (size_t c = first[r]; c != SIZE_MAX; c = next[c])
		change_model(req, item, plan, &plan->change[c]);
}

/* The rows of each outcome, the first of them in full. */
static void outcomes_model(const struct request *req, struct model *model, const struct waiting *waiting, const struct import_plan *plan)
{
	static const char *const lists[IMPORT_STATES] = { [IMPORT_SAME] = "same", [IMPORT_NEW] = "added", [IMPORT_CHANGED] = "changed",
		[IMPORT_SKIPPED] = "skipped" };
	static const char *const more[IMPORT_STATES] = { [IMPORT_SAME] = "same_more", [IMPORT_NEW] = "added_more", [IMPORT_CHANGED] = "changed_more",
		[IMPORT_SKIPPED] = "skipped_more" };
	size_t *first = arena_array(req->arena, size_t, plan->row_count + 1), *next = arena_array(req->arena, size_t, plan->change_count + 1);
	size_t shown[IMPORT_STATES] = { 0 };

	for (size_t r = 0; r < plan->row_count; r++)
		first[r] = SIZE_MAX;
	for (size_t c = plan->change_count; c > 0; c--) {
		next[c - 1] = first[plan->change[c - 1].row];
		first[plan->change[c - 1].row] = c - 1;
	}
	for (int state = 0; state < IMPORT_STATES; state++)
		if (lists[state])
			model_list(model, lists[state]);
	for (size_t r = 0; r < plan->row_count; r++) {
		enum import_state state = plan->row[r].state;
		if (lists[state] && shown[state]++ < ROWS_SHOWN)
			row_model(req, model, waiting, plan, lists[state], r, first, next);
	}
	model_flag(model, "has_added", shown[IMPORT_NEW] > 0);
	model_flag(model, "has_changed", shown[IMPORT_CHANGED] > 0);
	model_flag(model, "has_same", shown[IMPORT_SAME] > 0);
	model_flag(model, "has_skipped", shown[IMPORT_SKIPPED] > 0);
	for (int state = 0; state < IMPORT_STATES; state++)
		if (lists[state])
			model_text(model, more[state], shown[state] > ROWS_SHOWN ? language_plural(req->language, req->arena,
				N_("and {0} more"), N_("and {0} more"), (int64_t)(shown[state] - ROWS_SHOWN)) : STR_NONE);
}

static void wrong_model(const struct request *req, struct model *model, const struct import_plan *plan)
{
	size_t shown = plan->fault_count < FAULTS_SHOWN ? plan->fault_count : FAULTS_SHOWN;

	model_list(model, "wrong");
	for (size_t i = 0; i < shown; i++) {
		const struct import_fault *told = &plan->fault[i];
		struct model *item = model_item(model, "wrong");

		model_text(item, "place", told->fault.place);
		model_text(item, "label", told->label);
		model_text(item, "value", told->value);
		model_text(item, "text", fault_words(req, &told->fault));
	}
	model_flag(model, "any_wrong", plan->faults > 0);
	model_text(model, "wrong_count", language_plural(req->language, req->arena, N_("{0} cell is not right"), N_("{0} cells are not right"),
		(int64_t)plan->faults));
	model_text(model, "wrong_more", plan->faults > shown ? language_plural(req->language, req->arena, N_("and {0} more"), N_("and {0} more"),
		(int64_t)(plan->faults - shown)) : STR_NONE);
}

static void figure(struct model *model, const char *label, size_t count)
{
	struct model *item = model_item(model, "figures");

	model_words(item, "label", label);
	model_text(item, "count", str_format(model_arena(model), "%zu", count));
}

static struct model *check_model(struct request *req, const struct waiting *waiting, const struct import_plan *plan, bool meanwhile)
{
	struct model *model = model_new(req->arena);

	file_model(req, model, waiting);
	model_list(model, "figures");
	if (plan->of[IMPORT_WRONG] > 0)
		figure(model, N_("rows with something wrong"), plan->of[IMPORT_WRONG]);
	figure(model, N_("new"), plan->of[IMPORT_NEW]);
	figure(model, N_("changed"), plan->of[IMPORT_CHANGED]);
	figure(model, N_("there already"), plan->of[IMPORT_SAME]);
	if (plan->of[IMPORT_SKIPPED] > 0)
		figure(model, N_("not read"), plan->of[IMPORT_SKIPPED]);
	wrong_model(req, model, plan);
	outcomes_model(req, model, waiting, plan);
	model_flag(model, "writes", plan->faults == 0 && plan->change_count > 0);
	model_text(model, "nothing", plan->faults == 0 && plan->change_count == 0 ? language_plural(req->language, req->arena,
		N_("The {0} row of the file is there already. There is nothing to write."),
		N_("All {0} rows of the file are there already. There is nothing to write."), (int64_t)plan->of[IMPORT_SAME]) : STR_NONE);
	model_text(model, "digest", hash_text(plan->digest, req->arena));
	model_flag(model, "meanwhile", meanwhile);
	model_text(model, "action", request_address(req, STR("/import")));
	return model;
}

/* The choices may no longer fit, where the programme lost what they named: then they are made first. */
static bool find_checked(struct request *req, struct response *res, struct waiting *waiting)
{
	struct faults faults = { .arena = req->arena };

	if (!find_waiting(req, res, waiting))
		return false;
	if (import_choices_check(&waiting->source, &waiting->choices, &faults))
		return true;
	respond_see_other(res, req, import_address(req, waiting->kept.id, ""));
	return false;
}

/* GET /{programme}/import/{import}/check */
static void show_check(struct request *req, struct response *res)
{
	struct waiting waiting;
	struct import_plan plan;

	if (!find_checked(req, res, &waiting))
		return;
	import_plan_make(&waiting.source, &waiting.choices, &plan);
	respond_page(res, req, "import/check", check_model(req, &waiting, &plan, false));
	import_plan_clear(&plan);
}

/* Step 4: written whole */

static void written(struct request *req, struct response *res, const struct waiting *waiting, const struct import_plan *plan)
{
	import_kept_remove(req->store, req->programme->id, waiting->kept.id, req->person->id);
	flash(res, req, FLASH_OK, N_("Read in: {0}. All of it stands on top here and can be taken back as a whole."),
		language_fill(req->language, req->arena, N_("{0} new, {1} changed, {2} there already"),
			str_format(req->arena, "%zu", plan->of[IMPORT_NEW]), str_format(req->arena, "%zu", plan->of[IMPORT_CHANGED]),
			str_format(req->arena, "%zu", plan->of[IMPORT_SAME])));
	respond_see_other(res, req, request_address(req, STR("/history")));
}

/* POST /{programme}/import/{import}/check */
static void write(struct request *req, struct response *res)
{
	struct waiting waiting;
	struct import_plan plan;
	bool same;

	if (!find_checked(req, res, &waiting))
		return;
	import_plan_make(&waiting.source, &waiting.choices, &plan);
	/* What is written is what was shown: somebody may have changed the programme since. */
	same = str_equal(request_field(req, "digest"), hash_text(plan.digest, req->arena));
	if (plan.faults > 0 || plan.change_count == 0 || !same) {
		res->status = plan.faults > 0 ? 422 : same ? 200 : 409;
		respond_page(res, req, "import/check", check_model(req, &waiting, &plan, !same));
	} else if (proposal_not_needed(req, import_plan_changes(&plan, req->arena), plan.change_count) &&
		   command_import(req, import_plan_changes(&plan, req->arena), plan.change_count)) {
		written(req, res, &waiting, &plan);
	} else {
		respond_faults(res, req, "import/check", check_model(req, &waiting, &plan, faults_kind(&req->faults) == FAULT_CONFLICT));
	}
	import_plan_clear(&plan);
}

/* POST /{programme}/import/{import}/removal */
static void remove_waiting(struct request *req, struct response *res)
{
	struct id id;

	if (!id_parse(request_parameter(req, "import"), &id)) {
		respond_not_found(res, req);
		return;
	}
	import_kept_remove(req->store, req->programme->id, id, req->person->id);
	flash(res, req, FLASH_OK, N_("The file was taken away. Nothing was written."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/import")));
}

/* GET /{programme}/import/templates/{file}: actions.xlsx; ?content=now: with what is there; ?in=en: in that language. */
static void send_template(struct request *req, struct response *res)
{
	struct str name = request_parameter(req, "file");
	const struct import_kind *kind = str_ends(name, STR(".xlsx")) ? import_kind_named(str_to(name, name.len - 5)) : NULL;
	enum language language = req->language;
	bool filled = str_is(request_query(req, "content"), "now");
	struct buf file = { 0 };
	struct str bytes;

	if (!kind) {
		respond_not_found(res, req);
		return;
	}
	language_parse(request_query(req, "in"), &language);
	if (!import_template(req->programme, kind, language, filled, clock_now(), req->today, &file)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The file cannot be made now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	bytes = buf_copy(&file, req->arena);
	buf_clear(&file);
	respond_file(res, req, &(struct file_answer){ .hash = hash_of(bytes), .media_type = str_of(xlsx_media_type), .internal = true, .file = -1,
		.bytes = bytes, .size = bytes.len, .name = str_format(req->arena, "%.*s-%.*s.xlsx", STR_ARG(req->programme_key),
			STR_ARG(str_slug(req->arena, language_text(language, kind->label)))) });
}

const struct route import_routes[] = {
	{ "GET",  "/{programme}/import", RIGHT_EDIT, show_start, ROUTE_WAITS | ROUTE_FORM, "Import: what, and which file" },
	{ "POST", "/{programme}/import", RIGHT_EDIT, take_file, ROUTE_UPLOAD, "Takes a file or pasted table in, to be looked at" },
	{ "GET",  "/{programme}/import/{import}", RIGHT_EDIT, show_columns, ROUTE_WAITS | ROUTE_FORM, "What each sheet and column of the file is" },
	{ "POST", "/{programme}/import/{import}", RIGHT_EDIT, choose_columns, 0, "Keeps what each column is" },
	{ "GET",  "/{programme}/import/{import}/check", RIGHT_EDIT, show_check, ROUTE_WAITS | ROUTE_FORM, "What the file would add and change, and what is wrong with it" },
	{ "POST", "/{programme}/import/{import}/check", RIGHT_EDIT, write, 0, "Writes all of it, or nothing" },
	{ "POST", "/{programme}/import/{import}/removal", RIGHT_EDIT, remove_waiting, 0, "Takes the file away unread" },
	{ "GET",  "/{programme}/import/templates/{file}", RIGHT_EDIT, send_template, ROUTE_WAITS, "A workbook to fill in: actions.xlsx and the like; ?content=now: with what is there" },
	ROUTES_END
};
