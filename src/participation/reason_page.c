/* SPDX-License-Identifier: EUPL-1.2 */
/* One cell of the matrix explained: how a party stands toward a node, by which entry, and what was and will be (docs/rules.md 1). */
#include "html/show.h"
#include "participation/participation_model.h"
#include "tree/tree.h"

/* What is asked about. */
struct question {
	const struct party *party;
	const struct node  *node;
};

static bool read_question(struct request *req, struct response *res, struct question *question)
{
	question->party = programme_by_address(req->programme, &party_record, request_parameter(req, "party"));
	question->node = participation_address_node(req->programme, request_parameter(req, "node"));
	if (question->party && question->node && participation_sees(req, question->node))
		return true;
	respond_not_found(res, req);
	return false;
}

static void link_model(const struct request *req, struct model *model, const struct node *node)
{
	model_text(model, "title", node_title(req->programme, node, req->arena));
	model_text(model, "address", request_address(req, row_address(req->programme, node->record, node->row, req->arena)));
	model_words(model, "kind", node->parent ? node->record->label : N_("Programme"));
}

static void also_model(const struct request *req, struct model *model, struct ids regions)
{
	model_flag(model, "has_also", regions.count > 0);
	model_list(model, "also");
	for (size_t i = 0; i < regions.count; i++) {
		const struct party *party = programme_row(req->programme, party, regions.at[i]);
		struct model *item;
		if (!party)
			continue;
		item = model_item(model, "also");
		model_text(item, "title", party->name);
		model_text(item, "address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
	}
}

/* Past, of today, or still to come. */
static const char *time_of(const struct participation *entry, struct day day)
{
	if (period_has(entry->from, entry->until, day))
		return "now";
	return day_known(entry->until) && day_last(entry->until) < day_first(day) ? "past" : "ahead";
}

/* An entry, whole. */
static void entry_model(const struct request *req, struct model *model, const struct participation *entry)
{
	const struct field *internal = record_field(&participation_record, "internal");
	const char *time = time_of(entry, req->day);

	participation_standing_model(model, entry);
	show_period(req, model, "period", entry->from, entry->until);
	model_flag(model, "is_now", str_is(str_of(time), "now"));
	model_flag(model, "is_past", str_is(str_of(time), "past"));
	model_flag(model, "is_ahead", str_is(str_of(time), "ahead"));
	model_text(model, "reason", entry->reason);
	model_text(model, "decision", entry->decision);
	show_row(req, model, "counterpart", &party_record, entry->counterpart);
	also_model(req, model, entry->also_oriented_to);
	model_flag(model, "is_undecided", entry->standing == STANDING_UNDECIDED);
	model_text(model, "decided_by", entry->decided_by);
	show_day(req, model, "decide_by", entry->decide_by);
	model_text(model, "internal", access_sees_field(req->programme, req->person, &participation_record, internal, req->today)
		? entry->internal : STR_NONE);
	show_provenance(req, model, &participation_record, entry);
	show_edit(req, model, &participation_record, entry);
}

static void deciding_model(const struct request *req, struct model *model, const struct question *question,
	struct participation_reason why)
{
	struct model *item;

	model_flag(model, "inherited", why.inherited);
	if (!why.entry) {
		model_flag(model, "deciding", false);
		return;
	}
	item = model_object(model, "deciding");
	entry_model(req, item, why.entry);
	link_model(req, model_object(item, "where"), why.node);
	model_flag(item, "here", why.node == question->node);
}

/* From the programme down to the node: what was recorded on each, and which one decides. */
static void path_model(const struct request *req, struct model *model, const struct question *question,
	struct participation_reason why)
{
	const struct node *path[16];
	size_t deep = 0;

	for (const struct node *node = question->node; node && deep < 16; node = node->parent)
		path[deep++] = node;
	model_list(model, "path");
	while (deep > 0) {
		const struct node *node = path[--deep];
		struct participation_reason own = participation_why(req->programme, question->party->id, node, req->day);
		struct model *item = model_item(model, "path");

		link_model(req, item, node);
		model_text(item, "explanation", request_address(req,
			participation_address(req->programme, question->party, node, req->arena)));
		model_flag(item, "here", node == question->node);
		model_flag(item, "recorded", own.entry && !own.inherited);
		model_flag(item, "decides", node == why.node);
		participation_standing_model(item, own.inherited ? NULL : own.entry);
	}
}

/* Every entry of the party on this very node, the oldest first. */
static void entries_model(const struct request *req, struct model *model, const struct question *question,
	struct participation_reason why)
{
	struct row_list entries = REFERRING(req->programme, participation, node, question->node->id);
	size_t count = 0;

	model_list(model, "entries");
	for (size_t i = 0; i < entries.count; i++)
		if (id_equal(ROW(participation, entries, i)->party, question->party->id)) {
			entry_model(req, model_item(model, "entries"), entries.at[i]);
			count++;
		}
	/* One that decides stands on top already. */
	model_flag(model, "has_history", count > 1 || why.entry == NULL || why.inherited);
}

/* Where below the node it stands otherwise by an entry of its own: a deeper entry wins. */
static void below_model(const struct request *req, struct model *model, const struct question *question,
	struct participation_reason why)
{
	struct node_list nodes = programme_nodes(req->programme);
	bool any = false;

	model_list(model, "below");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		struct participation_reason deeper;
		struct model *item;

		if (node == question->node || !node_under(node, question->node) || participation_outside(node) ||
		    !participation_sees(req, node))
			continue;
		deeper = participation_why(req->programme, question->party->id, node, req->day);
		if (!deeper.entry || deeper.inherited || (participation_standing(deeper.entry) == participation_standing(why.entry) &&
		    deeper.entry->also_oriented_to.count == 0))
			continue;
		any = true;
		item = model_item(model, "below");
		link_model(req, item, node);
		participation_standing_model(item, deeper.entry);
		model_text(item, "explanation", request_address(req,
			participation_address(req->programme, question->party, node, req->arena)));
	}
	model_flag(model, "has_below", any);
}

