/* SPDX-License-Identifier: EUPL-1.2 */
/* Agreements, who signs them, services, contributions and signatures, described once, with what they refuse. */
#include "agreement/agreement.h"

#include "party/party.h"

static const struct word states[] = {
	[AGREEMENT_DRAFT] = { "draft", N_("draft") },
	[AGREEMENT_OFFERED] = { "offered", N_("offered for signing") },
	[AGREEMENT_SIGNED] = { "signed", N_("signed") },
	[AGREEMENT_IN_FORCE] = { "in_force", N_("in force") },
	[AGREEMENT_ENDED] = { "ended", N_("ended") },
	[AGREEMENT_REPLACED] = { "replaced", N_("replaced by another") },
	[AGREEMENT_WITHDRAWN] = { "withdrawn", N_("offer taken back") },
};
const struct words agreement_state_words = WORDS_OF(states);

static const struct word hows[] = {
	[SIGNED_UNKNOWN] = { "", N_("way not known") },
	[SIGNED_BY_LINK] = { "by_link", N_("by personal link and code") },
	[SIGNED_ON_PAPER] = { "on_paper", N_("on paper") },
	[SIGNED_ELSEWHERE] = { "elsewhere", N_("in its own signing service") },
	[SIGNED_WITH_ACCOUNT] = { "with_account", N_("signed in, with a code") },
};
const struct words signature_how_words = WORDS_OF(hows);

static const struct word act_list[] = {
	[SIGNATURE_UNKNOWN] = { "", N_("nothing yet") },
	[SIGNATURE_SIGNED] = { "signed", N_("signed") },
	[SIGNATURE_REFUSED] = { "refused", N_("refused to sign") },
	[SIGNATURE_WITHDRAWN] = { "withdrawn", N_("withdrew") },
};
const struct words signature_act_words = WORDS_OF(act_list);

static bool refuse(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

/* A frozen text never changes: after any change its bytes must still have the hash that was frozen. */
static bool check_frozen(const struct programme *programme, struct id id, struct faults *faults)
{
	const struct agreement *agreement = programme_row(programme, agreement, id);

	if (!agreement || agreement->frozen.ms == 0 || str_equal(agreement->hash, agreement_hash(programme, agreement, faults->arena)))
		return true;
	return refuse(faults, NULL, N_("This agreement has been offered: its text, services and signatories are frozen. Make an amendment instead."));
}

static struct str agreement_page(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct agreement *agreement = programme_row(programme, agreement, id);
	return agreement ? row_address(programme, &agreement_record, agreement, arena) : STR("/agreements");
}

static struct str party_name(const struct programme *programme, struct id id)
{
	const struct party *party = programme_row(programme, party, id);
	return party ? party->name : STR("?");
}

/* The agreement */

static const struct field agreement_fields[] = {
	FIELD(agreement, title, .label = N_("Title"), .hint = N_("For example: service agreement for the action plan 2024-2026."), .required = true, .search = true),
	FIELD(agreement, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(agreement, contractor, .label = N_("Contractor"), .hint = N_("The executing organisation."), .refers_to = "party"),
	FIELD(agreement, text, .label = N_("Text"), .markdown = true, .max = 60000, .search = true),
	FIELD(agreement, first, .label = N_("From")),
	FIELD(agreement, last, .label = N_("Until"), .hint = N_("The last day, included.")),
	FIELD(agreement, planned_signing, .label = N_("Signing planned on")),
	FIELD(agreement, planned_words, .label = N_("Planned, in words"), .hint = N_("For example: mid-April."), .max = 100, .rare = true),
	FIELD(agreement, replaces, .label = N_("Replaces"), .hint = N_("An amendment takes the place of another agreement from its first day on."), .refers_to = "agreement", .rare = true),
	FIELD(agreement, confirms, .label = N_("Confirms plan version"), .hint = N_("Signing then counts as the decision of those who sign."), .refers_to = "plan_version", .rare = true),
	FIELD(agreement, in_order, .label = N_("Those who sign for a party do so in their order"), .rare = true),
	FIELD(agreement, document, .label = N_("Known as document"), .refers_to = "document", .rare = true),
	WORDS(agreement, visibility, .label = N_("Who can read it"), .words = &visibility_words, .rare = true),
	FIELD(agreement, frozen, .label = N_("Frozen"), .hidden = true),
	FIELD(agreement, hash, .label = N_("SHA-256 of the frozen text"), .max = 64, .hidden = true),
	FIELD(agreement, canonical, .max = 64, .file = true, .hidden = true),
	FIELD(agreement, pdf, .max = 64, .file = true, .hidden = true),
	FIELD(agreement, withdrawn, .label = N_("Offer taken back"), .hidden = true),
	PROVENANCE_FIELDS(agreement),
};

static struct str agreement_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct agreement *)row)->title;
}

