/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report_content.h"

#include <stdlib.h>

#include "tree/tree.h"

/* What everybody may read */

/* Given by the day, and open to everybody today. */
static bool readable(const struct report_content *content, const struct update *update, struct day day)
{
	return day_first(update->day) <= day_first(day) && update_public(content->programme, update, content->today);
}

static bool corrected(const struct report_content *content, const struct update *update, struct day day)
{
	struct row_list later = REFERRING(content->programme, update, corrects, update->id);

	for (size_t i = 0; i < later.count; i++)
		if (readable(content, later.at[i], day))
			return true;
	return false;
}

/* `spent`: only one that tells of money. */
static const struct update *newest(const struct report_content *content, const struct action *action, struct day day, bool spent)
{
	struct row_list updates = REFERRING(content->programme, update, action, action->id);

	for (size_t i = 0; i < updates.count; i++)
		if (readable(content, updates.at[i], day) && !corrected(content, updates.at[i], day) &&
		    (!spent || ROW(update, updates, i)->spent.known))
			return updates.at[i];
	return NULL;
}

bool report_published(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->record == &action_record && (((const struct action *)node->row)->visibility != VISIBILITY_PUBLISHED ||
		    ((const struct action *)node->row)->outside))
			return false;
	return true;
}

/* Actions */

/* Whether a lead kept silent does not depend on who reads; all else does. */
static enum light light_on(const struct report_content *content, const struct action *action, struct day day, const struct round **silent)
{
	struct progress progress = progress_of(content->programme, action, day, true);
	const struct update *latest = newest(content, action, day, false);

	*silent = progress.light == LIGHT_SILENT ? progress.round : NULL;
	if (*silent)
		return LIGHT_SILENT;
	return action_open(action) && latest ? latest->light : LIGHT_NONE;
}

static struct row_list updates_of_period(const struct report_content *content, const struct action *action)
{
	struct row_list updates = REFERRING(content->programme, update, action, action->id);
	const void **at = arena_array(content->arena, const void *, updates.count);
	size_t count = 0;

	for (size_t i = 0; i < updates.count; i++) {
		const struct update *update = ROW(update, updates, i);
		if (readable(content, update, content->day) && period_has(content->wanted->from, content->wanted->until, update->day) &&
		    !corrected(content, update, content->day))
			at[count++] = update;
	}
	return (struct row_list){ at, count };
}

bool report_not_begun(const struct report_action *action)
{
	return action->light == LIGHT_NONE && (action->action->status == ACTION_IDEA || action->action->status == ACTION_PROPOSED ||
		action->action->status == ACTION_PLANNED);
}

/* Worst first; what is done and stopped last; else as in the tree. */
static int rank(const struct report_action *action)
{
	if (action->light != LIGHT_NONE)
		return (int)action->light;
	if (!action_open(action->action))
		return LIGHT_COUNT + 2;
	return LIGHT_COUNT + report_not_begun(action);
}

static int worst_first(const void *a, const void *b)
{
	const struct report_action *left = a, *right = b;
	int by_rank = rank(left) - rank(right);

	return by_rank ? by_rank : left->place < right->place ? -1 : left->place > right->place;
}

static void add_action(struct report_content *content, const struct action *action, size_t place)
{
	struct report_action *added = &content->action[content->actions++];
	const struct round *before;

	*added = (struct report_action){ .action = action, .node = programme_node(content->programme, action->id), .place = place };
	added->light = light_on(content, action, content->day, &added->silent);
	added->latest = newest(content, action, content->day, false);
	added->spent = newest(content, action, content->day, true);
	added->lead = role_lead(content->programme, added->node, content->day);
	added->updates = updates_of_period(content, action);
	if (content->last)
		added->earlier = light_on(content, action, content->last->day, &before);
	content->told += added->updates.count;
	content->status[action->status]++;
	if (report_not_begun(added))
		content->not_begun++;
	else if (action_open(action))
		content->light[added->light]++;
	if (content->party && added->lead && id_equal(added->lead->party, content->party->id))
		content->leads++;
	if (added->spent) {
		content->spent.known = true;
		content->spent.cents += added->spent->spent.cents;
		content->spent_count++;
	}
}

