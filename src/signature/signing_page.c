/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing: by the personal link, without an account, or signed in. One reads exactly the PDF that was offered, gives name and function, gets a
 * code by mail and confirms with it; or says no, and why. A link that works no more says what became of it and takes a wish for another.
 */
#include "account/account.h"
#include "file/file.h"
#include "html/faults.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "party/party.h"
#include "signature/signature_mail.h"
#include "signature/signature_model.h"
#include "tree/tree.h"

/* What a reader can do here. */
enum door {
	DOOR_OPEN,
	DOOR_SIGNED, DOOR_REFUSED,      /* by this reader, or recorded since */
	DOOR_LATER,                     /* another of the party first */
	DOOR_EXPIRED, DOOR_WITHDRAWN, DOOR_RENEWED,
	DOOR_CLOSED,                    /* the agreement takes no signatures any more */
	DOOR_NO_PDF                     /* the PDF that was offered is not kept */
};

struct visit {
	const struct agreement         *agreement;
	const struct signatory         *signatory;
	const struct signature_request *request;        /* NULL: signed in, and never asked by a link */
	struct person                   person;         /* who signs */
	bool                            by_link;
	struct str                      secret;         /* that the database does not have: of the link, or of the session */
	struct str                      page;           /* its address */
	enum door                       door;
};

/* Coming in */

/* A link that was answered, and whose answer was taken back since, is spent all the same. */
static enum door request_door(const struct request *req, const struct visit *visit)
{
	switch (visit->request->ended) {
	case REQUEST_WITHDRAWN: return DOOR_WITHDRAWN;
	case REQUEST_RENEWED:   return DOOR_RENEWED;
	case REQUEST_ANSWERED:  return DOOR_REFUSED;
	default:                break;
	}
	if (!id_equal(visit->request->person, visit->signatory->person))
		return DOOR_WITHDRAWN;
	return day_last(visit->request->until) < day_first(req->today) ? DOOR_EXPIRED : DOOR_OPEN;
}

static enum door door_of(const struct request *req, const struct visit *visit)
{
	const struct signature *act = signatory_act(req->programme, visit->signatory, req->today);
	enum door door = DOOR_OPEN;
	struct hash hash;

	if (act && act->act == SIGNATURE_SIGNED)
		return DOOR_SIGNED;
	if (visit->request)
		door = request_door(req, visit);
	if (door == DOOR_REFUSED && !(act && act->act == SIGNATURE_REFUSED))
		door = DOOR_WITHDRAWN;
	if (!signature_takes(req->programme, visit->agreement, req->today))
		return DOOR_CLOSED;
	if (door == DOOR_OPEN && !signature_turn(req->programme, visit->signatory, req->today))
		return DOOR_LATER;
	return door == DOOR_OPEN && !hash_parse(visit->agreement->pdf, &hash) ? DOOR_NO_PDF : door;
}

/* The link of the address; one that is none of ours, or of what is no longer there, is answered. */
static bool come_by_link(struct request *req, struct response *res, struct visit *visit)
{
	struct link link;
	struct id id;

	*visit = (struct visit){ .by_link = true, .secret = request_parameter(req, "secret") };
	if (link_recall(req->store, visit->secret, LINK_SIGNATURE, req->arena, &link) && id_equal(link.programme, req->programme->id) &&
	    id_parse(link.subject, &id))
		visit->request = programme_row(req->programme, signature_request, id);
	if (visit->request) {
		visit->signatory = programme_row(req->programme, signatory, visit->request->signatory);
		visit->agreement = programme_row(req->programme, agreement, visit->request->agreement);
	}
	if (!visit->signatory || !visit->agreement || !id_equal(link.person, visit->request->person)) {
		respond_spent(res, req);
		return false;
	}
	visit->person.id = link.person;
	visit->page = request_address(req, str_format(req->arena, "/signing/%.*s", STR_ARG(visit->secret)));
	visit->door = door_of(req, visit);
	return true;
}