static struct str agreement_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/agreements/%.*s", STR_ARG(((const struct agreement *)row)->key));
}

static bool has_signature(const struct programme *programme, const struct agreement *agreement)
{
	struct row_list acts = REFERRING(programme, signature, agreement, agreement->id);

	for (size_t i = 0; i < acts.count; i++)
		if (ROW(signature, acts, i)->act == SIGNATURE_SIGNED)
			return true;
	return false;
}

static bool agreement_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct agreement *agreement = row;
	size_t before = faults->count;

	if (day_known(agreement->first) && day_known(agreement->last) && day_last(agreement->last) < day_first(agreement->first))
		refuse(faults, "last", N_("The last day lies before the first day."));
	if (id_equal(agreement->replaces, agreement->id) && id_known(agreement->id))
		refuse(faults, "replaces", N_("An agreement does not replace itself."));
	if (faults->count == before && agreement->frozen.ms > 0 &&
	    !str_equal(agreement->hash, agreement_hash(programme, agreement, faults->arena)))
		refuse(faults, NULL, N_("This agreement has been offered: its text, services and signatories are frozen. Make an amendment instead."));
	if (day_known(agreement->withdrawn) && has_signature(programme, agreement))
		refuse(faults, NULL, N_("Somebody has signed already: the offer cannot be taken back any more. Make an amendment instead."));
	if (day_known(agreement->withdrawn) && agreement->frozen.ms == 0)
		refuse(faults, NULL, N_("It has not been offered, so there is nothing to take back."));
	return faults->count == before;
}

/* What was offered stays as it was offered, whatever is written: frozen, with its hash and its files, and never taken away. */
static bool agreement_check_before(const struct programme *programme, const void *was, struct faults *faults)
{
	const struct agreement *before = was, *after = programme_row(programme, agreement, before->id);

	if (before->frozen.ms == 0)
		return true;
	if (!after)
		return refuse(faults, NULL, N_("This agreement has been offered and is kept: take the offer back, or make an amendment."));
	if (after->frozen.ms == before->frozen.ms && str_equal(after->hash, before->hash) && str_equal(after->canonical, before->canonical) &&
	    str_equal(after->pdf, before->pdf))
		return true;
	return refuse(faults, NULL, N_("This agreement has been offered: its text, services and signatories are frozen. Make an amendment instead."));
}

const struct record agreement_record = RECORD(agreement, agreements, agreement_fields,
	.label = N_("Agreement"), .plural = N_("Agreements"), .title = agreement_title, .address = agreement_address, .check = agreement_check,
	.check_before = agreement_check_before,
	.provenance = offsetof(struct agreement, provenance), .visibility = offsetof(struct agreement, visibility),
	.next = N_("Then come the services, who signs, and what each pays."));

/* Who signs */

static const struct field signatory_fields[] = {
	FIELD(signatory, agreement, .label = N_("Agreement"), .refers_to = "agreement", .required = true, .indexed = true),
	FIELD(signatory, party, .label = N_("Signs for"), .refers_to = "party", .required = true),
	FIELD(signatory, function, .label = N_("Function"), .hint = N_("For example: mayor, chair of the board."), .required = true, .max = 120),
	FIELD(signatory, person, .label = N_("Person"), .hint = N_("Gets the personal link."), .refers_to = "person"),
	FIELD(signatory, client, .label = N_("On the side of the clients")),
	FIELD(signatory, place, .label = N_("Order within the party"), .max = 20, .rare = true),
	FIELD(signatory, needed, .label = N_("How many of this party must sign"), .hint = N_("Empty: all of them."), .max = 20, .rare = true),
	FIELD(signatory, proof_asked, .label = N_("Proof of mandate is asked"), .rare = true),
	FIELD(signatory, proof, .label = N_("Proof of mandate"), .refers_to = "document", .rare = true),
};

static struct str signatory_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signatory *signatory = row;
	return str_format(arena, "%.*s, %.*s", STR_ARG(party_name(programme, signatory->party)), STR_ARG(signatory->function));
}

static struct str signatory_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return agreement_page(programme, ((const struct signatory *)row)->agreement, arena);
}

