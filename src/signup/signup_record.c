/* SPDX-License-Identifier: EUPL-1.2 */
/* Sign-up rounds, what they offer, reactions and answers, described once, with what they refuse. */
#include "signup/signup.h"

#include "tree/tree.h"

static const struct word outcomes[] = {
	[SIGNUP_OPEN] = { "", N_("still open") },
	[SIGNUP_JOINS] = { "joins", N_("joins") },
	[SIGNUP_JOINS_UP_TO] = { "joins_up_to", N_("joins up to an amount") },
	[SIGNUP_DOES_NOT_JOIN] = { "does_not_join", N_("does not join") },
	[SIGNUP_OTHER_REGION] = { "other_region", N_("joins another region") },
};
const struct words signup_outcome_words = WORDS_OF(outcomes);

static const struct word phases[] = {
	[SIGNUP_PREPARED] = { "prepared", N_("being prepared") },
	[SIGNUP_REACTIONS] = { "reactions", N_("reactions on the concept") },
	[SIGNUP_FINAL_OFFER] = { "final_offer", N_("the final offer is being made") },
	[SIGNUP_ANSWERING] = { "answering", N_("municipalities decide") },
	[SIGNUP_CLOSED] = { "closed", N_("closed") },
};
const struct words signup_phase_words = WORDS_OF(phases);

static const struct field round_fields[] = {
	FIELD(signup_round, key, .label = N_("Short name in addresses"), .key = true, .required = true, .max = 60),
	FIELD(signup_round, title, .label = N_("Title"), .required = true, .search = true),
	FIELD(signup_round, year, .label = N_("Year whose costs are shown"), .required = true, .max = 2200),
	FIELD(signup_round, from, .label = N_("What is joined holds from"), .hint = N_("Empty: 1 January of that year.")),
	FIELD(signup_round, until, .label = N_("What is joined holds until"), .hint = N_("The last day, included. Empty: until further notice.")),
	FIELD(signup_round, reactions_due, .label = N_("Reactions on the concept by"), .group = N_("Days"), .required = true),
	FIELD(signup_round, final_due, .label = N_("Final offer planned on")),
	FIELD(signup_round, answers_due, .label = N_("Answers by"), .required = true),
	FIELD(signup_round, text, .label = N_("What it is about"), .group = N_("Text"), .lines = true, .markdown = true, .max = 20000, .search = true),
	FIELD(signup_round, final_text, .label = N_("What was done with the reactions"), .hint = N_("Goes with the final offer."), .lines = true, .markdown = true,
		.max = 20000, .search = true),
	FIELD(signup_round, parties, .label = N_("Who is asked"), .hint = N_("Nobody ticked: every municipality."), .refers_to = "party", .rare = true),
	FIELD(signup_round, sent, .label = N_("Concept sent on"), .hidden = true),
	FIELD(signup_round, offered, .label = N_("Final offer sent on"), .hidden = true),
	FIELD(signup_round, reminded, .label = N_("Reminded on"), .hidden = true),
	FIELD(signup_round, closed, .label = N_("Closed on"), .hidden = true),
	FIELD(signup_round, entered, .label = N_("Made into entries on"), .hidden = true),
	PROVENANCE_FIELDS(signup_round),
};

static const struct field offer_fields[] = {
	FIELD(signup_offer, round, .label = N_("Sign-up round"), .refers_to = "signup_round", .required = true, .indexed = true),
	FIELD(signup_offer, node, .label = N_("What can be joined"), .hint = N_("The programme, a theme, a topic or an action."), .refers_to = "node", .required = true,
		.indexed = true),
	FIELD(signup_offer, position, .label = N_("Place in the list"), .max = 999),
	FIELD(signup_offer, concept, .label = N_("What is offered"), .lines = true, .max = 4000, .search = true, .required = true),
	FIELD(signup_offer, concept_asks, .label = N_("What it asks of who joins"), .lines = true, .max = 2000, .search = true),
	FIELD(signup_offer, concept_amount, .label = N_("Costs when the concept went out"), .hidden = true),
	FIELD(signup_offer, offer, .label = N_("What is offered in the end"), .hint = N_("Empty: as in the concept."), .group = N_("Final offer"), .lines = true,
		.max = 4000, .search = true),
	FIELD(signup_offer, asks, .label = N_("What it asks in the end"), .hint = N_("Empty: as in the concept."), .lines = true, .max = 2000, .search = true),
	FIELD(signup_offer, change, .label = N_("What changed since the concept, and why"), .lines = true, .max = 2000, .search = true),
};

