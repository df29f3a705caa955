/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing as people do it. A programme of its own on the site, "tekenen", not public: an agreement that Duiven (the member's party), a school and
 * an embassy sign, frozen with a PDF. Mail is made and stays in the outbox; a code is read there as no page shows it.
 */
#include "test/site.h"

#include <string.h>

#include "account/account.h"
#include "document/document.h"
#include "file/file.h"
#include "paper/paper.h"
#include "party/party.h"
#include "signature/signature_mail.h"
#include "signature/signing_form.h"
#include "test/databases.h"
#include "test/lev.h"
#include "tree/tree.h"

enum { DUIVEN, SCHOOL, EMBASSY, SIGNATORIES };
static struct { struct id programme, mandate, agreement, signatory[SIGNATORIES], person[SIGNATORIES]; int people; struct str pdf, pdf_hash; char bytes[200000]; } scene;

static void write_changes(const struct change *changes, size_t count)
{
	struct faults faults = { .arena = test_arena() };
	struct command command = { .programme = scene.programme, .changes = changes, .count = count, .faults = &faults };

	if (!store_write(site_store(), &command))
		fail_msg("%.*s", STR_ARG(faults.count ? fault_text(&faults.at[0], test_arena()) : STR("no fault")));
}

static const struct programme *programme_now(void)
{
	return store_programme_by_id(site_store(), scene.programme);
}

static void let_mail_be_made(void)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .directory = STR("/nowhere/at/all") };

	CHECK(mail_options_set(&options, &faults));
}

/* The PDF as it is offered. */
static struct str keep_pdf(void)
{
	struct paper *paper = paper_new(test_arena(), &(struct paper_head){ .title = STR("Dienstverlening"), .language = LANGUAGE_NL, .content_language = STR("nl"),
		.moment = { 1700000000000 } });
	struct faults faults = { .arena = test_arena() };
	struct buf out = { 0 };
	struct hash hash;

	paper_heading(paper, 1, STR("Wat wordt afgesproken"));
	paper_text(paper, PAPER_PLAIN, STR("De ambassade levert een monitor."));
	CHECK(paper_pdf(paper, &out, &faults));
	CHECK(file_keep_as_it_is(site_store(), scene.programme, buf_str(&out), &hash, &faults));
	CHECK(out.len < sizeof scene.bytes);
	memcpy(scene.bytes, out.at, out.len);
	scene.pdf = (struct str){ scene.bytes, out.len };
	buf_clear(&out);
	return hash_text(hash, test_arena());
}

static void freeze(struct agreement *agreement)
{
	struct agreement frozen = *agreement;
	const struct programme *programme = programme_now();

	frozen.frozen = clock_now();
	frozen.hash = str_copy(test_arena(), agreement_hash(programme, agreement, test_arena()));
	programme_release(programme);
	frozen.pdf = keep_pdf();
	write_changes((struct change[]){ { &agreement_record, agreement, &frozen } }, 1);
}

