/* SPDX-License-Identifier: EUPL-1.2 */
#include "tree/tree_model.h"

#include "action/action_model.h"
#include "document/document.h"
#include "html/markdown.h"
#include "html/show.h"
#include "participation/participation_model.h"
#include "role/role.h"

struct str tree_adding(const struct request *req, struct str page)
{
	bool adds = access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) ||
		access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);

	return adds && !day_known(req->known) ? request_address(req, page) : STR_NONE;
}

void tree_counts_model(const struct request *req, struct model *item, const struct node *node)
{
	static const enum action_status order[] = {
		ACTION_PAUSED, ACTION_RUNNING, ACTION_PLANNED, ACTION_PROPOSED, ACTION_IDEA, ACTION_DONE, ACTION_STOPPED, ACTION_UNKNOWN,
	};
	struct action_counts counts = action_count(req->programme, node, req->arena);

	model_text(item, "actions", counts.all == 0 ? STR_NONE
		: language_plural(req->language, req->arena, N_("{0} action"), N_("{0} actions"), (int64_t)counts.all));
	model_list(item, "counts");
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		struct model *count;
		if (counts.of[order[i]] == 0)
			continue;
		count = model_item(item, "counts");
		model_number(count, "number", (int64_t)counts.of[order[i]]);
		model_text(count, "status", str_of(words_wire(&action_status_words, (int)order[i])));
		model_words(count, "label", words_label(&action_status_words, (int)order[i]));
	}
}

void tree_executors_model(const struct request *req, struct model *item, const struct node *node)
{
	struct row_list executors = role_executors(req->programme, node, req->day, req->arena, NULL);

	model_list(item, "executors");
	for (size_t i = 0; i < executors.count; i++) {
		struct model *executor = model_item(item, "executors");
		show_row(req, executor, "party", &party_record, ROW(role, executors, i)->party);
		model_flag(executor, "together", ROW(role, executors, i)->together);
	}
}

/* Whether the entry says more than "takes part". */
static bool stands_apart(const struct participation *entry)
{
	return participation_standing(entry) != STANDING_PARTICIPATES || entry->also_oriented_to.count > 0;
}

/* With more municipalities a card tells so many sentences, without reasons. */
enum { FEW_MUNICIPALITIES = 8, TOLD_ON_A_CARD = 3 };

struct apart {
	const struct request *req;
	struct model         *item;
	struct row_list       municipalities;
	bool                  brief;
	size_t                count;
};

static void add_apart(struct apart *list, const struct party *party, const struct node *node, const struct participation *entry)
{
	const struct request *req = list->req;
	struct model *apart;

	if (++list->count > TOLD_ON_A_CARD && list->brief)
		return;
	apart = model_item(list->item, "apart");
	model_text(apart, "sentence", participation_sentence(req, party, node, entry));
	model_text(apart, "address", request_address(req, participation_address(req->programme, party, node, req->arena)));
	model_text(apart, "reason", entry && !list->brief ? entry->reason : STR_NONE);
	participation_standing_model(apart, entry);
}

/* On the node itself whoever stands apart; in a topic below it those with an entry of its own there. */
static void add_apart_on(struct apart *list, const struct node *node, bool own)
{
	const struct request *req = list->req;

	for (size_t i = 0; i < list->municipalities.count; i++) {
		const struct party *party = ROW(party, list->municipalities, i);
		const struct participation *entry = participation_effective(req->programme, party->id, node, req->day);
		if (stands_apart(entry) && (!own || participation_explicit(entry, node)))
			add_apart(list, party, node, entry);
	}
}

static struct str participation_words(const struct request *req, struct participation_counts counts)
{
	struct str in = str_format(req->arena, "%zu", counts.in), all = str_format(req->arena, "%zu", counts.all);

	if (counts.all == 0 || counts.of[STANDING_UNKNOWN] == counts.all)
		return STR_NONE;
	if (counts.in == counts.all)
		return language_fill(req->language, req->arena, N_("All {0} municipalities take part"), all, STR_NONE, STR_NONE);
	return language_fill(req->language, req->arena, N_("{0} of {1} municipalities take part"), in, all, STR_NONE);
}

