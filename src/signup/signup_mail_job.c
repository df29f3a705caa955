/* SPDX-License-Identifier: EUPL-1.2 */
#include "signup/signup_mail.h"

#include "access/access.h"
#include "account/account.h"
#include "mail/mail.h"
#include "party/party.h"
#include "tree/tree.h"

enum { EVERY_MINUTES = 60, REMIND_DAYS = 7 };

struct ids signup_contacts(const struct programme *programme, struct id party, struct day day, struct arena *arena)
{
	struct row_list mandates = REFERRING(programme, mandate, party, party);
	struct id *at = arena_array(arena, struct id, mandates.count);
	struct ids found = { at, 0 };

	for (int contacts = 1; contacts >= 0 && found.count == 0; contacts--)
		for (size_t i = 0; i < mandates.count; i++) {
			const struct mandate *mandate = ROW(mandate, mandates, i);
			bool fits = contacts ? mandate->capacity == CAPACITY_CONTACT
				: mandate->capacity == CAPACITY_MEMBER || mandate->capacity == CAPACITY_SIGNATORY;
			if (fits && period_has(mandate->from, mandate->until, day) && !ids_have(found, mandate->person))
				at[found.count++] = mandate->person;
		}
	return found;
}

struct str signup_link(struct store *store, const struct programme *programme, const struct signup_round *round, struct id party, struct id person,
	struct arena *arena)
{
	struct day last = day_of_number(day_last(round->answers_due));
	struct link link = { .purpose = LINK_SIGNUP, .person = person, .programme = programme->id,
		.subject = str_format(arena, "%.*s/%.*s", STR_ARG(id_text(round->id, arena)), STR_ARG(id_text(party, arena))) };

	link.expires = moment_end_of_day(day_add(last, SIGNUP_LINK_DAYS_AFTER));
	return link_new_for(store, &link, arena);
}

enum post { POST_CONCEPT, POST_FINAL, POST_REMIND };

/* What the party is to be sent on the day; `name`: what the key of the mail says, so that each goes once. False: nothing. */
static bool due(const struct job_run *run, const struct signup_round *round, const struct party *party, struct day day, enum post *post, struct str *name)
{
	enum signup_phase phase = signup_phase(round, day);
	struct day by = signup_due(round, phase);
	bool open = phase == SIGNUP_REACTIONS && signup_reactions_of(run->programme, round, party->id, run->arena).count == 0;
	struct row_list offers = signup_offers(run->programme, round, run->arena);

	if (phase != SIGNUP_REACTIONS && phase != SIGNUP_ANSWERING)
		return false;
	for (size_t i = 0; phase == SIGNUP_ANSWERING && i < offers.count; i++)
		open = open || signup_open(signup_answer_of(run->programme, offers.at[i], party->id, day));
	*post = phase == SIGNUP_REACTIONS ? POST_CONCEPT : POST_FINAL;
	*name = phase == SIGNUP_REACTIONS ? STR("concept") : STR("final");
	if (!open)
		return true;
	if (day_equal(round->reminded, day)) {
		*post = POST_REMIND;
		*name = str_format(run->arena, "remind-%.*s", STR_ARG(day_text(day, run->arena)));
	} else if (day_known(by) && day_last(by) >= day_first(day) && day_last(by) - day_first(day) <= REMIND_DAYS &&
	           day_first(phase == SIGNUP_REACTIONS ? round->sent : round->offered) + REMIND_DAYS <= day_first(day)) {
		*post = POST_REMIND;
		*name = phase == SIGNUP_REACTIONS ? STR("remind-concept") : STR("remind-final");
	}
	return true;
}

static const struct letter *letter_of(const struct job_run *run, const struct signup_round *round, const struct party *party, struct id person,
	enum post post, enum language language, struct str link)
{
	static const char *const subjects[] = { [POST_CONCEPT] = N_("Your reaction, please: {0}"), [POST_FINAL] = N_("The final offer: {0}"),
		[POST_REMIND] = N_("Reminder: {0}") };
	struct day day = moment_day(run->now);
	enum signup_phase phase = signup_phase(round, day);
	struct letter *letter = letter_new(run->arena, language, language_fill(language, run->arena, subjects[post], round->title, STR_NONE, STR_NONE));
	struct str by = language_day(language, run->arena, signup_due(round, phase));

