/* SPDX-License-Identifier: EUPL-1.2 */
/* Who is to sign, in which order, by which link and until when; the code; and the mail that follows from what happened. */
#include "signature/signature.h"

#include "access/access.h"
#include "account/account.h"
#include "signature/signature_mail.h"
#include "signature/signature_paper.h"
#include "signature/signing_form.h"
#include "test/databases.h"
#include "test/lev.h"

static const char home[] = "https://lev.example.nl";

/* Noon in Amsterdam, or another hour, in a year that ids and clock have not reached. */
static struct moment at(const char *day, int hour)
{
	return (struct moment){ (int64_t)day_first(test_day(day)) * 86400000 + (int64_t)(hour - 1) * 3600000 };
}

/* Duiven's mayor signs, and for the embassy a chair and a director. */
enum { MAYOR, CHAIR, DIRECTOR, SIGNATORIES };
struct scene {
	struct store     *store;
	struct small      small;
	struct party      embassy;
	struct agreement  agreement;
	struct signatory  signatory[SIGNATORIES];
	struct id         person[SIGNATORIES], office;
};

static struct id know(struct store *store, const char *name)
{
	struct faults faults = { .arena = test_arena() };
	struct id person = ID_NONE;

	CHECK(person_know(store, str_format(test_arena(), "%s@example.nl", name), str_of(name), &person, &faults));
	return person;
}

static void put(struct scene *scene, const struct record *record, const void *before, const void *after)
{
	write_change(scene->store, scene->small.facts.id, record, before, after);
}

static void let_mail_be_made(void)
{
	struct faults faults = { .arena = test_arena() };
	struct mail_options options = { .from = STR("Bureau <bureau@example.nl>"), .directory = STR("/nowhere/at/all") };

	CHECK(mail_options_set(&options, &faults));
}

/* Offered on the first of December 2098. */
static struct scene scene_of(enum database_kind kind, bool in_order)
{
	static const char *const names[] = { "mayor", "chair", "director" };
	struct scene scene = { .agreement = { .id = id_new(), .key = STR("dvo"), .title = STR("Dienstverlening"), .text = STR("# Wat"), .in_order = in_order,
		.first = { 2099, 2, 1 }, .last = { 2099, 12, 31 } } };
	struct mandate office = { .id = id_new(), .capacity = CAPACITY_OFFICE };
	struct agreement frozen;
	const struct programme *programme;

	clock_set(at("2098-12-01", 12));
	scene.store = small_store(kind, &scene.small);
	scene.embassy = (struct party){ .id = id_new(), .key = STR("ambassade"), .name = STR("De Ambassade"), .kind = PARTY_EXECUTING_ORGANISATION };
	put(&scene, &party_record, NULL, &scene.embassy);
	office.person = scene.office = know(scene.store, "office");
	put(&scene, &mandate_record, NULL, &office);
	scene.agreement.contractor = scene.embassy.id;
	put(&scene, &agreement_record, NULL, &scene.agreement);
	for (size_t i = 0; i < SIGNATORIES; i++) {
		scene.signatory[i] = (struct signatory){ .id = id_new(), .agreement = scene.agreement.id, .party = i == MAYOR ? scene.small.party.id : scene.embassy.id,
			.function = str_of(names[i]), .client = i == MAYOR, .place = { i == DIRECTOR ? 2 : 1, i != MAYOR }, .person = know(scene.store, names[i]) };
		scene.person[i] = scene.signatory[i].person;
		put(&scene, &signatory_record, NULL, &scene.signatory[i]);
	}
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	frozen = scene.agreement;
	frozen.frozen = clock_now();
	frozen.hash = str_copy(test_arena(), agreement_hash(programme, &scene.agreement, test_arena()));
	programme_release(programme);
	put(&scene, &agreement_record, &scene.agreement, &frozen);
	scene.agreement = frozen;
	let_mail_be_made();
	return scene;
}

static struct signature_request request_to(const struct scene *scene, size_t who)
{
	return (struct signature_request){ .id = id_new(), .agreement = scene->agreement.id, .signatory = scene->signatory[who].id, .person = scene->person[who],
		.moment = clock_now(), .until = day_add(moment_day(clock_now()), REQUEST_DAYS) };
}

static struct signature_request ask(struct scene *scene, size_t who)
{
	struct signature_request request = request_to(scene, who);

	put(scene, &signature_request_record, NULL, &request);
	return request;
}

