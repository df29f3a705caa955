/* SPDX-License-Identifier: EUPL-1.2 */
/* The weekly overview: which Monday, what is in it, and once; on both databases, with the clock set from week to week. */
#include "digest/digest.h"

#include "account/account.h"
#include "digest/digest_job.h"
#include "life/life.h"
#include "mail/mail.h"
#include "programme/sample.h"
#include "role/role.h"
#include "test/databases.h"
#include "test/lev.h"

static struct moment at(const char *text)
{
	struct moment moment;

	CHECK(moment_parse(str_of(text), &moment));
	return moment;
}

static const struct programme *at_hour(int hour)
{
	struct programme *draft = programme_empty(sample_id(0));
	struct programme_facts facts = { .id = sample_id(0), .key = STR("x"), .name = STR("X"), .language = STR("nl"),
		.mail_hour = { hour, hour >= 0 } };

	programme_put(draft, &programme_facts_record, &facts);
	return programme_publish(draft);
}

/* Summer time began on Sunday 29 March 2026 and ended on Sunday 25 October: nine in the morning is 08:00 UTC before and after, 07:00 between. */
TEST(the_overview_of_a_monday_is_due_from_the_programmes_hour_by_its_own_clock)
{
	static const struct { int hour; const char *moment, *monday; } rows[] = {
		{ -1, "2026-03-23T07:59:59Z", "2026-03-16" }, { -1, "2026-03-23T08:00:00Z", "2026-03-23" },
		{ -1, "2026-03-29T23:59:00Z", "2026-03-23" },
		{ -1, "2026-03-30T06:59:59Z", "2026-03-23" }, { -1, "2026-03-30T07:00:00Z", "2026-03-30" },
		{ -1, "2026-10-26T07:59:59Z", "2026-10-19" }, { -1, "2026-10-26T08:00:00Z", "2026-10-26" },
		{ 0, "2026-03-29T21:59:59Z", "2026-03-23" }, { 0, "2026-03-29T22:00:00Z", "2026-03-30" },
		{ 23, "2026-06-01T20:59:59Z", "2026-05-25" }, { 23, "2026-06-01T21:00:00Z", "2026-06-01" },
		{ -1, "2026-06-07T12:00:00Z", "2026-06-01" }, { -1, "2026-01-01T12:00:00Z", "2025-12-29" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct programme *programme = at_hour(rows[i].hour);
		CHECK_STR(day_text(digest_monday(programme, at(rows[i].moment)), test_arena()), rows[i].monday);
		programme_release(programme);
	}
}

/* From whenever in a year, the next one is the first moment at which another Monday is due. */
TEST(the_next_overview_is_due_at_the_moment_its_monday_becomes_the_newest)
{
	const struct programme *programme = at_hour(-1);

	for (int64_t hour = 0; hour < 366 * 24; hour += 5) {
		struct moment now = { at("2026-01-01T00:30:00Z").ms + hour * 3600000 }, next = digest_next(programme, now);
		struct day monday = digest_monday(programme, now);
		CHECK(next.ms > now.ms && next.ms - now.ms <= 7 * 86400000LL + 3600000);
		CHECK(day_equal(digest_monday(programme, (struct moment){ next.ms - 1 }), monday));
		CHECK(day_equal(digest_monday(programme, next), day_add(monday, 7)));
	}
	programme_release(programme);
}

/* The small programme, whose action has no lead, with somebody of the office and an official of its municipality. */
struct region { struct small small; struct store *store; struct id office, official; };

static struct id add_person(struct region *region, const char *email, enum capacity capacity)
{
	struct faults faults = { .arena = test_arena() };
	struct mandate mandate = { .id = id_new(), .capacity = capacity, .party = capacity == CAPACITY_MEMBER ? region->small.party.id : ID_NONE };

	CHECK(account_add(region->store, str_of(email), STR("Jo"), false, &mandate.person, &faults));
	write_change(region->store, region->small.facts.id, &mandate_record, NULL, &mandate);
	return mandate.person;
}

static const char address[] = "https://lev.example.nl";

static struct region make_region(enum database_kind kind, const char *moment)
{
	struct region region;

	clock_set(at(moment));
	region.store = small_store(kind, &region.small);
	region.office = add_person(&region, "bureau@example.nl", CAPACITY_OFFICE);
	region.official = add_person(&region, "jo@example.nl", CAPACITY_MEMBER);
	return region;
}

static void want(struct region *region, struct id person, bool wanted)
{
	const struct programme *programme = store_programme_by_id(region->store, region->small.facts.id);

	CHECK(digest_want(region->store, programme, person, wanted));
	programme_release(programme);
}

static void work_at(struct region *region, const char *moment)
{
	clock_set(at(moment));
	CHECK(job_work(region->store, str_of(address)) >= 0);
}

static struct mail_lines mails_to(const struct region *region, struct id person)
{
	return mail_about(region->store, region->small.facts.id, str_format(test_arena(), "digest/%.*s/", STR_ARG(id_text(person, test_arena()))),
		test_arena());
}

static struct str text_of(const struct region *region, const struct mail_line *line)
{
	struct mail_line same;
	struct str text;

	CHECK(mail_read(region->store, region->small.facts.id, line->id, test_arena(), &same, &text));
	return text;
}

static void tidy_clock(void)
{
	clock_set((struct moment){ 0 });
}

/* Monday 1 June 2026 at nine. Asked for on Wednesday before; the next on Monday the eighth, whatever ran how often between. */
ON_EACH_DATABASE(the_overview_goes_to_who_asked_for_it_on_monday_and_never_twice)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");

	CHECK(!digest_wanted(region.store, region.small.facts.id, region.office));
	want(&region, region.office, true);
	want(&region, region.office, true);
	CHECK(digest_wanted(region.store, region.small.facts.id, region.office));
	work_at(&region, "2026-05-27T12:05:00Z");
	work_at(&region, "2026-06-01T06:59:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 0);
	work_at(&region, "2026-06-01T07:00:00Z");
	work_at(&region, "2026-06-01T07:01:00Z");
	work_at(&region, "2026-06-03T07:01:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	CHECK_NUMBER(mails_to(&region, region.official).count, 0);
	work_at(&region, "2026-06-08T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 2);
	tidy_clock();
}

/* Down from Sunday until Thursday eleven days later: one overview, of the newest Monday. */
ON_EACH_DATABASE(a_server_that_was_down_makes_the_last_overview_not_all)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");

	want(&region, region.office, true);
	work_at(&region, "2026-06-11T12:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	CHECK_HAS(mails_to(&region, region.office).at[0].key, "2026-06-08");
	tidy_clock();
}

/* Over the night in which the clocks go forward: still nine o'clock, still one. */
ON_EACH_DATABASE(the_change_to_summer_time_moves_no_overview)
{
	struct region region = make_region(kind, "2026-03-18T12:00:00Z");

	want(&region, region.office, true);
	work_at(&region, "2026-03-23T08:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	work_at(&region, "2026-03-30T06:59:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	work_at(&region, "2026-03-30T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 2);
	work_at(&region, "2026-03-30T08:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 2);
	tidy_clock();
}

ON_EACH_DATABASE(the_overview_says_what_is_new_since_the_last_one_and_what_is_somebodys_own_first)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");
	struct step step = { .id = id_new(), .title = STR("Ondertekening"), .stage = STAGE_EXECUTION, .planned = test_day("2026-06-05") };
	struct str text;

	want(&region, region.office, true);
	work_at(&region, "2026-06-01T07:00:00Z");
	text = text_of(&region, &mails_to(&region, region.office).at[0]);
	CHECK_HAS(text, "Nieuw voor u");
	CHECK_HAS_NOT(text, "Wacht nog op u");
	CHECK_HAS_NOT(text, "Ondertekening");
	write_change(region.store, region.small.facts.id, &step_record, NULL, &step);
	work_at(&region, "2026-06-08T07:00:00Z");
	text = text_of(&region, &mails_to(&region, region.office).at[1]);
	CHECK(str_search(text, STR("Nieuw voor u")) < str_search(text, STR("Ondertekening")));
	CHECK(str_search(text, STR("Ondertekening")) < str_search(text, STR("Wacht nog op u")));
	CHECK_HAS(text, "https://lev.example.nl/small/attention");
	/* The secret of the link is nobody's to read in the outbox. */
	CHECK_HAS(text, "https://lev.example.nl/digest/…");
	CHECK_HAS(mails_to(&region, region.office).at[1].subject, "op u");
	tidy_clock();
}

/* Nothing of their own and nothing new for others: no mail. */
ON_EACH_DATABASE(where_there_is_nothing_to_tell_no_overview_is_sent)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");
	struct participation entry = { .id = id_new(), .party = region.small.party.id, .node = region.small.facts.id,
		.standing = STANDING_PARTICIPATES };

	/* Else it is theirs to say whether they take part. */
	write_change(region.store, region.small.facts.id, &participation_record, NULL, &entry);
	want(&region, region.official, true);
	work_at(&region, "2026-06-01T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.official).count, 1);
	CHECK_HAS(text_of(&region, &mails_to(&region, region.official).at[0]), "Voor anderen is nieuw");
	work_at(&region, "2026-06-08T07:00:00Z");
	work_at(&region, "2026-06-15T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.official).count, 1);
	tidy_clock();
}

/* What is not for their eyes is not in their mail, and who takes part no more gets none. */
ON_EACH_DATABASE(an_overview_holds_what_its_reader_may_see_and_ends_with_their_mandate)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");
	struct action draft = region.small.action;
	const struct programme *programme;
	struct mandate mandate, ended;

	draft.id = id_new();
	draft.number = STR("X-99");
	draft.title = STR("Geheim plan");
	draft.status = ACTION_RUNNING;
	draft.visibility = VISIBILITY_DRAFT;
	write_change(region.store, region.small.facts.id, &action_record, NULL, &draft);
	want(&region, region.official, true);
	want(&region, region.office, true);
	work_at(&region, "2026-06-01T07:00:00Z");
	CHECK_HAS_NOT(text_of(&region, &mails_to(&region, region.official).at[0]), "Geheim");
	CHECK_HAS(text_of(&region, &mails_to(&region, region.office).at[0]), "Geheim plan");
	programme = store_programme_by_id(region.store, region.small.facts.id);
	mandate = *ROW(mandate, REFERRING(programme, mandate, person, region.office), 0);
	ended = mandate;
	ended.until = test_day("2026-06-05");
	write_change(region.store, region.small.facts.id, &mandate_record, &mandate, &ended);
	programme_release(programme);
	work_at(&region, "2026-06-08T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	tidy_clock();
}

ON_EACH_DATABASE(who_ended_it_or_is_erased_gets_none)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");

	want(&region, region.office, true);
	want(&region, region.official, true);
	want(&region, region.office, false);
	CHECK(account_erase(region.store, region.official));
	CHECK(!digest_wanted(region.store, region.small.facts.id, region.official));
	work_at(&region, "2026-06-01T07:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count + mails_to(&region, region.official).count, 0);
	tidy_clock();
}

/* A letter without links is of no use: the job says what to do, and the mail is made once that is done. */
ON_EACH_DATABASE(without_an_address_of_the_server_the_job_says_so_and_loses_nothing)
{
	struct region region = make_region(kind, "2026-05-27T12:00:00Z");
	struct job_states states;
	bool said = false;

	want(&region, region.office, true);
	clock_set(at("2026-06-01T07:00:00Z"));
	job_work(region.store, STR_NONE);
	states = job_states(region.store, region.small.facts.id, LANGUAGE_EN, test_arena());
	for (size_t i = 0; i < states.count; i++)
		said = said || (states.at[i].job == &digest_job && states.at[i].failed && str_search(states.at[i].said, STR("--address")) != SIZE_MAX);
	CHECK(said);
	CHECK_NUMBER(mails_to(&region, region.office).count, 0);
	work_at(&region, "2026-06-01T12:00:00Z");
	CHECK_NUMBER(mails_to(&region, region.office).count, 1);
	tidy_clock();
}
