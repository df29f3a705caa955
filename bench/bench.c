/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Measures the store from the inside; bench/run.py drives it and measures the rest through HTTP.
 *   speerpunt-bench DATABASE make           a generated programme "bench": 500 actions, 5,000 history rows beside
 *   speerpunt-bench DATABASE load           milliseconds to load it
 *   speerpunt-bench DATABASE write N S      acknowledged durable writes a second, N threads for S seconds
 *   speerpunt-bench DATABASE known          milliseconds to replay its journal, and rows
 *   speerpunt-bench DATABASE verify         rows a second
 *   speerpunt-bench DATABASE matrix         milliseconds for the standings of 18 municipalities by all nodes
 *   speerpunt-bench DATABASE shares         milliseconds to share 10,000 budget lines over 40 municipalities by inhabitants and days, and how many add up
 *   speerpunt-bench DATABASE page PATH      milliseconds of processor time for a page of it, and its size in KB; the least of many times
 *   speerpunt-bench DATABASE attention      milliseconds for all that needs attention, and how many things: each action tells of something
 *   speerpunt-bench DATABASE report KEY     milliseconds to make a report of this year as PDF, what told of it included, and its size in KB;
 *                                           each action of "bench" has told of itself four times
 *   speerpunt-bench DATABASE compare A B    freezes "bench" into file A, and with a third of its actions changed into B; milliseconds to read both
 *                                           again and to compare them, in words too, and how many changes
 *   speerpunt-bench DATABASE plan FILE      milliseconds to make a plan version of "bench" as PDF, its size in KB; the same as DOCX into FILE
 *   speerpunt-bench DATABASE paper ROWS     milliseconds to write twelve sheets of text and a table of ROWS rows as PDF, and its size in KB
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "attention/attention.h"
#include "base/log.h"
#include "http/server.h"
#include "life/life.h"
#include "money/money.h"
#include "paper/paper.h"
#include "participation/participation.h"
#include "party/party.h"
#include "plan/plan_model.h"
#include "progress/progress.h"
#include "report/report.h"
#include "rooms.h"
#include "store/journal.h"
#include "tree/tree.h"

enum { THEMES = 5, ACTIONS = 500, HISTORY = 5000, MUNICIPALITIES = 18 };

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct store *open_store(const char *where)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct store_options options = { .where = str_of(where), .create = true };
	struct store *store = store_open(&options, &faults);

	if (!store) {
		for (size_t i = 0; i < faults.count; i++)
			fprintf(stderr, "%.*s\n", STR_ARG(fault_text(&faults.at[i], &arena)));
		exit(1);
	}
	return store;
}

static void write_all(struct store *store, struct id programme, const struct change *changes, size_t count)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct command command = { .programme = programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(store, &command)) {
		struct str why = faults.count ? fault_text(&faults.at[0], &arena) : STR("?");
		fprintf(stderr, "refused: %.*s\n", STR_ARG(why));
		exit(1);
	}
	arena_clear(&arena);
}

static const struct str lorem = STR_INIT("Ondernemers en scholen maken samen een plan voor stageplaatsen in de regio, met een vaste "
	"contactpersoon per bedrijf en een jaarlijkse terugblik.");

