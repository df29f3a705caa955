/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme/programme.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "party/party.h"
#include "programme/record_json.h"
#include "programme/sample.h"
#include "participation/participation.h"
#include "role/role.h"
#include "test/test.h"
#include "tree/tree.h"

static union sample_room room;

static const struct id own_id = { .byte = { 0x01, 0x8F, [6] = 0x70, [15] = 1 } };

/* The naive model: what was put, in whatever order, and looked through from front to end. */
struct model_row { const struct record *record; void *row; };
struct model { struct model_row *at; size_t count, room; };

static struct model_row *model_find(struct model *model, const struct record *record, struct id id)
{
	for (size_t i = 0; i < model->count; i++)
		if (model->at[i].record == record && id_equal(row_id(model->at[i].row), id))
			return &model->at[i];
	return NULL;
}

static void model_put(struct model *model, const struct record *record, const void *row)
{
	struct model_row *here = model_find(model, record, row_id(row));

	if (!here) {
		CHECK(model->count < model->room);
		here = &model->at[model->count++];
	}
	*here = (struct model_row){ record, arena_take(test_arena(), record->size) };
	row_copy(record, here->row, row, test_arena());
}

static void model_remove(struct model *model, const struct record *record, struct id id)
{
	struct model_row *here = model_find(model, record, id);

	if (here)
		*here = model->at[--model->count];
}

static size_t model_count(const struct model *model, const struct record *record, const struct field *field, struct id id)
{
	size_t count = 0;

	for (size_t i = 0; i < model->count; i++)
		count += model->at[i].record == record
			&& (!field || id_equal(*FIELD_AT(model->at[i].row, field, struct id), id));
	return count;
}

static int people(const struct record *record, const void *a, const void *b)
{
	int order = record->compare ? record->compare(a, b) : 0;

	return order ? order : id_compare(row_id(a), row_id(b));
}

static void check_order(const struct record *record, struct row_list rows)
{
	for (size_t i = 1; i < rows.count; i++)
		CHECK(people(record, rows.at[i - 1], rows.at[i]) < 0);
}

static void check_references(const struct programme *programme, struct model *model, const struct record *record)
{
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];

		for (size_t number = 0; field->kind == KIND_ID && number < 12; number++) {
			struct id       id = sample_id(number);
			struct row_list rows = programme_referring(programme, record, field->offset, id);

			CHECK_NUMBER(rows.count, model_count(model, record, field, id));
			check_order(record, rows);
			for (size_t j = 0; j < rows.count; j++)
				CHECK(id_equal(*FIELD_AT(rows.at[j], field, struct id), id));
		}
	}
}

static void check_keys(const struct programme *programme, struct model *model)
{
	for (size_t i = 0; i < model->count; i++) {
		const struct record *record = model->at[i].record;

		for (size_t j = 0; j < record->field_count; j++) {
			const struct field *field = &record->field[j];
			const void         *found;

			if (!field->key || field_empty(field, model->at[i].row))
				continue;
			found = programme_by_key(programme, record, *FIELD_AT(model->at[i].row, field, struct str));
			CHECK(found && field_equal(field, found, model->at[i].row));
		}
	}
}

static void check_rows(const struct programme *programme, struct model *model)
{
	for (size_t i = 0; i < record_count; i++) {
		struct row_list rows = programme_rows(programme, records[i]);

		CHECK_NUMBER(rows.count, model_count(model, records[i], NULL, ID_NONE));
		check_order(records[i], rows);
		check_references(programme, model, records[i]);
	}
	for (size_t i = 0; i < model->count; i++) {
		const struct record *record = NULL;
		const void *row = programme_find(programme, model->at[i].record, row_id(model->at[i].row));

		CHECK(row && row_equal(model->at[i].record, row, model->at[i].row));
		CHECK(programme_find_any(programme, row_id(row), &record) && record);
	}
}

/* Every node once, below its own parent, and after it. */
static void check_tree(const struct programme *programme, struct model *model)
{
	struct node_list nodes = programme_nodes(programme);
	size_t           count = 1;

	CHECK(nodes.at == programme_root(programme) && !nodes.at[0].parent);
	for (size_t i = 0; i < model->count; i++) {
		const struct record *record = model->at[i].record;
		struct id            parent;

		if (record == &programme_facts_record || !record->node_parent
			|| !record->node_parent(model->at[i].row, &parent))
			continue;
		count++;
		CHECK(programme_node(programme, row_id(model->at[i].row)) != NULL);
	}
	CHECK_NUMBER(nodes.count, count);
	for (size_t i = 1; i < nodes.count; i++) {
		const struct node *node = &nodes.at[i], *child = node->parent->child;

		while (child && child != node)
			child = child->next;
		CHECK(child == node && node->parent < node && node->depth == node->parent->depth + 1);
	}
}

static void check_same(const struct programme *programme, struct model *model)
{
	check_rows(programme, model);
	check_keys(programme, model);
	check_tree(programme, model);
}