static struct signature act_of(const struct scene *scene, size_t who, enum signature_act act)
{
	return (struct signature){ .id = id_new(), .agreement = scene->agreement.id, .signatory = scene->signatory[who].id, .act = act, .how = SIGNED_BY_LINK,
		.day = moment_day(clock_now()), .moment = clock_now(), .hash = scene->agreement.hash, .person = scene->person[who], .function = scene->signatory[who].function,
		.reason = act == SIGNATURE_REFUSED ? STR("Geen besluit") : STR_NONE };
}

static void act(struct scene *scene, size_t who, enum signature_act what)
{
	struct signature signature = act_of(scene, who, what);
	put(scene, &signature_record, NULL, &signature);
}

static const char *state_on(const struct scene *scene, size_t who, const char *day)
{
	const struct programme *programme = store_programme_by_id(scene->store, scene->small.facts.id);
	const struct signatory *signatory = programme_row(programme, signatory, scene->signatory[who].id);
	enum signing_state state = signature_standing(programme, signatory, test_day(day)).state;

	programme_release(programme);
	return words_wire(&signing_state_words, (int)state);
}

static const char *refusal(struct scene *scene, const struct record *record, const void *before, const void *after)
{
	struct faults faults = { .arena = test_arena() };
	struct change change = { record, before, after };

	return try_write(scene->store, scene->small.facts.id, &change, 1, &faults) ? "" : str_cstring(test_arena(), faults_text(&faults));
}

ON_EACH_DATABASE(a_signatory_stands_as_the_facts_say_on_each_day)
{
	struct scene scene = scene_of(kind, false);
	struct signature withdrawn;

	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-01")), "not_asked");
	clock_set(at("2098-12-02", 12));
	ask(&scene, MAYOR);
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-01")), "not_asked");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-02")), "asked");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2099-01-01")), "asked");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2099-01-02")), "expired");
	clock_set(at("2098-12-03", 12));
	act(&scene, MAYOR, SIGNATURE_SIGNED);
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-02")), "asked");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2099-01-02")), "signed");
	withdrawn = act_of(&scene, MAYOR, SIGNATURE_WITHDRAWN);
	put(&scene, &signature_record, NULL, &withdrawn);
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-03")), "asked");
	act(&scene, CHAIR, SIGNATURE_REFUSED);
	CHECK_STR(str_of(state_on(&scene, CHAIR, "2098-12-03")), "refused");
	ask(&scene, CHAIR);
	CHECK_STR(str_of(state_on(&scene, CHAIR, "2098-12-03")), "asked");
}

ON_EACH_DATABASE(what_a_signatory_may_not_do_is_refused_in_words)
{
	struct scene scene = scene_of(kind, true);
	struct signature_request request = ask(&scene, MAYOR), twice = request_to(&scene, MAYOR), nobody = request_to(&scene, CHAIR);
	struct signature signature;
	struct signatory moved = scene.signatory[CHAIR];

	CHECK_HAS(str_of(refusal(&scene, &signature_request_record, NULL, &twice)), "has a link already");
	nobody.person = ID_NONE;
	CHECK_HAS(str_of(refusal(&scene, &signature_request_record, NULL, &nobody)), "choose first who signs");
	signature = act_of(&scene, DIRECTOR, SIGNATURE_SIGNED);
	CHECK_HAS(str_of(refusal(&scene, &signature_record, NULL, &signature)), "signs first");
	/* Who signed for one party, signs for no other, also when the signatory was another person before. */
	act(&scene, MAYOR, SIGNATURE_SIGNED);
	moved.person = scene.person[MAYOR];
	CHECK_HAS(str_of(refusal(&scene, &signatory_record, &scene.signatory[CHAIR], &moved)), "Nobody signs for two parties");
	signature = act_of(&scene, CHAIR, SIGNATURE_SIGNED);
	signature.person = scene.person[MAYOR];
	CHECK_HAS(str_of(refusal(&scene, &signature_record, NULL, &signature)), "Nobody signs for two parties");
	signature = act_of(&scene, MAYOR, SIGNATURE_REFUSED);
	CHECK_HAS(str_of(refusal(&scene, &signature_record, NULL, &signature)), "has signed already");
	/* The last day itself is in time. */
	signature = act_of(&scene, CHAIR, SIGNATURE_SIGNED);
	signature.day = test_day("2100-01-01");
	CHECK_HAS(str_of(refusal(&scene, &signature_record, NULL, &signature)), "cannot be signed any more");
	signature.day = test_day("2099-12-31");
	CHECK_STR(str_of(refusal(&scene, &signature_record, NULL, &signature)), "");
	(void)request;
}