static int signatory_compare(const void *a, const void *b)
{
	const struct signatory *one = a, *other = b;
	int places = count_compare(one->place, other->place);
	return places ? places : id_compare(one->id, other->id);
}

/* Nobody signs for two parties. */
static bool signatory_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signatory *signatory = row;
	struct row_list others = REFERRING(programme, signatory, agreement, signatory->agreement);
	size_t before = faults->count;

	for (size_t i = 0; i < others.count && id_known(signatory->person); i++) {
		const struct signatory *other = ROW(signatory, others, i);
		if (!id_equal(other->id, signatory->id) && id_equal(other->person, signatory->person) && !id_equal(other->party, signatory->party))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "person",
				.message = N_("This person signs for {0} already. Nobody signs for two parties."), .arg = { party_name(programme, other->party) } });
	}
	if (signatory->needed.known && signatory->needed.value < 1)
		refuse(faults, "needed", N_("At least one must sign."));
	if (faults->count == before)
		check_frozen(programme, signatory->agreement, faults);
	return faults->count == before;
}

/* Also where it is taken away, or moved to another agreement. */
static bool signatory_check_before(const struct programme *programme, const void *before, struct faults *faults)
{
	return check_frozen(programme, ((const struct signatory *)before)->agreement, faults);
}

const struct record signatory_record = RECORD(signatory, signatories, signatory_fields,
	.label = N_("Signatory"), .plural = N_("Signatories"), .title = signatory_title, .address = signatory_address, .check = signatory_check, .check_before = signatory_check_before,
	.compare = signatory_compare);

/* Services */

static const struct field service_fields[] = {
	FIELD(service, agreement, .label = N_("Agreement"), .refers_to = "agreement", .required = true, .indexed = true),
	FIELD(service, number, .label = N_("Number"), .max = 999, .required = true),
	FIELD(service, title, .label = N_("Service"), .required = true, .search = true),
	FIELD(service, result, .label = N_("Result to deliver"), .lines = true, .max = 2000, .search = true),
	FIELD(service, due, .label = N_("Due")),
	FIELD(service, proof, .label = N_("What shows it"), .hint = N_("For example: a report, a list of companies visited."), .max = 500),
	FIELD(service, node, .label = N_("Part of"), .hint = N_("The theme or action it is about."), .refers_to = "node", .rare = true),
	FIELD(service, actions, .label = N_("Actions that fulfil it"), .refers_to = "action"),
	FIELD(service, lines, .label = N_("Budget lines that pay it"), .refers_to = "budget_line", .rare = true),
	FIELD(service, delivered, .label = N_("Delivered on")),
	FIELD(service, document, .label = N_("Proof"), .refers_to = "document", .rare = true),
};

static struct str service_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct service *service = row;

	(void)programme;
	return str_format(arena, "%lld. %.*s", (long long)service->number.value, STR_ARG(service->title));
}

static struct str service_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct service *service = row;
	return str_format(arena, "%.*s#service-%lld", STR_ARG(agreement_page(programme, service->agreement, arena)),
		(long long)service->number.value);
}

static int service_compare(const void *a, const void *b)
{
	const struct service *one = a, *other = b;
	int numbers = count_compare(one->number, other->number);
	return numbers ? numbers : id_compare(one->id, other->id);
}

static bool service_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct service *service = row;
	struct row_list others = REFERRING(programme, service, agreement, service->agreement);
	size_t before = faults->count;

	for (size_t i = 0; i < others.count; i++)
		if (!id_equal(row_id(others.at[i]), service->id) && count_compare(ROW(service, others, i)->number, service->number) == 0)
			refuse(faults, "number", N_("This agreement has a service with that number already."));
	if (faults->count == before)
		check_frozen(programme, service->agreement, faults);
	return faults->count == before;
}

/* Also where it is taken away, or moved to another agreement. */
static bool service_check_before(const struct programme *programme, const void *before, struct faults *faults)
{
	return check_frozen(programme, ((const struct service *)before)->agreement, faults);
}

const struct record service_record = RECORD(service, services, service_fields,
	.label = N_("Service"), .plural = N_("Services"), .title = service_title, .address = service_address, .check = service_check, .check_before = service_check_before,
	.compare = service_compare);

/* What each pays by it */

static const struct field contribution_fields[] = {
	FIELD(funding_contribution, agreement, .label = N_("Agreement"), .refers_to = "agreement", .required = true, .indexed = true),
	FIELD(funding_contribution, party, .label = N_("Party"), .refers_to = "party", .required = true),
	FIELD(funding_contribution, year, .label = N_("Year"), .max = 2200, .required = true),
	FIELD(funding_contribution, amount, .label = N_("Amount"), .hint = N_("Empty: not known yet.")),
	FIELD(funding_contribution, line, .label = N_("Budget line"), .hint = N_("Whose share this is; a difference is shown."), .refers_to = "budget_line", .rare = true),
};