/* A fresh agreement with three signatories that each have a new person; Duiven's is the member, who has an account. */
static void make(bool proof)
{
	static const char *const keys[] = { "duiven", "school", "ambassade" };
	static struct id parties[SIGNATORIES];
	struct programme_facts facts = { .id = id_new(), .key = STR("tekenen"), .name = STR("Regio Teken"), .language = STR("nl"), .visibility = VISIBILITY_DRAFT };
	struct mandate office = { .id = id_new(), .person = site_person(OFFICE), .capacity = CAPACITY_OFFICE };
	struct agreement agreement = { .id = id_new(), .title = STR("Dienstverlening"), .text = STR("De ambassade levert een **monitor**."),
		.first = day_add(moment_day(clock_now()), 10), .last = day_add(moment_day(clock_now()), 400) };
	struct faults faults = { .arena = test_arena() };

	let_mail_be_made();
	if (!id_known(scene.programme)) {
		scene.programme = facts.id;
		write_changes((struct change[]){ { &programme_facts_record, NULL, &facts }, { &mandate_record, NULL, &office } }, 2);
		for (size_t i = 0; i < SIGNATORIES; i++) {
			struct party party = { .id = parties[i] = id_new(), .key = str_of(keys[i]), .name = str_of(keys[i]), .kind = i == DUIVEN ? PARTY_MUNICIPALITY
				: i == SCHOOL ? PARTY_EDUCATION : PARTY_EXECUTING_ORGANISATION };
			struct mandate mandate = { .id = id_new(), .person = site_person(MEMBER), .capacity = CAPACITY_SIGNATORY, .party = party.id };
			scene.mandate = i == DUIVEN ? mandate.id : scene.mandate;
			write_changes((struct change[]){ { &party_record, NULL, &party }, { &mandate_record, NULL, &mandate } }, i == DUIVEN ? 2 : 1);
		}
	}
	agreement.key = str_format(test_arena(), "dvo-%d", ++scene.people);
	agreement.contractor = parties[EMBASSY];
	scene.agreement = agreement.id;
	write_changes((struct change[]){ { &agreement_record, NULL, &agreement } }, 1);
	for (size_t i = 0; i < SIGNATORIES; i++) {
		struct signatory signatory = { .id = scene.signatory[i] = id_new(), .agreement = agreement.id, .party = parties[i], .client = i != EMBASSY,
			.function = i == EMBASSY ? STR("directeur") : STR("wethouder"), .proof_asked = proof && i == SCHOOL };
		scene.person[i] = site_person(MEMBER);
		if (i != DUIVEN)
			CHECK(person_know(site_store(), str_format(test_arena(), "%s%d@example.nl", keys[i], scene.people), STR("Kim de Vries"), &scene.person[i], &faults));
		signatory.person = scene.person[i];
		write_changes((struct change[]){ { &signatory_record, NULL, &signatory } }, 1);
	}
	freeze(&agreement);
}

static const char *page_of(const char *below)
{
	return str_format(test_arena(), "/tekenen/agreements/dvo-%d%s", scene.people, below).at;
}

static const char *signatory_page(size_t who, const char *below)
{
	return page_of(str_format(test_arena(), "/signatories/%s%s", id_text(scene.signatory[who], test_arena()).at, below).at);
}

static struct signing_standing standing(size_t who)
{
	static struct signing_standing copy;
	const struct programme *programme = programme_now();

	copy = signature_standing(programme, programme_row(programme, signatory, scene.signatory[who]), moment_day(clock_now()));
	programme_release(programme);
	return copy;
}

static const char *agreement_state_now(void)
{
	const struct programme *programme = programme_now();
	enum agreement_state state = agreement_state(programme, programme_row(programme, agreement, scene.agreement), moment_day(clock_now()));

	programme_release(programme);
	return words_wire(&agreement_state_words, (int)state);
}

/* The office asks one; the secret link of the request, as the mail has it. */
static const char *link_for(size_t who)
{
	struct page page = site_round_get(OFFICE, page_of("/signatures"));
	struct signature_post post = { .store = site_store(), .address = STR_NONE, .now = clock_now(), .arena = test_arena() };
	struct str link, secret;

	page = site_round_post(OFFICE, page_of("/signatures/requests"), str_format(test_arena(), "signatory=%s",
		id_text(scene.signatory[who], test_arena()).at).at);
	CHECK_NUMBER(page.status, 303);
	post.programme = programme_now();
	link = signature_link(&post, signature_request_of(post.programme, programme_row(post.programme, signatory, scene.signatory[who]), moment_day(clock_now())), &secret);
	programme_release(post.programme);
	return str_cstring(test_arena(), link);
}

static const char *below(const char *link, const char *part)
{
	return str_format(test_arena(), "%s%s", link, part).at;
}

/* The code in the newest mail to this signatory. */
static const char *code_of(size_t who)
{
	const char *sql = str_format(test_arena(), "SELECT secret FROM mail WHERE key LIKE 'signing/%s/code/%%' ORDER BY id DESC LIMIT 1",
		id_text(scene.signatory[who], test_arena()).at).at;
	struct str code = ask_sql(store_where(site_store()), sql);

	CHECK_NUMBER(code.len, CODE_DIGITS);
	return str_cstring(test_arena(), code);
}

static const char *wrong_code(size_t who)
{
	return strcmp(code_of(who), "000000") == 0 ? "000001" : "000000";
}

static const char who_i_am[] = "name=Kim+Jansen&function=wethouder&read=1";