/* Signed in: the one who is named to sign, and nobody else. */
static bool come_signed_in(struct request *req, struct response *res, struct visit *visit)
{
	const struct agreement *agreement = programme_by_address(req->programme, &agreement_record, request_parameter(req, "agreement"));
	struct id id;

	*visit = (struct visit){ .agreement = agreement };
	if (agreement && id_parse(request_parameter(req, "signatory"), &id))
		visit->signatory = programme_row(req->programme, signatory, id);
	if (!visit->signatory || !id_equal(visit->signatory->agreement, agreement->id) ||
	    !access_sees(req->programme, req->person, &agreement_record, agreement, req->today)) {
		respond_not_found(res, req);
		return false;
	}
	if (!id_equal(visit->signatory->person, req->person->id)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_FORBIDDEN, .message = N_("Only who is named to sign for this party signs here: the {0}."),
			.arg = { row_title(req->programme, &signatory_record, visit->signatory, req->arena) } });
		respond_faults(res, req, NULL, NULL);
		return false;
	}
	if (!access_may_for(req->programme, req->person, RIGHT_SIGN, visit->signatory->party, req->today, &req->faults)) {
		respond_faults(res, req, NULL, NULL);
		return false;
	}
	visit->person = *req->person;
	visit->secret = session_csrf(req);
	visit->request = signature_request_of(req->programme, visit->signatory, req->today);
	/* The account is a door of its own: a link that ended does not close it. */
	if (visit->request && (visit->request->ended != REQUEST_OPEN || !id_equal(visit->request->person, req->person->id)))
		visit->request = NULL;
	visit->page = signatory_page_address(req, visit->signatory, "/signing");
	visit->door = door_of(req, visit);
	if (visit->door == DOOR_EXPIRED)
		visit->door = DOOR_OPEN;
	return true;
}

static bool come(struct request *req, struct response *res, struct visit *visit)
{
	return request_parameter(req, "secret").len ? come_by_link(req, res, visit) : come_signed_in(req, res, visit);
}

static struct signer signer_of(const struct request *req, const struct visit *visit)
{
	return (struct signer){ req->programme->id, visit->signatory->id, visit->person.id, visit->secret };
}

/* The page */

static void services_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list services = REFERRING(req->programme, service, agreement, agreement->id);

	model_list(model, "services");
	for (size_t i = 0; i < services.count; i++) {
		const struct service *service = ROW(service, services, i);
		struct model *item = model_item(model, "services");
		model_text(item, "title", row_title(req->programme, &service_record, service, req->arena));
		model_text(item, "result", service->result);
		model_text(item, "due", day_known(service->due) ? language_day(req->language, req->arena, service->due) : STR_NONE);
	}
	model_flag(model, "has_services", services.count > 0);
}

static void payments_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list rows = REFERRING(req->programme, funding_contribution, agreement, agreement->id);

	model_list(model, "payments");
	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *row = ROW(funding_contribution, rows, i);
		struct model *item = model_item(model, "payments");
		model_text(item, "who", row_title(req->programme, &funding_contribution_record, row, req->arena));
		model_text(item, "amount", row->amount.known ? language_money(req->language, req->arena, row->amount) : STR_NONE);
	}
	model_flag(model, "has_payments", rows.count > 0);
}

static struct str mail_address(struct request *req, const struct visit *visit)
{
	struct account account = { 0 };

	return account_by_id(req->store, visit->person.id, req->arena, &account) ? account.email : STR_NONE;
}

/* "b…@duiven.nl": enough to know one's own by, too little for who found the link. */
static struct str address_hint(struct request *req, struct str address)
{
	size_t at = str_find(address, '@');

	return at == SIZE_MAX || at == 0 ? STR_NONE : str_format(req->arena, "%.1s…%.*s", address.at, STR_ARG(str_from(address, at)));
}

/* The first step: who one is. What was typed, else what waits for a code, else what is known. */
static void who_model(struct request *req, struct model *model, const struct visit *visit, const struct signing *waiting)
{
	struct str name = waiting->name.len ? waiting->name : person_name(req->store, visit->person.id, req->arena);
	struct str function = waiting->function.len ? waiting->function : visit->signatory->function;

	model_list(model, "fields");
	plain_field_model(req, model, "fields", &(struct plain_field){ .name = "name", .label = N_("Your name"), .required = true, .value = name,
		.hint = N_("The programme office sees it; it does not stand on the public pages.") });
	plain_field_model(req, model, "fields", &(struct plain_field){ .name = "function", .label = N_("Your function"), .required = true, .value = function });
	model_flag(model, "proof_asked", visit->signatory->proof_asked);
	model_flag(model, "proof_there", id_known(visit->signatory->proof));
	model_text(model, "proof_fault", faults_of(req, &req->faults, "proof"));
	model_text(model, "read_fault", faults_of(req, &req->faults, "read"));
	model_flag(model, "read", request_has_field(req, "read"));
}

