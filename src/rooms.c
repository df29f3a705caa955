/* SPDX-License-Identifier: EUPL-1.2 */
#include "rooms.h"

#include "access/access.h"
#include "action/action.h"
#include "document/document.h"
#include "fact/fact.h"
#include "goal/goal.h"
#include "life/life.h"
#include "participation/participation.h"
#include "party/party.h"
#include "proposal/proposal.h"
#include "role/role.h"
#include "tree/tree.h"

const struct record *const records[] = {
	&programme_facts_record, &party_record, &inhabitants_record, &membership_record, &mandate_record, &document_record,
	&theme_record, &topic_record, &goal_record, &action_record, &milestone_record, &result_figure_record,
	&participation_record, &role_record, &step_record, &fact_record, &proposal_record,
};
const size_t record_count = sizeof records / sizeof records[0];