static struct page give_code(const char *link, const char *code)
{
	return site_round_post_bare(PUBLIC, link, str_format(test_arena(), "code=%s", code).at);
}

/* The whole way by link. */
static void sign_by_link(size_t who)
{
	const char *link = link_for(who);

	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), who_i_am).status, 303);
	CHECK_NUMBER(give_code(link, code_of(who)).status, 303);
	CHECK_NUMBER(standing(who).state, SIGNING_SIGNED);
}

TEST(who_has_a_link_reads_the_very_pdf_gives_a_name_and_signs_with_the_code_from_the_mail)
{
	const char *link;
	struct page page;
	struct str typed;

	make(false);
	CHECK_NUMBER(site_round_get(PUBLIC, page_of("/signatures")).status, 404);
	link = link_for(SCHOOL);
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "Dienstverlening");
	CHECK_HAS(page.text, "<strong>monitor</strong>");
	CHECK_HAS(page.text, "s…@example.nl");
	CHECK_HAS_NOT(page.text, str_format(test_arena(), "school%d@example.nl", scene.people).at);
	page = site_round_get(PUBLIC, below(link, "/agreement.pdf"));
	CHECK_NUMBER(page.status, 200);
	CHECK(str_equal(page.text, scene.pdf));
	/* What is typed stays where something is wrong. */
	page = site_round_post_bare(PUBLIC, below(link, "/code"), "name=Kim+Jansen&function=");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "value=\"Kim Jansen\"");
	CHECK_HAS(page.text, "Geef de functie waarin u tekent.");
	CHECK_HAS(page.text, "Vink aan dat u de overeenkomst hebt gelezen");
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), who_i_am).status, 303);
	page = site_round_get(PUBLIC, link);
	CHECK_HAS(page.text, "Bevestig met de code");
	CHECK_HAS(page.text, "Kim Jansen");
	CHECK_HAS_NOT(page.text, code_of(SCHOOL));
	page = give_code(link, wrong_code(SCHOOL));
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Dat is de code niet.");
	CHECK_HAS(page.text, wrong_code(SCHOOL));
	CHECK_NUMBER(give_code(link, "12").status, 422);
	/* People type a space in the middle. */
	typed = str_format(test_arena(), "%.3s+%s", code_of(SCHOOL), code_of(SCHOOL) + 3);
	CHECK_NUMBER(give_code(link, typed.at).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_SIGNED);
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "U hebt getekend");
	CHECK_HAS_NOT(page.text, "name=\"code\"");
	/* Used: a second time nothing happens. */
	CHECK_HAS(give_code(link, code_of(SCHOOL)).text, "U hebt getekend");
	CHECK_HAS(site_round_get(PUBLIC, below(link, "/signed.pdf")).text, "%PDF-1.7");
	/* The name is the office's, the address with it. */
	page = site_round_get(OFFICE, page_of("/signatures"));
	CHECK_HAS(page.text, "Kim Jansen");
	CHECK_HAS(page.text, str_format(test_arena(), "school%d@example.nl", scene.people).at);
	page = site_round_get(MEMBER, page_of("/signatures"));
	CHECK_HAS(page.text, "met persoonlijke link en code");
	CHECK_HAS_NOT(page.text, "Kim Jansen");
	CHECK_HAS_NOT(page.text, "@example.nl");
}

TEST(when_the_last_one_needed_signs_the_agreement_is_signed_and_everybody_is_mailed)
{
	struct page page;

	make(false);
	for (size_t i = 0; i < SIGNATORIES; i++) {
		CHECK_STR(str_of(agreement_state_now()), "offered");
		sign_by_link(i);
	}
	CHECK_STR(str_of(agreement_state_now()), "signed");
	page = site_round_get(OFFICE, page_of("/signatures"));
	CHECK_HAS(page.text, "door allen getekend");
	CHECK(job_work(site_store(), STR("https://lev.example.nl")) >= 0);
	CHECK_STR(ask_sql(store_where(site_store()), str_format(test_arena(), "SELECT count(*) FROM mail WHERE key LIKE 'agreement/%s/signed/%%'",
		id_text(scene.agreement, test_arena()).at).at), "4");
}

