/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The picture of a municipality for its council (docs/rules.md 2, 7): what do we do, what do we get, what goes wrong. It counts what everybody may
 * read, or all to who may read all.
 */
#include <stdlib.h>

#include "action/action.h"
#include "html/show.h"
#include "party/party_model.h"
#include "progress/progress_model.h"
#include "report/report.h"
#include "role/role_model.h"
#include "tree/tree.h"

enum { SHOWN_WRONG = 2, SHOWN_GETS = 3, SHOWN_OUT = 3, SHOWN_ALL = 8 };

struct seen {
	const struct action *action;
	const struct node   *node;
	struct progress      progress;
	size_t               place;             /* in the tree */
	bool                 all;               /* this reader also reads what is not public yet */
};

struct picture {
	const struct party *party;
	struct seen        *at;                 /* actions it takes part in, worst first */
	size_t              count, of;          /* of so many actions of the programme */
	struct day          since;              /* what was told after it is new to the council; unknown: nothing to count from */
	const struct report *report;
};

/* Worst first, what nothing is known of last; of the same light the newest told first, then as in the tree. */
static int worst_first(const void *a, const void *b)
{
	const struct seen *left = a, *right = b;
	int light = (left->progress.light ? (int)left->progress.light : LIGHT_COUNT) - (right->progress.light ? (int)right->progress.light : LIGHT_COUNT);
	int told = !left->progress.update - !right->progress.update;

	if (light || told)
		return light ? light : told;
	if (left->progress.update && day_first(left->progress.update->day) != day_first(right->progress.update->day))
		return day_first(left->progress.update->day) > day_first(right->progress.update->day) ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* Since the last report to its council, else since the last round was closed. */
static void find_since(const struct request *req, struct picture *picture)
{
	struct row_list rounds = programme_rows(req->programme, &round_record);

	picture->report = report_last(req->programme, picture->party->id, req->day);
	if (picture->report) {
		picture->since = picture->report->day;
		return;
	}
	for (size_t i = 0; i < rounds.count; i++) {
		struct day closing = round_closing(rounds.at[i]);
		if (round_state(rounds.at[i], req->day) == ROUND_CLOSED && (!day_known(picture->since) || day_first(closing) > day_first(picture->since)))
			picture->since = closing;
	}
}

static struct picture picture_of(const struct request *req, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct picture picture = { .party = party, .at = arena_array(req->arena, struct seen, nodes.count) };

	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		struct seen *seen = &picture.at[picture.count];
		if (node->record != &action_record || !party_counts_node(req, node))
			continue;
		picture.of++;
		if (participation_standing(party_entry(req, party, node)) != STANDING_PARTICIPATES)
			continue;
		*seen = (struct seen){ .action = node->row, .node = node, .place = i, .all = progress_sees_all(req, node) };
		seen->progress = progress_of(req->programme, seen->action, req->day, seen->all);
		picture.count++;
	}
	if (picture.count)
		qsort(picture.at, picture.count, sizeof *picture.at, worst_first);
	find_since(req, &picture);
	return picture;
}

static bool is_new(const struct picture *picture, const struct seen *seen)
{
	return seen->progress.update && day_known(picture->since) && day_first(seen->progress.update->day) > day_last(picture->since);
}

static void action_model(const struct request *req, struct model *item, const struct picture *picture, const struct seen *seen)
{
	const struct action *action = seen->action;
	const struct update *update = seen->progress.update;
	const struct role *lead = role_lead(req->programme, seen->node, req->day);

	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "address", party_page_of(req, &action_record, action));
	model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
	model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
	progress_light_model(req, item, seen->progress.light);
	model_text(item, "silent_since", seen->progress.light == LIGHT_SILENT ? language_day(req->language, req->arena, seen->progress.round->due) : STR_NONE);
	model_text(item, "text", update ? update->text : STR_NONE);
	model_text(item, "day", update ? language_day(req->language, req->arena, update->day) : STR_NONE);
	model_flag(item, "is_new", is_new(picture, seen));
	model_flag(item, "we_lead", lead && id_equal(lead->party, picture->party->id));
	show_row(req, item, "lead", &party_record, lead ? lead->party : ID_NONE);
}

