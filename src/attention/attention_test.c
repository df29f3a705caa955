/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What needs attention, on a small programme in which nothing does: each story changes one thing. SECRET stands in whatever hangs on the
 * action, so that a test can make that a draft and look whether anything of it comes out.
 */
#include "attention/attention.h"

#include <string.h>

#include "action/action.h"
#include "attention/attention_model.h"
#include "decision/decision.h"
#include "document/document.h"
#include "fact/fact.h"
#include "goal/goal.h"
#include "involvement/involvement.h"
#include "life/life.h"
#include "meeting/meeting.h"
#include "money/money.h"
#include "participation/participation.h"
#include "party/party.h"
#include "plan/plan.h"
#include "programme/sample.h"
#include "progress/progress.h"
#include "proposal/proposal.h"
#include "role/role.h"
#include "signature/signature.h"
#include "test/lev.h"
#include "test/test.h"
#include "signup/signup.h"
#include "tree/tree.h"

enum {
	ROOT, THEME, GOAL, DUIVEN, SCHOOL, ACTION, THEME_LEAD, EXECUTOR, LEAD, ENTRY, VISION, PLAN, OFFICE, MEMBER, OFFICE_MANDATE, MEMBER_MANDATE,
	MORE = 50, OTHER, UPDATE
};
#define SECRET "Geheim"

static struct person person_of(size_t number)
{
	return (struct person){ .id = sample_id(number), .name = STR("A") };
}

static void put_role(struct programme *draft, size_t number, size_t node, enum role_kind kind, const char *until)
{
	struct role role = { .id = sample_id(number), .node = sample_id(node), .party = sample_id(DUIVEN), .kind = kind, .state = ROLE_ACCEPTED,
		.contact = sample_id(MEMBER), .until = test_day(until) };
	programme_put(draft, &role_record, &role);
}

static void put_step(struct programme *draft, size_t number, enum stage stage, const char *planned, const char *day)
{
	struct step step = { .id = sample_id(number), .title = STR("Step"), .stage = stage, .planned = test_day(planned), .day = test_day(day),
		.concludes = stage == STAGE_VISION || stage == STAGE_PLAN };
	programme_put(draft, &step_record, &step);
}

static struct programme_facts facts_of_programme(void)
{
	return (struct programme_facts){ .id = sample_id(ROOT), .key = STR("region"), .name = STR("Region"), .language = STR("nl"), .aim = STR("Work"),
		.first = test_day("2026-01-01"), .last = test_day("2028-12-31"), .horizon = test_day("2028-12-31") };
}

static struct action action_one(void)
{
	struct id *goals = arena_new(test_arena(), struct id);

	*goals = sample_id(GOAL);
	return (struct action){ .id = sample_id(ACTION), .number = STR("A-01"), .title = STR(SECRET), .result = STR("It stands."),
		.theme = sample_id(THEME), .status = ACTION_RUNNING, .start = test_day("2026-01-01"), .last = test_day("2027-12-31"),
		.goals = { goals, 1 } };
}

/* Aim, period, plan; a theme with lead and executor; a goal, and an action that serves it; Duiven takes part. */
static struct programme *sound(void)
{
	struct programme *draft = programme_empty(sample_id(ROOT));
	struct programme_facts facts = facts_of_programme();
	struct theme theme = { .id = sample_id(THEME), .key = STR("work"), .name = STR("Work") };
	struct goal goal = { .id = sample_id(GOAL), .node = sample_id(ROOT), .text = STR("More work") };
	struct party duiven = { .id = sample_id(DUIVEN), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party school = { .id = sample_id(SCHOOL), .key = STR("school"), .name = STR("School"), .kind = PARTY_EDUCATION };
	struct action action = action_one();
	struct participation entry = { .id = sample_id(ENTRY), .party = duiven.id, .node = sample_id(ROOT), .standing = STANDING_PARTICIPATES };
	struct mandate office = { .id = sample_id(OFFICE_MANDATE), .person = sample_id(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = sample_id(MEMBER_MANDATE), .person = sample_id(MEMBER), .capacity = CAPACITY_MEMBER, .party = duiven.id };