ON_EACH_DATABASE(what_was_recorded_wrongly_is_withdrawn_and_recorded_anew_with_an_earlier_day)
{
	struct scene scene = scene_of(kind, false);
	struct signature signature;

	clock_set(at("2098-12-20", 12));
	act(&scene, MAYOR, SIGNATURE_SIGNED);
	act(&scene, MAYOR, SIGNATURE_WITHDRAWN);
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-25")), "not_asked");
	signature = act_of(&scene, MAYOR, SIGNATURE_SIGNED);
	signature.day = test_day("2098-12-18");
	signature.how = SIGNED_ON_PAPER;
	put(&scene, &signature_record, NULL, &signature);
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-17")), "not_asked");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-19")), "signed");
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-25")), "signed");
	/* A refusal can have been recorded wrongly too. */
	act(&scene, CHAIR, SIGNATURE_REFUSED);
	act(&scene, CHAIR, SIGNATURE_WITHDRAWN);
	CHECK_STR(str_of(state_on(&scene, CHAIR, "2098-12-25")), "not_asked");
}

/* Of chair and director either is enough: who did not sign is no longer needed. */
ON_EACH_DATABASE(where_one_of_two_is_enough_the_other_is_no_longer_awaited)
{
	struct scene scene = scene_of(kind, false);
	const struct programme *programme = store_programme_by_id(scene.store, scene.small.facts.id);
	struct programme *draft = programme_draft(programme);
	struct signing_count count;

	scene.signatory[CHAIR].needed = scene.signatory[DIRECTOR].needed = (struct count){ 1, true };
	programme_put(draft, &signatory_record, &scene.signatory[CHAIR]);
	programme_put(draft, &signatory_record, &scene.signatory[DIRECTOR]);
	count = signature_count(draft, &scene.agreement, scene.embassy.id, test_day("2098-12-01"));
	CHECK_NUMBER(count.all, 2);
	CHECK_NUMBER(count.needed, 1);
	CHECK_NUMBER(count.given, 0);
	programme_put(draft, &signature_record, &(struct signature){ .id = id_new(), .agreement = scene.agreement.id, .signatory = scene.signatory[DIRECTOR].id,
		.act = SIGNATURE_SIGNED, .how = SIGNED_BY_LINK, .day = test_day("2098-12-02") });
	CHECK_NUMBER(signature_standing(draft, &scene.signatory[CHAIR], test_day("2098-12-01")).state, SIGNING_NOT_ASKED);
	CHECK_NUMBER(signature_standing(draft, &scene.signatory[CHAIR], test_day("2098-12-02")).state, SIGNING_NOT_NEEDED);
	programme_discard(draft);
	programme_release(programme);
}

static void work(struct scene *scene, struct moment moment)
{
	clock_set(moment);
	CHECK(job_work(scene->store, str_of(home)) >= 0);
}

/* "mayor: Uw handtekening ...": what was made about signing, oldest first. */
static struct str made(const struct scene *scene)
{
	struct mail_lines lines = mail_list(scene->store, scene->small.facts.id, MAIL_UNKNOWN, 0, 100, test_arena());
	struct buf out = { 0 };
	struct str text;

	for (size_t i = lines.count; i-- > 0;)
		buf_addf(&out, "%s%.*s %.*s", out.len ? ", " : "", STR_ARG(lines.at[i].name), STR_ARG(str_to(lines.at[i].subject, str_find(lines.at[i].subject, ' '))));
	text = buf_copy(&out, test_arena());
	buf_clear(&out);
	return text;
}

ON_EACH_DATABASE(who_is_asked_is_mailed_once_and_reminded_once_a_week_before_the_end)
{
	struct scene scene = scene_of(kind, false);

	ask(&scene, MAYOR);
	work(&scene, at("2098-12-01", 12));
	work(&scene, at("2098-12-01", 13));
	CHECK_STR(made(&scene), "mayor Uw");
	/* The link works until 31 December: a week before, at the hour of mail. */
	work(&scene, at("2098-12-23", 12));
	work(&scene, at("2098-12-24", 7));
	CHECK_STR(made(&scene), "mayor Uw");
	work(&scene, at("2098-12-24", 12));
	work(&scene, at("2098-12-24", 18));
	work(&scene, at("2098-12-28", 12));
	CHECK_STR(made(&scene), "mayor Uw, mayor Herinnering:");
	work(&scene, at("2099-01-05", 12));
	CHECK_STR(made(&scene), "mayor Uw, mayor Herinnering:");
}

