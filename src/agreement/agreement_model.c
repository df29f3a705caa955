/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement_model.h"

#include <stdlib.h>

#include "action/action.h"
#include "document/document.h"
#include "html/show.h"
#include "money/money_model.h"
#include "party/party.h"
#include "plan/plan.h"
#include "tree/tree.h"

static struct str fill(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

static struct str day_words(const struct request *req, struct day day)
{
	return day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE;
}

static struct str page_of(const struct request *req, const struct record *record, const void *row)
{
	return request_address(req, row_address(req->programme, record, row, req->arena));
}

bool agreement_office(const struct request *req)
{
	return !day_known(req->known) && access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

static int newest_first(const void *a, const void *b)
{
	const struct agreement *one = *(const struct agreement *const *)a, *other = *(const struct agreement *const *)b;
	int32_t first = day_first(one->first), second = day_first(other->first);

	return first != second ? (first < second) - (first > second) : id_compare(other->id, one->id);
}

struct row_list agreements_seen(const struct request *req)
{
	struct row_list all = programme_rows(req->programme, &agreement_record);
	const void **at = arena_array(req->arena, const void *, all.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (access_sees(req->programme, req->person, &agreement_record, all.at[i], req->today))
			at[count++] = all.at[i];
	if (count > 1)
		qsort(at, count, sizeof *at, newest_first);
	return (struct row_list){ at, count };
}

const struct agreement *agreement_asked(const struct request *req, struct str *ending)
{
	struct str part = request_parameter(req, "agreement");
	size_t point = str_find(part, '.');
	const struct agreement *agreement;

	*ending = point < part.len ? str_from(part, point + 1) : STR_NONE;
	if (point < part.len && ending->len == 0)
		return NULL;
	agreement = programme_by_address(req->programme, &agreement_record, str_to(part, point));
	return agreement && access_sees(req->programme, req->person, &agreement_record, agreement, req->today) ? agreement : NULL;
}

struct str agreement_address_of(const struct request *req, const struct agreement *agreement, const char *below)
{
	return request_address(req, str_format(req->arena, "%.*s%s", STR_ARG(row_address(req->programme, &agreement_record, agreement, req->arena)), below));
}

struct str agreement_edit_address(const struct request *req, const struct agreement *agreement, const struct record *record, const void *row)
{
	return str_format(req->arena, "%.*s?back=%.*s", STR_ARG(request_address(req, str_format(req->arena, "/edit/%s/%.*s", record->name,
		STR_ARG(id_text(row_id(row), req->arena))))), STR_ARG(agreement_address_of(req, agreement, "")));
}

/* Words */

struct str agreement_state_sentence(const struct request *req, const struct agreement *agreement)
{
	struct str signed_on = day_words(req, agreement_signed_on(req->programme, agreement, req->day));
	const struct agreement *other = agreement_replaced_by(req->programme, agreement, req->day);

	switch (agreement_state(req->programme, agreement, req->day)) {
	case AGREEMENT_OFFERED:
		return fill(req, N_("Its text was frozen on {0}, and not everybody who must has signed yet."), day_words(req, moment_day(agreement->frozen)), STR_NONE, STR_NONE);
	case AGREEMENT_SIGNED:
		return fill(req, N_("Everybody who must had signed on {0}; it begins on {1}."), signed_on, day_words(req, agreement->first), STR_NONE);
	case AGREEMENT_IN_FORCE:
		return day_known(agreement->first)
			? fill(req, N_("Everybody who must had signed on {0}, and its first day, {1}, has come."), signed_on, day_words(req, agreement->first), STR_NONE)
			: fill(req, N_("Everybody who must had signed on {0}."), signed_on, STR_NONE, STR_NONE);
	case AGREEMENT_ENDED:
		return fill(req, N_("Its last day was {0}."), day_words(req, agreement->last), STR_NONE, STR_NONE);
	case AGREEMENT_REPLACED:
		return fill(req, N_("Another agreement, {0}, took its place on {1}."), other ? other->title : STR_NONE, other ? day_words(req, other->first) : STR_NONE, STR_NONE);
	case AGREEMENT_WITHDRAWN:
		return fill(req, N_("The offer was taken back on {0}, before anybody had signed."), day_words(req, agreement->withdrawn), STR_NONE, STR_NONE);
	default:
		return language_text(req->language, agreement->provenance.source.len > 0 && agreement->text.len == 0
			? N_("Its text is not kept here, and of not everybody who must sign it is known that they did.")
			: N_("Its text has not been frozen, so nobody can sign it yet."));
	}
}

/* "Doesburg, Duiven and Zevenaar" */
static struct str names_of(const struct request *req, struct row_list parties)
{
	struct str names = STR_NONE;

	for (size_t i = 0; i < parties.count; i++) {
		struct str name = ROW(party, parties, i)->name;
		names = i == 0 ? name : i + 1 == parties.count ? fill(req, N_("{0} and {1}"), names, name, STR_NONE)
			: str_format(req->arena, "%.*s, %.*s", STR_ARG(names), STR_ARG(name));
	}
	return names;
}

/* So many names are read; of more the number tells enough. */
enum { NAMES_READ = 6 };

static struct str clients_words(const struct request *req, struct row_list clients)
{
	return clients.count <= NAMES_READ ? names_of(req, clients)
		: language_plural(req->language, req->arena, N_("{0} client"), N_("{0} clients"), (int64_t)clients.count);
}

static struct str period_words(const struct request *req, const struct agreement *agreement)
{
	return day_known(agreement->first) || day_known(agreement->last) ? language_period(req->language, req->arena, agreement->first, agreement->last) : STR_NONE;
}

struct str agreement_sentence(const struct request *req, const struct agreement *agreement)
{
	const struct party *contractor = programme_row(req->programme, party, agreement->contractor);
	struct row_list clients = agreement_clients(req->programme, agreement, req->arena);
	size_t services = REFERRING(req->programme, service, agreement, agreement->id).count;
	struct str what = services > 0 ? language_plural(req->language, req->arena, N_("{0} service"), N_("{0} services"), (int64_t)services)
		: language_text(req->language, N_("services"));

	if (!contractor && clients.count == 0)
		return language_text(req->language, N_("An agreement about who delivers what, for whom and for how much. Its parties are not known yet."));
	if (clients.count == 0)
		return fill(req, N_("{0} delivers {1}. For whom is not known yet."), contractor->name, what, STR_NONE);
	return fill(req, N_("{0} delivers {1} for {2}."), contractor ? contractor->name : language_text(req->language, N_("A contractor that is not known yet")),
		what, clients_words(req, clients));
}

/* The list */

static size_t signed_parties(const struct request *req, const struct agreement *agreement, struct row_list parties)
{
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++)
		count += agreement_signed_by(req->programme, agreement, row_id(parties.at[i]), req->day);
	return count;
}

void agreement_item_model(const struct request *req, struct model *item, const struct agreement *agreement)
{
	struct row_list parties = agreement_parties(req->programme, agreement, req->arena);
	enum agreement_state state = agreement_state(req->programme, agreement, req->day);
	struct str number = language_count(req->language, req->arena, (struct count){ (int64_t)signed_parties(req, agreement, parties), true });

	model_text(item, "title", agreement->title);
	model_text(item, "address", agreement_address_of(req, agreement, ""));
	model_text(item, "state", str_of(words_wire(&agreement_state_words, (int)state)));
	model_words(item, "state_label", words_label(&agreement_state_words, (int)state));
	model_flag(item, "ok", state == AGREEMENT_SIGNED || state == AGREEMENT_IN_FORCE);
	model_flag(item, "warning", state == AGREEMENT_OFFERED);
	model_flag(item, "draft", agreement->visibility == VISIBILITY_DRAFT);
	model_text(item, "period", period_words(req, agreement));
	model_text(item, "parties", names_of(req, parties));
	model_text(item, "signed", parties.count == 0 ? STR_NONE : fill(req, N_("{0} of {1} parties"), number,
		language_count(req->language, req->arena, (struct count){ (int64_t)parties.count, true }), STR_NONE));
}

/* Services */

static void row_items(const struct request *req, struct model *item, const char *list, const struct record *record, struct ids ids)
{
	model_list(item, list);
	for (size_t i = 0; i < ids.count; i++) {
		const void *row = programme_find(req->programme, record, ids.at[i]);
		struct model *one;
		if (!row || !access_sees(req->programme, req->person, record, row, req->today))
			continue;
		one = model_item(item, list);
		model_text(one, "title", record == &action_record ? str_format(req->arena, "%.*s %.*s", STR_ARG(((const struct action *)row)->number),
			STR_ARG(((const struct action *)row)->title)) : row_title(req->programme, record, row, req->arena));
		model_text(one, "address", page_of(req, record, row));
	}
}

static void service_item(const struct request *req, struct model *item, const struct agreement *agreement, const struct service *service)
{
	bool delivered = day_known(service->delivered) && day_first(service->delivered) <= day_first(req->day), office = agreement_office(req);
	const struct document *document = programme_row(req->programme, document, service->document);

	model_text(item, "number", count_text(service->number, req->arena));
	model_text(item, "title", service->title);
	model_text(item, "result", service->result);
	model_text(item, "proof", service->proof);
	model_text(item, "due", day_words(req, service->due));
	model_text(item, "delivered", delivered ? day_words(req, service->delivered) : STR_NONE);
	model_flag(item, "late", service_late(service, req->day) && day_known(agreement_signed_on(req->programme, agreement, req->day)));
	row_items(req, item, "actions", &action_record, service->actions);
	row_items(req, item, "lines", &budget_line_record, service->lines);
	model_flag(item, "unfulfilled", service->actions.count == 0 && service->lines.count == 0);
	if (document && access_sees(req->programme, req->person, &document_record, document, req->today))
		show_row(req, item, "document", &document_record, service->document);
	else
		model_flag(item, "document", false);
	model_text(item, "id", id_text(service->id, req->arena));
	model_text(item, "edit", office ? agreement_edit_address(req, agreement, &service_record, service) : STR_NONE);
}

void agreement_services_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list services = REFERRING(req->programme, service, agreement, agreement->id);

	model_list(model, "services");
	for (size_t i = 0; i < services.count; i++) {
		struct model *item = model_item(model, "services");
		service_item(req, item, agreement, services.at[i]);
		model_flag(item, "first", i == 0);
		model_flag(item, "last", i + 1 == services.count);
	}
	model_flag(model, "has_services", services.count > 0);
}

/* Contributions */

struct str agreement_difference_words(const struct request *req, const struct agreement *agreement, const struct funding_contribution *contribution)
{
	struct money computed = agreement_computed(req->programme, agreement, contribution->party, contribution->year.value, contribution->line, req->arena);
	int64_t more = contribution->amount.cents - computed.cents;

	if (!computed.known)
		return language_text(req->language, N_("the budget computes nothing for it"));
	if (!contribution->amount.known)
		return language_text(req->language, N_("not entered yet"));
	if (more == 0)
		return language_text(req->language, N_("the same"));
	return fill(req, more > 0 ? N_("{0} more than the budget computes") : N_("{0} less than the budget computes"),
		money_words(req, (struct money){ more > 0 ? more : -more, true }), STR_NONE, STR_NONE);
}

static int by_year(const void *a, const void *b)
{
	const struct funding_contribution *one = *(const struct funding_contribution *const *)a, *other = *(const struct funding_contribution *const *)b;
	int years = count_compare(one->year, other->year);

	return years ? years : id_compare(one->id, other->id);
}

static void contribution_item(const struct request *req, struct model *item, const struct agreement *agreement, const struct funding_contribution *contribution)
{
	struct money computed = agreement_computed(req->programme, agreement, contribution->party, contribution->year.value, contribution->line, req->arena);
	bool change = agreement_office(req) && agreement->frozen.ms == 0;

	show_row(req, item, "party", &party_record, contribution->party);
	model_text(item, "year", count_text(contribution->year, req->arena));
	model_text(item, "entered", money_words(req, contribution->amount));
	model_text(item, "computed", money_words(req, computed));
	model_text(item, "difference", agreement_difference_words(req, agreement, contribution));
	model_flag(item, "differs", computed.known && contribution->amount.known && computed.cents != contribution->amount.cents);
	model_text(item, "edit", change ? agreement_edit_address(req, agreement, &funding_contribution_record, contribution) : STR_NONE);
}

void agreement_contributions_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct row_list rows = REFERRING(req->programme, funding_contribution, agreement, agreement->id);
	const void **at = arena_array(req->arena, const void *, rows.count + 1);
	struct money sum = { 0 };

	for (size_t i = 0; i < rows.count; i++)
		at[i] = rows.at[i];
	if (rows.count > 1)
		qsort(at, rows.count, sizeof *at, by_year);
	model_list(model, "contributions");
	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *contribution = at[i];
		contribution_item(req, model_item(model, "contributions"), agreement, contribution);
		if (contribution->amount.known)
			sum = (struct money){ sum.cents + contribution->amount.cents, true };
	}
	model_flag(model, "has_contributions", rows.count > 0);
	model_text(model, "together", money_words(req, sum));
}

