/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letter to a council: one page that says what was done, what the municipality gets, where it stands and what is asked of it; then an
 * annex with the tables. Whatever was recorded, it stays one page: each part gives what matters most, in turn, until the page is full, and
 * says how much there is in all. No sentence is cut off: what is too long for the page stands in the annex.
 */
#include "report/report_words.h"

#include "tree/tree.h"

/* Heights in tenths of a line of text on an A4 sheet, a little more than they are; characters a line, a little fewer. */
enum {
	PAGE = 495, LINE = 10, GAP = 6, HEADING = 31, TITLE = 21, TERM = 15, ITEM = 2,
	LINE_CHARACTERS = 88, TITLE_CHARACTERS = 28, HEADING_CHARACTERS = 45, TERM_CHARACTERS = 52, ITEM_LINES_MOST = 3
};

static int lines(struct str text, int characters)
{
	int length = (int)str_length(text);
	return length <= characters ? 1 : (length + characters - 1) / characters;
}

static int paragraph(struct str text)
{
	return lines(text, LINE_CHARACTERS) * LINE + GAP;
}

/* One part of the letter: what it says in any case, then its points, of which `shown` find a place. */
enum part { PART_ASKS, PART_STANDS, PART_GETS, PART_OUT, PART_DONE, PARTS };
struct points {
	struct str *at;
	size_t      count, shown;
};

struct letter {
	const struct report_content *content;
	struct paper                *paper;
	struct points                part[PARTS];
	struct str                   sentence[PARTS];
	int                          room;
};

static struct str say(const struct report_content *content, const char *english)
{
	return report_say(content, english, content->party->name, STR_NONE, STR_NONE);
}

static void begin(struct letter *letter, enum part part, size_t most)
{
	letter->part[part].at = arena_array(letter->content->arena, struct str, most);
}

static void point(struct letter *letter, enum part part, struct str text)
{
	letter->part[part].at[letter->part[part].count++] = text;
}

/* What was done */

static void find_done(struct letter *letter)
{
	const struct report_content *content = letter->content;
	size_t reached = content->reached_count, done = 0;
	struct str what[3];
	size_t count = 0;

	begin(letter, PART_DONE, content->changes + reached);
	for (size_t i = 0; i < content->changes; i++)
		if (content->change[i].kind == CHANGE_STATUS && content->change[i].action->status == ACTION_DONE) {
			point(letter, PART_DONE, report_say(content, N_("Done: {0}."), report_action_name(content->change[i].action, content->arena), STR_NONE, STR_NONE));
			done++;
		}
	/* The newest first: that is what a council has not heard of. */
	for (size_t i = reached; i > 0; i--)
		point(letter, PART_DONE, report_say(content, N_("Reached: {0} ({1}), {2}."), content->reached[i - 1].milestone->title,
			report_action_name(content->reached[i - 1].action, content->arena), report_day_text(content, content->reached[i - 1].milestone->reached)));
	if (done > 0)
		what[count++] = report_plural(content, N_("{0} action was done"), N_("{0} actions were done"), done);
	what[count++] = report_plural(content, N_("{0} milestone was reached"), N_("{0} milestones were reached"), reached);
	what[count++] = report_plural(content, N_("{0} was missed"), N_("{0} were missed"), content->missed_count);
	letter->sentence[PART_DONE] = report_sentence(content, str_join(content->arena, what, count, STR(", ")));
}

/* What the municipality gets, and what not */

static void find_gets(struct letter *letter)
{
	const struct report_content *content = letter->content;
	struct str in = report_say(content, N_("{0} takes part in {1} of the {2} actions."), content->party->name,
		report_number(content, content->actions), report_number(content, content->all)), figures;

	begin(letter, PART_GETS, content->figures);
	for (size_t i = 0; i < content->figures; i++)
		if (content->figure[i].value.known)
			point(letter, PART_GETS, report_figure_text(content, &content->figure[i]));
	figures = letter->part[PART_GETS].count == 0 ? say(content, N_("Figures about results are not known yet."))
		: report_plural(content, N_("{0} figure about results is known."), N_("{0} figures about results are known."), letter->part[PART_GETS].count);
	letter->sentence[PART_GETS] = str_format(content->arena, "%.*s %.*s", STR_ARG(in), STR_ARG(figures));
}

