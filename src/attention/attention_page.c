/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What needs attention: the list with its filters, what waits for one person over all programmes, and the count in the head of every page.
 */
#include <pthread.h>
#include <string.h>

#include "account/account.h"
#include "attention/attention_model.h"
#include "html/show.h"
#include "http/route.h"
#include "party/party.h"
#include "tree/tree.h"

/* The count in the head */

/*
 * It stands on every page of who is signed in, and changes only with the programme or the day: so it is kept, with all it hangs on. A place
 * that two need is the latter's.
 */
enum { KEPT = 1024 };
static struct kept { struct id programme, person; int64_t version; int32_t day; bool keeper; size_t count; } kept[KEPT];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct kept *place(const struct request *req)
{
	return &kept[(req->person->id.byte[15] + 256u * req->person->id.byte[14] + 7u * req->programme->id.byte[15]) % KEPT];
}

static size_t count_own(const struct request *req)
{
	struct kept now = { .programme = req->programme->id, .person = req->person->id, .version = req->programme->version,
		.day = day_first(req->day), .keeper = req->person->keeper };
	struct kept *at = place(req);
	bool found;

	pthread_mutex_lock(&lock);
	found = id_equal(at->programme, now.programme) && id_equal(at->person, now.person) && at->version == now.version && at->day == now.day &&
		at->keeper == now.keeper;
	now.count = at->count;
	pthread_mutex_unlock(&lock);
	if (found)
		return now.count;
	now.count = attention_seen(req).own;
	pthread_mutex_lock(&lock);
	*at = now;
	pthread_mutex_unlock(&lock);
	return now.count;
}

size_t (*page_attention)(const struct request *req) = count_own;

/* The list */

struct filter {
	bool                         office;    /* only what the office has to do */
	const struct party          *party;
	const struct theme          *theme;
	const struct attention_kind *kind;
};

static struct filter read_filter(const struct request *req)
{
	struct filter filter = { .kind = attention_kind_named(request_query(req, "kind")) };

	filter.office = str_is(request_query(req, "party"), "office");
	if (!filter.office)
		filter.party = programme_by_address(req->programme, &party_record, request_query(req, "party"));
	filter.theme = programme_by_address(req->programme, &theme_record, request_query(req, "theme"));
	return filter;
}

static bool passes(const struct request *req, const struct filter *filter, const struct attention *attention)
{
	const struct node *node = filter->theme ? programme_node(req->programme, filter->theme->id) : NULL;

	if ((filter->office && id_known(attention->party)) || (filter->theme && !node))
		return false;
	return (!filter->kind || filter->kind == attention->kind) && attention_is_of(attention, filter->party, node);
}

static bool any_filter(const struct filter *filter)
{
	return filter->office || filter->party || filter->theme || filter->kind;
}

static struct model *add_option(struct model *model, const char *list, struct str value, bool selected)
{
	struct model *option = model_item(model, list);

	model_text(option, "value", value);
	model_flag(option, "selected", selected);
	return option;
}

static size_t count_of(const struct attention_list *list, const struct attention_kind *kind, struct id party)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += kind ? list->at[i].kind == kind : id_equal(list->at[i].party, party);
	return count;
}

/* Only what occurs can be chosen, each with how often. */
static void filter_model(const struct request *req, struct model *model, const struct filter *filter, const struct attention_list *list)
{
	struct row_list parties = programme_rows(req->programme, &party_record), themes = tree_themes(req->programme, false, req->arena);
	size_t count;

	model_list(model, "parties");
	model_list(model, "themes");
	model_list(model, "kinds");
	model_flag(model, "office_selected", filter->office);
	model_number(model, "office_count", (int64_t)count_of(list, NULL, ID_NONE));
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *option;
		count = count_of(list, NULL, party->id);
		if (!count && filter->party != party)
			continue;
		option = add_option(model, "parties", party->key, filter->party == party);
		model_text(option, "label", party->name);
		model_number(option, "count", (int64_t)count);
	}
	for (size_t i = 0; i < themes.count; i++)
		model_text(add_option(model, "themes", ROW(theme, themes, i)->key, filter->theme == themes.at[i]), "label", ROW(theme, themes, i)->name);
	for (size_t t = 0; t < attention_table_count; t++)
		for (const struct attention_kind *kind = attention_tables[t]; kind->name; kind++) {
			struct model *option;
			count = count_of(list, kind, ID_NONE);
			if (!count && filter->kind != kind)
				continue;
			option = add_option(model, "kinds", str_of(kind->name), filter->kind == kind);
			model_words(option, "label", kind->label);
			model_number(option, "count", (int64_t)count);
		}
	model_flag(model, "filtered", any_filter(filter));
	model_text(model, "on", request_query(req, "on"));
	model_text(model, "known", request_query(req, "known"));
	model_text(model, "self", request_address(req, STR("/attention")));
}

