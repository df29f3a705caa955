/* SPDX-License-Identifier: EUPL-1.2 */
/* A role, described once, with what it refuses. */
#include "role/role.h"

#include "party/party.h"

static const struct word kinds[] = {
	[ROLE_UNKNOWN] = { "", N_("role not known") },
	[ROLE_LEAD] = { "lead", N_("lead") },
	[ROLE_EXECUTOR] = { "executor", N_("executor") },
	[ROLE_PARTNER] = { "partner", N_("partner") },
	[ROLE_ADVISOR] = { "advisor", N_("advisor") },
};
const struct words role_kind_words = WORDS_OF(kinds);

static const struct word states[] = {
	[ROLE_STATE_UNKNOWN] = { "", N_("not asked yet") },
	[ROLE_ASKED] = { "asked", N_("asked") },
	[ROLE_ACCEPTED] = { "accepted", N_("accepted") },
	[ROLE_DECLINED] = { "declined", N_("declined") },
	[ROLE_ON_RECORD] = { "on_record", N_("on record from a source") },
};
const struct words role_state_words = WORDS_OF(states);

static const struct field fields[] = {
	FIELD(role, node, .label = N_("In"), .hint = N_("The programme, a theme, a topic or an action."), .refers_to = "node", .required = true, .indexed = true),
	FIELD(role, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	WORDS(role, kind, .label = N_("Role"), .words = &role_kind_words, .required = true),
	FIELD(role, together, .label = N_("Works together with the first executor"), .rare = true),
	WORDS(role, state, .label = N_("Answer"), .words = &role_state_words),
	FIELD(role, state_reason, .label = N_("Reason for declining"), .lines = true, .max = 500, .rare = true),
	FIELD(role, contact, .label = N_("Contact person"), .refers_to = "person"),
	FIELD(role, deputy, .label = N_("Deputy"), .refers_to = "person", .rare = true),
	FIELD(role, from, .label = N_("From")),
	FIELD(role, until, .label = N_("Until"), .hint = N_("The last day, included.")),
	FIELD(role, asked_on, .label = N_("Asked on"), .hidden = true),
	FIELD(role, answer_by, .label = N_("Answer asked by"), .hidden = true),
	FIELD(role, answered_on, .label = N_("Answered on"), .hidden = true),
	FIELD(role, on_behalf, .label = N_("Answer written down by the office"), .hidden = true),
	FIELD(role, referred, .label = N_("Referred to"), .refers_to = "person", .hidden = true),
	FIELD(role, referred_function, .label = N_("Function of whom it was referred to"), .max = 120, .hidden = true),
	PROVENANCE_FIELDS(role),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct role *role = row;
	const struct party *party = programme_row(programme, party, role->party);
	const struct node *node = programme_node(programme, role->node);
	return str_format(arena, "%.*s – %.*s", STR_ARG(party ? party->name : STR("?")),
		STR_ARG(node ? node_title(programme, node, arena) : STR("?")));
}

/* Two leads at once, or the same role twice. */
static void check_others(const struct programme *programme, const struct role *role, struct faults *faults)
{
	struct row_list roles = REFERRING(programme, role, node, role->node);

	for (size_t i = 0; i < roles.count; i++) {
		const struct role *other = ROW(role, roles, i);
		const struct party *party = programme_row(programme, party, other->party);
		bool same = id_equal(other->party, role->party);

		if (id_equal(other->id, role->id) || other->kind != role->kind || other->state == ROLE_DECLINED ||
		    !period_overlaps(other->from, other->until, role->from, role->until))
			continue;
		if (role->kind == ROLE_LEAD)
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "kind",
				.message = N_("{0} is the lead in that time. There is one lead at a time: end that role first."),
				.arg = { party ? party->name : STR("?") },
				.address = str_format(faults->arena, "/edit/role/%.*s", STR_ARG(id_text(other->id, faults->arena))) });
		else if (same)
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
				.message = N_("{0} has this role already in that time."), .arg = { party ? party->name : STR("?") },
				.address = str_format(faults->arena, "/edit/role/%.*s", STR_ARG(id_text(other->id, faults->arena))) });
	}
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct role *role = row;
	size_t before = faults->count;

	if (day_known(role->from) && day_known(role->until) && day_last(role->until) < day_first(role->from))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until",
			.message = N_("The last day lies before the first day.") });
	else if (role->state != ROLE_DECLINED)
		check_others(programme, role, faults);
	if (role->together && role->kind != ROLE_EXECUTOR)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "together",
			.message = N_("Only an executor works together with the first executor.") });
	if (role->state == ROLE_ASKED && !id_known(role->contact))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "contact",
			.message = N_("Somebody has to be asked: choose the contact person first.") });
	if (id_known(role->contact) && id_equal(role->contact, role->deputy))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "deputy",
			.message = N_("The deputy is somebody else than the contact person.") });
	if (role->state == ROLE_ON_RECORD && role->provenance.source.len == 0)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "source",
			.message = N_("A role on record from a source names the source.") });
	return faults->count == before;
}

const struct record role_record = RECORD(role, roles, fields,
	.label = N_("Role"), .plural = N_("Roles"), .title = title, .check = check,
	.provenance = offsetof(struct role, provenance));
