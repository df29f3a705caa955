/* SPDX-License-Identifier: EUPL-1.2 */
#include "signature/signature.h"

const struct signature_request *signature_request_of(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	struct row_list requests = REFERRING(programme, signature_request, signatory, signatory->id);
	const struct signature_request *newest = NULL;

	for (size_t i = 0; i < requests.count; i++)
		if (day_first(moment_day(ROW(signature_request, requests, i)->moment)) <= day_first(day))
			newest = requests.at[i];
	return newest;
}

/* Ended on a later day than the one looked at is not ended yet. */
static bool ended_by(const struct signature_request *request, struct day day)
{
	return request->ended != REQUEST_OPEN && !(day_known(request->ended_on) && day_first(request->ended_on) > day_first(day));
}

bool signature_request_open(const struct signature_request *request, struct day day)
{
	return !ended_by(request, day) && day_last(request->until) >= day_first(day);
}

bool signature_takes(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	enum agreement_state state;

	if (agreement->frozen.ms == 0 || day_first(moment_day(agreement->frozen)) > day_first(day))
		return false;
	if (day_known(agreement->last) && day_last(agreement->last) < day_first(day))
		return false;
	state = agreement_state(programme, agreement, day);
	return state != AGREEMENT_REPLACED && state != AGREEMENT_WITHDRAWN;
}

static bool has_signed(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	const struct signature *act = signatory_act(programme, signatory, day);
	return act && act->act == SIGNATURE_SIGNED;
}

/* Whether `other` comes before `signatory` within the same party. */
static bool comes_before(const struct signatory *other, const struct signatory *signatory)
{
	return id_equal(other->party, signatory->party) && count_compare(other->place, signatory->place) < 0;
}

bool signature_turn(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	const struct agreement *agreement = programme_row(programme, agreement, signatory->agreement);
	struct row_list others = REFERRING(programme, signatory, agreement, signatory->agreement);

	for (size_t i = 0; agreement && agreement->in_order && i < others.count; i++)
		if (comes_before(others.at[i], signatory) && !has_signed(programme, others.at[i], day))
			return false;
	return true;
}

bool signature_follows(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	const struct agreement *agreement = programme_row(programme, agreement, signatory->agreement);
	struct row_list others = REFERRING(programme, signatory, agreement, signatory->agreement);
	struct signing_standing standing = signature_standing(programme, signatory, day);

	if (!agreement || !agreement->in_order || standing.state != SIGNING_NOT_ASKED || standing.request || !id_known(signatory->person))
		return false;
	for (size_t i = 0; i < others.count; i++)
		if (comes_before(others.at[i], signatory) && signature_request_of(programme, others.at[i], day))
			return true;
	return false;
}

struct signing_standing signature_standing(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	const struct agreement *agreement = programme_row(programme, agreement, signatory->agreement);
	struct signing_standing standing = { .act = signatory_act(programme, signatory, day), .request = signature_request_of(programme, signatory, day) };
	const struct signature_request *request = standing.request;

	/* Where somebody else is to sign since, who was asked is asked no more. */
	if (standing.act && standing.act->act == SIGNATURE_SIGNED) {
		standing.state = SIGNING_SIGNED;
		standing.since = standing.act->day;
	} else if (agreement && agreement_signed_by(programme, agreement, signatory->party, day)) {
		standing.state = SIGNING_NOT_NEEDED;
	} else if (request && !ended_by(request, day) && id_equal(request->person, signatory->person)) {
		standing.state = signature_request_open(request, day) ? SIGNING_ASKED : SIGNING_EXPIRED;
		standing.since = moment_day(request->moment);
	} else if (standing.act && standing.act->act == SIGNATURE_REFUSED) {
		standing.state = SIGNING_REFUSED;
		standing.since = standing.act->day;
	} else {
		standing.state = signature_turn(programme, signatory, day) ? SIGNING_NOT_ASKED : SIGNING_LATER;
	}
	return standing;
}

struct signing_count signature_count(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);
	struct signing_count count = { 0 };

	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		if (!id_equal(signatory->party, party))
			continue;
		count.all++;
		count.given += has_signed(programme, signatory, day);
		if (signatory->needed.known && (size_t)signatory->needed.value > count.needed)
			count.needed = (size_t)signatory->needed.value;
	}
	if (count.needed == 0 || count.needed > count.all)
		count.needed = count.all;
	return count;
}

struct row_list signature_acts(const struct programme *programme, const struct agreement *agreement, struct day day, struct arena *arena)
{
	struct row_list acts = REFERRING(programme, signature, agreement, agreement->id);
	const void **at = arena_array(arena, const void *, acts.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < acts.count; i++) {
		size_t place = count;
		if (day_first(ROW(signature, acts, i)->day) > day_first(day))
			continue;
		for (; place > 0 && day_compare(((const struct signature *)at[place - 1])->day, ROW(signature, acts, i)->day) > 0; place--)
			at[place] = at[place - 1];
		at[place] = acts.at[i];
		count++;
	}
	return (struct row_list){ at, count };
}
