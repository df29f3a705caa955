/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the office does with an agreement beyond its forms (src/edit): clients and contributions at once, the order of services, offering it for
 * signing, taking that back, and an amendment.
 */
#include "agreement/agreement_model.h"
#include "base/hash.h"
#include "file/file.h"
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "money/money_model.h"
#include "participation/participation.h"
#include "party/party.h"
#include "tree/tree.h"

static bool refuse(struct request *req, enum fault_kind kind, const char *field, const char *message)
{
	return faults_add(&req->faults, (struct fault){ .kind = kind, .field = field, .message = message });
}

/* The agreement of the address, of today; NULL and answered where there is none. */
static const struct agreement *asked(struct request *req, struct response *res)
{
	struct str ending;
	const struct agreement *agreement = agreement_asked(req, &ending);

	if (!agreement || ending.len > 0) {
		respond_not_found(res, req);
		return NULL;
	}
	return respond_past(res, req) ? NULL : agreement;
}

/* The same, of one that is still being written. */
static const struct agreement *asked_draft(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked(req, res);

	if (!agreement || agreement->frozen.ms == 0)
		return agreement;
	faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .address = row_address(req->programme, &agreement_record, agreement, req->arena),
		.message = N_("This agreement has been offered: its text, services and signatories are frozen. Make an amendment instead.") });
	respond_faults(res, req, NULL, NULL);
	return NULL;
}

static struct model *form_page(struct request *req, const struct agreement *agreement, const char *title)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", title);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "agreement", agreement->title);
	model_text(model, "action", req->path);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "back", agreement_address_of(req, agreement, ""));
	model_list(model, "breadcrumbs");
	return model;
}

/* Writes; answers with the agreement's page, or with what is wrong. */
static void write_all(struct request *req, struct response *res, const struct agreement *agreement, const struct change *changes, size_t count,
	const char *said, const char *place)
{
	if (req->faults.count > 0 || (count > 0 && !command_write_all(req, changes, count))) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	flash(res, req, FLASH_OK, said, str_format(req->arena, "%zu", count));
	respond_see_other(res, req, agreement_address_of(req, agreement, place));
}

/* Clients */

/* Whether the municipality takes part in anything of the programme today. */
static bool takes_part(const struct request *req, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);

	for (size_t i = 0; i < nodes.count; i++) {
		const struct participation *entry = participation_effective(req->programme, party->id, &nodes.at[i], req->today);
		if (entry && entry->standing == STANDING_PARTICIPATES)
			return true;
	}
	return false;
}

/* POST /{programme}/agreements/{agreement}/clients: function */
static void add_clients(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);
	struct row_list towns = party_municipalities(req->programme, req->today, req->arena);
	struct signatory *signatory = arena_array(req->arena, struct signatory, towns.count + 1);
	struct change *changes = arena_array(req->arena, struct change, towns.count + 1);
	struct str function = str_trim(request_field(req, "function"));
	size_t count = 0;

	if (!agreement)
		return;
	for (size_t i = 0; i < towns.count; i++) {
		if (!takes_part(req, towns.at[i]) || agreement_binds(req->programme, agreement, row_id(towns.at[i])))
			continue;
		signatory[count] = (struct signatory){ .id = id_new(), .agreement = agreement->id, .party = row_id(towns.at[i]), .function = function, .client = true };
		changes[count] = (struct change){ &signatory_record, NULL, &signatory[count] };
		count++;
	}
	write_all(req, res, agreement, changes, count, N_("Clients added: {0}. Choose who signs for each."), "#s-signing");
}

/* The order of services */

/* POST /{programme}/agreements/{agreement}/services: service, move = up or down */
static void move_service(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);
	struct row_list services;
	struct service one, other;
	size_t at = 0, beside;
	struct id id;

	if (!agreement)
		return;
	services = REFERRING(req->programme, service, agreement, agreement->id);
	while (id_parse(request_field(req, "service"), &id) && at < services.count && !id_equal(row_id(services.at[at]), id))
		at++;
	beside = str_is(request_field(req, "move"), "up") ? at - 1 : at + 1;
	if (at >= services.count || beside >= services.count) {
		respond_not_found(res, req);
		return;
	}
	one = *ROW(service, services, at);
	other = *ROW(service, services, beside);
	one.number = ROW(service, services, beside)->number;
	other.number = ROW(service, services, at)->number;
	write_all(req, res, agreement, (struct change[]){ { &service_record, services.at[at], &one }, { &service_record, services.at[beside], &other } }, 2,
		N_("The services stand in another order."), "#s-services");
}

/* Contributions from the budget */

