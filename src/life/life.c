/* SPDX-License-Identifier: EUPL-1.2 */
#include "life/life.h"

#include "tree/tree.h"

static const struct word stages[STAGE_COUNT] = {
	[STAGE_NONE] = { "", N_("no stage") },
	[STAGE_VISION] = { "vision", N_("Vision") },
	[STAGE_AGREEMENT] = { "agreement", N_("Agreement") },
	[STAGE_PLAN] = { "plan", N_("Plan") },
	[STAGE_EXECUTION] = { "execution", N_("Execution") },
	[STAGE_EVALUATION] = { "evaluation", N_("Evaluation") },
	[STAGE_RENEWAL] = { "renewal", N_("Renewal") },
};
const struct words stage_words = WORDS_OF(stages);

static const struct word states[] = {
	[STAGE_UNKNOWN] = { "", N_("nothing recorded") },
	[STAGE_AHEAD] = { "ahead", N_("ahead") },
	[STAGE_UNDER_WAY] = { "under_way", N_("under way") },
	[STAGE_REACHED] = { "reached", N_("done") },
};
const struct words stage_state_words = WORDS_OF(states);

static const struct word kinds[STEP_KIND_COUNT] = {
	[STEP_UNKNOWN] = { "", N_("kind not known") },
	[STEP_MEETING] = { "meeting", N_("meeting") },
	[STEP_DECISION] = { "decision", N_("decision") },
	[STEP_SIGNING] = { "signing", N_("signing") },
	[STEP_ADOPTION] = { "adoption", N_("adoption") },
	[STEP_EVALUATION] = { "evaluation", N_("evaluation") },
	[STEP_OTHER] = { "other", N_("other") },
};
const struct words step_kind_words = WORDS_OF(kinds);

static const struct field fields[] = {
	FIELD(step, title, .label = N_("What"), .required = true, .max = 300, .search = true),
	WORDS(step, stage, .label = N_("Stage"), .words = &stage_words),
	WORDS(step, kind, .label = N_("Kind"), .words = &step_kind_words),
	FIELD(step, node, .label = N_("In"), .refers_to = "node", .indexed = true, .rare = true),
	FIELD(step, text, .label = N_("Description"), .markdown = true, .max = 5000, .search = true),
	FIELD(step, planned, .label = N_("Planned")),
	FIELD(step, planned_words, .label = N_("Planned in words"), .max = 100, .rare = true),
	FIELD(step, day, .label = N_("Took place on")),
	FIELD(step, last, .label = N_("Until"), .rare = true),
	FIELD(step, happened, .label = N_("It took place, the day is not known"), .rare = true),
	FIELD(step, concludes, .label = N_("With this the stage is reached")),
	FIELD(step, place, .label = N_("Place"), .max = 200, .rare = true),
	FIELD(step, who, .label = N_("Who"), .max = 500, .search = true),
	FIELD(step, outside, .label = N_("Elsewhere, but it touches this programme"), .rare = true),
	PROVENANCE_FIELDS(step),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct step *)row)->title;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/steps#%.*s", STR_ARG(id_text(row_id(row), arena)));
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct step *step = row;
	(void)programme;

	if (day_known(step->day) && day_known(step->last) && day_last(step->last) < day_first(step->day))
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "last",
			.message = N_("The last day lies before the first day.") });
	return true;
}

struct day step_day(const struct step *step)
{
	return day_known(step->day) ? step->day : step->planned;
}

static int compare(const void *a, const void *b)
{
	int day = day_compare(step_day(a), step_day(b));
	return day ? day : id_compare(row_id(a), row_id(b));
}

const struct record step_record = RECORD(step, steps, fields,
	.label = N_("Step"), .plural = N_("Steps"), .title = title, .address = address, .check = check, .compare = compare,
	.provenance = offsetof(struct step, provenance));

bool step_done(const struct step *step, struct day day)
{
	/* It happened, nobody says when: no earlier than it was planned for, so that an earlier day is not told what came later. */
	if (!day_known(step->day))
		return step->happened && (!day_known(step->planned) || day_first(step->planned) <= day_first(day));
	return day_first(step->day) <= day_first(day);
}

/* Execution follows from the programme's own period. */
static struct life_stage execution(const struct programme *programme, struct day day)
{
	const struct programme_facts *facts = tree_facts(programme);
	struct life_stage stage = { .stage = STAGE_EXECUTION, .from = facts->first, .until = facts->last };

	if (day_known(facts->horizon) && day_last(facts->horizon) > day_last(facts->last))
		stage.until = facts->horizon;
	if (!day_known(facts->first))
		stage.state = STAGE_UNKNOWN;
	else if (day_first(day) < day_first(facts->first))
		stage.state = STAGE_AHEAD;
	else if (day_known(stage.until) && day_first(day) > day_last(stage.until))
		stage.state = STAGE_REACHED;
	else
		stage.state = STAGE_UNDER_WAY;
	return stage;
}

struct life_stage life_stage(const struct programme *programme, enum stage which, struct day day)
{
	struct row_list steps = programme_rows(programme, &step_record);
	struct life_stage stage = { .stage = which };

	if (which == STAGE_EXECUTION)
		return execution(programme, day);
	for (size_t i = 0; i < steps.count; i++) {
		const struct step *step = ROW(step, steps, i);
		enum stage_state state = STAGE_AHEAD;

		if (step->stage != which || step->outside)
			continue;
		if (step_done(step, day))
			state = step->concludes ? STAGE_REACHED : STAGE_UNDER_WAY;
		if (!day_known(stage.from))
			stage.from = step_day(step);
		if (state > stage.state) {
			stage.state = state;
			stage.deciding = step;
		}
	}
	if (stage.state == STAGE_REACHED)
		stage.until = stage.deciding->day;
	return stage;
}

const struct step *life_next(const struct programme *programme, struct day day)
{
	struct row_list steps = programme_rows(programme, &step_record);

	for (size_t i = 0; i < steps.count; i++) {
		const struct step *step = ROW(step, steps, i);
		if (!step_done(step, day) && day_known(step_day(step)) && day_last(step_day(step)) >= day_first(day))
			return step;
	}
	return NULL;
}