/* What goes wrong, and how many stand how */

static void progress_part(const struct request *req, struct model *model, const struct picture *picture)
{
	size_t of[LIGHT_COUNT] = { 0 }, wrong = 0, well = 0, news = 0;

	model_list(model, "lights");
	model_list(model, "wrong");
	model_list(model, "progress");
	model_list(model, "well");
	for (size_t i = 0; i < picture->count; i++) {
		const struct seen *seen = &picture->at[i];
		bool goes_wrong = seen->progress.light == LIGHT_OFF_TRACK || seen->progress.light == LIGHT_AT_RISK || seen->progress.light == LIGHT_SILENT;

		of[seen->progress.light]++;
		news += is_new(picture, seen);
		/* A short list stands open; of a long one what goes wrong does. */
		action_model(req, model_item(model, goes_wrong || picture->count <= SHOWN_ALL ? "progress" : "well"), picture, seen);
		well += !goes_wrong;
		if (goes_wrong && wrong++ < SHOWN_WRONG)
			action_model(req, model_item(model, "wrong"), picture, seen);
	}
	for (int light = LIGHT_NONE + 1; light < LIGHT_COUNT; light++) {
		struct model *one;
		if (of[light] == 0)
			continue;
		one = model_item(model, "lights");
		progress_light_model(req, one, (enum light)light);
		model_number(one, "count", (int64_t)of[light]);
	}
	model_number(model, "wrong_count", (int64_t)wrong);
	model_flag(model, "has_wrong", wrong > 0);
	model_flag(model, "none_told", of[LIGHT_NONE] == picture->count);
	model_flag(model, "more_wrong", wrong > SHOWN_WRONG);
	model_flag(model, "has_well", well > 0 && picture->count > SHOWN_ALL);
	model_number(model, "well_count", (int64_t)well);
	model_flag(model, "has_progress", of[LIGHT_NONE] < picture->count);
	model_text(model, "since", day_known(picture->since) ? language_day(req->language, req->arena, picture->since) : STR_NONE);
	model_flag(model, "since_report", picture->report != NULL);
	model_text(model, "report_address", picture->report ? party_page_of(req, &report_record, picture->report) : STR_NONE);
	model_number(model, "news", (int64_t)news);
	model_flag(model, "has_news", news > 0);
}

/* What we get: the result figures of those actions, own where known, else marked as of the region */

static void figure_model(const struct request *req, struct model *item, const struct picture *picture, const struct seen *seen,
	const struct result_figure *figure, struct figure_now now)
{
	struct decimal aim = figure_aim_on(req->programme, figure, now.own ? picture->party->id : ID_NONE, req->day);

	model_text(item, "name", figure->name);
	model_text(item, "unit", figure->unit);
	model_text(item, "value", now.value.known ? language_decimal(req->language, req->arena, now.value) : STR_NONE);
	model_text(item, "aim", aim.known ? language_decimal(req->language, req->arena, aim) : STR_NONE);
	model_text(item, "day", now.value.known && day_known(now.day) ? language_day(req->language, req->arena, now.day) : STR_NONE);
	model_flag(item, "own", now.own);
	model_flag(item, "regional", !now.own);
	model_text(item, "action_number", seen->action->number);
	model_text(item, "action", seen->action->title);
	model_text(item, "address", party_page_of(req, &action_record, seen->action));
}