static void make(struct store *store)
{
	struct arena arena = { 0 };
	struct id programme = id_new();
	struct programme_facts facts = { .id = programme, .key = STR("bench"), .name = STR("Voorbeeldprogramma"), .language = STR("nl"),
		.aim = lorem, .first = { 2024, 1, 1 }, .last = { 2027, 12, 31 }, .horizon = { 2028, 1, 1 }, .example = true };
	struct theme *theme = arena_array(&arena, struct theme, THEMES);
	struct party *party = arena_array(&arena, struct party, MUNICIPALITIES);
	struct participation *entry = arena_array(&arena, struct participation, MUNICIPALITIES);
	struct action *action = arena_array(&arena, struct action, ACTIONS), *changed = arena_array(&arena, struct action, ACTIONS);
	struct milestone *milestone = arena_array(&arena, struct milestone, ACTIONS);
	struct change *changes = arena_array(&arena, struct change, 1 + THEMES + 2 * MUNICIPALITIES + 2 * ACTIONS);
	size_t count = 0;

	changes[count++] = (struct change){ &programme_facts_record, NULL, &facts };
	for (int i = 0; i < THEMES; i++) {
		theme[i] = (struct theme){ .id = id_new(), .key = str_format(&arena, "thema-%d", i), .name = str_format(&arena, "Thema %d", i),
			.position = { i, true } };
		changes[count++] = (struct change){ &theme_record, NULL, &theme[i] };
	}
	for (int i = 0; i < MUNICIPALITIES; i++) {
		party[i] = (struct party){ .id = id_new(), .key = str_format(&arena, "gemeente-%d", i),
			.name = str_format(&arena, "Gemeente %d", i), .kind = PARTY_MUNICIPALITY, .code = str_format(&arena, "%04d", 9900 + i) };
		changes[count++] = (struct change){ &party_record, NULL, &party[i] };
		entry[i] = (struct participation){ .id = id_new(), .party = party[i].id, .node = programme, .standing = STANDING_PARTICIPATES };
		changes[count++] = (struct change){ &participation_record, NULL, &entry[i] };
	}
	for (int i = 0; i < ACTIONS; i++) {
		action[i] = (struct action){ .id = id_new(), .number = str_format(&arena, "A-%03d", i),
			.title = str_format(&arena, "Actiepunt %d van het programma", i), .result = lorem, .why = lorem,
			.theme = theme[i % THEMES].id, .start = { 2024, (int8_t)(1 + i % 12), 0 }, .last = { 2026, 9, 30 }, .status = ACTION_RUNNING };
		changes[count++] = (struct change){ &action_record, NULL, &action[i] };
		milestone[i] = (struct milestone){ .id = id_new(), .action = action[i].id, .title = STR("De helft staat"),
			.planned = { 2025, (int8_t)(1 + i % 12), 15 } };
		changes[count++] = (struct change){ &milestone_record, NULL, &milestone[i] };
	}
	write_all(store, programme, changes, count);
	memcpy(changed, action, ACTIONS * sizeof *action);
	for (int round = 0; round < HISTORY / ACTIONS; round++) {
		for (int i = 0; i < ACTIONS; i++) {
			struct action before = changed[i];
			struct action *kept = arena_new(&arena, struct action);
			*kept = before;
			changed[i].why = str_format(&arena, "%.*s (%d)", STR_ARG(lorem), round);
			changes[i] = (struct change){ &action_record, kept, &changed[i] };
		}
		write_all(store, programme, changes, ACTIONS);
	}
	arena_clear(&arena);
}

static struct id bench_id(struct store *store)
{
	const struct programme *programme = store_programme(store, STR("bench"));
	struct id id = programme ? programme->id : ID_NONE;

	if (!programme) {
		fputs("make it first\n", stderr);
		exit(1);
	}
	programme_release(programme);
	return id;
}

/* Each thread adds steps one after another; each is acknowledged once durable. */
struct load { struct store *store; struct id programme; atomic_bool *stop; long done; };

static void *write_steps(void *context)
{
	struct load *load = context;

	while (!atomic_load(load->stop)) {
		struct step step = { .id = id_new(), .title = STR("Stap van de meting"), .stage = STAGE_PLAN };
		struct change change = { &step_record, NULL, &step };
		write_all(load->store, load->programme, &change, 1);
		load->done++;
	}
	return NULL;
}

static void measure_writes(struct store *store, int threads, int seconds)
{
	struct load load[256];
	pthread_t thread[256];
	atomic_bool stop = false;
	struct id programme = bench_id(store);
	double start = now_ms();
	long done = 0;

	for (int i = 0; i < threads; i++) {
		load[i] = (struct load){ store, programme, &stop, 0 };
		pthread_create(&thread[i], NULL, write_steps, &load[i]);
	}
	nanosleep(&(struct timespec){ seconds, 0 }, NULL);
	atomic_store(&stop, true);
	for (int i = 0; i < threads; i++) {
		pthread_join(thread[i], NULL);
		done += load[i].done;
	}
	printf("%.0f\n", (double)done / (now_ms() - start) * 1000);
}

static void measure_known(struct store *store)
{
	struct id id = bench_id(store);
	double start = now_ms();
	const struct programme *programme = store_programme_known(store, id, moment_day(clock_now()));
	double took = now_ms() - start;

	printf("%.1f %lld\n", took, (long long)(programme ? programme->version : 0));
	programme_release(programme);
}

static void measure_matrix(struct store *store)
{
	const struct programme *programme = store_programme(store, STR("bench"));
	struct node_list nodes = programme_nodes(programme);
	struct arena arena = { 0 };
	struct day day = moment_day(clock_now());
	struct row_list parties = party_municipalities(programme, day, &arena);
	double start = now_ms();
	size_t in = 0;

	for (size_t n = 0; n < nodes.count; n++)
		for (size_t p = 0; p < parties.count; p++)
			in += participation_standing(participation_effective(programme, row_id(parties.at[p]), &nodes.at[n], day)) == STANDING_PARTICIPATES;
	printf("%.2f %zu\n", now_ms() - start, in);
	arena_clear(&arena);
	programme_release(programme);
}

