/* SPDX-License-Identifier: EUPL-1.2 */
#include "signature/signature_mail.h"

#include "access/access.h"
#include "account/account.h"
#include "party/party.h"
#include "signature/signing_form.h"
#include "tree/tree.h"

enum { EVERY_MINUTES = 10, TOLD_DAYS = 7 };

static struct str key_prefix(const struct signature_request *request, struct arena *arena)
{
	return str_format(arena, "signature/%.*s/", STR_ARG(id_text(request->id, arena)));
}

struct str signature_link(const struct signature_post *post, const struct signature_request *request, struct str *secret)
{
	struct link link = { .purpose = LINK_SIGNATURE, .person = request->person, .programme = post->programme->id,
		.subject = id_text(request->id, post->arena), .expires = moment_end_of_day(request->until) };

	*secret = link_new_for(post->store, &link, post->arena);
	return secret->len == 0 ? STR_NONE : str_format(post->arena, "%.*s/%.*s/signing/%.*s", STR_ARG(post->address),
		STR_ARG(tree_facts(post->programme)->key), STR_ARG(*secret));
}

static struct mail_lines lines_about(struct store *store, const struct programme *programme, const struct signature_request *request, struct arena *arena)
{
	return mail_about(store, programme->id, key_prefix(request, arena), arena);
}

bool signature_mail_line(struct store *store, const struct programme *programme, const struct signature_request *request, struct arena *arena,
	struct mail_line *line)
{
	struct mail_lines lines = lines_about(store, programme, request, arena);

	if (lines.count == 0)
		return false;
	*line = lines.at[lines.count - 1];
	return true;
}

/* The day of the last mail that was made about it, and not taken back; unknown: none. */
static struct day mailed_on(const struct signature_post *post, const struct signature_request *request)
{
	struct mail_lines lines = lines_about(post->store, post->programme, request, post->arena);
	struct day day = DAY_UNKNOWN;

	for (size_t i = 0; i < lines.count; i++)
		if (lines.at[i].state != MAIL_DROPPED)
			day = moment_day(lines.at[i].queued);
	return day;
}

bool signature_mailed_today(const struct signature_post *post, const struct signature_request *request)
{
	struct day day = mailed_on(post, request);
	return day_known(day) && day_first(day) >= day_first(moment_day(post->now));
}

/* What it says */

/* What every letter about one signatory names. */
struct about {
	const struct agreement *agreement;
	const struct signatory *signatory;
	const struct party     *party;
};

static bool about_signatory(const struct programme *programme, const struct signatory *signatory, struct about *about)
{
	*about = (struct about){ .signatory = signatory };
	if (!signatory)
		return false;
	about->agreement = programme_row(programme, agreement, signatory->agreement);
	about->party = programme_row(programme, party, signatory->party);
	return about->agreement && about->party;
}

static struct str filled(const struct signature_post *post, enum language language, const char *words, struct str a, struct str b, struct str c)
{
	return language_fill(language, post->arena, words, a, b, c);
}

static struct letter *letter_to(const struct signature_post *post, enum language language, struct id person, struct str subject)
{
	struct letter *letter = letter_new(post->arena, language, subject);

	letter_text(letter, filled(post, language, N_("Dear {0},"), person_name(post->store, person, post->arena), STR_NONE, STR_NONE));
	return letter;
}

static const struct letter *asking_letter(const struct signature_post *post, const struct about *about, const struct signature_request *request,
	bool again, struct str link, enum language language)
{
	struct str until = language_day(language, post->arena, request->until);
	struct letter *letter = letter_to(post, language, request->person, filled(post, language,
		again ? N_("Reminder: your signature is asked for {0}") : N_("Your signature is asked for {0}"), about->agreement->title, STR_NONE, STR_NONE));

	if (again)
		letter_text(letter, filled(post, language, N_("This is a reminder: your link works until {0}."), until, STR_NONE, STR_NONE));
	letter_text(letter, filled(post, language, N_("The agreement {0} is ready to be signed. You sign for {1}, as {2}."), about->agreement->title,
		about->party->name, about->signatory->function));
	letter_button(letter, language_text(language, N_("Read and sign")), link);
	letter_text(letter, language_text(language,
		N_("You need no account. When you sign, a code of six digits comes to this mail address; you type it in to confirm. If you do not want to sign, the same page takes your reason.")));
	letter_small(letter, filled(post, language, N_("The link is yours alone, do not pass it on. It works once, until {0}. Is somebody else the one to sign? Answer this mail."),
		until, STR_NONE, STR_NONE), STR_NONE);
	return letter;
}

