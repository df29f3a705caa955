/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The programmes of this server, and the home of one: where it stands in its life, what is next and who is to act, its themes, for whom it is, what is new. An
 * official and an entrepreneur should find their own part from here.
 */
#include "attention/attention_model.h"
#include "decision/decision_part_model.h"
#include "fact/fact_model.h"
#include "home/home.h"
#include "home/news_model.h"
#include "html/show.h"
#include "http/route.h"
#include "life/life_model.h"
#include "meeting/meeting_model.h"
#include "participation/participation.h"
#include "party/party.h"
#include "plan/plan_model.h"
#include "tree/tree_model.h"

static struct str words(const struct request *req, const char *english, struct str a, struct str b)
{
	return language_fill(req->language, req->arena, english, a, b, STR_NONE);
}

static struct str number(const struct request *req, size_t count)
{
	return str_format(req->arena, "%zu", count);
}

static struct str days(const struct request *req, int32_t count)
{
	return language_plural(req->language, req->arena, N_("{0} day"), N_("{0} days"), count);
}

/* "38 days left, until 1 January 2027." */
static struct str time_words(const struct request *req, const struct home_phase *phase)
{
	switch (phase->time) {
	case HOME_TIME_AHEAD:
		/* Of a year or a month nobody knows the day, so no days are counted down. */
		if (phase->first.day == 0)
			return words(req, N_("It begins in {0}."), language_day(req->language, req->arena, phase->first), STR_NONE);
		return words(req, N_("It begins in {0}, on {1}."), days(req, phase->days),
			language_day(req->language, req->arena, phase->first));
	case HOME_TIME_RUNNING:
	case HOME_TIME_ENDING:
		if (!day_known(phase->last))
			return STR_NONE;
		if (phase->days == 0)
			return language_text(req->language, N_("Today is its last day."));
		return words(req, N_("{0} left, until {1}."), days(req, phase->days),
			language_day(req->language, req->arena, phase->last));
	case HOME_TIME_OVER:
		return words(req, N_("It ended: {0}."), language_day(req->language, req->arena, phase->last), STR_NONE);
	default:
		return STR_NONE;
	}
}

static void head_model(const struct request *req, struct model *model, const struct home_phase *phase)
{
	const struct programme_facts *facts = tree_facts(req->programme);

	model_words(model, "title", N_("Overview"));
	model_text(model, "name", facts->name);
	model_text(model, "content_language", facts->language);
	model_text(model, "region", facts->region);
	model_text(model, "province", facts->province);
	model_text(model, "aim", facts->aim);
	show_period(req, model, "period", facts->first, facts->last);
	show_day(req, model, "horizon", day_equal(facts->horizon, facts->last) ? DAY_UNKNOWN : facts->horizon);
	model_text(model, "time", time_words(req, phase));
	model_words(model, "time_label", words_label(&home_time_words, (int)phase->time));
	model_flag(model, "draft", facts->visibility == VISIBILITY_DRAFT);
	model_text(model, "steps", request_address(req, STR("/steps")));
	model_text(model, "vision", request_address(req, STR("/vision")));
	show_edit(req, model, &programme_facts_record, facts);
}

/* What comes next by itself; what somebody has to do stands below it, in what needs attention. */
static void next_step_model(const struct request *req, struct model *model)
{
	const struct step *step = life_next(req->programme, req->day);
	struct str planned;
	struct model *next;

	model_flag(model, "next", false);
	if (!step || !access_sees(req->programme, req->person, &step_record, step, req->day))
		return;
	planned = life_planned(req, step);
	next = model_object(model, "next");
	model_text(next, "title", step->title);
	model_text(next, "address", request_address(req, row_address(req->programme, &step_record, step, req->arena)));
	model_text(next, "when", planned.len > 0 ? planned : language_day(req->language, req->arena, step_day(step)));
}