enum { TOWNS = 40, LINES = 10000, CENTS_FROM = 100000, CENTS_STEP = 37 };

/* Forty municipalities, half of them in from some day of the year on, and a line of each amount. */
static struct programme *region_of_forty(struct budget_line *line)
{
	struct id root = id_new();
	struct programme *draft = programme_empty(root);
	struct programme_facts facts = { .id = root, .key = STR("forty"), .name = STR("Forty"), .language = STR("nl") };
	static char names[TOWNS][8];

	programme_put(draft, &programme_facts_record, &facts);
	for (int i = 0; i < TOWNS; i++) {
		struct party town = { .id = id_new(), .kind = PARTY_MUNICIPALITY };
		struct inhabitants number = { .id = id_new(), .party = town.id, .number = { 8000 + 977 * i, true } };
		struct participation entry = { .id = id_new(), .party = town.id, .node = root, .standing = STANDING_PARTICIPATES };

		snprintf(names[i], sizeof names[i], "t%02d", i);
		town.key = town.name = str_of(names[i]);
		day_parse(STR("2025-01-01"), &number.day);
		if (i % 2)
			day_parse(STR("2025-07-01"), &entry.from);
		programme_put(draft, &party_record, &town);
		programme_put(draft, &inhabitants_record, &number);
		programme_put(draft, &participation_record, &entry);
	}
	*line = (struct budget_line){ .id = id_new(), .node = root, .title = STR("Line"), .year = { 2025, true }, .key = KEY_INHABITANTS };
	return draft;
}

static void measure_shares(void)
{
	struct budget_line line;
	struct programme *draft = region_of_forty(&line);
	struct arena arena = { 0 };
	size_t fine = 0;
	double start = now_ms();

	for (int i = 0; i < LINES; i++) {
		struct share_list shares;
		int64_t sum = 0;

		line.amount = (struct money){ CENTS_FROM + (int64_t)CENTS_STEP * i, true };
		shares = money_share(draft, &line, &arena);
		for (size_t s = 0; s < shares.count; s++)
			sum += shares.at[s].amount.cents;
		fine += shares.count == TOWNS && sum == line.amount.cents;
		arena_reset(&arena);
	}
	printf("%.1f %zu\n", now_ms() - start, fine);
	arena_clear(&arena);
	programme_discard(draft);
}

/* The best of a few: the first finds nothing in the processor's caches. */
static void measure_attention(struct store *store)
{
	const struct programme *programme = store_programme(store, STR("bench"));
	struct day day = moment_day(clock_now());
	double best = 1e9;
	size_t count = 0, own;

	for (int i = 0; i < 20; i++) {
		struct arena arena = { 0 };
		double start = now_ms(), took;
		struct attention_list all = attention_of(programme, day, &arena);
		count = attention_for(programme, &person_public, all, day, &arena, &own).count;
		took = now_ms() - start;
		best = took < best ? took : best;
		arena_clear(&arena);
	}
	printf("%.2f %zu\n", best, count);
	programme_release(programme);
}

static struct paper *bench_paper(struct arena *arena, int rows)
{
	static const struct paper_column columns[] = { { .label = STR_INIT("Actiepunt"), .width = 4 }, { .label = STR_INIT("Trekker"), .width = 2 },
		{ .label = STR_INIT("Hoe het gaat"), .width = 2 }, { .label = STR_INIT("Einde"), .width = 2 },
		{ .label = STR_INIT("Begroot"), .width = 2 }, { .label = STR_INIT("Uitgegeven"), .width = 2 } };
	struct paper *paper = paper_new(arena, &(struct paper_head){ .title = STR("Voortgang"), .language = LANGUAGE_NL, .contents = true,
		.moment = { 1700000000000 } });

	for (int i = 0; i < 24; i++) {
		paper_heading(paper, 1, str_format(arena, "Thema %d", i));
		for (int j = 0; j < 7; j++)
			paper_markdown(paper, 1, str_format(arena, "%.*s **Actiepunt %d.**\n\n- een\n- twee\n", STR_ARG(lorem), j));
	}
	paper_heading(paper, 1, STR("Bijlage"));
	paper_table(paper, STR("Alle actiepunten"), columns, 6);
	for (int i = 0; i < rows; i++) {
		paper_cell_text(paper, str_format(arena, "A-%03d Actiepunt %d van het programma", i, i), STR("https://example.nl/a"));
		paper_cell_text(paper, STR("Gemeente"), STR_NONE);
		paper_cell_mark(paper, i % 3 ? "light-on_track" : "light-at_risk", i % 3 ? STR("op schema") : STR("vraagt aandacht"));
		paper_cell_day(paper, (struct day){ 2026, (int8_t)(1 + i % 12), 1 });
		paper_cell_money(paper, (struct money){ i * 12345, true });
		paper_cell_money(paper, (struct money){ i * 1234, i % 4 != 0 });
	}
	return paper;
}

