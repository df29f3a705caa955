/* SPDX-License-Identifier: EUPL-1.2 */
/* Parties, inhabitants and memberships, described once. */
#include "party/party.h"

static const struct word kinds[PARTY_KIND_COUNT] = {
	[PARTY_UNKNOWN] = { "", N_("kind not known") },
	[PARTY_MUNICIPALITY] = { "municipality", N_("municipality") },
	[PARTY_EXECUTING_ORGANISATION] = { "executing_organisation", N_("executing organisation") },
	[PARTY_EDUCATION] = { "education", N_("education") },
	[PARTY_BUSINESS_ASSOCIATION] = { "business_association", N_("business association") },
	[PARTY_COMPANY] = { "company", N_("company") },
	[PARTY_CIVIL_SOCIETY] = { "civil_society", N_("civil society") },
	[PARTY_RESEARCHER] = { "researcher", N_("researcher or adviser") },
	[PARTY_PROVINCE] = { "province", N_("province") },
	[PARTY_WATER_BOARD] = { "water_board", N_("water board") },
	[PARTY_NATIONAL_GOVERNMENT] = { "national_government", N_("national government") },
	[PARTY_EXTERNAL_REGION] = { "external_region", N_("other region or network") },
	[PARTY_SECTOR] = { "sector", N_("sector as a whole") },
};
const struct words party_kind_words = WORDS_OF(kinds);

static const struct word sectors[] = {
	[SECTOR_NONE] = { "", N_("follows from its kind") },
	[SECTOR_GOVERNMENT] = { "government", N_("government") },
	[SECTOR_EDUCATION] = { "education", N_("education") },
	[SECTOR_BUSINESS] = { "business", N_("business") },
	[SECTOR_SOCIETY] = { "society", N_("society") },
};
const struct words sector_words = WORDS_OF(sectors);

static const struct field party_fields[] = {
	FIELD(party, key, .label = N_("Short name in addresses"), .hint = N_("Small letters, digits and hyphens. Left empty, it is made from the name."), .required = true, .key = true, .max = 60, .rare = true),
	FIELD(party, name, .label = N_("Name"), .required = true, .search = true),
	WORDS(party, kind, .label = N_("Kind"), .words = &party_kind_words, .required = true),
	FIELD(party, code, .label = N_("Code"), .hint = N_("Municipality code of Statistics Netherlands, four digits."), .max = 20),
	WORDS(party, sector, .label = N_("Sector"), .words = &sector_words, .rare = true),
	FIELD(party, part, .label = N_("Part in the programme"), .max = 300, .search = true),
	FIELD(party, description, .label = N_("Description"), .markdown = true, .search = true),
	FIELD(party, members, .label = N_("Members that are no party here"), .lines = true, .max = 2000, .rare = true, .search = true),
	FIELD(party, bodies, .label = N_("Bodies"), .hint = N_("Board, council of advice; one on each line."), .lines = true, .max = 2000, .rare = true),
	FIELD(party, branches, .label = N_("Branches"), .hint = N_("Of a business or school, with commas between: retail, leisure."), .max = 200, .search = true, .rare = true),
	FIELD(party, website, .label = N_("Website"), .address = true, .max = 300, .rare = true),
	FIELD(party, first, .label = N_("Exists from"), .group = N_("When it exists"), .rare = true),
	FIELD(party, last, .label = N_("Exists until"), .hint = N_("The last day, included."), .rare = true),
	FIELD(party, successor, .label = N_("Successor"), .hint = N_("The party that takes over the day after."), .refers_to = "party", .indexed = true, .rare = true),
	PROVENANCE_FIELDS(party),
};

static struct str party_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct party *)row)->name;
}

static struct str party_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/parties/%.*s", STR_ARG(((const struct party *)row)->key));
}

static bool party_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct party *party = row;
	(void)programme;

	if (day_known(party->first) && day_known(party->last) && day_last(party->last) < day_first(party->first))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
			.message = N_("The last day lies before the first day.") });
	if (id_known(party->successor) && id_equal(party->successor, party->id))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "successor",
			.message = N_("A party cannot succeed itself.") });
	return true;
}

/* By kind, then by name. */
static int party_compare(const void *a, const void *b)
{
	const struct party *left = a, *right = b;
	return left->kind != right->kind ? (int)left->kind - (int)right->kind : str_compare(left->name, right->name);
}

const struct record party_record = RECORD(party, parties, party_fields,
	.label = N_("Party"), .plural = N_("Parties"), .title = party_title, .address = party_address,
	.check = party_check, .compare = party_compare, .provenance = offsetof(struct party, provenance),
	.next = N_("Then, on its own page: what it takes part in and what it leads or executes."));

static const struct field inhabitants_fields[] = {
	FIELD(inhabitants, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	FIELD(inhabitants, day, .label = N_("Reference day"), .required = true),
	FIELD(inhabitants, number, .label = N_("Inhabitants")),
	FIELD(inhabitants, origin, .label = N_("Origin"), .max = 300),
	PROVENANCE_FIELDS(inhabitants),
};

static struct str inhabitants_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct inhabitants *inhabitants = row;
	const struct party *party = programme_row(programme, party, inhabitants->party);
	return str_format(arena, "%.*s, %.*s", STR_ARG(party ? party->name : STR("?")), STR_ARG(day_text(inhabitants->day, arena)));
}

static struct str inhabitants_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct party *party = programme_row(programme, party, ((const struct inhabitants *)row)->party);
	return party ? party_address(programme, party, arena) : STR("/parties");
}

static int inhabitants_compare(const void *a, const void *b)
{
	const struct inhabitants *left = a, *right = b;
	int day = day_compare(left->day, right->day);
	return day ? day : id_compare(left->id, right->id);
}

const struct record inhabitants_record = RECORD(inhabitants, inhabitants, inhabitants_fields,
	.label = N_("Number of inhabitants"), .plural = N_("Numbers of inhabitants"), .title = inhabitants_title,
	.address = inhabitants_address, .compare = inhabitants_compare, .provenance = offsetof(struct inhabitants, provenance));

static const struct field membership_fields[] = {
	FIELD(membership, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	FIELD(membership, organisation, .label = N_("Belongs to"), .refers_to = "party", .required = true, .indexed = true),
	FIELD(membership, partial, .label = N_("Not in all parts")),
	FIELD(membership, from, .label = N_("From")),
	FIELD(membership, until, .label = N_("Until"), .hint = N_("The last day, included.")),
	PROVENANCE_FIELDS(membership),
};

static struct str membership_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct membership *membership = row;
	const struct party *party = programme_row(programme, party, membership->party);
	const struct party *organisation = programme_row(programme, party, membership->organisation);
	return str_format(arena, "%.*s – %.*s", STR_ARG(party ? party->name : STR("?")),
		STR_ARG(organisation ? organisation->name : STR("?")));
}

static struct str membership_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct party *party = programme_row(programme, party, ((const struct membership *)row)->organisation);
	return party ? party_address(programme, party, arena) : STR("/parties");
}

const struct record membership_record = RECORD(membership, memberships, membership_fields,
	.label = N_("Membership"), .plural = N_("Memberships"), .title = membership_title, .address = membership_address,
	.provenance = offsetof(struct membership, provenance));
