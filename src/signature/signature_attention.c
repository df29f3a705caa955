/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of signing (docs/rules.md 3, 10). */
#include "attention/attention.h"
#include "party/party.h"
#include "signature/signature.h"

static struct str page_of(const struct attention_search *search, const struct agreement *agreement, const struct signatory *signatory)
{
	return str_format(search->arena, "%.*s/signatures#s-%.*s", STR_ARG(row_address(search->programme, &agreement_record, agreement, search->arena)),
		STR_ARG(id_text(signatory->id, search->arena)));
}

/* The agreement is what it is about: who may not read it does not see the line. */
static struct attention about(const struct attention_search *search, const struct agreement *agreement, const struct signatory *signatory)
{
	return (struct attention){ .record = &agreement_record, .row = agreement, .address = page_of(search, agreement, signatory),
		.arg = { row_title(search->programme, &signatory_record, signatory, search->arena), agreement->title } };
}

typedef bool (*fits)(const struct attention_search *search, const struct signatory *signatory, struct signing_standing standing, struct attention *found);

/* Every signatory of what can be signed on the day, with how it stands. */
static void find_each(struct attention_search *search, const struct attention_kind *kind, fits fit)
{
	struct row_list signatories = programme_rows(search->programme, &signatory_record);

	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		const struct agreement *agreement = programme_row(search->programme, agreement, signatory->agreement);
		struct signing_standing standing;
		struct attention found;

		if (!agreement || !signature_takes(search->programme, agreement, search->day))
			continue;
		standing = signature_standing(search->programme, signatory, search->day);
		found = about(search, agreement, signatory);
		found.since = standing.since;
		if (fit(search, signatory, standing, &found))
			attention_add(search, kind, &found);
	}
}

static bool is_awaited(const struct attention_search *search, const struct signatory *signatory, struct signing_standing standing, struct attention *found)
{
	(void)search;
	found->party = signatory->party;
	found->person = signatory->person;
	found->by = standing.request ? standing.request->until : DAY_UNKNOWN;
	return standing.state == SIGNING_ASKED;
}

static void find_awaited(struct attention_search *search, const struct attention_kind *kind)
{
	find_each(search, kind, is_awaited);
}

static bool anew(const struct attention_search *search, struct signing_standing standing)
{
	return standing.request && day_known(standing.request->anew) && day_first(standing.request->anew) <= day_first(search->day);
}

static bool has_expired(const struct attention_search *search, const struct signatory *signatory, struct signing_standing standing, struct attention *found)
{
	(void)signatory;
	found->internal = true;
	found->by = standing.request ? standing.request->until : DAY_UNKNOWN;
	return standing.state == SIGNING_EXPIRED && !anew(search, standing);
}

static void find_expired(struct attention_search *search, const struct attention_kind *kind)
{
	find_each(search, kind, has_expired);
}

static bool wants_link(const struct attention_search *search, const struct signatory *signatory, struct signing_standing standing, struct attention *found)
{
	(void)signatory;
	found->internal = true;
	found->since = standing.request ? standing.request->anew : DAY_UNKNOWN;
	return standing.state != SIGNING_SIGNED && standing.state != SIGNING_NOT_NEEDED && anew(search, standing);
}

static void find_wish(struct attention_search *search, const struct attention_kind *kind)
{
	find_each(search, kind, wants_link);
}

static bool has_refused(const struct attention_search *search, const struct signatory *signatory, struct signing_standing standing, struct attention *found)
{
	(void)signatory;
	found->internal = true;
	return standing.state == SIGNING_REFUSED && !anew(search, standing);
}

static void find_refused(struct attention_search *search, const struct attention_kind *kind)
{
	find_each(search, kind, has_refused);
}

/* One line for each agreement: all that can be asked now, on one page. */
static void find_not_asked(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list agreements = programme_rows(search->programme, &agreement_record);

	for (size_t i = 0; i < agreements.count; i++) {
		const struct agreement *agreement = ROW(agreement, agreements, i);
		struct row_list signatories = REFERRING(search->programme, signatory, agreement, agreement->id);
		size_t count = 0;

		if (!signature_takes(search->programme, agreement, search->day))
			continue;
		for (size_t s = 0; s < signatories.count; s++) {
			struct signing_standing standing = signature_standing(search->programme, signatories.at[s], search->day);
			count += standing.state == SIGNING_NOT_ASKED && !anew(search, standing);
		}
		if (count)
			attention_add(search, kind, &(struct attention){ .record = &agreement_record, .row = agreement, .since = moment_day(agreement->frozen),
				.arg = { agreement->title, str_format(search->arena, "%zu", count) }, .internal = true,
				.address = str_format(search->arena, "%.*s/signatures", STR_ARG(row_address(search->programme, &agreement_record, agreement, search->arena))) });
	}
}

const struct attention_kind signature_attention[] = {
	{ "signature_awaited", N_("Signature awaited"), N_("{0} is asked to sign {1}."), N_("Sign"), find_awaited, true },
	{ "signature_refused", N_("Refused to sign"), N_("{0} refused to sign {1}."), N_("See why"), find_refused, true },
	{ "signature_link_asked", N_("New link asked"), N_("{0} asks for a new link to sign {1}."), N_("Send a new link"), find_wish, true },
	{ "signature_link_ended", N_("Link ended without an answer"), N_("{0} did not answer before the link ended: {1}."), N_("Send a new link"),
		find_expired, true },
	{ "signatories_not_asked", N_("Signatories not asked yet"), N_("{0}: nobody asked yet to sign: {1}."), N_("Ask them"), find_not_asked, false },
	ATTENTION_END
};
