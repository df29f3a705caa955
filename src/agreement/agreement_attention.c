/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of agreements (docs/rules.md 3, 10). */
#include "agreement/agreement.h"
#include "attention/attention.h"
#include "party/party.h"

/* So long before its end the successor of an agreement is to be thought of: councils need months. */
enum { AGREEMENT_NEAR_END_DAYS = 180 };

static struct str parties_awaited(const struct attention_search *search, const struct agreement *agreement)
{
	struct row_list parties = agreement_parties(search->programme, agreement, search->arena);
	struct str names = STR_NONE;

	for (size_t i = 0; i < parties.count; i++)
		if (!agreement_signed_by(search->programme, agreement, row_id(parties.at[i]), search->day))
			names = str_format(search->arena, "%.*s%s%.*s", STR_ARG(names), names.len > 0 ? ", " : "", STR_ARG(ROW(party, parties, i)->name));
	return names;
}

/* Offered, and not everybody who must has signed: whom it awaits. */
static void find_offered(struct attention_search *search, const struct attention_kind *kind)
{
	for (size_t i = 0; i < search->programme->agreements.count; i++) {
		const struct agreement *agreement = &search->programme->agreements.at[i];

		if (agreement_state(search->programme, agreement, search->day) == AGREEMENT_OFFERED)
			attention_add(search, kind, &(struct attention){ .record = &agreement_record, .row = agreement, .since = moment_day(agreement->frozen),
				.by = agreement->planned_signing, .arg = { agreement->title, parties_awaited(search, agreement) } });
	}
}

static void find_late(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list services = programme_rows(search->programme, &service_record);

	for (size_t i = 0; i < services.count; i++) {
		const struct service *service = ROW(service, services, i);
		const struct agreement *agreement = programme_row(search->programme, agreement, service->agreement);
		enum agreement_state state = agreement ? agreement_state(search->programme, agreement, search->day) : AGREEMENT_DRAFT;

		if ((state == AGREEMENT_SIGNED || state == AGREEMENT_IN_FORCE || state == AGREEMENT_ENDED) && service_late(service, search->day))
			attention_add(search, kind, &(struct attention){ .record = &service_record, .row = service, .party = agreement->contractor,
				.by = service->due, .since = day_add(day_of_number(day_last(service->due)), 1), .arg = { service->title, agreement->title } });
	}
}

/* What was agreed and what the budget makes of it differ; of an agreement that holds or is to be signed, one line for all of it. */
static void find_differing(struct attention_search *search, const struct attention_kind *kind)
{
	for (size_t i = 0; i < search->programme->agreements.count; i++) {
		const struct agreement *agreement = &search->programme->agreements.at[i];
		struct row_list rows = REFERRING(search->programme, funding_contribution, agreement, agreement->id);
		size_t count = 0;

		for (size_t r = 0; r < rows.count && agreement_stands(search->programme, agreement, search->day); r++) {
			const struct funding_contribution *row = ROW(funding_contribution, rows, r);
			struct money computed = agreement_computed(search->programme, agreement, row->party, row->year.value, row->line, search->arena);
			count += computed.known && row->amount.known && computed.cents != row->amount.cents;
		}
		if (count > 0)
			attention_add(search, kind, &(struct attention){ .record = &agreement_record, .row = agreement, .arg = { agreement->title,
				str_format(search->arena, "%zu", count) }, .address = str_format(search->arena, "%.*s#contributions",
				STR_ARG(row_address(search->programme, &agreement_record, agreement, search->arena))) });
	}
}

/* Another agreement that was drawn up to follow it: it replaces it, or begins after it with the same contractor. */
static bool has_successor(const struct programme *programme, const struct agreement *agreement)
{
	for (size_t i = 0; i < programme->agreements.count; i++) {
		const struct agreement *other = &programme->agreements.at[i];
		bool follows = id_equal(other->contractor, agreement->contractor) && day_known(other->first) && day_known(agreement->first) &&
			day_first(other->first) > day_first(agreement->first);
		bool lasts = !day_known(other->last) || day_last(other->last) > day_last(agreement->last);
		if (!id_equal(other->id, agreement->id) && !day_known(other->withdrawn) && lasts && (follows || id_equal(other->replaces, agreement->id)))
			return true;
	}
	return false;
}

static void find_ending(struct attention_search *search, const struct attention_kind *kind)
{
	for (size_t i = 0; i < search->programme->agreements.count; i++) {
		const struct agreement *agreement = &search->programme->agreements.at[i];
		struct day from = day_add(day_of_number(day_last(agreement->last)), -AGREEMENT_NEAR_END_DAYS);

		if (day_known(agreement->last) && agreement_state(search->programme, agreement, search->day) == AGREEMENT_IN_FORCE &&
		    day_first(from) <= day_first(search->day) && !has_successor(search->programme, agreement))
			attention_add(search, kind, &(struct attention){ .record = &agreement_record, .row = agreement, .since = from, .by = agreement->last,
				.arg = { agreement->title } });
	}
}

const struct attention_kind agreement_attention[] = {
	{ "agreement_offered", N_("Agreement offered and not signed by all"), N_("{0} was offered and is not signed by all. It awaits: {1}."), N_("See who signs"),
		find_offered, true },
	{ "service_late", N_("Service past its day"), N_("{0} is past its day and not known to be delivered ({1})."), N_("Tell what was delivered"), find_late, true },
	{ "contribution_differs", N_("Contribution other than the budget computes"), N_("{0}: contributions that differ from what the budget computes: {1}."),
		N_("Lay them beside each other"), find_differing, false },
	{ "agreement_ending", N_("Agreement near its end"), N_("{0} ends, and no agreement follows it."), N_("Make an amendment or a new agreement"), find_ending, false },
	ATTENTION_END
};
