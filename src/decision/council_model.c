/* SPDX-License-Identifier: EUPL-1.2 */
#include "decision/council_model.h"

#include <stdlib.h>

#include "access/access.h"
#include "html/show.h"
#include "party/party.h"
#include "tree/tree.h"

static bool chosen(const struct request *req, const struct council_choice *choice, const struct council_item *item)
{
	const struct body *body = programme_row(req->programme, body, item->body);
	const struct node *node = id_known(item->node) ? programme_node(req->programme, item->node) : programme_root(req->programme);

	if (id_known(choice->body) && !id_equal(item->body, choice->body))
		return false;
	if (id_known(choice->party) && (!body || !id_equal(body->party, choice->party)))
		return false;
	if (choice->kind != COUNCIL_UNKNOWN && item->kind != choice->kind)
		return false;
	if (!choice->node)
		return true;
	while (node && node != choice->node)
		node = node->parent;
	return node != NULL;
}

/* Of one kind of state, as it is to be read. */
static int by_due(const void *a, const void *b)
{
	const struct council_item *one = *(const void *const *)a, *other = *(const void *const *)b;
	bool known = day_known(one->due), known_other = day_known(other->due);

	if (known != known_other)
		return known ? -1 : 1;
	if (known && day_compare(one->due, other->due))
		return day_compare(one->due, other->due);
	return day_compare(one->day, other->day) ? day_compare(one->day, other->day) : id_compare(one->id, other->id);
}

static int by_answer(const void *a, const void *b)
{
	const struct council_item *one = *(const void *const *)a, *other = *(const void *const *)b;

	return day_compare(one->answered, other->answered) ? -day_compare(one->answered, other->answered) : id_compare(other->id, one->id);
}

bool council_item_seen(const struct request *req, const struct council_item *item)
{
	return day_first(item->day) <= day_last(req->day) && access_sees(req->programme, req->person, &council_item_record, item, req->day);
}

struct row_list council_items(const struct request *req, const struct council_choice *choice)
{
	struct row_list items = programme_rows(req->programme, &council_item_record);
	const void **at = arena_array(req->arena, const void *, items.count + 1);
	size_t open = 0, count = 0;

	for (int wanted = 1; wanted >= 0; wanted--) {
		for (size_t i = 0; i < items.count; i++) {
			const struct council_item *item = ROW(council_item, items, i);

			if (council_item_open(item, req->day) == (bool)wanted && chosen(req, choice, item) && council_item_seen(req, item))
				at[count++] = item;
		}
		if (wanted)
			open = count;
	}
	if (open > 1)
		qsort(at, open, sizeof *at, by_due);
	if (count - open > 1)
		qsort(at + open, count - open, sizeof *at, by_answer);
	return (struct row_list){ at, count };
}

static struct str shown(const struct request *req, struct day day)
{
	return day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE;
}

void council_item_model(const struct request *req, struct model *item, const struct council_item *council_item)
{
	const struct node *node = programme_node(req->programme, council_item->node);
	bool open = council_item_open(council_item, req->day);

	model_text(item, "title", council_item->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &council_item_record, council_item, req->arena)));
	model_words(item, "kind", words_label(&council_kind_words, (int)council_item->kind));
	show_row(req, item, "body", &body_record, council_item->body);
	model_text(item, "day", shown(req, council_item->day));
	model_flag(item, "open", open);
	model_text(item, "due", open ? shown(req, council_item->due) : STR_NONE);
	model_flag(item, "late", open && day_known(council_item->due) && day_last(council_item->due) < day_first(req->day));
	model_text(item, "answered", open ? STR_NONE : shown(req, council_item->answered));
	show_row(req, item, "about", node ? node->record : &theme_record, node ? node->id : ID_NONE);
	show_row(req, item, "answered_by", &party_record, council_item->answered_by);
}