/* Which heading a line stands under: past its day, due soon, due later, or where it has no day its kind. */
enum { GROUP_LATE, GROUP_SOON, GROUP_LATER, GROUP_KIND };

static int group_of(const struct request *req, const struct attention *attention)
{
	if (attention_late(attention, req->day))
		return GROUP_LATE;
	if (!day_known(attention->by))
		return GROUP_KIND;
	return day_last(attention->by) <= day_first(req->day) + ATTENTION_SOON_DAYS ? GROUP_SOON : GROUP_LATER;
}

/* Part of the list, from..until, that is shown under headings. */
struct section {
	const struct request        *req;
	const struct attention_seen *seen;
	const struct filter         *filter;
	size_t                       from, until;
	struct model                *model;
};

/* Those of one group, and of one kind where it is given, under a heading; nothing where there are none. */
static void add_group(const struct section *section, int group, const struct attention_kind *kind, const char *label)
{
	struct model *made = NULL;
	size_t count = 0;

	for (size_t i = section->from; i < section->until; i++) {
		const struct attention *attention = &section->seen->list.at[i];
		if (!passes(section->req, section->filter, attention) || group_of(section->req, attention) != group ||
		    (kind && attention->kind != kind))
			continue;
		if (!made) {
			made = model_item(section->model, "groups");
			model_words(made, "label", label);
		}
		attention_line_model(section->req, model_item(made, "lines"), attention, i < section->seen->own);
		count++;
	}
	if (made)
		model_number(made, "count", (int64_t)count);
}

static void section_model(const struct section *section)
{
	size_t count = 0;

	model_list(section->model, "groups");
	for (size_t i = section->from; i < section->until; i++)
		count += passes(section->req, section->filter, &section->seen->list.at[i]);
	add_group(section, GROUP_LATE, NULL, N_("Past its day"));
	add_group(section, GROUP_SOON, NULL, N_("Within 30 days"));
	add_group(section, GROUP_LATER, NULL, N_("Later"));
	for (size_t t = 0; t < attention_table_count; t++)
		for (const struct attention_kind *kind = attention_tables[t]; kind->name; kind++)
			add_group(section, GROUP_KIND, kind, kind->label);
	model_number(section->model, "count", (int64_t)count);
	model_flag(section->model, "any", count > 0);
}

static void add_json(struct buf *out, const struct request *req, const struct attention *attention, bool own)
{
	const struct party *party = programme_row(req->programme, party, attention->party);

	buf_addf(out, "{\"kind\":\"%s\",\"what\":", attention->kind->name);
	buf_add_json(out, attention_words(req->language, req->arena, attention));
	buf_add_cstring(out, ",\"to_do\":");
	buf_add_json(out, language_text(req->language, attention->kind->to_do));
	buf_add_cstring(out, ",\"party\":");
	if (party)
		buf_add_json(out, party->key);
	else
		buf_add_cstring(out, "null");
	if (day_known(attention->since))
		buf_addf(out, ",\"since\":\"%.*s\"", STR_ARG(day_text(attention->since, req->arena)));
	if (day_known(attention->by))
		buf_addf(out, ",\"by\":\"%.*s\"", STR_ARG(day_text(attention->by, req->arena)));
	buf_addf(out, ",\"late\":%s,\"own\":%s,\"address\":", attention_late(attention, req->day) ? "true" : "false", own ? "true" : "false");
	buf_add_json(out, request_address(req, attention_page(req->programme, attention, req->arena)));
	buf_add_char(out, '}');
}

static struct str json_list(const struct request *req, const struct attention_seen *seen, const struct filter *filter)
{
	struct buf out = { 0 };
	struct str json;
	bool any = false;

	buf_add_cstring(&out, "{\"day\":");
	buf_add_json(&out, day_text(req->day, req->arena));
	buf_add_cstring(&out, ",\"items\":[");
	for (size_t i = 0; i < seen->list.count; i++) {
		if (!passes(req, filter, &seen->list.at[i]))
			continue;
		if (any)
			buf_add_char(&out, ',');
		any = true;
		add_json(&out, req, &seen->list.at[i], i < seen->own);
	}
	buf_add_cstring(&out, "]}");
	json = buf_copy(&out, req->arena);
	buf_clear(&out);
	return json;
}

