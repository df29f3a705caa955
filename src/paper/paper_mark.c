/* SPDX-License-Identifier: EUPL-1.2 */
/* The programme's own Markdown, taken apart into the blocks of a paper. */
#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

#include "html/markdown_own.h"
#include "paper/paper_own.h"

struct taking {
	struct paper *paper;
	int           level;                    /* headings fall below it */
	struct run   *run;                      /* of the text at hand */
	size_t        count, room;
	int           strong, emphasis, struck, quote;
	struct str    address;
	size_t        deep;                     /* lists that are open */
	int64_t       next[ITEM_DEEPEST + 1];   /* number of the next item, of each list; 0: it has none */
	struct block *item;                     /* the item at hand; NULL where what follows is in none */
	bool          begun;                    /* it has a text */
	struct grid  *grid;
};

static void add_run(struct taking *taking, struct str text, bool code)
{
	if (text.len == 0)
		return;
	taking->run = arena_grow(taking->paper->arena, taking->run, taking->count, &taking->room, sizeof *taking->run);
	taking->run[taking->count++] = (struct run){ .text = text, .address = taking->address, .code = code,
		.strong = taking->strong > 0, .emphasis = taking->emphasis > 0, .struck = taking->struck > 0 };
}

static struct rich take_runs(struct taking *taking)
{
	struct rich text = { taking->run, taking->count };

	taking->run = NULL;
	taking->count = taking->room = 0;
	return text;
}

static struct rich joined(struct arena *arena, struct rich a, struct rich b)
{
	struct run *run = arena_array(arena, struct run, a.count + 1 + b.count);

	memcpy(run, a.run, a.count * sizeof *run);
	run[a.count].text = STR("\n");
	memcpy(run + a.count + 1, b.run, b.count * sizeof *run);
	return (struct rich){ run, a.count + 1 + b.count };
}

/* A paragraph has ended: the text of an item, or more of it, or one that stands alone. */
static void end_text(struct taking *taking)
{
	struct rich text = take_runs(taking);
	struct block *block;

	if (rich_empty(text))
		return;
	if (taking->item && !taking->begun) {
		taking->item->text = text;
		taking->begun = true;
		return;
	}
	if (taking->item) {
		taking->item->text = joined(taking->paper->arena, taking->item->text, text);
		return;
	}
	block = paper_add(taking->paper, BLOCK_TEXT);
	block->style = taking->quote > 0 ? PAPER_NOTE : PAPER_PLAIN;
	block->text = text;
	block->own = true;
}

static void end_heading(struct taking *taking, cmark_node *node)
{
	int level = taking->level + cmark_node_get_heading_level(node);
	struct rich text = take_runs(taking);
	struct block *block;

	if (rich_empty(text))
		return;
	block = paper_add(taking->paper, BLOCK_HEADING);
	block->level = level > HEADING_DEEPEST ? HEADING_DEEPEST : level;
	block->text = rich_of(taking->paper->arena, rich_plain(text, taking->paper->arena), STR_NONE);
	block->own = true;
	taking->item = NULL;
}

static size_t depth(const struct taking *taking)
{
	return taking->deep > ITEM_DEEPEST ? ITEM_DEEPEST : taking->deep;
}

static void begin_list(struct taking *taking, cmark_node *node)
{
	taking->deep++;
	taking->next[depth(taking)] = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ?
		(cmark_node_get_list_start(node) > 0 ? cmark_node_get_list_start(node) : 1) : 0;
}

static void begin_item(struct taking *taking)
{
	int64_t *next = &taking->next[depth(taking)];

	taking->item = paper_add(taking->paper, BLOCK_ITEM);
	taking->item->level = (int)depth(taking) - 1;
	taking->item->own = true;
	taking->item->number = *next > 0 ? (*next)++ : 0;
	taking->begun = false;
}

