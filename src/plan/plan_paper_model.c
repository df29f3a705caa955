/* SPDX-License-Identifier: EUPL-1.2 */
/* A plan version, and a comparison of two, as papers: page, PDF, DOCX and XLSX from one. */
#include "action/action.h"
#include "goal/goal.h"
#include "html/show.h"
#include "participation/participation.h"
#include "participation/participation_model.h"
#include "party/party.h"
#include "plan/plan_model.h"
#include "role/role.h"
#include "tree/tree.h"

/* A plan of so few actions is read without a table of contents. */
enum { ACTIONS_WITHOUT_CONTENTS = 12, PARTIES_BESIDE = 6 };

struct writing {
	const struct request   *req;
	const struct programme *plan;           /* what is written about */
	struct day              day;
	struct str              address;
	struct paper           *paper;
};

struct column { const char *label; enum paper_align align; int width; };

static struct str say(const struct writing *writing, const char *english, struct str a, struct str b)
{
	return language_fill(writing->req->language, writing->req->arena, english, a, b, STR_NONE);
}

static struct str word(const struct writing *writing, const char *english)
{
	return language_text(writing->req->language, english);
}

static struct str number(const struct writing *writing, size_t count)
{
	return language_count(writing->req->language, writing->req->arena, (struct count){ (int64_t)count, true });
}

static void heading(const struct writing *writing, int level, const char *english)
{
	paper_heading(writing->paper, level, word(writing, english));
}

static void begin_table(const struct writing *writing, const char *caption, const struct column *columns, size_t count)
{
	struct paper_column *made = arena_array(writing->req->arena, struct paper_column, count);

	for (size_t i = 0; i < count; i++)
		made[i] = (struct paper_column){ word(writing, columns[i].label), columns[i].align, columns[i].width };
	paper_table(writing->paper, caption ? word(writing, caption) : STR_NONE, made, count);
}
#define TABLE(writing, caption, columns) begin_table((writing), (caption), (columns), sizeof(columns) / sizeof((columns)[0]))

static void own_cell(const struct writing *writing, struct str text)
{
	if (text.len == 0) {
		paper_cell_text(writing->paper, word(writing, N_("not yet known")), STR_NONE);
		return;
	}
	paper_cell_text(writing->paper, text, STR_NONE);
	paper_own(writing->paper);
}

static void word_cell(const struct writing *writing, const char *english)
{
	paper_cell_text(writing->paper, word(writing, english), STR_NONE);
}

static void day_cell(const struct writing *writing, struct day day)
{
	if (day_known(day))
		paper_cell_day(writing->paper, day);
	else
		word_cell(writing, N_("not yet known"));
}

static struct str link_of(const struct writing *writing, struct str page)
{
	const struct programme_facts *facts = tree_facts(writing->req->programme);

	if (writing->address.len == 0 || page.len == 0)
		return STR_NONE;
	return str_format(writing->req->arena, "%.*s/%.*s%.*s", STR_ARG(str_is(writing->address, "/") ? STR_NONE : writing->address), STR_ARG(facts->key),
		STR_ARG(page));
}

static struct str action_name(const struct writing *writing, const struct action *action)
{
	return str_format(writing->req->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title));
}

static struct str party_name(const struct writing *writing, struct id id)
{
	const struct party *party = programme_row(writing->plan, party, id);

	return party ? party->name : STR_NONE;
}

/* A version */

static struct str lead_of(const struct writing *writing, const struct node *node)
{
	const struct role *lead = role_lead(writing->plan, node, writing->day);

	return lead ? party_name(writing, lead->party) : STR_NONE;
}

/* A day that nobody knows is said, and never left open. */
static struct str period_of(const struct writing *writing, const struct action *action)
{
	struct arena *arena = writing->req->arena;
	enum language language = writing->req->language;

	if (!day_known(action->start) && !day_known(action->last))
		return word(writing, N_("not yet known"));
	return say(writing, N_("{0} until {1}"), language_day_short(language, arena, action->start), language_day_short(language, arena, action->last));
}

