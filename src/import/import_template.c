/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Workbooks to fill in: a sheet for each table, its columns as import reads them, lists of this programme to choose from on a hidden
 * sheet, and one example that is not read. With what there is now it comes back the same: the round trip changes nothing.
 */
#include <string.h>

#include "action/action.h"
#include "import/import_own.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "role/role.h"
#include "sheet/xlsx_write.h"
#include "tree/tree.h"

enum {
	EMPTY_ROWS = 500,               /* below what is written that still offer lists */
	LISTS_MOST = 40
};

/* A list on the hidden sheet: its column, how long it is. */
struct list { const void *of; size_t count; };

struct template {
	const struct programme *programme;
	enum language           language;
	struct day              today;
	struct xlsx            *xlsx;
	struct str              lists_name;
	struct str             *value[LISTS_MOST];
	struct list             list[LISTS_MOST];
	size_t                  lists;
	struct arena            arena;
};

/* Lists */

static size_t begin_list(struct template *template, const void *of, size_t most)
{
	size_t at = template->lists++;

	template->list[at] = (struct list){ of, 0 };
	template->value[at] = arena_array(&template->arena, struct str, most + 1);
	return at;
}

static void to_list(struct template *template, size_t list, struct str text)
{
	if (text.len > 0)
		template->value[list][template->list[list].count++] = text;
}

/* The list for words, a record, or (NULL) any node; made when first asked for. SIZE_MAX: no room for one more. */
static size_t list_of(struct template *template, const void *of, const struct words *words, const struct record *record)
{
	struct node_list nodes = programme_nodes(template->programme);
	struct row_list rows = record ? programme_rows(template->programme, record) : (struct row_list){ NULL, 0 };
	size_t at;

	for (size_t i = 0; i < template->lists; i++)
		if (template->list[i].of == of)
			return i;
	if (template->lists == LISTS_MOST)
		return SIZE_MAX;
	at = begin_list(template, of, words ? words->count : record ? rows.count : nodes.count);
	for (size_t i = 0; words && i < words->count; i++)
		if (words->at[i].wire[0] && !(words == &light_words && i == LIGHT_SILENT))
			to_list(template, at, language_text(template->language, words->at[i].label));
	for (size_t i = 0; i < rows.count; i++)
		to_list(template, at, import_reference_text(template->programme, record, rows.at[i], &template->arena));
	for (size_t i = 0; !words && !record && i < nodes.count; i++)
		to_list(template, at, node_title(template->programme, &nodes.at[i], &template->arena));
	return at;
}

static const struct words yes_words;    /* an address of its own for the list "yes" */

static size_t list_for(struct template *template, const struct import_column *column)
{
	const struct field *field = column->field;
	const struct import_link *link = column->how;

	if (column->is == COLUMN_LINKS)
		return link->single ? list_of(template, &party_record, NULL, &party_record) : SIZE_MAX;
	if (column->is == COLUMN_PARTY)
		return list_of(template, &standing_words, &standing_words, NULL);
	if (!field)
		return SIZE_MAX;
	if (field->kind == KIND_WORD)
		return list_of(template, field->words, field->words, NULL);
	if (field->kind == KIND_ID && strcmp(field->refers_to, "node") == 0)
		return list_of(template, "node", NULL, NULL);
	if (field->kind == KIND_ID && record_named(str_of(field->refers_to)))
		return list_of(template, record_named(str_of(field->refers_to)), NULL, record_named(str_of(field->refers_to)));
	if (field->kind == KIND_BOOL) {
		size_t at = list_of(template, &yes_words, &yes_words, NULL);
		if (at != SIZE_MAX && template->list[at].count == 0) {
			template->value[at] = arena_array(&template->arena, struct str, 2);
			to_list(template, at, language_text(template->language, N_("yes")));
			to_list(template, at, language_text(template->language, N_("no")));
		}
		return at;
	}
	return SIZE_MAX;
}

/* Cells */

