/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The lists of a programme as tables to work on in a spreadsheet: each record a table, each field a column, made from its description alone.
 * What a reader may not see on a page is not in a file either. References are written as the import reads them, so a table can go back in.
 */
#include "access/access.h"
#include "html/show.h"
#include "http/route.h"
#include "import/import.h"
#include "progress/progress.h"
#include "sheet/csv_write.h"
#include "sheet/xlsx_write.h"
#include "tree/tree.h"

#include <string.h>

enum { WIDTH_SHORT = 14, WIDTH_TEXT = 30, WIDTH_LINES = 60 };

/* People's own data and what the program keeps for itself are no tables of the programme. */
static bool is_table(const struct record *record)
{
	return record->plural && record != &mandate_record && (!record->by_program || record == &update_record || record == &reading_record);
}

static bool is_column(const struct request *req, const struct record *record, const struct field *field)
{
	return field->label && !(field->refers_to && strcmp(field->refers_to, "person") == 0) &&
		access_sees_field(req->programme, req->person, record, field, req->today);
}

static bool is_seen(const struct request *req, const struct record *record, const void *row)
{
	return access_sees(req->programme, req->person, record, row, req->today);
}

static size_t rows_seen(const struct request *req, const struct record *record)
{
	struct row_list rows = programme_rows(req->programme, record);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++)
		count += is_seen(req, record, rows.at[i]);
	return count;
}

/* GET /{programme}/tables */
static void show_tables(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);
	bool any = false;

	model_words(model, "title", N_("Tables"));
	model_list(model, "tables");
	for (size_t i = 0; i < record_count; i++) {
		size_t count = is_table(records[i]) ? rows_seen(req, records[i]) : 0;
		struct model *item;

		if (count == 0)
			continue;
		item = model_item(model, "tables");
		model_words(item, "label", records[i]->plural);
		model_number(item, "number", (int64_t)count);
		model_text(item, "csv", request_address(req, str_format(req->arena, "/tables/%s.csv", records[i]->name)));
		model_text(item, "xlsx", request_address(req, str_format(req->arena, "/tables/%s.xlsx", records[i]->name)));
		any = true;
	}
	model_flag(model, "any", any);
	model_text(model, "import", access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, STR("/import")) : STR_NONE);
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "table/tables", model);
}

/* Values */

static struct str reference_text(const struct request *req, struct id id)
{
	const struct record *record;
	const void *row = id_known(id) ? programme_find_any(req->programme, id, &record) : NULL;

	return row && is_seen(req, record, row) ? import_reference_text(req->programme, record, row, req->arena) : STR_NONE;
}

static struct str references_text(const struct request *req, struct ids ids)
{
	struct str *text = arena_array(req->arena, struct str, ids.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < ids.count; i++) {
		text[count] = reference_text(req, ids.at[i]);
		count += text[count].len > 0;
	}
	return str_join(req->arena, text, count, STR("; "));
}

/* A value that is written as text, whatever the file. */
static struct str written(const struct request *req, const struct field *field, const void *row)
{
	switch (field->kind) {
	case KIND_ID:
		return reference_text(req, *FIELD_AT(row, field, struct id));
	case KIND_IDS:
		return references_text(req, *FIELD_AT(row, field, struct ids));
	case KIND_WORD:
		return language_text(req->language, words_label(field->words, *FIELD_AT(row, field, int)));
	case KIND_BOOL:
		return language_text(req->language, *FIELD_AT(row, field, bool) ? N_("yes") : N_("no"));
	default:
		return field_text(field, row, req->arena);
	}
}

static void csv_value(const struct request *req, struct csv *csv, const struct field *field, const void *row)
{
	switch (field->kind) {
	case KIND_COUNT:
		csv_count(csv, *FIELD_AT(row, field, struct count));
		break;
	case KIND_MONEY:
		csv_money(csv, *FIELD_AT(row, field, struct money));
		break;
	case KIND_DECIMAL:
		csv_decimal(csv, *FIELD_AT(row, field, struct decimal));
		break;
	default:
		csv_text(csv, written(req, field, row));
	}
}