static void write_actions(const struct writing *writing, struct row_list actions)
{
	static const struct column columns[] = {
		{ N_("Action"), PAPER_START, 6 }, { N_("When is it done"), PAPER_START, 8 }, { N_("Lead"), PAPER_START, 4 },
		{ N_("Period"), PAPER_START, 4 }, { N_("Status"), PAPER_START, 3 },
	};

	TABLE(writing, N_("Actions"), columns);
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const char *status = words_wire(&action_status_words, (int)action->status);

		own_cell(writing, action_name(writing, action));
		own_cell(writing, action->result);
		own_cell(writing, lead_of(writing, programme_node(writing->plan, action->id)));
		paper_cell_text(writing->paper, period_of(writing, action), STR_NONE);
		paper_cell_mark(writing->paper, str_cstring(writing->req->arena, str_format(writing->req->arena, "status-%s", status)),
			word(writing, words_label(&action_status_words, (int)action->status)));
	}
}

/* Rows of these actions that refer to them, all in one table. */
static size_t count_of(const struct writing *writing, struct row_list actions, const struct record *record, size_t offset)
{
	size_t count = 0;

	for (size_t i = 0; i < actions.count; i++)
		count += programme_referring(writing->plan, record, offset, row_id(actions.at[i])).count;
	return count;
}

static void write_milestones(const struct writing *writing, struct row_list actions)
{
	static const struct column columns[] = { { N_("Milestone"), PAPER_START, 6 }, { N_("Action"), PAPER_START, 6 }, { N_("Planned"), PAPER_START, 3 } };

	if (count_of(writing, actions, &milestone_record, offsetof(struct milestone, action)) == 0)
		return;
	TABLE(writing, N_("Milestones"), columns);
	for (size_t i = 0; i < actions.count; i++) {
		struct row_list rows = REFERRING(writing->plan, milestone, action, row_id(actions.at[i]));
		for (size_t m = 0; m < rows.count; m++) {
			own_cell(writing, ROW(milestone, rows, m)->title);
			own_cell(writing, action_name(writing, actions.at[i]));
			day_cell(writing, ROW(milestone, rows, m)->planned);
		}
	}
}

static void write_figures(const struct writing *writing, struct row_list actions)
{
	static const struct column columns[] = {
		{ N_("Result figure"), PAPER_START, 6 }, { N_("Action"), PAPER_START, 6 }, { N_("Aim"), PAPER_END, 2 }, { N_("Unit"), PAPER_START, 3 },
	};

	if (count_of(writing, actions, &result_figure_record, offsetof(struct result_figure, action)) == 0)
		return;
	TABLE(writing, N_("Result figures"), columns);
	for (size_t i = 0; i < actions.count; i++) {
		struct row_list rows = REFERRING(writing->plan, result_figure, action, row_id(actions.at[i]));
		for (size_t r = 0; r < rows.count; r++) {
			const struct result_figure *figure = ROW(result_figure, rows, r);
			own_cell(writing, figure->name);
			own_cell(writing, action_name(writing, actions.at[i]));
			paper_cell_decimal(writing->paper, figure->aim);
			paper_cell_text(writing->paper, figure->unit, STR_NONE);
		}
	}
}

/* The lines on a node and below it; of the programme itself only its own. */
static void write_lines(const struct writing *writing, const struct node *above)
{
	static const struct column columns[] = {
		{ N_("Budget line"), PAPER_START, 6 }, { N_("On"), PAPER_START, 6 }, { N_("Year"), PAPER_START, 2 }, { N_("Amount"), PAPER_END, 3 },
		{ N_("Who pays"), PAPER_START, 4 },
	};
	struct row_list lines = money_lines(writing->plan, above, 0, writing->req->arena);
	bool begun = false;

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		const struct node *node = programme_node(writing->plan, line->node);
		if (!node || (!above->parent && node->parent))
			continue;
		if (!begun)
			TABLE(writing, N_("Money"), columns);
		begun = true;
		own_cell(writing, line->title);
		own_cell(writing, node->parent ? node->record == &action_record ? action_name(writing, node->row)
			: node_title(writing->plan, node, writing->req->arena) : word(writing, N_("the programme")));
		if (line->year.known)
			paper_cell_text(writing->paper, str_format(writing->req->arena, "%lld", (long long)line->year.value), STR_NONE);
		else
			word_cell(writing, N_("not yet known"));
		paper_cell_money(writing->paper, money_amount(writing->plan, line, writing->req->arena));
		paper_cell_text(writing->paper, id_known(line->payer) ? party_name(writing, line->payer)
			: word(writing, words_label(&budget_key_words, (int)line->key)), STR_NONE);
	}
}