static struct str contribution_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct funding_contribution *contribution = row;
	return str_format(arena, "%.*s, %lld", STR_ARG(party_name(programme, contribution->party)), (long long)contribution->year.value);
}

static struct str contribution_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return str_format(arena, "%.*s#contributions",
		STR_ARG(agreement_page(programme, ((const struct funding_contribution *)row)->agreement, arena)));
}

static bool contribution_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct funding_contribution *contribution = row;

	if (contribution->amount.known && contribution->amount.cents < 0)
		return refuse(faults, "amount", N_("An amount is not below 0."));
	return check_frozen(programme, contribution->agreement, faults);
}

/* Also where it is taken away, or moved to another agreement. */
static bool contribution_check_before(const struct programme *programme, const void *before, struct faults *faults)
{
	return check_frozen(programme, ((const struct funding_contribution *)before)->agreement, faults);
}

const struct record funding_contribution_record = RECORD(funding_contribution, funding_contributions, contribution_fields,
	.label = N_("Contribution"), .plural = N_("Contributions"), .title = contribution_title, .address = contribution_address,
	.check = contribution_check, .check_before = contribution_check_before);

/* Signatures */

static const struct field signature_fields[] = {
	FIELD(signature, agreement, .label = N_("Agreement"), .refers_to = "agreement", .required = true, .indexed = true),
	FIELD(signature, signatory, .label = N_("Who"), .refers_to = "signatory", .required = true, .indexed = true),
	WORDS(signature, act, .label = N_("What"), .words = &signature_act_words, .required = true),
	WORDS(signature, how, .label = N_("How"), .words = &signature_how_words),
	FIELD(signature, day, .label = N_("Day"), .required = true),
	FIELD(signature, function, .label = N_("Function"), .max = 120),
	FIELD(signature, place, .label = N_("Place"), .max = 120),
	FIELD(signature, reason, .label = N_("Reason"), .lines = true, .max = 1000, .internal = true),
	FIELD(signature, document, .label = N_("Scan or signed PDF"), .refers_to = "document"),
	FIELD(signature, moment, .hidden = true, .label = N_("Moment")),
	FIELD(signature, hash, .hidden = true, .max = 64, .label = N_("SHA-256 of what was signed")),
	FIELD(signature, person, .hidden = true, .refers_to = "person", .label = N_("By")),
	PROVENANCE_FIELDS(signature),
};

static struct str signature_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signatory *signatory = programme_row(programme, signatory, ((const struct signature *)row)->signatory);
	return signatory ? signatory_title(programme, signatory, arena) : STR("?");
}

static struct str signature_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return str_format(arena, "%.*s#signatures", STR_ARG(agreement_page(programme, ((const struct signature *)row)->agreement, arena)));
}

/* Where the order counts: somebody of the same party comes first and has not signed. */
static bool comes_too_early(const struct programme *programme, const struct agreement *agreement, const struct signatory *signatory, struct day day)
{
	struct row_list others = REFERRING(programme, signatory, agreement, agreement->id);

	for (size_t i = 0; i < others.count && agreement->in_order; i++) {
		const struct signatory *other = ROW(signatory, others, i);
		const struct signature *act = signatory_act(programme, other, day);
		if (id_equal(other->party, signatory->party) && count_compare(other->place, signatory->place) < 0 &&
		    !(act && act->act == SIGNATURE_SIGNED))
			return true;
	}
	return false;
}

/* Somebody who signs, or signed, for another party of this agreement. */
static void check_one_party(const struct programme *programme, const struct signature *signature, const struct signatory *signatory, struct faults *faults)
{
	struct row_list given = REFERRING(programme, signature, agreement, signature->agreement);

	for (size_t i = 0; i < given.count && id_known(signature->person); i++) {
		const struct signature *act = ROW(signature, given, i);
		const struct signatory *other = programme_row(programme, signatory, act->signatory);
		if (other && !id_equal(act->id, signature->id) && id_equal(act->person, signature->person) && !id_equal(other->party, signatory->party) &&
		    act->act == SIGNATURE_SIGNED && signatory_act(programme, other, signature->day) == act) {
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "signatory",
				.message = N_("This person signed for {0} already. Nobody signs for two parties."), .arg = { party_name(programme, other->party) } });
			return;
		}
	}
}

