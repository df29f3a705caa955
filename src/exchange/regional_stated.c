/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What regional-programme/1 tells that no record of its own holds (yet), as stated facts: findings, recommendations, contributions,
 * indicators, bodies, facts around the programme, contradictions and open questions.
 */
#include "exchange/regional.h"

#include <string.h>

#include "fact/fact.h"
#include "tree/tree.h"

enum judgement { JUDGEMENT_NONE, JUDGEMENT_POSITIVE, JUDGEMENT_WEAK, JUDGEMENT_MOSTLY_REACHED, JUDGEMENT_NOT_REACHED };
static const struct word judgements[] = {
	{ "", "" }, { "positive", "" }, { "weak", "" }, { "mostly_reached", "" }, { "not_reached", "" },
};
static const struct words judgement_words = WORDS_OF(judgements);
static const struct { const char *dutch, *english; } judged[] = {
	[JUDGEMENT_NONE] = { "", "" },
	[JUDGEMENT_POSITIVE] = { "positief", "positive" },
	[JUDGEMENT_WEAK] = { "zwak", "weak" },
	[JUDGEMENT_MOSTLY_REACHED] = { "grotendeels gehaald", "mostly reached" },
	[JUDGEMENT_NOT_REACHED] = { "niet gehaald", "not reached" },
};

static struct fact fact_at(enum fact_kind kind, size_t position)
{
	return (struct fact){ .id = id_new(), .kind = kind, .position = { (int64_t)position, position <= 10000 } };
}

static void read_findings(struct reader *reader)
{
	static const struct key_of keys[] = { { "node", "theme" }, { "about", "" }, { NULL, NULL } };
	const struct names *names = &reader->findings;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct fact        fact = fact_at(FACT_FINDING, i + 1);
		const struct name *theme, *indicator;
		int                judgement;

		if (!names_open(reader, names, i, &item))
			continue;
		theme = item_name(&item, "theme", &reader->themes);
		indicator = item_name(&item, "indicator", &reader->indicators);
		judgement = item_word(&item, "judgement", &judgement_words);
		fact.node = theme ? theme->id : ID_NONE;
		fact.about = theme ? theme->title : indicator ? indicator->title :
			reader_words(reader, "Het programma als geheel", "The programme as a whole");
		fact.text = item_text(&item, "text");
		fact.provenance = item_provenance(&item, NULL);
		fact.provenance.note = reader_line(reader, reader_labelled(reader, STR_NONE, reader_words(reader, "Oordeel", "Judgement"),
			reader_words(reader, judged[judgement].dutch, judged[judgement].english)), fact.provenance.note);
		if (fact.text.len == 0)
			item_missing(&item, "text");
		reader_add(reader, &fact_record, &fact, item.place, keys);
		item_close(&item);
	}
}

/* What followed: in the file's words, and what the id names, here or in a later programme. */
static struct str read_follow_up(struct item *item)
{
	struct reader      *reader = item->reader;
	const struct names *places[] = { &reader->documents, &reader->meetings, &reader->actions, &reader->decisions };
	struct str          text = item_text(item, "follow_up_text"), id = item_text(item, "follow_up");
	struct str          later = tree_facts(reader->draft)->successor;

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		const struct name *name = names_find(places[i], id);
		if (name)
			return reader_line(reader, text, name->title);
	}
	if (id.len > 0 && later.len > 0)
		id = str_format(reader->arena, "%.*s/%.*s", STR_ARG(later), STR_ARG(id));
	return reader_labelled(reader, text, reader_words(reader, "Opgevolgd in", "Followed up in"), id);
}

static void read_recommendations(struct reader *reader)
{
	static const struct key_of keys[] = { { "about", "" }, { NULL, NULL } };
	const struct names *names = &reader->recommendations;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct fact fact = fact_at(FACT_RECOMMENDATION, i + 1);

		if (!names_open(reader, names, i, &item))
			continue;
		fact.node = item_id(&item, "theme", &reader->themes);
		fact.about = str_format(reader->arena, "%s %zu", reader->dutch ? "Aanbeveling" : "Recommendation", i + 1);
		fact.text = item_text(&item, "text");
		fact.follow_up = read_follow_up(&item);
		fact.provenance = item_provenance(&item, NULL);
		if (fact.text.len == 0)
			item_missing(&item, "text");
		reader_add(reader, &fact_record, &fact, item.place, keys);
		item_close(&item);
	}
}

