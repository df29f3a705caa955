/* SPDX-License-Identifier: EUPL-1.2 */
/* Who signs an agreement and who has: for everybody; and what the office does about it: ask, remind, record, withdraw. */
#include <string.h>

#include "account/account.h"
#include "document/document_model.h"
#include "file/file.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "signature/signature_mail.h"
#include "signature/signature_model.h"
#include "tree/tree.h"

static const struct agreement *asked_agreement(struct request *req, struct response *res)
{
	const struct agreement *agreement = programme_by_address(req->programme, &agreement_record, request_parameter(req, "agreement"));

	if (agreement && access_sees(req->programme, req->person, &agreement_record, agreement, req->today))
		return agreement;
	respond_not_found(res, req);
	return NULL;
}

static const struct signatory *signatory_of_text(const struct request *req, const struct agreement *agreement, struct str text)
{
	const struct signatory *signatory;
	struct id id;

	signatory = id_parse(text, &id) ? programme_row(req->programme, signatory, id) : NULL;
	return signatory && id_equal(signatory->agreement, agreement->id) ? signatory : NULL;
}

/* The signatory of the address, and its agreement. */
static const struct signatory *asked_signatory(struct request *req, struct response *res, const struct agreement **agreement)
{
	const struct signatory *signatory;

	*agreement = asked_agreement(req, res);
	if (!*agreement)
		return NULL;
	signatory = signatory_of_text(req, *agreement, request_parameter(req, "signatory"));
	if (!signatory)
		respond_not_found(res, req);
	return signatory;
}

static struct signature_post post_of(struct request *req)
{
	return (struct signature_post){ req->store, req->programme, clock_now(), request_absolute(req, STR_NONE), req->arena };
}

/* The programme as it stands after the request's own write; to be released. */
static const struct programme *programme_after(const struct request *req)
{
	return store_programme_by_id(req->store, req->programme->id);
}

/* The page of all signatures */

static bool overtaken(const struct request *req, const struct signature *act)
{
	const struct signatory *signatory = programme_row(req->programme, signatory, act->signatory);
	return signatory && act->act != SIGNATURE_WITHDRAWN && signatory_act(req->programme, signatory, req->day) != act;
}

static void act_model(struct request *req, struct model *item, const struct agreement *agreement, const struct signature *act,
	const struct signature_names *names)
{
	const struct signatory *signatory = programme_row(req->programme, signatory, act->signatory);
	const struct party *party = signatory ? programme_row(req->programme, party, signatory->party) : NULL;
	const struct document *scan = programme_row(req->programme, document, act->document);
	const struct document_version *version = scan ? document_newest(req->programme, scan->id) : NULL;
	const struct signature_name *name = signature_name_of(names, act->id);
	bool reads = access_may(req->programme, req->person, RIGHT_READ_INTERNAL, NULL, req->today, NULL);

	model_text(item, "when", act->moment.ms && day_equal(moment_day(act->moment), act->day) && act->how != SIGNED_ON_PAPER
		? language_moment(req->language, req->arena, act->moment) : language_day(req->language, req->arena, act->day));
	model_text(item, "party", party ? party->name : STR_NONE);
	model_text(item, "function", act->function.len ? act->function : signatory ? signatory->function : STR_NONE);
	model_text(item, "name", reads ? (name ? name->name : person_name(req->store, act->person, req->arena)) : STR_NONE);
	model_text(item, "address", reads && name ? name->address : STR_NONE);
	model_words(item, "act", words_label(&signature_act_words, (int)act->act));
	model_flag(item, "ok", act->act == SIGNATURE_SIGNED && !overtaken(req, act));
	model_flag(item, "warning", act->act != SIGNATURE_SIGNED);
	model_flag(item, "overtaken", overtaken(req, act));
	model_text(item, "reason", reads ? act->reason : STR_NONE);
	model_words(item, "how", act->act == SIGNATURE_WITHDRAWN || act->how == SIGNED_UNKNOWN ? "" : words_label(&signature_how_words, (int)act->how));
	model_text(item, "place", act->place);
	model_text(item, "file", version && access_sees(req->programme, req->person, &document_record, scan, req->today)
		? document_file_address(req, scan, version) : STR_NONE);
	model_flag(item, "same_hash", act->act == SIGNATURE_SIGNED && act->hash.len > 0 && str_equal(act->hash, agreement->hash));
}