/* Coverage */

static size_t cover_list(const struct request *req, struct model *model, const char *list, const struct record *record, struct row_list rows)
{
	size_t count = 0;

	model_list(model, list);
	for (size_t i = 0; i < rows.count; i++) {
		struct model *item;
		if (!access_sees(req->programme, req->person, record, rows.at[i], req->today) ||
		    (record == &budget_line_record && !money_sees(req, rows.at[i])))
			continue;
		item = model_item(model, list);
		model_text(item, "title", record == &action_record ? str_format(req->arena, "%.*s %.*s", STR_ARG(ROW(action, rows, i)->number),
			STR_ARG(ROW(action, rows, i)->title)) : row_title(req->programme, record, rows.at[i], req->arena));
		model_text(item, "address", page_of(req, record, rows.at[i]));
		count++;
	}
	return count;
}

static void cover_group(const struct request *req, struct model *coverage, const char *label, const struct record *record, struct row_list rows)
{
	struct model *group = model_item(coverage, "groups");
	size_t count = cover_list(req, group, "rows", record, rows);

	model_words(group, "label", label);
	model_number(group, "count", (int64_t)count);
	model_flag(group, "some", count > 0);
}

void agreement_coverage_model(const struct request *req, struct model *model, const struct agreement *agreement)
{
	struct agreement_coverage found = agreement_coverage(req->programme, agreement, req->day, req->arena);
	struct model *coverage = model_object(model, "coverage");

	model_list(coverage, "groups");
	cover_group(req, coverage, N_("Services without an action or a budget line"), &service_record, found.services);
	cover_group(req, coverage, N_("Open actions that no service asks for"), &action_record, found.actions);
	cover_group(req, coverage, N_("Budget lines that no service asks for"), &budget_line_record, found.lines);
	cover_group(req, coverage, N_("Contributions without a service"), &funding_contribution_record, found.contributions);
	model_flag(coverage, "no_services", found.service_count == 0);
}