static void read_contributions(struct item *file)
{
	static const struct key_of keys[] = {
		{ "about", "purpose" }, { "day", "year" }, { "amount", "amount_eur" }, { "text", "" }, { NULL, NULL },
	};
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "contributions");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct fact fact = fact_at(FACT_CONTRIBUTION, i + 1);

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		fact.party = item_id(&item, "party", &reader->parties);
		if (!item_said(&item, "party"))
			item_missing(&item, "party");
		fact.about = item_text(&item, "purpose");
		if (fact.about.len == 0)
			fact.about = reader_words(reader, "Bijdrage", "Contribution");
		fact.day = item_year(&item, "year");
		fact.amount = item_money(&item, "amount_eur");
		fact.text = reader_labelled(reader, STR_NONE, reader_words(reader, "Naam in de begroting", "Name in the budget"),
			item_text(&item, "budget_label"));
		if (!item_bool(&item, "counts_for_programme", true))
			fact.text = reader_line(reader, fact.text, reader_words(reader, "Telt niet als geld voor het programma.",
				"Does not count as money for the programme."));
		fact.provenance = item_provenance(&item, keys);
		reader_add(reader, &fact_record, &fact, item.place, keys);
		item_close(&item);
	}
}

enum target_kind { TARGET_NONE, TARGET_GROWTH_PERCENT, TARGET_COUNT };
static const struct word target_kinds[] = { { "", "" }, { "growth_percent", "" }, { "count", "" } };
static const struct words target_kind_words = WORDS_OF(target_kinds);

static struct str with_year(struct reader *reader, struct decimal value, struct day year)
{
	struct str text = reader_decimal(reader, value);

	if (!day_known(year))
		return text;
	return text.len ? str_format(reader->arena, "%.*s (%d)", STR_ARG(text), year.year) : str_format(reader->arena, "%d", year.year);
}

static struct str read_target(struct item *in)
{
	struct reader *reader = in->reader;
	struct str     text = STR_NONE, value;
	struct item    item;
	int            kind;

	if (!item_open(reader, item_value(in, "target"), &item))
		return STR_NONE;
	kind = item_word(&item, "kind", &target_kind_words);
	value = reader_decimal(reader, item_decimal(&item, "value"));
	if (value.len > 0 && kind == TARGET_GROWTH_PERCENT)
		value = reader_joined(reader, value, STR(" "),
			reader_words(reader, "procent meer dan de nulmeting", "per cent above the baseline"));
	text = reader_labelled(reader, text, reader_words(reader, "Streefwaarde", "Target"), value);
	text = reader_labelled(reader, text, reader_words(reader, "Te bereiken in", "To be reached in"),
		day_text(item_year(&item, "target_year"), reader->arena));
	text = reader_labelled(reader, text, reader_words(reader, "Nulmeting", "Baseline"),
		with_year(reader, item_decimal(&item, "baseline"), item_year(&item, "baseline_year")));
	item_close(&item);
	return text;
}

static void read_indicators(struct reader *reader)
{
	static const struct key_of keys[] = { { "about", "name" }, { "text", "" }, { NULL, NULL } };
	const struct names *names = &reader->indicators;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct fact fact = fact_at(FACT_INDICATOR, i + 1);

		if (!names_open(reader, names, i, &item))
			continue;
		fact.about = item_text(&item, "name");
		fact.node = item_id(&item, "theme", &reader->themes);
		fact.text = read_target(&item);
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Gemeten", "Measured"),
			reader_decimal(reader, item_decimal(&item, "actual")));
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Uitkomst", "Outcome"), item_text(&item, "verdict"));
		fact.provenance = item_provenance(&item, keys);
		reader_add(reader, &fact_record, &fact, item.place, keys);
		item_close(&item);
	}
}