static void measure_paper(int rows)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct paper *paper = bench_paper(&arena, rows);
	struct buf out = { 0 };
	double start = now_ms();

	if (!paper_pdf(paper, &out, &faults))
		exit(1);
	printf("%.0f %zu\n", now_ms() - start, out.len / 1024);
	buf_clear(&out);
	arena_clear(&arena);
}

enum { PAGES = 40 };

static double used_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Through everything but the socket and the cache, in this thread. Each time its query differs, so that nothing is found ready. */
static void measure_page(struct store *store, const char *path)
{
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct server_options options = { .store = store, .bind = "127.0.0.1", .routes = room_routes, .route_count = room_route_count, .threads = 1,
		.workers = 1 };
	struct server *server = server_start(&options, &faults);
	double least = 0;
	size_t size = 0;

	for (int i = 0; server && i < PAGES; i++) {
		struct exchange exchange = { .method = "GET", .target = str_format(&arena, "/bench%s?n=%d", path, i), .accept = STR("text/html") };
		double start = used_ms(), took;
		server_exchange(server, &exchange);
		took = used_ms() - start;
		if (exchange.status != 200)
			exit(1);
		least = i == 0 || took < least ? took : least;
		size = exchange.answer.len;
		buf_clear(&exchange.answer);
		buf_clear(&exchange.answer_headers);
	}
	printf("%.2f %zu\n", least, size / 1024);
	if (server)
		server_stop(server);
	arena_clear(&arena);
}

/* The programme with four updates of each action, in memory alone. */
static const struct programme *with_updates(const struct programme *programme, struct day today)
{
	struct programme *draft = programme_draft(programme);

	for (size_t i = 0; i < programme->actions.count; i++)
		for (int k = 0; k < 4; k++) {
			struct update update = { .id = id_new(), .action = programme->actions.at[i].id, .day = day_add(today, -20 * k),
				.light = (enum light)(1 + (i + (size_t)k) % (LIGHT_COUNT - 1)), .text = lorem, .next_step = lorem,
				.spent = { (int64_t)i * 12345, true } };
			if (update.light == LIGHT_SILENT)
				update.light = LIGHT_ON_TRACK;
			programme_put(draft, &update_record, &update);
		}
	return programme_publish(draft);
}

static void measure_report(struct store *store, const char *key)
{
	const struct programme *stored = store_programme(store, str_of(key)), *programme;
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct day today = moment_day(clock_now());
	struct report_wanted wanted = { .kind = REPORT_PROGRESS, .language = LANGUAGE_NL, .moment = clock_now(), .day = today,
		.from = { today.year, 1, 1 }, .until = { today.year, 12, 31 } };
	struct buf out = { 0 };
	double start;

	if (!stored) {
		fputs("there is no such programme\n", stderr);
		exit(1);
	}
	programme = strcmp(key, "bench") == 0 ? with_updates(stored, today) : programme_keep(stored);
	start = now_ms();
	if (!paper_pdf(report_paper(programme, &wanted, &arena), &out, &faults))
		exit(1);
	printf("%.0f %zu\n", now_ms() - start, out.len / 1024);
	buf_clear(&out);
	arena_clear(&arena);
	programme_release(programme);
	programme_release(stored);
}

