/* SPDX-License-Identifier: EUPL-1.2 */
/* Redaction: a text that was taken out stands nowhere any more, and the chain still verifies (docs/rules.md 14). */
#include <stdio.h>
#include <string.h>

#include "store/search.h"
#include "test/databases.h"
#include "test/lev.h"

/* A word that stands in no other text, in two versions of the action. */
static const char secret[] = "geheimeweg", older[] = "oudewijsheid";

static struct moment noon(const char *day)
{
	return (struct moment){ moment_end_of_day(test_day(day)).ms - 12 * 3600000 };
}

/* On 1 May the action says the older word, on 3 May the secret one, on 5 May another title. */
static struct store *store_with_secret(enum database_kind kind, struct small *small, struct action *stands)
{
	struct store *store = fresh_store(kind);
	struct action before;

	*small = small_programme("small");
	small->action.why = str_format(test_arena(), "Wij zeggen %s.", older);
	clock_set(noon("2024-05-01"));
	add_small(store, small);
	before = *stands = small->action;
	clock_set(noon("2024-05-03"));
	stands->why = str_format(test_arena(), "Wij kennen de %s.", secret);
	write_change(store, small->facts.id, &action_record, &before, stands);
	before = *stands;
	clock_set(noon("2024-05-05"));
	stands->title = STR("Een andere titel");
	write_change(store, small->facts.id, &action_record, &before, stands);
	clock_set(noon("2024-05-10"));
	return store;
}

static bool redact(struct store *store, const struct small *small, const char *field)
{
	struct faults faults = { .arena = test_arena() };
	bool done = journal_redact(store, small->facts.id, &action_record, small->action.id, field, id_new(), &faults);

	if (!done)
		print_error("refused: %.*s\n", STR_ARG(faults_text(&faults)));
	return done;
}

/* Every column of every table with a text, as the database gives them. */
static struct str everything(struct store *store)
{
	struct str where = address_of_store(store);

	return str_format(test_arena(), "%.*s\n%.*s\n%.*s", STR_ARG(ask_sql(where, "SELECT after, texts FROM journal ORDER BY seq")),
		STR_ARG(ask_sql(where, "SELECT title, why, result, internal, note FROM action")),
		STR_ARG(ask_sql(where, "SELECT title, body, folded FROM search_text")));
}

static const struct action *known_action(struct store *store, const struct small *small, const char *day)
{
	const struct programme *known = store_programme_known(store, small->facts.id, test_day(day));
	const struct action *action = known ? programme_row(known, action, small->action.id) : NULL;
	struct action *copy = arena_new(test_arena(), struct action);

	CHECK(action);
	row_copy(&action_record, copy, action, test_arena());
	programme_release(known);
	return copy;
}

ON_EACH_DATABASE(a_redacted_text_is_gone_everywhere_and_the_rest_stays)
{
	struct small small;
	struct action stands;
	struct store *store = store_with_secret(kind, &small, &stands), *again;
	struct search_hits hits;
	struct str export;
	const struct action *now;

	CHECK_HAS(known_action(store, &small, "2024-05-03")->why, secret);      /* kept in memory from now on */
	CHECK_HAS(everything(store), secret);
	CHECK(redact(store, &small, "why"));

	CHECK_HAS_NOT(everything(store), secret);
	CHECK_HAS_NOT(everything(store), older);
	now = row_now(store, small.facts.id, &action_record, small.action.id);
	CHECK_STR(now->why, redacted_text.at);
	CHECK_STR(now->title, "Een andere titel");
	CHECK_STR(now->result, "Er hangt een kaart.");
	CHECK_STR(known_action(store, &small, "2024-05-01")->why, redacted_text.at);
	CHECK_STR(known_action(store, &small, "2024-05-01")->title, "Een kaart van de Liemers");
	CHECK_STR(known_action(store, &small, "2024-05-03")->why, redacted_text.at);
	CHECK_STR(known_action(store, &small, "2024-05-10")->why, redacted_text.at);
	CHECK_STR(known_action(store, &small, "2024-05-10")->title, "Een andere titel");
	export = export_text(store, small.facts.id);
	CHECK_HAS_NOT(export, secret);
	CHECK_HAS_NOT(export, older);
	CHECK_HAS(export, "Een kaart van de Liemers");
	CHECK(store_search(store, small.facts.id, str_of(secret), 10, test_arena(), &hits));
	CHECK_NUMBER(hits.count, 0);
	check_verified(store, small.facts.id);

	again = open_store(address_of_store(store), 0);
	check_verified(again, small.facts.id);
	CHECK_STR(((const struct action *)row_now(again, small.facts.id, &action_record, small.action.id))->why, redacted_text.at);
}

