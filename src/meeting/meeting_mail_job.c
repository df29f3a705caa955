/* SPDX-License-Identifier: EUPL-1.2 */
#include "meeting/meeting_mail.h"

#include "account/account.h"
#include "tree/tree.h"

enum { EVERY_MINUTES = 60, REMIND_DAYS = 3, LINK_DAYS_WITHOUT_DAY = 365 };

struct str meeting_when(enum language language, struct arena *arena, const struct meeting *meeting)
{
	struct day day = meeting_day(meeting);
	struct str when = !day_known(meeting->day) && meeting->planned_words.len > 0 && !day_exact(day) ? meeting->planned_words
		: language_day(language, arena, day);

	if (meeting->starts.len == 0 || !day_exact(day))
		return when;
	return str_format(arena, "%.*s, %.*s%s%.*s", STR_ARG(when), STR_ARG(meeting->starts), meeting->ends.len ? " – " : "", STR_ARG(meeting->ends));
}

struct str meeting_link(const struct meeting_post *post, const struct meeting *meeting, const struct invitation *invitation, struct str *secret)
{
	struct day last = meeting_day(meeting);
	struct link link = { .purpose = LINK_MEETING, .person = invitation->person, .programme = post->programme->id,
		.subject = id_text(invitation->id, post->arena) };

	/* Until the day is over; that of a meeting whose day nobody knows, for a year. */
	link.expires = day_known(last) ? moment_end_of_day(day_of_number(day_last(last)))
		: (struct moment){ clock_now().ms + LINK_DAYS_WITHOUT_DAY * INT64_C(86400000) };
	*secret = link_new_for(post->store, &link, post->arena);
	return secret->len == 0 ? STR_NONE : str_format(post->arena, "%.*s/%.*s/meeting/%.*s", STR_ARG(post->address),
		STR_ARG(tree_facts(post->programme)->key), STR_ARG(*secret));
}

static struct str subject_of(const struct meeting_post *post, const struct meeting *meeting, enum meeting_mail mail, enum language language)
{
	static const char *const subjects[] = {
		[MEETING_MAIL_ASK] = N_("Invitation: {0}, {1}"),
		[MEETING_MAIL_REMIND] = N_("Do you come? {0}, {1}"),
		[MEETING_MAIL_TOMORROW] = N_("Tomorrow: {0}, {1}"),
	};
	return language_fill(language, post->arena, subjects[mail], meeting->title, meeting_when(language, post->arena, meeting), STR_NONE);
}

static const struct letter *letter_of(const struct meeting_post *post, const struct meeting *meeting, const struct invitation *invitation,
	enum meeting_mail mail, enum language language, struct str link)
{
	struct letter *letter = letter_new(post->arena, language, subject_of(post, meeting, mail, language));
	const struct party *party = programme_row(post->programme, party, invitation->party);
	struct str programme = tree_facts(post->programme)->name;

	letter_text(letter, language_fill(language, post->arena, N_("Dear {0},"), person_name(post->store, invitation->person, post->arena),
		STR_NONE, STR_NONE));
	if (mail == MEETING_MAIL_TOMORROW)
		letter_text(letter, language_fill(language, post->arena, N_("Tomorrow we see each other: {0}."), meeting->title, STR_NONE, STR_NONE));
	else
		letter_text(letter, language_fill(language, post->arena, party ? N_("For {0} you are invited, for {1}: {2}.") : N_("For {0} you are invited: {2}."),
			programme, party ? party->name : STR_NONE, meeting->title));
	letter_item(letter, meeting_when(language, post->arena, meeting), STR_NONE, meeting->place);
	letter_text(letter, meeting->text);
	if (mail != MEETING_MAIL_TOMORROW && day_known(meeting->answer_by))
		letter_text(letter, language_fill(language, post->arena, N_("We would like your answer by {0}."),
			language_day(language, post->arena, meeting->answer_by), STR_NONE, STR_NONE));
	letter_button(letter, language_text(language, mail == MEETING_MAIL_TOMORROW ? N_("See the agenda, or change your answer") : N_("Say whether you come")), link);
	letter_text(letter, language_text(language, N_("It takes a minute and needs no account. There you can also put the meeting into your own calendar.")));
	letter_small(letter, language_text(language, N_("You get this because the programme office invited you. The link is yours alone: do not pass it on.")), STR_NONE);
	return letter;
}

