/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An agreement from first word to amendment, as the office, those who sign and the public meet it. A programme of its own on the site, "afspraak":
 * Duiven (the member's party) and Doesburg, a contractor, a budget line of each year shared by inhabitants, and one action.
 */
#include "test/site.h"

#include "action/action.h"
#include "agreement/agreement.h"
#include "base/hash.h"
#include "file/file.h"
#include "money/money.h"
#include "participation/participation.h"
#include "party/party.h"
#include "test/databases.h"
#include "test/lev.h"
#include "tree/tree.h"

static struct { struct id programme, duiven, doesburg, embassy, action, line; } scene;

static void write_all(struct store *store, const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };

	if (!try_write(store, scene.programme, changes, count, &faults))
		fail_msg("%.*s", STR_ARG(faults_text(&faults)));
}

static struct id put_town(struct store *store, const char *key, int64_t number)
{
	struct party town = { .id = id_new(), .key = str_of(key), .name = str_of(key), .kind = PARTY_MUNICIPALITY };
	struct inhabitants counted = { .id = id_new(), .party = town.id, .day = test_day("2026-01-01"), .number = { number, true } };
	struct participation entry = { .id = id_new(), .party = town.id, .node = scene.programme, .standing = STANDING_PARTICIPATES };

	write_all(store, (struct change[]){ { &party_record, NULL, &town }, { &inhabitants_record, NULL, &counted }, { &participation_record, NULL, &entry } }, 3);
	return town.id;
}

static void make(struct store *store, const char *key)
{
	struct programme_facts facts = { .id = scene.programme = id_new(), .key = str_of(key), .name = STR("Afspraken"), .language = STR("nl") };
	struct theme theme = { .id = id_new(), .key = STR("werk"), .name = STR("Werk") };
	struct party embassy = { .id = scene.embassy = id_new(), .key = STR("ambassade"), .name = STR("Ambassade"), .kind = PARTY_EXECUTING_ORGANISATION };
	struct action action = { .id = scene.action = id_new(), .number = STR("A-01"), .title = STR("Monitor"), .theme = theme.id, .status = ACTION_RUNNING };
	struct action secret = { .id = id_new(), .number = STR("X-99"), .title = STR("Geheim plan"), .theme = theme.id, .status = ACTION_RUNNING,
		.visibility = VISIBILITY_DRAFT };
	struct budget_line line = { .id = scene.line = id_new(), .node = theme.id, .title = STR("Monitor 2026"), .year = { 2026, true },
		.amount = { 10000000, true }, .key = KEY_INHABITANTS, .reference = test_day("2026-01-01") };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct mandate member = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_MEMBER };

	write_all(store, (struct change[]){ { &programme_facts_record, NULL, &facts }, { &theme_record, NULL, &theme }, { &party_record, NULL, &embassy },
		{ &action_record, NULL, &action }, { &action_record, NULL, &secret }, { &budget_line_record, NULL, &line }, { &mandate_record, NULL, &office } }, 7);
	scene.duiven = put_town(store, "duiven", 25000);
	scene.doesburg = put_town(store, "doesburg", 11000);
	member.party = scene.duiven;
	write_all(store, (struct change[]){ { &mandate_record, NULL, &member } }, 1);
}

static const char *text_of(struct id id)
{
	return str_cstring(test_arena(), id_text(id, test_arena()));
}

static const struct agreement *agreement_now(const char *key)
{
	const struct programme *programme = store_programme_by_id(site_store(), scene.programme);
	const struct agreement *row = programme_by_key(programme, &agreement_record, str_of(key)), *copy = row
		? row_now(site_store(), scene.programme, &agreement_record, row->id) : NULL;

	programme_release(programme);
	return copy;
}

static const char *fields(const char *format, const char *a, const char *b)
{
	return str_cstring(test_arena(), str_format(test_arena(), format, a, b));
}

static struct page get(enum visitor visitor, const char *address) { return site_round_get(visitor, address); }
static struct page post(const char *address, const char *given) { return site_round_post(OFFICE, address, given); }

/* Sends the form and goes where it leads. */
static struct page sent(const char *address, const char *given, int status)
{
	struct page page = post(address, given);

	if (page.status != status)
		fail_msg("%s: %d, %.*s", address, page.status, STR_ARG(page.text));
	return page.location.len > 0 ? get(OFFICE, str_cstring(test_arena(), str_to(page.location, str_find(page.location, '#')))) : page;
}

