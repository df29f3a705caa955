/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement.h"

#include <stdlib.h>

#include "action/action.h"
#include "base/buf.h"
#include "base/hash.h"
#include "money/money.h"
#include "party/party.h"
#include "tree/tree.h"

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

/* A signed amendment takes its place from its own first day. */
const struct agreement *agreement_replaced_by(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	for (size_t i = 0; i < programme->agreements.count; i++) {
		const struct agreement *other = &programme->agreements.at[i];
		if (id_equal(other->replaces, agreement->id) && day_known(agreement_signed_on(programme, other, day)) &&
		    day_first(other->first) <= day_first(day))
			return other;
	}
	return NULL;
}

enum agreement_state agreement_state(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	struct day signed_on = agreement_signed_on(programme, agreement, day);

	if (day_known(agreement->withdrawn) && day_first(agreement->withdrawn) <= day_first(day))
		return AGREEMENT_WITHDRAWN;
	if (!day_known(signed_on))
		return agreement->frozen.ms > 0 && day_first(moment_day(agreement->frozen)) <= day_first(day)
			? AGREEMENT_OFFERED : AGREEMENT_DRAFT;
	if (agreement_replaced_by(programme, agreement, day))
		return AGREEMENT_REPLACED;
	if (day_known(agreement->last) && day_last(agreement->last) < day_first(day))
		return AGREEMENT_ENDED;
	return day_known(agreement->first) && day_first(agreement->first) > day_first(day) ? AGREEMENT_SIGNED : AGREEMENT_IN_FORCE;
}

bool agreement_stands(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	enum agreement_state state = agreement_state(programme, agreement, day);
	return state == AGREEMENT_OFFERED || state == AGREEMENT_SIGNED || state == AGREEMENT_IN_FORCE;
}

bool agreement_can_be_withdrawn(const struct programme *programme, const struct agreement *agreement, struct day day)
{
	struct row_list acts = REFERRING(programme, signature, agreement, agreement->id);

	for (size_t i = 0; i < acts.count; i++)
		if (ROW(signature, acts, i)->act == SIGNATURE_SIGNED)
			return false;
	return agreement_state(programme, agreement, day) == AGREEMENT_OFFERED;
}

bool service_late(const struct service *service, struct day day)
{
	bool delivered = day_known(service->delivered) && day_first(service->delivered) <= day_first(day);
	return day_known(service->due) && day_last(service->due) < day_first(day) && !delivered;
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

bool agreement_binds(const struct programme *programme, const struct agreement *agreement, struct id party)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);

	if (id_known(party) && id_equal(agreement->contractor, party))
		return true;
	for (size_t i = 0; i < signatories.count; i++)
		if (same_party(ROW(signatory, signatories, i), party))
			return true;
	return false;
}

static bool is_client(const struct programme *programme, const struct agreement *agreement, struct id party)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);

	for (size_t i = 0; i < signatories.count; i++)
		if (ROW(signatory, signatories, i)->client && same_party(ROW(signatory, signatories, i), party))
			return true;
	return false;
}

struct row_list agreement_clients(const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list parties = programme_rows(programme, &party_record);
	const void **at = arena_array(arena, const void *, parties.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++)
		if (is_client(programme, agreement, row_id(parties.at[i])))
			at[count++] = parties.at[i];
	return (struct row_list){ at, count };
}

/* Contributions and the budget */

static bool lines_named(const struct programme *programme, const struct agreement *agreement)
{
	struct row_list services = REFERRING(programme, service, agreement, agreement->id);

	for (size_t i = 0; i < services.count; i++)
		if (ROW(service, services, i)->lines.count > 0)
			return true;
	return false;
}

static bool names_line(const struct programme *programme, const struct agreement *agreement, struct id line)
{
	struct row_list services = REFERRING(programme, service, agreement, agreement->id);

	for (size_t i = 0; i < services.count; i++)
		if (ids_have(ROW(service, services, i)->lines, line))
			return true;
	return false;
}

/* Whether the line makes contributions of this agreement: it is shared by a key, in money, and counts. */
static bool line_pays(const struct programme *programme, const struct agreement *agreement, const struct budget_line *line)
{
	return line->key != KEY_OTHER_SOURCE && !line->in_kind && money_counts(programme, line) &&
		(!lines_named(programme, agreement) || names_line(programme, agreement, line->id));
}

struct money agreement_computed(const struct programme *programme, const struct agreement *agreement, struct id party, int64_t year, struct id line,
	struct arena *arena)
{
	struct row_list lines = programme_rows(programme, &budget_line_record);
	struct money sum = { 0 };

	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *one = ROW(budget_line, lines, i);
		struct share_list shares;
		bool asked = id_known(line) ? id_equal(one->id, line) : line_pays(programme, agreement, one);
		if (!asked || !one->year.known || one->year.value != year)
			continue;
		shares = money_share(programme, one, arena);
		for (size_t s = 0; s < shares.count; s++) {
			if (!id_equal(shares.at[s].party->id, party))
				continue;
			if (!shares.at[s].amount.known)
				return (struct money){ 0 };
			sum = (struct money){ sum.cents + shares.at[s].amount.cents, true };
		}
	}
	return sum;
}

