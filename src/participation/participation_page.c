/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The matrix: the tree of the programme by the municipalities of the day. Every cell says how it comes to its standing and leads to
 * the page that explains it (reason_page.c). For a phone the same is a list for one party.
 */
#include <string.h>

#include "action/action.h"
#include "html/show.h"
#include "http/route.h"
#include "participation/participation_model.h"
#include "role/role.h"
#include "tree/tree_model.h"

#define ROOMY_COLUMNS 8                 /* with more, the words in the cells are for readers by ear only */
#define FEW_COLUMNS 6                   /* with as many, a phone shows them all beside each other */
#define DIFFERENCES_TOLD 8              /* above the table; all of them stand in it */
#define SAME_TOLD 3                     /* more that stand the same way toward one node are told as one number */
#define CELLS_MOST 900                  /* with more, the actions come when asked for */

/* What differs from simply taking part, for a sentence above the table. */
struct difference {
	const struct node          *node;
	const struct party         *party;
	const struct participation *entry;
	size_t                      same;       /* how many stand so toward the node; 0: told with another */
};

/* What a cell shows; STANDING_COUNT for one that takes part and also looks to another region. */
enum symbol { SYMBOL_ALSO = STANDING_COUNT, SYMBOL_COUNT };

/* What was asked, and what is worked out once for all cells. */
struct matrix {
	const struct request *req;
	struct row_list       municipalities;
	const struct theme   *theme;            /* only this one; NULL: all */
	bool                  actions;          /* show actions, not only themes and topics */
	bool                  others;           /* show parties that are no municipality, too */
	const struct party   *chosen;           /* the one whose list is shown */
	struct participation_table table;       /* of the columns */
	struct str           *about;            /* of each entry, by its place in the programme: made when first asked for */
	struct row_list      *roles;            /* of each column: what the party leads, executes or helps with */
	bool                  seen[SYMBOL_COUNT], inherited, shares, role_seen[ROLE_ADVISOR + 1];   /* what the legend explains */
	struct difference    *differences;
	size_t                difference_count, difference_room;
};

/* "1 of 6" */
static struct str of_text(const struct request *req, size_t part, size_t all)
{
	return language_fill(req->language, req->arena, N_("{0} of {1}"), str_format(req->arena, "%zu", part),
		str_format(req->arena, "%zu", all), STR_NONE);
}

/* Parties that are no municipality and have an entry that holds on the day. */
static struct row_list other_parties(const struct request *req)
{
	struct row_list all = programme_rows(req->programme, &party_record);
	const void **at = arena_array(req->arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++) {
		const struct party *party = ROW(party, all, i);
		struct row_list entries = REFERRING(req->programme, participation, party, party->id);
		bool holds = false;

		if (party->kind == PARTY_MUNICIPALITY || !party_exists(party, req->day))
			continue;
		for (size_t e = 0; e < entries.count && !holds; e++) {
			const struct participation *entry = ROW(participation, entries, e);
			const struct node *node = programme_node(req->programme, entry->node);
			holds = node && period_has(entry->from, entry->until, req->day) && participation_sees(req, node);
		}
		if (holds)
			at[count++] = party;
	}
	return (struct row_list){ at, count };
}

static bool shown(const struct matrix *matrix, const struct node *node)
{
	if (!matrix->actions && node->record == &action_record)
		return false;
	if (matrix->theme && node->parent && tree_theme(node) != matrix->theme)
		return false;
	return !participation_outside(node) && participation_sees(matrix->req, node);
}

/* How large the table is with all its actions. */
static size_t cells_of(const struct matrix *matrix, size_t columns)
{
	struct node_list nodes = programme_nodes(matrix->req->programme);
	struct matrix whole = *matrix;
	size_t rows = 0;

	whole.actions = true;
	for (size_t i = 0; i < nodes.count; i++)
		rows += shown(&whole, &nodes.at[i]);
	return rows * columns;
}

static struct matrix read_matrix(const struct request *req, struct row_list others)
{
	struct matrix matrix = { .req = req };
	struct row_list columns = { NULL, 0 };
	const void **at;

