/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What if (docs/rules.md 2): the shares as they would fall if somebody stood otherwise. A question lives in its address alone:
 * ?suppose=doesburg:leisure-promotion:participates, as often as wanted. Nothing is stored.
 */
#include "html/faults.h"
#include "http/route.h"
#include "money/money_model.h"
#include "participation/participation_model.h"
#include "tree/tree.h"

enum { SUPPOSITIONS_MOST = 20 };

struct supposition {
	struct str          text;       /* as it stands in the address */
	const struct party *party;
	const struct node  *node;
	enum standing       standing;
};
struct suppositions { struct supposition at[SUPPOSITIONS_MOST]; size_t count; };

static bool refuse(struct request *req, const char *message, struct str what)
{
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = message, .arg = { what } });
}

/* "doesburg:leisure-promotion:participates" */
static bool read_supposition(struct request *req, struct str text, struct supposition *supposition)
{
	struct str rest = text, party = STR_NONE, node = STR_NONE, standing = STR_NONE;
	size_t before = req->faults.count;
	int word;

	str_next(&rest, ':', &party);
	str_next(&rest, ':', &node);
	str_next(&rest, ':', &standing);
	*supposition = (struct supposition){ text, programme_by_address(req->programme, &party_record, party),
		participation_address_node(req->programme, node), STANDING_UNKNOWN };
	if (!supposition->party || supposition->party->kind != PARTY_MUNICIPALITY)
		refuse(req, N_("There is no municipality “{0}” here."), party);
	if (!supposition->node || !participation_sees(req, supposition->node))
		refuse(req, N_("There is no theme, topic or action “{0}” here."), node);
	word = words_value(&standing_words, standing);
	if (word > STANDING_UNKNOWN)
		supposition->standing = (enum standing)word;
	else
		refuse(req, N_("“{0}” is no way to stand. Choose one from the list."), standing);
	return req->faults.count == before;
}

static void read_suppositions(struct request *req, struct suppositions *all)
{
	for (size_t i = 0; i < req->query.count; i++) {
		if (!str_is(req->query.at[i].name, "suppose") || req->query.at[i].value.len == 0)
			continue;
		if (all->count == SUPPOSITIONS_MOST) {
			refuse(req, N_("Suppose fewer things at once: {0} at most."), str_format(req->arena, "%d", SUPPOSITIONS_MOST));
			return;
		}
		if (read_supposition(req, req->query.at[i].value, &all->at[all->count]))
			all->count++;
	}
}

/* A scratch copy in which the party stands so on the node at all times. What stands on deeper nodes still goes first. */
static struct programme *supposed(const struct request *req, const struct suppositions *all)
{
	struct programme *draft = programme_draft(req->programme);

	for (size_t i = 0; i < all->count; i++) {
		const struct supposition *supposition = &all->at[i];
		struct row_list entries = REFERRING(req->programme, participation, party, supposition->party->id);
		struct participation entry = { .id = id_new(), .party = supposition->party->id, .node = supposition->node->id,
			.standing = supposition->standing };

		for (size_t e = 0; e < entries.count; e++)
			if (id_equal(ROW(participation, entries, e)->node, entry.node))
				programme_remove(draft, &participation_record, row_id(entries.at[e]));
		programme_put(draft, &participation_record, &entry);
	}
	return draft;
}

/* This page with other suppositions: without one (`without` below the count), in another year. */
static struct str page_with(const struct request *req, const struct suppositions *all, size_t without, int64_t year, struct str more)
{
	struct buf out = { 0 };
	struct str copy;

	buf_addf(&out, "/money/what-if?year=%lld", (long long)year);
	for (size_t i = 0; i < all->count; i++)
		if (i != without)
			buf_addf(&out, "&suppose=%.*s", STR_ARG(all->at[i].text));
	if (more.len > 0)
		buf_addf(&out, "&suppose=%.*s", STR_ARG(more));
	copy = buf_copy(&out, req->arena);
	buf_clear(&out);
	return request_address(req, copy);
}

static struct str node_words(const struct request *req, const struct node *node)
{
	return node->parent ? participation_node_title(req, node) : language_text(req->language, N_("The programme as a whole"));
}