	programme_put(draft, &programme_facts_record, &facts);
	programme_put(draft, &theme_record, &theme);
	programme_put(draft, &goal_record, &goal);
	programme_put(draft, &party_record, &duiven);
	programme_put(draft, &party_record, &school);
	programme_put(draft, &action_record, &action);
	programme_put(draft, &participation_record, &entry);
	programme_put(draft, &mandate_record, &office);
	programme_put(draft, &mandate_record, &member);
	put_role(draft, THEME_LEAD, THEME, ROLE_LEAD, "");
	put_role(draft, EXECUTOR, THEME, ROLE_EXECUTOR, "");
	put_role(draft, LEAD, ACTION, ROLE_LEAD, "");
	put_step(draft, VISION, STAGE_VISION, "", "2026-01-01");
	put_step(draft, PLAN, STAGE_PLAN, "", "2026-01-01");
	return draft;
}

/* One change each. What it is about is told by the kind's name. */

static void put_facts(struct programme *draft, struct str aim, const char *first, const char *last, const char *horizon)
{
	struct programme_facts facts = facts_of_programme();

	facts.aim = aim;
	facts.first = test_day(first);
	facts.last = test_day(last);
	facts.horizon = test_day(horizon);
	programme_put(draft, &programme_facts_record, &facts);
}

static void no_aim(struct programme *draft) { put_facts(draft, STR_NONE, "2026-01-01", "2028-12-31", "2028-12-31"); }
static void no_period(struct programme *draft) { put_facts(draft, STR("Work"), "2026-01-01", "", "2028-12-31"); }
static void no_horizon(struct programme *draft) { put_facts(draft, STR("Work"), "2026-01-01", "2028-12-31", ""); }
static void last_year(struct programme *draft) { put_facts(draft, STR("Work"), "2026-01-01", "2027-06-01", "2027-06-01"); }
static void theme_lead_leaves(struct programme *draft) { put_role(draft, THEME_LEAD, THEME, ROLE_LEAD, "2026-05-31"); }
static void executor_leaves(struct programme *draft) { put_role(draft, EXECUTOR, THEME, ROLE_EXECUTOR, "2026-05-31"); }
static void lead_leaves(struct programme *draft) { put_role(draft, LEAD, ACTION, ROLE_LEAD, "2026-05-31"); }

static void no_vision(struct programme *draft)
{
	put_facts(draft, STR("Work"), "2026-06-01", "2028-12-31", "2028-12-31");
	programme_remove(draft, &step_record, sample_id(VISION));
}

static void no_plan(struct programme *draft)
{
	put_facts(draft, STR("Work"), "2026-06-01", "2028-12-31", "2028-12-31");
	programme_remove(draft, &step_record, sample_id(PLAN));
}

static void idle_goal(struct programme *draft)
{
	struct goal goal = { .id = sample_id(MORE), .node = sample_id(ROOT), .text = STR("Less traffic") };
	programme_put(draft, &goal_record, &goal);
}

static void put_changed(struct programme *draft, enum action_status status, const char *last, bool result, bool goals)
{
	struct action action = action_one();

	action.status = status;
	action.last = test_day(last);
	if (!result)
		action.result = STR_NONE;
	if (!goals)
		action.goals.count = 0;
	programme_put(draft, &action_record, &action);
}

static void no_result(struct programme *draft) { put_changed(draft, ACTION_RUNNING, "2027-12-31", false, true); }
static void no_goals(struct programme *draft) { put_changed(draft, ACTION_RUNNING, "2027-12-31", true, false); }
static void ends(struct programme *draft) { put_changed(draft, ACTION_RUNNING, "2026-06-01", true, true); }

static void one_without_goal(struct programme *draft)
{
	struct action action = action_one();

	action.id = sample_id(OTHER);
	action.number = STR("A-02");
	action.title = STR("Paths");
	action.goals.count = 0;
	programme_put(draft, &action_record, &action);
}

static void put_milestone(struct programme *draft, const char *planned)
{
	struct milestone milestone = { .id = sample_id(MORE), .action = sample_id(ACTION), .title = STR(SECRET), .planned = test_day(planned) };
	programme_put(draft, &milestone_record, &milestone);
}

static void milestone_today(struct programme *draft) { put_milestone(draft, "2026-06-01"); }
static void milestone_in_30_days(struct programme *draft) { put_milestone(draft, "2026-07-01"); }

static void put_round(struct programme *draft, const char *opens, const char *due)
{
	struct round round = { .id = sample_id(MORE), .name = STR("Q2"), .opens = test_day(opens), .due = test_day(due) };
	programme_put(draft, &round_record, &round);
}

static void round_was_due(struct programme *draft) { put_round(draft, "2026-04-01", "2026-06-01"); }
static void round_opens(struct programme *draft) { put_round(draft, "2026-06-01", "2026-06-15"); }

static void nobody_to_ask(struct programme *draft)
{
	struct role role = { .id = sample_id(LEAD), .node = sample_id(ACTION), .party = sample_id(DUIVEN), .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };

	programme_put(draft, &role_record, &role);
	round_opens(draft);
}

static void put_update(struct programme *draft, const char *day, enum light light, bool help)
{
	struct update update = { .id = sample_id(UPDATE), .action = sample_id(ACTION), .day = test_day(day), .light = light, .text = STR(SECRET),
		.help_wanted = help ? STR(SECRET) : STR_NONE };

	moment_parse(str_format(test_arena(), "%sT08:00:00Z", day), &update.moment);
	programme_put(draft, &update_record, &update);
}

static void off_track(struct programme *draft) { put_update(draft, "2026-06-01", LIGHT_OFF_TRACK, false); }
static void at_risk(struct programme *draft) { put_update(draft, "2026-06-01", LIGHT_AT_RISK, false); }
static void wants_help(struct programme *draft) { put_update(draft, "2026-06-01", LIGHT_ON_TRACK, true); }

static void paused(struct programme *draft)
{
	put_changed(draft, ACTION_PAUSED, "2027-12-31", true, true);
	put_update(draft, "2026-03-03", LIGHT_ON_TRACK, false);
}

static void asks_back(struct programme *draft)
{
	struct question question = { .id = sample_id(MORE), .update = sample_id(UPDATE), .text = STR(SECRET) };

	put_update(draft, "2026-05-20", LIGHT_ON_TRACK, false);
	moment_parse(STR("2026-06-01T08:00:00Z"), &question.moment);
	programme_put(draft, &question_record, &question);
}

static void figure_short(struct programme *draft)
{
	struct result_figure figure = { .id = sample_id(MORE), .action = sample_id(ACTION), .name = STR(SECRET), .aim = { 10000, true },
		.value = { 9999, true } };

	ends(draft);
	programme_put(draft, &result_figure_record, &figure);
}

static void put_entry(struct programme *draft, size_t number, size_t node, enum standing standing, const char *from, const char *until)
{
	struct participation entry = { .id = sample_id(number), .party = sample_id(DUIVEN), .node = sample_id(node), .standing = standing,
		.from = test_day(from), .until = test_day(until), .decide_by = test_day(standing == STANDING_UNDECIDED ? "2026-06-10" : "") };
	programme_put(draft, &participation_record, &entry);
}

static void entry_ends(struct programme *draft) { put_entry(draft, ENTRY, ROOT, STANDING_PARTICIPATES, "", "2026-05-31"); }
static void undecided(struct programme *draft) { put_entry(draft, MORE, ACTION, STANDING_UNDECIDED, "2026-06-01", ""); }
static void stays_out(struct programme *draft) { put_entry(draft, MORE, ACTION, STANDING_DOES_NOT_PARTICIPATE, "2026-06-01", ""); }

static void asked(struct programme *draft)
{
	struct role role = { .id = sample_id(MORE), .node = sample_id(ACTION), .party = sample_id(SCHOOL), .kind = ROLE_PARTNER, .state = ROLE_ASKED,
		.asked_on = test_day("2026-05-20"), .answer_by = test_day("2026-06-10") };
	programme_put(draft, &role_record, &role);
}

static void put_answer(struct programme *draft, enum role_state state, struct id referred)
{
	struct role role = { .id = sample_id(MORE), .node = sample_id(ACTION), .party = sample_id(SCHOOL), .kind = ROLE_PARTNER, .state = state,
		.contact = sample_id(MEMBER), .asked_on = test_day("2026-05-01"), .answer_by = test_day("2026-05-15"),
		.answered_on = test_day("2026-06-01"), .referred = referred };
	programme_put(draft, &role_record, &role);
}

static void referred(struct programme *draft) { put_answer(draft, ROLE_ASKED, sample_id(OFFICE)); }
static void declined(struct programme *draft) { put_answer(draft, ROLE_DECLINED, ID_NONE); }

static void not_asked(struct programme *draft)
{
	struct role role = { .id = sample_id(MORE), .node = sample_id(ACTION), .party = sample_id(SCHOOL), .kind = ROLE_ADVISOR,
		.contact = sample_id(OTHER) };
	programme_put(draft, &role_record, &role);
}

static struct budget_line put_line(struct programme *draft, size_t number, enum budget_key key, int64_t cents, size_t payer, size_t fund)
{
	struct budget_line line = { .id = sample_id(number), .node = sample_id(ACTION), .title = STR(SECRET), .year = { 2026, true },
		.amount = { cents, true }, .key = key, .payer = payer ? sample_id(payer) : ID_NONE, .fund = fund ? sample_id(fund) : ID_NONE };