static void asking_model(struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list signatories = REFERRING(req->programme, signatory, agreement, agreement->id);
	bool office = signature_office(req), taken = signature_takes(req->programme, agreement, req->today) && !day_known(req->known);
	size_t open = 0, asked = 0;

	model_list(model, "asked");
	for (size_t i = 0; i < signatories.count && office && taken; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		enum signing_state state = signature_standing(req->programme, signatory, req->today).state;
		struct model *item;

		open += state == SIGNING_ASKED;
		if (!id_known(signatory->person) || (state != SIGNING_NOT_ASKED && state != SIGNING_EXPIRED && state != SIGNING_REFUSED))
			continue;
		item = model_item(model, "asked");
		model_text(item, "id", id_text(signatory->id, req->arena));
		model_text(item, "who", row_title(req->programme, &signatory_record, signatory, req->arena));
		model_text(item, "name", person_name(req->store, signatory->person, req->arena));
		model_words(item, "state_label", words_label(&signing_state_words, (int)state));
		model_flag(item, "chosen", state == SIGNING_NOT_ASKED);
		asked++;
	}
	model_flag(model, "office", office && taken);
	model_flag(model, "no_mail", !mail_leaves());
	model_flag(model, "may_ask", asked > 0);
	model_flag(model, "may_remind", open > 0 && mail_leaves());
	model_text(model, "asking", signature_page_address(req, agreement, "/signatures/requests"));
	model_text(model, "reminding", signature_page_address(req, agreement, "/signatures/reminders"));
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
}

static struct model *signatures_model(struct request *req, const struct agreement *agreement)
{
	struct row_list acts = signature_acts(req->programme, agreement, req->day, req->arena);
	struct signature_names names = { NULL, 0 };
	struct model *model = model_new(req->arena);

	if (access_may(req->programme, req->person, RIGHT_READ_INTERNAL, NULL, req->today, NULL))
		names = signature_names(req->store, req->programme->id, req->arena);
	model_words(model, "title", N_("Signatures"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "agreement", agreement->title);
	model_text(model, "agreement_address", signature_page_address(req, agreement, ""));
	model_words(model, "state_label", words_label(&agreement_state_words, (int)agreement_state(req->programme, agreement, req->day)));
	model_text(model, "hash", agreement->frozen.ms ? agreement->hash : STR_NONE);
	model_text(model, "signed_pdf", agreement->frozen.ms ? signature_page_address(req, agreement, "/signed.pdf") : STR_NONE);
	model_flag(model, "in_order", agreement->in_order);
	signature_of_agreement_model(req, model, agreement);
	asking_model(req, model, agreement);
	model_list(model, "acts");
	for (size_t i = 0; i < acts.count; i++)
		act_model(req, model_item(model, "acts"), agreement, acts.at[i], &names);
	model_flag(model, "has_acts", acts.count > 0);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/agreements/{agreement}/signatures */
static void show_signatures(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_agreement(req, res);

	if (agreement)
		respond_page(res, req, "signature/signatures", signatures_model(req, agreement));
}

/* Asking */

/* Changes of one command; as many as three a signatory. */
struct asking { struct change *changes; size_t change_count; struct signature_request *requests; size_t count; };

static void begin_asking(const struct request *req, struct asking *asking, size_t most)
{
	*asking = (struct asking){ .changes = arena_array(req->arena, struct change, 3 * most + 1),
		.requests = arena_array(req->arena, struct signature_request, most + 1) };
}

/* The request that stands open, if only because nobody answered it, ends: as taken back, or because another takes its place. */
static void end_request(struct request *req, struct asking *asking, const struct signatory *signatory, enum request_end end)
{
	const struct signature_request *open = signature_request_of(req->programme, signatory, req->today);
	struct signature_request *after;

	if (!open || open->ended != REQUEST_OPEN)
		return;
	after = arena_copy(req->arena, open, sizeof *open);
	after->ended = end;
	after->ended_on = req->today;
	asking->changes[asking->change_count++] = (struct change){ &signature_request_record, open, after };
}

static bool refuse(struct request *req, const char *field, const char *message, struct str arg)
{
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message, .arg = { arg } });
}