/* The years that have lines, each with the same question. */
static void years_model(const struct request *req, struct model *model, const struct suppositions *all, int64_t shown)
{
	struct row_list lines = money_lines_seen(req, programme_root(req->programme), 0);
	int64_t first = shown, last = shown;

	model_list(model, "years");
	for (size_t i = 0; i < lines.count; i++) {
		struct count year = ROW(budget_line, lines, i)->year;
		first = year.known && year.value < first ? year.value : first;
		last = year.known && year.value > last ? year.value : last;
	}
	for (int64_t year = first; year <= last; year++) {
		bool some = year == shown;
		struct model *item;
		for (size_t i = 0; i < lines.count && !some; i++)
			some = ROW(budget_line, lines, i)->year.known && ROW(budget_line, lines, i)->year.value == year;
		if (!some)
			continue;
		item = model_item(model, "years");
		model_number(item, "number", year);
		model_text(item, "address", page_with(req, all, all->count, year, STR_NONE));
		model_flag(item, "current", year == shown);
	}
}

/* The form of an entry, filled in: the office changes by it, a member proposes. Empty for who may neither. */
static struct str entry_address(const struct request *req, const struct supposition *supposition)
{
	if (day_known(req->known) || (!access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL) &&
	    !access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL)))
		return STR_NONE;
	return request_address(req, str_format(req->arena, "/edit/participation/new?party=%.*s&node=%.*s&standing=%s",
		STR_ARG(id_text(supposition->party->id, req->arena)), STR_ARG(id_text(supposition->node->id, req->arena)),
		words_wire(&standing_words, (int)supposition->standing)));
}

static void suppositions_model(const struct request *req, struct model *model, const struct suppositions *all, int64_t year)
{
	model_list(model, "supposed");
	for (size_t i = 0; i < all->count; i++) {
		struct model *item = model_item(model, "supposed");
		model_text(item, "text", all->at[i].text);
		model_text(item, "party", all->at[i].party->name);
		model_text(item, "node", node_words(req, all->at[i].node));
		model_words(item, "standing_label", words_label(&standing_words, (int)all->at[i].standing));
		model_text(item, "entry", entry_address(req, &all->at[i]));
		model_text(item, "without", page_with(req, all, i, year, STR_NONE));
	}
	model_flag(model, "has_supposed", all->count > 0);
}

/* Whether it is known what each pays of it, if only nothing. */
static bool settled(const struct share_list *shares)
{
	return shares->state == SHARE_DONE || shares->state == SHARE_NO_PAYER;
}

/* What a party pays of a line, or nothing; unknown where the line cannot be shared. */
static struct money share_of(const struct share_list *shares, struct id party)
{
	for (size_t i = 0; i < shares->count; i++)
		if (id_equal(shares->at[i].party->id, party))
			return shares->at[i].amount;
	return (struct money){ 0, settled(shares) };
}

/* With its sign: "+€ 12,50". */
static struct str difference_words(const struct request *req, struct money old, struct money new)
{
	int64_t cents = new.cents - old.cents;

	if (!old.known || !new.known)
		return STR_NONE;
	return str_format(req->arena, "%s%.*s", cents > 0 ? "+" : cents < 0 ? "\u2212" : "", STR_ARG(money_words(req,
		(struct money){ cents < 0 ? -cents : cents, true })));
}

static void row_model(const struct request *req, struct model *item, const struct party *party, struct money old, struct money new)
{
	model_text(item, "party", party->name);
	model_text(item, "old", money_words(req, old));
	model_text(item, "new", money_words(req, new));
	model_text(item, "difference", difference_words(req, old, new));
	model_flag(item, "changed", old.known != new.known || old.cents != new.cents);
}

struct sum { int64_t old, new; bool any; };

/* One line with every municipality that pays or would pay; false where nothing changes. */
static bool line_model(const struct request *req, struct model *model, const struct budget_line *line, const struct programme *draft, struct sum *sums,
	size_t *left_out)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct share_list old = money_share(req->programme, line, req->arena), new = money_share(draft, line, req->arena);
	struct model *of = model_new(req->arena);
	bool changes = old.state != new.state;

	money_line_item(req, of, line);
	model_list(of, "rows");
	for (size_t p = 0; p < parties.count; p++) {
		const struct party *party = parties.at[p];
		struct money was = share_of(&old, party->id), becomes = share_of(&new, party->id);

		if (party->kind != PARTY_MUNICIPALITY || (was.known && becomes.known && was.cents == 0 && becomes.cents == 0))
			continue;
		changes = changes || was.known != becomes.known || was.cents != becomes.cents;
		row_model(req, model_item(of, "rows"), party, was, becomes);
		if (line->in_kind || !money_counts(req->programme, line) || !settled(&old) || !settled(&new))
			continue;
		sums[p].old += was.cents;
		sums[p].new += becomes.cents;
		sums[p].any = true;
	}
	model_flag(of, "parts_wrong", new.state == SHARE_PARTS_WRONG);
	model_flag(of, "no_payer", new.state == SHARE_NO_PAYER);
	*left_out += !settled(&old) || !settled(&new);
	if (changes)
		model_put(model_item(model, "lines"), "of", of);
	return changes;
}

