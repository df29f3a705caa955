/* SPDX-License-Identifier: EUPL-1.2 */
#include "rooms.h"

#include "access/access.h"
#include "agreement/agreement.h"
#include "action/action.h"
#include "attention/attention.h"
#include "digest/digest_job.h"
#include "document/document.h"
#include "fact/fact.h"
#include "goal/goal.h"
#include "import/import.h"
#include "involvement/involvement.h"
#include "life/life.h"
#include "mail/mail.h"
#include "meeting/meeting_mail.h"
#include "money/money.h"
#include "participation/participation.h"
#include "party/party.h"
#include "plan/plan.h"
#include "progress/progress.h"
#include "progress/round_mail.h"
#include "proposal/proposal.h"
#include "report/report.h"
#include "role/role.h"
#include "signature/signature.h"
#include "signature/signature_mail.h"
#include "signup/signup.h"
#include "signup/signup_mail.h"
#include "tree/tree.h"

const struct record *const records[] = {
	&programme_facts_record, &party_record, &inhabitants_record, &membership_record, &mandate_record, &document_record, &document_version_record,
	&theme_record, &topic_record, &goal_record, &action_record, &milestone_record, &result_figure_record, &figure_aim_record,
	&participation_record, &role_record, &step_record, &fact_record, &proposal_record,
	&round_record, &update_record, &reading_record, &question_record, &help_offer_record, &report_record,
	&fund_record, &budget_line_record, &budget_part_record, &spending_record,
	&plan_version_record, &change_rule_record,
	&agreement_record, &signatory_record, &service_record, &funding_contribution_record, &signature_record, &signature_request_record,
	&body_record, &subject_record, &referral_record, &decision_record, &condition_record, &council_item_record,
	&meeting_record, &invitation_record, &attendance_record, &conclusion_record, &task_record, &involvement_aim_record,
	&signup_round_record, &signup_offer_record, &signup_reaction_record, &signup_answer_record,
};
const size_t record_count = sizeof records / sizeof records[0];

extern const struct route
	account_routes[],
	action_routes[],
	agreement_office_routes[],
	agreement_routes[],
	attention_routes[],
	body_routes[],
	council_routes[],
	decide_routes[],
	decision_routes[],
	digest_routes[],
	document_routes[],
	edit_routes[],
	fact_routes[],
	feed_routes[],
	handover_routes[],
	history_routes[],
	home_routes[],
	import_routes[],
	involvement_routes[],
	offer_routes[],
	job_routes[],
	life_routes[],
	mail_routes[],
	meeting_routes[],
	money_form_routes[],
	money_routes[],
	participation_routes[],
	party_routes[],
	people_routes[],
	plain_routes[],
	plan_office_routes[],
	plan_routes[],
	proposal_routes[],
	put_routes[],
	redaction_routes[],
	report_routes[],
	role_routes[],
	round_routes[],
	search_routes[],
	signature_routes[],
	signing_routes[],
	signup_office_routes[],
	signup_routes[],
	table_routes[],
	timeline_routes[],
	tree_routes[],
	update_routes[],
	what_if_routes[];

const struct route *const room_routes[] = {
	account_routes,
	action_routes,
	agreement_office_routes,
	agreement_routes,
	attention_routes,
	body_routes,
	council_routes,
	decide_routes,
	decision_routes,
	digest_routes,
	document_routes,
	edit_routes,
	fact_routes,
	feed_routes,
	handover_routes,
	history_routes,
	home_routes,
	import_routes,
	involvement_routes,
	offer_routes,
	job_routes,
	life_routes,
	mail_routes,
	meeting_routes,
	money_form_routes,
	money_routes,
	participation_routes,
	party_routes,
	people_routes,
	plain_routes,
	plan_office_routes,
	plan_routes,
	proposal_routes,
	put_routes,
	redaction_routes,
	report_routes,
	role_routes,
	round_routes,
	search_routes,
	signature_routes,
	signing_routes,
	signup_office_routes,
	signup_routes,
	table_routes,
	timeline_routes,
	tree_routes,
	update_routes,
	what_if_routes,
};
const size_t room_route_count = sizeof room_routes / sizeof room_routes[0];

/* What needs attention, each room's own kinds. As they stand here they stand in lists to choose from. */
extern const struct attention_kind
	action_attention[], agreement_attention[], document_attention[], fact_attention[], goal_attention[], home_attention[], life_attention[], money_attention[], participation_attention[], plan_attention[],
	decision_attention[], involvement_attention[], meeting_attention[], signup_attention[],
	progress_attention[], proposal_attention[], role_attention[], signature_attention[], tree_attention[];

