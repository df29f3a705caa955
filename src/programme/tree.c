/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tree of nodes. It is made whole from the tables of nodes: gathered in their order for people, joined to their parents, then
 * laid down depth first, so that "all nodes" is one array and the first child of a node is its neighbour.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "programme/table.h"

struct tree {
	atomic_size_t users;
	struct node  *node;             /* depth first; the root is the first */
	size_t        count;
	uint32_t     *slot;             /* by hash of the id: number of the node plus 1; 0: free */
	size_t        slot_count;       /* a power of two, at most half full */
	void         *no_facts;         /* stands for the root's row while there is none */
};

/* A node while the tree is being made; its links are numbers in the same array, 0 (the root) meaning none. */
struct sprout {
	const struct record *record;
	const void          *row;
	struct id            parent_id;
	uint32_t             parent, child, last_child, next, walk, number;
	int                  depth;     /* 0: not yet known, but for the root */
};

static size_t slot_of(const struct tree *tree, struct id id)
{
	uint64_t half[2];

	memcpy(half, &id, sizeof(half));
	half[1] = (half[1] ^ (half[0] >> 29) ^ half[0]) * 0x9E3779B97F4A7C15u;
	return (half[1] >> 32) & (tree->slot_count - 1);
}

static const struct record *root_record(void)
{
	for (size_t i = 0; i < record_count; i++)
		if (record_is_root(records[i]))
			return records[i];
	assert(!"a programme has facts");
	return NULL;
}

static size_t nodes_at_most(const struct programme *programme)
{
	size_t count = 1;

	for (size_t i = 0; i < record_count; i++)
		if (records[i]->node_parent)
			count += rows_of(programme, records[i]).count;
	assert(count < UINT32_MAX / 2);
	return count;
}

static struct sprout sprout_root(struct tree *tree, const struct programme *programme)
{
	struct sprout root = { .record = root_record() };

	root.row = programme_find(programme, root.record, programme->id);
	if (!root.row) {
		tree->no_facts = memory_take(root.record->size);
		memcpy(tree->no_facts, &programme->id, sizeof(programme->id));
		root.row = tree->no_facts;
	}
	return root;
}

/* All nodes: the root, then each record's in the order for people. */
static size_t gather(struct tree *tree, const struct programme *programme, struct sprout *sprout)
{
	size_t count = 0;

	sprout[count++] = sprout_root(tree, programme);
	for (size_t i = 0; i < record_count; i++) {
		const struct record *record = records[i];
		struct row_list      rows;

		if (!record->node_parent || rows_of(programme, record).count == 0)
			continue;
		rows = programme_rows(programme, record);
		for (size_t j = 0; j < rows.count; j++) {
			struct id parent = ID_NONE;

			if (rows.at[j] != sprout[0].row && record->node_parent(rows.at[j], &parent))
				sprout[count++] = (struct sprout){ .record = record, .row = rows.at[j], .parent_id = parent };
		}
	}
	return count;
}

static void slots_fill(struct tree *tree, const struct sprout *sprout)
{
	for (tree->slot_count = 16; tree->slot_count < tree->count * 2; )
		tree->slot_count *= 2;
	tree->slot = memory_take(tree->slot_count * sizeof(*tree->slot));
	for (size_t i = 0; i < tree->count; i++) {
		struct id id = row_id(sprout[i].row);
		size_t    at = slot_of(tree, id);

		while (tree->slot[at] && !id_equal(row_id(sprout[tree->slot[at] - 1].row), id))
			at = (at + 1) & (tree->slot_count - 1);
		if (!tree->slot[at])
			tree->slot[at] = (uint32_t)i + 1;
	}
}

/* Number of the sprout with this id; the root where there is none, so that no node is lost. */
static uint32_t sprout_find(const struct tree *tree, const struct sprout *sprout, struct id id)
{
	for (size_t at = slot_of(tree, id); tree->slot[at]; at = (at + 1) & (tree->slot_count - 1))
		if (id_equal(row_id(sprout[tree->slot[at] - 1].row), id))
			return tree->slot[at] - 1;
	return 0;
}

/* Walks up from node i to one whose depth is known; a circle on the way is cut and hung under the root. */
static void find_depth(struct sprout *sprout, uint32_t i)
{
	uint32_t at;
	int      depth = 0;

	for (at = i; at && !sprout[at].depth && sprout[at].walk != i; at = sprout[at].parent)
		sprout[at].walk = i;
	if (at && !sprout[at].depth) {
		sprout[at].parent = 0;
		sprout[at].depth = 1;
	}
	for (at = i; at && !sprout[at].depth; at = sprout[at].parent)
		depth++;
	depth += sprout[at].depth;
	for (at = i; at && !sprout[at].depth; at = sprout[at].parent)
		sprout[at].depth = depth--;
}