static void find_out(struct letter *letter)
{
	const struct report_content *content = letter->content;

	begin(letter, PART_OUT, content->out.count);
	for (size_t i = 0; i < content->out.count; i++) {
		struct str reason = report_reason(content, content->out.at[i].entry);
		struct str node = report_node_name(content, content->out.at[i].node);

		point(letter, PART_OUT, report_sentence(content, reason.len > 0
			? report_say(content, N_("{0} does not take part in {1}: {2}"), content->party->name, node, reason)
			: report_say(content, N_("{0} does not take part in {1}."), content->party->name, node, STR_NONE)));
	}
}

/* Where it stands */

static struct str worry_text(const struct report_content *content, const struct report_action *action)
{
	struct str name = report_action_name(action->action, content->arena), word = report_standing_word(content, action), whole;

	if (action->silent)
		return report_say(content, N_("{0}: no answer. An update was asked by {1}."), name, report_day_text(content, action->silent->due), STR_NONE);
	whole = str_format(content->arena, "%.*s: %.*s. %.*s", STR_ARG(name), STR_ARG(word), STR_ARG(report_line(content, action->latest->text)));
	return lines(whole, LINE_CHARACTERS) <= ITEM_LINES_MOST ? whole : report_say(content, N_("{0}: {1}; see the annex."), name, word, STR_NONE);
}

static void find_stands(struct letter *letter)
{
	const struct report_content *content = letter->content;

	begin(letter, PART_STANDS, content->actions);
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].light == LIGHT_OFF_TRACK || content->action[i].light == LIGHT_AT_RISK || content->action[i].light == LIGHT_SILENT)
			point(letter, PART_STANDS, worry_text(content, &content->action[i]));
	letter->sentence[PART_STANDS] = content->actions == 0
		? report_say(content, N_("It is not recorded that {0} takes part in any action."), content->party->name, STR_NONE, STR_NONE)
		: report_say(content, N_("Of these {0} actions, on {1}: {2}."), report_number(content, content->actions),
			report_day_text(content, content->day), report_counts_text(content));
}

/* What is asked */

static void ask_to_decide(struct letter *letter)
{
	const struct report_content *content = letter->content;

	for (size_t i = 0; i < content->undecided.count; i++) {
		const struct participation *entry = content->undecided.at[i].entry;
		struct str node = report_node_name(content, content->undecided.at[i].node);

		point(letter, PART_ASKS, day_known(entry->decide_by)
			? report_say(content, N_("Decide by {1} whether {0} takes part in {2}."), content->party->name, report_day_text(content, entry->decide_by), node)
			: report_say(content, N_("Decide whether {0} takes part in {1}."), content->party->name, node, STR_NONE));
	}
}

/* Whether the letter asks for an update of the action already. */
static bool said(const struct report_content *content, const struct node *node)
{
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].node == node)
			return content->action[i].silent != NULL;
	return false;
}

/* What it has to decide and to help with comes first, then what else waits for it. What is silent is said once. */
static void find_asks(struct letter *letter)
{
	const struct report_content *content = letter->content;
	struct attention_list waits = report_attention(content);

	begin(letter, PART_ASKS, content->undecided.count + 2 * content->actions + waits.count);
	ask_to_decide(letter);
	for (size_t i = 0; i < content->actions; i++) {
		const struct update *wish = report_help(content, &content->action[i]);
		if (wish && ids_have(wish->help_from, content->party->id))
			point(letter, PART_ASKS, report_say(content, N_("Help with {0}: {1}"), report_action_name(content->action[i].action, content->arena),
				report_line(content, wish->help_wanted), STR_NONE));
	}
	for (size_t i = 0; i < content->actions; i++)
		if (content->action[i].silent && content->action[i].lead && id_equal(content->action[i].lead->party, content->party->id))
			point(letter, PART_ASKS, report_say(content, N_("{0} leads {1} itself: see to it that an update comes."), content->party->name,
				report_action_name(content->action[i].action, content->arena), STR_NONE));
	for (size_t i = 0; i < waits.count; i++)
		if (waits.at[i].record != &update_record && waits.at[i].record != &participation_record && !said(content, waits.at[i].node))
			point(letter, PART_ASKS, report_attention_text(content, &waits.at[i]));
	letter->sentence[PART_ASKS] = letter->part[PART_ASKS].count == 0 ? say(content, N_("At this moment we ask nothing of you."))
		: report_plural(content, N_("We ask your attention for {0} thing."), N_("We ask your attention for {0} things."), letter->part[PART_ASKS].count);
}

