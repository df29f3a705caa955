/* SPDX-License-Identifier: EUPL-1.2 */
/* From what people write in a cell to the row they mean: by number, short name, code or name; and, where there is none, the nearest. */
#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "import/import_own.h"
#include "participation/participation.h"
#include "money/money.h"
#include "party/party.h"
#include "progress/progress.h"
#include "tree/tree.h"

enum {
	NEAREST_TOLD = 100,             /* beyond so many faults no nearest name is looked for */
	SLUG_MOST = 80                  /* longer names are not compared letter by letter */
};

/* Map: open addressing, half full at most */

static uint32_t hash_of_key(struct str key)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.at[i]) * 16777619u;
	return hash;
}

static struct map_entry *place(const struct map *map, struct str key, uint32_t hash)
{
	size_t i = hash & (map->room - 1);

	while (map->at[i].key.at && (map->at[i].hash != hash || !str_equal(map->at[i].key, key)))
		i = (i + 1) & (map->room - 1);
	return &map->at[i];
}

static void grow(struct map *map)
{
	struct map bigger = { .room = map->room ? 2 * map->room : 256, .count = map->count };

	bigger.at = memory_take(bigger.room * sizeof *bigger.at);
	for (size_t i = 0; i < map->room; i++)
		if (map->at[i].key.at)
			*place(&bigger, map->at[i].key, map->at[i].hash) = map->at[i];
	free(map->at);
	*map = bigger;
}

const struct map_entry *import_map_find(const struct map *map, struct str key)
{
	const struct map_entry *entry = map->room ? place(map, key, hash_of_key(key)) : NULL;

	return entry && entry->key.at ? entry : NULL;
}

void import_map_put(struct map *map, struct str key, struct id id, struct arena *arena)
{
	uint32_t hash = hash_of_key(key);
	struct map_entry *entry;

	if (map->count * 2 >= map->room)
		grow(map);
	entry = place(map, key, hash);
	if (!entry->key.at) {
		*entry = (struct map_entry){ .key = str_copy(arena, key), .id = id, .hash = hash };
		map->count++;
	} else if (!id_equal(entry->id, id)) {
		entry->doubtful = true;
	}
}

void import_map_clear(struct map *map)
{
	free(map->at);
	*map = (struct map){ 0 };
}

/* Names */

static struct str name_key(struct work *work, const struct record *record, struct str slug)
{
	return str_format(work->arena, "%s|%.*s", record->name, STR_ARG(slug));
}

static void name(struct work *work, const struct record *record, struct str text, struct id id)
{
	struct str slug = str_slug(work->arena, text);

	if (slug.len > 0)
		import_map_put(&work->names, name_key(work, record, slug), id, work->arena);
}

static void name_party(struct work *work, const struct party *party)
{
	name(work, &party_record, party->name, party->id);
	name(work, &party_record, party->code, party->id);
	if (str_equal_nocase(str_to(party->name, 9), STR("gemeente ")))
		name(work, &party_record, str_from(party->name, 9), party->id);
}

static void name_action(struct work *work, const struct action *action)
{
	name(work, &action_record, action->number, action->id);
	name(work, &action_record, action->title, action->id);
	name(work, &action_record, str_format(work->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title)), action->id);
}

static void name_programme(struct work *work, const struct programme_facts *facts)
{
	static const char *const words[] = { "programma", "programme", "hele programma", "het hele programma", "whole programme", "alles" };

	name(work, &programme_facts_record, facts->name, facts->id);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		name(work, &programme_facts_record, str_of(words[i]), facts->id);
}