static void write_goals(const struct writing *writing, const struct node *node)
{
	struct row_list goals = REFERRING(writing->plan, goal, node, node->id);

	if (goals.count > 0)
		heading(writing, 2, N_("Goals"));
	for (size_t i = 0; i < goals.count; i++) {
		paper_item(writing->paper, ROW(goal, goals, i)->text, STR_NONE);
		paper_own(writing->paper);
	}
}

static void write_part(const struct writing *writing, const struct node *node, struct row_list actions)
{
	write_goals(writing, node);
	if (actions.count > 0)
		write_actions(writing, actions);
	write_milestones(writing, actions);
	write_figures(writing, actions);
	write_lines(writing, node);
}

static void write_theme(const struct writing *writing, const struct theme *theme)
{
	const struct node *node = programme_node(writing->plan, theme->id);
	struct row_list actions = tree_actions(writing->plan, node, writing->req->arena);
	struct str lead = lead_of(writing, node);

	paper_heading(writing->paper, 1, theme->name);
	paper_own(writing->paper);
	if (lead.len > 0)
		paper_term(writing->paper, word(writing, N_("Lead")), lead);
	if (theme->description.len > 0)
		paper_markdown(writing->paper, 1, theme->description);
	write_part(writing, node, actions);
	if (actions.count == 0)
		paper_text(writing->paper, PAPER_PLAIN, word(writing, N_("This theme has no actions.")));
}

/* What stands on no theme: actions without one, goals and money of the programme as a whole. */
static void write_rest(const struct writing *writing)
{
	const struct node *root = programme_root(writing->plan);
	struct row_list all = tree_actions(writing->plan, root, writing->req->arena);
	const void **at = arena_array(writing->req->arena, const void *, all.count);
	struct row_list actions = { at, 0 };

	for (size_t i = 0; i < all.count; i++)
		if (!tree_theme(programme_node(writing->plan, row_id(all.at[i]))))
			at[actions.count++] = all.at[i];
	if (actions.count == 0 && REFERRING(writing->plan, goal, node, root->id).count == 0 && REFERRING(writing->plan, budget_line, node, root->id).count == 0)
		return;
	heading(writing, 1, N_("The programme as a whole"));
	write_part(writing, root, actions);
}

/* Whether the node has to be a row: something of its own was recorded, or it is the programme or a theme. */
static bool is_row(const struct writing *writing, const struct node *node, struct row_list parties)
{
	if (node->depth <= 1 && node->record != &action_record)
		return true;
	for (size_t p = 0; p < parties.count; p++)
		if (participation_explicit(participation_effective(writing->plan, row_id(parties.at[p]), node, writing->day), node))
			return true;
	return false;
}

static void standing_cell(const struct writing *writing, const struct participation *entry)
{
	struct str wire = participation_word(participation_standing(entry));

	paper_cell_mark(writing->paper, str_cstring(writing->req->arena, str_format(writing->req->arena, "standing-%.*s", STR_ARG(wire))),
		word(writing, words_label(&standing_words, (int)participation_standing(entry))));
}

static void matrix_table(const struct writing *writing, struct row_list parties, size_t first, size_t count)
{
	struct node_list nodes = programme_nodes(writing->plan);
	struct paper_column *columns = arena_array(writing->req->arena, struct paper_column, count + 1);

	columns[0] = (struct paper_column){ word(writing, N_("Node")), PAPER_START, 5 };
	for (size_t p = 0; p < count; p++)
		columns[p + 1] = (struct paper_column){ ROW(party, parties, first + p)->name, PAPER_START, 3 };
	paper_table(writing->paper, STR_NONE, columns, count + 1);
	for (size_t n = 0; n < nodes.count; n++) {
		const struct node *node = &nodes.at[n];
		if (!is_row(writing, node, parties))
			continue;
		own_cell(writing, !node->parent ? word(writing, N_("the programme")) : node->record == &action_record ? action_name(writing, node->row)
			: node_title(writing->plan, node, writing->req->arena));
		for (size_t p = 0; p < count; p++)
			standing_cell(writing, participation_effective(writing->plan, row_id(parties.at[first + p]), node, writing->day));
	}
}

