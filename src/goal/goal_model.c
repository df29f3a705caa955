/* SPDX-License-Identifier: EUPL-1.2 */
#include "goal/goal_model.h"

#include "action/action.h"
#include "html/show.h"

static void serving_model(const struct request *req, struct model *item, struct id goal)
{
	struct row_list actions = goal_actions(req->programme, goal, req->arena);
	size_t shown = 0;

	model_list(item, "serving");
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		struct model *serving;
		if (action->outside || !access_sees(req->programme, req->person, &action_record, action, req->day))
			continue;
		serving = model_item(item, "serving");
		model_text(serving, "number", action->number);
		model_text(serving, "title", action->title);
		model_text(serving, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
		model_text(serving, "status", str_of(words_wire(&action_status_words, (int)action->status)));
		model_words(serving, "status_label", words_label(&action_status_words, (int)action->status));
		shown++;
	}
	model_flag(item, "none_serves", shown == 0);
}

size_t goal_list_model(const struct request *req, struct model *model, const struct node *node)
{
	struct row_list goals = REFERRING(req->programme, goal, node, node->id);
	size_t count = 0;

	model_list(model, "goals");
	for (size_t i = 0; i < goals.count; i++) {
		const struct goal *goal = ROW(goal, goals, i);
		struct model *item;
		if (!access_sees(req->programme, req->person, &goal_record, goal, req->day))
			continue;
		item = model_item(model, "goals");
		model_text(item, "id", id_text(goal->id, req->arena));
		model_text(item, "text", goal->text);
		serving_model(req, item, goal->id);
		show_provenance(req, item, &goal_record, goal);
		show_edit(req, item, &goal_record, goal);
		count++;
	}
	return count;
}