static bool mail_link(const struct signature_post *post, const struct signature_request *request, bool again, struct str key, int64_t *sent)
{
	enum language language = mail_language(post->store, request->person, post->programme);
	struct mail mail = { .programme = post->programme->id, .key = key, .person = request->person, .language = language };
	struct about about;
	struct str link;
	bool new_one;

	if (mail_state_of(post->store, post->programme->id, key) != MAIL_UNKNOWN)
		return true;
	if (!about_signatory(post->programme, programme_row(post->programme, signatory, request->signatory), &about))
		return true;
	link = signature_link(post, request, &mail.secret);
	if (link.len == 0)
		return false;
	mail.letter = asking_letter(post, &about, request, again, link, language);
	if (!mail_queue(post->store, &mail, &new_one))
		return false;
	*sent += new_one;
	return true;
}

bool signature_mail_ask(const struct signature_post *post, const struct signature_request *request, int64_t *sent)
{
	return mail_link(post, request, false, str_format(post->arena, "%.*sask", STR_ARG(key_prefix(request, post->arena))), sent);
}

bool signature_mail_remind(const struct signature_post *post, const struct signature_request *request, int64_t *sent)
{
	return mail_link(post, request, true, str_format(post->arena, "%.*sremind/%.*s", STR_ARG(key_prefix(request, post->arena)),
		STR_ARG(day_text(moment_day(post->now), post->arena))), sent);
}

bool signature_mail_code(const struct signature_post *post, const struct signatory *signatory, struct id person, struct str code)
{
	enum language language = mail_language(post->store, person, post->programme);
	struct mail mail = { .programme = post->programme->id, .person = person, .language = language, .secret = code,
		.key = str_format(post->arena, "signing/%.*s/code/%.*s", STR_ARG(id_text(signatory->id, post->arena)), STR_ARG(id_text(id_new(), post->arena))) };
	struct about about;
	struct letter *letter;
	bool queued;

	if (!about_signatory(post->programme, signatory, &about))
		return false;
	letter = letter_to(post, language, person, filled(post, language, N_("Your code to sign {0}"), about.agreement->title, STR_NONE, STR_NONE));
	letter_text(letter, filled(post, language, N_("Your code is {0}."), code, STR_NONE, STR_NONE));
	letter_text(letter, filled(post, language, N_("Type it in on the page where you sign for {0}. It works for {1} minutes."), about.party->name,
		str_format(post->arena, "%d", CODE_MINUTES), STR_NONE));
	letter_small(letter, language_text(language, N_("Did you not ask for it? Then somebody else has your link: tell the programme office, and do nothing with the code.")), STR_NONE);
	mail.letter = letter;
	return mail_queue(post->store, &mail, &queued);
}

/* The job */

static struct str page_of(const struct signature_post *post, const struct agreement *agreement, const char *below)
{
	return str_format(post->arena, "%.*s/%.*s%.*s%s", STR_ARG(post->address), STR_ARG(tree_facts(post->programme)->key),
		STR_ARG(row_address(post->programme, &agreement_record, agreement, post->arena)), below);
}

/* Whether it happened in the last days: what came with an import, or long ago, is no news. */
static bool fresh(const struct signature_post *post, struct day day)
{
	return day_known(day) && day_first(day) > day_first(moment_day(post->now)) - TOLD_DAYS;
}

/* What is told to one person: the letter is made only where it was not told yet. */
struct news {
	const struct signature_post *post;
	struct about                 about;
	struct str                   key;               /* what it is about; the person's id follows */
	struct str                   reason;
	const struct signature_request *request;
	struct day                   day;
};
typedef const struct letter *(*news_letter)(const struct news *news, struct id person, enum language language, struct str *secret);

static bool tell(const struct news *news, struct id person, news_letter letter, int64_t *sent)
{
	const struct signature_post *post = news->post;
	enum language language = mail_language(post->store, person, post->programme);
	struct mail mail = { .programme = post->programme->id, .person = person, .language = language,
		.key = str_format(post->arena, "%.*s/%.*s", STR_ARG(news->key), STR_ARG(id_text(person, post->arena))) };
	bool queued;

	if (mail_state_of(post->store, post->programme->id, mail.key) != MAIL_UNKNOWN || !mail_reaches(post->store, person))
		return true;
	mail.letter = letter(news, person, language, &mail.secret);
	if (!mail_queue(post->store, &mail, &queued))
		return false;
	*sent += queued;
	return true;
}

/* Those with a mandate of the office; where nobody has one yet, who looks after the server. */
static bool tell_office(const struct news *news, news_letter letter, int64_t *sent)
{
	const struct programme *programme = news->post->programme;
	struct row_list mandates = programme_rows(programme, &mandate_record);
	struct account_list accounts = { NULL, 0 };
	bool fine = true, any = false;

	for (size_t i = 0; i < mandates.count && fine; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (mandate->capacity != CAPACITY_OFFICE || !period_has(mandate->from, mandate->until, moment_day(news->post->now)))
			continue;
		fine = tell(news, mandate->person, letter, sent);
		any = true;
	}
	if (!any)
		accounts = account_all(news->post->store, news->post->arena);
	for (size_t i = 0; i < accounts.count && fine; i++)
		if (accounts.at[i].keeper)
			fine = tell(news, accounts.at[i].person, letter, sent);
	return fine;
}

