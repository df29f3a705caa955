/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of progress: updates, rounds, help, questions, result figures (docs/rules.md 7, 10). */
#include "attention/attention.h"
#include "party/party.h"
#include "progress/progress.h"
#include "tree/tree.h"

/* A paused action about which nothing is told for so long is forgotten rather than paused. */
enum { PAUSED_LONG_DAYS = 90 };

static struct attention about(const struct attention_search *search, const struct action *action)
{
	struct attention found = { .record = &action_record, .row = action, .node = programme_node(search->programme, action->id),
		.arg = { row_title(search->programme, &action_record, action, search->arena) } };

	attention_to_lead(search, &found);
	return found;
}

static struct str update_form(const struct attention_search *search, const struct action *action)
{
	return str_format(search->arena, "%.*s/update", STR_ARG(row_address(search->programme, &action_record, action, search->arena)));
}

/* Actions of the programme that stand in this light. What an update tells is as visible as the update; silence is everybody's to see. */
static void find_light(struct attention_search *search, const struct attention_kind *kind, enum light light)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count && !search->over; i++) {
		const struct action *action = ROW(action, actions, i);
		struct progress progress;
		struct attention found;

		if (action->outside)
			continue;
		progress = progress_of(search->programme, action, search->day, true);
		if (progress.light != light)
			continue;
		found = about(search, action);
		found.address = update_form(search, action);
		if (light == LIGHT_SILENT) {
			found.by = progress.round->due;
			found.since = day_add(progress.round->due, 1);
		} else {
			found.record = &update_record;
			found.row = progress.update;
			found.since = progress.update->day;
			found.address = STR_NONE;
		}
		attention_add(search, kind, &found);
	}
}

static void find_silent(struct attention_search *search, const struct attention_kind *kind)
{
	find_light(search, kind, LIGHT_SILENT);
}

static void find_off_track(struct attention_search *search, const struct attention_kind *kind)
{
	find_light(search, kind, LIGHT_OFF_TRACK);
}

static void find_at_risk(struct attention_search *search, const struct attention_kind *kind)
{
	find_light(search, kind, LIGHT_AT_RISK);
}

static void find_paused(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count && !search->over; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct update *latest;
		struct attention found;

		if (action->status != ACTION_PAUSED || action->outside)
			continue;
		latest = progress_latest(search->programme, action, search->day, true);
		if (latest && day_first(latest->day) + PAUSED_LONG_DAYS > day_first(search->day))
			continue;
		found = about(search, action);
		found.since = latest ? latest->day : DAY_UNKNOWN;
		found.address = update_form(search, action);
		attention_add(search, kind, &found);
	}
}

/* Who was named is asked; where nobody was, the office looks for somebody. */
static void add_help(struct attention_search *search, const struct attention_kind *kind, const struct update *update)
{
	const struct action *action = programme_row(search->programme, action, update->action);
	struct attention found = { .record = &update_record, .row = update, .since = update->day,
		.arg = { row_title(search->programme, &action_record, action, search->arena), update->help_wanted },
		.address = str_format(search->arena, "/updates/%.*s/help", STR_ARG(id_text(update->id, search->arena))) };

	if (update->help_from.count == 0)
		attention_add(search, kind, &found);
	for (size_t i = 0; i < update->help_from.count; i++) {
		found.party = update->help_from.at[i];
		attention_add(search, kind, &found);
	}
}

static void find_help(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);

	for (size_t i = 0; i < actions.count && !search->over; i++) {
		const struct update *update = progress_latest(search->programme, actions.at[i], search->day, true);
		if (update && help_open(search->programme, update, search->day))
			add_help(search, kind, update);
	}
}

static void find_questions(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list actions = programme_rows(search->programme, &action_record);
	struct arena scratch = { 0 };

	for (size_t i = 0; search->programme->questions.count > 0 && i < actions.count && !search->over; i++) {
		const struct action *action = ROW(action, actions, i);
		struct row_list open = questions_open(search->programme, action, search->day, &scratch);

		for (size_t k = 0; k < open.count; k++) {
			struct attention found = about(search, action);
			found.record = &question_record;
			found.row = open.at[k];
			found.since = moment_day(ROW(question, open, k)->moment);
			found.arg[1] = ROW(question, open, k)->text;
			found.address = update_form(search, action);
			found.internal = true;
			attention_add(search, kind, &found);
		}
		arena_reset(&scratch);
	}
	arena_clear(&scratch);
}