/* Of a municipality, or of who carries it out */

static void paid_by(const struct request *req, struct model *item, const struct agreement *agreement, struct id party)
{
	struct row_list rows = REFERRING(req->programme, funding_contribution, agreement, agreement->id);
	size_t count = 0;

	model_list(item, "pays");
	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *contribution = ROW(funding_contribution, rows, i);
		struct model *one;
		if (!id_equal(contribution->party, party))
			continue;
		one = model_item(item, "pays");
		model_text(one, "year", count_text(contribution->year, req->arena));
		model_text(one, "amount", money_words(req, contribution->amount));
		model_text(one, "difference", agreement_difference_words(req, agreement, contribution));
		count++;
	}
	model_flag(item, "has_pays", count > 0);
}

void agreement_of_party_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list agreements = agreements_seen(req);
	struct model *agreed = NULL;

	model_flag(model, "agreed", false);
	for (size_t i = 0; i < agreements.count; i++) {
		const struct agreement *agreement = ROW(agreement, agreements, i);
		struct model *item;
		if (!agreement_binds(req->programme, agreement, party->id))
			continue;
		if (!agreed) {
			agreed = model_object(model, "agreed");
			model_list(agreed, "agreements");
			model_text(agreed, "whole", request_address(req, STR("/agreements")));
		}
		item = model_item(agreed, "agreements");
		agreement_item_model(req, item, agreement);
		model_text(item, "why", agreement_state_sentence(req, agreement));
		model_flag(item, "contractor", id_equal(agreement->contractor, party->id));
		agreement_services_model(req, item, agreement);
		paid_by(req, item, agreement, party->id);
	}
}
