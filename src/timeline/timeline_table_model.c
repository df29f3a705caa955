/* SPDX-License-Identifier: EUPL-1.2 */
/* What a timeline draws, as a table; and what it cannot draw. */
#include "progress/progress_model.h"
#include "timeline/timeline_model.h"
#include "timeline/timeline_words_model.h"
#include "tree/tree.h"

static void day_model(const struct request *req, struct model *item, const char *name, struct day day, struct str words)
{
	struct str shown = day_known(day) ? language_day_short(req->language, req->arena, day) : STR_NONE;

	model_text(item, name, words.len == 0 ? shown : shown.len == 0 ? words
		: str_format(req->arena, "%.*s (%.*s)", STR_ARG(shown), STR_ARG(words)));
}

static void mark_model(const struct request *req, struct model *item, const struct timeline_mark *mark)
{
	model_text(item, "title", row_title(req->programme, mark->record, mark->row, req->arena));
	model_text(item, "address", request_address(req, row_address(req->programme, mark->record, mark->row, req->arena)));
	model_words(item, "kind", mark->record->label);
	model_text(item, "day", day_known(mark->day) ? language_day_short(req->language, req->arena, mark->day) : STR_NONE);
	model_text(item, "planned", mark->moved ? language_day_short(req->language, req->arena, timeline_planned(mark)) : STR_NONE);
	model_text(item, "state", str_of(words_wire(&timeline_state_words, (int)mark->state)));
	model_text(item, "state_label", timeline_state_word(req, mark));
	model_flag(item, "is_reached", mark->state == TIMELINE_REACHED);
	model_flag(item, "is_missed", mark->state == TIMELINE_MISSED);
	model_flag(item, "is_overdue", mark->state == TIMELINE_OVERDUE);
}

static void table_row(const struct request *req, struct model *item, const struct timeline_row *row)
{
	const struct action *action = row->action;
	const struct theme *theme = action_theme(req->programme, action);

	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
	model_text(item, "theme", theme ? theme->name : STR_NONE);
	model_flag(item, "outside", action->outside);
	model_flag(item, "draft", action->visibility == VISIBILITY_DRAFT);
	model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
	model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
	progress_light_model(req, item, timeline_progress(req, action).light);
	model_flag(item, "late", action_late(action, req->day));
	day_model(req, item, "start", action->start, action->start_words);
	day_model(req, item, "last", action->last, action->last_words);
	model_flag(item, "continues", action->continues || action_beyond_horizon(req->programme, action));
	model_list(item, "milestones");
	model_flag(item, "has_milestones", row->milestones.count > 0);
	for (size_t i = 0; i < row->milestones.count; i++)
		mark_model(req, model_item(item, "milestones"), &row->milestones.at[i]);
}

/* Steps and rounds by day: both lists are sorted, the earlier of the two comes next. */
static void dated_model(const struct request *req, struct model *model, const struct timeline *timeline)
{
	const struct timeline_marks *steps = &timeline->steps, *rounds = &timeline->rounds;
	size_t step = 0, round = 0;

	model_list(model, "dated");
	model_flag(model, "has_dated", steps->count + rounds->count > 0);
	while (step < steps->count || round < rounds->count) {
		bool is_step = round == rounds->count || (step < steps->count && day_known(steps->at[step].day) &&
			steps->at[step].at <= rounds->at[round].at);
		mark_model(req, model_item(model, "dated"), is_step ? &steps->at[step++] : &rounds->at[round++]);
	}
}

void timeline_table_model(const struct request *req, struct model *model, const struct timeline *timeline, enum timeline_order order)
{
	struct timeline_rows rows = timeline_ordered(timeline, order, req->arena);

	model_list(model, "table");
	model_flag(model, "has_table", rows.count > 0);
	for (size_t i = 0; i < rows.count; i++)
		table_row(req, model_item(model, "table"), &rows.at[i]);
	dated_model(req, model, timeline);
}

/* What is not drawn, and why */

static const char *apart_words(const struct action *action)
{
	if (!day_known(action->start) && !day_known(action->last))
		return N_("days not yet known");
	return N_("outside the days of this picture");
}

void timeline_apart_model(const struct request *req, struct model *model, const struct timeline *timeline)
{
	bool mends = !day_known(req->known) && access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);

	model_list(model, "apart");
	model_flag(model, "has_apart", timeline->apart.count > 0);
	for (size_t i = 0; i < timeline->apart.count; i++) {
		const struct action *action = timeline->apart.at[i].action;
		struct model *item = model_item(model, "apart");

		model_text(item, "number", action->number);
		model_text(item, "title", action->title);
		model_text(item, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
		model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
		model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
		model_words(item, "why", apart_words(action));
		model_text(item, "period", day_known(action->start) || day_known(action->last) ? timeline_period_words(req, action) : STR_NONE);
		model_text(item, "edit", mends ? request_address(req, str_format(req->arena, "/edit/action/%.*s#start",
			STR_ARG(id_text(action->id, req->arena)))) : STR_NONE);
	}
}