static void ask_one(struct request *req, struct asking *asking, const struct agreement *agreement, const struct signatory *signatory, struct id person)
{
	struct signing_standing standing = signature_standing(req->programme, signatory, req->today);
	struct signature_request *request = &asking->requests[asking->count++];
	struct str who = row_title(req->programme, &signatory_record, signatory, req->arena);

	if (standing.state == SIGNING_SIGNED)
		refuse(req, "signatory", N_("{0} has signed already."), who);
	else if (!signature_turn(req->programme, signatory, req->today))
		refuse(req, "signatory", N_("{0}: somebody else of this party signs first, and is asked first."), who);
	end_request(req, asking, signatory, REQUEST_RENEWED);
	*request = (struct signature_request){ .id = id_new(), .agreement = agreement->id, .signatory = signatory->id, .person = person, .moment = clock_now(),
		.until = day_add(req->today, REQUEST_DAYS) };
	asking->changes[asking->change_count++] = (struct change){ &signature_request_record, NULL, request };
}

static bool may_still(struct request *req, const struct agreement *agreement)
{
	return signature_takes(req->programme, agreement, req->today) ||
		refuse(req, NULL, N_("This agreement cannot be signed now: it has not been offered, has ended, or another took its place."), STR_NONE);
}

/* Whom no mail can tell: the link is shown, once. Only its hash is kept. */
static bool show_links(struct request *req, struct response *res, const struct agreement *agreement, const struct asking *asking)
{
	const struct programme *after = programme_after(req);
	struct signature_post post = post_of(req);
	struct model *model = model_new(req->arena);
	size_t shown = 0;

	post.programme = after;
	model_words(model, "title", N_("Links to sign"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "agreement", agreement->title);
	model_text(model, "back", signature_page_address(req, agreement, "/signatures"));
	model_list(model, "people");
	for (size_t i = 0; i < asking->count; i++) {
		const struct signature_request *request = &asking->requests[i];
		struct str secret;
		struct model *item;
		if (mail_leaves() && mail_reaches(req->store, request->person))
			continue;
		item = model_item(model, "people");
		model_text(item, "who", row_title(req->programme, &signature_request_record, request, req->arena));
		model_text(item, "name", person_name(req->store, request->person, req->arena));
		model_text(item, "until", language_day(req->language, req->arena, request->until));
		model_text(item, "link", signature_link(&post, request, &secret));
		shown++;
	}
	programme_release(after);
	if (shown > 0)
		respond_page(res, req, "signature/links", model);
	return shown > 0;
}

static void respond_asked(struct request *req, struct response *res, const struct agreement *agreement, const struct asking *asking, struct str back)
{
	job_run_now(req->store, req->programme->id, &signature_mail_job);
	if (show_links(req, res, agreement, asking))
		return;
	flash(res, req, FLASH_OK, asking->count == 1 ? N_("The mail with the link is on its way.") : N_("The mails with the links are on their way: {0}."),
		str_format(req->arena, "%zu", asking->count));
	respond_see_other(res, req, back);
}

/* POST /{programme}/agreements/{agreement}/signatures/requests: signatory = ids */
static void ask_ticked(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_agreement(req, res);
	struct pairs ticked = request_fields(req, "signatory");
	struct asking asking;

	if (!agreement)
		return;
	begin_asking(req, &asking, ticked.count);
	if (may_still(req, agreement) && ticked.count == 0)
		refuse(req, "signatory", N_("Tick whom you ask to sign."), STR_NONE);
	for (size_t i = 0; i < ticked.count && req->faults.count == 0; i++) {
		const struct signatory *signatory = signatory_of_text(req, agreement, ticked.at[i].value);
		if (signatory)
			ask_one(req, &asking, agreement, signatory, signatory->person);
	}
	if (req->faults.count == 0 && asking.count > 0 && command_write_all(req, asking.changes, asking.change_count))
		respond_asked(req, res, agreement, &asking, signature_page_address(req, agreement, "/signatures"));
	else
		respond_faults(res, req, "signature/signatures", signatures_model(req, agreement));
}

/* Reminds; who had mail about it today is left alone. */
static void remind(struct request *req, const struct signatory *signatory, int64_t *sent, size_t *left)
{
	struct signing_standing standing = signature_standing(req->programme, signatory, req->today);
	struct signature_post post = post_of(req);

	if (standing.state != SIGNING_ASKED)
		return;
	if (!mail_leaves() || !mail_reaches(req->store, standing.request->person) || signature_mailed_today(&post, standing.request) ||
	    !signature_mail_remind(&post, standing.request, sent))
		(*left)++;
}

static void respond_reminded(struct request *req, struct response *res, int64_t sent, size_t left, struct str back)
{
	if (sent > 0)
		flash(res, req, FLASH_OK, N_("Reminders made: {0}."), str_format(req->arena, "%lld", (long long)sent));
	else
		flash(res, req, FLASH_WARNING, left > 0 ? N_("No reminder was made: who had mail about it today is not reminded again, and nobody is whom no mail reaches.")
			: N_("There is nobody to remind."), STR_NONE);
	respond_see_other(res, req, back);
}

/* POST /{programme}/agreements/{agreement}/signatures/reminders */
static void remind_all(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_agreement(req, res);
	struct row_list signatories;
	int64_t sent = 0;
	size_t left = 0;

	if (!agreement)
		return;
	signatories = REFERRING(req->programme, signatory, agreement, agreement->id);
	for (size_t i = 0; i < signatories.count; i++)
		remind(req, signatories.at[i], &sent, &left);
	respond_reminded(req, res, sent, left, signature_page_address(req, agreement, "/signatures"));
}

/* One signatory, for the office */

static void mails_model(struct request *req, struct model *model, const struct signature_request *request)
{
	struct mail_lines lines = { NULL, 0 };

	if (request)
		lines = mail_about(req->store, req->programme->id, str_format(req->arena, "signature/%.*s/", STR_ARG(id_text(request->id, req->arena))), req->arena);
	model_list(model, "mails");
	for (size_t i = 0; i < lines.count; i++) {
		struct model *item = model_item(model, "mails");
		model_text(item, "subject", lines.at[i].subject);
		model_text(item, "address", lines.at[i].address);
		model_text(item, "day", language_moment(req->language, req->arena, lines.at[i].ended.ms ? lines.at[i].ended : lines.at[i].queued));
		model_words(item, "label", words_label(&mail_state_words, (int)lines.at[i].state));
		model_flag(item, "late", lines.at[i].state != MAIL_SENT);
		model_text(item, "said", lines.at[i].state == MAIL_SENT ? STR_NONE : lines.at[i].said);
	}
	model_flag(model, "has_mails", lines.count > 0);
}

static const struct { const char *value, *label; } ways[] = {
	{ "on_paper", N_("Signed on paper") }, { "elsewhere", N_("Signed in its own signing service") }, { "refused", N_("Refused to sign") },
};

static void ways_model(struct request *req, struct model *model)
{
	model_list(model, "ways");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct model *item = model_item(model, "ways");
		model_text(item, "value", str_of(ways[i].value));
		model_words(item, "label", ways[i].label);
		model_flag(item, "chosen", str_is(request_field(req, "how"), ways[i].value));
	}
	model_text(model, "how_fault", faults_of(req, &req->faults, "how"));
	model_text(model, "scan_fault", faults_of(req, &req->faults, "scan"));
	model_text(model, "proof_fault", faults_of(req, &req->faults, "proof"));
}