	matrix.municipalities = party_municipalities(req->programme, req->day, req->arena);
	matrix.theme = programme_by_address(req->programme, &theme_record, request_query(req, "theme"));
	if (matrix.theme && !programme_node(req->programme, matrix.theme->id))
		matrix.theme = NULL;
	matrix.others = str_is(request_query(req, "others"), "1") && others.count > 0;
	matrix.chosen = programme_by_address(req->programme, &party_record, request_query(req, "party"));
	at = arena_array(req->arena, const void *, matrix.municipalities.count + others.count);
	for (size_t i = 0; i < matrix.municipalities.count; i++)
		at[columns.count++] = matrix.municipalities.at[i];
	for (size_t i = 0; matrix.others && i < others.count; i++)
		at[columns.count++] = others.at[i];
	columns.at = at;
	matrix.actions = str_is(request_query(req, "show"), "actions") ||
		(!str_is(request_query(req, "show"), "topics") && cells_of(&matrix, columns.count) <= CELLS_MOST);
	matrix.table = participation_table(req->programme, columns, req->day, req->arena);
	matrix.about = arena_array(req->arena, struct str, req->programme->participations.count);
	matrix.roles = arena_array(req->arena, struct row_list, columns.count);
	for (size_t i = 0; i < columns.count; i++)
		matrix.roles[i] = role_of_party(req->programme, ROW(party, columns, i)->id, req->day, req->arena);
	return matrix;
}

/* "Recorded for the programme, from 2024. Decision: ... Source: ...": the same for every cell that rests on the entry. */
static struct str about_entry(const struct matrix *matrix, const struct participation *entry)
{
	const struct request *req = matrix->req;
	struct str *about, period, place, parts[4];
	size_t count = 0;

	if (!entry)
		return language_text(req->language, N_("Nothing was recorded."));
	about = &matrix->about[entry - req->programme->participations.at];
	if (about->len > 0)
		return *about;
	period = day_known(entry->from) || day_known(entry->until)
		? language_period(req->language, req->arena, entry->from, entry->until)
		: language_text(req->language, N_("since when is not known"));
	place = participation_node_title(req, programme_node(req->programme, entry->node));
	parts[count++] = language_fill(req->language, req->arena, N_("Recorded for {0}: {1}."), place, period, STR_NONE);
	if (entry->reason.len > 0)
		parts[count++] = entry->reason;
	if (entry->decision.len > 0)
		parts[count++] = language_fill(req->language, req->arena, N_("Decision: {0}."), entry->decision, STR_NONE, STR_NONE);
	if (entry->provenance.source.len > 0)
		parts[count++] = language_fill(req->language, req->arena, N_("Source: {0}"), entry->provenance.source, STR_NONE, STR_NONE);
	*about = str_join(req->arena, parts, count, STR(" "));
	return *about;
}

static struct str counterpart_name(const struct request *req, const struct participation *entry)
{
	const struct party *party = entry ? programme_row(req->programme, party, entry->counterpart) : NULL;

	if (party)
		return party->name;
	return entry && entry->also_oriented_to.count > 0 ? participation_names(req, entry->also_oriented_to) : STR_NONE;
}

/* In how many actions below the node the party takes part; nothing where there are none or the node is an action itself. */
static void share_model(const struct request *req, struct model *model, const struct node *node, struct participation_share share)
{
	bool tells = share.all > 0 && node->record == &theme_record;

	model_text(model, "share", tells ? of_text(req, share.in, share.all) : STR_NONE);
}

/* For a narrow column: "T", explained below the table's title. */
static struct str role_letter(const struct request *req, enum role_kind kind)
{
	char letter = language_text(req->language, words_label(&role_kind_words, (int)kind)).at[0];

