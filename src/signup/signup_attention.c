/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of sign-up rounds: who is awaited, and what the office has still to do (docs/rules.md 1, 10). */
#include "attention/attention.h"
#include "signup/signup.h"

typedef void find_in(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round);

static void each_in(struct attention_search *search, const struct attention_kind *kind, enum signup_phase phase, find_in *find)
{
	struct row_list rounds = programme_rows(search->programme, &signup_round_record);

	for (size_t i = 0; i < rounds.count && !search->over; i++)
		if (signup_phase(rounds.at[i], search->day) == phase)
			find(search, kind, rounds.at[i]);
}

static struct str of_party(const struct attention_search *search, const struct signup_round *round, const struct party *party)
{
	return str_format(search->arena, "/signups/%.*s/parties/%.*s", STR_ARG(round->key), STR_ARG(party->key));
}

static void without_reaction(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round)
{
	struct row_list parties = signup_parties(search->programme, round, search->arena);

	for (size_t p = 0; p < parties.count; p++) {
		const struct party *party = parties.at[p];
		if (signup_reactions_of(search->programme, round, party->id, search->arena).count == 0)
			attention_add(search, kind, &(struct attention){ .record = &signup_round_record, .row = round, .party = party->id, .since = round->sent,
				.by = round->reactions_due, .arg = { party->name, round->title }, .address = of_party(search, round, party) });
	}
}

static void find_without_reaction(struct attention_search *search, const struct attention_kind *kind)
{
	each_in(search, kind, SIGNUP_REACTIONS, without_reaction);
}

static void without_answer(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round)
{
	struct row_list parties = signup_parties(search->programme, round, search->arena), offers = signup_offers(search->programme, round, search->arena);

	for (size_t p = 0; p < parties.count; p++) {
		const struct party *party = parties.at[p];
		int open = 0;
		for (size_t o = 0; o < offers.count; o++)
			open += signup_open(signup_answer_of(search->programme, offers.at[o], party->id, search->day));
		if (open > 0)
			attention_add(search, kind, &(struct attention){ .record = &signup_round_record, .row = round, .party = party->id,
				.since = round->offered, .by = round->answers_due, .address = of_party(search, round, party),
				.arg = { party->name, round->title, str_format(search->arena, "%d", open) } });
	}
}

static void find_without_answer(struct attention_search *search, const struct attention_kind *kind)
{
	each_in(search, kind, SIGNUP_ANSWERING, without_answer);
}

static void no_offer(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round)
{
	attention_add(search, kind, &(struct attention){ .record = &signup_round_record, .row = round, .since = round->reactions_due,
		.by = round->final_due, .arg = { round->title } });
}

static void find_no_offer(struct attention_search *search, const struct attention_kind *kind)
{
	each_in(search, kind, SIGNUP_FINAL_OFFER, no_offer);
}

static void not_entered(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round)
{
	if (day_known(round->entered) && day_first(round->entered) <= day_first(search->day))
		return;
	attention_add(search, kind, &(struct attention){ .record = &signup_round_record, .row = round, .since = round->closed, .by = signup_from(round),
		.arg = { round->title }, .address = str_format(search->arena, "/signups/%.*s/entries", STR_ARG(round->key)) });
}

static void find_not_entered(struct attention_search *search, const struct attention_kind *kind)
{
	each_in(search, kind, SIGNUP_CLOSED, not_entered);
}

/* Told while something can be done about it: until the outcomes are entries. */
static void over_limit(struct attention_search *search, const struct attention_kind *kind, const struct signup_round *round)
{
	struct signup_table table;

	if (day_known(round->entered) && day_first(round->entered) <= day_first(search->day))
		return;
	table = signup_table(search->programme, round, search->day, search->arena);
	for (size_t o = 0; o < table.offers.count; o++)
		for (size_t p = 0; p < table.parties.count; p++) {
			const struct signup_offer *offer = table.offers.at[o];
			const struct party *party = table.parties.at[p];
			const struct node *node = programme_node(search->programme, offer->node);
			if (signup_cell(&table, o, p)->over.known)
				attention_add(search, kind, &(struct attention){ .record = &signup_answer_record, .row = signup_cell(&table, o, p)->answer,
					.node = node, .by = round->answers_due, .address = of_party(search, round, party),
					.arg = { party->name, node ? node_title(search->programme, node, search->arena) : STR_NONE } });
		}
}

static void find_over_limit(struct attention_search *search, const struct attention_kind *kind)
{
	each_in(search, kind, SIGNUP_ANSWERING, over_limit);
	each_in(search, kind, SIGNUP_CLOSED, over_limit);
}

const struct attention_kind signup_attention[] = {
	{ "signup_reaction_awaited", N_("Reaction in a sign-up round awaited"), N_("{0} has not yet reacted on the concept of {1}."), N_("React"),
		find_without_reaction, false },
	{ "signup_offer_awaited", N_("Final offer awaited"), N_("{0}: the reactions are in, the final offer is not made yet."), N_("Make the final offer"),
		find_no_offer, true },
	{ "signup_answer_awaited", N_("Answer in a sign-up round awaited"), N_("{0} has not yet decided on all of {1}: {2} open."), N_("Answer"),
		find_without_answer, true },
	{ "signup_not_entered", N_("Sign-up round not made into participation"), N_("{0} is closed, and its outcomes are no participation yet."),
		N_("Look at the entries"), find_not_entered, true },
	{ "signup_over_limit", N_("Costs above what was promised"), N_("{0} joins {1} up to an amount, and its share goes above that."),
		N_("Look at it"), find_over_limit, false },
	ATTENTION_END
};