/* The form for a new entry of this party here, which leads back to this page. */
static struct str adding(const struct request *req, const struct question *question)
{
	bool edits = access_may(req->programme, req->person, RIGHT_EDIT, question->node, req->today, NULL);
	struct buf page = { 0 };
	struct str address;

	if (day_known(req->known) || (!edits && !access_may(req->programme, req->person, RIGHT_PROPOSE, question->node, req->today, NULL)))
		return STR_NONE;
	buf_addf(&page, "/edit/participation/new?party=%.*s&node=%.*s&back=",
		STR_ARG(id_text(question->party->id, req->arena)), STR_ARG(id_text(question->node->id, req->arena)));
	buf_add_url(&page, request_address(req, participation_address(req->programme, question->party, question->node, req->arena)));
	address = request_address(req, buf_copy(&page, req->arena));
	buf_clear(&page);
	return address;
}

void participation_show_reason(struct request *req, struct response *res)
{
	struct question question;
	struct participation_reason why;
	struct model *model, *party;

	if (!read_question(req, res, &question))
		return;
	why = participation_why(req->programme, question.party->id, question.node, req->day);
	model = model_new(req->arena);
	model_text(model, "title", str_format(req->arena, "%.*s – %.*s", STR_ARG(question.party->name),
		STR_ARG(participation_node_title(req, question.node))));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "sentence", participation_sentence(req, question.party, question.node, why.entry));
	model_words(model, "meaning", participation_meaning(participation_standing(why.entry)));
	model_text(model, "kicker", language_fill(req->language, req->arena, N_("Participation on {0}"),
		language_day(req->language, req->arena, req->day), STR_NONE, STR_NONE));
	participation_standing_model(model, why.entry);
	party = model_object(model, "party");
	model_text(party, "title", question.party->name);
	model_text(party, "address", request_address(req, row_address(req->programme, &party_record, question.party, req->arena)));
	model_text(model, "absent", party_exists(question.party, req->day) ? STR_NONE
		: language_fill(req->language, req->arena, N_("{0} does not exist on this day, but {1}."), question.party->name,
			language_period(req->language, req->arena, question.party->first, question.party->last), STR_NONE));
	link_model(req, model_object(model, "node"), question.node);
	deciding_model(req, model, &question, why);
	path_model(req, model, &question, why);
	entries_model(req, model, &question, why);
	below_model(req, model, &question, why);
	model_text(model, "matrix", request_address(req, STR("/participation")));
	model_text(model, "add", adding(req, &question));
	model_flag(model, "proposes", !access_may(req->programme, req->person, RIGHT_EDIT, question.node, req->today, NULL));
	show_breadcrumbs(req, model, question.node);
	respond_page(res, req, "participation/reason", model);
}
