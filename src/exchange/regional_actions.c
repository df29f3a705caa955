/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions of regional-programme/1 with their milestones, result figures and roles. */
#include "exchange/regional.h"

#include "action/action.h"
#include "role/role.h"
#include "tree/tree.h"

enum told_status {
	TOLD_NONE, TOLD_ANNOUNCED, TOLD_EXPLORATION, TOLD_PREPARATION, TOLD_PLANNED, TOLD_ONGOING, TOLD_COMPLETED, TOLD_PAUSED, TOLD_STOPPED
};
static const struct word told_statuses[] = {
	{ "", "" }, { "announced", "" }, { "exploration", "" }, { "preparation", "" }, { "planned", "" }, { "ongoing", "" },
	{ "completed", "" }, { "paused", "" }, { "stopped", "" },
};
static const struct words told_status_words = WORDS_OF(told_statuses);

/* Three words of the sources are finer than ours; they are kept beside the status. */
static const struct { enum action_status status; const char *dutch, *english; } statuses[] = {
	[TOLD_NONE] = { ACTION_UNKNOWN, "", "" },
	[TOLD_ANNOUNCED] = { ACTION_PROPOSED, "Volgens de bron aangekondigd.", "Announced, says the source." },
	[TOLD_EXPLORATION] = { ACTION_RUNNING, "Volgens de bron in verkenning.", "Being explored, says the source." },
	[TOLD_PREPARATION] = { ACTION_PLANNED, "Volgens de bron in voorbereiding.", "In preparation, says the source." },
	[TOLD_PLANNED] = { ACTION_PLANNED, "", "" },
	[TOLD_ONGOING] = { ACTION_RUNNING, "", "" },
	[TOLD_COMPLETED] = { ACTION_DONE, "", "" },
	[TOLD_PAUSED] = { ACTION_PAUSED, "", "" },
	[TOLD_STOPPED] = { ACTION_STOPPED, "", "" },
};

static const struct key_of action_keys[] = {
	{ "key", "id" }, { "last", "end" }, { "start_words", "start_text" }, { "last_words", "end_text" }, { "result", "done_when" },
	{ "reached", "result" }, { "continues", "continues" }, { "continues_reason", "continues.reason" },
	{ "continues_with", "continues.by" }, { "predecessor", "carried_over_from" }, { NULL, NULL },
};

static void read_status(struct item *item, struct action *action)
{
	int told = item_word(item, "status", &told_status_words);

	action->status = statuses[told].status;
	action->status_reason = reader_line(item->reader, item_text(item, "status_reason"),
		reader_words(item->reader, statuses[told].dutch, statuses[told].english));
}

static void read_continues(struct item *item, struct action *action)
{
	struct item continues;

	if (!item_open(item->reader, item_value(item, "continues"), &continues))
		return;
	action->continues = true;
	action->continues_reason = item_text(&continues, "reason");
	action->continues_with = item_id(&continues, "by", &item->reader->parties);
	item_close(&continues);
}

/* Money of others, as lines: amounts that belong to no key and no year. */
static struct str read_funding(struct item *item, struct str text)
{
	struct reader *reader = item->reader;
	struct decimal share;
	struct item    funding;

	if (!item_open(reader, item_value(item, "funding"), &funding))
		return text;
	text = reader_labelled(reader, text, reader_words(reader, "Geld van de Europese Unie", "Money of the European Union"),
		reader_money(reader, item_money(&funding, "eu_eur")));
	text = reader_labelled(reader, text, reader_words(reader, "In totaal gereserveerd", "Reserved in total"),
		item_text(&funding, "total_reserved"));
	text = reader_labelled(reader, text, reader_words(reader, "Hoogste bijdrage per project", "Largest grant for a project"),
		reader_money(reader, item_money(&funding, "max_grant_per_project_eur")));
	share = item_decimal(&funding, "max_share");
	if (share.known && share.thousandths >= 0 && share.thousandths <= 1000)
		text = reader_labelled(reader, text, reader_words(reader, "Hoogste deel van de kosten", "Largest share of the costs"),
			str_format(reader->arena, "%.*s%%", STR_ARG(reader_decimal(reader,
				(struct decimal){ share.thousandths * 100, true }))));
	else if (share.known)
		reader_fault(reader, item_place(&funding, "max_share"), N_("A share lies between 0 and 1."), STR_NONE, STR_NONE);
	item_close(&funding);
	return text;
}

