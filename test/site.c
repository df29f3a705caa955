/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "action/action.h"
#include "exchange/exchange.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "role/role.h"
#include "rooms.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

#define ROOT "/lev-2024-2026"

static struct site {
	struct store  *store;
	struct server *server;
	char           folder[40], file[64];
	char           cookies[VISITOR_COUNT][1024];
	char           csrf[VISITOR_COUNT][256];
	struct id      person[VISITOR_COUNT];
	struct id      round_programme, round;
} site;

static void take_away(void)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	char path[80];

	if (site.server)
		server_stop(site.server);
	if (site.store)
		store_close(site.store);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		snprintf(path, sizeof path, "%s%s", site.file, endings[i]);
		unlink(path);
	}
	rmdir(site.folder);
}

static void keep_cookie(enum visitor visitor, struct str line)
{
	struct str pair = str_trim(str_to(line, str_find(line, ';')));
	size_t name = str_find(pair, '=');
	char *jar = site.cookies[visitor], kept[sizeof site.cookies[visitor]];
	struct str rest = str_of(jar), one;

	kept[0] = 0;
	while (str_next(&rest, ';', &one)) {
		one = str_trim(one);
		if (one.len > 0 && !str_equal(str_to(one, str_find(one, '=')), str_to(pair, name)))
			snprintf(kept + strlen(kept), sizeof kept - strlen(kept), "%.*s; ", STR_ARG(one));
	}
	snprintf(kept + strlen(kept), sizeof kept - strlen(kept), "%.*s", STR_ARG(pair));
	strcpy(jar, kept);
}

static void keep_token(enum visitor visitor, struct str text)
{
	size_t at = str_search(text, STR("name=\"csrf\" value=\""));
	struct str token = str_from(text, at == SIZE_MAX ? text.len : at + sizeof "name=\"csrf\" value=\"" - 1);

	token = str_to(token, str_find(token, '"'));
	if (token.len > 0)
		snprintf(site.csrf[visitor], sizeof site.csrf[visitor], "%.*s", STR_ARG(token));
}

/* `type`: of the body. */
static struct page ask_with(enum visitor visitor, const char *method, struct str target, struct str type, struct str body, struct str accept)
{
	struct exchange exchange = { .method = method, .target = target, .body = body, .accept = accept,
		.type = type, .accept_language = STR("nl"), .cookie = str_of(site.cookies[visitor]) };
	struct page page;
	struct str headers, line;

	server_exchange(site.server, &exchange);
	page = (struct page){ .status = exchange.status, .text = buf_copy(&exchange.answer, test_arena()) };
	headers = buf_copy(&exchange.answer_headers, test_arena());
	while (str_next(&headers, '\n', &line)) {
		struct str name = str_to(line, str_find(line, ':'));
		struct str value = str_trim(str_from(line, name.len + 1));
		if (str_equal_nocase(name, STR("Set-Cookie")))
			keep_cookie(visitor, value);
		if (str_equal_nocase(name, STR("Location")))
			page.location = value;
	}
	keep_token(visitor, page.text);
	buf_clear(&exchange.answer);
	buf_clear(&exchange.answer_headers);
	return page;
}

static struct page ask_for(enum visitor visitor, const char *method, struct str target, struct str body, struct str accept)
{
	return ask_with(visitor, method, target, body.len ? STR("application/x-www-form-urlencoded") : STR_NONE, body, accept);
}

static struct page ask(enum visitor visitor, const char *method, struct str target, struct str body)
{
	return ask_for(visitor, method, target, body, STR("text/html"));
}