void import_find_add(struct work *work, const struct record *record, const void *row)
{
	struct id id = row_id(row);

	for (size_t i = 0; i < record->field_count; i++)
		if (record->field[i].key)
			name(work, record, *FIELD_AT(row, &record->field[i], struct str), id);
	if (record == &party_record) {
		name_party(work, row);
	} else if (record == &action_record) {
		name_action(work, row);
	} else if (record == &programme_facts_record) {
		name_programme(work, row);
	} else {
		name(work, record, row_title(work->source->programme, record, row, work->arena), id);
		if (record == &milestone_record) {
			const struct milestone *milestone = row;
			const struct action *action = programme_row(work->source->programme, action, milestone->action);
			/* "M-03 Ontwerp klaar": more actions can have one called so */
			if (action)
				name(work, record, str_format(work->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(milestone->title)), id);
		} else if (record == &topic_record) {
			const struct topic *topic = row;
			const struct theme *theme = programme_row(work->source->programme, theme, topic->theme);
			/* "Logistiek › Duurzaam vervoer" */
			if (theme)
				name(work, record, str_format(work->arena, "%.*s %.*s", STR_ARG(theme->name), STR_ARG(topic->name)), id);
		}
	}
}

void import_find_begin(struct work *work, const struct record *record)
{
	struct row_list rows;

	for (size_t i = 0; i < work->names_count; i++)
		if (work->names_done[i] == record)
			return;
	if (work->names_count < sizeof work->names_done / sizeof work->names_done[0])
		work->names_done[work->names_count++] = record;
	rows = programme_rows(work->source->programme, record);
	for (size_t i = 0; i < rows.count; i++)
		import_find_add(work, record, rows.at[i]);
}

/* "221", as a spreadsheet makes of 0221; "GM0221"; "gemeente Duiven". */
static const struct map_entry *find_party(struct work *work, struct str slug)
{
	const struct map_entry *entry = NULL;
	int64_t number;

	if (slug.len < 4 && str_integer(slug, &number) && number > 0)
		entry = import_map_find(&work->names, name_key(work, &party_record, str_format(work->arena, "%04d", (int)number)));
	if (!entry && slug.len == 6 && str_starts(slug, STR("gm")))
		entry = import_map_find(&work->names, name_key(work, &party_record, str_from(slug, 2)));
	if (!entry && str_starts(slug, STR("gemeente-")))
		entry = import_map_find(&work->names, name_key(work, &party_record, str_from(slug, 9)));
	return entry;
}

static const struct map_entry *find_in(struct work *work, const struct record *record, struct str slug)
{
	const struct map_entry *entry;

	import_find_begin(work, record);
	entry = import_map_find(&work->names, name_key(work, record, slug));
	return entry || record != &party_record ? entry : find_party(work, slug);
}

static const struct record *const node_records[] = { &theme_record, &topic_record, &action_record, &programme_facts_record };
enum { NODE_RECORDS = sizeof node_records / sizeof node_records[0] };

/* What `text` names; *doubtful where that can be more than one. */
static bool find(struct work *work, const struct record *record, struct str text, struct id *id, bool *doubtful)
{
	struct str slug = str_slug(work->arena, text);
	bool found = false;

	*doubtful = false;
	*id = ID_NONE;
	for (size_t i = 0; i < (record ? 1 : (size_t)NODE_RECORDS); i++) {
		const struct map_entry *entry = slug.len ? find_in(work, record ? record : node_records[i], slug) : NULL;
		if (!entry)
			continue;
		*doubtful = *doubtful || entry->doubtful || (found && !id_equal(*id, entry->id));
		*id = entry->id;
		found = true;
	}
	return found;
}

bool import_find_quietly(struct work *work, const struct record *record, struct str text, struct id *id)
{
	bool doubtful;

	return find(work, record, text, id, &doubtful) && !doubtful;
}

/* How many letters differ; `most` and one where it is more. */
static size_t differs(struct str a, struct str b, size_t most)
{
	size_t row[SLUG_MOST + 1];

	if (a.len > SLUG_MOST || b.len > SLUG_MOST || a.len > b.len + most || b.len > a.len + most)
		return most + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 0; i < a.len; i++) {
		size_t before = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < b.len; j++) {
			size_t cost = before + (a.at[i] != b.at[j]);
			before = row[j + 1];
			if (row[j] + 1 < cost)
				cost = row[j] + 1;
			if (before + 1 < cost)
				cost = before + 1;
			row[j + 1] = cost;
		}
	}
	return row[b.len];
}