static void write_file(const char *name, struct str bytes)
{
	FILE *file = fopen(name, "wb");

	if (!file || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
		exit(1);
}

/* With a third of its actions moved, reworded or gone, and some new ones, in memory alone. */
static const struct programme *changed_plan(const struct programme *programme, struct arena *arena)
{
	struct programme *draft = programme_draft(programme);

	for (size_t i = 0; i < programme->actions.count; i += 3) {
		struct action action = programme->actions.at[i];
		if (i % 2 == 0)
			action.last = (struct day){ 2027, 3, 31 };
		else
			action.result = str_format(arena, "%.*s (%zu)", STR_ARG(action.result), i);
		if (i % 10 == 9) {
			action.id = id_new();
			action.number = str_format(arena, "N-%03zu", i);
		}
		programme_put(draft, &action_record, &action);
	}
	return programme_publish(draft);
}

static struct request request_of(struct store *store, const struct programme *programme, struct arena *arena)
{
	struct day today = moment_day(clock_now());

	return (struct request){ .arena = arena, .store = store, .programme = programme, .person = &person_public, .language = LANGUAGE_NL, .today = today,
		.day = today };
}

static void measure_comparison(struct store *store, const char *a, const char *b)
{
	const struct programme *programme = store_programme(store, STR("bench")), *other;
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct request req = request_of(store, programme, &arena);
	struct plan_comparison comparison = { .before.at.day = req.today, .after.at.day = req.today };
	struct str before, after;
	double start, read, compared;

	other = changed_plan(programme, &arena);
	before = plan_canonical(programme, &arena);
	after = plan_canonical(other, &arena);
	write_file(a, before);
	write_file(b, after);
	start = now_ms();
	comparison.before.at.programme = plan_read(before, &faults);
	comparison.after.at.programme = plan_read(after, &faults);
	read = now_ms();
	comparison.changes = plan_compare(comparison.before.at, comparison.after.at, &arena);
	compared = now_ms();
	for (size_t i = 0; i < comparison.changes.count; i++)
		plan_say(&req, &comparison, &comparison.changes.at[i]);
	printf("%.2f %.2f %.2f %zu\n", read - start, compared - read, now_ms() - compared, comparison.changes.count);
	plan_comparison_end(&comparison);
	programme_release(other);
	programme_release(programme);
	arena_clear(&arena);
}

static void measure_plan(struct store *store, const char *docx)
{
	const struct programme *programme = store_programme(store, STR("bench"));
	struct plan_version version = { .id = id_new(), .number = { 1, true }, .name = STR("Plan"), .frozen = clock_now(), .hash = STR("-"), .actions = { ACTIONS, true },
		.complete = { 0, true } };
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	struct request req = request_of(store, programme, &arena);
	struct buf out = { 0 };
	double start = now_ms();
	const struct paper *paper = plan_version_paper(&req, &version, programme, STR_NONE);

	if (!paper_pdf(paper, &out, &faults))
		exit(1);
	printf("%.0f %zu\n", now_ms() - start, out.len / 1024);
	buf_clear(&out);
	if (!paper_docx(paper, &out, &faults))
		exit(1);
	write_file(docx, buf_str(&out));
	buf_clear(&out);
	programme_release(programme);
	arena_clear(&arena);
}

int main(int argc, char **argv)
{
	struct store *store;
	double start;

	if (argc < 3) {
		fputs("speerpunt-bench DATABASE make|load|write N S|known|verify|matrix|shares|page PATH|attention|report KEY|compare A B|plan FILE|paper ROWS\n", stderr);
		return 2;
	}
	log_level_set(LOG_WARNING);
	store = open_store(argv[1]);
	if (strcmp(argv[2], "make") == 0) {
		make(store);
	} else if (strcmp(argv[2], "load") == 0) {
		start = now_ms();
		programme_release(store_programme(store, STR("bench")));
		printf("%.2f\n", now_ms() - start);
	} else if (strcmp(argv[2], "write") == 0 && argc == 5) {
		measure_writes(store, atoi(argv[3]), atoi(argv[4]));
	} else if (strcmp(argv[2], "known") == 0) {
		measure_known(store);
	} else if (strcmp(argv[2], "matrix") == 0) {
		measure_matrix(store);
	} else if (strcmp(argv[2], "shares") == 0) {
		measure_shares();
	} else if (strcmp(argv[2], "page") == 0 && argc == 4) {
		measure_page(store, argv[3]);
	} else if (strcmp(argv[2], "attention") == 0) {
		measure_attention(store);
	} else if (strcmp(argv[2], "report") == 0 && argc == 4) {
		measure_report(store, argv[3]);
	} else if (strcmp(argv[2], "compare") == 0 && argc == 5) {
		measure_comparison(store, argv[3], argv[4]);
	} else if (strcmp(argv[2], "plan") == 0 && argc == 4) {
		measure_plan(store, argv[3]);
	} else if (strcmp(argv[2], "paper") == 0 && argc == 4) {
		measure_paper(atoi(argv[3]));
	} else if (strcmp(argv[2], "verify") == 0) {
		struct verified verified;
		start = now_ms();
		journal_verify(store, bench_id(store), &verified);
		printf("%.0f %lld\n", (double)verified.rows / (now_ms() - start) * 1000, (long long)verified.wrong);
	}
	store_close(store);
	return 0;
}
