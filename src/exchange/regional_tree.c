/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents with the agreement, themes, topics and goals of regional-programme/1. */
#include "exchange/regional.h"

#include "document/document.h"
#include "goal/goal.h"
#include "life/life.h"
#include "role/role.h"
#include "tree/tree.h"

static const struct word document_states[] = { { "", "" }, { "adopted", "" }, { "ratified", "" } };
static const struct words document_state_words = WORDS_OF(document_states);
enum { STATE_ADOPTED = 1, STATE_RATIFIED };

static const struct word document_scopes[] = { { "", "" }, { "programme", "" }, { "theme", "" }, { "topic", "" }, { "action", "" } };
static const struct words document_scope_words = WORDS_OF(document_scopes);

static const struct key_of document_keys[] = {
	{ "key", "id" }, { "state", "status" }, { "published", "year" }, { "planned", "planned_adoption_on" },
	{ "planned_words", "planned_adoption" }, { "adopted", "adopted_on" }, { "first", "start" }, { "last", "end" },
	{ "scope", "scope_note" }, { "node", "scope_id" }, { NULL, NULL },
};

static struct str state_in_words(struct reader *reader, int state)
{
	if (state == STATE_ADOPTED)
		return reader_words(reader, "vastgesteld", "adopted");
	if (state == STATE_RATIFIED)
		return reader_words(reader, "bekrachtigd", "ratified");
	return STR_NONE;
}

static struct day either(struct day a, struct day b)
{
	return day_known(a) ? a : b;
}

/* The last day, which does not belong to it where `end_inclusive` is false. */
static struct day read_end(struct item *item)
{
	struct day end = item_day(item, "end"), period_end = item_day(item, "period_end");

	if (!item_bool(item, "end_inclusive", true) && day_exact(end))
		end = day_add(end, -1);
	return either(end, period_end);
}

static struct str read_scope(struct item *item)
{
	struct str scope = item_text(item, "scope_note");
	struct day projects = item_year(item, "horizon_strategic_projects");

	return reader_labelled(item->reader, scope,
		reader_words(item->reader, "Strategische projecten lopen tot en met", "Strategic projects run until"),
		day_text(projects, item->reader->arena));
}

/*
 * What a document says of the life of the programme: a vision or plan that was adopted concludes its stage, also where the day is
 * not known; one that is still to be adopted is a planned step. `concludes` says that it is there, though nobody is known to
 * have adopted it.
 */
static void add_step_of_document(struct item *item, const struct document *document, int state)
{
	struct reader *reader = item->reader;
	bool           there = item_bool(item, "concludes", false);
	struct step    step = { .id = id_new(), .kind = STEP_ADOPTION, .planned = document->planned,
		.planned_words = document->planned_words, .day = document->adopted, .provenance = {
			.source = document->provenance.source, .certainty = document->provenance.certainty } };

	if (document->kind != DOCUMENT_VISION && document->kind != DOCUMENT_ACTION_PLAN)
		return;
	step.stage = document->kind == DOCUMENT_VISION ? STAGE_VISION : STAGE_PLAN;
	step.title = reader_joined(reader, document->title, STR(": "), state_in_words(reader, state ? state : STATE_ADOPTED));
	if (there && state == 0 && !day_known(step.day)) {
		step.kind = STEP_OTHER;
		step.title = document->title;
		step.day = document->published;
	}
	step.concludes = there || state != 0 || day_known(step.day);
	step.happened = step.concludes && !day_known(step.day);
	if (step.concludes || day_known(step.planned) || step.planned_words.len > 0)
		reader_add(reader, &step_record, &step, item->place, whole);
}

/* What the agreement says of itself that its entry among the documents does not. */
static void add_agreement(struct item *file, const char *id, struct document *document)
{
	struct item item;

	if (!item_open(file->reader, item_value(file, "agreement"), &item))
		return;
	if (!str_is(item_text(&item, "id"), id))
		return;
	document->adopted = either(document->adopted, item_day(&item, "signed_on"));
	document->published = either(document->published, item_day(&item, "published_on"));
}

