/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan over its days, as a picture and as a table. */
#include "action/action_model.h"
#include "agreement/agreement_model.h"
#include "decision/decision_model.h"
#include "feed/feed_model.h"
#include "http/route.h"
#include "timeline/timeline_model.h"
#include "tree/tree.h"

/* What the page was asked to show. */
struct choice {
	struct action_filter filter;
	enum timeline_scale  scale;
	enum timeline_order  order;
};

static int choice_of(const struct request *req, const char *name, const struct words *words)
{
	int value = words_value(words, request_query(req, name));
	return value < 0 ? 0 : value;
}

static struct choice read_choice(const struct request *req)
{
	return (struct choice){ action_filter_read(req), (enum timeline_scale)choice_of(req, "scale", &timeline_scale_words),
		(enum timeline_order)choice_of(req, "order", &timeline_order_words) };
}

static struct row_list actions_chosen(const struct request *req, const struct action_filter *filter)
{
	struct row_list actions = programme_rows(req->programme, &action_record);
	const void **at = arena_array(req->arena, const void *, actions.count);
	size_t count = 0;

	for (size_t i = 0; i < actions.count; i++)
		if (action_filter_passes(req, filter, actions.at[i]))
			at[count++] = actions.at[i];
	return (struct row_list){ at, count };
}

/* Steps or rounds that this reader sees: of the whole programme, and with a theme chosen, of that theme. */
static struct row_list rows_chosen(const struct request *req, const struct record *record, const struct theme *theme)
{
	struct row_list rows = programme_rows(req->programme, record);
	const void **at = arena_array(req->arena, const void *, rows.count);
	size_t count = 0;

	for (size_t i = 0; i < rows.count; i++) {
		const struct node *node = row_node(req->programme, record, rows.at[i]);
		if (access_sees(req->programme, req->person, record, rows.at[i], req->day) &&
		    (!theme || !node->parent || tree_theme(node) == theme))
			at[count++] = rows.at[i];
	}
	return (struct row_list){ at, count };
}

/* The page's own address with another value of one choice; all else stays as it was asked. By quarters one begins at today. */
static struct str other(const struct request *req, const char *name, const char *value)
{
	struct buf out = { 0 };
	struct str copy;

	buf_add(&out, str_to(req->target, str_find(req->target, '?')));
	buf_addf(&out, "?%s=%s", name, value);
	for (size_t i = 0; i < req->query.count; i++) {
		const struct pair *pair = &req->query.at[i];
		if (str_is(pair->name, name) || str_is(pair->name, "language") || pair->value.len == 0)
			continue;
		buf_add_char(&out, '&');
		buf_add_url(&out, pair->name);
		buf_add_char(&out, '=');
		buf_add_url(&out, pair->value);
	}
	copy = buf_copy(&out, req->arena);
	buf_clear(&out);
	return copy;
}

static void tabs_model(const struct request *req, struct model *model, const char *list, const char *name, const struct words *words, int chosen,
	const char *place)
{
	model_list(model, list);
	for (size_t i = 0; i < words->count; i++) {
		struct model *item = model_item(model, list);
		model_words(item, "label", words->at[i].label);
		model_text(item, "address", str_format(req->arena, "%.*s#%s", STR_ARG(other(req, name, words->at[i].wire)), place));
		model_flag(item, "current", (int)i == chosen);
	}
}

/* GET /{programme}/timeline */
static void show_timeline(struct request *req, struct response *res)
{
	struct choice choice = read_choice(req);
	struct model *model = model_new(req->arena);
	struct timeline timeline = timeline_of(req->programme, actions_chosen(req, &choice.filter),
		rows_chosen(req, &step_record, choice.filter.theme), rows_chosen(req, &round_record, choice.filter.theme), req->day, req->arena);
	size_t count = timeline.rows + timeline.apart.count;

	/* Of the programme as a whole. */
	if (!choice.filter.theme) {
		timeline_add_versions(&timeline, req->programme, req->day, req->arena);
		timeline_add_agreements(&timeline, req->programme, agreements_seen(req), req->day, req->arena);
		timeline_add_subjects(&timeline, req->programme, subjects_seen(req), req->day, req->arena);
	}

	model_words(model, "title", N_("Timeline"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "self", request_address(req, STR("/timeline")));
	action_filter_model(req, model, &choice.filter);
	model_text(model, "scale", str_of(words_wire(&timeline_scale_words, (int)choice.scale)));
	model_text(model, "order", str_of(words_wire(&timeline_order_words, (int)choice.order)));
	tabs_model(req, model, "scales", "scale", &timeline_scale_words, (int)choice.scale, "today");
	tabs_model(req, model, "orders", "order", &timeline_order_words, (int)choice.order, "s-table");
	model_text(model, "count", language_plural(req->language, req->arena, N_("{0} action"), N_("{0} actions"), (int64_t)count));
	model_flag(model, "none", count == 0);
	model_flag(model, "none_at_all", req->programme->actions.count == 0);
	timeline_picture_model(req, model, &timeline, choice.scale);
	timeline_apart_model(req, model, &timeline);
	timeline_table_model(req, model, &timeline, choice.order);
	feed_links_model(req, model, NULL);
	respond_page(res, req, "timeline/timeline", model);
}

const struct route timeline_routes[] = {
	{ "GET", "/{programme}/timeline", RIGHT_READ, show_timeline, 0, "The plan over its days: actions, milestones, steps and rounds, as a picture and a table" },
	ROUTES_END
};