	programme_put(draft, &budget_line_record, &line);
	return line;
}

static void nobody_pays(struct programme *draft)
{
	put_entry(draft, ENTRY, ROOT, STANDING_OBSERVER, "", "");
	put_line(draft, MORE, KEY_EQUAL, 100000, ROOT, ROOT);
}

/* A fund that asks half of others, beside which others pay a third. */
static void short_cover(struct programme *draft)
{
	struct fund fund = { .id = sample_id(MORE), .name = STR("Fund"), .party = sample_id(SCHOOL), .co_financing = { 50000, true } };

	programme_put(draft, &fund_record, &fund);
	put_line(draft, OTHER, KEY_OTHER_SOURCE, 200000, SCHOOL, MORE);
	put_line(draft, UPDATE, KEY_EQUAL, 100000, ROOT, MORE);
}

static void no_contact(struct programme *draft)
{
	struct role role = { .id = sample_id(MORE), .node = sample_id(ACTION), .party = sample_id(SCHOOL), .kind = ROLE_EXECUTOR,
		.state = ROLE_ACCEPTED, .from = test_day("2026-06-01") };
	programme_put(draft, &role_record, &role);
}

static void proposes(struct programme *draft)
{
	struct proposal proposal = { .id = sample_id(MORE), .record = STR("action"), .row = sample_id(ACTION), .becomes = STR("{}"),
		.reason = STR(SECRET), .party = sample_id(SCHOOL), .person = sample_id(OTHER) };

	moment_parse(STR("2026-06-01T08:00:00Z"), &proposal.moment);
	programme_put(draft, &proposal_record, &proposal);
}

static void needs_agreement(struct programme *draft)
{
	struct proposal proposal = { .id = sample_id(MORE), .record = STR("action"), .row = sample_id(ACTION), .becomes = STR("{}"),
		.level = CLASS_COUNCILS, .person = sample_id(OTHER) };

	moment_parse(STR("2026-06-01T08:00:00Z"), &proposal.moment);
	programme_put(draft, &proposal_record, &proposal);
}

static void put_version(struct programme *draft, int64_t complete, const char *tabled)
{
	struct plan_version version = { .id = sample_id(MORE), .number = { 1, true }, .name = STR("Plan"), .hash = STR("ab"), .actions = { 60, true },
		.complete = { complete, true }, .tabled = test_day(tabled) };

	moment_parse(STR("2026-06-01T08:00:00Z"), &version.frozen);
	programme_put(draft, &plan_version_record, &version);
}

static void incomplete_version(struct programme *draft) { put_version(draft, 58, ""); }
static void version_without_outcome(struct programme *draft) { put_version(draft, 60, "2026-06-01"); }

static void put_fact(struct programme *draft, size_t number, enum fact_kind kind)
{
	struct fact fact = { .id = sample_id(number), .kind = kind, .about = STR(SECRET), .text = STR(SECRET), .node = sample_id(ACTION) };
	programme_put(draft, &fact_record, &fact);
}

static void question(struct programme *draft) { put_fact(draft, MORE, FACT_OPEN_QUESTION); }
static void recommendation(struct programme *draft) { put_fact(draft, MORE, FACT_RECOMMENDATION); }

static void contradiction(struct programme *draft)
{
	put_fact(draft, MORE, FACT_READING);
	put_fact(draft, OTHER, FACT_READING);
}

static void put_document(struct programme *draft, const char *planned, const char *last, struct str address, bool leads)
{
	struct document document = { .id = sample_id(MORE), .key = STR("plan"), .title = STR("Plan"), .kind = DOCUMENT_OTHER,
		.planned = test_day(planned), .last = test_day(last), .address = address };
	struct theme theme = { .id = sample_id(THEME), .key = STR("work"), .name = STR("Work"), .leading_plan = leads ? document.id : ID_NONE };

	programme_put(draft, &document_record, &document);
	programme_put(draft, &theme_record, &theme);
}

static void unread_plan(struct programme *draft) { put_document(draft, "", "2030", STR_NONE, true); }
static void ended_plan(struct programme *draft) { put_document(draft, "", "2026-05-31", STR("https://example.nl/plan"), true); }
static void late_document(struct programme *draft) { put_document(draft, "2026-05-31", "", STR_NONE, false); }
static void late_step(struct programme *draft) { put_step(draft, MORE, STAGE_EXECUTION, "2026-05-31", ""); }
static void coming_step(struct programme *draft) { put_step(draft, MORE, STAGE_EXECUTION, "2026-07-01", ""); }

static void unsigned_agreement(struct programme *draft)
{
	struct step step = { .id = sample_id(MORE), .title = STR("Signing"), .stage = STAGE_AGREEMENT, .kind = STEP_SIGNING,
		.planned = test_day("2026-05-31") };
	programme_put(draft, &step_record, &step);
}

/* An agreement that Duiven's mayor is to sign, offered on a day. */
static void put_agreement(struct programme *draft, const char *offered)
{
	struct agreement agreement = { .id = sample_id(MORE), .key = STR("dvo"), .title = STR("Service agreement"), .text = STR("Text"),
		.contractor = sample_id(SCHOOL), .first = test_day("2026-07-01") };
	struct signatory signatory = { .id = sample_id(OTHER), .agreement = sample_id(MORE), .party = sample_id(DUIVEN), .client = true,
		.function = STR("mayor"), .person = sample_id(MEMBER) };

	moment_parse(str_format(test_arena(), "%sT08:00:00Z", offered), &agreement.frozen);
	programme_put(draft, &agreement_record, &agreement);
	programme_put(draft, &signatory_record, &signatory);
}

static void put_request(struct programme *draft, const char *asked_on, const char *until, const char *anew)
{
	struct signature_request request = { .id = sample_id(MORE + 3), .agreement = sample_id(MORE), .signatory = sample_id(OTHER),
		.person = sample_id(MEMBER), .until = test_day(until), .anew = test_day(anew) };

	put_agreement(draft, "2026-05-01");
	moment_parse(str_format(test_arena(), "%sT08:00:00Z", asked_on), &request.moment);
	programme_put(draft, &signature_request_record, &request);
}

static void offered(struct programme *draft) { put_agreement(draft, "2026-06-01"); }
static void asked_to_sign(struct programme *draft) { put_request(draft, "2026-06-01", "2026-07-01", ""); }
static void link_ended(struct programme *draft) { put_request(draft, "2026-05-01", "2026-05-31", ""); }
static void link_wished(struct programme *draft) { put_request(draft, "2026-04-30", "2026-05-30", "2026-06-01"); }

static void refused_to_sign(struct programme *draft)
{
	struct signature act = { .id = sample_id(MORE + 4), .agreement = sample_id(MORE), .signatory = sample_id(OTHER), .act = SIGNATURE_REFUSED,
		.how = SIGNED_BY_LINK, .day = test_day("2026-06-01"), .reason = STR("No money") };

	put_agreement(draft, "2026-05-01");
	programme_put(draft, &signature_record, &act);
}

static struct meeting put_meeting(struct programme *draft, const char *planned, const char *held)
{
	struct meeting meeting = { .id = sample_id(MORE + 70), .key = STR("overleg"), .title = STR("Overleg"), .planned = test_day(planned), .day = test_day(held) };

