/* SPDX-License-Identifier: EUPL-1.2 */
/* What a party takes part in and what not, and why; and the same in a few sentences. */
#include "action/action.h"
#include "html/show.h"
#include "party/party_model.h"
#include "role/role.h"
#include "tree/tree.h"

/* One party: what it takes part in */

void party_node_item(const struct request *req, struct model *item, const struct party *party, const struct node *node,
	const struct participation *entry)
{
	const struct action *action = node->record == &action_record ? node->row : NULL;

	model_text(item, "title", action ? action->title : participation_node_title(req, node));
	model_text(item, "number", action ? action->number : STR_NONE);
	model_text(item, "address", party_page_of(req, node->record, node->row));
	model_text(item, "explanation", request_address(req, participation_address(req->programme, party, node, req->arena)));
	model_words(item, "kind", node->parent ? node->record->label : N_("Programme"));
	model_text(item, "status", action ? str_of(words_wire(&action_status_words, (int)action->status)) : STR_NONE);
	model_words(item, "status_label", action ? words_label(&action_status_words, (int)action->status) : "");
	model_flag(item, "is_action", action != NULL);
	model_flag(item, "draft", row_visibility(node->record, node->row) == VISIBILITY_DRAFT);
	participation_standing_model(item, entry);
}

/* The topics and actions below a theme (or the actions without one) in which the party takes part. */
static size_t parts_model(const struct request *req, struct model *group, const struct party *party, const struct node *theme)
{
	struct node_list nodes = programme_nodes(req->programme);
	size_t count = 0;

	model_list(group, "parts");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		const struct participation *entry;
		bool loose = !theme->parent && node->depth == 1 && node->record == &action_record;

		if (!(loose || (theme->parent && node != theme && node_under(node, theme))) || !party_counts_node(req, node))
			continue;
		entry = party_entry(req, party, node);
		if (participation_standing(entry) != STANDING_PARTICIPATES)
			continue;
		party_node_item(req, model_item(group, "parts"), party, node, entry);
		count++;
	}
	return count;
}

static void group_model(const struct request *req, struct model *group, const struct party *party, const struct node *theme)
{
	const struct participation *entry = party_entry(req, party, theme);
	struct participation_share share = participation_in_actions(req->programme, party->id, theme, req->day, req->arena);

	party_node_item(req, group, party, theme, entry);
	model_flag(group, "loose", !theme->parent);
	model_flag(group, "only_parts", theme->parent && participation_standing(entry) != STANDING_PARTICIPATES);
	model_text(group, "share", theme->parent && share.all > 0 ? party_fill(req, N_("in {0} of {1} actions"),
		party_number(req, share.in), party_number(req, share.all), STR_NONE) : STR_NONE);
}

/* Whether the party takes part in the theme or in anything below it. */
static bool in_below(const struct request *req, const struct party *party, const struct node *theme)
{
	struct node_list nodes = programme_nodes(req->programme);

	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		bool belongs = theme->parent ? node_under(node, theme) : node->depth == 1 && node->record == &action_record;
		if (belongs && party_counts_node(req, node) && participation_standing(party_entry(req, party, node)) == STANDING_PARTICIPATES)
			return true;
	}
	return false;
}

static void takes_part_model(const struct request *req, struct model *model, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);
	const struct node *root = programme_root(req->programme);
	bool any = false;

	model_list(model, "groups");
	/* The themes in their order, then the actions without one, which hang on the root. */
	for (size_t i = 1; i <= nodes.count; i++) {
		const struct node *node = i < nodes.count ? &nodes.at[i] : root;
		struct model *group;

		if ((node != root && node->record != &theme_record) || !in_below(req, party, node))
			continue;
		group = model_item(model, "groups");
		group_model(req, group, party, node);
		parts_model(req, group, party, node);
		any = true;
	}
	model_flag(model, "takes_part_in_something", any);
}

/* Entries of one standing that hold on the day, each on its own node: what stands otherwise, with its reason. */
static bool apart_model(const struct request *req, struct model *model, const char *name, const struct party *party,
	enum standing standing, enum standing or_standing)
{
	struct node_list nodes = programme_nodes(req->programme);
	bool any = false;

	model_list(model, name);
	for (size_t i = 0; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i];
		const struct participation *entry = party_entry(req, party, node);
		struct model *item;

		if (!participation_explicit(entry, node) || !party_counts_node(req, node) ||
		    (entry->standing != standing && entry->standing != or_standing))
			continue;
		any = true;
		item = model_item(model, name);
		party_node_item(req, item, party, node, entry);
		show_row(req, item, "counterpart", &party_record, entry->counterpart);
		model_text(item, "reason", entry->reason);
		model_text(item, "decided_by", entry->decided_by);
		show_day(req, item, "decide_by", entry->decide_by);
		show_provenance(req, item, &participation_record, entry);
		show_edit(req, item, &participation_record, entry);
	}
	return any;
}

/* Themes about which nothing was recorded. */
static bool unknown_model(const struct request *req, struct model *model, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);
	bool any = false;

	model_list(model, "unknown");
	for (size_t i = 0; i < nodes.count; i++)
		if (nodes.at[i].record == &theme_record && !party_entry(req, party, &nodes.at[i])) {
			party_node_item(req, model_item(model, "unknown"), party, &nodes.at[i], NULL);
			any = true;
		}
	return any;
}