const struct attention_kind *const attention_tables[] = {
	home_attention, tree_attention, life_attention, document_attention, goal_attention, action_attention, progress_attention,
	participation_attention, role_attention, agreement_attention, signature_attention, money_attention, plan_attention, proposal_attention, fact_attention,
	decision_attention, involvement_attention, meeting_attention, signup_attention,
};
const size_t attention_table_count = sizeof attention_tables / sizeof attention_tables[0];

const struct job *const jobs[] = {
	&round_mail_job, &talk_mail_job, &signature_mail_job, &signup_mail_job, &meeting_mail_job, &digest_job, &import_job, &mail_job, &server_mail_job,
};
const size_t job_count = sizeof jobs / sizeof jobs[0];

const struct navigation room_navigation[] = {
	{ N_("Overview"), "", RIGHT_READ },
	{ N_("Vision"), "/vision", RIGHT_READ },
	{ N_("Themes"), "/themes", RIGHT_READ },
	{ N_("Actions"), "/actions", RIGHT_READ },
	{ N_("Timeline"), "/timeline", RIGHT_READ },
	{ N_("Participation"), "/participation", RIGHT_READ },
	{ N_("Parties"), "/parties", RIGHT_READ },
	{ N_("Needs attention"), "/attention", RIGHT_READ, MENU_MORE, N_("What waits, for whom, and by when") },
	{ N_("Plan"), "/plan", RIGHT_READ, MENU_MORE, N_("Which version holds, what changed since, and every version that was frozen") },
	{ N_("Agreements"), "/agreements", RIGHT_READ, MENU_MORE, N_("Who delivers what for whom, what each pays, and who has signed") },
	{ N_("Meetings"), "/meetings", RIGHT_READ, MENU_MORE, N_("What comes, what was concluded, and who does what") },
	{ N_("Decisions"), "/decisions", RIGHT_READ, MENU_MORE, N_("What is before councils and executives, and what they decided") },
	{ N_("Questions and promises"), "/questions", RIGHT_READ, MENU_MORE, N_("What councils asked, what was promised to them, and the answers") },
	{ N_("Involvement"), "/involvement", RIGHT_READ, MENU_MORE, N_("How far education and business carry the plan") },
	{ N_("Sign-up rounds"), "/signups", RIGHT_READ, MENU_MORE, N_("What municipalities are asked to join, what they answered, what it costs") },
	{ N_("Documents"), "/documents", RIGHT_READ, MENU_MORE, N_("The vision, agreements, plans and reports themselves") },
	{ N_("Money"), "/money", RIGHT_READ, MENU_MORE, N_("What it costs, who pays what and why, what was spent; what if") },
	{ N_("Who is what"), "/roles", RIGHT_READ, MENU_MORE, N_("Roles and mandates on any day, and what was asked and answered") },
	{ N_("Reports"), "/reports", RIGHT_READ, MENU_MORE, N_("For board and council, of a period: to read, print and edit") },
	{ N_("Rounds"), "/rounds", RIGHT_READ, MENU_MORE, N_("Who was asked how it goes, and who has answered") },
	{ N_("Steps"), "/steps", RIGHT_READ, MENU_MORE, N_("From vision to result: what was decided, and when") },
	{ N_("Open questions"), "/facts", RIGHT_READ, MENU_MORE, N_("What is not known yet, and where sources differ") },
	{ N_("Calendars and news"), "/calendars", RIGHT_READ, MENU_MORE, N_("The days of the programme in your own calendar") },
	{ N_("Tables"), "/tables", RIGHT_READ, MENU_MORE, N_("Every list as a file for Excel or another spreadsheet") },
	{ N_("History"), "/history", RIGHT_READ, MENU_MORE, N_("Every change: when, by whom") },
	{ N_("Proposals"), "/proposals", RIGHT_PROPOSE, MENU_OFFICE, N_("Changes that await the answer of the office") },
	{ N_("Offers from outside"), "/offers", RIGHT_EDIT, MENU_OFFICE, N_("Who offers help or asks to lead, and your answer") },
	{ N_("Import"), "/import", RIGHT_EDIT, MENU_OFFICE, N_("Actions, parties and more from Excel or CSV") },
	{ N_("People"), "/people", RIGHT_PEOPLE_OF_PARTY, MENU_OFFICE, N_("Who may do what, and inviting somebody") },
	{ N_("Outgoing mail"), "/mail", RIGHT_PEOPLE, MENU_OFFICE, N_("What was sent to whom, and what came back") },
	{ N_("Jobs"), "/jobs", RIGHT_PEOPLE, MENU_OFFICE, N_("What this server does by itself, and how that went") },
	{ NULL, NULL, RIGHT_NONE },
};
