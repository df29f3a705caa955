/* SPDX-License-Identifier: EUPL-1.2 */
#include "fact/fact_model.h"

#include "html/show.h"
#include "action/action.h"
#include "document/document.h"
#include "party/party.h"
#include "tree/tree_model.h"

static bool sees(const struct request *req, const struct fact *fact)
{
	return access_sees(req->programme, req->person, &fact_record, fact, req->day);
}

/*
 * What "lev-2024-2026/dvo-lev-2" names: a document or an action of another programme of this server. Where that has no such, its name and
 * its steps: what it did with a recommendation is most often told there. False where this reader may not see it.
 */
static bool elsewhere_model(const struct request *req, struct model *line, struct str name)
{
	const struct record *const kinds[] = { &document_record, &action_record };
	size_t slash = str_find(name, '/');
	const struct programme *programme = slash < name.len ? tree_neighbour(req, str_to(name, slash)) : NULL;
	struct str page = STR("/steps"), title;
	struct model *there;

	if (!programme)
		return false;
	title = str_copy(req->arena, tree_facts(programme)->name);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const void *row = programme_by_key(programme, kinds[i], str_from(name, slash + 1));
		if (row && access_sees(programme, req->person, kinds[i], row, req->day)) {
			title = str_copy(req->arena, row_title(programme, kinds[i], row, req->arena));
			page = row_address(programme, kinds[i], row, req->arena);
		}
	}
	there = model_object(line, "there");
	model_text(there, "title", title);
	model_text(there, "address", str_format(req->arena, "/%.*s%.*s", (int)slash, name.at, STR_ARG(page)));
	programme_release(programme);
	return true;
}

/* What was done with it, a line each; "Followed up in: lev-2024-2026/dvo-lev-2" leads there by its name. */
static void follow_up_model(const struct request *req, struct model *item, struct str text)
{
	struct str line;

	model_list(item, "follow_ups");
	while (str_next(&text, '\n', &line)) {
		size_t word;
		struct model *shown;
		line = str_trim(line);
		if (line.len == 0)
			continue;
		shown = model_item(item, "follow_ups");
		for (word = line.len; word > 0 && line.at[word - 1] != ' '; word--)
			;
		if (elsewhere_model(req, shown, str_from(line, word)))
			line = str_trim(str_to(line, word));
		else
			model_flag(shown, "there", false);
		model_text(shown, "line", line);
	}
}

void fact_item_model(const struct request *req, struct model *item, const struct fact *fact)
{
	const struct node *node = programme_node(req->programme, fact->node);
	struct str text = fact->text, line;

	model_text(item, "id", id_text(fact->id, req->arena));
	model_text(item, "about", fact->about);
	model_list(item, "lines");
	while (str_next(&text, '\n', &line))
		if (str_trim(line).len > 0)
			model_text(model_item(item, "lines"), "line", str_trim(line));
	show_day(req, item, "day", fact->day);
	model_text(item, "amount", fact->amount.known ? language_money(req->language, req->arena, fact->amount) : STR_NONE);
	model_flag(item, "amount_unknown", !fact->amount.known);
	follow_up_model(req, item, fact->follow_up);
	model_flag(item, "has_follow_up", fact->follow_up.len > 0);
	model_flag(item, "in_use", fact->in_use);
	model_text(item, "note", fact->provenance.note);
	show_row(req, item, "party", &party_record, fact->party);
	show_row(req, item, "place", node && node->parent ? node->record : &theme_record, node && node->parent ? node->id : ID_NONE);
	show_provenance(req, item, &fact_record, fact);
	show_edit(req, item, &fact_record, fact);
}

size_t fact_list_model(const struct request *req, struct model *model, const char *name, enum fact_kind kind,
	const struct node *node)
{
	struct row_list facts = fact_of_kind(req->programme, kind, req->arena);
	size_t count = 0;

	model_list(model, name);
	for (size_t i = 0; i < facts.count; i++) {
		const struct fact *fact = ROW(fact, facts, i);
		const struct node *on = programme_node(req->programme, fact->node);
		if (!sees(req, fact) || (node && (!on || !node_under(on, node))))
			continue;
		fact_item_model(req, model_item(model, name), fact);
		count++;
	}
	return count;
}

size_t fact_contradictions_model(const struct request *req, struct model *model)
{
	struct row_list facts = fact_of_kind(req->programme, FACT_READING, req->arena);
	struct model *group = NULL;
	struct str about = STR_NONE;
	size_t count = 0;

	model_list(model, "contradictions");
	for (size_t i = 0; i < facts.count; i++) {
		const struct fact *fact = ROW(fact, facts, i);
		if (!sees(req, fact))
			continue;
		if (!group || !str_equal(fact->about, about)) {
			group = model_item(model, "contradictions");
			about = fact->about;
			model_text(group, "about", about);
			count++;
		}
		fact_item_model(req, model_item(group, "readings"), fact);
	}
	return count;
}

size_t fact_count(const struct request *req, enum fact_kind kind)
{
	struct row_list facts = fact_of_kind(req->programme, kind, req->arena);
	size_t count = 0;

	for (size_t i = 0; i < facts.count; i++)
		count += sees(req, ROW(fact, facts, i));
	return count;
}