static void read_bodies(struct reader *reader)
{
	static const struct key_of keys[] = { { "about", "name" }, { "day", "as_of" }, { "text", "" }, { NULL, NULL } };
	const struct names *names = &reader->bodies;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct fact  fact = fact_at(FACT_CONTEXT, i + 1);
		struct count members;

		if (!names_open(reader, names, i, &item))
			continue;
		fact.about = item_text(&item, "name");
		if (item_said(&item, "kind")) {
			regional_body(&item, names->at[i].id, item.place);
			item_close(&item);
			continue;
		}
		fact.day = item_day(&item, "as_of");
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Taak", "Task"), item_text(&item, "task"));
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Voorzitter", "Chair"), item_text(&item, "chair_role"));
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Stand", "Status"), item_text(&item, "status"));
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Leden", "Members"),
			item_titles(&item, "members", &reader->parties, STR(", ")));
		fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Samenstelling", "Composition"),
			item_texts(&item, "composition", STR("; ")));
		members = item_count(&item, "count");
		if (members.known)
			fact.text = reader_labelled(reader, fact.text, reader_words(reader, "Aantal leden", "Number of members"),
				count_text(members, reader->arena));
		fact.provenance = item_provenance(&item, keys);
		reader_add(reader, &fact_record, &fact, item.place, keys);
		item_close(&item);
	}
}

/* Facts around the programme: sentences, and the same as figures under free keys. */

static bool search_nocase(struct str text, struct str part)
{
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (str_equal_nocase(str_to(str_from(text, i), part.len), part))
			return true;
	return false;
}

static struct str number_in_words(struct reader *reader, const json_t *json)
{
	struct decimal decimal = { 0, true };

	if (json_is_integer(json) && json_integer_value(json) > -1000000000000 && json_integer_value(json) < 1000000000000)
		decimal.thousandths = json_integer_value(json) * 1000;
	else if (json_is_real(json) && json_real_value(json) > -1e12 && json_real_value(json) < 1e12)
		decimal.thousandths = (int64_t)(json_real_value(json) * 1000 + (json_real_value(json) < 0 ? -0.5 : 0.5));
	else
		return str_format(reader->arena, "%.17g", json_number_value(json));
	return reader_decimal(reader, decimal);
}

static struct str figure_in_words(struct reader *reader, const json_t *json)
{
	const struct name *party;
	struct day         day;
	struct str         text;

	if (json_is_number(json))
		return number_in_words(reader, json);
	if (json_is_boolean(json))
		return json_is_true(json) ? reader_words(reader, "ja", "yes") : reader_words(reader, "nee", "no");
	text = str_copy(reader->arena, str_of(json_string_value(json)));
	party = names_find(&reader->parties, text);
	if (party)
		return party->title;
	return day_parse(text, &day) && day_known(day) ? reader_day(reader, day) : text;
}

/* "1,5 miljoen": how a sentence writes a large number. */
static struct str millions(struct reader *reader, const json_t *json)
{
	int64_t number = (int64_t)json_integer_value(json);

	if (!json_is_integer(json) || number <= 0 || number % 1000 != 0)
		return STR_NONE;
	return reader_joined(reader, reader_decimal(reader, (struct decimal){ number / 1000, true }), STR(" "),
		reader_words(reader, "miljoen", "million"));
}

/* The line of a figure that the sentences do not tell; nothing where they do. */
static struct str untold(struct reader *reader, const char *key, const json_t *json, struct str sentences)
{
	struct str label = str_copy(reader->arena, str_of(key)), value = STR_NONE, large = STR_NONE;
	char      *letters = arena_copy(reader->arena, label.at, label.len);
	size_t     i;
	json_t    *part;

	if (json_is_array(json)) {
		json_array_foreach((json_t *)(uintptr_t)json, i, part)
			value = reader_joined(reader, value, STR(", "), figure_in_words(reader, part));
	} else if (!json_is_null(json) && !json_is_object(json)) {
		value = figure_in_words(reader, json);
		large = millions(reader, json);
	}
	if (value.len == 0 || search_nocase(sentences, value) || (large.len > 0 && search_nocase(sentences, large)))
		return STR_NONE;
	for (i = 0; i < label.len; i++)
		if (letters[i] == '_')
			letters[i] = ' ';
	return reader_labelled(reader, STR_NONE, (struct str){ letters, label.len }, value);
}