ON_EACH_DATABASE(an_offer_that_was_taken_back_is_signed_by_nobody_from_that_day_on)
{
	struct scene scene = scene_of(kind, false);
	struct agreement back = scene.agreement;
	struct signature signature;
	const struct programme *programme;

	ask(&scene, MAYOR);
	clock_set(at("2098-12-02", 12));
	back.withdrawn = test_day("2098-12-02");
	put(&scene, &agreement_record, &scene.agreement, &back);
	signature = act_of(&scene, MAYOR, SIGNATURE_SIGNED);
	CHECK_HAS(str_of(refusal(&scene, &signature_record, NULL, &signature)), "taken back");
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	CHECK(signature_takes(programme, &back, test_day("2098-12-01")));
	CHECK(!signature_takes(programme, &back, test_day("2098-12-02")));
	programme_release(programme);
	work(&scene, at("2098-12-02", 13));
	CHECK_STR(made(&scene), "");
}

ON_EACH_DATABASE(by_hand_nobody_is_reminded_on_a_day_on_which_mail_went_already)
{
	struct scene scene = scene_of(kind, false);
	struct signature_request request = ask(&scene, MAYOR);
	const struct programme *programme;
	struct signature_post post;
	int64_t sent = 0;

	work(&scene, at("2098-12-01", 12));
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	post = (struct signature_post){ scene.store, programme, at("2098-12-01", 15), str_of(home), test_arena() };
	CHECK(signature_mailed_today(&post, &request));
	post.now = at("2098-12-02", 9);
	CHECK(!signature_mailed_today(&post, &request));
	clock_set(post.now);
	CHECK(signature_mail_remind(&post, &request, &sent) && sent == 1);
	CHECK(signature_mail_remind(&post, &request, &sent) && sent == 1);
	CHECK(signature_mailed_today(&post, &request));
	programme_release(programme);
}

ON_EACH_DATABASE(the_next_in_order_is_asked_when_the_one_before_has_signed_and_all_hear_when_it_is_done)
{
	struct scene scene = scene_of(kind, true);

	CHECK_STR(str_of(state_on(&scene, DIRECTOR, "2098-12-01")), "later");
	ask(&scene, CHAIR);
	work(&scene, at("2098-12-01", 12));
	CHECK_STR(made(&scene), "chair Uw");
	clock_set(at("2098-12-02", 12));
	act(&scene, CHAIR, SIGNATURE_SIGNED);
	work(&scene, at("2098-12-02", 13));
	CHECK_STR(str_of(state_on(&scene, DIRECTOR, "2098-12-02")), "asked");
	CHECK_STR(made(&scene), "chair Uw, director Uw");
	/* The mayor was never asked: nobody before is of the same party. */
	CHECK_STR(str_of(state_on(&scene, MAYOR, "2098-12-02")), "not_asked");
	act(&scene, DIRECTOR, SIGNATURE_SIGNED);
	act(&scene, MAYOR, SIGNATURE_SIGNED);
	work(&scene, at("2098-12-02", 14));
	work(&scene, at("2098-12-02", 15));
	CHECK_HAS(made(&scene), "mayor Door, ");
	CHECK_HAS(made(&scene), "office Door");
	CHECK_NUMBER(mail_list(scene.store, scene.small.facts.id, MAIL_UNKNOWN, 0, 100, test_arena()).count, 6);
}

ON_EACH_DATABASE(the_office_hears_of_a_refusal_with_its_reason_and_of_a_wish_for_another_link)
{
	struct scene scene = scene_of(kind, false);
	struct signature_request request = ask(&scene, MAYOR), wished = request;
	struct mail_lines lines;
	struct mail_line line;
	struct str text;

	wished.anew = test_day("2098-12-01");
	put(&scene, &signature_request_record, &request, &wished);
	act(&scene, CHAIR, SIGNATURE_REFUSED);
	work(&scene, at("2098-12-01", 12));
	CHECK_HAS(made(&scene), "office Duiven");
	CHECK_HAS(made(&scene), "office De");
	lines = mail_list(scene.store, scene.small.facts.id, MAIL_UNKNOWN, 0, 1, test_arena());
	CHECK(mail_read(scene.store, scene.small.facts.id, lines.at[0].id, test_arena(), &line, &text));
	CHECK_HAS(text, "Geen besluit");
	/* Old news is no news. */
	work(&scene, at("2098-12-20", 12));
	CHECK_NUMBER(mail_list(scene.store, scene.small.facts.id, MAIL_UNKNOWN, 0, 100, test_arena()).count, 3);
}

