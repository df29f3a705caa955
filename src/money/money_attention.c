/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of money (docs/rules.md 2, 10): lines that nobody can be asked to pay, and funds whose condition is not met. */
#include "attention/attention.h"
#include "money/money.h"

static const char *reason(enum share_state state)
{
	switch (state) {
	case SHARE_NO_PAYER:            return N_("No municipality takes part in it that year.");
	case SHARE_AMOUNT_UNKNOWN:      return N_("The amount is not known.");
	case SHARE_KEY_UNKNOWN:         return N_("The key is not known.");
	case SHARE_INHABITANTS_UNKNOWN: return N_("Of a municipality the inhabitants are not known.");
	case SHARE_PARTS_WRONG:         return N_("The parts that were given do not make the whole.");
	default:                        return NULL;
	}
}

static struct str title_of(const struct attention_search *search, const struct budget_line *line)
{
	return row_title(search->programme, &budget_line_record, line, search->arena);
}

/* Another source pays its own line: there is nothing to share. */
static void find_unshared(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list lines = programme_rows(search->programme, &budget_line_record);

	for (size_t i = 0; i < lines.count && !search->over; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		const char *why = line->key == KEY_OTHER_SOURCE ? NULL : reason(money_share(search->programme, line, search->arena).state);

		if (why)
			attention_add(search, kind, &(struct attention){ .record = &budget_line_record, .row = line,
				.arg = { title_of(search, line) }, .remark = { why },
				.address = str_format(search->arena, "/edit/budget_line/%.*s", STR_ARG(id_text(line->id, search->arena))) });
	}
}

/* The lines of one fund on one node in one year share their cover: told once, at the first of them. */
static bool told_before(struct row_list lines, size_t i)
{
	const struct budget_line *line = ROW(budget_line, lines, i);

	for (size_t k = 0; k < i; k++) {
		const struct budget_line *other = ROW(budget_line, lines, k);
		if (id_equal(other->fund, line->fund) && id_equal(other->node, line->node) && other->year.value == line->year.value)
			return true;
	}
	return false;
}

static void find_short(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list lines = programme_rows(search->programme, &budget_line_record);

	for (size_t i = 0; i < lines.count && !search->over; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		const struct fund *fund = programme_row(search->programme, fund, line->fund);

		if (fund && !told_before(lines, i) && money_cover(search->programme, line, search->arena).falls_short)
			attention_add(search, kind, &(struct attention){ .record = &budget_line_record, .row = line,
				.arg = { title_of(search, line), fund->name } });
	}
}

const struct attention_kind money_attention[] = {
	{ "budget_line_unshared", N_("Budget line that cannot be shared"), N_("{0} cannot be shared."), N_("Fill in what lacks"), find_unshared, false },
	{ "cover_short", N_("Co-financing falls short"), N_("{0}: others pay less beside {1} than it asks."), N_("Find who pays the rest"),
		find_short, false },
	ATTENTION_END
};
