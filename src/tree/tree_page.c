/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The vision (what the programme is for, until when, which goals it has and who serves them), the themes, and one theme whole:
 * who carries it out, who takes part, what is done.
 */
#include "action/action.h"
#include "attention/attention_model.h"
#include "decision/decision_part_model.h"
#include "document/document.h"
#include "fact/fact_model.h"
#include "goal/goal_model.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "meeting/meeting_model.h"
#include "money/money_model.h"
#include "participation/participation_model.h"
#include "role/role.h"
#include "tree/tree_model.h"

static struct str page_of(const struct request *req, const struct record *record, const void *row)
{
	return request_address(req, row_address(req->programme, record, row, req->arena));
}

/* The plan may outlive the programme, by a day even: kept, and explained (docs/rules.md 4). */
static struct str horizon_words(const struct request *req, const struct programme_facts *facts)
{
	int64_t longer;
	struct str days;

	if (!day_known(facts->horizon) || !day_known(facts->last))
		return STR_NONE;
	longer = (int64_t)day_last(facts->horizon) - day_last(facts->last);
	if (longer == 0)
		return language_text(req->language, N_("The plan ends together with the programme."));
	days = language_plural(req->language, req->arena, N_("{0} day"), N_("{0} days"), longer < 0 ? -longer : longer);
	return language_fill(req->language, req->arena, longer > 0
		? N_("The plan runs {0} longer than the programme. That is no mistake: it is kept as it was agreed.")
		: N_("The plan ends {0} before the programme."), days, STR_NONE, STR_NONE);
}

static void facts_model(const struct request *req, struct model *model, const struct programme_facts *facts)
{
	model_text(model, "name", facts->name);
	model_text(model, "aim", facts->aim);
	model_safe(model, "vision", markdown_html(facts->vision, 3, req->arena));
	model_flag(model, "has_vision", facts->vision.len > 0);
	show_period(req, model, "period", facts->first, facts->last);
	model_text(model, "period_note", facts->period_note);
	show_day(req, model, "horizon", facts->horizon);
	model_text(model, "horizon_words", horizon_words(req, facts));
	model_text(model, "region", facts->region);
	model_text(model, "province", facts->province);
	show_provenance(req, model, &programme_facts_record, facts);
	show_edit(req, model, &programme_facts_record, facts);
}

/* Goals of the programme, then of each theme and topic; themes without any goal by name. */
static void goals_model(const struct request *req, struct model *model)
{
	struct node_list nodes = programme_nodes(req->programme);
	bool any = false, lacks = false;

	model_list(model, "goal_groups");
	model_list(model, "without_goal");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		bool theme = node->record == &theme_record;
		struct model *group = model_new(req->arena);

		if (node->record == &action_record || !participation_sees(req, node))
			continue;
		if (goal_list_model(req, group, node) > 0) {
			struct model *item = model_item(model, "goal_groups");
			model_put(item, "group", group);
			model_text(item, "title", node->parent ? node_title(req->programme, node, req->arena) : STR_NONE);
			model_text(item, "address", page_of(req, node->record, node->row));
			any = true;
		} else if (theme) {
			struct model *item = model_item(model, "without_goal");
			model_text(item, "title", node_title(req->programme, node, req->arena));
			model_text(item, "address", page_of(req, node->record, node->row));
			lacks = true;
		}
	}
	model_flag(model, "no_goals", !any);
	model_flag(model, "lacks_goals", any && lacks);
	model_text(model, "add_goal", tree_adding(req, str_format(req->arena, "/edit/goal/new?node=%.*s&back=/%.*s/vision",
		STR_ARG(id_text(req->programme->id, req->arena)), STR_ARG(req->programme_key))));
}

static void document_model(const struct request *req, struct model *item, const struct document *document)
{
	model_text(item, "title", document->title);
	model_text(item, "address", page_of(req, &document_record, document));
	model_words(item, "kind", words_label(&document_kind_words, (int)document->kind));
	model_text(item, "state", document->state);
	show_day(req, item, "adopted", document->adopted);
	show_row(req, item, "owner", &party_record, document->owner);
	model_flag(item, "draft", document->visibility == VISIBILITY_DRAFT);
}

