/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Copy for your own planning and control" (voor uw eigen kadernota, begroting en jaarstukken; docs/domain: each municipality reports the
 * same regional agenda again). For each theme: whether and since when the municipality takes part, how it stands, what came of it.
 */
#include "report/report_words.h"

#include "tree/tree.h"

static struct str part_sentence(const struct report_content *theme, const struct participation *entry)
{
	struct str name = theme->party->name, title = report_node_name(theme, theme->node);
	struct str actions = report_say(theme, N_("{0} of the {1}"), report_number(theme, theme->actions), report_number(theme, theme->all), STR_NONE);
	struct str reason = report_reason(theme, entry);

	switch (participation_standing(entry)) {
	case STANDING_PARTICIPATES:
		if (day_known(entry->from))
			return report_say(theme, N_("{0} has taken part since {1}, in {2} actions."), name, report_day_text(theme, entry->from), actions);
		return report_say(theme, N_("{0} takes part, in {1} actions."), name, actions, STR_NONE);
	case STANDING_UNKNOWN:
		return report_say(theme, N_("It is not recorded whether {0} takes part in {1}."), name, title, STR_NONE);
	default:
		return report_sentence(theme, str_format(theme->arena, "%.*s: %.*s%s%.*s", STR_ARG(name),
			STR_ARG(language_text(theme->wanted->language, words_label(&standing_words, (int)entry->standing))),
			reason.len > 0 ? "; " : "", STR_ARG(reason)));
	}
}

static struct str stand_sentence(const struct report_content *theme)
{
	if (theme->actions == 0)
		return report_say(theme, N_("No action of this theme is known in which it takes part."), STR_NONE, STR_NONE, STR_NONE);
	return report_say(theme, N_("How the actions stood on {0}: {1}."), report_day_text(theme, theme->day), report_counts_text(theme), STR_NONE);
}

/* What was told last, of the action that needs attention first; else what came of the period in counts. */
static struct str came_sentence(const struct report_content *theme)
{
	const struct report_action *first = theme->actions ? &theme->action[0] : NULL;

	if (first && first->latest && first->updates.count > 0)
		return report_say(theme, N_("What was told of {0}: {1}"), report_action_name(first->action, theme->arena),
			report_sentence(theme, first->latest->text), STR_NONE);
	if (theme->reached_count + theme->missed_count > 0)
		return report_say(theme, N_("Milestones in this period: {0} reached, {1} missed."), report_number(theme, theme->reached_count),
			report_number(theme, theme->missed_count), STR_NONE);
	return report_say(theme, N_("Nothing was told of them that everybody may read over {0}."),
		language_period(theme->wanted->language, theme->arena, theme->wanted->from, theme->wanted->until), STR_NONE, STR_NONE);
}

static struct str money_line(const struct report_content *theme)
{
	return report_say(theme, N_("Spent so far, by all who pay together: {0} (told of {1} of {2} actions)"),
		language_money(theme->wanted->language, theme->arena, theme->spent), report_number(theme, theme->spent_count),
		report_number(theme, theme->actions));
}

static void write_theme(const struct programme *programme, const struct report_wanted *wanted, struct report_text *text, struct arena *arena)
{
	const struct report_content *theme = report_content(programme, wanted, arena);
	struct str *figures = arena_array(arena, struct str, theme->figures + 1);

	text->title = report_node_name(theme, theme->node);
	text->sentence[0] = part_sentence(theme, participation_effective(programme, theme->party->id, theme->node, theme->day));
	text->sentence[1] = stand_sentence(theme);
	text->sentence[2] = came_sentence(theme);
	for (size_t i = 0; i < theme->figures; i++)
		if (theme->figure[i].value.known)
			figures[text->figures++] = report_figure_text(theme, &theme->figure[i]);
	if (theme->spent_count > 0)
		figures[text->figures++] = money_line(theme);
	text->figure = figures;
}

struct report_texts report_planning(const struct programme *programme, const struct report_wanted *wanted, struct arena *arena)
{
	struct row_list themes = tree_themes(programme, false, arena);
	struct report_text *texts = arena_array(arena, struct report_text, themes.count);

	for (size_t i = 0; i < themes.count; i++) {
		struct report_wanted *one = arena_new(arena, struct report_wanted);
		*one = *wanted;
		one->node = row_id(themes.at[i]);
		write_theme(programme, one, &texts[i], arena);
	}
	return (struct report_texts){ texts, themes.count };
}