static void steps_model(struct request *req, struct model *model, const struct visit *visit)
{
	struct signer signer = signer_of(req, visit);
	struct signing waiting = { 0 };
	bool begun = visit->door == DOOR_OPEN && signing_read(req->store, &signer, req->arena, &waiting);
	bool again = str_is(request_query(req, "step"), "1") || request_has_field(req, "name");

	model_flag(model, "code_step", begun && waiting.open && !again);
	model_flag(model, "code_over", begun && !waiting.open && !again);
	model_text(model, "code_until", begun ? language_moment(req->language, req->arena, waiting.expires) : STR_NONE);
	model_text(model, "code_to", address_hint(req, mail_address(req, visit)));
	model_text(model, "signer_name", waiting.name);
	model_text(model, "signer_function", waiting.function);
	who_model(req, model, visit, &waiting);
	model_list(model, "code_fields");
	plain_field_model(req, model, "code_fields", &(struct plain_field){ .name = "code", .label = N_("Code of six digits"), .required = true, .numeric = true,
		.hint = N_("It stands in the mail that was just sent to you.") });
	model_list(model, "refusal_fields");
	plain_field_model(req, model, "refusal_fields", &(struct plain_field){ .name = "reason", .label = N_("Why not"), .required = true, .lines = true,
		.hint = N_("The programme office reads it, so that it can do something about it.") });
	model_flag(model, "refusal_open", request_has_field(req, "reason"));
}

static const char *door_words(enum door door)
{
	switch (door) {
	case DOOR_LATER:     return N_("Somebody else of your party signs first. You get a mail when it is your turn.");
	case DOOR_EXPIRED:   return N_("This link was good for 30 days, and that time is over.");
	case DOOR_WITHDRAWN: return N_("The programme office took this link back: you are not asked to sign by it any more.");
	case DOOR_RENEWED:   return N_("Another link was sent instead of this one. Look in your mail for the newest.");
	case DOOR_CLOSED:    return N_("This agreement cannot be signed now: the offer was taken back, it has ended, or another took its place.");
	case DOOR_NO_PDF:    return N_("The PDF of this agreement is not kept here, so it cannot be signed by link. The programme office can have you sign on paper.");
	default:             return "";
	}
}

static void door_model(struct request *req, struct model *model, const struct visit *visit)
{
	const struct signature *act = signatory_act(req->programme, visit->signatory, req->today);
	bool wish = visit->by_link && (visit->door == DOOR_EXPIRED || visit->door == DOOR_WITHDRAWN || visit->door == DOOR_RENEWED || visit->door == DOOR_REFUSED);

	model_flag(model, "open", visit->door == DOOR_OPEN);
	model_flag(model, "signed", visit->door == DOOR_SIGNED);
	model_flag(model, "refused", visit->door == DOOR_REFUSED);
	model_words(model, "closed_words", door_words(visit->door));
	model_text(model, "act_day", act ? language_day(req->language, req->arena, act->day) : STR_NONE);
	model_text(model, "act_reason", act && visit->door == DOOR_REFUSED ? act->reason : STR_NONE);
	model_flag(model, "may_wish", wish && !day_known(visit->request->anew));
	model_text(model, "wished", wish && day_known(visit->request->anew) ? language_day(req->language, req->arena, visit->request->anew) : STR_NONE);
	model_flag(model, "all_signed", day_known(agreement_signed_on(req->programme, visit->agreement, req->today)));
}

/* Whoever has a link that the office took back reads no more than that. */
static bool may_read(const struct visit *visit)
{
	return visit->door != DOOR_WITHDRAWN && visit->door != DOOR_RENEWED && visit->door != DOOR_EXPIRED;
}