	programme_put(draft, &meeting_record, &meeting);
	return meeting;
}

static void meeting_comes(struct programme *draft)
{
	put_meeting(draft, "2026-07-01", "");
}

static void meeting_went_by(struct programme *draft)
{
	put_meeting(draft, "2026-05-31", "");
}

static void meeting_was_held(struct programme *draft)
{
	put_meeting(draft, "2026-06-01", "2026-06-01");
}

static void invited_school(struct programme *draft)
{
	struct invitation invitation = { .id = sample_id(MORE + 71), .meeting = sample_id(MORE + 70), .party = sample_id(SCHOOL) };

	put_meeting(draft, "2026-07-01", "");
	programme_put(draft, &invitation_record, &invitation);
}

static void task_of_school(struct programme *draft)
{
	struct task task = { .id = sample_id(MORE + 72), .meeting = sample_id(MORE + 70), .title = STR("Lokaal regelen"), .party = sample_id(SCHOOL), .by = test_day("2026-07-01") };

	put_meeting(draft, "", "2026-05-01");
	programme_put(draft, &task_record, &task);
}

/* The same one, signed on paper before it begins, with what is put into it. */
static struct agreement put_signed(struct programme *draft, const char *last)
{
	struct agreement agreement;
	struct signature act = { .id = sample_id(MORE + 4), .agreement = sample_id(MORE), .signatory = sample_id(OTHER), .act = SIGNATURE_SIGNED,
		.how = SIGNED_ON_PAPER, .day = test_day("2026-01-05") };