TEST(a_code_that_was_tried_five_times_works_no_more_and_three_are_sent_in_a_quarter)
{
	const char *link;
	struct page page;

	make(false);
	link = link_for(SCHOOL);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), who_i_am).status, 303);
	for (int i = 0; i < CODE_TRIES; i++)
		CHECK_NUMBER(give_code(link, wrong_code(SCHOOL)).status, 422);
	page = give_code(link, code_of(SCHOOL));
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Deze code werkt niet meer");
	CHECK_HAS(page.text, "Stuur een andere code");
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_ASKED);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), "again=1").status, 303);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), "again=1").status, 303);
	page = site_round_post_bare(PUBLIC, below(link, "/code"), "again=1");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "wacht een kwartier");
	/* The newest one works. */
	CHECK_NUMBER(give_code(link, code_of(SCHOOL)).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_SIGNED);
}

TEST(who_refuses_says_why_the_office_reads_it_and_another_link_can_be_asked)
{
	const char *link;
	struct page page;

	make(false);
	link = link_for(SCHOOL);
	page = site_round_post_bare(PUBLIC, below(link, "/refusal"), "reason=");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Zeg in één zin waarom niet.");
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/refusal"), "reason=Geen+raadsbesluit").status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_REFUSED);
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "U tekende niet");
	CHECK_HAS(page.text, "Vraag een nieuwe link");
	CHECK_HAS(site_round_get(OFFICE, page_of("/signatures")).text, "Geen raadsbesluit");
	CHECK_HAS_NOT(site_round_get(MEMBER, page_of("/signatures")).text, "Geen raadsbesluit");
	CHECK_HAS(site_round_get(OFFICE, "/tekenen/attention").text, "weigerde");
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/wish"), "x=1").status, 303);
	CHECK_HAS(site_round_get(PUBLIC, link).text, "U vroeg een nieuwe link op");
	CHECK_HAS(site_round_get(OFFICE, "/tekenen/attention").text, "vraagt een nieuwe link");
	/* The old link stays spent when a new one goes out; by the new one it is signed. */
	sign_by_link(SCHOOL);
	CHECK_HAS(site_round_get(PUBLIC, link).text, "U hebt getekend");
}

TEST(a_link_past_its_time_says_so_and_takes_a_wish_for_another)
{
	struct moment now = clock_now();
	const char *link;
	struct page page;

	make(false);
	link = link_for(EMBASSY);
	clock_set((struct moment){ now.ms + 30 * 86400000LL });
	CHECK_NUMBER(site_round_get(PUBLIC, link).status, 200);
	clock_set((struct moment){ now.ms + 31 * 86400000LL });
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 410);
	CHECK_HAS(page.text, "Deze link werkte 30 dagen, en die tijd is om.");
	CHECK_HAS_NOT(page.text, "monitor");
	CHECK_NUMBER(site_round_get(PUBLIC, below(link, "/agreement.pdf")).status, 410);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), who_i_am).status, 410);
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/wish"), "x=1").status, 303);
	clock_set((struct moment){ 0 });
	CHECK(day_known(standing(EMBASSY).request->anew));
}

TEST(a_link_that_was_taken_back_or_replaced_says_so)
{
	const char *first, *second;
	struct page page;

	make(false);
	first = link_for(SCHOOL);
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/request"), "name=&email=").status, 303);
	page = site_round_get(PUBLIC, first);
	CHECK_NUMBER(page.status, 410);
	CHECK_HAS(page.text, "is een andere gestuurd");
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/withdrawal"), "x=1").status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_NOT_ASKED);
	second = link_for(SCHOOL);
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/withdrawal"), "x=1").status, 303);
	page = site_round_get(PUBLIC, second);
	CHECK_NUMBER(page.status, 410);
	CHECK_HAS(page.text, "heeft deze link ingetrokken");
	/* A link that never was is told from these. */
	CHECK_NUMBER(site_round_get(PUBLIC, "/tekenen/signing/nothing").status, 404);
}