static int as_in_tree(const void *a, const void *b)
{
	const struct seen *left = a, *right = b;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* Own ones first in the short list: that is what the council asks for. */
static void gets_part(const struct request *req, struct model *model, const struct picture *picture)
{
	struct seen *in_order = arena_array(req->arena, struct seen, picture->count + 1);
	size_t known = 0, all = 0, shown = 0;

	for (size_t i = 0; i < picture->count; i++)
		in_order[i] = picture->at[i];
	if (picture->count)
		qsort(in_order, picture->count, sizeof *in_order, as_in_tree);
	model_list(model, "figures");
	model_list(model, "gets");
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < picture->count; i++) {
			struct row_list figures = REFERRING(req->programme, result_figure, action, in_order[i].action->id);
			for (size_t k = 0; k < figures.count; k++) {
				const struct result_figure *figure = ROW(result_figure, figures, k);
				struct figure_now now = figure_of(req->programme, figure, picture->party->id, req->day, in_order[i].all);
				if (!now.value.known)
					now = figure_now(req->programme, figure, req->day, in_order[i].all);
				if (now.value.known && now.own == own && shown < SHOWN_GETS) {
					figure_model(req, model_item(model, "gets"), picture, &in_order[i], figure, now);
					shown++;
				}
				if (own)
					continue;
				figure_model(req, model_item(model, "figures"), picture, &in_order[i], figure, now);
				known += now.value.known;
				all++;
			}
		}
	model_flag(model, "has_gets", shown > 0);
	model_flag(model, "has_more_gets", all > shown);
	model_number(model, "figure_count", (int64_t)all);
	model_flag(model, "many_figures", all > SHOWN_ALL);
	model_flag(model, "has_figures", all > 0);
	model_number(model, "known_figures", (int64_t)known);
}

/* What we do */

static void does_part(const struct request *req, struct model *model, const struct picture *picture)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct party_themes themes = party_themes(req, picture->party);
	size_t out = 0, open = 0, leads = 0;

	model_number(model, "actions_in", (int64_t)picture->count);
	model_number(model, "actions_all", (int64_t)picture->of);
	model_text(model, "themes_in", themes.known ? party_fill(req, N_("{0} of {1} themes"), party_number(req, themes.in), party_number(req, themes.all), STR_NONE) : STR_NONE);
	for (size_t i = 0; i < picture->count; i++) {
		const struct role *lead = role_lead(req->programme, picture->at[i].node, req->day);
		leads += lead && id_equal(lead->party, picture->party->id);
	}
	model_text(model, "leads", leads ? language_plural(req->language, req->arena, N_("We lead {0} action"), N_("We lead {0} actions"), (int64_t)leads) : STR_NONE);
	model_flag(model, "unknown", themes.known == 0 && picture->count == 0);
	model_list(model, "not_in");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct participation *entry = party_entry(req, picture->party, &nodes.at[i]);
		struct model *one;

		if (!participation_explicit(entry, &nodes.at[i]) || !party_counts_node(req, &nodes.at[i]))
			continue;
		open += entry->standing == STANDING_UNDECIDED;
		if (entry->standing != STANDING_JOINS_OTHER_REGION && entry->standing != STANDING_DOES_NOT_PARTICIPATE)
			continue;
		if (out++ >= SHOWN_OUT)
			continue;
		one = model_item(model, "not_in");
		party_node_item(req, one, picture->party, &nodes.at[i], entry);
		show_row(req, one, "counterpart", &party_record, entry->counterpart);
		model_text(one, "reason", entry->reason);
	}
	model_flag(model, "has_not_in", out > 0);
	model_flag(model, "more_not_in", out > SHOWN_OUT);
	model_text(model, "undecided_count", open ? language_plural(req->language, req->arena, N_("{0} still to be decided"), N_("{0} still to be decided"),
		(int64_t)open) : STR_NONE);
}

/* Help wanted that asks for us, or in what we take part in */