static void figures_model(const struct request *req, struct model *model)
{
	const struct node *root = programme_root(req->programme);
	struct participation_counts counts = participation_count(req->programme, root, req->day, req->arena);
	struct tree_leads leads = tree_leads(req, root);
	size_t questions = fact_count(req, FACT_OPEN_QUESTION);

	model_number(model, "actions_all", (int64_t)leads.all);
	model_text(model, "leads", leads.all ? number(req, leads.with) : STR_NONE);
	model_text(model, "parties_in", counts.of[STANDING_UNKNOWN] < counts.all ? number(req, counts.in) : STR_NONE);
	model_number(model, "parties_all", (int64_t)counts.all);
	model_number(model, "questions", (int64_t)questions);
	model_text(model, "actions_page", request_address(req, STR("/actions")));
	model_text(model, "matrix_page", request_address(req, STR("/participation")));
	model_text(model, "questions_page", request_address(req, STR("/facts#questions")));
}

static void themes_model(const struct request *req, struct model *model)
{
	struct row_list themes = tree_themes(req->programme, false, req->arena);

	model_list(model, "themes");
	model_flag(model, "no_themes", themes.count == 0);
	for (size_t i = 0; i < themes.count; i++)
		tree_card_model(req, model_item(model, "themes"), themes.at[i]);
	tree_labels_model(req, model);
	model_text(model, "add_theme", tree_adding(req, STR("/edit/theme/new")));
}

/* For whom it is: the parties in a few groups. */
static const struct group {
	const char *label;
	unsigned    kinds;
} groups[] = {
	{ N_("Municipalities"), 1u << PARTY_MUNICIPALITY },
	{ N_("Executing organisations"), 1u << PARTY_EXECUTING_ORGANISATION },
	{ N_("Education"), 1u << PARTY_EDUCATION },
	{ N_("Business"), 1u << PARTY_BUSINESS_ASSOCIATION | 1u << PARTY_COMPANY },
};

enum { NAMES_IN_GROUP = 6 };

static bool in_group(const struct request *req, const struct party *party, unsigned kinds)
{
	return kinds & 1u << party->kind && party_exists(party, req->day);
}

static size_t group_model(const struct request *req, struct model *model, const struct group *group)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct model *item = model_item(model, "groups");
	size_t count = 0;

	model_words(item, "label", group->label);
	model_list(item, "members");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *member;
		if (!in_group(req, party, group->kinds) || ++count > NAMES_IN_GROUP)
			continue;
		member = model_item(item, "members");
		model_text(member, "title", party->name);
		model_text(member, "address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
	}
	model_text(item, "more", count <= NAMES_IN_GROUP ? STR_NONE
		: words(req, N_("and {0} more"), number(req, count - NAMES_IN_GROUP), STR_NONE));
	model_flag(item, "nobody", count == 0);
	return count;
}

/* Where everybody finds their own part: what their municipality does. */
static void municipalities_model(const struct request *req, struct model *model)
{
	struct row_list municipalities = party_municipalities(req->programme, req->day, req->arena);

	model_list(model, "municipalities");
	model_flag(model, "has_municipalities", municipalities.count > 0);
	for (size_t i = 0; i < municipalities.count; i++) {
		struct model *item = model_item(model, "municipalities");
		model_text(item, "title", ROW(party, municipalities, i)->name);
		model_text(item, "address", request_address(req,
			row_address(req->programme, &party_record, municipalities.at[i], req->arena)));
	}
}

static void parties_model(const struct request *req, struct model *model)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	size_t all = 0, told = 0;

	model_list(model, "groups");
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		told += group_model(req, model, &groups[i]);
	for (size_t i = 0; i < parties.count; i++)
		all += party_exists(parties.at[i], req->day);
	model_text(model, "other_parties", all == told ? STR_NONE
		: language_plural(req->language, req->arena, N_("{0} other party"), N_("{0} other parties"), (int64_t)(all - told)));
	model_text(model, "parties_page", request_address(req, STR("/parties")));
}