static struct str read_figures(struct item *in, struct str sentences)
{
	struct reader *reader = in->reader;
	struct str     text = sentences;
	struct item    item;
	const char    *key;
	json_t        *value;

	if (!item_open(reader, item_value(in, "facts"), &item))
		return text;
	json_object_foreach(item.json, key, value) {
		if (json_is_object(value))
			reader_fault(reader, item_place(&item, key), N_("A fact is a text, a number or a list of them."), STR_NONE, STR_NONE);
		text = reader_line(reader, text, untold(reader, key, value, sentences));
	}
	return text;
}

static void read_context(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "context");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct fact fact = fact_at(FACT_CONTEXT, reader->bodies.list.count + i + 1);

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		fact.about = item_text(&item, "about");
		fact.party = item_id(&item, "party", &reader->parties);
		fact.day = item_day(&item, "day");
		fact.text = read_figures(&item, item_text(&item, "text"));
		fact.provenance = item_provenance(&item, NULL);
		reader_add(reader, &fact_record, &fact, item.place, NULL);
		item_close(&item);
	}
}

/* Contradictions: a reading each for the letters a to z, of which one may be in use. */

static const char *const readings[] = { "a", "b", "c", "d", "e", "f" };
static const char *const reading_sources[] = { "a_source", "b_source", "c_source", "d_source", "e_source", "f_source" };
#define READINGS (sizeof readings / sizeof readings[0])

static void read_conflict(struct item *item, size_t position)
{
	struct reader    *reader = item->reader;
	struct str        about = item_text(item, "about"), in_use = item_text(item, "in_use");
	struct provenance provenance = item_provenance(item, NULL);
	bool              noted = false, used = in_use.len == 0;

	for (size_t i = 0; i < READINGS; i++) {
		struct fact fact = fact_at(FACT_READING, position * READINGS + i + 1);
		struct str  source = item_text(item, reading_sources[i]);

		fact.text = item_text(item, readings[i]);
		if (fact.text.len == 0) {
			if (i < 2)
				item_missing(item, readings[i]);
			continue;
		}
		fact.about = about;
		fact.in_use = str_is(in_use, readings[i]);
		used = used || fact.in_use;
		fact.provenance = (struct provenance){ .source = source.len ? source : provenance.source, .certainty = provenance.certainty };
		/* The remark is about the choice: it stands with the reading in use, else with the first. */
		if (fact.in_use || (in_use.len == 0 && !noted))
			fact.provenance.note = provenance.note;
		noted = true;
		reader_add(reader, &fact_record, &fact, item->place, (const struct key_of[]){
			{ "text", readings[i] }, { "source", reading_sources[i] }, { NULL, NULL } });
	}
	if (!used)
		reader_fault(reader, item_place(item, "in_use"), N_("“{0}” is none of the readings; name the letter of one, or null."),
			in_use, STR_NONE);
}

static void read_conflicts(struct item *file)
{
	struct list list = item_list(file, "known_conflicts");
	struct item item;

	for (size_t i = 0; i < list.count; i++)
		if (item_open(file->reader, list_entry(file->reader, &list, i), &item)) {
			read_conflict(&item, i);
			item_close(&item);
		}
}

static void read_questions(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "open_questions");

	for (size_t i = 0; i < list.count; i++) {
		struct value_at value = list_entry(reader, &list, i);
		struct fact     fact = fact_at(FACT_OPEN_QUESTION, i + 1);

		if (!json_is_string(value.json)) {
			reader_fault(reader, value.place, N_("A text is expected here, between quotation marks."), STR_NONE, STR_NONE);
			continue;
		}
		fact.about = str_copy(reader->arena, str_of(json_string_value(value.json)));
		reader_add(reader, &fact_record, &fact, value.place, whole);
	}
}

void regional_stated(struct item *file)
{
	struct reader *reader = file->reader;

	read_findings(reader);
	read_recommendations(reader);
	read_contributions(file);
	read_indicators(reader);
	read_bodies(reader);
	read_context(file);
	read_conflicts(file);
	read_questions(file);
}
