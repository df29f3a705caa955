/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/access.h"

#include "action/action.h"
#include "agreement/agreement.h"
#include "decision/decision.h"
#include "document/document.h"
#include "meeting/meeting.h"
#include "progress/progress.h"
#include "proposal/proposal.h"
#include "signup/signup.h"
#include "role/role.h"
#include "signature/signature.h"
#include "tree/tree.h"

const struct person person_public = { .name = { NULL, 0 } };

const char *const right_label[RIGHT_COUNT] = {
	[RIGHT_NONE] = "",
	[RIGHT_READ] = N_("read what is published"),
	[RIGHT_READ_DRAFT] = N_("read drafts"),
	[RIGHT_READ_INTERNAL] = N_("read the office's notes"),
	[RIGHT_EDIT] = N_("change the programme"),
	[RIGHT_PROPOSE] = N_("propose a change"),
	[RIGHT_UPDATE_ACTION] = N_("report on this action"),
	[RIGHT_ACCEPT_ROLE] = N_("answer for this party"),
	[RIGHT_PEOPLE] = N_("look after people and settings"),
	[RIGHT_PEOPLE_OF_PARTY] = N_("look after the people of this party"),
	[RIGHT_REDACT] = N_("take texts out of the history"),
	[RIGHT_RECORD_DECISION] = N_("record a decision of this body"),
	[RIGHT_SIGN] = N_("sign for this party"),
	[RIGHT_PUT_QUESTION] = N_("put a question for this council"),
	[RIGHT_ANSWER_QUESTION] = N_("answer this question"),
};

/* Who has a right at all; what depends on the node is decided below. */
enum holder { OFFICE = 1, MEMBER = 2, SIGNATORY = 4, COUNCILLOR = 8, EVALUATOR = 16, EVERYBODY = 32, CLERK = 64 };
static const struct { int holders; const char *words; } held[RIGHT_COUNT] = {
	[RIGHT_NONE] = { EVERYBODY, N_("everybody") },
	[RIGHT_READ] = { EVERYBODY, N_("everybody") },
	[RIGHT_READ_DRAFT] = { OFFICE | EVALUATOR, N_("the programme office, the evaluator and those it is meant for") },
	[RIGHT_READ_INTERNAL] = { OFFICE, N_("the programme office") },
	[RIGHT_EDIT] = { OFFICE, N_("the programme office") },
	[RIGHT_PROPOSE] = { OFFICE | MEMBER | SIGNATORY, N_("the programme office and members of a party") },
	[RIGHT_UPDATE_ACTION] = { OFFICE | MEMBER | SIGNATORY, N_("the programme office and the party that leads or executes it") },
	[RIGHT_ACCEPT_ROLE] = { OFFICE | MEMBER | SIGNATORY, N_("the programme office and members of that party") },
	[RIGHT_PEOPLE] = { OFFICE, N_("the programme office") },
	[RIGHT_PEOPLE_OF_PARTY] = { OFFICE | MEMBER, N_("the programme office and members of that party") },
	[RIGHT_REDACT] = { OFFICE, N_("the programme office") },
	[RIGHT_RECORD_DECISION] = { OFFICE | MEMBER | SIGNATORY | CLERK, N_("the programme office, members of that party and its clerk") },
	[RIGHT_SIGN] = { SIGNATORY, N_("the signatories of that party") },
	[RIGHT_PUT_QUESTION] = { OFFICE | COUNCILLOR | CLERK, N_("councillors, the clerk of that council, and the programme office on their behalf") },
	[RIGHT_ANSWER_QUESTION] = { OFFICE | MEMBER | SIGNATORY, N_("the programme office and the party that is asked") },
};

const char *access_holders(enum right right)
{
	return held[right].words;
}

static int holder_of(enum capacity capacity)
{
	switch (capacity) {
	case CAPACITY_OFFICE:     return OFFICE;
	case CAPACITY_MEMBER:     return MEMBER;
	case CAPACITY_SIGNATORY:  return SIGNATORY;
	case CAPACITY_COUNCILLOR: return COUNCILLOR;
	case CAPACITY_CLERK:      return CLERK;
	case CAPACITY_EVALUATOR:  return EVALUATOR;
	default:                  return 0;
	}
}

/* Whether this mandate's party leads or executes the node. */
static bool works_on(const struct programme *programme, struct id party, const struct node *node, struct day day)
{
	struct row_list executors;
	const struct role *lead;
	struct arena arena = { 0 };
	bool works;

	if (!node || !id_known(party))
		return false;
	lead = role_lead(programme, node, day);
	works = lead && id_equal(lead->party, party);
	executors = role_executors(programme, node, day, &arena, NULL);
	for (size_t i = 0; i < executors.count && !works; i++)
		works = id_equal(ROW(role, executors, i)->party, party);
	arena_clear(&arena);
	return works;
}

