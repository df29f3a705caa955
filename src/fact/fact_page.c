/* SPDX-License-Identifier: EUPL-1.2 */
/* What sources say of the programme: findings, recommendations, money, indicators, contradictions, open questions. */
#include "fact/fact_model.h"
#include "html/show.h"
#include "http/route.h"
#include "tree/tree_model.h"

/* A kind of fact as a part of the page. */
struct part {
	const char    *name;            /* of its list; its anchor */
	enum fact_kind kind;
	const char    *title;
};

static const struct part parts[] = {
	{ "findings", FACT_FINDING, N_("Findings") },
	{ "recommendations", FACT_RECOMMENDATION, N_("Recommendations") },
	{ "contributions", FACT_CONTRIBUTION, N_("Contributions of money") },
	{ "indicators", FACT_INDICATOR, N_("Indicators") },
	{ "readings", FACT_READING, N_("Where sources contradict each other") },
	{ "questions", FACT_OPEN_QUESTION, N_("Open questions") },
	{ "context", FACT_CONTEXT, N_("Around the programme") },
};

static void part_model(const struct request *req, struct model *model, const struct part *part)
{
	size_t count = part->kind == FACT_READING ? fact_contradictions_model(req, model)
		: fact_list_model(req, model, part->name, part->kind, NULL);
	struct model *item;

	model_flag(model, str_cstring(req->arena, str_format(req->arena, "has_%s", part->name)), count > 0);
	model_text(model, str_cstring(req->arena, str_format(req->arena, "add_%s", part->name)), tree_adding(req,
		str_format(req->arena, "/edit/fact/new?kind=%s&back=/%.*s/facts", words_wire(&fact_kind_words, (int)part->kind),
			STR_ARG(req->programme_key))));
	if (count == 0)
		return;
	item = model_item(model, "parts");
	model_text(item, "anchor", str_of(part->name));
	model_words(item, "label", part->title);
	model_number(item, "number", (int64_t)count);
}

/* GET /{programme}/facts */
static void show_facts(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Facts and findings"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "parts");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		part_model(req, model, &parts[i]);
	model_flag(model, "none_at_all", req->programme->stated_facts.count == 0);
	model_text(model, "add", tree_adding(req, str_format(req->arena, "/edit/fact/new?back=/%.*s/facts", STR_ARG(req->programme_key))));
	tree_neighbour_model(req, model, "predecessor", tree_facts(req->programme)->predecessor);
	show_breadcrumbs(req, model, programme_root(req->programme));
	respond_page(res, req, "fact/facts", model);
	tree_keep_fresh(req, res);
}

const struct route fact_routes[] = {
	{ "GET", "/{programme}/facts", RIGHT_READ, show_facts, ROUTE_WAITS, "What sources say: findings, money, indicators, contradictions, questions" },
	ROUTES_END
};