static void outcome_model(const struct request *req, struct model *model, const struct suppositions *all, int64_t year)
{
	struct row_list lines = money_lines_seen(req, programme_root(req->programme), year);
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct sum *sums = arena_array(req->arena, struct sum, parties.count);
	struct programme *draft = supposed(req, all);
	size_t shared = 0, changed = 0, left_out = 0;

	model_list(model, "lines");
	model_list(model, "sums");
	for (size_t i = 0; i < lines.count; i++) {
		const struct budget_line *line = ROW(budget_line, lines, i);
		if (line->key == KEY_OTHER_SOURCE)
			continue;
		shared++;
		changed += line_model(req, model, line, draft, sums, &left_out);
	}
	programme_discard(draft);
	for (size_t p = 0; p < parties.count; p++)
		if (sums[p].any)
			row_model(req, model_item(model, "sums"), parties.at[p], (struct money){ sums[p].old, true },
				(struct money){ sums[p].new, true });
	model_flag(model, "nothing_shared", shared == 0);
	model_flag(model, "changes", changed > 0);
	model_text(model, "left_out", left_out > 0 ? language_plural(req->language, req->arena,
		N_("{0} line cannot be shared and is left out here."), N_("{0} lines cannot be shared and are left out here."), (int64_t)left_out) : STR_NONE);
}

static void option(struct model *model, const char *list, struct str value, struct str label, bool selected)
{
	struct model *item = model_item(model, list);

	model_text(item, "value", value);
	model_text(item, "label", label);
	model_flag(item, "selected", selected);
}

static void choices_model(const struct request *req, struct model *model)
{
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct node_list nodes = programme_nodes(req->programme);

	model_list(model, "parties");
	for (size_t i = 0; i < parties.count; i++)
		if (ROW(party, parties, i)->kind == PARTY_MUNICIPALITY)
			option(model, "parties", ROW(party, parties, i)->key, ROW(party, parties, i)->name, false);
	model_list(model, "nodes");
	for (size_t i = 0; i < nodes.count; i++)
		if (participation_sees(req, &nodes.at[i]))
			option(model, "nodes", participation_address_name(req->programme, &nodes.at[i], req->arena), node_words(req, &nodes.at[i]), false);
	model_list(model, "standings");
	for (int standing = STANDING_UNKNOWN + 1; standing < STANDING_COUNT; standing++)
		option(model, "standings", str_of(words_wire(&standing_words, standing)), language_text(req->language,
			words_label(&standing_words, standing)), false);
}

/* GET /{programme}/money/what-if: what the form asks for more becomes part of the address. */
static void show_what_if(struct request *req, struct response *res)
{
	struct suppositions all = { .count = 0 };
	struct str party = request_query(req, "party"), node = request_query(req, "node"), standing = request_query(req, "standing");
	int64_t year = money_year(req);
	struct model *model;

	read_suppositions(req, &all);
	if (party.len > 0 && node.len > 0 && standing.len > 0) {
		struct str text = str_format(req->arena, "%.*s:%.*s:%.*s", STR_ARG(party), STR_ARG(node), STR_ARG(standing));
		struct supposition more;
		if (read_supposition(req, text, &more) && req->faults.count == 0) {
			respond_see_other(res, req, page_with(req, &all, all.count, year, text));
			return;
		}
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("What if?"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_number(model, "year_shown", year);
	model_text(model, "action", request_address(req, STR("/money/what-if")));
	model_text(model, "whole", request_address(req, str_format(req->arena, "/money?year=%lld", (long long)year)));
	suppositions_model(req, model, &all, year);
	years_model(req, model, &all, year);
	outcome_model(req, model, &all, year);
	choices_model(req, model);
	faults_model(req, model, &req->faults);
	model_list(model, "breadcrumbs");
	if (req->faults.count > 0)
		respond_faults(res, req, "money/what_if", model);
	else
		respond_page(res, req, "money/what_if", model);
}

const struct route what_if_routes[] = {
	{ "GET", "/{programme}/money/what-if", RIGHT_READ, show_what_if, 0, "The shares as they would fall if somebody stood otherwise; stores nothing" },
	ROUTES_END
};