static void read_document(struct item *file, struct item *item, const struct name *name)
{
	struct day      ratified = item_day(item, "ratified_on");
	int             state = item_word(item, "status", &document_state_words);
	struct document document = {
		.id = name->id,
		.key = name->key,
		.title = item_text(item, "title"),
		.kind = (enum document_kind)item_word(item, "kind", &document_kind_words),
		.owner = item_id(item, "owner", &item->reader->parties),
		.state = state_in_words(item->reader, state),
		.published = either(item_day(item, "published_on"), item_year(item, "year")),
		.planned = item_day(item, "planned_adoption_on"),
		.planned_words = item_text(item, "planned_adoption"),
		.adopted = either(item_day(item, "adopted_on"), ratified),
		.first = item_day(item, "start"),
		.last = read_end(item),
		.scope = read_scope(item),
		.summary = item_text(item, "summary"),
		.address = item_text(item, "address"),
		.visibility = (enum visibility)item_word(item, "visibility", &visibility_words),
		.provenance = item_provenance(item, document_keys),
	};

	if (day_known(ratified) && !day_equal(ratified, document.adopted))
		document.provenance.note = reader_labelled(item->reader, document.provenance.note,
			reader_words(item->reader, "Bekrachtigd", "Ratified"), reader_day(item->reader, ratified));
	item_name(item, "leading_for", &item->reader->themes);
	item_value(item, "scope");              /* read once the tree stands */
	item_value(item, "scope_id");
	add_agreement(file, str_cstring(item->reader->arena, name->key), &document);
	reader_add(item->reader, &document_record, &document, item->place, document_keys);
	add_step_of_document(item, &document, state);
}

/* An agreement that has no entry among the documents gets one. */
static void add_document_of_agreement(struct item *file)
{
	static const struct key_of keys[] = { { "key", "id" }, { "adopted", "signed_on" }, { "*", "" }, { NULL, NULL } };
	struct reader  *reader = file->reader;
	struct document document = { .id = id_new(), .kind = DOCUMENT_SERVICE_AGREEMENT };
	struct item     item;

	if (!item_open(reader, item_value(file, "agreement"), &item))
		return;
	document.key = item_text(&item, "id");
	if (names_find(&reader->documents, document.key))
		return;
	document.title = item_text(&item, "title");
	if (document.title.len == 0)
		document.title = reader_joined(reader, reader_words(reader, "Dienstverleningsovereenkomst", "Service agreement"), STR(" "),
			tree_facts(reader->draft)->key);
	document.adopted = item_day(&item, "signed_on");
	document.published = item_day(&item, "published_on");
	document.provenance = item_provenance(&item, keys);
	reader_add(reader, &document_record, &document, item.place, keys);
}

void regional_documents(struct item *file)
{
	const struct names *names = &file->reader->documents;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		if (!names_open(file->reader, names, i, &item))
			continue;
		read_document(file, &item, &names->at[i]);
		item_close(&item);
	}
	add_document_of_agreement(file);
}

void regional_documents_about(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->documents;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		const struct document *row = programme_row(reader->draft, document, names->at[i].id);
		struct document        about;
		enum scope             scope;

		if (!row || !names_open(reader, names, i, &item))
			continue;
		scope = (enum scope)item_word(&item, "scope", &document_scope_words);
		about = *row;
		about.node = scope == SCOPE_NONE ? ID_NONE : regional_scoped(&item, scope);
		if (id_known(about.node))
			reader_change(reader, &document_record, row, &about, item.place, document_keys);
	}
}

void regional_role(struct reader *reader, struct id node, const struct name *party, int kind, bool together,
	struct provenance provenance, struct str place)
{
	struct role role = { .id = id_new(), .node = node, .kind = (enum role_kind)kind, .together = together,
		.state = provenance.source.len ? ROLE_ON_RECORD : ROLE_STATE_UNKNOWN,
		.provenance = { .source = provenance.source, .certainty = provenance.certainty } };

	if (!party)
		return;
	role.party = party->id;
	reader_add(reader, &role_record, &role, place, whole);
}

static void read_executors(struct item *item, struct id theme, struct provenance provenance)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "in_cooperation_with");

	if (item_inferred(item, "executor"))
		provenance.certainty = CERTAINTY_INFERRED;
	regional_role(reader, theme, item_name(item, "executor", &reader->parties), ROLE_EXECUTOR, false, provenance,
		item_place(item, "executor"));
	for (size_t i = 0; i < list.count; i++) {
		struct value_at value = list_entry(reader, &list, i);
		regional_role(reader, theme, value_name(reader, value, &reader->parties), ROLE_EXECUTOR, true, provenance, value.place);
	}
}

/* The leading plan: named by the theme, else by the document. */
static struct id leading_plan(struct item *item, const struct name *theme)
{
	struct reader      *reader = item->reader;
	const struct names *documents = &reader->documents;
	struct id           plan = item_id(item, "leading_document", documents);