/* The documents of the vision itself, and the others. */
static void documents_model(const struct request *req, struct model *model)
{
	struct row_list documents = programme_rows(req->programme, &document_record);

	model_list(model, "visions");
	model_list(model, "documents");
	model_flag(model, "has_documents", false);
	for (size_t i = 0; i < documents.count; i++) {
		const struct document *document = ROW(document, documents, i);
		bool vision = document->kind == DOCUMENT_VISION;
		if (!access_sees(req->programme, req->person, &document_record, document, req->day))
			continue;
		document_model(req, model_item(model, vision ? "visions" : "documents"), document);
		if (!vision)
			model_flag(model, "has_documents", true);
	}
}

/* GET /{programme}/vision */
static void show_vision(struct request *req, struct response *res)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Vision"));
	model_text(model, "content_language", facts->language);
	facts_model(req, model, facts);
	goals_model(req, model);
	documents_model(req, model);
	tree_labels_model(req, model);
	model_flag(model, "has_contradictions", fact_contradictions_model(req, model) > 0);
	tree_neighbour_model(req, model, "predecessor", facts->predecessor);
	tree_neighbour_model(req, model, "successor", facts->successor);
	model_flag(model, "has_neighbours", facts->predecessor.len > 0 || facts->successor.len > 0);
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "tree/vision", model);
	tree_keep_fresh(req, res);
}

/* GET /{programme}/themes */
static void show_themes(struct request *req, struct response *res)
{
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Themes"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "themes");
	for (size_t i = 0; i < themes.count; i++)
		tree_card_model(req, model_item(model, "themes"), themes.at[i]);
	tree_labels_model(req, model);
	model_flag(model, "none", themes.count == 0);
	model_text(model, "add", tree_adding(req, STR("/edit/theme/new")));
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "tree/themes", model);
}

static void scope_model(struct model *item, struct str scope)
{
	struct str line;

	model_list(item, "scope");
	model_flag(item, "has_scope", str_trim(scope).len > 0);
	while (str_next(&scope, '\n', &line))
		if (str_trim(line).len > 0)
			model_text(model_item(item, "scope"), "line", str_trim(line));
}

/* A plan of another organisation that goes first. Where its time is longer than the programme's, that is said (docs/rules.md 8). */
static void leading_plan_model(const struct request *req, struct model *model, const struct theme *theme)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	const struct document *plan = programme_row(req->programme, document, theme->leading_plan);
	bool earlier, later;
	struct model *item;

	if (!plan || !access_sees(req->programme, req->person, &document_record, plan, req->day)) {
		model_flag(model, "leading_plan", false);
		return;
	}
	earlier = day_known(plan->first) && day_known(facts->first) && day_first(plan->first) < day_first(facts->first);
	later = day_known(plan->last) && day_known(facts->last) && day_last(plan->last) > day_last(facts->last);
	item = model_object(model, "leading_plan");
	model_text(item, "title", plan->title);
	model_text(item, "address", page_of(req, &document_record, plan));
	show_row(req, item, "owner", &party_record, plan->owner);
	show_period(req, item, "period", plan->first, plan->last);
	model_flag(item, "wider", earlier || later);
	model_text(item, "programme_period", language_period(req->language, req->arena, facts->first, facts->last));
	scope_model(item, plan->scope);
	show_provenance(req, item, &document_record, plan);
}

static struct str adding_action(const struct request *req, const struct theme *theme, const struct topic *topic)
{
	struct str in = topic ? str_format(req->arena, "&topic=%.*s", STR_ARG(id_text(topic->id, req->arena))) : STR_NONE;

	return tree_adding(req, str_format(req->arena, "/edit/action/new?theme=%.*s%.*s&back=/%.*s/themes/%.*s",
		STR_ARG(id_text(theme->id, req->arena)), STR_ARG(in), STR_ARG(req->programme_key), STR_ARG(theme->key)));
}

static void labels_model(const struct request *req, struct model *item, struct ids labels)
{
	model_list(item, "labels");
	for (size_t i = 0; i < labels.count; i++) {
		const struct theme *label = programme_row(req->programme, theme, labels.at[i]);
		if (label)
			model_text(model_item(item, "labels"), "name", label->name);
	}
}