static int64_t first_year(const struct programme *programme, const struct agreement *agreement)
{
	struct row_list lines = programme_rows(programme, &budget_line_record);
	int64_t year = 0;

	if (day_known(agreement->first))
		return agreement->first.year;
	for (size_t i = 0; i < lines.count; i++)
		if (year == 0 || ROW(budget_line, lines, i)->year.value < year)
			year = ROW(budget_line, lines, i)->year.value;
	return year;
}

static int64_t last_year(const struct programme *programme, const struct agreement *agreement)
{
	struct row_list lines = programme_rows(programme, &budget_line_record);
	int64_t year = 0;

	if (day_known(agreement->last))
		return agreement->last.year;
	for (size_t i = 0; i < lines.count; i++)
		if (ROW(budget_line, lines, i)->year.value > year)
			year = ROW(budget_line, lines, i)->year.value;
	return year;
}

struct contributions agreement_from_budget(const struct programme *programme, const struct agreement *agreement, struct arena *arena)
{
	struct row_list parties = agreement_clients(programme, agreement, arena);
	int64_t first = first_year(programme, agreement), last = last_year(programme, agreement);
	struct contributions list = { 0 };

	if (parties.count == 0)
		parties = programme_rows(programme, &party_record);
	if (last < first || last - first > 100)
		return list;
	list.at = arena_array(arena, struct funding_contribution, parties.count * (size_t)(last - first + 1) + 1);
	for (int64_t year = first; year <= last; year++)
		for (size_t i = 0; i < parties.count; i++) {
			struct id party = row_id(parties.at[i]);
			struct money amount = agreement_computed(programme, agreement, party, year, ID_NONE, arena);
			if (amount.known)
				list.at[list.count++] = (struct funding_contribution){ .agreement = agreement->id, .party = party, .year = { year, true }, .amount = amount };
		}
	return list;
}

/* Coverage */

static bool counts_in(const struct programme *programme, const struct agreement *only, struct id id, struct day day)
{
	const struct agreement *agreement = programme_row(programme, agreement, id);

	return agreement && (only ? id_equal(only->id, id) : agreement_stands(programme, agreement, day));
}

static bool asked_for(const struct programme *programme, const struct agreement *only, struct id id, struct day day)
{
	struct row_list services = programme_rows(programme, &service_record);

	for (size_t i = 0; i < services.count; i++) {
		const struct service *service = ROW(service, services, i);
		if ((ids_have(service->actions, id) || ids_have(service->lines, id) || id_equal(service->node, id)) &&
		    counts_in(programme, only, service->agreement, day))
			return true;
	}
	return false;
}

struct agreement_coverage agreement_coverage(const struct programme *programme, const struct agreement *agreement, struct day day, struct arena *arena)
{
	struct row_list services = programme_rows(programme, &service_record), lines = programme_rows(programme, &budget_line_record);
	struct row_list actions = tree_actions(programme, programme_root(programme), arena);
	struct row_list contributions = programme_rows(programme, &funding_contribution_record);
	const void **service = arena_array(arena, const void *, services.count + 1), **action = arena_array(arena, const void *, actions.count + 1);
	const void **line = arena_array(arena, const void *, lines.count + 1), **paid = arena_array(arena, const void *, contributions.count + 1);
	struct agreement_coverage coverage = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < services.count; i++) {
		const struct service *one = ROW(service, services, i);
		if (!counts_in(programme, agreement, one->agreement, day))
			continue;
		coverage.service_count++;
		if (one->actions.count == 0 && one->lines.count == 0)
			service[count++] = one;
	}
	coverage.services = (struct row_list){ service, count };
	count = 0;
	for (size_t i = 0; i < actions.count; i++)
		if (action_open(actions.at[i]) && !asked_for(programme, agreement, row_id(actions.at[i]), day))
			action[count++] = actions.at[i];
	coverage.actions = (struct row_list){ action, count };
	count = 0;
	for (size_t i = 0; i < lines.count; i++)
		if (ROW(budget_line, lines, i)->key != KEY_OTHER_SOURCE && !asked_for(programme, agreement, row_id(lines.at[i]), day))
			line[count++] = lines.at[i];
	coverage.lines = (struct row_list){ line, count };
	count = 0;
	for (size_t i = 0; i < contributions.count; i++) {
		const struct funding_contribution *one = ROW(funding_contribution, contributions, i);
		struct row_list own = REFERRING(programme, service, agreement, one->agreement);
		if (counts_in(programme, agreement, one->agreement, day) &&
		    (id_known(one->line) ? !asked_for(programme, agreement, one->line, day) : own.count == 0))
			paid[count++] = one;
	}
	coverage.contributions = (struct row_list){ paid, count };
	return coverage;
}
