/* SPDX-License-Identifier: EUPL-1.2 */
/* regional-programme/1 as a whole: the file, its ids, the programme itself, and the order of what is written. */
#include "exchange/regional.h"

#include <stdlib.h>
#include <string.h>

#include "party/party.h"
#include "tree/tree.h"

static const char format_name[] = "regional-programme/1";

const struct key_of whole[] = { { "*", "" }, { NULL, NULL } };

static const struct key_of facts_keys[] = {
	{ "key", "id" }, { "first", "period.start" }, { "last", "period.end" }, { "period_note", "period.note" },
	{ "source", "period.source" }, { "certainty", "period.certainty" }, { "horizon", "plan_horizon" }, { "aim", "goal.text" },
	{ "region", "region.name" }, { "province", "region.province" }, { "vision", "documents" }, { NULL, NULL },
};

static const struct word programme_states[] = {
	{ "", "" }, { "in_preparation", "" }, { "in_execution", "" }, { "closed", "" },
};
static const struct words programme_state_words = WORDS_OF(programme_states);

/* Where the Netherlands are meant, as in most files, the province says enough. */
static struct str province(struct item *region)
{
	struct str province = item_text(region, "province"), country = item_text(region, "country");

	if (country.len == 0 || str_is(country, "NL"))
		return province;
	return province.len ? str_format(region->reader->arena, "%.*s (%.*s)", STR_ARG(province), STR_ARG(country)) : country;
}

static void read_region(struct item *file, struct programme_facts *facts)
{
	struct item region;

	if (!item_open(file->reader, item_value(file, "region"), &region))
		return;
	facts->region = item_text(&region, "name");
	facts->province = province(&region);
	item_close(&region);
}

static void read_period(struct item *file, struct programme_facts *facts)
{
	struct item period;

	if (!item_open(file->reader, item_value(file, "period"), &period))
		return;
	facts->first = item_day(&period, "start");
	facts->last = item_day(&period, "end");
	facts->provenance = item_provenance(&period, (const struct key_of[]){ { "first", "start" }, { "last", "end" }, { NULL, NULL } });
	facts->period_note = facts->provenance.note;
	/* The source and its certainty are of the period; the rest of the facts is as the file has it. */
	if (facts->provenance.certainty == CERTAINTY_INFERRED) {
		facts->provenance.certainty = CERTAINTY_STATED;
		facts->provenance.inferred = STR("first last");
	}
	item_close(&period);
}

static struct str read_aim(struct item *file)
{
	struct item goal;
	struct str  text;

	if (!item_open(file->reader, item_value(file, "goal"), &goal))
		return STR_NONE;
	text = item_text(&goal, "text");        /* the rest of it is read with the goals */
	return text;
}

/* The first document of kind vision that has a summary gives the text of the vision. */
static struct str read_vision(const struct names *documents)
{
	for (size_t i = 0; i < documents->list.count; i++) {
		json_t *document = json_array_get(documents->list.at.json, i);
		json_t *kind = json_object_get(document, "kind"), *summary = json_object_get(document, "summary");

		if (json_is_string(kind) && strcmp(json_string_value(kind), "vision") == 0 && json_string_length(summary) > 0)
			return str_copy(documents->arena, str_of(json_string_value(summary)));
	}
	return STR_NONE;
}

void regional_facts(struct item *file)
{
	struct reader         *reader = file->reader;
	struct programme_facts facts = { .id = reader->programme };

	read_region(file, &facts);
	read_period(file, &facts);
	facts.key = item_text(file, "id");
	facts.name = item_text(file, "name");
	facts.language = item_text(file, "language");
	if (facts.language.len == 0)
		facts.language = STR("nl");
	facts.horizon = item_day(file, "plan_horizon");
	facts.predecessor = item_text(file, "predecessor");
	facts.successor = item_text(file, "successor");
	facts.example = item_bool(file, "example", false);
	facts.provenance.note = item_text(file, "note");
	facts.updates_public = (enum updates_public)item_word(file, "updates_public", &updates_public_words);
	facts.mail_hour = item_count(file, "mail_hour");
	facts.visibility = (enum visibility)item_word(file, "visibility", &visibility_words);
	facts.aim = read_aim(file);
	facts.vision = read_vision(&reader->documents);
	item_word(file, "status", &programme_state_words);      /* what holds follows from the days */
	reader->report->key = facts.key;
	reader_add(reader, &programme_facts_record, &facts, STR_NONE, facts_keys);
}