static void record_model(struct request *req, struct model *model, const struct signatory *signatory)
{
	struct account account = { 0 };

	if (id_known(signatory->person))
		account_by_id(req->store, signatory->person, req->arena, &account);
	ways_model(req, model);
	model_list(model, "record_fields");
	plain_field_model(req, model, "record_fields", &(struct plain_field){ .name = "day", .label = N_("Day"), .hint = N_("The day on it, such as 22-5-2024."),
		.required = true, .day = true });
	plain_field_model(req, model, "record_fields", &(struct plain_field){ .name = "place", .label = N_("Place"), .hint = N_("On paper: where it was signed.") });
	plain_field_model(req, model, "record_fields", &(struct plain_field){ .name = "signer", .label = N_("Name of who signed"), .internal = true, .value = account.name });
	plain_field_model(req, model, "record_fields", &(struct plain_field){ .name = "function", .label = N_("Function"), .value = signatory->function });
	plain_field_model(req, model, "record_fields", &(struct plain_field){ .name = "reason", .label = N_("Reason"), .hint = N_("Where they refused."), .lines = true });
	model_list(model, "other_fields");
	plain_field_model(req, model, "other_fields", &(struct plain_field){ .name = "name", .label = N_("Name"), .internal = true, .value = account.name });
	plain_field_model(req, model, "other_fields", &(struct plain_field){ .name = "email", .label = N_("E-mail address"),
		.hint = N_("Another address or another person: the link goes there, and who had one before can sign no more."), .value = account.email });
	model_list(model, "correction_fields");
	plain_field_model(req, model, "correction_fields", &(struct plain_field){ .name = "why", .label = N_("What was wrong"), .required = true, .lines = true, .internal = true });
}