TEST(a_link_goes_to_another_person_whom_the_first_then_no_longer_is)
{
	const char *first;
	struct page page;

	make(false);
	first = link_for(SCHOOL);
	/* Somebody who signs for another party already cannot be it. */
	page = site_round_post(OFFICE, signatory_page(SCHOOL, "/request"), "name=Medewerker&email=duiven%40example.nl");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Niemand tekent voor twee partijen");
	CHECK_HAS(page.text, "value=\"duiven@example.nl\"");
	page = site_round_post(OFFICE, signatory_page(SCHOOL, "/request"), str_format(test_arena(), "name=Jo+Ander&email=ander%d%%40example.nl", scene.people).at);
	CHECK_NUMBER(page.status, 303);
	CHECK_HAS(site_round_get(OFFICE, signatory_page(SCHOOL, "")).text, "Jo Ander");
	CHECK_NUMBER(site_round_get(PUBLIC, first).status, 410);
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/request"), "name=&email=geen+adres").status, 422);
}

/* The signatory's form, where the office chooses another person without sending a link. */
TEST(who_is_no_longer_the_one_to_sign_can_do_nothing_with_an_earlier_link)
{
	const struct programme *programme;
	struct signatory before, after;
	struct faults faults = { .arena = test_arena() };
	const char *link;
	struct page page;

	make(false);
	link = link_for(SCHOOL);
	programme = programme_now();
	before = after = *programme_row(programme, signatory, scene.signatory[SCHOOL]);
	CHECK(person_know(site_store(), str_format(test_arena(), "nieuw%d@example.nl", scene.people), STR("Nieuw"), &after.person, &faults));
	write_changes((struct change[]){ { &signatory_record, &before, &after } }, 1);
	programme_release(programme);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_NOT_ASKED);
	page = site_round_get(PUBLIC, link);
	CHECK_NUMBER(page.status, 410);
	CHECK_HAS(page.text, "heeft deze link ingetrokken");
	CHECK_NUMBER(site_round_post_bare(PUBLIC, below(link, "/code"), who_i_am).status, 410);
	link_for(SCHOOL);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_ASKED);
}

#define A_PDF "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

TEST(the_office_records_a_signature_on_paper_with_day_place_and_scan)
{
	struct str yesterday = day_text(day_add(moment_day(clock_now()), -1), test_arena()), tomorrow = day_text(day_add(moment_day(clock_now()), 1), test_arena());
	const char *const bare[] = { "how", NULL, "on_paper", "day", NULL, tomorrow.at, "signer", NULL, "Jo van Papier", NULL, NULL, NULL };
	const char *const scan[] = { "how", NULL, "on_paper", "day", NULL, yesterday.at, "place", NULL, "Zevenaar", "signer", NULL, "Jo van Papier",
		"function", NULL, "burgemeester", "scan", "scan.pdf", A_PDF, NULL, NULL, NULL };
	const char *const photo[] = { "how", NULL, "on_paper", "day", NULL, yesterday.at, "place", NULL, "Zevenaar", "scan", "scan.exe", "MZ no picture", NULL, NULL, NULL };
	struct page page;

	make(false);
	link_for(SCHOOL);
	CHECK_NUMBER(site_send_form(MEMBER, signatory_page(SCHOOL, "/acts"), scan).status, 403);
	page = site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), bare);
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Die dag moet nog komen.");
	CHECK_HAS(page.text, "Zeg waar er is getekend.");
	CHECK_HAS(page.text, "Voeg de scan toe");
	CHECK_HAS(page.text, "value=\"Jo van Papier\"");
	CHECK_NUMBER(site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), photo).status, 422);
	CHECK_NUMBER(site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), scan).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_SIGNED);
	CHECK_NUMBER(standing(SCHOOL).request->ended, REQUEST_ANSWERED);
	page = site_round_get(OFFICE, page_of("/signatures"));
	CHECK_HAS(page.text, "Jo van Papier");
	CHECK_HAS(page.text, "Zevenaar");
	CHECK_HAS(page.text, "De scan");
	page = site_round_get(MEMBER, page_of("/signatures"));
	CHECK_HAS(page.text, "burgemeester");
	CHECK_HAS_NOT(page.text, "Jo van Papier");
	CHECK_HAS_NOT(page.text, "De scan");
	/* Recorded wrongly: it stays visible, holds no more, and can be recorded anew. */
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/correction"), "why=").status, 422);
	CHECK_NUMBER(site_round_post(OFFICE, signatory_page(SCHOOL, "/correction"), "why=Verkeerde+scan").status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_NOT_ASKED);
	page = site_round_get(MEMBER, page_of("/signatures"));
	CHECK_HAS(page.text, "geldt niet meer");
	CHECK_HAS_NOT(page.text, "Verkeerde scan");
	CHECK_NUMBER(site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), scan).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_SIGNED);
}