static const struct field reaction_fields[] = {
	FIELD(signup_reaction, round, .label = N_("Sign-up round"), .refers_to = "signup_round", .required = true, .indexed = true),
	FIELD(signup_reaction, offer, .label = N_("About"), .hint = N_("Empty: about the whole."), .refers_to = "signup_offer"),
	FIELD(signup_reaction, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	FIELD(signup_reaction, body, .label = N_("Body"), .refers_to = "body"),
	FIELD(signup_reaction, day, .label = N_("Day"), .required = true),
	FIELD(signup_reaction, text, .label = N_("Reaction"), .lines = true, .max = 4000, .required = true),
	FIELD(signup_reaction, internal, .label = N_("Only for the programme office")),
	FIELD(signup_reaction, taken_up, .label = N_("What was done with it"), .lines = true, .max = 2000),
	FIELD(signup_reaction, on_behalf, .label = N_("Written down by the office"), .hidden = true),
	FIELD(signup_reaction, person, .label = N_("Person"), .refers_to = "person", .hidden = true),
};

static const struct field answer_fields[] = {
	FIELD(signup_answer, offer, .label = N_("Offer"), .refers_to = "signup_offer", .required = true, .indexed = true),
	FIELD(signup_answer, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	WORDS(signup_answer, outcome, .label = N_("Answer"), .words = &signup_outcome_words),
	FIELD(signup_answer, up_to, .label = N_("At most, a year")),
	FIELD(signup_answer, counterpart, .label = N_("Other region"), .refers_to = "party"),
	FIELD(signup_answer, mandate, .label = N_("Mandate"), .max = 500),
	FIELD(signup_answer, day, .label = N_("Day"), .required = true),
	FIELD(signup_answer, decision, .label = N_("Decision it rests on"), .refers_to = "decision"),
	FIELD(signup_answer, reference, .label = N_("Decision it rests on, in words"), .max = 300),
	FIELD(signup_answer, remark, .label = N_("Explanation"), .lines = true, .max = 1000),
	FIELD(signup_answer, on_behalf, .label = N_("Answer written down by the office"), .hidden = true),
	FIELD(signup_answer, person, .label = N_("Person"), .refers_to = "person", .hidden = true),
};

static struct str name_of(const struct programme *programme, struct id party)
{
	const struct party *row = programme_row(programme, party, party);
	return row ? row->name : STR("?");
}

static struct str node_name(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct node *node = programme_node(programme, id);
	return node ? node_title(programme, node, arena) : STR("?");
}

static bool refuse(struct faults *faults, const char *field, const char *message, struct str arg)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field, .message = message, .arg = { arg } });
}

/* The round */

static struct str round_title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct signup_round *)row)->title;
}

static struct str round_address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/signups/%.*s", STR_ARG(((const struct signup_round *)row)->key));
}

static bool before(struct day a, struct day b)
{
	return day_known(a) && day_known(b) && day_last(a) < day_first(b);
}

static bool round_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signup_round *round = row;
	size_t count = faults->count;

	if (before(round->answers_due, round->reactions_due))
		refuse(faults, "answers_due", N_("Answers are asked after the reactions: choose a later day."), STR_NONE);
	if (before(round->final_due, round->reactions_due))
		refuse(faults, "final_due", N_("The final offer follows the reactions: choose a later day."), STR_NONE);
	if (before(round->answers_due, round->final_due))
		refuse(faults, "answers_due", N_("Answers are asked after the final offer: choose a later day."), STR_NONE);
	if (before(round->until, round->from))
		refuse(faults, "until", N_("The last day lies before the first day."), STR_NONE);
	if (round->year.known && round->year.value < 1900)
		refuse(faults, "year", N_("Give the year as four figures, such as 2027."), STR_NONE);
	for (size_t i = 0; i < round->parties.count; i++) {
		const struct party *party = programme_row(programme, party, round->parties.at[i]);
		if (party && party->kind != PARTY_MUNICIPALITY)
			refuse(faults, "parties", N_("{0} is no municipality. Only municipalities are asked to sign up."), party->name);
	}
	if (day_known(round->offered) && !day_known(round->sent))
		refuse(faults, "offered", N_("A final offer follows a concept that was sent."), STR_NONE);
	if (day_known(round->entered) && !day_known(round->closed))
		refuse(faults, "entered", N_("Close the round first."), STR_NONE);
	return faults->count == count;
}

