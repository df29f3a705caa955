/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of proposals: the office answers them (docs/rules.md 10, 15). */
#include "attention/attention.h"
#include "party/party.h"
#include "proposal/proposal.h"

static void find_open(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list open = proposal_open(search->programme, search->arena);

	for (size_t i = 0; i < open.count; i++) {
		const struct proposal *proposal = ROW(proposal, open, i);
		const struct party *party = programme_row(search->programme, party, proposal->party);
		struct str title = row_title(search->programme, &proposal_record, proposal, search->arena);

		/* What others must agree to stands under the plan. */
		if (proposal->level == CLASS_OFFICE && day_first(moment_day(proposal->moment)) <= day_first(search->day))
			attention_add(search, kind, &(struct attention){ .record = &proposal_record, .row = proposal,
				.since = moment_day(proposal->moment), .arg = { title, party ? party->name : STR_NONE } });
	}
}

const struct attention_kind proposal_attention[] = {
	{ "proposal_unanswered", N_("Proposal not answered"), N_("A proposal about {0} awaits an answer."), N_("Answer"), find_open, true },
	ATTENTION_END
};