/* All that a programme holds, as one text. */
static struct hash content(const struct programme *programme)
{
	struct buf  buf = { 0 };
	struct hash hash;

	for (size_t i = 0; i < record_count; i++) {
		struct row_list rows = programme_rows(programme, records[i]);

		for (size_t j = 0; j < rows.count; j++)
			row_to_json(records[i], rows.at[j], true, &buf);
	}
	for (size_t i = 0; i < programme_nodes(programme).count; i++)
		buf_add_hex(&buf, &programme_nodes(programme).at[i].id, sizeof(struct id));
	hash = hash_of(buf_str(&buf));
	buf_clear(&buf);
	return hash;
}

/* References are to few rows, so that lists are long; ids are kept apart by record, so that they are the row's alone. */
static void change_something(struct sample *sample, struct programme *draft, struct model *model, size_t *newest)
{
	size_t               kind = sample_number(sample, record_count);
	const struct record *record = records[kind];
	size_t               what = sample_number(sample, 10);
	size_t               number = what < 4 ? (*newest)++ : sample_number(sample, *newest + 1);
	struct id            id = kind ? sample_id(kind + number * record_count) : own_id;

	if (what == 9) {
		programme_remove(draft, record, id);
		model_remove(model, record, id);
		return;
	}
	sample_row(sample, record, room.row);
	memcpy(room.row, &id, sizeof(id));
	programme_put(draft, record, room.row);
	model_put(model, record, room.row);
}

#define OLDER 8

/* Versions that readers still hold, with what they held when they were made. */
static void check_older(const struct programme *version[OLDER], const struct hash hash[OLDER])
{
	for (size_t i = 0; i < OLDER; i++)
		if (version[i])
			CHECK(hash_equal(content(version[i]), hash[i]));
}

TEST(thousands_of_changes_keep_a_programme_equal_to_a_naive_one_and_older_versions_as_they_were)
{
	struct sample           sample = { .state = 3, .arena = test_arena(), .ids = 40 };
	struct model            model = { .room = 8000 };
	const struct programme *version[OLDER] = { 0 }, *now = programme_publish(programme_empty(own_id));
	struct hash             hash[OLDER];
	size_t                  newest = 1;

	model.at = arena_array(test_arena(), struct model_row, model.room);
	check_same(now, &model);
	for (size_t round = 0; round < 120; round++) {
		struct programme *draft = programme_draft(now);
		size_t            changes = sample_number(&sample, round % 10 == 9 ? 200 : 40);

		for (size_t i = 0; i < changes; i++) {
			change_something(&sample, draft, &model, &newest);
			if (sample_number(&sample, 60) == 0)
				check_same(draft, &model);
		}
		programme_release(version[round % OLDER]);
		version[round % OLDER] = now;
		hash[round % OLDER] = content(now);
		now = programme_publish(draft);
		check_same(now, &model);
		if (round % 5 == 4)
			check_older(version, hash);
	}
	for (size_t i = 0; i < OLDER; i++)
		programme_release(version[i]);
	check_same(now, &model);
	programme_release(now);
	programme_release(NULL);
}

static struct party party_of(size_t number, const char *key)
{
	return (struct party){ .id = sample_id(number), .key = str_of(key), .name = str_of(key) };
}

static const struct programme *three_parties(void)
{
	struct programme *draft = programme_empty(own_id);
	struct party      duiven = party_of(1, "duiven"), doesburg = party_of(0, "doesburg"), zevenaar = party_of(2, "zevenaar");
	struct role       role = { .id = sample_id(10), .node = own_id, .party = sample_id(1) };
	struct theme      theme = { .id = sample_id(20), .key = STR("leisure"), .name = STR("Leisure") };

	programme_put(draft, &party_record, &duiven);
	programme_put(draft, &party_record, &zevenaar);
	programme_put(draft, &party_record, &doesburg);
	programme_put(draft, &role_record, &role);
	programme_put(draft, &theme_record, &theme);
	return programme_publish(draft);
}

TEST(a_draft_shares_every_table_and_text_it_does_not_change)
{
	const struct programme *before = three_parties(), *after;
	struct programme       *draft = programme_draft(before);
	struct party            party = party_of(1, "duiven");
	const struct node      *root = programme_root(before);

	CHECK(draft->parties.at == before->parties.at);
	party.name = STR("Gemeente Duiven");
	programme_put(draft, &party_record, &party);
	after = programme_publish(draft);
	CHECK(after->parties.at != before->parties.at);
	CHECK(after->parties.at[0].name.at == before->parties.at[0].name.at);
	CHECK_STR(after->parties.at[1].name, "Gemeente Duiven");
	CHECK_STR(before->parties.at[1].name, "duiven");
	CHECK(after->roles.at == before->roles.at && after->themes.at == before->themes.at);
	CHECK(programme_root(after) == root);
	programme_release(before);
	CHECK_STR(after->parties.at[0].name, "doesburg");
	programme_release(after);
}