/* What has no field of its own, as lines that a reader understands; what the source remarks comes last. */
static struct str read_note(struct item *item, struct str remark)
{
	struct reader *reader = item->reader;
	struct str     note = item_text(item, "description");

	if (item_bool(item, "cross_cutting", false))
		note = reader_line(reader, note, reader_words(reader, "Dient alle speerpunten.", "Serves all themes."));
	if (!item_bool(item, "is_lev_action", true))
		note = reader_line(reader, note, reader_words(reader, "De bron noemt dit geen actiepunt van het programma.",
			"The source does not call this an action of the programme."));
	note = reader_labelled(reader, note, reader_words(reader, "Streven", "Aim"), item_text(item, "target"));
	note = reader_labelled(reader, note, reader_words(reader, "Open punt", "Open point"), item_text(item, "open_issue"));
	note = read_funding(item, note);
	note = reader_labelled(reader, note, reader_words(reader, "Bestuur", "Governance"), item_text(item, "governance"));
	note = reader_labelled(reader, note,
		reader_words(reader, "Waar een aanvraag op beoordeeld wordt", "What an application is judged by"),
		item_texts(item, "assessment_criteria", STR("; ")));
	return reader_line(reader, note, remark);
}

static void read_action(struct item *item, struct action *action)
{
	struct reader *reader = item->reader;

	action->key = item_text(item, "id");
	action->title = item_text(item, "title");
	action->result = item_text(item, "done_when");
	action->why = item_text(item, "why");
	action->theme = item_id(item, "theme", &reader->themes);
	action->topic = item_id(item, "topic", &reader->topics);
	action->start = item_day(item, "start");
	action->start_words = item_text(item, "start_text");
	action->last = item_day(item, "end");
	action->last_words = item_text(item, "end_text");
	read_status(item, action);
	read_continues(item, action);
	action->goals = item_ids(item, "goals", &reader->goals);
	action->labels = item_ids(item, "labels", &reader->labels);
	action->origin = (enum origin)item_word(item, "origin", &origin_words);
	action->origin_text = item_text(item, "origin_text");
	action->predecessor = item_text(item, "carried_over_from");
	action->leading_item = item_text(item, "leading_item");
	action->outside = !item_bool(item, "programme_owned", true);
	action->reached = item_text(item, "result");
	action->visibility = (enum visibility)item_word(item, "visibility", &visibility_words);
	action->internal = item_text(item, "internal");
	action->provenance = item_provenance(item, action_keys);
	action->provenance.note = read_note(item, action->provenance.note);
}

/* A milestone or figure rests on the source of its action, unless it names its own. */
static struct provenance below(struct item *item, const struct action *action)
{
	struct provenance provenance = item_provenance(item, NULL);

	if (provenance.source.len == 0)
		provenance.source = action->provenance.source;
	if (provenance.certainty == CERTAINTY_UNKNOWN)
		provenance.certainty = action->provenance.certainty;
	return provenance;
}

static const struct key_of milestone_keys[] = { { "planned_words", "planned_text" }, { "action", "" }, { NULL, NULL } };

static void read_milestones(struct item *in, const struct action *action)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "milestones");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct milestone milestone = { .action = action->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		milestone.id = names_own(&reader->milestones, &item);
		milestone.title = item_text(&item, "title");
		milestone.planned = item_day(&item, "planned");
		milestone.planned_words = item_text(&item, "planned_text");
		milestone.reached = item_day(&item, "reached");
		milestone.provenance = below(&item, action);
		reader_add(reader, &milestone_record, &milestone, item.place, milestone_keys);
		item_close(&item);
	}
}

static const struct key_of aim_keys[] = { { "figure", "" }, { NULL, NULL } };

/* Aims of municipalities, and aims that were restated. */
static void read_aims(struct item *in, const struct result_figure *figure)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "aims");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct figure_aim aim = { .id = id_new(), .figure = figure->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		aim.party = item_id(&item, "party", &reader->parties);
		aim.from = item_day(&item, "from");
		aim.aim = item_decimal(&item, "aim");
		aim.reason = item_text(&item, "reason");
		aim.provenance = item_provenance(&item, aim_keys);
		reader_add(reader, &figure_aim_record, &aim, item.place, aim_keys);
		item_close(&item);
	}
}

