/* SPDX-License-Identifier: EUPL-1.2 */
#include "timeline/timeline_words_model.h"

#include "agreement/agreement.h"
#include "decision/decision.h"
#include "party/party.h"
#include "plan/plan.h"
#include "progress/progress_model.h"
#include "tree/tree.h"

static struct str fill(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

static struct str word(const struct request *req, const char *english)
{
	return language_text(req->language, english);
}

static struct str day_words(const struct request *req, struct day day)
{
	return language_day(req->language, req->arena, day);
}

static struct str joined(const struct request *req, struct str a, struct str b)
{
	return a.len == 0 ? b : b.len == 0 ? a : str_format(req->arena, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

struct str timeline_period_words(const struct request *req, const struct action *action)
{
	struct str period = language_period(req->language, req->arena, action->start, action->last);

	if (day_known(action->start) && !day_known(action->last))
		return fill(req, N_("{0}; the end is not yet known"), period, STR_NONE, STR_NONE);
	if (!day_known(action->start) && day_known(action->last))
		return fill(req, N_("{0}; the start is not yet known"), period, STR_NONE, STR_NONE);
	return period;
}

struct progress timeline_progress(const struct request *req, const struct action *action)
{
	return progress_of(req->programme, action, req->day, progress_sees_all(req, programme_node(req->programme, action->id)));
}

struct str timeline_status_word(const struct request *req, const struct action *action)
{
	return word(req, words_label(&action_status_words, (int)action->status));
}

struct str timeline_light_word(const struct request *req, enum light light)
{
	return light == LIGHT_NONE ? STR_NONE : word(req, words_label(&light_words, (int)light));
}

struct str timeline_state_word(const struct request *req, const struct timeline_mark *mark)
{
	if (mark->record == &step_record && mark->state == TIMELINE_REACHED)
		return word(req, N_("took place"));
	if (mark->record == &plan_version_record)
		return word(req, words_label(&plan_state_words, (int)plan_version_state(req->programme, mark->row, req->day)));
	if (mark->record == &subject_record)
		return word(req, words_label(&subject_state_words, (int)subject_standing(req->programme, mark->row, req->day).state));
	if (mark->record == &agreement_record)
		return word(req, mark->state == TIMELINE_REACHED ? N_("signed by all") : N_("to be signed"));
	if (mark->record == &service_record)
		return word(req, mark->state == TIMELINE_REACHED ? N_("delivered") : mark->state == TIMELINE_OVERDUE ? N_("past its day") : N_("to be delivered"));
	if (mark->record == &round_record)
		return word(req, words_label(&round_state_words, (int)round_state(mark->row, req->day)));
	return word(req, words_label(&timeline_state_words, (int)mark->state));
}

struct day timeline_planned(const struct timeline_mark *mark)
{
	return mark->record == &milestone_record ? ((const struct milestone *)mark->row)->planned
		: mark->record == &step_record ? ((const struct step *)mark->row)->planned
		: mark->record == &agreement_record ? ((const struct agreement *)mark->row)->planned_signing
		: mark->record == &service_record ? ((const struct service *)mark->row)->due : DAY_UNKNOWN;
}

/* "Opening: 3 March 2026 (reached; planned for February 2026)." */
struct str timeline_mark_words(const struct request *req, const struct timeline_mark *mark)
{
	struct str title = row_title(req->programme, mark->record, mark->row, req->arena);
	struct str day = day_words(req, mark->day), state = timeline_state_word(req, mark), planned = day_words(req, timeline_planned(mark));

	if (mark->moved)
		state = fill(req, N_("{0}; planned for {1}"), state, planned, STR_NONE);
	return fill(req, N_("{0}: {1} ({2})."), title, day, state);
}

static struct str continues_words(const struct request *req, const struct action *action, const struct timeline_bar *bar)
{
	const struct party *with = programme_row(req->programme, party, action->continues_with);
	struct str horizon = day_words(req, tree_facts(req->programme)->horizon);

	if (!bar->cut)
		return STR_NONE;
	if (with)
		return fill(req, N_("It continues after the horizon of the plan, {0}, carried by {1}."), horizon, with->name, STR_NONE);
	return fill(req, N_("It continues after the horizon of the plan, {0}."), horizon, STR_NONE, STR_NONE);
}

struct str timeline_row_words(const struct request *req, const struct timeline_row *row, enum light light)
{
	const struct action *action = row->action;
	struct str title = row_title(req->programme, &action_record, action, req->arena);
	struct str text = fill(req, N_("{0}: {1}. {2}."), title, timeline_period_words(req, action),
		light == LIGHT_NONE ? timeline_status_word(req, action)
		: str_format(req->arena, "%.*s, %.*s", STR_ARG(timeline_status_word(req, action)), STR_ARG(timeline_light_word(req, light))));

	if (action_late(action, req->day))
		text = joined(req, text, word(req, N_("Past its last day.")));
	text = joined(req, text, continues_words(req, action, &row->bar));
	for (size_t i = 0; i < row->milestones.count; i++)
		text = joined(req, text, timeline_mark_words(req, &row->milestones.at[i]));
	return text;
}