static void write_draft(const char *room)
{
	struct page page = get(OFFICE, fields("%s/edit/agreement/new?visibility=draft", room, ""));
	const char *id;

	CHECK_HAS(page.text, "Voorbeeld");
	sent(fields("%s/edit/agreement/new", room, ""), "title=DVO+Liemers&visibility=draft&text=Wij+leveren+een+**monitor**.&in_order_shown=1", 303);
	id = text_of(agreement_now("dvo-liemers")->id);
	page = get(OFFICE, fields("%s/agreements/dvo-liemers", room, ""));
	CHECK_HAS(page.text, "Wat nog ontbreekt");
	CHECK_HAS(page.text, "#f-first");
	CHECK_HAS(page.text, "#f-contractor");
	CHECK_HAS(page.text, "#add-signatory");
	/* What lacks is refused all at once, and nothing is frozen. */
	page = sent(fields("%s/agreements/dvo-liemers/offer", room, ""), "publish=1", 422);
	CHECK_HAS(page.text, "De eerste dag is niet bekend");
	CHECK_HAS(page.text, "opdrachtnemer");
	CHECK(agreement_now("dvo-liemers")->frozen.ms == 0);
	sent(fields("%s/edit/agreement/%s", room, id), fields("title=DVO+Liemers&visibility=draft&text=Wij+leveren+een+**monitor**.&first=1-1-2026&last=31-12-2026&contractor=%s&planned_words=medio+april&in_order_shown=1",
		text_of(scene.embassy), ""), 303);
	sent(fields("%s/edit/signatory/new", room, ""), fields("agreement=%s&party=%s&function=directeur&client_shown=1&proof_asked_shown=1", id, text_of(scene.embassy)), 303);
	page = sent(fields("%s/agreements/dvo-liemers/clients", room, ""), "function=wethouder", 303);
	CHECK_HAS(page.text, "Opdrachtgevers toegevoegd: 2");
	CHECK_HAS_NOT(page.text, "Wat nog ontbreekt");
	sent(fields("%s/edit/service/new", room, ""), fields("agreement=%s&number=1&title=Jaarbericht&due=1-6-2026&proof=verslag&actions_shown=1&lines_shown=1", id, ""), 303);
	sent(fields("%s/edit/service/new", room, ""), fields("agreement=%s&number=2&title=Meting&actions_shown=1&lines_shown=1&actions=%s", id, text_of(scene.action)), 303);
}

static struct str service_id(const char *key, size_t at)
{
	const struct programme *programme = store_programme_by_id(site_store(), scene.programme);
	const struct agreement *agreement = programme_by_key(programme, &agreement_record, str_of(key));
	struct row_list services = REFERRING(programme, service, agreement, agreement->id);
	struct str id = id_text(row_id(services.at[at]), test_arena());

	programme_release(programme);
	return id;
}