	put_agreement(draft, "2026-01-01");
	agreement = *programme_row(draft, agreement, sample_id(MORE));
	agreement.first = test_day("2026-02-01");
	agreement.last = test_day(last);
	programme_put(draft, &agreement_record, &agreement);
	programme_put(draft, &signature_record, &act);
	return agreement;
}

static void service_was_due(struct programme *draft)
{
	struct service service = { .id = sample_id(MORE + 5), .agreement = sample_id(MORE), .number = { 1, true }, .title = STR("Monitor"),
		.due = test_day("2026-05-31") };

	put_signed(draft, "2027-12-31");
	programme_put(draft, &service_record, &service);
}

static void pays_less(struct programme *draft)
{
	struct budget_line line = { .id = sample_id(MORE + 6), .node = sample_id(THEME), .title = STR("Monitor"), .year = { 2026, true },
		.amount = { 100000, true }, .key = KEY_EQUAL };
	struct funding_contribution paid = { .id = sample_id(MORE + 7), .agreement = sample_id(MORE), .party = sample_id(DUIVEN), .year = { 2026, true },
		.amount = { 90000, true } };

	put_signed(draft, "2027-12-31");
	programme_put(draft, &budget_line_record, &line);
	programme_put(draft, &funding_contribution_record, &paid);
}

/* 2026-11-28 is 180 days after 1 June. */
static void near_end(struct programme *draft) { put_signed(draft, "2026-11-28"); }

/* Of one action nobody of a business has a role. */
static void low_aim(struct programme *draft)
{
	struct involvement_aim aim = { .id = sample_id(MORE + 73), .measure = INVOLVEMENT_BUSINESS_ROLE, .percent = { 100, true }, .by = test_day("2026-07-01") };
	programme_put(draft, &involvement_aim_record, &aim);
}

static void offered_from_outside(struct programme *draft)
{
	struct help_offer offer = { .id = sample_id(MORE + 74), .action = programme_rows(draft, &action_record).at[0] ? row_id(programme_rows(draft, &action_record).at[0]) : ID_NONE,
		.person = sample_id(MORE + 75), .text = STR("Lokaal"), .day = test_day("2026-06-01"), .state = OFFER_OPEN };
	programme_put(draft, &help_offer_record, &offer);
}

/* Two councils asked about the action by 1 July; Duiven's decides on 1 June, or does not. */
static void put_subject(struct programme *draft, enum decision_outcome outcome, bool amended)
{
	struct body body = { .id = sample_id(MORE + 80), .key = STR("raad"), .name = STR("Council"), .kind = BODY_COUNCIL, .party = sample_id(DUIVEN) };
	struct body other = { .id = sample_id(MORE + 81), .key = STR("bestuur"), .name = STR("Board"), .kind = BODY_BOARD, .party = sample_id(SCHOOL) };
	struct subject subject = { .id = sample_id(MORE + 82), .node = sample_id(ACTION), .title = STR(SECRET), .rule = RULE_ALL,
		.tabled = test_day("2026-05-01") };
	struct referral referral = { .id = sample_id(MORE + 83), .subject = subject.id, .body = body.id, .due = test_day("2026-07-01") };
	struct referral further = { .id = sample_id(MORE + 84), .subject = subject.id, .body = other.id, .due = test_day("2026-09-01") };
	struct decision decision = { .id = sample_id(MORE + 85), .subject = subject.id, .body = body.id, .outcome = outcome, .day = test_day("2026-06-01"),
		.text = STR(SECRET), .amended = amended };

	programme_put(draft, &body_record, &body);
	programme_put(draft, &body_record, &other);
	programme_put(draft, &subject_record, &subject);
	programme_put(draft, &referral_record, &referral);
	programme_put(draft, &referral_record, &further);
	if (outcome != DECISION_NONE)
		programme_put(draft, &decision_record, &decision);
}

static void put_condition(struct programme *draft, const char *due)
{
	struct condition condition = { .id = sample_id(MORE + 86), .decision = sample_id(MORE + 85), .text = STR(SECRET), .due = test_day(due) };

	put_subject(draft, DECISION_ADOPTED_WITH_CONDITIONS, false);
	programme_put(draft, &condition_record, &condition);
}

static void put_item(struct programme *draft, enum council_kind kind, const char *due, size_t asked)
{
	struct body body = { .id = sample_id(MORE + 80), .key = STR("raad"), .name = STR("Council"), .kind = BODY_COUNCIL, .party = sample_id(DUIVEN) };
	struct council_item item = { .id = sample_id(MORE + 87), .node = sample_id(ACTION), .body = body.id, .kind = kind, .title = STR(SECRET),
		.day = test_day("2026-06-01"), .due = test_day(due), .answered_by = asked ? sample_id(asked) : ID_NONE };

	programme_put(draft, &body_record, &body);
	programme_put(draft, &council_item_record, &item);
}

static void council_undecided(struct programme *draft) { put_subject(draft, DECISION_NONE, false); }
static void amends(struct programme *draft) { put_subject(draft, DECISION_ADOPTED, true); }
static void sets_condition(struct programme *draft) { put_condition(draft, ""); }
static void sets_condition_by_a_day(struct programme *draft) { put_condition(draft, "2026-07-10"); }
static void council_asks(struct programme *draft) { put_item(draft, COUNCIL_QUESTION, "", ROOT); }
static void council_asks_school(struct programme *draft) { put_item(draft, COUNCIL_MOTION, "2026-07-05", SCHOOL); }
static void promised(struct programme *draft) { put_item(draft, COUNCIL_PROMISE, "2026-07-15", ROOT); }

/* Duiven is asked to join the theme, which costs EUR 1,000.00: reactions by 1 July, then a final offer, and answers from 1 August. */
static void put_signup(struct programme *draft, const char *offered, const char *closed)
{
	struct signup_round round = { .id = sample_id(MORE + 90), .key = STR("aanmelden"), .title = STR("Aanmelden"), .year = { 2027, true },
		.sent = test_day("2026-05-01"), .reactions_due = test_day("2026-07-01"), .final_due = test_day("2026-08-01"), .answers_due = test_day("2026-10-01"),
		.offered = test_day(offered), .closed = test_day(closed) };
	struct signup_offer offer = { .id = sample_id(MORE + 91), .round = round.id, .node = sample_id(THEME), .concept = STR("Samen") };

	programme_put(draft, &signup_round_record, &round);
	programme_put(draft, &signup_offer_record, &offer);
}

static void asked_to_react(struct programme *draft) { put_signup(draft, "", ""); }
static void asked_to_join(struct programme *draft) { put_signup(draft, "2026-08-01", ""); }
static void signup_closed(struct programme *draft) { put_signup(draft, "2026-08-01", "2026-10-02"); }

static void promised_less(struct programme *draft)
{
	struct budget_line line = { .id = sample_id(MORE + 92), .node = sample_id(THEME), .title = STR("Monitor"), .year = { 2027, true },
		.amount = { 100000, true }, .key = KEY_EQUAL };
	struct signup_answer answer = { .id = sample_id(MORE + 93), .offer = sample_id(MORE + 91), .party = sample_id(DUIVEN), .outcome = SIGNUP_JOINS_UP_TO,
		.up_to = { 99999, true }, .day = test_day("2026-08-02") };

	put_signup(draft, "2026-08-01", "");
	programme_put(draft, &budget_line_record, &line);
	programme_put(draft, &signup_answer_record, &answer);
}

/* The day before it is there (NULL: it is there whatever the day), and the first day it is. */
static const struct story {
	const char *kind;
	void      (*change)(struct programme *draft);
	const char *not_yet, *on;
	size_t      party;              /* who has to act; ROOT: the office */
} stories[] = {
	{ "vision_without_aim", no_aim, NULL, "2026-06-01", ROOT },
	{ "vision_without_period", no_period, NULL, "2026-06-01", ROOT },
	{ "plan_without_horizon", no_horizon, NULL, "2026-06-01", ROOT },
	{ "vision_not_adopted", no_vision, "2026-05-31", "2026-06-01", ROOT },
	{ "plan_not_adopted", no_plan, "2026-05-31", "2026-06-01", ROOT },
	{ "evaluation_due", last_year, "2026-05-31", "2026-06-01", ROOT },
	{ "renewal_due", last_year, "2026-05-31", "2026-06-01", ROOT },
	{ "theme_without_lead", theme_lead_leaves, "2026-05-31", "2026-06-01", ROOT },
	{ "theme_without_executor", executor_leaves, "2026-05-31", "2026-06-01", ROOT },
	{ "goal_without_action", idle_goal, NULL, "2026-06-01", ROOT },
	{ "actions_without_goals", no_goals, NULL, "2026-06-01", ROOT },
	{ "action_without_goal", one_without_goal, NULL, "2026-06-01", ROOT },
	{ "action_without_lead", lead_leaves, "2026-05-31", "2026-06-01", ROOT },
	{ "action_incomplete", no_result, NULL, "2026-06-01", DUIVEN },
	{ "action_past_last_day", ends, "2026-06-01", "2026-06-02", DUIVEN },
	{ "milestone_missed", milestone_today, "2026-06-01", "2026-06-02", DUIVEN },
	{ "milestone_coming", milestone_in_30_days, "2026-05-31", "2026-06-01", DUIVEN },
	{ "action_silent", round_was_due, "2026-06-01", "2026-06-02", DUIVEN },
	{ "action_off_track", off_track, "2026-05-31", "2026-06-01", DUIVEN },
	{ "action_at_risk", at_risk, "2026-05-31", "2026-06-01", DUIVEN },
	{ "action_paused_long", paused, "2026-05-31", "2026-06-01", DUIVEN },
	{ "help_unanswered", wants_help, "2026-05-31", "2026-06-01", ROOT },
	{ "question_unanswered", asks_back, "2026-05-31", "2026-06-01", DUIVEN },
	{ "round_unanswered", round_opens, "2026-05-31", "2026-06-01", DUIVEN },
	{ "round_unreachable", nobody_to_ask, "2026-05-31", "2026-06-01", ROOT },
	{ "figure_behind", figure_short, "2026-06-01", "2026-06-02", DUIVEN },
	{ "standing_unknown", entry_ends, "2026-05-31", "2026-06-01", DUIVEN },
	{ "standing_undecided", undecided, "2026-05-31", "2026-06-01", DUIVEN },
	{ "action_without_municipality", stays_out, "2026-05-31", "2026-06-01", DUIVEN },
	{ "role_unanswered", asked, NULL, "2026-06-01", SCHOOL },
	{ "role_referred", referred, NULL, "2026-06-01", ROOT },
	{ "role_declined", declined, NULL, "2026-06-01", ROOT },
	{ "roles_not_asked", not_asked, NULL, "2026-06-01", ROOT },
	{ "budget_line_unshared", nobody_pays, NULL, "2026-06-01", ROOT },
	{ "cover_short", short_cover, NULL, "2026-06-01", ROOT },
	{ "signature_awaited", asked_to_sign, "2026-05-31", "2026-06-01", DUIVEN },
	{ "signature_refused", refused_to_sign, "2026-05-31", "2026-06-01", ROOT },
	{ "signature_link_asked", link_wished, "2026-05-31", "2026-06-01", ROOT },
	{ "signature_link_ended", link_ended, "2026-05-31", "2026-06-01", ROOT },
	{ "signatories_not_asked", offered, "2026-05-31", "2026-06-01", ROOT },
	{ "agreement_offered", offered, "2026-05-31", "2026-06-01", ROOT },
	{ "service_late", service_was_due, "2026-05-31", "2026-06-01", SCHOOL },
	{ "contribution_differs", pays_less, NULL, "2026-06-01", ROOT },
	{ "agreement_ending", near_end, "2026-05-31", "2026-06-01", ROOT },
	{ "role_without_contact", no_contact, "2026-05-31", "2026-06-01", ROOT },
	{ "proposal_unanswered", proposes, "2026-05-31", "2026-06-01", ROOT },
	{ "plan_version_incomplete", incomplete_version, "2026-05-31", "2026-06-01", ROOT },
	{ "plan_version_waiting", version_without_outcome, "2026-05-31", "2026-06-01", ROOT },
	{ "plan_change_unagreed", needs_agreement, "2026-05-31", "2026-06-01", ROOT },
	{ "contradiction_open", contradiction, NULL, "2026-06-01", ROOT },
	{ "question_open", question, NULL, "2026-06-01", ROOT },
	{ "recommendation_open", recommendation, NULL, "2026-06-01", ROOT },
	{ "leading_plan_without_document", unread_plan, NULL, "2026-06-01", ROOT },
	{ "leading_plan_ended", ended_plan, "2026-05-31", "2026-06-01", ROOT },
	{ "document_not_adopted", late_document, "2026-05-31", "2026-06-01", ROOT },
	{ "meeting_without_agenda", meeting_comes, "2026-05-31", "2026-06-01", ROOT },
	{ "meeting_overdue", meeting_went_by, "2026-05-31", "2026-06-01", ROOT },
	{ "meeting_without_notes", meeting_was_held, "2026-05-31", "2026-06-01", ROOT },
	{ "invitation_unanswered", invited_school, "2026-05-31", "2026-06-01", SCHOOL },
	{ "offer_open", offered_from_outside, "2026-05-31", "2026-06-01", ROOT },
	{ "signup_reaction_awaited", asked_to_react, "2026-04-30", "2026-05-01", DUIVEN },
	{ "signup_offer_awaited", asked_to_react, "2026-07-01", "2026-07-02", ROOT },
	{ "signup_answer_awaited", asked_to_join, "2026-07-31", "2026-08-01", DUIVEN },
	{ "signup_not_entered", signup_closed, "2026-10-01", "2026-10-02", ROOT },
	{ "signup_over_limit", promised_less, "2026-08-01", "2026-08-02", ROOT },
	{ "involvement_below_aim", low_aim, "2026-05-31", "2026-06-01", ROOT },
	{ "task_due", task_of_school, "2026-05-31", "2026-06-01", SCHOOL },
	{ "decision_awaited", council_undecided, "2026-05-31", "2026-06-01", DUIVEN },
	{ "condition_open", sets_condition, "2026-05-31", "2026-06-01", ROOT },
	{ "condition_open", sets_condition_by_a_day, "2026-06-09", "2026-06-10", ROOT },
	{ "amendment_not_put", amends, "2026-05-31", "2026-06-01", ROOT },
	{ "council_question_open", council_asks, "2026-05-31", "2026-06-01", ROOT },
	{ "council_question_open", council_asks_school, "2026-06-04", "2026-06-05", SCHOOL },
	{ "promise_open", promised, "2026-06-14", "2026-06-15", ROOT },
	{ "step_overdue", late_step, "2026-05-31", "2026-06-01", ROOT },
	{ "step_coming", coming_step, "2026-05-31", "2026-06-01", ROOT },
	{ "agreement_unsigned", unsigned_agreement, "2026-05-31", "2026-06-01", ROOT },
};
enum { STORIES = sizeof stories / sizeof stories[0] };

static const struct programme *told(const struct story *story)
{
	struct programme *draft = sound();

	story->change(draft);
	return programme_publish(draft);
}

static const struct attention *find(struct attention_list list, const char *kind)
{
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.at[i].kind->name, kind) == 0)
			return &list.at[i];
	return NULL;
}