ON_EACH_DATABASE(a_code_works_for_one_a_quarter_of_an_hour_and_five_times)
{
	struct scene scene = scene_of(kind, false);
	struct signer signer = { scene.small.facts.id, scene.signatory[MAYOR].id, scene.person[MAYOR], STR("secret") }, other = signer;
	struct str code = signing_begin(scene.store, &signer, STR("Jo Jansen"), STR("burgemeester"), test_arena()), wrong;
	struct signing signing;

	CHECK_NUMBER(code.len, CODE_DIGITS);
	wrong = str_is(code, "000000") ? STR("000001") : STR("000000");
	/* The database does not hold it, and it fits with this link alone. */
	CHECK_HAS_NOT(ask_sql(address_of_store(scene.store), "SELECT code FROM signing"), str_cstring(test_arena(), code));
	other.secret = STR("another");
	CHECK_NUMBER(signing_try(scene.store, &other, code), TRY_WRONG);
	other = signer;
	other.person = scene.person[CHAIR];
	CHECK_NUMBER(signing_try(scene.store, &other, code), TRY_OVER);
	CHECK(!signing_read(scene.store, &other, test_arena(), &signing));
	for (int i = 0; i < 3; i++)
		CHECK_NUMBER(signing_try(scene.store, &signer, wrong), TRY_WRONG);
	CHECK_NUMBER(signing_try(scene.store, &signer, code), TRY_FITS);
	CHECK_NUMBER(signing_try(scene.store, &signer, code), TRY_OVER);
	CHECK(signing_read(scene.store, &signer, test_arena(), &signing) && !signing.open);
	CHECK_STR(signing.name, "Jo Jansen");
	/* By the clock. */
	code = signing_begin(scene.store, &signer, STR("Jo Jansen"), STR("burgemeester"), test_arena());
	clock_set((struct moment){ clock_now().ms + CODE_MINUTES * 60000 });
	CHECK_NUMBER(signing_try(scene.store, &signer, wrong), TRY_WRONG);
	clock_set((struct moment){ clock_now().ms + 1 });
	CHECK_NUMBER(signing_try(scene.store, &signer, code), TRY_OVER);
	CHECK(signing_forget(scene.store, signer.programme, clock_now()));
	CHECK(signing_read(scene.store, &signer, test_arena(), &signing));
	CHECK(signing_forget(scene.store, signer.programme, (struct moment){ clock_now().ms + 86400000 }));
	CHECK(!signing_read(scene.store, &signer, test_arena(), &signing));
}

ON_EACH_DATABASE(the_name_of_who_signed_goes_when_the_person_is_erased)
{
	struct scene scene = scene_of(kind, false);
	struct signature_name name = { .signature = id_new(), .person = scene.person[MAYOR], .name = STR("Jo Jansen"), .address = STR("jo@example.nl") };
	struct signature_names names;

	CHECK(signature_name_keep(scene.store, scene.small.facts.id, &name));
	names = signature_names(scene.store, scene.small.facts.id, test_arena());
	CHECK(signature_name_of(&names, name.signature));
	CHECK_STR(signature_name_of(&names, name.signature)->address, "jo@example.nl");
	CHECK(account_erase(scene.store, scene.person[MAYOR]));
	names = signature_names(scene.store, scene.small.facts.id, test_arena());
	CHECK(!signature_name_of(&names, name.signature));
	CHECK_HAS_NOT(ask_sql(address_of_store(scene.store), "SELECT name, address FROM signature_name"), "jo");
}

ON_EACH_DATABASE(the_evidence_says_who_signed_when_and_how_with_the_hash_and_names_only_who_may_be_named)
{
	struct scene scene = scene_of(kind, false);
	struct signer_name name;
	struct signer_names names = { &name, 1 };
	struct paper_head head = { .title = STR("Dienstverlening"), .language = LANGUAGE_NL, .content_language = STR("nl") };
	struct paper *open = paper_new(test_arena(), &head), *named = paper_new(test_arena(), &head);
	struct signature signature = act_of(&scene, MAYOR, SIGNATURE_SIGNED);
	const struct programme *programme;
	struct str text;

	put(&scene, &signature_record, NULL, &signature);
	name = (struct signer_name){ signature.id, STR("Jo Jansen") };
	programme = store_programme_by_id(scene.store, scene.small.facts.id);
	signature_evidence(open, programme, &scene.agreement, test_day("2098-12-01"));
	signature_evidence_named(named, programme, &scene.agreement, test_day("2098-12-01"), &names);
	text = paper_plain(open);
	CHECK_HAS(text, "mayor");
	CHECK_HAS(text, "met persoonlijke link en code");
	CHECK_HAS(text, str_cstring(test_arena(), scene.agreement.hash));
	CHECK_HAS(text, "Nog niet iedereen heeft getekend");
	CHECK_HAS(text, "De Ambassade, chair");
	CHECK_HAS_NOT(text, "Jansen");
	CHECK_HAS(paper_plain(named), "Jo Jansen");
	programme_release(programme);
}