static void first_step(struct model *model, const char *what, const char *why, struct str page, bool done)
{
	struct model *item = model_item(model, "first_steps");

	model_words(item, "what", what);
	model_words(item, "why", why);
	model_text(item, "address", page);
	model_flag(item, "done", done);
	if (!done)
		model_flag(model, "begins", true);
}

/* What the office does first in a programme in which little stands yet; nothing for others, and no more once it is all there. */
static void first_steps_model(const struct request *req, struct model *model)
{
	const struct programme *now = req->programme;
	const struct programme_facts *facts = tree_facts(now);
	bool office = !day_known(req->known) && access_may(now, req->person, RIGHT_EDIT, NULL, req->today, NULL);

	model_list(model, "first_steps");
	model_flag(model, "begins", false);
	if (!office)
		return;
	first_step(model, N_("Write down the aim and the period"), N_("In a sentence or two: what is it for, and from when until when?"),
		request_address(req, str_format(req->arena, "/edit/programme_facts/%.*s", STR_ARG(id_text(facts->id, req->arena)))),
		facts->aim.len > 0 && day_known(facts->first) && day_known(facts->last));
	first_step(model, N_("Add the municipalities"), N_("And the organisation that executes the programme."),
		tree_adding(req, STR("/edit/party/new?kind=municipality")), party_municipalities(now, req->day, req->arena).count > 0);
	first_step(model, N_("Add the themes of the vision"), N_("Topics, actions and who takes part hang below them."),
		tree_adding(req, STR("/edit/theme/new")), tree_themes(now, false, req->arena).count > 0);
	first_step(model, N_("Say who takes part"), N_("One entry for each municipality on the programme as a whole; then only what differs."),
		tree_adding(req, STR("/edit/participation/new")), now->participations.count > 0);
	first_step(model, N_("Add the first action"), N_("What will be done, when it is ready and who leads it."),
		tree_adding(req, STR("/edit/action/new")), now->actions.count > 0);
	first_step(model, N_("Record the first step"), N_("The decision on the vision, say: on which day, and who decided."),
		tree_adding(req, STR("/edit/step/new")), now->steps.count > 0);
}

enum { NEWS_READ = 60, NEWS_SHOWN = 5 };

static void news_item(const struct request *req, struct model *item, const struct news *news)
{
	const struct journal_row *row = news->row;

	model_text(item, "day", language_day(req->language, req->arena, moment_day(row->moment)));
	model_text(item, "iso", moment_text(row->moment, req->arena));
	model_words(item, "kind", row->record->label);
	model_words(item, "did", news_words(row));
	model_flag(item, "import", row->via == VIA_IMPORT);
	model_text(item, "title", row_title(req->programme, row->record, news->now, req->arena));
	model_text(item, "address", request_address(req, row_address(req->programme, row->record, news->now, req->arena)));
}

static void news_model(const struct request *req, struct model *model)
{
	struct news_filter filter = { .person = req->person, .read = NEWS_READ, .most = NEWS_SHOWN };
	struct news_list news = { NULL, 0 };

	model_list(model, "news");
	model_text(model, "history", request_address(req, STR("/history")));
	model_text(model, "calendars", request_address(req, STR("/calendars")));
	if (day_known(req->known))
		filter.below = req->programme->version + 1;
	/* News is about what was recorded, not about the day that is looked at. */
	if (day_equal(req->day, day_known(req->known) ? req->known : req->today))
		news_read(req, &filter, &news);
	for (size_t i = 0; i < news.count; i++)
		news_item(req, model_item(model, "news"), &news.at[i]);
	model_flag(model, "has_news", news.count > 0);
}

/* So many of what needs attention; the whole list has a page of its own. */
enum { ATTENTION_SHOWN = 5 };

