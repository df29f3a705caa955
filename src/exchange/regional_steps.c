/* SPDX-License-Identifier: EUPL-1.2 */
/* Meetings, decisions, the signing of the agreement and the evaluation of regional-programme/1: the steps of a programme's life. */
#include "exchange/regional.h"

#include <string.h>

#include "document/document.h"
#include "life/life.h"

enum told_kind {
	MEETING_NONE, MEETING_KICKOFF, MEETING_DEBATE, MEETING_ADVICE, MEETING_STRATEGY, MEETING_BRAINSTORM, MEETING_SIGNING,
	MEETING_COUNCIL_DIALOGUE, MEETING_ACTION_TABLE, MEETING_OTHER
};
static const struct word meeting_kinds[] = {
	{ "", "" }, { "kickoff", "" }, { "debate", "" }, { "advice", "" }, { "strategy", "" }, { "brainstorm", "" }, { "signing", "" },
	{ "council_dialogue", "" }, { "action_table", "" }, { "other", "" },
};
static const struct words meeting_kind_words = WORDS_OF(meeting_kinds);

/* What a meeting of a kind is called, and the stage it belongs to where the file does not say. */
static const struct { const char *dutch, *english; enum stage stage; } meetings[] = {
	[MEETING_NONE] = { "", "", STAGE_NONE },
	[MEETING_KICKOFF] = { "startbijeenkomst", "kick-off", STAGE_VISION },
	[MEETING_DEBATE] = { "debat", "debate", STAGE_NONE },
	[MEETING_ADVICE] = { "raad van advies", "council of advice", STAGE_NONE },
	[MEETING_STRATEGY] = { "strategiesessie", "strategy meeting", STAGE_NONE },
	[MEETING_BRAINSTORM] = { "brainstorm", "brainstorm", STAGE_PLAN },
	[MEETING_SIGNING] = { "ondertekening", "signing", STAGE_AGREEMENT },
	[MEETING_COUNCIL_DIALOGUE] = { "gesprek met raadsleden", "talk with councillors", STAGE_NONE },
	[MEETING_ACTION_TABLE] = { "actietafel", "action table", STAGE_NONE },
	[MEETING_OTHER] = { "", "", STAGE_NONE },
};

static const struct key_of step_keys[] = {
	{ "title", "subject" }, { "day", "date" }, { "planned_words", "planned_text" }, { "who", "body" }, { "outside", "external" },
	{ "text", "outcome" }, { NULL, NULL },
};
static const struct key_of meeting_keys[] = {
	{ "day", "date" }, { "planned_words", "planned_text" }, { "who", "participants" }, { "text", "outcome" }, { NULL, NULL },
};

static struct str list_in_words(struct str text, const char *key, struct item *item, struct str label)
{
	return reader_labelled(item->reader, text, label, item_texts(item, key, STR(", ")));
}

/* What every step may say. A step with a day in the past is done by itself; `happened` is for one whose day is not known. */
static struct step step_of(struct item *item, enum step_kind kind, enum stage stage)
{
	struct step step = {
		.id = id_new(),
		.kind = kind,
		.stage = (enum stage)item_word(item, "stage", &stage_words),
		.day = item_day(item, "date"),
		.last = item_day(item, "last"),
		.planned = item_day(item, "planned"),
		.planned_words = item_text(item, "planned_text"),
		.happened = item_bool(item, "happened", false),
		.concludes = item_bool(item, "concludes", false),
		.provenance = item_provenance(item, step_keys),
	};

	if (step.stage == STAGE_NONE)
		step.stage = stage;
	return step;
}

static const struct name *agreement_party(struct item *item, const char *key)
{
	return item_name(item, key, &item->reader->parties);
}

/* Read into the signature itself: regional_agreement.c. */
static const char *const of_signatory[] = { "order", "needed", "signed_on", "refused_on", "reason", "place", "how", "moment" };

enum { WHO_MOST = 500 };        /* as many characters as a step has room for */
/* "Duiven (burgemeester), ...": who signs, in which function. */
static struct str signatories(struct item *agreement)
{
	struct reader *reader = agreement->reader;
	struct list    list = item_list(agreement, "signatories");
	struct str     who = STR_NONE, parties = STR_NONE;
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		const struct name *party;
		struct str         role, text;

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		party = item_name(&item, "party", &reader->parties);
		role = item_text(&item, "role");
		text = item_text(&item, "role_text");
		for (size_t k = 0; k < sizeof of_signatory / sizeof of_signatory[0]; k++)
			item_value(&item, of_signatory[k]);
		if (!item_said(&item, "party"))
			item_missing(&item, "party");
		else if (party)
			who = reader_joined(reader, who, STR(", "), text.len || role.len ?
				str_format(reader->arena, "%.*s (%.*s)", STR_ARG(party->title), STR_ARG(text.len ? text : role)) : party->title);
		if (party)
			parties = reader_joined(reader, parties, STR(", "), party->title);
		item_close(&item);
	}
	/* The functions stand with the agreement itself. */
	return who.len > WHO_MOST ? parties : who;
}