static double width_of(const struct import_column *column)
{
	if (column->is == COLUMN_PARTY)
		return 18;
	if (column->field && column->field->kind == KIND_TEXT && (column->field->lines || column->field->markdown))
		return 40;
	if (column->field && column->field->kind == KIND_TEXT && field_most(column->field) > 60)
		return 30;
	return 16;
}

static void write_value(struct template *template, size_t row, size_t column, const struct field *field, const void *of)
{
	struct xlsx *xlsx = template->xlsx;

	if (field_empty(field, of))
		return;
	switch (field->kind) {
	case KIND_DAY:
		xlsx_day(xlsx, row, column, *FIELD_AT(of, field, struct day));
		return;
	case KIND_COUNT:
		xlsx_count(xlsx, row, column, *FIELD_AT(of, field, struct count));
		return;
	case KIND_MONEY:
		xlsx_money(xlsx, row, column, *FIELD_AT(of, field, struct money));
		return;
	case KIND_DECIMAL:
		xlsx_decimal(xlsx, row, column, *FIELD_AT(of, field, struct decimal));
		return;
	default:
		xlsx_text(xlsx, row, column, import_value_text(template->programme, field, of, template->language, &template->arena),
			field->lines || field->markdown ? XLSX_LINES : XLSX_PLAIN);
	}
}

static struct str linked_names(struct template *template, const struct import_link *link, struct id owner)
{
	const struct programme *programme = template->programme;
	struct row_list rows = link->record == &role_record ? REFERRING(programme, role, node, owner) : REFERRING(programme, membership, party, owner);
	struct str *names = arena_array(&template->arena, struct str, rows.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++) {
		const struct role *role = rows.at[i];
		const struct membership *membership = rows.at[i];
		bool is_role = link->record == &role_record;
		const struct party *party;

		if (is_role ? (int)role->kind != link->kind || role->state == ROLE_DECLINED || !period_has(DAY_UNKNOWN, role->until, template->today)
			    : !period_has(DAY_UNKNOWN, membership->until, template->today))
			continue;
		party = programme_row(programme, party, is_role ? role->party : membership->organisation);
		if (party)
			names[count++] = party->name;
	}
	return str_join(&template->arena, names, count, STR("; "));
}

static void write_grouped(struct template *template, size_t row, size_t at, const struct import_column *column, struct id owner)
{
	const struct import_group *group = column->how;
	const struct field *to = record_field(group->record, group->owner);
	struct row_list rows = programme_referring(template->programme, group->record, to->offset, owner);
	/* The newest figures of inhabitants are what a reader looks for. */
	size_t first = strcmp(group->identity, "day") == 0 && rows.count > group->most ? rows.count - group->most : 0;

	if ((size_t)column->number <= rows.count - first && rows.count > 0)
		write_value(template, row, at, column->field, rows.at[first + (size_t)column->number - 1]);
}

static void write_row(struct template *template, const struct import_table *table, struct import_columns columns, size_t row, const void *of)
{
	(void)table;
	for (size_t c = 0; c < columns.count; c++) {
		const struct import_column *column = &columns.at[c];

		if (column->is == COLUMN_LINKS)
			xlsx_text(template->xlsx, row, c, linked_names(template, column->how, row_id(of)), XLSX_PLAIN);
		else if (column->is == COLUMN_FIELD && column->number > 0)
			write_grouped(template, row, c, column, row_id(of));
		else if (column->is == COLUMN_FIELD)
			write_value(template, row, c, column->field, of);
	}
}

/* The matrix: what was recorded for each node itself */

/* "joins another region (Hanzesteden)"; since when stands in the list of entries, which tells it for each. */
static struct str standing_text(struct template *template, const struct participation *entry)
{
	struct str words = language_text(template->language, words_label(&standing_words, (int)entry->standing));
	const struct party *region = programme_row(template->programme, party, entry->counterpart);
	struct str *also = arena_array(&template->arena, struct str, entry->also_oriented_to.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < entry->also_oriented_to.count; i++) {
		const struct party *other = programme_row(template->programme, party, entry->also_oriented_to.at[i]);
		if (other)
			also[count++] = other->name;
	}
	if (region)
		return str_format(&template->arena, "%.*s (%.*s)", STR_ARG(words), STR_ARG(region->name));
	if (count > 0)
		return str_format(&template->arena, "%.*s (%s %.*s)", STR_ARG(words), template->language == LANGUAGE_NL ? "ook" : "also",
			STR_ARG(str_join(&template->arena, also, count, STR(", "))));
	return words;
}