static const struct letter *refused_letter(const struct news *news, struct id person, enum language language, struct str *secret)
{
	struct letter *letter = letter_to(news->post, language, person, filled(news->post, language, N_("{0} does not sign {1}"),
		news->about.party->name, news->about.agreement->title, STR_NONE));
	(void)secret;

	letter_text(letter, filled(news->post, language, N_("The {0} of {1} refused to sign, with this reason:"), news->about.signatory->function,
		news->about.party->name, STR_NONE));
	letter_text(letter, news->reason);
	letter_button(letter, language_text(language, N_("See who signs")), page_of(news->post, news->about.agreement, "/signatures"));
	return letter;
}

static const struct letter *anew_letter(const struct news *news, struct id person, enum language language, struct str *secret)
{
	struct letter *letter = letter_to(news->post, language, person, filled(news->post, language, N_("{0} asks for a new link to sign {1}"),
		news->about.party->name, news->about.agreement->title, STR_NONE));
	(void)secret;

	letter_text(letter, filled(news->post, language, N_("The link of the {0} of {1} works no more. They ask for another."), news->about.signatory->function,
		news->about.party->name, STR_NONE));
	letter_button(letter, language_text(language, N_("Send a new link")), str_format(news->post->arena, "%.*s%.*s",
		STR_ARG(page_of(news->post, news->about.agreement, "/signatories/")), STR_ARG(id_text(news->about.signatory->id, news->post->arena))));
	return letter;
}

static const struct letter *signed_letter(const struct news *news, struct id person, enum language language, struct str *secret)
{
	const struct agreement *agreement = news->about.agreement;
	struct letter *letter = letter_to(news->post, language, person, filled(news->post, language, N_("Signed by all: {0}"), agreement->title, STR_NONE, STR_NONE));
	struct str link = STR_NONE;

	/* Who signed by a link sees it by one of their own, also where the agreement is not public. */
	if (news->request && id_equal(news->request->person, person))
		link = signature_link(news->post, news->request, secret);
	letter_text(letter, filled(news->post, language, N_("Everybody who has to sign {0} has done so: the last one on {1}."), agreement->title,
		language_day(language, news->post->arena, news->day), STR_NONE));
	letter_button(letter, language_text(language, N_("See the signed agreement")), link.len ? link : page_of(news->post, agreement, "/signatures"));
	return letter;
}

static bool tell_act(const struct signature_post *post, const struct signature *act, int64_t *sent)
{
	struct news news = { .post = post, .reason = act->reason, .key = str_format(post->arena, "signing/%.*s/refused", STR_ARG(id_text(act->id, post->arena))) };

	if (act->act != SIGNATURE_REFUSED || act->moment.ms == 0 || !fresh(post, moment_day(act->moment)) ||
	    (act->how != SIGNED_BY_LINK && act->how != SIGNED_WITH_ACCOUNT) ||
	    !about_signatory(post->programme, programme_row(post->programme, signatory, act->signatory), &news.about))
		return true;
	return tell_office(&news, refused_letter, sent);
}

static bool tell_anew(const struct signature_post *post, const struct signature_request *request, int64_t *sent)
{
	struct news news = { .post = post, .key = str_format(post->arena, "signing/%.*s/anew", STR_ARG(id_text(request->id, post->arena))) };

	if (!fresh(post, request->anew) || !about_signatory(post->programme, programme_row(post->programme, signatory, request->signatory), &news.about))
		return true;
	return tell_office(&news, anew_letter, sent);
}

/* The act that completed it, where it was given here and lately. */
static const struct signature *completing(const struct signature_post *post, const struct agreement *agreement)
{
	struct row_list acts = REFERRING(post->programme, signature, agreement, agreement->id);
	const struct signature *last = NULL;

	if (agreement->frozen.ms == 0 || !day_known(agreement_signed_on(post->programme, agreement, moment_day(post->now))))
		return NULL;
	for (size_t i = 0; i < acts.count; i++)
		if (ROW(signature, acts, i)->act == SIGNATURE_SIGNED)
			last = acts.at[i];
	return last && last->moment.ms > 0 && fresh(post, moment_day(last->moment)) ? last : NULL;
}