bool meeting_mail_send(const struct meeting_post *post, const struct meeting *meeting, const struct invitation *invitation,
	enum meeting_mail which, int64_t *sent)
{
	static const char *const names[] = { [MEETING_MAIL_ASK] = "ask", [MEETING_MAIL_REMIND] = "remind", [MEETING_MAIL_TOMORROW] = "tomorrow" };
	enum language language = mail_language(post->store, invitation->person, post->programme);
	struct mail mail = { .programme = post->programme->id, .person = invitation->person, .language = language };
	struct str link;
	bool queued;

	if (!mail_leaves() || !mail_reaches(post->store, invitation->person))
		return false;
	mail.key = str_format(post->arena, "meeting/%.*s/%s/%.*s", STR_ARG(id_text(meeting->id, post->arena)), names[which],
		STR_ARG(id_text(invitation->id, post->arena)));
	if (mail_state_of(post->store, post->programme->id, mail.key) != MAIL_UNKNOWN)
		return true;
	link = meeting_link(post, meeting, invitation, &mail.secret);
	if (link.len == 0)
		return false;
	mail.letter = letter_of(post, meeting, invitation, which, language, link);
	if (!mail_queue(post->store, &mail, &queued))
		return false;
	*sent += queued;
	return true;
}

/* The job: which mail an invitation is due on a day; false: none. */
static bool mail_due(const struct meeting *meeting, const struct invitation *invitation, struct day day, enum meeting_mail *mail)
{
	struct day when = meeting_day(meeting);
	struct day by = day_known(meeting->answer_by) ? meeting->answer_by : when;
	int32_t today = day_first(day);

	if (!id_known(invitation->person) || !meeting_coming(meeting, day) || !day_exact(when) || day_first(when) <= today)
		return false;
	*mail = MEETING_MAIL_TOMORROW;
	if (invitation->answer == INVITATION_COMES)
		return day_first(when) == today + 1;
	*mail = MEETING_MAIL_REMIND;
	/* Who was invited today or yesterday needs no reminder yet. */
	return invitation->answer == INVITATION_OPEN && today >= day_last(by) - REMIND_DAYS &&
	       (!day_known(invitation->invited_on) || day_first(invitation->invited_on) + 2 <= today);
}

static bool mail_meetings(struct job_run *run)
{
	struct meeting_post post = { run->store, run->programme, run->address, run->arena };
	struct day day = moment_day(run->now);

	run->words = N_("Mails of meetings made: {0}.");
	if (moment_clock_minute(run->now) < 60 * tree_mail_hour(run->programme) || !mail_leaves())
		return true;
	for (size_t i = 0; i < run->programme->invitations.count; i++) {
		const struct invitation *invitation = &run->programme->invitations.at[i];
		const struct meeting *meeting = programme_row(run->programme, meeting, invitation->meeting);
		enum meeting_mail mail;
		if (!meeting || !mail_due(meeting, invitation, day, &mail) || !mail_reaches(run->store, invitation->person))
			continue;
		if (run->address.len == 0) {
			run->fault = STR(N_("Mail of meetings holds links, and the address of this server is not known: give --address."));
			return false;
		}
		if (!job_goes_on(run))
			return true;
		if (!meeting_mail_send(&post, meeting, invitation, mail, &run->done)) {
			run->fault = STR(N_("The mail could not be put into the outbox: the database failed. It is tried again."));
			return false;
		}
	}
	return true;
}

const struct job meeting_mail_job = {
	"meeting_mail", N_("Mail of meetings"), N_("Reminds who has not answered an invitation, and who comes, the day before."), true,
	(int64_t)EVERY_MINUTES * 60000, mail_meetings,
};