static void write_participation(const struct writing *writing)
{
	struct row_list parties = party_municipalities(writing->plan, writing->day, writing->req->arena);

	heading(writing, 1, N_("Who takes part in what"));
	if (parties.count == 0) {
		paper_text(writing->paper, PAPER_PLAIN, word(writing, N_("No municipality is on record.")));
		return;
	}
	paper_text(writing->paper, PAPER_PLAIN, word(writing, N_("What is not in this table follows from what stands one level above it.")));
	for (size_t first = 0; first < parties.count; first += PARTIES_BESIDE)
		matrix_table(writing, parties, first, parties.count - first < PARTIES_BESIDE ? parties.count - first : PARTIES_BESIDE);
}

static void write_proof(const struct writing *writing, const struct plan_version *version)
{
	heading(writing, 1, N_("How to check that nothing was changed"));
	paper_text(writing->paper, PAPER_PLAIN, word(writing,
		N_("What was frozen is kept as canonical JSON. Its SHA-256 is below: take the file from the page of this version and work it out yourself.")));
	paper_term(writing->paper, word(writing, N_("SHA-256")), version->hash);
	paper_term(writing->paper, word(writing, N_("Command")), str_format(writing->req->arena, "sha256sum plan-version-%lld.json",
		(long long)version->number.value));
	if (writing->address.len > 0)
		paper_term(writing->paper, word(writing, N_("Page")), link_of(writing, row_address(writing->req->programme, &plan_version_record, version,
		writing->req->arena)));
}

static void write_head(const struct writing *writing, const struct plan_version *version, size_t actions, size_t themes)
{
	heading(writing, 1, N_("About this version"));
	paper_figure(writing->paper, number(writing, themes), language_plural(writing->req->language, writing->req->arena, N_("theme"), N_("themes"), (int64_t)themes));
	paper_figure(writing->paper, number(writing, actions), language_plural(writing->req->language, writing->req->arena, N_("action"), N_("actions"), (int64_t)actions));
	if (version->actions.known && version->complete.known)
		paper_figure(writing->paper, say(writing, N_("{0} of {1}"), language_count(writing->req->language, writing->req->arena, version->complete),
			language_count(writing->req->language, writing->req->arena, version->actions)), word(writing, N_("open actions complete")));
	paper_term(writing->paper, word(writing, N_("Frozen")), language_moment(writing->req->language, writing->req->arena, version->frozen));
	paper_term(writing->paper, word(writing, N_("Roles and participation as on")), language_day(writing->req->language, writing->req->arena, writing->day));
	if (version->text.len > 0)
		paper_markdown(writing->paper, 1, version->text);
}

struct paper *plan_version_paper(const struct request *req, const struct plan_version *version, const struct programme *plan, struct str address)
{
	const struct programme_facts *facts = tree_facts(plan);
	struct writing writing = { .req = req, .plan = plan, .day = plan_version_day(version), .address = address };
	struct row_list themes = tree_themes(plan, false, req->arena), actions = tree_actions(plan, programme_root(plan), req->arena);

	writing.paper = paper_new(req->arena, &(struct paper_head){
		.title = str_format(req->arena, "%.*s: %.*s", STR_ARG(say(&writing, N_("Plan version {0}"), str_format(req->arena, "%lld",
			(long long)version->number.value), STR_NONE)), STR_ARG(version->name)),
		.subject = facts->name, .author = word(&writing, N_("Programme office")), .language = req->language, .content_language = facts->language,
		.moment = version->frozen, .footer = facts->name, .example = facts->example, .contents = actions.count > ACTIONS_WITHOUT_CONTENTS });
	write_head(&writing, version, actions.count, themes.count);
	for (size_t i = 0; i < themes.count; i++)
		write_theme(&writing, themes.at[i]);
	write_rest(&writing);
	write_participation(&writing);
	write_proof(&writing, version);
	return writing.paper;
}

/* A comparison */

static struct str theme_name(const struct writing *writing, const struct theme *theme)
{
	return theme ? theme->name : word(writing, N_("the programme as a whole"));
}