/* The nearest known name, as a person would write it; empty where nothing is near. */
static struct str nearest(struct work *work, const struct record *record, struct str text)
{
	struct str slug = str_slug(work->arena, text);
	size_t best = slug.len / 3 > 2 ? slug.len / 3 + 1 : 3;
	struct id id = ID_NONE;
	const struct record *of;
	const void *row;

	for (size_t i = 0; i < work->names.room && slug.len > 1; i++) {
		const struct map_entry *entry = &work->names.at[i];
		size_t bar = str_find(entry->key, '|'), far;
		struct str other = str_from(entry->key, bar + 1);
		bool fits = false;

		if (!entry->key.at || entry->doubtful)
			continue;
		for (size_t r = 0; r < (record ? 1 : (size_t)NODE_RECORDS); r++)
			fits = fits || str_is(str_to(entry->key, bar), (record ? record : node_records[r])->name);
		if (!fits)
			continue;
		far = slug.len >= 4 && (str_search(other, slug) != SIZE_MAX) ? 1 : differs(slug, other, best);
		/* Of two as near the first by name, so that the same file says the same. */
		if (far < best || (far == best && id_known(id) && id_compare(entry->id, id) < 0)) {
			best = far;
			id = entry->id;
		}
	}
	row = id_known(id) ? programme_find_any(work->source->programme, id, &of) : NULL;
	return row ? import_reference_text(work->source->programme, of, row, work->arena) : STR_NONE;
}

static struct str among(struct work *work, const struct record *record)
{
	return str_lower(work->arena, language_text(WORK_LANGUAGE(work), record ? record->plural : N_("parts of the programme")));
}

bool import_find_row(struct work *work, const struct record *record, struct str text, struct id *id, struct faults *faults)
{
	struct fault fault = { .kind = FAULT_INVALID, .arg = { text, among(work, record), STR_NONE } };
	bool doubtful;

	if (find(work, record, text, id, &doubtful) && !doubtful)
		return true;
	if (doubtful) {
		fault.message = N_("“{0}” can be more than one of the {1}. Write its number or short name.");
	} else {
		if (work->plan->faults < NEAREST_TOLD)
			fault.arg[2] = nearest(work, record, text);
		fault.message = fault.arg[2].len ? N_("“{0}” is not among the {1}. Did you mean “{2}”?")
			: N_("“{0}” is not among the {1}. Write it as it stands there, or add it first.");
	}
	*id = ID_NONE;
	return faults_add(faults, fault);
}

struct str import_reference_text(const struct programme *programme, const struct record *record, const void *row, struct arena *arena)
{
	if (record == &action_record)
		return ((const struct action *)row)->number;
	return row_title(programme, record, row, arena);
}

/* Words */