static struct model *signing_model(struct request *req, const struct visit *visit)
{
	const struct agreement *agreement = visit->agreement;
	const struct party *party = programme_row(req->programme, party, visit->signatory->party);
	struct model *model = model_new(req->arena);

	model_words(model, "title", visit->door == DOOR_OPEN || visit->door == DOOR_LATER ? N_("Sign an agreement") : visit->door == DOOR_SIGNED ? N_("You have signed")
		: visit->door == DOOR_REFUSED ? N_("You did not sign") : N_("This link works no more"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "programme_name", tree_facts(req->programme)->name);
	model_text(model, "agreement", agreement->title);
	model_text(model, "party", party ? party->name : STR_NONE);
	model_text(model, "function", visit->signatory->function);
	model_text(model, "period", day_known(agreement->first) || day_known(agreement->last)
		? language_period(req->language, req->arena, agreement->first, agreement->last) : STR_NONE);
	model_text(model, "until", visit->by_link ? language_day(req->language, req->arena, visit->request->until) : STR_NONE);
	model_flag(model, "by_link", visit->by_link);
	model_text(model, "csrf", visit->by_link ? STR_NONE : session_csrf(req));
	model_text(model, "page", visit->page);
	model_text(model, "hash", agreement->hash);
	model_text(model, "pdf_hash", agreement->pdf);
	model_flag(model, "readable", may_read(visit));
	model_safe(model, "text", markdown_html(may_read(visit) ? agreement->text : STR_NONE, 3, req->arena));
	services_model(req, model, agreement);
	payments_model(req, model, agreement);
	door_model(req, model, visit);
	steps_model(req, model, visit);
	faults_model(req, model, &req->faults);
	return model;
}

static void respond_visit(struct request *req, struct response *res, const struct visit *visit)
{
	bool gone = visit->door != DOOR_OPEN && visit->door != DOOR_SIGNED && visit->door != DOOR_REFUSED && visit->door != DOOR_LATER;

	if (gone)
		res->status = 410;
	respond_page(res, req, "signature/signing", signing_model(req, visit));
}

/* GET .../signing */
static void show_signing(struct request *req, struct response *res)
{
	struct visit visit;

	if (come(req, res, &visit))
		respond_visit(req, res, &visit);
}

/* GET .../signing/agreement.pdf: the bytes that were offered. */
static void show_offered(struct request *req, struct response *res)
{
	struct visit visit;

	if (!come(req, res, &visit))
		return;
	if (may_read(&visit))
		signature_respond_offered(req, res, visit.agreement);
	else
		respond_visit(req, res, &visit);
}

/* GET .../signing/signed.pdf */
static void show_signed(struct request *req, struct response *res)
{
	struct visit visit;

	if (!come(req, res, &visit))
		return;
	if (visit.door == DOOR_SIGNED)
		signature_respond_signed(req, res, visit.agreement, visit.signatory);
	else
		respond_visit(req, res, &visit);
}

/* The first step: name, function, mandate */

static bool refuse(struct request *req, const char *field, const char *message)
{
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

/* As the visitor, for the writes of this one request. */
static bool write_as(struct request *req, const struct visit *visit, const struct change *changes, size_t count)
{
	const struct person *reader = req->person;
	bool written;

	req->person = &visit->person;
	req->by_link = visit->by_link;
	written = command_write_all(req, changes, count);
	req->person = reader;
	return written;
}

/* The act as it would be, to see now what stands in its way and not after the code. */
static struct signature act_of(const struct request *req, const struct visit *visit, enum signature_act act, struct str function)
{
	return (struct signature){ .id = id_new(), .agreement = visit->agreement->id, .signatory = visit->signatory->id, .act = act,
		.how = visit->by_link ? SIGNED_BY_LINK : SIGNED_WITH_ACCOUNT, .day = req->today, .moment = clock_now(), .function = function,
		.hash = act == SIGNATURE_SIGNED ? visit->agreement->hash : STR_NONE, .person = visit->person.id };
}

/* Proof of mandate is kept at once, so that it need not be sent again when a code goes wrong. */
static void keep_proof(struct request *req, struct visit *visit)
{
	const struct person *reader = req->person;
	struct change changes[3];
	struct kept_file kept;
	struct signatory *after;
	bool failed;

	if (!visit->signatory->proof_asked)
		return;
	if (!request_file(req, "proof")) {
		if (!id_known(visit->signatory->proof))
			refuse(req, "proof", N_("Add the proof that you may sign: a PDF or a photo."));
		return;
	}
	if (!account_counts(req->store, str_format(req->arena, "signing proof:%.*s", STR_ARG(id_text(visit->signatory->id, req->arena))), PROOFS_A_WHILE, &failed)) {
		refuse(req, "proof", N_("A few files were sent already. Wait a quarter of an hour."));
		return;
	}
	if (!signature_file_keep(req, "proof", &kept))
		return;
	after = arena_copy(req->arena, visit->signatory, sizeof *after);
	req->person = &visit->person;
	after->proof = signature_document(req, visit->signatory, N_("Mandate of {0}"), &kept, changes);
	req->person = reader;
	changes[2] = (struct change){ &signatory_record, visit->signatory, after };
	if (write_as(req, visit, changes, 3))
		visit->signatory = after;
}

static void check_who(struct request *req, struct visit *visit, struct str name, struct str function)
{
	struct signature act = act_of(req, visit, SIGNATURE_SIGNED, function);
	size_t before;

	if (name.len == 0 || str_length(name) > 200 || !str_is_text(name))
		refuse(req, "name", N_("Give your name."));
	if (function.len == 0)
		refuse(req, "function", N_("Give the function in which you sign."));
	if (!request_has_field(req, "read"))
		refuse(req, "read", N_("Tick that you have read the agreement and may sign it."));
	keep_proof(req, visit);
	before = req->faults.count;
	if (before == 0)
		row_check(req->programme, &signature_record, &act, &req->faults);
	/* What hangs on the mandate that was sent just now is seen when it is signed. */
	if (visit->signatory->proof_asked && before == 0)
		req->faults.count = 0;
}

/* Codes that were mailed since this one was asked to sign. */
static size_t codes_sent(struct request *req, const struct visit *visit)
{
	struct mail_lines lines = mail_about(req->store, req->programme->id, str_format(req->arena, "signing/%.*s/code/",
		STR_ARG(id_text(visit->signatory->id, req->arena))), req->arena);
	int64_t since = visit->request ? visit->request->moment.ms : 0;
	size_t count = 0;

	for (size_t i = 0; i < lines.count; i++)
		count += lines.at[i].queued.ms >= since && id_equal(lines.at[i].person, visit->person.id);
	return count;
}

static bool may_have_code(struct request *req, const struct visit *visit)
{
	bool failed;
	struct str person = str_format(req->arena, "signing code:%.*s", STR_ARG(id_text(visit->signatory->id, req->arena)));

	if (!mail_leaves() || !mail_reaches(req->store, visit->person.id))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("No code can be mailed to you now. Ask the programme office to have you sign on paper.") });
	if (codes_sent(req, visit) >= CODES_A_REQUEST)
		return refuse(req, NULL, N_("So many codes were sent that no more are. Ask the programme office for a new link, or to sign on paper."));
	if (!account_counts(req->store, person, CODES_A_WHILE, &failed) ||
	    !account_counts(req->store, str_format(req->arena, "signing codes from:%.*s", STR_ARG(req->address)), CODES_A_NETWORK, &failed))
		return faults_add(&req->faults, (struct fault){ .kind = failed ? FAULT_UNAVAILABLE : FAULT_INVALID,
			.message = failed ? N_("It could not be written now. Try again.")
				: N_("A few codes were sent already. Look into your mail, or wait a quarter of an hour and ask again.") });
	return true;
}