static void write_tally(const struct writing *writing, const struct plan_tallies *tallies)
{
	struct paper_column *columns = arena_array(writing->req->arena, struct paper_column, CHANGE_KIND_COUNT + 1);
	size_t count = 0;

	columns[count++] = (struct paper_column){ word(writing, N_("Theme")), PAPER_START, 4 };
	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
		if (tallies->sum.of[kind] > 0)
			columns[count++] = (struct paper_column){ word(writing, words_label(&plan_change_words, kind)), PAPER_END, 2 };
	columns[count++] = (struct paper_column){ word(writing, N_("Together")), PAPER_END, 2 };
	paper_table(writing->paper, word(writing, N_("Changes by theme and kind")), columns, count);
	for (size_t i = 0; i <= tallies->count; i++) {
		const struct plan_tally *tally = i < tallies->count ? &tallies->at[i] : &tallies->sum;
		if (i < tallies->count)
			own_cell(writing, theme_name(writing, tally->theme));
		else
			word_cell(writing, N_("Together"));
		for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
			if (tallies->sum.of[kind] > 0)
				paper_cell_count(writing->paper, (struct count){ (int64_t)tally->of[kind], true });
		paper_cell_count(writing->paper, (struct count){ (int64_t)tally->all, true });
	}
	paper_row_total(writing->paper);
}

static void write_picture(const struct writing *writing, const struct plan_comparison *comparison)
{
	struct svg *bars = plan_bars(writing->req, comparison), *moves = plan_moves(writing->req, comparison);

	if (bars)
		paper_picture(writing->paper, bars, word(writing, N_("Changes by theme: what came, went, moved and changed. The table below has the same figures.")));
	if (moves)
		paper_picture(writing->paper, moves, word(writing,
			N_("What moved in time: above as it was, below as it is now. The days stand in the list of what moved.")));
}

/* A word of the product that begins a heading. */
static struct str capital(const struct writing *writing, struct str text)
{
	char *copy = arena_copy(writing->req->arena, text.at ? text.at : "", text.len);

	if (text.len > 0 && copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	return (struct str){ copy, text.len };
}

/* By kind, and in each by theme, in the order of the tree. */
static void write_kind(const struct writing *writing, const struct plan_comparison *comparison, const struct plan_said *said, enum plan_change_kind kind)
{
	const struct plan_changes *changes = &comparison->changes;
	const struct theme *theme = NULL;
	bool any = false;

	for (size_t i = 0; i < changes->count; i++) {
		if (changes->at[i].kind != kind)
			continue;
		if (!any)
			paper_heading(writing->paper, 2, capital(writing, word(writing, words_label(&plan_change_words, (int)kind))));
		if (!any || theme != said[i].theme) {
			paper_heading(writing->paper, 3, capital(writing, theme_name(writing, said[i].theme)));
			if (said[i].theme)
				paper_own(writing->paper);
		}
		any = true;
		theme = said[i].theme;
		paper_item(writing->paper, str_format(writing->req->arena, "%.*s. %.*s", STR_ARG(said[i].what), STR_ARG(said[i].sentence)),
			link_of(writing, said[i].address));
	}
}

static void write_changes(const struct writing *writing, const struct plan_comparison *comparison, const struct plan_said *said)
{
	static const struct column columns[] = {
		{ N_("About"), PAPER_START, 5 }, { N_("Kind of change"), PAPER_START, 3 }, { N_("Field"), PAPER_START, 4 }, { N_("Before"), PAPER_START, 4 },
		{ N_("After"), PAPER_START, 4 }, { N_("Who must agree"), PAPER_START, 3 },
	};
	bool ruled = writing->req->programme->change_rules.count > 0;

	heading(writing, 1, N_("As a table"));
	begin_table(writing, N_("Every change"), columns, sizeof columns / sizeof columns[0] - !ruled);
	for (size_t i = 0; i < comparison->changes.count; i++) {
		const struct plan_change *change = &comparison->changes.at[i];
		paper_cell_text(writing->paper, said[i].what, link_of(writing, said[i].address));
		paper_own(writing->paper);
		word_cell(writing, words_label(&plan_change_words, (int)change->kind));
		paper_cell_text(writing->paper, said[i].label, STR_NONE);
		paper_cell_text(writing->paper, said[i].before, STR_NONE);
		paper_cell_text(writing->paper, said[i].after, STR_NONE);
		if (ruled)
			word_cell(writing, words_label(&change_class_words, (int)plan_class(writing->req->programme, change)));
	}
}

static void write_comparison(const struct writing *writing, const struct plan_comparison *comparison)
{
	struct plan_tallies tallies = plan_tally(comparison, writing->req->arena);
	struct plan_said *said = arena_array(writing->req->arena, struct plan_said, comparison->changes.count);

	heading(writing, 1, N_("In short"));
	if (comparison->changes.count == 0) {
		paper_text(writing->paper, PAPER_LEAD, word(writing, N_("Nothing differs between these two.")));
		return;
	}
	for (size_t i = 0; i < comparison->changes.count; i++)
		said[i] = plan_say(writing->req, comparison, &comparison->changes.at[i]);
	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
		if (tallies.sum.of[kind] > 0)
			paper_figure(writing->paper, number(writing, tallies.sum.of[kind]), word(writing, words_label(&plan_change_words, kind)));
	write_picture(writing, comparison);
	write_tally(writing, &tallies);
	heading(writing, 1, N_("In words"));
	for (int kind = CHANGE_ADDED; kind < CHANGE_KIND_COUNT; kind++)
		write_kind(writing, comparison, said, (enum plan_change_kind)kind);
	write_changes(writing, comparison, said);
}

static struct str side_title(const struct writing *writing, const struct plan_side *side)
{
	struct str words = plan_side_words(writing->req, side);

