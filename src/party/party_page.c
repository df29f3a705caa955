/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parties, and one party: what it takes part in and what not, what it does, where else it looks. A council reads here first
 * what its own municipality does (docs/rules.md 1).
 */
#include "action/action.h"
#include "agreement/agreement_model.h"
#include "attention/attention_model.h"
#include "decision/decision_part_model.h"
#include "document/document.h"
#include "fact/fact.h"
#include "feed/feed_model.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "meeting/meeting_model.h"
#include "money/money_model.h"
#include "party/party_model.h"
#include "role/role_model.h"
#include "signup/signup_model.h"
#include "tree/tree.h"

/* The list */

static const struct group { const char *label; enum party_kind kind[4]; } groups[] = {
	{ N_("Municipalities"), { PARTY_MUNICIPALITY } },
	{ N_("Executing organisations"), { PARTY_EXECUTING_ORGANISATION } },
	{ N_("Education"), { PARTY_EDUCATION } },
	{ N_("Business"), { PARTY_BUSINESS_ASSOCIATION, PARTY_COMPANY } },
	{ N_("Civil society"), { PARTY_CIVIL_SOCIETY } },
	{ N_("Other governments"), { PARTY_PROVINCE, PARTY_WATER_BOARD, PARTY_NATIONAL_GOVERNMENT } },
	{ N_("Other regions and networks"), { PARTY_EXTERNAL_REGION } },
	{ N_("Sectors as a whole"), { PARTY_SECTOR } },
	{ N_("Researchers and advisers"), { PARTY_RESEARCHER } },
};
#define GROUPS (sizeof groups / sizeof groups[0])

/* Place of the party's group; the number of groups where its kind is not known. */
static size_t group_of(const struct party *party)
{
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t k = 0; k < 4; k++)
			if (groups[g].kind[k] == party->kind && party->kind != PARTY_UNKNOWN)
				return g;
	return GROUPS;
}

static void party_item(const struct request *req, struct model *item, const struct party *party)
{
	const struct inhabitants *figure = party_inhabitants(req->programme, party->id, req->day);
	struct row_list roles = party_roles_seen(req, party);
	struct party_themes themes = party_themes(req, party);

	model_text(item, "title", party->name);
	model_text(item, "address", party_page_of(req, &party_record, party));
	model_words(item, "kind", words_label(&party_kind_words, (int)party->kind));
	model_text(item, "part", party->part);
	model_text(item, "roles", roles.count ? language_plural(req->language, req->arena, N_("{0} role"), N_("{0} roles"),
		(int64_t)roles.count) : STR_NONE);
	model_text(item, "inhabitants", figure ? language_count(req->language, req->arena, figure->number) : STR_NONE);
	model_text(item, "themes", themes.known ? party_fill(req, N_("{0} of {1}"), party_number(req, themes.in),
		party_number(req, themes.all), STR_NONE) : STR_NONE);
	model_text(item, "period", language_period(req->language, req->arena, party->first, party->last));
}

static void groups_model(const struct request *req, struct model *model)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct model *group[GROUPS + 1] = { NULL };
	bool absent = false;

	model_list(model, "groups");
	model_list(model, "absent");
	for (size_t g = 0; g <= GROUPS; g++)
		for (size_t i = 0; i < parties.count; i++) {
			const struct party *party = ROW(party, parties, i);
			if (group_of(party) != g)
				continue;
			if (!party_exists(party, req->day)) {
				party_item(req, model_item(model, "absent"), party);
				absent = true;
				continue;
			}
			if (!group[g]) {
				group[g] = model_item(model, "groups");
				model_words(group[g], "label", g < GROUPS ? groups[g].label : N_("Kind not known"));
				model_text(group[g], "anchor", str_format(req->arena, "group-%zu", g));
				model_flag(group[g], "municipal", g == 0);
			}
			party_item(req, model_item(group[g], "parties"), party);
		}
	model_flag(model, "has_absent", absent);
}