void tree_standings_model(const struct request *req, struct model *item, const struct node *node, enum tree_apart which)
{
	struct row_list municipalities = party_municipalities(req->programme, req->day, req->arena);
	struct apart list = { .req = req, .item = item, .municipalities = municipalities,
		.brief = which == TREE_APART_SHORT && municipalities.count > FEW_MUNICIPALITIES };
	struct participation_counts counts = participation_count(req->programme, node, req->day, req->arena);
	bool unknown = counts.of[STANDING_UNKNOWN] == counts.all;

	model_number(item, "in", (int64_t)counts.in);
	model_number(item, "municipalities", (int64_t)counts.all);
	model_flag(item, "everybody", counts.all > 0 && counts.in == counts.all);
	model_flag(item, "participation_unknown", unknown);
	model_text(item, "participation", participation_words(req, counts));
	model_list(item, "apart");
	if (!unknown)
		add_apart_on(&list, node, which == TREE_APART_OWN);
	for (const struct node *below = node->child; below; below = below->next)
		if (below->record == &topic_record && participation_sees(req, below))
			add_apart_on(&list, below, true);
	model_flag(item, "has_apart", list.count > 0);
	model_text(item, "more_apart", !list.brief || list.count <= TOLD_ON_A_CARD ? STR_NONE
		: language_fill(req->language, req->arena, N_("and {0} more"), str_format(req->arena, "%zu", list.count - TOLD_ON_A_CARD),
			STR_NONE, STR_NONE));
}

size_t tree_actions_model(const struct request *req, struct model *item, struct row_list actions, bool outside)
{
	size_t count = 0;

	model_list(item, "rows");
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside != outside || !access_sees(req->programme, req->person, &action_record, action, req->day))
			continue;
		action_row_model(req, model_item(item, "rows"), action);
		count++;
	}
	return count;
}

void tree_labels_model(const struct request *req, struct model *model)
{
	struct row_list labels = tree_themes(req->programme, true, req->arena);

	model_list(model, "labels");
	model_flag(model, "has_labels", labels.count > 0);
	for (size_t i = 0; i < labels.count; i++) {
		struct model *item = model_item(model, "labels");
		model_text(item, "title", ROW(theme, labels, i)->name);
		model_text(item, "address", request_address(req, row_address(req->programme, &theme_record, labels.at[i], req->arena)));
	}
}

struct tree_leads tree_leads(const struct request *req, const struct node *node)
{
	struct row_list actions = tree_actions(req->programme, node, req->arena);
	struct tree_leads leads = { 0 };

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		if (action->outside || action->visibility != VISIBILITY_PUBLISHED)
			continue;
		leads.all++;
		leads.with += role_lead(req->programme, programme_node(req->programme, action->id), req->day) != NULL;
	}
	return leads;
}

static void emphasis_model(struct model *item, struct str emphasis)
{
	struct str line;

	model_list(item, "emphasis");
	model_flag(item, "has_emphasis", str_trim(emphasis).len > 0);
	while (str_next(&emphasis, '\n', &line))
		if (str_trim(line).len > 0)
			model_text(model_item(item, "emphasis"), "line", str_trim(line));
}

void tree_card_model(const struct request *req, struct model *item, const struct theme *theme)
{
	const struct node *node = programme_node(req->programme, theme->id);

	model_text(item, "title", theme->name);
	model_text(item, "address", request_address(req, row_address(req->programme, &theme_record, theme, req->arena)));
	model_text(item, "description", markdown_plain(theme->description, req->arena));
	emphasis_model(item, theme->emphasis);
	show_row(req, item, "leading_plan", &document_record, theme->leading_plan);
	tree_executors_model(req, item, node);
	tree_counts_model(req, item, node);
	tree_standings_model(req, item, node, TREE_APART_SHORT);
}

const struct programme *tree_neighbour(const struct request *req, struct str key)
{
	const struct programme *now, *known;

	if (key.len == 0 || !(now = store_programme(req->store, key)))
		return NULL;
	if (access_sees_programme(now, req->person, req->today)) {
		if (!day_known(req->known))
			return now;
		known = store_programme_known(req->store, now->id, req->known);
		programme_release(now);
		return known;
	}
	programme_release(now);
	return NULL;
}

void tree_keep_fresh(const struct request *req, struct response *res)
{
	const struct programme_facts *facts = tree_facts(req->programme);

	if (facts->predecessor.len > 0 || facts->successor.len > 0)
		res->cacheable = false;
}

void tree_neighbour_model(const struct request *req, struct model *model, const char *name, struct str key)
{
	const struct programme *programme = tree_neighbour(req, key);
	struct model *item;

	if (key.len == 0) {
		model_flag(model, name, false);
		return;
	}
	item = model_object(model, name);
	model_text(item, "title", programme ? str_copy(req->arena, tree_facts(programme)->name) : key);
	model_text(item, "address", programme ? str_format(req->arena, "/%.*s", STR_ARG(key)) : STR_NONE);
	programme_release(programme);
}