void regional_ids(struct item *file)
{
	struct reader *reader = file->reader;

	if (!item_said(file, "parties"))
		item_missing(file, "parties");
	if (!item_said(file, "themes"))
		item_missing(file, "themes");
	names_read(file, "parties", "name", N_("There is no party “{0}” in this file; name the id of one of its parties."),
		&reader->parties);
	names_read(file, "documents", "title", N_("There is no document “{0}” in this file; name the id of one of its documents."),
		&reader->documents);
	names_read(file, "themes", "name", N_("There is no theme “{0}” in this file; name the id of one of its themes."),
		&reader->themes);
	names_read(file, "cross_cutting", "name", N_("There is no cross-cutting theme “{0}” in this file; name the id of one."),
		&reader->labels);
	names_read(file, "topics", "name", N_("There is no topic “{0}” in this file; name the id of one of its topics."),
		&reader->topics);
	names_read(file, "goals", "text", N_("There is no goal “{0}” in this file; name the id of one of its goals."),
		&reader->goals);
	names_read(file, "actions", "title", N_("There is no action “{0}” in this file; name the id of one of its actions."),
		&reader->actions);
	names_read(file, "meetings", "title", N_("There is no meeting “{0}” in this file; name the id of one of its meetings."),
		&reader->meetings);
	names_read(file, "decisions", "subject", N_("There is no decision “{0}” in this file; name the id of one of its decisions."),
		&reader->decisions);
	names_read(file, "indicators", "name", N_("There is no indicator “{0}” in this file; name the id of one of its indicators."),
		&reader->indicators);
	names_read(file, "bodies", "name", N_("There is no body “{0}” in this file; name the id of one of its bodies."),
		&reader->bodies);
	names_read(file, "persons", "name", N_("There is no person “{0}” in this file; name the id of one of its persons."),
		&reader->people);
	names_read(file, "rounds", "name", N_("There is no round “{0}” in this file; name the id of one of its rounds."),
		&reader->rounds);
	names_read(file, "updates", "text", N_("There is no update “{0}” in this file; name the id of one of its updates."),
		&reader->updates);
	names_read(file, "agreements", "title", N_("There is no agreement “{0}” in this file; name the id of one of its agreements."),
		&reader->agreements);
	names_read(file, "plan_versions", "name", N_("There is no plan version “{0}” in this file; name the id of one of its plan versions."),
		&reader->plan_versions);
	names_read(file, "funds", "name", N_("There is no fund “{0}” in this file; name the id of one of its funds."), &reader->funds);
	names_read(file, "budget_lines", "title", N_("There is no budget line “{0}” in this file; name the id of one of its budget lines."),
		&reader->lines);
	names_read(file, "subjects", "title", N_("There is no subject “{0}” in this file; name the id of one of its subjects."),
		&reader->subjects);
	if (json_string_length(json_object_get(json_object_get(file->json, "agreement"), "id")) > 0)
		reader->agreement = (struct name){ .id = id_new(), .key = str_copy(reader->arena,
			str_of(json_string_value(json_object_get(json_object_get(file->json, "agreement"), "id")))) };
	names_read_within(file, "actions", "milestones", "title",
		N_("No milestone in this file has the id “{0}”; name the id of one."), &reader->milestones);
	names_read_within(file, "actions", "result_figures", "name",
		N_("No result figure in this file has the id “{0}”; name the id of one."), &reader->figures);
}

static void clear_ids(struct reader *reader)
{
	struct names *all[] = { &reader->parties, &reader->documents, &reader->themes, &reader->labels, &reader->topics,
		&reader->goals, &reader->actions, &reader->meetings, &reader->decisions, &reader->indicators, &reader->bodies,
		&reader->findings, &reader->recommendations, &reader->people, &reader->rounds, &reader->updates, &reader->milestones,
		&reader->figures, &reader->agreements, &reader->plan_versions, &reader->funds, &reader->lines, &reader->subjects };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		names_clear(all[i]);
}

struct id regional_node(struct item *item)
{
	struct id theme = item_id(item, "theme", &item->reader->themes);

	return id_known(theme) ? theme : item->reader->programme;
}