static struct model *signatory_model(struct request *req, const struct agreement *agreement, const struct signatory *signatory)
{
	struct signing_standing standing = signature_standing(req->programme, signatory, req->today);
	struct model *model = model_new(req->arena);
	bool taken = signature_takes(req->programme, agreement, req->today), given = standing.state == SIGNING_SIGNED;

	model_text(model, "title", row_title(req->programme, &signatory_record, signatory, req->arena));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "agreement", agreement->title);
	model_text(model, "back", signature_page_address(req, agreement, "/signatures"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "name", person_name(req->store, signatory->person, req->arena));
	model_words(model, "state_label", words_label(&signing_state_words, (int)standing.state));
	model_text(model, "since", day_known(standing.since) ? language_day(req->language, req->arena, standing.since) : STR_NONE);
	model_text(model, "until", standing.state == SIGNING_ASKED || standing.state == SIGNING_EXPIRED
		? language_day(req->language, req->arena, standing.request->until) : STR_NONE);
	model_text(model, "anew", standing.request && day_known(standing.request->anew) && !given
		? language_day(req->language, req->arena, standing.request->anew) : STR_NONE);
	model_text(model, "reason", standing.state == SIGNING_REFUSED ? standing.act->reason : STR_NONE);
	model_flag(model, "ok", given);
	model_flag(model, "proof_asked", signatory->proof_asked);
	model_flag(model, "proof_there", id_known(signatory->proof));
	show_row(req, model, "proof", &document_record, signatory->proof);
	model_flag(model, "may_ask", taken && !given && signature_turn(req->programme, signatory, req->today));
	model_flag(model, "again", standing.request != NULL);
	model_flag(model, "may_remind", taken && standing.state == SIGNING_ASKED && mail_leaves());
	model_flag(model, "may_withdraw", standing.state == SIGNING_ASKED || standing.state == SIGNING_EXPIRED);
	model_flag(model, "may_record", agreement->frozen.ms > 0 && !given);
	model_flag(model, "may_correct", standing.act && standing.act->act != SIGNATURE_WITHDRAWN);
	model_text(model, "request", signatory_page_address(req, signatory, "/request"));
	model_text(model, "reminder", signatory_page_address(req, signatory, "/reminder"));
	model_text(model, "withdrawal", signatory_page_address(req, signatory, "/withdrawal"));
	model_text(model, "record", signatory_page_address(req, signatory, "/acts"));
	model_text(model, "correction", signatory_page_address(req, signatory, "/correction"));
	mails_model(req, model, standing.request);
	record_model(req, model, signatory);
	faults_model(req, model, &req->faults);
	return model;
}