TEST(a_discarded_draft_leaves_no_trace)
{
	const struct programme *before = three_parties();
	struct hash             hash = content(before);
	struct programme       *draft = programme_draft(before);

	programme_remove(draft, &party_record, sample_id(1));
	programme_remove(draft, &theme_record, sample_id(20));
	CHECK_NUMBER(programme_rows(draft, &party_record).count, 2);
	CHECK_NUMBER(programme_nodes(draft).count, 1);
	programme_discard(draft);
	programme_discard(NULL);
	CHECK(hash_equal(content(before), hash));
	programme_release(before);
}

TEST(a_row_of_the_draft_itself_can_be_put_again)
{
	const struct programme *before = three_parties(), *after;
	struct programme       *draft = programme_draft(before);

	for (size_t i = 0; i < 100; i++)
		programme_put(draft, &party_record, &draft->parties.at[i % draft->parties.count]);
	after = programme_publish(draft);
	CHECK_NUMBER(after->parties.count, 3);
	CHECK(hash_equal(content(before), content(after)));
	programme_release(before);
	programme_release(after);
}

TEST(rows_are_found_by_key_and_by_what_stands_in_an_address)
{
	const struct programme *programme = three_parties();
	const struct party     *duiven = programme_row(programme, party, sample_id(1));

	CHECK(programme_by_key(programme, &party_record, STR("duiven")) == duiven);
	CHECK(!programme_by_key(programme, &party_record, STR("")));
	CHECK(!programme_by_key(programme, &party_record, STR("duive")));
	CHECK(!programme_by_key(programme, &role_record, STR("duiven")));
	CHECK(programme_by_address(programme, &party_record, STR("duiven")) == duiven);
	CHECK(programme_by_address(programme, &party_record, id_text(sample_id(1), test_arena())) == duiven);
	CHECK(!programme_by_address(programme, &party_record, STR("")));
	CHECK(!programme_by_address(programme, &party_record, id_text(sample_id(9), test_arena())));
	programme_release(programme);
}

/* Texts are copied together now and then; else a record changed each day for years would keep all it ever held. */
TEST(what_changes_often_does_not_grow)
{
	const struct programme *now = three_parties();
	struct party            party = party_of(0, "doesburg");
	size_t                  size = 0;

	for (size_t i = 0; i < 2000; i++) {
		struct programme       *draft = programme_draft(now);
		const struct programme *next;

		party.name = str_format(test_arena(), "%0190zu", i);
		programme_put(draft, &party_record, &party);
		next = programme_publish(draft);
		programme_release(now);
		now = next;
		if (i == 200)
			size = programme_size(now);
	}
	CHECK(programme_size(now) < size + 40 * 5000);
	CHECK_STR(now->parties.at[0].name, party.name.at);
	CHECK_STR(now->parties.at[2].name, "zevenaar");
	programme_release(now);
}

struct shared { _Atomic(const struct programme *) newest; pthread_mutex_t lock; size_t seen; };

static const struct programme *take(struct shared *shared)
{
	const struct programme *programme;

	pthread_mutex_lock(&shared->lock);
	programme = programme_keep(shared->newest);
	pthread_mutex_unlock(&shared->lock);
	return programme;
}

/* A reader checks no more than it can say without the test's own jumps, which hold for one thread only. */
static void *read_versions(void *context)
{
	struct shared *shared = context;
	size_t         wrong = 0;

	for (size_t i = 0; i < 400; i++) {
		const struct programme *programme = take(shared), *again = programme_keep(programme);
		/* Not indexed, so made by whichever thread asks first. */
		struct row_list rows = REFERRING(programme, participation, counterpart, sample_id(1));

		wrong += rows.count != programme->participations.count || programme->parties.count != 3;
		wrong += programme_nodes(programme).count != 2 || !programme_by_key(programme, &party_record, STR("duiven"));
		programme_release(programme);
		wrong += !programme_node(again, sample_id(20));
		programme_release(again);
	}
	return (void *)(uintptr_t)wrong;
}

TEST(four_threads_read_while_one_writes)
{
	struct shared shared = { .newest = three_parties(), .lock = PTHREAD_MUTEX_INITIALIZER };
	pthread_t     thread[4];

	for (size_t i = 0; i < 4; i++)
		CHECK_NUMBER(pthread_create(&thread[i], NULL, read_versions, &shared), 0);
	for (size_t i = 0; i < 300; i++) {
		struct participation    entry = { .id = sample_id(1000 + i), .party = sample_id(0), .counterpart = sample_id(1) };
		const struct programme *before = take(&shared), *last;
		struct programme       *draft = programme_draft(before);

		programme_put(draft, &participation_record, &entry);
		programme_publish(draft);
		pthread_mutex_lock(&shared.lock);
		last = shared.newest;
		shared.newest = draft;
		pthread_mutex_unlock(&shared.lock);
		programme_release(last);
		programme_release(before);
	}
	for (size_t i = 0; i < 4; i++) {
		void *wrong;

		pthread_join(thread[i], &wrong);
		CHECK(!wrong);
	}
	programme_release(shared.newest);
}