	if (!side->version)
		return str_format(writing->req->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(language_day(writing->req->language, writing->req->arena, side->at.day)));
	return str_format(writing->req->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(side->version->name));
}

struct paper *plan_comparison_paper(const struct request *req, const struct plan_comparison *comparison, struct str address)
{
	const struct programme_facts *facts = tree_facts(comparison->after.at.programme);
	struct writing writing = { .req = req, .plan = comparison->after.at.programme, .day = comparison->after.at.day, .address = address };

	writing.paper = paper_new(req->arena, &(struct paper_head){
		.title = say(&writing, N_("From {0} to {1}"), side_title(&writing, &comparison->before), side_title(&writing, &comparison->after)),
		.subject = facts->name, .author = word(&writing, N_("Programme office")), .language = req->language, .content_language = facts->language,
		.moment = req->programme->changed, .footer = facts->name, .example = facts->example, .contents = comparison->changes.count > 60 });
	write_comparison(&writing, comparison);
	return writing.paper;
}

/* A part of a report */

enum { DEVIATIONS_MOST = 60 };

void plan_write_deviation(const struct request *req, struct id node, struct paper *paper, struct str address)
{
	const struct plan_version *version = plan_version_adopted(req->programme, req->day);
	struct writing writing = { .req = req, .plan = req->programme, .day = req->day, .address = address, .paper = paper };
	struct faults faults = { .arena = req->arena };
	struct plan_comparison comparison;
	size_t told = 0, all = 0;

	if (!version)
		return;
	heading(&writing, 1, N_("Deviation from the adopted plan"));
	paper_text(paper, PAPER_PLAIN, say(&writing, N_("Compared with version {0}, adopted on {1}."), row_title(req->programme, &plan_version_record, version,
		req->arena), language_day(req->language, req->arena, plan_version_adopted_on(req->programme, version, req->day))));
	plan_comparison(req, version, NULL, &comparison, &faults);
	for (size_t i = 0; i < comparison.changes.count; i++) {
		const struct plan_change *change = &comparison.changes.at[i];
		const struct theme *theme = change->node ? tree_theme(change->node) : NULL;
		struct plan_said said;
		if (id_known(node) && !(theme && id_equal(theme->id, node)))
			continue;
		if (++all > DEVIATIONS_MOST)
			continue;
		said = plan_say(req, &comparison, change);
		told++;
		paper_item(paper, str_format(req->arena, "%.*s. %.*s", STR_ARG(said.what), STR_ARG(said.sentence)), link_of(&writing, said.address));
	}
	if (faults.count > 0)
		paper_text(paper, PAPER_NOTE, word(&writing, faults.at[0].message));
	else if (all == 0)
		paper_text(paper, PAPER_PLAIN, word(&writing, N_("Nothing has changed since it was adopted.")));
	if (all > told)
		paper_text(paper, PAPER_PLAIN, language_plural(req->language, req->arena, N_("and {0} more"), N_("and {0} more"), (int64_t)(all - told)));
	plan_comparison_end(&comparison);
}