/* The rounds that are open: one line for each lead, not for each action. */
static void find_round(struct attention_search *search, const struct attention_kind *kind, bool reached)
{
	struct row_list rounds = programme_rows(search->programme, &round_record);

	for (size_t i = 0; i < rounds.count; i++) {
		const struct round *round = ROW(round, rounds, i);
		struct ask_list asks = { NULL, 0 };

		if (round_state(round, search->day) == ROUND_OPEN)
			asks = round_asked(search->programme, round, search->day, search->arena);
		for (size_t k = 0; k < asks.count; k++) {
			const struct ask *ask = &asks.at[k];
			const struct party *party = programme_row(search->programme, party, ask->party);
			if (!ask->lead || !party || ask->answered == ask->actions.count || id_known(ask->person) != reached)
				continue;
			attention_add(search, kind, &(struct attention){ .record = &round_record, .row = round,
				.party = reached ? party->id : ID_NONE, .person = ask->person, .since = round->opens, .by = round->due,
				.arg = { party->name, round->name, str_format(search->arena, "%zu", ask->actions.count - ask->answered) },
				.address = reached ? STR("/update") : str_format(search->arena, "/edit/role/%.*s#f-contact",
					STR_ARG(id_text(ask->lead->id, search->arena))), .internal = !reached });
		}
	}
}

static void find_asked(struct attention_search *search, const struct attention_kind *kind)
{
	find_round(search, kind, true);
}

static void find_unreachable(struct attention_search *search, const struct attention_kind *kind)
{
	find_round(search, kind, false);
}

/* At its end an action has reached its aims, or it is said why not. Until then a figure below its aim is on its way. */
static void find_behind(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list figures = programme_rows(search->programme, &result_figure_record);

	for (size_t i = 0; i < figures.count && !search->over; i++) {
		const struct result_figure *figure = ROW(result_figure, figures, i);
		const struct action *action = programme_row(search->programme, action, figure->action);
		struct figure_now now;
		struct attention found;

		if (!figure->aim.known || !action || action->outside || action->status == ACTION_STOPPED ||
		    (action->status != ACTION_DONE && !action_late(action, search->day)))
			continue;
		now = figure_now(search->programme, figure, search->day, false);
		if (now.value.known && now.value.thousandths >= figure->aim.thousandths)
			continue;
		found = about(search, action);
		found.record = &result_figure_record;
		found.row = figure;
		found.arg[1] = figure->name;
		found.since = action->last;
		found.address = action->status == ACTION_DONE ? str_format(search->arena, "/edit/result_figure/%.*s#f-value",
			STR_ARG(id_text(figure->id, search->arena))) : update_form(search, action);
		attention_add(search, kind, &found);
	}
}

const struct attention_kind progress_attention[] = {
	{ "action_silent", N_("Action without update"), N_("{0}: asked how it goes, and nothing was told."), N_("Give an update"), find_silent, true },
	{ "action_off_track", N_("Action off track"), N_("{0} is off track."), N_("See what is the matter"), find_off_track, true },
	{ "action_at_risk", N_("Action at risk"), N_("{0} is at risk."), N_("See what is the matter"), find_at_risk, false },
	{ "action_paused_long", N_("Action paused for long"), N_("{0} is paused, and nothing was told of it for long."), N_("Say how it goes on"),
		find_paused, false },
	{ "help_unanswered", N_("Help wanted"), N_("{0} wants help: {1}"), N_("Offer help"), find_help, true },
	{ "question_unanswered", N_("Question of the office not answered"), N_("{0}: the office asks: {1}"), N_("Answer with an update"),
		find_questions, true },
	{ "round_unanswered", N_("Round not answered"), N_("{0}: {1} waits for updates ({2})."), N_("Give the updates"), find_asked, true },
	{ "round_unreachable", N_("Round reaches nobody"), N_("{1} cannot reach {0}: it has no contact person."), N_("Name a contact person"),
		find_unreachable, true },
	{ "figure_behind", N_("Result below its aim"), N_("{0}: “{1}” is below its aim at the end, or not known."),
		N_("Give the value, or say why"), find_behind, false },
	ATTENTION_END
};