/* GET /{programme}/parties */
static void show_parties(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Parties"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	groups_model(req, model);
	model_flag(model, "none", req->programme->parties.count == 0);
	model_text(model, "matrix", request_address(req, STR("/participation")));
	model_text(model, "add", party_may_add(req) ? request_address(req, STR("/edit/party/new")) : STR_NONE);
	model_text(model, "add_municipality", party_may_add(req) ? request_address(req, STR("/edit/party/new?kind=municipality")) : STR_NONE);
	respond_page(res, req, "party/parties", model);
}

/* What it does, where it belongs, what is known of it */

static void roles_model(const struct request *req, struct model *model, const struct party *party, struct row_list roles)
{
	static const struct { enum role_kind kind; const char *label; } kinds[] = {
		{ ROLE_LEAD, N_("Leads") }, { ROLE_EXECUTOR, N_("Executes") }, { ROLE_PARTNER, N_("Partner in") }, { ROLE_ADVISOR, N_("Advises on") },
	};

	model_list(model, "role_groups");
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		struct model *group = NULL;
		for (size_t i = 0; i < roles.count; i++) {
			const struct role *role = ROW(role, roles, i);
			const struct node *node = programme_node(req->programme, role->node);
			struct model *item;

			if (role->kind != kinds[k].kind || !node)
				continue;
			if (!group) {
				group = model_item(model, "role_groups");
				model_words(group, "label", kinds[k].label);
			}
			item = model_item(group, "roles");
			role_item_model(req, item, role);
			party_node_item(req, model_object(item, "node"), party, node, party_entry(req, party, node));
		}
	}
	model_flag(model, "has_roles", roles.count > 0);
	model_text(model, "add_role", party_may_add(req) ? request_address(req, str_format(req->arena, "/edit/role/new?party=%.*s",
		STR_ARG(id_text(party->id, req->arena)))) : STR_NONE);
}

static bool memberships_model(const struct request *req, struct model *model, const char *name, struct row_list memberships, bool of_it)
{
	model_list(model, name);
	for (size_t i = 0; i < memberships.count; i++) {
		const struct membership *membership = ROW(membership, memberships, i);
		struct model *item = model_item(model, name);

		show_row(req, item, "other", &party_record, of_it ? membership->party : membership->organisation);
		show_period(req, item, "period", membership->from, membership->until);
		model_flag(item, "partial", membership->partial);
		model_flag(item, "not_now", !period_has(membership->from, membership->until, req->day));
		show_provenance(req, item, &membership_record, membership);
		show_edit(req, item, &membership_record, membership);
	}
	return memberships.count > 0;
}

static void lines_model(struct model *model, const char *name, struct str lines)
{
	struct str line;

	model_list(model, name);
	while (str_next(&lines, '\n', &line))
		if (str_trim(line).len > 0)
			model_text(model_item(model, name), "text", str_trim(line));
}

static void inhabitants_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list figures = REFERRING(req->programme, inhabitants, party, party->id);
	const struct inhabitants *newest = party_inhabitants(req->programme, party->id, req->day);

	model_text(model, "inhabitants_now", newest ? language_count(req->language, req->arena, newest->number) : STR_NONE);
	model_text(model, "inhabitants_day", newest ? language_day(req->language, req->arena, newest->day) : STR_NONE);
	model_list(model, "inhabitants");
	for (size_t i = 0; i < figures.count; i++) {
		const struct inhabitants *figure = ROW(inhabitants, figures, i);
		struct model *item = model_item(model, "inhabitants");
		model_text(item, "day", party_fill(req, N_("on {0}"), language_day(req->language, req->arena, figure->day), STR_NONE, STR_NONE));
		model_text(item, "number", figure->number.known ? language_count(req->language, req->arena, figure->number) : STR_NONE);
		model_text(item, "origin", figure->origin);
		show_provenance(req, item, &inhabitants_record, figure);
		show_edit(req, item, &inhabitants_record, figure);
	}
	model_flag(model, "has_inhabitants", figures.count > 0 || party->kind == PARTY_MUNICIPALITY);
	model_text(model, "add_inhabitants", party_may_add(req) ? request_address(req, str_format(req->arena,
		"/edit/inhabitants/new?party=%.*s", STR_ARG(id_text(party->id, req->arena)))) : STR_NONE);
}