static bool send_code(struct request *req, const struct visit *visit, struct str name, struct str function)
{
	struct signature_post post = { req->store, req->programme, clock_now(), STR_NONE, req->arena };
	struct signer signer = signer_of(req, visit);
	struct str code;

	if (!may_have_code(req, visit))
		return false;
	code = signing_begin(req->store, &signer, name, function, req->arena);
	if (code.len == 0 || !signature_mail_code(&post, visit->signatory, visit->person.id, code))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	return true;
}

/* POST .../signing/code: name, function, read, proof; or `again` alone: another code for what was given before. */
static void take_who(struct request *req, struct response *res)
{
	struct str name = str_trim(request_field(req, "name")), function = str_trim(request_field(req, "function"));
	struct signing waiting;
	struct signer signer;
	struct visit visit;

	if (!come(req, res, &visit))
		return;
	if (visit.door != DOOR_OPEN) {
		respond_visit(req, res, &visit);
		return;
	}
	signer = signer_of(req, &visit);
	if (request_has_field(req, "again") && signing_read(req->store, &signer, req->arena, &waiting)) {
		name = waiting.name;
		function = waiting.function;
	} else {
		check_who(req, &visit, name, function);
	}
	if (req->faults.count == 0 && send_code(req, &visit, name, function)) {
		flash(res, req, FLASH_OK, N_("The code is on its way to your mail address."), STR_NONE);
		respond_see_other(res, req, visit.page);
	} else {
		respond_faults(res, req, "signature/signing", signing_model(req, &visit));
	}
}