	return str_format(req->arena, "%c", letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
}

/* The weightiest role of the party on this very node: it leads, executes, works along or advises. */
static void role_model(struct matrix *matrix, struct model *cell, size_t column, const struct node *node)
{
	enum role_kind kind = ROLE_UNKNOWN;

	for (size_t i = 0; i < matrix->roles[column].count; i++) {
		const struct role *role = ROW(role, matrix->roles[column], i);
		if (id_equal(role->node, node->id) && role->kind != ROLE_UNKNOWN && (kind == ROLE_UNKNOWN || role->kind < kind))
			kind = role->kind;
	}
	matrix->role_seen[kind] = true;
	model_words(cell, "role", kind == ROLE_UNKNOWN ? "" : words_label(&role_kind_words, (int)kind));
	model_text(cell, "role_letter", kind == ROLE_UNKNOWN ? STR_NONE : role_letter(matrix->req, kind));
}

static void add_difference(struct matrix *matrix, const struct party *party, const struct node *node, const struct participation *entry)
{
	if (matrix->difference_count == matrix->difference_room) {
		size_t room = matrix->difference_room ? 2 * matrix->difference_room : 32;
		struct difference *at = arena_array(matrix->req->arena, struct difference, room);
		if (matrix->difference_count)
			memcpy(at, matrix->differences, matrix->difference_count * sizeof *at);
		matrix->differences = at;
		matrix->difference_room = room;
	}
	matrix->differences[matrix->difference_count++] = (struct difference){ node, party, entry, 1 };
}

/* Many that stand the same way toward one node become one: the first of them, with their number. */
static void join_same(struct difference *at, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t same = 1;
		for (size_t k = i + 1; k < count && at[k].node == at[i].node; k++)
			same += at[k].entry->standing == at[i].entry->standing;
		if (at[i].same == 0 || same <= SAME_TOLD)
			continue;
		for (size_t k = i + 1; k < count && at[k].node == at[i].node; k++)
			if (at[k].entry->standing == at[i].entry->standing)
				at[k].same = 0;
		at[i].same = same;
	}
}

static struct str difference_words(const struct request *req, const struct difference *difference)
{
	static const char *const many[STANDING_COUNT] = {
		[STANDING_JOINS_OTHER_REGION] = N_("{0} municipalities go along with another region for {1}."),
		[STANDING_DOES_NOT_PARTICIPATE] = N_("{0} municipalities do not take part in {1}."),
		[STANDING_UNDECIDED] = N_("{0} municipalities have not decided about {1} yet."),
		[STANDING_OBSERVER] = N_("{0} municipalities read along with {1}."),
		[STANDING_PARTICIPATES] = N_("{0} municipalities take part in {1} and also look to another region."),
	};
	const char *words = many[difference->entry->standing];

	if (difference->same == 1 || !words)
		return participation_sentence(req, difference->party, difference->node, difference->entry);
	return language_fill(req->language, req->arena, words, str_format(req->arena, "%zu", difference->same),
		participation_node_title(req, difference->node), STR_NONE);
}

static void difference_model(const struct matrix *matrix, struct model *item, const struct difference *difference)
{
	const struct request *req = matrix->req;
	const struct participation *entry = difference->entry;
	const struct node *node = difference->node;

	model_text(item, "symbol", entry->also_oriented_to.count ? STR("participates-also") : participation_word(entry->standing));
	model_text(item, "sentence", difference_words(req, difference));
	model_text(item, "address", request_address(req, difference->same > 1
		? row_address(req->programme, node->record, node->row, req->arena)
		: participation_address(req->programme, difference->party, node, req->arena)));
}

/* Themes and topics first: what differs in an action is smaller news. */
static void differences_model(struct matrix *matrix, struct model *model)
{
	const struct request *req = matrix->req;
	size_t told = 0, all = 0;

	join_same(matrix->differences, matrix->difference_count);
	model_list(model, "differences");
	for (int actions = 0; actions < 2; actions++)
		for (size_t i = 0; i < matrix->difference_count; i++) {
			const struct difference *difference = &matrix->differences[i];
			if (difference->same == 0 || (difference->node->record == &action_record) != (actions == 1))
				continue;
			if (++all <= DIFFERENCES_TOLD)
				difference_model(matrix, model_item(model, "differences"), difference);
			told = all < DIFFERENCES_TOLD ? all : DIFFERENCES_TOLD;
		}
	model_text(model, "more_differences", all == told ? STR_NONE
		: language_plural(req->language, req->arena, N_("and {0} more, in the table"), N_("and {0} more, in the table"),
			(int64_t)(all - told)));
}