/* One page */

/* Points in turn, one of each part, until the page is full; a part stops at the first that does not fit. */
static void share_room(struct letter *letter)
{
	bool full[PARTS] = { false }, any = true;

	while (any) {
		any = false;
		for (int part = 0; part < PARTS; part++) {
			struct points *points = &letter->part[part];
			int height, tall;

			if (full[part] || points->shown == points->count)
				continue;
			tall = lines(points->at[points->shown], LINE_CHARACTERS);
			height = tall * LINE + ITEM;
			if (height > letter->room || tall > ITEM_LINES_MOST) {
				full[part] = true;
				continue;
			}
			letter->room -= height;
			points->shown++;
			any = true;
		}
	}
}

static void write_points(const struct letter *letter, enum part part)
{
	for (size_t i = 0; i < letter->part[part].shown; i++)
		paper_item(letter->paper, letter->part[part].at[i], STR_NONE);
}

static void write_part(const struct letter *letter, enum part part, const char *heading)
{
	paper_heading(letter->paper, 1, say(letter->content, heading));
	paper_text(letter->paper, PAPER_PLAIN, letter->sentence[part]);
	write_points(letter, part);
}

static struct str opening(const struct report_content *content)
{
	return report_say(content, N_("This letter tells how {0} is going, and what that means for {1}. The annex has the whole picture."),
		tree_facts(content->programme)->name, content->party->name, STR_NONE);
}

static struct str closing(const struct report_content *content)
{
	return report_say(content, N_("Kind regards, the programme office of {0}"), tree_facts(content->programme)->name, STR_NONE, STR_NONE);
}

static struct str subject(const struct report_content *content)
{
	return report_say(content, N_("progress, {0}"), report_period_text(content->wanted->language, content->arena, content->wanted->from,
		content->wanted->until), STR_NONE, STR_NONE);
}

/* What stands on the page in any case. */
static int fixed_height(const struct letter *letter)
{
	const struct report_content *content = letter->content;
	const struct programme_facts *facts = tree_facts(content->programme);
	int height = lines(facts->name, LINE_CHARACTERS) * LINE + GAP + lines(paper_head(letter->paper)->title, TITLE_CHARACTERS) * TITLE + LINE + GAP;

	height += facts->example ? LINE + GAP : 0;
	height += lines(subject(content), TERM_CHARACTERS) * TERM + 2 * GAP;
	height += LINE + GAP + paragraph(opening(content)) + paragraph(closing(content));
	for (int part = 0; part < PARTS; part++)
		height += part == PART_OUT ? 0 : HEADING + paragraph(letter->sentence[part]);
	height += (lines(say(content, N_("What {0} gets")), HEADING_CHARACTERS) - 1) * LINE * 3 / 2;
	return height;
}

static void write_page(struct letter *letter)
{
	const struct report_content *content = letter->content;

	paper_term(letter->paper, say(content, N_("Subject")), subject(content));
	paper_text(letter->paper, PAPER_PLAIN, say(content, N_("Dear members of the council,")));
	paper_text(letter->paper, PAPER_PLAIN, opening(content));
	write_part(letter, PART_DONE, N_("What was done"));
	write_part(letter, PART_GETS, N_("What {0} gets"));
	write_points(letter, PART_OUT);
	write_part(letter, PART_STANDS, N_("Where it stands"));
	write_part(letter, PART_ASKS, N_("What we ask of you"));
	paper_text(letter->paper, PAPER_PLAIN, closing(content));
	paper_page_break(letter->paper);
}

void report_write_letter(const struct report_content *content, struct paper *paper)
{
	struct letter letter = { .content = content, .paper = paper };

	find_done(&letter);
	find_gets(&letter);
	find_out(&letter);
	find_stands(&letter);
	find_asks(&letter);
	letter.room = PAGE - fixed_height(&letter);
	share_room(&letter);
	write_page(&letter);
	report_write_participation(content, paper);
	report_write_progress(content, paper);
	report_write_results(content, paper);
	report_write_milestones(content, paper);
	report_write_changes(content, paper);
	report_write_since_last(content, paper);
	report_write_help(content, paper);
	report_write_attention(content, paper);
	report_write_unknown(content, paper);
	report_write_about(content, paper);
}
