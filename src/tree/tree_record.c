/* SPDX-License-Identifier: EUPL-1.2 */
/* The programme's own facts, themes and topics, described once. */
#include "tree/tree.h"

static const struct word moments[] = {
	[UPDATES_PUBLIC_AT_ONCE] = { "at_once", N_("at once") },
	[UPDATES_PUBLIC_WHEN_CLOSED] = { "when_closed", N_("when the round is closed") },
};
const struct words updates_public_words = WORDS_OF(moments);

static const struct field programme_fields[] = {
	FIELD(programme_facts, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens."), .required = true, .key = true, .max = 60),
	FIELD(programme_facts, name, .label = N_("Name"), .required = true, .search = true),
	FIELD(programme_facts, language, .label = N_("Language of the content"), .hint = N_("Two letters: nl, en, de."), .required = true, .max = 5),
	FIELD(programme_facts, region, .label = N_("Region"), .search = true),
	FIELD(programme_facts, province, .label = N_("Province")),
	FIELD(programme_facts, aim, .label = N_("Aim"), .group = N_("Vision"), .hint = N_("What the vision is for, in a sentence or two."), .lines = true, .max = 1000, .search = true),
	FIELD(programme_facts, vision, .label = N_("Text of the vision"), .markdown = true, .max = 60000, .search = true),
	FIELD(programme_facts, first, .label = N_("First day"), .group = N_("Period")),
	FIELD(programme_facts, last, .label = N_("Last day")),
	FIELD(programme_facts, period_note, .label = N_("Remark on the period"), .max = 500, .lines = true, .rare = true),
	FIELD(programme_facts, horizon, .label = N_("Horizon of the plan"), .hint = N_("The last day on which an action may end. It may lie after the programme's last day.")),
	FIELD(programme_facts, predecessor, .label = N_("Earlier programme"), .hint = N_("Its short name in addresses."), .max = 60, .rare = true),
	FIELD(programme_facts, successor, .label = N_("Next programme"), .hint = N_("Its short name in addresses."), .max = 60, .rare = true),
	WORDS(programme_facts, updates_public, .label = N_("Everybody can read an update"), .group = N_("Rounds"), .words = &updates_public_words, .rare = true),
	FIELD(programme_facts, mail_hour, .label = N_("Hour at which mail goes out"), .hint = N_("From 0 to 23. Empty: 9."), .max = 23, .rare = true),
	WORDS(programme_facts, visibility, .label = N_("Who can read it"), .words = &visibility_words),
	FIELD(programme_facts, example, .label = N_("This is an invented example"), .hint = N_("Every page then says so."), .rare = true),
	PROVENANCE_FIELDS(programme_facts),
};

static struct str programme_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct programme_facts *)row)->name;
}

static struct str programme_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)row;
	(void)arena;
	return STR("");
}

static bool programme_parent(const void *row, struct id *parent)
{
	(void)row;
	*parent = ID_NONE;
	return true;
}

static bool programme_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct programme_facts *facts = row;
	(void)programme;

	if (day_known(facts->first) && day_known(facts->last) && day_last(facts->last) < day_first(facts->first))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
			.message = N_("The last day lies before the first day.") });
	return true;
}

const struct record programme_facts_record = RECORD(programme_facts, facts, programme_fields,
	.label = N_("Programme"), .plural = N_("Programmes"), .title = programme_title, .address = programme_address,
	.check = programme_check, .node_parent = programme_parent,
	.provenance = offsetof(struct programme_facts, provenance), .visibility = offsetof(struct programme_facts, visibility));

static const struct field theme_fields[] = {
	FIELD(theme, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(theme, name, .label = N_("Name"), .required = true, .search = true),
	FIELD(theme, position, .label = N_("Place in the order"), .max = 1000),
	FIELD(theme, cross_cutting, .label = N_("Runs through all themes"), .hint = N_("A cross-cutting theme is a label on topics and actions; nobody takes part in it separately.")),
	FIELD(theme, emphasis, .label = N_("Emphasis"), .hint = N_("What gets most weight; one on each line."), .lines = true, .max = 1000, .search = true),
	FIELD(theme, description, .label = N_("Description"), .markdown = true, .search = true),
	FIELD(theme, branches, .label = N_("Branches it is about"), .hint = N_("With commas between: retail, leisure. Involvement then shows who comes from the sector itself."), .max = 200, .rare = true),
	FIELD(theme, leading_plan, .label = N_("Leading plan"), .hint = N_("A plan of another organisation that goes first in this theme."), .refers_to = "document", .indexed = true),
	PROVENANCE_FIELDS(theme),
};

static struct str theme_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct theme *)row)->name;
}

static struct str theme_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/themes/%.*s", STR_ARG(((const struct theme *)row)->key));
}

static bool theme_parent(const void *row, struct id *parent)
{
	*parent = ID_NONE;
	return !((const struct theme *)row)->cross_cutting;
}

/* By place, then by name; without a place last. */
static int theme_compare(const void *a, const void *b)
{
	const struct theme *left = a, *right = b;
	int place = count_compare(left->position, right->position);
	return place ? place : str_compare(left->name, right->name);
}

const struct record theme_record = RECORD(theme, themes, theme_fields,
	.label = N_("Theme"), .plural = N_("Themes"), .title = theme_title, .address = theme_address,
	.node_parent = theme_parent, .compare = theme_compare, .provenance = offsetof(struct theme, provenance),
	.next = N_("Then, on its own page: its topics and actions, who executes it and which municipalities take part."));

static const struct field topic_fields[] = {
	FIELD(topic, theme, .label = N_("Theme"), .refers_to = "theme", .required = true, .indexed = true),
	FIELD(topic, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(topic, name, .label = N_("Name"), .required = true, .search = true),
	FIELD(topic, position, .label = N_("Place in the order"), .max = 1000),
	FIELD(topic, description, .label = N_("Description"), .markdown = true, .search = true),
	FIELD(topic, document, .label = N_("From the leading plan"), .refers_to = "document", .rare = true),
	FIELD(topic, labels, .label = N_("Cross-cutting themes"), .refers_to = "theme", .rare = true),
	PROVENANCE_FIELDS(topic),
};

static struct str topic_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct topic *)row)->name;
}

static struct str topic_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct topic *topic = row;
	const struct theme *theme = programme_row(programme, theme, topic->theme);
	return str_format(arena, "/themes/%.*s#%.*s", STR_ARG(theme ? theme->key : STR("")), STR_ARG(topic->key));
}

static bool topic_parent(const void *row, struct id *parent)
{
	*parent = ((const struct topic *)row)->theme;
	return true;
}

static int topic_compare(const void *a, const void *b)
{
	const struct topic *left = a, *right = b;
	int place = count_compare(left->position, right->position);
	return place ? place : str_compare(left->name, right->name);
}

const struct record topic_record = RECORD(topic, topics, topic_fields,
	.label = N_("Topic"), .plural = N_("Topics"), .title = topic_title, .address = topic_address,
	.node_parent = topic_parent, .compare = topic_compare, .provenance = offsetof(struct topic, provenance),
	.next = N_("Then: the actions under it. Who takes part follows from the theme, until you say otherwise here."));
