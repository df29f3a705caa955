/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of actions, and an action with all that hangs on it. */
#include "action/action_model.h"
#include "decision/decision_part_model.h"
#include "document/document.h"
#include "goal/goal.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "involvement/offer_model.h"
#include "meeting/meeting_model.h"
#include "money/money_model.h"
#include "participation/participation_model.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "proposal/proposal.h"
#include "role/role_model.h"
#include "tree/tree_model.h"

void action_row_model(const struct request *req, struct model *item, const struct action *action)
{
	const struct node *node = programme_node(req->programme, action->id);
	const struct theme *theme = action_theme(req->programme, action);
	const struct role *lead = role_lead(req->programme, node, req->day);
	struct participation_counts counts = participation_count(req->programme, node, req->day, req->arena);

	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
	model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
	model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
	model_text(item, "period", language_period(req->language, req->arena, action->start, action->last));
	model_flag(item, "period_unknown", !day_known(action->start) && !day_known(action->last));
	model_flag(item, "late", action_late(action, req->day));
	progress_action_light(req, item, action);
	model_flag(item, "outside", action->outside);
	model_flag(item, "draft", action->visibility == VISIBILITY_DRAFT);
	model_number(item, "in", (int64_t)counts.in);
	model_number(item, "municipalities", (int64_t)counts.all);
	model_flag(item, "participation_unknown", counts.of[STANDING_UNKNOWN] == counts.all);
	show_row(req, item, "lead", &party_record, lead ? lead->party : ID_NONE);
	show_row(req, item, "theme", &theme_record, theme ? theme->id : ID_NONE);
}

/* A long list stands under its themes, and comes in pages. */
enum { UNGROUPED_MOST = 15, ON_A_PAGE = 100 };

struct listing {
	const struct action **at;       /* of the programme by theme, those without one after them, those beside it last; each by number */
	size_t                count;
};

static void list_theme(const struct request *req, struct listing *listing, const struct action_filter *filter, const struct theme *theme,
	bool outside)
{
	struct row_list actions = programme_rows(req->programme, &action_record);

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside == outside && (outside || action_theme(req->programme, action) == theme) &&
		    action_filter_passes(req, filter, action))
			listing->at[listing->count++] = action;
	}
}

static struct listing list_actions(const struct request *req, const struct action_filter *filter)
{
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct listing listing = { arena_array(req->arena, const struct action *, req->programme->actions.count), 0 };

	for (size_t i = 0; i < themes.count; i++)
		list_theme(req, &listing, filter, themes.at[i], false);
	list_theme(req, &listing, filter, NULL, false);
	list_theme(req, &listing, filter, NULL, true);
	return listing;
}

/* Where an action of the list stands: under its theme, under none, or beside the programme. */
static void group_model(const struct request *req, struct model *group, const struct action *action)
{
	const struct theme *theme = action_theme(req->programme, action);

	model_text(group, "group_title", action->outside || !theme ? language_text(req->language, action->outside
		? N_("Beside the programme") : N_("Actions without a theme")) : theme->name);
	model_text(group, "group_language", !action->outside && theme ? tree_facts(req->programme)->language : STR_NONE);
	model_text(group, "group_key", action->outside ? STR("beside") : theme ? theme->key : STR("loose"));
	model_text(group, "caption", action->outside || !theme ? language_text(req->language, N_("Actions")) : theme->name);
	model_flag(group, "beside", action->outside);
	model_list(group, "rows");
}

static bool another_group(const struct request *req, const struct action *before, const struct action *action)
{
	return !before || before->outside != action->outside || action_theme(req->programme, before) != action_theme(req->programme, action);
}

static void end_group(const struct request *req, struct model *group, size_t count)
{
	if (group)
		model_text(group, "group_count", language_plural(req->language, req->arena, N_("{0} action"), N_("{0} actions"), (int64_t)count));
}

