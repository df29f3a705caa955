/* SPDX-License-Identifier: EUPL-1.2 */
#include "fact/fact.h"

static const struct word kinds[FACT_KIND_COUNT] = {
	[FACT_UNKNOWN] = { "", N_("kind not known") },
	[FACT_CONTEXT] = { "context", N_("fact around the programme") },
	[FACT_OPEN_QUESTION] = { "open_question", N_("open question") },
	[FACT_READING] = { "reading", N_("reading of a contradiction") },
	[FACT_FINDING] = { "finding", N_("finding") },
	[FACT_RECOMMENDATION] = { "recommendation", N_("recommendation") },
	[FACT_CONTRIBUTION] = { "contribution", N_("financial contribution") },
	[FACT_INDICATOR] = { "indicator", N_("indicator") },
};
const struct words fact_kind_words = WORDS_OF(kinds);

static const struct field fields[] = {
	WORDS(fact, kind, .label = N_("Kind"), .words = &fact_kind_words, .required = true),
	FIELD(fact, about, .label = N_("About"), .hint = N_("Readings of one contradiction have the same subject."), .required = true, .max = 300, .search = true),
	FIELD(fact, text, .label = N_("Text"), .lines = true, .max = 5000, .search = true),
	FIELD(fact, node, .label = N_("In"), .refers_to = "node", .indexed = true),
	FIELD(fact, party, .label = N_("Party"), .refers_to = "party", .indexed = true),
	FIELD(fact, day, .label = N_("Day or year")),
	FIELD(fact, amount, .label = N_("Amount"), .hint = N_("In euros. Empty: not known.")),
	FIELD(fact, in_use, .label = N_("This reading is in use")),
	FIELD(fact, follow_up, .label = N_("What was done with it"), .lines = true, .max = 1000, .rare = true),
	FIELD(fact, position, .label = N_("Place in the order"), .max = 10000, .rare = true),
	PROVENANCE_FIELDS(fact),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	(void)arena;
	return ((const struct fact *)row)->about;
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	(void)programme;
	return str_format(arena, "/facts#%.*s", STR_ARG(id_text(row_id(row), arena)));
}

/* One reading of a contradiction is in use, not two. */
static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct fact *fact = row;

	if (fact->kind != FACT_READING || !fact->in_use)
		return true;
	for (size_t i = 0; i < programme->stated_facts.count; i++) {
		const struct fact *other = &programme->stated_facts.at[i];
		if (other->kind == FACT_READING && other->in_use && !id_equal(other->id, fact->id) &&
		    str_equal(other->about, fact->about))
			return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "in_use",
				.message = N_("Another reading is in use already: {0}"), .arg = { other->text } });
	}
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct fact *left = a, *right = b;
	int order = left->kind != right->kind ? (int)left->kind - (int)right->kind : count_compare(left->position, right->position);

	return order ? order : id_compare(left->id, right->id);
}

const struct record fact_record = RECORD(fact, stated_facts, fields,
	.label = N_("Stated fact"), .plural = N_("Stated facts"), .title = title, .address = address, .check = check,
	.compare = compare, .provenance = offsetof(struct fact, provenance));

struct row_list fact_of_kind(const struct programme *programme, enum fact_kind kind, struct arena *arena)
{
	struct row_list all = programme_rows(programme, &fact_record);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (ROW(fact, all, i)->kind == kind)
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}
