/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The matrix of who takes part in what: a row for each part of the programme, a column for each party, in each cell a standing in words,
 * with what belongs to it: "haakt elders aan (Hanzesteden, sinds 1-1-2025)". Parents come before what hangs under them, so that a cell
 * which says what follows from above anyway needs no entry of its own.
 */
#include <stdlib.h>
#include <string.h>

#include "import/import_own.h"
#include "participation/participation.h"
#include "party/party.h"

struct matrix_row { const struct sheet_row *at; const struct node *node; size_t row; size_t order; };

/* What a cell says. */
struct said {
	enum standing standing;
	struct day    from, until;
	struct id     counterpart;
	struct ids    also;
};

static bool refuse(struct faults *faults, const char *message, struct str a, struct str b)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .message = message, .arg = { a, b } });
}

static bool after_word(struct str text, const char *const *words, struct str *rest)
{
	for (; *words; words++) {
		size_t length = strlen(*words);
		if (text.len > length && str_equal_nocase(str_to(text, length), str_of(*words)) && text.at[length] == ' ') {
			*rest = str_trim(str_from(text, length));
			return true;
		}
	}
	return false;
}

/* One thing between the brackets: a day, or the other region. */
static bool read_detail(struct work *work, struct str text, struct said *said, struct faults *faults)
{
	static const char *const from[] = { "sinds", "vanaf", "since", "from", "per", NULL };
	static const char *const until[] = { "t/m", "tot en met", "until", "tot", NULL };
	static const char *const also[] = { "ook", "ook gericht op", "also", "also to", NULL };
	static const char *const with[] = { "met", "bij", "via", "with", NULL };
	struct str rest = text;

	if (after_word(text, from, &rest))
		return import_day_of_words(rest, false, &said->from) || refuse(faults, N_("“{0}” is not a day; write 22-5-2024, or 5-2024 or 2024 where no more is known."), rest, STR_NONE);
	if (after_word(text, until, &rest))
		return import_day_of_words(rest, true, &said->until) || refuse(faults, N_("“{0}” is not a day; write 22-5-2024, or 5-2024 or 2024 where no more is known."), rest, STR_NONE);
	if (said->standing == STANDING_PARTICIPATES) {
		after_word(text, also, &rest);
		return import_ids_of_cell(work, &party_record, rest, &said->also, faults);
	}
	after_word(text, with, &rest);
	return import_find_row(work, &party_record, rest, &said->counterpart, faults);
}

/* "takes part", "takes part since 2025", "joins another region (Hanzesteden, since 2025)", "joins another region: Hanzesteden". */
static bool read_cell(struct work *work, struct str text, struct said *said, struct faults *faults)
{
	static const char *const dividers[] = { "(", ":", " sinds ", " vanaf ", " since ", " from ", " per ", " met ", " with ", " via " };
	size_t at = text.len;
	struct str details, detail;
	int standing;

	for (size_t i = 0; i < sizeof dividers / sizeof dividers[0]; i++) {
		size_t found = str_search(text, str_of(dividers[i]));
		if (found != SIZE_MAX && found > 0 && found < at)
			at = found;
	}
	*said = (struct said){ 0 };
	standing = import_find_word(work, &standing_words, str_trim(str_to(text, at)));
	if (standing <= STANDING_UNKNOWN)
		return refuse(faults, N_("“{0}” is not one of the choices: {1}."), text, import_word_choices(work, &standing_words));
	said->standing = (enum standing)standing;
	details = str_trim(str_from(text, at));
	if (details.len > 0 && (details.at[0] == '(' || details.at[0] == ':'))
		details = str_from(details, 1);
	if (str_ends(details, STR(")")))
		details = str_to(details, details.len - 1);
	while (str_next(&details, ',', &detail))
		if (str_trim(detail).len > 0 && !read_detail(work, str_trim(detail), said, faults))
			return false;
	return true;
}

static struct str pending_key(struct work *work, struct id party, struct id node)
{
	return str_format(work->arena, "entry %.*s %.*s", STR_ARG(id_text(party, work->arena)), STR_ARG(id_text(node, work->arena)));
}