/* GET /{programme}/agreements/{agreement}/signatories/{signatory} */
static void show_signatory(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);

	if (signatory)
		respond_page(res, req, "signature/signatory", signatory_model(req, agreement, signatory));
}

/* Who is to be asked: as before, or the person of the address that was given. */
static struct id person_asked(struct request *req, const struct signatory *signatory)
{
	struct str email = str_trim(request_field(req, "email")), name = str_trim(request_field(req, "name"));
	struct id person = signatory->person;
	struct account account;

	if (email.len == 0 || (account_by_id(req->store, person, req->arena, &account) && str_equal_nocase(account.email, email)))
		return person;
	person_know(req->store, email, name, &person, &req->faults);
	return person;
}

/* POST /{programme}/agreements/{agreement}/signatories/{signatory}/request: name, email, where to somebody else */
static void ask_again(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);
	struct signatory after;
	struct asking asking;
	struct id person;

	if (!signatory)
		return;
	after = *signatory;
	begin_asking(req, &asking, 1);
	person = may_still(req, agreement) ? person_asked(req, signatory) : ID_NONE;
	if (req->faults.count == 0 && !id_known(person))
		refuse(req, "email", N_("Give the address of who signs."), STR_NONE);
	if (req->faults.count == 0) {
		after.person = person;
		ask_one(req, &asking, agreement, signatory, person);
	}
	if (req->faults.count == 0 && !id_equal(person, signatory->person))
		asking.changes[asking.change_count++] = (struct change){ &signatory_record, signatory, &after };
	if (req->faults.count == 0 && command_write_all(req, asking.changes, asking.change_count)) {
		signing_end(req->store, &(struct signer){ .programme = req->programme->id, .signatory = signatory->id });
		respond_asked(req, res, agreement, &asking, signatory_page_address(req, signatory, ""));
	} else {
		respond_faults(res, req, "signature/signatory", signatory_model(req, agreement, signatory));
	}
}

/* POST .../reminder */
static void remind_one(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);
	int64_t sent = 0;
	size_t left = 0;

	if (!signatory)
		return;
	remind(req, signatory, &sent, &left);
	respond_reminded(req, res, sent, left, signatory_page_address(req, signatory, ""));
}

/* POST .../withdrawal: the asking is taken back, its link works no more. */
static void withdraw_request(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);
	struct asking asking;

	if (!signatory)
		return;
	begin_asking(req, &asking, 1);
	end_request(req, &asking, signatory, REQUEST_WITHDRAWN);
	if (asking.change_count > 0 && !command_write_all(req, asking.changes, asking.change_count)) {
		respond_faults(res, req, "signature/signatory", signatory_model(req, agreement, signatory));
		return;
	}
	signing_end(req->store, &(struct signer){ .programme = req->programme->id, .signatory = signatory->id });
	flash(res, req, FLASH_OK, N_("Taken back: {0} is no longer asked."), row_title(req->programme, &signatory_record, signatory, req->arena));
	respond_see_other(res, req, signatory_page_address(req, signatory, ""));
}

/* Recording */