static const struct funding_contribution *entered(const struct request *req, const struct agreement *agreement, const struct funding_contribution *computed)
{
	struct row_list rows = REFERRING(req->programme, funding_contribution, agreement, agreement->id);

	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *row = ROW(funding_contribution, rows, i);
		if (id_equal(row->party, computed->party) && row->year.value == computed->year.value && !id_known(row->line))
			return row;
	}
	return NULL;
}

static struct model *budget_model(struct request *req, const struct agreement *agreement, struct contributions computed)
{
	struct model *model = form_page(req, agreement, N_("Take over from the budget"));
	size_t changes = 0;

	faults_model(req, model, &req->faults);
	model_list(model, "rows");
	for (size_t i = 0; i < computed.count; i++) {
		const struct funding_contribution *now = entered(req, agreement, &computed.at[i]);
		struct model *item = model_item(model, "rows");
		bool same = now && now->amount.known && now->amount.cents == computed.at[i].amount.cents;
		show_row(req, item, "party", &party_record, computed.at[i].party);
		model_text(item, "year", count_text(computed.at[i].year, req->arena));
		model_text(item, "now", now ? money_words(req, now->amount) : STR_NONE);
		model_text(item, "computed", money_words(req, computed.at[i].amount));
		model_flag(item, "changes", !same);
		changes += !same;
	}
	model_flag(model, "none", computed.count == 0);
	model_flag(model, "some", changes > 0);
	model_text(model, "money", request_address(req, STR("/money")));
	return model;
}

/* GET /{programme}/agreements/{agreement}/contributions */
static void show_budget(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);

	if (agreement)
		respond_page(res, req, "agreement/budget", budget_model(req, agreement, agreement_from_budget(req->programme, agreement, req->arena)));
}

/* POST /{programme}/agreements/{agreement}/contributions: as the budget computes at this moment; what was entered for a budget line stays. */
static void take_budget(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);
	struct contributions computed;
	struct change *changes;
	size_t count = 0;

	if (!agreement)
		return;
	computed = agreement_from_budget(req->programme, agreement, req->arena);
	changes = arena_array(req->arena, struct change, computed.count + 1);
	for (size_t i = 0; i < computed.count; i++) {
		const struct funding_contribution *now = entered(req, agreement, &computed.at[i]);
		computed.at[i].id = now ? now->id : id_new();
		if (!now || !row_equal(&funding_contribution_record, now, &computed.at[i]))
			changes[count++] = (struct change){ &funding_contribution_record, now, &computed.at[i] };
	}
	write_all(req, res, agreement, changes, count, N_("Contributions taken over from the budget: {0}."), "#contributions");
}

/* Offering */

/* What would be frozen now, on paper and as a hash. */
static struct model *offer_model(struct request *req, const struct agreement *agreement)
{
	struct model *model = form_page(req, agreement, N_("Offer for signing"));
	struct faults faults = { .arena = req->arena };
	struct row_list contributions = REFERRING(req->programme, funding_contribution, agreement, agreement->id);
	struct str edit = agreement_edit_address(req, agreement, &agreement_record, agreement);
	struct agreement shown;         /* as it will stand on paper */

	faults_model(req, model, &req->faults);
	model_flag(model, "complete", agreement_complete(req->programme, agreement, &faults));
	model_list(model, "lacks");
	for (size_t i = 0; i < faults.count; i++) {
		struct model *item = model_item(model, "lacks");
		bool signs = str_is(str_of(faults.at[i].field), "signatories");
		model_text(item, "text", fault_words(req, &faults.at[i]));
		model_text(item, "mend", signs ? agreement_address_of(req, agreement, "#s-signing") : str_format(req->arena, "%.*s#f-%s", STR_ARG(edit), faults.at[i].field));
	}
	model_text(model, "hash", agreement_hash(req->programme, agreement, req->arena));
	model_flag(model, "draft", agreement->visibility == VISIBILITY_DRAFT);
	model_flag(model, "publish", !str_is(req->method, "POST") || request_has_field(req, "publish"));
	model_list(model, "warnings");
	for (size_t i = 0; i < contributions.count; i++) {
		const struct funding_contribution *row = ROW(funding_contribution, contributions, i);
		struct money computed = agreement_computed(req->programme, agreement, row->party, row->year.value, row->line, req->arena);
		if (computed.known && (!row->amount.known || row->amount.cents != computed.cents))
			model_text(model_item(model, "warnings"), "text", str_format(req->arena, "%.*s: %.*s",
				STR_ARG(row_title(req->programme, &funding_contribution_record, row, req->arena)), STR_ARG(agreement_difference_words(req, agreement, row))));
	}
	shown = *agreement;
	shown.frozen = clock_now();
	shown.hash = agreement_hash(req->programme, agreement, req->arena);
	model_safe(model, "paper", paper_html(agreement_paper(req, &shown), 2));
	return model;
}