/* The second step: the code */

/* Only digits count: people type "123 456". */
static struct str code_typed(struct request *req)
{
	struct str typed = request_field(req, "code");
	char digits[CODE_DIGITS + 1];
	size_t count = 0;

	for (size_t i = 0; i < typed.len; i++) {
		if (typed.at[i] < '0' || typed.at[i] > '9')
			continue;
		if (count == CODE_DIGITS)
			return STR_NONE;
		digits[count++] = typed.at[i];
	}
	return count == CODE_DIGITS ? str_copy(req->arena, (struct str){ digits, count }) : STR_NONE;
}

static bool code_fits(struct request *req, const struct visit *visit)
{
	struct signer signer = signer_of(req, visit);
	struct str code = code_typed(req);

	if (code.len == 0)
		return refuse(req, "code", N_("A code has six digits."));
	switch (signing_try(req->store, &signer, code)) {
	case TRY_FITS:  return true;
	case TRY_WRONG: return refuse(req, "code", N_("That is not the code. Look at the newest mail."));
	case TRY_OVER:  return refuse(req, "code", N_("This code works no more: a quarter of an hour is over, or it was tried five times. Ask another."));
	default:        return faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	}
}

/* The answer ends the request in the same command, so that a link works once. */
static size_t answer_changes(struct request *req, const struct visit *visit, const struct signature *act, struct change changes[2])
{
	struct signature_request *after;

	changes[0] = (struct change){ &signature_record, NULL, act };
	if (!visit->request || visit->request->ended != REQUEST_OPEN)
		return 1;
	after = arena_copy(req->arena, visit->request, sizeof *after);
	after->ended = REQUEST_ANSWERED;
	after->ended_on = req->today;
	changes[1] = (struct change){ &signature_request_record, visit->request, after };
	return 2;
}

static bool sign(struct request *req, const struct visit *visit)
{
	struct signer signer = signer_of(req, visit);
	struct signature_name name = { .person = visit->person.id };
	struct change changes[2];
	struct signature act;
	struct signing waiting;

	if (!code_fits(req, visit) || !signing_read(req->store, &signer, req->arena, &waiting))
		return false;
	act = act_of(req, visit, SIGNATURE_SIGNED, waiting.function);
	name.signature = act.id;
	name.name = waiting.name;
	name.address = mail_address(req, visit);
	if (!signature_name_keep(req->store, req->programme->id, &name))
		return faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("It could not be written now. Try again.") });
	if (!write_as(req, visit, changes, answer_changes(req, visit, &act, changes)))
		return false;
	signing_end(req->store, &signer);
	return true;
}

static void respond_answered(struct request *req, struct response *res, const struct visit *visit, bool done, const char *words)
{
	if (!done) {
		respond_faults(res, req, "signature/signing", signing_model(req, visit));
		return;
	}
	job_run_now(req->store, req->programme->id, &signature_mail_job);
	flash(res, req, FLASH_OK, words, STR_NONE);
	respond_see_other(res, req, visit->page);
}