static void find_actions(struct report_content *content)
{
	struct row_list actions = tree_actions(content->programme, content->node, content->arena);

	content->action = arena_array(content->arena, struct report_action, actions.count);
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct node *node = programme_node(content->programme, action->id);

		if (!report_published(node))
			continue;
		content->all++;
		if (!content->party || participation_standing(participation_effective(content->programme, content->party->id, node,
		    content->day)) == STANDING_PARTICIPATES)
			add_action(content, action, i);
	}
	if (content->actions)
		qsort(content->action, content->actions, sizeof *content->action, worst_first);
}

/* Milestones and figures */

static int32_t end_of(const struct report_content *content)
{
	int32_t until = day_last(content->wanted->until), day = day_first(content->day);
	return until < day ? until : day;
}

static bool is_reached(const struct report_content *content, const struct milestone *milestone)
{
	return day_first(milestone->reached) <= day_first(content->day) &&
	       period_has(content->wanted->from, content->wanted->until, milestone->reached);
}

/* Its planned day went by before the end of the period, and by then it was not reached. */
static bool is_missed(const struct report_content *content, const struct action *action, const struct milestone *milestone)
{
	if (!action_open(action) || !day_known(milestone->planned) || day_last(milestone->planned) > day_last(content->wanted->until) ||
	    day_last(milestone->planned) >= day_first(content->day))
		return false;
	return !day_known(milestone->reached) || day_first(milestone->reached) > end_of(content);
}

static int by_reached(const void *a, const void *b)
{
	const struct report_milestone *left = a, *right = b;
	int day = day_compare(left->milestone->reached, right->milestone->reached);
	return day ? day : id_compare(left->milestone->id, right->milestone->id);
}

static int by_planned(const void *a, const void *b)
{
	const struct report_milestone *left = a, *right = b;
	int day = day_compare(left->milestone->planned, right->milestone->planned);
	return day ? day : id_compare(left->milestone->id, right->milestone->id);
}

static void find_milestones(struct report_content *content)
{
	content->reached = arena_array(content->arena, struct report_milestone, content->programme->milestones.count);
	content->missed = arena_array(content->arena, struct report_milestone, content->programme->milestones.count);
	for (size_t i = 0; i < content->actions; i++) {
		const struct action *action = content->action[i].action;
		struct row_list milestones = REFERRING(content->programme, milestone, action, action->id);

		for (size_t k = 0; k < milestones.count; k++) {
			struct report_milestone one = { action, ROW(milestone, milestones, k) };
			if (is_reached(content, one.milestone))
				content->reached[content->reached_count++] = one;
			else if (is_missed(content, action, one.milestone))
				content->missed[content->missed_count++] = one;
		}
	}
	if (content->reached_count)
		qsort(content->reached, content->reached_count, sizeof *content->reached, by_reached);
	if (content->missed_count)
		qsort(content->missed, content->missed_count, sizeof *content->missed, by_planned);
}

/* The newest value that everybody may read: the municipality's own where it was told, else of the region. */
static struct report_figure figure_in(const struct report_content *content, const struct action *action, const struct result_figure *figure)
{
	struct id party = content->party ? content->party->id : ID_NONE;
	struct figure_now now = figure_told(content->programme, figure, party, content->day, content->today);

	return (struct report_figure){ .action = action, .figure = figure, .value = now.value, .day = now.day, .own = now.own,
		.aim = figure_aim_on(content->programme, figure, now.own ? party : ID_NONE, content->day) };
}

/* In the order of the tree: a reader looks for a theme there, not for a light. */
static int as_in_tree(const void *a, const void *b)
{
	const struct report_action *left = *(const struct report_action *const *)a, *right = *(const struct report_action *const *)b;
	return left->place < right->place ? -1 : left->place > right->place;
}

static void find_figures(struct report_content *content)
{
	const struct report_action **in_order = arena_array(content->arena, const struct report_action *, content->actions);

	content->figure = arena_array(content->arena, struct report_figure, content->programme->result_figures.count);
	for (size_t i = 0; i < content->actions; i++)
		in_order[i] = &content->action[i];
	if (content->actions)
		qsort(in_order, content->actions, sizeof *in_order, as_in_tree);
	for (size_t i = 0; i < content->actions; i++) {
		const struct action *action = in_order[i]->action;
		struct row_list figures = REFERRING(content->programme, result_figure, action, action->id);
		for (size_t k = 0; k < figures.count; k++)
			content->figure[content->figures++] = figure_in(content, action, ROW(result_figure, figures, k));
	}
}

