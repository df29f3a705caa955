/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "party/party.h"

const struct signature *signatory_act(const struct programme *programme, const struct signatory *signatory, struct day day)
{
	struct row_list acts = REFERRING(programme, signature, signatory, signatory->id);
	const struct signature *last = NULL;

	/* By age: what is recorded later corrects what was recorded before, whatever day it tells of. */
	for (size_t i = 0; i < acts.count; i++)
		if (day_first(ROW(signature, acts, i)->day) <= day_first(day))
			last = acts.at[i];
	return last;
}

static bool same_party(const struct signatory *signatory, struct id party)
{
	return id_equal(signatory->party, party);
}

static int by_number(const void *a, const void *b)
{
	int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
	return (one > other) - (one < other);
}

enum { SIGNATORIES_MOST = 64 };

/* On which day as many of the party's signatories had signed as must; DAY_AFTER_ALL: not yet. */
static int32_t signed_from(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);
	int32_t days[SIGNATORIES_MOST];
	size_t all = 0, signed_count = 0, needed = 0;

	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		const struct signature *act = signatory_act(programme, signatory, day);
		if (!same_party(signatory, party))
			continue;
		all++;
		if (signatory->needed.known && (size_t)signatory->needed.value > needed)
			needed = (size_t)signatory->needed.value;
		if (act && act->act == SIGNATURE_SIGNED && signed_count < SIGNATORIES_MOST)
			days[signed_count++] = day_first(act->day);
	}
	if (needed == 0 || needed > all)
		needed = all;
	if (all == 0 || signed_count < needed)
		return DAY_AFTER_ALL;
	qsort(days, signed_count, sizeof days[0], by_number);
	return days[needed - 1];
}

bool agreement_signed_by(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day)
{
	return signed_from(programme, agreement, party, day) != DAY_AFTER_ALL;
}

struct day agreement_signed_on(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);
	int32_t last = DAY_BEFORE_ALL;

	for (size_t i = 0; i < signatories.count; i++) {
		int32_t from = signed_from(programme, agreement, ROW(signatory, signatories, i)->party, day);
		if (from == DAY_AFTER_ALL)
			return DAY_UNKNOWN;
		last = from > last ? from : last;
	}
	return last == DAY_BEFORE_ALL ? DAY_UNKNOWN : day_of_number(last);
}

/* A signed amendment has taken its place by the day. */
static bool replaced(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	for (size_t i = 0; i < programme->agreements.count; i++) {
		const struct agreement *other = &programme->agreements.at[i];
		if (id_equal(other->replaces, agreement->id) && day_known(agreement_signed_on(programme, other, day)) &&
		    day_first(other->first) <= day_first(day))
			return true;
	}
	return false;
}

enum agreement_state agreement_state(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	struct day signed_on = agreement_signed_on(programme, agreement, day);

	if (!day_known(signed_on))
		return agreement->frozen.ms > 0 && day_first(moment_day(agreement->frozen)) <= day_first(day)
			? AGREEMENT_OFFERED : AGREEMENT_DRAFT;
	if (replaced(programme, agreement, day))
		return AGREEMENT_REPLACED;
	if (day_known(agreement->last) && day_last(agreement->last) < day_first(day))
		return AGREEMENT_ENDED;
	return day_known(agreement->first) && day_first(agreement->first) > day_first(day) ? AGREEMENT_SIGNED : AGREEMENT_IN_FORCE;
}

struct row_list agreement_parties(const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list parties = programme_rows(programme, &party_record);
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);
	const void **at = arena_array(arena, const void *, parties.count + 1);
	const void *contractor = NULL;
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++) {
		bool signs = false;
		for (size_t s = 0; s < signatories.count; s++)
			signs = signs || same_party(ROW(signatory, signatories, s), row_id(parties.at[i]));
		if (id_equal(row_id(parties.at[i]), agreement->contractor))
			contractor = parties.at[i];
		else if (signs)
			at[count++] = parties.at[i];
	}
	if (contractor)
		at[count++] = contractor;
	return (struct row_list){ at, count };
}

/* The frozen bytes */