static void read_day(struct request *req, struct signature *act)
{
	if (!day_read(request_field(req, "day"), &act->day) || !day_exact(act->day))
		refuse(req, "day", N_("Give the day on it, such as 22-5-2024."), STR_NONE);
	else if (day_first(act->day) > day_first(req->today))
		refuse(req, "day", N_("That day is still to come."), STR_NONE);
}

static void read_act(struct request *req, const struct agreement *agreement, const struct signatory *signatory, struct signature *act)
{
	struct str how = request_field(req, "how");

	*act = (struct signature){ .id = id_new(), .agreement = agreement->id, .signatory = signatory->id, .moment = clock_now(), .hash = agreement->hash,
		.place = str_trim(request_field(req, "place")), .function = str_trim(request_field(req, "function")), .reason = str_trim(request_field(req, "reason")) };
	if (act->function.len == 0)
		act->function = signatory->function;
	act->act = str_is(how, "refused") ? SIGNATURE_REFUSED : SIGNATURE_SIGNED;
	act->how = str_is(how, "on_paper") ? SIGNED_ON_PAPER : str_is(how, "elsewhere") ? SIGNED_ELSEWHERE : SIGNED_UNKNOWN;
	if (act->act == SIGNATURE_SIGNED && act->how == SIGNED_UNKNOWN)
		refuse(req, "how", N_("Choose how it was done."), STR_NONE);
	else if (act->act == SIGNATURE_REFUSED && act->reason.len == 0)
		refuse(req, "reason", N_("Say why."), STR_NONE);
	read_day(req, act);
	if (act->how == SIGNED_ON_PAPER && act->place.len == 0)
		refuse(req, "place", N_("Say where it was signed."), STR_NONE);
	if (act->act == SIGNATURE_REFUSED)
		act->hash = STR_NONE;
}

/* The scan, and the proof of mandate where it is asked and came along. */
static void read_files(struct request *req, const struct signatory *signatory, struct signature *act, struct signatory *after, struct change *changes, size_t *count)
{
	struct kept_file kept;

	if (act->act != SIGNATURE_SIGNED)
		return;
	if (!request_file(req, "scan"))
		refuse(req, "scan", act->how == SIGNED_ELSEWHERE ? N_("Add the signed PDF.") : N_("Add the scan: a PDF or a photo."), STR_NONE);
	else if (signature_file_keep(req, "scan", &kept)) {
		if (act->how == SIGNED_ELSEWHERE && !str_is(kept.media_type, "application/pdf"))
			refuse(req, "scan", N_("What a signing service gives is a PDF. A photo is of a signature on paper."), STR_NONE);
		act->document = signature_document(req, signatory, N_("Signature of {0}"), &kept, changes + *count);
		*count += 2;
	}
	if (request_file(req, "proof") && signature_file_keep(req, "proof", &kept)) {
		after->proof = signature_document(req, signatory, N_("Mandate of {0}"), &kept, changes + *count);
		*count += 2;
		changes[(*count)++] = (struct change){ &signatory_record, signatory, after };
	} else if (signatory->proof_asked && !id_known(signatory->proof)) {
		refuse(req, "proof", N_("Proof of mandate is asked of this signatory: add it."), STR_NONE);
	}
}

/* POST .../acts: how = on_paper, elsewhere or refused; day, place, signer, function, reason, scan, proof */
static void record_act(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);
	struct change changes[8];
	struct signatory after;
	struct signature act;
	struct signature_name name;
	struct asking asking;
	size_t count = 0;

	if (!signatory)
		return;
	after = *signatory;
	read_act(req, agreement, signatory, &act);
	read_files(req, signatory, &act, &after, changes, &count);
	begin_asking(req, &asking, 1);
	end_request(req, &asking, signatory, REQUEST_ANSWERED);
	if (asking.change_count > 0)
		changes[count++] = asking.changes[0];
	changes[count++] = (struct change){ &signature_record, NULL, &act };
	name = (struct signature_name){ .signature = act.id, .name = str_to(str_trim(request_field(req, "signer")), 200) };
	if (req->faults.count == 0 && name.name.len > 0 && !signature_name_keep(req->store, req->programme->id, &name))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	if (req->faults.count > 0 || !command_write_all(req, changes, count)) {
		respond_faults(res, req, "signature/signatory", signatory_model(req, agreement, signatory));
		return;
	}
	job_run_now(req->store, req->programme->id, &signature_mail_job);
	flash(res, req, FLASH_OK, N_("Put on record: {0}"), row_title(req->programme, &signatory_record, signatory, req->arena));
	respond_see_other(res, req, signature_page_address(req, agreement, "/signatures"));
}

