/* SPDX-License-Identifier: EUPL-1.2 */
/* Bodies, subjects, referrals, decisions, conditions, and what councils ask, described once, with what they refuse. */
#include "decision/decision.h"

#include "party/party.h"
#include "plan/plan.h"

static const struct word body_kinds[] = {
	[BODY_UNKNOWN] = { "", N_("body") },
	[BODY_COUNCIL] = { "council", N_("municipal council") },
	[BODY_EXECUTIVE] = { "executive", N_("municipal executive") },
	[BODY_PORTFOLIO_MEETING] = { "portfolio_meeting", N_("meeting of portfolio holders") },
	[BODY_BOARD] = { "board", N_("board") },
	[BODY_ADVISORY_COUNCIL] = { "advisory_council", N_("advisory council") },
	[BODY_TABLE] = { "table", N_("action table") },
	[BODY_OTHER] = { "other", N_("other body") },
};
const struct words body_kind_words = WORDS_OF(body_kinds);

static const struct word subject_kinds[] = {
	[SUBJECT_UNKNOWN] = { "", N_("subject") },
	[SUBJECT_VISION] = { "vision", N_("vision") },
	[SUBJECT_AGREEMENT] = { "agreement", N_("agreement") },
	[SUBJECT_PLAN_VERSION] = { "plan_version", N_("plan version") },
	[SUBJECT_RENEWAL] = { "renewal", N_("renewal") },
	[SUBJECT_PARTICIPATION] = { "participation", N_("participation") },
	[SUBJECT_OTHER] = { "other", N_("another subject") },
};
const struct words subject_kind_words = WORDS_OF(subject_kinds);

static const struct word rules[] = {
	[RULE_ALL] = { "", N_("all must adopt it") },
	[RULE_MAJORITY] = { "majority", N_("a majority of the bodies") },
	[RULE_MAJORITY_OF_WEIGHTS] = { "majority_of_weights", N_("a majority of the weights") },
	[RULE_EACH_FOR_ITSELF] = { "each_for_itself", N_("each for itself") },
};
const struct words subject_rule_words = WORDS_OF(rules);

static const struct word states[] = {
	[SUBJECT_PREPARED] = { "prepared", N_("being prepared") },
	[SUBJECT_BEFORE_BODIES] = { "before_bodies", N_("before the bodies") },
	[SUBJECT_ADOPTED] = { "adopted", N_("adopted") },
	[SUBJECT_REJECTED] = { "rejected", N_("rejected") },
	[SUBJECT_HOLDS_FOR_SOME] = { "holds_for_some", N_("holds for who adopted it") },
	[SUBJECT_WITHDRAWN] = { "withdrawn", N_("withdrawn") },
};
const struct words subject_state_words = WORDS_OF(states);

static const struct word outcomes[] = {
	[DECISION_NONE] = { "", N_("not decided yet") },
	[DECISION_ADOPTED] = { "adopted", N_("adopted") },
	[DECISION_ADOPTED_WITH_CONDITIONS] = { "adopted_with_conditions", N_("adopted with conditions") },
	[DECISION_NOTED] = { "noted", N_("taken note of") },
	[DECISION_REJECTED] = { "rejected", N_("rejected") },
	[DECISION_WITHDRAWN] = { "withdrawn", N_("withdrawn") },
	[DECISION_OPINION] = { "opinion", N_("opinion given") },
};
const struct words decision_outcome_words = WORDS_OF(outcomes);

static const struct word council_kinds[] = {
	[COUNCIL_UNKNOWN] = { "", N_("question, motion or promise") },
	[COUNCIL_QUESTION] = { "question", N_("question") },
	[COUNCIL_MOTION] = { "motion", N_("motion") },
	[COUNCIL_PROMISE] = { "promise", N_("promise") },
};
const struct words council_kind_words = WORDS_OF(council_kinds);

static bool refuse(struct faults *faults, const char *field, const char *message)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message });
}

static struct str body_name(const struct programme *programme, struct id id)
{
	const struct body *body = programme_row(programme, body, id);
	return body ? body->name : STR("?");
}

static struct str subject_page(struct id id, struct arena *arena)
{
	return str_format(arena, "/decisions/%.*s", STR_ARG(id_text(id, arena)));
}