static void cell_model(struct matrix *matrix, struct model *cell, size_t column, const struct node *node, struct str name)
{
	const struct request *req = matrix->req;
	const struct party *party = ROW(party, matrix->table.parties, column);
	const struct participation *entry = participation_table_entry(&matrix->table, node, column);
	struct participation_share share = { 0 };
	bool also = entry && entry->also_oriented_to.count > 0, own = participation_explicit(entry, node);
	enum standing standing = participation_standing(entry);

	matrix->seen[also ? SYMBOL_ALSO : (enum symbol)standing] = true;
	matrix->inherited |= entry && !own;
	if (own && (also || standing != STANDING_PARTICIPATES))
		add_difference(matrix, party, node, entry);
	participation_standing_model(cell, entry);
	model_text(cell, "symbol", also ? STR("participates-also") : participation_word(participation_standing(entry)));
	model_text(cell, "party", party->name);
	model_text(cell, "address", request_address(req,
		str_format(req->arena, "/participation/%.*s/%.*s", STR_ARG(party->key), STR_ARG(name))));
	model_text(cell, "about", about_entry(matrix, entry));
	model_text(cell, "counterpart", counterpart_name(req, entry));
	model_flag(cell, "also", also);
	model_flag(cell, "inherited", entry && !own);
	role_model(matrix, cell, column, node);
	model_flag(cell, "chosen", party == matrix->chosen);
	if (node->record == &theme_record)
		share = participation_table_in_actions(&matrix->table, node, column);
	matrix->shares |= share.all > 0;
	share_model(req, cell, node, share);
}

/* Whether the row tells it in words: what was recorded for this very node, or that nothing was. */
static bool told_here(const struct participation *entry, const struct node *node)
{
	return !entry || participation_explicit(entry, node);
}

/* Names of the municipalities that stand so toward the node, or how many they are; empty where there are none. */
static struct str names_standing(const struct matrix *matrix, const struct node *node, enum standing standing)
{
	const struct request *req = matrix->req;
	struct str *names = arena_array(req->arena, struct str, matrix->municipalities.count);
	size_t count = 0;

	for (size_t i = 0; i < matrix->municipalities.count; i++) {
		const struct party *party = ROW(party, matrix->municipalities, i);
		const struct participation *entry = participation_table_entry(&matrix->table, node, i);
		if (participation_standing(entry) == standing && told_here(entry, node))
			names[count++] = party->name;
	}
	if (count > SAME_TOLD && matrix->table.parties.count > ROOMY_COLUMNS)
		return language_plural(req->language, req->arena, N_("{0} municipality"), N_("{0} municipalities"), (int64_t)count);
	return str_join(req->arena, names, count, STR(", "));
}

static void add_words(struct model *row, struct str words)
{
	model_text(model_item(row, "words"), "text", words);
}

/* Who stands apart, by name: "Doesburg goes along with Hanzesteden". */
static void words_apart(const struct matrix *matrix, struct model *row, const struct node *node)
{
	static const struct { enum standing standing; const char *words; } lists[] = {
		{ STANDING_DOES_NOT_PARTICIPATE, N_("does not take part: {0}") }, { STANDING_UNDECIDED, N_("not decided yet: {0}") },
		{ STANDING_OBSERVER, N_("reads along: {0}") }, { STANDING_UNKNOWN, N_("not recorded: {0}") },
	};
	const struct request *req = matrix->req;

	for (size_t i = 0; i < matrix->municipalities.count; i++) {
		const struct party *party = ROW(party, matrix->municipalities, i);
		const struct participation *entry = participation_table_entry(&matrix->table, node, i);
		if (!entry || !told_here(entry, node))
			continue;
		if (entry->standing == STANDING_JOINS_OTHER_REGION)
			add_words(row, language_fill(req->language, req->arena, N_("{0} goes along with {1}"), party->name,
				counterpart_name(req, entry), STR_NONE));
		else if (entry->also_oriented_to.count > 0)
			add_words(row, language_fill(req->language, req->arena, N_("{0} also looks to {1}"), party->name,
				counterpart_name(req, entry), STR_NONE));
	}
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		struct str names = names_standing(matrix, node, lists[i].standing);
		if (names.len > 0)
			add_words(row, language_fill(req->language, req->arena, lists[i].words, names, STR_NONE, STR_NONE));
	}
}