/* The whole way: written, offered, frozen, taken back, offered again, signed, amended. */
TEST(an_agreement_is_written_offered_and_never_changes_after_that)
{
	const struct agreement *frozen;
	struct page page;
	struct str bytes, pdf;
	struct hash hash;

	make(site_store(), "afspraak");
	CHECK_HAS(get(PUBLIC, "/afspraak/agreements").text, "Er is geen overeenkomst vastgelegd");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak/agreements").text, "Overeenkomst schrijven");
	CHECK_HAS(get(OFFICE, "/afspraak/agreements").text, "Overeenkomst schrijven");
	write_draft("/afspraak");

	/* A draft is the office's. */
	CHECK_NUMBER(get(PUBLIC, "/afspraak/agreements/dvo-liemers").status, 404);
	CHECK_NUMBER(get(MEMBER, "/afspraak/agreements/dvo-liemers").status, 404);
	CHECK_NUMBER(get(PUBLIC, "/afspraak/agreements/dvo-liemers.pdf").status, 404);
	CHECK_NUMBER(get(PUBLIC, "/afspraak/agreements/dvo-liemers/offer").status, 303);
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak/agreements").text, "DVO");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak/parties/duiven").text, "DVO");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak/tables/service.csv").text, "Jaarbericht");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak/search?q=Jaarbericht").text, "Jaarbericht</a>");
	CHECK(str_starts(get(OFFICE, "/afspraak/agreements/dvo-liemers.pdf").text, STR("%PDF")));
	CHECK(str_starts(get(OFFICE, "/afspraak/agreements/dvo-liemers.docx").text, STR("PK")));

	/* The services change places; one is taken over the edge. */
	page = sent("/afspraak/agreements/dvo-liemers/services", fields("service=%s&move=down", str_cstring(test_arena(), service_id("dvo-liemers", 0)), ""), 303);
	CHECK_HAS(page.text, "1. Meting");
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/services", fields("service=%s&move=up", str_cstring(test_arena(), service_id("dvo-liemers", 0)), "")).status, 404);

	/* EUR 100,000.00 over 25,000 and 11,000 inhabitants. */
	page = get(OFFICE, "/afspraak/agreements/dvo-liemers/contributions");
	CHECK_HAS(page.text, "69.444,44");
	CHECK_HAS(page.text, "30.555,56");
	page = sent("/afspraak/agreements/dvo-liemers/contributions", "", 303);
	CHECK_HAS(page.text, "overgenomen uit de begroting: 2");
	CHECK_HAS(page.text, "gelijk");
	CHECK_HAS(sent("/afspraak/agreements/dvo-liemers/contributions", "", 303).text, "overgenomen uit de begroting: 0");

	/* What was read is what is frozen. */
	page = get(OFFICE, "/afspraak/agreements/dvo-liemers/offer");
	CHECK_HAS(page.text, "Precies dit wordt vastgelegd");
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/offer", "hash=0000&publish=1").status, 409);
	CHECK(agreement_now("dvo-liemers")->frozen.ms == 0);
	bytes = str_from(page.text, str_search(page.text, STR("name=\"hash\" value=\"")) + sizeof "name=\"hash\" value=\"" - 1);
	page = sent("/afspraak/agreements/dvo-liemers/offer", fields("hash=%s", str_cstring(test_arena(), str_to(bytes, 64)), ""), 303);
	CHECK_HAS(page.text, "Vastgelegd, en na te gaan");
	frozen = agreement_now("dvo-liemers");
	CHECK(frozen->frozen.ms > 0 && frozen->canonical.len == 64 && frozen->pdf.len == 64);
	bytes = get(OFFICE, "/afspraak/agreements/dvo-liemers.json").text;
	CHECK_STR(hash_text(hash_of(bytes), test_arena()), str_cstring(test_arena(), frozen->hash));
	pdf = get(OFFICE, "/afspraak/agreements/dvo-liemers.pdf").text;
	CHECK_STR(hash_text(hash_of(pdf), test_arena()), str_cstring(test_arena(), frozen->pdf));
	CHECK(hash_parse(frozen->pdf, &hash));

	/* Offered without being published: for the parties, not for the public. */
	CHECK_NUMBER(get(PUBLIC, "/afspraak/agreements/dvo-liemers").status, 404);
	CHECK_NUMBER(get(MEMBER, "/afspraak/agreements/dvo-liemers").status, 200);
	CHECK_HAS(get(MEMBER, "/afspraak/parties/duiven").text, "DVO Liemers");
	CHECK_HAS_NOT(get(MEMBER, "/afspraak/agreements/dvo-liemers").text, "Geheim plan");

	/* Nothing of it changes any more; what was delivered can be told. */
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/clients", "function=x").status, 409);
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/contributions", "").status, 409);
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/offer", "").status, 409);
	CHECK_NUMBER(post(fields("/afspraak/edit/service/%s/removal", str_cstring(test_arena(), service_id("dvo-liemers", 0)), ""), "").status, 422);
	CHECK_NUMBER(post(fields("/afspraak/edit/agreement/%s", text_of(frozen->id), ""), "text=Anders").status, 422);
	CHECK_NUMBER(post(fields("/afspraak/edit/service/%s", str_cstring(test_arena(), service_id("dvo-liemers", 1)), ""), "delivered=1-6-2026").status, 303);

	/* Taken back before anybody signed: a draft goes on from it, and the old one stays. */
	CHECK_HAS(get(OFFICE, "/afspraak/agreements/dvo-liemers/withdrawal").text, "Aanbod intrekken");
	page = sent("/afspraak/agreements/dvo-liemers/withdrawal", "", 303);
	CHECK_HAS(page.text, "Het aanbod is ingetrokken");
	CHECK_HAS(page.text, "1. Meting");
	CHECK_HAS(get(OFFICE, "/afspraak/agreements/dvo-liemers").text, "aanbod ingetrokken");
	CHECK_NUMBER(post("/afspraak/agreements/dvo-liemers/withdrawal", "").status, 409);
	CHECK(agreement_now("dvo-liemers-2")->frozen.ms == 0);
	CHECK_STR(agreement_now("dvo-liemers")->hash, str_cstring(test_arena(), frozen->hash));
}

