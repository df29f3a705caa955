/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail about what was said of an update: the office asks back, somebody offers help. What comes within a few minutes goes into one mail to each
 * person, never to who said it; what was answered meanwhile is left out.
 */
#include <string.h>

#include "access/access.h"
#include "account/account.h"
#include "party/party.h"
#include "progress/round_mail.h"
#include "tree/tree.h"

enum { PASSES_DAYS = 7 };
static const int64_t settles_ms = TALK_SETTLES_MS, passes_ms = PASSES_DAYS * 86400000LL, every_ms = 86400000;

/* A question or an offer, and whom it concerns. */
struct said {
	struct id            id, person;
	int64_t              ms;        /* when */
	const struct action *action;
	struct str           text;
	const struct party  *helper;    /* NULL: the office asks */
};

struct talk {
	struct job_run *run;
	struct day      day;
	struct said    *at;
	size_t          count;
	struct str      prefix;
};

/* UUIDs of version 7 begin with the moment they were made. One of a clock that was set back since has waited long enough. */
static int64_t made_ms(const struct talk *talk, struct id id)
{
	int64_t ms = 0, now = talk->run->now.ms;

	for (int i = 0; i < 6; i++)
		ms = ms << 8 | id.byte[i];
	return ms <= now ? ms : now - settles_ms;
}

/* Whether the person still acts for the party that gave the update: what is asked is not for who has left. */
static bool still_there(const struct talk *talk, const struct update *update)
{
	struct row_list mandates = REFERRING(talk->run->programme, mandate, person, update->person);

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (id_equal(mandate->party, update->party) && period_has(mandate->from, mandate->until, talk->day))
			return true;
	}
	return false;
}

/* Who gave the update, else who answers for the action; never who says something about it now. */
static struct id concerned(const struct talk *talk, const struct update *update, const struct action *action, struct id except)
{
	if (!update->on_behalf && id_known(update->person) && !id_equal(update->person, except) && still_there(talk, update) &&
	    mail_reaches(talk->run->store, update->person))
		return update->person;
	return round_reach(talk->run->store, talk->run->programme, action, except, talk->day);
}

static void add(struct talk *talk, struct said said, const struct update *update, struct id by)
{
	const struct action *action = update ? programme_row(talk->run->programme, action, update->action) : NULL;

	if (!action || said.ms < talk->run->now.ms - passes_ms)
		return;
	said.action = action;
	said.person = concerned(talk, update, action, by);
	if (id_known(said.person))
		talk->at[talk->count++] = said;
}

static bool still_open(const struct talk *talk, const struct question *question, const struct update *update)
{
	const struct action *action = update ? programme_row(talk->run->programme, action, update->action) : NULL;
	struct row_list open = action ? questions_open(talk->run->programme, action, talk->day, talk->run->arena) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < open.count; i++)
		if (open.at[i] == question)
			return true;
	return false;
}

static void gather(struct talk *talk)
{
	const struct programme *programme = talk->run->programme;
	struct row_list questions = programme_rows(programme, &question_record), offers = programme_rows(programme, &help_offer_record);

	talk->at = arena_array(talk->run->arena, struct said, questions.count + offers.count + 1);
	for (size_t i = 0; i < questions.count; i++) {
		const struct question *question = ROW(question, questions, i);
		const struct update *update = programme_row(programme, update, question->update);
		if (still_open(talk, question, update))
			add(talk, (struct said){ .id = question->id, .ms = question->moment.ms, .text = question->text }, update, question->person);
	}
	for (size_t i = 0; i < offers.count; i++) {
		const struct help_offer *offer = ROW(help_offer, offers, i);
		const struct update *update = programme_row(programme, update, offer->update);
		const struct party *helper = programme_row(programme, party, offer->party);
		/* A party need not hear of its own offer, nor anybody of what came with an import from long ago. */
		if (update && helper && !id_equal(update->party, offer->party) && day_last(offer->day) >= day_first(talk->day) - PASSES_DAYS)
			add(talk, (struct said){ .id = offer->id, .ms = made_ms(talk, offer->id), .text = offer->text, .helper = helper }, update, ID_NONE);
	}
}

/* The newest that this person was mailed about. */
static struct id told_last(const struct mail_lines *lines, struct id person)
{
	struct id last = ID_NONE, id;

	for (size_t i = 0; i < lines->count; i++) {
		struct str end = lines->at[i].key.len > ID_TEXT_LENGTH ? str_from(lines->at[i].key, lines->at[i].key.len - ID_TEXT_LENGTH) : STR_NONE;
		if (id_equal(lines->at[i].person, person) && id_parse(end, &id) && id_compare(id, last) > 0)
			last = id;
	}
	return last;
}

static struct str address_of(const struct talk *talk, struct id person, const struct action *action, struct str *secret)
{
	struct job_run *run = talk->run;
	const struct round *round = round_for(run->programme, action, talk->day);
	struct str link = STR_NONE;

