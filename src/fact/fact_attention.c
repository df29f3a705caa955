/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of what sources say (docs/rules.md, General and 10). */
#include "attention/attention.h"
#include "fact/fact.h"

static struct str form_of(const struct attention_search *search, const struct fact *fact, const char *field)
{
	return str_format(search->arena, "/edit/fact/%.*s#f-%s", STR_ARG(id_text(fact->id, search->arena)), field);
}

/* The readings of one contradiction share what they are about; told once, at the first of them. */
static bool settled(struct row_list readings, size_t i)
{
	for (size_t k = 0; k < readings.count; k++) {
		const struct fact *other = ROW(fact, readings, k);
		if (str_equal(other->about, ROW(fact, readings, i)->about) && (other->in_use || k < i))
			return true;
	}
	return false;
}

static bool alone(struct row_list readings, size_t i)
{
	for (size_t k = 0; k < readings.count; k++)
		if (k != i && str_equal(ROW(fact, readings, k)->about, ROW(fact, readings, i)->about))
			return false;
	return true;
}

static void find_contradictions(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list readings = fact_of_kind(search->programme, FACT_READING, search->arena);

	for (size_t i = 0; i < readings.count; i++)
		if (!settled(readings, i) && !alone(readings, i))
			attention_add(search, kind, &(struct attention){ .record = &fact_record, .row = readings.at[i],
				.arg = { ROW(fact, readings, i)->about }, .address = form_of(search, readings.at[i], "in_use") });
}

static void find_questions(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list questions = fact_of_kind(search->programme, FACT_OPEN_QUESTION, search->arena);

	for (size_t i = 0; i < questions.count; i++) {
		const struct fact *question = ROW(fact, questions, i);
		attention_add(search, kind, &(struct attention){ .record = &fact_record, .row = question, .party = question->party,
			.since = question->day, .arg = { question->about }, .address = form_of(search, question, "text") });
	}
}

static void find_recommendations(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list recommendations = fact_of_kind(search->programme, FACT_RECOMMENDATION, search->arena);

	for (size_t i = 0; i < recommendations.count; i++) {
		const struct fact *recommendation = ROW(fact, recommendations, i);
		if (recommendation->follow_up.len == 0)
			attention_add(search, kind, &(struct attention){ .record = &fact_record, .row = recommendation, .party = recommendation->party,
				.since = recommendation->day, .arg = { recommendation->about }, .address = form_of(search, recommendation, "follow_up") });
	}
}

const struct attention_kind fact_attention[] = {
	{ "contradiction_open", N_("Sources that differ"), N_("Sources differ about {0}, and no reading is in use."),
		N_("Choose the reading in use"), find_contradictions, false },
	{ "question_open", N_("Open question"), N_("Open question: {0}"), N_("Find the answer"), find_questions, false },
	{ "recommendation_open", N_("Recommendation without a response"), N_("Nothing is known to be done with the recommendation: {0}"),
		N_("Say what was done with it"), find_recommendations, false },
	ATTENTION_END
};