ON_EACH_DATABASE(the_history_tells_of_a_redaction_without_the_text)
{
	struct small small;
	struct action stands;
	struct store *store = store_with_secret(kind, &small, &stands);
	struct journal_filter filter = { .id = small.action.id, .with_was = true };
	struct journal_row *row;
	size_t count;

	CHECK(redact(store, &small, "why"));
	CHECK(journal_read(store, small.facts.id, &filter, test_arena(), &row, &count));
	CHECK_NUMBER(count, 4);
	for (size_t i = 0; i < count; i++) {
		CHECK_STR(((const struct action *)row[i].after)->why, redacted_text.at);
		if (row[i].was)
			CHECK_STR(((const struct action *)row[i].was)->why, redacted_text.at);
	}
	CHECK_STR(((const struct action *)row[0].was)->title, "Een andere titel");
	CHECK(id_known(row[0].actor));
}

ON_EACH_DATABASE(without_a_field_every_text_of_the_row_goes)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct theme told = small.theme;
	struct faults faults = { .arena = test_arena() };
	const struct theme *now;

	told.description = str_of(secret);
	told.emphasis = str_of(older);
	write_change(store, small.facts.id, &theme_record, &small.theme, &told);
	CHECK(journal_redact(store, small.facts.id, &theme_record, told.id, NULL, ID_NONE, &faults));
	now = row_now(store, small.facts.id, &theme_record, told.id);
	CHECK_STR(now->name, redacted_text.at);
	CHECK_STR(now->description, redacted_text.at);
	CHECK_STR(now->emphasis, redacted_text.at);
	CHECK_STR(now->key, "leisure");
	CHECK_STR(now->provenance.note, "");
	CHECK_NUMBER(now->position.value, 1);
	CHECK_HAS_NOT(everything(store), secret);
	CHECK_HAS_NOT(everything(store), older);
	CHECK_HAS_NOT(everything(store), "Vrijetijdseconomie");
	CHECK_HAS(everything(store), "kaart");
	check_verified(store, small.facts.id);
}

/* The text is nowhere to be brought back from. */
ON_EACH_DATABASE(undoing_a_redaction_brings_nothing_back)
{
	struct small small;
	struct action stands;
	struct store *store = store_with_secret(kind, &small, &stands);
	struct journal_filter filter = { .most = 1, .with_was = true };
	struct faults faults = { .arena = test_arena() };
	struct journal_row *row;
	struct change change;
	size_t count;

	CHECK(redact(store, &small, "why"));
	CHECK(journal_read(store, small.facts.id, &filter, test_arena(), &row, &count));
	change = (struct change){ row->record, row->after, row->was };
	CHECK(store_write(store, &(struct command){ .programme = small.facts.id, .changes = &change, .count = 1, .undoes = row->seq,
		.faults = &faults }));
	CHECK_HAS_NOT(everything(store), secret);
	check_verified(store, small.facts.id);
	CHECK(redact(store, &small, "why"));
	check_verified(store, small.facts.id);
}

ON_EACH_DATABASE(what_is_not_there_cannot_be_redacted)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct faults faults = { .arena = test_arena() };

	CHECK(!journal_redact(store, small.facts.id, &action_record, id_new(), NULL, ID_NONE, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_NOT_FOUND);
	faults.count = 0;
	CHECK(!journal_redact(store, id_new(), &action_record, small.action.id, NULL, ID_NONE, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_NOT_FOUND);
	check_verified(store, small.facts.id);
}

/* Who took the programme over before the redaction holds the text; taking in what was added since takes it out there too. */
ON_EACH_DATABASE(a_redaction_travels_with_the_rest_of_the_journal)
{
	struct small small;
	struct action stands;
	struct store *store = store_with_secret(kind, &small, &stands), *other = fresh_store(kind);
	struct faults faults = { .arena = test_arena() };

	CHECK(import_text(other, export_text(store, small.facts.id), &faults));
	CHECK_HAS(everything(other), secret);
	CHECK(redact(store, &small, "why"));
	CHECK(import_text(other, export_text(store, small.facts.id), &faults));
	CHECK_HAS_NOT(everything(other), secret);
	CHECK_STR(known_action(other, &small, "2024-05-03")->why, redacted_text.at);
	check_verified(other, small.facts.id);
	test_check_str(export_text(other, small.facts.id), export_text(store, small.facts.id), __FILE__, __LINE__);
}

/* Not in a page that was given back, not in the index of search. PostgreSQL lets go of old rows by itself, when it vacuums. */
TEST(a_redacted_text_is_not_left_in_the_file)
{
	struct small small;
	struct action stands;
	struct store *store = store_with_secret(DATABASE_SQLITE, &small, &stands);
	struct str where = str_copy(test_arena(), address_of_store(store));

	close_store(store);
	CHECK(str_search(test_file(where.at), str_of(secret)) != SIZE_MAX);
	store = open_store(where, 0);
	CHECK(redact(store, &small, "why"));
	close_store(store);
	CHECK_NUMBER(str_search(test_file(where.at), str_of(secret)), SIZE_MAX);
	CHECK_NUMBER(str_search(test_file(where.at), str_of(older)), SIZE_MAX);
}
