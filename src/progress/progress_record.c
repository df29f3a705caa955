/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds, updates and what hangs on them, described once, with what they refuse. */
#include "progress/progress.h"

#include "party/party.h"

static const struct word lights[LIGHT_COUNT] = {
	[LIGHT_NONE] = { "", N_("nothing told yet") },
	[LIGHT_OFF_TRACK] = { "off_track", N_("off track") },
	[LIGHT_AT_RISK] = { "at_risk", N_("at risk") },
	[LIGHT_SILENT] = { "silent", N_("no answer") },
	[LIGHT_ON_TRACK] = { "on_track", N_("on track") },
};
const struct words light_words = WORDS_OF(lights);

static const struct word states[] = {
	[ROUND_PLANNED] = { "planned", N_("planned") },
	[ROUND_OPEN] = { "open", N_("open") },
	[ROUND_CLOSED] = { "closed", N_("closed") },
};
const struct words round_state_words = WORDS_OF(states);

static struct str text_of_update(const struct programme *programme, struct id id)
{
	const struct update *update = programme_row(programme, update, id);
	return update ? update->text : STR("?");
}

static struct str action_part(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct action *action = programme_row(programme, action, id);
	return action ? row_address(programme, &action_record, action, arena) : STR("/actions");
}

/* Rounds */

static const struct field round_fields[] = {
	FIELD(round, name, .label = N_("Name"), .hint = N_("For example: second quarter of 2026."), .required = true, .max = 100, .search = true),
	FIELD(round, node, .label = N_("Only for"), .hint = N_("Empty: every running action of the programme."), .refers_to = "node", .rare = true),
	FIELD(round, opens, .label = N_("Opens on"), .hint = N_("On this day every lead gets a mail with a personal link."), .required = true),
	FIELD(round, due, .label = N_("Update asked by"), .required = true),
	FIELD(round, closes, .label = N_("Closes on"), .hint = N_("The last day for an answer. Empty: two weeks after it was asked by."), .rare = true),
	FIELD(round, remind_before, .label = N_("Reminder: days before"), .hint = N_("Only to who has not answered. Empty: none."), .max = 60),
	FIELD(round, remind_after, .label = N_("Reminder: days after"), .max = 60),
	FIELD(round, text, .label = N_("What you want to say with it"), .hint = N_("Stands in the mail and above the form."), .lines = true, .max = 1000),
};

static struct str round_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct round *)row)->name;
}

static struct str round_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/rounds/%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static void must_be_exact(struct day day, const char *field, struct faults *faults)
{
	if (day_known(day) && day_first(day) != day_last(day))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = N_("This must be an exact day.") });
}

static bool round_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct round *round = row;
	size_t before = faults->count;
	(void)programme;

	must_be_exact(round->opens, "opens", faults);
	must_be_exact(round->due, "due", faults);
	must_be_exact(round->closes, "closes", faults);
	if (day_known(round->opens) && day_known(round->due) && day_last(round->due) < day_first(round->opens))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "due",
			.message = N_("The update is asked by a day before the round opens.") });
	if (day_known(round->closes) && day_known(round->due) && day_last(round->closes) < day_first(round->due))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "closes",
			.message = N_("The round closes before the update is asked by.") });
	return faults->count == before;
}

static int round_compare(const void *a, const void *b)
{
	const struct round *left = a, *right = b;
	int day = day_compare(right->opens, left->opens);
	return day ? day : id_compare(right->id, left->id);
}

const struct record round_record = RECORD(round, rounds, round_fields,
	.label = N_("Round"), .plural = N_("Rounds"), .title = round_title, .address = round_address, .check = round_check,
	.compare = round_compare, .next = N_("Then: who will be asked, and whom the mail cannot reach."));

/* Updates */

static const struct field update_fields[] = {
	FIELD(update, action, .label = N_("Action"), .refers_to = "action", .required = true, .indexed = true),
	FIELD(update, round, .label = N_("Round"), .refers_to = "round", .indexed = true),
	FIELD(update, day, .label = N_("Day"), .required = true),
	FIELD(update, moment, .label = N_("Given at"), .hidden = true),
	WORDS(update, light, .label = N_("How does it go?"), .words = &light_words, .required = true),
	FIELD(update, text, .label = N_("In one sentence"), .required = true, .lines = true, .max = 600, .search = true),
	FIELD(update, internal, .label = N_("Note for the office"), .internal = true, .lines = true, .max = 2000),
	FIELD(update, milestones, .label = N_("Milestones reached"), .refers_to = "milestone"),
	FIELD(update, spent, .label = N_("Spent so far")),
	FIELD(update, next_step, .label = N_("Next step"), .max = 300, .lines = true, .search = true),
	FIELD(update, help_wanted, .label = N_("Help wanted"), .max = 600, .lines = true, .search = true),
	FIELD(update, help_from, .label = N_("Who could help"), .refers_to = "party"),
	FIELD(update, proof, .label = N_("Proof"), .refers_to = "document"),
	FIELD(update, party, .label = N_("For"), .refers_to = "party"),
	FIELD(update, person, .label = N_("By"), .refers_to = "person", .hidden = true),
	FIELD(update, on_behalf, .label = N_("Written down by the office")),
	FIELD(update, unchanged, .label = N_("Nothing changed since the update before")),
	FIELD(update, corrects, .label = N_("Corrects"), .refers_to = "update", .indexed = true),
};