/* Bodies */

static const struct field body_fields[] = {
	FIELD(body, key, .label = N_("Short name"), .hint = N_("Stands in the address: a-z, 0-9 and hyphens."), .key = true, .max = 60, .required = true),
	FIELD(body, name, .label = N_("Name"), .required = true, .search = true),
	WORDS(body, kind, .label = N_("Kind"), .words = &body_kind_words, .required = true),
	FIELD(body, party, .label = N_("Of"), .hint = N_("Empty: of the programme itself."), .refers_to = "party", .indexed = true),
	FIELD(body, calendar, .label = N_("Calendar"), .hint = N_("One a line: a meeting as 2026-12-10, a recess as 2026-12-19 2027-01-04."), .lines = true, .max = 4000),
	FIELD(body, papers_days, .label = N_("Papers are due so many days before"), .max = 365),
	FIELD(body, weight, .label = N_("Weight of its vote"), .hint = N_("Empty: 1."), .max = 1000000, .rare = true),
	FIELD(body, weighs, .label = N_("Votes of its members are recorded: for, against, blank"), .rare = true),
	FIELD(body, from, .label = N_("From"), .rare = true),
	FIELD(body, until, .label = N_("Until"), .hint = N_("The last day, included."), .rare = true),
	PROVENANCE_FIELDS(body),
};

static struct str body_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct body *)row)->name;
}

static struct str body_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/bodies/%.*s", STR_ARG(((const struct body *)row)->key));
}

static int body_compare(const void *a, const void *b)
{
	return str_compare(((const struct body *)a)->name, ((const struct body *)b)->name);
}

static bool calendar_line_fine(struct str line)
{
	size_t space = str_find(line, ' ');
	struct day from, until;

	if (!day_parse(str_to(line, space), &from) || !day_exact(from))
		return false;
	return space >= line.len || (day_parse(str_trim(str_from(line, space + 1)), &until) && day_exact(until) && day_compare(from, until) <= 0);
}

static bool body_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct body *body = row;
	struct str rest = body->calendar;
	size_t before = faults->count;

	(void)programme;
	while (rest.len > 0) {
		size_t end = str_find(rest, '\n');
		struct str line = str_trim(str_to(rest, end));
		if (line.len > 0 && !calendar_line_fine(line))
			faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "calendar",
				.message = N_("“{0}” is neither a day nor a first and a last day. Write 2026-12-10, or 2026-12-19 2027-01-04 for a recess."), .arg = { line } });
		rest = str_from(rest, end + 1);
	}
	if (day_known(body->from) && day_known(body->until) && day_last(body->until) < day_first(body->from))
		refuse(faults, "until", N_("The last day lies before the first day."));
	return faults->count == before;
}

const struct record body_record = RECORD(body, bodies, body_fields,
	.label = N_("Body"), .plural = N_("Bodies"), .title = body_title, .address = body_address, .check = body_check, .compare = body_compare,
	.provenance = offsetof(struct body, provenance));

/* Subjects */

static const struct field subject_fields[] = {
	FIELD(subject, title, .label = N_("What is decided"), .required = true, .search = true),
	WORDS(subject, kind, .label = N_("Kind"), .words = &subject_kind_words),
	FIELD(subject, text, .label = N_("Explanation"), .markdown = true, .max = 20000, .search = true),
	FIELD(subject, node, .label = N_("About"), .hint = N_("Empty: the whole programme."), .refers_to = "node"),
	FIELD(subject, plan_version, .label = N_("Plan version"), .refers_to = "plan_version"),
	FIELD(subject, agreement, .label = N_("Agreement"), .refers_to = "agreement", .rare = true),
	FIELD(subject, document, .label = N_("Document"), .refers_to = "document", .rare = true),
	WORDS(subject, rule, .label = N_("What it needs"), .words = &subject_rule_words),
	FIELD(subject, tabled, .label = N_("Put to the bodies on")),
	FIELD(subject, withdrawn, .label = N_("Withdrawn on"), .rare = true),
	WORDS(subject, visibility, .label = N_("Who can read it"), .words = &visibility_words, .rare = true),
	PROVENANCE_FIELDS(subject),
};

static struct str subject_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct subject *)row)->title;
}