/* Actions that hang on the theme itself. */
static struct row_list loose_actions(const struct request *req, const struct node *node)
{
	const void **at = arena_array(req->arena, const void *, req->programme->actions.count + 1);
	size_t count = 0;

	for (const struct node *child = node->child; child; child = child->next)
		if (child->record == &action_record)
			at[count++] = child->row;
	return (struct row_list){ at, count };
}

static void topic_model(const struct request *req, struct model *item, const struct node *node, const struct theme *theme)
{
	const struct topic *topic = node->row;
	struct row_list actions = tree_actions(req->programme, node, req->arena);

	model_text(item, "key", topic->key);
	model_text(item, "title", topic->name);
	model_safe(item, "text", markdown_html(topic->description, 4, req->arena));
	model_flag(item, "has_text", topic->description.len > 0);
	show_row(req, item, "plan", &document_record, topic->document);
	labels_model(req, item, topic->labels);
	tree_standings_model(req, item, node, TREE_APART_OWN);
	model_text(item, "caption", language_fill(req->language, req->arena, N_("Actions: {0}"), topic->name, STR_NONE, STR_NONE));
	model_flag(item, "none", tree_actions_model(req, item, actions, false) == 0);
	model_text(item, "add", adding_action(req, theme, topic));
	show_provenance(req, item, &topic_record, topic);
	show_edit(req, item, &topic_record, topic);
}

static void topics_model(const struct request *req, struct model *model, const struct node *node, const struct theme *theme)
{
	struct model *loose = model_object(model, "loose"), *beside = model_object(model, "beside");
	bool any = false, any_loose;

	model_list(model, "topics");
	for (const struct node *child = node->child; child; child = child->next)
		if (child->record == &topic_record && participation_sees(req, child)) {
			topic_model(req, model_item(model, "topics"), child, theme);
			any = true;
		}
	any_loose = tree_actions_model(req, loose, loose_actions(req, node), false) > 0;
	model_words(loose, "caption", N_("Without a topic"));
	model_words(beside, "caption", N_("Beside the programme"));
	model_flag(model, "has_loose", any_loose);
	model_flag(model, "has_beside", tree_actions_model(req, beside, tree_actions(req->programme, node, req->arena), true) > 0);
	model_flag(model, "has_topics", any);
	model_flag(model, "none", !any && !any_loose);
	model_text(model, "add_topic", tree_adding(req, str_format(req->arena, "/edit/topic/new?theme=%.*s&back=/%.*s/themes/%.*s",
		STR_ARG(id_text(theme->id, req->arena)), STR_ARG(req->programme_key), STR_ARG(theme->key))));
	model_text(model, "add_action", adding_action(req, theme, NULL));
}

/* Where the municipality stands otherwise in a topic than in the theme. */
static void differs_model(const struct request *req, struct model *item, const struct party *party, const struct node *node,
	const struct participation *above)
{
	model_list(item, "differs");
	for (const struct node *below = node->child; below; below = below->next) {
		const struct participation *entry = participation_effective(req->programme, party->id, below, req->day);
		struct model *line;

		if (!participation_explicit(entry, below) || !participation_sees(req, below) ||
		    (entry->standing == participation_standing(above) && entry->also_oriented_to.count == 0))
			continue;
		line = model_item(item, "differs");
		model_text(line, "sentence", participation_sentence(req, party, below, entry));
		model_text(line, "address", request_address(req, participation_address(req->programme, party, below, req->arena)));
	}
}

/* A row for each municipality: its own standing and in how many of the actions it takes part ("1 of 6"). */
static void municipalities_model(const struct request *req, struct model *model, const struct node *node)
{
	struct row_list municipalities = party_municipalities(req->programme, req->day, req->arena);

	model_list(model, "parties");
	model_flag(model, "no_parties", municipalities.count == 0);
	for (size_t i = 0; i < municipalities.count; i++) {
		const struct party *party = ROW(party, municipalities, i);
		struct participation_reason why = participation_why(req->programme, party->id, node, req->day);
		struct participation_share share = participation_in_actions(req->programme, party->id, node, req->day, req->arena);
		struct model *item = model_item(model, "parties");

		model_text(item, "name", party->name);
		model_text(item, "address", page_of(req, &party_record, party));
		model_text(item, "explanation", request_address(req, participation_address(req->programme, party, node, req->arena)));
		participation_standing_model(item, why.entry);
		model_text(item, "share", share.all == 0 ? STR_NONE : language_fill(req->language, req->arena, N_("{0} of {1} actions"),
			str_format(req->arena, "%zu", share.in), str_format(req->arena, "%zu", share.all), STR_NONE));
		show_row(req, item, "counterpart", &party_record, why.entry ? why.entry->counterpart : ID_NONE);
		model_text(item, "also", why.entry ? participation_names(req, why.entry->also_oriented_to) : STR_NONE);
		model_text(item, "reason", why.entry ? why.entry->reason : STR_NONE);
		differs_model(req, item, party, node, why.entry);
	}
}

