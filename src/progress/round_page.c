/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds: the list with its figure, and a round: who was asked, who has answered, whom nothing reaches. */
#include "account/account.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "progress/round_mail.h"
#include "tree/tree.h"

enum { SHOWN_ROUNDS = 200, COMPARED = 5 };

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL);
}

static void summary_model(const struct request *req, struct model *item, const struct round *round)
{
	struct share share = round_share(req->programme, round, req->day, req->arena);
	enum round_state state = round_state(round, req->day);

	model_text(item, "name", round->name);
	model_text(item, "address", request_address(req, row_address(req->programme, &round_record, round, req->arena)));
	model_words(item, "state_label", words_label(&round_state_words, (int)state));
	model_flag(item, "open", state == ROUND_OPEN);
	model_flag(item, "planned", state == ROUND_PLANNED);
	model_text(item, "opens", language_day(req->language, req->arena, round->opens));
	model_text(item, "due", language_day(req->language, req->arena, round->due));
	model_text(item, "closes", language_day(req->language, req->arena, round_closing(round)));
	model_number(item, "answered", (int64_t)share.answered);
	model_number(item, "asked", (int64_t)share.asked);
	model_flag(item, "has_share", state != ROUND_PLANNED && share.asked > 0);
}

/* GET /{programme}/rounds */
static void show_rounds(struct request *req, struct response *res)
{
	struct row_list rounds = programme_rows(req->programme, &round_record);
	struct model *model = model_new(req->arena);
	size_t shown = 0;

	model_words(model, "title", N_("Rounds"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_flag(model, "any", rounds.count > 0);
	model_list(model, "rounds");
	/* What runs and what was, the newest first; then what is planned, the soonest first. */
	for (size_t i = 0; i < rounds.count && shown < SHOWN_ROUNDS; i++)
		if (round_state(rounds.at[i], req->day) != ROUND_PLANNED) {
			summary_model(req, model_item(model, "rounds"), ROW(round, rounds, i));
			shown++;
		}
	for (size_t i = rounds.count; i > 0 && shown < SHOWN_ROUNDS; i--)
		if (round_state(rounds.at[i - 1], req->day) == ROUND_PLANNED) {
			summary_model(req, model_item(model, "rounds"), ROW(round, rounds, i - 1));
			shown++;
		}
	model_text(model, "add", access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, STR("/edit/round/new")) : STR_NONE);
	respond_page(res, req, "progress/rounds", model);
}

static const struct round *asked_round(struct request *req, struct response *res)
{
	const struct round *round = NULL;
	struct id id;

	if (id_parse(request_parameter(req, "round"), &id))
		round = programme_row(req->programme, round, id);
	if (!round)
		respond_not_found(res, req);
	return round;
}

static struct round_post post_of(struct request *req, const struct round *round)
{
	struct str home = request_absolute(req, STR("/"));

	return (struct round_post){ req->store, req->programme, round, clock_now(), str_to(home, home.len - 1), req->arena };
}

/* Which of a round's mails it is, from its key: "round/<id>/before/<person>". */
static const char *mail_label(struct str key)
{
	struct str rest = str_from(key, sizeof "round/" + ID_TEXT_LENGTH), which;

	str_next(&rest, '/', &which);
	if (str_is(which, "ask"))
		return N_("request");
	return str_is(which, "again") ? N_("reminder by the office") : N_("reminder");
}

/* What went out to a lead: to the contact persons and deputies of its actions. */
static void mails_model(const struct request *req, struct model *item, const struct ask *ask, struct mail_lines lines)
{
	bool any = false;

	model_list(item, "mails");
	for (size_t i = 0; i < lines.count; i++) {
		const struct mail_line *line = &lines.at[i];
		bool theirs = false;
		struct model *one;

		for (size_t k = 0; k < ask->actions.count && ask->lead; k++) {
			const struct role *lead = role_lead(req->programme, programme_node(req->programme, row_id(ask->actions.at[k])), req->today);
			theirs = theirs || (lead && id_known(line->person) && (id_equal(lead->contact, line->person) || id_equal(lead->deputy, line->person)));
		}
		if (!theirs)
			continue;
		any = true;
		one = model_item(item, "mails");
		model_words(one, "what", mail_label(line->key));
		/* Whose it was where it was not the one who is asked. */
		model_text(one, "name", id_equal(line->person, ask->person) ? STR_NONE : line->name);
		model_text(one, "when", language_moment(req->language, req->arena, line->ended.ms ? line->ended : line->queued));
		model_words(one, "state", words_label(&mail_state_words, (int)line->state));
		model_flag(one, "fine", line->state == MAIL_SENT);
		model_flag(one, "wrong", line->state == MAIL_BOUNCED || line->state == MAIL_GIVEN_UP || line->state == MAIL_DOUBTFUL);
		model_text(one, "address", request_address(req, str_format(req->arena, "/mail/%.*s", STR_ARG(id_text(line->id, req->arena)))));
	}
	model_flag(item, "mails_any", any);
}

/* Whether mail reaches who answers for the lead's open actions, and through whom. */
static void reach_model(struct request *req, struct model *item, const struct round *round, const struct ask *ask, bool office)
{
	bool unreached = false;
	struct id deputy = ID_NONE;

	for (size_t i = 0; i < ask->actions.count && office && id_known(ask->person); i++) {
		const struct action *action = ROW(action, ask->actions, i);
		struct id person;
		if (round_answer(req->programme, round, action, req->today))
			continue;
		person = round_reach(req->store, req->programme, action, ID_NONE, req->today);
		unreached = unreached || !id_known(person);
		if (id_known(person) && !id_equal(person, ask->person))
			deputy = person;
	}
	model_flag(item, "unreached", unreached);
	model_text(item, "deputy", id_known(deputy) ? person_name(req->store, deputy, req->arena) : STR_NONE);
	model_text(item, "people", request_address(req, STR("/people")));
}

static void ask_model(struct request *req, struct model *item, const struct round *round, const struct ask *ask, bool office,
	struct mail_lines mails)
{
	size_t given = ask->answered;

	show_row(req, item, "party", &party_record, ask->party);
	model_text(item, "person", office ? person_name(req->store, ask->person, req->arena) : STR_NONE);
	model_text(item, "person_id", office && id_known(ask->person) ? id_text(ask->person, req->arena) : STR_NONE);
	model_flag(item, "no_person", ask->lead && !id_known(ask->person));
	model_text(item, "edit_role", office && ask->lead ? request_address(req, str_format(req->arena, "/edit/role/%.*s",
		STR_ARG(id_text(ask->lead->id, req->arena)))) : STR_NONE);
	reach_model(req, item, round, ask, office);
	mails_model(req, item, ask, mails);
	model_flag(item, "done", given == ask->actions.count);
	model_number(item, "answered", (int64_t)given);
	model_number(item, "asked", (int64_t)ask->actions.count);
	model_list(item, "actions");
	for (size_t i = 0; i < ask->actions.count; i++) {
		const struct action *action = ROW(action, ask->actions, i);
		const struct update *answer = round_answer(req->programme, round, action, req->day);
		struct model *one = model_item(item, "actions");
		bool told = answer && (update_public(req->programme, answer, req->day) ||
			progress_sees_all(req, programme_node(req->programme, action->id)));

		model_text(one, "number", action->number);
		model_text(one, "title", action->title);
		model_text(one, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
		progress_light_model(req, one, told ? answer->light : LIGHT_NONE);
		model_flag(one, "told", answer != NULL);
		model_text(one, "day", answer ? language_day(req->language, req->arena, answer->day) : STR_NONE);
		model_text(one, "text", told ? answer->text : STR_NONE);
	}
}

/* The share of this round and of the four before it. */
static void shares_model(const struct request *req, struct model *model, const struct round *round)
{
	struct row_list rounds = programme_rows(req->programme, &round_record);
	size_t shown = 0;
	bool reached = false;

	model_list(model, "shares");
	for (size_t i = 0; i < rounds.count && shown < COMPARED; i++) {
		reached = reached || rounds.at[i] == round;
		if (!reached || round_state(rounds.at[i], req->day) == ROUND_PLANNED)
			continue;
		summary_model(req, model_item(model, "shares"), ROW(round, rounds, i));
		shown++;
	}
	model_flag(model, "compare", shown > 1);
}

static struct model *round_model(struct request *req, const struct round *round)
{
	struct ask_list asks = round_asked(req->programme, round, req->day, req->arena);
	struct model *model = model_new(req->arena);
	bool office = is_office(req), open = round_state(round, req->today) == ROUND_OPEN;
	struct mail_lines mails = { NULL, 0 };
	size_t waiting = 0, answered = 0;

	summary_model(req, model, round);
	model_text(model, "title", round->name);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "text", round->text);
	show_row(req, model, "only", id_known(round->node) ? programme_node(req->programme, round->node)->record : &theme_record, round->node);
	show_edit(req, model, &round_record, round);
	model_flag(model, "office", office);
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
	model_text(model, "link", STR_NONE);
	model_text(model, "link_for", STR_NONE);
	model_text(model, "link_action", request_address(req, str_format(req->arena, "/rounds/%.*s/link", STR_ARG(id_text(round->id, req->arena)))));
	if (office)
		mails = mail_about(req->store, req->programme->id, str_format(req->arena, "round/%.*s/", STR_ARG(id_text(round->id, req->arena))), req->arena);
	model_list(model, "waiting");
	model_list(model, "answered_by");
	model_list(model, "nobody");
	for (size_t i = 0; i < asks.count; i++) {
		const struct ask *ask = &asks.at[i];
		bool all = ask->answered == ask->actions.count;
		answered += ask->lead && all;
		waiting += ask->lead && !all;
		ask_model(req, model_item(model, !ask->lead ? "nobody" : all ? "answered_by" : "waiting"), round, ask, office, mails);
	}
	model_flag(model, "none", asks.count == 0);
	model_flag(model, "has_nobody", asks.count > 0 && !asks.at[asks.count - 1].lead);
	model_flag(model, "has_waiting", waiting > 0);
	model_flag(model, "no_mail", office && !mail_leaves() && round_state(round, req->today) != ROUND_CLOSED);
	model_text(model, "remind_address", office && open && waiting > 0 && mail_leaves()
		? request_address(req, str_format(req->arena, "/rounds/%.*s/reminders", STR_ARG(id_text(round->id, req->arena)))) : STR_NONE);
	model_flag(model, "has_answered", answered > 0);
	shares_model(req, model, round);
	return model;
}

/* GET /{programme}/rounds/{round} */
static void show_round(struct request *req, struct response *res)
{
	const struct round *round = asked_round(req, res);

	if (round)
		respond_page(res, req, "progress/round", round_model(req, round));
}

/* POST /{programme}/rounds/{round}/link: person = id. The link is shown once; only its hash is kept. */
static void make_link(struct request *req, struct response *res)
{
	const struct round *round = asked_round(req, res);
	struct id person = ID_NONE;
	struct round_post post;
	struct model *model;
	struct str address, secret;

	if (!round)
		return;
	id_parse(request_field(req, "person"), &person);
	if (round_actions_of(req->programme, round, person, req->today, req->arena).count == 0) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_NOT_FOUND, .message = N_("This person is not asked in this round.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	post = post_of(req, round);
	address = round_link(&post, person, &secret);
	model = round_model(req, round);
	model_text(model, "link", address);
	model_text(model, "link_for", person_name(req->store, person, req->arena));
	respond_page(res, req, "progress/round", model);
}

/* Reminders by hand */

static void name_parties(const struct request *req, struct model *model, const char *list, struct ids parties)
{
	model_list(model, list);
	for (size_t i = 0; i < parties.count; i++)
		show_row(req, model_item(model, list), "party", &party_record, parties.at[i]);
}

static struct model *reminders_model(struct request *req, const struct round *round)
{
	struct round_post post = post_of(req, round);
	struct round_letters letters = round_letters(&post);
	struct model *model = model_new(req->arena);
	size_t number = 0;

	model_words(model, "title", N_("Remind the rest"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "round", round->name);
	model_text(model, "round_address", request_address(req, row_address(req->programme, &round_record, round, req->arena)));
	model_list(model, "today");
	model_list(model, "letters");
	for (size_t i = 0; i < letters.count; i++) {
		bool now = round_letter_today(&post, &letters.at[i]);
		struct model *item = model_item(model, now ? "letters" : "today");
		number += now;
		model_text(item, "name", person_name(req->store, letters.at[i].person, req->arena));
		model_flag(item, "deputy", letters.at[i].deputy);
		model_number(item, "actions", (int64_t)letters.at[i].actions.count);
		name_parties(req, item, "parties", letters.at[i].parties);
	}
	model_flag(model, "any", number > 0);
	model_flag(model, "any_today", number < letters.count);
	model_text(model, "number", number == 0 ? language_text(req->language, N_("Nobody gets a reminder now"))
		: language_plural(req->language, req->arena, N_("{0} reminder goes out"), N_("{0} reminders go out"), (int64_t)number));
	model_text(model, "button", language_plural(req->language, req->arena, N_("Send {0} reminder"), N_("Send {0} reminders"), (int64_t)number));
	name_parties(req, model, "unreached", letters.unreached);
	model_flag(model, "any_unreached", letters.unreached.count > 0);
	return model;
}

/* An open round, and mail that can leave; else back to the round's page, which says why not. */
static const struct round *reminded_round(struct request *req, struct response *res)
{
	const struct round *round = asked_round(req, res);

	if (!round || (round_state(round, req->today) == ROUND_OPEN && mail_leaves()))
		return round;
	flash(res, req, FLASH_WARNING, mail_leaves() ? N_("This round is not open: nobody is reminded.") : N_("This server cannot send mail. Make personal links, and send them yourself."), STR_NONE);
	respond_see_other(res, req, request_address(req, row_address(req->programme, &round_record, round, req->arena)));
	return NULL;
}

/* GET /{programme}/rounds/{round}/reminders */
static void show_reminders(struct request *req, struct response *res)
{
	const struct round *round = reminded_round(req, res);

	if (round)
		respond_page(res, req, "progress/reminders", reminders_model(req, round));
}

static struct str names_of(const struct request *req, struct ids parties)
{
	struct str *name = arena_array(req->arena, struct str, parties.count + 1);

	for (size_t i = 0; i < parties.count; i++)
		name[i] = row_title(req->programme, &party_record, programme_row(req->programme, party, parties.at[i]), req->arena);
	return str_join(req->arena, name, parties.count, STR(", "));
}

/* POST /{programme}/rounds/{round}/reminders */
static void send_reminders(struct request *req, struct response *res)
{
	const struct round *round = reminded_round(req, res);
	struct round_letters letters;
	struct round_post post;
	struct str said;
	int64_t sent = 0;
	bool fine = true;

	if (!round)
		return;
	post = post_of(req, round);
	letters = round_letters(&post);
	for (size_t i = 0; i < letters.count && fine; i++)
		if (round_letter_today(&post, &letters.at[i]))
			fine = round_letter_send(&post, &letters.at[i], ROUND_MAIL_NONE, &sent);
	said = language_fill(req->language, req->arena, letters.unreached.count > 0
		? N_("Reminders on their way: {0}. No mail reaches the lead of: {1}.") : N_("Reminders on their way: {0}."),
		str_format(req->arena, "%lld", (long long)sent), names_of(req, letters.unreached), STR_NONE);
	if (fine)
		flash(res, req, letters.unreached.count > 0 ? FLASH_WARNING : FLASH_OK, "{0}", said);
	else
		flash(res, req, FLASH_ERROR, N_("Not every reminder could be made. Try again: nobody gets two."), STR_NONE);
	respond_see_other(res, req, request_address(req, row_address(req->programme, &round_record, round, req->arena)));
}

const struct route round_routes[] = {
	{ "GET",  "/{programme}/rounds", RIGHT_READ, show_rounds, 0, "Rounds of updates" },
	{ "GET",  "/{programme}/rounds/{round}", RIGHT_READ, show_round, ROUTE_WAITS, "A round: who was asked and who has answered" },
	{ "POST", "/{programme}/rounds/{round}/link", RIGHT_PEOPLE, make_link, 0, "A personal link for one lead" },
	{ "GET",  "/{programme}/rounds/{round}/reminders", RIGHT_PEOPLE, show_reminders, ROUTE_WAITS | ROUTE_FORM, "Whom a reminder goes to, and who cannot be reached" },
	{ "POST", "/{programme}/rounds/{round}/reminders", RIGHT_PEOPLE, send_reminders, 0, "Reminds who has not answered" },
	ROUTES_END
};