/* Newest first. */
static int round_compare(const void *a, const void *b)
{
	const struct signup_round *one = a, *other = b;
	int by_day = day_compare(other->answers_due, one->answers_due);

	return by_day ? by_day : id_compare(other->id, one->id);
}

/* An offer */

static struct str offer_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signup_offer *offer = row;
	const struct signup_round *round = programme_row(programme, signup_round, offer->round);

	return str_format(arena, "%.*s – %.*s", STR_ARG(round ? round->title : STR("?")), STR_ARG(node_name(programme, offer->node, arena)));
}

static struct str of_round(const struct programme *programme, struct id id, struct arena *arena)
{
	const struct signup_round *round = programme_row(programme, signup_round, id);
	return round ? round_address(programme, round, arena) : STR("/signups");
}

static struct str offer_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return of_round(programme, ((const struct signup_offer *)row)->round, arena);
}

static bool offer_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signup_offer *offer = row;
	struct row_list offers = REFERRING(programme, signup_offer, round, offer->round);

	for (size_t i = 0; i < offers.count; i++)
		if (!id_equal(row_id(offers.at[i]), offer->id) && id_equal(ROW(signup_offer, offers, i)->node, offer->node))
			return refuse(faults, "node", N_("“{0}” is offered in this round already."), node_name(programme, offer->node, faults->arena));
	return true;
}

static int offer_compare(const void *a, const void *b)
{
	const struct signup_offer *one = a, *other = b;
	int by_place = count_compare(one->position, other->position);

	return by_place ? by_place : id_compare(one->id, other->id);
}

/* A reaction */

static struct str reaction_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signup_reaction *reaction = row;
	const struct signup_round *round = programme_row(programme, signup_round, reaction->round);

	return str_format(arena, "%.*s – %.*s", STR_ARG(name_of(programme, reaction->party)), STR_ARG(round ? round->title : STR("?")));
}

static struct str reaction_address(const struct programme *programme, const void *row, struct arena *arena)
{
	return of_round(programme, ((const struct signup_reaction *)row)->round, arena);
}

static bool check_asked(const struct programme *programme, const struct signup_round *round, struct id party, struct faults *faults)
{
	return !round || signup_asks(programme, round, party) ||
	       refuse(faults, "party", N_("{0} is not asked in this round."), name_of(programme, party));
}

static bool reaction_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signup_reaction *reaction = row;
	const struct signup_offer *offer = programme_row(programme, signup_offer, reaction->offer);
	const struct body *body = programme_row(programme, body, reaction->body);
	size_t count = faults->count;

	check_asked(programme, programme_row(programme, signup_round, reaction->round), reaction->party, faults);
	if (offer && !id_equal(offer->round, reaction->round))
		refuse(faults, "offer", N_("That is offered in another round."), STR_NONE);
	if (body && !id_equal(body->party, reaction->party))
		refuse(faults, "body", N_("{0} is no body of this party."), body->name);
	return faults->count == count;
}

/* An answer */

static const struct signup_round *round_of(const struct programme *programme, const struct signup_answer *answer)
{
	const struct signup_offer *offer = programme_row(programme, signup_offer, answer->offer);
	return offer ? programme_row(programme, signup_round, offer->round) : NULL;
}

static struct str answer_title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signup_answer *answer = row;
	const struct signup_offer *offer = programme_row(programme, signup_offer, answer->offer);

	return str_format(arena, "%.*s – %.*s", STR_ARG(name_of(programme, answer->party)),
		STR_ARG(offer ? node_name(programme, offer->node, arena) : STR("?")));
}

