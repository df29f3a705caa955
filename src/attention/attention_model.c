/* SPDX-License-Identifier: EUPL-1.2 */
#include "attention/attention_model.h"

#include "html/show.h"
#include "party/party.h"
#include "tree/tree.h"

struct attention_seen attention_seen(const struct request *req)
{
	struct attention_seen seen = { 0 };

	seen.list = attention_for(req->programme, req->person, attention_of(req->programme, req->day, req->arena), req->day, req->arena, &seen.own);
	return seen;
}

struct str attention_words(enum language language, struct arena *arena, const struct attention *attention)
{
	struct str words = language_fill(language, arena, attention->kind->words, attention->arg[0], attention->arg[1], attention->arg[2]);

	for (size_t i = 0; i < ATTENTION_REMARKS && attention->remark[i]; i++)
		words = str_format(arena, "%.*s %.*s", STR_ARG(words), STR_ARG(language_text(language, attention->remark[i])));
	return words;
}

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

struct str attention_door(const struct request *req, const struct attention *attention, bool own)
{
	struct str place = attention_place(req->programme, attention, req->arena);

	if (day_known(req->known) || (!own && !is_office(req)))
		return STR_NONE;
	/* The form of all one's own updates is of no use to somebody else. */
	if (!own && str_is(place, "/update"))
		place = attention_page(req->programme, attention, req->arena);
	return request_address(req, place);
}

void attention_line_model(const struct request *req, struct model *item, const struct attention *attention, bool own)
{
	model_text(item, "what", attention_words(req->language, req->arena, attention));
	model_text(item, "address", request_address(req, attention_page(req->programme, attention, req->arena)));
	model_words(item, "to_do", attention->kind->to_do);
	model_text(item, "door", attention_door(req, attention, own));
	show_row(req, item, "party", &party_record, attention->party);
	model_text(item, "since", day_known(attention->since) ? language_fill(req->language, req->arena, N_("since {0}"),
		language_day(req->language, req->arena, attention->since), STR_NONE, STR_NONE) : STR_NONE);
	model_text(item, "by", day_known(attention->by) ? language_fill(req->language, req->arena, N_("by {0}"),
		language_day(req->language, req->arena, attention->by), STR_NONE, STR_NONE) : STR_NONE);
	model_flag(item, "late", attention_late(attention, req->day));
	model_flag(item, "own", own);
}

bool attention_is_of(const struct attention *attention, const struct party *party, const struct node *node)
{
	return (!party || id_equal(attention->party, party->id)) && (!node || (attention->node && node_under(attention->node, node)));
}

/* Where the whole of a short list is. */
static struct str whole_list(const struct request *req, const struct party *party, const struct node *node)
{
	const struct theme *theme = node ? tree_theme(node) : NULL;

	if (party)
		return request_address(req, str_format(req->arena, "/attention?party=%.*s", STR_ARG(party->key)));
	return request_address(req, theme ? str_format(req->arena, "/attention?theme=%.*s", STR_ARG(theme->key)) : STR("/attention"));
}

void attention_first_model(const struct request *req, struct model *model, const struct party *party, const struct node *node, size_t most)
{
	struct attention_seen seen = attention_seen(req);
	struct model *first = NULL;
	size_t count = 0;

	model_flag(model, "attention", false);
	for (size_t i = 0; i < seen.list.count; i++) {
		if (!attention_is_of(&seen.list.at[i], party, node))
			continue;
		first = first ? first : model_object(model, "attention");
		if (count++ < most)
			attention_line_model(req, model_item(first, "lines"), &seen.list.at[i], i < seen.own);
	}
	if (!first)
		return;
	model_text(first, "more", whole_list(req, party, node));
	model_text(first, "count", count > most ? language_plural(req->language, req->arena, N_("All {0} thing"), N_("All {0} things"), (int64_t)count)
		: language_text(req->language, N_("The whole list")));
}