static struct str subject_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return subject_page(row_id(row), arena);
}

/* What was put to the bodies last comes first; what is still being prepared before that. */
static int subject_compare(const void *a, const void *b)
{
	const struct subject *one = a, *other = b;
	int days = -day_compare(one->tabled, other->tabled);
	return days ? days : id_compare(other->id, one->id);
}

static bool subject_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct subject *subject = row;
	size_t before = faults->count;

	if (!plan_version_ready(programme_row(programme, plan_version, subject->plan_version)))
		refuse(faults, "plan_version", N_("Not every action in this version is complete: it cannot be put to the bodies."));
	if (id_known(subject->document) + id_known(subject->agreement) + id_known(subject->plan_version) > 1)
		refuse(faults, "plan_version", N_("One thing is put to the bodies at a time: a plan version, an agreement or a document."));
	if (day_known(subject->withdrawn) && day_known(subject->tabled) && day_last(subject->withdrawn) < day_first(subject->tabled))
		refuse(faults, "withdrawn", N_("It cannot be withdrawn before it was put to the bodies."));
	return faults->count == before;
}

const struct record subject_record = RECORD(subject, subjects, subject_fields,
	.label = N_("Subject"), .plural = N_("Subjects"), .title = subject_title, .address = subject_address, .check = subject_check,
	.compare = subject_compare, .provenance = offsetof(struct subject, provenance), .visibility = offsetof(struct subject, visibility),
	.next = N_("Then name the bodies that decide, each with its day."));

/* Who is asked */

static const struct field referral_fields[] = {
	FIELD(referral, subject, .label = N_("Subject"), .refers_to = "subject", .required = true, .indexed = true),
	FIELD(referral, body, .label = N_("Body"), .refers_to = "body", .required = true, .indexed = true),
	FIELD(referral, opinion_only, .label = N_("Gives its opinion only"), .hint = N_("An opinion neither adopts nor rejects.")),
	FIELD(referral, due, .label = N_("By")),
	FIELD(referral, sent, .label = N_("Papers sent on"), .rare = true),
};

static struct str referral_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct referral *referral = row;
	const struct subject *subject = programme_row(programme, subject, referral->subject);
	return str_format(arena, "%.*s – %.*s", STR_ARG(subject ? subject->title : STR("?")), STR_ARG(body_name(programme, referral->body)));
}

static struct str referral_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return subject_page(((const struct referral *)row)->subject, arena);
}

static bool referral_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct referral *referral = row;
	struct row_list others = REFERRING(programme, referral, subject, referral->subject);

	for (size_t i = 0; i < others.count; i++)
		if (!id_equal(row_id(others.at[i]), referral->id) && id_equal(ROW(referral, others, i)->body, referral->body))
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "body",
				.message = N_("{0} is asked about this already."), .arg = { body_name(programme, referral->body) } });
	return true;
}

static struct id referral_node(const struct programme *programme, const void *row)
{
	const struct subject *subject = programme_row(programme, subject, ((const struct referral *)row)->subject);
	return subject ? subject->node : ID_NONE;
}

const struct record referral_record = RECORD(referral, referrals, referral_fields,
	.label = N_("Body that is asked"), .plural = N_("Bodies that are asked"), .title = referral_title, .address = referral_address,
	.check = referral_check, .node = referral_node);

/* What they decided */

