/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report_words.h"

#include "tree/tree.h"

struct str report_say(const struct report_content *content, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(content->wanted->language, content->arena, english, a, b, c);
}

struct str report_number(const struct report_content *content, size_t number)
{
	return language_count(content->wanted->language, content->arena, (struct count){ (int64_t)number, true });
}

struct str report_plural(const struct report_content *content, const char *one, const char *many, size_t number)
{
	return language_plural(content->wanted->language, content->arena, one, many, (int64_t)number);
}

struct str report_day_text(const struct report_content *content, struct day day)
{
	return language_day(content->wanted->language, content->arena, day);
}

struct str report_unknown(const struct report_content *content)
{
	return language_text(content->wanted->language, N_("not yet known"));
}

struct str report_link(const struct report_content *content, struct str page)
{
	const struct programme_facts *facts = tree_facts(content->programme);

	if (content->wanted->address.len == 0)
		return STR_NONE;
	if (str_is(content->wanted->address, "/"))
		return str_format(content->arena, "/%.*s%.*s", STR_ARG(facts->key), STR_ARG(page));
	return str_format(content->arena, "%.*s/%.*s%.*s", STR_ARG(content->wanted->address), STR_ARG(facts->key), STR_ARG(page));
}

struct str report_row_link(const struct report_content *content, const struct record *record, const void *row)
{
	return report_link(content, row_address(content->programme, record, row, content->arena));
}

struct str report_party_name(const struct report_content *content, struct id id)
{
	const struct party *party = programme_row(content->programme, party, id);
	return party ? party->name : STR_NONE;
}

struct str report_party_names(const struct report_content *content, struct ids parties)
{
	struct str *names = arena_array(content->arena, struct str, parties.count);
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++) {
		names[count] = report_party_name(content, parties.at[i]);
		count += names[count].len > 0;
	}
	return str_join(content->arena, names, count, STR(", "));
}

struct str report_node_name(const struct report_content *content, const struct node *node)
{
	if (!node->parent)
		return language_text(content->wanted->language, N_("the programme"));
	if (node->record == &action_record)
		return report_action_name(node->row, content->arena);
	return node_title(content->programme, node, content->arena);
}

struct str report_counts_text(const struct report_content *content)
{
	const struct { size_t number; const char *one, *many; } counts[] = {
		{ content->light[LIGHT_OFF_TRACK], N_("{0} is off track"), N_("{0} are off track") },
		{ content->light[LIGHT_AT_RISK], N_("{0} is at risk"), N_("{0} are at risk") },
		{ content->light[LIGHT_SILENT], N_("{0} gave no answer"), N_("{0} gave no answer") },
		{ content->light[LIGHT_ON_TRACK], N_("{0} is on track"), N_("{0} are on track") },
		{ content->light[LIGHT_NONE], N_("of {0} nothing was told yet"), N_("of {0} nothing was told yet") },
		{ content->not_begun, N_("{0} has not begun"), N_("{0} have not begun") },
		{ content->status[ACTION_STOPPED], N_("{0} was stopped"), N_("{0} were stopped") },
		{ content->status[ACTION_DONE], N_("{0} is done"), N_("{0} are done") },
	};
	struct str part[sizeof counts / sizeof counts[0]];
	size_t count = 0;

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if (counts[i].number)
			part[count++] = report_plural(content, counts[i].one, counts[i].many, counts[i].number);
	return str_join(content->arena, part, count, STR(", "));
}

struct str report_standing_word(const struct report_content *content, const struct report_action *action)
{
	const char *words = action->light != LIGHT_NONE ? words_label(&light_words, (int)action->light)
		: words_label(&action_status_words, (int)action->action->status);

	return language_text(content->wanted->language, words);
}

const char *report_standing_mark(const struct report_content *content, const struct report_action *action)
{
	const char *room = action->light != LIGHT_NONE ? "light" : "status";
	const char *word = action->light != LIGHT_NONE ? words_wire(&light_words, (int)action->light)
		: words_wire(&action_status_words, (int)action->action->status);

	return str_format(content->arena, "%s-%s%c", room, word, '\0').at;
}

struct str report_reason(const struct report_content *content, const struct participation *entry)
{
	struct str part[5];
	size_t count = 0;

	if (!entry)
		return STR_NONE;
	if (id_known(entry->counterpart))
		part[count++] = report_say(content, N_("goes along with {0}"), report_party_name(content, entry->counterpart), STR_NONE, STR_NONE);
	if (entry->also_oriented_to.count > 0)
		part[count++] = report_say(content, N_("also looks to {0}"), report_party_names(content, entry->also_oriented_to), STR_NONE, STR_NONE);
	if (entry->reason.len > 0)
		part[count++] = report_line(content, entry->reason);
	if (entry->decided_by.len > 0)
		part[count++] = day_known(entry->decide_by)
			? report_say(content, N_("{0} decides by {1}"), entry->decided_by, report_day_text(content, entry->decide_by), STR_NONE)
			: report_say(content, N_("{0} decides"), entry->decided_by, STR_NONE, STR_NONE);
	if (entry->decision.len > 0)
		part[count++] = report_say(content, N_("rests on: {0}"), report_line(content, entry->decision), STR_NONE, STR_NONE);
	return str_join(content->arena, part, count, STR("; "));
}

struct str report_figure_text(const struct report_content *content, const struct report_figure *told)
{
	const struct result_figure *figure = told->figure;
	enum language language = content->wanted->language;
	struct str value = language_decimal(language, content->arena, told->value);
	struct str number = told->aim.known ? report_say(content, N_("{0} of {1}"), value,
		language_decimal(language, content->arena, told->aim), STR_NONE) : value;
	struct str unit = figure->unit.len > 0 ? str_format(content->arena, " %.*s", STR_ARG(figure->unit)) : STR_NONE;
	struct str whole = content->party && !told->own ? report_say(content, N_(" (whole region)"), STR_NONE, STR_NONE, STR_NONE) : STR_NONE;
	struct str day = told->value.known && day_known(told->day)
		? str_format(content->arena, ", %.*s", STR_ARG(report_day_text(content, told->day))) : STR_NONE;

	return str_format(content->arena, "%.*s: %.*s%.*s%.*s%.*s", STR_ARG(figure->name), STR_ARG(number), STR_ARG(unit), STR_ARG(whole),
		STR_ARG(day));
}

struct str report_line(const struct report_content *content, struct str text)
{
	char *line = arena_copy(content->arena, text.len ? text.at : "", text.len);

	for (size_t i = 0; i < text.len; i++)
		if (line[i] == '\n' || line[i] == '\r' || line[i] == '\t')
			line[i] = ' ';
	return (struct str){ line, text.len };
}

struct str report_sentence(const struct report_content *content, struct str text)
{
	text = str_trim(report_line(content, text));
	if (text.len == 0 || text.at[text.len - 1] == '.' || text.at[text.len - 1] == '!' || text.at[text.len - 1] == '?')
		return text;
	return str_format(content->arena, "%.*s.", STR_ARG(text));
}