static void write_rows(struct id programme, const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site.store, &command))
		fail_msg("the site cannot be made: %.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static void add_bait(struct id programme)
{
	const struct programme *lev = store_programme_by_id(site.store, programme);
	struct id duiven = test_party(lev, "duiven");
	struct action action = { .id = id_new(), .number = STR("X-99"), .title = STR("Geheim plan"), .status = ACTION_PROPOSED,
		.theme = test_node(lev, "leisure")->id, .visibility = VISIBILITY_DRAFT };
	struct participation secret = { .id = id_new(), .party = duiven, .node = action.id, .standing = STANDING_DOES_NOT_PARTICIPATE,
		.reason = STR("Geheime reden") };
	const struct participation *entry = participation_effective(lev, duiven, programme_root(lev), test_day("2024-06-01"));
	struct participation noted = *entry;

	noted.internal = STR("Alleen voor het bureau");
	write_rows(programme, (struct change[]){ { &action_record, NULL, &action } }, 1);
	write_rows(programme, (struct change[]){ { &participation_record, NULL, &secret }, { &participation_record, entry, &noted } }, 2);
	programme_release(lev);
}

static void add_person(struct id programme, enum visitor visitor)
{
	const struct programme *lev = store_programme_by_id(site.store, programme);
	struct mandate mandate = { .id = id_new(), .capacity = visitor == OFFICE ? CAPACITY_OFFICE : CAPACITY_MEMBER,
		.party = visitor == OFFICE ? ID_NONE : test_party(lev, "duiven"), .function = STR("accounthouder economie") };
	struct faults faults = { .arena = test_arena() };
	struct str link;

	CHECK(account_add(site.store, visitor == OFFICE ? STR("bureau@example.nl") : STR("duiven@example.nl"),
		visitor == OFFICE ? STR("Bureau") : STR("Medewerker"), false, &mandate.person, &faults));
	write_rows(programme, (struct change[]){ { &mandate_record, NULL, &mandate } }, 1);
	site.person[visitor] = mandate.person;
	programme_release(lev);
	link = str_format(test_arena(), "/sign-in/%.*s", STR_ARG(link_new(site.store, LINK_SIGN_IN, mandate.person, test_arena())));
	CHECK_NUMBER(ask(visitor, "GET", link, STR_NONE).status, 200);
	CHECK_NUMBER(ask(visitor, "POST", link, str_format(test_arena(), "csrf=%s", site.csrf[visitor])).status, 303);
}

static void make(void)
{
	struct store_options store = { .create = true };
	struct server_options server = { .bind = "127.0.0.1", .routes = room_routes, .route_count = room_route_count, .threads = 1, .workers = 2 };
	struct faults faults = { .arena = test_arena() };
	struct exchange_report report = { 0 };
	struct id programme;

	if (site.server)
		return;
	setenv("SPEERPUNT_STRICT", "1", 1);
	strcpy(site.folder, "/tmp/speerpunt-site-XXXXXX");
	CHECK(mkdtemp(site.folder));
	atexit(take_away);
	snprintf(site.file, sizeof site.file, "%s/speerpunt.db", site.folder);
	store.where = str_of(site.file);
	site.store = store_open(&store, &faults);
	CHECK(site.store);
	CHECK(exchange_import(site.store, STR("lev.json"), test_file("data/lev/lev-2024-2026.json"), ID_NONE, &programme, &report, &faults));
	server.store = site.store;
	site.server = server_start(&server, &faults);
	CHECK(site.server);
	add_bait(programme);
	add_person(programme, OFFICE);
	add_person(programme, MEMBER);
}

static void add_lead(struct id action, struct id party, struct id contact)
{
	struct role role = { .id = id_new(), .node = action, .party = party, .kind = ROLE_LEAD, .state = ROLE_ACCEPTED, .contact = contact };

	write_rows(site.round_programme, (struct change[]){ { &role_record, NULL, &role } }, 1);
}

static void make_round(void)
{
	static const char *const numbers[] = { "R-01", "R-02", "R-03", "R-04" };
	struct day today = moment_day(clock_now());
	struct programme_facts facts = { .id = id_new(), .key = STR("ronde"), .name = STR("Regio Ronde"), .language = STR("nl") };
	struct party duiven = { .id = id_new(), .key = STR("duiven"), .name = STR("Duiven"), .kind = PARTY_MUNICIPALITY };
	struct party school = { .id = id_new(), .key = STR("school"), .name = STR("Het College"), .kind = PARTY_EDUCATION };
	struct theme theme = { .id = id_new(), .key = STR("werk"), .name = STR("Werk") };
	struct mandate office = { .id = id_new(), .person = site.person[OFFICE], .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site.person[MEMBER], .capacity = CAPACITY_MEMBER, .party = duiven.id };
	struct round round = { .id = id_new(), .name = STR("Deze ronde"), .opens = day_add(today, -2), .due = day_add(today, 7) };
	struct action actions[4];

	site.round_programme = facts.id;
	site.round = round.id;
	write_rows(facts.id, (struct change[]){ { &programme_facts_record, NULL, &facts } }, 1);
	write_rows(facts.id, (struct change[]){ { &party_record, NULL, &duiven }, { &party_record, NULL, &school }, { &theme_record, NULL, &theme },
		{ &mandate_record, NULL, &office }, { &mandate_record, NULL, &member }, { &round_record, NULL, &round } }, 6);
	for (size_t i = 0; i < 4; i++) {
		actions[i] = (struct action){ .id = id_new(), .number = str_of(numbers[i]), .title = str_format(test_arena(), "Actie %s", numbers[i]),
			.theme = theme.id, .status = ACTION_RUNNING, .start = day_add(today, -100), .last = day_add(today, 200) };
		write_rows(facts.id, (struct change[]){ { &action_record, NULL, &actions[i] } }, 1);
	}
	add_lead(actions[0].id, duiven.id, site.person[MEMBER]);
	add_lead(actions[1].id, duiven.id, site.person[MEMBER]);
	add_lead(actions[2].id, school.id, ID_NONE);
	write_rows(facts.id, (struct change[]){
		{ &milestone_record, NULL, &(struct milestone){ .id = id_new(), .action = actions[0].id, .title = STR("Opening"), .planned = day_add(today, 20) } },
		{ &result_figure_record, NULL, &(struct result_figure){ .id = id_new(), .action = actions[0].id, .name = STR("Bezoekers"), .aim = { 500000, true } } } }, 2);
}

static void make_both(void)
{
	make();
	if (!id_known(site.round_programme))
		make_round();
}

struct page site_round_get(enum visitor visitor, const char *address)
{
	make_both();
	return ask(visitor, "GET", str_of(address), STR_NONE);
}

struct page site_round_post(enum visitor visitor, const char *address, const char *fields)
{
	make_both();
	ask(visitor, "GET", str_of(address), STR_NONE);
	return ask(visitor, "POST", str_of(address), str_format(test_arena(), "%s&csrf=%s", fields, site.csrf[visitor]));
}

struct page site_round_post_bare(enum visitor visitor, const char *address, const char *fields)
{
	make_both();
	return ask(visitor, "POST", str_of(address), str_of(fields));
}

const char *site_round(void)
{
	make_both();
	return id_text(site.round, test_arena()).at;
}

const struct programme *site_round_programme(void)
{
	make_both();
	return store_programme_by_id(site.store, site.round_programme);
}

struct page site_get(enum visitor visitor, const char *address)
{
	make();
	return ask(visitor, "GET", str_format(test_arena(), ROOT "%s", address), STR_NONE);
}

struct page site_get_json(enum visitor visitor, const char *address)
{
	make();
	return ask_for(visitor, "GET", str_format(test_arena(), ROOT "%s", address), STR_NONE, STR("application/json"));
}

struct page site_post(enum visitor visitor, const char *address, const char *fields)
{
	make();
	ask(visitor, "GET", str_format(test_arena(), ROOT "%s", address), STR_NONE);
	return ask(visitor, "POST", str_format(test_arena(), ROOT "%s", address),
		str_format(test_arena(), "%s&csrf=%s", fields, site.csrf[visitor]));
}

struct store *site_store(void)
{
	make();
	return site.store;
}

struct id site_person(enum visitor visitor)
{
	make();
	return site.person[visitor];
}

struct page site_send(enum visitor visitor, const char *address, const char *type, struct str body)
{
	static const char mark[] = "{csrf}";
	struct buf whole = { 0 };
	struct str copy;
	size_t at;

	make_both();
	ask(visitor, "GET", str_of(address), STR_NONE);
	while ((at = str_search(body, STR("{csrf}"))) != SIZE_MAX) {
		buf_add(&whole, str_to(body, at));
		buf_add_cstring(&whole, site.csrf[visitor]);
		body = str_from(body, at + sizeof mark - 1);
	}
	buf_add(&whole, body);
	copy = buf_copy(&whole, test_arena());
	buf_clear(&whole);
	return ask_with(visitor, "POST", str_of(address), str_of(type), copy, STR("text/html"));
}

struct page site_send_form(enum visitor visitor, const char *address, const char *const *parts)
{
	struct buf body = { 0 };
	struct str text;

	buf_add_cstring(&body, "--grens\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n");
	for (; *parts; parts += 3) {
		buf_addf(&body, "--grens\r\nContent-Disposition: form-data; name=\"%s\"", parts[0]);
		if (parts[1])
			buf_addf(&body, "; filename=\"%s\"\r\nContent-Type: application/octet-stream", parts[1]);
		buf_addf(&body, "\r\n\r\n%s\r\n", parts[2]);
	}
	buf_add_cstring(&body, "--grens--\r\n");
	text = buf_copy(&body, test_arena());
	buf_clear(&body);
	return site_send(visitor, address, "multipart/form-data; boundary=grens", text);
}

/* A site of its own: jobs and lists that go over all programmes of the other do not meet it. */
static struct { struct store *store; struct server *server; char file[80]; } apart;

static void take_example_away(void)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

	if (apart.server)
		server_stop(apart.server);
	if (apart.store)
		store_close(apart.store);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		char path[96];
		snprintf(path, sizeof path, "%s%s", apart.file, endings[i]);
		unlink(path);
	}
}

