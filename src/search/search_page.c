/* SPDX-License-Identifier: EUPL-1.2 */
/* Search in a programme. Every hit is held against the reader's rights before it is shown. */
#include "html/markdown.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "store/search.h"
#include "tree/tree.h"

enum { HITS_ASKED = 200, HITS_SHOWN = 50 };

/* GET /{programme}/search?q= */
static void show_search(struct request *req, struct response *res)
{
	struct str query = str_trim(request_query(req, "q"));
	struct search_hits hits = { 0 };
	struct model *model = model_new(req->arena);
	size_t shown = 0;

	if (query.len > 200)
		query = str_to(query, 200);
	if (query.len > 0 && !store_search(req->store, req->programme->id, query, HITS_ASKED, req->arena, &hits)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("Searching does not work now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	model_words(model, "title", N_("Search"));
	model_text(model, "query", query);
	model_text(model, "self", request_address(req, STR("/search")));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_list(model, "hits");
	for (size_t i = 0; i < hits.count && shown < HITS_SHOWN; i++) {
		const struct search_hit *hit = &hits.at[i];
		const void *row = programme_find(req->programme, hit->record, hit->id);
		const struct node *node;
		struct model *item;

		if (!row || !access_sees(req->programme, req->person, hit->record, row, req->today))
			continue;
		node = row_node(req->programme, hit->record, row);
		item = model_item(model, "hits");
		model_words(item, "record", hit->record->label);
		model_text(item, "title", row_title(req->programme, hit->record, row, req->arena));
		model_text(item, "address", request_address(req, row_address(req->programme, hit->record, row, req->arena)));
		model_safe(item, "excerpt", excerpt_html(hit->excerpt, req->arena));
		model_text(item, "node", node && node->parent && !id_equal(node->id, hit->id)
			? node_title(req->programme, node, req->arena) : STR_NONE);
		shown++;
	}
	model_flag(model, "asked", query.len > 0);
	model_flag(model, "none", query.len > 0 && shown == 0);
	model_text(model, "count", language_plural(req->language, req->arena, N_("{0} result"), N_("{0} results"), (int64_t)shown));
	respond_page(res, req, "search/search", model);
}

const struct route search_routes[] = {
	{ "GET", "/{programme}/search", RIGHT_READ, show_search, ROUTE_WAITS, "Search in everything the reader may see" },
	ROUTES_END
};