/* A record after those it refers to; within one record as they were added. What is changed once more comes last. */
static void put_in_order(struct reader *reader, struct exchange_changes *changes)
{
	struct change *at = arena_array(reader->arena, struct change, reader->count);
	size_t         count = 0;

	reader->report->added_of = arena_array(reader->arena, size_t, record_count);
	for (size_t r = 0; r < record_count; r++)
		for (size_t i = 0; i < reader->count; i++)
			if (reader->changes[i].record == records[r] && !reader->changes[i].before) {
				at[count++] = reader->changes[i];
				reader->report->added_of[r]++;
			}
	reader->report->added = count;
	for (size_t i = 0; i < reader->count; i++)
		if (reader->changes[i].before)
			at[count++] = reader->changes[i];
	*changes = (struct exchange_changes){ reader->programme, at, count, reader->person, reader->people.list.count };
}

static bool dutch(struct item *file)
{
	json_t *language = json_object_get(file->json, "language");

	return !json_is_string(language) || strncmp(json_string_value(language), "nl", 2) == 0;
}

static void read_file(struct item *file)
{
	item_text(file, "format");
	regional_ids(file);
	regional_facts(file);
	regional_parties(file);
	regional_documents(file);
	regional_tree(file);
	regional_actions(file);
	regional_documents_about(file);
	regional_participation(file);
	regional_money(file);
	regional_agreements(file);
	regional_steps(file);
	regional_signups(file);
	regional_stated(file);
	regional_people(file);
	regional_decisions(file);
	regional_progress(file);
	item_close(file);
}

static bool is_format(json_t *json)
{
	json_t *format = json_object_get(json, "format");

	return json_is_string(format) && strcmp(json_string_value(format), format_name) == 0;
}

static const char *json_fault(enum json_error_code code)
{
	switch (code) {
	case json_error_duplicate_key:
		return N_("A key stands twice in one object, at line {0}, column {1}; keep one of them.");
	case json_error_premature_end_of_input:
		return N_("The file breaks off at line {0}, column {1}; a bracket or a quotation mark is not closed.");
	case json_error_end_of_input_expected:
		return N_("There is more after the end of the object, at line {0}, column {1}; a file holds one object.");
	case json_error_invalid_utf8:
		return N_("The text is not in UTF-8 at line {0}, column {1}; save the file as UTF-8.");
	case json_error_numeric_overflow:
		return N_("A number is too large at line {0}, column {1}.");
	case json_error_stack_overflow:
		return N_("Objects and lists are nested too deep at line {0}, column {1}.");
	default:
		return N_("This is no JSON at line {0}, column {1}; look for a comma, a quotation mark or a bracket too many or too few.");
	}
}

static json_t *parse(struct str text, struct faults *faults)
{
	json_error_t error;
	json_t      *json = json_loadb(text.len ? text.at : "", text.len, JSON_REJECT_DUPLICATES, &error);
	struct str   line = str_format(faults->arena, "%d", error.line), column = str_format(faults->arena, "%d", error.column);

	if (!json)
		faults_add(faults, (struct fault){ .kind = FAULT_MALFORMED, .message = json_fault(json_error_code(&error)),
			.arg = { line, column }, .place = str_format(faults->arena, "line %d, column %d", error.line, error.column) });
	return json;
}

bool exchange_read(struct str text, struct exchange_changes *changes, struct exchange_report *report, struct faults *faults)
{
	size_t        before = faults->count;
	json_t       *json = parse(text, faults);
	struct reader reader = { .arena = faults->arena, .faults = faults, .report = report,
		.before = before, .programme = id_new() };
	struct item   file = { .reader = &reader, .json = json };

	*report = (struct exchange_report){ 0 };
	*changes = (struct exchange_changes){ 0 };
	if (!json)
		return false;
	if (!is_format(json)) {
		json_decref(json);
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .place = STR("format"),
			.message = N_("This is no file of format {0}; a programme is one object that begins with \"format\": \"{0}\"."),
			.arg = { str_of(format_name) } });
	}
	reader.draft = programme_empty(reader.programme);
	reader.dutch = dutch(&file);
	read_file(&file);
	put_in_order(&reader, changes);
	programme_discard(reader.draft);
	clear_ids(&reader);
	free(reader.changes);
	json_decref(json);
	return faults->count == before;
}