static bool help_model(const struct request *req, struct model *model, const struct picture *picture, const struct action *action, bool ours, bool named_first)
{
	const struct node *node = programme_node(req->programme, action->id);
	bool all = progress_sees_all(req, node);
	const struct update *update = progress_latest(req->programme, action, req->day, all);
	bool named = update && ids_have(update->help_from, picture->party->id);
	struct model *one;

	if (!update || !help_open(req->programme, update, req->day) || named != named_first || (!named && !ours) || !party_counts_node(req, node))
		return false;
	one = model_item(model, "help");
	model_text(one, "number", action->number);
	model_text(one, "title", action->title);
	model_text(one, "address", party_page_of(req, &action_record, action));
	model_text(one, "help_wanted", update->help_wanted);
	model_flag(one, "asks_us", named);
	model_text(one, "offer", access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL) && !day_known(req->known)
		? request_address(req, str_format(req->arena, "/updates/%.*s/help", STR_ARG(id_text(update->id, req->arena)))) : STR_NONE);
	return true;
}

/* What the office asks of the lead is for who works on it. */
static bool asked_model(const struct request *req, struct model *model, const struct seen *seen)
{
	struct row_list questions = questions_open(req->programme, seen->action, req->day, req->arena);
	bool any = false;

	for (size_t i = 0; i < questions.count; i++) {
		struct model *one;
		if (!access_sees(req->programme, req->person, &question_record, questions.at[i], req->today))
			continue;
		one = model_item(model, "questions");
		model_text(one, "text", ROW(question, questions, i)->text);
		model_text(one, "number", seen->action->number);
		model_text(one, "title", seen->action->title);
		model_text(one, "address", party_page_of(req, &action_record, seen->action));
		any = true;
	}
	return any;
}

static void help_part(const struct request *req, struct model *model, const struct picture *picture)
{
	struct row_list actions = programme_rows(req->programme, &action_record);
	bool help = false, questions = false;

	model_list(model, "help");
	model_list(model, "questions");
	for (int named = 1; named >= 0; named--)
		for (size_t i = 0; i < actions.count; i++) {
			bool ours = false;
			for (size_t k = 0; k < picture->count; k++)
				ours = ours || picture->at[k].action == actions.at[i];
			help = help_model(req, model, picture, actions.at[i], ours, named) || help;
		}
	for (size_t i = 0; i < picture->count; i++)
		questions = asked_model(req, model, &picture->at[i]) || questions;
	model_flag(model, "has_help", help);
	model_flag(model, "has_questions", questions);
}

/* Who is our contact: by function; names stand with the people, for who may see them */

static bool speaks_for(const struct request *req, const struct party *party, const struct mandate *mandate, bool inside)
{
	struct row_list roles = REFERRING(req->programme, role, party, party->id);

	if (!period_has(mandate->from, mandate->until, req->day))
		return false;
	if (inside)
		return mandate->capacity == CAPACITY_MEMBER || mandate->capacity == CAPACITY_SIGNATORY || mandate->capacity == CAPACITY_CONTACT;
	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		if (period_has(role->from, role->until, req->day) && (id_equal(role->contact, mandate->person) || id_equal(role->deputy, mandate->person)))
			return true;
	}
	return mandate->capacity == CAPACITY_SIGNATORY;
}

static void contact_part(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list mandates = REFERRING(req->programme, mandate, party, party->id);
	bool inside = access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL) ||
		access_acts_for(req->programme, req->person, party->id, req->today);
	bool any = false;

	model_list(model, "contacts");
	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		struct model *one;
		if (!speaks_for(req, party, mandate, inside))
			continue;
		one = model_item(model, "contacts");
		model_text(one, "function", mandate->function);
		model_words(one, "capacity", words_label(&capacity_words, (int)mandate->capacity));
		any = true;
	}
	model_flag(model, "has_contacts", any);
	model_text(model, "people_address", inside ? request_address(req, STR("/people")) : STR_NONE);
}

void party_picture_model(const struct request *req, struct model *model, const struct party *party)
{
	struct picture picture;
	struct model *part;

	if (party->kind != PARTY_MUNICIPALITY || !party_exists(party, req->day)) {
		model_flag(model, "picture", false);
		return;
	}
	picture = picture_of(req, party);
	part = model_object(model, "picture");
	does_part(req, part, &picture);
	gets_part(req, part, &picture);
	progress_part(req, part, &picture);
	help_part(req, part, &picture);
	contact_part(req, part, party);
}