/* Whether any party of the columns has an entry on this very node that holds on the day. */
static bool has_own(const struct matrix *matrix, const struct node *node)
{
	struct row_list entries = REFERRING(matrix->req->programme, participation, node, node->id);

	for (size_t i = 0; i < entries.count; i++)
		if (period_has(ROW(participation, entries, i)->from, ROW(participation, entries, i)->until, matrix->req->day))
			return true;
	return false;
}

static void counts_model(const struct matrix *matrix, struct model *row, const struct node *node)
{
	const struct request *req = matrix->req;
	struct participation_counts counts = participation_table_count(&matrix->table, node);
	bool unknown = counts.of[STANDING_UNKNOWN] == counts.all;

	model_text(row, "count", unknown ? STR_NONE : of_text(req, counts.in, counts.all));
	model_flag(row, "everybody", counts.in == counts.all);
	model_list(row, "words");
	if (!unknown && (has_own(matrix, node) || !node->parent))
		words_apart(matrix, row, node);
}

/* An action has a lead who answers for it; a theme and the programme have those who execute it. */
static void who_model(const struct request *req, struct model *row, const struct node *node)
{
	const struct role *lead = role_lead(req->programme, node, req->day);
	const struct node *from = NULL;
	struct row_list executors = role_executors(req->programme, node, req->day, req->arena, &from);

	model_list(row, "executors");
	show_row(req, row, "lead", &party_record, lead ? lead->party : ID_NONE);
	model_flag(row, "lead_unknown", !lead && node->record == &action_record);
	for (size_t i = 0; from == node && i < executors.count; i++) {
		const struct party *party = programme_row(req->programme, party, ROW(role, executors, i)->party);
		struct model *item = model_item(row, "executors");
		model_text(item, "title", party ? party->name : STR("?"));
		model_text(item, "address", party
			? request_address(req, row_address(req->programme, &party_record, party, req->arena)) : STR_NONE);
		model_flag(item, "together", ROW(role, executors, i)->together);
	}
}

static void node_model(const struct request *req, struct model *model, const struct node *node)
{
	const struct action *action = node->record == &action_record ? node->row : NULL;

	model_text(model, "title", action ? action->title : node_title(req->programme, node, req->arena));
	model_text(model, "number", action ? action->number : STR_NONE);
	model_text(model, "address", request_address(req, row_address(req->programme, node->record, node->row, req->arena)));
	model_flag(model, "draft", row_visibility(node->record, node->row) == VISIBILITY_DRAFT);
	model_flag(model, "is_programme", !node->parent);
	model_flag(model, "is_theme", node->record == &theme_record);
	model_flag(model, "is_topic", node->record == &topic_record);
	model_flag(model, "is_action", action != NULL);
	model_text(model, "kind", !node->parent ? STR("programme") : str_of(node->record->name));
}

static void row_model(struct matrix *matrix, struct model *row, const struct node *node)
{
	struct str name = participation_address_name(matrix->req->programme, node, matrix->req->arena);

	node_model(matrix->req, row, node);
	counts_model(matrix, row, node);
	who_model(matrix->req, row, node);
	model_list(row, "cells");
	for (size_t i = 0; i < matrix->table.parties.count; i++)
		cell_model(matrix, model_item(row, "cells"), i, node, name);
}