static struct str update_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct update *update = row;
	const struct action *action = programme_row(programme, action, update->action);
	return str_format(arena, "%.*s, %.*s", STR_ARG(action ? row_title(programme, &action_record, action, arena) : STR("?")),
		STR_ARG(day_text(update->day, arena)));
}

static struct str update_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct update *update = row;
	return str_format(arena, "%.*s#%.*s", STR_ARG(action_part(programme, update->action, arena)), STR_ARG(id_text(update->id, arena)));
}

static struct id update_node(const struct programme *programme, const void *row)
{
	(void)programme;
	return ((const struct update *)row)->action;
}

static bool update_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct update *update = row;
	const struct update *earlier = programme_row(programme, update, update->corrects);
	size_t before = faults->count;

	must_be_exact(update->day, "day", faults);
	if (update->light == LIGHT_SILENT)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "light",
			.message = N_("Choose on track, at risk or off track.") });
	for (size_t i = 0; i < update->milestones.count; i++) {
		const struct milestone *milestone = programme_row(programme, milestone, update->milestones.at[i]);
		if (milestone && !id_equal(milestone->action, update->action))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "milestones",
				.message = N_("Milestone {0} is of another action."), .arg = { milestone->title } });
	}
	if (earlier && !id_equal(earlier->action, update->action))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "corrects",
			.message = N_("An update corrects one of the same action.") });
	return faults->count == before;
}

/* Newest first. */
static int update_compare(const void *a, const void *b)
{
	const struct update *left = a, *right = b;
	int day = day_compare(right->day, left->day);

	if (day)
		return day;
	if (left->moment.ms != right->moment.ms)
		return left->moment.ms > right->moment.ms ? -1 : 1;
	return id_compare(right->id, left->id);
}

const struct record update_record = RECORD(update, updates, update_fields,
	.label = N_("Update"), .plural = N_("Updates"), .title = update_title, .address = update_address, .check = update_check,
	.compare = update_compare, .node = update_node, .by_program = true, .fixed = true);

/* What an update told of a result figure */

static struct id node_of_update(const struct programme *programme, struct id id)
{
	const struct update *update = programme_row(programme, update, id);
	return update ? update->action : ID_NONE;
}

static struct str address_of_update(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct update *update = programme_row(programme, update, id);
	return update ? update_address(programme, update, arena) : STR("/actions");
}

static const struct field reading_fields[] = {
	FIELD(reading, update, .label = N_("Update"), .refers_to = "update", .required = true, .indexed = true),
	FIELD(reading, figure, .label = N_("Result figure"), .refers_to = "result_figure", .required = true, .indexed = true),
	FIELD(reading, party, .label = N_("Municipality"), .refers_to = "party"),
	FIELD(reading, value, .label = N_("Value"), .required = true),
};

static struct str reading_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct reading *reading = row;
	const struct result_figure *figure = programme_row(programme, result_figure, reading->figure);
	return str_format(arena, "%.*s: %.*s", STR_ARG(figure ? figure->name : STR("?")), STR_ARG(decimal_text(reading->value, arena)));
}

static struct str reading_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return address_of_update(programme, ((const struct reading *)row)->update, arena);
}

static struct id reading_node(const struct programme *programme, const void *row)
{
	return node_of_update(programme, ((const struct reading *)row)->update);
}

/* A municipality, and each once in an update. */
static bool party_fits(const struct programme *programme, const struct reading *reading, const struct result_figure *figure, struct faults *faults)
{
	const struct party *party = programme_row(programme, party, reading->party);
	struct row_list others = REFERRING(programme, reading, update, reading->update);

	if (party && party->kind != PARTY_MUNICIPALITY)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party", .message = N_("{0} is no municipality."), .arg = { party->name } });
	for (size_t i = 0; i < others.count; i++) {
		const struct reading *other = ROW(reading, others, i);
		if (!id_equal(other->id, reading->id) && id_equal(other->figure, reading->figure) && id_equal(other->party, reading->party))
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "figure",
				.message = N_("An update tells result figure {0} once."), .arg = { figure ? figure->name : STR("?") } });
	}
	return true;
}

static bool reading_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct reading *reading = row;
	const struct result_figure *figure = programme_row(programme, result_figure, reading->figure);
	const struct update *update = programme_row(programme, update, reading->update);

	if (figure && update && !id_equal(figure->action, update->action))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "figure",
			.message = N_("Result figure {0} is of another action."), .arg = { figure->name } });
	return party_fits(programme, reading, figure, faults);
}