/* The party's own entry on the node: with this first day, or, where none is asked, the one that holds on the day. */
static const struct participation *own_entry(struct work *work, struct id party, struct id node, struct day since, struct day day)
{
	struct row_list entries = REFERRING(work->source->programme, participation, party, party);
	const struct map_entry *pending = import_map_find(&work->known, pending_key(work, party, node));
	const struct participation *added = pending ? import_row_now(work, &participation_record, pending->id) : NULL;

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = import_row_now(work, &participation_record, row_id(entries.at[i]));
		if (!entry || !id_equal(entry->node, node))
			continue;
		if (day_known(since) ? day_equal(entry->from, since) : period_has(entry->from, entry->until, day))
			return entry;
	}
	return added && (day_known(since) ? day_equal(added->from, since) : period_has(added->from, added->until, day)) ? added : NULL;
}

/* What follows from above. */
static const struct participation *from_above(struct work *work, struct id party, const struct node *node, struct day day)
{
	for (node = node->parent; node; node = node->parent) {
		const struct participation *entry = own_entry(work, party, node->id, DAY_UNKNOWN, day);
		if (entry)
			return entry;
	}
	return NULL;
}

static bool says_the_same(const struct participation *entry, const struct said *said)
{
	return entry && entry->standing == said->standing && (!id_known(said->counterpart) || id_equal(entry->counterpart, said->counterpart)) &&
		said->also.count == 0 && !day_known(said->until);
}

static void put_entry(struct work *work, const struct participation *stands, struct id party, struct id node, const struct said *said, size_t column)
{
	struct participation entry = { .id = id_new(), .party = party, .node = node, .from = said->from };

	if (stands)
		entry = *stands;
	entry.standing = said->standing;
	if (id_known(said->counterpart) || said->standing != STANDING_JOINS_OTHER_REGION)
		entry.counterpart = said->counterpart;
	if (said->also.count > 0 || said->standing != STANDING_PARTICIPATES)
		entry.also_oriented_to = said->also;
	if (day_known(said->until))
		entry.until = said->until;
	if (!stands) {
		import_end_earlier_entry(work, &entry);
		import_map_put(&work->known, pending_key(work, party, node), entry.id, work->arena);
	}
	import_plan_put(work, &participation_record, &entry, (int)column + 1);
}

static void read_standing(struct work *work, const struct node *node, size_t column, const struct import_column *of)
{
	const struct cell *cell = import_cell_at(work, column);
	struct faults faults = { .arena = work->arena };
	enum import_cell_says says = import_cell_says(work, cell);
	const struct participation *stands;
	struct said said = { 0 };
	struct day day;

	if (says == CELL_SAYS_NOTHING)
		return;
	if (says == CELL_SAYS_CLEAR) {
		stands = own_entry(work, of->party, node->id, DAY_UNKNOWN, work->source->today);
		if (stands)
			import_plan_remove(work, &participation_record, stands->id, (int)column + 1);
		return;
	}
	if (cell->kind == CELL_ERROR || cell->kind == CELL_NOT_CALCULATED)
		refuse(&faults, N_("This cell holds no words, but what a formula made of it. Type the standing."), STR_NONE, STR_NONE);
	else
		read_cell(work, import_plain_text(cell->text, work->arena), &said, &faults);
	if (faults.count > 0) {
		import_faults_at(work, column, of->label, &faults);
		return;
	}
	if (!day_known(said.from))
		said.from = work->choices->since;
	day = day_exact(said.from) ? said.from : work->source->today;
	stands = own_entry(work, of->party, node->id, said.from, day);
	if (!stands && (says_the_same(own_entry(work, of->party, node->id, DAY_UNKNOWN, day), &said) ||
	    (!own_entry(work, of->party, node->id, DAY_UNKNOWN, day) && says_the_same(from_above(work, of->party, node, day), &said))))
		return;
	put_entry(work, stands, of->party, node->id, &said, column);
}

static const struct import_column *chosen(const struct work *work, size_t column)
{
	int at = work->sheet_choice->column[column];
	return at < 0 ? NULL : &work->sheet_choice->columns.at[at];
}