/* What changed */

static void add_change(struct report_content *content, struct report_change change)
{
	content->change[content->changes++] = change;
}

static struct str status_text(const struct report_content *content, const struct action *action)
{
	struct str label = language_text(content->wanted->language, words_label(&action_status_words, (int)action->status));

	if (action->status_reason.len > 0 && (action->status == ACTION_STOPPED || action->status == ACTION_PAUSED))
		return str_format(content->arena, "%.*s: %.*s", STR_ARG(label), STR_ARG(action->status_reason));
	return label;
}

static struct str period_text(const struct report_content *content, const struct action *action)
{
	return language_period(content->wanted->language, content->arena, action->start, action->last);
}

static const struct action *action_then(const struct programme *programme, const struct action *action)
{
	const struct action *then = programme ? programme_row(programme, action, action->id) : NULL;
	return then && then->visibility == VISIBILITY_PUBLISHED && !then->outside ? then : NULL;
}

static void compare_action(struct report_content *content, const struct action *action, const struct action *before, const struct action *after)
{
	if (!before) {
		add_change(content, (struct report_change){ CHANGE_ADDED, .action = action, .became = status_text(content, after) });
		return;
	}
	if (before->status != after->status)
		add_change(content, (struct report_change){ CHANGE_STATUS, .action = action, .was = status_text(content, before),
			.became = status_text(content, after) });
	if (!day_equal(before->start, after->start) || !day_equal(before->last, after->last))
		add_change(content, (struct report_change){ CHANGE_MOVED, .action = action, .was = period_text(content, before),
			.became = period_text(content, after) });
}

static struct str lead_name(const struct report_content *content, const struct node *node, struct day day)
{
	const struct role *lead = role_lead(content->programme, node, day);
	const struct party *party = lead ? programme_row(content->programme, party, lead->party) : NULL;

	return party ? party->name : STR_NONE;
}

/* From dated facts, so also where the programme was not here yet. */
static void compare_lead(struct report_content *content, const struct report_action *action)
{
	struct str was = lead_name(content, action->node, report_eve(content->wanted));
	struct str became = lead_name(content, action->node, day_of_number(end_of(content)));

	if (was.len > 0 && !str_equal(was, became))
		add_change(content, (struct report_change){ CHANGE_LEAD, .action = action->action, .was = was,
			.became = became.len > 0 ? became : language_text(content->wanted->language, N_("not yet known")) });
}

/* What stood in the programme before the period and was taken out of it since. */
static void find_dropped(struct report_content *content, const struct programme *after)
{
	const struct programme *before = content->wanted->before;

	for (size_t i = 0; i < before->actions.count; i++) {
		const struct action *action = &before->actions.at[i];
		const struct node *node = programme_node(before, action->id), *top;

		top = node ? programme_node(before, content->node->id) : NULL;
		if (action->visibility != VISIBILITY_PUBLISHED || action->outside || programme_row(after, action, action->id) ||
		    programme_row(content->programme, action, action->id) || !top || !node_under(node, top))
			continue;
		if (content->party && participation_standing(participation_effective(before, content->party->id, node,
		    report_eve(content->wanted))) != STANDING_PARTICIPATES)
			continue;
		add_change(content, (struct report_change){ CHANGE_DROPPED, .action = action, .was = status_text(content, action) });
	}
}

static struct str standing_text(const struct report_content *content, const struct participation *entry)
{
	return language_text(content->wanted->language, words_label(&standing_words, (int)participation_standing(entry)));
}

/* An entry that begins within the period, where something else was known to hold on the eve of it. */
static void find_standing_changes(struct report_content *content)
{
	struct row_list entries = programme_rows(content->programme, &participation_record);

	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i), *was;
		const struct node *node = programme_node(content->programme, entry->node);
		const struct party *party = programme_row(content->programme, party, entry->party);

		if (!node || !party || (content->party && party != content->party) || !report_published(node) ||
		    !(node_under(node, content->node) || node_under(content->node, node)) ||
		    !period_has(content->wanted->from, content->wanted->until, entry->from) || day_first(entry->from) > day_first(content->day))
			continue;
		was = participation_effective(content->programme, party->id, node, day_of_number(day_first(entry->from) - 1));
		if (was && was->standing != entry->standing)
			add_change(content, (struct report_change){ CHANGE_STANDING, .node = node, .party = party,
				.action = node->record == &action_record ? node->row : NULL,
				.was = standing_text(content, was), .became = standing_text(content, entry) });
	}
}