static struct str answer_address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct signup_offer *offer = programme_row(programme, signup_offer, ((const struct signup_answer *)row)->offer);
	return of_round(programme, offer ? offer->round : ID_NONE, arena);
}

static void check_outcome(const struct programme *programme, const struct signup_answer *answer, struct faults *faults)
{
	const struct party *counterpart = programme_row(programme, party, answer->counterpart);
	bool other = answer->outcome == SIGNUP_OTHER_REGION, up_to = answer->outcome == SIGNUP_JOINS_UP_TO;

	if (up_to && !answer->up_to.known)
		refuse(faults, "up_to", N_("Give the amount that {0} joins up to."), name_of(programme, answer->party));
	if (!up_to && answer->up_to.known)
		refuse(faults, "up_to", N_("An amount belongs to “joins up to an amount” alone."), STR_NONE);
	if (answer->up_to.known && answer->up_to.cents < 0)
		refuse(faults, "up_to", N_("An amount below zero cannot be."), STR_NONE);
	if (other && !id_known(answer->counterpart))
		refuse(faults, "counterpart", N_("Name the other region that {0} goes along with."), name_of(programme, answer->party));
	if (!other && id_known(answer->counterpart))
		refuse(faults, "counterpart", N_("Another region is named only with “joins another region”."), STR_NONE);
	if (counterpart && counterpart->kind != PARTY_EXTERNAL_REGION)
		refuse(faults, "counterpart", N_("{0} is no other region."), counterpart->name);
}

static bool answer_check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signup_answer *answer = row;
	struct row_list answers = REFERRING(programme, signup_answer, offer, answer->offer);
	const struct decision *decision = programme_row(programme, decision, answer->decision);
	const struct body *body = decision ? programme_row(programme, body, decision->body) : NULL;
	size_t count = faults->count;

	check_asked(programme, round_of(programme, answer), answer->party, faults);
	check_outcome(programme, answer, faults);
	if (body && id_known(body->party) && !id_equal(body->party, answer->party))
		refuse(faults, "decision", N_("That is a decision of another party: {0}."), name_of(programme, body->party));
	for (size_t i = 0; i < answers.count; i++)
		if (!id_equal(row_id(answers.at[i]), answer->id) && id_equal(ROW(signup_answer, answers, i)->party, answer->party))
			refuse(faults, "party", N_("{0} has answered on this already: change that answer."), name_of(programme, answer->party));
	return faults->count == count;
}

/* What was answered when the round closed stays so. */
static bool answer_check_before(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct signup_answer *was = row, *is = programme_row(programme, signup_answer, was->id);
	const struct signup_round *round = round_of(programme, was);

	if (!round || !day_known(round->closed) || (is && row_equal(&signup_answer_record, was, is)))
		return true;
	return refuse(faults, NULL, N_("“{0}” is closed: its answers stay as they are. Who stands otherwise since then has a new entry of participation."), round->title);
}

const struct record signup_round_record = RECORD(signup_round, signup_rounds, round_fields,
	.label = N_("Sign-up round"), .plural = N_("Sign-up rounds"), .title = round_title, .address = round_address, .check = round_check,
	.compare = round_compare, .provenance = offsetof(struct signup_round, provenance),
	.next = N_("Now say what can be joined: add an offer for each part."));
const struct record signup_offer_record = RECORD(signup_offer, signup_offers, offer_fields,
	.label = N_("Offer in a sign-up round"), .plural = N_("Offers in sign-up rounds"), .title = offer_title, .address = offer_address,
	.check = offer_check, .compare = offer_compare);
const struct record signup_reaction_record = RECORD(signup_reaction, signup_reactions, reaction_fields,
	.label = N_("Reaction in a sign-up round"), .plural = N_("Reactions in sign-up rounds"), .title = reaction_title, .address = reaction_address,
	.check = reaction_check);
const struct record signup_answer_record = RECORD(signup_answer, signup_answers, answer_fields,
	.label = N_("Answer in a sign-up round"), .plural = N_("Answers in sign-up rounds"), .title = answer_title, .address = answer_address,
	.check = answer_check, .check_before = answer_check_before);