/* Business, education and those who stand for a whole sector. */
static bool from_the_sector(const struct party *party)
{
	enum sector sector = party_sector(party);
	return party->kind == PARTY_SECTOR || sector == SECTOR_BUSINESS || sector == SECTOR_EDUCATION;
}

/* "lead in M-03": a role in the theme or in something below it. */
static void role_words_model(const struct request *req, struct model *item, const struct role *role, const struct node *node)
{
	const struct action *action = node->record == &action_record ? node->row : NULL;

	model_text(item, "words", language_fill(req->language, req->arena, N_("{0} in {1}"),
		language_text(req->language, words_label(&role_kind_words, (int)role->kind)),
		action ? action->number : node_title(req->programme, node, req->arena), STR_NONE));
	model_text(item, "address", page_of(req, node->record, node->row));
}

static void sector_model(const struct request *req, struct model *model, const struct node *theme)
{
	struct row_list parties = programme_rows(req->programme, &party_record);

	model_list(model, "sector");
	model_flag(model, "no_sector", true);
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct row_list roles = from_the_sector(party)
			? role_of_party(req->programme, party->id, req->day, req->arena) : (struct row_list){ NULL, 0 };
		struct model *item = NULL;

		for (size_t r = 0; r < roles.count; r++) {
			const struct role *role = ROW(role, roles, r);
			const struct node *node = programme_node(req->programme, role->node);
			if (!node_under(node, theme) || !access_sees(req->programme, req->person, &role_record, role, req->day))
				continue;
			if (!item) {
				item = model_item(model, "sector");
				model_text(item, "name", party->name);
				model_text(item, "page", page_of(req, &party_record, party));
				model_flag(model, "no_sector", false);
			}
			role_words_model(req, model_item(item, "roles"), role, node);
		}
	}
}

/* What the evaluation of the programme before this one found about the same theme: read as a request for that programme. */
static void earlier_findings_model(const struct request *req, struct model *model, const struct theme *theme,
	const struct programme *before)
{
	struct request other = *req;
	const struct theme *same;
	const struct node *node;
	struct model *earlier;

	model_flag(model, "earlier", false);
	if (!before)
		return;
	other.programme = before;
	other.programme_key = tree_facts(before)->key;
	same = programme_by_key(before, &theme_record, theme->key);
	node = same ? programme_node(before, same->id) : NULL;
	earlier = model_new(req->arena);
	if (!node || fact_list_model(&other, earlier, "findings", FACT_FINDING, node) == 0)
		return;
	model_text(earlier, "content_language", tree_facts(before)->language);
	model_text(earlier, "title", tree_facts(before)->name);
	model_text(earlier, "address", request_address(&other, STR("/facts")));
	model_put(model, "earlier", earlier);
}

static void findings_model(const struct request *req, struct model *model, const struct theme *theme, const struct node *node,
	const struct programme *before)
{
	size_t count = fact_list_model(req, model, "findings", FACT_FINDING, node);

	count += fact_list_model(req, model, "recommendations", FACT_RECOMMENDATION, node);
	model_flag(model, "has_findings", count > 0);
	earlier_findings_model(req, model, theme, before);
}