static struct str agreement_text(struct item *item)
{
	struct reader     *reader = item->reader;
	const struct name *contractor = agreement_party(item, "contractor");
	struct str         text = item_text(item, "subject");

	text = reader_labelled(reader, text, reader_words(reader, "Opdrachtgevers", "Clients"),
		item_titles(item, "client", &reader->parties, STR(", ")));
	text = reader_labelled(reader, text, reader_words(reader, "Opdrachtnemer", "Contractor"),
		contractor ? contractor->title : STR_NONE);
	return reader_labelled(reader, text, reader_words(reader, "Bedrag", "Amount"), reader_money(reader, item_money(item, "amount")));
}

static const struct key_of signing_keys[] = {
	{ "planned", "planned_signing" }, { "planned_words", "planned_signing_text" }, { "day", "signed_on" }, { "who", "signatories" },
	{ "text", "subject" }, { NULL, NULL },
};

/* Read into the agreement itself: regional_agreement.c. */
static const char *const of_agreement[] = { "text", "start", "end", "replaces", "confirms", "visibility", "services", "contributions",
	"offered_on", "offered_at" };

/* The signing; false where neither a plan nor a day of it is known, so that there is no step to tell of. */
static bool read_signing(struct item *file, struct step *step)
{
	struct reader *reader = file->reader;
	struct item    item;
	bool           told;

	*step = (struct step){ .id = id_new(), .kind = STEP_SIGNING, .stage = STAGE_AGREEMENT };
	if (!item_open(reader, item_value(file, "agreement"), &item))
		return false;
	step->title = item_text(&item, "title");
	if (step->title.len == 0)
		step->title = reader_words(reader, "Ondertekening van de dienstverleningsovereenkomst", "Signing of the service agreement");
	step->text = agreement_text(&item);
	step->planned = item_day(&item, "planned_signing");
	step->planned_words = item_text(&item, "planned_signing_text");
	step->day = item_day(&item, "signed_on");
	step->place = item_text(&item, "place");
	step->who = signatories(&item);
	step->concludes = day_known(step->day);
	step->provenance = item_provenance(&item, signing_keys);
	item_word(&item, "kind", &document_kind_words);
	if (!item_said(&item, "id"))
		item_missing(&item, "id");
	if (item_said(&item, "status"))
		reader_fault(reader, item_place(&item, "status"),
			N_("The state of an agreement follows from its days; null is expected here."), STR_NONE, STR_NONE);
	item_day(&item, "published_on");        /* of the document */
	for (size_t i = 0; i < sizeof of_agreement / sizeof of_agreement[0]; i++)
		item_value(&item, of_agreement[i]);
	item_close(&item);
	told = day_known(step->day) || day_known(step->planned) || step->planned_words.len > 0;
	return told;
}

/* The same signing among the meetings: one step tells both. */
static void merge_signing(struct reader *reader, struct step *signing, const struct step *meeting)
{
	signing->title = meeting->title;
	if (str_search(signing->place, meeting->place) == SIZE_MAX)
		signing->place = reader_joined(reader, signing->place, STR(", "), meeting->place);
	signing->who = reader_joined(reader, signing->who, STR("; "), meeting->who);
	signing->text = reader_line(reader, signing->text, meeting->text);
	signing->provenance.note = reader_line(reader, signing->provenance.note, meeting->provenance.note);
	if (!str_equal(signing->provenance.source, meeting->provenance.source))
		signing->provenance.note = reader_labelled(reader, signing->provenance.note, reader_words(reader, "Ook", "Also"),
			meeting->provenance.source);
}

/* A party, or a list of them. */
static struct str organisers(struct item *item)
{
	struct value_at value = item_value(item, "organiser");

	if (json_is_array(value.json))
		return item_titles(item, "organiser", &item->reader->parties, STR(", "));
	if (value.json) {
		const struct name *name = item_name(item, "organiser", &item->reader->parties);
		return name ? name->title : STR_NONE;
	}
	return STR_NONE;
}

static struct str meeting_text(struct item *item, int kind)
{
	struct reader *reader = item->reader;
	struct str     text = item_text(item, "outcome");

	text = reader_labelled(reader, text, reader_words(reader, "Georganiseerd door", "Organised by"), organisers(item));
	text = list_in_words(text, "invited", item, reader_words(reader, "Uitgenodigd", "Invited"));
	return kind == MEETING_SIGNING ? text : reader_labelled(reader, text, reader_words(reader, "Soort bijeenkomst", "Kind of meeting"),
		reader_words(reader, meetings[kind].dutch, meetings[kind].english));
}