static struct attention_list on(const struct programme *programme, const char *day)
{
	return attention_of(programme, test_day(day), test_arena());
}

static struct attention_list for_person(const struct programme *programme, struct person person, const char *day, size_t *own)
{
	return attention_for(programme, &person, on(programme, day), test_day(day), test_arena(), own);
}

TEST(of_a_programme_in_which_all_is_known_and_on_time_nothing_needs_attention)
{
	const struct programme *programme = programme_publish(sound());
	struct attention_list list = on(programme, "2026-06-01");

	if (list.count)
		fail_msg("%s", list.at[0].kind->name);
	programme_release(programme);
}

TEST(each_kind_is_there_from_its_day_and_not_the_day_before_and_names_who_has_to_act)
{
	for (size_t i = 0; i < STORIES; i++) {
		const struct programme *programme = told(&stories[i]);
		const struct attention *found = find(on(programme, stories[i].on), stories[i].kind);

		if (stories[i].not_yet && find(on(programme, stories[i].not_yet), stories[i].kind))
			fail_msg("%s is there on %s", stories[i].kind, stories[i].not_yet);
		if (!found)
			fail_msg("%s is not there on %s", stories[i].kind, stories[i].on);
		if (!id_equal(found->party, stories[i].party ? sample_id(stories[i].party) : ID_NONE))
			fail_msg("%s is not for whom it should be", stories[i].kind);
		CHECK(found->kind == attention_kind_named(str_of(stories[i].kind)));
		CHECK(attention_words(LANGUAGE_NL, test_arena(), found).len > 0);
		programme_release(programme);
	}
}