static void make_example(void)
{
	struct store_options store = { .create = true };
	struct server_options server = { .bind = "127.0.0.1", .routes = room_routes, .route_count = room_route_count, .threads = 1, .workers = 1 };
	struct faults faults = { .arena = test_arena() };
	struct exchange_report report = { 0 };
	struct id programme;

	if (apart.server)
		return;
	setenv("SPEERPUNT_STRICT", "1", 1);
	snprintf(apart.file, sizeof apart.file, "/tmp/speerpunt-example-%d.db", (int)getpid());
	atexit(take_example_away);
	store.where = str_of(apart.file);
	apart.store = store_open(&store, &faults);
	CHECK(apart.store);
	CHECK(exchange_import(apart.store, STR("voorbeeldregio.json"), test_file("data/voorbeeldregio/voorbeeldregio.json"), ID_NONE,
		&programme, &report, &faults));
	server.store = apart.store;
	apart.server = server_start(&server, &faults);
	CHECK(apart.server);
}

struct page site_example_get(const char *address)
{
	struct exchange exchange = { .method = "GET", .target = str_of(address), .accept = STR("text/html"), .accept_language = STR("nl") };
	struct page page;

	make_example();
	server_exchange(apart.server, &exchange);
	page = (struct page){ .status = exchange.status, .text = buf_copy(&exchange.answer, test_arena()) };
	buf_clear(&exchange.answer);
	buf_clear(&exchange.answer_headers);
	return page;
}