const struct record reading_record = RECORD(reading, readings, reading_fields,
	.label = N_("Reading"), .plural = N_("Readings"), .title = reading_title, .address = reading_address, .check = reading_check,
	.node = reading_node, .by_program = true, .fixed = true);

/* Questions of the office */

static const struct field question_fields[] = {
	FIELD(question, update, .label = N_("Update"), .refers_to = "update", .required = true, .indexed = true),
	FIELD(question, text, .label = N_("Question"), .required = true, .lines = true, .max = 1000),
	FIELD(question, person, .label = N_("By"), .refers_to = "person", .hidden = true),
	FIELD(question, moment, .label = N_("Asked at"), .hidden = true),
};

static struct str question_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct question *)row)->text;
}

static struct str question_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return address_of_update(programme, ((const struct question *)row)->update, arena);
}

static struct id question_node(const struct programme *programme, const void *row)
{
	return node_of_update(programme, ((const struct question *)row)->update);
}

const struct record question_record = RECORD(question, questions, question_fields,
	.label = N_("Question"), .plural = N_("Questions"), .title = question_title, .address = question_address,
	.node = question_node, .by_program = true, .fixed = true);

/* Offers of help */

static const struct word offer_kinds[] = {
	[OFFER_HELP] = { "", N_("offers help") },
	[OFFER_LEAD] = { "lead", N_("asks to lead") },
};
const struct words offer_kind_words = WORDS_OF(offer_kinds);

static const struct word offer_states[] = {
	[OFFER_STANDS] = { "", N_("offered") },
	[OFFER_OPEN] = { "open", N_("not answered yet") },
	[OFFER_TAKEN] = { "taken", N_("taken up") },
	[OFFER_DECLINED] = { "declined", N_("not taken up") },
};
const struct words offer_state_words = WORDS_OF(offer_states);

static const struct field offer_fields[] = {
	FIELD(help_offer, update, .label = N_("Update"), .refers_to = "update", .indexed = true),
	FIELD(help_offer, action, .label = N_("Action"), .refers_to = "action", .indexed = true),
	WORDS(help_offer, kind, .label = N_("Kind"), .words = &offer_kind_words),
	FIELD(help_offer, party, .label = N_("Party"), .refers_to = "party"),
	FIELD(help_offer, organisation, .label = N_("Organisation"), .max = 120, .search = true),
	WORDS(help_offer, sector, .label = N_("Sector"), .words = &sector_words),
	FIELD(help_offer, person, .label = N_("Person"), .refers_to = "person", .indexed = true, .hidden = true),
	FIELD(help_offer, text, .label = N_("What it offers"), .required = true, .lines = true, .max = 600, .search = true),
	FIELD(help_offer, day, .label = N_("On"), .required = true),
	WORDS(help_offer, state, .label = N_("State"), .words = &offer_state_words),
	FIELD(help_offer, answer, .label = N_("Answer"), .lines = true, .max = 600),
	FIELD(help_offer, answered, .label = N_("Answered on")),
};

static struct id offer_action(const struct programme *programme, const struct help_offer *offer)
{
	return id_known(offer->update) ? node_of_update(programme, offer->update) : offer->action;
}

static struct str offer_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct help_offer *offer = row;
	const struct party *party = programme_row(programme, party, offer->party);
	const struct action *action = programme_row(programme, action, offer->action);
	struct str who = party ? party->name : offer->organisation.len ? offer->organisation : STR("?");
	return str_format(arena, "%.*s: %.*s", STR_ARG(who), STR_ARG(id_known(offer->update) ? text_of_update(programme, offer->update)
		: action ? action->title : STR("?")));
}

static struct str offer_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct help_offer *offer = row;
	const struct action *action = programme_row(programme, action, offer->action);

	if (id_known(offer->update) || !action)
		return address_of_update(programme, offer->update, arena);
	return str_format(arena, "%.*s#offers", STR_ARG(row_address(programme, &action_record, action, arena)));
}

static struct id offer_node(const struct programme *programme, const void *row)
{
	return offer_action(programme, row);
}

static bool offer_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct help_offer *offer = row;
	const struct update *update = programme_row(programme, update, offer->update);

	if (update && update->help_wanted.len == 0)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "update",
			.message = N_("This update asks for no help.") });
	if (!id_known(offer->update) && !id_known(offer->action))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "action", .message = N_("Say which action the offer is about.") });
	if (!id_known(offer->party) && !id_known(offer->person))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party", .message = N_("Say who offers it.") });
	return true;
}

const struct record help_offer_record = RECORD(help_offer, help_offers, offer_fields,
	.label = N_("Offer of help"), .plural = N_("Offers of help"), .title = offer_title, .address = offer_address,
	.check = offer_check, .node = offer_node, .by_program = true);
