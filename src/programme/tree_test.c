/* SPDX-License-Identifier: EUPL-1.2 */
#include "tree/tree.h"

#include <string.h>

#include "action/action.h"
#include "goal/goal.h"
#include "participation/participation.h"
#include "programme/sample.h"
#include "test/test.h"

static const struct id own_id = { .byte = { 0x01, 0x8F, [6] = 0x70, [15] = 1 } };

static void put_theme(struct programme *draft, size_t id, const char *key, int64_t position)
{
	struct theme theme = { .id = sample_id(id), .key = str_of(key), .name = str_of(key), .position = { position, true } };

	programme_put(draft, &theme_record, &theme);
}

static void put_topic(struct programme *draft, size_t id, size_t theme, const char *key)
{
	struct topic topic = { .id = sample_id(id), .theme = sample_id(theme), .key = str_of(key), .name = str_of(key) };

	programme_put(draft, &topic_record, &topic);
}

static void put_action(struct programme *draft, size_t id, size_t theme, size_t topic, const char *number)
{
	struct action action = { .id = sample_id(id), .number = str_of(number), .title = STR("map") };

	action.theme = theme ? sample_id(theme) : ID_NONE;
	action.topic = topic ? sample_id(topic) : ID_NONE;
	programme_put(draft, &action_record, &action);
}

/* Actions come first and ids run against the order for people, so nothing is right by chance. */
static struct programme *leisure_and_logistics(void)
{
	struct programme      *draft = programme_empty(own_id);
	struct programme_facts facts = { .id = own_id, .key = STR("lev"), .name = STR("Vision") };

	put_action(draft, 101, 12, 0, "M-04");
	put_action(draft, 102, 11, 21, "M-02");
	put_action(draft, 103, 11, 21, "M-01");
	put_action(draft, 104, 11, 0, "M-03");
	put_action(draft, 105, 0, 0, "M-05");
	put_topic(draft, 21, 11, "promotion");
	put_theme(draft, 11, "leisure", 1);
	put_theme(draft, 12, "logistics", 2);
	programme_put(draft, &programme_facts_record, &facts);
	return draft;
}

static struct str outline(const struct programme *programme)
{
	struct node_list nodes = programme_nodes(programme);
	struct str      *line = arena_array(test_arena(), struct str, nodes.count);

	for (size_t i = 0; i < nodes.count; i++)
		line[i] = str_format(test_arena(), "%d %.*s", nodes.at[i].depth,
			STR_ARG(node_title(programme, &nodes.at[i], test_arena())));
	return str_join(test_arena(), line, nodes.count, STR(", "));
}

TEST(the_tree_runs_depth_first_in_the_order_for_people)
{
	const struct programme *programme = programme_publish(leisure_and_logistics());

	CHECK_STR(outline(programme),
		"0 Vision, 1 leisure, 2 promotion, 3 M-01 map, 3 M-02 map, 2 M-03 map, 1 logistics, 2 M-04 map, 1 M-05 map");
	programme_release(programme);
}

TEST(a_node_knows_what_stands_above_it)
{
	const struct programme *programme = programme_publish(leisure_and_logistics());
	const struct node      *action = programme_node(programme, sample_id(103)), *theme = programme_node(programme, sample_id(11));

	CHECK(node_under(action, theme) && node_under(action, action) && node_under(action, programme_root(programme)));
	CHECK(!node_under(theme, action) && !node_under(action, programme_node(programme, sample_id(12))));
	CHECK(!programme_node(programme, sample_id(999)) && !programme_node(programme, ID_NONE));
	CHECK(programme_node(programme, own_id) == programme_root(programme));
	CHECK(programme_root(programme)->row == programme->facts.at);
	programme_release(programme);
}

TEST(a_node_whose_parent_is_gone_hangs_under_the_root)
{
	struct programme *draft = leisure_and_logistics();

	programme_remove(draft, &theme_record, sample_id(11));
	CHECK_STR(outline(draft), "0 Vision, 1 logistics, 2 M-04 map, 1 promotion, 2 M-01 map, 2 M-02 map, 1 M-03 map, 1 M-05 map");
	programme_discard(draft);
}

TEST(a_theme_that_cuts_across_is_no_node)
{
	struct programme *draft = leisure_and_logistics();
	struct theme      theme = *programme_row(draft, theme, sample_id(11));

	theme.cross_cutting = true;
	programme_put(draft, &theme_record, &theme);
	CHECK(!programme_node(draft, sample_id(11)));
	CHECK_NUMBER(programme_nodes(draft).count, 8);
	programme_discard(draft);
}

/* The tree stands before the facts are there: its root has an empty row with the programme's id. */
TEST(a_programme_without_facts_has_a_root)
{
	const struct programme *programme = programme_publish(programme_empty(own_id));
	const struct node      *root = programme_root(programme);

	CHECK_NUMBER(programme_nodes(programme).count, 1);
	CHECK(id_equal(root->id, own_id) && id_equal(row_id(root->row), own_id));
	CHECK_STR(node_title(programme, root, test_arena()), "");
	programme_release(programme);
}

TEST(a_row_belongs_to_a_node_and_has_its_page)
{
	const struct programme *programme = programme_publish(leisure_and_logistics());
	struct participation    entry = { .id = sample_id(500), .node = sample_id(21) };
	struct goal             goal = { .id = sample_id(501), .node = sample_id(998) };
	struct milestone        milestone = { .id = sample_id(502), .action = sample_id(104) };
	const void             *action = programme_row(programme, action, sample_id(104));

	CHECK(row_node(programme, &participation_record, &entry) == programme_node(programme, sample_id(21)));
	CHECK(row_node(programme, &milestone_record, &milestone)->row == action);
	CHECK(row_node(programme, &action_record, action)->row == action);
	CHECK(row_node(programme, &goal_record, &goal) == programme_root(programme));
	CHECK_STR(row_address(programme, &action_record, action, test_arena()), "/actions/M-03");
	CHECK_STR(row_address(programme, &programme_facts_record, programme->facts.at, test_arena()), "");
	programme_release(programme);
}

/* A circle can be in no programme of ours, yet may stand in a file of another's. */
TEST(topics_that_name_each_other_hang_under_the_root)
{
	struct programme *draft = programme_empty(own_id);

	put_topic(draft, 31, 32, "a");
	put_topic(draft, 32, 33, "b");
	put_topic(draft, 33, 31, "c");
	put_topic(draft, 34, 33, "d");
	put_topic(draft, 35, 35, "e");
	CHECK_NUMBER(programme_nodes(draft).count, 6);
	for (size_t i = 0; i < 6; i++)
		CHECK(node_under(&programme_nodes(draft).at[i], programme_root(draft)));
	programme_discard(draft);
}