/* One group for the programme, one for each theme, one for the actions without a theme. */
static void rows_model(struct matrix *matrix, struct model *model)
{
	struct node_list nodes = programme_nodes(matrix->req->programme);
	struct model *group = NULL;
	bool loose = false;

	model_list(model, "groups");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		bool heads = node->depth < 2 && node->record != &action_record;
		bool first_loose = node->depth == 1 && node->record == &action_record && !loose;

		if (!shown(matrix, node))
			continue;
		if (heads || first_loose || !group) {
			group = model_item(model, "groups");
			model_flag(group, "loose", first_loose);
			model_list(group, "rows");
			loose = first_loose;
		}
		row_model(matrix, model_item(group, "rows"), node);
	}
	differences_model(matrix, model);
}

/* How many actions below the node the party leads. */
static size_t leads_of(const struct matrix *matrix, size_t column, const struct node *above)
{
	size_t leads = 0;

	for (size_t i = 0; i < matrix->roles[column].count; i++) {
		const struct role *role = ROW(role, matrix->roles[column], i);
		const struct node *node = programme_node(matrix->req->programme, role->node);
		leads += role->kind == ROLE_LEAD && node && node->record == &action_record && node_under(node, above) && !participation_outside(node) &&
			participation_sees(matrix->req, node);
	}
	return leads;
}

/* The last rows: in how many actions of what is shown each takes part, and how many it leads. */
static void totals_model(struct matrix *matrix, struct model *model)
{
	const struct request *req = matrix->req;
	const struct node *root = matrix->theme ? programme_node(req->programme, matrix->theme->id) : programme_root(req->programme);
	struct model *in, *leads;

	model_list(model, "totals");
	if (participation_table_in_actions(&matrix->table, root, 0).all == 0)
		return;
	in = model_item(model, "totals");
	leads = model_item(model, "totals");
	model_words(in, "label", N_("Takes part in actions"));
	model_words(leads, "label", N_("Leads actions"));
	model_list(in, "cells");
	model_list(leads, "cells");
	for (size_t i = 0; i < matrix->table.parties.count; i++) {
		struct participation_share share = participation_table_in_actions(&matrix->table, root, i);
		struct model *cell = model_item(in, "cells");
		model_text(cell, "text", of_text(req, share.in, share.all));
		model_flag(cell, "chosen", matrix->table.parties.at[i] == matrix->chosen);
		cell = model_item(leads, "cells");
		model_text(cell, "text", str_format(req->arena, "%zu", leads_of(matrix, i, root)));
		model_flag(cell, "chosen", matrix->table.parties.at[i] == matrix->chosen);
	}
}

static void columns_model(const struct matrix *matrix, struct model *model)
{
	model_list(model, "columns");
	for (size_t i = 0; i < matrix->table.parties.count; i++) {
		const struct party *party = ROW(party, matrix->table.parties, i);
		struct model *item = model_item(model, "columns");
		model_text(item, "title", party->name);
		model_text(item, "address", request_address(matrix->req,
			row_address(matrix->req->programme, &party_record, party, matrix->req->arena)));
		model_flag(item, "chosen", party == matrix->chosen);
	}
	model_number(model, "column_count", (int64_t)matrix->table.parties.count + 3);
	model_flag(model, "dense", matrix->table.parties.count > ROOMY_COLUMNS);
	model_flag(model, "few", matrix->table.parties.count <= FEW_COLUMNS);
}

/* The list of one party: the tree, each line with its standing; the same lines as the rows of the matrix. */
static void line_model(const struct matrix *matrix, struct model *line, const struct node *node)
{
	const struct request *req = matrix->req;
	const struct participation *entry = participation_effective(req->programme, matrix->chosen->id, node, req->day);
	bool own = participation_explicit(entry, node);

	node_model(req, line, node);
	participation_standing_model(line, entry);
	model_flag(line, "inherited", entry && !own);
	model_text(line, "counterpart", own ? counterpart_name(req, entry) : STR_NONE);
	model_flag(line, "also", own && entry->also_oriented_to.count > 0);
	model_text(line, "reason", own ? entry->reason : STR_NONE);
	model_text(line, "explanation", request_address(req, participation_address(req->programme, matrix->chosen, node, req->arena)));
	share_model(req, line, node,
		participation_in_actions(req->programme, matrix->chosen->id, node, req->day, req->arena));
}