/* GET /{programme}. The public's copy is kept: of another programme it holds the name alone, until the day or this one changes. */
static void show_home(struct request *req, struct response *res)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	struct home_phase phase = home_phase(req->programme, req->day);
	struct model *model = model_new(req->arena);

	head_model(req, model, &phase);
	life_stages_model(req, model);
	next_step_model(req, model);
	meeting_next_model(req, model);
	decision_next_model(req, model);
	plan_holds_model(req, model);
	attention_first_model(req, model, NULL, NULL, ATTENTION_SHOWN);
	figures_model(req, model);
	themes_model(req, model);
	parties_model(req, model);
	municipalities_model(req, model);
	first_steps_model(req, model);
	tree_neighbour_model(req, model, "predecessor", facts->predecessor);
	tree_neighbour_model(req, model, "successor", facts->successor);
	model_flag(model, "has_neighbours", facts->predecessor.len > 0 || facts->successor.len > 0);
	news_model(req, model);
	respond_page(res, req, "home/home", model);
}

/* So many are opened to tell their aim; the rest are told by name and period. */
enum { TOLD_WHOLE = 12 };

static void entry_model(const struct request *req, struct model *item, const struct programme_entry *entry)
{
	struct home_phase phase = home_period(entry->first, entry->last, req->today);

	model_text(item, "title", entry->name.len ? entry->name : entry->key);
	model_text(item, "address", str_format(req->arena, "/%.*s", STR_ARG(entry->key)));
	show_period(req, item, "period", entry->first, entry->last);
	model_text(item, "time", str_of(words_wire(&home_time_words, (int)phase.time)));
	model_words(item, "time_label", words_label(&home_time_words, (int)phase.time));
	model_flag(item, "over", phase.time == HOME_TIME_OVER);
	model_flag(item, "runs", phase.time == HOME_TIME_RUNNING || phase.time == HOME_TIME_ENDING);
	model_flag(item, "example", entry->example);
	model_flag(item, "draft", entry->visibility == VISIBILITY_DRAFT);
	model_text(item, "content_language", STR_NONE);
	model_text(item, "aim", STR_NONE);
	model_text(item, "region", STR_NONE);
}

static void facts_model(const struct request *req, struct model *item, const struct programme *programme)
{
	const struct programme_facts *facts = tree_facts(programme);

	model_text(item, "content_language", str_copy(req->arena, facts->language));
	model_text(item, "aim", str_copy(req->arena, facts->aim));
	model_text(item, "region", str_copy(req->arena, facts->region));
}

/* Adds the programme where this reader may see it, to the list of real ones or of examples. */
static bool add_programme(const struct request *req, struct model *model, const struct programme_entry *entry, bool whole)
{
	const struct programme *programme = NULL;
	struct model *item;

	if (whole || entry->visibility == VISIBILITY_DRAFT)
		programme = store_programme(req->store, entry->key);
	if (entry->visibility == VISIBILITY_DRAFT &&
	    (!programme || !access_sees_programme(programme, req->person, req->today))) {
		programme_release(programme);
		return false;
	}
	item = model_item(model, entry->example ? "examples" : "programmes");
	model_flag(model, entry->example ? "has_examples" : "has_programmes", true);
	entry_model(req, item, entry);
	if (programme)
		facts_model(req, item, programme);
	programme_release(programme);
	return true;
}

/* GET / */
static void show_programmes(struct request *req, struct response *res)
{
	struct programme_list list = store_programmes(req->store, req->arena);
	struct model *model = model_new(req->arena);
	size_t shown = 0;

	model_words(model, "title", N_("Programmes"));
	model_list(model, "programmes");
	model_list(model, "examples");
	model_flag(model, "has_programmes", false);
	model_flag(model, "has_examples", false);
	for (size_t i = 0; i < list.count; i++)
		shown += add_programme(req, model, &list.at[i], shown < TOLD_WHOLE);
	model_flag(model, "none", shown == 0);
	model_flag(model, "signed_in", id_known(req->person->id));
	respond_page(res, req, "home/programmes", model);
}

const struct route home_routes[] = {
	{ "GET", "/", RIGHT_NONE, show_programmes, ROUTE_WAITS, "The programmes of this server" },
	{ "GET", "/{programme}", RIGHT_READ, show_home, ROUTE_WAITS, "Home of a programme: where it stands, what is next, its themes" },
	ROUTES_END
};