static void figures_model(const struct request *req, struct model *model, const struct attention_seen *seen, const struct filter *filter)
{
	size_t late = 0, soon = 0, all = 0;

	for (size_t i = 0; i < seen->list.count; i++) {
		int group = group_of(req, &seen->list.at[i]);
		if (!passes(req, filter, &seen->list.at[i]))
			continue;
		all++;
		late += group == GROUP_LATE;
		soon += group == GROUP_SOON;
	}
	model_number(model, "all", (int64_t)all);
	model_number(model, "late", (int64_t)late);
	model_number(model, "soon", (int64_t)soon);
	model_flag(model, "none", all == 0);
}

/* GET /{programme}/attention, ?party= (or office) &theme= &kind= */
static void show_attention(struct request *req, struct response *res)
{
	struct attention_seen seen = attention_seen(req);
	struct filter filter = read_filter(req);
	struct model *model;

	if (req->wants_json) {
		respond_header(res, "Vary", STR("Accept"));
		respond_json(res, 200, json_list(req, &seen, &filter));
		return;
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("What needs attention"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	filter_model(req, model, &filter, &seen.list);
	figures_model(req, model, &seen, &filter);
	section_model(&(struct section){ req, &seen, &filter, 0, seen.own, model_object(model, "mine") });
	section_model(&(struct section){ req, &seen, &filter, seen.own, seen.list.count, model_object(model, "rest") });
	model_flag(model, "signed_in", id_known(req->person->id));
	model_list(model, "breadcrumbs");
	respond_page(res, req, "attention/attention", model);
}

/* Over all programmes: what somebody sees first after signing in. */

enum { PROGRAMMES_SHOWN = 24, LINES_SHOWN = 5 };

/* The programmes of this person; each counted. */
static size_t own_programmes(const struct request *req, const struct programme **at)
{
	struct programme_list list = store_programmes(req->store, req->arena);
	struct ids own = account_programmes(req->store, req->person->id, req->arena);
	size_t count = 0;

	for (size_t i = 0; i < list.count && count < PROGRAMMES_SHOWN; i++) {
		const struct programme *programme = req->person->keeper || ids_have(own, list.at[i].id)
			? store_programme_by_id(req->store, list.at[i].id) : NULL;
		if (programme && access_takes_part(programme, req->person, req->today))
			at[count++] = programme;
		else
			programme_release(programme);
	}
	return count;
}

static void programme_part_model(const struct request *req, struct model *item, const struct programme *programme)
{
	struct request of = *req;
	struct attention_seen seen;

	of.programme = programme;
	of.programme_key = tree_facts(programme)->key;
	of.day = req->today;
	seen = attention_seen(&of);
	model_text(item, "title", tree_facts(programme)->name);
	model_text(item, "content_language", tree_facts(programme)->language);
	model_text(item, "home", request_address(&of, STR("")));
	model_text(item, "whole", request_address(&of, STR("/attention")));
	model_number(item, "count", (int64_t)seen.own);
	model_flag(item, "any", seen.own > 0);
	model_flag(item, "more", seen.own > LINES_SHOWN);
	model_list(item, "lines");
	for (size_t i = 0; i < seen.own && i < LINES_SHOWN; i++)
		attention_line_model(&of, model_item(item, "lines"), &seen.list.at[i], true);
}

/* GET /attention: of who takes part in one programme that programme's; of who takes part in none the list of programmes. */
static void show_mine(struct request *req, struct response *res)
{
	const struct programme *at[PROGRAMMES_SHOWN];
	struct model *model;
	size_t count;

	if (!id_known(req->person->id)) {
		respond_see_other(res, req, STR("/sign-in?back=/attention"));
		return;
	}
	count = own_programmes(req, at);
	if (count < 2) {
		respond_see_other(res, req, count ? str_format(req->arena, "/%.*s/attention", STR_ARG(tree_facts(at[0])->key)) : STR("/"));
	} else {
		model = model_new(req->arena);
		model_words(model, "title", N_("What waits for you"));
		model_list(model, "programmes");
		for (size_t i = 0; i < count; i++)
			programme_part_model(req, model_item(model, "programmes"), at[i]);
		respond_page(res, req, "attention/mine", model);
	}
	for (size_t i = 0; i < count; i++)
		programme_release(at[i]);
}

const struct route attention_routes[] = {
	{ "GET", "/attention", RIGHT_NONE, show_mine, ROUTE_WAITS, "What waits for who is signed in, over all their programmes" },
	{ "GET", "/{programme}/attention", RIGHT_READ, show_attention, 0, "What needs attention: who has to do what, since when, by when" },
	ROUTES_END
};