	/* In a round that is open the form opens without an account. */
	if (round && round_actions_of(run->programme, round, person, talk->day, run->arena).count > 0)
		link = round_link(&(struct round_post){ run->store, run->programme, round, run->now, run->address, run->arena }, person, secret);
	return link.len ? link : str_format(run->arena, "%.*s/%.*s/actions/%.*s/update", STR_ARG(run->address),
		STR_ARG(tree_facts(run->programme)->key), STR_ARG(action->number));
}

static void add_said(const struct talk *talk, struct letter *letter, const struct said *said, enum language language)
{
	struct arena *arena = talk->run->arena;

	letter_heading(letter, str_format(arena, "%.*s %.*s", STR_ARG(said->action->number), STR_ARG(said->action->title)));
	letter_text(letter, said->helper ? language_fill(language, arena, N_("{0} offers help:"), said->helper->name, STR_NONE, STR_NONE)
		: language_text(language, N_("The programme office asks:")));
	letter_text(letter, said->text);
}

/* One mail with all that is new for the person of `first`, which is the first of theirs. */
static bool tell(const struct talk *talk, const struct said *first, struct id last)
{
	struct job_run *run = talk->run;
	enum language language = mail_language(run->store, first->person, run->programme);
	struct mail mail = { .programme = run->programme->id, .person = first->person, .language = language };
	const struct said *question = NULL;
	struct id newest = last;
	struct letter *letter;
	bool queued;

	for (const struct said *said = first; said < talk->at + talk->count; said++)
		if (id_equal(said->person, first->person) && !said->helper && id_compare(said->id, last) > 0 && !question)
			question = said;
	letter = letter_new(run->arena, language, language_fill(language, run->arena, question
		? N_("A question about {0}") : N_("Help is offered for {0}"), (question ? question : first)->action->title, STR_NONE, STR_NONE));
	letter_text(letter, language_fill(language, run->arena, N_("Dear {0},"), person_name(run->store, first->person, run->arena), STR_NONE, STR_NONE));
	for (const struct said *said = first; said < talk->at + talk->count; said++) {
		if (!id_equal(said->person, first->person) || id_compare(said->id, last) <= 0)
			continue;
		add_said(talk, letter, said, language);
		newest = id_compare(said->id, newest) > 0 ? said->id : newest;
	}
	letter_button(letter, language_text(language, question ? N_("Answer with an update") : N_("To the action")), question
		? address_of(talk, first->person, question->action, &mail.secret)
		: str_format(run->arena, "%.*s/%.*s/actions/%.*s", STR_ARG(run->address), STR_ARG(tree_facts(run->programme)->key), STR_ARG(first->action->number)));
	letter_small(letter, language_fill(language, run->arena, N_("You get this mail because you gave the update, or answer for the action, in {0}."),
		tree_facts(run->programme)->name, STR_NONE, STR_NONE), STR_NONE);
	mail.letter = letter;
	mail.key = str_format(run->arena, "%.*s%.*s/%.*s", STR_ARG(talk->prefix), STR_ARG(id_text(first->person, run->arena)),
		STR_ARG(id_text(newest, run->arena)));
	if (!mail_queue(run->store, &mail, &queued))
		return false;
	run->done += queued;
	return true;
}

static bool mail_talk(struct job_run *run)
{
	struct talk talk = { .run = run, .day = moment_day(run->now), .prefix = STR("talk/") };
	struct mail_lines lines;
	bool fine = true;

	run->words = N_("Mails about questions and offers made: {0}.");
	if (!mail_leaves())
		return true;
	gather(&talk);
	if (talk.count == 0)
		return true;
	lines = mail_about(run->store, run->programme->id, talk.prefix, run->arena);
	for (size_t i = 0; i < talk.count && fine; i++) {
		struct id last = told_last(&lines, talk.at[i].person);
		int64_t oldest = INT64_MAX;
		bool first = true;

		for (size_t k = 0; k < talk.count; k++)
			if (id_equal(talk.at[k].person, talk.at[i].person) && id_compare(talk.at[k].id, last) > 0) {
				first = first && k >= i;
				oldest = talk.at[k].ms < oldest ? talk.at[k].ms : oldest;
			}
		if (id_compare(talk.at[i].id, last) <= 0 || !first)
			continue;
		if (oldest + settles_ms > run->now.ms) {
			run->next.ms = !run->next.ms || oldest + settles_ms < run->next.ms ? oldest + settles_ms : run->next.ms;
			continue;
		}
		if (run->address.len == 0) {
			run->fault = STR(N_("Mail of rounds holds links, and the address of this server is not known: give --address."));
			return false;
		}
		fine = tell(&talk, &talk.at[i], last);
	}
	if (!fine)
		run->fault = STR(N_("The mail could not be put into the outbox: the database failed. It is tried again."));
	return fine;
}

const struct job talk_mail_job = {
	"talk_mail", N_("Mail about questions and help"), N_("Tells who gave an update what the office asks about it, and who offers help."), true,
	every_ms, mail_talk,
};