static void listing_model(const struct request *req, struct model *model, const struct listing *listing, size_t first)
{
	bool grouped = listing->count > UNGROUPED_MOST;
	struct model *group = NULL;
	size_t in_group = 0;

	model_list(model, "groups");
	model_flag(model, "grouped", grouped);
	for (size_t i = first; i < listing->count && i < first + ON_A_PAGE; i++) {
		const struct action *action = listing->at[i];
		bool begins = another_group(req, i == first ? NULL : listing->at[i - 1], action);
		if (!group || (begins && (grouped || action->outside))) {
			end_group(req, group, in_group);
			group = model_item(model, "groups");
			group_model(req, group, action);
			model_flag(group, "headed", grouped || action->outside);
			in_group = 0;
		}
		action_row_model(req, model_item(group, "rows"), action);
		in_group++;
	}
	end_group(req, group, in_group);
}

static void pages_model(const struct request *req, struct model *model, const struct listing *listing, const struct action_filter *filter,
	size_t page)
{
	struct str self = action_filter_address(req, STR("/actions"), filter);
	char join = str_find(self, '?') < self.len ? '&' : '?';

	model_text(model, "previous_page", page > 1 ? str_format(req->arena, "%.*s%cpage=%zu", STR_ARG(self), join, page - 1) : STR_NONE);
	model_text(model, "next_page", page * ON_A_PAGE < listing->count
		? str_format(req->arena, "%.*s%cpage=%zu", STR_ARG(self), join, page + 1) : STR_NONE);
	model_flag(model, "paged", listing->count > ON_A_PAGE);
}

/* From 1; what is no page is the first. */
static size_t page_asked(const struct request *req, size_t count)
{
	struct str text = request_query(req, "page");
	size_t page = 0;

	for (size_t i = 0; i < text.len && i < 4 && text.at[i] >= '0' && text.at[i] <= '9'; i++)
		page = page * 10 + (size_t)(text.at[i] - '0');
	return page > 1 && (page - 1) * ON_A_PAGE < count ? page : 1;
}

/* GET /{programme}/actions */
static void show_actions(struct request *req, struct response *res)
{
	struct action_filter filter = action_filter_read(req);
	struct listing listing = list_actions(req, &filter);
	size_t page = page_asked(req, listing.count);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Actions"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "self", request_address(req, STR("/actions")));
	action_filter_model(req, model, &filter);
	listing_model(req, model, &listing, (page - 1) * ON_A_PAGE);
	pages_model(req, model, &listing, &filter, page);
	model_text(model, "count", language_plural(req->language, req->arena, N_("{0} action"), N_("{0} actions"), (int64_t)listing.count));
	model_flag(model, "none", listing.count == 0);
	model_flag(model, "none_at_all", req->programme->actions.count == 0);
	model_text(model, "add", access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL)
		? request_address(req, STR("/edit/action/new")) : STR_NONE);
	model_text(model, "add_theme", req->programme->themes.count == 0 ? tree_adding(req, STR("/edit/theme/new")) : STR_NONE);
	respond_page(res, req, "action/actions", model);
}

static void milestones_model(const struct request *req, struct model *model, const struct action *action)
{
	struct row_list milestones = REFERRING(req->programme, milestone, action, action->id);

	model_list(model, "milestones");
	for (size_t i = 0; i < milestones.count; i++) {
		const struct milestone *milestone = ROW(milestone, milestones, i);
		bool reached = day_known(milestone->reached) && day_first(milestone->reached) <= day_first(req->day);
		struct model *item = model_item(model, "milestones");

		model_text(item, "title", milestone->title);
		show_day(req, item, "planned", milestone->planned);
		model_text(item, "planned_words", milestone->planned_words);
		model_flag(item, "is_reached", reached);
		model_text(item, "reached", reached ? language_day(req->language, req->arena, milestone->reached) : STR_NONE);
		model_flag(item, "missed", !reached && day_known(milestone->planned) &&
			day_last(milestone->planned) < day_first(req->day));
		show_provenance(req, item, &milestone_record, milestone);
		show_edit(req, item, &milestone_record, milestone);
	}
}