	letter_text(letter, language_fill(language, run->arena, N_("Dear {0},"), person_name(run->store, person, run->arena), STR_NONE, STR_NONE));
	letter_text(letter, language_fill(language, run->arena, phase == SIGNUP_REACTIONS
		? N_("{0} is asked what it thinks of the concept of {1}. We would like the reaction by {2}.")
		: N_("{0} is asked what it joins in {1}. We would like the answer by {2}."), party->name, round->title, by));
	letter_button(letter, language_text(language, phase == SIGNUP_REACTIONS ? N_("Read the concept and react") : N_("Read the offer and answer")), link);
	letter_text(letter, language_text(language, N_("There you see per part what is offered, what it asks and what it costs you. It needs no account.")));
	letter_small(letter, language_text(language, N_("You get this because the programme office named you as contact person. The link is yours alone: do not pass it on.")), STR_NONE);
	return letter;
}

static bool send(struct job_run *run, const struct signup_round *round, const struct party *party, struct id person, enum post post, struct str name)
{
	enum language language = mail_language(run->store, person, run->programme);
	struct mail mail = { .programme = run->programme->id, .person = person, .language = language };
	struct str link;
	bool queued = false;

	if (!mail_reaches(run->store, person))
		return true;
	mail.key = str_format(run->arena, "signup/%.*s/%.*s/%.*s/%.*s", STR_ARG(id_text(round->id, run->arena)), STR_ARG(name),
		STR_ARG(id_text(party->id, run->arena)), STR_ARG(id_text(person, run->arena)));
	if (mail_state_of(run->store, run->programme->id, mail.key) != MAIL_UNKNOWN)
		return true;
	mail.secret = signup_link(run->store, run->programme, round, party->id, person, run->arena);
	if (mail.secret.len == 0)
		return false;
	link = str_format(run->arena, "%.*s/%.*s/signup/%.*s", STR_ARG(run->address), STR_ARG(tree_facts(run->programme)->key), STR_ARG(mail.secret));
	mail.letter = letter_of(run, round, party, person, post, language, link);
	if (!mail_queue(run->store, &mail, &queued))
		return false;
	run->done += queued;
	return true;
}

static bool mail_party(struct job_run *run, const struct signup_round *round, const struct party *party)
{
	struct day day = moment_day(run->now);
	struct ids contacts = signup_contacts(run->programme, party->id, day, run->arena);
	enum post post;
	struct str name;

	if (contacts.count == 0 || !due(run, round, party, day, &post, &name))
		return true;
	for (size_t i = 0; i < contacts.count; i++)
		if (!send(run, round, party, contacts.at[i], post, name))
			return false;
	return true;
}

static bool mail_signups(struct job_run *run)
{
	struct row_list rounds = programme_rows(run->programme, &signup_round_record);

	run->words = N_("Mails of sign-up rounds made: {0}.");
	if (moment_clock_minute(run->now) < 60 * tree_mail_hour(run->programme) || !mail_leaves())
		return true;
	for (size_t i = 0; i < rounds.count; i++) {
		const struct signup_round *round = rounds.at[i];
		enum signup_phase phase = signup_phase(round, moment_day(run->now));
		struct row_list parties = signup_parties(run->programme, round, run->arena);
		if (phase != SIGNUP_REACTIONS && phase != SIGNUP_ANSWERING)
			continue;
		if (run->address.len == 0) {
			run->fault = STR(N_("Mail of sign-up rounds holds links, and the address of this server is not known: give --address."));
			return false;
		}
		for (size_t p = 0; p < parties.count; p++) {
			if (!job_goes_on(run))
				return true;
			if (!mail_party(run, round, parties.at[p])) {
				run->fault = STR(N_("The mail could not be put into the outbox: the database failed. It is tried again."));
				return false;
			}
		}
	}
	return true;
}

const struct job signup_mail_job = {
	"signup_mail", N_("Mail of sign-up rounds"), N_("Sends the concept and the final offer, and reminds who is awaited, a week before the day."), true,
	(int64_t)EVERY_MINUTES * 60000, mail_signups,
};