static void sign_all(const struct agreement *agreement)
{
	const struct programme *programme = store_programme_by_id(site_store(), scene.programme);
	struct row_list signatories = REFERRING(programme, signatory, agreement, agreement->id);

	for (size_t i = 0; i < signatories.count; i++) {
		struct signature act = { .id = id_new(), .agreement = agreement->id, .signatory = row_id(signatories.at[i]), .act = SIGNATURE_SIGNED, .how = SIGNED_ON_PAPER,
			.day = moment_day(clock_now()), .hash = agreement->hash };
		write_all(site_store(), (struct change[]){ { &signature_record, NULL, &act } }, 1);
	}
	programme_release(programme);
}

TEST(an_amendment_is_made_in_one_step_and_both_name_each_other)
{
	struct page page;
	struct str hash;

	make(site_store(), "afspraak2");
	write_draft("/afspraak2");
	CHECK_NUMBER(post("/afspraak2/agreements/dvo-liemers/amendment", "").status, 409);
	page = get(OFFICE, "/afspraak2/agreements/dvo-liemers/offer");
	hash = str_to(str_from(page.text, str_search(page.text, STR("name=\"hash\" value=\"")) + sizeof "name=\"hash\" value=\"" - 1), 64);
	sent("/afspraak2/agreements/dvo-liemers/offer", fields("publish=1&hash=%s", str_cstring(test_arena(), hash), ""), 303);
	page = get(PUBLIC, "/afspraak2/agreements/dvo-liemers");
	CHECK_HAS(page.text, "ter ondertekening");
	CHECK_HAS(page.text, "medio april");
	CHECK_HAS(page.text, "Ambassade levert 2 diensten voor");
	sign_all(agreement_now("dvo-liemers"));
	page = get(PUBLIC, "/afspraak2/agreements/dvo-liemers");
	CHECK_HAS(page.text, "Iedereen die moet tekenen had");
	CHECK_HAS(get(PUBLIC, "/afspraak2/agreements").text, "3 van 3 partijen");
	CHECK_HAS(get(PUBLIC, "/afspraak2/agreements/dvo-liemers?on=2025-12-31").text, "nog niet vastgelegd");
	CHECK_HAS(site_round_get(PUBLIC, "/afspraak2/parties/duiven").text, "Wat wij afspraken");
	page = sent("/afspraak2/agreements/dvo-liemers/amendment", "", 303);
	CHECK_HAS(page.text, "Wijziging van: DVO Liemers");
	CHECK_HAS(page.text, "De eerste dag is niet bekend");
	CHECK_HAS(get(OFFICE, "/afspraak2/agreements/dvo-liemers").text, "Wijziging van: DVO Liemers");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak2/agreements/dvo-liemers").text, "Wijziging van");
	CHECK_NUMBER(post("/afspraak2/agreements/dvo-liemers/withdrawal", "").status, 409);
}

/* The form shows how a text will read, and writes nothing. */
TEST(a_text_is_previewed_without_saving)
{
	struct page page;

	make(site_store(), "afspraak3");
	write_draft("/afspraak3");
	page = post(fields("/afspraak3/edit/agreement/%s", text_of(agreement_now("dvo-liemers")->id), ""), "preview=1&title=DVO&text=Een+**vette**+tekst");
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "<strong>vette</strong>");
	CHECK_HAS(page.text, "Een **vette** tekst</textarea>");
	CHECK_HAS_NOT(agreement_now("dvo-liemers")->text, "vette");
}

TEST(the_same_is_told_to_a_machine)
{
	struct page page;

	make(site_store(), "afspraak4");
	write_draft("/afspraak4");
	CHECK_HAS_NOT(get(PUBLIC, "/afspraak4/agreements?format=json").text, "DVO");
	page = get(PUBLIC, "/afspraak4/agreements/bestaat-niet");
	CHECK_NUMBER(page.status, 404);
	CHECK_HAS(site_get_json(PUBLIC, "/agreements").text, "\"agreements\":[");
}

/* Any member of a row made something else. */
static void change_anything(const struct record *record, void *row, uint64_t *dice)
{
	const struct field *field = &record->field[(*dice >> 8) % record->field_count];
	void *at = (char *)row + field->offset;
	int64_t number = (int64_t)(*dice >> 20 & 0xff) + 1;

	switch (field->kind) {
	case KIND_TEXT:    *(struct str *)at = str_format(test_arena(), "%064llx", (unsigned long long)*dice); break;
	case KIND_DAY:     *(struct day *)at = day_of_number(740000 + (int32_t)number); break;
	case KIND_ID:      *(struct id *)at = number % 3 == 0 ? ID_NONE : number % 3 == 1 ? scene.duiven : scene.doesburg; break;
	case KIND_IDS:     *(struct ids *)at = (struct ids){ number % 2 ? &scene.action : &scene.line, 1 }; break;
	case KIND_BOOL:    *(bool *)at = !*(bool *)at; break;
	case KIND_COUNT:   *(struct count *)at = (struct count){ number, number % 5 != 0 }; break;
	case KIND_MONEY:   *(struct money *)at = (struct money){ number, number % 5 != 0 }; break;
	case KIND_MOMENT:  *(struct moment *)at = (struct moment){ number % 2 ? number * 1000 : 0 }; break;
	case KIND_WORD:    *(int *)at = (int)(number % 2); break;
	default:           break;
	}
}