static void documents_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list documents = REFERRING(req->programme, document, owner, party->id);
	bool any = false;

	model_list(model, "documents");
	for (size_t i = 0; i < documents.count; i++) {
		struct model *item;
		if (!access_sees(req->programme, req->person, &document_record, documents.at[i], req->day))
			continue;
		item = model_item(model, "documents");
		model_text(item, "title", ROW(document, documents, i)->title);
		model_text(item, "address", party_page_of(req, &document_record, documents.at[i]));
		model_words(item, "kind", words_label(&document_kind_words, (int)ROW(document, documents, i)->kind));
		any = true;
	}
	model_flag(model, "has_documents", any);
}

/* Who goes along with this region, or looks to it as well, on the day. */
static void joined_by_model(const struct request *req, struct model *model, const struct party *region)
{
	struct row_list entries = programme_rows(req->programme, &participation_record);
	bool any = false;

	model_list(model, "joined_by");
	for (size_t i = 0; i < entries.count; i++) {
		const struct participation *entry = ROW(participation, entries, i);
		const struct node *node = programme_node(req->programme, entry->node);
		const struct party *party = programme_row(req->programme, party, entry->party);
		struct model *item;

		if (!(id_equal(entry->counterpart, region->id) || ids_have(entry->also_oriented_to, region->id)) || !node || !party ||
		    !period_has(entry->from, entry->until, req->day) || !party_exists(party, req->day) || !party_counts_node(req, node))
			continue;
		item = model_item(model, "joined_by");
		show_row(req, item, "party", &party_record, party->id);
		model_text(item, "sentence", participation_sentence(req, party, node, entry));
		model_text(item, "explanation", request_address(req, participation_address(req->programme, party, node, req->arena)));
		show_provenance(req, item, &participation_record, entry);
		any = true;
	}
	model_flag(model, "has_joined_by", any);
}

static void facts_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list facts = REFERRING(req->programme, fact, party, party->id);
	bool any = false;

	model_list(model, "facts");
	for (size_t i = 0; i < facts.count; i++) {
		const struct fact *fact = ROW(fact, facts, i);
		struct model *item;
		if (!access_sees(req->programme, req->person, &fact_record, fact, req->day))
			continue;
		item = model_item(model, "facts");
		model_text(item, "about", fact->about);
		model_text(item, "text", fact->text);
		model_words(item, "kind", words_label(&fact_kind_words, (int)fact->kind));
		model_text(item, "day", day_known(fact->day) ? language_day(req->language, req->arena, fact->day) : STR_NONE);
		model_text(item, "amount", fact->amount.known ? language_money(req->language, req->arena, fact->amount) : STR_NONE);
		model_flag(item, "amount_unknown", fact->kind == FACT_CONTRIBUTION && !fact->amount.known);
		show_provenance(req, item, &fact_record, fact);
		show_edit(req, item, &fact_record, fact);
		any = true;
	}
	model_flag(model, "has_facts", any);
}

static void succession_model(const struct request *req, struct model *model, const struct party *party)
{
	struct row_list before = REFERRING(req->programme, party, successor, party->id);
	const struct party *successor = programme_row(req->programme, party, party->successor);
	struct day from = day_exact(party->last) ? day_add(party->last, 1) : successor ? successor->first : DAY_UNKNOWN;

	show_row(req, model, "successor", &party_record, party->successor);
	model_text(model, "successor_from", day_known(from)
		? language_period(req->language, req->arena, from, DAY_UNKNOWN) : STR_NONE);
	model_list(model, "predecessors");
	for (size_t i = 0; i < before.count; i++) {
		struct model *item = model_item(model, "predecessors");
		model_text(item, "title", ROW(party, before, i)->name);
		model_text(item, "address", party_page_of(req, &party_record, before.at[i]));
	}
	model_flag(model, "has_predecessors", before.count > 0);
}