static bool tell_signed(const struct signature_post *post, const struct agreement *agreement, int64_t *sent)
{
	const struct signature *last = completing(post, agreement);
	struct row_list signatories = REFERRING(post->programme, signatory, agreement, agreement->id);
	struct news news = { .post = post, .about = { .agreement = agreement } };
	bool fine = true;

	if (!last)
		return true;
	news.day = agreement_signed_on(post->programme, agreement, moment_day(post->now));
	/* With each that signs later in a party that had enough already nothing is told again. */
	news.key = str_format(post->arena, "agreement/%.*s/signed/%.*s", STR_ARG(id_text(agreement->id, post->arena)), STR_ARG(day_text(news.day, post->arena)));
	for (size_t i = 0; i < signatories.count && fine; i++) {
		news.request = signature_request_of(post->programme, signatories.at[i], moment_day(post->now));
		if (id_known(ROW(signatory, signatories, i)->person))
			fine = tell(&news, ROW(signatory, signatories, i)->person, signed_letter, sent);
	}
	news.request = NULL;
	return fine && tell_office(&news, signed_letter, sent);
}

/* Who is next in the order of a party is asked of itself. */
static bool ask_next(struct job_run *run, struct day day)
{
	struct row_list signatories = programme_rows(run->programme, &signatory_record);
	struct faults faults = { .arena = run->arena };

	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		const struct agreement *agreement = programme_row(run->programme, agreement, signatory->agreement);
		struct signature_request request = { .id = id_new(), .agreement = signatory->agreement, .signatory = signatory->id, .person = signatory->person,
			.moment = run->now, .until = day_add(day, REQUEST_DAYS) };
		struct change change = { &signature_request_record, NULL, &request };
		struct command command = { .programme = run->programme->id, .changes = &change, .count = 1, .faults = &faults };

		if (!agreement || !signature_takes(run->programme, agreement, day) || !signature_follows(run->programme, signatory, day))
			continue;
		/* Somebody else asked meanwhile: the next run sees that. */
		if (!store_write(run->store, &command) && faults_kind(&faults) == FAULT_UNAVAILABLE)
			return false;
		run->next.ms = run->now.ms;
	}
	return true;
}

static bool mail_requests(struct job_run *run, const struct signature_post *post, bool hour)
{
	struct row_list requests = programme_rows(run->programme, &signature_request_record);
	struct day day = moment_day(run->now);
	bool fine = true;

	for (size_t i = 0; i < requests.count && fine && job_goes_on(run); i++) {
		const struct signature_request *request = ROW(signature_request, requests, i);
		const struct signatory *signatory = programme_row(run->programme, signatory, request->signatory);
		const struct agreement *agreement = programme_row(run->programme, agreement, request->agreement);
		struct day mailed;

		fine = tell_anew(post, request, &run->done);
		if (!fine || !signatory || !agreement || !signature_takes(run->programme, agreement, day) || !mail_reaches(run->store, request->person) ||
		    signature_standing(run->programme, signatory, day).state != SIGNING_ASKED || !signature_request_open(request, day))
			continue;
		mailed = mailed_on(post, request);
		if (!day_known(mailed))
			fine = signature_mail_ask(post, request, &run->done);
		else if (hour && day_first(day) >= day_first(request->until) - REQUEST_REMIND_DAYS &&
		         day_first(mailed) < day_first(request->until) - REQUEST_REMIND_DAYS)
			fine = signature_mail_remind(post, request, &run->done);
	}
	return fine;
}

static bool mail_signatures(struct job_run *run)
{
	struct signature_post post = { run->store, run->programme, run->now, run->address, run->arena };
	struct row_list acts = programme_rows(run->programme, &signature_record), agreements = programme_rows(run->programme, &agreement_record);
	bool fine = signing_forget(run->store, run->programme->id, run->now) && ask_next(run, moment_day(run->now));

	run->words = N_("Mails about signing made: {0}.");
	if (fine && mail_leaves() && programme_rows(run->programme, &signature_request_record).count > 0 && run->address.len == 0) {
		run->fault = STR(N_("Mail about signing holds links, and the address of this server is not known: give --address."));
		return false;
	}
	if (fine && mail_leaves()) {
		fine = mail_requests(run, &post, moment_clock_minute(run->now) >= 60 * tree_mail_hour(run->programme));
		for (size_t i = 0; i < acts.count && fine; i++)
			fine = tell_act(&post, acts.at[i], &run->done);
		for (size_t i = 0; i < agreements.count && fine; i++)
			fine = tell_signed(&post, agreements.at[i], &run->done);
	}
	if (!fine)
		run->fault = STR(N_("The mail could not be put into the outbox: the database failed. It is tried again."));
	return fine;
}

const struct job signature_mail_job = {
	"signature_mail", N_("Mail about signing"), N_("Asks who signs an agreement, reminds them, and tells when all have signed."), true,
	(int64_t)EVERY_MINUTES * 60000, mail_signatures,
};