/* POST .../correction: why. The act that holds was recorded wrongly: it stays visible, and holds no more from its own day on. */
static void correct_act(struct request *req, struct response *res)
{
	const struct agreement *agreement;
	const struct signatory *signatory = asked_signatory(req, res, &agreement);
	const struct signature *wrong;
	struct signature act;

	if (!signatory)
		return;
	wrong = signatory_act(req->programme, signatory, req->today);
	act = (struct signature){ .id = id_new(), .agreement = agreement->id, .signatory = signatory->id, .act = SIGNATURE_WITHDRAWN,
		.how = wrong ? wrong->how : SIGNED_UNKNOWN, .day = wrong ? wrong->day : req->today, .moment = clock_now(),
		.function = wrong ? wrong->function : STR_NONE, .reason = str_trim(request_field(req, "why")) };
	if (act.reason.len == 0)
		refuse(req, "why", N_("Say what was wrong."), STR_NONE);
	if (req->faults.count > 0 || !command_write(req, &signature_record, NULL, &act)) {
		respond_faults(res, req, "signature/signatory", signatory_model(req, agreement, signatory));
		return;
	}
	flash(res, req, FLASH_OK, N_("It holds no more. It stays visible, with your reason."), STR_NONE);
	respond_see_other(res, req, signatory_page_address(req, signatory, ""));
}

/* The agreement with its evidence */

/* GET /{programme}/agreements/{agreement}/signed.pdf: the kept PDF, closed by the sheet that says who signed it. */
static void show_signed(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_agreement(req, res);

	if (agreement && agreement->frozen.ms == 0)
		respond_not_found(res, req);
	else if (agreement)
		signature_respond_signed(req, res, agreement, NULL);
}

const struct route signature_routes[] = {
	{ "GET",  "/{programme}/agreements/{agreement}/signatures", RIGHT_READ, show_signatures, ROUTE_WAITS, "Who signs an agreement, who has, and every act with its day" },
	{ "GET",  "/{programme}/agreements/{agreement}/signed.pdf", RIGHT_READ, show_signed, ROUTE_WAITS, "The frozen agreement, closed by its evidence page" },
	{ "POST", "/{programme}/agreements/{agreement}/signatures/requests", RIGHT_EDIT, ask_ticked, 0, "Asks those who are ticked to sign, each by a personal link" },
	{ "POST", "/{programme}/agreements/{agreement}/signatures/reminders", RIGHT_EDIT, remind_all, 0, "Reminds who has not answered, at most once a day" },
	{ "GET",  "/{programme}/agreements/{agreement}/signatories/{signatory}", RIGHT_EDIT, show_signatory, ROUTE_WAITS | ROUTE_FORM, "One who signs: how it stands, and what the office can do" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/request", RIGHT_EDIT, ask_again, 0, "Sends a link, also to another address or person" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/reminder", RIGHT_EDIT, remind_one, 0, "Reminds one, at most once a day" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/withdrawal", RIGHT_EDIT, withdraw_request, 0, "Takes the asking back" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/acts", RIGHT_EDIT, record_act, ROUTE_UPLOAD, "Records a signature on paper or of a signing service, or a refusal" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/correction", RIGHT_EDIT, correct_act, 0, "Withdraws what was recorded wrongly" },
	ROUTES_END
};