/* Whether this mandate's party has, or is asked for, a role on the node. */
static bool has_role(const struct programme *programme, struct id party, const struct node *node)
{
	struct row_list roles = node ? REFERRING(programme, role, node, node->id) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < roles.count; i++)
		if (id_equal(ROW(role, roles, i)->party, party))
			return true;
	return false;
}

static bool mandate_gives(const struct programme *programme, const struct mandate *mandate, enum right right,
	const struct node *node, struct day day)
{
	int holder = holder_of(mandate->capacity);

	if (!(held[right].holders & holder))
		return false;
	if (right == RIGHT_UPDATE_ACTION && holder != OFFICE)
		return works_on(programme, mandate->party, node, day);
	if (right == RIGHT_ACCEPT_ROLE && holder != OFFICE)
		return has_role(programme, mandate->party, node);
	return true;
}

/* Who keeps the server has what the office has. */
static bool keeps(const struct person *person, enum right right)
{
	return person->keeper && held[right].holders & OFFICE;
}

static bool may(const struct programme *programme, const struct person *person, enum right right,
	const struct node *node, struct day day)
{
	struct row_list mandates;

	if (held[right].holders & EVERYBODY || keeps(person, right))
		return true;
	if (!id_known(person->id))
		return false;
	mandates = REFERRING(programme, mandate, person, person->id);
	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (period_has(mandate->from, mandate->until, day) && mandate_gives(programme, mandate, right, node, day))
			return true;
	}
	return false;
}

static bool refuse(const struct person *person, enum right right, struct faults *faults)
{
	return faults && faults_add(faults, (struct fault){
		.kind = id_known(person->id) ? FAULT_FORBIDDEN : FAULT_NOT_SIGNED_IN,
		.message = N_("You may not {0}. Who may: {1}."),
		.arg = { str_of(right_label[right]), str_of(held[right].words) } });
}

bool access_may(const struct programme *programme, const struct person *person, enum right right,
	const struct node *node, struct day day, struct faults *faults)
{
	return may(programme, person, right, node, day) || refuse(person, right, faults);
}

bool access_may_for(const struct programme *programme, const struct person *person, enum right right, struct id party, struct day day,
	struct faults *faults)
{
	struct row_list mandates = id_known(person->id) ? REFERRING(programme, mandate, person, person->id) : (struct row_list){ NULL, 0 };

	if (keeps(person, right))
		return true;
	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		int holder = holder_of(mandate->capacity);

		if (held[right].holders & holder && period_has(mandate->from, mandate->until, day) &&
		    (holder == OFFICE || (id_known(party) && id_equal(mandate->party, party))))
			return true;
	}
	return refuse(person, right, faults);
}

/* A draft is addressed to the parties that have a role on its node. */
static bool addressed_to(const struct programme *programme, const struct person *person, const struct node *node, struct day day)
{
	struct row_list mandates = REFERRING(programme, mandate, person, person->id);
	struct row_list roles = node ? REFERRING(programme, role, node, node->id) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (!(holder_of(mandate->capacity) & (MEMBER | SIGNATORY)) || !period_has(mandate->from, mandate->until, day))
			continue;
		for (size_t r = 0; r < roles.count; r++)
			if (id_equal(ROW(role, roles, r)->party, mandate->party))
				return true;
	}
	return false;
}

/* What an update says, and what hangs on it, may wait until its round is closed. */
static bool told(const struct programme *programme, const struct record *record, const void *row, struct day day)
{
	struct id of = record == &reading_record ? ((const struct reading *)row)->update
		: record == &help_offer_record ? ((const struct help_offer *)row)->update : ID_NONE;
	const struct update *update = record == &update_record ? row : programme_row(programme, update, of);

	return !update || update_public(programme, update, day);
}

static void take_out(struct programme *draft, const struct record *record, struct row_list rows)
{
	for (size_t i = 0; i < rows.count; i++)
		programme_remove(draft, record, row_id(rows.at[i]));
}

const struct programme *access_ahead(const struct programme *programme, struct day today)
{
	struct programme *draft = NULL;

	for (size_t i = 0; i < programme->updates.count; i++) {
		const struct update *update = &programme->updates.at[i];
		if (update_public(programme, update, today))
			continue;
		if (!draft)
			draft = programme_draft(programme);
		take_out(draft, &reading_record, REFERRING(programme, reading, update, update->id));
		take_out(draft, &question_record, REFERRING(programme, question, update, update->id));
		take_out(draft, &help_offer_record, REFERRING(programme, help_offer, update, update->id));
		programme_remove(draft, &update_record, update->id);
	}
	return draft ? programme_publish(draft) : programme_keep(programme);
}

