/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of all cells says what the rules say one by one; addresses of cells lead back to their nodes. */
#include "action/action.h"
#include "participation/participation.h"
#include "party/party.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static void check_table(const struct programme *programme, struct day day)
{
	struct row_list parties = programme_rows(programme, &party_record);
	struct participation_table table = participation_table(programme, parties, day, test_arena());
	size_t p, n;

	for (n = 0; n < table.nodes.count; n++)
		for (p = 0; p < parties.count; p++) {
			const struct node *node = &table.nodes.at[n];
			struct id party = row_id(parties.at[p]);
			struct participation_share one = participation_in_actions(programme, party, node, day, test_arena());
			struct participation_share all = participation_table_in_actions(&table, node, p);
			CHECK(participation_table_entry(&table, node, p) == participation_effective(programme, party, node, day));
			CHECK_NUMBER(all.in, one.in);
			CHECK_NUMBER(all.all, one.all);
		}
}

TEST(the_table_of_participation_says_what_each_look_up_says)
{
	check_table(test_lev(), test_day("2024-06-01"));
	check_table(test_lev(), test_day("2023-12-31"));
	check_table(test_lev(), test_day("2029-06-01"));
	check_table(test_first_lev(), test_day("2021-06-01"));
}

TEST(the_table_counts_municipalities_only)
{
	const struct programme *lev = test_lev();
	struct day day = test_day("2024-06-01");
	struct row_list parties = party_municipalities(lev, day, test_arena());
	struct participation_table table = participation_table(lev, parties, day, test_arena());

	for (size_t n = 0; n < table.nodes.count; n++) {
		struct participation_counts one = participation_count(lev, &table.nodes.at[n], day, test_arena());
		struct participation_counts all = participation_table_count(&table, &table.nodes.at[n]);
		CHECK_NUMBER(all.all, 5);
		CHECK_NUMBER(all.in, one.in);
		for (int standing = 0; standing < STANDING_COUNT; standing++)
			CHECK_NUMBER(all.of[standing], one.of[standing]);
	}
	table = participation_table(lev, programme_rows(lev, &party_record), day, test_arena());
	CHECK_NUMBER(participation_table_count(&table, programme_root(lev)).in, 5);
}

TEST(the_table_of_no_parties_is_empty)
{
	struct participation_table table = participation_table(test_lev(), (struct row_list){ NULL, 0 }, test_day("2024"), test_arena());

	CHECK_NUMBER(participation_table_count(&table, programme_root(test_lev())).all, 0);
}

TEST(the_address_of_a_cell_leads_back_to_its_node)
{
	const struct programme *lev = test_lev();
	struct node_list nodes = programme_nodes(lev);

	for (size_t n = 0; n < nodes.count; n++)
		CHECK(participation_address_node(lev, participation_address_name(lev, &nodes.at[n], test_arena())) == &nodes.at[n]);
	CHECK_STR(participation_address(lev, programme_by_key(lev, &party_record, STR("doesburg")), test_node(lev, "leisure-promotion"),
		test_arena()), "/participation/doesburg/leisure-promotion");
	CHECK(participation_address_node(lev, STR("programme")) == programme_root(lev));
	CHECK(participation_address_node(lev, STR("v-01")) == test_node(lev, "V-01"));
	CHECK(!participation_address_node(lev, STR("nowhere")));
	CHECK(!participation_address_node(lev, STR_NONE));
}

/* A cross-cutting theme is a label: nobody takes part in it, so it has no cell. */
TEST(a_cross_cutting_theme_has_no_cell)
{
	CHECK(!participation_address_node(test_lev(), STR("accessibility")));
}

TEST(a_topic_with_the_key_of_a_theme_goes_by_its_id)
{
	const struct programme *lev = test_lev();
	struct programme *draft = programme_draft(lev);
	struct topic topic = { .id = id_new(), .theme = test_node(lev, "leisure")->id, .key = STR("logistics"), .name = STR("Logistiek") };
	const struct programme *both;

	programme_put(draft, &topic_record, &topic);
	both = programme_publish(draft);
	CHECK(participation_address_node(both, STR("logistics"))->record == &theme_record);
	CHECK_STR(participation_address_name(both, programme_node(both, topic.id), test_arena()), id_text(topic.id, test_arena()).at);
	CHECK(id_equal(participation_address_node(both, id_text(topic.id, test_arena()))->id, topic.id));
	programme_release(both);
}