TEST(a_pdf_of_a_signing_service_is_filed_and_a_refusal_that_was_told_is_recorded)
{
	struct str today = day_text(moment_day(clock_now()), test_arena());
	const char *const nothing[] = { "day", NULL, today.at, NULL, NULL, NULL };
	const char *const elsewhere[] = { "how", NULL, "elsewhere", "day", NULL, today.at, "scan", "getekend.pdf", A_PDF, NULL, NULL, NULL };
	const char *const silent[] = { "how", NULL, "refused", "day", NULL, today.at, NULL, NULL, NULL };
	const char *const refused[] = { "how", NULL, "refused", "day", NULL, today.at, "reason", NULL, "Per telefoon gezegd", NULL, NULL, NULL };

	make(false);
	CHECK_HAS(site_send_form(OFFICE, signatory_page(EMBASSY, "/acts"), nothing).text, "Kies hoe het is gedaan.");
	CHECK_NUMBER(site_send_form(OFFICE, signatory_page(EMBASSY, "/acts"), elsewhere).status, 303);
	CHECK_NUMBER(standing(EMBASSY).act->how, SIGNED_ELSEWHERE);
	CHECK_HAS(site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), silent).text, "Zeg waarom.");
	CHECK_NUMBER(site_send_form(OFFICE, signatory_page(SCHOOL, "/acts"), refused).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_REFUSED);
}

TEST(where_proof_of_mandate_is_asked_it_comes_with_the_name_and_is_not_asked_twice)
{
	const char *const without[] = { "name", NULL, "Kim Jansen", "function", NULL, "wethouder", "read", NULL, "1", NULL, NULL, NULL };
	const char *const with[] = { "name", NULL, "Kim Jansen", "function", NULL, "wethouder", "read", NULL, "1", "proof", "volmacht.pdf", A_PDF, NULL, NULL, NULL };
	const struct programme *programme;
	const struct signatory *signatory;
	const struct document *proof;
	const char *link;

	make(true);
	link = link_for(SCHOOL);
	CHECK_HAS(site_send_form(PUBLIC, below(link, "/code"), without).text, "Voeg het bewijs toe");
	CHECK_NUMBER(site_send_form(PUBLIC, below(link, "/code"), with).status, 303);
	programme = programme_now();
	signatory = programme_row(programme, signatory, scene.signatory[SCHOOL]);
	proof = programme_row(programme, document, signatory->proof);
	CHECK(proof && proof->visibility == VISIBILITY_DRAFT);
	CHECK_STR(proof->title, "Volmacht van school, wethouder");
	programme_release(programme);
	CHECK_NUMBER(site_send_form(PUBLIC, below(link, "/code"), without).status, 303);
	CHECK_NUMBER(give_code(link, code_of(SCHOOL)).status, 303);
	CHECK_NUMBER(standing(SCHOOL).state, SIGNING_SIGNED);
}

TEST(who_has_an_account_signs_signed_in_and_nobody_signs_for_another)
{
	struct page page;
	const char *mine;

	make(false);
	mine = signatory_page(DUIVEN, "/signing");
	CHECK_HAS(site_round_get(MEMBER, page_of("/signatures")).text, "Nu tekenen");
	CHECK_HAS_NOT(site_round_get(OFFICE, page_of("/signatures")).text, "Nu tekenen");
	page = site_round_get(MEMBER, signatory_page(SCHOOL, "/signing"));
	CHECK_NUMBER(page.status, 403);
	CHECK_HAS(page.text, "Hier tekent alleen wie voor deze partij is aangewezen");
	CHECK_NUMBER(site_round_get(OFFICE, mine).status, 403);
	CHECK_NUMBER(site_round_get(PUBLIC, mine).status, 404);
	page = site_round_post(MEMBER, below(mine, "/code"), who_i_am);
	CHECK_NUMBER(page.status, 303);
	CHECK_NUMBER(site_round_post(MEMBER, mine, str_format(test_arena(), "code=%s", wrong_code(DUIVEN)).at).status, 422);
	CHECK_NUMBER(site_round_post(MEMBER, mine, str_format(test_arena(), "code=%s", code_of(DUIVEN)).at).status, 303);
	CHECK_NUMBER(standing(DUIVEN).act->how, SIGNED_WITH_ACCOUNT);
	CHECK_HAS(site_round_get(MEMBER, mine).text, "U hebt getekend");
}