/* A kind that nobody tells a story about is a defect of these tests. */
TEST(every_kind_has_its_story)
{
	for (size_t t = 0; t < attention_table_count; t++)
		for (const struct attention_kind *kind = attention_tables[t]; kind->name; kind++) {
			bool found = false;
			for (size_t i = 0; i < STORIES; i++)
				found = found || strcmp(stories[i].kind, kind->name) == 0;
			if (!found)
				fail_msg("no story tells of %s", kind->name);
		}
	CHECK(!attention_kind_named(STR("nothing")));
}

/* Two kinds of one name, or one in two tables, would be one in addresses. */
TEST(no_two_kinds_have_one_name)
{
	for (size_t t = 0; t < attention_table_count; t++)
		for (const struct attention_kind *kind = attention_tables[t]; kind->name; kind++)
			CHECK(attention_kind_named(str_of(kind->name)) == kind);
}

/* Whatever is the matter: once the action is a draft, the public reads nothing of it, and the office all of it. */
TEST(what_the_public_reads_never_names_a_draft_or_what_hangs_on_it)
{
	size_t seen = 0;

	for (size_t i = 0; i < STORIES; i++) {
		struct programme *draft = sound();
		const struct programme *programme;
		struct attention_list list;
		struct action action;
		size_t own;

		stories[i].change(draft);
		action = *programme_row(draft, action, sample_id(ACTION));
		action.visibility = VISIBILITY_DRAFT;
		programme_put(draft, &action_record, &action);
		programme = programme_publish(draft);
		list = for_person(programme, person_public, stories[i].on, &own);
		CHECK_NUMBER(own, 0);
		for (size_t k = 0; k < list.count; k++)
			CHECK_HAS_NOT(attention_words(LANGUAGE_EN, test_arena(), &list.at[k]), SECRET);
		list = for_person(programme, person_of(OFFICE), stories[i].on, &own);
		for (size_t k = 0; k < list.count; k++)
			seen += str_search(attention_words(LANGUAGE_EN, test_arena(), &list.at[k]), STR(SECRET)) != SIZE_MAX;
		programme_release(programme);
	}
	CHECK(seen > 10);
}

/* What a body was asked about a draft, and on which condition it adopted it, is as little to be read as the draft. */
TEST(what_was_decided_on_a_draft_is_not_for_the_public)
{
	static const struct { void (*change)(struct programme *); const char *kind; } rows[] = {
		{ council_undecided, "decision_awaited" }, { sets_condition, "condition_open" }, { amends, "amendment_not_put" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct programme *draft = sound();
		const struct programme *programme;
		struct subject subject;
		size_t own;

		rows[i].change(draft);
		subject = *programme_row(draft, subject, sample_id(MORE + 82));
		subject.visibility = VISIBILITY_DRAFT;
		programme_put(draft, &subject_record, &subject);
		programme = programme_publish(draft);
		CHECK(!find(for_person(programme, person_public, "2026-06-01", &own), rows[i].kind));
		CHECK(find(for_person(programme, person_of(OFFICE), "2026-06-01", &own), rows[i].kind));
		programme_release(programme);
	}
}

/* What the office asks back is between it and who leads; that a lead has no contact person is the office's. */
TEST(what_is_internal_is_for_the_office_and_for_whom_it_concerns)
{
	static const struct { void (*change)(struct programme *); const char *kind; bool member; } rows[] = {
		{ asks_back, "question_unanswered", true }, { no_contact, "role_without_contact", false }, { nobody_to_ask, "round_unreachable", false },
		{ proposes, "proposal_unanswered", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct programme *draft = sound();
		const struct programme *programme;
		size_t own;

		rows[i].change(draft);
		programme = programme_publish(draft);
		CHECK(!find(for_person(programme, person_public, "2026-06-01", &own), rows[i].kind));
		CHECK(find(for_person(programme, person_of(OFFICE), "2026-06-01", &own), rows[i].kind));
		CHECK(!find(for_person(programme, person_of(MEMBER), "2026-06-01", &own), rows[i].kind) == !rows[i].member);
		programme_release(programme);
	}
}

/* An update that waits until its round is closed tells the public nothing before. */
TEST(a_light_that_is_not_public_yet_needs_no_attention_of_the_public)
{
	struct programme *draft = sound();
	const struct programme *programme;
	struct programme_facts facts = facts_of_programme();
	struct update update;
	size_t own;

	facts.updates_public = UPDATES_PUBLIC_WHEN_CLOSED;
	programme_put(draft, &programme_facts_record, &facts);
	round_opens(draft);
	off_track(draft);
	update = *programme_row(draft, update, sample_id(UPDATE));
	update.round = sample_id(MORE);
	programme_put(draft, &update_record, &update);
	programme = programme_publish(draft);
	CHECK(!find(for_person(programme, person_public, "2026-06-02", &own), "action_off_track"));
	CHECK(find(for_person(programme, person_of(MEMBER), "2026-06-02", &own), "action_off_track"));
	CHECK(find(for_person(programme, person_public, "2026-06-30", &own), "action_off_track"));
	programme_release(programme);
}

static struct str kinds_in_order(struct attention_list list)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < list.count; i++)
		text = str_format(test_arena(), "%.*s%s%s", STR_ARG(text), i ? " " : "", list.at[i].kind->name);
	return text;
}