static struct str decimal_words(const struct request *req, struct decimal decimal)
{
	return decimal.known ? language_decimal(req->language, req->arena, decimal) : STR_NONE;
}

/* What each municipality told, and aims at. */
static bool towns_model(const struct request *req, struct model *item, const struct result_figure *figure, bool all)
{
	struct row_list parties = party_municipalities(req->programme, req->day, req->arena);
	bool any = false;

	model_list(item, "towns");
	for (size_t i = 0; figure->municipal != FIGURE_WHOLE && i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct figure_now now = figure_of(req->programme, figure, party->id, req->day, all);
		struct decimal aim = figure_aim_on(req->programme, figure, party->id, req->day);
		struct model *one;
		if (!now.value.known && !aim.known)
			continue;
		one = model_item(item, "towns");
		model_text(one, "town", party->name);
		model_text(one, "town_value", decimal_words(req, now.value));
		model_text(one, "town_aim", decimal_words(req, aim));
		model_text(one, "town_day", now.value.known ? language_day(req->language, req->arena, now.day) : STR_NONE);
		any = true;
	}
	return any;
}

/* Every aim there was, with the day it holds from: the one that was restated stays readable. */
static void aims_model(const struct request *req, struct model *item, const struct result_figure *figure)
{
	struct row_list aims = REFERRING(req->programme, figure_aim, figure, figure->id);
	const struct figure_aim *now = figure_aim_row(req->programme, figure, ID_NONE, req->day);
	bool any = false;

	model_list(item, "aims");
	if (figure->aim.known && now) {
		struct model *first = model_item(item, "aims");
		model_text(first, "aim_was", decimal_words(req, figure->aim));
		model_text(first, "aim_from", STR_NONE);
		model_text(first, "aim_reason", STR_NONE);
		model_flag(first, "in_use", false);
		model_flag(first, "edit", false);
		any = true;
	}
	for (size_t i = 0; i < aims.count; i++) {
		const struct figure_aim *aim = ROW(figure_aim, aims, i);
		struct model *one;
		if (id_known(aim->party))
			continue;
		one = model_item(item, "aims");
		model_text(one, "aim_was", decimal_words(req, aim->aim));
		model_text(one, "aim_from", day_known(aim->from) ? language_day(req->language, req->arena, aim->from) : STR_NONE);
		model_text(one, "aim_reason", aim->reason);
		model_flag(one, "in_use", aim == now);
		show_edit(req, one, &figure_aim_record, aim);
		any = true;
	}
	model_flag(item, "has_aims", any);
}

static void figures_model(const struct request *req, struct model *model, const struct action *action)
{
	struct row_list figures = REFERRING(req->programme, result_figure, action, action->id);
	bool all = progress_sees_all(req, programme_node(req->programme, action->id));
	bool adds = access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL) && !day_known(req->known);

	model_list(model, "figures");
	model_flag(model, "has_figures", figures.count > 0);
	for (size_t i = 0; i < figures.count; i++) {
		const struct result_figure *figure = ROW(result_figure, figures, i);
		struct figure_now now = figure_now(req->programme, figure, req->day, all);
		struct model *item = model_item(model, "figures");

		model_text(item, "name", figure->name);
		model_text(item, "unit", figure->unit);
		model_text(item, "method", figure->method);
		model_text(item, "aim", decimal_words(req, figure_aim_on(req->programme, figure, ID_NONE, req->day)));
		model_text(item, "value", decimal_words(req, now.value));
		model_text(item, "day", now.value.known && day_known(now.day) ? language_day(req->language, req->arena, now.day) : STR_NONE);
		model_flag(item, "cumulative", figure->cumulative);
		model_text(item, "sum_of", now.is_sum ? language_fill(req->language, req->arena, N_("sum of {0} of {1} municipalities"),
			str_format(req->arena, "%zu", now.told), str_format(req->arena, "%zu", now.of), STR_NONE) : STR_NONE);
		model_flag(item, "has_towns", towns_model(req, item, figure, all));
		aims_model(req, item, figure);
		model_text(item, "add_aim", adds ? request_address(req, str_format(req->arena, "/edit/figure_aim/new?figure=%.*s&back=/%.*s%.*s",
			STR_ARG(id_text(figure->id, req->arena)), STR_ARG(req->programme_key),
			STR_ARG(row_address(req->programme, &action_record, action, req->arena)))) : STR_NONE);
		show_provenance(req, item, &result_figure_record, figure);
		show_edit(req, item, &result_figure_record, figure);
	}
}