static void put_capacity(enum capacity capacity)
{
	const struct programme *programme = programme_now();
	const struct mandate *mandate = programme_row(programme, mandate, scene.mandate);
	struct mandate before = *mandate, after = *mandate;

	after.capacity = capacity;
	write_changes((struct change[]){ { &mandate_record, &before, &after } }, 1);
	programme_release(programme);
}

/* An official who is named by mistake has no such right; by the link in their own mail they could, as its holder. */
TEST(an_official_does_not_sign_signed_in_for_the_party)
{
	struct page page;

	make(false);
	put_capacity(CAPACITY_MEMBER);
	CHECK_HAS_NOT(site_round_get(MEMBER, page_of("/signatures")).text, "Nu tekenen");
	page = site_round_get(MEMBER, signatory_page(DUIVEN, "/signing"));
	put_capacity(CAPACITY_SIGNATORY);
	CHECK_NUMBER(page.status, 403);
	CHECK_HAS(page.text, "voor deze partij ondertekenen");
	CHECK_HAS(site_round_get(MEMBER, page_of("/signatures")).text, "Nu tekenen");
}

TEST(what_is_awaited_stands_with_the_signatory_first_and_goes_when_signed)
{
	struct page page;

	make(false);
	CHECK_HAS(site_round_get(OFFICE, "/tekenen/attention").text, "nog niet gevraagd te tekenen");
	link_for(DUIVEN);
	page = site_round_get(MEMBER, "/tekenen/attention");
	CHECK_HAS(page.text, "Van duiven, wethouder wordt een handtekening gevraagd");
	sign_by_link(DUIVEN);
	CHECK_HAS_NOT(site_round_get(MEMBER, "/tekenen/attention").text, str_format(test_arena(), "signatures#s-%s", id_text(scene.signatory[DUIVEN], test_arena()).at).at);
}

TEST(only_the_office_asks_reminds_and_takes_back)
{
	struct page page;

	make(false);
	CHECK_NUMBER(site_round_post(MEMBER, page_of("/signatures/requests"), "signatory=x").status, 403);
	CHECK_NUMBER(site_round_get(MEMBER, signatory_page(SCHOOL, "")).status, 403);
	page = site_round_post(OFFICE, page_of("/signatures/requests"), "x=1");
	CHECK_NUMBER(page.status, 422);
	CHECK_HAS(page.text, "Vink aan wie u vraagt te tekenen.");
	link_for(SCHOOL);
	CHECK(job_work(site_store(), STR("https://lev.example.nl")) >= 0);
	CHECK_HAS(site_round_get(OFFICE, page_of("/signatures")).text, "mail:");
	CHECK_HAS(site_round_get(OFFICE, signatory_page(SCHOOL, "")).text, "Uw handtekening wordt gevraagd voor Dienstverlening");
	CHECK_NUMBER(site_round_post(OFFICE, page_of("/signatures/reminders"), "x=1").status, 303);
	CHECK_HAS(site_round_get(OFFICE, page_of("/signatures")).text, "wordt niet nog eens herinnerd");
}

/* Without mail the office passes the link on itself. */
TEST(where_no_mail_leaves_the_office_sees_the_link_once)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options none = { .from = STR("Bureau <bureau@example.nl>") };
	struct page page;

	make(false);
	CHECK(mail_options_set(&none, &faults));
	page = site_round_post(OFFICE, page_of("/signatures/requests"), str_format(test_arena(), "signatory=%s", id_text(scene.signatory[SCHOOL], test_arena()).at).at);
	CHECK_NUMBER(page.status, 200);
	CHECK_HAS(page.text, "/tekenen/signing/");
	let_mail_be_made();
}