static const struct field decision_fields[] = {
	FIELD(decision, subject, .label = N_("Subject"), .refers_to = "subject", .required = true, .indexed = true),
	FIELD(decision, body, .label = N_("Body"), .refers_to = "body", .required = true, .indexed = true),
	WORDS(decision, outcome, .label = N_("Outcome"), .words = &decision_outcome_words, .required = true),
	FIELD(decision, day, .label = N_("Day"), .required = true),
	FIELD(decision, text, .label = N_("In words"), .hint = N_("The opinion, the amendment, what was said with it."), .markdown = true, .max = 20000, .search = true),
	FIELD(decision, reference, .label = N_("Reference"), .hint = N_("Number of the decision in the body's own papers."), .max = 120, .search = true),
	FIELD(decision, amended, .label = N_("Adopted with an amendment"), .rare = true),
	FIELD(decision, confirmation, .label = N_("Confirmed by the others in"), .hint = N_("The subject by which the others are asked to confirm the amendment."), .refers_to = "subject", .rare = true),
	FIELD(decision, except, .label = N_("Except for"), .hint = N_("Themes, topics or actions for which it does not hold."), .refers_to = "node", .rare = true),
	FIELD(decision, document, .label = N_("Document"), .refers_to = "document", .rare = true),
	FIELD(decision, votes_for, .label = N_("Votes for"), .rare = true),
	FIELD(decision, votes_against, .label = N_("Votes against"), .rare = true),
	FIELD(decision, votes_blank, .label = N_("Blank votes"), .rare = true),
	FIELD(decision, voters, .label = N_("Members who voted"), .rare = true),
	FIELD(decision, replaces, .label = N_("Corrects"), .hint = N_("What was recorded before; both stay readable."), .refers_to = "decision", .rare = true),
	FIELD(decision, person, .label = N_("Recorded by"), .refers_to = "person", .hidden = true),
	FIELD(decision, on_behalf, .label = N_("Recorded by the office for the body"), .hidden = true),
	PROVENANCE_FIELDS(decision),
};

static struct str decision_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct decision *decision = row;
	const struct subject *subject = programme_row(programme, subject, decision->subject);
	return str_format(arena, "%.*s – %.*s", STR_ARG(body_name(programme, decision->body)), STR_ARG(subject ? subject->title : STR("?")));
}

static struct str decision_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return subject_page(((const struct decision *)row)->subject, arena);
}

static void check_votes(const struct decision *decision, struct faults *faults)
{
	int64_t votes = decision->votes_for.value + decision->votes_against.value + decision->votes_blank.value;

	if (decision->voters.known && votes > 0 && decision->voters.value > votes)
		refuse(faults, "voters", N_("More members voted than there are votes."));
}

static bool decision_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct decision *decision = row;
	const struct subject *subject = programme_row(programme, subject, decision->subject);
	struct row_list referrals = REFERRING(programme, referral, subject, decision->subject);
	struct row_list others = REFERRING(programme, decision, subject, decision->subject);
	const struct decision *replaced = programme_row(programme, decision, decision->replaces);
	const struct referral *asked = NULL;
	size_t before = faults->count;

	for (size_t i = 0; i < referrals.count; i++)
		if (id_equal(ROW(referral, referrals, i)->body, decision->body))
			asked = referrals.at[i];
	if (!asked)
		refuse(faults, "body", N_("This body was not asked about this. Name it there first."));
	else if (asked->opinion_only != (decision->outcome == DECISION_OPINION) && decision->outcome != DECISION_WITHDRAWN)
		refuse(faults, "outcome", asked->opinion_only ? N_("This body was asked for its opinion only.")
			: N_("This body decides; an opinion alone does not."));
	for (size_t i = 0; i < others.count; i++) {
		const struct decision *other = ROW(decision, others, i);
		if (!id_equal(other->id, decision->id) && id_equal(other->body, decision->body) && id_compare(other->id, decision->id) < 0 &&
		    !id_known(decision->replaces))
			refuse(faults, "replaces", N_("A body decides once. To correct what was recorded, say which decision this corrects."));
	}
	if (replaced && (!id_equal(replaced->subject, decision->subject) || !id_equal(replaced->body, decision->body)))
		refuse(faults, "replaces", N_("A correction is of a decision of the same body on the same subject."));
	if (id_known(decision->confirmation) && (!decision->amended || id_equal(decision->confirmation, decision->subject)))
		refuse(faults, "confirmation", N_("Only an amendment is put to the others, as a subject of its own."));
	if (decision->except.count > 0 && subject && subject->rule != RULE_EACH_FOR_ITSELF)
		refuse(faults, "except", N_("Only where each decides for itself can a body except something."));
	check_votes(decision, faults);
	return faults->count == before;
}

static struct id decision_node(const struct programme *programme, const void *row)
{
	const struct subject *subject = programme_row(programme, subject, ((const struct decision *)row)->subject);
	return subject ? subject->node : ID_NONE;
}

const struct record decision_record = RECORD(decision, decisions, decision_fields,
	.label = N_("Decision"), .plural = N_("Decisions"), .title = decision_title, .address = decision_address, .check = decision_check,
	.node = decision_node, .provenance = offsetof(struct decision, provenance));