static void goals_model(const struct request *req, struct model *model, const struct action *action)
{
	model_list(model, "goals");
	for (size_t i = 0; i < action->goals.count; i++) {
		const struct goal *goal = programme_row(req->programme, goal, action->goals.at[i]);
		struct model *item;
		if (!goal)
			continue;
		item = model_item(model, "goals");
		model_text(item, "text", goal->text);
		model_text(item, "address", request_address(req, row_address(req->programme, &goal_record, goal, req->arena)));
	}
	model_list(model, "labels");
	model_flag(model, "has_labels", action->labels.count > 0);
	for (size_t i = 0; i < action->labels.count; i++) {
		const struct theme *label = programme_row(req->programme, theme, action->labels.at[i]);
		if (label)
			model_text(model_item(model, "labels"), "name", label->name);
	}
}

/* With more municipalities those that stand the same way are told together. */
enum { STANDINGS_APART = 8 };

/* The name with the region it goes along with or also looks to: "Stakenburg (Stadsregio Grootmonde)". */
static struct str name_with_region(const struct request *req, const struct party *party, const struct participation *entry)
{
	const struct party *counterpart = entry ? programme_row(req->programme, party, entry->counterpart) : NULL;
	struct str region = counterpart ? counterpart->name : entry ? participation_names(req, entry->also_oriented_to) : STR_NONE;

	return region.len ? str_format(req->arena, "%.*s (%.*s)", STR_ARG(party->name), STR_ARG(region)) : party->name;
}

static void standing_groups_model(const struct request *req, struct model *model, struct row_list municipalities, const struct node *node,
	struct str part)
{
	static const enum standing order[] = { STANDING_PARTICIPATES, STANDING_JOINS_OTHER_REGION, STANDING_DOES_NOT_PARTICIPATE,
		STANDING_UNDECIDED, STANDING_OBSERVER, STANDING_UNKNOWN };

	for (size_t s = 0; s < sizeof order / sizeof order[0]; s++) {
		struct model *group = NULL;
		size_t count = 0;
		for (size_t i = 0; i < municipalities.count; i++) {
			const struct party *party = ROW(party, municipalities, i);
			const struct participation *entry = participation_effective(req->programme, party->id, node, req->day);
			struct model *item;
			if (participation_standing(entry) != order[s])
				continue;
			if (!group) {
				group = model_item(model, "standing_groups");
				participation_standing_model(group, entry);
				model_list(group, "members");
			}
			item = model_item(group, "members");
			model_text(item, "name", name_with_region(req, party, entry));
			model_text(item, "address", request_address(req, str_format(req->arena, "/participation/%.*s/%.*s",
				STR_ARG(party->key), STR_ARG(part))));
			count++;
		}
		if (group)
			model_number(group, "count", (int64_t)count);
	}
}