/* Whatever is written on any part of it: its bytes keep the hash that was shown. */
ON_EACH_DATABASE(a_frozen_agreement_keeps_its_bytes_whatever_is_written)
{
	static const struct record *const kinds[] = { &agreement_record, &signatory_record, &service_record, &funding_contribution_record };
	struct small small;
	struct store *store = small_store(kind, &small);
	struct agreement agreement = { .id = id_new(), .key = STR("dvo"), .title = STR("DVO"), .text = STR("Tekst"), .contractor = small.party.id,
		.first = test_day("2026-01-01") }, frozen, other = { .id = id_new(), .key = STR("ander"), .title = STR("Ander") };
	struct signatory signatory = { .id = id_new(), .agreement = agreement.id, .party = small.party.id, .function = STR("directeur") };
	struct service service = { .id = id_new(), .agreement = agreement.id, .number = { 1, true }, .title = STR("Monitor") };
	struct funding_contribution paid = { .id = id_new(), .agreement = agreement.id, .party = small.party.id, .year = { 2026, true }, .amount = { 500, true } };
	struct id ids[] = { agreement.id, signatory.id, service.id, paid.id };
	size_t taken = 0, refused = 0;
	uint64_t dice = 20261125;
	struct str hash;

	scene.programme = small.facts.id;
	scene.duiven = small.party.id;
	scene.doesburg = other.id;
	scene.action = small.action.id;
	write_all(store, (struct change[]){ { &agreement_record, NULL, &agreement }, { &agreement_record, NULL, &other }, { &signatory_record, NULL, &signatory },
		{ &service_record, NULL, &service }, { &funding_contribution_record, NULL, &paid } }, 5);
	frozen = agreement;
	frozen.frozen = (struct moment){ 1700000000000 };
	{
		const struct programme *programme = store_programme_by_id(store, scene.programme);
		hash = str_copy(test_arena(), agreement_hash(programme, &agreement, test_arena()));
		programme_release(programme);
	}
	frozen.hash = hash;
	write_all(store, (struct change[]){ { &agreement_record, &agreement, &frozen } }, 1);
	for (int i = 0; i < 300; i++) {
		size_t k;
		const void *before;
		void *after;
		struct faults faults = { .arena = test_arena() };
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		k = (size_t)(dice >> 40) % 4;
		before = row_now(store, scene.programme, kinds[k], ids[k]);
		if (!before)
			fail_msg("%s is gone", kinds[k]->name);
		after = arena_take(test_arena(), kinds[k]->size);
		row_copy(kinds[k], after, before, test_arena());
		change_anything(kinds[k], after, &dice);
		if (try_write(store, scene.programme, (struct change[]){ { kinds[k], before, (dice >> 50) % 10 == 0 ? NULL : after } }, 1, &faults))
			taken++;
		else
			refused++;
	}
	CHECK(refused > 50);
	CHECK(taken > 5);
	{
		const struct programme *programme = store_programme_by_id(store, scene.programme);
		const struct agreement *now = programme_row(programme, agreement, agreement.id);
		CHECK(now && now->frozen.ms == frozen.frozen.ms);
		CHECK_STR(now->hash, str_cstring(test_arena(), hash));
		CHECK_STR(agreement_hash(programme, now, test_arena()), str_cstring(test_arena(), hash));
		programme_release(programme);
	}
	check_verified(store, scene.programme);
}

/* The LEV's was signed on 22 May 2024, long before it stood here. */
TEST(what_was_signed_elsewhere_is_not_offered_again)
{
	struct page page = site_get(OFFICE, "/agreements/dvo-lev-2");

	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "22 mei 2024");
	CHECK_HAS(page.text, "medio april");
	CHECK_HAS_NOT(page.text, "Aanbieden om te tekenen");
	CHECK_NUMBER(site_post(OFFICE, "/agreements/dvo-lev-2/offer", "publish=1").status, 409);
}