static size_t node_column(const struct work *work)
{
	for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++)
		if (chosen(work, c) && chosen(work, c)->is == COLUMN_FIELD)
			return c;
	return 0;
}

static bool any_standing(const struct work *work, size_t columns)
{
	for (size_t c = 0; c < columns; c++)
		if (chosen(work, c) && chosen(work, c)->is == COLUMN_PARTY && import_cell_says(work, import_cell_at(work, c)) != CELL_SAYS_NOTHING)
			return true;
	return false;
}

/* The node a row is about; NULL where it is not read, or names none. */
static const struct node *row_node_of(struct work *work, size_t column, size_t columns)
{
	struct str text = import_plain_text(import_cell_at(work, column)->text, work->arena);
	struct faults faults = { .arena = work->arena };
	struct id id;

	if (str_equal_nocase(str_to(text, 10), STR("voorbeeld:")) || str_equal_nocase(str_to(text, 8), STR("example:"))) {
		import_add_row(work, IMPORT_SKIPPED, text, N_("the example of the template"));
		return NULL;
	}
	if (!any_standing(work, columns) || (work->at->hidden && work->choices->skip_hidden)) {
		import_add_row(work, IMPORT_SKIPPED, text, work->at->hidden && work->choices->skip_hidden ? N_("hidden") : N_("nothing in the columns that are read"));
		return NULL;
	}
	if (str_is(str_slug(work->arena, text), "totaal") || str_is(str_slug(work->arena, text), "total")) {
		import_add_row(work, IMPORT_SKIPPED, text, N_("a row of totals"));
		return NULL;
	}
	work->row = import_add_row(work, IMPORT_SAME, text, NULL);
	if (text.len == 0)
		refuse(&faults, N_("This row does not say what it is about. Fill in this cell."), STR_NONE, STR_NONE);
	else
		import_find_row(work, NULL, text, &id, &faults);
	import_faults_at(work, column, chosen(work, column)->label, &faults);
	return faults.count ? NULL : programme_node(work->source->programme, id);
}

static int higher_first(const void *a, const void *b)
{
	const struct matrix_row *left = a, *right = b;

	if (left->node->depth != right->node->depth)
		return left->node->depth < right->node->depth ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

/* Two rows about one node say two things of every cell. */
static bool twice(struct work *work, const struct matrix_row *rows, size_t i, size_t column)
{
	if (i == 0 || rows[i - 1].node != rows[i].node)
		return false;
	import_fault_at(work, column, chosen(work, column)->label, &(struct fault){ .kind = FAULT_INVALID,
		.message = N_("Row {0} is about the same. Put the two together in one row."), .arg = { str_format(work->arena, "%u", rows[i - 1].at->number) } });
	return true;
}

void import_matrix_read(struct work *work)
{
	const struct sheet *sheet = &work->source->workbook->sheet[work->sheet];
	struct matrix_row *rows = arena_array(work->arena, struct matrix_row, sheet->row_count + 1);
	size_t count = 0, column = node_column(work);

	for (size_t r = work->sheet_choice->header + 1; r < sheet->row_count; r++) {
		const struct node *node;

		work->at = &sheet->row[r];
		node = row_node_of(work, column, sheet->column_count);
		if (node) {
			/* Nodes lie in one array in the order of the tree: the address is that order. */
			size_t order = (size_t)(node - programme_nodes(work->source->programme).at);
			work->plan->row[work->row].title = node_title(work->source->programme, node, work->arena);
			rows[count++] = (struct matrix_row){ work->at, node, work->row, order };
		}
	}
	if (count > 1)
		qsort(rows, count, sizeof *rows, higher_first);
	for (size_t i = 0; i < count; i++) {
		work->at = rows[i].at;
		work->row = rows[i].row;
		if (twice(work, rows, i, column))
			continue;
		for (size_t c = 0; c < sheet->column_count; c++)
			if (chosen(work, c) && chosen(work, c)->is == COLUMN_PARTY)
				read_standing(work, rows[i].node, c, chosen(work, c));
	}
}