static void about_model(const struct request *req, struct model *model, const struct party *party)
{
	model_text(model, "title", party->name);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_words(model, "kind", words_label(&party_kind_words, (int)party->kind));
	model_text(model, "part", party->part);
	model_safe(model, "description", markdown_html(party->description, 3, req->arena));
	model_flag(model, "has_description", party->description.len > 0);
	model_text(model, "code", party->code);
	model_text(model, "website", party->website);
	model_text(model, "period", day_known(party->first) || day_known(party->last)
		? language_period(req->language, req->arena, party->first, party->last) : STR_NONE);
	model_text(model, "absent", party_exists(party, req->day) ? STR_NONE : party_fill(req, N_("{0} does not exist on this day, but {1}."),
		party->name, language_period(req->language, req->arena, party->first, party->last), STR_NONE));
	lines_model(model, "members", party->members);
	lines_model(model, "bodies", party->bodies);
	model_flag(model, "has_bodies", party->bodies.len > 0);
	show_provenance(req, model, &party_record, party);
	show_edit(req, model, &party_record, party);
}

/* So many of what waits for the party. */
enum { ATTENTION_SHOWN = 3 };

/* Its report over this year, the letter to its council, and the text for its own books. */
static void reports_model(const struct request *req, struct model *model, const struct party *party)
{
	struct model *reports;

	if (party->kind != PARTY_MUNICIPALITY) {
		model_flag(model, "reports", false);
		return;
	}
	reports = model_object(model, "reports");
	model_text(reports, "report", request_address(req, str_format(req->arena, "/reports?kind=progress&party=%.*s", STR_ARG(party->key))));
	model_text(reports, "letter", request_address(req, str_format(req->arena, "/reports?kind=letter&party=%.*s", STR_ARG(party->key))));
	model_text(reports, "planning", request_address(req, str_format(req->arena, "/parties/%.*s/planning-control", STR_ARG(party->key))));
}

/* GET /{programme}/parties/{party} */
static void show_party(struct request *req, struct response *res)
{
	const struct party *party = programme_by_address(req->programme, &party_record, request_parameter(req, "party"));
	struct model *model;
	struct row_list roles;
	bool member, members;

	if (!party) {
		respond_not_found(res, req);
		return;
	}
	model = model_new(req->arena);
	roles = party_roles_seen(req, party);
	about_model(req, model, party);
	party_summary_model(req, model, party, roles);
	party_picture_model(req, model, party);
	money_of_party_model(req, model, party);
	signup_of_party_model(req, model, party);
	agreement_of_party_model(req, model, party);
	meeting_of_party_model(req, model, party);
	decision_of_party_model(req, model, party);
	reports_model(req, model, party);
	party_participation_model(req, model, party);
	roles_model(req, model, party, roles);
	member = memberships_model(req, model, "belongs_to", REFERRING(req->programme, membership, party, party->id), false);
	members = memberships_model(req, model, "member_parties", REFERRING(req->programme, membership, organisation, party->id), true);
	model_flag(model, "is_member", member);
	model_flag(model, "members_shown", members || party->members.len > 0);
	inhabitants_model(req, model, party);
	documents_model(req, model, party);
	joined_by_model(req, model, party);
	facts_model(req, model, party);
	attention_first_model(req, model, party, NULL, ATTENTION_SHOWN);
	succession_model(req, model, party);
	model_text(model, "handover", !day_known(req->known) && access_may(req->programme, req->person, RIGHT_PEOPLE, NULL, req->today, NULL)
		? request_address(req, str_format(req->arena, "/parties/%.*s/handover", STR_ARG(party->key))) : STR_NONE);
	model_list(model, "breadcrumbs");
	feed_links_model(req, model, party);
	respond_page(res, req, "party/party", model);
}

const struct route party_routes[] = {
	{ "GET", "/{programme}/parties", RIGHT_READ, show_parties, 0, "All parties, by kind" },
	{ "GET", "/{programme}/parties/{party}", RIGHT_READ, show_party, 0, "A party: what it takes part in, does and belongs to" },
	ROUTES_END
};