static void find_changes(struct report_content *content)
{
	const struct programme *before = content->wanted->before;
	const struct programme *after = content->wanted->after ? content->wanted->after : content->programme;
	size_t most = 3 * content->actions + content->programme->participations.count + (before ? before->actions.count : 0);

	content->change = arena_array(content->arena, struct report_change, most);
	content->changes_known = before != NULL;
	for (size_t i = 0; i < content->actions; i++) {
		const struct action *action = content->action[i].action, *then = action_then(after, action);
		if (before && then)
			compare_action(content, action, action_then(before, action), then);
		compare_lead(content, &content->action[i]);
	}
	if (before)
		find_dropped(content, after);
	find_standing_changes(content);
}

/* How the municipality stands */

static void add_standing(struct report_standings *standings, const struct node *node, const struct participation *entry)
{
	standings->at[standings->count++] = (struct report_standing){ node, entry };
}

static struct report_standings *standings_of(struct report_content *content, enum standing standing)
{
	switch (standing) {
	case STANDING_PARTICIPATES:          return &content->in;
	case STANDING_JOINS_OTHER_REGION:
	case STANDING_DOES_NOT_PARTICIPATE:  return &content->out;
	case STANDING_UNDECIDED:             return &content->undecided;
	case STANDING_OBSERVER:              return &content->observes;
	default:                             return &content->unknown;
	}
}

/*
 * A node is named where it says something that the node above does not: themes always, below them what differs. An entry on the whole
 * programme says nothing by itself where there are themes.
 */
static void find_standings(struct report_content *content)
{
	struct node_list nodes = programme_nodes(content->programme);
	struct report_standings *lists[] = { &content->in, &content->out, &content->undecided, &content->observes, &content->unknown };

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		lists[i]->at = arena_array(content->arena, struct report_standing, nodes.count);
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		const struct participation *entry, *above;

		if (!node->parent || !report_published(node) || !node_under(node, content->node))
			continue;
		entry = participation_effective(content->programme, content->party->id, node, content->day);
		above = participation_effective(content->programme, content->party->id, node->parent, content->day);
		if (node->record == &theme_record || (participation_explicit(entry, node) && (entry->standing != participation_standing(above) ||
		    entry->also_oriented_to.count > 0 || !id_equal(entry->counterpart, above ? above->counterpart : ID_NONE))))
			add_standing(standings_of(content, participation_standing(entry)), node, entry);
	}
}

static const struct report *last_report(const struct report_content *content)
{
	const struct report *last = report_last(content->programme, content->wanted->party, day_add(content->day, -1));

	return last && id_equal(last->node, content->wanted->node) && day_first(last->day) < day_first(content->day) ? last : NULL;
}

struct report_content *report_content(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena)
{
	struct report_content *content = arena_new(arena, struct report_content);
	const struct node *node = id_known(wanted->node) ? programme_node(programme, wanted->node) : NULL;

	content->programme = programme;
	content->wanted = wanted;
	content->arena = arena;
	content->today = moment_day(wanted->moment);
	content->day = wanted->day;
	content->node = node ? node : programme_root(programme);
	content->party = programme_row(programme, party, wanted->party);
	content->last = last_report(content);
	find_actions(content);
	find_milestones(content);
	find_figures(content);
	find_changes(content);
	if (content->party)
		find_standings(content);
	return content;
}

const struct update *report_help(const struct report_content *content, const struct report_action *action)
{
	struct row_list offers;

	if (!action->latest || action->latest->help_wanted.len == 0 || !action_open(action->action))
		return NULL;
	offers = REFERRING(content->programme, help_offer, update, action->latest->id);
	for (size_t i = 0; i < offers.count; i++)
		if (day_first(ROW(help_offer, offers, i)->day) <= day_first(content->day))
			return NULL;
	return action->latest;
}

struct str report_action_name(const struct action *action, struct arena *arena)
{
	return action->number.len > 0 ? str_format(arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title)) : action->title;
}