/* POST .../signing: code */
static void take_code(struct request *req, struct response *res)
{
	struct visit visit;

	if (!come(req, res, &visit))
		return;
	if (visit.door != DOOR_OPEN)
		respond_visit(req, res, &visit);
	else
		respond_answered(req, res, &visit, sign(req, &visit), N_("Thank you. Your signature stands."));
}

/* POST .../signing/refusal: reason */
static void take_refusal(struct request *req, struct response *res)
{
	struct visit visit;
	struct signature act;
	struct change changes[2];

	if (!come(req, res, &visit))
		return;
	if (visit.door != DOOR_OPEN) {
		respond_visit(req, res, &visit);
		return;
	}
	act = act_of(req, &visit, SIGNATURE_REFUSED, visit.signatory->function);
	act.reason = str_trim(request_field(req, "reason"));
	if (act.reason.len == 0)
		refuse(req, "reason", N_("Say why not, in one sentence."));
	respond_answered(req, res, &visit, req->faults.count == 0 && write_as(req, &visit, changes, answer_changes(req, &visit, &act, changes)),
		N_("The programme office hears that you do not sign, and why."));
}

/* POST .../signing/wish: another link, please. */
static void take_wish(struct request *req, struct response *res)
{
	struct visit visit;
	struct signature_request after;
	struct change change;

	if (!come(req, res, &visit))
		return;
	if (visit.door == DOOR_OPEN || visit.door == DOOR_SIGNED || !visit.request || day_known(visit.request->anew)) {
		respond_see_other(res, req, visit.page);
		return;
	}
	after = *visit.request;
	after.anew = req->today;
	change = (struct change){ &signature_request_record, visit.request, &after };
	respond_answered(req, res, &visit, write_as(req, &visit, &change, 1), N_("The programme office hears that you want another link."));
}

const struct route signing_routes[] = {
	{ "GET",  "/{programme}/signing/{secret}", RIGHT_READ, show_signing, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "Signs an agreement by a personal link, with no account" },
	{ "GET",  "/{programme}/signing/{secret}/agreement.pdf", RIGHT_READ, show_offered, ROUTE_WAITS | ROUTE_SECRET, "The PDF as it was offered" },
	{ "GET",  "/{programme}/signing/{secret}/signed.pdf", RIGHT_READ, show_signed, ROUTE_WAITS | ROUTE_SECRET, "The same, closed by its evidence page" },
	{ "POST", "/{programme}/signing/{secret}/code", RIGHT_READ, take_who, ROUTE_NO_TOKEN | ROUTE_SECRET | ROUTE_UPLOAD, "Name and function; mails the code" },
	{ "POST", "/{programme}/signing/{secret}", RIGHT_READ, take_code, ROUTE_NO_TOKEN | ROUTE_SECRET, "Confirms with the code" },
	{ "POST", "/{programme}/signing/{secret}/refusal", RIGHT_READ, take_refusal, ROUTE_NO_TOKEN | ROUTE_SECRET, "Does not sign, and says why" },
	{ "POST", "/{programme}/signing/{secret}/wish", RIGHT_READ, take_wish, ROUTE_NO_TOKEN | ROUTE_SECRET, "Asks for another link" },
	{ "GET",  "/{programme}/agreements/{agreement}/signatories/{signatory}/signing", RIGHT_SIGN, show_signing, ROUTE_WAITS | ROUTE_FORM, "Signs an agreement signed in" },
	{ "GET",  "/{programme}/agreements/{agreement}/signatories/{signatory}/signing/agreement.pdf", RIGHT_SIGN, show_offered, ROUTE_WAITS, "The PDF as it was offered" },
	{ "GET",  "/{programme}/agreements/{agreement}/signatories/{signatory}/signing/signed.pdf", RIGHT_SIGN, show_signed, ROUTE_WAITS, "The same, closed by its evidence page" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/signing/code", RIGHT_SIGN, take_who, ROUTE_UPLOAD, "Name and function; mails the code" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/signing", RIGHT_SIGN, take_code, 0, "Confirms with the code" },
	{ "POST", "/{programme}/agreements/{agreement}/signatories/{signatory}/signing/refusal", RIGHT_SIGN, take_refusal, 0, "Does not sign, and says why" },
	ROUTES_END
};