static void links_model(const struct request *req, struct model *model, const struct theme *theme)
{
	struct str id = id_text(theme->id, req->arena);

	model_text(model, "history", request_address(req, str_format(req->arena, "/history/theme/%.*s", STR_ARG(id))));
	model_text(model, "matrix", request_address(req, str_format(req->arena, "/participation?theme=%.*s", STR_ARG(theme->key))));
	model_text(model, "add_goal", tree_adding(req, str_format(req->arena, "/edit/goal/new?node=%.*s&back=/%.*s/themes/%.*s", STR_ARG(id),
		STR_ARG(req->programme_key), STR_ARG(theme->key))));
	model_text(model, "add_entry", tree_adding(req, str_format(req->arena, "/edit/participation/new?node=%.*s&back=/%.*s/themes/%.*s",
		STR_ARG(id), STR_ARG(req->programme_key), STR_ARG(theme->key))));
}

static void head_model(const struct request *req, struct model *model, const struct theme *theme)
{
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "title", theme->name);
	model_text(model, "description", markdown_plain(theme->description, req->arena));
	/* Some sentences stand in the head; more than that is a text of its own. */
	model_safe(model, "text", markdown_html(theme->description, 2, req->arena));
	model_flag(model, "has_text", str_find(theme->description, '\n') < theme->description.len);
	show_provenance(req, model, &theme_record, theme);
	show_edit(req, model, &theme_record, theme);
	links_model(req, model, theme);
	show_breadcrumbs(req, model, programme_root(req->programme));
}

/* Whether the label is on this topic or action. */
static bool labelled(const struct node *node, struct id label)
{
	if (node->record == &topic_record)
		return ids_have(((const struct topic *)node->row)->labels, label);
	return node->record == &action_record && ids_have(((const struct action *)node->row)->labels, label);
}

/* A cross-cutting theme is no node: it shows what carries its label. */
static void show_label(struct request *req, struct response *res, const struct theme *theme)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct model *model = model_new(req->arena);
	bool any = false;

	head_model(req, model, theme);
	model_list(model, "marked");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		struct model *item;
		if (!labelled(node, theme->id) || !participation_sees(req, node))
			continue;
		item = model_item(model, "marked");
		model_text(item, "title", node_title(req->programme, node, req->arena));
		model_text(item, "address", page_of(req, node->record, node->row));
		model_words(item, "kind", node->record->label);
		any = true;
	}
	model_flag(model, "none", !any);
	model_flag(model, "may_add", tree_adding(req, STR("/actions")).len > 0);
	respond_page(res, req, "tree/label", model);
}

/* So many of what needs attention in a theme. */
enum { ATTENTION_SHOWN = 3 };

/* GET /{programme}/themes/{theme} */
static void show_theme(struct request *req, struct response *res)
{
	const struct theme *theme = programme_by_address(req->programme, &theme_record, request_parameter(req, "theme"));
	const struct programme *before;
	const struct node *node;
	struct model *model;

	if (!theme || !access_sees(req->programme, req->person, &theme_record, theme, req->day)) {
		respond_not_found(res, req);
		return;
	}
	if (theme->cross_cutting) {
		show_label(req, res, theme);
		return;
	}
	node = programme_node(req->programme, theme->id);
	model = model_new(req->arena);
	before = tree_neighbour(req, tree_facts(req->programme)->predecessor);
	tree_card_model(req, model, theme);
	money_of_node_model(req, model, node);
	meeting_of_node_model(req, model, node);
	decision_of_node_model(req, model, node);
	leading_plan_model(req, model, theme);
	topics_model(req, model, node, theme);
	municipalities_model(req, model, node);
	sector_model(req, model, node);
	findings_model(req, model, theme, node, before);
	model_flag(model, "has_goals", goal_list_model(req, model, node) > 0);
	attention_first_model(req, model, NULL, node, ATTENTION_SHOWN);
	head_model(req, model, theme);
	respond_page(res, req, "tree/theme", model);
	tree_keep_fresh(req, res);
	programme_release(before);
}

const struct route tree_routes[] = {
	{ "GET", "/{programme}/vision", RIGHT_READ, show_vision, ROUTE_WAITS, "Aim, text, period and goals of the programme" },
	{ "GET", "/{programme}/themes", RIGHT_READ, show_themes, 0, "The themes, with what is done in each" },
	{ "GET", "/{programme}/themes/{theme}", RIGHT_READ, show_theme, ROUTE_WAITS, "A theme, or what a cross-cutting theme marks" },
	ROUTES_END
};