static void write_matrix_row(struct template *template, struct import_columns columns, size_t row, const struct node *node)
{
	for (size_t c = 1; c < columns.count; c++) {
		const struct participation *entry = participation_effective(template->programme, columns.at[c].party, node, template->today);
		if (entry && participation_explicit(entry, node))
			xlsx_text(template->xlsx, row, c, standing_text(template, entry), XLSX_PLAIN);
	}
}

static struct str node_label(struct template *template, const struct node *node)
{
	if (!node->parent)
		return language_text(template->language, N_("Whole programme"));
	return node_title(template->programme, node, &template->arena);
}

/* Sheets */

static void write_headers(struct template *template, struct import_columns columns, size_t row)
{
	for (size_t c = 0; c < columns.count; c++) {
		const struct import_column *column = &columns.at[c];
		bool day = column->field && column->field->kind == KIND_DAY;
		bool number = column->field && (column->field->kind == KIND_COUNT || column->field->kind == KIND_MONEY || column->field->kind == KIND_DECIMAL);

		xlsx_column(template->xlsx, c, width_of(column), day ? XLSX_COLUMN_DAY : number ? XLSX_COLUMN_GENERAL : XLSX_COLUMN_TEXT);
		xlsx_text(template->xlsx, row, c, column->label, XLSX_HEADER);
		if (column->hint.len > 0)
			xlsx_remark(template->xlsx, row, c, column->hint);
	}
	xlsx_freeze(template->xlsx, row + 1, 1);
}

/* Names can be typed that are not on the list yet; words cannot. */
static void offer_lists(struct template *template, struct import_columns columns, size_t first, size_t last)
{
	for (size_t c = 0; c < columns.count; c++) {
		size_t list = list_for(template, &columns.at[c]);
		bool strict = columns.at[c].field && columns.at[c].field->kind == KIND_WORD;

		if (list != SIZE_MAX)
			xlsx_choices(template->xlsx, first, last, c, template->lists_name, list, template->list[list].count, strict, STR_NONE);
	}
}

/* What a cell may look like, for the row that is not read. */
static struct str example_of(struct template *template, const struct import_column *column, size_t c)
{
	const struct field *field = column->field;
	size_t list = list_for(template, column);
	struct str text = STR_NONE;

	if (list != SIZE_MAX && template->list[list].count > 0)
		text = template->value[list][0];
	else if (column->is == COLUMN_LINKS)
		text = programme_rows(template->programme, &party_record).count > 0
			? ROW(party, programme_rows(template->programme, &party_record), 0)->name : STR_NONE;
	else if (field && field->kind == KIND_DAY)
		text = STR("1-1-2027");
	else if (field && field->kind == KIND_MONEY)
		text = STR("1234,56");
	else if (field && field->kind == KIND_COUNT)
		text = STR("25000");
	else if (field && field->kind == KIND_DECIMAL)
		text = STR("12,5");
	else if (field && strcmp(field->name, "number") == 0)
		text = STR("M-01");
	else if (field && field->required)
		text = language_text(template->language, N_("a text"));
	if (c > 0)
		return text;
	return language_fill(template->language, &template->arena, N_("Example: {0}"), text.len ? text : STR("M-01"), STR_NONE, STR_NONE);
}

static void write_example(struct template *template, struct import_columns columns, size_t row)
{
	for (size_t c = 0; c < columns.count; c++)
		if (c == 0 || (!columns.at[c].rare && columns.at[c].number <= 1 && columns.at[c].is != COLUMN_PERIOD))
			xlsx_text(template->xlsx, row, c, example_of(template, &columns.at[c], c), XLSX_MUTED);
}

