/* SPDX-License-Identifier: EUPL-1.2 */
/* How often a row was written, and when: what a calendar says of its events. */
#include "test/databases.h"
#include "test/lev.h"

static struct moment noon(const char *day)
{
	return (struct moment){ moment_end_of_day(test_day(day)).ms - 12 * 3600000 };
}

ON_EACH_DATABASE(every_row_knows_how_often_it_was_written_and_when)
{
	static const struct record *const asked[] = { &action_record };
	struct store *store = fresh_store(kind);
	struct small small = small_programme("small");
	struct action before, stands;
	struct journal_revisions revisions;
	const struct journal_revision *action;

	clock_set(noon("2024-05-01"));
	add_small(store, &small);
	before = stands = small.action;
	clock_set(noon("2024-05-03"));
	stands.title = STR("Een andere titel");
	write_change(store, small.facts.id, &action_record, &before, &stands);
	CHECK(journal_revisions(store, small.facts.id, asked, 1, test_arena(), &revisions));
	action = journal_revision(&revisions, small.action.id);
	CHECK(action);
	CHECK_NUMBER(action->writes, 2);
	CHECK(action->first.ms == noon("2024-05-01").ms && action->last.ms == noon("2024-05-03").ms);
	/* Not asked for, or never written. */
	CHECK(!journal_revision(&revisions, small.theme.id));
	CHECK(!journal_revision(&revisions, ID_NONE));
	CHECK(journal_revisions(store, id_new(), asked, 1, test_arena(), &revisions));
	CHECK_NUMBER(revisions.count, 0);
}