static void xlsx_value(const struct request *req, struct xlsx *xlsx, size_t at, size_t column, const struct field *field, const void *row)
{
	switch (field->kind) {
	case KIND_COUNT:
		xlsx_count(xlsx, at, column, *FIELD_AT(row, field, struct count));
		break;
	case KIND_MONEY:
		xlsx_money(xlsx, at, column, *FIELD_AT(row, field, struct money));
		break;
	case KIND_DECIMAL:
		xlsx_decimal(xlsx, at, column, *FIELD_AT(row, field, struct decimal));
		break;
	case KIND_DAY:
		xlsx_day(xlsx, at, column, *FIELD_AT(row, field, struct day));
		break;
	default:
		xlsx_text(xlsx, at, column, written(req, field, row), field->lines ? XLSX_LINES : XLSX_PLAIN);
	}
}

/* Files */

static struct str table_csv(const struct request *req, const struct record *record)
{
	struct row_list rows = programme_rows(req->programme, record);
	struct csv csv = csv_begin(req->language);

	for (size_t f = 0; f < record->field_count; f++)
		if (is_column(req, record, &record->field[f]))
			csv_text(&csv, language_text(req->language, record->field[f].label));
	csv_end_row(&csv);
	for (size_t i = 0; i < rows.count; i++) {
		if (!is_seen(req, record, rows.at[i]))
			continue;
		for (size_t f = 0; f < record->field_count; f++)
			if (is_column(req, record, &record->field[f]))
				csv_value(req, &csv, &record->field[f], rows.at[i]);
		csv_end_row(&csv);
	}
	return csv_finish(&csv, req->arena);
}

static size_t xlsx_head(const struct request *req, struct xlsx *xlsx, const struct record *record)
{
	size_t column = 0;

	for (size_t f = 0; f < record->field_count; f++) {
		const struct field *field = &record->field[f];

		if (!is_column(req, record, field))
			continue;
		xlsx_width(xlsx, column, column, field->lines ? WIDTH_LINES : field->kind == KIND_TEXT || field->kind == KIND_IDS ? WIDTH_TEXT : WIDTH_SHORT);
		xlsx_text(xlsx, 0, column++, language_text(req->language, field->label), XLSX_HEADER);
	}
	xlsx_freeze(xlsx, 1, 1);
	return column;
}

static bool table_xlsx(const struct request *req, const struct record *record, struct str *bytes)
{
	struct row_list rows = programme_rows(req->programme, record);
	struct str plural = language_text(req->language, record->plural);
	struct xlsx *xlsx = xlsx_new(plural, tree_facts(req->programme)->name, clock_now());
	struct buf out = { 0 };
	size_t at = 0, columns;
	bool done;

	xlsx_sheet(xlsx, plural);
	columns = xlsx_head(req, xlsx, record);
	for (size_t i = 0; i < rows.count; i++) {
		size_t column = 0;

		if (!is_seen(req, record, rows.at[i]))
			continue;
		at++;
		for (size_t f = 0; f < record->field_count; f++)
			if (is_column(req, record, &record->field[f]))
				xlsx_value(req, xlsx, at, column++, &record->field[f], rows.at[i]);
	}
	if (at > 0 && columns > 0)
		xlsx_filter(xlsx, 0, at, 0, columns - 1);
	done = xlsx_finish(xlsx, &out);
	*bytes = buf_copy(&out, req->arena);
	buf_clear(&out);
	return done;
}

/* GET /{programme}/tables/{file}: action.csv, action.xlsx */
static void send_table(struct request *req, struct response *res)
{
	struct str file = request_parameter(req, "file"), bytes;
	bool csv = str_ends(file, STR(".csv")), xlsx = str_ends(file, STR(".xlsx"));
	const struct record *record = csv || xlsx ? record_named(str_to(file, file.len - (csv ? 4 : 5))) : NULL;

	if (!record || !is_table(record)) {
		respond_not_found(res, req);
		return;
	}
	if (csv) {
		bytes = table_csv(req, record);
	} else if (!table_xlsx(req, record, &bytes)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The file cannot be made now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	respond_text(res, 200, csv ? "text/csv; charset=utf-8" : xlsx_media_type, bytes);
	respond_header(res, "Content-Disposition", str_format(req->arena, "attachment; filename=\"%.*s-%.*s-%.*s.%s\"", STR_ARG(req->programme_key),
		STR_ARG(str_slug(req->arena, language_text(req->language, record->plural))), STR_ARG(day_text(req->day, req->arena)), csv ? "csv" : "xlsx"));
}

const struct route table_routes[] = {
	{ "GET", "/{programme}/tables", RIGHT_READ, show_tables, 0, "The lists of the programme as files for a spreadsheet" },
	{ "GET", "/{programme}/tables/{file}", RIGHT_READ, send_table, ROUTE_WAITS, "One list: action.csv, action.xlsx" },
	ROUTES_END
};