	for (size_t i = 0; i < documents->list.count && !id_known(plan); i++) {
		json_t *leads = json_object_get(json_array_get(documents->list.at.json, i), "leading_for");
		if (documents->at[i].key.len > 0 && json_is_string(leads) && str_is(theme->key, json_string_value(leads)))
			plan = documents->at[i].id;
	}
	return plan;
}

static const struct key_of tree_keys[] = {
	{ "key", "id" }, { "leading_plan", "leading_document" }, { "document", "from_document" }, { NULL, NULL },
};

static void read_theme(struct item *item, const struct name *name, struct count position, bool cross_cutting)
{
	struct theme theme = {
		.id = name->id,
		.key = name->key,
		.name = item_text(item, "name"),
		.position = position,
		.cross_cutting = cross_cutting,
		.emphasis = item_texts(item, "emphasis", STR("\n")),
		.description = item_text(item, "description"),
		.leading_plan = cross_cutting ? ID_NONE : leading_plan(item, name),
		.provenance = item_provenance(item, tree_keys),
	};

	reader_add(item->reader, &theme_record, &theme, item->place, tree_keys);
	if (!cross_cutting)
		read_executors(item, theme.id, theme.provenance);
}

static void read_topic(struct item *item, const struct name *name, struct count position)
{
	struct topic topic = {
		.id = name->id,
		.theme = item_id(item, "theme", &item->reader->themes),
		.key = name->key,
		.name = item_text(item, "name"),
		.position = position,
		.description = item_text(item, "description"),
		.document = item_id(item, "from_document", &item->reader->documents),
		.labels = item_ids(item, "labels", &item->reader->labels),
		.provenance = item_provenance(item, tree_keys),
	};

	reader_add(item->reader, &topic_record, &topic, item->place, tree_keys);
}

static const struct word goal_scopes[] = { { "", "" }, { "programme", "" }, { "theme", "" }, { "topic", "" } };
static const struct words goal_scope_words = WORDS_OF(goal_scopes);

static struct id scope_of_goal(struct item *item)
{
	enum scope scope = (enum scope)item_word(item, "scope", &goal_scope_words);

	if (scope == SCOPE_NONE)
		item_missing(item, "scope");
	if (scope == SCOPE_PROGRAMME && !item_said(item, "scope_id"))
		return item->reader->programme;
	return regional_scoped(item, scope);
}

/* A place in an order holds 1,000; beyond it, names decide. */
static struct count place_in_order(size_t place)
{
	return place <= 1000 ? (struct count){ (int64_t)place, true } : (struct count){ 0, false };
}

static const struct key_of goal_keys[] = { { "node", "scope_id" }, { NULL, NULL } };

/* The aim of the whole programme is a goal too, so that actions can name it; the first one. */
static void read_aim(struct item *file)
{
	struct goal goal = { .id = id_new(), .node = file->reader->programme, .position = { 1, true } };
	struct item item;

	if (!item_open(file->reader, item_value(file, "goal"), &item))
		return;
	goal.text = item_text(&item, "text");
	goal.provenance = item_provenance(&item, NULL);
	if (goal.text.len > 0)
		reader_add(file->reader, &goal_record, &goal, item.place, NULL);
	item_close(&item);
}

static void read_goals(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->goals;
	struct item         item;

	read_aim(file);
	for (size_t i = 0; i < names->list.count; i++) {
		struct goal goal = { .id = names->at[i].id, .position = place_in_order(i + 2) };

		if (!names_open(reader, names, i, &item))
			continue;
		goal.node = scope_of_goal(&item);
		goal.text = item_text(&item, "text");
		goal.provenance = item_provenance(&item, goal_keys);
		reader_add(reader, &goal_record, &goal, item.place, goal_keys);
		item_close(&item);
	}
}

void regional_tree(struct item *file)
{
	struct reader *reader = file->reader;
	size_t         themes = reader->themes.list.count;
	struct item    item;

	for (size_t i = 0; i < themes; i++)
		if (names_open(reader, &reader->themes, i, &item)) {
			read_theme(&item, &reader->themes.at[i], place_in_order(i + 1), false);
			item_close(&item);
		}
	for (size_t i = 0; i < reader->labels.list.count; i++)
		if (names_open(reader, &reader->labels, i, &item)) {
			read_theme(&item, &reader->labels.at[i], place_in_order(themes + i + 1), true);
			item_close(&item);
		}
	for (size_t i = 0; i < reader->topics.list.count; i++)
		if (names_open(reader, &reader->topics, i, &item)) {
			read_topic(&item, &reader->topics.at[i], place_in_order(i + 1));
			item_close(&item);
		}
	read_goals(file);
}