/* What a body was asked, decided, or decided on a condition; NULL of anything else. */
static const struct subject *subject_of_row(const struct programme *programme, const struct record *record, const void *row)
{
	const struct decision *decision = record == &decision_record ? row
		: record == &condition_record ? programme_row(programme, decision, ((const struct condition *)row)->decision) : NULL;

	if (record == &referral_record)
		return programme_row(programme, subject, ((const struct referral *)row)->subject);
	return decision ? programme_row(programme, subject, decision->subject) : NULL;
}

static bool sees_row(const struct programme *programme, const struct person *person, const struct record *record, const void *row,
	struct day day)
{
	const struct subject *subject;
	const struct node *node;

	if (record == &mandate_record)
		return may(programme, person, RIGHT_PEOPLE, NULL, day) ||
		       (id_known(person->id) && id_equal(((const struct mandate *)row)->person, person->id));
	if (record == &proposal_record)
		return may(programme, person, RIGHT_EDIT, NULL, day) ||
		       (id_known(person->id) && id_equal(((const struct proposal *)row)->person, person->id)) ||
		       (((const struct proposal *)row)->level == CLASS_PORTFOLIO_HOLDERS && proposal_portfolio_holder(programme, person->id, day));
	if (record == &programme_facts_record)
		return access_sees_programme(programme, person, day);
	/* A version is as visible as its document; of a document that is gone nobody knows whether it was internal. */
	if (record == &document_version_record) {
		const struct document *document = programme_row(programme, document, ((const struct document_version *)row)->document);
		return document ? sees_row(programme, person, &document_record, document, day)
			: may(programme, person, RIGHT_READ_DRAFT, NULL, day);
	}
	/* Who is asked about something, and what they said of it, is as visible as that is. */
	subject = subject_of_row(programme, record, row);
	if (subject && row_visibility(&subject_record, subject) != VISIBILITY_PUBLISHED)
		return sees_row(programme, person, &subject_record, subject, day);
	if (record == &question_record)
		return may(programme, person, RIGHT_UPDATE_ACTION, row_node(programme, record, row), day);
	if (may(programme, person, RIGHT_READ_DRAFT, NULL, day))
		return true;
	node = row_node(programme, record, row);
	/* What came from outside is the office's and the lead's until it is taken up. */
	if (record == &help_offer_record && (((const struct help_offer *)row)->state == OFFER_OPEN || ((const struct help_offer *)row)->state == OFFER_DECLINED))
		return may(programme, person, RIGHT_UPDATE_ACTION, node, day);
	if (!told(programme, record, row, day))
		return may(programme, person, RIGHT_UPDATE_ACTION, node, day);
	/* What hangs on a draft is a draft. */
	for (const struct node *above = node; above; above = above->parent)
		if (above->record != &programme_facts_record && row_visibility(above->record, above->row) != VISIBILITY_PUBLISHED)
			return id_known(person->id) && addressed_to(programme, person, above, day);
	if (row_visibility(record, row) == VISIBILITY_PUBLISHED)
		return true;
	return id_known(person->id) && node && node->parent && addressed_to(programme, person, node, day);
}

/* Whether the person is invited, or acts for a party that is. */
static bool invited(const struct programme *programme, const struct person *person, const struct invitation *invitation, struct day day)
{
	return id_known(person->id) && (id_equal(invitation->person, person->id) ||
		(id_known(invitation->party) && access_acts_for(programme, person, invitation->party, day)));
}

/* A meeting that is not for everybody is for those invited too. What belongs to it is as visible; who was invited is for the office and themselves. */
static bool sees_meeting(const struct programme *programme, const struct person *person, const struct meeting *meeting, struct day day)
{
	struct row_list invitations = REFERRING(programme, invitation, meeting, meeting->id);

	if (sees_row(programme, person, &meeting_record, meeting, day))
		return true;
	for (size_t i = 0; i < invitations.count; i++)
		if (invited(programme, person, invitations.at[i], day))
			return true;
	return false;
}

/* A draft that was offered is addressed to those who sign it, and to the parties they sign for. */
static bool sees_agreement(const struct programme *programme, const struct person *person, const struct agreement *agreement, struct day day)
{
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);

	if (sees_row(programme, person, &agreement_record, agreement, day))
		return true;
	if (agreement->frozen.ms == 0 || !id_known(person->id))
		return false;
	for (size_t i = 0; i < signatories.count; i++)
		if (id_equal(ROW(signatory, signatories, i)->person, person->id) || access_acts_for(programme, person, ROW(signatory, signatories, i)->party, day))
			return true;
	return access_acts_for(programme, person, agreement->contractor, day);
}