static void join(const struct tree *tree, struct sprout *sprout)
{
	for (uint32_t i = 1; i < tree->count; i++)
		sprout[i].parent = id_known(sprout[i].parent_id) ? sprout_find(tree, sprout, sprout[i].parent_id) : 0;
	for (uint32_t i = 1; i < tree->count; i++)
		find_depth(sprout, i);
	for (uint32_t i = 1; i < tree->count; i++) {
		struct sprout *parent = &sprout[sprout[i].parent];

		if (parent->child)
			sprout[parent->last_child].next = i;
		else
			parent->child = i;
		parent->last_child = i;
	}
}

/* The next one depth first; 0 after the last. */
static uint32_t sprout_after(const struct sprout *sprout, uint32_t at)
{
	if (sprout[at].child)
		return sprout[at].child;
	while (at && !sprout[at].next)
		at = sprout[at].parent;
	return at ? sprout[at].next : 0;
}

static void lay_down(struct tree *tree, struct sprout *sprout)
{
	uint32_t number = 0, at = 0;

	do {
		sprout[at].number = number++;
		at = sprout_after(sprout, at);
	} while (at);
	assert(number == tree->count);

	for (uint32_t i = 0; i < tree->count; i++) {
		const struct sprout *from = &sprout[i];

		tree->node[from->number] = (struct node){
			.id = row_id(from->row), .record = from->record, .row = from->row, .depth = from->depth,
			.parent = i ? &tree->node[sprout[from->parent].number] : NULL,
			.child = from->child ? &tree->node[sprout[from->child].number] : NULL,
			.next = from->next ? &tree->node[sprout[from->next].number] : NULL,
		};
	}
	for (size_t i = 0; i < tree->slot_count; i++)
		if (tree->slot[i])
			tree->slot[i] = sprout[tree->slot[i] - 1].number + 1;
}

struct tree *tree_make(const struct programme *programme)
{
	struct tree   *tree = memory_take(sizeof(*tree));
	struct sprout *sprout = memory_take(nodes_at_most(programme) * sizeof(*sprout));

	atomic_init(&tree->users, 1);
	tree->count = gather(tree, programme, sprout);
	tree->node = memory_take(tree->count * sizeof(*tree->node));
	slots_fill(tree, sprout);
	join(tree, sprout);
	lay_down(tree, sprout);
	free(sprout);
	return tree;
}

struct tree *tree_keep(struct tree *tree)
{
	if (tree)
		atomic_fetch_add_explicit(&tree->users, 1, memory_order_relaxed);
	return tree;
}

void tree_release(struct tree *tree)
{
	if (!tree || atomic_fetch_sub_explicit(&tree->users, 1, memory_order_acq_rel) != 1)
		return;
	free(tree->no_facts);
	free(tree->slot);
	free(tree->node);
	free(tree);
}

size_t tree_size(const struct tree *tree)
{
	return sizeof(*tree) + tree->count * sizeof(*tree->node) + tree->slot_count * sizeof(*tree->slot);
}

const struct node *programme_root(const struct programme *programme)
{
	return programme_tree(programme)->node;
}

const struct node *programme_node(const struct programme *programme, struct id id)
{
	const struct tree *tree = programme_tree(programme);

	for (size_t at = slot_of(tree, id); tree->slot[at]; at = (at + 1) & (tree->slot_count - 1))
		if (id_equal(tree->node[tree->slot[at] - 1].id, id))
			return &tree->node[tree->slot[at] - 1];
	return NULL;
}

struct node_list programme_nodes(const struct programme *programme)
{
	const struct tree *tree = programme_tree(programme);

	return (struct node_list){ tree->node, tree->count };
}

struct str node_title(const struct programme *programme, const struct node *node, struct arena *arena)
{
	return row_title(programme, node->record, node->row, arena);
}

bool node_under(const struct node *node, const struct node *above)
{
	for (; node; node = node->parent)
		if (node == above)
			return true;
	return false;
}

bool node_exists(const struct programme *programme, struct id id)
{
	if (id_equal(id, programme->id))
		return true;
	for (size_t i = 0; i < record_count; i++) {
		struct id   parent;
		const void *row = records[i]->node_parent ? programme_find(programme, records[i], id) : NULL;

		if (row && records[i]->node_parent(row, &parent))
			return true;
	}
	return false;
}