/* GET /{programme}/agreements/{agreement}/offer */
static void show_offer(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);

	if (agreement)
		respond_page(res, req, "agreement/offer", offer_model(req, agreement));
}

/* Both files are kept before the row that names them is written. */
static bool keep_files(struct request *req, struct agreement *frozen)
{
	struct str canonical = agreement_canonical(req->programme, frozen, req->arena);
	struct buf pdf = { 0 };
	struct hash hash;
	bool done;

	frozen->frozen = clock_now();
	frozen->hash = hash_text(hash_of(canonical), req->arena);
	done = file_keep_as_it_is(req->store, req->programme->id, canonical, &hash, &req->faults);
	if (done)
		frozen->canonical = hash_text(hash, req->arena);
	done = done && paper_pdf(agreement_paper(req, frozen), &pdf, &req->faults) &&
		file_keep_as_it_is(req->store, req->programme->id, buf_str(&pdf), &hash, &req->faults);
	if (done)
		frozen->pdf = hash_text(hash, req->arena);
	buf_clear(&pdf);
	return done;
}

/* POST /{programme}/agreements/{agreement}/offer: hash = of what was shown, publish */
static void offer(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked_draft(req, res);
	struct agreement frozen;

	if (!agreement)
		return;
	frozen = *agreement;
	if (request_has_field(req, "publish"))
		frozen.visibility = VISIBILITY_PUBLISHED;
	agreement_complete(req->programme, agreement, &req->faults);
	if (day_known(agreement_signed_on(req->programme, agreement, req->today)))
		refuse(req, FAULT_CONFLICT, NULL, N_("It was signed before it was recorded here: there is nothing to offer. Make an amendment instead."));
	if (req->faults.count == 0 && !str_equal(request_field(req, "hash"), agreement_hash(req->programme, agreement, req->arena)))
		refuse(req, FAULT_CONFLICT, NULL, N_("Somebody changed the agreement while you read it. Below it stands as it is now: read it again before you offer it."));
	if (req->faults.count == 0 && keep_files(req, &frozen) && command_write(req, &agreement_record, agreement, &frozen)) {
		flash(res, req, FLASH_OK, N_("Offered for signing, and frozen. Now ask those who sign."), STR_NONE);
		respond_see_other(res, req, agreement_address_of(req, agreement, ""));
		return;
	}
	respond_faults(res, req, "agreement/offer", offer_model(req, agreement));
}

/* A copy to go on with */

static struct str free_key(const struct request *req, struct str key)
{
	struct str free = STR_NONE, stem = str_to(key, key.len < 50 ? key.len : 50);

	for (int number = 2; free.len == 0 || programme_by_key(req->programme, &agreement_record, free); number++)
		free = str_format(req->arena, "%.*s-%d", STR_ARG(stem), number);
	return free;
}

/* Rows of a kind that belong to the agreement, once more for its copy. */
static size_t copy_rows(const struct request *req, const struct record *record, struct id from, struct id to, struct change *changes)
{
	const struct field *belongs = record_field(record, "agreement");
	struct row_list rows = programme_referring(req->programme, record, belongs->offset, from);

	for (size_t i = 0; i < rows.count && changes; i++) {
		char *row = arena_take(req->arena, record->size);
		row_copy(record, row, rows.at[i], req->arena);
		*(struct id *)(void *)row = id_new();
		*(struct id *)(void *)(row + belongs->offset) = to;
		if (record == &service_record) {
			((struct service *)(void *)row)->delivered = DAY_UNKNOWN;
			((struct service *)(void *)row)->document = ID_NONE;
		}
		changes[i] = (struct change){ record, NULL, row };
	}
	return rows.count;
}

/* A draft with everything of the agreement in it; `copy` has what is other. */
static bool write_copy(struct request *req, const struct agreement *agreement, struct agreement *copy, struct change *first, size_t firsts)
{
	static const struct record *const parts[] = { &signatory_record, &service_record, &funding_contribution_record };
	size_t most = firsts + 1, count = firsts;
	struct change *changes;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		most += copy_rows(req, parts[i], agreement->id, copy->id, NULL);
	changes = arena_array(req->arena, struct change, most);
	for (size_t i = 0; i < firsts; i++)
		changes[i] = first[i];
	changes[count++] = (struct change){ &agreement_record, NULL, copy };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		count += copy_rows(req, parts[i], agreement->id, copy->id, changes + count);
	return command_write_all(req, changes, count);
}

static struct agreement copy_of(const struct request *req, const struct agreement *agreement)
{
	struct agreement copy = *agreement;