static const struct { const struct words *words; const char *wire, *also; } others[] = {
	{ &standing_words, "participates", "ja|x|v|mee|yes|y|1|neemt deel|deelnemer|doet mee|participates|in|wel|true|waar" },
	{ &standing_words, "does_not_participate", "nee|no|n|0|niet|doet niet mee|geen deelname|uit|out|false|onwaar" },
	{ &standing_words, "joins_other_region", "haakt aan|haakt elders aan|elders|via|andere regio|sluit elders aan|joins elsewhere" },
	{ &standing_words, "undecided", "nog niet besloten|onbeslist|open|nog open|volgt|in beraad|tbd|nader te bepalen|ntb" },
	{ &standing_words, "observer", "kijkt mee|toehoorder|waarnemer|agendalid|observer|leest mee" },
	{ &action_status_words, "running", "lopend|loopt|in uitvoering|gestart|bezig|actief|in progress|ongoing|active|started|onderhanden" },
	{ &action_status_words, "planned", "gepland|nog niet gestart|niet gestart|te starten|not started|todo|to do|in voorbereiding" },
	{ &action_status_words, "done", "gereed|afgerond|klaar|voltooid|gerealiseerd|completed|complete|finished|closed" },
	{ &action_status_words, "paused", "gepauzeerd|on hold|aangehouden|stil|in de wacht|onderbroken" },
	{ &action_status_words, "stopped", "gestopt|vervallen|geannuleerd|gestaakt|cancelled|canceled|dropped|beeindigd" },
	{ &action_status_words, "proposed", "voorgesteld|voorstel|concept|proposal" },
	{ &action_status_words, "idea", "idee" },
	{ &light_words, "on_track", "groen|green|g|goed|op koers|op schema|loopt goed" },
	{ &light_words, "at_risk", "oranje|geel|amber|orange|yellow|o|let op|aandacht|risico|loopt risico" },
	{ &light_words, "off_track", "rood|red|r|niet goed|achter|loopt vast|vertraagd|delayed" },
	{ &party_kind_words, "education", "school|onderwijsinstelling|onderwijs" },
	{ &party_kind_words, "company", "bedrijf|ondernemer|onderneming" },
	{ &party_kind_words, "business_association", "ondernemersvereniging|ondernemersverenigingen|bedrijvenvereniging|branchevereniging|koepel" },
	{ &party_kind_words, "executing_organisation", "uitvoeringsorganisatie|uitvoerder|programmabureau" },
	{ &party_kind_words, "municipality", "gemeente|municipality" },
	{ &budget_key_words, "equal", "gelijk|gelijke delen|gelijkelijk|ieder evenveel|equally" },
	{ &budget_key_words, "inhabitants", "inwoners|naar inwoners|inwoneraantal|naar rato van inwoners|per inwoner verdeeld|by inhabitants" },
	{ &budget_key_words, "rate", "bedrag per inwoner|tarief per inwoner|per inwoner" },
	{ &budget_key_words, "other_source", "andere bron|derden|subsidie|externe financiering" },
	{ &visibility_words, "published", "openbaar|gepubliceerd|public|iedereen" },
	{ &visibility_words, "draft", "concept|niet openbaar|intern" },
};

static struct str word_key(struct work *work, const struct words *words, struct str slug)
{
	return str_format(work->arena, "%p|%.*s", (const void *)words, STR_ARG(slug));
}

static void word(struct work *work, const struct words *words, struct str text, int value)
{
	struct str slug = str_slug(work->arena, text), key = word_key(work, words, slug);
	struct id id = { { (uint8_t)(value + 1) } };

	/* What a label says goes before another word for it. */
	if (slug.len > 0 && !import_map_find(&work->words, key))
		import_map_put(&work->words, key, id, work->arena);
}

static void words_begin(struct work *work, const struct words *words)
{
	for (size_t i = 0; i < work->words_count; i++)
		if (work->words_done[i] == words)
			return;
	if (work->words_count < sizeof work->words_done / sizeof work->words_done[0])
		work->words_done[work->words_count++] = words;
	for (size_t v = 0; v < words->count; v++) {
		word(work, words, str_of(words->at[v].wire), (int)v);
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			word(work, words, language_text((enum language)language, words->at[v].label), (int)v);
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct str rest = str_of(others[i].also), one;
		if (others[i].words != words)
			continue;
		while (str_next(&rest, '|', &one))
			word(work, words, one, words_value(words, str_of(others[i].wire)));
	}
}

int import_find_word(struct work *work, const struct words *words, struct str text)
{
	const struct map_entry *entry;
	struct str slug = str_slug(work->arena, text);

	words_begin(work, words);
	/* Signs that leave no letters behind. */
	if (slug.len == 0 && (str_is(text, "✓") || str_is(text, "✔") || str_is(text, "+")))
		slug = STR("x");
	if (slug.len == 0 && str_is(text, "?"))
		slug = STR("open");
	entry = slug.len ? import_map_find(&work->words, word_key(work, words, slug)) : NULL;
	return entry ? entry->id.byte[0] - 1 : -1;
}

struct str import_word_choices(struct work *work, const struct words *words)
{
	struct str *labels = arena_array(work->arena, struct str, words->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		if (words->at[i].wire[0] && !(words == &light_words && i == LIGHT_SILENT))
			labels[count++] = language_text(WORK_LANGUAGE(work), words->at[i].label);
	return str_join(work->arena, labels, count, STR(", "));
}