/* Conditions */

static const struct field condition_fields[] = {
	FIELD(condition, decision, .label = N_("Decision"), .refers_to = "decision", .required = true, .indexed = true),
	FIELD(condition, text, .label = N_("Condition"), .required = true, .lines = true, .max = 1000, .search = true),
	FIELD(condition, due, .label = N_("By")),
	FIELD(condition, met, .label = N_("Met on")),
	FIELD(condition, how, .label = N_("How it was met"), .lines = true, .max = 1000),
};

static struct str condition_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct condition *)row)->text;
}

static struct str condition_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct decision *decision = programme_row(programme, decision, ((const struct condition *)row)->decision);
	return decision ? subject_page(decision->subject, arena) : STR("/decisions");
}

static bool condition_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct condition *condition = row;
	const struct decision *decision = programme_row(programme, decision, condition->decision);
	size_t before = faults->count;

	if (decision && decision->outcome != DECISION_ADOPTED_WITH_CONDITIONS)
		refuse(faults, "decision", N_("Conditions belong to a decision “adopted with conditions”."));
	if (day_known(condition->met) && condition->how.len == 0)
		refuse(faults, "how", N_("Say how it was met."));
	return faults->count == before;
}

static struct id condition_node(const struct programme *programme, const void *row)
{
	const struct decision *decision = programme_row(programme, decision, ((const struct condition *)row)->decision);
	return decision ? decision_node(programme, decision) : ID_NONE;
}

const struct record condition_record = RECORD(condition, conditions, condition_fields,
	.label = N_("Condition"), .plural = N_("Conditions"), .title = condition_title, .address = condition_address, .check = condition_check,
	.node = condition_node);

/* Questions, motions and promises */

static const struct field council_fields[] = {
	FIELD(council_item, body, .label = N_("Council"), .refers_to = "body", .required = true, .indexed = true),
	WORDS(council_item, kind, .label = N_("What"), .words = &council_kind_words, .required = true),
	FIELD(council_item, node, .label = N_("About"), .hint = N_("The programme, a theme, a topic or an action."), .refers_to = "node", .indexed = true),
	FIELD(council_item, title, .label = N_("In a few words"), .required = true, .search = true),
	FIELD(council_item, text, .label = N_("Text"), .lines = true, .max = 4000, .search = true),
	FIELD(council_item, day, .label = N_("Day"), .required = true),
	FIELD(council_item, due, .label = N_("Answer asked by")),
	FIELD(council_item, answer, .label = N_("Answer, or what was done"), .lines = true, .max = 8000, .search = true),
	FIELD(council_item, answered, .label = N_("Answered on")),
	FIELD(council_item, answered_by, .label = N_("Answered by"), .refers_to = "party"),
	FIELD(council_item, person, .label = N_("Recorded by"), .refers_to = "person", .hidden = true),
	PROVENANCE_FIELDS(council_item),
};

static struct str council_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme, (void)arena;
	return ((const struct council_item *)row)->title;
}

static struct str council_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/questions/%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static int council_compare(const void *a, const void *b)
{
	const struct council_item *one = a, *other = b;
	int days = -day_compare(one->day, other->day);
	return days ? days : id_compare(other->id, one->id);
}

static bool council_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct council_item *item = row;
	const struct body *body = programme_row(programme, body, item->body);
	size_t before = faults->count;

	if (body && body->kind != BODY_COUNCIL && body->kind != BODY_ADVISORY_COUNCIL)
		refuse(faults, "body", N_("Questions, motions and promises are a council's."));
	if (day_known(item->answered) && item->answer.len == 0)
		refuse(faults, "answer", N_("Write the answer, or what was done."));
	if (day_known(item->answered) && day_last(item->answered) < day_first(item->day))
		refuse(faults, "answered", N_("It cannot be answered before it was asked."));
	return faults->count == before;
}

const struct record council_item_record = RECORD(council_item, council_items, council_fields,
	.label = N_("Question, motion or promise"), .plural = N_("Questions, motions and promises"), .title = council_title,
	.address = council_address, .check = council_check, .compare = council_compare, .provenance = offsetof(struct council_item, provenance));