/* The columns that a template offers: not those for people who never had a template. */
static struct import_columns offered(struct template *template, const struct import_table *table, bool filled)
{
	struct import_columns all = import_columns(table, template->programme, template->language, 0, &template->arena);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++) {
		const struct import_column *column = &all.at[i];
		const struct party *party = programme_row(template->programme, party, column->party);
		bool out = column->is == COLUMN_PERIOD || (!filled && column->rare) || (party && !party_exists(party, template->today));

		if (!out)
			all.at[count++] = *column;
	}
	all.count = count;
	return all;
}

static void write_table(struct template *template, const struct import_table *table, bool filled)
{
	struct row_list rows = programme_rows(template->programme, table->record);
	struct import_columns columns = offered(template, table, filled);
	size_t row = 1;

	xlsx_sheet(template->xlsx, import_table_label(table, template->language));
	write_headers(template, columns, 0);
	if (!filled)
		write_example(template, columns, row++);
	for (size_t i = 0; filled && i < rows.count; i++)
		write_row(template, table, columns, row++, rows.at[i]);
	offer_lists(template, columns, 1, row + EMPTY_ROWS);
	if (filled && rows.count > 0)
		xlsx_filter(template->xlsx, 0, row - 1, 0, columns.count - 1);
}

/* A matrix has its rows in it, empty or not. */
static void write_matrix(struct template *template, const struct import_table *table, bool filled)
{
	struct node_list nodes = programme_nodes(template->programme);
	struct import_columns columns = offered(template, table, false);

	xlsx_sheet(template->xlsx, import_table_label(table, template->language));
	write_headers(template, columns, 0);
	for (size_t i = 0; i < nodes.count; i++) {
		xlsx_text(template->xlsx, i + 1, 0, node_label(template, &nodes.at[i]), XLSX_PLAIN);
		if (filled)
			write_matrix_row(template, columns, i + 1, &nodes.at[i]);
	}
	for (size_t c = 1; c < columns.count; c++) {
		size_t list = list_for(template, &columns.at[c]);
		/* Not strict: a cell may say more than the word, "(Hanzesteden)". */
		if (list != SIZE_MAX)
			xlsx_choices(template->xlsx, 1, nodes.count, c, template->lists_name, list, template->list[list].count, false, STR_NONE);
	}
}

static void write_lists(struct template *template)
{
	if (template->lists == 0)
		return;
	xlsx_sheet(template->xlsx, template->lists_name);
	xlsx_hide(template->xlsx);
	for (size_t i = 0; i < template->lists; i++)
		for (size_t r = 0; r < template->list[i].count; r++)
			xlsx_text(template->xlsx, r, i, template->value[i][r], XLSX_PLAIN);
}

static void write_help(struct template *template)
{
	static const char *const lines[] = {
		N_("An empty cell leaves what stands. To empty a field, type “clear” in its cell."),
		N_("A day may be 22-5-2024, 5-2024, 2024, or a quarter: Q3 2026."),
		N_("Of names that are not on a list yet: add them first, or send them in a file of their own."),
		N_("Columns you do not need can be taken away; their order does not matter."),
		N_("Rows that begin with “Example:” are not read."),
		N_("Send the file under Import. You see what it would change before anything is written."),
	};

	xlsx_sheet(template->xlsx, language_text(template->language, N_("How to fill it in")));
	xlsx_width(template->xlsx, 0, 0, 100);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		xlsx_text(template->xlsx, i, 0, language_text(template->language, lines[i]), XLSX_LINES);
}

bool import_template(const struct programme *programme, const struct import_kind *kind, enum language language, bool filled,
	struct moment now, struct day today, struct buf *out)
{
	struct template template = { .programme = programme, .language = language, .today = today,
		.xlsx = xlsx_new(language_text(language, kind->label), tree_facts(programme)->name, now),
		.lists_name = language_text(language, N_("Lists")) };
	bool made;

	for (size_t t = 0; t < kind->table_count; t++) {
		const struct import_table *table = kind->table[t];
		if (table->matrix)
			write_matrix(&template, table, filled);
		else
			write_table(&template, table, filled);
	}
	write_help(&template);
	write_lists(&template);
	made = xlsx_finish(template.xlsx, out);
	arena_clear(&template.arena);
	return made;
}