/* Each municipality's standing, with the words that explain it. */
static void standings_model(const struct request *req, struct model *model, const struct node *node, struct str part)
{
	struct row_list municipalities = party_municipalities(req->programme, req->day, req->arena);

	model_list(model, "standings");
	model_list(model, "standing_groups");
	model_flag(model, "has_standing_groups", municipalities.count > STANDINGS_APART);
	if (municipalities.count > STANDINGS_APART) {
		standing_groups_model(req, model, municipalities, node, part);
		return;
	}
	for (size_t i = 0; i < municipalities.count; i++) {
		const struct party *party = ROW(party, municipalities, i);
		struct participation_reason why = participation_why(req->programme, party->id, node, req->day);
		enum standing standing = participation_standing(why.entry);
		struct model *item = model_item(model, "standings");

		model_text(item, "name", party->name);
		model_text(item, "party_address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
		model_text(item, "address", request_address(req, str_format(req->arena, "/participation/%.*s/%.*s",
			STR_ARG(party->key), STR_ARG(part))));
		model_text(item, "standing", standing == STANDING_UNKNOWN || !why.entry ? STR("unknown")
			: why.entry->also_oriented_to.count ? STR("participates-also") : str_of(words_wire(&standing_words, (int)standing)));
		model_words(item, "standing_label", words_label(&standing_words, (int)standing));
		model_flag(item, "inherited", why.inherited);
		model_text(item, "from_node", why.inherited ? node_title(req->programme, why.node, req->arena) : STR_NONE);
		show_row(req, item, "counterpart", &party_record, why.entry ? why.entry->counterpart : ID_NONE);
		model_list(item, "also_oriented_to");
		for (size_t r = 0; why.entry && r < why.entry->also_oriented_to.count; r++) {
			const struct party *region = programme_row(req->programme, party, why.entry->also_oriented_to.at[r]);
			if (region)
				model_text(model_item(item, "also_oriented_to"), "name", region->name);
		}
	}
}

/* What the action lacks to stand in a plan, each with its field; only to those who can mend it. */
static void completeness_model(const struct request *req, struct model *model, const struct action *action)
{
	struct faults missing = { .arena = req->arena };
	bool mends = access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);
	struct str id = id_text(action->id, req->arena);

	model_list(model, "missing");
	model_flag(model, "has_missing", false);
	if (!mends || action->outside)
		return;
	action_complete(req->programme, action, req->day, &missing);
	model_flag(model, "has_missing", missing.count > 0);
	for (size_t i = 0; i < missing.count; i++) {
		struct model *item = model_item(model, "missing");
		const char *field = missing.at[i].field;

		model_words(item, "text", missing.at[i].message);
		if (str_is(str_of(field), "lead"))
			model_text(item, "address", request_address(req, str_format(req->arena, "/edit/role/new?node=%.*s&kind=lead", STR_ARG(id))));
		else if (str_is(str_of(field), "participation"))
			model_text(item, "address", request_address(req, str_format(req->arena, "/edit/participation/new?node=%.*s", STR_ARG(id))));
		else
			model_text(item, "address", request_address(req, str_format(req->arena, "/edit/action/%.*s#%s", STR_ARG(id), field)));
	}
}

/* "lev-2020-2023/V-01" as a link, where it can be one. */
static void predecessor_model(const struct request *req, struct model *model, const struct action *action)
{
	size_t slash = str_find(action->predecessor, '/');
	struct str number = str_from(action->predecessor, slash + 1);

	model_text(model, "predecessor", action->predecessor);
	model_text(model, "predecessor_address", slash < action->predecessor.len
		? str_format(req->arena, "/%.*s/actions/%.*s", STR_ARG(str_to(action->predecessor, slash)), STR_ARG(number)) : STR_NONE);
}

static void leading_model(const struct request *req, struct model *model, const struct action *action)
{
	const struct theme *theme = action_theme(req->programme, action);
	const struct topic *topic = programme_row(req->programme, topic, action->topic);

	show_row(req, model, "theme", &theme_record, theme ? theme->id : ID_NONE);
	show_row(req, model, "topic", &topic_record, topic ? topic->id : ID_NONE);
	show_row(req, model, "leading_plan", &document_record, theme ? theme->leading_plan : ID_NONE);
	model_text(model, "leading_item", action->leading_item);
}

