/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of roles (docs/rules.md 1, 10). */
#include "attention/attention.h"
#include "party/party.h"
#include "role/role.h"
#include "tree/tree.h"

static struct str name_of(const struct attention_search *search, struct id party)
{
	const struct party *row = programme_row(search->programme, party, party);
	return row ? row->name : STR_NONE;
}

static struct str form_of(const struct attention_search *search, const struct role *role, const char *field)
{
	return str_format(search->arena, "/edit/role/%.*s#f-%s", STR_ARG(id_text(role->id, search->arena)), field);
}

/* Who leads or executes is to be reached by somebody; nobody speaks for a sector as a whole. */
static bool lacks_contact(const struct attention_search *search, const struct role *role)
{
	return (role->kind == ROLE_LEAD || role->kind == ROLE_EXECUTOR) && !id_known(role->deputy) &&
		period_has(role->from, role->until, search->day) && role_wants(search->programme, role, search->day) == ROLE_WANTS_CONTACT;
}

static struct attention about(const struct attention_search *search, const struct role *role)
{
	const struct node *node = programme_node(search->programme, role->node);

	return (struct attention){ .record = &role_record, .row = role, .node = node,
		.arg = { name_of(search, role->party), node ? node_title(search->programme, node, search->arena) : STR_NONE } };
}

/* Asked, and the party has not answered: also where the role is to begin later. */
static void find_asked(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list roles = programme_rows(search->programme, &role_record);

	for (size_t i = 0; i < roles.count && !search->over; i++) {
		const struct role *role = ROW(role, roles, i);
		struct attention found = about(search, role);

		if (role_wants(search->programme, role, search->day) != ROLE_WANTS_ANSWER)
			continue;
		found.party = role->party;
		found.person = id_known(role->contact) ? role->contact : role->deputy;
		found.since = role->asked_on;
		found.by = day_known(role->answer_by) ? role->answer_by : role->from;
		found.address = str_format(search->arena, "/roles/%.*s/answer", STR_ARG(id_text(role->id, search->arena)));
		attention_add(search, kind, &found);
	}
}

/* Answered, and now the office's turn. */
static void find_turn(struct attention_search *search, const struct attention_kind *kind, enum role_want want, const char *address)
{
	struct row_list roles = programme_rows(search->programme, &role_record);

	for (size_t i = 0; i < roles.count && !search->over; i++) {
		const struct role *role = ROW(role, roles, i);
		struct attention found = about(search, role);

		if (role_wants(search->programme, role, search->day) != want)
			continue;
		found.since = role->answered_on;
		found.address = str_of(address);
		found.internal = true;
		attention_add(search, kind, &found);
	}
}

static void find_referred(struct attention_search *search, const struct attention_kind *kind)
{
	find_turn(search, kind, ROLE_WAS_REFERRED, "/roles#want-1");
}

static void find_declined(struct attention_search *search, const struct attention_kind *kind)
{
	find_turn(search, kind, ROLE_WAS_DECLINED, "/roles#want-3");
}

/* Ready to be asked, all at once on one page: one line. */
static void find_not_asked(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list roles = programme_rows(search->programme, &role_record);
	size_t count = 0;

	for (size_t i = 0; i < roles.count && !search->over; i++)
		count += role_wants(search->programme, roles.at[i], search->day) == ROLE_WANTS_ASKING;
	if (count)
		attention_add(search, kind, &(struct attention){ .record = &programme_facts_record, .row = tree_facts(search->programme),
			.arg = { str_format(search->arena, "%zu", count) }, .address = STR("/roles"), .internal = true });
}

/* Whether anybody acts for the party here; else the office has to find somebody. */
static bool has_people(const struct attention_search *search, struct id party)
{
	struct row_list mandates = programme_rows(search->programme, &mandate_record);

	for (size_t i = 0; i < mandates.count; i++)
		if (id_equal(ROW(mandate, mandates, i)->party, party) &&
		    period_has(ROW(mandate, mandates, i)->from, ROW(mandate, mandates, i)->until, search->day))
			return true;
	return false;
}

/* One line for each party, at the first of its roles. */
static void find_no_contact(struct attention_search *search, const struct attention_kind *kind)
{
	struct node_list nodes = programme_nodes(search->programme);
	struct row_list parties = programme_rows(search->programme, &party_record);
	const struct role **first = arena_array(search->arena, const struct role *, parties.count);
	size_t *count = arena_array(search->arena, size_t, parties.count);

	for (size_t n = 0; n < nodes.count && !search->over; n++) {
		struct row_list roles = REFERRING(search->programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++) {
			const struct role *role = ROW(role, roles, i);
			const struct party *party = programme_row(search->programme, party, role->party);
			if (!party || !lacks_contact(search, role))
				continue;
			for (size_t p = 0; p < parties.count; p++)
				if (parties.at[p] == party) {
					first[p] = first[p] ? first[p] : role;
					count[p]++;
				}
		}
	}
	for (size_t p = 0; p < parties.count; p++)
		if (first[p])
			attention_add(search, kind, &(struct attention){ .record = &role_record, .row = first[p],
				.party = has_people(search, row_id(parties.at[p])) ? row_id(parties.at[p]) : ID_NONE,
				.arg = { ROW(party, parties, p)->name, str_format(search->arena, "%zu", count[p]) },
				.address = form_of(search, first[p], "contact"), .internal = true });
}

const struct attention_kind role_attention[] = {
	{ "role_unanswered", N_("Role asked and not answered"), N_("{0} was asked for a role in {1} and has not answered."), N_("Answer"),
		find_asked, true },
	{ "role_referred", N_("Role referred to somebody else"), N_("{0} says who is the right contact for {1}."), N_("Ask that person"),
		find_referred, true },
	{ "role_declined", N_("Role declined"), N_("{0} declined its role in {1}."), N_("Find another"), find_declined, true },
	{ "roles_not_asked", N_("Roles not asked yet"), N_("Roles that can be asked for and were not yet: {0}."), N_("Ask for them"),
		find_not_asked, false },
	{ "role_without_contact", N_("Role without contact person"), N_("{0} leads or executes without a contact person ({1} times)."),
		N_("Name a contact person"), find_no_contact, false },
	ATTENTION_END
};