	copy.id = id_new();
	copy.key = free_key(req, agreement->key);
	copy.frozen = (struct moment){ 0 };
	copy.hash = copy.canonical = copy.pdf = copy.planned_words = STR_NONE;
	copy.withdrawn = copy.planned_signing = DAY_UNKNOWN;
	copy.document = ID_NONE;
	copy.visibility = VISIBILITY_DRAFT;
	copy.provenance = (struct provenance){ 0 };
	return copy;
}

/* POST /{programme}/agreements/{agreement}/amendment: from which day is still to be filled in. */
static void amend(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked(req, res);
	struct agreement copy;
	enum agreement_state state;
	enum language language = LANGUAGE_NL;

	if (!agreement)
		return;
	state = agreement_state(req->programme, agreement, req->today);
	if (state != AGREEMENT_SIGNED && state != AGREEMENT_IN_FORCE && state != AGREEMENT_ENDED)
		refuse(req, FAULT_CONFLICT, NULL, N_("Only an agreement that was signed is amended. One that is being written is changed itself."));
	language_parse(tree_facts(req->programme)->language, &language);
	copy = copy_of(req, agreement);
	copy.replaces = agreement->id;
	copy.first = DAY_UNKNOWN;
	copy.title = language_fill(language, req->arena, N_("Amendment of: {0}"), str_to(agreement->title, agreement->title.len < 160 ? agreement->title.len : 0),
		STR_NONE, STR_NONE);
	if (req->faults.count > 0 || !write_copy(req, agreement, &copy, NULL, 0)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	flash(res, req, FLASH_OK, N_("A draft was made that takes the place of the old agreement from its own first day, once signed. Fill in that day and change what is to be otherwise."),
		STR_NONE);
	respond_see_other(res, req, agreement_address_of(req, &copy, ""));
}

/* Taking an offer back */

/* GET /{programme}/agreements/{agreement}/withdrawal */
static void show_withdrawal(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked(req, res);
	struct model *model;

	if (!agreement)
		return;
	model = form_page(req, agreement, N_("Take the offer back?"));
	faults_model(req, model, &req->faults);
	model_flag(model, "possible", agreement_can_be_withdrawn(req->programme, agreement, req->today));
	respond_page(res, req, "agreement/withdrawal", model);
}

/* POST /{programme}/agreements/{agreement}/withdrawal: what was offered stays readable; a draft goes on from it. */
static void withdraw(struct request *req, struct response *res)
{
	const struct agreement *agreement = asked(req, res);
	struct agreement after, copy;
	struct change change;

	if (!agreement)
		return;
	if (!agreement_can_be_withdrawn(req->programme, agreement, req->today))
		refuse(req, FAULT_CONFLICT, NULL, N_("Somebody has signed already, or it was never offered: the offer cannot be taken back."));
	after = *agreement;
	after.withdrawn = req->today;
	copy = copy_of(req, agreement);
	copy.planned_signing = agreement->planned_signing;
	copy.planned_words = agreement->planned_words;
	change = (struct change){ &agreement_record, agreement, &after };
	if (req->faults.count > 0 || !write_copy(req, agreement, &copy, &change, 1)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	flash(res, req, FLASH_OK, N_("The offer was taken back. This draft has the same text, and can be changed and offered again."), STR_NONE);
	respond_see_other(res, req, agreement_address_of(req, &copy, ""));
}

const struct route agreement_office_routes[] = {
	{ "POST", "/{programme}/agreements/{agreement}/clients", RIGHT_EDIT, add_clients, 0, "Adds every municipality that takes part as a client" },
	{ "POST", "/{programme}/agreements/{agreement}/services", RIGHT_EDIT, move_service, 0, "Moves a service up or down" },
	{ "GET",  "/{programme}/agreements/{agreement}/contributions", RIGHT_EDIT, show_budget, ROUTE_FORM, "Contributions as the budget computes them, beside what was entered" },
	{ "POST", "/{programme}/agreements/{agreement}/contributions", RIGHT_EDIT, take_budget, 0, "Takes the contributions over from the budget" },
	{ "GET",  "/{programme}/agreements/{agreement}/offer", RIGHT_EDIT, show_offer, ROUTE_FORM, "Shows exactly what would be frozen, or all that is missing" },
	{ "POST", "/{programme}/agreements/{agreement}/offer", RIGHT_EDIT, offer, 0, "Freezes an agreement and offers it for signing" },
	{ "GET",  "/{programme}/agreements/{agreement}/withdrawal", RIGHT_EDIT, show_withdrawal, ROUTE_FORM, "Asks before an offer is taken back" },
	{ "POST", "/{programme}/agreements/{agreement}/withdrawal", RIGHT_EDIT, withdraw, 0, "Takes an offer back before anybody signed; a draft goes on from it" },
	{ "POST", "/{programme}/agreements/{agreement}/amendment", RIGHT_EDIT, amend, 0, "Makes a draft that takes the place of a signed agreement" },
	ROUTES_END
};