/*
 * On 2 June: past its day first (the step of 31 May, the milestone of 1 June), then by day (10 June; on one day the urgent one first), then
 * without a day: urgent first, then what has been so longest, unknown last.
 */
TEST(what_is_past_its_day_comes_first_then_by_day_then_what_is_urgent_then_what_has_been_so_longest)
{
	struct programme *draft = sound();
	struct step coming = { .id = sample_id(60), .title = STR("Meeting"), .stage = STAGE_EXECUTION, .planned = test_day("2026-06-10") };
	struct milestone milestone = { .id = sample_id(61), .action = sample_id(ACTION), .title = STR("Opening"), .planned = test_day("2026-06-01") };
	struct step late = { .id = sample_id(62), .title = STR("Decision"), .stage = STAGE_EXECUTION, .planned = test_day("2026-05-31") };
	struct fact fact = { .id = sample_id(63), .kind = FACT_OPEN_QUESTION, .about = STR("Money") };
	const struct programme *programme;

	programme_put(draft, &step_record, &coming);
	programme_put(draft, &step_record, &late);
	programme_put(draft, &milestone_record, &milestone);
	programme_put(draft, &fact_record, &fact);
	put_entry(draft, 64, THEME, STANDING_UNDECIDED, "2026-06-01", "");
	put_entry(draft, 65, ACTION, STANDING_PARTICIPATES, "", "");
	off_track(draft);
	theme_lead_leaves(draft);
	programme = programme_publish(draft);
	CHECK_STR(kinds_in_order(on(programme, "2026-06-02")), "step_overdue milestone_missed standing_undecided step_coming action_off_track "
		"theme_without_lead question_open");
	programme_release(programme);
}

TEST(everybody_reads_their_own_part_first_the_office_what_is_nobody_elses)
{
	struct programme *draft = sound();
	const struct programme *programme;
	struct attention_list list;
	size_t own;

	theme_lead_leaves(draft);
	milestone_in_30_days(draft);
	asked(draft);
	programme_remove(draft, &role_record, sample_id(MORE));
	no_result(draft);
	programme = programme_publish(draft);
	list = for_person(programme, person_of(MEMBER), "2026-06-01", &own);
	CHECK_NUMBER(own, 2);
	CHECK_STR(kinds_in_order(list), "milestone_coming action_incomplete theme_without_lead");
	list = for_person(programme, person_of(OFFICE), "2026-06-01", &own);
	CHECK_NUMBER(own, 1);
	CHECK_STR(kinds_in_order(list), "theme_without_lead milestone_coming action_incomplete");
	list = for_person(programme, person_public, "2026-06-01", &own);
	CHECK_NUMBER(own, 0);
	CHECK_NUMBER(list.count, 3);
	programme_release(programme);
}

/* An action that lacks three things is one line that says all three. */
TEST(an_action_is_incomplete_once_and_says_all_that_lacks)
{
	struct programme *draft = sound();
	struct action action = action_one();
	const struct programme *programme;
	struct attention_list list;

	action.result = STR_NONE;
	action.start = action.last = DAY_UNKNOWN;
	programme_put(draft, &action_record, &action);
	programme = programme_publish(draft);
	list = on(programme, "2026-06-01");
	CHECK_NUMBER(list.count, 1);
	CHECK_STR(attention_words(LANGUAGE_EN, test_arena(), &list.at[0]),
		"A-01 Geheim is not complete. It is not said when it is done. The start is not known. The last day is not known.");
	CHECK_HAS(attention_place(programme, &list.at[0], test_arena()), "#f-result");
	programme_release(programme);
}

/* 5 municipalities of which nothing is known toward 20 themes: five lines, not a hundred. */
TEST(participation_that_is_not_known_is_one_line_for_each_municipality)
{
	struct programme *draft = sound();
	const struct programme *programme;
	struct attention_list list;
	size_t count = 0;

	programme_remove(draft, &participation_record, sample_id(ENTRY));
	for (size_t i = 0; i < 4; i++) {
		struct party party = { .id = sample_id(100 + i), .key = str_format(test_arena(), "m%zu", i), .name = STR("M"), .kind = PARTY_MUNICIPALITY };
		programme_put(draft, &party_record, &party);
	}
	for (size_t i = 0; i < 19; i++) {
		struct theme theme = { .id = sample_id(200 + i), .key = str_format(test_arena(), "t%zu", i), .name = STR("T") };
		programme_put(draft, &theme_record, &theme);
	}
	programme = programme_publish(draft);
	list = on(programme, "2026-06-01");
	for (size_t i = 0; i < list.count; i++)
		count += strcmp(list.at[i].kind->name, "standing_unknown") == 0;
	CHECK_NUMBER(count, 5);
	CHECK_STR(attention_words(LANGUAGE_EN, test_arena(), find(list, "standing_unknown")),
		"Duiven: of 20 of 20 parts of the programme it is not known whether it takes part.");
	programme_release(programme);
}

/* A day that is known to the month ends with the month; one of which only the words are known is never late. */
TEST(a_day_known_to_the_month_is_past_when_the_month_is)
{
	struct programme *draft = sound();
	const struct programme *programme;

	put_milestone(draft, "2026-06");
	programme = programme_publish(draft);
	CHECK(!find(on(programme, "2026-05-30"), "milestone_coming"));
	CHECK(find(on(programme, "2026-05-31"), "milestone_coming"));
	CHECK(!find(on(programme, "2026-06-30"), "milestone_missed"));
	CHECK(find(on(programme, "2026-07-01"), "milestone_missed"));
	programme_release(programme);
	draft = sound();
	put_milestone(draft, "");
	programme = programme_publish(draft);
	CHECK(!find(on(programme, "2027-12-31"), "milestone_missed"));
	programme_release(programme);
}

/* The mark of a thing is the same next week, and another for each thing and each who has to act. */
TEST(a_thing_keeps_its_mark_and_no_two_share_one)
{
	const struct programme *lev = test_lev();
	struct attention_list list = on(lev, "2026-06-01"), later = on(lev, "2026-06-08");

	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < i; k++)
			CHECK(!str_equal(attention_mark(&list.at[i], test_arena()), attention_mark(&list.at[k], test_arena())));
	CHECK_STR(attention_mark(find(list, "evaluation_due"), test_arena()),
		str_cstring(test_arena(), attention_mark(find(later, "evaluation_due"), test_arena())));
}