static void read_figures(struct item *in, const struct action *action)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "result_figures");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct result_figure figure = { .action = action->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		figure.id = names_own(&reader->figures, &item);
		figure.name = item_text(&item, "name");
		figure.unit = item_text(&item, "unit");
		figure.aim = item_decimal(&item, "aim");
		figure.cumulative = item_bool(&item, "cumulative", false);
		figure.municipal = (enum figure_municipal)item_word(&item, "municipal", &figure_municipal_words);
		figure.method = item_text(&item, "method");
		figure.value = item_decimal(&item, "value");
		figure.day = item_day(&item, "day");
		figure.provenance = below(&item, action);
		reader_add(reader, &result_figure_record, &figure, item.place, NULL);
		read_aims(&item, &figure);
		item_close(&item);
	}
}

static struct provenance of_role(struct item *item, const struct action *action, const char *key)
{
	struct provenance provenance = action->provenance;

	if (item_inferred(item, key))
		provenance.certainty = CERTAINTY_INFERRED;
	return provenance;
}

static void read_roles(struct item *item, const struct action *action)
{
	static const struct { const char *key; enum role_kind kind; } lists[] = {
		{ "executors", ROLE_EXECUTOR }, { "partners", ROLE_PARTNER }, { "advisors", ROLE_ADVISOR },
	};
	struct reader *reader = item->reader;

	regional_role(reader, action->id, item_name(item, "lead", &reader->parties), ROLE_LEAD, false,
		of_role(item, action, "lead"), item_place(item, "lead"));
	for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++) {
		struct list list = item_list(item, lists[l].key);
		for (size_t i = 0; i < list.count; i++) {
			struct value_at value = list_entry(reader, &list, i);
			regional_role(reader, action->id, value_name(reader, value, &reader->parties), lists[l].kind,
				lists[l].kind == ROLE_EXECUTOR && i > 0, of_role(item, action, lists[l].key), value.place);
		}
	}
}

/* Numbers */

static bool number_taken(const struct action *actions, size_t count, struct str number)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(actions[i].number, number))
			return true;
	return false;
}

/* The first letter of a theme's name, or as many as set it apart from the others; P for the programme as a whole. */
static struct str number_prefix(struct reader *reader, const struct name *theme)
{
	struct str slug = theme ? str_slug(reader->arena, theme->title) : STR("p");
	size_t     letters = 1;
	char      *prefix;

	for (size_t i = 0; theme && i < reader->themes.list.count && letters < 4; i++) {
		const struct name *other = &reader->themes.at[i];
		struct str         others = str_slug(reader->arena, other->title);
		while (other != theme && letters < 4 && letters < slug.len && str_equal(str_to(others, letters), str_to(slug, letters)))
			letters++;
	}
	slug = slug.len ? str_to(slug, letters) : STR("x");
	prefix = arena_copy(reader->arena, slug.at, slug.len);
	for (size_t i = 0; i < slug.len; i++)
		if (prefix[i] >= 'a' && prefix[i] <= 'z')
			prefix[i] = (char)(prefix[i] - 'a' + 'A');
	return (struct str){ prefix, slug.len };
}

/* The first number of its theme that nobody has. */
static struct str number_for(struct reader *reader, const struct item *item, const struct action *actions, size_t count)
{
	json_t            *theme = json_object_get(item->json, "theme");
	const struct name *name = json_is_string(theme) ? names_find(&reader->themes, str_of(json_string_value(theme))) : NULL;
	struct str         prefix = number_prefix(reader, name), number;

	for (int n = 1;; n++) {
		number = str_format(reader->arena, "%.*s-%02d", STR_ARG(prefix), n);
		if (!number_taken(actions, count, number))
			return number;
	}
}

void regional_actions(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->actions;
	struct action      *actions = arena_array(reader->arena, struct action, names->list.count);
	struct item        *items = arena_array(reader->arena, struct item, names->list.count);

	for (size_t i = 0; i < names->list.count; i++)
		if (names_open(reader, names, i, &items[i])) {
			actions[i].id = names->at[i].id;
			actions[i].number = item_text(&items[i], "number");
		}
	for (size_t i = 0; i < names->list.count; i++) {
		if (!id_known(actions[i].id))
			continue;
		if (!item_said(&items[i], "number"))
			actions[i].number = number_for(reader, &items[i], actions, names->list.count);
		read_action(&items[i], &actions[i]);
		reader_add(reader, &action_record, &actions[i], items[i].place, action_keys);
		read_milestones(&items[i], &actions[i]);
		read_figures(&items[i], &actions[i]);
		read_roles(&items[i], &actions[i]);
		item_list(&items[i], "municipalities");         /* read with the participation */
		item_close(&items[i]);
	}
}
