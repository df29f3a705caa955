/* SPDX-License-Identifier: EUPL-1.2 */
#include "proposal/proposal.h"

#include "access/access.h"
#include "decision/decision.h"

static const struct word states[] = {
	[PROPOSAL_OPEN] = { "", N_("awaits an answer") },
	[PROPOSAL_ACCEPTED] = { "accepted", N_("accepted") },
	[PROPOSAL_DECLINED] = { "declined", N_("declined") },
	[PROPOSAL_WITHDRAWN] = { "withdrawn", N_("withdrawn") },
};
const struct words proposal_state_words = WORDS_OF(states);

static const struct word classes[] = {
	[CLASS_OFFICE] = { "", N_("the programme office may do this") },
	[CLASS_PORTFOLIO_HOLDERS] = { "portfolio_holders", N_("the portfolio holders must agree") },
	[CLASS_COUNCILS] = { "councils", N_("the councils must decide") },
};
const struct words change_class_words = WORDS_OF(classes);

static const struct field fields[] = {
	FIELD(proposal, record, .label = N_("What it changes"), .required = true, .max = 40),
	FIELD(proposal, row, .label = N_("Row"), .required = true, .indexed = true),
	FIELD(proposal, was, .label = N_("As it was"), .max = 200000, .lines = true),
	FIELD(proposal, becomes, .label = N_("As it would be"), .max = 200000, .lines = true),
	FIELD(proposal, reason, .label = N_("Reason"), .hint = N_("Why this is better. The office reads it."), .lines = true, .max = 2000),
	FIELD(proposal, party, .label = N_("On behalf of"), .refers_to = "party", .indexed = true),
	FIELD(proposal, person, .label = N_("Proposed by"), .refers_to = "person"),
	FIELD(proposal, moment, .label = N_("Proposed on")),
	WORDS(proposal, state, .label = N_("State"), .words = &proposal_state_words),
	FIELD(proposal, answer, .label = N_("Answer"), .lines = true, .max = 2000),
	FIELD(proposal, answered_by, .label = N_("Answered by"), .refers_to = "person"),
	FIELD(proposal, answered, .label = N_("Answered on")),
	WORDS(proposal, level, .label = N_("Who must agree"), .words = &change_class_words),
	FIELD(proposal, subject, .label = N_("Put to the bodies as"), .indexed = true),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct proposal *proposal = row;
	const struct record *record;
	const void *about = programme_find_any(programme, proposal->row, &record);
	return about ? row_title(programme, record, about, arena) : proposal->record;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/proposals/%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static struct id node(const struct programme *programme, const void *row)
{
	const struct record *record;
	struct id about = ((const struct proposal *)row)->row;
	const void *found = programme_find_any(programme, about, &record);
	const struct node *node = found ? row_node(programme, record, found) : NULL;
	return node ? node->id : programme->id;
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct proposal *proposal = row;
	(void)programme;

	if (!record_named(proposal->record))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "record",
			.message = N_("There is no record of that name.") });
	if (proposal->was.len == 0 && proposal->becomes.len == 0)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "becomes",
			.message = N_("A proposal changes something.") });
	if (proposal->state == PROPOSAL_DECLINED && proposal->answer.len == 0)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer",
			.message = N_("Say why the proposal is declined.") });
	return true;
}

const struct record proposal_record = RECORD(proposal, proposals, fields,
	.label = N_("Proposal"), .plural = N_("Proposals"), .title = title, .address = address, .node = node, .check = check,
	.by_program = true);

struct row_list proposal_open(const struct programme *programme, struct arena *arena)
{
	struct row_list all = programme_rows(programme, &proposal_record);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (ROW(proposal, all, i)->state == PROPOSAL_OPEN)
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}

size_t proposal_about(const struct programme *programme, struct id row)
{
	struct row_list list = REFERRING(programme, proposal, row, row);
	size_t open = 0;

	for (size_t i = 0; i < list.count; i++)
		open += ROW(proposal, list, i)->state == PROPOSAL_OPEN;
	return open;
}

bool proposal_portfolio_holder(const struct programme *programme, struct id person, struct day day)
{
	struct row_list mandates = id_known(person) ? REFERRING(programme, mandate, person, person) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (mandate->capacity == CAPACITY_SIGNATORY && period_has(mandate->from, mandate->until, day))
			return true;
	}
	return false;
}

bool proposal_adopted(const struct programme *programme, const struct proposal *proposal, struct day day)
{
	const struct subject *subject = programme_row(programme, subject, proposal->subject);

	return subject && subject_standing(programme, subject, day).state == SUBJECT_ADOPTED;
}

bool proposal_may_accept(const struct programme *programme, const struct proposal *proposal, struct id person, bool office, struct day day,
	struct faults *faults)
{
	if (proposal->level == CLASS_OFFICE || (office && proposal_adopted(programme, proposal, day)))
		return true;
	if (proposal->level == CLASS_COUNCILS)
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
			.message = N_("The councils must decide about this first. Put it to them; once they have adopted it, it can be made.") });
	if (proposal_portfolio_holder(programme, person, day) || (office && proposal->answer.len > 0))
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer",
		.message = N_("Say when and where the portfolio holders agreed: it is for them to agree to this.") });
}