static void begin_table(struct taking *taking, cmark_node *node)
{
	struct arena *arena = taking->paper->arena;
	uint16_t count = cmark_gfm_extensions_get_table_columns(node);
	const uint8_t *align = cmark_gfm_extensions_get_table_alignments(node);
	struct paper_column *column = arena_array(arena, struct paper_column, count ? count : 1);

	for (uint16_t i = 0; i < count; i++)
		column[i].align = align[i] == 'r' ? PAPER_END : align[i] == 'c' ? PAPER_CENTRE : PAPER_START;
	paper_table(taking->paper, STR_NONE, column, count ? count : 1);
	taking->grid = taking->paper->block[taking->paper->count - 1].grid;
	taking->paper->block[taking->paper->count - 1].own = true;
	taking->item = NULL;
}

static void end_cell(struct taking *taking, cmark_node *node)
{
	struct rich text = take_runs(taking);
	size_t column = 0;

	if (!cmark_gfm_extensions_get_table_row_is_header(cmark_node_parent(node))) {
		paper_cell_rich(taking->paper, text);
		paper_own(taking->paper);
		return;
	}
	for (cmark_node *before = cmark_node_previous(node); before; before = cmark_node_previous(before))
		column++;
	if (column < taking->grid->columns)
		taking->grid->column[column].label = rich_plain(text, taking->paper->arena);
}

/* The extensions' kinds have names, no numbers. */
static bool is(cmark_node *node, const char *kind)
{
	return strcmp(cmark_node_get_type_string(node), kind) == 0;
}

static struct str literal(struct taking *taking, cmark_node *node)
{
	return str_copy(taking->paper->arena, str_of(cmark_node_get_literal(node)));
}

static void enter(struct taking *taking, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE: taking->quote++; break;
	case CMARK_NODE_LIST:        begin_list(taking, node); break;
	case CMARK_NODE_ITEM:        begin_item(taking); break;
	case CMARK_NODE_TEXT:        add_run(taking, literal(taking, node), false); break;
	case CMARK_NODE_CODE:        add_run(taking, literal(taking, node), true); break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:   add_run(taking, STR("\n"), false); break;
	case CMARK_NODE_EMPH:        taking->emphasis++; break;
	case CMARK_NODE_STRONG:      taking->strong++; break;
	case CMARK_NODE_CODE_BLOCK:
		add_run(taking, str_trim(literal(taking, node)), true);
		end_text(taking);
		break;
	case CMARK_NODE_LINK:
		taking->address = str_copy(taking->paper->arena, str_of(cmark_node_get_url(node)));
		if (!address_goes(taking->address))
			taking->address = STR_NONE;
		break;
	default:
		if (is(node, "table"))
			begin_table(taking, node);
		else if (is(node, "strikethrough"))
			taking->struck++;
	}
}

static void leave(struct taking *taking, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE: taking->quote--; break;
	case CMARK_NODE_LIST:        taking->deep--; break;
	case CMARK_NODE_ITEM:        taking->item = NULL; break;
	case CMARK_NODE_PARAGRAPH:   end_text(taking); break;
	case CMARK_NODE_HEADING:     end_heading(taking, node); break;
	case CMARK_NODE_EMPH:        taking->emphasis--; break;
	case CMARK_NODE_STRONG:      taking->strong--; break;
	case CMARK_NODE_LINK:        taking->address = STR_NONE; break;
	default:
		if (is(node, "table_cell"))
			end_cell(taking, node);
		else if (is(node, "strikethrough"))
			taking->struck--;
	}
}

void paper_markdown(struct paper *paper, int level, struct str text)
{
	struct taking taking = { .paper = paper, .level = level < 0 ? 0 : level };
	cmark_node *document = markdown_document(text, 1);
	cmark_iter *iter;
	cmark_event_type event;

	if (!document) {
		paper_text(paper, PAPER_PLAIN, text);
		paper_own(paper);
		return;
	}
	iter = cmark_iter_new(document);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_ENTER)
			enter(&taking, node);
		else
			leave(&taking, node);
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
}