static void member(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	if (out->at[out->len - 1] != '{')
		buf_add_char(out, ',');
	buf_addf(out, "\"%s\":", name);
	buf_add_json(out, value);
}

static void begin(struct buf *out, const char *list, size_t i)
{
	if (i == 0)
		buf_addf(out, ",\"%s\":[{", list);
	else
		buf_add_cstring(out, ",{");
}

static void end(struct buf *out, size_t count)
{
	if (count > 0)
		buf_add_char(out, ']');
}

static void add_signatories(struct buf *out, const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list rows = REFERRING(programme, signatory, agreement, agreement->id);

	for (size_t i = 0; i < rows.count; i++) {
		const struct signatory *signatory = ROW(signatory, rows, i);
		begin(out, "signatories", i);
		member(out, "party", id_text(signatory->party, arena));
		member(out, "function", signatory->function);
		member(out, "side", signatory->client ? STR("client") : STR("contractor"));
		member(out, "place", count_text(signatory->place, arena));
		member(out, "needed", count_text(signatory->needed, arena));
		buf_add_char(out, '}');
	}
	end(out, rows.count);
}

static void add_services(struct buf *out, const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list rows = REFERRING(programme, service, agreement, agreement->id);

	for (size_t i = 0; i < rows.count; i++) {
		const struct service *service = ROW(service, rows, i);
		begin(out, "services", i);
		member(out, "number", count_text(service->number, arena));
		member(out, "title", service->title);
		member(out, "result", service->result);
		member(out, "due", day_text(service->due, arena));
		member(out, "proof", service->proof);
		buf_add_char(out, '}');
	}
	end(out, rows.count);
}

static void add_contributions(struct buf *out, const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list rows = REFERRING(programme, funding_contribution, agreement, agreement->id);

	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *contribution = ROW(funding_contribution, rows, i);
		begin(out, "funding_contributions", i);
		member(out, "party", id_text(contribution->party, arena));
		member(out, "year", count_text(contribution->year, arena));
		member(out, "amount", money_text(contribution->amount, arena));
		buf_add_char(out, '}');
	}
	end(out, rows.count);
}

struct str agreement_canonical(const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct buf out = { 0 };
	struct str text;

	buf_add_char(&out, '{');
	member(&out, "format", STR("speerpunt-agreement/1"));
	member(&out, "programme", id_text(programme->id, arena));
	member(&out, "agreement", id_text(agreement->id, arena));
	member(&out, "title", agreement->title);
	member(&out, "contractor", id_text(agreement->contractor, arena));
	member(&out, "first", day_text(agreement->first, arena));
	member(&out, "last", day_text(agreement->last, arena));
	member(&out, "replaces", id_text(agreement->replaces, arena));
	member(&out, "confirms", id_text(agreement->confirms, arena));
	member(&out, "in_order", agreement->in_order ? STR("yes") : STR("no"));
	member(&out, "text", agreement->text);
	add_signatories(&out, programme, agreement, arena);
	add_services(&out, programme, agreement, arena);
	add_contributions(&out, programme, agreement, arena);
	buf_add_cstring(&out, "}\n");
	text = buf_copy(&out, arena);
	buf_clear(&out);
	return text;
}

struct str agreement_hash(const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	return hash_text(hash_of(agreement_canonical(programme, agreement, arena)), arena);
}

static bool lacks(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

bool agreement_complete(const struct programme *programme, const struct agreement *agreement, struct faults *faults)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);
	size_t before = faults->count;
	bool client = false, contractor = false;

	for (size_t i = 0; i < signatories.count; i++) {
		client = client || ROW(signatory, signatories, i)->client;
		contractor = contractor || same_party(ROW(signatory, signatories, i), agreement->contractor);
	}
	if (agreement->text.len == 0)
		lacks(faults, "text", N_("The text is empty."));
	if (!day_known(agreement->first))
		lacks(faults, "first", N_("The first day is not known."));
	if (!id_known(agreement->contractor))
		lacks(faults, "contractor", N_("The contractor is not named."));
	else if (!contractor)
		lacks(faults, "signatories", N_("Nobody signs for the contractor."));
	if (!client)
		lacks(faults, "signatories", N_("No client signs it."));
	return faults->count == before;
}