static bool looks_further_model(const struct request *req, struct model *model, const struct party *party)
{
	struct node_list nodes = programme_nodes(req->programme);
	bool any = false;

	model_list(model, "looks_further");
	for (size_t i = 0; i < nodes.count; i++) {
		const struct participation *entry = party_entry(req, party, &nodes.at[i]);
		if (!participation_explicit(entry, &nodes.at[i]) || !party_counts_node(req, &nodes.at[i]))
			continue;
		for (size_t r = 0; r < entry->also_oriented_to.count; r++) {
			struct model *item = model_item(model, "looks_further");
			party_node_item(req, item, party, &nodes.at[i], entry);
			show_row(req, item, "region", &party_record, entry->also_oriented_to.at[r]);
			any = true;
		}
	}
	return any;
}

static bool has_entries(const struct request *req, const struct party *party)
{
	struct row_list entries = REFERRING(req->programme, participation, party, party->id);

	for (size_t i = 0; i < entries.count; i++)
		if (access_sees(req->programme, req->person, &participation_record, entries.at[i], req->day))
			return true;
	return false;
}

void party_participation_model(const struct request *req, struct model *model, const struct party *party)
{
	bool shown = party->kind == PARTY_MUNICIPALITY || has_entries(req, party);

	model_flag(model, "participates_shown", shown);
	takes_part_model(req, model, party);
	model_flag(model, "has_out", apart_model(req, model, "out", party, STANDING_JOINS_OTHER_REGION, STANDING_DOES_NOT_PARTICIPATE));
	model_flag(model, "has_observes", apart_model(req, model, "observes", party, STANDING_OBSERVER, STANDING_OBSERVER));
	model_flag(model, "has_undecided", apart_model(req, model, "undecided", party, STANDING_UNDECIDED, STANDING_UNDECIDED));
	model_flag(model, "has_unknown", unknown_model(req, model, party) && shown);
	model_flag(model, "has_looks_further", looks_further_model(req, model, party));
	model_flag(model, "has_buttons", shown || party_may_add(req));
	model_text(model, "as_list", request_address(req, str_format(req->arena, "/participation?party=%.*s#party", STR_ARG(party->key))));
	model_text(model, "add_entry", party_may_add(req) ? request_address(req, str_format(req->arena,
		"/edit/participation/new?party=%.*s", STR_ARG(id_text(party->id, req->arena)))) : STR_NONE);
}

/* In a few sentences, on top */

static void say(struct model *model, struct str sentence)
{
	model_text(model_item(model, "summary"), "text", sentence);
}

static void say_standing(const struct request *req, struct model *model, const struct node *node, const struct participation *entry)
{
	const struct party *counterpart = programme_row(req->programme, party, entry->counterpart);
	struct str title = participation_node_title(req, node);

	if (entry->standing == STANDING_JOINS_OTHER_REGION)
		say(model, party_fill(req, N_("For {0} it goes along with {1}."), title,
			counterpart ? counterpart->name : language_text(req->language, N_("another region")), STR_NONE));
	else if (entry->standing == STANDING_DOES_NOT_PARTICIPATE)
		say(model, party_fill(req, N_("It does not take part in {0}."), title, STR_NONE, STR_NONE));
	else if (entry->standing == STANDING_UNDECIDED)
		say(model, party_fill(req, N_("It has not decided yet about {0}."), title, STR_NONE, STR_NONE));
	else if (entry->standing == STANDING_OBSERVER)
		say(model, party_fill(req, N_("It reads along in {0}."), title, STR_NONE, STR_NONE));
	else if (entry->also_oriented_to.count > 0)
		say(model, party_fill(req, N_("For {0} it also looks to {1}."), title, participation_names(req, entry->also_oriented_to), STR_NONE));
}

static bool say_roles(const struct request *req, struct model *model, struct row_list roles)
{
	struct str *executed = arena_array(req->arena, struct str, roles.count + 1);
	size_t leads = 0, executes = 0;

	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		const struct node *node = programme_node(req->programme, role->node);
		leads += role->kind == ROLE_LEAD && node && node->record == &action_record;
		if (role->kind == ROLE_EXECUTOR && node && node->record != &action_record)
			executed[executes++] = participation_node_title(req, node);
	}
	if (executes > 0)
		say(model, party_fill(req, N_("It executes: {0}."), str_join(req->arena, executed, executes, STR(", ")), STR_NONE, STR_NONE));
	if (leads > 0)
		say(model, language_plural(req->language, req->arena, N_("It leads {0} action."), N_("It leads {0} actions."), (int64_t)leads));
	return executes > 0 || leads > 0;
}

void party_summary_model(const struct request *req, struct model *model, const struct party *party, struct row_list roles)
{
	struct node_list nodes = programme_nodes(req->programme);
	struct party_themes themes = party_themes(req, party);
	bool roles_said;

	model_list(model, "summary");
	if (themes.known > 0)
		say(model, party_fill(req, N_("{0} takes part in {1} of the {2} themes."), party->name, party_number(req, themes.in),
			party_number(req, themes.all)));
	else if (party->kind == PARTY_MUNICIPALITY)
		say(model, party_fill(req, N_("Nothing was recorded yet about what {0} takes part in."), party->name, STR_NONE, STR_NONE));
	for (size_t i = 0; i < nodes.count; i++) {
		const struct participation *entry = party_entry(req, party, &nodes.at[i]);
		if (participation_explicit(entry, &nodes.at[i]) && party_counts_node(req, &nodes.at[i]))
			say_standing(req, model, &nodes.at[i], entry);
	}
	roles_said = say_roles(req, model, roles);
	model_flag(model, "has_summary", themes.known > 0 || party->kind == PARTY_MUNICIPALITY || roles_said);
}