static void adding_model(const struct request *req, struct model *model, const struct action *action)
{
	struct str id = id_text(action->id, req->arena);
	struct str page = row_address(req->programme, &action_record, action, req->arena);
	bool adds = access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL) && !day_known(req->known);
	static const struct { const char *name, *pattern; } links[] = {
		{ "add_milestone", "/edit/milestone/new?action=%.*s&back=/%.*s%.*s" },
		{ "add_figure", "/edit/result_figure/new?action=%.*s&back=/%.*s%.*s" },
		{ "add_role", "/edit/role/new?node=%.*s&back=/%.*s%.*s" },
		{ "add_participation", "/edit/participation/new?node=%.*s&back=/%.*s%.*s" },
	};

	for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
		model_text(model, links[i].name, adds ? request_address(req, str_format(req->arena, links[i].pattern,
			STR_ARG(id), STR_ARG(req->programme_key), STR_ARG(page))) : STR_NONE);
	model_number(model, "proposals", adds ? (int64_t)proposal_about(req->programme, action->id) : 0);
	model_flag(model, "has_proposals", adds && proposal_about(req->programme, action->id) > 0);
}

/* GET /{programme}/actions/{action} */
static void show_action(struct request *req, struct response *res)
{
	struct str part = request_parameter(req, "action");
	const struct action *action = action_by_number(req->programme, part);
	const struct node *node;
	struct model *model;

	if (!action)
		action = action_by_key(req->programme, part);
	if (!action || !access_sees(req->programme, req->person, &action_record, action, req->day)) {
		respond_not_found(res, req);
		return;
	}
	node = programme_node(req->programme, action->id);
	model = model_new(req->arena);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	action_row_model(req, model, action);
	model_text(model, "result", action->result);
	model_text(model, "why", action->why);
	model_text(model, "reached", action->reached);
	show_day(req, model, "start", action->start);
	show_day(req, model, "last", action->last);
	model_text(model, "start_words", action->start_words);
	model_text(model, "last_words", action->last_words);
	model_text(model, "status_reason", action->status_reason);
	model_flag(model, "continues", action->continues || action_beyond_horizon(req->programme, action));
	model_text(model, "continues_reason", action->continues_reason);
	show_row(req, model, "continues_with", &party_record, action->continues_with);
	show_day(req, model, "horizon", tree_facts(req->programme)->horizon);
	model_words(model, "origin", action->origin ? words_label(&origin_words, (int)action->origin) : "");
	model_text(model, "origin_text", action->origin_text);
	model_text(model, "internal", access_sees_field(req->programme, req->person, &action_record,
		record_field(&action_record, "internal"), req->today) ? action->internal : STR_NONE);
	predecessor_model(req, model, action);
	leading_model(req, model, action);
	goals_model(req, model, action);
	progress_model(req, model, action);
	milestones_model(req, model, action);
	figures_model(req, model, action);
	money_of_node_model(req, model, node);
	meeting_of_node_model(req, model, node);
	decision_of_node_model(req, model, node);
	offers_of_action_model(req, model, action);
	standings_model(req, model, node, action->number);
	completeness_model(req, model, action);
	adding_model(req, model, action);
	role_model(req, model, node);
	show_provenance(req, model, &action_record, action);
	show_edit(req, model, &action_record, action);
	show_breadcrumbs(req, model, node->parent);
	respond_page(res, req, "action/action", model);
}

const struct route action_routes[] = {
	{ "GET", "/{programme}/actions", RIGHT_READ, show_actions, 0, "The actions, by theme, status, municipality or party" },
	{ "GET", "/{programme}/actions/{action}", RIGHT_READ, show_action, 0, "An action" },
	ROUTES_END
};
