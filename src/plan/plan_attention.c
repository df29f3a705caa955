/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of the plan (docs/rules.md 4, 10): a version that cannot be put to a body, one that waits, a change that awaits who must agree. */
#include "attention/attention.h"
#include "plan/plan.h"

/* The last day on which a body was to have decided; unknown: none was set. */
static struct day last_due(const struct programme *programme, struct id subject)
{
	struct row_list referrals = REFERRING(programme, referral, subject, subject);
	struct day last = DAY_UNKNOWN;

	for (size_t i = 0; i < referrals.count; i++) {
		struct day due = ROW(referral, referrals, i)->due;
		if (day_known(due) && (!day_known(last) || day_last(due) > day_last(last)))
			last = due;
	}
	return last;
}

/* The newest version only: what is older was left for it. */
static bool newest(const struct programme *programme, const struct plan_version *version)
{
	return version->number.value + 1 == plan_version_next(programme);
}

static void find_incomplete(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list versions = programme_rows(search->programme, &plan_version_record);

	for (size_t i = 0; i < versions.count && !search->over; i++) {
		const struct plan_version *version = ROW(plan_version, versions, i);
		bool begun = day_first(moment_day(version->frozen)) <= day_first(search->day);

		if (begun && !plan_version_ready(version) && newest(search->programme, version) &&
		    plan_version_state(search->programme, version, search->day) == PLAN_CONCEPT)
			attention_add(search, kind, &(struct attention){ .record = &plan_version_record, .row = version, .since = moment_day(version->frozen),
				.arg = { row_title(search->programme, &plan_version_record, version, search->arena),
					str_format(search->arena, "%lld", (long long)(version->actions.value - version->complete.value)) },
				.address = STR("/plan#s-complete") });
	}
}

/* Recorded as put to the bodies, and nobody ever wrote down what they said. What was put to them here stands under the decisions. */
static void find_waiting(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list versions = programme_rows(search->programme, &plan_version_record);

	for (size_t i = 0; i < versions.count; i++) {
		const struct plan_version *version = ROW(plan_version, versions, i);
		const struct subject *subject = plan_version_subject(search->programme, version, search->day);

		if (plan_version_state(search->programme, version, search->day) == PLAN_TABLED && newest(search->programme, version) &&
		    !(subject && day_known(last_due(search->programme, subject->id))))
			attention_add(search, kind, &(struct attention){ .record = &plan_version_record, .row = version,
				.since = subject ? subject->tabled : version->tabled,
				.arg = { row_title(search->programme, &plan_version_record, version, search->arena) } });
	}
}

static void find_unagreed(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list open = proposal_open(search->programme, search->arena);

	for (size_t i = 0; i < open.count; i++) {
		const struct proposal *proposal = ROW(proposal, open, i);
		const struct subject *subject = programme_row(search->programme, subject, proposal->subject);

		if (proposal->level != CLASS_OFFICE && day_first(moment_day(proposal->moment)) <= day_first(search->day))
			attention_add(search, kind, &(struct attention){ .record = &proposal_record, .row = proposal, .since = moment_day(proposal->moment),
				.by = subject ? last_due(search->programme, subject->id) : DAY_UNKNOWN,
				.arg = { row_title(search->programme, &proposal_record, proposal, search->arena) },
				.remark = { proposal->level == CLASS_COUNCILS ? N_("The councils must decide.") : N_("The portfolio holders must agree.") } });
	}
}

const struct attention_kind plan_attention[] = {
	{ "plan_version_incomplete", N_("Version of the plan that is not complete"), N_("{0} cannot be put to the bodies: {1} of its actions are not complete."),
		N_("Fill in what lacks"), find_incomplete, true },
	{ "plan_version_waiting", N_("Version of the plan without an outcome"), N_("{0} was put to the bodies, without a day, and has no outcome yet."),
		N_("Say by when, or what they decided"), find_waiting, false },
	{ "plan_change_unagreed", N_("Change of the adopted plan that awaits agreement"), N_("A change awaits who must agree: {0}."),
		N_("See what is still to be done"), find_unagreed, true },
	ATTENTION_END
};