static void read_meetings(struct item *file, struct step *signing, bool *signing_told)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->meetings;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct step step;
		int         kind;

		if (!names_open(reader, names, i, &item))
			continue;
		kind = item_word(&item, "kind", &meeting_kind_words);
		if (!item_said(&item, "kind"))
			item_missing(&item, "kind");
		step = step_of(&item, kind == MEETING_SIGNING ? STEP_SIGNING : STEP_MEETING, meetings[kind].stage);
		step.title = item_text(&item, "title");
		step.who = item_texts(&item, "participants", STR(", "));
		step.place = item_text(&item, "place");
		step.text = meeting_text(&item, kind);
		if (kind == MEETING_SIGNING && *signing_told && day_known(step.day) && day_equal(step.day, signing->day))
			merge_signing(reader, signing, &step);
		else
			reader_add(reader, &step_record, &step, item.place, meeting_keys);
		if (kind != MEETING_SIGNING)
			regional_meeting(&item, &step, kind == MEETING_BRAINSTORM);
		item_close(&item);
	}
}

static void read_decisions(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->decisions;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct step step;

		if (!names_open(reader, names, i, &item))
			continue;
		step = step_of(&item, STEP_DECISION, STAGE_NONE);
		step.title = item_text(&item, "subject");
		step.who = item_text(&item, "body");
		step.outside = item_bool(&item, "external", false);
		step.happened = !day_known(step.day) && item_bool(&item, "happened", true);     /* a decision is told when it was taken */
		step.text = reader_labelled(reader, item_text(&item, "outcome"), reader_words(reader, "Op grond van", "Based on"),
			item_titles(&item, "based_on", &reader->findings, STR(" ")));
		reader_add(reader, &step_record, &step, item.place, step_keys);
		item_close(&item);
	}
}

static struct str evaluation_text(struct item *item)
{
	struct reader *reader = item->reader;
	struct str     text = reader_labelled(reader, STR_NONE, reader_words(reader, "Werkwijze", "Method"), item_text(item, "method"));
	bool           public = item_bool(item, "report_public", true);

	if (item_said(item, "report_public"))
		text = reader_line(reader, text, public ? reader_words(reader, "Het rapport is openbaar.", "The report is public.") :
			reader_words(reader, "Het rapport is niet openbaar.", "The report is not public."));
	return reader_labelled(reader, text, reader_words(reader, "In opdracht van", "Commissioned by"),
		item_titles(item, "commissioned_by", &reader->parties, STR(", ")));
}

static const struct key_of evaluation_keys[] = {
	{ "day", "started" }, { "planned", "planned_end" }, { "who", "evaluator" }, { "text", "method" }, { NULL, NULL },
};

/* It starts, and it ends: with its findings, also where nobody says on which day. */
static void read_evaluation(struct item *item)
{
	struct reader     *reader = item->reader;
	const struct name *evaluator = agreement_party(item, "evaluator");
	struct day         ended = item_day(item, "ended");
	bool               found = reader->findings.list.count > 0 || reader->recommendations.list.count > 0;
	struct step        start = {
		.id = id_new(),
		.kind = STEP_EVALUATION,
		.stage = STAGE_EVALUATION,
		.title = reader_words(reader, "Evaluatie gestart", "Evaluation started"),
		.who = evaluator ? evaluator->title : STR_NONE,
		.text = evaluation_text(item),
		.day = item_day(item, "started"),
		.provenance = item_provenance(item, evaluation_keys),
	};
	struct step end = { .id = id_new(), .kind = STEP_EVALUATION, .stage = STAGE_EVALUATION, .who = start.who,
		.title = reader_words(reader, "Evaluatie afgerond", "Evaluation completed"), .planned = item_day(item, "planned_end"),
		.day = ended, .concludes = true, .happened = found && !day_known(ended),
		.provenance = { .source = start.provenance.source, .certainty = start.provenance.certainty } };

	start.happened = !day_known(start.day) && (found || day_known(ended));
	reader_add(reader, &step_record, &start, item->place, evaluation_keys);
	if (end.happened || day_known(end.day) || day_known(end.planned))
		reader_add(reader, &step_record, &end, item->place, (const struct key_of[]){
			{ "day", "ended" }, { "planned", "planned_end" }, { "who", "evaluator" }, { "*", "" }, { NULL, NULL } });
}

void regional_steps(struct item *file)
{
	struct reader *reader = file->reader;
	struct step    signing;
	bool           signing_told = read_signing(file, &signing);
	struct item    evaluation;
	bool           evaluated = item_open(reader, item_value(file, "evaluation"), &evaluation);

	if (evaluated) {
		names_read(&evaluation, "findings", "text", N_("There is no finding “{0}” in this file; name the id of one of its findings."),
			&reader->findings);
		names_read(&evaluation, "recommendations", "text",
			N_("There is no recommendation “{0}” in this file; name the id of one of them."), &reader->recommendations);
		read_evaluation(&evaluation);
		item_close(&evaluation);
	} else {
		reader->findings.arena = reader->arena;
		reader->findings.unknown = N_("There is no finding “{0}” in this file: it has no evaluation.");
	}
	read_meetings(file, &signing, &signing_told);
	if (signing_told)
		reader_add(reader, &step_record, &signing, STR("agreement"), signing_keys);
	read_decisions(file);
}
