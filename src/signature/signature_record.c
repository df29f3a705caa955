/* SPDX-License-Identifier: EUPL-1.2 */
/* Requests to sign, described once, with what they refuse. */
#include "signature/signature.h"

#include "party/party.h"

static const struct word ends[] = {
	[REQUEST_OPEN] = { "", N_("open") },
	[REQUEST_ANSWERED] = { "answered", N_("answered") },
	[REQUEST_WITHDRAWN] = { "withdrawn", N_("taken back") },
	[REQUEST_RENEWED] = { "renewed", N_("another link was sent") },
};
const struct words request_end_words = WORDS_OF(ends);

static const struct word states[] = {
	[SIGNING_NOT_ASKED] = { "not_asked", N_("not asked yet") },
	[SIGNING_LATER] = { "later", N_("signs after another of this party") },
	[SIGNING_ASKED] = { "asked", N_("awaited") },
	[SIGNING_EXPIRED] = { "expired", N_("link ended without an answer") },
	[SIGNING_REFUSED] = { "refused", N_("refused to sign") },
	[SIGNING_SIGNED] = { "signed", N_("signed") },
	[SIGNING_NOT_NEEDED] = { "not_needed", N_("no longer needed") },
};
const struct words signing_state_words = WORDS_OF(states);

static const struct field request_fields[] = {
	FIELD(signature_request, agreement, .label = N_("Agreement"), .refers_to = "agreement", .required = true, .indexed = true),
	FIELD(signature_request, signatory, .label = N_("Signatory"), .refers_to = "signatory", .required = true, .indexed = true),
	FIELD(signature_request, person, .label = N_("Person"), .refers_to = "person"),
	FIELD(signature_request, moment, .hidden = true, .label = N_("Asked at")),
	FIELD(signature_request, until, .label = N_("Link works until"), .required = true),
	WORDS(signature_request, ended, .label = N_("Ended"), .words = &request_end_words),
	FIELD(signature_request, ended_on, .label = N_("Ended on")),
	FIELD(signature_request, anew, .label = N_("Another link asked on")),
};

static struct str request_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signatory *signatory = programme_row(programme, signatory, ((const struct signature_request *)row)->signatory);
	return signatory ? row_title(programme, &signatory_record, signatory, arena) : STR("?");
}

static struct str request_address_of(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct agreement *agreement = programme_row(programme, agreement, ((const struct signature_request *)row)->agreement);
	return agreement ? str_format(arena, "%.*s/signatures", STR_ARG(row_address(programme, &agreement_record, agreement, arena))) : STR("/agreements");
}

static bool refuse(struct faults *faults, const char *message, struct str arg)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "signatory", .message = message, .arg = { arg } });
}

/* Another request to the same signatory that still stands open. */
static bool asked_twice(const struct programme *programme, const struct signature_request *request)
{
	struct row_list others = REFERRING(programme, signature_request, signatory, request->signatory);

	for (size_t i = 0; i < others.count; i++)
		if (!id_equal(row_id(others.at[i]), request->id) && ROW(signature_request, others, i)->ended == REQUEST_OPEN)
			return true;
	return false;
}

static bool request_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signature_request *request = row;
	const struct agreement *agreement = programme_row(programme, agreement, request->agreement);
	const struct signatory *signatory = programme_row(programme, signatory, request->signatory);
	size_t before = faults->count;

	if (!agreement || !signatory || request->ended != REQUEST_OPEN)
		return true;
	if (!id_equal(signatory->agreement, agreement->id))
		refuse(faults, N_("This person does not sign this agreement."), STR_NONE);
	if (agreement->frozen.ms == 0)
		refuse(faults, N_("The agreement has not been offered yet: nobody can be asked to sign it."), STR_NONE);
	if (!id_known(request->person))
		refuse(faults, N_("{0}: choose first who signs, so that somebody can be asked."), row_title(programme, &signatory_record, signatory, faults->arena));
	if (asked_twice(programme, request))
		refuse(faults, N_("{0} has a link already that still stands open."), row_title(programme, &signatory_record, signatory, faults->arena));
	return faults->count == before;
}

const struct record signature_request_record = RECORD(signature_request, signature_requests, request_fields,
	.label = N_("Request to sign"), .plural = N_("Requests to sign"), .title = request_title, .address = request_address_of, .check = request_check,
	.by_program = true);