static void chosen_model(const struct matrix *matrix, struct model *model)
{
	const struct request *req = matrix->req;
	struct node_list nodes = programme_nodes(req->programme);
	struct model *chosen;

	if (!matrix->chosen) {
		model_flag(model, "chosen_party", false);
		return;
	}
	chosen = model_object(model, "chosen_party");
	model_text(chosen, "title", matrix->chosen->name);
	model_text(chosen, "address", request_address(req, row_address(req->programme, &party_record, matrix->chosen, req->arena)));
	model_flag(chosen, "absent", !party_exists(matrix->chosen, req->day));
	model_list(chosen, "lines");
	for (size_t i = 0; i < nodes.count; i++)
		if (shown(matrix, &nodes.at[i]))
			line_model(matrix, model_item(chosen, "lines"), &nodes.at[i]);
}

static const char *show_of(const struct request *req)
{
	struct str show = request_query(req, "show");

	return str_is(show, "topics") ? "&show=topics" : str_is(show, "actions") ? "&show=actions" : "";
}

/* "/participation?party=doesburg&theme=leisure": what was chosen stays, but for the party. */
static struct str choice_address(const struct matrix *matrix, const struct party *party)
{
	struct arena *arena = matrix->req->arena;
	struct str theme = matrix->theme ? str_format(arena, "&theme=%.*s", STR_ARG(matrix->theme->key)) : STR_NONE;

	return request_address(matrix->req, str_format(arena, "/participation?party=%.*s%.*s%s%s", STR_ARG(party->key),
		STR_ARG(theme), show_of(matrix->req), matrix->others ? "&others=1" : ""));
}

static void choices_model(const struct matrix *matrix, struct model *model, struct row_list others)
{
	const struct request *req = matrix->req;
	struct row_list themes = tree_themes(req->programme, false, req->arena);

	model_list(model, "choices");
	for (size_t i = 0; i < matrix->table.parties.count; i++) {
		struct model *item = model_item(model, "choices");
		model_text(item, "title", ROW(party, matrix->table.parties, i)->name);
		model_text(item, "address", choice_address(matrix, matrix->table.parties.at[i]));
		model_flag(item, "selected", matrix->table.parties.at[i] == matrix->chosen);
	}
	model_list(model, "themes");
	for (size_t i = 0; i < themes.count; i++) {
		struct model *item = model_item(model, "themes");
		model_text(item, "value", ROW(theme, themes, i)->key);
		model_text(item, "label", ROW(theme, themes, i)->name);
		model_flag(item, "selected", themes.at[i] == matrix->theme);
	}
	model_flag(model, "themes_only", !matrix->actions);
	model_flag(model, "others_offered", others.count > 0);
	model_flag(model, "others_shown", matrix->others);
	model_text(model, "party_key", matrix->chosen ? matrix->chosen->key : STR_NONE);
	model_flag(model, "filtered", matrix->theme || request_query(req, "show").len > 0 || matrix->others);
	model_text(model, "on", request_query(req, "on"));
	model_text(model, "known", request_query(req, "known"));
}