/* What belongs to an agreement is as visible as the agreement. */
static bool of_agreement(const struct programme *programme, const struct record *record, const void *row, const struct agreement **agreement)
{
	const struct field *field = record_field(record, "agreement");
	bool belongs = record == &signatory_record || record == &service_record || record == &funding_contribution_record || record == &signature_record ||
		record == &signature_request_record;

	*agreement = record == &agreement_record ? row : belongs ? programme_row(programme, agreement, *FIELD_AT(row, field, struct id)) : NULL;
	return *agreement != NULL;
}

/* What belongs to a sign-up round is as visible as the round. */
static bool of_signup(const struct programme *programme, const struct record *record, const void *row, const struct signup_round **round)
{
	const struct signup_offer *offer = record == &signup_offer_record ? row : record == &signup_answer_record
		? programme_row(programme, signup_offer, ((const struct signup_answer *)row)->offer) : NULL;
	struct id id = offer ? offer->round : record == &signup_reaction_record ? ((const struct signup_reaction *)row)->round : ID_NONE;

	*round = record == &signup_round_record ? row : programme_row(programme, signup_round, id);
	return *round != NULL;
}

/* The office's alone until the concept went out. A reaction for the office is for the office and the party that gave it. */
static bool sees_signup(const struct programme *programme, const struct person *person, const struct signup_round *round, const struct record *record,
	const void *row, struct day day)
{
	const struct signup_reaction *reaction = record == &signup_reaction_record ? row : NULL;

	if (!day_known(round->sent))
		return may(programme, person, RIGHT_READ_DRAFT, NULL, day);
	return sees_row(programme, person, record, row, day) &&
	       (!reaction || !reaction->internal || may(programme, person, RIGHT_READ_INTERNAL, NULL, day) ||
	        access_acts_for(programme, person, reaction->party, day));
}

bool access_sees(const struct programme *programme, const struct person *person, const struct record *record, const void *row,
	struct day day)
{
	const struct meeting *meeting = meeting_of_row(programme, record, row);
	const struct agreement *agreement;
	const struct signup_round *round;

	if (of_signup(programme, record, row, &round))
		return sees_signup(programme, person, round, record, row, day);
	if (of_agreement(programme, record, row, &agreement))
		return sees_agreement(programme, person, agreement, day);
	if (!meeting)
		return sees_row(programme, person, record, row, day);
	if (record == &invitation_record && !invited(programme, person, row, day))
		return may(programme, person, RIGHT_READ_DRAFT, NULL, day);
	return sees_meeting(programme, person, meeting, day);
}

bool access_sees_field(const struct programme *programme, const struct person *person, const struct record *record,
	const struct field *field, struct day day)
{
	(void)record;
	return !field->internal || may(programme, person, RIGHT_READ_INTERNAL, NULL, day);
}

bool access_takes_part(const struct programme *programme, const struct person *person, struct day day)
{
	struct row_list mandates;

	if (!id_known(person->id))
		return false;
	if (person->keeper)
		return true;
	mandates = REFERRING(programme, mandate, person, person->id);
	for (size_t i = 0; i < mandates.count; i++)
		if (ROW(mandate, mandates, i)->capacity != CAPACITY_CONTACT &&
		    period_has(ROW(mandate, mandates, i)->from, ROW(mandate, mandates, i)->until, day))
			return true;
	return false;
}

bool access_sees_programme(const struct programme *programme, const struct person *person, struct day day)
{
	return tree_facts(programme)->visibility == VISIBILITY_PUBLISHED || person->keeper || access_takes_part(programme, person, day);
}

static bool acts(const struct mandate *mandate, struct day day)
{
	return holder_of(mandate->capacity) & (MEMBER | SIGNATORY) && period_has(mandate->from, mandate->until, day);
}

struct id access_party(const struct programme *programme, const struct person *person, struct day day)
{
	struct row_list mandates;

	if (!id_known(person->id))
		return ID_NONE;
	mandates = REFERRING(programme, mandate, person, person->id);
	for (size_t i = 0; i < mandates.count; i++)
		if (acts(mandates.at[i], day))
			return ROW(mandate, mandates, i)->party;
	return ID_NONE;
}

bool access_acts_for(const struct programme *programme, const struct person *person, struct id party, struct day day)
{
	struct row_list mandates = id_known(person->id) ? REFERRING(programme, mandate, person, person->id) : (struct row_list){ NULL, 0 };

	for (size_t i = 0; i < mandates.count; i++)
		if (id_equal(ROW(mandate, mandates, i)->party, party) && acts(mandates.at[i], day))
			return true;
	return false;
}