/* What is signed after the end binds nobody. */
static void check_time(const struct programme *programme, const struct signature *signature, const struct agreement *agreement, struct faults *faults)
{
	if (day_known(agreement->last) && day_first(signature->day) > day_last(agreement->last))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "day", .message = N_("The agreement ended on {0}: it cannot be signed any more."),
			.arg = { day_text(agreement->last, faults->arena) } });
	else if (agreement_state(programme, agreement, signature->day) == AGREEMENT_WITHDRAWN)
		refuse(faults, "day", N_("The offer was taken back: this agreement cannot be signed any more."));
	else if (agreement_state(programme, agreement, signature->day) == AGREEMENT_WITHDRAWN)
		refuse(faults, "day", N_("The offer of this agreement was taken back: it cannot be signed any more."));
	else if (agreement_state(programme, agreement, signature->day) == AGREEMENT_REPLACED)
		refuse(faults, "day", N_("Another agreement has taken the place of this one: it cannot be signed any more."));
}

static void check_signing(const struct programme *programme, const struct signature *signature, const struct agreement *agreement,
	const struct signatory *signatory, struct faults *faults)
{
	bool recorded = signature->provenance.source.len > 0 && agreement->frozen.ms == 0;
	bool by_code = signature->how == SIGNED_BY_LINK || signature->how == SIGNED_WITH_ACCOUNT;

	if (agreement->frozen.ms == 0 && !recorded)
		refuse(faults, "agreement", N_("The agreement has not been offered yet, so there is nothing to sign. What was signed earlier is recorded with its source."));
	if (by_code && !str_equal(signature->hash, agreement->hash))
		refuse(faults, NULL, N_("What was signed is not the text that was offered."));
	if (comes_too_early(programme, agreement, signatory, signature->day))
		refuse(faults, "signatory", N_("Somebody else of this party signs first."));
	if (signatory->proof_asked && !id_known(signatory->proof))
		refuse(faults, "signatory", N_("Proof of mandate is asked of this signatory and not there yet."));
	check_one_party(programme, signature, signatory, faults);
	if (!recorded)
		check_time(programme, signature, agreement, faults);
}

static bool signature_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signature *signature = row;
	const struct agreement *agreement = programme_row(programme, agreement, signature->agreement);
	const struct signatory *signatory = programme_row(programme, signatory, signature->signatory);
	struct row_list earlier = REFERRING(programme, signature, signatory, signature->signatory);
	const struct signature *last = NULL;
	size_t before = faults->count;

	if (!agreement || !signatory)
		return true;
	for (size_t i = 0; i < earlier.count; i++)
		if (!id_equal(row_id(earlier.at[i]), signature->id) && (!last || id_compare(last->id, row_id(earlier.at[i])) < 0) &&
		    id_compare(row_id(earlier.at[i]), signature->id) < 0)
			last = earlier.at[i];
	if (!id_equal(signatory->agreement, signature->agreement))
		refuse(faults, "signatory", N_("This person does not sign this agreement."));
	if (signature->act == SIGNATURE_SIGNED && last && last->act == SIGNATURE_SIGNED)
		refuse(faults, "signatory", N_("This signatory has signed already."));
	if (signature->act == SIGNATURE_REFUSED && last && last->act == SIGNATURE_SIGNED)
		refuse(faults, "signatory", N_("This signatory has signed already."));
	if (signature->act == SIGNATURE_WITHDRAWN && !(last && last->act != SIGNATURE_WITHDRAWN))
		refuse(faults, "act", N_("Only a signature or a refusal that was given can be withdrawn."));
	/* What a source tells of an earlier day need not say how. */
	if (signature->act == SIGNATURE_SIGNED && signature->how == SIGNED_UNKNOWN &&
	    !(signature->provenance.source.len > 0 && agreement->frozen.ms == 0))
		refuse(faults, "how", N_("Choose how it was done."));
	if (signature->act == SIGNATURE_REFUSED && signature->reason.len == 0)
		refuse(faults, "reason", N_("Say why."));
	if (signature->act == SIGNATURE_SIGNED && faults->count == before)
		check_signing(programme, signature, agreement, signatory, faults);
	return faults->count == before;
}

const struct record signature_record = RECORD(signature, signatures, signature_fields,
	.label = N_("Signature"), .plural = N_("Signatures"), .title = signature_title, .address = signature_address, .check = signature_check,
	.provenance = offsetof(struct signature, provenance), .fixed = true);