/* What occurs in the table, so that nobody has to learn more than that. */
static void legend_model(const struct matrix *matrix, struct model *model)
{
	static const struct { enum standing standing; bool also; const char *label; } lines[] = {
		{ STANDING_PARTICIPATES, false, N_("takes part") },
		{ STANDING_PARTICIPATES, true, N_("takes part, and also looks to another region") },
		{ STANDING_JOINS_OTHER_REGION, false, N_("goes along with another region") },
		{ STANDING_DOES_NOT_PARTICIPATE, false, N_("does not take part") },
		{ STANDING_UNDECIDED, false, N_("not decided yet") },
		{ STANDING_OBSERVER, false, N_("reads along") },
		{ STANDING_UNKNOWN, false, N_("nothing was recorded") },
	};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct model *item;
		if (!matrix->seen[lines[i].also ? SYMBOL_ALSO : (enum symbol)lines[i].standing])
			continue;
		item = model_item(model, "legend");
		model_text(item, "standing", participation_word(lines[i].standing));
		model_text(item, "symbol", lines[i].also ? STR("participates-also") : participation_word(lines[i].standing));
		model_words(item, "label", lines[i].label);
	}
	model_flag(model, "legend_inherited", matrix->inherited);
	model_flag(model, "legend_share", matrix->shares);
	model_list(model, "legend_letters");
	for (int kind = ROLE_LEAD; kind <= ROLE_ADVISOR && matrix->table.parties.count > ROOMY_COLUMNS; kind++)
		if (matrix->role_seen[kind]) {
			struct model *item = model_item(model, "legend_letters");
			model_text(item, "letter", role_letter(matrix->req, (enum role_kind)kind));
			model_words(item, "label", words_label(&role_kind_words, kind));
		}
	model_flag(model, "legend_role", matrix->role_seen[ROLE_LEAD] || matrix->role_seen[ROLE_EXECUTOR] ||
		matrix->role_seen[ROLE_PARTNER] || matrix->role_seen[ROLE_ADVISOR]);
}

/* Municipalities that do not exist on the day: before a merger, after one. */
static void absent_model(const struct request *req, struct model *model)
{
	struct row_list all = programme_rows(req->programme, &party_record);

	model_list(model, "absent");
	for (size_t i = 0; i < all.count; i++) {
		const struct party *party = ROW(party, all, i);
		struct model *item;
		if (party->kind != PARTY_MUNICIPALITY || party_exists(party, req->day))
			continue;
		item = model_item(model, "absent");
		model_text(item, "address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
		model_text(item, "text", language_fill(req->language, req->arena, N_("{0} does not exist on this day, but {1}."),
			party->name, language_period(req->language, req->arena, party->first, party->last), STR_NONE));
	}
}

static struct str adding(const struct request *req, const char *page)
{
	bool adds = !day_known(req->known) && (access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) ||
		access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL));

	return adds ? request_address(req, str_of(page)) : STR_NONE;
}

/* GET /{programme}/participation */
static void show_matrix(struct request *req, struct response *res)
{
	struct row_list others = other_parties(req);
	struct matrix matrix = read_matrix(req, others);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Who takes part in what"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "self", request_address(req, STR("/participation")));
	model_text(model, "caption", language_fill(req->language, req->arena, N_("Who takes part in what, on {0}"),
		language_day(req->language, req->arena, req->day), STR_NONE, STR_NONE));
	columns_model(&matrix, model);
	choices_model(&matrix, model, others);
	rows_model(&matrix, model);
	model_list(model, "legend");
	legend_model(&matrix, model);
	if (matrix.table.parties.count > 0)
		totals_model(&matrix, model);
	else
		model_list(model, "totals");
	tree_standings_model(req, model_object(model, "whole"), programme_root(req->programme), TREE_APART_ALL);
	chosen_model(&matrix, model);
	absent_model(req, model);
	model_flag(model, "no_municipalities", matrix.table.parties.count == 0);
	model_flag(model, "no_themes", req->programme->themes.count == 0);
	model_flag(model, "no_entries", req->programme->participations.count == 0);
	model_text(model, "add_entry", adding(req, "/edit/participation/new"));
	model_text(model, "add_party", adding(req, "/edit/party/new?kind=municipality"));
	model_text(model, "add_theme", adding(req, "/edit/theme/new"));
	respond_page(res, req, "participation/matrix", model);
}

const struct route participation_routes[] = {
	{ "GET", "/{programme}/participation", RIGHT_READ, show_matrix, 0, "Who takes part in what, on one day" },
	{ "GET", "/{programme}/participation/{party}/{node}", RIGHT_READ, participation_show_reason, 0,
	  "Why a party stands so toward the programme, a theme, a topic or an action" },
	ROUTES_END
};
