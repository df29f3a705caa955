/* SPDX-License-Identifier: EUPL-1.2 */
/* Search finds the same on both databases, in the same order. */
#include "store/search.h"

#include <string.h>

#include "exchange/exchange.h"
#include "test/databases.h"
#include "test/lev.h"

static struct id import_lev(struct store *store)
{
	struct faults faults = { .arena = test_arena() };
	struct exchange_report report = { 0 };
	struct id id = ID_NONE;

	CHECK(exchange_import(store, STR("lev.json"), test_file("data/lev/lev-2024-2026.json"), ID_NONE, &id, &report, &faults));
	return id;
}

static struct search_hits search(struct store *store, struct id programme, struct str query, size_t most)
{
	struct search_hits hits;

	CHECK(store_search(store, programme, query, most, test_arena(), &hits));
	return hits;
}

/* "record: title", a hit a line. */
static struct str found(struct store *store, struct id programme, const char *query, size_t most)
{
	struct search_hits hits = search(store, programme, str_of(query), most);
	struct str text = STR_NONE;

	for (size_t i = 0; i < hits.count; i++)
		text = str_format(test_arena(), "%.*s%s: %.*s\n", STR_ARG(text), hits.at[i].record->name, STR_ARG(hits.at[i].title));
	return text;
}

static const char *const queries[] = {
	"liemers", "Duiven", "DUIVEN", "vrijetijdseconomie", "logistiek", "onderwijs", "maakindustrie", "speerpunt", "kaart", "agro",
	"de", "d", "ondernemers gemeenten", "gemeenten ondernemers", "ondern gem", "2024", "22 mei", "visie 2024-2026", "M-03", "Éducation",
	"economische visie liemers", "plan", "en", "samenwerking", "scholen bedrijven", "een van de het", "Doesburg Hanzesteden", "https",
	"nietbestaandwoord", "liemers nietbestaandwoord", "", "   ", "'", "\"", "&", "|", "!", "()", ":*", "a:b", "NEAR(de, het)", "de OR het",
	"de AND", "NOT de", "-de", "de*", "title:duiven", "\\", "%", "_", "'; DROP TABLE journal; --", "\"de", "de\"het", "<b>", "duiven,zevenaar",
	"één", "een\xcc\x81", "\xef\xac\x81nancieel", "ﬁ", "ß", "İ", "😀", "日本", "\xff\xfe", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
	"a b c d e f g h i j k l m n o p q r s t u v w x y z",
};

TEST(both_databases_find_the_same_in_the_same_order)
{
	struct store *sqlite, *postgresql;
	struct id left, right;
	size_t some = 0;

	need_database(DATABASE_POSTGRESQL);
	sqlite = fresh_store(DATABASE_SQLITE);
	postgresql = fresh_store(DATABASE_POSTGRESQL);
	left = import_lev(sqlite);
	right = left;
	{
		struct faults faults = { .arena = test_arena() };
		CHECK(import_text(postgresql, export_text(sqlite, left), &faults));
	}
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
		struct str here = found(sqlite, left, queries[i], 200), there = found(postgresql, right, queries[i], 200);

		if (!str_equal(here, there))
			print_error("for \"%s\":\n%.*s--\n%.*s", queries[i], STR_ARG(here), STR_ARG(there));
		test_check_str(there, here, __FILE__, __LINE__);
		test_check_str(found(postgresql, right, queries[i], 5), found(sqlite, left, queries[i], 5), __FILE__, __LINE__);
		some += here.len > 0;
	}
	CHECK(some > 20);
}

ON_EACH_DATABASE(what_has_the_word_in_its_title_comes_first)
{
	struct small small;
	struct store *store = small_store(kind, &small);
	struct action more[3] = { small.action, small.action, small.action };
	static const char *const titles[] = { "Een route", "Kaartlezen voor beginners", "De kaart" };

	for (int i = 0; i < 3; i++) {
		more[i].id = id_new();
		more[i].number = str_format(test_arena(), "V-1%d", i);
		more[i].title = str_of(titles[i]);
		more[i].result = STR("Een kaart, een kaart en nog een kaart.");
		more[i].why = STR_NONE;
		write_change(store, small.facts.id, &action_record, NULL, &more[i]);
	}
	CHECK_STR(found(store, small.facts.id, "kaart", 10), "action: V-12 De kaart\naction: V-01 Een kaart van de Liemers\n"
		"action: V-11 Kaartlezen voor beginners\naction: V-10 Een route\n");
	CHECK_STR(found(store, small.facts.id, "kaart", 1), "action: V-12 De kaart\n");
}

ON_EACH_DATABASE(search_follows_every_change_within_its_programme)
{
	struct small small, other = small_programme("other");
	struct store *store = small_store(kind, &small);
	struct action changed = small.action;

	other.action.title = STR("Een pad");
	other.action.result = STR("Een andere zin.");
	add_small(store, &other);
	changed.title = STR("Een bord van de Liemers");
	changed.result = STR("Er staat een **bord**.");
	changed.internal = STR("Vertrouwelijk");
	CHECK_STR(found(store, small.facts.id, "kaart", 10), "action: V-01 Een kaart van de Liemers\n");
	CHECK_STR(found(store, other.facts.id, "kaart", 10), "");
	write_change(store, small.facts.id, &action_record, &small.action, &changed);
	CHECK_STR(found(store, small.facts.id, "kaart", 10), "");
	CHECK_STR(found(store, small.facts.id, "bord", 10), "action: V-01 Een bord van de Liemers\n");
	CHECK_STR(found(store, small.facts.id, "vertrouwelijk", 10), "");
	write_change(store, small.facts.id, &action_record, &changed, NULL);
	CHECK_STR(found(store, small.facts.id, "bord", 10), "");
	CHECK_STR(found(store, other.facts.id, "PÁD", 10), "action: V-01 Een pad\n");
	CHECK_STR(search(store, other.facts.id, STR("pad"), 10).at[0].excerpt, "V-01 – Een \x02pad\x03 – Een andere zin. – Bezoekers weten de weg niet.");
}
