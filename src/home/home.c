/* SPDX-License-Identifier: EUPL-1.2 */
#include "home/home.h"

#include "life/life.h"
#include "tree/tree.h"

/* An evaluation takes months, a decision of five councils too. */
enum { LAST_YEAR_DAYS = 366 };

static const struct word times[] = {
	[HOME_TIME_UNKNOWN] = { "", N_("period not known") },
	[HOME_TIME_AHEAD] = { "ahead", N_("to come") },
	[HOME_TIME_RUNNING] = { "running", N_("runs now") },
	[HOME_TIME_ENDING] = { "ending", N_("in its last year") },
	[HOME_TIME_OVER] = { "over", N_("ended") },
};
const struct words home_time_words = WORDS_OF(times);

struct home_phase home_period(struct day first, struct day last, struct day day)
{
	struct home_phase phase = { .first = first, .last = last };
	int32_t today = day_first(day);

	if (day_known(first) && today < day_first(first)) {
		phase.time = HOME_TIME_AHEAD;
		phase.days = day_first(first) - today;
	} else if (!day_known(last)) {
		phase.time = day_known(first) ? HOME_TIME_RUNNING : HOME_TIME_UNKNOWN;
	} else if (today > day_last(last)) {
		phase.time = HOME_TIME_OVER;
		phase.days = today - day_last(last);
	} else {
		phase.days = day_last(last) - today;
		phase.time = phase.days < LAST_YEAR_DAYS ? HOME_TIME_ENDING : HOME_TIME_RUNNING;
	}
	return phase;
}

struct home_phase home_phase(const struct programme *programme, struct day day)
{
	const struct programme_facts *facts = tree_facts(programme);
	struct day last = facts->last;
	struct home_phase phase;

	if (day_known(last) && day_known(facts->horizon) && day_last(facts->horizon) > day_last(last))
		last = facts->horizon;
	phase = home_period(facts->first, last, day);
	if (phase.time != HOME_TIME_ENDING && phase.time != HOME_TIME_OVER)
		return phase;
	phase.evaluation_due = life_stage(programme, STAGE_EVALUATION, day).state == STAGE_UNKNOWN;
	phase.renewal_due = facts->successor.len == 0 && life_stage(programme, STAGE_RENEWAL, day).state != STAGE_REACHED;
	return phase;
}
